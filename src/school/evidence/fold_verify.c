/* fold_verify.c - what is kept, beside a replay of every event. */
#include "school/evidence/fold_inside.h"

#include <math.h>
#include <string.h>

static bool same_bytes(const struct fold *x, const struct fold *y)
{
	char w[2][WATCH_BYTES];
	fold_watch_pack(&x->watch, w[0]);
	fold_watch_pack(&y->watch, w[1]);
	return memcmp(&x->state, &y->state, sizeof x->state) == 0 && memcmp(w[0], w[1], WATCH_BYTES) == 0
		&& memcmp(&x->online, &y->online, sizeof x->online) == 0;
}

/* Everything of one learner and subject, to the last bit. */
static enum code verify_domain(struct db *db, const struct fold_domain *d, int64_t *states, struct err *e)
{
	char l[ID_TEXT], k[ID_TEXT];
	struct fold_domain kept = fold_domain_start(d->a, d->models, d->learner, d->subject);
	bool any = false;
	enum code c = fold_domain_load(db, &kept, e);
	for (size_t i = 0; i < d->n && !c; i++) {
		const struct fold *f = &d->of[i];
		struct fold *there;
		if (!f->touched)
			continue;
		any = true;
		(*states)++;
		c = fold_of(db, &kept, f->competency, true, &there, e);
		if (!c && (there->stale || there->last_at != f->last_at || there->first_at != f->first_at || !id_eq(there->last_event, f->last_event) || !same_bytes(there, f)))
			c = err_set(e, E_CONFLICT, "The state kept for learner %s and competency %s is not what a replay of the evidence gives.", id_text(d->learner, l),
			            id_text(f->competency, k));
	}
	if (!c && any && evidence_models_paced(d->models)
	    && (kept.fresh || memcmp(&kept.pace, &d->pace, sizeof d->pace) != 0 || kept.last_at != d->last_at || !id_eq(kept.last_event, d->last_event)))
		c = err_set(e, E_CONFLICT, "What is kept beside the states of learner %s is not what a replay of the evidence gives.", id_text(d->learner, l));
	return c;
}

static enum code verify_mastery(struct db *db, struct evidence_models *models, int64_t *events, int64_t *states, struct err *e)
{
	struct rows *r;
	struct arena *a = arena_new(0);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory to verify the evidence.");
	enum code c = db_query(db, e, &r,
	                       "select v.learner, coalesce(k.subject, ''), v.competency, v.id, v.kind, v.score, v.quality, v.happened_at, v.actor from event v"
	                       " left join competency k on k.id = v.competency where v.district = ?1 and v.competency is not null"
	                       " order by v.learner, coalesce(k.subject, ''), v.happened_at, v.id",
	                       "d");
	if (c) {
		arena_free(a);
		return c;
	}
	struct fold_domain d = {0};
	int got = 0;
	while (!c && (got = rows_next(r, e)) == 1) {
		struct id learner = rows_id(r, 0);
		if (!d.a || !id_eq(learner, d.learner) || !str_eq(rows_t(r, 1), d.subject)) {
			c = d.a ? verify_domain(db, &d, states, e) : OK;
			arena_reset(a);
			d = fold_domain_start(a, models, learner, str_dup(a, rows_t(r, 1)));
		}
		struct mastery_event ev;
		struct fold *f;
		(*events)++;
		if (c || !evidence_event_of(rows_t(r, 4), !rows_null(r, 5), rows_r(r, 5), rows_r(r, 6), rows_i(r, 7), &ev))
			continue;
		bool adult = fold_adult(rows_t(r, 4), rows_id(r, 8), learner);
		int64_t at = rows_i(r, 7);
		struct id id = rows_id(r, 3);
		c = fold_of(db, &d, rows_id(r, 2), false, &f, e);
		if (!c)
			c = fold_step(&d, f, &ev, adult, at, id, e);
	}
	if (!c && got < 0)
		c = e->code;
	rows_end(r);
	if (!c && d.a)
		c = verify_domain(db, &d, states, e);
	arena_free(a);
	return c;
}

enum code evidence_verify(struct db *db, int64_t *events, int64_t *states, struct err *e)
{
	struct arena *a = arena_new(0);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory to verify the evidence.");
	struct evidence_models *m;
	int64_t kept = 0, stale = 0;
	*events = *states = 0;
	enum code c = evidence_models(db, a, &m, e);
	if (!c)
		c = evidence_models_all(db, m, e);
	if (!c)
		c = evidence_stale(db, m, &stale, e);
	if (!c && stale > 0)
		c = err_set(e, E_CONFLICT, "%lld states wait to be folded again with the parameters now in use; `trellis mastery rebuild` does it.", (long long)stale);
	if (!c)
		c = verify_mastery(db, m, events, states, e);
	if (!c)
		c = db_int(db, e, &kept, "select count(*) from mastery where district = ?1", "d");
	if (!c && kept != *states)
		c = err_set(e, E_CONFLICT, "There are %lld states kept and %lld in a replay of the evidence.", (long long)kept, (long long)*states);
	double kept_minutes = 0, replayed = 0;
	struct rows *r;
	if (!c && !(c = db_query(db, e, &r, "select coalesce(sum(screen + alone + peers + adult + grouped), 0) from minutes where district = ?1", "d"))) {
		if (rows_next(r, e) == 1)
			kept_minutes = rows_r(r, 0);
		rows_end(r);
	}
	if (!c && !(c = db_query(db, e, &r,
	                         "select coalesce(sum(minutes_screen + minutes_alone + minutes_peers + minutes_adult + minutes_group), 0) from event where district = ?1", "d"))) {
		if (rows_next(r, e) == 1)
			replayed = rows_r(r, 0);
		rows_end(r);
	}
	if (!c && fabs(kept_minutes - replayed) > 1e-6 * (1 + fabs(replayed)))
		c = err_set(e, E_CONFLICT, "The minutes kept (%.3f) are not those of the evidence (%.3f).", kept_minutes, replayed);
	arena_free(a);
	return c;
}
