/* bundle.c - trellis bundle: content carried from school to school on a stick. */
#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"
#include "interop/bundle.h"
#include "interop/import.h"
#include "record/access.h"
#include "school/admin/school.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const struct arg_option options[] = {
	{"--to", ARG_TEXT, "IDENTITY", "make: the school that shall read it, as its `trellis bundle identity` says", 0, 0, false},
	{"--kind", ARG_TEXT, "KIND", "make: what the files hold: a kind of trellis import (items, stories, case, competencies)", 0, 0, false},
	{"--out", ARG_TEXT, "FILE", "make: where to; content.trellis by default", 0, 0, false},
	{"--secret", ARG_TEXT, "FILE", "the school's key file; DB.secret by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {"bundle", "identity | make FILE... | open FILE | trust IDENTITY NAME", 1, 1 + BUNDLE_ENTRIES,
                                     "Carries content between schools without a line, signed and locked.\n"
                                     "identity: what another school must know of this one. trust: take bundles of that school.\n"
                                     "make: pack files of an import for one school. open: bring such a bundle in; twice does no harm.", options};

struct carrying {
	struct arena *a;
	struct args args;
	struct store *store;
	struct bundle_identity me;
	struct bundle b;
	const char *name;
	struct str signer, said;
	bool known;
};

static enum code identity_load(struct carrying *x, struct err *e)
{
	struct str bytes;
	const char *path = args_text(&x->args, "--secret", open_beside(x->a, x->args.db, ".secret"));
	enum code c = file_read(x->a, path, 4096, &bytes, e);
	if (c == E_NOTFOUND) { /* as the server makes it at its first start */
		unsigned char fresh[32];
		err_clear(e);
		randombytes_buf(fresh, sizeof fresh);
		bytes = str_dup(x->a, (struct str){(const char *)fresh, sizeof fresh});
		c = file_write(path, bytes, 0600, e);
	}
	if (!c && bytes.n != 32)
		c = err_set(e, E_INPUT, "%s is no key file of a school.", path);
	if (!c)
		bundle_identity_make((const unsigned char *)bytes.p, &x->me);
	return c;
}

static struct str signer_text(struct arena *a, const unsigned char signer[32])
{
	char *hex = arena_alloc(a, 65);
	sodium_bin2hex(hex, 65, signer, 32);
	return str_z(hex);
}

static enum code trust_fn(struct db *db, void *arg, struct err *e)
{
	struct carrying *x = arg;
	enum code c = db_exec(db, e, "delete from bundle_trust where signer = ?1", "t", x->signer);
	return c ? c : db_exec(db, e, "insert into bundle_trust (signer, district, made_at, name) values (?1, ?2, ?3, ?4)", "tdiz", x->signer, clock_now(), x->name);
}

static enum code trust(struct carrying *x, struct err *e)
{
	struct bundle_identity other;
	if (x->args.n_words != 3 || !bundle_identity_read(str_z(x->args.words[1]), &other))
		return err_set(e, E_INPUT, "Say whom: trellis bundle trust IDENTITY NAME. A letter of the identity may be wrong.");
	x->signer = signer_text(x->a, other.sign_public);
	x->name = x->args.words[2];
	enum code c = store_write(x->store, trust_fn, x, e);
	if (!c)
		x->said = str_fmt(x->a, "Bundles of %s are taken from now on.", x->name);
	return c;
}

static enum code make(struct carrying *x, struct err *e)
{
	struct bundle_identity to;
	struct str out;
	struct db *db;
	const char *kind = args_text(&x->args, "--kind", NULL), *path = args_text(&x->args, "--out", "content.trellis");
	if (!bundle_identity_read(str_z(args_text(&x->args, "--to", "")), &to))
		return err_set(e, E_INPUT, "Say for whom: --to IDENTITY, as `trellis bundle identity` of that school prints it.");
	bool there = false;
	for (const struct import_kind *k = import_kinds; k->name; k++)
		there |= kind && !strcmp(kind, k->name);
	if (!there || x->args.n_words < 2)
		return err_set(e, E_INPUT, "Say what the files hold: trellis bundle make FILE... --kind items --to IDENTITY.");
	x->b = (struct bundle){.id = id_new(), .kind = str_z(kind), .made_at = clock_now(), .entries = NEW_ARRAY(x->a, struct bundle_entry, x->args.n_words)};
	enum code c = store_read(x->store, &db, e);
	if (c)
		return c;
	x->b.from = school_name(db, x->a);
	store_read_end(db);
	for (size_t i = 1; i < x->args.n_words && !c; i++) {
		const char *last = strrchr(x->args.words[i], '/');
		struct bundle_entry *n = &x->b.entries[x->b.n++];
		n->name = str_z(last ? last + 1 : x->args.words[i]);
		c = file_read(x->a, x->args.words[i], BUNDLE_MOST, &n->bytes, e);
	}
	if (!c)
		c = bundle_write(x->a, &x->b, &x->me, &to, &out, e);
	if (!c)
		c = file_write(path, out, 0600, e);
	if (!c)
		x->said = str_fmt(x->a, "%s: %zu file(s), %zu bytes.", path, x->b.n, out.n);
	return c;
}

