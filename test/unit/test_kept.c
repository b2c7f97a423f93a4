/* A page that is given again (web/kept.h) is never older than the data, never another's, and never past a lost right. */
#include "support/journey.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

static int start(void **state)
{
	*state = journey_open();
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

/* Somebody's browser: one session for as long as a test lasts. */
static struct { struct pair cookies[16]; size_t n; } jars[WHO_COUNT];

static void browser_of(struct journey_school *s, enum who who)
{
	struct web_test *w = s->w;
	if (!jars[who].n) {
		web_sign_in(w, s->people[who]);
		memcpy(jars[who].cookies, w->cookies, sizeof w->cookies);
		jars[who].n = w->n_cookies;
	}
	memcpy(w->cookies, jars[who].cookies, sizeof w->cookies);
	w->n_cookies = jars[who].n;
}

static int fresh_browsers(void **state)
{
	(void)state;
	memset(jars, 0, sizeof jars);
	return 0;
}

static struct reply get(struct journey_school *s, enum who who, const char *path)
{
	browser_of(s, who);
	return web_get(s->w, journey_fill(s, path));
}

static struct str text_of(struct journey_school *s, enum who who, const char *path, int status)
{
	struct reply rp = get(s, who, path);
	assert_int_equal(rp.status, status);
	return str_dup(s->w->a, web_body(s->w, &rp));
}

/* The first one-time key of a page tells whether it was made anew. */
static struct str key_of(struct str page)
{
	size_t at;
	assert_true(str_find(page, S("name=\"_key\" value=\""), &at));
	return (struct str){page.p + at + 19, 36};
}

static bool has(struct str page, const char *text)
{
	size_t at;
	return str_find(page, str_z(text), &at);
}

#define CLASS_PAGE "/classes/{class}"

static void the_same_twice(void **state)
{
	struct journey_school *s = *state;
	(void)text_of(s, EL, CLASS_PAGE, 200); /* signing in is a change */
	struct str first = text_of(s, TEACHER, CLASS_PAGE, 200), again = text_of(s, TEACHER, CLASS_PAGE, 200);
	assert_true(str_eq(first, again)); /* with the same one-time keys: it was kept */
	assert_false(str_eq(key_of(first), key_of(text_of(s, EL, CLASS_PAGE, 200)))); /* each person has their own */
	assert_true(str_eq(first, text_of(s, TEACHER, CLASS_PAGE, 200)));
	assert_false(str_eq(first, text_of(s, TEACHER, CLASS_PAGE "?lang=es", 200)));
}

/* Every way data can change: a page, another connection of the same file (a command, a worker), any table. */
static void a_change_is_seen_at_once(void **state)
{
	struct journey_school *s = *state;
	static const char *const CHANGES[] = {
		"update person set given_name = 'Anabel' where given_name = 'Ana'",
		"update class set title = 'Sample room 9'",
		"update person set given_name = 'Ana' where given_name = 'Anabel'",
	};
	for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
		struct str before = text_of(s, TEACHER, CLASS_PAGE, 200);
		assert_true(str_eq(before, text_of(s, TEACHER, CLASS_PAGE, 200)));
		web_sql(s->w, CHANGES[i]);
		struct str after = text_of(s, TEACHER, CLASS_PAGE, 200);
		assert_false(str_eq(key_of(before), key_of(after)));
		assert_true(has(after, i == 0 ? "Anabel" : i == 1 ? "Sample room 9" : "Ana Ash"));
	}
}

static void a_lost_right_is_lost_at_once(void **state)
{
	struct journey_school *s = *state;
	(void)text_of(s, CASE, CLASS_PAGE, 200);
	(void)text_of(s, CASE, CLASS_PAGE, 200);
	web_sql(s->w, "update support_role set end_on = '2020-01-01' where role = 'caseManager'");
	(void)text_of(s, CASE, CLASS_PAGE, 403);
	web_sql(s->w, "update support_role set end_on = null where role = 'caseManager'");
	(void)text_of(s, CASE, CLASS_PAGE, 200);
	/* the session is no counted table: it is looked at each time */
	(void)text_of(s, TEACHER, CLASS_PAGE, 200);
	web_sql(s->w, "update session set stage = 'locked'");
	struct reply rp = get(s, TEACHER, CLASS_PAGE);
	assert_int_equal(rp.status, 303);
	web_sql(s->w, "update session set stage = 'full'");
	(void)text_of(s, TEACHER, CLASS_PAGE, 200);
}

