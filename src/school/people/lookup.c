#include "school/people/people.h"

#include <stdlib.h>

#define PERSON_COLUMNS "p.id, p.given_name, p.family_name, p.preferred_name, p.grade, p.language"

/* Columns from `at` on are PERSON_COLUMNS. */
static struct person person_row(const struct rows *r, int at, struct arena *a)
{
	struct str use = rows_t(r, at + 3).n ? rows_t(r, at + 3) : rows_t(r, at + 1);
	struct person p = {.id = rows_id(r, at), .first = str_dup(a, use), .grade = str_dup(a, rows_t(r, at + 4)), .language = str_dup(a, rows_t(r, at + 5))};
	p.name = str_fmt(a, "%.*s %.*s", S_ARG(use), S_ARG(rows_t(r, at + 2)));
	p.name = str_trim(p.name);
	return p;
}

enum code person_get(struct db *db, struct arena *a, struct id id, struct person *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select " PERSON_COLUMNS " from person p where p.id = ?1 and p.district = ?2", "bd", id);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = person_row(r, 0, a);
	rows_end(r);
	return got == 1 ? OK : got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such person.");
}

struct named {
	struct person p;
	struct str key;
	enum lang lang;
};

static int by_name(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int c = tr_compare(a->lang, a->key, b->key);
	return c ? c : id_cmp(a->p.id, b->p.id);
}

/* Takes all rows (PERSON_COLUMNS first), each person once, sorted by family name and then given name. */
static enum code people_all(struct rows *r, struct arena *a, enum lang lang, struct person_list *out, struct err *e)
{
	struct named *all = NULL;
	size_t n = 0, cap = 0;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (n == cap) {
			all = arena_grow(a, all, cap * sizeof(*all), (cap ? 2 * cap : 32) * sizeof(*all));
			cap = cap ? 2 * cap : 32;
		}
		all[n].p = person_row(r, 0, a);
		all[n].key = str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 2)), S_ARG(rows_t(r, 1)));
		all[n++].lang = lang;
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	if (n > 1)
		qsort(all, n, sizeof(*all), by_name);
	out->items = NEW_ARRAY(a, struct person, n);
	out->n = 0;
	for (size_t i = 0; i < n; i++)
		if (!out->n || !id_eq(out->items[out->n - 1].id, all[i].p.id))
			out->items[out->n++] = all[i].p;
	return OK;
}

#define CLASS_COLUMNS \
	"c.id, c.org, c.session, c.title, c.grades, c.subjects, c.location, c.kind," \
	" (select count(*) from enrolment l where l.class = c.id and l.role = 'student'" \
	" and coalesce(l.begin_on, '0001-01-01') <= ?1 and coalesce(l.end_on, '9999-12-31') >= ?2)"

static struct class_row class_row_of(const struct rows *r, struct arena *a)
{
	return (struct class_row){.id = rows_id(r, 0), .org = rows_id(r, 1), .session = rows_id(r, 2), .title = str_dup(a, rows_t(r, 3)),
	                          .grades = str_dup(a, rows_t(r, 4)), .subjects = str_dup(a, rows_t(r, 5)), .location = str_dup(a, rows_t(r, 6)),
	                          .kind = str_dup(a, rows_t(r, 7)), .learners = rows_i(r, 8)};
}

enum code class_get(struct db *db, struct arena *a, struct id id, day_t today, struct class_row *out, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	enum code c = db_query(db, e, &r, "select " CLASS_COLUMNS " from class c where c.id = ?3 and c.district = ?4", "ttbd", on, on, id);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = class_row_of(r, a);
	rows_end(r);
	return got == 1 ? OK : got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such class.");
}

