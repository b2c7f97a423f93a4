#include "record/inside.h"

/* The first id that a statement finds, or nothing. */
static enum code first_id(struct db *db, struct str sql, const struct val *v, size_t n, struct id *out, struct err *e)
{
	struct rows *rows;
	const char *kept = sql_keep(sql);
	*out = ID_NIL;
	if (kept == NULL)
		return err_set(e, E_LIMIT, "There is no room for another statement.");
	enum code c = db_query_vals(db, e, &rows, kept, v, n);
	if (c != OK)
		return c;
	int got = rows_next(rows, e);
	if (got == 1) {
		*out = rows_id(rows, 0);
		rows_end(rows);
	}
	return got < 0 ? E_DB : OK;
}

static enum code check_field(struct db *db, struct arena *a, const struct record_type *t, const struct field *f, struct err *e)
{
	const struct record_type *to = record_type_find(str_z(f->ref));
	const struct val v[1] = {{.type = 'b', .as.b = db_district(db)}};
	struct id id;
	char text[ID_TEXT];
	enum code c = first_id(db, str_fmt(a, "select t.id from %s t where t.district = ?1 and t.%s is not null and not exists (select 1 from %s r where r.id = t.%s) limit 1",
	                                   t->table, f->name, to->table, f->name), v, 1, &id, e);
	if (c == OK && !id_nil(id))
		c = err_set(e, E_CONFLICT, "%s %s: its %s (%s) is not there.", t->name, id_text(id, text), f->name, to->name);
	return c;
}

static enum code check_search(struct db *db, struct arena *a, const struct record_type *t, struct err *e)
{
	const struct val v[2] = {{.type = 'b', .as.b = db_district(db)}, {.type = 't', .as.t = str_z(t->name)}};
	struct id id;
	char text[ID_TEXT];
	enum code c = first_id(db, str_fmt(a, "select s.id from search s where s.district = ?1 and s.type = ?2 and not exists (select 1 from %s t where t.id = s.id) limit 1",
	                                   t->table), v, 2, &id, e);
	if (c == OK && !id_nil(id))
		c = err_set(e, E_CONFLICT, "The search finds %s %s, which is not there.", t->name, id_text(id, text));
	return c;
}

enum code record_refs_check(struct db *db, int64_t *fields, struct err *e)
{
	enum code c = OK;
	struct arena *a = arena_new(0);
	*fields = 0;
	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left.");
	for (size_t i = 0; c == OK && RECORD_TYPES[i] != NULL; i++) {
		const struct record_type *t = RECORD_TYPES[i];
		bool searched = false;
		for (const struct field *f = t->fields; c == OK && f->name != NULL; f++) {
			searched |= (f->flags & FF_SEARCH) != 0;
			if (f->type != F_REF)
				continue;
			++*fields;
			c = check_field(db, a, t, f, e);
		}
		if (c == OK && searched)
			c = check_search(db, a, t, e);
		arena_reset(a);
	}
	arena_free(a);
	return c;
}
