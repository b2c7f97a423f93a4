/* second_step.c - setting up codes of a phone, and recovery codes for paper. */
#include "web/pages/sign_in.h"
#include "base/qr.h"
#include "templates.h"
#include "web/server.h"
#include "web/shell.h"

#include <sodium.h>
#include <string.h>

/* Who may: signed in as staff or anybody who wants it, or on the way in. */
static bool may(const struct request *rq)
{
	return rq->session && !rq->session->low && (rq->session->stage == STAGE_FULL || rq->session->stage == STAGE_SETUP);
}

static const char *purpose_of(const struct request *rq)
{
	char id[ID_TEXT];
	return str_fmt(rq->a, "totp-setup:%s", id_text(rq->session->account, id)).p;
}

static enum code show(struct request *rq, struct reply *rp, const unsigned char secret[TOTP_SECRET], struct str error, struct err *e)
{
	char text[TOTP_BASE32];
	struct qr qr;
	struct buf spaced = buf_new(rq->a, 64);
	base32_put(secret, TOTP_SECRET, text);
	for (size_t i = 0; text[i]; i++)
		buf_fmt(&spaced, "%s%c", i && i % 4 == 0 ? " " : "", text[i]);
	struct str issuer = str_dup(rq->a, str_z(app_site(rq->app, rq->db).name));
	enum code c = qr_make(rq->a, totp_address(rq->a, secret, TOTP_SECRET, issuer, rq->session->login), &qr, e);
	if (c)
		return c;
	struct setup_page p = {.next = sign_in_next(rq), .error = error, .secret = str_dupz(rq->a, buf_done(&spaced)), .qr = qr_path(rq->a, &qr),
	                       .qr_size = qr.size + 8, .forced = rq->session->stage == STAGE_SETUP};
	p.again = rq->session->stage == STAGE_FULL;
	p.sealed = app_seal(rq->app, rq->a, purpose_of(rq), (struct str){(const char *)secret, TOTP_SECRET});
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Set up the second step")), .width = "narrow"});
	tpl_second_step(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	unsigned char secret[TOTP_SECRET];
	if (!may(rq))
		return rp_redirect(rq, rp, S("/sign-in"), S(""));
	totp_secret(secret);
	return show(rq, rp, secret, S(""), e);
}

struct set_up {
	struct request *rq;
	unsigned char secret[TOTP_SECRET], key[32];
	struct str code;
	char codes[RECOVERY_CODES][RECOVERY_TEXT];
	char token[TOKEN_TEXT];
};

static enum code set_up_fn(struct db *db, void *arg, struct err *e)
{
	struct set_up *s = arg;
	struct session *session = s->rq->session;
	struct viewer v = {.person = session->person, .account = session->account, .hats = REL_SIGNED_IN};
	enum code c = totp_put(db, &v, session->account, s->secret, s->key, e);
	if (!c)
		c = totp_take(db, session->account, s->code, s->key, e);
	if (!c)
		c = recovery_make(db, &v, session->account, s->codes, e);
	if (!c)
		c = session_renew(db, session->id, STAGE_FULL, clock_now(), s->token, e);
	return c;
}

static enum code recovery_show(struct request *rq, struct reply *rp, char codes[RECOVERY_CODES][RECOVERY_TEXT])
{
	struct recovery_page p = {.codes = codes, .login = rq->session->login, .next = sign_in_next(rq)};
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Recovery codes")), .width = "narrow"});
	tpl_recovery(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code post(struct request *rq, struct reply *rp, struct err *e)
{
	struct set_up s = {.rq = rq, .code = str_trim(rq_form(rq, "code"))};
	struct str secret;
	struct account who;
	bool right = true;
	if (!may(rq))
		return rp_redirect(rq, rp, S("/sign-in"), S(""));
	if (!app_unseal(rq->app, rq->a, purpose_of(rq), rq_form(rq, "sealed"), &secret) || secret.n != TOTP_SECRET)
		return get(rq, rp, e);
	int wait = sign_in_wait(rq, rq->session->account, S(""));
	if (wait)
		return sign_in_slow(rq, rp, wait);
	enum code c = account_get(rq->db, rq->a, rq->session->account, &who, e);
	if (!c && rq->session->stage == STAGE_FULL) /* whoever finds a page open must not put their own phone in the place of its owner's */
		c = sign_in_again(rq, rp, &who, "another second step refused", &right, e);
	if (c || !right)
		return c;
	memcpy(s.secret, secret.p, TOTP_SECRET);
	app_key(rq->app, "totp", s.key);
	c = store_write(rq->app->store, set_up_fn, &s, e);
	if (c == E_DENIED)
		return show(rq, rp, s.secret, str_z(e->text), e);
	if (c)
		return c;
	rp_cookie(rq, rp, "trellis", str_dup(rq->a, str_z(s.token)), -1);
	rq->session->stage = STAGE_FULL;
	return recovery_show(rq, rp, s.codes);
}

/* New recovery codes for somebody signed in, after the password. */

static enum code recovery_fn(struct db *db, void *arg, struct err *e)
{
	struct set_up *s = arg;
	return recovery_make(db, &s->rq->viewer, s->rq->session->account, s->codes, e);
}

static enum code recovery_post(struct request *rq, struct reply *rp, struct err *e)
{
	struct set_up s = {.rq = rq};
	struct account who;
	bool right = false;
	enum code c = account_get(rq->db, rq->a, rq->session->account, &who, e);
	if (c)
		return c;
	c = sign_in_again(rq, rp, &who, "recovery codes refused", &right, e);
	if (c || !right)
		return c;
	if (!who.has_totp)
		return rp_redirect(rq, rp, S("/account"), str_z(T(rq, "Set up the second step first.")));
	c = rq_write(rq, recovery_fn, &s, e);
	return c ? c : recovery_show(rq, rp, s.codes);
}

ROUTES(second_step) = {
	{GET, "/sign-in/set-up", get, REL_PUBLIC, 0, .title = N_("Set up the second step")},
	{POST, "/sign-in/set-up", post, REL_PUBLIC, 0, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Set up the second step")},
	{POST, "/account/recovery", recovery_post, REL_SIGNED_IN, 0, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Recovery codes")},
	ROUTES_END,
};
