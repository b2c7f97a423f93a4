/* plan_time.h - how long writing a plan takes, so that a school sees when paperwork grows.
 *
 * Law: a sitting runs from the moment the form was opened to the moment it was saved, as the server saw both, and counts
 * SITTING_MOST at the most: a page left open is no work. Only staff are counted, and only added up: no page shows whose
 * minutes they are. An average over few plans is not shown. */
#ifndef TRELLIS_PLAN_TIME_H
#define TRELLIS_PLAN_TIME_H

#include "record/record.h"

#define SITTING_MOST (30 * 60) /* seconds */

/* Inside store_write: a sitting of the viewer at a plan, or at a line of one. opened_at in microseconds; 0: not known, nothing
 * is kept. Nothing is kept either of lines from another plan, and of people who are not of the learner's team. */
enum code plan_time_add(struct db *db, struct arena *a, const struct viewer *v, const char *type, struct id record, int64_t opened_at, struct err *e) MUST_USE;

struct plan_average { bool shown; int64_t plans; double minutes; };
struct plan_times {
	struct plan_average all, disability, others; /* the last two are both shown or both hidden */
	int64_t least;                               /* plans that an average needs */
};
/* Plans begun in the year before today, of learners of a school (nil: all). */
enum code plan_time_load(struct db *db, struct id org, struct str today, struct str year_ago, struct plan_times *out, struct err *e) MUST_USE;

#endif
