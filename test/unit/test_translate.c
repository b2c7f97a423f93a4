/* What is written is read in the reader's language: by an engine that is always named as one, by people with a day, and
 * mended when a reader says that it is wrong. The engine is a stand-in in this process. */
#include "base/file.h"
#include "interop/send.h"
#include "jobs/jobs.h"
#include "school/tongue/translate.h"
#include "support/journey.h"
#include "support/standin.h"
#include "support/test.h"

#include <string.h>

struct scene { struct journey_school *s; struct standin *engine; struct channels ch; const char *folder; };

static int start(void **state)
{
	static struct scene x;
	struct err e = {0};
	x = (struct scene){.s = journey_open(), .engine = standin_open(STANDIN_HTTP)};
	struct arena *a = x.s->w->a;
	if (file_temp_dir(a, &x.folder, &e))
		fail_msg("%s", e.text);
	channels_configure(file_join(a, x.folder, "school.messages"), NULL);
	if (channels_load(a, &x.ch, &e))
		fail_msg("%s", e.text);
	x.ch.translate_url = str_fmt(a, "http://127.0.0.1:%d", standin_port(x.engine));
	x.ch.translate_key = S("engine-key");
	*state = &x;
	return 0;
}

static int stop(void **state)
{
	struct scene *x = *state;
	struct err e = {0};
	standin_close(x->engine);
	if (file_remove_all(x->folder, &e))
		print_error("%s\n", e.text);
	channels_configure(NULL, NULL);
	journey_close(x->s);
	return 0;
}

static void keep(struct scene *x)
{
	struct err e = {0};
	if (channels_save(x->s->w->a, &x->ch, &e))
		fail_msg("%s", e.text);
}

static void work(struct scene *x)
{
	struct err e = {0};
	bool ran = true;
	if (job_add_ready(x->s->w->store, &e))
		fail_msg("%s", e.text);
	while (ran)
		if (job_run_one(x->s->w->store, &ran, &e))
			fail_msg("%s", e.text);
}

#define NOTE "{=select id from note where text = 'She drew a map'}"

static void nothing_leaves_unless_named(void **state)
{
	struct scene *x = *state;
	web_sql(x->s->w, "update guardian set language = 'so' where adult = (select id from person where family_name = 'Guard')");
	web_sql(x->s->w, "update person set language = 'so' where family_name = 'Guard'");
	WALK(x->s, {TEACHER, "/learners/{ana}/family/notes", "part=strengths&kind=reply&text=She+drew+a+map", 303, NULL, NULL});
	work(x);
	keep(x); /* an address is there, but it is not switched on */
	work(x);
	assert_int_equal(standin_count(x->engine), 0);
	x->ch.translate_on = true;
	keep(x);
	standin_says(x->engine, 500, "");
	work(x);
	assert_int_equal(standin_count(x->engine), 1);
	work(x);
	assert_int_equal(standin_count(x->engine), 1); /* later, not at once */
	standin_says(x->engine, 200, "{\"translatedText\": \"Waxay sawirtay khariidad\"}");
	clock_set(clock_now() + 2 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->engine), 2);
	struct str got = standin_last(x->engine, x->s->w->a);
	size_t at;
	assert_true(str_find(got, S("POST /translate "), &at));
	assert_true(str_find(got, S("\"q\":\"She drew a map\""), &at) || str_find(got, S("\"q\": \"She drew a map\""), &at));
	assert_true(str_find(got, S("\"so\""), &at) && str_find(got, S("engine-key"), &at));
	assert_false(str_find(got, S("Ana"), &at));
	WALK(x->s, {MOTHER, "/learners/{ana}/family", NULL, 200, "Waxay sawirtay khariidad|She drew a map", NULL});
	journey_counts(x->s, "select count(*) from record_text where words = 'Waxay sawirtay khariidad' and origin = 'machine' and lang = 'so'", 1);
	work(x);
	assert_int_equal(standin_count(x->engine), 2);
}

