/* Where paper begins on the screen, and what goes home: in the language of the family, whole. */
#include "support/test.h"
#include "support/web.h"
#include "web/app.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct web_test *w;
static struct id teacher, family, child, class_id;

#define text(id) id_str(w->a, (id))
#define MAKE(type, ...) web_make(w, type, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input))

static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	teacher = web_person(w, "Tea", "Cher", "teacher");
	family = web_person(w, "Fam", "Ily", "guardian");
	child = web_person(w, "Ada", "Child", "student");
	class_id = MAKE("class", {"title", S("Math")}, {"kind", S("scheduled")}, {"grades", S("04")}, {"org", text(w->org)});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(teacher)}, {"role", S("teacher")});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(child)}, {"role", S("student")});
	(void)MAKE("guardian", {"learner", text(child)}, {"adult", text(family)}, {"relation", S("mother")}, {"language", S("es")});
	(void)MAKE("profile", {"learner", text(child)}, {"strengths", S("Explains with drawings.")});
	(void)MAKE("goal", {"learner", text(child)}, {"text", S("I want to read to my brother.")}, {"next_step", S("One page each day.")}, {"check_in", S("2199-01-01")});
	(void)MAKE("conference", {"learner", text(child)}, {"kind", S("studentLed")}, {"planned_on", S("2199-01-01")}, {"proud_of", S("My map of the river.")});
	(void)MAKE("plan_line", {"learner", text(child)}, {"source", S("iep")}, {"kind", S("accommodation")}, {"term", S("additional-testing-time")}, {"value", S("1.5")},
	           {"text", S("Half as much again.")}, {"steps", S("Ask first.")}, {"evidence", S("A finished test.")});
	web_sign_in(w, teacher);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

static const char *of_child(const char *rest)
{
	return str_fmt(w->a, "/learners/%.*s/%s", S_ARG(text(child)), rest).p;
}

/* What poppler reads in a PDF; NULL where it is not installed. */
static const char *read_back(const char *path)
{
	struct reply rp = web_get(w, path);
	assert_int_equal(rp.status, 200);
	assert_string_equal(rp.type, "application/pdf");
	if (system("command -v pdftotext >/dev/null 2>&1") != 0)
		return NULL;
	static char out[600000];
	char file[] = "/tmp/trellis-paper-XXXXXX", command[200];
	int fd = mkstemp(file);
	assert_true(fd >= 0);
	struct str bytes = web_body(w, &rp);
	assert_int_equal((size_t)write(fd, bytes.p, bytes.n), bytes.n);
	close(fd);
	snprintf(command, sizeof command, "pdftotext -raw %s -", file);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	size_t n = fread(out, 1, sizeof out - 1, f);
	pclose(f);
	unlink(file);
	return str_dupz(w->a, (struct str){out, n});
}

static void leads_to_paper(void **state)
{
	(void)state;
	web_sign_in(w, teacher);
	const struct { const char *page, *link; } rows[] = {
		{of_child("plan"), "/plan.pdf"}, {of_child("profile"), "/profile.pdf"}, {of_child("conference"), "/conference.pdf"}, {of_child("family"), "/family.pdf"},
		{str_fmt(w->a, "/classes/%.*s", S_ARG(text(class_id))).p, "/paper?monday="}, {str_fmt(w->a, "/classes/%.*s/week", S_ARG(text(class_id))).p, "/paper?monday="}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct reply rp = web_get(w, rows[i].page);
		assert_int_equal(rp.status, 200);
		if (!web_has(w, &rp, rows[i].link))
			fail_msg("%s does not lead to %s", rows[i].page, rows[i].link);
	}
	struct reply rp = web_get(w, str_fmt(w->a, "/classes/%.*s/paper", S_ARG(text(class_id))).p);
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "Nobody in this class has work for that week yet."));
}

