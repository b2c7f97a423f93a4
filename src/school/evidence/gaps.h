/* gaps.h - after a long absence or a disruption: what each learner lacks of what the current work builds on, and the shortest
 * way back to it.
 *
 * Law: it goes back only as far as it must: from what this week asks for along "comes before", and no further behind what is
 * shown or very likely known. Nothing seen is not taken for missing knowledge but for "not known yet": a first piece of work tells. What is
 * listed is a hint where to begin, never a level, and stands beside nobody else's. Rights are the router's to have checked. */
#ifndef TRELLIS_GAPS_H
#define TRELLIS_GAPS_H

#include "school/evidence/fold.h"

#define GAPS_AIMS 12
#define GAPS_STEPS 24

struct gap_step {
	struct id competency;
	struct str code, text;
	bool aim;                  /* what this week asks for itself: the end of the way */
	bool seen;                 /* something was seen of it */
	struct mastery_estimate now;
};
struct gap_way {
	struct gap_step *steps;    /* in the order in which they build on each other; what is shown is not among them */
	size_t n, missing;         /* missing: steps before the aims */
	bool more;                 /* there are more than fit */
	int away;                  /* days missed in the last sixty */
};
#define GAPS_AWAY 60
#define GAPS_LONG 5            /* days missed that make it a long absence */

/* The aims of a learner's week that begins on this Monday, or of the newest week given before it within three months. */
enum code gaps_learner(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct gap_way *out, struct err *e) MUST_USE;

#endif
