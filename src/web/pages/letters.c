/* letters.c - invitations on paper and as e-mail files. */
#include "base/file.h"
#include "base/qr.h"
#include "templates.h"
#include "web/pages/account_pages.h"
#include "web/shell.h"

#include <sodium.h>

/* A header value of a mail: RFC 2047 when it is not plain. */
static void mail_words(struct buf *b, struct str s)
{
	bool plain = true;
	for (size_t i = 0; i < s.n; i++)
		plain = plain && s.p[i] >= ' ' && s.p[i] < 0x7f && s.p[i] != '"' && s.p[i] != '\\';
	if (plain) {
		buf_str(b, s);
		return;
	}
	buf_z(b, "=?UTF-8?B?");
	while (s.n) {
		size_t n = s.n < 42 ? s.n : 42;
		char text[80];
		while (n > 1 && n < s.n && ((unsigned char)s.p[n] & 0xc0U) == 0x80U)
			n--;
		sodium_bin2base64(text, sizeof text, (const unsigned char *)s.p, n, sodium_base64_VARIANT_ORIGINAL);
		buf_z(b, text);
		s.p += n;
		s.n -= n;
		if (s.n)
			buf_z(b, "?=\r\n =?UTF-8?B?");
	}
	buf_z(b, "?=");
}

static bool address_plain(struct str s)
{
	size_t at;
	bool plain = s.n > 2 && s.n < 200 && str_find(s, S("@"), &at);
	for (size_t i = 0; i < s.n; i++)
		plain = plain && s.p[i] > ' ' && s.p[i] < 0x7f && s.p[i] != '<' && s.p[i] != '>' && s.p[i] != ',' && s.p[i] != ';' && s.p[i] != '"';
	return plain;
}

static enum code mail_write(struct request *rq, const struct account *who, const struct letter *l, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	struct buf b = buf_new(rq->a, 1 << 16), body = buf_new(rq->a, 1 << 15);
	char id[ID_TEXT];
	if (!rq->app->o.mail_folder || !address_plain(who->email))
		return OK;
	buf_fmt(&body, tr(l->lang, "Hello %s,"), str_dupz(rq->a, l->name));
	buf_z(&body, "\n\n");
	buf_fmt(&body, tr(l->lang, "%s invites you. Open this address and choose a password:"), site.name);
	buf_fmt(&body, "\n\n%.*s\n\n", S_ARG(l->address));
	buf_fmt(&body, tr(l->lang, "Your sign-in name is %s. The code is %s."), str_dupz(rq->a, l->login), str_dupz(rq->a, l->code));
	buf_z(&body, "\n");
	buf_fmt(&body, trn(l->lang, "It works once, for %d day.", "It works once, for %d days.", l->days), (int)l->days);
	buf_z(&body, "\n");
	buf_fmt(&b, "To: ");
	mail_words(&b, who->full_name);
	buf_fmt(&b, " <%.*s>\r\nSubject: ", S_ARG(who->email));
	mail_words(&b, str_fmt(rq->a, tr(l->lang, "Your sign-in at %s"), site.name));
	buf_fmt(&b, "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\nX-Unsent: 1\r\n\r\n");
	struct str text = buf_done(&body);
	for (size_t at = 0; at < text.n; at += 57) {
		char line[80];
		size_t n = text.n - at < 57 ? text.n - at : 57;
		sodium_bin2base64(line, sizeof line, (const unsigned char *)text.p + at, n, sodium_base64_VARIANT_ORIGINAL);
		buf_fmt(&b, "%s\r\n", line);
	}
	enum code c = file_make_dir(rq->app->o.mail_folder, 0700, e);
	if (c)
		return c;
	const char *name = str_fmt(rq->a, "%s.eml", id_text(id_new(), id)).p;
	return file_write(file_join(rq->a, rq->app->o.mail_folder, name), buf_done(&b), 0600, e);
}

enum code letter_make(struct request *rq, const struct account *who, const char *code, int64_t days, struct letter *out, struct err *e)
{
	struct qr qr;
	*out = (struct letter){.name = who->name, .login = who->login, .code = str_dup(rq->a, str_z(code)), .days = days, .lang = who->lang,
	                       .staff = str_eqz(who->kind, "staff")};
	out->address = rq_absolute(rq, str_fmt(rq->a, "/welcome#%s", code));
	enum code c = qr_make(rq->a, out->address, &qr, e);
	if (c)
		return c;
	out->qr = qr_path(rq->a, &qr);
	out->qr_size = qr.size + 8;
	return mail_write(rq, who, out, e);
}

enum code letters_show(struct request *rq, struct reply *rp, const struct letters_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Letters with sign-in codes"))});
	tpl_letters(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}
