/* Time zones, declared in clock.h. ICU knows the rules; a zone's changes from 1900 to 2200 are read from it
 * once and kept for good, so that asking is a search in a table that never changes, from any thread. */
#include "base/clock.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

struct change {
	int64_t at;   /* seconds UTC: from here on */
	int32_t east; /* seconds east of UTC */
};

struct zone {
	struct zone *next;
	char name[64];
	size_t n;              /* at least 1; the first is from the beginning of time */
	struct change *changes;
};

#define TABLE_BEGIN (-2208988800.0 * 1000) /* 1900-01-01, in ICU's milliseconds */
#define TABLE_END (7258118400.0 * 1000)    /* 2200-01-01 */

static _Atomic(struct zone *) zones; /* grows at the front, nothing is ever taken out */
static pthread_mutex_t adding = PTHREAD_MUTEX_INITIALIZER;

static const struct zone *find(const char *tz)
{
	for (const struct zone *z = atomic_load_explicit(&zones, memory_order_acquire); z != NULL; z = z->next)
		if (strcmp(z->name, tz) == 0)
			return z;
	return NULL;
}

static int32_t offset_at(UCalendar *cal, UDate when, UErrorCode *ec)
{
	ucal_setMillis(cal, when, ec);
	return (ucal_get(cal, UCAL_ZONE_OFFSET, ec) + ucal_get(cal, UCAL_DST_OFFSET, ec)) / 1000;
}

/* Fills z->changes; false when memory or ICU fails. */
static bool read_changes(struct zone *z, UCalendar *cal)
{
	UErrorCode ec = U_ZERO_ERROR;
	UDate when = TABLE_BEGIN;
	size_t room = 0;

	for (;;) {
		int32_t east = offset_at(cal, when, &ec);

		if (U_FAILURE(ec))
			return false;
		if (z->n == 0 || z->changes[z->n - 1].east != east) {
			if (z->n == room) {
				struct change *more;

				room = room == 0 ? 64 : room * 2;
				more = realloc(z->changes, room * sizeof *more);
				if (more == NULL)
					return false;
				z->changes = more;
			}
			z->changes[z->n].at = z->n == 0 ? INT64_MIN : (int64_t)(when / 1000);
			z->changes[z->n++].east = east;
		}
		if (!ucal_getTimeZoneTransitionDate(cal, UCAL_TZ_TRANSITION_NEXT, &when, &ec) || when > TABLE_END)
			return U_SUCCESS(ec);
	}
}

static struct zone *zone_read(const char *tz)
{
	UChar name[64], canonical[128];
	UErrorCode ec = U_ZERO_ERROR;
	UBool known = 0;
	UCalendar *cal;
	struct zone *z;
	bool ok;

	u_strFromUTF8(name, 64, NULL, tz, -1, &ec);
	ucal_getCanonicalTimeZoneID(name, -1, canonical, 128, &known, &ec);
	if (U_FAILURE(ec) || !known)
		return NULL;
	cal = ucal_open(name, -1, "en_US", UCAL_GREGORIAN, &ec);
	if (U_FAILURE(ec))
		return NULL;
	z = calloc(1, sizeof *z);
	ok = z != NULL && read_changes(z, cal);
	ucal_close(cal);
	if (!ok) {
		if (z != NULL)
			free(z->changes);
		free(z);
		return NULL;
	}
	memcpy(z->name, tz, strlen(tz));
	return z;
}

enum code zone_get(const char *tz, const struct zone **out, struct err *e)
{
	struct zone *z;

	*out = find(tz);
	if (*out != NULL)
		return OK;
	if (tz[0] == '\0' || strlen(tz) >= sizeof z->name)
		return err_set(e, E_INPUT, "The time zone is missing or too long: give a name such as America/Chicago.");
	pthread_mutex_lock(&adding);
	*out = find(tz);
	if (*out == NULL) {
		z = zone_read(tz);
		if (z != NULL) {
			z->next = atomic_load(&zones);
			atomic_store_explicit(&zones, z, memory_order_release);
			*out = z;
		}
	}
	pthread_mutex_unlock(&adding);
	if (*out == NULL)
		return err_set(e, E_INPUT, "\"%s\" is no time zone we know: give a name such as America/Chicago.", tz);
	return OK;
}

/* The last change at or before t. */
static size_t change_at(const struct zone *z, int64_t t)
{
	size_t lo = 0, hi = z->n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (z->changes[mid].at <= t)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static int64_t floor_div(int64_t x, int64_t y)
{
	return x / y - (x % y < 0);
}

struct civil civil_at(const struct zone *z, int64_t us)
{
	int64_t t = floor_div(us, SECOND), local, day;
	struct civil c;
	int rest;

	local = t + z->changes[change_at(z, t)].east;
	day = floor_div(local, 86400);
	c = day_civil((day_t)day);
	rest = (int)(local - day * 86400);
	c.hour = rest / 3600;
	c.minute = rest / 60 % 60;
	c.second = rest % 60;
	return c;
}

int64_t civil_us(const struct zone *z, struct civil c)
{
	int64_t month = c.month - 1, year = c.year + floor_div(month, 12), local;
	size_t lo = 0, hi = z->n - 1;
	day_t first = day_of((int)year, (int)(month - floor_div(month, 12) * 12) + 1, 1);

	if (first == DAY_NONE)
		return 0;
	local = ((int64_t)first + c.day - 1) * 86400 + c.hour * INT64_C(3600) + c.minute * INT64_C(60) + c.second;
	/* The first stretch whose own clock has not yet passed this reading. In an overlap that is the earlier
	 * one; in a gap the reading lies before its beginning, and the clock before the change decides. */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (local < z->changes[mid + 1].at + z->changes[mid].east)
			hi = mid;
		else
			lo = mid + 1;
	}
	if (lo > 0 && local - z->changes[lo].east < z->changes[lo].at)
		lo--;
	return (local - z->changes[lo].east) * SECOND;
}

day_t day_today(const struct zone *z)
{
	struct civil c = civil_at(z, clock_now());

	return day_of(c.year, c.month, c.day);
}
