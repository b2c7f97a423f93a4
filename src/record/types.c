#include "record/inside.h"

#include <string.h>

#define NAME_MAX_BYTES 40

/* Words that mean something to SQLite or PostgreSQL: as names they would have to be quoted everywhere. */
static const char *const RESERVED[] = {
	"all", "analyse", "analyze", "and", "any", "array", "as", "asc", "between", "both", "by", "case", "cast", "check",
	"collate", "column", "constraint", "create", "cross", "current_date", "current_time", "current_timestamp",
	"current_user", "default", "deferrable", "delete", "desc", "distinct", "do", "drop", "else", "end", "escape",
	"except", "exists", "false", "fetch", "for", "foreign", "freeze", "from", "full", "glob", "grant", "group",
	"having", "ilike", "in", "index", "initially", "inner", "insert", "intersect", "into", "is", "isnull", "join",
	"lateral", "leading", "left", "like", "limit", "localtime", "match", "natural", "not", "notnull", "null",
	"offset", "on", "only", "or", "order", "outer", "over", "overlaps", "placing", "primary", "raise", "references",
	"regexp", "returning", "right", "select", "session_user", "set", "similar", "some", "symmetric", "table", "then",
	"to", "trailing", "transaction", "true", "union", "unique", "update", "user", "using", "values", "variadic",
	"verbose", "when", "where", "window", "with",
	/* columns every table has */
	"id", "district", "version", "created_at", "created_by", "updated_at", "updated_by", "state", "change",
	"changed_at", "changed_by",
};

