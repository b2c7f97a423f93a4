#include "interop/journal.h"

#include <stdlib.h>
#include <string.h>

enum { V_KEEP, V_NULL, V_INT, V_REAL, V_TEXT, V_ID, V_SAME };

struct journal {
	journal_flush *flush;
	void *arg;
	unsigned char *p;
	size_t n, cap;
	int64_t ops, parts;
	const struct record_type *types[JOURNAL_TYPES];
	uint32_t last[JOURNAL_TYPES][JOURNAL_FIELDS]; /* 0: none yet in this part */
	int n_types;
	bool full; /* memory ended: everything later is dropped and said */
};

struct journal *journal_new(journal_flush *flush, void *arg, struct err *e)
{
	struct journal *j = calloc(1, sizeof *j);
	if (j == NULL) {
		err_set(e, E_MEMORY, "There is no memory left for the import.");
		return NULL;
	}
	j->flush = flush;
	j->arg = arg;
	return j;
}

void journal_free(struct journal *j)
{
	if (j == NULL)
		return;
	free(j->p);
	free(j);
}

int64_t journal_ops(const struct journal *j)
{
	return j->ops;
}

int64_t journal_parts(const struct journal *j)
{
	return j->parts;
}

/* ---- writing ---- */

static void put(struct journal *j, const void *p, size_t n)
{
	if (j->full)
		return;
	if (n > j->cap - j->n) {
		size_t cap = j->cap == 0 ? JOURNAL_PART / 8 : j->cap * 2;
		while (cap - j->n < n)
			cap *= 2;
		unsigned char *q = cap > UINT32_MAX / 2 ? NULL : realloc(j->p, cap);
		if (q == NULL) {
			j->full = true;
			return;
		}
		j->p = q;
		j->cap = cap;
	}
	if (n > 0)
		memcpy(j->p + j->n, p, n);
	j->n += n;
}

static void put_byte(struct journal *j, int b)
{
	unsigned char c = (unsigned char)b;
	put(j, &c, 1);
}

static void put_uint(struct journal *j, uint64_t v)
{
	unsigned char b[10];
	size_t n = 0;
	do {
		b[n++] = (unsigned char)((v & 127) | (v > 127 ? 128 : 0));
		v >>= 7;
	} while (v > 0);
	put(j, b, n);
}

static void put_int(struct journal *j, int64_t v)
{
	put_uint(j, ((uint64_t)v << 1) ^ (uint64_t)(v >> 63));
}

static void put_str(struct journal *j, struct str s)
{
	put_uint(j, s.n);
	put(j, s.p, s.n);
}

static void put_val(struct journal *j, const struct val *v)
{
	switch (v->type) {
	case 0:
		put_byte(j, V_KEEP);
		return;
	case 'i':
		put_byte(j, V_INT);
		put_int(j, v->as.i);
		return;
	case 'r':
		put_byte(j, V_REAL);
		put(j, &v->as.r, sizeof v->as.r);
		return;
	case 't':
		put_byte(j, V_TEXT);
		put_str(j, v->as.t);
		return;
	case 'b':
		put_byte(j, V_ID);
		put(j, v->as.b.b, 16);
		return;
	default:
		put_byte(j, V_NULL);
	}
}

/* Rows beside each other have much in common: a value like the last one is one byte. */
static void put_row(struct journal *j, int type, const struct val *values)
{
	const struct record_type *t = j->types[type];
	for (size_t i = 0; t->fields[i].name != NULL; i++) {
		size_t from = j->n;
		uint32_t last = j->last[type][i];
		put_val(j, &values[i]);
		if (j->full)
			return;
		size_t n = j->n - from;
		if (n > 1 && last > 0 && last + n <= from && memcmp(j->p + last, j->p + from, n) == 0) {
			j->n = from;
			put_byte(j, V_SAME);
		} else if (n > 1) {
			j->last[type][i] = (uint32_t)from;
		}
	}
}

static int type_of(struct journal *j, const struct record_type *t)
{
	for (int i = 0; i < j->n_types; i++)
		if (j->types[i] == t)
			return i;
	if (j->n_types == JOURNAL_TYPES || field_count(t) > JOURNAL_FIELDS)
		return -1;
	put_byte(j, OP_TYPE);
	put_str(j, str_z(t->name));
	put_uint(j, field_count(t));
	for (const struct field *f = t->fields; f->name != NULL; f++)
		put_str(j, str_z(f->name));
	j->types[j->n_types] = t;
	memset(j->last[j->n_types], 0, sizeof j->last[0]);
	return j->n_types++;
}

