/* changes.h - every change of an SQLite database, written into a folder too, so that a school can be brought back to any
 * moment since its last backup. (PostgreSQL has a log archive of its own: docs/admin/backup.md.)
 *
 * Laws: (1) A change is in the folder and on the disk before it counts in the database: what was acknowledged can be brought
 * back. (2) What the folder holds beyond the database, because a commit never came, is cut off by the next change. (3) Each
 * record carries the hash of the one before: a log with a gap or in another order is refused. (4) Only one database writes
 * into one timeline: when the files do not fit (one is gone, the database was copied), a new timeline begins, and it is said.
 * (5) Sealed with the key file of the backups, when one is given: whoever has the folder can neither read nor forge nor reorder it.
 * The database knows the public half alone (X25519, from BLAKE2b of the key), which stands nowhere in the folder.
 *
 * Form: files trellis-TIMELINE-NUMBER.changes, a new one each day and after 64 MiB. A record: "TCL1", its kind in four bytes,
 * then length, number, time in microseconds UTC (8 bytes each, the low end first), the BLAKE2b-256 of the hash before, these 32
 * bytes and what follows, and then that: H the timeline (JSON), C a changeset of SQLite's session extension, M a step of the
 * database (its number in 8 bytes). Sealed: the letter is small, and what follows is crypto_box_seal of the 32 bytes before the hash, the
 * hash before, and what follows. Times never go back, even when the clock does.
 *
 * Files that people hand in lie beside them in files/, each whole before the row that names it is written: named by its SHA-256, its
 * bytes as they are; sealed: named by BLAKE2b-256 of its SHA-256 under the public half, "TCF1" and crypto_box_seal of SHA-256 and bytes. */
#ifndef TRELLIS_CHANGES_H
#define TRELLIS_CHANGES_H

#include "store/blob.h"

#define CHANGE_HASH 32

/* Where the log stands in the snapshot of this borrow. */
struct change_place {
	bool on, sealed;
	unsigned char seal[32];          /* the public half, when sealed */
	struct str folder;
	struct id timeline;
	int64_t seq, at;                 /* of the last record; at: 0 when there is none */
	unsigned char hash[CHANGE_HASH];
};
enum code changes_place(struct db *db, struct arena *a, struct change_place *out, struct err *e) MUST_USE;

/* From now on, in every program that opens this database. folder is made when it is not there; an absolute path. A timeline
 * begins: only a backup that is made afterwards is a beginning to restore from. */
enum code changes_start(struct store *s, const char *folder, const unsigned char *key, struct err *e) MUST_USE; /* key: 32 bytes; NULL: not sealed */
enum code changes_stop(struct store *s, struct err *e) MUST_USE;

struct changes_done {
	int64_t records, seq, at;        /* applied; the last of them */
	int64_t end;                     /* time of the last record that is in the folder */
	int64_t files, missing;          /* of a restore (school/admin/backup.h): files that came back from the log; that lie nowhere */
};
/* Applies to s, which holds what the database held at from: every record after it whose time is not past until, in one
 * transaction. s NULL: only reads and proves the chain; of a sealed log without a key the chain alone. Steps of the database are those of m.
 * E_DENIED: it is sealed, and key (32 bytes or NULL) does not open it. */
enum code changes_apply(struct store *s, struct arena *a, const char *folder, const unsigned char *key, const struct change_place *from, int64_t until,
                        const struct migration *m, size_t n_m, struct changes_done *out, struct err *e) MUST_USE;
/* A file that was handed in, on the disk before this returns OK; nothing when no log is kept. Before the row that names it. */
enum code changes_put_file(struct db *db, struct blob_hash hash, struct str bytes, struct err *e) MUST_USE;
/* E_NOTFOUND: it is not in the folder; E_DENIED: it is sealed, and key (32 bytes or NULL) does not open it; E_DB: damaged. */
enum code changes_get_file(struct arena *a, const char *folder, const unsigned char *key, struct blob_hash hash, struct str *out, struct err *e) MUST_USE;

/* Removes files of the folder whose last change is older than `before`, but never the newest of a timeline; of files that were
 * handed in those put a day before that: the backup of `before` holds them. */
enum code changes_thin(struct arena *a, const char *folder, int64_t before, int *removed, struct err *e) MUST_USE;

/* ---- for sqlite.c: the writer's batch ---- */
struct changes;
struct sqlite3;
struct changes *changes_new(const char *path, bool no_sync); /* NULL: no memory */
void changes_free(struct changes *c);
/* After the batch has begun: from here on changes are recorded when the log is on. */
enum code changes_begin(struct changes *c, struct sqlite3 *h, bool schema, struct err *e) MUST_USE;
/* Before it commits. */
enum code changes_commit(struct changes *c, struct sqlite3 *h, struct err *e) MUST_USE;
void changes_drop(struct changes *c);
/* sqlite.c: the writer's connection; open: the authorizer lets everything pass until it is closed again. */
struct sqlite3 *sqlite_gate(struct db *db, bool open);

#endif
