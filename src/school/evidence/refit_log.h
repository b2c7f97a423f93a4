/* refit_log.h - the scored evidence of a school as responses, in the order of learner, competency, time.
 *
 * Law: the log that a model sees has numbers for names. Who a number is stands beside it, for the audit alone. */
#ifndef TRELLIS_REFIT_LOG_H
#define TRELLIS_REFIT_LOG_H

#include "engine/mastery/responses.h"
#include "store/store.h"

struct log {
	struct responses r;    /* right or wrong alone: a score between them falls by its coin */
	float *score, *quality; /* of a row */
	int32_t *day;
	uint8_t *kind;         /* enum mastery_kind */
	struct id *competency; /* of skill */
	uint32_t *learners;    /* of skill */
	int64_t *pieces;       /* of skill */
	struct id *who;        /* of learner: never given to a model */
};

/* About 50 bytes a piece of evidence. E_INPUT with a sentence where there is too little for a fit. */
enum code refit_log_read(struct db *db, struct arena *a, struct log *l, struct err *e) MUST_USE;

#endif
