/* chain_school.h - the chain of supports in a whole school, for whoever leads it. */
#ifndef TRELLIS_PAGES_CHAIN_SCHOOL_H
#define TRELLIS_PAGES_CHAIN_SCHOOL_H

#include "school/plan/delivery_school.h"
#include "web/tpl.h"

struct chain_school_page {
	struct delivery_school s;
	struct str monday, monday_text, before, after; /* after: empty in the week at hand */
	bool names;                                    /* of one school: what was missed stands by name */
};
/* What a line is called: its class or kind, or that several are put together. */
struct str chain_school_label(const struct request *rq, const struct delivery_sum *x, bool classes);

#endif
