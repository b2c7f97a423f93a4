#include "record/inside.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define LIMIT_USUAL 50
#define LIMIT_MOST 500
#define FILTERS_MOST 8
#define VALS_MOST 64
#define CURSOR_MOST 4096

/* One list being asked for: its SQL grows in sql, its values in vals. */
struct ask {
	struct db *db;
	struct arena *a;
	const struct viewer *v;
	const struct record_type *t;
	const struct query *q;
	struct buf sql;
	struct val vals[VALS_MOST];
	size_t n;
	unsigned masks[FILTERS_MOST + 2]; /* each row must be visible by all of them */
	size_t n_masks;
	bool narrow;                      /* few rows are left by learners or references */
	struct id about;                  /* '=' filter on what the scope looks at; nil: none */
	const struct field *sort;         /* NULL: by id, or by updated_at, or by state */
	const char *sort_column;          /* "id", "updated_at", "state" or the field's */
	char sort_type;                   /* of the value: i r t, or b for id alone */
	bool down;
	int limit;
};

static size_t bind(struct ask *k, struct val v)
{
	k->vals[k->n++] = v;
	return k->n;
}

/* The column rights go by. */
static const char *scope_column(const struct record_type *t)
{
	return t->scope == SCOPE_PERSON ? "id" : t->about;
}

/* ---- who may see the rows ---- */

static void add_mask(struct ask *k, unsigned mask)
{
	for (size_t i = 0; i < k->n_masks; i++)
		if (k->masks[i] == mask)
			return;
	k->masks[k->n_masks++] = mask;
}

static enum code denied(const struct ask *k, struct err *e)
{
	return err_set(e, E_DENIED, "You may not see this list (%s).", tr(k->v->lang, k->t->plural));
}

static void row_condition(struct ask *k, unsigned mask)
{
	char today[11];
	bool class_scope = k->t->scope == SCOPE_CLASS;
	const char *view = class_scope ? "class_relation" : "relation", *target = class_scope ? "class" : "learner";
	/* a leader sees most rows, so each row is asked for its relation; others see few, so their learners are looked up first */
	bool many = (k->v->hats & REL_LEADER & mask) != 0;
	size_t viewer = bind(k, (struct val){.type = 'b', .as.b = k->v->person});
	size_t bits = bind(k, (struct val){.type = 'i', .as.i = k->v->low ? mask & REL_SELF : mask});
	size_t day = bind(k, (struct val){.type = 't', .as.t = str_dup(k->a, str_z(today_text(k->v, today)))});
	k->narrow |= !many;
	if (many)
		buf_fmt(&k->sql, " and exists (select 1 from %s r where r.%s = t.%s", view, target, scope_column(k->t));
	else
		buf_fmt(&k->sql, " and t.%s in (select r.%s from %s r where 1 = 1", scope_column(k->t), target, view);
	buf_fmt(&k->sql, " and r.viewer = ?%zu and (r.rel & ?%zu) <> 0"
	                 " and (r.begin_on is null or r.begin_on <= ?%zu) and (r.end_on is null or r.end_on >= ?%zu))",
	        viewer, bits, day, day);
}

/* *none: nothing can be seen, and that is no news to anybody. */
static enum code visibility(struct ask *k, bool *none, struct err *e)
{
	unsigned rel = viewer_hats(k->v);
	*none = false;
	if (k->t->scope == SCOPE_ORG || !id_nil(k->about)) {
		enum code c = record_rel(k->db, k->v, k->t, k->about, &rel, e);
		if (c != OK)
			return c;
	}
	for (size_t i = 0; i < k->n_masks; i++) {
		unsigned mask = k->masks[i] | REL_SYSTEM;
		if (rel & mask)
			continue;
		if (k->t->scope == SCOPE_ORG)
			return denied(k, e);
		if (!id_nil(k->about) || id_nil(k->v->person))
			*none = true;
		else
			row_condition(k, mask);
	}
	return OK;
}

/* ---- filters ---- */

/* A field that is not for this viewer answers no questions, neither by filter nor by order. */
static enum code may_ask(struct ask *k, const struct field *f, struct err *e)
{
	bool about = k->t->about != NULL && strcmp(f->name, k->t->about) == 0;
	bool opened = k->v->trace != NULL && k->v->trace->purpose != NULL;
	if ((f->flags & FF_PROTECTED) && !opened && !(viewer_hats(k->v) & REL_SYSTEM))
		return err_set(e, E_DENIED, "This list is filtered by \"%s\" only when it is opened on purpose: it is protected.",
		               tr(k->v->lang, f->label));
	if (!about && !(f->flags & (FF_FILTER | FF_UNIQUE)))
		return err_set(e, E_INPUT, "This list cannot be filtered by \"%s\".", f->name);
	if (!(k->v->hats & field_see(k->t, f)))
		return err_set(e, E_DENIED, "You may not filter by \"%s\".", tr(k->v->lang, f->label));
	if (f->see != 0)
		add_mask(k, f->see);
	return OK;
}

