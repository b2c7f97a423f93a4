/* Journeys of a plan: how long it takes. */
#include "support/journey.h"
#include "support/test.h"

#include <stdio.h>

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

#define MINUTES INT64_C(60000000)

/* A form that was open for so long before it is sent. */
static void after(struct journey_school *s, int minutes, struct row row)
{
	s->w->page_age = minutes * MINUTES;
	journey_walk(s, &row, 1);
	s->w->page_age = 0;
}

/* Twelve more plans, three of learners with an IEP, each of ten minutes. */
static enum code more_fn(struct db *db, void *arg, struct err *e)
{
	struct journey_school *s = arg;
	enum code c = OK;
	for (int i = 0; i < 12 && !c; i++) {
		struct id id = id_new();
		char name[20];
		snprintf(name, sizeof name, "Sample%02d", i);
		c = db_exec(db, e, "insert into person (id, district, version, created_at, updated_at, given_name, family_name, language, grade, active) values (?1, ?2, 1, 0, 0, 'Sam', ?3, 'en', '08', 1)",
		            "bdz", id, name);
		if (!c)
			c = db_exec(db, e, "insert into role (id, district, version, created_at, updated_at, person, org, role) values (?1, ?2, 1, 0, 0, ?3, ?4, 'student')", "bdbb", id_new(), id, s->w->org);
		if (!c && i < 3)
			c = db_exec(db, e, "insert into program (id, district, version, created_at, updated_at, learner, program) values (?1, ?2, 1, 0, 0, ?3, 'iep')", "bdb", id_new(), id);
		if (!c)
			c = db_exec(db, e, "insert into plan (id, district, version, created_at, updated_at, state, learner, title, begin_on, review_on, minutes_spent) values (?1, ?2, 1, 0, 0, 'active', ?3, 'Plan', '2026-01-05', '2026-06-01', 10)",
			            "bdb", id_new(), id);
	}
	return c;
}

/* A plan begins in minutes from profile and goals; the minutes from opening a form to saving it are kept with the plan, half an hour at
 * most each time, and the school sees their average, never of a few plans. [R068] */
static void minutes_of_a_plan(void **state)
{
	struct journey_school *s = *state;
	const char *line = "learner={ben}&plan={=select id from plan}&source=plp&kind=goal&text=Read+one+page+a+day&skill=Reading&steps=One+page";
	(void)JOURNEY_MAKE(s, "goal", {"learner", id_str(s->w->a, s->people[BEN])}, {"text", S("I want to read a long book")}, {"next_step", S("Choose one")}, {"check_in", S("2026-03-20")}, {"kind", S("academic")});
	after(s, 2, (struct row){TEACHER, "/learners/{ben}/plan/begin", "", 303, NULL, NULL});
	WALK(s, {TEACHER, "/learners/{ben}/plan", NULL, 200, "I want to read a long book|Staff have written on it for 2 minutes", NULL});
	after(s, 5, (struct row){TEACHER, "/r/plan_line", line, 303, NULL, NULL});
	WALK(s, {TEACHER, "/learners/{ben}/plan", NULL, 200, "Staff have written on it for 7 minutes", NULL});
	/* left open over lunch: thirty minutes, not three hours */
	after(s, 180, (struct row){TEACHER, "/r/plan/{=select id from plan}", "version=1&title=Plan&begin_on=2026-03-04&review_on=2026-05-01", 303, NULL, NULL});
	WALK(s, {TEACHER, "/learners/{ben}/plan", NULL, 200, "Staff have written on it for 37 minutes", NULL});
	/* the family's own words are no paperwork, and a line of the IEP is no line of this plan */
	after(s, 9, (struct row){FATHER, "/r/plan/{=select id from plan}", "version=2&family_hopes=A+calm+year", 303, NULL, NULL});
	journey_counts(s, "select minutes_spent from plan", 37);
	WALK(s, {FATHER, "/learners/{ben}/plan", NULL, 200, NULL, "Staff have written"},
	     {LEADER, "/lead", NULL, 200, "No average yet: it needs 10 plans with a time", "37 minutes"});
	struct err e = {0};
	if (store_write(s->w->store, more_fn, s, &e))
		fail_msg("%s", e.text);
	/* (37 + 12 * 10) / 13 = 12.08 */
	WALK(s, {LEADER, "/lead", NULL, 200, "<b>12</b>|minutes of staff on average for a plan, of 13 plans with a time|Not split by group: one of the groups has fewer than 10 plans", NULL},
	     {TEACHER, "/lead", NULL, 403, NULL, NULL});
}

