/* A school of any earlier version comes up to this one with all that is in it, on both databases; one that this program does
 * not know is refused with a sentence, when it is opened, restored and moved. test/data/release-NNN.sql are schools as earlier
 * versions left them, as `sqlite3 FILE .dump` wrote them: they are never changed, and each release adds its own. */
#include "base/file.h"
#include "record/record.h"
#include "school/admin/backup.h"
#include "support/pg.h"
#include "support/test.h"

#include <dirent.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct err e;
static struct arena *a;
static const char *folder;
#define MUST(c) do { if ((c) != OK) fail_msg("%s", e.text); } while (0)

static const char *fresh(const char *name)
{
	static int n;
	return str_fmt(a, "%s/%d-%s", folder, n++, name).p;
}

/* ---- every step meets rows ---- */

struct table { char name[64]; int64_t rows; };
struct school { struct table t[400]; size_t n; int refused; };

struct listed { const char *names[400]; size_t n; };

static void list_tables(struct db *db, struct listed *out)
{
	struct rows *r;
	int got;
	out->n = 0;
	if (db_kind(db) == STORE_SQLITE)
		MUST(db_query(db, &e, &r, "select name from pragma_table_list where type = 'table' and schema = 'main' and name not like 'sqlite%' and name not like 'store%' and name not like 'search%' order by name", ""));
	else
		MUST(db_query(db, &e, &r, "select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name not like 'store%' and table_name not like 'search%' order by table_name", ""));
	while ((got = rows_next(r, &e)) == 1)
		out->names[out->n++] = str_dupz(a, rows_t(r, 0));
	assert_int_equal(got, 0);
}

struct put { const char *table; };

/* Two rows that any column takes. */
static enum code put_rows(struct db *db, void *arg, struct err *why)
{
	const struct put *p = arg;
	struct rows *r;
	struct buf sql = buf_new(a, 16384);
	struct val v[96];
	char types[96][12];
	size_t n = 0;
	enum code c = db_columns(db, why, &r, p->table);
	buf_fmt(&sql, "insert into \"%s\" (", p->table);
	while (!c && rows_next(r, why) == 1 && n < 96) {
		(void)snprintf(types[n], sizeof types[n], "%.*s", S_ARG(rows_t(r, 1)));
		buf_fmt(&sql, "%s\"%.*s\"", n++ ? ", " : "", S_ARG(rows_t(r, 0)));
	}
	buf_z(&sql, ") values (");
	for (size_t i = 0; i < n; i++)
		buf_fmt(&sql, "%s?%zu", i ? ", " : "", i + 1);
	buf_z(&sql, ")");
	struct str text = buf_done(&sql);
	for (int row = 1; !c && row <= 2; row++) {
		for (size_t i = 0; i < n; i++)
			v[i] = strcmp(types[i], "integer") == 0 ? (struct val){.type = 'i', .as.i = row}
			     : strcmp(types[i], "real") == 0    ? (struct val){.type = 'r', .as.r = row / 2.0}
			     : strcmp(types[i], "blob") == 0    ? (struct val){.type = 'b', .as.b = id_new()}
			                                        : (struct val){.type = 't', .as.t = row == 1 ? S("2026-01-01") : S("2026-01-02")};
		c = db_exec_vals(db, why, text.p, v, n);
	}
	return c;
}

static void fill_new(struct store *s, struct school *x)
{
	struct listed l;
	struct db *db;
	MUST(store_read(s, &db, &e));
	list_tables(db, &l);
	store_read_end(db);
	for (size_t i = 0; i < l.n; i++) {
		bool there = false;
		for (size_t k = 0; k < x->n; k++)
			there |= strcmp(x->t[k].name, l.names[i]) == 0;
		if (there)
			continue;
		struct err why = {0};
		struct put p = {l.names[i]};
		bool kept = store_write(s, put_rows, &p, &why) == OK;
		(void)snprintf(x->t[x->n].name, sizeof x->t[x->n].name, "%s", l.names[i]);
		x->t[x->n++].rows = kept ? 2 : 0; /* a rule of the table's own took no such row */
		x->refused += !kept;
	}
}

static int64_t rows_of(struct db *db, const char *table)
{
	struct rows *r;
	MUST(db_query_vals(db, &e, &r, str_fmt(a, "select count(*) from \"%s\"", table).p, NULL, 0));
	assert_int_equal(rows_next(r, &e), 1);
	int64_t n = rows_i(r, 0);
	rows_end(r);
	return n;
}

