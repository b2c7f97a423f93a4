/* Plans of record on pages: taken over from paper on one page, side by side, the English-learner plan by itself, the first weeks
 * that open by themselves, values of law that people confirm, dates, decisions and places to learn. */
#include "support/pg.h"
#include "support/test.h"
#include "support/web.h"
#include "school/admin/school.h"
#include "school/plan/newcomer.h"
#include "web/app.h"

#include <string.h>

static struct web_test *w;
static char database[400]; /* of PostgreSQL; empty: SQLite */
static struct id special, english, child, teacher, parent, leader, class_id;

#define text(id) id_str(w->a, (id))
#define MAKE(type, ...) web_make(w, type, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input))
#define COUNT(sql) ((int)web_count(w, sql))

static const char *at(const char *rest)
{
	return str_fmt(w->a, "/learners/%.*s%s", S_ARG(text(child)), rest).p;
}

static day_t today(void)
{
	struct db *db;
	struct err e = {0};
	assert_int_equal(store_read(w->store, &db, &e), OK);
	day_t d = school_today(db);
	store_read_end(db);
	return d;
}

static const char *day(int from)
{
	return str_dupz(w->a, day_text(w->a, today() + from));
}

static void from_the_paper(void **state)
{
	(void)state;
	web_sign_in(w, special);
	struct reply rp = web_get(w, at("/plans/paper?kind=iep"));
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "IEP from the paper"));
	const char *form = str_fmt(w->a, "kind=iep&taken_from=IEP%%20in%%20room%%20104&begin_on=%s&met_on=%s&mine=1&strengths=Tells%%20stories&regular_share=80&reports=Each%%20quarter&"
		"help1=Half%%20as%%20much%%20time%%20again&help_term1=additional-testing-time&help_value1=1.5&goal1=Reads%%20110%%20words&goal_now1=84&goal_to1=110&goal_unit1=words&"
		"service1=Reading%%20help&service_often1=3%%20a%%20week&service_long1=30%%20min&service_where1=in%%20class&service_minutes1=90", day(-30), day(-35)).p;
	/* time elsewhere needs its reason: everything typed stays, nothing is half-written */
	rp = web_post(w, at("/plans/paper"), form);
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "Say why, as the plan does"));
	assert_true(web_has(w, &rp, "Reads 110 words"));
	assert_int_equal(COUNT("select count(*) from plan_line where source = 'iep'"), 0);
	rp = web_post(w, at("/plans/paper"), str_fmt(w->a, "%s&share_reason=Small%%20group%%20reading", form).p);
	assert_int_equal(rp.status, 303);
	assert_int_equal(COUNT("select count(*) from plan_of_record where kind = 'iep' and case_manager is not null and taken_from = 'IEP in room 104' and regular_share = 80"), 1);
	assert_int_equal(COUNT("select count(*) from plan_line where source = 'iep' and kind = 'accommodation' and term = 'additional-testing-time' and value = '1.5' and source_note like 'IEP in room 104 (%'"), 1);
	assert_int_equal(COUNT("select count(*) from plan_line where source = 'iep' and kind = 'service' and frequency = '3 a week' and duration = '30 min' and location = 'in class' and begin_on is not null"), 1);
	assert_int_equal(COUNT("select count(*) from plan_line where source = 'iep' and kind = 'goal' and baseline = 84 and target = 110"), 1);
	/* a support without its value is refused with the form */
	rp = web_post(w, at("/plans/paper"), str_fmt(w->a, "kind=504&taken_from=x&begin_on=%s&help1=t&help_term1=additional-testing-time", day(-3)).p);
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "needs a value"));
	/* who is not of the plan's team writes nothing into it */
	web_sign_in(w, teacher);
	assert_true(web_get(w, at("/plans/paper?kind=iep")).status >= 400);
}

