#include "engine/mastery/bkt_soft.h"
#include "engine/mastery/bkt.h"

#include <math.h>
#include <string.h>

#define NONE UINT32_MAX

/* Which place in the columns each (row, skill) has: counted by skill, filled learner by learner. */
static void fill(const struct responses *r, struct bkt_soft_log *out, float *score, uint32_t *item, size_t *at, uint32_t *last, size_t *sequences)
{
	for (uint32_t l = 0; l < r->learners.n; l++)
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t row = r->by_learner[i], set = r->set[row];
			for (uint32_t j = r->set_first[set]; j < r->set_first[set + 1]; j++) {
				uint32_t k = r->set_skill[j];
				struct bkt_soft *s = &out->skill[k];
				if (last[k] != l) {
					s->first[sequences[k]++] = at[k] - out->skill_first[k];
					last[k] = l;
				}
				score[at[k]] = r->score ? r->score[row] : (float)r->right[row];
				if (item)
					item[at[k]] = r->item[row];
				at[k]++;
			}
		}
}

/* Items of each skill numbered from 0, in the order in which they were met. */
static void number_items(struct arena *a, const struct responses *r, struct bkt_soft_log *out)
{
	uint32_t *met = NEW_ARRAY(a, uint32_t, r->items.n), *by = NEW_ARRAY(a, uint32_t, r->items.n), n = 0;
	size_t total = out->skill_first[r->skills.n];
	out->items = NEW_ARRAY(a, uint32_t, (size_t)r->skills.n + 1);
	out->item_of = NEW_ARRAY(a, uint32_t, total);
	for (uint32_t i = 0; i < r->items.n; i++)
		by[i] = NONE;
	for (uint32_t k = 0; k < r->skills.n; k++) {
		out->items[k] = n;
		for (size_t i = out->skill_first[k]; i < out->skill_first[k + 1]; i++) {
			uint32_t x = out->item[i];
			if (by[x] != k) {
				by[x] = k;
				met[x] = n - out->items[k];
				out->item_of[n++] = x;
			}
			out->item[i] = met[x];
		}
	}
	out->items[r->skills.n] = n;
}

void bkt_soft_make(struct arena *a, const struct responses *r, bool items, struct bkt_soft_log *out)
{
	uint32_t n = r->skills.n;
	*out = (struct bkt_soft_log){.skill = NEW_ARRAY(a, struct bkt_soft, n), .skill_first = NEW_ARRAY(a, size_t, (size_t)n + 1)};
	size_t *first = out->skill_first, *many = NEW_ARRAY(a, size_t, n), starts = 0;
	uint32_t *last = NEW_ARRAY(a, uint32_t, n);
	for (uint32_t k = 0; k < n; k++)
		last[k] = NONE;
	for (uint32_t l = 0; l < r->learners.n; l++)
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t set = r->set[r->by_learner[i]];
			for (uint32_t j = r->set_first[set]; j < r->set_first[set + 1]; j++) {
				uint32_t k = r->set_skill[j];
				first[k + 1]++;
				many[k] += last[k] != l;
				last[k] = l;
			}
		}
	for (uint32_t k = 0; k < n; k++) {
		first[k + 1] += first[k];
		starts += many[k];
		last[k] = NONE;
	}
	float *score = NEW_ARRAY(a, float, first[n]);
	out->item = items ? NEW_ARRAY(a, uint32_t, first[n]) : NULL;
	size_t *at = arena_copy(a, first, ((size_t)n + 1) * sizeof *at), *sequences = NEW_ARRAY(a, size_t, n);
	out->all = (struct bkt_soft){starts, NEW_ARRAY(a, size_t, starts + 1), score, NULL, NULL, NULL};
	for (uint32_t k = 0; k < n; k++)
		out->skill[k] = (struct bkt_soft){many[k], NEW_ARRAY(a, size_t, many[k] + 1), score + first[k], NULL, NULL, NULL};
	fill(r, out, score, out->item, at, last, sequences);
	starts = 0;
	for (uint32_t k = 0; k < n; k++) {
		struct bkt_soft *s = &out->skill[k];
		s->first[s->n_sequences] = first[k + 1] - first[k];
		for (size_t i = 0; i < s->n_sequences; i++) {
			size_t length = s->first[i + 1] - s->first[i];
			out->most = length > out->most ? (uint32_t)length : out->most;
			out->all.first[starts++] = first[k] + s->first[i];
		}
	}
	out->all.first[starts] = first[n];
	if (!items)
		return;
	number_items(a, r, out);
	double *both = NEW_ARRAY(a, double, 2 * (size_t)out->items[n]);
	for (uint32_t k = 0; k < n; k++) {
		struct bkt_soft *s = &out->skill[k];
		s->item = out->item + first[k];
		s->guess = both + 2 * (size_t)out->items[k];
		s->slip = s->guess + (out->items[k + 1] - out->items[k]);
	}
}

