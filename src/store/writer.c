/* One thread writes. Callers queue; the writer takes what is there into one transaction, each write inside its
 * own savepoint, commits once, and wakes them all: one flush of the disk serves many. A piece of long work never joins
 * others, who would wait for its end; those who came while it ran go with it, so that one flush serves them too. */
#include "store/driver.h"
#include "store/gather.h"
#include "store/piece.h"

#include "base/log.h"

#include <errno.h>
#include <sched.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>

#define COMPANY 100 /* microseconds that a batch waits for those whom the last one answered */
#define PATIENCE (SECOND / 5) /* a piece that waited so long goes first: others never end */

struct job {
	store_fn *fn;
	void *arg;
	struct err *e;
	enum code code;
	bool alone, schema, piece;
	int64_t since;     /* a piece: when it came */
	sem_t done;        /* after sem_post the job is the caller's again */
	struct job *next;
};

struct writer {
	pthread_t thread;
	struct db *db;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct job *first, *last; /* waiting */
	struct job *pieces;       /* waiting too, each behind all others */
	int n;
	bool stopping, asleep;
	size_t last_n;     /* writes of the last batch */
	int64_t writes, batches, refused; /* counted under the lock */
	int64_t complained; /* when a failure was last logged: a full disk fails every write */
};

/* ---- queue ---- */

/* First waiting job that may join a batch of `count` jobs so far; NULL when there is none. */
static struct job *take(struct writer *w, size_t count, bool wait)
{
	struct job *j;

	pthread_mutex_lock(&w->lock);
	while (wait && w->first == NULL && w->pieces == NULL && !w->stopping) {
		w->asleep = true;
		pthread_cond_wait(&w->more, &w->lock);
		w->asleep = false;
	}
	j = w->first;
	if (count == 0 && w->pieces != NULL && (j == NULL || clock_monotonic() - w->pieces->since > PATIENCE)) {
		j = w->pieces;
		w->pieces = j->next;
	} else if (j != NULL && j->alone && count > 0) {
		j = NULL;
	} else if (j != NULL) {
		w->first = j->next;
		if (w->first == NULL)
			w->last = NULL;
	}
	if (j != NULL) {
		w->n--;
		j->next = NULL;
	}
	pthread_mutex_unlock(&w->lock);
	return j;
}

/* Waits a moment for company when the last batch had more. */
static struct job *take_soon(struct writer *w, size_t count)
{
	int64_t until = clock_monotonic() + COMPANY;
	struct job *j;

	while ((j = take(w, count, false)) == NULL && count < w->last_n / 2 && clock_monotonic() < until)
		sched_yield();
	return j;
}

/* Behind those that wait in this line. */
static void line_up(struct writer *w, struct job *j)
{
	struct job **end = &w->pieces;

	if (j->piece) {
		while (*end != NULL)
			end = &(*end)->next;
		*end = j;
	} else {
		if (w->last != NULL)
			w->last->next = j;
		else
			w->first = j;
		w->last = j;
	}
	w->n++;
}

static enum code put(struct store *s, struct job *j, struct err *e)
{
	struct writer *w = s->writer;
	enum code code = OK;

	pthread_mutex_lock(&w->lock);
	if (w->stopping)
		code = err_set(e, E_BUSY, "The program is stopping and takes no more changes. Try again when it is back.");
	else if (w->n >= s->opt.queue) {
		w->refused++;
		code = err_set(e, E_BUSY, "Too many changes are waiting to be saved. Try again in a moment.");
	}
	if (code == OK) {
		line_up(w, j);
		if (w->asleep)
			pthread_cond_signal(&w->more);
	}
	pthread_mutex_unlock(&w->lock);
	return code;
}

/* ---- running ---- */

/* Runs fn; memory that ends on this thread comes back here and not to the caller's thread. */
static enum code call(struct db *db, struct job *j)
{
	jmp_buf here;
	enum code code;

	if (setjmp(here) != 0) {
		arena_catch_thread(NULL);
		return err_set(j->e, E_MEMORY, "There was not enough memory to save this. Nothing was saved; try again.");
	}
	arena_catch_thread(&here);
	code = j->fn(db, j->arg, j->e);
	arena_catch_thread(NULL);
	return code;
}

