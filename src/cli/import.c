/* import.c - trellis import KIND PATH...: brings in what others have written, lists it, takes it back. */
#include "cli/command.h"
#include "cli/open.h"
#include "interop/import.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define REPORT_MOST ((size_t)64 << 20)

static const struct arg_option oneroster_options[] = {
	{"--dry-run", ARG_FLAG, NULL, "read, check and compare; change nothing", 0, 0, false},
	{"--delta", ARG_FLAG, NULL, "what the files do not name is left alone, whatever the manifest says", 0, 0, false},
	{"--many", ARG_FLAG, NULL, "go on even when more than half of the learners would leave", 0, 0, false},
	{0}};
static const struct arg_option plain_options[] = {{"--dry-run", ARG_FLAG, NULL, "read, check and compare; change nothing", 0, 0, false}, {0}};
static const struct arg_option competency_options[] = {
	{"--dry-run", ARG_FLAG, NULL, "read, check and compare; change nothing", 0, 0, false},
	{"--framework", ARG_TEXT, "TITLE", "title of the framework for codes that are not there yet", 0, 0, false},
	{0}};
static const struct arg_option response_options[] = {
	{"--dry-run", ARG_FLAG, NULL, "read, check and compare; change nothing", 0, 0, false},
	{"--create-learners", ARG_FLAG, NULL, "make learners and skills that are not there, marked as imported", 0, 0, false},
	{0}};
static const struct arg_option list_options[] = {{"--limit", ARG_INT, "N", "how many, 20 by default", 1, 1000, false}, {0}};

static const struct arg_spec specs[] = {
	{"import oneroster", "PATH", 1, 1, "Reads a roster: OneRoster 1.1 or 1.2 as CSV, a zip or a folder, everything (bulk) or changes (delta).", oneroster_options},
	{"import csv", "FILE...", 1, 0, "Reads what rosters lack: families, accommodations and services, English levels, programs, access at home.\n"
	                                "The header tells which; `trellis template` prints files to fill in.", plain_options},
	{"import edfi", "PATH...", 1, 0, "Reads Ed-Fi interchange XML, a folder or a zip: learners, special education, 504, English learners, programs, help, days missed, results.\n"
	                                  "What it leaves out is listed with the reason.", plain_options},
	{"import case", "FILE", 1, 1, "Reads competencies: a CASE 1.0 or 1.1 CFPackage as JSON.", plain_options},
	{"import competencies", "FILE...", 1, 0, "Reads competencies, what comes before what, and what is related, as CSV. The header tells which.", competency_options},
	{"import items", "FILE...", 1, 0, "Reads items, one JSON object a line: item models, or problems with steps and hints.", plain_options},
	{"import stories", "FILE...", 1, 0, "Reads readings and tasks, one JSON object a line.", plain_options},
	{"import responses", "FILE", 1, 1, "Reads a log of answers (learner, item, skill, correct, time; comma or tab) as evidence.", response_options},
	{"import undo", "ID", 1, 1, "Takes back what an import changed, wherever nobody has changed it since.", NULL},
	{"import list", NULL, 0, 0, "Shows the last imports.", list_options},
};
#define N_SPECS (sizeof specs / sizeof *specs)

static int usage(FILE *to)
{
	fprintf(to, "usage: trellis import KIND PATH... [--dry-run]\n\n");
	for (size_t i = 0; i < N_SPECS; i++)
		fprintf(to, "  %-20s %.*s\n", specs[i].name + 7, (int)strcspn(specs[i].help, "\n"), specs[i].help);
	fprintf(to, "\ntrellis import KIND --help tells more.\n");
	return to == stderr ? 2 : 0;
}

/* ---- progress on standard error ---- */

struct teller {
	bool terminal;
	int64_t last;
	const char *step;
	size_t width;
};

