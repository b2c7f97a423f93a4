/* team.c - talk, help and conferences: a person answers, by when, and it can be seen. */
#include "record/record.h"
#include "school/admin/same_help.h"
#include "school/reach/reach.h"

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}
#define EVERYBODY_OF_THE_LEARNER .see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_HOME | REL_TEAM | REL_LEADER, \
	.create = REL_HOME | REL_TEAM | REL_LEADER, .remove = 0

static const struct choice thread_states[] = {{"open", N_("Waiting for an answer")}, {"answered", N_("Answered")}, {"closed", N_("Settled")}, {NULL, NULL}};

RECORD(thread) = {
	.name = "thread", .table = "thread", .label = N_("Conversation"), .plural = N_("Conversations"),
	.help = N_("A few lines about one thing, until it is clear."), .serves = "R057 R058 R243", .scope = SCOPE_LEARNER, .about = "learner", EVERYBODY_OF_THE_LEARNER,
	.fields = FIELDS(
		LEARNER,
		{"subject", N_("About"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"about", N_("Part"), NULL, F_TEXT, FF_FILTER | FF_NO_FORM},
		{"week", N_("Week"), NULL, F_REF, FF_FILTER, .ref = "week_plan"},
		{"week_item", N_("Piece of work"), NULL, F_REF, FF_FILTER, .ref = "week_item"},
		{"follow_up", N_("Who follows up"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "person"},
		{"follow_up_on", N_("Until"), NULL, F_DATE, FF_LIST | FF_FILTER}),
	.states = thread_states,
	.moves = MOVES({"open", "answered", N_("Answered"), REL_ALL}, {NULL, "closed", N_("It is clear"), REL_ALL}, {NULL, "open", N_("Ask again"), REL_ALL}),
	.title_field = "subject", .order = "-updated_at"};

RECORD(message) = {
	.name = "message", .table = "message", .label = N_("Message"), .plural = N_("Messages"),
	.help = N_("One line of a conversation. The original is always kept."), .serves = "R057 R243", .scope = SCOPE_LEARNER, .about = "learner",
	.append_only = true, .see = REL_HOME | REL_TEAM | REL_LEADER, .create = REL_HOME | REL_TEAM | REL_LEADER,
	.fields = FIELDS(
		LEARNER,
		{"thread", N_("Conversation"), NULL, F_REF, FF_REQUIRED | FF_FILTER | FF_FIXED, .ref = "thread"},
		{"author", N_("From"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_NO_FORM, .ref = "person"},
		{"text", N_("Text"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"language", N_("Language"), NULL, F_LANG, 0, .initial = "en"}),
	.title_field = "text", .order = "created_at"};

static const struct choice help_kinds[] = {
	{"help", N_("I need help")}, {"support", N_("I ask for a support")}, {"meeting", N_("I ask for a meeting")}, {"broken", N_("This does not work")},
	{"moveOn", N_("I am ready to move on")}, {"break", N_("I need a break")}, {NULL, NULL}};
static const struct choice help_states[] = {{"open", N_("Waiting")}, {"answered", N_("Answered")}, {NULL, NULL}};

RECORD(help_request) = {
	.name = "help_request", .table = "help_request", .label = N_("Request"), .plural = N_("Requests"),
	.help = N_("A learner asks; a person answers within the promised time, or another adult is asked."), .serves = "R012 R110 R185 R204 R427",
	.scope = SCOPE_LEARNER, .about = "learner", EVERYBODY_OF_THE_LEARNER,
	.fields = FIELDS(
		LEARNER,
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = help_kinds},
		{"text", N_("In your own words, and why it would help"), NULL, F_LONG, FF_LIST},
		{"week_item", N_("Piece of work"), NULL, F_REF, FF_FILTER, .ref = "week_item"},
		{"class", N_("Class"), NULL, F_REF, FF_FILTER, .ref = "class"},
		{"page", N_("Page"), NULL, F_TEXT, FF_NO_FORM},
		{"due_at", N_("Answer promised by"), NULL, F_TIME, FF_LIST | FF_FILTER | FF_NO_FORM},
		{"answer", N_("Answer"), NULL, F_LONG, FF_LIST, .edit = REL_STAFF},
		{"answered_by", N_("Answered by"), NULL, F_REF, FF_NO_FORM, .ref = "person", .edit = REL_STAFF},
		{"answered_at", N_("Answered at"), NULL, F_TIME, FF_LIST | FF_NO_FORM, .edit = REL_STAFF},
		{"asked_how", N_("How it was asked"), NULL, F_CHOICE, FF_LIST, .choices = ASKED_HOW},
		{"given_how", N_("How it was given"), NULL, F_CHOICE, FF_LIST, .choices = ASKED_HOW, .edit = REL_STAFF},
		{"pass_to", N_("Passed on to"), NULL, F_REF, FF_FILTER, .ref = "person", .edit = REL_STAFF}),
	.states = help_states,
	.moves = MOVES({"open", "answered", N_("Answer"), REL_STAFF}, {"answered", "open", N_("Ask again"), REL_HOME | REL_STAFF}),
	.title_field = "kind", .order = "due_at"};

static const struct choice conference_kinds[] = {{"studentLed", N_("Led by the learner")}, {"oneToOne", N_("One to one")}, {"family", N_("Family meeting")}, {"iepMeeting", N_("The part of an IEP meeting that the learner leads")}, {NULL, NULL}};
static const struct choice conference_states[] = {{"planned", N_("Planned")}, {"held", N_("Held")}, {"called off", N_("Called off")}, {NULL, NULL}};

RECORD(conference) = {
	.name = "conference", .table = "conference", .label = N_("Conference"), .plural = N_("Conferences"),
	.help = N_("The learner shows progress, goals and challenges, at least twice a year."), .serves = "R016 R017 R129 R273 R279",
	.scope = SCOPE_LEARNER, .about = "learner", EVERYBODY_OF_THE_LEARNER,
	.fields = FIELDS(
		LEARNER,
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = conference_kinds, .initial = "studentLed"},
		{"planned_on", N_("Planned for"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"held_on", N_("Held on"), NULL, F_DATE, FF_LIST | FF_FILTER},
		{"with_whom", N_("With"), NULL, F_TEXT, FF_LIST},
		{"language", N_("Language, interpreter"), NULL, F_TEXT, 0},
		{"opening", N_("How I begin"), NULL, F_LONG, 0, .edit = REL_HOME | REL_TEAM},
		{"proud_of", N_("What I am proud of"), NULL, F_LONG, 0, .edit = REL_HOME},
		{"progress", N_("How I have come on"), NULL, F_LONG, 0, .edit = REL_HOME},
		{"challenge", N_("What is hard"), NULL, F_LONG, 0, .edit = REL_HOME},
		{"questions", N_("What I want to ask"), NULL, F_LONG, 0, .edit = REL_HOME},
		{"work_shown", N_("Work I show"), NULL, F_LONG, 0, .edit = REL_HOME},
		{"family_says", N_("What the family says"), NULL, F_LONG, 0, .edit = REL_FAMILY | REL_TEAM | REL_SELF},
		{"agreed", N_("What we agreed: who does what by when"), NULL, F_LONG, FF_LIST}),
	.states = conference_states,
	.moves = MOVES({"planned", "held", N_("It was held"), REL_HOME | REL_TEAM}, {"planned", "called off", N_("Call off"), REL_TEAM | REL_HOME}, {"called off", "planned", N_("Plan again"), REL_TEAM}),
	.after = reach_meeting_planned, .title_field = "planned_on", .order = "-planned_on"};
