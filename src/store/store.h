/* store.h - the one gate to the database.
 *
 * Laws: (1) SQL is literal text with numbered parameters ?1..?99, always prepared, the same on SQLite and
 * PostgreSQL. Text is never pasted into SQL (the source checker refuses it). (2) Reads go through read-only
 * connections borrowed for a request; one snapshot per borrow, taken by its first query. (3) Writes go through
 * store_write alone: one writer thread runs them in order, many in one transaction (group commit), each inside
 * its own savepoint. When store_write returns OK the write is durable; on any other code nothing of it is there.
 * (4) Every table has a `district` column; `d` in a type list binds the store's own. Tables named store_* are
 * the store's.
 *
 * Column types in shared SQL: blob (ids: 16 bytes), text, integer (64 bit), real. Text compares by bytes on both
 * databases, `like` tells upper from lower case. Blob literals are x'00'. Keep to what both understand: no
 * truth value as a number (`where done = 1`, not `where done`; `sum(case when .. then 1 else 0 end)`), no rowid,
 * no double-quoted strings, no group_concat, `cast(?1 as int)` where a function wants a small number (substr).
 * On PostgreSQL a query's result is held in memory until rows_end: read large tables page by page.
 *
 * Codes: E_CONFLICT a unique key is there already; E_INPUT another constraint, or a value no column can hold
 * (text that is not UTF-8 or holds a NUL, a real that is not finite); E_BUSY try again; E_IO disk full or
 * unreadable; E_DB the database is damaged or gone; E_BUG the SQL is wrong or the law was broken. */
#ifndef TRELLIS_STORE_H
#define TRELLIS_STORE_H

#include "base/id.h"
#include "base/clock.h"

enum store_kind { STORE_SQLITE, STORE_POSTGRES };

struct store;   /* a database with its connections and writer; thread-safe */
struct db;      /* one connection while borrowed or while a write runs; not thread-safe */
struct rows;    /* a running query; lives until rows_end or the end of its db's borrow or write */

struct store_options {
	int readers;         /* connections for reading at most, opened when needed; 0: 4 */
	int queue;           /* writes waiting at most, more gives E_BUSY; 0: 4096 */
	int borrow_ms;       /* how long store_read waits for a connection; 0: 5000 */
	int statements;      /* prepared statements kept by each connection; 0: 160 */
	int reader_kib;      /* SQLite: page cache of a reading connection; 0: 4096 */
	int writer_kib;      /* SQLite: page cache of the writer; 0: 16384 */
	int slow_ms;         /* a change, or a query until its first row, that takes longer is logged: its text, never its values; 0: none */
	bool create;         /* make the database when it is not there */
	bool test_no_sync;   /* tests only: no waiting for the disk */
};

/* target: a file name ("school.db", "sqlite:school.db", ":memory:": a temporary file that goes with the store) or
 * "postgres://..." / "postgresql://..." / libpq key=value text. Owner frees with store_close.
 * E_NOTFOUND: not there, or empty, and create was not asked for. */
enum code store_open(const char *target, const struct store_options *o, struct store **out, struct err *e) MUST_USE;
void store_close(struct store *s); /* waits for queued writes; every borrow must have ended; NULL is fine */
enum store_kind store_kind_of(const struct store *s);
struct id store_district(const struct store *s); /* made with the database, never nil */

/* Borrows a read-only connection (waits for one at most borrow_ms, then E_BUSY). Give it back with store_read_end,
 * which ends running queries. */
enum code store_read(struct store *s, struct db **out, struct err *e) MUST_USE;
void store_read_end(struct db *db); /* NULL is fine */

/* Runs fn(db, arg, e) on the writer inside a savepoint and waits until it is durable. fn returns OK to keep,
 * anything else to undo. fn must not block on other writes. May be called from any thread but not from fn.
 * fn may use the caller's arena (the caller waits meanwhile); when its memory ends the write is undone: E_MEMORY.
 * After a statement failed nothing can be kept: fn that wants to go on wraps the statement in db_nested. */
typedef enum code store_fn(struct db *db, void *arg, struct err *e);
enum code store_write(struct store *s, store_fn *fn, void *arg, struct err *e) MUST_USE;
/* Several statements as one inside fn: nested savepoint. */
enum code db_nested(struct db *db, store_fn *fn, void *arg, struct err *e) MUST_USE;

/* Types, one letter per parameter in order: i int64_t, r double, t struct str, z const char * (NULL: SQL null),
 * b struct id (nil: SQL null), B struct str bound as blob, d the store's district (takes no argument), n SQL null (no argument). */
