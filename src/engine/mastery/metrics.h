/* metrics.h - how good predictions of right answers are, and how sure that is.
 *
 * Law: the same numbers as a plain reading of the formulas, from any order of rows; what cannot be said is NAN and never
 * a made-up number. p is clamped to 1e-9 .. 1 - 1e-9 first.
 *
 * AUC: rank sum with mid-ranks (Hanley & McNeil 1982, Radiology 143:29-36). ECE10: ten bins of equal width, bin
 * min(floor(10 p), 9), sum over bins of |right - predicted| / n. Log loss in nats. RMSE over responses.
 * Intervals: bootstrap of whole learners, since responses of one learner are not independent (Field & Welsh 2007, JRSS B
 * 69:369-390): percentiles of replicates. Same seed, same interval, on any number of threads.
 * ABROCA: area between the ROC curves of two groups (Gardner, Brooks & Baker 2019, LAK: 225-234), exact: both curves are
 * piecewise linear. */
#ifndef TRELLIS_METRICS_H
#define TRELLIS_METRICS_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

struct metrics {
	size_t n;
	double auc; /* NAN when all answers are the same */
	double rmse, log_loss, ece; /* NAN when n is 0 */
};

struct interval {
	double low, high; /* NAN when it cannot be said */
};

/* 95 % intervals of each metric. */
struct metrics_bounds {
	struct interval auc, rmse, log_loss, ece;
};

/* What of rows is meant: row[0..n), or all of 0..n when row is NULL. right is 0 or 1, p within 0..1. */
struct metrics metrics_of(struct arena *a, const uint8_t *right, const float *p, const uint32_t *row, size_t n);

/* learner[row] < learners; those without rows are left out of the draws. replicates: 1,000 is enough for two digits;
 * with fewer than two learners every bound is NAN. Work: n log n + n * replicates / 8. Scratch memory is taken from a. */
struct metrics_bounds metrics_bootstrap(struct arena *a, const uint8_t *right, const float *p, const uint32_t *learner, uint32_t learners,
	const uint32_t *row, size_t n, unsigned replicates, uint64_t seed);

/* Area between two groups' ROC curves; NAN when one group has answers of one kind only. */
double metrics_abroca(struct arena *a, const uint8_t *right, const float *p, const uint32_t *row_x, size_t n_x, const uint32_t *row_y, size_t n_y);

#endif
