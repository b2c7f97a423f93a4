#include "store/gather.h"

#include "store/pg_value.h"
#include "store/sheaf.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

#define KEPT_MOST 400         /* statements on hand: somebody may wait behind them */
#define AHEAD 200             /* statements of one write that go on their way together, while it makes more */
#define AHEAD_MOST 2000       /* of them on hand until their answers are asked for */
#define KEPT_BYTES (1 << 20)  /* of their values */
#define HELD_MOST 64          /* statements of a write that may stay without a savepoint */
#define FEW 6                 /* so few go one by one: a statement for several is worth its savepoint only then */
#define GROUPS 24
#define SHAPES 256
#define BUCKETS 64

/* A statement's text. */
struct shape {
	struct shape *chain;
	char *sql;
	size_t from, to;             /* what stands in the brackets after `values`; to is 0: rows of it cannot travel together */
	size_t head;                 /* where ` values (` begins */
	char types[MAX_PARAMS + 1];  /* seen so far; n: only nulls */
};

struct entry {
	struct shape *shape;
	struct val *v;
	size_t n;
};

struct held {
	enum code *code;
	struct err *why;
	size_t from, to;             /* its statements */
};

struct group {
	struct shape *shape;
	size_t n, cap;
	const struct entry **rows;
};

struct gather {
	struct arena *shapes_arena, *mem, *row; /* texts; values; one statement's arrays */
	struct shape *bucket[BUCKETS];
	size_t n_shapes;
	struct entry *list;
	size_t n, cap, bytes;
	size_t from;                 /* where the write at hand begins */
	size_t ahead;                /* so many of its statements are on their way, in a savepoint of their own */
	enum code ahead_failed;      /* one of them could not be sent */
	struct held *jobs;
	size_t n_jobs, jobs_cap;
	struct held now;             /* the write at hand */
	bool held;
};

struct gather *gather_new(void)
{
	struct gather *g = calloc(1, sizeof *g);

	if (g == NULL)
		return NULL;
	g->shapes_arena = arena_new(0);
	g->mem = arena_new(0);
	g->row = arena_new(0);
	if (g->shapes_arena == NULL || g->mem == NULL || g->row == NULL) {
		gather_free(g);
		return NULL;
	}
	return g;
}

void gather_free(struct gather *g)
{
	if (g == NULL)
		return;
	arena_free(g->shapes_arena);
	arena_free(g->mem);
	arena_free(g->row);
	free(g->list);
	free(g->jobs);
	free(g);
}

static void forget_all(struct gather *g)
{
	g->n = g->from = g->n_jobs = g->bytes = g->ahead = 0;
	g->ahead_failed = OK;
	arena_reset(g->mem);
}

void gather_reset(struct db *db)
{
	struct gather *g = db->gather;

	sheaf_drop(db);
	if (g == NULL)
		return;
	forget_all(g);
	g->held = false;
	if (g->n_shapes >= SHAPES) {
		memset(g->bucket, 0, sizeof g->bucket);
		g->n_shapes = 0;
		arena_reset(g->shapes_arena);
	}
}

/* ---- texts ---- */

/* The bracket that closes the one before p; NULL when there is none, or when a question stands inside. */
static const char *closing(const char *p)
{
	int depth = 1;

	for (; *p != '\0'; p++) {
		if (*p == '\'') {
			p = strchr(p + 1, '\'');
			if (p == NULL)
				return NULL;
		} else if (*p == '(') {
			depth++;
		} else if (*p == ')' && --depth == 0) {
			return p;
		} else if (strncmp(p, "select", 6) == 0) {
			return NULL;
		}
	}
	return NULL;
}