static enum code flush(struct journal *j, struct err *e)
{
	enum code c = OK;
	if (j->full)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (j->n > 0 && j->flush != NULL)
		c = j->flush(j->arg, j->parts, (struct str){(const char *)j->p, j->n}, e);
	if (j->n > 0)
		j->parts++;
	j->n = 0;
	j->n_types = 0;
	return c;
}

static enum code done(struct journal *j, struct err *e)
{
	j->ops++;
	if (j->full)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	return j->n >= JOURNAL_PART ? flush(j, e) : OK;
}

enum code journal_end(struct journal *j, struct err *e)
{
	return flush(j, e);
}

static enum code head(struct journal *j, enum op_kind kind, const struct record_type *t, struct id id, int *type, struct err *e)
{
	*type = type_of(j, t);
	if (*type < 0)
		return err_set(e, E_BUG, "an import of too many kinds of records, or of records too wide (%s)", t->name);
	put_byte(j, kind);
	put_byte(j, *type);
	put(j, id.b, 16);
	return OK;
}

enum code journal_add(struct journal *j, const struct record_type *t, struct id id, struct str state, const struct val *values, struct err *e)
{
	int type;
	enum code c = head(j, OP_ADD, t, id, &type, e);
	if (c != OK)
		return c;
	put_str(j, state);
	put_row(j, type, values);
	return done(j, e);
}

enum code journal_set(struct journal *j, const struct record_type *t, struct id id, int64_t version, const struct val *values, struct err *e)
{
	int type;
	enum code c = head(j, OP_SET, t, id, &type, e);
	if (c != OK)
		return c;
	put_int(j, version);
	put_row(j, type, values);
	return done(j, e);
}

enum code journal_text(struct journal *j, const struct record_type *t, struct id id, const char *field, struct str lang, struct str text, struct err *e)
{
	int type;
	enum code c = head(j, OP_TEXT, t, id, &type, e);
	if (c != OK)
		return c;
	put_str(j, str_z(field));
	put_str(j, lang);
	put_str(j, text);
	return done(j, e);
}

enum code journal_event(struct journal *j, const struct evidence *v, struct err *e)
{
	const struct id *ids[] = {&v->id, &v->learner, &v->competency, &v->item, &v->resource};
	put_byte(j, OP_EVENT);
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		put(j, ids[i]->b, 16);
	put_str(j, str_z(v->kind));
	put_str(j, str_z(v->context));
	put_int(j, v->happened_at);
	put(j, &v->score, sizeof v->score);
	put_str(j, v->way);
	put_str(j, v->response);
	return done(j, e);
}

/* ---- reading ---- */

void journal_read(struct journal_reader *r, struct str part)
{
	memset(r, 0, sizeof *r);
	r->p = (const unsigned char *)part.p;
	r->n = part.n;
}

static bool get_byte(struct journal_reader *r, int *b)
{
	if (r->at >= r->n)
		return false;
	*b = r->p[r->at++];
	return true;
}

static bool get_uint(struct journal_reader *r, uint64_t *v)
{
	*v = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		int b;
		if (!get_byte(r, &b))
			return false;
		*v |= (uint64_t)(b & 127) << shift;
		if (b < 128)
			return true;
	}
	return false;
}

static bool get_int(struct journal_reader *r, int64_t *v)
{
	uint64_t u;
	if (!get_uint(r, &u))
		return false;
	*v = (int64_t)(u >> 1) ^ -(int64_t)(u & 1);
	return true;
}

static bool get(struct journal_reader *r, void *p, size_t n)
{
	if (n > r->n - r->at)
		return false;
	memcpy(p, r->p + r->at, n);
	r->at += n;
	return true;
}

static bool get_str(struct journal_reader *r, struct str *s)
{
	uint64_t n;
	if (!get_uint(r, &n) || n > r->n - r->at)
		return false;
	*s = (struct str){(const char *)r->p + r->at, (size_t)n};
	r->at += (size_t)n;
	return true;
}

