/* Work with a time limit: what a plan makes of it, said before it is given, kept when a page is loaded again. */
#include "support/test.h"
#include "support/web.h"
#include "web/app.h"

#include <string.h>

#define MONDAY "2026-11-30"

static struct web_test *w;
static struct id teacher, usual, more, never, newcomer, class_id, aim, timed, film, book;

#define text(id) id_str(w->a, (id))
#define MAKE(type, ...) web_make(w, type, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input))

static struct id learner(const char *first, const char *family)
{
	struct id id = web_person(w, first, family, "student");
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(id)}, {"role", S("student")});
	return id;
}

static struct id piece(struct id who, const char *title, struct id resource, const char *limit)
{
	struct id week;
	struct err e = {0};
	struct db *db;
	struct rows *r;
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(db_query(db, &e, &r, "select id from week_plan where learner = ?1 and monday = ?2", "bz", who, MONDAY), OK);
	bool there = rows_next(r, &e) == 1;
	week = there ? rows_id(r, 0) : ID_NIL;
	rows_end(r);
	store_read_end(db);
	if (!there)
		week = MAKE("week_plan", {"learner", text(who)}, {"monday", S(MONDAY)}, {"class", text(class_id)});
	return MAKE("week_item", {"week", text(week)}, {"learner", text(who)}, {"title", str_z(title)}, {"mode", S("screen")}, {"kind", S("class")},
	            {"resource", id_nil(resource) ? S("") : text(resource)}, {"minutes", S("20")}, {"done_looks_like", S("It is done.")}, {"limit_minutes", str_z(limit)});
}

static void plan_line(struct id who, const char *source, const char *term, const char *value)
{
	(void)MAKE("plan_line", {"learner", text(who)}, {"source", str_z(source)}, {"kind", S("accommodation")}, {"term", str_z(term)}, {"value", str_z(value)}, {"text", str_z(term)});
}

static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	teacher = web_person(w, "Tea", "Cher", "teacher");
	class_id = MAKE("class", {"title", S("English")}, {"kind", S("scheduled")}, {"grades", S("04")}, {"subjects", S("English")}, {"org", text(w->org)});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(teacher)}, {"role", S("teacher")});
	usual = learner("Ada", "Usual");
	more = learner("Ben", "More");
	never = learner("Cid", "Never");
	newcomer = learner("Dua", "Newcomer");
	web_sql(w, "update person set home_languages = 'ar', language = 'en' where given_name = 'Dua'");
	(void)MAKE("english_level", {"learner", text(newcomer)}, {"test", S("wida")}, {"tested_on", S("2026-09-01")}, {"reading", S("1.1")});
	struct id framework = MAKE("framework", {"title", S("Test")});
	aim = MAKE("competency", {"framework", text(framework)}, {"code", S("R.4")}, {"grade", S("04")}, {"subject", S("english")}, {"text", S("I can find the main idea.")});
	film = MAKE("resource", {"title", S("A film")}, {"kind", S("video")}, {"language", S("en")}, {"access_mode", S("auditory visual")}, {"access_features", S("none")},
	            {"minutes_alone", S("20")});
	book = MAKE("resource", {"title", S("A hard book")}, {"kind", S("reading")}, {"language", S("en")}, {"level", S("5")}, {"minutes_alone", S("20")});
	(void)MAKE("alignment", {"resource", text(film)}, {"competency", text(aim)});
	(void)MAKE("alignment", {"resource", text(book)}, {"competency", text(aim)});
	plan_line(more, "iep", "additional-testing-time", "1.5");
	plan_line(more, "iep", "captions", "");
	plan_line(never, "504", "additional-testing-time", "unlimited");
	/* nobody has named a competency for these: they are looked at all the same */
	struct id loose = MAKE("resource", {"title", S("A loose film")}, {"kind", S("video")}, {"language", S("en")}, {"access_mode", S("auditory visual")}, {"access_features", S("none")});
	struct id hard = MAKE("resource", {"title", S("A loose book")}, {"kind", S("reading")}, {"language", S("en")}, {"level", S("5")});
	struct id sounding = MAKE("resource", {"title", S("Sounding out")}, {"kind", S("practice")}, {"language", S("en")}, {"construct", S("decoding")});
	plan_line(more, "iep", "spoken", "computer-read-aloud");
	(void)piece(more, "A loose film", loose, "");
	(void)piece(more, "Sounding out", sounding, "");
	(void)piece(usual, "Sounding out", sounding, "");
	(void)piece(newcomer, "A loose book", hard, "");
	timed = piece(more, "A check", ID_NIL, "20");
	(void)piece(usual, "A check", ID_NIL, "20");
	(void)piece(never, "A check", ID_NIL, "20");
	(void)piece(more, "A film", film, "");
	(void)piece(newcomer, "A hard book", book, "");
	web_sign_in(w, teacher);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

static const char *work_of(struct id who, struct id work)
{
	return str_fmt(w->a, "/learners/%.*s/work/%.*s", S_ARG(text(who)), S_ARG(text(work))).p;
}

