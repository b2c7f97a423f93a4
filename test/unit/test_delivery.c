/* What becomes of a support: entered once, applied, noted, seen, and kept from everybody whom it does not concern. */
#include "support/journey.h"
#include "support/pg.h"
#include "support/test.h"
#include "web/app.h"

#include <string.h>

static struct journey_school *s;
static char database[400]; /* empty: SQLite */

static int start(void **unused)
{
	(void)unused;
	s = journey_open_at(database[0] ? database : NULL);
	web_sql(s->w, "update week_item set limit_minutes = 20 where title = 'Questions on bread'");
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	journey_close(s);
	return 0;
}

static void line(const char *source, const char *term, const char *value, const char *text)
{
	(void)JOURNEY_MAKE(s, "plan_line", {"learner", id_str(s->w->a, s->people[ANA])}, {"source", str_z(source)}, {"kind", S("accommodation")}, {"term", str_z(term)},
	                   {"value", str_z(value)}, {"text", str_z(text)});
}

#define ROWS_OF(what, term) "select count(*) from delivery where what = '" what "' and term = '" term "'"

/* A page that is opened again adds nothing: one row for each learner, support, work, day and state. [R233] */
static void offered_once(void **state)
{
	(void)state;
	line("iep", "additional-testing-time", "1.5", "Half as much time again");
	line("iep", "print-size", "18", "Large print");
	line("504", "spoken", "computer-read-aloud", "Texts are read aloud");
	for (int i = 0; i < 3; i++)
		WALK(s, {ANA, "/learners/{ana}/work/{questions}", NULL, 200, "30 minutes", NULL});
	journey_counts(s, ROWS_OF("offered", "additional-testing-time") " and channel = 'time' and source = 'iep' and value = '1.5' and by_whom is null", 1);
	journey_counts(s, ROWS_OF("offered", "spoken") " and channel = 'screen' and source = '504'", 1);
	journey_counts(s, ROWS_OF("offered", "print-size"), 0);
	/* work that has no limit offers no time; others who look add nothing */
	WALK(s, {ANA, "/learners/{ana}/work/{work}", NULL, 200, NULL, NULL}, {TEACHER, "/learners/{ana}/work/{work}", NULL, 200, NULL, NULL},
	     {MOTHER, "/learners/{ana}/work/{questions}", NULL, 200, NULL, NULL});
	journey_counts(s, ROWS_OF("offered", "additional-testing-time"), 1);
	journey_counts(s, ROWS_OF("offered", "spoken"), 2);
	clock_set((int64_t)day_of(2026, 3, 5) * DAY + 16 * HOUR);
	WALK(s, {ANA, "/learners/{ana}/work/{questions}", NULL, 200, NULL, NULL});
	journey_counts(s, ROWS_OF("offered", "additional-testing-time"), 2);
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR);
	/* on paper, once a day */
	WALK(s, {TEACHER, "/learners/{ana}/packet.pdf", NULL, 200, NULL, NULL}, {MOTHER, "/learners/{ana}/packet.pdf", NULL, 200, NULL, NULL});
	journey_counts(s, ROWS_OF("offered", "print-size") " and channel = 'paper' and value = '18'", 1);
}

/* Used when the learner uses it; turned off by whom; a learner without plans leaves no trace. [R233 R234] */
static void used_and_off(void **state)
{
	(void)state;
	WALK(s, {ANA, "/learners/{ana}/work/{questions}/used", "tool=read", 204, NULL, NULL}, {ANA, "/learners/{ana}/work/{questions}/used", "tool=read", 204, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{questions}/used", "tool=mask", 204, NULL, NULL}, {BEN, "/learners/{ana}/work/{questions}/used", "tool=read", 403, NULL, NULL});
	journey_counts(s, ROWS_OF("used", "spoken") " and by_whom is not null", 1);
	journey_counts(s, ROWS_OF("used", "answer-masking"), 0);
	/* the time of everybody is over, the plan's goes on */
	WALK(s, {ANA, "/learners/{ana}/work/{questions}/clock", "x=1", 303, NULL, NULL});
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR + 5 * 60 * SECOND);
	WALK(s, {ANA, "/learners/{ana}/work/{questions}/answer", "place=1&answer=9", 303, NULL, NULL});
	journey_counts(s, ROWS_OF("used", "additional-testing-time"), 0);
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR + 25 * 60 * SECOND);
	WALK(s, {ANA, "/learners/{ana}/work/{questions}/answer", "place=1&answer=4", 303, NULL, NULL});
	journey_counts(s, ROWS_OF("used", "additional-testing-time"), 1);
	/* a setting that is turned on and off again */
	WALK(s, {ANA, "/learners/{ana}/settings", "line=1", 303, NULL, NULL}, {ANA, "/learners/{ana}/settings", "x=1", 303, NULL, NULL});
	journey_counts(s, "select count(*) from delivery d join person p on p.id = d.by_whom where d.what = 'turnedOff' and d.term = 'line-reader' and d.source = 'learner' and p.given_name = 'Ana'", 1);
	WALK(s, {ANA, "/learners/{ana}/supports", NULL, 200, "What helped me this week|More time|Texts read aloud by the device", "IEP|504 plan|not planned for today"});
}

