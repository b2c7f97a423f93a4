/* limit.h - token buckets in a table of fixed size.
 *
 * Law: memory never grows with the number of addresses. A new key takes the place of the fullest bucket of its row,
 * which is the one that had the least to remember. Keys are hashed with a secret, so nobody can aim at a bucket. */
#ifndef TRELLIS_LIMIT_H
#define TRELLIS_LIMIT_H

#include "base/str.h"

struct limits;
struct limits *limits_new(size_t buckets); /* rounded up; NULL without memory; free with limits_free */
void limits_free(struct limits *l);
/* Takes `cost` from the bucket (what, key) that holds `burst` and refills with `per_second`. Returns 0 when it was there,
 * else how many seconds to wait (at least 1). now: clock_monotonic. cost 0 only asks for one. */
int limit_take(struct limits *l, int64_t now, unsigned what, struct str key, double burst, double per_second, double cost);
/* Fills a bucket again (a sign-in that worked). */
void limit_forget(struct limits *l, unsigned what, struct str key);

#endif
