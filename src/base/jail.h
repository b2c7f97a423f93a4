/* jail.h - another program that works on what outsiders sent, locked away: it reads one pipe and writes another.
 *
 * Law: before the program begins, it has lost the network, every file but the system's programs, libraries and letters to read,
 * and most memory and time; nothing of the caller's memory or open files goes with it. What it answers is still not to be
 * trusted: a hostile file may have taken it over. One jail belongs to one thread.
 *
 * How: fork, limits, no new privileges, Landlock where the kernel has it, a seccomp filter (without it nothing begins), exec. */
#ifndef TRELLIS_JAIL_H
#define TRELLIS_JAIL_H

#include "base/str.h"

struct jail;

struct jail_limits {
	int64_t memory;  /* bytes of address space; 0: 1.5 GiB */
	int seconds;     /* of computing; 0: 120 */
};
/* argv ends with NULL; argv[0] is looked for in /usr/bin and /bin; "trellis" is this program itself. E_NOTFOUND with the
 * sentence `missing` when it is not installed. */
enum code jail_start(const char *const *argv, const struct jail_limits *o, const char *missing, struct jail **out, struct err *e) MUST_USE;
/* All of it. E_IO when the other side has ended or takes nothing for half a minute. */
enum code jail_send(struct jail *j, const void *p, size_t n, struct err *e) MUST_USE;
void jail_send_end(struct jail *j); /* the other side reads an end */
/* Up to n bytes; *got 0: the other side has ended. E_IO when nothing comes for half a minute. */
enum code jail_take(struct jail *j, void *p, size_t n, size_t *got, struct err *e) MUST_USE;
/* Exactly n bytes; E_IO when it ends before. */
enum code jail_take_all(struct jail *j, void *p, size_t n, struct err *e) MUST_USE;
bool jail_locks(void); /* false in a build with sanitizers, which need what is locked away */
/* Ends it if it still runs; NULL is fine. */
void jail_end(struct jail *j);

/* In the other program, once it has opened what it needs: from here on it reads and writes its pipes and computes, and nothing else.
 * False: this kernel has no such lock. */
bool jail_tighten(void);

#endif
