/* call.h - video meetings of a class, a group or one learner: Trellis holds the link and who was there; nothing is streamed here.
 *
 * Law: a meeting ends. None is longer than the school allows for its grade, and its link leads to an https address. Learners and
 * families read of the meetings that they are asked to, and of no other's. */
#ifndef TRELLIS_CALL_H
#define TRELLIS_CALL_H

#include "record/record.h"

extern const struct choice CALL_CAPTIONS[];
struct call_learner { struct id id; struct str name, here; }; /* here: "", "here", "part", "away" */
struct call {
	struct id id;
	int64_t version, minutes;
	struct str kind, state, what, link, begins, notes, captions, who; /* who: name of the learner or the group; "" for a class */
	day_t on;
	struct call_learner *learners;                   /* calls_of_class: who is asked to it */
	size_t n, came;
};
/* Of a class, those from `from` on, planned and held, by day; at most 100. */
enum code calls_of_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t from, day_t today, struct call **out, size_t *n, struct err *e) MUST_USE;
/* Planned ones that a learner is asked to, from `from` to `until`, by day and time; at most 50. */
enum code calls_of_learner(struct db *db, struct arena *a, struct id learner, day_t from, day_t until, struct call **out, size_t *n, struct err *e) MUST_USE;
/* How many minutes a meeting of this class may take. */
enum code call_most(struct db *db, struct id class_id, int64_t *out, struct err *e) MUST_USE;
/* Inside store_write: who was there (here, part, away); a later word takes the place of the first. E_INPUT: not asked to it. */
enum code call_came(struct db *db, struct arena *a, const struct viewer *v, struct id class_id, struct id call, struct id learner, struct str here, struct err *e) MUST_USE;

#endif
