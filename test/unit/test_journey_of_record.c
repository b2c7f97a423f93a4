/* Journeys of plans that law gives: a personalized plan stands beside an IEP, a 504 plan or an English-learner plan and takes
 * nothing from it. The sections are those of 34 CFR as the requirement's law names them. */
#include "support/journey.h"
#include "support/pg.h"
#include "record/setting.h"
#include "web/app.h"
#include "web/limit.h"
#include "support/test.h"

static char database[400]; /* of PostgreSQL; empty: SQLite */

static int start(void **state)
{
	struct journey_school *s = journey_open_at(database[0] ? database : NULL);
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

/* ---- an IEP that is held here ---- */

#define AT "/learners/{ana}/iep"
#define DRAFT AT "/{=select id from iep where state = 'draft'}"
#define NOW "{=select id from iep where state = 'draft'}"

/* Off until the district switches it on, and then only with the days of the state confirmed. [R047 R410] */
static void held_elsewhere_first(void **state)
{
	struct journey_school *s = *state;
	static const char *const rules[] = {"review", "reevaluation", "evaluation", "meeting", "transition_age", "majority_age"};
	static const char *const amounts[] = {"1", "3", "60", "30", "14", "18"};
	WALK(s, {CASE, AT, NULL, 200, "keeps its IEPs elsewhere", "Begin"}, {CASE, AT, "kind=first", 403, "keeps its IEPs elsewhere", NULL},
	     {CASE, "/learners/{ana}/plan", NULL, 200, "fixed: changes only by a new version", "version by version"},
	     {ADMIN, "/settings", "has=iep.held_here&iep.held_here=1", 303, NULL, NULL}, {CASE, AT, NULL, 200, "Not confirmed for your state yet|Yearly review of the IEP", "Begin the first"},
	     {CASE, AT, "kind=first", 403, "Not confirmed yet: Yearly review of the IEP", NULL});
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		WALK(s, {LEADER, "/admin/law", str_fmt(s->w->a, "rule=iep.%s&amount=%s&us_state=MN&source=Sample+rule&from_on=2025-09-01", rules[i], amounts[i]).p, 303, NULL, NULL});
	WALK(s, {CASE, AT, NULL, 200, "Begin the first version", "Not confirmed"}, {TEACHER, AT, "kind=first", 403, NULL, NULL}, {MOTHER, AT, "kind=first", 403, NULL, NULL}, {BEN, AT, NULL, 403, NULL, "IEP, version"});
	journey_counts(s, "select count(*) from iep", 0);
}

/* A draft counts for nothing; each part has its place; what makes it no document keeps it from being locked. [R047 R049] */
static void a_draft_is_written(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {CASE, AT, "kind=annual", 422, "Begin with the first one", NULL}, {CASE, AT, "kind=first", 303, NULL, NULL}, {CASE, AT, "kind=first", 422, "There is a draft already", NULL},
	     {CASE, DRAFT, NULL, 200, "draft, nothing of it counts yet|before it can be locked|The five things|34 CFR 300.320(a)(1)(i)|Half as much time again|There is no goal yet", "The seal"},
	     {CASE, DRAFT "/lock", "", 422, "The meeting has not been held yet", NULL},
	     {TEACHER, "/r/iep/" NOW, "version=1&impact=x", 403, NULL, NULL}, {MOTHER, "/r/iep/" NOW, "version=1&impact=x", 403, NULL, NULL},
	     {CASE, "/r/iep/" NOW, "version=1&met_on=2026-03-03&begin_on=2026-03-04&end_on=2027-03-03&strengths=Ana+asks+good+questions&present_academic=84+words+a+minute+on+March+1&impact=Reading+grade+texts+takes+long&parent_concerns=She+wants+to+draw&regular_share=80&share_reason=Reading+in+a+small+group&reports=Each+quarter&factor_behavior=notNeeded&factor_language=needed&factor_braille=notNeeded&factor_communication=notNeeded&extended_year=no", 303, NULL, NULL},
	     {CASE, DRAFT "/lock", "", 422, "The five things", NULL}, {CASE, "/r/iep/" NOW, "version=2&factor_technology=needed", 303, NULL, NULL},
	     /* therapists, teachers and the English-learner specialist add their lines; a service has its four parts apart */
	     {EL, "/r/iep_line", "learner={ana}&iep=" NOW "&kind=related&text=Speech+and+language&begin_on=2026-03-09&frequency=twice+a+week&duration=30+minutes", 422, "four things", NULL},
	     {EL, "/r/iep_line", "learner={ana}&iep=" NOW "&kind=related&text=Speech+and+language&begin_on=2026-03-09&frequency=twice+a+week&duration=30+minutes&location=Room+4&minutes_week=60", 303, NULL, NULL},
	     {CASE, "/r/iep_line", "learner={ana}&iep=" NOW "&kind=goal&text=Ana+reads+110+words+a+minute&area=reading&need=Fluency&baseline=84&baseline_on=2026-03-01&target=110&unit=words+a+minute&measure=A+new+text+each+week", 303, NULL, NULL},
	     {MOTHER, "/r/iep_line", "learner={ana}&iep=" NOW "&kind=goal&text=x", 403, NULL, NULL}, {CASE, "/r/iep_line", "learner={ben}&iep=" NOW "&kind=goal&text=x", 403, NULL, NULL},
	     {CASE, DRAFT, NULL, 200, "This goal does not say how steady it must be: Ana reads 110|No goal for speaking up|How often: twice a week. How long: 30 minutes. Where: Room 4.|From 84 to 110 (words a minute).", "There is no goal yet"});
	/* Ana was born in 2012: 14, the age of this state, comes while the plan is in force; 34 CFR 300.320(b) */
	web_sql(s->w, "update person set birth_date = '2012-09-01' where family_name = 'Ash' and given_name = 'Ana'");
	WALK(s, {CASE, DRAFT, NULL, 200, "reaches the age for goals after school", NULL});
	/* nothing of the draft counts: the plan is as it was */
	journey_counts(s, "select count(*) from plan_line where source = 'iep'", 1);
	journey_counts(s, "select count(*) from plan_of_record", 0);
}

