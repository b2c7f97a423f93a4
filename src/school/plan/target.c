/* target.c - what a class works on in a week, and suggestions that a person set aside for it. */
#include "record/record.h"

RECORD(class_target) = {
	.name = "class_target", .table = "class_target", .label = N_("Aim of a class week"), .plural = N_("Aims of class weeks"),
	.help = N_("A competency that the whole class works on in one week."), .serves = "R059 R095 R141", .scope = SCOPE_CLASS, .about = "class",
	.see = REL_STAFF | REL_HOME, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"monday", N_("Week of"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"competency", N_("Competency"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FIXED, .ref = "competency"}),
	.title_field = "monday", .order = "-monday"};

/* Kept so that the same suggestion does not come again in that week; it counts for nothing else, for nobody. */
RECORD(set_aside) = {
	.name = "set_aside", .table = "set_aside", .label = N_("Suggestion set aside"), .plural = N_("Suggestions set aside"),
	.help = N_("A suggestion for one week that somebody did not want. It is not counted anywhere."), .serves = "R095 R422",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_TEAM, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"monday", N_("Week of"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"resource", N_("From the library"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FIXED, .ref = "resource"}),
	.title_field = "monday", .order = "-monday"};
