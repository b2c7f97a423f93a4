/* http.h - requests, replies, routes.
 *
 * Laws: (1) A route is a row of data beside its handler: `ROUTES(name) = { ... };` in a file under src/web/pages;
 * the build collects them. A route without `need` does not start the server. (2) The router alone checks
 * session, relationship, CSRF, body limit and rate before a handler runs; path parameters {learner} and {class}
 * are checked against access.h and the handler finds the relation in rq->rel. (3) A handler reads through rq->db
 * (a snapshot), writes through rq_write, and returns a code: anything but OK becomes an error page
 * (or problem+json under /api) with the sentence. After a successful POST it redirects (303). A form that must be
 * shown again with its errors sets rp->status = 422 and returns OK. (4) A POST form carries a one-time key (templates
 * put it): the same key twice writes once and gives the first answer again. */
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
	RT_KEPT = 256,        /* GET: depends on the request, the day and the school's data alone; given again while nothing changed (kept.h) */
	RT_PROTECTED = 128,   /* needs protected fields (viewer.trace gets the title as purpose); each read is logged */
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

struct app;     /* store, configuration, session keys: web/app.h */
struct wire;    /* what came over the line: web/server.h */
struct session; /* school/account/session.h */

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
	bool both; enum lang second;                /* both: the learner has a second language beside the first */
	int rest;                                   /* minutes after which this learner likes to be told of a break; 0: never */
	struct id learner, class_id;                /* of {learner}, {class} when in the path */
	unsigned rel;                               /* the viewer's relation to that learner or class */
	struct db *db;                              /* read snapshot */
	const struct wire *wire;
	struct str key;                             /* one-time key of the form, or the Idempotency-Key header */
	unsigned char *kept;                        /* the reply may be kept under this key; NULL: not */
	int64_t change;                             /* count of changes that it was made at */
	bool given_again;                           /* it was kept: the reply is whole */
	bool wrote, repeated;                       /* rq_write kept something; it was a repetition */
};
/* "" when missing; the first when there are several (walk rq->form for check boxes). */
struct str rq_param(const struct request *rq, const char *name);
struct str rq_query(const struct request *rq, const char *name);
struct str rq_form(const struct request *rq, const char *name);
struct str rq_header(const struct request *rq, const char *name);
struct str rq_cookie(const struct request *rq, const char *name);
bool rq_form_has(const struct request *rq, const char *name, const char *value); /* among several of one name */
/* store_write with the route's audit row and the one-time key in the same transaction. Once per request. */
enum code rq_write(struct request *rq, store_fn *fn, void *arg, struct err *e) MUST_USE;
/* A link that works from paper, mail or another device: --public-url before a path of this site. */
struct str rq_absolute(const struct request *rq, struct str path);
/* When the form of this request was made, in microseconds, as its one-time key says; 0: not known. */
int64_t rq_opened_at(const struct request *rq);
/* When the deed of this request was done on the device, which may have had no line since, and whose clock may be wrong: the
 * time in its one-time key, set right by what the device's clock said when it sent; 0: the device did not tell. */
int64_t rq_done_at(const struct request *rq);
day_t rq_done_on(const struct request *rq); /* the school's day of it; today when the device did not tell */
enum code rq_id(const struct request *rq, const char *param, struct id *out, struct err *e) MUST_USE;

struct reply {
	int status;                /* 200 by default */
	struct buf body;
	const char *type;          /* default text/html; charset=utf-8 */
	struct pair headers[32]; size_t n_headers;
	struct str file_name;      /* set: Content-Disposition attachment */
	struct str bytes;          /* set: the body is this, which outlives the reply */
	bool shared;               /* nothing personal in it: may be cached by anybody (else no-store) */
	bool offline;              /* may be kept by the service worker */
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
	const char *width;         /* NULL, "narrow" (one column: forms) or "player" */
	const char *script;        /* a further file of web/scripts for this page alone; NULL: none */
};
void page_open(struct request *rq, struct reply *rp, const struct page *p);
void page_close(struct request *rq, struct reply *rp);
/* The address under which a static file never changes: asset("trellis.css") is "/static/trellis.HASH.css". */
const char *asset(const char *name);

/* Translation in the request's language. */
#define T(rq, msgid) tr((rq)->lang, msgid)

#endif
