/* gaps.h - the way to this week's work, of one learner and of a class. */
#ifndef TRELLIS_PAGES_GAPS_H
#define TRELLIS_PAGES_GAPS_H

#include "school/evidence/gaps.h"
#include "web/pages/journey.h"

struct gaps_page {
	struct journey j;
	struct gap_way way;
};
struct gaps_class_page {
	struct class_row row;
	struct str id;
	struct person_list people;
	struct gap_way *ways;   /* of each, in the order of the names */
	size_t n_ways, n_away;  /* with something to catch up; long away among them */
};

#endif
