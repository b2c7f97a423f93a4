#include "web/once.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define KEY_MAX 80
#define KEEP_BODY 4096

enum phase { FREE, RUNNING, DONE };

struct entry {
	enum phase phase;
	struct id scope;
	char key[KEY_MAX + 1];
	char hash[65];
	int status;
	char *text;              /* location, type and body, each ended by NUL; freed with the entry */
	size_t body_n;
};

struct once {
	struct entry *entries;
	size_t n, next;          /* ring: the oldest is used again */
	size_t *heads, *links;   /* hash chains: index + 1 */
	pthread_mutex_t lock;
	pthread_cond_t changed;
};

struct once *once_new(size_t entries)
{
	struct once *o = calloc(1, sizeof *o);
	if (!o)
		return NULL;
	o->n = entries;
	o->entries = calloc(entries, sizeof *o->entries);
	o->heads = calloc(entries, sizeof *o->heads);
	o->links = calloc(entries, sizeof *o->links);
	pthread_mutex_init(&o->lock, NULL);
	pthread_cond_init(&o->changed, NULL);
	if (!o->entries || !o->heads || !o->links) {
		once_free(o);
		return NULL;
	}
	return o;
}

void once_free(struct once *o)
{
	if (!o)
		return;
	for (size_t i = 0; o->entries && i < o->n; i++)
		free(o->entries[i].text);
	free(o->entries);
	free(o->heads);
	free(o->links);
	pthread_cond_destroy(&o->changed);
	pthread_mutex_destroy(&o->lock);
	free(o);
}

static size_t slot_of(const struct once *o, struct id scope, const char *key)
{
	uint64_t h = UINT64_C(1469598103934665603);
	for (int i = 0; i < 16; i++)
		h = (h ^ scope.b[i]) * UINT64_C(1099511628211);
	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * UINT64_C(1099511628211);
	return (size_t)(h % o->n);
}

static struct entry *entry_find(struct once *o, struct id scope, const char *key)
{
	for (size_t i = o->heads[slot_of(o, scope, key)]; i; i = o->links[i - 1]) {
		struct entry *en = &o->entries[i - 1];
		if (en->phase != FREE && id_eq(en->scope, scope) && !strcmp(en->key, key))
			return en;
	}
	return NULL;
}

static void entry_drop(struct once *o, struct entry *en)
{
	size_t at = (size_t)(en - o->entries) + 1;
	for (size_t *i = &o->heads[slot_of(o, en->scope, en->key)]; *i; i = &o->links[*i - 1]) {
		if (*i == at) {
			*i = o->links[at - 1];
			break;
		}
	}
	free(en->text);
	*en = (struct entry){0};
}

static void entry_add(struct once *o, struct id scope, const char *key, const char *hash)
{
	size_t tries = 0;
	while (o->entries[o->next].phase == RUNNING && tries++ < o->n)
		o->next = (o->next + 1) % o->n;
	struct entry *en = &o->entries[o->next];
	o->next = (o->next + 1) % o->n;
	if (en->phase != FREE)
		entry_drop(o, en);
	en->phase = RUNNING;
	en->scope = scope;
	memcpy(en->key, key, strlen(key) + 1);
	memcpy(en->hash, hash, 64);
	size_t slot = slot_of(o, scope, key), at = (size_t)(en - o->entries) + 1;
	o->links[at - 1] = o->heads[slot];
	o->heads[slot] = at;
}

static void entry_give(struct arena *a, const struct entry *en, struct reply *rp)
{
	struct str location = str_dup(a, str_z(en->text));
	const char *type = en->text + strlen(en->text) + 1;
	rp->status = en->status;
	if (location.n)
		rp_header(rp, "Location", location);
	rp->type = str_dupz(a, str_z(type));
	buf_add(&rp->body, type + strlen(type) + 1, en->body_n);
}

static bool key_text(struct str key, char out[KEY_MAX + 1])
{
	if (key.n == 0 || key.n > KEY_MAX || memchr(key.p, 0, key.n))
		return false;
	memcpy(out, key.p, key.n);
	out[key.n] = '\0';
	return true;
}

