#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* errno as one of our sentences. */
static enum code explain(struct err *e, const char *path, int error)
{
	char text[128];

	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return err_set(e, E_NOTFOUND, "There is no file or folder \"%s\". Check the name.", path);
	case EACCES:
	case EPERM:
	case EROFS:
		return err_set(e, E_DENIED, "This account may not use \"%s\". Change its permissions or choose another place.",
			       path);
	case EISDIR:
		return err_set(e, E_INPUT, "\"%s\" is a folder; a file is needed here.", path);
	case ENOSPC:
	case EDQUOT:
		return err_set(e, E_IO, "The disk is full, so \"%s\" was not written. Free some space and try again.", path);
	default:
		return err_set(e, E_IO, "\"%s\" cannot be used: %s.", path, strerror_r(error, text, sizeof text));
	}
}

static enum code too_large(struct err *e, const char *path, size_t max)
{
	return err_set(e, E_LIMIT, "The file \"%s\" is larger than the %zu bytes allowed here.", path, max);
}

/* Reads to the end or to one byte past max, which tells that there was more. */
static enum code read_all(struct arena *a, int fd, const char *path, size_t max, struct str *out, struct err *e)
{
	struct stat st;
	size_t n = 0, room;
	char *p;

	if (fstat(fd, &st) != 0)
		return explain(e, path, errno);
	if (S_ISDIR(st.st_mode))
		return explain(e, path, EISDIR);
	if (st.st_size > 0 && (uintmax_t)st.st_size > max)
		return too_large(e, path, max);
	room = S_ISREG(st.st_mode) ? (size_t)st.st_size + 2 : 64 * 1024;
	p = arena_alloc(a, room);
	for (;;) {
		ssize_t got = read(fd, p + n, room - 1 - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return explain(e, path, errno);
		if (got == 0)
			break;
		n += (size_t)got;
		if (n > max)
			return too_large(e, path, max);
		if (n + 1 == room) {
			p = arena_grow(a, p, room, room * 2);
			room *= 2;
		}
	}
	p[n] = '\0';
	*out = (struct str){p, n};
	return OK;
}

/* An arena that runs out of memory leaves by longjmp, so an open file belongs to the arena until it is closed. */
struct held {
	int fd;
};

static void let_go(void *held)
{
	struct held *h = held;

	if (h->fd >= 0)
		close(h->fd);
	h->fd = -1;
}

enum code file_read(struct arena *a, const char *path, size_t max, struct str *out, struct err *e)
{
	struct held *h = NEW(a, struct held);
	enum code rc;

	h->fd = -1;
	arena_defer(a, let_go, h);
	h->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (h->fd < 0)
		return explain(e, path, errno);
	rc = read_all(a, h->fd, path, max, out, e);
	let_go(h);
	return rc;
}

bool file_write_all(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes.p += n;
		bytes.n -= (size_t)n;
	}
	return true;
}

/* The rename itself is on the disk only when the folder is. */
static bool sync_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == NULL ? strdup(".") : slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
	int fd = folder != NULL ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL); /* some file systems cannot, and need not */
	int error = errno;

	if (fd >= 0)
		close(fd);
	free(folder);
	errno = error;
	return ok;
}

enum code file_write(const char *path, struct str bytes, unsigned mode, struct err *e)
{
	size_t n = strlen(path);
	char *temp = malloc(n + 8);
	bool ok;
	int fd, error;

	if (temp == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to write \"%s\".", path);
	snprintf(temp, n + 8, "%s.XXXXXX", path);
	fd = mkostemp(temp, O_CLOEXEC);
	if (fd < 0) {
		error = errno;
		free(temp);
		return explain(e, path, error);
	}
	ok = file_write_all(fd, bytes) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
	error = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		error = errno;
	}
	if (ok && rename(temp, path) != 0) {
		ok = false;
		error = errno;
	}
	if (!ok) {
		unlink(temp);
		free(temp);
		return explain(e, path, error);
	}
	free(temp);
	return sync_folder_of(path) ? OK : explain(e, path, errno);
}

enum code file_temp_dir(struct arena *a, const char **out, struct err *e)
{
	const char *below = getenv("TMPDIR");
	char *path;

	if (below == NULL || below[0] != '/')
		below = "/tmp";
	path = str_dupz(a, str_fmt(a, "%s/trellis.XXXXXX", below));
	if (mkdtemp(path) == NULL)
		return explain(e, below, errno);
	*out = path;
	return OK;
}

enum code file_make_dir(const char *path, unsigned mode, struct err *e)
{
	char *p = strdup(path);
	enum code rc = OK;

	if (p == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to make \"%s\".", path);
	for (char *slash = strchr(p + 1, '/'); rc == OK && slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(p, 0777) != 0 && errno != EEXIST) /* less what the umask takes */
			rc = explain(e, p, errno);
		*slash = '/';
	}
	if (rc == OK && mkdir(p, mode) != 0 && (errno != EEXIST || !file_is_dir(p)))
		rc = explain(e, p, errno);
	free(p);
	return rc;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return remove(path) != 0 && errno != ENOENT ? -1 : 0;
}

enum code file_remove_all(const char *path, struct err *e)
{
	if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT)
		return explain(e, path, errno);
	return OK;
}

bool file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

const char *file_join(struct arena *a, const char *folder, const char *name)
{
	bool slash = str_ends(str_z(folder), "/");

	return str_fmt(a, "%s%s%s", folder, slash || folder[0] == '\0' ? "" : "/", name).p;
}

struct mapping {
	void *at;
	size_t n;
};

static void unmap(void *arg)
{
	struct mapping *m = arg;
	if (m->at != NULL)
		munmap(m->at, m->n);
}

enum code file_map(struct arena *a, const char *path, struct str *out, struct err *e)
{
	struct mapping *m = arena_alloc(a, sizeof *m);
	struct stat st;
	arena_defer(a, unmap, m);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return explain(e, path, errno);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0 || (uintmax_t)st.st_size > SIZE_MAX / 4) {
		close(fd);
		enum code c = file_read(a, path, SIZE_MAX / 4, out, e);
		if (c == OK && out->n > 0 && (uintptr_t)out->p % (uintptr_t)sysconf(_SC_PAGESIZE) == 0) {
			char *p = arena_alloc(a, out->n + 1); /* what begins at a page is a mapping: file_map_rest */
			*out = (struct str){memcpy(p + ((uintptr_t)p % 2 == 0), out->p, out->n), out->n};
		}
		return c;
	}
	void *at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	int error = errno;
	close(fd);
	if (at == MAP_FAILED)
		return explain(e, path, error);
	*m = (struct mapping){at, (size_t)st.st_size};
	*out = (struct str){at, (size_t)st.st_size};
	return OK;
}

void file_map_rest(struct str text)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), at = (uintptr_t)text.p;
	/* file_map sees to it that only a mapping begins at a page; memory of an arena would lose what it holds. */
	if (at % page == 0 && text.n > 0)
		(void)madvise((void *)at, text.n, MADV_DONTNEED);
}
