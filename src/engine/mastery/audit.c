#include "engine/mastery/audit.h"

#include "engine/equity/equity.h"
#include "engine/mastery/metrics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SUM_BIAS, SUM_FALSE, SUM_TRIES, SUM_DECLARED, SUMS };

/* One learner on one skill. */
struct course {
	uint32_t learner, skill;
	uint32_t tries; /* before being declared */
	bool declared, wrong;
};

struct work {
	struct arena *a, *scratch, *draw; /* draw: of one draw of learners */
	const struct responses *r;
	const struct groups *g;
	const struct audit_options *o;
	const float *p;
	const uint32_t *sorted;   /* rows by skill, within one by falling p; */
	const size_t *skill_at;   /* [skills + 1] */
	const uint32_t *falling;  /* all rows by falling p */
	const struct course *course; /* by skill */
	const size_t *course_at;  /* [skills + 1] */
	size_t n_courses;
	uint32_t *place;          /* [learners] place + 1 in the cell at hand */
	uint32_t *weight;         /* [learners] */
	struct audit *out;
};

const char *audit_measure_name(enum audit_measure m)
{
	static const char *const names[] = {"auc", "ece", "bias", "abroca", "false_mastery", "tries", "declared"};
	return names[m];
}

struct audit_options audit_options_default(void)
{
	return (struct audit_options){.min_n = 20, .ready_from = 0.94, .replicates = 400, .seed = 1, .skills = true, .score = NULL};
}

static uint64_t draw(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static uint32_t below(uint64_t *state, uint32_t n)
{
	return (uint32_t)((draw(state) >> 32) * n >> 32);
}

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

/* The 2.5th and 97.5th percentile of those that are numbers; NAN when under 20 are. */
static void percentiles(double *x, size_t n, struct audit_value *v)
{
	size_t m = 0;
	for (size_t i = 0; i < n; i++)
		if (!isnan(x[i]))
			x[m++] = x[i];
	v->low = v->high = NAN;
	if (m < 20)
		return;
	qsort(x, m, sizeof *x, by_size);
	v->low = x[(size_t)(0.025 * (double)(m - 1) + 0.5)];
	v->high = x[(size_t)(0.975 * (double)(m - 1) + 0.5)];
}

/* ---- ABROCA with weights ---- */

struct curve {
	double (*at)[2]; /* false and true positive rate */
	size_t n;
};

static struct curve roc(struct arena *a, const uint8_t *right, const float *p, const uint32_t *learner, const uint32_t *weight,
	const uint32_t *row, size_t n)
{
	struct curve c = {arena_alloc(a, (n + 1) * sizeof *c.at), 1};
	double yes = 0, no = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t w = weight[learner[row[i]]];
		if (w == 0)
			continue;
		yes += right[row[i]] ? w : 0;
		no += right[row[i]] ? 0 : w;
		c.at[c.n][0] = no;
		c.at[c.n][1] = yes;
		bool same = false; /* as the next one that counts: the corner is there */
		for (size_t j = i + 1; j < n; j++) {
			if (weight[learner[row[j]]] == 0)
				continue;
			same = p[row[j]] == p[row[i]];
			break;
		}
		c.n += !same;
	}
	if (yes == 0 || no == 0)
		return (struct curve){NULL, 0};
	for (size_t i = 0; i < c.n; i++) {
		c.at[i][0] /= no;
		c.at[i][1] /= yes;
	}
	return c;
}

static double height(const double (*c)[2], double x)
{
	double wide = c[1][0] - c[0][0];
	return wide > 0 ? c[0][1] + (c[1][1] - c[0][1]) * (x - c[0][0]) / wide : c[1][1];
}

