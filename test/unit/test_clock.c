/* Time: dates against the C library, zones against Python's zoneinfo (zone_rows.h), school calendars against
 * counting day by day. */
#include "base/clock.h"
#include "support/test.h"
#include "zone_rows.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

static struct arena *mem;
static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	return mem != NULL ? 0 : -1;
}
static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

static const struct zone *zone(const char *tz)
{
	const struct zone *z = NULL;
	struct err e = {0};

	if (zone_get(tz, &z, &e) != OK)
		fail_msg("%s", e.text);
	return z;
}

static void dates_are_those_of_the_c_library(void **unused)
{
	(void)unused;
	for (day_t d = -200000; d < 300000; d++) {
		time_t t = (time_t)d * 86400;
		struct civil c = day_civil(d);
		struct tm tm;

		gmtime_r(&t, &tm);
		if (c.year != tm.tm_year + 1900 || c.month != tm.tm_mon + 1 || c.day != tm.tm_mday ||
		    c.weekday % 7 != tm.tm_wday || day_of(c.year, c.month, c.day) != d)
			fail_msg("day %d is %d-%d-%d", d, c.year, c.month, c.day);
	}
}

static void only_real_dates_are_dates(void **unused)
{
	static const char *const bad[] = {"", "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31",
					  "2026-1-01", "26-01-01", "2026/01/01", "2026-01-01 ", " 2026-01-01", "2026-01-0x",
					  "+026-01-01", "20260101"};
	day_t d = 7;

	(void)unused;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (day_parse(str_z(bad[i]), &d))
			fail_msg("%s was taken for a date", bad[i]);
	assert_int_equal(d, 7);
	assert_true(day_parse(S("2024-02-29"), &d));
	assert_int_equal(d, 19782); /* date -u -d 2024-02-29 +%s, divided by 86400 */
	assert_string_equal(day_text(mem, d).p, "2024-02-29");
	assert_int_equal(day_text(mem, DAY_NONE).n, 0);
	assert_int_equal(day_weekday(d), 4);
	assert_string_equal(day_text(mem, day_monday(d)).p, "2024-02-26");
	assert_int_equal(day_monday(day_monday(d)), day_monday(d));
	assert_int_equal(day_monday(-1), -3); /* 1969-12-31 was a Wednesday */
	assert_int_equal(day_of(2026, 2, 30), DAY_NONE);
	assert_int_equal(day_of(10000, 1, 1), DAY_NONE);
}

static void zones_show_what_the_clock_shows(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof AT / sizeof *AT; i++) {
		const struct at_row *r = &AT[i];
		struct civil c = civil_at(zone(r->tz), r->at * SECOND + 999999);

		if (c.year != r->y || c.month != r->mo || c.day != r->d || c.hour != r->h || c.minute != r->mi || c.second != r->s)
			fail_msg("%s at %ld: %d-%02d-%02d %02d:%02d:%02d", r->tz, (long)r->at, c.year, c.month, c.day, c.hour,
				 c.minute, c.second);
		assert_int_equal(c.weekday, day_weekday(day_of(c.year, c.month, c.day)));
	}
}

static void civil_time_finds_its_instant(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof CIVIL / sizeof *CIVIL; i++) {
		const struct civil_row *r = &CIVIL[i];
		struct civil c = {r->y, r->mo, r->d, r->h, r->mi, r->s, 0};
		int64_t at = civil_us(zone(r->tz), c);

		if (at != r->at * SECOND)
			fail_msg("%s %d-%02d-%02d %02d:%02d:%02d: %ld, not %ld", r->tz, r->y, r->mo, r->d, r->h, r->mi, r->s,
				 (long)(at / SECOND), (long)r->at);
	}
	/* what overflows is carried: 25:61 on 31 December */
	struct civil c = {2025, 12, 31, 25, 61, 0, 0}, month = {2025, 14, 1, 0, 0, 0, 0};
	assert_string_equal(time_text(mem, civil_us(zone("UTC"), c)).p, "2026-01-01T02:01:00Z");
	assert_string_equal(time_text(mem, civil_us(zone("UTC"), month)).p, "2026-02-01T00:00:00Z");
}

