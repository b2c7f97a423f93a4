/* Do the plans of one learner fit together: the pure checks on plans made by hand, and the page that says them. */
#include "support/test.h"
#include "support/web.h"
#include "school/plan/alignment.h"
#include "web/app.h"

#include <string.h>

static struct web_test *w;
static struct id special, child, teacher;

#define text(id) id_str(w->a, (id))
#define MAKE(type, ...) web_make(w, type, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input))

#define TODAY 20000

static const char *day(int from_today)
{
	return str_dupz(w->a, day_text(w->a, TODAY + from_today));
}

static struct align_line line(const char *source, const char *kind, const char *text, const char *term, const char *end)
{
	return (struct align_line){.source = str_z(source), .kind = str_z(kind), .text = str_z(text), .term = str_z(term), .value = str_z(*term ? "1.5" : ""), .end_on = str_z(end)};
}

/* The issues of a plan as letters in order: s strengths, t time, e EL, u unlinked, n not taken up, p no steps, w twice; d: they differ; +: others, see test_plan_rules.c. */
static const char *issues(struct align_line *lines, size_t n, bool strengths, int timed)
{
	struct align_plan p = {.lines = lines, .n = n, .strengths = strengths, .timed = timed};
	struct align_check *out;
	size_t k = align_checks(w->a, &p, TODAY, &out);
	char *s = arena_array(w->a, k + 1, 1);
	for (size_t i = 0; i < k; i++) {
		s[i] = out[i].issue <= ALIGN_TWICE ? "steunpw"[out[i].issue] : out[i].issue == ALIGN_DIFFER ? 'd' : '+';
		assert_true(align_check_text(w->a, LANG_EN, &p, &out[i]).n > 20);
	}
	return s;
}

static void time_and_strengths(void **state)
{
	(void)state;
	struct align_line more[] = {line("504", "accommodation", "More time", "additional-testing-time", "")};
	assert_string_equal(issues(more, 1, true, 0), "t");
	assert_string_equal(issues(more, 1, true, 2), "");
	assert_string_equal(issues(more, 1, false, 2), "s");
	more[0].end_on = str_z(day(-1)); /* over: nothing to carry */
	assert_string_equal(issues(more, 1, true, 0), "");
	more[0].end_on = S("");
	more[0].begin_on = str_z(day(1));
	assert_string_equal(issues(more, 1, true, 0), "");
	assert_string_equal(issues(NULL, 0, true, 0), "");
}

static void english_over(void **state)
{
	(void)state;
	struct align_line el[] = {line("el", "languageGoal", "Tells a story", "", day(-3)), line("el", "service", "Specialist", "", day(-1)), line("el", "support", "Word help", "glossary-on-screen", "")};
	el[0].competency = id_new(); /* goals that are over need nobody to take them up */
	assert_string_equal(issues(el, 3, true, 0), "e");
	el[1].end_on = str_z(day(0)); /* the last day still counts */
	assert_string_equal(issues(el, 3, true, 0), "");
	el[1].end_on = str_z(day(-1));
	el[2].end_on = str_z(day(-1));
	assert_string_equal(issues(el, 3, true, 0), "");
	assert_string_equal(issues(el + 2, 1, true, 0), ""); /* a support alone: nothing has ended */
}

static void goals_meet(void **state)
{
	(void)state;
	struct id aim = id_new();
	struct align_line both[] = {line("plp", "goal", "Read to my brother", "", ""), line("iep", "goal", "Retells a text", "", "")};
	both[0].skill = S("Retelling");
	both[0].steps = S("One page a day");
	assert_string_equal(issues(both, 2, true, 0), "un");
	both[0].competency = aim;
	both[0].linked = true;
	assert_string_equal(issues(both, 2, true, 0), "n");
	assert_false(align_same_aim(&both[0], &both[1]));
	both[1].competency = aim;
	assert_string_equal(issues(both, 2, true, 0), "");
	assert_true(align_same_aim(&both[0], &both[1]));
	both[0].steps = S(" ");
	assert_string_equal(issues(both, 2, true, 0), "p");
}

static void twice(void **state)
{
	(void)state;
	struct align_line same[] = {line("iep", "accommodation", "a", "line-reader", ""), line("504", "accommodation", "b", "line-reader", "")};
	assert_string_equal(issues(same, 2, true, 0), "w");
	same[1].source = S("iep"); /* one plan may say it twice: that is its team's */
	assert_string_equal(issues(same, 2, true, 0), "");
	same[1].source = S("504");
	same[1].value = S("2");
	assert_string_equal(issues(same, 2, true, 0), "d");
}

