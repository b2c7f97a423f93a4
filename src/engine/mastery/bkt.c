/* The kind "bkt": fit, predict, write, read. */
#include "engine/mastery/bkt.h"
#include "engine/mastery/kinds.h"
#include "engine/mastery/names.h"

#include <math.h>
#include <string.h>

static struct names own_names(struct arena *a, const struct names *x)
{
	size_t bytes = 0;
	struct names out = {NEW_ARRAY(a, struct str, x->n), x->n};
	for (uint32_t k = 0; k < x->n; k++)
		bytes += x->of[k].n + 1;
	char *to = arena_alloc(a, bytes);
	for (uint32_t k = 0; k < x->n; to += x->of[k++].n + 1) {
		memcpy(to, x->of[k].p, x->of[k].n);
		out.of[k] = (struct str){to, x->of[k].n};
	}
	return out;
}

static enum code fit(struct arena *a, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e)
{
	struct bkt *b = NEW(a, struct bkt);
	struct bkt_log l;
	enum code c = bkt_log_make(a, r, &l, e);
	if (c != OK)
		return c;
	b->skills = own_names(a, &r->skills);
	b->of = NEW_ARRAY(a, struct bkt_skill, r->skills.n);
	b->weight = o->weight < 0 ? BKT_WEIGHT : o->weight;
	m->inside = b;
	return bkt_fit_log(a, &l, r, o, m->ops->kind == MODEL_BKT_FORGET, m, e);
}

/* Either of p and least may be NULL. */
static void trace(struct arena *a, const struct model *m, const struct responses *r, double *p, double *least)
{
	const struct bkt *b = m->inside;
	uint32_t *map = names_map(a, &r->skills, &b->skills);
	struct bkt_params *of = NEW_ARRAY(a, struct bkt_params, r->skills.n);
	double *known = NEW_ARRAY(a, double, r->skills.n);
	uint32_t *last = NEW_ARRAY(a, uint32_t, r->skills.n);
	for (uint32_t k = 0; k < r->skills.n; k++)
		of[k] = map[k] == UINT32_MAX ? b->all.p : b->of[map[k]].p;
	for (uint32_t l = 0; l < r->learners.n; l++)
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t row = r->by_learner[i], set = r->set[row], from = r->set_first[set], to = r->set_first[set + 1];
			double sum = 0, low = 1, score = r->score ? (double)r->score[row] : r->right[row];
			for (uint32_t j = from; j < to; j++) {
				uint32_t k = r->set_skill[j];
				double x = last[k] == l + 1 ? known[k] : of[k].prior;
				sum += bkt_right(&of[k], x);
				low = fmin(low, x);
				known[k] = bkt_after(&of[k], x, score);
				last[k] = l + 1;
			}
			if (p != NULL)
				p[row] = to - from == 1 ? sum : sum / (to - from);
			if (least != NULL)
				least[row] = low;
		}
}

static enum code predict(struct arena *a, const struct model *m, const struct responses *r, unsigned threads, double *p, struct err *e)
{
	(void)threads;
	(void)e;
	trace(a, m, r, p, NULL);
	return OK;
}

static void known(struct arena *a, const struct model *m, const struct responses *r, double *out)
{
	trace(a, m, r, NULL, out);
}

/* ---- text ---- */

static const char *const param_names[BKT_PARAMS] = {"prior", "learn", "guess", "slip", "forget"};

static void put_skill(struct json_out *o, const struct bkt_skill *s, const struct str *name)
{
	const double p[BKT_PARAMS] = {s->p.prior, s->p.learn, s->p.guess, s->p.slip, s->p.forget};
	int n = s->p.forget > 0 ? 5 : 4;
	json_open(o, '{');
	if (name) {
		json_key(o, "skill");
		json_put_str(o, *name);
	}
	for (int i = 0; i < n; i++) {
		json_key(o, param_names[i]);
		json_put_real(o, p[i]);
	}
	json_key(o, "sd");
	json_open(o, '[');
	for (int i = 0; i < n; i++)
		json_put_real(o, (double)s->sd[i]); /* null: not identified */
	json_close(o, ']');
	json_key(o, "learners");
	json_put_int(o, s->sequences);
	json_key(o, "responses");
	json_put_int(o, (int64_t)s->responses);
	json_key(o, "log_likelihood");
	json_put_real(o, s->log_likelihood);
	json_close(o, '}');
}

