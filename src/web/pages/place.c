/* place.c - at school, at home or both, with one plan [R432]. */
#include "templates.h"
#include "web/app.h"
#include "web/pages/community.h"

static enum code show(struct request *rq, struct reply *rp, struct place_page *p, struct err *e)
{
	p->id = id_str(rq->a, rq->learner);
	p->may = (rq->rel & (REL_TEAM | REL_LEADER)) != 0;
	p->today = day_text(rq->a, rq->viewer.today);
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->who, e);
	if (!c)
		c = modes_load(rq->db, rq->a, rq->learner, rq->viewer.today, &p->now, &p->all, &p->n, e);
	if (!c)
		c = mode_stays_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->stays, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Where I learn")), .nav = "home", .learner_name = p->who.name});
	tpl_community_place(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct place_page p = {0};
	return show(rq, rp, &p, e);
}

static enum code change_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct buf days = buf_new(rq->a, 100);
	struct id id;
	for (const struct choice *d = MODE_DAYS; d->value; d++)
		if (rq_form_has(rq, "home_days", d->value))
			buf_fmt(&days, "%s%s", days.n ? " " : "", d->value);
	bool hybrid = str_eqz(rq_form(rq, "place"), "hybrid");
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"place", rq_form(rq, "place")}, {"home_days", hybrid ? buf_done(&days) : S("")}, {"from_on", rq_form(rq, "from_on")}, {"why", str_trim(rq_form(rq, "why"))}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("learning_mode")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code change(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, change_fn, rq, e);
	if (c == E_INPUT) {
		struct place_page p = {.error = str_dup(rq->a, str_z(e->text))};
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/place", S_ARG(id_str(rq->a, rq->learner))), str_z(T(rq, "Kept. Goals, supports and routines stay as they are.")));
}

ROUTES(place) = {
	{GET, "/learners/{learner}/place", get, REL_HOME | REL_TEAM | REL_LEADER, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Where I learn")},
	{POST, "/learners/{learner}/place", change, REL_TEAM | REL_LEADER, 0, .audit = "where a learner learns", .title = N_("Change where a learner learns")},
	ROUTES_END,
};
