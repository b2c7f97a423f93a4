/* hooks.c - where a gateway brings answers: text messages as a form or JSON, mails as they are. Both show the key that the
 * administrator's page gives; without it nothing is read. */
#include "interop/mail_in.h"
#include "school/account/session.h"
#include "web/app.h"
#include "web/pages/reach.h"
#include "web/server.h"

#include <sodium.h>


static enum code key_right(struct request *rq, struct channels *ch, struct err *e)
{
	char shown[HASH_TEXT], kept[HASH_TEXT];
	struct str key = rq_header(rq, "x-trellis-key");
	enum code c = channels_load(rq->a, ch, e);
	if (c)
		return c;
	secret_hash(key.n ? key : rq_query(rq, "key"), shown);
	secret_hash(ch->in_key, kept);
	return ch->in_key.n && sodium_memcmp(shown, kept, sizeof kept) == 0 ? OK : err_set(e, E_DENIED, "The key is missing or wrong.");
}

struct hook { struct request *rq; struct arrived in; };

static enum code hook_fn(struct db *db, void *arg, struct err *e)
{
	struct hook *h = arg;
	return reach_arrived(db, h->rq->a, &h->in, e);
}

static enum code keep(struct request *rq, struct reply *rp, struct hook *h, struct err *e)
{
	enum code c = rq_write(rq, hook_fn, h, e);
	rp->type = "application/json";
	buf_z(&rp->body, "{}\n");
	return c;
}

/* The names that gateways use for the same thing. */
static struct str field(const struct request *rq, const char *const *names)
{
	for (; *names; names++) {
		struct str value = rq->body ? json_str(rq->body, *names) : rq_form(rq, *names);
		if (value.n)
			return value;
	}
	return S("");
}

static enum code sms(struct request *rq, struct reply *rp, struct err *e)
{
	static const char *const from[] = {"from", "From", "msisdn", "sender", NULL}, *const text[] = {"text", "Body", "body", "message", NULL},
	                  *const id[] = {"id", "MessageSid", "messageId", "message_id", NULL};
	struct channels ch;
	struct hook h = {.rq = rq, .in = {.way = "text", .sender = field(rq, from), .text = field(rq, text), .provider = field(rq, id)}};
	enum code c = key_right(rq, &ch, e);
	if (!c && (!h.in.sender.n || h.in.sender.n > 60 || h.in.text.n > 5000 || h.in.provider.n > 200))
		c = err_set(e, E_INPUT, "A message has a sender (from) and a text (text), and may have an id.");
	return c ? c : keep(rq, rp, &h, e);
}

static enum code mail(struct request *rq, struct reply *rp, struct err *e)
{
	struct channels ch;
	struct mail_in m;
	struct hook h = {.rq = rq};
	enum code c = key_right(rq, &ch, e);
	if (!c)
		c = mail_in_read(rq->a, rq->wire->body, ch.mail_reply, LINK_TEXT - 1, &m, e);
	if (c)
		return c;
	h.in = (struct arrived){"email", m.from, m.id, m.text, m.code, m.automatic};
	return keep(rq, rp, &h, e);
}

/* RT_NO_CSRF: no session counts here, the key alone does. */
ROUTES(hooks) = {
	{POST, "/in/sms", sms, REL_PUBLIC, RT_API | RT_NO_CSRF, .rate = RATE_API, .title = N_("Answers by text message")},
	{POST, "/in/mail", mail, REL_PUBLIC, RT_API | RT_NO_CSRF | RT_UPLOAD, .body_max = MAIL_IN_MOST, .rate = RATE_API, .title = N_("Answers by e-mail")},
	ROUTES_END,
};
