/* audit_page.h - what the printable page of an audit shows; filled by the command, drawn by web/templates/audit.html. */
#ifndef TRELLIS_AUDIT_PAGE_H
#define TRELLIS_AUDIT_PAGE_H

#include "base/tr.h"
#include "engine/mastery/audit.h"

#include <math.h>

struct audit_page {
	const struct audit *audit;
	const struct responses *log;
	const struct groups *groups;
	uint32_t min_n;
	double ready_from;
	const char *model;
	bool knows; /* the rule looks at what is known; else at the chance of a right answer */
};

/* "column: group", or "everybody". */
struct str audit_group_name(struct arena *a, enum lang lang, const struct audit_page *p, const struct audit_cell *c);
/* "0.712 (0.690 to 0.731)", or a dash. share: as per cent. */
struct str audit_value_text(struct arena *a, enum lang lang, const struct audit_value *v, bool share);

#endif
