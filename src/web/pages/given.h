/* given.h - pages about who sees a learner's record and what was given outside the school. */
#ifndef TRELLIS_PAGES_GIVEN_H
#define TRELLIS_PAGES_GIVEN_H

#include "school/admin/tools.h"
#include "school/family/given.h"
#include "school/people/people.h"
#include "web/tpl.h"

struct given_page {
	struct person who;
	bool home, staff;            /* asks; answers and notes */
	struct seer *seers;
	size_t n_seers;
	struct given *list;
	size_t n;
	struct record_ask *asks;
	size_t n_asks;
	struct tool_of *tools;       /* that get something of learners */
	size_t n_tools;
	struct str error, to_whom, purpose, what;
	char tz[64];
};
const char *given_role(const struct request *rq, unsigned rel);

#endif