static enum code tell(void *arg, const struct import_progress *p, struct err *e)
{
	struct teller *t = arg;
	char line[200];
	(void)e;
	int64_t now = clock_monotonic();
	bool new_step = t->step == NULL || strcmp(t->step, p->step) != 0;
	/* a terminal sees every step, a log one line in two seconds */
	if (!t->terminal && !new_step && now - t->last < 2 * SECOND)
		return OK;
	t->last = now;
	t->step = p->step;
	int n = p->total > 0 ? snprintf(line, sizeof line, "%s %.*s %d %%", tr(LANG_EN, p->step), S_ARG(p->what), (int)(p->done * 100 / p->total))
	                     : snprintf(line, sizeof line, "%s %.*s %lld", tr(LANG_EN, p->step), S_ARG(p->what), (long long)p->done);
	size_t width = n > 0 ? (size_t)n : 0;
	if (t->terminal)
		fprintf(stderr, "\r%s%*s", line, (int)(t->width > width ? t->width - width : 0), "");
	else
		fprintf(stderr, "%s\n", line);
	t->width = width;
	fflush(stderr);
	return OK;
}

static void tell_end(const struct teller *t)
{
	if (t->terminal && t->width > 0)
		fprintf(stderr, "\r%*s\r", (int)t->width, "");
}

/* ---- verbs ---- */

static int show(struct arena *a, const struct args *args, const struct import_report *r, enum code c, const struct err *e)
{
	if (args->json) {
		struct buf b = buf_new(a, REPORT_MOST);
		struct json_out o = json_to(&b);
		json_open(&o, '{');
		json_key(&o, "ok");
		json_put_bool(&o, c == OK);
		json_key(&o, "text");
		json_put_str(&o, str_z(c == OK ? "" : e->text));
		json_key(&o, "report");
		import_report_json(&o, r);
		json_close(&o, '}');
		printf("%.*s\n", S_ARG(buf_done(&b)));
	} else {
		printf("%.*s", S_ARG(import_report_text(a, r, LANG_EN)));
	}
	if (c != OK)
		fprintf(stderr, "trellis: %s\n", e->text);
	return c == OK ? 0 : 1;
}

static int run_import(struct arena *a, const struct args *args, struct store *s, const char *kind)
{
	struct teller t = {.terminal = isatty(STDERR_FILENO) == 1};
	struct import_options o = {
		.kind = kind, .paths = args->words, .n_paths = args->n_words, .dry_run = args_has(args, "--dry-run"), .progress = tell, .arg = &t};
	struct import_report r;
	struct err e = {0};
	if (strcmp(kind, "oneroster") == 0) {
		o.delta = args_has(args, "--delta");
		o.many = args_has(args, "--many");
	}
	if (strcmp(kind, "competencies") == 0)
		o.framework = args_text(args, "--framework", NULL);
	if (strcmp(kind, "responses") == 0)
		o.create_learners = args_has(args, "--create-learners");
	enum code c = import_run(s, a, &o, &r, &e);
	tell_end(&t);
	if (c != OK && r.n_refused == 0)
		return open_failed(args, &e);
	return show(a, args, &r, c, &e);
}

static int run_undo(struct arena *a, const struct args *args, struct store *s)
{
	struct teller t = {.terminal = isatty(STDERR_FILENO) == 1};
	struct import_options o = {.progress = tell, .arg = &t};
	struct import_undone u;
	struct err e = {0};
	struct id id;
	if (!id_parse(str_z(args->words[0]), &id)) {
		fprintf(stderr, "trellis: \"%s\" is no id of an import. `trellis import list` shows them.\n", args->words[0]);
		return 2;
	}
	enum code c = import_undo(s, a, id, &o, &u, &e);
	tell_end(&t);
	if (c != OK)
		return open_failed(args, &e);
	if (args->json) {
		struct buf b = buf_new(a, REPORT_MOST);
		struct json_out j = json_to(&b);
		json_open(&j, '{');
		json_key(&j, "removed");
		json_put_int(&j, u.removed);
		json_key(&j, "restored");
		json_put_int(&j, u.restored);
		json_key(&j, "left");
		json_put_int(&j, u.left);
		json_key(&j, "seconds");
		json_put_real(&j, u.seconds);
		json_key(&j, "notes");
		json_open(&j, '[');
		for (size_t i = 0; i < u.n_notes; i++)
			json_put_str(&j, u.notes[i]);
		json_close(&j, ']');
		json_close(&j, '}');
		printf("%.*s\n", S_ARG(buf_done(&b)));
		return 0;
	}
	for (size_t i = 0; i < u.n_notes; i++)
		printf("%.*s\n", S_ARG(u.notes[i]));
	printf("%lld removed, %lld put back as they were, %lld left, %.2f s.\n", (long long)u.removed, (long long)u.restored, (long long)u.left, u.seconds);
	return 0;
}

