/* "bkt-rate": rate.h as a kind of model.h. What is traced is the combination of skills as it is written; a log as text
 * has one domain. */
#include "engine/mastery/kinds.h"
#include "engine/mastery/names.h"
#include "engine/mastery/rate.h"

#include <math.h>

struct inside {
	struct rate_model rate;          /* as fitted: what is written */
	const struct rate_model *in_use; /* the same, or with the rate switched off */
	struct names units;
};

static enum code fit(struct arena *a, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e)
{
	struct rate_log log = rate_log_of(r, NULL, 1);
	log.score = NULL; /* what is predicted is a score of at least 0.5, as in all kinds */
	struct rate_options ro = rate_options_default();
	struct rate_model *rate;
	struct arena *own = arena_new(0);
	if (own == NULL)
		return err_set(e, E_MEMORY, "There is not enough memory for the fit.");
	arena_defer(a, (void (*)(void *))arena_free, own);
	ro.threads = o->threads;
	if (o->weight > 0)
		ro.weight = o->weight;
	enum code c = rate_fit(own, &log, &ro, &rate, e);
	if (c != OK)
		return c;
	struct inside *in = NEW(a, struct inside);
	in->rate = *rate;
	in->in_use = &in->rate;
	in->units.n = r->sets.n;
	in->units.of = NEW_ARRAY(a, struct str, r->sets.n);
	for (uint32_t u = 0; u < r->sets.n; u++) {
		in->units.of[u] = str_dup(a, r->sets.of[u]);
		if (rate->unit[u].guess + rate->unit[u].slip >= 0.9)
			model_warn(a, m, in->units.of[u], "guess-and-slip");
		else if (rate->unit[u].unsure)
			model_warn(a, m, in->units.of[u], "few-responses");
	}
	m->log_likelihood = rate->loglik;
	m->rounds = (int)rate->steps;
	m->inside = in;
	return OK;
}

static enum code predict(struct arena *a, const struct model *m, const struct responses *r, unsigned threads, double *p, struct err *e)
{
	const struct inside *in = m->inside;
	struct rate_log log = rate_log_of(r, NULL, 1);
	(void)threads;
	(void)e;
	rate_predict(a, in->in_use, &log, names_map(a, &r->sets, &in->units), p);
	for (size_t i = 0; i < r->n; i++)
		p[i] = fmin(fmax(p[i], 1e-9), 1 - 1e-9);
	return OK;
}

static void known(struct arena *a, const struct model *m, const struct responses *r, double *out)
{
	const struct inside *in = m->inside;
	struct rate_log log = rate_log_of(r, NULL, 1);
	rate_walk(a, in->in_use, &log, names_map(a, &r->sets, &in->units), NULL, RATE_CAUTION, out);
}

static void put_numbers(struct json_out *o, const char *key, const double *x, unsigned n)
{
	json_key(o, key);
	json_open(o, '[');
	for (unsigned i = 0; i < n; i++)
		json_put_real(o, x[i]);
	json_close(o, ']');
}

static void put_unit(struct json_out *o, const struct rate_unit *u, unsigned classes)
{
	json_key(o, "prior");
	json_put_real(o, u->prior);
	json_key(o, "guess");
	json_put_real(o, u->guess);
	json_key(o, "slip");
	json_put_real(o, u->slip);
	put_numbers(o, "learn", u->learn, classes);
	put_numbers(o, "without_rates", u->pooled, 4);
}

