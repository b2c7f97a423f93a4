#include "record/inside.h"

#include <string.h>

#define SCAN_PAGE 4000

/* ---- reading everything ---- */

static enum code scan_page(struct db *db, struct arena *a, const struct record_type *t, const char *sql, struct id *after, size_t *n,
                           record_scan_fn *fn, void *arg, struct err *e)
{
	const struct val v[1] = {{.type = 'B', .as.t = {(const char *)after->b, sizeof after->b}}};
	struct id district = db_district(db);
	struct rows *rows;
	int got = 0;
	enum code c = db_query_vals(db, e, &rows, sql, v, 1);
	*n = 0;
	while (c == OK && (got = rows_next(rows, e)) == 1) {
		struct record r;
		arena_reset(a);
		record_of_row(rows, a, t, &r);
		*after = r.id;
		++*n;
		/* asked in SQL it would make SQLite read the whole district for each page and sort it */
		c = id_eq(rows_id(rows, 1), district) ? fn(arg, &r, e) : OK;
		if (c != OK)
			rows_end(rows);
	}
	return c != OK ? c : got < 0 ? E_DB : OK;
}

enum code record_scan(struct db *db, const struct record_type *t, record_scan_fn *fn, void *arg, struct err *e)
{
	struct arena *a = arena_new(0);
	struct id after = ID_NIL;
	size_t n = SCAN_PAGE;
	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left.");
	const struct type_sql *s = type_sql(t);
	static const char ORDER[] = " where t.id > ?1 order by t.id limit 4000";
	const char *sql = s == NULL ? NULL : sql_keep(str_fmt(a, "select %s from %s t%s", s->columns, t->table, ORDER));
	enum code c = sql == NULL ? err_set(e, E_BUG, "record type %s was not collected", t->name) : OK;
	while (c == OK && n == SCAN_PAGE)
		c = scan_page(db, a, t, sql, &after, &n, fn, arg, e);
	arena_free(a);
	return c;
}

/* ---- checking what an import brings, as a form would ---- */

enum code record_check(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, const struct record *old,
                       const struct input *in, size_t n, struct record *out, struct problems *problems, struct err *e)
{
	size_t fields = field_count(t);
	struct draft d = {.db = db, .a = a, .v = v, .t = t, .given = NEW_ARRAY(a, bool, fields + 1)};
	d.now = (struct record){.type = t, .rel = v->hats, .values = NEW_ARRAY(a, struct val, fields + 1), .hidden = NEW_ARRAY(a, bool, fields + 1)};
	for (size_t i = 0; i < fields; i++)
		d.now.values[i] = old != NULL ? old->values[i] : (struct val){.type = 'n'};
	draft_inputs(&d, in, n);
	for (size_t i = 0; i < fields; i++) {
		const struct field *f = &t->fields[i];
		struct str why;
		if (old == NULL && !d.given[i] && f->initial != NULL && !value_parse(a, v->lang, f, str_z(f->initial), &d.now.values[i], &why))
			problem_add(&d, f->name, why);
		if ((f->flags & FF_REQUIRED) && d.now.values[i].type == 'n') {
			bool said = false;
			for (size_t k = 0; k < d.problems.n; k++)
				said |= d.problems.items[k].field == f->name;
			if (!said)
				problem_add(&d, f->name, str_z(tr(v->lang, N_("Please fill this in."))));
		}
	}
	if (t->states != NULL)
		d.now.state = old != NULL ? old->state : d.state.n > 0 ? str_dup(a, d.state) : str_z(t->states[0].value);
	if (t->states != NULL && choice_label(t->states, d.now.state)[0] == '\0')
		problem_add(&d, NULL, str_fmt(a, tr(v->lang, N_("\"%.*s\" is none of the choices.")), S_ARG(d.now.state)));
	if (old != NULL) {
		d.now.id = old->id;
		d.now.version = old->version;
	}
	enum code c = d.problems.n == 0 ? draft_checks(&d, old, &d.now, e) : OK;
	*out = d.now;
	*problems = d.problems;
	return c;
}

/* ---- writing ---- */

static enum code may(struct db *db, const struct record_type *t, struct err *e)
{
	if (!db_writing(db))
		return err_set(e, E_BUG, "record type %s: changes are made inside store_write", t->name);
	return type_sql(t) != NULL ? OK : err_set(e, E_BUG, "record type %s was not collected", t->name);
}