static void put(const struct model *m, struct json_out *o)
{
	const struct bkt *b = m->inside;
	json_open(o, '{');
	json_key(o, "weight");
	json_put_real(o, b->weight);
	json_key(o, "all");
	put_skill(o, &b->all, NULL);
	json_key(o, "skills");
	json_open(o, '[');
	for (uint32_t k = 0; k < b->skills.n; k++)
		put_skill(o, &b->of[k], &b->skills.of[k]);
	json_close(o, ']');
	json_close(o, '}');
}

static bool in01(double p)
{
	return p >= BKT_LEAST && p <= 1 - BKT_LEAST;
}

static enum code take_skill(const struct json *j, bool forget, struct bkt_skill *s, struct err *e)
{
	struct bkt_params p = {json_number(j, "prior", -1), json_number(j, "learn", -1), json_number(j, "guess", -1), json_number(j, "slip", -1),
		forget ? json_number(j, "forget", -1) : 0};
	const struct json *sd = json_get(j, "sd");
	int64_t learners = json_int(j, "learners", 0), responses = json_int(j, "responses", 0);
	if (!in01(p.prior) || !in01(p.learn) || !in01(p.guess) || !in01(p.slip) || (forget && !in01(p.forget)) || !(p.guess + p.slip < 1))
		return err_set(e, E_INPUT, "A skill's prior, learn, guess, slip%s must all be between %g and 1 - %g, and guess + slip below 1.",
			forget ? ", forget" : "", BKT_LEAST, BKT_LEAST);
	*s = (struct bkt_skill){.p = p, .sequences = learners > 0 && learners < UINT32_MAX ? (uint32_t)learners : 0,
		.responses = responses > 0 ? (uint64_t)responses : 0, .log_likelihood = json_number(j, "log_likelihood", 0)};
	for (size_t i = 0; i < (forget ? 5 : 4); i++) {
		bool there = sd && sd->type == JSON_ARRAY_T && i < sd->n && sd->items[i].type == JSON_NUMBER_T && sd->items[i].number >= 0;
		s->sd[i] = there ? (float)sd->items[i].number : INFINITY;
	}
	return OK;
}

static enum code take(struct arena *a, const struct json *j, struct model *m, struct err *e)
{
	struct bkt *b = NEW(a, struct bkt);
	const struct json *s = json_get(j, "skills");
	bool forget = m->ops->kind == MODEL_BKT_FORGET;
	enum code c = take_skill(json_get(j, "all"), forget, &b->all, e);
	if (c != OK)
		return err_in(e, "all");
	if (!s || s->type != JSON_ARRAY_T || s->n >= UINT32_MAX)
		return err_set(e, E_INPUT, "The model has no list \"skills\".");
	b->weight = fmax(json_number(j, "weight", 0), 0);
	b->skills.n = (uint32_t)s->n;
	b->skills.of = NEW_ARRAY(a, struct str, s->n);
	b->of = NEW_ARRAY(a, struct bkt_skill, s->n);
	for (size_t i = 0; i < s->n; i++) {
		b->skills.of[i] = json_str(&s->items[i], "skill");
		if (b->skills.of[i].n == 0)
			return err_set(e, E_INPUT, "Skill %zu of the model has no name.", i + 1);
		if ((c = take_skill(&s->items[i], forget, &b->of[i], e)) != OK)
			return err_in(e, "skill %zu", i + 1);
	}
	m->inside = b;
	return OK;
}

const struct model_ops bkt_ops = {MODEL_BKT, "bkt", RESPONSES_ORDER, RESPONSES_ORDER, fit, predict, put, take, known};
const struct model_ops bkt_forget_ops = {MODEL_BKT_FORGET, "bkt-forget", RESPONSES_ORDER, RESPONSES_ORDER, fit, predict, put, take, known};
