/* evaluate.c - a fit and a prediction for each fold. */
#include "engine/mastery/evaluate.h"
#include "engine/mastery/parallel.h"

#include <stdlib.h>
#include <string.h>

static enum code fold_of(const struct model_ops *ops, const struct responses *r, const struct evaluate_options *o, unsigned f, float *p, struct err *e)
{
	struct arena *a = arena_new(0);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory for another fold.");
	uint8_t *train = NEW_ARRAY(a, uint8_t, (size_t)r->learners.n + 1), *test = NEW_ARRAY(a, uint8_t, (size_t)r->learners.n + 1);
	for (uint32_t l = 0; l < r->learners.n; l++) {
		test[l] = l % o->folds == f;
		train[l] = !test[l];
	}
	struct responses seen, unseen;
	uint32_t *rows;
	responses_pick(a, r, train, &seen, NULL);
	responses_pick(a, r, test, &unseen, &rows);
	struct model *m = NULL;
	enum code c;
	if (o->plan) {
		m = NEW(a, struct model);
		m->ops = ops;
		m->responses = seen.n;
		c = best_fit(a, o->plan, &seen, &o->fit, m, e);
	} else
		c = model_fit(a, ops, &seen, &o->fit, &m, e);
	double *q = NEW_ARRAY(a, double, unseen.n + 1);
	if (c == OK)
		c = model_predict(a, m, &unseen, o->fit.threads, q, e);
	for (size_t i = 0; c == OK && i < unseen.n; i++)
		p[rows[i]] = (float)q[i];
	arena_free(a);
	return c;
}

struct fold {
	const struct model_ops *ops;
	const struct responses *r;
	const struct evaluate_options *o;
	float *p;
	enum code code;
	struct err e;
};

static void one_fold(void *arg, size_t f, unsigned worker)
{
	struct fold *x = (struct fold *)arg + f;
	(void)worker;
	x->code = fold_of(x->ops, x->r, x->o, (unsigned)f, x->p, &x->e);
}

enum code evaluate(const struct model_ops *ops, const struct responses *r, const struct evaluate_options *o, float *p, uint32_t *fold,
	struct err *e)
{
	if (o->folds < 2 || r->learners.n < o->folds)
		return err_set(e, E_INPUT, "%u folds need as many learners, and at least 2; this log has %u.", o->folds, r->learners.n);
	/* folds beside one another, each by one thread, or by all where folds are fewer */
	struct evaluate_options each = *o;
	each.fit.threads = o->fit.threads > o->folds ? o->fit.threads / o->folds : 1;
	struct fold *fold_list = calloc(o->folds, sizeof *fold_list);
	enum code c = fold_list ? OK : err_set(e, E_MEMORY, "There is not enough memory for %u folds.", o->folds);
	for (unsigned f = 0; f < o->folds && c == OK; f++)
		fold_list[f] = (struct fold){.ops = ops, .r = r, .o = &each, .p = p};
	if (c == OK)
		parallel(o->fit.threads, o->folds, one_fold, fold_list);
	for (unsigned f = 0; f < o->folds && c == OK; f++) {
		c = fold_list[f].code;
		if (c != OK && e)
			*e = fold_list[f].e;
	}
	free(fold_list);
	if (c != OK)
		return c;
	for (size_t i = 0; i < r->n; i++)
		fold[i] = r->learner[i] % o->folds;
	return OK;
}
