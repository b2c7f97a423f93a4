/* Item models: every shipped model with 200 seeds; expressions and written numbers against values worked out by hand. */
#include "engine/itemgen/draw.h"
#include "engine/itemgen/reading.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

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

static bool nothing(const void *arg, struct str name, struct rat *out)
{
	(void)arg;
	*out = RAT(7);
	return str_eqz(name, "a");
}

static void expression(const char *text, int64_t n, int64_t d)
{
	struct expr_names names = {nothing, NULL};
	struct rat v;
	if (expr_value(str_z(text), &names, &v) != EXPR_OK)
		fail_msg("\"%s\" has no value", text);
	if (v.n != n || v.d != d)
		fail_msg("\"%s\" is %lld/%lld", text, (long long)v.n, (long long)v.d);
}

static void expressions(void **unused)
{
	(void)unused;
	expression("1+2*3", 7, 1);
	expression("(1+2)*3", 9, 1);
	expression("10-3-2", 5, 1);
	expression("1/3+1/6", 1, 2);
	expression("3.14*2", 157, 25);
	expression("-a*2", -14, 1);
	expression("--2", 2, 1);
	expression("div(-7,2)", -4, 1);
	expression("mod(-7,2)", 1, 1);
	expression("floor(-7/2)", -4, 1);
	expression("ceil(-7/2)", -3, 1);
	expression("lcm(4,6)", 12, 1);
	expression("gcd(12,18)", 6, 1);
	expression("pow(2,10)", 1024, 1);
	expression("pow(2,-2)", 1, 4);
	expression("when(a>5,1/2,2)", 1, 2);
	expression("num(6/8)*10+den(6/8)", 34, 1);
	expression("1/3<2/5 and not a==8", 1, 1);
	expression("a!=7 or 0>=1", 0, 1);
	expression("max(abs(-3),2)", 3, 1);
}

static void expressions_refused(void **unused)
{
	(void)unused;
	static const struct {
		const char *text;
		enum expr_result r;
	} cases[] = {{"1/0", EXPR_MATH}, {"mod(1/2,3)", EXPR_MATH}, {"9223372036854775807+1", EXPR_MATH}, {"pow(10,30)", EXPR_MATH},
		{"1+", EXPR_BAD}, {"(1", EXPR_BAD}, {"f(1)", EXPR_BAD}, {"b", EXPR_NAME}, {"1 2", EXPR_BAD}, {"", EXPR_BAD}, {"2a", EXPR_BAD},
		{"99999999999999999999", EXPR_BAD}, {"a=7", EXPR_BAD}};
	struct expr_names names = {nothing, NULL};
	struct rat v;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (expr_value(str_z(cases[i].text), &names, &v) != cases[i].r)
			fail_msg("\"%s\"", cases[i].text);
	char deep[EXPR_MAX + 1];
	memset(deep, '(', EXPR_MAX);
	deep[EXPR_MAX] = 0;
	assert_int_equal(expr_value(str_z(deep), &names, &v), EXPR_BAD);
}

static void compare_large(void **unused)
{
	(void)unused;
	/* both are 1 + something tiny: a product of 64-bit numbers would overflow */
	struct rat a = {INT64_MAX, INT64_MAX - 1}, b = {INT64_MAX - 1, INT64_MAX - 2}, c = {-INT64_MAX, 6000000000000000000};
	assert_true(rat_cmp(a, b) < 0);
	assert_true(rat_cmp(b, a) > 0);
	assert_int_equal(rat_cmp(c, c), 0);
	assert_true(rat_cmp(c, (struct rat){-INT64_MAX, 5999999999999999999}) > 0);
	assert_int_equal(rat_floor(c), -2);
}

static void reads(const char *text, enum lang lang, int64_t n, int64_t d)
{
	static const struct str units[] = {{"cm", 2}, {"cm\xC2\xB2", 4}, {"apples", 6}};
	struct num_read r;
	if (!num_read(mem, str_z(text), lang, units, 3, &r))
		fail_msg("\"%s\" was not read", text);
	if (r.value.n != n || r.value.d != d)
		fail_msg("\"%s\" was read as %lld/%lld", text, (long long)r.value.n, (long long)r.value.d);
}

