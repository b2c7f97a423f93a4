/* Mathematics between $$: three writings, nothing lost, nothing broken out. */
#include "engine/itemgen/mathml.h"
#include "support/test.h"

#include "base/json.h"

#include <expat.h>
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

static struct str html(const char *text, struct math_report *r)
{
	struct buf b = buf_new(mem, 1 << 20);
	math_html(mem, &b, str_z(text), LANG_EN, r);
	return buf_done(&b);
}

static void is_html(const char *text, const char *want)
{
	struct math_report r = {0};
	struct str s = html(text, &r), tail = s;
	/* what is inside <math ...> */
	size_t at;
	if (str_find(s, S("\">"), &at))
		tail = (struct str){s.p + at + 2, s.n - at - 2};
	if (str_ends(tail, "</math>"))
		tail.n -= 7;
	if (!str_eqz(tail, want) || r.fallbacks)
		fail_msg("%s\n is   %.*s\n want %s", text, S_ARG(tail), want);
}

static void is_plain(const char *text, const char *want)
{
	struct buf b = buf_new(mem, 1 << 16);
	math_plain(mem, &b, str_z(text));
	if (!str_eqz(buf_done(&b), want))
		fail_msg("%s\n is   %.*s\n want %s", text, (int)b.n, b.p, want);
}

static void is_spoken(const char *text, enum lang lang, const char *want)
{
	struct buf b = buf_new(mem, 1 << 16);
	math_spoken(mem, &b, str_z(text), lang);
	if (!str_eqz(str_trim(buf_done(&b)), want))
		fail_msg("%s\n is   %.*s\n want %s", text, (int)b.n, b.p, want);
}

static void markup(void **unused)
{
	(void)unused;
	is_html("$$2x+3$$", "<mrow><mn>2</mn><mi>x</mi><mo>+</mo><mn>3</mn></mrow>");
	is_html("$$\\frac{3}{4}$$", "<mrow><mfrac><mrow><mn>3</mn></mrow><mrow><mn>4</mn></mrow></mfrac></mrow>");
	is_html("$$\\frac34$$", "<mrow><mfrac><mn>3</mn><mn>4</mn></mfrac></mrow>");
	is_html("$$x^2$$", "<mrow><msup><mi>x</mi><mn>2</mn></msup></mrow>");
	is_html("$$x^{10}$$", "<mrow><msup><mi>x</mi><mrow><mn>10</mn></mrow></msup></mrow>");
	is_html("$$x_1^2$$", "<mrow><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></mrow>");
	is_html("$$\\sqrt{2}$$", "<mrow><msqrt><mrow><mn>2</mn></mrow></msqrt></mrow>");
	is_html("$$\\sqrt[3]{8}$$", "<mrow><mroot><mrow><mn>8</mn></mrow><mrow><mn>3</mn></mrow></mroot></mrow>");
	is_html("$$a\\leq b$$", "<mrow><mi>a</mi><mo>\xE2\x89\xA4</mo><mi>b</mi></mrow>");
	is_html("$$1,234$$", "<mrow><mn>1,234</mn></mrow>");
	is_html("$$-3.5$$", "<mrow><mo>\xE2\x88\x92</mo><mn>3.5</mn></mrow>");
	is_html("$$x=measure$$", "<mrow><mi>x</mi><mo>=</mo><mtext>measure</mtext></mrow>");
	is_html("$$45\\%$$", "<mrow><mn>45</mn><mo>%</mo></mrow>");
	is_html("$$\\left(1,100\\right)$$", "<mrow><mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"true\">(</mo><mrow><mn>1</mn><mo>,</mo><mn>100</mn></mrow>"
	                                   "<mo form=\"postfix\" fence=\"true\" stretchy=\"true\">)</mo></mrow></mrow>");
	is_html("$$\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$$",
	        "<mrow><mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"true\">[</mo><mtable><mtr><mtd><mrow><mn>1</mn></mrow></mtd><mtd><mrow><mn>2</mn></mrow>"
	        "</mtd></mtr><mtr><mtd><mrow><mn>3</mn></mrow></mtd><mtd><mrow><mn>4</mn></mrow></mtd></mtr></mtable>"
	        "<mo form=\"postfix\" fence=\"true\" stretchy=\"true\">]</mo></mrow></mrow>");
}

