#include "school/evidence/fairness.h"
#include "base/json.h"
#include "school/admin/reach.h"
#include "engine/equity/equity.h"
#include "school/evidence/models.h"
#include "school/evidence/refit_log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 5, MOST_VALUES = 8 };

/* Msgids shared with reach.c; in the order of the bytes, as struct groups wants it, does not matter here: numbers are ours. */
static const struct { const char *name, *value[MOST_VALUES]; uint16_t n; } GROUPS[COLUMNS] = {
	{"disability", {"Without", "With a disability (IEP or 504)"}, 2},
	{"english", {"Not learning English", "Learning English"}, 2},
	{"home", {"English at home", "Another language at home"}, 2},
	{"meals", {"No meal assistance", "Meal assistance"}, 2},
	{"race", {"Hispanic of any race", "American Indian or Alaska Native", "Asian", "Black or African American", "Pacific Islander", "White", "Two or more races"}, 7}};

static int by_id(const void *x, const void *y)
{
	return id_cmp(((const struct reach_learner *)x)->id, ((const struct reach_learner *)y)->id);
}

static void groups_named(const struct reach_learner *x, int value[COLUMNS])
{
	value[0] = x ? x->disability : -1;
	value[1] = x ? x->english : -1;
	value[2] = x ? x->home_other : -1;
	value[3] = x ? x->meals : -1;
	value[4] = x ? x->race - 1 : -1;
}

static enum code groups_of(struct db *db, struct arena *a, const struct log *l, day_t today, struct groups *out, struct err *e)
{
	struct reach r;
	enum code c = reach_load(db, a, ID_NIL, today, day_monday(today), &r, e);
	if (c)
		return c;
	qsort(r.learners, r.n, sizeof *r.learners, by_id);
	out->n = COLUMNS;
	out->column = NEW_ARRAY(a, struct group_column, COLUMNS);
	for (size_t k = 0; k < COLUMNS; k++) {
		struct group_column *g = &out->column[k];
		*g = (struct group_column){.name = str_z(GROUPS[k].name), .n = GROUPS[k].n, .value = NEW_ARRAY(a, struct str, MOST_VALUES),
		                           .of = NEW_ARRAY(a, uint16_t, l->r.learners.n + 1)};
		for (size_t i = 0; i < g->n; i++)
			g->value[i] = str_z(GROUPS[k].value[i]);
	}
	for (uint32_t i = 0; i < l->r.learners.n; i++) {
		const struct reach_learner key = {.id = l->who[i]}, *x = bsearch(&key, r.learners, r.n, sizeof *r.learners, by_id);
		out->matched += x != NULL;
		int value[COLUMNS];
		groups_named(x, value);
		for (size_t k = 0; k < COLUMNS; k++)
			out->column[k].of[i] = value[k] < 0 ? GROUP_NONE : (uint16_t)value[k];
	}
	return OK;
}

/* Of every answer: how likely it was to be right, and whether the rule said "ready" just before it. */
static enum code foretell(struct db *db, struct arena *a, const struct log *l, double *p, double *ready, struct err *e)
{
	struct evidence_models *models;
	const struct mastery_model *m = NULL;
	struct mastery_state s = {0};
	const struct responses *r = &l->r;
	enum code c = evidence_models(db, a, &models, e);
	if (!c)
		c = evidence_models_all(db, models, e);
	for (size_t i = 0; i < r->n && !c; i++) {
		if (i == 0 || r->learner[i - 1] != r->learner[i] || r->set[i - 1] != r->set[i]) {
			c = evidence_model_of(db, models, l->competency[r->set[i]], &m, e);
			if (c)
				return c;
			s = mastery_start(m);
		}
		struct mastery_estimate x = mastery_estimate(m, &s, l->day[i]);
		p[i] = fmin(fmax(x.next, 1e-6), 1 - 1e-6);
		ready[i] = x.word == MASTERY_READY;
		struct mastery_event ev = {.type = MASTERY_EVIDENCE, .kind = (enum mastery_kind)l->kind[i], .score = l->score[i], .quality = l->quality[i], .day = l->day[i]};
		c = mastery_update(m, &s, &ev, e);
	}
	return c;
}

