/* delivery_school.h - what plans promise in a whole school, what was applied, used and missed in a week.
 *
 * Law: counts by class and by kind of support never stand for fewer than DELIVERY_LEAST learners: smaller ones are put together until
 * they are enough, so that neither a line nor a difference of sums tells of one child. Names stand only with what was missed and
 * waits for a person, which goes to those who lead the school and have the relation. Grows with the lines and notes of the week. */
#ifndef TRELLIS_DELIVERY_SCHOOL_H
#define TRELLIS_DELIVERY_SCHOOL_H

#include "school/plan/delivery.h"

#define DELIVERY_LEAST 10 /* as engine/equity's usual policy */

struct delivery_sum {
	struct str label;      /* of the class or kind; empty: several put together */
	struct id class_id;    /* nil: of a kind, or several */
	int64_t learners;      /* with a line of a plan in force, or a note of the week */
	int64_t planned, offered, used, off, missed, waiting;
	int together;          /* how many classes or kinds this line stands for */
};
struct delivery_school {
	struct delivery_sum all;
	struct delivery_sum *classes, *kinds; /* by name, then what was put together */
	size_t n_classes, n_kinds;
	struct delivery_wait *waits;          /* missed ones without an answer, oldest first; only of a school */
	size_t n_waits;
};
/* org nil: all schools of the district, without names. */
enum code delivery_school(struct db *db, struct arena *a, enum lang lang, struct id org, day_t monday, day_t today, struct delivery_school *out, struct err *e) MUST_USE;

#endif
