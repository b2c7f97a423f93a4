/* The store's laws, held against each database alike. */
#include "store/piece.h"

#include "support/pg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <fcntl.h>
#include <float.h>
#include <math.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where the database under test is; each test gets an empty one. */
struct place {
	char target[300];
	char folder[200];
};

#define must(code) must_((code), &e, __FILE__, __LINE__)
static void must_(enum code code, const struct err *e, const char *file, int line)
{
	if (code == OK)
		return;
	print_error("%s (%s)\n", e->text, code_name(code));
	_fail(file, line);
}

static const struct migration FIRST[] = {
	{1, "things",
	 "create table thing (\n"
	 "  id blob primary key,\n"
	 "  district blob not null,\n"
	 "  name text,\n"
	 "  n integer,\n"
	 "  share real,\n"
	 "  data blob\n"
	 ") strict;\n"
	 "create table part (\n"
	 "  id blob primary key,\n"
	 "  district blob not null,\n"
	 "  thing blob not null references thing (id),\n"
	 "  n integer not null check (n >= 0)\n"
	 ") strict;\n"
	 "create unique index part_n on part (thing, n);\n"},
};

static struct store *opened(struct place *p, struct store_options o)
{
	struct err e = {0};
	struct store *s = NULL;

	o.create = true;
	o.test_no_sync = true;
	must(store_open(p->target, &o, &s, &e));
	must(store_migrate(s, FIRST, 1, &e));
	return s;
}

/* ---- helpers that write ---- */

struct put {
	struct id id;
	const char *name;
	int64_t n;
	enum code end; /* what fn returns after the row is in */
};

static enum code put_thing(struct db *db, void *arg, struct err *e)
{
	struct put *p = arg;
	enum code code = db_exec(db, e, "insert into thing (id, district, name, n) values (?1, ?2, ?3, ?4)", "bdzi", p->id, p->name, p->n);

	if (code == OK && p->end != OK)
		return err_set(e, p->end, "as asked");
	return code;
}

static void put(struct store *s, const char *name, int64_t n)
{
	struct put p = {.id = id_new(), .name = name, .n = n};
	struct err e = {0};

	must(store_write(s, put_thing, &p, &e));
}

static int64_t count(struct store *s)
{
	struct err e = {0};
	struct db *db;
	int64_t n = -1;

	must(store_read(s, &db, &e));
	must(db_int(db, &e, &n, "select count(*) from thing where district = ?1", "d"));
	store_read_end(db);
	return n;
}

/* ---- types ---- */

struct sample {
	struct id id;
	struct str name, data;
	int64_t n;
	double share;
};

static enum code put_sample(struct db *db, void *arg, struct err *e)
{
	const struct sample *x = arg;

	return db_exec(db, e, "insert into thing (id, district, name, n, share, data) values (?1, ?2, ?3, ?4, ?5, ?6)", "bdtirB",
	               x->id, x->name, x->n, x->share, x->data);
}

static void round_trip(struct store *s, struct sample x)
{
	struct err e = {0};
	struct db *db;
	struct rows *r;
	int got;

	x.id = id_new();
	must(store_write(s, put_sample, &x, &e));
	must(store_read(s, &db, &e));
	must(db_query(db, &e, &r, "select id, name, n, share, data, district from thing where id = ?1", "b", x.id));
	got = rows_next(r, &e);
	assert_int_equal(got, 1);
	assert_int_equal(rows_cols(r), 6);
	assert_true(id_eq(rows_id(r, 0), x.id));
	assert_true(str_eq(rows_t(r, 1), x.name));
	assert_true(rows_i(r, 2) == x.n);
	assert_true(rows_r(r, 3) == x.share);
	assert_true(str_eq(rows_t(r, 4), x.data));
	assert_true(id_eq(rows_id(r, 5), store_district(s)));
	assert_false(rows_null(r, 1));
	assert_false(rows_null(r, 4));
	got = rows_next(r, &e);
	assert_int_equal(got, 0);
	store_read_end(db);
}

static void test_types(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	static const unsigned char bytes[] = {0, 1, 255, '\\', '\'', 0, 0x80};
	struct str data = {(const char *)bytes, sizeof bytes};
	static const double reals[] = {0.0, 0.1, -1.5, DBL_MAX, -DBL_MAX, DBL_MIN, 5e-324, 1e15, 9007199254740993.0, M_PI};
	static const int64_t ints[] = {0, -1, INT64_MAX, INT64_MIN, INT64_C(4294967296)};
	size_t i, big = 3000000;
	char *text = malloc(big);

	for (i = 0; i < sizeof reals / sizeof reals[0]; i++)
		round_trip(s, (struct sample){.name = S("a"), .data = data, .share = reals[i]});
	for (i = 0; i < sizeof ints / sizeof ints[0]; i++)
		round_trip(s, (struct sample){.name = S("a"), .data = data, .n = ints[i]});
	round_trip(s, (struct sample){.name = S(""), .data = S("")});
	round_trip(s, (struct sample){.name = S("Ünïcode 学校 مدرسة 🙂 'quoted' ?1 $1 \\ \" -- ;"), .data = data});
	memset(text, 'x', big);
	round_trip(s, (struct sample){.name = {text, big}, .data = {text, big}});
	free(text);
	store_close(s);
}

static enum code put_raw(struct db *db, void *arg, struct err *e)
{
	const struct val *v = arg;

	return db_exec_vals(db, e, "insert into thing (id, district, name, share) values (?1, ?2, ?3, ?4)", v, 4);
}

static void test_refused_values(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct err e = {0};
	struct val v[4] = {{.type = 'b', .as.b = id_new()}, {.type = 'b', .as.b = store_district(s)}, {.type = 't', .as.t = S("a")},
	                   {.type = 'r', .as.r = 1}};
	enum code code;

	v[2].as.t = S("nul \0 inside");
	code = store_write(s, put_raw, v, &e);
	assert_int_equal(code, E_INPUT);
	v[2].as.t = S("\xff\xfe");
	code = store_write(s, put_raw, v, &e);
	assert_int_equal(code, E_INPUT);
	v[2].as.t = S("fine");
	v[3].as.r = NAN;
	code = store_write(s, put_raw, v, &e);
	assert_int_equal(code, E_INPUT);
	v[3].as.r = INFINITY;
	code = store_write(s, put_raw, v, &e);
	assert_int_equal(code, E_INPUT);
	assert_int_equal(count(s), 0);
	v[3].as.r = 0.5;
	must(store_write(s, put_raw, v, &e));
	/* The same key again. */
	code = store_write(s, put_raw, v, &e);
	assert_int_equal(code, E_CONFLICT);
	assert_true(strlen(e.text) > 10);
	assert_int_equal(count(s), 1);
	store_close(s);
}

