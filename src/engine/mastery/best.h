/* best.h - the predictors of right answers: `logistic`, and `best`, which adds what pays on every log.
 *
 * Law: a prediction uses earlier responses of the same learner and what was fitted on others, nothing else; who was never
 * seen, and what was never asked, starts at the population. Who a learner is, or which group, is no input.
 *
 * logistic  log odds = item + skills + columns of the learner's past (history.h), penalties found by the evidence.
 * best      1. items and skills alone, fitted on all and, learner-disjoint, on three quarters each time
 *           2. on these the running ability of each learner (elo.h), its variances by likelihood
 *           3. the prediction of knowledge tracing with forgetting (bkt.h), fitted on the same log
 *           4. logistic with all of it, items differing in how much ability counts, and some products of columns
 *           5. of a small log, how far to trust 4 and how far counts alone (best_blend.c)
 * Penalties from the evidence are the calibration: the best scale of held-out log odds is within .04 of 1. For an item
 * that was never asked the log odds are those of the mean over all items, nearer to one half.
 * docs/research/mastery.md says what each part is worth. */
#ifndef TRELLIS_BEST_H
#define TRELLIS_BEST_H

#include "engine/mastery/model.h"

/* What is taken into account; for measuring what each part is worth. */
struct best_plan {
	unsigned groups;  /* of history.h */
	bool knowledge;   /* step 3 */
	bool slopes;      /* items differ in how much ability counts */
	bool products;    /* of columns */
	bool blend;       /* step 5, of a log of at most BEST_SMALL responses */
	bool fixed;       /* every penalty is 1 and none is learned: counts alone with it are Best-LR */
};
#define BEST_SMALL 10000
struct best_plan best_plan_of(enum model_kind kind); /* MODEL_LOGISTIC or MODEL_BEST */

struct best; /* a model's `inside` */

/* m has its counts (see model_ops); a, threads, seed as there. */
enum code best_fit(struct arena *a, const struct best_plan *plan, const struct responses *r, const struct fit_options *o, struct model *m,
	struct err *e) MUST_USE;
enum code best_predict(struct arena *a, const struct model *m, const struct responses *r, unsigned threads, double *p, struct err *e) MUST_USE;


#endif
