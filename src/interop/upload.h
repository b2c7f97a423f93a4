/* upload.h - imports that people begin on a page: files kept aside, checked and brought in as background work.
 *
 * Laws: (1) What was sent lives in the database alone until it is brought in, given up or a day old; while it is read it
 * lies in a folder for this process alone, which is noted first and removed after, also after a kill. (2) An upload's
 * id becomes the id of its import, so that the work can be done again and lands once. (3) Nothing lands before
 * somebody has seen what would change and said so. */
#ifndef TRELLIS_IMPORT_UPLOAD_H
#define TRELLIS_IMPORT_UPLOAD_H

#include "interop/import.h"
#include "jobs/jobs.h"

#define UPLOAD_FILES 40
#define UPLOAD_MOST ((size_t)64 << 20)  /* bytes of all files of one */
#define UPLOAD_KEPT DAY

struct upload_file {
	struct str name, bytes;
};
struct upload_choices {
	bool delta, many, create_learners;  /* as in import_options */
	struct str framework;
};

/* Inside store_write. E_INPUT with a sentence for files that no import of this kind can be. Begins checking. */
enum code upload_add(struct db *db, struct arena *a, const struct viewer *v, struct str kind, const struct upload_choices *choices,
                     const struct upload_file *files, size_t n, struct id *out, struct err *e) MUST_USE;
/* Inside store_write. E_CONFLICT when it was not checked, or is under way. */
enum code upload_apply(struct db *db, struct arena *a, const struct viewer *v, struct id id, struct err *e) MUST_USE;
enum code upload_drop(struct db *db, struct id id, struct err *e) MUST_USE;
/* Takes back any import, also one of the command line, as background work. */
enum code upload_undo(struct db *db, struct arena *a, const struct viewer *v, struct id id, struct err *e) MUST_USE;

struct upload_row {
	struct id id, made_by;
	struct str kind, label, state; /* checking checked applying done undoing undone */
	struct str problem;            /* why the last step came to nothing; a sentence */
	int64_t made_at, ended_at;
	bool has_report, has_undone, can_undo;
	struct import_report report;
	struct import_undone undone;
	struct job_row job;            /* the work under way; id nil: none */
};
/* An upload, or an import of the command line. E_NOTFOUND. */
enum code upload_get(struct db *db, struct arena *a, struct id id, struct upload_row *out, struct err *e) MUST_USE;
/* Uploads that were not brought in yet, newest first. */
enum code upload_open(struct db *db, struct arena *a, struct upload_row **out, size_t *n, struct err *e) MUST_USE;

#endif
