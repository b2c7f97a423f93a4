/* Metrics of predictions against values computed by hand, a plain quadratic count and (where it is there) the scoring
 * script that others use. */
#include "engine/mastery/metrics.h"
#include "support/near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *mem;

static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	return mem ? 0 : -1;
}

static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

static uint64_t next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	return *s ^= *s << 17;
}

static double uniform(uint64_t *s)
{
	return (double)(next(s) >> 11) * 0x1p-53;
}

/* Pairs right > wrong: (.8,.6) (.8,.3) (.4,.3) won, (.4,.6) lost: 3 of 4. */
static void by_hand(void **unused)
{
	(void)unused;
	const uint8_t y[] = {1, 0, 1, 0};
	const float p[] = {0.8f, 0.6f, 0.4f, 0.3f};
	struct metrics m = metrics_of(mem, y, p, NULL, 4);
	assert_near(m.auc, 0.75, 1e-12);
	assert_near(m.rmse, sqrt((0.04 + 0.36 + 0.36 + 0.09) / 4), 1e-7);
	assert_near(m.log_loss, -(log(0.8) + log(0.4) + log(0.4) + log(0.7)) / 4, 1e-7);
	assert_near(m.ece, (0.2 + 0.6 + 0.6 + 0.3) / 4, 1e-7);
	/* a tie counts half: (.5,.5) half, (.5,.1) won: 1.5 of 2 */
	const uint8_t ty[] = {0, 1, 0};
	const float tp[] = {0.5f, 0.5f, 0.1f};
	assert_near(metrics_of(mem, ty, tp, NULL, 3).auc, 0.75, 1e-12);
	/* two in one bin make up for each other: .25 and .29 with one right: |1 - .54| / 2 */
	const uint8_t by[] = {1, 0};
	const float bp[] = {0.25f, 0.29f};
	assert_near(metrics_of(mem, by, bp, NULL, 2).ece, 0.23, 1e-7);
	/* certain and wrong stays finite, as p is clamped; 1 belongs to the last bin */
	const uint8_t cy[] = {0, 1};
	const float cp[] = {1, 1};
	m = metrics_of(mem, cy, cp, NULL, 2);
	assert_near(m.log_loss, -log(1e-9) / 2, 1e-6);
	assert_near(m.ece, 0.5, 1e-8);
	const uint32_t only[] = {0, 2};
	assert_near(metrics_of(mem, y, p, only, 2).rmse, sqrt((0.04 + 0.36) / 2), 1e-7);
}

static void nothing_is_made_up(void **unused)
{
	(void)unused;
	const uint8_t y[] = {1, 1};
	const float p[] = {0.5f, 0.5f};
	const uint32_t who[] = {0, 0};
	assert_true(isnan(metrics_of(mem, y, p, NULL, 2).auc));
	assert_near(metrics_of(mem, y, p, NULL, 2).rmse, 0.5, 1e-12);
	assert_true(isnan(metrics_of(mem, y, p, NULL, 0).rmse));
	struct metrics_bounds b = metrics_bootstrap(mem, y, p, who, 1, NULL, 2, 100, 1);
	assert_true(isnan(b.auc.low) && isnan(b.rmse.low) && isnan(b.ece.high));
	assert_true(isnan(metrics_abroca(mem, y, p, who, 2, who, 2)));
	assert_true(isnan(metrics_abroca(mem, y, p, who, 0, who, 2)));
}

/* Every pair counted, on rounded p so that there are many ties. */
static void auc_against_all_pairs(void **unused)
{
	(void)unused;
	enum { N = 700 };
	uint8_t y[N];
	float p[N];
	uint64_t s = 42;
	for (int round = 0; round < 5; round++) {
		for (int i = 0; i < N; i++) {
			p[i] = (float)floor(uniform(&s) * (round < 4 ? 20 : 1e6)) / (round < 4 ? 20 : 1e6f);
			y[i] = uniform(&s) < 0.3 + 0.4 * p[i];
		}
		double won = 0, pairs = 0;
		for (int i = 0; i < N; i++)
			for (int j = 0; j < N; j++)
				if (y[i] && !y[j]) {
					pairs++;
					won += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
				}
		assert_near(metrics_of(mem, y, p, NULL, N).auc, won / pairs, 1e-12);
	}
}

/* Independent responses, one a learner: the half width is near 1.96 standard errors, known for the RMSE of constant
 * halves (0), the mean of squares, and for the AUC by DeLong's variance; and the seed alone decides. */