/* The log of changes (store/changes.h) is written by SQLite's session extension, which passes over tables without one. */
static void has_a_key(struct db *db, const char *table)
{
	int64_t n = 0;
	MUST(db_int(db, &e, &n, "select count(*) from pragma_table_info(?1) where pk > 0", "z", table));
	if (!n)
		fail_msg("%s has no primary key: what changes in it would be missing when a school is brought back to a moment", table);
}

static void step_by_step(const char *target)
{
	struct store *s;
	struct school *x = NEW(a, struct school);
	struct listed l;
	struct db *db;
	MUST(store_open(target, &(struct store_options){.create = true, .test_no_sync = true}, &s, &e));
	for (size_t i = 1; i <= MIGRATION_COUNT; i++) {
		if (store_migrate(s, MIGRATIONS, i, &e) != OK)
			fail_msg("with rows in every table: %s", e.text);
		fill_new(s, x);
	}
	MUST(store_check(s, &e));
	MUST(store_read(s, &db, &e));
	MUST(record_schema_check(db, &e));
	list_tables(db, &l);
	for (size_t i = 0; i < l.n && db_kind(db) == STORE_SQLITE; i++)
		has_a_key(db, l.names[i]);
	size_t seen = 0;
	for (size_t i = 0; i < l.n; i++)
		for (size_t k = 0; k < x->n; k++)
			if (strcmp(x->t[k].name, l.names[i]) == 0) {
				if (x->t[k].rows > rows_of(db, l.names[i]))
					fail_msg("rows of %s are gone", l.names[i]);
				seen++;
			}
	store_read_end(db);
	assert_int_equal(seen, l.n);
	if (x->refused * 10 > (int)x->n)
		fail_msg("%d of %zu tables took no row: too few for a test", x->refused, x->n);
	store_close(s);
}

static void each_step(void **unused)
{
	char target[400];
	(void)unused;
	step_by_step(fresh("steps.db"));
	if (pg_fresh(target, sizeof target))
		step_by_step(target);
}

/* ---- schools that were released ---- */