/* The learner leads a part of the meeting, prepared with the conference builder; all see what was said. [R051] */
static void the_learner_leads_a_part(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/conference", NULL, 200, "It is my part of the meeting about my plan", NULL}, {BEN, "/learners/{ben}/conference", NULL, 200, NULL, "my part of the meeting"},
	     {ANA, "/learners/{ana}/conference/plan", "planned_on=2026-03-04&with_whom=My+team&kind=iepMeeting", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/conference", NULL, 200, "your part of the meeting about your plan|name=\"proud_of\"", NULL},
	     {ANA, "/learners/{ana}/conference", "version=1&proud_of=My+map+of+the+river&challenge=Long+texts+in+science&deed=save", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/conference?lead=1", NULL, 200, "leads the conference|My map of the river", NULL}, {CASE, DRAFT, NULL, 200, "The part that the learner leads|My map of the river|Long texts in science", NULL},
	     {CASE, "/learners/{ana}/conference", "version=2&agreed=Texts+in+parts&deed=held", 303, NULL, NULL}, {MOTHER, DRAFT "?lang=en", NULL, 200, "Texts in parts", NULL});
	journey_counts(s, "select count(*) from conference where kind = 'iepMeeting' and state = 'held'", 1);
}

/* Signed by each for oneself, dated, locked for everybody; its lines stand in the plan; the personalized plan stays open. [R047] */
static void signed_and_locked(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {CASE, DRAFT "/lock", "", 422, "Nobody of the school has signed", NULL}, {CASE, DRAFT "/sign", "name=Cass+Case&role=special&agrees=yes", 303, NULL, NULL},
	     {CASE, DRAFT "/lock", "", 422, "The family has not signed yet", NULL}, {MOTHER, DRAFT "/sign", "name=Somebody+else&role=parent&agrees=yes&on_paper=1", 422, NULL, NULL},
	     {MOTHER, DRAFT "/sign", "name=Gwen+Guard&role=parent&agrees=part&text=More+drawing", 303, NULL, NULL}, {BEN, DRAFT "/sign", "name=x&role=parent&agrees=yes", 403, NULL, NULL},
	     {TEACHER, DRAFT "/lock", "", 403, NULL, NULL}, {CASE, DRAFT "/lock", "", 303, NULL, NULL});