static void intervals_hold(void **unused)
{
	(void)unused;
	enum { N = 4000 };
	static uint8_t y[N];
	static float p[N];
	static uint32_t who[N], one[N];
	uint64_t s = 7;
	for (uint32_t i = 0; i < N; i++) {
		p[i] = (float)uniform(&s);
		y[i] = uniform(&s) < p[i];
		who[i] = i;
		one[i] = i / 40;
	}
	struct metrics m = metrics_of(mem, y, p, NULL, N);
	struct metrics_bounds b = metrics_bootstrap(mem, y, p, who, N, NULL, N, 2000, 5), again = metrics_bootstrap(mem, y, p, who, N, NULL, N, 2000, 5);
	assert_memory_equal(&b, &again, sizeof b);
	double sum = 0, sum2 = 0;
	for (int i = 0; i < N; i++) {
		double l = -log(y[i] ? p[i] : 1 - p[i]);
		sum += l;
		sum2 += l * l;
	}
	double se = sqrt((sum2 / N - sum / N * (sum / N)) / N);
	assert_near(b.log_loss.high - b.log_loss.low, 2 * 1.96 * se, 0.2 * se);
	/* DeLong, DeLong & Clarke-Pearson 1988, by all pairs */
	double pos = 0, v10 = 0, v01 = 0, neg = 0;
	for (int i = 0; i < N; i++)
		*(y[i] ? &pos : &neg) += 1;
	for (int i = 0; i < N; i++) {
		double won = 0;
		for (int j = 0; j < N; j++)
			if (y[i] != y[j])
				won += (y[i] ? p[i] > p[j] : p[j] > p[i]) ? 1 : p[i] == p[j] ? 0.5 : 0;
		double d = won / (y[i] ? neg : pos) - m.auc;
		*(y[i] ? &v10 : &v01) += d * d;
	}
	se = sqrt(v10 / (pos - 1) / pos + v01 / (neg - 1) / neg);
	assert_near(b.auc.high - b.auc.low, 2 * 1.96 * se, 0.25 * se);
	assert_true(b.auc.low < m.auc && m.auc < b.auc.high && b.rmse.low < m.rmse && m.rmse < b.rmse.high);
	/* forty copies of one learner's answer are one answer: the interval is sqrt(40) times as wide */
	for (uint32_t i = 0; i < N; i++) {
		p[i] = p[i / 40 * 40];
		y[i] = y[i / 40 * 40];
	}
	struct metrics_bounds alone = metrics_bootstrap(mem, y, p, who, N, NULL, N, 1000, 5), joint = metrics_bootstrap(mem, y, p, one, N / 40, NULL, N, 1000, 5);
	double ratio = (joint.rmse.high - joint.rmse.low) / (alone.rmse.high - alone.rmse.low);
	assert_near(ratio, sqrt(40), 1);
}

/* Group x is sorted perfectly (area 1), group y not at all (all p equal: the diagonal, area 1/2): between them 1/2.
 * x against itself 0. Where curves cross, the areas on both sides add up. */
static void between_roc_curves(void **unused)
{
	(void)unused;
	const uint8_t y[] = {1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1};
	const float p[] = {0.9f, 0.8f, 0.2f, 0.1f, 0.5f, 0.5f, 0.5f, 0.5f, 0.9f, 0.8f, 0.2f, 0.1f};
	const uint32_t x[] = {0, 1, 2, 3}, z[] = {4, 5, 6, 7}, c[] = {8, 9, 10, 11};
	assert_near(metrics_abroca(mem, y, p, x, 4, z, 4), 0.5, 1e-12);
	assert_near(metrics_abroca(mem, y, p, x, 4, x, 4), 0, 1e-12);
	/* c is .5 high over (0, 1); the diagonal crosses it in the middle: two triangles of 1/8; their AUCs are the same */
	assert_near(metrics_abroca(mem, y, p, c, 4, z, 4), 0.25, 1e-12);
	assert_near(metrics_of(mem, y, p, c, 4).auc, metrics_of(mem, y, p, z, 4).auc, 1e-12);
}

/* The script's four numbers, to all digits that it prints. */
static void same_as_the_scoring_script(void **unused)
{
	(void)unused;
	const char *shared = getenv("TRELLIS_SHARED");
	char script[600], log[] = "/tmp/metrics-XXXXXX", out[] = "/tmp/metrics-XXXXXX", command[1600];
	snprintf(script, sizeof script, "%s/tools/score_predictions.py", shared ? shared : "../shared");
	if (access(script, R_OK) != 0) {
		print_message("skipped: %s is not here\n", script);
		skip();
	}
	enum { N = 3000 };
	static uint8_t y[N];
	static float p[N];
	int lf = mkstemp(log), of = mkstemp(out);
	assert_true(lf >= 0 && of >= 0);
	FILE *l = fdopen(lf, "w"), *o = fdopen(of, "w");
	uint64_t s = 99;
	fputs("correct\n", l);
	fputs("p\n", o);
	for (int i = 0; i < N; i++) {
		p[i] = i < 20 ? (float)(i % 2) : (float)(floor(uniform(&s) * 512) / 512); /* exact in text */
		y[i] = uniform(&s) < p[i];
		fprintf(l, "%d\n", y[i]);
		fprintf(o, "%.9f\n", (double)p[i]);
	}
	fclose(l);
	fclose(o);
	snprintf(command, sizeof command, "python3 %s %s %s", script, log, out);
	FILE *f = popen(command, "r"); /* nothing in it comes from outside */
	char said[300] = "", ours[300];
	assert_non_null(fgets(said, sizeof said, f));
	assert_int_equal(pclose(f), 0);
	struct metrics m = metrics_of(mem, y, p, NULL, N);
	snprintf(ours, sizeof ours, "n=%zu AUC=%.5f RMSE=%.5f logloss=%.5f ECE10=%.5f\n", m.n, m.auc, m.rmse, m.log_loss, m.ece);
	assert_string_equal(ours, said);
	unlink(log);
	unlink(out);
}

#define TEST(name, f) {name, f, start, stop, NULL}
int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("metrics have the values computed by hand", by_hand),
		TEST("what cannot be said is not said", nothing_is_made_up),
		TEST("the rank sum is the count of all pairs", auc_against_all_pairs),
		TEST("bootstrap intervals agree with known standard errors and see clusters", intervals_hold),
		TEST("the area between ROC curves has its known values", between_roc_curves),
		TEST("the scoring script says the same", same_as_the_scoring_script),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
