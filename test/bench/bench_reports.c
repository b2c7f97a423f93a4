/* Reports of a district against their budgets: bench_reports [LEARNERS...] (1,000, 10,000 and 100,000; with
 * TRELLIS_BENCH_QUICK the first two, with TRELLIS_BENCH_MOST=1000000 a million too: 8 GB in TMPDIR). A district is made by bulk inserts of what reports read, some 20 rows a learner, ids in the
 * order of time as everywhere; each report then runs in a process of its own, so that its memory is its own.
 * Budgets: growth of O(n log n), told by an exponent of at most 1.15 from one size to the next; < 256 MB at 100,000.
 * bench_reports around DATABASE LEARNERS puts such a district around the school that is there, with 20 more pieces of evidence a learner:
 * that is how the other benches come to a small school in a large district within a minute.
 * TRELLIS_BENCH_TARGET: the schemas reports_LEARNERS of that PostgreSQL server, which are there and empty (bench_load.py gives them). */
#include "base/file.h"
#include "record/record.h"
#include "school/admin/agency.h"
#include "school/admin/answers.h"
#include "school/admin/reach.h"
#include "school/admin/same_help.h"
#include "school/plan/delivery_school.h"
#include "school/plan/plan_time.h"
#include "support/budget.h"

#include <libpq-fe.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err e;
static day_t today, monday;

static void must(enum code c, const char *what)
{
	if (c == OK)
		return;
	fprintf(stderr, "%s: %s\n", what, e.text);
	exit(1);
}

/* ---- a district ---- */

/* SQL of both databases. uid(table, n): the same id for the same thing; uid_at(day, n): of that day; ours(): the district.
 * People are told apart by multiples: of 100, 14 have a plan of record, 20 learn English, 45 get meals. What people wrote through the
 * year stands in another order than they do. LEARNERS, DAY (today's number) and the dates are put in before. */