/* insert into t (...) values (...) [on conflict ... do nothing]: rows of these may travel together. */
static void look_at(struct shape *sh)
{
	static const char values[] = " values (";
	const char *at = strncmp(sh->sql, "insert into ", 12) == 0 ? strstr(sh->sql, values) : NULL, *end, *tail;

	if (at == NULL || memchr(sh->sql, '\'', (size_t)(at - sh->sql)) != NULL)
		return;
	end = closing(at + sizeof values - 1);
	if (end == NULL)
		return;
	tail = end + 1;
	if (tail[strspn(tail, " \n\t")] != '\0' && (strncmp(tail, " on conflict", 12) != 0 || strstr(tail, " do nothing") == NULL || strpbrk(tail, "?'") != NULL
	                                           || strstr(tail, "returning") != NULL))
		return;
	sh->head = (size_t)(at - sh->sql);
	sh->from = sh->head + sizeof values - 1;
	sh->to = (size_t)(end - sh->sql);
}

static struct shape *shape_of(struct gather *g, const char *sql)
{
	uint64_t h = 1469598103934665603u;
	struct shape *sh;

	for (const char *p = sql; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	for (sh = g->bucket[h % BUCKETS]; sh != NULL; sh = sh->chain)
		if (strcmp(sh->sql, sql) == 0)
			return sh;
	sh = NEW(g->shapes_arena, struct shape);
	sh->sql = str_dupz(g->shapes_arena, str_z(sql));
	look_at(sh);
	sh->chain = g->bucket[h % BUCKETS];
	g->bucket[h % BUCKETS] = sh;
	g->n_shapes++;
	return sh;
}

/* ---- sending ---- */

static enum code send_one(struct db *db, const char *sql, const struct val *v, size_t n, struct err *e)
{
	struct stmt *st;
	enum code code = stmt_get(db, sql, v, n, &st, e);

	if (code != OK)
		return code;
	st->busy = true;
	db->wrote = db->wrote || st->writes;
	code = db->store->drv->later(db, st, v, n, e);
	stmt_done(db, st);
	return code;
}

/* One by one, in their order. */
static enum code send_each(struct db *db, size_t from, size_t to, struct err *e)
{
	struct gather *g = db->gather;
	enum code code = OK;

	for (size_t i = from; i < to && code == OK; i++)
		code = send_one(db, g->list[i].shape->sql, g->list[i].v, g->list[i].n, e);
	return code;
}

/* insert into t (a, b) select u.a1, 0 from unnest(?1) as u(a1) */
static const char *text_of_many(struct arena *a, const struct shape *sh, struct val *v, size_t *n, const struct group *gr)
{
	struct buf b = buf_new(a, SIZE_MAX / 8);
	size_t place[MAX_PARAMS + 1] = {0};
	const char *p = sh->sql + sh->from, *end = sh->sql + sh->to;

	buf_add(&b, sh->sql, sh->head);
	buf_z(&b, " select ");
	*n = 0;
	while (p < end) {
		if (*p == '\'') {
			const char *close = strchr(p + 1, '\'');
			buf_add(&b, p, (size_t)(close + 1 - p));
			p = close + 1;
		} else if (*p == '?') {
			size_t k = strtoul(p + 1, (char **)(uintptr_t)&p, 10);
			if (k < 1 || k > gr->rows[0]->n)
				return NULL;
			if (sh->types[k - 1] == 'n') {
				buf_z(&b, "null");
				continue;
			}
			if (place[k] == 0) {
				v[*n] = pg_array(a, sh->types[k - 1], gr->n);
				for (size_t i = 0; i < gr->n; i++)
					pg_array_put(&v[*n], &gr->rows[i]->v[k - 1]);
				place[k] = ++*n;
			}
			buf_fmt(&b, "u.a%zu", place[k]);
		} else {
			buf_byte(&b, *p++);
		}
	}
	if (*n == 0)
		return NULL; /* the same row again and again */
	buf_z(&b, " from unnest(");
	for (size_t i = 1; i <= *n; i++)
		buf_fmt(&b, "%s?%zu", i > 1 ? ", " : "", i);
	buf_z(&b, ") as u(");
	for (size_t i = 1; i <= *n; i++)
		buf_fmt(&b, "%sa%zu", i > 1 ? ", " : "", i);
	buf_z(&b, ")");
	buf_z(&b, sh->sql + sh->to + 1);
	buf_byte(&b, '\0');
	return b.p;
}

static enum code send_group(struct db *db, struct group *gr, struct err *e)
{
	struct val v[MAX_PARAMS];
	const char *sql = NULL;
	enum code code = OK;
	size_t n;