static enum code compare(struct ask *k, const char *column, char op, struct val v, struct err *e)
{
	const char *sign = op == '=' ? "=" : op == '<' ? "<=" : op == '>' ? ">=" : NULL;
	if (sign == NULL)
		return err_set(e, E_INPUT, "A filter is one of = < > ~.");
	if (v.type == 'n' && op != '=')
		return err_set(e, E_INPUT, "A filter by range needs a value.");
	if (v.type == 'n')
		buf_fmt(&k->sql, " and t.%s is null", column);
	else
		buf_fmt(&k->sql, " and t.%s %s ?%zu", column, sign, bind(k, v));
	return OK;
}

static struct val like_pattern(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, 4 * s.n + 16);
	buf_byte(&b, '%');
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '%' || c == '_' || c == '!')
			buf_byte(&b, '!');
		buf_byte(&b, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
	}
	buf_byte(&b, '%');
	return (struct val){.type = 't', .as.t = buf_done(&b)};
}

static enum code filter_field(struct ask *k, const struct filter *w, const struct field *f, struct err *e)
{
	struct str why = {NULL, 0};
	struct val v;
	enum code c = may_ask(k, f, e);
	if (c != OK)
		return c;
	if (w->op == '~') {
		if (!field_is_text(f) || !utf8_valid(w->text))
			return err_set(e, E_INPUT, "\"%s\" cannot be searched for a piece of text.", f->name);
		buf_fmt(&k->sql, " and lower(t.%s) like ?%zu escape '!'", f->name, bind(k, like_pattern(k->a, w->text)));
		return OK;
	}
	if (!value_parse(k->a, k->v->lang, f, w->text, &v, &why))
		return err_set(e, E_INPUT, "%s: %.*s", tr(k->v->lang, f->label), S_ARG(why));
	if (f->type == F_CHOICES && w->op == '=' && v.type == 't') {
		v.as.t = str_fmt(k->a, "%% %.*s %%", S_ARG(v.as.t));
		buf_fmt(&k->sql, " and (' ' || t.%s || ' ') like ?%zu", f->name, bind(k, v));
		return OK;
	}
	k->narrow |= w->op == '=' && v.type == 'b';
	return compare(k, f->name, w->op, v, e);
}

static enum code filter_one(struct ask *k, const struct filter *w, struct err *e)
{
	static const struct field UPDATED = {.name = "updated_at", .label = "updated_at", .type = F_TIME};
	struct str why = {NULL, 0};
	struct val v;
	int i = field_index(k->t, w->field);
	if (i >= 0)
		return filter_field(k, w, &k->t->fields[i], e);
	if (k->t->states != NULL && strcmp(w->field, "state") == 0) {
		if (w->op != '=' || choice_label(k->t->states, w->text)[0] == '\0')
			return err_set(e, E_INPUT, "\"%.*s\" is no state of this (%s).", S_ARG(w->text), tr(k->v->lang, k->t->label));
		return compare(k, "state", '=', (struct val){.type = 't', .as.t = w->text}, e);
	}
	if (strcmp(w->field, "updated_at") == 0) {
		if (!value_parse(k->a, k->v->lang, &UPDATED, w->text, &v, &why))
			return err_set(e, E_INPUT, "updated_at: %.*s", S_ARG(why));
		return compare(k, "updated_at", w->op, v, e);
	}
	struct id id;
	if (k->t->scope == SCOPE_PERSON && strcmp(w->field, "id") == 0 && w->op == '=' && id_parse(w->text, &id)) {
		k->narrow = true;
		return compare(k, "id", '=', (struct val){.type = 'b', .as.b = id}, e);
	}
	return err_set(e, E_INPUT, "This list cannot be filtered by \"%.60s\".", w->field);
}

/* ---- order and pages ---- */

