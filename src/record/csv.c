#include "base/csv.h"
#include "record/inside.h"

#include <string.h>

#define PAGE 500
#define ROWS_MOST 50000
#define PROBLEMS_MOST 1000
#define TEXT_MOST (64u * 1024 * 1024)

/* ---- out ---- */

static void head(struct buf *b, const struct record_type *t)
{
	buf_z(b, "id,version");
	if (t->states != NULL)
		buf_z(b, ",state");
	for (const struct field *f = t->fields; f->name != NULL; f++)
		buf_fmt(b, ",%s", f->name);
	buf_z(b, "\r\n");
}

static void row(struct buf *b, struct arena *a, const struct record *r)
{
	buf_str(b, id_str(a, r->id));
	buf_fmt(b, ",%lld", (long long)r->version);
	if (r->type->states != NULL) {
		buf_byte(b, ',');
		buf_csv(b, r->state);
	}
	for (int i = 0; r->type->fields[i].name != NULL; i++) {
		buf_byte(b, ',');
		/* numbers stay numbers: only text can be a formula */
		if (r->values[i].type == 'i' || r->values[i].type == 'r')
			buf_str(b, rec_show(a, r, i));
		else
			buf_csv(b, rec_show(a, r, i));
	}
	buf_z(b, "\r\n");
}

enum code record_csv(struct db *db, const struct viewer *v, const struct record_type *t, const struct query *q, record_emit *emit,
                     void *arg, struct err *e)
{
	struct query page = q != NULL ? *q : (struct query){0};
	char mark[4096];
	enum code c = OK;
	struct arena *a = arena_new(0);
	bool first = true;
	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the export.");
	page.limit = PAGE;
	do {
		struct record_list l;
		struct buf b = buf_new(a, TEXT_MOST);
		c = record_find(db, a, v, t, &page, &l, e);
		if (c != OK)
			break;
		if (first)
			head(&b, t);
		first = false;
		for (size_t i = 0; i < l.n; i++)
			row(&b, a, &l.items[i]);
		if (b.over || l.next.n > sizeof mark) {
			c = err_set(e, E_LIMIT, "A page of the export is too large.");
			break;
		}
		if (b.n > 0)
			c = emit(arg, buf_done(&b), e);
		if (l.next.n > 0)
			memcpy(mark, l.next.p, l.next.n);
		page.after = (struct str){mark, l.next.n};
		arena_reset(a);
	} while (c == OK && page.after.n > 0);
	arena_free(a);
	return c;
}

/* ---- in ---- */

enum column_kind { COL_FIELD, COL_ID, COL_VERSION, COL_IGNORED };

struct import {
	struct arena *a;    /* the caller's: problems */
	struct arena *row;  /* emptied after each row */
	const struct viewer *v;
	const struct record_type *t;
	struct str text;
	bool dry;
	struct csv_report *out;
	struct csv_head head;
	enum column_kind *kinds;
	int *fields;        /* of COL_FIELD columns */
	size_t line;
};

static void refuse(struct import *m, struct str column, struct str text)
{
	struct csv_report *r = m->out;
	if (r->n_problems >= PROBLEMS_MOST)
		return;
	if (r->problems == NULL)
		r->problems = NEW_ARRAY(m->a, struct csv_problem, PROBLEMS_MOST);
	r->problems[r->n_problems++] = (struct csv_problem){m->line, str_dup(m->a, column), str_dup(m->a, text)};
}

static int field_of_header(const struct import *m, struct str name)
{
	for (int i = 0; m->t->fields[i].name != NULL; i++) {
		const struct field *f = &m->t->fields[i];
		if (str_ieqz(name, f->name) || str_eq(str_fold(m->row, name), str_fold(m->row, str_z(f->label))) ||
		    str_eq(str_fold(m->row, name), str_fold(m->row, str_z(tr(m->v->lang, f->label)))))
			return i;
	}
	return -1;
}