static void side_by_side(void **state)
{
	(void)state;
	web_sign_in(w, special);
	struct reply rp = web_get(w, at("/plan"));
	assert_true(web_has(w, &rp, "What each plan is for"));
	assert_true(web_has(w, &rp, "IEP in room 104"));
	assert_true(web_has(w, &rp, "Spe Cial"));
	assert_true(web_has(w, &rp, "Now 84; to reach 110: 26 more (words)"));
	/* goals, services in their parts, supports and what they come to, on one page [R044] */
	assert_true(web_has(w, &rp, "3 a week, 30 min, in class"));
	assert_true(web_has(w, &rp, "Accommodation: the way changes, the standard stays."));
	assert_true(web_has(w, &rp, "What the supports come to"));
	assert_true(web_has(w, &rp, "1.5 times the usual time"));
	/* a new version ends the lines of the earlier one, and history keeps them */
	rp = web_post(w, at("/plans/paper"), str_fmt(w->a, "kind=iep&taken_from=IEP%%20two&begin_on=%s&ends_older=1&mine=1&goal1=Writes%%20five%%20sentences", day(-1)).p);
	assert_int_equal(rp.status, 303);
	assert_int_equal(COUNT(str_fmt(w->a, "select count(*) from plan_line where source = 'iep' and end_on = '%s' and version_why like 'IEP two%%'", day(-2)).p), 3);
	assert_int_equal(COUNT("select count(*) from plan_line_history where source = 'iep' and end_on is null"), 3);
	/* the family and the learner see the same plans, without what staff have to mend */
	web_sign_in(w, parent);
	rp = web_get(w, at("/plan"));
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "What each plan is for"));
	assert_false(web_has(w, &rp, "Do the plans fit together?"));
}

static void every_save_says_what_does_not_fit(void **state)
{
	(void)state;
	web_sign_in(w, special);
	struct reply rp = web_get(w, "/r/plan_line/new");
	assert_int_equal(rp.status, 200);
	rp = web_post(w, "/r/plan_line", str_fmt(w->a, "learner=%.*s&source=504&kind=accommodation&text=Line%%20reader&term=line-reader", S_ARG(text(child))).p);
	assert_int_equal(rp.status, 303);
	struct str to = web_reply_header(&rp, "Location");
	rp = web_get(w, str_dupz(w->a, to));
	assert_true(web_has(w, &rp, "not fit together"));
}

/* A 504 plan is a plan of its own: from the paper in one form, with nothing asked that only an IEP has; the page that comes after the
 * save says what does not fit in one sentence. [R041 R044] */
static void a_504_plan_as_itself(void **state)
{
	(void)state;
	web_sign_in(w, special);
	struct reply rp = web_post(w, at("/plans/paper"), str_fmt(w->a, "kind=504&taken_from=504%%20folder&begin_on=%s&help1=Half%%20as%%20much%%20time%%20again&help_term1=additional-testing-time&help_value1=1.5", day(-10)).p);
	assert_int_equal(rp.status, 303);
	assert_int_equal(COUNT("select count(*) from plan_of_record where kind = '504' and taken_from = '504 folder' and taken_on <> ''"), 1);
	assert_int_equal(COUNT("select count(*) from plan_line where source = '504' and term = 'additional-testing-time' and value = '1.5'"), 1);
	rp = web_get(w, str_dupz(w->a, web_reply_header(&rp, "Location")));
	assert_true(web_has(w, &rp, "504 plan gives more time; no work of the last weeks had a time limit."));
	assert_true(web_has(w, &rp, "504 folder"));
	assert_true(web_has(w, &rp, "IEP two"));
	/* a goal that stands at the same level over three years, as its notes say */
	struct id goal = MAKE("plan_line", {"learner", text(child)}, {"source", S("iep")}, {"kind", S("goal")}, {"text", S("Tells the time")}, {"baseline", S("3")}, {"target", S("9")});
	for (int years = 2; years >= 0; years--) {
		rp = web_get(w, at("/plan"));
		assert_false(web_has(w, &rp, "The same level three years running"));
		(void)MAKE("line_level", {"learner", text(child)}, {"line", text(goal)}, {"measured_on", str_z(day(-370 * years - 2))}, {"level", S("3")});
	}
	rp = web_get(w, at("/plan"));
	assert_true(web_has(w, &rp, "The same level three years running: &quot;Tells the time&quot;"));
	web_sql(w, "delete from line_level");
	web_sql(w, "delete from plan_line where text = 'Tells the time'");
}

