/* fold.h - adding evidence, and the tables folded from it.
 *
 * Laws: (1) Events are only added. The same id a second time changes nothing. (2) The tables `mastery` and
 * `minutes` are changed in the event's own transaction and always equal a replay in the order (happened_at, id);
 * evidence_verify proves it. (3) A late event makes its learner and competency replay. */
#ifndef TRELLIS_FOLD_H
#define TRELLIS_FOLD_H

#include "engine/mastery/mastery.h"
#include "record/record.h"

struct evidence {
	struct id id;          /* nil: made here */
	struct id learner, actor, competency, item, resource, week_item, rubric, attachment, corrects; /* nil: none */
	const char *kind;      /* "practice", "task", "minutes", ... as in the record type */
	int64_t happened_at;   /* microseconds; 0: now */
	double score;          /* 0..1; negative: nothing was scored */
	double quality;        /* 0..1; 0 reads as 1 */
	int level;             /* 1..4 on the rubric; gives the score (level - 1) / 3 when there is none; 0: none */
	struct str way, response, misconception;
	int rigor;             /* 1..4; 0: not known */
	const char *context;   /* "screen", "paper", "person", "offline", "import" */
	double screen, alone, peers, adult, grouped; /* minutes */
	bool simulated;
};

/* Inside store_write. *added: how many were new (NULL: not asked). Rights are the caller's to have checked. */
enum code evidence_add(struct db *db, struct arena *a, const struct evidence *list, size_t n, size_t *added, struct err *e) MUST_USE;

/* A named adult confirms or reopens: the record `confirmation` with its event, in one. */
enum code evidence_confirm(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id competency, int level,
                           struct str way, struct str reason, struct err *e) MUST_USE;
enum code evidence_reopen(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id competency, struct str reason,
                          struct err *e) MUST_USE;

/* Rule and defaults of engine/mastery: enough to ask a kept state for its estimate. Parameters in use: models.h. */
enum code evidence_model(struct arena *a, struct mastery_model **out, struct err *e) MUST_USE;

/* A learner's states, sorted by competency id. */
struct standing {
	struct id learner, competency;
	struct mastery_state state;
	struct mastery_estimate now;
	int64_t last_at;
};
enum code evidence_standing(struct db *db, struct arena *a, const struct mastery_model *m, struct id learner, day_t today,
                            struct standing **out, size_t *n, struct err *e) MUST_USE;

/* false: the kind says nothing about mastery */
bool evidence_event_of(struct str kind, bool scored, double score, double quality, int64_t at, struct mastery_event *out);

/* States that were folded with another fit than this one (nil: the defaults). */
enum code evidence_stale(struct db *db, struct id fit, int64_t *n, struct err *e) MUST_USE;
/* Folds them again with the parameters in use, many small writes; safe to break off and to repeat. */
typedef enum code evidence_tell(void *arg, int64_t done, int64_t total, struct err *e);
enum code evidence_rebuild(struct store *s, evidence_tell *tell, void *arg, int64_t *n, struct err *e) MUST_USE;

/* When to look again at what was shown (engine/mastery/retention.h): one check a day of evidence, by its best score of
 * that day. Takes nothing away. */
struct evidence_check {
	bool any;   /* there is scored evidence */
	bool again; /* the last one did not go well */
	day_t due;
};
enum code evidence_check_again(struct db *db, struct id learner, struct id competency, struct evidence_check *out, struct err *e) MUST_USE;

/* Replays every event and compares; the sentence names the first learner and competency that differ. */
enum code evidence_verify(struct db *db, int64_t *events, int64_t *states, struct err *e) MUST_USE;

const char *mastery_say_likely(enum mastery_likely x); /* msgids */
const char *mastery_say_sure(enum mastery_sure x);
/* "3 pieces of evidence, likely, not sure yet"; shown, or nothing seen yet, in their own words. */
struct str mastery_phrase(struct arena *a, enum lang lang, const struct mastery_estimate *x);
const char *mastery_say(enum mastery_word w); /* msgid: what a learner reads for a state, never a judgement */

#endif
