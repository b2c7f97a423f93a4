/* bundle.c - trellis bundle: content and new versions carried from school to school on a stick. */
#include "base/file.h"
#include "cli/bundle.h"
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
	{"--to", ARG_TEXT, "IDENTITY", "make, update: the school that shall read it, as its `trellis bundle identity` says", 0, 0, false},
	{"--kind", ARG_TEXT, "KIND", "make: what the files hold: a kind of trellis import (items, stories, case, competencies)", 0, 0, false},
	{"--out", ARG_TEXT, "FILE", "make, update: where to; content.trellis, update.trellis by default", 0, 0, false},
	{"--notes", ARG_TEXT, "FILE", "update: what the new version brings, as text; shown by check", 0, 0, false},
	{"--folder", ARG_TEXT, "FOLDER", "open: where the package of an update is written; here by default", 0, 0, false},
	{"--updates", ARG_FLAG, NULL, "trust: new versions of the program too", 0, 0, false},
	{"--secret", ARG_TEXT, "FILE", "the school's key file; DB.secret by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {"bundle", "identity | make FILE... | update PACKAGE | check FILE | open FILE | trust IDENTITY NAME", 1, 1 + BUNDLE_ENTRIES,
                                     "Carries content between schools without a line, signed and locked.\n"
                                     "identity: what another school must know of this one. trust: take bundles of that school.\n"
                                     "make: pack files of an import for one school. open: bring such a bundle in; twice does no harm.\n"
                                     "update: pack a new version's Debian package for one school. check: say what a bundle brings and whether it is right.\n"
                                     "open of an update writes the package out and says how to install it: nothing is ever installed by itself.", options};

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
	return c ? c : db_exec(db, e, "insert into bundle_trust (signer, district, made_at, name, updates) values (?1, ?2, ?3, ?4, ?5)", "tdizi", x->signer, clock_now(), x->name,
	                        (int64_t)args_has(&x->args, "--updates"));
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
		x->said = str_fmt(x->a, args_has(&x->args, "--updates") ? "Bundles and updates of %s are taken from now on." : "Bundles of %s are taken from now on.", x->name);
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

bool bundle_known_signer(void *arg, const unsigned char signer[32])
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
	bool ok = !db_int(db, &e, &n, "select count(*) from bundle_trust where signer = ?1 and (?2 = 0 or updates = 1)", "ti", x->signer, (int64_t)x->programs) && n == 1;
	store_read_end(db);
	return ok;
}

static enum code opened_fn(struct db *db, void *arg, struct err *e)
{
	struct carrying *x = arg;
	return db_exec(db, e, "insert into bundle_opened (bundle, district, opened_at, signer, summary) values (?1, ?2, ?3, ?4, ?5) on conflict (bundle) do nothing", "bditt",
	               x->b.id, clock_now(), x->signer, x->said);
}

enum code bundle_note_opened(struct carrying *x, struct err *e)
{
	return store_write(x->store, opened_fn, x, e);
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
	return c ? c : bundle_note_opened(x, e);
}

/* write false: said only. */
static enum code open_it(struct carrying *x, bool write, struct err *e)
{
	struct str file;
	const char *folder;
	struct err ignored = {0};
	bool update = false;
	if (x->args.n_words != 2)
		return write ? err_set(e, E_INPUT, "Say which: trellis bundle open FILE.") : err_set(e, E_INPUT, "Say which: trellis bundle check FILE.");
	enum code c = bundle_update_take(x, write, &update, e);
	if (c || update)
		return c;
	c = file_read(x->a, x->args.words[1], BUNDLE_MOST, &file, e);
	if (!c)
		c = bundle_read(x->a, file, &x->me, bundle_known_signer, x, &x->b, e);
	if (!c)
		c = opened_before(x, e);
	if (!c && x->known) {
		x->said = write ? S("This bundle was opened here before; nothing was changed.") : S("This bundle was opened here before.");
		return OK;
	}
	if (!c && !write) {
		x->said = str_fmt(x->a, "%.*s from %.*s, whole and signed: %zu file(s).", S_ARG(x->b.kind), S_ARG(x->b.from), x->b.n);
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

static void say(struct carrying *x)
{
	if (!x->args.json) {
		printf("%.*s\n", S_ARG(x->said));
		return;
	}
	struct buf b = buf_new(x->a, 1 << 20);
	struct json_out j = json_to(&b);
	json_open(&j, '{');
	json_key(&j, "text");
	json_put_str(&j, x->said);
	json_close(&j, '}');
	struct str out = buf_done(&b);
	printf("%.*s\n", S_ARG(out));
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
		c = open_it(&x, true, &e);
	else if (!c && !strcmp(verb, "check"))
		c = open_it(&x, false, &e);
	else if (!c && !strcmp(verb, "update"))
		c = bundle_update_make(&x, &e);
	else if (!c)
		c = err_set(&e, E_INPUT, "trellis bundle knows identity, trust, make, update, check and open.");
	if (!c)
		say(&x);
	status = c ? open_failed(&x.args, &e) : 0;
	store_close(x.store);
	arena_free(a);
	return status;
}

COMMAND(bundle) = {"bundle", "identity | make FILE... | update PACKAGE | check FILE | open FILE | trust ...", "carry content or a new version to another school on a stick", run};
