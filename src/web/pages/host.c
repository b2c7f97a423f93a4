/* host.c - one page for the host of an internship, a college course or a place in the community: what to arrange, and whether it is
 * ready before the start [R226]. It is printed and handed over; it says nothing of a plan or a reason. */
#include "web/pages/host.h"
#include "templates.h"

static enum code render(struct request *rq, struct reply *rp, struct host_page *p, struct err *e)
{
	struct id place;
	day_t on;
	enum code c = rq_id(rq, "place", &place, e);
	if (!c)
		c = host_place_load(rq->db, rq->a, rq->learner, place, &p->p, e);
	if (!c)
		c = person_get(rq->db, rq->a, rq->learner, &p->learner, e);
	if (c)
		return c;
	p->id = id_str(rq->a, rq->learner);
	p->team = (rq->rel & REL_TEAM) != 0;
	p->begins = day_parse(p->p.begin_on, &on) ? tr_date(rq->a, rq->lang, on) : S("");
	rp->status = p->error.n ? 422 : 200;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What the host arranges")), .nav = "home", .width = "narrow"});
	tpl_plan_host(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct host_page p = {0};
	return render(rq, rp, &p, e);
}

struct checking { struct request *rq; const struct host_task *task; struct str note, to; };

static enum code check_fn(struct db *db, void *arg, struct err *e)
{
	struct checking *k = arg;
	const struct record_type *t = record_type_find(S("host_task"));
	struct input in[] = {{"note", k->note}};
	int64_t version = k->task->version;
	enum code c = record_update(db, k->rq->a, &k->rq->viewer, t, k->task->id, version, in, 1, NULL, e);
	if (!c)
		c = db_int(db, e, &version, "select version from host_task where id = ?1", "b", k->task->id);
	return c ? c : record_move(db, k->rq->a, &k->rq->viewer, t, k->task->id, version, k->to, e);
}

static enum code check(struct request *rq, struct reply *rp, struct err *e)
{
	struct host_place place;
	struct id id, task;
	struct checking k = {.rq = rq, .note = str_trim(rq_form(rq, "note")), .to = rq_form(rq, "to")};
	enum code c = rq_id(rq, "place", &id, e);
	if (!c)
		c = rq_id(rq, "task", &task, e);
	if (!c)
		c = host_place_load(rq->db, rq->a, rq->learner, id, &place, e);
	for (size_t i = 0; i < place.n && !c; i++)
		if (id_eq(place.tasks[i].id, task))
			k.task = &place.tasks[i];
	if (!c && !k.task)
		c = err_set(e, E_NOTFOUND, "There is no such task for this host.");
	if (!c)
		c = rq_write(rq, check_fn, &k, e);
	if (c == E_INPUT) {
		struct host_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = k.note, .wrong = task};
		err_clear(e);
		return render(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/places/%.*s/host", S_ARG(id_str(rq->a, rq->learner)), S_ARG(id_str(rq->a, id))), str_z(T(rq, "Kept.")));
}

ROUTES(host) = {
	{GET, "/learners/{learner}/places/{place}/host", get, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .title = N_("What the host arranges")},
	{POST, "/learners/{learner}/places/{place}/host/{task}", check, REL_TEAM, 0, .audit = "host task checked", .title = N_("Check a task of a host")},
	ROUTES_END,
};
