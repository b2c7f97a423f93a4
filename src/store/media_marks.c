/* What tells where and by whom a document or a recording was made, written over in place: no length and no offset changes.
 * PDF: ISO 32000-1, 7.5, 14.3.2 (metadata), 8.9.5 with JPEG as it is (DCTDecode); XMP: ISO 16684-1, 7.3 (packets); Exif: CIPA DC-008, 4.7.2;
 * ID3: id3.org, ID3v2.3.0 3.1 and 3.3 (zeros after the head are padding); RIFF: Microsoft and IBM 1991, chapter 2 (JUNK);
 * Matroska: RFC 9559, 5.1.8 (Tags), RFC 8794, 11.3.2 (Void). */
#include "store/media.h"

#include <string.h>

/* From p on: the next place of the words; NULL: none. */
static char *find(char *p, const char *end, const char *words, size_t n)
{
	return p != NULL && end - p >= (ptrdiff_t)n ? memmem(p, (size_t)(end - p), words, n) : NULL;
}

/* ---- PDF ---- */

/* Segments of photos that lie in it as they are. */
static void blank_photos(char *p, const char *end)
{
	static const char *const heads[] = {"Exif\0\0", "http://ns.adobe.com/x", "Photoshop 3.0"};
	static const size_t lengths[] = {6, 21, 13};

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		for (char *at = p; (at = find(at, end, heads[i], lengths[i])) != NULL; at += lengths[i]) {
			if (at - p < 4 || at[-4] != '\xff' || (at[-3] != '\xe1' && at[-3] != '\xed'))
				continue;
			size_t n = (size_t)((unsigned char)at[-2] << 8 | (unsigned char)at[-1]);

			if (n >= 2 + lengths[i] && n - 2 <= (size_t)(end - at))
				memset(at + lengths[i], 0, n - 2 - lengths[i]);
		}
}

static void blank_between(char *p, const char *end, const char *from, const char *to)
{
	for (char *at = p; (at = find(at, end, from, strlen(from))) != NULL;) {
		char *stop = find(at, end, to, strlen(to));

		if (stop == NULL)
			return;
		at = memchr(at, '>', (size_t)(stop - at));
		if (at != NULL && at + 1 < stop)
			memset(at + 1, ' ', (size_t)(stop - at - 1));
		at = stop;
	}
}

/* Who wrote it, where that stands as text: (in brackets, which may hold brackets) or <in hex>. */
static void blank_author(char *p, const char *end)
{
	for (char *at = p; (at = find(at, end, "/Author", 7)) != NULL;) {
		int depth = 0;

		at += 7;
		while (at < end && (*at == ' ' || *at == '\r' || *at == '\n'))
			at++;
		if (at < end && *at == '<' && at + 1 < end && at[1] != '<') {
			while (++at < end && *at != '>')
				*at = '0';
			continue;
		}
		if (at >= end || *at != '(' || find(at, end - at > 4096 ? at + 4096 : end, ")", 1) == NULL)
			continue;
		for (; at < end; at++) {
			if (*at == '(' && depth++ == 0)
				continue;
			if (*at == '\\' && at + 1 < end)
				*at++ = ' ';
			else if (*at == ')' && --depth == 0)
				break;
			*at = ' ';
		}
	}
}

/* ---- sound and film ---- */

static void blank_id3(char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;

	if (n >= 10 && memcmp(p, "ID3", 3) == 0) {
		size_t size = (size_t)(u[6] & 127) << 21 | (size_t)(u[7] & 127) << 14 | (size_t)(u[8] & 127) << 7 | (u[9] & 127);

		p[5] = 0; /* no flags: neither a second head nor a foot */
		memset(p + 10, 0, size < n - 10 ? size : n - 10);
	}
	if (n >= 128 && memcmp(p + n - 128, "TAG", 3) == 0)
		memset(p + n - 125, 0, 125);
}

static void blank_wave(char *p, size_t n)
{
	for (size_t at = 12; at + 8 <= n;) {
		const unsigned char *u = (const unsigned char *)p + at + 4;
		size_t size = u[0] | (size_t)u[1] << 8 | (size_t)u[2] << 16 | (size_t)u[3] << 24, here = size < n - at - 8 ? size : n - at - 8;

		if (memcmp(p + at, "fmt ", 4) != 0 && memcmp(p + at, "data", 4) != 0 && memcmp(p + at, "fact", 4) != 0) {
			memcpy(p + at, "JUNK", 4);
			memset(p + at + 8, 0, here);
		}
		if (size > n - at - 8)
			return;
		at += 8 + size + (size & 1);
	}
}

/* The value of a length at p and how many bytes it takes; 0: not one that is known. */
static int ebml_length(const char *p, const char *end, uint64_t *value)
{
	unsigned char first = p < end ? (unsigned char)*p : 0;
	int n = 1;

	while (n <= 8 && !(first & (0x80 >> (n - 1))))
		n++;
	if (n > 8 || end - p < n)
		return 0;
	*value = first & ((0x80 >> (n - 1)) - 1);
	for (int i = 1; i < n; i++)
		*value = *value << 8 | (unsigned char)p[i];
	return n;
}

struct str media_matroska_head(struct str s)
{
	uint64_t size = 0;
	int n = s.n > 4 ? ebml_length(s.p + 4, s.p + s.n, &size) : 0;

	return n > 0 && size <= 1024 && size <= s.n - 4 - (size_t)n ? (struct str){s.p + 4 + n, (size_t)size} : (struct str){0};
}

/* Tags are found by their id and what must follow it, since a recording of a browser tells no lengths of what is around them. */
static void blank_tags(char *p, const char *end)
{
	for (char *at = p; (at = find(at, end, "\x12\x54\xc3\x67", 4)) != NULL; at += 4) {
		uint64_t size = 0;
		int n = ebml_length(at + 4, end, &size);
		const char *body = at + 4 + n;

		if (n == 0 || size > (uint64_t)(end - body) || size < 2 || (memcmp(body, "\x73\x73", 2) != 0 && memcmp(body, "\xbf\x84", 2) != 0))
			continue;
		uint64_t rest = 4 + (uint64_t)n + size; /* of the whole */

		at[0] = '\xec';
		if (rest < 9) {
			at[1] = (char)(0x80 | (rest - 2));
			memset(at + 2, 0, rest - 2);
			continue;
		}
		at[1] = 1;
		for (int i = 0; i < 7; i++)
			at[2 + i] = (char)((rest - 9) >> (8 * (6 - i)));
		memset(at + 9, 0, rest - 9);
	}
}

struct str media_blank(struct arena *a, struct str s, unsigned kind)
{
	char *p = arena_copy(a, s.p, s.n);
	const char *end = p + s.n;
	struct str head = kind == MEDIA_WEBM ? media_matroska_head(s) : s;

	switch (kind) {
	case MEDIA_PDF:
		blank_photos(p, end);
		blank_between(p, end, "<?xpacket begin", "<?xpacket end");
		blank_between(p, end, "<x:xmpmeta", "</x:xmpmeta>");
		blank_author(p, end);
		break;
	case MEDIA_MP3:
		blank_id3(p, s.n);
		break;
	case MEDIA_WAV:
		blank_wave(p, s.n);
		break;
	case MEDIA_WEBM:
		blank_tags(p + (head.p + head.n - s.p), end); /* the head says what the file is, and stays */
		break;
	default:
		return s;
	}
	return (struct str){p, s.n};
}
