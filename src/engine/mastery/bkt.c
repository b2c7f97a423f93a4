/* The kind "bkt": fit, predict, write, read. */
#include "engine/mastery/bkt.h"
#include "engine/mastery/kinds.h"
#include "engine/mastery/names.h"

#include <math.h>
#include <string.h>

static enum code fit(struct arena *a, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e)
{
	struct bkt *b = NEW(a, struct bkt);
	struct bkt_log l;
	enum code c = bkt_log_make(a, r, &l, e);
	if (c != OK)
		return c;
	b->skills = names_copy(a, &r->skills);
	b->of = NEW_ARRAY(a, struct bkt_skill, r->skills.n);
	b->weight = o->weight < 0 ? BKT_WEIGHT : o->weight;
	m->inside = b;
	if (o->items)
		m->columns |= RESPONSES_ITEM;
	return bkt_fit_log(a, &l, r, o, m->ops->kind == MODEL_BKT_FORGET, m, e);
}

/* Guess and slip of (skill, item), both as numbered in the responses. */
struct pair_slot {
	uint64_t key; /* 0: empty */
	double guess, slip;
};

struct pair_table {
	struct pair_slot *slot;
	size_t mask;
};

static struct pair_slot *pair_at(const struct pair_table *t, uint64_t key)
{
	uint64_t h = key * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(h ^ h >> 32) & t->mask;
	while (t->slot[at].key && t->slot[at].key != key)
		at = (at + 1) & t->mask;
	return &t->slot[at];
}

static uint64_t pair_key(uint32_t skill, uint32_t item)
{
	return ((uint64_t)skill << 32 | item) + 1;
}

/* map: of the responses' skills to the model's. */
static struct pair_table pairs(struct arena *a, const struct bkt *b, const struct responses *r, const uint32_t *map)
{
	struct pair_table t = {.mask = 15};
	const uint32_t *item_in = names_map(a, &b->items, &r->items);
	while (t.mask < 2 * b->item_first[b->skills.n])
		t.mask = 2 * t.mask + 1;
	t.slot = NEW_ARRAY(a, struct pair_slot, t.mask + 1);
	for (uint32_t k = 0; k < r->skills.n; k++)
		for (size_t i = map[k] == UINT32_MAX ? 0 : b->item_first[map[k]]; map[k] != UINT32_MAX && i < b->item_first[map[k] + 1]; i++) {
			uint32_t item = item_in[b->item[i]];
			if (item != UINT32_MAX)
				*pair_at(&t, pair_key(k, item)) = (struct pair_slot){pair_key(k, item), b->guess[i], b->slip[i]};
		}
	return t;
}

