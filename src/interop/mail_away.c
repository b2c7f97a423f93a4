/* Mail that outsiders sent, read by another program, locked away: no byte of it is walked here.
 *
 * Answer: 'Y', a letter (1: nobody wrote it), then the lengths of sender, id, code and text in 4 bytes each, least first, and these four; or 'N' alone: it is no mail. */
#include "base/buf.h"
#include "base/file.h"
#include "base/jail.h"
#include "interop/mail_in.h"

#include <string.h>
#include <unistd.h>

#define PARTS 4
#define HEAD (2 + 4 * PARTS)

/* ---- there ---- */

int mail_reader_run(const char *reply, size_t code_length, int in, int out)
{
	struct arena *a = arena_new((size_t)256 << 20);
	char part[1 << 16];
	struct mail_in m;
	struct err e = {0};
	ssize_t n;
	if (!a)
		return 1;
	struct buf sent = buf_new(a, MAIL_IN_MOST + 1), b = buf_new(a, 1 << 20);
	while ((n = read(in, part, sizeof part)) > 0)
		buf_add(&sent, part, (size_t)n);
	if (n < 0 || sent.over || mail_in_read_here(a, buf_done(&sent), str_z(reply), code_length, &m, &e)) {
		buf_byte(&b, 'N');
	} else {
		const struct str parts[PARTS] = {m.from, m.id, m.code, m.text};
		buf_byte(&b, 'Y');
		buf_byte(&b, m.automatic ? 1 : 0);
		for (int i = 0; i < PARTS; i++)
			for (int k = 0; k < 4; k++)
				buf_byte(&b, (char)(parts[i].n >> 8 * k & 255));
		for (int i = 0; i < PARTS; i++)
			buf_str(&b, parts[i]);
	}
	bool good = file_write_all(out, buf_done(&b));
	arena_free(a);
	return good ? 0 : 1;
}

/* ---- here ---- */

static bool plain(struct str s, size_t most)
{
	if (s.n > most || !utf8_valid(s))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' && s.p[i] != '\n' && s.p[i] != '\t')
			return false;
	return true;
}

bool mail_answer_read(struct str said, size_t code_length, struct mail_in *out, bool *mail)
{
	struct str parts[PARTS];
	size_t at = HEAD;
	*out = (struct mail_in){0};
	*mail = false;
	if (said.n == 1 && said.p[0] == 'N')
		return true;
	if (said.n < HEAD || said.p[0] != 'Y' || (unsigned char)said.p[1] > 1)
		return false;
	for (int i = 0; i < PARTS; i++) {
		const unsigned char *u = (const unsigned char *)said.p + 2 + 4 * i;
		size_t n = u[0] | (size_t)u[1] << 8 | (size_t)u[2] << 16 | (size_t)u[3] << 24;
		if (n > said.n - at)
			return false;
		parts[i] = (struct str){said.p + at, n};
		at += n;
	}
	if (at != said.n || !parts[0].n || !plain(parts[0], MAIL_IN_FROM) || !plain(parts[1], MAIL_IN_ID) || !plain(parts[2], code_length) || !plain(parts[3], MAIL_IN_TEXT) ||
	    (parts[2].n && parts[2].n != code_length))
		return false;
	*out = (struct mail_in){.from = parts[0], .id = parts[1], .code = parts[2], .text = parts[3], .automatic = said.p[1] == 1};
	return *mail = true;
}

enum code mail_in_read(struct arena *a, struct str bytes, struct str reply, size_t code_length, struct mail_in *out, struct err *e)
{
	const char *const argv[] = {"trellis", "reader", "mail", str_dupz(a, reply), str_fmt(a, "%zu", code_length).p, NULL};
	struct jail_run run = {.argv = argv, .given = bytes, .most = 65536, .seconds = 30};
	struct str said;
	bool mail = false;
	int status = 0;
	*out = (struct mail_in){0};
	if (bytes.n > MAIL_IN_MOST)
		return err_set(e, E_INPUT, "This is no mail: it has no From.");
	enum code c = jail_run(a, &run, &said, &status, e);
	if (c == E_NOTFOUND || c == E_MEMORY)
		return c;
	if (c || status != 0 || !mail_answer_read(said, code_length, out, &mail) || !mail)
		return err_set(e, E_INPUT, "This is no mail: it has no From.");
	return OK;
}
