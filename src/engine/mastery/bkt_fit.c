/* Fitting: all skills together first, then each, beside one another. */
#include "engine/mastery/bkt.h"
#include "engine/mastery/bkt_soft.h"
#include "engine/mastery/names.h"
#include "engine/mastery/parallel.h"

#include <math.h>
#include <string.h>

/* First guesses beside the pooled fit: hardly known, mostly known, known and quickly learned, quickly learned, much guessed. */
static const struct bkt_params starts[] = {
	{0.30, 0.15, 0.20, 0.10, 0.02}, {0.70, 0.05, 0.15, 0.25, 0.05}, {0.85, 0.30, 0.30, 0.05, 0.01}, {0.10, 0.30, 0.10, 0.30, 0.10},
	{0.15, 0.05, 0.40, 0.05, 0.01}, {0.50, 0.02, 0.05, 0.40, 0.02}, {0.05, 0.10, 0.25, 0.20, 0.20}};
#define N_STARTS (sizeof starts / sizeof *starts)
#define POOLED_STARTS 5
#define SKILL_STARTS 3
#define MOST_STARTS (N_STARTS + 1)
#define RIVAL 1.0 /* of log likelihood */
enum { SHORT_CLIMB = 6, SMALL_CLIMB = 12, PART_CLIMB = 14, LONG_CLIMB = 3000, PART_GROUPS = 3, PART_RESPONSES = 1000 };

struct work {
	const struct bkt_log *l;
	char *memory;          /* of the plans */
	size_t *memory_at;     /* [skills] */
	double **scratch;      /* [threads] */
	struct bkt_prior prior;
	const struct bkt_params *begin; /* [skills]; NULL: begin at the prior */
	unsigned starts;
	bool forget;
	enum bkt_simd simd;
	struct bkt_skill *out;
	uint8_t *bound;        /* [skills] */
	int *rounds;           /* [skills] */
	struct bkt_soft_log *soft; /* NULL: right and wrong are all there is */
	double *items_work;    /* four for each item of each skill; NULL: no items */
};

static double scores(const struct bkt_top *t)
{
	return isfinite(t->climbed) ? t->climbed : -INFINITY;
}

/* Every so many-th group, so that some groups and enough responses are left to tell the starts apart. */
static struct bkt_plan part_of(const struct bkt_plan *plan)
{
	size_t stride = plan->n_groups / PART_GROUPS, most = (size_t)(plan->responses / PART_RESPONSES);
	stride = most < stride ? most : stride;
	return bkt_plan_part(plan, stride > 1 ? stride : 1);
}

/* Of many patterns: a few steps from each first guess on a part, the best of them to the top of the part and, with the shape that
 * was learned there, to the top of all. Of few, where the tops of a part would say little: everything on all of them, one
 * more first guess, and every one that is not beaten by RIVAL goes on. */
static struct bkt_top best_of(const struct work *w, const struct bkt_plan *plan, double *scratch, struct bkt_params first, unsigned n)
{
	struct bkt_top top[MOST_STARTS], *best = top, t;
	int rounds = 0;
	struct bkt_plan part = part_of(plan);
	bool few = part.stride == 1;
	n = n + (few && n > 1) > MOST_STARTS ? MOST_STARTS : n + (few && n > 1);
	for (unsigned i = 0; i < n; i++) {
		struct bkt_params p = i == 0 ? first : starts[(i - 1) % N_STARTS];
		if (!w->forget)
			p.forget = 0;
		top[i] = (struct bkt_top){.p = p};
		if (n == 1)
			break;
		bkt_climb(&part, &w->prior, w->simd, scratch, p, few ? SMALL_CLIMB : SHORT_CLIMB, &top[i]);
		rounds += top[i].rounds;
		best = scores(&top[i]) > scores(best) ? &top[i] : best;
	}
	if (n > 1 && !few) {
		t = *best;
		bkt_climb_on(&part, &w->prior, w->simd, scratch, &t, PART_CLIMB, best);
		rounds += best->rounds;
	}
	double bar = few ? scores(best) - RIVAL : INFINITY;
	t = *best;
	bkt_climb_on(plan, &w->prior, w->simd, scratch, &t, LONG_CLIMB, best);
	rounds += best->rounds;
	for (unsigned i = 0; i < n; i++) {
		if (&top[i] == best || !(scores(&top[i]) > bar))
			continue;
		t = top[i];
		bkt_climb_on(plan, &w->prior, w->simd, scratch, &t, LONG_CLIMB, &top[i]);
		rounds += top[i].rounds;
		best = scores(&top[i]) > scores(best) ? &top[i] : best;
	}
	best->rounds = 0;
	bkt_uncertainty(plan, &w->prior, w->simd, scratch, best);
	best->rounds += rounds;
	return *best;
}

