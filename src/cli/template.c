/* template.c - trellis template KIND: a CSV to fill in, for `trellis import csv`. */
#include "base/args.h"
#include "cli/command.h"
#include "interop/import.h"

#include <stdio.h>
#include <string.h>

static const struct arg_spec spec = {
	"template", "KIND", 0, 1,
	"Prints a CSV to fill in: the header and one line that is plainly a sample (an import leaves it out). Without KIND, lists the kinds.", NULL};

static int list(struct arena *a, bool as_json)
{
	struct buf b = buf_new(a, 8192);
	struct json_out o = json_to(&b);
	json_open(&o, '[');
	for (const struct template_kind *k = template_kinds; k->name != NULL; k++) {
		json_open(&o, '{');
		json_key(&o, "kind");
		json_put_str(&o, str_z(k->name));
		json_key(&o, "help");
		json_put_str(&o, str_z(k->help));
		json_close(&o, '}');
		if (!as_json)
			printf("  %-16s %s\n", k->name, k->help);
	}
	json_close(&o, ']');
	if (as_json)
		printf("%.*s\n", S_ARG(buf_done(&b)));
	return 0;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct str text;
	struct arena *a = arena_new(0);
	if (a == NULL)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0 && args.n_words == 0) {
		status = list(a, args.json);
	} else if (status < 0) {
		status = template_csv(a, str_z(args.words[0]), LANG_EN, &text, &e) == OK ? 0 : 1;
		if (status == 0)
			printf("%.*s", S_ARG(text));
		else
			fprintf(stderr, "trellis: %s `trellis template` lists them.\n", e.text);
	}
	arena_free(a);
	return status;
}

COMMAND(template) = {"template", "[KIND]", "a CSV to fill in: families, supports, English levels, programs, access at home", run};
