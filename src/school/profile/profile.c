/* profile.c - who the learner is, in the learner's words: strengths first. Adults' remarks are notes beside it,
 * never changes to it. */
#include "school/plan/need_words.h"
#include "school/reach/reach.h"
#include "school/profile/profile.h"

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}

static const struct choice profile_states[] = {{"draft", N_("Begun")}, {"complete", N_("Complete")}, {NULL, NULL}};

/* A profile that lists only difficulties is not complete. */
static enum code strengths_first(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "complete"))
		return OK;
	if (!str_trim(rec_t(c->now, "strengths")).n)
		return err_set(e, E_INPUT, "A profile begins with strengths. Write at least one thing that goes well, then mark it complete.");
	return OK;
}

const struct choice WORK_WAYS[] = {
	{"alone", N_("Alone")}, {"pair", N_("With a partner")}, {"group", N_("In a group")}, {"teacher", N_("With a teacher")},
	{"paper", N_("On paper")}, {"screen", N_("On a screen")}, {NULL, NULL}};
static const struct choice day_times[] = {
	{"early", N_("Early in the morning")}, {"late", N_("Late in the morning")}, {"afternoon", N_("In the afternoon")}, {NULL, NULL}};

/* Fields of the profile that a learner may take along to a conference: the values are their names. */
static const struct choice to_show[] = {
	{"strengths", N_("My strengths")}, {"achievements", N_("What I have done")}, {"interests", N_("What I like")}, {"aspirations", N_("What I hope for")},
	{"careers", N_("Work I am curious about")}, {"workspace", N_("Where I work best")}, {"needs", N_("What is hard and what helps me")},
	{"skills", N_("What I am learning to do")}, {"teachers_know", N_("What I want my teachers to know")}, {NULL, NULL}};

/* For a substitute, a mentor, a host: what the learner wants on it. */
static const struct choice to_card[] = {
	{"strengths", N_("My strengths")}, {"achievements", N_("What I have done")}, {"interests", N_("What I like")}, {"personality", N_("What I am like")}, {"aspirations", N_("What I hope for")},
	{"work_ways", N_("How I like to work")}, {"best_time", N_("When I work best")}, {"workspace", N_("Where I work best")}, {"needs", N_("What is hard and what helps me")},
	{"skills", N_("What I am learning to do")}, {"teachers_know", N_("What I want my teachers to know")}, {NULL, NULL}};

RECORD(profile) = {
	.name = "profile", .table = "profile", .label = N_("Learner profile"), .plural = N_("Learner profiles"),
	.help = N_("Who I am and what helps me, in my own words."), .serves = "R001 R002 R005 R006 R007 R011 R013 R021 R023 R024",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_HOME, .create = REL_HOME | REL_TEAM | REL_LEADER, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"strengths", N_("My strengths"), N_("What goes well, what others come to you for, what you are proud of."), F_LONG, FF_LIST | FF_SEARCH},
		{"achievements", N_("What I have done"), NULL, F_LONG, FF_SEARCH},
		{"interests", N_("What I like"), N_("In school and outside: music, animals, football, cooking."), F_LONG, FF_LIST | FF_SEARCH},
		{"personality", N_("What I am like"), NULL, F_LONG, 0},
		{"aspirations", N_("What I hope for"), N_("Work, study, training, community: your own hopes."), F_LONG, FF_SEARCH},
		{"careers", N_("Work I am curious about"), NULL, F_LONG, FF_SEARCH},
		{"culture", N_("My culture and knowledge from home"), N_("By your choice. You decide below who sees it."), F_LONG, FF_PROTECTED},
		{"identity", N_("Who I am, in my own words"), N_("What matters to you about who you are. By your choice, as above."), F_LONG, FF_PROTECTED},
		{"culture_seen", N_("My teachers may see my culture and who I am"), NULL, F_BOOL, 0, .initial = "0"},
		{"languages", N_("Languages I speak, read or sign"), NULL, F_TEXT, FF_SEARCH},
		{"work_ways", N_("How I like to work"), NULL, F_CHOICES, FF_LIST, .choices = WORK_WAYS},
		{"best_time", N_("When I work best"), NULL, F_CHOICE, 0, .choices = day_times},
		{"workspace", N_("Where I work best"), N_("Quiet or busy, light, seat, standing."), F_LONG, 0},
		{"needs", N_("What is hard and what helps me"), NULL, F_LONG, 0},
		{"skills", N_("What I am learning to do"), NULL, F_LONG, 0},
		{"teachers_know", N_("What I want my teachers to know"), NULL, F_LONG, FF_LIST},
		{"show_at_conference", N_("Parts I show at my conference"), NULL, F_CHOICES, 0, .choices = to_show},
		{"show_on_card", N_("Parts that stand on my card"), N_("Nothing chosen: all of them."), F_CHOICES, 0, .choices = to_card}),
	.states = profile_states,
	.moves = MOVES({"draft", "complete", N_("Mark as complete"), REL_HOME | REL_TEAM}, {"complete", "draft", N_("Open again"), REL_HOME | REL_TEAM}),
	.review_days = 120,
	.checks = CHECKS({"strengths first [R006]", strengths_first}),
	.title_field = "learner", .order = "-updated_at"};

