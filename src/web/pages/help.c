/* help.c - pages for everybody: where help is, and how this site is made for everybody. */
#include "web/pages/community.h"
#include "web/shell.h"
#include "school/work/talk.h"
#include "templates.h"

static enum code show(struct request *rq, struct reply *rp, struct str error, struct str typed, struct err *e)
{
	struct help_line *lines;
	size_t n;
	enum code c = help_lines(rq->db, rq->a, rq->lang, &lines, &n, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Help")), .width = "narrow"});
	if (rq->viewer.hats & REL_SELF)
		tpl_help_ask(rq, &rp->body, rq->viewer.person, error, typed);
	tpl_help(rq, &rp->body, lines, n);
	page_close(rq, rp);
	return OK;
}

static enum code help(struct request *rq, struct reply *rp, struct err *e)
{
	return show(rq, rp, S(""), S(""), e);
}

static enum code ask_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id asked;
	const char *kind = str_eqz(rq_form(rq, "kind"), "meeting") ? "meeting" : "support";
	return help_ask(db, rq->a, &rq->viewer, rq->learner, kind, str_trim(rq_form(rq, "text")), ID_NIL, ID_NIL, str_z(T(rq, "Help")), &asked, e);
}

/* From any page, since its foot leads here: a request with a promised answer [R012 R204]. */
static enum code ask(struct request *rq, struct reply *rp, struct err *e)
{
	struct str text = str_trim(rq_form(rq, "text"));
	enum code c = text.n ? rq_write(rq, ask_fn, rq, e) : err_set(e, E_INPUT, "Write in a few words what you ask for.");
	if (c == E_INPUT) {
		struct str error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, error, text, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/home?all=1", S_ARG(id_str(rq->a, rq->learner))), str_z(T(rq, "Sent. You find the answer here.")));
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
	{POST, "/learners/{learner}/ask-for", ask, REL_SELF, RT_LOW | RT_LEARNER_PAGE, .title = N_("Ask for something")},
	{GET, "/accessibility", accessibility, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Accessibility")},
	ROUTES_END,
};
