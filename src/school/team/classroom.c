#include "school/evidence/models.h"
#include "school/evidence/named.h"
#include "school/team/classroom.h"

#include <stdlib.h>
#include <string.h>

#define HALF_YEAR 183

/* Place of a learner in the board; -1: not in this class. Learners are few. */
static int place(const struct board *b, struct id learner)
{
	for (size_t i = 0; i < b->n; i++)
		if (id_eq(b->learners[i].person.id, learner))
			return (int)i;
	return -1;
}

/* A competency of this week's work. */
struct taken {
	struct id competency;
	int n;
	bool here; /* of this class's subject */
	bool rubric;
	struct str code, text;
};

struct takens {
	struct taken *items;
	size_t n, cap;
};

static void take(struct arena *a, struct takens *t, struct id competency)
{
	for (size_t i = t->n; i-- > 0;)
		if (id_eq(t->items[i].competency, competency)) {
			t->items[i].n++;
			return;
		}
	if (t->n == t->cap) {
		t->items = arena_grow(a, t->items, t->cap * sizeof *t->items, (t->cap + 32) * sizeof *t->items);
		t->cap += 32;
	}
	t->items[t->n++] = (struct taken){.competency = competency, .n = 1};
}

/* One plan of the week each; of several the state that comes last by its name. */
static void count_work(struct arena *a, struct board_learner *l, struct str state, struct str item)
{
	int newer = l->week_state.n ? str_cmp(state, l->week_state) : 1;
	if (newer < 0)
		return;
	if (newer > 0) {
		l->week_state = str_dup(a, state);
		l->work = l->done = 0;
	}
	l->work += item.n > 0;
	l->done += str_eqz(item, "handed") || str_eqz(item, "done") || str_eqz(item, "excused");
}

/* The class's work of this week, read once: how far each learner is, and what it is about. */
static enum code weeks(struct db *db, struct arena *a, struct board *b, struct takens *t, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select p.learner, p.state, w.state, w.competency from enrolment l join week_plan p on p.learner = l.person and p.monday = ?1"
	                       " left join week_item w on w.week = p.id where l.class = ?2 and l.role = 'student'",
	                       "tb", day_text(a, b->monday), b->class_row.id);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		int at = place(b, rows_id(r, 0));
		if (at >= 0)
			count_work(a, &b->learners[at], rows_t(r, 1), rows_t(r, 2));
		if (!rows_null(r, 3))
			take(a, t, rows_id(r, 3));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Of the class's subject; a homeroom's are all. The class's is in either case. */
static bool of_here(const struct board *b, struct str subject)
{
	struct str own = b->class_row.subjects;
	bool same = own.n == subject.n;
	for (size_t i = 0; i < own.n && same; i++)
		same = (own.p[i] >= 'A' && own.p[i] <= 'Z' ? own.p[i] + 'a' - 'A' : own.p[i]) == subject.p[i];
	return str_eqz(b->class_row.kind, "homeroom") || same;
}

static enum code name_taken(struct db *db, struct arena *a, enum lang lang, const struct board *b, struct takens *t, struct err *e)
{
	struct named *list = NEW_ARRAY(a, struct named, t->n + 1);
	for (size_t i = 0; i < t->n; i++)
		list[i].competency = t->items[i].competency;
	enum code c = named_read(db, a, lang, list, t->n, e);
	for (size_t i = 0; i < t->n && !c; i++)
		if (list[i].there && of_here(b, list[i].subject)) {
			struct taken *x = &t->items[i];
			x->here = true;
			x->rubric = list[i].rubric;
			x->code = list[i].code;
			x->text = list[i].text;
		}
	return c;
}

static int by_number(const void *p, const void *q)
{
	const struct taken *x = p, *y = q;
	return x->here != y->here ? y->here - x->here : x->n != y->n ? y->n - x->n : str_cmp(x->code, y->code);
}

