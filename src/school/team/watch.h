/* watch.h - whom the adults of a class look at together this week: few, by name, each with the reasons.
 *
 * Laws: (1) Everything that is said stands in the records; nothing is foretold and nobody is ranked: the list stands by name.
 * (2) What holds for more than a quarter of the class (and for more than three) is a matter of teaching, not of one learner:
 * it is said of the class, once. (3) Named are at most WATCH_MOST: those with the most reasons, where a person who waits counts
 * twice; who has as many reasons as the last one left out is left out too, and stands in "more". A convention of this house,
 * told in docs/guide/teacher.md. */
#ifndef TRELLIS_WATCH_H
#define TRELLIS_WATCH_H

#include "school/evidence/fold.h"
#include "school/team/classroom.h"

#define WATCH_MOST 6

enum watch_reason {
	WATCH_OVER = 1,      /* a request whose promised time is over */
	WATCH_CALLED = 2,    /* ten tries and no step further */
	WATCH_MISSED = 4,    /* a support was missed, and nobody has said what was done */
	WATCH_WAITS = 8,     /* a request waits, in time yet */
	WATCH_NO_WEEK = 16,  /* the week is not given */
	WATCH_NOT_YET = 32,  /* of this week's aims none is shown, and at least half have evidence that says "not yet" */
	WATCH_NOTHING = 64,  /* no evidence of any of this week's aims */
};
#define WATCH_PERSON (WATCH_OVER | WATCH_CALLED | WATCH_MISSED) /* count twice, and are never said of the class instead */

struct watch_one {
	struct id learner;
	struct str name;
	unsigned why;        /* bits of enum watch_reason */
	int yet, waiting;    /* aims not yet shown; requests */
	bool named;
};
struct watch {
	struct watch_one *list;      /* who has a reason, in the order of the board */
	size_t n, named;
	int of_class[3];             /* WATCH_NO_WEEK, WATCH_NOT_YET, WATCH_NOTHING said of the class: of how many; 0: not said */
};
enum code watch_class(struct db *db, struct arena *a, const struct board *b, day_t today, int64_t now, struct watch *out, struct err *e) MUST_USE;
/* The rule alone: list has all learners of the class, `why` as found; who is left with no reason is dropped. */
void watch_choose(struct watch_one *list, size_t n, struct watch *out);

#endif
