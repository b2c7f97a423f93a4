/* bkt_soft.h - knowledge tracing of scores between 0 and 1, and of items that differ.
 *
 * A score s is s of a right answer and 1 - s of a wrong one: its weight is (1 - slip)^s slip^(1 - s) when the skill is known and
 * guess^s (1 - guess)^(1 - s) when not, so that scores of .7 alone fit a probability of .7. (Read as an unsure message about a
 * right or wrong answer, s (1 - slip) + (1 - s) slip, the same scores fit 1: the likelihood is then linear in the probability.)
 *
 * Items: guess and slip belong to the item, each held by `weight` observations at its skill's; prior, learn and forget stay
 * the skill's. Expectation maximisation, which never falls. */
#ifndef TRELLIS_BKT_SOFT_H
#define TRELLIS_BKT_SOFT_H

#include "engine/mastery/bkt_pass.h"

/* What was done on one skill: responses of each learner in order. */
struct bkt_soft {
	size_t n_sequences;
	size_t *first;         /* [n_sequences + 1] into the columns */
	const float *score;
	const uint32_t *item;  /* which guess and slip; NULL: the skill's own */
	double *guess, *slip;  /* [items], with item */
};

/* All skills' columns, in the order skill, learner, learner's order. */
struct bkt_soft_log {
	struct bkt_soft *skill;  /* [skills] */
	size_t *skill_first;     /* [skills + 1] into the columns */
	uint32_t *item;          /* NULL unless asked for: number of the item within its skill */
	uint32_t *items;         /* [skills + 1] where each skill's items begin in item_of */
	uint32_t *item_of;       /* index of the item in responses */
	uint32_t most;           /* the longest sequence */
	struct bkt_soft all;     /* every skill as one, without items */
};

/* r was read with RESPONSES_ORDER, and RESPONSES_ITEM when items is asked for. */
void bkt_soft_make(struct arena *a, const struct responses *r, bool items, struct bkt_soft_log *out);

/* One pass; scratch: 2 doubles a response of the longest sequence. yes and all (of guess, then of slip: [2 * items]) may be
 * NULL; else the expected counts of each item are added there. */
void bkt_soft_pass(const struct bkt_soft *s, const struct bkt_params *p, double *scratch, struct bkt_sums *out, double *yes, double *all);

/* From p and its guess and slip for every item; returns the log likelihood at the end. work: 4 * items doubles. */
double bkt_soft_items(struct bkt_soft *s, size_t items, struct bkt_params *p, const struct bkt_params *pooled, double weight, double pooled_weight,
	double *scratch, double *work, int *rounds);

#endif
