/* elo.h - running estimates of how far a learner is above what was to be expected, with their doubt.
 *
 * Law: one pass in the learner's own order; an estimate is made from earlier responses alone, and starts at 0 (the
 * population) with the whole variance as its doubt: cold start needs no other rule.
 *
 * Elo's rating (Pelanek 2016, Computers & Education 98:169-179) with the uncertainty of Glickman (1999, Applied Statistics
 * 48:377-394): the log odds of a right answer are
 *     base of the row + learner + mean over the row's skills (learner on skill) + learner on item
 * each of the three normal, with variance v; after an answer (w = p (1 - p), V the sum of variances)
 *     mean += v (answer - p) / (1 + w V);   v -= v^2 w / (1 + w V);   and before the next answer of its kind v += drift,
 * never above where it began. p is the mean over the doubt: 1 / (1 + exp(-(base + sum) / sqrt(1 + pi V / 8))). */
#ifndef TRELLIS_ELO_H
#define TRELLIS_ELO_H

#include "engine/mastery/responses.h"

struct elo_params {
	double learner, skill, item;                   /* variances at the start */
	double learner_drift, skill_drift, item_drift; /* per response of its kind */
};

struct elo_params elo_default(void);

enum { ELO_COLUMNS = 5 }; /* learner, learner on skill, learner on item, ability (their sum over the doubt), doubt */

/* base[row]: log odds without the learner. out (may be NULL): ELO_COLUMNS values at out + slot[row] * stride (slot NULL:
 * row). use[learner] (may be NULL): others are left out. Returns the negative log likelihood of the answers. */
double elo_run(struct arena *scratch, const struct responses *r, const struct elo_params *p, const float *base, const uint8_t *use,
	const uint32_t *slot, float *out, size_t stride);

/* Variances and drifts with the highest likelihood found by stepping each up and down, from p. */
struct elo_params elo_tune(struct arena *scratch, const struct responses *r, struct elo_params p, const float *base, const uint8_t *use);

#endif