static enum code choose_sort(struct ask *k, struct err *e)
{
	bool asked = k->q->sort != NULL && k->q->sort[0] != '\0';
	const char *s = asked ? k->q->sort : k->t->order != NULL ? k->t->order : "created_at";
	k->down = s[0] == '-';
	s += k->down;
	/* ids are made in the order of time, and are the key: no other index is needed for "newest first" */
	k->sort_column = "id";
	k->sort_type = 'b';
	if (strcmp(s, "created_at") == 0)
		return OK;
	if (strcmp(s, "updated_at") == 0) {
		k->sort_column = "updated_at";
		k->sort_type = 'i';
		return OK;
	}
	if (k->t->states != NULL && strcmp(s, "state") == 0) {
		k->sort_column = "state";
		k->sort_type = 't';
		return OK;
	}
	int i = field_index(k->t, s);
	const struct field *f = i >= 0 ? &k->t->fields[i] : NULL;
	if (f == NULL || f->type == F_REF || f->type == F_FILE || f->type == F_LONG || (asked && !(f->flags & FF_LIST)))
		return asked ? err_set(e, E_INPUT, "This list cannot be sorted by \"%.60s\".", s) : OK;
	/* an order by something that is hidden in some of the rows would tell it */
	bool open = !(f->flags & FF_PROTECTED) && (k->t->see & ~field_see(k->t, f) & k->v->hats) == 0;
	if (!open)
		return asked ? err_set(e, E_DENIED, "You may not sort by \"%s\".", tr(k->v->lang, f->label)) : OK;
	k->sort = f;
	k->sort_column = f->name;
	k->sort_type = field_is_text(f) ? 't' : f->type == F_REAL ? 'r' : 'i';
	return OK;
}

/* Empty values come first, on both databases alike. */
static void sort_expression(struct ask *k)
{
	if (k->sort == NULL || (k->sort->flags & FF_REQUIRED))
		buf_fmt(&k->sql, "t.%s", k->sort_column);
	else
		buf_fmt(&k->sql, "coalesce(t.%s, %s)", k->sort_column,
		        k->sort_type == 't' ? "''" : k->sort_type == 'r' ? "-1.7e308" : "-9223372036854775807");
}

static struct val sort_value(const struct ask *k, const struct record *r)
{
	if (k->sort != NULL) {
		struct val v = r->values[k->sort - k->t->fields];
		if (v.type != 'n')
			return v;
		return k->sort_type == 't' ? (struct val){.type = 't', .as.t = S("")}
		       : k->sort_type == 'r' ? (struct val){.type = 'r', .as.r = -1.7e308}
		                             : (struct val){.type = 'i', .as.i = -INT64_C(9223372036854775807)};
	}
	if (k->sort_type == 'i')
		return (struct val){.type = 'i', .as.i = r->updated_at};
	if (k->sort_type == 't')
		return (struct val){.type = 't', .as.t = r->state};
	return (struct val){.type = 'b', .as.b = r->id};
}

/* The cursor is where the page ended: sort value and id, with a sum over them and the list they belong to, so that
 * a cursor that was cut, changed or brought from another list is refused. Both values are bound, never SQL. */
static void cursor_sum(const struct ask *k, struct str body, unsigned char out[8])
{
	crypto_generichash_state h;
	unsigned char full[crypto_generichash_BYTES];
	const char *down = k->down ? "-" : "+";
	(void)crypto_generichash_init(&h, NULL, 0, sizeof full);
	(void)crypto_generichash_update(&h, (const unsigned char *)k->t->name, strlen(k->t->name) + 1);
	(void)crypto_generichash_update(&h, (const unsigned char *)k->sort_column, strlen(k->sort_column) + 1);
	(void)crypto_generichash_update(&h, (const unsigned char *)down, 1);
	(void)crypto_generichash_update(&h, (const unsigned char *)body.p, body.n);
	(void)crypto_generichash_final(&h, full, sizeof full);
	memcpy(out, full, 8);
}

