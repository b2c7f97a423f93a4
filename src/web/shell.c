#include "web/shell.h"
#include "base/log.h"
#include "school/account/session.h"
#include "templates.h"
#include "web/router.h"
#include "web/parse.h"
#include "web/server.h"
#include "web/static.h"

#include <libdeflate.h>
#include <sodium.h>
#include <string.h>

#define GZIP_FROM 800
#define GZIP_LEVEL 6 /* fewer bytes than zlib at 5, in less time */

static bool route_there(const struct request *rq, const char *path)
{
	struct str segments[PATH_SEGMENTS];
	size_t n = 0;
	bool slash;
	struct match m;
	if (parse_path(rq->a, str_z(path), segments, &n, &slash, NULL))
		return false;
	router_match(rq->app->router, rq->a, GET, segments, n, &m);
	return m.route && (!rq->viewer.low || m.route->flags & RT_LOW);
}

static size_t nav_of(const struct request *rq, const struct nav_entry **out, size_t max)
{
	size_t n = 0;
	if (!rq->session || rq->session->stage != STAGE_FULL)
		return 0;
	for (const struct nav_entry *e = NAV; e->key && n < max; e++)
		if (e->need & rq->viewer.hats && route_there(rq, e->path))
			out[n++] = e;
	return n;
}

const char *nav_home(const struct request *rq)
{
	const struct nav_entry *first = NULL;
	return nav_of(rq, &first, 1) ? first->path : "/account";
}

struct str shell_lang(const struct request *rq, enum lang lang)
{
	struct buf b = buf_new(rq->a, 8192);
	buf_byte(&b, '?');
	for (size_t i = 0; i < rq->n_query; i++) {
		if (str_eqz(rq->query[i].name, "lang"))
			continue;
		buf_url(&b, rq->query[i].name);
		buf_byte(&b, '=');
		buf_url(&b, rq->query[i].value);
		buf_byte(&b, '&');
	}
	buf_fmt(&b, "lang=%s", LANGS[lang].tag);
	return buf_done(&b);
}

static struct html settings_of(struct request *rq, const struct page *p)
{
	struct buf b = buf_new(rq->a, 2000);
	if (rq->app->page_settings && rq->session && rq->session->stage == STAGE_FULL)
		rq->app->page_settings(rq, &b);
	struct str text = buf_done(&b);
	size_t at;
	if (!str_find(text, S(" data-font="), &at))
		buf_z(&b, rq->viewer.hats & REL_STAFF ? " data-font=\"noto\"" : " data-font=\"andika\"");
	if (p->simple && !str_find(text, S(" data-size="), &at))
		buf_z(&b, " data-size=\"2\"");
	if (!str_find(text, S(" data-theme="), &at))
		buf_z(&b, " data-theme=\"auto\"");
	return (struct html){buf_done(&b)};
}

/* The address within data-look="..."; it was escaped for an attribute there. */
static struct str look_sheet(const struct request *rq, struct str attributes)
{
	size_t at, end = 0;
	if (!str_find(attributes, S(LOOK_SHEET), &at))
		return S("");
	struct buf b = buf_new(rq->a, 1000);
	for (at += sizeof LOOK_SHEET - sizeof "/look.css?"; at < attributes.n && attributes.p[at] != '"'; at++, end++) {
		buf_byte(&b, attributes.p[at]);
		if (attributes.p[at] == '&')
			at += 4;
	}
	return end ? buf_done(&b) : S("");
}

/* A card opens less than a password does, so on a device the two are two people. */
static void of_person(const struct request *rq, const char *purpose, unsigned char *out, size_t n)
{
	unsigned char key[32], from[17];
	memcpy(from, rq->session->person.b, 16);
	from[16] = rq->session->low;
	app_key(rq->app, purpose, key);
	crypto_generichash(out, n, from, sizeof from, key, sizeof key);
	sodium_memzero(key, sizeof key);
}

void shell_who(const struct request *rq, char out[33])
{
	unsigned char h[16];
	of_person(rq, "who", h, sizeof h);
	sodium_bin2hex(out, 33, h, sizeof h);
}

void shell_device_key(const struct request *rq, unsigned char out[32])
{
	of_person(rq, "device", out, 32);
}

