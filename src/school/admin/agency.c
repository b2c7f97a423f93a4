#include "school/admin/agency.h"

#include "record/setting.h"

SETTINGS(agency) = {
	{.key = "lead.agency", .label = N_("Is agency offered to all?"),
	 .help = N_("The leader's page counts who sets own goals, leads conferences and makes choices, with and without a disability. Small groups are protected."),
	 .type = SET_BOOL, .initial = "0", .inferred = true, .serves = "R036"},
	SETTINGS_END,
};

struct counted { bool disability, has[AGENCY_KINDS]; };

static enum code learners(struct db *db, struct arena *a, struct id org, day_t today, struct counted **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	struct str on = day_text(a, today), from = day_text(a, today - 365);
	int64_t since = (int64_t)(today - 365) * DAY;
	enum code c = db_query(db, e, &r,
	                       "select (select count(*) from program x where x.learner = s.person and x.program in ('iep', '504') and coalesce(x.end_on, '9999-12-31') >= ?1),"
	                       " (select count(*) from goal x where x.learner = s.person and x.created_by = s.person and x.created_at >= ?2),"
	                       " (select count(*) from conference x where x.learner = s.person and x.state = 'held' and x.kind = 'studentLed' and x.held_on >= ?3),"
	                       " (select count(*) from event x where x.learner = s.person and x.actor = s.person and x.kind in ('task', 'product') and coalesce(x.way, '') <> '' and x.happened_at >= ?4)"
	                       " from role s where s.district = ?5 and s.role = 'student' and (s.org = ?6 or ?7 = 1)"
	                       " and coalesce(s.begin_on, '0001-01-01') <= ?8 and coalesce(s.end_on, '9999-12-31') >= ?9 order by s.person",
	                       "titidbitt", on, since, from, since, org, (int64_t)id_nil(org), on, on);
	if (c)
		return c;
	int got;
	*out = NULL;
	*n = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof(**out), (cap ? 2 * cap : 256) * sizeof(**out));
			cap = cap ? 2 * cap : 256;
		}
		struct counted *l = &(*out)[(*n)++];
		l->disability = rows_i(r, 0) > 0;
		for (int k = 0; k < AGENCY_KINDS; k++)
			l->has[k] = rows_i(r, k + 1) > 0;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code agency_load(struct db *db, struct arena *a, struct id org, day_t today, struct agency *out, struct err *e)
{
	static const struct { const char *label; uint16_t value; } lines[AGENCY_ROWS] = {
		{N_("All learners"), EQUITY_ALL}, {N_("With a disability (IEP or 504)"), 1}, {N_("Without"), 0}};
	static const uint16_t dims[] = {2};
	static const unsigned tables[] = {0, 1};
	struct equity_policy policy = equity_policy_default();
	struct counted *list;
	size_t n;
	*out = (struct agency){0};
	enum code c = learners(db, a, org, today, &list, &n, e);
	if (c)
		return c;
	struct equity_row *rows = NEW_ARRAY(a, struct equity_row, n + 1);
	for (int k = 0; k < AGENCY_KINDS; k++) {
		struct equity_release *release;
		size_t hidden;
		for (size_t i = 0; i < n; i++) {
			rows[i].value[0] = list[i].disability;
			rows[i].has = list[i].has[k];
		}
		c = equity_release_new(a, dims, 1, tables, 2, rows, n, &policy, &release, e);
		if (c)
			return c;
		equity_cells(release, &hidden);
		out->hidden += hidden;
		for (int i = 0; i < AGENCY_ROWS; i++) {
			uint16_t value[EQUITY_DIMS] = {lines[i].value};
			out->rows[i].label = lines[i].label;
			out->rows[i].cell[k] = equity_public_cell(release, value);
		}
	}
	return OK;
}