enum once_state once_begin(struct once *o, struct arena *a, struct id scope, struct str key, const char *hash, struct reply *rp)
{
	char text[KEY_MAX + 1];
	enum once_state state = ONCE_NEW;
	struct timespec until;
	if (!key_text(key, text))
		return ONCE_OTHER;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 5;
	pthread_mutex_lock(&o->lock);
	struct entry *en = entry_find(o, scope, text);
	while (en && en->phase == RUNNING && pthread_cond_timedwait(&o->changed, &o->lock, &until) == 0)
		en = entry_find(o, scope, text);
	if (!en)
		entry_add(o, scope, text, hash);
	else if (memcmp(en->hash, hash, 64) != 0)
		state = ONCE_OTHER;
	else if (en->phase == RUNNING)
		state = ONCE_RUNNING;
	else {
		entry_give(a, en, rp);
		state = ONCE_DONE;
	}
	pthread_mutex_unlock(&o->lock);
	return state;
}

static struct str header_of(const struct reply *rp, const char *name)
{
	for (size_t i = 0; i < rp->n_headers; i++)
		if (str_ieqz(rp->headers[i].name, name))
			return rp->headers[i].value;
	return (struct str){NULL, 0};
}

void once_done(struct once *o, struct id scope, struct str key, const struct reply *rp)
{
	char text[KEY_MAX + 1];
	if (!key_text(key, text))
		return;
	struct str location = header_of(rp, "Location"), body = buf_done(&rp->body);
	const char *type = rp->type ? rp->type : "";
	/* A long page is not kept: a repetition is told that it was saved (rq_write finds its row). */
	size_t type_n = strlen(type);
	char *kept = body.n > KEEP_BODY ? NULL : calloc(1, location.n + type_n + body.n + 2);
	pthread_mutex_lock(&o->lock);
	struct entry *en = entry_find(o, scope, text);
	if (en && kept) {
		if (location.n)
			memcpy(kept, location.p, location.n);
		memcpy(kept + location.n + 1, type, type_n);
		if (body.n)
			memcpy(kept + location.n + type_n + 2, body.p, body.n);
		en->text = kept;
		en->body_n = body.n;
		en->status = rp->status;
		en->phase = DONE;
		kept = NULL;
	} else if (en) {
		entry_drop(o, en);
	}
	pthread_cond_broadcast(&o->changed);
	pthread_mutex_unlock(&o->lock);
	free(kept);
}

void once_cancel(struct once *o, struct id scope, struct str key)
{
	char text[KEY_MAX + 1];
	if (!key_text(key, text))
		return;
	pthread_mutex_lock(&o->lock);
	struct entry *en = entry_find(o, scope, text);
	if (en && en->phase == RUNNING)
		entry_drop(o, en);
	pthread_cond_broadcast(&o->changed);
	pthread_mutex_unlock(&o->lock);
}

enum code once_claim(struct db *db, struct id scope, struct str key, const char *hash, struct err *e)
{
	return db_exec(db, e, "insert into once (district, scope, key, request, made_at) values (?1, ?2, ?3, ?4, ?5)", "dbtzi", scope, key, hash,
	               clock_now());
}

enum code once_load(struct db *db, struct arena *a, struct id scope, struct str key, const char *hash, struct reply *rp, enum once_state *state,
                    struct err *e)
{
	struct rows *r;
	*state = ONCE_NEW;
	enum code c = db_query(db, e, &r, "select request, status, location, type, body from once where district = ?1 and scope = ?2 and key = ?3", "dbt", scope, key);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1 && !str_eqz(rows_t(r, 0), hash)) {
		*state = ONCE_OTHER;
	} else if (got == 1 && rows_null(r, 1)) {
		*state = ONCE_SAVED;
	} else if (got == 1) {
		struct str location = str_dup(a, rows_t(r, 2)), body = str_dup(a, rows_t(r, 4));
		*state = ONCE_DONE;
		rp->status = (int)rows_i(r, 1);
		rp->type = str_dupz(a, rows_t(r, 3));
		if (location.n)
			rp_header(rp, "Location", location);
		buf_str(&rp->body, body);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code once_save(struct db *db, struct id scope, struct str key, const struct reply *rp, struct err *e)
{
	struct str body = buf_done(&rp->body);
	if (body.n > KEEP_BODY || memchr(body.p ? body.p : "", 0, body.n))
		return OK;
	return db_exec(db, e, "update once set status = ?4, location = ?5, type = ?6, body = ?7 where district = ?1 and scope = ?2 and key = ?3", "dbtittt", scope, key,
	               (int64_t)rp->status, header_of(rp, "Location"), str_z(rp->type ? rp->type : ""), body);
}
