#include "web/metrics.h"
#include "base/file.h"
#include "store/blob.h"

#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

static const int64_t bounds[METRIC_TIMES] = {500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 250000, 500000, 1000000, 5000000};
static const char *const rates[METRIC_RATES] = {"page", "sign_in", "upload", "api", "static"};

struct metrics *metrics_new(void)
{
	struct metrics *m = calloc(1, sizeof *m);
	if (m) {
		m->started_at = clock_now();
		atomic_store(&m->ready, 1);
		atomic_store(&m->ready_asked, -SECOND);
	}
	return m;
}

void metrics_take(struct metrics *m, int rate, int status, int64_t us)
{
	int at = 0, hundreds = status / 100;
	while (at < METRIC_TIMES && us > bounds[at])
		at++;
	atomic_fetch_add(&m->times[at], 1);
	atomic_fetch_add(&m->us, us);
	atomic_fetch_add(&m->replies[rate >= 0 && rate < METRIC_RATES ? rate : 0][hundreds > 0 && hundreds < 6 ? hundreds : 0], 1);
	if (status == 503)
		atomic_fetch_add(&m->busy, 1);
	if (status == 429)
		atomic_fetch_add(&m->limited, 1);
}

static void head(struct buf *b, const char *name, const char *type, const char *help)
{
	buf_fmt(b, "# HELP trellis_%s %s\n# TYPE trellis_%s %s\n", name, help, name, type);
}

static void one(struct buf *b, const char *name, const char *type, const char *help, int64_t value)
{
	head(b, name, type, help);
	buf_fmt(b, "trellis_%s %lld\n", name, (long long)value);
}

static void seconds(struct buf *b, const struct metrics *m)
{
	int64_t n = 0;
	head(b, "request_seconds", "histogram", "How long requests took.");
	for (int i = 0; i < METRIC_TIMES; i++) {
		n += atomic_load(&m->times[i]);
		buf_z(b, "trellis_request_seconds_bucket{le=\"");
		buf_real(b, (double)bounds[i] / 1e6);
		buf_fmt(b, "\"} %lld\n", (long long)n);
	}
	n += atomic_load(&m->times[METRIC_TIMES]);
	buf_fmt(b, "trellis_request_seconds_bucket{le=\"+Inf\"} %lld\ntrellis_request_seconds_sum ", (long long)n);
	buf_real(b, (double)atomic_load(&m->us) / 1e6);
	buf_fmt(b, "\ntrellis_request_seconds_count %lld\n", (long long)n);
}

static int64_t resident(void)
{
	struct err e = {0};
	struct arena *a = arena_new(65536);
	struct str text;
	int64_t pages = 0;
	if (a && !file_read(a, "/proc/self/statm", 4096, &text, &e)) {
		(void)str_cut(&text, ' ');
		(void)!str_int(str_cut(&text, ' '), &pages);
	}
	arena_free(a);
	return pages * sysconf(_SC_PAGESIZE);
}

void metrics_text(struct buf *b, const struct metrics *m, struct app *app)
{
	struct store_counts c;
	struct statvfs disk;
	head(b, "replies_total", "counter", "Replies by kind of route and hundreds of the status.");
	for (int r = 0; r < METRIC_RATES; r++)
		for (int s = 1; s < 6; s++)
			buf_fmt(b, "trellis_replies_total{kind=\"%s\",status=\"%dxx\"} %lld\n", rates[r], s, (long long)atomic_load(&m->replies[r][s]));
	one(b, "replies_busy_total", "counter", "Replies that said to come back later (503).", atomic_load(&m->busy));
	one(b, "replies_limited_total", "counter", "Replies to somebody who asked too often (429).", atomic_load(&m->limited));
	one(b, "requests_running", "gauge", "Requests at work now.", atomic_load(&m->running));
	seconds(b, m);
	store_count(app->store, &c);
	one(b, "store_writes_total", "counter", "Changes that were asked of the database.", c.writes);
	one(b, "store_batches_total", "counter", "Transactions they were saved in.", c.batches);
	one(b, "store_refused_total", "counter", "Changes refused because too many waited.", c.refused);
	one(b, "store_slow_total", "counter", "Statements that took longer than --slow-ms.", c.slow);
	one(b, "store_waiting", "gauge", "Changes that wait.", c.waiting);
	one(b, "store_readers", "gauge", "Connections for reading.", c.readers);
	one(b, "store_readers_used", "gauge", "Those in use.", c.borrowed);
	one(b, "memory_bytes", "gauge", "Resident memory of the server.", resident());
	if (app->blobs)
		one(b, "files_bytes", "gauge", "Bytes that people handed in.", blobs_used(app->blobs));
	if (app->o.files_folder && !statvfs(app->o.files_folder, &disk))
		one(b, "disk_free_bytes", "gauge", "Room on the disk of the files.", (int64_t)disk.f_bavail * (int64_t)disk.f_frsize);
	one(b, "uptime_seconds", "gauge", "Since the server started.", (clock_now() - m->started_at) / SECOND);
}