#define ROW "ours(), 1, 1, null, 1, null"
#define COLUMNS "id, district, version, created_at, created_by, updated_at, updated_by"
#define NOW "DAY * 86400000000"
#define LATELY "ours(), 1, " NOW ", null, " NOW ", null"
static const char *const INSERTS[] = {
	"insert into org (" COLUMNS ", name, kind) select uid(1, n), " ROW ", 'Sample School ' || n, 'school' from number where n < (LEARNERS + 599) / 600",
	"insert into class (" COLUMNS ", title, kind, org) select uid(2, n), " ROW ", 'Sample Class ' || n, 'homeroom', uid(1, n / 24) from number where n < (LEARNERS + 24) / 25",
	"insert into person (" COLUMNS ", given_name, family_name, grade, home_languages, active) select uid(3, n), " ROW ", 'Sample' || (n % 997), 'Learner' || (n * 7919 % 4999), '0' || (n % 9),"
	" case when n % 100 < 20 then 'es' when n % 100 < 25 then 'so en' else 'en' end, 1 from number",
	"insert into role (" COLUMNS ", person, org, role) select uid(4, n), " ROW ", uid(3, n), uid(1, n / 600), 'student' from number",
	"insert into enrolment (" COLUMNS ", class, person, role) select uid(5, n), " ROW ", uid(2, n / 25), uid(3, n), 'student' from number",
	"insert into enrolment (" COLUMNS ", class, person, role) select uid(6, n), " ROW ", uid(2, n), uid(7, n), 'teacher' from number where n < (LEARNERS + 24) / 25 and n % 40 > 0",
	"insert into guardian (" COLUMNS ", learner, adult, relation, has_access, reach_by) select uid(8, n), " ROW ", uid(3, n), uid(9, n), 'parent', 1, case when n % 3 > 0 then 'email' end from number",
	"insert into demographics (" COLUMNS ", learner, sex, race) select uid(10, n), " ROW ", uid(3, n), 'female', case when n % 100 < 30 then 'hispanic' when n % 100 < 75 then 'white'"
	" when n % 100 < 90 then 'black' when n % 100 < 97 then 'asian' else 'twoOrMore' end from number",
	"insert into home_access (" COLUMNS ", learner, device, connection) select uid(11, n), " ROW ", uid(3, n), case when n % 10 = 0 then 'phone' else 'computer' end,"
	" case when n % 12 = 0 then 'none' else 'steady' end from number where n % 7 > 0",
	"insert into program (" COLUMNS ", learner, program) select uid(12, n), " ROW ", uid(3, n), 'iep' from number where n % 100 < 14",
	"insert into program (" COLUMNS ", learner, program) select uid(13, n), " ROW ", uid(3, n), 'el' from number where n % 5 = 0",
	"insert into program (" COLUMNS ", learner, program) select uid(14, n), " ROW ", uid(3, n), 'mealAssistance' from number where n % 20 < 9",
	"insert into profile (" COLUMNS ", state, learner) select uid(15, n), " ROW ", case when n % 4 > 0 then 'complete' else 'draft' end, uid(3, n * 31 % LEARNERS) from number",
	"insert into plan (" COLUMNS ", state, learner, title, begin_on, review_on, minutes_spent) select uid(16, n), " ROW ", 'active', uid(3, n * 37 % LEARNERS), 'Plan', 'MONTHS', 'TODAY', n % 40 from number where n % 5 > 0",
	"insert into conference (" COLUMNS ", state, learner, kind, planned_on, held_on) select uid(17, n), " ROW ", 'held', uid(3, n * 41 % LEARNERS), 'studentLed', 'MONTHS', 'MONTHS' from number where n % 3 > 0",
	"insert into goal (" COLUMNS ", state, learner, text, next_step, check_in) select uid(18, n), ours(), 1, " NOW ", uid(3, n * 43 % LEARNERS), " NOW ", null, 'open', uid(3, n * 43 % LEARNERS), 'A sample goal', 'Begin', 'TODAY' from number",
	"insert into week_plan (" COLUMNS ", state, learner, monday) select uid(19, n), " LATELY ", 'given', uid(3, n * 47 % LEARNERS), 'BEFORE' from number",
	"insert into week_plan (" COLUMNS ", state, learner, monday) select uid(20, n), " LATELY ", 'given', uid(3, n * 47 % LEARNERS), 'MONDAY' from number where n % 10 > 0",
	"insert into week_item (" COLUMNS ", state, learner, week, title, mode, minutes, done_looks_like, rigor) select uid(21, n), " LATELY ", 'planned', uid(3, n * 47 % LEARNERS), uid(20, n), 'Sample work',"
	" case when n % 3 = 0 then 'paper' else 'screen' end, 20, 'Done', 1 + n % 4 from number",
	"insert into week_item (" COLUMNS ", state, learner, week, title, mode, minutes, done_looks_like, rigor) select uid(22, n), " LATELY ", 'planned', uid(3, n * 47 % LEARNERS), uid(20, n), 'More sample work',"
	" 'person', 30, 'Done', 1 + n % 4 from number",
	"insert into plan_line (" COLUMNS ", learner, source, kind, text, term, prohibited) select uid(23, n), " ROW ", uid(3, n), 'iep', 'accommodation', 'Large print', 'printSize', 0 from number where n % 100 < 14",
	"insert into plan_line (" COLUMNS ", learner, source, kind, text, term, prohibited) select uid(24, n), " ROW ", uid(3, n), 'iep', 'support', 'Read aloud', 'spoken', 0 from number where n % 100 < 14",
	"insert into note (" COLUMNS ", learner, kind, part, text, author_is) select uid(25, n), " LATELY ", uid(3, n * 53 % LEARNERS), 'remark', 'week', 'A sample remark', 'staff' from number where n % 2 = 0",
	"insert into note (" COLUMNS ", learner, kind, part, text, author_is) select uid(26, n), " LATELY ", uid(3, n * 59 % LEARNERS), 'remark', 'week', 'A sample answer', 'family' from number where n % 4 = 0",
	"insert into message (" COLUMNS ", learner, thread, author, text) select uid(27, n), " LATELY ", uid(3, n * 61 % LEARNERS), uid(28, n), case when n % 2 = 0 then uid(9, n * 61 % LEARNERS) else uid(7, n) end,"
	" 'A sample message' from number where n % 2 = 0",
	"insert into help_request (" COLUMNS ", state, learner, kind) select uid(29, n), " LATELY ", case when n % 3 = 0 then 'open' else 'answered' end, uid(3, n * 67 % LEARNERS), 'support' from number where n % 5 = 0",
	"insert into delivery (" COLUMNS ", learner, on_day, what, term, channel) select uid_at(DAY, n), " LATELY ", uid(3, n * 71 % LEARNERS), 'TODAY', case when n % 9 = 0 then 'missed' else 'offered' end, 'printSize', 'person'"
	" from number where n % 7 = 0",
	"insert into delivery (" COLUMNS ", learner, on_day, what, term, channel) select uid_at(DAY - 30, n), " LATELY ", uid(3, n * 73 % LEARNERS), 'BEFORE', 'used', 'spoken', 'person' from number where n % 2 = 0",
	"insert into event (" COLUMNS ", learner, kind, actor, happened_at, score, way) select uid_at(DAY - 9, n), " LATELY ", uid(3, n * 79 % LEARNERS), case when n % 4 = 0 then 'task' else 'item' end, uid(3, n * 79 % LEARNERS),"
	" " NOW ", 1, case when n % 8 = 0 then 'spoken' end from number",
	"insert into event (" COLUMNS ", learner, kind, actor, happened_at, score) select uid_at(DAY - 8, n), " LATELY ", uid(3, n * 83 % LEARNERS), 'item', uid(3, n * 83 % LEARNERS), " NOW ", 0 from number"};

