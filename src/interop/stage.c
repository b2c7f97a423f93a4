#include "interop/run.h"

#include <string.h>

static uint64_t content_hash(const struct staged *s, const struct val *v)
{
	unsigned char mem[1024];
	size_t n = 0;
	uint64_t h = 0;
	for (size_t i = 0; i < s->n; i++) {
		const void *p = NULL;
		size_t len = 0;
		if (!s->mine[i])
			continue;
		switch (v[i].type) {
		case 't': p = v[i].as.t.p; len = v[i].as.t.n; break;
		case 'i': p = &v[i].as.i; len = sizeof v[i].as.i; break;
		case 'r': p = &v[i].as.r; len = sizeof v[i].as.r; break;
		case 'b': p = v[i].as.b.b; len = 16; break;
		default: break;
		}
		if (n + len + 6 > sizeof mem) {
			h ^= keyed_hash(&s->m->key, mem, n) * 31;
			n = 0;
		}
		mem[n++] = (unsigned char)(v[i].type != 0 && v[i].type != 'n' ? v[i].type : 0);
		uint32_t short_len = (uint32_t)len;
		memcpy(mem + n, &short_len, sizeof short_len);
		n += sizeof short_len;
		if (len > sizeof mem - 16) {
			uint64_t inner = keyed_hash(&s->m->key, p, len);
			memcpy(mem + n, &inner, sizeof inner);
			n += sizeof inner;
		} else if (len > 0) {
			memcpy(mem + n, p, len);
			n += len;
		}
	}
	return keyed_hash(&s->m->key, mem, n) ^ h;
}

