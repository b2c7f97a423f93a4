/* scan.c - trellis scan: reads a pile of scanned pages from the command line. */
#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"
#include "interop/scan.h"
#include "school/admin/school.h"
#include "base/json.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct arg_option options[] = {
	{"--by", ARG_TEXT, "ID", "the person who sent the pages and sees what is unread; by default leaders and administrators do", 0, 0, false}, {0}};
static const struct arg_spec spec = {"scan", "FILE...", 1, SCAN_FILES, "Reads scanned pages (PDF, JPEG, PNG, WebP). What their codes tell waits for the learners' teachers,\n"
                                     "what cannot be read for a person. Nothing counts before somebody has looked at it.", options};

struct adding {
	struct arena *a;
	struct viewer v;
	struct scan_file *files;
	size_t n;
	struct id id;
};

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct adding *x = arg;
	return scan_add(db, x->a, &x->v, x->files, x->n, false, &x->id, e);
}

static enum code tell(void *arg, int64_t pages, struct err *e)
{
	(void)arg, (void)e;
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%lld pages", (long long)pages);
	return OK;
}

static void show(struct arena *a, const struct args *args, const struct scan_batch *b, const struct scan_pages *pages)
{
	struct buf out = buf_new(a, (size_t)4 << 20);
	struct json_out j = json_to(&out);
	json_open(&j, '{');
	const struct { const char *name; int64_t n; } numbers[] = {{"pages", b->pages}, {"found", b->waiting}, {"unread", b->unread}};
	for (size_t i = 0; i < 3; i++) {
		json_key(&j, numbers[i].name);
		json_put_int(&j, numbers[i].n);
	}
	json_close(&j, '}');
	if (args->json) {
		printf("%.*s\n", S_ARG(buf_done(&out)));
		return;
	}
	for (size_t i = 0; i < pages->n; i++) {
		const struct scan_page *p = &pages->items[i];
		if (str_eqz(p->state, "unread") || p->why.n)
			printf("page %d of %.*s: %.*s\n", p->number, S_ARG(p->name), S_ARG(p->why));
	}
	printf("%lld pages: %lld found by their code, %lld need a person (/scans).\n", (long long)b->pages, (long long)b->waiting, (long long)b->unread);
	if (b->problem.n)
		printf("%.*s\n", S_ARG(b->problem));
}

static enum code go(struct adding *x, const struct args *args, struct store *s, struct err *e)
{
	struct scan_batch b;
	struct scan_pages pages;
	struct db *db;
	const char *by = args_text(args, "--by", NULL);
	x->v = viewer_system(s);
	if (by != NULL && !id_parse(str_z(by), &x->v.person))
		return err_set(e, E_INPUT, "\"%s\" is no id of a person, as it stands in the address of their page.", by);
	x->files = NEW_ARRAY(x->a, struct scan_file, args->n_words + 1);
	for (size_t i = 0; i < args->n_words; i++) {
		enum code c = file_read(x->a, args->words[i], SCAN_MOST, &x->files[x->n].bytes, e);
		if (c != OK)
			return c;
		x->files[x->n++].name = str_z(args->words[i]);
	}
	enum code c = store_write(s, add_fn, x, e);
	if (c == OK)
		c = scan_read(s, x->id, tell, NULL, e);
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\n");
	if (c != OK)
		return c;
	c = store_read(s, &db, e);
	if (c != OK)
		return c;
	c = scan_batch_get(db, x->a, x->id, &b, e);
	if (c == OK)
		c = scan_of_batch(db, x->a, x->id, LANG_EN, &pages, e);
	store_read_end(db);
	if (c == OK)
		show(x->a, args, &b, &pages);
	return c;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct store *s = NULL;
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	(void)signal(SIGPIPE, SIG_IGN); /* a reader that broke is an error, not an end */
	struct adding x = {.a = a};
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		enum code c = open_db(&args, false, NULL, &s, &e);
		if (c == OK)
			c = go(&x, &args, s, &e);
		status = c == OK ? 0 : open_failed(&args, &e);
		store_close(s);
	}
	arena_free(a);
	return status;
}

COMMAND(scan) = {"scan", "FILE...", "read scanned pages and find whose they are", run};
