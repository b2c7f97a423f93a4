/* Somebody is left out or hurt: nobody can say it here until the school has named who is told and how. */
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

#define SAFE "/learners/{ana}/safe"
#define SAY "kind=leftOut&text=Nobody+lets+me+play"
#define SET(key, value) {ADMIN, "/settings", "has=" key "&" key "=" value, 303, NULL, NULL}

static void closed_until_two_are_named(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, SAFE, NULL, 404, "Tell any adult whom you trust", NULL}, {ANA, SAFE, SAY, 404, NULL, NULL}, {ANA, "/learners/{ana}/settings", NULL, 200, NULL, "left out"},
	     {ANA, "/r/safety_report", "learner={ana}&kind=leftOut&text=The+form+of+records+is+no+way+round+it", 404, "Tell any adult whom you trust", NULL},
	     {ANA, SAFE "?lang=es", NULL, 404, "(English: Your school has not opened this page. Tell any adult whom you trust.)", NULL}, {ANA, SAFE "?lang=en", NULL, 404, NULL, "(English: "},
	     SET("safety.report", "1"), {ANA, SAFE, NULL, 404, NULL, NULL}, SET("safety.adults", "Lea+Leader"), SET("safety.rule", "They+read+it+the+same+day."), {ANA, SAFE, SAY, 404, NULL, NULL},
	     SET("safety.adults", "Lea+Leader,+Cass+Case"));
	journey_counts(s, "select count(*) from safety_report", 0);
	WALK(s, {ANA, "/learners/{ana}/settings", NULL, 200, "left out", NULL},
	     {ANA, SAFE, NULL, 200, "These adults are told: Lea Leader, Cass Case.|They read it the same day.|Nobody here promises to keep it from them", "(English: "}, {ANA, SAFE, SAY, 303, NULL, NULL});
	journey_counts(s, "select count(*) from safety_report", 1);
	/* words of safety that no speaker has reviewed stand in both languages */
	WALK(s, {ANA, SAFE "?lang=es", NULL, 200, "(English: These adults are told: Lea Leader, Cass Case.)|(English: Your family may ask the school", NULL}, {ANA, SAFE "?lang=en", NULL, 200, NULL, "(English: "});
}

/* A classmate, a teacher who does not look after the child and the family read nothing of it; who follows up is seen by the learner. */
static void few_read_it(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {BEN, SAFE, NULL, 403, NULL, NULL}, {OTHER_TEACHER, "/safe", NULL, 403, NULL, NULL}, {MOTHER, SAFE, NULL, 200, NULL, "Nobody lets me play"}, {MOTHER, "/safe", NULL, 403, NULL, NULL},
	     {LEADER, "/safe", NULL, 200, "Ana Ash|Nobody lets me play", NULL},
	     {LEADER, "/learners/{ana}/safe/{=select id from safety_report}", "what=plan&text=A+group+at+lunch", 303, NULL, NULL},
	     {ANA, SAFE, NULL, 200, "looks after it|A group at lunch", NULL});
}

#define LOAD "/learners/{ana}/load"

/* The same for the load of work: nothing leads to it before two adults and the rule are named; several high answers open one talk. */
static void load_is_said_and_talked_about(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, LOAD, NULL, 404, "Tell any adult whom you trust", NULL}, {ANA, LOAD, "how=tooMuch", 404, NULL, NULL}, {ANA, "/r/load_answer", "learner={ana}&how=tooMuch", 404, NULL, NULL},
	     SET("load.check", "1"), SET("load.adults", "Cass+Case"), SET("load.rule", "They+read+it+the+same+day."), {ANA, LOAD, NULL, 404, NULL, NULL}, SET("load.adults", "Cass+Case,+Lea+Leader"),
	     {ANA, "/learners/{ana}/settings", NULL, 200, "/learners/{ana}/load", NULL}, {ANA, LOAD, NULL, 200, "These adults are told: Cass Case, Lea Leader.|Nobody here promises to keep it from them", NULL},
	     {ANA, LOAD, "how=", 422, NULL, NULL}, {ANA, LOAD, "how=right", 303, NULL, NULL}, {ANA, LOAD, "how=much", 303, NULL, NULL}, {ANA, LOAD, "how=tooMuch", 303, NULL, NULL},
	     {MOTHER, LOAD, NULL, 403, NULL, NULL}, {BEN, LOAD, NULL, 403, NULL, NULL}, {TEACHER, "/r/load_answer", NULL, 200, NULL, "too much for me"}, {LEADER, "/r/load_answer", NULL, 200, "too much for me", NULL});
	journey_counts(s, "select count(*) from thread where about = 'load'", 0);
	WALK(s, {ANA, LOAD, "how=tooMuch&text=Four+days+end+on+Friday", 303, NULL, NULL}, {ANA, LOAD, "how=tooMuch", 303, NULL, NULL}, {CASE, "/waits", NULL, 200, "Four days end on Friday", NULL});
	journey_counts(s, "select count(*) from thread where about = 'load' and follow_up = (select id from person where family_name = 'Case')", 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {TEST("[R197] a report opens only when two adults and the rule by which they are told are named", closed_until_two_are_named),
	                                          TEST("[R197] few read it, and the learner sees who follows up", few_read_it),
	                                          TEST("[R022] the load check opens only when two adults and the rule are named; several high answers open one talk", load_is_said_and_talked_about)};
	return cmocka_run_group_tests(tests, start, stop);
}
