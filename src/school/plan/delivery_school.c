#include "school/plan/delivery_school.h"
#include "school/plan/need_words.h"

#include <stdlib.h>
#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)
#define KINDS (NEED_TERMS + 1) /* the last: supports that stand in words only */
#define WAITS_MOST 200
#define WAITS_SINCE 200        /* days */
/* ?1: of these learners alone. ?2 the school, ?3 whether it is all. */
#define OF_SCHOOL " s.role = 'student' and (s.org = ?2 or ?3 = 1) and coalesce(s.begin_on, '0001-01-01') <= ?4 and coalesce(s.end_on, '9999-12-31') >= ?4"

struct who { struct id id, room; struct str room_title; };
struct counting {
	struct db *db;
	struct arena *a;
	struct id org;
	struct str today;
	struct who *who;           /* by id */
	size_t n;
	struct delivery_sum *each; /* of each learner */
	struct delivery_sum kinds[KINDS];
	unsigned char *has;        /* learner by kind */
};

static int by_id(const void *x, const void *y)
{
	return id_cmp(((const struct who *)x)->id, ((const struct who *)y)->id);
}

static struct who *find(struct counting *c, struct id learner)
{
	struct who key = {.id = learner};
	return c->n ? bsearch(&key, c->who, c->n, sizeof *c->who, by_id) : NULL;
}