static void numbers_read(void **unused)
{
	(void)unused;
	reads("12", LANG_EN, 12, 1);
	reads(" 12. ", LANG_EN, 12, 1);
	reads("+7", LANG_EN, 7, 1);
	reads("-7", LANG_EN, -7, 1);
	reads("\xE2\x88\x92" "7", LANG_EN, -7, 1);
	reads("- 7", LANG_EN, -7, 1);
	reads("0.5", LANG_EN, 1, 2);
	reads(".5", LANG_EN, 1, 2);
	reads("0,5", LANG_EN, 1, 2);
	reads("3,5", LANG_ES, 7, 2);
	reads("2/4", LANG_EN, 1, 2);
	reads("2 / 4", LANG_EN, 1, 2);
	reads("2\xE2\x81\x84" "4", LANG_EN, 1, 2);
	reads("1 1/2", LANG_EN, 3, 2);
	reads("-1 1/2", LANG_EN, -3, 2);
	reads("\xC2\xBD", LANG_EN, 1, 2);
	reads("2\xC2\xBD", LANG_EN, 5, 2);
	reads("1,234", LANG_EN, 1234, 1);
	reads("1,234", LANG_ES, 1234, 1);
	reads("1,234", LANG_VI, 617, 500);
	reads("1.234", LANG_VI, 1234, 1);
	reads("1.234", LANG_EN, 617, 500);
	reads("1 234 567", LANG_EN, 1234567, 1);
	reads("1\xC2\xA0" "234", LANG_EN, 1234, 1);
	reads("1\xE2\x80\xAF" "234,5", LANG_EN, 2469, 2);
	reads("1.234.567,5", LANG_EN, 2469135, 2);
	reads("1,234,567.5", LANG_ES, 2469135, 2);
	reads("1,234.5", LANG_EN, 2469, 2);
	reads("0,125", LANG_EN, 1, 8);
	reads("12,34", LANG_EN, 617, 50);
	reads("25%", LANG_EN, 1, 4);
	reads("$4.50", LANG_EN, 9, 2);
	reads("-$4.50", LANG_EN, -9, 2);
	reads("12 cm", LANG_EN, 12, 1);
	reads("12CM", LANG_EN, 12, 1);
	reads("12 cm\xC2\xB2", LANG_EN, 12, 1);
	reads("5 Apples", LANG_EN, 5, 1);
	reads("x = 5", LANG_EN, 5, 1);
	reads("=5", LANG_EN, 5, 1);
	reads("(-3)", LANG_EN, -3, 1);
	reads("\xD9\xA1\xD9\xA2", LANG_AR, 12, 1);
	reads("\xD9\xA3\xD9\xAB\xD9\xA5", LANG_AR, 7, 2);
	reads("\xE2\x80\x8F-\xD9\xA3", LANG_AR, -3, 1);
	reads("\xEF\xBC\x95", LANG_ZH, 5, 1);
	reads("3/-4", LANG_EN, -3, 4);
}

static void numbers_refused(void **unused)
{
	(void)unused;
	static const char *const no[] = {"", " ", "-", "x", "5 6", "1/0", "1//2", "1/2/3", "1,2,3", "1.2.3", "..", ".", "5x", "--5",
		"1 234 5", "99999999999999999999", "1e5", "two", "1 1", "0 500", "1,,234", "3:4", "%", "cm", "/2", "2/", "1/2 1"};
	struct num_read r;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (num_read(mem, str_z(no[i]), LANG_EN, NULL, 0, &r))
			fail_msg("\"%s\" was read as %lld/%lld", no[i], (long long)r.value.n, (long long)r.value.d);
}

