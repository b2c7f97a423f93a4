/* lock.c - an idle page asks for the password again; what was typed waits on the page it came from. */
#include "web/pages/sign_in.h"
#include "templates.h"
#include "web/server.h"
#include "web/shell.h"

struct lock {
	struct request *rq;
	char token[TOKEN_TEXT];
};

static enum code lock_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	return session_lock(db, rq->session->id, e);
}

static enum code unlock_fn(struct db *db, void *arg, struct err *e)
{
	struct lock *l = arg;
	struct session *s = l->rq->session;
	struct viewer v = {.person = s->person, .account = s->account, .hats = REL_SIGNED_IN};
	enum code c = session_renew(db, s->id, STAGE_FULL, clock_now(), l->token, e);
	return c ? c : security_log(db, &v, "unlocked", "account", s->account, NULL, 0, NULL, e);
}

static enum code show(struct request *rq, struct reply *rp, struct str error)
{
	struct lock_page p = {.name = rq->session->name, .next = sign_in_next(rq), .error = error, .low = rq->session->low};
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Locked")), .width = "narrow", .script = "sign.js"});
	tpl_lock(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	if (!rq->session || rq->session->stage == STAGE_CODE || rq->session->stage == STAGE_SETUP)
		return rp_redirect(rq, rp, S("/sign-in"), S(""));
	if (rq->session->stage == STAGE_FULL) {
		enum code c = store_write(rq->app->store, lock_fn, rq, e);
		if (c)
			return c;
		rq->session->stage = STAGE_LOCKED;
	}
	return show(rq, rp, S(""));
}

static enum code post(struct request *rq, struct reply *rp, struct err *e)
{
	struct account who;
	struct lock l = {.rq = rq};
	bool right = false;
	if (!rq->session || rq->session->stage != STAGE_LOCKED)
		return rp_redirect(rq, rp, S("/sign-in"), S(""));
	enum code c = account_get(rq->db, rq->a, rq->session->account, &who, e);
	if (c)
		return c;
	int wait = sign_in_wait(rq, who.id, S(""));
	if (wait)
		return sign_in_slow(rq, rp, wait);
	c = password_verify(rq->a, str_dupz(rq->a, who.password), rq_form(rq, "password"), &right, e);
	if (c && c != E_INPUT)
		return c;
	if (!right || rq->session->low) {
		sign_in_failed(rq, who.id, S(""), "unlock refused");
		return show(rq, rp, str_z(T(rq, "This is not the password. Upper and lower case count.")));
	}
	c = store_write(rq->app->store, unlock_fn, &l, e);
	if (c)
		return c;
	rp_cookie(rq, rp, "trellis", str_dup(rq->a, str_z(l.token)), -1);
	return rp_redirect(rq, rp, sign_in_next(rq), S(""));
}

ROUTES(lock) = {
	{GET, "/lock", get, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE, .title = N_("Locked")},
	{POST, "/lock", post, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Locked")},
	ROUTES_END,
};
