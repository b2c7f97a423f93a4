#include "record/inside.h"

#include <stdio.h>
#include <string.h>

static const char *column_type(const struct field *f)
{
	switch (f->type) {
	case F_INT: case F_BOOL: case F_TIME: return "integer";
	case F_REAL: return "real";
	case F_REF: case F_FILE: return "blob";
	case F_TEXT: case F_LONG: case F_DATE: case F_CHOICE: case F_CHOICES: case F_LANG: break;
	}
	return "text";
}

static void columns(struct buf *b, const struct record_type *t, bool history)
{
	buf_z(b, "\tid blob");
	buf_z(b, history ? " not null,\n" : " primary key,\n");
	buf_z(b, "\tdistrict blob not null,\n\tversion integer not null,\n\tcreated_at integer not null,\n\tcreated_by blob,\n"
	         "\tupdated_at integer not null,\n\tupdated_by blob");
	if (t->states != NULL)
		buf_z(b, ",\n\tstate text not null");
	for (const struct field *f = t->fields; f->name != NULL; f++)
		/* old versions keep what was true then, also when a field became required later */
		buf_fmt(b, ",\n\t%s %s%s", f->name, column_type(f), (f->flags & FF_REQUIRED) && !history ? " not null" : "");
}

static bool is_order(const struct record_type *t, const struct field *f)
{
	const char *order = t->order != NULL && t->order[0] == '-' ? t->order + 1 : t->order;
	return order != NULL && strcmp(order, f->name) == 0;
}

/* Each index costs every write: a reference has one when lists go by it. */
bool ref_indexed(const struct record_type *t, const struct field *f)
{
	bool about = t->about != NULL && strcmp(t->about, f->name) == 0;
	return f->type == F_REF && (about || (f->flags & FF_FILTER));
}

static bool value_indexed(const struct record_type *t, const struct field *f)
{
	return (f->flags & FF_UNIQUE) || ((f->flags & FF_FILTER) && !(f->flags & FF_NO_INDEX)) || is_order(t, f);
}

static void indexes(struct buf *b, const struct record_type *t)
{
	for (const struct field *f = t->fields; f->name != NULL; f++) {
		if (f->flags & FF_UNIQUE)
			buf_fmt(b, "create unique index %s_%s on %s (district, %s);\n", t->table, f->name, t->table, f->name);
		else if (ref_indexed(t, f))
			buf_fmt(b, "create index %s_%s on %s (%s, id);\n", t->table, f->name, t->table, f->name);
		else if (value_indexed(t, f))
			buf_fmt(b, "create index %s_%s on %s (district, %s, id);\n", t->table, f->name, t->table, f->name);
	}
}

struct str record_ddl(struct arena *a, const struct record_type *t)
{
	struct buf b = buf_new(a, 256 * 1024);
	buf_fmt(&b, "create table %s (\n", t->table);
	columns(&b, t, false);
	buf_z(&b, "\n) strict;\n");
	indexes(&b, t);
	if (!t->append_only) {
		buf_fmt(&b, "create table %s_history (\n", t->table);
		columns(&b, t, true);
		buf_z(&b, ",\n\tchange text not null,\n\tchanged_at integer not null,\n\tchanged_by blob,\n\tprimary key (id, version)\n) strict;\n");
	}
	return buf_done(&b);
}

/* ---- declarations against a migrated database ---- */

struct column {
	struct str name, type;
	bool required;
};

static const char *plain_type(struct str s)
{
	/* PostgreSQL's names of the shared types */
	if (str_ieqz(s, "bytea") || str_ieqz(s, "blob"))
		return "blob";
	if (str_ieqz(s, "bigint") || str_ieqz(s, "integer"))
		return "integer";
	if (str_ieqz(s, "double precision") || str_ieqz(s, "real"))
		return "real";
	return str_ieqz(s, "text") ? "text" : "another type";
}

