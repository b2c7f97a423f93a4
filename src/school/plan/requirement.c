/* requirement.c - what a district asks for graduation; lines of plans lead there [R040]. */
#include "record/record.h"

#define DISTRICT_MAKES (REL_DISTRICT | REL_ADMIN | REL_LEADER)

RECORD(graduation_requirement) = {
	.name = "graduation_requirement", .table = "graduation_requirement", .label = N_("Requirement for graduation"), .plural = N_("Requirements for graduation"),
	.help = N_("What this district asks for, and what counts. The same for every learner; the ways to it differ."), .serves = "R040", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = DISTRICT_MAKES, .create = DISTRICT_MAKES, .remove = DISTRICT_MAKES,
	.fields = FIELDS(
		{"title", N_("Title"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"counts", N_("What counts"), N_("Courses, work, performances: anything that shows it."), F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"place", N_("Place in the list"), NULL, F_INT, FF_LIST, .min = 0, .max = 999, .initial = "0"}),
	.title_field = "title", .order = "place"};
