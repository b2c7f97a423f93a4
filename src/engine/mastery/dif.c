#include "engine/mastery/dif.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* P(chi squared > x) */
static double tail1(double x)
{
	return x > 0 ? erfc(sqrt(x / 2)) : 1;
}

static double tail2(double x)
{
	return x > 0 ? exp(-x / 2) : 1;
}

static char ets_class(double delta, double se, double p)
{
	if (isnan(delta) || isnan(se) || isnan(p))
		return '?';
	double size = fabs(delta);
	if (size < 1 || p > 0.05)
		return 'A';
	if (size >= 1.5 && se > 0 && (size - 1) / se > 1.6448536269514722)
		return 'C';
	return 'B';
}

struct dif_mh dif_mantel_haenszel(const struct dif_table *t, size_t n)
{
	double up = 0, down = 0, expected = 0, observed = 0, variance = 0, pr = 0, ps_qr = 0, qs = 0;
	for (size_t i = 0; i < n; i++) {
		double rr = t[i].right_ref, wr = t[i].wrong_ref, rf = t[i].right_focal, wf = t[i].wrong_focal;
		double ref = rr + wr, focal = rf + wf, right = rr + rf, wrong = wr + wf, all = ref + focal;
		if (ref <= 0 || focal <= 0 || right <= 0 || wrong <= 0)
			continue;
		double r = rr * wf / all, s = wr * rf / all, p = (rr + wf) / all, q = (wr + rf) / all;
		up += r;
		down += s;
		pr += p * r;
		ps_qr += p * s + q * r;
		qs += q * s;
		observed += rr;
		expected += ref * right / all;
		variance += ref * focal * right * wrong / (all * all * (all - 1));
	}
	struct dif_mh m = {NAN, NAN, NAN, NAN, NAN, '?'};
	if (!(up > 0 && down > 0 && variance > 0))
		return m;
	m.odds = up / down;
	m.delta = -2.35 * log(m.odds);
	m.se = 2.35 * sqrt(pr / (2 * up * up) + ps_qr / (2 * up * down) + qs / (2 * down * down));
	double off = fmax(fabs(observed - expected) - 0.5, 0);
	m.chi2 = off * off / variance;
	m.p = tail1(m.chi2);
	m.class = ets_class(m.delta, m.se, m.p);
	return m;
}

/* ---- logistic ---- */

enum { MOST = 4 };

/* Solves h x = g in place for k unknowns; false when h is singular. */
static bool solve(double h[MOST][MOST], double *g, unsigned k)
{
	for (unsigned i = 0; i < k; i++) {
		unsigned best = i;
		for (unsigned r = i + 1; r < k; r++)
			if (fabs(h[r][i]) > fabs(h[best][i]))
				best = r;
		if (!(fabs(h[best][i]) > 1e-10))
			return false;
		for (unsigned c = 0; c < k; c++) {
			double t = h[i][c];
			h[i][c] = h[best][c];
			h[best][c] = t;
		}
		double t = g[i];
		g[i] = g[best];
		g[best] = t;
		for (unsigned r = 0; r < k; r++) {
			if (r == i)
				continue;
			double f = h[r][i] / h[i][i];
			for (unsigned c = i; c < k; c++)
				h[r][c] -= f * h[i][c];
			g[r] -= f * g[i];
		}
	}
	for (unsigned i = 0; i < k; i++)
		g[i] /= h[i][i];
	return true;
}

static double log_likelihood(const double (*x)[MOST], const uint8_t *right, size_t n, const double *b, unsigned k)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++) {
		double z = 0;
		for (unsigned c = 0; c < k; c++)
			z += b[c] * x[i][c];
		sum -= right[i] ? (z > 0 ? log1p(exp(-z)) : log1p(exp(z)) - z) : (z > 0 ? z + log1p(exp(-z)) : log1p(exp(z)));
	}
	return sum;
}

