/* The translators' page, and translations as files: .po and XLIFF 1.2 and 2.0, out and in. */
#include "interop/units.h"
#include "support/journey.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

static int start(void **state)
{
	struct journey_school *s = journey_open();
	(void)JOURNEY_MAKE(s, "phrase", {"topic", S("good")}, {"weight", S("plain")}, {"text", S("{name} helped somebody on {date}.")});
	web_sql(s->w, "update phrase set source_id = 'help-1'");
	*state = s;
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

static const char SENTENCE[] = "Keep these settings";

static struct str key_of(struct arena *a, const char *msgid)
{
	return str_fmt(a, "t%016llx", (unsigned long long)tr_key(msgid));
}

/* A change counts from the next page on, says who made it, and cannot drop a gap. */
static void a_sentence_is_mended(void **state)
{
	struct journey_school *s = *state;
	struct arena *a = s->w->a;
	const char *days = "%d day";
	struct tr_entry x = {0};
	int64_t k = tr_find(NULL, days);
	assert_true(k >= 0 && tr_find(NULL, SENTENCE) >= 0);
	tr_entry((size_t)k, &x);
	assert_string_equal(x.msgid, days);
	assert_non_null(x.many);
	assert_true(x.places[0] != '\0');
	const char *page = "/translators?language=ht&what=program&q=Keep+these+settings";
	const char *form = str_fmt(a, "language=ht&what=program&key=%.*s&form0=Kenbe+mo+sa+yo+byen", S_ARG(key_of(a, SENTENCE))).p;
	WALK(s, {MOTHER, "/translators", NULL, 403, NULL, NULL}, {TEACHER, page, NULL, 200, "Keep these settings|web/templates", NULL}, {TEACHER, "/translators", form, 303, NULL, NULL},
	     {TEACHER, page, NULL, 200, "Kenbe mo sa yo byen|by a person", NULL}, {TEACHER, str_fmt(a, "%s&show=machine", page).p, NULL, 200, NULL, "Kenbe mo sa yo"});
	assert_string_equal(tr(LANG_HT, SENTENCE), "Kenbe mo sa yo byen");
	assert_int_equal(tr_origin(LANG_HT, SENTENCE), TR_PERSON);
	assert_true(str_eqz(tr_careful(a, LANG_HT, SENTENCE), "Kenbe mo sa yo byen (English: Keep these settings)"));
	WALK(s, {TEACHER, "/translators", str_fmt(a, "%s&read=1", form).p, 303, NULL, NULL}, {TEACHER, page, NULL, 200, "read by a speaker", NULL});
	assert_true(str_eqz(tr_careful(a, LANG_HT, SENTENCE), "Kenbe mo sa yo byen")); /* a person who reads it has checked it */
	const char *plural = str_fmt(a, "language=ht&what=program&key=%.*s", S_ARG(key_of(a, days))).p;
	WALK(s, {TEACHER, "/translators", str_fmt(a, "%s&form0=%%25d+jou&form1=%%25d+jou", plural).p, 303, NULL, NULL}, {TEACHER, "/translators", str_fmt(a, "%s&form0=%%25d+jou", plural).p, 422, "this language needs 2", NULL},
	     {TEACHER, "/translators", str_fmt(a, "%s&form0=%%25s+jou&form1=%%25d+jou", plural).p, 422, "same % places", NULL},
	     {TEACHER, "/translators", "language=ht&what=phrase&key=phrase:help-1:text&form0=%7Bname%7D+te+ede", 422, "gaps", NULL},
	     {TEACHER, "/translators", "language=ht&what=phrase&key=phrase:help-1:text&form0=%7Bname%7D+te+ede+yon+moun+%7Bdate%7D.", 303, NULL, NULL},
	     {TEACHER, "/translators", "language=en&what=phrase&key=phrase:help-1:text&form0=x", 422, NULL, NULL}, {TEACHER, "/translators", "language=ht&what=program&key=t0000000000000000&form0=x", 404, NULL, NULL});
	journey_counts(s, "select count(*) from record_text where type = 'phrase' and lang = 'ht' and origin = 'person'", 1);
}

static enum code take(struct journey_school *s, struct str text, enum lang lang, struct taking *t, struct err *e)
{
	struct units u;
	struct db *db = NULL;
	struct viewer v = {.hats = REL_SYSTEM};
	enum code c = units_read(s->w->a, text, &u, e);
	if (!c)
		c = store_read(s->w->store, &db, e);
	if (!c)
		c = units_take(db, s->w->a, &v, lang, &u, true, t, e);
	store_read_end(db);
	return c;
}

/* Everything there is, out in each format and in again: nothing changes. */
static void files_come_back_whole(void **state)
{
	struct journey_school *s = *state;
	struct err e = {0};
	struct taking t;
	for (enum lang lang = LANG_ES; lang < LANG_COUNT; lang++) {
		for (int format = 0; format < 3; format++) {
			struct arena *a = arena_new(0);
			struct buf b = buf_new(a, UNITS_BYTES);
			struct units u;
			struct db *db = NULL;
			assert_int_equal(store_read(s->w->store, &db, &e), OK);
			assert_int_equal(units_find(db, a, &(struct unit_query){.what = "program", .lang = lang}, &u, &e), OK);
			store_read_end(db);
			if (format == 0)
				po_write(&b, lang, &u);
			else
				xliff_write(&b, format == 1 ? 12 : 20, lang, &u);
			assert_false(b.over);
			if (take(s, buf_done(&b), lang, &t, &e))
				fail_msg("%s %d: %s", LANGS[lang].tag, format, e.text);
			assert_int_equal(t.fresh + t.changed + t.unknown + t.kept, 0);
			assert_true(t.same > 100);
			arena_free(a);
		}
	}
}

/* Refused whole, with the line and the column of the first mistake. */
static void mistakes_are_said_with_their_place(void **state)
{
	struct journey_school *s = *state;
	static const struct { const char *text, *says; } bad[] = {
		{"msgid \"Save\"\nmsgstr \"Guardar\n", "Line 2, column 16"},
		{"msgid \"Save\"\nmsgstr Guardar\n", "Line 2, column 8"},
		{"msgid \"Save\"\nmsgstr \"a\\qb\"\n", "Line 2, column 10"},
		{"msgid \"Save\"\n\nmsgid \"Back\"\nmsgstr \"x\"\n", "Line 3, column 1"},
		{"what is this\n", "Line 1, column 1"},
		{"msgid \"%d day\"\nmsgid_plural \"%d days\"\nmsgstr[1] \"x\"\n", "Line 3"},
		{"msgid \"%d day\"\nmsgid_plural \"%d days\"\nmsgstr[0] \"%d dia\"\n", "needs 2"},
		{"msgid \"%d day\"\nmsgid_plural \"%d days\"\nmsgstr[0] \"%s dia\"\nmsgstr[1] \"%d dias\"\n", "same % places"},
		{"<xliff version=\"1.2\"><file><body><trans-unit id=\"x\"><source>a</target></trans-unit></body></file></xliff>", "Line 1, column"},
		{"<!DOCTYPE xliff [<!ENTITY a \"b\">]>\n<xliff version=\"1.2\"/>", "document type"},
		{"<html/>", "no XLIFF file"},
		{"<xliff version=\"2.0\" trgLang=\"es\">\n<file id=\"f\"><unit id=\"k\"><segment><source>a <ph id=\"1\"/></source></segment></unit></file></xliff>", "Line 2, column"}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = {0};
		struct taking t;
		size_t at;
		if (take(s, str_z(bad[i].text), LANG_ES, &t, &e) != E_INPUT || !str_find(str_z(e.text), str_z(bad[i].says), &at))
			fail_msg("row %zu: \"%s\" does not say \"%s\"", i, e.text, bad[i].says);
	}
	struct err e = {0};
	struct taking t;
	assert_int_equal(take(s, S("msgid \"Save\"\nmsgstr \"Guardar \xff\"\n"), LANG_ES, &t, &e), E_INPUT);
}

/* Looked at first, then taken; a machine's text does not replace a person's; what is gone is said. */
static void a_file_is_looked_at_first(void **state)
{
	struct journey_school *s = *state;
	struct web_test *w = s->w;
	static const char file[] = "--q\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n--q\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nht\r\n--q\r\nContent-Disposition: form-data; name=\"deed\"\r\n\r\n%s\r\n"
	                           "--q\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.po\"\r\nContent-Type: text/plain\r\n\r\n%s\r\n--q--\r\n";
	static const char po[] = "#. origin: machine\nmsgid \"Keep these settings\"\nmsgstr \"Yon machin\"\n\n#. origin: machine\nmsgid \"Settings\"\nmsgstr \"Tradiktè yo\"\n\nmsgid \"This was never here\"\nmsgstr \"x\"\n";
	WALK(s, {ADMIN, "/translators?language=ht", NULL, 200, "Take it in", NULL});
	struct reply rp = web_raw(w, "POST", "/translators/file", "multipart/form-data; boundary=q", str_fmt(w->a, file, S_ARG(w->csrf), "look", po));
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "Tradiktè yo") && web_has(w, &rp, "1 are not known here any more.") && web_has(w, &rp, "1 stay as a person wrote them."));
	journey_counts(s, "select count(*) from translation_own where msgid = 'Settings'", 0);
	rp = web_raw(w, "POST", "/translators/file", "multipart/form-data; boundary=q", str_fmt(w->a, file, S_ARG(w->csrf), "take", po));
	assert_int_equal(rp.status, 303);
	WALK(s, {ADMIN, "/translators?language=ht&q=Settings", NULL, 200, "Tradiktè yo|by a machine", NULL});
	assert_string_equal(tr(LANG_HT, "Settings"), "Tradiktè yo");
	assert_string_equal(tr(LANG_HT, SENTENCE), "Kenbe mo sa yo byen");
	rp = web_raw(w, "POST", "/translators/file", "multipart/form-data; boundary=q", str_fmt(w->a, file, S_ARG(w->csrf), "take", "msgid \"Settings\"\nmsgstr \"Lot\"\n\nmsgid \"Save\"\nmsgstr oops\n"));
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "Line 5, column 8"));
	assert_string_equal(tr(LANG_HT, "Settings"), "Tradiktè yo"); /* whole, or not at all */
	WALK(s, {TEACHER, "/translators/file?language=ar&what=program&format=po", NULL, 200, "nplurals=6|msgstr[5]", NULL}, {TEACHER, "/translators/file?language=ht&what=phrase&format=xliff20", NULL, 200, "phrase:help-1:text|trgLang=\"ht\"", NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a translator mends a sentence in the program; it counts at once and keeps its gaps and plural forms", a_sentence_is_mended),
		TEST("every sentence comes back whole from .po, XLIFF 1.2 and XLIFF 2.0 in every language", files_come_back_whole),
		TEST("a file with a mistake is refused whole, with line and column", mistakes_are_said_with_their_place),
		TEST("a file is looked at before it is taken, and a machine's text never replaces a person's", a_file_is_looked_at_first),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
