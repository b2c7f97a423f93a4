#include "engine/equity/equity.h"

#include <math.h>

struct equity_interval equity_wilson(double x, double n, double z)
{
	if (!(n > 0))
		return (struct equity_interval){0, 0, 1};
	double p = x / n, zz = z * z;
	double centre = (p + zz / (2 * n)) / (1 + zz / n);
	double half = z / (1 + zz / n) * sqrt(p * (1 - p) / n + zz / (4 * n * n));
	/* The formula gives exactly 0 and 1 at the ends but for rounding. */
	double low = x <= 0 ? 0 : fmax(0, centre - half), high = x >= n ? 1 : fmin(1, centre + half);
	return (struct equity_interval){p, low, high};
}
