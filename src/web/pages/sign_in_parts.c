/* sign_in_parts.c - what the pages around signing in share. */
#include "base/log.h"
#include "record/setting.h"
#include "web/limit.h"
#include "web/pages/sign_in.h"
#include "web/server.h"
#include "web/shell.h"

#include <sodium.h>
#include <string.h>

#define KNOWN_MAX 12 /* people a shared device remembers */
#define KNOWN_DAYS 180

enum { LIMIT_ACCOUNT = 64, LIMIT_ADDRESS = 65 };

struct str sign_in_next(struct request *rq)
{
	struct str next = rq_form(rq, "next");
	if (!next.n)
		next = rq_query(rq, "next");
	if (!next.n)
		next = rq_query(rq, "back");
	if (next.n == 0 || next.n > 600 || next.p[0] != '/' || !tpl_url_safe(next) || str_starts(next, "/sign-") || str_starts(next, "/lock"))
		return S("/");
	return next;
}

struct viewer sign_in_viewer(const struct account *who)
{
	return (struct viewer){.person = who->person, .account = who->id, .hats = REL_SIGNED_IN};
}

/* The cookie holds the ids of accounts that signed in here before, sealed. */
static struct str known_list(const struct request *rq)
{
	struct str text;
	if (!app_unseal(rq->app, rq->a, "known", rq_our_cookie(rq, "known"), &text) || text.n % 32)
		return (struct str){"", 0};
	return text;
}

bool sign_in_known_device(const struct request *rq, struct id account)
{
	char hex[33];
	struct str list = known_list(rq);
	sodium_bin2hex(hex, sizeof hex, account.b, 16);
	for (size_t i = 0; i + 32 <= list.n; i += 32)
		if (!memcmp(list.p + i, hex, 32))
			return true;
	return false;
}

static void remember_device(struct request *rq, struct reply *rp, struct id account)
{
	char hex[33];
	struct str list = known_list(rq);
	struct buf b = buf_new(rq->a, KNOWN_MAX * 32);
	sodium_bin2hex(hex, sizeof hex, account.b, 16);
	buf_z(&b, hex);
	for (size_t i = 0; i + 32 <= list.n && b.n < KNOWN_MAX * 32; i += 32)
		if (memcmp(list.p + i, hex, 32))
			buf_add(&b, list.p + i, 32);
	rp_cookie(rq, rp, "known", app_seal(rq->app, rq->a, "known", buf_done(&b)), (int64_t)KNOWN_DAYS * 24 * 3600);
}

static struct str bucket_key(struct request *rq, struct id account, struct str login)
{
	char text[ID_TEXT];
	if (id_nil(account))
		return str_fmt(rq->a, "name:%.*s", S_ARG(str_fold(rq->a, login)));
	return str_fmt(rq->a, "%s:%s", sign_in_known_device(rq, account) ? "known" : "new", id_text(account, text));
}

int sign_in_wait(struct request *rq, struct id account, struct str login)
{
	int64_t now = clock_monotonic();
	/* a school shares one address: whoever guesses there must not shut out those whose device is known */
	bool known = !id_nil(account) && sign_in_known_device(rq, account);
	int wait = known ? 0 : limit_take(rq->app->limits, now, LIMIT_ADDRESS, rq->address, 300, 0.5, 0);
	if (!wait && (!id_nil(account) || login.n))
		wait = limit_take(rq->app->limits, now, LIMIT_ACCOUNT, bucket_key(rq, account, login), 10, 1.0 / 60, 1);
	return wait;
}

struct failure {
	struct request *rq;
	struct id account;
	const char *logged;
	bool unknown_device;
};

static enum code failure_fn(struct db *db, void *arg, struct err *e)
{
	struct failure *f = arg;
	struct viewer v = {.account = f->account, .hats = REL_PUBLIC};
	enum code c = OK;
	if (!id_nil(f->account))
		c = account_failed(db, f->account, f->unknown_device, e);
	return c ? c : security_log(db, &v, f->logged, "account", f->account, NULL, 0, str_dupz(f->rq->a, f->rq->address), e);
}

void sign_in_failed(struct request *rq, struct id account, struct str login, const char *logged)
{
	struct err e = {0};
	struct failure f = {rq, account, logged, id_nil(account) || !sign_in_known_device(rq, account)};
	(void)login;
	(void)limit_take(rq->app->limits, clock_monotonic(), LIMIT_ADDRESS, rq->address, 300, 0.5, 1);
	if (store_write(rq->app->store, failure_fn, &f, &e))
		log_event(LOG_ERROR, "sign-in", "error", e.text, NULL);
}

