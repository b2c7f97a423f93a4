/* steps.h - one tidy list of what is to be done: about how long, how to begin, step by step [R071 R221].
 *
 * Law: steps are a way through the work and never the work. Ticking them hands nothing in and scores nothing; the goal and what
 * done looks like stay as they are, in every view. A teacher's own words come first; a piece without them has a beginning and an
 * end in plain words all the same. */
#ifndef TRELLIS_STEPS_H
#define TRELLIS_STEPS_H

#include "school/work/week.h"

#define STEPS_MAX 12
#define STEPS_BEFORE 5 /* pieces of days gone by that the list shows; the rest is a number, so that the list stays short */

struct step { struct str text; bool done; };
struct steps {
	struct str begin;              /* how to begin */
	struct step list[STEPS_MAX];
	size_t n, done;
};
struct todo {
	struct work w;
	struct steps steps;
	bool before;                   /* of days gone by */
};
struct todo_list {
	struct todo *items;            /* what was begun, then day by day, then what is left of before */
	size_t n;
	int minutes;                   /* of all that are listed, as estimated */
	int64_t more;                  /* of before, not listed */
};

void steps_of(struct arena *a, enum lang lang, const struct work *w, struct steps *out);
/* At most as many lines as there may be, each with something in it; E_INPUT says what is wrong. */
enum code steps_check(struct str text, struct err *e) MUST_USE;
enum code todo_of(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct todo_list *out, struct err *e) MUST_USE;
/* Inside store_write: one step is done, or not yet after all. E_INPUT: there is no such step. */
enum code step_tick(struct db *db, struct arena *a, const struct viewer *v, const struct work *w, int64_t step, bool done, struct err *e) MUST_USE;

#endif