static void forms_told(void **unused)
{
	(void)unused;
	static const struct {
		const char *text;
		enum num_form form;
		bool lowest;
	} cases[] = {{"3", NUM_WHOLE, true}, {"3.5", NUM_DECIMAL, true}, {"2/4", NUM_FRACTION, false}, {"1/2", NUM_FRACTION, true},
		{"1 2/4", NUM_MIXED, false}, {"1 1/2", NUM_MIXED, true}, {"1 3/2", NUM_MIXED, false}, {"0.5/2", NUM_FRACTION, false}};
	struct num_read r;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(num_read(mem, str_z(cases[i].text), LANG_EN, NULL, 0, &r));
		assert_int_equal(r.form, cases[i].form);
		assert_int_equal(r.lowest, cases[i].lowest);
	}
}

static void shows(int64_t n, int64_t d, const char *fmt, enum lang lang, bool math, const char *want)
{
	struct buf b = buf_new(mem, 100);
	assert_true(num_show(&b, (struct rat){n, d}, str_z(fmt), lang, math));
	if (!str_eqz(buf_done(&b), want))
		fail_msg("%lld/%lld as \"%s\" is \"%.*s\", not \"%s\"", (long long)n, (long long)d, fmt, (int)b.n, b.p, want);
}

static void numbers_shown(void **unused)
{
	(void)unused;
	shows(1234567, 1, "", LANG_EN, false, "1,234,567");
	shows(1234567, 1, "", LANG_VI, false, "1.234.567");
	shows(1234, 1, "", LANG_EN, true, "1234");
	shows(999, 1, "", LANG_EN, false, "999");
	shows(-5, 1, "", LANG_EN, false, "\xE2\x88\x92" "5");
	shows(-5, 1, "", LANG_EN, true, "-5");
	shows(3, 4, "", LANG_EN, false, "3/4");
	shows(3, 4, "", LANG_EN, true, "\\frac{3}{4}");
	shows(4, 1, "frac", LANG_EN, false, "4/1");
	shows(3, 4, "dec", LANG_EN, false, "0.75");
	shows(3, 4, "dec", LANG_VI, false, "0,75");
	shows(7, 2, "mixed", LANG_EN, false, "3 1/2");
	shows(9, 2, "2", LANG_EN, false, "4.50");
	shows(2, 3, "2", LANG_EN, false, "0.67");
	shows(1999, 1000, "2", LANG_EN, false, "2.00");
	shows(5, 1, "02", LANG_EN, false, "05");
	shows(12345, 10, "dec", LANG_EN, false, "1,234.5");
	struct buf b = buf_new(mem, 100);
	assert_false(num_show(&b, (struct rat){1, 3}, S("dec"), LANG_EN, false));
	assert_false(num_show(&b, (struct rat){1, 3}, S("what"), LANG_EN, false));
}

/* Values of the published algorithm (splitmix64 from 0): that is what keeps items the same everywhere. */
static void dice_are_splitmix64(void **unused)
{
	(void)unused;
	struct ig_dice d = {0};
	static const uint64_t want[] = {0xE220A8397B1DCDAFu, 0x6E789E6AA1B965F4u, 0x06C45D188009454Fu};
	for (size_t i = 0; i < 3; i++) {
		struct ig_dice copy = d;
		assert_int_equal(ig_below(&copy, 1000003), want[i] % 1000003);
		d = copy;
	}
}

static const char MODEL[] =
	"{\"id\":\"t\",\"competency\":\"3.OA.A.1\",\"grade\":\"3\",\"kind\":\"%s\",\"rigor\":1,\"minutes\":2,\"params\":%s,"
	"\"stem\":{\"en\":\"{a}\"},%s,\"steps\":{\"en\":[]},\"hints\":{\"en\":[]},"
	"\"representations\":[{\"kind\":\"words\",\"text\":{\"en\":\"w {a}\"}}]}";

static const struct ig_instance *item_lang(const char *kind, const char *params, const char *rest, uint64_t seed, enum lang lang)
{
	struct err e = {0};
	struct ig_model *m = NULL;
	struct ig_instance *it = NULL;
	char text[4000];
	(void)snprintf(text, sizeof text, MODEL, kind, params, rest);
	if (ig_load(mem, str_z(text), &m, &e) || ig_make(mem, m, seed, lang, S(""), &it, &e))
		fail_msg("%s", e.text);
	return it;
}

