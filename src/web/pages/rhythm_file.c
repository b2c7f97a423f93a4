/* rhythm_file.c - the stable week and its changes as a file for the calendar that a family has already (RFC 5545) [R075 R272]. Times are
 * those of the clock at school: without a zone, as RFC 5545, 3.3.5, form 1, so that 08:30 is 08:30. */
#include "school/family/rhythm.h"
#include "school/people/people.h"
#include "web/app.h"

#define LINE 75 /* octets of a line at most, its end not counted (3.1) */

/* One content line: the text is escaped (3.3.11), and folded between characters. */
static void line(struct buf *b, const char *name, struct str text)
{
	size_t on = 0;
	for (const char *p = name; *p; p++, on++)
		buf_byte(b, *p);
	for (size_t i = 0; i < text.n;) {
		unsigned char c = (unsigned char)text.p[i];
		size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
		bool escaped = c == ',' || c == ';' || c == '\\' || c == '\n';
		n = n > text.n - i ? text.n - i : n;
		if (on + n + escaped > LINE) {
			buf_z(b, "\r\n ");
			on = 1;
		}
		if (escaped)
			buf_byte(b, '\\');
		if (c == '\n')
			buf_byte(b, 'n');
		else if (c != '\r')
			buf_add(b, text.p + i, n);
		on += n + escaped;
		i += n;
	}
	buf_z(b, "\r\n");
}

static struct str compact(struct arena *a, day_t d, struct str time)
{
	struct civil c = day_civil(d);
	int m = time.n ? rhythm_minutes(time) : -1;
	return m < 0 ? str_fmt(a, "%04d%02d%02d", c.year, c.month, c.day) : str_fmt(a, "%04d%02d%02dT%02d%02d00", c.year, c.month, c.day, m / 60, m % 60);
}

static void begin(struct request *rq, struct buf *b, struct id id)
{
	char text[ID_TEXT];
	struct civil c = day_civil((day_t)(clock_now() / DAY));
	int s = (int)(clock_now() / SECOND % 86400);
	buf_z(b, "BEGIN:VEVENT\r\n");
	line(b, "UID:", str_z(id_text(id, text)));
	line(b, "DTSTAMP:", str_fmt(rq->a, "%04d%02d%02dT%02d%02d%02dZ", c.year, c.month, c.day, s / 3600, s / 60 % 60, s % 60));
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	struct rhythm r;
	struct buf *b = &rp->body;
	day_t today = rq->viewer.today;
	enum code c = rhythm_load(rq->db, rq->a, rq->lang, site.tz, ID_NIL, rq->learner, today, &r, e);
	if (c)
		return c;
	rp->type = "text/calendar; charset=utf-8";
	rp->file_name = S("school-week.ics");
	buf_z(b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Trellis//The same every week//EN\r\n");
	for (size_t i = 0; i < r.n_times; i++) {
		const struct rhythm_time *x = &r.times[i];
		day_t first = x->from != DAY_NONE && x->from > today ? x->from : today;
		while (day_weekday(first) != x->day)
			first++;
		if (x->until != DAY_NONE && first > x->until)
			continue;
		begin(rq, b, x->id);
		line(b, "DTSTART:", compact(rq->a, first, x->begins));
		line(b, "DTEND:", compact(rq->a, first, x->ends));
		line(b, "RRULE:", x->until == DAY_NONE ? S("FREQ=WEEKLY") : str_fmt(rq->a, "FREQ=WEEKLY;UNTIL=%.*s", S_ARG(compact(rq->a, x->until, S("23:59")))));
		line(b, "SUMMARY:", x->what);
		line(b, "LOCATION:", x->place);
		buf_z(b, "END:VEVENT\r\n");
	}
	for (size_t i = 0; i < r.n_changes; i++) {
		const struct rhythm_change *x = &r.changes[i];
		begin(rq, b, x->id);
		line(b, "DTSTART;VALUE=DATE:", compact(rq->a, x->on, S("")));
		line(b, "SUMMARY:", x->what);
		line(b, "DESCRIPTION:", x->reason);
		buf_z(b, "END:VEVENT\r\n");
	}
	buf_z(b, "END:VCALENDAR\r\n");
	return OK;
}

ROUTES(rhythm_file) = {
	{GET, "/learners/{learner}/week.ics", get, REL_HOME | REL_TEAM, RT_LEARNER_PAGE, .title = N_("The week for your calendar")},
	ROUTES_END,
};
