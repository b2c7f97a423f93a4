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
	/* what is reached and what is still missing, in words; done outside school hours it counts the same once a teacher accepted it; home cannot */
	WALK(s, {ANA, plan, NULL, 200, "0 of 2 are shown and accepted.|Still missing: A community project and Writing for others.|planned, not shown yet", NULL},
	     {ANA, "/r/plan_line/{=select id from plan_line where text = 'Helps in the seed library'}", "version=1&shown_on=2026-03-04", 422, NULL, NULL},
	     {TEACHER, "/r/plan_line/{=select id from plan_line where text = 'Helps in the seed library'}", "version=1&shown_on=2026-03-04", 303, NULL, NULL},
	     {MOTHER, "/learners/{ana}/plan?lang=en", NULL, 200, "1 of 2 are shown and accepted.|Still missing: Writing for others.|shown on", NULL},
	     /* every learner sees all of the ways and what counts, with and without an IEP */
	     {BEN, "/learners/{ben}/plan", NULL, 200, "A community project|Forty hours and a talk|Writing for others|Three finished texts", NULL});
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

/* One standard in a class, after school and in an internship: each with who teaches there (contact checked), supports, evidence, and one
 * rubric; two rubrics are said. The family sees them; only the family and staff see how to reach the mentor. [R063 R064 R065] */
static void several_places_one_bar(void **state)
{
	struct journey_school *s = *state;
	const char *plan = "/learners/{ana}/plan", *line = "{=select id from plan_line where text = 'Helps in the seed library'}";
	(void)JOURNEY_MAKE(s, "rubric", {"title", S("Talks about nature")});
	(void)JOURNEY_MAKE(s, "rubric", {"title", S("Neat work")});
	WALK(s, {TEACHER, "/r/learning_setting/new?learner={ana}", NULL, 200, "Helps in the seed library|Contact checked on|What they may see|Talks about nature", NULL},
	     {TEACHER, "/r/learning_setting", journey_fill(s, str_fmt(s->w->a, "learner={ana}&line=%s&place=class&name=Science+8&rubric={=select id from rubric where title = 'Talks about nature'}", line).p), 303, NULL, NULL},
	     {TEACHER, "/r/learning_setting", journey_fill(s, str_fmt(s->w->a, "learner={ana}&line=%s&place=afterSchool&name=Seed+library&mentor=Sam+Seed&mentor_is=professional&mentor_contact=sam@seeds.example&may_see=The+task&supports=Text+in+parts&language_support=Pictures&evidence=A+talk&rubric={=select id from rubric where title = 'Neat work'}", line).p), 303, NULL, NULL},
	     {TEACHER, plan, NULL, 200, "Places to learn|In a class|After school|Sam Seed|Text in parts|Pictures|Rubric: Talks about nature.|One aim in several places without the same rubric|a checked contact come first", NULL},
	     {TEACHER, "/r/learning_setting/{=select id from learning_setting where place = 'afterSchool'}/state", "version=1&to=running", 422, "checks the contact", NULL},
	     {TEACHER, "/r/learning_setting/{=select id from learning_setting where place = 'afterSchool'}", "version=1&checked_on=2026-03-03&rubric={=select id from rubric where title = 'Talks about nature'}", 303, NULL, NULL},
	     {TEACHER, "/r/learning_setting/{=select id from learning_setting where place = 'afterSchool'}/state", "version=2&to=running", 303, NULL, NULL},
	     {TEACHER, plan, NULL, 200, "Rubric: Talks about nature.|Under way", "without the same rubric"}, {MOTHER, "/learners/{ana}/plan?lang=en", NULL, 200, "After school|Sam Seed|Text in parts", "checked contact"},
	     {MOTHER, "/r/learning_setting/{=select id from learning_setting where place = 'afterSchool'}?lang=en", NULL, 200, "sam@seeds.example", NULL},
	     {ANA, "/r/learning_setting/{=select id from learning_setting where place = 'afterSchool'}", NULL, 200, "Sam Seed", "sam@seeds.example"}, {BEN, plan, NULL, 403, NULL, "Sam Seed"});
}

/* On the page where people look: the distance to goal and grade standard, a slower pace with its reason and day, a pace that would miss
 * graduation, the skill with its steps. [R062 R069 R080 R168] */