/* Either of p and least may be NULL. */
static void trace(struct arena *a, const struct model *m, const struct responses *r, double *p, double *least)
{
	const struct bkt *b = m->inside;
	uint32_t *map = names_map(a, &r->skills, &b->skills);
	struct bkt_params *of = NEW_ARRAY(a, struct bkt_params, r->skills.n);
	double *knows = NEW_ARRAY(a, double, r->skills.n);
	uint32_t *last = NEW_ARRAY(a, uint32_t, r->skills.n);
	bool items = b->item_first && r->item;
	struct pair_table t = items ? pairs(a, b, r, map) : (struct pair_table){0};
	for (uint32_t k = 0; k < r->skills.n; k++)
		of[k] = map[k] == UINT32_MAX ? b->all.p : b->of[map[k]].p;
	for (uint32_t l = 0; l < r->learners.n; l++)
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t row = r->by_learner[i], set = r->set[row], from = r->set_first[set], to = r->set_first[set + 1];
			double sum = 0, low = 1, score = r->score ? (double)r->score[row] : r->right[row];
			for (uint32_t j = from; j < to; j++) {
				uint32_t k = r->set_skill[j];
				struct bkt_params q = of[k];
				const struct pair_slot *s = items ? pair_at(&t, pair_key(k, r->item[row])) : NULL;
				if (s && s->key) {
					q.guess = s->guess;
					q.slip = s->slip;
				}
				double x = last[k] == l + 1 ? knows[k] : q.prior;
				sum += bkt_right(&q, x);
				low = fmin(low, x);
				knows[k] = bkt_after(&q, x, score);
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

static void put_items(struct json_out *o, const struct bkt *b, uint32_t k)
{
	json_key(o, "items");
	json_open(o, '[');
	for (size_t i = b->item_first[k]; i < b->item_first[k + 1]; i++) {
		json_open(o, '{');
		json_key(o, "item");
		json_put_str(o, b->items.of[b->item[i]]);
		json_key(o, "guess");
		json_put_real(o, b->guess[i]);
		json_key(o, "slip");
		json_put_real(o, b->slip[i]);
		json_close(o, '}');
	}
	json_close(o, ']');
}

/* k: the skill's number in b; UINT32_MAX: all together */
static void put_skill(struct json_out *o, const struct bkt *b, const struct bkt_skill *s, uint32_t k)
{
	const double p[BKT_PARAMS] = {s->p.prior, s->p.learn, s->p.guess, s->p.slip, s->p.forget};
	int n = s->p.forget > 0 ? 5 : 4;
	json_open(o, '{');
	if (k != UINT32_MAX) {
		json_key(o, "skill");
		json_put_str(o, b->skills.of[k]);
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
	if (k != UINT32_MAX && b->item_first)
		put_items(o, b, k);
	json_close(o, '}');
}

static void put(const struct model *m, struct json_out *o)
{
	const struct bkt *b = m->inside;
	json_open(o, '{');
	json_key(o, "weight");
	json_put_real(o, b->weight);
	json_key(o, "all");
	put_skill(o, b, &b->all, UINT32_MAX);
	json_key(o, "skills");
	json_open(o, '[');
	for (uint32_t k = 0; k < b->skills.n; k++)
		if (b->of[k].responses >= BKT_TINY || isfinite(b->of[k].sd[0])) /* others have the parameters of all, as if never seen */
			put_skill(o, b, &b->of[k], k);
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

/* Items of all skills, when the first skill has them. */
static enum code take_items(struct arena *a, const struct json *skills, struct bkt *b, struct err *e)
{
	struct names_index x = {.a = a};
	size_t n = 0;
	for (size_t k = 0; k < skills->n; k++) {
		const struct json *list = json_get(&skills->items[k], "items");
		n += list && list->type == JSON_ARRAY_T ? list->n : 0;
	}
	if (n == 0 || n >= UINT32_MAX)
		return OK;
	b->item_first = NEW_ARRAY(a, size_t, skills->n + 1);
	b->item = NEW_ARRAY(a, uint32_t, n);
	b->guess = NEW_ARRAY(a, double, n);
	b->slip = NEW_ARRAY(a, double, n);
	n = 0;
	for (size_t k = 0; k < skills->n; k++) {
		const struct json *list = json_get(&skills->items[k], "items");
		b->item_first[k] = n;
		for (size_t i = 0; list && list->type == JSON_ARRAY_T && i < list->n; i++, n++) {
			struct str name = json_str(&list->items[i], "item");
			b->guess[n] = json_number(&list->items[i], "guess", -1);
			b->slip[n] = json_number(&list->items[i], "slip", -1);
			if (name.n == 0 || !in01(b->guess[n]) || !in01(b->slip[n]) || !(b->guess[n] + b->slip[n] < 1))
				return err_set(e, E_INPUT, "Item %zu of skill %zu must have a name, guess and slip between 0 and 1, together below 1.", i + 1, k + 1);
			b->item[n] = names_put(&x, name, NULL);
		}
	}
	b->item_first[skills->n] = n;
	b->items = (struct names){x.of, x.n};
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
	c = take_items(a, s, b, e);
	if (b->item_first)
		m->columns |= RESPONSES_ITEM;
	return c;
}

const struct model_ops bkt_ops = {MODEL_BKT, "bkt", RESPONSES_ORDER, RESPONSES_ORDER, fit, predict, put, take, known};
const struct model_ops bkt_forget_ops = {MODEL_BKT_FORGET, "bkt-forget", RESPONSES_ORDER, RESPONSES_ORDER, fit, predict, put, take, known};
