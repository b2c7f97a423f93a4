/* jobs.h - background work, with progress that people can see.
 *
 * Law: a job is a row of the table `job`; a worker holds it by a lease (two minutes, renewed by job_progress) so that a
 * job whose worker died is taken up again by another. A job's run must therefore be safe to repeat. */
#ifndef TRELLIS_JOBS_H
#define TRELLIS_JOBS_H

#include "record/access.h"

struct job; /* a running job */

struct job_kind {
	const char *name;
	const char *label; /* msgid */
	int tries;         /* at most; 0: 3 */
	enum code (*run)(struct job *j, struct err *e);
	/* Comes by itself, with these arguments, when it is so many days since it was last done. 0: only when asked for. */
	int every_days;
	const char *every_args;
	/* Asked a few times a minute, with a connection for reading: when it says so, one is added unless one waits or runs. */
	enum code (*due)(struct db *db, bool *due, struct err *e);
};
#define JOB(name) const struct job_kind job_##name
extern const struct job_kind *const JOB_KINDS[]; /* generated; ends with NULL */

struct job {
	struct arena *a;
	struct store *store;
	struct id id, made_by;
	struct str args;     /* JSON */
	struct str result;   /* set by run: a sentence or JSON, shown when done */
	void *owner;         /* the worker's own */
};

/* Inside store_write. label is already a sentence for people. */
enum code job_add(struct db *db, const struct viewer *v, const char *kind, struct str label, struct str args, struct id *out, struct err *e) MUST_USE;
/* Tells how far it is and renews the lease; E_CONFLICT when the lease is lost: stop at once. */
enum code job_progress(struct job *j, int64_t done, int64_t total, struct str note, struct err *e) MUST_USE;
/* The program closes: job_progress said E_BUSY for that and nothing else. */
bool job_stopping(const struct job *j);
/* Adds what says that it is due. Those done a week ago and more are removed. */
enum code job_add_ready(struct store *s, struct err *e) MUST_USE;
/* Takes the oldest waiting job (or one whose lease ran out) and runs it. *ran is false when there was none. */
enum code job_run_one(struct store *s, bool *ran, struct err *e) MUST_USE;

struct job_row {
	struct id id;
	struct str kind, label, state, note, result; /* state: waiting running done failed */
	int64_t done, total, made_at, ended_at;
};
enum code job_get(struct db *db, struct arena *a, struct id id, struct job_row *out, struct err *e) MUST_USE;
/* The last jobs, newest first. */
enum code job_list(struct db *db, struct arena *a, int limit, struct job_row **out, size_t *n, struct err *e) MUST_USE;

/* Adds the work that comes by itself and is due. Workers ask a minute after they begin and then each hour. */
enum code job_add_due(struct store *s, int *added, struct err *e) MUST_USE;

/* Worker threads for a server; stop waits for the running job's next progress. */
struct workers;
enum code workers_start(struct store *s, int threads, struct workers **out, struct err *e) MUST_USE;
void workers_stop(struct workers *w);

#endif
