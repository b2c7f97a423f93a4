/* start.c - the first hour in a browser: a code from the server's console makes the first administrator. */
#include "record/setting.h"
#include "templates.h"
#include "web/pages/start.h"
#include "web/shell.h"

#include <sodium.h>
#include <string.h>

static enum code show(struct request *rq, struct reply *rp, struct str error)
{
	struct start_page p = {.code = rq_form(rq, "code"), .school = rq_form(rq, "school"), .time_zone = rq_form(rq, "time_zone"),
	                       .given = rq_form(rq, "given_name"), .family = rq_form(rq, "family_name"), .email = rq_form(rq, "email"), .error = error};
	if (!p.time_zone.n)
		p.time_zone = S("America/Chicago");
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Begin")), .width = "narrow", .script = "sign.js"});
	tpl_start(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	if (!app_site(rq->app, rq->db).fresh)
		return rp_redirect(rq, rp, S("/"), S(""));
	return show(rq, rp, S(""));
}

struct begin {
	struct request *rq;
	struct first_hour first;
	struct id account;
};

static enum code begin_fn(struct db *db, void *arg, struct err *e)
{
	struct begin *s = arg;
	enum code c = first_hour(db, s->rq->a, &s->first, &s->account, e);
	struct viewer v = {.account = s->account, .hats = REL_SYSTEM};
	if (!c)
		c = setting_put(db, &v, S("school.name"), s->first.school, e);
	return c ? c : setting_put(db, &v, S("school.timezone"), s->first.time_zone, e);
}

/* What is wrong with the form; NULL: nothing. */
static const char *fault(struct request *rq, const struct first_hour *f)
{
	const struct zone *zone;
	struct str code = rq_form(rq, "code");
	size_t at, n = strlen(rq->app->start_code);
	char typed[24] = "", want[24] = "";
	size_t t = 0, w = 0;
	for (size_t i = 0; i < code.n && t < sizeof typed - 1; i++)
		if (code.p[i] != ' ' && code.p[i] != '-')
			typed[t++] = (char)(code.p[i] >= 'a' && code.p[i] <= 'z' ? code.p[i] - 32 : code.p[i]);
	for (size_t i = 0; i < n; i++)
		if (rq->app->start_code[i] != '-')
			want[w++] = rq->app->start_code[i];
	if (!w || sodium_memcmp(typed, want, sizeof typed))
		return T(rq, "This is not the code. It stands where the server was started.");
	if (!f->school.n || !f->given_name.n || !f->family_name.n)
		return T(rq, "Write the name of the school, and your own.");
	if (f->school.n > 200 || f->given_name.n > 100 || f->family_name.n > 100)
		return T(rq, "One of the names is too long.");
	if (!str_find(f->email, S("@"), &at) || f->email.n > 100 || memchr(f->email.p, ' ', f->email.n))
		return T(rq, "Write your e-mail address; you will sign in with it.");
	if (f->time_zone.n > 60 || zone_get(str_dupz(rq->a, f->time_zone), &zone, NULL))
		return T(rq, "This time zone is not known. Write a name such as America/Chicago.");
	return NULL;
}

static enum code post(struct request *rq, struct reply *rp, struct err *e)
{
	struct begin s = {.rq = rq};
	struct account who;
	char hash[PASSWORD_HASH];
	s.first = (struct first_hour){.school = str_trim(rq_form(rq, "school")), .time_zone = str_trim(rq_form(rq, "time_zone")),
	                              .given_name = str_trim(rq_form(rq, "given_name")), .family_name = str_trim(rq_form(rq, "family_name")),
	                              .email = str_trim(rq_form(rq, "email")), .hash = hash};
	if (!app_site(rq->app, rq->db).fresh)
		return rp_redirect(rq, rp, S("/"), S(""));
	int wait = sign_in_wait(rq, ID_NIL, S("the first hour"));
	if (wait)
		return sign_in_slow(rq, rp, wait);
	const char *wrong = fault(rq, &s.first);
	if (wrong)
		return show(rq, rp, str_z(wrong));
	struct str context[] = {s.first.school, s.first.given_name, s.first.family_name, s.first.email};
	enum code c = password_judge(rq->a, rq_form(rq, "password"), PASSWORD_MIN_SECOND, context, 4, e);
	if (c == E_INPUT)
		return show(rq, rp, str_z(e->text));
	if (!c)
		c = password_hash(rq->a, rq_form(rq, "password"), hash, e);
	if (!c)
		c = store_write(rq->app->store, begin_fn, &s, e);
	if (c)
		return c;
	app_site_changed(rq->app);
	/* The account is newer than this request's snapshot. */
	who = (struct account){.id = s.account, .login = s.first.email, .kind = S("staff")};
	struct rows *r;
	store_read_end(rq->db);
	rq->db = NULL;
	c = store_read(rq->app->store, &rq->db, e);
	if (!c)
		c = db_query(rq->db, e, &r, "select person from account where id = ?1", "b", s.account);
	if (c)
		return c;
	if (rows_next(r, e) == 1)
		who.person = rows_id(r, 0);
	rows_end(r);
	return sign_in_complete(rq, rp, &who, STAGE_SETUP, false, S("/"), "first administrator", e);
}

ROUTES(start) = {
	{GET, "/start", get, REL_PUBLIC, 0, .title = N_("Begin")},
	{POST, "/start", post, REL_PUBLIC, 0, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Begin")},
	ROUTES_END,
};
