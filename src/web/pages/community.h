/* community.h - partners' offers and the resource plan; help by a person; the try-out; where a learner learns; check-ins. */
#ifndef TRELLIS_PAGES_COMMUNITY_H
#define TRELLIS_PAGES_COMMUNITY_H

#include "school/family/helpline.h"
#include "school/family/together.h"
#include "school/people/people.h"
#include "school/plan/mode.h"
#include "school/work/check_in.h"
#include "school/work/week.h"
#include "web/tpl.h"

struct community_page {
	struct shown *open, *waiting, *needs;
	size_t n_open, n_waiting, n_needs;
	bool may_offer, may_say, decides;
	struct str error, typed;
};
struct try_out_page {
	struct person who;
	struct str id, error, right; /* right: key of the practice that went well just now */
	bool own;
	struct skill_said said[3];
};
struct place_page {
	struct person who;
	struct str id, error, today;
	struct mode now, *all;
	size_t n;
	struct mode_stays stays;
	bool may;
};
struct check_ins_page {
	struct person who;
	struct work work;
	struct str id, error, typed;
	struct check_in *list;
	size_t n;
	bool own, staff;
	const char *tz;
};

#endif
