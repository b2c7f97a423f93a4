/* bkt_em.h - parameters of one skill from its patterns: expectation maximisation to the top of the posterior.
 *
 * What is climbed is the log likelihood plus weight * (p0 log p + (1 - p0) log(1 - p)) for each of prior, learn, guess,
 * slip and forget: as if `weight` further observations of each had turned out as those of all skills together (p0). The
 * maximisation is exact (Dempster, Laird & Rubin 1977). A pass gives the exact gradient too, so that each step goes where
 * a quasi-Newton method sends the logits (Jamshidian & Jennrich 1997, JRSS B 59:569-587: it begins as the plain step, with
 * the information of complete data, and learns from every pass what is missing, by the rule of Broyden, Fletcher, Goldfarb
 * and Shanno); where that goes down the plain step is taken: what is climbed never falls. On the limit of guess + slip
 * the logits are extrapolated instead (SQUAREM, scheme S3 of Varadhan & Roland 2008, Scandinavian Journal of Statistics
 * 35:335-353), with the same fall-back.
 *
 * Law: guess + slip <= 1 - BKT_GAP; where that binds, the best point on that line is taken and bound is set. */
#ifndef TRELLIS_BKT_EM_H
#define TRELLIS_BKT_EM_H

#include "engine/mastery/bkt_pass.h"

#define BKT_GAP 0.01
enum { BKT_PRIOR, BKT_LEARN, BKT_GUESS, BKT_SLIP, BKT_LOSE, BKT_PARAMS };

struct bkt_prior {
	struct bkt_params at; /* p0 */
	double weight;        /* 0: none; at is then not looked at */
};

struct bkt_top {
	struct bkt_params p;
	double log_likelihood, climbed; /* without and with the prior */
	int rounds;                     /* passes */
	bool bound;                     /* guess + slip is at its limit */
	double g[BKT_PARAMS];           /* the gradient by the logits */
	double shape[BKT_PARAMS][BKT_PARAMS]; /* about the inverse of minus the second derivatives by the logits */
	unsigned learned;               /* steps that shape was learned from */
	double of;                      /* responses that it is of */
	double sd[BKT_PARAMS];          /* of the logits, from the observed information; INFINITY: not identified */
};

/* From p on, at most `rounds` passes. forget is fitted when p.forget > 0 and stays 0 otherwise. */
void bkt_climb(const struct bkt_plan *plan, const struct bkt_prior *prior, enum bkt_simd simd, double *scratch, struct bkt_params p, int rounds,
	struct bkt_top *out);
/* The same from where another climb ended, with the shape that it left; that may have been on a part of the patterns. */
void bkt_climb_on(const struct bkt_plan *plan, const struct bkt_prior *prior, enum bkt_simd simd, double *scratch, const struct bkt_top *from,
	int rounds, struct bkt_top *out);
/* Fills sd of where a climb ended: the inverse of minus the second derivatives by the logits, these from differences of the exact gradient. */
void bkt_uncertainty(const struct bkt_plan *plan, const struct bkt_prior *prior, enum bkt_simd simd, double *scratch, struct bkt_top *top);
/* The gradient by the logits, in the order of the enum. */
void bkt_gradient(const struct bkt_sums *s, const struct bkt_prior *prior, const struct bkt_params *p, double out[BKT_PARAMS]);

#endif
