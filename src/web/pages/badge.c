/* badge.c - signing in with a card: own work only, in the hours and on the devices the school set. */
#include "record/setting.h"
#include "templates.h"
#include "web/pages/cards.h"
#include "web/server.h"
#include "web/shell.h"

static enum code show(struct request *rq, struct reply *rp, struct str error)
{
	struct badge_page p = {.error = error};
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Sign in with a card")), .width = "narrow", .script = "sign.js", .simple = true});
	tpl_badge(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	if (!setting_on(rq->db, "badge.on"))
		return rp_redirect(rq, rp, S("/sign-in"), S(""));
	return show(rq, rp, S(""));
}

/* NULL: now and here is fine. */
static enum code allowed(struct request *rq, const struct account *who, const char **why, struct err *e)
{
	const struct zone *zone;
	struct site site = app_site(rq->app, rq->db);
	int64_t from = 0, until = 24;
	struct str devices;
	bool fits = false;
	*why = NULL;
	enum code c = setting_int(rq->db, "badge.from_hour", &from, e);
	if (!c)
		c = setting_int(rq->db, "badge.until_hour", &until, e);
	if (!c)
		c = setting_text(rq->db, rq->a, "badge.devices", &devices, e);
	if (!c)
		c = zone_get(site.tz, &zone, e);
	if (c)
		return c;
	struct civil now = civil_at(zone, clock_now());
	if (now.weekday > 5 || now.hour < from || now.hour >= until) {
		*why = T(rq, "Cards work at school, on school days. Ask at home with your family's page.");
		return OK;
	}
	if (!str_eqz(devices, "class"))
		return OK;
	c = device_fits(rq->db, rq_our_cookie(rq, "device"), who->person, rq->viewer.today, &fits, e);
	if (!c && !fits)
		*why = T(rq, "This device is not one of your class. Ask your teacher to mark it.");
	return c;
}

static enum code post(struct request *rq, struct reply *rp, struct err *e)
{
	struct account who;
	const char *why;
	if (!setting_on(rq->db, "badge.on"))
		return rp_redirect(rq, rp, S("/sign-in"), S(""));
	int wait = sign_in_wait(rq, ID_NIL, S(""));
	if (wait)
		return sign_in_slow(rq, rp, wait);
	enum code c = badge_find(rq->db, rq->a, rq_form(rq, "code"), &who, e);
	if (c == E_NOTFOUND) {
		sign_in_failed(rq, ID_NIL, S(""), "card refused");
		return show(rq, rp, str_z(e->text));
	}
	if (!c)
		c = allowed(rq, &who, &why, e);
	if (c)
		return c;
	if (why)
		return show(rq, rp, str_z(why));
	return sign_in_complete(rq, rp, &who, STAGE_FULL, true, S("/"), "signed in with card", e);
}

ROUTES(badge) = {
	{GET, "/badge", get, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE, .title = N_("Sign in with a card")},
	{POST, "/badge", post, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE, .body_max = 8192, .rate = RATE_SIGN_IN, .title = N_("Sign in with a card")},
	ROUTES_END,
};