static void test_nulls(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct err e = {0};
	struct val v[4] = {{.type = 'b', .as.b = id_new()}, {.type = 'b', .as.b = store_district(s)}, {.type = 'n'}, {.type = 'n'}};
	struct db *db;
	struct rows *r;
	int64_t n;
	int got;

	must(store_write(s, put_raw, v, &e));
	must(store_read(s, &db, &e));
	must(db_query(db, &e, &r, "select name, share, id, data from thing", ""));
	got = rows_next(r, &e);
	assert_int_equal(got, 1);
	assert_true(rows_null(r, 0));
	assert_int_equal(rows_t(r, 0).n, 0);
	assert_true(rows_null(r, 1));
	assert_true(rows_r(r, 1) == 0);
	assert_true(rows_i(r, 1) == 0);
	assert_true(id_nil(rows_id(r, 3)));
	rows_end(r);
	/* Parameters whose type nothing but the letter tells. */
	must(db_int(db, &e, &n, "select count(*) from thing where ?1 is null or name = ?1", "z", NULL));
	assert_int_equal(n, 1);
	must(db_int(db, &e, &n, "select count(*) from thing where ?1 is null or name = ?1", "z", "a"));
	assert_int_equal(n, 0);
	must(db_int(db, &e, &n, "select count(*) from thing where ?1 is null or n = ?1", "n"));
	assert_int_equal(n, 1);
	must(db_int(db, &e, &n, "select count(*) from thing where ?1 is null or n = ?1", "i", (int64_t)3));
	assert_int_equal(n, 0);
	must(db_int(db, &e, &n, "select count(*) from thing where ?1 is null or thing.id = ?1", "b", ID_NIL));
	assert_int_equal(n, 1);
	must(db_int(db, &e, &n, "select ?1 + 1", "i", (int64_t)41));
	assert_int_equal(n, 42);
	must(db_int(db, &e, &n, "select count(*) from (select id from thing limit ?1) as t", "i", (int64_t)10));
	assert_int_equal(n, 1);
	must(db_int(db, &e, &n, "select sum(coalesce(n, ?1)) from thing", "i", (int64_t)7));
	assert_int_equal(n, 7);
	must(db_int(db, &e, &n, "select cast(?1 as integer) + length(substr(?2, cast(?3 as int), 2))", "rzi", 4.0, "hello", (int64_t)2));
	assert_int_equal(n, 6);
	must(db_int(db, &e, &n, "select case when x'00ff' = ?1 then 1 else 0 end", "B", ((struct str){"\0\xff", 2})));
	assert_int_equal(n, 1);
	store_read_end(db);
	store_close(s);
}

/* Sums, averages and counts come as other types on PostgreSQL; the getters make nothing of it. */
static void test_computed(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct err e = {0};
	struct db *db;
	struct rows *r;
	int got;

	put(s, "a", 1);
	put(s, "b", 2);
	put(s, "B", INT64_C(4000000000000));
	must(store_read(s, &db, &e));
	must(db_query(db, &e, &r, "select sum(n), avg(n), count(*), max(name), 7, 'x', 1.5, -sum(n), sum(n) * 0.001, min(name) from thing", ""));
	got = rows_next(r, &e);
	assert_int_equal(got, 1);
	assert_true(rows_i(r, 0) == INT64_C(4000000000003));
	assert_true(rows_r(r, 0) == 4000000000003.0);
	assert_true(fabs(rows_r(r, 1) - 4000000000003.0 / 3) < 0.01);
	assert_int_equal(rows_i(r, 2), 3);
	assert_true(str_eqz(rows_t(r, 3), "b")); /* by bytes: B before a */
	assert_int_equal(rows_i(r, 4), 7);
	assert_true(str_eqz(rows_t(r, 4), "7"));
	assert_true(str_eqz(rows_t(r, 5), "x"));
	assert_true(rows_r(r, 6) == 1.5);
	assert_true(rows_i(r, 7) == -INT64_C(4000000000003));
	assert_true(fabs(rows_r(r, 8) - 4000000000.003) < 1e-5);
	assert_true(str_eqz(rows_t(r, 9), "B"));
	assert_true(str_eqz(rows_t(r, 0), "4000000000003"));
	store_read_end(db);
	/* like tells upper from lower case on both */
	must(store_read(s, &db, &e));
	int64_t n;
	must(db_int(db, &e, &n, "select count(*) from thing where name like 'b%'", ""));
	assert_int_equal(n, 1);
	store_read_end(db);
	store_close(s);
}

/* ---- writing ---- */

static void test_undo(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct put p = {.id = id_new(), .name = "no", .end = E_DENIED};
	struct err e = {0};
	enum code code;

	code = store_write(s, put_thing, &p, &e);
	assert_int_equal(code, E_DENIED);
	assert_string_equal(e.text, "as asked");
	assert_int_equal(count(s), 0);
	put(s, "yes", 1);
	assert_int_equal(count(s), 1);
	store_close(s);
}

struct nest {
	struct put outer, inner;
	enum code inner_code;
	bool go_on;
};

static enum code nested(struct db *db, void *arg, struct err *e)
{
	struct nest *n = arg;
	struct err ignored = {0};
	enum code code = put_thing(db, &n->outer, e);

	if (code != OK)
		return code;
	n->inner_code = db_nested(db, put_thing, &n->inner, &ignored);
	return n->go_on ? OK : n->inner_code;
}

static void test_nested(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct err e = {0};
	struct nest n = {.outer = {.id = id_new(), .name = "outer"}, .inner = {.id = id_new(), .name = "inner"}, .go_on = true};
	enum code code;

	must(store_write(s, nested, &n, &e));
	assert_int_equal(n.inner_code, OK);
	assert_int_equal(count(s), 2);
	/* The inner one is undone by its own wish, then by a failing statement; the outer one stays. */
	n = (struct nest){.outer = {.id = id_new()}, .inner = {.id = id_new(), .end = E_DENIED}, .go_on = true};
	must(store_write(s, nested, &n, &e));
	assert_int_equal(n.inner_code, E_DENIED);
	assert_int_equal(count(s), 3);
	n.inner = (struct put){.id = n.outer.id};
	n.outer.id = id_new();
	must(store_write(s, nested, &n, &e));
	assert_int_equal(n.inner_code, E_CONFLICT);
	assert_int_equal(count(s), 4);
	n.inner.end = OK;
	n.outer.id = id_new();
	n.go_on = false;
	code = store_write(s, nested, &n, &e);
	assert_int_equal(code, E_CONFLICT);
	assert_int_equal(count(s), 4);
	store_close(s);
}

static enum code ignores_failure(struct db *db, void *arg, struct err *e)
{
	struct put *p = arg;
	enum code code = put_thing(db, p, e);

