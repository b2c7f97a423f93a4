/* Journeys between school and home: what there is at home, told once and kept private. */
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

/* Forty more learners; twelve have a phone only, twenty were not asked, every fourth learns English. */
static enum code many_fn(struct db *db, void *arg, struct err *e)
{
	struct journey_school *s = arg;
	enum code c = OK;
	for (int i = 0; i < 40 && !c; i++) {
		struct id id = id_new();
		char name[20];
		snprintf(name, sizeof name, "Sample%02d", i);
		c = db_exec(db, e, "insert into person (id, district, version, created_at, updated_at, given_name, family_name, language, grade, active) values (?1, ?2, 1, 0, 0, 'Sam', ?3, 'en', '08', 1)",
		            "bdz", id, name);
		if (!c)
			c = db_exec(db, e, "insert into role (id, district, version, created_at, updated_at, person, org, role) values (?1, ?2, 1, 0, 0, ?3, ?4, 'student')", "bdbb", id_new(), id, s->w->org);
		if (!c && i % 8 == 0)
			c = db_exec(db, e, "insert into program (id, district, version, created_at, updated_at, learner, program) values (?1, ?2, 1, 0, 0, ?3, 'el')", "bdb", id_new(), id);
		if (!c && i < 20)
			c = db_exec(db, e, "insert into home_access (id, district, version, created_at, updated_at, learner, device, connection) values (?1, ?2, 1, 0, 0, ?3, ?4, 'good')", "bdbz", id_new(), id,
			            i < 12 ? "phone" : "own");
	}
	return c;
}

/* A family or staff tell what there is at home; the learner's own adults see it, no other teacher does, and the school sees gaps as
 * counts in which no child can be found. [R416] */
static void access_at_home(void **state)
{
	struct journey_school *s = *state;
	const char *keep = "/learners/{ana}/family/home", *page = "/learners/{ana}/family";
	WALK(s, {MOTHER, page, NULL, 200, NULL, "Grandma in the evening"},
	     {MOTHER, keep, "device=phone&connection=slow&help_at_home=Grandma+in+the+evening&paper=1&screen_limit=30", 303, NULL, NULL},
	     {MOTHER, page, NULL, 200, "Grandma in the evening", NULL}, {TEACHER, page, NULL, 200, "Access at home|A phone only|Slow or now and then|Grandma in the evening", NULL},
	     {TEACHER, keep, "device=shared&connection=slow&help_at_home=Grandma+in+the+evening&paper=1&screen_limit=0", 303, NULL, NULL},
	     {CASE, page, NULL, 200, "<dd>A shared one", "<dd>A phone only"},
	     {ANA, keep, "device=own", 403, NULL, NULL}, {FATHER, keep, "device=own", 403, NULL, NULL}, {OTHER_TEACHER, page, NULL, 403, NULL, NULL},
	     {OTHER_TEACHER, "/r/home_access/{=select id from home_access}", NULL, 404, NULL, NULL}, {ADMIN, "/r/home_access/{=select id from home_access}", NULL, 404, NULL, NULL},
	     {MOTHER, keep, "device=spaceship&screen_limit=0", 422, NULL, NULL}, {MOTHER, "/r/home_access/{=select id from home_access}/history", NULL, 200, NULL, NULL});
	journey_counts(s, "select count(*) from home_access", 1);
	WALK(s, {LEADER, "/lead?format=csv", NULL, 200, "All learners,No computer or tablet at home,,,yes", NULL});
	struct err e = {0};
	if (store_write(s->w->store, many_fn, s, &e))
		fail_msg("%s", e.text);
	/* 43 learners: twelve by phone, and Ben, Cora and twenty of the forty were not asked; five learn English, too few to show */
	WALK(s, {LEADER, "/lead?format=csv", NULL, 200, "All learners,No computer or tablet at home,43,12,no|All learners,Not asked yet,43,22,no|Learning English,No computer or tablet at home,,,yes", NULL},
	     {LEADER, "/lead", NULL, 200, "Access at home|12 of 43", NULL}, {TEACHER, "/lead", NULL, 403, NULL, NULL});
}

/* What is missing or broken has a name and a day; the family sees both, and that it is solved. [R433] */
static void tickets(void **state)
{
	struct journey_school *s = *state;
	const char *one = "/r/ticket/{=select id from ticket}";
	WALK(s, {MOTHER, "/r/ticket", "learner={ana}&kind=connection&what=No+line+since+Monday&owner=Sample+Office&due_on=2026-03-02", 422, "para resolverlo ya pas", NULL},
	     {MOTHER, "/r/ticket", "learner={ana}&kind=connection&what=No+line+since+Monday&owner=&due_on=2026-03-11", 422, NULL, NULL},
	     {MOTHER, "/r/ticket", "learner={ana}&kind=connection&what=No+line+since+Monday&owner=Sample+Office&due_on=2026-03-11", 303, NULL, NULL},
	     {TEACHER, one, NULL, 200, "No line since Monday|Sample Office", NULL}, {FATHER, one, NULL, 404, NULL, NULL}, {OTHER_TEACHER, one, NULL, 404, NULL, NULL},
	     {MOTHER, "/r/ticket?learner={ana}", NULL, 200, "Sample Office", NULL});
	journey_counts(s, "select count(*) from ticket where state = 'open' and owner = 'Sample Office' and due_on = '2026-03-11'", 1);
}

