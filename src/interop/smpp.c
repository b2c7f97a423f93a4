/* smpp.c - one session with a gateway of text messages. */
#include "interop/smpp.h"
#include "interop/send.h"

#include <curl/curl.h>
#include <poll.h>
#include <string.h>

#define LONGEST (30 * SECOND)
#define RESPONSE 0x80000000U
#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

struct smpp {
	struct arena *a;
	CURL *h;
	curl_socket_t fd;
	smpp_keep *keep;
	void *arg;
	struct str from;
	char got[2 * SMPP_MOST];
	size_t n;
	uint32_t sequence;
	unsigned reference;
	bool bound, broken;
};

bool smpp_is(struct str url)
{
	return str_starts(url, "smpp://") || str_starts(url, "smpps://");
}

static enum code gone(struct smpp *s, const char *why, struct err *e)
{
	s->broken = true;
	return err_set(e, E_BUSY, "The SMS gateway could not be reached: %s.", why);
}

static bool wait_for(struct smpp *s, short what, int64_t until)
{
	int64_t left = (until - clock_monotonic()) / 1000;
	struct pollfd p = {s->fd, what, 0};
	return left > 0 && poll(&p, 1, (int)(left > 30000 ? 30000 : left)) > 0;
}

static enum code put(struct smpp *s, struct str bytes, struct err *e)
{
	int64_t until = clock_monotonic() + LONGEST;
	while (bytes.n) {
		size_t n = 0;
		CURLcode r = curl_easy_send(s->h, bytes.p, bytes.n, &n);
		bytes = (struct str){bytes.p + n, bytes.n - n};
		if (r == CURLE_AGAIN ? !wait_for(s, POLLOUT, until) : r != CURLE_OK)
			return gone(s, r == CURLE_AGAIN ? "it takes nothing" : curl_easy_strerror(r), e);
	}
	return OK;
}

static enum code say(struct smpp *s, uint32_t command, uint32_t status, uint32_t sequence, struct str body, struct err *e)
{
	struct buf b = buf_new(s->a, SMPP_MOST);
	smpp_write(&b, command, status, sequence, body);
	return put(s, buf_done(&b), e);
}

/* The next PDU, or *there false when nothing came until then. */
static enum code next(struct smpp *s, int64_t until, struct smpp_pdu *out, bool *there, struct err *e)
{
	*there = false;
	for (;;) {
		size_t used = 0, n = 0;
		enum code c = smpp_read((struct str){s->got, s->n}, out, &used, e);
		if (c) {
			s->broken = true;
			return c;
		}
		if (used) {
			out->body = str_dup(s->a, out->body);
			memmove(s->got, s->got + used, s->n - used);
			s->n -= used;
			*there = true;
			return OK;
		}
		CURLcode r = curl_easy_recv(s->h, s->got + s->n, sizeof s->got - s->n, &n);
		if (r == CURLE_OK && !n)
			return gone(s, "it hung up", e);
		if (r != CURLE_OK && r != CURLE_AGAIN)
			return gone(s, curl_easy_strerror(r), e);
		s->n += r == CURLE_OK ? n : 0;
		if (r == CURLE_AGAIN && !wait_for(s, POLLIN, until))
			return OK;
	}
}

/* What a gateway says by itself. */
static enum code answer(struct smpp *s, const struct smpp_pdu *p, struct err *e)
{
	if (p->command == SMPP_DELIVER) {
		struct smpp_delivered d = {0};
		struct err why = {0};
		enum code c = smpp_delivered(s->a, p->body, &d, &why);
		if (!c)
			TRY(s->keep(s->arg, &d, e));
		/* what cannot be read would come for ever: 0x65, ESME_RX_P_APPN, is for ever */
		return say(s, SMPP_DELIVER | RESPONSE, c ? 0x65 : 0, p->sequence, (struct str){"", 1}, e);
	}
	if (p->command == SMPP_ENQUIRE)
		return say(s, SMPP_ENQUIRE | RESPONSE, 0, p->sequence, S(""), e);
	if (p->command == SMPP_UNBIND) {
		TRY(say(s, SMPP_UNBIND | RESPONSE, 0, p->sequence, S(""), e));
		return gone(s, "it said goodbye", e);
	}
	return p->command & RESPONSE ? OK : say(s, RESPONSE, 3, p->sequence, S(""), e); /* 3: ESME_RINVCMDID */
}

static enum code ask(struct smpp *s, uint32_t command, struct str body, struct smpp_pdu *out, struct err *e)
{
	int64_t until = clock_monotonic() + LONGEST;
	uint32_t mine = ++s->sequence;
	TRY(say(s, command, 0, mine, body, e));
	for (;;) {
		bool there;
		TRY(next(s, until, out, &there, e));
		if (!there)
			return gone(s, "it does not answer", e);
		if ((out->command & RESPONSE) && out->sequence == mine)
			return out->command == (command | RESPONSE) || out->status ? OK : err_set(e, E_BUSY, "The SMS gateway answered something else.");
		TRY(answer(s, out, e));
	}
}

static void text(struct buf *b, struct str s, size_t most)
{
	buf_add(b, s.p, s.n < most ? s.n : most - 1);
	buf_byte(b, '\0');
}

static enum code bind_as(struct smpp *s, const struct channels *ch, struct err *e)
{
	struct buf b = buf_new(s->a, 400);
	struct smpp_pdu said;
	text(&b, ch->sms_user, 16);
	text(&b, ch->sms_password, 9);
	text(&b, S(""), 13);
	const char version[3] = {0x34, 0, 0};
	buf_add(&b, version, sizeof version);
	text(&b, S(""), 41);
	TRY(ask(s, SMPP_BIND, buf_done(&b), &said, e));
	if (said.status)
		return err_set(e, E_BUSY, "The SMS gateway refused the name or the password (status %lu).", (unsigned long)said.status);
	s->bound = true;
	return OK;
}

