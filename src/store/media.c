/* What a file is, by its bytes, and the same file without what tells where it was made.
 *
 * Containers are walked by their own lengths, every one checked against what is left; pixels are never decoded.
 * JPEG: ITU-T T.81 annex B, Exif 2.32 4.6.2; PNG: W3C PNG third edition, 5; WebP: RFC 9649, 2; MP4: ISO/IEC 14496-12, 4.2. */
#include "store/blob.h"

#include "store/media.h"

#include "base/buf.h"

#include <string.h>
#include <zlib.h>

static const struct {
	unsigned kind;
	const char *mime;
} MIMES[] = {
	{MEDIA_JPEG, "image/jpeg"}, {MEDIA_PNG, "image/png"},   {MEDIA_WEBP, "image/webp"}, {MEDIA_PDF, "application/pdf"},
	{MEDIA_MP3, "audio/mpeg"},  {MEDIA_M4A, "audio/mp4"},   {MEDIA_OGG, "audio/ogg"},   {MEDIA_WAV, "audio/wav"},
	{MEDIA_WEBM, "video/webm"}, {MEDIA_MP4, "video/mp4"},   {MEDIA_TEXT, "text/plain; charset=utf-8"},
	{MEDIA_GIF, "image/gif"},   {MEDIA_HEIC, "image/heic"},
};

