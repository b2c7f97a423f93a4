/* fold.h - adding evidence, and the tables folded from it.
 *
 * Laws: (1) Events are only added. The same id a second time changes nothing. (2) The tables `mastery`,
 * `mastery_pace` and `minutes` are changed in the event's own transaction and always equal a replay in the order (happened_at, id);
 * evidence_verify proves it. (3) A late event makes its learner and domain (subject)
 * replay: how fast somebody learns is inferred from all evidence of the domain in the order of time (mastery.h), kept in opaque
 * bytes, and read by nothing but the fold. */
#ifndef TRELLIS_FOLD_H
#define TRELLIS_FOLD_H

#include "engine/mastery/mastery.h"
#include "engine/mastery/retention.h"
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

/* The district's rule and the engine's defaults: enough to ask a kept state for its estimate. Parameters in use: models.h. */
enum code evidence_model(struct db *db, struct arena *a, struct mastery_model **out, struct err *e) MUST_USE;

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

/* A score between 0 and 1 counts as right with that probability where only right and wrong are known; the coin is the event's own
 * id, so that the same evidence gives the same. 0 is never right, 1 always. */
bool evidence_right(struct id event, double score);

struct evidence_models;
/* States that were folded with another fit, another switch for the pace, in another subject or by an older program. */
enum code evidence_stale(struct db *db, const struct evidence_models *m, int64_t *n, struct err *e) MUST_USE;
/* Folds them again with the parameters in use, many small writes; safe to break off and to repeat. */
typedef enum code evidence_tell(void *arg, int64_t done, int64_t total, struct err *e);
enum code evidence_rebuild(struct store *s, evidence_tell *tell, void *arg, int64_t *n, struct err *e) MUST_USE;

/* What else is folded: when to look again (engine/mastery/retention.h: one check a day of evidence, by its best score of that
 * day), and tries since the estimate last rose. An adult's own observation or conversation begins the count anew: somebody
 * looked. Takes nothing away and blocks nothing. */
struct evidence_watch {
	struct retention before; /* without the newest day */
	struct striving striving;
	double best;             /* score of the newest day */
	int32_t day;             /* INT32_MIN: nothing was scored */
};
struct evidence_check {
	bool any;   /* there is scored evidence */
	bool again; /* the last one did not go well */
	day_t due;
};
enum code evidence_check_again(struct db *db, struct id learner, struct id competency, struct evidence_check *out, struct err *e) MUST_USE;
/* Of all competencies of a learner at once: shown ones that are worth checking again by today, and those that call a person. */
struct evidence_notice {
	struct id learner, competency;
	struct str text, code; /* of the competency */
	bool person;      /* STRIVING_TRIES or more without getting further; else: worth checking again */
	bool again;       /* the last check did not go well */
	int in_vain;
	struct id task;   /* the open call (record sit_down); nil: none */
	struct str owner; /* its owner's name */
	day_t due;
};
enum code evidence_notices(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct evidence_notice **out, size_t *n, struct err *e) MUST_USE;
/* Of the learners of a class, by competency; of everybody whom a viewer works with. */
enum code evidence_notices_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct evidence_notice **out, size_t *n,
                                 struct err *e) MUST_USE;
enum code evidence_notices_viewer(struct db *db, struct arena *a, enum lang lang, struct id viewer, day_t today, struct evidence_notice **out, size_t *n,
                                  struct err *e) MUST_USE;
/* The teacher who is called: of a class of this learner today; nil and empty when there is none. */
enum code evidence_person(struct db *db, struct arena *a, struct id learner, day_t today, struct id *id, struct str *name, struct err *e) MUST_USE;

/* Said of it: to whom it may concern, in words that blame nobody. person: of evidence_person, where no call has an owner yet. */
struct str evidence_say_notice(struct arena *a, enum lang lang, const struct evidence_notice *n, struct str person);
/* That of this competency; NULL: none. */
const struct evidence_notice *evidence_notice_of(const struct evidence_notice *list, size_t n, struct id competency);

/* How far a scorer's judgements agree with those of others on the same work: (agreed + 10) / (compared + 10), of at most 200
 * newest; agreed: within half a level of four. 1 where nothing was scored twice. Rubric and observation evidence enters with it. */
enum code evidence_reliability(struct db *db, struct id scorer, double *out, struct err *e) MUST_USE;

/* Replays every event and compares; the sentence names the first learner and competency that differ. */
enum code evidence_verify(struct db *db, int64_t *events, int64_t *states, struct err *e) MUST_USE;

const char *mastery_say_likely(enum mastery_likely x); /* msgids */
const char *mastery_say_sure(enum mastery_sure x);
/* "3 pieces of evidence, likely, not sure yet"; shown, or nothing seen yet, in their own words. */
struct str mastery_phrase(struct arena *a, enum lang lang, const struct mastery_estimate *x);
const char *mastery_say(enum mastery_word w); /* msgid: what a learner reads for a state, never a judgement */

#endif
