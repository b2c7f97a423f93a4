/* CSV: RFC 4180 and what real files do beside it; every chunk border; errors with line and column. */
#include "base/csv.h"
#include "support/test.h"

#include <stdio.h>
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

/* Rows as "a|b;c|d;" with the line of each in front, or the error's sentence. */
static const char *all(struct csv *c)
{
	struct buf b = buf_new(mem, 1 << 20);
	const struct str *cells;
	struct err e = {0};
	size_t n;
	int rc;

	while ((rc = csv_next(c, &cells, &n, &e)) == 1) {
		buf_fmt(&b, "%zu:", csv_line(c));
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(cells[i].p[cells[i].n], '\0');
			buf_fmt(&b, "%s%.*s", i > 0 ? "|" : "", S_ARG(cells[i]));
		}
		buf_byte(&b, ';');
	}
	if (rc < 0)
		buf_fmt(&b, "! %s", e.text);
	else
		assert_int_equal(csv_next(c, &cells, &n, &e), 0); /* the end stays the end */
	return b.n > 0 ? b.p : "";
}

/* A text read whole, and from a file that gives it byte by byte. */
static void assert_rows(struct str text, char sep, const char *want)
{
	int64_t bytes = (int64_t)text.n;
	struct csv *c = csv_text(mem, text, sep, 0);
	FILE *f;

	assert_string_equal(all(c), want);
	if (strchr(want, '!') == NULL)
		assert_int_equal(csv_bytes(c), bytes);
	if (text.n == 0)
		return;
	f = fmemopen((void *)(uintptr_t)text.p, text.n, "rb");
	setvbuf(f, NULL, _IONBF, 0);
	assert_string_equal(all(csv_file(mem, f, sep, 0)), want);
	fclose(f);
}

static void reads_rows(void **unused)
{
	(void)unused;
	assert_rows(S(""), ',', "");
	assert_rows(S("\n\r\n\r"), ',', "");
	assert_rows(S("a,b\nc,d\n"), ',', "1:a|b;2:c|d;");
	assert_rows(S("a,b\r\nc,d"), ',', "1:a|b;2:c|d;");
	assert_rows(S("a,b\rc,d\r"), ',', "1:a|b;2:c|d;");
	assert_rows(S("\xEF\xBB\xBF" "a,b\n"), ',', "1:a|b;");
	assert_rows(S("\xEF\xBB\xBF\"a\",b\n"), ',', "1:a|b;");
	assert_rows(S("a,,\n,\n"), ',', "1:a||;2:|;");
	assert_rows(S("a\n\n\n\nb"), ',', "1:a;5:b;");
	assert_rows(S("\"\"\n \n"), ',', "1:;2: ;");
	assert_rows(S("\"a,b\",\"c\"\"d\",\"\"\n"), ',', "1:a,b|c\"d|;");
	assert_rows(S("\"two\r\nlines\",x\ny"), ',', "1:two\r\nlines|x;3:y;");
	assert_rows(S("\"a\n\nb\r\rc\"\r\nd"), ',', "1:a\n\nb\r\rc;6:d;");
	assert_rows(S("\"x\"\"\"\n\"\"\"\""), ',', "1:x\";2:\";");
	assert_rows(S("5\" pipe,a\"b\"\n"), ',', "1:5\" pipe|a\"b\";"); /* a quote inside is ordinary */
	assert_rows(S(" \"a\" ,b"), ',', "1: \"a\" |b;");
	assert_rows(S("\xC3\xA9,\xE4\xB8\xAD\n"), ',', "1:\xC3\xA9|\xE4\xB8\xAD;");
	assert_rows(S("a\tb,c\n"), '\t', "1:a|b,c;");
}

static void tells_the_separator(void **unused)
{
	(void)unused;
	assert_rows(S("a,b\nc\td\n"), 0, "1:a|b;2:c\td;");
	assert_rows(S("a\tb\tc,d\n1\t2\t3\n"), 0, "1:a|b|c,d;2:1|2|3;");
	assert_rows(S("\"a\tb\tc\",d\n"), 0, "1:a\tb\tc|d;");
	assert_rows(S("a;b\n1;2\n"), 0, "1:a|b;2:1|2;");
	assert_rows(S("\n\na\tb\n"), 0, "3:a|b;");
	assert_rows(S("one\ntwo,three\n"), 0, "1:one;2:two|three;");
}

static void refuses_with_line_and_column(void **unused)
{
	(void)unused;
	assert_rows(S("a,b\nc,\"d\ne"), ',',
		    "1:a|b;! Line 2, column 2: a quoted cell begins here and is never closed. Add the missing quote.");
	assert_rows(S("a\n\"b\"c,d\n"), ',',
		    "1:a;! Line 2, column 1: there is text after a closing quote. Quotes inside a cell are written twice.");
	assert_rows(S("a,b\n\nx,\xFF\n"), ',',
		    "1:a|b;! Line 3, column 2: the text is not UTF-8. Save the file as \"CSV UTF-8\" and try again.");
	assert_rows((struct str){"a,b\0c\n", 6}, ',',
		    "! Line 1, column 2: there is a NUL byte. Save the file as CSV text in UTF-8.");
	assert_rows((struct str){"\"a\0\"\n", 5}, ',', "! Line 1, column 1: there is a NUL byte. Save the file as CSV text in UTF-8.");
	assert_rows(S("\""), ',', "! Line 1, column 1: a quoted cell begins here and is never closed. Add the missing quote.");
}

