/* library.h - what the imports of items, stories and tasks share.
 *
 * Law: every resource keeps author, licence and credit as the source gives them; one without a licence is refused. Names
 * of competencies lead to those that are here; a name that leads nowhere is said, and found by a later run. */
#ifndef TRELLIS_IMPORT_LIBRARY_H
#define TRELLIS_IMPORT_LIBRARY_H

#include "interop/competency.h"

#define LIBRARY_LINE ((size_t)2 << 20)

struct library {
	struct import *m;
	struct competencies k;
	struct staged resource, item, alignment, rubric, criterion;
	struct str file;
	size_t line;
	int64_t unknown;           /* names of competencies that lead nowhere */
	struct str unknown_first;
	int64_t without_pictures;  /* problems that speak of pictures which are not there */
};

enum code library_open(struct library *l, struct import *m, struct err *e) MUST_USE;
void library_close(struct library *l); /* notes what was not found */

/* Calls fn with each line, parsed; the JSON and all else of the row live until the next one. A line that is no JSON is refused. */
typedef enum code library_line(struct library *l, const struct json *j, struct err *e);
enum code library_lines(struct library *l, const char *path, library_line *fn, struct err *e) MUST_USE;
void library_refuse(struct library *l, const char *field, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Stages one record found by its source_id; *out is its id. Refused problems leave *out nil. */
enum code library_put(struct library *l, struct staged *st, struct str source, const struct input *in, size_t n, struct id *out, struct err *e) MUST_USE;
enum code library_align(struct library *l, struct id resource, struct id competency, struct err *e) MUST_USE;
/* The competency with this code; nil when there is none, which is counted. */
struct id library_competency(struct library *l, struct str code);

/* Inputs one after the other; empty texts are left out. */
struct inputs {
	struct input in[40];
	size_t n;
};
void inputs_put(struct inputs *x, const char *field, struct str text);
void inputs_int(struct inputs *x, struct arena *a, const char *field, int64_t v);
void inputs_id(struct inputs *x, struct arena *a, const char *field, struct id id);
/* Words of a list, joined by a space (or what is given). */
struct str joined(struct arena *a, const struct json *list, const char *with);
/* The access terms of schema.org as the record has them. */
void inputs_access(struct inputs *x, struct arena *a, const struct json *access);
/* "CC-BY-4.0" and the like as people write it. */
struct str licence_name(struct str licence);
/* In the row's arena. */
struct buf library_buf(struct library *l);

#endif
