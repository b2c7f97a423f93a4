/* offline.c - what a device shows when it has no line and not the page that was asked for.
 * Law: says nothing about anybody; the list of pages is the device's own (web/scripts/trellis.js). */
#include "templates.h"
#include "web/http.h"

static enum code offline(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "No connection right now")), .width = "narrow"});
	tpl_offline(rq, &rp->body);
	page_close(rq, rp);
	return OK;
}

ROUTES(offline) = {
	{GET, "/offline", offline, REL_PUBLIC, RT_LOW | RT_OFFLINE | RT_LEARNER_PAGE, .title = N_("No connection right now")},
	ROUTES_END,
};