#define LOCKED "{=select id from iep where number = 1}"
	WALK(s, {MOTHER, AT "/" LOCKED "?lang=en", NULL, 200, "signed and locked|Gwen Guard|I agree to a part of it|More drawing|the seal fits", "Write in this draft"},
	     {CASE, "/r/iep/" LOCKED, "version=5&impact=Something+else", 403, "signed and locked", NULL}, {CASE, "/r/iep_line/{=select id from iep_line where kind = 'goal'}", "version=2&text=Another+goal", 403, "signed and locked", NULL},
	     {CASE, "/r/iep_line/{=select id from iep_line where kind = 'goal'}/remove", "version=2", 403, NULL, NULL}, {CASE, "/r/iep/" LOCKED "/remove", "version=5", 403, NULL, NULL},
	     {CASE, "/r/iep_line", "learner={ana}&iep=" LOCKED "&kind=goal&text=One+more", 403, "signed and locked", NULL}, {CASE, "/r/iep/" LOCKED "/state", "version=5&to=draft", 422, "there is no step", NULL},
	     /* the two states, marked; the personalized plan changes on any day */
	     {TEACHER, "/learners/{ana}/plan", NULL, 200, "open: changes on any day, each change is kept|fixed: changes only by a new version|The IEP, version by version|Ana reads 110 words a minute|IEP held here, version 1", NULL},
	     {TEACHER, "/r/plan_line", "learner={ana}&source=plp&kind=experience&text=Draws+the+river", 303, NULL, NULL});
	journey_counts(s, "select count(*) from plan_line where source = 'iep' and kind = 'service' and begin_on = '2026-03-09' and frequency = 'twice a week' and duration = '30 minutes' and location = 'Room 4' and minutes_week = 60", 1);
	journey_counts(s, "select count(*) from plan_line where source = 'iep' and kind = 'goal' and baseline = 84 and target = 110 and end_on = '2027-03-03'", 1);
	/* the line from the paper goes on under its own id */
	journey_counts(s, "select count(*) from plan_line where text = 'Half as much time again' and end_on = '2027-03-03' and version_on = '2026-03-04'", 1);
	journey_counts(s, "select count(*) from plan_of_record where kind = 'iep' and met_on = '2026-03-03' and regular_share = 80 and taken_from = 'IEP held here, version 1'", 1);
	/* a word that is changed behind the program's back is seen */
	web_sql(s->w, "update iep_line set text = 'Ana reads 90 words a minute' where kind = 'goal'");
	WALK(s, {CASE, AT "/" LOCKED, NULL, 200, "The seal does not fit", "the seal fits"});
	web_sql(s->w, "update iep_line set text = 'Ana reads 110 words a minute' where kind = 'goal'");
	WALK(s, {CASE, AT "/" LOCKED, NULL, 200, "the seal fits", "The seal does not fit"});
}

