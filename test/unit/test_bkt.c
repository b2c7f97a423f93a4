/* Knowledge tracing: the sums of a pass against every path there is, against the textbook, between processors; the climb;
 * what the model file keeps. */
#include "support/test.h"
#include "support/bkt_log.h"
#include "engine/mastery/bkt_online.h"
#include "engine/mastery/bkt_soft.h"

#include <stdio.h>
#include <string.h>

#define SUMS (sizeof(struct bkt_sums) / sizeof(double))

static void near_sums(const struct bkt_sums *got, const struct bkt_sums *want, double within, const char *where)
{
	double x[SUMS], y[SUMS];
	memcpy(x, got, sizeof x);
	memcpy(y, want, sizeof y);
	for (size_t i = 0; i < SUMS; i++)
		if (!(fabs(x[i] - y[i]) <= within * (1 + fabs(y[i]))))
			fail_msg("%s: sum %zu is %.17g, not %.17g", where, i, x[i], y[i]);
}

/* Every path of hidden states of every pattern: nothing clever. */
static struct bkt_sums by_paths(const struct bkt_log *l, const struct bkt_params *p)
{
	struct bkt_sums s = {0};
	for (size_t i = 0; i < l->first[1]; i++) {
		const struct bkt_pattern *x = &l->pattern[i];
		struct bkt_sums one = {0};
		double z = 0, times = x->times;
		for (unsigned path = 0; path < 1u << x->n; path++) {
			double w = 1;
			for (uint32_t t = 0; t < x->n; t++) {
				bool now = path >> t & 1, next = path >> (t + 1) & 1, y = x->bits >> t & 1;
				if (t == 0)
					w *= now ? p->prior : 1 - p->prior;
				w *= now ? (y ? 1 - p->slip : p->slip) : (y ? p->guess : 1 - p->guess);
				if (t + 1 < x->n)
					w *= now ? (next ? 1 - p->forget : p->forget) : (next ? p->learn : 1 - p->learn);
			}
			z += w;
			one.known_first += path & 1 ? w : 0;
			for (uint32_t t = 0; t < x->n; t++) {
				bool now = path >> t & 1, next = path >> (t + 1) & 1, y = x->bits >> t & 1, follows = t + 1 < x->n;
				one.unknown += now ? 0 : w;
				one.unknown_right += !now && y ? w : 0;
				one.unknown_before += !now && follows ? w : 0;
				one.gained += !now && follows && next ? w : 0;
				one.lost += now && follows && !next ? w : 0;
			}
		}
		s.log_likelihood += times * log(z);
		s.sequences += times;
		s.responses += times * x->n;
		s.right += times * __builtin_popcountll(x->bits);
		s.known_first += times * one.known_first / z;
		s.gained += times * one.gained / z;
		s.lost += times * one.lost / z;
		s.unknown_before += times * one.unknown_before / z;
		s.unknown += times * one.unknown / z;
		s.unknown_right += times * one.unknown_right / z;
	}
	return s;
}

static struct bkt_log drawn_log(struct arena *a, uint64_t *x, size_t n, uint32_t least, uint32_t most)
{
	struct str *s = NEW_ARRAY(a, struct str, n);
	uint32_t *length = NEW_ARRAY(a, uint32_t, n), *times = NEW_ARRAY(a, uint32_t, n);
	for (size_t i = 0; i < n; i++) {
		uint32_t k = least + (uint32_t)(draw(x) * (most - least + 1)), at = (uint32_t)i;
		for (; at > 0 && length[at - 1] > k; at--)
			length[at] = length[at - 1];
		length[at] = k;
	}
	for (size_t i = 0; i < n; i++) {
		char *p = arena_alloc(a, length[i]);
		for (uint32_t t = 0; t < length[i]; t++)
			p[t] = draw(x) < 0.6 ? '1' : '0';
		s[i] = (struct str){p, length[i]};
		times[i] = 1 + (uint32_t)(draw(x) * 3);
	}
	return log_of(a, s, times, n);
}

