/* Files that people hand in, in the folder of the log of changes: a restore to a moment brings them back with the rows that name them. */
#include "store/changes.h"
#include "store/changes_form.h"

#include "base/file.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define MARK "TCF1"
#define MARK_N 4
#define FILE_SEAL (MARK_N + sizeof(struct blob_hash) + crypto_box_SEALBYTES) /* bytes that sealing adds */

/* Whoever has the folder alone knows no public half, so that a known file cannot be looked for by its name. */
static const char *path_of(struct arena *a, const char *folder, const unsigned char *public_half, struct blob_hash hash)
{
	struct blob_hash name = hash;

	if (public_half != NULL)
		crypto_generichash(name.b, sizeof name.b, hash.b, sizeof hash.b, public_half, 32);
	return str_fmt(a, "%s/files/%.*s", folder, 64, blob_hash_text(a, name).p).p;
}

/* The same bytes again: it counts as put now, so that it stays as long as what is put now. */
static bool there_already(const char *path, size_t n)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == n && utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW) == 0;
}

static enum code no_memory(struct err *e)
{
	return err_set(e, E_MEMORY, "There is no memory left for the log of changes. Nothing was saved.");
}

static enum code put_sealed(const char *path, const unsigned char public_half[32], struct blob_hash hash, struct str bytes, struct err *e)
{
	size_t n = sizeof hash + bytes.n;
	unsigned char *plain = malloc(n), *sealed = malloc(bytes.n + FILE_SEAL);
	enum code code = plain != NULL && sealed != NULL ? OK : no_memory(e);

	if (code == OK) {
		memcpy(plain, hash.b, sizeof hash);
		if (bytes.n > 0)
			memcpy(plain + sizeof hash, bytes.p, bytes.n);
		memcpy(sealed, MARK, MARK_N);
		if (crypto_box_seal(sealed + MARK_N, plain, n, public_half) != 0)
			code = no_memory(e);
	}
	if (code == OK)
		code = file_write(path, (struct str){(const char *)sealed, bytes.n + FILE_SEAL}, 0600, e);
	free(plain);
	free(sealed);
	return code;
}

enum code changes_put_file(struct db *db, struct blob_hash hash, struct str bytes, struct err *e)
{
	struct arena *a = arena_new(0);
	struct change_place p = {0};
	enum code code = a == NULL ? no_memory(e) : changes_place(db, a, &p, e);

	if (code == OK && p.on) {
		const char *folder = str_dupz(a, p.folder), *path = path_of(a, folder, p.sealed ? p.seal : NULL, hash);

		if (!there_already(path, bytes.n + (p.sealed ? FILE_SEAL : 0))) {
			code = file_make_dir(file_join(a, folder, "files"), 0700, e);
			if (code == OK)
				code = p.sealed ? put_sealed(path, p.seal, hash, bytes, e) : file_write(path, bytes, 0600, e);
		}
	}
	arena_free(a);
	return code;
}

static enum code damaged(const char *path, struct err *e)
{
	return err_set(e, E_DB, "The file %s in the log of changes is damaged.", path);
}

static enum code opened(struct arena *a, const char *path, const unsigned char *public_half, const unsigned char *secret_half, struct blob_hash hash, struct str *text, struct err *e)
{
	unsigned char *room;

	if (text->n < FILE_SEAL || memcmp(text->p, MARK, MARK_N) != 0)
		return damaged(path, e);
	room = arena_alloc(a, text->n);
	if (crypto_box_seal_open(room, (const unsigned char *)text->p + MARK_N, text->n - MARK_N, public_half, secret_half) != 0 || memcmp(room, hash.b, sizeof hash) != 0)
		return err_set(e, E_DENIED, "The file %s in the log of changes is not sealed with this key, or somebody changed it.", path);
	*text = (struct str){(const char *)room + sizeof hash, text->n - FILE_SEAL};
	return OK;
}

enum code changes_get_file(struct arena *a, const char *folder, const unsigned char *key, struct blob_hash hash, struct str *out, struct err *e)
{
	unsigned char public_half[32], secret_half[32];
	const char *path = path_of(a, folder, NULL, hash);
	bool sealed = key != NULL && !file_exists(path);
	struct blob_hash is;

	if (sealed) {
		change_keys(key, public_half, secret_half);
		path = path_of(a, folder, public_half, hash);
	}
	enum code code = file_read(a, path, (size_t)1 << 30, out, e);
	if (code == OK && sealed)
		code = opened(a, path, public_half, secret_half, hash, out, e);
	if (sealed)
		sodium_memzero(secret_half, sizeof secret_half);
	if (code != OK)
		return code;
	is = blob_hash_of(*out);
	return memcmp(is.b, hash.b, sizeof is.b) == 0 ? OK : damaged(path, e);
}