/* Newton with halved steps; b holds the start and the end. */
static bool newton(const double (*x)[MOST], const uint8_t *right, size_t n, double *b, unsigned k, double *out)
{
	double now = log_likelihood(x, right, n, b, k);
	for (unsigned round = 0; round < 50; round++) {
		double h[MOST][MOST] = {{0}}, g[MOST] = {0}, next[MOST] = {0}, then = 0;
		for (size_t i = 0; i < n; i++) {
			double z = 0;
			for (unsigned c = 0; c < k; c++)
				z += b[c] * x[i][c];
			double p = 1 / (1 + exp(-z)), w = p * (1 - p);
			for (unsigned c = 0; c < k; c++) {
				g[c] += (right[i] - p) * x[i][c];
				for (unsigned d = 0; d < k; d++)
					h[c][d] += w * x[i][c] * x[i][d];
			}
		}
		if (!solve(h, g, k))
			return false;
		double step = 1;
		for (unsigned half = 0; half < 30; half++, step /= 2) {
			for (unsigned c = 0; c < k; c++)
				next[c] = b[c] + step * g[c];
			then = log_likelihood(x, right, n, next, k);
			if (then >= now)
				break;
		}
		if (!(then >= now))
			then = now;
		else
			memcpy(b, next, k * sizeof *b);
		if (then - now < 1e-10 * (fabs(now) + 1)) {
			*out = then;
			for (unsigned c = 0; c < k; c++)
				if (!(fabs(b[c]) < 15))
					return false; /* running away */
			return true;
		}
		now = then;
	}
	return false;
}

struct dif_logistic dif_logistic(struct arena *a, const double *score, const uint8_t *focal, const uint8_t *right, size_t n)
{
	struct dif_logistic out = {.group = NAN, .cross = NAN, .p_uniform = NAN, .p_nonuniform = NAN, .p_any = NAN, .r2 = NAN, .class = '?'};
	double mean = 0, square = 0, yes = 0;
	for (size_t i = 0; i < n; i++) {
		mean += score[i];
		square += score[i] * score[i];
		yes += right[i];
	}
	if (n < 5 || yes <= 0 || yes >= (double)n)
		return out;
	mean /= (double)n;
	double sd = sqrt(fmax(square / (double)n - mean * mean, 0));
	if (!(sd > 1e-12))
		return out;
	double(*x)[MOST] = arena_alloc(a, n * sizeof *x);
	for (size_t i = 0; i < n; i++) {
		double z = (score[i] - mean) / sd;
		x[i][0] = 1;
		x[i][1] = z;
		x[i][2] = focal[i];
		x[i][3] = z * focal[i];
	}
	double share = yes / (double)n, none = yes * log(share) + ((double)n - yes) * log1p(-share), l[3];
	double b[MOST] = {log(share / (1 - share)), 0, 0, 0};
	const double(*cx)[MOST] = (const double(*)[MOST])x;
	for (unsigned k = 0; k < 3; k++) {
		if (!newton(cx, right, n, b, 2 + k, &l[k]))
			return out;
		if (k == 1)
			out.group = b[2];
	}
	out.cross = b[3];
	out.done = true;
	out.p_uniform = tail1(2 * (l[1] - l[0]));
	out.p_nonuniform = tail1(2 * (l[2] - l[1]));
	out.p_any = tail2(2 * (l[2] - l[0]));
	double most = 1 - exp(2 * none / (double)n);
	out.r2 = (exp(2 * (none - l[0]) / (double)n) - exp(2 * (none - l[2]) / (double)n)) / most;
	out.class = out.p_any > 0.05 || out.r2 < 0.035 ? 'A' : out.r2 < 0.07 ? 'B' : 'C';
	return out;
}

/* ---- many tests ---- */

struct ranked {
	double p;
	size_t at;
};

static int by_p(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	return (a->p > b->p) - (a->p < b->p);
}

void dif_discovery(struct arena *a, const double *p, size_t n, double *q)
{
	struct ranked *r = NEW_ARRAY(a, struct ranked, n);
	size_t m = 0;
	for (size_t i = 0; i < n; i++) {
		q[i] = NAN;
		if (!isnan(p[i]))
			r[m++] = (struct ranked){p[i], i};
	}
	qsort(r, m, sizeof *r, by_p);
	double least = 1;
	for (size_t i = m; i-- > 0;) {
		least = fmin(least, r[i].p * (double)m / (double)(i + 1));
		q[r[i].at] = least;
	}
}
