/* main.c - finds the command and runs it. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

static int usage(FILE *to)
{
	fprintf(to, "trellis %s\n\nusage: trellis COMMAND [ARGUMENTS]\n\n", TRELLIS_VERSION);
	for (const struct command *const *c = COMMANDS; *c; c++)
		fprintf(to, "  %-12s %s\n", (*c)->name, (*c)->help);
	fprintf(to, "\ntrellis COMMAND --help tells more. Every command takes --db FILE (or TRELLIS_DB) and --json.\n");
	return to == stderr ? 2 : 0;
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr);
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "help"))
		return usage(stdout);
	if (!strcmp(argv[1], "--version")) {
		printf("trellis %s\n", TRELLIS_VERSION);
		return 0;
	}
	for (const struct command *const *c = COMMANDS; *c; c++)
		if (!strcmp(argv[1], (*c)->name))
			return (*c)->run(argc - 1, argv + 1);
	fprintf(stderr, "trellis: there is no command \"%s\".\n", argv[1]);
	return usage(stderr);
}