/* Minutes on a screen and alone are counted by learner and week; limits of the family and of the school for the grade offer another
 * way and take nothing away. [R418] [R419] [R441] */
static void enough_screen(void **state)
{
	struct journey_school *s = *state;
	const char *week = "/learners/{ana}/week?monday={monday}", *enough = "That is enough screen for now", *keep = "/learners/{ana}/family/home";
	journey_counts(s, "select count(*) from minutes m join person p on p.id = m.learner where p.given_name = 'Ana'", 0);
	web_sql(s->w, "insert into minutes (learner, monday, district, screen, alone, peers, adult, grouped) select p.id, '2026-03-02', p.district, 100, 110, 10, 5, 0 from person p where p.given_name = 'Ana'");
	/* no limit is said: counted and shown, nothing offered; most of it was alone */
	WALK(s, {ANA, week, NULL, 200, "on a screen 100, alone 110, with others 15|Most of this week was alone", enough},
	     {TEACHER, week, NULL, 200, "on a screen 100", NULL},
	     /* the family: 30 a day, and it is Wednesday */
	     {MOTHER, keep, "device=own&screen_limit=30", 303, NULL, NULL}, {ANA, week, NULL, 200, "Your family says: on a screen at most 90 so far|That is enough screen for now|packet.pdf", NULL},
	     {MOTHER, keep, "device=own&screen_limit=40", 303, NULL, NULL}, {ANA, week, NULL, 200, "at most 120 so far", enough},
	     /* the school, for grade 8 and for no other; the smaller one holds */
	     {ADMIN, "/settings", "has=screen.35&screen.35=10", 303, NULL, NULL}, {ANA, week, NULL, 200, NULL, enough},
	     {ADMIN, "/settings", "has=screen.68&screen.68=80", 303, NULL, NULL}, {ANA, week, NULL, 200, "The school says: on a screen at most 80 a week|That is enough screen for now", NULL},
	     /* and the work is still there to be done on a screen */
	     {ANA, "/learners/{ana}/work/{questions}", NULL, 200, NULL, NULL});
}

/* A family sees the same week every week, with times, and hears of a change a week ahead with its reason; a later one says that it was
 * told late. [R272] */
static void the_same_week(void **state)
{
	struct journey_school *s = *state;
	const char *page = "/learners/{ana}/family", *times = "/classes/{class}/times", *change = "/classes/{class}/times/changes";
	WALK(s, {TEACHER, times, "day=3&begins=10:15&ends=11:05&what=Swimming&place=Pool", 303, NULL, NULL}, {TEACHER, times, "day=1&begins=08:30&ends=09:20&what=Reading+together&place=", 303, NULL, NULL},
	     {TEACHER, times, "day=1&begins=8.30&ends=09:20&what=Reading&place=", 422, "Write times as 08:30", NULL},
	     {TEACHER, times, "day=1&begins=10:30&ends=09:20&what=Reading&place=", 422, "It ends before it begins", NULL},
	     {MOTHER, page, NULL, 200, "Swimming|10:15|11:05|Pool|Reading together", "told late"},
	     {FATHER, "/learners/{ben}/family", NULL, 200, "Swimming", NULL}, {MOTHER, times, "day=2&begins=08:30&ends=09:20&what=x", 403, NULL, NULL},
	     {OTHER_TEACHER, change, "on=2026-03-18&what=x&reason=y", 403, NULL, NULL}, {TEACHER, change, "on=2026-03-18&instead_of=Swimming&what=A+walk&reason=", 422, NULL, NULL},
	     /* told on 4 March: 14 days ahead, then two */
	     {TEACHER, change, "on=2026-03-18&instead_of=Swimming&what=A+walk+to+the+museum&reason=The+pool+is+cleaned", 303, NULL, NULL},
	     {MOTHER, page, NULL, 200, "A walk to the museum|The pool is cleaned", NULL},
	     {TEACHER, times, NULL, 200, "instead of Swimming|Why: The pool is cleaned|Told on Mar 4, 2026, 14 days ahead", "told late"},
	     {TEACHER, change, "on=2026-03-06&instead_of=&what=School+ends+at+noon&reason=A+water+pipe+broke", 303, NULL, NULL},
	     {TEACHER, times, NULL, 200, "School ends at noon|Told on Mar 4, 2026, 2 days ahead|told late", NULL},
	     {FATHER, "/learners/{ben}/family", NULL, 200, "School ends at noon|A water pipe broke|told late", NULL}, {ADMIN, "/settings", "has=family.notice_days&family.notice_days=2", 303, NULL, NULL},
	     {FATHER, "/learners/{ben}/family", NULL, 200, "School ends at noon", "told late"},
	     {TEACHER, "/classes/{class}/times/{=select id from lesson_time where what = 'Swimming'}/remove", "", 303, NULL, NULL}, {FATHER, "/learners/{ben}/family", NULL, 200, NULL, "10:15"});
}

