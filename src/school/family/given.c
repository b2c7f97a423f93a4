#include "school/family/given.h"

#include <string.h>

const struct choice RECORD_ASKS[] = {
	{"see", N_("See all that the school keeps")}, {"copy", N_("Have a copy of it")}, {"correct", N_("Have something corrected")},
	{"erase", N_("Have something erased that is no longer needed")}, {NULL, NULL}};
static const struct choice states[] = {{"open", N_("Waits for the school")}, {"answered", N_("Answered")}, {NULL, NULL}};

static enum code answer_says(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "answered") || str_trim(rec_t(c->now, "answer")).n)
		return OK;
	return err_set(e, E_INPUT, "Write what was shown, given or decided, and when. A few words are enough.");
}

RECORD(record_request) = {
	.name = "record_request", .table = "record_request", .label = N_("Request about the record"), .plural = N_("Requests about the record"),
	.help = N_("A family or learner asks to see, copy, correct or erase what the school keeps. The school answers within 45 days."), .serves = "R437 R438",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_HOME | REL_LEADER | REL_CASE, .edit = REL_LEADER | REL_CASE, .create = REL_HOME | REL_LEADER | REL_CASE, .remove = 0,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"kind", N_("What is asked for"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FIXED, .choices = RECORD_ASKS},
		{"asked_by", N_("Asked by"), NULL, F_REF, FF_NO_FORM, .ref = "person"},
		{"answer", N_("What was answered"), N_("What was shown, given or decided, and when."), F_LONG, FF_LIST}),
	.checks = CHECKS({"an answer says what was done [R438]", answer_says}),
	.states = states, .moves = MOVES({NULL, "answered", N_("It is answered"), REL_LEADER | REL_CASE}, {NULL, "open", N_("It is not settled"), REL_HOME | REL_LEADER | REL_CASE}),
	.title_field = "kind", .order = "-created_at"};

static struct str name_of(struct arena *a, struct rows *r, int given, int family)
{
	return str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, given)), S_ARG(rows_t(r, family))));
}

/* The same person by several ways counts once; without an end by one of them is without an end. */
static void seer_add(struct seer *list, size_t *n, struct seer x)
{
	for (size_t i = 0; i < *n; i++) {
		if (!id_eq(list[i].person, x.person))
			continue;
		list[i].rel |= x.rel;
		if (list[i].until != DAY_NONE && (x.until == DAY_NONE || x.until > list[i].until))
			list[i].until = x.until;
		return;
	}
	list[(*n)++] = x;
}

enum code seers_of(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct seer **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	(void)lang;
	*out = NULL;
	*n = 0;
	/* district office: a hat that holds for every learner */
	enum code c = db_query(db, e, &r,
	        "select p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, x.rel, x.end_on from"
	        " (select viewer, rel, begin_on, end_on from relation where learner = ?1"
	        " union all select viewer, rel, begin_on, end_on from hat where rel = 128) x join person p on p.id = x.viewer"
	        " where x.viewer <> ?1 and coalesce(x.begin_on, '0001-01-01') <= ?2 and coalesce(x.end_on, '9999-12-31') >= ?2 order by p.family_name, p.given_name, p.id",
	        "bt", learner, day_text(a, today));
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		struct seer x = {.person = rows_id(r, 0), .name = name_of(a, r, 1, 2), .rel = (unsigned)rows_i(r, 3)};
		if (!day_parse(rows_t(r, 4), &x.until))
			x.until = DAY_NONE;
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 32) * sizeof **out);
			cap += 32;
		}
		seer_add(*out, n, x);
	}
	rows_end(r);
	return got < 0 ? E_DB : OK;
}

enum code given_of(struct db *db, struct arena *a, struct id learner, struct given **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r, "select d.at, d.to_whom, d.purpose, d.what, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '')"
	                       " from disclosure d left join person p on p.id = d.made_by where d.learner = ?1 order by d.at desc, d.id desc limit 1000", "b", learner);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 16) * sizeof **out);
			cap += 16;
		}
		(*out)[(*n)++] = (struct given){rows_i(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2)), str_dup(a, rows_t(r, 3)), name_of(a, r, 4, 5)};
	}
	rows_end(r);
	return got < 0 ? E_DB : OK;
}

#define ASKED "q.id, q.learner, q.version, q.kind, q.state, coalesce(q.answer, ''), q.created_at, coalesce(nullif(l.preferred_name, ''), l.given_name), l.family_name," \
	" coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '') from record_request q join person l on l.id = q.learner left join person p on p.id = q.asked_by"

enum code record_asks(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct record_ask **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	enum code c;
	if (id_nil(learner))
		c = db_query(db, e, &r, "select " ASKED " where q.state = 'open' and exists (select 1 from relation x where x.viewer = ?1 and x.learner = q.learner and x.rel in (8, 64)"
		             " and coalesce(x.begin_on, '0001-01-01') <= ?2 and coalesce(x.end_on, '9999-12-31') >= ?2) order by q.created_at, q.id limit 200", "bt", v->person, day_text(a, v->today));
	else
		c = db_query(db, e, &r, "select " ASKED " where q.learner = ?1 order by q.created_at desc, q.id desc limit 50", "b", learner);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 16) * sizeof **out);
			cap += 16;
		}
		struct record_ask *x = &(*out)[(*n)++];
		day_t on = (day_t)(rows_i(r, 6) / DAY);
		*x = (struct record_ask){.id = rows_id(r, 0), .learner = rows_id(r, 1), .version = rows_i(r, 2), .kind = str_dup(a, rows_t(r, 3)), .state = str_dup(a, rows_t(r, 4)),
		                         .answer = str_dup(a, rows_t(r, 5)), .asked = on, .due = on + REQUEST_DAYS, .learner_name = name_of(a, r, 7, 8), .asked_by = name_of(a, r, 9, 10)};
		x->late = str_eqz(x->state, "open") && x->due < v->today;
	}
	rows_end(r);
	return got < 0 ? E_DB : OK;
}

enum code given_everybody(struct db *db, struct arena *a, const struct viewer *v, struct str to_whom, struct str purpose, struct str what, int64_t *n, struct err *e)
{
	struct rows *r;
	struct id *all = NULL;
	size_t count = 0, cap = 0;
	int got;
	enum code c = db_query(db, e, &r, "select distinct person from role where district = ?1 and role = 'student'", "d");
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (count == cap) {
			all = arena_grow(a, all, cap * sizeof *all, (cap * 2 + 256) * sizeof *all);
			cap = cap * 2 + 256;
		}
		all[count++] = rows_id(r, 0);
	}
	rows_end(r);
	c = got < 0 ? E_DB : OK;
	for (size_t i = 0; i < count && !c; i++)
		c = disclosure_log(db, v, all[i], to_whom, purpose, what, e);
	*n = (int64_t)count;
	return c;
}
