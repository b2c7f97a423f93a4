/* apply.h - from a list of changes to the records; shared by import.c and undo.c. */
#ifndef TRELLIS_IMPORT_APPLY_H
#define TRELLIS_IMPORT_APPLY_H

#include "interop/run.h"

/* A run as the table import_run has it. */
struct run {
	struct store *store;
	struct id id;
	struct viewer sys;
	struct str owner;          /* this process */
	int64_t ops;               /* for progress; 0: not known */
	int64_t part, at, parts;   /* how far: part, change in it */
	int64_t skipped;
};

#define LEASE (60 * SECOND)

/* Applies changes of a part held in memory, inside store_write, all of them; E_CONFLICT when one does not fit any more. */
enum code apply_part(struct db *db, struct arena *a, const struct viewer *sys, struct str part, struct err *e) MUST_USE;
/* Applies what is stored from run->part, run->at on, piece by piece. */
enum code apply_stored(struct run *run, const struct import_options *o, struct err *e) MUST_USE;
/* The body of a stored part, malloc'ed: free it. */
enum code part_load(struct store *s, struct id import, int64_t number, struct str *out, struct err *e) MUST_USE;
/* Deletes the stored parts of an import, a few at a time; inside no write. */
enum code parts_drop(struct store *s, struct id import, struct err *e) MUST_USE;

/* "host boot pid start": tells whether a process that began something still lives. */
struct str owner_here(struct arena *a);
bool owner_gone(struct str owner, int64_t lease_until);

enum code undo_stored(struct run *run, const struct import_options *o, struct arena *a, struct import_undone *out, struct err *e) MUST_USE;

#endif