static const char evidence[] = /* a piece a day, of everybody */
	"insert into event (" COLUMNS ", learner, kind, actor, happened_at, score) select uid_at(DAY - 60 + d, n), " LATELY ", uid(3, n * 89 % LEARNERS), 'practice', uid(3, n * 89 % LEARNERS), " NOW ", 1"
	" from number, (with recursive days (d) as (select 1 union all select d + 1 from days where d < 20) select d from days) of_day";

/* The words in capitals that INSERTS have. */
static const char *filled(struct arena *a, const char *sql, size_t learners)
{
	const struct { const char *word; struct str is; } words[] = {
		{"LEARNERS", str_fmt(a, "%zu", learners)}, {"TODAY", day_text(a, today)}, {"MONTHS", day_text(a, today - 60)}, {"BEFORE", day_text(a, monday - 7)}, {"MONDAY", day_text(a, monday)},
		{"DAY", str_fmt(a, "%lld", (long long)today)}};
	struct buf b = buf_new(a, 100000);
	while (*sql) {
		size_t k = 0, n = sizeof words / sizeof *words;
		while (k < n && strncmp(sql, words[k].word, strlen(words[k].word)) != 0)
			k++;
		if (k < n) {
			buf_str(&b, words[k].is);
			sql += strlen(words[k].word);
		} else
			buf_byte(&b, *sql++);
	}
	return b.p;
}

static struct id made(uint64_t ms, unsigned kind, uint64_t n)
{
	struct id id = {{0}};
	for (int i = 0; i < 6; i++)
		id.b[i] = (unsigned char)(ms >> (40 - 8 * i));
	id.b[6] = (unsigned char)(0x70 | kind >> 8);
	id.b[7] = (unsigned char)kind;
	for (int i = 8; i < 16; i++)
		id.b[i] = (unsigned char)(n >> (120 - 8 * i));
	id.b[8] |= 0x80;
	return id;
}

static void uid(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	struct id id = made(1000000, (unsigned)sqlite3_value_int64(v[0]), (uint64_t)sqlite3_value_int64(v[1]));
	sqlite3_result_blob(c, id.b, 16, SQLITE_TRANSIENT);
}

static void uid_at(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	struct id id = made((uint64_t)sqlite3_value_int64(v[0]) * 86400000, 0, (uint64_t)sqlite3_value_int64(v[1]));
	sqlite3_result_blob(c, id.b, 16, SQLITE_TRANSIENT);
}

static void ours(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	(void)v;
	sqlite3_result_blob(c, ((const struct id *)sqlite3_user_data(c))->b, 16, SQLITE_TRANSIENT);
}

static void in_sqlite(struct arena *a, const char *path, struct id district, size_t learners, bool around)
{
	sqlite3 *db;
	char *why = NULL;
	if (sqlite3_open(path, &db) || sqlite3_create_function(db, "uid", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, uid, NULL, NULL) ||
	    sqlite3_create_function(db, "uid_at", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, uid_at, NULL, NULL) ||
	    sqlite3_create_function(db, "ours", 0, SQLITE_UTF8, &district, ours, NULL, NULL))
		exit(1);
	const char *begin = "pragma synchronous = off; pragma cache_size = -200000; pragma temp_store = memory; begin; create temp table number (n integer primary key);"
	                    "insert into number with recursive k (n) as (select 0 union all select n + 1 from k where n < LEARNERS - 1) select n from k";
	int bad = sqlite3_exec(db, filled(a, begin, learners), NULL, NULL, &why);
	for (size_t i = 0; i < sizeof INSERTS / sizeof *INSERTS && !bad; i++)
		bad = sqlite3_exec(db, filled(a, INSERTS[i], learners), NULL, NULL, &why);
	if (around && !bad)
		bad = sqlite3_exec(db, filled(a, evidence, learners), NULL, NULL, &why);
	if (bad || sqlite3_exec(db, "commit; pragma wal_checkpoint(truncate)", NULL, NULL, &why)) {
		fprintf(stderr, "%s\n", why);
		exit(1);
	}
	sqlite3_close(db);
}

