/* Fits as a whole: against a plain textbook's on every skill of a public log, and against parameters that are known. */
#include "support/test.h"
#include "support/bkt_log.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>

/* Expectation maximisation as it is written down, from one first guess, 3,000 steps at most. */
static double plain_em(struct arena *a, const struct bkt_log *l, size_t from, size_t to, struct bkt_params *p)
{
	double last = -INFINITY;
	for (int i = 0; i < 3000; i++) {
		struct arena *t = arena_new(0);
		struct bkt_sums s = textbook_all(t, l, from, to, p);
		arena_free(t);
		if (s.log_likelihood - last < 1e-7)
			return s.log_likelihood;
		last = s.log_likelihood;
		double known = s.responses - s.unknown, bounds[4] = {s.known_first / s.sequences, s.gained / s.unknown_before, s.unknown_right / s.unknown,
			1 - (s.right - s.unknown_right) / known};
		for (int j = 0; j < 4; j++)
			bounds[j] = fmin(fmax(bounds[j], BKT_LEAST), 1 - BKT_LEAST);
		*p = (struct bkt_params){bounds[0], bounds[1], bounds[2], bounds[3], 0};
	}
	(void)a;
	return last;
}

static void spanish(void **state)
{
	(void)state;
	if (!test_shared()) {
		print_message("TRELLIS_SHARED is not set: the Spanish log is not there, skipped\n");
		skip();
	}
	struct arena *a = arena_new(0);
	struct str text;
	struct responses r;
	struct bkt_log l;
	struct err e = {0};
	struct fit_options o = fit_options_default();
	struct model *m = NULL;
	o.weight = 0; /* likelihood alone, as the textbook */
	if (file_map(a, str_fmt(a, "%s/data/learner/spanish/spanish-test.csv", test_shared()).p, &text, &e) != OK ||
	    responses_read(a, text, RESPONSES_ORDER, &r, &e) != OK || bkt_log_make(a, &r, &l, &e) != OK ||
	    model_fit(a, model_ops_of(MODEL_BKT), &r, &o, &m, &e) != OK)
		fail_msg("%s", e.text);
	const struct bkt *b = m->inside;
	unsigned compared = 0, beyond = 0, better = 0;
	for (uint32_t k = 0; k < l.n_skills; k++) {
		struct bkt_params p = {0.4, 0.1, 0.2, 0.1, 0};
		double ll = plain_em(a, &l, l.first[k], l.first[k + 1], &p);
		if (p.guess + p.slip > 1 - BKT_GAP) {
			beyond++; /* where a right answer speaks against knowing the textbook may go, and we may not */
			continue;
		}
		compared++;
		if (b->of[k].log_likelihood < ll - 1e-4)
			fail_msg("skill %.*s: %.6f, the textbook has %.6f (%g %g %g %g)", S_ARG(b->skills.of[k]), b->of[k].log_likelihood, ll, p.prior, p.learn,
				p.guess, p.slip);
		better += b->of[k].log_likelihood > ll + 1e-3;
	}
	print_message("%u skills: never worse, better on %u; %u where the textbook ends with guess + slip near or above 1\n", compared, better, beyond);
	assert_true(compared > 2 * beyond);
	arena_free(a);
}

static double logit(double p)
{
	return log(p / (1 - p));
}

/* True parameters come back, within what the fit says of its own doubt. */
static void recovery(void **state)
{
	(void)state;
	enum { SKILLS = 40 };
	for (int forget = 0; forget < 2; forget++) {
		struct arena *a = arena_new(0);
		uint64_t x = 42 + (unsigned)forget;
		struct bkt_params p[SKILLS];
		struct responses r;
		struct err e = {0};
		struct model *m = NULL;
		struct fit_options o = fit_options_default();
		for (int k = 0; k < SKILLS; k++)
			p[k] = drawn_params(&x, forget);
		o.weight = 0;
		if (responses_read(a, drawn_table(a, &x, p, SKILLS, 4000), RESPONSES_ORDER, &r, &e) != OK ||
		    model_fit(a, model_ops_of(forget ? MODEL_BKT_FORGET : MODEL_BKT), &r, &o, &m, &e) != OK)
			fail_msg("%s", e.text);
		const struct bkt *b = m->inside;
		double sum = 0, worst = 0, n = 0, err[5] = {0};
		for (int k = 0; k < SKILLS; k++) {
			const struct bkt_params *q = &b->of[k].p;
			const double truth[5] = {p[k].prior, p[k].learn, p[k].guess, p[k].slip, p[k].forget}, got[5] = {q->prior, q->learn, q->guess, q->slip, q->forget};
			for (int i = 0; i < (forget ? 5 : 4); i++) {
				double z = (logit(got[i]) - logit(truth[i])) / (double)b->of[k].sd[i];
				err[i] += fabs(got[i] - truth[i]) / SKILLS;
				if (got[i] < 0.005)
					continue; /* at the border a spread on the logit says nothing */
				sum += z * z;
				n++;
				worst = fabs(z) > worst ? fabs(z) : worst;
			}
		}
		print_message("mean error prior %.4f learn %.4f guess %.4f slip %.4f forget %.4f; z: rms %.3f, worst %.2f of %.0f\n", err[0], err[1], err[2],
			err[3], err[4], sqrt(sum / n), worst, n);
		/* z of right spreads has rms 1; 160 of them: standard error .056 */
		assert_true(sqrt(sum / n) > 0.8 && sqrt(sum / n) < 1.2);
		assert_true(worst < 4.5);
		assert_true(err[0] < 0.02 && err[1] < 0.02 && err[2] < 0.02 && err[3] < 0.02);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("on every skill of the Spanish log the fit is as likely as the textbook's, or more", spanish),
		TEST("known parameters come back, as far off as the fit says it may be", recovery),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
