#include "store/dump.h"
#include "base/buf.h"
#include "store/driver.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROW_MOST (1 << 30)
#define FETCH_BYTES (1 << 20) /* PostgreSQL: of one answer, about */
#define FETCH_ROWS 4000
#define TELL_EVERY 4096

/* ---- sums ---- */

void dump_add(struct dump_sum *sum, struct str row)
{
	uint64_t lane[4];

	crypto_generichash((unsigned char *)lane, sizeof lane, (const unsigned char *)row.p, row.n, NULL, 0);
	for (int i = 0; i < 4; i++)
		sum->lane[i] += lane[i];
	sum->rows++;
}

bool dump_same(const struct dump_sum *x, const struct dump_sum *y)
{
	return x->rows == y->rows && memcmp(x->lane, y->lane, sizeof x->lane) == 0;
}

struct str dump_sum_text(struct arena *a, const struct dump_sum *sum)
{
	return str_fmt(a, "%016llx%016llx%016llx%016llx", (unsigned long long)sum->lane[0], (unsigned long long)sum->lane[1],
	               (unsigned long long)sum->lane[2], (unsigned long long)sum->lane[3]);
}

/* ---- a database as pieces ---- */

struct room { /* grows, and is used again for every row */
	char *p;
	size_t n, cap;
	bool full;
};

static void room_add(struct room *r, const void *p, size_t n)
{
	if (r->full || n > ROW_MOST - r->n) {
		r->full = true;
		return;
	}
	if (r->n + n > r->cap) {
		size_t cap = (r->n + n) * 2 + 256;
		char *more = realloc(r->p, cap);

		if (more == NULL) {
			r->full = true;
			return;
		}
		r->p = more;
		r->cap = cap;
	}
	if (n > 0)
		memcpy(r->p + r->n, p, n);
	r->n += n;
}

static void room_number(struct room *r, char tag, uint64_t v)
{
	unsigned char b[9] = {(unsigned char)tag};

	for (int i = 0; i < 8; i++)
		b[i + 1] = (unsigned char)(v >> (8 * i));
	room_add(r, b, sizeof b);
}

static void room_text(struct room *r, char tag, struct str t)
{
	unsigned char b[5] = {(unsigned char)tag};

	for (int i = 0; i < 4; i++)
		b[i + 1] = (unsigned char)(t.n >> (8 * i));
	room_add(r, b, sizeof b);
	room_add(r, t.p, t.n);
}

struct reading {
	struct dump_source base;
	struct db *db;
	struct arena *a;
	struct dump_table *tables;
	size_t n, at;
	bool inside;            /* the table at hand was told */
	struct rows *rows;
	struct room row;
	/* PostgreSQL: a cursor, so that no table is held whole */
	const char *fetch;
	char fetch_text[80];
	int64_t asked, got, bytes;
};

static bool derived(const char *name)
{
	return strcmp(name, "search") == 0 || strcmp(name, "store_writer") == 0 || strcmp(name, "store_migration") == 0 ||
	       strcmp(name, "store_change") == 0 || strcmp(name, "store_changes") == 0;
}

static char letter(struct str type)
{
	return str_ieqz(type, "integer") ? 'i' : str_ieqz(type, "real") ? 'r' : str_ieqz(type, "text") ? 't' : str_ieqz(type, "blob") ? 'B' : '\0';
}

static int by_name(const void *x, const void *y)
{
	return strcmp(((const struct dump_column *)x)->name, ((const struct dump_column *)y)->name);
}

static enum code columns(struct db *db, struct dump_table *t, struct err *e)
{
	struct rows *r;
	int got;
	enum code c = db_columns(db, e, &r, t->name);

	t->n = 0;
	if (c != OK)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		struct str name = rows_t(r, 0);
		char type = letter(rows_t(r, 1));

		if (t->n == DUMP_COLUMNS || type == '\0' || name.n >= sizeof t->columns[0].name) {
			c = err_set(e, E_BUG, "The column %.*s of %s cannot be copied.", S_ARG(name), t->name);
			rows_end(r);
			return c;
		}
		memcpy(t->columns[t->n].name, name.p, name.n);
		t->columns[t->n].name[name.n] = '\0';
		t->columns[t->n++].type = type;
	}
	if (got < 0)
		return e != NULL && e->code != OK ? e->code : E_DB;
	qsort(t->columns, t->n, sizeof *t->columns, by_name);
	return OK;
}

