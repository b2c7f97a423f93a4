/* child.h - another program, given a text and asked for its answer.
 *
 * Law: what is given goes in by standard input, never by a word of the command line. The child opens no file of ours, writes
 * no file, has no environment but what it needs, little time and no more than `most` bytes to say; when any of it is passed
 * it is ended. Safe in a process with threads: between fork and exec nothing but system calls. */
#ifndef TRELLIS_CHILD_H
#define TRELLIS_CHILD_H

#include "base/str.h"

struct child {
	const char *const *argv; /* argv[0]: the path of the program; ends with NULL */
	struct str given;
	size_t most;             /* bytes of its answer */
	int seconds;             /* on the wall clock, and of the processor */
};
/* *status: its exit status. E_NOTFOUND: there is no such program; E_LIMIT: it took too long or said too much; E_IO. */
enum code child_run(struct arena *a, const struct child *c, struct str *out, int *status, struct err *e) MUST_USE;

#endif
