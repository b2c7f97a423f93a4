/* few.c - what is missing, made short: a teacher chooses the few pieces that matter, says what can be let go and whom to call;
 * family and learner see that alone, and agree [R061 R199 R245]. */
#include "web/pages/few.h"
#include "school/family/ours.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/journey.h"

static enum code load(struct request *rq, struct few_page *p, struct err *e)
{
	p->id = id_str(rq->a, rq->learner);
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->who, e);
	if (!c)
		c = work_missing(rq->db, rq->a, rq->learner, rq->viewer.today, rq->lang, 60, &p->list, &p->n, &p->total, e);
	if (!c)
		c = few_load(rq->db, rq->a, rq->learner, rq->viewer.today, rq->lang, &p->few, e);
	if (!c)
		c = adults_of(rq->db, rq->a, rq->learner, rq->viewer.today, &p->adults, &p->n_adults, e);
	p->contact = p->few.contact.id;
	p->words = p->few.words;
	p->until = p->few.until;
	p->agreed_how = p->few.agreed_how;
	struct person first;
	if (!c && id_nil(p->contact)) {
		c = family_contact(rq->db, rq->a, rq->learner, rq->viewer.today, &first, e);
		p->contact = first.id;
	}
	return c;
}

static enum code render(struct request *rq, struct reply *rp, const struct few_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Short list")), .nav = "home", .learner_name = p->who.name});
	tpl_few_choose(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct few_page p = {0};
	enum code c = load(rq, &p, e);
	return c ? c : render(rq, rp, &p);
}

struct excusing { struct request *rq; const struct few_page *p; int excused; };

static enum code excuse_fn(struct db *db, void *arg, struct err *e)
{
	struct excusing *x = arg;
	struct request *rq = x->rq;
	/* the plan first: what is let go after it belongs to it */
	struct input in[] = {{"contact", rq_form(rq, "contact")}, {"words", str_trim(rq_form(rq, "words"))}, {"until", rq_form(rq, "until")}, {"agreed_how", rq_form(rq, "agreed_how")}};
	enum code c = few_keep(db, rq->a, &rq->viewer, rq->learner, in, 4, e);
	for (size_t i = 0; i < x->p->n && !c; i++) {
		struct str id = id_str(rq->a, x->p->list[i].id);
		if (rq_form_has(rq, "keep", id.p) || !rq_form_has(rq, "seen", id.p))
			continue;
		c = work_move(db, rq->a, &rq->viewer, x->p->list[i].id, "excused", e);
		x->excused++;
	}
	return c;
}

static enum code excuse(struct request *rq, struct reply *rp, struct err *e)
{
	struct few_page p = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	struct excusing x = {rq, &p, 0};
	c = rq_write(rq, excuse_fn, &x, e);
	if (c == E_INPUT) {
		p.error = journey_refused(rq, rp, e);
		err_clear(e);
		p.words = rq_form(rq, "words");
		p.until = rq_form(rq, "until");
		return render(rq, rp, &p);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/catch-up", S_ARG(rq_param(rq, "learner"))),
	                           str_fmt(rq->a, trn(rq->lang, "%d piece of work is not needed any more.", "%d pieces of work are not needed any more.", x.excused), x.excused));
}

static enum code agree_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	return few_agree(db, rq->a, &rq->viewer, rq->learner, e);
}

static enum code agree(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, agree_fn, rq, e);
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/family#few"), str_z(T(rq, "Good. Only these few count now.")));
}

ROUTES(few) = {
	{GET, "/learners/{learner}/catch-up", show, REL_TEAM, 0, .title = N_("Short list of what is missing")},
	{POST, "/learners/{learner}/catch-up", excuse, REL_TEAM, 0, .audit = "work excused", .title = N_("Excuse the rest")},
	{POST, "/learners/{learner}/catch-up/agree", agree, REL_FAMILY, RT_LEARNER_PAGE, .audit = "short plan agreed", .title = N_("Agree to the short list")},
	ROUTES_END,
};