static enum code list_tables(struct db *db, struct arena *a, struct dump_table **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	enum code c = db_query_vals(db, e, &r, db->store->drv->tables_sql, NULL, 0);

	*out = NULL;
	*n = 0;
	while (c == OK && (got = rows_next(r, e)) != 0) {
		struct str name = got > 0 ? rows_t(r, 0) : str_z("");

		if (got < 0)
			return e != NULL && e->code != OK ? e->code : E_DB;
		if (name.n >= sizeof (*out)->name) {
			rows_end(r);
			return err_set(e, E_BUG, "The table %.*s cannot be copied.", S_ARG(name));
		}
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap * 2 + 64) * sizeof **out);
			cap = cap * 2 + 64;
		}
		memcpy((*out)[*n].name, name.p, name.n);
		(*out)[*n].name[name.n] = '\0';
		if (!derived((*out)[*n].name))
			++*n;
		else
			memset(&(*out)[*n], 0, sizeof **out);
	}
	for (size_t i = 0; c == OK && i < *n; i++)
		c = columns(db, &(*out)[i], e);
	return c;
}

static enum code begin_table(struct reading *s, struct err *e)
{
	const struct dump_table *t = &s->tables[s->at];
	struct buf sql = buf_new(s->a, 16384);
	bool cursor = s->db->store->drv->kind == STORE_POSTGRES;
	struct rows *r;

	if (cursor)
		buf_fmt(&sql, "declare dump_%zu cursor for ", s->at);
	buf_z(&sql, "select ");
	for (size_t i = 0; i < t->n; i++)
		buf_fmt(&sql, "%s\"%s\"", i > 0 ? ", " : "", t->columns[i].name);
	buf_fmt(&sql, " from \"%s\"", t->name);
	s->rows = NULL;
	if (!cursor)
		return db_query_vals(s->db, e, &s->rows, buf_done(&sql).p, NULL, 0);
	s->asked = s->got = 16;
	s->bytes = 0;
	enum code c = db_query_vals(s->db, e, &r, buf_done(&sql).p, NULL, 0); /* changes nothing: readers may */
	if (c == OK)
		rows_end(r);
	return c;
}

/* The next row of the table at hand; 0: none, -1: failed. */
static int step(struct reading *s, struct err *e)
{
	int got;

	for (;;) {
		if (s->rows != NULL && (got = rows_next(s->rows, e)) != 0) {
			s->got++;
			return got;
		}
		s->rows = NULL;
		if (s->db->store->drv->kind != STORE_POSTGRES || s->got < s->asked)
			return 0;
		/* as many as make an answer of about one megabyte */
		s->asked = s->bytes > 0 ? FETCH_BYTES / (s->bytes / s->got + 1) : 16;
		s->asked = s->asked < 1 ? 1 : s->asked > FETCH_ROWS ? FETCH_ROWS : s->asked;
		(void)snprintf(s->fetch_text, sizeof s->fetch_text, "fetch forward %lld from dump_%zu", (long long)s->asked, s->at);
		s->got = s->bytes = 0;
		if (db_query_vals(s->db, e, &s->rows, s->fetch_text, NULL, 0) != OK)
			return -1;
	}
}

/* A cursor that is left open would forbid the steps of the database that come next in the same transaction. */
static enum code end_table(struct reading *s, struct err *e)
{
	struct rows *r;

	if (s->db->store->drv->kind != STORE_POSTGRES)
		return OK;
	(void)snprintf(s->fetch_text, sizeof s->fetch_text, "close dump_%zu", s->at);
	enum code c = db_query_vals(s->db, e, &r, s->fetch_text, NULL, 0);
	if (c == OK)
		rows_end(r);
	return c;
}

static void encode(struct reading *s, const struct dump_table *t)
{
	union { double r; uint64_t u; } bits;

	s->row.n = 0;
	for (size_t i = 0; i < t->n; i++) {
		if (rows_null(s->rows, (int)i)) {
			room_add(&s->row, "n", 1);
			continue;
		}
		switch (t->columns[i].type) {
		case 'i':
			room_number(&s->row, 'i', (uint64_t)rows_i(s->rows, (int)i));
			break;
		case 'r':
			bits.r = rows_r(s->rows, (int)i);
			if (bits.r == 0)
				bits.r = 0; /* SQLite knows no zero below zero */
			room_number(&s->row, 'r', bits.u);
			break;
		default:
			room_text(&s->row, t->columns[i].type, rows_t(s->rows, (int)i));
		}
	}
	s->bytes += (int64_t)s->row.n;
}

