/* checks.h - from a log of responses: what is worth checking again, and who tries without getting further.
 *
 * Law: a list of suggestions for people. Nothing in it takes back what somebody has shown or stops anybody.
 *
 * Of each learner and skill the responses are followed in time: until the estimate first reaches the threshold they
 * are practice (retention.h, struct striving counts tries in vain); from then on every response is a check, and
 * says when to look again. A log without times tells nothing of that. */
#ifndef TRELLIS_CHECKS_H
#define TRELLIS_CHECKS_H

#include "engine/mastery/responses.h"
#include "engine/mastery/retention.h"

struct check {
	uint32_t learner, skill; /* skill: of r->sets */
	uint32_t tries;          /* responses in all */
	double known;            /* the estimate before the last of them */
	bool ready;              /* the threshold was reached before some response */
	bool person;             /* tried in vain: a person should look. Never with ready */
	bool again;              /* the last check failed */
	double recall;           /* on the last day of the log; NAN: not ready, or no times */
	int32_t due_in;          /* days from the last day of the log, below 0: overdue; INT32_MAX: cannot be said */
};

/* known[row]: the estimate before that row (model.h, known). wanted: recall below which to look again, above 0, below 1.
 * list in the order of learners and first responses. r was read with RESPONSES_ORDER, for days with RESPONSES_TIME. */
void checks_run(struct arena *a, const struct responses *r, const double *known, double ready_from, double wanted, struct check **list, size_t *n);

#endif