enum code smpp_open(struct arena *a, const struct channels *ch, smpp_keep *keep, void *arg, struct smpp **out, struct err *e)
{
	struct smpp *s = NEW(a, struct smpp);
	bool sealed = str_starts(ch->sms_url, "smpps://");
	size_t skip = sealed ? 8 : 7;
	*out = NULL;
	if (ch->sms_user.n > 15 || ch->sms_password.n > 8) /* 5.2.1, 5.2.2; the file may be written by hand: nothing is cut in silence */
		return err_set(e, E_BUSY, "By SMPP the name has at most 15 letters and the password at most 8.");
	if (!smpp_is(ch->sms_url) || ch->sms_url.n <= skip)
		return err_set(e, E_INPUT, "The address of the SMS gateway is not one of SMPP.");
	enum code allowed = channel_allowed(ch->sms_url, e);
	if (allowed)
		return allowed;
	*s = (struct smpp){.a = a, .h = curl_easy_init(), .keep = keep, .arg = arg, .from = ch->sms_from, .reference = (unsigned)(clock_now() / SECOND)};
	if (!s->h)
		return err_set(e, E_MEMORY, "There is not enough memory to send this.");
	struct str host = {ch->sms_url.p + skip, ch->sms_url.n - skip};
	curl_easy_setopt(s->h, CURLOPT_URL, str_fmt(a, "%s://%.*s", sealed ? "https" : "http", S_ARG(host)).p);
	curl_easy_setopt(s->h, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(s->h, CURLOPT_PROXY, "");
	curl_easy_setopt(s->h, CURLOPT_CONNECTTIMEOUT, 10L);
	curl_easy_setopt(s->h, CURLOPT_NOSIGNAL, 1L);
	CURLcode r = curl_easy_perform(s->h);
	enum code c = OK;
	if (r != CURLE_OK || curl_easy_getinfo(s->h, CURLINFO_ACTIVESOCKET, &s->fd) != CURLE_OK || s->fd == CURL_SOCKET_BAD)
		c = gone(s, curl_easy_strerror(r), e);
	if (!c)
		c = bind_as(s, ch, e);
	if (c) {
		smpp_close(s);
		return c;
	}
	*out = s;
	return OK;
}

/* 5.2.5, 5.2.6: kind of number and plan. */
static void address(struct buf *b, struct str a)
{
	bool digits = a.n > 0, plus = str_starts(a, "+");
	struct str bare = plus ? (struct str){a.p + 1, a.n - 1} : a;
	for (size_t i = 0; i < bare.n; i++)
		digits = digits && bare.p[i] >= '0' && bare.p[i] <= '9';
	int kind = !a.n ? 0 : !digits ? 5 : plus ? 1 : bare.n <= 6 ? 3 : 0;
	buf_byte(b, (char)kind);
	buf_byte(b, (char)(kind == 1 ? 1 : 0));
	text(b, bare, 21);
}

static enum code submit(struct smpp *s, struct str to, const struct smpp_parts *p, int i, struct smpp_pdu *said, struct err *e)
{
	struct buf b = buf_new(s->a, 600);
	bool last = i == p->n - 1;
	text(&b, S(""), 6);
	address(&b, s->from);
	address(&b, to);
	const char before[3] = {p->n > 1 ? 0x40 : 0, 0, 0};
	buf_add(&b, before, sizeof before);
	text(&b, S(""), 17);
	text(&b, S(""), 17);
	/* a receipt for the last part: a message is there when its end is */
	const char after[5] = {last ? 1 : 0, 0, p->plain ? 0 : 8, 0, (char)(unsigned char)p->part[i].n};
	buf_add(&b, after, sizeof after);
	buf_str(&b, p->part[i]);
	return ask(s, SMPP_SUBMIT, buf_done(&b), said, e);
}

enum code smpp_send(struct smpp *s, struct str to, struct str words, struct str *id, struct err *e)
{
	struct smpp_parts p;
	*id = S("");
	if (s->broken)
		return gone(s, "it hung up", e);
	TRY(smpp_split(s->a, words, ++s->reference, &p, e));
	for (int i = 0; i < p.n; i++) {
		struct smpp_pdu said;
		TRY(submit(s, to, &p, i, &said, e));
		/* 5.1.3: 0x0b the number is none; all else may go another time (throttled, queue full, not now) */
		if (said.status)
			return err_set(e, said.status == 0x0b ? E_INPUT : E_BUSY, "The SMS gateway said no (status 0x%lx).", (unsigned long)said.status);
		const char *end = memchr(said.body.p, 0, said.body.n);
		struct str name = {said.body.p, end ? (size_t)(end - said.body.p) : said.body.n};
		*id = name.n <= 65 && utf8_valid(name) ? name : S("");
	}
	return OK;
}

enum code smpp_listen(struct smpp *s, int64_t quiet, struct err *e)
{
	int64_t end = clock_monotonic() + LONGEST;
	while (!s->broken && clock_monotonic() < end) {
		struct smpp_pdu p;
		bool there;
		TRY(next(s, clock_monotonic() + quiet, &p, &there, e));
		if (!there)
			return OK;
		TRY(answer(s, &p, e));
	}
	return OK;
}

void smpp_close(struct smpp *s)
{
	struct err e = {0};
	struct smpp_pdu said;
	if (!s)
		return;
	if (s->bound && !s->broken && ask(s, SMPP_UNBIND, S(""), &said, &e))
		err_clear(&e);
	curl_easy_cleanup(s->h);
}
