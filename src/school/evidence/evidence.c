/* evidence.c - what a learner did, said and showed: events that are only added, and what people concluded. */
#include "school/evidence/reflection.h"
#include "record/record.h"

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}

/* The first eight are the kinds of engine/mastery; the others carry no evidence of mastery by themselves. */
static const struct choice event_kinds[] = {
	{"practice", N_("Practice")}, {"check", N_("Short check")}, {"task", N_("Performance task")}, {"product", N_("Something made")},
	{"observation", N_("Observation")}, {"conversation", N_("Conversation")}, {"reflection", N_("Reflection")}, {"outside", N_("Shown elsewhere")},
	{"confirm", N_("Confirmed by a person")}, {"reopen", N_("Opened again by a person")},
	{"minutes", N_("Time spent")}, {"hint", N_("Hint used")}, {"support", N_("Support used")}, {NULL, NULL}};
static const struct choice contexts[] = {
	{"screen", N_("On a screen")}, {"paper", N_("On paper")}, {"person", N_("With a person")}, {"offline", N_("Without connection")}, {"import", N_("Imported")}, {NULL, NULL}};

RECORD(event) = {
	.name = "event", .table = "event", .label = N_("Evidence"), .plural = N_("Evidence"),
	.help = N_("One thing that happened. Never changed; a correction is another event."), .serves = "R147 R149 R154 R155 R164 R415 R418 R419",
	.scope = SCOPE_LEARNER, .about = "learner", .append_only = true,
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = 0, .create = REL_HOME | REL_TEAM, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = event_kinds},
		{"actor", N_("Noted by"), NULL, F_REF, 0, .ref = "person"},
		{"competency", N_("Competency"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "competency"},
		{"item", N_("Item"), NULL, F_REF, 0, .ref = "item"},
		{"resource", N_("Resource"), NULL, F_REF, 0, .ref = "resource"},
		{"week_item", N_("Piece of work"), NULL, F_REF, FF_FILTER, .ref = "week_item"},
		{"happened_at", N_("When"), NULL, F_TIME, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"score", N_("Score"), N_("0 to 1; empty when nothing was scored."), F_REAL, FF_LIST, .min = 0, .max = 1},
		{"quality", N_("Weight"), N_("1 alone and without help, less with hints or help."), F_REAL, 0, .min = 0, .max = 1, .initial = "1"},
		{"level", N_("Level on the rubric"), NULL, F_INT, 0, .min = 1, .max = 4},
		{"rubric", N_("Rubric"), NULL, F_REF, 0, .ref = "rubric"},
		{"way", N_("Way of showing it"), NULL, F_TEXT, 0},
		{"response", N_("What was answered"), NULL, F_LONG, 0},
		{"misconception", N_("Misconception seen"), NULL, F_TEXT, 0},
		{"rigor", N_("Rigor of the task"), NULL, F_INT, 0, .min = 1, .max = 4},
		{"context", N_("Where"), NULL, F_CHOICE, FF_LIST, .choices = contexts},
		{"minutes_screen", N_("Minutes on a screen"), NULL, F_REAL, 0},
		{"minutes_alone", N_("Minutes alone"), NULL, F_REAL, 0},
		{"minutes_peers", N_("Minutes with peers"), NULL, F_REAL, 0},
		{"minutes_adult", N_("Minutes with an adult"), NULL, F_REAL, 0},
		{"minutes_group", N_("Minutes in a group"), NULL, F_REAL, 0},
		{"attachment", N_("File"), NULL, F_FILE, 0},
		{"corrects", N_("Corrects"), NULL, F_REF, 0, .ref = "event"},
		{"simulated", N_("Simulated"), NULL, F_BOOL, FF_LIST, .initial = "0"}),
	.title_field = "kind", .order = "-happened_at"};

static enum code confirmed_by_a_person(const struct change *c, struct err *e)
{
	if (c->now && id_nil(rec_id(c->now, "confirmed_by")))
		return err_set(e, E_INPUT, "Mastery is confirmed by a named adult. Say who confirms.");
	return OK;
}

RECORD(confirmation) = {
	.name = "confirmation", .table = "confirmation", .label = N_("Confirmation"), .plural = N_("Confirmations"),
	.help = N_("An adult confirms that a competency has been shown. No estimate takes it away."), .serves = "R147 R151 R155 R179",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"competency", N_("Competency"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "competency"},
		{"level", N_("Level"), NULL, F_INT, FF_LIST, .min = 1, .max = 4, .initial = "3"},
		{"way", N_("Shown by"), NULL, F_TEXT, FF_LIST},
		{"reason", N_("What was seen"), NULL, F_LONG, FF_REQUIRED},
		{"confirmed_by", N_("Confirmed by"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_NO_FORM, .ref = "person"},
		{"confirmed_on", N_("Confirmed on"), NULL, F_DATE, FF_REQUIRED | FF_LIST}),
	.checks = CHECKS({"a named adult confirms [R151]", confirmed_by_a_person}),
	.title_field = "competency", .order = "-confirmed_on"};

RECORD(reflection) = {
	.name = "reflection", .table = "reflection", .label = N_("Reflection"), .plural = N_("Reflections"),
	.help = N_("A strength and a challenge the learner saw in a piece of work."), .serves = "R019", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM, .edit = REL_SELF, .create = REL_SELF | REL_FAMILY | REL_TEAM, .remove = REL_SELF,
	.fields = FIELDS(
		LEARNER,
		{"event", N_("About this evidence"), NULL, F_REF, FF_FILTER, .ref = "event"},
		{"week_item", N_("About this work"), NULL, F_REF, FF_FILTER, .ref = "week_item"},
		{"strength", N_("What went well"), NULL, F_LONG, FF_LIST},
		{"challenge", N_("What was hard"), NULL, F_LONG, FF_LIST},
		{"attachment", N_("Picture, sound or film"), NULL, F_FILE, 0}),
	.checks = CHECKS({"about the learner's own work", reflection_about}),
	.title_field = "strength", .order = "-created_at"};
