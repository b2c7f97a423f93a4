/* iep_records.c - the parts of an IEP as records (34 CFR 300.320(a)(1)-(7), (b), (c); special factors 300.324(a)(2)). */
#include "school/plan/iep_inside.h"
#include "school/plan/need_words.h"
#include "school/plan/official.h"
#include "record/setting.h"

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}
#define IEP {"iep", N_("IEP"), NULL, F_REF, FF_REQUIRED | FF_FILTER | FF_FIXED, .ref = "iep"}

SETTINGS(iep) = {
	{.key = "iep.held_here", .label = N_("Trellis holds the IEP"),
	 .help = N_("Off: the IEP lives in another system or on paper and is taken over from there. On: it is written, signed and locked here, once the days that law counts are confirmed for your state."),
	 .type = SET_BOOL, .initial = "0", .serves = "R047"},
	SETTINGS_END,
};

const struct choice IEP_KINDS[] = {{"first", N_("First IEP")}, {"annual", N_("Yearly IEP")}, {"amendment", N_("Amendment")}, {NULL, NULL}};
static const struct choice states[] = {{"draft", N_("Draft")}, {"locked", N_("Signed and locked")}, {"replaced", N_("Replaced by a later version")}, {"away", N_("Put away")}, {NULL, NULL}};
static const struct choice looked_at[] = {{"notNeeded", N_("Looked at: not needed")}, {"needed", N_("Looked at: needed")}, {NULL, NULL}};
static const struct choice esy[] = {{"yes", N_("Yes")}, {"no", N_("No")}, {"later", N_("Decided later in the year")}, {NULL, NULL}};

bool iep_is_draft(const struct record *r)
{
	return str_eqz(r->state, "draft");
}

static enum code stands(const struct change *c, struct err *e)
{
	if (!c->old || (c->rel & REL_SYSTEM) || iep_is_draft(c->old))
		return OK;
	return err_set(e, E_DENIED, "This version of the IEP is signed and locked. What changes is written as an amendment or as the next yearly IEP; this one stays as it was signed.");
}

static enum code whole(const struct change *c, struct err *e)
{
	struct iep_doc doc;
	struct iep_gap *gaps;
	size_t n = 0;
	if (!c->now || !c->old || !iep_is_draft(c->old) || !str_eqz(c->now->state, "locked"))
		return OK;
	enum code k = iep_load(c->db, c->a, c->viewer, c->now->id, &doc, e);
	if (!k)
		k = iep_gaps(c->db, c->a, c->viewer->lang, &doc, c->viewer->today, &gaps, &n, e);
	for (size_t i = 0; i < n && !k; i++)
		if (gaps[i].must)
			k = err_set(e, E_INPUT, "%.*s", S_ARG(gaps[i].text));
	return k;
}

