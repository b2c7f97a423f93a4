/* What needs do to a packet, measured on the paper by poppler, a program that is not ours. */
#include "support/test.h"
#include "support/web.h"
#include "web/app.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MONDAY "2026-11-23"

static struct web_test *w;
static struct id teacher, child, plain, aim;

#define text(id) id_str(w->a, (id))
#define MAKE(type, ...) web_make(w, type, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input))

static const char MODEL[] = "{\"id\": \"t-one-more\", \"competency\": \"T.1\", \"grade\": \"1\", \"kind\": \"numeric\", \"rigor\": 1, \"minutes\": 2, \"construct\": \"reasoning\","
	" \"params\": [{\"name\": \"a\", \"int\": [2, 9]}], \"stem\": {\"en\": \"What comes after {a} in counting?\", \"es\": \"\u00bfQu\u00e9 sigue a {a} al contar?\","
	" \"ar\": \"\u0645\u0627 \u0627\u0644\u0639\u062f\u062f \u0628\u0639\u062f {a}\u061f\"}, \"answer\": {\"expr\": \"a+1\"}, \"wrong\": [{\"expr\": \"a\", \"misconception\": \"same\", \"feedback\":"
	" {\"en\": \"One more.\", \"es\": \"Uno m\u00e1s.\", \"ar\": \"\u0648\u0627\u062d\u062f.\"}}], \"hints\": {\"en\": [\"Count on.\", \"Say the next number.\"]}, \"steps\": {\"en\": [\"Say the next number.\"]},"
	" \"representations\": [{\"kind\": \"words\", \"text\": {\"en\": \"{a} and one more\"}}]}";

static void give(struct id learner)
{
	struct id week = MAKE("week_plan", {"learner", text(learner)}, {"monday", S(MONDAY)});
	(void)MAKE("week_item", {"week", text(week)}, {"learner", text(learner)}, {"title", S("One more")}, {"mode", S("paper")}, {"kind", S("class")},
	           {"competency", text(aim)}, {"minutes", S("20")}, {"done_looks_like", S("All are answered.")});
	web_sql(w, "update week_plan set state = 'given'");
}

static void line(const char *term, const char *value)
{
	(void)MAKE("plan_line", {"learner", text(child)}, {"source", S("iep")}, {"kind", S("accommodation")}, {"term", str_z(term)}, {"value", str_z(value)}, {"text", str_z(term)});
}

static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	teacher = web_person(w, "Tea", "Cher", "teacher");
	child = web_person(w, "Ada", "Child", "student");
	plain = web_person(w, "Ben", "Plain", "student");
	struct id class_id = MAKE("class", {"title", S("Math")}, {"kind", S("scheduled")}, {"grades", S("01")}, {"org", text(w->org)});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(teacher)}, {"role", S("teacher")});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(child)}, {"role", S("student")});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(plain)}, {"role", S("student")});
	struct id framework = MAKE("framework", {"title", S("Test")});
	aim = MAKE("competency", {"framework", text(framework)}, {"code", S("T.1")}, {"grade", S("01")}, {"subject", S("mathematics")}, {"text", S("I can count on.")});
	(void)MAKE("item", {"title", S("One more")}, {"competency", text(aim)}, {"kind", S("numeric")}, {"model", str_z(MODEL)});
	web_sign_in(w, teacher);
	give(child);
	give(plain);
	line("print-size", "18");
	line("text-appearance/word-spacing", "0.5");
	line("items-per-page", "2");
	line("second-language", "es");
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

/* What poppler reads in a PDF; NULL where it is not installed. */
static const char *read_back(const char *path, const char *tool)
{
	struct reply rp = web_get(w, path);
	if (rp.status != 200)
		fail_msg("%s", strstr(str_dupz(w->a, web_body(w, &rp)), "<main"));
	assert_string_equal(rp.type, "application/pdf");
	if (system("command -v pdftotext >/dev/null 2>&1") != 0)
		return NULL;
	char file[] = "/tmp/trellis-paper-XXXXXX", command[300], out[400000];
	int fd = mkstemp(file);
	assert_true(fd >= 0);
	struct str bytes = web_body(w, &rp);
	assert_int_equal((size_t)write(fd, bytes.p, bytes.n), bytes.n);
	close(fd);
	snprintf(command, sizeof command, tool, file);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	size_t n = fread(out, 1, sizeof out - 1, f);
	pclose(f);
	unlink(file);
	return str_dupz(w->a, (struct str){out, n});
}


static const char *packet(struct id learner, const char *tool, const char *lang)
{
	return read_back(str_fmt(w->a, "/learners/%.*s/packet.pdf?monday=" MONDAY "&in=%s", S_ARG(text(learner)), lang).p, tool);
}

