#include "school/admin/same_help.h"

#define LATELY 90

const char *const SAME_LABELS[SAME_KINDS] = {N_("Asked for a support"), N_("Who asked has an answer"), N_("Who has a plan was given a support"), N_("This week's work was given")};
const struct choice ASKED_HOW[] = {{"page", N_("On the page")}, {"phone", N_("By phone")}, {"paper", N_("On paper")}, {"person", N_("In person")}, {NULL, NULL}};

struct counted { uint16_t net; bool of[SAME_KINDS], has[SAME_KINDS]; };

static enum code learners(struct db *db, struct arena *a, struct id org, day_t today, day_t monday, struct counted **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	struct str on = day_text(a, today), from = day_text(a, today - LATELY);
	enum code c = db_query(
		db, e, &r,
		"select (select count(*) from home_access x where x.learner = s.person and (x.connection = 'none' or x.device = 'none' or coalesce(x.paper, 0) = 1)),"
		" (select count(*) from home_access x where x.learner = s.person and (coalesce(x.device, '') <> '' or coalesce(x.connection, '') <> '')),"
		" (select count(*) from help_request x where x.learner = s.person and x.kind = 'support' and x.created_at >= ?1),"
		" (select count(*) from help_request x where x.learner = s.person and x.kind = 'support' and x.created_at >= ?1 and x.state = 'answered'),"
		" (select count(*) from plan_line x where x.learner = s.person and x.kind in ('accommodation', 'modification', 'support') and coalesce(x.end_on, '9999-12-31') >= ?2),"
		" (select count(*) from delivery x where x.learner = s.person and x.what in ('offered', 'used') and x.on_day >= ?3),"
		" (select count(*) from week_plan x where x.learner = s.person and x.monday = ?4 and x.state <> 'draft')"
		" from role s where s.district = ?5 and s.role = 'student' and (s.org = ?6 or ?7 = 1) and coalesce(s.begin_on, '0001-01-01') <= ?2 and coalesce(s.end_on, '9999-12-31') >= ?2 order by s.person",
		"itttdbi", (int64_t)(today - LATELY) * DAY, on, from, day_text(a, monday), org, (int64_t)id_nil(org));
	if (c)
		return c;
	int got;
	*out = NULL;
	*n = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap ? 2 * cap : 256) * sizeof **out);
			cap = cap ? 2 * cap : 256;
		}
		struct counted *l = &(*out)[(*n)++];
		*l = (struct counted){.net = rows_i(r, 0) ? 1 : rows_i(r, 1) ? 0 : 2};
		l->of[SAME_ASKED] = l->of[SAME_WEEK] = true;
		l->has[SAME_ASKED] = l->of[SAME_ANSWERED] = rows_i(r, 2) > 0;
		l->has[SAME_ANSWERED] = rows_i(r, 3) > 0;
		l->of[SAME_GIVEN] = rows_i(r, 4) > 0;
		l->has[SAME_GIVEN] = rows_i(r, 5) > 0;
		l->has[SAME_WEEK] = rows_i(r, 6) > 0;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code same_help_load(struct db *db, struct arena *a, struct id org, day_t today, day_t monday, struct same_help *out, struct err *e)
{
	static const struct { const char *label; uint16_t value; } lines[SAME_ROWS] = {
		{N_("All learners"), EQUITY_ALL}, {N_("With internet at home"), 0}, {N_("Without internet at home, or on paper"), 1}, {N_("The family has not told"), 2}};
	static const uint16_t dims[] = {3};
	static const unsigned tables[] = {0, 1};
	struct equity_policy policy = equity_policy_default();
	struct counted *list;
	size_t n;
	*out = (struct same_help){0};
	enum code c = learners(db, a, org, today, monday, &list, &n, e);
	if (c)
		return c;
	struct equity_row *rows = NEW_ARRAY(a, struct equity_row, n + 1);
	for (int k = 0; k < SAME_KINDS; k++) {
		struct equity_release *release;
		size_t hidden, m = 0;
		for (size_t i = 0; i < n; i++)
			if (list[i].of[k]) {
				rows[m] = (struct equity_row){.has = list[i].has[k]};
				rows[m++].value[0] = list[i].net;
			}
		c = equity_release_new(a, dims, 1, tables, 2, rows, m, &policy, &release, e);
		if (c)
			return c;
		equity_cells(release, &hidden);
		out->hidden += hidden;
		for (int i = 0; i < SAME_ROWS; i++) {
			uint16_t value[EQUITY_DIMS] = {lines[i].value};
			out->rows[i].label = lines[i].label;
			out->rows[i].cell[k] = equity_public_cell(release, value);
		}
	}
	return OK;
}

enum code asked_supports(struct db *db, struct arena *a, struct id learner, struct asked_support **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct asked_support, 20);
	enum code c = db_query(db, e, &r, "select id, text, coalesce(asked_how, 'page'), state, answer, given_how, created_at from help_request where learner = ?1 and kind = 'support' order by created_at desc, id desc limit 20", "b",
	                       learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < 20)
		(*out)[(*n)++] = (struct asked_support){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2)), str_dup(a, rows_t(r, 3)), str_dup(a, rows_t(r, 4)), str_dup(a, rows_t(r, 5)), rows_i(r, 6)};
	rows_end(r);
	return got < 0 ? e->code : OK;
}
