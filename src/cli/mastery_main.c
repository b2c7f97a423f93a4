/* trellis-mastery: the verbs of `trellis mastery` that work on files, as a program for who needs nothing else.
 * The same code, the same output. */
#include "cli/mastery.h"

#include <stdio.h>
#include <string.h>

static int failed(const struct args *args, const struct err *e)
{
	(void)args;
	fprintf(stderr, "trellis-mastery: %s\n", e->text);
	return 1;
}

static int usage(FILE *to)
{
	fputs("usage: trellis-mastery VERB [OPTIONS]\n\nKnowledge tracing on logs of responses, from files: the same as trellis mastery.\n\n", to);
	for (size_t i = 0; mastery_verbs_on_files[i]; i++)
		fprintf(to, "  %-10s %s\n", mastery_verbs_on_files[i]->name, mastery_verbs_on_files[i]->help);
	fputs("\ntrellis-mastery VERB --help tells more.\n", to);
	return to == stderr ? 2 : 0;
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr);
	if (!strcmp(argv[1], "--help"))
		return usage(stdout);
	const struct mastery_verb *v = mastery_verb_on_files(argv[1]);
	if (v)
		return mastery_verb_run(v, argc - 1, argv + 1, failed);
	fprintf(stderr, "trellis-mastery: there is no verb \"%s\".\n", argv[1]);
	return usage(stderr);
}
