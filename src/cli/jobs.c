/* jobs.c - trellis jobs: background work and how far it is. */
#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "school/admin/erased.h"
#include "jobs/jobs.h"
#include "school/reach/channel.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const struct arg_option options[] = {
	{"--limit", ARG_INT, "N", "how many, 20 by default", 1, 1000, false},
	{"--wait", ARG_FLAG, NULL, "look again each second until nothing waits or runs", 0, 0, false},
	{"--public-url", ARG_TEXT, "URL", "with --run: address that links in messages use, as `trellis serve` has it", 0, 0, false},
	{"--run", ARG_FLAG, NULL, "do what waits, here and now: for a school whose server is not running", 0, 0, false},
	{0}};
static const struct arg_spec spec = {"jobs", NULL, 0, 0, "Shows the background work of a school, newest first: state, progress, what came of it.", options};

static void put(struct json_out *o, const struct job_row *j)
{
	char id[ID_TEXT];
	json_open(o, '{');
	const struct { const char *name; struct str text; } texts[] = {
		{"id", str_z(id_text(j->id, id))}, {"kind", j->kind}, {"label", j->label}, {"state", j->state}, {"note", j->note}, {"result", j->result}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		json_key(o, texts[i].name);
		json_put_str(o, texts[i].text);
	}
	json_key(o, "done");
	json_put_int(o, j->done);
	json_key(o, "total");
	json_put_int(o, j->total);
	json_close(o, '}');
}

static void say(struct arena *a, const struct job_row *j)
{
	char far[40] = "";
	if (str_eqz(j->state, "running") && j->total > 0)
		(void)snprintf(far, sizeof far, " %d %%", (int)(j->done * 100 / j->total));
	struct str more = j->result.n > 0 ? j->result : str_eqz(j->state, "running") ? j->note : S("");
	printf("%.19s  %-7.*s%-6s  %.*s%s%.*s\n", time_text(a, j->made_at).p, S_ARG(j->state), far, S_ARG(j->label), more.n > 0 ? ": " : "", S_ARG(more));
}

static enum code show(struct arena *a, const struct args *args, struct store *s, bool quiet, size_t *busy, struct err *e)
{
	struct job_row *rows = NULL;
	struct db *db;
	size_t n = 0;
	enum code c = store_read(s, &db, e);
	if (c != OK)
		return c;
	c = job_list(db, a, (int)args_int(args, "--limit", 20), &rows, &n, e);
	store_read_end(db);
	if (c != OK)
		return c;
	struct buf b = buf_new(a, (size_t)16 << 20);
	struct json_out o = json_to(&b);
	*busy = 0;
	json_open(&o, '[');
	for (size_t i = 0; i < n; i++) {
		*busy += str_eqz(rows[i].state, "running") || str_eqz(rows[i].state, "waiting");
		put(&o, &rows[i]);
	}
	json_close(&o, ']');
	if (quiet)
		return OK;
	if (args->json)
		printf("%.*s\n", S_ARG(buf_done(&b)));
	for (size_t i = 0; i < n && !args->json; i++)
		say(a, &rows[i]);
	if (n == 0 && !args->json)
		printf("There is no background work.\n");
	fflush(stdout);
	return OK;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct store *s = NULL;
	size_t busy = 0;
	struct arena *a = arena_new(0), *row = arena_new(0);
	int status = a == NULL || row == NULL ? 1 : args_read(a, &spec, argc, argv, &args);
	if (status >= 0)
		goto end;
	enum code c = open_db(&args, false, NULL, &s, &e);
	erased_configure(open_beside(a, args.db, ".erased"));
	channels_configure(open_beside(a, args.db, ".messages"), args_text(&args, "--public-url", NULL));
	if (c == OK && args_has(&args, "--run"))
		c = job_add_ready(s, &e);
	for (bool ran = true; c == OK && ran && args_has(&args, "--run");)
		c = job_run_one(s, &ran, &e);
	if (c == OK)
		c = show(row, &args, s, args_has(&args, "--wait"), &busy, &e);
	while (c == OK && args_has(&args, "--wait") && busy > 0) {
		(void)nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
		arena_reset(row);
		c = show(row, &args, s, args.json, &busy, &e);
	}
	if (c == OK && args_has(&args, "--wait"))
		c = show(row, &args, s, false, &busy, &e);
	status = c == OK ? 0 : open_failed(&args, &e);
	store_close(s);
end:
	arena_free(row);
	arena_free(a);
	return status;
}

COMMAND(jobs) = {"jobs", "[--wait] [--run]", "show background work and how far it is", run};
