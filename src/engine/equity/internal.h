/* internal.h - what the files of equity share.
 *
 * Law: a system holds one set of linked hidden cells. Its solutions are the tables that an outsider must think
 * possible; the true one is known, so that every search starts from it and needs no first phase. */
#ifndef TRELLIS_EQUITY_INTERNAL_H
#define TRELLIS_EQUITY_INTERNAL_H

#include "engine/equity/equity.h"

/* Equations A v = b over unknowns v >= 0. After system_reduce each row says: its basic unknown changes by -t[row][j]
 * when unknown j grows by one. b itself is not needed: values are kept beside, and start with a solution. */
struct system {
	size_t rows, unknowns;
	double *t;      /* rows x unknowns */
	size_t *basic;  /* the basic unknown of each row */
	size_t *row_of; /* of each unknown, SIZE_MAX when it is not basic */
	size_t *nonzero; /* room for as many as unknowns */
};

/* What is possible as far as proved: of every unknown. INT64_MAX: without end. */
struct range {
	int64_t low, high;
};

/* Gauss-Jordan; redundant rows go. Unknowns with larger values are preferred as basic: they leave room to move. */
void system_reduce(struct system *s, const double *value);
/* Tries every unknown that is not basic, as far up and down from value as it goes in whole numbers, and widens ranges
 * by the solutions met. */
void system_sweep(const struct system *s, const double *value, struct range *ranges);
/* Moves value to a vertex, where all unknowns but the basic ones are 0, and widens ranges by it. */
void system_settle(struct system *s, double *value, struct range *ranges);
/* Moves value to where unknown k is largest (up) or smallest, or until its range is `enough` wide (below 0: to the
 * end), and widens ranges on the way. */
void system_push(struct system *s, double *value, size_t k, bool up, int64_t enough, struct range *ranges);

static inline int64_t range_width(struct range r)
{
	return r.high == INT64_MAX ? INT64_MAX : r.high - r.low;
}

#endif
