/* CSV against Python's reader and writer: what we write it reads the same, and what it writes we read the same. */
#include "base/csv.h"
#include "base/file.h"
#include "support/run.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 40
static char theirs[8 << 20];
static struct arena *mem;
static const char *folder, *script;

static int start(void **unused)
{
	struct err e = {0};
	const char *root = getenv("TRELLIS_SOURCE");

	(void)unused;
	mem = arena_new(0);
	if (mem == NULL || root == NULL || file_temp_dir(mem, &folder, &e) != OK)
		return -1;
	script = file_join(mem, root, "test/property/csv_reference.py");
	return 0;
}
static int stop(void **unused)
{
	(void)unused;
	if (folder != NULL)
		(void)!file_remove_all(folder, NULL);
	arena_free(mem);
	return 0;
}

static void show_cell(struct buf *b, struct str s, bool first)
{
	if (!first)
		buf_byte(b, ' ');
	for (size_t i = 0; i < s.n; i++)
		buf_fmt(b, "%02x", (unsigned char)s.p[i]);
	if (s.n == 0)
		buf_byte(b, '-');
}

/* A cell of letters that mean something to CSV, to spreadsheets or to UTF-8. */
static struct str random_cell(unsigned *seed)
{
	static const char *const letters[] = {"a", "B", "7", " ", "\"", "'", ",", "\t", ";", "\n", "\r", "\r\n", "=", "-", "+", "@",
					      ".5", "\xC3\xA9", "\xE4\xB8\xAD", "\xF0\x9F\x98\x80", "\xD8\xA8", "\xEF\xBB\xBF"};
	static const int lengths[] = {0, 1, 2, 5, 30, 300};
	struct buf b = buf_new(mem, 10000);
	int n = lengths[rand_r(seed) % 6];

	for (int i = 0; i < n; i++)
		buf_z(&b, letters[(unsigned)rand_r(seed) % (sizeof letters / sizeof *letters)]);
	return buf_done(&b);
}

static void python_reads_what_we_write(void **unused)
{
	const char *path = file_join(mem, folder, "ours.csv");

	(void)unused;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct buf text = buf_new(mem, 8 << 20), want = buf_new(mem, 8 << 20);
		unsigned seed = 100 + round;
		int rows = rand_r(&seed) % 200, width = 2 + rand_r(&seed) % 6;
		struct err e = {0};

		for (int r = 0; r < rows; r++) {
			for (int i = 0; i < width; i++) {
				struct str cell = random_cell(&seed), shown = cell;
				double number;

				if (i > 0)
					buf_byte(&text, ',');
				else if (str_starts(cell, "\xEF\xBB\xBF"))
					cell = shown = S("x"); /* at the beginning of a file it would be a mark */
				buf_csv(&text, cell);
				if (cell.n > 0 && strchr("=+-@\t\r", cell.p[0]) != NULL && !str_real(cell, &number))
					shown = str_fmt(mem, "'%.*s", S_ARG(cell));
				show_cell(&want, shown, i == 0);
			}
			buf_z(&text, r % 2 == 0 ? "\r\n" : "\n");
			buf_byte(&want, '\n');
		}
		assert_int_equal(file_write(path, buf_done(&text), 0600, &e), OK);
		assert_int_equal(test_run((const char *[]){"python3", script, "read", path, ",", NULL}, theirs, sizeof theirs), 0);
		if (!str_eqz(buf_done(&want), theirs))
			fail_msg("round %u: Python reads other cells than we wrote", round);
		arena_alloc(mem, 1);
	}
}

static void we_read_what_python_writes(void **unused)
{
	static const char *const seps[] = {",", "\t", ";"};
	const char *path = file_join(mem, folder, "theirs.csv");

	(void)unused;
	for (unsigned round = 0; round < ROUNDS; round++) {
		const char *sep = seps[round % 3], *seed = str_fmt(mem, "%u", round).p;
		struct buf got = buf_new(mem, 8 << 20);
		const struct str *cells;
		struct err e = {0};
		struct csv *c;
		size_t n;
		FILE *f;
		int rc;

		assert_int_equal(test_run((const char *[]){"python3", script, "write", path, sep, seed, NULL}, theirs, sizeof theirs), 0);
		f = fopen(path, "rb");
		assert_non_null(f);
		c = csv_file(mem, f, sep[0], 0);
		while ((rc = csv_next(c, &cells, &n, &e)) == 1) {
			for (size_t i = 0; i < n; i++)
				show_cell(&got, cells[i], i == 0);
			buf_byte(&got, '\n');
		}
		fclose(f);
		if (rc != 0)
			fail_msg("round %u: %s", round, e.text);
		if (!str_eqz(buf_done(&got), theirs))
			fail_msg("round %u: we read other cells than Python wrote", round);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("Python reads what we write", python_reads_what_we_write),
		TEST("we read what Python writes", we_read_what_python_writes),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
