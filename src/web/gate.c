/* gate.c - the one way in. Every request passes here before a page sees it, and every reply before it leaves.
 *
 * Order: shape of the request, address, route, size, rate, session, relation, origin and CSRF token, one-time key,
 * handler, log of protected reads, headers. */
#include "base/log.h"
#include "school/account/session.h"
#include "web/kept.h"
#include "web/limit.h"
#include "web/metrics.h"
#include "web/once.h"
#include "web/parse.h"
#include "web/router.h"
#include "web/server.h"
#include "web/shell.h"
#include "web/static.h"
#include "web/tpl.h"

#include <setjmp.h>
#include <string.h>

#define REPLY_MAX ((size_t)64 << 20)
#define BODY_USUAL ((size_t)64 << 10)
#define TARGET_MAX 4096

static const struct {
	double burst, per_second;          /* for one account */
	double crowd_burst, crowd_second;  /* for all at one address who are not signed in; a whole school may share it */
} rates[] = {
	[RATE_PAGE] = {240, 20, 4000, 400},
	[RATE_SIGN_IN] = {60, 2, 600, 40},
	[RATE_UPLOAD] = {30, 1, 300, 20},
	[RATE_API] = {240, 40, 4000, 400},
	[RATE_STATIC] = {2000, 200, 20000, 2000},
};

/* Answers with a page that says why not. Always true, so that callers can return it. */
static bool refuse(struct request *rq, struct reply *rp, int status, const char *text)
{
	shell_error(rq, rp, status, str_z(text));
	return true;
}

static bool method_parse(struct str s, enum method *m)
{
	static const struct { const char *name; enum method m; } known[] = {
		{"GET", GET}, {"HEAD", GET}, {"POST", POST}, {"PUT", PUT}, {"PATCH", PATCH}, {"DELETE", DELETE}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (str_eqz(s, known[i].name)) {
			*m = known[i].m;
			return true;
		}
	}
	return false;
}

static size_t header_count(const struct wire *w, const char *name)
{
	size_t n = 0;
	for (size_t i = 0; i < w->n_headers; i++)
		n += str_ieqz(w->headers[i].name, name);
	return n;
}

static bool ip_literal(struct str host)
{
	bool digits = host.n > 0;
	if (host.n > 2 && host.p[0] == '[' && host.p[host.n - 1] == ']')
		return true;
	for (size_t i = 0; i < host.n; i++)
		digits = digits && ((host.p[i] >= '0' && host.p[i] <= '9') || host.p[i] == '.');
	return digits;
}

/* A name that is not ours would let a foreign page read this server through a changed name record. */
static bool host_ours(const struct request *rq, struct str host)
{
	const struct app_options *o = &rq->app->o;
	size_t end = host.n;
	while (end && host.p[end - 1] >= '0' && host.p[end - 1] <= '9')
		end--;
	if (end && end < host.n && host.p[end - 1] == ':')
		host.n = end - 1;
	if (ip_literal(host) || str_ieqz(host, "localhost"))
		return true;
	struct str url = str_z(o->public_url);
	size_t at = 0;
	if (url.n && str_find(url, S("://"), &at)) {
		url.p += at + 3;
		url.n -= at + 3;
		struct str name = str_cut(&url, '/');
		name = str_cut(&name, ':');
		if (str_ieqz(host, str_dupz(rq->a, name)))
			return true;
	}
	for (const char *const *n = o->names; n && *n; n++)
		if (str_ieqz(host, *n))
			return true;
	return false;
}

/* Believes a named proxy about who asks and how. */
static void through_proxy(struct request *rq)
{
	const char *proxy = rq->app->o.trusted_proxy;
	if (!proxy || !str_eqz(rq->address, proxy))
		return;
	struct str list = rq_header(rq, "x-forwarded-for"), last = list;
	for (size_t i = list.n; i > 0; i--) {
		if (list.p[i - 1] == ',') {
			last = (struct str){list.p + i, list.n - i};
			break;
		}
	}
	last = str_trim(last);
	if (last.n && last.n < 64)
		rq->address = last;
	rq->https = str_ieqz(str_trim(rq_header(rq, "x-forwarded-proto")), "https");
}

