/* move.c - trellis move: a school from SQLite to PostgreSQL and back. */
#include "base/file.h"
#include "cli/backup.h"
#include "cli/command.h"
#include "cli/open.h"
#include "store/blob.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct arg_option options[] = {
	{"--from", ARG_TEXT, "DATABASE", "where the school is: sqlite:FILE or postgres://...", 0, 0, true},
	{"--to", ARG_TEXT, "DATABASE", "where it shall be: a new file, or an empty schema", 0, 0, true},
	{"--files-from", ARG_TEXT, "FOLDER", "what people handed in; as `trellis serve` takes it by default", 0, 0, false},
	{"--files-to", ARG_TEXT, "FOLDER", "where it shall lie; beside a new file, and where it is now for PostgreSQL", 0, 0, false},
	{"--secret-from", ARG_TEXT, "FILE", "the key file; as `trellis serve` takes it by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"move", NULL, 0, 0,
	"Copies a school into another database, in one transaction: every row is read back and compared, table by table. The old\n"
	"one stays as it is. Stop the server first. Refuses when the new place is not empty, and when somebody wrote meanwhile;\n"
	"when it is cut off nothing is there, and it can be started again.", options};

struct did {
	struct dump_sums sums;
	int64_t files, us;
	bool key;
	const char *files_at, *key_at; /* PostgreSQL: to be named when it is served */
};

static const char *whole_path(struct arena *a, const char *path)
{
	char here[4096];
	return path[0] == '/' || !getcwd(here, sizeof here) ? path : file_join(a, here, path);
}


static void tell(struct arena *a, const struct args *args, const struct did *d)
{
	struct buf b = buf_new(a, 262144);
	struct json_out o = json_to(&b);
	if (!args->json) {
		printf("%lld rows of %zu tables and %lld files moved in %.1f s, and compared row by row.\n", (long long)d->sums.rows, d->sums.n, (long long)d->files, (double)d->us / 1e6);
		if (d->key)
			printf("The key file was copied too.\n");
		if (d->files_at)
			printf("What people handed in and the key file are named when it is served, saved or proved:\n"
			       "trellis serve --db \"%s\" --files %s --secret %s\n", args_text(args, "--to", ""), d->files_at, d->key_at);
		else
			printf("Serve it: trellis serve --db %s\n", args_text(args, "--to", ""));
		return;
	}
	json_open(&o, '{');
	json_key(&o, "rows");
	json_put_int(&o, d->sums.rows);
	json_key(&o, "files");
	json_put_int(&o, d->files);
	json_key(&o, "seconds");
	json_put_real(&o, (double)d->us / 1e6);
	if (d->files_at) {
		json_key(&o, "files_at");
		json_put_str(&o, str_z(d->files_at));
		json_key(&o, "secret_at");
		json_put_str(&o, str_z(d->key_at));
	}
	json_key(&o, "tables");
	json_open(&o, '{');
	for (size_t i = 0; i < d->sums.n; i++) {
		json_key(&o, d->sums.items[i].name);
		json_open(&o, '{');
		json_key(&o, "rows");
		json_put_int(&o, d->sums.items[i].sum.rows);
		json_key(&o, "sum");
		json_put_str(&o, dump_sum_text(a, &d->sums.items[i].sum));
		json_close(&o, '}');
	}
	json_close(&o, '}');
	json_close(&o, '}');
	printf("%.*s\n", S_ARG(buf_done(&b)));
}

static enum code key_file(struct arena *a, const char *from, const char *to, bool *copied, struct err *e)
{
	struct str bytes;
	if (strcmp(from, to) == 0 || !file_exists(from) || file_exists(to))
		return OK;
	enum code c = file_read(a, from, 4096, &bytes, e);
	if (!c)
		c = file_write(to, bytes, 0600, e);
	*copied = !c;
	return c;
}

static enum code move(struct arena *a, const struct args *args, struct did *d, struct err *e)
{
	const char *from = args_text(args, "--from", ""), *to = args_text(args, "--to", "");
	const char *files_from = args_text(args, "--files-from", open_beside(a, from, ".files"));
	/* a database server has no folder beside it: files and key stay where they are */
	const char *files_to = args_text(args, "--files-to", blob_folder(a, to) ? open_beside(a, to, ".files") : files_from);
	const char *key_from = args_text(args, "--secret-from", open_beside(a, from, ".secret")), *key_to = blob_folder(a, to) ? open_beside(a, to, ".secret") : key_from;
	struct args old = *args;
	struct store *s = NULL;
	int64_t began = clock_monotonic();
	enum code c = OK;
	old.db = from;
	if (strcmp(from, to) == 0)
		return err_set(e, E_INPUT, "--from and --to are the same.");
	if (blob_folder(a, from) && file_exists(strncmp(from, "sqlite:", 7) == 0 ? from + 7 : from))
		c = store_file_alone(strncmp(from, "sqlite:", 7) == 0 ? from + 7 : from, e);
	if (!c)
		c = open_db(&old, false, NULL, &s, e);
	if (!c && strcmp(files_from, files_to) != 0)
		c = backup_move_files(s, a, files_from, files_to, &d->files, e);
	if (!c)
		c = backup_move(s, a, to, &d->sums, e);
	if (!c)
		c = key_file(a, key_from, key_to, &d->key, e);
	store_close(s);
	d->files_at = blob_folder(a, to) ? NULL : whole_path(a, files_to);
	d->key_at = blob_folder(a, to) ? NULL : whole_path(a, key_to);
	d->us = clock_monotonic() - began;
	return c;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct did d = {0};
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		enum code c = move(a, &args, &d, &e);
		status = c ? open_failed(&args, &e) : 0;
		if (!c)
			tell(a, &args, &d);
	}
	arena_free(a);
	return status;
}

COMMAND(move) = {"move", "--from DATABASE --to DATABASE", "bring a school to another database: SQLite, PostgreSQL", run};
