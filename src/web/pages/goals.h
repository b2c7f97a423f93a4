/* goals.h - goals in the learner's own words; progress is the distance walked. */
#ifndef TRELLIS_WEB_GOALS_H
#define TRELLIS_WEB_GOALS_H

#include "web/pages/journey.h"

struct goal_step { struct str text, when; };
struct goal_row {
	struct record r;
	struct str check_in;        /* as people read it */
	bool due;                   /* the day to look again has come */
	struct goal_step *walked;   /* what was said at each check-in, oldest first */
	size_t n_walked;
};
struct goals_page {
	struct journey j;
	struct goal_row *rows;
	size_t n;
	bool may, own_words;        /* may change; may write the goal itself */
	struct str error, soon;     /* soon: a day to look again, proposed */
	struct problems problems;
};
const struct choice *goal_kind_list(void);

#endif
