/* Before work is given: what somebody could not do at all holds back that week alone, until another way has a name and a day;
 * what a person makes becomes a task with a day. What fits whom, and what shuts learners out. Files of needs in and out. */
#include "support/journey.h"
#include "support/test.h"
#include "web/app.h"

#include <string.h>

static struct journey_school *s;
static struct id film;

static struct str ida(struct id id)
{
	return id_str(s->w->a, id);
}

static void line(enum who who, const char *term, const char *text)
{
	(void)JOURNEY_MAKE(s, "plan_line", {"learner", ida(s->people[who])}, {"source", S("iep")}, {"kind", S("accommodation")}, {"term", str_z(term)}, {"text", str_z(text)});
}

static void give_film(enum who who)
{
	struct id week = JOURNEY_MAKE(s, "week_plan", {"learner", ida(s->people[who])}, {"monday", S("2026-03-09")}, {"class", ida(s->class_id)});
	(void)JOURNEY_MAKE(s, "week_item", {"learner", ida(s->people[who])}, {"week", ida(week)}, {"title", S("The film")}, {"resource", ida(film)}, {"mode", S("screen")}, {"kind", S("class")},
	                   {"minutes", S("20")}, {"day", S("2")}, {"done_looks_like", S("Seen.")});
}

static int start(void **unused)
{
	(void)unused;
	s = journey_open();
	film = JOURNEY_MAKE(s, "resource", {"title", S("The film")}, {"kind", S("video")}, {"language", S("en")}, {"access_mode", S("auditory visual")}, {"access_features", S("none")}, {"minutes_alone", S("20")});
	(void)JOURNEY_MAKE(s, "alignment", {"resource", ida(film)}, {"competency", ida(s->aim)});
	line(ANA, "captions", "Films with captions");
	line(ANA, "tactile", "Pictures to touch");
	give_film(ANA);
	give_film(BEN);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	journey_close(s);
	return 0;
}

