/* metrics.c - sorting once, then sums. */
#include "engine/mastery/metrics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LANES 8
typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));

struct scored {
	float p;
	uint32_t row; /* of the caller */
};

static double clamp(float p)
{
	return p < 1e-9 ? 1e-9 : p > 1 - 1e-9 ? 1 - 1e-9 : p;
}

static unsigned bin_of(double p)
{
	unsigned b = (unsigned)(p * 10);
	return b > 9 ? 9 : b;
}

static uint32_t row_at(const uint32_t *row, size_t i)
{
	return row ? row[i] : (uint32_t)i;
}

/* Rows by rising p: radix sort of the bits, which of non-negative floats sort like the numbers; stable. */
static struct scored *by_p(struct arena *a, const float *p, const uint32_t *row, size_t n)
{
	struct scored *x = NEW_ARRAY(a, struct scored, n + 1), *y = NEW_ARRAY(a, struct scored, n + 1);
	for (size_t i = 0; i < n; i++) {
		x[i].row = row_at(row, i);
		x[i].p = p[x[i].row] + 0.0f; /* -0 and 0 are one */
	}
	for (unsigned shift = 0; shift < 33; shift += 11) {
		size_t at[2048] = {0}, sum = 0;
		for (size_t i = 0; i < n; i++) {
			uint32_t bits;
			memcpy(&bits, &x[i].p, 4);
			at[bits >> shift & 2047]++;
		}
		for (size_t b = 0; b < 2048; b++) {
			size_t c = at[b];
			at[b] = sum;
			sum += c;
		}
		for (size_t i = 0; i < n; i++) {
			uint32_t bits;
			memcpy(&bits, &x[i].p, 4);
			y[at[bits >> shift & 2047]++] = x[i];
		}
		struct scored *t = x;
		x = y;
		y = t;
	}
	return x;
}

static double auc_sorted(const struct scored *s, size_t n, const uint8_t *right)
{
	double area = 0, below = 0, all = 0;
	for (size_t i = 0; i < n;) {
		double pos = 0, neg = 0;
		float p = s[i].p;
		for (; i < n && s[i].p == p; i++)
			*(right[s[i].row] ? &pos : &neg) += 1;
		area += pos * (below + neg / 2);
		below += neg;
		all += pos;
	}
	return all > 0 && below > 0 ? area / (all * below) : NAN;
}

struct metrics metrics_of(struct arena *a, const uint8_t *right, const float *p, const uint32_t *row, size_t n)
{
	struct metrics m = {.n = n, .auc = NAN, .rmse = NAN, .log_loss = NAN, .ece = NAN};
	if (n == 0)
		return m;
	double squares = 0, loss = 0, bins[10] = {0}, ece = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t r = row_at(row, i);
		double q = clamp(p[r]), y = right[r] ? 1 : 0;
		squares += (y - q) * (y - q);
		loss -= log(right[r] ? q : 1 - q);
		bins[bin_of(q)] += y - q;
	}
	for (unsigned b = 0; b < 10; b++)
		ece += fabs(bins[b]);
	m.auc = auc_sorted(by_p(a, p, row, n), n, right);
	m.rmse = sqrt(squares / (double)n);
	m.log_loss = loss / (double)n;
	m.ece = ece / (double)n;
	return m;
}

/* ---- bootstrap ---- */