/* What most of the work is about. */
static enum code columns(struct db *db, struct arena *a, enum lang lang, struct board *b, struct takens *t, struct err *e)
{
	enum code c = name_taken(db, a, lang, b, t, e);
	if (c || !t->n)
		return c;
	qsort(t->items, t->n, sizeof *t->items, by_number);
	for (size_t i = 0; i < t->n && t->items[i].here && b->n_columns < BOARD_COLUMNS; i++)
		b->columns[b->n_columns++] = (struct board_column){t->items[i].competency, t->items[i].code, t->items[i].text, t->items[i].rubric};
	return OK;
}

static enum code standings(struct db *db, struct arena *a, struct board *b, day_t today, struct err *e)
{
	struct rows *r;
	struct mastery_model *m;
	struct id k[BOARD_COLUMNS] = {0};
	for (int i = 0; i < b->n_columns; i++)
		k[i] = b->columns[i].competency;
	enum code c = evidence_model(db, a, &m, e);
	if (!c)
		c = db_query(db, e, &r,
		             "select s.learner, s.competency, s.state from enrolment l join mastery s on s.learner = l.person where l.class = ?1 and l.role = 'student'"
		             " and s.competency in (?2, ?3, ?4, ?5, ?6, ?7)",
		             "bbbbbbb", b->class_row.id, k[0], k[1], k[2], k[3], k[4], k[5]);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		int at = place(b, rows_id(r, 0));
		struct str bytes = rows_t(r, 2);
		struct mastery_state state;
		if (at < 0 || bytes.n != sizeof(state))
			continue;
		memcpy(&state, bytes.p, sizeof(state));
		for (int i = 0; i < b->n_columns; i++)
			if (id_eq(k[i], rows_id(r, 1))) {
				struct mastery_estimate now = mastery_estimate(evidence_asked(m, b->columns[i].rubric), &state, today);
				b->learners[at].cells[i] = (struct board_cell){true, now.low, now.high, (int)now.pieces, now.word, mastery_likely(&now), mastery_sure(&now)};
			}
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code lacking(struct db *db, struct arena *a, struct board *b, day_t today, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select l.person, (select count(*) from profile x where x.learner = l.person and x.state = 'complete'),"
	                       " (select count(*) from plan x where x.learner = l.person and x.state = 'active'),"
	                       " (select count(*) from conference x where x.learner = l.person and x.state = 'held' and x.held_on >= ?1)"
	                       " from enrolment l where l.class = ?2 and l.role = 'student'",
	                       "tb", day_text(a, today - HALF_YEAR), b->class_row.id);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		int at = place(b, rows_id(r, 0));
		if (at < 0)
			continue;
		b->learners[at].profile = rows_i(r, 1) > 0;
		b->learners[at].plan = rows_i(r, 2) > 0;
		b->learners[at].conference = rows_i(r, 3) > 0;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code requests(struct db *db, struct arena *a, struct board *b, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	enum code c = db_query(db, e, &r,
	                       "select h.id, h.learner, h.kind, h.text, h.due_at from enrolment l join help_request h on h.learner = l.person"
	                       " where l.class = ?1 and l.role = 'student' and h.state = 'open' order by h.due_at, h.id",
	                       "b", b->class_row.id);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		int at = place(b, rows_id(r, 1));
		if (at < 0)
			continue;
		if (b->n_requests == cap) {
			b->requests = arena_grow(a, b->requests, cap * sizeof(*b->requests), (cap + 8) * sizeof(*b->requests));
			cap += 8;
		}
		b->learners[at].waiting++;
		b->requests[b->n_requests++] = (struct board_request){rows_id(r, 0), rows_id(r, 1), b->learners[at].person.name, str_dup(a, rows_t(r, 2)),
		                                                      str_dup(a, rows_t(r, 3)), rows_i(r, 4)};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static void add_name(struct arena *a, struct str *names, struct str name)
{
	*names = names->n ? str_fmt(a, "%.*s, %.*s", S_ARG(*names), S_ARG(name)) : name;
}

/* Supports of the class by what is done, with the first names it is for. */
static enum code needs(struct db *db, struct arena *a, enum lang lang, struct board *b, day_t today, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	struct str on = day_text(a, today);
	enum code c = db_query(db, e, &r,
	                       "select coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text), n.learner"
	                       " from enrolment l join plan_line n on n.learner = l.person where l.class = ?2 and l.role = 'student'"
	                       " and n.kind in ('accommodation', 'modification', 'support') and coalesce(n.begin_on, '0001-01-01') <= ?3"
	                       " and coalesce(n.end_on, '9999-12-31') >= ?4 order by 1, n.learner",
	                       "zbtt", LANGS[lang].tag, b->class_row.id, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		int at = place(b, rows_id(r, 1));
		if (at < 0)
			continue;
		if (!b->n_needs || !str_eq(b->needs[b->n_needs - 1].text, rows_t(r, 0))) {
			if (b->n_needs == cap) {
				b->needs = arena_grow(a, b->needs, cap * sizeof(*b->needs), (cap + 16) * sizeof(*b->needs));
				cap += 16;
			}
			b->needs[b->n_needs++] = (struct board_need){.text = str_dup(a, rows_t(r, 0))};
		}
		add_name(a, &b->needs[b->n_needs - 1].names, b->learners[at].person.first);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code groups(struct db *db, struct arena *a, struct board *b, day_t today, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	enum code c = db_query(db, e, &r,
	                       "select g.id, g.name, g.purpose, p.given_name, p.family_name, g.place, g.meets, g.end_on, m.learner from class_group g"
	                       " left join person p on p.id = g.adult left join group_member m on m.class_group = g.id"
	                       " where g.class = ?1 and g.end_on >= ?2 order by g.begin_on, g.id, m.learner",
	                       "bt", b->class_row.id, day_text(a, today));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (!b->n_groups || !id_eq(b->groups[b->n_groups - 1].id, rows_id(r, 0))) {
			if (b->n_groups == cap) {
				b->groups = arena_grow(a, b->groups, cap * sizeof(*b->groups), (cap + 8) * sizeof(*b->groups));
				cap += 8;
			}
			b->groups[b->n_groups++] = (struct board_group){
				.id = rows_id(r, 0), .name = str_dup(a, rows_t(r, 1)), .purpose = str_dup(a, rows_t(r, 2)),
				.adult = str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 3)), S_ARG(rows_t(r, 4))), .place = str_dup(a, rows_t(r, 5)),
				.meets = str_dup(a, rows_t(r, 6)), .end_on = str_dup(a, rows_t(r, 7))};
		}
		int at = place(b, rows_id(r, 8));
		if (at >= 0)
			add_name(a, &b->groups[b->n_groups - 1].members, b->learners[at].person.first);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code board_load(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, day_t monday, struct board *out, struct err *e)
{
	struct person_list people;
	*out = (struct board){.monday = monday};
	enum code c = class_get(db, a, class_id, today, &out->class_row, e);
	if (!c)
		c = class_learners(db, a, lang, class_id, today, &people, e);
	if (!c)
		c = class_teachers(db, a, lang, class_id, today, &out->teachers, e);
	if (c)
		return c;
	out->n = people.n;
	out->learners = NEW_ARRAY(a, struct board_learner, people.n);
	for (size_t i = 0; i < people.n; i++)
		out->learners[i].person = people.items[i];
	struct takens t = {0};
	c = weeks(db, a, out, &t, e);
	if (!c)
		c = columns(db, a, lang, out, &t, e);
	if (!c)
		c = standings(db, a, out, today, e);
	if (!c)
		c = lacking(db, a, out, today, e);
	if (!c)
		c = requests(db, a, out, e);
	if (!c)
		c = needs(db, a, lang, out, today, e);
	return c ? c : groups(db, a, out, today, e);
}
