/* fuzz_import.h - anything as a file to import, for fuzz targets; each gives its kind.
 *
 * Law: whatever the file is, it is taken or refused with a sentence, and refused rows each say why. What is taken lands, the
 * same file once more changes nothing, and it can be taken back; `trial` only looks (evidence is never taken back). */
#ifndef TRELLIS_TEST_FUZZ_IMPORT_H
#define TRELLIS_TEST_FUZZ_IMPORT_H

#include "base/file.h"
#include "interop/import.h"
#include "support/ready.h"

#include <stdio.h>
#include <stdlib.h>

static struct store *fuzz_store;
static struct arena *fuzz_memory;
static const char *fuzz_folder;

static inline void fuzz_end(void)
{
	struct err e = {0};
	store_close(fuzz_store);
	(void)!file_remove_all(fuzz_folder, &e);
	arena_free(fuzz_memory);
}

static inline void fuzz_bad(const char *what, const struct err *e)
{
	fprintf(stderr, "%s: %s\n", what, e->text);
	abort();
}

static inline void fuzz_begin(void)
{
	struct err e = {0};
	const struct store_options o = {.create = true, .test_no_sync = true};
	fuzz_memory = arena_new(0);
	if (fuzz_memory == NULL || file_temp_dir(fuzz_memory, &fuzz_folder, &e) != OK)
		fuzz_bad("begin", &e);
	const char *school = file_join(fuzz_memory, fuzz_folder, "school.db");
	ready_school(school);
	if (store_open(school, &o, &fuzz_store, &e) != OK ||
	    store_migrate(fuzz_store, MIGRATIONS, MIGRATION_COUNT, &e) != OK)
		fuzz_bad("begin", &e);
	(void)atexit(fuzz_end);
}

static inline enum code fuzz_run(struct arena *a, const struct import_options *o, struct import_report *r, struct err *e)
{
	*e = (struct err){0};
	enum code c = import_run(fuzz_store, a, o, r, e);
	if (c != OK && (e->text[0] == '\0' || (c != E_INPUT && c != E_LIMIT && c != E_NOTFOUND)))
		fuzz_bad("not a refusal", e);
	for (size_t i = 0; i < r->n_listed; i++)
		if (r->refused[i].reason.n == 0 || !utf8_valid(r->refused[i].reason))
			fuzz_bad("a row is refused without a reason", e);
	return c;
}

static inline int fuzz_import(const char *kind, const char *name, bool trial, const uint8_t *data, size_t size)
{
	if (fuzz_store == NULL)
		fuzz_begin();
	struct err e = {0};
	struct arena *a = arena_new(0);
	struct import_report r;
	struct import_undone u;
	const char *path = file_join(a, fuzz_folder, name);
	FILE *f = fopen(path, "we");
	if (f == NULL || (size > 0 && fwrite(data, 1, size, f) != size) || fclose(f) != 0)
		abort();
	struct import_options o = {.kind = kind, .paths = &path, .n_paths = 1, .dry_run = true, .create_learners = true};
	enum code c = fuzz_run(a, &o, &r, &e);
	int64_t would = r.added + r.changed + r.removed;
	if (c == OK && !trial && would > 0) {
		o.dry_run = false;
		if (fuzz_run(a, &o, &r, &e) != OK || r.added + r.changed + r.removed != would)
			fuzz_bad("it does not do what the trial said", &e);
		struct id id = r.id;
		if (fuzz_run(a, &o, &r, &e) != OK || r.added + r.changed + r.removed != 0)
			fuzz_bad("once more it changes something", &e);
		if (import_undo(fuzz_store, a, id, NULL, &u, &e) != OK || u.left > 0)
			fuzz_bad("it cannot be taken back", &e);
	}
	arena_free(a);
	return 0;
}

#endif
