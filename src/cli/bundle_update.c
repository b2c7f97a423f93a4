/* bundle_update.c - a new version of the program on a stick: packed, looked at, written out for a person to install. */
#include "base/file.h"
#include "cli/bundle.h"
#include "interop/update.h"
#include "school/admin/school.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum code cannot(const char *path, struct err *e)
{
	if (errno == ENOENT)
		return err_set(e, E_NOTFOUND, "There is no file or folder \"%s\". Check the name.", path);
	return err_set(e, E_IO, "\"%s\" cannot be used: %s.", path, strerror(errno));
}

/* A file beside the one that is to be: it takes its place whole, or goes. */
struct fresh { const char *path, *temp; FILE *file; };

static enum code fresh_open(struct arena *a, const char *path, struct fresh *f, struct err *e)
{
	char *temp = str_dupz(a, str_fmt(a, "%s.XXXXXX", path));
	int fd = mkstemp(temp);
	*f = (struct fresh){path, temp, fd < 0 ? NULL : fdopen(fd, "w")};
	if (f->file)
		return OK;
	enum code c = cannot(path, e);
	if (fd >= 0) {
		(void)close(fd);
		(void)unlink(temp);
	}
	return c;
}

static enum code fresh_close(struct fresh *f, mode_t mode, enum code c, struct err *e)
{
	bool ok = fflush(f->file) == 0 && fchmod(fileno(f->file), mode) == 0 && fsync(fileno(f->file)) == 0;
	ok = fclose(f->file) == 0 && ok;
	if (!c && ok && rename(f->temp, f->path) == 0)
		return OK;
	if (!c)
		c = cannot(f->path, e);
	(void)unlink(f->temp);
	return c;
}

static const char *last_part(const char *path)
{
	const char *last = strrchr(path, '/');
	return last ? last + 1 : path;
}

enum code bundle_update_make(struct carrying *x, struct err *e)
{
	struct bundle_identity to;
	struct update u = {.id = id_new(), .made_at = clock_now(), .notes = S("")};
	struct fresh out;
	struct db *db;
	struct stat st;
	const char *path = args_text(&x->args, "--out", "update.trellis"), *notes = args_text(&x->args, "--notes", NULL);
	if (x->args.n_words != 2)
		return err_set(e, E_INPUT, "Say which package: trellis bundle update trellis_VERSION_ARCHITECTURE.deb --notes FILE --to IDENTITY.");
	u.package = str_z(last_part(x->args.words[1]));
	if (!update_name(u.package, &u.version))
		return err_set(e, E_INPUT, "%s is not named as the packages of Trellis are: trellis_VERSION_ARCHITECTURE.deb, as tools/deb.sh makes them.", x->args.words[1]);
	if (!bundle_identity_read(str_z(args_text(&x->args, "--to", "")), &to))
		return err_set(e, E_INPUT, "Say for whom: --to IDENTITY, as `trellis bundle identity` of that school prints it.");
	enum code c = notes ? file_read(x->a, notes, UPDATE_NOTES, &u.notes, e) : OK;
	if (!c && !utf8_valid(u.notes))
		c = err_set(e, E_INPUT, "%s is no text in UTF-8.", notes);
	if (!c)
		c = store_read(x->store, &db, e);
	if (c)
		return c;
	u.from = school_name(db, x->a);
	store_read_end(db);
	FILE *package = fopen(x->args.words[1], "re");
	if (!package || fstat(fileno(package), &st)) {
		c = cannot(x->args.words[1], e);
		if (package)
			(void)fclose(package);
		return c;
	}
	u.size = (int64_t)st.st_size;
	c = fresh_open(x->a, path, &out, e);
	if (!c)
		c = fresh_close(&out, 0600, update_write(x->a, &u, package, &x->me, &to, out.file, e), e);
	(void)fclose(package);
	if (!c)
		x->said = str_fmt(x->a, "%s: version %.*s, %lld bytes of program.", path, S_ARG(u.version), (long long)u.size);
	return c;
}

/* Older, or what runs already: nothing to do. */
static enum code newer(const struct update *u, struct err *e)
{
	int c = update_compare(u->version, S(TRELLIS_VERSION));
	if (c == 0)
		return err_set(e, E_INPUT, "This server runs version %s already: there is nothing to install.", TRELLIS_VERSION);
	return c > 0 ? OK : err_set(e, E_INPUT, "This bundle brings version %.*s, which is older than the %s of this server. The way back is in docs/admin/upgrade.md.", S_ARG(u->version), TRELLIS_VERSION);
}

/* A key whose content is welcome may still not bring programs. */
static enum code stranger(struct carrying *x, FILE *file, struct err *e)
{
	unsigned char signer[32];
	bool known = !update_signer(file, signer) || bundle_known_signer(x, signer); /* cut before that: reading it says so */
	rewind(file);
	return known ? OK : err_set(e, E_DENIED, "Whoever signed this bundle may not bring programs to this server. An administrator can allow it: trellis bundle trust IDENTITY NAME --updates.");
}

static enum code write_out(struct carrying *x, FILE *file, struct update *u, struct err *e)
{
	const char *folder = args_text(&x->args, "--folder", ".");
	char whole[PATH_MAX];
	struct fresh out;
	enum code c = file_make_dir(folder, 0755, e);
	if (c)
		return c;
	if (!realpath(folder, whole))
		return cannot(folder, e);
	const char *path = file_join(x->a, whole, str_dupz(x->a, u->package));
	rewind(file);
	c = fresh_open(x->a, path, &out, e);
	if (!c)
		c = fresh_close(&out, 0644, update_read(x->a, file, &x->me, bundle_known_signer, x, out.file, u, e), e);
	if (c)
		return c;
	x->b.id = u->id;
	x->said = str_fmt(x->a, "%s is written. Nothing is installed. To install it, which saves the school first:\napt-get install %s", path, path);
	return bundle_note_opened(x, e);
}

enum code bundle_update_take(struct carrying *x, bool write, bool *is, struct err *e)
{
	struct update u;
	FILE *file = fopen(x->args.words[1], "re");
	*is = true;
	if (!file)
		return cannot(x->args.words[1], e);
	*is = update_is(file);
	if (!*is) {
		(void)fclose(file);
		return OK;
	}
	x->programs = true;
	enum code c = stranger(x, file, e);
	if (!c)
		c = update_read(x->a, file, &x->me, bundle_known_signer, x, NULL, &u, e);
	if (!c)
		c = newer(&u, e);
	if (!c && write)
		c = write_out(x, file, &u, e);
	else if (!c)
		x->said = str_fmt(x->a, "Version %.*s from %.*s, whole and signed; this server runs %s. To write the package out: trellis bundle open %s\n\n%.*s", S_ARG(u.version), S_ARG(u.from), TRELLIS_VERSION,
		                  x->args.words[1], S_ARG(u.notes));
	(void)fclose(file);
	return c;
}
