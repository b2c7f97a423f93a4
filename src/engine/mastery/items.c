#include "engine/mastery/items.h"

#include "engine/mastery/order.h"
#include "engine/mastery/rate.h"

#include <math.h>
#include <string.h>

#define ABILITY_VARIANCE 2.25
#define PSEUDO 10.0
#define STRATA 10

const char *item_flag_name(unsigned index)
{
	static const char *const names[ITEM_FLAGS] = {"few", "all-same", "against", "guess-unseen", "slip-unseen", "tells-nothing"};
	return index < ITEM_FLAGS ? names[index] : "";
}

/* First tries: one for each learner and question. */
struct tries {
	size_t n;
	uint32_t *learner, *item;
	uint8_t *right;
	uint32_t *count, *won; /* [learners] */
};

static struct tries first_tries(struct arena *a, const struct responses *r)
{
	struct tries t = {0, NEW_ARRAY(a, uint32_t, r->n), NEW_ARRAY(a, uint32_t, r->n), NEW_ARRAY(a, uint8_t, r->n),
		NEW_ARRAY(a, uint32_t, r->learners.n), NEW_ARRAY(a, uint32_t, r->learners.n)};
	uint32_t *last = NEW_ARRAY(a, uint32_t, r->items.n);
	for (uint32_t l = 0; l < r->learners.n; l++) {
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t row = r->by_learner[i];
			if (last[r->item[row]] == l + 1)
				continue;
			last[r->item[row]] = l + 1;
			t.learner[t.n] = l;
			t.item[t.n] = r->item[row];
			t.right[t.n++] = r->right[row];
			t.count[l]++;
			t.won[l] += r->right[row];
		}
	}
	return t;
}

/* ---- difficulty and discrimination ---- */

static void difficulty(struct arena *a, const struct tries *t, uint32_t learners, uint32_t items, struct item *out)
{
	double *ability = NEW_ARRAY(a, double, learners), *b = NEW_ARRAY(a, double, items);
	uint32_t more = learners > items ? learners : items;
	double *g = NEW_ARRAY(a, double, more), *h = NEW_ARRAY(a, double, more), moved = 1;
	for (unsigned round = 0; round < 200 && moved > 1e-7; round++) {
		moved = 0;
		for (int side = 0; side < 2; side++) {
			uint32_t n = side ? items : learners;
			memset(g, 0, n * sizeof *g);
			memset(h, 0, n * sizeof *h);
			for (size_t i = 0; i < t->n; i++) {
				double p = 1 / (1 + exp(b[t->item[i]] - ability[t->learner[i]]));
				uint32_t at = side ? t->item[i] : t->learner[i];
				g[at] += side ? p - t->right[i] : t->right[i] - p;
				h[at] += p * (1 - p);
			}
			double *x = side ? b : ability, prior = side ? 1 / 25.0 : 1 / ABILITY_VARIANCE;
			for (uint32_t k = 0; k < n; k++) {
				double step = (g[k] - prior * x[k]) / (h[k] + prior);
				step = fmax(fmin(step, 2), -2);
				x[k] += step;
				moved = fmax(moved, fabs(step));
				if (side)
					out[k].difficulty_se = 1 / sqrt(h[k] + prior);
			}
		}
	}
	double mean = 0;
	for (uint32_t k = 0; k < items; k++)
		mean += b[k] / items;
	for (uint32_t k = 0; k < items; k++)
		out[k].difficulty = b[k] - mean;
}

static void discrimination(struct arena *a, const struct tries *t, uint32_t items, struct item *out)
{
	double(*s)[6] = arena_alloc(a, items * sizeof *s); /* n, x, xx, y, yy, xy */
	for (size_t i = 0; i < t->n; i++) {
		uint32_t l = t->learner[i];
		if (t->count[l] < 2)
			continue;
		double x = t->right[i], y = (t->won[l] - x) / (t->count[l] - 1);
		const double add[6] = {1, x, x * x, y, y * y, x * y};
		for (int k = 0; k < 6; k++)
			s[t->item[i]][k] += add[k];
	}
	for (uint32_t k = 0; k < items; k++) {
		double n = s[k][0], vx = s[k][2] - s[k][1] * s[k][1] / n, vy = s[k][4] - s[k][3] * s[k][3] / n;
		out[k].discrimination = n > 2 && vx > 1e-9 && vy > 1e-9 ? (s[k][5] - s[k][1] * s[k][3] / n) / sqrt(vx * vy) : NAN;
		if (out[k].discrimination < -2 / sqrt(n))
			out[k].flags |= ITEM_AGAINST;
	}
}