/* 34 CFR 300.324(a)(4), (6): an amendment is a new version; the old one stays readable, the yearly review where it was. [R047] */
static void amended_as_a_new_version(void **state)
{
	struct journey_school *s = *state;
	clock_set((int64_t)day_of(2026, 5, 4) * DAY + 16 * HOUR);
	WALK(s, {CASE, AT, "kind=first", 422, "Choose an amendment or the yearly one", NULL}, {CASE, AT, "kind=amendment&why=Speech+three+times+a+week", 303, NULL, NULL},
	     {CASE, "/r/iep_line/{=select id from iep_line where kind = 'related' and iep = (select id from iep where number = 2)}", "version=1&frequency=three+times+a+week&minutes_week=90", 303, NULL, NULL},
	     {CASE, "/r/iep/" NOW, "version=1&no_meeting=1&begin_on=2026-05-04", 303, NULL, NULL}, {CASE, DRAFT "/sign", "name=Cass+Case&role=special&agrees=yes", 303, NULL, NULL},
	     {CASE, DRAFT "/sign", "name=Gwen+Guard&role=parent&agrees=yes&on_paper=1", 303, NULL, NULL}, {CASE, DRAFT "/lock", "", 303, NULL, NULL},
	     {MOTHER, AT "?lang=en", NULL, 200, "Version 2: Amendment|signed and locked|Speech three times a week|Version 1: First IEP|replaced by a later version", NULL},
	     {MOTHER, AT "/" LOCKED "?lang=en", NULL, 200, "How often: twice a week.|the seal fits", "three times a week"});
	journey_counts(s, "select count(*) from plan_line where source = 'iep' and text = 'Speech and language' and frequency = 'three times a week' and begin_on = '2026-05-04' and version_why = 'Speech three times a week'", 1);
	journey_counts(s, "select count(*) from plan_line where source = 'iep' and text = 'Speech and language' and frequency = 'twice a week' and end_on = '2026-05-03'", 1);
	journey_counts(s, "select count(*) from plan_line where source = 'iep' and text = 'Ana reads 110 words a minute'", 1);
	journey_counts(s, "select count(*) from plan_of_record where kind = 'iep' and begin_on = '2026-05-04' and met_on = '2026-03-03' and end_on = '2027-03-03'", 1);
	journey_counts(s, "select count(*) from iep where state = 'locked' and number = 2", 1);
	journey_counts(s, "select count(*) from iep where state = 'replaced' and number = 1", 1);
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR);
}

/* ---- extra help and watching go on beside a personalized plan ---- */

static const struct { enum who who; const char *path; } LISTS[] = {
	{TEACHER, "/classes/{class}"}, {TEACHER, "/classes/{class}/groups"}, {TEACHER, "/classes/{class}/glance"}, {TEACHER, "/classes/{class}/coplan"}, {TEACHER, "/classes/{class}/week"}, {TEACHER, "/classes/{class}/supports"},
	{TEACHER, "/today"}, {TEACHER, "/waits"}, {TEACHER, "/shift"}, {CASE, "/caseload"}, {CASE, "/today"}, {CASE, "/services"}, {LEADER, "/lead"}, {LEADER, "/classes/{class}"}};
#define N_LISTS (sizeof LISTS / sizeof *LISTS)

static void turn(struct journey_school *s, const char *key, bool on)
{
	WALK(s, {ADMIN, "/settings", str_fmt(s->w->a, on ? "has=%s&%s=1" : "has=%s", key, key).p, 303, NULL, NULL});
}

static bool names_ana(struct journey_school *s, enum who who, const char *path)
{
	struct reply rp = journey_get(s, who, path);
	if (rp.status != 200)
		fail_msg("%s: status %d", path, rp.status);
	return (web_has(s->w, &rp, "Ana Ash") || web_has(s->w, &rp, "Ash, Ana"));
}

/* Who is watched: where a page of teacher, case manager or leader names Ana without a personalized plan, it names her with one, whichever
 * switch a school has turned. And no extra help ends by itself. [R192] */
