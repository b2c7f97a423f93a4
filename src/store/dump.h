/* dump.h - all rows of a database as one stream, and a database made of such a stream.
 *
 * Laws: (1) What is read is one snapshot. The same rows give the same bytes and sums on SQLite and PostgreSQL: columns by
 * name, numbers in eight bytes, the low end first. (2) A table's sum is its rows' hashes (BLAKE2b-256) added in four
 * lanes, so it does not depend on their order. (3) A database is loaded in one transaction, tables and all: it is there
 * whole or not at all, whatever happens meanwhile. (4) What the store keeps for itself alone (store_writer,
 * store_migration) and the search, which is made anew, are no part of a stream. */
#ifndef TRELLIS_STORE_DUMP_H
#define TRELLIS_STORE_DUMP_H

#include "store/store.h"

#define DUMP_COLUMNS 96 /* of a table at most */

struct dump_column {
	char name[64];
	char type; /* i r t B */
};
struct dump_sum {
	int64_t rows;
	uint64_t lane[4];
};
struct dump_table {
	char name[64];
	struct dump_column columns[DUMP_COLUMNS]; /* by name */
	size_t n;
	struct dump_sum sum; /* of the rows so far; whole when the table has ended */
};

enum dump_kind { DUMP_TABLE, DUMP_ROW, DUMP_TABLE_END, DUMP_END };

struct dump_piece {
	enum dump_kind kind;
	const struct dump_table *table; /* not at DUMP_END */
	struct str row;                 /* DUMP_ROW, until the next piece */
};

/* Whoever gives pieces: a database (below), or a file (school/admin/backup.h). */
struct dump_source {
	enum code (*next)(struct dump_source *s, struct dump_piece *out, struct err *e);
};

/* Every row of a snapshot. db: borrowed, of which no query was made yet. The arena holds the names; free what it took
 * with dump_close before the borrow ends. */
enum code dump_open(struct db *db, struct arena *a, struct dump_source **out, struct err *e) MUST_USE;
void dump_close(struct dump_source *s); /* of dump_open; NULL is fine */

/* A row's part in its table's sum. */
void dump_add(struct dump_sum *sum, struct str row);
bool dump_same(const struct dump_sum *x, const struct dump_sum *y);
/* 64 hex digits */
struct str dump_sum_text(struct arena *a, const struct dump_sum *sum);

/* Every table's sum. */
struct dump_sums {
	struct dump_table *items; /* in the order of names */
	size_t n;
	int64_t rows;
};
/* Reads the whole database. */
enum code dump_sums(struct db *db, struct arena *a, struct dump_sums *out, struct err *e) MUST_USE;
/* The sentence names the first table that differs. */
enum code dump_compare(const struct dump_sums *was, const struct dump_sums *is, struct err *e) MUST_USE;

/* Nothing of a school is in it yet: store_open made its own tables and no migration has run. */
enum code dump_target_empty(struct store *s, bool *empty, struct err *e) MUST_USE;
/* Migrations up to `version`, then every row, which are read again and compared; then the rest of the migrations and
 * after(db, arg), for what is made from rows: all in one transaction. The target must be empty. *sums: of what came. Afterwards the store is of the
 * stream's district. */
struct dump_load {
	const struct migration *m;
	size_t n_m;
	int version; /* of the stream's tables */
	const bool *steps; /* by migration: was it done there? NULL: all up to version */
	struct dump_source *from;
	store_fn *after;
	void *arg;
	void (*progress)(void *arg, int64_t rows); /* may be NULL; every some thousand rows, with arg */
};
enum code dump_load(struct store *s, struct arena *a, const struct dump_load *l, struct dump_sums *sums, struct err *e) MUST_USE;

#endif
