/* plan_paper.h - a plan of record taken over from the paper on one page. */
#ifndef TRELLIS_PAGES_PLAN_PAPER_H
#define TRELLIS_PAGES_PLAN_PAPER_H

#include "school/people/people.h"
#include "web/tpl.h"

#define PAPER_GOALS 4
#define PAPER_HELPS 6
#define PAPER_SERVICES 3

struct plan_paper_page {
	struct person learner;
	struct str id, kind;       /* kind: iep, 504, el */
	struct str error;
	bool older;                /* lines of an earlier version stand here */
	const struct choice *terms, *areas, *programs;
};
struct str paper_name(struct arena *a, const char *part, int i); /* "goal1": name of a field */

#endif
