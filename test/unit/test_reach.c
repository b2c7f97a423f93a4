/* A family is reached as it chose: bundles, caps, quiet hours, court restrictions, lines that are down, answers that come
 * back. Mail server and SMS gateway are stand-ins in this process. */
#include "base/file.h"
#include "interop/send.h"
#include "interop/smpp.h"
#include "jobs/jobs.h"
#include "school/reach/reach.h"
#include "school/reach/sms.h"
#include "support/journey.h"
#include "support/standin.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct scene { struct journey_school *s; struct standin *mail, *sms; struct channels ch; const char *folder; };

static const char *folder_of(struct arena *a)
{
	const char *folder;
	struct err e = {0};
	if (file_temp_dir(a, &folder, &e))
		fail_msg("%s", e.text);
	return folder;
}

static int start(void **state)
{
	static struct scene x;
	struct err e = {0};
	x = (struct scene){.s = journey_open(), .mail = standin_open(STANDIN_SMTP), .sms = standin_open(STANDIN_HTTP)};
	struct arena *a = x.s->w->a;
	x.folder = folder_of(a);
	channels_configure(file_join(a, x.folder, "school.messages"), "https://school.example");
	if (channels_load(a, &x.ch, &e))
		fail_msg("%s", e.text);
	x.ch.mail_on = x.ch.sms_on = true;
	x.ch.mail_url = str_fmt(a, "smtp://127.0.0.1:%d", standin_port(x.mail));
	x.ch.mail_from = S("school@school.example");
	x.ch.mail_reply = S("answers+{}@school.example");
	x.ch.sms_url = str_fmt(a, "http://127.0.0.1:%d/send", standin_port(x.sms));
	x.ch.sms_body = S("to={to}&text={text}&id={id}");
	x.ch.sms_header = S("Authorization: Bearer gate");
	x.ch.sms_cost = 8;
	if (channels_save(a, &x.ch, &e))
		fail_msg("%s", e.text);
	web_sql(x.s->w, "update person set email = 'gwen@home.example', sms = '(402) 555-0142', phone = '402 555 0142' where family_name = 'Guard'");
	web_sql(x.s->w, "update guardian set reach_by = 'text' where learner = (select id from person where family_name = 'Ash')");
	*state = &x;
	return 0;
}

static int stop(void **state)
{
	struct scene *x = *state;
	struct err e = {0};
	standin_close(x->mail);
	standin_close(x->sms);
	if (file_remove_all(x->folder, &e))
		print_error("%s\n", e.text);
	channels_configure(NULL, NULL);
	journey_close(x->s);
	return 0;
}

static void later(int64_t us)
{
	clock_set(clock_now() + us);
}

/* As the worker does it: ask what is due, run it. */
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

static bool has(struct str text, const char *what)
{
	size_t at;
	return str_find(text, str_z(what), &at);
}

static void said(struct scene *x, const char *text)
{
	WALK(x->s, {TEACHER, "/learners/{ana}/family/notes", str_fmt(x->s->w->a, "part=strengths&kind=reply&text=%s", text).p, 303, NULL, NULL});
}

struct in { struct arena *a; struct arrived in; };

static enum code in_fn(struct db *db, void *arg, struct err *e)
{
	struct in *i = arg;
	return reach_arrived(db, i->a, &i->in, e);
}

static void arrives(struct scene *x, const char *way, const char *sender, const char *provider, const char *text, const char *link)
{
	struct err e = {0};
	struct in i = {x->s->w->a, {way, str_z(sender), str_z(provider), str_z(text), str_z(link), false}};
	if (store_write(x->s->w->store, in_fn, &i, &e))
		fail_msg("%s", e.text);
}

/* 3GPP TS 23.038 and 23.040: 160 and 153 letters of the GSM alphabet, 70 and 67 of UCS-2. */
static void parts_are_counted(void **state)
{
	(void)state;
	char text[400];
	memset(text, 'a', sizeof text);
	static const struct { size_t n; int parts; } plain[] = {{1, 1}, {160, 1}, {161, 2}, {306, 2}, {307, 3}};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		assert_int_equal(sms_measure((struct str){text, plain[i].n}).parts, plain[i].parts);
	assert_true(sms_measure(S("\u00d1and\u00fa \u00bf@\u00e9?")).plain == false); /* u with acute is not of the alphabet */
	assert_true(sms_measure(S("\u00d1o\u00f1o \u00bf@\u00e9?")).plain);
	assert_int_equal(sms_measure(S("[\u20ac]")).units, 6); /* the extension counts twice */
	struct arena *a = arena_new(0);
	struct buf b = buf_new(a, 4000);
	for (int i = 0; i < 70; i++)
		buf_z(&b, "\u0645");
	assert_int_equal(sms_measure(buf_done(&b)).parts, 1);
	buf_z(&b, "\u0645");
	assert_int_equal(sms_measure(buf_done(&b)).parts, 2);
	arena_free(a);
	char number[20];
	assert_true(sms_number(S("(402) 555-0142"), number));
	assert_string_equal(number, "+14025550142");
	assert_true(sms_number(S("+252 61 5550142"), number));
	assert_string_equal(number, "+252615550142");
	assert_false(sms_number(S("555-0142"), number));
	assert_false(sms_number(S("call me"), number));
}

static void text_goes_out_and_comes_back(void **state)
{
	struct scene *x = *state;
	said(x, "Ana+explained+her+drawing");
	said(x, "And+she+helped+Ben");
	work(x);
	assert_int_equal(standin_count(x->sms), 0); /* it waits for more */
	later(21 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->sms), 1); /* two pieces of news, one message */
	struct str got = standin_last(x->sms, x->s->w->a);
	assert_true(has(got, "Authorization: Bearer gate"));
	assert_true(has(got, "Idempotency-Key: "));
	assert_true(has(got, "to=%2B14025550142"));
	assert_true(has(got, "https%3A%2F%2Fschool.example%2Fm%2F"));
	assert_false(has(got, "Ana")); /* says little */
	assert_false(has(got, "drawing"));
	journey_counts(x->s, "select count(*) from outgoing where way = 'text' and language = 'es' and state = 'sent' and cost = parts * 8 and parts > 0", 1);
	work(x);
	assert_int_equal(standin_count(x->sms), 1);
	arrives(x, "text", "+1 402 555 0142", "g1", "Gracias, que bueno", "");
	arrives(x, "text", "+1 402 555 0142", "g1", "Gracias, que bueno", "");
	WALK(x->s, {TEACHER, "/learners/{ana}/family", NULL, 200, "Gracias, que bueno", NULL}, {TEACHER, "/learners/{ben}/family", NULL, 200, NULL, "Gracias"});
	journey_counts(x->s, "select count(*) from note where text = 'Gracias, que bueno' and author_is = 'family' and part = 'strengths' and language = 'es'", 1);
	journey_counts(x->s, "select count(*) from outgoing where answered_at > 0", 1);
}

