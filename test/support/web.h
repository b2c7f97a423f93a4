/* web.h - the whole server in a test, without sockets: requests go through web_handle as they would from a browser.
 *
 * Law: a web_test keeps cookies and the CSRF token of the last page as a browser does; nothing is skipped. The database
 * is a temporary one that goes with it. Replies live in the arena of the test. */
#ifndef TRELLIS_TEST_WEB_H
#define TRELLIS_TEST_WEB_H

#include "web/server.h"

struct web_test {
	struct arena *a;
	struct store *store;
	struct app *app;
	struct pair cookies[16]; size_t n_cookies;
	struct str csrf;           /* of the last page that had one */
	const char *address;       /* "127.0.0.1" */
	bool https;
	struct pair extra[8]; size_t n_extra; /* headers of the next request alone */
	char files[64];            /* folder of what people hand in */
	int64_t page_age;          /* microseconds that a page was open before its form is sent */
	struct id org;             /* a school that web_person uses */
};

/* Fails the test when something does not open. sample: marked as a sample school. */
struct web_test *web_open(bool sample);
/* The same on a database of the caller's, such as one of pg_fresh. */
struct web_test *web_open_at(const char *target, bool sample);
void web_close(struct web_test *w);

struct reply web_get(struct web_test *w, const char *target);
/* form: urlencoded without token; the token and a new one-time key are added. */
struct reply web_post(struct web_test *w, const char *target, const char *form);
/* As it is: method, target, type and body; no token, no key. */
struct reply web_raw(struct web_test *w, const char *method, const char *target, const char *type, struct str body);
void web_header(struct web_test *w, const char *name, const char *value); /* for the next request */

struct str web_reply_header(const struct reply *rp, const char *name);
struct str web_body(struct web_test *w, const struct reply *rp); /* unpacked */
bool web_has(struct web_test *w, const struct reply *rp, const char *text);

/* A person with a role ("teacher", "student", "systemAdministrator", ...) at the school. */
struct id web_person(struct web_test *w, const char *given, const char *family, const char *role);
/* An account with this password (NULL: none), active. */
struct id web_account(struct web_test *w, struct id person, const char *login, const char *password);
/* Signs the person in without asking for anything: the cookie is there. */
void web_sign_in(struct web_test *w, struct id person);
void web_forget(struct web_test *w); /* empties the cookies */
/* A record of this type, made by the system itself; fails the test with the sentence when it is refused. */
struct id web_make(struct web_test *w, const char *type, const struct input *in, size_t n);
/* Any statement, for setting up. types as in store.h. */
void web_sql(struct web_test *w, const char *sql);
int64_t web_count(struct web_test *w, const char *sql);

#endif
