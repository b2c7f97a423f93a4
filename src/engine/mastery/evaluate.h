/* evaluate.h - how well a model predicts learners that it has not seen.
 *
 * Law: learner-wise folds (number of the learner in the order of first appearance, modulo folds); each fold is predicted
 * by a model fitted on the other folds' learners alone, so that no learner's answer is on both sides. */
#ifndef TRELLIS_EVALUATE_H
#define TRELLIS_EVALUATE_H

#include "engine/mastery/best.h"
#include "engine/mastery/metrics.h"

struct evaluate_options {
	struct fit_options fit;
	const struct best_plan *plan; /* of logistic and best; NULL: the kind's own */
	unsigned folds;               /* 2 or more */
};

/* p[row] and fold[row] for every row of r (read with the columns of ops). E_INPUT with fewer learners than folds. */
enum code evaluate(const struct model_ops *ops, const struct responses *r, const struct evaluate_options *o, float *p, uint32_t *fold,
	struct err *e) MUST_USE;

#endif
