/* calendar.h - the school's own time: which days are school days, and what a promise in minutes means.
 *
 * Law: what the school promises counts school time alone. A child who asks on Friday evening is promised an answer on
 * Monday, not at night, and a day that is promised is a day on which somebody is there. */
#ifndef TRELLIS_CALENDAR_H
#define TRELLIS_CALENDAR_H

#include "school/admin/school.h"

/* Monday to Friday without the school's closed days, from..to both included. *out lives in a. */
enum code school_calendar(struct db *db, struct arena *a, day_t from, day_t to, struct calendar *out, struct err *e) MUST_USE;

/* Why the school is closed on each of the n days from `first` on, in the reader's language where the school wrote it so;
 * empty where nobody closed it (also on weekends). */
enum code school_closed(struct db *db, struct arena *a, enum lang lang, day_t first, size_t n, struct str *why, struct err *e) MUST_USE;

/* The moment (us, UTC) at which `minutes` of school time have passed since `from`. Minutes of school are those between the
 * settings school.day_begins and school.day_ends on school days. Where the school is closed for a year or more, or its day has
 * no length, the minutes are counted by the clock: a promise without an end would be none. */
enum code school_due(struct db *db, struct arena *a, int64_t from, int64_t minutes, int64_t *out, struct err *e) MUST_USE;

/* "8:05" or "08:05" as minutes since midnight; -1 when it is not a time of day. */
int time_of_day(struct str s);

#endif
