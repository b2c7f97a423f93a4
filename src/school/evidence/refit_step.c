/* refit_step.c - one step of the parameters out of what is kept of each learner, without fitting on any answer.
 *
 * Incremental expectation maximisation (Neal & Hinton 1998; engine/mastery/bkt_online.h): each event has already put what is
 * expected of its learner into the 32 bytes beside that learner's state. Their sum over all learners, in the order of competency and learner, is
 * the expectation; one maximisation out of it are the new parameters. Sums without a part of the learners give parameters that
 * never saw that part. After it the states are folded with the new parameters, which makes the next expectation exact. */
#include "engine/mastery/bkt_online.h"
#include "school/evidence/models.h"
#include "school/evidence/refit_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct known_as { struct id id; uint32_t n; };

static int by_known_id(const void *x, const void *y)
{
	return id_cmp(((const struct known_as *)x)->id, ((const struct known_as *)y)->id);
}

static struct known_as *numbers(struct arena *a, const struct id *list, uint32_t n)
{
	struct known_as *x = NEW_ARRAY(a, struct known_as, (size_t)n + 1);
	for (uint32_t i = 0; i < n; i++)
		x[i] = (struct known_as){list[i], i};
	qsort(x, n, sizeof *x, by_known_id);
	return x;
}

static struct bkt_params of_mastery(const struct mastery_model *m)
{
	const struct mastery_params *p = mastery_model_params(m);
	return (struct bkt_params){.prior = p->prior, .learn = p->learn, .guess = p->guess, .slip = p->slip};
}

enum code refit_sums_read(struct db *db, struct arena *a, const struct log *l, const struct mastery_model *const *now, struct bkt_sums **out, struct err *e)
{
	const uint32_t skills = l->r.skills.n, learners = l->r.learners.n;
	struct known_as *skill = numbers(a, l->competency, skills), *who = numbers(a, l->who, learners);
	struct rows *r;
	int got;
	*out = NEW_ARRAY(a, struct bkt_sums, (size_t)skills * REFIT_FOLDS + 1);
	enum code c = db_query(db, e, &r, "select competency, learner, online from mastery where district = ?1 and online is not null order by competency, learner", "d");
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		const struct known_as k = {.id = rows_id(r, 0)}, w = {.id = rows_id(r, 1)};
		const struct known_as *s = bsearch(&k, skill, skills, sizeof k, by_known_id), *p = bsearch(&w, who, learners, sizeof w, by_known_id);
		struct bkt_state state;
		if (!s || !p || rows_t(r, 2).n != sizeof state)
			continue;
		memcpy(&state, rows_t(r, 2).p, sizeof state);
		struct bkt_params in_use = of_mastery(now[s->n]);
		struct bkt_online o = bkt_online_start(&in_use, &(struct bkt_prior){.weight = 0});
		bkt_online_add(&o, &state, &(*out)[(size_t)s->n * REFIT_FOLDS + p->n % REFIT_FOLDS]);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static void add(struct bkt_sums *to, const struct bkt_sums *x)
{
	to->sequences += x->sequences;
	to->responses += x->responses;
	to->right += x->right;
	to->known_first += x->known_first;
	to->gained += x->gained;
	to->unknown_before += x->unknown_before;
	to->unknown += x->unknown;
	to->unknown_right += x->unknown_right;
}

static const char *unfit(const struct bkt_sums *s, const struct bkt_params *p)
{
	if (s->responses < REFIT_FEW || s->sequences < REFIT_FEW_LEARNERS)
		return "few-responses";
	if (s->right <= 0 || s->right >= s->responses)
		return "all-the-same";
	return p->guess < 0.5 && p->slip < 0.5 ? "" : "guess-and-slip";
}

static struct mastery_params moved(const struct mastery_params *was, const struct bkt_params *p)
{
	struct mastery_params x = *was;
	x.prior = fmin(fmax(p->prior, 0.001), 0.999);
	x.learn = fmin(fmax(p->learn, 0.001), 0.999);
	x.guess = fmin(fmax(p->guess, 0.001), 0.999);
	x.slip = fmin(fmax(p->slip, 0.001), 0.999);
	return x;
}

enum code refit_step(struct arena *a, const struct log *l, const struct bkt_sums *sums, uint32_t without, const struct mastery_model *const *now, struct refit_one **out, struct err *e)
{
	const uint32_t skills = l->r.skills.n;
	const struct mastery_params plain = mastery_params_default();
	struct bkt_sums *mine = NEW_ARRAY(a, struct bkt_sums, (size_t)skills + 1);
	struct bkt_online all = bkt_online_start(&(struct bkt_params){.prior = plain.prior, .learn = plain.learn, .guess = plain.guess, .slip = plain.slip}, &(struct bkt_prior){.weight = 0});
	for (uint32_t k = 0; k < skills; k++) {
		for (uint32_t f = 0; f < REFIT_FOLDS; f++)
			if (f != without)
				add(&mine[k], &sums[(size_t)k * REFIT_FOLDS + f]);
		add(&all.sums, &mine[k]);
	}
	bkt_online_step(&all);
	if (!(all.p.guess < 0.5 && all.p.slip < 0.5))
		return err_set(e, E_INPUT, "The evidence does not tell knowing from guessing: right and wrong answers say nearly the same. The estimates stay as they are.");
	*out = NEW_ARRAY(a, struct refit_one, (size_t)skills + 1);
	for (uint32_t k = 0; k < skills; k++) {
		struct bkt_params in_use = of_mastery(now[k]);
		struct bkt_online o = bkt_online_start(&in_use, &(struct bkt_prior){all.p, REFIT_STEP_WEIGHT});
		o.sums = mine[k];
		bkt_online_step(&o);
		const char *why = unfit(&mine[k], &o.p);
		(*out)[k] = (struct refit_one){.competency = l->competency[k], .why = why, .own = !why[0], .learners = l->learners[k], .responses = l->pieces[k],
			.p = why[0] ? moved(&plain, &all.p) : moved(mastery_model_params(now[k]), &o.p)};
	}
	return OK;
}