static void paths(void **state)
{
	(void)state;
	uint64_t x = 11;
	for (int round = 0; round < 60; round++) {
		struct arena *a = arena_new(0);
		struct bkt_log l = drawn_log(a, &x, 1 + (size_t)(draw(&x) * 70), 1, round % 9 + 1);
		struct bkt_plan plan = plan_of(a, &l, 0, l.first[1]);
		struct bkt_params p = {0.01 + 0.98 * draw(&x), 0.01 + 0.98 * draw(&x), 0.01 + 0.6 * draw(&x), 0.01 + 0.3 * draw(&x),
			round % 2 ? 0.01 + 0.9 * draw(&x) : 0};
		struct bkt_sums want = by_paths(&l, &p), got;
		double *scratch = NEW_ARRAY(a, double, 8 * (plan.most + 1));
		for (int k = 0; k <= (int)bkt_simd_best(); k++) {
			bkt_pass(&plan, &p, (enum bkt_simd)k, scratch, &got);
			near_sums(&got, &want, 1e-12, "paths");
		}
		arena_free(a);
	}
}

static void processors(void **state)
{
	(void)state;
	uint64_t x = 12;
	for (int round = 0; round < 40; round++) {
		struct arena *a = arena_new(0);
		struct bkt_log l = drawn_log(a, &x, 1 + (size_t)(draw(&x) * 300), 1, round % 3 == 0 ? 400 : 60);
		struct bkt_plan plan = plan_of(a, &l, 0, l.first[1]);
		struct bkt_params p = drawn_params(&x, round % 2);
		struct bkt_sums first, got, want = textbook_all(a, &l, 0, l.first[1], &p);
		double *scratch = NEW_ARRAY(a, double, 8 * (plan.most + 1));
		bkt_pass(&plan, &p, BKT_PORTABLE, scratch, &first);
		near_sums(&first, &want, 1e-11, "textbook");
		for (int k = 1; k <= (int)bkt_simd_best(); k++) {
			bkt_pass(&plan, &p, (enum bkt_simd)k, scratch, &got);
			assert_memory_equal(&got, &first, sizeof got);
		}
		arena_free(a);
	}
}

/* Without forgetting: the logarithm of the weight of every moment at which knowing may have begun. */
static struct bkt_sums by_moments(struct arena *a, const struct bkt_log *l, const struct bkt_params *p)
{
	struct bkt_sums s = {0};
	for (size_t i = 0; i < l->first[1]; i++) {
		const struct bkt_pattern *x = &l->pattern[i];
		const uint64_t *word = bkt_words(l, x);
		long double *w = arena_alloc(a, (x->n + 1) * sizeof *w), most = -INFINITY, z = 0, known = 0, unknown = 0, right = 0;
		for (uint32_t t = 0; t < x->n; t++)
			known += log(word[t / 64] >> t % 64 & 1 ? 1 - p->slip : p->slip);
		for (uint32_t t = 0; t <= x->n; t++) { /* known from response t on; t = n: never */
			w[t] = unknown + known + (t == 0 ? logl(p->prior) : logl(1 - p->prior) + (t - 1) * logl(1 - p->learn) + (t < x->n ? logl(p->learn) : 0));
			most = w[t] > most ? w[t] : most;
			bool y = word[t / 64] >> t % 64 & 1;
			known -= log(y ? 1 - p->slip : p->slip);
			unknown += log(y ? p->guess : 1 - p->guess);
		}
		for (uint32_t t = 0; t <= x->n; t++)
			z += expl(w[t] - most);
		s.log_likelihood += (double)(most + logl(z));
		s.sequences++;
		s.responses += x->n;
		s.known_first += (double)(expl(w[0] - most) / z);
		for (uint32_t t = 0; t <= x->n; t++) {
			double v = (double)(expl(w[t] - most) / z);
			s.gained += t > 0 && t < x->n ? v : 0;
			s.unknown_before += v * (t < x->n ? t : t - 1);
			s.unknown += v * t;
			s.unknown_right += v * (double)right;
			if (t < x->n)
				right += word[t / 64] >> t % 64 & 1;
		}
		s.right += (double)right;
	}
	return s;
}