/* Sizes of every word of a packet by pdftohtml: <fontspec id size>, <text top font>. The foot (codes for the teacher) is left out. */
static void large_print(void **state)
{
	(void)state;
	const char *xml = packet(child, "pdftohtml -xml -zoom 1 -i -stdout %s", "en"), *at;
	int size[200] = {0}, n = 0, font, top, least = 1000;
	if (!xml)
		skip();
	for (at = xml; (at = strstr(at, "<fontspec id=\"")); at += 10)
		if (sscanf(at, "<fontspec id=\"%d\" size=\"%d\"", &font, &n) == 2 && font >= 0 && font < 200)
			size[font] = n;
	int words = 0;
	for (at = xml; (at = strstr(at, "<text top=\"")); at += 10) {
		int left, wide, high;
		assert_int_equal(sscanf(at, "<text top=\"%d\" left=\"%d\" width=\"%d\" height=\"%d\" font=\"%d\"", &top, &left, &wide, &high, &font), 5);
		if (top > 792 - 75)
			continue;
		words++;
		least = size[font] < least ? size[font] : least;
	}
	assert_true(words > 10);
	if (least < 18)
		fail_msg("something is %d points tall in large print", least);
}

/* Gaps between words by pdftotext -bbox, in points. */
static double gap(const char *xml, const char *first, const char *second)
{
	char mark[80];
	double x0, y0, x1, y1, a0, b0, a1, b1;
	snprintf(mark, sizeof mark, ">%s</word>", first);
	for (const char *at = xml; (at = strstr(at, mark)); at++) {
		const char *from = at, *next = strstr(at + 1, "<word ");
		while (from > xml && strncmp(from, "<word ", 6) != 0)
			from--;
		snprintf(mark, sizeof mark, ">%s</word>", second);
		const char *word = next ? strstr(next, mark) : NULL;
		if (word && word - next < 120 && sscanf(from, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &x0, &y0, &x1, &y1) == 4 &&
		    sscanf(next, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &a0, &b0, &a1, &b1) == 4)
			return a0 - x1;
		snprintf(mark, sizeof mark, ">%s</word>", first);
	}
	fail_msg("%s %s is not on the paper", first, second);
	return 0;
}

static void word_spacing(void **state)
{
	(void)state;
	const char *wide = packet(child, "pdftotext -bbox %s -", "en"), *usual = packet(plain, "pdftotext -bbox %s -", "en");
	if (!wide)
		skip();
	/* 18 points with half a letter's size more: 9 points more than a blank that is larger in proportion */
	double more = gap(wide, "comes", "after") - gap(usual, "comes", "after") * 18 / 12;
	if (more < 8 || more > 10)
		fail_msg("the blank is %.1f points wider, not 9", more);
}

static void fewer_on_a_page(void **state)
{
	(void)state;
	const char *raw = packet(child, "pdftotext -raw %s -", "en");
	if (!raw)
		skip();
	int on = 0, most = 0, all = 0;
	for (const char *at = raw; *at; at++) {
		if (*at == '\f')
			on = 0;
		if (strncmp(at, "What comes after", 16) == 0) {
			all++;
			on++;
			most = on > most ? on : most;
		}
	}
	assert_true(all > 2);
	assert_int_equal(most, 2);
	assert_non_null(strstr(raw, "sigue a")); /* the second language stands beside the first */
	const char *other = packet(plain, "pdftotext -raw %s -", "en");
	assert_null(strstr(other, "sigue a"));
}

/* The box of the first word that reads so, by pdftotext -bbox. */
static bool box(const char *xml, const char *word, double out[4])
{
	const char *at = strstr(xml, str_fmt(w->a, ">%s</word>", word).p);
	while (at && at > xml && strncmp(at, "<word ", 6) != 0)
		at--;
	return at && sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &out[0], &out[1], &out[2], &out[3]) == 4;
}

/* On an Arabic sheet the Spanish line runs from left to right, its signs where Spanish has them. */
static void second_language_its_own_way(void **state)
{
	(void)state;
	double before[4], now[4];
	const char *xml = packet(child, "pdftotext -bbox %s -", "ar"), *line[] = {"¿Qué", "sigue", "a"};
	if (!xml)
		skip();
	const char *from = strstr(xml, ">¿Qué</word>"); /* the cover may have such a word too */
	for (size_t i = 0; i < 3; i++, memcpy(before, now, sizeof before)) {
		if (!from || !box(i ? from : xml, line[i], now))
			fail_msg("%s is not on the paper, or its signs stand elsewhere", line[i]);
		if (i && (now[0] <= before[2] || now[1] - before[1] > 2 || before[1] - now[1] > 2))
			fail_msg("%s does not stand to the right of %s", line[i], line[i - 1]);
	}
	assert_true(box(xml, "contar?", now)); /* the sign at the end, not in front */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("large print is 18 points or more, all of it", large_print),
		TEST("more space between words is there on paper", word_spacing),
		TEST("a second language on an Arabic sheet runs its own way", second_language_its_own_way),
		TEST("fewer questions on a page, and both languages, for whom a plan says so", fewer_on_a_page),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