static void read_header(struct import *m)
{
	/* written by the export, said by the program itself */
	static const char *const IGNORED[] = {"state", "created_at", "created_by", "updated_at", "updated_by"};
	m->kinds = NEW_ARRAY(m->a, enum column_kind, m->head.n + 1);
	m->fields = NEW_ARRAY(m->a, int, m->head.n + 1);
	for (size_t i = 0; i < m->head.n; i++) {
		struct str name = str_trim(m->head.names[i]);
		int f = field_of_header(m, name);
		m->kinds[i] = COL_IGNORED;
		m->fields[i] = f;
		for (size_t k = 0; k < i; k++)
			if (f >= 0 && m->fields[k] == f)
				refuse(m, name, str_z(tr(m->v->lang, N_("This column is there twice."))));
		if (f >= 0) {
			m->kinds[i] = m->t->fields[f].flags & FF_NO_FORM ? COL_IGNORED : COL_FIELD;
			continue;
		}
		bool known = str_ieqz(name, "id") || str_ieqz(name, "version");
		if (known)
			m->kinds[i] = str_ieqz(name, "id") ? COL_ID : COL_VERSION;
		for (size_t k = 0; k < sizeof IGNORED / sizeof *IGNORED; k++)
			known |= str_ieqz(name, IGNORED[k]);
		if (!known)
			refuse(m, name, str_fmt(m->row, tr(m->v->lang, N_("There is no field called \"%.60s\" here.")), str_dupz(m->row, name)));
	}
}

/* A reference given as a value of a unique field, like a code or an e-mail address. Empty when none fits: the text
 * goes on as it is and is refused with the rest. */
static enum code resolve_ref(struct db *db, struct import *m, const struct field *f, struct str *cell, struct err *e)
{
	const struct record_type *t = record_type_find(str_z(f->ref));
	/* the statement leaves out one record, here none: nil would be null and leave out all */
	struct id id, none = {{1}};
	if (cell->n == 0 || id_parse(*cell, &id) || !utf8_valid(*cell))
		return OK;
	for (size_t i = 0; t->fields[i].name != NULL; i++) {
		const char *sql = type_sql(t)->unique[i];
		struct rows *r;
		struct record there;
		/* a field the person may not see answers no questions here either */
		if (sql == NULL || !field_is_text(&t->fields[i]) || !(m->v->hats & field_see(t, &t->fields[i])))
			continue;
		struct val v[3] = {{.type = 'b', .as.b = db_district(db)}, {.type = 't', .as.t = *cell}, {.type = 'b', .as.b = none}};
		enum code c = db_query_vals(db, e, &r, sql, v, 3);
		if (c != OK)
			return c;
		int got = rows_next(r, e);
		if (got < 0)
			return E_DB;
		if (got == 0)
			continue;
		id = rows_id(r, 0);
		rows_end(r);
		c = record_raw(db, m->row, t, id, &there, e);
		if (c == OK)
			c = record_rel_of(db, m->v, &there, e);
		if (c != OK)
			return c;
		if (there.rel & field_see(t, &t->fields[i])) {
			*cell = id_str(m->row, id);
			return OK;
		}
	}
	return OK;
}

/* The apostrophe that keeps a spreadsheet from running a cell is ours, not the person's. */
static struct str plain_cell(struct str s)
{
	if (s.n >= 2 && s.p[0] == '\'' && strchr("=+-@\t\r", s.p[1]) != NULL)
		return (struct str){s.p + 1, s.n - 1};
	return s;
}

static void refuse_problems(struct import *m, const struct problems *p, const struct err *e)
{
	if (p->n == 0)
		refuse(m, S(""), str_z(e->text));
	for (size_t i = 0; i < p->n; i++)
		refuse(m, str_z(p->items[i].field != NULL ? p->items[i].field : ""), p->items[i].text);
}

static enum code keep_row(struct db *db, struct import *m, struct id id, int64_t version, const struct input *in, size_t n, struct err *e)
{
	struct problems p = {0};
	struct record old, now;
	struct err why = *e;
	enum code c = id_nil(id) ? E_NOTFOUND : record_raw(db, m->row, m->t, id, &old, &why);
	if (c == OK) {
		c = record_update(db, m->row, m->v, m->t, id, version > 0 ? version : old.version, in, n, &p, &why);
		if (c == OK)
			c = record_raw(db, m->row, m->t, id, &now, &why);
		if (c == OK && now.version == old.version)
			m->out->unchanged++;
		else if (c == OK)
			m->out->updated++;
	} else if (c == E_NOTFOUND) {
		err_clear(&why);
		c = record_create(db, m->row, m->v, m->t, id, in, n, NULL, &p, &why);
		if (c == OK)
			m->out->created++;
	}
	if (c == E_DB || c == E_BUG || c == E_MEMORY || c == E_IO) {
		*e = why;
		return c;
	}
	if (c != OK) {
		m->out->refused++;
		refuse_problems(m, &p, &why);
	}
	return OK;
}

