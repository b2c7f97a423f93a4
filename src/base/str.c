#include "base/str.h"

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif

struct str str_z(const char *z)
{
	return (struct str){z, z != NULL ? strlen(z) : 0};
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_eqz(struct str a, const char *z)
{
	return str_eq(a, str_z(z));
}

static int lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

bool str_ieqz(struct str a, const char *z)
{
	struct str b = str_z(z);

	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}

bool str_ends(struct str s, const char *suffix)
{
	size_t n = strlen(suffix);

	return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, suffix, n) == 0);
}

static bool white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.n > 0 && white(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && white(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str str_cut(struct str *s, char sep)
{
	struct str before = *s;
	const char *at = s->n > 0 ? memchr(s->p, sep, s->n) : NULL;

	if (at == NULL) {
		*s = (struct str){s->p != NULL ? s->p + s->n : NULL, 0};
		return before;
	}
	before.n = (size_t)(at - s->p);
	s->p += before.n + 1;
	s->n -= before.n + 1;
	return before;
}

static bool separator(char ch)
{
	return ch == ' ' || ch == ',' || ch == ';' || ch == '\n' || ch == '\t';
}

struct str str_cut_word(struct str *s)
{
	while (s->n && separator(*s->p))
		*s = (struct str){s->p + 1, s->n - 1};
	size_t n = 0;
	while (n < s->n && !separator(s->p[n]))
		n++;
	struct str w = {s->p, n};
	*s = (struct str){s->p + n, s->n - n};
	return w;
}

bool str_find(struct str s, struct str what, size_t *at)
{
	const char *p;

	if (what.n == 0) {
		*at = 0;
		return true;
	}
	p = s.n > 0 ? memmem(s.p, s.n, what.p, what.n) : NULL;
	if (p == NULL)
		return false;
	*at = (size_t)(p - s.p);
	return true;
}

char *str_dupz(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return p;
}

struct str str_dup(struct arena *a, struct str s)
{
	return (struct str){str_dupz(a, s), s.n};
}

struct str str_vfmt(struct arena *a, const char *fmt, va_list ap)
{
	char small[512];
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(small, sizeof small, fmt, again);
	va_end(again);
	if (n < 0) /* only for conversions we never use */
		return (struct str){"", 0};
	if ((size_t)n < sizeof small)
		return str_dup(a, (struct str){small, (size_t)n});
	p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (struct str){p, (size_t)n};
}

struct str str_fmt(struct arena *a, const char *fmt, ...)
{
	struct str s;
	va_list ap;

	va_start(ap, fmt);
	s = str_vfmt(a, fmt, ap);
	va_end(ap);
	return s;
}

bool str_int(struct str s, int64_t *out)
{
	bool minus = s.n > 0 && s.p[0] == '-';
	uint64_t v = 0;
	size_t i = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+') ? 1 : 0;

	if (i == s.n)
		return false;
	for (; i < s.n; i++) {
		unsigned d = (unsigned)(unsigned char)s.p[i] - '0';

		if (d > 9 || v > (UINT64_MAX - d) / 10)
			return false;
		v = v * 10 + d;
	}
	if (v > (uint64_t)INT64_MAX + (minus ? 1 : 0))
		return false;
	*out = minus ? (int64_t)(0 - v) : (int64_t)v;
	return true;
}

/* A decimal number taken apart: digits d[0..n) times ten to the power exp. More digits than decide a double
 * (767) are not kept; a 1 at the end stands for any that were dropped, so that rounding still comes out right. */
#define DIGITS 800
struct decimal {
	char d[DIGITS + 2];
	size_t n;
	long exp;
	uint64_t small; /* value of the digits while n <= 19 */
	bool minus;
};

static size_t take_digits(struct str s, size_t i, struct decimal *x, bool fraction, size_t *seen)
{
	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
		char c = s.p[i];

		++*seen;
		if (x->n == 0 && c == '0') { /* leading zeros say nothing */
			x->exp -= fraction;
			continue;
		}
		if (x->n < DIGITS) {
			x->d[x->n++] = c;
			if (x->n <= 19)
				x->small = x->small * 10 + (uint64_t)(c - '0');
			x->exp -= fraction;
			continue;
		}
		if (x->n == DIGITS && c != '0') {
			x->d[x->n++] = '1';
			x->exp -= 1;
		}
		x->exp += !fraction;
	}
	return i;
}

static bool take_exponent(struct str s, size_t i, struct decimal *x)
{
	bool minus = false;
	long v = 0;

	i++;
	if (i < s.n && (s.p[i] == '+' || s.p[i] == '-'))
		minus = s.p[i++] == '-';
	if (i == s.n)
		return false;
	for (; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (v < 100000000)
			v = v * 10 + (s.p[i] - '0');
	}
	x->exp += minus ? -v : v;
	return true;
}

static locale_t c_locale;
static void make_c_locale(void)
{
	c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

static double slow_real(struct decimal *x)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	char text[DIGITS + 40];

	pthread_once(&once, make_c_locale);
	if (x->exp > 100000)
		x->exp = 100000;
	if (x->exp < -100000)
		x->exp = -100000;
	snprintf(text, sizeof text, "%.*se%ld", (int)x->n, x->d, x->exp);
	return c_locale != (locale_t)0 ? strtod_l(text, NULL, c_locale) : strtod(text, NULL);
}

bool str_real(struct str s, double *out)
{
	static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
				       1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
	struct decimal x;
	size_t i = 0, seen = 0;
	double v;

	x.n = 0;
	x.exp = 0;
	x.small = 0;
	x.minus = s.n > 0 && s.p[0] == '-';
	if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'))
		i = 1;
	i = take_digits(s, i, &x, false, &seen);
	if (i < s.n && s.p[i] == '.')
		i = take_digits(s, i + 1, &x, true, &seen);
	if (seen == 0)
		return false;
	if (i < s.n) {
		if ((s.p[i] != 'e' && s.p[i] != 'E') || !take_exponent(s, i, &x))
			return false;
	}
	/* Up to 2^53 and 10^22 both are exact, so one operation rounds once (Clinger 1990). */
	if (x.n == 0)
		v = 0;
	else if (x.n <= 19 && x.small <= (UINT64_C(1) << 53) && x.exp >= -22 && x.exp <= 22)
		v = x.exp < 0 ? (double)x.small / power[-x.exp] : (double)x.small * power[x.exp];
	else
		v = slow_real(&x);
	if (!isfinite(v))
		return false;
	*out = x.minus ? -v : v;
	return true;
}
