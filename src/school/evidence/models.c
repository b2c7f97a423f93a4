#include "school/evidence/models.h"
#include "record/setting.h"
#include "school/evidence/fold.h"

#include <string.h>

SETTINGS(estimates) = {
	{.key = "mastery.false_yes", .label = N_("How bad it is to call somebody ready too early"),
	 .help = N_("Counted in needless tries of somebody who knows it already. With 9 the estimate has to reach 90 in 100, with 19 it has to reach 95, with 49 it has to"
	            " reach 98. More: fewer are called ready too early, and more practise what they know. What a person confirmed stays confirmed."),
	 .type = SET_INT, .initial = "19", .min = 4, .max = 199, .serves = "R151 R179"},
	{.key = "mastery.pace", .label = N_("Estimates learn how much practice somebody usually needs"),
	 .help = N_("Within one subject, so that a slow start is not taken for failure nor a quick start for mastery. It is shown to nobody and carried to no other subject."
	            " Without it, those who need longer are called ready too early more often, and those who are quick practise longer for nothing."),
	 .type = SET_BOOL, .initial = "1", .serves = "R147 R355"},
	SETTINGS_END,
};

static enum code rule_of(struct db *db, struct mastery_rule *r, struct err *e)
{
	int64_t tries = 0;
	enum code c = setting_int(db, "mastery.false_yes", &tries, e);
	if (c)
		return c;
	*r = mastery_rule_default();
	if (tries != MASTERY_TRIES)
		mastery_rule_cost(r, (double)tries);
	r->plain = !setting_on(db, "mastery.pace");
	return OK;
}

enum code evidence_model(struct db *db, struct arena *a, struct mastery_model **out, struct err *e)
{
	struct mastery_params p = mastery_params_default();
	struct mastery_rule r;
	enum code c = rule_of(db, &r, e);
	return c ? c : mastery_model_new(a, &p, &r, out, e);
}

const struct mastery_model *evidence_asked(const struct mastery_model *m, bool rubric)
{
	return rubric ? m : mastery_model_one_kind(m);
}

struct one {
	struct id competency;
	const struct mastery_model *model;
	int rubric; /* 1 there is one, 0 none, -1 not looked for yet */
};

struct evidence_models {
	struct arena *a;
	struct id id;
	struct mastery_model *plain;
	struct one *of; /* sorted */
	size_t n, cap;
	bool all;
	struct domain { struct id competency; struct str subject; } *domains; /* asked for so far */
	size_t n_domains, cap_domains;
};

#define PARAMETERS "prior, learn, guess, slip, prior_sd, learn_sd, guess_sd, slip_sd"

enum code evidence_models_at(struct db *db, struct arena *a, struct id fit, struct evidence_models **out, struct err *e)
{
	struct evidence_models *m = NEW(a, struct evidence_models);
	m->a = a;
	m->id = fit;
	m->all = id_nil(fit);
	*out = m;
	return evidence_model(db, a, &m->plain, e);
}

enum code evidence_models(struct db *db, struct arena *a, struct evidence_models **out, struct err *e)
{
	struct rows *r;
	struct id fit = ID_NIL;
	enum code c = db_query(db, e, &r, "select id from mastery_model where district = ?1 and state = 'active'", "d");
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		fit = rows_id(r, 0);
	rows_end(r);
	return got < 0 ? e->code : evidence_models_at(db, a, fit, out, e);
}

struct id evidence_models_id(const struct evidence_models *m)
{
	return m->id;
}

bool evidence_models_paced(const struct evidence_models *m)
{
	return !mastery_model_rule(m->plain)->plain;
}

