#include "support/disk.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct range {
	sqlite3_int64 at;
	int n;
};

/* What a file holds as its process sees it, and which of it the disk does not have yet. */
struct image {
	struct image *next;
	char *path;
	char *p;
	size_t size, cap;
	struct range *late;
	size_t n_late, cap_late;
	sqlite3_int64 cut; /* smallest size since the last flush; -1: none */
};

struct file {
	sqlite3_file base;
	struct image *image; /* NULL: passed through */
	sqlite3_file *real;
};

static sqlite3_vfs *under;
static sqlite3_vfs shim;
static bool forgetful;
static atomic_int state;
static struct image *images;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static struct file *file_of(sqlite3_file *f)
{
	return (struct file *)f;
}

static sqlite3_file *real(sqlite3_file *f)
{
	return file_of(f)->real;
}

static int no_write(void)
{
	switch (atomic_load(&state)) {
	case DISK_FULL:
		return SQLITE_FULL;
	case DISK_BROKEN:
		return SQLITE_IOERR_WRITE;
	case DISK_READ_ONLY:
		return SQLITE_READONLY;
	default:
		return SQLITE_OK;
	}
}

static void *grown(void *p, size_t n)
{
	p = realloc(p, n);
	if (p == NULL)
		abort();
	return p;
}

static void reach(struct image *m, size_t size)
{
	if (size > m->cap) {
		m->cap = size * 2;
		m->p = grown(m->p, m->cap);
	}
	if (size > m->size) {
		memset(m->p + m->size, 0, size - m->size);
		m->size = size;
	}
}

static int x_close(sqlite3_file *f)
{
	return real(f)->pMethods != NULL ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;
}

static int x_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	struct image *m = file_of(f)->image;
	int rc = SQLITE_OK;

	if (m == NULL)
		return real(f)->pMethods->xRead(real(f), to, n, at);
	pthread_mutex_lock(&lock);
	if ((size_t)at + (size_t)n > m->size) {
		size_t there = (size_t)at < m->size ? m->size - (size_t)at : 0;

		memset(to, 0, (size_t)n);
		if (there > 0)
			memcpy(to, m->p + at, there);
		rc = SQLITE_IOERR_SHORT_READ;
	} else {
		memcpy(to, m->p + at, (size_t)n);
	}
	pthread_mutex_unlock(&lock);
	return rc;
}

static int x_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	struct image *m = file_of(f)->image;
	int rc = no_write();

	if (rc != SQLITE_OK)
		return rc;
	if (m == NULL)
		return real(f)->pMethods->xWrite(real(f), from, n, at);
	pthread_mutex_lock(&lock);
	reach(m, (size_t)at + (size_t)n);
	memcpy(m->p + at, from, (size_t)n);
	if (m->n_late == m->cap_late) {
		m->cap_late = m->cap_late * 2 + 64;
		m->late = grown(m->late, m->cap_late * sizeof *m->late);
	}
	m->late[m->n_late++] = (struct range){at, n};
	pthread_mutex_unlock(&lock);
	return SQLITE_OK;
}

static int x_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	struct image *m = file_of(f)->image;

	if (m == NULL)
		return real(f)->pMethods->xTruncate(real(f), size);
	pthread_mutex_lock(&lock);
	if ((size_t)size < m->size) {
		m->size = (size_t)size;
		if (m->cut < 0 || size < m->cut)
			m->cut = size;
	}
	pthread_mutex_unlock(&lock);
	return SQLITE_OK;
}

static int x_sync(sqlite3_file *f, int flags)
{
	struct image *m = file_of(f)->image;
	size_t i;
	int rc = SQLITE_OK;

	if (atomic_load(&state) == DISK_NO_FLUSH)
		return SQLITE_IOERR_FSYNC;
	if (m == NULL)
		return real(f)->pMethods->xSync(real(f), flags);
	pthread_mutex_lock(&lock);
	if (m->cut >= 0)
		rc = real(f)->pMethods->xTruncate(real(f), m->cut);
	for (i = 0; i < m->n_late && rc == SQLITE_OK; i++) {
		struct range r = m->late[i];

		if ((size_t)r.at >= m->size)
			continue;
		if ((size_t)r.at + (size_t)r.n > m->size)
			r.n = (int)(m->size - (size_t)r.at);
		rc = real(f)->pMethods->xWrite(real(f), m->p + r.at, r.n, r.at);
	}
	m->n_late = 0;
	m->cut = -1;
	pthread_mutex_unlock(&lock);
	return rc;
}

#define SECTOR 512

/* One write that was under way: 0 none of it, 1 all, 2 some sectors from its beginning, 3 some to its end. */
static void tear_one(int fd, const struct image *m, struct range r, unsigned *seed)
{
	unsigned how = (unsigned)rand_r(seed) % 4;
	int keep = r.n >= SECTOR ? rand_r(seed) % (r.n / SECTOR) * SECTOR : 0;
	sqlite3_int64 at = r.at;

	if ((size_t)r.at + (size_t)r.n > m->size || how == 0)
		return;
	if (how == 3) {
		at += keep;
		r.n -= keep;
	} else if (how == 2) {
		r.n = keep;
	}
	if (r.n > 0 && pwrite(fd, m->p + at, (size_t)r.n, at) < 0)
		abort();
}

