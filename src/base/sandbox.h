/* sandbox.h - a process gives up what it never needs: other programs, other files, other protocols, the kernel's odd corners.
 *
 * Law: what was given up is never had again, by this thread and every thread started after it: so this is called before the
 * first. Files: Landlock (linux, "Landlock: unprivileged access control"); calls: seccomp by libseccomp. Where the kernel has
 * neither, that is said and the program goes on: it is a second wall, not the first. */
#ifndef TRELLIS_SANDBOX_H
#define TRELLIS_SANDBOX_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct sandbox_place {
	const char *path;  /* a file, or a folder with all below it; one that is not there is left out */
	bool write;        /* else read */
	bool run;          /* a program that may be started, with the loader of libraries */
};
struct sandbox_rules {
	const struct sandbox_place *places; /* beside what every program reads: libraries, fonts, time zones, names of hosts */
	size_t n;
	bool connect;      /* may open connections itself (a database server, a mail server); listening is always allowed */
	bool programs;     /* may start any program, which may read every file; what is written stays within the places */
};
struct sandbox_state {
	int landlock;      /* the kernel's version of it; 0: none */
	bool seccomp;
	char why[200];     /* what is missing; empty when nothing is */
};

/* E_IO: the walls could not be put up although the kernel has them. */
enum code sandbox_enter(const struct sandbox_rules *r, struct sandbox_state *out, struct err *e) MUST_USE;
/* What this kernel has, changing nothing. */
void sandbox_probe(struct sandbox_state *out);

#endif
