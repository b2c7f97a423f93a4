#include "store/driver.h"
#include "store/gather.h"
#include "store/sheaf.h"

#include "base/log.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- connections ---- */

struct db *db_connect(struct store *s, bool writer, struct err *e)
{
	struct db *db = calloc(1, sizeof *db);

	if (db == NULL || !cache_init(&db->cache, (size_t)s->opt.statements)) {
		free(db);
		err_set(e, E_MEMORY, "There is no memory left for another database connection. Try again.");
		return NULL;
	}
	db->store = s;
	db->writer = writer;
	db->epoch = atomic_load(&s->epoch);
	if (writer && s->drv->typed)
		db->gather = gather_new();
	else if (writer)
		db->sheaf = sheaf_new();
	if (writer && db->gather == NULL && db->sheaf == NULL)
		err_set(e, E_MEMORY, "There is no memory left for another database connection. Try again.");
	if ((writer && db->gather == NULL && db->sheaf == NULL) || s->drv->connect(db, e) != OK) {
		gather_free(db->gather);
		sheaf_free(db->sheaf);
		free(db->cache.bucket);
		free(db);
		return NULL;
	}
	return db;
}

void db_end_rows(struct db *db)
{
	while (db->running != NULL)
		rows_end(db->running);
}

void db_forget(struct db *db)
{
	db_end_rows(db);
	for (int i = 0; i < ROWS_ENDED; i++) {
		free(db->ended[i]);
		db->ended[i] = NULL;
	}
	cache_clear(db);
}

void db_disconnect(struct db *db)
{
	if (db == NULL)
		return;
	db_forget(db);
	db->store->drv->disconnect(db);
	arena_free(db->memo);
	gather_free(db->gather);
	sheaf_free(db->sheaf);
	free(db->cache.bucket);
	free(db);
}

/* ---- opening and closing ---- */

static bool is_postgres(const char *target)
{
	return strncmp(target, "postgres://", 11) == 0 || strncmp(target, "postgresql://", 13) == 0 ||
	       strncmp(target, "host=", 5) == 0 || strncmp(target, "dbname=", 7) == 0 || strncmp(target, "service=", 8) == 0 ||
	       strstr(target, " dbname=") != NULL;
}

static int given(int value, int fallback)
{
	return value > 0 ? value : fallback;
}

static enum code store_new(const char *target, const struct store_options *o, struct store **out, struct err *e)
{
	struct store *s = calloc(1, sizeof *s);
	pthread_condattr_t attr;

	if (s == NULL || (s->target = strdup(strncmp(target, "sqlite:", 7) == 0 ? target + 7 : target)) == NULL) {
		free(s);
		return err_set(e, E_MEMORY, "There is no memory left to open the database.");
	}
	if (o != NULL)
		s->opt = *o;
	s->opt.readers = given(s->opt.readers, 4);
	s->opt.queue = given(s->opt.queue, 4096);
	s->opt.borrow_ms = given(s->opt.borrow_ms, 5000);
	s->opt.statements = given(s->opt.statements, 160);
	s->opt.reader_kib = given(s->opt.reader_kib, 4096);
	s->opt.writer_kib = given(s->opt.writer_kib, 16384);
	s->drv = is_postgres(target) ? &DRIVER_POSTGRES : &DRIVER_SQLITE;
	pthread_mutex_init(&s->pool_lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&s->pool_free, &attr);
	pthread_condattr_destroy(&attr);
	*out = s;
	return OK;
}

static void store_free(struct store *s)
{
	pthread_cond_destroy(&s->pool_free);
	pthread_mutex_destroy(&s->pool_lock);
	free(s->target);
	free(s);
}

enum code store_open(const char *target, const struct store_options *o, struct store **out, struct err *e)
{
	struct err own = {0};
	struct store *s = NULL;
	enum code code;

	*out = NULL;
	if (e == NULL)
		e = &own;
	if (target == NULL || target[0] == '\0')
		return err_set(e, E_INPUT, "No database was named. Give a file name or a PostgreSQL connection string.");
	code = store_new(target, o, &s, e);
	if (code != OK)
		return code;
	code = s->drv->open(s, e);
	if (code != OK) {
		store_free(s);
		return code;
	}
	code = writer_start(s, e);
	if (code == OK)
		code = store_own_tables(s, e);
	if (code != OK) {
		store_close(s);
		return code;
	}
	*out = s;
	return OK;
}