static void paper(void **unused)
{
	(void)unused;
	is_plain("Find $$\\frac{3}{4}\\times 2$$.", "Find 3/4 × 2.");
	is_plain("$$\\frac{x+1}{2}$$", "(x + 1)/2");
	is_plain("$$x^2-2x+1=0$$", "x² − 2x + 1 = 0");
	is_plain("$$x^{-12}$$", "x⁻¹²");
	is_plain("$$x^{n+1}$$", "x^(n + 1)");
	is_plain("$$\\sqrt{2}$$", "√2");
	is_plain("$$\\sqrt[3]{2x}$$", "³√(2x)");
	is_plain("$$-3\\leq x$$", "−3 ≤ x");
	is_plain("$$(-16,\\infty)$$", "(−16, ∞)");
	is_plain("$$4\\left(x+3\\right)$$", "4(x + 3)");
	is_plain("$$\\overline{ab}$$", "(ab)\xCC\x85");
	is_plain("no formula $5", "no formula $5");
	is_plain("odd $$x", "odd $$x");
}

static void words(void **unused)
{
	(void)unused;
	is_spoken("$$\\frac{3}{4}$$", LANG_EN, "3 over 4");
	is_spoken("$$x^2+5$$", LANG_EN, "x squared plus 5");
	is_spoken("$$-3-(-2)$$", LANG_EN, "negative 3 minus open parenthesis negative 2 close parenthesis");
	is_spoken("$$\\frac{x+1}{2}$$", LANG_EN, "the fraction x plus 1 over 2 end of fraction");
	is_spoken("$$\\sqrt{16}=4$$", LANG_EN, "the square root of 16 equals 4");
	is_spoken("$$|x|$$", LANG_EN, "the absolute value of x end of absolute value");
	is_spoken("$$?\\times 3=12$$", LANG_EN, "what number times 3 equals 12");
	is_spoken("Find $$2x$$ now", LANG_EN, "Find 2 x now");
	is_spoken("$$\\frac{3}{4}+x^2$$", LANG_ES, "3 sobre 4 m\xC3\xA1s x al cuadrado");
}

static void nothing_breaks_out(void **unused)
{
	(void)unused;
	struct str s = html("<b> & $$\\text{<script>alert(1)</script>}x<\"'&$$ \"", NULL);
	size_t at;
	assert_false(str_find(s, S("<script"), &at));
	assert_false(str_find(s, S("<b>"), &at));
	assert_true(str_find(s, S("&lt;script&gt;"), &at));
	assert_true(str_starts(s, "&lt;b&gt; &amp; <math"));
}

static void unknown_commands_stay_readable(void **unused)
{
	(void)unused;
	struct math_report r = {0};
	struct str s = html("$$\\weird{a+b}\\to c$$", &r);
	size_t at;
	assert_int_equal(r.fallbacks, 1);
	assert_int_equal(r.formulas, 1);
	assert_true(str_find(s, S("<mtext>weird</mtext>"), &at));
	assert_true(str_find(s, S("<mi>b</mi>"), &at));
}

static void deep_and_long(void **unused)
{
	(void)unused;
	struct math_report r = {0};
	struct buf b = buf_new(mem, 1 << 20);
	buf_z(&b, "$$");
	for (int i = 0; i < 1500; i++)
		buf_z(&b, i % 3 ? "(" : "{[");
	buf_z(&b, "x$$");
	(void)html(b.p, &r);
	assert_true(r.fallbacks > 0);
	b = buf_new(mem, 1 << 20);
	buf_z(&b, "$$");
	for (int i = 0; i < 700; i++)
		buf_z(&b, "\\sqrt{");
	buf_z(&b, "x$$");
	r = (struct math_report){0};
	struct str s = html(b.p, &r);
	assert_true(r.fallbacks > 0 && s.n < 100000);
	/* powers of powers: the work must not double with each */
	b = buf_new(mem, 1 << 20);
	buf_z(&b, "$$x");
	for (int i = 0; i < MATH_DEPTH - 2; i++)
		buf_z(&b, "^{x");
	buf_z(&b, "$$");
	struct buf plain = buf_new(mem, 1 << 20);
	math_plain(mem, &plain, str_z(b.p));
	assert_false(plain.over);
	b = buf_new(mem, 1 << 20);
	buf_z(&b, "$$");
	for (int i = 0; i < 3000; i++)
		buf_z(&b, "y+");
	buf_z(&b, "$$");
	r = (struct math_report){0};
	(void)html(b.p, &r);
	assert_int_equal(r.fallbacks, 1);
}

