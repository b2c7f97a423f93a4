/* kill9 [ROUNDS]: a child process saves from eight threads and tells of each write that was acknowledged; it is
 * killed (SIGKILL) at a random moment. Whatever it told must be there exactly once, whole, and the database sound.
 * The same file goes on from round to round. ROUNDS: argument, or TRELLIS_KILLS, or 20.
 *
 * Ways: killed as it is; killed on a disk that forgets whatever was not flushed (the plug is pulled), and on one that has
 * some of it, torn and out of order; with the clock set back; killed beside a PostgreSQL. And the proof that the second can fail: without flushing, acknowledged writes must be lost. */
#include "store/store.h"

#include "support/disk.h"
#include "support/pg.h"
#include "support/proof.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS 8
#define MOST 200000 /* writes told of in a round at most */

static const struct migration TABLES[] = {
	{1, "events",
	 "create table event (id blob primary key, district blob not null, token integer not null, note text not null) strict;\n"
	 "create index event_token on event (token);\n"
	 "create table part (id blob primary key, district blob not null, event blob not null references event (id)) strict;\n"
	 "create index part_event on part (event);\n"},
};

struct told {
	int64_t token;
	struct id id;
};

static void die(const char *what, const struct err *e)
{
	fprintf(stderr, "%s: %s\n", what, e != NULL ? e->text : "");
	exit(1);
}

/* An event and its three parts: all or nothing. */
static enum code put(struct db *db, void *arg, struct err *e)
{
	const struct told *t = arg;
	char note[300];
	enum code code;
	int i;

	memset(note, 'a' + (int)(t->token % 26), sizeof note);
	code = db_exec(db, e, "insert into event (id, district, token, note) values (?1, ?2, ?3, ?4)", "bdit", t->id, t->token,
	               ((struct str){note, (size_t)(t->token % (int64_t)sizeof note)}));
	for (i = 0; i < 3 && code == OK; i++)
		code = db_exec(db, e, "insert into part (id, district, event) values (?1, ?2, ?3)", "bdb", id_new(), t->id);
	return code;
}

struct client {
	struct store *s;
	pthread_t thread;
	int pipe;
	int64_t token;
};

static void *save(void *arg)
{
	struct client *c = arg;

	for (;; c->token++) {
		struct told t = {.token = c->token, .id = id_new()};
		struct err e = {0};

		if (store_write(c->s, put, &t, &e) != OK)
			die("write", &e);
		if (write(c->pipe, &t, sizeof t) != sizeof t)
			_exit(0); /* the parent has gone */
	}
	return NULL;
}

/* How a child goes about it. */
struct way {
	const char *name, *target;
	bool forgets, no_flush, tears, back;
};

static void child(const struct way *way, int out, int round)
{
	static struct client c[WRITERS];
	struct store_options o = {.test_no_sync = way->no_flush};
	struct err e = {0};
	struct store *s;
	int i;

	sigset_t stop;
	int which;

	sigemptyset(&stop);
	sigaddset(&stop, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &stop, NULL);
	if (way->back) /* each time the machine thinks that it is earlier than the last time */
		clock_shift(-round * 11 * HOUR);
	if (way->forgets)
		disk_install(true);
	if (store_open(way->target, &o, &s, &e) != OK)
		die("open", &e);
	for (i = 0; i < WRITERS; i++) {
		c[i] = (struct client){.s = s, .pipe = out, .token = ((int64_t)round * WRITERS + i) * 1000000};
		if (pthread_create(&c[i].thread, NULL, save, &c[i]) != 0)
			exit(1);
	}
	/* the power goes while writes are under way */
	if (sigwait(&stop, &which) == 0 && way->tears)
		disk_tear((unsigned)round * 2654435761U);
	(void)raise(SIGKILL);
}

static int64_t ask(struct db *db, const char *sql, const struct told *t)
{
	struct err e = {0};
	int64_t n = 0;

	if (db_int(db, &e, &n, sql, "ib", t->token, t->id) != OK)
		die("query", &e);
	return n;
}

static void verify(struct store *s, const struct told *told, size_t n)
{
	struct err e = {0};
	struct db *db;
	int64_t odd;
	size_t i;

	if (store_check(s, &e) != OK || store_read(s, &db, &e) != OK)
		die("check", &e);
	for (i = 0; i < n; i++) {
		if (ask(db, "select count(*) from event where token = ?1 and id = ?2", &told[i]) != 1 ||
		    ask(db, "select count(*) from event where token = ?1 and ?2 is not null", &told[i]) != 1) {
			fprintf(stderr, "an acknowledged write (token %lld) is not there exactly once\n", (long long)told[i].token);
			exit(1);
		}
	}
	if (db_int(db, &e, &odd, "select count(*) from event e where (select count(*) from part p where p.event = e.id) <> 3", "") != OK)
		die("query", &e);
	if (odd != 0) {
		fprintf(stderr, "%lld writes are there in part\n", (long long)odd);
		exit(1);
	}
	store_read_end(db);
}

