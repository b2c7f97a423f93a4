#include "school/admin/reach.h"

#include <string.h>

#define HALF_YEAR 183
#define DIMS 6

static int band_of(struct str grade)
{
	int64_t g;
	if (!str_int(grade, &g))
		return 0;
	return g <= 2 ? 0 : g <= 5 ? 1 : g <= 8 ? 2 : 3;
}

/* In the federal order; 0: not known. */
static int race_of(struct str race)
{
	static const char *const known[] = {"hispanic", "americanIndian", "asian", "black", "pacificIslander", "white", "twoOrMore"};
	for (int i = 0; i < 7; i++)
		if (str_eqz(race, known[i]))
			return i + 1;
	return 0;
}

static enum code learners(struct db *db, struct arena *a, struct id org, day_t today, day_t monday, struct reach *out, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	struct str on = day_text(a, today);
	enum code c = db_query(
		db, e, &r,
		"select p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, p.grade, p.home_languages,"
		" (select count(*) from program x where x.learner = p.id and x.program in ('iep', '504') and coalesce(x.end_on, '9999-12-31') >= ?1),"
		" (select count(*) from program x where x.learner = p.id and x.program = 'el' and coalesce(x.end_on, '9999-12-31') >= ?2),"
		" (select count(*) from profile x where x.learner = p.id and x.state = 'complete'),"
		" (select count(*) from plan x where x.learner = p.id and x.state = 'active'),"
		" (select count(*) from conference x where x.learner = p.id and x.state = 'held' and x.held_on >= ?3),"
		" (select count(*) from week_plan x where x.learner = p.id and x.monday = ?4 and x.state <> 'draft'),"
		" (select count(*) from guardian x where x.learner = p.id and x.has_access = 1 and coalesce(x.reach_by, '') <> ''),"
		" (select count(*) from program x where x.learner = p.id and x.program = 'mealAssistance' and coalesce(x.end_on, '9999-12-31') >= ?10),"
		" (select min(d.race) from demographics d where d.learner = p.id),"
		" (select c.title from enrolment l join class c on c.id = l.class where l.person = p.id and c.kind = 'homeroom' order by c.title limit 1),"
		" (select count(*) from home_access x where x.learner = p.id and (coalesce(x.device, '') <> '' or coalesce(x.connection, '') <> '')),"
		" (select count(*) from home_access x where x.learner = p.id and x.device in ('phone', 'none')),"
		" (select count(*) from home_access x where x.learner = p.id and x.connection in ('slow', 'phone', 'none'))"
		" from role s join person p on p.id = s.person where s.district = ?5 and s.role = 'student' and (s.org = ?6 or ?7 = 1)"
		" and coalesce(s.begin_on, '0001-01-01') <= ?8 and coalesce(s.end_on, '9999-12-31') >= ?9 order by p.family_name, p.given_name, p.id",
		"ttttdbittt", on, on, day_text(a, today - HALF_YEAR), day_text(a, monday), org, (int64_t)id_nil(org), on, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (out->n == cap) {
			out->learners = arena_grow(a, out->learners, cap * sizeof(*out->learners), (cap ? 2 * cap : 256) * sizeof(*out->learners));
			cap = cap ? 2 * cap : 256;
		}
		struct reach_learner *l = &out->learners[out->n++];
		struct str home = rows_t(r, 4);
		*l = (struct reach_learner){.id = rows_id(r, 0), .name = str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 1)), S_ARG(rows_t(r, 2))),
		                            .grade = str_dup(a, rows_t(r, 3)), .room = str_dup(a, rows_t(r, 14)), .meals = rows_i(r, 12) > 0, .race = race_of(rows_t(r, 13)), .disability = rows_i(r, 5) > 0,
		                            .english = rows_i(r, 6) > 0, .home_other = home.n && !str_starts(home, "en"), .band = band_of(rows_t(r, 3))};
		for (int k = 0; k < REACH_KINDS; k++) {
			l->lacks[k] = rows_i(r, 7 + k) == 0;
			out->lacking[k] += l->lacks[k];
		}
		l->home[HOME_UNKNOWN] = rows_i(r, 15) == 0;
		l->home[HOME_DEVICE] = rows_i(r, 16) > 0;
		l->home[HOME_LINE] = rows_i(r, 17) > 0;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code opportunity(struct db *db, struct arena *a, struct id org, day_t monday, struct reach *out, struct err *e)
{
	struct rows *r;
	static const char *const modes[] = {"screen", "paper", "person", "group", "handsOn"};
	enum code c = db_query(db, e, &r,
	                       "select w.mode, count(*), sum(case when w.rigor >= 3 then 1 else 0 end), sum(w.minutes) from role s join week_plan p on p.learner = s.person"
	                       " join week_item w on w.week = p.id where s.district = ?1 and s.role = 'student' and (s.org = ?2 or ?3 = 1) and p.monday = ?4 and p.state <> 'draft'"
	                       " and w.state <> 'excused' group by w.mode",
	                       "dbit", org, (int64_t)id_nil(org), day_text(a, monday));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		out->work += rows_i(r, 1);
		out->work_rigorous += rows_i(r, 2);
		for (int i = 0; i < 5; i++)
			if (str_eqz(rows_t(r, 0), modes[i]))
				out->minutes[i] += rows_i(r, 3);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Which cell of the release a line of the report is; values by dimension: disability, learns English, band, home language,
 * meal assistance, race. */
static const struct { const char *label; uint16_t value[DIMS]; } lines[] = {
	{N_("All learners"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("With a disability (IEP or 504)"), {1, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("Without"), {0, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("Learning English"), {EQUITY_ALL, 1, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("Not learning English"), {EQUITY_ALL, 0, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("Both"), {1, 1, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("Kindergarten to grade 2"), {EQUITY_ALL, EQUITY_ALL, 0, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("Grades 3 to 5"), {EQUITY_ALL, EQUITY_ALL, 1, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("Grades 6 to 8"), {EQUITY_ALL, EQUITY_ALL, 2, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("Grades 9 to 12"), {EQUITY_ALL, EQUITY_ALL, 3, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}},
	{N_("English at home"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 0, EQUITY_ALL, EQUITY_ALL}},
	{N_("Another language at home"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 1, EQUITY_ALL, EQUITY_ALL}},
	{N_("Meal assistance"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 1, EQUITY_ALL}},
	{N_("No meal assistance"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 0, EQUITY_ALL}},
	{N_("Hispanic of any race"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 1}},
	{N_("American Indian or Alaska Native"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 2}},
	{N_("Asian"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 3}},
	{N_("Black or African American"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 4}},
	{N_("Pacific Islander"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 5}},
	{N_("White"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 6}},
	{N_("Two or more races"), {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, EQUITY_ALL, 7}}};

static enum code protect(struct arena *a, struct reach *out, struct err *e)
{
	static const uint16_t dims[DIMS] = {2, 2, 4, 2, 2, 8};
	static const unsigned tables[] = {0, 1, 2, 4, 8, 3, 16, 32};
	struct equity_policy policy = equity_policy_default();
	struct equity_row *rows = NEW_ARRAY(a, struct equity_row, out->n);
	out->n_rows = sizeof(lines) / sizeof(*lines);
	out->rows = NEW_ARRAY(a, struct reach_row, out->n_rows);
	for (size_t i = 0; i < out->n; i++) {
		const struct reach_learner *l = &out->learners[i];
		rows[i].value[0] = l->disability;
		rows[i].value[1] = l->english;
		rows[i].value[2] = (uint16_t)l->band;
		rows[i].value[3] = l->home_other;
		rows[i].value[4] = l->meals;
		rows[i].value[5] = (uint16_t)l->race;
	}
	for (int k = 0; k < REACH_KINDS + HOME_KINDS; k++) {
		int home = k - REACH_KINDS; /* below 0: one of the first kinds */
		struct equity_release *release;
		size_t hidden;
		for (size_t i = 0; i < out->n; i++)
			rows[i].has = home < 0 ? out->learners[i].lacks[k] : out->learners[i].home[home];
		enum code c = equity_release_new(a, dims, DIMS, tables, sizeof(tables) / sizeof(*tables), rows, out->n, &policy, &release, e);
		if (c)
			return c;
		equity_cells(release, &hidden);
		out->hidden += hidden;
		for (size_t i = 0; i < out->n_rows; i++) {
			uint16_t value[EQUITY_DIMS] = {0};
			memcpy(value, lines[i].value, sizeof(lines[i].value));
			out->rows[i].label = lines[i].label;
			*(home < 0 ? &out->rows[i].cell[k] : &out->rows[i].home[home]) = equity_public_cell(release, value);
		}
	}
	return OK;
}

enum code reach_load(struct db *db, struct arena *a, struct id org, day_t today, day_t monday, struct reach *out, struct err *e)
{
	*out = (struct reach){0};
	enum code c = learners(db, a, org, today, monday, out, e);
	if (!c)
		c = opportunity(db, a, org, monday, out, e);
	return c ? c : protect(a, out, e);
}
