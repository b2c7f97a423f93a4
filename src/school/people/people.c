/* people.c - organisations, sessions, classes and the people in them. Names are OneRoster's.
 * The view `relation` over these tables (migration 020) is what access.h asks. */
#include "record/record.h"

static const struct choice org_kinds[] = {
	{"school", N_("School")}, {"district", N_("District")}, {"local", N_("Local agency")}, {"state", N_("State")},
	{"department", N_("Department")}, {"national", N_("National")}, {NULL, NULL}};

RECORD(org) = {
	.name = "org", .table = "org", .label = N_("Organisation"), .plural = N_("Organisations"),
	.help = N_("A school, a district or a part of one."), .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_ADMIN, .create = REL_ADMIN, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"name", N_("Name"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = org_kinds},
		{"parent", N_("Part of"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "org"},
		{"identifier", N_("Number"), N_("The number the state or district uses."), F_TEXT, FF_LIST},
		{"source_id", N_("Id in the roster"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "name", .order = "name"};

static const struct choice session_kinds[] = {
	{"schoolYear", N_("School year")}, {"semester", N_("Semester")}, {"term", N_("Term")},
	{"gradingPeriod", N_("Grading period")}, {NULL, NULL}};

RECORD(academic_session) = {
	.name = "academic_session", .table = "academic_session", .label = N_("Academic session"), .plural = N_("Academic sessions"),
	.help = N_("A school year or a part of one, with its dates."), .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_ADMIN | REL_LEADER, .create = REL_ADMIN | REL_LEADER, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"title", N_("Title"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = session_kinds},
		{"begin_on", N_("First day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"end_on", N_("Last day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"parent", N_("Part of"), NULL, F_REF, FF_FILTER, .ref = "academic_session"},
		{"school_year", N_("School year"), NULL, F_TEXT, FF_LIST},
		{"source_id", N_("Id in the roster"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "title", .order = "-begin_on"};

RECORD(course) = {
	.name = "course", .table = "course", .label = N_("Course"), .plural = N_("Courses"),
	.help = N_("What is taught; classes are its groups of learners."), .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_ADMIN | REL_LEADER, .create = REL_ADMIN | REL_LEADER, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"title", N_("Title"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"code", N_("Code"), NULL, F_TEXT, FF_LIST},
		{"org", N_("School"), NULL, F_REF, FF_FILTER, .ref = "org"},
		{"grades", N_("Grades"), N_("As in the roster: KG,01,02."), F_TEXT, FF_LIST},
		{"subjects", N_("Subjects"), NULL, F_TEXT, FF_LIST},
		{"session", N_("School year"), NULL, F_REF, 0, .ref = "academic_session"},
		{"source_id", N_("Id in the roster"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "title", .order = "title"};

static const struct choice class_kinds[] = {{"homeroom", N_("Homeroom")}, {"scheduled", N_("Scheduled")}, {NULL, NULL}};

RECORD(class) = {
	.name = "class", .table = "class", .label = N_("Class"), .plural = N_("Classes"),
	.help = N_("A group of learners with their teachers."), .scope = SCOPE_ORG,
	.see = REL_STAFF | REL_ADMIN, .edit = REL_ADMIN | REL_LEADER, .create = REL_ADMIN | REL_LEADER, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"title", N_("Title"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"code", N_("Code"), NULL, F_TEXT, FF_LIST},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = class_kinds, .initial = "scheduled"},
		{"grades", N_("Grades"), NULL, F_TEXT, FF_LIST},
		{"subjects", N_("Subjects"), NULL, F_TEXT, FF_LIST},
		{"location", N_("Room"), NULL, F_TEXT, FF_LIST},
		{"periods", N_("Periods"), NULL, F_TEXT, 0},
		{"course", N_("Course"), NULL, F_REF, FF_FILTER, .ref = "course"},
		{"org", N_("School"), NULL, F_REF, FF_REQUIRED | FF_FILTER, .ref = "org"},
		{"session", N_("Term"), NULL, F_REF, FF_FILTER, .ref = "academic_session"},
		{"week_day", N_("Day the week plan goes out"), N_("1 is Monday."), F_INT, 0, .min = 1, .max = 7, .initial = "1"},
		{"source_id", N_("Id in the roster"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM},
		{"second_language", N_("Second language of the lessons"), N_("For a class that teaches in English and one more language."), F_LANG, 0}),
	.title_field = "title", .order = "title"};

RECORD(person) = {
	.name = "person", .table = "person", .label = N_("Person"), .plural = N_("People"),
	.help = N_("Anybody at the school: learner, family member, staff, partner."), .serves = "R008 R009", .scope = SCOPE_PERSON,
	.see = REL_ALL | REL_ADMIN, .edit = REL_ADMIN | REL_LEADER, .create = REL_ADMIN | REL_LEADER, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"given_name", N_("Given name"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"family_name", N_("Family name"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"middle_name", N_("Middle name"), NULL, F_TEXT, 0},
		{"preferred_name", N_("Name to use"), N_("What everybody calls this person."), F_TEXT, FF_LIST | FF_SEARCH, .edit = REL_HOME | REL_ADMIN | REL_LEADER},
		{"pronouns", N_("Pronouns"), NULL, F_TEXT, 0, .edit = REL_HOME | REL_ADMIN},
		{"grade", N_("Grade"), N_("KG, 01 to 12."), F_TEXT, FF_LIST | FF_FILTER},
		{"language", N_("Language of the pages"), NULL, F_LANG, FF_LIST, .edit = REL_HOME | REL_ADMIN, .initial = "en"},
		{"home_languages", N_("Languages at home"), NULL, F_TEXT, 0, .edit = REL_HOME | REL_ADMIN | REL_EL},
		{"username", N_("User name"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE, .see = REL_SELF | REL_ADMIN | REL_TEACHER},
		{"email", N_("E-mail"), NULL, F_TEXT, FF_FILTER, .see = REL_SELF | REL_FAMILY | REL_STAFF | REL_ADMIN, .edit = REL_HOME | REL_ADMIN | REL_LEADER},
		{"phone", N_("Telephone"), NULL, F_TEXT, 0, .see = REL_SELF | REL_FAMILY | REL_STAFF | REL_ADMIN, .edit = REL_HOME | REL_ADMIN | REL_LEADER},
		{"sms", N_("Number for text messages"), NULL, F_TEXT, 0, .see = REL_SELF | REL_FAMILY | REL_STAFF | REL_ADMIN, .edit = REL_HOME | REL_ADMIN | REL_LEADER},
		{"birth_date", N_("Date of birth"), NULL, F_DATE, FF_PROTECTED, .see = REL_HOME | REL_CASE | REL_EL | REL_LEADER | REL_ADMIN},
		{"identifier", N_("Local number"), NULL, F_TEXT, FF_FILTER, .see = REL_STAFF | REL_ADMIN},
		{"active", N_("Active"), NULL, F_BOOL, FF_FILTER, .initial = "1"},
		{"source_id", N_("Id in the roster"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM, .see = REL_STAFF | REL_ADMIN}),
	.title_field = "family_name", .order = "family_name"};

static const struct choice roles[] = {
	{"student", N_("Learner")}, {"teacher", N_("Teacher")}, {"aide", N_("Aide")}, {"counselor", N_("Counselor")},
	{"specialEducator", N_("Special educator")}, {"elSpecialist", N_("English-learner specialist")},
	{"provider", N_("Service provider")}, {"principal", N_("School leader")}, {"siteAdministrator", N_("School administrator")},
	{"districtAdministrator", N_("District administrator")}, {"systemAdministrator", N_("System administrator")},
	{"guardian", N_("Guardian")}, {"parent", N_("Parent")}, {"relative", N_("Relative")}, {"proctor", N_("Proctor")},
	{"partner", N_("Community partner")}, {NULL, NULL}};

RECORD(role) = {
	.name = "role", .table = "role", .label = N_("Role"), .plural = N_("Roles"),
	.help = N_("What a person is at an organisation, and from when to when."), .scope = SCOPE_LEARNER, .about = "person",
	.see = REL_ALL | REL_ADMIN, .edit = REL_ADMIN, .create = REL_ADMIN, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"person", N_("Person"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"org", N_("Organisation"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "org"},
		{"role", N_("Role"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = roles},
		{"begin_on", N_("From"), NULL, F_DATE, FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST},
		{"source_id", N_("Id in the roster"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "role", .order = "role"};

static const struct choice enrolment_roles[] = {
	{"student", N_("Learner")}, {"teacher", N_("Teacher")}, {"aide", N_("Aide")}, {"administrator", N_("Administrator")},
	{"proctor", N_("Proctor")}, {NULL, NULL}};

RECORD(enrolment) = {
	.name = "enrolment", .table = "enrolment", .label = N_("Enrolment"), .plural = N_("Enrolments"),
	.help = N_("Who learns or teaches in which class, and from when to when."), .scope = SCOPE_CLASS, .about = "class",
	.see = REL_STAFF | REL_ADMIN, .edit = REL_ADMIN | REL_LEADER, .create = REL_ADMIN | REL_LEADER, .remove = REL_ADMIN | REL_LEADER,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"person", N_("Person"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"role", N_("Role"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_NO_INDEX, .choices = enrolment_roles},
		{"is_primary", N_("Leads the class"), NULL, F_BOOL, 0, .initial = "0"},
		{"begin_on", N_("From"), NULL, F_DATE, FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST},
		{"source_id", N_("Id in the roster"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "role", .order = "created_at"};
