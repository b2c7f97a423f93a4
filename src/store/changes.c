#include "store/changes.h"
#include "store/changes_form.h"
#include "store/driver.h"

#include "base/file.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

void change_head(unsigned char head[CHANGE_HEAD], char kind, size_t n, int64_t seq, int64_t at)
{
	memset(head, 0, CHANGE_HEAD);
	memcpy(head, "TCL1", 4);
	head[4] = (unsigned char)kind;
	change_number(head + 8, n);
	change_number(head + 16, (uint64_t)seq);
	change_number(head + 24, (uint64_t)at);
}

void change_hash(const unsigned char before[32], const unsigned char *head, struct str what, unsigned char out[32])
{
	crypto_generichash_state st;

	crypto_generichash_init(&st, NULL, 0, 32);
	crypto_generichash_update(&st, before, 32);
	crypto_generichash_update(&st, head, 32);
	crypto_generichash_update(&st, (const unsigned char *)what.p, what.n);
	crypto_generichash_final(&st, out, 32);
}

/* ---- sealing ---- */

void change_keys(const unsigned char key[32], unsigned char public_half[32], unsigned char secret_half[32])
{
	static const char what[] = "trellis log of changes";
	unsigned char seed[crypto_box_SEEDBYTES];

	crypto_generichash(seed, sizeof seed, (const unsigned char *)what, sizeof what - 1, key, 32);
	crypto_box_seed_keypair(public_half, secret_half, seed);
	sodium_memzero(seed, sizeof seed);
}

bool change_seal(const unsigned char public_half[32], const unsigned char *head, const unsigned char before[32], struct str what, unsigned char *out)
{
	unsigned char *plain = malloc(64 + what.n);
	bool good = plain != NULL;

	if (good) {
		memcpy(plain, head, 32);
		memcpy(plain + 32, before, 32);
		if (what.n > 0)
			memcpy(plain + 64, what.p, what.n);
		good = crypto_box_seal(out, plain, 64 + what.n, public_half) == 0;
	}
	free(plain);
	return good;
}

bool change_open(const unsigned char key[32], const unsigned char *head, const unsigned char before[32], struct str sealed, unsigned char *room, struct str *what)
{
	unsigned char public_half[32], secret_half[32];
	bool good = sealed.n >= CHANGE_SEAL;

	change_keys(key, public_half, secret_half);
	good = good && crypto_box_seal_open(room, (const unsigned char *)sealed.p, sealed.n, public_half, secret_half) == 0;
	sodium_memzero(secret_half, sizeof secret_half);
	*what = good ? (struct str){(const char *)room + 64, sealed.n - CHANGE_SEAL} : (struct str){0};
	return good && memcmp(room, head, 32) == 0 && memcmp(room + 32, before, 32) == 0;
}

/* ---- on and off ---- */

static enum code has_table(struct db *db, bool *there, bool *seal, struct err *e)
{
	struct rows *r;
	enum code code = db_columns(db, e, &r, "store_changes");
	int got;

	*there = *seal = false;
	if (code != OK)
		return code;
	while ((got = rows_next(r, e)) > 0) {
		*there = true;
		*seal = *seal || str_eqz(rows_t(r, 0), "seal");
	}
	rows_end(r);
	return got < 0 ? E_DB : OK;
}

enum code changes_place(struct db *db, struct arena *a, struct change_place *out, struct err *e)
{
	struct rows *r = NULL;
	int got = 0;
	bool seal = false;

