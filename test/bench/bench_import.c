/* Imports against their budgets: synthetic rosters (random ids; 1,000, 10,000 and 100,000 learners, or those of the arguments; with
 * TRELLIS_BENCH_QUICK the first two; with TRELLIS_BENCH_MOST=1000000 a million too, once, alone: some 10 GB in TMPDIR), a
 * second run of each, a small write every few milliseconds beside the import to see how long a hand-in waits, the
 * whole of the Common Core and the Spanish log when the public data is there. Arguments: learners..., public. Durable commits.
 * With TRELLIS_BENCH_ONCE each size is imported once, to see where the time goes (perf record). */
#include "base/file.h"
#include "interop/import.h"
#include "support/budget.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SCHOOL = 600, CLASS = 25, CLASSES_EACH = 15 };

static struct err e;

static void must(enum code c, const char *what)
{
	if (c == OK)
		return;
	fprintf(stderr, "%s: %s\n", what, e.text);
	exit(1);
}

/* ---- a roster ---- */

static uint64_t state = 42;
static uint64_t next(void)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* The same random-looking id for the same thing. */
static const char *uid(char out[40], char kind, uint64_t n)
{
	uint64_t keep = state;
	state = n * 2654435761u + (uint64_t)kind * 97;
	uint64_t a = next(), b = next();
	state = keep;
	snprintf(out, 40, "%08x-%04x-%04x-%04x-%012llx", (unsigned)(a >> 32), (unsigned)(a >> 16) & 0xffff, (unsigned)a & 0xffff, (unsigned)(b >> 48),
	         (unsigned long long)(b & 0xffffffffffff));
	return out;
}

static FILE *file(const char *folder, const char *name)
{
	char path[400];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "we");
	if (f == NULL)
		exit(1);
	return f;
}

static size_t roster(const char *folder, size_t learners)
{
	char a[40], b[40], c[40], d[40];
	size_t schools = (learners + SCHOOL - 1) / SCHOOL, classes = SCHOOL * CLASSES_EACH / CLASS, enrolments = 0;
	FILE *f = file(folder, "manifest.csv");
	fputs("propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.academicSessions,bulk\nfile.courses,bulk\nfile.classes,bulk\nfile.users,bulk\nfile.enrollments,bulk\nfile.demographics,bulk\n", f);
	fclose(f);
	f = file(folder, "academicSessions.csv");
	fputs("sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\nyear,active,,2026-27,schoolYear,2026-08-15,2027-06-10,,2027\n", f);
	fclose(f);
	FILE *orgs = file(folder, "orgs.csv"), *courses = file(folder, "courses.csv"), *cls = file(folder, "classes.csv"), *users = file(folder, "users.csv"),
	     *enrol = file(folder, "enrollments.csv"), *demo = file(folder, "demographics.csv");
	fputs("sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n", orgs);
	fputs("sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n", courses);
	fputs("sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n", cls);
	fputs("sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n", users);
	fputs("sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n", enrol);
	fputs("sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity\n", demo);
	for (size_t s = 0; s < schools; s++) {
		size_t here = s * SCHOOL + SCHOOL <= learners ? SCHOOL : learners - s * SCHOOL;
		uid(a, 'o', s);
		fprintf(orgs, "%s,active,2026-08-01T00:00:00.000Z,Sample School %zu,school,%zu,\n", a, s, s);
		fprintf(courses, "%s,active,,year,Course %zu,C%zu,03,%s,Mathematics,\n", uid(b, 'k', s), s, s, a);
		for (size_t i = 0; i < here; i++) {
			size_t n = s * SCHOOL + i;
			fprintf(users, "%s,active,2026-08-01T00:00:00.000Z,true,%s,student,learner.%zu,,Given%zu,Family%zu,,%zu,l%zu@example.org,,,,%02zu,\n", uid(c, 'l', n), a, n, n % 997,
			        n % 4999, 900000 + n, n, 1 + n % 8);
			fprintf(demo, "%s,active,,20%02zu-%02zu-%02zu,female,false,false,false,false,true,false,false\n", c, 10 + n % 9, 1 + n % 12, 1 + n % 28);
		}
		for (size_t i = 0; i < classes; i++) {
			size_t n = s * classes + i;
			fprintf(cls, "%s,active,,Class %zu,03,%s,C%zu,scheduled,%zu,%s,year,Mathematics,,1\n", uid(b, 'c', n), n, uid(c, 'k', s), n, i, a);
			if (i < 40)
				fprintf(users, "%s,active,,true,%s,teacher,teacher.%zu.%zu,,Teach%zu,Family%zu,,,t%zu.%zu@example.org,,,,,\n", uid(c, 't', s * 40 + i), a, s, i, i, n, s, i);
			fprintf(enrol, "%s,active,,%s,%s,%s,teacher,true,2026-08-15,2027-06-10\n", uid(d, 'x', n), b, a, uid(c, 't', s * 40 + i % 40));
			for (size_t k = 0; k < CLASS; k++) {
				size_t who = (i * CLASS + k * 7 + i / 24) % SCHOOL;
				if (who >= here)
					continue;
				fprintf(enrol, "%s,active,,%s,%s,%s,student,,2026-08-15,2027-06-10\n", uid(d, 'e', n * CLASS + k), b, a, uid(c, 'l', s * SCHOOL + who));
				enrolments++;
			}
		}
	}
	FILE *all[] = {orgs, courses, cls, users, enrol, demo};
	for (size_t i = 0; i < 6; i++)
		fclose(all[i]);
	return enrolments;
}

