#include "record/inside.h"

#include <string.h>

static struct val val_at(const struct rows *r, struct arena *a, const struct field *f, int col)
{
	if (rows_null(r, col))
		return (struct val){.type = 'n'};
	switch (f->type) {
	case F_INT: case F_BOOL: case F_TIME: return (struct val){.type = 'i', .as.i = rows_i(r, col)};
	case F_REAL: return (struct val){.type = 'r', .as.r = rows_r(r, col)};
	case F_REF: case F_FILE: return (struct val){.type = 'b', .as.b = rows_id(r, col)};
	case F_TEXT: case F_LONG: case F_DATE: case F_CHOICE: case F_CHOICES: case F_LANG: break;
	}
	return (struct val){.type = 't', .as.t = str_dup(a, rows_t(r, col))};
}

void record_of_row(const struct rows *r, struct arena *a, const struct record_type *t, struct record *out)
{
	const struct type_sql *s = type_sql(t);
	*out = (struct record){
		.type = t, .id = rows_id(r, 0), .version = rows_i(r, 2), .created_at = rows_i(r, 3), .created_by = rows_id(r, 4),
		.updated_at = rows_i(r, 5), .updated_by = rows_id(r, 6), .values = NEW_ARRAY(a, struct val, s->fields + 1),
		.hidden = NEW_ARRAY(a, bool, s->fields + 1),
	};
	if (t->states != NULL)
		out->state = str_dup(a, rows_t(r, 7));
	for (size_t i = 0; i < s->fields; i++)
		out->values[i] = val_at(r, a, &t->fields[i], (int)(s->base + i));
}

enum code not_found(const struct record_type *t, const struct viewer *v, struct err *e)
{
	return err_set(e, E_NOTFOUND, "There is no such record here (%s), or it is not yours to see.", tr(v->lang, t->label));
}

enum code record_raw(struct db *db, struct arena *a, const struct record_type *t, struct id id, struct record *out, struct err *e)
{
	const struct type_sql *s = type_sql(t);
	const struct val v[2] = {{.type = 'b', .as.b = id}, {.type = 'b', .as.b = db_district(db)}};
	struct rows *r;
	if (s == NULL)
		return err_set(e, E_BUG, "record type %s was not collected", t->name);
	enum code c = db_query_vals(db, e, &r, s->get, v, 2);
	if (c != OK)
		return c;
	int got = rows_next(r, e);
	if (got < 0)
		return E_DB;
	if (got == 0)
		return err_set(e, E_NOTFOUND, "There is no such record (%s).", t->label);
	record_of_row(r, a, t, out);
	rows_end(r);
	return OK;
}

/* ---- relation ---- */

struct id about_of(const struct record *r)
{
	switch (r->type->scope) {
	case SCOPE_PERSON: return r->id;
	case SCOPE_ORG: return ID_NIL;
	case SCOPE_LEARNER: case SCOPE_CLASS: break;
	}
	const struct val *v = &r->values[field_index(r->type, r->type->about)];
	return v->type == 'b' ? v->as.b : ID_NIL;
}

struct id record_about(const struct record *r)
{
	return about_of(r);
}

enum code record_rel(struct db *db, const struct viewer *v, const struct record_type *t, struct id about, unsigned *rel, struct err *e)
{
	if (t->scope == SCOPE_ORG || (t->scope == SCOPE_PERSON && id_nil(about))) {
		*rel = v->low ? v->hats & (REL_SELF | REL_PUBLIC | REL_SIGNED_IN) : v->hats;
		return OK;
	}
	return t->scope == SCOPE_CLASS ? access_to_class(db, v, about, rel, e) : access_to_learner(db, v, about, rel, e);
}

enum code record_rel_of(struct db *db, const struct viewer *v, struct record *r, struct err *e)
{
	return record_rel(db, v, r->type, about_of(r), &r->rel, e);
}

/* ---- fields ---- */

/* Protected values are handed out to the system, on purpose, or to the learner and the family themselves;
 * but to the system never without a trace. */
static bool may_open(const struct viewer *v, const struct record *r)
{
	if (r->rel & REL_SYSTEM)
		return true;
	return v->trace != NULL && (v->trace->purpose != NULL || (r->rel & REL_HOME));
}

void record_hide(const struct viewer *v, struct record *r)
{
	bool traced = false;
	for (size_t i = 0; r->type->fields[i].name != NULL; i++) {
		const struct field *f = &r->type->fields[i];
		bool hide = !(r->rel & field_see(r->type, f));
		if (!hide && (f->flags & FF_PROTECTED)) {
			hide = !may_open(v, r);
			traced |= !hide && r->values[i].type != 'n';
		}
		if (hide) {
			r->hidden[i] = true;
			r->values[i] = (struct val){.type = 'n'};
		}
	}
	if (traced && v->trace != NULL && !(r->rel & REL_SYSTEM))
		access_trace_add(v->trace, r->type->name, about_of(r));
}

enum code record_get(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                     struct record *out, struct err *e)
{
	enum code c = record_raw(db, a, t, id, out, e);
	if (c == OK)
		c = record_rel_of(db, v, out, e);
	if (c == E_NOTFOUND || (c == OK && !(out->rel & (t->see | REL_SYSTEM))))
		c = not_found(t, v, e);
	if (c != OK) {
		*out = (struct record){.type = t};
		return c;
	}
	record_hide(v, out);
	return OK;
}
