/* rhythm.h - the stable week of a class with its times, and changes told ahead.
 *
 * Law: times hold for every week until somebody changes them. A change has its day, its reason and the day it was told;
 * how many days that was ahead is counted, never typed. Late ones are shown as late, not hidden. */
#ifndef TRELLIS_RHYTHM_H
#define TRELLIS_RHYTHM_H

#include "record/record.h"

#define RHYTHM_TIMES 80
#define RHYTHM_CHANGES 30

struct rhythm_time { struct id id; int64_t version; int day; struct str begins, ends, what, place, class_title; day_t from, until; }; /* day: 1 Monday to 5; from, until: DAY_NONE for always */
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
/* Inside store_write: a time becomes another from a day on (`to` has day, begins, ends, place), or ends with it (to NULL). The old one ends
 * the day before, and families are told with the reason. E_INPUT when the day is nearer than the notice that families count on;
 * what was written by mistake can be put right at once for RHYTHM_MEND hours. */
#define RHYTHM_MEND 24
enum code rhythm_move(struct db *db, struct arena *a, const struct viewer *v, struct id time, day_t from, const struct rhythm_time *to, struct str reason, struct err *e) MUST_USE;

/* Minutes since midnight of "08:30", two digits each; -1: it is no time. */
int rhythm_minutes(struct str s);
/* A rule of a record with "begins" and "ends": two times of that shape, the end after the beginning. E_INPUT. */
enum code rhythm_times_fit(const struct change *c, struct err *e) MUST_USE;
extern const struct choice RHYTHM_DAYS[]; /* "1" Monday to "5" */

/* Of a class (learner nil), or of all classes of a learner (class nil). */
enum code rhythm_load(struct db *db, struct arena *a, enum lang lang, const char *tz, struct id class_id, struct id learner, day_t today, struct rhythm *out, struct err *e) MUST_USE;

#endif
