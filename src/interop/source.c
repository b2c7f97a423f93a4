#include "interop/source.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/jail.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define RATIO_FREE ((int64_t)16 << 20) /* so much may come out of anything */
#define RATIO_MOST 200

struct entry {
	struct str name;           /* shown */
	const char *path;          /* folder: to open */
	size_t index;
	int64_t size, packed;
};

struct source {
	struct arena *a;
	const char *zip;           /* its path; NULL: a folder */
	struct entry *entries;
	size_t n;
	struct str folder;
	struct jail *open;         /* unpacks the file that is read now */
	size_t left;               /* bytes of the piece that comes */
	bool whole;                /* its end was read */
	const struct entry *now;
	int64_t out;               /* bytes of all files so far */
	int64_t out_now;           /* of this one */
	enum code failed;
	char why[300];
};

/* ---- folder ---- */

static enum code open_folder(struct source *s, const char *path, struct err *e)
{
	DIR *d = opendir(path);
	if (d == NULL)
		return err_set(e, E_IO, "The folder %s cannot be opened: %s.", path, strerror(errno));
	enum code c = OK;
	for (struct dirent *f; c == OK && (f = readdir(d)) != NULL;) {
		struct stat st;
		const char *p = file_join(s->a, path, f->d_name);
		if (f->d_name[0] == '.' || stat(p, &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		if (s->n == SOURCE_FILES)
			c = err_set(e, E_LIMIT, "The folder %s holds more than %d files. Is it the right one?", path, SOURCE_FILES);
		else
			s->entries[s->n++] = (struct entry){.name = str_dup(s->a, str_z(f->d_name)), .path = p, .size = st.st_size};
	}
	(void)closedir(d);
	return c;
}

/* ---- zip ---- */

static bool name_safe(struct str name)
{
	if (name.n == 0 || name.n > 200 || name.p[0] == '/' || !utf8_valid(name))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] == '\\' || name.p[i] == ':' || (unsigned char)name.p[i] < 32)
			return false;
	struct str rest = name;
	while (rest.n > 0) {
		struct str part = str_cut(&rest, '/');
		if (str_eqz(part, "..") || str_eqz(part, "."))
			return false;
	}
	return true;
}

/* What an archive from a Mac carries beside the files. */
static bool name_ignored(struct str name)
{
	return name.p[name.n - 1] == '/' || str_starts(name, "__MACOSX/") || str_ends(name, ".DS_Store") || str_ends(name, "desktop.ini");
}

static enum code zip_entry(struct source *s, size_t i, const struct source_listed *z, const char *path, int64_t *total, struct err *e)
{
	if (!z->readable)
		return err_set(e, E_INPUT, "%s is damaged: entry %llu cannot be read.", path, (unsigned long long)i + 1);
	if (!name_safe(z->name))
		return err_set(e, E_INPUT, "%s holds a file whose name leads elsewhere or cannot be read. A roster never does; ask for a new export.", path);
	if (name_ignored(z->name))
		return OK;
	if (z->locked)
		return err_set(e, E_INPUT, "%s is locked with a password (%s). Unpack it, or export it without one.", path, str_dupz(s->a, z->name));
	if (s->n == SOURCE_FILES)
		return err_set(e, E_LIMIT, "%s holds more than %d files. Is it the right one?", path, SOURCE_FILES);
	if (z->size < 0 || z->size > SOURCE_MOST || *total + z->size > SOURCE_MOST)
		return err_set(e, E_LIMIT, "%s would unpack to more than %lld MiB.", path, (long long)(SOURCE_MOST >> 20));
	*total += z->size;
	s->entries[s->n++] = (struct entry){.name = str_dup(s->a, z->name), .index = i, .size = z->size, .packed = z->packed};
	return OK;
}