bool name_ok(const char *name)
{
	if (name == NULL || name[0] < 'a' || name[0] > 'z' || strlen(name) > NAME_MAX_BYTES)
		return false;
	for (const char *p = name; *p != '\0'; p++)
		if (!((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '_'))
			return false;
	for (size_t i = 0; i < sizeof RESERVED / sizeof *RESERVED; i++)
		if (strcmp(name, RESERVED[i]) == 0)
			return false;
	return true;
}

bool field_is_text(const struct field *f)
{
	switch (f->type) {
	case F_TEXT: case F_LONG: case F_DATE: case F_CHOICE: case F_CHOICES: case F_LANG: return true;
	case F_INT: case F_REAL: case F_BOOL: case F_TIME: case F_REF: case F_FILE: break;
	}
	return false;
}

int type_index(const struct record_type *t)
{
	for (int i = 0; RECORD_TYPES[i] != NULL; i++)
		if (RECORD_TYPES[i] == t)
			return i;
	return -1;
}

const struct record_type *record_type_find(struct str name)
{
	for (size_t i = 0; RECORD_TYPES[i] != NULL; i++)
		if (str_eqz(name, RECORD_TYPES[i]->name))
			return RECORD_TYPES[i];
	return NULL;
}

int field_index(const struct record_type *t, const char *name)
{
	for (int i = 0; name != NULL && t->fields[i].name != NULL; i++)
		if (strcmp(t->fields[i].name, name) == 0)
			return i;
	return -1;
}

size_t field_count(const struct record_type *t)
{
	size_t n = 0;
	while (t->fields[n].name != NULL)
		n++;
	return n;
}

unsigned field_see(const struct record_type *t, const struct field *f)
{
	return (f->see != 0 ? f->see : t->see) | REL_SYSTEM;
}

unsigned field_edit(const struct record_type *t, const struct field *f)
{
	return (f->edit != 0 ? f->edit : t->edit) | REL_SYSTEM;
}

/* ---- checking declarations ---- */

static enum code check_field(const struct record_type *t, const struct field *f, struct err *e)
{
	if (!name_ok(f->name))
		return err_set(e, E_BUG, "record type %s: \"%s\" cannot be a field's name", t->name, f->name);
	for (const struct field *g = t->fields; g != f; g++)
		if (strcmp(g->name, f->name) == 0)
			return err_set(e, E_BUG, "record type %s: field %s is declared twice", t->name, f->name);
	if (f->label == NULL)
		return err_set(e, E_BUG, "record type %s: field %s has no label", t->name, f->name);
	bool chosen = f->type == F_CHOICE || f->type == F_CHOICES;
	if (chosen != (f->choices != NULL))
		return err_set(e, E_BUG, "record type %s: field %s: choices go with F_CHOICE and F_CHOICES", t->name, f->name);
	for (const struct choice *c = f->choices; c != NULL && c->value != NULL; c++)
		if (c->label == NULL || c->value[0] == '\0' || strchr(c->value, ' ') != NULL)
			return err_set(e, E_BUG, "record type %s: field %s: a choice needs a label and a value without spaces", t->name, f->name);
	if ((f->type == F_REF) != (f->ref != NULL))
		return err_set(e, E_BUG, "record type %s: field %s: ref goes with F_REF", t->name, f->name);
	if (f->ref != NULL && record_type_find(str_z(f->ref)) == NULL)
		return err_set(e, E_BUG, "record type %s: field %s refers to %s, which is no record type", t->name, f->name, f->ref);
	if ((f->flags & FF_PROTECTED) && (f->flags & (FF_SEARCH | FF_UNIQUE)))
		return err_set(e, E_BUG, "record type %s: field %s is protected and so neither searched nor unique", t->name, f->name);
	if ((f->flags & (FF_SEARCH | FF_TRANSLATABLE)) && f->type != F_TEXT && f->type != F_LONG)
		return err_set(e, E_BUG, "record type %s: field %s: only text is searched or translated", t->name, f->name);
	if ((f->flags & (FF_UNIQUE | FF_FILTER)) && f->type == F_LONG)
		return err_set(e, E_BUG, "record type %s: field %s: paragraphs are not indexed", t->name, f->name);
	return OK;
}

static bool state_known(const struct record_type *t, const char *state)
{
	for (const struct choice *c = t->states; c->value != NULL; c++)
		if (strcmp(c->value, state) == 0)
			return true;
	return false;
}

static enum code check_states(const struct record_type *t, struct err *e)
{
	if (t->states == NULL)
		return t->moves == NULL ? OK : err_set(e, E_BUG, "record type %s has moves and no states", t->name);
	if (t->states[0].value == NULL)
		return err_set(e, E_BUG, "record type %s: the list of states is empty", t->name);
	for (const struct move *m = t->moves; m != NULL && m->to != NULL; m++)
		if ((m->from != NULL && !state_known(t, m->from)) || !state_known(t, m->to) || m->label == NULL)
			return err_set(e, E_BUG, "record type %s: the move to %s needs known states and a label", t->name, m->to);
	return OK;
}

static enum code check_about(const struct record_type *t, struct err *e)
{
	bool wants = t->scope == SCOPE_LEARNER || t->scope == SCOPE_CLASS;
	if (wants != (t->about != NULL))
		return err_set(e, E_BUG, "record type %s: about goes with SCOPE_LEARNER and SCOPE_CLASS", t->name);
	if (!wants)
		return OK;
	int i = field_index(t, t->about);
	if (i < 0 || t->fields[i].type != F_REF || !(t->fields[i].flags & FF_REQUIRED) || (t->fields[i].flags & FF_PROTECTED))
		return err_set(e, E_BUG, "record type %s: about must name a required reference", t->name);
	return OK;
}

static enum code check_order(const struct record_type *t, struct err *e)
{
	const char *order = t->order != NULL && t->order[0] == '-' ? t->order + 1 : t->order;
	if (order == NULL || strcmp(order, "created_at") == 0 || strcmp(order, "updated_at") == 0 || field_index(t, order) >= 0)
		return OK;
	return err_set(e, E_BUG, "record type %s: order %s is no field", t->name, t->order);
}

static enum code check_type(const struct record_type *t, struct err *e)
{
	if (!name_ok(t->name) || !name_ok(t->table))
		return err_set(e, E_BUG, "\"%s\" (table \"%s\") cannot be a record type's name", t->name, t->table);
	for (size_t i = 0; RECORD_TYPES[i] != t; i++)
		if (strcmp(RECORD_TYPES[i]->name, t->name) == 0 || strcmp(RECORD_TYPES[i]->table, t->table) == 0)
			return err_set(e, E_BUG, "record type %s: name or table is taken by %s", t->name, RECORD_TYPES[i]->name);
	if (t->label == NULL || t->plural == NULL || t->fields == NULL)
		return err_set(e, E_BUG, "record type %s needs label, plural and fields", t->name);
	if (t->see == 0)
		return err_set(e, E_BUG, "record type %s: nobody may see it; say REL_SYSTEM when that is meant", t->name);
	if (t->append_only && (t->edit != 0 || t->remove != 0 || t->states != NULL))
		return err_set(e, E_BUG, "record type %s: events are not edited, removed or moved", t->name);
	for (const struct field *f = t->fields; f->name != NULL; f++)
		if (check_field(t, f, e) != OK)
			return E_BUG;
	if (t->title_field != NULL && field_index(t, t->title_field) < 0)
		return err_set(e, E_BUG, "record type %s: title_field %s is no field", t->name, t->title_field);
	enum code c = check_order(t, e);
	if (c == OK)
		c = check_about(t, e);
	return c != OK ? c : check_states(t, e);
}

enum code record_types_check(struct err *e)
{
	for (size_t i = 0; RECORD_TYPES[i] != NULL; i++)
		if (check_type(RECORD_TYPES[i], e) != OK)
			return E_BUG;
	return OK;
}

/* ---- a record's values ---- */

static const struct val *value(const struct record *r, const char *field, char type)
{
	int i = field_index(r->type, field);
	return i >= 0 && !r->hidden[i] && r->values[i].type == type ? &r->values[i] : NULL;
}

struct str rec_t(const struct record *r, const char *field)
{
	const struct val *v = value(r, field, 't');
	return v != NULL ? v->as.t : (struct str){NULL, 0};
}

int64_t rec_i(const struct record *r, const char *field)
{
	const struct val *v = value(r, field, 'i');
	return v != NULL ? v->as.i : 0;
}

double rec_r(const struct record *r, const char *field)
{
	const struct val *v = value(r, field, 'r');
	return v != NULL ? v->as.r : 0;
}

struct id rec_id(const struct record *r, const char *field)
{
	const struct val *v = value(r, field, 'b');
	return v != NULL ? v->as.b : ID_NIL;
}

bool rec_null(const struct record *r, const char *field)
{
	int i = field_index(r->type, field);
	return i < 0 || r->hidden[i] || r->values[i].type == 'n';
}

struct str rec_show(struct arena *a, const struct record *r, int field)
{
	const struct val *v = &r->values[field];
	struct buf b;
	if (r->hidden[field])
		return (struct str){NULL, 0};
	switch (v->type) {
	case 't': return v->as.t;
	case 'b': return id_str(a, v->as.b);
	case 'i':
		if (r->type->fields[field].type == F_TIME)
			return time_text(a, v->as.i);
		return str_fmt(a, "%lld", (long long)v->as.i);
	case 'r':
		b = buf_new(a, 64);
		buf_real(&b, v->as.r);
		return buf_done(&b);
	default: return (struct str){NULL, 0};
	}
}

struct str rec_title(struct arena *a, const struct record *r)
{
	int i = field_index(r->type, r->type->title_field);
	struct str s = i >= 0 ? rec_show(a, r, i) : (struct str){NULL, 0};
	return s.n > 0 ? s : str_z(r->type->label);
}

const char *choice_label(const struct choice *c, struct str v)
{
	for (; c != NULL && c->value != NULL; c++)
		if (str_eqz(v, c->value))
			return c->label;
	return "";
}

bool choices_have(struct str values, const char *v)
{
	while (values.n > 0)
		if (str_eqz(str_cut(&values, ' '), v))
			return true;
	return false;
}

/* ---- what a viewer may do ---- */

bool record_may_edit(const struct record *r, int field)
{
	const struct record_type *t = r->type;
	if (t->append_only)
		return false;
	for (int i = 0; t->fields[i].name != NULL; i++) {
		const struct field *f = &t->fields[i];
		if ((field < 0 || i == field) && !(f->flags & FF_FIXED) && (r->rel & field_edit(t, f)) && (r->rel & field_see(t, f)))
			return true;
	}
	return false;
}

bool record_may_remove(const struct record *r)
{
	return !r->type->append_only && (r->rel & (r->type->remove | REL_SYSTEM));
}

bool record_may_move(const struct record *r, const struct move *m)
{
	if (m->from != NULL && !str_eqz(r->state, m->from))
		return false;
	return !str_eqz(r->state, m->to) && (r->rel & ((m->who != 0 ? m->who : r->type->edit) | REL_SYSTEM));
}