/* Ana's week waits, Ben's does not; a name and a day open the way. [R045 R213] */
static void held_back_until_named(void **state)
{
	(void)state;
	const char *piece = "/classes/{class}/week/pieces/{=select id from week_item where title = 'The film' and learner = (select id from person where family_name = 'Ash')}";
	WALK(s, {TEACHER, "/classes/{class}/week?monday=2026-03-09", NULL, 200, "does not fit a support of this learner", NULL},
	     {TEACHER, "/classes/{class}/week/give", "monday=2026-03-09", 422, "1 learner has the week now.|shuts this learner out|Ana Ash", NULL});
	journey_counts(s, "select count(*) from week_plan where monday = '2026-03-09' and state = 'given'", 1);
	WALK(s, {TEACHER, str_fmt(s->w->a, "%s?monday=2026-03-09", piece).p, NULL, 200, "Another way for this learner|Cass Case", NULL},
	     {TEACHER, str_fmt(s->w->a, "%s/other-way", piece).p, "monday=2026-03-09&text=&owner={case}&due_on=2026-03-09", 422, NULL, NULL},
	     {TEACHER, str_fmt(s->w->a, "%s/other-way", piece).p, "monday=2026-03-09&text=Cass+tells+it&owner={ben}&due_on=2026-03-09", 422, NULL, NULL},
	     {BEN, str_fmt(s->w->a, "%s/other-way", piece).p, "monday=2026-03-09&text=x&owner={case}&due_on=2026-03-09", 403, NULL, NULL},
	     {TEACHER, str_fmt(s->w->a, "%s/other-way", piece).p, "monday=2026-03-09&text=Cass+tells+it&owner={case}&due_on=2026-03-09", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week/give", "monday=2026-03-09", 303, NULL, NULL});
	journey_counts(s, "select count(*) from week_plan where monday = '2026-03-09' and state = 'given'", 2);
}

/* What only a person can make has a name and a day; once a week. [R214] */
static void a_task_with_a_day(void **state)
{
	(void)state;
	journey_counts(s, "select count(*) from access_task where term = 'tactile' and due_on = '2026-03-10' and owner = (select id from person where family_name = 'Case')", 1);
	WALK(s, {CASE, "/to-prepare", NULL, 200, "Ana Ash|Pictures to touch: The film|The film: Cass tells it", NULL}, {TEACHER, "/to-prepare", NULL, 200, NULL, "Pictures to touch"}, {BEN, "/to-prepare", NULL, 403, NULL, "Ana"},
	     {CASE, "/learners/{ana}/ready/{=select id from access_task where term = 'tactile'}", "what=ready", 303, NULL, NULL}, {CASE, "/to-prepare", NULL, 200, NULL, "Pictures to touch"},
	     {CASE, "/learners/{ben}/ready/{=select id from access_task where term is null}", "what=ready", 403, NULL, NULL});
	clock_set((int64_t)day_of(2026, 3, 10) * DAY + 16 * HOUR);
	WALK(s, {CASE, "/to-prepare", NULL, 200, "late", NULL});
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR);
}

/* Fits, fits with, not known, does not fit, each with its reason; for the leader in numbers, with a name who mends it. [R213 R236] */
static void who_is_shut_out(void **state)
{
	(void)state;
	WALK(s, {TEACHER, str_fmt(s->w->a, "/classes/{class}/fits?resource=%.*s", S_ARG(ida(film))).p, NULL, 200, "Does not fit|Captions: it is not there.|Ana Ash|Ben Beech", NULL},
	     {TEACHER, str_fmt(s->w->a, "/classes/{class}/fits?format=csv&resource=%.*s", S_ARG(ida(film))).p, NULL, 200, "Ana Ash,no,", NULL},
	     {BEN, str_fmt(s->w->a, "/classes/{class}/fits?resource=%.*s", S_ARG(ida(film))).p, NULL, 403, NULL, "Ana"},
	     {LEADER, "/access", NULL, 200, "1 thing in use shuts somebody out.|The film|Captions: it is not there.|Name somebody", "Ana Ash"},
	     {LEADER, "/access", journey_fill(s, str_fmt(s->w->a, "resource=%.*s&owner={teacher}&text=Write+captions&due_on=2026-03-20", S_ARG(ida(film))).p), 303, NULL, NULL},
	     {LEADER, "/access", NULL, 200, "Tea Cher|Write captions", "Name somebody<span class=\"vh\">: The film"}, {LEADER, "/access?format=csv", NULL, 200, "The film,2,1,", NULL}, {TEACHER, "/access", NULL, 403, NULL, NULL});
}

/* A file is shown first and kept by a person; sources, days and what disagrees are seen. [R214] */
static void files_of_needs(void **state)
{
	(void)state;
	const char *file = "source=iep&text=%7B%22additionalTestingTime%22%3A%7B%22timeMultiplier%22%3A1.5%7D%2C%22moonLight%22%3Atrue%2C%22prohibitSet%22%3A%5B%22calculatorOnScreen%22%5D%7D";
	WALK(s, {CASE, "/learners/{ana}/needs", "source=iep&text=nonsense", 422, NULL, NULL}, {CASE, "/learners/{ana}/needs", file, 200, "What the file says|More time: 1.5 times the usual time|must not be used|moon-light", NULL});
	journey_counts(s, "select count(*) from plan_line where term = 'additional-testing-time'", 0);
	WALK(s, {CASE, "/learners/{ana}/needs", str_fmt(s->w->a, "%s&deed=keep", file).p, 303, NULL, NULL},
	     {CASE, "/learners/{ana}/needs", NULL, 200, "More time: 1.5 times the usual time|on, required|Calculator|must not be used|IEP", NULL}, {ANA, "/learners/{ana}/needs.json", NULL, 200, "\"timeMultiplier\":1.5|\"prohibitSet\"", NULL},
	     {ANA, "/learners/{ana}/needs.xml", NULL, 200, "<time-multiplier>1.5</time-multiplier>", NULL}, {BEN, "/learners/{ana}/needs.json", NULL, 403, NULL, "timeMultiplier"},
	     {FATHER, "/learners/{ana}/needs", NULL, 403, NULL, "Ana"}, {MOTHER, "/learners/{ana}/needs", file, 403, NULL, NULL});
	/* the learner asks for the calculator: the plan's word stands, and it is said */
	(void)JOURNEY_MAKE(s, "need", {"learner", ida(s->people[ANA])}, {"term", S("calculator-on-screen")}, {"value", S("basic")}, {"source", S("learner")}, {"is_on", S("1")});
	WALK(s, {CASE, "/learners/{ana}/needs", NULL, 200, "Calculator from the learner&#39;s own setting is not used: IEP forbids it.", NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("work that shuts somebody out holds back that week alone, until another way has a name and a day [R045 R213]", held_back_until_named),
		TEST("what only a person can make is a task with a name and a day [R214]", a_task_with_a_day),
		TEST("what fits whom and why; what shuts learners out, in numbers, and who mends it [R236]", who_is_shut_out),
		TEST("files of needs come in and go out; sources, days and what disagrees are seen [R214]", files_of_needs),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
