/* health.c - is the server alive, can it save, what did it do: for the machine's own watchers, no page for people.
 *
 * Law: nothing here tells of a person or of the school. /health and /health/save say one word; /metrics is for this machine. */
#include "web/metrics.h"
#include "web/server.h"
#include "web/shell.h"

static enum code plain(struct reply *rp, int status, const char *text)
{
	rp->status = status;
	rp->type = "text/plain; charset=utf-8";
	buf_z(&rp->body, text);
	return OK;
}

/* The gate read the session from the database already: it can be read. */
static enum code health(struct request *rq, struct reply *rp, struct err *e)
{
	(void)rq, (void)e;
	return plain(rp, 200, "ok\n");
}

static enum code nothing(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return db_exec(db, e, "update store_meta set value = value where key = 'district'", "");
}

/* Takes new work: the database can be written, on the disk. Asked by anybody it costs a flush, so at most once a second. */
static enum code ready(struct request *rq, struct reply *rp, struct err *e)
{
	struct metrics *m = rq->app->metrics;
	int64_t now = clock_monotonic(), last = atomic_load(&m->ready_asked);
	if (now - last > SECOND && atomic_compare_exchange_strong(&m->ready_asked, &last, now)) {
		store_read_end(rq->db);
		rq->db = NULL;
		atomic_store(&m->ready, store_write(rq->app->store, nothing, NULL, e) == OK);
	}
	*e = (struct err){.translate = e->translate, .translate_arg = e->translate_arg};
	if (atomic_load(&m->ready))
		return plain(rp, 200, "ready\n");
	rp_header(rp, "Retry-After", S("5"));
	return plain(rp, 503, "not ready\n");
}

static bool here(const struct request *rq)
{
	struct str a = rq->wire->address;
	return (str_starts(a, "127.") || str_eqz(a, "::1")) && !rq_header(rq, "x-forwarded-for").n && !rq_header(rq, "forwarded").n && !rq_header(rq, "via").n;
}

static enum code metrics(struct request *rq, struct reply *rp, struct err *e)
{
	if (!here(rq))
		return err_set(e, E_NOTFOUND, "%s", T(rq, "There is no such page, or it is not for you."));
	metrics_text(&rp->body, rq->app->metrics, rq->app);
	rp->type = "text/plain; version=0.0.4; charset=utf-8";
	return OK;
}

ROUTES(health) = {
	{GET, "/health", health, REL_PUBLIC, RT_LOW, .rate = RATE_STATIC, .title = N_("Is the server alive")},
	{GET, "/health/save", ready, REL_PUBLIC, RT_LOW, .rate = RATE_STATIC, .title = N_("Can the server save")},
	{GET, "/metrics", metrics, REL_PUBLIC, RT_LOW, .rate = RATE_STATIC, .title = N_("What the server did")},
	ROUTES_END};