static bool in_language(struct request *rq, struct reply *rp)
{
	enum lang wanted;
	struct str query = rq_query(rq, "lang");
	if (query.n && lang_parse(query, &wanted)) {
		rq->lang = wanted;
		rp_cookie(rq, rp, "lang", str_z(LANGS[wanted].tag), 365 * 24 * 3600);
		return true;
	}
	if (lang_parse(rq_our_cookie(rq, "lang"), &wanted)) {
		rq->lang = wanted;
		return true;
	}
	rq->lang = lang_accept(rq_header(rq, "accept-language"));
	return false;
}

/* Shape, address, route. true: the reply is made. */
static bool gate_route(struct request *rq, struct reply *rp, struct err *e)
{
	const struct wire *w = rq->wire;
	struct str target = w->target, segments[PATH_SEGMENTS];
	size_t n = 0;
	bool slash = false;
	through_proxy(rq);
	rq->lang = lang_accept(rq_header(rq, "accept-language"));
	if (target.n > TARGET_MAX)
		return refuse(rq, rp, 414, T(rq, "This address is too long."));
	rq->path = str_cut(&target, '?');
	if (!method_parse(w->method, &rq->method))
		return refuse(rq, rp, 501, T(rq, "This server does not know that kind of request."));
	if (header_count(w, "host") != 1 || header_count(w, "content-length") > 1 || header_count(w, "transfer-encoding") > 1 ||
	    (header_count(w, "content-length") && header_count(w, "transfer-encoding")))
		return refuse(rq, rp, 400, T(rq, "The request contradicts itself."));
	if (!host_ours(rq, rq_header(rq, "host")))
		return refuse(rq, rp, 421, T(rq, "This server does not have that name. Ask whoever runs it to start it with --public-url."));
	if (parse_path(rq->a, rq->path, segments, &n, &slash, e) || parse_urlencoded(rq->a, target, &rq->query, &rq->n_query, e))
		return refuse(rq, rp, 400, T(rq, "This address cannot be read."));
	in_language(rq, rp);
	struct match m;
	router_match(rq->app->router, rq->a, rq->method, segments, n, &m);
	bool hidden = m.route && (m.route->flags & RT_SAMPLE_ONLY) && !app_site(rq->app, NULL).sample;
	if ((!m.route && !m.methods) || hidden)
		return refuse(rq, rp, 404, T(rq, "There is no such page, or it is not for you."));
	if (!m.route) {
		struct buf allow = buf_new(rq->a, 100);
		static const char *const names[] = {"GET, HEAD", "POST", "PUT", "PATCH", "DELETE"};
		for (unsigned i = 0; i < 5; i++)
			if (m.methods & 1U << i)
				buf_fmt(&allow, "%s%s", allow.n ? ", " : "", names[i]);
		rp_header(rp, "Allow", buf_done(&allow));
		return refuse(rq, rp, 405, T(rq, "This page cannot be asked for in that way."));
	}
	rq->route = m.route;
	memcpy(rq->params, m.params, sizeof rq->params);
	rq->n_params = m.n_params;
	if (slash && n > 0 && rq->method == GET) {
		rp->status = 308;
		struct str clean = {rq->path.p, rq->path.n - 1};
		rp_header(rp, "Location", target.n ? str_fmt(rq->a, "%.*s?%.*s", S_ARG(clean), S_ARG(target)) : clean);
		return true;
	}
	return false;
}

static bool gate_rate(struct request *rq, struct reply *rp)
{
	enum rate r = rq->route->rate;
	int64_t now = clock_monotonic();
	int wait = rq->session ? limit_take(rq->app->limits, now, r, (struct str){(const char *)rq->session->account.b, 16}, rates[r].burst,
	                                    rates[r].per_second, 1)
	                       : limit_take(rq->app->limits, now, 16U + r, rq->address, rates[r].crowd_burst, rates[r].crowd_second, 1);
	if (!wait)
		return false;
	rp_header(rp, "Retry-After", str_fmt(rq->a, "%d", wait));
	return refuse(rq, rp, 429, T(rq, "That was a lot at once. Wait a moment, then try again."));
}

static day_t today_of(const struct site *site, struct err *e)
{
	const struct zone *zone;
	/* A time zone nobody knows must not close the settings page that would mend it. */
	enum code c = zone_get(site->tz, &zone, e) ? zone_get("UTC", &zone, e) : OK;
	return c ? DAY_NONE : day_today(zone);
}