/* Parameters at their limits and patterns that fit them worst: 100,000 right, then as many wrong, and the other way. */
static void extremes(void **state)
{
	(void)state;
	enum { MOST = 100000 };
	struct arena *a = arena_new(0);
	const size_t half = MOST;
	char *p = arena_alloc(a, 2 * half), *q = arena_alloc(a, 2 * half);
	memset(p, '1', half);
	memset(p + half, '0', half);
	memset(q, '0', half);
	memset(q + half, '1', half);
	const struct str s[] = {{"1", 1}, {p + half - 24, 48}, {p + half - 25, 49}, {q + half - 30, 60}, {p, 2 * half}, {q, 2 * half}};
	struct bkt_log l = log_of(a, s, NULL, 6);
	struct bkt_plan plan = plan_of(a, &l, 0, 6);
	static const struct bkt_params at[] = {{0.3, 0.1, 0.2, 0.1, 0}, {0.3, 1e-6, 0.2, 1e-6, 0}, {1e-6, 1e-6, 1e-6, 1e-6, 0}, {1 - 1e-6, 0.5, 0.01, 0.9, 0},
		{0.3, 0.1, 0.2, 0.1, 0.01}, {1e-6, 1e-6, 1e-6, 1e-6, 1e-6}};
	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		struct bkt_sums got, want = at[i].forget > 0 ? textbook_all(a, &l, 0, 6, &at[i]) : by_moments(a, &l, &at[i]);
		bkt_pass(&plan, &at[i], bkt_simd_best(), NEW_ARRAY(a, double, 8 * (plan.most + 1)), &got);
		near_sums(&got, &want, 1e-7, "extremes"); /* sums of 1e5 terms are subtracted */
	}
	arena_free(a);
}

static double climbed_at(const struct bkt_plan *plan, const struct bkt_prior *prior, double *scratch, const double x[BKT_PARAMS])
{
	double v[BKT_PARAMS], sum = 0;
	const double at[BKT_PARAMS] = {prior->at.prior, prior->at.learn, prior->at.guess, prior->at.slip, prior->at.forget};
	struct bkt_sums s;
	for (int i = 0; i < BKT_PARAMS; i++) {
		v[i] = 1 / (1 + exp(-x[i]));
		sum += prior->weight * (at[i] * log(v[i]) + (1 - at[i]) * log(1 - v[i]));
	}
	struct bkt_params p = {v[0], v[1], v[2], v[3], v[4]};
	bkt_pass(plan, &p, bkt_simd_best(), scratch, &s);
	return s.log_likelihood + sum;
}

static void gradients(void **state)
{
	(void)state;
	uint64_t x = 13;
	for (int round = 0; round < 20; round++) {
		struct arena *a = arena_new(0);
		struct bkt_log l = drawn_log(a, &x, 200, 2, 70);
		struct bkt_plan plan = plan_of(a, &l, 0, l.first[1]);
		struct bkt_params p = drawn_params(&x, true);
		struct bkt_prior prior = {drawn_params(&x, true), round % 2 ? 12.0 : 0};
		double *scratch = NEW_ARRAY(a, double, 8 * (plan.most + 1)), g[BKT_PARAMS], at[BKT_PARAMS] = {p.prior, p.learn, p.guess, p.slip, p.forget};
		struct bkt_sums s;
		bkt_pass(&plan, &p, bkt_simd_best(), scratch, &s);
		bkt_gradient(&s, &prior, &p, g);
		for (int i = 0; i < BKT_PARAMS; i++)
			at[i] = log(at[i] / (1 - at[i]));
		for (int i = 0; i < BKT_PARAMS; i++) {
			double h = 1e-5, up, down, was = at[i];
			at[i] = was + h;
			up = climbed_at(&plan, &prior, scratch, at);
			at[i] = was - h;
			down = climbed_at(&plan, &prior, scratch, at);
			at[i] = was;
			if (fabs((up - down) / (2 * h) - g[i]) > 1e-4 * (1 + fabs(g[i])))
				fail_msg("gradient %d is %.9g, differences say %.9g", i, g[i], (up - down) / (2 * h));
		}
		arena_free(a);
	}
}

static void never_falls(void **state)
{
	(void)state;
	uint64_t x = 14;
	for (int round = 0; round < 12; round++) {
		struct arena *a = arena_new(0);
		struct bkt_log l = drawn_log(a, &x, 5 + (size_t)(draw(&x) * 100), 1, 40);
		struct bkt_plan plan = plan_of(a, &l, 0, l.first[1]);
		struct bkt_prior prior = {drawn_params(&x, true), round % 3 ? 10.0 : 0};
		struct bkt_params p = {0.01 + 0.9 * draw(&x), 0.01 + 0.9 * draw(&x), 0.4 * draw(&x), 0.5 * draw(&x), round % 2 ? 0.3 : 0};
		double *scratch = NEW_ARRAY(a, double, 8 * (plan.most + 1)), last = -INFINITY;
		for (int n = 1; n < 200; n++) {
			struct bkt_top t;
			bkt_climb(&plan, &prior, bkt_simd_best(), scratch, p, n, &t);
			if (t.climbed < last - 1e-9 * fabs(last))
				fail_msg("after %d passes %.12g, before %.12g", n, t.climbed, last);
			assert_true(t.p.guess + t.p.slip < 1 && t.p.guess > 0 && t.p.slip > 0);
			last = t.climbed;
		}
		arena_free(a);
	}
}

