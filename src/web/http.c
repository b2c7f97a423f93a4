/* http.c - the small helpers of requests and replies. */
#include "web/once.h"
#include "web/parse.h"
#include "web/server.h"
#include "web/tpl.h"
#include "school/account/session.h"

#include <string.h>

static struct str pair_value(const struct pair *pairs, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eqz(pairs[i].name, name))
			return pairs[i].value;
	return (struct str){"", 0};
}

struct str rq_param(const struct request *rq, const char *name)
{
	return pair_value(rq->params, rq->n_params, name);
}

struct str rq_query(const struct request *rq, const char *name)
{
	return pair_value(rq->query, rq->n_query, name);
}

struct str rq_form(const struct request *rq, const char *name)
{
	return pair_value(rq->form, rq->n_form, name);
}

bool rq_form_has(const struct request *rq, const char *name, const char *value)
{
	for (size_t i = 0; i < rq->n_form; i++)
		if (str_eqz(rq->form[i].name, name) && str_eqz(rq->form[i].value, value))
			return true;
	return false;
}

struct str wire_header(const struct wire *w, const char *name)
{
	for (size_t i = 0; i < w->n_headers; i++)
		if (str_ieqz(w->headers[i].name, name))
			return w->headers[i].value;
	return (struct str){"", 0};
}

struct str rq_header(const struct request *rq, const char *name)
{
	return wire_header(rq->wire, name);
}

struct str rq_cookie(const struct request *rq, const char *name)
{
	return parse_cookie(rq_header(rq, "cookie"), name);
}

enum code rq_id(const struct request *rq, const char *param, struct id *out, struct err *e)
{
	struct str text = rq_param(rq, param);
	if (!text.n)
		text = rq_form(rq, param);
	if (!text.n)
		text = rq_query(rq, param);
	if (!id_parse(text, out))
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	return OK;
}

struct str rq_absolute(const struct request *rq, struct str path)
{
	struct str base = str_z(rq->app->o.public_url);
	if (base.n)
		return str_fmt(rq->a, "%.*s%.*s", S_ARG(base), S_ARG(path));
	return str_fmt(rq->a, "%s://%.*s%.*s", rq->https ? "https" : "http", S_ARG(rq_header(rq, "host")), S_ARG(path));
}

int64_t rq_opened_at(const struct request *rq)
{
	struct id key;
	int64_t ms = 0;
	/* RFC 9562, version 7: the first 48 bits are milliseconds */
	if (!id_parse(rq_form(rq, "_key"), &key) || key.b[6] >> 4 != 7)
		return 0;
	for (int i = 0; i < 6; i++)
		ms = ms << 8 | key.b[i];
	int64_t us = ms * 1000;
	return us <= clock_now() ? us : 0;
}

#define CLOCK_FINE (2 * MINUTE) /* a slow line looks like a clock that is behind */
#define AWAY_MOST ONCE_KEYS /* longer, and a repetition would not be known */

int64_t rq_done_at(const struct request *rq)
{
	int64_t sent, off, at = 0, now = clock_now();
	struct id key;
	/* milliseconds since 1970, by the device */
	if (!str_int(rq_header(rq, "x-trellis-clock"), &sent) || sent <= 0 || sent > INT64_MAX / 2000 || !id_parse(rq->key, &key) || key.b[6] >> 4 != 7)
		return 0;
	for (int i = 0; i < 6; i++)
		at = at << 8 | key.b[i];
	off = now - sent * 1000;
	if (off > -CLOCK_FINE && off < CLOCK_FINE)
		off = 0;
	at = at * 1000 + off;
	return at > now ? now : at > now - AWAY_MOST ? at : 0;
}

day_t rq_done_on(const struct request *rq)
{
	const struct zone *zone;
	struct err e = {0};
	int64_t at = rq_done_at(rq);
	if (!at || zone_get(app_site(rq->app, rq->db).tz, &zone, &e))
		return rq->viewer.today;
	struct civil c = civil_at(zone, at);
	return day_of(c.year, c.month, c.day);
}