/* The session of the cookie, if it is still good. */
static enum code gate_cookie(struct request *rq, const struct site *site, struct err *e)
{
	struct str token = rq_our_cookie(rq, "trellis");
	if (!token.n)
		return OK;
	struct session *s = NEW(rq->a, struct session);
	enum code c = session_find(rq->db, rq->a, token, clock_now(), site->idle_minutes, s, e);
	if (!c)
		rq->session = s;
	return c == E_NOTFOUND ? OK : c;
}

/* Who is there. A session that is not whole (second factor, lock) counts as nobody for everything but its own pages. */
static enum code gate_viewer(struct request *rq, const struct site *site, struct err *e)
{
	struct id person = ID_NIL;
	if (rq->session && rq->session->stage == STAGE_FULL)
		person = rq->session->person;
	day_t today = today_of(site, e);
	enum code c = today == DAY_NONE ? e->code : viewer_load(rq->db, person, today, &rq->viewer, e);
	if (c)
		return c;
	if (!id_nil(person)) {
		rq->viewer.account = rq->session->account;
		rq->viewer.low = rq->session->low;
		enum lang chosen;
		if (!lang_parse(rq_query(rq, "lang"), &chosen) && !lang_parse(rq_our_cookie(rq, "lang"), &chosen))
			rq->lang = shell_speaks(rq, rq->session->lang);
	}
	rq->viewer.lang = rq->lang;
	err_speak(e, rq->lang); /* what is wrong is said in the reader's language */
	return OK;
}

static enum code gate_session(struct request *rq, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	enum code c = gate_cookie(rq, &site, e);
	return c ? c : gate_viewer(rq, &site, e);
}

static bool wants_json(const struct request *rq)
{
	size_t at;
	return (rq->route && rq->route->flags & RT_API) || str_find(rq_header(rq, "accept"), S("application/json"), &at);
}

/* Sends to where the person can go on: the sign-in page, the second step or the lock. */
static bool gate_ask(struct request *rq, struct reply *rp)
{
	const char *to = "/sign-in";
	if (rq->session)
		to = rq->session->stage == STAGE_CODE ? "/sign-in/code" : rq->session->stage == STAGE_SETUP ? "/sign-in/set-up" : "/lock";
	if (rq->method != GET || wants_json(rq))
		return refuse(rq, rp, 401, T(rq, "Sign in first, then send it again. Nothing is lost."));
	struct buf where = buf_new(rq->a, 2048);
	buf_fmt(&where, "%s?next=", to);
	buf_url(&where, rq->wire->target.n < 600 ? rq->wire->target : S("/"));
	rp_redirect(rq, rp, buf_done(&where), S(""));
	return true;
}

struct noting { struct request *rq; const char *action; };

static enum code noting_fn(struct db *db, void *arg, struct err *e)
{
	struct noting *x = arg;
	struct request *rq = x->rq;
	struct id whose = rq->learner;
	size_t n = id_nil(whose) ? 0 : 1;
	return security_log(db, &rq->viewer, x->action, "page", rq->class_id, &whose, n, str_dupz(rq->a, rq->path.n > 300 ? (struct str){rq->path.p, 300} : rq->path), e);
}

/* Who asked for what is not theirs, and who took a file about a learner out, stand in the security log. A flood of it fills no
 * disk: after thirty an account adds one in five seconds; the server's own log has all. What is not there is noted like what is
 * not theirs, so that the time it takes tells nothing. */
static void security_note(struct request *rq, const char *action)
{
	struct err e = {0};
	char id[ID_TEXT];
	log_event(LOG_WARN, action, "path", rq->route->path, "account", id_text(rq->viewer.account, id), NULL);
	if (!rq->session || limit_take(rq->app->limits, clock_monotonic(), 40, (struct str){(const char *)rq->session->account.b, 16}, 30, 0.2, 1))
		return;
	if (store_write(rq->app->store, noting_fn, &(struct noting){rq, action}, &e))
		log_event(LOG_WARN, "security log", "error", e.text, NULL);
}

static bool gate_denied(struct request *rq, struct reply *rp)
{
	security_note(rq, "refused");
	return refuse(rq, rp, 403, T(rq, "There is no such page, or it is not for you."));
}