static struct responses read_ok(struct arena *a, struct str text)
{
	struct responses r;
	struct err e = {0};
	if (responses_read(a, text, RESPONSES_ORDER, &r, &e) != OK)
		fail_msg("%s", e.text);
	return r;
}

/* From where a climb on a part ended, with the shape that it left: the same top, by fewer passes; the gradient there is 0. */
static void goes_on(void **state)
{
	(void)state;
	uint64_t x = 21;
	for (int round = 0; round < 20; round++) {
		struct arena *a = arena_new(0);
		struct bkt_params truth = drawn_params(&x, round % 2);
		struct responses r = read_ok(a, drawn_table(a, &x, &truth, 1, 1500));
		struct bkt_log l;
		assert_int_equal(bkt_log_make(a, &r, &l, NULL), OK);
		struct bkt_plan plan = plan_of(a, &l, 0, l.first[1]), part = bkt_plan_part(&plan, plan.n_groups / 3);
		struct bkt_prior prior = {drawn_params(&x, true), 10.0};
		struct bkt_params p = {0.3, 0.1, 0.2, 0.1, round % 2 ? 0.05 : 0};
		double *scratch = NEW_ARRAY(a, double, 8 * (plan.most + 1));
		struct bkt_top whole, some, on;
		bkt_climb(&plan, &prior, bkt_simd_best(), scratch, p, 3000, &whole);
		bkt_climb(&part, &prior, bkt_simd_best(), scratch, p, 3000, &some);
		bkt_climb_on(&plan, &prior, bkt_simd_best(), scratch, &some, 3000, &on);
		if (whole.bound || on.bound) {
			arena_free(a);
			continue;
		}
		if (fabs(on.climbed - whole.climbed) > 1e-5 || on.rounds > whole.rounds)
			fail_msg("round %d: %.9f after %d passes, from a part %.9f after %d", round, whole.climbed, whole.rounds, on.climbed, on.rounds);
		/* as high as plain steps without end */
		for (int i = 0; i < 3000; i++) {
			struct bkt_top one;
			bkt_climb(&plan, &prior, bkt_simd_best(), scratch, p, 2, &one);
			bool still = !memcmp(&one.p, &p, sizeof p);
			p = one.p;
			if (still)
				break;
		}
		struct bkt_top slow;
		bkt_climb(&plan, &prior, bkt_simd_best(), scratch, p, 1, &slow);
		assert_true(slow.climbed < on.climbed + 1e-5);
		for (unsigned i = 0; i < 4; i++)
			assert_true(fabs(on.g[i]) < 0.05);
		arena_free(a);
	}
}

static struct model *fit_ok(struct arena *a, const struct responses *r, enum model_kind kind, struct fit_options o)
{
	struct model *m = NULL;
	struct err e = {0};
	if (model_fit(a, model_ops_of(kind), r, &o, &m, &e) != OK)
		fail_msg("%s", e.text);
	return m;
}

static void threads(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	uint64_t x = 15;
	struct bkt_params p[30];
	for (int k = 0; k < 30; k++)
		p[k] = drawn_params(&x, false);
	struct responses r = read_ok(a, drawn_table(a, &x, p, 30, 60));
	for (int kind = MODEL_BKT; kind <= MODEL_BKT_FORGET; kind++) {
		struct fit_options o = fit_options_default();
		struct model *cold = fit_ok(a, &r, kind, o);
		struct str first = model_text(a, cold);
		double *p1 = NEW_ARRAY(a, double, r.n), *p2 = NEW_ARRAY(a, double, r.n);
		struct model *m;
		assert_int_equal(model_read(a, first, &m, NULL), OK);
		assert_true(str_eq(model_text(a, m), first)); /* what is written reads back as the same */
		assert_int_equal(model_predict(a, m, &r, 1, p1, NULL), OK);
		for (o.threads = 2; o.threads <= 8; o.threads++) {
			assert_true(str_eq(model_text(a, fit_ok(a, &r, kind, o)), first));
			assert_int_equal(model_predict(a, m, &r, o.threads, p2, NULL), OK);
			assert_memory_equal(p1, p2, r.n * sizeof *p1);
		}
		/* from where it ended there is nowhere to go */
		o = fit_options_default();
		o.warm = m;
		struct model *again = fit_ok(a, &r, kind, o);
		assert_true(again->log_likelihood > m->log_likelihood - 1e-3);
		assert_true(again->rounds < cold->rounds / 2);
	}
	arena_free(a);
}

