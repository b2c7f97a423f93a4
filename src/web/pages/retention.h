/* retention.h - what may be erased, and erasing it. */
#ifndef TRELLIS_PAGES_RETENTION_H
#define TRELLIS_PAGES_RETENTION_H

#include "school/admin/retention.h"
#include "web/tpl.h"

struct retention_page {
	struct legal_values l;
	struct keep_learner *who;
	size_t n, n_done;
	struct erasure_row *done;
	bool more;
};
struct retention_one_page {
	struct keep_learner k;
	bool chosen[KEEP_KINDS], any, asked;
	struct str error, me, today;
};

#endif