static bool trusted(void *arg, const unsigned char signer[32])
{
	struct carrying *x = arg;
	struct db *db;
	struct err e = {0};
	int64_t n = 0;
	x->signer = signer_text(x->a, signer);
	if (!memcmp(signer, x->me.sign_public, 32))
		return true;
	if (store_read(x->store, &db, &e))
		return false;
	bool ok = !db_int(db, &e, &n, "select count(*) from bundle_trust where signer = ?1", "t", x->signer) && n == 1;
	store_read_end(db);
	return ok;
}

static enum code opened_fn(struct db *db, void *arg, struct err *e)
{
	struct carrying *x = arg;
	return db_exec(db, e, "insert into bundle_opened (bundle, district, opened_at, signer, summary) values (?1, ?2, ?3, ?4, ?5) on conflict (bundle) do nothing", "bditt",
	               x->b.id, clock_now(), x->signer, x->said);
}

static enum code opened_before(struct carrying *x, struct err *e)
{
	struct db *db;
	int64_t n = 0;
	enum code c = store_read(x->store, &db, e);
	if (c)
		return c;
	c = db_int(db, e, &n, "select count(*) from bundle_opened where bundle = ?1", "b", x->b.id);
	store_read_end(db);
	x->known = n > 0;
	return c;
}

static enum code bring_in(struct carrying *x, const char *folder, struct err *e)
{
	const char **paths = NEW_ARRAY(x->a, const char *, x->b.n + 1);
	struct import_report r = {0};
	enum code c = OK;
	for (size_t i = 0; i < x->b.n && !c; i++) {
		paths[i] = file_join(x->a, folder, str_dupz(x->a, x->b.entries[i].name));
		c = file_write(paths[i], x->b.entries[i].bytes, 0600, e);
	}
	if (!c)
		c = import_run(x->store, x->a, &(struct import_options){.kind = str_dupz(x->a, x->b.kind), .paths = paths, .n_paths = x->b.n}, &r, e);
	if (!c)
		x->said = str_fmt(x->a, "From %.*s: %lld added, %lld changed.", S_ARG(x->b.from), (long long)r.added, (long long)r.changed);
	return c ? c : store_write(x->store, opened_fn, x, e);
}

static enum code open_it(struct carrying *x, struct err *e)
{
	struct str file;
	const char *folder;
	struct err ignored = {0};
	if (x->args.n_words != 2)
		return err_set(e, E_INPUT, "Say which: trellis bundle open FILE.");
	enum code c = file_read(x->a, x->args.words[1], BUNDLE_MOST, &file, e);
	if (!c)
		c = bundle_read(x->a, file, &x->me, trusted, x, &x->b, e);
	if (!c)
		c = opened_before(x, e);
	if (!c && x->known) {
		x->said = S("This bundle was opened here before; nothing was changed.");
		return OK;
	}
	if (!c)
		c = file_temp_dir(x->a, &folder, e);
	if (c)
		return c;
	c = bring_in(x, folder, e);
	(void)!file_remove_all(folder, &ignored);
	return c;
}

static int run(int argc, char **argv)
{
	struct err e = {0};
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	struct carrying x = {.a = a};
	int status = args_read(a, &spec, argc, argv, &x.args);
	if (status >= 0) {
		arena_free(a);
		return status;
	}
	const char *verb = x.args.words[0];
	enum code c = sodium_init() < 0 ? err_set(&e, E_BUG, "The cryptographic library does not start.") : open_db(&x.args, false, NULL, &x.store, &e);
	if (!c)
		c = identity_load(&x, &e);
	if (!c && !strcmp(verb, "identity"))
		x.said = bundle_identity_text(a, &x.me);
	else if (!c && !strcmp(verb, "trust"))
		c = trust(&x, &e);
	else if (!c && !strcmp(verb, "make"))
		c = make(&x, &e);
	else if (!c && !strcmp(verb, "open"))
		c = open_it(&x, &e);
	else if (!c)
		c = err_set(&e, E_INPUT, "trellis bundle knows identity, trust, make and open.");
	if (!c && x.args.json)
		printf("{\"text\":\"%.*s\"}\n", S_ARG(x.said));
	else if (!c)
		printf("%.*s\n", S_ARG(x.said));
	status = c ? open_failed(&x.args, &e) : 0;
	store_close(x.store);
	arena_free(a);
	return status;
}

COMMAND(bundle) = {"bundle", "identity | make FILE... | open FILE | trust ...", "carry content to another school on a stick", run};
