/* What a piece of work holds and how answers to it are read. Expressions were compared by hand. */
#include "school/work/practice.h"
#include "school/work/problem.h"
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

static bool same(const char *x, const char *y)
{
	return expression_same(mem, str_z(x), str_z(y));
}

static void equal_in_value_is_equal(void **unused)
{
	(void)unused;
	assert_true(same("$$4x+12$$", "12 + 4x"));
	assert_true(same("$$\\frac{1}{2}x^2$$", "x^2/2"));
	assert_true(same("2(x+1)(x-1)", "2x^2-2"));
	assert_true(same("\\sqrt{16}", "4"));
	assert_true(same("-3^2", "-9"));
	assert_true(same("|x-5|", "|5-x|"));
	assert_false(same("4x+12", "4x+3"));
	assert_false(same("x^2", "2x"));
	assert_false(same("x+y", "x"));
	assert_false(same("4x+", "4x"));
	assert_false(same("", ""));
	assert_false(same("x<3", "x<3"));
}

static const struct json *json(const char *text)
{
	struct json *j;
	struct err e = {0};
	assert_int_equal(json_parse(mem, str_z(text), &j, &e), OK);
	return j;
}

static void a_task_written_again_is_no_answer(void **unused)
{
	(void)unused;
	const struct json *step = json("{\"stepAnswer\": [\"$$4x+12$$\"], \"stepTitle\": \"$$4\\\\left(x+3\\\\right)$$\", \"answerType\": \"arithmetic\"}");
	assert_true(problem_accepts(mem, step, S("4x + 12")));
	assert_true(problem_accepts(mem, step, S("12+4x")));
	assert_false(problem_accepts(mem, step, S("4(x+3)")));
	assert_false(problem_accepts(mem, step, S("4x+3")));
	const struct json *words = json("{\"stepAnswer\": [\"No solution\"], \"stepTitle\": \"x\", \"answerType\": \"string\"}");
	assert_true(problem_accepts(mem, words, S("no solution")));
	assert_false(problem_accepts(mem, words, S("none")));
}

static void options_are_scored(void **unused)
{
	(void)unused;
	struct ig_option o[] = {{.key = S("A"), .correct = true}, {.key = S("B"), .feedback = {S("Look again."), LANG_EN}}, {.key = S("C"), .correct = true}};
	struct question q = {.kind = IG_CHOICES, .options = o, .n_options = 3};
	assert_near(question_score(mem, &q, S("A,C"), LANG_EN).score, 1, 1e-9);
	assert_near(question_score(mem, &q, S("A"), LANG_EN).score, 0.5, 1e-9);
	struct ig_score wrong = question_score(mem, &q, S("A,B"), LANG_EN);
	assert_near(wrong.score, 0, 1e-9);
	assert_true(str_eqz(wrong.feedback.text, "Look again."));
	assert_false(question_score(mem, &q, S(""), LANG_EN).understood);
	q.kind = IG_CHOICE;
	assert_near(question_score(mem, &q, S("C"), LANG_EN).score, 1, 1e-9);
	assert_near(question_score(mem, &q, S("A,C"), LANG_EN).score, 0, 1e-9);
}

static void words_without_case_accents_and_stops(void **unused)
{
	(void)unused;
	struct question q = {.kind = IG_TEXT, .source = json("{\"accept\": [\"the beak\", \"caf\\u00e9\"]}")};
	assert_near(question_score(mem, &q, S(" The Beak. "), LANG_EN).score, 1, 1e-9);
	assert_near(question_score(mem, &q, S("cafe"), LANG_EN).score, 1, 1e-9);
	assert_near(question_score(mem, &q, S("the back"), LANG_EN).score, 0, 1e-9);
	q.kind = IG_OPEN;
	assert_true(question_score(mem, &q, S("I think"), LANG_EN).needs_person);
}

static void hints_fade_and_never_vanish(void **unused)
{
	(void)unused;
	struct question q = {.n_hints = 3};
	assert_int_equal(practice_hints(&q, 0.2), 3);
	assert_int_equal(practice_hints(&q, 0.7), 2);
	assert_int_equal(practice_hints(&q, 0.95), 1);
	q.n_hints = 0;
	assert_int_equal(practice_hints(&q, 0.2), 0);
}

static void what_comes_next(void **unused)
{
	(void)unused;
	struct work items[] = {{.day = 1, .state = S("handed")}, {.day = 2, .state = S("planned")}, {.day = 3, .state = S("planned")}, {.day = 5, .state = S("started")}};
	struct week w = {.monday = S("2026-03-02"), .items = items, .n = 4};
	day_t wednesday = day_of(2026, 3, 4);
	assert_ptr_equal(work_next(&w, wednesday), &items[2]);  /* today's before yesterday's */
	items[1].state = S("started");
	assert_ptr_equal(work_next(&w, wednesday), &items[1]);  /* what was begun before all */
	items[1].state = items[2].state = S("done");
	assert_ptr_equal(work_next(&w, wednesday), &items[3]);
	items[3].state = S("excused");
	assert_null(work_next(&w, wednesday));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("equal in value is equal", equal_in_value_is_equal),
		TEST("a task written again is no answer", a_task_written_again_is_no_answer),
		TEST("options are scored", options_are_scored),
		TEST("words count without case, accents and stops", words_without_case_accents_and_stops),
		TEST("hints fade and never vanish", hints_fade_and_never_vanish),
		TEST("[R018] what comes next", what_comes_next),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