/* The hash in the name of trellis.css, which changes with its bytes. */
static const char *styles_name(const struct request *rq)
{
	struct str path = str_z(asset("trellis.css"));
	(void)str_cut(&path, '.');
	return str_dupz(rq->a, str_cut(&path, '.'));
}

/* Told by a cookie that names the styles; after an update of the program the new ones come in the same way. */
static bool first_visit(const struct request *rq)
{
	return !str_eqz(rq_our_cookie(rq, "styles"), styles_name(rq));
}

#define POLICY(styles) \
	"default-src 'none'; script-src 'self'; style-src 'self'" styles "; img-src 'self' blob:; font-src 'self'; connect-src 'self'; " \
	"media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/* In the page itself they need no second way to and fro and share the line with nothing. The policy lets in these very bytes. */
static struct html styles_within(struct request *rq, struct reply *rp)
{
	struct str css = static_text("first.css");
	rp_header(rp, "Content-Security-Policy", str_fmt(rq->a, POLICY(" 'sha256-%s'"), rq->app->styles_hash));
	return (struct html){str_fmt(rq->a, "<style>%.*s</style>", S_ARG(css))};
}

#define REST_ENOUGH 5 /* minutes without a page: that was a break */

/* How long this learner has been at it stands in a cookie of this browser and nowhere else: "when it began-when the last page was",
 * in minutes [R216]. When the break is due it is said, and the time begins anew. */
static void rest(struct request *rq, struct reply *rp, struct shell *s)
{
	int64_t now = clock_now() / (60 * SECOND), began = now, last = now;
	struct str text = rq_our_cookie(rq, "pages");
	if (!rq->rest || rq->method != GET)
		return;
	struct str first = str_cut(&text, '-');
	if (!str_int(first, &began) || !str_int(text, &last) || now - last >= REST_ENOUGH || last < began || now < last)
		began = now;
	s->rest = true;
	s->rest_in = now - began >= rq->rest ? 0 : (int)(rq->rest - (now - began));
	if (!s->rest_in)
		began = now;
	rp_cookie(rq, rp, "pages", str_fmt(rq->a, "%lld-%lld", (long long)began, (long long)now), 12 * 3600);
}

void page_open(struct request *rq, struct reply *rp, const struct page *p)
{
	struct shell s = {.page = p, .site = app_site(rq->app, rq->db)};
	s.n_nav = nav_of(rq, s.nav, sizeof s.nav / sizeof *s.nav);
	s.settings = settings_of(rq, p);
	s.look = look_sheet(rq, s.settings.s);
	rest(rq, rp, &s);
	s.first = first_visit(rq);
	if (s.first)
		s.begin = styles_within(rq, rp);
	if (s.first)
		rp_cookie(rq, rp, "styles", str_z(styles_name(rq)), 365 * 24 * 3600);
	s.offline = rq->route && rq->route->flags & RT_OFFLINE;
	if (rq->session) {
		csrf_page(rq->session, s.csrf);
		s.signed_in = rq->session->stage == STAGE_FULL;
		s.name = rq->session->name;
		s.idle_minutes = s.site.sample ? 0 : s.site.idle_minutes;
		shell_who(rq, s.who);
	}
	struct str sealed = rq_our_cookie(rq, "notice");
	if (sealed.n && rq->method == GET) {
		if (!app_unseal(rq->app, rq->a, "notice", sealed, &s.notice) || !utf8_valid(s.notice))
			s.notice = S("");
		rp_cookie(rq, rp, "notice", S(""), 0);
	}
	tpl_shell_open(rq, &rp->body, &s);
}

void tpl_second(struct request *rq, struct buf *b, const char *msgid)
{
	const char *first = tr(rq->lang, msgid), *other = tr(rq->second, msgid);
	if (rq->both && strcmp(first, other) != 0 && (rq->second == LANG_EN || strcmp(other, tr(LANG_EN, msgid)) != 0)) {
		buf_byte(b, ' ');
		tpl_parts_second(rq, b, other);
	}
}

void page_close(struct request *rq, struct reply *rp)
{
	tpl_shell_close(rq, &rp->body);
}

