/* What learners, families and teachers read of an estimate: how much evidence, how likely, how sure, what one more piece
 * would be worth, the rule, the pieces and the person behind it. */
#include "school/evidence/fold.h"
#include "support/journey.h"
#include "support/test.h"

#include <string.h>

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

struct many {
	struct journey_school *s;
	struct evidence list[8];
	size_t n;
};

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	const struct many *m = arg;
	return evidence_add(db, m->s->w->a, m->list, m->n, NULL, e);
}

static void seen(struct journey_school *s, const char *const *kinds, const double *scores, size_t n)
{
	struct many m = {.s = s, .n = n};
	struct err e = {0};
	int32_t day = day_of(2026, 2, 23);
	for (size_t i = 0; i < n; i++)
		m.list[i] = (struct evidence){.learner = s->people[ANA], .competency = s->aim, .actor = s->people[ANA], .kind = kinds[i], .score = scores[i],
		                              .happened_at = (day + (int64_t)i) * DAY, .context = "screen"};
	assert_int_equal(store_write(s->w->store, add_fn, &m, &e), OK);
}

static void words_stand_beside_the_bar(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/competencies/{aim}", NULL, 200, "nothing seen yet|One more piece of evidence would make us", "likely"});
	seen(s, (const char *[]){"practice", "practice", "practice"}, (double[]){1, 0, 1}, 3);
	WALK(s, {ANA, "/learners/{ana}/progress", NULL, 200, "3 pieces of evidence, likely, not sure yet| \xC2\xB7 the last on Feb 25, 2026", NULL},
	     {TEACHER, "/learners/{ana}/competencies/{aim}", NULL, 200, "3 pieces of evidence, likely, not sure yet", "checking again"},
	     {TEACHER, "/learners/{ana}", NULL, 200, "3 pieces of evidence, likely, not sure yet", NULL},
	     {TEACHER, "/learners/{ana}/family", NULL, 200, "3 pieces of evidence, likely, not sure yet", NULL});
}

/* Two that went wrong, then three that went well in two ways: the best count, and all five can be opened. */
static void the_best_evidence_counts(void **state)
{
	struct journey_school *s = *state;
	seen(s, (const char *[]){"check", "practice", "practice", "check", "practice"}, (double[]){0, 0, 1, 1, 1}, 5);
	WALK(s, {ANA, "/learners/{ana}/competencies/{aim}", NULL, 200, "Strong pieces of evidence: 3 of 3.|Different ways of showing it: 2 of 1.|5 pieces of evidence", NULL});
	journey_counts(s, "select count(*) from event where kind in ('check', 'practice') and score = 0", 2);
}

/* Where every part of the rule is met, nobody is told that one more piece would tell. */
static void ready_says_what_to_do(void **state)
{
	struct journey_school *s = *state;
	seen(s, (const char *[]){"check", "practice", "check", "practice", "check", "practice"}, (double[]){1, 1, 1, 1, 1, 1}, 6);
	WALK(s, {ANA, "/learners/{ana}/competencies/{aim}", NULL, 200, "ready to show|Show it to your teacher: everything is there.", "would make us|would tell"},
	     {TEACHER, "/learners/{ana}/competencies/{aim}", NULL, 200, "ready to show|Confirm: shown", "would make us|would tell|Show it to your teacher"});
}

static void a_decision_can_be_opened(void **state)
{
	struct journey_school *s = *state;
	seen(s, (const char *[]){"check", "practice", "practice"}, (double[]){1, 1, 1}, 3);
	WALK(s, {TEACHER, "/learners/{ana}/competencies/{aim}/confirm", "reason=She+explained+it+to+Ben&way=Talk&level=3", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/competencies/{aim}", NULL, 200, "Tea Cher confirmed it|She explained it to Ben|Strong pieces of evidence: 3 of 3.|Worth checking again|It stays shown", "would make us"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("count, how likely and how sure stand beside the bar for learner, family and teacher", words_stand_beside_the_bar, start, stop),
		TEST_WITH("a try that went wrong takes nothing away: the best evidence counts and every try stays [R155]", the_best_evidence_counts, start, stop),
		TEST_WITH("where every part of the rule is met the page asks for no further piece", ready_says_what_to_do, start, stop),
		TEST_WITH("a decision can be opened: the evidence, the rule and the person behind it [R179]", a_decision_can_be_opened, start, stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
