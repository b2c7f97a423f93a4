/* home.c - the first page of each person, by what they are here; and short ways to one's own pages. */
#include "web/pages/journey.h"

static enum code home(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	char id[ID_TEXT];
	unsigned hats = rq->viewer.hats;
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
	else if (hats & REL_ADMIN)
		to = "/settings";
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
