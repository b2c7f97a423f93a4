#include "store/vault.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define CHUNK (256 * 1024)
#define MAGIC "TRELLIS-VAULT-1\n"
#define HEAD_MOST (16 + 1 + 8 + crypto_pwhash_SALTBYTES + crypto_secretstream_xchacha20poly1305_HEADERBYTES)
#define HASH 32
#define OPS 3
#define MEM_KIB 65536
#define MEM_KIB_MOST 1048576 /* what a file from elsewhere may ask of us */

static const char NO_MEMORY[] = "There is no memory left for the backup.";

struct vault {
	int fd;
	char *path, *part; /* part: NULL when reading */
	int kind;
	bool writing, last, failed;
	unsigned char head[HEAD_MOST];
	size_t head_n;
	unsigned char hash[HASH];
	crypto_secretstream_xchacha20poly1305_state state;
	bool first;
	unsigned char plain[CHUNK]; /* writing: waits; reading: not taken yet */
	size_t n, at;
	unsigned char packed[CHUNK + CHUNK / 8 + 1024], sealed[CHUNK + CHUNK / 8 + 2048];
	int64_t bytes;
};

static void put32(unsigned char *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(v >> (8 * i));
}

static uint32_t get32(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static enum code disk(const struct vault *v, struct err *e)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return err_set(e, E_IO, "The disk that holds %s is full. Free some space, or write it elsewhere.", v->path);
	return v->writing ? err_set(e, E_IO, "%s cannot be written: %s.", v->path, strerror(errno))
	                  : err_set(e, E_IO, "%s cannot be read: %s.", v->path, strerror(errno));
}

static enum code damaged(const struct vault *v, struct err *e)
{
	return err_set(e, E_DB, "%s is damaged, or was cut short. Take another backup.", v->path);
}

static bool write_all(struct vault *v, const void *p, size_t n)
{
	v->bytes += (int64_t)n;
	return file_write_all(v->fd, (struct str){p, n});
}

static bool read_all(struct vault *v, void *p, size_t n)
{
	size_t got = 0;

	while (got < n) {
		ssize_t more = read(v->fd, (char *)p + got, n - got);

		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0)
			return false;
		got += (size_t)more;
	}
	return true;
}

static void start_hash(struct vault *v)
{
	crypto_generichash(v->hash, HASH, v->head, v->head_n, NULL, 0);
}

static void next_hash(struct vault *v, const unsigned char *p, size_t n)
{
	crypto_generichash_state st;

	crypto_generichash_init(&st, NULL, 0, HASH);
	crypto_generichash_update(&st, v->hash, HASH);
	crypto_generichash_update(&st, p, n);
	crypto_generichash_final(&st, v->hash, HASH);
}

