/* SQLite: one file, WAL, every commit flushed.
 *
 * Checkpoints run on a thread of their own, so that no write waits while pages are copied home; only when the log
 * has grown long does the writer itself finish one between two batches, which is short because the thread has
 * copied nearly all of it. An authorizer is the second wall: readers cannot write, nobody attaches or sets pragmas. */
#include "store/changes.h"
#include "store/driver.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define APPLICATION_ID 0x54524c53 /* "TRLS" */
#define BUSY_MS 5000
#define FRAMES_WAKE 4000     /* pages in the log since the last checkpoint that wake the thread */
#define FRAMES_RESTART 16384 /* 64 MiB: begin the log anew */
#define FRAMES_LITTLE 300    /* few enough for the writer to wait for */
#define FRAMES_WARN 262144   /* 1 GiB: a reader holds it open */

/* What belongs to the database as a whole. */
struct file {
	char *path;
	char *folder;           /* temporary: removed at the end */
	bool no_sync;
	sqlite3 *checkpointer;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping, running;
	atomic_int frames;      /* in the log after the last commit */
	atomic_int done;        /* frames at the last checkpoint */
	atomic_bool restart;    /* the writer shall begin the log anew */
};

enum fixed { BEGIN_READ, BEGIN_WRITE, COMMIT, ROLLBACK, SAVEPOINT, RELEASE_SAVEPOINT, UNDO_SAVEPOINT, FIXED };

static const char *const FIXED_SQL[FIXED] = {
	"begin", "begin immediate", "commit", "rollback", "savepoint w", "release w", "rollback to w",
};

struct conn {
	sqlite3 *h;
	sqlite3_stmt *fixed[FIXED];
	struct db *db;
	bool opening;           /* pragmas are allowed */
	bool writes, uncounted; /* what the statement under preparation does, see struct stmt */
	struct changes *log;    /* the writer's */
};

static struct file *file_of(const struct store *s)
{
	return s->own;
}

static struct conn *conn_of(const struct db *db)
{
	return db->conn;
}

static sqlite3_stmt *stmt_of(const struct rows *r)
{
	return r->stmt->handle;
}

/* ---- errors ---- */

static enum code constraint(int rc, const char *what, struct err *e)
{
	const char *where = strstr(what, "failed: ");

	where = where != NULL ? where + 8 : what;
	switch (rc) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return err_set(e, E_CONFLICT, "There is such an entry already (%s).", where);
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return err_set(e, E_INPUT, "The change refers to something that is not there, or removes what others refer to.");
	case SQLITE_CONSTRAINT_NOTNULL:
		return err_set(e, E_INPUT, "A required value is missing (%s).", where);
	default:
		return err_set(e, E_INPUT, "A value does not fit the database's rules (%s).", where);
	}
}

static enum code explain(int rc, const char *what, const char *path, struct err *e)
{
	switch (rc & 0xff) {
	case SQLITE_CONSTRAINT:
		return constraint(rc, what, e);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(e, E_BUSY, "Another program is changing the database. Try again in a moment.");
	case SQLITE_FULL:
		return err_set(e, E_IO, "The disk that holds %s is full. Nothing was saved; free some space and try again.", path);
	case SQLITE_READONLY:
		return err_set(e, E_IO, "The database %s cannot be written: the file or its disk is read-only. Nothing was saved.", path);
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return err_set(e, E_IO, "The database %s cannot be opened: see whether the folder is there and may be written.", path);
	case SQLITE_IOERR:
		return err_set(e, E_IO, "The disk that holds %s failed (%s). Nothing was saved; see to the disk and try again.", path, what);
	case SQLITE_CORRUPT:
		return err_set(e, E_DB, "The database %s is damaged (%s). Restore it from a backup.", path, what);
	case SQLITE_NOTADB:
		return err_set(e, E_INPUT, "%s is not a Trellis database.", path);
	case SQLITE_NOMEM:
		return err_set(e, E_MEMORY, "There is not enough memory for the database. Try again.");
	case SQLITE_TOOBIG:
		return err_set(e, E_LIMIT, "A value is larger than the database can hold.");
	case SQLITE_INTERRUPT:
		return err_set(e, E_BUSY, "The database stopped before it was done. Try again.");
	case SQLITE_MISMATCH:
		return err_set(e, E_INPUT, "A value is of another type than its column (%s).", what);
	default:
		return err_set(e, E_BUG, "The database did not take a statement: %s.", what);
	}
}

