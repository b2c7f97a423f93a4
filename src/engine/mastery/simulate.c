#include "engine/mastery/simulate.h"

#include "engine/mastery/rate.h"

#include <math.h>
#include <string.h>

const struct simulate_preset SIMULATE_PRESETS[] = {
	{"fast-slow", "half learn six times as fast as the other half", 4000, 10, 40, 2, {0.3, 0.05}, 0, 0.2, 0.2},
	{"three-rates", "a third each learns fast, in between and slowly", 4000, 10, 40, 3, {0.4, 0.15, 0.05}, 0, 0.2, 0.2},
	{"no-difference", "all learn at one rate: a rule that looks for rates should do no harm", 4000, 10, 40, 2, {0.12, 0.12}, 0, 0.2, 0.2},
	{"near", "two rates not far apart, some know it before", 4000, 10, 40, 2, {0.2, 0.1}, 0.2, 0.25, 0.1},
	{NULL, NULL, 0, 0, 0, 0, {0}, 0, 0, 0},
};

const struct simulate_preset *simulate_preset(const char *name)
{
	for (const struct simulate_preset *p = SIMULATE_PRESETS; p->name != NULL; p++)
		if (strcmp(p->name, name) == 0)
			return p;
	return NULL;
}

/* splitmix64 (Steele, Lea & Flood 2014), 53 bits of it */
static double draw(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* right[t], known[t]: after try t (t from 0), what was learned from it counted in. */
struct path {
	uint8_t *right, *known;
};

static void walk(const struct simulate_preset *p, double learn, uint64_t *random, struct path w)
{
	bool known = draw(random) < p->prior;
	for (uint32_t t = 0; t < p->tries; t++) {
		w.right[t] = draw(random) < (known ? 1 - p->slip : p->guess);
		known |= draw(random) < learn;
		w.known[t] = known;
	}
}

/* ---- what is fitted on ---- */

static struct rate_log other_learners(struct arena *a, const struct simulate_preset *p, uint64_t *random)
{
	size_t most = (size_t)p->learners * p->skills * ((p->tries + 1) / 2), n = 0;
	uint32_t *unit = NEW_ARRAY(a, uint32_t, most), *row = NEW_ARRAY(a, uint32_t, most);
	uint8_t *right = NEW_ARRAY(a, uint8_t, most);
	size_t *first = NEW_ARRAY(a, size_t, (size_t)p->learners + 1);
	struct path w = {NEW_ARRAY(a, uint8_t, p->tries), NEW_ARRAY(a, uint8_t, p->tries)};
	for (uint32_t l = 0; l < p->learners; l++) {
		for (uint32_t k = 0; k < p->skills; k++) {
			walk(p, p->learn[l % p->rates], random, w);
			for (uint32_t t = 0; t < (p->tries + 1) / 2; t++) {
				right[n] = w.right[t];
				unit[n] = k;
				row[n] = (uint32_t)n;
				n++;
			}
		}
		first[l + 1] = n;
	}
	return (struct rate_log){.n = n, .learners = p->learners, .units = p->skills, .domains = 1, .first = first, .row = row,
		.unit = unit, .right = right};
}

/* ---- rules ---- */

enum how { STREAK, POSTERIOR, CAUTIOUS };
struct rule {
	const char *name;
	enum how how;
	const struct rate_model *model;
	double threshold, caution;
	bool oracle;
};

struct run {
	const struct simulate_preset *p;
	struct rule rules[SIMULATE_RULES];
	const struct rate_model *truth[SIMULATE_RATES]; /* the oracle's, by its learner's rate */
	double truly[SIMULATE_RULES][SIMULATE_RATES], practice[SIMULATE_RULES][SIMULATE_RATES], declared[SIMULATE_RULES][SIMULATE_RATES];
	double skills[SIMULATE_RATES];
};

/* One skill of one learner under one rule: tries made, *done when declared. */
static uint32_t practise(const struct rule *r, const struct rate_model *m, const uint8_t *right, uint32_t tries, uint32_t skill,
	struct rate_learner *l, bool *done)
{
	unsigned streak = 0;
	*done = false;
	struct rate_state s = r->how == STREAK ? (struct rate_state){{0}} : rate_start(m, 0, skill);
	uint32_t t = 0;
	while (t < tries && !*done) {
		streak = right[t] ? streak + 1 : 0;
		if (r->how != STREAK)
			rate_update(m, 0, skill, right[t], l, &s);
		*done = r->how == STREAK      ? streak >= 3
			: r->how == POSTERIOR ? rate_known(m, l, &s) >= r->threshold
			                      : rate_cautious(m, l, &s, r->caution) >= r->threshold;
		t++;
	}
	return t;
}

static void one_learner(struct run *run, unsigned rate, uint64_t *random, const struct path *w)
{
	const struct simulate_preset *p = run->p;
	for (uint32_t k = 0; k < p->skills; k++)
		walk(p, p->learn[rate], random, w[k]);
	run->skills[rate] += p->skills;
	for (size_t i = 0; i < SIMULATE_RULES; i++) {
		const struct rule *r = &run->rules[i];
		const struct rate_model *m = r->oracle ? run->truth[rate] : r->model;
		struct rate_learner l = {{0}};
		if (m != NULL)
			l = rate_learner_start(m, 0);
		for (uint32_t k = 0; k < p->skills; k++) {
			bool done;
			uint32_t t = practise(r, m, w[k].right, p->tries, k, &l, &done);
			run->practice[i][rate] += t;
			run->declared[i][rate] += done;
			run->truly[i][rate] += done && w[k].known[t - 1];
		}
	}
}

static const struct rate_model *oracle(struct arena *a, const struct simulate_preset *p, unsigned rate)
{
	struct rate_model *m = NEW(a, struct rate_model);
	struct rate_domain *d = NEW(a, struct rate_domain);
	d->share[0] = 1;
	d->typical = (struct rate_unit){.prior = p->prior, .guess = p->guess, .slip = p->slip, .learn = {p->learn[rate]}};
	m->classes = 1;
	m->n_domains = 1;
	m->domains = d; /* no units: every skill is the typical one */
	return m;
}

static enum code check(const struct simulate_preset *p, struct err *e)
{
	bool fine = p->learners >= 1 && p->learners <= 1000000 && p->skills >= 1 && p->skills <= 100 && p->tries >= 1 && p->tries <= 1000
		&& p->rates >= 1 && p->rates <= SIMULATE_RATES && p->prior >= 0 && p->prior <= 1 && p->guess >= 0 && p->slip >= 0
		&& p->guess + p->slip < 1;
	for (unsigned r = 0; fine && r < p->rates; r++)
		fine = p->learn[r] >= 0 && p->learn[r] <= 1;
	return fine ? OK : err_set(e, E_INPUT, "A simulation takes 1 to 1,000,000 learners, 1 to 100 skills, 1 to 1,000 tries, 1 to %d rates, "
		"probabilities from 0 to 1, and guess + slip below 1.", SIMULATE_RATES);
}

static void sum_up(const struct run *run, struct simulate_row *rows)
{
	for (size_t i = 0; i < SIMULATE_RULES; i++) {
		double low = INFINITY, high = -INFINITY;
		rows[i] = (struct simulate_row){.rule = run->rules[i].name, .oracle = run->rules[i].oracle};
		for (unsigned r = 0; r < run->p->rates; r++) {
			struct simulate_group *g = &rows[i].group[r];
			g->truly = run->declared[i][r] > 0 ? run->truly[i][r] / run->declared[i][r] : NAN;
			g->practice = run->practice[i][r] / run->skills[r];
			g->declared = run->declared[i][r] / run->skills[r];
			low = fmin(low, g->truly);
			high = fmax(high, g->truly);
		}
		rows[i].gap = high - low;
	}
}

enum code simulate_run(struct arena *a, const struct simulate_preset *p, uint64_t seed, struct simulate_row rows[SIMULATE_RULES],
	struct err *e)
{
	enum code c = check(p, e);
	if (c != OK)
		return c;
	uint64_t random = seed * UINT64_C(0xD1342543DE82EF95) + 1;
	struct rate_log log = other_learners(a, p, &random);
	struct rate_options o = rate_options_default();
	struct rate_model *chosen, *two;
	if ((c = rate_fit(a, &log, &o, &chosen, e)) != OK)
		return c;
	two = chosen;
	o.classes = 2;
	if (chosen->classes != 2 && (c = rate_fit(a, &log, &o, &two, e)) != OK)
		return c;
	const struct rate_model *pooled = rate_without(a, two);
	struct run run = {.p = p, .rules = {
		{"three-in-a-row", STREAK, NULL, 0, 1, false},
		{"pooled-0.95", POSTERIOR, pooled, 0.95, 1, false},
		{"pooled-0.98", POSTERIOR, pooled, 0.98, 1, false},
		{"two-rates-carried-0.95", POSTERIOR, two, 0.95, 1, false},
		{"trellis", CAUTIOUS, chosen, rate_threshold(RATE_TRIES), RATE_CAUTION, false},
		{"oracle", POSTERIOR, NULL, 0.95, 1, true}}};
	for (unsigned r = 0; r < p->rates; r++)
		run.truth[r] = oracle(a, p, r);
	struct path *w = NEW_ARRAY(a, struct path, p->skills);
	for (uint32_t k = 0; k < p->skills; k++)
		w[k] = (struct path){NEW_ARRAY(a, uint8_t, p->tries), NEW_ARRAY(a, uint8_t, p->tries)};
	for (uint32_t l = 0; l < p->learners; l++)
		one_learner(&run, l % p->rates, &random, w);
	sum_up(&run, rows);
	return OK;
}
