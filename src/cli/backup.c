/* backup.c - trellis backup: the whole school in one file, while it goes on working. */
#include "cli/backup.h"
#include "base/file.h"
#include "base/log.h"
#include "cli/command.h"
#include "cli/open.h"

#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const struct arg_option options[] = {
	KEY_OPTIONS,
	{"--files", ARG_TEXT, "FOLDER", "what people handed in; DB.files by default", 0, 0, false},
	{"--secret", ARG_TEXT, "FILE", "the key file; DB.secret by default. It goes into sealed backups only", 0, 0, false},
	{"--keep", ARG_INT, "N", "with a folder: only the newest N backups stay there", 1, 10000, false},
	{"--check", ARG_FLAG, NULL, "makes nothing: reads the backup WHERE and says what is in it", 0, 0, false},
	{"--make-key", ARG_FLAG, NULL, "makes nothing but a key file WHERE, for --key-file", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"backup", "WHERE", 1, 1,
	"Saves the whole school into one file: every table, every file that was handed in and, when it is sealed, the key file.\n"
	"The server may go on working. The backup is read again and compared before this command says that it is there.\n"
	"WHERE: a new file, or a folder, in which it is called trellis-DATE-TIME.backup.", options};

/* ---- keys ---- */

static enum code typed(struct arena *a, struct str *out, struct err *e)
{
	struct termios was, quiet;
	char line[1024];
	bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &was) == 0;
	if (terminal) {
		fprintf(stderr, "Passphrase: ");
		quiet = was;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	}
	bool got = fgets(line, sizeof line, stdin) != NULL;
	if (terminal) {
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
		fprintf(stderr, "\n");
	}
	if (!got)
		return err_set(e, E_INPUT, "No passphrase was given.");
	line[strcspn(line, "\r\n")] = '\0';
	*out = str_dup(a, str_z(line));
	sodium_memzero(line, sizeof line);
	return OK;
}

enum code key_of_args(struct arena *a, const struct args *args, unsigned char key[32], struct vault_key *out, struct err *e)
{
	const char *file = args_text(args, "--passphrase-file", NULL), *key_file = args_text(args, "--key-file", NULL);
	struct str text;
	enum code c = OK;
	*out = (struct vault_key){0};
	if (file && key_file)
		return err_set(e, E_INPUT, "Give --passphrase-file or --key-file, not both.");
	if (key_file) {
		out->key = key;
		return vault_key_file(key_file, key, e);
	}
	if (!file)
		return OK;
	if (strcmp(file, "-") == 0)
		c = typed(a, &text, e);
	else
		c = file_read(a, file, 4096, &text, e);
	if (c)
		return c;
	struct str line = str_cut(&text, '\n');
	while (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	if (line.n < 12)
		return err_set(e, E_INPUT, "The passphrase is too short: take at least 12 characters, better five words.");
	out->passphrase = str_dupz(a, line);
	return OK;
}

static enum code make_key(const char *path, struct err *e)
{
	unsigned char key[32];
	if (file_exists(path))
		return err_set(e, E_CONFLICT, "There is a file %s already.", path);
	randombytes_buf(key, sizeof key);
	enum code c = file_write(path, (struct str){(const char *)key, sizeof key}, 0600, e);
	sodium_memzero(key, sizeof key);
	return c;
}

/* ---- what is in it ---- */

void facts_json(struct json_out *o, const struct backup_facts *f)
{
	const struct { const char *name; int64_t n; } numbers[] = {
		{"tables", (int64_t)f->sums.n}, {"rows", f->sums.rows}, {"events", f->events}, {"security_log", f->log},
		{"files", f->files}, {"file_bytes", f->file_bytes}, {"bytes", f->bytes}, {"version", f->version}};
	json_key(o, "made_at");
	json_put_str(o, f->made_at);
	json_key(o, "program");
	json_put_str(o, f->program);
	json_key(o, "from");
	json_put_str(o, f->from);
	json_key(o, "sealed");
	json_put_bool(o, f->sealed);
	json_key(o, "key_file");
	json_put_bool(o, f->key);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		json_key(o, numbers[i].name);
		json_put_int(o, numbers[i].n);
	}
}

static void tell(struct arena *a, const struct args *args, const char *path, const struct backup_facts *f, int64_t us)
{
	struct buf b = buf_new(a, 65536);
	struct json_out o = json_to(&b);
	if (!args->json) {
		printf("%s\n%lld rows of %zu tables (%lld of evidence, %lld of the security log) and %lld files, as of %.*s; %s.\n", path,
		       (long long)f->sums.rows, f->sums.n, (long long)f->events, (long long)f->log, (long long)f->files, S_ARG(f->made_at),
		       f->sealed ? (f->key ? "sealed, with the key file" : "sealed, without a key file") : "not sealed: whoever has the file can read it");
		printf("All of it was read again and is as it was saved (%.1f s).\n", (double)us / 1e6);
		return;
	}
	json_open(&o, '{');
	json_key(&o, "file");
	json_put_str(&o, str_z(path));
	facts_json(&o, f);
	json_key(&o, "seconds");
	json_put_real(&o, (double)us / 1e6);
	json_close(&o, '}');
	printf("%.*s\n", S_ARG(buf_done(&b)));
}

