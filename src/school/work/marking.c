#include "school/work/marking.h"

#define WAITING_MOST 100
#define WEEKS_BACK 56

enum code marks_waiting(struct db *db, struct arena *a, const struct viewer *v, struct id class_id, struct to_mark **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t found = 0;
	*n = 0;
	*out = NEW_ARRAY(a, struct to_mark, WAITING_MOST);
	enum code c = db_query(db, e, &r,
	                       "select w.learner, w.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, w.title, coalesce(x.response, ''), x.way, x.happened_at"
	                       " from week_plan k join week_item w on w.week = k.id join event x on x.week_item = w.id join person p on p.id = w.learner"
	                       " where k.class = ?1 and k.monday >= ?2 and x.kind = 'practice' and x.score is null and x.way like 'q%'"
	                       " and not exists (select 1 from event y where y.week_item = x.week_item and y.way = x.way and y.kind <> 'hint'"
	                       " and (y.happened_at > x.happened_at or (y.happened_at = x.happened_at and y.id > x.id))) order by x.happened_at, x.id limit 100",
	                       "bt", class_id, day_text(a, v->today - WEEKS_BACK));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && found < WAITING_MOST) {
		struct str way = rows_t(r, 6);
		struct to_mark *x = &(*out)[found];
		*x = (struct to_mark){rows_id(r, 0), rows_id(r, 1), str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 2)), S_ARG(rows_t(r, 3)))), str_dup(a, rows_t(r, 4)), str_dup(a, rows_t(r, 5)), 0, rows_i(r, 7)};
		found += way.n > 1 && str_int((struct str){way.p + 1, way.n - 1}, &x->place);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < found && !c; i++) {
		unsigned rel = 0;
		c = access_to_learner(db, v, (*out)[i].learner, &rel, e);
		if (!c && (rel & REL_TEAM))
			(*out)[(*n)++] = (*out)[i];
	}
	return c;
}

enum code mark_put(struct db *db, struct arena *a, const struct viewer *v, const struct practice *p, const struct question *q, struct str mark, struct str words, struct err *e)
{
	const struct work *w = &p->work;
	struct tried *tried = NEW_ARRAY(a, struct tried, p->n + 1);
	double score = str_eqz(mark, "right") ? 1 : str_eqz(mark, "partly") ? 0.5 : str_eqz(mark, "not") ? 0 : -1;
	if (score < 0)
		return err_set(e, E_INPUT, "Say what you saw: yes, partly, or not yet.");
	enum code c = practice_tried(db, a, w->id, tried, p->n, e);
	if (c)
		return c;
	const struct tried *t = &tried[q->place - 1];
	if (!t->person)
		return err_set(e, E_INPUT, "This answer waits for nobody. Somebody has looked at it, or the learner has answered anew.");
	struct evidence x = {
		.learner = w->learner, .actor = v->person, .competency = q->competency, .item = q->item, .resource = w->resource, .week_item = w->id, .kind = "practice", .score = score,
		.quality = t->tries > 1 ? 0.5 : 1, .way = str_fmt(a, "q%d", q->place), .response = str_trim(words), .rigor = q->rigor, .context = "person"};
	return evidence_add(db, a, &x, 1, NULL, e);
}