static void predictions(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct responses r = read_ok(a, str_z("learner,skill,correct,time\nx,s,1,3\nx,s,0,1\ny,never,1,1\nx,s;t,1,4\n"));
	struct model *m;
	struct err e = {0};
	double p[4];
	/* Corbett & Anderson's equations, by hand: known before 0.4; wrong: .4*.1/(.4*.1+.6*.8) = 1/13, then learned .2 */
	if (model_read(a, str_z("{\"trellis_mastery\":1,\"model\":\"bkt\",\"responses\":1,\"learners\":1,\"skills\":2,\"log_likelihood\":-1,\"parameters\":"
		"{\"all\":{\"prior\":0.5,\"learn\":0.1,\"guess\":0.2,\"slip\":0.2},\"skills\":["
		"{\"skill\":\"s\",\"prior\":0.4,\"learn\":0.2,\"guess\":0.2,\"slip\":0.1},{\"skill\":\"t\",\"prior\":0.3,\"learn\":0.2,\"guess\":0.1,\"slip\":0.1}]}}"), &m, &e) != OK)
		fail_msg("%s", e.text);
	assert_int_equal(model_predict(a, m, &r, 1, p, &e), OK);
	double f = 1.0 / 13 + 12.0 / 13 * 0.2, k = f * 0.9 / (f * 0.9 + (1 - f) * 0.2), s = k + (1 - k) * 0.2;
	assert_true(fabs(p[1] - (0.4 * 0.9 + 0.6 * 0.2)) < 1e-15);
	assert_true(fabs(p[0] - (f * 0.9 + (1 - f) * 0.2)) < 1e-15);
	assert_true(fabs(p[2] - (0.5 * 0.8 + 0.5 * 0.2)) < 1e-15);
	assert_true(fabs(p[3] - ((s * 0.9 + (1 - s) * 0.2) + (0.3 * 0.9 + 0.7 * 0.1)) / 2) < 1e-15);
	arena_free(a);
}

/* Scores: every path of knowing of short sequences. */
static void scores(void **state)
{
	(void)state;
	uint64_t x = 17;
	for (int round = 0; round < 40; round++) {
		struct arena *a = arena_new(0);
		struct bkt_params p = drawn_params(&x, round % 2);
		uint32_t n = 1 + (uint32_t)(draw(&x) * 6);
		float score[8];
		uint32_t item[8];
		double guess[2] = {0.1 + 0.2 * draw(&x), 0.3}, slip[2] = {0.05 + 0.2 * draw(&x), 0.2}, z = 0, v[7] = {0}, yes[4] = {0}, all[4] = {0}, scratch[8];
		size_t first[2] = {0, n};
		for (uint32_t t = 0; t < n; t++) {
			score[t] = round % 3 == 0 ? (float)(draw(&x) < 0.5) : (float)draw(&x);
			item[t] = draw(&x) < 0.5;
		}
		struct bkt_soft s = {1, first, score, item, guess, slip};
		double both[4] = {guess[0], guess[1], slip[0], slip[1]};
		s.guess = both;
		s.slip = both + 2;
		for (unsigned path = 0; path < 1u << n; path++) {
			double w = 1, un = 0, right = 0, un_right = 0, gained = 0, lost = 0, before = 0;
			for (uint32_t t = 0; t < n; t++) {
				bool now = path >> t & 1, next = path >> (t + 1) & 1 && t + 1 < n, more = t + 1 < n;
				double sc = (double)score[t], r = now ? 1 - slip[item[t]] : guess[item[t]];
				w *= t == 0 ? (now ? p.prior : 1 - p.prior) : 1;
				w *= pow(r, sc) * pow(1 - r, 1 - sc);
				if (more)
					w *= now ? (next ? 1 - p.forget : p.forget) : (next ? p.learn : 1 - p.learn);
				un += !now;
				right += sc;
				un_right += now ? 0 : sc;
				gained += more && !now && next;
				lost += more && now && !next;
				before += more && !now;
			}
			z += w;
			const double all_of[7] = {path & 1, un, right, un_right, gained, lost, before};
			for (int i = 0; i < 7; i++)
				v[i] += w * all_of[i];
		}
		struct bkt_sums got, want = {log(z), 1, n, v[2] / z, v[0] / z, v[4] / z, v[5] / z, v[6] / z, v[1] / z, v[3] / z};
		bkt_soft_pass(&s, &p, scratch, &got, yes, all);
		near_sums(&got, &want, 1e-11, "scores");
		assert_true(fabs(all[0] + all[1] - want.unknown) < 1e-11 && fabs(yes[0] + yes[1] - want.unknown_right) < 1e-11);
		assert_true(fabs(all[2] + all[3] - (n - want.unknown)) < 1e-11);
		arena_free(a);
	}
}