static enum code import_row(struct db *db, struct import *m, const struct str *cells, size_t n, struct err *e)
{
	struct input *in = NEW_ARRAY(m->row, struct input, m->head.n + 1);
	struct id id = ID_NIL;
	int64_t version = 0;
	size_t k = 0;
	bool good = true;
	if (n > m->head.n) {
		refuse(m, S(""), str_z(tr(m->v->lang, N_("This row has more cells than the header has columns."))));
		good = false;
	}
	for (size_t i = 0; good && i < m->head.n; i++) {
		struct str cell = str_trim(csv_cell(cells, n, (int)i));
		if (m->kinds[i] == COL_ID && cell.n > 0 && !id_parse(cell, &id)) {
			refuse(m, S("id"), str_z(tr(m->v->lang, N_("This is no id. Leave the cell empty to add a new record."))));
			good = false;
		} else if (m->kinds[i] == COL_VERSION && cell.n > 0 && !str_int(cell, &version)) {
			refuse(m, S("version"), str_z(tr(m->v->lang, N_("Please give a whole number, like 12."))));
			good = false;
		} else if (m->kinds[i] == COL_FIELD) {
			const struct field *f = &m->t->fields[m->fields[i]];
			cell = plain_cell(cell);
			enum code c = f->type == F_REF ? resolve_ref(db, m, f, &cell, e) : OK;
			if (c != OK)
				return c;
			in[k++] = (struct input){f->name, cell};
		}
	}
	if (!good) {
		m->out->refused++;
		return OK;
	}
	return keep_row(db, m, id, version, in, k, e);
}

static enum code import_all(struct db *db, void *arg, struct err *e)
{
	struct import *m = arg;
	struct csv_report *out = m->out;
	const struct str *cells;
	size_t n;
	int got;
	/* a group of writes may be run once more after a failure of the database */
	*out = (struct csv_report){0};
	struct csv *csv = csv_text(m->a, m->text, 0, 0);
	enum code c = csv_head_read(csv, m->a, &m->head, e);
	if (c != OK)
		return c;
	m->line = 1;
	read_header(m);
	if (out->n_problems > 0)
		return err_set(e, E_INPUT, "The header of the file names columns that do not belong here. Nothing was kept.");
	while ((got = csv_next(csv, &cells, &n, e)) == 1) {
		m->line = csv_line(csv);
		if (++out->rows > ROWS_MOST)
			return err_set(e, E_LIMIT, "One file brings at most %d rows. Please cut it into several.", ROWS_MOST);
		c = import_row(db, m, cells, n, e);
		if (c != OK)
			return c;
		arena_reset(m->row);
	}
	if (got < 0)
		return E_INPUT;
	if (out->refused > 0)
		return err_set(e, E_INPUT, "%lld of %lld rows were refused, so nothing was kept. Mend them and try again.", (long long)out->refused,
		               (long long)out->rows);
	/* a dry run ends here, and being refused it leaves nothing behind */
	return m->dry ? err_set(e, E_CONFLICT, "Only tried.") : OK;
}

enum code record_csv_import(struct store *s, struct arena *a, const struct viewer *v, const struct record_type *t, struct str text,
                            bool dry, struct csv_report *out, struct err *e)
{
	struct import m = {.a = a, .row = arena_new(0), .v = v, .t = t, .text = text, .dry = dry, .out = out};
	*out = (struct csv_report){0};
	if (m.row == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	enum code c = store_write(s, import_all, &m, e);
	arena_free(m.row);
	bool tried = dry && c == E_CONFLICT && out->refused == 0;
	if (tried)
		err_clear(e);
	return tried ? OK : c;
}