static void load(const char *file, const char *target)
{
	sqlite3 *h;
	struct str sql;
	char *why = NULL;
	MUST(file_read(a, file, (size_t)32 << 20, &sql, &e));
	assert_int_equal(sqlite3_open(target, &h), SQLITE_OK);
	/* as .dump writes them, the words of a full-text table need it */
	assert_int_equal(sqlite3_exec(h, "pragma application_id = 1414679635; pragma journal_mode = wal; pragma writable_schema = on", NULL, NULL, NULL), SQLITE_OK);
	if (sqlite3_exec(h, str_dupz(a, sql), NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", file, why);
	assert_int_equal(sqlite3_close(h), SQLITE_OK);
}

static struct dump_sums sums_of(struct store *s)
{
	struct dump_sums sums;
	struct db *db;
	MUST(store_read(s, &db, &e));
	MUST(dump_sums(db, a, &sums, &e));
	store_read_end(db);
	return sums;
}

/* Nothing that was there is gone; a table that a later step changed may hold it differently, never fewer rows. */
static void all_there(const struct dump_sums *was, const struct dump_sums *is)
{
	for (size_t i = 0; i < was->n; i++) {
		int64_t rows = -1;
		for (size_t k = 0; k < is->n; k++)
			if (strcmp(was->items[i].name, is->items[k].name) == 0)
				rows = is->items[k].sum.rows;
		if (rows < was->items[i].sum.rows)
			fail_msg("%s had %lld rows and has %lld", was->items[i].name, (long long)was->items[i].sum.rows, (long long)rows);
	}
}

static void proofs(struct store *s)
{
	struct db *db;
	int64_t n;
	MUST(store_check(s, &e));
	MUST(store_read(s, &db, &e));
	MUST(record_schema_check(db, &e));
	MUST(record_refs_check(db, &n, &e));
	MUST(security_log_verify(db, &n, &e));
	store_read_end(db);
}

static void one_release(const char *file)
{
	const char *target = fresh("release.db");
	char pg[400];
	struct store *s, *to;
	struct dump_sums out;
	load(file, target);
	MUST(store_open(target, NULL, &s, &e));
	struct dump_sums was = sums_of(s);
	assert_true(was.rows > 300);
	if (pg_fresh(pg, sizeof pg)) { /* comes up on the way */
		MUST(backup_move(s, a, pg, &out, &e));
		MUST(store_open(pg, NULL, &to, &e));
		struct dump_sums there = sums_of(to);
		all_there(&was, &there);
		proofs(to);
		store_close(to);
	}
	const char *backup = fresh("release.backup"), *again = fresh("again.db");
	struct backup_facts f;
	struct str kept;
	MUST(backup_write(s, a, backup, NULL, &(struct backup_places){fresh("none"), NULL}, &f, &e));
	MUST(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e));
	struct dump_sums is = sums_of(s);
	all_there(&was, &is);
	proofs(s);
	store_close(s);
	struct restore_options o = {.target = again, .to = {fresh("files"), NULL}};
	MUST(backup_restore(a, backup, NULL, &o, &f, &kept, &e));
	MUST(store_open(again, NULL, &s, &e));
	struct dump_sums restored = sums_of(s);
	all_there(&was, &restored);
	proofs(s);
	store_close(s);
}

static void releases(void **unused)
{
	(void)unused;
	const char *source = getenv("TRELLIS_SOURCE");
	const char *data = file_join(a, source ? source : ".", "test/data");
	DIR *dir = opendir(data);
	struct dirent *d;
	int n = 0;
	assert_non_null(dir);
	while ((d = readdir(dir)) != NULL)
		if (str_starts(str_z(d->d_name), "release-") && str_ends(str_z(d->d_name), ".sql")) {
			one_release(file_join(a, data, d->d_name));
			n++;
		}
	closedir(dir);
	assert_true(n >= 1);
}

/* ---- what this program does not know ---- */

static enum code later(struct db *db, void *arg, struct err *why)
{
	return db_exec(db, why, "insert into store_migration (number, name, applied_at) values (?1, 'of_a_later_version', 0)", "i", *(int64_t *)arg);
}

static enum code renamed(struct db *db, void *arg, struct err *why)
{
	(void)arg;
	return db_exec(db, why, "update store_migration set name = 'another' where number = (select min(number) from store_migration)", "");
}

static void refused(const char *target, store_fn *fn, const char *words)
{
	struct store *s;
	int64_t number = 99999;
	MUST(store_open(target, &(struct store_options){.create = true, .test_no_sync = true}, &s, &e));
	MUST(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e));
	MUST(store_write(s, fn, &number, &e));
	assert_int_equal(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e), E_DB);
	assert_non_null(strstr(e.text, words));
	e = (struct err){0};
	if (fn == later) {
		/* neither restored nor moved */
		const char *backup = fresh("later.backup"), *to = fresh("later-restored.db"), *moved = fresh("later-moved.db");
		struct backup_facts f;
		struct dump_sums out;
		struct str kept;
		struct restore_options o = {.target = to};
		MUST(backup_write(s, a, backup, NULL, &(struct backup_places){NULL, NULL}, &f, &e));
		assert_int_equal(backup_restore(a, backup, NULL, &o, &f, &kept, &e), E_INPUT);
		assert_non_null(strstr(e.text, "of a newer Trellis"));
		assert_false(file_exists(to));
		e = (struct err){0};
		assert_int_not_equal(backup_move(s, a, moved, &out, &e), OK);
		assert_non_null(strstr(e.text, "newer"));
		assert_false(file_exists(moved));
		e = (struct err){0};
	}
	store_close(s);
}

static void unknown(void **unused)
{
	char target[400];
	(void)unused;
	refused(fresh("later.db"), later, "newer than this program");
	refused(fresh("other.db"), renamed, "another edition");
	if (pg_fresh(target, sizeof target))
		refused(target, later, "newer than this program");
	if (pg_fresh(target, sizeof target))
		refused(target, renamed, "another edition");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		{"each step of the database keeps the rows that were there, on both databases", each_step, NULL, NULL, NULL},
		{"a school of every release comes up to this one, opened, restored and moved", releases, NULL, NULL, NULL},
		{"a database of a later version, or of another edition, is refused with a sentence when opened, restored and moved", unknown, NULL, NULL, NULL}};
	a = arena_new((size_t)2 << 30);
	if (a == NULL || sodium_init() < 0 || file_temp_dir(a, &folder, &e) != OK)
		return 1;
	int failed = cmocka_run_group_tests_name("releases", tests, NULL, NULL);
	if (file_remove_all(folder, &e) != OK)
		fprintf(stderr, "%s\n", e.text);
	return failed;
}
