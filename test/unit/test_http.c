/* The gate, asked as browsers, careless clients and attackers would: one table of requests and what must come back; then
 * what needs more than a row. Everything goes through web_handle; test_server.c asks over sockets. */
#include "school/account/session.h"
#include "support/test.h"
#include "support/web.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct web_test *w;
static struct id person;
static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	person = web_person(w, "Ada", "Quill", "systemAdministrator");
	web_account(w, person, "ada", NULL);
	return 0;
}
static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

struct row {
	const char *what, *method, *target;
	const char *headers[6]; /* name, value, ... */
	const char *type, *body;
	int status;
	const char *header, *value; /* must come back; value NULL: must not come back */
	bool signed_in;
};

#define FORM "application/x-www-form-urlencoded"
static const struct row rows[] = {
	{"a page for everybody", "GET", "/help", {0}, 0, 0, 200, "Content-Type", NULL, false},
	{"HEAD is GET without a body", "HEAD", "/help", {0}, 0, 0, 200, "Cache-Control", "no-store", false},
	{"a page that is not there", "GET", "/nothing", {0}, 0, 0, 404, 0, 0, false},
	{"another method says which are known", "DELETE", "/help", {0}, 0, 0, 405, "Allow", "GET, HEAD", false},
	{"a post where only get is known", "POST", "/help", {0}, FORM, "a=b", 405, "Allow", "GET, HEAD", false},
	{"an unknown method", "BREW", "/help", {0}, 0, 0, 501, 0, 0, false},
	{"TRACE shows nothing", "TRACE", "/help", {0}, 0, 0, 501, 0, 0, false},
	{"a slash too many leads to the page", "GET", "/help/?lang=es", {0}, 0, 0, 308, "Location", "/help?lang=es", false},
	{"dot segments", "GET", "/static/../help", {0}, 0, 0, 404, 0, 0, false},
	{"dot segments before a page", "GET", "/a/../help", {0}, 0, 0, 400, 0, 0, false},
	{"encoded dot segments", "GET", "/%2e%2e/%2e%2e/etc/passwd", {0}, 0, 0, 400, 0, 0, false},
	{"an encoded slash", "GET", "/help%2f..%2fx", {0}, 0, 0, 400, 0, 0, false},
	{"a backslash", "GET", "/..%5c..%5cx", {0}, 0, 0, 400, 0, 0, false},
	{"a NUL", "GET", "/help%00.html", {0}, 0, 0, 400, 0, 0, false},
	{"a broken escape", "GET", "/help%g1", {0}, 0, 0, 400, 0, 0, false},
	{"bad UTF-8", "GET", "/help%ff", {0}, 0, 0, 400, 0, 0, false},
	{"overlong UTF-8 of a slash", "GET", "/%c0%af", {0}, 0, 0, 400, 0, 0, false},
	{"two slashes", "GET", "//help", {0}, 0, 0, 400, 0, 0, false},
	{"an absolute address as target", "GET", "http://127.0.0.1/help", {0}, 0, 0, 400, 0, 0, false},
	{"a star as target", "GET", "*", {0}, 0, 0, 400, 0, 0, false},
	{"a broken query", "GET", "/help?a=%zz", {0}, 0, 0, 400, 0, 0, false},
	{"a body with GET", "GET", "/help", {0}, FORM, "a=b", 400, 0, 0, false},
	{"two lengths", "POST", "/sign-in", {"Content-Length", "3", "Content-Length", "4"}, FORM, "a=b", 400, 0, 0, false},
	{"length and chunks", "POST", "/sign-in", {"Transfer-Encoding", "chunked"}, FORM, "a=b", 400, 0, 0, false},
	{"two hosts", "GET", "/help", {"Host", "127.0.0.1", "Host", "127.0.0.1"}, 0, 0, 400, 0, 0, false},
	{"a foreign name", "GET", "/help", {"Host", "evil.example"}, 0, 0, 421, 0, 0, false},
	{"a foreign name with our address in front", "GET", "/help", {"Host", "127.0.0.1.evil.example"}, 0, 0, 421, 0, 0, false},
	{"an address as name", "GET", "/help", {"Host", "192.0.2.7:8443"}, 0, 0, 200, 0, 0, false},
	{"an address of version 6", "GET", "/help", {"Host", "[2001:db8::1]:8443"}, 0, 0, 200, 0, 0, false},
	{"the public name", "GET", "/help", {"Host", "BIRCH.example"}, 0, 0, 200, 0, 0, false},
	{"localhost", "GET", "/help", {"Host", "localhost:8080"}, 0, 0, 200, 0, 0, false},
	{"nobody asks for a page", "GET", "/settings?x=1", {0}, 0, 0, 303, "Location", "/sign-in?next=%2Fsettings%3Fx%3D1", false},
	{"nobody asks as a script", "GET", "/settings", {"Accept", "application/json"}, 0, 0, 401, "Content-Type", NULL, false},
	{"nobody sends", "POST", "/settings", {0}, FORM, "a=b", 401, 0, 0, false},
	{"somebody asks for a page", "GET", "/settings", {0}, 0, 0, 200, 0, 0, true},
	{"somebody sends without token", "POST", "/settings", {0}, FORM, "a=b", 403, 0, 0, true},
	{"somebody sends with a wrong token", "POST", "/settings", {"X-CSRF-Token", "00"}, FORM, "a=b", 403, 0, 0, true},
	{"a form from another site", "POST", "/sign-in", {"Sec-Fetch-Site", "cross-site"}, FORM, "login=a&password=b", 403, 0, 0, false},
	{"a form from a sister site", "POST", "/sign-in", {"Sec-Fetch-Site", "same-site"}, FORM, "login=a&password=b", 403, 0, 0, false},
	{"another origin", "POST", "/sign-in", {"Origin", "https://evil.example"}, FORM, "login=a&password=b", 403, 0, 0, false},
	{"no origin at all", "POST", "/sign-in", {"Origin", "null"}, FORM, "login=a&password=b", 403, 0, 0, false},
	{"our origin", "POST", "/sign-in", {"Origin", "http://127.0.0.1:8080"}, FORM, "login=a&password=b", 422, 0, 0, false},
	{"another kind of body", "POST", "/sign-in", {0}, "text/plain", "login=a&password=b", 415, 0, 0, false},
	{"JSON where a form is asked for", "POST", "/sign-in", {0}, "application/json", "{}", 415, 0, 0, false},
	{"files where none are taken", "POST", "/sign-in", {0}, "multipart/form-data; boundary=x",
	 "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\nc\r\n--x--\r\n", 415, 0, 0, false},
	{"a form in parts", "POST", "/sign-in", {0}, "multipart/form-data; boundary=x",
	 "--x\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\na\r\n--x--\r\n", 422, 0, 0, false},
	{"a form in parts, cut off", "POST", "/sign-in", {0}, "multipart/form-data; boundary=x",
	 "--x\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\na\r\n--x", 400, 0, 0, false},
	{"a broken escape in a form", "POST", "/sign-in", {0}, FORM, "login=%", 400, 0, 0, false},
	{"a NUL in a form", "POST", "/sign-in", {0}, FORM, "login=a%00b", 400, 0, 0, false},
	{"bad UTF-8 in a form", "POST", "/sign-in", {0}, FORM, "login=%ff", 400, 0, 0, false},
	{"a static file", "GET", "/static/trellis.css", {0}, 0, 0, 200, "Cache-Control", "public, max-age=300", false},
	{"a static file that is not there", "GET", "/static/passwd", {0}, 0, 0, 404, 0, 0, false},
	{"a static file by a way round", "GET", "/static/%2e%2e/x", {0}, 0, 0, 404, 0, 0, false},
	{"a static file with a wrong hash", "GET", "/static/trellis.0123456789.css", {0}, 0, 0, 404, 0, 0, false},
	{"a static file is not written", "POST", "/static/trellis.css", {0}, FORM, "a=b", 405, "Allow", "GET, HEAD", false},
	{"the service worker at its place", "GET", "/sw.js", {0}, 0, 0, 200, "Cache-Control", "no-cache", false},
	{"a page in Spanish", "GET", "/help?lang=es", {0}, 0, 0, 200, "Set-Cookie", "lang=es; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", false},
	{"a language nobody knows", "GET", "/help?lang=xx%0d%0aSet-Cookie:a=b", {0}, 0, 0, 200, 0, 0, false},
	{"our rows of headers stay rows", "GET", "/settings?next=%0d%0aX-Evil:1", {0}, 0, 0, 303, "X-Evil", NULL, false},
};

