/* What a page costs in a school of 1,000 and districts of 10,000 and 100,000 learners (or of any size given: bench_pages N…): the
 * time of one request, requests a second on all threads, bytes compressed, and the most memory the process of that size held.
 * Through the whole server without sockets; every request is somebody's own session, so limits stay as they are.
 * Budgets: class page p99 < 10 ms and 200 us CPU; a core page at the next visit < 15 KB.
 * "made" is a page made from the database each time, "again" one asked for again while nothing changed (web/kept.h).
 * At the end: how the cost of a page grows with the school. 1,000, 10,000 and 100,000 learners; with TRELLIS_BENCH_QUICK the first two.
 * TRELLIS_BENCH_PAGE=class measures that page alone. The sample schools are kept beside the build, so that a second run is quick. */
#include "support/budget.h"
#include "support/run.h"
#include "support/test.h"
#include "support/web.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define STAFF 40
#define LARGE 10000 /* more learners: a sample school of CORE, and the rest of the district put around it */
#define CORE 1000
#define EACH 20
#define THREADS 4
#define CROWD 100 /* requests of each member of staff in the crowd */

struct member {
	char cookie[240], room[ID_TEXT], learner[ID_TEXT];
};

static struct web_test *w;
static struct member staff[STAFF];
static int n_staff;
static struct member leader;

