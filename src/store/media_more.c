/* Documents in zip archives, GIF and HEIC.
 * Zip: PKWARE APPNOTE 6.3.10, 4.3; OpenDocument 1.3 part 2, 3.3 (mimetype first, stored); GIF89a, CompuServe 1990;
 * HEIC: ISO/IEC 23008-12 and 14496-12, 8.11 (meta, iinf, iloc). */
#include "store/media.h"

#include "base/buf.h"

#include <string.h>

static uint64_t be(const char *p, int n)
{
	uint64_t v = 0;

	for (; n > 0; n--)
		v = v << 8 | (unsigned char)*p++;
	return v;
}

static uint32_t le(const char *p, int n)
{
	uint32_t v = 0;

	while (n-- > 0)
		v = v << 8 | (unsigned char)p[n];
	return v;
}

/* ---- documents ---- */

static const char *open_document(struct str s)
{
	static const char *const types[] = {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
	                                    "application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.graphics"};
	size_t i, name, extra, n;

	if (s.n < 38 || memcmp(s.p + 30, "mimetype", 8) != 0)
		return NULL;
	name = le(s.p + 26, 2);
	extra = le(s.p + 28, 2);
	n = le(s.p + 18, 4);
	if (name != 8 || le(s.p + 8, 2) != 0 || 38 + extra > s.n || n > s.n - 38 - extra)
		return NULL;
	for (i = 0; i < sizeof types / sizeof types[0]; i++)
		if (n == strlen(types[i]) && memcmp(s.p + 38 + extra, types[i], n) == 0)
			return types[i];
	return NULL;
}

static bool ends_in(struct str name, const char *end)
{
	size_t n = strlen(end);

	return name.n >= n && strncasecmp(name.p + name.n - n, end, n) == 0;
}

/* Where the directory of the archive begins; false when there is none. */
static bool directory(struct str s, size_t *at, size_t *entries)
{
	size_t i, low = s.n > 65557 ? s.n - 65557 : 0;

	if (s.n < 22)
		return false;
	for (i = s.n - 22;; i--) {
		if (memcmp(s.p + i, "PK\x05\x06", 4) == 0) {
			*entries = le(s.p + i + 10, 2);
			*at = le(s.p + i + 16, 4);
			return *at <= i;
		}
		if (i == low)
			return false;
	}
}

const char *media_office(struct str s)
{
	static const struct { const char *folder, *type; } kinds[] = {
		{"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"}};
	const char *type = open_document(s);
	size_t at, entries, k;
	bool contents = type != NULL;

	if (!directory(s, &at, &entries))
		return NULL;
	for (; entries > 0; entries--) {
		struct str name;

		if (s.n - at < 46 || memcmp(s.p + at, "PK\x01\x02", 4) != 0 || le(s.p + at + 28, 2) > s.n - at - 46)
			return NULL;
		name = (struct str){s.p + at + 46, le(s.p + at + 28, 2)};
		if (ends_in(name, "vbaProject.bin") || str_starts(name, "Basic/") || str_starts(name, "Scripts/"))
			return NULL;
		contents = contents || str_eqz(name, "[Content_Types].xml");
		for (k = 0; k < sizeof kinds / sizeof kinds[0] && type == NULL; k++)
			if (str_starts(name, kinds[k].folder))
				type = kinds[k].type;
		k = 46 + name.n + le(s.p + at + 30, 2) + le(s.p + at + 32, 2);
		if (k > s.n - at)
			return NULL;
		at += k;
	}
	return contents ? type : NULL;
}

/* ---- GIF ---- */

/* Length of a chain of blocks, its end included; 0: cut off. */
static size_t chain(struct str s, size_t at)
{
	size_t i = at;

	while (i < s.n) {
		size_t n = (unsigned char)s.p[i];

		i += 1 + n;
		if (n == 0)
			return i - at;
	}
	return 0;
}

