/* record.h - a record type is a row of data.
 *
 * Laws: (1) A type is declared once, as `RECORD(name) = { ... };` in one file under src/school; the build
 * collects the declarations, checks them against the migrations, and table, form, view, list, API, history,
 * search, import, export and dictionary follow. (2) Every change goes through record_create, record_update,
 * record_move or record_remove inside store_write: checked, versioned, and the old version kept in
 * TABLE_history in the same transaction. (3) Every read is filtered by the viewer's relationship, row and field. */
#ifndef TRELLIS_RECORD_H
#define TRELLIS_RECORD_H

#include "base/json.h"
#include "record/access.h"

enum field_type {
	F_TEXT,    /* one line; column text */
	F_LONG,    /* paragraphs; text */
	F_INT,     /* integer */
	F_REAL,    /* real */
	F_BOOL,    /* integer 0/1 */
	F_DATE,    /* text YYYY-MM-DD */
	F_TIME,    /* integer, microseconds UTC */
	F_CHOICE,  /* text, one of choices */
	F_CHOICES, /* text, values of choices joined by single spaces */
	F_LANG,    /* text, BCP 47 */
	F_REF,     /* blob, id of a record of type ref */
	F_FILE,    /* blob, id of an attachment */
};

enum {
	FF_REQUIRED = 1,
	FF_LIST = 2,         /* a column of the list */
	FF_FILTER = 4,       /* can be filtered by (indexed) */
	FF_UNIQUE = 8,       /* unique in the district when not empty */
	FF_SEARCH = 16,      /* in full-text search (never together with FF_PROTECTED) */
	FF_TRANSLATABLE = 32,/* has a row per language in record_text */
	FF_PROTECTED = 64,   /* disability, identity, family notes: opened on purpose, each read logged (R437, struct access_trace) */
	FF_FIXED = 128,      /* set at creation, never changed */
	FF_NO_FORM = 256,    /* set by code: not in the form, and web and CSV take it from nobody */
	FF_NO_INDEX = 512,   /* filtered by without an index of its own: few values in very many rows */
};

struct choice {
	const char *value, *label; /* label is a msgid; a list ends with {NULL, NULL} */
};

struct field {
	const char *name;            /* column: a-z, 0-9 and _, no word of SQL (order, group, user, end ...) */
	const char *label, *help;    /* msgids */
	enum field_type type;
	unsigned flags;
	const struct choice *choices;
	const char *ref;             /* F_REF: name of the type; "person" for learners and adults */
	unsigned see, edit;          /* REL_ masks; 0: the type's. Who cannot see cannot edit */
	int64_t min, max;            /* F_INT/F_REAL range when max > min; F_TEXT/F_LONG: max letters (0: 500 / 20000) */
	const char *initial;         /* value when nothing is given */
};

struct move { /* a state change */
	const char *from, *to, *label; /* from NULL: from any; label: what the button says */
	unsigned who;
};

/* What the record is about, and so whose relationship counts. */
enum scope {
	SCOPE_LEARNER, /* field `about` refers to a learner */
	SCOPE_CLASS,   /* field `about` refers to a class */
	SCOPE_PERSON,  /* the record is a person: the person and their relations; hats count for creating one */
	SCOPE_ORG,     /* school-wide: hats of the viewer count */
};

struct record; /* below */
struct change {
	struct db *db;
	const struct viewer *viewer;
	unsigned rel;              /* viewer's relation to what the record is about */
	const struct record *old;  /* NULL on creation */
	const struct record *now;  /* NULL on removal */
	struct arena *a;
};

struct check {
	const char *name;   /* with the requirement or law it serves: "strengths first [R006]" */
	enum code (*fn)(const struct change *c, struct err *e);
};

struct record_type {
	const char *name;            /* "goal": in URLs, API and the audit log */
	const char *table;           /* "goal" */
	const char *label, *plural;  /* msgids */
	const char *help;            /* one line: what it is for */
	const char *serves;          /* "R003 R031" */
	enum scope scope;
	const char *about;           /* name of the field the scope looks at; NULL for SCOPE_ORG, SCOPE_PERSON */
	unsigned see, edit, create, remove; /* REL_ masks */
	const struct field *fields;  /* ends with a field without name */
	const struct choice *states; /* NULL: no states; the first is the initial one */
	const struct move *moves;    /* ends with a move without to */
	int review_days;             /* untouched for so long raises a reminder; 0: never */
	const struct check *checks;  /* run before a change is kept; ends with one without fn */
	enum code (*after)(const struct change *c, struct err *e); /* in the same transaction: folds kept as tables */
	bool append_only;            /* events: no update, no removal, no history table */
	const char *title_field;     /* what names a record in lists and links */
	const char *order;           /* default list order: a field, "created_at" (order of making), "updated_at"; '-' before it: descending */
};

/* RECORD(goal) = { .name = "goal", ... };  collected by the build. */
#define RECORD(name) const struct record_type record_##name
#define FIELDS(...) (const struct field[]){__VA_ARGS__, {0}}
#define CHOICES(...) (const struct choice[]){__VA_ARGS__, {NULL, NULL}}
#define MOVES(...) (const struct move[]){__VA_ARGS__, {0}}
#define CHECKS(...) (const struct check[]){__VA_ARGS__, {0}}

