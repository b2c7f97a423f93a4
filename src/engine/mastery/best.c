/* best.c - the steps of best.h, in their order. */
#include "engine/mastery/best_inside.h"
#include "engine/mastery/names.h"
#include "engine/mastery/parallel.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { FIRST_FOLDS = 8, KNOWLEDGE_FOLDS = 4 };
#define NONE UINT32_MAX

struct best_plan best_plan_of(enum model_kind kind)
{
	if (kind == MODEL_LOGISTIC)
		return (struct best_plan){.groups = HISTORY_COUNTS | HISTORY_RECENCY | HISTORY_LAST | HISTORY_GAPS | HISTORY_TIME};
	return (struct best_plan){.groups = HISTORY_ALL, .knowledge = true, .slopes = true, .products = true, .blend = true};
}

/* ---- columns of a log for a model ---- */

struct table {
	struct design d;
	uint32_t *slot;   /* [n] of a row; NULL: row by row */
	float *base;      /* [n] by row: log odds of the first step */
	float *x;
	double *knowledge; /* [n] by row: the prediction of step 3; NULL: not asked yet */
};

static void own_places(struct arena *a, const struct responses *r, struct design *d)
{
	size_t *first = NEW_ARRAY(a, size_t, d->n + 1), sum = 0;
	for (size_t i = 0; i < d->n; i++) {
		first[i] = sum;
		sum += (size_t)d->own * (r->set_first[d->set[i] + 1] - r->set_first[d->set[i]]);
	}
	d->value_first = first;
	d->values = NEW_ARRAY(a, float, sum + 1);
}

/* Columns that are products of two others: how forgetting, practice and ability work together with difficulty. */
static const char *const PRODUCTS[][2] = {
	{"difficulty", "item .5"}, {"difficulty", "item tries"}, {"difficulty", "item gap"}, {"difficulty", "ability"}, {"item .85", "item gap"},
	{"skill .8", "item .85"}, {"knowledge", "item .85"}, {"knowledge", "ability"}, {"item tries", "item tries"}, {"ability", "ability"},
	{"knowledge", "knowledge"}, {"item tries", "item gap"}};
enum { N_PRODUCTS = sizeof PRODUCTS / sizeof PRODUCTS[0], DIFFICULTY = 1000 };
static const char *const NAMES[N_PRODUCTS] = {
	"difficulty x item .5", "difficulty x item tries", "difficulty x item gap", "difficulty x ability", "item .85 x item gap", "skill .8 x item .85",
	"knowledge x item .85", "knowledge x ability", "item tries x item tries", "ability x ability", "knowledge x knowledge", "item tries x item gap"};

static unsigned place_of(const char *name, const char *const *names, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (!strcmp(names[i], name))
			return i;
	return UINT_MAX;
}

unsigned best_columns(const struct best *b, const char **name, unsigned *tail, unsigned (*factor)[2])
{
	const char *names[BEST_COLUMNS];
	unsigned n = history_columns(b->plan.groups, names), all;
	if (b->plan.knowledge)
		names[n++] = "knowledge";
	all = n;
	*tail = 0;
	for (unsigned i = 0; b->plan.products && (b->plan.groups & HISTORY_ABILITY) && i < N_PRODUCTS; i++) {
		unsigned x = strcmp(PRODUCTS[i][0], "difficulty") ? place_of(PRODUCTS[i][0], names, n) : DIFFICULTY, y = place_of(PRODUCTS[i][1], names, n);
		if (x == UINT_MAX || y == UINT_MAX)
			continue;
		factor[*tail][0] = x;
		factor[(*tail)++][1] = y;
		names[all++] = NAMES[i];
	}
	if (name)
		memcpy(name, names, all * sizeof *name);
	return all;
}

