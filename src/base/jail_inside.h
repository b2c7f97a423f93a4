/* jail_inside.h - inside base/: what jail.c and jail_walls.c share.
 *
 * Law: what is said to be safe after a fork is system calls alone. */
#ifndef TRELLIS_JAIL_INSIDE_H
#define TRELLIS_JAIL_INSIDE_H

#include "base/jail.h"

#include <linux/filter.h>

/* The filter of a program that is locked away, made before the fork in the caller's own room; it allocates nothing. */
enum { JAIL_FILTER_MOST = 128 };
struct sock_fprog jail_filter(struct sock_filter room[JAIL_FILTER_MOST]);
/* Safe after a fork: only the system's programs, libraries and letters, and this program, can be opened, to read. */
void jail_land(const char *program);

#endif
