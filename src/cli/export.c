/* export.c - trellis export: all of it in open formats, or one learner's record to take along. */
#include "school/admin/export.h"
#include "cli/command.h"
#include "cli/open.h"

#include <sodium.h>
#include <stdio.h>

static const struct arg_option options[] = {
	{"--learner", ARG_TEXT, "ID", "only this learner's record (the id in the address of the learner's page)", 0, 0, false},
	{"--files", ARG_TEXT, "FOLDER", "what people handed in; DB.files by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"export", "FOLDER", 1, 1,
	"Writes all records as CSV, one file for each type, with what was handed in and a MANIFEST.json that explains every file and field.\n"
	"FOLDER must not be there. It is readable by you alone and NOT sealed: it holds what the school knows of its learners.", options};

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct store *s = NULL;
	struct export_done d;
	struct id learner = ID_NIL;
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		const char *whom = args_text(&args, "--learner", NULL);
		enum code c = sodium_init() < 0 ? err_set(&e, E_BUG, "The cryptographic library does not start.") : OK;
		if (!c && whom && !id_parse(str_z(whom), &learner))
			c = err_set(&e, E_INPUT, "--learner wants an id such as 01890a5d-ac96-774b-bcce-b302099a8057.");
		if (!c)
			c = open_db(&args, false, NULL, &s, &e);
		if (!c)
			c = export_write(s, a, learner, args_text(&args, "--files", open_beside(a, args.db, ".files")), args.words[0], &d, &e);
		store_close(s);
		status = c ? open_failed(&args, &e) : 0;
		if (!c)
			printf(args.json ? "{\"types\":%lld,\"rows\":%lld,\"files\":%lld}\n" : "%lld types of record, %lld rows, %lld files.\n", (long long)d.types,
			       (long long)d.rows, (long long)d.files);
	}
	arena_free(a);
	return status;
}

COMMAND(export) = {"export", "FOLDER [--learner ID]", "write everything, or one learner's record, in open formats", run};
