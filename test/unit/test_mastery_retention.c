/* When to check again: against another implementation of the same equations, and that nothing shown is taken away. */
#include "base/buf.h"
#include "engine/mastery/checks.h"
#include "support/near.h"
#include "support/test.h"

struct step {
	int days, grade;
	double stability, difficulty;
};

/* Values of ts-fsrs 5.4.2 (the project's own TypeScript implementation of version 6, next_state with default
 * parameters, which rounds to eight decimals at each step). */
static const struct step with_a_lapse[] = {{0, 3, 2.3065, 2.11810397}, {0, 3, 2.3065, 2.11121424}, {0, 1, 0.77508398, 7.39223814},
	{0, 3, 0.8281648, 7.38007427}, {2, 3, 3.75668872, 7.36792257}, {11, 3, 15.26845444, 7.35578302}, {46, 3, 52.99621395, 7.34365561},
	{20, 1, 2.63101761, 9.11210604}, {5, 3, 6.11081972, 9.0982223}};
static const struct step easy_and_hard[] = {{0, 4, 8.2956, 1}, {20, 2, 41.46289325, 4.01060897}, {60, 4, 243.8635739, 1.99446196},
	{300, 1, 5.57870094, 7.35386245}, {1, 3, 7.54728855, 7.34173696}};
static const struct step long_gone[] = {{0, 3, 2.3065, 2.11810397}, {1000, 1, 1.42311145, 7.39450274}, {1, 1, 0.39063721, 9.12881914}};

static void follow(const struct step *s, size_t n)
{
	struct retention_params p = retention_params_default();
	struct retention r = {0};
	int32_t day = 20000;
	for (size_t i = 0; i < n; i++) {
		day += s[i].days;
		retention_check(&p, &r, (enum retention_grade)s[i].grade, day);
		assert_near(r.stability, s[i].stability, 2e-7 * s[i].stability);
		assert_near(r.difficulty, s[i].difficulty, 1e-7);
		assert_int_equal(r.last_day, day);
		assert_int_equal(r.checks, i + 1);
		assert_int_equal(r.again, s[i].grade == RETENTION_AGAIN);
	}
}

static void as_another_implementation(void **unused)
{
	(void)unused;
	follow(with_a_lapse, sizeof with_a_lapse / sizeof *with_a_lapse);
	follow(easy_and_hard, sizeof easy_and_hard / sizeof *easy_and_hard);
	follow(long_gone, sizeof long_gone / sizeof *long_gone);
}

/* forgetting_curve and the interval modifier of the same program */
static void recall_and_the_day_it_is_due(void **unused)
{
	(void)unused;
	static const double known[][3] = {{0, 1, 1}, {1, 1, 0.9}, {10, 2.3, 0.77409409}, {30, 2.3065, 0.66752633}, {100, 50, 0.84588465}, {365, 8.2956, 0.55766735}};
	static const double modifier[][2] = {{0.7, 9.28791122}, {0.8, 3.3159598}, {0.9, 1}, {0.95, 0.40255869}};
	struct retention_params p = retention_params_default();
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct retention r = {.stability = known[i][1], .difficulty = 5, .last_day = 100, .checks = 1};
		assert_near(retention_recall(&p, &r, 100 + (int32_t)known[i][0]), known[i][2], 1e-8);
	}
	for (size_t i = 0; i < sizeof modifier / sizeof *modifier; i++) {
		struct retention r = {.stability = 100, .difficulty = 5, .last_day = 0, .checks = 1};
		assert_int_equal(retention_due(&p, &r, modifier[i][0]), (int32_t)round(100 * modifier[i][1]));
	}
	struct retention never = {0}, brief = {.stability = 0.01, .difficulty = 5, .last_day = 7, .checks = 1}, firm = {.stability = 1e9, .difficulty = 1, .last_day = 7, .checks = 1};
	assert_near(retention_recall(&p, &never, 5), 0, 0);
	assert_int_equal(retention_due(&p, &never, 0.9), INT32_MAX);
	assert_int_equal(retention_due(&p, &brief, 0.9), 8);
	assert_int_equal(retention_due(&p, &firm, 0.9), 7 + 3650);
}

