/* words.c - trellis words: what there is in each language and who made it; loads phrases and school words. */
#include "base/args.h"
#include "cli/command.h"
#include "cli/open.h"
#include "places.h"
#include "school/family/phrase.h"
#include "school/family/coverage.h"

#include <stdio.h>
#include <string.h>

static const struct arg_option options[] = {
	{"--data", ARG_TEXT, "FOLDER", "starter data; the folder data beside the program's source by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"words", "[load]", 0, 1,
	"Shows for each language how much there is of it, of the program's own sentences and of the school's, and who made it:\n"
	"a person, a machine, or reviewed by a speaker. `trellis words load` adds the phrases and school words of the starter data.",
	options};

struct job { struct arena *a; const char *data; int counts[2]; struct coverage *rows; size_t n; };

static enum code load_fn(struct db *db, void *arg, struct err *e)
{
	struct job *j = arg;
	struct viewer v = {.hats = REL_SYSTEM};
	return words_load(db, j->a, &v, j->data, j->counts, e);
}

static void print(const struct job *j, bool as_json)
{
	struct buf b = buf_new(j->a, 262144);
	struct json_out o = json_to(&b);
	json_open(&o, '[');
	if (!as_json)
		printf("%-10s %-20s %7s %7s %7s %7s %8s\n", "language", "what", "all", "there", "machine", "person", "reviewed");
	for (size_t i = 0; i < j->n; i++) {
		const struct coverage *x = &j->rows[i];
		json_open(&o, '{');
		json_key(&o, "language");
		json_put_str(&o, str_z(LANGS[x->lang].tag));
		json_key(&o, "what");
		json_put_str(&o, str_z(x->what));
		const struct { const char *name; int64_t n; } numbers[] = {{"all", x->all}, {"there", x->machine + x->person + x->reviewed}, {"machine", x->machine}, {"person", x->person}, {"reviewed", x->reviewed}};
		for (size_t k = 0; k < 5; k++) {
			json_key(&o, numbers[k].name);
			json_put_int(&o, numbers[k].n);
		}
		json_close(&o, '}');
		if (!as_json)
			printf("%-10s %-20s %7lld %7lld %7lld %7lld %8lld\n", LANGS[x->lang].tag, x->what, (long long)x->all, (long long)(x->machine + x->person + x->reviewed),
			       (long long)x->machine, (long long)x->person, (long long)x->reviewed);
	}
	json_close(&o, ']');
	if (as_json)
		printf("%.*s\n", S_ARG(buf_done(&b)));
}

static int run(int argc, char **argv)
{
	struct err e = {0};
	struct args args;
	struct store *store = NULL;
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status >= 0) {
		arena_free(a);
		return status;
	}
	struct job j = {.a = a, .data = args_text(&args, "--data", TRELLIS_DATA)};
	bool load = args.n_words && !strcmp(args.words[0], "load");
	enum code c = args.n_words && !load ? err_set(&e, E_INPUT, "`trellis words` knows the word load and no other: %s.", args.words[0]) : OK;
	if (!c)
		c = open_db(&args, false, NULL, &store, &e);
	struct db *db = NULL;
	if (!c && load)
		c = store_write(store, load_fn, &j, &e);
	else if (!c && !(c = store_read(store, &db, &e)))
		c = coverage_of(db, a, &j.rows, &j.n, &e);
	store_read_end(db);
	store_close(store);
	status = c ? open_failed(&args, &e) : 0;
	if (!c && load)
		printf(args.json ? "{\"phrases\":%d,\"terms\":%d}\n" : "%d phrases and %d school words are there, in seven languages.\n", j.counts[0], j.counts[1]);
	else if (!c)
		print(&j, args.json);
	arena_free(a);
	return status;
}

COMMAND(words) = {"words", "[load] --db FILE", "what is there in each language and who made it", run};
