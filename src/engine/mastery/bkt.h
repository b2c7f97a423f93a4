/* bkt.h - Bayesian knowledge tracing, fitted by exact expectation maximisation.
 *
 * The model (Corbett & Anderson 1995, User Modeling and User-Adapted Interaction 4:253-278): before the first response a
 * learner knows the skill with probability prior; a response is right with probability 1 - slip when it is known and
 * guess when not; between two responses what is not known is learned with probability learn, and what is known is lost
 * with probability forget (0 in plain BKT).
 *
 * Law: 0 < guess, guess + slip < 1, so that a right answer never speaks against knowing. A response about several skills
 * counts whole for each of them; it is predicted by the mean of their predictions. */
#ifndef TRELLIS_BKT_H
#define TRELLIS_BKT_H

#include "engine/mastery/bkt_log.h"

struct bkt_params {
	double prior, learn, guess, slip, forget;
};

/* What is expected, given parameters: one pass over patterns. Everything is summed over learners. */
struct bkt_sums {
	double log_likelihood;
	double sequences, responses, right; /* counts, free of parameters */
	double known_first;    /* P(known) at the first response */
	double gained, lost;   /* transitions */
	double unknown_before; /* P(not known) at responses that another follows */
	double unknown, unknown_right; /* P(not known) at all responses, at right ones */
};

/* The plain way, one pattern after another. */
void bkt_pass_plain(const struct bkt_log *l, size_t from, size_t to, const struct bkt_params *p, struct bkt_sums *out);

#endif