static uint32_t be(const char *p, int n)
{
	uint32_t v = 0;

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

static bool has(struct str s, size_t at, struct str what)
{
	return s.n >= at + what.n && memcmp(s.p + at, what.p, what.n) == 0;
}

/* ---- kinds ---- */

static bool is_mp3(struct str s)
{
	unsigned char b1, b2;

	if (has(s, 0, S("ID3")))
		return true;
	if (s.n < 4 || (unsigned char)s.p[0] != 0xff)
		return false;
	b1 = (unsigned char)s.p[1];
	b2 = (unsigned char)s.p[2];
	/* eleven bits of sync; no reserved version, layer, bit rate or sampling rate */
	return (b1 & 0xe0) == 0xe0 && (b1 & 0x18) != 0x08 && (b1 & 0x06) == 0x02 && (b2 & 0xf0) != 0xf0 && (b2 & 0x0c) != 0x0c;
}

static bool is_heif(struct str s)
{
	static const char brands[][5] = {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"};
	size_t i;

	for (i = 0; i < sizeof brands / sizeof brands[0]; i++)
		if (has(s, 8, (struct str){brands[i], 4}))
			return has(s, 4, S("ftyp"));
	return false;
}

/* Markup that a browser would run, or a script with its interpreter's name. */
static bool is_active(struct str s)
{
	static const char *const marks[] = {"#!", "<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<iframe", "<!--", "<%", "mime-version:"};
	size_t i;

	if (has(s, 0, S("\xef\xbb\xbf"))) {
		s.p += 3;
		s.n -= 3;
	}
	s = str_trim(s);
	for (i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (s.n >= strlen(marks[i]) && strncasecmp(s.p, marks[i], strlen(marks[i])) == 0)
			return true;
	return false;
}

static bool is_program(struct str s)
{
	return has(s, 0, S("MZ")) || has(s, 0, S("\x7f" "ELF")) || has(s, 0, S("\xca\xfe\xba\xbe")) || has(s, 0, S("\xcf\xfa\xed\xfe")) ||
	       has(s, 0, S("\xfe\xed\xfa")) || has(s, 0, S("\0asm"));
}

static bool is_text(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 127)
			return false;
	}
	return s.n > 0 && !is_active(s) && utf8_valid(s);
}

static unsigned riff_kind(struct str s)
{
	if (has(s, 8, S("WEBP")))
		return MEDIA_WEBP;
	return has(s, 8, S("WAVE")) ? MEDIA_WAV : 0;
}

static unsigned kind_of(struct str s)
{
	size_t at;

	if (has(s, 0, S("\xff\xd8\xff")))
		return MEDIA_JPEG;
	if (has(s, 0, S("\x89PNG\r\n\x1a\n")))
		return MEDIA_PNG;
	if (has(s, 0, S("GIF87a")) || has(s, 0, S("GIF89a")))
		return MEDIA_GIF;
	if (has(s, 0, S("PK\x03\x04")))
		return media_office(s) != NULL ? MEDIA_OFFICE : 0;
	if (has(s, 0, S("RIFF")))
		return riff_kind(s);
	if (has(s, 0, S("%PDF-")))
		return MEDIA_PDF;
	if (has(s, 0, S("OggS")))
		return MEDIA_OGG;
	if (has(s, 0, S("\x1a\x45\xdf\xa3")))
		return str_find(media_matroska_head(s), S("webm"), &at) ? MEDIA_WEBM : 0;
	if (is_heif(s))
		return has(s, 8, S("avi")) ? 0 : MEDIA_HEIC;
	if (has(s, 4, S("ftypM4A ")) || has(s, 4, S("ftypM4B ")))
		return MEDIA_M4A;
	if (has(s, 4, S("ftyp")))
		return MEDIA_MP4;
	if (is_mp3(s))
		return MEDIA_MP3;
	return is_text(s) ? MEDIA_TEXT : 0;
}

struct media blob_sniff(struct str bytes)
{
	struct media m = {.kind = kind_of(bytes), .mime = "application/octet-stream"};
	size_t i, at;
	struct str head = {bytes.p, bytes.n < 8192 ? bytes.n : 8192};

	for (i = 0; i < sizeof MIMES / sizeof MIMES[0]; i++)
		if (MIMES[i].kind == m.kind)
			m.mime = MIMES[i].mime;
	if (m.kind == MEDIA_OFFICE)
		m.mime = media_office(bytes);
	/* A recorder's sound alone comes in the same container; its tracks name no video codec. */
	if (m.kind == MEDIA_WEBM && !str_find(head, S("V_VP"), &at) && !str_find(head, S("V_AV1"), &at))
		m.mime = "audio/webm";
	return m;
}

enum code media_broken(struct err *e)
{
	return err_set(e, E_INPUT, "The picture is damaged or was not sent whole. Send it again.");
}
#define broken media_broken

/* ---- JPEG ---- */

/* Exif: the turn of the picture, 1..8, from the first directory; 1 when it is not said. */
static int exif_turn(struct str s)
{
	bool big;
	uint32_t at, n, i;

	if (s.n < 14 || memcmp(s.p, "Exif\0\0", 6) != 0)
		return 1;
	s.p += 6;
	s.n -= 6;
	big = s.p[0] == 'M';
#define GET(p, bytes) (big ? be((p), (bytes)) : le((p), (bytes)))
	at = GET(s.p + 4, 4);
	if (at > s.n || s.n - at < 2)
		return 1;
	n = GET(s.p + at, 2);
	for (i = 0; i < n && s.n - at >= 2 + 12 * (size_t)(i + 1); i++) {
		const char *entry = s.p + at + 2 + 12 * (size_t)i;
		uint32_t turn;

		if (GET(entry, 2) != 0x0112)
			continue;
		turn = GET(entry + 8, 2);
		return turn >= 1 && turn <= 8 ? (int)turn : 1;
	}
#undef GET
	return 1;
}

struct jpeg {
	struct buf out;
	struct media *m;
	int turn;
	bool frame, scan, turned; /* seen; turned: written */
};

static bool keep_segment(unsigned char marker, struct str body)
{
	if (marker == 0xe0)
		return has(body, 0, S("JFIF\0"));
	if (marker == 0xe2)
		return has(body, 0, S("ICC_PROFILE\0"));
	if (marker == 0xee)
		return has(body, 0, S("Adobe"));
	return (marker & 0xf0) != 0xe0 && marker != 0xfe;
}

static void put_turn(struct jpeg *j)
{
	char exif[] = "\xff\xe1\x00\x22" "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0\0\0\0";

	j->turned = true;
	if (j->turn == 1)
		return;
	exif[29] = (char)j->turn;
	buf_add(&j->out, exif, 36);
}

static bool is_frame(unsigned char marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* One segment with a length; body is without marker and length. */
static void segment(struct jpeg *j, unsigned char marker, struct str body)
{
	char head[4] = {(char)0xff, (char)marker, (char)((body.n + 2) >> 8), (char)((body.n + 2) & 0xff)};

	if (marker == 0xe1 && j->turn == 1)
		j->turn = exif_turn(body);
	/* Application segments come first; what follows them is written after the turn. */
	if ((marker & 0xf0) != 0xe0 && marker != 0xfe && !j->turned)
		put_turn(j);
	if (is_frame(marker) && body.n >= 5) {
		j->frame = true;
		j->m->height = (int)be(body.p + 1, 2);
		j->m->width = (int)be(body.p + 3, 2);
	}
	if (!keep_segment(marker, body))
		return;
	buf_add(&j->out, head, 4);
	buf_add(&j->out, body.p, body.n);
}

/* Bytes of a scan: up to the next marker that is no restart. */
static size_t scan_length(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i + 1 < n; i++) {
		unsigned char next = (unsigned char)p[i + 1];

		if ((unsigned char)p[i] == 0xff && next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7))
			return i;
	}
	return n;
}

