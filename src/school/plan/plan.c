/* plan.c - the personalized plan beside IEP, 504 and English-learner plans. A plan line says where it comes from;
 * a line that came from a plan of record is never weakened here. */
#include "school/plan/need_words.h"
#include "school/plan/of_record.h"

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}

static const struct choice plan_states[] = {{"draft", N_("Being written")}, {"active", N_("In use")}, {"closed", N_("Closed")}, {NULL, NULL}};

RECORD(plan) = {
	.name = "plan", .table = "plan", .label = N_("Personalized plan"), .plural = N_("Personalized plans"),
	.help = N_("The way of one learner to the common bar: experiences, settings, evidence."), .serves = "R040 R068 R069 R085 R273",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_HOME | REL_TEAM, .create = REL_HOME | REL_TEAM, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"title", N_("Title"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"session", N_("School year"), NULL, F_REF, FF_FILTER, .ref = "academic_session"},
		{"begin_on", N_("From"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"review_on", N_("Review on"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"learner_says", N_("What the learner says"), NULL, F_LONG, 0, .edit = REL_HOME},
		{"family_hopes", N_("Hopes of the family"), NULL, F_LONG, FF_LIST, .edit = REL_FAMILY | REL_TEAM},
		{"well_being", N_("Well-being in every area"), NULL, F_LONG, 0},
		{"drew_on", N_("What this plan drew on"), NULL, F_CHOICES, FF_LIST, .choices = CHOICES({"academic", N_("Learning")}, {"interests", N_("Interests")},
			{"career", N_("Career")}, {"social", N_("With others")}, {"culture", N_("Culture")}, {"language", N_("Language")}, {"supports", N_("Supports")})},
		{"minutes_spent", N_("Minutes spent writing it"), NULL, F_INT, FF_NO_FORM, .min = 0, .max = 100000}),
	.states = plan_states,
	.moves = MOVES({"draft", "active", N_("Use this plan"), REL_TEAM}, {"active", "draft", N_("Open for changes"), REL_TEAM},
		{"active", "closed", N_("Close"), REL_TEAM}),
	.review_days = 60, .title_field = "title", .order = "-begin_on"};

static const struct choice sources[] = {
	{"plp", N_("Personalized plan")}, {"iep", N_("IEP")}, {"504", N_("504 plan")}, {"el", N_("English-learner plan")},
	{"mtss", N_("Extra help for a while")}, {NULL, NULL}};
static const struct choice line_kinds[] = {
	{"goal", N_("Goal")}, {"experience", N_("Learning experience")}, {"service", N_("Service")}, {"accommodation", N_("Accommodation: same standard")},
	{"modification", N_("Modification: changed standard")}, {"languageGoal", N_("Language goal")}, {"support", N_("Support")}, {NULL, NULL}};
static const struct choice contexts[] = {
	{"instruction", N_("Lessons and work")}, {"classroomTest", N_("Tests in class")}, {"stateTest", N_("State tests")}, {NULL, NULL}};

static enum code service_is_whole(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(rec_t(c->now, "kind"), "service"))
		return OK;
	if (!rec_t(c->now, "begin_on").n || !rec_t(c->now, "frequency").n || !rec_t(c->now, "location").n || !rec_t(c->now, "duration").n)
		return err_set(e, E_INPUT, "A service line needs four things: start, how often, where, and how long.");
	return OK;
}

RECORD(plan_line) = {
	.name = "plan_line", .table = "plan_line", .label = N_("Plan line"), .plural = N_("Plan lines"),
	.help = N_("One goal, service, accommodation or experience, and the plan it comes from."),
	.serves = "R040 R042 R065 R069 R086 R224", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_HOME | REL_TEAM, .create = REL_HOME | REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"plan", N_("Plan"), NULL, F_REF, FF_FILTER, .ref = "plan"},
		{"source", N_("From"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .choices = sources, .initial = "plp"},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = line_kinds},
		{"text", N_("In words everybody can use"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"goal", N_("Goal"), NULL, F_REF, FF_FILTER, .ref = "goal"},
		{"competency", N_("Competency"), NULL, F_REF, FF_FILTER, .ref = "competency"},
		{"skill", N_("Skill to work on"), NULL, F_TEXT, 0},
		{"steps", N_("Steps to get there"), N_("One a line."), F_LONG, 0},
		{"setting", N_("Where it happens"), N_("Class, small group, home, library, internship."), F_TEXT, FF_LIST},
		{"adult", N_("Who teaches or helps"), NULL, F_TEXT, FF_LIST},
		{"evidence", N_("What will show it"), NULL, F_LONG, 0},
		{"term", N_("Support"), N_("What pages, paper and time follow by themselves. Leave it empty for what only people do."), F_CHOICE, FF_FILTER, .choices = NEED_CHOICES},
		{"value", N_("Value"), N_("Such as 1.5 for half as much time again."), F_TEXT, FF_LIST},
		{"context", N_("Used in"), N_("Nothing chosen: everywhere."), F_CHOICES, 0, .choices = contexts},
		{"prohibited", N_("Must not be used"), NULL, F_BOOL, 0, .initial = "0"},
		{"frequency", N_("How often"), NULL, F_TEXT, 0},
		{"duration", N_("How long"), NULL, F_TEXT, 0},
		{"location", N_("Location"), NULL, F_TEXT, 0},
		{"minutes_week", N_("Minutes a week"), NULL, F_INT, 0, .min = 0, .max = 3000, .initial = "0"},
		{"begin_on", N_("From"), NULL, F_DATE, FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST | FF_FILTER},
		{"source_note", N_("Taken from"), N_("The paper or file this comes from, and its date."), F_TEXT, 0},
		{"source_id", N_("Id in the source"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM},
		{"requirement", N_("Leads to this requirement for graduation"), N_("If there is one."), F_REF, 0, .ref = "graduation_requirement"},
		{"version_on", N_("Day of the plan's new version"), N_("For a line of an IEP, a 504 or an English-learner plan: it changes only when that plan does."), F_DATE, 0},
		{"version_why", N_("The team's reason for the change"), N_("As the new version of that plan says it."), F_LONG, 0, .max = 2000}),
	.checks = CHECKS({"a plan may add, never weaken [R042]", of_record_stands}, {"no plan forbids what a plan of record gives [R042]", of_record_not_forbidden}, {"a service line is whole (34 CFR 300.320(a)(7))", service_is_whole}),
	.title_field = "text", .order = "kind"};
