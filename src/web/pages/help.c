/* help.c - pages for everybody: where help is, and how this site is made for everybody. */
#include "web/pages/community.h"
#include "web/shell.h"
#include "templates.h"

static enum code help(struct request *rq, struct reply *rp, struct err *e)
{
	struct help_line *lines;
	size_t n;
	enum code c = help_lines(rq->db, rq->a, rq->lang, &lines, &n, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Help")), .width = "narrow"});
	tpl_help(rq, &rp->body, lines, n);
	page_close(rq, rp);
	return OK;
}

static enum code accessibility(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Accessibility")), .width = "narrow"});
	tpl_accessibility(rq, &rp->body);
	page_close(rq, rp);
	return OK;
}

ROUTES(help) = {
	{GET, "/help", help, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Help")},
	{GET, "/accessibility", accessibility, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Accessibility")},
	ROUTES_END,
};
