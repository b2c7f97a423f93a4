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
	{"--changes", ARG_TEXT, "FOLDER", "the log of `trellis changes`: what came after the backup is brought back too, to its end", 0, 0, false},
	{"--to", ARG_TEXT, "TIME", "with --changes: only up to this moment, such as 2026-11-22T10:15:00Z or ...-06:00", 0, 0, false},
	{"--erased", ARG_TEXT, "FILE", "the list of what was erased, which is erased again; DB.erased by default", 0, 0, false},
	{"--no-erasing", ARG_FLAG, NULL, "what was erased comes back: only when an erasing was the mistake", 0, 0, false},
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
	struct changes_done changes;
	int64_t again;   /* erasings done again */
	bool list;       /* there was a list of them */
	int64_t us, proofs_us;
	int status; /* of the proofs */
};

static void tell(struct arena *a, const struct args *args, const struct did *d, struct str proofs)
{
	bool drill = args_has(args, "--drill");
	if (!args->json) {
		printf("%lld rows of %zu tables (%lld of evidence, %lld of the security log) and %lld files, as of %.*s, restored in %.1f s.\n",
		       (long long)d->f.sums.rows, d->f.sums.n, (long long)d->f.events, (long long)d->f.log, (long long)d->f.files, S_ARG(d->f.made_at), (double)d->us / 1e6);
		if (args_has(args, "--changes"))
			printf("Then %lld changes of the log, the last of %.*s (the log ends %.*s).\n", (long long)d->changes.records, S_ARG(time_text(a, d->changes.at)),
			       S_ARG(time_text(a, d->changes.end)));
		if (d->changes.files)
			printf("%lld files that were handed in after the backup came back from the log.\n", (long long)d->changes.files);
		if (d->changes.missing)
			printf("%lld files lie neither in the backup nor in the log: copy them into the folder of files from wherever they were kept.\n", (long long)d->changes.missing);
		if (d->list)
			printf("%lld erasings that came after the backup were done again.\n", (long long)d->again);
		else if (!drill)
			printf("What was erased after this backup was made has come back. Approve it again, or restore with the list of it: --erased FILE (it is kept as DB.erased).\n");
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
	if (args_has(args, "--changes")) {
		json_key(&o, "changes");
		json_put_int(&o, d->changes.records);
		json_key(&o, "changed_at");
		json_put_str(&o, time_text(a, d->changes.at));
		json_key(&o, "files_of_log");
		json_put_int(&o, d->changes.files);
		json_key(&o, "missing_files");
		json_put_int(&o, d->changes.missing);
	}
	json_key(&o, "erased_again");
	json_put_int(&o, d->again);
	json_key(&o, "erased_list");
	json_put_bool(&o, d->list);
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

/* The log of changes, and as far as it goes. */
static enum code log_of_args(const struct args *args, struct restore_options *o, struct did *d, struct err *e)
{
	const char *to = args_text(args, "--to", NULL);
	o->changes = args_text(args, "--changes", NULL);
	o->until = INT64_MAX;
	o->done = &d->changes;
	if (to && !o->changes)
		return err_set(e, E_INPUT, "--to wants the log of changes: --changes FOLDER. A backup alone holds one moment.");
	if (to && (strlen(to) < sizeof "2026-11-22T10:15Z" - 1 || !time_parse(str_z(to), &o->until)))
		return err_set(e, E_INPUT, "--to wants a day, a time and Z or an offset, such as 2026-11-22T10:15:00Z or 2026-11-22T04:15:00-06:00.");
	return OK;
}

/* A moment before the backup: an older backup is needed. */
static enum code not_before(const struct restore_options *o, const struct did *d, struct err *e)
{
	int64_t made = 0;
	if (o->changes && time_parse(d->f.made_at, &made) && o->until < made && o->until < d->f.changes.at)
		return err_set(e, E_INPUT, "This backup was made at %.*s, after the moment you want. Take an older one.", S_ARG(d->f.made_at));
	return OK;
}

static enum code restore(struct arena *a, const struct args *args, const struct vault_key *k, struct did *d, struct err *e)
{
	if (!args->db)
		return err_set(e, E_INPUT, "Say where the school shall be: --db FILE, or set TRELLIS_DB.");
	struct restore_options o = {.target = args->db, .force = args_has(args, "--force"),
		.to = {args_text(args, "--files", open_beside(a, args->db, ".files")), args_text(args, "--secret", open_beside(a, args->db, ".secret"))}};
	int64_t from = clock_monotonic();
	const char *list = args_text(args, "--erased", open_beside(a, args->db, ".erased"));
	d->list = !args_has(args, "--no-erasing") && file_exists(list);
	if (args_has(args, "--erased") && !d->list)
		return err_set(e, E_NOTFOUND, "There is no list %s.", list);
	if (d->list) {
		o.erased = list;
		o.again = &d->again;
	}
	enum code c = log_of_args(args, &o, d, e);
	if (!c && o.changes)
		c = backup_check(a, args->words[0], k, &d->f, e);
	if (!c)
		c = not_before(&o, d, e);
	if (!c)
		c = backup_restore(a, args->words[0], k, &o, &d->f, &d->kept, e);
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
	c = log_of_args(args, &r, d, e);
	if (!c)
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

COMMAND(restore) = {"restore", "BACKUP [--key-file FILE] [--changes FOLDER [--to TIME]] [--erased FILE] [--force] [--drill]", "make a school of its backup", run};