static enum code fail(const struct db *db, int rc, struct err *e)
{
	sqlite3 *h = conn_of(db)->h;

	return explain(rc, sqlite3_errmsg(h), file_of(db->store)->path, e);
}

/* ---- authorizer ---- */

static bool harmless_pragma(const char *name, const char *value)
{
	static const char *const reading[] = {"table_info", "table_list", "table_xinfo", "index_list", "index_info", "foreign_key_list",
	                                      "integrity_check", "foreign_key_check",
	                                      "quick_check", /* SQLite 3.45 asks for it when a column is added */
	                                      NULL};
	size_t i;

	if (strcmp(name, "data_version") == 0) /* the full-text index asks for it */
		return value == NULL;
	for (i = 0; reading[i] != NULL; i++)
		if (strcmp(name, reading[i]) == 0)
			return true;
	return false;
}

static int authorize(void *arg, int action, const char *a, const char *b, const char *database, const char *trigger)
{
	struct conn *c = arg;

	(void)database;
	(void)trigger;
	if (c->opening)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_READ:
		if (a != NULL && !change_counted(a))
			c->uncounted = true;
		return SQLITE_OK;
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return b != NULL && strcmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
	case SQLITE_PRAGMA:
		return a != NULL && harmless_pragma(a, b) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_UPDATE:
		/* Asked when a pragma is read as a table; a true update of it is refused by the defensive mode. */
		if (a != NULL && strcmp(a, "sqlite_master") == 0)
			return SQLITE_OK;
		c->writes = c->writes || a == NULL || change_counted(a);
		return c->db->writer ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_INSERT:
	case SQLITE_DELETE:
		c->writes = c->writes || a == NULL || change_counted(a);
		return c->db->writer ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
		return SQLITE_DENY;
	default: /* changes of tables, indexes, views, triggers */
		return c->db->writer && c->db->schema ? SQLITE_OK : SQLITE_DENY;
	}
}

/* ---- opening ---- */

static enum code sync_folder(const char *path, struct err *e)
{
	char *folder = strdup(path), *slash;
	int fd;

	if (folder == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to open the database.");
	slash = strrchr(folder, '/');
	if (slash != NULL)
		slash[slash == folder ? 1 : 0] = '\0';
	fd = open(slash != NULL ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd >= 0) {
		(void)!fsync(fd);
		close(fd);
	}
	return OK;
}

/* An empty file that only its owner may read; the log files take over its mode. */
static enum code make_file(const char *path, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return err_set(e, E_IO, "The database %s cannot be made: %s.", path, strerror(errno));
	close(fd);
	return sync_folder(path, e);
}

static bool column_int(sqlite3 *h, const char *sql, int64_t *out, int *rc)
{
	sqlite3_stmt *st = NULL;

	*rc = sqlite3_prepare_v2(h, sql, -1, &st, NULL);
	if (*rc == SQLITE_OK)
		*rc = sqlite3_step(st);
	if (*rc == SQLITE_ROW)
		*out = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return *rc == SQLITE_ROW;
}

/* Sees that the file is ours, or empty: then it becomes ours. */
static enum code claim(const struct file *f, struct err *e)
{
	int64_t id = 0, pages = 0;
	sqlite3 *h = NULL;
	enum code code = OK;
	int rc;

