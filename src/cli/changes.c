/* changes.c - trellis changes: a log of every change, for bringing a school back to any moment since its last backup. */
#include "store/changes.h"
#include "store/vault.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"

#include <sodium.h>
#include <stdio.h>

static const struct arg_option options[] = {
	{"--off", ARG_FLAG, NULL, "keep no log any more; what lies in the folder stays", 0, 0, false},
	{"--key-file", ARG_TEXT, "FILE", "with FOLDER: seal the log with the key file of the backups; with --check: open what is sealed", 0, 0, false},
	{"--check", ARG_FLAG, NULL, "changes nothing: reads the whole log and proves that nothing of it is missing", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"changes", "[FOLDER]", 0, 1,
	"Keeps a log of every change of an SQLite database in FOLDER (from the root, best on another disk), from now on and in every\n"
	"program that opens it; the server may run. Each change is there before it is answered. Make a backup right after: from it\n"
	"and the log, trellis restore BACKUP --changes FOLDER [--to TIME] brings the school back to any moment, with the files that were\n"
	"handed in. Without FOLDER: says what is so.", options};

static void tell(const struct args *args, struct arena *a, const struct change_place *p, const struct changes_done *d, bool began)
{
	struct buf b = buf_new(a, 8192);
	struct json_out o = json_to(&b);
	if (!args->json) {
		if (!p->on)
			printf("No log of changes is kept. Begin one: trellis changes FOLDER --db FILE\n");
		else
			printf("%.*s holds %lld changes, the last of %.*s, %s. Timeline %s.\n", S_ARG(p->folder), (long long)p->seq, S_ARG(time_text(a, p->at)),
			       p->sealed ? "sealed" : "not sealed: whoever has the folder can read it", id_str(a, p->timeline).p);
		if (p->on && began)
			printf("Make a backup now: it is where the way back begins.\n");
		if (p->on && !d)
			printf("A server that has run since before the log began cannot write there: start it anew.\n");
		if (p->on && d)
			printf(p->sealed && !args_has(args, "--key-file") ? "Its chain is whole. Give --key-file to open what is sealed, too.\n" : "All of it was read, and nothing is missing.\n");
		return;
	}
	json_open(&o, '{');
	json_key(&o, "on");
	json_put_bool(&o, p->on);
	json_key(&o, "checked");
	json_put_bool(&o, d != NULL);
	if (p->on) {
		json_key(&o, "sealed");
		json_put_bool(&o, p->sealed);
		json_key(&o, "folder");
		json_put_str(&o, p->folder);
		json_key(&o, "timeline");
		json_put_str(&o, id_str(a, p->timeline));
		json_key(&o, "changes");
		json_put_int(&o, p->seq);
		json_key(&o, "changed_at");
		json_put_str(&o, time_text(a, p->at));
	}
	json_close(&o, '}');
	printf("%.*s\n", S_ARG(buf_done(&b)));
}

static enum code place(struct store *s, struct arena *a, struct change_place *out, struct err *e)
{
	struct db *db = NULL;
	enum code c = store_read(s, &db, e);
	if (!c)
		c = changes_place(db, a, out, e);
	store_read_end(db);
	return c;
}

static enum code act(struct arena *a, const struct args *args, struct err *e)
{
	struct store *s = NULL;
	struct change_place p = {0};
	struct changes_done d, *checked = NULL;
	unsigned char bytes[32];
	const char *file = args_text(args, "--key-file", NULL);
	const unsigned char *key = file ? bytes : NULL;
	enum code c = open_db(args, false, NULL, &s, e);
	if (!c && args->n_words && (args_has(args, "--off") || args_has(args, "--check")))
		c = err_set(e, E_INPUT, "Give FOLDER, --off or --check: one of them.");
	if (!c && file)
		c = vault_key_file(file, bytes, e);
	if (!c && args->n_words)
		c = changes_start(s, args->words[0], key, e);
	if (!c && args_has(args, "--off"))
		c = changes_stop(s, e);
	if (!c)
		c = place(s, a, &p, e);
	if (!c && args_has(args, "--check") && p.on) {
		c = changes_apply(NULL, a, str_dupz(a, p.folder), key, &p, INT64_MAX, NULL, 0, &d, e);
		checked = &d;
	}
	store_close(s);
	sodium_memzero(bytes, sizeof bytes);
	if (!c)
		tell(args, a, &p, checked, args->n_words > 0);
	return c;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		enum code c = sodium_init() < 0 ? err_set(&e, E_BUG, "The cryptographic library does not start.") : act(a, &args, &e);
		status = c ? open_failed(&args, &e) : 0;
	}
	arena_free(a);
	return status;
}

COMMAND(changes) = {"changes", "[FOLDER [--key-file FILE]] [--off] [--check]", "keep a log of every change, to restore to any moment", run};