/* Session, hats, relation. true: the reply is made. */
static bool gate_need(struct request *rq, struct reply *rp, struct err *e)
{
	unsigned need = rq->route->need, rel = 0;
	bool has_learner = rq_param(rq, "learner").n > 0, has_class = rq_param(rq, "class").n > 0;
	if (need & REL_PUBLIC)
		return false;
	if (!rq->session || rq->session->stage != STAGE_FULL)
		return gate_ask(rq, rp);
	if (rq->viewer.low && !(rq->route->flags & RT_LOW))
		return refuse(rq, rp, 403, T(rq, "This page needs a password. Sign out and sign in with one."));
	if (!has_learner && !has_class) {
		rq->rel = rq->viewer.hats;
		return (rq->viewer.hats & need) ? false : gate_denied(rq, rp);
	}
	if (has_class) {
		if (!id_parse(rq_param(rq, "class"), &rq->class_id))
			return gate_denied(rq, rp);
		if (access_to_class(rq->db, &rq->viewer, rq->class_id, &rel, e)) {
			shell_failed(rq, rp, e);
			return true;
		}
		if (!(rel & need))
			return gate_denied(rq, rp);
		rq->rel = rel;
	}
	if (has_learner) {
		if (!id_parse(rq_param(rq, "learner"), &rq->learner))
			return gate_denied(rq, rp);
		if (access_to_learner(rq->db, &rq->viewer, rq->learner, &rel, e)) {
			shell_failed(rq, rp, e);
			return true;
		}
		if (!(rel & need))
			return gate_denied(rq, rp);
		rq->rel = rel;
	}
	return false;
}

/* Modern browsers say where a request comes from; what comes from elsewhere changes nothing here. */
static bool origin_ours(const struct request *rq)
{
	struct str site = rq_header(rq, "sec-fetch-site"), origin = rq_header(rq, "origin");
	if (site.n)
		return str_eqz(site, "same-origin") || str_eqz(site, "none");
	if (!origin.n)
		return true;
	size_t at = 0;
	if (!str_find(origin, S("://"), &at))
		return false;
	struct str host = {origin.p + at + 3, origin.n - at - 3};
	return str_ieqz(host, str_dupz(rq->a, rq_header(rq, "host")));
}

static bool gate_csrf(struct request *rq, struct reply *rp)
{
	if (rq->method == GET)
		return false;
	if (!origin_ours(rq))
		return refuse(rq, rp, 403, T(rq, "This came from another site, so nothing was changed."));
	if (!rq->session || rq->route->flags & RT_NO_CSRF)
		return false;
	struct str token = rq_header(rq, "x-csrf-token");
	if (!token.n)
		token = rq_form(rq, "csrf");
	if (csrf_right(rq->session, token))
		return false;
	return refuse(rq, rp, 403, T(rq, "This page was open too long. Go back, load it again, and send once more."));
}

static bool media_is(struct str header, const char *type)
{
	struct str kind = str_trim(str_cut(&header, ';'));
	return str_ieqz(kind, type);
}

static bool gate_body(struct request *rq, struct reply *rp, struct err *e)
{
	struct str type = rq_header(rq, "content-type"), body = rq->wire->body;
	if (rq->method == GET)
		return body.n ? refuse(rq, rp, 400, T(rq, "The request contradicts itself.")) : false;
	if (body.n == 0)
		return false;
	enum code c;
	if (media_is(type, "application/x-www-form-urlencoded")) {
		c = parse_urlencoded(rq->a, body, &rq->form, &rq->n_form, e);
	} else if (media_is(type, "multipart/form-data")) {
		struct multipart m;
		c = parse_multipart(rq->a, type, body, &m, e);
		rq->form = m.fields;
		rq->n_form = m.n_fields;
		rq->files = m.files;
		rq->n_files = m.n_files;
		if (!c && m.n_files && !(rq->route->flags & RT_UPLOAD))
			return refuse(rq, rp, 415, T(rq, "This form takes no files."));
	} else if (rq->route->flags & RT_API && media_is(type, "application/json")) {
		c = json_parse(rq->a, body, &rq->body, e);
	} else if (rq->route->flags & RT_API && rq->route->flags & RT_UPLOAD) {
		c = OK; /* the handler reads rq->wire->body */
	} else {
		return refuse(rq, rp, 415, T(rq, "This server does not know that kind of content."));
	}
	return c ? refuse(rq, rp, c == E_LIMIT ? 413 : 400, e->text) : false;
}