static void stays_failed(void **unused)
{
	struct csv *c = csv_text(mem, S("\"a\"b\nc\n"), ',', 0);
	const struct str *cells;
	struct err e = {0};
	size_t n;

	(void)unused;
	assert_int_equal(csv_next(c, &cells, &n, &e), -1);
	assert_int_equal(csv_next(c, &cells, &n, &e), -1);
	assert_int_equal(n, 0);
}

static void a_row_has_a_size(void **unused)
{
	static char big[300001];
	struct err e = {0};
	const struct str *cells;
	struct csv *c;
	size_t n;

	(void)unused;
	memset(big, 'x', sizeof big);
	c = csv_text(mem, (struct str){big, 300000}, ',', 1000);
	assert_int_equal(csv_next(c, &cells, &n, &e), -1);
	assert_int_equal(e.code, E_LIMIT);
	big[0] = '"';
	c = csv_text(mem, (struct str){big, 300000}, ',', 1000);
	assert_int_equal(csv_next(c, &cells, &n, &e), -1);
	assert_int_equal(e.code, E_LIMIT);
	memset(big, ',', sizeof big);
	c = csv_text(mem, (struct str){big, 300000}, ',', 1000);
	assert_int_equal(csv_next(c, &cells, &n, &e), -1);
	assert_int_equal(e.code, E_LIMIT);
	/* 1000 bytes with separators go through */
	memset(big, 'x', 999);
	big[999] = '\n';
	c = csv_text(mem, (struct str){big, 1000}, ',', 1000);
	assert_int_equal(csv_next(c, &cells, &n, &e), 1);
	assert_int_equal(cells[0].n, 999);
}

/* Lines placed so that every kind of byte falls on the border of the reader's 64 KiB chunks. */
static void chunk_borders_do_not_show(void **unused)
{
	static const char tail[] = "\"q\"\"q\",\"l1\r\nl2\",\xF0\x9F\x98\x80\r\nend,x,y\r\n";
	static char text[65536 + 200];

	(void)unused;
	for (size_t shift = 0; shift < sizeof tail + 2; shift++) {
		size_t pad = 65536 - shift;
		const struct str *cells;
		struct err e = {0};
		struct csv *c;
		size_t n;
		FILE *f;

		memset(text, 'p', pad - 1);
		text[pad - 1] = '\n';
		memcpy(text + pad, tail, sizeof tail - 1);
		f = fmemopen(text, pad + sizeof tail - 1, "rb");
		c = csv_file(mem, f, ',', 0);
		assert_int_equal(csv_next(c, &cells, &n, &e), 1);
		assert_int_equal(cells[0].n, pad - 1);
		assert_int_equal(csv_next(c, &cells, &n, &e), 1);
		assert_int_equal(n, 3);
		assert_true(str_eqz(cells[0], "q\"q") && str_eqz(cells[1], "l1\r\nl2") && str_eqz(cells[2], "\xF0\x9F\x98\x80"));
		assert_int_equal(csv_next(c, &cells, &n, &e), 1);
		assert_int_equal(csv_line(c), 4);
		assert_int_equal(n, 3);
		assert_int_equal(csv_next(c, &cells, &n, &e), 0);
		assert_int_equal(csv_bytes(c), (int64_t)(pad + sizeof tail - 1));
		fclose(f);
	}
}

static void memory_stays_flat(void **unused)
{
	struct arena *a = arena_new(0);
	const struct str *cells;
	struct err e = {0};
	size_t n, rows = 0, used = 0;
	FILE *f = tmpfile();
	struct csv *c;

	(void)unused;
	for (int i = 0; i < 300000; i++)
		fprintf(f, "%d,\"name %d\",x\n", i, i);
	rewind(f);
	c = csv_file(a, f, ',', 0);
	while (csv_next(c, &cells, &n, &e) == 1)
		if (++rows == 10)
			used = arena_used(a);
	assert_int_equal(rows, 300000);
	assert_int_equal(arena_used(a), used);
	fclose(f);
	arena_free(a);
}

static void heads_name_columns(void **unused)
{
	struct csv *c = csv_text(mem, S(" SourcedId ,\"Given Name\",\xC3\x89t\xC3\xA9,,\n1,Ann,x\n"), 0, 0);
	struct csv_head h;
	const struct str *cells;
	struct err e = {0};
	size_t n;

	(void)unused;
	assert_int_equal(csv_head_read(c, mem, &h, &e), OK);
	assert_int_equal(h.n, 5);
	assert_int_equal(csv_col(&h, "sourcedid"), 0);
	assert_int_equal(csv_col(&h, "GIVEN NAME"), 1);
	assert_int_equal(csv_col(&h, "gone"), -1);
	assert_int_equal(csv_next(c, &cells, &n, &e), 1);
	assert_true(str_eqz(csv_cell(cells, n, 1), "Ann"));
	assert_true(str_eqz(csv_cell(cells, n, 4), "") && str_eqz(csv_cell(cells, n, -1), ""));
	assert_int_equal(csv_head_read(csv_text(mem, S("\n"), 0, 0), mem, &h, &e), E_INPUT);
	assert_int_equal(csv_head_read(csv_text(mem, S("id,Name,ID\n"), 0, 0), mem, &h, &e), E_INPUT);
	assert_string_equal(e.text, "The column \"ID\" is there twice. Rename or remove one of them.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("rows, quotes, line ends and blank lines", reads_rows),
		TEST("the separator is told from the first line", tells_the_separator),
		TEST("what cannot be read is refused with line and column", refuses_with_line_and_column),
		TEST("after a mistake there are no more rows", stays_failed),
		TEST("a row has a greatest size", a_row_has_a_size),
		TEST("chunk borders do not show", chunk_borders_do_not_show),
		TEST("memory does not grow with the file", memory_stays_flat),
		TEST("a header names its columns", heads_name_columns),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
