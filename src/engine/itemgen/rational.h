/* rational.h - exact fractions of 64-bit whole numbers.
 *
 * Law: d > 0 and gcd(n, d) = 1 always. Every operation says whether it could be done; false (overflow, division
 * by nothing) leaves *out as it was. */
#ifndef TRELLIS_RATIONAL_H
#define TRELLIS_RATIONAL_H

#include "base/str.h"

struct rat {
	int64_t n, d;
};

#define RAT(whole) ((struct rat){(whole), 1})

bool rat_make(int64_t n, int64_t d, struct rat *out) MUST_USE;
bool rat_add(struct rat a, struct rat b, struct rat *out) MUST_USE;
bool rat_sub(struct rat a, struct rat b, struct rat *out) MUST_USE;
bool rat_mul(struct rat a, struct rat b, struct rat *out) MUST_USE;
bool rat_div(struct rat a, struct rat b, struct rat *out) MUST_USE;
bool rat_pow(struct rat a, int64_t exponent, struct rat *out) MUST_USE;
int rat_cmp(struct rat a, struct rat b);  /* never overflows */
int64_t rat_floor(struct rat a);
int64_t rat_gcd(int64_t a, int64_t b);    /* >= 0; both above INT64_MIN */
double rat_real(struct rat a);
/* Reads "12", "-3", "0.25", "3/4" (ASCII, nothing else around it). */
bool rat_read(struct str s, struct rat *out) MUST_USE;

#endif