static void nobody_is_hidden_by_a_plan(void **state)
{
	struct journey_school *s = *state;
	static bool without[400][N_LISTS];
	size_t n = 0, seen = 0;
	for (size_t t = 0; SETTING_TABLES[t]; t++)
		for (const struct setting *x = SETTING_TABLES[t]; x->key && n < 400; x++)
			n += x->type == SET_BOOL;
	assert_true(n > 5 && n < 400);
	(void)JOURNEY_MAKE(s, "plan_line", {"learner", id_str(s->w->a, s->people[ANA])}, {"source", S("mtss")}, {"kind", S("service")}, {"text", S("Reading group, four times a week")}, {"begin_on", S("2026-02-02")}, {"frequency", S("4")}, {"location", S("12")}, {"duration", S("20 minutes")});
	web_sql(s->w, "delete from plan_line where source = 'plp'");
	web_sql(s->w, "delete from plan");
	for (int with = 0; with < 2; with++) {
		size_t k = 0;
		if (with) {
			(void)JOURNEY_MAKE(s, "plan", {"learner", id_str(s->w->a, s->people[ANA])}, {"title", S("My plan")}, {"begin_on", S("2026-01-12")}, {"review_on", S("2026-05-01")});
			web_sql(s->w, "update plan set state = 'active'");
			web_sql(s->w, "update profile set state = 'complete'");
		}
		for (size_t t = 0; SETTING_TABLES[t]; t++)
			for (const struct setting *x = SETTING_TABLES[t]; x->key; x++) {
				if (x->type != SET_BOOL)
					continue;
				bool on = str_eqz(str_z(x->initial), "1");
				limits_free(s->w->app->limits); /* many pages at once, of a few people */
				s->w->app->limits = limits_new(1024);
				turn(s, x->key, !on);
				for (size_t i = 0; i < N_LISTS; i++) {
					bool here = names_ana(s, LISTS[i].who, LISTS[i].path);
					if (!with)
						without[k][i] = here;
					else if (without[k][i] && !here)
						fail_msg("With a personalized plan, and %s turned, %s names Ana no more.", x->key, LISTS[i].path);
					seen += here;
				}
				turn(s, x->key, on);
				k++;
			}
	}
	assert_true(seen > 10 * n);
	/* the extra help stands beside the plan, without an end, and is asked about */
	journey_counts(s, "select count(*) from plan_line where source = 'mtss' and end_on is null and version = 1", 1);
	WALK(s, {TEACHER, "/learners/{ana}/plan", NULL, 200, "Reading group, four times a week|Extra help without a day to look again", NULL});
	web_sql(s->w, "update plan set state = 'closed'");
	journey_counts(s, "select count(*) from plan_line where source = 'mtss' and end_on is null", 1);
}

int main(void)
{
	const struct CMUnitTest here[] = {
		TEST("an IEP is held here when the district says so and the state's days are confirmed [R047 R410]", held_elsewhere_first),
		TEST("a draft of an IEP has a place for each part, and counts for nothing (34 CFR 300.320) [R047 R049]", a_draft_is_written),
		TEST("the learner leads a part of the IEP meeting with the conference builder [R051]", the_learner_leads_a_part),
		TEST("an IEP is dated, signed and locked, the personalized plan stays open, both marked [R047]", signed_and_locked),
		TEST("an amendment is a new version and leaves the yearly review where it was (34 CFR 300.324(a)(4)) [R047]", amended_as_a_new_version)};
	const struct CMUnitTest tests[] = {
		TEST("nobody removes a line of an IEP, a 504 or an English-learner plan [R042] (34 CFR 300.323(a))", nobody_removes_it),
		TEST("it changes only by a new version of that plan, with day and reason [R042] (34 CFR 300.324(a)(4), (b))", it_changes_with_its_plan_alone),
		TEST("no personalized line forbids what a plan of record gives [R042] (34 CFR 300.323(c)(2))", nothing_forbids_it),
		TEST("an IEP does not end because there is a personalized plan [R042] (34 CFR 300.305(e), 300.306)", the_iep_itself_stands)};
	const struct CMUnitTest watched[] = {TEST("whoever is watched or helped stays so with a personalized plan, whichever switch is turned [R192]", nobody_is_hidden_by_a_plan)};
	int failed = cmocka_run_group_tests_name("watched beside a plan", watched, start, stop);
	failed += cmocka_run_group_tests_name("journeys of plans of record", tests, start, stop) + cmocka_run_group_tests_name("an IEP held here", here, start, stop);
	if (pg_fresh(database, sizeof database))
		failed += cmocka_run_group_tests_name("an IEP held here, on PostgreSQL", here, start, stop);
	return failed;
}
