#include "interop/keyed.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK ((size_t)8192)

struct hash_key hash_key_new(void)
{
	struct hash_key k;
	randombytes_buf(k.b, sizeof k.b);
	return k;
}

uint64_t keyed_hash(const struct hash_key *k, const void *p, size_t n)
{
	unsigned char out[crypto_shorthash_BYTES];
	uint64_t h;
	crypto_shorthash(out, n > 0 ? p : "", n, k->b);
	memcpy(&h, out, sizeof h);
	return h;
}

uint64_t keyed_str(const struct hash_key *k, struct str s)
{
	return keyed_hash(k, s.p, s.n);
}

size_t keyed_count(const struct keyed *t)
{
	return t->n;
}

struct slot *keyed_at(const struct keyed *t, size_t number)
{
	return number < t->n ? &t->blocks[number / BLOCK][number % BLOCK] : NULL;
}

uint32_t keyed_number(const struct keyed *t, const struct slot *s)
{
	for (size_t i = 0; i < t->n_blocks; i++)
		if (s >= t->blocks[i] && s < t->blocks[i] + BLOCK)
			return (uint32_t)(i * BLOCK + (size_t)(s - t->blocks[i]));
	return UINT32_MAX;
}

/* Never 0, and of other bits than the place in the table. */
static uint8_t tag_of(uint64_t key)
{
	return (uint8_t)(key >> 56 | 1);
}

struct slot *keyed_find(const struct keyed *t, uint64_t key)
{
	uint8_t tag = tag_of(key);
	if (t->table_size == 0)
		return NULL;
	for (size_t i = key & (t->table_size - 1); t->tags[i] != 0; i = (i + 1) & (t->table_size - 1)) {
		struct slot *s = t->tags[i] == tag ? keyed_at(t, t->table[i]) : NULL;
		if (s != NULL && s->key == key)
			return s;
	}
	return NULL;
}

static void enter(const struct keyed *t, uint64_t key, uint32_t number)
{
	size_t i = key & (t->table_size - 1);
	while (t->tags[i] != 0)
		i = (i + 1) & (t->table_size - 1);
	t->tags[i] = tag_of(key);
	t->table[i] = number;
}

static bool widen(struct keyed *t)
{
	size_t size = t->table_size == 0 ? 1024 : t->table_size * 2;
	/* the tags stand behind the numbers: one piece of memory, there or not */
	uint32_t *table = size > UINT32_MAX ? NULL : calloc(size, sizeof *table + sizeof *t->tags);
	if (table == NULL)
		return false;
	free(t->table);
	t->table = table;
	t->tags = (uint8_t *)(table + size);
	t->table_size = size;
	for (size_t i = 0; i < t->n; i++)
		enter(t, keyed_at(t, i)->key, (uint32_t)i);
	return true;
}

struct slot *keyed_put(struct keyed *t, uint64_t key, bool *made)
{
	struct slot *s = keyed_find(t, key);
	*made = s == NULL;
	if (s != NULL)
		return s;
	if (t->n * 4 >= t->table_size * 3 && !widen(t))
		return NULL;
	if (t->n == t->n_blocks * BLOCK) {
		struct slot **blocks = realloc(t->blocks, (t->n_blocks + 1) * sizeof *blocks);
		if (blocks == NULL)
			return NULL;
		t->blocks = blocks;
		blocks[t->n_blocks] = malloc(BLOCK * sizeof **blocks);
		if (blocks[t->n_blocks] == NULL)
			return NULL;
		t->n_blocks++;
	}
	t->n++;
	s = keyed_at(t, t->n - 1);
	memset(s, 0, sizeof *s);
	s->key = key;
	enter(t, key, (uint32_t)t->n - 1);
	return s;
}

void keyed_free(struct keyed *t)
{
	for (size_t i = 0; i < t->n_blocks; i++)
		free(t->blocks[i]);
	free(t->blocks);
	free(t->table);
	*t = (struct keyed){0};
}