/* ---- guess and slip ---- */

struct answers {
	const struct responses *r;
	const struct rate_model *m;
	const uint32_t *row; /* by learner, skill, time */
	double *guess, *slip, *guess_of, *slip_of, *guess_hit, *slip_hit; /* of each question */
	double *guess_at, *slip_at; /* what the skills' own guess and slip are, on average over its responses */
	double *prior, *post;       /* room for the longest sequence */
};

/* Rows from..to are one learner's of one skill. Nothing is forgotten, so backwards P(known at t | all) is
 * P(known at t + 1 | all) post[t] / prior[t + 1]. */
static void one_sequence(struct answers *w, size_t from, size_t to)
{
	const struct rate_unit *u = &w->m->unit[w->r->set[w->row[from]]];
	double p = u->pooled[0], known = 0;
	for (size_t i = from; i < to; i++) {
		uint32_t item = w->r->item[w->row[i]];
		bool right = w->r->right[w->row[i]];
		double yes = right ? 1 - w->slip[item] : w->slip[item], no = right ? w->guess[item] : 1 - w->guess[item];
		w->prior[i - from] = p;
		known = p * yes / (p * yes + (1 - p) * no);
		w->post[i - from] = known;
		p = known + (1 - known) * u->pooled[3];
	}
	for (size_t i = to; i-- > from;) {
		uint32_t item = w->r->item[w->row[i]];
		bool right = w->r->right[w->row[i]];
		if (i + 1 < to)
			known *= w->prior[i + 1 - from] > 0 ? w->post[i - from] / w->prior[i + 1 - from] : 0;
		w->slip_of[item] += known;
		w->slip_hit[item] += right ? 0 : known;
		w->guess_of[item] += 1 - known;
		w->guess_hit[item] += right ? 1 - known : 0;
	}
}

static void guess_and_slip(struct arena *a, const struct responses *r, const struct rate_model *m, struct item *out)
{
	uint32_t *rows = arena_copy(a, r->by_learner, r->n * sizeof *rows), n = r->items.n;
	size_t longest = 1, *count = NEW_ARRAY(a, size_t, n);
	order_by(a, &rows, r->n, r->set, r->sets.n);
	order_by(a, &rows, r->n, r->learner, r->learners.n);
	struct answers w = {.r = r, .m = m, .row = rows, .guess = NEW_ARRAY(a, double, n), .slip = NEW_ARRAY(a, double, n),
		.guess_of = NEW_ARRAY(a, double, n), .slip_of = NEW_ARRAY(a, double, n), .guess_hit = NEW_ARRAY(a, double, n),
		.slip_hit = NEW_ARRAY(a, double, n), .guess_at = NEW_ARRAY(a, double, n), .slip_at = NEW_ARRAY(a, double, n)};
	for (uint32_t l = 0; l < r->learners.n; l++)
		longest = r->first[l + 1] - r->first[l] > longest ? r->first[l + 1] - r->first[l] : longest;
	w.prior = NEW_ARRAY(a, double, longest);
	w.post = NEW_ARRAY(a, double, longest);
	for (size_t i = 0; i < r->n; i++) {
		count[r->item[i]]++;
		w.guess_at[r->item[i]] += m->unit[r->set[i]].pooled[1];
		w.slip_at[r->item[i]] += m->unit[r->set[i]].pooled[2];
	}
	for (uint32_t k = 0; k < n; k++) {
		w.guess[k] = w.guess_at[k] /= (double)(count[k] ? count[k] : 1);
		w.slip[k] = w.slip_at[k] /= (double)(count[k] ? count[k] : 1);
	}
	for (unsigned round = 0; round < 30; round++) {
		double *const sums[] = {w.guess_of, w.slip_of, w.guess_hit, w.slip_hit};
		for (size_t k = 0; k < 4; k++)
			memset(sums[k], 0, n * sizeof(double));
		for (size_t from = 0, i = 1; i <= r->n; i++) {
			if (i < r->n && r->learner[rows[i]] == r->learner[rows[from]] && r->set[rows[i]] == r->set[rows[from]])
				continue;
			one_sequence(&w, from, i);
			from = i;
		}
		for (uint32_t k = 0; k < n; k++) {
			w.guess[k] = (w.guess_hit[k] + PSEUDO * w.guess_at[k]) / (w.guess_of[k] + PSEUDO);
			w.slip[k] = (w.slip_hit[k] + PSEUDO * w.slip_at[k]) / (w.slip_of[k] + PSEUDO);
		}
	}
	for (uint32_t k = 0; k < n; k++) {
		out[k].responses = count[k];
		out[k].guess = w.guess[k];
		out[k].slip = w.slip[k];
		out[k].flags |= (w.guess_of[k] < 10 ? ITEM_GUESS_UNSEEN : 0) | (w.slip_of[k] < 10 ? ITEM_SLIP_UNSEEN : 0)
			| (w.guess[k] + w.slip[k] >= 0.9 ? ITEM_TELLS_NOTHING : 0);
	}
}

