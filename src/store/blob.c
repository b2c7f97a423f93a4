#include "store/blob.h"
#include "base/file.h"

#include "base/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define QUOTA (INT64_C(20) << 30)
#define LARGEST (INT64_C(64) << 20)
#define STALE 3600 /* seconds after which an unfinished file was left by a crash */

struct blobs {
	int fd;                /* the folder */
	int unfinished;        /* its subfolder "tmp" */
	char *path;
	int64_t quota, largest;
	_Atomic int64_t used;
	pthread_mutex_t old; /* the same bytes put again, against their removal for age */
};

/* "ab" and the other 62 digits */
struct name {
	char shard[3], file[63];
};

static struct name name_of(struct blob_hash h)
{
	char hex[65];
	struct name n;

	sodium_bin2hex(hex, sizeof hex, h.b, sizeof h.b);
	memcpy(n.shard, hex, 2);
	n.shard[2] = '\0';
	memcpy(n.file, hex + 2, 63);
	return n;
}

struct blob_hash blob_hash_of(struct str bytes)
{
	struct blob_hash h;

	crypto_hash_sha256(h.b, (const unsigned char *)(bytes.n > 0 ? bytes.p : ""), bytes.n);
	return h;
}

struct str blob_hash_text(struct arena *a, struct blob_hash hash)
{
	char *hex = arena_alloc(a, 65);

	sodium_bin2hex(hex, 65, hash.b, sizeof hash.b);
	return (struct str){hex, 64};
}

bool blob_hash_parse(struct str text, struct blob_hash *out)
{
	size_t n = 0;

	return text.n == 64 && sodium_hex2bin(out->b, sizeof out->b, text.p, text.n, NULL, &n, NULL) == 0 && n == sizeof out->b;
}

const char *blob_folder(struct arena *a, const char *target)
{
	struct str t = str_z(target);

	if (str_eqz(t, ":memory:") || str_starts(t, "postgres://") || str_starts(t, "postgresql://"))
		return NULL;
	if (str_starts(t, "sqlite:"))
		target += 7;
	else if (str_find(t, S("="), &(size_t){0}))
		return NULL;
	return str_fmt(a, "%s.files", target).p;
}

/* ---- opening ---- */

static enum code no_disk(const struct blobs *b, struct err *e)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return err_set(e, E_IO, "The disk that holds %s is full. Nothing was saved; free some space and try again.", b->path);
	if (errno == EROFS || errno == EACCES || errno == EPERM)
		return err_set(e, E_IO, "The folder %s cannot be written. Nothing was saved; see to its rights.", b->path);
	return err_set(e, E_IO, "The folder %s failed: %s. Nothing was saved.", b->path, strerror(errno));
}

