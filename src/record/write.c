#include "record/inside.h"

#include <string.h>

/* ---- what is bound ---- */

static struct val v_id(struct id id)
{
	return id_nil(id) ? (struct val){.type = 'n'} : (struct val){.type = 'b', .as.b = id};
}

static struct val v_int(int64_t i)
{
	return (struct val){.type = 'i', .as.i = i};
}

static struct val v_str(struct str s)
{
	return (struct val){.type = 't', .as.t = s};
}

/* All columns of a record in the order of the table, with room for `more` values behind. */
static struct val *row_values(struct db *db, struct arena *a, const struct record *r, size_t more, size_t *n)
{
	const struct type_sql *s = type_sql(r->type);
	struct val *v = NEW_ARRAY(a, struct val, s->base + s->fields + more);
	size_t i = 0;
	v[i++] = v_id(r->id);
	v[i++] = v_id(db_district(db));
	v[i++] = v_int(r->version);
	v[i++] = v_int(r->created_at);
	v[i++] = v_id(r->created_by);
	v[i++] = v_int(r->updated_at);
	v[i++] = v_id(r->updated_by);
	if (r->type->states != NULL)
		v[i++] = v_str(r->state);
	for (size_t f = 0; f < s->fields; f++)
		v[i++] = r->values[f];
	*n = i;
	return v;
}

static enum code insert_row(struct db *db, struct arena *a, const struct record *r, struct err *e)
{
	size_t n;
	struct val *v = row_values(db, a, r, 0, &n);
	return db_exec_vals(db, e, type_sql(r->type)->insert, v, n);
}

/* The version that ends goes to the history table, with what ended it. */
static enum code keep_row(struct db *db, struct arena *a, const struct viewer *v, const struct record *old, const char *change,
                          int64_t at, struct err *e)
{
	size_t n;
	struct val *vals = row_values(db, a, old, 3, &n);
	vals[n++] = v_str(str_z(change));
	vals[n++] = v_int(at);
	vals[n++] = v_id(v->person);
	return db_later_vals(db, e, type_sql(old->type)->keep, vals, n);
}

static enum code conflict(const struct record_type *t, const struct viewer *v, struct err *e)
{
	return err_set(e, E_CONFLICT, "Somebody changed this in the meantime (%s). Look at both texts and save again.",
	               tr(v->lang, t->label));
}

static enum code update_row(struct db *db, struct arena *a, const struct viewer *v, const struct record *old, struct record *now,
                            const char *change, struct err *e)
{
	const struct record_type *t = old->type;
	const struct type_sql *s = type_sql(t);
	size_t n = 0;
	now->id = old->id;
	now->version = old->version + 1;
	now->created_at = old->created_at;
	now->created_by = old->created_by;
	now->updated_at = clock_now();
	now->updated_by = v->person;
	enum code c = keep_row(db, a, v, old, change, now->updated_at, e);
	if (c != OK)
		return c;
	struct val *vals = NEW_ARRAY(a, struct val, 8 + s->fields);
	vals[n++] = v_id(old->id);
	vals[n++] = v_int(old->version);
	vals[n++] = v_id(db_district(db));
	vals[n++] = v_int(now->version);
	vals[n++] = v_int(now->updated_at);
	vals[n++] = v_id(now->updated_by);
	if (t->states != NULL)
		vals[n++] = v_str(now->state);
	for (size_t i = 0; i < s->fields; i++)
		vals[n++] = now->values[i];
	c = db_exec_vals(db, e, s->update, vals, n);
	if (c == OK && db_changes(db) != 1)
		c = conflict(t, v, e);
	return c;
}

static enum code run_after(struct db *db, struct arena *a, const struct viewer *v, unsigned rel, const struct record *old,
                           const struct record *now, struct err *e)
{
	const struct record_type *t = now != NULL ? now->type : old->type;
	const struct change change = {.db = db, .viewer = v, .rel = rel, .old = old, .now = now, .a = a};
	return t->after != NULL ? t->after(&change, e) : OK;
}