	assert_int_equal(code, OK);
	code = put_thing(db, p, e);
	assert_int_equal(code, E_CONFLICT);
	p->id = id_new();
	code = put_thing(db, p, e);
	assert_int_not_equal(code, OK);
	return OK;
}

/* After a failed statement nothing is kept, even when fn looks away. */
static void test_failure_cannot_be_ignored(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct put p = {.id = id_new(), .name = "a"};
	struct err e = {0};
	enum code code = store_write(s, ignores_failure, &p, &e);

	assert_int_equal(code, E_CONFLICT);
	assert_int_equal(count(s), 0);
	put(s, "next", 1);
	assert_int_equal(count(s), 1);
	store_close(s);
}

static enum code orphan(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return db_exec(db, e, "insert into part (id, district, thing, n) values (?1, ?2, ?3, 1)", "bdb", id_new(), id_new());
}

static enum code negative(struct db *db, void *arg, struct err *e)
{
	return db_exec(db, e, "insert into part (id, district, thing, n) values (?1, ?2, ?3, -1)", "bdb", id_new(), *(struct id *)arg);
}

static enum code touch(struct db *db, void *arg, struct err *e)
{
	enum code code = db_exec(db, e, "update thing set n = n + 1", "");

	*(int64_t *)arg = db_changes(db);
	return code;
}

static enum code change_tables(struct db *db, void *arg, struct err *e)
{
	return db_exec(db, e, arg, "");
}

static void test_rules(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct put p = {.id = id_new(), .name = "a"};
	struct err e = {0};
	enum code code;
	int64_t n = 0;

	must(store_write(s, put_thing, &p, &e));
	code = store_write(s, orphan, NULL, &e);
	assert_int_equal(code, E_INPUT);
	code = store_write(s, negative, &p.id, &e);
	assert_int_equal(code, E_INPUT);
	must(store_write(s, touch, &n, &e));
	assert_int_equal(n, 1);
	code = store_write(s, change_tables, (void *)(uintptr_t) "select nothing from nowhere", &e);
	assert_int_equal(code, E_BUG);
	must(store_check(s, &e));
	store_close(s);
}

static enum code writes_again(struct db *db, void *arg, struct err *e)
{
	struct put p = {.id = id_new()};

	(void)db;
	return store_write(arg, put_thing, &p, e);
}

static void test_no_write_in_write(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct err e = {0};
	enum code code = store_write(s, writes_again, s, &e);

	assert_int_equal(code, E_BUG);
	store_close(s);
}

static enum code eats_memory(struct db *db, void *arg, struct err *e)
{
	struct put p = {.id = id_new()};
	enum code code = put_thing(db, &p, e);

	if (code == OK)
		(void)!memset(arena_alloc(arg, 1000000), 1, 1000000);
	return code;
}

static void test_memory_ends(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct arena *a = arena_new(10000);
	struct err e = {0};
	jmp_buf here;
	enum code code;

	if (setjmp(here) != 0)
		fail_msg("the writer's thread jumped to the caller's stack");
	arena_catch(a, &here);
	code = store_write(s, eats_memory, a, &e);
	assert_int_equal(code, E_MEMORY);
	assert_int_equal(count(s), 0);
	put(s, "goes on", 1);
	assert_int_equal(count(s), 1);
	arena_free(a);
	store_close(s);
}

/* ---- many at once ---- */

#define THREADS 16
#define EACH 100

struct worker {
	struct store *s;
	pthread_t thread;
	int number, done, failed;
};

static enum code put_numbered(struct db *db, void *arg, struct err *e)
{
	struct put *p = arg;
	int64_t next;
	enum code code = db_int(db, e, &next, "select coalesce(max(n), 0) + 1 from thing", "");

	if (code == OK) {
		p->n = next;
		code = put_thing(db, p, e);
	}
	return code;
}

static void *work(void *arg)
{
	struct worker *w = arg;
	int64_t last = 0;
	int i;

	for (i = 0; i < EACH; i++) {
		/* Every seventh fails on purpose, amid the others' batches. */
		struct put p = {.id = id_new(), .name = "w", .end = i % 7 == 3 ? E_DENIED : OK};
		struct err e = {0};
		enum code code = store_write(w->s, put_numbered, &p, &e);

		if (code == OK && p.n > last)
			w->done++;
		else if (code == E_DENIED)
			w->failed++;
		if (code == OK)
			last = p.n;
	}
	return NULL;
}

/* Acknowledged writes are all there, each once, numbered without a gap: they ran one after another. */
static void test_group_commit(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct worker w[THREADS] = {0};
	struct err e = {0};
	struct db *db;
	int64_t n, kinds, low, high;
	int i, done = 0;

	for (i = 0; i < THREADS; i++) {
		w[i].s = s;
		assert_int_equal(pthread_create(&w[i].thread, NULL, work, &w[i]), 0);
	}
	for (i = 0; i < THREADS; i++) {
		pthread_join(w[i].thread, NULL);
		assert_int_equal(w[i].done + w[i].failed, EACH);
		done += w[i].done;
	}
	store_close(s);
	must(store_open(((struct place *)*state)->target, NULL, &s, &e));
	must(store_read(s, &db, &e));
	must(db_int(db, &e, &n, "select count(*) from thing", ""));
	must(db_int(db, &e, &kinds, "select count(distinct n) from thing", ""));
	must(db_int(db, &e, &low, "select min(n) from thing", ""));
	must(db_int(db, &e, &high, "select max(n) from thing", ""));
	store_read_end(db);
	assert_int_equal(n, done);
	assert_int_equal(kinds, done);
	assert_int_equal(low, 1);
	assert_int_equal(high, done);
	must(store_check(s, &e));
	store_close(s);
}

struct gate {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool inside, open;
};

static enum code waits(struct db *db, void *arg, struct err *e)
{
	struct gate *g = arg;

	(void)db;
	(void)e;
	pthread_mutex_lock(&g->lock);
	g->inside = true;
	pthread_cond_broadcast(&g->changed);
	while (!g->open)
		pthread_cond_wait(&g->changed, &g->lock);
	pthread_mutex_unlock(&g->lock);
	return OK;
}

struct call {
	struct store *s;
	store_fn *fn;
	void *arg;
	_Atomic(enum code) code;
	struct err e;
	pthread_t thread;
};

static void *call_write(void *arg)
{
	struct call *c = arg;

	c->code = store_write(c->s, c->fn, c->arg, &c->e);
	return NULL;
}

struct long_work {
	struct store *s;
	pthread_t thread;
	struct gate *g;
	struct err e;
	enum code code;
	bool saw;                  /* that somebody waits */
	int64_t there;             /* things that were there when it began */
};

/* Works until somebody waits, ten seconds at most. */
static enum code long_piece(struct db *db, void *arg, struct err *e)
{
	struct long_work *w = arg;
	struct put p = {.id = id_new(), .name = "piece"};
	int64_t until = clock_monotonic() + 10 * SECOND;
	enum code code = db_int(db, e, &w->there, "select count(*) from thing", "");

