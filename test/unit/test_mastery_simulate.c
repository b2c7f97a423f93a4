/* The simulated experiment: what is known of other rules comes out, and ours is fair on every seed tried. */
#include "engine/mastery/simulate.h"
#include "support/near.h"
#include "support/test.h"

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

enum { STREAK, POOLED_95, POOLED_98, CARRIED, OURS, ORACLE };

static void run(const char *preset, uint64_t seed, struct simulate_row *rows)
{
	struct err e = {0};
	arena_reset(mem);
	assert_int_equal(simulate_run(mem, simulate_preset(preset), seed, rows, &e), OK);
}

/* Figures of the same experiment from another program: truly mastered when declared, fast and slow, practice fast and
 * slow. The oracle, three in a row and the carried rate depend on no choice of ours; the pooled rows on the length of
 * the log that was fitted on. 40,000 skills: one standard error of a share of .95 is .0015, of mean tries up to .1. */
static void other_rules_come_out_as_known(void **unused)
{
	(void)unused;
	static const struct {
		int row;
		double fast, slow, fast_tries, slow_tries, within;
	} known[] = {
		{STREAK, .993, .895, 7.8, 19.7, .005}, {POOLED_95, .998, .929, 8.3, 20.5, .012}, {POOLED_98, .999, .970, 9.1, 21.7, .006},
		{CARRIED, .983, .961, 6.7, 21.5, .006}, {ORACLE, .973, .971, 6.0, 21.8, .005}};
	struct simulate_row rows[SIMULATE_RULES];
	run("fast-slow", 1, rows);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		const struct simulate_group *g = rows[known[i].row].group;
		assert_near(g[0].truly, known[i].fast, known[i].within);
		assert_near(g[1].truly, known[i].slow, known[i].within);
		assert_near(g[0].practice, known[i].fast_tries, 0.3);
		assert_near(g[1].practice, known[i].slow_tries, 0.4);
		assert_int_equal(rows[i].oracle, i == ORACLE);
	}
}

/* [R355] Half learn six times as fast as the others: both are truly there when told so, and nobody practises in vain. */
static void fast_and_slow_are_served_alike(void **unused)
{
	(void)unused;
	struct simulate_row rows[SIMULATE_RULES];
	for (uint64_t seed = 1; seed <= 5; seed++) {
		run("fast-slow", seed, rows);
		assert_true(rows[OURS].gap <= 0.020);
		assert_true(rows[OURS].group[0].truly >= 0.96 && rows[OURS].group[1].truly >= 0.96);
		assert_true(rows[OURS].group[0].practice <= 7);
		assert_true(rows[OURS].group[1].practice <= rows[POOLED_98].group[1].practice);
		assert_true(rows[OURS].gap < rows[POOLED_98].gap && rows[OURS].gap < rows[CARRIED].gap);
	}
}

static void three_rates(void **unused)
{
	(void)unused;
	struct simulate_row rows[SIMULATE_RULES];
	run("three-rates", 1, rows);
	for (unsigned r = 0; r < 3; r++)
		assert_true(rows[OURS].group[r].truly >= 0.955);
	assert_true(rows[OURS].gap < rows[POOLED_98].gap && rows[OURS].gap < rows[CARRIED].gap);
	assert_true(rows[OURS].group[0].practice < rows[POOLED_95].group[0].practice - 1);
}

/* Where all learn alike, looking for rates costs nobody anything. */
static void no_difference_no_harm(void **unused)
{
	(void)unused;
	struct simulate_row rows[SIMULATE_RULES];
	run("no-difference", 1, rows);
	for (unsigned r = 0; r < 2; r++) {
		assert_true(rows[OURS].group[r].truly >= 0.955);
		assert_true(rows[OURS].group[r].practice <= rows[ORACLE].group[r].practice + 0.3);
	}
	assert_true(rows[OURS].gap <= 0.01);
}

static void refused_and_repeated(void **unused)
{
	(void)unused;
	struct simulate_preset small = *simulate_preset("fast-slow"), bad;
	struct simulate_row x[SIMULATE_RULES], y[SIMULATE_RULES], z[SIMULATE_RULES];
	struct err e = {0};
	small.learners = 60;
	assert_int_equal(simulate_run(mem, &small, 7, x, &e), OK);
	assert_int_equal(simulate_run(mem, &small, 7, y, &e), OK);
	assert_int_equal(simulate_run(mem, &small, 8, z, &e), OK);
	bool differs = false;
	for (size_t i = 0; i < SIMULATE_RULES; i++) {
		assert_near(x[i].group[0].practice, y[i].group[0].practice, 0);
		assert_near(x[i].group[1].truly, y[i].group[1].truly, 0);
		differs |= x[i].group[1].practice != z[i].group[1].practice;
	}
	assert_true(differs);
	assert_null(simulate_preset("nothing"));
	bad = small;
	bad.guess = 0.9;
	assert_int_equal(simulate_run(mem, &bad, 7, x, &e), E_INPUT);
	bad = small;
	bad.learners = 0;
	assert_int_equal(simulate_run(mem, &bad, 7, x, &e), E_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("rules of others come out as known", other_rules_come_out_as_known),
		TEST("fast and slow learners are served alike [R355]", fast_and_slow_are_served_alike),
		TEST("three rates", three_rates),
		TEST("where all learn alike nobody is harmed", no_difference_no_harm),
		TEST("a seed repeats; numbers out of range are refused", refused_and_repeated),
	};
	return cmocka_run_group_tests_name("mastery_simulate", tests, start, stop);
}
