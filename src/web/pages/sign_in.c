/* sign_in.c - sign in with a password, the second step, sign out. */
#include "web/pages/sign_in.h"
#include "record/setting.h"
#include "templates.h"
#include "web/limit.h"
#include "web/server.h"
#include "web/shell.h"

#include <string.h>

static enum code show(struct request *rq, struct reply *rp, struct str login, struct str error)
{
	struct sign_in_page p = {.login = login, .next = sign_in_next(rq), .error = error, .badge = setting_on(rq->db, "badge.on")};
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Sign in")), .width = "narrow", .script = "sign.js"});
	tpl_sign_in(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	if (!id_nil(rq->viewer.person))
		return rp_redirect(rq, rp, sign_in_next(rq), S(""));
	return show(rq, rp, S(""), S(""));
}

static enum code post(struct request *rq, struct reply *rp, struct err *e)
{
	struct str login = str_trim(rq_form(rq, "login")), password = rq_form(rq, "password");
	struct account who = {0};
	bool right = false;
	if (!login.n || !password.n)
		return show(rq, rp, login, str_z(T(rq, "Write your sign-in name and your password.")));
	if (login.n > 200)
		login.n = 0;
	enum code c = account_by_login(rq->db, rq->a, login, &who, e);
	if (c && c != E_NOTFOUND)
		return c;
	int wait = sign_in_wait(rq, who.id, login);
	if (wait)
		return sign_in_slow(rq, rp, wait);
	bool usable = str_eqz(who.state, "active") && who.password.n;
	if (usable && who.failures >= ACCOUNT_FAILURES && !sign_in_known_device(rq, who.id))
		return show(rq, rp, login, str_z(T(rq, "Somebody tried many passwords for this name. Sign in on a device you used before, or ask the school for a new code.")));
	c = password_verify(rq->a, usable ? str_dupz(rq->a, who.password) : NULL, password, &right, e);
	if (c)
		return c == E_INPUT ? show(rq, rp, login, str_z(T(rq, "The name or the password is not right. Upper and lower case count."))) : c;
	if (!right) {
		sign_in_failed(rq, who.id, login, "sign-in refused");
		return show(rq, rp, login, str_z(T(rq, "The name or the password is not right. Upper and lower case count.")));
	}
	enum stage stage;
	c = sign_in_stage(rq, &who, &stage, e);
	if (c)
		return c;
	return sign_in_complete(rq, rp, &who, stage, false, sign_in_next(rq), stage == STAGE_FULL ? "signed in" : "password right", e);
}

/* Second step */

struct step {
	struct request *rq;
	struct str code;
	bool recovery;
	unsigned char key[32];
	char token[TOKEN_TEXT];
};

static enum code step_fn(struct db *db, void *arg, struct err *e)
{
	struct step *s = arg;
	struct session *session = s->rq->session;
	struct viewer v = {.person = session->person, .account = session->account, .hats = REL_SIGNED_IN};
	enum code c = s->recovery ? recovery_take(db, session->account, s->code, e) : totp_take(db, session->account, s->code, s->key, e);
	if (!c)
		c = session_renew(db, session->id, STAGE_FULL, clock_now(), s->token, e);
	if (!c)
		c = account_worked(db, session->account, e);
	return c ? c : security_log(db, &v, s->recovery ? "signed in with recovery code" : "signed in", "account", session->account, NULL, 0, NULL, e);
}

static enum code code_show(struct request *rq, struct reply *rp, struct str error)
{
	struct code_page p = {.next = sign_in_next(rq), .error = error};
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Second step")), .width = "narrow"});
	tpl_sign_in_code(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code code_get(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	if (!rq->session || rq->session->stage != STAGE_CODE)
		return rp_redirect(rq, rp, S("/sign-in"), S(""));
	return code_show(rq, rp, S(""));
}

static enum code code_post(struct request *rq, struct reply *rp, struct err *e)
{
	struct step s = {.rq = rq, .code = str_trim(rq_form(rq, "code"))};
	if (!rq->session || rq->session->stage != STAGE_CODE)
		return rp_redirect(rq, rp, S("/sign-in"), S(""));
	int wait = sign_in_wait(rq, rq->session->account, S(""));
	if (wait)
		return sign_in_slow(rq, rp, wait);
	s.recovery = s.code.n > 9;
	app_key(rq->app, "totp", s.key);
	enum code c = store_write(rq->app->store, step_fn, &s, e);
	if (c == E_DENIED) {
		sign_in_failed(rq, rq->session->account, S(""), "second step refused");
		return code_show(rq, rp, str_z(e->text));
	}
	if (c)
		return c;
	rp_cookie(rq, rp, "trellis", str_dup(rq->a, str_z(s.token)), -1);
	return rp_redirect(rq, rp, sign_in_next(rq), S(""));
}

static enum code out_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct viewer v = {.person = rq->session->person, .account = rq->session->account, .hats = REL_SIGNED_IN};
	enum code c = session_end(db, rq->session->id, e);
	return c ? c : security_log(db, &v, "signed out", "account", rq->session->account, NULL, 0, NULL, e);
}

static enum code sign_out(struct request *rq, struct reply *rp, struct err *e)
{
	if (rq->session) {
		enum code c = store_write(rq->app->store, out_fn, rq, e);
		if (c)
			return c;
	}
	rp_cookie(rq, rp, "trellis", S(""), 0);
	/* No Clear-Site-Data: it would take answers that wait to be sent with it; the script empties what is personal. */
	return rp_redirect(rq, rp, S("/"), S(""));
}

ROUTES(sign_in) = {
	{GET, "/sign-in", get, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE, .rate = RATE_PAGE, .title = N_("Sign in")},
	{POST, "/sign-in", post, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Sign in")},
	{GET, "/sign-in/code", code_get, REL_PUBLIC, 0, .title = N_("Second step")},
	{POST, "/sign-in/code", code_post, REL_PUBLIC, 0, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Second step")},
	{POST, "/sign-out", sign_out, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE, .title = N_("Sign out")},
	ROUTES_END,
};
