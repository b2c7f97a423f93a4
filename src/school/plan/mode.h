/* mode.h - where a learner learns: at school, at home, or both.
 *
 * Law: there is one plan. A change of place writes one line here and touches nothing else: goals, supports, routines and the week
 * are the same rows before and after. */
#ifndef TRELLIS_PLAN_MODE_H
#define TRELLIS_PLAN_MODE_H

#include "record/record.h"

extern const struct choice MODE_PLACES[]; /* school, hybrid, home */
extern const struct choice MODE_DAYS[];   /* 1..5 */
struct mode { struct id id; struct str place, days, why; day_t from; }; /* days: at home, of a hybrid week */
struct mode_stays {
	struct str *goals, *supports, *routines; /* words of each, in the reader's language */
	size_t n_goals, n_supports, n_routines;
};
/* Newest first; out[0] may begin after today. now: the one in force today, at school when nothing was said. */
enum code modes_load(struct db *db, struct arena *a, struct id learner, day_t today, struct mode *now, struct mode **out, size_t *n, struct err *e) MUST_USE;
enum code mode_stays_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct mode_stays *out, struct err *e) MUST_USE;
/* At home on this day of the week (1..5)? */
bool mode_at_home(const struct mode *m, int weekday);

#endif
