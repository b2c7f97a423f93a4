#include "engine/mastery/model.h"
#include "engine/mastery/parallel.h"
#include "engine/mastery/kinds.h"

#include <math.h>
#include <string.h>

static const struct model_ops *const kinds[] = {
	&bkt_ops,
	&bkt_forget_ops,
	&bkt_rate_ops,
	&logistic_ops,
	&best_ops,
};
#define N_KINDS (sizeof kinds / sizeof *kinds)

struct fit_options fit_options_default(void)
{
	return (struct fit_options){.threads = 1, .weight = -1, .seed = 1};
}

const struct model_ops *model_ops_named(const char *name)
{
	for (size_t i = 0; i < N_KINDS; i++)
		if (!strcmp(kinds[i]->name, name))
			return kinds[i];
	return NULL;
}

const struct model_ops *model_ops_of(enum model_kind kind)
{
	for (size_t i = 0; i < N_KINDS; i++)
		if (kinds[i]->kind == kind)
			return kinds[i];
	return NULL;
}

struct str model_names(struct arena *a)
{
	struct buf b = buf_new(a, 1000);
	for (size_t i = 0; i < N_KINDS; i++)
		buf_fmt(&b, "%s%s", i ? ", " : "", kinds[i]->name);
	return buf_done(&b);
}

unsigned model_fit_columns(const struct model_ops *ops, const struct fit_options *o)
{
	bool runs = !o->items && (ops->kind == MODEL_BKT || ops->kind == MODEL_BKT_FORGET); /* bkt_log.h takes them as they are */
	return ops->columns | (o->items ? RESPONSES_ITEM : 0) | (runs ? RESPONSES_RUNS : 0);
}

enum code model_fit(struct arena *a, const struct model_ops *ops, const struct responses *r, const struct fit_options *o, struct model **out, struct err *e)
{
	struct fit_options own = *o;
	if (r->n == 0)
		return err_set(e, E_INPUT, "There is no response to learn from.");
	if (own.threads < 1)
		own.threads = 1;
	if (own.warm && own.warm->ops != ops)
		return err_set(e, E_INPUT, "A fit of %s cannot begin from a model of %s.", ops->name, own.warm->ops->name);
	struct model *m = NEW(a, struct model);
	m->ops = ops;
	m->columns = ops->predict_columns;
	m->responses = r->n;
	m->skills = r->skills.n;
	m->learners = r->learners.n;
	enum code c = ops->fit(a, r, &own, m, e);
	if (c == OK)
		*out = m;
	return c;
}

/* Learners in as many parts as threads: each row rests on its learner's rows alone, so that parts change no bit. */
struct share {
	const struct model *m;
	const struct responses *r;
	unsigned which, of;
	double *p;
	enum code code;
	struct err e;
};

static void predict_share(void *arg, size_t i, unsigned worker)
{
	struct share *x = (struct share *)arg + i;
	struct arena *a = arena_new(0);
	struct responses part;
	uint32_t *rows;
	(void)worker;
	if (!a) {
		x->code = err_set(&x->e, E_MEMORY, "There is not enough memory to predict this log by several threads.");
		return;
	}
	uint8_t *keep = NEW_ARRAY(a, uint8_t, (size_t)x->r->learners.n + 1);
	for (uint32_t l = 0; l < x->r->learners.n; l++)
		keep[l] = l % x->of == x->which;
	responses_pick(a, x->r, keep, &part, &rows);
	double *q = NEW_ARRAY(a, double, part.n + 1);
	x->code = x->m->ops->predict(a, x->m, &part, 1, q, &x->e);
	for (size_t k = 0; x->code == OK && k < part.n; k++)
		x->p[rows[k]] = q[k];
	arena_free(a);
}

#define WORTH_PARTS 20000 /* responses; and not of the two that are over before a thread has begun */

