#include "support/web.h"
#include "support/pg.h"
#include "support/ready.h"
#include "school/account/account.h"
#include "school/account/session.h"
#include "support/test.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#define HOLD(code, e) do { if ((code) != OK) fail_msg("%s", (e)->text); } while (0)

static enum code org_fn(struct db *db, void *arg, struct err *e)
{
	struct web_test *w = arg;
	w->org = id_new();
	return db_exec(db, e, "insert into org (id, district, version, created_at, updated_at, name, kind) values (?1, ?2, 1, 0, 0, 'Birch School', 'school')",
	               "bd", w->org);
}

static enum code sample_fn(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return store_meta_set(db, "sample", S("1"), e);
}

struct web_test *web_open(bool sample)
{
	static char target[400];
	const char *wanted = getenv("TRELLIS_TEST_DATABASE");
	if (wanted != NULL && strcmp(wanted, "postgres") == 0) {
		if (!pg_school(target, sizeof target))
			fail_msg("TRELLIS_TEST_DATABASE asks for PostgreSQL, and no server of it could be started here.");
		return web_open_at(target, sample);
	}
	return web_open_at(":memory:", sample);
}

struct web_test *web_open_at(const char *target, bool sample)
{
	struct err e = {0};
	struct arena *a = arena_new(0);
	assert_non_null(a);
	struct web_test *w = NEW(a, struct web_test);
	w->a = a;
	w->address = "127.0.0.1";
	snprintf(w->files, sizeof w->files, "/tmp/trellis-files-XXXXXX");
	assert_non_null(mkdtemp(w->files));
	char own[80];
	if (strcmp(target, ":memory:") == 0) { /* beside the files, and it goes with them */
		snprintf(own, sizeof own, "%s.db", w->files);
		ready_school(own);
		target = own;
	}
	HOLD(store_open(target, &(struct store_options){.create = true, .test_no_sync = true}, &w->store, &e), &e);
	HOLD(store_migrate(w->store, MIGRATIONS, MIGRATION_COUNT, &e), &e);
	HOLD(store_write(w->store, org_fn, w, &e), &e);
	if (sample)
		HOLD(store_write(w->store, sample_fn, w, &e), &e);
	HOLD(app_open(w->store, &(struct app_options){.public_url = "https://birch.example", .files_folder = w->files}, &w->app, &e), &e);
	return w;
}

void web_close(struct web_test *w)
{
	char command[400];
	app_close(w->app);
	store_close(w->store);
	snprintf(command, sizeof command, "rm -rf '%s' '%s.db' '%s.db-wal' '%s.db-shm'", w->files, w->files, w->files, w->files);
	if (system(command))
		print_error("%s stays\n", w->files);
	arena_free(w->a);
}

struct str web_reply_header(const struct reply *rp, const char *name)
{
	for (size_t i = 0; i < rp->n_headers; i++)
		if (str_ieqz(rp->headers[i].name, name))
			return rp->headers[i].value;
	return (struct str){"", 0};
}

struct str web_body(struct web_test *w, const struct reply *rp)
{
	struct str body = rp->bytes.n ? rp->bytes : buf_done(&rp->body);
	if (!str_eqz(web_reply_header(rp, "content-encoding"), "gzip"))
		return body;
	size_t cap = body.n * 40 + 1024;
	unsigned char *out = arena_alloc(w->a, cap);
	z_stream z = {.next_in = (unsigned char *)(uintptr_t)body.p, .avail_in = (unsigned)body.n, .next_out = out, .avail_out = (unsigned)cap};
	assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	size_t n = z.total_out;
	inflateEnd(&z);
	return (struct str){(char *)out, n};
}

bool web_has(struct web_test *w, const struct reply *rp, const char *text)
{
	size_t at;
	return str_find(web_body(w, rp), str_z(text), &at);
}

static void keep_cookie(struct web_test *w, struct str header)
{
	struct str pair = str_cut(&header, ';'), name = str_cut(&pair, '=');
	size_t at, i = 0;
	while (i < w->n_cookies && !str_eq(w->cookies[i].name, name))
		i++;
	if (str_find(header, S("Max-Age=0"), &at)) {
		if (i < w->n_cookies)
			w->cookies[i] = w->cookies[--w->n_cookies];
		return;
	}
	assert_true(i < 16);
	w->cookies[i] = (struct pair){str_dup(w->a, name), str_dup(w->a, pair)};
	if (i == w->n_cookies)
		w->n_cookies++;
}