void store_close(struct store *s)
{
	if (s == NULL)
		return;
	writer_stop(s);
	while (s->idle != NULL) {
		struct db *db = s->idle;

		s->idle = db->next_idle;
		db_disconnect(db);
	}
	s->drv->close(s);
	store_free(s);
}

enum store_kind store_kind_of(const struct store *s)
{
	return s->drv->kind;
}

struct id store_district(const struct store *s)
{
	return s->district;
}

/* ---- borrowing ---- */

/* Waits until a connection is idle or another may be opened. */
static enum code wait_turn(struct store *s, struct db **out, struct err *e)
{
	struct timespec until;
	int rc = 0;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += s->opt.borrow_ms / 1000;
	until.tv_nsec += s->opt.borrow_ms % 1000 * 1000000L;
	if (until.tv_nsec >= 1000000000L) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000L;
	}
	pthread_mutex_lock(&s->pool_lock);
	while (s->idle == NULL && s->open_readers >= s->opt.readers && rc == 0)
		rc = pthread_cond_timedwait(&s->pool_free, &s->pool_lock, &until);
	*out = s->idle;
	if (s->idle != NULL)
		s->idle = s->idle->next_idle;
	else if (s->open_readers < s->opt.readers)
		s->open_readers++;
	else
		rc = ETIMEDOUT;
	if (*out != NULL)
		rc = 0;
	pthread_mutex_unlock(&s->pool_lock);
	if (rc != 0)
		return err_set(e, E_BUSY, "The database is busy with other readers. Try again in a moment.");
	return OK;
}

enum code store_read(struct store *s, struct db **out, struct err *e)
{
	struct db *db;
	enum code code;
	unsigned epoch;

	*out = NULL;
	code = wait_turn(s, &db, e);
	if (code != OK)
		return code;
	if (db == NULL) {
		db = db_connect(s, false, e);
		if (db == NULL) {
			pthread_mutex_lock(&s->pool_lock);
			s->open_readers--;
			pthread_cond_signal(&s->pool_free);
			pthread_mutex_unlock(&s->pool_lock);
			return e != NULL && e->code != OK ? e->code : E_DB;
		}
	}
	epoch = atomic_load(&s->epoch);
	if (db->epoch != epoch) {
		db_forget(db);
		db->epoch = epoch;
	}
	db->broken = false;
	db->uncounted = 0;
	*out = db;
	return OK;
}

void store_read_end(struct db *db)
{
	struct store *s;

	if (db == NULL)
		return;
	s = db->store;
	db_end_rows(db);
	if (db->memo_slot != NULL)
		arena_reset(db->memo);
	db->memo_slot = NULL;
	if (db->in_read) {
		struct err ignored = {0};

		/* A snapshot that cannot be ended is a lost connection; the next borrow finds out and connects again. */
		if (s->drv->control(db, READ_END, &ignored) != OK)
			db->in_read = false;
	}
	db->in_read = false;
	pthread_mutex_lock(&s->pool_lock);
	db->next_idle = s->idle;
	s->idle = db;
	pthread_cond_signal(&s->pool_free);
	pthread_mutex_unlock(&s->pool_lock);
}

/* ---- values ---- */

static enum code check_text(struct str t, int at, struct err *e)
{
	if (t.n > 0 && memchr(t.p, 0, t.n) != NULL)
		return err_set(e, E_INPUT, "Text number %d holds a NUL byte, which no database keeps. Take it out.", at);
	if (!utf8_valid(t))
		return err_set(e, E_INPUT, "Text number %d is not valid UTF-8. Save it as UTF-8 and try again.", at);
	return OK;
}

/* The same values are refused on both databases, before either sees them. */
static enum code check_vals(const struct val *v, size_t n, struct err *e)
{
	enum code code = OK;
	size_t i;

	if (n > MAX_PARAMS)
		return err_set(e, E_BUG, "A statement was given %zu parameters; %d are possible.", n, MAX_PARAMS);
	for (i = 0; i < n && code == OK; i++) {
		if (v[i].type == 't')
			code = check_text(v[i].as.t, (int)i + 1, e);
		else if (v[i].type == 'r' && !isfinite(v[i].as.r))
			code = err_set(e, E_INPUT, "Number %d is not finite and cannot be stored.", (int)i + 1);
		else if (v[i].type == '\0' || strchr("irtbBnz", v[i].type) == NULL)
			code = err_set(e, E_BUG, "Parameter %d has the unknown type '%c'.", (int)i + 1, v[i].type);
	}
	return code;
}