static enum code fill(struct arena *a, const struct best *b, const struct responses *r, unsigned threads, struct table *t, struct err *e)
{
	struct design *d = &t->d;
	unsigned history = history_columns(b->plan.groups, NULL), factor[BEST_COLUMNS][2];
	d->dense = best_columns(b, NULL, &d->tail, factor);
	d->own = HISTORY_OWN;
	d->firm = (b->plan.groups & HISTORY_ABILITY ? ELO_COLUMNS : 0) + (b->plan.knowledge ? 1 : 0);
	own_places(a, r, d);
	t->x = NEW_ARRAY(a, float, d->n * d->dense);
	d->x = t->x;
	history_fill(a, r, b->plan.groups, b->base_rate, t->slot, t->x, d->dense, (float *)d->values, d->own, d->value_first);
	if (b->plan.groups & HISTORY_ABILITY)
		(void)elo_run(a, r, &b->elo, t->base, NULL, t->slot, t->x + history - ELO_COLUMNS, d->dense);
	if (b->knowledge && !t->knowledge) {
		t->knowledge = NEW_ARRAY(a, double, r->n);
		enum code c = model_predict(a, b->knowledge, r, threads, t->knowledge, e);
		if (c != OK)
			return c;
	}
	d->slopes = b->plan.slopes && (b->plan.groups & HISTORY_ABILITY) ? 1 : 0;
	if (d->slopes) {
		float *z = NEW_ARRAY(a, float, d->n);
		for (size_t i = 0; i < d->n; i++)
			z[i] = t->x[i * d->dense + history - 2]; /* "ability" */
		d->slope = z;
	}
	for (size_t i = 0; i < r->n; i++) {
		float *x = t->x + (t->slot ? t->slot[i] : i) * d->dense, *product = x + d->dense - d->tail;
		if (b->knowledge)
			x[history] = (float)log(t->knowledge[i] / (1 - t->knowledge[i]));
		for (unsigned j = 0; j < d->tail; j++)
			product[j] = (factor[j][0] == DIFFICULTY ? t->base[i] - (float)b->constant : x[factor[j][0]]) * x[factor[j][1]];
	}
	return OK;
}

/* ---- fitting ---- */

/* Names of the pairs of item and skills, in the order of the design, and the design's rows. */
static void order_rows(struct arena *a, const struct responses *r, struct best *b, struct table *t)
{
	struct design *d = &t->d;
	uint32_t *order = logistic_order(a, r->item, r->items.n, r->set, r->sets.n, r->n), *item = NEW_ARRAY(a, uint32_t, r->n), *set = NEW_ARRAY(a, uint32_t, r->n);
	uint32_t *sets_of_item = NEW_ARRAY(a, uint32_t, (size_t)r->items.n + 1), pairs = 0;
	uint8_t *right = NEW_ARRAY(a, uint8_t, r->n);
	t->slot = NEW_ARRAY(a, uint32_t, r->n);
	for (size_t i = 0; i < r->n; i++) {
		uint32_t row = order[i];
		if (i == 0 || r->set[row] != set[i - 1] || r->item[row] != r->item[order[i - 1]]) {
			pairs++;
			sets_of_item[r->item[row]]++;
		}
		t->slot[row] = (uint32_t)i;
		set[i] = r->set[row];
		item[i] = pairs - 1;
		right[i] = r->right[row];
	}
	b->pairs = (struct names){.of = NEW_ARRAY(a, struct str, (size_t)pairs + 1), .n = pairs};
	for (size_t i = 0; i < r->n; i++)
		if (i == 0 || item[i] != item[i - 1]) {
			struct str name = r->items.of[r->item[order[i]]];
			b->pairs.of[item[i]] = sets_of_item[r->item[order[i]]] == 1 ? str_dup(a, name)
				: str_fmt(a, "%.*s\x1f%.*s", S_ARG(name), S_ARG(r->sets.of[set[i]]));
		}
	b->skills = (struct names){.of = NEW_ARRAY(a, struct str, (size_t)r->skills.n + 1), .n = r->skills.n};
	for (uint32_t k = 0; k < r->skills.n; k++)
		b->skills.of[k] = str_dup(a, r->skills.of[k]);
	*d = (struct design){.n = r->n, .items = pairs, .sets = r->sets.n, .skills = r->skills.n, .item = item, .set = set, .set_first = r->set_first,
		.set_skill = r->set_skill, .right = right};
}

/* Fits on the rows of all folds but one, from a fit on all. */
struct part {
	const struct design *d;
	const struct logistic *all;
	const uint8_t *fold; /* by slot */
	struct logistic *m;
	struct arena *scratch;
	enum code code;
	struct err e;
};

static void fit_part(void *arg, size_t i, unsigned worker)
{
	struct part *p = (struct part *)arg + i;
	const struct design *d = p->d;
	uint8_t *use = NEW_ARRAY(p->scratch, uint8_t, d->n);
	(void)worker;
	for (size_t r = 0; r < d->n; r++)
		use[r] = p->fold[r] != i;
	const struct logistic_options o = {.penalty = p->all->penalty, .use = use, .tolerance = 0.02};
	p->code = logistic_fit(p->scratch, d, &o, p->m, &p->e);
}