/* A plan lists experiences, where they happen and what will show them, on the way to what the district asks for graduation. [R040] */
static void the_way_to_graduation(void **state)
{
	struct journey_school *s = *state;
	const char *plan = "/learners/{ana}/plan";
	WALK(s, {TEACHER, plan, NULL, 200, NULL, "The way to graduation"},
	     {LEADER, "/r/graduation_requirement", "title=A+community+project&counts=Forty+hours+and+a+talk+about+it&place=1", 303, NULL, NULL},
	     {ADMIN, "/r/graduation_requirement", "title=Writing+for+others&counts=Three+finished+texts&place=2", 303, NULL, NULL},
	     {TEACHER, "/r/graduation_requirement", "title=Mine&counts=x&place=3", 403, NULL, NULL}, {MOTHER, "/r/graduation_requirement", "title=Mine&counts=x", 403, NULL, NULL},
	     {TEACHER, plan, NULL, 200, "The way to graduation|A community project|Forty hours and a talk|Nothing in this plan leads there yet", NULL});
	WALK(s, {TEACHER, "/learners/{ana}/plan/begin", "", 303, NULL, NULL},
	     {TEACHER, "/r/plan_line/new?learner={ana}&source=plp", NULL, 200, "Leads to this requirement for graduation|A community project", NULL},
	     {TEACHER, "/r/plan_line", "learner={ana}&plan={=select id from plan where learner = (select id from person where family_name = 'Ash')}&source=plp&kind=experience&text=Helps+in+the+seed+library&setting=Town+library&evidence=A+talk+with+photos&requirement={=select id from graduation_requirement where title = 'A community project'}", 303, NULL, NULL},
	     {ANA, plan, NULL, 200, "Helps in the seed library|Where: Town library|What will show it: A talk with photos", NULL},
	     {CASE, plan, NULL, 200, "Helps in the seed library|Nothing in this plan leads there yet", NULL}, {OTHER_TEACHER, plan, NULL, 403, NULL, NULL});
}

/* Whose way of working is never honoured is said to the class's own adults, once a school asked for it. [R023] */
static void ways_of_working(void **state)
{
	struct journey_school *s = *state;
	const char *page = "/classes/{class}";
	(void)JOURNEY_MAKE(s, "week_item", {"learner", id_str(s->w->a, s->people[ANA])}, {"week", id_str(s->w->a, s->week)}, {"title", S("Third")}, {"mode", S("screen")}, {"minutes", S("10")},
	                   {"done_looks_like", S("It is done.")});
	WALK(s, {ANA, "/learners/{ana}/profile/parts/work", "version=0&work_ways=group", 303, NULL, NULL}, {TEACHER, page, NULL, 200, NULL, "Whose way of working is never honoured"},
	     {ADMIN, "/settings", "has=class.work_ways&class.work_ways=1", 303, NULL, NULL},
	     {TEACHER, page, NULL, 200, "Whose way of working is never honoured|Likes: In a group. None of it in 3 pieces of work of four weeks", NULL},
	     {LEADER, page, NULL, 200, NULL, "Likes: In a group"});
	web_sql(s->w, "update week_item set mode = 'group' where title = 'Third'");
	WALK(s, {TEACHER, page, NULL, 200, "had some of it in the last four weeks", "Likes: In a group"});
}

