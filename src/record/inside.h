/* inside.h - what the files of record/ share; nobody else includes it.
 *
 * Law: SQL text is made of declared names alone (checked by record_types_check) and kept for the life of the
 * process; whatever a person typed is a bound value. A "raw" record holds every value; before it leaves this
 * folder record_hide takes out what the viewer may not see. */
#ifndef TRELLIS_RECORD_INSIDE_H
#define TRELLIS_RECORD_INSIDE_H

#include "record/record.h"

/* types.c */
int type_index(const struct record_type *t); /* -1: not in RECORD_TYPES */
unsigned field_see(const struct record_type *t, const struct field *f);
unsigned field_edit(const struct record_type *t, const struct field *f);
bool name_ok(const char *name);
bool field_is_text(const struct field *f); /* the column holds text */

/* sql.c: statements of a type, made once, columns in the order of type_columns */
struct type_sql {
	const char *columns; /* "t.id, t.district, ..." */
	size_t base;         /* columns before the fields: 7, or 8 with a state */
	size_t fields;
	const char *get, *insert, *update, *remove, *keep, *history;
	const char **unique; /* by field: count of others with this value; NULL when not FF_UNIQUE */
	const char *exists;
};
/* NULL only for a type that is not in RECORD_TYPES. */
const struct type_sql *type_sql(const struct record_type *t);
/* The same text always gives the same pointer, good for ever. NULL when there are too many. */
const char *sql_keep(struct str text);

/* ddl.c */
bool ref_indexed(const struct record_type *t, const struct field *f);

/* read.c */
void record_of_row(const struct rows *r, struct arena *a, const struct record_type *t, struct record *out);
void record_hide(const struct viewer *v, struct record *r); /* by r->rel; protected reads go to the trace */
enum code record_raw(struct db *db, struct arena *a, const struct record_type *t, struct id id, struct record *out, struct err *e) MUST_USE;
/* The viewer's relation to r, hats included, into r->rel. */
enum code record_rel_of(struct db *db, const struct viewer *v, struct record *r, struct err *e) MUST_USE;
struct id about_of(const struct record *r);
enum code not_found(const struct record_type *t, const struct viewer *v, struct err *e);

/* access.c */
unsigned viewer_hats(const struct viewer *v); /* those of REL_HATS that count in this session */
const char *today_text(const struct viewer *v, char out[11]);

/* validate.c */
struct draft { /* a change being checked */
	struct db *db;
	struct arena *a;
	const struct viewer *v;
	const struct record_type *t;
	struct problems problems;
	bool *given;       /* by field */
	struct record now;
	struct str state;  /* given by the system; empty: none */
};
/* fmt is translated already. field NULL: the record as a whole. */
void problem_add(struct draft *d, const char *field, struct str text);
/* Parses and checks the form of each input into d->now.values. */
void draft_inputs(struct draft *d, const struct input *in, size_t n);
/* One value of field f from text; empty text is null. false and *why (translated) when it cannot be. */
bool value_parse(struct arena *a, enum lang lang, const struct field *f, struct str text, struct val *out, struct str *why);
bool val_same(const struct val *x, const struct val *y);
/* Required, references, unique, rights. old NULL on creation. */
enum code draft_check(struct draft *d, const struct record *old, struct err *e) MUST_USE;
enum code draft_checks(struct draft *d, const struct record *old, const struct record *now, struct err *e) MUST_USE;
/* E_INPUT with the first problem as its sentence, OK when there is none. */
enum code draft_verdict(struct draft *d, struct problems *out, struct err *e) MUST_USE;

/* search.c */
enum code search_put(struct db *db, struct arena *a, const struct record *r, struct err *e) MUST_USE;
enum code search_drop(struct db *db, const struct record_type *t, struct id id, struct err *e) MUST_USE;

#endif
