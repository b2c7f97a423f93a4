#include "school/evidence/gaps.h"
#include "school/evidence/models.h"

#include <string.h>

/* A competency on the way; state 0 not looked at, 1 being looked at (a circle is cut here), 2 done. */
struct node {
	struct gap_step step;
	size_t *before;
	size_t n_before;
	int state;
	bool known;
};
struct map {
	struct db *db;
	struct arena *a;
	enum lang lang;
	struct id learner;
	day_t today;
	struct mastery_model *model;
	struct node *of;
	size_t n, cap;
	struct gap_way *out;
};

/* Known well enough to build on: shown, ready to show, or very likely with little doubt left. */
static bool known(const struct mastery_estimate *x)
{
	return x->word == MASTERY_SHOWN || x->word == MASTERY_READY || (mastery_likely(x) == MASTERY_VERY_LIKELY && mastery_sure(x) != MASTERY_NOT_SURE);
}

static enum code node_of(struct map *m, struct id competency, size_t *out, struct err *e)
{
	struct rows *r;
	for (size_t i = 0; i < m->n; i++)
		if (id_eq(m->of[i].step.competency, competency)) {
			*out = i;
			return OK;
		}
	if (m->n == m->cap) {
		size_t cap = m->cap ? 2 * m->cap : 32;
		m->of = arena_grow(m->a, m->of, m->cap * sizeof *m->of, cap * sizeof *m->of);
		m->cap = cap;
	}
	struct node *x = &m->of[m->n];
	*x = (struct node){.step = {.competency = competency}};
	enum code c = db_query(m->db, e, &r,
	                       "select k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text), s.state,"
	                       " (select count(*) from rubric u where u.competency = k.id) from competency k left join mastery s on s.competency = k.id and s.learner = ?2 where k.id = ?3",
	                       "zbb", LANGS[m->lang].tag, m->learner, competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		x->step.code = str_dup(m->a, rows_t(r, 0));
		x->step.text = str_dup(m->a, rows_t(r, 1));
		struct mastery_state state = mastery_start(m->model);
		if (rows_t(r, 2).n == sizeof state)
			memcpy(&state, rows_t(r, 2).p, sizeof state);
		x->step.now = mastery_estimate(evidence_asked(m->model, rows_i(r, 3) != 0), &state, m->today);
		x->step.seen = x->step.now.pieces > 0;
		x->known = known(&x->step.now);
	}
	rows_end(r);
	*out = m->n++;
	return got < 0 ? e->code : OK;
}

static enum code before_of(struct map *m, size_t at, struct err *e)
{
	struct rows *r;
	struct id list[GAPS_STEPS];
	size_t n = 0;
	int got = 0;
	enum code c = db_query(m->db, e, &r, "select x.origin from association x join competency k on k.id = x.origin where x.destination = ?1 and x.kind = 'precedes' order by k.code, k.id limit ?2", "bi",
	                       m->of[at].step.competency, (int64_t)GAPS_STEPS);
	if (c)
		return c;
	while (n < GAPS_STEPS && (got = rows_next(r, e)) == 1)
		list[n++] = rows_id(r, 0);
	rows_end(r);
	if (got < 0)
		return e->code;
	size_t *before = NEW_ARRAY(m->a, size_t, n + 1);
	for (size_t i = 0; i < n && !c; i++)
		c = node_of(m, list[i], &before[i], e);
	m->of[at].before = before;
	m->of[at].n_before = n;
	return c;
}

/* What comes before first, then itself: nothing behind what is known is looked at. Depth is bounded by the places of the way. */
static enum code walk(struct map *m, size_t at, int depth, struct err *e)
{
	enum code c = OK;
	if (m->of[at].state || m->of[at].known)
		return OK;
	m->of[at].state = 1;
	if (depth < GAPS_STEPS)
		c = before_of(m, at, e);
	for (size_t i = 0; i < m->of[at].n_before && !c; i++)
		c = walk(m, m->of[at].before[i], depth + 1, e);
	m->of[at].state = 2;
	if (c)
		return c;
	if (m->out->n == GAPS_STEPS) {
		m->out->more = true;
		return OK;
	}
	m->out->missing += !m->of[at].step.aim;
	m->out->steps[m->out->n++] = m->of[at].step;
	return OK;
}

static enum code aims(struct map *m, struct id *list, size_t *n, struct err *e)
{
	struct rows *r;
	int got = 0;
	*n = 0;
	enum code c = db_query(m->db, e, &r,
	                       "select distinct k.code, w.competency from week_item w join week_plan p on p.id = w.week join competency k on k.id = w.competency where p.learner = ?1"
	                       " and p.monday = (select max(z.monday) from week_plan z where z.learner = ?2 and z.monday <= ?3 and z.monday >= ?4 and z.state <> 'draft')"
	                       " order by k.code, w.competency limit ?5",
	                       "bbtti", m->learner, m->learner, day_text(m->a, day_monday(m->today)), day_text(m->a, m->today - 92), (int64_t)GAPS_AIMS);
	if (c)
		return c;
	while (*n < GAPS_AIMS && (got = rows_next(r, e)) == 1)
		list[(*n)++] = rows_id(r, 1);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code gaps_learner(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct gap_way *out, struct err *e)
{
	struct map m = {.db = db, .a = a, .lang = lang, .learner = learner, .today = today, .out = out};
	struct id list[GAPS_AIMS];
	size_t n = 0, at[GAPS_AIMS];
	int64_t away = 0;
	*out = (struct gap_way){.steps = NEW_ARRAY(a, struct gap_step, GAPS_STEPS)};
	enum code c = evidence_model(db, a, &m.model, e);
	if (!c)
		c = aims(&m, list, &n, e);
	if (!c)
		c = db_int(db, e, &away, "select count(*) from attendance where learner = ?1 and missed_on >= ?2 and what in ('excused', 'unexcused')", "bt", learner, day_text(a, today - GAPS_AWAY));
	out->away = (int)away;
	for (size_t i = 0; i < n && !c; i++) {
		c = node_of(&m, list[i], &at[i], e);
		if (!c)
			m.of[at[i]].step.aim = true;
	}
	for (size_t i = 0; i < n && !c; i++)
		c = walk(&m, at[i], 0, e);
	return c;
}