static void table(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *r = &rows[i];
		web_forget(w);
		if (r->signed_in)
			web_sign_in(w, person);
		for (int k = 0; k + 1 < 6 && r->headers[k]; k += 2)
			web_header(w, r->headers[k], r->headers[k + 1]);
		struct reply rp = web_raw(w, r->method, r->target, r->type, str_z(r->body));
		if (rp.status != r->status)
			fail_msg("%s: %s %s gave %d, not %d", r->what, r->method, r->target, rp.status, r->status);
		struct str value = r->header ? web_reply_header(&rp, r->header) : S("");
		if (r->header && r->value && !str_eqz(value, r->value))
			fail_msg("%s: %s is \"%.*s\", not \"%s\"", r->what, r->header, S_ARG(value), r->value);
		for (size_t h = 0; h < rp.n_headers; h++)
			for (size_t c = 0; c < rp.headers[h].value.n; c++)
				assert_true((unsigned char)rp.headers[h].value.p[c] >= ' ');
		assert_int_equal(web_reply_header(&rp, "x-evil").n, 0);
	}
}

static void every_reply_guards_itself(void **unused)
{
	static const char *const targets[] = {"/help", "/nothing", "/static/trellis.css", "/static/icons.svg", "/settings", "/%ff"};
	(void)unused;
	w->https = true;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		struct reply rp = web_get(w, targets[i]);
		struct str csp = web_reply_header(&rp, "content-security-policy");
		size_t at;
		assert_true(str_starts(csp, "default-src 'none';"));
		assert_true(str_find(csp, S("frame-ancestors 'none'"), &at));
		assert_true(str_find(csp, S("base-uri 'none'"), &at));
		assert_false(str_find(csp, S("unsafe"), &at));
		assert_true(str_eqz(web_reply_header(&rp, "x-content-type-options"), "nosniff"));
		assert_non_null(strstr(rp.type, "; charset=utf-8"));
		assert_true(str_eqz(web_reply_header(&rp, "referrer-policy"), "same-origin"));
		assert_true(str_eqz(web_reply_header(&rp, "cross-origin-opener-policy"), "same-origin"));
		assert_true(str_starts(web_reply_header(&rp, "strict-transport-security"), "max-age="));
		if (!str_starts(str_z(targets[i]), "/static/"))
			assert_true(str_eqz(web_reply_header(&rp, "cache-control"), "no-store"));
	}
	struct reply rp = web_get(w, "/help");
	assert_true(str_eqz(web_reply_header(&rp, "strict-transport-security"), "max-age=31536000"));
	w->app->o.https_below = true;
	rp = web_get(w, "/help");
	assert_true(str_eqz(web_reply_header(&rp, "strict-transport-security"), "max-age=31536000; includeSubDomains"));
	w->app->o.https_below = false;
	w->https = false;
	rp = web_get(w, "/help");
	assert_int_equal(web_reply_header(&rp, "strict-transport-security").n, 0);
}

