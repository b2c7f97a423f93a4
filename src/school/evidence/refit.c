#include "school/evidence/refit.h"
#include "school/evidence/models.h"
#include "school/evidence/refit_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FOLDS REFIT_FOLDS
#define LEAST_OF_ONE REFIT_FEW_LEARNERS /* learners with evidence on a competency that gets its own parameters */

/* ---- parameters out of a fit ---- */

static double inside(double v)
{
	return fmin(fmax(v, 0.001), 0.999);
}

/* The spread of a learner's true value around the fit: what the fit does not know, and half of what the engine assumes
 * without any fit, because learners differ from one another however well their mean is known. */
static double spread(double sd, double plain)
{
	double x = sqrt(sd * sd + plain * plain / 4);
	return x < plain ? x : plain;
}

static struct mastery_params params_of(const struct bkt_skill *s)
{
	struct mastery_params d = mastery_params_default();
	return (struct mastery_params){.prior = inside(s->p.prior), .learn = inside(s->p.learn), .guess = inside(s->p.guess), .slip = inside(s->p.slip),
		.prior_sd = spread(s->sd[BKT_PRIOR], d.prior_sd), .learn_sd = spread(s->sd[BKT_LEARN], d.learn_sd),
		.guess_sd = spread(s->sd[BKT_GUESS], d.guess_sd), .slip_sd = spread(s->sd[BKT_SLIP], d.slip_sd)};
}

static bool sound(const struct bkt_params *p)
{
	return p->guess < 0.5 && p->slip < 0.5;
}

static const char *unfit(const struct model *m, const struct bkt_skill *s, struct str name)
{
	if (s->responses < BKT_FEW || s->sequences < LEAST_OF_ONE)
		return "few-responses";
	for (size_t i = 0; i < m->n_warnings && i < MODEL_WARNINGS; i++)
		if (str_eq(m->warnings[i].about, name) && (str_eqz(str_z(m->warnings[i].what), "all-the-same") || str_eqz(str_z(m->warnings[i].what), "guess-and-slip")))
			return m->warnings[i].what;
	return sound(&s->p) ? "" : "guess-and-slip";
}

static enum code fit(struct arena *a, const struct log *l, const struct responses *r, double weight, struct refit_one **out, struct err *e)
{
	struct fit_options o = fit_options_default();
	struct model *m;
	o.weight = weight;
	*out = NULL;
	enum code c = model_fit(a, model_ops_of(MODEL_BKT), r, &o, &m, e);
	if (c)
		return c;
	const struct bkt *b = m->inside;
	if (!sound(&b->all.p))
		return err_set(e, E_INPUT, "The evidence does not tell knowing from guessing: right and wrong answers say nearly the same. The estimates stay as they are.");
	*out = NEW_ARRAY(a, struct refit_one, l->r.skills.n + 1);
	for (uint32_t k = 0; k < l->r.skills.n; k++) {
		struct refit_one *x = &(*out)[k];
		const char *why = unfit(m, &b->of[k], b->skills.of[k]);
		*x = (struct refit_one){.competency = l->competency[k], .why = why, .own = !why[0], .learners = l->learners[k], .responses = l->pieces[k]};
		x->p = params_of(x->own ? &b->of[k] : &b->all);
	}
	return OK;
}

/* ---- learners who were held out ---- */

static void models_make(struct arena *a, const struct refit_one *of, size_t n, const struct mastery_model **out, enum code *c, struct err *e)
{
	struct mastery_rule rule = mastery_rule_default();
	for (size_t k = 0; k < n && *c == OK; k++) {
		struct mastery_model *m = NULL;
		*c = mastery_model_new(a, &of[k].p, &rule, &m, e);
		out[k] = m;
	}
}

static double surprise(const struct mastery_model *m, const struct mastery_state *s, double score)
{
	const struct mastery_estimate x = mastery_estimate(m, s, 0);
	double p = fmin(fmax(x.next, 1e-6), 1 - 1e-6);
	return score * log(p) + (1 - score) * log(1 - p);
}

