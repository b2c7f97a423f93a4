/* bench_store [ROWS] [SECONDS] [FOLDER or connection string]: durable writes a second by 64 clients with ROWS
 * events there already, rows a second of a batch import, and beside them what the disk itself can flush.
 * Budgets: > 20,000 events/s with p99 < 10 ms; > 100,000 rows/s in batches. */
#include "store/store.h"
#include "support/budget.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define CLIENTS 64
#define CHUNK 1000
#define PER_LEARNER 50
#define LEARNERS 100000
#define COMPETENCIES 2000
#define SAMPLES 2000000

static const struct migration EVENTS[] = {
	{1, "events",
	 "create table event (\n"
	 "  id blob primary key,\n"
	 "  district blob not null,\n"
	 "  learner blob not null,\n"
	 "  competency blob not null,\n"
	 "  actor blob not null,\n"
	 "  at integer not null,\n"
	 "  kind text not null,\n"
	 "  score real,\n"
	 "  minutes integer not null\n"
	 ") strict;\n"
	 "create index event_learner on event (learner, at);\n"},
};

static struct id learners[LEARNERS], competencies[COMPETENCIES];
static atomic_bool stop;
static int32_t *samples; /* microseconds */
static atomic_int n_samples;
static char there[40] = "none there"; /* rows */
static bool server; /* PostgreSQL */

static void die(const char *what, const struct err *e)
{
	fprintf(stderr, "%s: %s\n", what, e->text);
	exit(1);
}

static uint64_t next_random(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return *x;
}

static enum code put_event(struct db *db, struct id learner, uint64_t *seed, struct err *e)
{
	return db_later(db, e,
	               "insert into event (id, district, learner, competency, actor, at, kind, score, minutes)"
	               " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	               "bdbbbizri", id_new(), learner, competencies[next_random(seed) % COMPETENCIES],
	               learners[0], clock_now(), "answer", (double)(next_random(seed) % 2), (int64_t)3);
}

static enum code one(struct db *db, void *arg, struct err *e)
{
	return put_event(db, learners[next_random(arg) % LEARNERS], arg, e);
}

/* A batch of an import: events of a learner come together, as an importer sorts them, or in order of time. */
struct batch {
	uint64_t seed;
	int64_t row;
	bool sorted;
};

static enum code chunk(struct db *db, void *arg, struct err *e)
{
	struct batch *b = arg;
	enum code code = OK;
	int i;

	for (i = 0; i < CHUNK && code == OK; i++, b->row++) {
		uint64_t learner = b->sorted ? (uint64_t)b->row / PER_LEARNER : next_random(&b->seed);

		code = put_event(db, learners[learner % LEARNERS], &b->seed, e);
	}
	return code;
}

struct client {
	struct store *s;
	pthread_t thread;
	uint64_t seed;
	int64_t done;
};

static void *run(void *arg)
{
	struct client *c = arg;

	while (!atomic_load(&stop)) {
		struct err e = {0};
		int64_t begin = clock_monotonic();
		int at;

		if (store_write(c->s, one, &c->seed, &e) != OK)
			die("write", &e);
		at = atomic_fetch_add(&n_samples, 1);
		if (at < SAMPLES)
			samples[at] = (int32_t)(clock_monotonic() - begin);
		c->done++;
	}
	return NULL;
}

