/* few.h - what is missing, made short. */
#ifndef TRELLIS_PAGES_FEW_H
#define TRELLIS_PAGES_FEW_H

#include "school/work/few.h"
#include "web/tpl.h"

struct few_page {
	struct person who;
	struct str id, error;
	struct few few;
	struct work *list;         /* all that is missing, up to sixty */
	size_t n;
	int64_t total;
	struct adult_row *adults;
	size_t n_adults;
	struct id contact;         /* chosen, or whom a family asks first */
	struct str words, until, agreed_how;
};
/* As learner and family see it. */
struct few_part { const struct few *few; struct str learner; bool family; };

#endif