static void wrong_makes_a_task(void **state)
{
	struct scene *x = *state;
	WALK(x->s, {MOTHER, "/learners/{ana}/family", NULL, 200, "/said/note/" NOTE "/read", NULL}, {FATHER, "/learners/{ana}/said/note/" NOTE "/read", "deed=understood", 403, NULL, NULL},
	     {MOTHER, "/learners/{ana}/said/note/" NOTE "/read", "deed=understood", 303, NULL, NULL}, {TEACHER, "/learners/{ana}/said/note/" NOTE, NULL, 200, "1 reader understood it|by a machine", NULL},
	     {MOTHER, "/learners/{ana}/said/note/" NOTE "/read", "deed=wrong&better=Khariidad+bay+sawirtay", 303, NULL, NULL}, {MOTHER, "/learners/{ana}/said/note/" NOTE "/read", "deed=wrong&better=Khariidad+bay+sawirtay", 303, NULL, NULL},
	     {TEACHER, "/translations", NULL, 200, "She drew a map|Khariidad bay sawirtay", NULL}, {OTHER_TEACHER, "/translations", NULL, 200, NULL, "She drew"},
	     {TEACHER, "/learners/{ana}/said/note/" NOTE, NULL, 200, "1 reader says it is wrong|Khariidad bay sawirtay", NULL},
	     {TEACHER, "/learners/{ana}/said/note/" NOTE, "language=so&text=&read=1", 422, NULL, NULL}, {TEACHER, "/learners/{ben}/said/note/" NOTE, NULL, 404, NULL, NULL},
	     {TEACHER, "/learners/{ana}/said/note/" NOTE, "language=so&text=Khariidad+bay+sawirtay", 303, NULL, NULL}, {MOTHER, "/learners/{ana}/family", NULL, 200, "Khariidad bay sawirtay|She drew a map", "Waxay sawirtay"},
	     {TEACHER, "/translations", NULL, 200, NULL, "She drew a map"});
	journey_counts(x->s, "select count(*) from translation_task where state = 'done' and due_on = '2026-03-07'", 1);
	journey_counts(x->s, "select count(*) from record_text where words = 'Khariidad bay sawirtay' and origin = 'person'", 1);
	journey_counts(x->s, "select count(*) from note where text = 'She drew a map'", 1); /* the original is as it was */
}

static void a_person_is_asked_with_a_day(void **state)
{
	struct scene *x = *state;
	WALK(x->s, {TEACHER, "/learners/{ana}/said/note/" NOTE "/ask", "language=vi&owner={ben}&due_on=2026-03-20", 422, NULL, NULL},
	     {TEACHER, "/learners/{ana}/said/note/" NOTE "/ask", "language=vi&owner={=select id from person where family_name = 'English'}&due_on=2026-03-01", 422, NULL, NULL},
	     {TEACHER, "/learners/{ana}/said/note/" NOTE "/ask", "language=vi&owner={=select id from person where family_name = 'English'}&due_on=2026-03-20", 303, NULL, NULL},
	     {EL, "/translations", NULL, 200, "She drew a map|Mar 20", NULL}, {EL, "/translations/{=select id from translation_task where language = 'vi'}", NULL, 200, "She drew a map", NULL},
	     {OTHER_TEACHER, "/translations/{=select id from translation_task where language = 'vi'}", NULL, 404, NULL, "She drew"},
	     {EL, "/translations/{=select id from translation_task where language = 'vi'}", "text=Em+v%E1%BA%BD+b%E1%BA%A3n+%C4%91%E1%BB%93&read=1", 303, NULL, NULL});
	journey_counts(x->s, "select count(*) from record_text where lang = 'vi' and origin = 'reviewed'", 1);
	journey_counts(x->s, "select count(*) from translation_task where language = 'vi' and state = 'done'", 1);
}

static void a_command_translates_too(void **state)
{
	struct scene *x = *state;
	struct err e = {0};
	struct str out = {0};
	struct arena *a = x->s->w->a;
	struct channels ch = {.translate_on = true, .translate_command = S("/usr/bin/tr a-z A-Z")};
	assert_int_equal(send_translate(a, &ch, LANG_EN, LANG_ES, S("a map"), &out, &e), OK);
	assert_true(str_eqz(out, "A MAP"));
	ch.translate_command = S("/bin/echo {from} {to}");
	assert_int_equal(send_translate(a, &ch, LANG_EN, LANG_ZH, S("a map; rm -rf /"), &out, &e), OK);
	assert_true(str_eqz(out, "en zh"));
	ch.translate_command = S("/bin/false");
	assert_int_equal(send_translate(a, &ch, LANG_EN, LANG_ZH, S("x"), &out, &e), E_BUSY);
	ch.translate_command = S("/no/such/program");
	assert_int_equal(send_translate(a, &ch, LANG_EN, LANG_ZH, S("x"), &out, &e), E_BUSY);
	ch.translate_on = false;
	assert_int_equal(send_translate(a, &ch, LANG_EN, LANG_ZH, S("x"), &out, &e), E_INPUT);
}