/* ---- real problems ---- */

struct seen {
	size_t texts, formulas, fallbacks, digits_lost;
};

static size_t count(struct str s, bool (*want)(char))
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += want(s.p[i]);
	return n;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void well_formed(struct str s)
{
	XML_Parser p = XML_ParserCreate("UTF-8");
	struct buf b = buf_new(mem, s.n + 100);
	buf_z(&b, "<p>");
	buf_str(&b, s);
	buf_z(&b, "</p>");
	if (XML_Parse(p, b.p, (int)b.n, 1) != XML_STATUS_OK)
		fail_msg("%s in %.*s", XML_ErrorString(XML_GetErrorCode(p)), S_ARG(s));
	XML_ParserFree(p);
}

static void each_text(const struct json *j, struct seen *seen)
{
	if (j->type == JSON_STRING_T && math_has(j->string)) {
		struct math_report r = {0};
		struct buf b = buf_new(mem, 1 << 20), plain = buf_new(mem, 1 << 20);
		math_html(mem, &b, j->string, LANG_EN, &r);
		math_plain(mem, &plain, j->string);
		assert_false(b.over || plain.over);
		well_formed(buf_done(&b));
		seen->texts++;
		seen->formulas += r.formulas;
		if (r.fallbacks)
			print_message("  not known: %.*s\n", S_ARG(j->string));
		seen->fallbacks += r.fallbacks;
		/* raised digits are other characters: count by what is left of x^2 -> x² */
		struct buf raised = buf_new(mem, 1 << 20);
		for (size_t i = 0; i < plain.n; i++) {
			static const struct {
				const char *up;
				char digit;
			} ups[] = {{"⁰", '0'}, {"¹", '1'}, {"²", '2'}, {"³", '3'}, {"⁴", '4'}, {"⁵", '5'}, {"⁶", '6'}, {"⁷", '7'}, {"⁸", '8'}, {"⁹", '9'}};
			size_t u = 0;
			while (u < 10 && !str_starts((struct str){plain.p + i, plain.n - i}, ups[u].up))
				u++;
			if (u < 10)
				i += strlen(ups[u].up) - 1;
			buf_byte(&raised, u < 10 ? ups[u].digit : plain.p[i]);
		}
		if (count(j->string, is_digit) != count(buf_done(&raised), is_digit)) {
			print_message("  digits differ: %.*s -> %.*s\n", S_ARG(j->string), (int)plain.n, plain.p);
			seen->digits_lost++;
		}
	}
	for (size_t i = 0; i < j->n; i++)
		each_text(&j->items[i], seen);
}

static void real_problems(void **unused)
{
	(void)unused;
	const char *shared = test_shared();
	struct seen seen = {0};
	FILE *f = shared ? fopen(str_fmt(mem, "%s/data/content/oatutor/elementary_algebra.jsonl", shared).p, "rb") : NULL;
	char *line = NULL;
	size_t cap = 0, problems = 0;
	if (!f) {
		print_message("skipped: the sample problems are not here (TRELLIS_SHARED)\n");
		skip();
	}
	for (ssize_t n; (n = getline(&line, &cap, f)) > 0; problems++) {
		struct json *j;
		struct err e = {0};
		assert_int_equal(json_parse(mem, (struct str){line, (size_t)n}, &j, &e), OK);
		each_text(j, &seen);
		arena_reset(mem);
	}
	free(line);
	(void)fclose(f);
	print_message("%zu problems, %zu texts, %zu formulas, %zu fallbacks\n", problems, seen.texts, seen.formulas, seen.fallbacks);
	assert_int_equal(problems, 2032);
	assert_int_equal(seen.digits_lost, 0);
	assert_int_equal(seen.fallbacks, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("formulas become MathML", markup),
		TEST("formulas become plain text for paper", paper),
		TEST("formulas become words to hear, in the reader's language", words),
		TEST("text is escaped wherever it stands", nothing_breaks_out),
		TEST("a command nobody knows stays readable and is counted", unknown_commands_stay_readable),
		TEST("depth and length are bounded", deep_and_long),
		TEST("2,032 real problems: well formed, every digit kept, nothing unknown", real_problems),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
