/* A whole request: line, headers, body, through the gate into every page and form, by a teacher who is signed in or by nobody.
 * Whatever it is, it is answered with a status that is no fault of the program, and with headers of one line each. */
#include "base/log.h"
#include "school/account/account.h"
#include "school/account/session.h"
#include "web/app.h"
#include "web/limit.h"
#include "web/server.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct store *store;
static struct app *app;
static struct arena *kept;
static char token[TOKEN_TEXT], csrf[CSRF_TEXT];

static enum code people(struct db *db, void *arg, struct err *e)
{
	struct id org = id_new(), person = id_new(), account = ID_NIL, session;
	struct viewer v = {.hats = REL_SYSTEM};
	(void)arg;
	enum code c = db_exec(db, e, "insert into org (id, district, version, created_at, updated_at, name, kind) values (?1, ?2, 1, 0, 0, 'Birch', 'school')", "bd", org);
	if (!c)
		c = db_exec(db, e, "insert into person (id, district, version, created_at, updated_at, given_name, family_name, language, active) values (?1, ?2, 1, 0, 0, 'Tea', 'Cher', 'en', 1)", "bd", person);
	if (!c)
		c = db_exec(db, e, "insert into role (id, district, version, created_at, updated_at, person, org, role) values (?1, ?2, 1, 0, 0, ?3, ?4, 'principal')", "bdbb", id_new(), person, org);
	if (!c)
		c = account_make(db, kept, &v, person, S("tea"), &account, e);
	if (!c)
		c = account_open(db, account, e);
	struct session_new n = {.account = account, .person = person, .stage = STAGE_FULL, .hours = 12, .agent = S("fuzz")};
	return c ? c : session_make(db, &n, token, &session, e);
}

static void begin(void)
{
	struct err e = {0};
	struct db *db;
	struct session s;
	kept = arena_new(0);
	if (!kept || sodium_init() < 0 || store_open(":memory:", &(struct store_options){.create = true, .test_no_sync = true}, &store, &e) ||
	    store_migrate(store, MIGRATIONS, MIGRATION_COUNT, &e) || store_write(store, people, NULL, &e) ||
	    app_open(store, &(struct app_options){.public_url = "https://birch.example"}, &app, &e) || store_read(store, &db, &e) ||
	    session_find(db, kept, str_z(token), clock_now(), 60, &s, &e)) {
		fprintf(stderr, "%s\n", e.text);
		abort();
	}
	store_read_end(db);
	csrf_text(&s, csrf);
	log_level_set((enum log_level)(LOG_ERROR + 1)); /* the log, and nothing else: a fuzzer speaks there too */
}

static struct str line_of(struct str *rest)
{
	struct str line = str_cut(rest, '\n');
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!store)
		begin();
	struct arena *a = arena_new((size_t)256 << 20);
	if (!a)
		return 0;
	struct str rest = {(const char *)data, size}, line = line_of(&rest), method = str_cut(&line, ' ');
	struct pair headers[24];
	struct reply rp;
	struct wire w = {.method = method, .target = line, .headers = headers, .address = S("127.0.0.1"), .loopback = true};
	headers[w.n_headers++] = (struct pair){S("Host"), S("127.0.0.1")};
	while (w.n_headers < 20 && rest.n) {
		struct str value = line_of(&rest), name = str_cut(&value, ':');
		if (!name.n)
			break;
		value = str_trim(value);
		/* the one that is signed in sends the token, as the page's form would */
		if (str_eqz(name, "in"))
			headers[w.n_headers++] = (struct pair){S("Cookie"), str_fmt(a, "trellis=%s", token)}, headers[w.n_headers++] = (struct pair){S("X-CSRF-Token"), str_z(csrf)};
		else if (!memchr(value.p ? value.p : "", 0, value.n))
			headers[w.n_headers++] = (struct pair){name, value};
	}
	w.body = rest;
	limits_free(app->limits); /* a walk is no flood */
	app->limits = limits_new(64);
	web_handle(app, a, &w, &rp);
	if (rp.status < 200 || rp.status > 599 || rp.status == 500)
		abort();
	for (size_t i = 0; i < rp.n_headers; i++)
		for (size_t k = 0; k < rp.headers[i].value.n; k++)
			if ((unsigned char)rp.headers[i].value.p[k] < ' ')
				abort();
	arena_free(a);
	return 0;
}