enum code evidence_domain(struct db *db, struct evidence_models *m, struct id competency, struct str *out, struct err *e)
{
	struct rows *r;
	for (size_t i = m->n_domains; i-- > 0;)
		if (id_eq(m->domains[i].competency, competency)) {
			*out = m->domains[i].subject;
			return OK;
		}
	enum code c = db_query(db, e, &r, "select coalesce(subject, '') from competency where id = ?1", "b", competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	*out = got == 1 ? str_dup(m->a, rows_t(r, 0)) : S("");
	rows_end(r);
	if (got < 0)
		return e->code;
	if (m->n_domains == m->cap_domains) {
		size_t cap = m->cap_domains ? 2 * m->cap_domains : 16;
		m->domains = arena_grow(m->a, m->domains, m->cap_domains * sizeof *m->domains, cap * sizeof *m->domains);
		m->cap_domains = cap;
	}
	m->domains[m->n_domains++] = (struct domain){competency, *out};
	return OK;
}

/* Where it stands, or where it would. */
static size_t place(const struct evidence_models *m, struct id competency)
{
	size_t low = 0, high = m->n;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (id_cmp(m->of[mid].competency, competency) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void keep(struct evidence_models *m, struct id competency, const struct mastery_model *model)
{
	size_t at = place(m, competency);
	if (at < m->n && id_eq(m->of[at].competency, competency)) {
		m->of[at].model = model;
		return;
	}
	if (m->n == m->cap) {
		size_t cap = m->cap ? 2 * m->cap : 16;
		m->of = arena_grow(m->a, m->of, m->cap * sizeof *m->of, cap * sizeof *m->of);
		m->cap = cap;
	}
	memmove(m->of + at + 1, m->of + at, (m->n - at) * sizeof *m->of);
	m->of[at] = (struct one){competency, model, -1};
	m->n++;
}

enum code evidence_models_put(struct evidence_models *m, struct id competency, const struct mastery_params *p, struct err *e)
{
	struct mastery_model *model;
	enum code c = mastery_model_new(m->a, p, mastery_model_rule(m->plain), &model, e);
	if (c == OK)
		keep(m, competency, model);
	return c;
}

static enum code take(struct evidence_models *m, struct id competency, struct rows *r, int at, struct err *e)
{
	struct mastery_params p = mastery_params_default();
	double *const to[] = {&p.prior, &p.learn, &p.guess, &p.slip, &p.prior_sd, &p.learn_sd, &p.guess_sd, &p.slip_sd};
	for (int i = 0; i < 8; i++)
		*to[i] = rows_r(r, at + i);
	return evidence_models_put(m, competency, &p, e);
}

enum code evidence_models_all(struct db *db, struct evidence_models *m, struct err *e)
{
	struct rows *r;
	int got = 0;
	if (m->all)
		return OK;
	enum code c = db_query(db, e, &r, "select competency, " PARAMETERS " from mastery_parameter where model = ?1 order by competency", "b", m->id);
	if (c)
		return c;
	while (!c && (got = rows_next(r, e)) == 1)
		c = take(m, rows_id(r, 0), r, 1, e);
	rows_end(r);
	m->all = true;
	return c == OK && got < 0 ? e->code : c;
}

/* Its own parameters, or the common ones; afterwards it has a place. */
static enum code look_up(struct db *db, struct evidence_models *m, struct id competency, struct err *e)
{
	struct rows *r;
	size_t at = place(m, competency);
	if (at < m->n && id_eq(m->of[at].competency, competency))
		return OK;
	if (m->all) {
		keep(m, competency, m->plain);
		return OK;
	}
	enum code c = db_query(db, e, &r, "select " PARAMETERS " from mastery_parameter where model = ?1 and competency = ?2", "bb", m->id, competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		c = take(m, competency, r, 0, e);
	rows_end(r);
	if (got < 0)
		return e->code;
	if (c == OK && got == 0)
		keep(m, competency, m->plain);
	return c;
}

enum code evidence_model_of(struct db *db, struct evidence_models *m, struct id competency, const struct mastery_model **out, struct err *e)
{
	enum code c = look_up(db, m, competency, e);
	struct one *x = c == OK ? &m->of[place(m, competency)] : NULL;
	*out = m->plain;
	if (x && x->rubric < 0) {
		int64_t n = 0;
		c = db_int(db, e, &n, "select count(*) from (select id from rubric where competency = ?1 limit 1) x", "b", competency);
		x->rubric = n > 0;
	}
	if (c == OK)
		*out = evidence_asked(x->model, x->rubric > 0);
	return c;
}
