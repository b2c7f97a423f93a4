#include "base/buf.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif

struct buf buf_new(struct arena *a, size_t max)
{
	return (struct buf){.a = a, .max = max};
}

struct buf buf_fixed(char *mem, size_t size)
{
	mem[0] = '\0';
	return (struct buf){.p = mem, .cap = size, .max = size - 1};
}

/* Room for n bytes and a NUL, or false and over. */
static bool room(struct buf *b, size_t n)
{
	size_t cap;

	if (b->over || n > b->max - b->n) {
		b->over = true;
		return false;
	}
	if (b->n + n < b->cap)
		return true;
	cap = b->cap < 128 ? 256 : b->cap * 2;
	if (cap < b->n + n + 1)
		cap = b->n + n + 1;
	if (cap > b->max && b->max < SIZE_MAX)
		cap = b->max + 1;
	b->p = arena_grow(b->a, b->p, b->cap, cap);
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
	if (n == 0 || !room(b, n))
		return;
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

void buf_z(struct buf *b, const char *z)
{
	buf_add(b, z, strlen(z));
}

void buf_byte(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	char small[256];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(small, sizeof small, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	if ((size_t)n < sizeof small) {
		buf_add(b, small, (size_t)n);
		return;
	}
	if (!room(b, (size_t)n))
		return;
	va_start(ap, fmt);
	vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

void buf_int(struct buf *b, int64_t v)
{
	char text[24];
	char *p = text + sizeof text;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do {
		*--p = (char)('0' + u % 10);
		u /= 10;
	} while (u > 0);
	if (v < 0)
		*--p = '-';
	buf_add(b, p, (size_t)(text + sizeof text - p));
}

void buf_real(struct buf *b, double v)
{
	char text[40];
	double back = 0;
	int n = 0;

	if (!isfinite(v)) {
		buf_z(b, "null");
		return;
	}
	if (v >= -1e15 && v <= 1e15 && v == floor(v) && (v != 0 || !signbit(v))) {
		buf_int(b, (int64_t)v);
		return;
	}
	/* 15 digits always survive, except where doubles run out of bits. */
	for (int digits = fabs(v) < 2.3e-308 ? 1 : 15; digits <= 17; digits++) {
		char *comma;

		n = snprintf(text, sizeof text, "%.*g", digits, v);
		comma = strchr(text, ','); /* a library may have set a locale */
		if (comma != NULL)
			*comma = '.';
		if (str_real((struct str){text, (size_t)n}, &back) && memcmp(&back, &v, sizeof v) == 0)
			break;
	}
	buf_add(b, text, (size_t)n);
}

struct str buf_done(const struct buf *b)
{
	return (struct str){b->n > 0 ? b->p : "", b->n};
}

void buf_html(struct buf *b, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *as;

		switch (s.p[i]) {
		case '&':
			as = "&amp;";
			break;
		case '<':
			as = "&lt;";
			break;
		case '>':
			as = "&gt;";
			break;
		case '"':
			as = "&quot;";
			break;
		case '\'':
			as = "&#39;";
			break;
		default:
			continue;
		}
		buf_add(b, s.p + from, i - from);
		buf_z(b, as);
		from = i + 1;
	}
	if (s.n > from)
		buf_add(b, s.p + from, s.n - from);
}

static bool unreserved(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
	       c == '.' || c == '~';
}

void buf_url(struct buf *b, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (unreserved(c))
			buf_byte(b, (char)c);
		else
			buf_add(b, (char[]){'%', hex[c >> 4], hex[c & 15]}, 3);
	}
}

static void json_escaped(struct buf *b, char c)
{
	switch (c) {
	case '"':
		buf_z(b, "\\\"");
		break;
	case '\\':
		buf_z(b, "\\\\");
		break;
	case '\n':
		buf_z(b, "\\n");
		break;
	case '\r':
		buf_z(b, "\\r");
		break;
	case '\t':
		buf_z(b, "\\t");
		break;
	case '\b':
		buf_z(b, "\\b");
		break;
	case '\f':
		buf_z(b, "\\f");
		break;
	default:
		buf_fmt(b, "\\u%04x", (unsigned)(unsigned char)c);
	}
}

void buf_json(struct buf *b, struct str s)
{
	const char *from = s.p;

	buf_byte(b, '"');
	while (s.n > 0) {
		const char *at = s.p;
		unsigned char c = (unsigned char)*at;
		bool bad = false;

		if (c < 0x80) {
			s.p++;
			s.n--;
			if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
				continue;
		} else {
			bad = utf8_next(&s) < 0;
			if (!bad)
				continue;
		}
		buf_add(b, from, (size_t)(at - from));
		if (bad)
			buf_z(b, "\xEF\xBF\xBD");
		else
			json_escaped(b, (char)c);
		from = s.p;
	}
	if (s.p > from)
		buf_add(b, from, (size_t)(s.p - from));
	buf_byte(b, '"');
}

void buf_csv(struct buf *b, struct str s)
{
	bool quote = false, run;
	double number;
	size_t from = 0;

	run = s.n > 0 && memchr("=+-@\t\r", s.p[0], 6) != NULL && !str_real(s, &number);
	for (size_t i = 0; i < s.n && !quote; i++)
		quote = s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\t';
	/* Outer blanks are lost by some readers unless quoted. */
	quote = quote || (s.n > 0 && (s.p[0] == ' ' || s.p[s.n - 1] == ' '));
	if (quote)
		buf_byte(b, '"');
	if (run)
		buf_byte(b, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '"')
			continue;
		buf_add(b, s.p + from, i + 1 - from);
		buf_byte(b, '"');
		from = i + 1;
	}
	if (s.n > from)
		buf_add(b, s.p + from, s.n - from);
	if (quote)
		buf_byte(b, '"');
}
