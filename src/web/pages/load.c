/* load.c - "how is the load?": one tap of the learner; several high answers open a talk with a named adult [R022]. */
#include "web/pages/load.h"
#include "templates.h"

static enum code show(struct request *rq, struct reply *rp, struct load_page *p, struct err *e)
{
	enum code c = load_of_school(rq->db, rq->a, &p->told, e);
	if (!c && !p->told.open)
		c = safety_closed(rq->a, e);
	if (!c)
		c = journey_load(rq, &p->j, e);
	if (c)
		return c;
	journey_page(rq, rp, &p->j, T(rq, "How is the load?"), NULL, "narrow");
	tpl_chain_load(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code page(struct request *rq, struct reply *rp, struct err *e)
{
	struct load_page p = {0};
	return show(rq, rp, &p, e);
}

struct saying { struct request *rq; bool talk; };

static enum code say_fn(struct db *db, void *arg, struct err *e)
{
	struct saying *s = arg;
	return load_say(db, s->rq->a, &s->rq->viewer, s->rq->learner, rq_form(s->rq, "how"), rq_form(s->rq, "text"), s->rq->lang, &s->talk, e);
}

static enum code say(struct request *rq, struct reply *rp, struct err *e)
{
	struct saying s = {.rq = rq};
	enum code c = rq_write(rq, say_fn, &s, e);
	if (c == E_INPUT) {
		struct load_page p = {.error = journey_refused(rq, rp, e)};
		err_clear(e);
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/settings"), str_z(s.talk ? T(rq, "Thank you for saying it. An adult will talk with you. Days can be moved.") : T(rq, "Thank you for saying it.")));
}

ROUTES(load) = {
	{GET, "/learners/{learner}/load", page, REL_SELF, RT_LOW | RT_LEARNER_PAGE, .title = N_("How is the load?")},
	{POST, "/learners/{learner}/load", say, REL_SELF, RT_LOW | RT_LEARNER_PAGE, .title = N_("Say how the load is")},
	ROUTES_END,
};
