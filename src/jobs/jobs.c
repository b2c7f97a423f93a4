#include "jobs/jobs.h"
#include "base/log.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LEASE (2 * MINUTE)
#define ARGS_MAX 100000

static const struct job_kind *kind_find(struct str name)
{
	for (const struct job_kind *const *k = JOB_KINDS; *k; k++)
		if (str_eqz(name, (*k)->name))
			return *k;
	return NULL;
}

enum code job_add(struct db *db, const struct viewer *v, const char *kind, struct str label, struct str args, struct id *out, struct err *e)
{
	if (!kind_find(str_z(kind)))
		return err_set(e, E_BUG, "There is no background work called \"%s\".", kind);
	if (args.n > ARGS_MAX)
		return err_set(e, E_LIMIT, "The description of this background work is too long (%zu bytes).", args.n);
	struct id id = id_new();
	enum code c = db_exec(db, e,
	                      "insert into job (id, district, kind, label, args, state, made_by, made_at, tries, done, total, note, result)"
	                      " values (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?7, 0, 0, 0, '', '')",
	                      "bdzttbi", id, kind, label, args, v->person, clock_now());
	if (!c && out)
		*out = id;
	return c;
}

struct progress {
	struct id id;
	int64_t done, total, tries;
	struct str note, result;
	const char *state;
};

static enum code write_progress(struct db *db, void *arg, struct err *e)
{
	struct progress *p = arg;
	enum code c = db_exec(db, e,
	                      "update job set done = ?1, total = ?2, note = ?3, lease_until = ?4 where id = ?5 and state = 'running' and tries = ?6",
	                      "iitibi", p->done, p->total, p->note, clock_now() + LEASE, p->id, p->tries);
	if (!c && db_changes(db) == 0)
		return err_set(e, E_CONFLICT, "This work was taken over by another worker.");
	return c;
}

/* What the running worker knows beside the job itself. */
struct owner {
	int64_t tries;
	const bool *stop;
};

bool job_stopping(const struct job *j)
{
	const struct owner *o = j->owner;
	return o->stop && __atomic_load_n(o->stop, __ATOMIC_RELAXED);
}

enum code job_progress(struct job *j, int64_t done, int64_t total, struct str note, struct err *e)
{
	struct owner *o = j->owner;
	if (job_stopping(j))
		return err_set(e, E_BUSY, "The program is closing; this work goes on when it is back.");
	struct progress p = {.id = j->id, .done = done, .total = total, .note = note, .tries = o->tries};
	return store_write(j->store, write_progress, &p, e);
}

struct taken {
	struct arena *a;
	struct id id, made_by;
	struct str kind, args;
	int64_t tries;
	bool got;
};

static enum code take(struct db *db, void *arg, struct err *e)
{
	struct taken *t = arg;
	struct rows *r;
	int64_t now = clock_now();
	enum code c = db_query(db, e, &r,
	                       "select id, kind, args, tries, made_by from job where district = ?1 and (state = 'waiting' or (state = 'running' and lease_until < ?2))"
	                       " order by made_at limit 1",
	                       "di", now);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		t->id = rows_id(r, 0);
		t->kind = str_dup(t->a, rows_t(r, 1));
		t->args = str_dup(t->a, rows_t(r, 2));
		t->tries = rows_i(r, 3) + 1;
		t->made_by = rows_id(r, 4);
		t->got = true;
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	if (!t->got)
		return OK;
	return db_exec(db, e, "update job set state = 'running', started_at = ?1, lease_until = ?2, tries = ?3 where id = ?4", "iiib", now, now + LEASE,
	               t->tries, t->id);
}

static enum code finish(struct db *db, void *arg, struct err *e)
{
	struct progress *p = arg;
	return db_exec(db, e, "update job set state = ?1, result = ?2, ended_at = ?3, lease_until = null where id = ?4 and tries = ?5", "ztibi", p->state,
	               p->result, strcmp(p->state, "waiting") ? clock_now() : 0, p->id, p->tries);
}

