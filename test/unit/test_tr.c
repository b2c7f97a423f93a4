/* Words in the reader's language: which language, plural rules and formats against CLDR's data, order, and the tables
 * that po.py compiled. */
#include "base/clock.h"
#include "base/csv.h"
#include "base/tr_table.h"
#include "support/test.h"

#include <pthread.h>
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

static void languages_are_told_by_their_tags(void **unused)
{
	static const struct {
		const char *tag;
		int lang; /* -1: unknown */
	} rows[] = {{"en", LANG_EN}, {"en-US", LANG_EN}, {"ES", LANG_ES}, {"es-419", LANG_ES}, {"es_MX", LANG_ES}, {"ar", LANG_AR},
		    {"zh", LANG_ZH}, {"zh-Hans", LANG_ZH}, {"zh-CN", LANG_ZH}, {"vi-VN", LANG_VI}, {"so", LANG_SO}, {"ht-HT", LANG_HT},
		    {"spa", LANG_ES}, {"hat", LANG_HT}, {" es ", LANG_ES}, {"", -1}, {"e", -1}, {"est", -1}, {"fr", -1}, {"-", -1}};

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum lang lang = LANG_COUNT;
		bool known = lang_parse(str_z(rows[i].tag), &lang);

		if (known != (rows[i].lang >= 0) || (known && (int)lang != rows[i].lang))
			fail_msg("\"%s\" gave %d", rows[i].tag, (int)lang);
	}
	for (int i = 0; i < LANG_COUNT; i++) {
		enum lang lang;

		assert_true(lang_parse(str_z(LANGS[i].tag), &lang) && (int)lang == i);
		assert_true(utf8_valid(str_z(LANGS[i].name)));
		assert_string_equal(LANGS[i].dir, i == LANG_AR ? "rtl" : "ltr");
	}
}

static void browsers_say_what_they_like(void **unused)
{
	(void)unused;
	assert_int_equal(lang_accept(S("")), LANG_EN);
	assert_int_equal(lang_accept(S("es-MX,es;q=0.9,en;q=0.8")), LANG_ES);
	assert_int_equal(lang_accept(S("fr-FR,fr;q=0.9,vi;q=0.5,en;q=0.3")), LANG_VI);
	assert_int_equal(lang_accept(S("en;q=0.3, so ; q=0.7")), LANG_SO);
	assert_int_equal(lang_accept(S("ar;q=0,en;q=0.1")), LANG_EN);
	assert_int_equal(lang_accept(S("ar;q=x,;;,,,*;q=0.5")), LANG_EN);
	assert_int_equal(lang_accept(S("zh-CN")), LANG_ZH);
}

static void plural_rules_are_those_of_cldr(void **unused)
{
	/* CLDR, plurals.xml, samples of the cardinal categories: ar zero one two few many other */
	static const struct {
		unsigned long n;
		unsigned form;
	} ar[] = {{0, 0}, {1, 1}, {2, 2}, {3, 3}, {10, 3}, {103, 3}, {110, 3}, {1003, 3}, {11, 4}, {26, 4}, {99, 4}, {111, 4}, {1011, 4},
		  {100, 5}, {101, 5}, {102, 5}, {200, 5}, {202, 5}, {300, 5}, {1000, 5}, {100000, 5}};

	(void)unused;
	assert_non_null(TR_LANGS[LANG_AR].texts);
	assert_int_equal(TR_LANGS[LANG_AR].forms, 6);
	for (size_t i = 0; i < sizeof ar / sizeof *ar; i++)
		assert_int_equal(TR_LANGS[LANG_AR].plural(ar[i].n), ar[i].form);
	assert_int_equal(TR_LANGS[LANG_ES].forms, 2);
	assert_int_equal(TR_LANGS[LANG_ES].plural(0), 1);
	assert_int_equal(TR_LANGS[LANG_ES].plural(1), 0);
	assert_int_equal(TR_LANGS[LANG_ES].plural(2), 1);
	/* English needs no file */
	assert_string_equal(trn(LANG_EN, "%d thing", "%d things", 1), "%d thing");
	assert_string_equal(trn(LANG_EN, "%d thing", "%d things", 0), "%d things");
	assert_string_equal(trn(LANG_EN, "%d thing", "%d things", -1), "%d thing");
	assert_string_equal(trn(LANG_ES, "%d thing nobody translated", "%d things nobody translated", 5), "%d things nobody translated");
}