static enum code strip_jpeg(struct arena *a, struct str s, struct str *clean, struct media *m, struct err *e)
{
	struct jpeg j = {.out = buf_new(a, s.n + 64), .m = m, .turn = 1};
	size_t i = 2, n;

	buf_add(&j.out, s.p, 2);
	for (;;) {
		unsigned char marker;

		while (i + 1 < s.n && (unsigned char)s.p[i] == 0xff && (unsigned char)s.p[i + 1] == 0xff)
			i++;
		if (i + 2 > s.n || (unsigned char)s.p[i] != 0xff)
			return broken(e);
		marker = (unsigned char)s.p[i + 1];
		i += 2;
		if (marker == 0xd9)
			break;
		if (marker == 0x00 || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8) || s.n - i < 2)
			return broken(e);
		n = be(s.p + i, 2);
		if (n < 2 || n > s.n - i)
			return broken(e);
		segment(&j, marker, (struct str){s.p + i + 2, n - 2});
		i += n;
		if (marker == 0xda) {
			j.scan = true;
			n = scan_length(s.p + i, s.n - i);
			buf_add(&j.out, s.p + i, n);
			i += n;
		}
	}
	if (!j.frame || !j.scan || m->width == 0)
		return broken(e);
	buf_add(&j.out, "\xff\xd9", 2); /* what follows the end (a second picture, a film) is left out */
	if (j.turn >= 5) {
		int w = m->width;

		m->width = m->height;
		m->height = w;
	}
	*clean = buf_done(&j.out);
	return OK;
}

/* ---- PNG ---- */

static bool png_shows(const char *type)
{
	static const char needed[][5] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT",
	                                 "cICP", "pHYs", "bKGD", "hIST", "acTL", "fcTL", "fdAT"};
	size_t i;

	for (i = 0; i < sizeof needed / sizeof needed[0]; i++)
		if (memcmp(type, needed[i], 4) == 0)
			return true;
	return false;
}

static enum code strip_png(struct arena *a, struct str s, struct str *clean, struct media *m, struct err *e)
{
	struct buf out = buf_new(a, s.n);
	size_t i = 8, n;
	bool pixels = false;