/* Finds or makes the one-time key of a change. */
static void take_key(struct request *rq, char hash[HASH_TEXT])
{
	if (rq->method == GET || !rq->session || rq->session->stage != STAGE_FULL)
		return;
	struct str sent = rq_form(rq, "_key");
	rq_content_hash(rq, hash);
	rq->key = rq_header(rq, "idempotency-key");
	/* A form gone back to and sent with other content is another deed; a draft is none yet. */
	if (!rq->key.n && sent.n && sent.n <= 40 && !str_eqz(rq_form(rq, "draft"), "1"))
		rq->key = str_fmt(rq->a, "%.*s.%.16s", S_ARG(sent), hash);
}

/* true: the reply is that of the first time, or says to wait. */
static bool answered_before(struct request *rq, struct reply *rp, const char *hash)
{
	switch (once_begin(rq->app->once, rq->a, rq->session->account, rq->key, hash, rp)) {
	case ONCE_NEW:
		return false;
	case ONCE_DONE:
		return true;
	case ONCE_RUNNING:
		rp_header(rp, "Retry-After", S("5"));
		return refuse(rq, rp, 503, T(rq, "The first one is still being saved. Wait a moment, then look."));
	case ONCE_OTHER:
	case ONCE_SAVED: /* not of this memory */
		break;
	}
	return refuse(rq, rp, 422, T(rq, "This was sent before with other content under the same key."));
}

/* The page of this site whose form was sent, by its Referer; the first page when that is not told. */
static struct str page_before(const struct request *rq)
{
	struct str from = rq_header(rq, "referer"), scheme = S("://");
	size_t at;
	if (!str_find(from, scheme, &at))
		return S("/");
	from.p += at + scheme.n;
	from.n -= at + scheme.n;
	struct str host = rq_header(rq, "host");
	if (from.n <= host.n || !str_starts(from, str_dupz(rq->a, host)) || from.p[host.n] != '/')
		return S("/");
	return (struct str){from.p + host.n, from.n - host.n};
}

/* Saved already, but the answer of that time is gone: by an earlier process, or because it was long. */
static void saved_before(struct request *rq, struct reply *rp)
{
	struct str back = page_before(rq);
	*rp = (struct reply){.status = 200, .body = buf_new(rq->a, REPLY_MAX), .type = "text/html; charset=utf-8"};
	if (wants_json(rq))
		(void)refuse(rq, rp, 409, T(rq, "This was already saved."));
	else
		rp_redirect(rq, rp, back.n ? back : S("/"), str_z(T(rq, "This was already saved.")));
}

/* What an earlier process answered. true: the reply is made. */
static bool answered_long_ago(struct request *rq, struct reply *rp, const char *hash, struct err *e)
{
	enum once_state state;
	enum code c = once_load(rq->db, rq->a, rq->session->account, rq->key, hash, rp, &state, e);
	if (!c && state == ONCE_NEW)
		return false;
	if (c)
		shell_failed(rq, rp, e);
	else if (state == ONCE_OTHER)
		(void)refuse(rq, rp, 422, T(rq, "This was sent before with other content under the same key."));
	else if (state == ONCE_SAVED)
		saved_before(rq, rp);
	if (c || state == ONCE_OTHER)
		once_cancel(rq->app->once, rq->session->account, rq->key);
	else
		once_done(rq->app->once, rq->session->account, rq->key, rp);
	return true;
}

struct answer { struct request *rq; const struct reply *rp; };

static enum code answer_fn(struct db *db, void *arg, struct err *e)
{
	struct answer *x = arg;
	return once_save(db, x->rq->session->account, x->rq->key, x->rp, e);
}

/* The deed is done whether or not its answer can be kept: without it a repetition is told that it was saved. */
static void answer_keep(struct request *rq, const struct reply *rp)
{
	struct err e = {0};
	if (store_write(rq->app->store, answer_fn, &(struct answer){rq, rp}, &e))
		log_event(LOG_WARN, "answer not kept", "path", rq->route->path, "error", e.text, NULL);
}

/* The handler; what it did tells whether its reply may be kept. */
static enum code handle(struct request *rq, struct reply *rp, struct err *e)
{
	const struct db *db = rq->db;
	unsigned uncounted = db ? db_uncounted(db) : 0;
	enum code c = rq->route->fn(rq, rp, e);
	/* one that gave its snapshot back may have read another */
	if (c || rq->wrote || (rq->viewer.trace && rq->viewer.trace->n) || !db || rq->db != db || db_uncounted(db) != uncounted)
		rq->kept = NULL;
	return c;
}