struct emission {
	double known, unknown;
};

static inline struct emission emit(const struct bkt_soft *s, const struct bkt_params *p, size_t i)
{
	double g = s->item ? s->guess[s->item[i]] : p->guess, l = s->item ? s->slip[s->item[i]] : p->slip, x = (double)s->score[i];
	return (struct emission){bkt_share(1 - l, x), bkt_share(g, x)};
}

/* One learner's responses from .. to. */
static void sequence(const struct bkt_soft *s, size_t from, size_t to, const struct bkt_params *p, double *f, struct bkt_sums *out, double *yes,
	double *all, size_t items)
{
	double q = p->prior, keep = 1 - p->forget, smooth = 0;
	for (size_t i = from; i < to; i++) {
		struct emission e = emit(s, p, i);
		double k = q * e.known, sum = k + (1 - q) * e.unknown;
		f[i - from] = k / sum;
		out->log_likelihood += log(sum);
		q = f[i - from] * keep + (1 - f[i - from]) * p->learn;
	}
	for (size_t i = to; i-- > from;) {
		double now = f[i - from], x = (double)s->score[i];
		if (i + 1 == to) {
			smooth = now;
		} else {
			q = now * keep + (1 - now) * p->learn;
			double a = smooth / q, b = (1 - smooth) / (1 - q), lost = now * p->forget * b;
			out->gained += (1 - now) * p->learn * a;
			out->lost += lost;
			smooth = now * keep * a + lost;
			out->unknown_before += 1 - smooth;
		}
		double unknown = 1 - smooth, known_right = smooth * x, unknown_right = unknown * x;
		out->unknown += unknown;
		out->unknown_right += unknown_right;
		out->right += known_right + unknown_right;
		if (yes) {
			uint32_t at = s->item[i];
			yes[at] += unknown_right;
			all[at] += unknown;
			yes[items + at] += smooth - known_right;
			all[items + at] += smooth;
		}
	}
	out->known_first += smooth;
	out->sequences++;
	out->responses += (double)(to - from);
}

void bkt_soft_pass(const struct bkt_soft *s, const struct bkt_params *p, double *scratch, struct bkt_sums *out, double *yes, double *all)
{
	size_t items = s->item ? (size_t)(s->slip - s->guess) : 0;
	*out = (struct bkt_sums){0};
	for (size_t i = 0; i < s->n_sequences; i++)
		sequence(s, s->first[i], s->first[i + 1], p, scratch, out, yes, all, items);
}

static double inside(double p)
{
	return fmin(fmax(p, BKT_LEAST), 1 - BKT_LEAST);
}

static double held(double p, double at, double weight)
{
	return weight > 0 ? weight * (at * log(p) + (1 - at) * log(1 - p)) : 0;
}

double bkt_soft_items(struct bkt_soft *s, size_t items, struct bkt_params *p, const struct bkt_params *pooled, double weight, double pooled_weight,
	double *scratch, double *work, int *rounds)
{
	const double guess = p->guess, slip = p->slip;
	double last = -INFINITY, *yes = work, *all = work + 2 * items;
	struct bkt_sums t;
	for (size_t i = 0; i < items; i++) {
		s->guess[i] = guess;
		s->slip[i] = slip;
	}
	for (int round = 0;; round++) {
		memset(work, 0, 4 * items * sizeof *work);
		bkt_soft_pass(s, p, scratch, &t, yes, all);
		++*rounds;
		double climbed = t.log_likelihood + held(p->prior, pooled->prior, pooled_weight) + held(p->learn, pooled->learn, pooled_weight) +
			(p->forget > 0 ? held(p->forget, pooled->forget, pooled_weight) : 0);
		for (size_t i = 0; i < items; i++)
			climbed += held(s->guess[i], guess, weight) + held(s->slip[i], slip, weight);
		if (climbed - last < 1e-6 + 1e-8 * fabs(climbed) || round == 300)
			return t.log_likelihood;
		last = climbed;
		double before = t.responses - t.sequences - t.unknown_before;
		p->prior = inside((t.known_first + pooled_weight * pooled->prior) / (t.sequences + pooled_weight));
		if (t.unknown_before + pooled_weight > 1e-12)
			p->learn = inside((t.gained + pooled_weight * pooled->learn) / (t.unknown_before + pooled_weight));
		if (p->forget > 0 && before + pooled_weight > 1e-12)
			p->forget = inside((t.lost + pooled_weight * pooled->forget) / (before + pooled_weight));
		for (size_t i = 0; i < items; i++) {
			double g = inside((yes[i] + weight * guess) / (all[i] + weight)), l = inside((yes[items + i] + weight * slip) / (all[items + i] + weight));
			if (g + l < 1 - 0.01) { /* else it stays: a right answer may not speak against knowing */
				s->guess[i] = g;
				s->slip[i] = l;
			}
		}
	}
}
