/* week.c - the week of work: what, how, how long, until when, and what done looks like. Suggested by the program,
 * given by a teacher, confirmed by the learner. */
#include "school/profile/profile.h"
#include "school/reach/reach.h"

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}

static const struct choice week_states[] = {{"draft", N_("Being made")}, {"given", N_("Given")}, {"confirmed", N_("Confirmed by the learner")}, {NULL, NULL}};
static const struct choice confirm_ways[] = {{"tap", N_("Tap")}, {"voice", N_("Voice")}, {"reply", N_("Reply")}, {"person", N_("Told a person")}, {NULL, NULL}};

RECORD(week_plan) = {
	.name = "week_plan", .table = "week_plan", .label = N_("Week"), .plural = N_("Weeks"),
	.help = N_("One learner's work for one week."), .serves = "R055 R057 R058", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"monday", N_("Week of"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"class", N_("Class"), NULL, F_REF, FF_FILTER, .ref = "class"},
		{"message", N_("A word to the learner"), NULL, F_LONG, FF_TRANSLATABLE},
		{"given_by", N_("Given by"), NULL, F_REF, FF_NO_FORM, .ref = "person"},
		{"given_at", N_("Given at"), NULL, F_TIME, FF_LIST | FF_NO_FORM},
		{"confirmed_at", N_("Confirmed at"), NULL, F_TIME, FF_LIST | FF_NO_FORM, .edit = REL_HOME | REL_TEAM},
		{"confirmed_how", N_("Confirmed by"), NULL, F_CHOICE, FF_NO_FORM, .choices = confirm_ways, .edit = REL_HOME | REL_TEAM}),
	.states = week_states,
	.moves = MOVES({"draft", "given", N_("Give this week"), REL_TEAM}, {"given", "confirmed", N_("I know what to do"), REL_HOME | REL_TEAM},
		{"given", "draft", N_("Take back"), REL_TEAM}),
	.after = reach_week_given, .title_field = "monday", .order = "-monday"};

static const struct choice modes[] = {{"screen", N_("On a screen")}, {"paper", N_("On paper")}, {"person", N_("With a person")}, {"group", N_("In a group")}, {"handsOn", N_("With your hands")}, {NULL, NULL}};
static const struct choice item_states[] = {{"planned", N_("To do")}, {"started", N_("Started")}, {"handed", N_("Handed in")}, {"done", N_("Done")}, {"excused", N_("Not needed")}, {NULL, NULL}};

RECORD(week_item) = {
	.name = "week_item", .table = "week_item", .label = N_("Piece of work"), .plural = N_("Pieces of work"),
	.help = N_("One thing to do in a week, opened with one tap."), .serves = "R030 R055 R056 R059 R061 R071 R074 R117 R221", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"week", N_("Week"), NULL, F_REF, FF_REQUIRED | FF_FILTER | FF_FIXED, .ref = "week_plan"},
		{"day", N_("Day"), N_("1 Monday to 5 Friday; 0 any day."), F_INT, FF_LIST, .min = 0, .max = 7, .initial = "0"},
		{"position", N_("Place in the day"), NULL, F_INT, 0, .initial = "0"},
		{"title", N_("What"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"resource", N_("From the library"), NULL, F_REF, FF_FILTER, .ref = "resource"},
		{"item", N_("Item"), NULL, F_REF, 0, .ref = "item"},
		{"competency", N_("Competency"), NULL, F_REF, FF_FILTER, .ref = "competency"},
		{"goal", N_("Goal it serves"), NULL, F_REF, 0, .ref = "goal"},
		{"mode", N_("How"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = modes, .initial = "screen"},
		{"minutes", N_("Minutes"), NULL, F_INT, FF_LIST, .min = 1, .max = 600, .initial = "20"},
		{"done_looks_like", N_("Done looks like"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"why", N_("Why it is in your week"), NULL, F_LONG, FF_TRANSLATABLE},
		{"by_from", N_("From"), NULL, F_DATE, 0},
		{"by_until", N_("By"), NULL, F_DATE, FF_LIST | FF_FILTER},
		{"rigor", N_("Rigor"), NULL, F_INT, 0, .min = 1, .max = 4, .initial = "2"},
		{"shared", N_("Work of the whole class"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"kind", N_("Part of the mix"), NULL, F_CHOICE, 0, .choices = CHOICES({"class", N_("Class work")}, {"support", N_("Building up")}, {"enrichment", N_("Going further")}, {"interest", N_("From your interests")}, {"language", N_("Language")})},
		{"seed", N_("Seed"), NULL, F_INT, FF_NO_FORM},
		{"handed_at", N_("Handed in at"), NULL, F_TIME, FF_NO_FORM, .edit = REL_HOME | REL_TEAM},
		{"limit_minutes", N_("Time limit in minutes"), N_("Empty: none. More time from a plan is added by itself."), F_INT, 0, .min = 0, .max = 600},
		{"started_at", N_("Its time began"), NULL, F_TIME, FF_NO_FORM, .edit = REL_HOME | REL_TEAM},
		{"break_from", N_("A break began"), NULL, F_TIME, FF_NO_FORM, .edit = REL_HOME | REL_TEAM},
		{"break_taken", N_("Breaks before, in microseconds"), NULL, F_INT, FF_NO_FORM, .min = 0, .edit = REL_HOME | REL_TEAM},
		{"after_lesson", N_("Opens after the lesson with a person"), N_("For practice on a screen of something new: it opens when somebody has logged the lesson. Paper and services never wait."), F_BOOL, 0, .initial = "0"},
		{"begin_with", N_("How to begin"), N_("The first move, so small that anybody can make it."), F_TEXT, FF_TRANSLATABLE, .max = 300},
		{"steps", N_("Steps"), N_("One a line. Without them the piece has a beginning and an end in plain words."), F_LONG, FF_TRANSLATABLE, .max = 3000},
		{"steps_done", N_("Steps that are done"), NULL, F_INT, FF_NO_FORM, .min = 0, .edit = REL_HOME | REL_TEAM},
		{"by_why", N_("Why this day"), N_("When the last day was moved: why."), F_TEXT, FF_TRANSLATABLE, .max = 300},
		{"how_wished", N_("How the learner would like to work on it"), NULL, F_CHOICE, FF_NO_FORM, .choices = WORK_WAYS, .edit = REL_SELF}),
	.states = item_states,
	.moves = MOVES({NULL, "started", N_("Start"), REL_HOME | REL_TEAM}, {NULL, "handed", N_("Hand in"), REL_HOME | REL_TEAM},
		{NULL, "done", N_("Done"), REL_HOME | REL_TEAM}, {NULL, "excused", N_("Not needed"), REL_TEAM}, {NULL, "planned", N_("Open again"), REL_TEAM}),
	.title_field = "title", .order = "day"};