static const char *heading(const struct request *rq, int status)
{
	switch (status) {
	case 401: return T(rq, "Please sign in");
	case 403: return T(rq, "Not for you");
	case 404: return T(rq, "Not here");
	case 409: return T(rq, "Somebody was faster");
	case 413: return T(rq, "Too large");
	case 422: return T(rq, "Something to mend");
	case 429: case 503: return T(rq, "One moment");
	default: return status >= 500 ? T(rq, "Something broke on our side") : T(rq, "That did not work");
	}
}

static void problem(struct reply *rp, int status, const char *title, struct str text)
{
	struct json_out o = json_to(&rp->body);
	rp->type = "application/problem+json";
	json_open(&o, '{');
	json_key(&o, "title");
	json_put_str(&o, str_z(title));
	json_key(&o, "status");
	json_put_int(&o, status);
	json_key(&o, "detail");
	json_put_str(&o, text);
	json_close(&o, '}');
}

void shell_error(struct request *rq, struct reply *rp, int status, struct str text)
{
	size_t at;
	struct buf fresh = buf_new(rq->a, rp->body.max ? rp->body.max : (size_t)1 << 20);
	rp->status = status;
	rp->body = fresh;
	rp->bytes = S("");
	rp->file_name = S("");
	rp->shared = rp->offline = false;
	if ((rq->route && rq->route->flags & RT_API) || str_find(rq_header(rq, "accept"), S("application/json"), &at)) {
		problem(rp, status, heading(rq, status), text);
		return;
	}
	rp->type = "text/html; charset=utf-8";
	page_open(rq, rp, &(struct page){.title = str_z(heading(rq, status)), .width = "narrow"});
	tpl_error(rq, &rp->body, status, heading(rq, status), text);
	page_close(rq, rp);
}

/* Words that a person typed: no ids, no marks of the form itself. */
static bool typed_words(const struct pair *p)
{
	static const char *const own[] = {"csrf", "_key", "event_id", "version", "back", "next", "began", "monday", "to"};
	struct id id;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (str_eqz(p->name, own[i]))
			return false;
	size_t at;
	return p->value.n > 1 && !id_parse(p->value, &id) && !str_find(p->name, S("password"), &at);
}

void shell_conflict(struct request *rq, struct reply *rp, struct str text, struct str back)
{
	struct str *typed = NEW_ARRAY(rq->a, struct str, rq->n_form + 1);
	size_t n = 0;
	for (size_t i = 0; i < rq->n_form; i++)
		if (typed_words(&rq->form[i]))
			typed[n++] = rq->form[i].value;
	*rp = (struct reply){.status = 409, .body = buf_new(rq->a, rp->body.max), .type = "text/html; charset=utf-8"};
	page_open(rq, rp, &(struct page){.title = str_z(heading(rq, 409)), .width = "narrow"});
	tpl_conflict(rq, &rp->body, heading(rq, 409), text, typed, n, back.n ? back : S("/"));
	page_close(rq, rp);
}

void shell_failed(struct request *rq, struct reply *rp, const struct err *e)
{
	static const int statuses[] = {[OK] = 500, [E_INPUT] = 422, [E_NOTFOUND] = 404, [E_DENIED] = 403, [E_CONFLICT] = 409, [E_BUSY] = 503,
	                               [E_LIMIT] = 413, [E_IO] = 503, /* a full disk: what was sent goes through once there is room */ [E_DB] = 500, [E_MEMORY] = 503, [E_BUG] = 500};
	int status = (size_t)e->code < sizeof statuses / sizeof *statuses ? statuses[e->code] : 500;
	struct str text = str_z(e->text);
	if (status >= 500) {
		log_event(LOG_ERROR, "page failed", "path", rq->route ? rq->route->path : "?", "code", code_name(e->code), "error", e->text, NULL);
		text = str_z(T(rq, "Nothing was changed. Try again in a moment; if it happens again, tell whoever runs this school's Trellis."));
	}
	if (status == 503)
		rp_header(rp, "Retry-After", S("3"));
	if (status == 404 && !text.n)
		text = str_z(T(rq, "There is no such page, or it is not for you."));
	shell_error(rq, rp, status, text);
}

static struct str header_of(const struct reply *rp, const char *name)
{
	for (size_t i = 0; i < rp->n_headers; i++)
		if (str_ieqz(rp->headers[i].name, name))
			return rp->headers[i].value;
	return (struct str){NULL, 0};
}

