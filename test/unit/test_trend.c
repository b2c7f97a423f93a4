/* A line through few points: Sen's own example, brute force over all pairs, straight lines, wild points, nothing to say. */
#include "engine/trend/trend.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static double scratch[TREND_SCRATCH(TREND_MOST)];

static int up(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Sen (1968), the example of the paper: the slope is 4. */
static void sens_example(void **unused)
{
	(void)unused;
	const double x[] = {1, 2, 3, 4, 10, 12, 18}, y[] = {9, 15, 19, 20, 45, 55, 78};
	struct trend t;
	assert_true(trend_theil_sen(x, y, 7, scratch, &t));
	assert_float_equal(t.slope, 4, 1e-12);
	/* y - 4 x: 5 7 7 4 5 7 6 */
	assert_float_equal(t.intercept, 6, 1e-12);
	/* least squares by hand: 7 points, sums 50, 241, 598, 2690 */
	assert_true(trend_ols(x, y, 7, &t));
	assert_float_equal(t.slope, (7 * 2690.0 - 50 * 241) / (7 * 598.0 - 50 * 50), 1e-12);
	assert_float_equal(t.intercept, (241 - t.slope * 50) / 7, 1e-12);
}

static double chance(uint64_t *s)
{
	*s = *s * 6364136223846793005u + 1442695040888963407u;
	return (double)(*s >> 11) * 0x1p-53;
}

/* All slopes sorted: median and the two order statistics; ties in times and in scores among them. */
static void as_by_sorting(void **unused)
{
	(void)unused;
	uint64_t s = 3;
	static double all[TREND_SCRATCH(60)];
	for (int round = 0; round < 2000; round++) {
		size_t n = 2 + (size_t)(chance(&s) * 58), m = 0;
		double x[60], y[60], tied = 0;
		for (size_t i = 0; i < n; i++) {
			x[i] = round % 2 ? floor(chance(&s) * 20) : (double)i;
			y[i] = round % 3 ? chance(&s) * 30 + x[i] : floor(chance(&s) * 5);
		}
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < i; k++)
				if (x[i] != x[k])
					all[m++] = (y[i] - y[k]) / (x[i] - x[k]);
		struct trend t = {.slope = 7};
		if (m == 0) {
			assert_false(trend_theil_sen(x, y, n, scratch, &t));
			assert_true(t.slope == 7);
			continue;
		}
		assert_true(trend_theil_sen(x, y, n, scratch, &t));
		qsort(all, m, sizeof *all, up);
		double slope = m % 2 ? all[m / 2] : (all[m / 2 - 1] + all[m / 2]) / 2;
		assert_float_equal(t.slope, slope, 1e-12 * (1 + fabs(slope)));
		for (int which = 0; which < 2; which++) { /* sum over values, each value's count taken once */
			const double *v = which ? y : x;
			for (size_t i = 0; i < n; i++) {
				size_t same = 0, before = 0;
				for (size_t k = 0; k < n; k++) {
					same += v[k] == v[i];
					before += k < i && v[k] == v[i];
				}
				if (before == 0)
					tied += (double)same * ((double)same - 1) * (2 * (double)same + 5);
			}
		}
		double half = 1.959963984540054 * sqrt(fmax(0, ((double)n * ((double)n - 1) * (2 * (double)n + 5) - tied) / 18));
		double low = floor(((double)m - half) / 2) - 1, high = ceil(((double)m + half) / 2);
		assert_true(t.low == all[low < 0 ? 0 : (size_t)low]);
		assert_true(t.high == all[high > (double)m - 1 ? m - 1 : (size_t)high]);
		assert_true(t.low <= t.slope && t.slope <= t.high);
	}
}

static void wild_points_and_nothing(void **unused)
{
	(void)unused;
	double x[20], y[20];
	struct trend t;
	for (size_t i = 0; i < 20; i++) {
		x[i] = 20000 + 7 * (double)i;
		y[i] = 40 + 2 * (double)i;
	}
	assert_true(trend_theil_sen(x, y, 20, scratch, &t));
	assert_float_equal(t.slope, 2.0 / 7, 1e-12);
	assert_float_equal(t.low, t.high, 1e-12);
	assert_true(trend_ols(x, y, 20, &t));
	assert_float_equal(t.slope, 2.0 / 7, 1e-12);
	assert_float_equal(t.intercept, 40 - 20000 * 2.0 / 7, 1e-7);
	for (size_t i = 0; i < 4; i++)
		y[4 * i] = 500;
	assert_true(trend_theil_sen(x, y, 20, scratch, &t));
	assert_float_equal(t.slope, 2.0 / 7, 0.1);
	const double at[] = {3, 3, 3}, of[] = {1, 2, 3}, nan[] = {1, NAN, 3};
	assert_false(trend_theil_sen(at, of, 3, scratch, &t));
	assert_false(trend_ols(at, of, 3, &t));
	assert_false(trend_theil_sen(of, nan, 3, scratch, &t));
	assert_false(trend_ols(of, nan, 3, &t));
	assert_false(trend_theil_sen(of, at, 1, scratch, &t));
	assert_false(trend_theil_sen(x, y, TREND_MOST + 1, scratch, &t));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sens_example),
		cmocka_unit_test(as_by_sorting),
		cmocka_unit_test(wild_points_and_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