static void english_learner_plan(void **state)
{
	(void)state;
	web_sign_in(w, english);
	struct reply rp = web_get(w, at("/english"));
	assert_true(web_has(w, &rp, "No English-learner plan is written down"));
	rp = web_get(w, at("/plans/paper?kind=el"));
	assert_int_equal(rp.status, 200);
	rp = web_post(w, at("/plans/paper"), str_fmt(w->a, "kind=el&taken_from=EL%%20folder&begin_on=%s&home_languages=Spanish&newcomer=1&program=esl&enrolled_on=%s&goal1=Tells%%20what%%20happened&goal_area1=science&help1=Glossary&help_term1=glossary-on-screen",
		day(-20), day(-22)).p);
	assert_int_equal(rp.status, 303);
	(void)MAKE("english_level", {"learner", text(child)}, {"test", S("wida")}, {"test_version", S("2026")}, {"tested_on", str_z(day(-400))}, {"listening", S("2.1")}, {"overall", S("1.9")});
	rp = web_get(w, at("/english"));
	assert_true(web_has(w, &rp, "Spanish"));
	assert_true(web_has(w, &rp, "Tells what happened"));
	assert_true(web_has(w, &rp, "Science"));
	assert_true(web_has(w, &rp, "WIDA ACCESS, 2026"));
	assert_true(web_has(w, &rp, "never an average"));
	/* two weeks after placement are over, and nobody has confirmed that number for this state */
	assert_true(web_has(w, &rp, "was due on"));
	assert_true(web_has(w, &rp, "not confirmed for your state"));
	assert_true(web_has(w, &rp, "nobody is named to decide when they do not agree"));
	/* a date alone is no letter: all its parts, and its language */
	rp = web_get(w, "/r/el_plan");
	struct id plan = ID_NIL;
	struct db *db;
	struct rows *r;
	struct err e = {0};
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(db_query(db, &e, &r, "select id from el_plan limit 1", ""), OK);
	if (rows_next(r, &e) == 1)
		plan = rows_id(r, 0);
	rows_end(r);
	store_read_end(db);
	const char *path = str_fmt(w->a, "/r/el_plan/%.*s", S_ARG(text(plan))).p;
	rp = web_post(w, path, str_fmt(w->a, "version=1&notice_on=%s&notice_language=es&notice_told=reasons", day(0)).p);
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "not all of its parts are ticked"));
	rp = web_post(w, path, str_fmt(w->a, "version=1&notice_on=%s&notice_language=es&notice_told=reasons&notice_told=level&notice_told=methods&notice_told=strengths&notice_told=help&notice_told=exit&notice_told=rights&clash_owner=%.*s", day(0), S_ARG(text(special))).p);
	assert_int_equal(rp.status, 303);
	rp = web_get(w, at("/english"));
	assert_false(web_has(w, &rp, "Not sent yet"));
	assert_true(web_has(w, &rp, "When plans do not agree, Spe Cial decides."));
	assert_true(web_has(w, &rp, "said nothing of the IEP"));
}

static struct newcomer first_weeks(void)
{
	struct newcomer n;
	struct db *db;
	struct err e = {0};
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(newcomer_load(db, w->a, child, today(), &n, &e), OK);
	store_read_end(db);
	return n;
}

static void newcomer_opens_by_itself(void **state)
{
	(void)state;
	struct newcomer n = first_weeks();
	assert_true(n.open);
	assert_int_equal(n.left, 5);
	assert_int_equal(n.from, today() - 22);
	assert_int_equal(n.steps[NEWCOMER_CHECK].by, today() - 12);
	web_sql(w, "update el_plan set buddy = 'Sample Buddy'");
	(void)MAKE("english_level", {"learner", text(child)}, {"test", S("screener")}, {"tested_on", str_z(day(-10))}, {"overall", S("1.2")});
	(void)MAKE("need", {"learner", text(child)}, {"term", S("item-translation")}, {"value", S("es")});
	n = first_weeks();
	assert_true(n.steps[NEWCOMER_BUDDY].done && n.steps[NEWCOMER_CHECK].done && n.steps[NEWCOMER_MATERIALS].done);
	assert_int_equal(n.left, 2);
	/* also when a roster or a table says "newcomer" and no plan was written */
	web_sql(w, "update el_plan set newcomer = 0");
	web_sql(w, "delete from english_level");
	assert_false(first_weeks().open);
	struct id program = MAKE("program", {"learner", text(child)}, {"program", S("newcomer")}, {"begin_on", str_z(day(-5))});
	(void)program;
	assert_true(first_weeks().open);
	assert_int_equal(first_weeks().from, today() - 5);
	web_sign_in(w, parent);
	struct reply rp = web_get(w, at("/english"));
	assert_true(web_has(w, &rp, "The first weeks"));
}

