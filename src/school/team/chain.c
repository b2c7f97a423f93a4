/* chain.c - what the people who carry a plan write down: read and doable, how to do it, services, time outside of class,
 * planning together, what has to be ready. Plain records; the rules are in glance.c, coaching.c and services.c. */
#include "school/plan/need_words.h"
#include "school/team/glance.h"

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}
#define CLASS {"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"}

/* 34 CFR 300.323(d): each teacher and provider is told of their own duties; here it stands that they read them. */
RECORD(plan_read) = {
	.name = "plan_read", .table = "plan_read", .label = N_("Read and doable"), .plural = N_("Read and doable"),
	.help = N_("An adult read what to do for a learner and says that it can be done. A line that changes later asks again."), .serves = "R046 R315",
	.scope = SCOPE_LEARNER, .about = "learner", .append_only = true, .see = REL_TEAM | REL_LEADER, .create = REL_TEAM,
	.fields = FIELDS(LEARNER, {"adult", N_("Adult"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_NO_FORM, .ref = "person"},
		{"read_on", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST}),
	.title_field = "read_on", .order = "-created_at"};

static const struct choice coaching_states[] = {{"open", N_("Waiting for an answer")}, {"visit", N_("A visit is planned")}, {"answered", N_("Answered")}, {"done", N_("It works now")}, {NULL, NULL}};

RECORD(coaching) = {
	.name = "coaching", .table = "coaching", .label = N_("Question to a colleague"), .plural = N_("Questions to colleagues"),
	.help = N_("Somebody does not know how to do something, or wants company in a lesson; a colleague answers in time."), .serves = "R284 R315",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = 0,
	.fields = FIELDS(LEARNER,
		{"class", N_("Class"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "class"},
		{"line", N_("Plan line"), NULL, F_REF, 0, .ref = "plan_line"},
		{"asked_by", N_("Asked by"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_NO_FORM, .ref = "person"},
		{"to_whom", N_("To"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "person"},
		{"text", N_("What is not clear"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"lesson_on", N_("Day of the lesson"), NULL, F_DATE, FF_LIST},
		{"due_on", N_("Answer promised by"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"answer", N_("Answer"), NULL, F_LONG, FF_LIST},
		{"answered_on", N_("Answered on"), NULL, F_DATE, FF_LIST | FF_NO_FORM},
		{"visit_on", N_("Visit on"), NULL, F_DATE, FF_LIST},
		{"follow_up_on", N_("Look again on"), NULL, F_DATE, FF_LIST},
		{"followed_up", N_("How it went"), NULL, F_LONG, 0}),
	.states = coaching_states,
	.moves = MOVES({NULL, "answered", N_("Answer"), REL_TEAM}, {NULL, "visit", N_("Plan a visit"), REL_TEAM}, {NULL, "done", N_("It works now"), REL_TEAM}, {NULL, "open", N_("Ask again"), REL_TEAM}),
	.title_field = "text", .order = "due_on"};

static const struct choice outcomes[] = {{"given", N_("Given")}, {"missed", N_("Missed")}, {NULL, NULL}};
RECORD(service_session) = {
	.name = "service_session", .table = "service_session", .label = N_("Session of a service"), .plural = N_("Sessions of services"),
	.help = N_("One time that a promised service was given or missed, in minutes; a missed one can be made up."), .serves = "R049 R078",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = 0,
	.fields = FIELDS(LEARNER,
		{"line", N_("Service"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "plan_line"},
		{"on_day", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"minutes", N_("Minutes"), N_("Given, or those that were missed."), F_INT, FF_REQUIRED | FF_LIST, .min = 1, .max = 600},
		{"what", N_("What happened"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = outcomes},
		{"why", N_("Why it was missed"), NULL, F_CHOICE, FF_LIST, .choices = SERVICE_WHYS},
		{"makes_up", N_("Makes up for"), NULL, F_REF, FF_FILTER, .ref = "service_session"},
		{"text", N_("What was done"), NULL, F_LONG, 0},
		{"by_whom", N_("Noted by"), NULL, F_REF, FF_LIST | FF_NO_FORM, .ref = "person"}),
	.title_field = "on_day", .order = "-on_day"};

/* 34 CFR 300.320(a)(5): the extent, if any, to which the child will not participate with others, and why. */
RECORD(time_outside) = {
	.name = "time_outside", .table = "time_outside", .label = N_("Time outside of general education"), .plural = N_("Times outside of general education"),
	.help = N_("Minutes a week outside of the class, why, and which supports inside were looked at first."), .serves = "R079",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_CASE, .create = REL_CASE, .remove = REL_CASE,
	.fields = FIELDS(LEARNER,
		{"minutes_week", N_("Minutes a week"), NULL, F_INT, FF_REQUIRED | FF_LIST, .min = 1, .max = 3000},
		{"what", N_("What happens there"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"reason", N_("Why it cannot be inside of the class"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"inside", N_("Supports to use inside of the class"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"begin_on", N_("From"), NULL, F_DATE, FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST}),
	.title_field = "what", .order = "what"};

static const struct choice plan_kinds[] = {
	{"barrier", N_("Barrier")}, {"support", N_("Support")}, {"question", N_("Question")}, {"deed", N_("Who does what")}, {"met", N_("We met")}, {NULL, NULL}};

RECORD(coplan_note) = {
	.name = "coplan_note", .table = "coplan_note", .label = N_("Note of planning together"), .plural = N_("Notes of planning together"),
	.help = N_("What general, special and English-learner educators agree on for a week of a class."), .serves = "R280 R282",
	.scope = SCOPE_CLASS, .about = "class", .see = REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(CLASS,
		{"monday", N_("Week of"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = plan_kinds},
		{"text", N_("Text"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"who", N_("Who"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "person"},
		{"by_on", N_("By"), NULL, F_DATE, FF_LIST},
		{"done", N_("Done"), NULL, F_BOOL, FF_LIST, .initial = "0"}),
	.title_field = "text", .order = "created_at"};

static const struct choice days[] = {{"1", N_("Monday")}, {"2", N_("Tuesday")}, {"3", N_("Wednesday")}, {"4", N_("Thursday")}, {"5", N_("Friday")}, {NULL, NULL}};

RECORD(planning_time) = {
	.name = "planning_time", .table = "planning_time", .label = N_("Protected time to plan together"), .plural = N_("Protected times to plan together"),
	.help = N_("When the educators of a class plan together each week. Leaders protect it."), .serves = "R281",
	.scope = SCOPE_CLASS, .about = "class", .see = REL_TEAM | REL_LEADER, .edit = REL_LEADER, .create = REL_LEADER, .remove = REL_LEADER,
	.fields = FIELDS(CLASS,
		{"day", N_("Day"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = days},
		{"begins", N_("Begins"), N_("Such as 10:15"), F_TEXT, FF_REQUIRED | FF_LIST},
		{"ends", N_("Ends"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"place", N_("Where"), NULL, F_TEXT, FF_LIST}),
	.title_field = "begins", .order = "day"};

RECORD(planning_lost) = {
	.name = "planning_lost", .table = "planning_lost", .label = N_("Planning time that was lost"), .plural = N_("Planning times that were lost"),
	.help = N_("A protected time to plan together that went to something else. Leaders see it at once."), .serves = "R281",
	.scope = SCOPE_CLASS, .about = "class", .see = REL_TEAM | REL_LEADER, .edit = REL_LEADER, .create = REL_TEAM | REL_LEADER, .remove = 0,
	.fields = FIELDS(CLASS,
		{"on_day", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"why", N_("What it went to"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"answer", N_("What the leader does about it"), NULL, F_LONG, FF_LIST}),
	.title_field = "on_day", .order = "-on_day"};

static const struct choice ready_states[] = {{"open", N_("To get ready")}, {"ready", N_("Ready")}, {"notNeeded", N_("Not needed")}, {NULL, NULL}};

RECORD(access_task) = {
	.name = "access_task", .table = "access_task", .label = N_("To get ready"), .plural = N_("To get ready"),
	.help = N_("What a program cannot do by itself (touch, sign, braille, another way to the same goal): who gets it ready by when."), .serves = "R213 R214",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_TEAM | REL_LEADER | REL_FAMILY, .edit = REL_TEAM, .create = REL_TEAM, .remove = 0,
	.fields = FIELDS(LEARNER,
		{"term", N_("Support"), NULL, F_CHOICE, FF_LIST | FF_FILTER, .choices = NEED_CHOICES},
		{"line", N_("Plan line"), NULL, F_REF, FF_FILTER, .ref = "plan_line"},
		{"monday", N_("Week of"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"work", N_("Piece of work"), NULL, F_REF, FF_FILTER, .ref = "week_item"},
		{"text", N_("What has to be ready"), NULL, F_LONG, FF_REQUIRED | FF_LIST},
		{"owner", N_("Who"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "person"},
		{"due_on", N_("By"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER}),
	.states = ready_states,
	.moves = MOVES({NULL, "ready", N_("It is ready"), REL_TEAM}, {NULL, "notNeeded", N_("Not needed"), REL_TEAM}, {NULL, "open", N_("Open again"), REL_TEAM}),
	.title_field = "text", .order = "due_on"};

static const struct choice repair_states[] = {{"open", N_("To mend")}, {"mended", N_("Mended")}, {NULL, NULL}};

RECORD(access_repair) = {
	.name = "access_repair", .table = "access_repair", .label = N_("Access to mend"), .plural = N_("Access to mend"),
	.help = N_("Something of the library that shuts somebody out: who mends it by when."), .serves = "R213 R236",
	.scope = SCOPE_ORG, .see = REL_STAFF, .edit = REL_STAFF, .create = REL_STAFF, .remove = 0,
	.fields = FIELDS(
		{"resource", N_("Resource"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "resource"},
		{"text", N_("What is done"), NULL, F_LONG, FF_REQUIRED | FF_LIST},
		{"owner", N_("Who"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "person"},
		{"due_on", N_("By"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER}),
	.states = repair_states,
	.moves = MOVES({NULL, "mended", N_("It is mended"), REL_STAFF}, {NULL, "open", N_("Open again"), REL_STAFF}),
	.title_field = "text", .order = "due_on"};