static enum code run_one(struct store *s, const bool *stop, bool *ran, struct err *e)
{
	*ran = false;
	struct arena *a = arena_new(0);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory for background work.");
	struct taken t = {.a = a};
	enum code c = store_write(s, take, &t, e);
	if (c || !t.got) {
		arena_free(a);
		return c;
	}
	*ran = true;
	const struct job_kind *k = kind_find(t.kind);
	struct owner o = {.tries = t.tries, .stop = stop};
	struct job j = {.a = a, .store = s, .id = t.id, .made_by = t.made_by, .args = t.args, .owner = &o};
	struct err why = {0};
	enum code outcome = !k ? err_set(&why, E_INPUT, "This program has no background work called \"%.*s\".", S_ARG(t.kind))
	                  : t.tries > (k->tries ? k->tries : 3)
	                      ? err_set(&why, E_LIMIT, "This work was tried %d times and never came to its end.", (int)t.tries - 1)
	                      : k->run(&j, &why);
	bool again = outcome == E_BUSY || outcome == E_DB || outcome == E_IO;
	struct progress p = {.id = t.id, .tries = t.tries, .state = !outcome ? "done" : again ? "waiting" : "failed",
	                     .result = outcome ? str_z(why.text) : j.result};
	if (outcome)
		log_event(LOG_WARN, "job", "kind", k ? k->name : "?", "code", code_name(outcome), "text", why.text, NULL);
	if (outcome != E_CONFLICT)
		c = store_write(s, finish, &p, e);
	arena_free(a);
	return c;
}

enum code job_run_one(struct store *s, bool *ran, struct err *e)
{
	return run_one(s, NULL, ran, e);
}

enum code job_get(struct db *db, struct arena *a, struct id id, struct job_row *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select kind, label, state, note, result, done, total, made_at, ended_at from job where id = ?1 and district = ?2", "bd", id);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = (struct job_row){.id = id, .kind = str_dup(a, rows_t(r, 0)), .label = str_dup(a, rows_t(r, 1)), .state = str_dup(a, rows_t(r, 2)),
		                        .note = str_dup(a, rows_t(r, 3)), .result = str_dup(a, rows_t(r, 4)), .done = rows_i(r, 5), .total = rows_i(r, 6),
		                        .made_at = rows_i(r, 7), .ended_at = rows_i(r, 8)};
	rows_end(r);
	return got == 1 ? OK : got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such background work.");
}

