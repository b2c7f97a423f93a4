#include "interop/sheet.h"

#include <string.h>

static void note_others(struct sheet *s)
{
	struct buf b = buf_new(s->m->a, 2000);
	size_t n = 0;
	for (size_t i = 0; i < s->head.n; i++) {
		bool known = false;
		for (size_t k = 0; k < s->n_columns; k++)
			known |= s->at[k] == (int)i;
		if (known || s->head.names[i].n == 0)
			continue;
		buf_fmt(&b, "%s%.*s", n++ > 0 ? ", " : "", (int)(s->head.names[i].n > 60 ? 60 : s->head.names[i].n), s->head.names[i].p);
	}
	if (n > 0)
		import_note(s->m, tr(s->m->o->lang, N_("%.*s: not read: %.*s.")), S_ARG(s->file), S_ARG(buf_done(&b)));
}

static bool read_head(struct sheet *s, struct err *e)
{
	enum lang lang = s->m->o->lang;
	bool good = true;
	struct err why = *e;
	err_clear(&why);
	if (csv_head_read(s->csv, s->a, &s->head, &why) != OK) {
		if (s->source != NULL)
			(void)!source_error(s->source, &why);
		import_refuse(s->m, s->file, 1, S(""), "%s", why.text);
		return false;
	}
	/* "Family name" is family_name */
	for (size_t i = 0; i < s->head.n; i++) {
		char *p = str_dupz(s->a, s->head.names[i]);
		for (char *q = p; *q != '\0'; q++)
			*q = *q == ' ' ? '_' : *q;
		s->head.names[i].p = p;
	}
	for (size_t k = 0; k < s->n_columns; k++) {
		s->at[k] = csv_col(&s->head, s->columns[k].name);
		if (s->at[k] < 0 && (s->columns[k].flags & SC_COLUMN)) {
			import_refuse(s->m, s->file, 1, str_z(s->columns[k].name), "%s", tr(lang, N_("This column is missing.")));
			good = false;
		}
	}
	note_others(s);
	return good;
}

enum code sheet_stream(struct sheet *s, struct import *m, FILE *f, int64_t size, struct str file, const struct sheet_column *columns, bool *good,
                       struct err *e)
{
	struct source *source = s->source;
	*s = (struct sheet){.m = m, .a = arena_new(0), .file = file, .f = f, .source = source, .columns = columns, .size = size};
	*good = false;
	if (s->a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	while (columns[s->n_columns].name != NULL)
		s->n_columns++;
	if (s->n_columns > SHEET_COLUMNS)
		return err_set(e, E_BUG, "too many columns in %.*s", S_ARG(file));
	s->csv = csv_file(s->a, f, 0, 0);
	*good = read_head(s, e);
	s->broken = !*good;
	return OK;
}

enum code sheet_open(struct sheet *s, struct import *m, struct source *source, const char *file, const struct sheet_column *columns, bool *good,
                     struct err *e)
{
	FILE *f;
	int64_t size;
	*good = false;
	*s = (struct sheet){.source = source};
	enum code c = source_file(source, file, &f, &size, e);
	return c == OK ? sheet_stream(s, m, f, size, str_z(file), columns, good, e) : c;
}

void sheet_close(struct sheet *s)
{
	if (s->f != NULL)
		(void)fclose(s->f);
	s->f = NULL;
	arena_free(s->a);
	s->a = NULL;
}

int sheet_next(struct sheet *s, struct err *e)
{
	struct err why = *e;
	err_clear(&why);
	int got = csv_next(s->csv, &s->cells, &s->n, &why);
	s->bad = false;
	if (got < 0) {
		if (s->source != NULL && source_error(s->source, &why) != OK)
			import_refuse(s->m, s->file, 0, S(""), "%s", why.text);
		else
			import_refuse(s->m, s->file, csv_line(s->csv), S(""), "%s", why.text);
		s->broken = true;
		return 0;
	}
	if (got == 0)
		return 0;
	s->line = csv_line(s->csv);
	s->rows++;
	s->m->r->rows++;
	if (s->rows % 2000 == 0 && import_tell(s->m, N_("Reading"), s->file, csv_bytes(s->csv), s->size, e) != OK)
		return -1;
	if (s->n > s->head.n)
		sheet_refuse(s, -1, "%s", tr(s->m->o->lang, N_("This row has more cells than the header has columns.")));
	for (size_t k = 0; k < s->n_columns; k++)
		if ((s->columns[k].flags & SC_FILLED) && s->at[k] >= 0 && sheet_cell(s, (int)k).n == 0)
			sheet_refuse(s, (int)k, "%s", tr(s->m->o->lang, N_("This cell must not be empty.")));
	return 1;
}

struct str sheet_cell(const struct sheet *s, int column)
{
	return str_trim(csv_cell(s->cells, s->n, s->at[column]));
}

bool sheet_has(const struct sheet *s, int column)
{
	return s->at[column] >= 0;
}

void sheet_refuse(struct sheet *s, int column, const char *fmt, ...)
{
	va_list ap;
	struct arena *a = s->m->a;
	s->bad = true;
	if (s->m->r->n_listed >= IMPORT_LIST) {
		s->m->r->n_refused++;
		return;
	}
	va_start(ap, fmt);
	struct str reason = str_vfmt(a, fmt, ap);
	va_end(ap);
	import_refuse(s->m, s->file, s->line, column >= 0 ? str_z(s->columns[column].name) : S(""), "%.*s", S_ARG(reason));
}

struct str sheet_text(struct sheet *s, int column)
{
	struct str t = sheet_cell(s, column);
	bool plain = t.n <= 500;
	for (size_t i = 0; plain && i < t.n; i++)
		plain = (unsigned char)t.p[i] >= 32 && (unsigned char)t.p[i] < 127;
	if (plain)
		return t;
	struct str rest = t;
	size_t n = 0;
	while (rest.n > 0) {
		int32_t c = utf8_next(&rest);
		n++;
		if (c < 32 || (c >= 127 && c < 160) || (c >= 0x202A && c <= 0x202E) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
			sheet_refuse(s, column, "%s", tr(s->m->o->lang, N_("There is a line end or an invisible control character in this cell.")));
			return S("");
		}
	}
	if (n > 500) {
		sheet_refuse(s, column, tr(s->m->o->lang, N_("This has %zu letters and 500 fit.")), n);
		return S("");
	}
	return t;
}

day_t sheet_day(struct sheet *s, int column)
{
	struct str t = sheet_cell(s, column);
	day_t d = DAY_NONE;
	int64_t us;
	if (t.n == 0)
		return DAY_NONE;
	if (t.n > 10 && t.p[10] == 'T' && time_parse(t, &us))
		t.n = 10;
	if (!day_parse(t, &d))
		sheet_refuse(s, column, tr(s->m->o->lang, N_("\"%.*s\" is no date. Write year, month and day, like 2026-09-01.")), (int)(t.n > 40 ? 40 : t.n), t.p);
	return d;
}

int sheet_bool(struct sheet *s, int column)
{
	struct str t = sheet_cell(s, column);
	if (t.n == 0)
		return -1;
	if (str_ieqz(t, "true") || str_ieqz(t, "yes") || str_eqz(t, "1"))
		return 1;
	if (str_ieqz(t, "false") || str_ieqz(t, "no") || str_eqz(t, "0"))
		return 0;
	sheet_refuse(s, column, tr(s->m->o->lang, N_("\"%.*s\" is neither true nor false.")), (int)(t.n > 40 ? 40 : t.n), t.p);
	return -1;
}