static enum code collect(struct db *db, struct val *v, size_t *n, const char *types, va_list ap, struct err *e)
{
	const char *z;

	for (*n = 0; *types != '\0'; types++, ++*n) {
		struct val *x = &v[*n];

		if (*n == MAX_PARAMS)
			return err_set(e, E_BUG, "A statement was given more than %d parameters.", MAX_PARAMS);
		x->type = *types;
		switch (*types) {
		case 'i':
			x->as.i = va_arg(ap, int64_t);
			break;
		case 'r':
			x->as.r = va_arg(ap, double);
			break;
		case 't':
		case 'B':
			x->as.t = va_arg(ap, struct str);
			break;
		case 'z':
			z = va_arg(ap, const char *);
			x->type = z == NULL ? 'z' : 't';
			x->as.t = str_z(z);
			break;
		case 'b':
			x->as.b = va_arg(ap, struct id);
			break;
		case 'd':
			x->type = 'b';
			x->as.b = db->store->district;
			break;
		case 'n':
			break;
		default:
			return err_set(e, E_BUG, "'%c' is no parameter type.", *types);
		}
	}
	return OK;
}

/* ---- statements ---- */

/* Before a statement: may it run, and is there a snapshot? */
static enum code admit(struct db *db, struct err *e)
{
	enum code code;

	if (db->broken)
		return err_set(e, db->why.code != OK ? db->why.code : E_DB, "%s", db->why.text);
	if (db->writer || db->in_read)
		return OK;
	code = db->store->drv->control(db, READ_BEGIN, e);
	if (code == OK)
		db->in_read = true;
	return code;
}

struct arena *db_memo(struct db *db, void ***slot)
{
	if (db->writer)
		return NULL;
	if (db->memo == NULL)
		db->memo = arena_new(0);
	*slot = &db->memo_slot;
	return db->memo;
}

static enum code failed(struct db *db, enum code code, const struct err *e)
{
	if (db->writer && !db->broken) {
		db->broken = true;
		db->why = *e;
		db->why.code = code;
	}
	return code;
}

/* A statement's text is ours: no value stands in it. */
static void time_taken(struct db *db, const char *sql, int64_t began)
{
	int64_t ms = db->store->opt.slow_ms > 0 ? (clock_monotonic() - began) / 1000 : 0;
	char number[24];

	if (ms <= db->store->opt.slow_ms)
		return;
	atomic_fetch_add(&db->store->slow, 1);
	snprintf(number, sizeof number, "%lld", (long long)ms);
	log_event(LOG_WARN, "slow query", "ms", number, "sql", sql, NULL);
}

static int64_t time_begun(const struct db *db)
{
	return db->store->opt.slow_ms > 0 ? clock_monotonic() : 0;
}

void store_count(struct store *s, struct store_counts *out)
{
	*out = (struct store_counts){.slow = atomic_load(&s->slow)};
	writer_count(s, out);
	pthread_mutex_lock(&s->pool_lock);
	out->readers = s->open_readers;
	out->borrowed = s->open_readers;
	for (const struct db *db = s->idle; db != NULL; db = db->next_idle)
		out->borrowed--;
	pthread_mutex_unlock(&s->pool_lock);
}

enum code change_now(struct db *db, const char *sql, const struct val *v, size_t n, struct err *e)
{
	struct stmt *st;
	int64_t began;
	enum code code = stmt_get(db, sql, v, n, &st, e);

	if (code != OK)
		return code;
	began = time_begun(db);
	st->busy = true;
	db->wrote = db->wrote || st->writes;
	code = db->store->drv->exec(db, st, v, n, e);
	time_taken(db, sql, began);
	stmt_done(db, st);
	return code;
}

static enum code change(struct db *db, struct err *e, const char *sql, const struct val *v, size_t n, bool later)
{
	struct err own = {0};
	enum code code;

