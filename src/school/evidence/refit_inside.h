/* refit_inside.h - one step out of the sums that are kept; for refit*.c alone. */
#ifndef TRELLIS_REFIT_INSIDE_H
#define TRELLIS_REFIT_INSIDE_H

#include "engine/mastery/bkt.h"
#include "school/evidence/refit.h"
#include "school/evidence/refit_log.h"

enum { REFIT_FOLDS = 5, REFIT_FEW = BKT_FEW, REFIT_FEW_LEARNERS = 5 };
#define REFIT_STEP_WEIGHT BKT_WEIGHT

/* Of each skill and fold (number of the learner modulo folds): what the learners' kept states expect. now: in use, of each skill. */
enum code refit_sums_read(struct db *db, struct arena *a, const struct log *l, const struct mastery_model *const *now, struct bkt_sums **out, struct err *e) MUST_USE;
/* One maximisation out of them without one fold (REFIT_FOLDS: with all). */
enum code refit_step(struct arena *a, const struct log *l, const struct bkt_sums *sums, uint32_t without, const struct mastery_model *const *now, struct refit_one **out, struct err *e) MUST_USE;

#endif
