/* Whom a special educator supports: plans of record, supports in plain words, what is not there yet. */
#include "support/test.h"
#include "support/web.h"
#include "school/plan/need_words.h"
#include "web/app.h"

#include <string.h>

static struct web_test *w;
static struct id special, english, teacher, first, second, other;

#define text(id) id_str(w->a, (id))
#define MAKE(type, ...) web_make(w, type, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input))

static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	special = web_person(w, "Spe", "Cial", "specialEducator");
	english = web_person(w, "Eng", "Lish", "elSpecialist");
	teacher = web_person(w, "Tea", "Cher", "teacher");
	first = web_person(w, "Ada", "First", "student");
	second = web_person(w, "Ben", "Second", "student");
	other = web_person(w, "Cid", "Other", "student");
	struct id class_id = MAKE("class", {"title", S("Math")}, {"kind", S("scheduled")}, {"grades", S("04")}, {"org", text(w->org)});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(teacher)}, {"role", S("teacher")});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(first)}, {"role", S("student")});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(other)}, {"role", S("student")});
	(void)MAKE("support_role", {"learner", text(first)}, {"adult", text(special)}, {"role", S("caseManager")}, {"purpose", S("IEP")});
	(void)MAKE("support_role", {"learner", text(second)}, {"adult", text(special)}, {"role", S("provider")}, {"purpose", S("Speech")});
	(void)MAKE("support_role", {"learner", text(second)}, {"adult", text(english)}, {"role", S("elSpecialist")}, {"purpose", S("English")});
	(void)MAKE("plan_line", {"learner", text(first)}, {"source", S("iep")}, {"kind", S("accommodation")}, {"term", S("additional-testing-time")}, {"value", S("1.5")},
	           {"text", S("Half as much again.")}, {"begin_on", S("2020-01-01")}, {"end_on", S("2199-06-30")});
	(void)MAKE("plan_line", {"learner", text(first)}, {"source", S("iep")}, {"kind", S("accommodation")}, {"text", S("Sits near the door.")});
	(void)MAKE("plan_line", {"learner", text(second)}, {"source", S("504")}, {"kind", S("accommodation")}, {"term", S("print-size")}, {"value", S("18")},
	           {"text", S("Large print.")}, {"begin_on", S("2020-01-01")}, {"end_on", S("2021-06-30")});
	(void)MAKE("help_request", {"learner", text(first)}, {"kind", S("help")}, {"text", S("Where do I begin?")}, {"pass_to", text(special)});
	web_sign_in(w, special);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

static void every_term(void **state)
{
	(void)state;
	for (int i = 0; i < NEED_TERMS; i++) {
		const char *label = need_label((enum need_term)i);
		assert_non_null(label);
		assert_string_equal(NEED_CHOICES[i].value, need_term_info((enum need_term)i)->name);
		/* words, not a term: no dashes or slashes, and a capital first */
		assert_null(strpbrk(label, "/_"));
		assert_true(label[0] >= 'A' && label[0] <= 'Z');
		for (int k = 0; k < i; k++)
			assert_string_not_equal(label, need_label((enum need_term)k));
	}
	assert_null(NEED_CHOICES[NEED_TERMS].value);
	struct { const char *term, *value, *words; } rows[] = {
		{"additional-testing-time", "1.5", "More time: 1.5 times the usual time"}, {"additional-testing-time", "+20", "More time: 20 more minutes"},
		{"additional-testing-time", "unlimited", "More time: no limit"}, {"print-size", "18", "Large print on paper: 18 points"},
		{"environment", "breaks", "Place and time to work: breaks when asked for"}, {"keyword-translation", "es", "Key words in the learner's language: Spanish"},
		{"shorter-work", "0.5", "Shorter work: 50% of the whole"}, {"line-reader", "", "Line reader"}, {"x-unknown", "1", "x-unknown"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str got = need_words(w->a, LANG_EN, str_z(rows[i].term), str_z(rows[i].value));
		assert_string_equal(str_dupz(w->a, got), rows[i].words);
	}
}

static void leads_there(void **state)
{
	(void)state;
	web_sign_in(w, special);
	struct reply rp = web_get(w, "/home");
	assert_string_equal(str_dupz(w->a, web_reply_header(&rp, "Location")), "/caseload");
	rp = web_get(w, "/caseload");
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "Ada First"));
	assert_true(web_has(w, &rp, "Ben Second"));
	assert_false(web_has(w, &rp, "Cid Other")); /* in the same class, but nobody's on this caseload */
	assert_true(web_has(w, &rp, "More time: 1.5 times the usual time"));
	assert_true(web_has(w, &rp, "Sits near the door."));
	assert_false(web_has(w, &rp, "additional-testing-time"));
	assert_true(web_has(w, &rp, "Where do I begin?"));
	assert_true(web_has(w, &rp, "is over")); /* the 504 plan of Ben ended, and its large print is no support any more */
	assert_false(web_has(w, &rp, "Large print on paper"));
	web_sign_in(w, english);
	rp = web_get(w, "/home");
	assert_string_equal(str_dupz(w->a, web_reply_header(&rp, "Location")), "/caseload");
	rp = web_get(w, "/caseload");
	assert_true(web_has(w, &rp, "Ben Second"));
	assert_false(web_has(w, &rp, "Ada First"));
	web_sign_in(w, teacher);
	rp = web_get(w, "/home");
	assert_string_equal(str_dupz(w->a, web_reply_header(&rp, "Location")), "/today");
	assert_int_equal(web_get(w, "/caseload").status, 403);
}

static void exports(void **state)
{
	(void)state;
	web_sign_in(w, special);
	struct reply rp = web_get(w, "/caseload?format=csv&show=ends");
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "learner,grade,IEP from"));
	assert_true(web_has(w, &rp, "Ben Second"));
	assert_true(web_has(w, &rp, "2021-06-30"));
	assert_false(web_has(w, &rp, "Ada First"));
	rp = web_get(w, "/caseload?format=csv");
	assert_true(web_has(w, &rp, "More time: 1.5 times the usual time; Sits near the door."));
}

static void plan_in_words(void **state)
{
	(void)state;
	web_sign_in(w, special);
	struct reply rp = web_get(w, str_fmt(w->a, "/learners/%.*s/plan", S_ARG(text(first))).p);
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "More time"));
	assert_true(web_has(w, &rp, "1.5 times the usual time"));
	assert_false(web_has(w, &rp, "additional-testing-time"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("every support has words of its own, and so do its values", every_term),
		TEST("a special educator and an EL specialist begin with their own learners: plans, supports of the next lesson, who waits", leads_there),
		TEST("the caseload is downloaded as it is shown", exports),
		TEST("the plan says supports in plain words", plan_in_words),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
