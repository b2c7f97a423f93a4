/* Every route there is, as nobody, as somebody without relation, and with a card: each refuses what it should. */
#include "support/proof.h"
#include "support/test.h"
#include "support/web.h"
#include "web/router.h"

#include <stdio.h>
#include <string.h>

static struct web_test *w;
static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	return 0;
}
static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

static const char *method_of(const struct route *r)
{
	return r->method == GET ? "GET" : r->method == POST ? "POST" : r->method == PUT ? "PUT" : r->method == PATCH ? "PATCH" : "DELETE";
}

/* The path with every {name} filled: ids for learner and class, else a word. */
static const char *filled(const struct route *r, struct id learner, struct id class_id)
{
	struct buf b = buf_new(w->a, 2000);
	char text[ID_TEXT];
	struct str path = str_z(r->path);
	while (path.n) {
		struct str plain = str_cut(&path, '{');
		buf_str(&b, plain);
		if (!path.n && r->path[strlen(r->path) - 1] != '}')
			break;
		struct str name = str_cut(&path, '}');
		if (!name.n)
			break;
		buf_z(&b, str_eqz(name, "class") ? id_text(class_id, text) : id_text(learner, text));
	}
	return str_dupz(w->a, buf_done(&b));
}

static int ask(const struct route *r, const char *path)
{
	if (r->method == GET)
		return web_get(w, path).status;
	if (r->method == POST && !(r->flags & RT_API))
		return web_post(w, path, "").status;
	web_header(w, "X-CSRF-Token", str_dupz(w->a, w->csrf));
	return web_raw(w, method_of(r), path, "application/json", S("{}")).status;
}

static void every_route_says_who(void **unused)
{
	size_t n = 0;
	(void)unused;
	for (const struct route *r; (r = router_at(w->app->router, n)); n++) {
		if (r->need == 0)
			fail_msg("%s has no need", r->path);
		if (!r->title || !*r->title)
			fail_msg("%s has no title", r->path);
		if (r->method != GET && r->flags & RT_OFFLINE)
			fail_msg("%s is kept offline and changes something", r->path);
		if (r->flags & RT_PROTECTED && r->need & (REL_PUBLIC | REL_SIGNED_IN))
			fail_msg("%s shows protected fields to anybody", r->path);
	}
	assert_true(n > 30);
	proof("in", "%zu routes: every one says who may use it", n);
}

static void nobody_gets_nothing(void **unused)
{
	size_t asked = 0;
	(void)unused;
	for (size_t i = 0; router_at(w->app->router, i); i++) {
		const struct route *r = router_at(w->app->router, i);
		web_forget(w);
		w->address = str_fmt(w->a, "198.51.100.%zu", i % 250).p;
		int status = ask(r, filled(r, id_new(), id_new()));
		if (r->flags & RT_SAMPLE_ONLY) {
			if (status != 404)
				fail_msg("%s %s answers %d outside of a sample school", method_of(r), r->path, status);
			continue;
		}
		if (status >= 500)
			fail_msg("%s %s as nobody: %d", method_of(r), r->path, status);
		if (r->need & REL_PUBLIC)
			continue;
		if (status != 303 && status != 401 && status != 403)
			fail_msg("%s %s as nobody: %d", method_of(r), r->path, status);
		asked++;
	}
	assert_true(asked > 10);
}

/* Somebody of the house without any relation to this learner or class, and without hats but those that no route gives
 * everything to. */
static void strangers_get_nothing(void **unused)
{
	struct id stranger = web_person(w, "Str", "Anger", "guardian"), learner = web_person(w, "Some", "Body", "student");
	(void)unused;
	size_t asked = 0;
	web_account(w, stranger, "stranger", NULL);
	for (size_t i = 0; router_at(w->app->router, i); i++) {
		const struct route *r = router_at(w->app->router, i);
		bool about = strstr(r->path, "{learner}") || strstr(r->path, "{class}");
		if (r->need & (REL_PUBLIC | REL_SIGNED_IN) || (!about && r->need & REL_FAMILY))
			continue;
		if (asked++ % 40 == 0)
			web_sign_in(w, stranger);
		w->address = str_fmt(w->a, "198.51.100.%zu", i % 250).p;
		int status = ask(r, filled(r, learner, id_new()));
		if (status == 429) {
			web_sign_in(w, stranger);
			continue;
		}
		if (status != 403 && status != 404)
			fail_msg("%s %s as a stranger: %d", method_of(r), r->path, status);
	}
}

