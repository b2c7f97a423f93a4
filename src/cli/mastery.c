/* trellis mastery: finds the verb and runs it; what the verbs share. */
#include "cli/mastery.h"
#include "cli/command.h"
#include "cli/open.h"

#include <stdio.h>
#include <string.h>

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
			return verbs[i]->run ? verbs[i]->run(argc - 1, argv + 1) : mastery_verb_run(verbs[i], argc - 1, argv + 1, open_failed);
	fprintf(stderr, "trellis mastery: there is no verb \"%s\".\n", argv[1]);
	return usage(stderr);
}

COMMAND(mastery) = {"mastery", "VERB [OPTIONS]", "fit, predict and audit models of learning", mastery};