static void what_was_sent_makes_new_keys(void **state)
{
	struct journey_school *s = *state;
	struct str before = text_of(s, TEACHER, CLASS_PAGE, 200);
	/* refused, so that no data changes: the keys of the page are new all the same */
	struct reply rp = web_post(s->w, journey_fill(s, "/classes/{class}/observe"), journey_fill(s, "learner={cora}&competency={aim}&seen=yes"));
	assert_int_equal(rp.status, 422);
	assert_false(str_eq(key_of(before), key_of(text_of(s, TEACHER, CLASS_PAGE, 200))));
}

static void not_for_long(void **state)
{
	struct journey_school *s = *state;
	int64_t now = clock_now();
	struct str first = text_of(s, TEACHER, CLASS_PAGE, 200);
	clock_set(now + 10 * SECOND);
	assert_true(str_eq(first, text_of(s, TEACHER, CLASS_PAGE, 200)));
	clock_set(now + 16 * SECOND);
	assert_false(str_eq(key_of(first), key_of(text_of(s, TEACHER, CLASS_PAGE, 200))));
	clock_set(now);
}

/* A page of a learner opens protected fields: each look is logged, so none is given again. */
static void a_logged_look_is_logged_each_time(void **state)
{
	struct journey_school *s = *state;
	int64_t before = web_count(s->w, "select count(*) from security_log where action = 'read'");
	(void)text_of(s, TEACHER, "/learners/{ana}", 200);
	int64_t once = web_count(s->w, "select count(*) from security_log where action = 'read'");
	(void)text_of(s, TEACHER, "/learners/{ana}", 200);
	assert_int_equal(web_count(s->w, "select count(*) from security_log where action = 'read'") - once, once - before);
}

static int64_t count_of(struct store *store)
{
	struct db *db;
	struct err e = {0};
	int64_t n = 0;
	assert_int_equal(store_read(store, &db, &e), OK);
	assert_int_equal(db_change(db, &n, &e), OK);
	store_read_end(db);
	return n;
}

/* Looking at a page is no change: a page that is kept writes nothing. */
static void looking_is_no_change(void **state)
{
	struct journey_school *s = *state;
	static const char *const PAGES[] = {CLASS_PAGE, "/classes/{class}/week", "/classes/{class}/supports", "/today"};
	for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
		clock_set(clock_now() + MINUTE * 2); /* the session is noted as seen, which is not counted */
		int64_t before = count_of(s->w->store);
		struct str page = text_of(s, TEACHER, PAGES[i], 200);
		assert_true(before > 0);
		assert_int_equal(count_of(s->w->store), before);
		assert_true(str_eq(page, text_of(s, TEACHER, PAGES[i], 200)));
	}
	int64_t before = count_of(s->w->store);
	web_sql(s->w, "update person set given_name = given_name where given_name = 'Ana'");
	assert_int_equal(count_of(s->w->store), before + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_same_twice, fresh_browsers), cmocka_unit_test_setup(a_change_is_seen_at_once, fresh_browsers), cmocka_unit_test_setup(a_lost_right_is_lost_at_once, fresh_browsers),
		cmocka_unit_test_setup(what_was_sent_makes_new_keys, fresh_browsers), cmocka_unit_test_setup(not_for_long, fresh_browsers), cmocka_unit_test_setup(a_logged_look_is_logged_each_time, fresh_browsers),
		cmocka_unit_test_setup(looking_is_no_change, fresh_browsers)};
	return cmocka_run_group_tests_name("kept pages", tests, start, stop);
}
