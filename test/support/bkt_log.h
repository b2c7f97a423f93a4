/* bkt_log.h - logs of responses for the tests of the mastery engine: drawn from known parameters, or from a file. */
#ifndef TRELLIS_TEST_BKT_LOG_H
#define TRELLIS_TEST_BKT_LOG_H

#include "base/buf.h"
#include "engine/mastery/bkt.h"

#include <math.h>

/* SplitMix64 (Steele, Lea & Flood 2014). */
static inline double draw(uint64_t *x)
{
	uint64_t z = (*x += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static inline struct bkt_params drawn_params(uint64_t *x, bool forget)
{
	struct bkt_params p = {.prior = 0.1 + 0.5 * draw(x), .learn = 0.05 + 0.25 * draw(x)};
	p.guess = 0.1 + 0.2 * draw(x);
	p.slip = 0.05 + 0.15 * draw(x);
	p.forget = forget ? 0.02 + 0.1 * draw(x) : 0;
	return p;
}

/* A table with `learners` who each answer 5 to 15 times about each of n skills. */
static inline struct str drawn_table(struct arena *a, uint64_t *x, const struct bkt_params *p, uint32_t n, uint32_t learners)
{
	struct buf b = buf_new(a, (size_t)1 << 30);
	buf_z(&b, "user_id\titem_id\tskill_id\tcorrect\n");
	for (uint32_t l = 0; l < learners; l++)
		for (uint32_t k = 0; k < n; k++) {
			bool knows = draw(x) < p[k].prior;
			for (int t = 5 + (int)(draw(x) * 11); t > 0; t--) {
				buf_int(&b, l);
				buf_byte(&b, '\t');
				buf_int(&b, k * 20 + (uint32_t)(draw(x) * 20));
				buf_byte(&b, '\t');
				buf_int(&b, k);
				buf_z(&b, draw(x) < (knows ? 1 - p[k].slip : p[k].guess) ? "\t1\n" : "\t0\n");
				knows = knows ? draw(x) >= p[k].forget : draw(x) < p[k].learn;
			}
		}
	return buf_done(&b);
}

/* One skill's log of given patterns: text such as "0110" by text. */
static inline struct bkt_log log_of(struct arena *a, const struct str *pattern, const uint32_t *times, size_t n)
{
	struct bkt_log l = {.n_skills = 1, .pattern = NEW_ARRAY(a, struct bkt_pattern, n), .first = NEW_ARRAY(a, size_t, 2)};
	size_t words = 0;
	for (size_t i = 0; i < n; i++)
		words += pattern[i].n / 64 + 1;
	l.words = NEW_ARRAY(a, uint64_t, words);
	words = 0;
	for (size_t i = 0; i < n; i++) {
		struct bkt_pattern *p = &l.pattern[i];
		*p = (struct bkt_pattern){0, (uint32_t)pattern[i].n, times ? times[i] : 1};
		uint64_t *w = p->n > BKT_SHORT ? l.words + (p->bits = words) : &p->bits;
		for (size_t t = 0; t < p->n; t++)
			w[t / 64] |= (uint64_t)(pattern[i].p[t] == '1') << t % 64;
		words += p->n > BKT_SHORT ? p->n / 64 + 1 : 0;
	}
	l.first[1] = n;
	return l;
}

static inline struct bkt_plan plan_of(struct arena *a, const struct bkt_log *l, size_t from, size_t to)
{
	struct bkt_plan p;
	char *m = arena_alloc(a, bkt_plan_size(l, from, to) + 64);
	bkt_plan_make(l, from, to, m + (64 - (uintptr_t)m % 64) % 64, &p);
	return p;
}

/* The forward-backward algorithm as in the textbook, scaled at every step, of one sequence, in long double. */
static inline void textbook(const struct bkt_log *l, const struct bkt_pattern *x, const struct bkt_params *p, long double *f, long double *c,
	struct bkt_sums *s)
{
	const uint64_t *w = bkt_words(l, x);
	const long double move[2][2] = {{1 - (long double)p->learn, p->learn}, {p->forget, 1 - (long double)p->forget}};
	const long double emit[2][2] = {{1 - (long double)p->guess, p->guess}, {p->slip, 1 - (long double)p->slip}};
	long double ll = 0, b[2] = {1, 1};
	for (uint32_t t = 0; t < x->n; t++) {
		int y = w[t / 64] >> t % 64 & 1;
		long double a[2] = {1 - (long double)p->prior, p->prior};
		for (int j = 0; t > 0 && j < 2; j++)
			a[j] = f[2 * t - 2] * move[0][j] + f[2 * t - 1] * move[1][j];
		a[0] *= emit[0][y];
		a[1] *= emit[1][y];
		c[t] = a[0] + a[1];
		f[2 * t] = a[0] / c[t];
		f[2 * t + 1] = a[1] / c[t];
		ll += logl(c[t]);
	}
	double m = x->times;
	s->log_likelihood += m * (double)ll;
	s->sequences += m;
	s->responses += m * x->n;
	for (uint32_t t = x->n; t-- > 0;) {
		int y = w[t / 64] >> t % 64 & 1;
		long double known = f[2 * t + 1] * b[1], unknown = f[2 * t] * b[0];
		s->right += m * y;
		s->unknown += m * (double)unknown;
		s->unknown_right += m * y * (double)unknown;
		s->unknown_before += t + 1 < x->n ? m * (double)unknown : 0;
		if (t == 0) {
			s->known_first += m * (double)known;
			break;
		}
		long double eb[2] = {emit[0][y] * b[0] / c[t], emit[1][y] * b[1] / c[t]};
		s->gained += m * (double)(f[2 * t - 2] * move[0][1] * eb[1]);
		s->lost += m * (double)(f[2 * t - 1] * move[1][0] * eb[0]);
		b[0] = move[0][0] * eb[0] + move[0][1] * eb[1];
		b[1] = move[1][0] * eb[0] + move[1][1] * eb[1];
	}
}

static inline struct bkt_sums textbook_all(struct arena *a, const struct bkt_log *l, size_t from, size_t to, const struct bkt_params *p)
{
	struct bkt_sums s = {0};
	uint32_t most = 1;
	for (size_t i = from; i < to; i++)
		most = l->pattern[i].n > most ? l->pattern[i].n : most;
	long double *f = arena_alloc(a, (size_t)most * 3 * sizeof *f + sizeof *f);
	for (size_t i = from; i < to; i++)
		textbook(l, &l->pattern[i], p, f, f + 2 * (size_t)most, &s);
	return s;
}

#endif