/* A learner counts in the homeroom, without one in the first class by title. */
static enum code learners(struct counting *c, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	TRY(db_query(c->db, e, &r,
	             "select distinct s.person, (select k.id from enrolment l join class k on k.id = l.class where l.person = s.person and l.role = 'student' and coalesce(l.begin_on, '0001-01-01') <= ?4"
	             " and coalesce(l.end_on, '9999-12-31') >= ?4 order by case when k.kind = 'homeroom' then 0 else 1 end, k.title, k.id limit 1)"
	             " from role s where s.district = ?1 and" OF_SCHOOL " order by s.person",
	             "dbit", c->org, (int64_t)id_nil(c->org), c->today));
	while ((got = rows_next(r, e)) == 1) {
		if (c->n == cap) {
			size_t more = cap ? 2 * cap : 512;
			c->who = arena_grow(c->a, c->who, cap * sizeof *c->who, more * sizeof *c->who);
			cap = more;
		}
		c->who[c->n++] = (struct who){.id = rows_id(r, 0), .room = rows_id(r, 1)};
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	if (c->n)
		qsort(c->who, c->n, sizeof *c->who, by_id);
	c->each = NEW_ARRAY(c->a, struct delivery_sum, c->n + 1);
	c->has = NEW_ARRAY(c->a, unsigned char, (c->n + 1) * KINDS);
	return OK;
}

static int kind_of(struct str term)
{
	enum need_term t = NEED_TERMS;
	(void)need_term_parse(term, &t);
	return (int)t;
}

static void seen(struct counting *c, struct who *w, int kind)
{
	unsigned char *at = &c->has[(size_t)(w - c->who) * KINDS + (size_t)kind];
	c->each[w - c->who].learners = 1;
	c->kinds[kind].learners += !*at;
	*at = 1;
}

static enum code planned(struct counting *c, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(c->db, e, &r,
	             "select n.learner, n.term, count(*) from role s join plan_line n on n.learner = s.person where s.district = ?1 and" OF_SCHOOL
	             " and n.kind in ('accommodation', 'modification', 'support') and n.prohibited = 0 and coalesce(n.begin_on, '0001-01-01') <= ?4 and coalesce(n.end_on, '9999-12-31') >= ?4"
	             " group by n.learner, n.term",
	             "dbit", c->org, (int64_t)id_nil(c->org), c->today));
	while ((got = rows_next(r, e)) == 1) {
		struct who *w = find(c, rows_id(r, 0));
		int kind = kind_of(rows_t(r, 1));
		if (!w || (kind < NEED_TERMS && !delivery_ways((enum need_term)kind)))
			continue; /* a detail counts with the support it belongs to */
		seen(c, w, kind);
		c->each[w - c->who].planned += rows_i(r, 2);
		c->kinds[kind].planned += rows_i(r, 2);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static void add(struct delivery_sum *x, struct str what, int64_t n, int64_t waiting)
{
	x->offered += str_eqz(what, "offered") ? n : 0;
	x->used += str_eqz(what, "used") ? n : 0;
	x->off += str_eqz(what, "turnedOff") ? n : 0;
	x->missed += str_eqz(what, "missed") ? n : 0;
	x->waiting += str_eqz(what, "missed") ? waiting : 0;
}

static struct id ids_from(day_t day)
{
	struct id id = {{0}};
	uint64_t ms = (uint64_t)(day - 1) * 86400000;
	for (int i = 0; i < 6; i++)
		id.b[i] = (unsigned char)(ms >> (40 - 8 * i));
	return id;
}

static enum code happened(struct counting *c, day_t monday, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(c->db, e, &r,
	             "select d.learner, d.term, d.what, count(*), sum(case when d.what = 'missed' and not exists (select 1 from delivery x where x.answers = d.id) then 1 else 0 end)"
	             " from delivery d where d.district = ?1 and d.id >= ?2 and d.id < ?3 and d.on_day >= ?4 and d.on_day <= ?5 and d.what in ('offered', 'used', 'turnedOff', 'missed')"
	             " group by d.learner, d.term, d.what",
	             "dbbtt", ids_from(monday), ids_from(monday + 9), day_text(c->a, monday), day_text(c->a, monday + 6)));
	while ((got = rows_next(r, e)) == 1) {
		struct who *w = find(c, rows_id(r, 0));
		int kind = kind_of(rows_t(r, 1));
		if (!w)
			continue;
		seen(c, w, kind);
		add(&c->each[w - c->who], rows_t(r, 2), rows_i(r, 3), rows_i(r, 4));
		add(&c->kinds[kind], rows_t(r, 2), rows_i(r, 3), rows_i(r, 4));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static void put(struct delivery_sum *to, const struct delivery_sum *x)
{
	to->learners += x->learners;
	to->planned += x->planned;
	to->offered += x->offered;
	to->used += x->used;
	to->off += x->off;
	to->missed += x->missed;
	to->waiting += x->waiting;
	to->together += x->together ? x->together : 1;
}

static int by_size(const void *x, const void *y)
{
	const struct delivery_sum *p = x, *q = y;
	if (p->learners != q->learners)
		return p->learners < q->learners ? -1 : 1;
	return id_cmp(p->class_id, q->class_id);
}

static int by_label(const void *x, const void *y)
{
	const struct delivery_sum *p = x, *q = y;
	size_t n = p->label.n < q->label.n ? p->label.n : q->label.n;
	int d = n ? memcmp(p->label.p, q->label.p, n) : 0;
	return d ? d : (p->label.n > q->label.n) - (p->label.n < q->label.n);
}

/* The smallest are put together until none stands for few learners, and never one alone. Learners of several kinds are counted
 * once: `together` says how many are in any of the first n (NULL: groups do not overlap). */
static void protect(struct delivery_sum *list, size_t *n, int64_t (*together)(const struct counting *, const struct delivery_sum *, size_t), const struct counting *c)
{
	struct delivery_sum rest = {0};
	size_t first = 0;
	qsort(list, *n, sizeof *list, by_size);
	while (first < *n && (list[first].learners < DELIVERY_LEAST || (first && (rest.learners < DELIVERY_LEAST || rest.together < 2)))) {
		put(&rest, &list[first++]);
		if (together)
			rest.learners = together(c, list, first);
	}
	memmove(list, list + first, (*n - first) * sizeof *list);
	*n -= first;
	qsort(list, *n, sizeof *list, by_label);
	if (first)
		list[(*n)++] = rest;
}

static int64_t in_any(const struct counting *c, const struct delivery_sum *list, size_t n)
{
	int64_t all = 0;
	for (size_t i = 0; i < c->n; i++) {
		bool any = false;
		for (size_t k = 0; k < n && !any; k++)
			any = c->has[i * KINDS + (size_t)list[k].class_id.b[0]] != 0; /* the number of the kind, until it leaves */
		all += any;
	}
	return all;
}

static int by_room(const void *x, const void *y)
{
	return id_cmp((*(const struct who *const *)x)->room, (*(const struct who *const *)y)->room);
}

static enum code classes(struct counting *c, struct delivery_school *out, struct err *e)
{
	const struct who **rooms = NEW_ARRAY(c->a, const struct who *, c->n + 1);
	size_t n = 0;
	for (size_t i = 0; i < c->n; i++)
		if (c->each[i].learners)
			rooms[n++] = &c->who[i];
	if (n)
		qsort(rooms, n, sizeof *rooms, by_room); /* a district has a thousand times as many classes as a school */
	for (size_t i = 0; i < n; i++)
		out->n_classes += !i || !id_eq(rooms[i]->room, rooms[i - 1]->room);
	out->classes = NEW_ARRAY(c->a, struct delivery_sum, out->n_classes + 1);
	for (size_t i = 0, at = 0; i < n; i++) {
		at += i && !id_eq(rooms[i]->room, rooms[i - 1]->room);
		out->classes[at].class_id = rooms[i]->room;
		put(&out->all, &c->each[rooms[i] - c->who]);
		put(&out->classes[at], &c->each[rooms[i] - c->who]);
	}
	out->all.together = 0;
	for (size_t i = 0; i < out->n_classes; i++) {
		struct rows *r;
		out->classes[i].together = 1;
		TRY(db_query(c->db, e, &r, "select title from class where id = ?1", "b", out->classes[i].class_id));
		int got = rows_next(r, e);
		out->classes[i].label = got == 1 ? str_dup(c->a, rows_t(r, 0)) : S("-");
		rows_end(r);
		if (got < 0)
			return e->code;
	}
	protect(out->classes, &out->n_classes, NULL, c);
	return OK;
}

static void kinds(struct counting *c, enum lang lang, struct delivery_school *out)
{
	out->kinds = NEW_ARRAY(c->a, struct delivery_sum, KINDS + 1);
	for (int k = 0; k < KINDS; k++)
		if (c->kinds[k].learners) {
			struct delivery_sum *x = &out->kinds[out->n_kinds++];
			*x = c->kinds[k];
			x->together = 1;
			x->class_id.b[0] = (unsigned char)k;
			x->label = str_z(k < NEED_TERMS ? tr(lang, need_label((enum need_term)k)) : tr(lang, N_("Supports that a plan says in words alone")));
		}
	protect(out->kinds, &out->n_kinds, in_any, c);
	for (size_t i = 0; i < out->n_kinds; i++)
		out->kinds[i].class_id = ID_NIL;
}

/* What was missed and waits, with the person to whom it comes. */
static enum code waits(struct counting *c, enum lang lang, day_t today, struct delivery_school *out, struct err *e)
{
	struct rows *r;
	int got;
	out->waits = NEW_ARRAY(c->a, struct delivery_wait, WAITS_MOST + 1);
	TRY(db_query(c->db, e, &r,
	             "select d.id, d.learner, d.owner, d.term, d.value, d.why, d.text, d.on_day, coalesce((select x.words from record_text x where x.id = d.line and x.field = 'text' and x.lang = ?7), (select n.text from plan_line n where n.id = d.line), ''),"
	             " coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, coalesce(nullif(o.preferred_name, ''), o.given_name), o.family_name"
	             " from delivery d join person p on p.id = d.learner left join person o on o.id = d.owner where d.district = ?1 and d.id >= ?5 and d.what = 'missed'"
	             " and exists (select 1 from role s where s.person = d.learner and" OF_SCHOOL ") and not exists (select 1 from delivery x where x.answers = d.id) order by d.on_day, d.id limit ?6",
	             "dbitbiz", c->org, (int64_t)id_nil(c->org), c->today, ids_from(today - WAITS_SINCE), (int64_t)WAITS_MOST, LANGS[lang].tag));
	while ((got = rows_next(r, e)) == 1 && out->n_waits < WAITS_MOST) {
		struct delivery_wait *w = &out->waits[out->n_waits++];
		*w = (struct delivery_wait){.id = rows_id(r, 0), .learner = rows_id(r, 1), .owner = rows_id(r, 2), .why = str_dup(c->a, rows_t(r, 5)), .text = str_dup(c->a, rows_t(r, 6))};
		w->words = rows_t(r, 3).n ? need_words(c->a, lang, str_dup(c->a, rows_t(r, 3)), str_dup(c->a, rows_t(r, 4))) : str_dup(c->a, rows_t(r, 8));
		w->name = str_trim(str_fmt(c->a, "%.*s %.*s", S_ARG(rows_t(r, 9)), S_ARG(rows_t(r, 10))));
		w->owner_name = str_trim(str_fmt(c->a, "%.*s %.*s", S_ARG(rows_t(r, 11)), S_ARG(rows_t(r, 12))));
		if (!day_parse(rows_t(r, 7), &w->day))
			w->day = DAY_NONE;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code delivery_school(struct db *db, struct arena *a, enum lang lang, struct id org, day_t monday, day_t today, struct delivery_school *out, struct err *e)
{
	struct counting *c = NEW(a, struct counting);
	*out = (struct delivery_school){0};
	*c = (struct counting){.db = db, .a = a, .org = org, .today = day_text(a, today)};
	TRY(learners(c, e));
	TRY(planned(c, e));
	TRY(happened(c, monday, e));
	TRY(classes(c, out, e));
	kinds(c, lang, out);
	return id_nil(org) ? OK : waits(c, lang, today, out, e);
}
