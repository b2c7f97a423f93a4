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

static const uint16_t dims[DIMS] = {2, 2, 4, 2, 2, 8};

static void groups_of(const struct reach_learner *l, uint16_t value[EQUITY_DIMS])
{
	value[0] = l->disability;
	value[1] = l->english;
	value[2] = (uint16_t)l->band;
	value[3] = l->home_other;
	value[4] = l->meals;
	value[5] = (uint16_t)l->race;
}

/* Does learner i lack the k-th thing? Those missing at home follow the first kinds. */
typedef bool lacks_fn(const void *who, size_t i, int k);

static bool learner_lacks(const void *who, size_t i, int k)
{
	const struct reach_learner *l = (const struct reach_learner *)who + i;
	return k < REACH_KINDS ? l->lacks[k] : l->home[k - REACH_KINDS];
}

static enum code protect(struct arena *a, struct equity_row *rows, size_t n, lacks_fn *lacks, const void *who, struct reach *out, struct err *e)
{
	static const unsigned tables[] = {0, 1, 2, 4, 8, 3, 16, 32};
	struct equity_policy policy = equity_policy_default();
	out->n_rows = sizeof(lines) / sizeof(*lines);
	out->rows = NEW_ARRAY(a, struct reach_row, out->n_rows);
	for (int k = 0; k < REACH_KINDS + HOME_KINDS; k++) {
		int home = k - REACH_KINDS; /* below 0: one of the first kinds */
		struct equity_release *release;
		size_t hidden;
		for (size_t i = 0; i < n; i++)
			rows[i].has = lacks(who, i, k);
		enum code c = equity_release_new(a, dims, DIMS, tables, sizeof(tables) / sizeof(*tables), rows, n, &policy, &release, e);
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
	if (c)
		return c;
	struct equity_row *rows = NEW_ARRAY(a, struct equity_row, out->n);
	for (size_t i = 0; i < out->n; i++)
		groups_of(&out->learners[i], rows[i].value);
	return protect(a, rows, out->n, learner_lacks, out->learners, out, e);
}

/* ---- over several districts ---- */

static size_t cell_of(const uint16_t *value)
{
	size_t at = 0;
	for (int d = 0; d < DIMS; d++)
		at = at * dims[d] + value[d];
	return at;
}

static void cell_values(size_t at, uint16_t *value)
{
	for (int d = DIMS - 1; d >= 0; d--) {
		value[d] = (uint16_t)(at % dims[d]);
		at /= dims[d];
	}
}

enum code reach_part_load(struct db *db, struct arena *a, day_t today, day_t monday, struct reach_part *out, struct err *e)
{
	struct reach all = {0};
	*out = (struct reach_part){0};
	enum code c = learners(db, a, ID_NIL, today, monday, &all, e);
	if (!c)
		c = opportunity(db, a, ID_NIL, monday, &all, e);
	for (size_t i = 0; i < all.n && !c; i++) {
		uint16_t value[EQUITY_DIMS] = {0};
		groups_of(&all.learners[i], value);
		size_t at = cell_of(value);
		out->n[at]++;
		for (int k = 0; k < REACH_KINDS; k++)
			out->lacks[k][at] += all.learners[i].lacks[k];
		for (int k = 0; k < HOME_KINDS; k++)
			out->home[k][at] += all.learners[i].home[k];
	}
	out->work = all.work;
	out->work_rigorous = all.work_rigorous;
	memcpy(out->minutes, all.minutes, sizeof(out->minutes));
	return c;
}

/* Learners without names, in the order of their cells: in each those who lack something come first. */
struct merged { const struct reach_part *sum; const uint16_t *cell; const size_t *first; };

static bool merged_lacks(const void *who, size_t i, int k)
{
	const struct merged *m = who;
	size_t at = m->cell[i];
	return (int64_t)(i - m->first[at]) < (k < REACH_KINDS ? m->sum->lacks[k][at] : m->sum->home[k - REACH_KINDS][at]);
}

static void add_part(struct reach_part *sum, const struct reach_part *p)
{
	for (size_t c = 0; c < REACH_CELLS; c++) {
		sum->n[c] += p->n[c];
		for (int k = 0; k < REACH_KINDS; k++)
			sum->lacks[k][c] += p->lacks[k][c];
		for (int k = 0; k < HOME_KINDS; k++)
			sum->home[k][c] += p->home[k][c];
	}
	sum->work += p->work;
	sum->work_rigorous += p->work_rigorous;
	for (int i = 0; i < 5; i++)
		sum->minutes[i] += p->minutes[i];
}

enum code reach_merge(struct arena *a, const struct reach_part *parts, size_t n, struct reach *out, struct err *e)
{
	struct reach_part *sum = NEW(a, struct reach_part);
	size_t *first = NEW_ARRAY(a, size_t, REACH_CELLS), all = 0;
	*out = (struct reach){0};
	*sum = (struct reach_part){0};
	for (size_t i = 0; i < n; i++)
		add_part(sum, &parts[i]);
	for (size_t c = 0; c < REACH_CELLS; c++) {
		first[c] = all;
		all += (size_t)sum->n[c];
		for (int k = 0; k < REACH_KINDS; k++)
			out->lacking[k] += sum->lacks[k][c];
	}
	struct equity_row *rows = NEW_ARRAY(a, struct equity_row, all + 1);
	uint16_t *cell = NEW_ARRAY(a, uint16_t, all + 1);
	for (size_t c = 0; c < REACH_CELLS; c++)
		for (size_t i = first[c]; i < first[c] + (size_t)sum->n[c]; i++) {
			cell[i] = (uint16_t)c;
			cell_values(c, rows[i].value);
		}
	out->n = all;
	out->work = sum->work;
	out->work_rigorous = sum->work_rigorous;
	memcpy(out->minutes, sum->minutes, sizeof(out->minutes));
	return protect(a, rows, all, merged_lacks, &(struct merged){sum, cell, first}, out, e);
}
