/* english.h - the English-learner plan as a plan in its own right. */
#ifndef TRELLIS_PAGES_ENGLISH_H
#define TRELLIS_PAGES_ENGLISH_H

#include "school/people/people.h"
#include "school/plan/alignment.h"
#include "school/plan/newcomer.h"
#include "web/tpl.h"

struct english_need { struct str name, value, from; };
struct english_say { struct str text, law; bool unconfirmed; };
struct english_page {
	struct person learner;
	struct str id;
	unsigned rel;
	struct align_plan p;
	struct newcomer start;
	struct english_need *needs; /* of all plans together */
	size_t n_needs;
	struct english_say *says;   /* what does not fit yet, of this plan and its neighbours */
	size_t n_says;
	struct str program;         /* in words */
	struct str notice_due;      /* a sentence; empty: sent, or nothing is due */
	bool notice_over, notice_unconfirmed;
	day_t watched;              /* last day of watching after the program; DAY_NONE: none */
};

#endif