RECORD(iep) = {
	.name = "iep", .table = "iep", .label = N_("IEP"), .plural = N_("IEPs"),
	.help = N_("One version of an IEP that is held here: written before and in the meeting, signed, then locked."), .serves = "R041 R047 R049 R052 R079",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_CASE, .create = REL_SYSTEM, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"number", N_("Version"), NULL, F_INT, FF_LIST | FF_NO_FORM, .min = 0, .max = 1000},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FIXED, .choices = IEP_KINDS},
		{"why", N_("Why this version is made"), NULL, F_LONG, 0, .max = 2000},
		{"met_on", N_("Meeting held on"), NULL, F_DATE, FF_LIST},
		{"no_meeting", N_("Changed without a meeting, as family and school agreed"), N_("Only for an amendment (34 CFR 300.324(a)(4))."), F_BOOL, 0, .initial = "0"},
		{"begin_on", N_("In force from"), NULL, F_DATE, FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST},
		{"strengths", N_("Strengths"), N_("What goes well and what the learner likes. It comes first."), F_LONG, 0},
		{"present_academic", N_("Where the learner stands in reading, writing, mathematics and every subject"), N_("With numbers, their day and where they come from."), F_LONG, 0},
		{"present_functional", N_("Where the learner stands in everyday things"), N_("With others, moving, organizing, communicating."), F_LONG, 0},
		{"impact", N_("How this touches learning with everybody"), N_("How the disability affects taking part and coming on in the general curriculum."), F_LONG, 0},
		{"parent_concerns", N_("What matters to the family"), NULL, F_LONG, 0},
		{"evaluations", N_("Evaluations that this rests on"), N_("Each with its day."), F_LONG, 0},
		{"factor_behavior", N_("Behavior that gets in the way of learning"), NULL, F_CHOICE, 0, .choices = looked_at},
		{"factor_language", N_("Language needs of an English learner"), NULL, F_CHOICE, 0, .choices = looked_at},
		{"factor_braille", N_("Braille"), NULL, F_CHOICE, 0, .choices = looked_at},
		{"factor_communication", N_("Communication, also of learners who are deaf or hard of hearing"), NULL, F_CHOICE, 0, .choices = looked_at},
		{"factor_technology", N_("Assistive technology"), NULL, F_CHOICE, 0, .choices = looked_at},
		{"factors_note", N_("What follows from these five"), NULL, F_LONG, 0},
		{"regular_share", N_("Share of the day in general classes, in percent"), NULL, F_INT, 0, .min = 0, .max = 100},
		{"share_reason", N_("Why the rest is elsewhere"), NULL, F_LONG, 0},
		{"reports", N_("When the family hears about progress"), N_("Such as: with every report card."), F_TEXT, 0},
		{"alternate", N_("Takes the alternate state test"), NULL, F_BOOL, 0, .initial = "0"},
		{"alternate_why", N_("Why, and why that one"), NULL, F_LONG, 0},
		{"extended_year", N_("Services in the summer"), NULL, F_CHOICE, 0, .choices = esy},
		{"transition_assessment", N_("What is known of the learner's hopes and skills for the time after school"), N_("Assessments with their day."), F_LONG, 0},
		{"transition_courses", N_("Courses that lead there"), NULL, F_LONG, 0},
		{"rights_told_on", N_("The learner was told which rights pass over, on"), N_("A year before the learner is of age."), F_DATE, 0},
		{"no_advocacy", N_("No goal for speaking up: why"), N_("Only when the plan has none."), F_LONG, 0},
		{"unsigned_why", N_("No signature of the family: why"), N_("What was tried, and when."), F_LONG, 0},
		{"locked_on", N_("Locked on"), NULL, F_DATE, FF_LIST | FF_NO_FORM},
		{"seal", N_("Seal"), NULL, F_TEXT, FF_NO_FORM}),
	.states = states,
	.moves = MOVES({"draft", "locked", N_("Lock this version"), REL_CASE}, {"draft", "away", N_("Put this draft away"), REL_CASE}, {"locked", "replaced", N_("Replaced by a later version"), REL_SYSTEM}),
	.checks = CHECKS({"a locked version stands [R047]", stands}, {"signed before it is locked [R047]", whole}),
	.after = iep_locked, .title_field = "kind", .order = "-created_at"};

const struct choice IEP_LINE_KINDS[] = {
	{"goal", N_("Yearly goal")}, {"objective", N_("Step on the way to a goal")}, {"special", N_("Special education")}, {"related", N_("Related service")},
	{"aids", N_("Aids and services in the class")}, {"personnel", N_("Support for the adults")}, {"accommodation", N_("Accommodation: same standard")},
	{"modification", N_("Modification: changed standard")}, {"stateTest", N_("Accommodation on state tests")}, {"postSchool", N_("Goal for the time after school")},
	{"transition", N_("Service for the time after school")}, {NULL, NULL}};

bool iep_line_served(struct str kind)
{
	return str_eqz(kind, "special") || str_eqz(kind, "related") || str_eqz(kind, "aids") || str_eqz(kind, "personnel") || str_eqz(kind, "modification") || str_eqz(kind, "transition");
}

/* 34 CFR 300.320(a)(7): start, frequency, location and duration, each by itself. */
static enum code line_whole(const struct change *c, struct err *e)
{
	if (!c->now || (c->rel & REL_SYSTEM) || !iep_line_served(rec_t(c->now, "kind")))
		return OK;
	if (!rec_t(c->now, "begin_on").n || !str_trim(rec_t(c->now, "frequency")).n || !str_trim(rec_t(c->now, "location")).n || !str_trim(rec_t(c->now, "duration")).n)
		return err_set(e, E_INPUT, "A service line needs four things: start, how often, where, and how long.");
	return OK;
}

/* A line belongs to a draft of the same learner. */
static enum code of_a_draft(const struct change *c, struct err *e)
{
	int64_t draft, same;
	const struct record *r = c->now ? c->now : c->old;
	if (c->rel & REL_SYSTEM)
		return OK;
	enum code k = db_int(c->db, e, &same, "select count(*) from iep where id = ?1 and learner = ?2", "bb", rec_id(r, "iep"), rec_id(r, "learner"));
	if (!k)
		k = db_int(c->db, e, &draft, "select count(*) from iep where id = ?1 and state = 'draft'", "b", rec_id(r, "iep"));
	if (k)
		return k;
	if (!same)
		return err_set(e, E_INPUT, "This line and the IEP are not of the same learner. Open the IEP and add the line there.");
	return draft ? OK : err_set(e, E_DENIED, "This version of the IEP is signed and locked. What changes is written as an amendment or as the next yearly IEP; this one stays as it was signed.");
}

