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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("[R068] minutes spent on a plan are kept with it and averaged for the school, never over a few", minutes_of_a_plan)};
	return cmocka_run_group_tests_name("journeys of a plan", tests, start, stop);
}
