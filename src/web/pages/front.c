/* front.c - the first page: who is signed in goes home, a new school begins, a sample school opens its doors. */
#include "web/shell.h"

static enum code front(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	struct site site = app_site(rq->app, rq->db);
	if (!id_nil(rq->viewer.person))
		return rp_redirect(rq, rp, str_z(nav_home(rq)), S(""));
	if (site.sample)
		return rp_redirect(rq, rp, S("/doors"), S(""));
	return rp_redirect(rq, rp, site.fresh ? S("/start") : S("/sign-in"), S(""));
}

ROUTES(front) = {
	{GET, "/", front, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE, .title = N_("First page")},
	ROUTES_END,
};