static void quiet_hours_and_caps(void **state)
{
	struct scene *x = *state;
	web_sql(x->s->w, "update guardian set reach_by = 'text', quiet_from = '19:00', quiet_until = '08:30', time_zone = 'America/New_York', most_a_day = 2");
	int before = standin_count(x->sms);
	clock_set((int64_t)day_of(2026, 3, 9) * DAY + 23 * HOUR + 30 * MINUTE); /* 18:30 in Chicago, 19:30 in New York (summer time) */
	said(x, "Late+news");
	later(21 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->sms), before);
	clock_set((int64_t)day_of(2026, 3, 10) * DAY + 12 * HOUR + 29 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->sms), before);
	later(2 * MINUTE); /* 08:31 in New York */
	work(x);
	assert_int_equal(standin_count(x->sms), before + 1);
	for (int i = 0; i < 4; i++) {
		said(x, "More+and+more");
		later(21 * MINUTE);
		work(x);
	}
	assert_int_equal(standin_count(x->sms), before + 3); /* the one that waited was made yesterday; then two a day */
	journey_counts(x->s, "select count(*) from notice where bundle is null", 2);
	clock_set((int64_t)day_of(2026, 3, 11) * DAY + 16 * HOUR);
	work(x);
	assert_int_equal(standin_count(x->sms), before + 4); /* what waited goes as one */
}

/* A restriction that begins after the message was made holds at the moment of sending, of opening and of calling. */
static void restrictions_hold(void **state)
{
	struct scene *x = *state;
	clock_set((int64_t)day_of(2026, 3, 16) * DAY + 16 * HOUR);
	web_sql(x->s->w, "update guardian set reach_by = 'text call paper', quiet_from = null, quiet_until = null, most_a_day = 9");
	int before = standin_count(x->sms);
	said(x, "Something");
	later(21 * MINUTE);
	standin_says(x->sms, 503, "");
	work(x);
	assert_int_equal(standin_count(x->sms), before + 1);
	journey_counts(x->s, "select count(*) from outgoing where way = 'text' and state = 'waiting' and tries = 1 and why <> ''", 1);
	standin_says(x->sms, 200, "");
	web_sql(x->s->w, "update guardian set has_access = 0 where learner = (select id from person where family_name = 'Ash')");
	later(2 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->sms), before + 1);
	journey_counts(x->s, "select count(*) from outgoing where state = 'withheld' and way = 'text'", 1);
	said(x, "Something+else");
	later(21 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->sms), before + 1);
	arrives(x, "text", "+14025550142", "g9", "What is she doing", "");
	journey_counts(x->s, "select count(*) from note where text = 'What is she doing'", 0);
	journey_counts(x->s, "select count(*) from incoming where state = 'unclear' and text = 'What is she doing'", 1);
	web_sql(x->s->w, "update guardian set has_access = 1");
}

/* A line that is down is tried again; a number that is refused goes to a person at once; a worker that died is taken over. */
static void failures_end_with_a_person(void **state)
{
	struct scene *x = *state;
	clock_set((int64_t)day_of(2026, 3, 23) * DAY + 15 * HOUR);
	web_sql(x->s->w, "update guardian set reach_by = 'text', most_a_day = 9");
	int before = standin_count(x->sms);
	said(x, "First");
	later(21 * MINUTE);
	standin_says(x->sms, 500, "");
	work(x);
	work(x);
	assert_int_equal(standin_count(x->sms), before + 1); /* not at once again */
	static const int minutes[] = {1, 5, 15, 60};
	for (size_t i = 0; i < 4; i++) {
		later(minutes[i] * MINUTE + SECOND);
		work(x);
		assert_int_equal(standin_count(x->sms), before + 2 + (int)i);
	}
	journey_counts(x->s, "select count(*) from outgoing where way = 'call' and state = 'waiting' and why = 'no other way works'", 0);
	later(241 * MINUTE);
	work(x);
	journey_counts(x->s, "select count(*) from outgoing where way = 'text' and state = 'failed'", 1);
	journey_counts(x->s, "select count(*) from outgoing where way = 'call' and state = 'waiting' and why = 'no other way works'", 1);
	standin_says(x->sms, 400, "");
	clock_set((int64_t)day_of(2026, 3, 24) * DAY + 15 * HOUR);
	said(x, "Second");
	later(21 * MINUTE);
	work(x);
	journey_counts(x->s, "select count(*) from outgoing where way = 'text' and state = 'failed'", 2);
	standin_says(x->sms, 200, "");
	before = standin_count(x->sms);
	said(x, "Third");
	later(21 * MINUTE);
	web_sql(x->s->w, "update outgoing set done_by = null");
	work(x);
	assert_int_equal(standin_count(x->sms), before + 1);
	web_sql(x->s->w, "update outgoing set state = 'sending', lease_until = 1, sent_at = 0 where id = (select id from outgoing where way = 'text' order by id desc limit 1)");
	work(x);
	assert_int_equal(standin_count(x->sms), before + 2); /* its lease ran out: another worker sends it, under the same id */
}

static void stop_means_stop(void **state)
{
	struct scene *x = *state;
	clock_set((int64_t)day_of(2026, 3, 30) * DAY + 15 * HOUR);
	int before = standin_count(x->sms);
	arrives(x, "text", "4025550142", "s1", " Stop ", "");
	said(x, "After+the+stop");
	later(21 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->sms), before);
	journey_counts(x->s, "select count(*) from outgoing where way = 'call' and made_at > 0 and state = 'waiting' and bundle = (select bundle from notice order by id desc limit 1)", 1);
	arrives(x, "text", "4025550142", "s2", "START", "");
	said(x, "After+the+start");
	later(21 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->sms), before + 1);
}

