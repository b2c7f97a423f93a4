/* backup_kill [ROUNDS]: a backup, a restore and a move are each killed (SIGKILL) at random moments, while another process
 * hands in rows during the backup. Afterwards: a backup has its name only when it is whole and good; a restored or moved
 * database is either not there or equal to what was saved, sum by sum; and the same once more ends well, whatever the killed
 * one left behind. On SQLite, and on PostgreSQL where there is one. ROUNDS: argument, or TRELLIS_KILLS, or 2. */
#include "base/file.h"
#include "record/record.h"
#include "school/admin/backup.h"
#include "store/blob.h"
#include "support/pg.h"

#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err e;
static struct arena *a;
static const char *folder;
static unsigned char key_bytes[32] = "a key of a test, of no other use";
static const struct vault_key KEY = {.key = key_bytes};

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
	must(store_open(target, &(struct store_options){.create = true, .test_no_sync = true}, &s, &e), "open");
	must(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e), "migrate");
	return s;
}

enum { ROWS = 8000, FILES = 8 };

struct fill { int from; struct blob_hash files[FILES]; };

/* Rows with everything a column can hold: nothing, letters of many scripts, bytes, numbers at their ends. */
static enum code fill_fn(struct db *db, void *arg, struct err *why)
{
	static const char *const NAMES[] = {"Sample One", "样本", "عينة", "M\xC3\xBCller, \"quoted\"\nsecond line", ""};
	struct fill *f = arg;
	enum code c = OK;
	for (int i = f->from; c == OK && i < f->from + 1000; i++) {
		c = db_exec(db, why, "insert into disclosure (id, district, learner, at, made_by, to_whom, purpose, what) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", "bdbibzzz",
		            id_new(), id_new(), i % 2 ? INT64_MAX - i : INT64_MIN + i, i % 3 ? id_new() : ID_NIL, NAMES[i % 5], NAMES[(i + 1) % 5], NAMES[(i + 2) % 5]);
		if (i % 1000 == 0)
			arena_reset(a);
	}
	for (int i = 0; c == OK && f->from == 0 && i < FILES; i++)
		c = db_exec(db, why, "insert into attachment (id, district, version, created_at, updated_at, learner, name, kind, mime, bytes, hash) values (?1, ?2, 1, 0, 0, ?3, 'file', 'document', 'text/plain', 1, ?4)",
		            "bdbt", id_new(), id_new(), blob_hash_text(a, f->files[i]));
	return c;
}