double audit_abroca(struct arena *scratch, const uint8_t *right, const float *p, const uint32_t *learner, const uint32_t *weight,
	const uint32_t *x, size_t n_x, const uint32_t *y, size_t n_y)
{
	struct curve c = roc(scratch, right, p, learner, weight, x, n_x), d = roc(scratch, right, p, learner, weight, y, n_y);
	if (c.n == 0 || d.n == 0)
		return NAN;
	double area = 0, from = 0;
	size_t i = 0, j = 0; /* pieces c[i]..c[i + 1] and d[j]..d[j + 1] that hold what is right of `from` */
	while (from < 1) {
		while (i + 2 < c.n && c.at[i + 1][0] <= from)
			i++;
		while (j + 2 < d.n && d.at[j + 1][0] <= from)
			j++;
		double to = fmin(c.at[i + 1][0], d.at[j + 1][0]);
		if (!(to > from))
			break;
		double l = height((const double(*)[2])c.at + i, from) - height((const double(*)[2])d.at + j, from);
		double h = height((const double(*)[2])c.at + i, to) - height((const double(*)[2])d.at + j, to);
		area += l * h >= 0 ? (to - from) * fabs(l + h) / 2 : (to - from) * (l * l + h * h) / (2 * (fabs(l) + fabs(h)));
		from = to;
	}
	return area;
}

/* ---- one cell ---- */

static bool in_group(const struct work *w, const struct audit_cell *c, uint32_t learner)
{
	return c->column == AUDIT_ALL || w->g->column[c->column].of[learner] == c->group;
}

static bool beside_group(const struct work *w, const struct audit_cell *c, uint32_t learner)
{
	return c->column != AUDIT_ALL && w->g->column[c->column].of[learner] != c->group && w->g->column[c->column].of[learner] != GROUP_NONE;
}

static const uint32_t *rows_of(const struct work *w, uint32_t skill, size_t *n)
{
	*n = skill == AUDIT_ALL ? w->r->n : w->skill_at[skill + 1] - w->skill_at[skill];
	return skill == AUDIT_ALL ? w->falling : w->sorted + w->skill_at[skill];
}

static double came(const struct work *w, uint32_t row)
{
	return w->o->score ? (double)w->o->score[row] : (double)w->r->right[row];
}

/* As metrics.h has it for right answers; here for scores. */
static void ece_of_scores(const struct work *w, struct audit_cell *c, const uint32_t *rows, size_t n, uint64_t *random)
{
	enum { BINS = 10, WIDTH };
	double(*of)[WIDTH] = arena_alloc(w->scratch, c->learners * sizeof *of), *drawn = NEW_ARRAY(w->scratch, double, w->o->replicates);
	memset(of, 0, c->learners * sizeof *of);
	for (size_t i = 0; i < n; i++) {
		const double p = (double)w->p[rows[i]];
		double *mine = of[w->place[w->r->learner[rows[i]]] - 1];
		mine[p >= 1 ? BINS - 1 : (int)(p * BINS)] += came(w, rows[i]) - p;
		mine[BINS] += 1;
	}
	for (unsigned k = 0; k <= w->o->replicates; k++) {
		double sum[WIDTH] = {0}, away = 0;
		for (uint32_t l = 0; l < c->learners; l++) {
			const double *x = of[k ? below(random, c->learners) : l];
			for (int b = 0; b < WIDTH; b++)
				sum[b] += x[b];
		}
		for (int b = 0; b < BINS; b++)
			away += fabs(sum[b]);
		*(k ? &drawn[k - 1] : &c->of[AUDIT_ECE].value) = away / sum[BINS];
	}
	percentiles(drawn, w->o->replicates, &c->of[AUDIT_ECE]);
}

/* Sums of each learner of the cell: [learner of the cell][measure][0: over, 1: under the line]. */
static void sum_up(const struct work *w, const struct audit_cell *c, const uint32_t *rows, size_t n, double (*sums)[SUMS][2])
{
	for (size_t i = 0; i < n; i++) {
		double *s = sums[w->place[w->r->learner[rows[i]]] - 1][SUM_BIAS];
		s[0] += (double)w->p[rows[i]] - came(w, rows[i]);
		s[1] += 1;
	}
	size_t from = c->skill == AUDIT_ALL ? 0 : w->course_at[c->skill], to = c->skill == AUDIT_ALL ? w->n_courses : w->course_at[c->skill + 1];
	for (size_t i = from; i < to; i++) {
		const struct course *x = &w->course[i];
		if (!in_group(w, c, x->learner))
			continue;
		double(*s)[2] = sums[w->place[x->learner] - 1];
		s[SUM_DECLARED][0] += x->declared;
		s[SUM_DECLARED][1] += 1;
		if (x->declared) {
			s[SUM_FALSE][0] += x->wrong;
			s[SUM_FALSE][1] += 1;
			s[SUM_TRIES][0] += x->tries;
			s[SUM_TRIES][1] += 1;
		}
	}
}

