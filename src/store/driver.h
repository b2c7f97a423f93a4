/* driver.h - what a database must be able to do; seen by src/store alone.
 *
 * Law: sqlite.c and postgres.c know one database each and no policy; store.c, writer.c and migrate.c hold the
 * policy and know no database. A driver function that fails has put its sentence into e. */
#ifndef TRELLIS_STORE_DRIVER_H
#define TRELLIS_STORE_DRIVER_H

#include "store/store.h"

#include <pthread.h>
#include <stdatomic.h>

#define MAX_PARAMS 99

/* One prepared statement. In the cache it is found by its text. */
struct stmt {
	struct stmt *chain;        /* same hash bucket */
	struct stmt *newer, *older;
	uint64_t hash;
	char *sql;
	char types[MAX_PARAMS + 1];/* what it was prepared for: i r t b n */
	void *handle;
	unsigned number;           /* PostgreSQL: its name */
	bool busy;                 /* a running query steps through it (SQLite) */
	bool cached;
	bool writes;               /* changes a counted table */
	bool uncounted;            /* reads a table whose changes are not counted */
};

struct stmt_cache {
	struct stmt **bucket;      /* power of two */
	size_t buckets;
	struct stmt *newest, *oldest;
	size_t n, cap;
};

#define ROWS_ENDED 64

struct rows {
	struct db *db;
	struct stmt *stmt;         /* NULL when the driver is done with it */
	struct rows *prev, *next;  /* running queries of db */
	void *result;              /* PostgreSQL: PGresult */
	int row, n_rows, n_cols;
	bool ended;                /* waits in db->ended for a rows_end that may still come */
	bool first;                /* SQLite: the first row was stepped to when the query was started */
	char (*scratch)[40];       /* PostgreSQL: numbers written as text, one a column */
};

enum control {
	READ_BEGIN, READ_END,      /* a snapshot */
	BATCH_BEGIN, BATCH_COMMIT, BATCH_ROLLBACK, /* the writer's transaction */
	SAVE, RELEASE, UNDO,       /* savepoints, nested; UNDO also releases */
};

struct db {
	struct store *store;
	void *conn;                /* the driver's */
	struct stmt_cache cache;
	struct rows *running;
	struct rows *ended[ROWS_ENDED]; /* the last queries that came to their end by rows_next */
	unsigned n_ended;
	int64_t changes;
	unsigned depth;            /* savepoints open */
	unsigned epoch;            /* schema the cached statements were made for */
	bool writer;
	bool in_read;              /* snapshot taken */
	bool schema;               /* tables may be changed now */
	bool wrote;                /* the batch changed a counted table */
	unsigned uncounted;        /* queries of this borrow that read what is not counted */
	bool broken;               /* a statement failed: nothing more until the savepoint is undone */
	struct err why;            /* its sentence */
	struct arena *memo;        /* of this borrow: db_memo */
	void *memo_slot;
	struct gather *gather;     /* the writer's, where statements travel; gather.h */
	struct sheaf *sheaf;       /* the writer's, where they do not; sheaf.h */
	struct db *next_idle;
};

struct driver {
	enum store_kind kind;
	size_t batch;              /* writes in one transaction at most */
	int64_t batch_time;        /* microseconds it takes new ones in */
	bool typed;                /* statements are prepared for given parameter types */
	enum code (*open)(struct store *s, struct err *e);  /* before any connection; makes the database when wanted */
	void (*close)(struct store *s);                     /* after all connections */
	enum code (*connect)(struct db *db, struct err *e);
	void (*disconnect)(struct db *db);
	enum code (*control)(struct db *db, enum control what, struct err *e);
	bool (*in_batch)(struct db *db);                    /* the writer's transaction is still there */
	enum code (*script)(struct db *db, const char *sql, struct err *e); /* several statements, no parameters */
	enum code (*has_tables)(struct db *db, bool *own, bool *foreign, struct err *e);
	enum code (*ready)(struct db *db, struct err *e);   /* the store's own tables are there now */
	enum code (*schema)(struct db *db, bool begin, struct err *e); /* around a migration's transaction */
	enum code (*schema_checked)(struct db *db, struct err *e);     /* inside it, before the commit */
	enum code (*check)(struct db *db, struct err *e);
	enum code (*walls)(struct db *db, struct err *e);   /* after migrations: each district's rows are its own; NULL: it has none */
	const char *columns_sql;                            /* ?1 table: name, type, not null */
	const char *tables_sql;                             /* names of true tables, in their order */

