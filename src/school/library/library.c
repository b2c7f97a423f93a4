/* library.c - competencies and what is there to learn them with. Names are CASE's and schema.org's. */
#include "record/record.h"

#define STAFF_MAKES .see = REL_SIGNED_IN, .edit = REL_STAFF, .create = REL_STAFF, .remove = REL_LEADER | REL_ADMIN

RECORD(framework) = {
	.name = "framework", .table = "framework", .label = N_("Framework"), .plural = N_("Frameworks"),
	.help = N_("A list of competencies and who published it."), .serves = "R146", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_ADMIN, .create = REL_ADMIN, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"title", N_("Title"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"publisher", N_("Publisher"), NULL, F_TEXT, FF_LIST},
		{"edition", N_("Edition"), NULL, F_TEXT, FF_LIST},
		{"licence", N_("Licence and credit"), NULL, F_LONG, 0},
		{"source_id", N_("Identifier in CASE"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "title", .order = "title"};

RECORD(competency) = {
	.name = "competency", .table = "competency", .label = N_("Competency"), .plural = N_("Competencies"),
	.help = N_("What a learner knows or can do, in one plain sentence."), .serves = "R146 R175", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_ADMIN, .create = REL_ADMIN, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"framework", N_("Framework"), NULL, F_REF, FF_REQUIRED | FF_FILTER, .ref = "framework"},
		{"code", N_("Code"), NULL, F_TEXT, FF_LIST | FF_FILTER | FF_SEARCH},
		{"grade", N_("Grade"), N_("KG, 01 to 12; several joined by a comma."), F_TEXT, FF_LIST | FF_FILTER},
		{"subject", N_("Subject"), NULL, F_TEXT, FF_LIST | FF_FILTER},
		{"domain", N_("Domain"), NULL, F_TEXT, FF_LIST | FF_FILTER | FF_TRANSLATABLE},
		{"cluster", N_("Cluster"), NULL, F_TEXT, FF_TRANSLATABLE},
		{"text", N_("In plain words"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"statement", N_("As the framework says it"), NULL, F_LONG, FF_SEARCH},
		{"kind", N_("Kind"), NULL, F_TEXT, FF_FILTER},
		{"parent", N_("Part of"), NULL, F_REF, FF_FILTER, .ref = "competency"},
		{"essential", N_("Essential before moving on"), NULL, F_BOOL, 0, .initial = "0"},
		{"source_id", N_("Identifier in CASE"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "code", .order = "code"};

static const struct choice association_kinds[] = {
	{"precedes", N_("comes before")}, {"isRelatedTo", N_("is related to")}, {"isChildOf", N_("is part of")},
	{"isPeerOf", N_("is a peer of")}, {"exactMatchOf", N_("is the same as")}, {"isPartOf", N_("is a piece of")},
	{"replacedBy", N_("was replaced by")}, {"exemplar", N_("is shown by")}, {"hasSkillLevel", N_("has the level")},
	{"isTranslationOf", N_("is a translation of")}, {NULL, NULL}};

RECORD(association) = {
	.name = "association", .table = "association", .label = N_("Association"), .plural = N_("Associations"),
	.help = N_("How two competencies belong together; what comes before what."), .serves = "R146", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_ADMIN, .create = REL_ADMIN, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"origin", N_("From"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "competency"},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = association_kinds},
		{"destination", N_("To"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "competency"},
		{"source_id", N_("Identifier in CASE"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "kind", .order = "kind"};

static const struct choice resource_kinds[] = {
	{"practice", N_("Practice")}, {"reading", N_("Reading")}, {"task", N_("Performance task")}, {"handsOn", N_("Hands-on task")},
	{"lesson", N_("Lesson with a person")}, {"project", N_("Project")}, {"video", N_("Video")}, {"link", N_("Page elsewhere")}, {NULL, NULL}};
static const struct choice review_states[] = {
	{"draft", N_("Draft")}, {"checked", N_("Access checked")}, {"planned", N_("Access repair planned")}, {"retired", N_("Retired")}, {NULL, NULL}};

RECORD(resource) = {
	.name = "resource", .table = "resource", .label = N_("Resource"), .plural = N_("Library"),
	.help = N_("Something to learn with, and how it can be reached by whom."), .serves = "R088 R092 R104 R137 R213", .scope = SCOPE_ORG, STAFF_MAKES,
	.fields = FIELDS(
		{"title", N_("Title"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = resource_kinds},
		{"language", N_("Language"), NULL, F_LANG, FF_REQUIRED | FF_LIST | FF_FILTER, .initial = "en"},
		{"level", N_("Reading level"), N_("1 easiest to 5; 0 where reading does not matter."), F_INT, FF_LIST | FF_FILTER, .min = 0, .max = 12, .initial = "0"},
		{"grade", N_("Grade"), NULL, F_TEXT, FF_LIST | FF_FILTER},
		{"same_goal", N_("Equal in goal"), N_("Resources with the same word here serve the same goal in another language or at another level."), F_TEXT, FF_FILTER},
		{"summary", N_("In a sentence"), NULL, F_LONG, FF_SEARCH | FF_TRANSLATABLE},
		{"address", N_("Address of a page elsewhere"), NULL, F_TEXT, 0},
		{"rigor", N_("Rigor"), N_("Depth of knowledge, 1 to 4."), F_INT, FF_LIST | FF_FILTER, .min = 1, .max = 4, .initial = "2"},
		{"construct", N_("What is assessed"), N_("Such as computation, decoding, reasoning: decides which supports would change the result."), F_TEXT, 0},
		{"interests", N_("Interests"), NULL, F_TEXT, FF_SEARCH},
		{"minutes_screen", N_("Minutes on a screen"), NULL, F_INT, 0, .min = 0, .max = 600, .initial = "0"},
		{"minutes_alone", N_("Minutes alone"), NULL, F_INT, 0, .min = 0, .max = 600, .initial = "0"},
		{"minutes_peers", N_("Minutes with peers"), NULL, F_INT, 0, .min = 0, .max = 600, .initial = "0"},
		{"minutes_adult", N_("Minutes with an adult"), NULL, F_INT, 0, .min = 0, .max = 600, .initial = "0"},
		{"minutes_group", N_("Minutes in a group"), NULL, F_INT, 0, .min = 0, .max = 600, .initial = "0"},
		{"access_mode", N_("Access mode"), N_("schema.org: textual visual auditory tactile"), F_TEXT, 0},
		{"access_sufficient", N_("Enough to use it"), N_("schema.org accessModeSufficient: ways separated by a semicolon, modes in a way by a comma. Empty: not known."), F_TEXT, 0},
		{"access_features", N_("Access features"), N_("schema.org accessibilityFeature"), F_TEXT, 0},
		{"access_hazards", N_("Hazards"), N_("schema.org accessibilityHazard"), F_TEXT, 0},
		{"author", N_("Author"), NULL, F_TEXT, FF_LIST | FF_SEARCH},
		{"licence", N_("Licence"), NULL, F_TEXT, FF_LIST},
		{"credit", N_("Credit"), NULL, F_LONG, 0},
		{"body", N_("Text"), NULL, F_LONG, FF_NO_FORM, .max = 400000},
		{"source_id", N_("Id in the source"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.states = review_states,
	.moves = MOVES({NULL, "checked", N_("Access check passed"), REL_STAFF | REL_SYSTEM}, {NULL, "planned", N_("Plan a repair"), REL_STAFF},
		{NULL, "retired", N_("Retire"), REL_STAFF}),
	.title_field = "title", .order = "title"};

RECORD(alignment) = {
	.name = "alignment", .table = "alignment", .label = N_("Alignment"), .plural = N_("Alignments"),
	.help = N_("Which competency a resource serves."), .serves = "R088", .scope = SCOPE_ORG, STAFF_MAKES,
	.fields = FIELDS(
		{"resource", N_("Resource"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "resource"},
		{"competency", N_("Competency"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "competency"}),
	.title_field = "competency", .order = "-created_at"};

static const struct choice item_kinds[] = {
	{"numeric", N_("Number")}, {"choice", N_("One choice")}, {"choices", N_("Several choices")}, {"text", N_("Short text")},
	{"order", N_("Ordering")}, {"open", N_("Open answer")}, {NULL, NULL}};

RECORD(item) = {
	.name = "item", .table = "item", .label = N_("Item"), .plural = N_("Items"),
	.help = N_("One question, or a model that makes many."), .serves = "R153 R173", .scope = SCOPE_ORG,
	.see = REL_STAFF, .edit = REL_STAFF, .create = REL_STAFF, .remove = REL_LEADER | REL_ADMIN,
	.fields = FIELDS(
		{"resource", N_("Part of"), NULL, F_REF, FF_FILTER, .ref = "resource"},
		{"position", N_("Place in it"), NULL, F_INT, FF_LIST, .initial = "0"},
		{"title", N_("Title"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"competency", N_("Competency"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "competency"},
		{"skill", N_("Skill in the source"), NULL, F_TEXT, FF_FILTER},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = item_kinds},
		{"rigor", N_("Rigor"), NULL, F_INT, FF_LIST, .min = 1, .max = 4, .initial = "1"},
		{"construct", N_("What is assessed"), NULL, F_TEXT, 0},
		{"model", N_("Model"), N_("JSON, as documented in data/items/README.md"), F_LONG, FF_REQUIRED, .max = 400000},
		{"licence", N_("Licence and credit"), NULL, F_TEXT, 0},
		{"source_id", N_("Id in the source"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "title", .order = "title"};

RECORD(rubric) = {
	.name = "rubric", .table = "rubric", .label = N_("Rubric"), .plural = N_("Rubrics"),
	.help = N_("One scale for every way of showing it."), .serves = "R149 R150", .scope = SCOPE_ORG, STAFF_MAKES,
	.fields = FIELDS(
		{"title", N_("Title"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"resource", N_("Task"), NULL, F_REF, FF_FILTER, .ref = "resource"},
		{"competency", N_("Competency"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "competency"},
		{"ways", N_("Ways to show it"), N_("At least two, one a line."), F_LONG, FF_TRANSLATABLE},
		{"source_id", N_("Id in the source"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "title", .order = "title"};

RECORD(criterion) = {
	.name = "criterion", .table = "criterion", .label = N_("Criterion"), .plural = N_("Criteria"),
	.help = N_("One line of a rubric, each level in words a learner can see."), .serves = "R149 R150", .scope = SCOPE_ORG, STAFF_MAKES,
	.fields = FIELDS(
		{"rubric", N_("Rubric"), NULL, F_REF, FF_REQUIRED | FF_FILTER, .ref = "rubric"},
		{"position", N_("Place"), NULL, F_INT, FF_LIST, .initial = "0"},
		{"name", N_("What we look at"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"level_1", N_("1 Beginning"), NULL, F_LONG, FF_REQUIRED | FF_TRANSLATABLE},
		{"level_2", N_("2 Developing"), NULL, F_LONG, FF_REQUIRED | FF_TRANSLATABLE},
		{"level_3", N_("3 Proficient"), NULL, F_LONG, FF_REQUIRED | FF_TRANSLATABLE},
		{"level_4", N_("4 Extending"), NULL, F_LONG, FF_REQUIRED | FF_TRANSLATABLE}),
	.title_field = "name", .order = "position"};
