/* What the band promises, measured: for learners whose true parameters are drawn from the ranges in struct
 * mastery_params, it holds the posterior computed with their true parameters about nine times in ten, however many
 * pieces of evidence there are. And: replay equals the online way; a right answer never lowers the estimate. */
#include "engine/mastery/mastery.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 88172645463325252u;

static double uniform(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (double)(seed >> 11) * 0x1p-53;
}

static double normal(void)
{
	return sqrt(-2 * log(1 - uniform())) * cos(6.283185307179586 * uniform());
}

static double spread(double p, double sd)
{
	return 1 / (1 + exp(-(log(p / (1 - p)) + sd * normal())));
}

static struct mastery_model *default_model(struct arena *a)
{
	struct mastery_params p = mastery_params_default();
	struct mastery_rule r = mastery_rule_default();
	struct mastery_model *m = NULL;
	assert_int_equal(mastery_model_new(a, &p, &r, &m, NULL), OK);
	return m;
}

#define LEARNERS 20000
#define LONGEST 32

static void band_holds_nine_in_ten(void **unused)
{
	(void)unused;
	struct arena *a = arena_new(0);
	struct mastery_model *m = default_model(a);
	struct mastery_params p = mastery_params_default();
	int held[LONGEST + 1] = {0};
	double width[LONGEST + 1] = {0};
	for (int i = 0; i < LEARNERS; i++) {
		double prior = spread(p.prior, p.prior_sd), learn = spread(p.learn, p.learn_sd);
		double guess = spread(p.guess, p.guess_sd), slip = spread(p.slip, p.slip_sd);
		bool knows = uniform() < prior;
		double truth = prior;
		struct mastery_state s = mastery_start(m);
		for (int n = 0; n <= LONGEST; n++) {
			struct mastery_estimate e = mastery_estimate(m, &s, 1);
			held[n] += truth >= e.low - 1e-13 && truth <= e.high + 1e-13;
			width[n] += e.high - e.low;
			bool right = uniform() < (knows ? 1 - slip : guess);
			double k = truth * (right ? 1 - slip : slip), u = (1 - truth) * (right ? guess : 1 - guess);
			truth = k / (k + u) + u / (k + u) * learn;
			struct mastery_event ev = mastery_evidence(MASTERY_PRACTICE, right, 1);
			assert_int_equal(mastery_update(m, &s, &ev, NULL), OK);
			knows = knows || uniform() < learn;
		}
	}
	for (int n = 0; n <= LONGEST; n++) {
		double share = held[n] / (double)LEARNERS;
		if (share < 0.87 || share > 0.94)
			fail_msg("after %d pieces the band holds %.3f", n, share);
		if (n > 0)
			assert_true(width[n] < width[n - 1]); /* more evidence, less doubt, on average */
	}
	assert_true(width[0] / LEARNERS > 0.5);
	assert_true(width[LONGEST] / LEARNERS < 0.05);
	arena_free(a);
}

static struct mastery_event some_event(void)
{
	struct mastery_event ev = mastery_evidence((enum mastery_kind)(uniform() * MASTERY_KINDS), uniform(),
		20000 + (int32_t)(uniform() * 400));
	ev.quality = uniform() < 0.5 ? 1 : 0.05 + 0.95 * uniform();
	if (uniform() < 0.5)
		ev.score = uniform() < 0.6;
	if (uniform() < 0.05)
		ev.type = uniform() < 0.5 ? MASTERY_CONFIRM : MASTERY_REOPEN;
	return ev;
}

static void replay_equals_online(void **unused)
{
	(void)unused;
	struct arena *a = arena_new(0);
	struct mastery_model *m = default_model(a);
	struct mastery_event ev[200];
	for (int round = 0; round < 200; round++) {
		struct mastery_state online = mastery_start(m), replay;
		size_t n = (size_t)(uniform() * 200), strong = 0, pieces = 0;
		bool shown = false;
		for (size_t i = 0; i < n; i++) {
			ev[i] = some_event();
			if (ev[i].type == MASTERY_EVIDENCE) {
				pieces++;
				strong += ev[i].score >= 0.65 && ev[i].quality >= 0.5;
			} else {
				shown = ev[i].type == MASTERY_CONFIRM;
			}
			assert_int_equal(mastery_update(m, &online, &ev[i], NULL), OK);
			struct mastery_estimate e = mastery_estimate(m, &online, 20400);
			assert_int_equal(e.pieces, pieces);
			assert_int_equal(e.strong, strong);
			assert_int_equal(e.word == MASTERY_SHOWN, shown);
			assert_true(0 <= e.low && e.low <= e.p && e.p <= e.high && e.high <= 1);
		}
		assert_int_equal(mastery_fold(m, ev, n, &replay, NULL), OK);
		assert_memory_equal(&online, &replay, sizeof online);
		assert_true(mastery_state_ok(&replay));
	}
	arena_free(a);
}

static void better_answers_never_lower(void **unused)
{
	(void)unused;
	struct arena *a = arena_new(0);
	struct mastery_model *m = default_model(a);
	for (int round = 0; round < 2000; round++) {
		struct mastery_state s = mastery_start(m);
		for (int i = (int)(uniform() * 10); i > 0; i--) {
			struct mastery_event ev = some_event();
			assert_int_equal(mastery_update(m, &s, &ev, NULL), OK);
		}
		double before = mastery_estimate(m, &s, 20400).p, last = 0;
		for (int tenth = 0; tenth <= 10; tenth++) {
			struct mastery_state t = s;
			struct mastery_event ev = mastery_evidence(MASTERY_CHECK, tenth / 10.0, 20400);
			assert_int_equal(mastery_update(m, &t, &ev, NULL), OK);
			double p = mastery_estimate(m, &t, 20400).p;
			assert_true(p >= last);
			last = p;
		}
		assert_true(last >= before);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(band_holds_nine_in_ten),
		cmocka_unit_test(replay_equals_online),
		cmocka_unit_test(better_answers_never_lower),
	};
	return cmocka_run_group_tests_name("mastery band", tests, NULL, NULL);
}