enum code db_exec(struct db *db, struct err *e, const char *sql, const char *types, ...) MUST_USE;
enum code db_query(struct db *db, struct err *e, struct rows **out, const char *sql, const char *types, ...) MUST_USE;
/* db_exec for a change whose count nobody asks for and whose kind of failure nobody tells apart: on PostgreSQL its answer comes with
 * that of a later statement, so that nobody waits for each. When it fails, a later statement or the write fails with its sentence. */
enum code db_later(struct db *db, struct err *e, const char *sql, const char *types, ...) MUST_USE;
int64_t db_changes(const struct db *db); /* rows touched by the last db_exec */
enum store_kind db_kind(const struct db *db);
struct id db_district(const struct db *db);
bool db_writing(const struct db *db);    /* inside store_write */
/* Inside store_write: does another write wait? Long work in pieces ends its piece early then. */
bool db_others_wait(const struct db *db);

/* For generated statements only (record/, whose SQL is made from declarations): sql need not be a literal; it is
 * copied. vals are bound in order. */
struct val {
	char type; /* i r t b B n, and z: a null text (PostgreSQL then knows the type); b nil is null */
	union { int64_t i; double r; struct str t; struct id b; } as;
};
enum code db_exec_vals(struct db *db, struct err *e, const char *sql, const struct val *v, size_t n) MUST_USE;
enum code db_later_vals(struct db *db, struct err *e, const char *sql, const struct val *v, size_t n) MUST_USE;
enum code db_query_vals(struct db *db, struct err *e, struct rows **out, const char *sql, const struct val *v, size_t n) MUST_USE;

/* 1: on a row, 0: no more (rows is ended), -1: failed (ended; sentence in e). rows_end right after is harmless. */
int rows_next(struct rows *r, struct err *e) MUST_USE;
void rows_end(struct rows *r); /* NULL is fine */
bool rows_null(const struct rows *r, int col);
int64_t rows_i(const struct rows *r, int col);  /* 0 for null */
double rows_r(const struct rows *r, int col);
struct str rows_t(const struct rows *r, int col); /* borrowed until the next rows_next; text or blob */
struct id rows_id(const struct rows *r, int col); /* nil for null */
int rows_cols(const struct rows *r);

/* One value. E_NOTFOUND when there is no row; NULL e->text is set by the caller if it wants another sentence. */
enum code db_int(struct db *db, struct err *e, int64_t *out, const char *sql, const char *types, ...) MUST_USE;

/* Migrations: numbered, forward only. sql is one or more statements in the shared dialect; tables end in
 * ") strict;"; lines beginning with "--sqlite " or "--postgres " run on that database alone. Foreign keys are
 * checked at the end of each migration; deferred constraints are refused (one write could undo its neighbours). */
struct migration {
	int number;
	const char *name;
	const char *sql;
};
/* Applies what is missing, each in one transaction. Refuses a database that is newer than the program. */
enum code store_migrate(struct store *s, const struct migration *m, size_t n, struct err *e) MUST_USE;
enum code store_version(struct store *s, int *out, struct err *e) MUST_USE; /* highest applied, 0: none */
/* Columns of a table in order: name, type in the shared words, 1 when not null. No row: no such table. */
enum code db_columns(struct db *db, struct err *e, struct rows **out, const char *table) MUST_USE;

/* Facts about the database as a whole: "district", "created_at" (RFC 3339) are there from the beginning;
 * "sample" is "1" in a sample school. get: empty when there is none. */
enum code store_meta_get(struct db *db, struct arena *a, const char *key, struct str *out, struct err *e) MUST_USE;
enum code store_meta_set(struct db *db, const char *key, struct str value, struct err *e) MUST_USE; /* inside store_write */

/* A file of SQLite: E_CONFLICT when another program has it open; else its log is copied into it, so that the file alone is
 * the database. */
enum code store_file_alone(const char *path, struct err *e) MUST_USE;
/* What one borrow reads once and asks for again (the settings): *slot is NULL at first, and memory of the arena lives until the borrow
 * ends. NULL inside a write, where what was read may change. */
struct arena *db_memo(struct db *db, void ***slot);

/* What happened since it was opened, and what waits now. */
struct store_counts {
	int64_t writes, batches, refused, slow; /* refused: for a full queue */
	int waiting;                            /* writes */
	int readers, borrowed;                  /* connections that are open, and in use */
};
void store_count(struct store *s, struct store_counts *out);

/* How often the school's data was changed so far, in the snapshot of this borrow: the same number twice means that every
 * counted table held the same. Not counted are sessions, one-time keys, the security log and
 * the store's own counters; db_uncounted says how many queries of this borrow have read those. */
enum code db_change(struct db *db, int64_t *n, struct err *e) MUST_USE;
unsigned db_uncounted(const struct db *db);

/* Full check: integrity, foreign keys. Sentence says what is wrong. */
enum code store_check(struct store *s, struct err *e) MUST_USE;

#endif
