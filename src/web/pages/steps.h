/* steps.h - the tidy list and the simple view of a learner. */
#ifndef TRELLIS_PAGES_STEPS_H
#define TRELLIS_PAGES_STEPS_H

#include "school/work/steps.h"
#include "web/pages/journey.h"

struct steps_page {
	struct journey j;
	struct todo_list t;
	struct words2 *modes;          /* of the items */
	struct str *windows;
	const char *back;              /* "list", "home" */
	size_t now;                    /* simple view: the step that comes, of the first item */
	bool may;                      /* tick */
};
struct steps_part { const struct steps *s; struct id learner, work; const char *back; bool may; };
/* One thing at a time, in the place of the first page, for whom "one step at a time" is on. */
enum code steps_simple(struct request *rq, struct reply *rp, struct err *e) MUST_USE;

#endif