static int open_folder(int at, const char *name)
{
	return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool is_hex(const char *z, size_t n)
{
	return strlen(z) == n && strspn(z, "0123456789abcdef") == n;
}

/* Calls fn for every kept file; stops when it returns false. False: a folder could not be read. */
static bool each_file(const struct blobs *b, bool (*fn)(void *arg, int shard, const char *shard_name, const char *file), void *arg)
{
	struct dirent *d, *f;
	int fd = openat(b->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *all = fd >= 0 ? fdopendir(fd) : NULL;
	bool go_on = true, readable = all != NULL;

	if (all == NULL && fd >= 0)
		close(fd);
	while (readable && go_on && (d = readdir(all)) != NULL) {
		DIR *files;
		int shard;

		if (!is_hex(d->d_name, 2))
			continue;
		shard = open_folder(b->fd, d->d_name);
		files = shard >= 0 ? fdopendir(shard) : NULL;
		if (files == NULL) {
			if (shard >= 0)
				close(shard);
			readable = false;
			break;
		}
		while (go_on && (f = readdir(files)) != NULL)
			if (is_hex(f->d_name, 62))
				go_on = fn(arg, shard, d->d_name, f->d_name);
		closedir(files);
	}
	if (all != NULL)
		closedir(all);
	return readable;
}

static bool add_size(void *arg, int shard, const char *shard_name, const char *file)
{
	struct stat st;

	(void)shard_name;
	if (fstatat(shard, file, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
		*(int64_t *)arg += st.st_size;
	return true;
}

/* What a crash has left. A file that another process writes now is younger. */
static void remove_stale(const struct blobs *b)
{
	int fd = openat(b->unfinished, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *f;
	struct stat st;

	if (d == NULL) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((f = readdir(d)) != NULL)
		if (fstatat(fd, f->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) && st.st_mtime < time(NULL) - STALE)
			(void)!unlinkat(fd, f->d_name, 0);
	closedir(d);
}

static enum code open_all(struct blobs *b, bool create, struct err *e)
{
	int64_t used = 0;

	if (create && mkdir(b->path, 0700) != 0 && errno != EEXIST)
		return err_set(e, E_IO, "The folder %s cannot be made: %s.", b->path, strerror(errno));
	b->fd = open(b->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (b->fd < 0)
		return err_set(e, errno == ENOENT ? E_NOTFOUND : E_IO, "The folder for attachments %s cannot be opened: %s.", b->path, strerror(errno));
	if (mkdirat(b->fd, "tmp", 0700) != 0 && errno != EEXIST)
		return no_disk(b, e);
	b->unfinished = open_folder(b->fd, "tmp");
	if (b->unfinished < 0)
		return no_disk(b, e);
	remove_stale(b);
	if (!each_file(b, add_size, &used))
		return err_set(e, E_IO, "The folder for attachments %s cannot be read.", b->path);
	atomic_store(&b->used, used);
	return OK;
}

enum code blobs_open(const char *folder, const struct blobs_options *o, struct blobs **out, struct err *e)
{
	struct blobs *b = calloc(1, sizeof *b);
	enum code code;

	*out = NULL;
	if (b == NULL || (b->path = strdup(folder)) == NULL) {
		free(b);
		return err_set(e, E_MEMORY, "There is no memory left to open the attachments.");
	}
	b->fd = b->unfinished = -1;
	pthread_mutex_init(&b->old, NULL);
	b->quota = o != NULL && o->quota > 0 ? o->quota : QUOTA;
	b->largest = o != NULL && o->largest > 0 ? o->largest : LARGEST;
	code = open_all(b, o != NULL && o->create, e);
	if (code != OK) {
		blobs_close(b);
		return code;
	}
	*out = b;
	return OK;
}

void blobs_close(struct blobs *b)
{
	if (b == NULL)
		return;
	if (b->unfinished >= 0)
		close(b->unfinished);
	if (b->fd >= 0)
		close(b->fd);
	pthread_mutex_destroy(&b->old);
	free(b->path);
	free(b);
}

int64_t blobs_used(const struct blobs *b)
{
	return atomic_load(&b->used);
}

/* ---- putting ---- */

/* The shard's folder, made when missing; -1 and errno. */
static int shard_of(const struct blobs *b, const char *name)
{
	if (mkdirat(b->fd, name, 0700) == 0) {
		if (fsync(b->fd) != 0)
			return -1;
	} else if (errno != EEXIST) {
		return -1;
	}
	return open_folder(b->fd, name);
}

/* Written aside, flushed, then given its name: at no moment is a part of it there under that name. */
static enum code place(struct blobs *b, int shard, const struct name *n, struct str bytes, struct err *e)
{
	char aside[ID_TEXT];
	enum code code = OK;
	int fd;

	id_text(id_new(), aside);
	fd = openat(b->unfinished, aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return no_disk(b, e);
	if (!file_write_all(fd, bytes) || fsync(fd) != 0 || renameat(b->unfinished, aside, shard, n->file) != 0)
		code = no_disk(b, e);
	else if (fsync(shard) != 0)
		code = no_disk(b, e);
	close(fd);
	if (code != OK)
		(void)!unlinkat(b->unfinished, aside, 0);
	return code;
}

enum code blob_put(struct blobs *b, struct str bytes, struct blob_hash *out, struct err *e)
{
	struct blob_hash h = blob_hash_of(bytes);
	struct name n = name_of(h);
	struct stat st;
	enum code code;
	int64_t size = (int64_t)bytes.n, before = 0;
	int shard;

	if (size > b->largest)
		return err_set(e, E_LIMIT, "The file is too large: %lld MB. At most %lld MB can be kept.", (long long)(size / 1000000),
		               (long long)(b->largest / 1000000));
	shard = shard_of(b, n.shard);
	if (shard < 0)
		return no_disk(b, e);
	*out = h;
	pthread_mutex_lock(&b->old);
	if (fstatat(shard, n.file, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		bool there = S_ISREG(st.st_mode) && st.st_size == size;

		if (there && utimensat(shard, n.file, NULL, AT_SYMLINK_NOFOLLOW) == 0) {
			pthread_mutex_unlock(&b->old);
			close(shard);
			return OK;
		}
		before = st.st_size; /* damaged: replaced */
	}
	pthread_mutex_unlock(&b->old);
	if (atomic_fetch_add(&b->used, size - before) + size - before > b->quota) {
		atomic_fetch_sub(&b->used, size - before);
		close(shard);
		return err_set(e, E_LIMIT, "The room for attachments is used up. Remove some, or ask who runs the program for more.");
	}
	code = place(b, shard, &n, bytes, e);
	if (code != OK)
		atomic_fetch_sub(&b->used, size - before);
	close(shard);
	return code;
}

/* ---- getting ---- */

static enum code missing(struct err *e)
{
	return err_set(e, E_NOTFOUND, "The attachment is not there.");
}

/* -1: not there */
static int open_file(const struct blobs *b, const struct name *n, struct stat *st)
{
	int shard = open_folder(b->fd, n->shard), fd;

	if (shard < 0)
		return -1;
	fd = openat(shard, n->file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	close(shard);
	if (fd >= 0 && (fstat(fd, st) != 0 || !S_ISREG(st->st_mode))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

enum code blob_get(struct blobs *b, struct blob_hash hash, struct arena *a, struct str *out, struct err *e)
{
	struct name n = name_of(hash);
	struct stat st;
	struct blob_hash there;
	size_t size, got = 0;
	char *p;
	int fd = open_file(b, &n, &st);

	if (fd < 0)
		return missing(e);
	if (st.st_size > b->largest) {
		close(fd);
		return err_set(e, E_LIMIT, "The attachment is larger than allowed now.");
	}
	size = (size_t)st.st_size;
	p = malloc(size + 1); /* not the arena's: its memory may end, and fd would stay open */
	while (p != NULL && got < size) {
		ssize_t more = read(fd, p + got, size - got);

		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0)
			break;
		got += (size_t)more;
	}
	close(fd);
	if (p == NULL)
		return err_set(e, E_MEMORY, "There is not enough memory to read the attachment. Try again.");
	arena_defer(a, free, p);
	there = blob_hash_of((struct str){p, got});
	if (memcmp(there.b, hash.b, sizeof there.b) != 0)
		return err_set(e, E_DB, "The attachment %s%.6s... is damaged. Restore it from a backup.", n.shard, n.file);
	*out = (struct str){p, size};
	return OK;
}

enum code blob_remove(struct blobs *b, struct blob_hash hash, struct err *e)
{
	struct name n = name_of(hash);
	int shard = open_folder(b->fd, n.shard);
	struct stat st;
	enum code code = OK;

	if (shard < 0)
		return missing(e);
	if (fstatat(shard, n.file, &st, AT_SYMLINK_NOFOLLOW) != 0)
		code = missing(e);
	else if (unlinkat(shard, n.file, 0) != 0 || fsync(shard) != 0)
		code = no_disk(b, e);
	else
		atomic_fetch_sub(&b->used, (int64_t)st.st_size);
	close(shard);
	return code;
}

enum code blob_remove_old(struct blobs *b, struct blob_hash hash, int64_t before, bool *done, struct err *e)
{
	struct name n = name_of(hash);
	int shard = open_folder(b->fd, n.shard);
	struct stat st;
	enum code code = OK;

	*done = false;
	if (shard < 0)
		return OK;
	pthread_mutex_lock(&b->old);
	if (fstatat(shard, n.file, &st, AT_SYMLINK_NOFOLLOW) == 0 && (int64_t)st.st_mtime * 1000000 < before) {
		if (unlinkat(shard, n.file, 0) != 0 || fsync(shard) != 0) {
			code = no_disk(b, e);
		} else {
			*done = true;
			atomic_fetch_sub(&b->used, (int64_t)st.st_size);
		}
	}
	pthread_mutex_unlock(&b->old);
	close(shard);
	return code;
}

struct each {
	blob_each_fn *fn;
	void *arg;
};

static bool tell_file(void *arg, int shard, const char *shard_name, const char *file)
{
	const struct each *x = arg;
	char hex[65];
	struct blob_hash h;
	struct stat st;

	snprintf(hex, sizeof hex, "%s%s", shard_name, file);
	if (fstatat(shard, file, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) && blob_hash_parse(str_z(hex), &h))
		x->fn(x->arg, h, st.st_size, (int64_t)st.st_mtime * 1000000);
	return true;
}

enum code blobs_each(struct blobs *b, blob_each_fn *fn, void *arg, struct err *e)
{
	struct each x = {fn, arg};

	return each_file(b, tell_file, &x) ? OK : err_set(e, E_IO, "The folder for attachments %s cannot be read.", b->path);
}

/* ---- checking ---- */

#define ROOM 65536

struct check {
	int64_t files;
	unsigned char *room;
	char bad[80];
};

static bool check_file(void *arg, int shard, const char *shard_name, const char *file)
{
	struct check *c = arg;
	crypto_hash_sha256_state st;
	struct blob_hash h;
	struct name n;
	ssize_t got = 0;
	int fd = openat(shard, file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	crypto_hash_sha256_init(&st);
	while (fd >= 0 && (got = read(fd, c->room, ROOM)) > 0)
		crypto_hash_sha256_update(&st, c->room, (unsigned long long)got);
	crypto_hash_sha256_final(&st, h.b);
	if (fd >= 0)
		close(fd);
	n = name_of(h);
	c->files++;
	if (fd >= 0 && got == 0 && strcmp(n.shard, shard_name) == 0 && strcmp(n.file, file) == 0)
		return true;
	snprintf(c->bad, sizeof c->bad, "%s/%s", shard_name, file);
	return false;
}

enum code blobs_check(struct blobs *b, int64_t *files, struct err *e)
{
	struct check c = {.room = malloc(ROOM)};
	bool readable;

	if (c.room == NULL)
		return err_set(e, E_MEMORY, "There is not enough memory to read the attachments. Try again.");
	readable = each_file(b, check_file, &c);
	free(c.room);
	if (files != NULL)
		*files = c.files;
	if (!readable)
		return err_set(e, E_IO, "The folder for attachments %s cannot be read.", b->path);
	if (c.bad[0] != '\0')
		return err_set(e, E_DB, "The attachment %s in %s is damaged. Restore it from a backup.", c.bad, b->path);
	return OK;
}
