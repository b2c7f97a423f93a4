/* welcome.c - a code from the school becomes a sign-in: the person chooses the password. */
#include "web/pages/account_pages.h"
#include "templates.h"
#include "web/server.h"
#include "web/shell.h"

static enum code code_show(struct request *rq, struct reply *rp, struct str error)
{
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Welcome")), .width = "narrow", .script = "sign.js"});
	tpl_welcome_code(rq, &rp->body, error);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	return code_show(rq, rp, S(""));
}

static enum code password_show(struct request *rq, struct reply *rp, const struct account *who, struct str error)
{
	struct welcome_page p = {.name = who->name, .login = who->login, .code = rq_form(rq, "code"), .error = error,
	                         .suggestion = password_suggest(rq->a), .min = account_password_min(rq, who)};
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Welcome")), .width = "narrow", .script = "sign.js"});
	tpl_welcome(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct take {
	struct id invitation, account;
	struct viewer viewer;
	char hash[PASSWORD_HASH];
};

static enum code take_fn(struct db *db, void *arg, struct err *e)
{
	struct take *t = arg;
	return invitation_take(db, &t->viewer, t->invitation, t->account, t->hash, e);
}

static enum code post(struct request *rq, struct reply *rp, struct err *e)
{
	struct account who = {0};
	struct take t = {0};
	struct str context[8], password = rq_form(rq, "password");
	int wait = sign_in_wait(rq, ID_NIL, S(""));
	if (wait)
		return sign_in_slow(rq, rp, wait);
	enum code c = invitation_find(rq->db, rq->a, rq_form(rq, "code"), &t.invitation, &who, e);
	if (c == E_NOTFOUND) {
		sign_in_failed(rq, ID_NIL, S(""), "code refused");
		return code_show(rq, rp, str_z(e->text));
	}
	if (c)
		return c;
	if (!rq_form_has(rq, "step", "password"))
		return password_show(rq, rp, &who, S(""));
	size_t n = sign_in_context(rq, &who, context);
	c = password_judge(rq->a, password, account_password_min(rq, &who), context, n, e);
	if (c == E_INPUT)
		return password_show(rq, rp, &who, str_z(e->text));
	if (!c)
		c = password_hash(rq->a, password, t.hash, e);
	t.account = who.id;
	t.viewer = sign_in_viewer(&who);
	if (!c)
		c = store_write(rq->app->store, take_fn, &t, e);
	if (c == E_CONFLICT)
		return code_show(rq, rp, str_z(e->text));
	enum stage stage = STAGE_FULL;
	if (!c)
		c = sign_in_stage(rq, &who, &stage, e);
	if (c)
		return c;
	return sign_in_complete(rq, rp, &who, stage, false, S("/"), "signed in", e);
}

ROUTES(welcome) = {
	{GET, "/welcome", get, REL_PUBLIC, RT_LEARNER_PAGE | RT_LOW, .title = N_("Welcome")},
	{POST, "/welcome", post, REL_PUBLIC, RT_LEARNER_PAGE | RT_LOW, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Welcome")},
	ROUTES_END,
};
