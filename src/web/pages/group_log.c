/* group_log.c - a small group met: being there and a short probe, two taps each, also without a connection. */
#include "templates.h"
#include "web/app.h"
#include "web/pages/calls.h"

static enum code load(struct request *rq, struct group_log_page *p, struct err *e)
{
	struct id group;
	p->id = id_str(rq->a, rq->class_id);
	p->date = tr_date(rq->a, rq->lang, rq->viewer.today);
	enum code c = rq_id(rq, "group", &group, e);
	if (!c)
		c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &p->class_row, e);
	if (!c)
		c = group_log_load(rq->db, rq->a, rq->lang, rq->class_id, group, rq->viewer.today, &p->g, e);
	for (size_t i = 0; i < p->g.n && !c; i++)
		p->noted += p->g.items[i].here.n > 0;
	return c;
}

static enum code show(struct request *rq, struct reply *rp, struct group_log_page *p, struct err *e)
{
	enum code c = load(rq, p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("group.csv");
		buf_z(b, "learner,today,probe,days there,days noted\r\n");
		for (size_t i = 0; i < p->g.n; i++) {
			const struct group_log_learner *x = &p->g.items[i];
			buf_csv(b, x->name);
			buf_fmt(b, ",%.*s,%.*s,%lld,%lld\r\n", S_ARG(x->here), S_ARG(x->probe), (long long)x->came, (long long)x->met);
		}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = p->g.name, .nav = "home"});
	tpl_groups_log(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct group_log_page p = {0};
	return show(rq, rp, &p, e);
}

static enum code note_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id group, learner = ID_NIL;
	struct group_log g;
	struct str here = rq_form(rq, "here");
	bool all = str_eqz(rq_form(rq, "learner"), "all");
	enum code c = rq_id(rq, "group", &group, e);
	if (!c)
		c = group_log_load(db, rq->a, rq->lang, rq->class_id, group, rq->viewer.today, &g, e);
	if (!c && !all && !id_parse(rq_form(rq, "learner"), &learner))
		c = err_set(e, E_INPUT, "Choose a learner of this group.");
	if (c)
		return c;
	if (!here.n)
		return group_probe(db, rq->a, &rq->viewer, &g, learner, rq_form(rq, "seen"), rq_done_at(rq), e);
	if (!all)
		return group_came(db, rq->a, &rq->viewer, &g, learner, here, rq_done_on(rq), e);
	for (size_t i = 0; i < g.n && !c; i++)
		if (!g.items[i].here.n)
			c = group_came(db, rq->a, &rq->viewer, &g, g.items[i].id, here, rq_done_on(rq), e);
	return c;
}

static enum code note(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, note_fn, rq, e);
	if (c == E_INPUT) {
		struct group_log_page p = {.error = str_dup(rq->a, str_z(e->text))};
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/groups/%.*s/log", S_ARG(id_str(rq->a, rq->class_id)), S_ARG(rq_param(rq, "group"))), S(""));
}

ROUTES(group_log) = {
	{GET, "/classes/{class}/groups/{group}/log", get, REL_TEAM, RT_OFFLINE, .title = N_("A small group met")},
	{POST, "/classes/{class}/groups/{group}/log", note, REL_TEAM, 0, .audit = "small group noted", .title = N_("Note who was there and what was seen")},
	ROUTES_END,
};
