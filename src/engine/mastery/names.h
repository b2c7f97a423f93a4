/* names.h - names and their numbers, in the order of first appearance.
 *
 * Law: one name, one number, whatever its form: a name of up to eight digits without a leading zero is looked up by its
 * value in a table, any other by its bytes. Names borrow; who adds one says where its bytes live. */
#ifndef TRELLIS_NAMES_H
#define TRELLIS_NAMES_H

#include "engine/mastery/responses.h"

#define NAMES_DIRECT ((size_t)1 << 22) /* values below this are looked up by position: 16 MB at most */

struct names_index {
	struct arena *a;     /* of everything here */
	struct str *of;
	uint32_t n;
	size_t cap;
	uint32_t *direct;    /* number + 1 by value */
	size_t n_direct;     /* a power of two, or 0 */
	uint64_t *slot;      /* the hash's upper half, number + 1 */
	size_t mask, in_slots;
};

/* The number of a name; a new one gets the next number, and *added (may be NULL) says so. */
uint32_t names_put(struct names_index *x, struct str name, bool *added);
/* The same for a name that is the decimal number v, without a leading zero. */
uint32_t names_put_number(struct names_index *x, uint32_t v, struct str name, bool *added);
/* UINT32_MAX when there is none. */
uint32_t names_find(const struct names_index *x, struct str name);
/* Names and bytes copied into the arena. */
struct names names_copy(struct arena *a, const struct names *x);
/* For each name of `from` its number in `to`, or UINT32_MAX. */
uint32_t *names_map(struct arena *a, const struct names *from, const struct names *to);

/* 1 to 8 digits that end before `end`, eight readable bytes before it: their value, or -1 for anything else and for a
 * leading zero. */
static inline int64_t names_digits(const char *end, size_t n)
{
	uint64_t w;
	__builtin_memcpy(&w, end - 8, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	w = (w ^ UINT64_C(0x3030303030303030)) & ~UINT64_C(0) << (64 - 8 * n);
	if ((w | (w + UINT64_C(0x7676767676767676))) & UINT64_C(0x8080808080808080))
		return -1;
	if (n > 1 && end[-(ptrdiff_t)n] == '0')
		return -1;
	w = w * 10 + (w >> 8);
	return (int64_t)((((w & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064)) +
		((w >> 16 & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001))) >> 32);
}

#endif