static uint64_t mix(uint64_t *s)
{
	uint64_t z = (*s += 0x9E3779B97F4A7C15u);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

struct sums {
	double n, squares, loss, bins[10];
};

/* How often each of k learners is drawn, in LANES replicates at once. */
static void draw(lanes *w, uint32_t k, uint64_t *seed)
{
	double *flat = (double *)w;
	memset(w, 0, k * sizeof *w);
	for (unsigned lane = 0; lane < LANES; lane++)
		for (uint32_t i = 0; i < k; i++)
			flat[(size_t)((mix(seed) >> 32) * k >> 32) * LANES + lane] += 1;
}

/* One bit of kind[i]: right; the other: the next row has the same p. who[i]: learner. */
static void weighted_auc(const uint32_t *who, const uint8_t *kind, size_t n, const lanes *w, lanes *out)
{
	lanes area = {0}, below = {0}, all = {0}, pos = {0}, neg = {0};
	for (size_t i = 0; i < n; i++) {
		if (kind[i] & 1)
			pos += w[who[i]];
		else
			neg += w[who[i]];
		if (kind[i] & 2)
			continue;
		area += pos * (below + neg * 0.5);
		below += neg;
		all += pos;
		pos = neg = (lanes){0};
	}
	*out = area / (all * below);
}

static int rising(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return a < b ? -1 : a > b;
}

/* 2.5 and 97.5 percentiles of those that are numbers (a draw may hold answers of one kind only: it has no AUC). */
static struct interval middle(double *v, unsigned n)
{
	unsigned k = 0;
	for (unsigned i = 0; i < n; i++)
		if (isfinite(v[i]))
			v[k++] = v[i];
	if (k < 20)
		return (struct interval){NAN, NAN};
	qsort(v, k, sizeof *v, rising);
	double low = 0.025 * (k - 1), high = 0.975 * (k - 1);
	unsigned l = (unsigned)low, h = (unsigned)high;
	return (struct interval){v[l] + (low - l) * (v[l + 1] - v[l]), h + 1 < k ? v[h] + (high - h) * (v[h + 1] - v[h]) : v[h]};
}

struct metrics_bounds metrics_bootstrap(struct arena *a, const uint8_t *right, const float *p, const uint32_t *learner, uint32_t learners,
	const uint32_t *row, size_t n, unsigned replicates, uint64_t seed)
{
	const struct interval none = {NAN, NAN};
	struct metrics_bounds out = {none, none, none, none};
	uint32_t *dense = NEW_ARRAY(a, uint32_t, learners), k = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t *d = &dense[learner[row_at(row, i)]];
		if (*d == 0)
			*d = ++k;
	}
	if (k < 2 || replicates == 0)
		return out;
	struct sums *s = NEW_ARRAY(a, struct sums, k);
	for (size_t i = 0; i < n; i++) {
		uint32_t r = row_at(row, i);
		struct sums *t = &s[dense[learner[r]] - 1];
		double q = clamp(p[r]), y = right[r] ? 1 : 0;
		t->n += 1;
		t->squares += (y - q) * (y - q);
		t->loss -= log(right[r] ? q : 1 - q);
		t->bins[bin_of(q)] += y - q;
	}
	const struct scored *sorted = by_p(a, p, row, n);
	uint32_t *who = NEW_ARRAY(a, uint32_t, n);
	uint8_t *kind = NEW_ARRAY(a, uint8_t, n);
	for (size_t i = 0; i < n; i++) {
		who[i] = dense[learner[sorted[i].row]] - 1;
		kind[i] = (uint8_t)((right[sorted[i].row] ? 1 : 0) | (i + 1 < n && sorted[i + 1].p == sorted[i].p ? 2 : 0));
	}
	unsigned rounds = (replicates + LANES - 1) / LANES, total = rounds * LANES;
	double *v = NEW_ARRAY(a, double, (size_t)total * 4);
	char *room = arena_alloc(a, k * sizeof(lanes) + sizeof(lanes));
	lanes *w = (lanes *)(void *)(room + (sizeof(lanes) - (uintptr_t)room % sizeof(lanes)) % sizeof(lanes));
	for (unsigned t = 0; t < rounds; t++) {
		draw(w, k, &seed);
		lanes rows = {0}, squares = {0}, loss = {0}, bins[10] = {{0}}, auc;
		weighted_auc(who, kind, n, w, &auc);
		for (uint32_t i = 0; i < k; i++) {
			rows += w[i] * s[i].n;
			squares += w[i] * s[i].squares;
			loss += w[i] * s[i].loss;
			for (unsigned b = 0; b < 10; b++)
				bins[b] += w[i] * s[i].bins[b];
		}
		for (unsigned lane = 0; lane < LANES; lane++) {
			double ece = 0;
			for (unsigned b = 0; b < 10; b++)
				ece += fabs(bins[b][lane]);
			size_t at = (size_t)t * LANES + lane;
			v[at] = auc[lane];
			v[total + at] = sqrt(squares[lane] / rows[lane]);
			v[2 * (size_t)total + at] = loss[lane] / rows[lane];
			v[3 * (size_t)total + at] = ece / rows[lane];
		}
	}
	out.auc = middle(v, total);
	out.rmse = middle(v + total, total);
	out.log_loss = middle(v + 2 * (size_t)total, total);
	out.ece = middle(v + 3 * (size_t)total, total);
	return out;
}

/* ---- ABROCA ---- */

/* Corners of a ROC curve, from the highest p down, in shares; returns how many, 0 when one kind is missing. */
static size_t roc(struct arena *a, const uint8_t *right, const float *p, const uint32_t *row, size_t n, double (**out)[2])
{
	const struct scored *s = by_p(a, p, row, n);
	double(*c)[2] = arena_array(a, n + 1, sizeof *c), pos = 0, neg = 0;
	size_t k = 1;
	for (size_t i = n; i > 0;) {
		float q = s[i - 1].p;
		for (; i > 0 && s[i - 1].p == q; i--)
			*(right[s[i - 1].row] ? &pos : &neg) += 1;
		c[k][0] = neg;
		c[k++][1] = pos;
	}
	for (size_t i = 0; i < k; i++) {
		c[i][0] /= neg;
		c[i][1] /= pos;
	}
	*out = c;
	return pos > 0 && neg > 0 ? k : 0;
}

/* The height of curve c at x, *i the first corner with c[*i][0] >= x from the left or from the right of a step. */
static double height(const double (*c)[2], size_t i, double x)
{
	double w = c[i][0] - c[i - 1][0];
	return w > 0 ? c[i - 1][1] + (c[i][1] - c[i - 1][1]) * (x - c[i - 1][0]) / w : c[i][1];
}

double metrics_abroca(struct arena *a, const uint8_t *right, const float *p, const uint32_t *row_x, size_t n_x, const uint32_t *row_y, size_t n_y)
{
	double(*c)[2] = NULL, (*d)[2] = NULL, area = 0, x = 0;
	if (n_x == 0 || n_y == 0)
		return NAN;
	size_t n = roc(a, right, p, row_x, n_x, &c), m = roc(a, right, p, row_y, n_y, &d), i = 1, j = 1;
	if (n == 0 || m == 0)
		return NAN;
	while (x < 1) {
		while (i < n - 1 && c[i][0] <= x)
			i++;
		while (j < m - 1 && d[j][0] <= x)
			j++;
		double to = c[i][0] < d[j][0] ? c[i][0] : d[j][0];
		if (!(to > x))
			break;
		/* both are straight between x and to */
		double l = height((const double(*)[2])c, i, x) - height((const double(*)[2])d, j, x);
		double r = height((const double(*)[2])c, i, to) - height((const double(*)[2])d, j, to);
		double w = to - x;
		area += l * r >= 0 ? w * fabs(l + r) / 2 : w * (l * l + r * r) / (2 * (fabs(l) + fabs(r)));
		x = to;
	}
	return area;
}