	arena_reset(db->gather->row);
	if (gr->n > 1)
		sql = text_of_many(db->gather->row, gr->shape, v, &n, gr);
	if (sql != NULL)
		return send_one(db, sql, v, n, e);
	for (size_t i = 0; i < gr->n && code == OK; i++)
		code = send_one(db, gr->shape->sql, gr->rows[i]->v, gr->rows[i]->n, e);
	return code;
}

struct groups {
	struct group list[GROUPS];
	size_t n;
};

static enum code send_groups(struct db *db, struct groups *all, struct err *e)
{
	enum code code = OK;

	for (size_t i = 0; i < all->n && code == OK; i++)
		code = send_group(db, &all->list[i], e);
	all->n = 0;
	return code;
}

static bool fits_types(const struct shape *sh, const struct entry *x)
{
	for (size_t i = 0; i < x->n; i++) {
		char t = val_type(&x->v[i]);

		if (t != 'n' && sh->types[i] != 'n' && t != sh->types[i])
			return false;
	}
	return strlen(sh->types) == x->n;
}

static struct group *group_for(struct arena *a, struct groups *all, const struct entry *x, size_t most)
{
	struct group *gr;

	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].shape == x->shape)
			return &all->list[i];
	if (all->n == GROUPS)
		return NULL;
	gr = &all->list[all->n++];
	*gr = (struct group){.shape = x->shape, .rows = NEW_ARRAY(a, const struct entry *, most), .cap = most};
	return gr;
}

/* Rows for the same table as one statement. What is no such row keeps its place between those before and after it. */
static enum code send_together(struct db *db, size_t from, size_t to, struct err *e)
{
	struct gather *g = db->gather;
	struct groups all = {.n = 0};
	enum code code = OK;

	for (size_t i = from; i < to && code == OK; i++) {
		const struct entry *x = &g->list[i];
		struct group *gr = x->shape->to > 0 && fits_types(x->shape, x) ? group_for(g->mem, &all, x, to - i) : NULL;

		if (gr != NULL) {
			gr->rows[gr->n++] = x;
			continue;
		}
		code = send_groups(db, &all, e);
		if (code == OK && x->shape->to > 0 && fits_types(x->shape, x) && (gr = group_for(g->mem, &all, x, to - i)) != NULL)
			gr->rows[gr->n++] = x;
		else if (code == OK)
			code = send_one(db, x->shape->sql, x->v, x->n, e);
	}
	return code == OK ? send_groups(db, &all, e) : code;
}

/* Together inside a savepoint, with the answer. *refused: undone. Not OK: the batch is lost. */
static enum code try_together(struct db *db, size_t from, size_t to, bool *refused, struct err *e)
{
	const struct driver *drv = db->store->drv;
	struct err own = {0};
	enum code code = drv->control(db, SAVE, e), tried;

	*refused = false;
	if (code != OK)
		return code;
	tried = send_together(db, from, to, &own);
	if (tried == OK)
		tried = drv->settle(db, &own);
	if (tried != OK && !drv->in_batch(db)) {
		*e = own;
		return tried;
	}
	*refused = tried != OK;
	return drv->control(db, *refused ? UNDO : RELEASE, e);
}

/* ---- held writes ---- */

static enum code again(struct db *db, struct held *h, struct err *e)
{
	const struct driver *drv = db->store->drv;
	struct err own = {0};
	enum code code = drv->control(db, SAVE, e), one;

	if (code != OK)
		return code;
	one = send_each(db, h->from, h->to, &own);
	if (one == OK)
		one = drv->settle(db, &own);
	if (one != OK && !drv->in_batch(db)) {
		*e = own;
		return one;
	}
	if (one != OK) {
		*h->code = one;
		if (h->why != NULL)
			*h->why = own;
	}
	return drv->control(db, one == OK ? RELEASE : UNDO, e);
}

