/* Which fit is in use: keeping one, going back, and the report of each. */
#include "base/json.h"
#include "school/evidence/models.h"
#include "school/evidence/refit.h"

#include <stddef.h>
#include <string.h>

enum code refit_keep(struct db *db, struct arena *a, struct id id, struct id made_by, const struct refit *f, struct err *e)
{
	struct evidence_models *now;
	int64_t number = 0, there = 0;
	if (!f->better)
		return err_set(e, E_CONFLICT, "The new parameters do not predict learners they never saw better than those in use. Nothing was changed.");
	enum code c = db_int(db, e, &there, "select count(*) from mastery_model where id = ?1", "b", id);
	if (c || there) /* this fit was kept already: a job that was taken up again */
		return c;
	c = evidence_models(db, a, &now, e);
	if (!c)
		c = db_int(db, e, &number, "select coalesce(max(number), 0) + 1 from mastery_model where district = ?1", "d");
	if (!c)
		c = db_exec(db, e, "update mastery_model set state = 'kept' where district = ?1 and state = 'active'", "d");
	if (!c)
		c = db_exec(db, e,
		            "insert into mastery_model (id, district, number, state, base, made_at, made_by, learners, responses, own, pooled, score_before, score_after, report)"
		            " values (?1, ?2, ?3, 'active', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
		            "bdibibiiiirrt", id, number, evidence_models_id(now), clock_now(), made_by, f->learners, f->responses, (int64_t)f->own,
		            (int64_t)(f->n - f->own), f->before, f->after, refit_json(a, f));
	for (size_t k = 0; k < f->n && !c; k++) {
		const struct refit_one *x = &f->of[k];
		c = db_exec(db, e,
		            "insert into mastery_parameter (model, competency, district, source, learners, responses, prior, learn, guess, slip, prior_sd, learn_sd, guess_sd, slip_sd)"
		            " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
		            "bbdziirrrrrrrr", id, x->competency, x->own ? "own" : "pooled", x->learners, x->responses, x->p.prior, x->p.learn, x->p.guess, x->p.slip,
		            x->p.prior_sd, x->p.learn_sd, x->p.guess_sd, x->p.slip_sd);
	}
	return c;
}

enum code refit_back(struct db *db, struct err *e)
{
	struct rows *r;
	struct id now = ID_NIL, base = ID_NIL;
	enum code c = db_query(db, e, &r, "select id, base from mastery_model where district = ?1 and state = 'active'", "d");
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		now = rows_id(r, 0);
		base = rows_id(r, 1);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	if (id_nil(now))
		return err_set(e, E_NOTFOUND, "The parameters that the program came with are in use: there is nothing before them.");
	c = db_exec(db, e, "update mastery_model set state = 'kept' where id = ?1", "b", now);
	return c || id_nil(base) ? c : db_exec(db, e, "update mastery_model set state = 'active' where id = ?1", "b", base);
}

/* ---- the report ---- */

static const struct { const char *name; size_t at; } NUMBERS[] = {
	{"learners", offsetof(struct refit, learners)}, {"responses", offsetof(struct refit, responses)}, {"states", offsetof(struct refit, states)},
	{"changed", offsetof(struct refit, changed)}, {"shown", offsetof(struct refit, shown)}, {"ready_before", offsetof(struct refit, ready_before)},
	{"ready_after", offsetof(struct refit, ready_after)}};
#define N_NUMBERS (sizeof NUMBERS / sizeof *NUMBERS)

struct str refit_json(struct arena *a, const struct refit *f)
{
	struct buf b = buf_new(a, 16384);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	for (size_t i = 0; i < N_NUMBERS; i++) {
		int64_t v;
		memcpy(&v, (const char *)f + NUMBERS[i].at, sizeof v);
		json_key(&o, NUMBERS[i].name);
		json_put_int(&o, v);
	}
	json_key(&o, "competencies");
	json_put_int(&o, (int64_t)f->n);
	json_key(&o, "own");
	json_put_int(&o, (int64_t)f->own);
	json_key(&o, "log_likelihood_before");
	json_put_real(&o, f->before);
	json_key(&o, "log_likelihood_after");
	json_put_real(&o, f->after);
	json_key(&o, "better");
	json_put_bool(&o, f->better);
	json_key(&o, "moves");
	json_open(&o, '[');
	for (int i = 0; i < REFIT_WORDS; i++)
		for (int k = 0; k < REFIT_WORDS; k++)
			if (f->moves[i][k]) {
				json_open(&o, '[');
				json_put_int(&o, i);
				json_put_int(&o, k);
				json_put_int(&o, f->moves[i][k]);
				json_close(&o, ']');
			}
	json_close(&o, ']');
	json_close(&o, '}');
	return buf_done(&b);
}

bool refit_read(struct arena *a, struct str text, struct refit **out)
{
	struct json *j;
	struct err e = {0};
	if (json_parse(a, text, &j, &e) != OK || !json_get(j, "better"))
		return false;
	struct refit *f = NEW(a, struct refit);
	for (size_t i = 0; i < N_NUMBERS; i++) {
		int64_t v = (int64_t)json_number(j, NUMBERS[i].name, 0);
		memcpy((char *)f + NUMBERS[i].at, &v, sizeof v);
	}
	f->n = (size_t)json_number(j, "competencies", 0);
	f->own = (size_t)json_number(j, "own", 0);
	f->before = json_number(j, "log_likelihood_before", 0);
	f->after = json_number(j, "log_likelihood_after", 0);
	f->better = json_bool(j, "better", false);
	const struct json *moves = json_get(j, "moves");
	for (size_t i = 0; moves && i < moves->n; i++) {
		const struct json *m = &moves->items[i];
		size_t from = m->n == 3 ? (size_t)m->items[0].number : REFIT_WORDS, to = m->n == 3 ? (size_t)m->items[1].number : REFIT_WORDS;
		if (from < REFIT_WORDS && to < REFIT_WORDS)
			f->moves[from][to] = (int64_t)m->items[2].number;
	}
	*out = f;
	return true;
}

enum code refit_list(struct db *db, struct arena *a, int limit, struct refit_row **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct refit_row, (size_t)limit + 1);
	enum code c = db_query(db, e, &r,
	                       "select id, number, state, made_at, made_by, learners, responses, own, pooled, score_before, score_after, report from mastery_model"
	                       " where district = ?1 order by number desc limit ?2",
	                       "di", (int64_t)limit);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = (struct refit_row){
			.id = rows_id(r, 0), .number = rows_i(r, 1), .active = str_eqz(rows_t(r, 2), "active"), .made_at = rows_i(r, 3), .made_by = rows_id(r, 4),
			.learners = rows_i(r, 5), .responses = rows_i(r, 6), .own = rows_i(r, 7), .pooled = rows_i(r, 8), .before = rows_r(r, 9), .after = rows_r(r, 10),
			.report = str_dup(a, rows_t(r, 11))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}
