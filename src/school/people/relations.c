/* relations.c - guardians, named adults, groups and programs: who may help a learner, and who may see. */
#include "record/record.h"
#include "school/people/people.h"
#include "school/plan/of_record.h"

static const struct choice relations[] = {
	{"mother", N_("Mother")}, {"father", N_("Father")}, {"parent", N_("Parent")}, {"grandparent", N_("Grandparent")},
	{"guardian", N_("Guardian")}, {"fosterParent", N_("Foster parent")}, {"sibling", N_("Sister or brother")},
	{"relative", N_("Relative")}, {"other", N_("Other")}, {NULL, NULL}};

static const struct choice reach[] = {
	{"page", N_("This page")}, {"email", N_("E-mail")}, {"text", N_("Text message")}, {"call", N_("Phone call")},
	{"paper", N_("Letter on paper")}, {"person", N_("In person")}, {"video", N_("Video call")}, {NULL, NULL}};

struct str guardian_ways(struct arena *a, enum lang lang, struct str reach_by)
{
	struct str words[sizeof reach / sizeof *reach];
	size_t n = 0;
	for (const struct choice *c = reach; c->value; c++)
		if (choices_have(reach_by, c->value))
			words[n++] = str_z(tr(lang, c->label));
	return n ? tr_list(a, lang, words, n) : S("");
}

static enum code restricted_has_no_access(const struct change *c, struct err *e)
{
	if (!c->now || rec_i(c->now, "has_access") == 0)
		return OK;
	struct str r = rec_t(c->now, "restriction");
	if (str_trim(r).n && !rec_t(c->now, "restriction_until").n)
		return err_set(e, E_INPUT, "A court restriction is noted, so this adult has no access. Turn access off, or give the day the restriction ends.");
	return OK;
}

static bool day_time(struct str s)
{
	return s.n == 5 && s.p[2] == ':' && s.p[0] >= '0' && s.p[0] <= '2' && s.p[1] >= '0' && s.p[1] <= '9' && s.p[3] >= '0' && s.p[3] <= '5' && s.p[4] >= '0' && s.p[4] <= '9' &&
	       (s.p[0] < '2' || s.p[1] < '4');
}

static enum code quiet_hours_are_times(const struct change *c, struct err *e)
{
	const struct zone *zone;
	if (!c->now)
		return OK;
	struct str from = rec_t(c->now, "quiet_from"), until = rec_t(c->now, "quiet_until"), tz = rec_t(c->now, "time_zone");
	if ((from.n && !day_time(from)) || (until.n && !day_time(until)) || !from.n != !until.n)
		return err_set(e, E_INPUT, "Write when quiet hours begin and when they end as 20:00 and 07:00, or leave both empty.");
	if (tz.n && (tz.n > 60 || zone_get(str_dupz(c->a, tz), &zone, NULL)))
		return err_set(e, E_INPUT, "This time zone is not known. Write a name such as America/Chicago.");
	return OK;
}

RECORD(guardian) = {
	.name = "guardian", .table = "guardian", .label = N_("Family member"), .plural = N_("Family members"),
	.help = N_("An adult of the learner's family, what may be shared with them, and how to reach them."), .serves = "R242",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_STAFF | REL_ADMIN, .edit = REL_LEADER | REL_ADMIN, .create = REL_LEADER | REL_ADMIN, .remove = REL_LEADER | REL_ADMIN,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"adult", N_("Adult"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"relation", N_("Relation"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = relations},
		{"has_access", N_("May see the learner's pages"), N_("Off when a court order says so."), F_BOOL, FF_REQUIRED | FF_LIST, .initial = "1"},
		{"restriction", N_("Court restriction"), N_("What the order says, in a sentence."), F_LONG, FF_PROTECTED, .see = REL_LEADER | REL_ADMIN | REL_CASE},
		{"restriction_until", N_("Restriction ends on"), NULL, F_DATE, FF_PROTECTED, .see = REL_LEADER | REL_ADMIN | REL_CASE},
		{"lives_with", N_("The learner lives with this adult"), NULL, F_BOOL, 0, .initial = "1"},
		{"language", N_("Language for writing"), NULL, F_LANG, FF_LIST, .edit = REL_FAMILY | REL_LEADER | REL_ADMIN | REL_TEAM, .initial = "en"},
		{"reach_by", N_("How to be reached"), N_("As this adult chose. Staff keep to it."), F_CHOICES, FF_LIST, .choices = reach, .edit = REL_FAMILY | REL_LEADER | REL_ADMIN | REL_TEAM},
		{"reach_note", N_("Good times, interpreter, other wishes"), NULL, F_LONG, 0, .edit = REL_FAMILY | REL_LEADER | REL_ADMIN | REL_TEAM},
		{"begin_on", N_("From"), NULL, F_DATE, 0},
		{"end_on", N_("Until"), NULL, F_DATE, 0},
		{"quiet_from", N_("Quiet hours begin"), N_("Such as 20:00. Empty: as the school does."), F_TEXT, 0, .max = 5, .edit = REL_FAMILY | REL_LEADER | REL_ADMIN | REL_TEAM},
		{"quiet_until", N_("Quiet hours end"), N_("Such as 07:00."), F_TEXT, 0, .max = 5, .edit = REL_FAMILY | REL_LEADER | REL_ADMIN | REL_TEAM},
		{"time_zone", N_("Time zone of the family"), N_("Empty: the school's. A name such as America/New_York."), F_TEXT, 0, .max = 60, .edit = REL_FAMILY | REL_LEADER | REL_ADMIN | REL_TEAM},
		{"most_a_day", N_("Messages a day, at most"), N_("Empty: as the school does."), F_INT, 0, .min = 1, .max = 20, .edit = REL_FAMILY | REL_LEADER | REL_ADMIN | REL_TEAM}),
	.checks = CHECKS({"court restriction closes access [R242]", restricted_has_no_access}, {"quiet hours are times of a day [R436]", quiet_hours_are_times}),
	.title_field = "relation", .order = "relation"};

