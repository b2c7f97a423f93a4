/* import.h - an empty school and files to import into it, for the tests of imports. */
#ifndef TRELLIS_TEST_IMPORT_H
#define TRELLIS_TEST_IMPORT_H

#include "base/file.h"
#include "interop/import.h"
#include "support/pg.h"
#include "support/ready.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct school {
	struct arena *a;
	struct store *s;
	const char *folder, *db;
	struct import_report r;
	struct err e;
};

static inline struct store *school_open(const char *db, bool create)
{
	struct err e = {0};
	struct store *s = NULL;
	const struct store_options o = {.create = create, .test_no_sync = true};
	if (store_open(db, &o, &s, &e) != OK || store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e) != OK)
		fail_msg("%s", e.text);
	return s;
}

static bool school_on_postgres;

static inline int school_begin(void **state)
{
	char target[400];
	struct school *k = calloc(1, sizeof *k);
	struct err e = {0};
	if (k == NULL || (k->a = arena_new(0)) == NULL || file_temp_dir(k->a, &k->folder, &e) != OK)
		return -1;
	k->db = file_join(k->a, k->folder, "school.db");
	if (school_on_postgres && !pg_school(target, sizeof target))
		return -1;
	ready_school(k->db);
	if (school_on_postgres)
		k->db = str_fmt(k->a, "%s", target).p;
	k->s = school_open(k->db, true);
	*state = k;
	return 0;
}

static inline int school_end(void **state)
{
	struct school *k = *state;
	struct err e = {0};
	store_close(k->s);
	(void)!file_remove_all(k->folder, &e);
	arena_free(k->a);
	free(k);
	return 0;
}

/* Writes a file below the school's folder and gives its path. */
static inline const char *put_file(struct school *k, const char *name, const char *text)
{
	struct err e = {0};
	const char *path = file_join(k->a, k->folder, name), *slash = strrchr(path, '/');
	if (file_make_dir(str_fmt(k->a, "%.*s", (int)(slash - path), path).p, 0700, &e) != OK || file_write(path, str_z(text), 0600, &e) != OK)
		fail_msg("%s", e.text);
	return path;
}

static inline enum code bring_with(struct school *k, struct import_options o, const char *const *paths, size_t n)
{
	o.paths = paths;
	o.n_paths = n;
	k->e = (struct err){0};
	return import_run(k->s, k->a, &o, &k->r, &k->e);
}

static inline enum code bring(struct school *k, const char *kind, const char *path)
{
	return bring_with(k, (struct import_options){.kind = kind}, &path, 1);
}

static inline void brought(struct school *k, const char *kind, const char *path)
{
	if (bring(k, kind, path) == OK)
		return;
	for (size_t i = 0; i < k->r.n_listed; i++)
		print_error("%.*s:%zu:%.*s: %.*s\n", S_ARG(k->r.refused[i].file), k->r.refused[i].line, S_ARG(k->r.refused[i].column), S_ARG(k->r.refused[i].reason));
	fail_msg("%s", k->e.text);
}

/* Was a row refused at this line, with this column, and does the reason hold the words? */
static inline bool refused(const struct school *k, const char *file, size_t line, const char *column, const char *words)
{
	for (size_t i = 0; i < k->r.n_listed; i++) {
		size_t at;
		const struct import_refused *f = &k->r.refused[i];
		if (str_eqz(f->file, file) && f->line == line && str_eqz(f->column, column) && str_find(f->reason, str_z(words), &at))
			return true;
	}
	return false;
}

static inline bool noted(const struct school *k, const char *words)
{
	size_t at;
	for (size_t i = 0; i < k->r.n_notes; i++)
		if (str_find(k->r.notes[i], str_z(words), &at))
			return true;
	return false;
}

/* One number; sql is a literal of the test with one text parameter, which may be "". */
#define ASK(k, sql, text) ask_((k), (sql), (text))
static inline int64_t ask_(struct school *k, const char *sql, const char *text)
{
	struct err e = {0};
	struct db *db;
	int64_t n = -1;
	if (store_read(k->s, &db, &e) != OK || db_int(db, &e, &n, sql, "z", text) != OK)
		fail_msg("%s: %s", sql, e.text);
	store_read_end(db);
	return n;
}
static inline int64_t rows_of(struct school *k, const char *sql)
{
	struct err e = {0};
	struct db *db;
	int64_t n = -1;
	if (store_read(k->s, &db, &e) != OK || db_int(db, &e, &n, sql, "") != OK)
		fail_msg("%s: %s", sql, e.text);
	store_read_end(db);
	return n;
}

/* The same tests on each database; without a PostgreSQL here, on SQLite alone (why is on standard error). */
#define RUN_ON_BOTH(tests) run_on_both(#tests, (tests), sizeof(tests) / sizeof *(tests))
static inline int run_on_both(const char *name, const struct CMUnitTest *tests, size_t n)
{
	char probe[400];
	int failed = _cmocka_run_group_tests(name, tests, n, NULL, NULL);
	if (!pg_fresh(probe, sizeof probe))
		return failed;
	school_on_postgres = true;
	return failed + _cmocka_run_group_tests("on PostgreSQL", tests, n, NULL, NULL);
}

/* The folder of public sample data, or NULL with a printed line. */
static inline const char *shared_file(struct school *k, const char *name)
{
	const char *root = test_shared(), *source = getenv("TRELLIS_SOURCE");
	if (school_on_postgres)
		return NULL; /* large, and on SQLite already */
	if (root == NULL && source != NULL)
		root = str_fmt(k->a, "%s/../shared", source).p;
	const char *path = root != NULL ? file_join(k->a, root, name) : NULL;
	if (path != NULL && (file_exists(path) || file_is_dir(path)))
		return path;
	print_message("no %s on this machine: set TRELLIS_SHARED to the folder of public sample data\n", name);
	return NULL;
}

#endif
