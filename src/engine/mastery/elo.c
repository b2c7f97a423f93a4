/* elo.c - one pass, and a search over six numbers. */
#include "engine/mastery/elo.h"

#include <math.h>
#include <string.h>

struct rating {
	uint32_t learner; /* + 1; whose it is */
	float mean, v;
};

struct elo_params elo_default(void)
{
	return (struct elo_params){.learner = 0.5, .skill = 0.3, .item = 0.3, .learner_drift = 0.003, .skill_drift = 0.02, .item_drift = 0.1};
}

static struct rating *mine(struct rating *all, uint32_t at, uint32_t me, double v0, double drift)
{
	struct rating *t = &all[at];
	if (t->learner != me)
		*t = (struct rating){me, 0, (float)v0};
	else
		t->v = (float)fmin(t->v + drift, v0);
	return t;
}

static void correct(struct rating *t, double share, double miss, double w, double whole)
{
	double gain = t->v * share / (1 + w * whole);
	t->mean += (float)(gain * miss);
	t->v -= (float)(gain * w * share * t->v);
}

struct ratings {
	struct rating *skill, *item;
};

/* One learner's responses. */
static double walk(const struct responses *r, const struct elo_params *p, const float *base, struct ratings k, uint32_t l,
	const uint32_t *slot, float *out, size_t stride)
{
	struct rating self = {l + 1, 0, (float)p->learner};
	double nll = 0, product = 1;
	for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
		uint32_t row = r->by_learner[i], from = r->set_first[r->set[row]], to = r->set_first[r->set[row] + 1];
		double share = to > from ? 1.0 / (to - from) : 0, skill = 0, v = 0;
		self.v = (float)fmin(self.v + p->learner_drift, p->learner);
		struct rating *item = mine(k.item, r->item[row], l + 1, p->item, p->item_drift);
		for (uint32_t s = from; s < to; s++) {
			const struct rating *t = mine(k.skill, r->set_skill[s], l + 1, p->skill, p->skill_drift);
			skill += share * t->mean;
			v += share * share * t->v;
		}
		v += self.v + item->v;
		double sum = self.mean + skill + item->mean, q = 1 / (1 + exp(-(base[row] + sum) / sqrt(1 + 0.392699081698724 * v)));
		if (out) {
			float *x = out + (slot ? slot[row] : row) * stride;
			x[0] = self.mean;
			x[1] = (float)skill;
			x[2] = item->mean;
			x[3] = (float)((base[row] + sum) / sqrt(1 + 0.392699081698724 * v)) - base[row];
			x[4] = (float)v;
		}
		product *= r->right[row] ? q : 1 - q;
		if (product < 1e-200) {
			nll -= log(product > 0 ? product : 1e-300);
			product = 1;
		}
		double at = 1 / (1 + exp(-(base[row] + sum))), w = at * (1 - at), miss = (r->right[row] ? 1 : 0) - at;
		correct(&self, 1, miss, w, v);
		correct(item, 1, miss, w, v);
		for (uint32_t s = from; s < to; s++)
			correct(&k.skill[r->set_skill[s]], share, miss, w, v);
	}
	return nll - log(product);
}

static double run(const struct responses *r, const struct elo_params *p, const float *base, const uint8_t *use, struct ratings k,
	const uint32_t *slot, float *out, size_t stride)
{
	double nll = 0;
	memset(k.skill, 0, (size_t)r->skills.n * sizeof *k.skill);
	memset(k.item, 0, (size_t)r->items.n * sizeof *k.item);
	for (uint32_t l = 0; l < r->learners.n; l++)
		if (!use || use[l])
			nll += walk(r, p, base, k, l, slot, out, stride);
	return nll;
}

static struct ratings ratings_new(struct arena *a, const struct responses *r)
{
	return (struct ratings){NEW_ARRAY(a, struct rating, (size_t)r->skills.n + 1), NEW_ARRAY(a, struct rating, (size_t)r->items.n + 1)};
}

double elo_run(struct arena *scratch, const struct responses *r, const struct elo_params *p, const float *base, const uint8_t *use,
	const uint32_t *slot, float *out, size_t stride)
{
	return run(r, p, base, use, ratings_new(scratch, r), slot, out, stride);
}

enum { TUNE_ROWS = 60000 };

struct elo_params elo_tune(struct arena *scratch, const struct responses *r, struct elo_params p, const float *base, const uint8_t *use)
{
	struct ratings k = ratings_new(scratch, r);
	/* whole learners, evenly chosen, until there are enough rows */
	uint8_t *some = NEW_ARRAY(scratch, uint8_t, (size_t)r->learners.n + 1);
	size_t rows = 0, left = 0;
	for (uint32_t l = 0; l < r->learners.n; l++)
		rows += !use || use[l] ? r->first[l + 1] - r->first[l] : 0;
	for (uint32_t l = 0; l < r->learners.n; l++) {
		size_t n = !use || use[l] ? r->first[l + 1] - r->first[l] : 0;
		left += n * (rows > TUNE_ROWS ? TUNE_ROWS : rows);
		some[l] = n > 0 && left >= rows;
		left = left >= rows ? left % rows : left;
		if (rows <= TUNE_ROWS)
			some[l] = n > 0;
	}
	(void)left;
	double best = run(r, &p, base, some, k, NULL, NULL, 0), factor = 3;
	for (unsigned sweep = 0; sweep < 3; sweep++, factor = sqrt(factor)) {
		double *v[] = {&p.learner, &p.skill, &p.item, &p.learner_drift, &p.skill_drift, &p.item_drift};
		for (unsigned j = 0; j < 6; j++) {
			for (int up = 0; up < 2; up++) {
				bool better = false;
				for (unsigned go = 0; go < 3; go++) {
					double old = *v[j], now;
					*v[j] = up ? old * factor : old / factor;
					now = run(r, &p, base, some, k, NULL, NULL, 0);
					if (!(now < best - 0.01)) {
						*v[j] = old;
						break;
					}
					best = now;
					better = true;
				}
				if (better)
					break;
			}
		}
	}
	return p;
}