static void unknown_zones_are_refused(void **unused)
{
	static const char *const bad[] = {"", "Nowhere/City", "america/chicago ", "GMT+25", "Etc/Unknown",
					  "a name that is longer than any time zone has ever been or will be, we hope"};
	const struct zone *z;
	struct err e = {0};

	(void)unused;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (zone_get(bad[i], &z, &e) == OK)
			fail_msg("\"%s\" was taken for a zone", bad[i]);
		assert_non_null(strstr(e.text, "America/Chicago"));
	}
	assert_ptr_equal(zone("America/Chicago"), zone("America/Chicago"));
}

static void *ask_zones(void *wrong)
{
	for (size_t i = 0; i < sizeof AT / sizeof *AT; i++) {
		const struct zone *z;

		if (zone_get(AT[i].tz, &z, NULL) != OK || civil_at(z, AT[i].at * SECOND).minute != AT[i].mi)
			*(int *)wrong = 1;
	}
	return NULL;
}

static void many_threads_may_ask(void **unused)
{
	pthread_t t[8];
	int wrong[8] = {0};

	(void)unused;
	for (int i = 0; i < 8; i++)
		pthread_create(&t[i], NULL, ask_zones, &wrong[i]);
	for (int i = 0; i < 8; i++) {
		pthread_join(t[i], NULL);
		assert_int_equal(wrong[i], 0);
	}
}

