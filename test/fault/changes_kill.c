/* changes_kill [ROUNDS]: a school with a log of changes is written to by several threads of a process that is killed
 * (SIGKILL) at random moments, again and again; between two kills other things happen to the log: a commit that never came
 * leaves half a record, a table is changed by a step of the database. At the end the backup of the beginning and the log give
 * the same rows, sum by sum, as the database that went through all of it, and each row that was acknowledged is among them
 * once. To a moment in between: exactly what was acknowledged up to then. A damaged, shortened or foreign log is refused, and
 * a copied database does not write into the log of the first. ROUNDS: argument, or TRELLIS_KILLS, or 2. */
#include "base/file.h"
#include "store/changes_form.h"
#include "record/record.h"
#include "school/admin/backup.h"
#include "support/proof.h"

#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err e;
static struct arena *a;
static const char *folder, *school, *logs, *backup;

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

static struct store *open_school(const char *target)
{
	struct store *s;
	must(store_open(target, &(struct store_options){.create = true}, &s, &e), "open");
	must(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e), "migrate");
	return s;
}

static enum code put(struct db *db, void *arg, struct err *why)
{
	struct id id = *(struct id *)arg;
	enum code c = db_exec(db, why, "insert into disclosure (id, district, learner, at, made_by, to_whom, purpose, what) values (?1, ?2, ?1, ?3, ?1, 'a kill', '', '')", "bdi", id, clock_now());
	if (c == OK && id.b[15] % 4 == 0) /* changed and removed again, too */
		c = db_exec(db, why, "update disclosure set purpose = 'changed' where id = ?1", "b", id);
	if (c == OK && id.b[15] % 8 == 0)
		c = db_exec(db, why, "delete from disclosure where to_whom = 'going'", "");
	return c != OK ? c : db_exec(db, why, "insert into disclosure (id, district, learner, at, made_by, to_whom, purpose, what) values (?1, ?2, ?1, ?3, ?1, 'going', '', '')", "bdi", id_new(), clock_now());
}

struct client { struct store *s; int pipe; };

static void *writes(void *arg)
{
	const struct client *x = arg;
	for (;;) {
		struct err mine = {0};
		struct id id = id_new();
		if (store_write(x->s, put, &id, &mine) == OK && write(x->pipe, id.b, sizeof id.b) != sizeof id.b)
			return NULL;
	}
}

/* Acknowledged ids of all rounds. */
static struct id *ids;
static size_t n_ids, room;

static void round_of(int64_t us)
{
	int ends[2];
	hold(pipe(ends) == 0, "pipe");
	fflush(stdout);
	pid_t pid = fork();
	hold(pid >= 0, "fork");
	if (pid == 0) {
		close(ends[0]);
		struct client x = {open_school(school), ends[1]};
		pthread_t t[8];
		for (int i = 0; i < 8; i++)
			if (pthread_create(&t[i], NULL, writes, &x) != 0)
				_exit(1);
		pthread_join(t[0], NULL);
		_exit(0);
	}
	close(ends[1]);
	struct id id;
	int64_t until = 0; /* from the first answer: opening takes as long as it takes */
	bool killed = false;
	while (read(ends[0], id.b, sizeof id.b) == sizeof id.b) {
		if (n_ids == room) {
			room = room * 2 + 4096;
			ids = realloc(ids, room * sizeof *ids);
			hold(ids != NULL, "memory");
		}
		ids[n_ids++] = id;
		if (until == 0)
			until = clock_monotonic() + us;
		if (!killed && clock_monotonic() >= until)
			killed = kill(pid, SIGKILL) == 0;
	}
	close(ends[0]);
	int status;
	hold(waitpid(pid, &status, 0) == pid && WIFSIGNALED(status), "the writer ended by itself");
}

static struct dump_sums sums_of(const char *target)
{
	struct dump_sums sums;
	struct db *db;
	struct store *s = open_school(target);
	must(store_check(s, &e), "check");
	must(store_read(s, &db, &e), "read");
	must(dump_sums(db, a, &sums, &e), "sums");
	store_read_end(db);
	store_close(s);
	return sums;
}

static int64_t count(const char *target)
{
	struct db *db;
	int64_t n;
	struct store *s = open_school(target);
	must(store_read(s, &db, &e), "read");
	must(db_int(db, &e, &n, "select count(*) from disclosure where to_whom = 'a kill'", ""), "count");
	store_read_end(db);
	store_close(s);
	return n;
}

static const unsigned char KEY[32] = "a key of a sample school, 32 byt", *sealed_with = KEY;