static void flagged_before_it_is_given(void **state)
{
	(void)state;
	web_sign_in(w, teacher);
	struct reply rp = web_get(w, str_fmt(w->a, "/classes/%.*s/week?monday=" MONDAY, S_ARG(text(class_id))).p);
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "“A check” has a limit of 20 minutes; with this learner&#39;s plan it is 30.") || web_has(w, &rp, "“A check” has a limit of 20 minutes; with this learner's plan it is 30."));
	assert_true(web_has(w, &rp, "“A check” has a limit of 20 minutes; a plan says that this learner has none."));
	assert_true(web_has(w, &rp, "“A film” does not fit a support of this learner. Choose another way to the same goal."));
	assert_true(web_has(w, &rp, "“A hard book” may be hard to read for this learner. Choose another text, or read it together."));
	assert_true(web_has(w, &rp, "“A loose film” does not fit a support of this learner. Choose another way to the same goal."));
	assert_true(web_has(w, &rp, "“A loose book” may be hard to read for this learner. Choose another text, or read it together."));
	assert_true(web_has(w, &rp, "“Sounding out” checks the very thing that “Texts read aloud by the device” would do"));
	assert_int_equal(web_count(w, "select count(*) from week_plan where state <> 'draft'"), 0);
	/* the sentence about Ada would be a mistake: nothing in her week differs */
	rp = web_get(w, str_fmt(w->a, "/classes/%.*s/week/pieces/%.*s?monday=" MONDAY, S_ARG(text(class_id)), S_ARG(text(timed))).p);
	assert_true(web_has(w, &rp, "it is 30."));
	assert_true(web_has(w, &rp, "name=\"limit\""));
}

static void form_keeps_it(void **state)
{
	(void)state;
	web_sign_in(w, teacher);
	struct id other = piece(usual, "Another check", ID_NIL, "");
	const char *path = str_fmt(w->a, "/classes/%.*s/week/pieces/%.*s", S_ARG(text(class_id)), S_ARG(text(other))).p;
	(void)web_get(w, str_fmt(w->a, "%s?monday=" MONDAY, path).p);
	struct reply rp = web_post(w, path, "monday=" MONDAY "&version=1&title=Another+check&mode=paper&minutes=20&day=1&done=All&limit=many");
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "Give the time limit as a number of minutes"));
	assert_true(web_has(w, &rp, "value=\"many\""));
	rp = web_post(w, path, "monday=" MONDAY "&version=1&title=Another+check&mode=paper&minutes=20&day=1&done=All&limit=15");
	assert_int_equal(rp.status, 303);
	assert_int_equal(web_count(w, "select limit_minutes from week_item where title = 'Another check'"), 15);
}

static void kept_for_each(void **state)
{
	(void)state;
	web_sql(w, "update week_plan set state = 'given'");
	web_sign_in(w, more);
	struct reply rp = web_get(w, work_of(more, timed));
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "You have 30 minutes for this"));
	assert_int_equal(web_count(w, "select count(*) from week_item where started_at is not null"), 0); /* looking begins nothing */
	/* 1.5 times 20 minutes, loaded again and on another device */
	for (int i = 0; i < 3; i++) {
		if (i == 2) {
			web_forget(w);
			web_sign_in(w, more);
		}
		rp = web_get(w, work_of(more, timed));
		assert_true(web_has(w, &rp, ">30:00<"));
	}
	int64_t now = clock_now() / SECOND * SECOND;
	clock_set(now);
	rp = web_post(w, str_fmt(w->a, "%s/clock", work_of(more, timed)).p, "");
	assert_int_equal(rp.status, 303);
	clock_set(now + 10 * 60 * SECOND);
	for (int i = 0; i < 2; i++) {
		rp = web_get(w, work_of(more, timed));
		assert_true(web_has(w, &rp, ">20:00<"));
		web_forget(w);
		web_sign_in(w, more);
	}
	(void)web_get(w, work_of(more, timed));
	int64_t began = web_count(w, "select started_at from week_item where started_at is not null");
	rp = web_get(w, work_of(more, timed));
	assert_true(web_has(w, &rp, "You have 30 minutes, until "));
	rp = web_post(w, str_fmt(w->a, "%s/clock", work_of(more, timed)).p, "");
	assert_int_equal(web_count(w, "select started_at from week_item where started_at is not null"), began); /* begun once */
	/* an hour later, on another device */
	web_sql(w, "update week_item set started_at = started_at - 3600000000 where started_at is not null");
	web_forget(w);
	web_sign_in(w, more);
	rp = web_get(w, work_of(more, timed));
	assert_int_equal(rp.status, 200); /* nothing is closed */
	assert_true(web_has(w, &rp, "Your time was over at"));
	clock_set(0);
}

static void others(void **state)
{
	(void)state;
	struct err e = {0};
	struct db *db;
	struct rows *r;
	struct { struct id who; bool limit; } rows[] = {{usual, true}, {never, false}};
	for (int i = 0; i < 2; i++) {
		assert_int_equal(store_read(w->store, &db, &e), OK);
		assert_int_equal(db_query(db, &e, &r, "select id from week_item where learner = ?1 and title = 'A check'", "b", rows[i].who), OK);
		assert_int_equal(rows_next(r, &e), 1);
		struct id work = rows_id(r, 0);
		rows_end(r);
		store_read_end(db);
		web_sign_in(w, rows[i].who);
		struct reply rp = web_get(w, work_of(rows[i].who, work));
		assert_int_equal(rp.status, 200);
		assert_int_equal(web_has(w, &rp, "You have 20 minutes for this"), rows[i].limit);
		assert_int_equal(web_has(w, &rp, "I begin now"), rows[i].limit);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("time limit, format and reading load that clash with a plan are said before the week is given, with the way out [R045]", flagged_before_it_is_given),
		TEST("the teacher sets a limit in the form", form_keeps_it),
		TEST("1.5 times 20 minutes is 30:00; time begins when the learner says so, and no reload or device changes it [R177 R214]", kept_for_each),
		TEST("who has no more time has the limit; whose plan says none has none", others),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
