/* changed.h - how often a standard was changed, so that a second track does not grow unseen [R167 R224].
 *
 * Law: accommodations (the way changes) and modifications (the standard changes) are counted apart; every modification in force
 * counts, decided or not, told or not. Lines that are over do not count; decisions of the year do. */
#ifndef TRELLIS_CHANGED_H
#define TRELLIS_CHANGED_H

#include "record/record.h"

struct changed {
	int64_t ways, ways_of;       /* accommodations in force; learners who have one */
	int64_t standards, standards_of;
	int64_t decided, told;       /* of the modifications in force */
	int64_t became, back, pace;  /* decisions since a year ago: to a modification, back to an accommodation, another pace */
};
/* Of learners of a school (nil: all). */
enum code changed_load(struct db *db, struct id org, struct str today, struct str year_ago, struct changed *out, struct err *e) MUST_USE;

#endif
