/* The kind "bkt": fit, predict, write, read. */
#include "engine/mastery/bkt.h"
#include "engine/mastery/kinds.h"
#include "engine/mastery/names.h"

#include <math.h>
#include <string.h>

struct bkt {
	struct names skills;        /* own copies */
	struct bkt_params *of, all; /* of each skill; of all together, for a skill never seen */
};

static double inside(double p)
{
	return fmin(fmax(p, 1e-6), 1 - 1e-6);
}

static struct bkt_params step(const struct bkt_sums *s)
{
	double known = s->responses - s->unknown, known_right = s->right - s->unknown_right;
	return (struct bkt_params){inside(s->known_first / s->sequences), s->unknown_before > 0 ? inside(s->gained / s->unknown_before) : 0.1,
		inside(s->unknown_right / s->unknown), inside((known - known_right) / known), 0};
}

static struct bkt_params climb(const struct bkt_log *l, size_t from, size_t to, struct bkt_params p, double *ll)
{
	struct bkt_sums s;
	*ll = -INFINITY;
	for (int i = 0; i < 500 && from < to; i++) {
		bkt_pass_plain(l, from, to, &p, &s);
		if (s.log_likelihood - *ll < 1e-7 * fabs(s.log_likelihood))
			break;
		*ll = s.log_likelihood;
		p = step(&s);
	}
	return p;
}

static enum code fit(struct arena *a, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e)
{
	struct bkt *b = NEW(a, struct bkt);
	struct bkt_log l;
	double ll;
	(void)o;
	enum code c = bkt_log_make(a, r, &l, e);
	if (c != OK)
		return c;
	b->skills.n = r->skills.n;
	b->skills.of = NEW_ARRAY(a, struct str, r->skills.n);
	b->of = NEW_ARRAY(a, struct bkt_params, r->skills.n);
	b->all = climb(&l, 0, l.first[l.n_skills], (struct bkt_params){0.4, 0.1, 0.2, 0.1, 0}, &ll);
	for (uint32_t k = 0; k < r->skills.n; k++) {
		b->skills.of[k] = str_dup(a, r->skills.of[k]);
		b->of[k] = climb(&l, l.first[k], l.first[k + 1], b->all, &ll);
		m->log_likelihood += l.first[k] < l.first[k + 1] ? ll : 0;
	}
	m->inside = b;
	return OK;
}

static enum code predict(struct arena *a, const struct model *m, const struct responses *r, unsigned threads, double *p, struct err *e)
{
	const struct bkt *b = m->inside;
	struct names all = r->skills;
	uint32_t *map = names_map(a, &all, &b->skills);
	double *known = NEW_ARRAY(a, double, r->skills.n);
	uint32_t *last = NEW_ARRAY(a, uint32_t, r->skills.n);
	(void)threads;
	(void)e;
	for (uint32_t l = 0; l < r->learners.n; l++)
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t row = r->by_learner[i], set = r->set[row];
			double sum = 0;
			for (uint32_t j = r->set_first[set]; j < r->set_first[set + 1]; j++) {
				uint32_t k = r->set_skill[j];
				const struct bkt_params *q = map[k] == UINT32_MAX ? &b->all : &b->of[map[k]];
				double x = last[k] == l + 1 ? known[k] : q->prior, k1 = 1 - q->slip, u1 = q->guess;
				sum += x * k1 + (1 - x) * u1;
				if (!r->right[row]) {
					k1 = 1 - k1;
					u1 = 1 - u1;
				}
				x = x * k1 / (x * k1 + (1 - x) * u1);
				known[k] = x + (1 - x) * q->learn;
				last[k] = l + 1;
			}
			p[row] = sum / (r->set_first[set + 1] - r->set_first[set]);
		}
	return OK;
}

/* ---- text ---- */

static void put_params(struct json_out *o, const struct bkt_params *p)
{
	json_key(o, "prior");
	json_put_real(o, p->prior);
	json_key(o, "learn");
	json_put_real(o, p->learn);
	json_key(o, "guess");
	json_put_real(o, p->guess);
	json_key(o, "slip");
	json_put_real(o, p->slip);
}

static void put(const struct model *m, struct json_out *o)
{
	const struct bkt *b = m->inside;
	json_open(o, '{');
	json_key(o, "all");
	json_open(o, '{');
	put_params(o, &b->all);
	json_close(o, '}');
	json_key(o, "skills");
	json_open(o, '[');
	for (uint32_t k = 0; k < b->skills.n; k++) {
		json_open(o, '{');
		json_key(o, "skill");
		json_put_str(o, b->skills.of[k]);
		put_params(o, &b->of[k]);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
}

static enum code take_params(const struct json *j, struct bkt_params *p, struct err *e)
{
	*p = (struct bkt_params){json_number(j, "prior", -1), json_number(j, "learn", -1), json_number(j, "guess", -1), json_number(j, "slip", -1),
		json_number(j, "forget", 0)};
	if (p->prior > 0 && p->prior < 1 && p->learn > 0 && p->learn < 1 && p->guess > 0 && p->guess < 1 && p->slip > 0 && p->slip < 1 &&
	    p->forget >= 0 && p->forget < 1)
		return OK;
	return err_set(e, E_INPUT, "The model's parameters prior, learn, guess, slip must be there and between 0 and 1.");
}

static enum code take(struct arena *a, const struct json *j, struct model *m, struct err *e)
{
	struct bkt *b = NEW(a, struct bkt);
	const struct json *s = json_get(j, "skills");
	enum code c = take_params(json_get(j, "all"), &b->all, e);
	if (c != OK)
		return c;
	if (!s || s->type != JSON_ARRAY_T || s->n >= UINT32_MAX)
		return err_set(e, E_INPUT, "The model has no list \"skills\".");
	b->skills.n = (uint32_t)s->n;
	b->skills.of = NEW_ARRAY(a, struct str, s->n);
	b->of = NEW_ARRAY(a, struct bkt_params, s->n);
	for (size_t i = 0; i < s->n; i++) {
		b->skills.of[i] = json_str(&s->items[i], "skill");
		if ((c = take_params(&s->items[i], &b->of[i], e)) != OK)
			return c;
	}
	m->inside = b;
	return OK;
}

const struct model_ops bkt_ops = {MODEL_BKT, "bkt", RESPONSES_ORDER, RESPONSES_ORDER, fit, predict, put, take};
