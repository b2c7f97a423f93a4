/* lead_answers.h - the leader's page of the exchange with families. */
#ifndef TRELLIS_PAGES_LEAD_ANSWERS_H
#define TRELLIS_PAGES_LEAD_ANSWERS_H

#include "school/admin/answers.h"
#include "web/tpl.h"

struct answers_page {
	struct answers x;
	struct str since;
	struct no_contact *without;
	size_t n_without;
};
extern const char *const ANSWERS_LABELS[ANSWERS_KINDS];
struct str answers_label(const struct request *rq, const struct answers_row *r);

#endif
