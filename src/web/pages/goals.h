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
	struct str how_far, next_step;  /* what the form shows */
	struct str there_far, there_step; /* what somebody else wrote meanwhile; "" when nobody did */
};
struct goals_page {
	struct journey j;
	struct goal_row *rows;
	size_t n;
	bool may, own_words;        /* may change; may write the goal itself */
	struct str error, soon;     /* soon: a day to look again, proposed */
	struct problems problems;
	struct id again;            /* the goal whose form comes back as it was typed */
	bool late;                  /* because somebody else changed it meanwhile */
};
const struct choice *goal_kind_list(void);

#endif