static enum code read_next(struct dump_source *base, struct dump_piece *out, struct err *e)
{
	struct reading *s = (struct reading *)base;
	enum code c;
	int got;

	if (s->at == s->n) {
		*out = (struct dump_piece){.kind = DUMP_END};
		return OK;
	}
	*out = (struct dump_piece){.table = &s->tables[s->at]};
	if (!s->inside) {
		c = begin_table(s, e);
		s->inside = true;
		out->kind = DUMP_TABLE;
		return c;
	}
	got = step(s, e);
	if (got < 0)
		return e != NULL && e->code != OK ? e->code : E_DB;
	if (got == 0) {
		out->kind = DUMP_TABLE_END;
		c = end_table(s, e);
		s->inside = false;
		s->at++;
		return c;
	}
	encode(s, &s->tables[s->at]);
	if (s->row.full)
		return err_set(e, E_MEMORY, "There is no memory left for a row of %s.", s->tables[s->at].name);
	out->kind = DUMP_ROW;
	out->row = (struct str){s->row.p, s->row.n};
	dump_add(&s->tables[s->at].sum, out->row);
	return OK;
}

enum code dump_open(struct db *db, struct arena *a, struct dump_source **out, struct err *e)
{
	struct reading *s = calloc(1, sizeof *s);
	enum code c;

	*out = NULL;
	if (s == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to copy the database.");
	s->base.next = read_next;
	s->db = db;
	s->a = a;
	c = list_tables(db, a, &s->tables, &s->n, e);
	if (c != OK) {
		dump_close(&s->base);
		return c;
	}
	*out = &s->base;
	return OK;
}

void dump_close(struct dump_source *base)
{
	struct reading *s = (struct reading *)base;

	if (s == NULL)
		return;
	if (s->rows != NULL)
		rows_end(s->rows);
	free(s->row.p);
	free(s);
}

enum code dump_sums(struct db *db, struct arena *a, struct dump_sums *out, struct err *e)
{
	struct dump_source *s;
	struct dump_piece p = {0};
	enum code c = dump_open(db, a, &s, e);

	*out = (struct dump_sums){0};
	while (c == OK) {
		c = s->next(s, &p, e);
		if (c != OK || p.kind == DUMP_END)
			break;
		out->rows += p.kind == DUMP_ROW;
	}
	if (c == OK) {
		out->items = ((struct reading *)s)->tables;
		out->n = ((struct reading *)s)->n;
	}
	dump_close(s);
	return c;
}

static const struct dump_table *find(const struct dump_sums *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->items[i].name, name) == 0)
			return &s->items[i];
	return NULL;
}

enum code dump_compare(const struct dump_sums *was, const struct dump_sums *is, struct err *e)
{
	for (size_t i = 0; i < was->n; i++) {
		const struct dump_table *x = &was->items[i], *y = find(is, x->name);

		if (y == NULL)
			return err_set(e, E_DB, "The table %s is missing in the copy.", x->name);
		if (x->sum.rows != y->sum.rows)
			return err_set(e, E_DB, "The table %s has %lld rows, its copy %lld.", x->name, (long long)x->sum.rows, (long long)y->sum.rows);
		if (!dump_same(&x->sum, &y->sum))
			return err_set(e, E_DB, "The rows of the table %s and of its copy differ.", x->name);
	}
	for (size_t i = 0; i < is->n; i++)
		if (find(was, is->items[i].name) == NULL && is->items[i].sum.rows > 0)
			return err_set(e, E_DB, "The copy has rows in the table %s, which the original has not.", is->items[i].name);
	return OK;
}

/* ---- loading ---- */

enum code dump_target_empty(struct store *s, bool *empty, struct err *e)
{
	int version = 0;
	enum code c = store_version(s, &version, e);

	*empty = version == 0;
	return c;
}

struct loading {
	const struct dump_load *l;
	struct arena *a;
	struct dump_sums *sums;
	size_t cap;
	int64_t rows;
	/* of the table at hand */
	const struct dump_table *t;
	const char *many, *one; /* statements for `at_once` rows and for one */
	size_t at_once, waiting;
	struct val vals[MAX_PARAMS];
	struct room text;      /* what vals point to */
	size_t offset[MAX_PARAMS];
};