static const struct ig_instance *item(const char *kind, const char *params, const char *rest)
{
	return item_lang(kind, params, rest, 1, LANG_EN);
}

#define ONE_A "[{\"name\":\"a\",\"set\":[3]}]"

static void score_is(const struct ig_instance *it, const char *response, double want)
{
	struct ig_score s = ig_score(mem, it, str_z(response), LANG_EN);
	if (s.score < want - 1e-9 || s.score > want + 1e-9)
		fail_msg("\"%s\" scores %f, not %f", response, s.score, want);
}

static void numeric_scores(void **unused)
{
	(void)unused;
	const struct ig_instance *it = item("numeric", ONE_A, "\"answer\":{\"expr\":\"a/4\",\"form\":\"simplest\"}");
	score_is(it, "3/4", 1);
	score_is(it, "6/8", 0.5);
	score_is(it, "0.75", 0.5);
	score_is(it, "3", 0);
	assert_false(ig_score(mem, it, S("banana"), LANG_EN).understood);
	it = item("numeric", ONE_A, "\"answer\":{\"expr\":\"a*3.14\",\"fmt\":\"dec\",\"tolerance\":\"0.05\"}");
	score_is(it, "9.4", 1);
	score_is(it, "9.47", 1);
	score_is(it, "9.36", 0);
	it = item("numeric", ONE_A, "\"answer\":{\"expr\":\"15*a\",\"unit\":{\"en\":[\"%\"]}}");
	score_is(it, "45%", 1);
	score_is(it, "45", 1);
	score_is(it, "0.45", 0);
}

static void choices_scores(void **unused)
{
	(void)unused;
	const struct ig_instance *it = item("choices", ONE_A,
		"\"options\":[{\"expr\":\"a\",\"correct\":true},{\"expr\":\"2*a\",\"correct\":true},{\"expr\":\"a+1\",\"correct\":false,\"misconception\":\"m1\"},"
		"{\"expr\":\"a+2\",\"correct\":false,\"misconception\":\"m2\"}]");
	char right[2], wrong[2], both[8];
	size_t r = 0, w = 0;
	for (size_t i = 0; i < it->n_options; i++) {
		if (it->options[i].correct)
			right[r++] = it->options[i].key.p[0];
		else
			wrong[w++] = it->options[i].key.p[0];
	}
	assert_int_equal(r, 2);
	(void)snprintf(both, sizeof both, "%c", right[0]);
	score_is(it, both, 0.5);
	(void)snprintf(both, sizeof both, "%c, %c", right[1], right[0]);
	score_is(it, both, 1);
	(void)snprintf(both, sizeof both, "%c,%c,%c", right[1], right[0], wrong[0]);
	score_is(it, both, 0.5);
	(void)snprintf(both, sizeof both, "%c%c", right[0], wrong[0]);
	score_is(it, both, 0);
	assert_false(ig_score(mem, it, S("Z"), LANG_EN).understood);
	assert_false(ig_score(mem, it, S("AA"), LANG_EN).understood);
}

static void order_scores(void **unused)
{
	(void)unused;
	const struct ig_instance *it = item("order", ONE_A,
		"\"items\":[{\"expr\":\"1\"},{\"expr\":\"2\"},{\"expr\":\"a\"},{\"expr\":\"4\"}],\"wrong\":[{\"keys\":[\"4\",\"3\",\"2\",\"1\"],\"misconception\":\"back\"}]");
	char key[5] = {0}, text[8];
	for (size_t i = 0; i < 4; i++)
		key[it->options[i].text.text.p[0] - '1'] = it->options[i].key.p[0];
	score_is(it, key, 1);
	(void)snprintf(text, sizeof text, "%c%c%c%c", key[1], key[0], key[2], key[3]); /* 5 of 6 pairs: (10 - 6) / 6 */
	score_is(it, text, 2.0 / 3);
	(void)snprintf(text, sizeof text, "%c%c%c%c", key[3], key[2], key[1], key[0]);
	struct ig_score s = ig_score(mem, it, str_z(text), LANG_EN);
	assert_true(s.score < 1e-9 && str_eqz(s.misconception, "back"));
	for (uint64_t seed = 1; seed < 200; seed++) {
		it = item_lang("order", ONE_A, "\"items\":[{\"expr\":\"1\"},{\"expr\":\"a\"}]", seed, LANG_EN);
		assert_true(str_eqz(it->options[0].text.text, "3")); /* never begins solved */
	}
}

