/* PostgreSQL by libpq: statements prepared once for given parameter types, everything in binary.
 *
 * One writer at a time for the whole database, as on SQLite: every batch holds an advisory lock, whoever runs it.
 * A lost connection is made again between transactions only; no write is ever run a second time. When it is lost
 * in the middle of a commit, the writer's own row tells afterwards whether the commit arrived. */
#include "store/driver.h"

#include "store/pg_line.h"
#include "store/pg_value.h"

#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DOUBT_TRIES 40      /* at finding out about a commit, a quarter of a second apart */
#define WRITER_LIFE "30 days" /* rows of writers gone for so long are removed */

static struct conn *conn_of(const struct db *db)
{
	return db->conn;
}

/* ---- connections ---- */

static void quiet(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

/* Whose rows this connection may see and make, by the policies of pg_walls. */
static enum code own_district(struct db *db, struct err *e)
{
	char sql[120], hex[33];
	const struct id d = db->store->district;

	if (id_nil(d))
		return OK; /* not known before the store's own tables were read: nobody's */
	for (size_t i = 0; i < sizeof d.b; i++)
		snprintf(hex + 2 * i, 3, "%02x", d.b[i]);
	snprintf(sql, sizeof sql, "select set_config('trellis.district', '%s', false)", hex); /* hex digits, ours */
	return line_run(conn_of(db), sql, e);
}

static enum code session(struct db *db, struct err *e)
{
	struct conn *c = conn_of(db);
	enum code code;

	PQsetNoticeProcessor(c->h, quiet, NULL);
	if (PQserverVersion(c->h) < 150000)
		return err_set(e, E_DB, "The database server is too old: PostgreSQL 15 or newer is needed.");
	/* A query of a page is over before the server has compiled it, or planned it anew for the values at hand; all were written for a planner
	 * that never sees values (SQLite's). What a page reads lies in memory or on a disk without a head to move. */
	code = line_run(c, "set client_encoding = 'UTF8'; set standard_conforming_strings = on; set timezone = 'UTC'; set jit = off;"
	           " set plan_cache_mode = force_generic_plan;"
	           " select set_config('random_page_cost', cast(least(cast(current_setting('random_page_cost') as double precision), 1.1) as text), false)", e);
	if (code == OK)
		code = own_district(db, e);
	if (code == OK)
		code = db->writer ? line_prepare(c, OWN_ROLLBACK, OWN_COMMIT, e) : line_prepare(c, OWN_READ, OWN_ROLLBACK, e);
	if (code == OK && !db->writer)
		return line_run(c, "set default_transaction_read_only = on", e);
	if (code == OK)
		code = line_run(c, "set lock_timeout = '5s'", e);
	if (code == OK && db->store->opt.test_no_sync)
		return line_run(c, "set synchronous_commit = off", e);
	/* Saved means on the disk; what the server's owner set stronger stays. */
	if (code == OK)
		code = line_run(c, "select set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on'"
		           " else current_setting('synchronous_commit') end, false)", e);
	return code;
}

static enum code connected(struct db *db, struct err *e)
{
	struct conn *c = conn_of(db);

	if (!line_lost(c))
		return session(db, e);
	char said[300];
	line_words(NULL, c->h, said, sizeof said);
	return err_set(e, E_BUSY, "The database server cannot be reached (%s). See whether it runs and the connection string is right.", said);
}

static enum code reconnect(struct db *db, struct err *e)
{
	struct conn *c = conn_of(db);

	db_forget(db);
	c->n_drop = 0; /* the statements went with the connection */
	memset(c->own, 0, sizeof c->own);
	c->saved_ahead = false;
	c->unreleased = 0;
	c->due = 0;
	c->sent = c->opening = 0;
	c->synced = false;
	c->not_open = (struct err){0};
	PQreset(c->h);
	return connected(db, e);
}

static enum code pg_open(struct store *s, struct err *e)
{
	(void)s;
	if (PQisthreadsafe() == 0)
		return err_set(e, E_DB, "This system's PostgreSQL library cannot be used by several threads.");
	return OK;
}

static void pg_close(struct store *s)
{
	(void)s;
}

static void pg_disconnect(struct db *db)
{
	struct conn *c = conn_of(db);
	struct err ignored = {0};
	char sql[120];

	if (c->registered && !line_lost(c)) {
		snprintf(sql, sizeof sql, "delete from store_writer where id = '%s'", c->name); /* hex digits, ours */
		(void)!line_run(c, sql, &ignored);
	}
	PQfinish(c->h);
	free(c);
	db->conn = NULL;
}

static enum code pg_connect(struct db *db, struct err *e)
{
	static const char *const keys[] = {"connect_timeout", "keepalives_idle", "keepalives_interval", "application_name", "dbname", NULL};
	const char *const values[] = {"5", "30", "10", "trellis", db->store->target, NULL};
	struct conn *c = calloc(1, sizeof *c);
	struct id name = id_new();
	enum code code;
	size_t i;

	if (c == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for another database connection. Try again.");
	for (i = 0; i < sizeof name.b; i++)
		snprintf(c->name + 2 * i, 3, "%02x", name.b[i]);
	db->conn = c;
	c->h = PQconnectdbParams(keys, values, 1);
	code = connected(db, e);
	if (code != OK)
		pg_disconnect(db);
	return code;
}

static enum code pg_settle(struct db *db, struct err *e)
{
	struct conn *c = conn_of(db);

	return c->sent > 0 ? line_settle(c, e) : OK;
}

/* ---- transactions ---- */

/* begin, and what waits to be dropped. */
static enum code begin(struct conn *c, const char *sql, struct err *e)
{
	enum code code = line_run(c, sql, e);

	if (code != OK || c->n_drop == 0)
		return code;
	(void)(line_pipe(c) && line_send_drops(c)); /* what could not be sent says so where its answer is asked for */
	return line_settle(c, e);
}

static enum code batch_begin(struct conn *c, struct err *e)
{
	char text[500];
	enum code code;

	if (c->counted)
		snprintf(text, sizeof text, "begin; select pg_advisory_xact_lock(7421, hashtext(current_schema()));"
		         " update store_writer set batch = %lld, seen_at = cast(extract(epoch from now()) * 1000000 as bigint)"
		         " where id = '%s'; savepoint w", (long long)c->batch, c->name);
	else
		snprintf(text, sizeof text, "begin; select pg_advisory_xact_lock(7421, hashtext(current_schema())); savepoint w");
	code = begin(c, text, e);
	c->saved_ahead = code == OK;
	if (code == OK && c->counted && !c->own[OWN_COUNT_UP])
		code = line_prepare(c, OWN_COUNT_UP, OWN_COUNT_UP, e);
	if (code != OK && !line_lost(c)) {
		struct err ignored = {0};

		(void)!line_run(c, "rollback", &ignored);
	}
	return code;
}

/* The same, and nobody waits for it: the server is at it while the writes are put together. */
static bool batch_send(struct conn *c)
{
	unsigned char room[8];
	struct val batch = {.type = 'i', .as.i = c->batch};
	const char *values[] = {NULL, c->name};
	int lengths[] = {0, 32}, formats[] = {1, 1};

	if (!c->own[OWN_COUNT_UP] || !line_pipe(c))
		return false;
	values[0] = pg_param(&batch, room, &lengths[0]);
	bool good = line_send(c, OWN_BEGIN) && line_send_drops(c) && line_send(c, OWN_LOCK)
	            && PQsendQueryPrepared(c->h, "o_count_up", 2, values, lengths, formats, 0) == 1;
	c->opening = ++c->sent;
	return good && PQflush(c->h) >= 0;
}

static bool read_send(struct conn *c)
{
	return line_pipe(c) && line_send(c, OWN_READ) && line_send_drops(c);
}

static enum code pg_begin(struct db *db, bool write, struct err *e)
{
	static const char READ[] = "begin transaction isolation level repeatable read read only";
	struct conn *c = conn_of(db);
	enum code code;

	if (write) {
		c->saved_ahead = false;
		c->unreleased = c->due = 0;
		c->not_open = (struct err){0};
		c->counted = c->registered;
		c->batch++;
	}
	if (line_fresh(c) && (write ? batch_send(c) : read_send(c)))
		return OK;
	code = write ? batch_begin(c, e) : begin(c, READ, e);
	if (code == OK || !line_lost(c))
		return code;
	/* An idle connection may have died long ago; nothing has been run in this transaction yet. */
	code = reconnect(db, e);
	if (code == OK && write)
		c->batch++;
	if (code == OK)
		code = write ? batch_begin(c, e) : begin(c, READ, e);
	return code;
}

/* The writer's row after a commit whose answer never came. The lock waits for the old session's end.
 * 1: committed, 0: not, -1: cannot say (connection). */
static int ask_commit(struct conn *c)
{
	char text[120];
	PGresult *r;
	struct err ignored = {0};
	int answer = -1;

	if (line_run(c, "begin; select pg_advisory_xact_lock(7421, hashtext(current_schema()))", &ignored) != OK)
		return -1;
	snprintf(text, sizeof text, "select batch from store_writer where id = '%s'", c->name);
	r = PQexec(c->h, text);
	if (PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1) {
		int64_t there = strtoll(PQgetvalue(r, 0, 0), NULL, 10);

		answer = there == c->batch;
	}
	PQclear(r);
	(void)!line_run(c, "rollback", &ignored);
	return answer;
}

static enum code resolve(struct db *db, struct err *e)
{
	struct conn *c = conn_of(db);
	struct timespec pause = {.tv_nsec = 250000000};
	struct err ignored = {0};
	int i, answer = -1;

	log_event(LOG_WARN, "connection lost in a commit", "next", "asking the server what became of it", NULL);
	for (i = 0; i < DOUBT_TRIES && answer < 0 && c->counted; i++) {
		if (i > 0)
			nanosleep(&pause, NULL);
		if (reconnect(db, &ignored) == OK)
			answer = ask_commit(c);
	}
	if (answer > 0)
		return OK;
	if (answer == 0)
		return err_set(e, E_BUSY, "The connection to the database server was lost. Nothing was saved; try again.");
	return err_set(e, E_BUSY, "The connection to the database server was lost while it saved. Look whether the change is there before "
	               "you make it again.");
}

/* What was sent before it and failed is a failure of the commit: the server then skips it. */
static enum code commit(struct db *db, struct err *e)
{
	struct conn *c = conn_of(db);
	enum code code = OK;
	PGresult *r;

	c->due = c->unreleased = 0; /* nothing was done inside; the commit releases them all */
	if (!line_pipe(c))
		c->sent++; /* the answers then tell that the line is gone */
	else
		(void)!line_send(c, OWN_COMMIT);
	r = line_answers(c);
	if (PQresultStatus(r) == PGRES_COMMAND_OK) {
		/* A transaction that had failed is ended by "commit" too, but answers "ROLLBACK". */
		if (strcmp(PQcmdStatus(r), "COMMIT") != 0)
			code = err_set(e, E_DB, "The database undid the changes. Try again.");
	} else if (line_lost(c)) {
		code = resolve(db, e);
	} else {
		code = line_explain(c, r, e);
	}
	PQclear(r);
	return code;
}

static bool pg_in_batch(struct db *db)
{
	struct conn *c = conn_of(db);

	if (c->sent > 0)
		(void)!line_settle(c, &(struct err){0}); /* the write failed already, for another reason */
	PGTransactionStatusType st = PQtransactionStatus(c->h);

	return !line_lost(conn_of(db)) && (st == PQTRANS_INTRANS || st == PQTRANS_INERROR);
}

/* n times text, then last, as one message. */
static enum code repeat(struct conn *c, unsigned n, const char *text, const char *last, struct err *e)
{
	char sql[1000];
	size_t at = 0;
	enum code code = OK;

	for (; n > 0 && code == OK; n--) {
		at += (size_t)snprintf(sql + at, sizeof sql - at, "%s; ", text);
		if (at > sizeof sql - 100) {
			code = line_run(c, sql, e);
			at = 0;
		}
	}
	snprintf(sql + at, sizeof sql - at, "%s", last);
	return code == OK ? line_run(c, sql, e) : code;
}

/* Set with the next command. The answers of what was sent before it belong to what is outside of it. */
static enum code save(struct conn *c, struct err *e)
{
	if (c->saved_ahead) {
		c->saved_ahead = false;
		return OK;
	}
	enum code code = c->sent > c->opening ? line_settle(c, e) : OK;
	c->due += code == OK;
	return code;
}

static enum code release(struct conn *c, struct err *e)
{
	enum code code = c->sent > 0 ? line_settle(c, e) : OK;

	if (c->due > 0)
		c->due--; /* nothing was done inside */
	else
		c->unreleased++;
	return code;
}

static enum code undo(struct conn *c, struct err *e)
{
	/* Inner ones done with but not released yet are undone with their outer one. */
	unsigned n = c->unreleased;
	struct err ignored = {0};

	if (c->due > 0) {
		c->due--; /* nothing was done inside; what waits to be released was done before it */
		return OK;
	}
	if (c->sent > 0)
		(void)!line_settle(c, &ignored); /* its failure is why it is undone, or does not matter any more */
	c->unreleased = 0;
	if (c->not_open.code != OK)
		return err_set(e, c->not_open.code, "%s", c->not_open.text); /* no savepoint is there */
	return repeat(c, n, "rollback to w; release w", "rollback to w; release w", e);
}

/* Nobody waits for its answer: it is read before the next transaction. */
static enum code read_end(struct conn *c, struct err *e)
{
	if (c->sent > 0)
		(void)!line_settle(c, &(struct err){0});
	PGTransactionStatusType st = PQtransactionStatus(c->h);
	if (line_lost(c) || (st != PQTRANS_INTRANS && st != PQTRANS_INERROR))
		return OK;
	if (!c->own[OWN_ROLLBACK])
		return line_run(c, "rollback", e);
	c->synced = line_pipe(c) && line_send(c, OWN_ROLLBACK) && PQpipelineSync(c->h) == 1;
	return c->synced ? OK : line_settle(c, e);
}

static enum code pg_control(struct db *db, enum control what, struct err *e)
{
	struct conn *c = conn_of(db);

	switch (what) {
	case READ_BEGIN:
		return pg_begin(db, false, e);
	case READ_END:
		return read_end(c, e);
	case BATCH_ROLLBACK:
		c->due = 0;
		if (c->sent > 0)
			(void)!line_settle(c, &(struct err){0});
		return pg_in_batch(db) ? line_run(c, "rollback", e) : OK;
	case BATCH_BEGIN:
		return pg_begin(db, true, e);
	case BATCH_COMMIT:
		return commit(db, e);
	case SAVE:
		return save(c, e);
	case RELEASE:
		return release(c, e);
	case UNDO:
		return undo(c, e);
	}
	return err_set(e, E_BUG, "Unknown database command.");
}

/* ---- statements ---- */

static enum code pg_prepare(struct db *db, struct stmt *st, struct err *e)
{
	struct conn *c = conn_of(db);
	struct arena *a = arena_new(0);
	Oid types[MAX_PARAMS];
	size_t i, n = strlen(st->types);
	unsigned highest = 0;
	struct str sql;
	char name[16];
	PGresult *r;
	enum code code = OK;

	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for a database statement. Try again.");
	code = line_settle(c, e); /* a text that the server does not take is undone by the savepoint before it */
	if (code != OK) {
		arena_free(a);
		return code;
	}
	for (i = 0; i < n; i++)
		types[i] = pg_type_of(st->types[i]);
	snprintf(name, sizeof name, "s%u", ++c->last_number);
	change_reach(st->sql, &st->writes, &st->uncounted);
	sql = sql_for_postgres(a, st->sql, st->types, &highest);
	if (highest != n) {
		arena_free(a);
		return err_set(e, E_BUG, "%zu values were given for the %u parameters of: %.200s", n, highest, st->sql);
	}
	r = PQprepare(c->h, name, sql.p, (int)n, types);
	if (PQresultStatus(r) == PGRES_COMMAND_OK)
		st->number = c->last_number;
	else
		code = line_explain(c, r, e);
	PQclear(r);
	arena_free(a);
	return code;
}

/* Dropped on the server with the next transaction's begin. When too many wait, the rest stays until the
 * connection ends: the server keeps a statement more, nothing is wrong. */
static void pg_unprepare(struct db *db, struct stmt *st)
{
	struct conn *c = conn_of(db);

	if (c->n_drop < DROPS && st->number != 0)
		c->drop[c->n_drop++] = st->number;
	st->number = 0;
}

/* Runs a prepared statement with binary parameters and result, after what waits before it, in one message. later: its answer is
 * read with that of another; NULL is then no failure. */
static PGresult *execute(struct conn *c, const struct stmt *st, const struct val *v, size_t n, bool later)
{
	const char *values[MAX_PARAMS];
	int lengths[MAX_PARAMS], formats[MAX_PARAMS];
	unsigned char numbers[MAX_PARAMS][8];
	char name[16];
	size_t i;

	for (i = 0; i < n; i++) {
		formats[i] = 1;
		lengths[i] = 0;
		values[i] = pg_param(&v[i], numbers[i], &lengths[i]);
	}
	snprintf(name, sizeof name, "s%u", st->number);
	if (!later && c->sent == 0 && c->due == 0)
		return PQexecPrepared(c->h, name, (int)n, values, lengths, formats, 1);
	bool good = line_send_saves(c) && PQsendQueryPrepared(c->h, name, (int)n, values, lengths, formats, 1) == 1;
	c->sent++; /* counted even when it could not be sent: the answers then tell that the line is gone */
	return good && later && c->sent < SENT_MOST ? NULL : line_answers(c);
}

static enum code pg_exec(struct db *db, struct stmt *st, const struct val *v, size_t n, struct err *e)
{
	struct conn *c = conn_of(db);
	enum code code = OK;
	PGresult *r;
	ExecStatusType status;

	r = execute(c, st, v, n, false);
	status = PQresultStatus(r);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		code = line_explain(c, r, e);
	else
		db->changes = strtoll(PQcmdTuples(r), NULL, 10);
	PQclear(r);
	return code;
}

static enum code pg_later(struct db *db, struct stmt *st, const struct val *v, size_t n, struct err *e)
{
	struct conn *c = conn_of(db);
	PGresult *r = execute(c, st, v, n, true);
	ExecStatusType status = PQresultStatus(r);
	enum code code = r == NULL || status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? OK : line_explain(c, r, e);

	PQclear(r);
	return code;
}

/* The server begins with what was sent so far. */
static void pg_push(struct db *db)
{
	struct conn *c = conn_of(db);

	if (c->sent > 0)
		(void)!PQflush(c->h); /* a lost connection is seen by the answers */
}

static enum code pg_query(struct rows *r, const struct val *v, size_t n, struct err *e)
{
	struct conn *c = conn_of(r->db);
	PGresult *res;
	ExecStatusType status;
	enum code code;

	res = execute(c, r->stmt, v, n, false);
	stmt_done(r->db, r->stmt); /* the whole result is here; the statement may run again, or go */
	r->stmt = NULL;
	status = PQresultStatus(res);
	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
		r->result = res;
		r->row = -1;
		r->n_rows = PQntuples(res);
		r->n_cols = PQnfields(res);
		return OK;
	}
	code = line_explain(c, res, e);
	PQclear(res);
	if (!r->db->writer) {
		struct err ignored = {0};

		/* A failed transaction answers nothing more; the next query takes a new snapshot. */
		(void)!pg_control(r->db, READ_END, &ignored);
		r->db->in_read = false;
	}
	return code;
}

static int pg_next(struct rows *r, struct err *e)
{
	(void)e;
	return ++r->row < r->n_rows;
}

static void pg_end(struct rows *r)
{
	PQclear(r->result);
	r->result = NULL;
}

static bool pg_null(const struct rows *r, int col)
{
	return PQgetisnull(r->result, r->row, col) != 0;
}

static struct pg_cell cell(const struct rows *r, int col)
{
	return (struct pg_cell){PQftype(r->result, col), PQgetvalue(r->result, r->row, col), PQgetlength(r->result, r->row, col)};
}

static int64_t pg_i(const struct rows *r, int col)
{
	return pg_null(r, col) ? 0 : pg_cell_int(cell(r, col));
}

static double pg_r(const struct rows *r, int col)
{
	return pg_null(r, col) ? 0 : pg_cell_real(cell(r, col));
}

static struct str pg_t(const struct rows *r, int col)
{
	struct rows *mine = (struct rows *)(uintptr_t)r; /* the scratch is no part of what a reader sees */

	if (pg_null(r, col))
		return (struct str){0};
	if (pg_is_bytes(cell(r, col).type))
		return (struct str){cell(r, col).p, (size_t)cell(r, col).n};
	if (mine->scratch == NULL)
		mine->scratch = calloc((size_t)r->n_cols, sizeof *mine->scratch);
	if (mine->scratch == NULL)
		return (struct str){0};
	return pg_cell_text(cell(r, col), mine->scratch[col], sizeof mine->scratch[col]);
}

/* ---- schema and checks ---- */

static enum code pg_script(struct db *db, const char *sql, struct err *e)
{
	struct arena *a = arena_new(0);
	enum code code;

	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to bring the database up to date.");
	code = line_settle(conn_of(db), e);
	if (code == OK)
		code = line_run(conn_of(db), sql_for_postgres_script(a, sql_lines_for(a, sql, STORE_POSTGRES).p).p, e);
	arena_free(a);
	return code;
}

static enum code pg_has_tables(struct db *db, bool *own, bool *foreign, struct err *e)
{
	int64_t n_own = 0, n_foreign = 0;
	enum code code;

	code = db_int(db, e, &n_own, "select count(*) from pg_class where relnamespace = to_regnamespace(current_schema()) and relname = 'store_meta'", "");
	if (code == OK)
		code = db_int(db, e, &n_foreign,
		              "select count(*) from pg_class where relnamespace = to_regnamespace(current_schema()) and relkind in ('r', 'p', 'v')"
		              " and relname not like 'store$_%' escape '$'", "");
	*own = n_own > 0;
	*foreign = n_foreign > 0;
	return code;
}

static enum code pg_ready(struct db *db, struct err *e)
{
	struct conn *c = conn_of(db);
	enum code code;

	code = line_run(c, "delete from store_writer where seen_at < cast(extract(epoch from now() - interval '" WRITER_LIFE "') * 1000000 as bigint)", e);
	if (code == OK)
		code = db_exec(db, e, "insert into store_writer (id, batch, seen_at) values (?1, 0, cast(extract(epoch from now()) * 1000000 as bigint))",
		               "z", c->name);
	c->registered = code == OK;
	return code == OK ? own_district(db, e) : code;
}

/* The second wall: a statement that forgot the district sees and changes nothing of another one. Tables whose owner is
 * another account stay as that one left them. The value is asked for once a statement, not once a row. */
static enum code pg_walls(struct db *db, struct err *e)
{
	static const char WALLS[] =
		"do $$\n"
		"declare t record;\n"
		"begin\n"
		"  for t in select c.relname, c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'district' and not a.attisdropped\n"
		"    where c.relnamespace = to_regnamespace(current_schema()) and c.relkind = 'r' and not c.relforcerowsecurity and pg_has_role(c.relowner, 'usage') loop\n"
		"    execute format('drop policy if exists trellis_district on %I', t.relname);\n"
		"    execute format('create policy trellis_district on %I using (district = (select decode(nullif(current_setting(''trellis.district'', true), ''''), ''hex'')))'\n"
		"      ' with check (district = (select decode(nullif(current_setting(''trellis.district'', true), ''''), ''hex'')))', t.relname);\n"
		"    execute format('alter table %I enable row level security', t.relname);\n"
		"    execute format('alter table %I force row level security', t.relname);\n"
		"  end loop;\n"
		"end $$";

	enum code code = line_settle(conn_of(db), e);
	return code == OK ? line_run(conn_of(db), WALLS, e) : code;
}

static enum code pg_schema(struct db *db, bool start, struct err *e)
{
	(void)db;
	(void)start;
	(void)e;
	return OK;
}

static enum code pg_schema_checked(struct db *db, struct err *e)
{
	(void)db;
	(void)e;
	return OK;
}

/* Reads every page of every table (the server checks their sums), and looks for indexes that are not whole and
 * rows that refer to nothing. */
static enum code pg_check(struct db *db, struct err *e)
{
	static const char CHECK[] =
		"do $$\n"
		"declare t record; f record; n bigint;\n"
		"begin\n"
		"  for t in select c.relname, i.indexrelid::regclass::text as part from pg_class c join pg_index i on i.indrelid = c.oid\n"
		"    where c.relnamespace = to_regnamespace(current_schema()) and not (i.indisvalid and i.indisready) loop\n"
		"    raise exception 'index % of % is not whole', t.part, t.relname using errcode = 'XX002';\n"
		"  end loop;\n"
		"  for t in select relname from pg_class where relnamespace = to_regnamespace(current_schema()) and relkind = 'r' loop\n"
		"    execute format('select count(*) from (select x.* from %I x offset 0) y', t.relname) into n;\n"
		"  end loop;\n"
		"  for f in select k.conname, k.conrelid::regclass as child, k.confrelid::regclass as parent,\n"
		"      (select string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' and ') from unnest(k.conkey, k.confkey) as u (a, b)\n"
		"        join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = u.a\n"
		"        join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = u.b) as meets,\n"
		"      (select string_agg(format('c.%I is not null', ca.attname), ' and ') from unnest(k.conkey) as u (a)\n"
		"        join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = u.a) as filled\n"
		"    from pg_constraint k where k.contype = 'f' and k.connamespace = to_regnamespace(current_schema()) loop\n"
		"    execute format('select count(*) from %s c where %s and not exists (select 1 from %s p where %s)',\n"
		"      f.child, f.filled, f.parent, f.meets) into n;\n"
		"    if n > 0 then\n"
		"      raise exception '% entries of % refer to missing ones of %', n, f.child, f.parent using errcode = 'XX001';\n"
		"    end if;\n"
		"  end loop;\n"
		"end $$";
	enum code code = db->store->drv->control(db, READ_BEGIN, e);

	if (code != OK)
		return code;
	db->in_read = true;
	return line_run(conn_of(db), CHECK, e);
}

const struct driver DRIVER_POSTGRES = {
	.kind = STORE_POSTGRES,
	.batch = 64, /* the server remembers so many subtransactions of each session without spilling */
	.batch_time = 8 * SECOND / 1000, /* a commit is a way there and back and a flush: worth more company */
	.typed = true,
	.open = pg_open,
	.close = pg_close,
	.connect = pg_connect,
	.disconnect = pg_disconnect,
	.control = pg_control,
	.in_batch = pg_in_batch,
	.script = pg_script,
	.has_tables = pg_has_tables,
	.ready = pg_ready,
	.schema = pg_schema,
	.schema_checked = pg_schema_checked,
	.check = pg_check,
	.walls = pg_walls,
	.columns_sql =
		"select a.attname::text, case format_type(a.atttypid, null) when 'bigint' then 'integer' when 'double precision' then 'real'"
		" when 'bytea' then 'blob' else format_type(a.atttypid, null) end, case when a.attnotnull then 1 else 0 end"
		" from pg_attribute a where a.attrelid = to_regclass(?1) and a.attnum > 0 and not a.attisdropped order by a.attnum",
	.tables_sql = "select relname::text from pg_class where relnamespace = to_regnamespace(current_schema()) and relkind = 'r' order by relname::text collate \"C\"",
	.prepare = pg_prepare,
	.unprepare = pg_unprepare,
	.exec = pg_exec,
	.later = pg_later,
	.settle = pg_settle,
	.push = pg_push,
	.query = pg_query,
	.next = pg_next,
	.end = pg_end,
	.is_null = pg_null,
	.get_i = pg_i,
	.get_r = pg_r,
	.get_t = pg_t,
};