enum code sign_in_again(struct request *rq, struct reply *rp, const struct account *who, const char *logged, bool *right, struct err *e)
{
	*right = !who->password.n;
	if (*right)
		return OK;
	int wait = sign_in_wait(rq, who->id, S(""));
	if (wait)
		return sign_in_slow(rq, rp, wait);
	enum code c = password_verify(rq->a, str_dupz(rq->a, who->password), rq_form(rq, "password"), right, e);
	if (c || *right)
		return c;
	sign_in_failed(rq, who->id, S(""), logged);
	return rp_redirect(rq, rp, S("/account"), str_z(T(rq, "This is not your password, so nothing was changed.")));
}

enum code sign_in_slow(struct request *rq, struct reply *rp, int seconds)
{
	int minutes = (seconds + 59) / 60;
	rp_header(rp, "Retry-After", str_fmt(rq->a, "%d", seconds));
	shell_error(rq, rp, 429, str_fmt(rq->a, trn(rq->lang, "That were many tries. Wait %d minute, then try again.",
	                                            "That were many tries. Wait %d minutes, then try again.", minutes), minutes));
	return OK;
}

enum code sign_in_stage(struct request *rq, const struct account *who, enum stage *out, struct err *e)
{
	struct str factor;
	*out = STAGE_FULL;
	if (who->has_totp) {
		*out = STAGE_CODE;
		return OK;
	}
	if (!str_eqz(who->kind, "staff") || app_site(rq->app, rq->db).sample)
		return OK;
	enum code c = setting_text(rq->db, rq->a, "account.second_factor", &factor, e);
	if (!c && str_eqz(factor, "required"))
		*out = STAGE_SETUP;
	return c;
}

/* "Firefox, Windows": enough to know one's own devices again. */
static struct str agent_words(struct request *rq)
{
	static const char *const browsers[][2] = {{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"CriOS/", "Chrome"},
	                                          {"Chrome/", "Chrome"}, {"Safari/", "Safari"}};
	static const char *const systems[][2] = {{"CrOS", "Chromebook"}, {"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"},
	                                         {"iPad", "iPad"}, {"Mac OS", "Mac"}, {"Linux", "Linux"}};
	struct str agent = rq_header(rq, "user-agent");
	const char *browser = "?", *system = "?";
	size_t at;
	for (size_t i = sizeof browsers / sizeof *browsers; i-- > 0;)
		if (str_find(agent, str_z(browsers[i][0]), &at))
			browser = browsers[i][1];
	for (size_t i = sizeof systems / sizeof *systems; i-- > 0;)
		if (str_find(agent, str_z(systems[i][0]), &at))
			system = systems[i][1];
	return str_fmt(rq->a, "%s, %s", browser, system);
}

struct complete {
	struct session_new made;
	struct viewer viewer;
	const char *logged;
	char token[TOKEN_TEXT];
	struct id old;   /* session of this browser that ends */
	struct id session;
};

static enum code complete_fn(struct db *db, void *arg, struct err *e)
{
	struct complete *s = arg;
	enum code c = OK;
	if (!id_nil(s->old))
		c = session_end(db, s->old, e);
	if (!c)
		c = session_make(db, &s->made, s->token, &s->session, e);
	if (!c && s->made.stage == STAGE_FULL && !s->made.low)
		c = account_worked(db, s->made.account, e);
	return c ? c : security_log(db, &s->viewer, s->logged, "account", s->made.account, NULL, 0, NULL, e);
}

enum code sign_in_complete(struct request *rq, struct reply *rp, const struct account *who, enum stage stage, bool low, struct str next,
                           const char *logged, struct err *e)
{
	int64_t hours = 12;
	enum code c = setting_int(rq->db, "account.session_hours", &hours, e);
	struct complete s = {.made = {who->id, who->person, stage, low, hours, agent_words(rq)}, .viewer = sign_in_viewer(who), .logged = logged};
	if (rq->session)
		s.old = rq->session->id;
	if (!c)
		c = store_write(rq->app->store, complete_fn, &s, e);
	if (c)
		return c;
	rp_cookie(rq, rp, "trellis", str_dup(rq->a, str_z(s.token)), -1);
	limit_forget(rq->app->limits, LIMIT_ACCOUNT, bucket_key(rq, who->id, who->login));
	if (stage == STAGE_FULL && !low)
		remember_device(rq, rp, who->id);
	if (stage == STAGE_FULL)
		return rp_redirect(rq, rp, next, S(""));
	struct buf b = buf_new(rq->a, 2048);
	buf_z(&b, stage == STAGE_CODE ? "/sign-in/code?next=" : "/sign-in/set-up?next=");
	buf_url(&b, next);
	return rp_redirect(rq, rp, buf_done(&b), S(""));
}

size_t sign_in_context(struct request *rq, const struct account *who, struct str out[8])
{
	size_t n = 0;
	struct str full = who->full_name, site = str_dup(rq->a, str_z(app_site(rq->app, rq->db).name));
	out[n++] = who->login;
	struct str email = who->email;
	out[n++] = str_cut(&email, '@');
	while (full.n && n < 5)
		out[n++] = str_cut(&full, ' ');
	while (site.n && n < 8)
		out[n++] = str_cut(&site, ' ');
	return n;
}
