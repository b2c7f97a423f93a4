/* reach.h - reaching a family as it chose, and what comes back.
 *
 * Law: what is written to a family makes a notice for each adult with access. Notices of a child wait a little, are bundled,
 * and go by the ways that the adult chose (R242), at most so many bundles a day and never in the adult's quiet hours (R436). A message
 * says little: that there is news, and a link that ends. Access is asked again when a message is bundled, sent, opened,
 * printed and shown for a call: a court restriction holds in each. A row of `outgoing` is sent by whoever holds its lease;
 * sending twice is possible only when a machine dies between a gateway's yes and our note of it, and then under the same id. */
#ifndef TRELLIS_REACH_FAMILIES_H
#define TRELLIS_REACH_FAMILIES_H

#include "record/record.h"
#include "school/reach/channel.h"

/* ---- what is told ---- */

/* Inside store_write, from the records' own hooks. kind: word, week, change, meeting. tone: good, plain, hard. */
enum code reach_notice(struct db *db, struct id learner, struct id about, const char *kind, const char *tone, struct id by, struct err *e) MUST_USE;
enum code reach_note_made(const struct change *c, struct err *e);
enum code reach_week_given(const struct change *c, struct err *e);
enum code reach_change_told(const struct change *c, struct err *e);
enum code reach_meeting_planned(const struct change *c, struct err *e);
/* The notices about one record get this tone. */
enum code reach_tone(struct db *db, struct id about, struct str tone, struct err *e) MUST_USE;
extern const struct choice REACH_TONES[];

/* May this adult be told about this learner today? */
enum code reach_allowed(struct db *db, struct id adult, struct id learner, day_t today, bool *out, struct err *e) MUST_USE;

/* ---- sending ---- */

/* Whether there is anything to bundle or send now; cheap. */
enum code reach_due(struct db *db, bool *due, struct err *e) MUST_USE;
/* Inside store_write: bundles what has waited long enough. *made counts rows. */
enum code reach_bundle(struct db *db, struct arena *a, const struct channels *ch, int *made, struct err *e) MUST_USE;

#define REACH_BATCH 50
#define REACH_DESK "desk" /* the tag of a message to an adult of the school */
struct outgoing {
	struct id id, bundle, learner, adult;
	struct str way, address, link, tag;
	enum lang lang;
	int64_t tries, ends_at;
	bool alone;        /* the adult has one child here: an answer needs no sign */
};
/* Inside store_write: takes at most REACH_BATCH rows under a lease of two minutes. A row whose adult lost access is withheld. */
enum code reach_take(struct db *db, struct arena *a, struct outgoing *out, size_t *n, struct err *e) MUST_USE;
struct sent { struct id id; int64_t tries; bool ok, again; int parts; int64_t cost; struct str why, gateway_id; }; /* gateway_id: its name at the gateway, when receipts come by it */
/* Inside store_write: what came of it. again: try later, six times in all; then, or without it, a person calls. */
enum code reach_sent(struct db *db, struct arena *a, const struct sent *s, struct err *e) MUST_USE;
/* Inside store_write: a gateway says what became of a message: arrived, or not (then a person calls). An unknown id is fine. */
enum code reach_receipt(struct db *db, struct arena *a, struct str gateway_id, bool arrived, struct str why, struct err *e) MUST_USE;
/* Inside store_write: a message to whoever tests. way: email or text. */
enum code reach_test(struct db *db, const struct viewer *v, const char *way, struct str address, struct err *e) MUST_USE;

/* Inside store_write, from the records' own hooks: something waits for the adult of the school whose address this setting holds. One message for
 * all that waits, without a name of a child, by mail or else by text message; quiet hours and the number a day hold. Nobody named, or no way
 * on: nothing is sent, and it stands at the desk alone. */
enum code reach_desk(struct db *db, const char *setting, struct id by, struct err *e) MUST_USE;

/* The words of a message, in its language. school: its name. */
struct str reach_subject(struct arena *a, const struct outgoing *o, struct str school);
struct str reach_short(struct arena *a, const struct outgoing *o, struct str school, const struct channels *ch);
struct str reach_long(struct arena *a, const struct outgoing *o, struct str school, const struct channels *ch);
struct str reach_address(struct arena *a, const struct outgoing *o, const struct channels *ch); /* of the link; "" without a public address */

