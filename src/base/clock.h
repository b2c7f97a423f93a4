/* clock.h - the time, injected so that a test can be in any term.
 *
 * Law: the program asks clock_now and nothing else. Times are int64 microseconds since 1970-01-01T00:00:00Z. */
#ifndef TRELLIS_CLOCK_H
#define TRELLIS_CLOCK_H

#include "base/str.h"

#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

int64_t clock_now(void);
int64_t clock_monotonic(void);      /* microseconds from an unspecified start; for durations only */
void clock_set(int64_t fixed);      /* configuration: every later clock_now gives this (0: the real time) */
void clock_shift(int64_t us);       /* configuration: added to the real time */

/* Civil time. tz is an IANA name ("America/Chicago"); unknown names fail with a sentence. */
struct civil {
	int year, month, day;       /* month 1..12 */
	int hour, minute, second;
	int weekday;                /* 1 Monday .. 7 Sunday */
};
struct zone; /* owned by a process-wide read-only cache */
enum code zone_get(const char *tz, const struct zone **out, struct err *e) MUST_USE;
struct civil civil_at(const struct zone *z, int64_t us);
/* A gap (spring) takes the later instant, an overlap (autumn) the earlier one. */
int64_t civil_us(const struct zone *z, struct civil c);

/* Dates are day numbers since 1970-01-01 (proleptic Gregorian) and travel as "YYYY-MM-DD". */
typedef int32_t day_t;
#define DAY_NONE INT32_MIN
day_t day_of(int year, int month, int day); /* DAY_NONE when there is no such day */
struct civil day_civil(day_t d);
bool day_parse(struct str s, day_t *out);
struct str day_text(struct arena *a, day_t d);
day_t day_today(const struct zone *z);
int day_weekday(day_t d); /* 1 Monday .. 7 Sunday */
day_t day_monday(day_t d); /* the Monday of d's week */
/* RFC 3339 with offset or Z, or a bare date (midnight UTC); fractions to the microsecond. */
bool time_parse(struct str s, int64_t *us);
struct str time_text(struct arena *a, int64_t us); /* 2026-11-21T22:30:41.123456Z, fraction only when not 0 */

/* A school's calendar: which days are school days. */
struct calendar {
	day_t first, last;      /* the school year, both included */
	unsigned weekdays;      /* bit 0 Monday .. bit 6 Sunday */
	const day_t *closed;    /* sorted days without school */
	size_t n_closed;
};
bool calendar_open(const struct calendar *c, day_t d);
int calendar_days(const struct calendar *c, day_t from, day_t to); /* school days in [from, to] */
/* The days-th school day after from (before it, when days < 0; from itself, when 0); DAY_NONE past either end. */
day_t calendar_add(const struct calendar *c, day_t from, int days);

#endif