	buf_add(&out, s.p, 8);
	for (;;) {
		const char *type;

		if (s.n - i < 12)
			return broken(e);
		n = be(s.p + i, 4);
		if (n > s.n - i - 12)
			return broken(e);
		type = s.p + i + 4;
		if (be(type + 4 + n, 4) != (uint32_t)crc32(0, (const Bytef *)type, (uInt)n + 4))
			return broken(e);
		if (i == 8) {
			if (memcmp(type, "IHDR", 4) != 0 || n != 13)
				return broken(e);
			m->width = (int)(be(type + 4, 4) & 0x7fffffff);
			m->height = (int)(be(type + 8, 4) & 0x7fffffff);
		}
		/* An unknown chunk with a capital first letter cannot be left out. */
		if (!png_shows(type) && (type[0] & 0x20) == 0)
			return broken(e);
		pixels = pixels || memcmp(type, "IDAT", 4) == 0;
		if (png_shows(type))
			buf_add(&out, s.p + i, n + 12);
		i += n + 12;
		if (memcmp(type, "IEND", 4) == 0)
			break;
	}
	if (!pixels || m->width == 0 || m->height == 0)
		return broken(e);
	*clean = buf_done(&out);
	return OK;
}

/* ---- WebP ---- */

static void webp_size(const char *type, struct str body, struct media *m)
{
	if (memcmp(type, "VP8X", 4) == 0 && body.n >= 10) {
		m->width = (int)le(body.p + 4, 3) + 1;
		m->height = (int)le(body.p + 7, 3) + 1;
	} else if (m->width == 0 && memcmp(type, "VP8 ", 4) == 0 && body.n >= 10) {
		m->width = (int)(le(body.p + 6, 2) & 0x3fff);
		m->height = (int)(le(body.p + 8, 2) & 0x3fff);
	} else if (m->width == 0 && memcmp(type, "VP8L", 4) == 0 && body.n >= 5) {
		m->width = (int)(le(body.p + 1, 4) & 0x3fff) + 1;
		m->height = (int)(le(body.p + 1, 4) >> 14 & 0x3fff) + 1;
	}
}

static bool webp_shows(const char *type)
{
	static const char needed[][5] = {"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"};
	size_t i;

	for (i = 0; i < sizeof needed / sizeof needed[0]; i++)
		if (memcmp(type, needed[i], 4) == 0)
			return true;
	return false;
}

static enum code strip_webp(struct arena *a, struct str s, struct str *clean, struct media *m, struct err *e)
{
	size_t end = (size_t)le(s.p + 4, 4) + 8, i = 12, n, used = 12;
	char *out;

	if (s.n < 12 || end > s.n || end < 12)
		return broken(e);
	out = arena_copy(a, s.p, 12);
	out = arena_grow(a, out, 12, end + 1);
	while (i + 8 <= end) {
		n = le(s.p + i + 4, 4);
		if (n > end - i - 8)
			return broken(e);
		webp_size(s.p + i, (struct str){s.p + i + 8, n}, m);
		if (webp_shows(s.p + i)) {
			size_t whole = 8 + n + (n & 1);

			if (whole > end - i) /* the last padding byte is missing */
				return broken(e);
			memcpy(out + used, s.p + i, whole);
			if (memcmp(out + used, "VP8X", 4) == 0 && n >= 1)
				out[used + 8] &= (char)~0x0c; /* no Exif, no XMP any more */
			used += whole;
		}
		i += 8 + n + (n & 1);
	}
	if (m->width == 0 || m->height == 0)
		return broken(e);
	for (n = 0; n < 4; n++)
		out[4 + n] = (char)((used - 8) >> (8 * n) & 0xff);
	*clean = (struct str){out, used};
	return OK;
}

enum code blob_strip_image(struct arena *a, struct str bytes, unsigned kind, struct str *clean, struct media *out, struct err *e)
{
	*out = blob_sniff(bytes);
	if (out->kind != kind)
		return broken(e);
	switch (kind) {
	case MEDIA_JPEG:
		return strip_jpeg(a, bytes, clean, out, e);
	case MEDIA_PNG:
		return strip_png(a, bytes, clean, out, e);
	case MEDIA_WEBP:
		return strip_webp(a, bytes, clean, out, e);
	case MEDIA_GIF:
		return media_strip_gif(a, bytes, clean, out, e);
	case MEDIA_HEIC:
		return media_strip_heic(a, bytes, clean, out, e);
	default:
		return err_set(e, E_BUG, "Not a kind of picture.");
	}
}