static void text_scores(void **unused)
{
	(void)unused;
	const struct ig_instance *it = item("text", ONE_A, "\"answer\":{\"accept\":{\"en\":[\"{a} R 1\",\"Caf\xC3\xA9\"],\"es\":[\"{a} resto 1\"]}}");
	score_is(it, "3r1", 1);
	score_is(it, " 3  R  1. ", 1);
	score_is(it, "cafe", 1);
	score_is(it, "3 Resto 1", 1);
	score_is(it, "\xD9\xA3 R \xD9\xA1", 1);
	score_is(it, "3 R 2", 0);
	assert_false(ig_score(mem, it, S("   "), LANG_EN).understood);
}

static void open_needs_a_person(void **unused)
{
	(void)unused;
	const struct ig_instance *it = item("open", ONE_A, "\"rubric\":[{\"en\":\"1\"},{\"en\":\"2\"},{\"en\":\"3\"},{\"en\":\"4 {a}\"}]");
	struct ig_score s = ig_score(mem, it, S("I think so"), LANG_EN);
	assert_true(s.needs_person);
	assert_true(str_eqz(it->rubric[3].text, "4 3"));
}

static void bad_models(void **unused)
{
	(void)unused;
	static const char *const bad[][3] = {
		{"numeric", "[{\"name\":\"a\",\"int\":[5,2]}]", "\"answer\":{\"expr\":\"a\"}"},
		{"numeric", "[{\"name\":\"a\",\"int\":[1,2]},{\"name\":\"a\",\"int\":[1,2]}]", "\"answer\":{\"expr\":\"a\"}"},
		{"numeric", "[{\"name\":\"A\",\"int\":[1,2]}]", "\"answer\":{\"expr\":\"1\"}"},
		{"numeric", ONE_A, "\"answer\":{\"expr\":\"a+zz\"}"},
		{"numeric", ONE_A, "\"answer\":{\"expr\":\"a\"},\"wrong\":[{\"expr\":\"3\",\"misconception\":\"m\"}]"},
		{"numeric", ONE_A, "\"answer\":{\"expr\":\"a\"},\"where\":[\"a>5\"]"},
		{"numeric", ONE_A, "\"answer\":{}"},
		{"guess", ONE_A, "\"answer\":{\"expr\":\"a\"}"},
		{"choice", ONE_A, "\"answer\":{\"text\":{\"en\":\"x\"}},\"wrong\":[{\"text\":{\"en\":\"X \"},\"misconception\":\"m\"}]"},
		{"choices", ONE_A, "\"options\":[{\"expr\":\"a\",\"correct\":false,\"misconception\":\"m\"},{\"expr\":\"1\",\"correct\":false,\"misconception\":\"m\"}]"},
		{"text", ONE_A, "\"answer\":{\"accept\":{\"en\":[\"{b}\"]}}"},
		{"text", ONE_A, "\"answer\":{\"accept\":{\"en\":[\"{a\"]}}"},
		{"text", ONE_A, "\"answer\":{\"accept\":{\"en\":[\"$$1\"]}}"},
		{"order", ONE_A, "\"items\":[{\"expr\":\"1\"},{\"expr\":\"2\"}],\"wrong\":[{\"keys\":[\"1\",\"2\"],\"misconception\":\"m\"}]"},
		{"order", ONE_A, "\"items\":[{\"expr\":\"1\"},{\"expr\":\"2\"}],\"wrong\":[{\"keys\":[\"1\"],\"misconception\":\"m\"}]"},
		{"open", ONE_A, "\"rubric\":[]"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = {0};
		struct ig_model *m = NULL;
		char text[4000];
		(void)snprintf(text, sizeof text, MODEL, bad[i][0], bad[i][1], bad[i][2]);
		if (!ig_load(mem, str_z(text), &m, &e) && !ig_check(m, 3, &e))
			fail_msg("model %zu was taken", i);
		assert_true(e.text[0] != 0);
	}
}

static void braces_of_mathematics_stay(void **unused)
{
	(void)unused;
	const struct ig_instance *it = item("numeric", ONE_A, "\"answer\":{\"expr\":\"a\"},\"sample\":{\"en\":\"\"},\"figure\":{\"kind\":\"x\",\"alt\":{\"en\":"
		"\"$$\\\\frac{a}{x}+{-a}y^{2*a}$$ and {-a}\"},\"n\":\"=a/2\"}");
	assert_true(str_eqz(it->figure->alt.text, "$$\\frac{3}{x}+{-3}y^{6}$$ and \xE2\x88\x92" "3"));
	assert_true(json_number(it->figure->fields, "n", 0) > 1.49);
}

/* ---- what is shipped ---- */

struct totals {
	size_t models, instances;
};

static void one_seed(const struct ig_model *m, uint64_t seed, struct totals *t)
{
	struct ig_instance *it[2];
	struct err e = {0};
	struct arena *a = arena_new(0);
	if (ig_make(a, m, seed, LANG_EN, S(""), &it[0], &e) || ig_make(a, m, seed, LANG_ES, S("soccer"), &it[1], &e))
		fail_msg("%s", e.text);
	/* the same numbers and order in both languages */
	if (m->kind != IG_TEXT)
		assert_true(str_eq(it[0]->answer, it[1]->answer));
	assert_int_equal(it[0]->n_wrong, it[1]->n_wrong);
	assert_true(it[1]->stem.lang == LANG_ES);
	for (size_t l = 0; l < 2; l++) {
		enum lang lang = l ? LANG_ES : LANG_EN;
		if (m->kind == IG_OPEN)
			continue;
		struct ig_score s = ig_score(a, it[l], it[l]->answer, lang);
		if (s.score < 1)
			fail_msg("%.*s seed %llu: \"%.*s\" scores %f", S_ARG(m->id), (unsigned long long)seed, S_ARG(it[l]->answer), s.score);
		for (size_t w = 0; w < it[l]->n_wrong; w++) {
			s = ig_score(a, it[l], it[l]->wrong[w].response, lang);
			if (s.score > 0 || !s.misconception.n || !str_eq(s.misconception, it[l]->wrong[w].misconception) || !s.feedback.text.n)
				fail_msg("%.*s seed %llu: \"%.*s\" scores %f as \"%.*s\"", S_ARG(m->id), (unsigned long long)seed,
				         S_ARG(it[l]->wrong[w].response), s.score, S_ARG(s.misconception));
		}
		t->instances++;
	}
	arena_free(a);
}

static void each_line(const char *path, struct totals *t)
{
	FILE *f = fopen(path, "rb");
	char *line = NULL;
	size_t cap = 0;
	assert_non_null(f);
	for (ssize_t n; (n = getline(&line, &cap, f)) > 0;) {
		struct err e = {0};
		struct ig_model *m = NULL;
		if (ig_load(mem, (struct str){line, (size_t)n}, &m, &e) || ig_check(m, 5, &e))
			fail_msg("%s: %s", path, e.text);
		for (uint64_t seed = 1; seed <= 200; seed++)
			one_seed(m, seed, t);
		t->models++;
	}
	free(line);
	(void)fclose(f);
}

static void shipped_models(void **unused)
{
	(void)unused;
	struct totals t = {0};
	const char *root = getenv("TRELLIS_SOURCE");
	for (const char *g = "k12345678"; *g; g++) {
		size_t before = t.models;
		each_line(str_fmt(mem, "%s/data/items/math-%c.jsonl", root ? root : ".", *g).p, &t);
		assert_true(t.models - before >= 6);
	}
	print_message("%zu models, %zu items\n", t.models, t.instances);
	assert_true(t.models >= 60);
}

/* The questions of the shipped readings, in both languages, through the same making and scoring. */
static void shipped_readings(void **unused)
{
	(void)unused;
	static const char *const groups[] = {"bread", "bridges", "drum-day", "goalkeeper", "moon", "octopus", "roof-garden", "two-weavers"};
	const char *root = getenv("TRELLIS_SOURCE");
	size_t questions = 0;
	for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
		struct json *row[6];
		size_t n = 0, cap = 0;
		char *line = NULL;
		FILE *f = fopen(str_fmt(mem, "%s/data/readings/%s.jsonl", root ? root : ".", groups[g]).p, "rb");
		struct err e = {0};
		assert_non_null(f);
		for (ssize_t len; n < 6 && (len = getline(&line, &cap, f)) > 0; n++)
			assert_int_equal(json_parse(mem, (struct str){line, (size_t)len}, &row[n], &e), OK);
		(void)fclose(f);
		free(line);
		assert_int_equal(n, 6);
		for (size_t level = 0; level < 3; level++) {
			const struct json *both[2] = {row[level], row[level + 3]};
			for (size_t q = 0; q < reading_questions(both[0]); q++, questions++) {
				struct str text;
				struct ig_model *m = NULL;
				if (reading_question(mem, both, 2, q, &text, &e) || ig_load(mem, text, &m, &e) || ig_check(m, 5, &e))
					fail_msg("%s", e.text);
				assert_true(m->in[LANG_EN] && m->in[LANG_ES]);
			}
		}
		const struct json *mixed[2] = {row[0], row[4]};
		struct str text;
		assert_int_equal(reading_question(mem, mixed, 2, 0, &text, &e), E_INPUT); /* level 1 beside level 2 */
		assert_int_equal(reading_question(mem, mixed, 1, 99, &text, &e), E_INPUT);
	}
	assert_int_equal(questions, 8 * 3 * 4);
}