static enum code read_columns(struct db *db, struct arena *a, const char *table, struct column **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NULL;
	enum code c;
	if (db_kind(db) == STORE_SQLITE)
		c = db_query(db, e, &r, "select name, type, \"notnull\" + pk from pragma_table_info(?1)", "z", table);
	else
		c = db_query(db, e, &r,
		        "select column_name, data_type, case when is_nullable = 'NO' then 1 else 0 end from information_schema.columns"
		        " where table_schema = current_schema() and table_name = ?1", "z", table);
	if (c != OK)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		*out = arena_grow(a, *out, *n * sizeof **out, (*n + 1) * sizeof **out);
		(*out)[(*n)++] = (struct column){str_dup(a, rows_t(r, 0)), str_dup(a, rows_t(r, 1)), rows_i(r, 2) != 0};
	}
	return got < 0 ? E_DB : OK;
}

static enum code want(const char *table, const struct column *have, size_t n, const char *name, const char *type, bool required,
                      struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (!str_eqz(have[i].name, name))
			continue;
		if (strcmp(plain_type(have[i].type), type) != 0)
			return err_set(e, E_DB, "column %s.%s is %.*s in the database and %s in the declaration: write a migration", table, name,
			               S_ARG(have[i].type), type);
		if (have[i].required != required)
			return err_set(e, E_DB, "column %s.%s %s in the database and the declaration says otherwise: write a migration", table, name,
			               have[i].required ? "must be filled" : "may be empty");
		return OK;
	}
	return err_set(e, E_DB, "column %s.%s (%s%s) is declared and not in the database: write a migration", table, name, type,
	               required ? " not null" : "");
}

static enum code check_table(struct db *db, struct arena *a, const struct record_type *t, bool history, struct err *e)
{
	struct str table = str_fmt(a, "%s%s", t->table, history ? "_history" : "");
	struct column *have;
	size_t n, expected = 7;
	enum code c = read_columns(db, a, table.p, &have, &n, e);
	if (c != OK)
		return c;
	if (n == 0)
		return err_set(e, E_DB, "record type %s: table %s is not in the database: write a migration (trellis schema %s prints it)", t->name,
		               table.p, t->name);
	const struct { const char *name, *type; bool required; } base[] = {
		{"id", "blob", true}, {"district", "blob", true}, {"version", "integer", true}, {"created_at", "integer", true},
		{"created_by", "blob", false}, {"updated_at", "integer", true}, {"updated_by", "blob", false},
	};
	for (size_t i = 0; c == OK && i < sizeof base / sizeof *base; i++)
		c = want(table.p, have, n, base[i].name, base[i].type, base[i].required, e);
	if (c == OK && t->states != NULL) {
		c = want(table.p, have, n, "state", "text", true, e);
		expected++;
	}
	for (const struct field *f = t->fields; c == OK && f->name != NULL; f++, expected++)
		c = want(table.p, have, n, f->name, column_type(f), (f->flags & FF_REQUIRED) && !history, e);
	if (c == OK && history) {
		c = want(table.p, have, n, "change", "text", true, e);
		expected += 3;
	}
	if (c == OK && n != expected)
		c = err_set(e, E_DB, "table %s has %zu columns and %zu are declared: write a migration", table.p, n, expected);
	return c;
}

static enum code check_index(struct db *db, const struct record_type *t, const struct field *f, struct err *e)
{
	char name[100];
	(void)snprintf(name, sizeof name, "%s_%s", t->table, f->name);
	int64_t n = 0;
	enum code c;
	if (db_kind(db) == STORE_SQLITE)
		c = db_int(db, e, &n, "select count(*) from sqlite_master where type = 'index' and name = ?1", "z", name);
	else
		c = db_int(db, e, &n, "select count(*) from pg_indexes where schemaname = current_schema() and indexname = ?1", "z", name);
	if (c == OK && n != 1)
		return err_set(e, E_DB, "index %s is declared and not in the database: write a migration", name);
	return c;
}

enum code record_schema_check(struct db *db, struct err *e)
{
	enum code c = record_types_check(e);
	struct arena *a = arena_new(0);
	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to compare the tables.");
	for (size_t i = 0; c == OK && RECORD_TYPES[i] != NULL; i++) {
		const struct record_type *t = RECORD_TYPES[i];
		c = check_table(db, a, t, false, e);
		if (c == OK && !t->append_only)
			c = check_table(db, a, t, true, e);
		for (const struct field *f = t->fields; c == OK && f->name != NULL; f++)
			if (value_indexed(t, f) || ref_indexed(t, f))
				c = check_index(db, t, f, e);
	}
	arena_free(a);
	return c;
}