struct write {
	struct request *rq;
	store_fn *fn;
	void *arg;
	char hash[HASH_TEXT];
};

/* What identifies the content of a form, whatever page it was sent from. */
void rq_content_hash(const struct request *rq, char out[65])
{
	struct buf b = buf_new(rq->a, SIZE_MAX / 2);
	buf_str(&b, rq->path);
	for (size_t i = 0; i < rq->n_form; i++) {
		if (str_eqz(rq->form[i].name, "csrf") || str_eqz(rq->form[i].name, "_key"))
			continue;
		buf_fmt(&b, "\n%zu:", rq->form[i].name.n);
		buf_str(&b, rq->form[i].name);
		buf_fmt(&b, "=%zu:", rq->form[i].value.n);
		buf_str(&b, rq->form[i].value);
	}
	for (size_t i = 0; i < rq->n_files; i++) {
		char file[HASH_TEXT];
		secret_hash(rq->files[i].bytes, file);
		buf_fmt(&b, "\n%s", file);
	}
	if (rq->body)
		buf_str(&b, rq->wire->body);
	secret_hash(buf_done(&b), out);
}

static enum code write_fn(struct db *db, void *arg, struct err *e)
{
	struct write *w = arg;
	struct request *rq = w->rq;
	if (rq->key.n && rq->session) {
		enum code c = once_claim(db, rq->session->account, rq->key, w->hash, e);
		if (c == E_CONFLICT)
			rq->repeated = true;
		if (c)
			return c;
	}
	enum code c = w->fn(db, w->arg, e);
	if (!c && rq->route->audit) {
		size_t n = id_nil(rq->learner) ? 0 : 1;
		c = security_log(db, &rq->viewer, rq->route->audit, "page", rq->class_id, &rq->learner, n, str_dupz(rq->a, rq->path), e);
	}
	return c;
}

enum code rq_write(struct request *rq, store_fn *fn, void *arg, struct err *e)
{
	struct write w = {rq, fn, arg, ""};
	if (rq->wrote)
		return err_set(e, E_BUG, "A page wrote twice in one request.");
	if (rq->key.n)
		rq_content_hash(rq, w.hash);
	enum code c = store_write(rq->app->store, write_fn, &w, e);
	if (!c)
		rq->wrote = true;
	return c;
}

void rp_header(struct reply *rp, const char *name, struct str value)
{
	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] < ' ' || value.p[i] == 0x7f)
			return;
	if (rp->n_headers < sizeof rp->headers / sizeof *rp->headers)
		rp->headers[rp->n_headers++] = (struct pair){str_z(name), value};
}

void rp_cookie(struct request *rq, struct reply *rp, const char *name, struct str value, int64_t seconds)
{
	const char *prefix = rq->https ? "__Host-" : "";
	struct str text;
	if (seconds < 0)
		text = str_fmt(rq->a, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s", prefix, name, S_ARG(value), rq->https ? "; Secure" : "");
	else
		text = str_fmt(rq->a, "%s%s=%.*s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s", prefix, name, S_ARG(value), (long long)seconds,
		               rq->https ? "; Secure" : "");
	rp_header(rp, "Set-Cookie", text);
}

struct str rq_our_cookie(const struct request *rq, const char *name)
{
	return rq_cookie(rq, rq->https ? str_fmt(rq->a, "__Host-%s", name).p : name);
}

enum code rp_redirect(struct request *rq, struct reply *rp, struct str path, struct str with_notice)
{
	rp->status = 303;
	if (!tpl_url_safe(path) || path.p[0] != '/')
		path = S("/");
	rp_header(rp, "Location", path);
	if (with_notice.n)
		rp_cookie(rq, rp, "notice", app_seal(rq->app, rq->a, "notice", with_notice), 300);
	return OK;
}
