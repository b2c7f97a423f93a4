/* standin.h - servers that stand in for a mail server, an SMS gateway and a translation engine, in a thread of the test.
 *
 * Law: each listens on a free port of 127.0.0.1, takes one connection after another, keeps what it was given and answers as
 * the test says. Nothing of it reaches another machine. */
#ifndef TRELLIS_TEST_STANDIN_H
#define TRELLIS_TEST_STANDIN_H

#include "base/arena.h"
#include "base/str.h"

enum standin_kind { STANDIN_HTTP, STANDIN_SMTP };
struct standin;

struct standin *standin_open(enum standin_kind kind);
void standin_close(struct standin *s);
int standin_port(const struct standin *s);
/* What it says from now on: HTTP: status and body; SMTP: 250 or the number given after DATA. */
void standin_says(struct standin *s, int status, const char *body);
int standin_count(struct standin *s);          /* of requests or mails so far */
struct str standin_last(struct standin *s, struct arena *a); /* HTTP: headers and body; SMTP: envelope and mail */

#endif
