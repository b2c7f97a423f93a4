#include "engine/mastery/names.h"

#include <string.h>

static uint64_t mix(uint64_t x, uint64_t y)
{
	x = (x ^ y) * UINT64_C(0x9E3779B97F4A7C15);
	return x ^ x >> 32;
}

static uint64_t hash(struct str s)
{
	uint64_t h = mix(s.n, UINT64_C(0xD6E8FEB86659FD93)), w = 0;
	for (; s.n > 8; s.p += 8, s.n -= 8) {
		memcpy(&w, s.p, 8);
		h = mix(h, w);
	}
	w = 0;
	if (s.n)
		memcpy(&w, s.p, s.n);
	h = mix(h, w);
	h = mix(h, h >> 29);
	return h ? h : 1;
}

static uint32_t append(struct names_index *x, struct str name, bool *added)
{
	if (x->n == x->cap) {
		size_t cap = x->cap ? 2 * x->cap : 64;
		x->of = arena_grow(x->a, x->of, x->cap * sizeof *x->of, cap * sizeof *x->of);
		x->cap = cap;
	}
	x->of[x->n] = name;
	if (added)
		*added = true;
	return x->n++;
}

static void slots_grow(struct names_index *x)
{
	size_t mask = x->slot ? 2 * x->mask + 1 : 255;
	uint64_t *slot = NEW_ARRAY(x->a, uint64_t, mask + 1);
	for (size_t i = 0; x->slot && i <= x->mask; i++) {
		if (!x->slot[i])
			continue;
		size_t at = (size_t)hash(x->of[(uint32_t)x->slot[i] - 1]) & mask;
		while (slot[at])
			at = (at + 1) & mask;
		slot[at] = x->slot[i];
	}
	x->slot = slot;
	x->mask = mask;
}

static uint32_t put_bytes(struct names_index *x, struct str name, bool *added)
{
	if (!x->slot || 2 * x->in_slots > x->mask)
		slots_grow(x);
	uint64_t h = hash(name);
	size_t at = (size_t)h & x->mask;
	for (; x->slot[at]; at = (at + 1) & x->mask)
		if (x->slot[at] >> 32 == h >> 32 && str_eq(x->of[(uint32_t)x->slot[at] - 1], name))
			return (uint32_t)x->slot[at] - 1;
	uint32_t i = append(x, name, added);
	x->slot[at] = h >> 32 << 32 | (i + 1);
	x->in_slots++;
	return i;
}

uint32_t names_put_number(struct names_index *x, uint32_t v, struct str name, bool *added)
{
	if (v < x->n_direct && x->direct[v])
		return x->direct[v] - 1;
	if (v >= NAMES_DIRECT)
		return put_bytes(x, name, added);
	if (v >= x->n_direct) {
		size_t n = x->n_direct ? x->n_direct : 4096;
		while (n <= v)
			n *= 2;
		x->direct = arena_grow(x->a, x->direct, x->n_direct * sizeof *x->direct, n * sizeof *x->direct);
		x->n_direct = n;
	}
	uint32_t i = append(x, name, added);
	x->direct[v] = i + 1;
	return i;
}

/* The value of a name that is looked up by position, or -1. */
static int64_t number(struct str name)
{
	char w[8] = {0};
	if (name.n == 0 || name.n > 8)
		return -1;
	memcpy(w + 8 - name.n, name.p, name.n);
	int64_t v = names_digits(w + 8, name.n);
	return v < (int64_t)NAMES_DIRECT ? v : -1;
}

uint32_t names_put(struct names_index *x, struct str name, bool *added)
{
	int64_t v = number(name);
	return v >= 0 ? names_put_number(x, (uint32_t)v, name, added) : put_bytes(x, name, added);
}

uint32_t names_find(const struct names_index *x, struct str name)
{
	int64_t v = number(name);
	if (v >= 0)
		return (size_t)v < x->n_direct ? x->direct[v] - 1 : UINT32_MAX; /* 0 - 1: none */
	if (!x->slot)
		return UINT32_MAX;
	uint64_t h = hash(name);
	for (size_t at = (size_t)h & x->mask; x->slot[at]; at = (at + 1) & x->mask)
		if (x->slot[at] >> 32 == h >> 32 && str_eq(x->of[(uint32_t)x->slot[at] - 1], name))
			return (uint32_t)x->slot[at] - 1;
	return UINT32_MAX;
}

uint32_t *names_map(struct arena *a, const struct names *from, const struct names *to)
{
	struct names_index x = {.a = a};
	uint32_t *map = NEW_ARRAY(a, uint32_t, from->n);
	for (uint32_t i = 0; i < to->n; i++)
		(void)names_put(&x, to->of[i], NULL);
	for (uint32_t i = 0; i < from->n; i++)
		map[i] = names_find(&x, from->of[i]);
	return map;
}

struct names names_copy(struct arena *a, const struct names *x)
{
	size_t bytes = 0;
	struct names out = {NEW_ARRAY(a, struct str, x->n), x->n};
	for (uint32_t k = 0; k < x->n; k++)
		bytes += x->of[k].n + 1;
	char *to = arena_alloc(a, bytes);
	for (uint32_t k = 0; k < x->n; to += x->of[k++].n + 1) {
		memcpy(to, x->of[k].p, x->of[k].n);
		out.of[k] = (struct str){to, x->of[k].n};
	}
	return out;
}