/* Nothing but scores of .7 is foretold as .7, not as certain. */
static void scores_keep_their_mean(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct buf b = buf_new(a, 100000);
	struct responses r;
	struct model *m;
	struct err e = {0};
	struct fit_options o = fit_options_default();
	o.weight = 0;
	buf_z(&b, "learner,skill,correct\n");
	for (int i = 0; i < 800; i++)
		buf_fmt(&b, "l%d,s%d,0.7\n", i / 4, i / 2 % 2);
	assert_int_equal(responses_read(a, buf_done(&b), RESPONSES_ORDER, &r, &e), OK);
	assert_int_equal(model_fit(a, model_ops_of(MODEL_BKT), &r, &o, &m, &e), OK);
	double *p = NEW_ARRAY(a, double, r.n);
	assert_int_equal(model_predict(a, m, &r, 1, p, &e), OK);
	for (size_t i = 0; i < r.n; i++)
		assert_true(fabs(p[i] - 0.7) < 0.01);
	arena_free(a);
}

/* A log of scores 0 and 1 that is told to be one of scores gives the same fit as the bits. */
static void scores_are_bits(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	uint64_t x = 18;
	struct bkt_params p[5];
	for (int k = 0; k < 5; k++)
		p[k] = drawn_params(&x, true);
	struct responses r = read_ok(a, drawn_table(a, &x, p, 5, 80)), q = r;
	q.score = NEW_ARRAY(a, float, r.n);
	for (size_t i = 0; i < r.n; i++)
		q.score[i] = r.right[i];
	for (int kind = MODEL_BKT; kind <= MODEL_BKT_FORGET; kind++) {
		const struct model *m = fit_ok(a, &r, kind, fit_options_default()), *n = fit_ok(a, &q, kind, fit_options_default());
		const struct bkt *b = m->inside, *c = n->inside;
		assert_true(fabs(m->log_likelihood - n->log_likelihood) < 1e-2);
		for (uint32_t k = 0; k < 5; k++)
			assert_true(fabs(b->of[k].p.guess - c->of[k].p.guess) < 1e-2 && fabs(b->of[k].p.learn - c->of[k].p.learn) < 1e-2);
	}
	arena_free(a);
}

