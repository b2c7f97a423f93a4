/* official.c - plans that law gives a learner, as this school knows them: the IEP or 504 plan that lives elsewhere, with its
 * dates and where they were taken from, and the English-learner plan, which is a plan in its own right. Their lines are
 * plan_line; a personalized plan stands beside them. */
#include "school/plan/host.h"
#include "school/plan/official.h"

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}
#define TAKEN \
	{"taken_from", N_("Taken from"), N_("The paper or file this comes from."), F_TEXT, FF_REQUIRED | FF_LIST}, \
	{"taken_on", N_("Taken on"), NULL, F_DATE, FF_REQUIRED | FF_LIST}, \
	{"source_id", N_("Id in the source"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}

static enum code in_order(const struct change *c, const char *first, const char *last, struct err *e)
{
	day_t from, until;
	if (c->now && day_parse(rec_t(c->now, first), &from) && day_parse(rec_t(c->now, last), &until) && until < from)
		return err_set(e, E_INPUT, "The last day lies before the first. Please look at both dates.");
	return OK;
}

static enum code record_dates(const struct change *c, struct err *e)
{
	return in_order(c, "begin_on", "end_on", e);
}

static enum code share_has_a_reason(const struct change *c, struct err *e)
{
	if (!c->now || (c->rel & REL_SYSTEM) || rec_null(c->now, "regular_share") || rec_i(c->now, "regular_share") >= 100 || str_trim(rec_t(c->now, "share_reason")).n)
		return OK;
	return err_set(e, E_INPUT, "Part of the day is outside of general classes. Say why, as the plan does, so that family and teachers can ask about it.");
}

RECORD(plan_of_record) = {
	.name = "plan_of_record", .table = "plan_of_record", .label = N_("Plan of record"), .plural = N_("Plans of record"),
	.help = N_("An IEP or 504 plan that is kept elsewhere: its dates, who answers for it, and where this was taken from."), .serves = "R041 R042 R047 R079 R410",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_CASE, .create = REL_CASE, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"kind", N_("Plan"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .choices = CHOICES({"iep", N_("IEP")}, {"504", N_("504 plan")})},
		{"begin_on", N_("In force from"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST | FF_FILTER},
		{"met_on", N_("Last meeting on the whole plan"), N_("The yearly review counts from this day; a change between two meetings does not move it."), F_DATE, FF_LIST},
		{"evaluated_on", N_("Last evaluation"), N_("The day on which the team last decided that the learner is eligible."), F_DATE, 0},
		{"case_manager", N_("Case manager"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "person"},
		{"strengths", N_("Strengths, as the plan says them"), NULL, F_LONG, 0},
		{"regular_share", N_("Share of the day in general classes, in percent"), NULL, F_INT, FF_LIST, .min = 0, .max = 100},
		{"share_reason", N_("Why the rest is elsewhere"), NULL, F_LONG, 0},
		{"reports", N_("How often the family hears about progress"), N_("Such as: with every report card."), F_TEXT, 0},
		{"rights_told_on", N_("The learner was told which rights pass over, on"), N_("A year before the learner is of age."), F_DATE, 0},
		{"no_advocacy", N_("No goal for speaking up: why"), N_("Only when the plan has none."), F_LONG, 0},
		TAKEN),
	.checks = CHECKS({"time outside of general classes has its reason (34 CFR 300.320(a)(5)) [R079]", share_has_a_reason}, {"dates in order", record_dates}),
	.title_field = "kind", .order = "-begin_on"};

static const struct choice notice_parts[] = {
	{"reasons", N_("Why the child was chosen")}, {"level", N_("The level of English, how it was tested, and how school goes")},
	{"methods", N_("How English is taught, and what else there would be")}, {"strengths", N_("How it meets the child's strengths and needs")},
	{"help", N_("How it helps with English and with every subject")}, {"exit", N_("When it ends, how soon that is expected, and graduation")},
	{"disability", N_("For a child with an IEP: how it meets the goals of the IEP")}, {"rights", N_("The right to say no, to take the child out, or to choose another way")},
	{NULL, NULL}};

/* 20 USC 6312(e)(3)(A): the notice has all of its parts; that on disability only where there is an IEP. */
static enum code notice_is_whole(const struct change *c, struct err *e)
{
	if (!c->now || (c->rel & REL_SYSTEM) || !rec_t(c->now, "notice_on").n)
		return OK;
	struct str told = rec_t(c->now, "notice_told");
	for (const struct choice *p = notice_parts; p->value; p++)
		if (!str_eqz(str_z(p->value), "disability") && !choices_have(told, p->value))
			return err_set(e, E_INPUT, "A letter to the family was sent, but not all of its parts are ticked. Send what is missing, or take the date out until it has gone.");
	if (!rec_t(c->now, "notice_language").n)
		return err_set(e, E_INPUT, "Say in which language the letter to the family went out.");
	return OK;
}

static enum code el_dates(const struct change *c, struct err *e)
{
	return in_order(c, "placed_on", "exit_on", e);
}

RECORD(el_plan) = {
	.name = "el_plan", .table = "el_plan", .label = N_("English-learner plan"), .plural = N_("English-learner plans"),
	.help = N_("Learning English and every subject at the same time: languages, dates, what the family was told. Its goals and supports are plan lines."),
	.serves = "R053 R054 R087", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_EL, .create = REL_EL, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"home_languages", N_("Languages at home"), NULL, F_TEXT, FF_LIST},
		{"enrolled_on", N_("First day at this school"), NULL, F_DATE, 0},
		{"identified_on", N_("Found to be learning English on"), NULL, F_DATE, FF_LIST},
		{"placed_on", N_("In the program from"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"program", N_("How English is taught"), NULL, F_CHOICE, FF_LIST, .choices = CHOICES({"esl", N_("English lessons of its own")}, {"push", N_("Help inside of every class")},
			{"sheltered", N_("Every subject with language support")}, {"bilingual", N_("In two languages")}, {"dual", N_("Two languages for everybody")}, {"newcomer", N_("A start program for newcomers")})},
		{"newcomer", N_("New to English"), N_("Opens the plan for the first weeks."), F_BOOL, FF_LIST, .initial = "0"},
		{"welcomed_on", N_("Welcomed in the language of the home on"), NULL, F_DATE, 0},
		{"buddy", N_("Buddy"), N_("A classmate who shows around, best with the same language."), F_TEXT, 0},
		{"notice_on", N_("Letter to the family sent on"), NULL, F_DATE, FF_LIST},
		{"notice_language", N_("Language of the letter"), NULL, F_LANG, 0},
		{"notice_told", N_("What the letter said"), NULL, F_CHOICES, 0, .choices = notice_parts},
		{"declined_on", N_("The family said no to the program on"), N_("The child is still tested each year and still helped to take part."), F_DATE, FF_LIST},
		{"exit_on", N_("Left the program on"), NULL, F_DATE, FF_LIST | FF_FILTER},
		{"exit_how", N_("By which rule"), N_("The state's rule: test, version, scores, and what else counted."), F_TEXT, 0},
		{"clash_owner", N_("Who decides when this plan and an IEP do not agree"), N_("One person. Without a name, nobody settles it."), F_REF, FF_LIST, .ref = "person"},
		{"review_on", N_("Look at it again on"), NULL, F_DATE, FF_LIST | FF_FILTER},
		TAKEN),
	.checks = CHECKS({"a parent notice has all its parts (20 USC 6312(e)(3)(A)) [R053]", notice_is_whole}, {"dates in order", el_dates}),
	.title_field = "placed_on", .order = "-placed_on"};

static const struct choice absences[] = {
	{"excused", N_("Away, with a reason")}, {"unexcused", N_("Away, no reason known")}, {"late", N_("Late")}, {"partial", N_("Part of the day")}, {NULL, NULL}};

RECORD(attendance) = {
	.name = "attendance", .table = "attendance", .label = N_("Day missed"), .plural = N_("Days missed"),
	.help = N_("A day, or a part of one, that a learner missed. A reason to ask what would help."), .serves = "R078 R410",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM | REL_LEADER, .create = REL_TEAM | REL_LEADER, .remove = REL_TEAM | REL_LEADER,
	.fields = FIELDS(
		LEARNER,
		{"missed_on", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"what", N_("What"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = absences},
		{"part", N_("Part of the day"), N_("1 is the whole day."), F_REAL, FF_LIST, .min = 0, .max = 1},
		{"minutes", N_("Minutes"), NULL, F_INT, FF_LIST, .min = 0, .max = 600},
		{"source", N_("Where this comes from"), NULL, F_TEXT, 0}),
	.title_field = "missed_on", .order = "-missed_on"};
/* ---- what is decided, measured and arranged around lines ---- */

RECORD(line_level) = {
	.name = "line_level", .table = "line_level", .label = N_("Level noted"), .plural = N_("Levels noted"),
	.help = N_("Where a learner stood at a goal on one day, in the goal's own unit. So everybody sees the way, and when it stands still."), .serves = "R080",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"line", N_("Goal"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "plan_line"},
		{"measured_on", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"level", N_("Level"), NULL, F_REAL, FF_REQUIRED | FF_LIST},
		{"how", N_("How and by whom"), NULL, F_TEXT, 0}),
	.title_field = "measured_on", .order = "-measured_on"};

static const struct choice decided[] = {
	{"modification", N_("The standard is changed for this task or line")}, {"toModification", N_("An accommodation becomes a modification")},
	{"toAccommodation", N_("A modification becomes an accommodation again")}, {"pace", N_("Another pace")}, {"ended", N_("A line ends")}, {NULL, NULL}};

static enum code family_is_told_after(const struct change *c, struct err *e)
{
	day_t told, on;
	if (c->now && day_parse(rec_t(c->now, "family_told_on"), &told) && day_parse(rec_t(c->now, "decided_on"), &on) && told < on)
		return err_set(e, E_INPUT, "The family cannot have been told before it was decided. Please look at both dates.");
	return OK;
}

RECORD(team_decision) = {
	.name = "team_decision", .table = "team_decision", .label = N_("Decision of the team"), .plural = N_("Decisions of the team"),
	.help = N_("Who decided to change the standard or the pace, why, and when the family was told. Every one is counted."), .serves = "R167 R224 R062",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER | REL_DISTRICT, .edit = REL_CASE | REL_EL, .create = REL_CASE | REL_EL, .remove = REL_CASE,
	.fields = FIELDS(
		LEARNER,
		{"line", N_("Plan line"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "plan_line"},
		{"what", N_("What was decided"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = decided},
		{"decided_on", N_("Decided on"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"team", N_("By whom"), N_("The people of the team, with the family."), F_TEXT, FF_REQUIRED | FF_LIST},
		{"reason", N_("Why"), NULL, F_LONG, FF_REQUIRED},
		{"family_told_on", N_("Family told on"), NULL, F_DATE, FF_LIST},
		{"family_language", N_("In which language"), NULL, F_LANG, 0}),
	.checks = CHECKS({"the family is told of what was decided (34 CFR 300.503) [R167]", family_is_told_after}),
	.title_field = "what", .order = "-decided_on"};

static const struct choice places[] = {
	{"class", N_("In a class")}, {"dual", N_("College course")}, {"internship", N_("Internship")}, {"independent", N_("Independent study")},
	{"program", N_("Special program")}, {"afterSchool", N_("After school")}, {"summer", N_("In summer")}, {"home", N_("At home")}, {"community", N_("In the community")}, {NULL, NULL}};
static const struct choice mentors[] = {
	{"teacher", N_("Teacher")}, {"college", N_("College instructor")}, {"professional", N_("Professional")}, {"staff", N_("Other staff")}, {"family", N_("Family")}, {NULL, NULL}};
static const struct choice arranged[] = {{"planned", N_("Planned")}, {"running", N_("Under way")}, {"done", N_("Done")}, {NULL, NULL}};

/* What the host has to arrange stands there as tasks, and a plan that changed meanwhile adds its own [R226]. */
static enum code tasks_for_the_host(const struct change *c, struct err *e)
{
	return c->now && str_eqz(c->now->state, "planned") ? host_tasks_make(c->db, c->a, c->now, c->viewer->today, e) : OK;
}

/* An internship or independent study starts when supports, language and a person at school are named; a mentor from outside when
 * somebody has checked the contact. */
static enum code ready_to_start(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "running") || (c->rel & REL_SYSTEM))
		return OK;
	if (host_outside(rec_t(c->now, "place")) && (!str_trim(rec_t(c->now, "supports")).n || !str_trim(rec_t(c->now, "language_support")).n || id_nil(rec_id(c->now, "contact"))))
		return err_set(e, E_INPUT, "Before this starts, say which supports go along, what helps with language (or that nothing is needed), and who at school answers for it.");
	if (!str_eqz(rec_t(c->now, "mentor_is"), "teacher") && rec_t(c->now, "mentor").n && !rec_t(c->now, "checked_on").n)
		return err_set(e, E_INPUT, "Before this starts, somebody of the school checks the contact of the person who teaches there. Write the day.");
	int64_t unchecked = 0;
	enum code code = host_open(c->db, c->now->id, &unchecked, e);
	if (code)
		return code;
	if (unchecked)
		return err_set(e, E_INPUT, "Before this starts, check with the host what has to be arranged: %lld of it is not checked. Open the plan, Places to learn.", (long long)unchecked);
	return OK;
}

RECORD(learning_setting) = {
	.name = "learning_setting", .table = "learning_setting", .label = N_("Place to learn"), .plural = N_("Places to learn"),
	.help = N_("One standard, several places: each with who teaches there, supports, evidence, and the same rubric."), .serves = "R063 R064 R065 R072 R073 R076 R226",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"line", N_("Plan line"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "plan_line"},
		{"place", N_("Where"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = places},
		{"name", N_("Name of the place"), NULL, F_TEXT, FF_LIST},
		{"mentor", N_("Who teaches or mentors"), NULL, F_TEXT, FF_LIST},
		{"mentor_is", N_("Who that is"), NULL, F_CHOICE, 0, .choices = mentors, .initial = "teacher"},
		{"mentor_contact", N_("How to reach them"), NULL, F_TEXT, 0, .see = REL_STAFF | REL_FAMILY},
		{"checked_on", N_("Contact checked on"), NULL, F_DATE, 0},
		{"may_see", N_("What they may see"), N_("Such as: the task, the supports, nothing of the plan."), F_TEXT, 0},
		{"contact", N_("Who at school answers for it"), NULL, F_REF, 0, .ref = "person"},
		{"supports", N_("Supports that go along"), NULL, F_LONG, 0},
		{"language_support", N_("What helps with language"), NULL, F_TEXT, 0},
		{"evidence", N_("What will show it"), NULL, F_LONG, 0},
		{"rubric", N_("Rubric"), N_("The same in every place."), F_REF, 0, .ref = "rubric"},
		{"time_of_day", N_("When in the day"), NULL, F_CHOICE, FF_LIST, .choices = CHOICES({"early", N_("Early in the morning")}, {"late", N_("Late in the morning")}, {"afternoon", N_("In the afternoon")}, {"after", N_("After school")})},
		{"demanding", N_("Demanding"), N_("Takes much strength: best at the time when the learner works best."), F_BOOL, 0, .initial = "0"},
		{"travel_minutes", N_("Minutes on the way"), NULL, F_INT, 0, .min = 0, .max = 300},
		{"study_minutes", N_("Extra study or homework help, minutes a week"), NULL, F_INT, 0, .min = 0, .max = 1200},
		{"begin_on", N_("From"), NULL, F_DATE, FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST}),
	.states = arranged,
	.moves = MOVES({"planned", "running", N_("It starts"), REL_TEAM}, {"running", "done", N_("It is done"), REL_TEAM}, {"running", "planned", N_("Back to planning"), REL_TEAM}),
	.checks = CHECKS({"an internship starts with supports, language and a person at school [R076] [R065]", ready_to_start}), .after = tasks_for_the_host,
	.title_field = "name", .order = "begin_on"};
