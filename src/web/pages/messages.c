/* messages.c - the administrator switches ways on and off, sees what goes out and what it costs, and sends a test. Addresses
 * and passwords go into the file beside the database; a password that is there is never shown again. */
#include "templates.h"
#include "web/app.h"
#include "web/pages/reach.h"

#include <stddef.h>
#include <string.h>

#define FIELD(name, field, secret) {name, offsetof(struct channels, field), secret}
static const struct { const char *name; size_t at; bool secret; } fields[] = {
	FIELD("mail.url", mail_url, false), FIELD("mail.user", mail_user, false), FIELD("mail.password", mail_password, true), FIELD("mail.from", mail_from, false),
	FIELD("mail.reply", mail_reply, false), FIELD("mail.folder", mail_folder, false), FIELD("sms.url", sms_url, false), FIELD("sms.type", sms_type, false), FIELD("sms.body", sms_body, false),
	FIELD("sms.header", sms_header, true), FIELD("sms.from", sms_from, false), FIELD("sms.user", sms_user, false), FIELD("sms.password", sms_password, true), FIELD("translate.url", translate_url, false), FIELD("translate.key", translate_key, true)};

static enum code failed_rows(struct request *rq, struct messages_page *p, struct err *e)
{
	struct rows *r;
	p->failed = NEW_ARRAY(rq->a, struct reach_line, 20);
	enum code c = db_query(rq->db, e, &r, "select way, state, why, made_at from outgoing where district = ?1 and why <> '' and way in ('email', 'text') order by made_at desc limit 20", "d");
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && p->n_failed < 20)
		p->failed[p->n_failed++] = (struct reach_line){.way = str_dup(rq->a, rows_t(r, 0)), .state = str_dup(rq->a, rows_t(r, 1)), .why = str_dup(rq->a, rows_t(r, 2)), .at = rows_i(r, 3)};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code render(struct request *rq, struct reply *rp, struct messages_page *p, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	memcpy(p->tz, site.tz, sizeof p->tz);
	p->place = channels_path() != NULL;
	enum code c = reach_counts(rq->db, &p->counts, e);
	if (!c)
		c = failed_rows(rq, p, e);
	if (c)
		return c;
	p->hook_sms = rq_absolute(rq, S("/in/sms"));
	p->hook_mail = rq_absolute(rq, S("/in/mail"));
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Messages to families")), .nav = "settings", .width = "narrow"});
	tpl_reach_messages(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct messages_page p = {0};
	enum code c = channels_load(rq->a, &p.ch, e);
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		c = OK;
	}
	return c ? c : render(rq, rp, &p, e);
}

static enum code fill(struct request *rq, struct channels *ch, struct err *e)
{
	enum code c = channels_load(rq->a, ch, e);
	for (size_t i = 0; i < sizeof fields / sizeof *fields && !c; i++) {
		struct str typed = str_trim(rq_form(rq, fields[i].name)), *to = (struct str *)(void *)((char *)ch + fields[i].at);
		if (!fields[i].secret || typed.n)
			*to = typed;
	}
	struct str cost = str_trim(rq_form(rq, "sms.cost"));
	if (!c && cost.n && !str_int(cost, &ch->sms_cost))
		c = err_set(e, E_INPUT, "The cost of a text message is in thousandths, from 0 to 100000.");
	ch->mail_on = rq_form_has(rq, "mail.on", "1");
	ch->sms_on = rq_form_has(rq, "sms.on", "1");
	ch->translate_on = rq_form_has(rq, "translate.on", "1");
	return c;
}

struct save { struct request *rq; struct channels *ch; };

static enum code save_fn(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	(void)db; /* the row in the security log goes along with the file */
	return channels_save(s->rq->a, s->ch, e);
}

static enum code save(struct request *rq, struct reply *rp, struct err *e)
{
	struct messages_page p = {0};
	struct save s = {rq, &p.ch};
	enum code c = fill(rq, &p.ch, e);
	if (!c)
		c = rq_write(rq, save_fn, &s, e);
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return render(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, S("/admin/messages"), str_z(T(rq, "Kept. Send yourself a test now.")));
}

static enum code test_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	return reach_test(db, &rq->viewer, str_eqz(rq_form(rq, "way"), "text") ? "text" : "email", str_trim(rq_form(rq, "address")), e);
}

static enum code test(struct request *rq, struct reply *rp, struct err *e)
{
	struct messages_page p = {0};
	enum code c = str_trim(rq_form(rq, "address")).n ? rq_write(rq, test_fn, rq, e) : err_set(e, E_INPUT, "Write your own address or number, the test goes there.");
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		c = channels_load(rq->a, &p.ch, e);
		rp->status = 422;
		return c ? c : render(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, S("/admin/messages"), str_z(T(rq, "The test is on its way. If it does not arrive, the reason stands below.")));
}

ROUTES(messages) = {
	{GET, "/admin/messages", show, REL_ADMIN, 0, .title = N_("Messages to families")},
	{POST, "/admin/messages", save, REL_ADMIN, 0, .audit = "channels changed", .title = N_("Messages to families")},
	{POST, "/admin/messages/test", test, REL_ADMIN, 0, .audit = "test message", .title = N_("Messages to families")},
	ROUTES_END,
};