static void what_does_not_fit_yet(void **state)
{
	struct journey_school *s = *state;
	const char *plan = "/learners/{ana}/plan", *at = "/r/plan_line/{=select id from plan_line where text = 'Reads aloud with ease'}";
	(void)JOURNEY_MAKE(s, "academic_session", {"title", S("This year")}, {"kind", S("schoolYear")}, {"begin_on", S("2025-09-01")}, {"end_on", S("2026-06-12")});
	WALK(s, {TEACHER, "/r/plan_line", "learner={ana}&plan={=select id from plan where learner = (select id from person where family_name = 'Ash')}&source=plp&kind=goal&text=Reads+aloud+with+ease&baseline=84&target=110&grade_standard=140&unit=words+a+minute&competency={aim}&finish_on=2027-01-15", 303, NULL, NULL},
	     {TEACHER, plan, NULL, 200, "Now 84; to reach 110: 26 more; standard of the grade 140: 56 more (words a minute)|This takes longer than the year, without a reason|The skill or the steps are missing: &quot;Reads aloud with ease", "after graduation"},
	     {TEACHER, at, "version=1&pace_reason=Two+languages+at+once&pace_review_on=2026-09-15&skill=Reading+in+phrases&steps=Listen+first%0ARead+in+phrases", 303, NULL, NULL},
	     {ANA, plan, NULL, 200, "To be reached by|Two languages at once|standard of the grade 140|Skill: Reading in phrases|Listen first", "takes longer"}, {TEACHER, plan, NULL, 200, NULL, "takes longer than the year|steps are missing: &quot;Reads aloud"},
	     /* grade 8 in 2026 graduates in 2030 */
	     {TEACHER, at, "version=2&finish_on=2030-09-01", 303, NULL, NULL}, {TEACHER, plan, NULL, 200, "At this pace it would be reached after graduation|Talk about the cause", NULL},
	     {TEACHER, at, "version=3&finish_on=2026-05-29", 303, NULL, NULL}, {MOTHER, "/learners/{ana}/plan?lang=en", NULL, 200, "Reads aloud with ease|standard of the grade 140", NULL});
}

/* Three classmates with the same lines but for their names: the page says so, and the plan is not put to use before somebody says what is
 * personal about it. [R083] */
static void everybodys_plan(void **state)
{
	struct journey_school *s = *state;
	static const char *const lines[] = {"%s reads for twenty minutes", "%s writes a diary", "%s shows one piece of work"};
	static const char *const names[] = {"Noor", "Olga", "Paul", "Quinn"};
	struct id last = ID_NIL;
	for (int i = 0; i < 4; i++) {
		struct id who = web_person(s->w, names[i], "Same", "student");
		(void)JOURNEY_MAKE(s, "enrolment", {"class", id_str(s->w->a, s->class_id)}, {"person", id_str(s->w->a, who)}, {"role", S("student")});
		(void)JOURNEY_MAKE(s, "profile", {"learner", id_str(s->w->a, who)}, {"strengths", S("Kind")});
		last = JOURNEY_MAKE(s, "plan", {"learner", id_str(s->w->a, who)}, {"title", S("Plan")}, {"begin_on", S("2026-01-12")}, {"review_on", S("2026-05-01")});
		for (int k = 0; k < 3; k++)
			(void)JOURNEY_MAKE(s, "plan_line", {"learner", id_str(s->w->a, who)}, {"plan", id_str(s->w->a, last)}, {"source", S("plp")}, {"kind", S("experience")}, {"text", str_fmt(s->w->a, lines[k], names[i])});
	}
	const char *move = str_fmt(s->w->a, "/r/plan/%.*s/state", S_ARG(id_str(s->w->a, last))).p, *page = "/learners/{=select id from person where given_name = 'Quinn'}/plan";
	WALK(s, {TEACHER, page, NULL, 200, "This plan is nearly the same as those of 3 of|What is personal about it?", NULL}, {TEACHER, move, "version=1&to=active", 422, "nearly the same as those of 3", NULL},
	     {TEACHER, str_fmt(s->w->a, "/r/plan/%.*s", S_ARG(id_str(s->w->a, last))).p, "version=1&personal=Quinn+draws+the+diary", 303, NULL, NULL}, {TEACHER, move, "version=2&to=active", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/plan", NULL, 200, NULL, "nearly the same"});
}

/* Kept and shared with the learner's other adults, with the day and who; not with others. [R081] */
static void what_was_tried(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/learners/{ana}/tried", "text=Text+in+parts:+she+read+the+second+alone", 303, NULL, NULL}, {CASE, "/learners/{ana}", NULL, 200, "What we tried, what happened|she read the second alone (|2026|Tea Cher", NULL},
	     {EL, "/learners/{ana}", NULL, 200, "she read the second alone", NULL}, {OTHER_TEACHER, "/learners/{ana}", NULL, 403, NULL, "second alone"}, {BEN, "/learners/{ana}", NULL, 403, NULL, "second alone"},
	     {BEN, "/learners/{ana}/tried", "text=x", 403, NULL, NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("[R068] minutes spent on a plan are kept with it and averaged for the school, never over a few", minutes_of_a_plan),
		TEST("[R040 R084 R086] a plan shows the way to local graduation requirements: experience, where, and what will show it", the_way_to_graduation),
		TEST("[R063 R064 R065] one standard in several places, after school too: named and checked people, supports, one rubric", several_places_one_bar),
		TEST("[R062 R069 R080 R168] distance, pace and graduation are said where people look", what_does_not_fit_yet),
		TEST("[R083] a plan that is everybody's is said and not used before it is personal", everybodys_plan),
		TEST("[R081] what was tried and what happened is kept and shared with the learner's adults", what_was_tried),
		TEST("[R023] a way of working that is never honoured is named to the class's own adults, off by default", ways_of_working),
		TEST("[R036] own goals, led conferences and choices are counted with and without a disability, protected, off by default", agency_for_all)};
	return cmocka_run_group_tests_name("journeys of a plan", tests, start, stop);
}