static enum code run(struct db *db, struct arena *a, struct arena *t, day_t today, struct fairness *out, struct err *e)
{
	struct log l = {0};
	struct groups g = {0};
	struct audit audit;
	struct audit_options o = audit_options_default();
	o.ready_from = 0.5;
	o.skills = false;
	enum code c = refit_log_read(db, t, &l, e);
	if (c)
		return c;
	double *p = NEW_ARRAY(t, double, l.r.n + 1), *ready = NEW_ARRAY(t, double, l.r.n + 1);
	c = foretell(db, t, &l, p, ready, e);
	if (!c)
		c = groups_of(db, t, &l, today, &g, e);
	if (!c)
		c = audit_run(t, &l.r, p, ready, &g, &o, &audit, e);
	if (c)
		return c;
	out->rows = NEW_ARRAY(a, struct fairness_row, audit.n + 1);
	for (size_t i = 0; i < audit.n; i++) {
		const struct audit_cell *x = &audit.cell[i];
		struct fairness_row *row = &out->rows[out->n++];
		*row = (struct fairness_row){.label = x->column == AUDIT_ALL ? S("All learners") : str_dup(a, g.column[x->column].value[x->group]), .hidden = x->hidden,
		                             .learners = x->learners, .responses = (int64_t)x->responses};
		memcpy(row->of, x->of, sizeof row->of);
	}
	out->hidden = (int64_t)audit.hidden;
	return OK;
}

/* ---- calls for a person ---- */

#define YEAR_DAYS 365

/* Learners for whom a person was called, and whether some call of theirs was wrong: protected as one release over all columns. */
static enum code called(struct db *db, struct arena *a, struct reach *r, day_t today, struct equity_release **out, struct err *e)
{
	static const uint16_t dims[COLUMNS] = {3, 3, 3, 3, MOST_VALUES};
	unsigned tables[COLUMNS + 1] = {0};
	struct equity_row *row = NEW_ARRAY(a, struct equity_row, r->n + 1);
	const struct equity_policy policy = equity_policy_default();
	struct rows *q;
	size_t n = 0;
	int got;
	enum code c = db_query(db, e, &q, "select learner, max(case when state = 'wrong' then 1 else 0 end) from sit_down where district = ?1 and created_at >= ?2 group by learner order by learner", "di",
	                       ((int64_t)today - YEAR_DAYS) * DAY);
	if (c)
		return c;
	while ((got = rows_next(q, e)) == 1) {
		const struct reach_learner key = {.id = rows_id(q, 0)}, *x = bsearch(&key, r->learners, r->n, sizeof *r->learners, by_id);
		int value[COLUMNS];
		if (!x || n == r->n)
			continue;
		groups_named(x, value);
		for (size_t k = 0; k < COLUMNS; k++)
			row[n].value[k] = (uint16_t)(value[k] < 0 ? dims[k] - 1 : value[k]);
		row[n++].has = rows_i(q, 1) != 0;
	}
	rows_end(q);
	if (got < 0)
		return e->code;
	for (unsigned k = 0; k < COLUMNS; k++)
		tables[k + 1] = 1u << k;
	return equity_release_new(a, dims, COLUMNS, tables, COLUMNS + 1, row, n, &policy, out, e);
}

static void put_called(const struct equity_release *r, size_t column, uint16_t group, struct fairness_row *out)
{
	uint16_t at[EQUITY_DIMS];
	for (size_t k = 0; k < EQUITY_DIMS; k++)
		at[k] = EQUITY_ALL;
	if (column < COLUMNS)
		at[column] = group;
	struct equity_public x = equity_public_cell(r, at);
	out->called = x.there && !x.hidden ? x.n : -1;
	out->wrong = x.there && !x.hidden ? x.x : -1;
}

enum code fairness_calls(struct db *db, struct arena *a, day_t today, struct fairness *out, struct err *e)
{
	struct reach r;
	struct equity_release *release;
	*out = (struct fairness){0};
	enum code c = reach_load(db, a, ID_NIL, today, day_monday(today), &r, e);
	if (c)
		return c;
	qsort(r.learners, r.n, sizeof *r.learners, by_id);
	if ((c = called(db, a, &r, today, &release, e)))
		return c;
	out->rows = NEW_ARRAY(a, struct fairness_row, 1 + COLUMNS * MOST_VALUES);
	out->rows[0].label = S("All learners");
	put_called(release, COLUMNS, 0, &out->rows[out->n++]);
	for (size_t k = 0; k < COLUMNS; k++)
		for (uint16_t v = 0; v < GROUPS[k].n; v++) {
			out->rows[out->n].label = str_z(GROUPS[k].value[v]);
			put_called(release, k, v, &out->rows[out->n]);
			out->n++;
		}
	return OK;
}