static const struct choice support_roles[] = {
	{"caseManager", N_("Case manager")}, {"specialEducator", N_("Special educator")}, {"provider", N_("Service provider")},
	{"elSpecialist", N_("English-learner specialist")}, {"adviser", N_("Adviser")}, {"mentor", N_("Mentor")},
	{"coach", N_("Coach")}, {"broker", N_("Trusted broker")}, {NULL, NULL}};

static enum code partner_has_an_end(const struct change *c, struct err *e)
{
	if (!c->now)
		return OK;
	struct str r = rec_t(c->now, "role");
	if ((str_eqz(r, "mentor") || str_eqz(r, "coach") || str_eqz(r, "broker")) && !rec_t(c->now, "end_on").n)
		return err_set(e, E_INPUT, "A mentor, coach or broker is invited until a date. Give the last day.");
	return OK;
}

RECORD(support_role) = {
	.name = "support_role", .table = "support_role", .label = N_("Named adult"), .plural = N_("Named adults"),
	.help = N_("An adult with a purpose for this one learner, from a day to a day."), .serves = "R026 R065",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_STAFF | REL_ADMIN, .edit = REL_LEADER | REL_ADMIN | REL_CASE, .create = REL_LEADER | REL_ADMIN, .remove = REL_LEADER | REL_ADMIN,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"adult", N_("Adult"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"role", N_("Role"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = support_roles},
		{"purpose", N_("What for"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"begin_on", N_("From"), NULL, F_DATE, FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST}),
	.checks = CHECKS({"partners are invited until a date [R065]", partner_has_an_end}),
	.title_field = "role", .order = "role"};

RECORD(class_group) = {
	.name = "class_group", .table = "class_group", .label = N_("Small group"), .plural = N_("Small groups"),
	.help = N_("Learners who meet for a purpose until a date. Then the group is formed anew, so that nobody is fixed in one."), .serves = "R106",
	.scope = SCOPE_CLASS, .about = "class",
	.see = REL_STAFF, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"name", N_("Name"), N_("A neutral name: a colour, a plant."), F_TEXT, FF_REQUIRED | FF_LIST},
		{"purpose", N_("Purpose"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"competency", N_("Competency"), NULL, F_REF, 0, .ref = "competency"},
		{"adult", N_("With"), NULL, F_REF, FF_REQUIRED | FF_LIST, .ref = "person"},
		{"place", N_("Where"), NULL, F_TEXT, FF_LIST},
		{"meets", N_("When"), N_("Days and time, such as: Tuesday and Thursday, 10:15"), F_TEXT, FF_LIST},
		{"minutes", N_("Minutes a meeting"), NULL, F_INT, 0, .min = 5, .max = 240, .initial = "20"},
		{"begin_on", N_("From"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"end_on", N_("Until"), N_("A group ends; form it anew if it is still needed."), F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER}),
	.title_field = "name", .order = "name"};

RECORD(group_member) = {
	.name = "group_member", .table = "group_member", .label = N_("Group member"), .plural = N_("Group members"),
	.help = N_("A learner in a small group."), .serves = "R106", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_STAFF, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class_group", N_("Group"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class_group"},
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}),
	.title_field = "learner", .order = "-created_at"};

static const struct choice programs[] = {
	{"iep", N_("Individualized education program (IEP)")}, {"504", N_("Section 504 plan")}, {"el", N_("English learner")},
	{"formerEl", N_("Former English learner")}, {"advanced", N_("Advanced learner")}, {"mealAssistance", N_("Meal assistance")},
	{"newcomer", N_("Newcomer")}, {NULL, NULL}};