/* A record that is named by its id and is not there for this viewer. */
static bool names_what_is_not_theirs(const struct request *rq, enum code c)
{
	struct id id;
	if (c != E_DENIED && c != E_NOTFOUND)
		return false;
	for (size_t i = 0; i < rq->n_params; i++)
		if (!str_eqz(rq->params[i].name, "learner") && !str_eqz(rq->params[i].name, "class") && id_parse(rq->params[i].value, &id))
			return true;
	return c == E_DENIED;
}

/* Staff took a file about a learner or a class out of the program. */
static bool took_out(const struct request *rq, const struct reply *rp)
{
	return rq->method == GET && rq->session && rp->status == 200 && rp->file_name.n && (!id_nil(rq->learner) || !id_nil(rq->class_id)) && !(rq->rel & REL_HOME);
}

/* The handler, once for each one-time key. */
static void gate_run(struct request *rq, struct reply *rp, struct err *e)
{
	char hash[HASH_TEXT] = "";
	take_key(rq, hash);
	if (rq->key.n && (answered_before(rq, rp, hash) || answered_long_ago(rq, rp, hash, e)))
		return;
	enum code c = handle(rq, rp, e);
	if (!c && rq->viewer.trace && rq->viewer.trace->n)
		c = access_trace_log(rq->app->store, &rq->viewer, e);
	if (rq->session && (names_what_is_not_theirs(rq, c) || (!c && took_out(rq, rp))))
		security_note(rq, c ? "refused" : "file taken out");
	if (c && rq->repeated)
		saved_before(rq, rp);
	else if (c == E_CONFLICT && rq->n_form && !wants_json(rq))
		shell_conflict(rq, rp, str_dup(rq->a, str_z(e->text)), page_before(rq));
	else if (c)
		shell_failed(rq, rp, e);
	if (rq->key.n && rq->wrote)
		answer_keep(rq, rp);
	if (rq->key.n && (rq->wrote || rq->repeated || rp->status == 303))
		once_done(rq->app->once, rq->session->account, rq->key, rp);
	else if (rq->key.n)
		once_cancel(rq->app->once, rq->session->account, rq->key);
}

static enum code seen_fn(struct db *db, void *arg, struct err *e)
{
	return session_seen(db, *(struct id *)arg, clock_now(), e);
}

/* Somebody signed in who took a wrong turn keeps the navigation. */
static void dress(struct request *rq, struct reply *rp)
{
	struct err e = {0};
	if (rp->status != 404 || !rq_our_cookie(rq, "trellis").n || wants_json(rq) || store_read(rq->app->store, &rq->db, &e))
		return;
	if (!gate_session(rq, &e) && rq->session && rq->session->stage == STAGE_FULL)
		(void)refuse(rq, rp, 404, T(rq, "There is no such page, or it is not for you."));
}

static void note_seen(struct request *rq, struct err *e)
{
	if (rq->session && rq->session->stage == STAGE_FULL && clock_now() - rq->session->seen_at > MINUTE)
		if (store_write(rq->app->store, seen_fn, &rq->session->id, e))
			log_event(LOG_WARN, "session", "error", e->text, NULL);
	e->code = OK;
}

/* A page asked for again while nothing changed (kept.h). true: the reply is whole. */
static bool gate_kept(struct request *rq, struct reply *rp, const struct site *site, struct err *e)
{
	if (!rq->session)
		return false;
	if (rq->method != GET)
		kept_drop(rq->app->kept, rq->session->id);
	if (rq->method != GET || !(rq->route->flags & RT_KEPT) || rq->session->stage != STAGE_FULL)
		return false;
	day_t today = today_of(site, e);
	if (today == DAY_NONE || db_change(rq->db, &rq->change, e) || !rq->change) {
		err_clear(e);
		return false;
	}
	rq->kept = arena_alloc(rq->a, KEPT_KEY);
	kept_key(rq, today, site, rq->kept);
	struct reply again = *rp;
	if (!kept_give(rq->app->kept, rq->a, rq->kept, rq->change, &again))
		return false;
	if (!gate_rate(rq, rp)) {
		note_seen(rq, e);
		*rp = again;
		rq->given_again = true;
	}
	rq->kept = NULL;
	return true;
}