enum code gather_confirm(struct db *db, struct err *e)
{
	struct gather *g = db->gather;
	bool refused = false;
	enum code code = OK;

	if (g == NULL)
		return OK;
	if (g->n_jobs > 0 && g->from > 0)
		code = g->n_jobs == 1 ? again(db, &g->jobs[0], e) : try_together(db, 0, g->from, &refused, e);
	for (size_t i = 0; refused && i < g->n_jobs && code == OK; i++)
		code = again(db, &g->jobs[i], e);
	g->n_jobs = 0;
	/* what the write at hand wants stays */
	if (g->from > 0 && g->n > g->from)
		memmove(g->list, g->list + g->from, (g->n - g->from) * sizeof *g->list);
	g->n -= g->from;
	g->from = 0;
	if (g->n == 0)
		forget_all(g);
	return code;
}

enum code gather_send(struct db *db, const char *sql, struct err *e)
{
	return send_one(db, sql, NULL, 0, e);
}

enum code gather_commit(struct db *db, bool *done, struct err *e)
{
	struct gather *g = db->gather;
	const struct driver *drv = db->store->drv;
	struct err own = {0};
	enum code code, tried;

	*done = false;
	if (g == NULL || g->n_jobs == 0)
		return OK;
	code = drv->control(db, SAVE, e);
	if (code != OK)
		return code;
	tried = send_together(db, 0, g->from, &own);
	if (tried == OK && db->wrote && db->store->counts)
		tried = gather_send(db, CHANGE_COUNT, &own);
	if (tried == OK)
		tried = drv->control(db, BATCH_COMMIT, &own);
	if (tried != OK && !drv->in_batch(db)) {
		*e = own;
		return tried;
	}
	*done = tried == OK;
	if (tried != OK)
		code = drv->control(db, UNDO, e);
	for (size_t i = 0; tried != OK && i < g->n_jobs && code == OK; i++)
		code = again(db, &g->jobs[i], e);
	forget_all(g);
	return code;
}

enum code gather_hold(struct db *db, enum code *code, struct err *why, struct err *e)
{
	struct gather *g = db->gather;

	if (g->n >= KEPT_MOST || g->bytes >= KEPT_BYTES) {
		enum code full = gather_confirm(db, e);
		if (full != OK)
			return full;
	}
	g->from = g->n;
	g->now = (struct held){code, why, g->n, g->n};
	g->held = true;
	return OK;
}

bool gather_held(const struct db *db)
{
	return db->gather != NULL && db->gather->held;
}

void gather_keep(struct db *db, bool good)
{
	struct gather *g = db->gather;

	g->held = false;
	if (good && g->n > g->from && g->n_jobs == g->jobs_cap) {
		size_t cap = g->jobs_cap > 0 ? g->jobs_cap * 2 : 64;
		struct held *more = realloc(g->jobs, cap * sizeof *more);

		good = more != NULL;
		if (good) {
			g->jobs = more;
			g->jobs_cap = cap;
		} else {
			*g->now.code = err_set(g->now.why, E_MEMORY, "There was not enough memory to save this. Nothing was saved; try again.");
		}
	}
	if (!good) {
		g->n = g->from;
	} else if (g->n > g->from) {
		g->now.to = g->n;
		g->jobs[g->n_jobs++] = g->now;
		g->from = g->n;
	}
}

/* ---- the write at hand ---- */

static enum code open_write(struct db *db, struct err *e)
{
	struct gather *g = db->gather;
	enum code code;

	if (!g->held)
		return OK;
	g->held = false;
	code = gather_confirm(db, e);
	return code == OK ? db->store->drv->control(db, SAVE, e) : code;
}

/* What was made since goes on its way; nobody waits for the answer. */
static enum code send_ahead(struct db *db, struct err *e)
{
	struct gather *g = db->gather;
	struct err own = {0};
	enum code code = g->ahead == 0 ? db->store->drv->control(db, SAVE, e) : OK;