static void keep_token(struct web_test *w, const struct reply *rp)
{
	struct str body = web_body(w, rp), mark = S("name=\"csrf\" ");
	size_t at;
	if (!str_find(body, mark, &at))
		return;
	body.p += at;
	body.n -= at;
	(void)str_cut(&body, '"'), (void)str_cut(&body, '"'), (void)str_cut(&body, '"');
	w->csrf = str_dup(w->a, str_cut(&body, '"'));
}

struct reply web_raw(struct web_test *w, const char *method, const char *target, const char *type, struct str body)
{
	struct pair headers[32];
	struct wire wire = {.method = str_z(method), .target = str_z(target), .headers = headers, .body = body, .address = str_z(w->address),
	                    .https = w->https, .loopback = !w->https};
	struct buf cookie = buf_new(w->a, 1 << 16);
	struct reply rp;
	bool has_host = false;
	for (size_t i = 0; i < w->n_extra; i++)
		has_host = has_host || str_ieqz(w->extra[i].name, "host");
	if (!has_host)
		headers[wire.n_headers++] = (struct pair){S("Host"), S("127.0.0.1:8080")};
	if (type)
		headers[wire.n_headers++] = (struct pair){S("Content-Type"), str_z(type)};
	if (body.n)
		headers[wire.n_headers++] = (struct pair){S("Content-Length"), str_fmt(w->a, "%zu", body.n)};
	for (size_t i = 0; i < w->n_cookies; i++)
		buf_fmt(&cookie, "%s%.*s=%.*s", i ? "; " : "", S_ARG(w->cookies[i].name), S_ARG(w->cookies[i].value));
	if (cookie.n)
		headers[wire.n_headers++] = (struct pair){S("Cookie"), buf_done(&cookie)};
	for (size_t i = 0; i < w->n_extra; i++)
		headers[wire.n_headers++] = w->extra[i];
	w->n_extra = 0;
	web_handle(w->app, w->a, &wire, &rp);
	for (size_t i = 0; i < rp.n_headers; i++)
		if (str_ieqz(rp.headers[i].name, "set-cookie"))
			keep_cookie(w, rp.headers[i].value);
	keep_token(w, &rp);
	return rp;
}

void web_header(struct web_test *w, const char *name, const char *value)
{
	w->extra[w->n_extra++] = (struct pair){str_z(name), str_z(value)};
}

struct reply web_get(struct web_test *w, const char *target)
{
	return web_raw(w, "GET", target, NULL, S(""));
}

struct reply web_post(struct web_test *w, const char *target, const char *form)
{
	char key[ID_TEXT];
	int64_t now = clock_now();
	if (w->page_age)
		clock_set(now - w->page_age);
	struct id made = id_new();
	if (w->page_age)
		clock_set(now);
	struct str body = str_fmt(w->a, "csrf=%.*s&_key=%s%s%s", S_ARG(w->csrf), id_text(made, key), *form ? "&" : "", form);
	return web_raw(w, "POST", target, "application/x-www-form-urlencoded", body);
}

struct person_made {
	struct web_test *w;
	const char *given, *family, *role;
	struct id id;
};

static enum code person_fn(struct db *db, void *arg, struct err *e)
{
	struct person_made *p = arg;
	p->id = id_new();
	enum code c = db_exec(db, e,
	                      "insert into person (id, district, version, created_at, updated_at, given_name, family_name, language, active)"
	                      " values (?1, ?2, 1, 0, 0, ?3, ?4, 'en', 1)",
	                      "bdzz", p->id, p->given, p->family);
	if (!c && p->role)
		c = db_exec(db, e, "insert into role (id, district, version, created_at, updated_at, person, org, role) values (?1, ?2, 1, 0, 0, ?3, ?4, ?5)",
		            "bdbbz", id_new(), p->id, p->w->org, p->role);
	return c;
}