/* Half of the items are twice as hard to guess: each item's own guess is found, predictions use it, files keep it. */
static void items(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct buf b = buf_new(a, 1 << 24);
	uint64_t x = 19;
	buf_z(&b, "learner,item,skill,correct\n");
	for (int l = 0; l < 800; l++) {
		bool knows = draw(&x) < 0.2;
		for (int t = 0; t < 10; t++) {
			int item = (int)(draw(&x) * 8);
			double guess = item % 2 ? 0.4 : 0.1;
			buf_fmt(&b, "%d,i%d,s,%d\n", l, item, draw(&x) < (knows ? 0.9 : guess));
			knows |= draw(&x) < 0.08;
		}
	}
	struct responses r;
	struct fit_options o = fit_options_default();
	assert_int_equal(responses_read(a, buf_done(&b), RESPONSES_ORDER | RESPONSES_ITEM, &r, NULL), OK);
	struct model *plain = fit_ok(a, &r, MODEL_BKT, o), *m, *back;
	o.items = true;
	m = fit_ok(a, &r, MODEL_BKT, o);
	assert_true(m->log_likelihood > plain->log_likelihood + 50);
	const struct bkt *k = m->inside;
	for (size_t i = 0; i < 8; i++) {
		double want = k->items.of[k->item[i]].p[1] % 2 ? 0.4 : 0.1;
		if (fabs(k->guess[i] - want) > 0.06)
			fail_msg("guess of %.*s is %.3f, not %.1f", S_ARG(k->items.of[k->item[i]]), k->guess[i], want);
	}
	assert_true(m->columns & RESPONSES_ITEM);
	assert_int_equal(model_read(a, model_text(a, m), &back, NULL), OK);
	assert_true(str_eq(model_text(a, m), model_text(a, back)));
	double *p1 = NEW_ARRAY(a, double, r.n), *p2 = NEW_ARRAY(a, double, r.n);
	assert_int_equal(model_predict(a, m, &r, 1, p1, NULL), OK);
	assert_int_equal(model_predict(a, back, &r, 1, p2, NULL), OK);
	assert_memory_equal(p1, p2, r.n * sizeof *p1);
	for (size_t i = 0; i < 8; i++)
		if (k->item[i] == r.item[0])
			assert_true(fabs(p1[0] - (k->of[0].p.prior * (1 - k->slip[i]) + (1 - k->of[0].p.prior) * k->guess[i])) < 1e-12);
	arena_free(a);
}

/* Every pattern of a log, one response at a time, learners taking turns. */
static void play(const struct bkt_log *l, struct bkt_online *o, struct bkt_state *s)
{
	size_t n = l->first[1];
	bool more = true;
	memset(s, 0, n * sizeof *s);
	for (uint32_t t = 0; more; t++) {
		more = false;
		for (size_t i = 0; i < n; i++)
			if (t < l->pattern[i].n) {
				bkt_online_event(o, &s[i], bkt_words(l, &l->pattern[i])[t / 64] >> t % 64 & 1);
				more = true;
			}
	}
}

/* A state goes the same way with the sums and without them, and the sums are those of all states. */
static void same_alone(const struct bkt_log *l, const struct bkt_params *p, const struct bkt_online *o, const struct bkt_state *s)
{
	struct bkt_sums sums = {0};
	for (size_t i = 0; i < l->first[1]; i++) {
		struct bkt_state alone = {0};
		for (uint32_t t = 0; t < l->pattern[i].n; t++)
			bkt_online_state(p, &alone, bkt_words(l, &l->pattern[i])[t / 64] >> t % 64 & 1);
		assert_memory_equal(&alone, &s[i], sizeof alone);
		bkt_online_add(o, &alone, &sums);
	}
	near_sums(&o->sums, &sums, 1e-9, "sums of states");
}

static void online(void **state)
{
	(void)state;
	uint64_t x = 20;
	for (int round = 0; round < 10; round++) {
		struct arena *a = arena_new(0);
		struct bkt_log l = drawn_log(a, &x, 150, 1, 60);
		size_t n = l.first[1];
		for (size_t i = 0; i < n; i++)
			l.pattern[i].times = 1;
		struct bkt_params p = drawn_params(&x, false);
		struct bkt_prior prior = {drawn_params(&x, false), round % 2 ? 10.0 : 0};
		struct bkt_online o = bkt_online_start(&p, &prior), again = o;
		struct bkt_state *s = NEW_ARRAY(a, struct bkt_state, n), *t = NEW_ARRAY(a, struct bkt_state, n);
		struct bkt_sums want = textbook_all(a, &l, 0, n, &p);
		play(&l, &o, s);
		want.log_likelihood = 0;
		near_sums(&o.sums, &want, 1e-5, "online"); /* states are floats */
		same_alone(&l, &p, &o, s);
		for (size_t i = 0; i < n; i++) { /* what is known next, by the filter of bkt.h */
			double k = p.prior;
			for (uint32_t j = 0; j < l.pattern[i].n; j++)
				k = bkt_after(&p, k, bkt_words(&l, &l.pattern[i])[j / 64] >> j % 64 & 1);
			assert_true(fabs(bkt_online_known(&o, &s[i]) - k) < 1e-6);
			assert_true(fabs(bkt_online_right(&o, &s[i]) - bkt_right(&p, k)) < 1e-6);
		}
		play(&l, &again, t);
		assert_memory_equal(s, t, n * sizeof *s);
		assert_memory_equal(&o, &again, sizeof o);
		/* a step out of the sums goes where a pass over all responses goes */
		struct bkt_plan plan = plan_of(a, &l, 0, n);
		struct bkt_top before, after;
		bkt_climb(&plan, &prior, bkt_simd_best(), NULL, p, 1, &before);
		bkt_online_step(&o);
		bkt_climb(&plan, &prior, bkt_simd_best(), NULL, o.p, 1, &after);
		assert_true(after.climbed > before.climbed);
		/* replay and step again and again: it never falls but for what a float leaves out */
		for (int i = 0; i < 50; i++) {
			struct bkt_online next = bkt_online_start(&o.p, &prior);
			play(&l, &next, s);
			bkt_online_step(&next);
			o = next;
			before = after;
			bkt_climb(&plan, &prior, bkt_simd_best(), NULL, o.p, 1, &after);
			assert_true(after.climbed > before.climbed - 1e-5);
		}
		arena_free(a);
	}
}

