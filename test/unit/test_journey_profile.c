/* Journeys of a profile into everyday work: each area is planned by itself, a wish how to work reaches the teacher, and what
 * is shared from home is asked to be used. */
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

#define PLAN "/learners/{ana}/plan"
#define WEEK "/classes/{class}/week?monday={monday}"

static void areas_are_planned_by_themselves(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/r/profile_domain", "learner={ana}&domain=reading&now=Reads+short+texts&next=A+longer+text+each+week", 303, NULL, NULL},
	     {EL, "/r/profile_domain", "learner={ana}&domain=mathematics&now=Far+beyond+her+grade&next=Problems+of+a+later+grade", 303, NULL, NULL},
	     {EL, "/r/profile_domain", "learner={ana}&domain=memory&now=Keeps+steps+better+when+they+are+written", 303, NULL, NULL},
	     {TEACHER, PLAN "/begin", "", 303, NULL, NULL},
	     {ANA, PLAN, NULL, 200, "Each area by itself|Reads short texts|In the plan:|A longer text each week|Problems of a later grade|Nothing in the plan for this area yet", NULL},
	     {TEACHER, PLAN, NULL, 200, "source=plp&amp;domain=memory", NULL}, {TEACHER, "/r/plan_line/new?learner={ana}&source=plp&domain=memory", NULL, 200, "value=\"memory\" selected", NULL},
	     {TEACHER, "/r/plan_line", "learner={ana}&source=plp&kind=support&text=A+card+with+the+steps&domain=memory", 303, NULL, NULL},
	     {MOTHER, PLAN "?lang=en", NULL, 200, "A card with the steps", "Nothing in the plan for this area yet"},
	     /* an area is one of the list: there is no level for the whole child to plan by */
	     {TEACHER, "/r/plan_line", "learner={ana}&source=plp&kind=support&text=x&domain=everything", 422, NULL, NULL});
	journey_counts(s, "select count(*) from plan_line where domain in ('reading', 'mathematics') and kind = 'experience'", 2);
}

static void a_wish_how_to_work(void **state)
{
	struct journey_school *s = *state;
	const char *work = "/learners/{ana}/work/{work}", *how = "/learners/{ana}/work/{work}/how";
	/* the work is planned on paper */
	WALK(s, {ANA, work, NULL, 200, "How I would like to work|value=\"alone\"|value=\"pair\"|value=\"teacher\"|value=\"paper\"", NULL},
	     {TEACHER, WEEK, NULL, 200, NULL, "How learners would like to work"}, {ANA, how, "way=teacher", 303, NULL, NULL}, {ANA, work, NULL, 200, "value=\"teacher\" checked", NULL},
	     {TEACHER, WEEK, NULL, 200, "How learners would like to work|Poster about bread</span></a>: With a teacher", NULL},
	     /* what it is already is no wish to see to */
	     {ANA, how, "way=paper", 303, NULL, NULL}, {TEACHER, WEEK, NULL, 200, NULL, "How learners would like to work"},
	     {ANA, how, "way=sleeping", 422, NULL, NULL}, {TEACHER, how, "way=alone", 403, NULL, NULL}, {MOTHER, how, "way=alone", 403, NULL, NULL}, {BEN, how, "way=alone", 403, NULL, NULL},
	     {BEN, "/learners/{ben}/work/{work}/how", "way=alone", 404, NULL, NULL});
	journey_counts(s, "select count(*) from week_item where how_wished = 'paper' and mode = 'paper'", 1);
}

static void what_is_shared_is_used(void **state)
{
	struct journey_school *s = *state;
	const char *part = "/learners/{ana}/profile/parts/languages", *profile = "/learners/{ana}/profile";
	WALK(s, {MOTHER, part, "version=0&languages=Spanish&culture=We+weave+at+home&identity=&culture_seen=0", 303, NULL, NULL},
	     {ANA, part, "version=1&languages=Spanish&culture=We+weave+at+home&identity=I+am+Maya&culture_seen=0", 303, NULL, NULL},
	     {TEACHER, profile, NULL, 200, "Spanish", "We weave|I am Maya"}, {TEACHER, WEEK, NULL, 200, NULL, "Shared from home"},
	     {ANA, part, "version=2&languages=Spanish&culture=We+weave+at+home&identity=I+am+Maya&culture_seen=1", 303, NULL, NULL},
	     {TEACHER, profile, NULL, 200, "We weave at home|I am Maya|shared with you so that you use it", NULL},
	     /* the week is where it is used: the prompt names who shares, the words stay in the profile */
	     {TEACHER, WEEK, NULL, 200, "Shared from home|Use it this week: in examples|Ana Ash", "We weave|I am Maya"},
	     {OTHER_TEACHER, profile, NULL, 403, NULL, NULL}, {OTHER_TEACHER, WEEK, NULL, 403, NULL, NULL},
	     {ANA, part, "version=3&languages=Spanish&culture=We+weave+at+home&identity=I+am+Maya&culture_seen=0", 303, NULL, NULL},
	     {TEACHER, profile, NULL, 200, NULL, "We weave|I am Maya"}, {TEACHER, WEEK, NULL, 200, NULL, "Shared from home"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a plan uses each area of the uneven picture by itself [R039]", areas_are_planned_by_themselves),
		TEST("a piece of work asks how the learner would like to work, and the teacher sees it [R023]", a_wish_how_to_work),
		TEST("culture, identity and knowledge from home are shared by choice, and teachers are asked to use them [R024]", what_is_shared_is_used)};
	return cmocka_run_group_tests_name("journeys of a profile", tests, start, stop);
}
