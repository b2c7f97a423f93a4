/* player_shows.c - what a piece of work shows, at once and in words: which competency, what went well, what is hard [R152 R153]. */
#include "school/evidence/models.h"
#include "web/pages/player.h"

#define HARD_MOST 3

static struct player_shown *shown_of(struct player *x, struct id competency)
{
	for (size_t i = 0; i < x->n_shown; i++)
		if (id_eq(x->shown[i].competency, competency))
			return &x->shown[i];
	x->shown[x->n_shown] = (struct player_shown){.competency = competency};
	return &x->shown[x->n_shown++];
}

static enum code named(struct request *rq, struct player_shown *s, const struct standing *list, size_t n, struct err *e)
{
	struct rows *r;
	enum code c = db_query(rq->db, e, &r,
	                       "select k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text) from competency k where k.id = ?2", "zb",
	                       LANGS[rq->lang].tag, s->competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		s->code = str_dup(rq->a, rows_t(r, 0));
		s->text = str_dup(rq->a, rows_t(r, 1));
	}
	rows_end(r);
	for (size_t i = 0; i < n; i++)
		if (id_eq(list[i].competency, s->competency))
			s->phrase = mastery_phrase(rq->a, rq->lang, &list[i].now);
	return got < 0 ? e->code : OK;
}

enum code player_shows(struct request *rq, struct player *x, struct err *e)
{
	struct mastery_model *m;
	struct standing *list;
	size_t n;
	x->shown = NEW_ARRAY(rq->a, struct player_shown, x->p.n + 1);
	for (size_t i = 0; i < x->p.n; i++) {
		const struct question *q = &x->p.questions[i];
		const struct tried *t = &x->tried[i];
		if (!t->tries || q->kind == IG_OPEN || id_nil(q->competency))
			continue;
		struct player_shown *s = shown_of(x, q->competency);
		s->asked++;
		s->first += t->right && t->tries == 1 && !t->hints;
		if (t->right)
			continue;
		s->not_yet = s->not_yet.n ? str_fmt(rq->a, "%.*s, %zu", S_ARG(s->not_yet), i + 1) : str_fmt(rq->a, "%zu", i + 1);
		struct ig_score score = question_score(rq->a, q, t->response, rq->lang);
		if (score.misconception.n && score.feedback.text.n && s->n_hard < HARD_MOST) {
			if (!s->hard)
				s->hard = NEW_ARRAY(rq->a, struct ig_text, HARD_MOST);
			s->hard[s->n_hard++] = score.feedback;
		}
	}
	if (!x->n_shown)
		return OK;
	enum code c = evidence_model(rq->db, rq->a, &m, e);
	if (!c)
		c = evidence_standing(rq->db, rq->a, m, rq->learner, rq->viewer.today, &list, &n, e);
	for (size_t i = 0; i < x->n_shown && !c; i++)
		c = named(rq, &x->shown[i], list, n, e);
	return c;
}