/* m[f] gets the fit without fold f. */
static enum code cross_fit(struct arena *a, const struct design *d, const struct logistic *all, const uint8_t *fold, unsigned folds, unsigned threads,
	struct logistic **m, struct err *e)
{
	struct part part[FIRST_FOLDS] = {{0}};
	enum code code = OK;
	for (unsigned f = 0; f < folds; f++) {
		struct logistic *c = logistic_new(a, d);
		memcpy(c->beta, all->beta, d->dense * sizeof(double));
		memcpy(c->skill, all->skill, (size_t)d->skills * (1 + d->own) * sizeof(double));
		memcpy(c->item, all->item, (size_t)d->items * (1 + d->slopes) * sizeof(double));
		part[f] = (struct part){.d = d, .all = all, .fold = fold, .m = m[f] = c, .scratch = arena_new(0)};
		if (!part[f].scratch)
			code = err_set(e, E_MEMORY, "There is not enough memory to fit this log.");
	}
	if (code == OK)
		parallel(threads, folds, fit_part, part);
	for (unsigned f = 0; f < folds; f++) {
		if (part[f].code != OK && code == OK) {
			code = part[f].code;
			*e = part[f].e;
		}
		arena_free(part[f].scratch);
	}
	return code;
}

struct folds {
	uint8_t *of;      /* [n] by slot */
	uint8_t *learner; /* [learners] */
	unsigned n;       /* 1: too few learners to hold some out */
};

/* n parts, or one for each learner where there are fewer learners than parts. */
static struct folds folds_of(struct arena *a, const struct responses *r, const uint32_t *slot, unsigned n)
{
	struct folds f = {.of = NEW_ARRAY(a, uint8_t, r->n + 1), .learner = NEW_ARRAY(a, uint8_t, (size_t)r->learners.n + 1), .n = n};
	uint32_t seen = 0;
	for (uint32_t l = 0; l < r->learners.n; l++)
		seen += r->first[l + 1] > r->first[l];
	if (seen < n)
		f.n = n = seen > 1 ? seen : 1;
	seen = 0;
	for (uint32_t l = 0; l < r->learners.n; l++) {
		f.learner[l] = (uint8_t)(seen % n);
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++)
			f.of[slot[r->by_learner[i]]] = (uint8_t)(seen % n);
		seen += r->first[l + 1] > r->first[l];
	}
	return f;
}

static double base_of(const struct logistic *m, const struct design *d, size_t at)
{
	double v = m->beta[0] + m->item[d->item[at]];
	for (uint32_t k = d->set_first[d->set[at]]; k < d->set_first[d->set[at] + 1]; k++)
		v += m->skill[d->set_skill[k]];
	return v;
}

/* Steps 1 and 2: items and skills alone; the base of each row from a fit without its learner; the variances of ability. */
static enum code fit_ability(struct arena *a, const struct responses *r, const struct fit_options *o, const struct folds *f, struct best *b,
	struct table *t, struct err *e)
{
	struct design d = t->d;
	float *one = NEW_ARRAY(a, float, d.n);
	for (size_t i = 0; i < d.n; i++)
		one[i] = 1;
	d.x = one;
	d.dense = 1;
	struct logistic *all = logistic_new(a, &d), *m[FIRST_FOLDS] = {all};
	const struct logistic_options lo = {.penalty = {.dense = 1, .skill = 1, .item = 1}, .learn_penalty = true, .tolerance = 0.01, .threads = o->threads};
	enum code c = logistic_fit(a, &d, &lo, all, e);
	if (c == OK && f->n > 1)
		c = cross_fit(a, &d, all, f->of, f->n, o->threads, m, e);
	if (c != OK)
		return c;
	b->constant = all->beta[0];
	b->item_first = all->item;
	b->skill_first = all->skill;
	t->base = NEW_ARRAY(a, float, d.n);
	for (size_t i = 0; i < d.n; i++) {
		size_t at = t->slot[i];
		t->base[i] = (float)base_of(m[f->n > 1 ? f->of[at] : 0], &d, at);
	}
	b->elo = elo_tune(a, r, elo_default(), t->base, NULL);
	return OK;
}

