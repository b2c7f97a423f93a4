/* logistic.h - penalised logistic regression for logs of responses: many items, some skills, a few dense columns.
 *
 * Law: the fit is the minimum of the penalised negative log likelihood (convex: there is one), found to `tolerance`; the
 * same rows in the same order give the same bits.
 *
 * The log odds of a right answer are
 *     eta = dense . x  +  sum over the skills k of the row (skill[k] . (1, own values of k))  +  item[i] . (1, slope)
 * with penalty/2 times the square of each coefficient. Newton's method, the items' part of the matrix eliminated item by
 * item (it is block-diagonal; Schur complement), as in mixed models (Bates & Pinheiro 1998), so that a step costs one pass
 * over the rows and one Cholesky of the dense and skill columns. Steps are halved until the objective falls.
 * Penalties may be found with the coefficients: the evidence approximation of MacKay (1992, Neural Computation 4:415-447)
 * sets each group's penalty to (number of well-determined coefficients) / (sum of their squares). */
#ifndef TRELLIS_LOGISTIC_H
#define TRELLIS_LOGISTIC_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* Rows of one combination of skills, within it rows of one item, must be neighbours (logistic_order gives that order). */
struct design {
	size_t n;
	uint32_t items, sets, skills;
	unsigned dense;            /* columns; the first is the constant 1 and is never penalised */
	unsigned tail;             /* the last so many dense columns have a penalty of their own, which may be learned */
	unsigned firm;             /* so many before these have penalty 1: sums of evidence, whose weight is near 1 */
	unsigned own;              /* values per row and skill, beside the constant: 0 to 4 */
	unsigned slopes;           /* 0 or 1: items have a slope too */
	const float *x;            /* [n * dense] */
	const float *values;       /* [value_first[n] ...]: own values, skill by skill of the row's set; NULL when own is 0 */
	const size_t *value_first; /* [n]; NULL when own is 0 */
	const float *slope;        /* [n], NULL without slopes */
	const uint32_t *item, *set;
	const uint32_t *set_first, *set_skill;
	const uint8_t *right;
};

/* Coefficients of skills beyond this many (the rarest) stay 0: their items still have their own. */
#define LOGISTIC_SKILLS 400

enum { LOGISTIC_OWN = 4 };

struct penalty {
	double dense, tail, skill, own[LOGISTIC_OWN], item, slope;
};

struct logistic {
	unsigned dense, tail, firm, own, slopes;
	uint32_t skills, items;
	double *beta;  /* [dense] */
	double *skill; /* [skills * (1 + own)] */
	double *item;  /* [items * (1 + slopes)] */
	struct penalty penalty;
	double objective; /* penalised negative log likelihood at the end */
	unsigned steps;
};

struct logistic_options {
	struct penalty penalty; /* where to start, or all */
	bool learn_penalty;     /* of dense, tail, skill, own, item and slope */
	double scale;           /* what was learned is multiplied by this; 0: 1 */
	double tolerance;       /* stop when a step promises less than this, in nats; 0: 1e-3 */
	unsigned max_steps;     /* 0: 50 */
	const uint8_t *use;     /* [n] rows with 0 are left out; NULL: all are used */
	unsigned threads;       /* 0: one; the bits are the same for any number */
};

/* Rows so that sets, and items within them, are together; rows of one item keep their order. order[slot] = row. */
uint32_t *logistic_order(struct arena *a, const uint32_t *item, uint32_t items, const uint32_t *set, uint32_t sets, size_t n);
/* All coefficients 0, penalties those of o. */
struct logistic *logistic_new(struct arena *a, const struct design *d);
/* From the coefficients that are in m. E_INPUT when a value is not finite; E_LIMIT when max_steps were not enough. */
enum code logistic_fit(struct arena *scratch, const struct design *d, const struct logistic_options *o, struct logistic *m, struct err *e) MUST_USE;
/* Log odds of each row. */
void logistic_predict(const struct logistic *m, const struct design *d, float *eta);
/* Of the rows whose fold is this one; others are left alone. */
void logistic_predict_some(const struct logistic *m, const struct design *d, const uint8_t *fold, uint8_t which, float *eta);
double logistic_objective(const struct logistic *m, const struct design *d, const uint8_t *use);
/* For tests: the derivative by the j-th coefficient, counted through beta, skill, item. */
double logistic_slope(const struct logistic *m, const struct design *d, const uint8_t *use, size_t j);

#endif