/* Reads what the child tells until it is killed; returns how many. */
static size_t one_round(const struct way *way, int round, struct told *told, unsigned *seed)
{
	int64_t until = clock_monotonic() + 5000 + (int64_t)(rand_r(seed) % 120) * 1000;
	struct told t;
	int ends[2];
	size_t n = 0;
	bool killed = false;
	pid_t pid = -1;

	if (pipe(ends) != 0 || (pid = fork()) < 0)
		die("fork", NULL);
	if (pid == 0) {
		close(ends[0]);
		child(way, ends[1], round);
	}
	close(ends[1]);
	for (;;) {
		ssize_t got = read(ends[0], &t, sizeof t);

		if (got < 0 && errno == EINTR)
			continue;
		if (got != sizeof t)
			break;
		if (n < MOST)
			told[n++] = t;
		/* The clock starts with the first answer, so that every round has some. Some rounds are long enough for
		 * checkpoints. */
		if (n == 1)
			until = clock_monotonic() + 1000 + (int64_t)(rand_r(seed) % (round % 10 == 5 ? 1500 : 120)) * 1000;
		if (!killed && clock_monotonic() >= until) {
			kill(pid, way->tears ? SIGUSR1 : SIGKILL);
			killed = true;
		}
	}
	close(ends[0]);
	waitpid(pid, NULL, 0);
	return n;
}

/* Told of, but not there. */
static size_t missing(struct store *s, const struct told *told, size_t n)
{
	struct err e = {0};
	struct db *db;
	size_t i, lost = 0;

	if (store_read(s, &db, &e) != OK)
		die("read", &e);
	for (i = 0; i < n; i++)
		lost += ask(db, "select count(*) from event where token = ?1 and id = ?2", &told[i]) == 0;
	store_read_end(db);
	return lost;
}

static void rounds(const struct way *way, int n)
{
	struct store_options make = {.create = true};
	struct told *told = malloc(MOST * sizeof *told);
	unsigned seed = (unsigned)getpid();
	struct err e = {0};
	struct store *s = NULL;
	size_t all = 0, lost = 0;
	int i;

	if (told == NULL || store_open(way->target, &make, &s, &e) != OK || store_migrate(s, TABLES, 1, &e) != OK)
		die("open", &e);
	store_close(s);
	for (i = 0; i < n; i++) {
		size_t got = one_round(way, i + 1, told, &seed);

		if (got == 0)
			die("the child acknowledged nothing", NULL);
		if (store_open(way->target, NULL, &s, &e) != OK)
			die("open after the kill", &e);
		if (way->no_flush)
			lost += missing(s, told, got);
		else
			verify(s, told, got);
		store_close(s);
		all += got;
	}
	free(told);
	if (way->no_flush && lost == 0)
		die("without flushing nothing was lost: this test proves nothing", NULL);
	if (way->no_flush)
		proof("lost", "%s: %d times, %zu of %zu writes gone: this test sees a loss when there is one", way->name, n, lost, all);
	else
		proof("lost", "%s: %d kills, %zu acknowledged, %zu lost", way->name, n, all, lost);
}

static void on_sqlite(const char *folder, struct way way, int n)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	char target[300], name[320];
	size_t i;

	snprintf(target, sizeof target, "%s/school.db", folder);
	way.target = target;
	rounds(&way, n);
	for (i = 0; i < 3; i++) {
		snprintf(name, sizeof name, "%s%s", target, ends[i]);
		(void)!unlink(name);
	}
}

int main(int argc, char **argv)
{
	const char *wanted = argc > 1 ? argv[1] : getenv("TRELLIS_KILLS");
	int n = wanted != NULL ? (int)strtol(wanted, NULL, 10) : 20;
	char folder[] = "/tmp/trellis-kill-XXXXXX", target[300];

	signal(SIGPIPE, SIG_IGN);
	if (n < 1 || mkdtemp(folder) == NULL)
		return 1;
	on_sqlite(folder, (struct way){.name = "sqlite, killed"}, n);
	on_sqlite(folder, (struct way){.name = "sqlite, plug pulled", .forgets = true}, n);
	on_sqlite(folder, (struct way){.name = "sqlite, plug pulled, what was under way torn and out of order", .forgets = true, .tears = true}, n);
	on_sqlite(folder, (struct way){.name = "sqlite, killed, the clock set back each time", .back = true}, (n + 3) / 4);
	on_sqlite(folder, (struct way){.name = "sqlite, plug pulled, not flushing (must lose)", .forgets = true, .no_flush = true}, 1);
	(void)!rmdir(folder);
	if (pg_fresh(target, sizeof target))
		rounds(&(struct way){.name = "postgres, killed", .target = target}, (n + 3) / 4);
	return 0;
}
