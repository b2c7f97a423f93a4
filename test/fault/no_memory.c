/* Memory ends at any one allocation while a request is answered or a file imported: the request or the import fails with a
 * sentence, the program goes on, and nothing half-written stays. Each allocation of the thread that does the work fails in turn;
 * TRELLIS_FAULTS tries so many of each, spread evenly, all of them when it is 0. Paper is not tried: GLib, which sets its letters,
 * ends the whole program when an allocation fails. */
#include "support/journey.h"
#include "support/proof.h"
#include "support/test.h"
#include "base/file.h"
#include "interop/import.h"
#include "school/evidence/fold.h"
#include "web/app.h"
#include "web/limit.h"
#include "web/server.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define REPLACED 0
#else
#define REPLACED 1
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

static _Thread_local bool armed;   /* of this thread alone */
static _Thread_local long left;    /* allocations until one fails; below 0: they are counted */
static _Thread_local long counted;
static bool hit;

static bool fails(void)
{
	if (!armed)
		return false;
	counted++;
	if (left < 0 || left-- > 0)
		return false;
	armed = false; /* one */
	hit = true;
	return true;
}

void *malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return fails() ? NULL : __libc_realloc(p, n);
}

static void arm(long n)
{
	left = n;
	counted = 0;
	hit = false;
	armed = true;
}

static long disarm(void)
{
	armed = false;
	return counted;
}

static struct journey_school *s;

static long tries(void)
{
	const char *text = getenv("TRELLIS_FAULTS");
	long n = text ? strtol(text, NULL, 10) : 60;
	return n > 0 ? n : 1000000;
}

/* The whole database holds together and says how much there is. */
static int64_t sound(void)
{
	struct err e = {0};
	struct db *db = NULL;
	int64_t rows = 0, a = 0, b = 0;
	if (store_read(s->w->store, &db, &e) || security_log_verify(db, &rows, &e) || evidence_verify(db, &a, &b, &e))
		fail_msg("%s", e.text);
	store_read_end(db);
	return web_count(s->w, "select (select count(*) from event) * 1000000 + (select count(*) from note) * 1000 + (select count(*) from help_request)");
}

/* A request of its own making, so that only the program's allocations fail. k: which; -1: none, they are counted. */
static struct reply ask(struct arena *a, const char *path, const char *form, long k, long *n)
{
	static char body[2000], cookie[300], length[20];
	static int64_t sent;
	struct pair headers[5] = {{S("Host"), S("127.0.0.1:8080")}, {S("Cookie"), {0}}, {S("Content-Type"), S("application/x-www-form-urlencoded")}, {S("Content-Length"), {0}}};
	struct wire wire = {.method = form ? S("POST") : S("GET"), .target = str_z(path), .headers = headers, .n_headers = form ? 4 : 2, .address = S("127.0.0.1"), .loopback = true};
	struct reply rp;
	limits_free(s->w->app->limits); /* a walk is no flood */
	s->w->app->limits = limits_new(64);
	snprintf(cookie, sizeof cookie, "%.*s=%.*s", S_ARG(s->w->cookies[0].name), S_ARG(s->w->cookies[0].value));
	headers[1].value = str_z(cookie);
	if (form) {
		snprintf(body, sizeof body, "csrf=%.*s&_key=01890a5d-ac96-774b-bcce-%012llx&%s", S_ARG(s->w->csrf), (unsigned long long)++sent, form);
		wire.body = str_z(body);
		snprintf(length, sizeof length, "%zu", wire.body.n);
		headers[3].value = str_z(length);
	}
	arm(k);
	web_handle(s->w->app, a, &wire, &rp);
	long made = disarm();
	if (n)
		*n = made;
	return rp;
}

static const struct { enum who who; const char *path, *form; } requests[] = {
	{TEACHER, "/classes/{class}", NULL}, {ANA, "/learners/{ana}/home", NULL}, {CASE, "/learners/{ana}/plan", NULL}, {MOTHER, "/learners/{ana}/family", NULL}, {TEACHER, "/search?q=bread", NULL},
	{LEADER, "/r/person?format=csv", NULL}, {LEADER, "/api/v1/class", NULL}, {ANA, "/learners/{ana}/work/{work}/help", "kind=help&text=Please"},
	{MOTHER, "/learners/{ana}/who-sees/ask", "kind=see"}};