/* ---- somebody hands in meanwhile ---- */

struct beside {
	struct store *s;
	atomic_bool stop;
	size_t n;
	double waits[200000];
};

static enum code small_write(struct db *db, void *arg, struct err *err)
{
	return store_meta_set(db, "bench", str_z(arg), err);
}

static void *hand_in(void *arg)
{
	struct beside *b = arg;
	while (!atomic_load(&b->stop) && b->n < sizeof b->waits / sizeof *b->waits) {
		struct err own = {0};
		int64_t from = clock_monotonic();
		char text[2] = "x";
		if (store_write(b->s, small_write, text, &own) != OK)
			return NULL;
		b->waits[b->n++] = (double)(clock_monotonic() - from) / 1000;
		struct timespec pause = {0, 5000000};
		nanosleep(&pause, NULL);
	}
	return NULL;
}

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return a < b ? -1 : a > b;
}

static struct import_report bring(struct store *s, struct arena *a, const char *kind, const char *path, struct import_options o)
{
	struct import_report r;
	o.kind = kind;
	o.paths = &path;
	o.n_paths = 1;
	must(import_run(s, a, &o, &r, &e), path);
	return r;
}

/* With TRELLIS_BENCH_TARGET (a connection string) in schemas of that server, which are there and empty: import_LEARNERS_1, _2. */
static struct store *new_school(struct arena *a, const char *folder, size_t learners)
{
	static int made;
	struct store *s;
	const struct store_options o = {.create = true};
	const char *server = getenv("TRELLIS_BENCH_TARGET");
	const char *target = server ? str_fmt(a, "%s options=-csearch_path=import_%zu_%d", server, learners, ++made).p : file_join(a, folder, "school.db");
	must(store_open(target, &o, &s, &e), "open");
	must(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e), "migrate");
	return s;
}