/* The key by which chunks are sealed. */
static enum code key_of(struct vault *v, const struct vault_key *k, const unsigned char *params, unsigned char key[32], struct err *e)
{
	if (v->kind == 2) {
		if (k->key == NULL)
			return err_set(e, E_DENIED, "%s is sealed with a key file. Name it: --key-file FILE.", v->path);
		memcpy(key, k->key, 32);
		return OK;
	}
	if (k->passphrase == NULL)
		return err_set(e, E_DENIED, "%s is sealed with a passphrase. Give it: --passphrase-file FILE.", v->path);
	uint32_t ops = get32(params), kib = get32(params + 4);
	if (ops < 1 || ops > 20 || kib < 8 || kib > MEM_KIB_MOST)
		return damaged(v, e);
	if (crypto_pwhash(key, 32, k->passphrase, strlen(k->passphrase), params + 8, ops, (size_t)kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return err_set(e, E_MEMORY, "There is not enough memory to make the key from the passphrase.");
	return OK;
}

static enum code make(const char *path, bool writing, struct vault **out, struct err *e)
{
	struct vault *v;
	size_t n = strlen(path) + 6;

	*out = NULL;
	if (sodium_init() < 0)
		return err_set(e, E_BUG, "The cryptographic library does not start.");
	v = calloc(1, sizeof *v);
	if (v != NULL) {
		v->fd = -1;
		v->path = strdup(path);
		v->part = writing ? malloc(n) : NULL;
	}
	if (v == NULL || v->path == NULL || (writing && v->part == NULL)) {
		vault_close(v);
		return err_set(e, E_MEMORY, "%s", NO_MEMORY);
	}
	if (writing)
		(void)snprintf(v->part, n, "%s.part", path);
	v->writing = writing;
	v->first = true;
	*out = v;
	return OK;
}

static enum code write_head(struct vault *v, const struct vault_key *k, struct err *e)
{
	unsigned char key[32], *p = v->head + 17;
	enum code c = OK;

	v->kind = k != NULL && k->key != NULL ? 2 : k != NULL && k->passphrase != NULL ? 1 : 0;
	memcpy(v->head, MAGIC, 16);
	v->head[16] = (unsigned char)v->kind;
	if (v->kind == 1) {
		put32(p, OPS);
		put32(p + 4, MEM_KIB);
		randombytes_buf(p + 8, crypto_pwhash_SALTBYTES);
	}
	if (v->kind != 0) {
		c = key_of(v, k, p, key, e);
		p += v->kind == 1 ? 8 + crypto_pwhash_SALTBYTES : 0;
		if (c == OK)
			crypto_secretstream_xchacha20poly1305_init_push(&v->state, p, key);
		p += crypto_secretstream_xchacha20poly1305_HEADERBYTES;
		sodium_memzero(key, sizeof key);
	}
	v->head_n = (size_t)(p - v->head);
	start_hash(v);
	return c == OK && !write_all(v, v->head, v->head_n) ? disk(v, e) : c;
}

enum code vault_create(const char *path, const struct vault_key *k, struct vault **out, struct err *e)
{
	struct vault *v;
	enum code c = make(path, true, &v, e);

	*out = NULL;
	if (c != OK)
		return c;
	(void)!unlink(v->part); /* of an attempt that was cut off */
	v->fd = open(v->part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	c = v->fd < 0 ? disk(v, e) : write_head(v, k, e);
	if (c != OK)
		vault_close(v);
	else
		*out = v;
	return c;
}

static enum code write_chunk(struct vault *v, bool last, struct err *e)
{
	unsigned char length[4];
	uLongf n = sizeof v->packed - 1;
	unsigned long long sealed = 0;
	bool good;

	v->packed[0] = last;
	if (compress2(v->packed + 1, &n, v->plain, v->n, 1) != Z_OK)
		return err_set(e, E_MEMORY, "%s", NO_MEMORY);
	n++;
	if (v->kind == 0) {
		next_hash(v, v->packed, n);
		put32(length, (uint32_t)(n + HASH));
		good = write_all(v, length, 4) && write_all(v, v->packed, n) && write_all(v, v->hash, HASH);
	} else {
		unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;

		crypto_secretstream_xchacha20poly1305_push(&v->state, v->sealed, &sealed, v->packed, n, v->first ? v->head : NULL,
		                                           v->first ? v->head_n : 0, tag);
		put32(length, (uint32_t)sealed);
		good = write_all(v, length, 4) && write_all(v, v->sealed, (size_t)sealed);
	}
	v->first = false;
	v->n = 0;
	return good ? OK : disk(v, e);
}

enum code vault_put(struct vault *v, const void *p, size_t n, struct err *e)
{
	enum code c = OK;

	while (c == OK && n > 0) {
		size_t room = CHUNK - v->n, part = n < room ? n : room;

		memcpy(v->plain + v->n, p, part);
		v->n += part;
		p = (const char *)p + part;
		n -= part;
		if (v->n == CHUNK)
			c = write_chunk(v, false, e);
	}
	return c;
}

static void sync_folder(const char *path)
{
	char *folder = strdup(path), *slash = folder != NULL ? strrchr(folder, '/') : NULL;
	int fd;

	if (slash != NULL)
		slash[slash == folder ? 1 : 0] = '\0';
	fd = folder == NULL ? -1 : open(slash != NULL ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)!fsync(fd);
		close(fd);
	}
	free(folder);
}

enum code vault_finish(struct vault *v, int64_t *bytes, struct err *e)
{
	enum code c = write_chunk(v, true, e);

	if (c == OK && (fsync(v->fd) != 0 || rename(v->part, v->path) != 0))
		c = disk(v, e);
	if (c != OK)
		return c;
	sync_folder(v->path);
	free(v->part);
	v->part = NULL;
	if (bytes != NULL)
		*bytes = v->bytes;
	return OK;
}

/* ---- reading ---- */

static enum code read_head(struct vault *v, struct err *e)
{
	if (!read_all(v, v->head, 17) || memcmp(v->head, MAGIC, 16) != 0 || v->head[16] > 2)
		return err_set(e, E_INPUT, "%s is no backup of Trellis.", v->path);
	v->kind = v->head[16];
	v->head_n = 17;
	size_t more = (v->kind == 1 ? 8 + crypto_pwhash_SALTBYTES : 0) + (v->kind != 0 ? crypto_secretstream_xchacha20poly1305_HEADERBYTES : 0);
	if (!read_all(v, v->head + 17, more))
		return damaged(v, e);
	v->head_n += more;
	return OK;
}

static enum code open_reading(const char *path, struct vault **out, struct err *e)
{
	enum code c = make(path, false, out, e);

	if (c != OK)
		return c;
	(*out)->fd = open(path, O_RDONLY | O_CLOEXEC);
	if ((*out)->fd < 0)
		c = err_set(e, errno == ENOENT ? E_NOTFOUND : E_IO, "%s cannot be opened: %s.", path, strerror(errno));
	else
		c = read_head(*out, e);
	if (c != OK) {
		vault_close(*out);
		*out = NULL;
	}
	return c;
}

enum code vault_kind(const char *path, int *kind, struct err *e)
{
	struct vault *v;
	enum code c = open_reading(path, &v, e);

	*kind = c == OK ? v->kind : 0;
	if (c == OK)
		vault_close(v);
	return c;
}

static enum code read_chunk(struct vault *v, struct err *e)
{
	unsigned char length[4], tag = 0, was[HASH];
	unsigned long long plain = 0;
	uLongf n = CHUNK;
	uint32_t size;

	if (v->last || !read_all(v, length, 4))
		return damaged(v, e);
	size = get32(length);
	if (size < HASH / 2 || size > sizeof v->sealed || !read_all(v, v->sealed, size))
		return damaged(v, e);
	if (v->kind == 0) {
		if (size < HASH + 2)
			return damaged(v, e);
		plain = size - HASH;
		next_hash(v, v->sealed, (size_t)plain);
		memcpy(was, v->sealed + plain, HASH);
		if (sodium_memcmp(was, v->hash, HASH) != 0 || plain > sizeof v->packed)
			return damaged(v, e);
		memcpy(v->packed, v->sealed, (size_t)plain);
	} else {
		if (size < crypto_secretstream_xchacha20poly1305_ABYTES + 2 || size - crypto_secretstream_xchacha20poly1305_ABYTES > sizeof v->packed)
			return damaged(v, e);
		if (crypto_secretstream_xchacha20poly1305_pull(&v->state, v->packed, &plain, &tag, v->sealed, size, v->first ? v->head : NULL,
		                                               v->first ? v->head_n : 0) != 0)
			return !v->first      ? damaged(v, e)
			       : v->kind == 1 ? err_set(e, E_DENIED, "The passphrase does not open %s.", v->path)
			                      : err_set(e, E_DENIED, "The key does not open %s.", v->path);
		if ((tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != (v->packed[0] == 1))
			return damaged(v, e);
	}
	v->first = false;
	v->last = v->packed[0] == 1;
	if (uncompress(v->plain, &n, v->packed + 1, (uLong)plain - 1) != Z_OK)
		return damaged(v, e);
	v->n = n;
	v->at = 0;
	return OK;
}

enum code vault_open(const char *path, const struct vault_key *k, struct vault **out, struct err *e)
{
	static const struct vault_key NONE = {0};
	unsigned char key[32];
	struct vault *v;
	enum code c = open_reading(path, &v, e);

	*out = NULL;
	if (c != OK)
		return c;
	start_hash(v);
	if (v->kind != 0) {
		const unsigned char *params = v->head + 17;

		c = key_of(v, k != NULL ? k : &NONE, params, key, e);
		params += v->kind == 1 ? 8 + crypto_pwhash_SALTBYTES : 0;
		if (c == OK && crypto_secretstream_xchacha20poly1305_init_pull(&v->state, params, key) != 0)
			c = damaged(v, e);
		sodium_memzero(key, sizeof key);
	}
	if (c == OK)
		c = read_chunk(v, e);
	if (c != OK)
		vault_close(v);
	else
		*out = v;
	return c;
}

enum code vault_get(struct vault *v, void *p, size_t n, struct err *e)
{
	while (n > 0) {
		size_t there = v->n - v->at, part = n < there ? n : there;

		if (part == 0) {
			enum code c = read_chunk(v, e);

			if (c != OK)
				return c;
			continue;
		}
		memcpy(p, v->plain + v->at, part);
		v->at += part;
		p = (char *)p + part;
		n -= part;
	}
	return OK;
}

enum code vault_end(struct vault *v, struct err *e)
{
	char more;

	while (!v->last && v->at == v->n) {
		enum code c = read_chunk(v, e);

		if (c != OK)
			return c;
	}
	return v->at < v->n || !v->last || read(v->fd, &more, 1) != 0 ? damaged(v, e) : OK;
}

void vault_close(struct vault *v)
{
	if (v == NULL)
		return;
	if (v->fd >= 0)
		close(v->fd);
	if (v->part != NULL)
		(void)!unlink(v->part);
	free(v->part);
	free(v->path);
	sodium_memzero(v, sizeof *v);
	free(v);
}

enum code vault_key_file(const char *path, unsigned char key[32], struct err *e)
{
	struct stat st;
	unsigned char more[33];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return err_set(e, errno == ENOENT ? E_NOTFOUND : E_IO, "The key file %s cannot be opened: %s.", path, strerror(errno));
	n = read(fd, more, sizeof more);
	int bad = fstat(fd, &st);
	close(fd);
	if (bad == 0 && (st.st_mode & 077) != 0)
		return err_set(e, E_DENIED, "The key file %s can be read by others. Run: chmod 600 %s", path, path);
	if (n != 32)
		return err_set(e, E_INPUT, "The key file %s does not hold 32 bytes. Make one with: trellis backup --make-key %s", path, path);
	memcpy(key, more, 32);
	sodium_memzero(more, sizeof more);
	return OK;
}