enum code fairness_run(struct db *db, struct arena *a, day_t today, struct fairness *out, struct err *e)
{
	struct arena *t = arena_new(0);
	*out = (struct fairness){0};
	if (!t)
		return err_set(e, E_MEMORY, "There is not enough memory to look at groups.");
	struct fairness calls = {0};
	enum code c = run(db, a, t, today, out, e);
	if (!c)
		c = fairness_calls(db, t, today, &calls, e);
	for (size_t i = 0; i < out->n && !c; i++) {
		out->rows[i].called = out->rows[i].wrong = -1;
		for (size_t k = 0; k < calls.n; k++)
			if (str_eq(calls.rows[k].label, out->rows[i].label)) {
				out->rows[i].called = calls.rows[k].called;
				out->rows[i].wrong = calls.rows[k].wrong;
			}
	}
	arena_free(t);
	return c;
}

/* ---- as text ---- */

static void put_value(struct json_out *o, double v)
{
	if (isnan(v))
		json_put_null(o);
	else
		json_put_real(o, round(v * 1e6) / 1e6);
}

struct str fairness_json(struct arena *a, const struct fairness *f)
{
	struct buf b = buf_new(a, 65536);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	json_key(&o, "hidden");
	json_put_int(&o, f->hidden);
	json_key(&o, "groups");
	json_open(&o, '[');
	for (size_t i = 0; i < f->n; i++) {
		const struct fairness_row *r = &f->rows[i];
		json_open(&o, '{');
		json_key(&o, "group");
		json_put_str(&o, r->label);
		json_key(&o, "hidden");
		json_put_bool(&o, r->hidden);
		if (r->called >= 0) {
			json_key(&o, "called");
			json_put_int(&o, r->called);
			json_key(&o, "wrong");
			json_put_int(&o, r->wrong);
		}
		if (!r->hidden) {
			json_key(&o, "learners");
			json_put_int(&o, r->learners);
			json_key(&o, "responses");
			json_put_int(&o, r->responses);
			for (size_t m = 0; m < AUDIT_MEASURES; m++) {
				json_key(&o, audit_measure_name((enum audit_measure)m));
				json_open(&o, '[');
				put_value(&o, r->of[m].value);
				put_value(&o, r->of[m].low);
				put_value(&o, r->of[m].high);
				json_close(&o, ']');
			}
		}
		json_close(&o, '}');
	}
	json_close(&o, ']');
	json_close(&o, '}');
	return buf_done(&b);
}

static double real_at(const struct json *v, size_t i)
{
	return v && i < v->n && v->items[i].type == JSON_NUMBER_T ? v->items[i].number : NAN;
}

bool fairness_read(struct arena *a, struct str text, struct fairness *out)
{
	struct json *j;
	struct err e = {0};
	*out = (struct fairness){0};
	const struct json *list = json_parse(a, text, &j, &e) == OK ? json_get(j, "groups") : NULL;
	if (!list || list->type != JSON_ARRAY_T)
		return false;
	out->hidden = json_int(j, "hidden", 0);
	out->rows = NEW_ARRAY(a, struct fairness_row, list->n + 1);
	for (size_t i = 0; i < list->n; i++) {
		const struct json *x = &list->items[i];
		struct fairness_row *r = &out->rows[out->n++];
		*r = (struct fairness_row){.label = json_str(x, "group"), .hidden = json_bool(x, "hidden", true), .learners = json_int(x, "learners", 0),
		                           .responses = json_int(x, "responses", 0), .called = json_int(x, "called", -1), .wrong = json_int(x, "wrong", -1)};
		for (size_t m = 0; m < AUDIT_MEASURES; m++) {
			const struct json *v = json_get(x, audit_measure_name((enum audit_measure)m));
			r->of[m] = (struct audit_value){real_at(v, 0), real_at(v, 1), real_at(v, 2)};
		}
	}
	return out->n > 0;
}