/* Two children: the message says with what sign to begin, an answer without it waits for a person. */
static void two_children(void **state)
{
	struct scene *x = *state;
	clock_set((int64_t)day_of(2026, 6, 1) * DAY + 15 * HOUR);
	struct arena *a = x->s->w->a;
	(void)JOURNEY_MAKE(x->s, "guardian", {"learner", id_str(a, x->s->people[CORA])}, {"adult", id_str(a, x->s->people[MOTHER])}, {"relation", S("parent")}, {"has_access", S("1")}, {"language", S("es")},
	                   {"reach_by", S("text")});
	said(x, "For+Ana");
	WALK(x->s, {OTHER_TEACHER, "/learners/{cora}/family/notes", "part=goals&kind=reply&text=For+Cora", 303, NULL, NULL});
	later(21 * MINUTE);
	work(x);
	arrives(x, "text", "+14025550142", "t1", "Which one do you mean?", "");
	journey_counts(x->s, "select count(*) from incoming where state = 'unclear' and provider = 't1'", 1);
	bool first = id_cmp(x->s->people[ANA], x->s->people[CORA]) < 0;
	arrives(x, "text", "+14025550142", "t2", first ? "2 Para Cora" : "1 Para Cora", "");
	arrives(x, "text", "+14025550142", "t3", first ? "1: Para Ana" : "2: Para Ana", "");
	WALK(x->s, {OTHER_TEACHER, "/learners/{cora}/family", NULL, 200, "Para Cora", "Para Ana"}, {TEACHER, "/learners/{ana}/family", NULL, 200, "Para Ana", "Para Cora"});
	journey_counts(x->s, "select count(*) from note where text = 'Para Cora' and part = 'goals'", 1);
	arrives(x, "text", "+15550000000", "t4", "Who is this", "");
	journey_counts(x->s, "select count(*) from incoming where state = 'unclear' and provider = 't4' and learner is null", 1);
	web_sql(x->s->w, "delete from guardian where learner = (select id from person where family_name = 'Cedar')");
}

static void mail_goes_out(void **state)
{
	struct scene *x = *state;
	clock_set((int64_t)day_of(2026, 9, 7) * DAY + 15 * HOUR);
	web_sql(x->s->w, "update guardian set reach_by = 'email', most_a_day = null");
	said(x, "By+mail");
	later(21 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->mail), 1);
	struct str got = standin_last(x->mail, x->s->w->a);
	assert_true(has(got, "RCPT TO:<gwen@home.example>"));
	assert_true(has(got, "Date: Mon, 7 Sep 2026 15:21:00 +0000"));
	assert_true(has(got, "Reply-To: <answers+"));
	assert_true(has(got, "Auto-Submitted: auto-generated"));
	assert_true(has(got, "Content-Language: es"));
	assert_false(has(got, "By mail"));
}

static const char *link_of(struct scene *x)
{
	struct outgoing o = {0};
	struct db *db;
	struct err e = {0};
	struct rows *r = NULL;
	if (store_read(x->s->w->store, &db, &e) || db_query(db, &e, &r, "select bundle from outgoing order by made_at desc, id desc limit 1", ""))
		fail_msg("%s", e.text);
	assert_int_equal(rows_next(r, &e), 1);
	o.bundle = rows_id(r, 0);
	store_read_end(db);
	if (channels_load(x->s->w->a, &x->ch, &e))
		fail_msg("%s", e.text);
	struct str address = reach_address(x->s->w->a, &o, &x->ch);
	assert_true(str_starts(address, "https://school.example/m/"));
	return str_fmt(x->s->w->a, "/m/%.*s", (int)address.n - 25, address.p + 25).p;
}

/* Without a password: the words, an answer, nothing else; it ends, and a restriction closes it. */
static void a_link_shows_little_and_ends(void **state)
{
	struct scene *x = *state;
	clock_set((int64_t)day_of(2026, 9, 14) * DAY + 15 * HOUR);
	web_sql(x->s->w, "update guardian set reach_by = 'text', has_access = 1");
	said(x, "She+read+aloud");
	later(21 * MINUTE);
	work(x);
	const char *link = link_of(x);
	WALK(x->s, {NOBODY, link, NULL, 200, "lang=\"es\"|She read aloud|Tea Cher", "Ash|Gwen|5550142|gwen@|href=\"/learners/"}, {NOBODY, str_fmt(x->s->w->a, "%s?lang=vi", link).p, NULL, 200, "lang=\"vi\"", NULL},
	     {NOBODY, "/m/abcdefghijkmnpqr", NULL, 404, NULL, "She read"}, {NOBODY, link, "deed=answer&text=", 422, NULL, NULL});
	journey_counts(x->s, "select count(*) from outgoing where opened > 0 and made_at > 1789000000000000", 0); /* looking is not reading */
	WALK(x->s, {NOBODY, link, "deed=read", 303, NULL, NULL}, {NOBODY, link, "deed=answer&text=Wadahadlaysiin", 303, NULL, NULL}, {TEACHER, "/learners/{ana}/family", NULL, 200, "Wadahadlaysiin", NULL});
	journey_counts(x->s, "select count(*) from outgoing where opened > 0 and answered_at > 0 and made_at > 1789000000000000", 1);
	web_sql(x->s->w, "update guardian set has_access = 0");
	WALK(x->s, {NOBODY, link, NULL, 404, NULL, "She read"}, {NOBODY, link, "deed=answer&text=Hello", 404, NULL, NULL});
	web_sql(x->s->w, "update guardian set has_access = 1");
	WALK(x->s, {NOBODY, link, NULL, 200, "She read aloud", NULL});
	later(15 * DAY);
	WALK(x->s, {NOBODY, link, NULL, 404, NULL, "She read"});
}