static bool gzip_wanted(const struct request *rq, const struct reply *rp)
{
	struct str list = rq_header(rq, "accept-encoding");
	static const char *const kinds[] = {"text/", "application/json", "application/problem+json", "image/svg+xml"};
	bool kind = false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		kind = kind || str_starts(str_z(rp->type), kinds[i]);
	if (!kind || rp->body.n < GZIP_FROM || header_of(rp, "Content-Encoding").n)
		return false;
	while (list.n) {
		struct str part = str_trim(str_cut(&list, ','));
		struct str coding = str_trim(str_cut(&part, ';'));
		if (str_ieqz(coding, "gzip"))
			return !str_eqz(str_trim(part), "q=0");
	}
	return false;
}

static void gzip_body(struct request *rq, struct reply *rp)
{
	size_t cap = libdeflate_gzip_compress_bound(NULL, rp->body.n);
	unsigned char *out = arena_alloc(rq->a, cap); /* which may not come back: nothing else is held yet */
	struct libdeflate_compressor *z = libdeflate_alloc_compressor(GZIP_LEVEL);
	if (!z)
		return;
	size_t n = libdeflate_gzip_compress(z, rp->body.p, rp->body.n, out, cap);
	libdeflate_free_compressor(z);
	if (!n)
		return;
	rp->bytes = (struct str){(const char *)out, n};
	rp_header(rp, "Content-Encoding", S("gzip"));
}

static void file_header(struct request *rq, struct reply *rp)
{
	struct buf plain = buf_new(rq->a, 200), b = buf_new(rq->a, 2000);
	for (size_t i = 0; i < rp->file_name.n; i++) {
		char c = rp->file_name.p[i];
		bool usual = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
		buf_byte(&plain, usual ? c : '_');
	}
	struct str ascii = buf_done(&plain);
	buf_fmt(&b, "attachment; filename=\"%.*s\"; filename*=UTF-8''", S_ARG(ascii));
	buf_url(&b, rp->file_name);
	rp_header(rp, "Content-Disposition", buf_done(&b));
}

void reply_finish(struct request *rq, struct reply *rp)
{
	if (rp->body.over) {
		log_event(LOG_ERROR, "reply too large", "path", rq->route ? rq->route->path : "?", NULL);
		shell_error(rq, rp, 500, str_z(T(rq, "This page became too large. Choose less at once.")));
	}
	if (rp->file_name.n)
		file_header(rq, rp);
	if (!header_of(rp, "Content-Security-Policy").n)
		rp_header(rp, "Content-Security-Policy", S(POLICY("")));
	rp_header(rp, "X-Content-Type-Options", S("nosniff"));
	rp_header(rp, "Referrer-Policy", S("same-origin"));
	rp_header(rp, "Cross-Origin-Opener-Policy", S("same-origin"));
	rp_header(rp, "Cross-Origin-Resource-Policy", S("same-origin"));
	rp_header(rp, "Permissions-Policy",
	          S("camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()"));
	if (rq->https)
		rp_header(rp, "Strict-Transport-Security", rq->app->o.https_below ? S("max-age=31536000; includeSubDomains") : S("max-age=31536000"));
	if (!header_of(rp, "Cache-Control").n) {
		rp_header(rp, "Cache-Control", rp->shared ? S("public, max-age=300") : S("no-store"));
		if (!rp->shared)
			rp_header(rp, "Vary", S("Cookie, Accept-Encoding, Accept-Language"));
	}
	if (rq->route && rp->status == 200 && (rq->route->flags & RT_OFFLINE || rp->offline))
	{
		char who[33] = "1";
		if (rq->session && rq->session->stage == STAGE_FULL)
			shell_who(rq, who);
		rp_header(rp, "X-Trellis-Offline", str_dup(rq->a, str_z(who)));
	}
	if (!rp->bytes.n && gzip_wanted(rq, rp))
		gzip_body(rq, rp);
}

void reply_no_memory(struct reply *rp)
{
	static char text[] = "The server has too much to do at once. Wait a moment, then try again.\n";
	*rp = (struct reply){.status = 503, .type = "text/plain; charset=utf-8", .bytes = {text, sizeof text - 1}};
	rp->headers[rp->n_headers++] = (struct pair){S("Retry-After"), S("3")};
	rp->headers[rp->n_headers++] = (struct pair){S("Cache-Control"), S("no-store")};
}
