/* A small class with its own library: what is suggested to whom, that nothing is given by the program, and what people decide. */
#include "school/evidence/fold.h"
#include "support/test.h"
#include "support/web.h"
#include "school/plan/suggest.h"
#include "school/team/today.h"
#include "web/app.h"

#include <string.h>

#define MONDAY "2026-11-30"

static struct web_test *w;
static struct id teacher, special, reader, newcomer, class_id, aim, lesson, simple, spanish, practice, broken;

#define text(id) id_str(w->a, (id))
#define MAKE(type, ...) web_make(w, type, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input))

static struct id resource(const char *title, const char *kind, const char *lang, const char *level, const char *goal)
{
	struct id id = MAKE("resource", {"title", str_z(title)}, {"kind", str_z(kind)}, {"language", str_z(lang)}, {"level", str_z(level)}, {"same_goal", str_z(goal)},
	                    {"minutes_alone", S("20")}, {"rigor", S("2")});
	(void)MAKE("alignment", {"resource", text(id)}, {"competency", text(aim)});
	return id;
}

static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	teacher = web_person(w, "Tea", "Cher", "teacher");
	special = web_person(w, "Spe", "Cial", "specialEducator");
	reader = web_person(w, "Rea", "Der", "student");
	newcomer = web_person(w, "New", "Comer", "student");
	class_id = MAKE("class", {"title", S("English")}, {"kind", S("scheduled")}, {"grades", S("04")}, {"subjects", S("English")}, {"org", text(w->org)});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(teacher)}, {"role", S("teacher")});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(reader)}, {"role", S("student")});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(newcomer)}, {"role", S("student")});
	(void)MAKE("support_role", {"learner", text(newcomer)}, {"adult", text(special)}, {"role", S("caseManager")}, {"purpose", S("IEP")});
	(void)MAKE("english_level", {"learner", text(newcomer)}, {"test", S("wida")}, {"tested_on", S("2026-09-01")}, {"reading", S("1.2")});
	struct id framework = MAKE("framework", {"title", S("Test")});
	aim = MAKE("competency", {"framework", text(framework)}, {"code", S("R.4")}, {"grade", S("04")}, {"subject", S("english")}, {"text", S("I can find the main idea.")});
	simple = resource("Easy bread", "reading", "en", "1", "bread");
	lesson = resource("Bread", "reading", "en", "2", "bread");
	spanish = resource("Pan", "reading", "es", "2", "bread");
	practice = resource("Main ideas", "practice", "en", "0", "");
	broken = MAKE("resource", {"title", S("Gone page")}, {"kind", S("link")}, {"language", S("en")});
	web_sql(w, "update person set home_languages = 'es', language = 'es' where given_name = 'New'");
	web_sign_in(w, teacher);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

static const char *path(const char *rest)
{
	return str_fmt(w->a, "/classes/%.*s/week%s", S_ARG(text(class_id)), rest).p;
}

static struct class_week load(struct id who, const char *monday)
{
	struct class_week out = {0};
	struct viewer v;
	struct err e = {0};
	struct db *db;
	day_t day, today;
	assert_true(day_parse(str_z(monday), &day));
	assert_true(day_parse(S("2026-11-20"), &today));
	assert_int_equal(store_read(w->store, &db, &e), OK);
	if (viewer_load(db, who, today, &v, &e) || suggest_load(db, w->a, &v, LANG_EN, class_id, day, &out, &e))
		fail_msg("%s", e.text);
	store_read_end(db);
	return out;
}

static const struct offer *offered(const struct class_week *c, struct id learner, struct id what)
{
	const struct week_of *k = suggest_learner(c, learner);
	for (size_t i = 0; k && i < k->n_offers; i++)
		if (id_eq(k->offers[i].resource, what))
			return &k->offers[i];
	return NULL;
}

static int post(const char *rest, const char *fields)
{
	return web_post(w, path(rest), str_fmt(w->a, "monday=" MONDAY "&%s", fields).p).status;
}

static void nothing_is_assigned(void **unused)
{
	(void)unused;
	assert_int_equal(post("/aims", str_fmt(w->a, "competency=%.*s", S_ARG(text(aim))).p), 303);
	struct reply rp = web_get(w, path("?monday=" MONDAY));
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "No thanks"));
	assert_true(load(teacher, MONDAY).n_shared > 0);
	assert_int_equal(web_count(w, "select count(*) from week_item"), 0);
	assert_int_equal(web_count(w, "select count(*) from week_plan"), 0);
}