static void cookies_of_https_are_bound_to_the_host(void **unused)
{
	(void)unused;
	w->https = true;
	web_sql(w, "update account set kind = 'family'");
	struct reply rp = web_get(w, "/help?lang=es");
	struct str cookie = web_reply_header(&rp, "set-cookie");
	size_t at;
	assert_true(str_starts(cookie, "__Host-lang=es; Path=/;"));
	assert_true(str_find(cookie, S("; Secure"), &at));
	assert_true(str_find(cookie, S("; HttpOnly"), &at));
	assert_false(str_find(cookie, S("Domain"), &at));
}

static void compression(void **unused)
{
	(void)unused;
	web_header(w, "Accept-Encoding", "br, gzip");
	struct reply rp = web_get(w, "/help");
	assert_true(str_eqz(web_reply_header(&rp, "content-encoding"), "gzip"));
	assert_true(rp.bytes.n < rp.body.n);
	assert_true(web_has(w, &rp, "</html>"));
	web_header(w, "Accept-Encoding", "gzip;q=0");
	rp = web_get(w, "/help");
	assert_int_equal(web_reply_header(&rp, "content-encoding").n, 0);
	web_header(w, "Accept-Encoding", "gzip");
	rp = web_get(w, "/static/trellis.css");
	assert_true(str_eqz(web_reply_header(&rp, "content-encoding"), "gzip"));
	assert_true(web_has(w, &rp, "{"));
	/* the lasting name, and asking again */
	struct str path = str_z(asset("trellis.css"));
	rp = web_get(w, str_dupz(w->a, path));
	assert_true(str_eqz(web_reply_header(&rp, "cache-control"), "public, max-age=31536000, immutable"));
	web_header(w, "If-None-Match", str_dupz(w->a, web_reply_header(&rp, "etag")));
	assert_int_equal(web_get(w, "/static/trellis.css").status, 304);
}