static double cpu(clockid_t which)
{
	struct timespec t;
	clock_gettime(which, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int ask(const char *target, const char *cookie, size_t *bytes)
{
	struct pair headers[3] = {{S("Host"), S("127.0.0.1")}, {S("Accept-Encoding"), S("gzip")}, {S("Cookie"), str_z(cookie)}};
	struct wire wire = {.method = S("GET"), .target = str_z(target), .headers = headers, .n_headers = 3, .address = S("127.0.0.1")};
	struct reply rp;
	struct arena *a = arena_new(0);
	web_handle(w->app, a, &wire, &rp);
	int status = rp.status;
	if (bytes)
		*bytes = rp.bytes.n ? rp.bytes.n : rp.body.n;
	arena_free(a);
	return status;
}

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

static void path_of(char out[200], const char *pattern, const struct member *m)
{
	const char *at = strchr(pattern, '*');
	if (at)
		snprintf(out, 200, "%.*s%s%s", (int)(at - pattern), pattern, strstr(pattern, "/classes") ? m->room : m->learner, at + 1);
	else
		snprintf(out, 200, "%s", pattern);
}

/* What a page made anew cost, by page and size of the school; each size is measured by a process of its own. */
static struct costs { struct cost { const char *what; int learners; double us; } of[64]; size_t n; } *costs;

/* anew: with a word in the address that no page looks at, so that it is made each time. */
static void page_as(int learners, const char *what, const char *pattern, bool anew)
{
	static double ms[STAFF * EACH], us[STAFF * EACH];
	char size[30];
	size_t n = 0, bytes = 0, most = 0;
	int bad = 0;
	for (int round = 0; round <= EACH; round++)
		for (int i = 0; i < n_staff; i++) {
			char target[200];
			path_of(target, pattern, &staff[i]);
			if (anew)
				snprintf(target + strlen(target), sizeof target - strlen(target), "?anew=%d", round);
			double begun = cpu(CLOCK_MONOTONIC), used = cpu(CLOCK_THREAD_CPUTIME_ID);
			int status = ask(target, staff[i].cookie, &bytes);
			if (!round)
				continue; /* warms the caches */
			bad += status != 200;
			us[n] = cpu(CLOCK_THREAD_CPUTIME_ID) - used;
			ms[n++] = (cpu(CLOCK_MONOTONIC) - begun) / 1e3;
			most = bytes > most ? bytes : most;
		}
	qsort(ms, n, sizeof *ms, by_size);
	qsort(us, n, sizeof *us, by_size);
	double busy = us[n / 2]; /* half of the requests need less: not moved by what else the machine does */
	printf("pages: %6d learners, %-14s %s p50 %6.2f ms, p99 %6.2f ms, worst %6.2f ms, %5.0f us CPU, %5.1f KB%s%s\n", learners, what, anew ? "made, " : "again,", ms[n / 2],
	       ms[n * 99 / 100], ms[n - 1], busy, (double)most / 1e3, strcmp(what, "class") ? "" : " (budget p99 10 ms, 200 us CPU)", bad ? " (NOT ALL ANSWERED)" : "");
	if (anew && costs->n < sizeof costs->of / sizeof *costs->of)
		costs->of[costs->n++] = (struct cost){what, learners, busy};
	char name[60];
	snprintf(name, sizeof name, "page: %s", what);
	snprintf(size, sizeof size, "%d", learners);
	if (!strcmp(what, "class")) {
		budget_most(anew ? "class page made anew, p99" : "class page asked for again, p99", size, ms[n * 99 / 100], "ms", 10);
		budget_most(anew ? "class page made anew, CPU" : "class page asked for again, CPU", size, busy, "us", anew ? 1000 : 200);
	}
	if (anew)
		budget_most(name, size, (double)most / 1e3, "KB on the wire, next visit", 15);
}

static void page(int learners, const char *what, const char *pattern, bool kept)
{
	const char *only = getenv("TRELLIS_BENCH_PAGE");
	if (only && strcmp(only, what))
		return;
	page_as(learners, what, pattern, true);
	if (kept)
		page_as(learners, what, pattern, false);
}

/* Budget: O(n log n) for a list of all; a page of one class or learner should not grow at all. */
static void growth(void)
{
	for (size_t i = 0; i < costs->n; i++) {
		const struct cost *last = NULL, *now = &costs->of[i];
		for (size_t k = 0; k < i; k++)
			if (strcmp(costs->of[k].what, now->what) == 0)
				last = &costs->of[k];
		if (!last || last->learners >= now->learners)
			continue;
		double exponent = log(now->us / last->us) / log((double)now->learners / last->learners);
		char sizes[60], name[60];
		snprintf(name, sizeof name, "page: %s", now->what);
		snprintf(sizes, sizeof sizes, "%d to %d", last->learners, now->learners);
		budget_most(name, sizes, exponent, "exponent of growth", 1);
		printf("pages: growth of %-14s from %d to %d learners: %.0f to %.0f us CPU, exponent %.2f (budget: below 1)\n", now->what, last->learners, now->learners, last->us, now->us, exponent);
	}
}

static void *crowd(void *arg)
{
	int first = *(int *)arg;
	for (int round = 0; round < CROWD; round++)
		for (int i = first; i < n_staff; i += THREADS) {
			char target[200];
			path_of(target, "/classes/*", &staff[i]);
			(void)ask(target, staff[i].cookie, NULL);
		}
	return NULL;
}

static long memory_mb(void)
{
	char line[200];
	long kb = 0;
	FILE *f = fopen("/proc/self/status", "r");
	while (f && fgets(line, sizeof line, f))
		if (!strncmp(line, "VmHWM:", 6))
			kb = strtol(line + 6, NULL, 10);
	if (f)
		fclose(f);
	return kb / 1024;
}

static bool open_school(const char *path, struct err *e)
{
	struct arena *a = arena_new(0);
	w = NEW(a, struct web_test);
	w->a = a;
	w->address = "127.0.0.1";
	return !store_open(path, &(struct store_options){.test_no_sync = true}, &w->store, e) &&
	       !store_migrate(w->store, MIGRATIONS, MIGRATION_COUNT, e) && /* it may be kept from an older program */
	       !app_open(w->store, &(struct app_options){.public_url = "https://sample.example"}, &w->app, e);
}

/* What the browser of whoever signed in sends after its first page. */
static void cookies_of(char *out, size_t size)
{
	size_t n = 0;
	(void)web_get(w, "/account");
	for (size_t i = 0; i < w->n_cookies && n < size; i++)
		n += (size_t)snprintf(out + n, size - n, "%s%.*s=%.*s", i ? "; " : "", S_ARG(w->cookies[i].name), S_ARG(w->cookies[i].value));
}

static void gather(void)
{
	struct err e = {0};
	struct db *db;
	struct rows *q = NULL;
	struct { struct id teacher, room, learner; } rows[STAFF];
	if (store_read(w->store, &db, &e) ||
	    db_query(db, &e, &q,
	             "select t.person, t.class, min(s.person) from enrolment t join class c on c.id = t.class join enrolment s on s.class = t.class and s.role = 'student' "
	             "where t.district = ?1 and t.role = 'teacher' and c.kind = 'scheduled' group by t.person, t.class order by t.person", "d"))
		fail_msg("%s", e.text);
	n_staff = 0;
	while (n_staff < STAFF && rows_next(q, &e) > 0) {
		rows[n_staff].teacher = rows_id(q, 0);
		rows[n_staff].room = rows_id(q, 1);
		rows[n_staff].learner = rows_id(q, 2);
		n_staff += !n_staff || !id_eq(rows[n_staff].teacher, rows[n_staff - 1].teacher);
	}
	rows_end(q);
	struct id head = ID_NIL;
	if (db_query(db, &e, &q, "select s.person from role s where s.district = ?1 and s.role = 'principal' order by s.id limit 1", "d"))
		fail_msg("%s", e.text);
	if (rows_next(q, &e) > 0)
		head = rows_id(q, 0);
	rows_end(q);
	store_read_end(db);
	leader.cookie[0] = 0;
	if (!id_nil(head)) {
		web_sign_in(w, head);
		cookies_of(leader.cookie, sizeof leader.cookie);
	}
	for (int i = 0; i < n_staff; i++) {
		web_sign_in(w, rows[i].teacher);
		cookies_of(staff[i].cookie, sizeof staff[i].cookie);
		id_text(rows[i].room, staff[i].room);
		id_text(rows[i].learner, staff[i].learner);
	}
}

static bool school(int learners)
{
	char path[400], number[20], out[400];
	const char *build = getenv("TRELLIS_BUILD");
	struct stat there;
	struct err e = {0};
	snprintf(path, sizeof path, "%s/bench-%d.db", build ? build : "build", learners);
	snprintf(number, sizeof number, "%d", learners);
	if (stat(path, &there)) {
		char program[400];
		snprintf(program, sizeof program, "%s/trellis", build ? build : "build");
		double begun = cpu(CLOCK_MONOTONIC);
		char sampled[20], rest[20], reports[420];
		snprintf(sampled, sizeof sampled, "%d", learners > LARGE ? CORE : learners);
		snprintf(rest, sizeof rest, "%d", learners - CORE);
		snprintf(reports, sizeof reports, "%s/test/bench_reports", build ? build : "build");
		if (test_run((const char *const[]){program, "sample", "--db", path, "--learners", sampled, NULL}, out, sizeof out) ||
		    (learners > LARGE && test_run((const char *const[]){reports, "around", path, rest, NULL}, out, sizeof out)))
			return printf("pages: the sample school of %d was not made: %s\n", learners, out), false;
		printf("pages: %6d learners, the sample school was made in %.1f s\n", learners, (cpu(CLOCK_MONOTONIC) - begun) / 1e6);
	}
	if (!open_school(path, &e))
		return printf("pages: %s\n", e.text), false;
	gather();
	page(learners, "class", "/classes/*", true);
	page(learners, "class week", "/classes/*/week", true);
	page(learners, "class supports", "/classes/*/supports", true);
	page(learners, "class glance", "/classes/*/glance", false);
	page(learners, "plan together", "/classes/*/coplan", false);
	page(learners, "shift", "/shift", false);
	page(learners, "today", "/today", true);
	page(learners, "learner", "/learners/*", false);
	page(learners, "learner week", "/learners/*/week", false);
	page(learners, "plan", "/learners/*/plan", false);
	struct member usual = staff[0];
	int all = n_staff;
	if (leader.cookie[0]) { /* one leader asks for the whole school */
		staff[0] = leader;
		n_staff = 1;
		page(learners, "school supports", "/lead/supports", true);
		staff[0] = usual;
		n_staff = all;
	}
	pthread_t threads[THREADS];
	int first[THREADS];
	double begun = cpu(CLOCK_MONOTONIC);
	for (int i = 0; i < THREADS; i++) {
		first[i] = i;
		if (pthread_create(&threads[i], NULL, crowd, &first[i]))
			return false;
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	double rate = (double)(CROWD * n_staff) / ((cpu(CLOCK_MONOTONIC) - begun) / 1e6);
	printf("pages: %6d learners, class pages asked for again on %d threads: %.0f a second (budget 5,000 on 2 cores)\n", learners, THREADS, rate);
	budget_least("class pages asked for again", number, rate, "a second", 5000);
	printf("pages: %6d learners, the most memory of this process, %d sessions and %d threads of its own in it: %ld MB (the server's own: bench_load.py)\n", learners, n_staff, THREADS, memory_mb());
	web_close(w);
	return true;
}

int main(int argc, char **argv)
{
	static const char *const usual[] = {"1000", "10000", "100000"};
	const char *const *sizes = argc > 1 ? (const char *const *)argv + 1 : usual;
	int n = argc > 1 ? argc - 1 : budget_quick() ? 2 : 3;
	costs = mmap(NULL, sizeof *costs, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (costs == MAP_FAILED)
		return 1;
	for (int i = 0; i < n; i++) { /* its memory is its own */
		int status = 1;
		fflush(stdout);
		pid_t pid = fork();
		if (pid == 0) {
			bool well = school((int)strtol(sizes[i], NULL, 10));
			fflush(stdout);
			_exit(well ? 0 : 1);
		}
		if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
			return 1;
	}
	growth();
	return 0;
}