const struct choice PROFILE_DOMAINS[] = {
	{"reading", N_("Reading")}, {"writing", N_("Writing")}, {"mathematics", N_("Mathematics")}, {"language", N_("Language")},
	{"speaking", N_("Speaking")}, {"processing", N_("Working pace")}, {"memory", N_("Remembering")}, {"social", N_("With others")},
	{"movement", N_("Movement")}, {"arts", N_("Arts")}, {"interests", N_("Interests")}, {NULL, NULL}};

RECORD(profile_domain) = {
	.name = "profile_domain", .table = "profile_domain", .label = N_("Part of the picture"), .plural = N_("Uneven picture"),
	.help = N_("Each area by itself; there is no one level for a child."), .serves = "R039 R009", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM | REL_HOME, .create = REL_TEAM | REL_HOME, .remove = REL_TEAM | REL_HOME,
	.fields = FIELDS(
		LEARNER,
		{"domain", N_("Area"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = PROFILE_DOMAINS},
		{"now", N_("What can be seen now"), NULL, F_LONG, FF_REQUIRED | FF_LIST},
		{"next", N_("What comes next"), NULL, F_LONG, FF_LIST}),
	.title_field = "domain", .order = "domain"};

static const struct choice note_kinds[] = {
	{"comment", N_("Comment")}, {"know", N_("What we know about our child")}, {"hope", N_("Hope of the family")},
	{"dispute", N_("This does not match what I know")}, {"used", N_("How school used this")}, {"tried", N_("What we tried, what happened")},
	{"reply", N_("Reply")}, {NULL, NULL}};

RECORD(note) = {
	.name = "note", .table = "note", .label = N_("Note"), .plural = N_("Notes"),
	.help = N_("A remark beside a part of the learner's page, by family, learner or staff."), .serves = "R011 R035 R081 R239 R243 R244 R273",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_HOME | REL_TEAM | REL_LEADER, .create = REL_HOME | REL_TEAM | REL_LEADER, .remove = REL_HOME | REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = note_kinds, .initial = "comment"},
		{"part", N_("About"), N_("The part of the page: strengths, goals, week, progress."), F_TEXT, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"record", N_("About this record"), NULL, F_TEXT, FF_FILTER | FF_NO_FORM},
		{"text", N_("Text"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"language", N_("Language"), NULL, F_LANG, 0, .initial = "en"},
		{"author_is", N_("Written by"), NULL, F_TEXT, FF_LIST | FF_FILTER | FF_NO_FORM}),
	.after = reach_note_made, .title_field = "text", .order = "-created_at"};

static const struct choice goal_states[] = {
	{"active", N_("Working on it")}, {"reached", N_("Reached")}, {"changed", N_("Changed for another")}, {NULL, NULL}};
static const struct choice goal_kinds[] = {
	{"academic", N_("Learning")}, {"habit", N_("Habit")}, {"selfAdvocacy", N_("Speaking up for myself")}, {"social", N_("With others")},
	{"career", N_("Work and future")}, {"language", N_("Language")}, {"other", N_("Something else")}, {NULL, NULL}};

RECORD(goal) = {
	.name = "goal", .table = "goal", .label = N_("Goal"), .plural = N_("Goals"),
	.help = N_("In the learner's own words, with a next step and a day to look again."), .serves = "R003 R031 R033 R067", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_HOME | REL_TEAM, .create = REL_HOME | REL_TEAM, .remove = REL_SELF | REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"text", N_("My goal"), N_("In your own words."), F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH, .edit = REL_HOME},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_LIST | FF_FILTER, .choices = goal_kinds, .initial = "academic"},
		{"why", N_("Why it matters to me"), NULL, F_LONG, 0, .edit = REL_HOME},
		{"next_step", N_("Next step"), NULL, F_LONG, FF_REQUIRED | FF_LIST},
		{"check_in", N_("Look again on"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"competency", N_("Competency"), NULL, F_REF, FF_FILTER, .ref = "competency"},
		{"helper", N_("Who helps"), NULL, F_TEXT, 0},
		{"how_far", N_("How far I have come"), NULL, F_LONG, FF_LIST}),
	.states = goal_states,
	.moves = MOVES({"active", "reached", N_("I reached it"), REL_HOME | REL_TEAM}, {"active", "changed", N_("I choose another"), REL_HOME | REL_TEAM},
		{"reached", "active", N_("Open again"), REL_HOME | REL_TEAM}, {"changed", "active", N_("Open again"), REL_HOME | REL_TEAM}),
	.review_days = 45, .title_field = "text", .order = "check_in"};

static const struct choice need_sources[] = {
	{"learner", N_("The learner's own setting")}, {"family", N_("A wish of the family")}, {"school", N_("The school's default")}, {NULL, NULL}};

RECORD(need) = {
	.name = "need", .table = "need", .label = N_("Setting"), .plural = N_("My settings"),
	.help = N_("How pages, work and paper look and behave for this learner. Open to everybody."), .serves = "R214 R216 R225 R234", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_HOME | REL_TEAM, .create = REL_HOME | REL_TEAM, .remove = REL_HOME | REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"term", N_("Setting"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = NEED_CHOICES},
		{"value", N_("Value"), NULL, F_TEXT, FF_LIST},
		{"source", N_("From"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = need_sources, .initial = "learner"},
		{"is_on", N_("On"), NULL, F_BOOL, FF_LIST, .initial = "1"},
		{"what_helped", N_("What helped"), NULL, F_LONG, 0}),
	.title_field = "term", .order = "term"};
