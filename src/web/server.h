/* server.h - from bytes to a reply.
 *
 * Law: web_handle is the whole server without sockets: it takes what came over the line and gives a finished reply.
 * The libmicrohttpd adapter and the tests both call it and nothing below. */
#ifndef TRELLIS_SERVER_H
#define TRELLIS_SERVER_H

#include "web/app.h"

struct wire {
	struct str method, target;               /* as sent: "GET", "/week?x=1" */
	struct pair *headers; size_t n_headers;  /* names in any case */
	struct str body;
	struct str address;                      /* of the peer */
	bool https;
	bool loopback;                           /* came in on the loopback listener */
};
struct str wire_header(const struct wire *w, const char *name);

/* Everything in the reply lives in a. Never fails: what goes wrong is a reply too. */
void web_handle(struct app *app, struct arena *a, const struct wire *w, struct reply *rp);
/* Before a body is read: how many bytes this request may send (0: the reply in rp says why none). */
size_t web_body_max(struct app *app, struct arena *a, const struct wire *w, int64_t length, struct reply *rp);

/* Of one request: SHA-256 of its content without CSRF token and key, as hex. */
void rq_content_hash(const struct request *rq, char out[65]);
/* Cookies of ours: __Host- and Secure on HTTPS, HttpOnly and SameSite=Lax always. seconds -1: until the browser closes. */
void rp_cookie(struct request *rq, struct reply *rp, const char *name, struct str value, int64_t seconds);
struct str rq_our_cookie(const struct request *rq, const char *name);

struct server_options {
	int port;                  /* HTTP on loopback; 0: none, -1: any free one */
	int https_port;            /* 0: none, -1: any */
	const char *bind;          /* address HTTPS listens on; NULL: all */
	const char *cert, *key;    /* PEM texts */
	int threads;               /* 0: four for each core */
	int idle_seconds;          /* a connection that says nothing; 0: 20 */
	int header_seconds;        /* from the first byte to the end of the headers; 0: 30 */
	bool http_everywhere;      /* behind a proxy on another machine: HTTP listens on bind too */
	int passed;                /* connections come from a door (door.h) by this line, and none is listened for; 0: none */
};
struct server;
enum code server_start(struct app *app, const struct server_options *o, struct server **out, struct err *e) MUST_USE;
int server_port(const struct server *s, bool https);
/* Lets running requests end (at most ten seconds), then closes. */
void server_stop(struct server *s);

#endif
