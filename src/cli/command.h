/* command.h - one file per command.
 *
 * Law: a command is declared as COMMAND(name) = { ... }; in src/cli/NAME.c; main.c only dispatches. Exit status:
 * 0 done, 1 refused or failed (a sentence on standard error), 2 wrong usage. With --json standard output is JSON. */
#ifndef TRELLIS_COMMAND_H
#define TRELLIS_COMMAND_H

#include "base/str.h"

struct command {
	const char *name;  /* "import"; a command with verbs looks at argv[1] itself */
	const char *args;  /* "oneroster PATH [--dry-run]" */
	const char *help;  /* one line */
	int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};
#define COMMAND(name) const struct command command_##name
extern const struct command *const COMMANDS[]; /* generated; ends with NULL */

#endif
