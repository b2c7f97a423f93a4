#include "base/csv.h"

#include "base/tr.h"

#include <string.h>

#define CHUNK ((size_t)64 * 1024)
#define MAX_ROW ((size_t)1024 * 1024)

struct csv {
	struct arena *a;
	FILE *f;               /* NULL for text in memory */
	char *chunk;           /* what f was last read into */
	const unsigned char *p; /* what has been read and not yet taken: p[at..n) */
	size_t at, n;
	int64_t taken;         /* bytes of earlier chunks */
	char sep;
	bool begun, failed, after_cr;
	size_t line;           /* of the next byte */
	size_t row_line;       /* on which the current row began */
	size_t max_row, row_n, row_cap;
	char *row;             /* cells one after the other, each with a NUL */
	struct str *cells;
	size_t n_cells, cells_cap;
	size_t cell_from;      /* in row */
	unsigned char high;    /* bits seen in the row: 0x80 when not all ASCII */
};

static struct csv *csv_new(struct arena *a, char sep, size_t max_row)
{
	struct csv *c = NEW(a, struct csv);

	c->a = a;
	c->sep = sep;
	c->max_row = max_row != 0 ? max_row : MAX_ROW;
	c->line = 1;
	return c;
}

struct csv *csv_file(struct arena *a, FILE *f, char sep, size_t max_row)
{
	struct csv *c = csv_new(a, sep, max_row);

	c->f = f;
	c->chunk = arena_alloc(a, CHUNK);
	return c;
}

struct csv *csv_text(struct arena *a, struct str text, char sep, size_t max_row)
{
	struct csv *c = csv_new(a, sep, max_row);

	c->p = (const unsigned char *)text.p;
	c->n = text.n;
	return c;
}

/* More bytes to take; false at the end (and on a read error, which csv_next looks for). */
static bool more(struct csv *c)
{
	if (c->at < c->n)
		return true;
	if (c->f == NULL)
		return false;
	c->taken += (int64_t)c->n;
	c->at = 0;
	c->n = fread(c->chunk, 1, CHUNK, c->f);
	c->p = (const unsigned char *)c->chunk;
	return c->n > 0;
}

/* Byte order mark, and the separator when it is to be told from the first line. */
static void begin(struct csv *c)
{
	size_t commas = 0, tabs = 0, semicolons = 0;
	bool quoted = false;

	c->begun = true;
	if (!more(c))
		return;
	if (c->n >= 3 && memcmp(c->p, "\xEF\xBB\xBF", 3) == 0)
		c->at = 3;
	if (c->sep != 0)
		return;
	for (size_t i = c->at; i < c->n; i++) {
		unsigned char b = c->p[i];

		quoted ^= b == '"';
		if (quoted)
			continue;
		/* blank lines before the first row tell nothing */
		if ((b == '\n' || b == '\r') && commas + tabs + semicolons > 0)
			break;
		commas += b == ',';
		tabs += b == '\t';
		semicolons += b == ';';
	}
	c->sep = ',';
	if (tabs > commas)
		c->sep = '\t';
	else if (commas == 0 && semicolons > 0)
		c->sep = ';'; /* what spreadsheets write where the comma is for decimals */
}

static int fail(struct csv *c, struct err *e, enum code code, const char *what)
{
	c->failed = true;
	if (e != NULL && e->translate != NULL)
		what = e->translate(e->translate_arg, what);
	err_set(e, code, "Line %zu, column %zu: %s", c->row_line, c->n_cells + 1, what);
	return -1;
}

static bool put(struct csv *c, const unsigned char *p, size_t n)
{
	if (n > c->max_row - c->row_n)
		return false;
	if (c->row_n + n + 1 > c->row_cap) {
		size_t cap = c->row_cap == 0 ? 1024 : c->row_cap * 2;

		while (cap < c->row_n + n + 1)
			cap *= 2;
		c->row = arena_grow(c->a, c->row, c->row_cap, cap);
		c->row_cap = cap;
	}
	memcpy(c->row + c->row_n, p, n);
	c->row_n += n;
	return true;
}

/* Ends the cell. The row's text may still move, so cells get their pointers when the row is whole. */
static bool end_cell(struct csv *c)
{
	size_t n = c->row_n - c->cell_from;

	if (c->n_cells == c->cells_cap) {
		size_t cap = c->cells_cap == 0 ? 32 : c->cells_cap * 2;

		c->cells = arena_grow(c->a, c->cells, c->cells_cap * sizeof *c->cells, cap * sizeof *c->cells);
		c->cells_cap = cap;
	}
	if (!put(c, (const unsigned char *)"", 1))
		return false;
	c->cells[c->n_cells++] = (struct str){NULL, n};
	c->cell_from = c->row_n;
	return true;
}

/* Inside quotes: takes up to the closing quote. 1 when it was taken, 0 at the end of the input, -1: error. */
static int take_quoted(struct csv *c, struct err *e)
{
	while (more(c)) {
		size_t from = c->at;

		while (c->at < c->n && c->p[c->at] != '"' && c->p[c->at] != '\0') {
			unsigned char b = c->p[c->at++];

			c->high |= b;
			c->line += b == '\r' || (b == '\n' && !c->after_cr);
			c->after_cr = b == '\r';
		}
		if (!put(c, c->p + from, c->at - from))
			return fail(c, e, E_LIMIT, N_("the row is longer than allowed. Is a closing quote missing?"));
		if (c->at == c->n)
			continue;
		c->after_cr = false;
		if (c->p[c->at] == '\0')
			return fail(c, e, E_INPUT, N_("there is a NUL byte. Save the file as CSV text in UTF-8."));
		c->at++;
		if (!more(c) || c->p[c->at] != '"')
			return 1;
		c->at++;
		if (!put(c, (const unsigned char *)"\"", 1))
			return fail(c, e, E_LIMIT, N_("the row is longer than allowed. Is a closing quote missing?"));
	}
	return 0;
}

