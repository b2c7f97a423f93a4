#include "web/kept.h"
#include "school/account/session.h"
#include "web/server.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 1024
#define ONE_MOST ((size_t)96 << 10) /* a longer reply is not kept */

struct entry {
	unsigned char key[KEPT_KEY];
	struct id session;
	int64_t change, at;
	int status;
	size_t n_headers, body_n, bytes;
	char *text;                /* type, then name and value of each header, each ended by NUL; then the body. NULL: free */
};

struct kept {
	pthread_mutex_t lock;
	struct entry slots[SLOTS];
	size_t bytes, most, hand;  /* hand: where room is made next */
};

struct kept *kept_new(size_t bytes)
{
	struct kept *k = calloc(1, sizeof *k);
	if (!k)
		return NULL;
	k->most = bytes;
	pthread_mutex_init(&k->lock, NULL);
	return k;
}

static void drop(struct kept *k, struct entry *en)
{
	k->bytes -= en->bytes;
	free(en->text);
	*en = (struct entry){0};
}

void kept_free(struct kept *k)
{
	if (!k)
		return;
	for (size_t i = 0; i < SLOTS; i++)
		drop(k, &k->slots[i]);
	pthread_mutex_destroy(&k->lock);
	free(k);
}

static void mix(crypto_generichash_state *h, struct str s)
{
	uint64_t n = s.n;
	crypto_generichash_update(h, (const unsigned char *)&n, sizeof n);
	if (s.n)
		crypto_generichash_update(h, (const unsigned char *)s.p, s.n);
}

void kept_key(const struct request *rq, day_t today, const struct site *site, unsigned char out[KEPT_KEY])
{
	const struct wire *w = rq->wire;
	crypto_generichash_state h;
	const int64_t facts[] = {today, w->https, w->loopback, rq->https, (int64_t)w->n_headers, site->sample, site->importing, site->idle_minutes};
	crypto_generichash_init(&h, NULL, 0, KEPT_KEY);
	crypto_generichash_update(&h, (const unsigned char *)facts, sizeof facts);
	mix(&h, (struct str){(const char *)(const void *)&rq->session->id, sizeof rq->session->id});
	mix(&h, str_z(site->name));
	mix(&h, str_z(site->tz));
	mix(&h, w->method);
	mix(&h, w->target);
	mix(&h, rq->address);
	for (size_t i = 0; i < w->n_headers; i++) {
		mix(&h, w->headers[i].name);
		mix(&h, w->headers[i].value);
	}
	crypto_generichash_final(&h, out, KEPT_KEY);
}

static struct entry *slot_of(struct kept *k, const unsigned char key[KEPT_KEY])
{
	uint32_t n;
	memcpy(&n, key, sizeof n);
	return &k->slots[n % SLOTS];
}

static struct str word(const char **at)
{
	struct str s = str_z(*at);
	*at += s.n + 1;
	return s;
}

bool kept_give(struct kept *k, struct arena *a, const unsigned char key[KEPT_KEY], int64_t change, struct reply *rp)
{
	int64_t now = clock_now();
	bool found = false;
	pthread_mutex_lock(&k->lock);
	struct entry *en = slot_of(k, key);
	if (en->text && memcmp(en->key, key, KEPT_KEY) == 0) {
		found = en->change == change && now >= en->at && now - en->at < KEPT_SECONDS * SECOND;
		if (!found)
			drop(k, en);
	}
	if (found) {
		const char *at = str_dupz(a, (struct str){en->text, en->bytes});
		rp->status = en->status;
		rp->type = at;
		(void)word(&at);
		rp->n_headers = 0;
		for (size_t i = 0; i < en->n_headers; i++) {
			struct str name = word(&at);
			rp->headers[rp->n_headers++] = (struct pair){name, word(&at)};
		}
		rp->bytes = (struct str){at, en->body_n};
	}
	pthread_mutex_unlock(&k->lock);
	return found;
}

static void put(char **at, struct str s)
{
	if (s.n)
		memcpy(*at, s.p, s.n);
	*at += s.n;
	*(*at)++ = '\0';
}

static bool may_keep(const struct reply *rp)
{
	if (rp->status != 200 || rp->body.over || rp->shared)
		return false;
	for (size_t i = 0; i < rp->n_headers; i++)
		if (str_ieqz(rp->headers[i].name, "set-cookie"))
			return false;
	return true;
}

void kept_keep(struct kept *k, const unsigned char key[KEPT_KEY], struct id session, int64_t change, const struct reply *rp)
{
	struct str body = rp->bytes.n ? rp->bytes : (struct str){rp->body.p, rp->body.n};
	size_t n = strlen(rp->type) + 1 + body.n;
	if (!may_keep(rp))
		return;
	for (size_t i = 0; i < rp->n_headers; i++)
		n += rp->headers[i].name.n + rp->headers[i].value.n + 2;
	if (n > ONE_MOST || n > k->most)
		return;
	char *text = malloc(n), *at = text;
	if (!text)
		return;
	put(&at, str_z(rp->type));
	for (size_t i = 0; i < rp->n_headers; i++) {
		put(&at, rp->headers[i].name);
		put(&at, rp->headers[i].value);
	}
	if (body.n)
		memcpy(at, body.p, body.n);
	pthread_mutex_lock(&k->lock);
	struct entry *en = slot_of(k, key);
	drop(k, en);
	for (size_t i = 0; i < SLOTS && k->bytes + n > k->most; i++) {
		drop(k, &k->slots[k->hand]);
		k->hand = (k->hand + 1) % SLOTS;
	}
	*en = (struct entry){.session = session, .change = change, .at = clock_now(), .status = rp->status, .n_headers = rp->n_headers,
	                     .body_n = body.n, .bytes = n, .text = text};
	memcpy(en->key, key, KEPT_KEY);
	k->bytes += n;
	pthread_mutex_unlock(&k->lock);
}

void kept_drop(struct kept *k, struct id session)
{
	pthread_mutex_lock(&k->lock);
	for (size_t i = 0; i < SLOTS; i++)
		if (k->slots[i].text && id_eq(k->slots[i].session, session))
			drop(k, &k->slots[i]);
	pthread_mutex_unlock(&k->lock);
}