static struct str cursor_write(const struct ask *k, const struct record *last)
{
	struct buf b = buf_new(k->a, CURSOR_MOST);
	struct val v = sort_value(k, last);
	unsigned char sum[8];
	buf_add(&b, last->id.b, 16);
	if (v.type == 't')
		buf_str(&b, v.as.t);
	else if (v.type != 'b')
		buf_add(&b, &v.as, 8);
	cursor_sum(k, buf_done(&b), sum);
	buf_add(&b, sum, 8);
	size_t cap = sodium_base64_encoded_len(b.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *text = arena_alloc(k->a, cap);
	(void)sodium_bin2base64(text, cap, (const unsigned char *)b.p, b.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_z(text);
}

static enum code cursor_read(struct ask *k, struct val *value, struct id *id, struct err *e)
{
	unsigned char *raw = arena_alloc(k->a, CURSOR_MOST), sum[8];
	size_t n = 0;
	struct str s = k->q->after;
	bool good = s.n < CURSOR_MOST && sodium_base642bin(raw, CURSOR_MOST, s.p, s.n, NULL, &n, NULL,
	                                                   sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 && n >= 24;
	if (good) {
		cursor_sum(k, (struct str){(const char *)raw, n - 8}, sum);
		good = memcmp(sum, raw + n - 8, 8) == 0;
	}
	size_t len = good ? n - 24 : 0;
	if (good && k->sort_type == 't')
		good = utf8_valid((struct str){(const char *)raw + 16, len});
	else if (good)
		good = len == (k->sort_type == 'b' ? 0u : 8u);
	if (!good)
		return err_set(e, E_INPUT, "The mark of the next page does not belong to this list. Please start from its first page.");
	memcpy(id->b, raw, 16);
	*value = (struct val){.type = k->sort_type};
	if (k->sort_type == 't')
		value->as.t = (struct str){(const char *)raw + 16, len};
	else if (k->sort_type != 'b')
		memcpy(&value->as, raw + 16, 8);
	return OK;
}

static enum code page(struct ask *k, struct err *e)
{
	if (k->q->after.n > 0) {
		struct val v;
		struct id id = ID_NIL;
		enum code c = cursor_read(k, &v, &id, e);
		if (c != OK)
			return c;
		const char *sign = k->down ? "<" : ">";
		if (k->sort_type == 'b') {
			buf_fmt(&k->sql, " and t.id %s ?%zu", sign, bind(k, (struct val){.type = 'b', .as.b = id}));
		} else {
			buf_z(&k->sql, " and (");
			sort_expression(k);
			size_t at = bind(k, v);
			buf_fmt(&k->sql, ", t.id) %s (?%zu, ?%zu)", sign, at, bind(k, (struct val){.type = 'b', .as.b = id}));
		}
	}
	const char *way = k->down ? " desc" : "";
	buf_z(&k->sql, " order by ");
	if (k->sort_type != 'b') {
		sort_expression(k);
		buf_fmt(&k->sql, "%s, ", way);
	}
	buf_fmt(&k->sql, "t.id%s limit ?%zu", way, bind(k, (struct val){.type = 'i', .as.i = k->limit + 1}));
	return OK;
}

/* ---- the relation of each row ---- */

/* All that the viewer is to anybody today, sorted by learner or class: one query instead of one a row. */
struct bonds {
	struct bond { struct id to; unsigned rel; } *items;
	size_t n, cap;
};

static int bond_cmp(const void *x, const void *y)
{
	return id_cmp(((const struct bond *)x)->to, ((const struct bond *)y)->to);
}

static enum code load_bonds(struct ask *k, struct bonds *out, struct err *e)
{
	char today[11];
	struct rows *r;
	enum code c;
	if (k->t->scope == SCOPE_CLASS)
		c = db_query(k->db, e, &r,
		        "select r.class, r.rel from class_relation r where r.viewer = ?1"
		        " and (r.begin_on is null or r.begin_on <= ?2) and (r.end_on is null or r.end_on >= ?2)",
		        "bz", k->v->person, today_text(k->v, today));
	else
		c = db_query(k->db, e, &r,
		        "select r.learner, r.rel from relation r where r.viewer = ?1"
		        " and (r.begin_on is null or r.begin_on <= ?2) and (r.end_on is null or r.end_on >= ?2)",
		        "bz", k->v->person, today_text(k->v, today));
	if (c != OK)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (out->n == out->cap) {
			size_t cap = out->cap == 0 ? 64 : out->cap * 2;
			out->items = arena_grow(k->a, out->items, out->cap * sizeof *out->items, cap * sizeof *out->items);
			out->cap = cap;
		}
		out->items[out->n++] = (struct bond){rows_id(r, 0), (unsigned)rows_i(r, 1)};
	}
	if (got < 0)
		return E_DB;
	if (out->n > 1)
		qsort(out->items, out->n, sizeof *out->items, bond_cmp);
	return OK;
}

static unsigned bonds_to(const struct bonds *b, const struct viewer *v, struct id to)
{
	size_t low = 0, high = b->n;
	unsigned rel = 0;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (id_cmp(b->items[mid].to, to) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < b->n && id_eq(b->items[low].to, to); low++)
		rel |= b->items[low].rel;
	return (v->low ? rel & REL_SELF : rel) | viewer_hats(v);
}

/* Few bonds or many rows: all bonds at once. A leader has as many as the school has people. */
static bool at_once(const struct ask *k, size_t rows)
{
	if (k->t->scope == SCOPE_ORG || id_nil(k->v->person) || !id_nil(k->about))
		return false;
	return rows > (k->v->hats & REL_LEADER ? 40u : 3u);
}

static enum code relate(struct ask *k, struct record_list *out, struct err *e)
{
	struct bonds bonds = {0};
	bool all = at_once(k, out->n);
	enum code c = all ? load_bonds(k, &bonds, e) : OK;
	for (size_t i = 0; c == OK && i < out->n; i++) {
		struct record *r = &out->items[i];
		if (all)
			r->rel = bonds_to(&bonds, k->v, about_of(r));
		else if (i > 0 && id_eq(about_of(&out->items[i - 1]), about_of(r)))
			r->rel = out->items[i - 1].rel;
		else
			c = record_rel_of(k->db, k->v, r, e);
	}
	if (c != OK)
		return c;
	/* the second wall: what the relation does not allow goes, whatever the SQL said */
	size_t kept = 0;
	for (size_t i = 0; i < out->n; i++)
		if (out->items[i].rel & (k->t->see | REL_SYSTEM))
			out->items[kept++] = out->items[i];
	out->n = kept;
	return OK;
}

/* The whole statement. Every row is of the one district of a SQLite file, yet without statistics SQLite takes an
 * index that begins with it for the best; the plus says that it is not, when there is something narrower. */
static const char *statement(struct ask *k)
{
	struct buf b = buf_new(k->a, 64 * 1024);
	const char *plus = k->narrow && db_kind(k->db) == STORE_SQLITE ? "+" : "";
	buf_fmt(&b, "select %s from %s t where %st.district = ?1%.*s", type_sql(k->t)->columns, k->t->table, plus, S_ARG(buf_done(&k->sql)));
	return b.over || k->sql.over ? NULL : sql_keep(buf_done(&b));
}

static enum code run(struct ask *k, struct record_list *out, struct err *e)
{
	const char *sql = statement(k);
	struct rows *r;
	if (sql == NULL)
		return err_set(e, E_LIMIT, "Too many kinds of lists were asked for. Please use fewer filters.");
	enum code c = db_query_vals(k->db, e, &r, sql, k->vals, k->n);
	if (c != OK)
		return c;
	size_t cap = 0;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (out->n == cap) {
			size_t more = cap == 0 ? 16 : cap * 2;
			out->items = arena_grow(k->a, out->items, cap * sizeof *out->items, more * sizeof *out->items);
			cap = more;
		}
		record_of_row(r, k->a, k->t, &out->items[out->n++]);
	}
	if (got < 0)
		return E_DB;
	if (out->n > (size_t)k->limit) {
		out->n = (size_t)k->limit;
		out->next = cursor_write(k, &out->items[out->n - 1]);
	}
	return OK;
}

enum code record_find(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, const struct query *q,
                      struct record_list *out, struct err *e)
{
	static const struct query ALL = {0};
	struct ask *k = NEW(a, struct ask);
	*out = (struct record_list){.total = -1};
	if (type_sql(t) == NULL)
		return err_set(e, E_BUG, "record type %s was not collected", t->name);
	*k = (struct ask){.db = db, .a = a, .v = v, .t = t, .q = q != NULL ? q : &ALL, .sql = buf_new(a, 64 * 1024)};
	if (k->q->n_filters > FILTERS_MOST)
		return err_set(e, E_LIMIT, "A list takes at most %d filters.", FILTERS_MOST);
	k->limit = k->q->limit <= 0 ? LIMIT_USUAL : k->q->limit > LIMIT_MOST ? LIMIT_MOST : k->q->limit;
	(void)bind(k, (struct val){.type = 'b', .as.b = db_district(db)});
	add_mask(k, t->see);
	enum code c = OK;
	for (size_t i = 0; c == OK && i < k->q->n_filters; i++) {
		const struct filter *w = &k->q->filters[i];
		c = filter_one(k, w, e);
		if (c == OK && w->op == '=' && t->scope != SCOPE_ORG && t->about != NULL && strcmp(w->field, t->about) == 0)
			(void)id_parse(str_trim(w->text), &k->about);
	}
	bool none = false;
	if (c == OK)
		c = visibility(k, &none, e);
	if (c == OK)
		c = choose_sort(k, e);
	if (c == OK)
		c = page(k, e);
	if (c != OK || none)
		return c;
	c = run(k, out, e);
	if (c == OK)
		c = relate(k, out, e);
	for (size_t i = 0; c == OK && i < out->n; i++)
		record_hide(v, &out->items[i]);
	return c;
}