static enum code may_write(struct db *db, const struct record_type *t, struct err *e)
{
	if (!db_writing(db))
		return err_set(e, E_BUG, "record type %s: changes are made inside store_write", t->name);
	if (type_sql(t) == NULL)
		return err_set(e, E_BUG, "record type %s was not collected", t->name);
	return OK;
}

static struct draft draft_new(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t)
{
	size_t n = field_count(t);
	struct draft d = {.db = db, .a = a, .v = v, .t = t, .given = NEW_ARRAY(a, bool, n + 1)};
	d.now = (struct record){.type = t, .values = NEW_ARRAY(a, struct val, n + 1), .hidden = NEW_ARRAY(a, bool, n + 1)};
	for (size_t i = 0; i < n; i++)
		d.now.values[i] = (struct val){.type = 'n'};
	return d;
}

/* ---- create ---- */

static bool same_content(const struct record *x, const struct record *y)
{
	for (size_t i = 0; x->type->fields[i].name != NULL; i++)
		if (!val_same(&x->values[i], &y->values[i]))
			return false;
	return true;
}

/* The first version of a record, from the table or, when it was changed or removed since, from history. */
static enum code first_version(struct db *db, struct arena *a, const struct record_type *t, struct id id, struct record *out,
                               struct err *e)
{
	static const char FIRST[] = " and t.version = 1";
	const struct type_sql *s = type_sql(t);
	struct rows *r;
	enum code c = record_raw(db, a, t, id, out, e);
	if ((c == OK && out->version == 1) || (c != OK && c != E_NOTFOUND) || t->append_only)
		return c;
	const char *sql = sql_keep(str_fmt(a, "select %s from %s_history t where t.id = ?1 and t.district = ?2%s", s->columns, t->table, FIRST));
	const struct val v[2] = {{.type = 'b', .as.b = id}, {.type = 'b', .as.b = db_district(db)}};
	if (sql == NULL)
		return err_set(e, E_LIMIT, "There is no room for another statement.");
	c = db_query_vals(db, e, &r, sql, v, 2);
	if (c != OK)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		record_of_row(r, a, t, out);
		rows_end(r);
		return OK;
	}
	return got < 0 ? E_DB : err_set(e, E_NOTFOUND, "There is no such record (%s).", t->label);
}

static void fill_initial(struct draft *d)
{
	for (size_t i = 0; d->t->fields[i].name != NULL; i++) {
		const struct field *f = &d->t->fields[i];
		struct str why;
		if (!d->given[i] && f->initial != NULL && !value_parse(d->a, d->v->lang, f, str_z(f->initial), &d->now.values[i], &why))
			problem_add(d, f->name, why);
	}
	if (d->t->states == NULL)
		return;
	d->now.state = str_z(d->t->states[0].value);
	if (d->state.n > 0 && choice_label(d->t->states, d->state)[0] == '\0')
		problem_add(d, NULL, str_fmt(d->a, tr(d->v->lang, N_("\"%.*s\" is none of the choices.")), S_ARG(d->state)));
	else if (d->state.n > 0)
		d->now.state = str_dup(d->a, d->state);
}

static enum code may_create(struct draft *d, struct err *e)
{
	enum code c = record_rel(d->db, d->v, d->t, d->t->scope == SCOPE_PERSON ? ID_NIL : about_of(&d->now), &d->now.rel, e);
	if (c == OK && !(d->now.rel & (d->t->create | REL_SYSTEM)))
		c = err_set(e, E_DENIED, "You may not add this here (%s).", tr(d->v->lang, d->t->label));
	return c;
}

/* The same record sent again (*done), or another one with its id. */
static enum code check_sent_before(struct draft *d, struct id id, bool *done, struct err *e)
{
	struct record was;
	struct err quiet = {0};
	*done = false;
	if (id_nil(id))
		return OK;
	enum code c = first_version(d->db, d->a, d->t, id, &was, &quiet);
	if (c == E_NOTFOUND)
		return OK;
	if (c != OK)
		return err_set(e, c, "%s", quiet.text);
	*done = d->problems.n == 0 && same_content(&was, &d->now);
	if (*done)
		return OK;
	return err_set(e, E_CONFLICT, "Another record with this id is there already (%s).", tr(d->v->lang, d->t->label));
}

