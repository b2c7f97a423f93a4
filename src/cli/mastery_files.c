/* What the verbs of trellis mastery share: logs and models in files, and how a verb is run. Nothing of the server is behind it. */
#include "base/file.h"
#include "cli/mastery.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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
int mastery_verb_run(const struct mastery_verb *v, int argc, char **argv, int (*failed)(const struct args *, const struct err *))
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
		status = v->work(a, &args, &e) == OK ? 0 : failed(&args, &e);
	arena_catch_thread(NULL);
	arena_free(a);
	return status;
}