static struct reply set_idle(const char *key, const char *minutes)
{
	struct str body = str_fmt(w->a, "csrf=%.*s&_key=%s&has=account.idle_minutes&account.idle_minutes=%s", S_ARG(w->csrf), key, minutes);
	return web_raw(w, "POST", "/settings", FORM, body);
}

static void the_same_form_twice_is_once(void **unused)
{
	(void)unused;
	web_sign_in(w, person);
	struct reply one = set_idle("key-1", "30"), two = set_idle("key-1", "30");
	assert_int_equal(one.status, 303);
	assert_int_equal(two.status, 303);
	assert_true(str_eq(web_reply_header(&one, "location"), web_reply_header(&two, "location")));
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 1);
	/* gone back to and changed: another deed */
	assert_int_equal(set_idle("key-1", "40").status, 303);
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 2);
	/* the first one once more, late: it is not done again over what came after it */
	assert_int_equal(set_idle("key-1", "30").status, 303);
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 2);
	/* refused: may be sent again */
	assert_int_equal(set_idle("key-2", "9999").status, 422);
	assert_int_equal(set_idle("key-2", "9999").status, 422);
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 2);
	/* a header key with other content is refused */
	for (int i = 0; i < 3; i++) {
		web_header(w, "Idempotency-Key", "deed-7");
		int status = set_idle("", i < 2 ? "50" : "60").status;
		assert_int_equal(status, i < 2 ? 303 : 422);
	}
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 3);
	assert_int_equal(set_idle("key-1", "40").status, 303);
	web_header(w, "Idempotency-Key", "deed-7");
	assert_int_equal(set_idle("", "50").status, 303);
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 3);
}

/* The secret of this test's app is new after a restart; the session is the database's. */
static void restart(void)
{
	struct err e = {0};
	app_close(w->app);
	assert_int_equal(app_open(w->store, &(struct app_options){0}, &w->app, &e), OK);
}

static enum code forget_fn(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return db_exec(db, e, "update once set status = null, location = null, type = null, body = null", "");
}

static enum code age_fn(struct db *db, void *arg, struct err *e)
{
	enum code c = db_exec(db, e, "update once set made_at = made_at - ?1", "i", *(int64_t *)arg);
	return c ? c : session_sweep(db, clock_now(), e);
}

static void the_first_answer_outlives_the_server(void **unused)
{
	(void)unused;
	web_sign_in(w, person);
	struct reply first = set_idle("key-8", "30");
	assert_int_equal(first.status, 303);
	struct str to = str_dup(w->a, web_reply_header(&first, "location"));
	assert_true(to.n > 0);
	restart();
	struct reply again = set_idle("key-8", "30");
	assert_int_equal(again.status, 303);
	assert_true(str_eq(web_reply_header(&again, "location"), to));
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 1);
	/* other content under a key of a header is refused, also then */
	web_header(w, "Idempotency-Key", "deed-8");
	assert_int_equal(set_idle("", "35").status, 303);
	restart();
	web_header(w, "Idempotency-Key", "deed-8");
	assert_int_equal(set_idle("", "45").status, 422);
	web_header(w, "Idempotency-Key", "deed-8");
	assert_int_equal(set_idle("", "35").status, 303);
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 2);
}

static void a_repetition_without_the_first_answer_is_told(void **unused)
{
	struct err e = {0};
	(void)unused;
	web_sign_in(w, person);
	assert_int_equal(set_idle("key-9", "30").status, 303);
	/* killed between the deed and the answer to it */
	assert_int_equal(store_write(w->store, forget_fn, NULL, &e), OK);
	restart();
	web_header(w, "Referer", "http://127.0.0.1:8080/settings");
	struct reply rp = set_idle("key-9", "30");
	assert_int_equal(rp.status, 303);
	/* back to the page of the form, and never to another site */
	assert_true(str_eqz(web_reply_header(&rp, "location"), "/settings"));
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 1);
	rp = web_get(w, "/settings");
	assert_true(web_has(w, &rp, "This was already saved."));
	/* and only once */
	rp = web_get(w, "/settings");
	assert_false(web_has(w, &rp, "This was already saved."));
	restart();
	web_header(w, "Referer", "http://127.0.0.1:8080.example/settings");
	rp = set_idle("key-9", "30");
	assert_true(str_eqz(web_reply_header(&rp, "location"), "/"));
}