	if (e == NULL)
		e = &own;
	if (!db->writer)
		return err_set(e, E_BUG, "A change was tried on a connection for reading. Use store_write.");
	code = check_vals(v, n, e);
	if (code == OK)
		code = admit(db, e);
	if (code != OK)
		return code;
	if (later && db->gather != NULL) {
		code = gather_later(db, sql, v, n, e);
		return code == OK ? OK : failed(db, code, e);
	}
	if (later && db->sheaf != NULL) {
		code = sheaf_later(db, sql, v, n, e);
	} else {
		code = gather_answer(db, e);
		if (code == OK)
			code = change_now(db, sql, v, n, e);
	}
	return code == OK ? OK : failed(db, code, e);
}

enum code db_exec_vals(struct db *db, struct err *e, const char *sql, const struct val *v, size_t n)
{
	return change(db, e, sql, v, n, false);
}

enum code db_later_vals(struct db *db, struct err *e, const char *sql, const struct val *v, size_t n)
{
	return change(db, e, sql, v, n, true);
}

enum code db_settle(struct db *db, struct err *e)
{
	enum code code = OK;

	if (db->broken || gather_held(db))
		return OK; /* what a held write wanted is asked for later */
	code = gather_answer(db, e);
	if (code == OK && db->store->drv->settle != NULL)
		code = db->store->drv->settle(db, e);

	return code == OK ? OK : failed(db, code, e);
}

enum code db_query_vals(struct db *db, struct err *e, struct rows **out, const char *sql, const struct val *v, size_t n)
{
	struct err own = {0};
	struct rows *r;
	enum code code;

	if (e == NULL)
		e = &own;
	*out = NULL;
	code = check_vals(v, n, e);
	if (code == OK)
		code = admit(db, e);
	if (code != OK)
		return code;
	code = gather_answer(db, e);
	if (code != OK)
		return failed(db, code, e);
	r = calloc(1, sizeof *r);
	if (r == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for a query. Try again.");
	r->db = db;
	code = stmt_get(db, sql, v, n, &r->stmt, e);
	if (code != OK) {
		free(r);
		return failed(db, code, e);
	}
	r->stmt->busy = true;
	db->wrote = db->wrote || r->stmt->writes;
	db->uncounted += r->stmt->uncounted;
	r->next = db->running;
	if (r->next != NULL)
		r->next->prev = r;
	db->running = r;
	int64_t began = time_begun(db);
	code = db->store->drv->query(r, v, n, e);
	time_taken(db, sql, began);
	if (code != OK) {
		rows_end(r);
		return failed(db, code, e);
	}
	*out = r;
	return OK;
}

enum code db_exec(struct db *db, struct err *e, const char *sql, const char *types, ...)
{
	struct val v[MAX_PARAMS];
	enum code code;
	va_list ap;
	size_t n;

	va_start(ap, types);
	code = collect(db, v, &n, types, ap, e);
	va_end(ap);
	return code == OK ? db_exec_vals(db, e, sql, v, n) : code;
}

enum code db_later(struct db *db, struct err *e, const char *sql, const char *types, ...)
{
	struct val v[MAX_PARAMS];
	enum code code;
	va_list ap;
	size_t n;

	va_start(ap, types);
	code = collect(db, v, &n, types, ap, e);
	va_end(ap);
	return code == OK ? db_later_vals(db, e, sql, v, n) : code;
}

enum code db_query(struct db *db, struct err *e, struct rows **out, const char *sql, const char *types, ...)
{
	struct val v[MAX_PARAMS];
	enum code code;
	va_list ap;
	size_t n;

	*out = NULL;
	va_start(ap, types);
	code = collect(db, v, &n, types, ap, e);
	va_end(ap);
	return code == OK ? db_query_vals(db, e, out, sql, v, n) : code;
}

enum code db_int(struct db *db, struct err *e, int64_t *out, const char *sql, const char *types, ...)
{
	struct val v[MAX_PARAMS];
	struct rows *r = NULL;
	enum code code;
	va_list ap;
	size_t n;
	int got;