static enum code keep_new(struct draft *d, struct err *e)
{
	enum code c = insert_row(d->db, d->a, &d->now, e);
	if (c == OK)
		c = search_put(d->db, d->a, &d->now, e);
	if (c == OK)
		c = run_after(d->db, d->a, d->v, d->now.rel, NULL, &d->now, e);
	return c;
}

static enum code check_new(struct draft *d, struct problems *problems, struct err *e)
{
	enum code c = draft_check(d, NULL, e);
	if (c == OK && d->problems.n == 0)
		c = draft_checks(d, NULL, &d->now, e);
	return c == OK ? draft_verdict(d, problems, e) : c;
}

enum code record_create(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                        const struct input *in, size_t n, struct id *out, struct problems *problems, struct err *e)
{
	bool done = false;
	enum code c = may_write(db, t, e);
	if (problems != NULL)
		*problems = (struct problems){0};
	if (c != OK)
		return c;
	struct draft d = draft_new(db, a, v, t);
	draft_inputs(&d, in, n);
	fill_initial(&d);
	if (t->about != NULL && id_nil(about_of(&d.now))) {
		/* without what it is about nobody can say who may: the missing field is the answer */
		if (d.problems.n == 0)
			problem_add(&d, t->fields[field_index(t, t->about)].name, str_z(tr(v->lang, N_("Please fill this in."))));
		return draft_verdict(&d, problems, e);
	}
	c = may_create(&d, e);
	if (c == OK)
		c = check_sent_before(&d, id, &done, e);
	if (c != OK)
		return c;
	d.now.id = id_nil(id) ? id_new() : id;
	d.now.version = 1;
	d.now.created_at = d.now.updated_at = clock_now();
	d.now.created_by = d.now.updated_by = v->person;
	if (!done) {
		c = check_new(&d, problems, e);
		if (c == OK)
			c = keep_new(&d, e);
	}
	if (c == OK && out != NULL)
		*out = d.now.id;
	return c;
}

/* ---- change ---- */

/* The record with everything in it, if the viewer may know that it exists. */
static enum code load(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                      struct record *out, struct err *e)
{
	enum code c = record_raw(db, a, t, id, out, e);
	if (c == OK)
		c = record_rel_of(db, v, out, e);
	if (c == E_NOTFOUND || (c == OK && !(out->rel & (t->see | REL_SYSTEM))))
		return not_found(t, v, e);
	return c;
}

static enum code check_new_about(struct draft *d, const struct record *old, struct err *e)
{
	unsigned rel;
	if (d->t->about == NULL || id_eq(about_of(old), about_of(&d->now)) || id_nil(about_of(&d->now)))
		return OK;
	enum code c = record_rel(d->db, d->v, d->t, about_of(&d->now), &rel, e);
	if (c == OK && !(rel & (d->t->create | REL_SYSTEM)))
		problem_add(d, d->t->about, str_z(tr(d->v->lang, N_("You may not change this. Somebody who may can do it for you."))));
	return c;
}

