#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic int64_t fixed_now, shifted;

static int64_t system_clock(clockid_t which)
{
	struct timespec ts;

	clock_gettime(which, &ts);
	return (int64_t)ts.tv_sec * SECOND + ts.tv_nsec / 1000;
}

int64_t clock_now(void)
{
	int64_t fixed = atomic_load_explicit(&fixed_now, memory_order_relaxed);

	if (fixed != 0)
		return fixed;
	return system_clock(CLOCK_REALTIME) + atomic_load_explicit(&shifted, memory_order_relaxed);
}

int64_t clock_monotonic(void)
{
	return system_clock(CLOCK_MONOTONIC);
}

void clock_set(int64_t fixed)
{
	atomic_store(&fixed_now, fixed);
}

void clock_shift(int64_t us)
{
	atomic_store(&shifted, us);
}

/* Days and civil dates: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", with years from March. */
static int64_t days_from_civil(int64_t y, int m, int d)
{
	int64_t era, yoe, doy;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static struct civil civil_from_days(int64_t z)
{
	struct civil c = {0};
	int64_t era, doe, yoe, doy, mp;

	c.weekday = (int)(((z + 3) % 7 + 7) % 7) + 1; /* day 0 was a Thursday */
	z += 719468;
	era = (z >= 0 ? z : z - 146096) / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	c.day = (int)(doy - (153 * mp + 2) / 5 + 1);
	c.month = (int)(mp < 10 ? mp + 3 : mp - 9);
	c.year = (int)(yoe + era * 400 + (c.month <= 2));
	return c;
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

day_t day_of(int year, int month, int day)
{
	if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
		return DAY_NONE;
	return (day_t)days_from_civil(year, month, day);
}

struct civil day_civil(day_t d)
{
	return civil_from_days(d);
}

/* n digits at s[at]; -1 when something else is there. */
static int digits(struct str s, size_t at, size_t n)
{
	int v = 0;

	if (at + n > s.n)
		return -1;
	for (size_t i = at; i < at + n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		v = v * 10 + (s.p[i] - '0');
	}
	return v;
}

bool day_parse(struct str s, day_t *out)
{
	int y = digits(s, 0, 4), m = digits(s, 5, 2), d = digits(s, 8, 2);
	day_t day;

	if (s.n != 10 || y < 0 || m < 0 || d < 0 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	day = day_of(y, m, d);
	if (day == DAY_NONE)
		return false;
	*out = day;
	return true;
}

struct str day_text(struct arena *a, day_t d)
{
	struct civil c;

	if (d == DAY_NONE)
		return (struct str){"", 0};
	c = day_civil(d);
	if (c.year < 0 || c.year > 9999)
		return str_fmt(a, "%04d-%02d-%02d", c.year, c.month, c.day);
	const int digits[] = {c.year / 1000, c.year / 100 % 10, c.year / 10 % 10, c.year % 10, -1, c.month / 10, c.month % 10, -1, c.day / 10, c.day % 10};
	char *text = arena_alloc(a, sizeof digits / sizeof *digits + 1);
	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		text[i] = digits[i] < 0 ? '-' : (char)('0' + digits[i]);
	text[10] = '\0';
	return (struct str){text, 10};
}

int day_weekday(day_t d)
{
	return day_civil(d).weekday;
}

day_t day_monday(day_t d)
{
	return d - (day_weekday(d) - 1);
}

/* "Z" or "+hh:mm" at s[at], to the end; seconds east of UTC. */
static bool parse_offset(struct str s, size_t at, int *east)
{
	int h, m;

	if (at + 1 == s.n && (s.p[at] == 'Z' || s.p[at] == 'z')) {
		*east = 0;
		return true;
	}
	if (at + 6 != s.n || (s.p[at] != '+' && s.p[at] != '-') || s.p[at + 3] != ':')
		return false;
	h = digits(s, at + 1, 2);
	m = digits(s, at + 4, 2);
	if (h < 0 || h > 23 || m < 0 || m > 59)
		return false;
	*east = (h * 60 + m) * 60 * (s.p[at] == '-' ? -1 : 1);
	return true;
}

bool time_parse(struct str s, int64_t *us)
{
	day_t day;
	int h, m, sec, east;
	int64_t fraction = 0, unit = SECOND / 10;
	size_t at = 19;

	if (s.n < 10 || !day_parse((struct str){s.p, 10}, &day))
		return false;
	if (s.n == 10) {
		*us = day * DAY;
		return true;
	}
	h = digits(s, 11, 2);
	m = digits(s, 14, 2);
	sec = digits(s, 17, 2);
	if (h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 60) /* 60: a leap second */
		return false;
	if ((s.p[10] != 'T' && s.p[10] != 't' && s.p[10] != ' ') || s.p[13] != ':' || s.p[16] != ':')
		return false;
	if (at < s.n && s.p[at] == '.') {
		size_t first = ++at;

		for (; at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; at++) {
			fraction += (s.p[at] - '0') * unit;
			unit /= 10;
		}
		if (at == first)
			return false;
	}
	if (!parse_offset(s, at, &east))
		return false;
	*us = day * DAY + h * HOUR + m * MINUTE + sec * SECOND + fraction - east * SECOND;
	return true;
}

static int64_t floor_div(int64_t x, int64_t y)
{
	return x / y - (x % y < 0);
}

struct str time_text(struct arena *a, int64_t us)
{
	int64_t day = floor_div(us, DAY), rest = us - day * DAY;
	struct civil c = civil_from_days(day);
	int h = (int)(rest / HOUR), m = (int)(rest / MINUTE % 60), s = (int)(rest / SECOND % 60);
	int fraction = (int)(rest % SECOND);

	if (fraction != 0)
		return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", c.year, c.month, c.day, h, m, s, fraction);
	return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day, h, m, s);
}

/* First index in closed of a day >= d. */
static size_t closed_from(const struct calendar *c, day_t d)
{
	size_t lo = 0, hi = c->n_closed;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (c->closed[mid] < d)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool weekday_open(const struct calendar *c, day_t d)
{
	return (c->weekdays >> (day_weekday(d) - 1) & 1) != 0;
}

bool calendar_open(const struct calendar *c, day_t d)
{
	size_t i;

	if (d < c->first || d > c->last || !weekday_open(c, d))
		return false;
	i = closed_from(c, d);
	return i == c->n_closed || c->closed[i] != d;
}

int calendar_days(const struct calendar *c, day_t from, day_t to)
{
	int weeks, count = 0, each = 0;

	if (from < c->first)
		from = c->first;
	if (to > c->last)
		to = c->last;
	if (from > to)
		return 0;
	for (int i = 0; i < 7; i++)
		each += (int)(c->weekdays >> i & 1);
	weeks = (to - from + 1) / 7;
	count = weeks * each;
	for (day_t d = from + weeks * 7; d <= to; d++)
		count += weekday_open(c, d);
	for (size_t i = closed_from(c, from); i < c->n_closed && c->closed[i] <= to; i++)
		count -= weekday_open(c, c->closed[i]) && (i == 0 || c->closed[i] != c->closed[i - 1]);
	return count;
}

day_t calendar_add(const struct calendar *c, day_t from, int days)
{
	int step = days < 0 ? -1 : 1;
	day_t d = from;

	if (days == 0)
		return from;
	if (step > 0 && d < c->first)
		d = c->first - 1;
	if (step < 0 && d > c->last)
		d = c->last + 1;
	for (;;) {
		d += step;
		if (d < c->first || d > c->last)
			return DAY_NONE;
		if (calendar_open(c, d)) {
			days -= step;
			if (days == 0)
				return d;
		}
	}
}