/* ---- what a link, a letter or a call shows ---- */

struct reach_word { struct str kind, text, said, language, origin, who; int64_t at; }; /* text: as written; said: in the reader's language or "" */
struct reach_bundle_view {
	struct outgoing o;
	struct str child, school_name, adult_name, phone, note, state;
	struct reach_word *words;
	size_t n;
	int64_t made_at;
};
/* E_NOTFOUND: unknown, ended, withheld, or access is gone. The sentence never says which. */
enum code reach_open(struct db *db, struct arena *a, struct str link, enum lang *lang, struct reach_bundle_view *out, struct err *e) MUST_USE;
enum code reach_opened(struct db *db, struct id outgoing, struct err *e) MUST_USE; /* inside store_write: it arrived */
/* Letters to print ("paper") or calls to make ("call") about learners of the viewer. */
enum code reach_waiting(struct db *db, struct arena *a, const struct viewer *v, const char *way, struct reach_bundle_view **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write: printed, reached or not reached. A call not reached waits until the next day. */
enum code reach_done(struct db *db, struct arena *a, const struct viewer *v, struct id outgoing, const char *how, struct str said, struct err *e) MUST_USE;

/* ---- what comes back ---- */

struct arrived { const char *way; struct str sender, provider, text, link; bool automatic; }; /* link: the code in an address of e-mail, "" for text messages */
/* Inside store_write. The same provider's id twice is kept once. Never fails for what the sender wrote. */
enum code reach_arrived(struct db *db, struct arena *a, const struct arrived *in, struct err *e) MUST_USE;
/* Inside store_write: an answer by the link of a message. */
enum code reach_answer(struct db *db, struct arena *a, const struct reach_bundle_view *b, struct str text, enum lang lang, struct err *e) MUST_USE;

/* A long text message comes in parts, in any order, each perhaps more than once. */
#define REACH_PARTS 32               /* a message of more parts than that is taken part by part */
struct arrived_part { struct str sender, text; int reference, part, parts; };
/* Inside store_write: keeps a part. *whole is the text when all are there, "" before. Too many wait: *whole is this part alone. */
enum code reach_part(struct db *db, struct arena *a, const struct arrived_part *p, struct str *whole, struct err *e) MUST_USE;
/* Inside store_write: one message whose other parts did not come in ten minutes: what came, with a note of what is missing. *found false: there is none. */
enum code reach_part_late(struct db *db, struct arena *a, struct str *sender, struct str *text, bool *found, struct err *e) MUST_USE;

struct incoming { struct id id, learner; struct str way, sender, text, child; int64_t at; struct str state; };
/* What the viewer may place. */
enum code reach_unclear(struct db *db, struct arena *a, const struct viewer *v, struct incoming **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write: a person says whose child it is about (nil: put away). */
enum code reach_place(struct db *db, struct arena *a, const struct viewer *v, struct id incoming, struct id learner, struct err *e) MUST_USE;

/* ---- seen by people ---- */

struct reach_line { struct str way, state, who, why; int64_t at, opened_at, answered_at, arrived_at; bool in; struct str text; };
struct reach_balance { int64_t good, plain, hard, answers, told; }; /* of the last 90 days; told: bundles */
struct reach_history { struct reach_line *rows; size_t n; struct reach_balance b; };
enum code reach_history(struct db *db, struct arena *a, struct id learner, struct reach_history *out, struct err *e) MUST_USE;
/* Learners whose family was told something good in the last 90 days, of how many: of this adult's, of the school (org nil: of all) [R261]. */
struct reach_strengths { int64_t mine_good, mine, school_good, school; };
enum code reach_strengths(struct db *db, struct arena *a, struct id adult, struct id org, day_t today, struct reach_strengths *out, struct err *e) MUST_USE;
struct reach_counts { int64_t waiting, failed, late, sent_month, parts_month, cost_month, unclear, calls, letters; };
enum code reach_counts(struct db *db, struct reach_counts *out, struct err *e) MUST_USE;

#endif
