/* Attachments: kept once and whole; accepted by their bytes, without what tells where they were made. */
#include "store/blob.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <cairo.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

struct place {
	char folder[100], files[120];
	struct arena *a;
};

static int place(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	snprintf(p->folder, sizeof p->folder, "/tmp/trellis-blob-XXXXXX");
	if (mkdtemp(p->folder) == NULL)
		return -1;
	snprintf(p->files, sizeof p->files, "%s/school.db.files", p->folder);
	p->a = arena_new(0);
	*state = p;
	return 0;
}

static int gone(void **state)
{
	struct place *p = *state;
	char command[200];

	arena_free(p->a);
	snprintf(command, sizeof command, "rm -rf '%s'", p->folder);
	free(p);
	return system(command);
}

static struct blobs *opened(struct place *p, struct blobs_options o)
{
	struct blobs *b;
	struct err e = {0};

	o.create = true;
	assert_int_equal(blobs_open(p->files, &o, &b, &e), OK);
	return b;
}

static void test_put_and_get(void **state)
{
	struct place *p = *state;
	struct blobs *b = opened(p, (struct blobs_options){0});
	struct blob_hash h, again;
	struct err e = {0};
	struct str got;
	int64_t files = -1;
	struct stat st;

	assert_int_equal(blob_put(b, S("abc"), &h, &e), OK);
	/* FIPS 180-2, appendix B.1 */
	assert_true(str_eqz(blob_hash_text(p->a, h), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
	assert_true(blob_hash_parse(S("BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), &again));
	assert_memory_equal(&h, &again, sizeof h);
	assert_false(blob_hash_parse(S("../../etc/passwd"), &again));
	assert_false(blob_hash_parse(S("zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), &again));
	assert_int_equal(blob_put(b, S("abc"), &again, &e), OK);
	assert_int_equal(blobs_used(b), 3);
	assert_int_equal(blob_get(b, h, p->a, &got, &e), OK);
	assert_true(str_eqz(got, "abc"));
	assert_int_equal(blob_put(b, S(""), &again, &e), OK);
	assert_int_equal(blob_get(b, again, p->a, &got, &e), OK);
	assert_int_equal(got.n, 0);
	assert_int_equal(blobs_check(b, &files, &e), OK);
	assert_int_equal(files, 2);
	blobs_close(b);
	b = opened(p, (struct blobs_options){0});
	assert_int_equal(blobs_used(b), 3);
	assert_int_equal(blob_remove(b, h, &e), OK);
	assert_int_equal(blob_remove(b, h, &e), E_NOTFOUND);
	assert_int_equal(blob_get(b, h, p->a, &got, &e), E_NOTFOUND);
	assert_int_equal(blobs_used(b), 0);
	assert_int_equal(stat(p->files, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	blobs_close(b);
}

static void test_limits(void **state)
{
	struct place *p = *state;
	struct blobs *b = opened(p, (struct blobs_options){.quota = 10, .largest = 6});
	struct blob_hash h;
	struct err e = {0};

	assert_int_equal(blob_put(b, S("1234567"), &h, &e), E_LIMIT);
	assert_int_equal(blob_put(b, S("123456"), &h, &e), OK);
	assert_int_equal(blob_put(b, S("abcdef"), &h, &e), E_LIMIT);
	assert_int_equal(blobs_used(b), 6);
	assert_int_equal(blob_put(b, S("abcd"), &h, &e), OK);
	assert_int_equal(blob_put(b, S("123456"), &h, &e), OK);
	assert_int_equal(blobs_used(b), 10);
	blobs_close(b);
}

/* What is damaged on the disk is never handed out; putting it again mends it. */
static void test_damage(void **state)
{
	struct place *p = *state;
	struct blobs *b = opened(p, (struct blobs_options){0});
	struct blob_hash h;
	struct err e = {0};
	struct str got, hex;
	char name[300];
	FILE *f;

	assert_int_equal(blob_put(b, S("a drawing"), &h, &e), OK);
	hex = blob_hash_text(p->a, h);
	snprintf(name, sizeof name, "%s/%.2s/%s", p->files, hex.p, hex.p + 2);
	f = fopen(name, "w");
	assert_non_null(f);
	fputs("a drawinG", f);
	fclose(f);
	assert_int_equal(blob_get(b, h, p->a, &got, &e), E_DB);
	assert_int_equal(blobs_check(b, NULL, &e), E_DB);
	assert_int_equal(truncate(name, 2), 0);
	assert_int_equal(blob_put(b, S("a drawing"), &h, &e), OK);
	assert_int_equal(blob_get(b, h, p->a, &got, &e), OK);
	assert_int_equal(blobs_check(b, NULL, &e), OK);
	blobs_close(b);
}

/* A link where a folder or file should be leads nowhere. */
static void test_links(void **state)
{
	struct place *p = *state;
	struct blobs *b = opened(p, (struct blobs_options){0});
	struct blob_hash h = blob_hash_of(S("mine"));
	struct str hex = blob_hash_text(p->a, h), got;
	struct err e = {0};
	char name[300], outside[300];

	snprintf(outside, sizeof outside, "%s/outside", p->folder);
	assert_int_equal(mkdir(outside, 0700), 0);
	snprintf(name, sizeof name, "%s/%.2s", p->files, hex.p);
	assert_int_equal(symlink(outside, name), 0);
	assert_int_equal(blob_put(b, S("mine"), &h, &e), E_IO);
	assert_int_equal(blob_get(b, h, p->a, &got, &e), E_NOTFOUND);
	assert_int_equal(rmdir(outside), 0); /* still empty */
	blobs_close(b);
}

struct worker {
	struct blobs *b;
	pthread_t thread;
	int bad;
};

static void *work(void *arg)
{
	struct worker *w = arg;
	char text[40];
	int i;

	for (i = 0; i < 50; i++) {
		struct err e = {0};
		struct blob_hash h;

		snprintf(text, sizeof text, "the same page %d", i);
		w->bad += blob_put(w->b, str_z(text), &h, &e) != OK;
	}
	return NULL;
}

static void test_many_at_once(void **state)
{
	struct place *p = *state;
	struct blobs *b = opened(p, (struct blobs_options){0});
	struct worker w[4];
	struct err e = {0};
	int64_t files;
	int i;

	for (i = 0; i < 4; i++) {
		w[i] = (struct worker){.b = b};
		pthread_create(&w[i].thread, NULL, work, &w[i]);
	}
	for (i = 0; i < 4; i++) {
		pthread_join(w[i].thread, NULL);
		assert_int_equal(w[i].bad, 0);
	}
	assert_int_equal(blobs_check(b, &files, &e), OK);
	assert_int_equal(files, 50);
	blobs_close(b);
}

/* ---- kinds ---- */

static void test_kinds(void **state)
{
	static const struct {
		struct str bytes;
		unsigned kind;
		const char *mime;
	} all[] = {
		{S("\xff\xd8\xff\xe0...."), MEDIA_JPEG, "image/jpeg"},
		{S("\x89PNG\r\n\x1a\n...."), MEDIA_PNG, "image/png"},
		{S("RIFF\x10\0\0\0WEBPVP8 "), MEDIA_WEBP, "image/webp"},
		{S("RIFF\x10\0\0\0WAVEfmt "), MEDIA_WAV, "audio/wav"},
		{S("RIFF\x10\0\0\0AVI LIST"), 0, NULL},
		{S("%PDF-1.7\n"), MEDIA_PDF, "application/pdf"},
		{S("OggS\0\x02"), MEDIA_OGG, "audio/ogg"},
		{S("ID3\x04\0"), MEDIA_MP3, "audio/mpeg"},
		{S("\xff\xfb\x90\x64\0\0"), MEDIA_MP3, "audio/mpeg"},
		{S("\xff\xff\xff\xff\0\0"), 0, NULL},
		{S("\0\0\0\x18" "ftypM4A \0\0\0\0"), MEDIA_M4A, "audio/mp4"},
		{S("\0\0\0\x18" "ftypisom\0\0\0\0"), MEDIA_MP4, "video/mp4"},
		{S("\0\0\0\x18" "ftypheic\0\0\0\0"), MEDIA_HEIC, "image/heic"},
		{S("\0\0\0\x18" "ftypavif\0\0\0\0"), 0, NULL},
		{S("GIF89a\x01\0\x01\0"), MEDIA_GIF, "image/gif"},
		{S("<!DOCTYPE html><p>hello"), 0, NULL},
		{S("\xef\xbb\xbf \n<HTML>"), 0, NULL},
		{S("<svg xmlns='http://www.w3.org/2000/svg'/>"), 0, NULL},
		{S("<?xml version='1.0'?><svg/>"), 0, NULL},
		{S("#!/bin/sh\necho"), 0, NULL},
		{S("3 < 4 is true"), MEDIA_TEXT, "text/plain; charset=utf-8"},
		{S("\x7f" "ELF\x02\x01\x01"), 0, NULL},
		{S("\x1a\x45\xdf\xa3\x87\x42\x82\x84webm A_OPUS"), MEDIA_WEBM, "audio/webm"},
		{S("\x1a\x45\xdf\xa3\x87\x42\x82\x84webm V_VP9"), MEDIA_WEBM, "video/webm"},
		{S("\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska"), 0, NULL},
		{S("My answer is 3/4.\n"), MEDIA_TEXT, "text/plain; charset=utf-8"},
		{S("Mi respuesta: señal"), MEDIA_TEXT, "text/plain; charset=utf-8"},
		{S("\xff\xfe" "a\0b\0"), 0, NULL},
		{S("MZ\x90\0\x03"), 0, NULL},
		{S("PK\x03\x04"), 0, NULL},
		{S("#!/bin/sh\x01"), 0, NULL},
	};
	struct place *p = *state;
	struct str clean;
	struct media m;
	struct err e = {0};
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		m = blob_sniff(all[i].bytes);
		if (m.kind != all[i].kind)
			fail_msg("case %zu is taken for kind %u", i, m.kind);
		if (all[i].mime != NULL)
			assert_string_equal(m.mime, all[i].mime);
	}
	assert_int_equal(blob_accept(p->a, S("%PDF-1.7\n"), MEDIA_IMAGE, &clean, &m, &e), E_INPUT);
	assert_int_equal(blob_accept(p->a, S("%PDF-1.7\n"), MEDIA_ANY, &clean, &m, &e), OK);
	assert_int_equal(blob_accept(p->a, S("MZ\x90\0\x03"), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_int_equal(blob_accept(p->a, S(""), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_non_null(strstr(e.text, "empty"));
	assert_int_equal(blob_accept(p->a, S("\0\0\0\x18" "ftypavif\0\0\0\0"), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_non_null(strstr(e.text, "AVIF"));
	/* TIFF, in both orders of its bytes: said with what to do */
	assert_int_equal(blob_accept(p->a, S("II*\0\x08\0\0\0\0\0"), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_non_null(strstr(e.text, "TIFF"));
	assert_non_null(strstr(e.text, "Save it as JPEG"));
	assert_int_equal(blob_accept(p->a, S("MM\0*\0\0\0\x08\0\0"), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_non_null(strstr(e.text, "TIFF"));
	assert_int_equal(blob_accept(p->a, S("\x7f" "ELF\x02\x01\x01"), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_non_null(strstr(e.text, "Programs"));
	assert_int_equal(blob_accept(p->a, S("<svg onload=alert(1)>"), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_non_null(strstr(e.text, "SVG"));
	assert_int_equal(blob_accept(p->a, S("\0\0\0\x0c" "ftypheic"), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_non_null(strstr(e.text, "damaged"));
}

/* ---- pictures ---- */

static struct str picture(struct arena *a)
{
	const char *root = getenv("TRELLIS_SOURCE");
	char name[500];
	char *bytes = arena_alloc(a, 100000);
	FILE *f;
	size_t n;

	snprintf(name, sizeof name, "%s/test/data/gradient.jpg", root != NULL ? root : ".");
	f = fopen(name, "rb");
	if (f == NULL)
		fail_msg("%s is missing", name);
	n = fread(bytes, 1, 100000, f);
	fclose(f);
	return (struct str){bytes, n};
}

/* An Exif segment with a turn and a place, as a phone writes it. */
static struct str exif(struct arena *a, char turn, bool big)
{
	static const char place[] = "GPS 41 52 N 87 37 W, Ana's phone, 3rd floor";
	struct buf b = buf_new(a, 1000);
	size_t n = 2 + 6 + 8 + 2 + 12 + 4 + sizeof place;

	buf_add(&b, "\xff\xe1", 2);
	buf_byte(&b, (char)(n >> 8));
	buf_byte(&b, (char)n);
	if (big) {
		buf_add(&b, "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 6 + 8 + 2 + 9);
		buf_byte(&b, turn);
		buf_add(&b, "\0\0\0\0\0\0", 6);
	} else {
		buf_add(&b, "Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 6 + 8 + 2 + 8);
		buf_byte(&b, turn);
		buf_add(&b, "\0\0\0\0\0\0\0", 7);
	}
	buf_add(&b, place, sizeof place);
	return buf_done(&b);
}

static struct str joined(struct arena *a, struct str x, struct str y, struct str z)
{
	struct buf b = buf_new(a, x.n + y.n + z.n + 1);

	buf_str(&b, x);
	buf_str(&b, y);
	buf_str(&b, z);
	return buf_done(&b);
}

static void test_jpeg(void **state)
{
	struct place *p = *state;
	struct str plain = picture(p->a), clean, sent;
	struct str head = {plain.p, 20}, rest = {plain.p + 20, plain.n - 20}; /* SOI and JFIF */
	struct str comment = S("\xff\xfe\0\x0bsecret..\0");
	struct err e = {0};
	struct media m;
	size_t at;
	int i;

	assert_int_equal(blob_accept(p->a, plain, MEDIA_IMAGE, &clean, &m, &e), OK);
	assert_int_equal(m.width, 24);
	assert_int_equal(m.height, 16);
	assert_true(str_eq(clean, plain)); /* there was nothing to take out */
	for (i = 0; i < 2; i++) {
		/* Upright: exactly the picture without the note. */
		sent = joined(p->a, head, exif(p->a, 1, i == 0), rest);
		assert_true(str_find(sent, S("Ana's phone"), &at));
		assert_int_equal(blob_accept(p->a, sent, MEDIA_IMAGE, &clean, &m, &e), OK);
		assert_true(str_eq(clean, plain));
		/* Turned: the turn is kept, and nothing else of the note. */
		sent = joined(p->a, head, exif(p->a, 6, i == 0), rest);
		assert_int_equal(blob_accept(p->a, sent, MEDIA_IMAGE, &clean, &m, &e), OK);
		assert_int_equal(clean.n, plain.n + 36);
		assert_int_equal(m.width, 16);
		assert_int_equal(m.height, 24);
		assert_false(str_find(clean, S("GPS"), &at));
		/* and again: the same */
		sent = clean;
		assert_int_equal(blob_accept(p->a, sent, MEDIA_IMAGE, &clean, &m, &e), OK);
		assert_true(str_eq(clean, sent));
		assert_int_equal(m.width, 16);
	}
	sent = joined(p->a, head, comment, joined(p->a, rest, S("a film with a place follows"), S("")));
	assert_int_equal(blob_accept(p->a, sent, MEDIA_IMAGE, &clean, &m, &e), OK);
	assert_true(str_eq(clean, plain));
	/* Cut off anywhere: refused, never a wrong read. */
	for (at = 0; at + 1 < plain.n; at++) {
		sent = (struct str){arena_copy(p->a, plain.p, at), at};
		assert_int_equal(blob_accept(p->a, sent, MEDIA_IMAGE, &clean, &m, &e), E_INPUT);
	}
}

static cairo_status_t into(void *arg, const unsigned char *p, unsigned n)
{
	buf_add(arg, p, n);
	return CAIRO_STATUS_SUCCESS;
}

static struct str chunk(struct arena *a, const char *type, struct str body)
{
	struct buf b = buf_new(a, body.n + 12);
	unsigned long crc = crc32(crc32(0, (const Bytef *)type, 4), (const Bytef *)body.p, (uInt)body.n);
	int i;

	for (i = 24; i >= 0; i -= 8)
		buf_byte(&b, (char)(body.n >> i));
	buf_add(&b, type, 4);
	buf_str(&b, body);
	for (i = 24; i >= 0; i -= 8)
		buf_byte(&b, (char)(crc >> i));
	return buf_done(&b);
}

static void test_png(void **state)
{
	struct place *p = *state;
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 31, 17);
	cairo_t *c = cairo_create(s);
	struct buf b = buf_new(p->a, 1000000);
	struct str plain, clean, sent, head, rest;
	struct err e = {0};
	struct media m;
	size_t at;

	cairo_set_source_rgb(c, 0.2, 0.7, 0.4);
	cairo_arc(c, 15, 8, 7, 0, 6);
	cairo_fill(c);
	cairo_surface_write_to_png_stream(s, into, &b);
	cairo_destroy(c);
	cairo_surface_destroy(s);
	plain = buf_done(&b);
	head = (struct str){plain.p, 33};
	rest = (struct str){plain.p + 33, plain.n - 33};
	assert_int_equal(blob_accept(p->a, plain, MEDIA_IMAGE, &clean, &m, &e), OK);
	assert_true(str_eq(clean, plain));
	assert_int_equal(m.width, 31);
	assert_int_equal(m.height, 17);
	sent = joined(p->a, head, joined(p->a, chunk(p->a, "tEXt", S("Comment\0at home")), chunk(p->a, "eXIf", S("MM\0*GPS")),
	              chunk(p->a, "iTXt", S("XML:com.adobe.xmp\0\0\0\0\0<x/>"))), joined(p->a, rest, S("after the end"), S("")));
	assert_int_equal(blob_accept(p->a, sent, MEDIA_IMAGE, &clean, &m, &e), OK);
	assert_true(str_eq(clean, plain));
	sent = joined(p->a, head, chunk(p->a, "ABCD", S("must be understood")), rest);
	assert_int_equal(blob_accept(p->a, sent, MEDIA_IMAGE, &clean, &m, &e), E_INPUT);
	for (at = 0; at < plain.n; at++) {
		sent = (struct str){arena_copy(p->a, plain.p, at), at};
		assert_int_equal(blob_accept(p->a, sent, MEDIA_IMAGE, &clean, &m, &e), E_INPUT);
	}
}

static void test_webp(void **state)
{
	struct place *p = *state;
	/* An extended file, 3 x 2, with a lossless picture chunk, Exif and XMP. */
	static const char sent[] = "RIFF\x44\0\0\0WEBP"
	                           "VP8X\x0a\0\0\0\x0c\0\0\0\x02\0\0\x01\0\0"
	                           "VP8L\x07\0\0\0\x2f\x02\x40\0\0\0\0\0"
	                           "EXIF\x08\0\0\0MM\0*GPS!"
	                           "XMP \x06\0\0\0<here>";
	struct str clean, again;
	struct err e = {0};
	struct media m;
	size_t at;

	assert_int_equal(blob_accept(p->a, (struct str){sent, sizeof sent - 1}, MEDIA_IMAGE, &clean, &m, &e), OK);
	assert_int_equal(m.width, 3);
	assert_int_equal(m.height, 2);
	assert_int_equal(clean.n, 12 + 18 + 16);
	assert_int_equal(clean.p[20], 0);
	assert_int_equal(clean.p[4], 4 + 18 + 16);
	assert_false(str_find(clean, S("GPS"), &at));
	assert_int_equal(blob_accept(p->a, clean, MEDIA_IMAGE, &again, &m, &e), OK);
	assert_true(str_eq(clean, again));
}

static void test_mp4(void **state)
{
	struct place *p = *state;
	static const char sent[] = "\0\0\0\x10" "ftypisom\0\0\0\1"
	                           "\0\0\0\x40" "moov"
	                           "\0\0\0\x0c" "mvhd...."
	                           "\0\0\0\x14" "trak" "\0\0\0\x0c" "udta+41."
	                           "\0\0\0\x18" "udta" "\0\0\0\x10" "\xa9xyz+41-087/"
	                           "\0\0\0\x0c" "mdat....";
	struct str clean, again;
	struct err e = {0};
	struct media m;
	size_t at;

	assert_int_equal(blob_accept(p->a, (struct str){sent, sizeof sent - 1}, MEDIA_VIDEO, &clean, &m, &e), OK);
	assert_int_equal(clean.n, sizeof sent - 1);
	assert_false(str_find(clean, S("+41"), &at));
	assert_true(str_find(clean, S("mvhd...."), &at));
	assert_true(str_find(clean, S("mdat...."), &at));
	assert_int_equal(blob_accept(p->a, clean, MEDIA_VIDEO, &again, &m, &e), OK);
	assert_true(str_eq(clean, again));
	assert_int_equal(blob_accept(p->a, (struct str){sent, 40}, MEDIA_VIDEO, &clean, &m, &e), E_INPUT);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, place, gone)

/* ---- GIF, HEIC, documents ---- */

static void test_gif(void **state)
{
	/* one white dot; before it a comment and a program's note, between them how often it is shown */
	static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0"
				  "!\xfe\x0bGPS 41 52 N\0"
				  "!\xff\x0bNETSCAPE2.0\3\1\0\0\0"
				  "!\xff\x0bXMP DataXMP\4GPS!\0"
				  ",\0\0\0\0\1\0\1\0\0\2\2\x44\1\0;trailing";
	struct place *p = *state;
	struct str clean, again, whole = {gif, sizeof gif - 1};
	struct err e = {0};
	struct media m;
	size_t at, n;

	assert_int_equal(blob_accept(p->a, whole, MEDIA_ANY, &clean, &m, &e), OK);
	assert_string_equal(m.mime, "image/gif");
	assert_int_equal(m.width, 1);
	assert_false(str_find(clean, S("GPS"), &at));
	assert_false(str_find(clean, S("trailing"), &at));
	assert_true(str_find(clean, S("NETSCAPE"), &at));
	assert_int_equal(blob_accept(p->a, clean, MEDIA_ANY, &again, &m, &e), OK);
	assert_true(str_eq(clean, again));
	for (n = 6; n < whole.n - 9; n++)
		assert_int_equal(blob_accept(p->a, (struct str){gif, n}, MEDIA_ANY, &clean, &m, &e), E_INPUT);
}

static void box(struct buf *b, const char *type, struct str body)
{
	size_t n = body.n + 8;

	buf_byte(b, (char)(n >> 24));
	buf_byte(b, (char)(n >> 16));
	buf_byte(b, (char)(n >> 8));
	buf_byte(b, (char)n);
	buf_z(b, type);
	buf_str(b, body);
}

static struct str box_of(struct arena *a, const char *type, struct str body)
{
	struct buf b = buf_new(a, 10000);

	box(&b, type, body);
	return buf_done(&b);
}

/* A picture (item 1) and its Exif (item 2), as a phone lays them out. */
static void test_heic(void **state)
{
	struct place *p = *state;
	struct buf file = buf_new(p->a, 10000), iinf = buf_new(p->a, 1000), meta = buf_new(p->a, 5000), iloc = buf_new(p->a, 1000);
	struct str head, clean, again, infe1, infe2;
	struct err e = {0};
	struct media m;
	size_t at, data;

	infe1 = box_of(p->a, "infe", S("\2\0\0\0\0\1\0\0hvc1\0"));
	infe2 = box_of(p->a, "infe", S("\2\0\0\0\0\2\0\0Exif\0"));
	buf_add(&iinf, "\0\0\0\0\0\2", 6);
	buf_str(&iinf, infe1);
	buf_str(&iinf, infe2);
	box(&file, "ftyp", S("heic\0\0\0\0mif1heic"));
	head = buf_done(&file);
	/* where the data begins: ftyp, meta(4 + iinf + iloc), mdat's own head */
	data = head.n + 8 + 4 + (8 + iinf.n) + (8 + 8 + 2 * 16) + 8;
	buf_add(&iloc, "\1\0\0\0\x44\0\0\2", 8);
	for (int item = 1; item <= 2; item++) {
		size_t begin = item == 1 ? data : data + 5, n = item == 1 ? 5 : 14;

		buf_byte(&iloc, 0);
		buf_byte(&iloc, (char)item);
		buf_add(&iloc, "\0\0\0\0\0\1", 6); /* method 0, data reference 0, one extent */
		for (int i = 24; i >= 0; i -= 8)
			buf_byte(&iloc, (char)(begin >> i));
		for (int i = 24; i >= 0; i -= 8)
			buf_byte(&iloc, (char)(n >> i));
	}
	buf_add(&meta, "\0\0\0\0", 4);
	box(&meta, "iinf", buf_done(&iinf));
	box(&meta, "iloc", buf_done(&iloc));
	data = head.n + 8 + meta.n + 8;
	box(&file, "meta", buf_done(&meta));
	box(&file, "mdat", S("PIXELGPS 41 52 N 87"));
	assert_int_equal(blob_accept(p->a, buf_done(&file), MEDIA_ANY, &clean, &m, &e), OK);
	assert_string_equal(m.mime, "image/heic");
	assert_true(str_find(clean, S("PIXEL"), &at));
	assert_int_equal(at, data);
	assert_false(str_find(clean, S("GPS"), &at));
	assert_false(str_find(clean, S("87"), &at));
	assert_int_equal(clean.n, file.n);
	assert_int_equal(blob_accept(p->a, clean, MEDIA_ANY, &again, &m, &e), OK);
	assert_true(str_eq(clean, again));
}

/* One stored file of an archive, and its line in the directory. */
static void packed(struct buf *b, struct buf *list, const char *name, const char *body)
{
	size_t at = b->n, n = strlen(name), k = strlen(body);

	buf_add(b, "PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0", 18);
	buf_byte(b, (char)k);
	buf_add(b, "\0\0\0", 3);
	buf_byte(b, (char)k);
	buf_add(b, "\0\0\0", 3);
	buf_byte(b, (char)n);
	buf_add(b, "\0\0\0", 3);
	buf_z(b, name);
	buf_z(b, body);
	buf_add(list, "PK\1\2\24\0\24\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
	buf_byte(list, (char)k);
	buf_add(list, "\0\0\0", 3);
	buf_byte(list, (char)k);
	buf_add(list, "\0\0\0", 3);
	buf_byte(list, (char)n);
	buf_add(list, "\0\0\0\0\0\0\0\0\0\0\0\0\0", 13);
	buf_byte(list, (char)at);
	buf_byte(list, (char)(at >> 8));
	buf_add(list, "\0\0", 2);
	buf_z(list, name);
}

static struct str archive(struct arena *a, const char *const *files, size_t n)
{
	struct buf b = buf_new(a, 10000), list = buf_new(a, 10000);
	size_t i, at;

	for (i = 0; i < n; i++)
		packed(&b, &list, files[2 * i], files[2 * i + 1]);
	at = b.n;
	buf_str(&b, buf_done(&list));
	buf_add(&b, "PK\5\6\0\0\0\0", 8);
	buf_byte(&b, (char)n);
	buf_byte(&b, 0);
	buf_byte(&b, (char)n);
	buf_byte(&b, 0);
	buf_byte(&b, (char)list.n);
	buf_byte(&b, (char)(list.n >> 8));
	buf_add(&b, "\0\0", 2);
	buf_byte(&b, (char)at);
	buf_byte(&b, (char)(at >> 8));
	buf_add(&b, "\0\0\0\0", 4);
	return buf_done(&b);
}

static void test_documents(void **state)
{
	static const char *const word[] = {"[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>"};
	static const char *const macros[] = {"[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>", "word/vbaProject.bin", "x"};
	static const char *const odt[] = {"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"};
	static const char *const odd[] = {"mimetype", "application/x-anything", "content.xml", "<x/>"};
	static const char *const plain[] = {"a.txt", "hello"};
	struct place *p = *state;
	struct str clean, whole = archive(p->a, word, 2);
	struct err e = {0};
	struct media m;
	size_t n;

	assert_int_equal(blob_accept(p->a, whole, MEDIA_ANY, &clean, &m, &e), OK);
	assert_string_equal(m.mime, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
	assert_int_equal(blob_accept(p->a, archive(p->a, odt, 2), MEDIA_ANY, &clean, &m, &e), OK);
	assert_string_equal(m.mime, "application/vnd.oasis.opendocument.text");
	assert_int_equal(blob_accept(p->a, archive(p->a, macros, 3), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_non_null(strstr(e.text, "macros"));
	assert_int_equal(blob_accept(p->a, archive(p->a, odd, 2), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	assert_int_equal(blob_accept(p->a, archive(p->a, plain, 1), MEDIA_ANY, &clean, &m, &e), E_INPUT);
	for (n = 4; n < whole.n; n++)
		assert_int_equal(blob_accept(p->a, (struct str){whole.p, n}, MEDIA_ANY, &clean, &m, &e), E_INPUT);
}

/* What tells where and by whom stands in none of them afterwards; not a byte moved, all else is as it was, and doing it again changes nothing. */
static void test_marks(void **state)
{
#define XMP "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><exif:GPSLatitude>41,52N</exif:GPSLatitude></x:xmpmeta>"
	static const char pdf[] = "%PDF-1.4\n1 0 obj<</Title(My bridge)/Author (Ana \\) \\(Quill\\) (at (home)) 41 52 N)/Producer(Scan)>>endobj\n"
				  "2 0 obj<</Author<416E61>/Kept(yes)>>endobj\n"
				  "3 0 obj<</Type/Metadata/Length 99>>stream\n<?xpacket begin=\"\" id=\"W5\"?>" XMP "<?xpacket end=\"w\"?>\nendstream endobj\n"
				  "4 0 obj<</Type/Metadata>>stream\n" XMP "\nendstream endobj\n"
				  "5 0 obj<</Filter/DCTDecode>>stream\n\xff\xd8\xff\xe1\0\x15" "Exif\0\0MM\0*GPS 41 52\xff\xe1\0\x29" "http://ns.adobe.com/xap/1.0/\0GPS 41,52N\xff\xdbPIXELS\xff\xd9\nendstream endobj\n"
				  "Exif\0\0 in words stays\n%%EOF\n";
	static const char mp3[] = "ID3\3\0\x80\0\0\0\x18TXXX\0\0\0\x0e\0\0GPS 41 52 N 8\xff\xfb\x90\x64SOUND";
	static const char wav[] = "RIFF\x54\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0LIST\x10\0\0\0INFOGPS 41 52 N\0" "data\4\0\0\0\1\2\3\4bext\7\0\0\0GPS 41 \0";
	static const char webm[] = "\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xffV_VP8\x12\x54\xc3\x67\x98\x73\x73\x95\x67\xc8\x92GPS 41 52 N 87 37W\x1f\x43\xb6\x75PICTURES";
	const struct { struct str sent; unsigned kind; const char *kept[6]; } all[] = {
		{{pdf, sizeof pdf - 1}, MEDIA_PDF, {"/Title(My bridge)", "/Producer(Scan)", "/Kept(yes)", "PIXELS", "in words stays", "W5"}},
		{{mp3, sizeof mp3 - 1}, MEDIA_MP3, {"SOUND"}},
		{{wav, sizeof wav - 1}, MEDIA_WAV, {"fmt ", "data", "JUNK"}},
		{{webm, sizeof webm - 1}, MEDIA_WEBM, {"V_VP8", "PICTURES"}}};
	struct place *p = *state;

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		static const char *const gone_words[] = {"GPS", "41 52", "Quill", "home", "416E61"};
		struct err e = {0};
		struct str clean, again;
		struct media m;
		size_t at;

		if (blob_accept(p->a, all[i].sent, MEDIA_ANY, &clean, &m, &e) != OK)
			fail_msg("%zu: %s", i, e.text);
		assert_int_equal(m.kind, all[i].kind);
		assert_int_equal(clean.n, all[i].sent.n);
		for (size_t k = 0; k < sizeof gone_words / sizeof gone_words[0]; k++)
			if (str_find(clean, str_z(gone_words[k]), &at))
				fail_msg("%zu: %s is still there", i, gone_words[k]);
		for (size_t k = 0; k < 6 && all[i].kept[k] != NULL; k++)
			if (!str_find(clean, str_z(all[i].kept[k]), &at))
				fail_msg("%zu: %s is not there any more", i, all[i].kept[k]);
		assert_int_equal(blob_accept(p->a, clean, MEDIA_ANY, &again, &m, &e), OK);
		assert_true(str_eq(clean, again));
		for (size_t n = 12; n < all[i].sent.n; n++) { /* cut anywhere: nothing beyond its end is touched */
			struct str part = {arena_copy(p->a, all[i].sent.p, n), n};
			assert_true(blob_accept(p->a, part, MEDIA_ANY, &clean, &m, &e) != OK || clean.n == n);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON(test_put_and_get), ON(test_limits), ON(test_damage), ON(test_links), ON(test_many_at_once), ON(test_kinds),
		ON(test_jpeg), ON(test_png), ON(test_webp), ON(test_mp4), ON(test_gif), ON(test_heic), ON(test_documents), ON(test_marks),
	};

	return cmocka_run_group_tests_name("attachments", tests, NULL, NULL);
}
