/* best_blend.c - of a small log: how far its many columns are to be trusted, found on learners who were held out.
 *
 * Everything that best knows is fitted on few rows, and the evidence for penalties is thin. So the log is fitted again without each
 * of up to five parts of its learners, once with all columns and once as plain Best-LR (counts, every penalty 1), and the log
 * odds of both for those left out are weighed: mean + x (whole - mean) + y (simple - mean), x and y not below 0, by maximum
 * posterior (Wolpert 1992, Neural Networks 5:241-259: stacked generalisation; Breiman 1996, Machine Learning 24:49-64: weights not below 0).
 * Before the log speaks x and y are one half, give or take PRIOR_SD: with few learners what was held out is few, too. */
#include "engine/mastery/best_inside.h"
#include "engine/mastery/parallel.h"

#include <math.h>

enum { BLEND_FOLDS = 5 };
#define PRIOR_AT 0.5
#define PRIOR_SD 0.25

struct held {
	const struct best_plan *plan;
	const struct responses *r;
	const struct fit_options *o;
	const uint8_t *fold; /* [learners] */
	unsigned which;
	double *odds[2];     /* [n] by row: each fold writes its own */
	enum code code;
	struct err e;
};

static struct model *begin(struct arena *a, const struct responses *r, enum model_kind kind)
{
	struct model *m = NEW(a, struct model);
	m->ops = model_ops_of(kind);
	m->responses = r->n;
	m->learners = r->learners.n;
	m->skills = r->skills.n;
	return m;
}

static enum code simple_fit(struct arena *a, const struct responses *r, const struct fit_options *o, struct model **out, struct err *e)
{
	const struct best_plan plan = {.groups = HISTORY_COUNTS, .fixed = true};
	*out = begin(a, r, MODEL_LOGISTIC);
	return best_fit_whole(a, &plan, r, o, *out, e);
}

static void one_fold(void *arg, size_t i, unsigned worker)
{
	struct held *h = (struct held *)arg + i;
	struct arena *a = arena_new(0);
	(void)worker;
	if (!a) {
		h->code = err_set(&h->e, E_MEMORY, "There is not enough memory to fit this log.");
		return;
	}
	uint32_t n = h->r->learners.n, *rows;
	uint8_t *in = NEW_ARRAY(a, uint8_t, (size_t)n + 1), *out = NEW_ARRAY(a, uint8_t, (size_t)n + 1);
	for (uint32_t l = 0; l < n; l++) {
		out[l] = h->fold[l] == h->which;
		in[l] = !out[l];
	}
	struct responses most, rest;
	responses_pick(a, h->r, in, &most, NULL);
	responses_pick(a, h->r, out, &rest, &rows);
	struct fit_options o = *h->o;
	o.threads = 1;
	o.warm = NULL;
	struct model *m[2] = {begin(a, &most, MODEL_BEST), NULL};
	double *p = NEW_ARRAY(a, double, rest.n + 1);
	h->code = best_fit_whole(a, h->plan, &most, &o, m[0], &h->e);
	if (h->code == OK)
		h->code = simple_fit(a, &most, &o, &m[1], &h->e);
	for (int k = 0; k < 2 && h->code == OK; k++) {
		h->code = best_predict(a, m[k], &rest, 1, p, &h->e);
		for (size_t j = 0; h->code == OK && j < rest.n; j++)
			h->odds[k][rows[j]] = log(p[j] / (1 - p[j]));
	}
	arena_free(a);
}

/* The top of a concave function of two weights not below 0: Newton; a weight that would fall below 0 stays there. */
static void weigh(const struct responses *r, double *const odds[2], double mean, double part[2])
{
	const double precision = 1 / (PRIOR_SD * PRIOR_SD);
	part[0] = part[1] = PRIOR_AT;
	for (int step = 0; step < 30; step++) {
		double g[2], h[3] = {precision, 0, precision};
		for (int k = 0; k < 2; k++)
			g[k] = -precision * (part[k] - PRIOR_AT);
		for (size_t i = 0; i < r->n; i++) {
			double x = odds[0][i] - mean, y = odds[1][i] - mean, q = 1 / (1 + exp(-mean - part[0] * x - part[1] * y)), off = r->right[i] - q, w = q * (1 - q);
			g[0] += off * x;
			g[1] += off * y;
			h[0] += w * x * x;
			h[1] += w * x * y;
			h[2] += w * y * y;
		}
		bool fixed[2] = {part[0] <= 0 && g[0] <= 0, part[1] <= 0 && g[1] <= 0};
		double by = h[0] * h[2] - h[1] * h[1], d[2] = {(h[2] * g[0] - h[1] * g[1]) / by, (h[0] * g[1] - h[1] * g[0]) / by};
		if (fixed[0] || fixed[1]) {
			d[0] = fixed[0] ? 0 : g[0] / h[0];
			d[1] = fixed[1] ? 0 : g[1] / h[2];
		}
		for (int k = 0; k < 2; k++)
			part[k] = fmin(fmax(part[k] + fmin(fmax(d[k], -0.5), 0.5), 0), 4);
		if (fabs(d[0]) + fabs(d[1]) < 1e-9)
			break;
	}
}

enum code best_blend(struct arena *a, const struct best_plan *plan, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e)
{
	struct best *b = m->inside;
	uint8_t *fold = NEW_ARRAY(a, uint8_t, (size_t)r->learners.n + 1);
	uint32_t seen = 0;
	for (uint32_t l = 0; l < r->learners.n; l++)
		if (r->first[l + 1] > r->first[l])
			fold[l] = (uint8_t)(seen++ % BLEND_FOLDS);
	unsigned folds = seen < BLEND_FOLDS ? seen : BLEND_FOLDS;
	if (folds < 2)
		return OK; /* nobody can be held out */
	double *odds[2] = {NEW_ARRAY(a, double, r->n), NEW_ARRAY(a, double, r->n)};
	struct held h[BLEND_FOLDS] = {{0}};
	for (unsigned f = 0; f < folds; f++)
		h[f] = (struct held){.plan = plan, .r = r, .o = o, .fold = fold, .which = f, .odds = {odds[0], odds[1]}};
	parallel(o->threads, folds, one_fold, h);
	for (unsigned f = 0; f < folds; f++)
		if (h[f].code != OK) {
			*e = h[f].e;
			return h[f].code;
		}
	struct fit_options own = *o;
	own.warm = NULL;
	enum code c = simple_fit(a, r, &own, &b->simple, e);
	if (c == OK)
		weigh(r, odds, log(b->base_rate / (1 - b->base_rate)), b->part);
	return c;
}