static void keep(const struct bkt_top *t, const struct bkt_plan *plan, struct bkt_skill *out)
{
	out->p = t->p;
	for (int i = 0; i < BKT_PARAMS; i++)
		out->sd[i] = (float)t->sd[i];
	out->sequences = (uint32_t)plan->sequences;
	out->responses = (uint64_t)plan->responses;
	out->log_likelihood = t->log_likelihood;
}

static void fit_skill(void *arg, size_t k, unsigned worker)
{
	struct work *w = arg;
	size_t from = w->l->first[k], to = w->l->first[k + 1];
	struct bkt_plan plan;
	struct bkt_top t;
	struct bkt_params first = w->begin ? w->begin[k] : w->prior.at;
	double few[64] __attribute__((aligned(64))); /* a skill with next to nothing needs no memory of its own */
	bkt_plan_make(w->l, from, to, w->memory_at[k] == SIZE_MAX ? (char *)few : w->memory + w->memory_at[k], &plan);
	/* first as if the items were all alike: without their column */
	struct bkt_soft alike = w->soft ? w->soft->skill[k] : (struct bkt_soft){0};
	alike.item = NULL;
	if (w->soft)
		plan.soft = &alike;
	if (plan.responses < BKT_TINY) {
		struct bkt_sums s = {0};
		if (from < to)
			bkt_pass(&plan, &w->prior.at, w->simd, w->scratch[worker], &s);
		t = (struct bkt_top){.p = w->prior.at, .log_likelihood = s.log_likelihood};
		for (int i = 0; i < BKT_PARAMS; i++)
			t.sd[i] = INFINITY;
	} else {
		t = best_of(w, &plan, w->scratch[worker], first, w->begin ? 1 : w->starts);
	}
	if (w->items_work && from < to) {
		uint32_t at = w->soft->items[k];
		t.log_likelihood = bkt_soft_items(&w->soft->skill[k], w->soft->items[k + 1] - at, &t.p, &w->prior.at, BKT_ITEM_WEIGHT, w->prior.weight,
			w->scratch[worker], w->items_work + 4 * (size_t)at, &t.rounds);
	}
	keep(&t, &plan, &w->out[k]);
	w->bound[k] = t.bound | (plan.pairs == 0) << 1 | (plan.all_right == 0 || plan.all_right == plan.responses) << 2;
	w->rounds[k] = t.rounds;
}

static char *aligned(struct arena *a, size_t n)
{
	char *p = arena_alloc(a, n + 64);
	return p + (64 - (uintptr_t)p % 64) % 64;
}

static void say(struct arena *a, struct model *m, const struct bkt_skill *s, const struct bkt_prior *prior, struct str name, unsigned bits)
{
	const double at[BKT_PARAMS] = {prior->at.prior, prior->at.learn, prior->at.guess, prior->at.slip, prior->at.forget};
	const double now[BKT_PARAMS] = {s->p.prior, s->p.learn, s->p.guess, s->p.slip, s->p.forget};
	bool unsure = false;
	if (s->responses == 0)
		return;
	/* Is a parameter known hardly better than before the responses? */
	for (int i = 0; i < BKT_PARAMS; i++) {
		double before = prior->weight > 0 ? 0.75 / (prior->weight * at[i] * (1 - at[i])) : 2.25;
		/* close to 0 or 1 the logit runs away although the probability is known well */
		unsure |= now[i] > 0.005 && now[i] < 0.995 && (double)s->sd[i] * s->sd[i] > before;
	}
	if (bits & 1)
		model_warn(a, m, name, "guess-and-slip");
	if (bits & 4)
		model_warn(a, m, name, "all-the-same");
	else if (bits & 2)
		model_warn(a, m, name, "no-learning-seen");
	else if (s->responses < BKT_FEW)
		model_warn(a, m, name, "few-responses");
	else if (unsure)
		model_warn(a, m, name, "uncertain");
}

/* All skills as one, for the prior and for what was never seen. */
static void pooled(struct arena *t, const struct work *each, const struct bkt_log *all, unsigned n_starts, struct bkt_skill *out, int *rounds)
{
	struct work w = *each;
	struct bkt_plan plan;
	w.prior = (struct bkt_prior){starts[0], each->prior.weight > 0 ? 2 : 0};
	bkt_plan_make(all, 0, all->first[1], aligned(t, bkt_plan_size(all, 0, all->first[1])), &plan);
	plan.soft = each->soft ? &each->soft->all : NULL;
	struct bkt_params first = each->begin ? out->p : starts[0];
	if (!w.forget)
		first.forget = 0;
	struct bkt_top top = best_of(&w, &plan, each->scratch[0], first, n_starts);
	keep(&top, &plan, out);
	*rounds += top.rounds;
}