/* A task of the library goes to the engine when an adult asks, part by part; learners read it when it is whole, marked, below the original. */
static void the_library_too(void **state)
{
	struct scene *x = *state;
	size_t at;
	web_sql(x->s->w, "update resource set summary = 'Say it with a picture', body = '{\"type\":\"task\",\"steps\":{\"en\":[\"Draw the bread\",\"Name the main idea\"]}}' where title = 'Make a poster'");
	x->ch.translate_on = false;
	keep(x);
	WALK(x->s, {TEACHER, "/library/{task}", NULL, 200, "No translation engine is switched on", "Ask the engine"}, {TEACHER, "/library/{task}/said", "language=so&deed=ask", 422, "No translation engine is switched on", NULL});
	x->ch.translate_on = true;
	keep(x);
	work(x);
	int before = standin_count(x->engine);
	WALK(x->s, {TEACHER, "/library/{task}/said", "language=en&deed=ask", 422, "It is written in this language", NULL}, {MOTHER, "/library/{task}/said", "language=so&deed=ask", 403, NULL, NULL},
	     {TEACHER, "/library/{task}", NULL, 200, "Ask the engine", NULL});
	work(x);
	assert_int_equal(standin_count(x->engine), before); /* nothing goes out by itself */
	WALK(x->s, {TEACHER, "/library/{task}/said", "language=so&deed=ask", 303, NULL, NULL}, {TEACHER, "/library/{task}", NULL, 200, "0 of 4 parts are there", NULL});
	standin_says(x->engine, 500, "");
	work(x);
	WALK(x->s, {ANA, "/learners/{ana}/work/{work}", NULL, 200, "Draw the bread", "Soomaali: "});
	standin_says(x->engine, 200, "{\"translatedText\": \"Sawir rootiga\"}");
	clock_set(clock_now() + HOUR);
	work(x);
	struct str got = standin_last(x->engine, x->s->w->a);
	assert_true(str_find(got, S("Name the main idea"), &at) && !str_find(got, S("Ana"), &at));
	journey_counts(x->s, "select count(*) from resource_said where language = 'so' and origin = 'machine'", 4);
	WALK(x->s, {ANA, "/learners/{ana}/work/{work}", NULL, 200, "Draw the bread|Name the main idea|Sawir rootiga|lang=\"so\"", NULL}, {TEACHER, "/library/{task}", NULL, 200, "Sawir rootiga|This is wrong: take it away", NULL});
	/* a person puts a part right: their words stand, the machine's are kept, and who and when is said */
	WALK(x->s, {MOTHER, "/library/{task}/said", "language=so&deed=right&part=2&text=Sawir+roodhi", 403, NULL, NULL}, {TEACHER, "/library/{task}/said", "language=so&deed=right&part=2&text=+", 422, "Write the words first", NULL},
	     {TEACHER, "/library/{task}/said", "language=so&deed=right&part=9&text=Sawir", 404, NULL, NULL}, {TEACHER, "/library/{task}/said", "language=so&deed=right&part=2&text=Sawir+roodhi", 303, NULL, NULL},
	     {TEACHER, "/library/{task}", NULL, 200, "Sawir roodhi|Sawir rootiga|qof ayaa saxay 1 ka mid ah 4 qaybood|Put right by Tea Cher on", NULL}, {ANA, "/learners/{ana}/work/{work}", NULL, 200, "Draw the bread|Sawir roodhi", NULL},
	     {TEACHER, "/library/{task}/said", "language=so&deed=ask", 422, "Take it away first", NULL});
	journey_counts(x->s, "select count(*) from resource_said where language = 'so' and origin = 'person' and place = 2 and text = 'Sawir roodhi' and machine = 'Sawir rootiga' and by is not null", 1);
	int whole = standin_count(x->engine);
	work(x);
	assert_int_equal(standin_count(x->engine), whole);
	WALK(x->s, {TEACHER, "/library/{task}/said", "language=so&deed=off", 303, NULL, NULL}, {ANA, "/learners/{ana}/work/{work}", NULL, 200, "Draw the bread", "Sawir rootiga"});
	journey_counts(x->s, "select count(*) from resource where title = 'Make a poster' and body like '%Draw the bread%'", 1); /* the original is as it was */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("no text leaves until an administrator names an engine; then it is read as a machine's beside the original [R093] [R429]", nothing_leaves_unless_named),
		TEST("a reader says it arrived or is wrong; wrong makes a task with a name and a day, and a person's words replace the machine's [R093] [R429]", wrong_makes_a_task),
		TEST("a person is asked to translate until a day and sees these words alone [R429]", a_person_is_asked_with_a_day),
		TEST("a task of the library is sent to the engine when an adult asks, marked and beside the original [R093]", the_library_too),
		TEST("an engine may be a command of this server, without a shell", a_command_translates_too),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