/* ---- MP4 ---- */

static bool tells(const char *type)
{
	return memcmp(type, "udta", 4) == 0 || memcmp(type, "meta", 4) == 0 || memcmp(type, "uuid", 4) == 0;
}

/* Boxes that may tell where a film was made become empty ones of the same length: no offset changes. */
static bool blank_boxes(char *p, size_t n, int depth)
{
	while (n >= 8) {
		size_t size = be(p, 4), head = 8;

		if (size == 1) {
			if (n < 16 || be(p + 8, 4) != 0)
				return false;
			size = be(p + 12, 4);
			head = 16;
		} else if (size == 0) {
			size = n;
		}
		if (size < head || size > n)
			return false;
		if (tells(p + 4)) {
			memcpy(p + 4, "free", 4);
			memset(p + head, 0, size - head);
		} else if (depth < 3 && (memcmp(p + 4, "moov", 4) == 0 || memcmp(p + 4, "trak", 4) == 0)) {
			if (!blank_boxes(p + head, size - head, depth + 1))
				return false;
		}
		p += size;
		n -= size;
	}
	return n == 0 || depth > 0;
}

static enum code strip_mp4(struct arena *a, struct str s, struct str *clean, struct err *e)
{
	char *p = arena_copy(a, s.p, s.n);

	if (!blank_boxes(p, s.n, 0))
		return err_set(e, E_INPUT, "The recording is damaged or was not sent whole. Send it again.");
	*clean = (struct str){p, s.n};
	return OK;
}

/* ---- all ---- */

enum code blob_accept(struct arena *a, struct str bytes, unsigned allowed, struct str *clean, struct media *out, struct err *e)
{
	*out = blob_sniff(bytes);
	*clean = bytes;
	if (bytes.n == 0)
		return err_set(e, E_INPUT, "The file is empty. Choose another one.");
	if (out->kind == 0 && is_heif(bytes))
		return err_set(e, E_INPUT, "This kind of picture (AVIF) cannot be shown everywhere. Save it as JPEG and send it again.");
	if (out->kind == 0 && (has(bytes, 0, S("II*\0")) || has(bytes, 0, S("MM\0*"))))
		return err_set(e, E_INPUT, "This is a TIFF picture, which browsers do not show. Save it as JPEG, PNG or PDF and send it again, or take a photo of the page.");
	if (out->kind == 0 && is_active(bytes))
		return err_set(e, E_INPUT, "Pages, drawings and scripts that a computer would run (HTML, SVG, XML) are not taken. Send a picture of it, a PDF or plain text.");
	if (out->kind == 0 && is_program(bytes))
		return err_set(e, E_INPUT, "Programs are not taken. Send a picture, a recording, a PDF or a document.");
	if (out->kind == 0 && has(bytes, 0, S("PK\x03\x04")))
		return err_set(e, E_INPUT, "Archives, and documents with macros in them, are not taken. Send the document itself without macros, or as a PDF.");
	if ((out->kind & allowed) == 0)
		return err_set(e, E_INPUT, "This kind of file is not accepted here. Send a picture (JPEG, PNG), a recording, a PDF, a document or plain text.");
	if ((out->kind & MEDIA_IMAGE) != 0)
		return blob_strip_image(a, bytes, out->kind, clean, out, e);
	if ((out->kind & (MEDIA_MP4 | MEDIA_M4A)) != 0)
		return strip_mp4(a, bytes, clean, e);
	*clean = media_blank(a, bytes, out->kind);
	return OK;
}