static void answers_and_keys_go_in_time(void **unused)
{
	struct err e = {0};
	int64_t more = ONCE_ANSWERS + MINUTE;
	(void)unused;
	web_sign_in(w, person);
	assert_int_equal(set_idle("key-7", "30").status, 303);
	assert_int_equal(web_count(w, "select count(*) from once where status is not null"), 1);
	assert_int_equal(store_write(w->store, age_fn, &more, &e), OK);
	assert_int_equal(web_count(w, "select count(*) from once where status is not null"), 0);
	assert_int_equal(web_count(w, "select count(*) from once"), 1);
	more = ONCE_KEYS - ONCE_ANSWERS;
	assert_int_equal(store_write(w->store, age_fn, &more, &e), OK);
	assert_int_equal(web_count(w, "select count(*) from once"), 0);
}

static void changes_are_logged(void **unused)
{
	(void)unused;
	web_sign_in(w, person);
	assert_int_equal(set_idle("k", "30").status, 303);
	assert_int_equal(web_count(w, "select count(*) from security_log where action = 'settings changed'"), 1);
}

static void a_flood_waits(void **unused)
{
	int refused = 0;
	(void)unused;
	web_sign_in(w, person);
	for (int i = 0; i < 400; i++) {
		struct reply rp = web_get(w, "/account");
		if (rp.status == 429) {
			refused++;
			assert_true(web_reply_header(&rp, "retry-after").n > 0);
		}
	}
	assert_in_range(refused, 60, 180);
	/* the neighbour at the same address goes on */
	web_sign_in(w, web_person(w, "Bo", "Elm", "guardian"));
	assert_int_equal(web_get(w, "/account").status, 200);
}

/* Another program holds the database: people are told to come again, nothing is kept, and the same deed goes through once it
 * has let go. */
static void busy_is_said_and_tried_again(void **unused)
{
	(void)unused;
	char folder[] = "/tmp/trellis-busy-XXXXXX", file[60], command[80];
	sqlite3 *other;
	assert_non_null(mkdtemp(folder));
	snprintf(file, sizeof file, "%s/school.db", folder);
	struct web_test *was = w;
	w = web_open_at(file, false);
	web_sign_in(w, web_person(w, "Ada", "Elm", "systemAdministrator"));
	assert_int_equal(sqlite3_open(file, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "begin immediate", NULL, NULL, NULL), SQLITE_OK);
	struct reply rp = set_idle("key-busy", "30");
	assert_int_equal(rp.status, 503);
	assert_true(web_reply_header(&rp, "retry-after").n > 0);
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 0);
	assert_int_equal(sqlite3_exec(other, "rollback", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(other);
	assert_int_equal(set_idle("key-busy", "30").status, 303);
	assert_int_equal(set_idle("key-busy", "30").status, 303);
	assert_int_equal(web_count(w, "select count(*) from setting_history"), 1);
	web_close(w);
	w = was;
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	assert_int_equal(system(command), 0);
}

static size_t body_max(const char *target, int64_t length, int *status)
{
	struct pair headers[] = {{S("Host"), S("127.0.0.1")}};
	struct wire wire = {.method = S("POST"), .target = str_z(target), .headers = headers, .n_headers = 1, .address = S("127.0.0.1")};
	struct reply rp;
	size_t max = web_body_max(w->app, w->a, &wire, length, &rp);
	*status = rp.status;
	return max;
}

static void bodies_are_bounded_before_they_are_read(void **unused)
{
	int status;
	(void)unused;
	assert_int_equal(body_max("/sign-in", 100, &status), 8192);
	assert_int_equal(body_max("/sign-in", -1, &status), 8192);
	assert_int_equal(body_max("/sign-in", 8193, &status), 0);
	assert_int_equal(status, 413);
	assert_int_equal(body_max("/settings", 65536, &status), 65536);
	assert_int_equal(body_max("/settings", 65537, &status), 0);
	assert_int_equal(body_max("/nothing", 1, &status), 0);
	assert_int_equal(status, 404);
	assert_int_equal(body_max("/sign-in", INT64_MAX, &status), 0);
	assert_int_equal(status, 413);
}

static void behind_a_proxy(void **unused)
{
	(void)unused;
	w->app->o.trusted_proxy = "10.0.0.1";
	w->address = "10.0.0.1";
	web_header(w, "X-Forwarded-Proto", "https");
	web_header(w, "X-Forwarded-For", "203.0.113.9, 198.51.100.7");
	struct reply rp = web_get(w, "/help?lang=es");
	assert_true(str_starts(web_reply_header(&rp, "set-cookie"), "__Host-lang="));
	assert_true(web_reply_header(&rp, "strict-transport-security").n > 0);
	/* from anybody else it is not believed */
	w->address = "10.0.0.2";
	web_header(w, "X-Forwarded-Proto", "https");
	rp = web_get(w, "/help?lang=es");
	assert_true(str_starts(web_reply_header(&rp, "set-cookie"), "lang="));
}

static void needs_follow_on_every_page(void **unused)
{
	(void)unused;
	struct id learner = web_person(w, "Luz", "Vega", "student");
	web_sign_in(w, learner);
	struct reply rp = web_get(w, "/account");
	assert_true(web_has(w, &rp, "<html lang=\"en\" dir=\"ltr\" data-theme=\"auto\" data-font=\"andika\">"));
	web_sql(w, "insert into need (id, district, version, created_at, updated_at, learner, term, value, source, is_on)"
	           " select x'01000000000000000000000000000001', district, 1, 0, 0, id, 'text-appearance/font-size', '27', 'learner', 1"
	           " from person where given_name = 'Luz' union all"
	           " select x'01000000000000000000000000000002', district, 1, 0, 0, id, 'reduced-motion', '', 'learner', 1 from person where given_name = 'Luz'");
	static const char *const pages[] = {"/account", "/help", "/accessibility", "/nothing"};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		rp = web_get(w, pages[i]);
		assert_true(web_has(w, &rp, " data-size=\"3\""));
		assert_true(web_has(w, &rp, " data-motion=\"reduce\""));
	}
	/* and nobody else's */
	web_sign_in(w, web_person(w, "Bo", "Elm", "student"));
	rp = web_get(w, "/account");
	assert_false(web_has(w, &rp, "data-size"));
}

