/* kinds.h - the kinds of model there are, one line each; model.c lists them. */
#ifndef TRELLIS_MASTERY_KINDS_H
#define TRELLIS_MASTERY_KINDS_H

#include "engine/mastery/model.h"

extern const struct model_ops bkt_ops, bkt_forget_ops;
extern const struct model_ops bkt_rate_ops;
extern const struct model_ops logistic_ops, best_ops; /* best.h */

#endif
