#include "school/family/home.h"

#define INPUTS 8

enum code home_access_load(struct db *db, struct arena *a, struct id learner, struct home_access *out, struct err *e)
{
	struct rows *r;
	*out = (struct home_access){0};
	enum code c = db_query(db, e, &r,
	                       "select id, version, coalesce(device, ''), coalesce(connection, ''), coalesce(help_at_home, ''), coalesce(source, ''), coalesce(paper, 0), coalesce(screen_limit, 0)"
	                       " from home_access where learner = ?1 order by created_at desc, id desc limit 1",
	                       "b", learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = (struct home_access){.id = rows_id(r, 0), .version = rows_i(r, 1), .device = str_dup(a, rows_t(r, 2)), .connection = str_dup(a, rows_t(r, 3)),
		                            .help = str_dup(a, rows_t(r, 4)), .source = str_dup(a, rows_t(r, 5)), .paper = rows_i(r, 6) != 0, .limit = rows_i(r, 7)};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code home_access_keep(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const struct input *in, size_t n, struct err *e)
{
	struct home_access now;
	struct input with[INPUTS];
	struct id made;
	enum code c = home_access_load(db, a, learner, &now, e);
	if (c)
		return c;
	const struct record_type *t = record_type_find(S("home_access"));
	if (!id_nil(now.id))
		return record_update(db, a, v, t, now.id, now.version, in, n, NULL, e);
	with[0] = (struct input){"learner", id_str(a, learner)};
	for (size_t i = 0; i < n && i + 1 < INPUTS; i++)
		with[i + 1] = in[i];
	return record_create(db, a, v, t, ID_NIL, with, n + 1 < INPUTS ? n + 1 : INPUTS, &made, NULL, e);
}
