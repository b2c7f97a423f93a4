/* jail.h - the walls: another program that works on what outsiders sent, locked away; and a process that gives up what it never needs.
 *
 * Laws: (1) Before the other program begins, it has lost the network, other programs, every file but the system's programs,
 * libraries and letters to read, and most memory and time; nothing of the caller's memory, environment or open files goes with
 * it. What it answers is still not to be trusted: a hostile file may have taken it over. (2) What was given up is never had again,
 * by this thread and every thread started after it. (3) Where the kernel lacks one of the walls the others stand, the
 * program goes on, and jail_probe says so for `trellis doctor`: they are a second wall. Builds that look for their own
 * faults (base/sanitized.h) have none but time.
 *
 * How: fork, limits, no new privileges, Landlock (linux, "Landlock: unprivileged access control"), a seccomp filter, exec.
 * Between fork and exec nothing but system calls, so that it is safe in a process with threads. One jail belongs to one thread. */
#ifndef TRELLIS_JAIL_H
#define TRELLIS_JAIL_H

#include "base/str.h"

/* ---- another program ---- */

struct jail;

struct jail_limits {
	int64_t memory;  /* bytes of address space; 0: 1.5 GiB */
	int seconds;     /* of computing; 0: 120 */
	int input;       /* an open file that it reads as its standard input, from where it stands; 0: a pipe */
};
/* argv ends with NULL; argv[0] is a path, or is looked for in /usr/bin and /bin; "trellis" is this program itself. E_NOTFOUND with
 * the sentence `missing` when it is not installed. */
enum code jail_start(const char *const *argv, const struct jail_limits *o, const char *missing, struct jail **out, struct err *e) MUST_USE;
/* All of it. E_IO when the other side has ended or takes nothing for half a minute. */
enum code jail_send(struct jail *j, const void *p, size_t n, struct err *e) MUST_USE;
void jail_send_end(struct jail *j); /* the other side reads an end */
/* Up to n bytes; *got 0: the other side has ended. E_IO when nothing comes for half a minute. */
enum code jail_take(struct jail *j, void *p, size_t n, size_t *got, struct err *e) MUST_USE;
/* Exactly n bytes; E_IO when it ends before. */
enum code jail_take_all(struct jail *j, void *p, size_t n, struct err *e) MUST_USE;

/* Gives and takes at once, until the other side has said all. */
struct jail_talk {
	size_t (*give)(void *arg, char *room, size_t n);     /* what goes in next; 0: the end. NULL: nothing goes in */
	bool (*take)(void *arg, const char *p, size_t n);    /* false: enough was heard */
	void *arg;
	int64_t until;                                       /* clock_monotonic(); 0: half a minute of silence ends it */
};
/* E_LIMIT: until is past, or silence. *heard_all: it closed its side (not: take said enough). */
enum code jail_talk(struct jail *j, const struct jail_talk *t, bool *heard_all, struct err *e) MUST_USE;

/* Ends it if it still runs; NULL is fine. */
void jail_end(struct jail *j);
/* The same, but it may end by itself within two seconds: its exit status; 128 when it did not, or was ended by a signal. */
int jail_finish(struct jail *j);

/* One text in, one answer out. */
struct jail_run {
	const char *const *argv; /* as above */
	struct str given;
	size_t most;             /* bytes of its answer */
	int seconds;             /* on the wall clock, and of computing */
};
/* *status: its exit status. E_NOTFOUND: there is no such program; E_LIMIT: it took too long or said too much; E_IO. */
enum code jail_run(struct arena *a, const struct jail_run *r, struct str *out, int *status, struct err *e) MUST_USE;

/* In the other program, once it has opened what it needs: from here on it reads and writes what is open and computes, and nothing else;
 * with a folder it may also open files below it to read. False: this kernel has no such lock. */
bool jail_tighten(const char *folder);

/* ---- this process ---- */

struct jail_place {
	const char *path;  /* a file, or a folder with all below it; one that is not there is left out */
	bool write;        /* else read */
	bool run;          /* a program that may be started, with the loader of libraries */
};
struct jail_rules {
	const struct jail_place *places; /* beside what every program reads: libraries, fonts, time zones, names of hosts */
	size_t n;
	bool connect;      /* may open connections itself (a database server, a mail server); listening is always allowed */
	bool programs;     /* may start any program, which may read every file; what is written stays within the places */
};
struct jail_state {
	int landlock;      /* the kernel's version of it; 0: none */
	bool seccomp;
	char why[200];     /* what is missing; empty when nothing is */
};

/* E_IO: the walls could not be put up although the kernel has them. */
enum code jail_enter(const struct jail_rules *r, struct jail_state *out, struct err *e) MUST_USE;
/* What this kernel has: tried in a process of its own. */
void jail_probe(struct jail_state *out);

#endif
