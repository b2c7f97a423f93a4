/* fold_watch.c - when to look again, who tries without getting further, and how far people who judge the same work agree. */
#include "school/evidence/fold_inside.h"
#include "school/evidence/named.h"

#include <stdlib.h>
#include <string.h>

#define RECALL_WANTED 0.9

/* Doubles and integers in a fixed order, no padding. */
void fold_watch_pack(const struct evidence_watch *w, char out[WATCH_BYTES])
{
	const double d[4] = {w->before.stability, w->before.difficulty, w->striving.best, w->best};
	const int32_t i[4] = {w->before.last_day, w->day, w->before.checks | w->striving.in_vain << 16, w->before.again};
	memcpy(out, d, sizeof d);
	memcpy(out + sizeof d, i, sizeof i);
}

bool fold_watch_unpack(struct str bytes, struct evidence_watch *w)
{
	double d[4];
	int32_t i[4];
	if (bytes.n != WATCH_BYTES)
		return false;
	memcpy(d, bytes.p, sizeof d);
	memcpy(i, bytes.p + sizeof d, sizeof i);
	*w = (struct evidence_watch){
		.before = {.stability = d[0], .difficulty = d[1], .last_day = i[0], .checks = (uint16_t)((uint32_t)i[2] & 0xFFFF), .again = i[3] != 0},
		.striving = {.best = d[2], .in_vain = (uint16_t)((uint32_t)i[2] >> 16)}, .best = d[3], .day = i[1]};
	return true;
}

struct evidence_check fold_check(const struct evidence_watch *w)
{
	const struct retention_params p = retention_params_default();
	struct retention x = w->before;
	if (w->day == INT32_MIN)
		return (struct evidence_check){0};
	retention_check(&p, &x, retention_grade(w->best), w->day);
	return (struct evidence_check){.any = true, .again = x.again, .due = retention_due(&p, &x, RECALL_WANTED)};
}

