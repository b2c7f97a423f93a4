/* account.c - one's own sign-in: password, second step, where one is signed in. */
#include "web/pages/account_pages.h"
#include "record/setting.h"
#include "templates.h"
#include "web/server.h"
#include "web/shell.h"

size_t account_password_min(struct request *rq, const struct account *who)
{
	struct str factor;
	struct err e = {0};
	if (who->has_totp)
		return PASSWORD_MIN_SECOND;
	if (str_eqz(who->kind, "staff") && !setting_text(rq->db, rq->a, "account.second_factor", &factor, &e) && str_eqz(factor, "required"))
		return PASSWORD_MIN_SECOND;
	return PASSWORD_MIN_ALONE;
}

static enum code sessions_read(struct request *rq, struct account_page *p, struct err *e)
{
	struct rows *r;
	size_t cap = 50;
	int got;
	struct site site = app_site(rq->app, rq->db);
	p->sessions = NEW_ARRAY(rq->a, struct session_row, cap);
	enum code c = db_query(rq->db, e, &r,
	                       "select id, agent, made_at, low from session where account = ?1 and ends_at > ?2 order by made_at desc limit 50", "bi",
	                       rq->session->account, clock_now());
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		struct session_row *s = &p->sessions[p->n_sessions++];
		*s = (struct session_row){.id = rows_id(r, 0), .agent = str_dup(rq->a, rows_t(r, 1)), .low = rows_i(r, 3) != 0,
		                          .since = tr_time(rq->a, rq->lang, site.tz, rows_i(r, 2))};
		s->here = id_eq(s->id, rq->session->id);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	return db_int(rq->db, e, &p->recovery_left, "select count(*) from credential where account = ?1 and kind = 'recovery'", "b", rq->session->account);
}

static enum code show(struct request *rq, struct reply *rp, struct str error, struct err *e)
{
	struct account who;
	struct account_page p = {.who = &who, .error = error};
	enum code c = account_get(rq->db, rq->a, rq->session->account, &who, e);
	if (!c)
		c = sessions_read(rq, &p, e);
	if (c)
		return c;
	p.min = account_password_min(rq, &who);
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "My sign-in")), .width = "narrow", .script = "sign.js"});
	tpl_account(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	return show(rq, rp, S(""), e);
}

struct renewal {
	struct request *rq;
	char hash[PASSWORD_HASH];
	char token[TOKEN_TEXT];
};

static enum code change_fn(struct db *db, void *arg, struct err *e)
{
	struct renewal *s = arg;
	struct session *session = s->rq->session;
	enum code c = account_password_set(db, &s->rq->viewer, session->account, s->hash, e);
	if (!c)
		c = session_end_all(db, session->account, session->id, e);
	return c ? c : session_renew(db, session->id, STAGE_FULL, clock_now(), s->token, e);
}

static enum code password_post(struct request *rq, struct reply *rp, struct err *e)
{
	struct account who;
	struct renewal s = {.rq = rq};
	struct str context[8], fresh = rq_form(rq, "fresh");
	bool right = false;
	enum code c = account_get(rq->db, rq->a, rq->session->account, &who, e);
	if (c)
		return c;
	int wait = sign_in_wait(rq, who.id, S(""));
	if (wait)
		return sign_in_slow(rq, rp, wait);
	c = password_verify(rq->a, str_dupz(rq->a, who.password), rq_form(rq, "password"), &right, e);
	if (!c && !right) {
		sign_in_failed(rq, who.id, S(""), "password change refused");
		return show(rq, rp, str_z(T(rq, "The old password is not right, so nothing was changed.")), e);
	}
	size_t n = sign_in_context(rq, &who, context);
	if (!c)
		c = password_judge(rq->a, fresh, account_password_min(rq, &who), context, n, e);
	if (c == E_INPUT)
		return show(rq, rp, str_z(e->text), e);
	if (!c)
		c = password_hash(rq->a, fresh, s.hash, e);
	if (!c)
		c = rq_write(rq, change_fn, &s, e);
	if (c)
		return c;
	rp_cookie(rq, rp, "trellis", str_dup(rq->a, str_z(s.token)), -1);
	return rp_redirect(rq, rp, S("/account"), str_z(T(rq, "Your new password is kept. Other devices must sign in again.")));
}

/* ---- other devices ---- */

struct ending {
	struct request *rq;
	struct id session;
};

static enum code end_one_fn(struct db *db, void *arg, struct err *e)
{
	struct ending *x = arg;
	const struct session *mine = x->rq->session;
	enum code c = session_end_own(db, mine->account, x->session, e);
	return c ? c : security_log(db, &x->rq->viewer, "signed out elsewhere", "account", mine->account, NULL, 0, NULL, e);
}

static enum code end_one(struct request *rq, struct reply *rp, struct err *e)
{
	struct account who;
	struct ending x = {.rq = rq};
	bool right = false;
	enum code c = account_get(rq->db, rq->a, rq->session->account, &who, e);
	if (!c)
		c = sign_in_again(rq, rp, &who, "signing out elsewhere refused", &right, e);
	if (c || !right)
		return c;
	if (!id_parse(rq_form(rq, "session"), &x.session))
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	c = rq_write(rq, end_one_fn, &x, e);
	return c ? c : rp_redirect(rq, rp, S("/account"), str_z(T(rq, "Done")));
}

static enum code end_all_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	enum code c = session_end_all(db, rq->session->account, rq->session->id, e);
	return c ? c : security_log(db, &rq->viewer, "signed out everywhere", "account", rq->session->account, NULL, 0, NULL, e);
}

static enum code end_all(struct request *rq, struct reply *rp, struct err *e)
{
	struct account who;
	bool right = false;
	enum code c = account_get(rq->db, rq->a, rq->session->account, &who, e);
	if (!c)
		c = sign_in_again(rq, rp, &who, "signing out elsewhere refused", &right, e);
	if (c || !right)
		return c;
	c = rq_write(rq, end_all_fn, rq, e);
	return c ? c : rp_redirect(rq, rp, S("/account"), str_z(T(rq, "You are signed out everywhere else.")));
}

ROUTES(account) = {
	{GET, "/account", get, REL_SIGNED_IN, RT_LEARNER_PAGE, .title = N_("My sign-in")},
	{POST, "/account/password", password_post, REL_SIGNED_IN, RT_LEARNER_PAGE, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Change my password")},
	{POST, "/account/sign-out-one", end_one, REL_SIGNED_IN, RT_LEARNER_PAGE, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Sign out")},
	{POST, "/account/sign-out-everywhere", end_all, REL_SIGNED_IN, RT_LEARNER_PAGE, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Sign out everywhere else")},
	ROUTES_END,
};