enum code record_update(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                        int64_t version, const struct input *in, size_t n, struct problems *problems, struct err *e)
{
	struct record old;
	enum code c = may_write(db, t, e);
	if (problems != NULL)
		*problems = (struct problems){0};
	if (c == OK)
		c = load(db, a, v, t, id, &old, e);
	if (c != OK)
		return c;
	if (t->append_only)
		return err_set(e, E_DENIED, "What happened stays as it was written (%s). Please add a correction.", tr(v->lang, t->label));
	if (!record_may_edit(&old, -1))
		return err_set(e, E_DENIED, "You may look at this (%s) but not change it.", tr(v->lang, t->label));
	struct draft d = draft_new(db, a, v, t);
	draft_inputs(&d, in, n);
	d.now.id = id;
	d.now.rel = old.rel;
	d.now.version = old.version;
	d.now.state = old.state;
	d.now.created_at = old.created_at;
	d.now.created_by = old.created_by;
	for (size_t i = 0; t->fields[i].name != NULL; i++)
		if (!d.given[i])
			d.now.values[i] = old.values[i];
	/* nothing new, or the same edit sent again after a lost answer: it is there already */
	if (d.problems.n == 0 && same_content(&old, &d.now))
		return OK;
	if (version != old.version)
		return conflict(t, v, e);
	c = draft_check(&d, &old, e);
	if (c == OK)
		c = check_new_about(&d, &old, e);
	if (c == OK && d.problems.n == 0)
		c = draft_checks(&d, &old, &d.now, e);
	if (c == OK)
		c = draft_verdict(&d, problems, e);
	if (c == OK)
		c = update_row(db, a, v, &old, &d.now, "update", e);
	if (c == OK)
		c = search_put(db, a, &d.now, e);
	if (c == OK)
		c = run_after(db, a, v, old.rel, &old, &d.now, e);
	return c;
}

static enum code find_move(const struct record *r, const struct viewer *v, struct str to, struct err *e)
{
	const struct record_type *t = r->type;
	bool known = false;
	for (const struct move *m = t->moves; m != NULL && m->to != NULL; m++) {
		if (!str_eqz(to, m->to) || (m->from != NULL && !str_eqz(r->state, m->from)))
			continue;
		if (record_may_move(r, m))
			return OK;
		known = true;
	}
	if (known)
		return err_set(e, E_DENIED, "You may not do this step (%s).", tr(v->lang, t->label));
	const char *from = choice_label(t->states, r->state), *wanted = choice_label(t->states, to);
	if (wanted[0] == '\0')
		return err_set(e, E_INPUT, "\"%.*s\" is no state of this (%s).", S_ARG(to), tr(v->lang, t->label));
	return err_set(e, E_INPUT, "From \"%s\" there is no step to \"%s\" (%s).", from[0] != '\0' ? tr(v->lang, from) : "",
	               tr(v->lang, wanted), tr(v->lang, t->label));
}

enum code record_move(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                      int64_t version, struct str to, struct err *e)
{
	struct record old;
	enum code c = may_write(db, t, e);
	if (c == OK)
		c = load(db, a, v, t, id, &old, e);
	if (c != OK)
		return c;
	if (t->states == NULL)
		return err_set(e, E_INPUT, "This has no states (%s).", tr(v->lang, t->label));
	if (str_eq(old.state, to) && version != old.version)
		return OK; /* the same step sent again */
	c = find_move(&old, v, to, e);
	if (c != OK)
		return c;
	if (version != old.version)
		return conflict(t, v, e);
	struct draft d = draft_new(db, a, v, t);
	d.now = old;
	d.now.state = str_dup(a, to);
	c = draft_checks(&d, &old, &d.now, e);
	if (c == OK)
		c = draft_verdict(&d, NULL, e);
	if (c == OK)
		c = update_row(db, a, v, &old, &d.now, "move", e);
	if (c == OK)
		c = run_after(db, a, v, old.rel, &old, &d.now, e);
	return c;
}

/* ---- remove and restore ---- */

/* What others still refer to stays. Events without an index on the reference are not asked (that would read all of
 * them): they keep an id whose record is in history. */
static enum code check_unused(struct db *db, struct arena *a, const struct viewer *v, const struct record *r, struct err *e)
{
	for (size_t i = 0; RECORD_TYPES[i] != NULL; i++)
		for (const struct field *f = RECORD_TYPES[i]->fields; f->name != NULL; f++) {
			if (f->type != F_REF || strcmp(f->ref, r->type->name) != 0 || (RECORD_TYPES[i]->append_only && !ref_indexed(RECORD_TYPES[i], f)))
				continue;
			const char *sql = sql_keep(str_fmt(a, "select 1 from %s t where t.%s = ?1 and t.district = ?2 limit 1",
			                                   RECORD_TYPES[i]->table, f->name));
			const struct val vals[2] = {v_id(r->id), v_id(db_district(db))};
			struct rows *rows;
			if (sql == NULL)
				return err_set(e, E_LIMIT, "There is no room for another statement.");
			enum code c = db_query_vals(db, e, &rows, sql, vals, 2);
			if (c != OK)
				return c;
			int got = rows_next(rows, e);
			if (got == 0)
				continue;
			if (got < 0)
				return E_DB;
			rows_end(rows);
			return err_set(e, E_CONFLICT, "This is still used (%s: %s), so it cannot be removed. Remove or change that first.",
			               tr(v->lang, RECORD_TYPES[i]->plural), tr(v->lang, f->label));
		}
	return OK;
}

