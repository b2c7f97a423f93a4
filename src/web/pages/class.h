/* class.h - the class page. */
#ifndef TRELLIS_PAGES_CLASS_H
#define TRELLIS_PAGES_CLASS_H

#include "school/profile/moves.h"
#include "base/tr.h"
#include "school/team/classroom.h"
#include "school/team/voice.h"
#include "school/work/beside.h"
#include "school/team/ways.h"
#include "web/pages/supports.h"

struct board_page {
	struct board b;
	struct str id, monday, monday_text;
	size_t without_profile, without_plan, without_conference, unconfirmed;
	unsigned rel;
	bool ways_on;                /* the school asked for it */
	struct way_missing *ways;    /* whose way of working is never honoured [R023] */
	size_t n_ways;
	struct hands_part hands;
	struct person_list moving;   /* near the end of the year: whose profile nobody has decided about [R037] */
	struct evidence_notice *notices; /* time for a person; worth checking again */
	struct str *notice_names;        /* of the learner of each */
	size_t n_notices, n_calls;
	struct voice_said *said;     /* what learners said lately, without names [R015] */
	struct voice_change *changes;
	size_t n_said, n_changes;
	bool voices;                 /* learners are asked */
	struct beside *beside;       /* language of this week's lessons [R130] */
	size_t n_beside;
	bool two;                    /* it teaches in English and `second` [R131] */
	enum lang second;
	struct str error;
};

#endif