static void page_says(void **state)
{
	(void)state;
	struct id framework = MAKE("framework", {"title", S("Test")});
	struct id aim = MAKE("competency", {"framework", text(framework)}, {"code", S("R.4")}, {"grade", S("04")}, {"subject", S("english")}, {"text", S("I can find the main idea.")});
	struct id plan = MAKE("plan", {"learner", text(child)}, {"title", S("My plan")}, {"begin_on", S("2026-09-01")}, {"review_on", S("2199-01-01")});
	(void)MAKE("plan_line", {"learner", text(child)}, {"plan", text(plan)}, {"source", S("plp")}, {"kind", S("goal")}, {"text", S("I retell what I read.")}, {"skill", S("Retelling")},
	           {"steps", S("Say it to a partner.\nWrite it in two sentences.")}, {"competency", text(aim)});
	(void)MAKE("plan_line", {"learner", text(child)}, {"plan", text(plan)}, {"source", S("plp")}, {"kind", S("goal")}, {"text", S("I paint.")});
	(void)MAKE("plan_line", {"learner", text(child)}, {"source", S("iep")}, {"kind", S("goal")}, {"text", S("Retells the main idea.")}, {"competency", text(aim)});
	(void)MAKE("plan_line", {"learner", text(child)}, {"source", S("el")}, {"kind", S("languageGoal")}, {"text", S("Tells a story.")});
	const char *path = str_fmt(w->a, "/learners/%.*s/plan", S_ARG(text(child))).p;
	web_sign_in(w, special);
	struct reply rp = web_get(w, path);
	assert_true(web_has(w, &rp, "Same aim in IEP: Retells the main idea."));
	assert_true(web_has(w, &rp, "Linked to no goal or competency yet: &quot;I paint.&quot;") || web_has(w, &rp, "Linked to no goal or competency yet: \"I paint.\""));
	assert_true(web_has(w, &rp, "nothing in the personalized plan takes up"));
	assert_true(web_has(w, &rp, "Skill: Retelling"));
	assert_true(web_has(w, &rp, "<li dir=\"auto\">Write it in two sentences.</li>"));
	/* the learner reads the same lines; what the team has to settle is not theirs to mend */
	web_sign_in(w, child);
	rp = web_get(w, path);
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "I retell what I read."));
	assert_true(web_has(w, &rp, "Retells the main idea."));
	assert_true(web_has(w, &rp, "<li dir=\"auto\">Say it to a partner.</li>"));
	assert_false(web_has(w, &rp, "Do the plans fit together?"));
}

/* A teacher may add beside a plan of record, never take a line of it away; the case manager may. */
static void record_stands(void **state)
{
	(void)state;
	struct id iep = MAKE("plan_line", {"learner", text(child)}, {"source", S("iep")}, {"kind", S("accommodation")}, {"text", S("Sits near the door.")});
	web_sign_in(w, teacher);
	const char *path = str_fmt(w->a, "/r/plan_line/%.*s/edit", S_ARG(text(iep))).p;
	struct reply page = web_get(w, path);
	struct reply rp = web_post(w, str_fmt(w->a, "/r/plan_line/%.*s/remove", S_ARG(text(iep))).p, "version=1");
	(void)page;
	assert_true(rp.status >= 400);
	assert_int_equal(web_count(w, "select count(*) from plan_line where text = 'Sits near the door.'"), 1);
	assert_true(web_has(w, &rp, "Only the team of that plan changes it"));
}

static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	special = web_person(w, "Spe", "Cial", "specialEducator");
	teacher = web_person(w, "Tea", "Cher", "teacher");
	child = web_person(w, "Ada", "Child", "student");
	struct id class_id = MAKE("class", {"title", S("Math")}, {"kind", S("scheduled")}, {"grades", S("04")}, {"org", text(w->org)});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(teacher)}, {"role", S("teacher")});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(child)}, {"role", S("student")});
	(void)MAKE("support_role", {"learner", text(child)}, {"adult", text(special)}, {"role", S("caseManager")}, {"purpose", S("IEP")});
	web_sign_in(w, special);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("more time that nothing carries, and a plan without strengths", time_and_strengths),
		TEST("a support that outlived its English-learner plan", english_over),
		TEST("goals of the plans are held against each other", goals_meet),
		TEST("the same support in two plans", twice),
		TEST("the plan shows which goals meet, lists those that are linked to nothing, names skills and steps, and the learner reads it too [R044 R069 R085]", page_says),
		TEST("no line of an IEP goes but by its own team", record_stands),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
