/* trellis mastery: finds the verb and runs it; what the verbs share. */
#include "cli/mastery.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct mastery_verb *const verbs[] = {
	&mastery_fit,
	&mastery_predict,
	&mastery_evaluate,
	&mastery_audit,
	&mastery_items,
	&mastery_checks,
	&mastery_simulate,
	&mastery_refit,
	&mastery_back,
	&mastery_rebuild,
};
#define N_VERBS (sizeof verbs / sizeof *verbs)

enum code mastery_kind_of(struct arena *a, const char *name, const struct model_ops **out, struct err *e)
{
	*out = model_ops_named(name);
	return *out ? OK : err_set(e, E_INPUT, "There is no model \"%s\". There are: %.*s.", name, S_ARG(model_names(a)));
}

enum code mastery_log(struct arena *a, const char *path, unsigned want, struct responses *out, struct err *e)
{
	struct str text;
	enum code c = file_map(a, strcmp(path, "-") ? path : "/dev/stdin", &text, e);
	if (c == OK && (c = responses_read(a, text, want, out, e)) != OK)
		err_in(e, "%s", path);
	if (c == OK)
		file_map_rest(text);
	return c;
}

unsigned mastery_threads(const struct args *args)
{
	long here = sysconf(_SC_NPROCESSORS_ONLN);
	return (unsigned)args_int(args, "--threads", here < 1 ? 1 : here > 8 ? 8 : here);
}

enum code mastery_model_file(struct arena *a, const char *path, struct model **out, struct err *e)
{
	struct str text;
	enum code c = file_map(a, path, &text, e);
	if (c == OK && (c = model_read(a, text, out, e)) != OK)
		err_in(e, "%s", path);
	return c;
}

/* All that is read and fitted lives in one arena; where memory ends the sentence says so and nothing was written. */
static int run(const struct mastery_verb *v, int argc, char **argv)
{
	jmp_buf full;
	struct args args;
	struct err e = {0};
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	if (setjmp(full)) {
		fprintf(stderr, "trellis mastery %s: there is not enough memory for it; nothing was written.\n", v->name);
		arena_free(a);
		return 1;
	}
	arena_catch_thread(&full);
	int status = args_read(a, v->spec, argc, argv, &args);
	if (status < 0)
		status = v->work(a, &args, &e) == OK ? 0 : open_failed(&args, &e);
	arena_catch_thread(NULL);
	arena_free(a);
	return status;
}

static int usage(FILE *to)
{
	fputs("usage: trellis mastery VERB [OPTIONS]\n\nKnowledge tracing on logs of responses, from files; refit, back and rebuild on the database of a school.\n\n", to);
	for (size_t i = 0; i < N_VERBS; i++)
		fprintf(to, "  %-10s %s\n", verbs[i]->name, verbs[i]->help);
	fputs("\ntrellis mastery VERB --help tells more.\n", to);
	return to == stderr ? 2 : 0;
}

static int mastery(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr);
	if (!strcmp(argv[1], "--help"))
		return usage(stdout);
	for (size_t i = 0; i < N_VERBS; i++)
		if (!strcmp(argv[1], verbs[i]->name))
			return verbs[i]->run ? verbs[i]->run(argc - 1, argv + 1) : run(verbs[i], argc - 1, argv + 1);
	fprintf(stderr, "trellis mastery: there is no verb \"%s\".\n", argv[1]);
	return usage(stderr);
}

COMMAND(mastery) = {"mastery", "VERB [OPTIONS]", "fit, predict and audit models of learning", mastery};
