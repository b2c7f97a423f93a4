/* Strings, numbers, UTF-8, folding, ids and errors. Numbers are held against strtod; UTF-8 against the table of
 * well-formed sequences in the Unicode standard. */
#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "support/test.h"

#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

static void assert_str(struct str s, const char *z)
{
	if (!str_eqz(s, z))
		fail_msg("\"%.*s\" is not \"%s\"", S_ARG(s), z);
}

static void compares_and_cuts(void **unused)
{
	struct str s = S("a,b,,c"), none = {NULL, 0};
	size_t at;

	(void)unused;
	assert_str(str_cut(&s, ','), "a");
	assert_str(str_cut(&s, ','), "b");
	assert_str(str_cut(&s, ','), "");
	assert_str(str_cut(&s, ','), "c");
	assert_int_equal(s.n, 0);
	assert_str(str_cut(&none, ','), "");
	struct str words = S(" reading, math;\n\tart ");
	assert_str(str_cut_word(&words), "reading");
	assert_str(str_cut_word(&words), "math");
	assert_str(str_cut_word(&words), "art");
	assert_str(str_cut_word(&words), "");
	assert_true(str_eq(none, S("")));
	assert_str(str_trim(S(" \t\r\n x y \v\f")), "x y");
	assert_str(str_trim(S("  ")), "");
	assert_true(str_cmp(S("a"), S("ab")) < 0 && str_cmp(S("b"), S("ab")) > 0 && str_cmp(none, none) == 0);
	assert_true(str_cmp(S("\xC3\xA9"), S("z")) > 0);
	assert_true(str_starts(S("abc"), "ab") && !str_starts(S("a"), "ab") && str_starts(none, ""));
	assert_true(str_ends(S("x.csv"), ".csv") && !str_ends(S("csv"), ".csv"));
	assert_true(str_ieqz(S("SourcedId"), "sourcedid") && !str_ieqz(S("a"), "ab"));
	assert_true(str_find(S("hay needle"), S("needle"), &at) && at == 4);
	assert_false(str_find(S("hay"), S("needle"), &at));
	assert_true(str_find(none, none, &at) && at == 0);
	assert_str(str_fmt(mem, "%s-%d", "x", 5), "x-5");
	assert_int_equal(str_fmt(mem, "%0700d", 1).n, 700);
}

static void reads_whole_numbers(void **unused)
{
	static const char *const bad[] = {"", "-", "+", " 1", "1 ", "1.0", "0x1", "9223372036854775808",
					  "-9223372036854775809", "99999999999999999999999", "--1", "1e3"};
	int64_t v;

	(void)unused;
	assert_true(str_int(S("9223372036854775807"), &v) && v == INT64_MAX);
	assert_true(str_int(S("-9223372036854775808"), &v) && v == INT64_MIN);
	assert_true(str_int(S("+007"), &v) && v == 7);
	assert_true(str_int(S("-0"), &v) && v == 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (str_int(str_z(bad[i]), &v))
			fail_msg("\"%s\" was taken for a whole number", bad[i]);
}

static void reads_reals_as_strtod_does(void **unused)
{
	static const char *const bad[] = {"", ".", "-", "e5", "1e", "1e+", "nan", "inf", "0x1p3", "1,5", " 1", "1 ", "1e400", "--1", "1.2.3"};
	static const char *const hard[] = {
		"0", "-0", "5.", ".5", "1e22", "1e23", "123456789012345678", "9007199254740993", "2.2250738585072011e-308",
		"4.9e-324", "2.4703282292062327e-324", "1e-400", "1.7976931348623157e308", "0.1", "0.30000000000000004",
		"179769313486231570000000000000000000000e270", "0.000000000000000000000000000000000000001e39",
		"100000000000000016777215", "100000000000000016777216", "1e-22", "8.5e-23", "+3.25E-2"};
	char text[1300];
	unsigned seed = 5;
	double v;

	(void)unused;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (str_real(str_z(bad[i]), &v))
			fail_msg("\"%s\" was taken for a number", bad[i]);
	for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
		double want = strtod(hard[i], NULL);

		if (!str_real(str_z(hard[i]), &v) || memcmp(&v, &want, sizeof v) != 0)
			fail_msg("%s was read as %.17g", hard[i], v);
	}
	for (int i = 0; i < 200000; i++) {
		uint64_t bits = ((uint64_t)(unsigned)rand_r(&seed) << 42) ^ ((uint64_t)(unsigned)rand_r(&seed) << 21) ^
				(uint64_t)(unsigned)rand_r(&seed);
		double want;

		if (i % 2 == 0) {
			memcpy(&want, &bits, sizeof want);
			if (!isfinite(want))
				continue;
			snprintf(text, sizeof text, "%.*g", 1 + i % 25, want);
		} else {
			snprintf(text, sizeof text, "%d.%0*de%d", rand_r(&seed) % 1000, i % 30 + 1, rand_r(&seed), rand_r(&seed) % 60 - 30);
		}
		want = strtod(text, NULL);
		if (!isfinite(want))
			continue;
		if (!str_real(str_z(text), &v) || memcmp(&v, &want, sizeof v) != 0)
			fail_msg("%s was read as %.17g", text, v);
	}
	/* more digits than we keep: half way between two doubles, and a last digit far out that decides */
	snprintf(text, sizeof text, "9007199254740993.%01200d", 1);
	assert_true(str_real(str_z(text), &v) && v == strtod(text, NULL) && v == 9007199254740994.0);
}