static const char *insert(struct arena *a, const struct dump_table *t, size_t rows)
{
	struct buf b = buf_new(a, 64 * 1024);
	size_t at = 1;

	buf_fmt(&b, "insert into \"%s\" (", t->name);
	for (size_t i = 0; i < t->n; i++)
		buf_fmt(&b, "%s\"%s\"", i > 0 ? ", " : "", t->columns[i].name);
	buf_z(&b, ") values ");
	for (size_t k = 0; k < rows; k++) {
		buf_z(&b, k > 0 ? ", (" : "(");
		for (size_t i = 0; i < t->n; i++)
			buf_fmt(&b, "%s?%zu", i > 0 ? ", " : "", at++);
		buf_z(&b, ")");
	}
	return str_dupz(a, buf_done(&b));
}

static enum code apply_steps(struct db *db, const struct dump_load *l, bool first, struct err *e)
{
	enum code c = OK;

	for (size_t i = 0; c == OK && i < l->n_m; i++) {
		if ((l->steps != NULL ? l->steps[i] : l->m[i].number <= l->version) != first)
			continue;
		c = db_script(db, l->m[i].sql, e);
		if (c == OK)
			c = db_exec(db, e, "insert into store_migration (number, name, applied_at) values (?1, ?2, ?3)", "izi",
			            (int64_t)l->m[i].number, l->m[i].name, clock_now());
		if (c != OK)
			err_in(e, "Database step %d (%s)", l->m[i].number, l->m[i].name);
	}
	return c;
}

/* The stream's columns must be the table's. */
static enum code begin_load(struct loading *x, struct db *db, const struct dump_table *t, struct err *e)
{
	struct dump_table here = {0};
	struct buf clear = buf_new(x->a, 256);
	enum code c;

	memcpy(here.name, t->name, sizeof here.name);
	c = columns(db, &here, e);
	if (c != OK)
		return c;
	if (here.n == 0 || derived(t->name))
		return err_set(e, E_INPUT, "What is to be loaded has a table %s, which this program does not know at that version.", t->name);
	for (size_t i = 0; i < (here.n > t->n ? here.n : t->n); i++)
		if (i >= here.n || i >= t->n || strcmp(here.columns[i].name, t->columns[i].name) != 0 || here.columns[i].type != t->columns[i].type)
			return err_set(e, E_INPUT, "The columns of the table %s differ from those of this program (%s).", t->name,
			               i < t->n ? t->columns[i].name : here.columns[i].name);
	x->t = t;
	x->at_once = db->store->drv->kind == STORE_POSTGRES ? MAX_PARAMS / t->n : 1;
	x->at_once = x->at_once > 0 ? x->at_once : 1;
	x->one = insert(x->a, t, 1);
	x->many = x->at_once > 1 ? insert(x->a, t, x->at_once) : x->one;
	x->waiting = 0;
	x->text.n = 0;
	buf_fmt(&clear, "delete from \"%s\"", t->name); /* what a migration or the store put there by itself */
	return db_exec_vals(db, e, buf_done(&clear).p, NULL, 0);
}

static enum code flush(struct loading *x, struct db *db, struct err *e)
{
	enum code c = OK;
	size_t n = x->t->n;

	for (size_t i = 0; i < x->waiting * n; i++)
		if (x->vals[i].type == 't' || x->vals[i].type == 'B')
			x->vals[i].as.t.p = x->text.p != NULL ? x->text.p + x->offset[i] : "";
	if (x->waiting == x->at_once)
		c = db_exec_vals(db, e, x->many, x->vals, x->waiting * n);
	else
		for (size_t k = 0; c == OK && k < x->waiting; k++)
			c = db_exec_vals(db, e, x->one, x->vals + k * n, n);
	x->waiting = 0;
	x->text.n = 0;
	return c;
}

static uint64_t number(const char *p, int bytes)
{
	uint64_t v = 0;

	for (int i = 0; i < bytes; i++)
		v |= (uint64_t)(unsigned char)p[i] << (8 * i);
	return v;
}

