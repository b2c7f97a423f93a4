/* reader.c - trellis reader: opens pictures of pages for trellis scan, locked away; people have no use for it. */
#include "base/jail.h"
#include "cli/command.h"
#include "interop/scan_reader.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int run(int argc, char **argv)
{
	if (argc != 1 || isatty(STDIN_FILENO)) {
		bool asked = argc == 2 && !strcmp(argv[1], "--help");
		fprintf(asked ? stdout : stderr, "usage: trellis reader\n\nReads pictures of pages for trellis itself, from a pipe, without files and network.\n");
		return asked ? 0 : 2;
	}
	if (!jail_tighten()) {
		fprintf(stderr, "trellis: this system cannot lock a program away (seccomp), so no picture is opened.\n");
		return 1;
	}
	return scan_reader_run(STDIN_FILENO, STDOUT_FILENO);
}

COMMAND(reader) = {"reader", "", "open pictures of pages for trellis scan, locked away", run};
