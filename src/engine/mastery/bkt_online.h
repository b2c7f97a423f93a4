/* bkt_online.h - knowledge tracing as responses come in: one response, one O(1) step.
 *
 * A learner's state on a skill is 32 bytes: what bkt_pass.h sums over a pattern (prior, c_n, C_(n-1), sum C_t, sum of C_(t-1)
 * over right t), divided by Z, so that P(not known) is one of them and all expectations follow. A response changes the state
 * and puts the difference of what is expected of this learner into the skill's sums: incremental expectation maximisation
 * (Neal & Hinton 1998, Learning in Graphical Models, 355-368). bkt_online_step is one maximisation out of these sums, for all
 * learners at once, without a look at any response.
 *
 * Law: states and sums are a function of the first parameters, the responses in their order and the steps between them: the
 * same bits whenever they are replayed. Without forgetting. After a step older parts of a state are of older parameters; a
 * replay with the new ones is exact. */
#ifndef TRELLIS_BKT_ONLINE_H
#define TRELLIS_BKT_ONLINE_H

#include "engine/mastery/bkt_em.h"

/* Copied and stored freely, zero is a learner without a response; of one byte order. Counts stop at 65,535, and the sums
 * with them. */
struct bkt_state {
	float first;    /* P(known at the first response) */
	float unknown;  /* P(not known at the newest response) */
	float c, cc, cr; /* the three sums */
	uint16_t n, right, right_before;
	uint16_t zero[3];
};

struct bkt_online {
	struct bkt_params p;
	struct bkt_prior prior;
	struct bkt_sums sums; /* log_likelihood: of each response when it came */
};

struct bkt_online bkt_online_start(const struct bkt_params *p, const struct bkt_prior *prior);
/* Before the next response: P(known), P(it will be right). */
double bkt_online_known(const struct bkt_online *o, const struct bkt_state *s);
double bkt_online_right(const struct bkt_online *o, const struct bkt_state *s);
/* The state alone; o's sums follow from states whenever they are wanted (bkt_online_add). */
void bkt_online_state(const struct bkt_params *p, struct bkt_state *s, bool right);
/* The state, and the sums brought up to date with it. */
void bkt_online_event(struct bkt_online *o, struct bkt_state *s, bool right);
/* Adds what is expected of this learner under o's parameters: sums of any learners are had without a look at any response. */
void bkt_online_add(const struct bkt_online *o, const struct bkt_state *s, struct bkt_sums *sums);
/* The parameters of one maximisation; o->p takes them. */
void bkt_online_step(struct bkt_online *o);

#endif
