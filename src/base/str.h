/* str.h - strings as {pointer, length}.
 *
 * Law: a struct str borrows; it never owns. p may be NULL only when n is 0. Text is UTF-8 unless a function
 * says otherwise. Where C strings are needed, the arena versions end with a NUL that n does not count. */
#ifndef TRELLIS_STR_H
#define TRELLIS_STR_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdarg.h>

struct str {
	const char *p;
	size_t n;
};

#define S(lit) ((struct str){(lit), sizeof(lit) - 1}) /* literals only */
#define S_ARG(s) (int)(s).n, (s).n ? (s).p : ""       /* for "%.*s" */

struct str str_z(const char *z); /* borrows z; NULL gives the empty string */
bool str_eq(struct str a, struct str b);
bool str_eqz(struct str a, const char *z);
bool str_ieqz(struct str a, const char *z); /* ASCII case folded */
int str_cmp(struct str a, struct str b);    /* by bytes */
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
struct str str_trim(struct str s); /* ASCII white space at both ends */
/* Cuts s at the first sep: returns what is before, leaves the rest in *s (empty when sep is not there). */
struct str str_cut(struct str *s, char sep);
/* The next word of a list whose words stand apart by spaces, line ends, commas or semicolons; empty at its end. */
struct str str_cut_word(struct str *s);
bool str_find(struct str s, struct str what, size_t *at);
struct str str_dup(struct arena *a, struct str s);
char *str_dupz(struct arena *a, struct str s); /* NUL-ended copy */
struct str str_fmt(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
struct str str_vfmt(struct arena *a, const char *fmt, va_list ap);
/* Whole-string numbers; false on anything else (spaces, overflow, trailing bytes, nan, inf). Locale-free. */
bool str_int(struct str s, int64_t *out);
bool str_real(struct str s, double *out);

/* UTF-8. utf8_valid refuses overlong forms, surrogates and values above U+10FFFF. */
bool utf8_valid(struct str s);
size_t utf8_count(struct str s);                          /* code points of valid text */
int32_t utf8_next(struct str *s);                         /* takes one code point; -1 at the end or on bad bytes (one byte taken) */
size_t utf8_put(char out[4], uint32_t cp);                /* bytes written, 0 when cp is no scalar value */
struct str str_fold(struct arena *a, struct str s);       /* ICU: NFKC_Casefold without accents, for comparing what people type */

#endif