static void ask(PGconn *c, const char *sql)
{
	PGresult *r = PQexec(c, sql);
	if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK) {
		fprintf(stderr, "%s: %s\n", sql, PQerrorMessage(c));
		exit(1);
	}
	PQclear(r);
}

static void in_postgres(struct arena *a, const char *target, struct id district, size_t learners, bool around)
{
	PGconn *c = PQconnectdb(target);
	char hex[33];
	for (int i = 0; i < 16; i++)
		snprintf(hex + (size_t)2 * (size_t)i, 3, "%02x", district.b[i]);
	ask(c, "create function uid(bigint, bigint) returns bytea language sql immutable as $$ select decode('0000000f4240' || lpad(to_hex(28672 + $1), 4, '0') || '8' || lpad(to_hex($2), 15, '0'), 'hex') $$");
	ask(c, "create function uid_at(bigint, bigint) returns bytea language sql immutable as $$ select decode(lpad(to_hex($1 * 86400000), 12, '0') || '70008' || lpad(to_hex($2), 15, '0'), 'hex') $$");
	ask(c, str_fmt(a, "create function ours() returns bytea language sql immutable as $$ select decode('%s', 'hex') $$", hex).p);
	ask(c, str_fmt(a, "begin; create temp table number as select n from generate_series(0::bigint, %zu) g(n)", learners - 1).p);
	for (size_t i = 0; i < sizeof INSERTS / sizeof *INSERTS; i++)
		ask(c, filled(a, INSERTS[i], learners));
	if (around)
		ask(c, filled(a, evidence, learners));
	ask(c, "commit");
	ask(c, "analyze");
	PQfinish(c);
}

/* ---- reports ---- */

enum { REACH, SAME, ANSWERS, CONTACT, SUPPORTS, AGENCY, TIMES, REPORTS };
static const char *const names[REPORTS] = {
	"whom we do not reach", "the same help", "what families answer", "nobody to ask first", "supports of the school", "is agency offered", "time for plans"};

static enum code report(int which, struct db *db, struct arena *a, struct id org, size_t *n)
{
	struct reach reach;
	struct same_help same;
	struct answers answers;
	struct no_contact *contact;
	struct delivery_school supports;
	struct agency agency;
	struct plan_times times;
	enum code c;
	*n = 1;
	switch (which) {
	case REACH:
		c = reach_load(db, a, org, today, monday, &reach, &e);
		*n = c ? 0 : reach.n;
		return c;
	case SAME:
		return same_help_load(db, a, org, today, monday, &same, &e);
	case ANSWERS:
		c = answers_load(db, a, LANG_EN, org, today, &answers, &e);
		*n = c ? 0 : answers.learners;
		return c;
	case CONTACT:
		return answers_no_contact(db, a, org, today, &contact, n, &e);
	case SUPPORTS:
		c = delivery_school(db, a, LANG_EN, org, monday, today, &supports, &e);
		*n = c ? 0 : (size_t)supports.all.learners;
		return c;
	case AGENCY:
		return agency_load(db, a, org, today, &agency, &e);
	default:
		c = plan_time_load(db, org, day_text(a, today), day_text(a, today - 365), &times, &e);
		*n = c ? 0 : (size_t)times.all.plans;
		return c;
	}
}

struct figures { double seconds, cpu, mb; size_t n; };

