/* UTF-8 by hand, folding by ICU. Declared in str.h. */
#include "base/str.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

/* Length of the well-formed sequence at p (Unicode 15, table 3-7), 0 when there is none. */
static size_t sequence(const unsigned char *p, size_t n)
{
	unsigned char lo = 0x80, hi = 0xBF;
	size_t len;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	len = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
	if (n < len)
		return 0;
	if (p[0] == 0xE0)
		lo = 0xA0; /* overlong */
	else if (p[0] == 0xED)
		hi = 0x9F; /* surrogates */
	else if (p[0] == 0xF0)
		lo = 0x90; /* overlong */
	else if (p[0] == 0xF4)
		hi = 0x8F; /* above U+10FFFF */
	if (p[1] < lo || p[1] > hi)
		return 0;
	for (size_t i = 2; i < len; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	return len;
}

/* Bytes at the start of p that are ASCII, eight at a time. */
static size_t ascii_run(const unsigned char *p, size_t n)
{
	size_t i = 0;

	for (; i + 8 <= n; i += 8) {
		uint64_t w;

		memcpy(&w, p + i, 8);
		if (w & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < n && p[i] < 0x80)
		i++;
	return i;
}

bool utf8_valid(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0;

	while (i < s.n) {
		size_t len;

		i += ascii_run(p + i, s.n - i);
		if (i == s.n)
			break;
		len = sequence(p + i, s.n - i);
		if (len == 0)
			return false;
		i += len;
	}
	return true;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

int32_t utf8_next(struct str *s)
{
	const unsigned char *p = (const unsigned char *)s->p;
	size_t len;
	int32_t cp;

	if (s->n == 0)
		return -1;
	len = sequence(p, s->n);
	switch (len) {
	case 0:
		len = 1;
		cp = -1;
		break;
	case 1:
		cp = p[0];
		break;
	case 2:
		cp = (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
		break;
	case 3:
		cp = (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
		break;
	default:
		cp = (p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
	}
	s->p += len;
	s->n -= len;
	return cp;
}

size_t utf8_put(char out[4], uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp >= 0xD800 && cp <= 0xDFFF)
		return 0;
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	if (cp > 0x10FFFF)
		return 0;
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

static struct str fold_ascii(struct arena *a, struct str s)
{
	char *p = str_dupz(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + 32);
	return (struct str){p, s.n};
}

struct text16 {
	UChar *p;
	int32_t n;
};

/* Normalizes into the arena, with a second try when the first guess of the length was too small. */
static struct text16 normalized(struct arena *a, const UNormalizer2 *how, struct text16 in)
{
	struct text16 out;
	UErrorCode ec = U_ZERO_ERROR;
	int32_t room = in.n + in.n / 2 + 16;

	out.p = arena_array(a, (size_t)room, sizeof(UChar));
	out.n = unorm2_normalize(how, in.p, in.n, out.p, room, &ec);
	if (ec == U_BUFFER_OVERFLOW_ERROR) {
		ec = U_ZERO_ERROR;
		room = out.n;
		out.p = arena_array(a, (size_t)room, sizeof(UChar));
		out.n = unorm2_normalize(how, in.p, in.n, out.p, room, &ec);
	}
	return U_SUCCESS(ec) ? out : in;
}

struct str str_fold(struct arena *a, struct str s)
{
	UErrorCode ec = U_ZERO_ERROR;
	const UNormalizer2 *casefold, *nfd, *nfc;
	struct text16 t;
	int32_t n = 0, bytes = 0;
	char *out;

	if (ascii_run((const unsigned char *)s.p, s.n) == s.n || s.n > INT32_MAX / 8)
		return fold_ascii(a, s);
	casefold = unorm2_getNFKCCasefoldInstance(&ec);
	nfd = unorm2_getNFDInstance(&ec);
	nfc = unorm2_getNFCInstance(&ec);
	t.p = arena_array(a, s.n, sizeof(UChar)); /* never more UTF-16 units than UTF-8 bytes */
	u_strFromUTF8WithSub(t.p, (int32_t)s.n, &t.n, s.p, (int32_t)s.n, 0xFFFD, NULL, &ec);
	if (U_FAILURE(ec))
		return fold_ascii(a, s);
	t = normalized(a, nfd, normalized(a, casefold, t));
	/* Letters with a stroke are no letter and mark, yet people type them plain: Vietnamese first of all. */
	for (int32_t i = 0; i < t.n; i++)
		t.p[i] = t.p[i] == 0x0111 ? 'd' : t.p[i] == 0x0142 ? 'l' : t.p[i] == 0x00F8 ? 'o' : t.p[i] == 0x0131 ? 'i' : t.p[i];
	/* Accents are the marks that have a combining class; vowel signs of Indic and Thai writing are marks
	 * too, but have none, and stay. */
	for (int32_t i = 0; i < t.n;) {
		int32_t at = i;
		uint32_t c;

		U16_NEXT(t.p, i, t.n, c);
		if (u_charType((UChar32)c) == U_NON_SPACING_MARK && u_getCombiningClass((UChar32)c) != 0)
			continue;
		while (at < i)
			t.p[n++] = t.p[at++];
	}
	t.n = n;
	t = normalized(a, nfc, t);
	out = arena_alloc(a, (size_t)t.n * 3 + 1);
	u_strToUTF8WithSub(out, t.n * 3 + 1, &bytes, t.p, t.n, 0xFFFD, NULL, &ec);
	return (struct str){out, U_SUCCESS(ec) ? (size_t)bytes : 0};
}