/* What only a person can give is noted in two taps; a missed one comes to the case manager until it is answered. [R233] */
static void by_hand(void **state)
{
	(void)state;
	line("iep", "human-reader", "", "Ms. Case reads the text");
	line("iep", "", "", "A seat near the door");
	WALK(s, {TEACHER, "/classes/{class}", NULL, 200, "Note what was given or missed|A seat near the door|Ms. Case reads the text", "Large print</span>"},
	     {TEACHER, "/learners/{ana}/supports/note", "what=given&line={=select id from plan_line where text = 'A seat near the door'}&back=/classes/{class}", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/supports/note", "what=missed&line={=select id from plan_line where term = 'human-reader'}", 422, "Say why it was missed", NULL},
	     {TEACHER, "/learners/{ana}/supports/note", "what=missed&why=noAdult&line={=select id from plan_line where term = 'human-reader'}", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/supports/note", "what=missed&why=noAdult&line={=select id from plan_line where term = 'print-size'}", 422, "not planned", NULL});
	journey_counts(s, "select count(*) from delivery where what = 'used' and channel = 'person' and term is null", 1);
	journey_counts(s, "select count(*) from delivery d join person p on p.id = d.owner where d.what = 'missed' and d.term = 'human-reader' and d.why = 'noAdult' and p.given_name = 'Cass'", 1);
	WALK(s, {TEACHER, "/learners/{ana}/supports", NULL, 200, "A person reads aloud|It comes to Cass Case.|given today|missed today|No adult was free|What this means", NULL},
	     {TEACHER, "/classes/{class}/supports", NULL, 200, "Ana Ash|waits for Cass Case|By support|A seat near the door", "Cora"},
	     {TEACHER, "/classes/{class}/supports?format=csv", NULL, 200, "Ana Ash,A person reads aloud,1,0,0,0,1,1", NULL},
	     {TEACHER, "/learners/{ana}/supports?format=csv", NULL, 200, "A person reads aloud,IEP,1,0,0,0,1", NULL},
	     {CASE, "/learners/{ana}/supports/{=select id from delivery where what = 'missed'}/answer", "text=", 422, "Write what was done", NULL},
	     {CASE, "/learners/{ana}/supports/{=select id from delivery where what = 'missed'}/answer", "text=Read+it+together+after+lunch.", 303, NULL, NULL},
	     {EL, "/learners/{ana}/supports/{=select id from delivery where what = 'missed'}/answer", "text=Me+too", 422, "Somebody answered this already.", NULL},
	     {TEACHER, "/classes/{class}/supports", NULL, 200, NULL, "waits for"});
}

/* One tap of the learner; another mind the same day counts, the same tap twice does not. [R234] */
static void helped(void **state)
{
	(void)state;
	const char *tap = "/learners/{ana}/supports/helped";
	WALK(s, {ANA, tap, "support=spoken&helped=yes", 303, NULL, NULL}, {ANA, tap, "support=spoken&helped=yes", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/supports", NULL, 200, "It helped.", NULL});
	journey_counts(s, ROWS_OF("helped", "spoken"), 1);
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 17 * HOUR);
	WALK(s, {ANA, tap, "support=spoken&helped=no&text=Too+fast", 303, NULL, NULL}, {CASE, "/learners/{ana}/supports", NULL, 200, "It did not help.|Too fast", "It helped."},
	     {ANA, tap, "support=spoken&helped=perhaps", 422, NULL, NULL}, {ANA, tap, "support=braille&helped=yes", 422, NULL, NULL},
	     {TEACHER, tap, "support=spoken&helped=yes", 403, NULL, NULL});
}

/* How the work went that was done with a support: its note names the piece of work, whose tries and scores the team opens from there;
 * and what is counted week by week stands in one page with how often it was used, better or not. [R233] */
static void how_the_work_went(void **state)
{
	(void)state;
#define SPOKEN "{=select id from plan_line where term = 'spoken'}"
	const char *page = "/learners/{ana}/supports", *level = "/learners/{ana}/supports/level";
	journey_counts(s, "select count(*) from delivery d join event v on v.week_item = d.week_item and v.learner = d.learner where d.what = 'used' and d.term = 'spoken' and v.score = 0", 1);
	journey_counts(s, "select count(*) from delivery d join event v on v.week_item = d.week_item and v.learner = d.learner where d.what = 'used' and d.term = 'spoken' and v.score = 1", 1);
	WALK(s, {TEACHER, "/r/delivery/{=select id from delivery where what = 'used' and term = 'spoken'}", NULL, 200, "Texts read aloud by the device|Questions on bread|/r/week_item/{questions}", NULL},
	     {TEACHER, page, NULL, 200, "Texts read aloud by the device", "goal-line"},
	     {TEACHER, "/r/support_measure", "learner={ana}&line=" SPOKEN "&what=Right+at+the+first+try&every=week&baseline=2&target=8&begin_on=2026-02-02&goal_on=2026-04-13", 303, NULL, NULL},
	     {TEACHER, level, "line=" SPOKEN "&level=3&measured_on=2026-02-09", 303, NULL, NULL}, {TEACHER, level, "line=" SPOKEN "&level=5&measured_on=2026-02-16", 303, NULL, NULL},
	     {CASE, level, "line=" SPOKEN "&level=6&measured_on=2026-02-23&how=Cass+Case", 303, NULL, NULL},
	     {CASE, page, NULL, 200, "Texts read aloud by the device|Whether it helps|Texts are read aloud|Right at the first try|goal 8|class=\"trend\"|Cass Case", "Half as much time again</span>: "},
	     {BEN, page, NULL, 403, NULL, "Right at the first try"}, {OTHER_TEACHER, page, NULL, 403, NULL, "Right at the first try"});
#undef SPOKEN
}

/* A line that ends takes nothing away: new work changes, history stays. [R233] */
static void history_stays(void **state)
{
	(void)state;
	int64_t before = web_count(s->w, ROWS_OF("offered", "spoken"));
	assert_true(before > 0);
	web_sql(s->w, "update plan_line set end_on = '2026-03-03' where term = 'spoken'");
	WALK(s, {ANA, "/learners/{ana}/work/{work}", NULL, 200, NULL, NULL}, {TEACHER, "/learners/{ana}/supports", NULL, 200, "not planned any more|Texts read aloud by the device", NULL});
	journey_counts(s, ROWS_OF("offered", "spoken"), before);
	web_sql(s->w, "update plan_line set end_on = null where term = 'spoken'");
}

/* Nothing that a classmate sees or fetches tells of it: no page, no list, no API, no search. [R010 R194] */
static void nobody_else(void **state)
{
	(void)state;
	static const enum who others[] = {BEN, CORA, FATHER, OTHER_TEACHER, NOBODY};
	static const char *const paths[] = {"/learners/{ana}/supports", "/learners/{ana}/supports?format=csv", "/classes/{class}/supports", "/api/v1/delivery", "/r/delivery",
		"/api/v1/delivery/{=select id from delivery order by id limit 1}", "/r/delivery/{=select id from delivery order by id limit 1}", "/api/v1/plan_line"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		for (size_t k = 0; k < sizeof paths / sizeof *paths; k++) {
			struct reply rp = journey_get(s, others[i], paths[k]);
			if (web_has(s->w, &rp, "Ana") || web_has(s->w, &rp, "spoken") || web_has(s->w, &rp, "human-reader") || web_has(s->w, &rp, "reads"))
				fail_msg("%d sees it at %s (%d)", (int)others[i], paths[k], rp.status);
			if (k < 3 && rp.status == 200)
				fail_msg("%d opens %s", (int)others[i], paths[k]);
		}
	/* those of the learner do */
	WALK(s, {MOTHER, "/learners/{ana}/supports", NULL, 200, NULL, NULL}, {LEADER, "/learners/{ana}/supports", NULL, 200, "More time", NULL},
	     {CASE, "/api/v1/delivery?learner={ana}", NULL, 200, "human-reader", NULL}, {BEN, "/learners/{ben}/supports", NULL, 200, NULL, "Ana"});
	/* nobody writes the record by hand */
	journey_counts(s, "select count(*) from delivery where what = 'helped'", 2);
	struct reply rp = journey_get(s, TEACHER, "/r/delivery/new?learner={ana}");
	assert_int_not_equal(rp.status, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("opened again, a page adds nothing [R233]", offered_once),
		TEST("used, and turned off by whom [R233 R234]", used_and_off),
		TEST("given or missed by a person, to whom it comes [R233]", by_hand),
		TEST("the learner says what helped [R234]", helped),
		TEST("how the work went: its tries, and what is counted while a support is used [R233]", how_the_work_went),
		TEST("history stays when a plan line ends [R233]", history_stays),
		TEST("no classmate can tell [R010 R194]", nobody_else),
	};
	int failed = cmocka_run_group_tests_name("delivery on SQLite", tests, start, stop);
	if (pg_fresh(database, sizeof database))
		failed += cmocka_run_group_tests_name("delivery on PostgreSQL", tests, start, stop);
	return failed;
}
