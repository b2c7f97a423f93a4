#include "engine/mastery/rate.h"

#include <math.h>
#include <string.h>

/* ---- the filter ---- */

static const struct rate_unit *unit_of(const struct rate_model *m, uint32_t domain, uint32_t unit)
{
	return unit < m->n_units ? &m->unit[unit] : &m->domains[domain].typical;
}

static void put(uint64_t *to, const double *from)
{
	memcpy(to, from, RATE_CLASSES * sizeof(double));
}

static void get(double *to, const uint64_t *from)
{
	memcpy(to, from, RATE_CLASSES * sizeof(double));
}

struct rate_learner rate_learner_start(const struct rate_model *m, uint32_t domain)
{
	struct rate_learner l;
	put(l.opaque, m->domains[domain].share);
	return l;
}

struct rate_state rate_start(const struct rate_model *m, uint32_t domain, uint32_t unit)
{
	struct rate_state s;
	double p = unit_of(m, domain, unit)->prior;
	put(s.opaque, (const double[RATE_CLASSES]){p, p, p});
	return s;
}

double rate_weight(double score, double right)
{
	if (score == 0 || score == 1)
		return score == 1 ? right : 1 - right;
	return exp(score * log(right) + (1 - score) * log1p(-right));
}

void rate_update(const struct rate_model *m, uint32_t domain, uint32_t unit, double score, struct rate_learner *l, struct rate_state *s)
{
	const struct rate_unit *u = unit_of(m, domain, unit);
	double belief[RATE_CLASSES], known[RATE_CLASSES], all = 0;
	double yes = rate_weight(score, 1 - u->slip), no = rate_weight(score, u->guess);
	get(belief, l->opaque);
	get(known, s->opaque);
	for (unsigned c = 0; c < m->classes; c++) {
		double like = known[c] * yes + (1 - known[c]) * no;
		belief[c] *= like;
		all += belief[c];
		if (like > 0)
			known[c] = known[c] * yes / like;
		known[c] += (1 - known[c]) * u->learn[c];
	}
	/* all is 0 only where guess or slip is exactly 0 and the answer was impossible: belief then stays as it was */
	if (all > 0) {
		for (unsigned c = 0; c < m->classes; c++)
			belief[c] /= all;
		put(l->opaque, belief);
	}
	put(s->opaque, known);
}

double rate_known(const struct rate_model *m, const struct rate_learner *l, const struct rate_state *s)
{
	double belief[RATE_CLASSES], known[RATE_CLASSES], p = 0;
	get(belief, l->opaque);
	get(known, s->opaque);
	for (unsigned c = 0; c < m->classes; c++)
		p += belief[c] * known[c];
	return p;
}

double rate_next(const struct rate_model *m, uint32_t domain, uint32_t unit, const struct rate_learner *l, const struct rate_state *s)
{
	const struct rate_unit *u = unit_of(m, domain, unit);
	double p = rate_known(m, l, s);
	return p * (1 - u->slip) + (1 - p) * u->guess;
}

double rate_cautious(const struct rate_model *m, const struct rate_learner *l, const struct rate_state *s, double caution)
{
	double belief[RATE_CLASSES], known[RATE_CLASSES], left = caution, sum = 0;
	bool taken[RATE_CLASSES] = {false};
	get(belief, l->opaque);
	get(known, s->opaque);
	for (unsigned i = 0; i < m->classes && left > 0; i++) {
		unsigned worst = RATE_CLASSES;
		for (unsigned c = 0; c < m->classes; c++)
			if (!taken[c] && (worst == RATE_CLASSES || known[c] < known[worst]))
				worst = c;
		taken[worst] = true;
		double part = belief[worst] < left ? belief[worst] : left;
		sum += part * known[worst];
		left -= part;
	}
	/* beliefs add up to 1 but for rounding: what is left is the same classes once more */
	return left < caution ? sum / (caution - left) : 0;
}

double rate_threshold(double tries)
{
	return tries / (tries + 1);
}

void rate_walk(struct arena *a, const struct rate_model *m, const struct rate_log *log, const uint32_t *known_as, double *p, double caution,
	double *cautious)
{
	struct rate_state *state = NEW_ARRAY(a, struct rate_state, log->units);
	uint32_t *state_of = NEW_ARRAY(a, uint32_t, log->units); /* learner + 1 whose state it is */
	struct rate_learner *learner = NEW_ARRAY(a, struct rate_learner, m->n_domains);
	for (uint32_t l = 0; l < log->learners; l++) {
		for (uint32_t d = 0; d < m->n_domains; d++)
			learner[d] = rate_learner_start(m, d);
		for (size_t i = log->first[l]; i < log->first[l + 1]; i++) {
			uint32_t row = log->row[i], mine = log->unit[row], unit = known_as ? known_as[mine] : mine;
			uint32_t domain = log->domain ? log->domain[mine] : unit < m->n_units ? m->domain[unit] : 0;
			if (state_of[mine] != l + 1) {
				state_of[mine] = l + 1;
				state[mine] = rate_start(m, domain, unit);
			}
			if (p != NULL)
				p[row] = rate_next(m, domain, unit, &learner[domain], &state[mine]);
			if (cautious != NULL)
				cautious[row] = rate_cautious(m, &learner[domain], &state[mine], caution);
			rate_update(m, domain, unit, log->score ? (double)log->score[row] : log->right[row], &learner[domain], &state[mine]);
		}
	}
}

void rate_predict(struct arena *a, const struct rate_model *m, const struct rate_log *log, const uint32_t *known_as, double *p)
{
	rate_walk(a, m, log, known_as, p, 1, NULL);
}

struct rate_log rate_log_of(const struct responses *r, const uint32_t *domain, uint32_t domains)
{
	return (struct rate_log){.n = r->n, .learners = r->learners.n, .units = r->sets.n, .domains = domain ? domains : 1,
		.first = r->first, .row = r->by_learner, .unit = r->set, .right = r->right, .score = r->score, .domain = domain};
}

struct rate_model *rate_without(struct arena *a, const struct rate_model *m)
{
	struct rate_model *o = NEW(a, struct rate_model);
	*o = *m;
	o->classes = 1;
	o->loglik = m->loglik_one;
	o->unit = arena_copy(a, m->unit, m->n_units * sizeof *m->unit);
	o->domains = arena_copy(a, m->domains, m->n_domains * sizeof *m->domains);
	for (uint32_t i = 0; i < m->n_units + m->n_domains; i++) {
		struct rate_unit *u = i < m->n_units ? &o->unit[i] : &o->domains[i - m->n_units].typical;
		u->prior = u->pooled[0];
		u->guess = u->pooled[1];
		u->slip = u->pooled[2];
		u->learn[0] = u->pooled[3];
		u->learn[1] = u->learn[2] = 0;
	}
	for (uint32_t d = 0; d < m->n_domains; d++) {
		o->domains[d].share[0] = 1;
		o->domains[d].share[1] = o->domains[d].share[2] = 0;
	}
	return o;
}
