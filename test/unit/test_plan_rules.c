/* What law asks of plans, rule by rule. Each test names its source; each begins with plans of which the rule says nothing, changes
 * one thing, and then the rule speaks. Expected days are counted by hand from the text of the law. */
#include "support/test.h"
#include "school/plan/alignment.h"

#include <string.h>

static struct arena *a;
enum { GOAL, SERVICE, HELP, S504, LANGUAGE, WORD_HELP, OWN, EXTRA, N };
static struct align_line lines[N];
static struct align_plan p;
static day_t today;

static day_t on(const char *text)
{
	day_t d;
	assert_true(day_parse(str_z(text), &d));
	return d;
}

static struct str day(const char *text)
{
	return day_text(a, on(text));
}

/* A learner with everything in order on 1 October 2026. */
static int begin(void **state)
{
	(void)state;
	a = arena_new(0);
	today = on("2026-10-01");
	struct id aim = id_new();
	memset(lines, 0, sizeof lines);
	for (int i = 0; i < N; i++) {
		lines[i].id = id_new();
		lines[i].finish = DAY_NONE;
		lines[i].competency = aim;
		lines[i].linked = true;
	}
	const struct { const char *source, *kind, *text, *term, *value; } of[N] = {
		[GOAL] = {"iep", "goal", "Reads 110 words a minute", "", ""}, [SERVICE] = {"iep", "service", "Reading help", "", ""},
		[HELP] = {"iep", "accommodation", "Half as much time again", "additional-testing-time", "1.5"}, [S504] = {"504", "accommodation", "Line reader", "line-reader", ""},
		[LANGUAGE] = {"el", "languageGoal", "Tells what happened first and next", "", ""}, [WORD_HELP] = {"el", "support", "Glossary", "glossary-on-screen", ""},
		[OWN] = {"plp", "goal", "I read to my brother", "", ""}, [EXTRA] = {"mtss", "support", "Reading group", "", ""}};
	for (int i = 0; i < N; i++) {
		lines[i].source = str_z(of[i].source);
		lines[i].kind = str_z(of[i].kind);
		lines[i].text = str_z(of[i].text);
		lines[i].term = str_z(of[i].term);
		lines[i].value = str_z(of[i].value);
		lines[i].begin_on = S("2026-09-01");
	}
	lines[GOAL].subject = S("selfAdvocacy");
	lines[GOAL].has_baseline = lines[GOAL].has_target = true;
	lines[GOAL].baseline = 84;
	lines[GOAL].target = 110;
	lines[GOAL].evidence = S("Two passages a week, counted by the special educator");
	lines[SERVICE].frequency = S("3 times a week");
	lines[SERVICE].duration = S("30 minutes");
	lines[SERVICE].location = S("in class");
	lines[OWN].skill = S("Reading aloud");
	lines[OWN].steps = S("One page a day");
	lines[EXTRA].end_on = S("2026-12-01");
	p = (struct align_plan){.lines = lines, .n = N, .strengths = true, .timed = 1};
	p.of.law = legal_federal();
	p.of.iep = (struct official_plan){.id = id_new(), .case_manager = id_new(), .begin = on("2026-09-01"), .end = DAY_NONE, .met = on("2026-08-28"), .evaluated = on("2025-03-01"),
		.share = 80, .share_reason = S("Reading in a small group"), .reports = S("With every report card"), .in_force = true};
	p.of.s504 = (struct official_plan){.id = id_new(), .begin = on("2026-09-01"), .end = DAY_NONE, .evaluated = on("2020-01-01"), .in_force = true};
	p.of.el = (struct official_el){.id = id_new(), .clash_owner = id_new(), .enrolled = on("2026-08-17"), .identified = on("2026-08-24"), .placed = on("2026-08-25"), .notice = on("2026-09-03"),
		.declined = DAY_NONE, .exit = DAY_NONE, .review = DAY_NONE, .in_force = true, .whole = true, .told_disability = true};
	p.of.levels[0].on = on("2026-02-10");
	p.of.n_levels = 1;
	p.of.born = on("2015-05-05");
	p.of.year_begin = on("2026-08-17");
	p.of.graduates = on("2033-06-10");
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

static void reckon(void)
{
	struct legal_facts *f = &p.of.facts;
	bool transition = f->transition;
	*f = (struct legal_facts){.born = p.of.born, .iep = p.of.iep.in_force, .section504 = p.of.s504.in_force, .el = p.of.el.in_force, .iep_begin = p.of.iep.begin, .iep_end = p.of.iep.end,
		.iep_met = p.of.iep.met, .iep_evaluated = p.of.iep.evaluated, .s504_evaluated = p.of.s504.evaluated, .el_enrolled = p.of.el.enrolled, .el_identified = p.of.el.identified,
		.el_placed = p.of.el.placed, .el_notice = p.of.el.notice, .el_exit = p.of.el.exit, .el_tested = p.of.n_levels ? p.of.levels[0].on : DAY_NONE, .year_begin = p.of.year_begin,
		.transition = transition, .rights_told = p.of.iep.rights_told};
	p.of.n_dates = legal_dates(&p.of.law, f, today, p.of.dates);
}

/* How often a rule speaks; its sentence is one, and it names a source. */
static int says(enum align_issue issue)
{
	struct align_check *out;
	int n = 0;
	reckon();
	size_t k = align_checks(a, &p, today, &out);
	for (size_t i = 0; i < k; i++) {
		if (out[i].issue != issue)
			continue;
		n++;
		assert_true(align_check_text(a, LANG_EN, &p, &out[i]).n > 20);
		assert_true(strlen(align_source(issue)) > 5);
	}
	return n;
}

static void in_order(void **state)
{
	struct align_check *out;
	(void)state;
	reckon();
	size_t n = align_checks(a, &p, today, &out);
	for (size_t i = 0; i < n; i++)
		print_error("said: %.*s\n", S_ARG(align_check_text(a, LANG_EN, &p, &out[i])));
	assert_int_equal(n, 0);
}

#define RULE(fn) static void fn(void **state)
#define QUIET(issue) ((void)state, assert_int_equal(says(issue), 0))
#define SPEAKS(issue) assert_int_equal(says(issue), 1)

RULE(strengths) { QUIET(ALIGN_NO_STRENGTHS); p.strengths = false; SPEAKS(ALIGN_NO_STRENGTHS); }
RULE(time_unused) { QUIET(ALIGN_TIME_UNUSED); p.timed = 0; SPEAKS(ALIGN_TIME_UNUSED); }
RULE(service_parts)
{
	QUIET(ALIGN_SERVICE_PART);
	struct str *const parts[] = {&lines[SERVICE].begin_on, &lines[SERVICE].frequency, &lines[SERVICE].location, &lines[SERVICE].duration};
	for (int i = 0; i < 4; i++) {
		struct str kept = *parts[i];
		*parts[i] = S("");
		SPEAKS(ALIGN_SERVICE_PART);
		*parts[i] = kept;
	}
}
RULE(review)
{
	QUIET(ALIGN_REVIEW);
	today = on("2027-08-28"); /* the day itself is in time */
	assert_int_equal(says(ALIGN_REVIEW), 0);
	today = on("2027-08-29");
	SPEAKS(ALIGN_REVIEW);
	/* an amendment begins a new text and does not move the review */
	p.of.iep.begin = on("2027-03-01");
	SPEAKS(ALIGN_REVIEW);
}
RULE(reevaluation)
{
	QUIET(ALIGN_REEVALUATION);
	today = on("2028-03-01");
	p.of.iep.met = today;
	assert_int_equal(says(ALIGN_REEVALUATION), 0);
	today = on("2028-03-02");
	SPEAKS(ALIGN_REEVALUATION);
}
RULE(in_force) { QUIET(ALIGN_OVER); p.of.iep.end = on("2026-09-30"); p.of.iep.in_force = false; SPEAKS(ALIGN_OVER); }
RULE(goals) { QUIET(ALIGN_NO_GOAL); lines[GOAL].end_on = day("2026-09-30"); SPEAKS(ALIGN_NO_GOAL); }
RULE(services) { QUIET(ALIGN_NO_SERVICE); lines[SERVICE].end_on = day("2026-09-30"); SPEAKS(ALIGN_NO_SERVICE); }
RULE(measurable)
{
	QUIET(ALIGN_NO_MEASURE);
	lines[GOAL].has_target = false;
	SPEAKS(ALIGN_NO_MEASURE);
	lines[GOAL].has_target = true;
	lines[GOAL].has_baseline = false;
	SPEAKS(ALIGN_NO_MEASURE);
}
RULE(how_measured) { QUIET(ALIGN_NO_WAY_TO_TELL); lines[GOAL].evidence = S(" "); SPEAKS(ALIGN_NO_WAY_TO_TELL); }
RULE(reports) { QUIET(ALIGN_REPORTS); p.of.iep.reports = S(""); SPEAKS(ALIGN_REPORTS); }
RULE(share) { QUIET(ALIGN_SHARE); p.of.iep.share = -1; SPEAKS(ALIGN_SHARE); assert_int_equal(says(ALIGN_SHARE_REASON), 0); }
RULE(share_reason)
{
	QUIET(ALIGN_SHARE_REASON);
	p.of.iep.share_reason = S("");
	SPEAKS(ALIGN_SHARE_REASON);
	p.of.iep.share = 100; /* all of the day inside: there is nothing to explain */
	assert_int_equal(says(ALIGN_SHARE_REASON), 0);
}
RULE(state_tests)
{
	QUIET(ALIGN_STATE_TEST);
	lines[HELP].context = S("instruction classroomTest");
	SPEAKS(ALIGN_STATE_TEST);
	lines[HELP].context = S("stateTest");
	assert_int_equal(says(ALIGN_STATE_TEST), 0);
}
RULE(manager) { QUIET(ALIGN_NOBODY); p.of.iep.case_manager = ID_NIL; SPEAKS(ALIGN_NOBODY); }
RULE(transition)
{
	QUIET(ALIGN_TRANSITION);
	p.of.born = on("2011-03-10"); /* 16 on 10 March 2027: while the plan of August 2026 is in force */
	today = on("2027-02-01");
	SPEAKS(ALIGN_TRANSITION);
	p.of.facts.transition = true;
	assert_int_equal(says(ALIGN_TRANSITION), 0);
	p.of.facts.transition = false;
	p.of.born = on("2011-12-10"); /* 16 in December 2027: after the next review */
	assert_int_equal(says(ALIGN_TRANSITION), 0);
	p.of.law.v[LEGAL_TRANSITION_AGE].value = 14; /* as many states have it */
	SPEAKS(ALIGN_TRANSITION);
}
RULE(majority)
{
	QUIET(ALIGN_RIGHTS);
	p.of.born = on("2010-01-15"); /* of age on 15 January 2028: told by 15 January 2027 */
	today = on("2027-01-01");
	SPEAKS(ALIGN_RIGHTS);
	p.of.iep.rights_told = true;
	assert_int_equal(says(ALIGN_RIGHTS), 0);
	p.of.iep.rights_told = false;
	p.of.law.v[LEGAL_MAJORITY_AGE].value = 19; /* Alabama, Nebraska */
	assert_int_equal(says(ALIGN_RIGHTS), 0);
}
RULE(expected_progress)
{
	struct align_level l[] = {{on("2023-10-01"), 84}, {on("2024-10-01"), 90}, {on("2025-10-01"), 84}};
	QUIET(ALIGN_SAME_LEVEL);
	lines[GOAL].levels = l;
	lines[GOAL].n_levels = 2;
	assert_int_equal(says(ALIGN_SAME_LEVEL), 0); /* two years */
	lines[GOAL].n_levels = 3;
	SPEAKS(ALIGN_SAME_LEVEL);
	l[2].level = 97;
	assert_int_equal(says(ALIGN_SAME_LEVEL), 0);
	/* three notes within one year say nothing of years */
	l[0].on = on("2025-09-01");
	l[1].on = on("2025-09-15");
	l[2].level = 84;
	assert_int_equal(says(ALIGN_SAME_LEVEL), 0);
}
RULE(modification_decided)
{
	QUIET(ALIGN_UNDECIDED);
	lines[HELP].kind = S("modification");
	SPEAKS(ALIGN_UNDECIDED);
	lines[HELP].decided = true;
	assert_int_equal(says(ALIGN_UNDECIDED), 0);
}
RULE(modification_told)
{
	QUIET(ALIGN_UNTOLD);
	lines[HELP].kind = S("modification");
	lines[HELP].decided = true;
	SPEAKS(ALIGN_UNTOLD);
	lines[HELP].told = true;
	assert_int_equal(says(ALIGN_UNTOLD), 0);
}
RULE(never_lowered) { QUIET(ALIGN_LOWERED); lines[OWN].kind = S("modification"); SPEAKS(ALIGN_LOWERED); }
RULE(plans_differ)
{
	QUIET(ALIGN_DIFFER);
	lines[S504].term = lines[HELP].term;
	lines[S504].value = S("2");
	SPEAKS(ALIGN_DIFFER);
	lines[S504].value = S("1.5");
	assert_int_equal(says(ALIGN_DIFFER), 0);
	SPEAKS(ALIGN_TWICE);
}
RULE(forbidden)
{
	QUIET(ALIGN_AGAINST);
	lines[S504].term = lines[HELP].term;
	lines[S504].prohibited = true;
	SPEAKS(ALIGN_AGAINST);
}
RULE(section504)
{
	QUIET(ALIGN_NO_SUPPORT);
	lines[S504].end_on = day("2026-09-30");
	SPEAKS(ALIGN_NO_SUPPORT);
	/* a 504 plan needs no goals, and no yearly review: nothing else is said of it */
	p.of.iep.in_force = false;
	p.of.iep.id = ID_NIL;
	assert_int_equal(says(ALIGN_NO_GOAL) + says(ALIGN_REVIEW) + says(ALIGN_REEVALUATION), 0);
}
RULE(notice_later)
{
	/* placed on 25 August, after the year began on the 17th: two weeks, so 8 September */
	QUIET(ALIGN_NOTICE);
	p.of.el.notice = DAY_NONE;
	today = on("2026-09-08");
	assert_int_equal(says(ALIGN_NOTICE), 0);
	today = on("2026-09-09");
	SPEAKS(ALIGN_NOTICE);
}
RULE(notice_start)
{
	/* placed before the year began: thirty days after its first day, so 16 September */
	(void)state;
	p.of.el.placed = on("2026-05-20");
	p.of.el.notice = DAY_NONE;
	today = on("2026-09-16");
	assert_int_equal(says(ALIGN_NOTICE), 0);
	today = on("2026-09-17");
	SPEAKS(ALIGN_NOTICE);
}
RULE(notice_parts) { QUIET(ALIGN_NOTICE_PART); p.of.el.whole = false; SPEAKS(ALIGN_NOTICE_PART); }
RULE(notice_disability)
{
	QUIET(ALIGN_NOTICE_DISABILITY);
	p.of.el.told_disability = false;
	SPEAKS(ALIGN_NOTICE_DISABILITY);
	p.of.iep.in_force = false;
	assert_int_equal(says(ALIGN_NOTICE_DISABILITY), 0);
}
RULE(identified)
{
	QUIET(ALIGN_IDENTIFY);
	p.of.el.identified = on("2026-09-16"); /* the thirtieth day after 17 August */
	assert_int_equal(says(ALIGN_IDENTIFY), 0);
	p.of.el.identified = on("2026-09-17");
	SPEAKS(ALIGN_IDENTIFY);
}
RULE(tested)
{
	QUIET(ALIGN_UNTESTED);
	today = on("2027-02-11");
	SPEAKS(ALIGN_UNTESTED);
	p.of.el.declined = on("2026-09-10"); /* who declined is tested all the same */
	SPEAKS(ALIGN_UNTESTED);
}
RULE(language_goals) { QUIET(ALIGN_NO_LANGUAGE_GOAL); lines[LANGUAGE].end_on = day("2026-09-30"); SPEAKS(ALIGN_NO_LANGUAGE_GOAL); }
RULE(declined)
{
	QUIET(ALIGN_DECLINED);
	p.of.el.declined = on("2026-09-10");
	assert_int_equal(says(ALIGN_DECLINED), 0);
	lines[WORD_HELP].end_on = day("2026-09-30");
	SPEAKS(ALIGN_DECLINED);
}
RULE(el_over)
{
	QUIET(ALIGN_EL_OVER);
	lines[LANGUAGE].end_on = day("2026-09-30");
	SPEAKS(ALIGN_EL_OVER);
}
RULE(one_owner) { QUIET(ALIGN_NO_OWNER); p.of.el.clash_owner = ID_NIL; SPEAKS(ALIGN_NO_OWNER); }
RULE(monitored)
{
	QUIET(ALIGN_MONITOR);
	p.of.el.in_force = false;
	p.of.el.exit = on("2023-06-01");
	SPEAKS(ALIGN_MONITOR);
	p.of.el.review = on("2027-01-15");
	assert_int_equal(says(ALIGN_MONITOR), 0);
	p.of.el.review = DAY_NONE;
	p.of.el.exit = on("2022-06-01"); /* four years are over */
	assert_int_equal(says(ALIGN_MONITOR), 0);
}
RULE(pace)
{
	QUIET(ALIGN_PACE);
	lines[OWN].finish = on("2028-01-15");
	SPEAKS(ALIGN_PACE);
	lines[OWN].pace_reason = S("Was away for half a year");
	lines[OWN].pace_review = S("2027-01-15");
	assert_int_equal(says(ALIGN_PACE), 0);
}
RULE(graduation) { QUIET(ALIGN_GRADUATION); lines[OWN].finish = on("2033-06-11"); SPEAKS(ALIGN_GRADUATION); }
RULE(internship)
{
	struct align_place s[] = {{.line = lines[OWN].id, .place = S("internship"), .mentor = S("Sample Mentor"), .mentor_is = S("professional"), .supports = S("Line reader"), .language = S("None needed"),
		.state = S("planned"), .contact = true, .checked = true, .rubric = id_of("rubric", S("one"))}};
	QUIET(ALIGN_PLACE);
	p.places = s;
	p.n_places = 1;
	assert_int_equal(says(ALIGN_PLACE), 0);
	s[0].contact = false;
	SPEAKS(ALIGN_PLACE);
	s[0].contact = true;
	s[0].checked = false;
	SPEAKS(ALIGN_PLACE);
	s[0].checked = true;
	s[0].supports = S("");
	SPEAKS(ALIGN_PLACE);
}
RULE(help_has_an_end) { QUIET(ALIGN_HELP_OPEN); lines[EXTRA].end_on = S(""); SPEAKS(ALIGN_HELP_OPEN); }
RULE(individual) { QUIET(ALIGN_ALIKE); p.alike = (struct official_alike){2, 20}; assert_int_equal(says(ALIGN_ALIKE), 0); p.alike.same = 3; SPEAKS(ALIGN_ALIKE); }

static bool has_issue(enum align_issue issue)
{
	struct align_check *out;
	reckon();
	for (size_t k = align_checks(a, &p, today, &out); k > 0; k--)
		if (out[k - 1].issue == issue)
			return true;
	return false;
}

static void one_bar_in_several_places(void **state)
{
	(void)state;
	struct align_place s[] = {{.line = lines[OWN].id, .place = S("class"), .state = S("running"), .rubric = id_of("rubric", S("one"))},
		{.line = lines[OWN].id, .place = S("internship"), .supports = S("x"), .language = S("x"), .state = S("running"), .contact = true, .rubric = id_of("rubric", S("one"))}};
	p.places = s;
	p.n_places = 2;
	assert_false(has_issue(ALIGN_RUBRIC));
	s[1].rubric = id_of("rubric", S("another"));
	assert_true(has_issue(ALIGN_RUBRIC)); /* two bars */
	s[1].rubric = ID_NIL;
	assert_true(has_issue(ALIGN_RUBRIC));
}

static void speaking_up(void **state)
{
	(void)state;
	assert_false(has_issue(ALIGN_NO_ADVOCACY));
	lines[GOAL].subject = S("reading");
	assert_true(has_issue(ALIGN_NO_ADVOCACY));
	p.of.iep.no_advocacy = S("The learner already leads the meeting.");
	assert_false(has_issue(ALIGN_NO_ADVOCACY));
}

static void distance(void **state)
{
	(void)state;
	struct align_level l[] = {{on("2026-09-20"), 92}};
	assert_string_equal(align_distance(a, LANG_EN, &lines[OWN]).p, "");
	lines[GOAL].has_standard = true;
	lines[GOAL].standard = 140;
	lines[GOAL].unit = S("words a minute");
	assert_string_equal(align_distance(a, LANG_EN, &lines[GOAL]).p, "Now 84; to reach 110: 26 more; standard of the grade 140: 56 more (words a minute)");
	lines[GOAL].levels = l;
	lines[GOAL].n_levels = 1;
	assert_string_equal(align_distance(a, LANG_EN, &lines[GOAL]).p, "Now 92; to reach 110: 18 more; standard of the grade 140: 48 more (words a minute)");
}

static void alike(void **state)
{
	(void)state;
	const struct str x[] = {plan_line_bare(a, S("Ada reads 20 minutes."), S("Ada")), plan_line_bare(a, S("Ada writes a story."), S("Ada")), plan_line_bare(a, S("Counts to 100."), S("Ada"))};
	const struct str y[] = {plan_line_bare(a, S("Ben reads 30 minutes!"), S("Ben")), plan_line_bare(a, S("Ben writes a story"), S("Ben")), plan_line_bare(a, S("Counts to 50"), S("Ben"))};
	const struct str z[] = {y[0], y[1], plan_line_bare(a, S("Builds a bridge."), S("Ben"))};
	assert_true(plans_alike(a, x, 3, y, 3));  /* another name, other numbers: the same plan */
	assert_false(plans_alike(a, x, 3, z, 3)); /* one line in three is the learner's own */
	assert_false(plans_alike(a, x, 2, y, 2)); /* too little to say */
}

static void policy_values(void **state)
{
	(void)state;
	struct legal_values l = legal_federal();
	for (int i = 0; i < LEGAL_RULES; i++)
		assert_false(l.v[i].confirmed);
	assert_int_equal(legal_due(&l, LEGAL_IEP_REVIEW, on("2024-02-29")), on("2025-02-28"));
	assert_int_equal(legal_due(&l, LEGAL_IEP_EVALUATION, on("2026-09-01")), on("2026-10-31"));
	assert_int_equal(legal_due(&l, LEGAL_IEP_MEETING, on("2026-09-01")), on("2026-10-01"));
	assert_int_equal(legal_due(&l, LEGAL_504_REEVALUATION, on("2020-01-01")), DAY_NONE); /* 34 CFR 104.35(d): "periodic", no number */
	assert_int_equal(legal_due(&l, LEGAL_RECORDS_ACCESS, on("2026-09-01")), on("2026-10-16"));
	/* quiet: nothing before its time; then early, with the earliest first */
	today = on("2027-06-01");
	reckon();
	assert_int_equal(p.of.n_dates, 1); /* the English test of 10 February 2027 */
	today = on("2027-07-20");
	reckon();
	assert_int_equal(p.of.n_dates, 2);
	assert_int_equal(p.of.dates[0].rule, LEGAL_EL_TEST);
	assert_true(p.of.dates[0].over && p.of.dates[1].soon);
	assert_int_equal(p.of.dates[1].due, on("2027-08-28"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("plans in order: nothing is said [R044]", in_order, begin, end),
		TEST_WITH("34 CFR 300.324(a)(1)(i): a plan begins with strengths [R006]", strengths, begin, end),
		TEST_WITH("34 CFR 300.323(d): a plan gives more time, and no work carries it [R044]", time_unused, begin, end),
		TEST_WITH("34 CFR 300.320(a)(7): a service has start, frequency, location and duration, each apart", service_parts, begin, end),
		TEST_WITH("34 CFR 300.324(b)(1)(i): a yearly review, which an amendment does not move [R410]", review, begin, end),
		TEST_WITH("34 CFR 300.303(b)(2): evaluation again within three years [R410]", reevaluation, begin, end),
		TEST_WITH("34 CFR 300.323(a): lines of an IEP that is over", in_force, begin, end),
		TEST_WITH("34 CFR 300.320(a)(2)(i): services without a goal", goals, begin, end),
		TEST_WITH("34 CFR 300.320(a)(4): goals without a service", services, begin, end),
		TEST_WITH("34 CFR 300.320(a)(2)(i): a goal is measurable", measurable, begin, end),
		TEST_WITH("34 CFR 300.320(a)(3)(i): how progress on a goal is measured", how_measured, begin, end),
		TEST_WITH("34 CFR 300.320(a)(3)(ii): when the family hears of progress", reports, begin, end),
		TEST_WITH("34 CFR 300.320(a)(5): how much of the day is with everybody [R079]", share, begin, end),
		TEST_WITH("34 CFR 300.114(a)(2)(ii): time elsewhere has its reason [R079]", share_reason, begin, end),
		TEST_WITH("34 CFR 300.320(a)(6)(i): accommodations on state tests", state_tests, begin, end),
		TEST_WITH("34 CFR 300.323(d)(2): teachers know whom to ask", manager, begin, end),
		TEST_WITH("34 CFR 300.320(b): goals for the time after school, in the plan in force at sixteen or as the state says [R410]", transition, begin, end),
		TEST_WITH("34 CFR 300.320(c): rights that pass over are told a year before, by the state's age [R410]", majority, begin, end),
		TEST_WITH("34 CFR 300.324(b)(1)(ii)(A): the same level three years running [R080]", expected_progress, begin, end),
		TEST_WITH("34 CFR 300.320(a)(4): a modification is decided by the team [R167]", modification_decided, begin, end),
		TEST_WITH("34 CFR 300.503(a): the family is told of a changed standard [R167 R224]", modification_told, begin, end),
		TEST_WITH("34 CFR 300.324(a)(4): a personalized plan adds and never lowers [R042]", never_lowered, begin, end),
		TEST_WITH("34 CFR 300.323(d)(2)(ii): two plans give different values of one support [R044]", plans_differ, begin, end),
		TEST_WITH("34 CFR 300.320(a)(6): a plan gives what another forbids [R044]", forbidden, begin, end),
		TEST_WITH("34 CFR 104.33(b)(1): a 504 plan says what is done, and needs no goals", section504, begin, end),
		TEST_WITH("20 USC 6312(e)(3)(B): letter to the family within two weeks of placement [R053]", notice_later, begin, end),
		TEST_WITH("20 USC 6312(e)(3)(A): letter to the family within thirty days of the start of the year [R053]", notice_start, begin, end),
		TEST_WITH("20 USC 6312(e)(3)(A)(i)-(viii): the letter has all of its parts [R053]", notice_parts, begin, end),
		TEST_WITH("20 USC 6312(e)(3)(A)(vii): the letter speaks of the IEP [R053 R054]", notice_disability, begin, end),
		TEST_WITH("20 USC 6823(b)(2): found within thirty days of enrolment", identified, begin, end),
		TEST_WITH("20 USC 6311(b)(2)(G): tested each year, also after a no", tested, begin, end),
		TEST_WITH("20 USC 1703(f): language goals, so that language is no barrier [R053]", language_goals, begin, end),
		TEST_WITH("42 USC 2000d: who declined the program is still helped", declined, begin, end),
		TEST_WITH("20 USC 1703(f): an English-learner plan that ended, a support still listed [R044]", el_over, begin, end),
		TEST_WITH("34 CFR 300.324(a)(2)(ii): IEP and English-learner plan have one owner for clashes [R054]", one_owner, begin, end),
		TEST_WITH("20 USC 6841(a)(5): watched for four years after the program", monitored, begin, end),
		TEST_WITH("34 CFR 300.320(a)(1)(i): a slower pace has its reason and a day to look again [R062]", pace, begin, end),
		TEST_WITH("34 CFR 300.320(b)(2): a pace that would miss graduation is talked about [R168]", graduation, begin, end),
		TEST_WITH("34 CFR 104.4(b)(4): an internship goes with supports, language, a person at school, a checked contact [R065 R076]", internship, begin, end),
		TEST_WITH("34 CFR 300.301(b): extra help has a day to look again, so that it delays no evaluation [R192]", help_has_an_end, begin, end),
		TEST_WITH("34 CFR 300.320(a): a plan is individual [R083]", individual, begin, end),
		TEST_WITH("one standard in several places has one rubric [R063]", one_bar_in_several_places, begin, end),
		TEST_WITH("a goal for speaking up, or the reason for none [R052]", speaking_up, begin, end),
		TEST_WITH("the distance to the goal and to the standard of the grade [R080]", distance, begin, end),
		TEST_WITH("plans that are the same but for name and numbers [R083]", alike, begin, end),
		TEST_WITH("values of law: federal until confirmed, told early and quietly [R410]", policy_values, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