/* Sum over the answers of learners of one fold, each predicted from what came before it. */
static enum code score_fold(const struct log *l, uint32_t fold, const struct mastery_model *const *old, const struct mastery_model *const *new, double sum[2],
                            struct err *e)
{
	struct mastery_state s[2];
	const struct responses *r = &l->r;
	for (size_t i = 0; i < r->n; i++) {
		if (r->learner[i] % FOLDS != fold)
			continue;
		const struct mastery_model *m[2] = {old[r->set[i]], new[r->set[i]]};
		struct mastery_event ev = {.type = MASTERY_EVIDENCE, .kind = MASTERY_PRACTICE, .score = l->score[i], .quality = l->quality[i], .day = 1};
		bool start = i == 0 || r->learner[i - 1] != r->learner[i] || r->set[i - 1] != r->set[i];
		for (int k = 0; k < 2; k++) {
			if (start)
				s[k] = mastery_start(m[k]);
			sum[k] += surprise(m[k], &s[k], l->score[i]);
			enum code c = mastery_update(m[k], &s[k], &ev, e);
			if (c)
				return c;
		}
	}
	return OK;
}

/* How strongly competencies lean on all of them together, as observations: what predicts best is taken. Where they are
 * much alike, or each has little, a strong pull is better; where they differ, a weak one. */
static const double WEIGHTS[] = {BKT_WEIGHT, 40, 160, 640, 2560};
#define N_WEIGHTS (sizeof WEIGHTS / sizeof *WEIGHTS)

/* sums: one step out of them with the one weight it has, instead of fits; NULL: fits. */
static enum code hold_out(struct log *l, const struct mastery_model *const *old, const struct bkt_sums *sums, struct refit *f, evidence_tell *tell, void *arg, struct err *e)
{
	double before = 0, after[N_WEIGHTS] = {0};
	const size_t n_weights = sums ? 1 : N_WEIGHTS;
	enum code c = OK;
	for (uint32_t fold = 0; fold < FOLDS && !c; fold++) {
		struct arena *a = arena_new(0);
		if (!a)
			return err_set(e, E_MEMORY, "There is not enough memory to fit the estimates.");
		uint8_t *keep = NEW_ARRAY(a, uint8_t, l->r.learners.n + 1);
		for (uint32_t i = 0; i < l->r.learners.n; i++)
			keep[i] = i % FOLDS != fold;
		struct responses part;
		struct refit_one *of;
		const struct mastery_model **new = NEW_ARRAY(a, const struct mastery_model *, l->r.skills.n + 1);
		if (!sums)
			responses_pick(a, &l->r, keep, &part, NULL);
		for (size_t w = 0; w < n_weights && !c; w++) {
			double sum[2] = {0, 0};
			c = sums ? refit_step(a, l, sums, fold, old, &of, e) : fit(a, l, &part, WEIGHTS[w], &of, e);
			if (!c)
				models_make(a, of, l->r.skills.n, new, &c, e);
			if (!c)
				c = score_fold(l, fold, old, new, sum, e);
			before += w == 0 ? sum[0] : 0;
			after[w] += sum[1];
		}
		arena_free(a);
		if (!c && tell)
			c = tell(arg, fold + 1, FOLDS + 2, e);
	}
	size_t best = 0;
	for (size_t w = 1; w < n_weights; w++)
		best = after[w] > after[best] ? w : best;
	f->weight = WEIGHTS[best];
	f->before = before / (double)l->r.n;
	f->after = after[best] / (double)l->r.n;
	f->better = f->after > f->before;
	return c;
}

/* ---- whose word would change ---- */

static size_t word_of(const struct mastery_estimate *x)
{
	return x->word == MASTERY_SHOWN ? REFIT_SHOWN : (size_t)mastery_likely(x) * 3 + mastery_sure(x);
}

bool refit_word(size_t word, enum mastery_likely *likely, enum mastery_sure *sure)
{
	*likely = (enum mastery_likely)(word / 3);
	*sure = (enum mastery_sure)(word % 3);
	return word < REFIT_SHOWN;
}