/* How often a text stands in a page. */
static int times(const struct reply *rp, const char *what)
{
	int n = 0;
	for (const char *p = str_dupz(w->a, web_body(w, rp)); (p = strstr(p, what)) != NULL; p++)
		n++;
	return n;
}

/* With an IEP or 504 plan beside it: each support once. After the program: until when somebody looks after the learner, and what still
 * stands although the plan has ended. [R054] */
static void one_view_and_after_the_program(void **state)
{
	(void)state;
	(void)MAKE("plan_line", {"learner", text(child)}, {"source", S("el")}, {"kind", S("support")}, {"text", S("Reads line by line")}, {"term", S("line-reader")});
	web_sign_in(w, english);
	struct reply rp = web_get(w, at("/english"));
	assert_true(web_has(w, &rp, "All supports together"));
	assert_int_equal(times(&rp, "<th scope=\"row\">Line reader"), 1);
	assert_int_equal(times(&rp, "<th scope=\"row\">More time"), 1);
	assert_false(web_has(w, &rp, "Left the program on"));
	web_sql(w, str_fmt(w->a, "update plan_line set end_on = '%s' where source = 'el' and kind = 'languageGoal'", day(-1)).p);
	struct id plan = ID_NIL;
	struct db *db;
	struct rows *r;
	struct err e = {0};
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(db_query(db, &e, &r, "select id from el_plan limit 1", ""), OK);
	if (rows_next(r, &e) == 1)
		plan = rows_id(r, 0);
	rows_end(r);
	store_read_end(db);
	rp = web_post(w, str_fmt(w->a, "/r/el_plan/%.*s", S_ARG(text(plan))).p, str_fmt(w->a, "version=%d&exit_on=%s", COUNT("select version from el_plan"), day(-1)).p);
	assert_int_equal(rp.status, 303);
	rp = web_get(w, at("/english"));
	assert_true(web_has(w, &rp, "Left the program on"));
	assert_true(web_has(w, &rp, "Watched over until"));
	assert_true(web_has(w, &rp, "still watched over. Set a day to look again."));
	assert_true(web_has(w, &rp, "&quot;Glossary&quot; is still listed"));
}

static void law_is_confirmed_by_people(void **state)
{
	(void)state;
	web_sign_in(w, teacher);
	struct reply rp = web_get(w, "/admin/law");
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "34 CFR 300.324(b)(1)(i)"));
	assert_true(web_has(w, &rp, "no number in law"));
	assert_true(web_post(w, "/admin/law", "rule=iep.review&amount=1&us_state=MN&source=x").status >= 400);
	web_sign_in(w, leader);
	rp = web_get(w, "/admin/law");
	rp = web_post(w, "/admin/law", "rule=el.notice_later&amount=21&us_state=MN&source=");
	assert_int_equal(rp.status, 422);
	rp = web_post(w, "/admin/law", str_fmt(w->a, "rule=el.notice_later&amount=21&us_state=MN&source=Sample%%20rule&from_on=%s", day(-100)).p);
	assert_int_equal(rp.status, 303);
	rp = web_post(w, "/admin/law", str_fmt(w->a, "rule=el.notice_later&amount=10&us_state=MN&source=Later%%20rule&from_on=%s", day(50)).p);
	rp = web_get(w, "/admin/law");
	assert_true(web_has(w, &rp, "21 days")); /* the one of the future does not count yet */
	assert_true(web_has(w, &rp, "Sample rule"));
	assert_false(web_has(w, &rp, "10 days"));
}