enum code job_list(struct db *db, struct arena *a, int limit, struct job_row **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got = 0;
	*n = 0;
	*out = NEW_ARRAY(a, struct job_row, limit > 0 ? (size_t)limit : 1);
	enum code c = db_query(db, e, &r, "select id, kind, label, state, note, result, done, total, made_at, ended_at from job where district = ?1"
	                       " order by made_at desc, id desc limit ?2", "di", (int64_t)limit);
	while (!c && *n < (size_t)limit && (got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = (struct job_row){.id = rows_id(r, 0), .kind = str_dup(a, rows_t(r, 1)), .label = str_dup(a, rows_t(r, 2)),
		                                  .state = str_dup(a, rows_t(r, 3)), .note = str_dup(a, rows_t(r, 4)), .result = str_dup(a, rows_t(r, 5)),
		                                  .done = rows_i(r, 6), .total = rows_i(r, 7), .made_at = rows_i(r, 8), .ended_at = rows_i(r, 9)};
	if (!c && got == 1)
		rows_end(r);
	return c ? c : got < 0 ? E_DB : OK;
}

/* ---- work that comes by itself ---- */

#define TRY_AGAIN_DAYS 7 /* after one that had nothing to do */

static enum code due_fn(struct db *db, void *arg, struct err *e)
{
	int *added = arg;
	struct viewer nobody = {.hats = REL_SYSTEM};
	enum code c = OK;
	*added = 0;
	for (const struct job_kind *const *k = JOB_KINDS; *k && !c; k++) {
		int64_t n = 0, now = clock_now();
		if ((*k)->every_days <= 0)
			continue;
		c = db_int(db, e, &n, "select count(*) from job where district = ?1 and kind = ?2 and args = ?3 and (made_at > ?4 or (result <> '' and made_at > ?5))", "dzzii",
		           (*k)->name, (*k)->every_args, now - TRY_AGAIN_DAYS * DAY, now - (*k)->every_days * DAY);
		if (!c && n == 0) {
			c = job_add(db, &nobody, (*k)->name, str_z(tr(LANG_EN, (*k)->label)), str_z((*k)->every_args), NULL, e);
			++*added;
		}
	}
	return c;
}

enum code job_add_due(struct store *s, int *added, struct err *e)
{
	return store_write(s, due_fn, added, e);
}

/* ---- work that says when it is due ---- */

#define ASK_EVERY (10 * SECOND)

static enum code ready_fn(struct db *db, void *arg, struct err *e)
{
	const struct job_kind *k = arg;
	struct viewer nobody = {.hats = REL_SYSTEM};
	int64_t n = 0;
	enum code c = db_int(db, e, &n, "select count(*) from job where district = ?1 and kind = ?2 and state in ('waiting', 'running')", "dz", k->name);
	if (c || n)
		return c;
	c = db_exec(db, e, "delete from job where district = ?1 and kind = ?2 and state = 'done' and ended_at < ?3", "dzi", k->name, clock_now() - TRY_AGAIN_DAYS * DAY);
	return c ? c : job_add(db, &nobody, k->name, str_z(tr(LANG_EN, k->label)), S("{}"), NULL, e);
}

enum code job_add_ready(struct store *s, struct err *e)
{
	enum code c = OK;
	for (const struct job_kind *const *k = JOB_KINDS; *k && !c; k++) {
		struct db *db = NULL;
		struct job_kind kind = **k;
		bool due = false;
		if (!kind.due)
			continue;
		c = store_read(s, &db, e);
		if (!c)
			c = kind.due(db, &due, e);
		store_read_end(db);
		if (!c && due)
			c = store_write(s, ready_fn, &kind, e);
	}
	return c;
}

struct workers {
	struct store *store;
	int64_t ask_at; /* monotonic: when to ask what is due */
	pthread_t *threads;
	int n;
	bool stop;
	int64_t due_at; /* monotonic: when to ask for work that comes by itself */
	pthread_mutex_t lock;
	pthread_cond_t wake;
};

static void *work(void *arg)
{
	struct workers *w = arg;
	while (!__atomic_load_n(&w->stop, __ATOMIC_RELAXED)) {
		struct err e = {0};
		bool ran = false;
		if (run_one(w->store, &w->stop, &ran, &e))
			log_event(LOG_WARN, "worker", "code", code_name(e.code), "text", e.text, NULL);
		if (ran)
			continue;
		int64_t now = clock_monotonic(), at = __atomic_load_n(&w->due_at, __ATOMIC_RELAXED);
		int added;
		int64_t ask = __atomic_load_n(&w->ask_at, __ATOMIC_RELAXED);
		if (now >= ask && __atomic_compare_exchange_n(&w->ask_at, &ask, now + ASK_EVERY, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED) && job_add_ready(w->store, &e))
			log_event(LOG_WARN, "worker", "code", code_name(e.code), "text", e.text, NULL);
		if (now >= at && __atomic_compare_exchange_n(&w->due_at, &at, now + HOUR, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED) && job_add_due(w->store, &added, &e))
			log_event(LOG_WARN, "worker", "code", code_name(e.code), "text", e.text, NULL);
		struct timespec until;
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += 1;
		pthread_mutex_lock(&w->lock);
		if (!w->stop)
			pthread_cond_timedwait(&w->wake, &w->lock, &until);
		pthread_mutex_unlock(&w->lock);
	}
	return NULL;
}

enum code workers_start(struct store *s, int threads, struct workers **out, struct err *e)
{
	struct workers *w = calloc(1, sizeof(*w));
	if (w)
		w->threads = calloc((size_t)threads, sizeof(*w->threads));
	if (!w || !w->threads) {
		free(w);
		return err_set(e, E_MEMORY, "There is not enough memory to start background work.");
	}
	w->store = s;
	w->due_at = clock_monotonic() + MINUTE;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->wake, NULL);
	for (; w->n < threads; w->n++)
		if (pthread_create(&w->threads[w->n], NULL, work, w)) {
			workers_stop(w);
			return err_set(e, E_IO, "A thread for background work could not be started.");
		}
	*out = w;
	return OK;
}

void workers_stop(struct workers *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	__atomic_store_n(&w->stop, true, __ATOMIC_RELAXED);
	pthread_cond_broadcast(&w->wake);
	pthread_mutex_unlock(&w->lock);
	for (int i = 0; i < w->n; i++)
		pthread_join(w->threads[i], NULL);
	pthread_cond_destroy(&w->wake);
	pthread_mutex_destroy(&w->lock);
	free(w->threads);
	free(w);
}
