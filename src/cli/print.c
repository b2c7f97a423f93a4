/* print.c - trellis print packet: a week of work on paper, from the command line. */
#include "base/arena_part.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"
#include "print/packet.h"
#include "school/admin/school.h"
#include "school/people/people.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const struct arg_option options[] = {
	{"--learner", ARG_TEXT, "ID", "the packet of one learner", 0, 0, false},
	{"--class", ARG_TEXT, "ID", "the packets of a class", 0, 0, false},
	{"--monday", ARG_DAY, "DATE", "the week; this week by default", 0, 0, false},
	{"--lang", ARG_TEXT, "LANG", "en, es, ar, zh, vi, so or ht; each learner's own by default", 0, 0, false},
	{"--public-url", ARG_TEXT, "URL", "where the codes lead: https://school.example:8443", 0, 0, false},
	{"--letter", ARG_FLAG, NULL, "US Letter rather than A4", 0, 0, false},
	{"--out", ARG_TEXT, "FILE", "where to; packet.pdf by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {"print", "packet", 1, 1, "Prints a week of work as a tagged PDF, with codes that lead back to where answers are entered.", options};

struct printing {
	struct arena *a;
	struct args args;
	struct store *store;
	struct packet_ask ask;
	struct person_list who;
	struct pdf *pdf;
	size_t packets;
};

static enum code codes_of(struct printing *x, const struct week *w, struct str *codes, struct err *e)
{
	struct viewer v = viewer_system(x->store);
	struct paper_codes p = {.a = x->ask.a, .v = &v, .list = w->items, .n = w->n, .monday = w->monday, .class_id = w->class_id, .codes = codes};
	return store_write(x->store, paper_codes_fn, &p, e);
}

static enum code one(struct printing *x, struct id learner, struct err *e)
{
	struct week w;
	enum lang lang;
	enum code c = packet_language(&x->ask, learner, &lang, e);
	if (!c)
		c = week_load(x->ask.db, x->ask.a, learner, x->ask.monday, lang, &w, e);
	if (c == E_NOTFOUND && x->who.n > 1) {
		err_clear(e);
		return OK;
	}
	if (c)
		return c;
	struct str *codes = NEW_ARRAY(x->ask.a, struct str, w.n + 1);
	c = codes_of(x, &w, codes, e);
	x->packets++;
	return c ? c : packet_learner(&x->ask, x->pdf, &w, codes, e);
}

static enum code ask_read(struct printing *x, struct err *e)
{
	const char *learner = args_text(&x->args, "--learner", NULL), *class_id = args_text(&x->args, "--class", NULL);
	const char *lang = args_text(&x->args, "--lang", NULL), *monday = args_text(&x->args, "--monday", NULL);
	struct id id;
	day_t day;
	x->ask.today = school_today(x->ask.db);
	x->ask.monday = school_monday(x->ask.today);
	if (monday && day_parse(str_z(monday), &day))
		x->ask.monday = day_monday(day);
	x->ask.base = str_z(args_text(&x->args, "--public-url", "http://127.0.0.1:8080"));
	x->ask.letter = args_has(&x->args, "--letter");
	x->ask.lang_given = lang != NULL;
	if (lang && !lang_parse(str_z(lang), &x->ask.lang))
		return err_set(e, E_INPUT, "\"%s\" is none of the languages: en, es, ar, zh, vi, so, ht.", lang);
	if (strcmp(x->args.words[0], "packet") != 0)
		return err_set(e, E_INPUT, "`trellis print packet` is what can be printed from here.");
	if (!learner == !class_id || !id_parse(str_z(learner ? learner : class_id), &id))
		return err_set(e, E_INPUT, "Say whose: --learner ID or --class ID, as it stands in the address of their page.");
	if (class_id)
		return class_learners(x->ask.db, x->a, LANG_EN, id, x->ask.today, &x->who, e);
	x->who = (struct person_list){NEW(x->a, struct person), 1};
	return person_get(x->ask.db, x->a, id, &x->who.items[0], e);
}

static enum code make(struct printing *x, struct str *bytes, struct err *e)
{
	enum lang first = LANG_EN;
	enum code c = ask_read(x, e);
	if (!c && x->who.n)
		c = packet_language(&x->ask, x->who.items[0].id, &first, e);
	if (!c)
		c = pdf_new(x->a, &(struct pdf_options){.lang = first, .title = str_z(tr(first, "My week on paper")), .letter = x->ask.letter, .date = x->ask.monday}, &x->pdf, e);
	x->ask.a = arena_part(x->a); /* of one learner at a time */
	for (size_t i = 0; i < x->who.n && !c; i++) {
		arena_reset(x->ask.a);
		c = one(x, x->who.items[i].id, e);
	}
	if (!c && !x->packets)
		c = err_set(e, E_NOTFOUND, "There is no work for that week yet.");
	if (!c)
		c = pdf_done(x->pdf, bytes, e);
	if (c)
		return c;
	struct paper_layouts l = {0};
	const struct pdf_layout_text *all = pdf_layouts(x->pdf, &l.n);
	struct str *keys = NEW_ARRAY(x->a, struct str, l.n + 1), *bodies = NEW_ARRAY(x->a, struct str, l.n + 1);
	for (size_t i = 0; i < l.n; i++)
		keys[i] = all[i].key, bodies[i] = all[i].body;
	l.keys = keys, l.bodies = bodies;
	return l.n ? store_write(x->store, paper_layouts_fn, &l, e) : OK;
}

static int run(int argc, char **argv)
{
	struct err e = {0};
	struct str bytes;
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	struct printing x = {.a = a, .ask = {.a = a}};
	int status = args_read(a, &spec, argc, argv, &x.args);
	if (status >= 0) {
		arena_free(a);
		return status;
	}
	enum code c = sodium_init() < 0 ? err_set(&e, E_BUG, "The cryptographic library does not start.") : open_db(&x.args, false, NULL, &x.store, &e);
	if (!c)
		c = store_read(x.store, &x.ask.db, &e);
	if (!c) {
		c = make(&x, &bytes, &e);
		store_read_end(x.ask.db);
	}
	const char *out = args_text(&x.args, "--out", "packet.pdf");
	FILE *f = c ? NULL : fopen(out, "wb");
	if (!c && (!f || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f)))
		c = err_set(&e, E_IO, "%s cannot be written.", out);
	store_close(x.store);
	status = c ? open_failed(&x.args, &e) : 0;
	if (!c && x.args.json)
		printf("{\"file\":\"%s\",\"packets\":%zu,\"bytes\":%zu}\n", out, x.packets, bytes.n);
	else if (!c)
		printf("%s: %zu packet(s), %zu bytes.\n", out, x.packets, bytes.n);
	arena_free(a);
	return status;
}

COMMAND(print) = {"print", "packet --learner ID|--class ID", "print a week of work on paper (PDF)", run};