/* Where to begin when there is a model already: the same skill's parameters, or its pooled ones. */
static void warm_starts(struct arena *a, const struct bkt *from, const struct responses *r, struct work *w, struct bkt_skill *all)
{
	struct bkt_params *begin = NEW_ARRAY(a, struct bkt_params, r->skills.n);
	const uint32_t *map = names_map(a, &r->skills, &from->skills);
	for (uint32_t k = 0; k < r->skills.n; k++)
		begin[k] = map[k] == UINT32_MAX ? from->all.p : from->of[map[k]].p;
	all->p = from->all.p;
	w->begin = begin;
}

static void keep_items(struct arena *a, const struct responses *r, const struct bkt_soft_log *s, struct bkt *b)
{
	uint32_t n = r->skills.n;
	b->items = names_copy(a, &r->items);
	b->item_first = NEW_ARRAY(a, size_t, (size_t)n + 1);
	b->item = arena_copy(a, s->item_of, s->items[n] * sizeof *b->item);
	b->guess = NEW_ARRAY(a, double, s->items[n]);
	b->slip = NEW_ARRAY(a, double, s->items[n]);
	for (uint32_t k = 0; k < n; k++) {
		size_t from = b->item_first[k] = s->items[k], many = s->items[k + 1] - from;
		memcpy(b->guess + from, s->skill[k].guess, many * sizeof(double));
		memcpy(b->slip + from, s->skill[k].slip, many * sizeof(double));
	}
	b->item_first[n] = s->items[n];
}

enum code bkt_fit_log(struct arena *a, const struct bkt_log *l, const struct responses *r, const struct fit_options *o, bool forget,
	struct model *m, struct err *e)
{
	struct bkt *b = m->inside;
	uint32_t n = l->n_skills;
	struct arena *t = a; /* plans are needed as long as the fit: the caller's arena */
	size_t total = 0, longest = 1;
	struct bkt_log all;
	struct work w = {.l = l, .forget = forget, .simd = bkt_simd_best(), .starts = o->starts ? o->starts : SKILL_STARTS, .out = b->of};
	enum code c = bkt_log_pool(a, l, &all, e);
	if (c != OK)
		return c;
	if (r->score || o->items) {
		w.soft = NEW(t, struct bkt_soft_log);
		bkt_soft_make(t, r, o->items, w.soft);
		w.items_work = o->items ? NEW_ARRAY(t, double, 4 * (size_t)w.soft->items[n]) : NULL;
	}
	w.memory_at = NEW_ARRAY(t, size_t, n);
	for (uint32_t k = 0; k < n; k++) {
		uint64_t many = 0;
		for (size_t i = l->first[k]; i < l->first[k + 1] && many < BKT_TINY; i++)
			many += (uint64_t)l->pattern[i].n * l->pattern[i].times;
		w.memory_at[k] = many < BKT_TINY ? SIZE_MAX : total;
		total += many < BKT_TINY ? 0 : bkt_plan_size(l, l->first[k], l->first[k + 1]);
		if (l->first[k] < l->first[k + 1] && l->pattern[l->first[k + 1] - 1].n > longest)
			longest = l->pattern[l->first[k + 1] - 1].n;
	}
	w.memory = aligned(t, total);
	w.scratch = NEW_ARRAY(t, double *, o->threads);
	for (unsigned i = 0; (forget || w.soft) && i < o->threads; i++)
		w.scratch[i] = NEW_ARRAY(t, double, 8 * (longest + 1));
	w.bound = NEW_ARRAY(t, uint8_t, n);
	w.rounds = NEW_ARRAY(t, int, n);
	w.prior.weight = b->weight;
	if (o->warm)
		warm_starts(a, o->warm->inside, r, &w, &b->all);
	pooled(t, &w, &all, o->warm ? 1 : o->starts ? o->starts : POOLED_STARTS, &b->all, &m->rounds);
	w.prior.at = b->all.p;
	parallel(o->threads, n, fit_skill, &w);
	if (o->items)
		keep_items(a, r, w.soft, b);
	for (uint32_t k = 0; k < n; k++) {
		m->log_likelihood += b->of[k].log_likelihood;
		m->rounds += w.rounds[k];
		say(a, m, &b->of[k], &w.prior, b->skills.of[k], w.bound[k]);
	}
	return OK;
}
