/* csv.h - RFC 4180, streaming, comma or tab.
 *
 * Law: a reader holds one row at a time, whatever the file's size; a row is at most max_row bytes. A UTF-8
 * byte order mark is skipped; CRLF, LF and CR end rows; quoted cells may hold line ends. Bad UTF-8, an open
 * quote at the end, text after a closing quote or a NUL byte is an error with line and column (the
 * cell's number); after it the reader gives errors only. Each cell ends with a NUL that its n does not count.
 * A quote inside an unquoted cell is an ordinary character. */
#ifndef TRELLIS_CSV_H
#define TRELLIS_CSV_H

#include "base/buf.h"

#include <stdio.h>

struct csv;

/* Reads from f (stays the caller's). sep: ',' or '\t', or 0 to tell from the first line
 * (then semicolons do too, when there is neither comma nor tab). max_row 0: 1 MiB. */
struct csv *csv_file(struct arena *a, FILE *f, char sep, size_t max_row);
struct csv *csv_text(struct arena *a, struct str text, char sep, size_t max_row);
/* 1: a row is in *cells, *n (borrowed until the next call); 0: end; -1: error, sentence in e. Blank lines are skipped. */
int csv_next(struct csv *c, const struct str **cells, size_t *n, struct err *e) MUST_USE;
size_t csv_line(const struct csv *c);   /* 1-based line on which the current row began */
int64_t csv_bytes(const struct csv *c); /* bytes taken so far, for progress */

/* A header: column names to positions. Names are compared without case and white space around them. */
struct csv_head {
	size_t n;
	struct str *names; /* in the arena */
};
enum code csv_head_read(struct csv *c, struct arena *a, struct csv_head *out, struct err *e) MUST_USE;
int csv_col(const struct csv_head *h, const char *name);              /* -1 when there is none */
struct str csv_cell(const struct str *cells, size_t n, int col);      /* empty when col is -1 or beyond */

#endif
