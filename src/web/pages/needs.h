/* needs.h - pages of needs: where each comes from, what disagrees, files in and out; what fits whom. */
#ifndef TRELLIS_PAGES_NEEDS_H
#define TRELLIS_PAGES_NEEDS_H

#include "interop/pnp.h"
#include "school/library/fit.h"
#include "school/people/people.h"
#include "school/team/ready.h"
#include "web/tpl.h"

struct need_shown { struct str words, from, since, state; };
struct needs_page {
	struct person learner;
	struct str id;
	struct need_shown *list;
	size_t n;
	struct str *notes;           /* conflicts, refusals, what is set aside: sentences */
	size_t n_notes;
	struct needs_unknown *unknown;
	size_t n_unknown;
	bool team;
	/* a file */
	struct str error, text, source;
	struct pnp file;
	struct str *file_words;      /* in the order of file.lines */
	bool preview;
};
struct fits_page {
	struct class_row row;
	struct str id, title, state;
	struct { struct person learner; enum access_fit fit; struct str *why; size_t n_why; } *list;
	size_t n;
	int counts[5];               /* by enum access_fit */
};
struct debt_row { struct id resource; struct str title, owner, what; day_t due; int learners, blocked, unknown, partly; struct str *why; size_t n_why; bool said; };
struct debt_page { struct debt_row *list; size_t n; int blocked; struct person_list staff; struct str error; };
struct ready_page { struct ready_task *list; size_t n; struct str date; };

#endif
