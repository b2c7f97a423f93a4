/* standin.h - servers that stand in for a mail server, an SMS gateway and a translation engine, in a thread of the test.
 *
 * Law: each listens on a free port of 127.0.0.1, takes one connection after another, keeps what it was given and answers as
 * the test says. Nothing of it reaches another machine. */
#ifndef TRELLIS_TEST_STANDIN_H
#define TRELLIS_TEST_STANDIN_H

#include "base/arena.h"
#include "base/str.h"

enum standin_kind { STANDIN_HTTP, STANDIN_SMTP, STANDIN_SMPP };
struct standin;

struct standin *standin_open(enum standin_kind kind);
void standin_close(struct standin *s);
int standin_port(const struct standin *s);
/* What it says from now on: HTTP: status and body; SMTP: 250 or the number given after DATA; SMPP: the status of submit_sm_resp (0: taken
 * as "m1", "m2" ...) and, before it answers a submit_sm or an unbind, the texts of body as deliver_sm, one a line: "receipt ID STATE", or "NUMBER words". */
void standin_says(struct standin *s, int status, const char *body);
int standin_count(struct standin *s);          /* of requests or mails so far */
struct str standin_last(struct standin *s, struct arena *a); /* HTTP: headers and body; SMTP: envelope and mail; SMPP: the body of the last submit_sm */
int standin_acknowledged(struct standin *s);   /* SMPP: deliver_sm_resp with status 0 */

#endif