/* A call list for the learner's own adults: what to say in the family's language; what was said is kept; letters in each language. */
static void people_call_and_write(void **state)
{
	struct scene *x = *state;
	clock_set((int64_t)day_of(2026, 10, 5) * DAY + 15 * HOUR);
	web_sql(x->s->w, "update outgoing set state = 'done' where state = 'waiting'");
	web_sql(x->s->w, "update guardian set reach_by = 'call paper', language = 'so', reach_note = 'After five'");
	said(x, "The+trip+is+on+Friday");
	(void)JOURNEY_MAKE(x->s, "help_line", {"language", S("so")}, {"phone", S("555-0177")}, {"hours", S("Isniin 9-12")});
	(void)JOURNEY_MAKE(x->s, "help_line", {"language", S("ht")}, {"phone", S("555-0188")}, {"hours", S("Lendi")});
	journey_translate(x->s, "note", JOURNEY_MAKE(x->s, "note", {"learner", id_str(x->s->w->a, x->s->people[ANA])}, {"kind", S("reply")}, {"part", S("week")}, {"text", S("Bring water")}, {"author_is", S("staff")}),
	                  "text", "so", "Keen biyo");
	later(21 * MINUTE);
	work(x);
	WALK(x->s, {TEACHER, "/calls", NULL, 200, "Gwen Guard|402 555 0142|After five|The trip is on Friday|Keen biyo|Somali", NULL}, {TEACHER, "/calls?format=csv", NULL, 200, "Gwen Guard,402 555 0142,so,Ana", NULL},
	     {OTHER_TEACHER, "/calls", NULL, 200, NULL, "Gwen|The trip"}, {MOTHER, "/calls", NULL, 403, NULL, NULL}, {TEACHER, "/calls/letters", NULL, 200, "lang=\"so\"|Keen biyo|/m/|555-0177", "555-0188"},
	     {OTHER_TEACHER, "/calls/{=select id from outgoing where way = 'call' and state = 'waiting'}", "deed=reached&said=x", 403, NULL, NULL},
	     {TEACHER, "/calls/{=select id from outgoing where way = 'call' and state = 'waiting'}", "deed=missed&said=", 303, NULL, NULL}, {TEACHER, "/calls", NULL, 200, NULL, "Gwen Guard"});
	later(21 * HOUR);
	WALK(x->s, {TEACHER, "/calls/{=select id from outgoing where way = 'call' and state = 'waiting'}", "deed=reached&said=She+has+no+boots", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/family", NULL, 200, "She has no boots", NULL}, {MOTHER, "/learners/{ana}/family", NULL, 200, "She has no boots", NULL},
	     {TEACHER, "/calls/letters", "letter={=select id from outgoing where way = 'paper' and state = 'waiting'}", 303, NULL, NULL}, {TEACHER, "/calls/letters", NULL, 200, NULL, "Keen biyo"});
	web_sql(x->s->w, "update guardian set has_access = 0");
	said(x, "Not+for+her");
	web_sql(x->s->w, "update guardian set has_access = 1");
	said(x, "Now+again");
	later(21 * MINUTE);
	work(x);
	WALK(x->s, {TEACHER, "/calls", NULL, 200, "Now again", NULL});
	web_sql(x->s->w, "update guardian set has_access = 0");
	WALK(x->s, {TEACHER, "/calls", NULL, 200, NULL, "Now again|Gwen"}, {TEACHER, "/calls/letters", NULL, 200, NULL, "Now again"});
	web_sql(x->s->w, "update guardian set has_access = 1");
}

/* Each adult chooses for themself; staff see it, with the balance of good news and hard news. */
static void the_family_chooses(void **state)
{
	struct scene *x = *state;
	clock_set((int64_t)day_of(2026, 11, 2) * DAY + 15 * HOUR);
	WALK(x->s, {MOTHER, "/learners/{ana}/family/reach", "reach_by=email&reach_by=text&language=so&quiet_from=18:00&quiet_until=09:00&time_zone=America/Denver&most_a_day=1&email=g@home.example&sms=%2B14025550100&phone=&reach_note=", 303, NULL, NULL},
	     {MOTHER, "/learners/{ana}/family/reach", "reach_by=text&language=so&quiet_from=late&quiet_until=09:00", 422, NULL, NULL},
	     {MOTHER, "/learners/{ana}/family/reach", "reach_by=text&language=so&time_zone=Mars/North", 422, NULL, NULL},
	     {FATHER, "/learners/{ana}/family/reach", "reach_by=text&language=so", 403, NULL, NULL},
	     {MOTHER, "/learners/{ana}/family", NULL, 200, "value=\"g@home.example\"|value=\"18:00\"|value=\"1\"", NULL}, {TEACHER, "/learners/{ana}/contact", NULL, 200, "Gwen Guard|E-mail and Text message", NULL},
	     {TEACHER, "/learners/{ana}/contact", "tone=hard&text=Two+tasks+are+missing", 303, NULL, NULL}, {TEACHER, "/learners/{ana}/contact", NULL, 200, "Say what goes well too", NULL},
	     {TEACHER, "/learners/{ana}/contact", "tone=good&text=She+helped+a+friend", 303, NULL, NULL}, {TEACHER, "/learners/{ana}/contact", NULL, 200, NULL, "Say what goes well too"},
	     {TEACHER, "/learners/{ana}/contact", "tone=odd&text=x", 422, NULL, NULL}, {TEACHER, "/learners/{ana}/contact", "tone=good&text=", 422, NULL, NULL}, {OTHER_TEACHER, "/learners/{ana}/contact", NULL, 403, NULL, NULL},
	     {MOTHER, "/learners/{ana}/family", NULL, 200, "She helped a friend|Two tasks are missing", NULL});
	journey_counts(x->s, "select count(*) from guardian where reach_by = 'email text' and time_zone = 'America/Denver' and most_a_day = 1", 1);
}

/* A gateway brings answers with the key and not without it; a mail finds its child by the address it was sent to. */
static void answers_are_brought_in(void **state)
{
	struct scene *x = *state;
	struct err e = {0};
	clock_set((int64_t)day_of(2026, 11, 9) * DAY + 17 * HOUR);
	web_sql(x->s->w, "update guardian set reach_by = 'email text', quiet_from = null, quiet_until = null, most_a_day = 9");
	said(x, "Come+and+see");
	later(21 * MINUTE);
	work(x);
	const char *link = link_of(x);
	struct web_test *w = x->s->w;
	struct str form = S("From=%2B14025550100&Body=We+come&MessageSid=SM1");
	assert_int_equal(web_raw(w, "POST", "/in/sms", "application/x-www-form-urlencoded", form).status, 403);
	web_header(w, "x-trellis-key", "wrong");
	assert_int_equal(web_raw(w, "POST", "/in/sms", "application/x-www-form-urlencoded", form).status, 403);
	journey_counts(x->s, "select count(*) from incoming where provider = 'SM1'", 0);
	if (channels_load(w->a, &x->ch, &e))
		fail_msg("%s", e.text);
	const char *key = str_dupz(w->a, x->ch.in_key);
	for (int i = 0; i < 2; i++) {
		web_header(w, "x-trellis-key", key);
		assert_int_equal(web_raw(w, "POST", "/in/sms", "application/x-www-form-urlencoded", form).status, 200);
	}
	web_header(w, "x-trellis-key", key);
	assert_int_equal(web_raw(w, "POST", "/in/sms", "application/json", S("{\"from\": \"+14025550100\", \"text\": \"Both of us\", \"id\": \"j1\"}")).status, 200);
	journey_counts(x->s, "select count(*) from note where text = 'We come' and author_is = 'family'", 1);
	journey_counts(x->s, "select count(*) from note where text = 'Both of us' and author_is = 'family'", 1);
	struct str mail = str_fmt(w->a, "From: Gwen <G@home.example>\r\nTo: answers+%s@school.example\r\nMessage-ID: <m1@home>\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
	                          "Content-Transfer-Encoding: quoted-printable\r\n\r\nMa=F1ana s=ED.\r\n\r\nOn Mon, 9 Nov 2026, school <s@school.example> wrote:\r\n> There is news\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--b--\r\n", link + 3);
	web_header(w, "x-trellis-key", key);
	assert_int_equal(web_raw(w, "POST", "/in/mail", "message/rfc822", mail).status, 200);
	journey_counts(x->s, "select count(*) from note where text = 'Mañana sí.' and author_is = 'family'", 1);
	/* somebody else who got hold of the address is not taken for the mother */
	struct str other = str_fmt(w->a, "From: x@elsewhere.example\nTo: answers+%s@school.example\n\nIt is me\n", link + 3);
	web_header(w, "x-trellis-key", key);
	assert_int_equal(web_raw(w, "POST", "/in/mail", "message/rfc822", other).status, 200);
	struct str away = str_fmt(w->a, "From: g@home.example\nTo: answers+%s@school.example\nAuto-Submitted: auto-replied\n\nI am away\n", link + 3);
	web_header(w, "x-trellis-key", key);
	assert_int_equal(web_raw(w, "POST", "/in/mail", "message/rfc822", away).status, 200);
	journey_counts(x->s, "select count(*) from incoming where text = 'It is me' and state = 'unclear'", 1);
	journey_counts(x->s, "select count(*) from incoming where text = 'I am away' and state = 'automatic'", 1);
	/* what a family wrote and nobody could place is for who leads the school of one of its children; what strangers wrote, for whoever leads one */
	struct id school = w->org;
	w->org = JOURNEY_MAKE(x->s, "org", {"name", S("Far School")}, {"kind", S("school")});
	web_sign_in(w, web_person(w, "Far", "Leader", "principal"));
	w->org = school;
	web_sql(w, "update incoming set state = 'unclear', learner = null where provider = 'j1'");
	struct reply rp = web_get(w, "/calls");
	assert_true(rp.status == 200 && web_has(w, &rp, "It is me") && !web_has(w, &rp, "Both of us"));
	assert_int_equal(web_post(w, journey_fill(x->s, "/calls/arrived/{=select id from incoming where provider = 'j1'}"), "deed=away").status, 404);
	WALK(x->s, {LEADER, "/calls", NULL, 200, "It is me|Both of us", NULL}, {LEADER, "/calls/arrived/{=select id from incoming where provider = 'j1'}", "deed=away", 303, NULL, NULL});
	WALK(x->s, {LEADER, "/calls", NULL, 200, "It is me", "I am away"}, {TEACHER, "/calls", NULL, 200, NULL, "It is me"},
	     {LEADER, "/calls/arrived/{=select id from incoming where text = 'It is me'}", "deed=place&learner={ana}", 303, NULL, NULL}, {TEACHER, "/learners/{ana}/family", NULL, 200, "It is me", NULL});
}

/* The administrator's page: off at first, a password is kept and never shown, a test goes out. */
static void the_administrator_sets_up(void **state)
{
	struct scene *x = *state;
	const char *keep = "mail.url=smtp://127.0.0.1:1&mail.from=school@school.example&mail.user=u&mail.password=hush-hush&mail.on=1&sms.type=form&sms.body=";
	WALK(x->s, {TEACHER, "/admin/messages", NULL, 403, NULL, NULL}, {ADMIN, "/admin/messages", "mail.on=1&mail.url=http://x", 422, NULL, NULL}, {ADMIN, "/admin/messages", keep, 303, NULL, NULL},
	     {ADMIN, "/admin/messages", NULL, 200, "smtp://127.0.0.1:1", "hush-hush"}, {ADMIN, "/admin/messages/test", "way=email&address=", 422, NULL, NULL}, {ADMIN, "/admin/messages/test", "way=text&address=12", 422, NULL, NULL},
	     {ADMIN, "/admin/messages/test", "way=email&address=ada@school.example", 303, NULL, NULL});
	work(x);
	WALK(x->s, {ADMIN, "/admin/messages", NULL, 200, "could not be reached", NULL});
	int before = standin_count(x->mail);
	const char *right = str_fmt(x->s->w->a, "mail.url=smtp://127.0.0.1:%d&mail.from=school@school.example&mail.on=1&sms.type=form&sms.body=", standin_port(x->mail)).p;
	WALK(x->s, {ADMIN, "/admin/messages", right, 303, NULL, NULL});
	later(2 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->mail), before + 1);
	journey_counts(x->s, "select count(*) from security_log where action = 'channels changed'", 2);
}