static double processor(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* The best of three runs: the file is in the system's memory then, and what else the machine does counts least. */
static void run(const char *target, int which, struct id org, struct figures *out)
{
	struct store *s;
	must(store_open(target, &(struct store_options){0}, &s, &e), "open");
	for (int times = 0; times < 3; times++) {
		struct arena *a = arena_new(0);
		struct db *db;
		must(store_read(s, &db, &e), "read");
		int64_t from = clock_monotonic();
		double used = processor();
		must(report(which, db, a, org, &out->n), names[which]);
		double seconds = (double)(clock_monotonic() - from) / 1e6, cpu = processor() - used;
		out->seconds = times == 0 || seconds < out->seconds ? seconds : out->seconds;
		out->cpu = times == 0 || cpu < out->cpu ? cpu : out->cpu;
		store_read_end(db);
		arena_free(a);
	}
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	out->mb = (double)u.ru_maxrss / 1024;
	store_close(s);
}

static bool apart(const char *target, int which, struct id org, struct figures *out)
{
	int status = 0;
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		run(target, which, org, out);
		_exit(0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static void make(const char *target, bool server, size_t learners, bool around)
{
	struct arena *a = arena_new(0);
	struct store *s;
	must(store_open(target, &(struct store_options){.create = !around, .test_no_sync = true}, &s, &e), "open");
	must(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e), "migrate");
	struct id district = store_district(s);
	store_close(s);
	if (server)
		in_postgres(a, target, district, learners, around);
	else
		in_sqlite(a, target, district, learners, around);
	arena_free(a);
}

static bool one_size(size_t learners, const char *server, struct figures *before, size_t learners_before)
{
	struct arena *a = arena_new(0);
	const char *folder;
	char size[60];
	bool well = true;
	must(file_temp_dir(a, &folder, &e), "folder");
	const char *target = server ? str_fmt(a, "%s options=-csearch_path=reports_%zu", server, learners).p : file_join(a, folder, "district.db");
	int64_t from = clock_monotonic();
	fflush(stdout);
	pid_t pid = fork();
	int status = 1;
	if (pid == 0) {
		make(target, server != NULL, learners, false);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		return false;
	printf("reports: a district of %zu was made in %.1f s\n", learners, (double)(clock_monotonic() - from) / 1e6);
	struct figures *f = mmap(NULL, sizeof *f, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (f == MAP_FAILED)
		return false;
	for (int k = 0; k < REPORTS; k++) {
		if (!apart(target, k, ID_NIL, f)) {
			well = false;
			continue;
		}
		struct figures all = *f;
		if (!apart(target, k, made(1000000, 1, 0), f)) {
			well = false;
			continue;
		}
		printf("reports: %7zu learners, %-24s %8.3f s (processor %.3f s), %4.0f MB (%zu in it); of one school of 600: %.3f s\n", learners, names[k], all.seconds, all.cpu, all.mb, all.n, f->seconds);
		snprintf(size, sizeof size, "%zu", learners);
		budget_told(str_fmt(a, "report: %s", names[k]).p, size, all.seconds, "s");
		budget_most(str_fmt(a, "report: %s", names[k]).p, size, all.mb, "MB", learners <= 100000 ? 256 : 2560);
		double now = server ? all.seconds : all.cpu, then = server ? before[k].seconds : before[k].cpu; /* a server's processor is not ours */
		if (learners_before && then > 0.01) { /* less is the clock's */
			double exponent = log(now / then) / log((double)learners / (double)learners_before);
			snprintf(size, sizeof size, "%zu to %zu", learners_before, learners);
			budget_most(str_fmt(a, "report: %s", names[k]).p, size, exponent, "exponent of growth", 1.15);
		}
		before[k] = all;
	}
	munmap(f, sizeof *f);
	must(file_remove_all(folder, &e), "remove");
	arena_free(a);
	return well;
}

int main(int argc, char **argv)
{
	static const char *const usual[] = {"1000", "10000", "100000", "1000000"};
	const char *const *sizes = argc > 1 ? (const char *const *)argv + 1 : usual, *server = getenv("TRELLIS_BENCH_TARGET");
	int64_t around;
	today = (day_t)(clock_now() / DAY);
	monday = day_monday(today);
	if (argc == 4 && strcmp(argv[1], "around") == 0 && str_int(str_z(argv[3]), &around) && around > 0) {
		make(argv[2], strchr(argv[2], '=') != NULL, (size_t)around, true);
		return 0;
	}
	int n = argc > 1 ? argc - 1 : budget_quick() ? 2 : budget_million() ? 4 : 3;
	struct figures before[REPORTS] = {{0}};
	size_t last = 0;
	bool well = true;
	for (int i = 0; i < n; i++) {
		int64_t learners;
		if (!str_int(str_z(sizes[i]), &learners) || learners < 1 || learners > 2000000)
			return 2;
		well = one_size((size_t)learners, server, before, last) && well;
		last = (size_t)learners;
	}
	return well ? 0 : 1;
}