/* One write inside its savepoint (*saved), or held (gather.h). Returns what became of the batch: not OK when all of it is lost. */
static enum code run_one(struct db *db, struct job *j, bool *saved, struct err *e)
{
	const struct driver *drv = db->store->drv;
	bool hold = db->gather != NULL && !j->alone && !j->piece;
	enum code code = hold ? gather_hold(db, &j->code, j->e, e) : gather_confirm(db, e);

	if (code == OK && !hold)
		code = drv->control(db, SAVE, e);
	if (code != OK) {
		j->code = code;
		return code;
	}
	db->broken = false;
	db->depth = 1;
	j->code = call(db, j);
	if (j->code == OK)
		j->code = db_settle(db, j->e);
	db->depth = 0;
	db_end_rows(db);
	if (j->code == OK && db->broken)
		j->code = err_set(j->e, db->why.code, "%s", db->why.text);
	if (gather_held(db)) {
		db->broken = false;
		gather_keep(db, j->code == OK);
		return OK;
	}
	gather_drop(db);
	*saved = true;
	if (!drv->in_batch(db)) {
		/* The database itself undid everything: disk full, connection gone. */
		if (db->broken)
			*e = db->why;
		return e->code != OK ? e->code : err_set(e, E_DB, "The database undid the changes. Try again.");
	}
	if (j->code == OK && j->schema)
		j->code = drv->schema_checked(db, j->e);
	db->broken = false;
	code = drv->control(db, j->code == OK ? RELEASE : UNDO, e);
	if (code != OK && j->code == OK)
		j->code = code;
	return code;
}

static void tell(struct job *list, enum code failed, const struct err *why)
{
	while (list != NULL) {
		struct job *j = list;

		list = j->next;
		if (failed != OK && (j->code == OK || j->e->text[0] == '\0')) {
			j->code = failed;
			err_set(j->e, failed, "%s", why->text);
		} else if (j->code != OK && j->e->text[0] == '\0') {
			err_set(j->e, j->code, "The change was not saved.");
		}
		sem_post(&j->done);
	}
}

/* Nothing can be written now: everyone who waits learns it at once instead of one time-out after another. */
static void fail_waiting(struct writer *w, enum code code, const struct err *why)
{
	struct job *j;

	while ((j = take(w, 0, false)) != NULL)
		tell(j, code, why);
}

static enum code begin(struct db *db, const struct job *j, struct err *e)
{
	const struct driver *drv = db->store->drv;
	enum code code = OK;

	gather_reset(db);
	db->schema = j->schema;
	db->wrote = j->schema;
	if (j->schema) {
		db_forget(db);
		code = drv->schema(db, true, e);
	}
	return code == OK ? drv->control(db, BATCH_BEGIN, e) : code;
}

static void finish_schema(struct db *db)
{
	struct err e = {0};

	db->schema = false;
	db_forget(db);
	atomic_fetch_add(&db->store->epoch, 1);
	if (db->store->drv->schema(db, false, &e) != OK)
		log_event(LOG_ERROR, "database settings not restored", "why", e.text, NULL);
}

static enum code commit(struct db *db, struct err *e)
{
	enum code code = OK;

	if (db->wrote && db->gather != NULL && db->store->counts)
		code = gather_send(db, CHANGE_COUNT, e);
	else if (db->wrote)
		code = change_count(db, e);
	return code == OK ? db->store->drv->control(db, BATCH_COMMIT, e) : code;
}