/* Generated by the build from the RECORD declarations; ends with NULL. */
extern const struct record_type *const RECORD_TYPES[];
/* Refuses a declaration that cannot work: names, masks, references, choices. Run at start and by the tests. */
enum code record_types_check(struct err *e) MUST_USE;
const struct record_type *record_type_find(struct str name);
int field_index(const struct record_type *t, const char *name); /* -1 when there is none */
size_t field_count(const struct record_type *t);

/* A record in memory. Values are in the order of the fields; hidden[i] says the viewer may not see field i. */
struct record {
	const struct record_type *type;
	struct id id;
	int64_t version;               /* 1 at creation */
	int64_t created_at, updated_at;
	struct id created_by, updated_by;
	struct str state;
	struct val *values;
	bool *hidden;
	unsigned rel;                  /* viewer's relation; edit rights follow */
	const char *change;            /* record_history: what made this version: create update move remove restore */
};
/* What r's viewer may do, for the buttons of a page. The same rules are applied again by every write. */
bool record_may_edit(const struct record *r, int field); /* field -1: anything at all */
bool record_may_remove(const struct record *r);
bool record_may_move(const struct record *r, const struct move *m);
/* Viewer's relation to what a record is or would be about (learner, class, person; nil for SCOPE_ORG). */
enum code record_rel(struct db *db, const struct viewer *v, const struct record_type *t, struct id about, unsigned *rel,
                     struct err *e) MUST_USE;
struct id record_about(const struct record *r); /* nil for SCOPE_ORG */
struct str rec_t(const struct record *r, const char *field); /* empty when null or hidden */
int64_t rec_i(const struct record *r, const char *field);
double rec_r(const struct record *r, const char *field);
struct id rec_id(const struct record *r, const char *field);
bool rec_null(const struct record *r, const char *field);
/* Any value as people type it: dates and numbers plain, ids as text. */
struct str rec_show(struct arena *a, const struct record *r, int field);
struct str rec_title(struct arena *a, const struct record *r); /* title_field, or the type's name when it has none */
const char *choice_label(const struct choice *c, struct str value); /* msgid; "" when value is none of them */
bool choices_have(struct str values, const char *value);            /* F_CHOICES: is value among them */

/* What a form, a CSV row or an API body gives: text by field name. */
struct input {
	const char *field;
	struct str text;
};
/* One problem a field has; collected so that all are said at once. */
struct problem {
	const char *field; /* NULL: the record as a whole */
	struct str text;
};
struct problems {
	struct problem *items;
	size_t n;
};

/* Inputs: text as people type it. "" empties a field. F_BOOL 1/0/true/false/yes/no, F_TIME RFC 3339, F_REF an id.
 * Creates, all checks passed, inside store_write. id: given (events made elsewhere) or nil to make one.
 * The same id a second time with the same content is OK and changes nothing. E_INPUT: see *problems (may be NULL);
 * the first of them is also the sentence in e. The system alone may give "state". */
enum code record_create(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                        const struct input *in, size_t n, struct id *out, struct problems *problems, struct err *e) MUST_USE;
/* version: the one the editor saw; another one there now gives E_CONFLICT (show both texts). Only fields given change. */
enum code record_update(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                        int64_t version, const struct input *in, size_t n, struct problems *problems, struct err *e) MUST_USE;
enum code record_move(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                      int64_t version, struct str to, struct err *e) MUST_USE;
/* Leaves the table, stays in history; record_restore undoes it. */
enum code record_remove(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                        int64_t version, struct err *e) MUST_USE;
enum code record_restore(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                         struct err *e) MUST_USE;

/* E_NOTFOUND also when the viewer may not know that it exists. */
enum code record_get(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                     struct record *out, struct err *e) MUST_USE;

struct filter {
	const char *field; /* a FF_FILTER field, "state", or the scope's field */
	char op;           /* '=' '<' (at most) '>' (at least) '~' (contains) */
	struct str text;
};
struct query {
	const struct filter *filters;
	size_t n_filters;
	const char *sort;      /* a FF_LIST field, with '-' before it for descending; NULL: the type's order */
	struct str after;      /* cursor from the last page (keyset: (sort value, id)) */
	int limit;             /* 0: 50, at most 500; exports stream by page */
};
struct record_list {
	struct record *items;
	size_t n;
	struct str next;       /* cursor, empty at the end */
	int64_t total;         /* -1 when not counted */
};
enum code record_find(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, const struct query *q,
                      struct record_list *out, struct err *e) MUST_USE;
/* All versions a viewer may see, newest first. */
enum code record_history(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                         struct record_list *out, struct err *e) MUST_USE;
/* Inside store_write: the whole index from the records, when rows came without it. */
enum code record_search_rebuild(struct db *db, void *unused, struct err *e) MUST_USE;
/* Full text over FF_SEARCH fields, ICU words, only what the viewer may see, best first. */
struct search_hit {
	const struct record_type *type;
	struct id id, about;
	struct str title, excerpt;
};
enum code record_search(struct db *db, struct arena *a, const struct viewer *v, struct str words, int limit,
                        struct search_hit **out, size_t *n, struct err *e) MUST_USE;