static void dates_are_told_quietly(void **state)
{
	(void)state;
	web_sql(w, str_fmt(w->a, "update plan_of_record set met_on = '%s'", day(-340)).p);
	web_sign_in(w, special);
	struct reply rp = web_get(w, "/caseload/dates");
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "Yearly review of the IEP"));
	rp = web_get(w, "/caseload/dates?format=csv");
	assert_true(web_has(w, &rp, "Yearly review of the IEP,34 CFR 300.324(b)(1)(i),0"));
	web_sign_in(w, teacher);
	assert_true(web_get(w, "/caseload/dates").status >= 400);
}

/* A plan is not put to use with difficulties alone. */
static void strengths_before_use(void **state)
{
	(void)state;
	struct id plan = MAKE("plan", {"learner", text(child)}, {"title", S("My plan")}, {"begin_on", S("2026-09-01")}, {"review_on", S("2199-01-01")});
	web_sign_in(w, special);
	const char *path = str_fmt(w->a, "/r/plan/%.*s/state", S_ARG(text(plan))).p;
	(void)web_get(w, at("/plan"));
	assert_true(web_post(w, path, "version=1&to=active").status >= 400);
	assert_int_equal(COUNT("select count(*) from plan where state = 'active'"), 0);
	(void)MAKE("profile", {"learner", text(child)}, {"strengths", S("Tells stories")});
	assert_int_equal(web_post(w, path, "version=1&to=active").status, 303);
}

static void an_internship_begins_ready(void **state)
{
	(void)state;
	struct id line = MAKE("plan_line", {"learner", text(child)}, {"source", S("plp")}, {"kind", S("experience")}, {"text", S("Shows how cells work")});
	struct id place = MAKE("learning_setting", {"learner", text(child)}, {"line", text(line)}, {"place", S("internship")}, {"name", S("Sample clinic")}, {"mentor", S("Sample Mentor")}, {"mentor_is", S("professional")});
	const char *path = str_fmt(w->a, "/r/learning_setting/%.*s", S_ARG(text(place))).p, *start = str_fmt(w->a, "%s/state", path).p;
	web_sign_in(w, special);
	(void)web_get(w, path);
	struct reply rp = web_post(w, start, "version=1&to=running");
	assert_true(rp.status >= 400);
	assert_true(web_has(w, &rp, "which supports go along"));
	rp = web_post(w, path, str_fmt(w->a, "version=1&supports=Line%%20reader&language_support=None%%20needed&contact=%.*s", S_ARG(text(special))).p);
	assert_int_equal(rp.status, 303);
	rp = web_post(w, start, "version=2&to=running");
	assert_true(web_has(w, &rp, "checks the contact"));
	rp = web_post(w, path, str_fmt(w->a, "version=2&checked_on=%s", day(0)).p);
	/* each accommodation is ready there first [R226] */
	rp = web_post(w, start, "version=3&to=running");
	assert_true(rp.status == 422 && web_has(w, &rp, "check with the host"));
	web_sql(w, "update host_task set state = 'ready'");
	assert_int_equal(web_post(w, start, "version=3&to=running").status, 303);
}

static void an_iep_header_is_not_removed(void **state)
{
	(void)state;
	web_sign_in(w, special);
	struct reply rp = web_get(w, "/r/plan_of_record");
	(void)rp;
	int before = COUNT("select count(*) from plan_of_record");
	struct db *db;
	struct rows *r;
	struct err e = {0};
	struct id id = ID_NIL;
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(db_query(db, &e, &r, "select id from plan_of_record limit 1", ""), OK);
	if (rows_next(r, &e) == 1)
		id = rows_id(r, 0);
	rows_end(r);
	store_read_end(db);
	assert_true(web_post(w, str_fmt(w->a, "/r/plan_of_record/%.*s/remove", S_ARG(text(id))).p, "version=1").status >= 400);
	assert_int_equal(COUNT("select count(*) from plan_of_record"), before);
}

