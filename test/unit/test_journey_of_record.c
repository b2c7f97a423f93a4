/* Journeys of plans that law gives: a personalized plan stands beside an IEP, a 504 plan or an English-learner plan and takes
 * nothing from it. The sections are those of 34 CFR as the requirement's law names them. */
#include "support/journey.h"
#include "support/test.h"

static int start(void **state)
{
	struct journey_school *s = journey_open();
	WALK(s, {CASE, "/r/program", "learner={ana}&program=iep&begin_on=2025-09-01", 303, NULL, NULL},
	     {CASE, "/r/plan_line", "learner={ana}&source=iep&kind=accommodation&text=Half+as+much+time+again&term=additional-testing-time&value=1.5", 303, NULL, NULL},
	     {CASE, "/r/plan_line", "learner={ana}&source=504&kind=accommodation&text=A+seat+near+the+door", 303, NULL, NULL},
	     {EL, "/r/plan_line", "learner={ana}&source=el&kind=languageGoal&text=Say+why+in+two+sentences", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/plan/begin", "", 303, NULL, NULL},
	     {TEACHER, "/r/plan_line", "learner={ana}&source=plp&kind=experience&text=Helps+in+the+library", 303, NULL, NULL});
	*state = s;
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

#define LINE(source) "/r/plan_line/{=select id from plan_line where source = '" source "'}"
#define IEP LINE("iep")
#define UNTOUCHED(s) journey_counts(s, "select count(*) from plan_line where text in ('Half as much time again', 'A seat near the door', 'Say why in two sentences') and version = 1 and end_on is null", 3)

/* 34 CFR 300.323(a): in effect from the start of the year until its team changes it. */
static void nobody_removes_it(void **state)
{
	struct journey_school *s = *state;
	static const enum who all[] = {TEACHER, EL, CASE, LEADER, MOTHER, ANA};
	static const char *const lines[] = {IEP "/remove", LINE("504") "/remove", LINE("el") "/remove"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		for (size_t k = 0; k < 3; k++)
			WALK(s, {all[i], lines[k], "version=1", 403, NULL, NULL});
	/* the case manager is told why, and the way */
	WALK(s, {CASE, IEP "/remove", "version=1", 403, "comes from the learner&#39;s IEP, so it is not removed|choose Change|the last day, the day of the plan&#39;s new version and the team&#39;s reason", NULL},
	     {TEACHER, IEP "/remove", "version=1", 403, "Only the team of that plan changes it|you may add a line beside it", NULL},
	     {EL, LINE("el") "/remove", "version=1", 403, "comes from the learner&#39;s English-learner plan, so it is not removed", NULL});
	UNTOUCHED(s);
	/* a line of the personalized plan itself goes as it came */
	WALK(s, {TEACHER, LINE("plp' and kind = 'experience") "/remove", "version=1", 303, NULL, NULL});
}

/* 34 CFR 300.324(a)(4), (a)(6) and (b): changed by its team, in the plan itself. */
static void it_changes_with_its_plan_alone(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {CASE, IEP, "version=1&value=1.25", 422, "changes only when that plan does|name=\"version_on\"|name=\"version_why\"", NULL},
	     {CASE, IEP, "version=1&end_on=2026-03-03", 422, "changes only when that plan does", NULL}, {CASE, IEP, "version=1&context=stateTest", 422, NULL, NULL},
	     {CASE, IEP, "version=1&prohibited=1", 422, NULL, NULL}, {CASE, IEP, "version=1&value=1.25&version_on=2026-03-01&version_why=+", 422, NULL, NULL},
	     {TEACHER, IEP, "version=1&value=1.25&version_on=2026-03-01&version_why=We+have+a+personalized+plan", 403, "Only the team of that plan", NULL},
	     {MOTHER, IEP, "version=1&value=1.25&version_on=2026-03-01&version_why=x", 403, NULL, NULL}, {EL, IEP, "version=1&value=1.25&version_on=2026-03-01&version_why=x", 403, NULL, NULL},
	     /* it stays what it is: the source is no field that changes */
	     {CASE, IEP, "version=1&source=plp", 303, NULL, NULL});
	UNTOUCHED(s);
	/* to link it with the school's own competencies takes nothing from it */
	WALK(s, {CASE, IEP, "version=1&competency={aim}", 303, NULL, NULL},
	     {CASE, IEP, "version=2&value=2&version_on=2026-03-02&version_why=The+team+met+and+saw+that+time+runs+out", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/plan", NULL, 200, "Version of|The team met and saw that time runs out", NULL},
	     /* the same day and reason do not serve twice */
	     {CASE, IEP, "version=3&value=1.5", 422, NULL, NULL});
	journey_counts(s, "select count(*) from plan_line where source = 'iep' and value = '2' and version_on = '2026-03-02'", 1);
	journey_counts(s, "select count(*) from plan_line_history where source = 'iep' and value = '1.5'", 2);
}

/* Forbidding in one plan what another gives would take it away by the back door. */
static void nothing_forbids_it(void **state)
{
	struct journey_school *s = *state;
	const char *forbid = "learner={ana}&source=plp&kind=support&text=No+more+time&term=additional-testing-time&prohibited=1";
	WALK(s, {TEACHER, "/r/plan_line", forbid, 422, "IEP gives this support, so no other plan forbids it", NULL}, {CASE, "/r/plan_line", forbid, 422, NULL, NULL},
	     /* what no plan of record gives may be left out for everybody's calm */
	     {TEACHER, "/r/plan_line", "learner={ana}&source=plp&kind=support&text=No+captions&term=captions&prohibited=1", 303, NULL, NULL});
	journey_counts(s, "select count(*) from plan_line where text = 'No more time'", 0);
	/* and when the personalized line was there first, the plan of record is given all the same */
	WALK(s, {CASE, "/learners/{ana}/plan", NULL, 200, NULL, "<th scope=\"row\">Captions"},
	     {CASE, "/r/plan_line", "learner={ana}&source=iep&kind=accommodation&text=Films+with+captions&term=captions", 303, NULL, NULL},
	     {CASE, "/learners/{ana}/plan", NULL, 200, "<th scope=\"row\">Captions", NULL});
}

/* Closing, archiving or skipping the IEP because there is a personalized plan is refused with an explanation. */
static void the_iep_itself_stands(void **state)
{
	struct journey_school *s = *state;
	const char *iep = "/r/program/{=select id from program where program = 'iep'}", *remove = "/r/program/{=select id from program where program = 'iep'}/remove";
	WALK(s, {LEADER, remove, "version=1", 403, "A personalized plan stands beside it and never in its place", NULL}, {CASE, remove, "version=1", 403, NULL, NULL},
	     {LEADER, iep, "version=1&end_on=2026-03-04", 422, "That there is a personalized plan is no reason", NULL}, {CASE, iep, "version=1&end_on=2026-03-04", 422, NULL, NULL},
	     {CASE, iep, "version=1&program=advanced", 403, "does not become something else", NULL}, {CASE, iep, "version=1&end_on=2026-03-04&end_reason=plp", 422, NULL, NULL},
	     {TEACHER, iep, "version=1&end_on=2026-03-04&end_reason=notEligible", 403, NULL, NULL});
	journey_counts(s, "select count(*) from program where program = 'iep' and end_on is null", 1);
	/* closing the personalized plan leaves the IEP's supports in force */
	WALK(s, {ANA, "/learners/{ana}/profile/parts/strengths", "version=0&strengths=I+draw+maps", 303, NULL, NULL}, /* a plan begins with strengths */
	     {TEACHER, "/r/plan/{=select id from plan}/state", "version=1&to=active", 303, NULL, NULL}, {TEACHER, "/r/plan/{=select id from plan}/state", "version=2&to=closed", 303, NULL, NULL},
	     {CASE, "/learners/{ana}/plan", NULL, 200, "Half as much time again|Supports in force today", NULL});
	WALK(s, {CASE, iep, "version=1&end_on=2026-03-04&end_reason=notEligible", 303, NULL, NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("nobody removes a line of an IEP, a 504 or an English-learner plan [R042] (34 CFR 300.323(a))", nobody_removes_it),
		TEST("it changes only by a new version of that plan, with day and reason [R042] (34 CFR 300.324(a)(4), (b))", it_changes_with_its_plan_alone),
		TEST("no personalized line forbids what a plan of record gives [R042] (34 CFR 300.323(c)(2))", nothing_forbids_it),
		TEST("an IEP does not end because there is a personalized plan [R042] (34 CFR 300.305(e), 300.306)", the_iep_itself_stands)};
	return cmocka_run_group_tests_name("journeys of plans of record", tests, start, stop);
}
