/* logistic.c - Newton's method with the items eliminated. */
#include "engine/mastery/logistic.h"
#include "engine/mastery/lanes.h"
#include "engine/mastery/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A set's local columns: the dense ones, then (1 + own) for each of its skills, then zeros up to whole lanes. */
enum { SET_SKILLS = 24 }; /* of more skills in one response the first 24 count */

struct work {
	const struct design *d;
	struct logistic *m;
	const uint8_t *use;
	uint32_t *place; /* [skills] index among those with coefficients, UINT32_MAX: none */
	uint32_t kept;
	size_t p;        /* dense + kept * (1 + own) */
	double *s, *g;   /* [p * p], [p]: Schur complement (lower triangle), minus the gradient, then the step */
	double *inverse; /* [items * 3] the item's own block of the matrix, inverted */
	double *item_g;  /* [items * 2] minus the item's gradient */
	double *item_step; /* [items * (1 + slopes)] */
	double *eta, *dir, *prob; /* [n] log odds, their change by the step, probabilities */
	size_t *begin;   /* [sets + 1] the first row of each set that is there, and one beyond the last */
	size_t n_begin;
	unsigned threads;
	struct part *part; /* [parts] of sets at hand, which may be made beside one another and are put together in their order */
	size_t parts, at;  /* at: the first set at hand */
	struct hand *hand; /* [threads] */
};

/* What one set gives: matrix, minus the gradient. */
struct part {
	double *local, *grad;
	size_t *where;   /* [widest] the global column of a local one; SIZE_MAX: none */
	size_t width;
};

/* What one thread works with: LANES_ROWS rows, the same times their weights; an item's cross products; a set's steps. */
struct hand {
	double *v, *u, *cross, *coef;
	size_t *where;
};

enum { PARTS = 32, WORTH_THREADS = 20000, TOGETHER = 4096 };

uint32_t *logistic_order(struct arena *a, const uint32_t *item, uint32_t items, const uint32_t *set, uint32_t sets, size_t n)
{
	uint32_t *by_item = NEW_ARRAY(a, uint32_t, n + 1), *order = NEW_ARRAY(a, uint32_t, n + 1);
	size_t *at = NEW_ARRAY(a, size_t, (size_t)(items > sets ? items : sets) + 1);
	for (size_t i = 0; i < n; i++)
		at[item[i] + 1]++;
	for (uint32_t k = 0; k < items; k++)
		at[k + 1] += at[k];
	for (size_t i = 0; i < n; i++)
		by_item[at[item[i]]++] = (uint32_t)i;
	memset(at, 0, ((size_t)sets + 1) * sizeof *at);
	for (size_t i = 0; i < n; i++)
		at[set[i] + 1]++;
	for (uint32_t k = 0; k < sets; k++)
		at[k + 1] += at[k];
	for (size_t i = 0; i < n; i++)
		order[at[set[by_item[i]]]++] = by_item[i];
	return order;
}

struct logistic *logistic_new(struct arena *a, const struct design *d)
{
	struct logistic *m = NEW(a, struct logistic);
	m->dense = d->dense;
	m->tail = d->tail;
	m->firm = d->firm;
	m->own = d->own;
	m->slopes = d->slopes;
	m->skills = d->skills;
	m->items = d->items;
	m->beta = NEW_ARRAY(a, double, d->dense);
	m->skill = NEW_ARRAY(a, double, (size_t)d->skills * (1 + d->own));
	m->item = NEW_ARRAY(a, double, (size_t)d->items * (1 + d->slopes));
	return m;
}

static unsigned set_size(const struct design *d, uint32_t set)
{
	uint32_t n = d->set_first[set + 1] - d->set_first[set];
	return n > SET_SKILLS ? SET_SKILLS : n;
}

