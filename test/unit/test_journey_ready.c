/* Journeys of work that is looked at before learners get it, and of work that waits for a lesson with a person. */
#include "support/journey.h"
#include "support/test.h"

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

#define NEXT "2026-03-09"

/* A performance task has a shared rubric and is checked for access before use, with who and when; one that nobody has checked can be
 * given, and every page on the way says so. [R150] */
static void a_task_is_checked_before_use(void **state)
{
	struct journey_school *s = *state;
	const char *page = "/library/{task}", *give = "/classes/{class}/week/add?monday=" NEXT "&resource={task}";
	WALK(s, {TEACHER, page, NULL, 200, "not checked for access yet|It has no rubric yet|Check it now, five questions", "Checked by"},
	     {TEACHER, "/library/{practice}", NULL, 200, NULL, "Check it now, five questions"},
	     {TEACHER, give, NULL, 200, "Nobody has checked this task for access yet", NULL},
	     {TEACHER, "/classes/{class}/week/add?monday=" NEXT "&resource={practice}", NULL, 200, NULL, "Nobody has checked this task"},
	     {TEACHER, "/classes/{class}/week/add", "monday=" NEXT "&resource={task}&title=Make+a+poster&minutes=30&mode=paper&day=2&done=A+poster&why=&learner={ben}", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week?monday=" NEXT, NULL, 200, "not checked for access yet|Make a poster. You can give it all the same", NULL},
	     {TEACHER, "/r/rubric", "title=Posters&resource={task}&competency={aim}&ways=Draw%0ASay", 303, NULL, NULL},
	     {ANA, "/library/{task}/check", "choice=1", 403, NULL, NULL}, {MOTHER, "/library/{task}/check", "choice=1", 403, NULL, NULL},
	     {TEACHER, "/library/{task}/check", "choice=1&taken_in=1&shown=1&rubric_first=1&note=Needs+a+table+to+stand+at", 303, NULL, NULL},
	     {CASE, page, NULL, 200, "4 of 5 answered with yes|Checked by Tea Cher on|Nothing is in the way that is not part|Needs a table to stand at|Posters", "not checked for access yet"},
	     {TEACHER, give, NULL, 200, NULL, "Nobody has checked this task"},
	     {TEACHER, "/classes/{class}/week?monday=" NEXT, NULL, 200, NULL, "not checked for access yet"},
	     {CASE, "/library/{task}/check", "choice=1&taken_in=1&shown=1&rubric_first=1&no_barrier=1&note=", 303, NULL, NULL},
	     {TEACHER, page, NULL, 200, "5 of 5 answered with yes|Checked by Cass Case on", "Needs a table to stand at"});
	journey_counts(s, "select count(*) from udl_check", 2);
	WALK(s, {TEACHER, "/classes/{class}/week/give", "monday=" NEXT "&message=", 303, NULL, NULL}, {BEN, "/learners/{ben}/week?monday=" NEXT, NULL, 200, "Make a poster", NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("[R150] a performance task has a shared rubric and an access check with who and when; unchecked, it is said and can be given", a_task_is_checked_before_use)};
	return cmocka_run_group_tests_name("journeys of work before it is given", tests, start, stop);
}