static int by_size(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

/* Microseconds of processor so far, of the program and of the system for it. */
static int64_t processor(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * SECOND + u.ru_utime.tv_usec + u.ru_stime.tv_usec;
}

static void clients(struct store *s, double seconds)
{
	static struct client c[CLIENTS];
	int64_t begin = clock_monotonic(), done = 0, cpu = processor();
	double took;
	struct store_counts before, after;
	int i, n;

	store_count(s, &before);
	for (i = 0; i < CLIENTS; i++) {
		c[i] = (struct client){.s = s, .seed = 88172645463325252ULL + (uint64_t)i * 7919};
		if (pthread_create(&c[i].thread, NULL, run, &c[i]) != 0)
			exit(1);
	}
	usleep((useconds_t)(seconds * 1e6));
	atomic_store(&stop, true);
	for (i = 0; i < CLIENTS; i++) {
		pthread_join(c[i].thread, NULL);
		done += c[i].done;
	}
	took = (double)(clock_monotonic() - begin) / 1e6;
	cpu = processor() - cpu;
	store_count(s, &after);
	n = atomic_load(&n_samples) < SAMPLES ? atomic_load(&n_samples) : SAMPLES;
	if (n == 0)
		exit(1);
	qsort(samples, (size_t)n, sizeof *samples, by_size);
	printf("%-44s %10.0f /s   p50 %.2f ms  p99 %.2f ms  p99.9 %.2f ms  longest %.2f ms  processor %.1f us each  %.1f a flush  (budget > 20000 /s, p99 < 10 ms)\n",
	       "durable events, 64 clients", (double)done / took, samples[n / 2] / 1e3, samples[(int64_t)n * 99 / 100] / 1e3,
	       samples[(int64_t)n * 999 / 1000] / 1e3, samples[n - 1] / 1e3, (double)cpu / (double)(done > 0 ? done : 1),
	       (double)(after.writes - before.writes) / (double)(after.batches > before.batches ? after.batches - before.batches : 1));
	budget_least("durable events, 64 clients", there, (double)done / took, "a second", 20000);
	budget_most("durable events, 64 clients, p99", there, samples[(int64_t)n * 99 / 100] / 1e3, "ms", 10);
}

static void import(struct store *s, int64_t rows, bool sorted, const char *label)
{
	struct batch b = {.seed = 42, .sorted = sorted};
	int64_t begin = clock_monotonic(), cpu = processor(), i;
	struct err e = {0};

	for (i = 0; i < rows; i += CHUNK)
		if (store_write(s, chunk, &b, &e) != OK)
			die("import", &e);
	printf("%-44s %10.0f /s   %lld rows in %.1f s  processor %.1f us each  (budget > 100000 /s)\n", label, (double)rows * 1e6 / (double)(clock_monotonic() - begin),
	       (long long)rows, (double)(clock_monotonic() - begin) / 1e6, (double)(processor() - cpu) / (double)rows);
	if (sorted)
		budget_least(there[0] ? "events in batches, with those there" : "events in batches", there, (double)rows * 1e6 / (double)(clock_monotonic() - begin), "a second", 100000);
}

static void flushes(const char *folder)
{
	static char page[4096];
	char name[400];
	int64_t begin = clock_monotonic(), took;
	int fd, n = 0;

	snprintf(name, sizeof name, "%s/flush", folder);
	fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (fd < 0)
		return;
	do {
		if (pwrite(fd, page, sizeof page, (off_t)(n % 1000) * 4096) != (ssize_t)sizeof page || fdatasync(fd) != 0)
			break;
		n++;
		took = clock_monotonic() - begin;
	} while (took < 2 * SECOND);
	close(fd);
	unlink(name);
	printf("%-44s %10.0f /s\n", "the disk alone: 4 KiB write and flush", n / 2.0);
}

int main(int argc, char **argv)
{
	int64_t rows = argc > 1 ? strtoll(argv[1], NULL, 10) : budget_quick() ? 100000 : 5000000;
	double seconds = argc > 2 ? strtod(argv[2], NULL) : 5;
	const char *where = argc > 3 ? argv[3] : "/tmp";
	server = strchr(where, '=') != NULL || strstr(where, "://") != NULL;
	char folder[300], target[400];
	struct err e = {0};
	struct store *s;
	struct rusage use;
	int i;

	samples = malloc(SAMPLES * sizeof *samples);
	if (samples == NULL)
		return 1;
	for (i = 0; i < LEARNERS; i++)
		learners[i] = id_new();
	for (i = 0; i < COMPETENCIES; i++)
		competencies[i] = id_new();
	snprintf(folder, sizeof folder, "%s/trellis-bench-XXXXXX", server ? "/tmp" : where);
	if (mkdtemp(folder) == NULL)
		return 1;
	if (server)
		snprintf(target, sizeof target, "%s", where);
	else
		snprintf(target, sizeof target, "%s/school.db", folder);
	if (!server)
		flushes(folder);
	if (store_open(target, &(struct store_options){.create = true}, &s, &e) != OK || store_migrate(s, EVENTS, 1, &e) != OK)
		die("open", &e);
	import(s, rows, true, "events imported in chunks of 1000");
	snprintf(there, sizeof there, "%lld rows there", (long long)rows);
	clients(s, seconds);
	import(s, 100000, true, "the same with those there");
	import(s, 100000, false, "the same, in order of time");
	if (store_check(s, &e) != OK)
		die("check", &e);
	store_close(s);
	getrusage(RUSAGE_SELF, &use);
	printf("%-44s %10.1f MiB\n", "largest memory of this program", (double)use.ru_maxrss / 1024);
	if (!server) {
		char name[420];
		static const char *const ends[] = {"", "-wal", "-shm"};

		for (i = 0; i < 3; i++) {
			snprintf(name, sizeof name, "%s/school.db%s", folder, ends[i]);
			(void)!unlink(name);
		}
	}
	(void)!rmdir(folder);
	free(samples);
	return 0;
}