static enum code may_remove(const struct record *r, const struct viewer *v, struct err *e)
{
	if (r->type->append_only)
		return err_set(e, E_DENIED, "What happened stays as it was written (%s). Please add a correction.",
		               tr(v->lang, r->type->label));
	if (!record_may_remove(r))
		return err_set(e, E_DENIED, "You may not remove this (%s).", tr(v->lang, r->type->label));
	return OK;
}

enum code record_remove(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                        int64_t version, struct err *e)
{
	struct record old;
	enum code c = may_write(db, t, e);
	if (c == OK)
		c = load(db, a, v, t, id, &old, e);
	if (c == OK)
		c = may_remove(&old, v, e);
	if (c == OK && version != old.version)
		c = conflict(t, v, e);
	if (c == OK)
		c = check_unused(db, a, v, &old, e);
	struct draft d = draft_new(db, a, v, t);
	d.now.rel = c == OK ? old.rel : 0;
	if (c == OK)
		c = draft_checks(&d, &old, NULL, e);
	if (c == OK)
		c = draft_verdict(&d, NULL, e);
	if (c == OK)
		c = keep_row(db, a, v, &old, "remove", clock_now(), e);
	const struct val vals[3] = {v_id(id), v_int(version), v_id(db_district(db))};
	if (c == OK)
		c = db_exec_vals(db, e, type_sql(t)->remove, vals, 3);
	if (c == OK)
		c = search_drop(db, t, id, e);
	if (c == OK)
		c = run_after(db, a, v, old.rel, &old, NULL, e);
	return c;
}

/* The last version of a removed record. */
static enum code load_removed(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                              struct record *out, struct err *e)
{
	const struct type_sql *s = type_sql(t);
	struct rows *r;
	const struct val vals[2] = {v_id(id), v_id(db_district(db))};
	enum code c = db_query_vals(db, e, &r, s->history, vals, 2);
	if (c != OK)
		return c;
	int got = rows_next(r, e);
	if (got < 0)
		return E_DB;
	bool removed = got == 1 && str_eqz(rows_t(r, (int)(s->base + s->fields)), "remove");
	if (removed)
		record_of_row(r, a, t, out);
	if (got == 1)
		rows_end(r);
	if (!removed)
		return not_found(t, v, e);
	c = record_rel_of(db, v, out, e);
	if (c == OK && !(out->rel & (t->see | REL_SYSTEM)))
		c = not_found(t, v, e);
	return c;
}

enum code record_restore(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                         struct err *e)
{
	struct record was, there;
	struct err quiet = {0};
	enum code c = may_write(db, t, e);
	if (c != OK)
		return c;
	if (t->append_only)
		return not_found(t, v, e);
	c = record_raw(db, a, t, id, &there, &quiet);
	if (c == OK) {
		/* not removed, or restored already: for those who may see it there is nothing to do */
		c = load(db, a, v, t, id, &there, e);
		return c == OK ? may_remove(&there, v, e) : c;
	}
	c = c == E_NOTFOUND ? load_removed(db, a, v, t, id, &was, e) : err_set(e, c, "%s", quiet.text);
	if (c == OK)
		c = may_remove(&was, v, e);
	if (c != OK)
		return c;
	struct draft d = draft_new(db, a, v, t);
	d.now = was;
	d.now.version = was.version + 2; /* the removal was a version too */
	d.now.updated_at = clock_now();
	d.now.updated_by = v->person;
	c = check_new(&d, NULL, e);
	return c == OK ? keep_new(&d, e) : c;
}