static int run_list(struct arena *a, const struct args *args, struct store *s)
{
	struct import_row *rows = NULL;
	struct db *db;
	size_t n = 0;
	char id[ID_TEXT];
	struct err e = {0};
	enum code c = store_read(s, &db, &e);
	if (c == OK) {
		c = import_list(db, a, (int)args_int(args, "--limit", 20), &rows, &n, &e);
		store_read_end(db);
	}
	if (c != OK)
		return open_failed(args, &e);
	struct buf b = buf_new(a, REPORT_MOST);
	struct json_out j = json_to(&b);
	json_open(&j, '[');
	for (size_t i = 0; i < n; i++) {
		const struct { const char *name; struct str text; } parts[] = {
			{"id", str_z(id_text(rows[i].id, id))}, {"kind", rows[i].kind}, {"label", rows[i].label}, {"state", rows[i].state},
			{"made_at", time_text(a, rows[i].made_at)}};
		json_open(&j, '{');
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
			json_key(&j, parts[k].name);
			json_put_str(&j, parts[k].text);
		}
		json_key(&j, "can_undo");
		json_put_bool(&j, rows[i].can_undo);
		json_close(&j, '}');
		if (!args->json)
			printf("%s  %.*s  %-12.*s %-9.*s %s  %.*s\n", id, 19, time_text(a, rows[i].made_at).p, S_ARG(rows[i].kind), S_ARG(rows[i].state),
			       rows[i].can_undo ? "can be undone" : "             ", S_ARG(rows[i].label));
	}
	json_close(&j, ']');
	if (args->json)
		printf("%.*s\n", S_ARG(buf_done(&b)));
	else if (n == 0)
		printf("Nothing was imported yet.\n");
	return 0;
}

static int run(int argc, char **argv)
{
	const struct arg_spec *spec = NULL;
	struct args args;
	struct err e = {0};
	struct store *s = NULL;
	if (argc < 2)
		return usage(stderr);
	if (strcmp(argv[1], "--help") == 0)
		return usage(stdout);
	for (size_t i = 0; i < N_SPECS; i++)
		if (strcmp(argv[1], specs[i].name + 7) == 0)
			spec = &specs[i];
	if (spec == NULL) {
		fprintf(stderr, "trellis: there is no import called \"%s\".\n", argv[1]);
		return usage(stderr);
	}
	struct arena *a = arena_new(0);
	if (a == NULL)
		return 1;
	const char *kind = spec->name + 7;
	int status = args_read(a, spec, argc - 1, argv + 1, &args);
	if (status < 0) {
		if (open_db(&args, false, NULL, &s, &e) != OK)
			status = open_failed(&args, &e);
		else if (strcmp(kind, "undo") == 0)
			status = run_undo(a, &args, s);
		else if (strcmp(kind, "list") == 0)
			status = run_list(a, &args, s);
		else
			status = run_import(a, &args, s, kind);
		store_close(s);
	}
	arena_free(a);
	return status;
}

COMMAND(import) = {"import", "KIND PATH... [--dry-run]", "bring in a roster, families, competencies, items, readings, answers", run};