	*out = (struct change_place){.on = false};
	if (db_kind(db) != STORE_SQLITE)
		return OK;
	enum code code = has_table(db, &out->on, &seal, e);
	if (code != OK || !out->on)
		return code;
	code = seal ? db_query(db, e, &r, "select folder, timeline, seq, at, hash, seal from store_changes where one = 1 and seq > 0", "")
	            : db_query(db, e, &r, "select folder, timeline, seq, at, hash, null from store_changes where one = 1 and seq > 0", "");
	if (code != OK)
		return code;
	got = rows_next(r, e);
	out->on = got > 0 && rows_t(r, 4).n == CHANGE_HASH;
	if (out->on) {
		out->folder = str_dup(a, rows_t(r, 0));
		out->timeline = rows_id(r, 1);
		out->seq = rows_i(r, 2);
		out->at = rows_i(r, 3);
		out->sealed = rows_t(r, 5).n == sizeof out->seal;
		if (out->sealed)
			memcpy(out->seal, rows_t(r, 5).p, sizeof out->seal);
		memcpy(out->hash, rows_t(r, 4).p, CHANGE_HASH);
	}
	rows_end(r);
	return got < 0 ? E_DB : OK;
}

static enum code make_table(struct db *db, void *arg, struct err *e)
{
	bool there, seal;
	enum code code = has_table(db, &there, &seal, e);

	(void)arg;
	if (code != OK || (there && seal))
		return code;
	if (there)
		return db_script(db, "alter table store_changes add column seal blob;\n", e);
	return db_script(db, "create table store_changes (one integer primary key check (one = 1), folder text not null, timeline blob not null, number integer not null,"
	                     " place integer not null, seq integer not null, at integer not null, hash blob not null, inode integer not null, seal blob) strict;\n", e);
}

struct row { const char *folder; const unsigned char *public_half; };

static enum code put_row(struct db *db, void *arg, struct err *e)
{
	const struct row *row = arg;
	static const char NONE[CHANGE_HASH];
	enum code code = db_exec(db, e, "delete from store_changes where one = 1", "");

	if (code == OK && row != NULL)
		code = db_exec(db, e, "insert into store_changes (one, folder, timeline, number, place, seq, at, hash, inode) values (1, ?1, x'00000000000000000000000000000000', 0, 0, 0, 0, ?2, 0)",
		               "zB", row->folder, (struct str){NONE, sizeof NONE});
	if (code == OK && row != NULL && row->public_half != NULL)
		code = db_exec(db, e, "update store_changes set seal = ?1 where one = 1", "B", (struct str){(const char *)row->public_half, 32});
	return code;
}

static enum code nothing(struct db *db, void *arg, struct err *e)
{
	(void)db, (void)arg, (void)e;
	return OK;
}

static enum code sqlite_only(const struct store *s, struct err *e)
{
	return store_kind_of(s) == STORE_SQLITE ? OK
	                                        : err_set(e, E_INPUT, "PostgreSQL keeps a log of its own: archive it with archive_command, as docs/admin/backup.md says.");
}

enum code changes_start(struct store *s, const char *folder, const unsigned char *key, struct err *e)
{
	unsigned char public_half[32], secret_half[32];
	struct row row = {folder, key != NULL ? public_half : NULL};
	enum code code = sqlite_only(s, e);

	if (key != NULL) {
		change_keys(key, public_half, secret_half);
		sodium_memzero(secret_half, sizeof secret_half);
	}

	if (code == OK && (folder[0] != '/' || strlen(folder) > 1000))
		code = err_set(e, E_INPUT, "Name the folder for the log of changes from the root, such as /var/lib/trellis/changes.");
	if (code == OK)
		code = file_make_dir(folder, 0700, e);
	if (code == OK)
		code = writer_alone(s, make_table, NULL, true, e);
	if (code == OK)
		code = store_write(s, put_row, &row, e);
	return code == OK ? store_write(s, nothing, NULL, e) : code; /* its timeline begins here */
}

enum code changes_stop(struct store *s, struct err *e)
{
	struct db *db;
	bool there = false, seal;
	enum code code = sqlite_only(s, e);

	if (code == OK)
		code = store_read(s, &db, e);
	if (code != OK)
		return code;
	code = has_table(db, &there, &seal, e);
	store_read_end(db);
	return code == OK && there ? store_write(s, put_row, NULL, e) : code;
}