static double ratio(const double *s)
{
	return s[1] > 0 ? s[0] / s[1] : NAN;
}

static void ratios(const struct work *w, struct audit_cell *c, const double (*sums)[SUMS][2], uint64_t *random)
{
	static const enum audit_measure measure[SUMS] = {AUDIT_BIAS, AUDIT_FALSE, AUDIT_TRIES, AUDIT_DECLARED};
	unsigned reps = w->o->replicates;
	double total[SUMS][2] = {{0}}, *drawn = NEW_ARRAY(w->scratch, double, (size_t)reps * SUMS);
	uint32_t declared = 0;
	for (uint32_t l = 0; l < c->learners; l++) {
		declared += sums[l][SUM_FALSE][1] > 0;
		for (size_t m = 0; m < SUMS; m++) {
			total[m][0] += sums[l][m][0];
			total[m][1] += sums[l][m][1];
		}
	}
	for (unsigned k = 0; k < reps; k++) {
		double t[SUMS][2] = {{0}};
		for (uint32_t l = 0; l < c->learners; l++) {
			const double(*s)[2] = sums[below(random, c->learners)];
			for (size_t m = 0; m < SUMS; m++) {
				t[m][0] += s[m][0];
				t[m][1] += s[m][1];
			}
		}
		for (size_t m = 0; m < SUMS; m++)
			drawn[m * reps + k] = ratio(t[m]);
	}
	for (size_t m = 0; m < SUMS; m++) {
		struct audit_value *v = &c->of[measure[m]];
		if (m != SUM_BIAS && m != SUM_DECLARED && declared < w->o->min_n) {
			*v = (struct audit_value){NAN, NAN, NAN};
			continue;
		}
		v->value = ratio(total[m]);
		percentiles(drawn + m * reps, reps, v);
	}
}

static void abroca(const struct work *w, struct audit_cell *c, const uint32_t *mine, size_t n_mine, const uint32_t *rest, size_t n_rest,
	const uint32_t *who_rest, uint32_t n_who_rest, const uint32_t *who, uint64_t *random)
{
	struct audit_value *v = &c->of[AUDIT_ABROCA];
	const struct responses *r = w->r;
	*v = (struct audit_value){NAN, NAN, NAN};
	if (n_who_rest < w->o->min_n)
		return;
	struct arena *own = w->draw;
	arena_reset(own);
	double *drawn = NEW_ARRAY(w->scratch, double, w->o->replicates);
	for (uint32_t i = 0; i < c->learners; i++)
		w->weight[who[i]] = 1;
	for (uint32_t i = 0; i < n_who_rest; i++)
		w->weight[who_rest[i]] = 1;
	v->value = audit_abroca(own, r->right, w->p, r->learner, w->weight, mine, n_mine, rest, n_rest);
	for (unsigned k = 0; k < w->o->replicates && !isnan(v->value); k++) {
		for (uint32_t i = 0; i < c->learners; i++)
			w->weight[who[i]] = 0;
		for (uint32_t i = 0; i < n_who_rest; i++)
			w->weight[who_rest[i]] = 0;
		for (uint32_t i = 0; i < c->learners; i++)
			w->weight[who[below(random, c->learners)]]++;
		for (uint32_t i = 0; i < n_who_rest; i++)
			w->weight[who_rest[below(random, n_who_rest)]]++;
		arena_reset(own);
		drawn[k] = audit_abroca(own, r->right, w->p, r->learner, w->weight, mine, n_mine, rest, n_rest);
	}
	percentiles(drawn, isnan(v->value) ? 0 : w->o->replicates, v);
}