static void gate(struct request *rq, struct reply *rp)
{
	struct err e = {0};
	struct site site;
	if (static_serve(rq, rp))
		return;
	if (gate_route(rq, rp, &e)) {
		dress(rq, rp);
		return;
	}
	if (store_read(rq->app->store, &rq->db, &e)) {
		shell_failed(rq, rp, &e);
		return;
	}
	site = app_site(rq->app, rq->db);
	if (gate_cookie(rq, &site, &e)) {
		shell_failed(rq, rp, &e);
		return;
	}
	if (gate_kept(rq, rp, &site, &e))
		return;
	if (gate_viewer(rq, &site, &e)) {
		shell_failed(rq, rp, &e);
		return;
	}
	if (rq->route->flags & RT_SAMPLE_ONLY && !app_site(rq->app, rq->db).sample) {
		(void)refuse(rq, rp, 404, T(rq, "There is no such page, or it is not for you."));
		return;
	}
	struct access_trace *trace = NEW(rq->a, struct access_trace);
	*trace = (struct access_trace){.a = rq->a, .purpose = rq->route->flags & RT_PROTECTED ? rq->route->title : NULL};
	rq->viewer.trace = trace;
	if (gate_rate(rq, rp) || gate_need(rq, rp, &e) || gate_body(rq, rp, &e) || gate_csrf(rq, rp))
		return;
	note_seen(rq, &e);
	gate_run(rq, rp, &e);
}

static struct request *request_new(struct app *app, struct arena *a, const struct wire *w, struct reply *rp)
{
	struct request *rq = NEW(a, struct request);
	rq->a = a;
	rq->app = app;
	rq->wire = w;
	rq->address = w->address;
	rq->https = w->https;
	*rp = (struct reply){.status = 200, .type = "text/html; charset=utf-8", .body = buf_new(a, REPLY_MAX)};
	return rq;
}

size_t web_body_max(struct app *app, struct arena *a, const struct wire *w, int64_t length, struct reply *rp)
{
	struct err e = {0};
	struct request *rq = request_new(app, a, w, rp);
	if (gate_route(rq, rp, &e)) {
		reply_finish(rq, rp);
		return 0;
	}
	size_t max = rq->route->body_max ? rq->route->body_max : BODY_USUAL;
	if (length >= 0 && (uint64_t)length > max) {
		(void)refuse(rq, rp, 413, T(rq, "That is more than this page takes."));
		reply_finish(rq, rp);
		return 0;
	}
	/* Nobody fills memory before saying who they are. */
	if (max > BODY_USUAL && !(rq->route->need & REL_PUBLIC)) {
		bool refused = store_read(app->store, &rq->db, &e) || gate_session(rq, &e) || gate_rate(rq, rp) || gate_need(rq, rp, &e);
		store_read_end(rq->db);
		rq->db = NULL;
		if (refused) {
			if (rp->status == 200)
				shell_failed(rq, rp, &e);
			reply_finish(rq, rp);
			return 0;
		}
	}
	return max;
}

void web_handle(struct app *app, struct arena *a, const struct wire *w, struct reply *rp)
{
	jmp_buf where;
	struct request *volatile rq = NULL;
	arena_catch(a, &where);
	if (setjmp(where)) {
		arena_catch(a, NULL);
		if (rq && rq->db)
			store_read_end(rq->db);
		if (rq && rq->key.n && rq->session)
			once_cancel(app->once, rq->session->account, rq->key);
		if (rq)
			atomic_fetch_sub(&app->metrics->running, 1);
		metrics_take(app->metrics, RATE_PAGE, 503, 0);
		log_event(LOG_ERROR, "memory", "path", rq && rq->route ? rq->route->path : "?", NULL);
		reply_no_memory(rp);
		return;
	}
	rq = request_new(app, a, w, rp);
	int64_t began = clock_monotonic();
	atomic_fetch_add(&app->metrics->running, 1);
	gate(rq, rp);
	if (rq->db)
		store_read_end(rq->db);
	rq->db = NULL;
	if (!rq->given_again)
		reply_finish(rq, rp);
	if (rq->kept)
		kept_keep(app->kept, rq->kept, rq->session->id, rq->change, rp);
	arena_catch(a, NULL);
	atomic_fetch_sub(&app->metrics->running, 1);
	metrics_take(app->metrics, rq->route ? (int)rq->route->rate : RATE_STATIC, rp->status, clock_monotonic() - began);
}