/* Twelve learners with an IEP and fourteen without, made as rows: goals of their own of 4 and 10, conferences led by 3 and 9. */
static enum code agency_fn(struct db *db, void *arg, struct err *e)
{
	struct journey_school *s = arg;
	enum code c = OK;
	for (int i = 0; i < 26 && !c; i++) {
		struct id id = id_new();
		bool iep = i < 12;
		int k = iep ? i : i - 12;
		char name[20];
		snprintf(name, sizeof name, "Agent%02d", i);
		c = db_exec(db, e, "insert into person (id, district, version, created_at, updated_at, given_name, family_name, language, grade, active) values (?1, ?2, 1, 0, 0, 'Sam', ?3, 'en', '08', 1)", "bdz", id, name);
		if (!c)
			c = db_exec(db, e, "insert into role (id, district, version, created_at, updated_at, person, org, role) values (?1, ?2, 1, 0, 0, ?3, ?4, 'student')", "bdbb", id_new(), id, s->w->org);
		if (!c && iep)
			c = db_exec(db, e, "insert into program (id, district, version, created_at, updated_at, learner, program) values (?1, ?2, 1, 0, 0, ?3, 'iep')", "bdb", id_new(), id);
		if (!c && k < (iep ? 4 : 10)) /* by the learner; by a teacher it would not count */
			c = db_exec(db, e, "insert into goal (id, district, version, created_at, created_by, updated_at, state, learner, text, kind, next_step, check_in) values (?1, ?2, 1, ?3, ?4, 0, 'active', ?5, 'Mine', 'academic', 'One', '2026-04-01')",
			            "bdibb", id_new(), clock_now(), id, id);
		else if (!c)
			c = db_exec(db, e, "insert into goal (id, district, version, created_at, created_by, updated_at, state, learner, text, kind, next_step, check_in) values (?1, ?2, 1, ?3, ?4, 0, 'active', ?5, 'Theirs', 'academic', 'One', '2026-04-01')",
			            "bdibb", id_new(), clock_now(), s->people[TEACHER], id);
		if (!c && k < (iep ? 3 : 9))
			c = db_exec(db, e, "insert into conference (id, district, version, created_at, updated_at, state, learner, kind, planned_on, held_on) values (?1, ?2, 1, 0, 0, 'held', ?3, 'studentLed', '2026-02-01', '2026-02-01')", "bdb", id_new(), id);
	}
	return c;
}

/* The school sees whether goals, conferences and choices are offered to learners with and without a disability alike; off by default,
 * small groups are hidden. [R036] */
static void agency_for_all(void **state)
{
	struct journey_school *s = *state;
	struct err e = {0};
	WALK(s, {LEADER, "/lead", NULL, 200, NULL, "Is agency offered to all?"}, {ADMIN, "/settings", "has=lead.agency&lead.agency=1", 303, NULL, NULL});
	/* whoever else is in this school by now would change the sums: the rows below are all there is */
	web_sql(s->w, "delete from role where role = 'student'");
	web_sql(s->w, "delete from goal");
	if (store_write(s->w->store, agency_fn, s, &e))
		fail_msg("%s", e.text);
	WALK(s, {LEADER, "/lead", NULL, 200, "Is agency offered to all?|14 of 26|4 of 12|10 of 14|12 of 26|3 of 12|9 of 14", NULL}, {TEACHER, "/lead", NULL, 403, NULL, NULL});
	/* five with an IEP are too few to be told of, and what is left of all would tell of them */
	web_sql(s->w, "delete from program where learner in (select id from person where family_name in ('Agent05', 'Agent06', 'Agent07', 'Agent08', 'Agent09', 'Agent10', 'Agent11'))");
	WALK(s, {LEADER, "/lead", NULL, 200, "hidden", "4 of 5"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("[R068] minutes spent on a plan are kept with it and averaged for the school, never over a few", minutes_of_a_plan),
		TEST("[R040] a plan shows the way to local graduation requirements: experience, where, and what will show it", the_way_to_graduation),
		TEST("[R023] a way of working that is never honoured is named to the class's own adults, off by default", ways_of_working),
		TEST("[R036] own goals, led conferences and choices are counted with and without a disability, protected, off by default", agency_for_all)};
	return cmocka_run_group_tests_name("journeys of a plan", tests, start, stop);
}