static void what_is_missing_is_english(void **unused)
{
	static char huge[3000];

	(void)unused;
	memset(huge, 'x', sizeof huge - 1);
	assert_string_equal(tr(LANG_ES, "no translator has seen this"), "no translator has seen this");
	assert_string_equal(tr(LANG_ES, ""), "");
	assert_ptr_equal(tr(LANG_ES, huge), huge);
	assert_ptr_equal(trc(LANG_ES, "context", huge), huge);
	assert_string_equal(tr((enum lang)77, "x"), "x");
	assert_string_equal(trc(LANG_AR, "no such context", "a number is too large."), "a number is too large.");
	assert_string_equal(tr(LANG_ES, "a number is too large."), "un número es demasiado grande.");
}

static void every_key_is_found(void **unused)
{
	(void)unused;
	assert_true(TR_KEY_COUNT >= 30);
	for (size_t i = 0; i < TR_KEY_COUNT; i++) {
		const char *key = TR_POOL + TR_KEYS[i];

		if (i > 0)
			assert_true(strcmp(TR_POOL + TR_KEYS[i - 1], key) < 0);
		if (strchr(key, '\004') != NULL || TR_PLURAL[i])
			continue;
		if (TR_LANGS[LANG_ES].texts[i] != 0)
			assert_string_equal(tr(LANG_ES, key), TR_POOL + TR_LANGS[LANG_ES].texts[i]);
	}
}

static void dates_numbers_and_lists_are_cldrs(void **unused)
{
	struct str abc[] = {S("a"), S("b"), S("c")};
	day_t d = day_of(2026, 3, 3);
	int64_t us;

	(void)unused;
	assert_string_equal(tr_date(mem, LANG_EN, d).p, "Tuesday, March 3");
	assert_string_equal(tr_date(mem, LANG_ES, d).p, "martes, 3 de marzo");
	assert_string_equal(tr_date(mem, LANG_ZH, d).p, "3月3日星期二");
	assert_string_equal(tr_date(mem, LANG_HT, d).p, "madi 3 mas");
	assert_string_equal(tr_date_short(mem, LANG_EN, d).p, "Mar 3, 2026");
	assert_string_equal(tr_date_short(mem, LANG_ZH, d).p, "2026年3月3日");
	assert_int_equal(tr_date(mem, LANG_EN, DAY_NONE).n, 0);
	assert_true(time_parse(S("2026-03-08T21:05:00Z"), &us)); /* summer time began that morning */
	assert_string_equal(tr_time(mem, LANG_EN, "America/Chicago", us).p, "Mar 8, 2026, 4:05\xC2\xA0PM");
	assert_string_equal(tr_time(mem, LANG_HT, "America/Chicago", us).p, "8 mas 2026, 4:05 PM");
	assert_non_null(strstr(tr_time(mem, LANG_VI, "America/Chicago", us).p, "16:05"));
	assert_true(str_eq(tr_time(mem, LANG_EN, "No/Such", us), tr_time(mem, LANG_EN, "UTC", us)));
	assert_string_equal(tr_number(mem, LANG_EN, 1234.5, 2).p, "1,234.5");
	assert_string_equal(tr_number(mem, LANG_ES, 1234.5, 2).p, "1,234.5");
	assert_string_equal(tr_number(mem, LANG_EN, 2.5, 0).p, "3"); /* as learned in school */
	assert_string_equal(tr_number(mem, LANG_EN, -0.125, 2).p, "-0.13");
	assert_string_equal(tr_number(mem, LANG_AR, 12, 0).p, "12"); /* the digits of the learner's work */
	assert_string_equal(tr_percent(mem, LANG_EN, 0.125, 1).p, "12.5%");
	assert_string_equal(tr_percent(mem, LANG_EN, 1, 1).p, "100.0%");
	assert_string_equal(tr_list(mem, LANG_EN, abc, 3).p, "a, b, and c");
	assert_string_equal(tr_list(mem, LANG_EN, abc, 2).p, "a and b");
	assert_string_equal(tr_list(mem, LANG_ES, abc, 3).p, "a, b y c");
	assert_string_equal(tr_list(mem, LANG_HT, abc, 3).p, "a, b ak c");
	assert_string_equal(tr_list(mem, LANG_ES, abc, 1).p, "a");
	assert_int_equal(tr_list(mem, LANG_ES, abc, 0).n, 0);
	assert_string_equal(tr_language_name(mem, LANG_EN, S("es")).p, "Spanish");
	assert_string_equal(tr_language_name(mem, LANG_ES, S("so")).p, "somalí");
	assert_string_equal(tr_language_name(mem, LANG_EN, S("not a tag!")).p, "not a tag!");
	for (int lang = 0; lang < LANG_COUNT; lang++) { /* every language has something to say */
		assert_true(tr_date(mem, (enum lang)lang, d).n > 4 && tr_date_short(mem, (enum lang)lang, d).n > 4);
		assert_true(tr_time(mem, (enum lang)lang, "UTC", us).n > 8 && tr_number(mem, (enum lang)lang, 1, 0).n == 1);
		assert_null(strstr(tr_date(mem, (enum lang)lang, d).p, "M03")); /* the look of missing data */
	}
}