/* A time that families rely on moves from a day on, with notice and its reason, and stands in their page, timetable and own calendar
 * before it comes; nobody overwrites it. What was written by mistake an hour ago is simply put right. [R075] */
static void a_time_moves_with_notice(void **state)
{
	struct journey_school *s = *state;
	const char *at = "/classes/{class}/times/{=select id from lesson_time where what = 'Reading together' and from_on is null}/move", *page = "/learners/{ana}/family?lang=en";
	WALK(s, {ADMIN, "/settings", "has=family.notice_days&family.notice_days=7", 303, NULL, NULL});
	web_sql(s->w, "delete from lesson_change");
	web_sql(s->w, "update lesson_time set created_at = 0");
	WALK(s, {TEACHER, "/r/lesson_time/{=select id from lesson_time where what = 'Reading together'}", "version=1&begins=09:30&ends=10:20", 422, "Families rely on this time", NULL},
	     {TEACHER, at, "day=2&begins=09:30&ends=10:20&from=2026-03-06&reason=The+room+is+needed", 422, "Families count on 7 days of notice: the earliest day is 2026-03-11", NULL},
	     {TEACHER, at, "day=2&begins=09:30&ends=10:20&from=2026-03-16&reason=", 422, "Write why the time changes", NULL}, {TEACHER, at, "day=9&begins=09:30&ends=10:20&from=2026-03-16&reason=x", 422, "Choose the day of the week", NULL},
	     {OTHER_TEACHER, at, "day=2&begins=09:30&ends=10:20&from=2026-03-16&reason=x", 403, NULL, NULL},
	     {MOTHER, page, NULL, 200, "08:30", "09:30"},
	     {TEACHER, at, "day=2&begins=09:30&ends=10:20&from=2026-03-16&reason=The+room+is+needed", 303, NULL, NULL},
	     /* both stand there until the day, each with its day, and the change with the reason and how far ahead it was told */
	     {MOTHER, page, NULL, 200, "08:30|until Mar 15, 2026|09:30|from Mar 16, 2026|From now on every week: Tuesday 09:30-10:20 Reading together|Monday 08:30-09:20 Reading together|The room is needed|12 days ahead", "told late"},
	     {MOTHER, "/learners/{ana}/family?lang=es", NULL, 200, "The room is needed|09:30", NULL}, {ANA, "/learners/{ana}/day?lang=en", NULL, 200, "08:30", "09:30&"},
	     {MOTHER, "/learners/{ana}/week.ics", NULL, 200, "BEGIN:VCALENDAR|DTSTART:20260309T083000|UNTIL=20260315T235900|DTSTART:20260317T093000|RRULE:FREQ=WEEKLY\r\n|SUMMARY:Reading together|DTSTART;VALUE=DATE:20260316|DESCRIPTION:The room is needed", NULL},
	     {FATHER, "/learners/{ana}/week.ics", NULL, 403, NULL, NULL});
	journey_counts(s, "select count(*) from notice where about in (select id from lesson_change)", 2); /* both families of the class */
	/* away altogether: with notice too; a slip of this hour goes at once */
	WALK(s, {TEACHER, "/classes/{class}/times", "day=4&begins=13:00&ends=13:30&what=Choir&place=", 303, NULL, NULL}, {TEACHER, "/classes/{class}/times/{=select id from lesson_time where what = 'Choir'}/remove", "", 303, NULL, NULL},
	     {MOTHER, page, NULL, 200, NULL, "Choir"}, {TEACHER, "/classes/{class}/times", "day=4&begins=13:00&ends=13:30&what=Choir&place=", 303, NULL, NULL});
	web_sql(s->w, "update lesson_time set created_at = 0 where what = 'Choir'");
	WALK(s, {TEACHER, "/classes/{class}/times/{=select id from lesson_time where what = 'Choir'}/remove", "", 303, NULL, NULL}, {MOTHER, page, NULL, 200, "Choir|until Mar 10, 2026|No more from this day on.", NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST("[R416] device, connection and help at home are told once, kept private, and the school sees gaps as protected counts", access_at_home), TEST("[R433] a missing device or line has a name and a day", tickets),
	                                   TEST("[R418] [R419] [R441] screen and alone minutes, limits by family, school and grade, and another way", enough_screen),
	                                   TEST("[R272] the week is the same every week, with times; a change comes with its reason and how far ahead it was told", the_same_week),
	                                   TEST("a time of the week moves with notice and stands in family calendars [R075]", a_time_moves_with_notice)};
	return cmocka_run_group_tests_name("journeys between school and home", tests, start, stop);
}
