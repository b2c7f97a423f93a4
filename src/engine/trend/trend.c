#include "engine/trend/trend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The k-th smallest comes to v[k], smaller ones before it, larger ones after. Without a branch upon a value: which slope is the
 * larger cannot be foreseen. */
static double pick(double *v, size_t n, size_t k)
{
	size_t low = 0, high = n; /* v[k] lies in [low, high) */
	while (high - low > 1) {
		double a = v[low], b = v[low + (high - low) / 2], c = v[high - 1];
		double lesser = a < b ? a : b, greater = a < b ? b : a, pivot = c < lesser ? lesser : c > greater ? greater : c;
		size_t less = low, same;
		for (size_t i = low; i < high; i++) {
			double x = v[i];
			v[i] = v[less];
			v[less] = x;
			less += x < pivot;
		}
		if (k < less) {
			high = less;
			continue;
		}
		same = less;
		for (size_t i = less; i < high; i++) {
			double x = v[i];
			v[i] = v[same];
			v[same] = x;
			same += x == pivot;
		}
		if (k < same)
			break;
		low = same;
	}
	return v[k];
}

static double median(double *v, size_t n)
{
	double upper = pick(v, n, n / 2), lower = -INFINITY;
	if (n % 2)
		return upper;
	for (size_t i = 0; i < n / 2; i++)
		lower = v[i] > lower ? v[i] : lower;
	return lower + (upper - lower) / 2;
}

static int up(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* sum of t (t - 1) (2 t + 5) over groups of equal values */
static double ties(const double *of, size_t n, double *v)
{
	double sum = 0;
	bool rising = true, different = true;
	for (size_t i = 1; i < n; i++)
		rising = rising && of[i] > of[i - 1];
	if (rising) /* times in order, as they mostly come: no two alike */
		return 0;
	size_t same = 0; /* pairs: without a branch, which tells most measurements apart faster than sorting them */
	for (size_t i = 1; n <= 40 && i < n; i++)
		for (size_t k = 0; k < i; k++)
			same += of[i] == of[k];
	if (n <= 40 && same == 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		v[i] = of[i];
	for (size_t i = 1; i < n; i++) /* insertion: few, and mostly in order */
		for (size_t k = i; k > 0 && v[k - 1] > v[k] && n <= 40; k--) {
			double x = v[k];
			v[k] = v[k - 1];
			v[k - 1] = x;
		}
	if (n > 40)
		qsort(v, n, sizeof *v, up);
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && v[j] == v[i]; j++)
			different = false;
		double t = (double)(j - i);
		sum += t * (t - 1) * (2 * t + 5);
	}
	return different ? 0 : sum;
}

bool trend_theil_sen(const double *x, const double *y, size_t n, double *scratch, struct trend *out)
{
	size_t pairs = 0;
	if (n < 2 || n > TREND_MOST)
		return false;
	bool rising = true;
	double finite = 0;
	for (size_t i = 0; i < n; i++) {
		finite += 0 * x[i] + 0 * y[i]; /* not a number as soon as one is not finite */
		rising = rising && (i == 0 || x[i] > x[i - 1]);
	}
	if (finite != 0)
		return false;
	for (size_t i = 1; rising && i < n; pairs += i++)
		for (size_t k = 0; k < i; k++)
			scratch[pairs + k] = (y[i] - y[k]) / (x[i] - x[k]);
	for (size_t i = 1; !rising && i < n; i++)
		for (size_t k = 0; k < i; k++) {
			double dx = x[i] - x[k];
			scratch[pairs] = (y[i] - y[k]) / dx;
			pairs += dx != 0;
		}
	if (pairs == 0)
		return false;
	double m = (double)n, at[2];
	double variance = (m * (m - 1) * (2 * m + 5) - ties(x, n, scratch + pairs) - ties(y, n, scratch + pairs)) / 18;
	double half = 1.959963984540054 * sqrt(variance > 0 ? variance : 0);
	at[0] = floor(((double)pairs - half) / 2);
	at[1] = ceil(((double)pairs + half) / 2);
	double slope = median(scratch, pairs);
	/* what lies below the median lies before it now */
	size_t middle = pairs / 2, low = at[0] < 1 ? 0 : (size_t)at[0] - 1, high = at[1] >= (double)pairs ? pairs - 1 : (size_t)at[1];
	out->slope = slope;
	out->low = low < middle ? pick(scratch, middle, low) : scratch[low];
	out->high = high > middle ? pick(scratch + middle, pairs - middle, high - middle) : scratch[high];
	for (size_t i = 0; i < n; i++)
		scratch[i] = y[i] - slope * x[i];
	out->intercept = median(scratch, n);
	return true;
}

bool trend_ols(const double *x, const double *y, size_t n, struct trend *out)
{
	typedef double quad __attribute__((vector_size(32)));
	quad sx = {0}, sy = {0}, xx = {0}, xy = {0};
	size_t i = 0;
	if (n < 2)
		return false;
	double x0 = x[0], y0 = y[0]; /* from the first point on, so that dates lose no digits */
	for (; i + 4 <= n; i += 4) {
		quad a, b;
		memcpy(&a, x + i, sizeof a);
		memcpy(&b, y + i, sizeof b);
		a -= x0;
		b -= y0;
		sx += a;
		sy += b;
		xx += a * a;
		xy += a * b;
	}
	for (; i < n; i++) {
		double a = x[i] - x0, b = y[i] - y0;
		sx[0] += a;
		sy[0] += b;
		xx[0] += a * a;
		xy[0] += a * b;
	}
	double m = (double)n, mx = (sx[0] + sx[1] + sx[2] + sx[3]) / m, my = (sy[0] + sy[1] + sy[2] + sy[3]) / m;
	double vx = xx[0] + xx[1] + xx[2] + xx[3] - m * mx * mx, c = xy[0] + xy[1] + xy[2] + xy[3] - m * mx * my;
	if (!(vx > 0) || !isfinite(vx) || !isfinite(c))
		return false;
	out->slope = c / vx;
	out->intercept = y0 + my - out->slope * (x0 + mx);
	out->low = out->high = NAN;
	return true;
}
