/* door.h - one address for several districts: to whose server a new connection goes.
 *
 * Law: the door looks at the first bytes of a connection without taking them, for the name that the browser asks for (the
 * Host header, or server_name in a TLS ClientHello, RFC 6066 section 3), gives the open connection itself to that
 * district's server, and knows nothing more of it. It sees no page, holds no key and no database, and never answers in a
 * district's name. Who names nobody is refused: a sentence with status 421 on HTTP, an end on TLS. A later request on the
 * same connection under another name is refused by the district's own gate. */
#ifndef TRELLIS_DOOR_H
#define TRELLIS_DOOR_H

#include "base/str.h"

#define DOOR_NAME 254 /* the longest name of a host, and its NUL */

enum door_said { DOOR_MORE, DOOR_FOUND, DOOR_NOBODY };
/* The name in the first n bytes that came, in lower case, without port and last dot. DOOR_MORE: not there yet. */
enum door_said door_read(const unsigned char *p, size_t n, bool tls, char name[DOOR_NAME]);
/* A name that a district may have: letters, digits, "-" and ".". */
bool door_host(struct str host);

struct door_house {
	const char *const *hosts; /* in lower case */
	size_t n_hosts;
	int to;                   /* of door_pair: where its connections go */
};
struct door {
	int http, https;          /* listening sockets, -1: none */
	const struct door_house *houses;
	size_t n_houses;
	int seconds;              /* until the name must be there; 0: 10 */
};
/* port 0: none. address NULL: this computer alone. */
enum code door_listen(int port, const char *address, int *out, struct err *e) MUST_USE;
/* The two ends of a line that connections go through. */
enum code door_pair(int *to, int *from, struct err *e) MUST_USE;
/* Until *stop is set by a signal, or nothing can be waited for any more. */
void door_run(const struct door *d, const volatile int *stop);
/* The other end. 1: a connection, which the caller closes; 0: none within wait_ms; -1: there will be none. */
int door_take(int from, int wait_ms, int *fd, bool *tls);

#endif