static double processor(void)
{
	struct rusage u;
	(void)getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void one_size(size_t learners)
{
	struct arena *a = arena_new(0);
	const char *folder;
	must(file_temp_dir(a, &folder, &e), "folder");
	size_t enrolments = roster(folder, learners);
	struct store *s = new_school(a, folder, learners);
	static struct beside b;
	pthread_t thread;
	b = (struct beside){.s = s};
	double used = processor();
	struct import_report r = bring(s, a, "oneroster", folder, (struct import_options){0});
	printf("import: OneRoster %6zu learners %8zu enrolments: %6.2f s (applied in %.2f s; processor %.2f s), %lld MB", learners, enrolments, r.seconds, r.apply_seconds,
	       processor() - used, (long long)r.peak_kib / 1024);
	char size[30];
	snprintf(size, sizeof size, "%zu", learners);
	fflush(stdout);
	printf(learners == 100000 ? "  (budget < 20 s, < 256 MB)\n" : "\n");
	fflush(stdout);
	budget_most("OneRoster import (20 s for 100,000)", size, r.seconds, "s", (double)learners / 5000);
	budget_most("OneRoster import, CPU", size, processor() - used, "s", (double)learners / 5000);
	budget_most("OneRoster import", size, (double)r.peak_kib / 1024, "MB", learners <= 100000 ? 256 : 2560);
	if (learners > 100000 || getenv("TRELLIS_BENCH_ONCE") != NULL) { /* it takes minutes: once */
		store_close(s);
		must(file_remove_all(folder, &e), "remove");
		arena_free(a);
		return;
	}
	used = processor();
	r = bring(s, a, "oneroster", folder, (struct import_options){0});
	printf("import: OneRoster %6zu learners once more: %.2f s (processor %.2f s), %lld unchanged\n", learners, r.seconds, processor() - used, (long long)r.unchanged);
	must(import_undo(s, a, ID_NIL, NULL, &(struct import_undone){0}, &e) == E_NOTFOUND ? OK : E_BUG, "undo of nothing");
	store_close(s);
	must(file_remove_all(file_join(a, folder, "school.db"), &e), "remove");
	(void)!file_remove_all(file_join(a, folder, "school.db-wal"), &e);
	s = new_school(a, folder, learners);
	b.s = s;
	pthread_create(&thread, NULL, hand_in, &b);
	r = bring(s, a, "oneroster", folder, (struct import_options){0});
	atomic_store(&b.stop, true);
	pthread_join(thread, NULL);
	if (b.n > 0) {
		qsort(b.waits, b.n, sizeof *b.waits, by_size);
		printf("import: the same with a hand-in every 5 ms: %.2f s; %zu hand-ins waited p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n", r.seconds, b.n, b.waits[b.n / 2],
		       b.waits[b.n * 99 / 100], b.waits[b.n - 1]);
		budget_most("a hand-in beside an import, p99", size, b.waits[b.n * 99 / 100], "ms", 10);
	}
	store_close(s);
	must(file_remove_all(folder, &e), "remove");
	arena_free(a);
}

static void public_sets(const char *shared)
{
	static const struct { const char *kind, *path, *budget; bool create; } SETS[] = {
		{"oneroster", "data/rosters/oneroster-gen/k12-demo", "", false}, {"case", "data/standards/ccss-asn/ccss_math_D10003FB.json", "", false},
		{"case", "data/standards/ccss-asn/ccss_ela_D10003FC.json", "the whole of the Common Core: < 1 s", false},
		{"items", "data/content/oatutor/elementary_algebra.jsonl", "", false}, {"stories", "data/content/stories/parallel7_ccby.jsonl", "", false},
		{"responses", "data/learner/spanish/spanish-test.csv", "", true}};
	struct arena *a = arena_new(0);
	const char *folder;
	must(file_temp_dir(a, &folder, &e), "folder");
	struct store *s = new_school(a, folder, 0);
	double standards = 0;
	for (size_t i = 0; i < sizeof SETS / sizeof *SETS; i++) {
		const char *path = file_join(a, shared, SETS[i].path), *name = strrchr(path, '/') + 1;
		if (!file_exists(path) && !file_is_dir(path))
			continue;
		struct import_report r = bring(s, a, SETS[i].kind, path, (struct import_options){.create_learners = SETS[i].create});
		standards += strcmp(SETS[i].kind, "case") == 0 ? r.seconds : 0;
		printf("import: %-10s %-28s %7lld rows %7lld added %6.2f s (applied in %.2f s)", SETS[i].kind, name, (long long)r.rows, (long long)r.added, r.seconds, r.apply_seconds);
		if (SETS[i].budget[0] != '\0')
			printf("  (%s; both %.2f s)", SETS[i].budget, standards);
		printf("\n");
	}
	if (standards > 0)
		budget_most("the whole of the Common Core (CASE)", "1", standards, "s", 1);
	store_close(s);
	must(file_remove_all(folder, &e), "remove");
	arena_free(a);
}

/* Each in a process of its own, so that memory is its own. */
static void apart(size_t learners, const char *shared)
{
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		if (shared != NULL)
			public_sets(shared);
		else
			one_size(learners);
		fflush(stdout);
		_exit(0);
	}
	int status = 0;
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		exit(1);
}

int main(int argc, char **argv)
{
	const char *shared = getenv("TRELLIS_SHARED");
	for (int i = 1; i < argc; i++) {
		int64_t n;
		if (strcmp(argv[i], "public") == 0 && shared != NULL && file_is_dir(shared)) {
			apart(0, shared);
			continue;
		}
		if (!str_int(str_z(argv[i]), &n) || n < 1 || n > 2000000)
			return 2;
		apart((size_t)n, NULL);
	}
	if (argc > 1)
		return 0;
	apart(1000, NULL);
	apart(10000, NULL);
	if (!budget_quick()) {
		apart(100000, NULL);
		if (budget_million())
			apart(1000000, NULL);
	}
	if (shared != NULL && file_is_dir(shared))
		apart(0, shared);
	else
		budget_none("the whole of the Common Core (CASE)", "1", "s");
	return 0;
}
