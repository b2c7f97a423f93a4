/* reach.h - whom the school does not reach yet: the list to act on, and counts by group that tell of no child.
 *
 * Law: names go to those with the relation; counts by group go through engine/equity and show nothing of small groups.
 * Opportunity comes before outcome. Nothing is ranked. */
#ifndef TRELLIS_REACH_H
#define TRELLIS_REACH_H

#include "engine/equity/equity.h"
#include "school/people/people.h"

enum reach_kind { REACH_PROFILE, REACH_PLAN, REACH_CONFERENCE, REACH_WEEK, REACH_FAMILY, REACH_KINDS };
/* What is missing at home: the school's to mend. Counts only. */
enum reach_home { HOME_UNKNOWN, HOME_DEVICE, HOME_LINE, HOME_KINDS };

struct reach_learner {
	struct id id;
	struct str name, grade, room;
	bool disability, english, home_other, meals;
	int race;                  /* in the federal order from 1; 0: not known */
	int band;                  /* 0 K-2, 1 3-5, 2 6-8, 3 9-12 */
	bool lacks[REACH_KINDS], home[HOME_KINDS];
};
struct reach_row { const char *label; struct equity_public cell[REACH_KINDS], home[HOME_KINDS]; }; /* label: msgid */
struct reach {
	struct reach_learner *learners;
	size_t n;
	int64_t lacking[REACH_KINDS];
	struct reach_row *rows;    /* everybody, then group by group */
	size_t n_rows, hidden;
	int64_t work, work_rigorous, minutes[5]; /* of this week: pieces, of these rigor 3 or 4; minutes screen paper person group hands */
};
/* Learners of a school (nil: all) on a day. */
enum code reach_load(struct db *db, struct arena *a, struct id org, day_t today, day_t monday, struct reach *out, struct err *e) MUST_USE;

/* ---- over several districts ---- */

#define REACH_CELLS 512 /* every group with every other */
/* What one district adds: counts of all its learners by all groups at once, and no name. Small numbers are in it: it is
 * given to reach_merge and shown to nobody. */
struct reach_part {
	int64_t n[REACH_CELLS], lacks[REACH_KINDS][REACH_CELLS], home[HOME_KINDS][REACH_CELLS];
	int64_t work, work_rigorous, minutes[5];
};
enum code reach_part_load(struct db *db, struct arena *a, day_t today, day_t monday, struct reach_part *out, struct err *e) MUST_USE;
/* Added up first and protected then: what is small in each district and not in all of them is shown, and what stays small is
 * not. The result has no learners. It cannot see what the districts themselves made public: publish theirs or this. */
enum code reach_merge(struct arena *a, const struct reach_part *parts, size_t n, struct reach *out, struct err *e) MUST_USE;

#endif