static void base_values(struct db *db, const struct record *r, struct val *v)
{
	static const struct val NONE = {.type = 'n'};
	v[0] = (struct val){.type = 'b', .as.b = r->id};
	v[1] = (struct val){.type = 'b', .as.b = db_district(db)};
	v[2] = (struct val){.type = 'i', .as.i = r->version};
	v[3] = (struct val){.type = 'i', .as.i = r->created_at};
	v[4] = id_nil(r->created_by) ? NONE : (struct val){.type = 'b', .as.b = r->created_by};
	v[5] = (struct val){.type = 'i', .as.i = r->updated_at};
	v[6] = id_nil(r->updated_by) ? NONE : (struct val){.type = 'b', .as.b = r->updated_by};
	if (r->type->states != NULL)
		v[7] = (struct val){.type = 't', .as.t = r->state};
}

enum code record_put_new(struct db *db, struct arena *a, const struct record_type *t, struct id id, struct str state,
                         const struct val *values, struct err *e)
{
	enum code c = may(db, t, e);
	if (c != OK)
		return c;
	const struct type_sql *s = type_sql(t);
	int64_t now = clock_now();
	struct record r = {.type = t, .id = id, .version = 1, .created_at = now, .updated_at = now, .state = state};
	struct val *v = NEW_ARRAY(a, struct val, s->base + s->fields + 1);
	if (t->states != NULL && state.n == 0)
		r.state = str_z(t->states[0].value);
	base_values(db, &r, v);
	memcpy(v + s->base, values, s->fields * sizeof *v);
	r.values = v + s->base;
	c = db_later_vals(db, e, s->insert, v, s->base + s->fields);
	return c == OK ? search_put(db, a, &r, e) : c;
}

enum code record_put_over(struct db *db, struct arena *a, const struct record_type *t, struct id id, int64_t version,
                          const struct val *values, bool *done, struct err *e)
{
	struct record old;
	*done = false;
	enum code c = may(db, t, e);
	if (c == OK)
		c = record_raw(db, a, t, id, &old, e);
	if (c == E_NOTFOUND || (c == OK && old.version != version)) {
		err_clear(e);
		return OK;
	}
	if (c != OK)
		return c;
	const struct type_sql *s = type_sql(t);
	size_t n = s->base;
	struct val *v = NEW_ARRAY(a, struct val, s->base + s->fields + 4);
	struct record now = old;
	base_values(db, &old, v);
	memcpy(v + n, old.values, s->fields * sizeof *v);
	n += s->fields;
	now.version = old.version + 1;
	now.updated_at = clock_now();
	now.updated_by = ID_NIL;
	v[n++] = (struct val){.type = 't', .as.t = S("update")};
	v[n++] = (struct val){.type = 'i', .as.i = now.updated_at};
	v[n++] = (struct val){.type = 'n'};
	c = db_later_vals(db, e, s->keep, v, n);
	if (c != OK)
		return c;
	v[0] = (struct val){.type = 'b', .as.b = id};
	v[1] = (struct val){.type = 'i', .as.i = version};
	v[2] = (struct val){.type = 'b', .as.b = db_district(db)};
	v[3] = (struct val){.type = 'i', .as.i = now.version};
	v[4] = (struct val){.type = 'i', .as.i = now.updated_at};
	v[5] = (struct val){.type = 'n'};
	n = 6;
	if (t->states != NULL)
		v[n++] = (struct val){.type = 't', .as.t = old.state};
	now.values = NEW_ARRAY(a, struct val, s->fields + 1);
	for (size_t i = 0; i < s->fields; i++)
		v[n++] = now.values[i] = values[i].type != 0 ? values[i] : old.values[i];
	c = db_later_vals(db, e, s->update, v, n);
	if (c == OK)
		c = search_put(db, a, &now, e);
	*done = c == OK;
	return c;
}

enum code record_version(struct db *db, struct arena *a, const struct record_type *t, struct id id, int64_t version, struct record *out,
                         struct err *e)
{
	const struct type_sql *s = type_sql(t);
	if (s == NULL || t->append_only)
		return err_set(e, E_BUG, "record type %s has no history", t->name);
	static const char WHICH[] = " where t.id = ?1 and t.district = ?2 and t.version = ?3";
	const char *sql = sql_keep(str_fmt(a, "select %s from %s_history t%s", s->columns, t->table, WHICH));
	const struct val v[3] = {{.type = 'b', .as.b = id}, {.type = 'b', .as.b = db_district(db)}, {.type = 'i', .as.i = version}};
	struct rows *rows;
	if (sql == NULL)
		return err_set(e, E_LIMIT, "There is no room for another statement.");
	enum code c = db_query_vals(db, e, &rows, sql, v, 3);
	if (c != OK)
		return c;
	int got = rows_next(rows, e);
	if (got < 0)
		return E_DB;
	if (got == 0)
		return err_set(e, E_NOTFOUND, "There is no such version (%s).", t->label);
	record_of_row(rows, a, t, out);
	rows_end(rows);
	return OK;
}