	pthread_mutex_lock(&w->g->lock);
	w->g->inside = true;
	pthread_cond_broadcast(&w->g->changed);
	pthread_mutex_unlock(&w->g->lock);
	while (!w->saw && clock_monotonic() < until) {
		w->saw = db_others_wait(db);
		usleep(1000);
	}
	return code == OK ? put_thing(db, &p, e) : code;
}

static void *work_long(void *arg)
{
	struct long_work *w = arg;

	w->code = store_write_piece(w->s, long_piece, w, &w->e);
	return NULL;
}

/* A piece sees who waits and ends; who came meanwhile is saved with it; a piece waits for those who are there. */
static void test_pieces(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct gate g = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
	struct long_work w = {.s = s, .g = &g};
	struct store_counts before, after;

	put(s, "before", 1);
	store_count(s, &before);
	assert_int_equal(pthread_create(&w.thread, NULL, work_long, &w), 0);
	pthread_mutex_lock(&g.lock);
	while (!g.inside)
		pthread_cond_wait(&g.changed, &g.lock);
	pthread_mutex_unlock(&g.lock);
	put(s, "beside", 2);
	pthread_join(w.thread, NULL);
	store_count(s, &after);
	assert_int_equal(w.code, OK);
	assert_true(w.saw);
	assert_int_equal(w.there, 1);
	assert_int_equal(count(s), 3);
	assert_int_equal(after.batches - before.batches, 1);
	assert_int_equal(after.writes - before.writes, 2);
	store_close(s);
}

static void test_full_queue(void **state)
{
	struct store *s = opened(*state, (struct store_options){.queue = 3});
	struct gate g = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
	struct call holder = {.s = s, .fn = waits, .arg = &g}, more[6];
	struct put p[6];
	int i, busy = 0, ok = 0;

	pthread_create(&holder.thread, NULL, call_write, &holder);
	pthread_mutex_lock(&g.lock);
	while (!g.inside)
		pthread_cond_wait(&g.changed, &g.lock);
	pthread_mutex_unlock(&g.lock);
	for (i = 0; i < 6; i++) {
		p[i] = (struct put){.id = id_new(), .name = "q"};
		more[i] = (struct call){.s = s, .fn = put_thing, .arg = &p[i]};
		pthread_create(&more[i].thread, NULL, call_write, &more[i]);
	}
	/* Three of the six find room; the other three come back at once, while the writer still stands. */
	for (i = 0; i < 400; i++) {
		usleep(10000);
		busy = 0;
		for (int k = 0; k < 6; k++)
			busy += more[k].code == E_BUSY;
		if (busy == 3)
			break;
	}
	assert_int_equal(busy, 3);
	pthread_mutex_lock(&g.lock);
	g.open = true;
	pthread_cond_broadcast(&g.changed);
	pthread_mutex_unlock(&g.lock);
	pthread_join(holder.thread, NULL);
	for (i = 0; i < 6; i++) {
		pthread_join(more[i].thread, NULL);
		ok += more[i].code == OK;
	}
	assert_int_equal(holder.code, OK);
	assert_int_equal(ok, 3);
	assert_int_equal(count(s), 3);
	store_close(s);
}

/* ---- reading ---- */

static void test_snapshot(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct err e = {0};
	struct db *db;
	int64_t n;

	put(s, "a", 1);
	must(store_read(s, &db, &e));
	must(db_int(db, &e, &n, "select count(*) from thing", ""));
	assert_int_equal(n, 1);
	put(s, "b", 2);
	must(db_int(db, &e, &n, "select count(*) from thing", ""));
	assert_int_equal(n, 1);
	store_read_end(db);
	must(store_read(s, &db, &e));
	must(db_int(db, &e, &n, "select count(*) from thing", ""));
	assert_int_equal(n, 2);
	store_read_end(db);
	store_close(s);
}

static void test_readers_cannot_write(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	static const char *const tries[] = {
		"insert into thing (id, district) values (x'01', x'02') returning id",
		"update thing set n = 1 returning n",
		"delete from thing returning id",
		"create table other (id blob) strict",
		"drop table thing",
	};
	struct err e = {0};
	struct rows *r;
	struct db *db;
	enum code code;
	size_t i;

	put(s, "a", 1);
	for (i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		must(store_read(s, &db, &e));
		code = db_exec(db, &e, tries[i], "");
		assert_int_equal(code, E_BUG);
		/* Even as a query, past the first wall. */
		code = db_query(db, &e, &r, tries[i], "");
		assert_int_not_equal(code, OK);
		store_read_end(db);
	}
	if (store_kind_of(s) == STORE_SQLITE) {
		static const char *const pragmas[] = {"attach 'x.db' as x", "pragma query_only = off", "pragma journal_mode = delete"};

		for (i = 0; i < sizeof pragmas / sizeof pragmas[0]; i++) {
			must(store_read(s, &db, &e));
			code = db_query(db, &e, &r, pragmas[i], "");
			assert_int_not_equal(code, OK);
			store_read_end(db);
			code = store_write(s, change_tables, (void *)(uintptr_t)pragmas[i], &e);
			assert_int_not_equal(code, OK);
		}
		/* Tables change in migrations alone. */
		code = store_write(s, change_tables, (void *)(uintptr_t) "drop table part", &e);
		assert_int_not_equal(code, OK);
	}
	assert_int_equal(count(s), 1);
	store_close(s);
}

static void test_pool(void **state)
{
	struct store *s = opened(*state, (struct store_options){.readers = 2, .borrow_ms = 200});
	struct err e = {0};
	struct db *a, *b, *c;
	enum code code;
	int64_t n, before;

	must(store_read(s, &a, &e));
	must(store_read(s, &b, &e));
	before = clock_monotonic();
	code = store_read(s, &c, &e);
	assert_int_equal(code, E_BUSY);
	assert_true(clock_monotonic() - before > SECOND / 6);
	store_read_end(a);
	must(store_read(s, &c, &e));
	must(db_int(c, &e, &n, "select 1", ""));
	store_read_end(c);
	store_read_end(b);
	store_close(s);
}

