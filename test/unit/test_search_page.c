/* Searching on the page: by kind, and only what the person may see. */
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

static void only_what_one_may_see(void **state)
{
	struct journey_school *s = *state;
	JOURNEY_MAKE(s, "goal", {"learner", id_str(s->w->a, s->people[BEN])}, {"text", S("I climb the old beech")}, {"next_step", S("One branch")}, {"check_in", S("2026-03-20")});
	struct id person = JOURNEY_MAKE(s, "person", {"given_name", S("Sample")}, {"family_name", S("Larch")});
	(void)JOURNEY_MAKE(s, "enrolment", {"class", id_str(s->w->a, s->class_id)}, {"person", id_str(s->w->a, person)}, {"role", S("student")});
	WALK(s, {TEACHER, "/search?q=larch", NULL, 200, ">People</h2>|Sample Larch</bdi>", NULL}, {MOTHER, "/search?q=larch", NULL, 200, "role=\"status\"", "Larch"});
	WALK(s, {BEN, "/learners/{ben}/profile/parts/interests", "version=0&interests=Guitar+and+beech+trees&personality=Calm", 303, NULL, NULL},
	     /* the family of the learner, and the teacher: profile and goal, each under its kind */
	     {FATHER, "/search?q=beech", NULL, 200, "beech trees", NULL},
	     {TEACHER, "/search?q=beech", NULL, 200, "beech trees|old beech|>Goals</h2>|>Learner profiles</h2>", NULL},
	     /* another family, another learner, another class's teacher: neither name nor words */
	     {MOTHER, "/search?q=beech", NULL, 200, "role=\"status\"", "beech trees|old beech|Ben Beech"},
	     {MOTHER, "/search?q=ben", NULL, 200, NULL, "Ben Beech|beech trees|old beech"},
	     {ANA, "/search?q=guitar", NULL, 200, "Nothing found", "beech trees"},
	     {OTHER_TEACHER, "/search?q=beech", NULL, 200, NULL, "beech trees"});
}

static void staff_have_it_in_the_frame(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/home", NULL, 303, NULL, NULL}, {TEACHER, "/today", NULL, 200, "href=\"/search\"", NULL},
	     {TEACHER, "/search", NULL, 200, "role=\"search\"", "Nothing found"}, {TEACHER, "/search?q=%3Cscript%3E", NULL, 200, NULL, "<script>"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("search finds by kind, and nothing of another family's learner", only_what_one_may_see),
		TEST("staff reach it from every page, and what was typed comes back as text", staff_have_it_in_the_frame),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