	va_start(ap, types);
	code = collect(db, v, &n, types, ap, e);
	va_end(ap);
	if (code == OK)
		code = db_query_vals(db, e, &r, sql, v, n);
	if (code != OK)
		return code;
	got = rows_next(r, e);
	if (got < 0)
		return e != NULL && e->code != OK ? e->code : E_DB;
	if (got == 0)
		return err_set(e, E_NOTFOUND, "There is no such entry.");
	*out = rows_i(r, 0);
	rows_end(r);
	return OK;
}

int64_t db_changes(const struct db *db)
{
	return db->changes;
}

enum store_kind db_kind(const struct db *db)
{
	return db->store->drv->kind;
}

struct id db_district(const struct db *db)
{
	return db->store->district;
}

bool db_writing(const struct db *db)
{
	return db->writer;
}

enum code db_script(struct db *db, const char *sql, struct err *e)
{
	enum code code = db->broken ? admit(db, e) : gather_answer(db, e);

	if (code == OK)
		code = db->store->drv->script(db, sql, e);
	return code == OK ? OK : failed(db, code, e);
}

enum code db_nested(struct db *db, store_fn *fn, void *arg, struct err *e)
{
	const struct driver *drv = db->store->drv;
	struct err own = {0}, undo = {0};
	enum code code;

	if (e == NULL)
		e = &own;
	if (!db->writer)
		return err_set(e, E_BUG, "A nested change was tried on a connection for reading. Use store_write.");
	code = admit(db, e);
	if (code == OK)
		code = gather_answer(db, e);
	if (code == OK)
		code = drv->control(db, SAVE, e);
	if (code != OK)
		return failed(db, code, e);
	db->depth++;
	code = fn(db, arg, e);
	if (code == OK)
		code = db_settle(db, e);
	if (code == OK && db->broken)
		code = err_set(e, db->why.code, "%s", db->why.text);
	db->depth--;
	if (code == OK) {
		code = drv->control(db, RELEASE, e);
		return code == OK ? OK : failed(db, code, e);
	}
	gather_drop(db);
	if (!drv->in_batch(db))
		return failed(db, code, e);
	db_end_rows(db);
	db->broken = false;
	if (drv->control(db, UNDO, &undo) != OK)
		failed(db, undo.code, &undo);
	return code;
}

enum code db_columns(struct db *db, struct err *e, struct rows **out, const char *table)
{
	return db_query(db, e, out, db->store->drv->columns_sql, "z", table);
}

/* ---- rows ---- */

/* Ends the query; the struct itself stays. */
static void rows_release(struct rows *r)
{
	struct db *db = r->db;

	db->store->drv->end(r);
	if (r->stmt != NULL)
		stmt_done(db, r->stmt);
	if (r->prev != NULL)
		r->prev->next = r->next;
	else
		db->running = r->next;
	if (r->next != NULL)
		r->next->prev = r->prev;
	free(r->scratch);
	r->scratch = NULL;
}

int rows_next(struct rows *r, struct err *e)
{
	struct err own = {0};
	int got;

	if (r->ended)
		return 0;
	if (e == NULL)
		e = &own;
	got = r->db->store->drv->next(r, e);
	if (got < 0)
		failed(r->db, e->code, e);
	if (got <= 0) {
		/* The usual rows_end after the loop must find something to end. */
		struct rows **slot = &r->db->ended[r->db->n_ended++ % ROWS_ENDED];
		rows_release(r);
		r->ended = true;
		free(*slot);
		*slot = r;
	}
	return got;
}

void rows_end(struct rows *r)
{
	if (r == NULL)
		return;
	if (r->ended) {
		for (int i = 0; i < ROWS_ENDED; i++)
			if (r->db->ended[i] == r)
				r->db->ended[i] = NULL;
	} else {
		rows_release(r);
	}
	free(r);
}

bool rows_null(const struct rows *r, int col)
{
	return r->db->store->drv->is_null(r, col);
}

int64_t rows_i(const struct rows *r, int col)
{
	return r->db->store->drv->get_i(r, col);
}

double rows_r(const struct rows *r, int col)
{
	return r->db->store->drv->get_r(r, col);
}

struct str rows_t(const struct rows *r, int col)
{
	return r->db->store->drv->get_t(r, col);
}

struct id rows_id(const struct rows *r, int col)
{
	struct str t = rows_t(r, col);
	struct id id = ID_NIL;

	if (t.n == sizeof id.b)
		memcpy(id.b, t.p, sizeof id.b);
	return id;
}

int rows_cols(const struct rows *r)
{
	return r->n_cols;
}