/* ---- a folder of backups ---- */

static bool ours(const char *name)
{
	struct str s = str_z(name);
	return s.n == sizeof "trellis-20260101T000000Z.backup" - 1 && str_starts(s, "trellis-") && str_ends(s, "Z.backup");
}

static int by_name(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* trellis-20260101T000000Z.backup */
static int64_t time_of_name(struct arena *a, const char *name)
{
	int64_t us = 0;
	const char *t = name + sizeof "trellis-" - 1;
	(void)time_parse(str_fmt(a, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", t, t + 4, t + 6, t + 9, t + 11, t + 13), &us);
	return us;
}

/* The names tell their time: the newest stay, and of the log of changes what the oldest of them needs. */
static enum code thin_out(struct arena *a, const char *folder, int64_t stay, const char *changes, struct err *e)
{
	const char **names = NULL;
	size_t n = 0, cap = 0;
	struct dirent *d;
	DIR *dir = opendir(folder);
	enum code c = OK;
	if (!dir)
		return err_set(e, E_IO, "The folder %s cannot be read.", folder);
	while ((d = readdir(dir)) != NULL) {
		if (!ours(d->d_name))
			continue;
		if (n == cap) {
			names = arena_grow(a, names, cap * sizeof *names, (cap * 2 + 64) * sizeof *names);
			cap = cap * 2 + 64;
		}
		names[n++] = str_dupz(a, str_z(d->d_name));
	}
	closedir(dir);
	if (n > 0)
		qsort(names, n, sizeof *names, by_name);
	for (size_t i = 0; !c && (int64_t)(n - i) > stay; i++)
		c = file_remove_all(file_join(a, folder, names[i]), e);
	int removed;
	if (!c && n > 0 && changes)
		c = changes_thin(a, changes, time_of_name(a, names[(int64_t)n > stay ? n - (size_t)stay : 0]), &removed, e);
	return c;
}

static const char *name_now(struct arena *a, const char *folder)
{
	struct str t = time_text(a, clock_now() / SECOND * SECOND);
	char name[64];
	size_t n = 0;
	for (size_t i = 0; i < t.n && n + 1 < sizeof name; i++)
		if (t.p[i] != '-' && t.p[i] != ':')
			name[n++] = t.p[i];
	name[n] = '\0';
	return file_join(a, folder, str_fmt(a, "trellis-%s.backup", name).p);
}

static enum code save(struct arena *a, const struct args *args, const struct vault_key *k, struct err *e)
{
	const char *where = args->words[0], *path = file_is_dir(where) ? name_now(a, where) : where;
	struct store *s = NULL;
	struct backup_facts f, read;
	int64_t from = clock_monotonic();
	enum code c = open_db(args, false, NULL, &s, e);
	if (!c) {
		struct backup_places p = {args_text(args, "--files", open_beside(a, args->db, ".files")), args_text(args, "--secret", open_beside(a, args->db, ".secret"))};
		c = backup_write(s, a, path, k, &p, &f, e);
	}
	store_close(s);
	if (!c) {
		c = backup_check(a, path, k, &read, e);
		if (!c)
			c = dump_compare(&f.sums, &read.sums, e);
		if (c) {
			struct err ignored = {0};
			err_in(e, "The backup was written but is not good and was removed");
			(void)!file_remove_all(path, &ignored);
		}
	}
	if (!c)
		tell(a, args, path, &f, clock_monotonic() - from);
	if (!c && file_is_dir(where) && args_has(args, "--keep"))
		c = thin_out(a, where, args_int(args, "--keep", 1), f.changes.on ? str_dupz(a, f.changes.folder) : NULL, e);
	return c;
}

static enum code look(struct arena *a, const struct args *args, const struct vault_key *k, struct err *e)
{
	struct backup_facts f;
	int64_t from = clock_monotonic();
	enum code c = backup_check(a, args->words[0], k, &f, e);
	if (!c)
		tell(a, args, args->words[0], &f, clock_monotonic() - from);
	return c;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	unsigned char key[32];
	struct vault_key k;
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		enum code c = sodium_init() < 0 ? err_set(&e, E_BUG, "The cryptographic library does not start.") : key_of_args(a, &args, key, &k, &e);
		if (!c)
			c = args_has(&args, "--make-key") ? make_key(args.words[0], &e) : args_has(&args, "--check") ? look(a, &args, &k, &e) : save(a, &args, &k, &e);
		status = c ? open_failed(&args, &e) : 0;
		sodium_memzero(key, sizeof key);
	}
	arena_free(a);
	return status;
}

COMMAND(backup) = {"backup", "WHERE [--key-file FILE] [--keep N] [--check]", "save the whole school into one file", run};
