/* run.h - what the importers share while they read and compare; nobody outside of interop/ includes it.
 *
 * Law: an importer reads its files, refuses or stages each row, and never writes to the database itself. */
#ifndef TRELLIS_IMPORT_RUN_H
#define TRELLIS_IMPORT_RUN_H

#include "base/csv.h"
#include "interop/import.h"
#include "interop/journal.h"
#include "interop/keyed.h"

struct import {
	struct store *store;
	struct db *db;             /* a snapshot, for comparing */
	struct arena *a;           /* as long as the report */
	struct arena *row;         /* emptied by the importer after each row */
	const struct import_options *o;
	struct import_report *r;
	struct viewer sys;
	struct journal *journal;
	struct hash_key key;
	struct str label;
	int64_t told;              /* when progress was last told */
	void *sink;
};

typedef enum code import_fn(struct import *m, struct err *e);
import_fn import_oneroster, import_competencies, import_case, import_csv, import_items, import_stories, import_responses, import_edfi;

/* reason is translated already; a sentence. */
void import_refuse(struct import *m, struct str file, size_t line, struct str column, const char *fmt, ...) PRINTF_LIKE(5, 6);
void import_note(struct import *m, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Now and then: tells at most ten times a second. */
enum code import_tell(struct import *m, const char *step, struct str what, int64_t done, int64_t total, struct err *e) MUST_USE;
struct import_count *import_count(struct import *m, const char *type);

/* ---- staging one record type ---- */
struct staged {
	struct import *m;
	const struct record_type *t;
	size_t n;                  /* fields */
	const bool *mine;          /* by field: the import is in charge of it */
	const struct val *initial; /* by field: what a new record has when nothing is given */
	struct keyed keys;
	struct import_count *count;
	/* key of a row that is there; false: none of the import's business. May set flags of the slot later in `there`. */
	bool (*key)(struct staged *s, const struct record *r, uint64_t *key);
	void (*there)(struct staged *s, const struct record *r, struct slot *slot);
	void *arg;
};
/* mine: names of fields, ended by NULL; NULL: all. Reads what is there. */
enum code staged_open(struct import *m, struct staged *s, const char *type, const char *const *mine, struct err *e) MUST_USE;
void staged_close(struct staged *s);
int staged_field(const struct staged *s, const char *name);
/* Adds, changes or leaves: values by field, type 0: not given (what is there stays; a new record has nothing).
 * slot: from keyed_put of s->keys; a new one gets its id here when it has none. Not twice for one slot. */
enum code staged_put(struct staged *s, struct slot *slot, const struct val *values, struct str state, struct err *e) MUST_USE;
/* Changes some values of a record that is there (version and id in the slot), as a removal when removed is set. */
enum code staged_change(struct staged *s, struct slot *slot, const struct val *values, bool removed, struct err *e) MUST_USE;

/* As staged_put, from what a form would give: checked by the record layer; problems->n > 0: nothing was staged. */
enum code staged_input(struct staged *s, struct slot *slot, const struct input *in, size_t n, struct problems *problems, struct err *e) MUST_USE;
/* Text as a record can hold it: invisible characters are dropped; without lines, line ends become spaces. */
struct str import_clean(struct arena *a, struct str s, bool lines);
/* Refuses what problems say, one row each; columns are named as columns says (field, column, ... NULL) or by the field. */
void import_refuse_problems(struct import *m, struct str file, size_t line, const struct record_type *t, const struct problems *p);

static inline struct val val_t(struct str s)
{
	return s.n > 0 ? (struct val){.type = 't', .as.t = s} : (struct val){.type = 'n'};
}
static inline struct val val_i(int64_t i)
{
	return (struct val){.type = 'i', .as.i = i};
}
static inline struct val val_id(struct id id)
{
	return id_nil(id) ? (struct val){.type = 'n'} : (struct val){.type = 'b', .as.b = id};
}

#endif