struct id web_person(struct web_test *w, const char *given, const char *family, const char *role)
{
	struct err e = {0};
	struct person_made p = {w, given, family, role, ID_NIL};
	HOLD(store_write(w->store, person_fn, &p, &e), &e);
	return p.id;
}

struct account_made {
	struct web_test *w;
	struct id person, id;
	const char *login, *hash;
};

static enum code account_fn(struct db *db, void *arg, struct err *e)
{
	struct account_made *m = arg;
	struct viewer v = {.hats = REL_SYSTEM};
	enum code c = account_make(db, m->w->a, &v, m->person, str_z(m->login), &m->id, e);
	if (!c && m->hash)
		c = account_password_set(db, &v, m->id, m->hash, e);
	return c ? c : account_open(db, m->id, e);
}

struct id web_account(struct web_test *w, struct id person, const char *login, const char *password)
{
	struct err e = {0};
	char hash[PASSWORD_HASH];
	struct account_made m = {.w = w, .person = person, .login = login, .hash = password ? hash : NULL};
	if (password)
		HOLD(password_hash(w->a, str_z(password), hash, &e), &e);
	HOLD(store_write(w->store, account_fn, &m, &e), &e);
	app_site_changed(w->app);
	return m.id;
}

struct signed_in {
	struct web_test *w;
	struct id person;
	char token[TOKEN_TEXT];
};

static enum code sign_in_fn(struct db *db, void *arg, struct err *e)
{
	struct signed_in *s = arg;
	struct account who;
	struct id session;
	enum code c = account_of_person(db, s->w->a, s->person, &who, e);
	if (c)
		return c;
	struct session_new n = {.account = who.id, .person = who.person, .stage = STAGE_FULL, .hours = 12, .agent = S("test")};
	return session_make(db, &n, s->token, &session, e);
}

void web_sign_in(struct web_test *w, struct id person)
{
	struct err e = {0};
	struct signed_in s = {.w = w, .person = person};
	struct id account;
	struct account who;
	struct db *db;
	HOLD(store_read(w->store, &db, &e), &e);
	enum code c = account_of_person(db, w->a, person, &who, &e);
	store_read_end(db);
	account = who.id;
	if (c == E_NOTFOUND)
		account = web_account(w, person, "", NULL);
	(void)account;
	HOLD(store_write(w->store, sign_in_fn, &s, &e), &e);
	web_forget(w);
	keep_cookie(w, str_fmt(w->a, "%strellis=%s; Path=/", w->https ? "__Host-" : "", s.token));
	/* any page gives the token */
	(void)web_get(w, "/account");
}

void web_forget(struct web_test *w)
{
	w->n_cookies = 0;
	w->csrf = S("");
}

static enum code sql_fn(struct db *db, void *arg, struct err *e)
{
	struct val none = {0};
	return db_exec_vals(db, e, arg, &none, 0);
}

void web_sql(struct web_test *w, const char *sql)
{
	struct err e = {0};
	HOLD(store_write(w->store, sql_fn, (void *)(uintptr_t)sql, &e), &e);
	app_site_changed(w->app);
}

int64_t web_count(struct web_test *w, const char *sql)
{
	struct err e = {0};
	struct db *db;
	struct rows *r;
	int64_t n = 0;
	HOLD(store_read(w->store, &db, &e), &e);
	HOLD(db_query_vals(db, &e, &r, sql, NULL, 0), &e);
	if (rows_next(r, &e) == 1)
		n = rows_i(r, 0);
	rows_end(r);
	store_read_end(db);
	return n;
}

struct made { struct web_test *w; const char *type; const struct input *in; size_t n; struct id id; };

static enum code made_fn(struct db *db, void *arg, struct err *e)
{
	struct made *m = arg;
	struct viewer v = {.hats = REL_SYSTEM};
	return record_create(db, m->w->a, &v, record_type_find(str_z(m->type)), ID_NIL, m->in, m->n, &m->id, NULL, e);
}

struct id web_make(struct web_test *w, const char *type, const struct input *in, size_t n)
{
	struct err e = {0};
	struct made m = {w, type, in, n, ID_NIL};
	if (store_write(w->store, made_fn, &m, &e))
		fail_msg("%s: %s", type, e.text);
	return m.id;
}
