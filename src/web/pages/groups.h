/* groups.h - small groups of a class, formed for a purpose and until a day [R106]; the short list of what is missing [R061]. */
#ifndef TRELLIS_PAGES_GROUPS_H
#define TRELLIS_PAGES_GROUPS_H

#include "school/people/people.h"
#include "school/team/classroom.h"
#include "school/work/week.h"
#include "web/tpl.h"

struct group_hint { struct str code, text, names; struct id competency, learners[6]; int n; };
#define INTEREST_HINTS 6
struct groups_page {
	struct board b;
	struct str id, error;
	struct group_hint hints[BOARD_COLUMNS];
	int n_hints;
	struct group_hint shared[INTEREST_HINTS]; /* by what learners wrote that they like: text is the word they share */
	int n_shared;
	struct board_group *ended;      /* of the last 60 days */
	size_t n_ended;
	/* the form */
	struct str name, purpose, place, meets, minutes, end_on;
	struct id adult, competency;
	struct id *members;             /* checked */
	size_t n_members;
	struct str *wishes;             /* of b.learners: how and where each likes to work; empty: not written */
	struct person_list adults;
};

#endif
