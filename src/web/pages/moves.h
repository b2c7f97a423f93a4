/* moves.h - pages of what moves on: the learner and the family decide, next year's teacher reads. */
#ifndef TRELLIS_PAGES_MOVES_H
#define TRELLIS_PAGES_MOVES_H

#include "school/profile/moves.h"
#include "web/tpl.h"

struct moves_page {
	struct person learner;
	struct moves m;
	unsigned rel;
	bool own, may;            /* the learner is looking; may answer at all */
	struct str path, ends, years, error;
	char tz[64];
	size_t unread;            /* for next year's teacher: approved and not opened yet */
	const struct move_from *coming;
	size_t n_coming;
};
/* How a part stands, in words; the state of profile_move. */
const char *moves_state(const struct request *rq, const struct move_part *p);

#endif