static void seeds_differ_and_repeat(void **unused)
{
	(void)unused;
	const char *params = "[{\"name\":\"a\",\"int\":[1,1000000]}]", *rest = "\"answer\":{\"expr\":\"a\"}";
	const struct ig_instance *x = item_lang("numeric", params, rest, 5, LANG_EN), *y = item_lang("numeric", params, rest, 5, LANG_EN);
	const struct ig_instance *z = item_lang("numeric", params, rest, 6, LANG_EN);
	assert_true(str_eq(x->answer, y->answer));
	assert_false(str_eq(x->answer, z->answer));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("expressions give the values worked out by hand", expressions),
		TEST("what is no expression is refused", expressions_refused),
		TEST("fractions compare without overflow", compare_large),
		TEST("a number is understood in every equal form", numbers_read),
		TEST("what is not one number is not understood", numbers_refused),
		TEST("the form of a number is told", forms_told),
		TEST("numbers are shown as the language writes them", numbers_shown),
		TEST("numbers come from splitmix64", dice_are_splitmix64),
		TEST("numeric answers: form, tolerance, unit", numeric_scores),
		TEST("several choices: right less wrong", choices_scores),
		TEST("order: pairs beyond half, a known wrong order is 0", order_scores),
		TEST("text: case, accents, white space do not count", text_scores),
		TEST("open work waits for a person", open_needs_a_person),
		TEST("models that cannot work are refused with a sentence", bad_models),
		TEST("in mathematics, braces that are no slot stay", braces_of_mathematics_stay),
		TEST("the same seed gives the same item", seeds_differ_and_repeat),
		TEST("questions of readings are items too", shipped_readings),
		TEST("every shipped model, 200 seeds: its answer scores 1, every wrong answer 0 by its name", shipped_models),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