/* One folder around everything is common; deeper or several are not a roster. */
static void strip_folder(struct source *s)
{
	struct str first = s->n > 0 ? s->entries[0].name : (struct str){0};
	struct str folder = {first.p, 0};
	for (size_t i = first.n; i > 0 && folder.n == 0; i--)
		if (first.p[i - 1] == '/')
			folder.n = i;
	for (size_t i = 0; i < s->n && folder.n > 0; i++)
		if (s->entries[i].name.n <= folder.n || memcmp(s->entries[i].name.p, folder.p, folder.n) != 0)
			folder.n = 0;
	for (size_t i = 0; i < s->n; i++)
		s->entries[i].name = (struct str){s->entries[i].name.p + folder.n, s->entries[i].name.n - folder.n};
	s->folder = folder.n > 0 ? (struct str){folder.p, folder.n - 1} : (struct str){0};
}

/* Starts the program that unpacks, with the zip as its standard input. what: "list", or the number of an entry. */
static enum code unpacker(const char *path, const char *what, struct jail **out, struct err *e)
{
	const char *const argv[] = {"trellis", "reader", "zip", what, NULL};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, E_IO, "%s cannot be opened: %s.", path, strerror(errno));
	enum code c = jail_start(argv, &(struct jail_limits){.memory = (int64_t)768 << 20, .seconds = 900, .input = fd}, "The program trellis itself is not there to open files with.", out, e);
	close(fd);
	return c;
}

static enum code broke(const char *path, struct err *e)
{
	return err_set(e, E_IO, "%s could not be read: the program that unpacks files of outsiders broke on it. Nothing of it was taken.", path);
}

static enum code open_zip(struct source *s, const char *path, struct err *e)
{
	struct source_list list = {0};
	struct jail *j;
	struct str said;
	bool all = false;
	int64_t total = 0;
	struct buf b = buf_new(s->a, SOURCE_LIST_MOST);
	enum code c = unpacker(path, "list", &j, e);
	if (c != OK)
		return c;
	c = jail_talk(j, &(struct jail_talk){.take = source_take, .arg = &b}, &all, e);
	jail_end(j);
	said = buf_done(&b);
	if (c != OK)
		return c;
	if (!all || !source_list_read(s->a, said, &list))
		return broke(path, e);
	if (list.why.n > 0)
		return err_set(e, list.no_zip ? E_INPUT : E_IO, "%s cannot be read as a zip: %s.", path, str_dupz(s->a, list.why));
	if (list.entries > SOURCE_ENTRIES)
		return err_set(e, E_LIMIT, "%s holds %lld entries. Is it the right one?", path, (long long)list.entries);
	for (size_t i = 0; c == OK && i < list.n; i++)
		c = zip_entry(s, i, &list.items[i], path, &total, e);
	s->zip = str_dupz(s->a, str_z(path));
	if (c == OK)
		strip_folder(s);
	return c;
}

static void close_later(void *p)
{
	source_close(p);
}

enum code source_open(struct arena *a, const char *path, struct source **out, struct err *e)
{
	struct stat st;
	struct source *s = NEW(a, struct source);
	s->a = a;
	s->entries = NEW_ARRAY(a, struct entry, SOURCE_FILES);
	*out = s;
	arena_defer(a, close_later, s);
	if (stat(path, &st) != 0)
		return err_set(e, errno == ENOENT ? E_NOTFOUND : E_IO, "%s cannot be opened: %s.", path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return open_folder(s, path, e);
	if (!S_ISREG(st.st_mode))
		return err_set(e, E_INPUT, "%s is neither a folder nor a file.", path);
	return open_zip(s, path, e);
}

void source_close(struct source *s)
{
	if (s == NULL)
		return;
	jail_end(s->open);
	s->open = NULL;
}

size_t source_count(const struct source *s)
{
	return s->n;
}

struct str source_name(const struct source *s, size_t i)
{
	return s->entries[i].name;
}

struct str source_folder(const struct source *s)
{
	return s->folder;
}

static const struct entry *find(const struct source *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_ieqz(s->entries[i].name, name))
			return &s->entries[i];
	return NULL;
}

