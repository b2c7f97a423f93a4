/* given.h - who has access to a learner's record, what of it was given outside the school, and requests for the rest.
 *
 * Laws: (1) Whatever of a learner's record leaves the school is written down in the transaction that lets it go: one row of the
 * disclosure record with name, day and purpose (34 CFR 99.32; 34 CFR 300.614), and one of the security log over the same words,
 * so that neither can be changed or lost unseen. Nobody edits or removes such a row. (2) A request has a clock of 45 days
 * (34 CFR 99.10(b)). These functions check no rights. */
#ifndef TRELLIS_GIVEN_H
#define TRELLIS_GIVEN_H

#include "record/record.h"

#define REQUEST_DAYS 45

struct seer { struct id person; struct str name; unsigned rel; day_t until; }; /* until: DAY_NONE: open */
/* Everybody but the learner who may open pages of the learner that day, each once, in the order of names. */
enum code seers_of(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct seer **out, size_t *n, struct err *e) MUST_USE;

struct given { int64_t at; struct str to_whom, purpose, what, by; };
/* Newest first. */
enum code given_of(struct db *db, struct arena *a, struct id learner, struct given **out, size_t *n, struct err *e) MUST_USE;

struct record_ask { struct id id, learner; int64_t version; struct str kind, state, answer, learner_name, asked_by; day_t asked, due; bool late; };
/* Of one learner, newest first; learner nil: what is open of the learners of this viewer (leaders and case managers), longest waiting first. */
enum code record_asks(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct record_ask **out, size_t *n, struct err *e) MUST_USE;

/* Inside store_write, for an export of the whole school to somebody outside: a row for every learner. *n: how many. */
enum code given_everybody(struct db *db, struct arena *a, const struct viewer *v, struct str to_whom, struct str purpose, struct str what, int64_t *n, struct err *e) MUST_USE;

extern const struct choice RECORD_ASKS[];

#endif