/* One value; false when the row ends too early or has another type than its column. */
static bool decode(struct loading *x, struct str *row, char type, struct val *v, size_t *offset)
{
	union { uint64_t u; double r; } bits;
	char tag;

	if (row->n == 0)
		return false;
	tag = *row->p++;
	row->n--;
	if (tag == 'n') {
		*v = (struct val){.type = 'n'};
		return true;
	}
	if (tag != type)
		return false;
	if (tag == 'i' || tag == 'r') {
		if (row->n < 8)
			return false;
		bits.u = number(row->p, 8);
		*v = tag == 'i' ? (struct val){.type = 'i', .as.i = (int64_t)bits.u} : (struct val){.type = 'r', .as.r = bits.r};
		row->p += 8;
		row->n -= 8;
		return true;
	}
	uint64_t n = row->n < 4 ? UINT64_MAX : number(row->p, 4);
	if (row->n < 4 || n > row->n - 4)
		return false;
	*offset = x->text.n;
	room_add(&x->text, row->p + 4, (size_t)n);
	*v = (struct val){.type = tag, .as.t = {NULL, (size_t)n}};
	row->p += 4 + n;
	row->n -= 4 + (size_t)n;
	return true;
}

static enum code load_row(struct loading *x, struct db *db, struct str row, struct err *e)
{
	size_t base = x->waiting * x->t->n;

	for (size_t i = 0; i < x->t->n; i++)
		if (!decode(x, &row, x->t->columns[i].type, &x->vals[base + i], &x->offset[base + i]))
			return err_set(e, E_INPUT, "A row of the table %s cannot be read.", x->t->name);
	if (row.n > 0)
		return err_set(e, E_INPUT, "A row of the table %s is longer than its columns.", x->t->name);
	if (x->text.full)
		return err_set(e, E_MEMORY, "There is no memory left for a row of %s.", x->t->name);
	x->waiting++;
	x->rows++;
	if (x->l->progress != NULL && x->rows % TELL_EVERY == 0)
		x->l->progress(x->l->arg, x->rows);
	return x->waiting == x->at_once ? flush(x, db, e) : OK;
}

static void keep_sum(struct loading *x, const struct dump_table *t)
{
	if (x->sums->n == x->cap) {
		x->sums->items = arena_grow(x->a, x->sums->items, x->cap * sizeof *t, (x->cap * 2 + 64) * sizeof *t);
		x->cap = x->cap * 2 + 64;
	}
	x->sums->items[x->sums->n++] = *t;
	x->sums->rows += t->sum.rows;
}

static enum code take_district(struct db *db, struct arena *a, struct err *e)
{
	struct str text;
	enum code c = store_meta_get(db, a, "district", &text, e);

	if (c == OK && (!id_parse(text, &db->store->district) || id_nil(db->store->district)))
		c = err_set(e, E_INPUT, "What is to be loaded does not say which district it is of.");
	return c;
}

static enum code load_fn(struct db *db, void *arg, struct err *e)
{
	struct loading *x = arg;
	struct dump_piece p = {0};
	struct dump_sums there_now;
	int64_t there = 0;
	enum code c = db_int(db, e, &there, "select count(*) from store_migration", "");

	if (c == OK && there > 0)
		c = err_set(e, E_CONFLICT, "There is a school in this database already. Name an empty one.");
	if (c == OK)
		c = apply_steps(db, x->l, true, e);
	while (c == OK) {
		c = x->l->from->next(x->l->from, &p, e);
		if (c != OK || p.kind == DUMP_END)
			break;
		if (p.kind == DUMP_TABLE)
			c = begin_load(x, db, p.table, e);
		else if (p.kind == DUMP_ROW)
			c = load_row(x, db, p.row, e);
		else {
			c = x->waiting > 0 ? flush(x, db, e) : OK;
			if (c == OK)
				keep_sum(x, p.table);
		}
	}
	if (c == OK)
		c = take_district(db, x->a, e);
	/* what lies there now must be what came */
	if (c == OK)
		c = dump_sums(db, x->a, &there_now, e);
	if (c == OK)
		c = dump_compare(x->sums, &there_now, e);
	if (c == OK)
		c = apply_steps(db, x->l, false, e);
	return c == OK && x->l->after != NULL ? x->l->after(db, x->l->arg, e) : c;
}

enum code dump_load(struct store *s, struct arena *a, const struct dump_load *l, struct dump_sums *sums, struct err *e)
{
	struct loading *x = calloc(1, sizeof *x);
	struct id district = s->district;
	enum code c;

	if (x == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to load the database.");
	x->l = l;
	x->a = a;
	x->sums = sums;
	*sums = (struct dump_sums){0};
	c = writer_alone(s, load_fn, x, true, e);
	if (c != OK)
		s->district = district;
	free(x->text.p);
	free(x);
	return c;
}