static void put(const struct model *m, struct json_out *o)
{
	const struct inside *in = m->inside;
	const struct rate_model *rate = &in->rate;
	json_open(o, '{');
	json_key(o, "individual_rate"); /* false: switched off, with no new fit */
	json_put_bool(o, in->in_use == rate);
	json_key(o, "classes");
	json_put_int(o, rate->classes);
	json_key(o, "log_likelihood_without_rates");
	json_put_real(o, rate->loglik_one);
	put_numbers(o, "share", rate->domains[0].share, rate->classes);
	json_key(o, "all");
	json_open(o, '{');
	put_unit(o, &rate->domains[0].typical, rate->classes);
	json_close(o, '}');
	json_key(o, "skills");
	json_open(o, '[');
	for (uint32_t u = 0; u < rate->n_units; u++) {
		json_open(o, '{');
		json_key(o, "skill");
		json_put_str(o, in->units.of[u]);
		put_unit(o, &rate->unit[u], rate->classes);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
}

/* n probabilities strictly inside 0..1, or with `ends` also 0 and 1 */
static bool take_numbers(const struct json *j, double *out, unsigned n, bool ends)
{
	if (j == NULL || j->type != JSON_ARRAY_T || j->n != n)
		return false;
	for (unsigned i = 0; i < n; i++) {
		if (j->items[i].type != JSON_NUMBER_T)
			return false;
		out[i] = j->items[i].number;
		if (!(ends ? out[i] >= 0 && out[i] <= 1 : out[i] > 0 && out[i] < 1))
			return false;
	}
	return true;
}

static bool take_unit(const struct json *j, struct rate_unit *u, unsigned classes)
{
	u->prior = json_number(j, "prior", -1);
	u->guess = json_number(j, "guess", -1);
	u->slip = json_number(j, "slip", -1);
	return u->prior > 0 && u->prior < 1 && u->guess > 0 && u->guess < 1 && u->slip > 0 && u->slip < 1
		&& take_numbers(json_get(j, "learn"), u->learn, classes, false) && take_numbers(json_get(j, "without_rates"), u->pooled, 4, false);
}

static enum code take(struct arena *a, const struct json *j, struct model *m, struct err *e)
{
	struct inside *in = NEW(a, struct inside);
	struct rate_model *rate = &in->rate;
	struct rate_domain *d = NEW(a, struct rate_domain);
	const struct json *s = json_get(j, "skills");
	int64_t classes = json_int(j, "classes", 0);
	if (classes < 1 || classes > RATE_CLASSES)
		return err_set(e, E_INPUT, "The model has no number of classes from 1 to %d.", RATE_CLASSES);
	rate->classes = (unsigned)classes;
	rate->domains = d;
	rate->n_domains = 1;
	rate->loglik = m->log_likelihood;
	rate->loglik_one = json_number(j, "log_likelihood_without_rates", 0);
	double sum = 0;
	bool fine = take_numbers(json_get(j, "share"), d->share, rate->classes, true);
	for (unsigned c = 0; c < rate->classes; c++)
		sum += d->share[c];
	if (!fine || fabs(sum - 1) > 1e-6)
		return err_set(e, E_INPUT, "The model's list \"share\" must hold one share for each class, 1 in all.");
	if (!take_unit(json_get(j, "all"), &d->typical, rate->classes))
		return err_set(e, E_INPUT, "The model's \"all\" needs prior, guess, slip, learn and without_rates, each between 0 and 1.");
	if (s == NULL || s->type != JSON_ARRAY_T || s->n >= UINT32_MAX)
		return err_set(e, E_INPUT, "The model has no list \"skills\".");
	rate->n_units = in->units.n = (uint32_t)s->n;
	in->units.of = NEW_ARRAY(a, struct str, s->n);
	rate->unit = NEW_ARRAY(a, struct rate_unit, s->n);
	rate->domain = NEW_ARRAY(a, uint32_t, s->n);
	for (size_t i = 0; i < s->n; i++) {
		in->units.of[i] = json_str(&s->items[i], "skill");
		if (!take_unit(&s->items[i], &rate->unit[i], rate->classes))
			return err_set(e, E_INPUT, "The model's skill number %zu needs prior, guess, slip, learn and without_rates, each between 0 and 1.", i + 1);
	}
	in->in_use = json_bool(j, "individual_rate", true) ? rate : rate_without(a, rate);
	m->inside = in;
	return OK;
}

const struct model_ops bkt_rate_ops = {MODEL_BKT_RATE, "bkt-rate", RESPONSES_ORDER, RESPONSES_ORDER, fit, predict, put, take, known};