enum code classes_of(struct db *db, struct arena *a, struct id person, unsigned mask, day_t today, struct class_list *out, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	size_t cap = 0;
	*out = (struct class_list){0};
	enum code c = db_query(db, e, &r,
	                       "select " CLASS_COLUMNS ", x.rel from class_relation x join class c on c.id = x.class where x.viewer = ?3"
	                       " and coalesce(x.begin_on, '0001-01-01') <= ?4 and coalesce(x.end_on, '9999-12-31') >= ?5 order by c.title, c.id",
	                       "ttbtt", on, on, person, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		unsigned rel = (unsigned)rows_i(r, 9);
		if (!(rel & mask))
			continue;
		if (out->n && id_eq(out->items[out->n - 1].id, rows_id(r, 0))) {
			out->items[out->n - 1].rel |= rel;
			continue;
		}
		if (out->n == cap) {
			out->items = arena_grow(a, out->items, cap * sizeof(*out->items), (cap ? 2 * cap : 16) * sizeof(*out->items));
			cap = cap ? 2 * cap : 16;
		}
		out->items[out->n] = class_row_of(r, a);
		out->items[out->n++].rel = rel;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code class_learners(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct person_list *out, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	enum code c = db_query(db, e, &r,
	                       "select " PERSON_COLUMNS " from enrolment l join person p on p.id = l.person where l.class = ?1 and l.role = 'student'"
	                       " and coalesce(l.begin_on, '0001-01-01') <= ?2 and coalesce(l.end_on, '9999-12-31') >= ?3",
	                       "btt", class_id, on, on);
	return c ? c : people_all(r, a, lang, out, e);
}

enum code class_teachers(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct person_list *out, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	enum code c = db_query(db, e, &r,
	                       "select " PERSON_COLUMNS " from enrolment l join person p on p.id = l.person where l.class = ?1 and l.role in ('teacher', 'aide')"
	                       " and coalesce(l.begin_on, '0001-01-01') <= ?2 and coalesce(l.end_on, '9999-12-31') >= ?3",
	                       "btt", class_id, on, on);
	return c ? c : people_all(r, a, lang, out, e);
}

enum code learners_of(struct db *db, struct arena *a, enum lang lang, struct id viewer, unsigned mask, day_t today, struct person_list *out, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	enum code c = db_query(db, e, &r,
	                       "select " PERSON_COLUMNS " from relation x join person p on p.id = x.learner where x.viewer = ?1 and (x.rel & ?2) <> 0"
	                       " and coalesce(x.begin_on, '0001-01-01') <= ?3 and coalesce(x.end_on, '9999-12-31') >= ?4"
	                       " and exists (select 1 from role s where s.person = p.id and s.role = 'student')",
	                       "bitt", viewer, (int64_t)mask, on, on);
	return c ? c : people_all(r, a, lang, out, e);
}

enum code org_learners(struct db *db, struct arena *a, enum lang lang, struct id org, day_t today, struct person_list *out, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	enum code c = db_query(db, e, &r,
	                       "select " PERSON_COLUMNS " from role s join person p on p.id = s.person where s.district = ?1 and s.role = 'student'"
	                       " and (s.org = ?2 or ?3 = 1) and coalesce(s.begin_on, '0001-01-01') <= ?4 and coalesce(s.end_on, '9999-12-31') >= ?5",
	                       "dbitt", org, (int64_t)id_nil(org), on, on);
	return c ? c : people_all(r, a, lang, out, e);
}

enum code guardians_of(struct db *db, struct arena *a, struct id learner, day_t today, struct guardian_row **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	size_t cap = 0;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select " PERSON_COLUMNS ", g.id, g.relation, g.language, g.reach_by, g.reach_note, p.email, p.phone, p.sms, g.has_access, coalesce(g.quiet_from, ''), coalesce(g.quiet_until, ''),"
	                       " coalesce(g.time_zone, ''), coalesce(g.most_a_day, 0) from guardian g join person p on p.id = g.adult where g.learner = ?1"
	                       " and coalesce(g.begin_on, '0001-01-01') <= ?2 and coalesce(g.end_on, '9999-12-31') >= ?3 order by g.created_at, g.id",
	                       "btt", learner, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof(**out), (cap + 4) * sizeof(**out));
			cap += 4;
		}
		(*out)[(*n)++] = (struct guardian_row){
			.id = rows_id(r, 6), .adult = person_row(r, 0, a), .relation = str_dup(a, rows_t(r, 7)), .language = str_dup(a, rows_t(r, 8)),
			.reach_by = str_dup(a, rows_t(r, 9)), .reach_note = str_dup(a, rows_t(r, 10)), .email = str_dup(a, rows_t(r, 11)),
			.phone = str_dup(a, rows_t(r, 12)), .sms = str_dup(a, rows_t(r, 13)), .has_access = rows_i(r, 14) != 0,
			.quiet_from = str_dup(a, rows_t(r, 15)), .quiet_until = str_dup(a, rows_t(r, 16)), .time_zone = str_dup(a, rows_t(r, 17)), .most_a_day = rows_i(r, 18)};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code adults_of(struct db *db, struct arena *a, struct id learner, day_t today, struct adult_row **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	size_t cap = 0;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select " PERSON_COLUMNS ", t.role, c.title from enrolment s join class c on c.id = s.class"
	                       " join enrolment t on t.class = s.class and t.role in ('teacher', 'aide') join person p on p.id = t.person"
	                       " where s.person = ?1 and s.role = 'student'"
	                       " and coalesce(s.begin_on, '0001-01-01') <= ?2 and coalesce(s.end_on, '9999-12-31') >= ?3"
	                       " and coalesce(t.begin_on, '0001-01-01') <= ?4 and coalesce(t.end_on, '9999-12-31') >= ?5"
	                       " union all select " PERSON_COLUMNS ", x.role, x.purpose from support_role x join person p on p.id = x.adult where x.learner = ?6"
	                       " and coalesce(x.begin_on, '0001-01-01') <= ?7 and coalesce(x.end_on, '9999-12-31') >= ?8",
	                       "bttttbtt", learner, on, on, on, on, learner, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof(**out), (cap + 8) * sizeof(**out));
			cap += 8;
		}
		(*out)[(*n)++] = (struct adult_row){.adult = person_row(r, 0, a), .role = str_dup(a, rows_t(r, 6)), .about = str_dup(a, rows_t(r, 7))};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}