static void fill(struct store *s, const char *files)
{
	struct blobs *b;
	struct fill f = {0};
	must(blobs_open(files, &(struct blobs_options){.create = true}, &b, &e), "files");
	for (int i = 0; i < FILES; i++) {
		char *text = arena_alloc(a, 200000);
		memset(text, 'a' + i, 200000);
		must(blob_put(b, (struct str){text, 200000}, &f.files[i], &e), "file");
	}
	blobs_close(b);
	for (f.from = 0; f.from < ROWS; f.from += 1000)
		must(store_write(s, fill_fn, &f, &e), "fill");
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

/* ---- children ---- */

struct task {
	enum { BACKUP, RESTORE, MOVE } what;
	const char *from, *files, *path, *target, *to_files;
};

static int work(const struct task *t)
{
	struct backup_facts f;
	struct dump_sums sums;
	struct str kept;
	struct arena *mine = arena_new(0);
	enum code c;
	if (t->what == RESTORE) {
		struct restore_options o = {.target = t->target, .to = {.files = t->to_files}};
		c = backup_restore(mine, t->path, &KEY, &o, &f, &kept, &e);
	} else {
		struct store *s = open_school(t->from);
		c = t->what == MOVE ? backup_move(s, mine, t->target, &sums, &e) : backup_write(s, mine, t->path, &KEY, &(struct backup_places){.files = t->files}, &f, &e);
		store_close(s);
	}
	if (c != OK)
		fprintf(stderr, "%s\n", e.text);
	return c == OK ? 0 : 1;
}

/* True: it was killed. us 0: to its end. */
static bool child(const struct task *t, int64_t us, int64_t *took)
{
	int64_t from = clock_monotonic();
	fflush(stdout);
	pid_t pid = fork();
	int status = 0;
	if (pid == 0)
		_exit(work(t));
	hold(pid > 0, "no process");
	if (us > 0) {
		(void)usleep((useconds_t)us);
		(void)kill(pid, SIGKILL);
	}
	hold(waitpid(pid, &status, 0) == pid && (WIFSIGNALED(status) || WEXITSTATUS(status) == 0), "the child failed");
	if (took != NULL)
		*took = clock_monotonic() - from;
	return WIFSIGNALED(status);
}

static bool there(const struct task *t, bool postgres)
{
	bool empty = true;
	struct store *s;
	if (!postgres)
		return file_exists(t->target);
	must(store_open(t->target, &(struct store_options){.create = true}, &s, &e), "open");
	must(dump_target_empty(s, &empty, &e), "empty");
	store_close(s);
	return !empty;
}

static void rounds(struct task t, const char *name, bool postgres, const struct dump_sums *was, int n, unsigned *seed)
{
	char target[400];
	int64_t us = 0;
	int killed = 0, nothing = 0, whole = 0;
	for (int i = 0; i <= n; i++) {
		if (postgres)
			hold(pg_fresh(target, sizeof target), "no schema");
		else
			(void)snprintf(target, sizeof target, "%s/%s%d", folder, name, i);
		t.target = target;
		if (t.what == BACKUP)
			t.path = target;
		if (t.what == RESTORE)
			t.to_files = str_fmt(a, "%s/%s%d.files", folder, name, i).p;
		if (i == 0) {
			hold(!child(&t, 0, &us), "killed");
		} else {
			killed += child(&t, 1000 + (int64_t)((double)us * 1.1 * (rand_r(seed) % 1000) / 1000), NULL);
			bool is = there(&t, postgres);
			whole += is;
			nothing += !is;
			if (!is)
				hold(!child(&t, 0, NULL), "once more it failed");
		}
		if (t.what == BACKUP) {
			struct backup_facts f;
			must(backup_check(a, target, &KEY, &f, &e), "the backup");
			must(dump_compare(was, &f.sums, &e), "the backup's rows");
			hold(f.files == FILES, "files of the backup");
		} else {
			struct dump_sums is = sums_of(target);
			must(dump_compare(was, &is, &e), name);
		}
		if (t.what == RESTORE) {
			struct blobs *b;
			int64_t files = 0;
			must(blobs_open(t.to_files, NULL, &b, &e), "files");
			must(blobs_check(b, &files, &e), "files");
			blobs_close(b);
			hold(files == FILES, "files are missing");
		}
		if (!postgres)
			must(file_remove_all(target, &e), "remove");
	}
	printf("%s%s: %d times killed: %d times nothing was there, %d times all of it; once more it was always right\n", name, postgres ? " on postgres" : "", killed, nothing, whole);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	const char *wanted = argc > 1 ? argv[1] : getenv("TRELLIS_KILLS");
	int n = wanted != NULL ? (int)strtol(wanted, NULL, 10) : 2;
	unsigned seed = (unsigned)getpid();
	char pg[400];
	struct task t = {0};
	a = arena_new(0);
	if (n < 1 || a == NULL || sodium_init() < 0)
		return 1;
	must(file_temp_dir(a, &folder, &e), "folder");
	folder = strdup(folder);
	t.from = strdup(str_fmt(a, "%s/school.db", folder).p);
	t.files = strdup(str_fmt(a, "%s/files", folder).p);
	t.path = strdup(str_fmt(a, "%s/backup", folder).p);
	struct store *s = open_school(t.from);
	fill(s, t.files);
	store_close(s);
	struct dump_sums was = sums_of(t.from);
	hold(was.rows > ROWS, "the school is empty");
	struct task b = t;
	b.what = BACKUP;
	hold(!child(&b, 0, NULL), "killed");
	rounds(b, "backup", false, &was, n, &seed);
	t.what = RESTORE;
	rounds(t, "restore", false, &was, n, &seed);
	t.what = MOVE;
	if (pg_fresh(pg, sizeof pg)) {
		rounds(t, "move", true, &was, n, &seed);
		t.what = RESTORE;
		rounds(t, "restore", true, &was, n, &seed);
		/* and back: from PostgreSQL to a file */
		hold(pg_fresh(pg, sizeof pg), "no schema");
		s = open_school(t.from);
		struct dump_sums ignored;
		must(backup_move(s, a, pg, &ignored, &e), "move");
		store_close(s);
		t.from = pg;
		t.what = MOVE;
		rounds(t, "back", false, &was, n, &seed);
		b.from = pg;
		rounds(b, "backup-pg", false, &was, (n + 1) / 2, &seed);
	}
	must(file_remove_all(folder, &e), "remove");
	arena_free(a);
	return 0;
}
