/* Sentences that are there in seven languages: found, filled, said; the original stays. */
#include "school/family/phrase.h"
#include "support/journey.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *data(void)
{
	const char *top = getenv("TRELLIS_SOURCE");
	static char path[1000];
	snprintf(path, sizeof path, "%s/data", top ? top : ".");
	return path;
}

struct loading { struct arena *a; int counts[2]; };

static enum code load(struct db *db, void *arg, struct err *e)
{
	struct loading *l = arg;
	return words_load(db, l->a, &(struct viewer){.hats = REL_SYSTEM}, data(), l->counts, e);
}

static int start(void **state)
{
	struct err e = {0};
	struct journey_school *s = journey_open();
	struct loading l = {.a = s->w->a};
	if (store_write(s->w->store, load, &l, &e))
		fail_msg("%s", e.text);
	*state = s;
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

/* At least 300 sentences, each in seven languages with the same gaps, none said to be reviewed. [R093] */
static void bank_is_whole(void **state)
{
	struct journey_school *s = *state;
	assert_true(web_count(s->w, "select count(*) from phrase") >= 300);
	journey_counts(s, "select count(*) from phrase p where (select count(*) from record_text x where x.id = p.id and x.field = 'text' and x.origin = 'machine') <> 6", 0);
	for (int g = 0; g < PHRASE_GAPS; g++)
		assert_int_equal(web_count(s->w, str_fmt(s->w->a, "select count(*) from phrase p join record_text x on x.id = p.id where (p.text like '%%{%s}%%') <> (x.words like '%%{%s}%%')",
		                                         PHRASE_GAP[g], PHRASE_GAP[g]).p), 0);
	/* once more changes nothing, and what a speaker has reviewed stays */
	struct loading l = {.a = s->w->a};
	struct err e = {0};
	web_sql(s->w, "update record_text set words = 'Hoy fue un buen dia para {name}.', origin = 'reviewed' where lang = 'es' and id = (select id from phrase where source_id = 'good-01')");
	assert_int_equal(store_write(s->w->store, load, &l, &e), OK);
	assert_int_equal(web_count(s->w, "select count(*) from record_text where words = 'Hoy fue un buen dia para {name}.' and origin = 'reviewed'"), 1);
}

/* At least 120 words of schools in plain words, word and meaning in seven languages, none said to be reviewed. [R240] */
static void school_words_are_whole(void **state)
{
	struct journey_school *s = *state;
	static const char *const tags[] = {"es", "ar", "zh-Hans", "vi", "so", "ht"};
	int64_t all = web_count(s->w, "select count(*) from term where term <> '' and plain <> ''");
	assert_true(all >= 120);
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		const char *with = str_fmt(s->w->a, "select count(*) from term t where (select count(distinct x.field) from record_text x where x.id = t.id and x.field in ('term', 'plain')"
		                           " and x.words <> '' and x.origin = 'machine' and x.lang = '%s') = 2", tags[i]).p;
		assert_int_equal(web_count(s->w, with), all);
	}
	/* a family reads them in its language, told that no speaker has read them */
	WALK(s, {MOTHER, "/words?lang=so", NULL, 200, "Isbeddel ku saabsan sida wax loo barto", "A change in how a child learns"});
}

/* A gap keeps its own direction among Arabic words, a day is written as the language writes it, an empty gap shows. */
static void gaps_are_filled(void **state)
{
	struct journey_school *s = *state;
	const struct input in[] = {{"name", S("Ana")}, {"date", S("2026-03-09")}, {"what", S(" ")}};
	struct str en = phrase_fill(s->w->a, LANG_EN, S("{name} comes on {date} with {what}. {other}"), in, 3), es = phrase_fill(s->w->a, LANG_ES, S("{date}"), in, 3);
	assert_string_equal(str_dupz(s->w->a, en), "Ana comes on Mar 9, 2026 with …. {other}");
	assert_string_equal(str_dupz(s->w->a, es), "9 mar 2026"); /* CLDR, es_US, medium */
	assert_string_equal(str_dupz(s->w->a, phrase_fill(s->w->a, LANG_AR, S("{name}!"), in, 3)), "\u2068Ana\u2069!");
}

/* Staff choose a phrase; the mother reads it in Spanish with the original and with who made the translation; the staff read what
 * they said. [R429] */