	if (code != OK)
		return code;
	if (g->ahead_failed == OK)
		g->ahead_failed = send_together(db, g->ahead, g->n, &own);
	g->ahead = g->n;
	if (g->ahead_failed != OK && !db->store->drv->in_batch(db)) {
		*e = own;
		return g->ahead_failed;
	}
	if (g->ahead_failed == OK && db->store->drv->push != NULL)
		db->store->drv->push(db);
	return OK;
}

/* The answers of all that was sent ahead; one by one when they were refused. */
static enum code land(struct db *db, struct err *e)
{
	struct gather *g = db->gather;
	const struct driver *drv = db->store->drv;
	struct err own = {0};
	enum code code, tried = g->ahead_failed;

	if (tried == OK)
		tried = drv->settle(db, &own);
	if (tried != OK && !drv->in_batch(db)) {
		*e = own.code != OK ? own : *e;
		return tried;
	}
	code = drv->control(db, tried != OK ? UNDO : RELEASE, e);
	if (code == OK && tried != OK)
		code = send_each(db, 0, g->ahead, e);
	forget_all(g);
	return code;
}

static enum code flush(struct db *db, struct err *e)
{
	struct gather *g = db->gather;
	enum code code = OK;

	if (g->n == 0)
		return OK;
	if (g->ahead > 0 || g->n > FEW) {
		if (g->n > g->ahead)
			code = send_ahead(db, e);
		return code == OK ? land(db, e) : code;
	}
	code = send_each(db, 0, g->n, e);
	forget_all(g);
	return code;
}

enum code gather_answer(struct db *db, struct err *e)
{
	enum code code;

	if (db->gather == NULL)
		return sheaf_flush(db, e);
	code = open_write(db, e);
	return code == OK ? flush(db, e) : code;
}

void gather_drop(struct db *db)
{
	struct gather *g = db->gather;

	sheaf_drop(db);
	if (g == NULL || g->held)
		return;
	if (g->ahead > 0 && db->store->drv->in_batch(db))
		(void)!db->store->drv->control(db, UNDO, &(struct err){0}); /* whoever drops it undoes all around it, and learns what is wrong */
	forget_all(g);
}

static void copy_values(struct gather *g, struct entry *x, const struct val *v, size_t n)
{
	x->v = arena_copy(g->mem, v, n * sizeof *v);
	x->n = n;
	for (size_t i = 0; i < n; i++) {
		if (v[i].type == 't' || v[i].type == 'B') {
			x->v[i].as.t = (struct str){arena_copy(g->mem, v[i].as.t.n > 0 ? v[i].as.t.p : "", v[i].as.t.n), v[i].as.t.n};
			g->bytes += v[i].as.t.n;
		}
	}
	g->bytes += n * sizeof *v;
}

static void learn_types(struct shape *sh, const struct entry *x)
{
	if (sh->types[0] == '\0')
		memset(sh->types, 'n', x->n);
	for (size_t i = 0; i < x->n && sh->types[i] != '\0'; i++)
		if (sh->types[i] == 'n')
			sh->types[i] = val_type(&x->v[i]);
}

enum code gather_later(struct db *db, const char *sql, const struct val *v, size_t n, struct err *e)
{
	struct gather *g = db->gather;
	struct entry x = {.shape = shape_of(g, sql)};

	if (g->n == g->cap) {
		size_t cap = g->cap > 0 ? g->cap * 2 : 256;
		struct entry *more = realloc(g->list, cap * sizeof *more);

		if (more == NULL)
			return err_set(e, E_MEMORY, "There was not enough memory to save this. Nothing was saved; try again.");
		g->list = more;
		g->cap = cap;
	}
	copy_values(g, &x, v, n);
	learn_types(x.shape, &x);
	g->list[g->n++] = x;
	if (g->held && g->n - g->from <= HELD_MOST)
		return OK;
	if (g->held)
		return open_write(db, e);
	if (g->n >= AHEAD_MOST || g->bytes >= KEPT_BYTES)
		return flush(db, e);
	return g->n - g->ahead >= AHEAD ? send_ahead(db, e) : OK;
}