RECORD(program) = {
	.name = "program", .table = "program", .label = N_("Program"), .plural = N_("Programs"),
	.help = N_("What a learner is entitled to. A learner may have several together."), .serves = "R008 R010 R042 R322",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_FAMILY | REL_CASE | REL_EL | REL_TEACHER | REL_LEADER | REL_DISTRICT, .edit = REL_CASE | REL_EL | REL_LEADER,
	.create = REL_CASE | REL_EL | REL_LEADER, .remove = REL_LEADER,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"program", N_("Program"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_PROTECTED, .choices = programs},
		{"category", N_("Disability category"), N_("Closed by default; opening it is noted."), F_TEXT, FF_PROTECTED, .see = REL_FAMILY | REL_CASE | REL_LEADER},
		{"begin_on", N_("From"), NULL, F_DATE, FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST},
		{"source", N_("Where this comes from"), NULL, F_TEXT, FF_LIST},
		{"end_reason", N_("Why it ends"), N_("For an IEP, a 504 plan or English-learner services."), F_CHOICE, 0, .choices = ENTITLEMENT_ENDS}),
	.checks = CHECKS({"a personalized plan never stands in for an IEP [R042]", entitlement_stands}),
	.title_field = "program", .order = "program"};

RECORD(demographics) = {
	.name = "demographics", .table = "demographics", .label = N_("Demographics"), .plural = N_("Demographics"),
	.help = N_("Used for reports on fairness only, never by an engine."), .serves = "R322",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_FAMILY | REL_LEADER | REL_ADMIN, .edit = REL_ADMIN, .create = REL_ADMIN, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_FILTER | FF_FIXED, .ref = "person"},
		{"sex", N_("Sex as in the roster"), NULL, F_TEXT, FF_PROTECTED},
		{"race", N_("Race and ethnicity for federal reports"), N_("Hispanic of any race first, then one race, then two or more."), F_TEXT, FF_PROTECTED},
		{"race_detail", N_("As the family said it"), NULL, F_TEXT, FF_PROTECTED},
		{"birth_country", N_("Country of birth"), NULL, F_TEXT, FF_PROTECTED}),
	.title_field = "learner", .order = "-created_at"};

static const struct choice tests[] = {
	{"wida", N_("WIDA ACCESS")}, {"elpa21", N_("ELPA21")}, {"screener", N_("Screener at entry")}, {"other", N_("Another test")}, {NULL, NULL}};

RECORD(english_level) = {
	.name = "english_level", .table = "english_level", .label = N_("English level"), .plural = N_("English levels"),
	.help = N_("One result of a test of English, by domain. Levels of different versions of a test are not compared."), .serves = "R053",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER | REL_DISTRICT, .edit = REL_EL | REL_LEADER, .create = REL_EL | REL_LEADER, .remove = REL_LEADER,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"test", N_("Test"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = tests},
		{"test_version", N_("Version and cut table"), NULL, F_TEXT, FF_LIST},
		{"tested_on", N_("Tested on"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"listening", N_("Listening"), NULL, F_REAL, FF_LIST, .min = 1, .max = 6},
		{"speaking", N_("Speaking"), NULL, F_REAL, FF_LIST, .min = 1, .max = 6},
		{"reading", N_("Reading"), NULL, F_REAL, FF_LIST, .min = 1, .max = 6},
		{"writing", N_("Writing"), NULL, F_REAL, FF_LIST, .min = 1, .max = 6},
		{"overall", N_("Overall, as the test reports it"), N_("Never an average of the four."), F_REAL, FF_LIST, .min = 1, .max = 6},
		{"source", N_("Where this comes from"), NULL, F_TEXT, 0}),
	.title_field = "test", .order = "-tested_on"};

static const struct choice devices[] = {
	{"own", N_("A computer or tablet of their own")}, {"shared", N_("A shared one")}, {"phone", N_("A phone only")}, {"none", N_("None")}, {NULL, NULL}};
static const struct choice lines[] = {
	{"good", N_("Good")}, {"slow", N_("Slow or now and then")}, {"phone", N_("By phone only")}, {"none", N_("None")}, {NULL, NULL}};

RECORD(home_access) = {
	.name = "home_access", .table = "home_access", .label = N_("Access at home"), .plural = N_("Access at home"),
	.help = N_("Device, connection and help at home. Kept private; a gap is the school's to mend."), .serves = "R416 R433",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_FAMILY | REL_SELF | REL_TEAM | REL_LEADER, .edit = REL_FAMILY | REL_TEAM | REL_LEADER, .create = REL_FAMILY | REL_TEAM | REL_LEADER, .remove = REL_LEADER,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"device", N_("Device"), NULL, F_CHOICE, FF_LIST | FF_FILTER, .choices = devices},
		{"connection", N_("Connection"), NULL, F_CHOICE, FF_LIST | FF_FILTER, .choices = lines},
		{"help_at_home", N_("Help at home"), N_("Who can help, in which language, when."), F_LONG, 0},
		{"paper", N_("Wants the week on paper"), NULL, F_BOOL, FF_LIST | FF_FILTER, .initial = "0"},
		{"screen_limit", N_("Minutes on school screens a day at most"), N_("Set by the family; 0 means no limit."), F_INT, 0, .min = 0, .max = 600, .initial = "0"},
		{"source", N_("Who told us"), NULL, F_TEXT, 0}),
	.title_field = "device", .order = "-created_at"};