/* ---- differential item functioning ---- */

struct matching {
	uint32_t strata;
	uint32_t *stratum; /* [learners] */
	double *share;     /* [learners] */
};

/* By the score where all answered the same number of questions, else in strata of about as many learners each. */
static struct matching match(struct arena *a, const struct tries *t, uint32_t learners)
{
	struct matching m = {0, NEW_ARRAY(a, uint32_t, learners), NEW_ARRAY(a, double, learners)};
	uint32_t most = 0, least = UINT32_MAX, *rows = NEW_ARRAY(a, uint32_t, learners), *key = NEW_ARRAY(a, uint32_t, learners);
	for (uint32_t l = 0; l < learners; l++) {
		most = t->count[l] > most ? t->count[l] : most;
		least = t->count[l] < least ? t->count[l] : least;
		m.share[l] = t->count[l] ? (double)t->won[l] / t->count[l] : 0;
		key[l] = (uint32_t)(m.share[l] * 10000);
		rows[l] = l;
	}
	m.strata = most == least && most <= 50 ? most + 1 : STRATA;
	if (m.strata == most + 1 && most == least) {
		memcpy(m.stratum, t->won, learners * sizeof *m.stratum);
		return m;
	}
	order_by(a, &rows, learners, key, 10001);
	for (uint32_t i = 0, s = 0; i < learners; i++) {
		if (i > 0 && key[rows[i]] != key[rows[i - 1]])
			s = (uint32_t)((uint64_t)i * STRATA / learners); /* equals stay together */
		m.stratum[rows[i]] = s;
	}
	return m;
}

struct by_item {
	const struct tries *t;
	const uint32_t *row; /* tries by question */
	const size_t *at;
};

static bool compare(struct arena *a, const struct by_item *b, const struct matching *m, const struct group_column *g, uint32_t min_n, struct item_dif *d)
{
	size_t from = b->at[d->item], to = b->at[d->item + 1], n = 0;
	struct dif_table *table = NEW_ARRAY(a, struct dif_table, m->strata);
	double *score = NEW_ARRAY(a, double, to - from);
	uint8_t *focal = NEW_ARRAY(a, uint8_t, to - from), *right = NEW_ARRAY(a, uint8_t, to - from);
	uint32_t people[2] = {0, 0};
	for (size_t i = from; i < to; i++) {
		uint32_t row = b->row[i], l = b->t->learner[row];
		if (g->of[l] != d->focal && g->of[l] != d->reference)
			continue;
		struct dif_table *s = &table[m->stratum[l]];
		focal[n] = g->of[l] == d->focal;
		right[n] = b->t->right[row];
		score[n] = m->share[l];
		people[focal[n]]++;
		if (focal[n])
			*(right[n] ? &s->right_focal : &s->wrong_focal) += 1;
		else
			*(right[n] ? &s->right_ref : &s->wrong_ref) += 1;
		n++;
	}
	if (people[0] < min_n || people[1] < min_n)
		return false;
	d->mh = dif_mantel_haenszel(table, m->strata);
	d->logistic = dif_logistic(a, score, focal, right, n);
	d->few = people[1] < 100 || people[0] + people[1] < 500;
	return true;
}