enum code evidence_check_again(struct db *db, struct id learner, struct id competency, struct evidence_check *out, struct err *e)
{
	struct rows *r;
	*out = (struct evidence_check){0};
	enum code c = db_query(db, e, &r, "select check_on, check_again from mastery where learner = ?1 and competency = ?2 and check_on is not null", "bb", learner, competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = (struct evidence_check){.any = true, .due = (day_t)rows_i(r, 0), .again = rows_i(r, 1) != 0};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Many pieces are due in a class at any time, of few competencies: what is read of each piece is little, and what a competency
 * is called is read at once for all. A call is looked up where somebody may be called. */
#define COLUMNS "s.learner, s.competency, s.state, s.check_on, s.check_again, s.in_vain"
#define NOTICES_MOST 400

struct piece {
	struct mastery_state state;
	struct evidence_notice v;
	bool due;
	size_t of; /* its competency's place */
};

struct notices {
	struct arena *a;
	enum lang lang;
	day_t today;
	struct mastery_model *m;
	struct named *due;
	struct piece *pieces;
	struct evidence_notice *list;
	size_t n_due, cap_due, n_pieces, cap_pieces, n, cap;
};

static size_t due_of(struct notices *x, struct id competency)
{
	for (size_t i = x->n_due; i-- > 0;)
		if (id_eq(x->due[i].competency, competency))
			return i;
	if (x->n_due == x->cap_due) {
		x->due = arena_grow(x->a, x->due, x->cap_due * sizeof *x->due, (x->cap_due + 32) * sizeof *x->due);
		x->cap_due += 32;
	}
	x->due[x->n_due] = (struct named){.competency = competency};
	return x->n_due++;
}

/* The newest call of this learner and competency. *person: false when it was answered. */
static enum code call_of(struct db *db, struct notices *x, struct evidence_notice *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select d.id, coalesce(nullif(o.preferred_name, ''), o.given_name), o.family_name, d.due_on, d.state, d.tries from sit_down d"
	                       " left join person o on o.id = d.owner where d.learner = ?1 and d.competency = ?2 order by d.created_at desc, d.id desc limit 1",
	                       "bb", out->learner, out->competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		out->person = !fold_call_answered(rows_t(r, 4), rows_i(r, 5), out->in_vain);
		if (out->person && str_eqz(rows_t(r, 4), "open")) {
			out->task = rows_id(r, 0);
			out->owner = str_trim(str_fmt(x->a, "%.*s %.*s", S_ARG(rows_t(r, 1)), S_ARG(rows_t(r, 2))));
			if (!day_parse(rows_t(r, 3), &out->due))
				out->due = DAY_NONE;
		}
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static void keep_piece(struct notices *x, struct rows *r)
{
	struct piece p = {.v = {.learner = rows_id(r, 0), .competency = rows_id(r, 1), .again = rows_i(r, 4) != 0, .in_vain = (int)rows_i(r, 5), .due = DAY_NONE}};
	if (rows_t(r, 2).n != sizeof p.state)
		return;
	memcpy(&p.state, rows_t(r, 2).p, sizeof p.state);
	p.due = !rows_null(r, 3) && (rows_i(r, 3) <= x->today || p.v.again);
	p.of = due_of(x, p.v.competency);
	if (x->n_pieces == x->cap_pieces) {
		x->pieces = arena_grow(x->a, x->pieces, x->cap_pieces * sizeof *x->pieces, (x->cap_pieces + 64) * sizeof *x->pieces);
		x->cap_pieces += 64;
	}
	x->pieces[x->n_pieces++] = p;
}

static enum code notice(struct db *db, const struct piece *p, struct notices *x, struct err *e)
{
	const struct named *d = &x->due[p->of];
	struct evidence_notice v = p->v;
	bool due = p->due;
	enum code c = OK;
	if (!d->there)
		return OK;
	struct mastery_estimate now = mastery_estimate(evidence_asked(x->m, d->rubric), &p->state, x->today);
	struct striving s = {.in_vain = (uint16_t)v.in_vain};
	v.person = striving_calls(&s, now.word == MASTERY_SHOWN || now.word == MASTERY_READY);
	if (v.person)
		c = call_of(db, x, &v, e);
	if (c || (!v.person && !(due && now.word == MASTERY_SHOWN)))
		return c;
	v.code = d->code;
	v.text = d->text;
	if (x->n == x->cap) {
		x->list = arena_grow(x->a, x->list, x->cap * sizeof *x->list, (x->cap + 64) * sizeof *x->list);
		x->cap += 64;
	}
	x->list[x->n++] = v;
	return OK;
}

static int by_code(const void *p, const void *q)
{
	const struct evidence_notice *x = p, *y = q;
	int c = str_cmp(x->code, y->code);
	c = c ? c : id_cmp(x->competency, y->competency);
	return c ? c : id_cmp(x->learner, y->learner);
}

/* COLUMNS; r is ended here */
static enum code read_notices(struct db *db, struct rows *r, struct arena *a, enum lang lang, day_t today, struct evidence_notice **out, size_t *n, struct err *e)
{
	struct notices x = {.a = a, .lang = lang, .today = today};
	int got = 0;
	enum code c = evidence_model(db, a, &x.m, e);
	while (!c && (got = rows_next(r, e)) == 1)
		keep_piece(&x, r);
	rows_end(r);
	if (!c && got == 0)
		c = named_read(db, a, lang, x.due, x.n_due, e);
	for (size_t i = 0; i < x.n_pieces && !c && got == 0; i++)
		c = notice(db, &x.pieces[i], &x, e);
	if (x.n)
		qsort(x.list, x.n, sizeof *x.list, by_code);
	*out = x.list;
	*n = x.n < NOTICES_MOST ? x.n : NOTICES_MOST;
	return c ? c : got < 0 ? e->code : OK;
}

enum code evidence_notices(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct evidence_notice **out, size_t *n, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select " COLUMNS " from mastery s where s.learner = ?1 and (s.check_on <= ?2 or s.check_again = 1 or s.in_vain >= ?3)", "bii",
	                       learner, (int64_t)today, (int64_t)STRIVING_TRIES);
	return c ? c : read_notices(db, r, a, lang, today, out, n, e);
}

enum code evidence_notices_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct evidence_notice **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	enum code c = db_query(db, e, &r,
	                       "select " COLUMNS " from enrolment l join mastery s on s.learner = l.person"
	                       " where l.class = ?1 and l.role = 'student' and coalesce(l.begin_on, '0001-01-01') <= ?2 and coalesce(l.end_on, '9999-12-31') >= ?3"
	                       " and (s.check_on <= ?4 or s.check_again = 1 or s.in_vain >= ?5)",
	                       "bttii", class_id, on, on, (int64_t)today, (int64_t)STRIVING_TRIES);
	return c ? c : read_notices(db, r, a, lang, today, out, n, e);
}

enum code evidence_notices_viewer(struct db *db, struct arena *a, enum lang lang, struct id viewer, day_t today, struct evidence_notice **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	enum code c = db_query(db, e, &r,
	                       "select " COLUMNS " from (select distinct learner from relation where viewer = ?1 and (rel & 60) <> 0"
	                       " and coalesce(begin_on, '0001-01-01') <= ?2 and coalesce(end_on, '9999-12-31') >= ?3) l"
	                       " join mastery s on s.learner = l.learner and s.in_vain >= ?4",
	                       "btti", viewer, on, on, (int64_t)STRIVING_TRIES);
	return c ? c : read_notices(db, r, a, lang, today, out, n, e);
}

enum code evidence_person(struct db *db, struct arena *a, struct id learner, day_t today, struct id *id, struct str *name, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	*id = ID_NIL;
	*name = S("");
	enum code c = db_query(db, e, &r,
	                       "select p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from enrolment s join class k on k.id = s.class"
	                       " join enrolment t on t.class = s.class and t.role = 'teacher' join person p on p.id = t.person"
	                       " where s.person = ?1 and s.role = 'student' and coalesce(s.begin_on, '0001-01-01') <= ?2 and coalesce(s.end_on, '9999-12-31') >= ?2"
	                       " and coalesce(t.begin_on, '0001-01-01') <= ?2 and coalesce(t.end_on, '9999-12-31') >= ?2"
	                       " order by case when k.kind = 'homeroom' then 0 else 1 end, p.family_name, p.id limit 1",
	                       "bt", learner, on);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		*id = rows_id(r, 0);
		*name = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 1)), S_ARG(rows_t(r, 2))));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