static enum code bring(const char *target, const char *from, const char *log, int64_t until, struct changes_done *done)
{
	struct backup_facts f;
	struct str kept;
	struct restore_options o = {.target = target, .changes = log, .until = until, .done = done};
	return backup_restore(a, from, &(struct vault_key){.key = sealed_with}, &o, &f, &kept, &e);
}

static void every_id_once(const char *target)
{
	struct db *db;
	struct store *s = open_school(target);
	must(store_read(s, &db, &e), "read");
	for (size_t i = 0; i < n_ids; i++) {
		int64_t n = 0;
		must(db_int(db, &e, &n, "select count(*) from disclosure where id = ?1", "b", ids[i]), "count");
		hold(n == 1, "a row that was acknowledged is not there");
	}
	store_read_end(db);
	store_close(s);
}

static const char *at(const char *name)
{
	return strdup(str_fmt(a, "%s/%s", folder, name).p);
}

/* The newest file of the log, or the only one. */
static const char *newest(struct change_place *p)
{
	struct db *db;
	struct store *s = open_school(school);
	must(store_read(s, &db, &e), "read");
	must(changes_place(db, a, p, &e), "place");
	store_read_end(db);
	store_close(s);
	char id[ID_TEXT];
	return str_fmt(a, "%s/trellis-%s-000001.changes", logs, id_text(p->timeline, id)).p;
}

static void refused(const char *from, const char *log, const char *word)
{
	struct changes_done done;
	const char *target = at("refused.db");
	hold(bring(target, from, log, INT64_MAX, &done) != OK && !file_exists(target), "a log that is not right was taken");
	hold(strstr(e.text, word) != NULL, e.text);
}

/* Nothing of what was written can be read in the folder, and without the key nothing is brought back. */
static void sealed(void)
{
	struct change_place p;
	struct str bytes;
	size_t at_byte;
	const char *file = newest(&p);
	static const unsigned char other[32] = "another key, which is not theirs";
	hold(p.sealed, "the log is not sealed");
	must(file_read(a, file, (size_t)1 << 30, &bytes, &e), "log");
	hold(!str_find(bytes, S("a kill"), &at_byte) && !str_find(bytes, S("disclosure"), &at_byte), "the log can be read");
	sealed_with = NULL;
	refused(backup, logs, "sealed");
	sealed_with = other;
	refused(backup, logs, "not sealed with this key");
	sealed_with = KEY;
	struct changes_done done;
	must(changes_apply(NULL, a, logs, KEY, &p, INT64_MAX, NULL, 0, &done, &e), "check with the key");
	must(changes_apply(NULL, a, logs, NULL, &p, INT64_MAX, NULL, 0, &done, &e), "check of the chain");
	hold(changes_apply(NULL, a, logs, other, &p, INT64_MAX, NULL, 0, &done, &e) != OK, "another key opens it");
}

/* One record of a sealed log in the place of another, with the hashes made right again: found by what is sealed. */
static void forged(void)
{
	struct change_place p;
	struct str bytes;
	const char *file = newest(&p), *other = at("forged-log");
	must(file_read(a, file, (size_t)1 << 30, &bytes, &e), "log");
	must(file_make_dir(other, 0700, &e), "folder");
	char *copy = arena_alloc(a, bytes.n);
	unsigned char before[32] = {0};
	memcpy(copy, bytes.p, bytes.n);
	for (size_t place = 0, i = 0; place + CHANGE_HEAD <= bytes.n; i++) {
		unsigned char *head = (unsigned char *)copy + place;
		size_t n = (size_t)change_number_of(head + 8);
		if (n > bytes.n - place - CHANGE_HEAD)
			break;
		if (i >= 8) /* half a second later than it was */
			change_number(head + 24, change_number_of(head + 24) + 500000);
		change_hash(before, head, (struct str){(const char *)head + CHANGE_HEAD, n}, head + 32);
		memcpy(before, head + 32, 32);
		place += CHANGE_HEAD + n;
	}
	must(file_write(file_join(a, other, strrchr(file, '/') + 1), (struct str){copy, bytes.n}, 0600, &e), "forged");
	refused(backup, other, "somebody changed it");
}

