/* ours.h - questions and promises, rights, sharing and trusted helpers of one family. */
#ifndef TRELLIS_PAGES_OURS_H
#define TRELLIS_PAGES_OURS_H

#include "school/family/family.h"
#include "school/family/ours.h"
#include "school/family/rhythm.h"
#include "school/work/talk.h"
#include "web/tpl.h"

struct ours_page {
	struct str id, error, typed;
	struct person child, contact;
	unsigned rel;
	const char *tz;
	/* questions and promises */
	struct talk *talks;
	size_t n_talks;
	struct shown *promises, *requests, *helpers;
	size_t n_promises, n_requests, n_helpers;
	/* sharing */
	struct sharing_now sharing[8];
	size_t n_sharing;
	struct adult_row *adults;
	size_t n_adults;
	struct walk *walks;
	size_t n_walks;
};
struct helping_page { struct helper_access *list; size_t n; };
struct helper_page { struct helper_access may; struct family_page_data d; struct rhythm rhythm; struct str error; };

#endif
