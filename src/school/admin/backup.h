/* backup.h - a school in one file: every row, every file that people handed in, and the way back.
 *
 * Laws: (1) A backup is one snapshot, made while the school goes on working; the same file restores to SQLite and to
 * PostgreSQL. (2) It has its name only when it is whole; backup_check reads all of it again and compares it with its own
 * sums. (3) A restored database was read back row by row and found equal before anybody sees it: until then the place it
 * goes to is as it was. (4) Keys leave the installation only inside a sealed backup.
 *
 * Form, inside a vault (store/vault.h): pieces of one letter, a length (8 bytes, the low end first) and bytes.
 * H facts (JSON). F one file: its SHA-256, then its bytes. K the key file. T a table (JSON). R a row (store/dump.h).
 * E the table's end: rows (8 bytes), sum (4 x 8). Z the end: tables, rows, files (8 bytes each). */
#ifndef TRELLIS_BACKUP_H
#define TRELLIS_BACKUP_H

#include "store/changes.h"
#include "store/dump.h"
#include "store/vault.h"

struct backup_facts {
	struct str made_at, program, from; /* from: "sqlite" or "postgres" */
	struct id district;
	int version;                       /* of the tables */
	bool *steps;                       /* by migration of this program: is it done there? */
	bool sealed, key;                  /* key: the key file is in it */
	struct dump_sums sums;
	int64_t files, file_bytes, bytes;  /* bytes: of the backup; 0 when it was only read */
	int64_t events, log;               /* rows of evidence, of the security log */
	struct change_place changes;       /* where the log of changes stood */
};

struct backup_places {
	const char *files;  /* folder of what people handed in; NULL: none */
	const char *secret; /* key file; NULL: left out */
};

/* path must not be there. Removes nothing of the school. */
enum code backup_write(struct store *s, struct arena *a, const char *path, const struct vault_key *k, const struct backup_places *from,
                       struct backup_facts *out, struct err *e) MUST_USE;
/* Reads all of it: seals, sums of tables, hashes of files. */
enum code backup_check(struct arena *a, const char *path, const struct vault_key *k, struct backup_facts *out, struct err *e) MUST_USE;

struct restore_options {
	const char *target;         /* as of store_open; an SQLite file that must not be there, or an empty schema */
	struct backup_places to;    /* secret: written only when there is none */
	bool force;                 /* SQLite: a database that is there is kept beside, as FILE.before-TIME */
	const char *changes;        /* folder of the log of changes (store/changes.h), which is applied; NULL: only the backup */
	int64_t until;              /* of the log: what came later is left out; INT64_MAX: all of it */
	struct changes_done *done;  /* what was applied, and which files came back with it; may be NULL without a log */
	const char *erased;         /* list of what was erased (school/admin/erased.h), done again before anybody sees the school; NULL: none */
	int64_t *again;             /* erasings done again; NULL without a list */
};
/* *kept: where the database that was there went; empty: there was none. */
enum code backup_restore(struct arena *a, const char *path, const struct vault_key *k, const struct restore_options *o,
                         struct backup_facts *out, struct str *kept, struct err *e) MUST_USE;

/* Every row of one database into another that is empty (an SQLite file that must not be there, or an empty schema), read back
 * and compared; nothing is there when somebody wrote into the old one meanwhile. Cut off: start again. */
enum code backup_move(struct store *from, struct arena *a, const char *target, struct dump_sums *out, struct err *e) MUST_USE;
/* The files its rows speak of; what is there already stays. */
enum code backup_move_files(struct store *from, struct arena *a, const char *from_folder, const char *to_folder, int64_t *files, struct err *e) MUST_USE;

#endif
