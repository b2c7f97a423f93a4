/* http.h - requests, replies, routes.
 *
 * Laws: (1) A route is a row of data beside its handler: `ROUTES(name) = { ... };` in a file under src/web/pages;
 * the build collects them. A route without `need` does not start the server. (2) The router alone checks
 * session, relationship, CSRF, body limit and rate before a handler runs; path parameters {learner} and {class}
 * are checked against access.h and the handler finds the relation in rq->rel. (3) A handler reads through rq->db
 * (a snapshot), writes through store_write, and returns a code: anything but OK becomes an error page
 * (or problem+json under /api) with the sentence. After a successful POST it redirects (303). */
#ifndef TRELLIS_HTTP_H
#define TRELLIS_HTTP_H

#include "base/buf.h"
#include "base/json.h"
#include "record/record.h"

enum method { GET = 1, POST = 2, PUT = 4, PATCH = 8, DELETE = 16 };

enum {
	RT_NO_CSRF = 1,     /* POST without token: only for routes proved harmless, each with a reason beside it */
	RT_OFFLINE = 2,     /* may be kept by the service worker */
	RT_LOW = 4,         /* open to low-privilege (badge) sessions */
	RT_API = 8,         /* JSON in and out, problems as application/problem+json */
	RT_UPLOAD = 16,     /* multipart with files */
	RT_LEARNER_PAGE = 32, /* a page learners or families use: complete in en, es, ar */
	RT_SAMPLE_ONLY = 64,  /* exists only in a database marked as sample */
	RT_PROTECTED = 128,   /* shows protected fields: each read is logged */
};
enum rate { RATE_PAGE, RATE_SIGN_IN, RATE_UPLOAD, RATE_API, RATE_STATIC };

struct request;
struct reply;
typedef enum code handler(struct request *rq, struct reply *rp, struct err *e);

struct route {
	enum method method;
	const char *path;      /* "/learners/{learner}/week": a {name} takes one segment; {rest*} the rest */
	handler *fn;
	unsigned need;         /* REL_ mask: any of them. With {learner} or {class}: to that one; else among the hats */
	unsigned flags;
	size_t body_max;       /* bytes; 0: 64 KiB */
	enum rate rate;
	const char *audit;     /* security-log action of a change; NULL: none */
	const char *title;     /* msgid, for the site map and the route walk */
};
#define ROUTES(name) const struct route routes_##name[]
#define ROUTES_END {0}
extern const struct route *const ROUTE_TABLES[]; /* generated; ends with NULL */

struct pair { struct str name, value; };
struct upload { struct str field, filename, type, bytes; };

struct app; /* store, configuration, session keys: web/app.h */

struct request {
	struct arena *a;
	struct app *app;
	const struct route *route;
	enum method method;
	struct str path;
	struct pair params[8]; size_t n_params;     /* from the path */
	struct pair *query; size_t n_query;
	struct pair *form; size_t n_form;           /* urlencoded or multipart text fields */
	struct upload *files; size_t n_files;
	struct json *body;                          /* API */
	struct str address;                         /* client, behind a trusted proxy the forwarded one */
	bool https;
	struct viewer viewer;
	struct session *session;                    /* NULL when nobody is signed in */
	enum lang lang;                             /* what this page speaks */
	struct id learner, class_id;                /* of {learner}, {class} when in the path */
	unsigned rel;                               /* the viewer's relation to that learner or class */
	struct db *db;                              /* read snapshot */
};
struct str rq_param(const struct request *rq, const char *name);
struct str rq_query(const struct request *rq, const char *name);
struct str rq_form(const struct request *rq, const char *name);
struct str rq_header(const struct request *rq, const char *name);
enum code rq_id(const struct request *rq, const char *param, struct id *out, struct err *e) MUST_USE;

struct reply {
	int status;                /* 200 by default */
	struct buf body;
	const char *type;          /* default text/html; charset=utf-8 */
	struct pair headers[12]; size_t n_headers;
	struct str file_name;      /* set: Content-Disposition attachment */
};
void rp_header(struct reply *rp, const char *name, struct str value); /* refuses line ends */
/* 303 to a path of this site; with_notice (a translated sentence) is shown once on the next page; may be empty. */
enum code rp_redirect(struct request *rq, struct reply *rp, struct str path, struct str with_notice);
/* Wraps an HTML body written by a template: html, head, header, navigation, notices, main, footer. */
struct page {
	struct str title;
	const char *nav;           /* which entry of the navigation is current */
	struct str learner_name;   /* for pages about one learner */
	bool simple;               /* learner page in grades K-2: larger, pictures */
};
void page_open(struct request *rq, struct reply *rp, const struct page *p);
void page_close(struct request *rq, struct reply *rp);

/* Translation in the request's language. */
#define T(rq, msgid) tr((rq)->lang, msgid)

#endif