/* Step 3; each learner's column comes from a fit without that learner, as it will for those who come later. */
static enum code fit_knowledge(struct arena *a, const struct responses *r, const struct fit_options *o, const struct folds *f, struct best *b,
	struct table *t, struct err *e)
{
	struct fit_options own = *o;
	own.warm = NULL;
	enum code c = model_fit(a, model_ops_of(MODEL_BKT_FORGET), r, &own, &b->knowledge, e);
	if (c != OK || f->n == 1)
		return c;
	own.warm = b->knowledge;
	t->knowledge = NEW_ARRAY(a, double, r->n);
	for (unsigned k = 0; k < f->n && c == OK; k++) {
		struct arena *scratch = arena_new(0);
		if (!scratch)
			return err_set(e, E_MEMORY, "There is not enough memory to fit this log.");
		uint8_t *seen = NEW_ARRAY(scratch, uint8_t, (size_t)r->learners.n + 1), *unseen = NEW_ARRAY(scratch, uint8_t, (size_t)r->learners.n + 1);
		for (uint32_t l = 0; l < r->learners.n; l++) {
			seen[l] = f->learner[l] != k;
			unseen[l] = !seen[l];
		}
		struct responses most, rest;
		struct model *m;
		uint32_t *rows;
		responses_pick(scratch, r, seen, &most, NULL);
		responses_pick(scratch, r, unseen, &rest, &rows);
		double *p = NEW_ARRAY(scratch, double, rest.n + 1);
		c = model_fit(scratch, model_ops_of(MODEL_BKT_FORGET), &most, &own, &m, e);
		if (c == OK)
			c = model_predict(scratch, m, &rest, o->threads, p, e);
		for (size_t i = 0; c == OK && i < rest.n; i++)
			t->knowledge[rows[i]] = p[i];
		arena_free(scratch);
	}
	return c;
}

enum code best_fit_whole(struct arena *a, const struct best_plan *plan, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e)
{
	struct best *b = NEW(a, struct best);
	struct table t = {0};
	double right = 0;
	m->inside = b;
	b->plan = *plan;
	b->time = r->time != NULL;
	if (!b->time)
		b->plan.groups &= ~(unsigned)HISTORY_TIME;
	for (size_t i = 0; i < r->n; i++)
		right += r->right[i];
	b->base_rate = (right + 1) / ((double)r->n + 2);
	order_rows(a, r, b, &t);
	const struct folds first = folds_of(a, r, t.slot, FIRST_FOLDS), f = folds_of(a, r, t.slot, KNOWLEDGE_FOLDS);
	enum code c = OK;
	if (b->plan.groups & HISTORY_ABILITY)
		c = fit_ability(a, r, o, &first, b, &t, e);
	if (c == OK && plan->knowledge)
		c = fit_knowledge(a, r, o, &f, b, &t, e);
	if (c == OK)
		c = fill(a, b, r, o->threads, &t, e);
	if (c != OK)
		return c;
	struct logistic *main = logistic_new(a, &t.d);
	struct logistic_options lo = {.penalty = {.dense = 1, .tail = 10, .skill = 2, .own = {20, 20}, .item = 2, .slope = 10}, .learn_penalty = true, .tolerance = 0.01, .threads = o->threads};
	if (plan->fixed) {
		lo.penalty = (struct penalty){.dense = 1, .tail = 1, .skill = 1, .own = {1, 1, 1, 1}, .item = 1, .slope = 1};
		lo.learn_penalty = false;
	}
	if ((c = logistic_fit(a, &t.d, &lo, main, e)) != OK)
		return c;
	b->main = *main;
	m->rounds = (int)main->steps;
	float *eta = NEW_ARRAY(a, float, r->n);
	logistic_predict(main, &t.d, eta);
	for (size_t i = 0; i < r->n; i++) {
		m->log_likelihood -= log1p(exp(t.d.right[i] ? -eta[i] : eta[i]));
	}
	return OK;
}

enum code best_fit(struct arena *a, const struct best_plan *plan, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e)
{
	enum code c = best_fit_whole(a, plan, r, o, m, e);
	return c == OK && plan->blend && r->n <= BEST_SMALL ? best_blend(a, plan, r, o, m, e) : c;
}

/* ---- predicting ---- */