/* More statements than are kept, each asked again, some while they run. */
static void test_statement_cache(void **state)
{
	struct store *s = opened(*state, (struct store_options){.statements = 5});
	struct err e = {0};
	struct rows *outer, *inner;
	struct db *db;
	char sql[100];
	int round, i, got, seen = 0;

	for (i = 0; i < 5; i++)
		put(s, "x", i);
	must(store_read(s, &db, &e));
	for (round = 0; round < 3; round++) {
		for (i = 0; i < 40; i++) {
			struct val v = {.type = 'i', .as.i = i};

			snprintf(sql, sizeof sql, "select ?1 + %d", i);
			must(db_query_vals(db, &e, &outer, sql, &v, 1));
			got = rows_next(outer, &e);
			assert_int_equal(got, 1);
			assert_int_equal(rows_i(outer, 0), 2 * i);
			rows_end(outer);
		}
	}
	/* The same statement inside itself, and others that push it out meanwhile. */
	must(db_query(db, &e, &outer, "select n from thing order by n", ""));
	while ((got = rows_next(outer, &e)) == 1) {
		must(db_query(db, &e, &inner, "select n from thing order by n", ""));
		got = rows_next(inner, &e);
		assert_int_equal(got, 1);
		assert_int_equal(rows_i(inner, 0), 0);
		for (i = 0; i < 10; i++) {
			struct rows *r;

			snprintf(sql, sizeof sql, "select %d", i);
			must(db_query_vals(db, &e, &r, sql, NULL, 0));
			rows_end(r);
		}
		assert_int_equal(rows_i(outer, 0), seen);
		seen++;
	}
	assert_int_equal(seen, 5);
	store_read_end(db);
	store_close(s);
}

/* ---- migrations ---- */

static const struct migration SECOND_STEP[] = {
	{1, "things", ""},
	{2, "more",
	 "alter table thing add column note text;\n"
	 "-- a comment; with a semicolon and 'a quote\n"
	 "create table text_like (text text not null, \"real\" real, big integer not null default 5) strict;\n"
	 "--sqlite insert into text_like (text) values ('sqlite;''ok');\n"
	 "--postgres insert into text_like (text) values ('postgres;''ok');\n"},
	{5, "later", "create index thing_note on thing (note);\n"},
};
static const struct migration BROKEN[] = {
	{1, "things", ""},
	{2, "more", ""},
	{5, "later", ""},
	{6, "broken", "create table half (id blob primary key) strict;\ncreate table half (id blob primary key) strict;\n"},
};
static const struct migration ORPHANS[] = {
	{1, "things", ""},
	{2, "more", ""},
	{5, "later", ""},
	{6, "orphans", "insert into part (id, district, thing, n) values (x'01', x'02', x'03', 1);\n"},
};
static const struct migration DEFERRED[] = {
	{1, "things", ""},
	{2, "deferred", "create table d (id blob primary key references thing (id) deferrable initially deferred) strict;\n"},
};

static void test_migrations(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, (struct store_options){0});
	struct id district = store_district(s);
	struct err e = {0};
	struct rows *r;
	struct db *db;
	enum code code;
	int64_t n;
	int version = -1, got;

	put(s, "before", 1);
	code = store_migrate(s, DEFERRED, 2, &e);
	assert_int_equal(code, E_BUG);
	must(store_migrate(s, SECOND_STEP, 3, &e));
	must(store_migrate(s, SECOND_STEP, 3, &e));
	must(store_version(s, &version, &e));
	assert_int_equal(version, 5);
	assert_int_equal(count(s), 1);
	must(store_read(s, &db, &e));
	must(db_query(db, &e, &r, "select text, big from text_like", ""));
	got = rows_next(r, &e);
	assert_int_equal(got, 1);
	assert_true(str_eqz(rows_t(r, 0), store_kind_of(s) == STORE_SQLITE ? "sqlite;'ok" : "postgres;'ok"));
	assert_int_equal(rows_i(r, 1), 5);
	got = rows_next(r, &e);
	assert_int_equal(got, 0);
	must(db_columns(db, &e, &r, "thing"));
	static const char *const want[][2] = {{"id", "blob"}, {"district", "blob"}, {"name", "text"}, {"n", "integer"}, {"share", "real"},
	                                      {"data", "blob"}, {"note", "text"}};
	for (size_t i = 0; i < 7; i++) {
		got = rows_next(r, &e);
		assert_int_equal(got, 1);
		assert_true(str_eqz(rows_t(r, 0), want[i][0]));
		assert_true(str_eqz(rows_t(r, 1), want[i][1]));
		assert_int_equal(rows_i(r, 2), i < 2);
	}
	got = rows_next(r, &e);
	assert_int_equal(got, 0);
	store_read_end(db);

	/* One that fails in the middle leaves nothing. */
	code = store_migrate(s, BROKEN, 4, &e);
	assert_int_not_equal(code, OK);
	assert_non_null(strstr(e.text, "6"));
	assert_non_null(strstr(e.text, "broken"));
	must(store_read(s, &db, &e));
	must(db_columns(db, &e, &r, "half"));
	got = rows_next(r, &e);
	assert_int_equal(got, 0);
	store_read_end(db);
	code = store_migrate(s, ORPHANS, 4, &e);
	assert_int_not_equal(code, OK);
	must(store_check(s, &e));
	must(store_version(s, &version, &e));
	assert_int_equal(version, 5);
	/* and writing goes on, foreign keys watched again */
	put(s, "after", 2);
	code = store_write(s, orphan, NULL, &e);
	assert_int_equal(code, E_INPUT);
	store_close(s);

	/* An older program refuses; so does one whose steps have other names. */
	must(store_open(p->target, NULL, &s, &e));
	assert_true(id_eq(store_district(s), district));
	code = store_migrate(s, FIRST, 1, &e);
	assert_int_equal(code, E_DB);
	assert_non_null(strstr(e.text, "newer"));
	must(store_read(s, &db, &e));
	must(db_int(db, &e, &n, "select count(*) from thing", ""));
	assert_int_equal(n, 2);
	store_read_end(db);
	store_close(s);
}

static enum code mark_sample(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return store_meta_set(db, "sample", S("1"), e);
}

static void test_meta(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct arena *a = arena_new(0);
	struct err e = {0};
	struct db *db;
	struct str t;
	int64_t at;

	must(store_write(s, mark_sample, NULL, &e));
	must(store_write(s, mark_sample, NULL, &e));
	must(store_read(s, &db, &e));
	must(store_meta_get(db, a, "sample", &t, &e));
	assert_true(str_eqz(t, "1"));
	must(store_meta_get(db, a, "nothing", &t, &e));
	assert_int_equal(t.n, 0);
	must(store_meta_get(db, a, "created_at", &t, &e));
	assert_true(time_parse(t, &at));
	store_read_end(db);
	arena_free(a);
	store_close(s);
}

static void test_not_there(void **state)
{
	struct place *p = *state;
	struct store *s;
	struct err e = {0};
	enum code code = store_open(p->target, NULL, &s, &e);

	assert_int_equal(code, E_NOTFOUND);
	assert_null(s);
	assert_non_null(strstr(e.text, "trellis init"));
}

