/* link.c - what a message's link opens: a few words, an answer, "I have read this". No password, so it shows little; it ends,
 * and a court restriction closes it [R271]. Looking changes nothing: programs that fetch links ahead read nothing for anybody. */
#include "templates.h"
#include "web/app.h"
#include "web/pages/reach.h"

static enum code render(struct request *rq, struct reply *rp, struct link_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "News about your child")), .width = "narrow"});
	tpl_reach_link(rq, &rp->body, p);
	page_close(rq, rp);
	rp_header(rp, "X-Robots-Tag", S("noindex"));
	return OK;
}

static enum code find(struct request *rq, struct link_page *p, struct err *e)
{
	enum lang asked;
	bool chosen = lang_parse(rq_query(rq, "lang"), &asked);
	p->link = rq_param(rq, "link");
	enum code c = reach_open(rq->db, rq->a, p->link, chosen ? &asked : NULL, &p->v, e);
	if (!c)
		rq->lang = p->v.o.lang; /* the adult's own language, whatever the telephone speaks */
	return c;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct link_page p = {0};
	enum code c = find(rq, &p, e);
	return c ? c : render(rq, rp, &p);
}

struct answer { struct request *rq; struct link_page *p; bool said; };

static enum code answer_fn(struct db *db, void *arg, struct err *e)
{
	struct answer *x = arg;
	enum code c = x->said ? reach_answer(db, x->rq->a, &x->p->v, rq_form(x->rq, "text"), x->rq->lang, e) : OK;
	return c ? c : reach_opened(db, x->p->v.o.id, e);
}

static enum code answer(struct request *rq, struct reply *rp, struct err *e)
{
	struct link_page p = {.typed = rq_form(rq, "text")};
	enum code c = find(rq, &p, e);
	struct answer x = {rq, &p, !str_eqz(rq_form(rq, "deed"), "read")};
	if (c)
		return c;
	c = rq_write(rq, answer_fn, &x, e);
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return render(rq, rp, &p);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/m/%.*s", S_ARG(p.link)), str_z(x.said ? T(rq, "Thank you. The school reads it and answers.") : T(rq, "Thank you. The school knows that it arrived.")));
}

ROUTES(link) = {
	{GET, "/m/{link}", show, REL_PUBLIC, RT_LEARNER_PAGE | RT_LOW, .rate = RATE_SIGN_IN, .title = N_("News about your child")},
	{POST, "/m/{link}", answer, REL_PUBLIC, RT_LEARNER_PAGE | RT_LOW, .rate = RATE_SIGN_IN, .audit = "answer by link", .title = N_("News about your child")},
	ROUTES_END,
};