static void memory_ends_the_request_not_the_server(void **unused)
{
	(void)unused;
	struct pair headers[] = {{S("Host"), S("127.0.0.1")}};
	struct wire wire = {.method = S("GET"), .target = S("/help"), .headers = headers, .n_headers = 1, .address = S("127.0.0.1")};
	int failed = 0;
	for (unsigned n = 1; n < 400; n++) {
		struct arena *a = arena_new(0);
		struct reply rp;
		arena_fail_after(a, n);
		web_handle(w->app, a, &wire, &rp);
		if (rp.status == 200) {
			arena_free(a);
			break;
		}
		assert_int_equal(rp.status, 503);
		failed++;
		arena_free(a);
	}
	assert_true(failed > 3);
	assert_int_equal(web_get(w, "/help").status, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("the table of requests and replies", table, start, stop),
		TEST_WITH("every reply carries its guards", every_reply_guards_itself, start, stop),
		TEST_WITH("cookies of HTTPS are bound to the host", cookies_of_https_are_bound_to_the_host, start, stop),
		TEST_WITH("what is accepted compressed is sent compressed; files have names that never change", compression, start, stop),
		TEST_WITH("the same form twice is one deed", the_same_form_twice_is_once, start, stop),
		TEST_WITH("a form sent again gets its first answer, also from a server started anew [R414]", the_first_answer_outlives_the_server, start, stop),
		TEST_WITH("a form sent again whose first answer was lost is told that it was saved", a_repetition_without_the_first_answer_is_told, start, stop),
		TEST_WITH("answers to forms are kept a week, keys a month", answers_and_keys_go_in_time, start, stop),
		TEST_WITH("changes leave a row in the security log", changes_are_logged, start, stop),
		TEST_WITH("a flood of one account waits, its neighbours do not", a_flood_waits, start, stop),
		TEST_WITH("a database that is busy: 503 with Retry-After, nothing kept, and the same deed later is kept once", busy_is_said_and_tried_again, start, stop),
		TEST_WITH("bodies are bounded before they are read", bodies_are_bounded_before_they_are_read, start, stop),
		TEST_WITH("a proxy is believed when it is named, and nobody else", behind_a_proxy, start, stop),
		TEST_WITH("a need set once follows the learner to every page", needs_follow_on_every_page, start, stop),
		TEST_WITH("when memory ends the request ends, not the server", memory_ends_the_request_not_the_server, start, stop),
	};
	return cmocka_run_group_tests_name("http", tests, NULL, NULL);
}