static void bad_logs(void)
{
	struct change_place p;
	const char *file = newest(&p), *other = at("other-log");
	struct str bytes;
	must(file_read(a, file, (size_t)1 << 30, &bytes, &e), "log");
	must(file_make_dir(other, 0700, &e), "folder");
	const char *copy = file_join(a, other, strrchr(file, '/') + 1);
	char *p2 = arena_alloc(a, bytes.n);
	memcpy(p2, bytes.p, bytes.n);
	p2[bytes.n / 2] ^= 1;
	must(file_write(copy, (struct str){p2, bytes.n}, 0600, &e), "copy");
	refused(backup, other, "damaged");
	must(file_write(copy, (struct str){bytes.p, 40}, 0600, &e), "copy");
	refused(backup, other, "does not reach");
	must(file_remove_all(copy, &e), "remove");
	refused(backup, other, "no log");
	/* a backup made without a log */
	const char *plain = at("plain.db"), *plain_backup = at("plain.backup");
	struct store *s = open_school(plain);
	struct backup_facts f;
	must(backup_write(s, a, plain_backup, NULL, &(struct backup_places){NULL, NULL}, &f, &e), "backup");
	store_close(s);
	refused(plain_backup, logs, "no log of changes was kept");
}

/* A copy of the database writes into a timeline of its own, and the log of the first stays as it was. */
static void copied(void)
{
	struct change_place p;
	struct str before, after;
	const char *file = newest(&p), *copy = at("copy.db");
	must(file_read(a, file, (size_t)1 << 30, &before, &e), "log");
	struct str bytes;
	must(file_read(a, school, (size_t)1 << 30, &bytes, &e), "database");
	must(file_write(copy, bytes, 0600, &e), "copy");
	struct store *s = open_school(copy);
	struct id id = id_new();
	must(store_write(s, put, &id, &e), "write");
	struct db *db;
	struct change_place mine;
	must(store_read(s, &db, &e), "read");
	must(changes_place(db, a, &mine, &e), "place");
	store_read_end(db);
	store_close(s);
	hold(mine.on && !id_eq(mine.timeline, p.timeline), "a copy writes into the log of the first");
	must(file_read(a, file, (size_t)1 << 30, &after, &e), "log");
	hold(before.n == after.n && memcmp(before.p, after.p, before.n) == 0, "the log of the first was changed by its copy");
}

int main(int argc, char **argv)
{
	const char *wanted = argc > 1 ? argv[1] : getenv("TRELLIS_KILLS");
	int n = wanted != NULL ? (int)strtol(wanted, NULL, 10) : 2;
	unsigned seed = (unsigned)getpid();
	struct changes_done done;
	struct change_place p;
	a = arena_new(0);
	if (n < 1 || a == NULL || sodium_init() < 0)
		return 1;
	must(file_temp_dir(a, &folder, &e), "folder");
	folder = strdup(folder);
	school = at("school.db"), logs = at("log"), backup = at("first.backup");
	/* a school whose last steps come later, while the log is kept */
	struct store *s;
	struct backup_facts f;
	must(store_open(school, &(struct store_options){.create = true}, &s, &e), "open");
	must(store_migrate(s, MIGRATIONS, MIGRATION_COUNT - 4, &e), "migrate");
	must(changes_start(s, logs, KEY, &e), "log");
	must(backup_write(s, a, backup, NULL, &(struct backup_places){NULL, NULL}, &f, &e), "backup");
	hold(f.changes.on && f.changes.seq > 0, "the backup does not say where the log stood");
	store_close(s);
	int64_t middle = 0, then = 0;
	size_t ids_then = 0;
	for (int i = 0; i < n; i++) {
		round_of(100000 + rand_r(&seed) % 300000);
		if (i == n / 2) {
			/* what a commit that never came leaves behind */
			FILE *torn = fopen(newest(&p), "abe");
			hold(torn != NULL && fwrite("TCL1C half a record", 1, 19, torn) == 19 && fclose(torn) == 0, "log");
			then = count(school);
			ids_then = n_ids;
			(void)usleep(2000);
			middle = clock_now();
			(void)usleep(2000);
		}
	}
	round_of(150000);
	hold(n_ids > 20 && ids_then < n_ids, "nothing was written");

	const char *again = at("again.db"), *half = at("half.db");
	(void)newest(&p); /* cuts off what was left behind */
	must(bring(again, backup, logs, INT64_MAX, &done), "restore");
	struct dump_sums was = sums_of(school), is = sums_of(again);
	must(dump_compare(&was, &is, &e), "the restored rows");
	every_id_once(again);
	struct changes_done some;
	must(bring(half, backup, logs, middle, &some), "restore to a moment");
	hold(count(half) == then && then >= (int64_t)ids_then, "to a moment: not what was there then");
	hold(some.records < done.records && some.at <= middle && done.at > middle, "to a moment: the wrong changes");
	sealed();
	forged();
	bad_logs();
	copied();
	proof("lost", "%d kills, %zu acknowledged, %lld changes in the log, restored to its end and to a moment", n + 1, n_ids, (long long)done.records);
	must(file_remove_all(folder, &e), "remove");
	free(ids);
	arena_free(a);
	return 0;
}
