/* calls.h - video meetings of a class; a small group that met. */
#ifndef TRELLIS_PAGES_CALLS_H
#define TRELLIS_PAGES_CALLS_H

#include "school/people/people.h"
#include "school/team/group_log.h"
#include "school/work/call.h"
#include "web/tpl.h"

struct call_group { struct id id; struct str name; };
struct calls_page {
	struct str id, error, today;
	struct class_row class_row;
	struct call *list;
	size_t n;
	struct person_list learners;
	struct call_group *groups;
	size_t n_groups;
	int64_t most;
	struct id learner;   /* the plan that it starts from; nil: none */
	bool team;
	const struct request *form;
};
struct group_log_page {
	struct str id, error, date;
	struct class_row class_row;
	struct group_log g;
	int noted;
};

#endif