static enum code found(void *arg, const struct record *r, struct err *e)
{
	struct staged *s = arg;
	uint64_t key;
	bool made;
	if (!s->key(s, r, &key))
		return OK;
	struct slot *slot = keyed_put(&s->keys, key, &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	slot->id = r->id;
	slot->version = (uint32_t)r->version;
	slot->flags = SLOT_THERE;
	slot->content = content_hash(s, r->values);
	if (s->there != NULL)
		s->there(s, r, slot);
	return OK;
}

static bool key_of_source(struct staged *s, const struct record *r, uint64_t *key)
{
	int f = field_index(s->t, "source_id");
	if (f < 0 || r->values[f].type != 't')
		return false;
	*key = keyed_str(&s->m->key, r->values[f].as.t);
	return true;
}

static struct val *initial_values(struct arena *a, const struct record_type *t)
{
	struct val *v = NEW_ARRAY(a, struct val, field_count(t) + 1);
	for (size_t i = 0; t->fields[i].name != NULL; i++) {
		const struct field *f = &t->fields[i];
		struct str text = str_z(f->initial);
		v[i] = val_t(text);
		if (f->type == F_INT || f->type == F_BOOL)
			v[i].type = str_int(text, &v[i].as.i) ? 'i' : 'n';
		else if (f->type == F_REAL)
			v[i].type = str_real(text, &v[i].as.r) ? 'r' : 'n';
	}
	return v;
}

enum code staged_open(struct import *m, struct staged *s, const char *type, const char *const *mine, struct err *e)
{
	s->m = m;
	s->t = record_type_find(str_z(type));
	if (s->t == NULL)
		return err_set(e, E_BUG, "there is no record type %s", type);
	s->n = field_count(s->t);
	bool *flags = NEW_ARRAY(m->a, bool, s->n + 1);
	for (size_t i = 0; mine == NULL && i < s->n; i++)
		flags[i] = true;
	for (; mine != NULL && *mine != NULL; mine++) {
		int f = field_index(s->t, *mine);
		if (f < 0)
			return err_set(e, E_BUG, "record type %s has no field %s", type, *mine);
		flags[f] = true;
	}
	s->mine = flags;
	s->initial = initial_values(m->a, s->t);
	s->count = import_count(m, type);
	if (s->key == NULL)
		s->key = key_of_source;
	return record_scan(m->db, s->t, found, s, e);
}

void staged_close(struct staged *s)
{
	keyed_free(&s->keys);
}

int staged_field(const struct staged *s, const char *name)
{
	return field_index(s->t, name);
}

static bool same(const struct val *x, const struct val *y)
{
	if (x->type != y->type)
		return false;
	switch (x->type) {
	case 'i': return x->as.i == y->as.i;
	case 'r': return x->as.r == y->as.r;
	case 't': return str_eq(x->as.t, y->as.t);
	case 'b': return id_eq(x->as.b, y->as.b);
	default: return true;
	}
}

/* Only what differs; *any: does anything. */
static enum code differences(struct staged *s, const struct slot *slot, const struct val *values, struct val **out, bool *any, struct err *e)
{
	struct record r;
	enum code c = record_get(s->m->db, s->m->row, &s->m->sys, s->t, slot->id, &r, e);
	*any = false;
	if (c != OK)
		return c;
	*out = NEW_ARRAY(s->m->row, struct val, s->n + 1);
	for (size_t i = 0; i < s->n; i++)
		if (values[i].type != 0 && !same(&values[i], &r.values[i])) {
			(*out)[i] = values[i];
			*any = true;
		}
	return OK;
}

enum code staged_change(struct staged *s, struct slot *slot, const struct val *values, bool removed, struct err *e)
{
	struct val *changed;
	bool any;
	enum code c = differences(s, slot, values, &changed, &any, e);
	if (c != OK)
		return c;
	if (!any) {
		s->count->unchanged++;
		return OK;
	}
	if (removed)
		s->count->removed++;
	else
		s->count->changed++;
	return journal_set(s->m->journal, s->t, slot->id, slot->version, changed, e);
}

enum code staged_put(struct staged *s, struct slot *slot, const struct val *values, struct str state, struct err *e)
{
	slot->flags |= SLOT_SEEN;
	if (slot->flags & SLOT_THERE) {
		if (content_hash(s, values) == slot->content) {
			s->count->unchanged++;
			return OK;
		}
		return staged_change(s, slot, values, false, e);
	}
	if (id_nil(slot->id))
		slot->id = id_new();
	struct val *all = NEW_ARRAY(s->m->row, struct val, s->n + 1);
	for (size_t i = 0; i < s->n; i++)
		all[i] = values[i].type != 0 ? values[i] : s->initial[i];
	s->count->added++;
	return journal_add(s->m->journal, s->t, slot->id, state, all, e);
}

enum code staged_input(struct staged *s, struct slot *slot, const struct input *in, size_t n, struct problems *problems, struct err *e)
{
	struct import *m = s->m;
	struct record old, now;
	bool there = (slot->flags & SLOT_THERE) != 0;
	enum code c = there ? record_get(m->db, m->row, &m->sys, s->t, slot->id, &old, e) : OK;
	if (c == OK)
		c = record_check(m->db, m->row, &m->sys, s->t, there ? &old : NULL, in, n, &now, problems, e);
	if (c != OK || problems->n > 0)
		return c;
	slot->flags |= SLOT_SEEN;
	return staged_put(s, slot, now.values, now.state, e);
}

void import_refuse_problems(struct import *m, struct str file, size_t line, const struct record_type *t, const struct problems *p)
{
	for (size_t i = 0; i < p->n; i++) {
		int f = p->items[i].field != NULL ? field_index(t, p->items[i].field) : -1;
		import_refuse(m, file, line, f >= 0 ? str_z(t->fields[f].name) : S(""), "%.*s", S_ARG(p->items[i].text));
	}
}

struct str import_clean(struct arena *a, struct str s, bool lines)
{
	bool plain = true;
	for (size_t i = 0; plain && i < s.n; i++)
		plain = (unsigned char)s.p[i] >= 32 && (unsigned char)s.p[i] < 127;
	if (plain)
		return str_trim(s);
	struct buf b = buf_new(a, s.n * 2 + 16);
	bool gap = false;
	while (s.n > 0) {
		struct str at = s;
		int32_t c = utf8_next(&s);
		bool end = c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
		if (end && lines && !(c == '\r' && s.n > 0 && s.p[0] == '\n')) {
			buf_byte(&b, '\n');
		} else if (end || c == '\t') {
			gap = true;
		} else if (!(c < 32 || (c >= 127 && c < 160) || (c >= 0x202A && c <= 0x202E) || c == 0xFEFF)) {
			if (gap && b.n > 0 && b.p[b.n - 1] != ' ')
				buf_byte(&b, ' ');
			gap = false;
			buf_add(&b, at.p, at.n - s.n);
		}
	}
	return str_trim(buf_done(&b));
}