static void requests_fail_alone(void **unused)
{
	long most = tries(), all = 0, failed = 0;
	(void)unused;
	s = journey_open();
	for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
		const char *path = journey_fill(s, requests[i].path);
		long n = 0;
		(void)journey_get(s, requests[i].who, "/account"); /* signs in */
		for (long k = -1, step = 1; k < n; k += k < 0 ? 1 : step) {
			struct arena *a = arena_new(0);
			assert_non_null(a);
			struct reply rp = ask(a, path, requests[i].form, k, k < 0 ? &n : NULL);
			if (k < 0)
				step = n / most + 1;
			/* one that went on without what it lacked, or failed for lack of memory; nothing else */
			if (rp.status < 200 || (rp.status >= 400 && (rp.status < 500 || !hit)))
				fail_msg("%s, allocation %ld of %ld: %d", path, k, n, rp.status);
			all++;
			failed += rp.status >= 500;
			arena_free(a);
		}
		struct arena *a = arena_new(0);
		struct reply rp = ask(a, path, requests[i].form, -1, NULL);
		if (rp.status >= 400)
			fail_msg("%s afterwards: %d", path, rp.status);
		arena_free(a);
		(void)sound();
	}
	proof("broken", "%ld requests, each with one allocation that failed: %ld said so, the others went on without", all, failed);
	assert_true(failed > 0);
	journey_close(s);
}

static const char TABLE[] = "framework,code,text,grade,subject\nSample,S.1,I can count to ten.,KG,math\nSample,S.2,I can count to twenty.,KG,math\nSample,S.3,I can add.,01,math\n";

static struct store *opened(const char *db, struct err *e)
{
	struct store *store = NULL;
	if (store_open(db, &(struct store_options){.create = true, .test_no_sync = true}, &store, e) || store_migrate(store, MIGRATIONS, MIGRATION_COUNT, e))
		return NULL;
	return store;
}

/* The other process: one import in which allocation k fails. 0: landed; 1: refused with a sentence; more than 9: no test. Memory
 * that the import's own arena lacks ends the process, as it ends `trellis import`. */
static int import_once(const char *kind, const char *db, const char *path, long k)
{
	struct err e = {0};
	struct import_report r = {0};
	struct arena *a = arena_new(0);
	struct store *store = opened(db, &e);
	if (!a || !store)
		return 10;
	arm(k);
	enum code c = import_run(store, a, &(struct import_options){.kind = kind, .paths = &path, .n_paths = 1, .create_learners = true}, &r, &e);
	long n = disarm();
	if (k < 0)
		printf("%ld\n", n);
	if (c && !e.text[0])
		return 11;
	store_close(store);
	return c ? 1 : 0;
}

static long rows_after(const char *db)
{
	struct err e = {0};
	struct db *r = NULL;
	int64_t n = -1;
	int resumed = 0;
	struct store *store = opened(db, &e);
	/* what was begun is finished before anybody looks, as at the start of every program */
	if (!store || import_resume(store, &resumed, &e) || store_read(store, &r, &e) || db_int(r, &e, &n, "select (select count(*) from competency) + (select count(*) from person) + (select count(*) from org) + (select count(*) from class) + (select count(*) from program)"
	                                                                           " + (select count(*) from enrolment)", ""))
		fail_msg("%s", e.text);
	store_read_end(r);
	store_close(store);
	return (long)n;
}

