/* Prepared statements of one connection, found by text, the least recently used dropped first.
 * Keyed by text and not by address: generated statements live in arenas, where addresses come again. */
#include "store/driver.h"

#include <stdlib.h>
#include <string.h>

char val_type(const struct val *v)
{
	switch (v->type) {
	case 'z':
		return 't';
	case 'B':
		return 'b';
	default:
		return v->type;
	}
}

static uint64_t hash_of(const char *sql)
{
	/* eight letters at a time: every statement comes by here */
	uint64_t h = UINT64_C(1469598103934665603), part;
	size_t n = strlen(sql);

	for (; n >= sizeof part; n -= sizeof part, sql += sizeof part) {
		memcpy(&part, sql, sizeof part);
		h = (h ^ part) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 29;
	}
	for (; n > 0; n--, sql++)
		h = (h ^ (unsigned char)*sql) * UINT64_C(1099511628211);
	return h ^ h >> 32;
}

bool cache_init(struct stmt_cache *c, size_t cap)
{
	c->cap = cap;
	c->buckets = 16;
	while (c->buckets < cap)
		c->buckets *= 2;
	c->bucket = calloc(c->buckets, sizeof *c->bucket);
	return c->bucket != NULL;
}

static void unlink_age(struct stmt_cache *c, struct stmt *st)
{
	if (st->newer != NULL)
		st->newer->older = st->older;
	else
		c->newest = st->older;
	if (st->older != NULL)
		st->older->newer = st->newer;
	else
		c->oldest = st->newer;
	st->newer = st->older = NULL;
}

static void link_newest(struct stmt_cache *c, struct stmt *st)
{
	st->newer = NULL;
	st->older = c->newest;
	if (c->newest != NULL)
		c->newest->newer = st;
	else
		c->oldest = st;
	c->newest = st;
}

static void stmt_free(struct db *db, struct stmt *st)
{
	if (st->handle != NULL || st->number != 0)
		db->store->drv->unprepare(db, st);
	free(st->sql);
	free(st);
}

static void drop(struct db *db, struct stmt *st)
{
	struct stmt_cache *c = &db->cache;
	struct stmt **at = &c->bucket[st->hash & (c->buckets - 1)];

	while (*at != st)
		at = &(*at)->chain;
	*at = st->chain;
	unlink_age(c, st);
	c->n--;
	st->cached = false;
	if (!st->busy)
		stmt_free(db, st);
}

void cache_clear(struct db *db)
{
	while (db->cache.oldest != NULL)
		drop(db, db->cache.oldest);
}

void stmt_done(struct db *db, struct stmt *st)
{
	st->busy = false;
	if (!st->cached)
		stmt_free(db, st);
}

/* A null fits a statement prepared for any type; so a statement with many empty columns is prepared once. */
static bool fits(const struct stmt *st, const char *types)
{
	size_t i;

	for (i = 0; types[i] != '\0'; i++)
		if (types[i] != 'n' && types[i] != st->types[i])
			return false;
	return st->types[i] == '\0';
}

/* Types that one statement can take for both calls, if there are such. */
static bool merge(char *types, const char *older)
{
	size_t i;

	if (strlen(types) != strlen(older))
		return false;
	for (i = 0; types[i] != '\0'; i++)
		if (types[i] != 'n' && older[i] != 'n' && types[i] != older[i])
			return false;
	for (i = 0; types[i] != '\0'; i++)
		if (types[i] == 'n')
			types[i] = older[i];
	return true;
}

static enum code make(struct db *db, const char *sql, uint64_t hash, const char *types, struct stmt **out, struct err *e)
{
	struct stmt *st = calloc(1, sizeof *st);
	enum code code;

	if (st == NULL || (st->sql = strdup(sql)) == NULL) {
		free(st);
		return err_set(e, E_MEMORY, "There is no memory left for a database statement. Try again.");
	}
	st->hash = hash;
	memcpy(st->types, types, strlen(types) + 1);
	code = db->store->drv->prepare(db, st, e);
	if (code != OK) {
		free(st->sql);
		free(st);
		return code;
	}
	*out = st;
	return OK;
}

enum code stmt_get(struct db *db, const char *sql, const struct val *v, size_t n, struct stmt **out, struct err *e)
{
	struct stmt_cache *c = &db->cache;
	bool typed = db->store->drv->typed, in_use = false;
	uint64_t hash = hash_of(sql);
	struct stmt *st, *older = NULL;
	char types[MAX_PARAMS + 1];
	enum code code;
	size_t i;

	for (i = 0; i < n; i++)
		types[i] = typed ? val_type(&v[i]) : '?';
	types[n] = '\0';
	for (st = c->bucket[hash & (c->buckets - 1)]; st != NULL; st = st->chain) {
		if (st->hash != hash || strcmp(st->sql, sql) != 0)
			continue;
		if (!fits(st, types)) {
			if (typed && older == NULL && !st->busy && merge(types, st->types))
				older = st;
			continue;
		}
		if (st->busy) {
			in_use = true;
			break;
		}
		if (c->newest != st) {
			unlink_age(c, st);
			link_newest(c, st);
		}
		*out = st;
		return OK;
	}
	code = make(db, sql, hash, types, &st, e);
	if (code != OK)
		return code;
	*out = st;
	if (in_use)
		return OK;
	if (older != NULL)
		drop(db, older);
	for (older = c->oldest; c->n >= c->cap && older != NULL;) {
		struct stmt *newer = older->newer;

		if (!older->busy)
			drop(db, older);
		older = newer;
	}
	st->cached = true;
	st->chain = c->bucket[hash & (c->buckets - 1)];
	c->bucket[hash & (c->buckets - 1)] = st;
	link_newest(c, st);
	c->n++;
	return OK;
}