/* The file of passwords: nobody else's eyes; wrong fields are refused with a sentence. */
static void channels_are_guarded(void **state)
{
	struct scene *x = *state;
	struct err e = {0};
	struct channels ch = x->ch;
	struct stat st;
	struct arena *a = x->s->w->a;
	assert_int_equal(stat(channels_path(), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	ch.sms_url = S("http://gateway.example/send");
	assert_int_equal(channels_save(a, &ch, &e), E_INPUT);
	ch.sms_url = S("https://gateway.example/send");
	ch.sms_body = S("text={text}");
	assert_int_equal(channels_save(a, &ch, &e), E_INPUT);
	ch = x->ch;
	ch.mail_from = S("a@b.example\r\nBcc: c@d.example");
	assert_int_equal(channels_save(a, &ch, &e), E_INPUT);
	/* nobody's address writes a header or a command into a mail */
	const struct str no[] = {S("ana@b.example\r\nRCPT TO:<c@d.example>"), S("a@b.example>,<c@d.example"), S("a b@c.example"), S("nobody"), S("")};
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_int_equal(send_mail(a, &x->ch, &(struct mail){.to = no[i], .subject = S("Hello"), .text = S("Hello")}, &e), E_INPUT);
	assert_true(channel_near(S("http://10.1.2.3:5000/")) && channel_near(S("http://[::1]/")) && channel_near(S("http://localhost:5000")) && channel_near(S("http://172.31.0.1")));
	assert_false(channel_near(S("http://10.example.com/")) || channel_near(S("https://8.8.8.8/")) || channel_near(S("http://172.32.0.1")) || channel_near(S("http://localhost.evil.example")) ||
	             channel_near(S("http://127.0.0.1@evil.example/")));
	assert_int_equal(chmod(channels_path(), 0644), 0);
	assert_int_equal(channels_load(a, &ch, &e), E_INPUT);
	assert_false(ch.sms_on);
	assert_int_equal(chmod(channels_path(), 0600), 0);
}

/* What an administrator writes down goes nowhere but to the hosts that whoever runs the server named. */
static void only_named_hosts_are_reached(void **state)
{
	struct scene *x = *state;
	struct arena *a = x->s->w->a;
	struct err e = {0};
	struct mail m = {.to = S("gwen@home.example"), .subject = S("Hello"), .text = S("Hello")};
	int mails = standin_count(x->mail), texts = standin_count(x->sms);
	channels_hosts("mail.school.example:587, 127.0.0.2");
	assert_int_equal(send_mail(a, &x->ch, &m, &e), E_INPUT);
	assert_non_null(strstr(e.text, "--reach"));
	assert_int_equal(send_sms(a, &x->ch, S("14025550142"), S("Hello"), id_new(), &e), E_INPUT);
	struct channels ch = x->ch;
	struct str said;
	ch.translate_on = true;
	ch.translate_url = x->ch.sms_url;
	assert_int_equal(send_translate(a, &ch, LANG_EN, LANG_ES, S("Hello"), &said, &e), E_INPUT);
	assert_int_equal(standin_count(x->mail), mails);
	assert_int_equal(standin_count(x->sms), texts);
	/* host and port: that one alone */
	channels_hosts(str_fmt(a, "mail.school.example:587,127.0.0.1:%d", standin_port(x->mail)).p);
	assert_int_equal(send_mail(a, &x->ch, &m, &e), OK);
	assert_int_equal(standin_count(x->mail), mails + 1);
	assert_int_equal(send_sms(a, &x->ch, S("14025550142"), S("Hello"), id_new(), &e), E_INPUT);
	channels_hosts("127.0.0.1");
	assert_int_equal(send_sms(a, &x->ch, S("14025550142"), S("Hello"), id_new(), &e), OK);
	/* nothing in an address leads past the list */
	channels_hosts("mail.school.example:587,sms.school.example,[::1]:25");
	const struct { const char *url; bool good; } all[] = {
		{"smtp://mail.school.example:587", true}, {"smtp://MAIL.School.example:587/x", true}, {"https://sms.school.example/send?to=1", true}, {"https://sms.school.example:8443/", true},
		{"smtp://[::1]:25", true}, {"smtp://[::1]", true}, {"smtp://mail.school.example", false}, {"smtps://mail.school.example", false}, {"smtp://[::1]:26", false}, {"https://evil.example/", false},
		{"https://sms.school.example@evil.example/", false}, {"https://evil.example#@sms.school.example/", false}, {"https://evil.example\\@sms.school.example/", false},
		{"https://evil.example?@sms.school.example/", false}, {"https://sms.school.example.evil.example/", false}, {"https://asms.school.example/", false}, {"https:///", false}, {"", false}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if ((channel_allowed(str_z(all[i].url), &e) == OK) != all[i].good)
			fail_msg("%s was %s", all[i].url, all[i].good ? "refused" : "allowed");
	channels_hosts("");
	assert_int_equal(channel_allowed(S("https://sms.school.example/"), &e), E_INPUT);
	channels_hosts(NULL);
	assert_int_equal(channel_allowed(S("https://sms.school.example/"), &e), OK);
}

static void word(struct scene *x, const char *text)
{
	said(x, text);
	later(21 * MINUTE);
	work(x);
}

/* Whoever books interpreters is told once, without a child's name, outside their quiet hours and within the number a day. */
static void an_interpreter_is_asked_for(void **state)
{
	struct scene *x = *state;
	struct arena *a = x->s->w->a;
	const char *ask = "/learners/{ana}/interpreter", *what = "what=Conference&on_date=2026-11-30&begins=15:00&language=es&way=person";
	clock_set((int64_t)day_of(2026, 11, 18) * DAY + 15 * HOUR);
	web_sql(x->s->w, "update outgoing set state = 'done' where state in ('waiting', 'sending', 'failed')");
	WALK(x->s, {MOTHER, ask, what, 303, NULL, NULL});
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where tag = 'desk'"), 0); /* nobody is named */
	WALK(x->s, {ADMIN, "/settings", "has=family.interpreters&family.interpreters=gwen@home.example", 303, NULL, NULL}, {MOTHER, ask, what, 303, NULL, NULL});
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where tag = 'desk'"), 0); /* an adult of a family books nothing */
	web_sql(x->s->w, "update person set email = 'office@school.example' where family_name = 'Leader'");
	WALK(x->s, {ADMIN, "/settings", "has=family.interpreters&family.interpreters=Office@school.example", 303, NULL, NULL}, {MOTHER, ask, what, 303, NULL, NULL}, {MOTHER, ask, what, 303, NULL, NULL});
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where tag = 'desk' and state = 'waiting'"), 1);
	int before = standin_count(x->mail);
	work(x);
	assert_int_equal(standin_count(x->mail), before); /* a little later, with what comes meanwhile */
	later(21 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->mail), before + 1);
	struct str mail = standin_last(x->mail, a);
	assert_true(has(mail, "office@school.example") && has(mail, "an interpreter is asked for") && has(mail, "school.example"));
	assert_false(has(mail, "Ana") || has(mail, "Ash") || has(mail, "Conference"));
	WALK(x->s, {LEADER, "/calls", NULL, 200, "Ana Ash|Conference|/learners/{ana}/conference#interpreter", NULL});
	/* in the evening: when the quiet hours are over */
	clock_set((int64_t)day_of(2026, 11, 20) * DAY + 4 * HOUR);
	WALK(x->s, {MOTHER, ask, what, 303, NULL, NULL});
	later(60 * MINUTE);
	work(x);
	assert_int_equal(standin_count(x->mail), before + 1);
	later(9 * HOUR);
	work(x);
	assert_int_equal(standin_count(x->mail), before + 2);
	/* two a day, then the next day */
	for (int i = 0; i < 3; i++) {
		WALK(x->s, {MOTHER, ask, what, 303, NULL, NULL});
		later(30 * MINUTE);
		work(x);
	}
	int today = standin_count(x->mail);
	assert_true(today <= before + 4);
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where tag = 'desk' and state = 'waiting'"), 1);
	later(DAY);
	work(x);
	assert_int_equal(standin_count(x->mail), today + 1);
}

/* By SMPP 3.4: bind, parts, receipts, answers; what is delivered is acknowledged after it was kept; a line that is down is no loss. */
static void by_smpp(void **state)
{
	struct scene *x = *state;
	struct arena *a = x->s->w->a;
	struct standin *gate = standin_open(STANDIN_SMPP);
	struct channels ch = x->ch;
	struct err e = {0};
	clock_set((int64_t)day_of(2026, 12, 1) * DAY + 15 * HOUR);
	web_sql(x->s->w, "update outgoing set state = 'done' where state in ('waiting', 'sending', 'failed')");
	web_sql(x->s->w, "update guardian set reach_by = 'text', quiet_from = null, quiet_until = null, most_a_day = 9, language = 'en', has_access = 1 where learner = (select id from person where family_name = 'Ash')");
	web_sql(x->s->w, "delete from reach_stop");
	web_sql(x->s->w, "update person set sms = '(402) 555-0142' where family_name = 'Guard'");
	ch.sms_url = str_fmt(a, "smpp://127.0.0.1:%d", standin_port(gate));
	ch.sms_user = S("gate");
	ch.sms_password = S("key");
	ch.sms_from = S("");
	assert_int_equal(channels_save(a, &ch, &e), E_INPUT); /* without our number */
	ch.sms_from = S("+15550100");
	ch.sms_url = S("smpp://sms.example.org:2775");
	assert_int_equal(channels_save(a, &ch, &e), E_INPUT); /* in the clear over another network */
	ch.sms_url = str_fmt(a, "smpp://127.0.0.1:%d", standin_port(gate));
	assert_int_equal(channels_save(a, &ch, &e), OK);
	standin_says(gate, 0, "receipt nobody DELIVRD\n");
	word(x, "Now+by+SMPP");
	assert_int_equal(standin_count(gate), 1);
	struct str rest = standin_last(gate, a);
	/* service type, source (international, ISDN), destination, esm class 0, receipt wanted, GSM letters */
	static const char head[] = "\0\1\1" "15550100\0" "\1\1" "14025550142\0" "\0\0\0" "\0\0" "\1\0\0\0";
	assert_true(rest.n > sizeof head && !memcmp(rest.p, head, sizeof head - 1));
	rest = (struct str){rest.p + sizeof head, rest.n - sizeof head};
	assert_true(has(rest, "school.example/m/") && !has(rest, "SMPP")); /* it says little */
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where gateway_id = 'm1' and state = 'sent' and arrived_at is null"), 1);
	/* long ones go in parts: TS 23.040, 9.2.3.24.1 */
	struct smpp_parts parts;
	char long_text[161];
	memset(long_text, 'a', sizeof long_text);
	assert_int_equal(smpp_split(a, (struct str){long_text, 161}, 0x2a, &parts, &e), OK);
	assert_true(parts.n == 2 && parts.part[0].n == 6 + 153 && parts.part[1].n == 6 + 8);
	assert_memory_equal(parts.part[1].p, "\5\0\3\x2a\2\2", 6);
	assert_int_equal(smpp_split(a, S("\u00bf\u20ac?"), 1, &parts, &e), OK);
	assert_true(parts.plain && parts.n == 1 && parts.part[0].n == 4 && !memcmp(parts.part[0].p, "\x60\x1b\x65?", 4)); /* TS 23.038 */
	assert_int_equal(smpp_split(a, S("\u0634"), 1, &parts, &e), OK);
	assert_true(!parts.plain && parts.part[0].n == 2 && !memcmp(parts.part[0].p, "\x06\x34", 2));
	/* the receipt and the family's answer come with the next line */
	standin_says(gate, 0, "receipt m1 DELIVRD\n14025550142 She is glad");
	later(6 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where gateway_id = 'm1' and arrived_at is not null"), 1);
	WALK(x->s, {MOTHER, "/learners/{ana}/family", NULL, 200, "She is glad", NULL}, {TEACHER, "/learners/{ana}/contact", NULL, 200, "arrived on", NULL});
	assert_int_equal(standin_acknowledged(gate), 3);
	/* sent again since our yes was lost: one answer */
	standin_says(gate, 0, "14025550142 She is glad");
	later(5 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from note where text = 'She is glad'"), 1);
	/* a long answer comes in parts, out of order and over two lines, one of them twice: one answer */
	standin_says(gate, 0, "part 77/3/3 14025550142 and fish.\npart 77/1/3 14025550142 She likes \n");
	later(6 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from note where text like '%fish.%'"), 0);
	assert_int_equal(web_count(x->s->w, "select count(*) from incoming_part where done_at = 0"), 2);
	standin_says(gate, 0, "part 77/2/3 14025550142 maps \npart 77/2/3 14025550142 maps \n");
	later(5 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from note where text = 'She likes maps and fish.'"), 1);
	assert_int_equal(web_count(x->s->w, "select count(*) from note where text like '%maps%'"), 1);
	/* by the parameters of SMPP, with a number of two octets */
	standin_says(gate, 0, "sar 700/2/2 14025550142 is fine.\nsar 700/1/2 14025550142 Thursday \n");
	later(6 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from note where text = 'Thursday is fine.'"), 1);
	/* one part never comes: what came is given, with a sign where words are missing */
	standin_says(gate, 0, "part 78/1/2 14025550142 We cannot come on\n");
	later(6 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from note where text like 'We cannot%'"), 0);
	later(11 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from note where text = 'We cannot come on [\u2026] (1/2)'"), 1);
	later(20 * MINUTE);
	standin_says(gate, 0, "part 79/1/2 14025550142 a\npart 79/2/2 14025550142 b\n");
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from incoming_part"), 2);
	later(20 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from incoming_part"), 0); /* what is done is known for a quarter of an hour only */
	/* a name or a password that SMPP has no room for is refused, never cut */
	ch.sms_password = S("longer-than-eight");
	assert_int_equal(channels_save(a, &ch, &e), E_INPUT);
	assert_non_null(strstr(e.text, "at most 8"));
	struct smpp *line = NULL;
	assert_int_equal(smpp_open(a, &ch, NULL, NULL, &line, &e), E_BUSY);
	assert_non_null(strstr(e.text, "at most 8"));
	err_clear(&e);
	ch.sms_password = S("key");
	/* it did not arrive: a person calls */
	word(x, "And+again");
	standin_says(gate, 0, "receipt m2 UNDELIV");
	later(6 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where gateway_id = 'm2' and state = 'failed'"), 1);
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where way in ('call', 'paper') and state = 'waiting'"), 1);
	/* throttled: tried again; no such number: a call at once */
	standin_says(gate, 0x58, "");
	word(x, "Third");
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where way = 'text' and state = 'waiting' and tries = 1 and why like '%0x58%'"), 1);
	standin_says(gate, 0x0b, "");
	later(2 * MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where way = 'text' and state = 'failed' and why like '%0xb%'"), 1);
	/* nobody there */
	standin_close(gate);
	word(x, "Fourth");
	assert_int_equal(web_count(x->s->w, "select count(*) from outgoing where way = 'text' and state = 'waiting' and why like '%could not be reached%'"), 1);
	assert_int_equal(channels_save(a, &x->ch, &e), OK);
}

/* What comes back lies in a maildir: each letter is read once, found, kept, and moved to cur. */
static void answers_in_a_maildir(void **state)
{
	struct scene *x = *state;
	struct arena *a = x->s->w->a;
	struct err e = {0};
	struct channels ch = x->ch;
	clock_set((int64_t)day_of(2027, 1, 12) * DAY + 15 * HOUR);
	web_sql(x->s->w, "update outgoing set state = 'done' where state in ('waiting', 'sending', 'failed')");
	web_sql(x->s->w, "update guardian set reach_by = 'email', quiet_from = null, quiet_until = null, most_a_day = 9, has_access = 1 where learner = (select id from person where family_name = 'Ash')");
	web_sql(x->s->w, "update person set email = 'gwen@home.example' where family_name = 'Guard'");
	const char *box = file_join(a, x->folder, "maildir");
	assert_int_equal(mkdir(box, 0700) | mkdir(file_join(a, box, "new"), 0700) | mkdir(file_join(a, box, "cur"), 0700) | mkdir(file_join(a, box, "tmp"), 0700), 0);
	ch.mail_folder = str_z(box);
	assert_int_equal(channels_save(a, &ch, &e), OK);
	word(x, "Please+write+back");
	struct str mail = standin_last(x->mail, a), to;
	size_t at;
	assert_true(str_find(mail, S("Reply-To: <"), &at) || str_find(mail, S("Reply-To: "), &at));
	to = (struct str){mail.p + at, mail.n - at};
	assert_true(str_find(to, S("answers+"), &at));
	to = (struct str){to.p + at, 8 + LINK_TEXT - 1 + 15};
	struct str letter = str_fmt(a, "From: Gwen <gwen@home.example>\r\nTo: %.*s\r\nMessage-ID: <one@home.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWe read each night\r\n> Please write back\r\n", S_ARG(to));
	assert_int_equal(file_write(file_join(a, box, "new/1.a"), letter, 0600, &e), OK);
	assert_int_equal(file_write(file_join(a, box, "new/2.b"), letter, 0600, &e), OK); /* the mail server brought it twice */
	assert_int_equal(file_write(file_join(a, box, "new/3.c"), S("\1\2 no mail"), 0600, &e), OK);
	later(MINUTE);
	work(x);
	assert_int_equal(web_count(x->s->w, "select count(*) from note where text = 'We read each night' and author_is = 'family'"), 1);
	struct stat st;
	assert_int_equal(stat(file_join(a, box, "cur/1.a:2,S"), &st) | stat(file_join(a, box, "cur/2.b:2,S"), &st), 0);
	assert_true(stat(file_join(a, box, "new/3.c"), &st) != 0);
	WALK(x->s, {TEACHER, "/learners/{ana}/family", NULL, 200, "We read each night", "Please write back\n>"});
	assert_int_equal(channels_save(a, &x->ch, &e), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("text messages are counted in parts as networks count them", parts_are_counted),
		TEST("news is grouped into one text message that says little, in the adult's language, and its answer lands on the child's page once [R242] [R243] [R271]", text_goes_out_and_comes_back),
		TEST("quiet hours go by the family's own time zone, and a day brings only a few messages [R436]", quiet_hours_and_caps),
		TEST("an adult whom a court restricts is told nothing, even when the message was made before", restrictions_hold),
		TEST("a line that is down is tried again, a refused number goes to a person to call, a dead worker's message is taken over [R271]", failures_end_with_a_person),
		TEST("an adult who writes STOP is called instead, until they write START", stop_means_stop),
		TEST("with two children an answer goes to the one it names, and is never guessed [R243]", two_children),
		TEST("mail goes out with an address for its answer and without the words", mail_goes_out),
		TEST("a message's link opens without a password, shows little, takes an answer, ends, and is closed by a restriction [R271]", a_link_shows_little_and_ends),
		TEST("staff call and write as the family chose, in its language, and a restriction holds there too and whoever helps in that language is named [R242] [R271] [R443]", people_call_and_write),
		TEST("each adult chooses ways, hours and how often; staff see it with the balance of good and hard news [R242] [R267] [R436]", the_family_chooses),
		TEST("answers by text message and e-mail find their child; a stranger's waits for a person [R243]", answers_are_brought_in),
		TEST("an administrator switches a way on and sends a test; a kept password is never shown", the_administrator_sets_up),
		TEST("addresses and passwords of the channels are kept from others and checked", channels_are_guarded),
		TEST("nothing is sent to a host that whoever runs the server did not name", only_named_hosts_are_reached),
		TEST("whoever books interpreters hears that one is asked for, without a child's name, not in quiet hours and not too often [R241]", an_interpreter_is_asked_for),
		TEST("text messages go by SMPP with receipts and answers, and nothing is lost when the line is [R242]", by_smpp),
		TEST("answers by mail lie in a maildir, are read once and stand on the child's page [R242]", answers_in_a_maildir)};
	return cmocka_run_group_tests(tests, start, stop);
}