/* Learners of rows, each once, in the order of first appearance; place[] is set for them. */
static uint32_t *people(struct work *w, const uint32_t *rows, size_t n, uint32_t *count)
{
	uint32_t *who = NEW_ARRAY(w->scratch, uint32_t, n), m = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t l = w->r->learner[rows[i]];
		if (w->place[l] == 0) {
			who[m++] = l;
			w->place[l] = m;
		}
	}
	*count = m;
	return who;
}

static void forget(struct work *w, const uint32_t *who, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		w->place[who[i]] = 0;
}

static void measure(struct work *w, struct audit_cell *c)
{
	const struct responses *r = w->r;
	size_t n, n_mine = 0, n_rest = 0;
	const uint32_t *rows = rows_of(w, c->skill, &n);
	uint32_t *mine = NEW_ARRAY(w->scratch, uint32_t, n), *rest = NEW_ARRAY(w->scratch, uint32_t, n), n_who_rest;
	for (size_t i = 0; i < n; i++) {
		uint32_t l = r->learner[rows[i]];
		if (in_group(w, c, l))
			mine[n_mine++] = rows[i];
		else if (beside_group(w, c, l))
			rest[n_rest++] = rows[i];
	}
	uint64_t random = w->o->seed * UINT64_C(0xD1342543DE82EF95) + (uint64_t)(c->column + 1) * 1000003 + (uint64_t)(c->group + 1) * 1009 + c->skill + 1;
	uint32_t *who_rest = people(w, rest, n_rest, &n_who_rest);
	forget(w, who_rest, n_who_rest);
	uint32_t *who = people(w, mine, n_mine, &c->learners);
	c->responses = n_mine;
	struct metrics m = metrics_of(w->scratch, r->right, w->p, mine, n_mine);
	struct metrics_bounds b = metrics_bootstrap(w->scratch, r->right, w->p, r->learner, r->learners.n, mine, n_mine, w->o->replicates, random);
	c->of[AUDIT_AUC] = (struct audit_value){m.auc, b.auc.low, b.auc.high};
	c->of[AUDIT_ECE] = (struct audit_value){m.ece, b.ece.low, b.ece.high};
	if (w->o->score)
		ece_of_scores(w, c, mine, n_mine, &random);
	double(*sums)[SUMS][2] = arena_alloc(w->scratch, c->learners * sizeof *sums);
	sum_up(w, c, mine, n_mine, sums);
	ratios(w, c, (const double(*)[SUMS][2])sums, &random);
	abroca(w, c, mine, n_mine, rest, n_rest, who_rest, n_who_rest, who, &random);
	forget(w, who, c->learners);
}

/* ---- what may be said ---- */

/* The cells of one skill (or all): everybody, then column by column, group by group. Everything that an outsider could
 * add up within them is a sum: in each column the groups and the untold make up everybody. Half of the learners, told
 * apart by nothing but their number, stand for "what is counted": here the number of learners itself is what must not
 * be worked out. */
static enum code protect(struct work *w, const struct audit_cell *cells, size_t n, const uint32_t *learners, const uint32_t *even,
	const uint32_t *untold, const uint32_t *untold_even, bool *hidden, struct err *e)
{
	struct arena *s = w->scratch;
	size_t columns = w->g->n;
	struct equity_count *count = NEW_ARRAY(s, struct equity_count, n + columns);
	struct equity_sum *sum = NEW_ARRAY(s, struct equity_sum, columns);
	struct equity_policy policy = {.min_n = w->o->min_n, .min_count = 0, .min_range = w->o->min_n < 5 ? w->o->min_n : 5, .edges = false};
	const enum equity_state *state;
	for (size_t i = 0; i < n; i++)
		count[i] = (struct equity_count){learners[i], even[i]};
	for (size_t c = 0; c < columns; c++) {
		uint32_t *parts = NEW_ARRAY(s, uint32_t, n + 1);
		size_t m = 0;
		for (size_t i = 1; i < n; i++)
			if (cells[i].column == c)
				parts[m++] = (uint32_t)i;
		count[n + c] = (struct equity_count){untold[c], untold_even[c]};
		parts[m++] = (uint32_t)(n + c);
		sum[c] = (struct equity_sum){0, parts, m};
	}
	/* the untold are published too, as what is missing to the total */
	enum code code = equity_protect(s, count, n + columns, n + columns, sum, columns, &policy, &state, e);
	for (size_t i = 0; code == OK && i < n; i++)
		hidden[i] |= state[i] != EQUITY_SHOWN;
	return code;
}

