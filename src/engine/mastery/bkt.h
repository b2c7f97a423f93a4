/* bkt.h - Bayesian knowledge tracing, fitted by exact expectation maximisation: the kinds bkt and bkt-forget.
 *
 * The model (Corbett & Anderson 1995, User Modeling and User-Adapted Interaction 4:253-278): before the first response a
 * learner knows the skill with probability prior; a response is right with probability 1 - slip when it is known and
 * guess when not; between two responses what is not known is learned with probability learn, and what is known is lost
 * with probability forget (0 in plain BKT).
 *
 * Law: 0 < guess, guess + slip < 1, so that a right answer never speaks against knowing. A response about several skills
 * counts whole for each of them; it is predicted by the mean of their predictions. A skill with little of its own leans
 * on all skills together (bkt_em.h), and a warning says so. */
#ifndef TRELLIS_BKT_H
#define TRELLIS_BKT_H

#include "engine/mastery/bkt_em.h"
#include "engine/mastery/model.h"

#include <math.h>

#define BKT_WEIGHT 10   /* of all skills together on each, as observations */
#define BKT_FEW 20      /* responses below which a skill is said to have few */
#define BKT_TINY 3      /* and below which it simply gets the parameters of all together */

struct bkt_skill {
	struct bkt_params p;
	float sd[BKT_PARAMS]; /* of the logits; INFINITY: not identified; 0: does not move */
	uint32_t sequences;   /* learners */
	uint64_t responses;
	double log_likelihood;
};

struct bkt {
	struct names skills;      /* own copies */
	struct bkt_skill *of, all; /* of each skill; of all together, which is for a skill never seen */
	double weight;
	/* With items: those of skill k are item[item_first[k] .. item_first[k + 1]), numbers in items; else item_first NULL. */
	struct names items;
	size_t *item_first;
	uint32_t *item;
	double *guess, *slip;
};
#define BKT_ITEM_WEIGHT 20 /* of the skill's guess and slip on each item's, as observations */

/* All of it from a log of patterns; skills and of are filled, names borrow. */
enum code bkt_fit_log(struct arena *a, const struct bkt_log *l, const struct responses *r, const struct fit_options *o, bool forget,
	struct model *m, struct err *e) MUST_USE;

/* After one response: what was known before it (p: of knowing) and how likely it was to be right. */
static inline double bkt_right(const struct bkt_params *q, double p)
{
	return p * (1 - q->slip) + (1 - p) * q->guess;
}

/* What a score weighs where a right answer has probability r: r^s (1 - r)^(1 - s); bkt_soft.h says why. */
static inline double bkt_share(double r, double score)
{
	return score == 1 ? r : score == 0 ? 1 - r : pow(r, score) * pow(1 - r, 1 - score);
}

static inline double bkt_after(const struct bkt_params *q, double p, double score)
{
	double k = bkt_share(1 - q->slip, score), u = bkt_share(q->guess, score);
	double f = p * k / (p * k + (1 - p) * u);
	return f * (1 - q->forget) + (1 - f) * q->learn;
}

#endif
