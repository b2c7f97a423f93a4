/* migrate_kill [ROUNDS]: an upgrade is killed (SIGKILL) at random moments, on SQLite and on PostgreSQL, from the first step on with
 * rows in the tables. Afterwards each step is there whole or not at all, the rows that were there still are, and the same program
 * started once more brings the database all the way up. ROUNDS: argument, or TRELLIS_KILLS, or 2. */
#include "base/file.h"
#include "record/record.h"
#include "support/pg.h"

#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err e;
enum { FIRST = 3, ROWS = 500 };

static void must(enum code c, const char *what)
{
	if (c == OK)
		return;
	fprintf(stderr, "%s: %s\n", what, e.text);
	exit(1);
}

static void hold(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "%s\n", what);
	exit(1);
}

static struct store *open_it(const char *target)
{
	struct store *s;
	must(store_open(target, &(struct store_options){.create = true, .test_no_sync = true}, &s, &e), "open");
	return s;
}

static enum code fill(struct db *db, void *arg, struct err *why)
{
	enum code c = OK;
	(void)arg;
	for (int i = 0; !c && i < ROWS; i++) {
		char login[ID_TEXT];
		c = db_exec(db, why, "insert into account (id, district, person, login, kind, state, made_at, changed_at) values (?1, ?2, ?1, ?3, 'adult', 'active', 0, 0)", "bdz", id_new(), id_text(id_new(), login));
	}
	return c;
}

static bool upgrade(const char *target, int64_t us)
{
	fflush(stdout);
	pid_t pid = fork();
	int status = 0;
	hold(pid >= 0, "fork");
	if (pid == 0) {
		struct store *s = open_it(target);
		must(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e), "upgrade");
		store_close(s);
		_exit(0);
	}
	if (us > 0) {
		(void)usleep((useconds_t)us);
		(void)kill(pid, SIGKILL);
	}
	hold(waitpid(pid, &status, 0) == pid && (WIFSIGNALED(status) || WEXITSTATUS(status) == 0), "the upgrade failed");
	return WIFSIGNALED(status);
}

static int64_t one(struct db *db, const char *sql)
{
	struct rows *r;
	must(db_query_vals(db, &e, &r, sql, NULL, 0), sql);
	hold(rows_next(r, &e) == 1, sql);
	int64_t n = rows_i(r, 0);
	rows_end(r);
	return n;
}

static void rounds(bool postgres, const char *folder, int n, unsigned *seed)
{
	char target[400];
	int64_t us = 0;
	int killed = 0, between = 0;
	for (int i = 0; i <= n; i++) {
		struct db *db;
		if (postgres)
			hold(pg_fresh(target, sizeof target), "no schema");
		else
			(void)snprintf(target, sizeof target, "%s/s%d.db", folder, i);
		struct store *s = open_it(target);
		must(store_migrate(s, MIGRATIONS, FIRST, &e), "first steps");
		must(store_write(s, fill, NULL, &e), "rows");
		store_close(s);
		int64_t from = clock_monotonic();
		bool dead = upgrade(target, i == 0 ? 0 : 1000 + (int64_t)((double)us * (rand_r(seed) % 1000) / 1000));
		if (i == 0)
			us = clock_monotonic() - from;
		killed += dead;
		s = open_it(target);
		must(store_check(s, &e), "check");
		must(store_read(s, &db, &e), "read");
		int64_t steps = one(db, "select count(*) from store_migration");
		hold(one(db, "select count(*) from account") == ROWS, "rows are gone");
		store_read_end(db);
		between += dead && steps > FIRST && steps < (int64_t)MIGRATION_COUNT;
		must(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e), "once more");
		must(store_read(s, &db, &e), "read");
		must(record_schema_check(db, &e), "tables");
		hold(one(db, "select count(*) from account") == ROWS, "rows are gone");
		store_read_end(db);
		must(store_check(s, &e), "check");
		store_close(s);
	}
	printf("upgrade%s: %d times killed, %d times between two steps: no row was lost, and once more it was whole\n", postgres ? " on postgres" : "", killed, between);
}

int main(int argc, char **argv)
{
	const char *wanted = argc > 1 ? argv[1] : getenv("TRELLIS_KILLS"), *folder;
	int n = wanted != NULL ? (int)strtol(wanted, NULL, 10) : 2;
	unsigned seed = (unsigned)getpid();
	char probe[400];
	struct arena *a = arena_new(0);
	if (n < 1 || a == NULL || sodium_init() < 0)
		return 1;
	must(file_temp_dir(a, &folder, &e), "folder");
	rounds(false, folder, n, &seed);
	if (pg_fresh(probe, sizeof probe))
		rounds(true, folder, n, &seed);
	must(file_remove_all(folder, &e), "remove");
	arena_free(a);
	return 0;
}