static size_t cells_a_skill(const struct groups *g)
{
	size_t n = 1;
	for (size_t c = 0; c < g->n; c++)
		n += g->column[c].n;
	return n;
}

/* All cells of one skill; first_hidden: those hidden in all skills, NULL while these are being found. */
static enum code one_skill(struct work *w, uint32_t skill, bool *first_hidden, struct err *e)
{
	size_t n = cells_a_skill(w->g), n_rows, at = 1;
	const uint32_t *rows = rows_of(w, skill, &n_rows);
	struct audit_cell *cells = NEW_ARRAY(w->scratch, struct audit_cell, n);
	uint32_t *count = NEW_ARRAY(w->scratch, uint32_t, n), *even = NEW_ARRAY(w->scratch, uint32_t, n);
	uint32_t *untold = NEW_ARRAY(w->scratch, uint32_t, w->g->n), *untold_even = NEW_ARRAY(w->scratch, uint32_t, w->g->n), n_who;
	bool *hidden = NEW_ARRAY(w->scratch, bool, n);
	cells[0] = (struct audit_cell){.column = AUDIT_ALL, .group = AUDIT_ALL, .skill = skill};
	uint32_t *who = people(w, rows, n_rows, &n_who);
	forget(w, who, n_who);
	for (uint32_t i = 0; i < n_who; i++) {
		count[0]++;
		even[0] += i % 2 == 0;
	}
	for (uint32_t c = 0; c < w->g->n; c++) {
		const struct group_column *col = &w->g->column[c];
		for (uint16_t v = 0; v < col->n; v++)
			cells[at + v] = (struct audit_cell){.column = c, .group = v, .skill = skill};
		for (uint32_t i = 0; i < n_who; i++) {
			uint16_t v = col->of[who[i]];
			if (v == GROUP_NONE) {
				untold[c]++;
				untold_even[c] += i % 2 == 0;
			} else {
				count[at + v]++;
				even[at + v] += i % 2 == 0;
			}
		}
		at += col->n;
	}
	for (size_t i = 0; i < n; i++)
		hidden[i] = skill != AUDIT_ALL && first_hidden[i];
	enum code code = protect(w, cells, n, count, even, untold, untold_even, hidden, e);
	for (size_t i = 0; code == OK && i < n; i++) {
		if (skill == AUDIT_ALL)
			first_hidden[i] = hidden[i];
		if (count[i] == 0)
			continue;
		cells[i].hidden = hidden[i];
		w->out->hidden += hidden[i];
		if (!hidden[i])
			measure(w, &cells[i]);
		w->out->cell[w->out->n++] = cells[i];
	}
	return code;
}

/* ---- getting ready ---- */

struct keyed {
	float p;
	uint32_t row;
};

static int falling_p(const void *x, const void *y)
{
	const struct keyed *a = x, *b = y;
	return a->p != b->p ? (a->p < b->p) - (a->p > b->p) : (a->row > b->row) - (a->row < b->row);
}

static void sort_rows(struct work *w)
{
	const struct responses *r = w->r;
	struct keyed *k = NEW_ARRAY(w->scratch, struct keyed, r->n);
	uint32_t *falling = NEW_ARRAY(w->a, uint32_t, r->n), *sorted = NEW_ARRAY(w->a, uint32_t, r->n);
	size_t *at = NEW_ARRAY(w->a, size_t, (size_t)r->sets.n + 1);
	for (size_t i = 0; i < r->n; i++) {
		k[i] = (struct keyed){w->p[i], (uint32_t)i};
		at[r->set[i] + 1]++;
	}
	qsort(k, r->n, sizeof *k, falling_p);
	for (uint32_t s = 0; s < r->sets.n; s++)
		at[s + 1] += at[s];
	size_t *to = arena_copy(w->scratch, at, r->sets.n * sizeof *at);
	for (size_t i = 0; i < r->n; i++) {
		falling[i] = k[i].row;
		sorted[to[r->set[k[i].row]]++] = k[i].row;
	}
	w->falling = falling;
	w->sorted = sorted;
	w->skill_at = at;
	arena_reset(w->scratch);
}