static double row_eta(const struct logistic *m, const struct design *d, size_t r)
{
	double eta = 0;
	const float *x = d->x + r * d->dense;
	for (unsigned j = 0; j < d->dense; j++)
		eta += m->beta[j] * x[j];
	const uint32_t *skill = d->set_skill + d->set_first[d->set[r]];
	for (unsigned k = 0, n = set_size(d, d->set[r]); k < n; k++) {
		const double *c = m->skill + (size_t)skill[k] * (1 + d->own);
		eta += c[0];
		for (unsigned j = 0; j < d->own; j++)
			eta += c[1 + j] * d->values[d->value_first[r] + (size_t)k * d->own + j];
	}
	const double *c = m->item + (size_t)d->item[r] * (1 + d->slopes);
	return eta + c[0] + (d->slopes ? c[1] * d->slope[r] : 0);
}

void logistic_predict(const struct logistic *m, const struct design *d, float *eta)
{
	for (size_t r = 0; r < d->n; r++)
		eta[r] = (float)row_eta(m, d, r);
}

void logistic_predict_some(const struct logistic *m, const struct design *d, const uint8_t *fold, uint8_t which, float *eta)
{
	for (size_t r = 0; r < d->n; r++)
		if (fold[r] == which)
			eta[r] = (float)row_eta(m, d, r);
}