/* What a stranger may not see looks the same as what is not there. */
static void nothing_tells_who_exists(void **unused)
{
	struct id stranger = web_person(w, "Str", "Anger", "guardian"), learner = web_person(w, "Some", "Body", "student");
	(void)unused;
	web_sign_in(w, stranger);
	for (size_t i = 0, seen = 0; router_at(w->app->router, i) && seen < 20; i++) {
		const struct route *r = router_at(w->app->router, i);
		if (r->method != GET || !strstr(r->path, "{learner}"))
			continue;
		seen++;
		struct reply real = web_get(w, filled(r, learner, id_new())), none = web_get(w, filled(r, id_new(), id_new()));
		assert_int_equal(real.status, none.status);
		assert_true(real.body.n > 0);
	}
}

static const struct route twice[] = {{GET, "/a/{x}", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, 0}, {GET, "/a/{y}", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, 0}, {0}};
static const struct route open_one[] = {{GET, "/a", (handler *)(void *)1, 0, 0, 0, RATE_PAGE, 0, 0}, {0}};
static const struct route no_fn[] = {{GET, "/a", NULL, 1, 0, 0, RATE_PAGE, 0, 0}, {0}};
static const struct route after_rest[] = {{GET, "/a/{x*}/b", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, 0}, {0}};
static const struct route half[] = {{GET, "/a/x{y}", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, 0}, {0}};
static const struct route change_by_get[] = {{GET, "/a", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, "changed", 0}, {0}};
static const struct route many[] = {
	{GET, "/a/b", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, "ab"}, {GET, "/a/{x}", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, "ax"},
	{POST, "/a/{y}", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, "post"}, {GET, "/a/{x}/c", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, "axc"},
	{GET, "/a/b/d", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, "abd"}, {GET, "/f/{rest*}", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, "rest"},
	{GET, "/", (handler *)(void *)1, 1, 0, 0, RATE_PAGE, 0, "root"}, {0}};

static void tables_that_do_not_start(void **unused)
{
	static const struct { const struct route *t; const char *words; } bad[] = {{twice, "Two routes fit"}, {open_one, "who may use it"},
		{no_fn, "lacks"}, {after_rest, "follows"}, {half, "half a name"}, {change_by_get, "by GET"}};
	(void)unused;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct route *tables[] = {bad[i].t, NULL};
		struct router *r;
		struct err e = {0};
		assert_int_equal(router_new(w->a, tables, &r, &e), E_BUG);
		assert_non_null(strstr(e.text, bad[i].words));
	}
}

static void words_go_before_names(void **unused)
{
	static const struct { const char *path; enum method m; const char *title; unsigned methods; } rows_[] = {
		{"a/b", GET, "ab", 0}, {"a/x", GET, "ax", 0}, {"a/b/c", GET, "axc", 0}, {"a/b/d", GET, "abd", 0}, {"a/b", POST, "post", 0},
		{"a/x/d", GET, NULL, 0}, {"f/x/y", GET, "rest", 0}, {"f", GET, NULL, 0}, {"", GET, "root", 0}, {"a/x", PUT, NULL, GET | POST}};
	const struct route *tables[] = {many, NULL};
	struct router *r;
	struct err e = {0};
	(void)unused;
	assert_int_equal(router_new(w->a, tables, &r, &e), OK);
	for (size_t i = 0; i < sizeof rows_ / sizeof *rows_; i++) {
		struct str segments[8], path = str_z(rows_[i].path);
		size_t n = 0;
		struct match m;
		while (path.n)
			segments[n++] = str_cut(&path, '/');
		router_match(r, w->a, rows_[i].m, segments, n, &m);
		assert_string_equal(m.route ? m.route->title : "none", rows_[i].title ? rows_[i].title : "none");
		if (rows_[i].methods)
			assert_int_equal(m.methods, rows_[i].methods);
		if (m.route && !strcmp(m.route->title, "rest"))
			assert_true(str_eqz(m.params[0].value, "x/y"));
		if (m.route && !strcmp(m.route->title, "axc"))
			assert_true(str_eqz(m.params[0].value, "b") && str_eqz(m.params[0].name, "x"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("every route says who may use it and what it is called", every_route_says_who, start, stop),
		TEST_WITH("nobody is sent to sign in or refused on every route that is not for everybody", nobody_gets_nothing, start, stop),
		TEST_WITH("a stranger is refused on every route about a learner, a class or the house", strangers_get_nothing, start, stop),
		TEST_WITH("what one may not see looks like what is not there", nothing_tells_who_exists, start, stop),
		TEST_WITH("tables of routes that contradict themselves do not start", tables_that_do_not_start, start, stop),
		TEST_WITH("written words go before names, and names before the rest", words_go_before_names, start, stop),
	};
	return cmocka_run_group_tests_name("routes", tests, NULL, NULL);
}