static void compare(struct refit *f, const struct mastery_model *const m[2], const struct mastery_state s[2], day_t today)
{
	struct mastery_estimate x = mastery_estimate(m[0], &s[0], today), y = mastery_estimate(m[1], &s[1], today);
	size_t from = word_of(&x), to = word_of(&y);
	f->states++;
	f->shown += from == REFIT_SHOWN;
	f->ready_before += x.word == MASTERY_READY;
	f->ready_after += y.word == MASTERY_READY;
	f->changed += from != to;
	f->moves[from][to]++;
}

/* One learner in one subject, folded with the parameters before and after: as evidence_add does it, pace included. */
struct pair {
	struct id competency;
	const struct mastery_model *m[2];
	struct mastery_state s[2];
};

struct domain {
	struct arena *a;
	struct id learner;
	struct str subject;
	struct mastery_pace pace[2];
	struct pair *of;
	size_t n, cap;
};

static enum code pair_of(struct db *db, struct evidence_models *models[2], struct domain *d, struct id competency, struct pair **out, struct err *e)
{
	for (size_t i = d->n; i-- > 0;)
		if (id_eq(d->of[i].competency, competency)) {
			*out = &d->of[i];
			return OK;
		}
	if (d->n == d->cap) {
		size_t cap = d->cap ? 2 * d->cap : 16;
		d->of = arena_grow(d->a, d->of, d->cap * sizeof *d->of, cap * sizeof *d->of);
		d->cap = cap;
	}
	*out = &d->of[d->n];
	**out = (struct pair){.competency = competency};
	for (int i = 0; i < 2; i++) {
		enum code c = evidence_model_of(db, models[i], competency, &(*out)->m[i], e);
		if (c)
			return c;
		(*out)->s[i] = mastery_start((*out)->m[i]);
	}
	d->n++;
	return OK;
}

static void close_domain(struct refit *f, const struct domain *d, day_t today)
{
	for (size_t i = 0; i < d->n; i++)
		compare(f, d->of[i].m, d->of[i].s, today);
}

static enum code words(struct db *db, struct arena *a, struct evidence_models *models[2], day_t today, struct refit *f, struct err *e)
{
	struct rows *r;
	struct domain d = {0};
	bool paced = evidence_models_paced(models[0]);
	int got = 0;
	enum code c = db_query(db, e, &r,
	                       "select v.learner, v.competency, v.kind, v.score, v.quality, v.happened_at, coalesce(k.subject, '') from event v left join competency k on k.id = v.competency"
	                       " where v.district = ?1 and v.competency is not null order by v.learner, coalesce(k.subject, ''), v.happened_at, v.id",
	                       "d");
	if (c)
		return c;
	while (!c && (got = rows_next(r, e)) == 1) {
		struct id l = rows_id(r, 0);
		struct mastery_event ev;
		struct pair *x = NULL;
		if (!evidence_event_of(rows_t(r, 2), !rows_null(r, 3), rows_r(r, 3), rows_r(r, 4), rows_i(r, 5), &ev))
			continue;
		if (!d.a || !id_eq(l, d.learner) || !str_eq(rows_t(r, 6), d.subject)) {
			close_domain(f, &d, today);
			arena_reset(a);
			d = (struct domain){.a = a, .learner = l, .subject = str_dup(a, rows_t(r, 6)), .pace = {mastery_pace_start(), mastery_pace_start()}};
		}
		c = pair_of(db, models, &d, rows_id(r, 1), &x, e);
		for (int i = 0; i < 2 && !c; i++)
			c = paced ? mastery_update_paced(x->m[i], &d.pace[i], &x->s[i], &ev, e) : mastery_update(x->m[i], &x->s[i], &ev, e);
	}
	rows_end(r);
	if (!c && got < 0)
		return e->code;
	if (!c)
		close_domain(f, &d, today);
	return c;
}

static int by_competency(const void *x, const void *y)
{
	return id_cmp(((const struct refit_one *)x)->competency, ((const struct refit_one *)y)->competency);
}

