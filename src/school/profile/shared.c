#include "school/people/people.h"
#include "school/profile/profile.h"

#define WISHES_MOST 200

enum code work_wished(struct db *db, struct arena *a, struct id learner, struct id work, struct str *out, struct err *e)
{
	struct rows *r;
	*out = S("");
	enum code c = db_query(db, e, &r,
	                       "select coalesce(nullif(w.how_wished, ''), (select max(p.work_ways) from profile p where p.learner = w.learner), '') from week_item w where w.id = ?1 and w.learner = ?2",
	                       "bb", work, learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code work_wish(struct db *db, struct arena *a, const struct viewer *v, struct id work, struct str way, struct err *e)
{
	int64_t version = 0;
	struct input in[] = {{"how_wished", way}};
	enum code c = db_int(db, e, &version, "select version from week_item where id = ?1", "b", work);
	return c ? c : record_update(db, a, v, record_type_find(S("week_item")), work, version, in, 1, NULL, e);
}

/* Is this way what the piece has anyway? With a partner and in a group are one mode; alone is screen, paper or hands. */
static bool honoured(struct str way, struct str mode)
{
	if (str_eqz(way, "alone"))
		return !str_eqz(mode, "group") && !str_eqz(mode, "person");
	return (str_eqz(way, "pair") || str_eqz(way, "group")) ? str_eqz(mode, "group") : str_eqz(way, "teacher") ? str_eqz(mode, "person") : str_eq(way, mode);
}

enum code works_wished(struct db *db, struct arena *a, struct id class_id, struct str monday, struct work_wished **out, size_t *n, struct err *e)
{
	struct rows *r;
	*out = NEW_ARRAY(a, struct work_wished, WISHES_MOST);
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select w.learner, w.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, w.title, w.how_wished, w.mode from week_plan k"
	                       " join week_item w on w.week = k.id join person p on p.id = w.learner where k.class = ?1 and k.monday = ?2 and coalesce(w.how_wished, '') <> ''"
	                       " and w.state in ('planned', 'started') order by p.family_name, p.given_name, w.learner, w.day, w.id limit 200",
	                       "bt", class_id, monday);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < WISHES_MOST)
		if (!honoured(rows_t(r, 5), rows_t(r, 6)))
			(*out)[(*n)++] = (struct work_wished){rows_id(r, 0), rows_id(r, 1), str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 2)), S_ARG(rows_t(r, 3)))), str_dup(a, rows_t(r, 4)),
			                                      str_dup(a, rows_t(r, 5)), str_dup(a, rows_t(r, 6))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code shared_from_home(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct shared_home **out, size_t *n, struct err *e)
{
	struct person_list all;
	*n = 0;
	enum code c = class_learners(db, a, lang, class_id, today, &all, e);
	if (c)
		return c;
	*out = NEW_ARRAY(a, struct shared_home, all.n + 1);
	for (size_t i = 0; i < all.n && !c; i++) {
		int64_t shared = 0;
		c = db_int(db, e, &shared, "select count(*) from profile where learner = ?1 and culture_seen = 1 and (coalesce(culture, '') <> '' or coalesce(identity, '') <> '')", "b", all.items[i].id);
		if (!c && shared)
			(*out)[(*n)++] = (struct shared_home){all.items[i].id, all.items[i].name};
	}
	return c;
}
