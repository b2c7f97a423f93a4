/* trellis-mastery: the verbs of `trellis mastery` that work on files, as a program that loads nothing of the server: it starts in a tenth of
 * the time, and a researcher needs nothing else. The same code, the same output. */
#include "cli/mastery.h"

#include <stdio.h>
#include <string.h>

static const struct mastery_verb *const verbs[] = {&mastery_fit, &mastery_predict, &mastery_evaluate, &mastery_items, &mastery_checks, &mastery_simulate};
#define N_VERBS (sizeof verbs / sizeof *verbs)

static int failed(const struct args *args, const struct err *e)
{
	(void)args;
	fprintf(stderr, "trellis-mastery: %s\n", e->text);
	return 1;
}

static int usage(FILE *to)
{
	fputs("usage: trellis-mastery VERB [OPTIONS]\n\nKnowledge tracing on logs of responses, from files: the same as trellis mastery.\n\n", to);
	for (size_t i = 0; i < N_VERBS; i++)
		fprintf(to, "  %-10s %s\n", verbs[i]->name, verbs[i]->help);
	fputs("\ntrellis-mastery VERB --help tells more.\n", to);
	return to == stderr ? 2 : 0;
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr);
	if (!strcmp(argv[1], "--help"))
		return usage(stdout);
	for (size_t i = 0; i < N_VERBS; i++)
		if (!strcmp(argv[1], verbs[i]->name))
			return mastery_verb_run(verbs[i], argc - 1, argv + 1, failed);
	fprintf(stderr, "trellis-mastery: there is no verb \"%s\".\n", argv[1]);
	return usage(stderr);
}