void disk_tear(unsigned seed)
{
	pthread_mutex_lock(&lock); /* and never given back */
	for (struct image *m = images; m != NULL; m = m->next) {
		int fd = open(m->path, O_WRONLY | O_CLOEXEC);

		if (fd < 0)
			continue;
		if (m->cut >= 0 && rand_r(&seed) % 2 == 0 && ftruncate(fd, m->cut) != 0)
			abort();
		for (size_t i = m->n_late; i > 1; i--) {
			size_t k = (size_t)rand_r(&seed) % i;
			struct range r = m->late[i - 1];

			m->late[i - 1] = m->late[k];
			m->late[k] = r;
		}
		for (size_t i = 0; i < m->n_late; i++)
			tear_one(fd, m, m->late[i], &seed);
		close(fd);
	}
}

static int x_size(sqlite3_file *f, sqlite3_int64 *size)
{
	struct image *m = file_of(f)->image;

	if (m == NULL)
		return real(f)->pMethods->xFileSize(real(f), size);
	pthread_mutex_lock(&lock);
	*size = (sqlite3_int64)m->size;
	pthread_mutex_unlock(&lock);
	return SQLITE_OK;
}

#define PASS(name, params, args)                         \
	static int name params                           \
	{                                                \
		return real(f)->pMethods->PASS_##name args; \
	}
#define PASS_x_lock xLock
#define PASS_x_unlock xUnlock
#define PASS_x_reserved xCheckReservedLock
#define PASS_x_control xFileControl
#define PASS_x_sector xSectorSize
#define PASS_x_traits xDeviceCharacteristics
#define PASS_x_shm_map xShmMap
#define PASS_x_shm_lock xShmLock
#define PASS_x_shm_unmap xShmUnmap
PASS(x_lock, (sqlite3_file *f, int how), (real(f), how))
PASS(x_unlock, (sqlite3_file *f, int how), (real(f), how))
PASS(x_reserved, (sqlite3_file *f, int *out), (real(f), out))
PASS(x_control, (sqlite3_file *f, int op, void *arg), (real(f), op, arg))
PASS(x_sector, (sqlite3_file *f), (real(f)))
PASS(x_traits, (sqlite3_file *f), (real(f)))
PASS(x_shm_map, (sqlite3_file *f, int page, int size, int extend, void volatile **out), (real(f), page, size, extend, out))
PASS(x_shm_lock, (sqlite3_file *f, int at, int n, int flags), (real(f), at, n, flags))
PASS(x_shm_unmap, (sqlite3_file *f, int gone), (real(f), gone))

static void x_shm_barrier(sqlite3_file *f)
{
	real(f)->pMethods->xShmBarrier(real(f));
}

static const sqlite3_io_methods METHODS = {
	.iVersion = 2, /* no mapping of the file itself */
	.xClose = x_close,
	.xRead = x_read,
	.xWrite = x_write,
	.xTruncate = x_truncate,
	.xSync = x_sync,
	.xFileSize = x_size,
	.xLock = x_lock,
	.xUnlock = x_unlock,
	.xCheckReservedLock = x_reserved,
	.xFileControl = x_control,
	.xSectorSize = x_sector,
	.xDeviceCharacteristics = x_traits,
	.xShmMap = x_shm_map,
	.xShmLock = x_shm_lock,
	.xShmBarrier = x_shm_barrier,
	.xShmUnmap = x_shm_unmap,
};

static struct image *image_of(const char *path, sqlite3_file *f)
{
	struct image *m;
	sqlite3_int64 size = 0;

	for (m = images; m != NULL; m = m->next)
		if (strcmp(m->path, path) == 0)
			return m;
	m = calloc(1, sizeof *m);
	if (m == NULL || (m->path = strdup(path)) == NULL)
		abort();
	m->cut = -1;
	f->pMethods->xFileSize(f, &size);
	reach(m, (size_t)size);
	if (size > 0)
		f->pMethods->xRead(f, m->p, (int)size, 0);
	m->next = images;
	images = m;
	return m;
}

static int x_open(sqlite3_vfs *v, sqlite3_filename name, sqlite3_file *f, int flags, int *out)
{
	struct file *mine = file_of(f);
	int rc;

	(void)v;
	memset(mine, 0, sizeof *mine);
	mine->real = (sqlite3_file *)(mine + 1);
	rc = under->xOpen(under, name, mine->real, flags, out);
	if (rc != SQLITE_OK)
		return rc;
	mine->base.pMethods = &METHODS;
	if (forgetful && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0) {
		pthread_mutex_lock(&lock);
		mine->image = image_of(name, mine->real);
		pthread_mutex_unlock(&lock);
	}
	return SQLITE_OK;
}

static int x_delete(sqlite3_vfs *v, const char *name, int sync)
{
	struct image *m;

	(void)v;
	pthread_mutex_lock(&lock);
	for (m = images; m != NULL; m = m->next) {
		if (strcmp(m->path, name) == 0) {
			m->size = m->n_late = 0;
			m->cut = -1;
		}
	}
	pthread_mutex_unlock(&lock);
	return under->xDelete(under, name, sync);
}

void disk_install(bool forgets)
{
	under = sqlite3_vfs_find(NULL);
	forgetful = forgets;
	shim = *under;
	shim.zName = "trellis-test-disk";
	shim.szOsFile = (int)sizeof(struct file) + under->szOsFile;
	shim.xOpen = x_open;
	shim.xDelete = x_delete;
	shim.pNext = NULL;
	sqlite3_vfs_register(&shim, 1);
}

void disk_is(enum disk now)
{
	atomic_store(&state, now);
}