static double softplus(double x)
{
	return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

static double dense_penalty(const struct logistic *m, size_t j)
{
	if (j == 0)
		return 0;
	return j < m->dense - m->tail - m->firm ? m->penalty.dense : j < m->dense - m->tail ? 1 : m->penalty.tail;
}

static double penalty_of(const struct logistic *m)
{
	const struct penalty *p = &m->penalty;
	double s = 0, t = 0, u = 0, v = 0, w = 0;
	for (unsigned j = 1; j < m->dense; j++)
		s += dense_penalty(m, j) * m->beta[j] * m->beta[j];
	for (size_t k = 0; k < (size_t)m->skills; k++) {
		const double *c = m->skill + k * (1 + m->own);
		t += c[0] * c[0];
		for (unsigned j = 0; j < m->own; j++)
			u += p->own[j] * c[1 + j] * c[1 + j];
	}
	for (size_t i = 0; i < (size_t)m->items; i++) {
		const double *c = m->item + i * (1 + m->slopes);
		v += c[0] * c[0];
		if (m->slopes)
			w += c[1] * c[1];
	}
	return (s + p->skill * t + u + p->item * v + p->slope * w) / 2;
}

double logistic_objective(const struct logistic *m, const struct design *d, const uint8_t *use)
{
	double f = 0;
	for (size_t r = 0; r < d->n; r++)
		if (!use || use[r]) {
			double eta = row_eta(m, d, r);
			f += softplus(d->right[r] ? -eta : eta);
		}
	return f + penalty_of(m);
}

/* Of a skill's j-th coefficient. */
static double own_penalty(const struct penalty *p, size_t j)
{
	return j == 0 ? p->skill : p->own[j - 1];
}

double logistic_slope(const struct logistic *m, const struct design *d, const uint8_t *use, size_t j)
{
	size_t n_skill = (size_t)d->skills * (1 + d->own);
	double g = 0;
	for (size_t r = 0; r < d->n; r++) {
		if (use && !use[r])
			continue;
		double v = 0;
		if (j < d->dense)
			v = d->x[r * d->dense + j];
		else if (j < d->dense + n_skill) {
			size_t k = (j - d->dense) / (1 + d->own), c = (j - d->dense) % (1 + d->own);
			const uint32_t *skill = d->set_skill + d->set_first[d->set[r]];
			for (unsigned i = 0, size = set_size(d, d->set[r]); i < size; i++)
				if (skill[i] == k)
					v += c == 0 ? 1 : (double)d->values[d->value_first[r] + (size_t)i * d->own + c - 1];
		} else {
			size_t i = (j - d->dense - n_skill) / (1 + d->slopes), c = (j - d->dense - n_skill) % (1 + d->slopes);
			v = d->item[r] != i ? 0 : c == 0 ? 1 : (double)d->slope[r];
		}
		if (v != 0)
			g += v * (1 / (1 + exp(-row_eta(m, d, r))) - (d->right[r] ? 1 : 0));
	}
	const struct penalty *p = &m->penalty;
	if (j < d->dense)
		return g + dense_penalty(m, j) * m->beta[j];
	if (j < d->dense + n_skill)
		return g + own_penalty(p, (j - d->dense) % (1 + d->own)) * m->skill[j - d->dense];
	return g + ((j - d->dense - n_skill) % (1 + d->slopes) == 0 ? p->item : p->slope) * m->item[j - d->dense - n_skill];
}

/* ---- one pass ---- */

/* The local columns of a row behind the dense ones, zeros up to width. */
static void local_row(const struct design *d, size_t r, unsigned skills, size_t width, double *v)
{
	size_t k = d->dense;
	const float *own = d->own ? d->values + d->value_first[r] : NULL;
	for (unsigned s = 0; s < skills; s++) {
		v[k++] = 1;
		for (unsigned j = 0; j < d->own; j++)
			v[k++] = *own++;
	}
	while (k < width)
		v[k++] = 0;
}

static size_t whole(size_t n)
{
	return (n + LANES - 1) / LANES * LANES;
}

/* How many skills of a set have columns of their own: all, or 0 where none of them has (then its rows go with those of the
 * next such set, so that a log of very many skills costs no more than one of few). */
static unsigned set_columns(const struct work *w, uint32_t set)
{
	unsigned n = set_size(w->d, set);
	for (unsigned s = 0; s < n; s++)
		if (w->place[w->d->set_skill[w->d->set_first[set] + s]] != UINT32_MAX)
			return n;
	return 0;
}

/* Where the set's local columns are among the global ones; returns how many there are, in whole lanes. */
static size_t local_columns(const struct work *w, uint32_t set, size_t *where)
{
	const struct design *d = w->d;
	unsigned skills = set_columns(w, set), each = 1 + d->own;
	size_t k = d->dense, width = whole(k + (size_t)skills * each);
	for (size_t j = 0; j < k; j++)
		where[j] = j;
	for (unsigned s = 0; s < skills; s++) {
		uint32_t at = w->place[d->set_skill[d->set_first[set] + s]];
		for (unsigned j = 0; j < each; j++)
			where[k++] = at == UINT32_MAX ? SIZE_MAX : d->dense + (size_t)at * each + j;
	}
	while (k < width)
		where[k++] = SIZE_MAX;
	return width;
}

/* Rows are multiplied LANES_ROWS at a time. */
struct buffer {
	const struct work *w;
	const struct part *to;
	const struct hand *h;
	size_t width;
	unsigned n;
};

static double *next_slot(struct buffer *b)
{
	if (b->n == LANES_ROWS) {
		lanes_gram(b->to->local, b->width, b->h->u, b->h->v);
		b->n = 0;
	}
	return b->h->v + b->n++ * b->width;
}

static void flush(struct buffer *b)
{
	if (b->n == 0)
		return;
	memset(b->h->u + b->n * b->width, 0, (LANES_ROWS - b->n) * b->width * sizeof(double));
	memset(b->h->v + b->n * b->width, 0, (LANES_ROWS - b->n) * b->width * sizeof(double));
	lanes_gram(b->to->local, b->width, b->h->u, b->h->v);
	b->n = 0;
}

/* Inverts the item's block and takes its part out of the set's matrix and gradient. */
static void close_item(struct buffer *to, uint32_t item, const double block[3], const double minus_g[2])
{
	const struct work *w = to->w;
	const struct hand *h = to->h;
	unsigned q = 1 + w->d->slopes;
	size_t width = to->width;
	const struct penalty *pen = &w->m->penalty;
	const double *b = w->m->item + (size_t)item * q;
	double *inv = w->inverse + (size_t)item * 3, *g = w->item_g + (size_t)item * 2;
	double c0 = block[0] + pen->item, c1 = block[1], c2 = block[2] + pen->slope;
	g[0] = minus_g[0] - pen->item * b[0];
	g[1] = q == 2 ? minus_g[1] - pen->slope * b[1] : 0;
	double det = c0 * c2 - c1 * c1;
	inv[0] = q == 2 ? c2 / det : 1 / c0;
	inv[1] = q == 2 ? -c1 / det : 0;
	inv[2] = q == 2 ? c0 / det : 0;
	const double *x = h->cross, *y = h->cross + width;
	for (unsigned k = 0; k < q; k++) {
		const double *z = k == 0 ? x : y, fx = k == 0 ? inv[0] : inv[1], fy = k == 0 ? inv[1] : inv[2];
		lanes_add(to->to->grad, z, -(fx * g[0] + fy * g[1]), width);
		double *v = next_slot(to), *u = h->u + (v - h->v);
		memcpy(v, z, width * sizeof(double));
		for (size_t j = 0; j < width; j++)
			u[j] = -fx * x[j] - (q == 2 ? fy * y[j] : 0);
	}
	memset(h->cross, 0, width * q * sizeof(double));
}

/* Adds one set's matrix and gradient to the whole. */
static void scatter(struct work *w, const struct part *part)
{
	for (size_t i = 0; i < part->width; i++) {
		size_t gi = part->where[i];
		if (gi == SIZE_MAX)
			continue;
		w->g[gi] += part->grad[i];
		for (size_t j = i; j < part->width; j++) {
			size_t gj = part->where[j];
			if (gj != SIZE_MAX)
				w->s[gi > gj ? gi * w->p + gj : gj * w->p + gi] += part->local[i * part->width + j];
		}
	}
}

/* One set's rows. */
static void assemble_set(void *arg, size_t i, unsigned worker)
{
	const struct work *w = arg;
	const struct design *d = w->d;
	struct part *part = &w->part[i];
	const struct hand *h = &w->hand[worker];
	size_t from = w->begin[w->at + i], to = w->begin[w->at + i + 1];
	unsigned skills = set_columns(w, d->set[from]), q = 1 + d->slopes;
	size_t width = part->width = local_columns(w, d->set[from], part->where);
	struct buffer rows = {w, part, h, width, 0};
	memset(part->local, 0, width * width * sizeof(double));
	memset(part->grad, 0, width * sizeof(double));
	memset(h->cross, 0, 2 * width * sizeof(double));
	double block[3] = {0}, g[2] = {0};
	for (size_t r = from; r < to; r++) {
		if (!w->use || w->use[r]) {
			double *v = next_slot(&rows), *u = h->u + (v - h->v), p = w->prob[r], weight = p * (1 - p), miss = (d->right[r] ? 1 : 0) - p;
			local_row(d, r, skills, width, v);
			lanes_row(d->x + r * d->dense, d->dense, width, weight, miss, v, u, part->grad, h->cross);
			block[0] += weight;
			g[0] += miss;
			if (q == 2) {
				double z = d->slope[r];
				lanes_add(h->cross + width, u, z, width);
				block[1] += weight * z;
				block[2] += weight * z * z;
				g[1] += miss * z;
			}
		}
		if (r + 1 == to || d->item[r + 1] != d->item[r]) {
			close_item(&rows, d->item[r], block, g);
			memset(block, 0, sizeof block);
			memset(g, 0, sizeof g);
		}
	}
	flush(&rows);
}

static size_t set_end(const struct design *d, size_t from)
{
	size_t to = from + 1;
	while (to < d->n && d->set[to] == d->set[from])
		to++;
	return to;
}

static void assemble(struct work *w)
{
	const struct design *d = w->d;
	const struct logistic *m = w->m;
	memset(w->s, 0, w->p * w->p * sizeof(double));
	memset(w->g, 0, w->p * sizeof(double));
	for (size_t j = 1; j < d->dense; j++) {
		w->s[j * w->p + j] = dense_penalty(m, j);
		w->g[j] = -dense_penalty(m, j) * m->beta[j];
	}
	for (uint32_t k = 0; k < d->skills; k++)
		for (unsigned j = 0; j < 1 + d->own && w->place[k] != UINT32_MAX; j++) {
			size_t at = d->dense + (size_t)w->place[k] * (1 + d->own) + j;
			double pen = own_penalty(&m->penalty, j);
			w->s[at * w->p + at] = pen;
			w->g[at] = -pen * m->skill[(size_t)k * (1 + d->own) + j];
		}
	for (w->at = 0; w->at < w->n_begin; w->at += w->parts) {
		size_t n = w->n_begin - w->at < w->parts ? w->n_begin - w->at : w->parts;
		parallel(w->threads, n, assemble_set, w);
		for (size_t i = 0; i < n; i++)
			scatter(w, &w->part[i]);
	}
}

/* The part of a row's log odds that its skills make; coef: theirs, skill by skill. */
static double skills_part(const struct design *d, size_t r, unsigned skills, const double *coef)
{
	const float *own = d->own ? d->values + d->value_first[r] : NULL;
	double sum = 0;
	for (unsigned s = 0; s < skills; s++) {
		sum += *coef++;
		for (unsigned j = 0; j < d->own; j++)
			sum += *coef++ * *own++;
	}
	return sum;
}

/* The items' steps from those of the others, which are in w->g; and how each row's log odds change: of one set. */
static void substitute_set(void *arg, size_t i, unsigned worker)
{
	const struct work *w = arg;
	const struct design *d = w->d;
	const struct hand *h = &w->hand[worker];
	size_t from = w->begin[i], to = w->begin[i + 1];
	unsigned q = 1 + d->slopes, skills = set_columns(w, d->set[from]);
	size_t width = local_columns(w, d->set[from], h->where);
	for (size_t j = 0; j < width; j++)
		h->coef[j] = h->where[j] == SIZE_MAX ? 0 : w->g[h->where[j]];
	for (size_t a = from, b; a < to; a = b) {
		uint32_t item = d->item[a];
		const double *inv = w->inverse + (size_t)item * 3, *mg = w->item_g + (size_t)item * 2;
		double *step = w->item_step + (size_t)item * q, g0 = mg[0], g1 = mg[1];
		for (b = a; b < to && d->item[b] == item; b++) {
			w->dir[b] = lanes_dot_float(d->x + b * d->dense, h->coef, d->dense) + skills_part(d, b, skills, h->coef + d->dense);
			if (w->use && !w->use[b])
				continue;
			double t = w->prob[b] * (1 - w->prob[b]) * w->dir[b];
			g0 -= t;
			g1 -= q == 2 ? t * d->slope[b] : 0;
		}
		step[0] = inv[0] * g0 + inv[1] * (q == 2 ? g1 : 0);
		if (q == 2)
			step[1] = inv[1] * g0 + inv[2] * g1;
		for (size_t r = a; r < b; r++)
			w->dir[r] += step[0] + (q == 2 ? step[1] * d->slope[r] : 0);
	}
}

/* Coefficients move by t times the step. */
static void move(struct work *w, double t)
{
	const struct design *d = w->d;
	struct logistic *m = w->m;
	for (size_t j = 0; j < d->dense; j++)
		m->beta[j] += t * w->g[j];
	for (uint32_t k = 0; k < d->skills; k++)
		for (unsigned j = 0; j < 1 + d->own && w->place[k] != UINT32_MAX; j++)
			m->skill[(size_t)k * (1 + d->own) + j] += t * w->g[d->dense + (size_t)w->place[k] * (1 + d->own) + j];
	lanes_add(m->item, w->item_step, t, (size_t)d->items * (1 + d->slopes));
	lanes_add(w->eta, w->dir, t, d->n);
}

enum { FEW_ROWS = 20 };

static int falling(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	return (a < b) - (a > b);
}

/* The skills with the most rows get coefficients, of equals those that come first; the order is that of the skills. */
static void choose_skills(struct arena *a, struct work *w)
{
	const struct design *d = w->d;
	uint32_t *count = NEW_ARRAY(a, uint32_t, (size_t)d->skills + 1), floor_at = 1, seen = 0, equals;
	for (size_t r = 0; r < d->n; r++)
		for (unsigned k = 0, n = set_size(d, d->set[r]); k < n && (!w->use || w->use[r]); k++)
			count[d->set_skill[d->set_first[d->set[r]] + k]]++;
	for (uint32_t k = 0; k < d->skills; k++)
		seen += count[k] > 0;
	equals = seen;
	if (seen > LOGISTIC_SKILLS) {
		uint32_t *sorted = NEW_ARRAY(a, uint32_t, seen), n = 0;
		for (uint32_t k = 0; k < d->skills; k++)
			if (count[k])
				sorted[n++] = count[k];
		qsort(sorted, n, sizeof *sorted, falling);
		floor_at = sorted[LOGISTIC_SKILLS - 1];
		for (equals = LOGISTIC_SKILLS, n = 0; sorted[n] > floor_at; n++)
			equals--;
		if (floor_at < FEW_ROWS) { /* of so few rows more is lost by noise than won */
			floor_at = FEW_ROWS;
			equals = LOGISTIC_SKILLS;
		}
	}
	w->place = NEW_ARRAY(a, uint32_t, (size_t)d->skills + 1);
	for (uint32_t k = 0; k < d->skills; k++) {
		bool has = count[k] > floor_at || (count[k] && count[k] == floor_at && equals);
		equals -= has && count[k] == floor_at;
		w->place[k] = has ? w->kept++ : UINT32_MAX;
	}
}

static void prepare(struct arena *a, struct work *w)
{
	const struct design *d = w->d;
	choose_skills(a, w);
	unsigned most = 0;
	for (uint32_t s = 0; s < d->sets; s++)
		most = set_size(d, s) > most ? set_size(d, s) : most;
	size_t widest = whole(d->dense + (size_t)most * (1 + d->own));
	w->p = d->dense + (size_t)w->kept * (1 + d->own);
	w->s = NEW_ARRAY(a, double, w->p * w->p);
	w->g = NEW_ARRAY(a, double, w->p);
	w->inverse = NEW_ARRAY(a, double, (size_t)d->items * 3);
	w->item_g = NEW_ARRAY(a, double, (size_t)d->items * 2);
	w->item_step = NEW_ARRAY(a, double, (size_t)d->items * (1 + d->slopes));
	w->eta = NEW_ARRAY(a, double, d->n);
	w->dir = NEW_ARRAY(a, double, d->n);
	w->prob = NEW_ARRAY(a, double, d->n);
	w->begin = NEW_ARRAY(a, size_t, (size_t)d->sets + 2);
	for (size_t from = 0, to; from < d->n; from = to) {
		w->begin[w->n_begin++] = from;
		to = set_end(d, from);
		for (bool bare = set_columns(w, d->set[from]) == 0; bare && to < d->n && to - from < TOGETHER && set_columns(w, d->set[to]) == 0;)
			to = set_end(d, to);
	}
	w->begin[w->n_begin] = d->n;
	if (d->n < WORTH_THREADS || w->n_begin < 2 || w->threads < 2)
		w->threads = 1;
	w->parts = w->threads == 1 ? 1 : PARTS;
	w->part = NEW_ARRAY(a, struct part, w->parts);
	for (size_t i = 0; i < w->parts; i++)
		w->part[i] = (struct part){NEW_ARRAY(a, double, widest * widest), NEW_ARRAY(a, double, widest), NEW_ARRAY(a, size_t, widest), 0};
	w->hand = NEW_ARRAY(a, struct hand, w->threads);
	for (unsigned i = 0; i < w->threads; i++)
		w->hand[i] = (struct hand){NEW_ARRAY(a, double, widest * LANES_ROWS), NEW_ARRAY(a, double, widest * LANES_ROWS), NEW_ARRAY(a, double, widest * 2),
			NEW_ARRAY(a, double, widest), NEW_ARRAY(a, size_t, widest)};
}

static double evidence(double left, double n, double squares, double old)
{
	double known = n - left, p = squares > 0 && known > 0 ? known / squares : 1000;
	p = p < old / 4 ? old / 4 : p > old * 4 ? old * 4 : p;
	return p < 0.02 ? 0.02 : p > 1000 ? 1000 : p;
}

/* (L L^T)^-1 at (at, at), w->s being L: the squared length of L^-1 e. column: scratch. */
static double variance(const struct work *w, size_t at, double *column)
{
	double sum = 0;
	memset(column, 0, w->p * sizeof(double));
	for (size_t i = at; i < w->p; i++) {
		const double *row = w->s + i * w->p;
		column[i] = ((i == at ? 1 : 0) - lanes_dot(row + at, column + at, i - at)) / row[i];
		sum += column[i] * column[i];
	}
	return sum;
}

/* Penalties by the evidence; w->s holds the Cholesky factor. Items that were not seen say nothing. */
static bool learn_penalties(struct work *w, double scale, double *column)
{
	const struct design *d = w->d;
	struct logistic *m = w->m;
	unsigned q = 1 + d->slopes;
	enum { ITEM, SLOPE, TAIL, DENSE, SKILL, OWN, GROUPS = OWN + LOGISTIC_OWN };
	double n[GROUPS] = {0}, left[GROUPS] = {0}, squares[GROUPS] = {0};
	double *at[GROUPS] = {&m->penalty.item, &m->penalty.slope, &m->penalty.tail, &m->penalty.dense, &m->penalty.skill};
	for (unsigned j = 0; j < LOGISTIC_OWN; j++)
		at[OWN + j] = &m->penalty.own[j];
	for (uint32_t i = 0; i < d->items; i++)
		for (unsigned j = 0; j < q; j++) {
			double b = m->item[(size_t)i * q + j], share = *at[j] * w->inverse[(size_t)i * 3 + 2 * (size_t)j];
			n[j] += 1;
			left[j] += share > 0 ? share : 1;
			squares[j] += b * b;
		}
	for (size_t j = 1; j < d->dense; j++) {
		unsigned g = j < d->dense - d->tail ? DENSE : TAIL;
		if (g == DENSE && j >= d->dense - d->tail - d->firm)
			continue;
		n[g] += 1;
		left[g] += dense_penalty(m, j) * variance(w, j, column);
		squares[g] += m->beta[j] * m->beta[j];
	}
	for (uint32_t k = 0; k < d->skills; k++)
		for (unsigned j = 0; j < 1 + d->own && w->place[k] != UINT32_MAX; j++) {
			double b = m->skill[(size_t)k * (1 + d->own) + j];
			n[SKILL + j] += 1;
			left[SKILL + j] += *at[SKILL + j] * variance(w, d->dense + (size_t)w->place[k] * (1 + d->own) + j, column);
			squares[SKILL + j] += b * b;
		}
	bool moved = false;
	for (unsigned g = 0; g < GROUPS; g++) {
		if (n[g] == 0)
			continue;
		double old = *at[g];
		*at[g] = evidence(left[g], n[g], squares[g], old / scale) * scale;
		moved |= fabs(log(*at[g] / old)) > 0.1;
	}
	return moved;
}

enum { LEARNING_STEPS = 9 };

static enum code settle(struct arena *scratch, const struct design *d, const struct logistic_options *o, struct logistic *m, struct err *e)
{
	struct work w = {.d = d, .m = m, .use = o->use, .threads = o->threads ? o->threads : 1};
	const double tolerance = o->tolerance > 0 ? o->tolerance : 1e-3, scale = o->scale > 0 ? o->scale : 1;
	const unsigned most = o->max_steps ? o->max_steps : 50;
	bool learning = o->learn_penalty;
	m->penalty = o->penalty;
	m->steps = 0;
	if (d->n == 0)
		return OK;
	prepare(scratch, &w);
	double *column = NEW_ARRAY(scratch, double, w.p), *minus_g = NEW_ARRAY(scratch, double, w.p);
	for (size_t r = 0; r < d->n; r++)
		w.eta[r] = row_eta(m, d, r);
	double nll = lanes_logit(w.eta, d->right, w.use, w.prob, d->n);
	if (!isfinite(nll))
		return err_set(e, E_INPUT, "A column of the model holds a value that is no number.");
	for (;;) {
		double before = nll + penalty_of(m), promise = 0, t = 1;
		m->objective = before;
		if (m->steps == most)
			return learning ? OK : err_set(e, E_LIMIT, "The fit did not settle in %u steps.", most);
		m->steps++;
		assemble(&w);
		memcpy(minus_g, w.g, w.p * sizeof(double));
		lanes_cholesky(w.s, w.p);
		lanes_solve(w.s, w.p, w.g);
		parallel(w.threads, w.n_begin, substitute_set, &w);
		/* the Newton decrement: what a step promises; the items' part is g' C^-1 g */
		for (size_t j = 0; j < w.p; j++)
			promise += minus_g[j] * w.g[j];
		for (size_t i = 0; i < d->items; i++) {
			const double *inv = w.inverse + i * 3, *g = w.item_g + i * 2;
			promise += inv[0] * g[0] * g[0] + 2 * inv[1] * g[0] * g[1] + inv[2] * g[1] * g[1];
		}
		promise /= 2;
		move(&w, 1);
		nll = lanes_logit(w.eta, d->right, w.use, w.prob, d->n);
		while (!(nll + penalty_of(m) <= before + 1e-9 * fabs(before)) && t > 1e-4) {
			t /= 2;
			move(&w, -t);
			nll = lanes_logit(w.eta, d->right, w.use, w.prob, d->n);
		}
		if (learning && t == 1)
			learning = learn_penalties(&w, scale, column) && m->steps < LEARNING_STEPS && promise > 1; /* a nat is little */
		else if (promise < tolerance && t == 1)
			break;
	}
	m->objective = nll + penalty_of(m);
	return OK;
}

enum { SAMPLE_FROM = 40000, SAMPLE = 6 };

static bool fresh(const struct logistic *m)
{
	for (size_t j = 0; j < m->dense; j++)
		if (m->beta[j] != 0)
			return false;
	return true;
}

/* From nothing on a large log: first a rough fit on every sixth row, which costs little and saves whole steps. */
static enum code rough_start(struct arena *scratch, const struct design *d, const struct logistic_options *o, struct logistic *m, struct err *e)
{
	uint8_t *some = NEW_ARRAY(scratch, uint8_t, d->n);
	struct logistic_options rough = *o;
	for (size_t r = 0; r < d->n; r++)
		some[r] = r % SAMPLE == 0 && (!o->use || o->use[r]);
	rough.use = some;
	rough.learn_penalty = false; /* too few rows an item to tell */
	rough.tolerance = (double)d->n * 1e-4;
	return settle(scratch, d, &rough, m, e);
}

enum code logistic_fit(struct arena *scratch, const struct design *d, const struct logistic_options *o, struct logistic *m, struct err *e)
{
	enum code c = d->n >= SAMPLE_FROM && fresh(m) ? rough_start(scratch, d, o, m, e) : OK;
	return c == OK ? settle(scratch, d, o, m, e) : c;
}
