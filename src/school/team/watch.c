#include "school/team/watch.h"

static int weight(unsigned why)
{
	int n = 0;
	for (unsigned bit = 1; bit <= WATCH_NOTHING; bit <<= 1)
		n += why & bit ? bit & WATCH_PERSON ? 2 : 1 : 0;
	return n;
}

void watch_choose(struct watch_one *list, size_t n, struct watch *out)
{
	static const unsigned shared[3] = {WATCH_NO_WEEK, WATCH_NOT_YET, WATCH_NOTHING};
	int heaviest = 0;
	*out = (struct watch){.list = list};
	for (int k = 0; k < 3; k++) {
		size_t count = 0;
		for (size_t i = 0; i < n; i++)
			count += (list[i].why & shared[k]) != 0;
		if (count <= 3 || 4 * count <= n)
			continue;
		out->of_class[k] = (int)count;
		for (size_t i = 0; i < n; i++)
			list[i].why &= ~shared[k];
	}
	for (size_t i = 0; i < n; i++) {
		list[i].named = false;
		if (list[i].why)
			list[out->n++] = list[i];
	}
	for (size_t i = 0; i < out->n; i++)
		heaviest = weight(list[i].why) > heaviest ? weight(list[i].why) : heaviest;
	for (int w = heaviest; w > 0; w--) {
		size_t as_many = 0;
		for (size_t i = 0; i < out->n; i++)
			as_many += weight(list[i].why) == w;
		if (out->named + as_many > WATCH_MOST)
			return;
		for (size_t i = 0; i < out->n; i++)
			list[i].named = list[i].named || weight(list[i].why) == w;
		out->named += as_many;
	}
}

static struct watch_one *one_of(struct watch_one *list, size_t n, struct id learner)
{
	for (size_t i = 0; i < n; i++)
		if (id_eq(list[i].learner, learner))
			return &list[i];
	return NULL;
}

static enum code missed(struct db *db, struct id class_id, struct watch_one *list, size_t n, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select distinct d.learner from enrolment l join delivery d on d.learner = l.person where l.class = ?1 and l.role = 'student' and d.what = 'missed'"
	                       " and not exists (select 1 from delivery s where s.answers = d.id)",
	                       "b", class_id);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct watch_one *x = one_of(list, n, rows_id(r, 0));
		if (x)
			x->why |= WATCH_MISSED;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code watch_class(struct db *db, struct arena *a, const struct board *b, day_t today, int64_t now, struct watch *out, struct err *e)
{
	struct watch_one *list = NEW_ARRAY(a, struct watch_one, b->n + 1), *x;
	struct evidence_notice *calls;
	size_t n_calls;
	for (size_t i = 0; i < b->n; i++) {
		const struct board_learner *l = &b->learners[i];
		int none = 0, yet = 0, shown = 0;
		for (int k = 0; k < b->n_columns; k++) {
			bool done = l->cells[k].any && (l->cells[k].word == MASTERY_READY || l->cells[k].word == MASTERY_SHOWN);
			none += !l->cells[k].any;
			shown += done;
			yet += l->cells[k].any && !done;
		}
		list[i] = (struct watch_one){.learner = l->person.id, .name = l->person.name, .yet = yet, .waiting = l->waiting};
		if (l->waiting)
			list[i].why |= WATCH_WAITS;
		if (!l->week_state.n || str_eqz(l->week_state, "draft"))
			list[i].why |= WATCH_NO_WEEK;
		if (yet && !shown && 2 * yet >= b->n_columns)
			list[i].why |= WATCH_NOT_YET;
		if (b->n_columns && none == b->n_columns)
			list[i].why |= WATCH_NOTHING;
	}
	for (size_t i = 0; i < b->n_requests; i++)
		if (b->requests[i].due_at && b->requests[i].due_at < now && (x = one_of(list, b->n, b->requests[i].learner)) != NULL)
			x->why = (x->why | WATCH_OVER) & ~(unsigned)WATCH_WAITS;
	enum code c = evidence_notices_class(db, a, LANG_EN, b->class_row.id, today, &calls, &n_calls, e);
	for (size_t i = 0; i < n_calls && !c; i++)
		if (calls[i].person && (x = one_of(list, b->n, calls[i].learner)) != NULL)
			x->why |= WATCH_CALLED;
	if (!c)
		c = missed(db, b->class_row.id, list, b->n, e);
	if (!c)
		watch_choose(list, b->n, out);
	return c;
}
