/* Journeys of a family: one page of the child, answers to it, what they know and hope, and what the learner shares. */
#include "support/journey.h"
#include "school/family/family.h"
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

#define FAMILY "/learners/{ana}/family"
#define SAY FAMILY "/notes"

/* Strengths, goals, this week and progress stand on one page; the family says something to each, and the school reads it. [R239] */
static void one_plain_page(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/profile/parts/strengths", "version=0&strengths=I+draw+what+I+think", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/goals", "text=Reading+to+my+brother&kind=academic&next_step=Choose+a+book&check_in=2026-04-01", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/observe", "learner={ana}&competency={aim}&seen=yes&words=In+Spanish+and+in+English", 303, NULL, NULL},
	     {MOTHER, FAMILY, NULL, 200, "I draw what I think|Reading to my brother|Choose a book|Poster about bread|The poster names the main idea.|main idea|href=\"/learners/{ana}/work/{work}\"", NULL},
	     {MOTHER, "/learners/{ana}/work/{work}", NULL, 200, "Poster about bread", NULL});
	WALK(s, {MOTHER, SAY, "part=strengths&kind=comment&text=En+casa+tambien", 303, NULL, NULL},
	     {MOTHER, SAY, "part=goals&kind=comment&text=Su+hermano+espera", 303, NULL, NULL},
	     {MOTHER, SAY, "part=week&kind=comment&text=El+jueves+no+puede", 303, NULL, NULL},
	     {MOTHER, SAY, "part=progress&kind=comment&text=Lee+mas+que+antes", 303, NULL, NULL},
	     {MOTHER, SAY, "part=progress&kind=comment&text=", 422, NULL, NULL},
	     {TEACHER, FAMILY, NULL, 200, "En casa tambien|Su hermano espera|El jueves no puede|Lee mas que antes", NULL},
	     {FATHER, FAMILY, NULL, 403, NULL, NULL},
	     {OTHER_TEACHER, FAMILY, NULL, 403, NULL, NULL});
	/* each remark stands under the part that it is about */
	journey_counts(s, "select count(distinct part) from note where author_is = 'family'", 4);
}

/* The school answers, the family answers back, and the learner's own page shows it. [R243] */
static void an_answer_comes_back(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, SAY, "part=week&kind=reply&text=Then+we+meet+on+Friday", 303, NULL, NULL},
	     {MOTHER, FAMILY, NULL, 200, "Then we meet on Friday", NULL},
	     {MOTHER, SAY, "part=strengths&kind=know&text=El+viernes+esta+bien", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}", NULL, 200, "El viernes esta bien", NULL},
	     {ANA, "/learners/{ana}/profile", NULL, 200, "El viernes esta bien", NULL});
}

/* What the family knows is kept with its author, and it sees where the school used it. [R244] */
static void what_we_know_is_used(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {MOTHER, FAMILY, NULL, 200, "value=\"know\"|value=\"hope\"", NULL},
	     {MOTHER, SAY, "part=strengths&kind=know&text=Los+ruidos+fuertes+la+asustan", 303, NULL, NULL},
	     {TEACHER, FAMILY, NULL, 200, "Los ruidos fuertes la asustan|value=\"used\"", NULL},
	     {TEACHER, SAY, "part=strengths&kind=used&text=She+sits+away+from+the+bell", 303, NULL, NULL},
	     {MOTHER, FAMILY, NULL, 200, "She sits away from the bell|class=\"tag good\"", NULL},
	     {MOTHER, SAY, "part=strengths&kind=used&text=Not+mine+to+say", 303, NULL, NULL});
	journey_counts(s, "select count(*) from note where kind = 'used'", 1);
	journey_counts(s, "select count(*) from note where kind = 'know' and author_is = 'family' and language = 'es'", 2);
}

/* The family's hope stands beside the learner's goals in the plan, and again when the conference is held. [R273] */
static void hopes_stand_beside_goals(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {MOTHER, SAY, "part=goals&kind=hope&text=Que+lea+en+dos+lenguas", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/plan/begin", "", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/plan", NULL, 200, "Que lea en dos lenguas|Reading to my brother", NULL},
	     {ANA, "/learners/{ana}/conference/plan", "planned_on=2026-03-20&with_whom=Mama", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/conference", NULL, 200, "Que lea en dos lenguas|Reading to my brother", NULL},
	     {MOTHER, FAMILY, NULL, 200, "Que lea en dos lenguas", NULL});
}