static void warns(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct buf b = buf_new(a, 1 << 20);
	uint64_t x = 16;
	buf_z(&b, "learner,skill,correct\n");
	for (int l = 0; l < 60; l++) {
		bool knows = draw(&x) < 0.3;
		for (int t = 0; t < 12; t++) {
			buf_fmt(&b, "%d,plain,%d\n", l, draw(&x) < (knows ? 0.9 : 0.2));
			buf_fmt(&b, "%d,upside,%d\n", l, draw(&x) < (t < 5 ? 0.95 : 0.1));
			buf_fmt(&b, "%d,always,1\n", l);
			knows |= draw(&x) < 0.2;
		}
		buf_fmt(&b, "%d,once,%d\n", l, l % 2);
	}
	buf_z(&b, "1,rare,1\n1,rare,0\n2,rare,1\n2,tiny,1\n");
	struct responses r = read_ok(a, buf_done(&b));
	struct fit_options o = fit_options_default();
	struct model *m = fit_ok(a, &r, MODEL_BKT, o);
	static const char *const want[][2] = {{"always", "all-the-same"}, {"once", "no-learning-seen"}, {"rare", "few-responses"}, {"tiny", ""}};
	for (size_t i = 0; i < m->n_warnings; i++)
		assert_false(str_eqz(m->warnings[i].about, "plain"));
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		bool found = false;
		for (size_t j = 0; j < m->n_warnings; j++)
			found |= str_eqz(m->warnings[j].about, want[i][0]) && (!*want[i][1] || !strcmp(m->warnings[j].what, want[i][1]));
		if (!found)
			fail_msg("no warning \"%s\" about %s", want[i][1], want[i][0]);
	}
	o.weight = 0; /* where nothing holds it, what falls with practice runs into guess + slip = 1, and that is said */
	m = fit_ok(a, &r, MODEL_BKT, o);
	const struct bkt *k = m->inside;
	for (uint32_t i = 0; i < k->skills.n; i++)
		assert_true(k->of[i].p.guess + k->of[i].p.slip < 1);
	bool said = false;
	for (size_t j = 0; j < m->n_warnings; j++)
		said |= str_eqz(m->warnings[j].about, "upside") && !strcmp(m->warnings[j].what, "guess-and-slip");
	assert_true(said);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a pass gives the sums over all hidden paths", paths),
		TEST("a pass gives the textbook's sums, and the same bits on every kind of processor", processors),
		TEST("a pass is right for parameters at their limits and patterns of 200,000 responses", extremes),
		TEST("gradients agree with finite differences", gradients),
		TEST("what is climbed never falls, guess and slip stay below 1", never_falls),
		TEST("a climb goes on from a part's top, to where plain steps would end", goes_on),
		TEST("any number of threads gives the same bits; a model reads back as the same; a warm start ends at once", threads),
		TEST("a prediction is Corbett and Anderson's, in the order of time; what was never seen gets the average", predictions),
		TEST("scores between 0 and 1, and items, give the sums over all hidden paths", scores),
		TEST("scores of 0 and 1 give the fit of right and wrong", scores_are_bits),
		TEST("scores of .7 alone are foretold as .7", scores_keep_their_mean),
		TEST("guess and slip of each item are found, used and kept", items),
		TEST("one response at a time gives the same sums, predictions, climbs by steps, and replay gives the same bits", online),
		TEST("a skill that cannot be identified is named", warns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