/* The pair of each row; NONE becomes pairs.n, which has no effect of its own. */
static uint32_t *find_pairs(struct arena *a, const struct best *b, const struct responses *r)
{
	struct names_index x = {.a = a};
	for (uint32_t i = 0; i < b->pairs.n; i++)
		names_put(&x, b->pairs.of[i], NULL);
	uint32_t *item = NEW_ARRAY(a, uint32_t, r->n), *set_of = NEW_ARRAY(a, uint32_t, (size_t)r->items.n + 1), *pair_of = NEW_ARRAY(a, uint32_t, (size_t)r->items.n + 1);
	struct buf name = buf_new(a, 1 << 20);
	for (size_t i = 0; i < r->n; i++) {
		uint32_t it = r->item[i];
		if (set_of[it] != r->set[i] + 1) {
			uint32_t found = names_find(&x, r->items.of[it]);
			if (found == NONE) {
				name.n = 0;
				buf_str(&name, r->items.of[it]);
				buf_byte(&name, '\x1f');
				buf_str(&name, r->sets.of[r->set[i]]);
				found = names_find(&x, buf_done(&name));
			}
			set_of[it] = r->set[i] + 1;
			pair_of[it] = found == NONE ? b->pairs.n : found;
		}
		item[i] = pair_of[it];
	}
	return item;
}

static double *with_zero(struct arena *a, const double *v, size_t n, size_t each)
{
	double *out = NEW_ARRAY(a, double, (n + 1) * each);
	if (n)
		memcpy(out, v, n * each * sizeof *v);
	return out;
}

/* A skill that was not in the fit has the mean of those that were: what practice is worth anywhere. */
static double *with_mean(struct arena *a, const double *v, uint32_t n, size_t each)
{
	double *out = with_zero(a, v, n, each), *mean = out + (size_t)n * each;
	uint32_t fitted = 0;
	for (uint32_t k = 0; k < n; k++) {
		bool any = false;
		for (size_t j = 0; j < each; j++) {
			any |= v[k * each + j] != 0;
			mean[j] += v[k * each + j];
		}
		fitted += any; /* the rarest of very many have none of their own */
	}
	for (size_t j = 0; j < each && fitted; j++)
		mean[j] /= fitted;
	return out;
}

enum code best_predict(struct arena *a, const struct model *m, const struct responses *r, unsigned threads, double *p, struct err *e)
{
	const struct best *b = m->inside;
	struct table t = {0};
	uint32_t *skill = names_map(a, &r->skills, &b->skills), *set_skill = NEW_ARRAY(a, uint32_t, (size_t)r->set_first[r->sets.n] + 1);
	for (uint32_t i = 0; i < r->set_first[r->sets.n]; i++)
		set_skill[i] = skill[r->set_skill[i]] == NONE ? b->skills.n : skill[r->set_skill[i]];
	t.d = (struct design){.n = r->n, .items = b->pairs.n + 1, .sets = r->sets.n, .skills = b->skills.n + 1, .item = find_pairs(a, b, r), .set = r->set,
		.set_first = r->set_first, .set_skill = set_skill, .right = r->right};
	struct logistic main = b->main;
	main.items = b->pairs.n + 1;
	main.skills = b->skills.n + 1;
	main.item = with_zero(a, b->main.item, b->pairs.n, 1 + main.slopes);
	main.skill = with_mean(a, b->main.skill, b->skills.n, 1 + main.own);
	if (b->plan.groups & HISTORY_ABILITY) {
		struct logistic first = {.beta = (double[]){b->constant}, .item = with_zero(a, b->item_first, b->pairs.n, 1), .skill = with_zero(a, b->skill_first, b->skills.n, 1)};
		t.base = NEW_ARRAY(a, float, r->n);
		for (size_t i = 0; i < r->n; i++)
			t.base[i] = (float)base_of(&first, &t.d, i);
	}
	enum code c = fill(a, b, r, threads, &t, e);
	if (c != OK)
		return c;
	float *eta = NEW_ARRAY(a, float, r->n);
	logistic_predict(&main, &t.d, eta);
	const double unknown = sqrt(1 + 0.392699081698724 / b->main.penalty.item), mean = log(b->base_rate / (1 - b->base_rate));
	double *simple = b->simple ? NEW_ARRAY(a, double, r->n) : NULL;
	if (simple && (c = best_predict(a, b->simple, r, threads, simple, e)) != OK)
		return c;
	for (size_t i = 0; i < r->n; i++) {
		/* an item never asked may be any: the mean over all of them is nearer to one half (MacKay 1992) */
		double odds = (double)eta[i] / (t.d.item[i] == b->pairs.n ? unknown : 1);
		if (simple)
			odds = mean + b->part[0] * (odds - mean) + b->part[1] * (log(simple[i] / (1 - simple[i])) - mean);
		double q = 1 / (1 + exp(-odds));
		p[i] = q < 1e-6 ? 1e-6 : q > 1 - 1e-6 ? 1 - 1e-6 : q;
	}
	return OK;
}