static enum code predict_parts(const struct model *m, const struct responses *r, unsigned threads, double *p, struct err *e)
{
	struct share x[PARALLEL_MOST];
	unsigned n = threads < PARALLEL_MOST ? threads : PARALLEL_MOST;
	for (unsigned i = 0; i < n; i++)
		x[i] = (struct share){.m = m, .r = r, .which = i, .of = n, .p = p};
	parallel(n, n, predict_share, x);
	for (unsigned i = 0; i < n; i++)
		if (x[i].code != OK) {
			if (e)
				*e = x[i].e;
			return x[i].code;
		}
	return OK;
}

enum code model_predict(struct arena *a, const struct model *m, const struct responses *r, unsigned threads, double *p, struct err *e)
{
	if (threads > 1 && r->n >= WORTH_PARTS && r->learners.n >= threads && m->ops->kind != MODEL_BKT && m->ops->kind != MODEL_BKT_FORGET)
		return predict_parts(m, r, threads, p, e);
	return m->ops->predict(a, m, r, threads < 1 ? 1 : threads, p, e);
}

/* ---- warnings ---- */

static const char *const warning_texts[][2] = {
	{"few-responses", "too few responses: its parameters are mostly those of all skills together"},
	{"guess-and-slip", "a right answer hardly tells who knows: guess and slip add up to almost 1"},
	{"all-the-same", "all responses are the same: guess, slip and learning cannot be told apart"},
	{"no-learning-seen", "every learner answered once: learning cannot be seen"},
	{"uncertain", "the parameters are so uncertain that other values fit as well"},
};

const char *model_warning_text(const char *what)
{
	for (size_t i = 0; i < sizeof warning_texts / sizeof *warning_texts; i++)
		if (!strcmp(warning_texts[i][0], what))
			return warning_texts[i][1];
	return what;
}

bool model_foretells_scores(const struct model *m)
{
	return m->ops->kind == MODEL_BKT || m->ops->kind == MODEL_BKT_FORGET;
}

void model_warn(struct arena *a, struct model *m, struct str about, const char *what)
{
	if (!m->warnings)
		m->warnings = NEW_ARRAY(a, struct model_warning, MODEL_WARNINGS);
	if (m->n_warnings < MODEL_WARNINGS)
		m->warnings[m->n_warnings] = (struct model_warning){about, what};
	m->n_warnings++;
}

/* ---- parts ---- */

void responses_pick(struct arena *a, const struct responses *r, const uint8_t *keep, struct responses *out, uint32_t **rows)
{
	*out = *r;
	uint32_t *from = NEW_ARRAY(a, uint32_t, r->n), *to = r->by_learner ? NEW_ARRAY(a, uint32_t, r->n) : NULL;
	size_t n = 0;
	for (size_t i = 0; i < r->n; i++) {
		if (to)
			to[i] = (uint32_t)n;
		from[n] = (uint32_t)i;
		n += keep[r->learner[i]] != 0;
	}
	out->n = n;
#define PICK(column, type) \
	if (r->column) { \
		out->column = NEW_ARRAY(a, type, n); \
		for (size_t i = 0; i < n; i++) \
			out->column[i] = r->column[from[i]]; \
	}
	PICK(learner, uint32_t)
	PICK(item, uint32_t)
	PICK(set, uint32_t)
	PICK(right, uint8_t)
	PICK(score, float)
	PICK(time, double)
#undef PICK
	if (r->by_learner) {
		out->by_learner = NEW_ARRAY(a, uint32_t, n);
		out->first = NEW_ARRAY(a, size_t, (size_t)r->learners.n + 1);
		n = 0;
		for (uint32_t l = 0; l < r->learners.n; l++) {
			out->first[l] = n;
			for (size_t i = r->first[l]; keep[l] && i < r->first[l + 1]; i++)
				out->by_learner[n++] = to[r->by_learner[i]];
		}
		out->first[r->learners.n] = n;
	}
	if (rows)
		*rows = from;
}