	rc = sqlite3_open_v2(f->path, &h, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_busy_timeout(h, BUSY_MS);
		if (column_int(h, "pragma application_id", &id, &rc) && column_int(h, "pragma page_count", &pages, &rc))
			rc = SQLITE_OK;
	}
	if (rc == SQLITE_OK && pages == 0) {
		rc = sqlite3_exec(h, "pragma application_id = 1414679635; pragma journal_mode = wal", NULL, NULL, NULL);
		id = APPLICATION_ID;
	}
	if (rc != SQLITE_OK)
		code = explain(rc, h != NULL ? sqlite3_errmsg(h) : "no memory", f->path, e);
	else if (id != APPLICATION_ID)
		code = err_set(e, E_INPUT, "%s is a database of another program, not of Trellis.", f->path);
	sqlite3_close(h);
	return code;
}

static void configure_once(void)
{
	/* Statistics of memory would put one lock around every allocation of every thread. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	(void)sqlite3_initialize();
}

static enum code start_checkpoints(struct file *f, struct err *e);

static enum code temporary(struct file *f, struct err *e)
{
	const char *base = getenv("TMPDIR");
	size_t n;

	if (base == NULL || base[0] == '\0')
		base = "/tmp";
	n = strlen(base) + sizeof "/trellis-XXXXXX/school.db";
	f->folder = malloc(n);
	f->path = malloc(n);
	if (f->folder == NULL || f->path == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to open the database.");
	snprintf(f->folder, n, "%s/trellis-XXXXXX", base);
	if (mkdtemp(f->folder) == NULL) {
		free(f->folder);
		f->folder = NULL;
		return err_set(e, E_IO, "No temporary folder can be made in %s: %s.", base, strerror(errno));
	}
	snprintf(f->path, n, "%s/school.db", f->folder);
	f->no_sync = true;
	return OK;
}

static void remove_temporary(struct file *f)
{
	static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
	size_t i, n = strlen(f->path) + 10;
	char *name = malloc(n);

	for (i = 0; name != NULL && i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(name, n, "%s%s", f->path, ends[i]);
		(void)!unlink(name);
	}
	free(name);
	(void)!rmdir(f->folder);
}

static void file_free(struct file *f)
{
	if (f->folder != NULL)
		remove_temporary(f);
	pthread_cond_destroy(&f->wake);
	pthread_mutex_destroy(&f->lock);
	free(f->folder);
	free(f->path);
	free(f);
}

static enum code prepare_file(struct store *s, struct file *f, struct err *e)
{
	bool memory = strcmp(s->target, ":memory:") == 0;
	enum code code = OK;

	if (memory) {
		s->opt.create = true;
		code = temporary(f, e);
	} else {
		f->no_sync = s->opt.test_no_sync;
		f->path = strdup(s->target);
		if (f->path == NULL)
			code = err_set(e, E_MEMORY, "There is no memory left to open the database.");
	}
	if (code == OK && access(f->path, F_OK) != 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			code = err_set(e, E_IO, "The database %s cannot be reached: %s.", f->path, strerror(errno));
		else if (!s->opt.create)
			code = err_set(e, E_NOTFOUND, "There is no database at %s. Make one with: trellis init --db %s", f->path, f->path);
		else
			code = make_file(f->path, e);
	}
	if (code == OK)
		code = claim(f, e);
	if (code == OK)
		code = start_checkpoints(f, e);
	return code;
}

static enum code sq_open(struct store *s, struct err *e)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct file *f = calloc(1, sizeof *f);
	pthread_condattr_t attr;
	enum code code;

	if (f == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to open the database.");
	pthread_once(&once, configure_once);
	pthread_mutex_init(&f->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&f->wake, &attr);
	pthread_condattr_destroy(&attr);
	code = prepare_file(s, f, e);
	if (code != OK) {
		file_free(f);
		return code;
	}
	s->own = f;
	return OK;
}

/* ---- connections ---- */

static int settings(struct conn *c, const struct store *s)
{
	bool writer = c->db->writer;
	char text[300];
	int rc;

	sqlite3_busy_timeout(c->h, BUSY_MS);
	sqlite3_extended_result_codes(c->h, 1);
	sqlite3_limit(c->h, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_db_config(c->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(c->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(c->h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	snprintf(text, sizeof text,
	         "pragma synchronous = %s; pragma cache_size = %d; pragma wal_autocheckpoint = 0; pragma foreign_keys = on;"
	         "pragma temp_store = memory; pragma trusted_schema = off; pragma case_sensitive_like = on;"
	         "pragma cell_size_check = on; pragma secure_delete = on; pragma journal_size_limit = 134217728",
	         file_of(s)->no_sync ? "off" : "full", writer ? -s->opt.writer_kib : -s->opt.reader_kib);
	rc = sqlite3_exec(c->h, text, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(c->h, writer ? "pragma journal_mode = wal" : "pragma query_only = on", NULL, NULL, NULL);
	return rc;
}

static int on_commit(void *arg, sqlite3 *h, const char *database, int frames)
{
	struct file *f = arg;

	(void)h;
	(void)database;
	atomic_store(&f->frames, frames);
	if (frames - atomic_load(&f->done) > FRAMES_WAKE || frames < atomic_load(&f->done))
		pthread_cond_signal(&f->wake);
	return SQLITE_OK;
}

static void sq_disconnect(struct db *db)
{
	struct conn *c = conn_of(db);
	int i;

	for (i = 0; i < FIXED; i++)
		sqlite3_finalize(c->fixed[i]);
	changes_free(c->log);
	sqlite3_close(c->h);
	free(c);
	db->conn = NULL;
}

static enum code sq_connect(struct db *db, struct err *e)
{
	struct file *f = file_of(db->store);
	struct conn *c = calloc(1, sizeof *c);
	int flags = (db->writer ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX;
	int rc, i;

	if (c == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for another database connection. Try again.");
	db->conn = c;
	c->db = db;
	c->opening = true;
	rc = db->writer && (c->log = changes_new(f->path, f->no_sync)) == NULL ? SQLITE_NOMEM : sqlite3_open_v2(f->path, &c->h, flags, NULL);
	if (rc == SQLITE_OK)
		rc = settings(c, db->store);
	for (i = 0; i < FIXED && rc == SQLITE_OK; i++)
		rc = sqlite3_prepare_v3(c->h, FIXED_SQL[i], -1, SQLITE_PREPARE_PERSISTENT, &c->fixed[i], NULL);
	if (rc != SQLITE_OK) {
		enum code code = explain(rc, c->h != NULL ? sqlite3_errmsg(c->h) : "no memory", f->path, e);

		sq_disconnect(db);
		return code;
	}
	c->opening = false;
	sqlite3_set_authorizer(c->h, authorize, c);
	if (db->writer)
		sqlite3_wal_hook(c->h, on_commit, f);
	return OK;
}

/* ---- checkpoints ---- */

/* Copies what is in the log; again for what came meanwhile, so that little is left when the log is to begin anew. */
static void checkpoint(struct file *f)
{
	int frames = 0, copied = 0, rc = SQLITE_OK, rounds = 0;

	do {
		rc = sqlite3_wal_checkpoint_v2(f->checkpointer, NULL, SQLITE_CHECKPOINT_PASSIVE, &frames, &copied);
		if (rc == SQLITE_BUSY)
			return;
		if (rc != SQLITE_OK) {
			log_event(LOG_WARN, "checkpoint failed", "why", sqlite3_errmsg(f->checkpointer), NULL);
			return;
		}
		atomic_store(&f->done, frames);
		rounds++;
	} while (frames > FRAMES_RESTART && atomic_load(&f->frames) - copied > FRAMES_LITTLE && rounds < 6);
	if (frames > FRAMES_RESTART)
		atomic_store(&f->restart, true);
	if (frames > FRAMES_WARN)
		log_event(LOG_WARN, "database log is long", "hint", "a reader has been open for long", NULL);
}

static void *checkpoint_loop(void *arg)
{
	struct file *f = arg;
	int before = 0, now;

	pthread_mutex_lock(&f->lock);
	while (!f->stopping) {
		struct timespec until;
		bool idle;

		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_sec += 1;
		idle = pthread_cond_timedwait(&f->wake, &f->lock, &until) != 0;
		now = atomic_load(&f->frames);
		idle = idle && now == before; /* for a second nobody wrote */
		before = now;
		if (f->stopping || atomic_load(&f->restart) || now == atomic_load(&f->done))
			continue;
		if (!idle && now > atomic_load(&f->done) && now - atomic_load(&f->done) < FRAMES_WAKE)
			continue;
		pthread_mutex_unlock(&f->lock);
		checkpoint(f);
		pthread_mutex_lock(&f->lock);
	}
	pthread_mutex_unlock(&f->lock);
	return NULL;
}

static enum code start_checkpoints(struct file *f, struct err *e)
{
	int rc = sqlite3_open_v2(f->path, &f->checkpointer, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(f->checkpointer,
		                  f->no_sync ? "pragma synchronous = off; pragma wal_autocheckpoint = 0; pragma cache_size = -64"
		                             : "pragma synchronous = full; pragma wal_autocheckpoint = 0; pragma cache_size = -64",
		                  NULL, NULL, NULL);
	if (rc == SQLITE_OK && pthread_create(&f->thread, NULL, checkpoint_loop, f) == 0) {
		f->running = true;
		return OK;
	}
	sqlite3_close(f->checkpointer);
	f->checkpointer = NULL;
	return explain(rc == SQLITE_OK ? SQLITE_NOMEM : rc, sqlite3_errstr(rc), f->path, e);
}

static void sq_close(struct store *s)
{
	struct file *f = file_of(s);

	if (f->running) {
		pthread_mutex_lock(&f->lock);
		f->stopping = true;
		pthread_cond_signal(&f->wake);
		pthread_mutex_unlock(&f->lock);
		pthread_join(f->thread, NULL);
		sqlite3_close(f->checkpointer); /* the last one: copies the log home and removes it */
	}
	file_free(f);
	s->own = NULL;
}

/* Between two batches: what the thread has left over is little. Readers get a short time to move on. */
static void restart_log(struct db *db)
{
	struct conn *c = conn_of(db);

	sqlite3_busy_timeout(c->h, 20);
	(void)sqlite3_wal_checkpoint_v2(c->h, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
	sqlite3_busy_timeout(c->h, BUSY_MS);
}

/* ---- transactions ---- */

static enum code run_fixed(struct db *db, enum fixed what, struct err *e)
{
	sqlite3_stmt *st = conn_of(db)->fixed[what];
	enum code code = OK;
	int rc = sqlite3_step(st);

	if (rc != SQLITE_DONE)
		code = fail(db, rc, e);
	sqlite3_reset(st);
	return code;
}

static bool sq_in_batch(struct db *db)
{
	return sqlite3_get_autocommit(conn_of(db)->h) == 0;
}

static enum code begin_batch(struct db *db, struct err *e)
{
	enum code code = run_fixed(db, BEGIN_WRITE, e);
	struct err undo = {0};

	if (code == OK)
		code = changes_begin(conn_of(db)->log, conn_of(db)->h, db->schema, e);
	if (code != OK && sq_in_batch(db))
		(void)!run_fixed(db, ROLLBACK, &undo);
	return code;
}

static enum code sq_control(struct db *db, enum control what, struct err *e)
{
	enum code code;

	switch (what) {
	case READ_BEGIN:
		return run_fixed(db, BEGIN_READ, e);
	case READ_END:
	case BATCH_ROLLBACK:
		changes_drop(conn_of(db)->log);
		return sq_in_batch(db) ? run_fixed(db, ROLLBACK, e) : OK;
	case BATCH_BEGIN:
		if (atomic_exchange(&file_of(db->store)->restart, false))
			restart_log(db);
		return begin_batch(db, e);
	case BATCH_COMMIT:
		code = changes_commit(conn_of(db)->log, conn_of(db)->h, e);
		return code == OK ? run_fixed(db, COMMIT, e) : code;
	case SAVE:
		return run_fixed(db, SAVEPOINT, e);
	case RELEASE:
		return run_fixed(db, RELEASE_SAVEPOINT, e);
	case UNDO:
		code = run_fixed(db, UNDO_SAVEPOINT, e);
		return code == OK ? run_fixed(db, RELEASE_SAVEPOINT, e) : code;
	}
	return err_set(e, E_BUG, "Unknown database command.");
}

struct sqlite3 *sqlite_gate(struct db *db, bool open)
{
	conn_of(db)->opening = open;
	return conn_of(db)->h;
}

/* ---- statements ---- */

static enum code sq_prepare(struct db *db, struct stmt *st, struct err *e)
{
	sqlite3_stmt *h = NULL;
	const char *tail = NULL;
	struct conn *c = conn_of(db);
	int rc;

	c->writes = c->uncounted = false;
	rc = sqlite3_prepare_v3(c->h, st->sql, -1, SQLITE_PREPARE_PERSISTENT, &h, &tail);
	st->writes = c->writes;
	st->uncounted = c->uncounted;

	if (rc != SQLITE_OK)
		return fail(db, rc, e);
	if (h == NULL || str_trim(str_z(tail)).n > 0) {
		sqlite3_finalize(h);
		return err_set(e, E_BUG, "Exactly one statement was expected in: %.200s", st->sql);
	}
	st->handle = h;
	return OK;
}

static void sq_unprepare(struct db *db, struct stmt *st)
{
	(void)db;
	sqlite3_finalize(st->handle);
	st->handle = NULL;
}

static int bind_one(sqlite3_stmt *h, int at, const struct val *v, sqlite3_destructor_type life)
{
	switch (v->type) {
	case 'i':
		return sqlite3_bind_int64(h, at, v->as.i);
	case 'r':
		return sqlite3_bind_double(h, at, v->as.r);
	case 't':
		return sqlite3_bind_text64(h, at, v->as.t.n > 0 ? v->as.t.p : "", v->as.t.n, life, SQLITE_UTF8);
	case 'B':
		return sqlite3_bind_blob64(h, at, v->as.t.n > 0 ? v->as.t.p : "", v->as.t.n, life);
	case 'b':
		if (id_nil(v->as.b))
			return sqlite3_bind_null(h, at);
		return sqlite3_bind_blob64(h, at, v->as.b.b, sizeof v->as.b.b, life);
	default:
		return sqlite3_bind_null(h, at);
	}
}

static enum code bind(struct db *db, struct stmt *st, const struct val *v, size_t n, sqlite3_destructor_type life, struct err *e)
{
	size_t i;

	if ((size_t)sqlite3_bind_parameter_count(st->handle) != n)
		return err_set(e, E_BUG, "%zu values were given for the %d parameters of: %.200s", n,
		               sqlite3_bind_parameter_count(st->handle), st->sql);
	for (i = 0; i < n; i++) {
		int rc = bind_one(st->handle, (int)i + 1, &v[i], life);

		if (rc != SQLITE_OK)
			return fail(db, rc, e);
	}
	return OK;
}

static enum code sq_exec(struct db *db, struct stmt *st, const struct val *v, size_t n, struct err *e)
{
	enum code code = bind(db, st, v, n, SQLITE_STATIC, e);
	int rc = SQLITE_ROW;

	if (code != OK)
		return code;
	while (rc == SQLITE_ROW)
		rc = sqlite3_step(st->handle);
	if (rc != SQLITE_DONE)
		code = fail(db, rc, e);
	db->changes = sqlite3_changes64(conn_of(db)->h);
	sqlite3_reset(st->handle);
	return code;
}

static enum code sq_query(struct rows *r, const struct val *v, size_t n, struct err *e)
{
	/* Values are copied: the caller's text may be gone when later rows are asked for. */
	enum code code = bind(r->db, r->stmt, v, n, SQLITE_TRANSIENT, e);
	int rc;

	if (code != OK)
		return code;
	r->n_cols = sqlite3_column_count(stmt_of(r));
	rc = sqlite3_step(stmt_of(r));
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return fail(r->db, rc, e);
	r->first = true;
	r->n_rows = rc == SQLITE_ROW;
	return OK;
}

static int sq_next(struct rows *r, struct err *e)
{
	int rc;

	if (r->first) {
		r->first = false;
		return r->n_rows;
	}
	rc = sqlite3_step(stmt_of(r));
	if (rc == SQLITE_ROW)
		return 1;
	if (rc == SQLITE_DONE)
		return 0;
	fail(r->db, rc, e);
	return -1;
}

static void sq_end(struct rows *r)
{
	if (r->stmt == NULL)
		return;
	sqlite3_reset(stmt_of(r));
	sqlite3_clear_bindings(stmt_of(r));
}

static bool sq_null(const struct rows *r, int col)
{
	return sqlite3_column_type(stmt_of(r), col) == SQLITE_NULL;
}

static int64_t sq_i(const struct rows *r, int col)
{
	return sqlite3_column_int64(stmt_of(r), col);
}

static double sq_r(const struct rows *r, int col)
{
	return sqlite3_column_double(stmt_of(r), col);
}

static struct str sq_t(const struct rows *r, int col)
{
	const void *p;

	if (sqlite3_column_type(stmt_of(r), col) == SQLITE_BLOB)
		p = sqlite3_column_blob(stmt_of(r), col);
	else
		p = sqlite3_column_text(stmt_of(r), col);
	return (struct str){p, p != NULL ? (size_t)sqlite3_column_bytes(stmt_of(r), col) : 0};
}

/* ---- schema and checks ---- */

static enum code sq_script(struct db *db, const char *sql, struct err *e)
{
	struct arena *a = arena_new(0);
	sqlite3 *h = conn_of(db)->h;
	const char *at;
	int rc = SQLITE_OK;
	enum code code = OK;

	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to bring the database up to date.");
	for (at = sql_lines_for(a, sql, STORE_SQLITE).p; rc == SQLITE_OK && *at != '\0';) {
		sqlite3_stmt *st = NULL;

		rc = sqlite3_prepare_v2(h, at, -1, &st, &at);
		if (rc == SQLITE_OK && st != NULL) {
			while ((rc = sqlite3_step(st)) == SQLITE_ROW)
				continue;
			if (rc == SQLITE_DONE)
				rc = SQLITE_OK;
		}
		if (rc != SQLITE_OK)
			code = fail(db, rc, e);
		sqlite3_finalize(st);
	}
	arena_free(a);
	return code;
}

static enum code sq_has_tables(struct db *db, bool *own, bool *foreign, struct err *e)
{
	int64_t n_own = 0, n_foreign = 0;
	enum code code;

	code = db_int(db, e, &n_own, "select count(*) from sqlite_schema where type = 'table' and name = 'store_meta'", "");
	if (code == OK)
		code = db_int(db, e, &n_foreign,
		              "select count(*) from sqlite_schema where type = 'table' and name not like 'store$_%' escape '$'"
		              " and name not like 'sqlite$_%' escape '$'", "");
	*own = n_own > 0;
	*foreign = n_foreign > 0;
	return code;
}

static enum code sq_ready(struct db *db, struct err *e)
{
	(void)db;
	(void)e;
	return OK;
}

/* Foreign keys are off while tables are changed (dropping one would empty those that refer to it) and checked whole
 * before the commit. */
static enum code sq_schema(struct db *db, bool start, struct err *e)
{
	struct conn *c = conn_of(db);
	int rc;

	c->opening = true;
	rc = sqlite3_exec(c->h, start ? "pragma foreign_keys = off" : "pragma foreign_keys = on", NULL, NULL, NULL);
	c->opening = false;
	return rc == SQLITE_OK ? OK : fail(db, rc, e);
}

static enum code sq_foreign_keys(struct db *db, struct err *e)
{
	struct rows *r;
	enum code code = db_query(db, e, &r, "pragma foreign_key_check", "");
	int got;

	if (code != OK)
		return code;
	got = rows_next(r, e);
	if (got < 0)
		return e->code;
	if (got > 0) {
		struct str table = rows_t(r, 0), parent = rows_t(r, 2);

		code = err_set(e, E_DB, "The table %.*s has an entry that refers to one missing in %.*s. Restore the database from a backup.",
		               S_ARG(table), S_ARG(parent));
		rows_end(r);
	}
	return code;
}

static enum code sq_check(struct db *db, struct err *e)
{
	struct rows *r;
	enum code code = db_query(db, e, &r, "pragma integrity_check(10)", "");
	int got;

	if (code != OK)
		return code;
	got = rows_next(r, e);
	if (got < 0)
		return e->code;
	if (got > 0) {
		struct str said = rows_t(r, 0);

		if (!str_eqz(said, "ok"))
			code = err_set(e, E_DB, "The database %s is damaged: %.*s. Restore it from a backup.", file_of(db->store)->path, S_ARG(said));
		rows_end(r);
	}
	return code == OK ? sq_foreign_keys(db, e) : code;
}

const struct driver DRIVER_SQLITE = {
	.kind = STORE_SQLITE,
	.batch = 512, .batch_time = 2 * SECOND / 1000,
	.open = sq_open,
	.close = sq_close,
	.connect = sq_connect,
	.disconnect = sq_disconnect,
	.control = sq_control,
	.in_batch = sq_in_batch,
	.script = sq_script,
	.has_tables = sq_has_tables,
	.ready = sq_ready,
	.schema = sq_schema,
	.schema_checked = sq_foreign_keys,
	.check = sq_check,
	.columns_sql = "select name, lower(type), case when \"notnull\" = 1 or pk > 0 then 1 else 0 end from pragma_table_info(?1) order by cid",
	.tables_sql = "select name from pragma_table_list where type = 'table' and schema = 'main' and name not like 'sqlite$_%' escape '$' order by name",
	.prepare = sq_prepare,
	.unprepare = sq_unprepare,
	.exec = sq_exec,
	.query = sq_query,
	.next = sq_next,
	.end = sq_end,
	.is_null = sq_null,
	.get_i = sq_i,
	.get_r = sq_r,
	.get_t = sq_t,
};
