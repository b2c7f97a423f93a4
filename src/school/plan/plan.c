/* plan.c - the personalized plan beside IEP, 504 and English-learner plans. A plan line says where it comes from;
 * a line that came from a plan of record is never weakened here. */
#include "school/plan/host.h"
#include "school/plan/need_words.h"
#include "school/plan/of_record.h"
#include "school/plan/official.h"
#include "school/profile/profile.h"

#include <string.h>

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}

static const struct choice plan_states[] = {{"draft", N_("Being written")}, {"active", N_("In use")}, {"closed", N_("Closed")}, {NULL, NULL}};

/* A plan that lists only what is hard, or the same as everybody's, is not put to use before somebody has looked. */
static enum code ready_to_use(const struct change *c, struct err *e)
{
	struct official_alike alike;
	int64_t n;
	if (!c->now || !str_eqz(c->now->state, "active") || (c->old && str_eqz(c->old->state, "active")) || (c->rel & REL_SYSTEM))
		return OK;
	struct id learner = rec_id(c->now, "learner");
	enum code k = db_int(c->db, e, &n, "select count(*) from profile where learner = ?1 and trim(coalesce(strengths, '')) <> ''", "b", learner);
	if (k)
		return k;
	if (n == 0)
		return err_set(e, E_INPUT, "A plan begins with strengths, and the profile has none yet. Ask the learner and the family for one thing that goes well, then use the plan.");
	k = official_alike(c->db, c->a, learner, c->viewer->today, &alike, e);
	if (k)
		return k;
	if (alike.same >= 3 && !str_trim(rec_t(c->now, "personal")).n)
		return err_set(e, E_INPUT, "This plan is nearly the same as those of %d of %d classmates. Change the plan: write under \"What is personal about this plan\" what is, then use it.", alike.same, alike.others);
	return OK;
}

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
		{"arts_focus", N_("Focus in the arts"), N_("Chosen by the learner: music, theater, drawing, dance, film. It goes along into the next year's plan, beside every subject."), F_TEXT, FF_LIST, .edit = REL_HOME | REL_TEAM},
		{"change_hard", N_("Change is hard: tell it ahead, with a story of how it will be"), NULL, F_BOOL, 0, .initial = "0"},
		{"personal", N_("What is personal about this plan"), N_("Asked when it is nearly the same as the plans of classmates."), F_LONG, 0},
		{"minutes_spent", N_("Minutes spent writing it"), NULL, F_INT, FF_NO_FORM, .min = 0, .max = 100000}),
	.states = plan_states,
	.moves = MOVES({"draft", "active", N_("Use this plan"), REL_TEAM}, {"active", "draft", N_("Open for changes"), REL_TEAM},
		{"active", "closed", N_("Close"), REL_TEAM}),
	.checks = CHECKS({"strengths are there [R006], and it is not everybody's plan [R083]", ready_to_use}),
	.review_days = 60, .title_field = "title", .order = "-begin_on"};

static const struct choice sources[] = {
	{"plp", N_("Personalized plan")}, {"iep", N_("IEP")}, {"504", N_("504 plan")}, {"el", N_("English-learner plan")},
	{"mtss", N_("Extra help for a while")}, {NULL, NULL}};
static const struct choice line_kinds[] = {
	{"goal", N_("Goal")}, {"experience", N_("Learning experience")}, {"service", N_("Service")}, {"accommodation", N_("Accommodation: same standard")},
	{"modification", N_("Modification: changed standard")}, {"languageGoal", N_("Language goal")}, {"support", N_("Support")}, {NULL, NULL}};
const struct choice PLAN_AREAS[] = {
	{"reading", N_("Reading")}, {"writing", N_("Writing")}, {"mathematics", N_("Mathematics")}, {"science", N_("Science")}, {"social", N_("Social studies")},
	{"arts", N_("Arts")}, {"language", N_("Language")}, {"speech", N_("Speech and communication")}, {"movement", N_("Movement")}, {"behavior", N_("With others and oneself")},
	{"selfAdvocacy", N_("Speaking up for myself")}, {"transition", N_("The time after school")}, {"other", N_("Something else")}, {NULL, NULL}};
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
		{"subject", N_("Area"), N_("What a goal or a support is about."), F_CHOICE, FF_LIST, .choices = PLAN_AREAS},
		{"goal", N_("Goal"), NULL, F_REF, FF_FILTER, .ref = "goal"},
		{"competency", N_("Competency"), NULL, F_REF, FF_FILTER, .ref = "competency"},
		{"skill", N_("Skill to work on"), NULL, F_TEXT, 0},
		{"steps", N_("Steps to get there"), N_("One a line."), F_LONG, 0},
		{"setting", N_("Where it happens"), N_("Class, small group, home, library, internship."), F_TEXT, FF_LIST},
		{"adult", N_("Who teaches or helps"), NULL, F_TEXT, FF_LIST},
		{"evidence", N_("What will show it"), NULL, F_LONG, 0},
		{"baseline", N_("Level at the start"), N_("A number, in the unit below."), F_REAL, 0},
		{"target", N_("Level to reach"), NULL, F_REAL, 0},
		{"grade_standard", N_("Standard of the grade"), N_("In the same unit. It stays in sight."), F_REAL, 0},
		{"unit", N_("Unit"), N_("Such as: words a minute, of 4 tries, level on the rubric."), F_TEXT, 0},
		{"finish_on", N_("To be reached by"), NULL, F_DATE, 0},
		{"pace_reason", N_("Why at this pace"), N_("When it takes longer than planned for everybody."), F_LONG, 0},
		{"pace_review_on", N_("Look at the pace again on"), NULL, F_DATE, 0},
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
		{"shown_on", N_("Shown, and accepted on"), N_("When a teacher has accepted what shows it: in class, after school, in summer or at work, it counts the same."), F_DATE, 0, .edit = REL_TEAM},
		{"domain", N_("Area it serves"), N_("Of the learner's uneven picture: each area by itself."), F_CHOICE, 0, .choices = PROFILE_DOMAINS},
		{"version_on", N_("Day of the plan's new version"), N_("For a line of an IEP, a 504 or an English-learner plan: it changes only when that plan does."), F_DATE, 0},
		{"version_why", N_("The team's reason for the change"), N_("As the new version of that plan says it."), F_LONG, 0, .max = 2000}),
	.checks = CHECKS({"a plan may add, never weaken [R042]", of_record_stands}, {"no plan forbids what a plan of record gives [R042]", of_record_not_forbidden}, {"a service line is whole (34 CFR 300.320(a)(7))", service_is_whole}),
	.after = host_line_changed,
	.title_field = "text", .order = "kind"};
