#include "school/plan/measure.h"
#include "engine/trend/trend.h"

#include <math.h>

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}

static enum code way_is_a_line(const struct change *c, struct err *e)
{
	day_t from, until;
	if (!c->now || !day_parse(rec_t(c->now, "begin_on"), &from) || !day_parse(rec_t(c->now, "goal_on"), &until) || until > from)
		return OK;
	return err_set(e, E_INPUT, "The day of the goal has to come after the first day. Please look at both.");
}

RECORD(support_measure) = {
	.name = "support_measure", .table = "support_measure", .label = N_("How a support is measured"), .plural = N_("How supports are measured"),
	.help = N_("What is counted each week or every two weeks while a support runs, where it began and what it is to reach. Team and family see the same chart."),
	.serves = "R181", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"line", N_("Support"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "plan_line"},
		{"what", N_("What is counted"), N_("Such as: words read right in a minute."), F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"every", N_("How often it is counted"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = CHOICES({"week", N_("Every week")}, {"twoWeeks", N_("Every two weeks")}), .initial = "week"},
		{"baseline", N_("Number at the start"), NULL, F_REAL, FF_REQUIRED},
		{"target", N_("Number to reach"), NULL, F_REAL, FF_REQUIRED | FF_LIST},
		{"begin_on", N_("From"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"goal_on", N_("To be reached by"), NULL, F_DATE, FF_REQUIRED | FF_LIST}),
	.checks = CHECKS({"the line to the goal has a length [R181]", way_is_a_line}),
	.title_field = "what", .order = "-begin_on"};

static const struct choice steps[] = {
	{"all", N_("What everybody gets")}, {"more", N_("Extra help, often in a small group")}, {"most", N_("Much extra help, often alone with an adult")}, {NULL, NULL}};

/* Whoever writes it is the one who decided. */
static enum code a_person_decides(const struct change *c, struct err *e)
{
	if (!c->now)
		return OK;
	if ((c->rel & REL_SYSTEM) || id_nil(c->viewer->person))
		return err_set(e, E_INPUT, "How much extra help somebody gets is decided by a person, never by the program.");
	if (!id_eq(rec_id(c->now, "decided_by"), c->viewer->person) && (!c->old || !id_eq(rec_id(c->now, "decided_by"), rec_id(c->old, "decided_by"))))
		return err_set(e, E_INPUT, "Write yourself as the one who decides: the decision stands under a name, and nobody signs for another.");
	return OK;
}

RECORD(help_step) = {
	.name = "help_step", .table = "help_step", .label = N_("How much extra help"), .plural = N_("How much extra help"),
	.help = N_("Decided by a named adult with the team, with the reason and the day to look again. Calls and estimates only ask somebody to look; they never change it."),
	.serves = "R208", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"step", N_("How much"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = steps},
		{"decided_by", N_("Decided by"), NULL, F_REF, FF_REQUIRED | FF_LIST, .ref = "person"},
		{"decided_on", N_("Decided on"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"reason", N_("What was seen, and why"), NULL, F_LONG, FF_REQUIRED},
		{"review_on", N_("Look at it again on"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER}),
	.checks = CHECKS({"a named adult decides, never the program [R208]", a_person_decides}),
	.title_field = "step", .order = "-decided_on"};

/* ---- reading ---- */

day_t measure_due(const struct measure *m, day_t today)
{
	day_t last = m->n ? m->points[m->n - 1].on : m->begin;
	if (id_nil(m->id) || today > m->until)
		return DAY_NONE;
	return last + (m->weekly ? 7 : 14);
}

static enum code points_load(struct db *db, struct arena *a, struct measure *m, struct err *e)
{
	struct rows *r;
	int got;
	m->points = NEW_ARRAY(a, struct measure_point, MEASURE_POINTS + 1);
	enum code c = db_query(db, e, &r, "select measured_on, level, coalesce(how, '') from line_level where line = ?1 and measured_on >= ?2 order by measured_on desc, id desc limit ?3", "bti",
	                       m->line, day_text(a, m->begin), (int64_t)MEASURE_POINTS);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		struct measure_point *p = &m->points[m->n];
		if (!day_parse(rows_t(r, 0), &p->on))
			continue;
		p->level = rows_r(r, 1);
		p->how = str_dup(a, rows_t(r, 2));
		m->n++;
	}
	rows_end(r);
	for (size_t i = 0; i < m->n / 2; i++) {
		struct measure_point p = m->points[i];
		m->points[i] = m->points[m->n - 1 - i];
		m->points[m->n - 1 - i] = p;
	}
	return got < 0 ? e->code : OK;
}

enum code measure_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct measure **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	struct str on = day_text(a, today);
	*out = NULL;
	*n = 0;
	/* the newest measure of each line */
	enum code c = db_query(db, e, &r,
	                       "select l.id, coalesce((select x.words from record_text x where x.id = l.id and x.field = 'text' and x.lang = ?1), l.text), m.id,"
	                       " coalesce((select x.words from record_text x where x.id = m.id and x.field = 'what' and x.lang = ?2), m.what), m.every, m.baseline, m.target, m.begin_on, m.goal_on"
	                       " from plan_line l left join support_measure m on m.id = (select z.id from support_measure z where z.line = l.id order by z.begin_on desc, z.id desc limit 1)"
	                       " where l.learner = ?3 and (l.kind in ('support', 'service') or l.source = 'mtss' or m.id is not null) and coalesce(l.end_on, '9999-12-31') >= ?4"
	                       " and coalesce(l.prohibited, 0) = 0 order by l.begin_on, l.id",
	                       "zzbt", LANGS[lang].tag, LANGS[lang].tag, learner, on);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 8) * sizeof **out);
			cap += 8;
		}
		struct measure *m = &(*out)[(*n)++];
		*m = (struct measure){.line = rows_id(r, 0), .support = str_dup(a, rows_t(r, 1)), .due = DAY_NONE};
		if (rows_null(r, 2) || !day_parse(rows_t(r, 7), &m->begin) || !day_parse(rows_t(r, 8), &m->until))
			continue;
		m->id = rows_id(r, 2);
		m->what = str_dup(a, rows_t(r, 3));
		m->weekly = str_eqz(rows_t(r, 4), "week");
		m->baseline = rows_r(r, 5);
		m->target = rows_r(r, 6);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < *n && !c; i++) {
		struct measure *m = &(*out)[i];
		if (!id_nil(m->id))
			c = points_load(db, a, m, e);
		m->due = measure_due(m, today);
	}
	return c;
}