static size_t palette(char flags)
{
	return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

enum code media_strip_gif(struct arena *a, struct str s, struct str *clean, struct media *m, struct err *e)
{
	struct buf out = buf_new(a, s.n + 1);
	size_t i, n, skip;
	bool picture = false;

	if (s.n < 14 || (i = 13 + palette(s.p[10])) >= s.n)
		return media_broken(e);
	m->width = (int)le(s.p + 6, 2);
	m->height = (int)le(s.p + 8, 2);
	buf_add(&out, s.p, i);
	while (i < s.n && s.p[i] != 0x3b) {
		bool keep = true;

		if (s.p[i] == 0x2c && s.n - i > 11) {
			skip = 11 + palette(s.p[i + 9]);
			picture = true;
		} else if (s.p[i] == 0x21 && s.n - i > 2) {
			unsigned char label = (unsigned char)s.p[i + 1];

			skip = 2;
			/* what shows (plain text, timing) and how often it is shown again; no comments, no programs' notes */
			keep = label == 0xf9 || label == 0x01 ||
			       (label == 0xff && s.n - i >= 14 && (memcmp(s.p + i + 3, "NETSCAPE2.0", 11) == 0 || memcmp(s.p + i + 3, "ANIMEXTS1.0", 11) == 0));
		} else {
			return media_broken(e);
		}
		if (skip >= s.n - i || (n = chain(s, i + skip)) == 0)
			return media_broken(e);
		if (keep)
			buf_add(&out, s.p + i, skip + n);
		i += skip + n;
	}
	if (i >= s.n || !picture || m->width == 0 || m->height == 0)
		return media_broken(e);
	buf_byte(&out, 0x3b);
	*clean = buf_done(&out);
	return OK;
}

/* ---- HEIC ---- */

struct box {
	const char *type;
	char *p;  /* what it holds */
	size_t n;
};

/* The next box of p, n; false at the end. *bad: a length that does not fit. */
static bool next_box(char **p, size_t *n, struct box *b, bool *bad)
{
	uint64_t size, head = 8;

	if (*n < 8) {
		*bad = *bad || *n > 0;
		return false;
	}
	size = be(*p, 4);
	if (size == 1 && *n >= 16) {
		size = be(*p + 8, 8);
		head = 16;
	} else if (size == 0) {
		size = *n;
	}
	if (size < head || size > *n) {
		*bad = true;
		return false;
	}
	*b = (struct box){*p + 4, *p + head, (size_t)(size - head)};
	*p += size;
	*n -= (size_t)size;
	return true;
}

#define ITEMS_MOST 4096

struct heic {
	char *file;
	size_t n;
	struct box idat;
	bool bad;
	size_t n_items;
	uint32_t items[ITEMS_MOST]; /* that hold notes, not pictures */
};

/* iinf: which items are Exif or XMP */
static void notes_find(struct heic *h, struct box iinf)
{
	size_t head = iinf.n > 0 && iinf.p[0] == 0 ? 6 : 8;
	struct box b;

	if (iinf.n < head) {
		h->bad = true;
		return;
	}
	iinf.p += head;
	iinf.n -= head;
	while (next_box(&iinf.p, &iinf.n, &b, &h->bad)) {
		size_t wide = b.n > 0 && b.p[0] == 3 ? 4 : 2;

		if (memcmp(b.type, "infe", 4) != 0 || b.n < 4 + wide + 6 || b.p[0] < 2)
			continue;
		if (memcmp(b.p + 4 + wide + 2, "Exif", 4) != 0 && memcmp(b.p + 4 + wide + 2, "mime", 4) != 0)
			continue;
		if (h->n_items == ITEMS_MOST)
			h->bad = true;
		else
			h->items[h->n_items++] = (uint32_t)be(b.p + 4, (int)wide);
	}
}

static void blank(struct heic *h, int method, uint64_t at, uint64_t n)
{
	char *p = method == 1 ? h->idat.p : h->file;
	size_t all = method == 1 ? h->idat.n : h->n;

	if (method > 1 || p == NULL || at > all || n > all - at)
		h->bad = true;
	else
		memset(p + at, 0, (size_t)n);
}

/* Takes a number of so many bytes (0, 2, 4, 8) and moves on. */
static uint64_t take(struct box *b, int bytes, bool *bad)
{
	uint64_t v;

	if (b->n < (size_t)bytes) {
		*bad = true;
		b->n = 0;
		return 0;
	}
	v = be(b->p, bytes);
	b->p += bytes;
	b->n -= (size_t)bytes;
	return v;
}

/* iloc: where the items lie */
static void notes_blank(struct heic *h, struct box b)
{
	int version = (int)(take(&b, 4, &h->bad) >> 24), sizes = (int)take(&b, 2, &h->bad);
	int offset = sizes >> 12, length = sizes >> 8 & 15, base = sizes >> 4 & 15, index = version > 0 ? sizes & 15 : 0;
	uint64_t items = take(&b, version < 2 ? 2 : 4, &h->bad), extents, k;

	if (offset > 8 || length > 8 || base > 8 || index > 8 || version > 2)
		h->bad = true;
	for (; items > 0 && !h->bad; items--) {
		uint32_t id = (uint32_t)take(&b, version < 2 ? 2 : 4, &h->bad);
		int method = version > 0 ? (int)take(&b, 2, &h->bad) & 15 : 0;
		uint64_t begin;
		bool note = false;

		for (k = 0; k < h->n_items; k++)
			note = note || h->items[k] == id;
		(void)take(&b, 2, &h->bad);
		begin = take(&b, base, &h->bad);
		for (extents = take(&b, 2, &h->bad); extents > 0 && !h->bad; extents--) {
			uint64_t at, n;

			(void)take(&b, index, &h->bad);
			at = take(&b, offset, &h->bad);
			n = take(&b, length, &h->bad);
			if (note && !h->bad)
				blank(h, method, begin + at, n);
		}
	}
}

static void meta(struct heic *h, struct box b)
{
	struct box child, found[2] = {{0}, {0}};
	char *p;
	size_t n;

	if (b.n < 4) {
		h->bad = true;
		return;
	}
	p = b.p + 4;
	n = b.n - 4;
	while (next_box(&p, &n, &child, &h->bad)) {
		if (memcmp(child.type, "iinf", 4) == 0)
			found[0] = child;
		else if (memcmp(child.type, "iloc", 4) == 0)
			found[1] = child;
		else if (memcmp(child.type, "idat", 4) == 0)
			h->idat = child;
	}
	if (found[0].p == NULL || found[1].p == NULL) {
		h->bad = true;
		return;
	}
	notes_find(h, found[0]);
	if (!h->bad)
		notes_blank(h, found[1]);
}

enum code media_strip_heic(struct arena *a, struct str s, struct str *clean, struct media *m, struct err *e)
{
	struct heic *h = NEW(a, struct heic);
	struct box b;
	char *p;
	size_t n;
	bool any = false;

	(void)m;
	h->file = arena_copy(a, s.p, s.n);
	h->n = s.n;
	p = h->file;
	n = s.n;
	while (!h->bad && next_box(&p, &n, &b, &h->bad)) {
		if (memcmp(b.type, "meta", 4) == 0) {
			meta(h, b);
			any = true;
		} else if (memcmp(b.type, "uuid", 4) == 0 || memcmp(b.type, "udta", 4) == 0) {
			memset(b.p, 0, b.n);
		}
	}
	if (h->bad || !any)
		return media_broken(e);
	*clean = (struct str){h->file, h->n};
	return OK;
}
