/* restore.c - trellis restore: a school from its backup, and the drill that shows that it would work. */
#include "cli/backup.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/verify.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const struct arg_option options[] = {
	KEY_OPTIONS,
	{"--files", ARG_TEXT, "FOLDER", "where files go that were handed in; DB.files by default", 0, 0, false},
	{"--secret", ARG_TEXT, "FILE", "where the key file goes when there is none; DB.secret by default", 0, 0, false},
	{"--force", ARG_FLAG, NULL, "take the place of a database that is there; it is kept beside as DB.before-TIME", 0, 0, false},
	{"--drill", ARG_FLAG, NULL, "restores into a folder of its own, proves all of it, says how long it took, removes it", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"restore", "BACKUP", 1, 1,
	"Makes a school of a backup at --db: a new file, or an empty PostgreSQL schema, whichever it was saved from. Rows are read back\n"
	"and compared before anything has its name; when it is cut off nothing is there, and it can be started again.\n"
	"A database that is there stays as it is, unless --force is given and no server uses it.", options};

struct did {
	struct backup_facts f;
	struct str kept;
	int64_t us, proofs_us;
	int status; /* of the proofs */
};

static void tell(struct arena *a, const struct args *args, const struct did *d, struct str proofs)
{
	bool drill = args_has(args, "--drill");
	if (!args->json) {
		printf("%lld rows of %zu tables (%lld of evidence, %lld of the security log) and %lld files, as of %.*s, restored in %.1f s.\n",
		       (long long)d->f.sums.rows, d->f.sums.n, (long long)d->f.events, (long long)d->f.log, (long long)d->f.files, S_ARG(d->f.made_at), (double)d->us / 1e6);
		if (d->kept.n)
			printf("The database that was there is kept: %.*s\n", S_ARG(d->kept));
		if (drill)
			printf("Proved in %.1f s and removed again: %s\n", (double)d->proofs_us / 1e6, d->status ? "it does NOT hold together." : "this backup works.");
		else if (!d->f.key)
			printf("The key file was not in the backup. If you have it, put it where --secret says; else sign-in codes from apps must be set up anew.\n");
		return;
	}
	struct buf b = buf_new(a, 262144);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	facts_json(&o, &d->f);
	json_key(&o, "seconds");
	json_put_real(&o, (double)d->us / 1e6);
	if (d->kept.n) {
		json_key(&o, "kept");
		json_put_str(&o, d->kept);
	}
	json_close(&o, '}');
	if (drill) /* the proofs are JSON already */
		printf("{\"restored\":%.*s,\"proof_seconds\":%.3f,\"ok\":%s,\"proofs\":%.*s}\n", S_ARG(buf_done(&b)), (double)d->proofs_us / 1e6, d->status ? "false" : "true", S_ARG(proofs));
	else
		printf("%.*s\n", S_ARG(buf_done(&b)));
}

static enum code restore(struct arena *a, const struct args *args, const struct vault_key *k, struct did *d, struct err *e)
{
	if (!args->db)
		return err_set(e, E_INPUT, "Say where the school shall be: --db FILE, or set TRELLIS_DB.");
	struct restore_options o = {.target = args->db, .force = args_has(args, "--force"),
		.to = {args_text(args, "--files", open_beside(a, args->db, ".files")), args_text(args, "--secret", open_beside(a, args->db, ".secret"))}};
	int64_t from = clock_monotonic();
	enum code c = backup_restore(a, args->words[0], k, &o, &d->f, &d->kept, e);
	d->us = clock_monotonic() - from;
	if (!c)
		tell(a, args, d, (struct str){0});
	return c;
}

static enum code drill(struct arena *a, const struct args *args, const struct vault_key *k, struct did *d, struct err *e)
{
	const char *folder;
	struct store *s = NULL;
	struct buf b = buf_new(a, 65536);
	struct json_out o = json_to(&b);
	struct err later = {0};
	enum code c = file_temp_dir(a, &folder, e);
	if (c)
		return c;
	struct restore_options r = {.target = file_join(a, folder, "drill.db"), .to = {file_join(a, folder, "drill.db.files"), file_join(a, folder, "drill.db.secret")}};
	int64_t from = clock_monotonic();
	c = backup_restore(a, args->words[0], k, &r, &d->f, &d->kept, e);
	d->us = clock_monotonic() - from;
	from = clock_monotonic();
	if (!c)
		c = store_open(r.target, NULL, &s, e);
	json_open(&o, '[');
	if (!c)
		d->status = verify_all(s, r.to.files, args->json ? &o : NULL);
	json_close(&o, ']');
	store_close(s);
	d->proofs_us = clock_monotonic() - from;
	if (file_remove_all(folder, &later) && !c)
		fprintf(stderr, "trellis: %s\n", later.text);
	if (!c)
		tell(a, args, d, buf_done(&b));
	return c;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct did d = {0};
	unsigned char key[32];
	struct vault_key k;
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		enum code c = sodium_init() < 0 ? err_set(&e, E_BUG, "The cryptographic library does not start.") : key_of_args(a, &args, key, &k, &e);
		if (!c)
			c = args_has(&args, "--drill") ? drill(a, &args, &k, &d, &e) : restore(a, &args, &k, &d, &e);
		status = c ? open_failed(&args, &e) : d.status;
		sodium_memzero(key, sizeof key);
	}
	arena_free(a);
	return status;
}

COMMAND(restore) = {"restore", "BACKUP [--key-file FILE] [--force] [--drill]", "make a school of its backup", run};
