/* rhythm.h - the stable week of a class with its times, and changes told ahead.
 *
 * Law: times hold for every week until somebody changes them. A change has its day, its reason and the day it was told;
 * how many days that was ahead is counted, never typed. Late ones are shown as late, not hidden. */
#ifndef TRELLIS_RHYTHM_H
#define TRELLIS_RHYTHM_H

#include "record/record.h"

#define RHYTHM_TIMES 80
#define RHYTHM_CHANGES 30

struct rhythm_time { struct id id; int64_t version; int day; struct str begins, ends, what, place, class_title; }; /* day: 1 Monday to 5 */
struct rhythm_change {
	struct id id;
	day_t on;
	struct str instead_of, what, reason, class_title;
	day_t told;
	int ahead;   /* days */
	bool late;   /* told later than the school promises */
};
struct rhythm {
	struct rhythm_time *times;    /* by day, time */
	size_t n_times;
	struct rhythm_change *changes; /* from this Monday on, by day */
	size_t n_changes;
	int64_t notice;               /* days that the school promises */
};
/* Minutes since midnight of "08:30", two digits each; -1: it is no time. */
int rhythm_minutes(struct str s);
extern const struct choice RHYTHM_DAYS[]; /* "1" Monday to "5" */

/* Of a class (learner nil), or of all classes of a learner (class nil). */
enum code rhythm_load(struct db *db, struct arena *a, enum lang lang, const char *tz, struct id class_id, struct id learner, day_t today, struct rhythm *out, struct err *e) MUST_USE;

#endif
