/* host.h - what a host arranges for a learner. */
#ifndef TRELLIS_PAGES_HOST_H
#define TRELLIS_PAGES_HOST_H

#include "school/people/people.h"
#include "school/plan/host.h"
#include "web/tpl.h"

struct host_page {
	struct person learner;
	struct host_place p;
	struct str id, begins, error, typed;
	struct id wrong;             /* the task whose form is shown again */
	bool team;
};

#endif