static void family_reads_its_language(void **state)
{
	struct journey_school *s = *state;
#define PHRASE(key) "{=select id from phrase where source_id = '" key "'}"
	WALK(s, {TEACHER, "/learners/{ana}/phrases?part=week&q=give+up", NULL, 200, "did not give up", "Twelve"},
	     {TEACHER, "/learners/{ana}/phrases/" PHRASE("good-04") "?part=week", NULL, 200, "awaiting review by a speaker|no se rindi", NULL},
	     {TEACHER, "/learners/{ana}/phrases/" PHRASE("good-04"), "part=week&name=&deed=say", 422, "Fill this gap of the sentence first", NULL},
	     {TEACHER, "/learners/{ana}/phrases/" PHRASE("good-04"), "part=week&name=Ana&deed=look", 200, "Ana finished something hard", NULL});
	journey_counts(s, "select count(*) from note where text like '%give up%'", 0);
	WALK(s, {TEACHER, "/learners/{ana}/phrases/" PHRASE("good-04"), "part=week&name=Ana&deed=say", 303, NULL, NULL},
	     {MOTHER, "/learners/{ana}/family?lang=es", NULL, 200, "Ana termin\u00f3 algo dif\u00edcil y no se rindi\u00f3.|Ana finished something hard and did not give up.", NULL},
	     {MOTHER, "/learners/{ana}/family?lang=so", NULL, 200, "Ana wax adag ayuu dhammeeyay mana quusan.|Ana finished something hard", NULL},
	     {MOTHER, "/learners/{ana}/family?lang=en", NULL, 200, "Ana finished something hard and did not give up.", "termin\u00f3|No speaker has checked it"},
	     {FATHER, "/learners/{ana}/phrases", NULL, 403, NULL, NULL}, {MOTHER, "/learners/{ana}/phrases", NULL, 403, NULL, NULL});
	journey_counts(s, "select count(*) from record_text x join note n on n.id = x.id where x.origin = 'machine' and n.text like '%give up%'", 6);
}

/* What a speaker has reviewed is said alone, with the original one tap away. */
static void reviewed_stands_alone(void **state)
{
	struct journey_school *s = *state;
	web_sql(s->w, "update record_text set origin = 'reviewed' where lang = 'es' and id = (select id from phrase where source_id = 'plan-04')");
	WALK(s, {TEACHER, "/learners/{ana}/phrases/" PHRASE("plan-04") "?part=supports", NULL, 200, "Much depends on this sentence|reviewed by a speaker", NULL},
	     {TEACHER, "/learners/{ana}/phrases/" PHRASE("plan-04"), "part=supports&deed=say", 303, NULL, NULL},
	     {MOTHER, "/learners/{ana}/family?lang=es", NULL, 200, "Tienen derecho a un int\u00e9rprete|You have the right to an interpreter", NULL});
	journey_counts(s, "select count(*) from record_text x join note n on n.id = x.id where x.origin = 'reviewed' and x.lang = 'es' and n.text like 'You have the right%'", 1);
	journey_counts(s, "select count(*) from record_text x join note n on n.id = x.id where x.origin = 'reviewed' and n.text like 'You have the right%'", 1);
}

/* In a conversation too, and only in this learner's. */
static void in_a_conversation(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {MOTHER, "/learners/{ana}/week/ask", "monday={=select monday from week_plan limit 1}&text=Una+pregunta", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/phrases/" PHRASE("say-05"), "thread={=select id from thread where learner is not null order by id desc limit 1}&deed=say", 303, NULL, NULL});
	journey_counts(s, "select count(*) from record_text x join message m on m.id = x.id where m.text = 'I have read your message.'", 6);
	struct id thread = JOURNEY_MAKE(s, "thread", {"learner", id_str(s->w->a, s->people[BEN])}, {"subject", S("Ben alone")});
	WALK(s, {TEACHER, "/learners/{ana}/phrases/" PHRASE("say-05"), str_fmt(s->w->a, "thread=%.*s&deed=say", S_ARG(id_str(s->w->a, thread))).p, 404, NULL, NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("the phrase bank has 300 sentences in seven languages with the same gaps [R093]", bank_is_whole, start, stop),
		TEST_WITH("the glossary has 120 school words in plain words in seven languages [R240]", school_words_are_whole, start, stop),
		TEST_WITH("gaps are filled as each language writes", gaps_are_filled, start, stop),
		TEST_WITH("a family reads a phrase in its language, the original is kept [R429]", family_reads_its_language, start, stop),
		TEST_WITH("a reviewed translation stands alone", reviewed_stands_alone, start, stop),
		TEST_WITH("a phrase in a conversation belongs to its learner", in_a_conversation, start, stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
