/* trend.h - a straight line through few points of progress, for people to look at beside the points.
 *
 * Law: a slope never travels without its interval; with fewer than three different times there is none. Nothing here decides.
 *
 * Theil-Sen (Theil 1950, Proc. K. Ned. Akad. Wet. A 53:386-392; Sen 1968, J. Am. Stat. Assoc. 63:1379-1389): slope is the
 * median of the slopes of all pairs of points at different times, which a quarter of wild points does not move far; the
 * line goes through the median of y - slope x. Interval: order statistics of the slopes by the variance of Kendall's S with
 * ties in x and y, 95 %. OLS: least squares, for comparison; interval by Student's t is the caller's. */
#ifndef TRELLIS_TREND_H
#define TRELLIS_TREND_H

#include <stdbool.h>
#include <stddef.h>

struct trend {
	double slope, intercept;
	double low, high; /* of the slope; Theil-Sen alone */
};
#define TREND_MOST 200 /* points; of more the caller takes the newest */
#define TREND_SCRATCH(n) ((size_t)(n) * ((size_t)(n) - 1) / 2 + (size_t)(n))

/* scratch: TREND_SCRATCH(n) doubles. false: fewer than two points at different times, more than TREND_MOST, or a number that is
 * not finite; out is then as it was. O(n^2). */
bool trend_theil_sen(const double *x, const double *y, size_t n, double *scratch, struct trend *out);
bool trend_ols(const double *x, const double *y, size_t n, struct trend *out);

#endif
