/* order.h - rows in another order. */
#ifndef TRELLIS_MASTERY_ORDER_H
#define TRELLIS_MASTERY_ORDER_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

/* Counting sort of *rows by key[row] < keys, stable; *rows becomes a new array in a. */
static inline void order_by(struct arena *a, uint32_t **rows, size_t n, const uint32_t *key, uint32_t keys)
{
	size_t *at = NEW_ARRAY(a, size_t, (size_t)keys + 1);
	uint32_t *out = NEW_ARRAY(a, uint32_t, n);
	for (size_t i = 0; i < n; i++)
		at[key[(*rows)[i]] + 1]++;
	for (uint32_t k = 0; k < keys; k++)
		at[k + 1] += at[k];
	for (size_t i = 0; i < n; i++)
		out[at[key[(*rows)[i]]]++] = (*rows)[i];
	*rows = out;
}

#endif