static void changed_standards_are_counted(void **state)
{
	(void)state;
	struct id line = MAKE("plan_line", {"learner", text(child)}, {"source", S("iep")}, {"kind", S("modification")}, {"text", S("Half of the tasks")});
	web_sign_in(w, leader);
	struct reply rp = web_get(w, "/lead/standards?format=csv");
	assert_true(web_has(w, &rp, ",1,1,0,0,0,0,0"));
	web_sign_in(w, special);
	(void)web_get(w, at("/plan"));
	/* the family cannot have heard before it was decided */
	const char *form = str_fmt(w->a, "learner=%.*s&line=%.*s&what=modification&decided_on=%s&team=Spe%%20Cial%%20and%%20family&reason=For%%20now", S_ARG(text(child)), S_ARG(text(line)), day(-2)).p;
	assert_int_equal(web_post(w, "/r/team_decision", str_fmt(w->a, "%s&family_told_on=%s", form, day(-3)).p).status, 422);
	assert_int_equal(web_post(w, "/r/team_decision", str_fmt(w->a, "%s&family_told_on=%s", form, day(-1)).p).status, 303);
	web_sign_in(w, parent);
	rp = web_get(w, at("/plan"));
	assert_true(web_has(w, &rp, "Spe Cial and family"));
	assert_true(web_has(w, &rp, "Family told on"));
	web_sign_in(w, leader);
	rp = web_get(w, "/lead/standards?format=csv");
	assert_true(web_has(w, &rp, ",1,1,1,1,1,0,0"));
	web_sign_in(w, teacher);
	assert_true(web_get(w, "/lead/standards").status >= 400);
}

static int start(void **unused)
{
	(void)unused;
	w = database[0] ? web_open_at(database, false) : web_open(false);
	special = web_person(w, "Spe", "Cial", "specialEducator");
	english = web_person(w, "Eng", "Lish", "elSpecialist");
	teacher = web_person(w, "Tea", "Cher", "teacher");
	leader = web_person(w, "Lea", "Der", "principal");
	parent = web_person(w, "Par", "Ent", "guardian");
	child = web_person(w, "Ada", "Child", "student");
	class_id = MAKE("class", {"title", S("Math")}, {"kind", S("scheduled")}, {"grades", S("04")}, {"org", text(w->org)});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(teacher)}, {"role", S("teacher")});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(child)}, {"role", S("student")});
	(void)MAKE("support_role", {"learner", text(child)}, {"adult", text(special)}, {"role", S("caseManager")}, {"purpose", S("IEP")});
	(void)MAKE("support_role", {"learner", text(child)}, {"adult", text(english)}, {"role", S("elSpecialist")}, {"purpose", S("English")});
	(void)MAKE("guardian", {"learner", text(child)}, {"adult", text(parent)}, {"relation", S("mother")}, {"has_access", S("1")});
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("an IEP is taken over from the paper on one page, with source and date, and nothing is half-written [R041]", from_the_paper),
		TEST("plans stand side by side with what each is for; a new version ends the earlier lines and keeps them [R043 R047]", side_by_side),
		TEST("each save says what does not fit together [R044]", every_save_says_what_does_not_fit),
		TEST("a 504 plan stands as itself, and its save says what does not fit [R041 R044 R080]", a_504_plan_as_itself),
		TEST("an English-learner plan is a plan of its own, with levels, goals by subject, letter and one owner for clashes [R053 R054]", english_learner_plan),
		TEST("the plan for a newcomer's first weeks opens by itself [R087]", newcomer_opens_by_itself),
		TEST("one view of all supports, and watched over after the program [R054]", one_view_and_after_the_program),
		TEST("values of law count from the day people confirm, and say so until then [R410]", law_is_confirmed_by_people),
		TEST("dates of plans are listed early for who carries them [R410]", dates_are_told_quietly),
		TEST("a plan is used when it has strengths [R006]", strengths_before_use),
		TEST("an internship begins with supports, language, a person at school and a checked contact [R065 R076]", an_internship_begins_ready),
		TEST("a changed standard is decided, told to the family, seen by it, and counted apart from accommodations [R167 R224]", changed_standards_are_counted),
		TEST("nobody removes an IEP, whatever stands beside it [R042]", an_iep_header_is_not_removed),
	};
	int failed = cmocka_run_group_tests_name("plans on SQLite", tests, start, stop);
	if (pg_fresh(database, sizeof database))
		failed += cmocka_run_group_tests_name("plans on PostgreSQL", tests, start, stop);
	return failed;
}