struct str evidence_say_notice(struct arena *a, enum lang lang, const struct evidence_notice *n, struct str person)
{
	if (!n->person)
		return str_z(tr(lang, n->again ? N_("Check it again: the last time it did not go well. It stays shown.") : N_("Worth checking again. It stays shown.")));
	if (n->owner.n)
		person = n->owner;
	if (!person.n)
		return str_fmt(a, tr(lang, N_("%d tries and no step further yet. This way does not help: time for a person.")), n->in_vain);
	return str_fmt(a, tr(lang, N_("%d tries and no step further yet. This way does not help: time to sit down with %.*s.")), n->in_vain, S_ARG(person));
}

const struct evidence_notice *evidence_notice_of(const struct evidence_notice *list, size_t n, struct id competency)
{
	for (size_t i = 0; i < n; i++)
		if (id_eq(list[i].competency, competency))
			return &list[i];
	return NULL;
}

#define COMPARED_DAYS 14
#define TRUST 10 /* comparisons that a scorer is taken to have agreed in before any was made */

enum code evidence_reliability(struct db *db, struct id scorer, double *out, struct err *e)
{
	struct rows *r;
	*out = 1;
	enum code c = db_query(db, e, &r,
	                       "select count(*), coalesce(sum(case when abs(x.score - y.score) <= 0.17 then 1 else 0 end), 0) from"
	                       " (select id, learner, competency, score, happened_at, kind from event where actor = ?1 and score is not null and learner <> ?1"
	                       " and kind in ('task', 'product', 'observation', 'conversation') order by id desc limit 200) x"
	                       " join event y on y.learner = x.learner and y.competency = x.competency and y.kind = x.kind and y.actor <> ?1 and y.actor <> y.learner and y.score is not null"
	                       " and abs(y.happened_at - x.happened_at) <= ?2",
	                       "bi", scorer, COMPARED_DAYS * (int64_t)DAY);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = (double)(rows_i(r, 1) + TRUST) / (double)(rows_i(r, 0) + TRUST);
	rows_end(r);
	return got < 0 ? e->code : OK;
}
