/* applied.h - where each term of the vocabulary is applied, in words: the table of docs/admin/supports.md and the test that
 * walks it are made from this and from delivery_ways alone. */
#ifndef TRELLIS_APPLIED_H
#define TRELLIS_APPLIED_H

#include "school/plan/delivery.h"

/* What happens, in a few English words; "" where nothing does. paper: on paper. person: what a person does. */
struct applied { const char *screen, *paper, *person; };
struct applied needs_applied(enum need_term term);
/* The whole page as Markdown. */
struct str needs_applied_page(struct arena *a);

#endif
