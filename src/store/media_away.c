/* Files that people hand in, looked at by another program, locked away: no byte of them is walked here. */
#include "store/blob.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/jail.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define HEAD 17 /* what it is, then code, kind, width, height in 4 bytes each, least first */
#define WORDS 200

static void put4(struct buf *b, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		buf_byte(b, (char)(v >> 8 * i & 255));
}

static uint32_t get4(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	return u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

/* ---- there ---- */

/* Answer: 'Y' and mime in WORDS bytes and the clean file, or 'N' and the sentence in English. */
int media_reader_run(unsigned allowed, int in, int out)
{
	struct arena *a = arena_new((size_t)1 << 30);
	struct buf sent = buf_new(a, (size_t)300 << 20), b = buf_new(a, 4096);
	struct str clean = S("");
	struct media m = {0};
	struct err e = {0};
	char part[1 << 16], words[WORDS] = "";
	ssize_t n;
	if (!a)
		return 1;
	while ((n = read(in, part, sizeof part)) > 0)
		buf_add(&sent, part, (size_t)n);
	enum code c = n < 0 || sent.over ? err_set(&e, E_LIMIT, "The file is too large.") : blob_accept(a, buf_done(&sent), allowed, &clean, &m, &e);
	buf_byte(&b, c ? 'N' : 'Y');
	put4(&b, (uint32_t)c);
	put4(&b, m.kind);
	put4(&b, (uint32_t)m.width);
	put4(&b, (uint32_t)m.height);
	if (c)
		buf_z(&b, e.text);
	else
		(void)snprintf(words, sizeof words, "%s", m.mime), buf_add(&b, words, sizeof words);
	bool good = file_write_all(out, buf_done(&b)) && (c || file_write_all(out, clean));
	arena_free(a);
	return good ? 0 : 1;
}

/* ---- here ---- */

static bool mime_good(const char *p)
{
	size_t n = strnlen(p, WORDS);
	return n > 0 && n < WORDS && strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789/+.-;= ") == n;
}

bool media_answer_read(struct arena *a, struct str said, unsigned allowed, struct str *clean, struct media *out, enum code *code, struct str *why)
{
	*out = (struct media){0};
	*clean = *why = S("");
	if (said.n < HEAD)
		return false;
	uint32_t c = get4(said.p + 1), kind = get4(said.p + 5), w = get4(said.p + 9), h = get4(said.p + 13);
	struct str rest = {said.p + HEAD, said.n - HEAD};
	*code = (enum code)(c <= E_BUG ? c : E_BUG);
	if (said.p[0] == 'N') {
		*why = rest;
		return (c == E_INPUT || c == E_LIMIT) && rest.n > 0 && rest.n < 500 && utf8_valid(rest) && !memchr(rest.p, 0, rest.n);
	}
	if (said.p[0] != 'Y' || c != OK || rest.n < WORDS || !mime_good(rest.p) || kind == 0 || (kind & (kind - 1)) != 0 || !(kind & allowed) || w > 1000000 || h > 1000000)
		return false;
	*out = (struct media){.kind = kind, .mime = str_dupz(a, str_z(rest.p)), .width = (int)w, .height = (int)h};
	*clean = (struct str){rest.p + WORDS, rest.n - WORDS};
	return true;
}

enum code blob_accept_away(struct arena *a, struct str bytes, unsigned allowed, struct str *clean, struct media *out, struct err *e)
{
	const char *const argv[] = {"trellis", "reader", "media", str_fmt(a, "%u", allowed).p, NULL};
	struct jail_run run = {.argv = argv, .given = bytes, .most = bytes.n + 65536, .seconds = 60};
	struct str said, why = S("");
	enum code c;
	int status = 0;
	*clean = S("");
	*out = (struct media){0};
	c = jail_run(a, &run, &said, &status, e);
	if (c == E_NOTFOUND || c == E_MEMORY)
		return c;
	if (c || status != 0 || !media_answer_read(a, said, allowed, clean, out, &c, &why))
		return err_set(e, E_INPUT, "This file could not be looked at: the program that opens files of outsiders broke on it. Save it anew, or send a picture of it.");
	if (c) { /* its sentence is one of ours, without anything to fill in */
		const char *z = str_dupz(a, why), *t = e && e->translate && !strchr(z, '%') ? e->translate(e->translate_arg, z) : NULL;
		return err_set(e, c, "%s", t ? t : z);
	}
	return OK;
}