static void run_batch(struct writer *w, struct job *first)
{
	struct db *db = w->db;
	const struct driver *drv = db->store->drv;
	struct err e = {0}, undo = {0};
	struct job *list = first, **end = &first->next, *j = first;
	int64_t until = clock_monotonic() + drv->batch_time;
	bool schema = first->schema;
	enum code code;
	size_t n = 0, n_saved = 0;
	bool late = false, done = false;

	code = begin(db, first, &e);
	if (code != OK) {
		if (schema)
			finish_schema(db);
		tell(list, code, &e);
		fail_waiting(w, code, &e);
		return;
	}
	for (;;) {
		bool saved = false;

		code = run_one(db, j, &saved, &e);
		n++;
		n_saved += saved;
		if (j->piece)
			until = clock_monotonic() + drv->batch_time;
		if (code != OK || j->alone || n_saved >= drv->batch || clock_monotonic() >= until)
			break;
		j = take(w, n, false);
		if (j == NULL && !late && db->gather != NULL) {
			/* those who were just answered come again while the database begins: they share the flush */
			late = true;
			j = take_soon(w, n);
		}
		if (j == NULL)
			break;
		*end = j;
		end = &j->next;
	}
	if (code == OK)
		code = gather_commit(db, &done, &e);
	if (code == OK && !done)
		code = commit(db, &e);
	if (code != OK)
		(void)!drv->control(db, BATCH_ROLLBACK, &undo);
	if (schema)
		finish_schema(db);
	w->last_n = n;
	pthread_mutex_lock(&w->lock);
	w->batches++;
	w->writes += (int64_t)n;
	pthread_mutex_unlock(&w->lock);
	if (code != OK && clock_monotonic() - w->complained > SECOND) {
		w->complained = clock_monotonic();
		log_event(LOG_ERROR, "writes not saved", "why", e.text, NULL);
	}
	tell(list, code, &e);
}

static void *main_loop(void *arg)
{
	struct writer *w = arg;
	struct job *j;

	while ((j = take(w, 0, true)) != NULL)
		run_batch(w, j);
	return NULL;
}

/* ---- the callers' side ---- */

static enum code submit(struct store *s, struct job *j, struct err *e)
{
	struct err own = {0};
	enum code code;

	if (e == NULL)
		e = &own;
	if (pthread_equal(pthread_self(), s->writer->thread))
		return err_set(e, E_BUG, "store_write was called from inside a write. Use db_nested.");
	j->e = e;
	sem_init(&j->done, 0, 0);
	code = put(s, j, e);
	if (code == OK) {
		while (sem_wait(&j->done) != 0)
			continue; /* a signal */
		code = j->code;
	}
	sem_destroy(&j->done);
	return code;
}

bool db_others_wait(const struct db *db)
{
	struct writer *w = db->store->writer;
	bool wait;

	if (w == NULL || w->db != db)
		return false;
	pthread_mutex_lock(&w->lock);
	wait = w->first != NULL;
	pthread_mutex_unlock(&w->lock);
	return wait;
}

enum code store_write(struct store *s, store_fn *fn, void *arg, struct err *e)
{
	struct job j = {.fn = fn, .arg = arg};

	return submit(s, &j, e);
}

enum code store_write_piece(struct store *s, store_fn *fn, void *arg, struct err *e)
{
	struct job j = {.fn = fn, .arg = arg, .piece = true, .since = clock_monotonic()};

	return submit(s, &j, e);
}

enum code writer_alone(struct store *s, store_fn *fn, void *arg, bool schema, struct err *e)
{
	struct job j = {.fn = fn, .arg = arg, .alone = true, .schema = schema};

	return submit(s, &j, e);
}

enum code writer_start(struct store *s, struct err *e)
{
	struct writer *w = calloc(1, sizeof *w);

	if (w == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to open the database.");
	w->db = db_connect(s, true, e);
	if (w->db == NULL) {
		free(w);
		return e != NULL && e->code != OK ? e->code : E_DB;
	}
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->more, NULL);
	if (pthread_create(&w->thread, NULL, main_loop, w) != 0) {
		db_disconnect(w->db);
		free(w);
		return err_set(e, E_MEMORY, "No further thread can be started: %s.", strerror(errno));
	}
	s->writer = w;
	return OK;
}

void writer_stop(struct store *s)
{
	struct writer *w = s->writer;

	if (w == NULL)
		return;
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_signal(&w->more);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	db_disconnect(w->db);
	pthread_cond_destroy(&w->more);
	pthread_mutex_destroy(&w->lock);
	free(w);
	s->writer = NULL;
}

void writer_count(struct store *s, struct store_counts *out)
{
	struct writer *w = s->writer;

	pthread_mutex_lock(&w->lock);
	out->writes = w->writes;
	out->batches = w->batches;
	out->refused = w->refused;
	out->waiting = w->n;
	pthread_mutex_unlock(&w->lock);
}
