#include "record/erase.h"
#include "record/inside.h"

#include <string.h>

const char *record_learner_field(const struct record_type *t)
{
	if (t->scope == SCOPE_LEARNER && t->about != NULL)
		return t->about;
	for (const struct field *f = t->fields; f->name != NULL; f++)
		if (f->type == F_REF && strcmp(f->name, "learner") == 0)
			return f->name;
	return NULL;
}

static enum code run(struct db *db, struct str sql, const struct val *v, size_t n, struct err *e)
{
	const char *kept = sql_keep(sql);
	return kept != NULL ? db_exec_vals(db, e, kept, v, n) : err_set(e, E_LIMIT, "There is no room for another statement.");
}

/* Ids of the records that `where` finds leave; where speaks of ?1 district, ?2 learner. */
static enum code leave(struct db *db, struct arena *a, const struct record_type *t, struct str where, struct id learner, int64_t *rows, struct err *e)
{
	const struct val v[3] = {{.type = 'b', .as.b = db_district(db)}, {.type = 'b', .as.b = learner}, {.type = 't', .as.t = str_z(t->name)}};
	struct rows *r = NULL;
	struct id *ids = NULL;
	size_t n = 0, cap = 0;
	int got = 0;
	const char *sql = sql_keep(str_fmt(a, "select t.id from %s t where t.district = ?1 and %.*s", t->table, S_ARG(where)));
	enum code c = sql ? db_query_vals(db, e, &r, sql, v, 2) : err_set(e, E_LIMIT, "There is no room for another statement.");
	while (!c && (got = rows_next(r, e)) == 1) {
		if (n == cap) {
			ids = arena_grow(a, ids, cap * sizeof *ids, (cap * 2 + 64) * sizeof *ids);
			cap = cap * 2 + 64;
		}
		ids[n++] = rows_id(r, 0);
	}
	if (got < 0)
		return E_DB;
	for (size_t i = 0; !c && i < n; i++)
		c = search_drop(db, t, ids[i], e);
	if (!c && n > 0)
		c = run(db, str_fmt(a, "delete from record_text where district = ?1 and type = ?3 and id in (select t.id from %s t where t.district = ?1 and %.*s)", t->table, S_ARG(where)), v, 3, e);
	if (!c && n > 0 && !t->append_only)
		c = run(db, str_fmt(a, "delete from %s_history where district = ?1 and id in (select t.id from %s t where t.district = ?1 and %.*s)", t->table, t->table, S_ARG(where)), v, 2, e);
	if (!c && n > 0)
		c = run(db, str_fmt(a, "delete from %s where district = ?1 and id in (select t.id from %s t where t.district = ?1 and %.*s)", t->table, t->table, S_ARG(where)), v, 2, e);
	*rows += c ? 0 : (int64_t)n;
	return c;
}

enum code record_erase(struct db *db, struct arena *a, const struct record_type *t, struct id learner, int64_t *rows, struct err *e)
{
	const struct val v[2] = {{.type = 'b', .as.b = db_district(db)}, {.type = 'b', .as.b = learner}};
	const char *field = record_learner_field(t);
	*rows = 0;
	if (field == NULL)
		return OK;
	enum code c = leave(db, a, t, str_fmt(a, "t.%s = ?2", field), learner, rows, e);
	/* and those that were removed before: they live on in the history alone */
	if (!c && !t->append_only)
		c = run(db, str_fmt(a, "delete from %s_history where district = ?1 and %s = ?2", t->table, field), v, 2, e);
	return c;
}

enum code record_erase_refs(struct db *db, struct arena *a, const struct record_type *t, struct id learner, int64_t *rows, struct err *e)
{
	const struct val v[2] = {{.type = 'b', .as.b = db_district(db)}, {.type = 'b', .as.b = learner}};
	const char *field = record_learner_field(t);
	enum code c = OK;
	*rows = 0;
	for (const struct field *f = t->fields; !c && field != NULL && f->name != NULL; f++) {
		const struct record_type *to = f->type == F_REF ? record_type_find(str_z(f->ref)) : f->type == F_FILE ? record_type_find(S("attachment")) : NULL;
		if (to == NULL || record_learner_field(to) == NULL)
			continue;
		if (f->flags & FF_REQUIRED)
			c = leave(db, a, t, str_fmt(a, "t.%s = ?2 and t.%s is not null and not exists (select 1 from %s r where r.id = t.%s)", field, f->name, to->table, f->name), learner, rows, e);
		else
			c = run(db, str_fmt(a, "update %s set %s = null where district = ?1 and %s = ?2 and %s is not null and not exists (select 1 from %s r where r.id = %s.%s)", t->table, f->name, field,
			                    f->name, to->table, t->table, f->name), v, 2, e);
		if (!c && !t->append_only && !(f->flags & FF_REQUIRED))
			c = run(db, str_fmt(a, "update %s_history set %s = null where district = ?1 and %s = ?2 and %s is not null and not exists (select 1 from %s r where r.id = %s_history.%s)", t->table, f->name,
			                    field, f->name, to->table, t->table, f->name), v, 2, e);
	}
	return c;
}

enum code record_erase_count(struct db *db, struct arena *a, const struct record_type *t, struct id learner, int64_t *rows, struct err *e)
{
	const struct val v[2] = {{.type = 'b', .as.b = db_district(db)}, {.type = 'b', .as.b = learner}};
	const char *sql = sql_keep(str_fmt(a, "select count(*) from %s where district = ?1 and %s = ?2", t->table, record_learner_field(t)));
	struct rows *r;
	*rows = 0;
	enum code c = sql ? db_query_vals(db, e, &r, sql, v, 2) : err_set(e, E_LIMIT, "There is no room for another statement.");
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		*rows = rows_i(r, 0);
		rows_end(r);
	}
	return got < 0 ? E_DB : OK;
}