static bool get_val(struct journal_reader *r, struct val *v)
{
	int tag;
	if (!get_byte(r, &tag))
		return false;
	switch (tag) {
	case V_KEEP:
		*v = (struct val){0};
		return true;
	case V_NULL:
		*v = (struct val){.type = 'n'};
		return true;
	case V_INT:
		v->type = 'i';
		return get_int(r, &v->as.i);
	case V_REAL:
		v->type = 'r';
		return get(r, &v->as.r, sizeof v->as.r);
	case V_TEXT:
		v->type = 't';
		return get_str(r, &v->as.t);
	case V_ID:
		v->type = 'b';
		return get(r, v->as.b.b, 16);
	default:
		return false;
	}
}

static bool get_row(struct journal_reader *r, int type, struct val *values)
{
	for (size_t i = 0; i < r->types[type].n; i++) {
		struct val v = {0};
		int where = r->types[type].field[i];
		if (r->at >= r->n)
			return false;
		if (r->p[r->at] == V_SAME) {
			size_t back = ++r->at;
			r->at = r->types[type].last[i];
			if (r->at == 0 || r->at >= back || !get_val(r, &v))
				return false;
			r->at = back;
		} else {
			size_t from = r->at;
			if (!get_val(r, &v))
				return false;
			if (r->at - from > 1)
				r->types[type].last[i] = (uint32_t)from;
		}
		if (where >= 0)
			values[where] = v;
	}
	return true;
}

static bool get_type(struct journal_reader *r)
{
	struct str name, field;
	uint64_t n;
	if (r->n_types == JOURNAL_TYPES || !get_str(r, &name) || !get_uint(r, &n) || n > JOURNAL_FIELDS)
		return false;
	int k = r->n_types++;
	r->types[k].type = record_type_find(name);
	r->types[k].n = (size_t)n;
	for (size_t i = 0; i < n; i++) {
		char z[64];
		if (!get_str(r, &field) || field.n >= sizeof z)
			return false;
		memcpy(z, field.p, field.n);
		z[field.n] = '\0';
		r->types[k].field[i] = r->types[k].type != NULL ? field_index(r->types[k].type, z) : -1;
	}
	return r->types[k].type != NULL;
}

static bool get_event(struct journal_reader *r, struct evidence *v)
{
	struct id *ids[] = {&v->id, &v->learner, &v->competency, &v->item, &v->resource};
	struct str kind, context;
	*v = (struct evidence){0};
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		if (!get(r, ids[i]->b, 16))
			return false;
	if (!get_str(r, &kind) || kind.n >= sizeof r->kind || !get_str(r, &context) || context.n >= sizeof r->context)
		return false;
	/* the last kind and context are the reader's: events have few of them */
	memcpy(r->kind, kind.p, kind.n);
	r->kind[kind.n] = '\0';
	memcpy(r->context, context.p, context.n);
	r->context[context.n] = '\0';
	v->kind = r->kind;
	v->context = r->context;
	return get_int(r, &v->happened_at) && get(r, &v->score, sizeof v->score) && get_str(r, &v->way) && get_str(r, &v->response);
}

static bool get_record(struct journal_reader *r, struct arena *a, struct op *op)
{
	int type;
	if (!get_byte(r, &type) || type >= r->n_types || !get(r, op->id.b, 16))
		return false;
	op->type = r->types[type].type;
	if (op->kind == OP_TEXT)
		return get_str(r, &op->field) && get_str(r, &op->lang) && get_str(r, &op->text);
	if (op->kind == OP_ADD ? !get_str(r, &op->state) : !get_int(r, &op->version))
		return false;
	size_t n = field_count(op->type);
	op->values = NEW_ARRAY(a, struct val, n + 1);
	/* a field that the part does not know: a later version of the program has added it */
	for (size_t i = 0; op->kind == OP_ADD && i < n; i++)
		op->values[i].type = 'n';
	return get_row(r, type, op->values);
}

int journal_next(struct journal_reader *r, struct arena *a, struct op *op, struct err *e)
{
	while (r->at < r->n) {
		int kind = r->p[r->at++];
		*op = (struct op){.kind = (enum op_kind)kind};
		bool good = kind == OP_TYPE ? get_type(r) : kind == OP_EVENT ? get_event(r, &op->event)
		          : kind == OP_ADD || kind == OP_SET || kind == OP_TEXT ? get_record(r, a, op) : false;
		if (!good) {
			err_set(e, E_DB, "The list of changes of an import is damaged at byte %zu.", r->at);
			return -1;
		}
		if (kind != OP_TYPE)
			return 1;
	}
	return 0;
}