RECORD(iep_line) = {
	.name = "iep_line", .table = "iep_line", .label = N_("Line of an IEP"), .plural = N_("Lines of an IEP"),
	.help = N_("One goal, service or accommodation of one version, each part in its own place."), .serves = "R047 R049",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_CASE | REL_EL | REL_TEACHER, .create = REL_CASE | REL_EL | REL_TEACHER, .remove = REL_CASE,
	.fields = FIELDS(
		LEARNER, IEP,
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FIXED, .choices = IEP_LINE_KINDS},
		{"text", N_("In words everybody can use"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"area", N_("Area"), NULL, F_CHOICE, FF_LIST, .choices = PLAN_AREAS},
		{"need", N_("Which need it meets"), N_("As it stands under where the learner stands."), F_TEXT, 0},
		{"given", N_("When this is given"), N_("Such as: a text of the grade that was not practiced."), F_TEXT, 0},
		{"baseline", N_("Level at the start"), N_("A number, in the unit below."), F_REAL, 0},
		{"baseline_on", N_("Seen on"), NULL, F_DATE, 0},
		{"target", N_("Level to reach"), NULL, F_REAL, 0},
		{"unit", N_("Unit"), N_("Such as: words a minute, of 4 tries, level on the rubric."), F_TEXT, 0},
		{"criterion", N_("How steady"), N_("Such as: on 3 of 4 checks in a row."), F_TEXT, 0},
		{"measure", N_("Measured with what, how often"), NULL, F_TEXT, 0},
		{"adult", N_("By whom"), NULL, F_TEXT, 0},
		{"finish_on", N_("To be reached by"), NULL, F_DATE, 0},
		{"begin_on", N_("Starts on"), NULL, F_DATE, 0},
		{"frequency", N_("How often"), NULL, F_TEXT, 0},
		{"location", N_("Location"), NULL, F_TEXT, 0},
		{"duration", N_("How long"), NULL, F_TEXT, 0},
		{"minutes_week", N_("Minutes a week"), NULL, F_INT, 0, .min = 0, .max = 3000},
		{"term", N_("Support"), N_("What pages, paper and time follow by themselves. Leave it empty for what only people do."), F_CHOICE, 0, .choices = NEED_CHOICES},
		{"value", N_("Value"), N_("Such as 1.5 for half as much time again."), F_TEXT, 0},
		{"line", N_("Plan line"), NULL, F_REF, FF_NO_FORM, .ref = "plan_line"}),
	.checks = CHECKS({"a line is of a draft [R047]", of_a_draft}, {"a service line is whole (34 CFR 300.320(a)(7))", line_whole}),
	.title_field = "text", .order = "created_at"};

const struct choice IEP_ROLES[] = {
	{"parent", N_("Parent or guardian")}, {"learner", N_("Learner")}, {"regular", N_("General education teacher")}, {"special", N_("Special education teacher or provider")},
	{"agency", N_("Speaks for the school district")}, {"evaluation", N_("Explains evaluations")}, {"interpreter", N_("Interpreter")}, {"other", N_("Somebody else of the team")}, {NULL, NULL}};
const struct choice IEP_AGREES[] = {{"yes", N_("I agree")}, {"part", N_("I agree to a part of it")}, {"no", N_("I do not agree")}, {"present", N_("I was there")}, {NULL, NULL}};

/* At home one signs for oneself; the case manager notes what was signed on paper. */
static enum code signs_for_oneself(const struct change *c, struct err *e)
{
	if (!c->now || (c->rel & (REL_SYSTEM | REL_CASE)) || id_eq(rec_id(c->now, "person"), c->viewer->person))
		return OK;
	return err_set(e, E_DENIED, "Each signs for themselves. A signature on paper is noted by the case manager.");
}

RECORD(iep_signature) = {
	.name = "iep_signature", .table = "iep_signature", .label = N_("Signature"), .plural = N_("Signatures"),
	.help = N_("Who was of the team of one version, and what they say to it. Nobody is outvoted: the team decides together."), .serves = "R047",
	.scope = SCOPE_LEARNER, .about = "learner", .append_only = true, .see = REL_HOME | REL_TEAM | REL_LEADER, .create = REL_HOME | REL_TEAM | REL_LEADER,
	.fields = FIELDS(
		LEARNER, IEP,
		{"person", N_("Person"), NULL, F_REF, FF_NO_FORM, .ref = "person"},
		{"name", N_("Name"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"role", N_("As"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = IEP_ROLES},
		{"agrees", N_("Says"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = IEP_AGREES},
		{"text", N_("In own words"), NULL, F_LONG, 0, .max = 4000},
		{"on_paper", N_("Signed on paper"), NULL, F_BOOL, 0, .initial = "0"},
		{"signed_on", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST}),
	.checks = CHECKS({"each signs for oneself [R047]", signs_for_oneself}),
	.title_field = "name", .order = "created_at"};
