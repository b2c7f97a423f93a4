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

/* What is new is taught by a person: practice that a teacher marked so opens when the lesson is logged with one tap; until then the
 * learner has something else to do, and paper, staff and unmarked work never wait. [R108] */
static void practice_after_the_lesson(void **state)
{
	struct journey_school *s = *state;
	const char *item = "/learners/{ana}/work/{questions}", *piece = "/classes/{class}/week/pieces/{questions}";
	WALK(s, {ANA, item, NULL, 200, "How much is", "This opens after the lesson"},
	     {TEACHER, piece, NULL, 200, "Opens after the lesson with a person", "name=\"after_lesson\" value=\"1\" checked"},
	     {TEACHER, piece, "monday={monday}&version=1&title=Questions+on+bread&minutes=20&mode=screen&day=3&done=All+are+tried&why=&after_lesson=1", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/week", NULL, 200, "opens after the lesson|Poster about bread", NULL},
	     {ANA, item, NULL, 200, "This opens after the lesson|I can find the main idea|Until then you can do this|Poster about bread", "How much is"},
	     {MOTHER, item, NULL, 200, NULL, "How much is"}, {TEACHER, item, NULL, 200, "How much is", "This opens after"},
	     {ANA, "/learners/{ana}/packet.pdf", NULL, 200, "%PDF-", NULL},
	     {ANA, "/learners/{ana}/work/{work}", NULL, 200, NULL, "This opens after the lesson"},
	     {ANA, "/classes/{class}/week/taught", "monday={monday}&competency={aim}", 403, NULL, NULL},
	     {OTHER_TEACHER, "/classes/{class}/week/taught", "monday={monday}&competency={aim}", 403, NULL, NULL},
	     {TEACHER, "/classes/{class}/week?monday={monday}", NULL, 200, "Practice of this week waits for a lesson on|Taught today", "First taught on"},
	     {TEACHER, "/classes/{class}/week/taught", "monday={monday}&competency={next}", 303, NULL, NULL},
	     {ANA, item, NULL, 200, "This opens after the lesson", NULL},
	     {TEACHER, "/classes/{class}/week/taught", "monday={monday}&competency={aim}", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week/taught", "monday={monday}&competency={aim}", 303, NULL, NULL},
	     {ANA, item, NULL, 200, "How much is", "This opens after the lesson"},
	     {ANA, "/learners/{ana}/week", NULL, 200, NULL, "opens after the lesson"},
	     {TEACHER, "/classes/{class}/week?monday={monday}", NULL, 200, NULL, "Practice of this week waits"},
	     {TEACHER, "/classes/{class}/week/aims", "monday={monday}&competency={aim}", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week?monday={monday}", NULL, 200, "First taught on Mar 4, 2026", NULL});
	journey_counts(s, "select count(*) from lesson_held", 2);
	/* the same mark on paper holds nothing back, also before any lesson */
	web_sql(s->w, "delete from lesson_held");
	WALK(s, {ANA, item, NULL, 200, "This opens after the lesson", NULL});
	web_sql(s->w, "update week_item set mode = 'paper'");
	WALK(s, {ANA, item, NULL, 200, NULL, "This opens after the lesson"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("[R150] a performance task has a shared rubric and an access check with who and when; unchecked, it is said and can be given", a_task_is_checked_before_use),
		TEST("[R108] practice marked so opens when the lesson with a person is logged; until then there is something else to do", practice_after_the_lesson)};
	return cmocka_run_group_tests_name("journeys of work before it is given", tests, start, stop);
}
