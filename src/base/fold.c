/* Folding by ICU: what people type, compared without case and accents. Declared in str.h. Alone in its file, so that a program which only
 * reads and checks text does without ICU. */
#include "base/str.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

static bool ascii(struct str s)
{
	size_t i = 0;

	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i == s.n;
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

	if (ascii(s) || s.n > INT32_MAX / 8)
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