static void goes_home_in_their_language(void **state)
{
	(void)state;
	web_sql(w, "insert into setting (district, key, value, changed_at) select district, 'family.tonight', '1', 0 from person limit 1");
	web_sign_in(w, teacher);
	const char *sheet = read_back(of_child("conference.pdf")), *page = read_back(of_child("family.pdf"));
	if (sheet) {
		assert_non_null(strstr(sheet, "My map of the river.")); /* the learner's words stay as they are */
		assert_non_null(strstr(sheet, tr(LANG_ES, "What I am proud of")));
		assert_null(strstr(sheet, "What I am proud of"));
		assert_non_null(strstr(page, "Explains with drawings."));
		assert_non_null(strstr(page, "I want to read to my brother."));
		assert_non_null(strstr(page, "Half as much again."));
		assert_non_null(strstr(page, tr(LANG_ES, "How to help tonight")));
	}
	/* asking for a language on paper does not turn the pages over */
	(void)read_back(of_child("family.pdf?in=en"));
	struct reply rp = web_get(w, "/today");
	assert_true(web_has(w, &rp, "<html lang=\"en\""));
	assert_int_equal(web_get(w, of_child("family.pdf?in=xx")).status, 404);
}

static void plan_is_whole(void **state)
{
	(void)state;
	web_sign_in(w, family);
	const char *plan = read_back(of_child("plan.pdf?in=es"));
	if (!plan)
		skip();
	assert_non_null(strstr(plan, "Half as much again."));
	assert_non_null(strstr(plan, "Ask first."));
	assert_non_null(strstr(plan, "A finished test."));
	assert_non_null(strstr(plan, "I want to read to my brother."));
	assert_null(strstr(plan, "additional-testing-time"));
	assert_non_null(strstr(plan, tr(LANG_ES, "Accommodation: same standard")));
}

static void card_by_choice(void **state)
{
	(void)state;
	web_sign_in(w, teacher);
	struct reply page = web_get(w, of_child("card"));
	assert_int_equal(web_get(w, of_child("card.pdf")).status, 404);
	assert_false(web_has(w, &page, "/card.pdf"));
}

/* More than fit into one list of sixty: the packets of a large class leave nobody out. [R215] */
static void a_large_class_whole(void **state)
{
	enum { MANY = 70 };
	(void)state;
	struct id large = MAKE("class", {"title", S("Choir")}, {"kind", S("scheduled")}, {"grades", S("04")}, {"org", text(w->org)});
	(void)MAKE("enrolment", {"class", text(large)}, {"person", text(teacher)}, {"role", S("teacher")});
	for (int i = 0; i < MANY; i++) {
		struct id one = web_person(w, str_fmt(w->a, "Singer%02d", i).p, "Sample", "student");
		(void)MAKE("enrolment", {"class", text(large)}, {"person", text(one)}, {"role", S("student")});
		struct id week = MAKE("week_plan", {"learner", text(one)}, {"monday", S("2026-03-02")}, {"class", text(large)});
		(void)MAKE("week_item", {"learner", text(one)}, {"week", text(week)}, {"title", S("Sing at home")}, {"mode", S("handsOn")}, {"minutes", S("10")}, {"done_looks_like", S("You sang.")});
	}
	web_sign_in(w, teacher);
	const char *all = read_back(str_fmt(w->a, "/classes/%.*s/packets.pdf?monday=2026-03-02", S_ARG(text(large))).p);
	if (!all)
		return; /* no poppler: that the PDF is there was seen */
	size_t at;
	for (int i = 0; i < MANY; i++)
		assert_true(str_find(str_z(all), str_fmt(w->a, "Singer%02d", i), &at));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("pages lead to their paper", leads_to_paper),
		TEST("what goes home speaks the family's language and leaves the pages as they were", goes_home_in_their_language),
		TEST("a plan prints whole, in the family's language, without terms of machines [R082]", plan_is_whole),
		TEST("the packets of a large class leave nobody out [R215]", a_large_class_whole),
		TEST("no card as a document until the school turns it on", card_by_choice),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