/* Translations of a FF_TRANSLATABLE field: origin is 'person', 'machine' or 'reviewed'. */
enum code record_text_put(struct db *db, const struct viewer *v, const struct record_type *t, struct id id, const char *field,
                          struct str lang, struct str text, const char *origin, struct err *e) MUST_USE;
/* Text in lang, or the original; *origin says which ("original" when not translated). */
enum code record_text_get(struct db *db, struct arena *a, const struct record_type *t, const struct record *r, const char *field,
                          enum lang lang, struct str *text, struct str *origin, struct err *e) MUST_USE;

/* JSON and schema */
void record_json(struct json_out *o, struct arena *a, const struct record *r);
void record_list_json(struct json_out *o, struct arena *a, const struct record_list *l); /* {"items": [...], "next": "..." or null} */
/* application/problem+json (RFC 9457): type, title, status, detail, problems: [{field, text}]. */
void record_problem_json(struct json_out *o, enum code c, int status, const char *sentence, const struct problems *p);
/* Members of a JSON object as inputs (lists of choices joined); E_INPUT for members that are no text, number, yes/no or list. */
enum code record_input_json(struct arena *a, const struct record_type *t, const struct json *body, struct input **in, size_t *n,
                            struct err *e) MUST_USE;
struct str record_openapi(struct arena *a, const char *base_url); /* OpenAPI 3.1 of every type */
struct str record_dictionary(struct arena *a, enum lang lang);    /* data dictionary, Markdown */

/* CSV: a header of field names (id, version, state, then fields), one record a line; cells that a spreadsheet would run
 * are made harmless. Hidden values are empty cells. emit is called a page at a time. */
typedef enum code record_emit(void *arg, struct str text, struct err *e);
enum code record_csv(struct db *db, const struct viewer *v, const struct record_type *t, const struct query *q,
                     record_emit *emit, void *arg, struct err *e) MUST_USE;
/* Header: field names or labels (English or the viewer's language), any order, others are refused; `id` of one that is there updates it,
 * else a record is made. References may be given as the value of a unique field of what they refer to.
 * All or nothing: any bad row and nothing lands. dry: checks everything, keeps nothing. */
struct csv_problem {
	size_t line;       /* 1 is the header */
	struct str column; /* empty: the row as a whole */
	struct str text;
};
struct csv_report {
	int64_t rows, created, updated, unchanged, refused;
	struct csv_problem *problems; /* the first 1000 */
	size_t n_problems;
};
enum code record_csv_import(struct store *s, struct arena *a, const struct viewer *v, const struct record_type *t, struct str text,
                            bool dry, struct csv_report *out, struct err *e) MUST_USE;

/* For imports, which look at their rows as a whole before they change anything, and for their undoing. Rights are the
 * caller's to have checked; values are in the order of the fields; texts live as long as the call. */
/* Every record of a type in the order of ids; r lives until fn returns. */
typedef enum code record_scan_fn(void *arg, const struct record *r, struct err *e);
enum code record_scan(struct db *db, const struct record_type *t, record_scan_fn *fn, void *arg, struct err *e) MUST_USE;
/* What record_create (old NULL) or record_update would say about the form of the fields and the type's own checks, and the
 * record it would make. References and uniqueness are not looked up. OK with problems->n > 0: not good. */
enum code record_check(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, const struct record *old,
                       const struct input *in, size_t n, struct record *out, struct problems *problems, struct err *e) MUST_USE;
/* Inside store_write, without any check but those of the tables; version, history and search are kept as always, the
 * type's `after` does not run. state empty: the first. */
enum code record_put_new(struct db *db, struct arena *a, const struct record_type *t, struct id id, struct str state,
                         const struct val *values, struct err *e) MUST_USE;
/* Values of type 0 stay as they are. *done false: it is not there, or not at this version, and nothing was changed. */
enum code record_put_over(struct db *db, struct arena *a, const struct record_type *t, struct id id, int64_t version,
                          const struct val *values, bool *done, struct err *e) MUST_USE;
/* An old version, with every value. */
enum code record_version(struct db *db, struct arena *a, const struct record_type *t, struct id id, int64_t version, struct record *out,
                         struct err *e) MUST_USE;

/* CREATE TABLE text of a type in the shared dialect, with its history table and indexes: paste it into a migration
 * (`trellis schema TYPE...` prints it). */
struct str record_ddl(struct arena *a, const struct record_type *t);
/* Compares declarations with a migrated database; sentence names the first difference. */
enum code record_schema_check(struct db *db, struct err *e) MUST_USE;
/* Every reference leads somewhere, and the search finds nothing that is not there; the sentence names the first that does
 * not hold. *fields: how many kinds of reference were looked at. */
enum code record_refs_check(struct db *db, int64_t *fields, struct err *e) MUST_USE;
/* Migrations of the whole house, from src/school/migrations/NNN_name.sql, embedded by the build, in order. */
extern const struct migration MIGRATIONS[];
extern const size_t MIGRATION_COUNT;

#endif