static void courses(struct work *w, const double *ready)
{
	const struct responses *r = w->r;
	uint32_t skills = r->sets.n, *last = NEW_ARRAY(w->a, uint32_t, skills);
	size_t n = 0, *of = NEW_ARRAY(w->a, size_t, skills), *at = NEW_ARRAY(w->a, size_t, (size_t)skills + 1);
	struct course *all = NEW_ARRAY(w->a, struct course, r->n), *sorted;
	for (uint32_t l = 0; l < r->learners.n; l++) {
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t row = r->by_learner[i], s = r->set[row];
			if (last[s] != l + 1) {
				last[s] = l + 1;
				of[s] = n;
				at[s + 1]++;
				all[n++] = (struct course){.learner = l, .skill = s};
			}
			struct course *c = &all[of[s]];
			if (c->declared)
				continue;
			if (ready[row] >= w->o->ready_from) {
				c->declared = true;
				c->wrong = !r->right[row];
			} else {
				c->tries++;
			}
		}
	}
	for (uint32_t s = 0; s < skills; s++)
		at[s + 1] += at[s];
	sorted = NEW_ARRAY(w->a, struct course, n);
	size_t *to = arena_copy(w->a, at, skills * sizeof *at);
	for (size_t i = 0; i < n; i++)
		sorted[to[all[i].skill]++] = all[i];
	w->course = sorted;
	w->course_at = at;
	w->n_courses = n;
}

static enum code check(const struct responses *r, const struct audit_options *o, struct err *e)
{
	if (r->n == 0)
		return err_set(e, E_INPUT, "There is no response to audit.");
	if (o->min_n < 5 || o->min_n > 1000000)
		return err_set(e, E_INPUT, "The smallest group shown must be from 5 to 1,000,000 learners.");
	if (o->replicates < 40 || o->replicates > 100000)
		return err_set(e, E_INPUT, "An interval takes from 40 to 100,000 draws.");
	return OK;
}

enum code audit_run(struct arena *a, const struct responses *r, const double *p, const double *ready, const struct groups *g,
	const struct audit_options *o, struct audit *out, struct err *e)
{
	enum code c = check(r, o, e);
	if (c != OK)
		return c;
	struct work w = {.a = a, .scratch = arena_new(0), .draw = arena_new(0), .r = r, .g = g, .o = o, .out = out};
	if (w.scratch == NULL || w.draw == NULL) {
		arena_free(w.scratch);
		arena_free(w.draw);
		return err_set(e, E_MEMORY, "There is not enough memory for the audit.");
	}
	float *near = NEW_ARRAY(a, float, r->n);
	for (size_t i = 0; i < r->n; i++)
		near[i] = (float)p[i];
	w.p = near;
	w.place = NEW_ARRAY(a, uint32_t, r->learners.n);
	w.weight = NEW_ARRAY(a, uint32_t, r->learners.n);
	sort_rows(&w);
	courses(&w, ready);
	size_t n = cells_a_skill(g);
	bool *hidden = NEW_ARRAY(a, bool, n);
	*out = (struct audit){.cell = NEW_ARRAY(a, struct audit_cell, n * (o->skills ? (size_t)r->sets.n + 1 : 1))};
	c = one_skill(&w, AUDIT_ALL, hidden, e);
	for (uint32_t s = 0; c == OK && o->skills && s < r->sets.n; s++) {
		arena_reset(w.scratch);
		c = one_skill(&w, s, hidden, e);
	}
	arena_free(w.scratch);
	arena_free(w.draw);
	return c;
}