	enum code (*prepare)(struct db *db, struct stmt *st, struct err *e);
	void (*unprepare)(struct db *db, struct stmt *st);
	/* Binds and runs. exec fills db->changes; query leaves a struct rows ready for next. */
	enum code (*exec)(struct db *db, struct stmt *st, const struct val *v, size_t n, struct err *e);
	/* exec whose answer comes with a later one's, and the wait for all that are outstanding. NULL: exec, nothing. */
	enum code (*later)(struct db *db, struct stmt *st, const struct val *v, size_t n, struct err *e);
	enum code (*settle)(struct db *db, struct err *e);
	void (*push)(struct db *db); /* with later: the database begins with what is outstanding */
	enum code (*query)(struct rows *r, const struct val *v, size_t n, struct err *e);
	int (*next)(struct rows *r, struct err *e);
	void (*end)(struct rows *r);                        /* gives back what query took, but r itself */
	bool (*is_null)(const struct rows *r, int col);
	int64_t (*get_i)(const struct rows *r, int col);
	double (*get_r)(const struct rows *r, int col);
	struct str (*get_t)(const struct rows *r, int col);
};

extern const struct driver DRIVER_SQLITE, DRIVER_POSTGRES;

struct writer;

struct store {
	const struct driver *drv;
	struct store_options opt;
	char *target;              /* file name or connection string */
	void *own;                 /* the driver's */
	struct id district;
	bool counts;               /* changes are counted: table store_change is there */
	struct writer *writer;
	_Atomic int64_t slow;      /* queries that took too long */
	atomic_uint epoch;         /* counts changes of the schema */

	pthread_mutex_t pool_lock;
	pthread_cond_t pool_free;
	struct db *idle;           /* last used first, its cache is warm */
	int open_readers, borrowed;
};

/* store.c */
struct db *db_connect(struct store *s, bool writer, struct err *e); /* NULL: sentence in e */
void db_disconnect(struct db *db);
void db_end_rows(struct db *db);
/* Prepares, binds and runs, whatever is kept. */
enum code change_now(struct db *db, const char *sql, const struct val *v, size_t n, struct err *e) MUST_USE;
enum code db_settle(struct db *db, struct err *e) MUST_USE; /* what db_later left outstanding has its answer */
void db_forget(struct db *db); /* drops every cached statement */
enum code db_script(struct db *db, const char *sql, struct err *e) MUST_USE; /* writer, inside a schema job */

/* cache.c: finds or prepares. st->busy is the caller's to set. */
enum code stmt_get(struct db *db, const char *sql, const struct val *v, size_t n, struct stmt **out, struct err *e) MUST_USE;
void stmt_done(struct db *db, struct stmt *st); /* frees it when it is not in the cache */
void cache_clear(struct db *db);
bool cache_init(struct stmt_cache *c, size_t cap);
char val_type(const struct val *v); /* i r t b n */

/* writer.c */
enum code writer_start(struct store *s, struct err *e) MUST_USE;
void writer_stop(struct store *s);
void writer_count(struct store *s, struct store_counts *out);
/* Like store_write, but alone in its transaction; when `schema`, tables may be changed. */
enum code writer_alone(struct store *s, store_fn *fn, void *arg, bool schema, struct err *e) MUST_USE;

/* migrate.c: one more change, inside the batch that made it. */
enum code change_count(struct db *db, struct err *e) MUST_USE;
extern const char CHANGE_COUNT[]; /* its statement */
bool change_counted(const char *table); /* is a change of this table one of the school's data? */
/* What a statement does with counted tables, by its text, where the database does not say it itself: rather too often than too seldom. */
void change_reach(const char *text, bool *writes, bool *uncounted);
/* migrate.c: the store's own tables, made when missing and options.create; reads the district. */
enum code store_own_tables(struct store *s, struct err *e) MUST_USE;

/* dialect.c: a statement or script of the shared dialect as one database wants it, in the arena.
 * types: as in struct stmt, parameters of type n become the word null. *highest: number of the highest parameter. */
struct str sql_for_postgres(struct arena *a, const char *sql, const char *types, unsigned *highest);
struct str sql_for_postgres_script(struct arena *a, const char *sql);
struct str sql_lines_for(struct arena *a, const char *sql, enum store_kind kind); /* --sqlite, --postgres */

#endif