enum code help_step_load(struct db *db, struct arena *a, struct id learner, struct help_step *out, struct err *e)
{
	struct rows *r;
	*out = (struct help_step){.decided = DAY_NONE, .review = DAY_NONE};
	enum code c = db_query(db, e, &r,
	                       "select h.id, h.step, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, h.reason, h.decided_on, h.review_on from help_step h"
	                       " left join person p on p.id = h.decided_by where h.learner = ?1 order by h.decided_on desc, h.id desc limit 1",
	                       "b", learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		*out = (struct help_step){.id = rows_id(r, 0), .step = str_z(choice_label(steps, rows_t(r, 1))), .reason = str_dup(a, rows_t(r, 4)),
		                          .who = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 2)), S_ARG(rows_t(r, 3)))), .decided = DAY_NONE, .review = DAY_NONE};
		if (!day_parse(rows_t(r, 5), &out->decided))
			out->decided = DAY_NONE;
		if (!day_parse(rows_t(r, 6), &out->review))
			out->review = DAY_NONE;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* ---- drawing ---- */

enum { LEFT = 40, RIGHT = 385, TOP = 12, BOTTOM = 168 };

static struct measure_place place(const struct measure_drawing *d, double first, double last, double day, double level)
{
	return (struct measure_place){LEFT + (RIGHT - LEFT) * (day - first) / (last - first), BOTTOM - (BOTTOM - TOP) * (level - d->low) / (d->high - d->low)};
}

struct measure_drawing measure_draw(struct arena *a, const struct measure *m)
{
	struct measure_drawing d = {.low = fmin(m->baseline, m->target), .high = fmax(m->baseline, m->target)};
	double first = m->begin, last = m->until, x[MEASURE_POINTS], y[MEASURE_POINTS];
	for (size_t i = 0; i < m->n; i++) {
		x[i] = m->points[i].on;
		y[i] = m->points[i].level;
		d.low = fmin(d.low, y[i]);
		d.high = fmax(d.high, y[i]);
		last = fmax(last, x[i]);
	}
	double room = fmax((d.high - d.low) * 0.08, 0.5);
	d.low = d.low >= 0 && d.low < room ? 0 : d.low - room;
	d.high += room;
	d.from = place(&d, first, last, m->begin, m->baseline);
	d.to = place(&d, first, last, m->until, m->target);
	d.points = NEW_ARRAY(a, struct measure_place, m->n + 1);
	for (size_t i = 0; i < m->n; i++)
		d.points[i] = place(&d, first, last, x[i], y[i]);
	struct trend t;
	if (m->n >= 3 && trend_theil_sen(x, y, m->n, NEW_ARRAY(a, double, TREND_SCRATCH(m->n)), &t)) {
		d.trend = true;
		d.trend_from = place(&d, first, last, x[0], t.intercept + t.slope * x[0]);
		d.trend_to = place(&d, first, last, x[m->n - 1], t.intercept + t.slope * x[m->n - 1]);
	}
	return d;
}
