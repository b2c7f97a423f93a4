/* sheet.h - a CSV whose columns are known, row by row.
 *
 * Law: a mistake is refused with file, line and column and reading goes on, so that all are said at once; only a file that
 * is no CSV any more (a quote never closed, bytes that are no text) ends there, and `broken` says so. Cells come trimmed. */
#ifndef TRELLIS_SHEET_H
#define TRELLIS_SHEET_H

#include "interop/run.h"
#include "interop/source.h"

#define SHEET_COLUMNS 48

enum {
	SC_COLUMN = 1, /* the column must be there */
	SC_FILLED = 2, /* and no cell of it empty */
};

struct sheet_column {
	const char *name;
	unsigned flags;
};

struct sheet {
	struct import *m;
	struct arena *a;           /* of the reader */
	struct str file;
	FILE *f;
	struct source *source;     /* NULL: f is not of a source */
	struct csv *csv;
	struct csv_head head;
	const struct sheet_column *columns;
	size_t n_columns;
	int at[SHEET_COLUMNS];
	const struct str *cells;
	size_t n, line;
	int64_t size, rows;
	bool broken, bad;          /* bad: the current row has been refused */
};

/* false: the file is not usable and that has been refused. columns ends with one without name. */
enum code sheet_open(struct sheet *s, struct import *m, struct source *source, const char *file, const struct sheet_column *columns, bool *good,
                     struct err *e) MUST_USE;
/* The same for a stream; f becomes the sheet's. quiet: columns that are not known are not noted. */
enum code sheet_stream(struct sheet *s, struct import *m, FILE *f, int64_t size, struct str file, const struct sheet_column *columns, bool *good,
                       struct err *e) MUST_USE;
void sheet_close(struct sheet *s);
/* 1: a row, with empty cells where they must not be refused already (bad), 0: end. -1: stop. */
int sheet_next(struct sheet *s, struct err *e) MUST_USE;
struct str sheet_cell(const struct sheet *s, int column);
bool sheet_has(const struct sheet *s, int column);
void sheet_refuse(struct sheet *s, int column, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* A cell as a line of text that a record can hold; refused when it cannot. */
struct str sheet_text(struct sheet *s, int column);
/* DAY_NONE when empty; refused when there is no such day. A time is cut to its day. */
day_t sheet_day(struct sheet *s, int column);
/* -1 when empty; refused when neither true nor false. */
int sheet_bool(struct sheet *s, int column);

#endif
