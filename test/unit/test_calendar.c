/* The school's own time: what a promise in minutes means on a Friday afternoon, in a holiday, when the clock changes. */
#include "school/admin/calendar.h"
#include "support/journey.h"
#include "support/test.h"

static struct err e;

static int start(void **state)
{
	*state = journey_open();
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

/* The promised moment in the school's zone as "2026-03-09 08:30". */
static struct str due(struct journey_school *s, const char *from, int64_t minutes)
{
	struct db *db;
	int64_t us = 0, out = 0;
	assert_true(time_parse(str_z(from), &us));
	assert_int_equal(store_read(s->w->store, &db, &e), OK);
	assert_int_equal(school_due(db, s->w->a, us, minutes, &out, &e), OK);
	struct civil c = civil_at(school_zone(db), out);
	store_read_end(db);
	return str_fmt(s->w->a, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

#define DUE(from, minutes, wanted) assert_string_equal(due(s, from, minutes).p, wanted)

/* Chicago, school from 8:00 to 15:30. Worked out by hand with a calendar; winter time is UTC-6 until 8 March 2026, then UTC-5. [R012 R204] */
static void a_promise_counts_school_time(void **state)
{
	struct journey_school *s = *state;
	DUE("2026-03-04T15:00:00Z", 120, "2026-03-04 11:00"); /* Wednesday at 9:00: the same morning */
	DUE("2026-03-04T20:30:00Z", 120, "2026-03-05 09:00"); /* at 14:30: one hour is left today, the other is tomorrow's first */
	DUE("2026-03-05T04:00:00Z", 120, "2026-03-05 10:00"); /* Wednesday at 22:00: nobody is there at night */
	DUE("2026-03-06T21:00:00Z", 60, "2026-03-09 08:30");  /* Friday at 15:00: Monday, and the clock went forward between */
	DUE("2026-03-07T18:00:00Z", 450, "2026-03-09 15:30"); /* Saturday, a whole school day */
	DUE("2026-03-06T21:30:00Z", 10, "2026-03-09 08:10");  /* Friday, the minute that school ends */
}

static void closed_days_are_said_and_not_counted(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/r/closed_day", "title=Trip&begin_on=2026-03-05", 403, NULL, NULL},
	     {LEADER, "/r/closed_day", "title=Spring+break&begin_on=2026-03-09&end_on=2026-03-06", 422, "before the first", NULL},
	     {LEADER, "/r/closed_day", "title=Spring+break&begin_on=2026-03-09&end_on=2026-03-11", 303, NULL, NULL},
	     {LEADER, "/r/closed_day", "title=Teachers+learn&begin_on=2026-03-05", 303, NULL, NULL});
	struct id closed = ID_NIL;
	assert_true(id_parse(str_z(journey_fill(s, "{=select id from closed_day where title = 'Teachers learn'}")), &closed));
	journey_translate(s, "closed_day", closed, "title", "es", "Aprenden los maestros");
	DUE("2026-03-06T21:00:00Z", 60, "2026-03-12 08:30");
	DUE("2026-03-04T21:00:00Z", 60, "2026-03-06 08:30");
	WALK(s, {ANA, "/learners/{ana}/week", NULL, 200, "No school: Teachers learn", "Spring break"},
	     {TEACHER, "/classes/{class}/week", NULL, 200, "No school|Teachers learn", "Spring break"},
	     {ANA, "/learners/{ana}/week?lang=es", NULL, 200, "Aprenden los maestros", "Teachers learn"});
}

/* A school that never opens would promise nothing: then the clock counts. */
static void a_promise_has_an_end(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {LEADER, "/r/closed_day", "title=Closed&begin_on=2026-03-01&end_on=2028-03-01", 303, NULL, NULL});
	DUE("2026-03-06T21:00:00Z", 60, "2026-03-06 16:00");
}

static void times_of_day(void **state)
{
	(void)state;
	static const struct { const char *text; int minutes; } T[] = {{"8:00", 480}, {"08:05", 485}, {"15:30", 930}, {"0:00", 0}, {"23:59", 1439}, {"24:00", -1},
		{"8", -1}, {"8:5", -1}, {"8:60", -1}, {":30", -1}, {"8:30 ", -1}, {"", -1}, {"123:00", -1}};
	for (size_t i = 0; i < sizeof T / sizeof *T; i++)
		assert_int_equal(time_of_day(str_z(T[i].text)), T[i].minutes);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_of_day),
		cmocka_unit_test(a_promise_counts_school_time),
		cmocka_unit_test(closed_days_are_said_and_not_counted),
		cmocka_unit_test(a_promise_has_an_end),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