static void times_are_read_and_written(void **unused)
{
	static const struct {
		const char *in, *out;
	} good[] = {
		{"2026-11-21T22:30:41.123456Z", "2026-11-21T22:30:41.123456Z"}, {"2026-11-21T22:30:41Z", "2026-11-21T22:30:41Z"},
		{"2026-11-21t22:30:41z", "2026-11-21T22:30:41Z"},              {"2026-11-21 22:30:41Z", "2026-11-21T22:30:41Z"},
		{"2026-11-21T22:30:41-06:00", "2026-11-22T04:30:41Z"},         {"2026-03-01T01:00:00+05:45", "2026-02-28T19:15:00Z"},
		{"2026-11-21", "2026-11-21T00:00:00Z"},                        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
		{"2026-11-21T22:30:41.5Z", "2026-11-21T22:30:41.500000Z"},     {"2026-11-21T22:30:41.1234569Z", "2026-11-21T22:30:41.123456Z"},
		{"1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.250000Z"},    {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
	};
	static const char *const bad[] = {"", "2026-11-21T22:30:41", "2026-11-21T22:30Z", "2026-11-21T24:00:00Z", "2026-11-21T22:60:00Z",
					  "2026-11-21T22:30:61Z", "2026-11-21T22:30:41.Z", "2026-11-21T22:30:41+6:00",
					  "2026-11-21T22:30:41+24:00", "2026-11-21T22:30:41+0600", "2026-11-21T22:30:41Zx", "2026-11-21T",
					  "2026-11-21X22:30:41Z", "2026-02-30T00:00:00Z", "20261121T223041Z", "now"};
	int64_t us;

	(void)unused;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		if (!time_parse(str_z(good[i].in), &us))
			fail_msg("%s was refused", good[i].in);
		assert_string_equal(time_text(mem, us).p, good[i].out);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (time_parse(str_z(bad[i]), &us))
			fail_msg("%s was taken for a time", bad[i]);
	assert_true(time_parse(S("2026-11-21T22:30:41.123456Z"), &us));
	assert_true(us == INT64_C(1795300241123456)); /* date -u -d 2026-11-21T22:30:41Z +%s */
}

static void the_clock_can_be_set(void **unused)
{
	int64_t now, before = clock_monotonic();

	(void)unused;
	clock_set(INT64_C(1795300241123456));
	assert_true(clock_now() == INT64_C(1795300241123456));
	assert_string_equal(day_text(mem, day_today(zone("America/Chicago"))).p, "2026-11-21");
	assert_string_equal(day_text(mem, day_today(zone("Asia/Kolkata"))).p, "2026-11-22");
	clock_set(0);
	now = clock_now();
	assert_true(now / SECOND - time(NULL) < 3 && time(NULL) - now / SECOND < 3);
	clock_shift(10 * DAY);
	assert_true(clock_now() - now >= 10 * DAY && clock_now() - now < 11 * DAY);
	clock_shift(0);
	assert_true(clock_monotonic() >= before);
}

static void school_days_are_counted(void **unused)
{
	/* September 2026 to June 2027, Monday to Friday, with a week off and two single days, one a Sunday */
	day_t closed[8];
	struct calendar c = {day_of(2026, 9, 1), day_of(2027, 6, 11), 0x1F, closed, 8};
	unsigned seed = 11;

	(void)unused;
	closed[0] = day_of(2026, 9, 7); /* Labor Day */
	closed[1] = day_of(2026, 11, 22);
	for (int i = 2; i < 7; i++)
		closed[i] = day_of(2026, 12, 19 + i); /* 21 to 25 December */
	closed[7] = closed[6];                        /* said twice */
	assert_true(calendar_open(&c, day_of(2026, 9, 1)) && !calendar_open(&c, day_of(2026, 8, 31)));
	assert_false(calendar_open(&c, day_of(2026, 9, 5))); /* Saturday */
	assert_false(calendar_open(&c, day_of(2026, 9, 7)));
	assert_false(calendar_open(&c, day_of(2027, 6, 14)));
	assert_int_equal(calendar_days(&c, day_of(2026, 9, 1), day_of(2026, 9, 30)), 21); /* 22 weekdays less Labor Day */
	assert_int_equal(calendar_days(&c, day_of(2026, 12, 21), day_of(2026, 12, 27)), 0);
	assert_int_equal(calendar_add(&c, day_of(2026, 9, 4), 1), day_of(2026, 9, 8)); /* over the long weekend */
	assert_int_equal(calendar_add(&c, day_of(2026, 9, 8), -1), day_of(2026, 9, 4));
	assert_int_equal(calendar_add(&c, day_of(2026, 8, 1), 1), day_of(2026, 9, 1));
	assert_int_equal(calendar_add(&c, day_of(2027, 6, 11), 1), DAY_NONE);
	assert_int_equal(calendar_add(&c, day_of(2026, 9, 5), 0), day_of(2026, 9, 5));
	for (int round = 0; round < 3000; round++) {
		day_t from = c.first - 20 + rand_r(&seed) % 330, to = from + rand_r(&seed) % 200 - 5;
		int count = 0;

		c.weekdays = (unsigned)rand_r(&seed) % 128;
		for (day_t d = from; d <= to; d++)
			count += calendar_open(&c, d);
		assert_int_equal(calendar_days(&c, from, to), count);
		if (count > 0 && from > c.first) {
			day_t nth = calendar_add(&c, from - 1, count);

			assert_true(nth <= to && calendar_open(&c, nth) && calendar_days(&c, from, nth) == count);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("dates are those of the C library", dates_are_those_of_the_c_library),
		TEST("only real dates are dates", only_real_dates_are_dates),
		TEST("zones show what the clock shows", zones_show_what_the_clock_shows),
		TEST("civil time finds its instant, in gaps and overlaps too", civil_time_finds_its_instant),
		TEST("unknown zones are refused", unknown_zones_are_refused),
		TEST("many threads may ask for zones", many_threads_may_ask),
		TEST("times are read and written as RFC 3339", times_are_read_and_written),
		TEST("the clock can be set and shifted", the_clock_can_be_set),
		TEST("school days are counted", school_days_are_counted),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
