/* home.c - the first page of each person, by what they are here; and short ways to one's own pages. */
#include "web/pages/journey.h"

static enum code home(struct request *rq, struct reply *rp, struct err *e)
{
	char id[ID_TEXT];
	unsigned hats = rq->viewer.hats;
	int64_t classes = 1;
	const char *to = "/account";
	if (hats & (REL_CASE | REL_EL) && !(hats & REL_TEACHER)) /* who supports by name begins with these learners */
		to = "/caseload";
	else if (hats & REL_TEAM)
		to = "/today";
	else if (hats & (REL_LEADER | REL_DISTRICT))
		to = "/lead";
	else if (hats & REL_SELF)
		to = str_fmt(rq->a, "/learners/%s/home", id_text(rq->viewer.person, id)).p;
	else if (hats & REL_FAMILY)
		to = "/family";
	else if (hats & REL_PARTNER)
		to = "/helping";
	else if (hats & REL_ADMIN) {
		/* the first hour: the roster comes first */
		enum code c = db_int(rq->db, e, &classes, "select count(*) from (select 1 from class where district = ?1 limit 1) x", "d");
		if (c)
			return c;
		to = classes > 0 ? "/settings" : "/admin/import";
	}
	return rp_redirect(rq, rp, str_z(to), S(""));
}

static enum code own(struct request *rq, struct reply *rp, const char *what)
{
	char id[ID_TEXT];
	return rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%s/%s", id_text(rq->viewer.person, id), what), S(""));
}

static enum code week(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	return own(rq, rp, "week");
}

static enum code goals(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	return own(rq, rp, "goals");
}

static enum code profile(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	return own(rq, rp, "profile");
}

static enum code look(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	return own(rq, rp, "settings");
}

ROUTES(home) = {
	{GET, "/home", home, REL_SIGNED_IN, RT_LOW | RT_LEARNER_PAGE, .title = N_("Home")},
	{GET, "/week", week, REL_SELF, RT_LOW | RT_LEARNER_PAGE, .title = N_("My week")},
	{GET, "/goals", goals, REL_SELF, RT_LEARNER_PAGE, .title = N_("My goals")},
	{GET, "/profile", profile, REL_SELF, RT_LEARNER_PAGE, .title = N_("My profile")},
	{GET, "/look", look, REL_SELF, RT_LOW | RT_LEARNER_PAGE, .title = N_("My settings")},
	ROUTES_END,
};