static void order_is_the_languages(void **unused)
{
	(void)unused;
	assert_true(tr_compare(LANG_ES, S("ñu"), S("nz")) > 0); /* ñ is a letter after n */
	assert_true(tr_compare(LANG_EN, S("ñu"), S("nz")) < 0);
	assert_true(tr_compare(LANG_EN, S("Ángel"), S("Beto")) < 0);
	assert_true(tr_compare(LANG_EN, S("abe"), S("Bob")) < 0);
	assert_int_equal(tr_compare(LANG_EN, S("same"), S("same")), 0);
	assert_true(tr_compare(LANG_EN, (struct str){NULL, 0}, S("a")) < 0);
	assert_true(tr_compare(LANG_ZH, S("安"), S("波")) < 0); /* pinyin: ān before bō */
}

static void *speak(void *out)
{
	struct arena *a = arena_new(0);

	for (int i = 0; i < 300; i++)
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			if (!str_eq(tr_date(a, (enum lang)lang, 20000), tr_date(a, (enum lang)lang, 20000)) ||
			    tr_number(a, (enum lang)lang, 1.5, 1).n != 3 || tr_compare((enum lang)lang, S("a"), S("b")) >= 0)
				*(int *)out = 1;
		}
	arena_free(a);
	return NULL;
}

static void threads_speak_at_once(void **unused)
{
	pthread_t t[4];
	int wrong[4] = {0};

	(void)unused;
	for (int i = 0; i < 4; i++)
		pthread_create(&t[i], NULL, speak, &wrong[i]);
	for (int i = 0; i < 4; i++) {
		pthread_join(t[i], NULL);
		assert_int_equal(wrong[i], 0);
	}
}

static void sentences_of_base_speak_spanish(void **unused)
{
	struct err e = {0};
	const struct str *cells;
	size_t n;

	(void)unused;
	err_speak(&e, LANG_ES);
	assert_int_equal(csv_next(csv_text(mem, S("a,\"b"), ',', 0), &cells, &n, &e), -1);
	assert_string_equal(e.text, "Línea 1, columna 2: aquí empieza una celda entre comillas que nunca se cierra. Añada la comilla que falta.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("languages are told by their tags", languages_are_told_by_their_tags),
		TEST("browsers say which language they like", browsers_say_what_they_like),
		TEST("plural rules are those of CLDR", plural_rules_are_those_of_cldr),
		TEST("what is not translated is English", what_is_missing_is_english),
		TEST("every key of the tables is found", every_key_is_found),
		TEST("dates, numbers and lists are CLDR's", dates_numbers_and_lists_are_cldrs),
		TEST("names are put in the language's order", order_is_the_languages),
		TEST("threads speak at once", threads_speak_at_once),
		TEST("base's own sentences speak Spanish", sentences_of_base_speak_spanish),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