static void each_reads_for_the_same_goal(void **unused)
{
	(void)unused;
	struct class_week c = load(teacher, MONDAY);
	const struct offer *as_is = offered(&c, reader, lesson), *other = offered(&c, newcomer, spanish);
	assert_non_null(as_is);
	assert_int_equal(as_is->purpose, PLAN_SHARED);
	assert_non_null(other);
	assert_int_equal(other->purpose, PLAN_OTHER_WAY);
	assert_true(id_eq(other->instead_of, lesson));
	assert_true(id_eq(other->competency, as_is->competency));
	assert_null(offered(&c, newcomer, simple));
	assert_true(other->n_reasons > 0);
	assert_int_equal(c.n_shared, 1);
	assert_int_equal(c.shared[0].suits, 1);
	assert_int_equal(c.shared[0].other, 1);
}

struct seen { size_t from, to; };

static enum code seen_fn(struct db *db, void *arg, struct err *e)
{
	const struct seen *s = arg;
	enum code c = OK;
	for (size_t i = s->from; i < s->to && !c; i++) {
		struct evidence ev = {.learner = reader, .competency = aim, .kind = "practice", .score = i % 2 ? 0 : 1, .happened_at = (20000 + (int64_t)i) * DAY, .context = "screen"};
		c = evidence_add(db, w->a, &ev, 1, NULL, e);
	}
	return c;
}

static bool would_tell(void)
{
	struct class_week c = load(teacher, MONDAY);
	const struct offer *o = offered(&c, reader, practice);
	assert_non_null(o);
	for (size_t i = 0; i < o->n_reasons; i++)
		if (str_eqz(o->reasons[i], "One more piece of evidence would make us much surer."))
			return true;
	return false;
}

static void what_one_more_piece_would_tell(void **unused)
{
	struct err e = {0};
	(void)unused;
	assert_int_equal(post("/aims", str_fmt(w->a, "competency=%.*s", S_ARG(text(aim))).p), 303);
	assert_int_equal(store_write(w->store, seen_fn, &(struct seen){0, 1}, &e), OK);
	assert_true(would_tell());
	assert_int_equal(store_write(w->store, seen_fn, &(struct seen){1, 14}, &e), OK);
	assert_false(would_tell());
	web_sql(w, "delete from mastery");
	web_sql(w, "delete from event");
}

static void no_thanks_is_no_more(void **unused)
{
	(void)unused;
	const char *fields = str_fmt(w->a, "answer=no&learner=%.*s&resource=%.*s", S_ARG(text(reader)), S_ARG(text(practice))).p;
	struct class_week before = load(teacher, MONDAY);
	assert_non_null(offered(&before, reader, practice));
	assert_int_equal(post("/suggestions", fields), 303);
	struct class_week after = load(teacher, MONDAY);
	assert_null(offered(&after, reader, practice));
	assert_int_equal(suggest_learner(&after, newcomer)->n_offers, suggest_learner(&before, newcomer)->n_offers);
	assert_int_equal(web_count(w, "select count(*) from week_item"), 0);
	assert_int_equal(web_count(w, "select count(*) from event"), 0);
	/* another week knows nothing of it */
	struct id here = MAKE("class_target", {"class", text(class_id)}, {"monday", S("2026-12-07")}, {"competency", text(aim)});
	assert_false(id_nil(here));
	struct class_week next = load(teacher, "2026-12-07");
	assert_non_null(offered(&next, reader, practice));
}

static void a_special_educator_changes_their_own(void **unused)
{
	(void)unused;
	struct class_week c = load(special, MONDAY);
	assert_true(suggest_learner(&c, newcomer)->mine);
	assert_false(suggest_learner(&c, reader)->mine);
	assert_int_equal(suggest_learner(&c, reader)->n_offers, 0);
}

static void used_work_is_a_draft_in_the_learners_language(void **unused)
{
	(void)unused;
	assert_int_equal(post("/suggestions", str_fmt(w->a, "answer=use&resource=%.*s", S_ARG(text(lesson))).p), 303);
	assert_int_equal(web_count(w, "select count(*) from week_item where shared = 1"), 2);
	assert_int_equal(web_count(w, "select count(*) from week_plan where state = 'draft'"), 2);
	assert_int_equal(web_count(w, "select count(*) from week_item where title = 'Pan'"), 1);
	struct class_week c = load(teacher, MONDAY);
	assert_null(offered(&c, newcomer, simple));
	assert_null(offered(&c, reader, simple));
	assert_int_equal(c.n_shared, 0);
}

static void a_link_that_does_not_open_holds_back_one_week(void **unused)
{
	(void)unused;
	const char *fields = str_fmt(w->a, "title=Gone&minutes=10&mode=screen&day=1&done=x&why=&resource=%.*s&learner=%.*s", S_ARG(text(broken)), S_ARG(text(newcomer))).p;
	assert_int_equal(post("/add", "title=&minutes=no&mode=paper"), 422);
	assert_int_equal(post("/add", fields), 303);
	assert_int_equal(post("/give", "message="), 422);
	assert_int_equal(web_count(w, "select count(*) from week_plan where state = 'given'"), 1);
	assert_int_equal(web_count(w, "select count(*) from week_plan where state = 'draft'"), 1);
}