/* Something to do tonight that fits this week's work, in the family's language. [R277] */
static void how_to_help_tonight(void **state)
{
	struct journey_school *s = *state;
	const char *idea = tr(LANG_EN, family_idea_for(S("english"), S("")));
	const char *spanish = tr(LANG_ES, family_idea_for(S("english"), S("")));
	assert_string_not_equal(idea, spanish);
	WALK(s, {MOTHER, FAMILY, NULL, 200, NULL, spanish}, {ADMIN, "/settings", "has=family.tonight&family.tonight=1", 303, NULL, NULL});
	WALK(s, {MOTHER, FAMILY, NULL, 200, spanish, idea}, {TEACHER, FAMILY, NULL, 200, idea, spanish});
}

/* Home culture is the learner's and the family's to share: staff see it when the learner says so, and only then. [R024] */
static void culture_is_shared_by_choice(void **state)
{
	struct journey_school *s = *state;
	const char *part = "/learners/{ana}/profile/parts/languages";
	WALK(s, {ANA, part, "version=1&languages=Spanish+and+Mam&culture=We+weave+at+home&culture_seen=0", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/profile", NULL, 200, "We weave at home", NULL},
	     {MOTHER, "/learners/{ana}/profile", NULL, 200, "We weave at home", NULL},
	     {TEACHER, "/learners/{ana}/profile", NULL, 200, "I draw what I think", "We weave at home"},
	     {ANA, part, "version=2&languages=Spanish+and+Mam&culture=We+weave+at+home&culture_seen=1", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/profile", NULL, 200, "We weave at home", NULL},
	     {LEADER, "/learners/{ana}/profile", NULL, 200, "We weave at home", NULL},
	     {OTHER_TEACHER, "/learners/{ana}/profile", NULL, 403, NULL, NULL},
	     {ANA, part, "version=3&languages=Spanish+and+Mam&culture=We+weave+at+home&culture_seen=0", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/profile", NULL, 200, NULL, "We weave at home"});
}

/* The learner chooses which parts of the profile come along to the conference; the others stay closed there. [R011] */
static void parts_for_the_conference(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/profile/parts/helps", "version=4&needs=Loud+rooms&skills=Typing", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/profile/parts/conference", "version=5&show_at_conference=skills", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/conference?lead=1", NULL, 200, "Typing", "Loud rooms"},
	     {ANA, "/learners/{ana}/profile/parts/conference", "version=6&show_at_conference=skills&show_at_conference=needs", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/conference?lead=1", NULL, 200, "Typing|Loud rooms", NULL},
	     {TEACHER, "/learners/{ana}/profile/parts/conference", "version=7&show_at_conference=needs", 403, NULL, NULL});
}

/* A competency is one plain sentence with a piece of sample work, which the family reads in its language. [R175] */
static void competencies_in_the_familys_language(void **state)
{
	struct journey_school *s = *state;
	journey_translate(s, "competency", s->aim, "text", "es", "Encuentro la idea principal.");
	WALK(s, {MOTHER, FAMILY, NULL, 200, "Encuentro la idea principal.", "I can find the main idea."},
	     {MOTHER, "/learners/{ana}/progress", NULL, 200, "Encuentro la idea principal.", NULL},
	     {MOTHER, "/learners/{ana}/competencies/{aim}", NULL, 200, "Encuentro la idea principal.|¿Cuánto es 3 y uno más?|Cuenta uno más desde 3.", "How much is 3"},
	     {TEACHER, "/learners/{ana}/competencies/{aim}", NULL, 200, "How much is 3 and one more?", NULL},
	     {TEACHER, "/learners/{ana}/competencies/{next}", NULL, 200, "I can compare two texts.", "What it can look like"},
	     {TEACHER, FAMILY, NULL, 200, "I can find the main idea.", "Encuentro la idea principal."});
}

/* Made from the child's own plan: what is changed is said, and that it is not when it is not; every part can be heard and answered. [R247] [R229] */
static void what_it_means(void **state)
{
	struct journey_school *s = *state;
	struct str ana = id_str(s->w->a, s->people[ANA]);
	const char *same = "The goal is the same as for everybody in the grade";
	WALK(s, {TEACHER, FAMILY, NULL, 200, same, "asks for something else"});
	(void)JOURNEY_MAKE(s, "plan_line", {"learner", ana}, {"source", S("iep")}, {"kind", S("accommodation")}, {"text", S("More time")});
	(void)JOURNEY_MAKE(s, "plan_line", {"learner", ana}, {"source", S("iep")}, {"kind", S("accommodation")}, {"text", S("A quiet room")});
	WALK(s, {TEACHER, FAMILY, NULL, 200, "2 kinds of help belong to it", "asks for something else"});
	web_sql(s->w, "update plan_line set kind = 'modification' where text = 'More time'");
	WALK(s, {TEACHER, FAMILY, NULL, 200, "In 1 point the plan asks for something else than the grade does", same},
	     {MOTHER, SAY, "part=means&kind=comment&text=Por+que", 303, NULL, NULL}, {TEACHER, FAMILY, NULL, 200, "Por que", NULL});
	struct reply rp = journey_get(s, TEACHER, FAMILY);
	static const char *const parts[] = {"strengths", "goals", "week", "progress", "looks-back", "means", "times", "screen", "supports", "next", "who"};
	struct str page = web_body(s->w, &rp);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t at;
		assert_true(str_find(page, str_fmt(s->w->a, "<div id=\"%s\"><div data-read=\"\">", parts[i]), &at));
	}
	static const char *const answered[] = {"strengths", "goals", "week", "progress", "means", "screen", "supports", "next"};
	for (size_t i = 0; i < sizeof answered / sizeof *answered; i++)
		assert_true(web_has(s->w, &rp, str_fmt(s->w->a, "id=\"f-%s\"", answered[i]).p));
}

/* Minutes on screens by week, the limit that the family asked for, and the way to paper. [R265] */
static void time_on_screens(void **state)
{
	struct journey_school *s = *state;
	web_sql(s->w, "delete from minutes");
	web_sql(s->w, "insert into minutes (learner, monday, district, screen, alone, peers, adult, grouped) select id, '2026-03-02', district, 35, 50, 0, 30, 0 from person where family_name = 'Ash'");
	web_sql(s->w, "insert into minutes (learner, monday, district, screen, alone, peers, adult, grouped) select id, '2026-02-23', district, 61, 70, 0, 40, 0 from person where family_name = 'Ash'");
	WALK(s, {MOTHER, FAMILY "/home", "device=phone&paper=1&screen_limit=25", 303, NULL, NULL}, {MOTHER, SAY, "part=screen&kind=comment&text=Mejor+en+papel", 303, NULL, NULL},
	     {TEACHER, FAMILY, NULL, 200, "35 minutes this week|35 of 80|61 of 110|You asked for 25 minutes a day at most|Mejor en papel|?open=home#home", NULL});
}

/* One sign-in leads to each child's page, and to no other child's; with one child it leads straight there. [R239] */
static void several_children(void **state)
{
	struct journey_school *s = *state;
	struct str mother = id_str(s->w->a, s->people[MOTHER]);
	WALK(s, {MOTHER, "/family", NULL, 303, NULL, NULL});
	(void)JOURNEY_MAKE(s, "guardian", {"learner", id_str(s->w->a, s->people[BEN])}, {"adult", mother}, {"relation", S("relative")}, {"has_access", S("1")});
	WALK(s, {MOTHER, "/family", NULL, 200, "href=\"/learners/{ana}/family\"|href=\"/learners/{ben}/family\"", "{cora}"}, {MOTHER, "/learners/{ben}/family", NULL, 200, "Ben Beech", "Reading to my brother"},
	     {MOTHER, FAMILY, NULL, 200, "Reading to my brother", NULL}, {MOTHER, "/learners/{cora}/family", NULL, 403, NULL, NULL});
	web_sql(s->w, "update guardian set has_access = 0 where relation = 'relative'");
	WALK(s, {MOTHER, "/learners/{ben}/family", NULL, 403, NULL, NULL}, {MOTHER, "/family", NULL, 303, NULL, NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_plain_page), cmocka_unit_test(an_answer_comes_back), cmocka_unit_test(what_we_know_is_used),
		cmocka_unit_test(hopes_stand_beside_goals), cmocka_unit_test(how_to_help_tonight), cmocka_unit_test(culture_is_shared_by_choice),
		cmocka_unit_test(parts_for_the_conference), cmocka_unit_test(competencies_in_the_familys_language), cmocka_unit_test(what_it_means), cmocka_unit_test(time_on_screens),
		TEST("a family with several children signs in once [R239]", several_children)};
	return cmocka_run_group_tests_name("journeys of a family", tests, start, stop);
}