static void tells_good_utf8_from_bad(void **unused)
{
	static const char *const good[] = {"", "abc", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
					   "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"};
	static const char *const bad[] = {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x9F\xBF", "\xE0\xA0",
					  "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
					  "\xFE", "\xFF", "abcdefgh\x80", "\xE2\x82\x28", "\xF0\x9F\x98"};
	struct str s;

	(void)unused;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(utf8_valid(str_z(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (utf8_valid(str_z(bad[i])))
			fail_msg("bad sequence %zu passed", i);
	/* every scalar value goes out and comes back; nothing else does */
	for (uint32_t cp = 0; cp <= 0x110010; cp++) {
		char text[4];
		size_t n = utf8_put(text, cp);
		bool scalar = cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);

		assert_int_equal(n > 0, scalar);
		s = (struct str){text, n};
		if (scalar && (!utf8_valid(s) || utf8_next(&s) != (int32_t)cp || s.n != 0))
			fail_msg("U+%04X was lost", cp);
	}
	assert_int_equal(utf8_count(S("a\xC3\xA9\xF0\x9F\x98\x80")), 3);
	s = S("\xFFz");
	assert_int_equal(utf8_next(&s), -1);
	assert_int_equal(utf8_next(&s), 'z');
	assert_int_equal(utf8_next(&s), -1);
}

static void folds_what_people_type(void **unused)
{
	(void)unused;
	assert_str(str_fold(mem, S("ABC xyz 09")), "abc xyz 09");
	assert_str(str_fold(mem, S("")), "");
	assert_str(str_fold(mem, S("\xC3\x89L\xC3\x88VE")), "eleve");            /* ÉLÈVE */
	assert_str(str_fold(mem, S("e\xCC\x81")), "e");                          /* e + combining acute */
	assert_str(str_fold(mem, S("Stra\xC3\x9F" "e")), "strasse");
	assert_str(str_fold(mem, S("Nguy\xE1\xBB\x85n")), "nguyen");             /* Nguyễn */
	assert_str(str_fold(mem, S("\xEF\xBD\x81\xEF\xBC\x91")), "a1");          /* full-width a and 1 */
	assert_str(str_fold(mem, S("\xD9\x85\xD9\x8F\xD8\xAF")), "\xD9\x85\xD8\xAF"); /* Arabic without its vowel sign */
	assert_str(str_fold(mem, S("\xED\x95\x9C\xEA\xB5\xAD")), "\xED\x95\x9C\xEA\xB5\xAD"); /* Hangul stays composed */
	assert_str(str_fold(mem, S("\xE0\xA4\x95\xE0\xA5\x81")), "\xE0\xA4\x95\xE0\xA5\x81"); /* a vowel sign is no accent */
	assert_str(str_fold(mem, S("a\xFFz\xC3\xA9")), "a\xEF\xBF\xBDze");       /* bad bytes do not stop it */
}

static void ids_sort_by_time_and_never_repeat(void **unused)
{
	enum { N = 200000 };
	static struct id ids[N];
	char text[ID_TEXT];
	struct id back;
	uint64_t ms = 0;

	(void)unused;
	clock_set(1790000000123456); /* all in one millisecond */
	for (int i = 0; i < N; i++)
		ids[i] = id_new();
	clock_set(0);
	for (int i = 1; i < N; i++)
		assert_true(id_cmp(ids[i - 1], ids[i]) < 0);
	for (int i = 0; i < 6; i++)
		ms = ms << 8 | ids[0].b[i];
	assert_true(ms == 1790000000123);
	assert_int_equal(ids[7].b[6] >> 4, 7);    /* version and variant of RFC 9562 */
	assert_int_equal(ids[7].b[8] >> 6, 2);
	id_text(ids[7], text);
	assert_int_equal(strlen(text), 36);
	assert_true(id_parse(str_z(text), &back) && id_eq(back, ids[7]));
	assert_true(id_parse(S("0190163D8694739BAEA5966C26F8AD91"), &back));
	assert_string_equal(id_text(back, text), "0190163d-8694-739b-aea5-966c26f8ad91");
	assert_str(id_str(mem, back), text);
	assert_false(id_parse(S("0190163d-8694-739b-aea5-966c26f8ad9"), &back));
	assert_false(id_parse(S("0190163d-8694-739b-aea5_966c26f8ad91"), &back));
	assert_false(id_parse(S("0190163d-8694-739b-aea5-966c26f8ad9g"), &back));
	assert_false(id_parse(S(""), &back));
	assert_true(id_nil(ID_NIL) && !id_nil(back));
}

static void named_ids_are_stable(void **unused)
{
	char text[ID_TEXT];

	(void)unused;
	/* sha256sum of "oneroster" NUL "class-1" begins with these; version 8, variant 2 put in */
	assert_string_equal(id_text(id_of("oneroster", S("class-1")), text), "7253e805-05d7-8f8f-8210-30bc38728a67");
	assert_false(id_eq(id_of("a", S("bc")), id_of("ab", S("c"))));
}

static void *make_ids(void *out)
{
	struct id *ids = out;

	for (int i = 0; i < 1000; i++)
		ids[i] = id_new();
	return NULL;
}
static int by_id(const void *x, const void *y)
{
	return id_cmp(*(const struct id *)x, *(const struct id *)y);
}

static void threads_and_children_make_different_ids(void **unused)
{
	static struct id ids[9][1000];
	pthread_t t[8];
	int fds[2];

	(void)unused;
	id_new(); /* so that a child begins with our random bytes, unless it is careful */
	clock_set(1790000000000000);
	assert_int_equal(pipe(fds), 0);
	if (fork() == 0) {
		make_ids(ids[8]);
		_exit(write(fds[1], ids[8], sizeof ids[8]) == (ssize_t)sizeof ids[8] ? 0 : 1);
	}
	make_ids(ids[0]);
	close(fds[1]);
	for (size_t n = 0; n < sizeof ids[8];) {
		ssize_t got = read(fds[0], (char *)ids[8] + n, sizeof ids[8] - n);

		assert_true(got > 0);
		n += (size_t)got;
	}
	close(fds[0]);
	wait(NULL);
	for (int i = 1; i < 8; i++)
		pthread_create(&t[i], NULL, make_ids, ids[i]);
	for (int i = 1; i < 8; i++)
		pthread_join(t[i], NULL);
	clock_set(0);
	qsort(ids, 9000, sizeof(struct id), by_id);
	for (int i = 1; i < 9000; i++)
		assert_false(id_eq(((struct id *)ids)[i - 1], ((struct id *)ids)[i]));
}

static const char *swap(const void *arg, const char *msgid)
{
	(void)arg;
	return strcmp(msgid, "%s has %d pieces.") == 0 ? "%2$d piezas: %1$s." : NULL;
}

static void errors_hold_one_sentence(void **unused)
{
	struct err e = {0};
	char long_text[1000];

	(void)unused;
	assert_int_equal(err_set(&e, E_INPUT, "%s has %d pieces.", "Ann", 3), E_INPUT);
	assert_string_equal(e.text, "Ann has 3 pieces.");
	assert_int_equal(err_in(&e, "%s, line %d", "x.csv", 7), E_INPUT);
	assert_string_equal(e.text, "x.csv, line 7: Ann has 3 pieces.");
	e.translate = swap;
	err_set(&e, E_INPUT, "%s has %d pieces.", "Ann", 3);
	assert_string_equal(e.text, "3 piezas: Ann.");
	err_set(&e, E_LIMIT, "%s", e.text); /* its own text as argument */
	assert_string_equal(e.text, "3 piezas: Ann.");
	for (size_t shift = 0; shift < 4; shift++) { /* a cut never leaves half a letter */
		memset(long_text, 'x', sizeof long_text);
		for (size_t i = shift; i + 4 < sizeof long_text; i += 4)
			memcpy(long_text + i, "\xF0\x9F\x98\x80", 4);
		long_text[sizeof long_text - 1] = '\0';
		err_set(&e, E_INPUT, "%s", long_text);
		assert_true(utf8_valid(str_z(e.text)) && strlen(e.text) > sizeof e.text - 6);
	}
	assert_int_equal(err_set(NULL, E_BUSY, "%s", "nobody listens"), E_BUSY);
	err_clear(&e);
	assert_int_equal(e.code, OK);
	assert_string_equal(e.text, "");
	assert_string_equal(code_name(E_NOTFOUND), "not-found");
}

static void log_lines_are_json_and_one_line(void **unused)
{
	char path[] = "/tmp/trellis_log_XXXXXX", line[6000], huge[5000];
	int fd = mkstemp(path), old = dup(STDERR_FILENO);
	ssize_t n;

	(void)unused;
	memset(huge, 'h', sizeof huge);
	huge[sizeof huge - 1] = '\0';
	dup2(fd, STDERR_FILENO);
	clock_set(1790000000123456);
	log_event(LOG_INFO, "import done", "file", "a\"b\n.csv", "rows", "12", NULL);
	log_event(LOG_DEBUG, "not shown", NULL);
	log_event(LOG_WARN, "long", "a", huge, "b", huge, "c", huge, "d", huge, "e", huge, "f", huge, "g", huge, "h", "x", NULL);
	clock_set(0);
	dup2(old, STDERR_FILENO);
	close(old);
	n = pread(fd, line, sizeof line - 1, 0);
	assert_true(n > 0);
	line[n] = '\0';
	assert_true(str_starts(str_z(line), "{\"time\":\"2026-09-21T14:13:20.123456Z\",\"level\":\"info\",\"event\":\"import done\","
					    "\"file\":\"a\\\"b\\n.csv\",\"rows\":\"12\"}\n{\"time\":"));
	assert_true(str_ends(str_z(line), "\"}\n"));
	assert_null(strstr(line, "not shown"));
	assert_true(n < 4096 + 200);
	close(fd);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("strings compare, cut, trim and find", compares_and_cuts),
		TEST("whole numbers are read whole or not at all", reads_whole_numbers),
		TEST("reals are read as strtod reads them", reads_reals_as_strtod_does),
		TEST("UTF-8: well-formed sequences and no others", tells_good_utf8_from_bad),
		TEST("folding compares what people type", folds_what_people_type),
		TEST("ids sort by time and never repeat", ids_sort_by_time_and_never_repeat),
		TEST("ids of names are stable", named_ids_are_stable),
		TEST("threads and children make different ids", threads_and_children_make_different_ids),
		TEST("an error is one sentence, whole letters, translated", errors_hold_one_sentence),
		TEST("log lines are JSON, one line each, of bounded size", log_lines_are_json_and_one_line),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
