/* measure.h - whether a support helps: what is counted each week or every two weeks, the line to the goal, and how much extra
 * help a named adult decided on.
 *
 * Law: numbers are shown as points beside the line to the goal; nobody is compared and nothing here decides. How much extra
 * help somebody gets is written by a person alone: no call, estimate or job makes, raises or ends it. Rights are the router's. */
#ifndef TRELLIS_MEASURE_H
#define TRELLIS_MEASURE_H

#include "base/clock.h"
#include "record/record.h"

struct measure_point { day_t on; double level; struct str how; };
struct measure {
	struct id id, line;              /* id nil: this support has no measure yet */
	struct str support, what;        /* in words */
	bool weekly;                     /* else every two weeks */
	double baseline, target;
	day_t begin, until;
	struct measure_point *points;    /* by day */
	size_t n;
	day_t due;                       /* when the next number is due; DAY_NONE: none is */
};
#define MEASURE_POINTS 60            /* the newest */

/* Supports of a learner that run on a day and that people give: lines of kind support or service, and all of extra help; of
 * others (such as an accommodation) those for which somebody said what is counted. */
enum code measure_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct measure **out, size_t *n, struct err *e) MUST_USE;
/* When the next number is due, counted from the newest one, or from the beginning. */
day_t measure_due(const struct measure *m, day_t today);

/* The same drawn in a box of 400 by 200 units; places of points and of both ends of the line to the goal. */
struct measure_place { double x, y; };
struct measure_drawing {
	struct measure_place from, to;   /* the line to the goal */
	struct measure_place *points;    /* one for each point */
	bool trend;                      /* from three points on: the middle of all slopes (engine/trend) */
	struct measure_place trend_from, trend_to;
	double low, high;                /* levels at the lower and the upper edge */
};
struct measure_drawing measure_draw(struct arena *a, const struct measure *m);

/* How much extra help, newest decision. */
struct help_step { struct id id; struct str step, who, reason; day_t decided, review; }; /* step: a msgid's text; empty: nothing was decided */
enum code help_step_load(struct db *db, struct arena *a, struct id learner, struct help_step *out, struct err *e) MUST_USE;

#endif
