/* strings.h - every sentence that is translated: the program's own, phrases, school words, competencies; by language, with its
 * source, a note, where it stands and who made it.
 *
 * Law: a change counts from the next page on. A translation that drops or adds a gap ("%s", "{name}") or lacks a plural form is
 * refused. A file is taken whole or not at all. "reviewed" is said by a person who reads the language; a machine's text
 * never replaces a person's. */
#ifndef TRELLIS_STRINGS_H
#define TRELLIS_STRINGS_H

#include "record/record.h"

#define FORMS_MOST 6

struct unit {
	struct str key;              /* stable: of a sentence of the program its hash, of others "phrase:KEY:text" */
	struct str ctx, source, many, note, places;
	struct str forms[FORMS_MOST];
	size_t n_forms;              /* 0: not translated */
	struct str origin;           /* machine, person, reviewed; "" when not translated or not told */
	size_t line, column;         /* in a file */
};

struct units { struct unit *items; size_t n, all; };
struct unit_query { const char *what; enum lang lang; struct str words, show; size_t from, most; }; /* what: program phrase term competency; show: "" missing machine person reviewed; most 0: all */
enum code units_find(struct db *db, struct arena *a, const struct unit_query *q, struct units *out, struct err *e) MUST_USE;

/* What is wrong with a translation, in English; "" when nothing is. */
struct str unit_wrong(struct arena *a, enum lang lang, const struct unit *u, const struct str *forms, size_t n);
/* Inside store_write. E_INPUT: unit_wrong. E_NOTFOUND: no such key. */
enum code unit_put(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct str key, const struct str *forms, size_t n, const char *origin, struct err *e) MUST_USE;

struct taking { int64_t fresh, changed, same, unknown, kept; struct unit *samples; size_t n_samples; }; /* kept: a person's text stays before a machine's */
/* Checks all; dry: changes nothing. Else inside store_write. E_INPUT: "Line 12, column 3: ..." and nothing is changed. */
enum code units_take(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, const struct units *u, bool dry, struct taking *out, struct err *e) MUST_USE;

/* The school's own translations into the program's tables: at start, and after a change. */
enum code strings_load(struct db *db, struct err *e) MUST_USE;

#endif