/* kind: of the import of path, which is the only file; most: tries. */
static void lands_whole_or_not(const char *kind, const char *path, long most)
{
	struct err e = {0};
	const char *folder;
	struct str whole;
	struct arena *a = arena_new(0);
	long none = 0, all = 0, n = 0, landed = 0, refused = 0, ended = 0;
	char self[4096], number[24], said[24] = "";
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	assert_true(len > 0);
	self[len] = 0;
	assert_int_equal(file_temp_dir(a, &folder, &e), OK);
	const char *empty = file_join(a, folder, "empty.db"), *db = file_join(a, folder, "school.db");
	struct store *store = opened(empty, &e);
	assert_non_null(store);
	store_close(store);
	assert_int_equal(file_read(a, empty, 64 << 20, &whole, &e), OK);
	none = rows_after(empty);
	for (long k = -1, step = 1; k < n; k += k < 0 ? 1 : step) {
		int ends[2], status;
		assert_int_equal(file_write(db, whole, 0600, &e), OK);
		assert_int_equal(pipe(ends), 0);
		snprintf(number, sizeof number, "%ld", k);
		pid_t pid = fork();
		if (pid == 0) {
			dup2(ends[1], 1);
			(void)!freopen("/dev/null", "w", stderr);
			execl(self, "no_memory", "import", kind, db, path, number, (char *)NULL);
			_exit(12);
		}
		close(ends[1]);
		ssize_t got = read(ends[0], said, sizeof said - 1);
		close(ends[0]);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (k < 0) {
			said[got > 0 ? got : 0] = 0;
			n = strtol(said, NULL, 10);
			assert_true(n > 10);
			step = n / most + 1;
		}
		int code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
		if (code > 9 || (code < 0 && WTERMSIG(status) != SIGABRT))
			fail_msg("allocation %ld of %ld: %d", k, n, code);
		long rows = rows_after(db);
		if (k < 0)
			all = rows;
		if (all <= none || (rows != none && rows != all) || (code == 0 && rows != all) || (code == 1 && rows != none))
			fail_msg("%s, allocation %ld of %ld: ended with %d, %ld rows (none: %ld, all: %ld)", kind, k, n, code, rows, none, all);
		landed += rows == all;
		refused += code == 1;
		ended += code != 0 && code != 1;
		(void)unlink(str_fmt(a, "%s-wal", db).p);
		(void)unlink(str_fmt(a, "%s-shm", db).p);
	}
	proof("broken", "%s: an import of %ld allocations: %ld landed whole, %ld refused with a sentence, %ld ended the process; never a part", kind, n, landed, refused, ended);
	assert_true(landed > 0 && refused + ended > 0);
	assert_int_equal(file_remove_all(folder, &e), OK);
	arena_free(a);
}

/* A table, a zip and a file of XML: the last two are opened by another program (base/jail.h). */
static void imports_land_whole_or_not(void **unused)
{
	struct err e = {0};
	const char *folder, *top = getenv("TRELLIS_SOURCE");
	struct arena *a = arena_new(0);
	(void)unused;
	assert_int_equal(file_temp_dir(a, &folder, &e), OK);
	const char *path = file_join(a, folder, "competencies.csv");
	assert_int_equal(file_write(path, S(TABLE), 0600, &e), OK);
	lands_whole_or_not("competencies", path, tries() / 2);
	if (top && getenv("TRELLIS_BUILD")) {
		lands_whole_or_not("oneroster", file_join(a, top, "test/fuzz/corpus/oneroster/good.zip"), tries() / 15);
		lands_whole_or_not("edfi", file_join(a, top, "test/fuzz/corpus/edfi/whole.xml"), tries() / 15);
	}
	assert_int_equal(file_remove_all(folder, &e), OK);
	arena_free(a);
}
#endif

int main(int argc, char **argv)
{
#if REPLACED
	if (argc == 6 && !strcmp(argv[1], "import"))
		return import_once(argv[2], argv[3], argv[4], strtol(argv[5], NULL, 10));
	const struct CMUnitTest tests[] = {
		TEST("each allocation of a request fails in turn: the request fails alone and nothing is half-written", requests_fail_alone),
		TEST("each allocation of an import fails in turn: it lands whole or not at all", imports_land_whole_or_not),
	};
	return cmocka_run_group_tests_name("no memory", tests, NULL, NULL);
#else
	(void)argc;
	(void)argv;
	print_message("allocations are not replaced in this build\n");
	return 0;
#endif
}