/* Outside quotes: takes up to the separator, the line's end or the end of the input. */
static int take_plain(struct csv *c, struct err *e)
{
	while (more(c)) {
		size_t from = c->at;
		bool stop;

		while (c->at < c->n) {
			unsigned char b = c->p[c->at];

			if (b == (unsigned char)c->sep || b == '\n' || b == '\r' || b == '\0')
				break;
			c->high |= b;
			c->at++;
		}
		stop = c->at < c->n;
		if (!put(c, c->p + from, c->at - from))
			return fail(c, e, E_LIMIT, N_("the row is longer than allowed. Is a closing quote missing?"));
		if (stop && c->p[c->at] == '\0')
			return fail(c, e, E_INPUT, N_("there is a NUL byte. Save the file as CSV text in UTF-8."));
		if (stop)
			return 1;
	}
	return 1;
}

/* Steps over blank lines; false at the end of the input. */
static bool to_row(struct csv *c)
{
	while (more(c)) {
		unsigned char b = c->p[c->at];

		if (b != '\n' && b != '\r') {
			c->after_cr = false;
			return true;
		}
		c->line += b == '\r' || !c->after_cr;
		c->after_cr = b == '\r';
		c->at++;
	}
	return false;
}

/* Takes what stands after a cell: 1 a separator, 0 the end of the row, -1 something else. */
static int after_cell(struct csv *c)
{
	unsigned char b;

	if (!more(c))
		return 0;
	b = c->p[c->at];
	if (b == (unsigned char)c->sep) {
		c->at++;
		return 1;
	}
	if (b != '\n' && b != '\r')
		return -1;
	/* The line's end is left to to_row, which counts it. */
	return 0;
}

static int check_text(struct csv *c, struct err *e)
{
	if (c->high < 0x80)
		return 1;
	for (size_t i = 0; i < c->n_cells; i++)
		if (!utf8_valid(c->cells[i])) {
			c->n_cells = i;
			return fail(c, e, E_INPUT,
				    N_("the text is not UTF-8. Save the file as \"CSV UTF-8\" and try again."));
		}
	return 1;
}

static int take_row(struct csv *c, struct err *e)
{
	for (;;) {
		int rc;

		if (more(c) && c->p[c->at] == '"') {
			c->at++;
			rc = take_quoted(c, e);
			if (rc == 0)
				return fail(c, e, E_INPUT,
					    N_("a quoted cell begins here and is never closed. Add the missing quote."));
		} else {
			rc = take_plain(c, e);
		}
		if (rc < 0)
			return -1;
		rc = after_cell(c);
		if (rc < 0)
			return fail(c, e, E_INPUT,
				    N_("there is text after a closing quote. Quotes inside a cell are written twice."));
		if (!end_cell(c))
			return fail(c, e, E_LIMIT, N_("the row is longer than allowed. Is a closing quote missing?"));
		if (rc == 0)
			return 1;
	}
}

int csv_next(struct csv *c, const struct str **cells, size_t *n, struct err *e)
{
	size_t at = 0;

	*cells = NULL;
	*n = 0;
	if (c->failed)
		return err_set(e, E_INPUT, "The file cannot be read further after its first mistake."), -1;
	if (!c->begun)
		begin(c);
	c->row_n = c->n_cells = c->cell_from = 0;
	c->high = 0;
	if (to_row(c)) {
		c->row_line = c->line;
		if (take_row(c, e) < 0)
			return -1;
	}
	if (c->f != NULL && ferror(c->f)) {
		c->failed = true;
		err_set(e, E_IO, "The file could not be read after line %zu. Try again, or copy it anew.", c->line);
		return -1;
	}
	if (c->n_cells == 0)
		return 0;
	for (size_t i = 0; i < c->n_cells; i++) {
		c->cells[i].p = c->row + at;
		at += c->cells[i].n + 1;
	}
	if (check_text(c, e) < 0)
		return -1;
	*cells = c->cells;
	*n = c->n_cells;
	return 1;
}

size_t csv_line(const struct csv *c)
{
	return c->row_line;
}

int64_t csv_bytes(const struct csv *c)
{
	return c->taken + (int64_t)c->at;
}

enum code csv_head_read(struct csv *c, struct arena *a, struct csv_head *out, struct err *e)
{
	struct csv_head h = {0};
	const struct str *cells;
	int rc = csv_next(c, &cells, &h.n, e);

	if (rc < 0)
		return e != NULL ? e->code : E_INPUT;
	if (rc == 0)
		return err_set(e, E_INPUT, "The file is empty. Its first line must hold the names of the columns.");
	h.names = NEW_ARRAY(a, struct str, h.n);
	for (size_t i = 0; i < h.n; i++)
		h.names[i] = str_dup(a, str_trim(cells[i]));
	for (size_t i = 0; i < h.n; i++)
		if (h.names[i].n > 0 && csv_col(&h, h.names[i].p) != (int)i)
			return err_set(e, E_INPUT, "The column \"%.*s\" is there twice. Rename or remove one of them.",
				       S_ARG(h.names[i]));
	*out = h;
	return OK;
}

int csv_col(const struct csv_head *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (str_ieqz(h->names[i], name))
			return (int)i;
	return -1;
}

struct str csv_cell(const struct str *cells, size_t n, int col)
{
	return col >= 0 && (size_t)col < n ? cells[col] : (struct str){"", 0};
}
