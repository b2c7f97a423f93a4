/* Buffers: the cap, and what each escape lets through. */
#include "base/buf.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct arena *mem;
static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	return mem != NULL ? 0 : -1;
}
static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

static void assert_made(void (*how)(struct buf *, struct str), struct str in, const char *want)
{
	struct buf b = buf_new(mem, 10000);

	how(&b, in);
	if (!str_eqz(buf_done(&b), want))
		fail_msg("\"%.*s\" gave \"%.*s\", not \"%s\"", S_ARG(in), S_ARG(buf_done(&b)), want);
}

static void never_passes_its_cap(void **unused)
{
	struct buf b = buf_new(mem, 10);
	char room[4];

	(void)unused;
	buf_z(&b, "12345");
	buf_z(&b, "67890");
	assert_false(b.over);
	assert_int_equal(b.n, 10);
	buf_byte(&b, 'x');
	assert_true(b.over);
	assert_true(str_eqz(buf_done(&b), "1234567890"));
	b = buf_new(mem, 10);
	buf_z(&b, "123");
	buf_z(&b, "12345678");
	buf_z(&b, "4"); /* nothing after what was dropped */
	assert_true(b.over && str_eqz(buf_done(&b), "123"));
	b = buf_fixed(room, sizeof room);
	buf_z(&b, "abc");
	assert_false(b.over);
	buf_z(&b, "d");
	assert_true(b.over);
	assert_string_equal(room, "abc");
	b = buf_new(mem, 0);
	buf_z(&b, "");
	assert_false(b.over);
	assert_true(str_eqz(buf_done(&b), ""));
	b = buf_new(mem, 5);
	buf_fmt(&b, "%0300d", 1);
	assert_true(b.over && b.n == 0);
}

static void grows_far(void **unused)
{
	struct buf b = buf_new(mem, SIZE_MAX);

	(void)unused;
	for (int i = 0; i < 300000; i++) {
		buf_fmt(&b, "%07d,", i);
		if (i % 1000 == 0)
			arena_alloc(mem, 1); /* so that it must move now and then */
	}
	assert_int_equal(b.n, 300000 * 8);
	assert_true(str_starts(buf_done(&b), "0000000,0000001,"));
	assert_true(str_ends(buf_done(&b), ",0299999,"));
	assert_int_equal(b.p[b.n], '\0');
}

static void escapes(void **unused)
{
	(void)unused;
	assert_made(buf_html, S("<a href=\"x\" id='y'>&</a>"), "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
	assert_made(buf_html, S(""), "");
	assert_made(buf_url, S("a b/\xC3\xA9?&=%+~-._Z9"), "a%20b%2F%C3%A9%3F%26%3D%25%2B~-._Z9");
	assert_made(buf_json, S("a\"b\\c\n\r\t\b\f\x01\x7F\xC3\xA9"), "\"a\\\"b\\\\c\\n\\r\\t\\b\\f\\u0001\\u007f\xC3\xA9\"");
	assert_made(buf_json, S("x\xFFy\xC3"), "\"x\xEF\xBF\xBDy\xEF\xBF\xBD\"");
	assert_made(buf_json, (struct str){"a\0b", 3}, "\"a\\u0000b\"");
	assert_made(buf_csv, S("plain"), "plain");
	assert_made(buf_csv, S("a,b"), "\"a,b\"");
	assert_made(buf_csv, S("say \"hi\""), "\"say \"\"hi\"\"\"");
	assert_made(buf_csv, S("two\nlines"), "\"two\nlines\"");
	assert_made(buf_csv, S(" padded "), "\" padded \"");
}

static void no_cell_runs_in_a_spreadsheet(void **unused)
{
	(void)unused;
	assert_made(buf_csv, S("=1+1"), "'=1+1");
	assert_made(buf_csv, S("+cmd"), "'+cmd");
	assert_made(buf_csv, S("-2+3"), "'-2+3");
	assert_made(buf_csv, S("@SUM(A1)"), "'@SUM(A1)");
	assert_made(buf_csv, S("\t=1"), "\"'\t=1\"");
	assert_made(buf_csv, S("\r=1"), "\"'\r=1\"");
	assert_made(buf_csv, S("=HYPERLINK(\"http://x\",\"y\")"), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
	assert_made(buf_csv, S("-3.5"), "-3.5"); /* a number is one */
	assert_made(buf_csv, S("-"), "'-");
}

static void reals_are_short_and_read_back(void **unused)
{
	static const struct {
		double v;
		const char *text;
	} rows[] = {{0, "0"}, {-0.0, "-0"}, {1, "1"}, {-3, "-3"}, {0.1, "0.1"}, {0.3, "0.3"}, {1e15, "1000000000000000"},
		    {1.5, "1.5"}, {1e300, "1e+300"}, {5e-324, "5e-324"}, {0.1 + 0.2, "0.30000000000000004"},
		    {INFINITY, "null"}, {-INFINITY, "null"}, {NAN, "null"}};
	unsigned seed = 3;

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = buf_new(mem, 100);

		buf_real(&b, rows[i].v);
		assert_string_equal(b.p, rows[i].text);
	}
	for (int i = 0; i < 100000; i++) {
		char text[64];
		struct buf b = buf_fixed(text, sizeof text);
		uint64_t bits = ((uint64_t)(unsigned)rand_r(&seed) << 42) ^ ((uint64_t)(unsigned)rand_r(&seed) << 21) ^
				(uint64_t)(unsigned)rand_r(&seed);
		double v, back;

		memcpy(&v, &bits, sizeof v);
		if (!isfinite(v))
			continue;
		buf_real(&b, v);
		back = strtod(text, NULL);
		assert_memory_equal(&v, &back, sizeof v);
	}
}

static void whole_numbers(void **unused)
{
	struct buf b = buf_new(mem, 200);

	(void)unused;
	buf_int(&b, INT64_MIN);
	buf_byte(&b, ' ');
	buf_int(&b, INT64_MAX);
	buf_byte(&b, ' ');
	buf_int(&b, 0);
	assert_string_equal(b.p, "-9223372036854775808 9223372036854775807 0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a buffer never passes its cap", never_passes_its_cap),
		TEST("a buffer grows and moves without loss", grows_far),
		TEST("escapes for HTML, addresses, JSON and CSV", escapes),
		TEST("no exported cell runs in a spreadsheet", no_cell_runs_in_a_spreadsheet),
		TEST("reals are short and read back the same", reals_are_short_and_read_back),
		TEST("whole numbers to both ends", whole_numbers),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
