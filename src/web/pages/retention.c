/* retention.c - how long what is kept, what may go, and a named person who approves it (34 CFR 300.624). */
#include "web/pages/retention.h"
#include "jobs/erasure_job.h"
#include "school/people/people.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/journey.h"

#include <string.h>

#define MAY (REL_DISTRICT | REL_ADMIN)
#define LEARNERS_MOST 200

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct retention_page p = {0};
	enum code c = legal_load(rq->db, rq->a, rq->viewer.today, &p.l, e);
	if (!c)
		c = retention_list(rq->db, rq->a, rq->viewer.today, LEARNERS_MOST + 1, &p.who, &p.n, e);
	if (!c)
		c = retention_done(rq->db, rq->a, 50, &p.done, &p.n_done, e);
	if (c)
		return c;
	p.more = p.n > LEARNERS_MOST;
	p.n -= p.more;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "How long records are kept")), .nav = "settings"});
	tpl_records_retention(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct retention_one_page *p, struct id learner, struct err *e)
{
	struct person me;
	enum code c = retention_look(rq->db, rq->a, learner, rq->viewer.today, &p->k, e);
	if (!c)
		c = person_get(rq->db, rq->a, rq->viewer.person, &me, e);
	if (c)
		return c;
	p->me = me.name;
	p->today = day_text(rq->a, rq->viewer.today);
	for (int i = 0; i < KEEP_KINDS; i++)
		p->any |= p->k.parts[i].rows > 0;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What may be erased")), .nav = "settings"});
	tpl_records_retention_one(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code one(struct request *rq, struct reply *rp, struct err *e)
{
	struct retention_one_page p = {0};
	struct id learner;
	enum code c = rq_id(rq, "id", &learner, e);
	return c ? c : show(rq, rp, &p, learner, e);
}

struct approving { struct request *rq; struct erasure x; };

static enum code approve_fn(struct db *db, void *arg, struct err *e)
{
	struct approving *p = arg;
	struct id id;
	return erasure_begin(db, p->rq->a, &p->rq->viewer, &p->x, &id, e);
}

static enum code approve(struct request *rq, struct reply *rp, struct err *e)
{
	struct approving p = {.rq = rq, .x = {.told = DAY_NONE, .asked = str_eqz(rq_form(rq, "ground"), "asked"), .how = str_trim(rq_form(rq, "how"))}};
	enum code c = rq_id(rq, "id", &p.x.learner, e);
	if (c)
		return c;
	for (int i = 0; i < KEEP_KINDS; i++)
		p.x.kinds[i] = str_eqz(rq_form(rq, keep_kind_info((enum keep_kind)i)->key), "1");
	if (rq_form(rq, "told_on").n && !day_parse(rq_form(rq, "told_on"), &p.x.told))
		p.x.told = DAY_NONE;
	if (!str_eqz(rq_form(rq, "sure"), "1"))
		c = err_set(e, E_INPUT, "%s", T(rq, N_("Confirm that it may go: what is erased does not come back.")));
	else
		c = rq_write(rq, approve_fn, &p, e);
	if (c == E_INPUT) {
		struct retention_one_page page = {.error = journey_refused(rq, rp, e), .asked = p.x.asked};
		memcpy(page.chosen, p.x.kinds, sizeof page.chosen);
		err_clear(e);
		return show(rq, rp, &page, p.x.learner, e);
	}
	return c ? c : rp_redirect(rq, rp, S("/admin/retention"), str_z(T(rq, "Approved. It is being erased now; this page says when it is done.")));
}

ROUTES(retention) = {
	{GET, "/admin/retention", get, MAY, 0, .title = N_("How long records are kept")},
	{GET, "/admin/retention/{id}", one, MAY, 0, .title = N_("What may be erased")},
	{POST, "/admin/retention/{id}", approve, MAY, 0, .audit = "erasing approved", .title = N_("Approve and erase")},
	ROUTES_END,
};