static enum code all_dif(struct arena *a, const struct responses *r, const struct tries *t, const struct groups *g, uint32_t min_n, struct items *out,
	struct err *e)
{
	struct matching m = match(a, t, r->learners.n);
	uint32_t *rows = NEW_ARRAY(a, uint32_t, t->n);
	size_t *at = NEW_ARRAY(a, size_t, (size_t)r->items.n + 1), room = 0;
	for (size_t i = 0; i < t->n; i++) {
		rows[i] = (uint32_t)i;
		at[t->item[i] + 1]++;
	}
	for (uint32_t k = 0; k < r->items.n; k++)
		at[k + 1] += at[k];
	order_by(a, &rows, t->n, t->item, r->items.n);
	struct by_item b = {t, rows, at};
	uint16_t *largest = NEW_ARRAY(a, uint16_t, g->n);
	for (size_t c = 0; c < g->n; c++) {
		uint32_t *people = NEW_ARRAY(a, uint32_t, g->column[c].n);
		room += g->column[c].n;
		for (uint32_t l = 0; l < r->learners.n; l++)
			if (g->column[c].of[l] != GROUP_NONE && ++people[g->column[c].of[l]] > people[largest[c]])
				largest[c] = g->column[c].of[l];
	}
	out->dif = NEW_ARRAY(a, struct item_dif, room * r->items.n);
	struct arena *scratch = arena_new(0);
	if (scratch == NULL)
		return err_set(e, E_MEMORY, "There is not enough memory to compare groups.");
	for (uint32_t k = 0; k < r->items.n; k++)
		for (uint32_t c = 0; c < g->n; c++)
			for (uint16_t v = 0; v < g->column[c].n; v++) {
				struct item_dif *d = &out->dif[out->n_dif];
				*d = (struct item_dif){.item = k, .column = c, .focal = v, .reference = largest[c]};
				arena_reset(scratch);
				out->n_dif += v != largest[c] && compare(scratch, &b, &m, &g->column[c], min_n, d);
			}
	arena_free(scratch);
	double *p = NEW_ARRAY(a, double, out->n_dif), *q = NEW_ARRAY(a, double, out->n_dif);
	for (size_t i = 0; i < out->n_dif; i++)
		p[i] = out->dif[i].mh.p;
	dif_discovery(a, p, out->n_dif, q);
	for (size_t i = 0; i < out->n_dif; i++)
		out->dif[i].q = q[i];
	return OK;
}

enum code items_run(struct arena *a, const struct responses *r, const struct groups *g, uint32_t min_n, struct items *out, struct err *e)
{
	struct rate_log log = rate_log_of(r, NULL, 1);
	struct rate_options o = rate_options_default();
	struct rate_model *m;
	o.classes = 1;
	log.score = NULL;
	*out = (struct items){0};
	if (min_n < 5)
		return err_set(e, E_INPUT, "The smallest group compared must have at least 5 learners.");
	enum code c = rate_fit(a, &log, &o, &m, e);
	if (c != OK)
		return c;
	struct tries t = first_tries(a, r);
	out->of = NEW_ARRAY(a, struct item, r->items.n);
	out->skill = NEW_ARRAY(a, struct item_skill, r->sets.n);
	for (size_t i = 0; i < t.n; i++) {
		out->of[t.item[i]].learners++;
		out->of[t.item[i]].right += t.right[i];
	}
	difficulty(a, &t, r->learners.n, r->items.n, out->of);
	for (uint32_t k = 0; k < r->items.n; k++) {
		struct item *i = &out->of[k];
		double won = i->right;
		i->right = i->learners ? won / i->learners : NAN;
		i->flags |= (i->learners < 30 ? ITEM_FEW : 0) | (won <= 0 || won >= i->learners ? ITEM_ALL_SAME : 0);
	}
	discrimination(a, &t, r->items.n, out->of);
	guess_and_slip(a, r, m, out->of);
	for (uint32_t s = 0; s < r->sets.n; s++)
		out->skill[s] = (struct item_skill){m->unit[s].unsure, m->unit[s].pooled[0], m->unit[s].pooled[3], m->unit[s].pooled[1], m->unit[s].pooled[2]};
	return g == NULL ? OK : all_dif(a, r, &t, g, min_n, out, e);
}
