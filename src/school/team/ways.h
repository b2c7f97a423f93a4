/* ways.h - whose way of working is never honoured? What learners said about how they like to work, beside what they were given.
 *
 * Law: it says what was never offered, to the class's own adults, and changes nothing. Off until a school turns it on
 * (class.work_ways). Counted is work given for the last four weeks; a learner with fewer than three pieces is left out. */
#ifndef TRELLIS_WAYS_H
#define TRELLIS_WAYS_H

#include "record/record.h"

struct way_missing { struct id learner; struct str name, ways; int64_t pieces; }; /* ways: a list in words */
/* Learners of a class, by name, none of whose ways was in any piece. */
enum code ways_never(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct way_missing **out, size_t *n, struct err *e) MUST_USE;

#endif
