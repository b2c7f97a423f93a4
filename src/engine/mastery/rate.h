/* rate.h - Bayesian knowledge tracing that knows that learners learn at different rates.
 *
 * Law: how fast somebody learns is inferred within one domain from that domain's evidence alone, is never carried to
 * another, never leaves this module's opaque state as a number or a name of a learner, and serves one end: that a slow
 * start is not taken for failure nor a quick start for mastery. With it switched off the same calls work without it.
 *
 * Model: a learner belongs in each domain to one of K classes (1 to 3; 1: switched off) with the shares of the domain.
 * In class c unit u is learned after a response with probability learn[u][c]; prior, guess and slip are the unit's
 * and the same for all classes, there is no forgetting (Corbett & Anderson 1995, UMUAI 4:253-278; the mixture after
 * Doroudi & Brunskill 2019, LAK: 335-339, who show whom a single rate costs what). A response with score s is s of a right
 * one and 1 - s of a wrong one: weight q^s (1 - q)^(1 - s), q of a right one (as in bkt.h). Fit by EM over learners' classes and the moment of learning, made faster by SQUAREM
 * (Varadhan & Roland 2008, Scand. J. Statist. 35:335-353) with a step back whenever the objective falls. Classes differ
 * by the same amount in all units of a domain: logit learn[u][c] = base[u] + class[c]. First a fit in which the units
 * of a domain are alike, then each unit its own with pseudo-counts around that fit, so that units with little evidence
 * stay near their domain. K is given, or chosen by BIC over learners.
 *
 * The cautious probability: of the classes still plausible for this learner, the `caution` share of belief for
 * which it looks worst decides (expected shortfall; Rockafellar & Uryasev 2000, J. Risk 2(3):21-41). With caution 1
 * it is the plain posterior. While it is open how fast somebody learns this takes the side of the slower possibility. */
#ifndef TRELLIS_RATE_H
#define TRELLIS_RATE_H

#include "base/arena.h"
#include "base/err.h"
#include "engine/mastery/responses.h"

#define RATE_CLASSES 3
#define RATE_CAUTION 0.4

/* What is traced: a skill, or a combination of skills. */
struct rate_unit {
	double prior, guess, slip;
	double learn[RATE_CLASSES]; /* ascending in its domain as a whole */
	double pooled[4];           /* prior, guess, slip, learn of the fit with one class: for the switch */
	bool unsure;                /* guess + slip >= 0.9, or fewer than 30 responses or no second one to a learner: its own
	                               numbers cannot be told apart and are its domain's for the most part */
};

struct rate_domain {
	double share[RATE_CLASSES];
	struct rate_unit typical; /* what a unit never seen is taken for */
};

struct rate_model {
	unsigned classes; /* 1: no individual rate */
	uint32_t n_units, n_domains;
	struct rate_unit *unit;
	uint32_t *domain; /* of each unit */
	struct rate_domain *domains;
	double loglik, loglik_one; /* of the data, with and without the individual rate */
	unsigned steps;            /* passes over the data */
	bool done;                 /* false: stopped at the limit of passes */
};

/* A log, ordered: rows of learner l are row[first[l]] .. row[first[l + 1] - 1] in the order of time. */
struct rate_log {
	size_t n;
	uint32_t learners, units, domains;
	const size_t *first;
	const uint32_t *row;
	const uint32_t *unit;   /* [n] */
	const uint8_t *right;   /* [n] */
	const float *score;     /* [n] or NULL */
	const uint32_t *domain; /* [units]; NULL: one domain */
};
/* Combinations of skills as units; needs RESPONSES_ORDER. domain of each combination, or NULL. */
struct rate_log rate_log_of(const struct responses *r, const uint32_t *domain, uint32_t domains);

struct rate_options {
	unsigned classes;   /* 1 to 3; 0: chosen by BIC */
	double weight;      /* pseudo-counts around the domain's fit; default 20 */
	unsigned max_steps; /* default 500 */
	unsigned threads;   /* default 1; the bits are the same for any number */
};
struct rate_options rate_options_default(void);

/* All of the model is a's. E_INPUT: nothing to fit on, or an option out of range. */
enum code rate_fit(struct arena *a, const struct rate_log *log, const struct rate_options *o, struct rate_model **out, struct err *e) MUST_USE;
/* The same model with the individual rate switched off: one class, the pooled parameters. */
struct rate_model *rate_without(struct arena *a, const struct rate_model *m);

/* Log likelihood of a log under the model's parameters (units and domains as in the fit). */
double rate_loglik(struct arena *a, const struct rate_model *m, const struct rate_log *log);

/* ---- online: O(1) an event ---- */

/* One per learner and domain, and one per learner and unit. Bytes for this module alone: callers keep them, copy
 * them, never read, show or send them. */
struct rate_learner {
	uint64_t opaque[RATE_CLASSES];
};
struct rate_state {
	uint64_t opaque[RATE_CLASSES];
};
#define RATE_NEW UINT32_MAX /* a unit that the model was not fitted on */

/* What a response of this score weighs where a right one has the probability `right`. */
double rate_weight(double score, double right);
struct rate_learner rate_learner_start(const struct rate_model *m, uint32_t domain);
struct rate_state rate_start(const struct rate_model *m, uint32_t domain, uint32_t unit);
void rate_update(const struct rate_model *m, uint32_t domain, uint32_t unit, double score, struct rate_learner *l, struct rate_state *s);
/* Probability that it is known now; that the next answer is right; and the cautious one (caution above 0, to 1). */
double rate_known(const struct rate_model *m, const struct rate_learner *l, const struct rate_state *s);
double rate_next(const struct rate_model *m, uint32_t domain, uint32_t unit, const struct rate_learner *l, const struct rate_state *s);
double rate_cautious(const struct rate_model *m, const struct rate_learner *l, const struct rate_state *s, double caution);

/* p[row] of each row from that learner's earlier rows alone. known_as[unit of the log]: unit of the model or RATE_NEW;
 * NULL: the same numbers. With more than one domain in the model, log->domain speaks of the model's domains. */
void rate_predict(struct arena *a, const struct rate_model *m, const struct rate_log *log, const uint32_t *known_as, double *p);
/* The same walk; cautious[row] is rate_cautious just before the row. Either of p and cautious may be NULL. */
void rate_walk(struct arena *a, const struct rate_model *m, const struct rate_log *log, const uint32_t *known_as, double *p, double caution,
	double *cautious);

/* ---- the rule ---- */

/* From which probability on to say "ready to be confirmed": saying it too early costs as much as `tries` needless
 * tries. Declaring now costs (1 - p) tries, one more try costs p (it is needless when it is known already), so the
 * point where both are even is tries / (tries + 1): 16 gives .941, 19 gives .95. */
double rate_threshold(double tries);
#define RATE_TRIES 16

#endif