static void over_time_goes_to_the_team(void **unused)
{
	(void)unused;
	struct id id = MAKE("help_request", {"learner", text(newcomer)}, {"kind", S("help")}, {"text", S("I am stuck")}, {"due_at", S("2100-01-01T00:00:00Z")});
	web_sign_in(w, special);
	struct reply rp = web_get(w, "/waits");
	assert_int_equal(rp.status, 200);
	assert_false(web_has(w, &rp, "I am stuck"));
	web_sql(w, "update help_request set due_at = 1000");
	rp = web_get(w, "/waits");
	assert_true(web_has(w, &rp, "I am stuck"));
	const char *to = str_fmt(w->a, "/learners/%.*s/requests/%.*s", S_ARG(text(newcomer)), S_ARG(text(id))).p;
	assert_int_equal(web_post(w, to, "deed=answer&text=").status, 422);
	assert_int_equal(web_post(w, to, "deed=answer&text=Look+at+the+picture").status, 303);
	assert_int_equal(web_count(w, "select count(*) from help_request where state = 'answered' and answered_at > 0 and answer = 'Look at the picture'"), 1);
	/* another learner's path does not open it */
	const char *elsewhere = str_fmt(w->a, "/learners/%.*s/requests/%.*s", S_ARG(text(reader)), S_ARG(text(id))).p;
	assert_int_equal(web_post(w, elsewhere, "deed=answer&text=x").status, 403);
	web_sign_in(w, teacher);
	assert_int_equal(web_post(w, elsewhere, "deed=answer&text=x").status, 404);
}

static void groups_end(void **unused)
{
	(void)unused;
	const char *to = str_fmt(w->a, "/classes/%.*s/groups", S_ARG(text(class_id))).p;
	const char *who = str_fmt(w->a, "name=Oak&purpose=Ideas&minutes=20&adult=%.*s&learner=%.*s", S_ARG(text(teacher)), S_ARG(text(reader))).p;
	assert_int_equal(web_post(w, to, who).status, 422);
	assert_int_equal(web_post(w, to, str_fmt(w->a, "%s&end_on=2099-01-01", who).p).status, 422);
	assert_int_equal(web_count(w, "select count(*) from class_group"), 0);
	day_t soon = (day_t)(clock_now() / DAY) + 20;
	assert_int_equal(web_post(w, to, str_fmt(w->a, "%s&end_on=%.*s", who, S_ARG(day_text(w->a, soon))).p).status, 303);
	assert_int_equal(web_count(w, "select count(*) from group_member"), 1);
}

static void the_library_is_found(void **unused)
{
	(void)unused;
	struct reply rp = web_get(w, "/library?q=PAN&language=es");
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, ">Pan<"));
	assert_false(web_has(w, &rp, "Easy bread"));
	rp = web_get(w, "/library?competency=R.4&kind=practice");
	assert_true(web_has(w, &rp, "Main ideas"));
	assert_false(web_has(w, &rp, ">Pan<"));
	rp = web_get(w, "/library?feature=braille");
	assert_true(web_has(w, &rp, "Nothing found"));
	rp = web_get(w, str_fmt(w->a, "/library/%.*s", S_ARG(text(lesson))).p);
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "Equal in goal"));
	assert_true(web_has(w, &rp, "Easy bread"));
}

static void weekdays(void **unused)
{
	(void)unused;
	assert_true(meets_on(S("Tuesday and Thursday, 10:15"), 2));
	assert_false(meets_on(S("Tuesday and Thursday, 10:15"), 3));
	assert_true(meets_on(S("miércoles, 9:00"), 3));
	assert_false(meets_on(S("miércoles, 9:00"), 1));
	assert_true(meets_on(S("after lunch"), 5));
	assert_true(meets_on(S(""), 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a suggestion says when one more piece of evidence would tell much, and only then", what_one_more_piece_would_tell),
		TEST("opening the week builder assigns nothing; a person does [R095]", nothing_is_assigned),
		TEST("another text for the same competency is offered, equal in goal [R059 R104]", each_reads_for_the_same_goal),
		TEST("a suggestion that was declined is gone for that week and counts for nothing [R422]", no_thanks_is_no_more),
		TEST("a special educator gets suggestions for their own learners alone", a_special_educator_changes_their_own),
		TEST("what is used becomes a draft for each, and nothing equal to it is suggested beside it [R089]", used_work_is_a_draft_in_the_learners_language),
		TEST("work that cannot be opened holds back its own learner's week [R056]", a_link_that_does_not_open_holds_back_one_week),
		TEST("an unanswered request goes to the rest of the team when its time is over [R204]", over_time_goes_to_the_team),
		TEST("a group has an end, three months off at most [R106]", groups_end),
		TEST("the library is found by words, language, competency, kind and access [R088]", the_library_is_found),
		TEST("a group's words say on which days it meets", weekdays)};
	return cmocka_run_group_tests(tests, start, stop);
}