/* A check that fails asks for an earlier look and nothing else; one that succeeds takes that back. */
static void failing_asks_to_check_again(void **unused)
{
	(void)unused;
	struct retention_params p = retention_params_default();
	struct retention r = {0};
	retention_check(&p, &r, RETENTION_GOOD, 0);
	retention_check(&p, &r, RETENTION_GOOD, 10);
	int32_t before = retention_due(&p, &r, 0.9) - r.last_day;
	retention_check(&p, &r, retention_grade(0.3), 30);
	assert_true(r.again);
	assert_true(retention_due(&p, &r, 0.9) - r.last_day < before);
	retention_check(&p, &r, retention_grade(0.9), 33);
	assert_false(r.again);
	/* a check that is entered late, with an earlier day, moves no day back */
	retention_check(&p, &r, RETENTION_GOOD, 31);
	assert_int_equal(r.last_day, 33);
	assert_int_equal(retention_grade(0.499), RETENTION_AGAIN);
	assert_int_equal(retention_grade(0.5), RETENTION_HARD);
	assert_int_equal(retention_grade(1), RETENTION_GOOD);
}

static void ten_tries_in_vain_call_a_person(void **unused)
{
	(void)unused;
	struct striving s = {0};
	striving_try(&s, 0.3);
	assert_int_equal(s.in_vain, 0);
	for (int i = 0; i < 9; i++)
		striving_try(&s, 0.3 + 0.004 * i);
	assert_false(striving_calls(&s, false));
	striving_try(&s, 0.34);
	assert_true(striving_calls(&s, false));
	assert_false(striving_calls(&s, true));
	striving_try(&s, 0.36); /* it moves again */
	assert_false(striving_calls(&s, false));
	for (int i = 0; i < 70000; i++)
		striving_try(&s, 0.1);
	assert_int_equal(s.in_vain, UINT16_MAX);
}

static const struct check *find(const struct check *c, size_t n, const struct responses *r, const char *learner)
{
	for (size_t i = 0; i < n; i++)
		if (str_eqz(r->learners.of[c[i].learner], learner))
			return &c[i];
	return NULL;
}

/* One learner each: ready and fresh, ready and long ago, ready and failed, twelve tries in vain, just begun. */
static void what_a_log_asks_for(void **unused)
{
	(void)unused;
	struct arena *a = arena_new(0);
	struct buf b = buf_new(a, 100000);
	struct responses r;
	struct check *c;
	size_t n;
	struct err e = {0};
	buf_z(&b, "learner,item,skill,correct,time\n");
	for (int d = 0; d < 4; d++)
		buf_fmt(&b, "fresh,i,s,1,%d\nold,i,s,1,%d\nfailed,i,s,%d,%d\n", (1000 + d) * 86400, (600 + d) * 86400, d < 3, (1000 + d) * 86400);
	for (int d = 0; d < 12; d++)
		buf_fmt(&b, "vain,i,s,0,%d\n", (990 + d) * 86400);
	buf_z(&b, "new,i,s,0,86400000\n");
	assert_int_equal(responses_read(a, buf_done(&b), RESPONSES_ORDER | RESPONSES_TIME, &r, &e), OK);
	double *known = NEW_ARRAY(a, double, r.n);
	for (size_t i = 0; i < r.n; i++) {
		struct str who = r.learners.of[r.learner[i]];
		known[i] = str_eqz(who, "vain") || str_eqz(who, "new") ? 0.2 : 0.97;
	}
	checks_run(a, &r, known, 0.941, 0.9, &c, &n);
	assert_int_equal(n, 5);
	const struct check *fresh = find(c, n, &r, "fresh"), *old = find(c, n, &r, "old"), *failed = find(c, n, &r, "failed"), *vain = find(c, n, &r, "vain");
	assert_true(fresh->ready && !fresh->again && !fresh->person && fresh->due_in > 0 && fresh->recall > 0.99);
	assert_true(old->ready && !old->again && old->due_in < -300 && old->recall < 0.8);
	assert_true(failed->ready && failed->again && !failed->person && failed->due_in < fresh->due_in);
	assert_true(!vain->ready && vain->person && vain->tries == 12 && vain->due_in == INT32_MAX && isnan(vain->recall));
	assert_false(find(c, n, &r, "new")->person);
	r.time = NULL; /* without times nothing is due, and a failed check still asks */
	checks_run(a, &r, known, 0.941, 0.9, &c, &n);
	assert_int_equal(find(c, n, &r, "old")->due_in, INT32_MAX);
	assert_true(find(c, n, &r, "failed")->again);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("stability and difficulty are those of another implementation", as_another_implementation),
		TEST("recall falls as published, and is due on that day", recall_and_the_day_it_is_due),
		TEST("a check that fails asks to check again", failing_asks_to_check_again),
		TEST("what a log asks for", what_a_log_asks_for),
		TEST("ten tries in vain call a person", ten_tries_in_vain_call_a_person),
	};
	return cmocka_run_group_tests_name("mastery_retention", tests, NULL, NULL);
}
