#include "web/limit.h"

#include <math.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define WAYS 8
#define STRIPES 64

struct bucket {
	uint64_t key;      /* 0: free */
	double left, burst, rate;
	int64_t at;
};

struct limits {
	struct bucket *buckets;
	size_t rows; /* power of two */
	unsigned char secret[crypto_shorthash_KEYBYTES];
	pthread_mutex_t locks[STRIPES];
};

struct limits *limits_new(size_t buckets)
{
	struct limits *l = calloc(1, sizeof *l);
	if (!l)
		return NULL;
	l->rows = STRIPES;
	while (l->rows * WAYS < buckets)
		l->rows *= 2;
	l->buckets = calloc(l->rows * WAYS, sizeof *l->buckets);
	if (!l->buckets) {
		free(l);
		return NULL;
	}
	randombytes_buf(l->secret, sizeof l->secret);
	for (int i = 0; i < STRIPES; i++)
		pthread_mutex_init(&l->locks[i], NULL);
	return l;
}

void limits_free(struct limits *l)
{
	if (!l)
		return;
	for (int i = 0; i < STRIPES; i++)
		pthread_mutex_destroy(&l->locks[i]);
	free(l->buckets);
	free(l);
}

static uint64_t hash_of(const struct limits *l, unsigned what, struct str key)
{
	unsigned char in[264], out[crypto_shorthash_BYTES];
	uint64_t h;
	size_t n = key.n < 256 ? key.n : 256;
	memcpy(in, &what, sizeof what);
	if (n)
		memcpy(in + sizeof what, key.p, n);
	crypto_shorthash(out, in, sizeof what + n, l->secret);
	memcpy(&h, out, sizeof h);
	return h ? h : 1;
}

static double filled(const struct bucket *b, int64_t now)
{
	double left = b->left + b->rate * (double)(now - b->at) / 1e6;
	return left < b->burst ? left : b->burst;
}

static struct bucket *bucket_of(struct limits *l, uint64_t h, int64_t now)
{
	struct bucket *row = &l->buckets[(h & (l->rows - 1)) * WAYS], *best = NULL;
	double most = -INFINITY;
	for (int i = 0; i < WAYS; i++) {
		if (row[i].key == h)
			return &row[i];
		double share = row[i].key ? filled(&row[i], now) / row[i].burst : INFINITY;
		if (share > most) {
			most = share;
			best = &row[i];
		}
	}
	*best = (struct bucket){.key = h, .at = now, .left = -1};
	return best;
}

int limit_take(struct limits *l, int64_t now, unsigned what, struct str key, double burst, double per_second, double cost)
{
	uint64_t h = hash_of(l, what, key);
	pthread_mutex_t *lock = &l->locks[h & (STRIPES - 1)];
	pthread_mutex_lock(lock);
	struct bucket *b = bucket_of(l, h, now);
	if (b->burst == 0)
		b->left = burst;
	b->burst = burst;
	b->rate = per_second;
	b->left = filled(b, now);
	b->at = now;
	double want = cost > 0 ? cost : 1;
	int wait = 0;
	if (b->left >= want)
		b->left -= cost;
	else
		wait = (int)fmin(3600, fmax(1, ceil((want - b->left) / per_second)));
	pthread_mutex_unlock(lock);
	return wait;
}

void limit_forget(struct limits *l, unsigned what, struct str key)
{
	uint64_t h = hash_of(l, what, key);
	pthread_mutex_t *lock = &l->locks[h & (STRIPES - 1)];
	pthread_mutex_lock(lock);
	struct bucket *row = &l->buckets[(h & (l->rows - 1)) * WAYS];
	for (int i = 0; i < WAYS; i++)
		if (row[i].key == h)
			row[i] = (struct bucket){0};
	pthread_mutex_unlock(lock);
}
