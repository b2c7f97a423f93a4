/* export.c - trellis export: all of it in open formats, or one learner's record to take along. */
#include "school/admin/export.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"
#include "print/person.h"
#include "school/admin/school.h"
#include "school/people/people.h"
#include "school/family/given.h"

#include <sodium.h>
#include <stdio.h>

static const struct arg_option options[] = {
	{"--learner", ARG_TEXT, "ID", "only this learner's record (the id in the address of the learner's page)", 0, 0, false},
	{"--to", ARG_TEXT, "WHOM", "who gets it, outside the school: noted in the record of disclosures, which the family sees", 0, 0, false},
	{"--purpose", ARG_TEXT, "WHY", "what for (34 CFR 99.32, 300.614)", 0, 0, false},
	{"--files", ARG_TEXT, "FOLDER", "what people handed in; DB.files by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"export", "FOLDER", 1, 1,
	"Writes all records as CSV, one file for each type, with what was handed in and a MANIFEST.json that explains every file and field.\n"
	"A learner's record has profile, plan and the family's page in plain print too (PDF), in English and the languages of the home. It goes to somebody: say --to and --purpose. The whole school's may stay in the house; with --to it is noted for each learner.\n"
	"FOLDER must not be there. It is readable by you alone and NOT sealed: it holds what the school knows of its learners.", options};

struct giving {
	struct arena *a;
	struct id learner;
	struct str to, purpose;
};

static enum code given_fn(struct db *db, void *arg, struct err *e)
{
	struct giving *g = arg;
	struct viewer v = {.hats = REL_SYSTEM};
	int64_t n = 0;
	if (!id_nil(g->learner))
		return disclosure_log(db, &v, g->learner, g->to, g->purpose, S("The whole record, in open formats"), e);
	if (g->to.n)
		return given_everybody(db, g->a, &v, g->to, g->purpose, S("The whole record, in open formats"), &n, e);
	return security_log(db, &v, "exported everything", NULL, ID_NIL, NULL, 0, "stays in the house", e);
}

/* In plain print beside the tables, for whoever opens no table: in English and in the languages of the home. */
static enum code on_paper(struct store *s, struct arena *a, struct id learner, const char *folder, int64_t *papers, struct err *e)
{
	static const struct { const char *name; enum code (*print)(const struct person_ask *, struct str *, struct err *); } kinds[] = {
		{"profile", print_profile}, {"plan", print_plan}, {"family", print_family}};
	struct access_trace trace = {.a = a, .purpose = "record to take along"};
	struct viewer v = viewer_system(s);
	struct guardian_row *g;
	struct db *db = NULL;
	size_t n = 0;
	bool wanted[LANG_COUNT] = {[LANG_EN] = true};
	const char *to = file_join(a, folder, "print");
	v.trace = &trace;
	enum code c = store_read(s, &db, e);
	if (!c)
		c = guardians_of(db, a, learner, v.today, &g, &n, e);
	for (size_t i = 0; i < n && !c; i++) {
		enum lang lang;
		if (g[i].has_access && lang_parse(g[i].language, &lang))
			wanted[lang] = true;
	}
	if (!c)
		c = file_make_dir(to, 0700, e);
	for (size_t i = 0; i < LANG_COUNT * (sizeof kinds / sizeof *kinds) && !c; i++) {
		enum lang lang = (enum lang)(i % LANG_COUNT);
		struct arena *mine = wanted[lang] ? arena_new(0) : NULL; /* one paper at a time */
		struct str pdf;
		if (!wanted[lang])
			continue;
		struct person_ask x = {.db = db, .a = mine, .viewer = &v, .learner = learner, .lang = lang, .today = v.today};
		c = mine ? kinds[i / LANG_COUNT].print(&x, &pdf, e) : err_set(e, E_MEMORY, "There is no memory left to print the record.");
		if (!c)
			c = file_write(str_fmt(mine, "%s/%s.%s.pdf", to, kinds[i / LANG_COUNT].name, LANGS[lang].tag).p, pdf, 0600, e);
		*papers += !c;
		arena_free(mine);
	}
	store_read_end(db);
	return c ? c : access_trace_log(s, &v, e);
}

/* What cannot be written down does not go out. */
static enum code note_given(struct store *s, struct giving *g, const char *folder, struct err *e)
{
	struct err ignored = {0};
	enum code c = store_write(s, given_fn, g, e);
	if (c)
		(void)!file_remove_all(folder, &ignored);
	return c;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct store *s = NULL;
	struct err ignored = {0};
	struct export_done d;
	int64_t papers = 0;
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
		struct giving g = {a, learner, str_trim(str_z(args_text(&args, "--to", ""))), str_trim(str_z(args_text(&args, "--purpose", "")))};
		if (!c && ((whom && !g.to.n) || !g.to.n != !g.purpose.n))
			c = err_set(&e, E_INPUT, "Say who gets it and what for: --to \"Name, place\" --purpose \"Transfer to another school\". The family sees it.");
		if (!c)
			c = open_db(&args, false, NULL, &s, &e);
		if (!c)
			c = export_write(s, a, learner, args_text(&args, "--files", open_beside(a, args.db, ".files")), args.words[0], &d, &e);
		bool made = !c;
		if (!c && whom)
			c = on_paper(s, a, learner, args.words[0], &papers, &e);
		if (c && made)
			(void)!file_remove_all(args.words[0], &ignored);
		if (!c)
			c = note_given(s, &g, args.words[0], &e);
		store_close(s);
		status = c ? open_failed(&args, &e) : 0;
		if (!c)
			printf(args.json ? "{\"types\":%lld,\"rows\":%lld,\"files\":%lld,\"papers\":%lld}\n" : "%lld types of record, %lld rows, %lld files, %lld papers.\n",
			       (long long)d.types, (long long)d.rows, (long long)d.files, (long long)papers);
	}
	arena_free(a);
	return status;
}

COMMAND(export) = {"export", "FOLDER [--learner ID]", "write everything, or one learner's record, in open formats", run};
