/* trellis: the program that people start. The verbs of `trellis mastery` that work on text files run here, with nothing loaded but what they
 * need; for everything else the house beside it takes over, in the same process, with the same words: the program with all that serving a
 * school needs, whose hundred libraries take longer to load than a million responses take to fit. Which is which: docs/decisions/start.md. */
#include "cli/mastery.h"
#include "cli/open.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where the house lies from this program: where it was built, where it is installed. */
static const char *const houses[] = {"house/trellis", "../lib/trellis/trellis"};

/* Comes back only when there is no house. */
static int enter(char **argv)
{
	char self[PATH_MAX], path[PATH_MAX + 32];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	if (n <= 0) {
		fprintf(stderr, "trellis: where this program lies cannot be read from /proc/self/exe (%s); is /proc there?\n", strerror(errno));
		return 1;
	}
	self[n] = '\0';
	char *last = strrchr(self, '/');
	last[1] = '\0';
	for (size_t i = 0; i < sizeof houses / sizeof *houses; i++) {
		(void)snprintf(path, sizeof path, "%s%s", self, houses[i]);
		(void)execv(path, argv);
		if (errno != ENOENT && errno != ENOTDIR) {
			fprintf(stderr, "trellis: %s cannot be started: %s.\n", path, strerror(errno));
			return 1;
		}
	}
	fprintf(stderr, "trellis: the rest of this program is missing: neither %s%s nor %s%s is there. Install both files (the Debian package does), or build again: make all.\n", self,
		houses[0], self, houses[1]);
	return 1;
}

int main(int argc, char **argv)
{
	const struct mastery_verb *v = argc > 2 && !strcmp(argv[1], "mastery") ? mastery_verb_on_files(argv[2]) : NULL;
	return v ? mastery_verb_run(v, argc - 2, argv + 2, open_failed) : enter(argv);
}