bool source_has(const struct source *s, const char *name)
{
	return find(s, name) != NULL;
}

/* ---- streams ---- */

static ssize_t fail(struct source *s, enum code code, const char *why)
{
	s->failed = code;
	snprintf(s->why, sizeof s->why, "%.*s: %s", S_ARG(s->now->name), why);
	errno = EIO;
	return -1;
}

/* What comes next of an entry, in pieces: a length in 4 bytes, as many bytes; 0: the end, then a length and why it could not be
 * unpacked (nothing: it was). */
static ssize_t piece(struct source *s, char *p, size_t n)
{
	unsigned char head[4];
	char why[200];
	size_t got = 0;
	struct err e = {0};
	if (s->whole)
		return 0;
	while (s->left == 0) {
		if (jail_take_all(s->open, head, sizeof head, &e) != OK)
			return fail(s, E_IO, "the program that unpacks files of outsiders broke on it.");
		s->left = source_u32((const char *)head);
		if (s->left > 0)
			break;
		if (jail_take_all(s->open, head, sizeof head, &e) != OK || (got = source_u32((const char *)head)) >= sizeof why || jail_take_all(s->open, why, got, &e) != OK)
			return fail(s, E_IO, "the program that unpacks files of outsiders broke on it.");
		why[got] = '\0';
		s->whole = true;
		return got == 0 ? 0 : fail(s, E_INPUT, utf8_valid(str_z(why)) ? why : "damaged");
	}
	if (jail_take(s->open, p, n < s->left ? n : s->left, &got, &e) != OK || got == 0)
		return fail(s, E_IO, "the program that unpacks files of outsiders broke on it.");
	s->left -= got;
	return (ssize_t)got;
}

static ssize_t stream_read(void *cookie, char *p, size_t n)
{
	struct source *s = cookie;
	if (s->failed != OK || s->open == NULL) {
		errno = EIO;
		return -1;
	}
	ssize_t got = piece(s, p, n);
	if (got <= 0)
		return got;
	s->out += got;
	s->out_now += got;
	if (s->out > SOURCE_MOST || s->out_now > s->now->size)
		return fail(s, E_LIMIT, "more comes out of the zip than it says.");
	if (s->out_now > RATIO_FREE && s->out_now / RATIO_MOST > s->now->packed)
		return fail(s, E_LIMIT, "this grows more than two hundredfold when unpacked; no roster does.");
	return (ssize_t)got;
}

static int stream_close(void *cookie)
{
	struct source *s = cookie;
	source_close(s);
	return 0;
}

enum code source_file(struct source *s, const char *name, FILE **out, int64_t *size, struct err *e)
{
	const struct entry *f = find(s, name);
	*out = NULL;
	if (f == NULL)
		return err_set(e, E_NOTFOUND, "%s is not there.", name);
	*size = f->size;
	s->now = f;
	s->out_now = 0;
	s->failed = OK;
	if (s->zip == NULL) {
		*out = fopen(f->path, "re");
		return *out != NULL ? OK : err_set(e, E_IO, "%s cannot be opened: %s.", f->path, strerror(errno));
	}
	if (s->open != NULL)
		return err_set(e, E_BUG, "two files of a zip are read at once");
	enum code c = unpacker(s->zip, str_fmt(s->a, "%zu", f->index).p, &s->open, e);
	if (c != OK)
		return c;
	s->left = 0;
	s->whole = false;
	*out = fopencookie(s, "r", (cookie_io_functions_t){.read = stream_read, .close = stream_close});
	if (*out == NULL) {
		(void)stream_close(s);
		return err_set(e, E_MEMORY, "There is no memory left.");
	}
	return OK;
}

enum code source_error(const struct source *s, struct err *e)
{
	return s->failed == OK ? OK : err_set(e, s->failed, "%s", s->why);
}
