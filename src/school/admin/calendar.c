#include "school/admin/calendar.h"
#include "record/record.h"

static enum code ends_after_it_begins(const struct change *c, struct err *e)
{
	if (!c->now || !rec_t(c->now, "end_on").n || str_cmp(rec_t(c->now, "end_on"), rec_t(c->now, "begin_on")) >= 0)
		return OK;
	return err_set(e, E_INPUT, "The last day is before the first. Look at the days again.");
}

RECORD(closed_day) = {
	.name = "closed_day", .table = "closed_day", .label = N_("Day without school"), .plural = N_("Days without school"),
	.help = N_("Holidays and other days on which the school is closed. Promised answers wait for the next school day."), .serves = "R012 R204",
	.scope = SCOPE_ORG, .see = REL_SIGNED_IN, .edit = REL_ADMIN | REL_LEADER, .create = REL_ADMIN | REL_LEADER, .remove = REL_ADMIN | REL_LEADER,
	.fields = FIELDS(
		{"begin_on", N_("First day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"end_on", N_("Last day"), N_("Empty for one day."), F_DATE, FF_LIST},
		{"title", N_("Why"), N_("As families read it: Spring break."), F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE}),
	.checks = CHECKS({"it ends after it begins", ends_after_it_begins}),
	.title_field = "title", .order = "begin_on"};

SETTINGS(calendar) = {
	{.key = "school.day_begins", .label = N_("School day begins"), .help = N_("Time of day, such as 8:00. Promised answers count school time alone."), .type = SET_TEXT,
	 .initial = "8:00", .serves = "R204"},
	{.key = "school.day_ends", .label = N_("School day ends"), .help = N_("Time of day, such as 15:30."), .type = SET_TEXT, .initial = "15:30", .serves = "R204"},
	SETTINGS_END};

enum { MONDAY_TO_FRIDAY = 0x1f, AHEAD = 400 };

enum code school_calendar(struct db *db, struct arena *a, day_t from, day_t to, struct calendar *out, struct err *e)
{
	struct rows *r;
	size_t days = to >= from ? (size_t)(to - from) + 1 : 0;
	bool *closed = NEW_ARRAY(a, bool, days + 1);
	day_t *list = NEW_ARRAY(a, day_t, days + 1);
	*out = (struct calendar){.first = from, .last = to, .weekdays = MONDAY_TO_FRIDAY, .closed = list};
	enum code c = db_query(db, e, &r, "select begin_on, coalesce(nullif(end_on, ''), begin_on) from closed_day where begin_on <= ?1 and coalesce(nullif(end_on, ''), begin_on) >= ?2 order by begin_on",
	                       "tt", day_text(a, to), day_text(a, from));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		day_t first, last;
		if (!day_parse(rows_t(r, 0), &first) || !day_parse(rows_t(r, 1), &last))
			continue;
		for (day_t d = first < from ? from : first; d <= last && d <= to; d++)
			closed[d - from] = true;
	}
	rows_end(r);
	for (size_t i = 0; i < days; i++)
		if (closed[i])
			list[out->n_closed++] = from + (day_t)i;
	return got < 0 ? e->code : OK;
}

enum code school_closed(struct db *db, struct arena *a, enum lang lang, day_t first, size_t n, struct str *why, struct err *e)
{
	struct rows *r;
	for (size_t i = 0; i < n; i++)
		why[i] = S("");
	enum code c = db_query(db, e, &r,
	                       "select begin_on, coalesce(nullif(end_on, ''), begin_on), coalesce((select x.words from record_text x where x.id = d.id and x.field = 'title' and x.lang = ?3), title)"
	                       " from closed_day d where begin_on <= ?1 and coalesce(nullif(end_on, ''), begin_on) >= ?2 order by begin_on",
	                       "ttz", day_text(a, first + (day_t)n - 1), day_text(a, first), LANGS[lang].tag);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		day_t from, to;
		if (!day_parse(rows_t(r, 0), &from) || !day_parse(rows_t(r, 1), &to))
			continue;
		for (size_t i = 0; i < n; i++)
			if (first + (day_t)i >= from && first + (day_t)i <= to)
				why[i] = str_dup(a, rows_t(r, 2));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

int time_of_day(struct str s)
{
	int n[2] = {0, 0}, part = 0, digits = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ':' && part == 0 && digits > 0) {
			part = 1;
			digits = 0;
		} else if (s.p[i] >= '0' && s.p[i] <= '9' && digits < 2) {
			n[part] = n[part] * 10 + (s.p[i] - '0');
			digits++;
		} else {
			return -1;
		}
	}
	return part == 1 && digits == 2 && n[0] < 24 && n[1] < 60 ? n[0] * 60 + n[1] : -1;
}

static int64_t instant(const struct zone *z, day_t day, int minute)
{
	struct civil c = day_civil(day);
	c.hour = minute / 60;
	c.minute = minute % 60;
	return civil_us(z, c);
}

enum code school_due(struct db *db, struct arena *a, int64_t from, int64_t minutes, int64_t *out, struct err *e)
{
	struct str begins = S(""), ends = S("");
	struct calendar cal;
	const struct zone *z = school_zone(db);
	*out = from + minutes * MINUTE;
	enum code c = setting_text(db, a, "school.day_begins", &begins, e);
	if (!c)
		c = setting_text(db, a, "school.day_ends", &ends, e);
	int first = time_of_day(begins), last = time_of_day(ends);
	if (c || !z || first < 0 || last <= first)
		return c;
	struct civil now = civil_at(z, from);
	day_t today = day_of(now.year, now.month, now.day);
	int64_t left = minutes * MINUTE;
	c = school_calendar(db, a, today, today + AHEAD, &cal, e);
	for (day_t d = today; !c && d <= cal.last; d++) {
		if (!calendar_open(&cal, d))
			continue;
		int64_t begin = instant(z, d, first), end = instant(z, d, last);
		if (begin < from)
			begin = from;
		if (begin >= end)
			continue;
		if (left <= end - begin) {
			*out = begin + left;
			break;
		}
		left -= end - begin;
	}
	return c;
}