/* Two programs on one database: the server and the command line. Neither loses or repeats anything. */
static void test_two_programs(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, (struct store_options){0}), *other = NULL;
	struct worker w[6] = {0};
	struct err e = {0};
	int64_t done = 0;
	int i;

	must(store_open(p->target, &(struct store_options){.test_no_sync = true}, &other, &e));
	assert_true(id_eq(store_district(s), store_district(other)));
	for (i = 0; i < 6; i++) {
		w[i].s = i % 2 == 0 ? s : other;
		assert_int_equal(pthread_create(&w[i].thread, NULL, work, &w[i]), 0);
	}
	for (i = 0; i < 6; i++) {
		pthread_join(w[i].thread, NULL);
		assert_int_equal(w[i].done + w[i].failed, EACH);
		done += w[i].done;
	}
	assert_int_equal(count(other), done);
	store_close(other);
	put(s, "one more", done + 1);
	assert_int_equal(count(s), done + 1);
	store_close(s);
}

/* ---- SQLite alone ---- */

static void test_check_finds(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, (struct store_options){0});
	struct err e = {0};
	sqlite3 *raw;
	enum code code;
	int fd, i;
	char junk[64];

	for (i = 0; i < 300; i++)
		put(s, "a name long enough to fill some pages of the file", i);
	must(store_check(s, &e));
	store_close(s);
	/* an entry that refers to nothing */
	assert_int_equal(sqlite3_open(p->target, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_exec(raw, "insert into part (id, district, thing, n) values (x'01', x'02', x'03', 1)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(raw);
	must(store_open(p->target, NULL, &s, &e));
	code = store_check(s, &e);
	assert_int_equal(code, E_DB);
	assert_non_null(strstr(e.text, "part"));
	store_close(s);
	/* bytes that a bad disk changed */
	memset(junk, 0x5a, sizeof junk);
	fd = open(p->target, O_WRONLY);
	assert_true(fd >= 0);
	for (i = 4; i < 9; i++)
		assert_int_equal(pwrite(fd, junk, sizeof junk, 4096 * i), sizeof junk);
	close(fd);
	code = store_open(p->target, NULL, &s, &e);
	if (code == OK) {
		code = store_check(s, &e);
		store_close(s);
	}
	assert_int_equal(code, E_DB);
	assert_non_null(strstr(e.text, "backup"));
}

static void test_file(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, (struct store_options){0});
	struct stat st;
	struct err e = {0};
	char other[400];
	enum code code;
	FILE *f;

	assert_int_equal(stat(p->target, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	store_close(s);
	snprintf(other, sizeof other, "%s/other.txt", p->folder);
	f = fopen(other, "w");
	assert_non_null(f);
	for (int i = 0; i < 1000; i++)
		fputs("this is a letter home\n", f);
	fclose(f);
	code = store_open(other, &(struct store_options){.create = true}, &s, &e);
	assert_int_equal(code, E_INPUT);
	assert_non_null(strstr(e.text, "not a Trellis database"));
	snprintf(other, sizeof other, "%s/no/such/folder/a.db", p->folder);
	code = store_open(other, &(struct store_options){.create = true}, &s, &e);
	assert_int_equal(code, E_IO);
}

static void test_memory_target(void **state)
{
	struct place p = {.target = ":memory:"};
	struct store *s = opened(&p, (struct store_options){0}), *other = opened(&p, (struct store_options){0});

	(void)state;
	put(s, "a", 1);
	assert_int_equal(count(s), 1);
	assert_int_equal(count(other), 0);
	store_close(s);
	store_close(other);
}

/* ---- PostgreSQL alone ---- */

/* Connections that died while idle are made again; nobody notices. */
static void test_lost_idle(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});

	put(s, "a", 1);
	assert_int_equal(count(s), 1);
	pg_drop_sessions();
	assert_int_equal(count(s), 1);
	put(s, "b", 2);
	pg_drop_sessions();
	put(s, "c", 3);
	assert_int_equal(count(s), 3);
	store_close(s);
}

static enum code loses_connection(struct db *db, void *arg, struct err *e)
{
	struct put p = {.id = id_new(), .name = "lost"};
	enum code code = put_thing(db, &p, e);

	++*(int *)arg;
	pg_drop_sessions();
	if (code != OK)
		return code;
	p.id = id_new();
	return put_thing(db, &p, e);
}

/* A connection lost in the middle of a write fails it, once, and leaves nothing. */
static void test_lost_while_writing(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct err e = {0};
	int runs = 0;
	enum code code = store_write(s, loses_connection, &runs, &e);

	assert_int_equal(code, E_BUSY);
	assert_int_equal(runs, 1);
	assert_int_equal(count(s), 0);
	put(s, "after", 1);
	assert_int_equal(count(s), 1);
	store_close(s);
}

static void test_pg_check_finds(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct err e = {0};
	enum code code;

	put(s, "a", 1);
	must(store_check(s, &e));
	assert_true(pg_run("set session_replication_role = replica; insert into part (id, district, thing, n) values ('\\x01', '\\x02', '\\x03', 1)"));
	code = store_check(s, &e);
	assert_int_equal(code, E_DB);
	assert_non_null(strstr(e.text, "part"));
	store_close(s);
}

static void test_unreachable(void **state)
{
	struct store *s;
	struct err e = {0};
	enum code code = store_open("host=/nonexistent dbname=school", NULL, &s, &e);

	(void)state;
	assert_int_equal(code, E_BUSY);
	assert_non_null(strstr(e.text, "cannot be reached"));
}

static void test_crash(void **state)
{
	struct place *p = *state;
	struct store *s = opened(p, (struct store_options){0});
	struct err e = {0};

	store_close(s);
	must(store_open(p->target, NULL, &s, &e)); /* waiting for the disk */
	put(s, "a", 1);
	assert_true(pg_crash());
	put(s, "b", 2);
	assert_int_equal(count(s), 2);
	must(store_check(s, &e));
	store_close(s);
}

/* ---- places ---- */

static int sqlite_place(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	snprintf(p->folder, sizeof p->folder, "/tmp/trellis-store-XXXXXX");
	if (mkdtemp(p->folder) == NULL)
		return -1;
	snprintf(p->target, sizeof p->target, "%s/school.db", p->folder);
	*state = p;
	return 0;
}

static int sqlite_gone(void **state)
{
	struct place *p = *state;
	char name[400];

	snprintf(name, sizeof name, "rm -rf '%s'", p->folder);
	if (system(name) != 0)
		return -1;
	free(p);
	return 0;
}

static int postgres_place(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	*state = p;
	return pg_fresh(p->target, sizeof p->target) ? 0 : -1;
}

static int postgres_gone(void **state)
{
	free(*state);
	return 0;
}

/* ---- changes whose answers come later ---- */

struct laters {
	struct id first;
	int n, twice;      /* rows; the one that is there already, -1: none */
	int64_t seen;      /* counted before the end */
	bool inside;       /* the whole of it nested; the outer goes on */
	bool give_up;      /* with a code of its own, while answers are outstanding */
	enum code inner_code;
};

static enum code later_rows(struct db *db, void *arg, struct err *e)
{
	struct laters *l = arg;
	enum code code = OK;

	for (int i = 0; i < l->n && code == OK; i++)
		code = db_later(db, e, "insert into thing (id, district, name, n) values (?1, ?2, ?3, ?4)", "bdzi", i == l->twice ? l->first : id_new(), "later", (int64_t)i);
	return code != OK ? code : l->give_up ? err_set(e, E_DENIED, "Not so.") : OK;
}

static enum code later_outer(struct db *db, void *arg, struct err *e)
{
	struct laters *l = arg;
	struct err ignored = {0};

	if (!l->inside)
		return later_rows(db, l, e);
	enum code code = db_later(db, e, "insert into thing (id, district, name, n) values (?1, ?2, ?3, ?4)", "bdzi", id_new(), "outer", INT64_C(0));
	l->inner_code = db_nested(db, later_rows, l, &ignored);
	return code != OK ? code : db_int(db, e, &l->seen, "select count(*) from thing where district = ?1", "d");
}

/* Each is there when the write ends well, and seen by the write itself; one that fails undoes the write it is in and no other, with
 * the same code as at once, on both databases. */
static void test_later(void **state)
{
	struct store *s = opened(*state, (struct store_options){0});
	struct err e = {0};
	struct put there = {.id = id_new(), .name = "there"};
	struct laters l = {.first = there.id, .n = 350, .twice = -1};

	must(store_write(s, put_thing, &there, &e));
	must(store_write(s, later_outer, &l, &e)); /* more than are sent at once */
	assert_int_equal(count(s), 351);
	l = (struct laters){.first = there.id, .n = 3, .twice = -1, .inside = true};
	must(store_write(s, later_outer, &l, &e));
	assert_int_equal(l.seen, 355);
	for (int at = 0; at < 3; at++) {
		l = (struct laters){.first = there.id, .n = 3, .twice = at};
		assert_int_equal(store_write(s, later_outer, &l, &e), E_CONFLICT);
		assert_true(e.text[0] != '\0');
		assert_int_equal(count(s), 355 + at);
		l.inside = true; /* the inner one is undone, the outer one goes on */
		must(store_write(s, later_outer, &l, &e));
		assert_int_equal(l.inner_code, E_CONFLICT);
		assert_int_equal(l.seen, 356 + at);
	}
	l = (struct laters){.first = there.id, .n = 3, .twice = -1, .give_up = true};
	assert_int_equal(store_write(s, later_outer, &l, &e), E_DENIED);
	l.inside = true;
	must(store_write(s, later_outer, &l, &e));
	assert_int_equal(l.inner_code, E_DENIED);
	l = (struct laters){.first = there.id, .n = 350, .twice = 120}; /* found before the end */
	assert_int_equal(store_write(s, later_outer, &l, &e), E_CONFLICT);
	assert_int_equal(count(s), 359);
	store_close(s);
}

/* ---- writes that wait together ---- */

enum { NEIGHBOURS = 40 };

enum manner { PLAIN, TWICE, GIVES_UP, CROSSED, LOOKS, ORPHAN, MANNERS };

struct neighbour {
	struct store *s;
	pthread_t thread;
	enum manner manner;
	int number;
	struct id id, there;
	int64_t seen;
	enum code code;
	struct err e;
};

static enum code later_thing(struct db *db, struct err *e, struct id id, const struct neighbour *b)
{
	static const char SQL[] = "insert into thing (id, district, name, n, share, data) values (?1, ?2, ?3, ?4, ?5, ?6)";
	struct str name = b->number % 5 == 0 ? S("") : S("it's {\"quoted\", \\ and ünïcode}");
	struct val v[6] = {{.type = 'b', .as.b = id}, {.type = 'b', .as.b = db_district(db)}, {.type = 't', .as.t = name}, {.type = 'i', .as.i = -b->number}, {.type = 'n'}, {.type = 'n'}};

	/* each kind of value, and each missing now and then */
	if (b->number % 3 == 0)
		v[5] = (struct val){.type = 'B', .as.t = {"a\0b", 3}};
	else
		v[4] = (struct val){.type = 'r', .as.r = 0};
	return db_later_vals(db, e, SQL, v, 6);
}

static enum code later_real(struct db *db, struct err *e, struct id id, const struct neighbour *b)
{
	return db_later(db, e, "insert into thing (id, district, name, n, share, data) values (?1, ?2, ?3, ?4, ?5, ?6)", "bdzirn", id, NULL, (int64_t)b->number, b->number / 7.0);
}

static enum code later_part(struct db *db, struct err *e, struct id thing, int64_t n)
{
	return db_later(db, e, "insert into part (id, district, thing, n) values (?1, ?2, ?3, ?4)", "bdbi", id_new(), thing, n);
}

static enum code neighbour_fn(struct db *db, void *arg, struct err *e)
{
	struct neighbour *b = arg;
	enum code code = OK;

	if (b->manner == CROSSED)
		code = later_part(db, e, b->there, b->number); /* rows of one table cannot all go before those of the other */
	if (code == OK)
		code = later_real(db, e, b->manner == TWICE ? b->there : b->id, b);
	if (code == OK)
		code = later_part(db, e, b->manner == ORPHAN ? id_new() : b->id, b->number);
	if (code == OK && b->manner == LOOKS)
		code = db_int(db, e, &b->seen, "select count(*) from thing t, part p where p.thing = t.id and t.id = ?1", "b", b->id);
	return code == OK && b->manner == GIVES_UP ? err_set(e, E_DENIED, "Not so.") : code;
}

static void *neighbour_main(void *arg)
{
	struct neighbour *b = arg;

	b->code = store_write(b->s, neighbour_fn, b, &b->e);
	return NULL;
}

/* Many who wait at once are saved together; each that is refused is refused for its own reason, and nothing of it is there. */
static void test_neighbours(void **state)
{
	static const enum code WANTED[MANNERS] = {OK, E_CONFLICT, E_DENIED, OK, OK, E_INPUT};
	struct store *s = opened(*state, (struct store_options){0});
	struct gate g = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
	struct call first = {.s = s, .fn = waits, .arg = &g};
	struct neighbour b[NEIGHBOURS] = {0};
	struct put there = {.id = id_new(), .name = "there"};
	struct store_counts before, after;
	struct err e = {0};
	struct db *db;
	int64_t n;

	must(store_write(s, put_thing, &there, &e));
	store_count(s, &before);
	assert_int_equal(pthread_create(&first.thread, NULL, call_write, &first), 0);
	pthread_mutex_lock(&g.lock);
	while (!g.inside)
		pthread_cond_wait(&g.changed, &g.lock);
	pthread_mutex_unlock(&g.lock);
	for (int i = 0; i < NEIGHBOURS; i++) {
		b[i] = (struct neighbour){.s = s, .manner = (enum manner)(i % MANNERS), .number = i, .id = id_new(), .there = there.id};
		assert_int_equal(pthread_create(&b[i].thread, NULL, neighbour_main, &b[i]), 0);
	}
	do {
		usleep(1000);
		store_count(s, &after);
	} while (after.waiting < NEIGHBOURS);
	pthread_mutex_lock(&g.lock);
	g.open = true;
	pthread_cond_broadcast(&g.changed);
	pthread_mutex_unlock(&g.lock);
	pthread_join(first.thread, NULL);
	for (int i = 0; i < NEIGHBOURS; i++) {
		pthread_join(b[i].thread, NULL);
		assert_int_equal(b[i].code, WANTED[b[i].manner]);
		assert_int_equal(b[i].seen, b[i].manner == LOOKS);
		assert_true(b[i].code == OK || b[i].e.text[0] != '\0');
	}
	store_count(s, &after);
	assert_true(after.batches - before.batches < NEIGHBOURS / 2);
	must(store_read(s, &db, &e));
	for (int i = 0; i < NEIGHBOURS; i++) {
		bool good = b[i].code == OK;
		must(db_int(db, &e, &n, "select count(*) from thing where id = ?1 and n = ?2 and share = ?3 and name is null and data is null", "bir", b[i].id, (int64_t)i, i / 7.0));
		assert_int_equal(n, good);
		must(db_int(db, &e, &n, "select count(*) from part where n = ?1", "i", (int64_t)i));
		assert_int_equal(n, good ? b[i].manner == CROSSED ? 2 : 1 : 0);
	}
	store_read_end(db);
	must(store_check(s, &e));
	store_close(s);
}

static enum code varied(struct db *db, void *arg, struct err *e)
{
	struct neighbour *b = arg;
	enum code code = OK;

	for (b->number = 0; b->number < 30 && code == OK; b->number++)
		code = later_thing(db, e, id_new(), b);
	if (code == OK) /* keeps its place between rows before and behind it */
		code = db_later(db, e, "update thing set share = 2 where n = ?1", "i", INT64_C(-4));
	for (b->number = 4; b->number < 14 && code == OK; b->number++)
		code = later_thing(db, e, id_new(), b);
	return code;
}

/* Rows that travel together arrive as they would have alone: empty, missing, with quotes, with zero bytes. */
static void test_together(void **state)
{
	static const struct { const char *sql; int64_t n; } ASK[] = {
		{"select count(*) from thing", 40},
		{"select count(*) from thing where name = ''", 8},
		{"select count(*) from thing where name = 'it''s {\"quoted\", \\ and ünïcode}'", 32},
		{"select count(*) from thing where data = x'610062' and share is null", 13},
		{"select count(*) from thing where data is null and share = 0", 26},
		{"select count(*) from thing where n = -4 and share = 2", 1},
		{"select count(*) from thing where n = -4 and share = 0", 1},
	};
	struct store *s = opened(*state, (struct store_options){0});
	struct neighbour b = {0};
	struct err e = {0};
	struct db *db;
	int64_t n;

	must(store_write(s, varied, &b, &e));
	must(store_read(s, &db, &e));
	for (size_t i = 0; i < sizeof ASK / sizeof ASK[0]; i++) {
		must(db_int(db, &e, &n, ASK[i].sql, ""));
		assert_int_equal(n, ASK[i].n);
	}
	store_read_end(db);
	store_close(s);
}

/* What takes too long is told by its text, never by its values, and counted. */
static void test_slow_is_told(void **state)
{
	struct store *s = opened(*state, (struct store_options){.slow_ms = 1});
	char path[] = "/tmp/trellis_slow_XXXXXX", line[4000] = "";
	int fd = mkstemp(path), old = dup(STDERR_FILENO);
	struct store_counts counts;
	struct err e = {0};
	struct db *db;
	int64_t n = 0;

	assert_true(fd >= 0 && old >= 0);
	dup2(fd, STDERR_FILENO);
	must(store_read(s, &db, &e));
	must(db_int(db, &e, &n, "with recursive c(n) as (select 1 union all select n + 1 from c where n < 300000) select count(*) from c where 'Quill' <> ?1", "z", "private words"));
	store_read_end(db);
	dup2(old, STDERR_FILENO);
	close(old);
	assert_int_equal(n, 300000);
	assert_true(pread(fd, line, sizeof line - 1, 0) > 0);
	close(fd);
	unlink(path);
	assert_non_null(strstr(line, "\"event\":\"slow query\""));
	assert_non_null(strstr(line, "with recursive c(n)"));
	assert_null(strstr(line, "private words"));
	store_count(s, &counts);
	assert_true(counts.slow >= 1);
	store_close(s);
}

#define ON(place, name, test) {name ": " #test, test, place##_place, place##_gone, NULL}
#define BOTH(place, name) \
	ON(place, name, test_types), ON(place, name, test_refused_values), ON(place, name, test_nulls), ON(place, name, test_computed), \
	ON(place, name, test_undo), ON(place, name, test_nested), ON(place, name, test_later), ON(place, name, test_neighbours), ON(place, name, test_together), ON(place, name, test_slow_is_told), ON(place, name, test_failure_cannot_be_ignored), \
	ON(place, name, test_rules), ON(place, name, test_no_write_in_write), ON(place, name, test_memory_ends), \
	ON(place, name, test_group_commit), ON(place, name, test_full_queue), ON(place, name, test_pieces), ON(place, name, test_snapshot), \
	ON(place, name, test_readers_cannot_write), ON(place, name, test_pool), ON(place, name, test_statement_cache), \
	ON(place, name, test_migrations), ON(place, name, test_meta), ON(place, name, test_not_there), \
	ON(place, name, test_two_programs)

int main(void)
{
	const struct CMUnitTest sqlite[] = {
		BOTH(sqlite, "sqlite"),
		ON(sqlite, "sqlite", test_file),
		ON(sqlite, "sqlite", test_check_finds),
		cmocka_unit_test(test_memory_target),
	};
	const struct CMUnitTest postgres[] = {
		BOTH(postgres, "postgres"),
		ON(postgres, "postgres", test_lost_idle),
		ON(postgres, "postgres", test_lost_while_writing),
		ON(postgres, "postgres", test_pg_check_finds),
		ON(postgres, "postgres", test_unreachable),
		ON(postgres, "postgres", test_crash),
	};
	char target[300];
	int failed = cmocka_run_group_tests_name("store on sqlite", sqlite, NULL, NULL);

	if (!pg_fresh(target, sizeof target))
		return failed != 0;
	failed += cmocka_run_group_tests_name("store on postgres", postgres, NULL, NULL);
	return failed != 0;
}
