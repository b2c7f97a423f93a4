/* Paper: what a page says can be read back with tools that are not ours (poppler, zbar), where they are installed. */
#include "print/pdf.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool have(const char *tool)
{
	char line[200];
	snprintf(line, sizeof line, "command -v %s >/dev/null 2>&1", tool);
	return system(line) == 0;
}

static struct str made(struct arena *a, enum lang lang, const char *title, const char *text)
{
	struct err e = {0};
	struct pdf *p;
	struct str bytes;
	assert_int_equal(pdf_new(a, &(struct pdf_options){.lang = lang, .title = str_z(title), .date = 20000}, &p, &e), OK);
	pdf_foot(p, S("Code: 7K3M 9QPX 2F4T"), S("https://school.example:8443/score/7K3M9QPX2F4T"));
	pdf_text(p, PDF_H1, str_z(title), lang);
	pdf_text(p, PDF_P, str_z(text), lang);
	pdf_list(p, true);
	pdf_item(p, "\u2610 A", S("12"), lang);
	pdf_list(p, false);
	assert_int_equal(pdf_done(p, &bytes, &e), OK);
	return bytes;
}

/* Runs a line in which %s is the file; what it prints. */
static struct str told(struct arena *a, struct str bytes, const char *line)
{
	char file[] = "/tmp/trellis-print-XXXXXX", command[400], out[8000];
	int fd = mkstemp(file);
	assert_true(fd >= 0);
	assert_int_equal((size_t)write(fd, bytes.p, bytes.n), bytes.n);
	close(fd);
	snprintf(command, sizeof command, line, file);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	size_t n = fread(out, 1, sizeof out - 1, f);
	pclose(f);
	unlink(file);
	return str_dup(a, (struct str){out, n});
}

static bool says(struct str s, const char *what)
{
	size_t at;
	return str_find(s, str_z(what), &at);
}

static void tagged(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	if (!have("pdfinfo"))
		skip();
	struct str pdf = made(a, LANG_ES, "Mi semana", "Escribe.");
	struct str info = told(a, pdf, "pdfinfo %s"), tree = told(a, pdf, "pdfinfo -struct %s");
	assert_true(says(info, "Title:           Mi semana"));
	assert_true(says(info, "Tagged:          yes"));
	assert_true(says(tree, "H1") && says(tree, "LBody") && says(tree, "Figure"));
	arena_free(a);
}

static void language_and_alternative(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	if (!have("qpdf"))
		skip();
	struct str json = told(a, made(a, LANG_AR, "أسبوعي", "اكتب."), "qpdf --json %s | grep -E '\"/(Lang|Alt)\"'");
	assert_true(says(json, "u:ar"));
	assert_true(says(json, "u:https://school.example:8443/score/7K3M9QPX2F4T"));
	arena_free(a);
}

/* Mixed lines are read in the order in which they were written. [R082] */
static void arabic_in_order(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	if (!have("pdftotext"))
		skip();
	struct str text = told(a, made(a, LANG_AR, "أسبوعي", "اقرأ Masters of Hiding ثم اكتب"), "pdftotext -raw %s - | LC_ALL=C tr -d '\\n' | LC_ALL=C sed 's/\\xe2\\x80[\\xaa-\\xac]//g'");
	size_t first, middle, last;
	assert_true(str_find(text, S("اقرأ"), &first));
	assert_true(str_find(text, S("Masters"), &middle));
	assert_true(str_find(text, S("ثم"), &last));
	assert_true(first < middle && middle < last);
	arena_free(a);
}

static void code_is_read_back(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	if (!have("zbarimg") || !have("pdftoppm"))
		skip();
	struct str pdf = made(a, LANG_EN, "My week", "Write.");
	struct str read = told(a, pdf, "d=$(mktemp -d); pdftoppm -r 150 -png %s $d/p && zbarimg -q --raw $d/*.png 2>/dev/null; rm -r $d");
	assert_true(says(read, "https://school.example:8443/score/7K3M9QPX2F4T"));
	arena_free(a);
}

static void same_bytes(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct str one = made(a, LANG_ZH, "我的一周", "写在纸上。"), two = made(a, LANG_ZH, "我的一周", "写在纸上。");
	assert_true(str_eq(one, two));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(tagged), cmocka_unit_test(language_and_alternative), cmocka_unit_test(arabic_in_order),
	                                   cmocka_unit_test(code_is_read_back), cmocka_unit_test(same_bytes)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