static enum code nothing_stale(struct db *db, const struct evidence_models *m, struct err *e)
{
	int64_t n = 0;
	enum code c = evidence_stale(db, m, &n, e);
	return c || n == 0 ? c : err_set(e, E_CONFLICT, "%lld estimates are still to be read anew with the parameters in use; a step rests on all of them. `trellis mastery rebuild` does it at once.", (long long)n);
}

/* The parameters of all, and how well such ones foretell learners who were held out. */
static enum code found(struct db *db, struct arena *t, struct log *l, const struct mastery_model *const *old, bool step, evidence_tell *tell, void *arg, struct refit *f,
                       struct refit_one **of, struct err *e)
{
	struct bkt_sums *sums = NULL;
	enum code c = step ? refit_sums_read(db, t, l, old, &sums, e) : OK;
	if (!c)
		c = hold_out(l, old, sums, f, tell, arg, e);
	if (c)
		return c;
	return step ? refit_step(t, l, sums, REFIT_FOLDS, old, of, e) : fit(t, l, &l->r, f->weight, of, e);
}

static enum code look(struct db *db, struct arena *a, struct arena *t, day_t today, bool step, evidence_tell *tell, void *arg, struct refit *f, struct err *e)
{
	struct log l = {0};
	struct evidence_models *models[2];
	struct refit_one *of = NULL;
	enum code c = evidence_models(db, t, &models[0], e);
	if (!c)
		c = evidence_models_all(db, models[0], e);
	if (!c && step)
		c = nothing_stale(db, models[0], e);
	if (!c)
		c = refit_log_read(db, t, &l, e);
	if (c)
		return c;
	f->learners = l.r.learners.n;
	f->responses = (int64_t)l.r.n;
	f->n = l.r.skills.n;
	const struct mastery_model **old = NEW_ARRAY(t, const struct mastery_model *, f->n + 1);
	for (size_t k = 0; k < f->n && !c; k++)
		c = evidence_model_of(db, models[0], l.competency[k], &old[k], e);
	if (!c)
		c = found(db, t, &l, old, step, tell, arg, f, &of, e);
	if (!c && tell)
		c = tell(arg, FOLDS + 1, FOLDS + 2, e);
	if (!c)
		c = evidence_models_at(db, t, ID_NIL, &models[1], e);
	f->of = NEW_ARRAY(a, struct refit_one, f->n + 1);
	for (size_t k = 0; k < f->n && !c; k++) {
		f->of[k] = of[k];
		f->own += of[k].own;
	}
	qsort(f->of, f->n, sizeof *f->of, by_competency);
	for (size_t k = 0; k < f->n && !c; k++)
		c = evidence_models_put(models[1], f->of[k].competency, &f->of[k].p, e);
	struct arena *one = c ? NULL : arena_new(0); /* of one learner and subject at a time */
	if (!c && !one)
		c = err_set(e, E_MEMORY, "There is not enough memory to fit the estimates.");
	if (!c)
		c = words(db, one, models, today, f, e);
	arena_free(one);
	if (!c && tell)
		c = tell(arg, FOLDS + 2, FOLDS + 2, e);
	return c;
}

static enum code looked(struct db *db, struct arena *a, day_t today, bool step, evidence_tell *tell, void *arg, struct refit **out, struct err *e)
{
	struct arena *t = arena_new(0);
	if (!t)
		return err_set(e, E_MEMORY, "There is not enough memory to fit the estimates.");
	struct refit *f = NEW(a, struct refit);
	enum code c = look(db, a, t, today, step, tell, arg, f, e);
	arena_free(t);
	*out = f;
	return c;
}

enum code refit_look(struct db *db, struct arena *a, day_t today, evidence_tell *tell, void *arg, struct refit **out, struct err *e)
{
	return looked(db, a, today, false, tell, arg, out, e);
}

enum code refit_look_step(struct db *db, struct arena *a, day_t today, evidence_tell *tell, void *arg, struct refit **out, struct err *e)
{
	return looked(db, a, today, true, tell, arg, out, e);
}
