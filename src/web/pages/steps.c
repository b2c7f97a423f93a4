/* steps.c - my list: everything to do in one place, each with its time, its beginning and its steps [R071]; and the simple view,
 * which shows one step and nothing else [R221]. Neither changes the goal, the evidence asked for or the bar. */
#include "web/pages/steps.h"
#include "templates.h"

static enum code load(struct request *rq, struct steps_page *p, struct err *e)
{
	enum code c = journey_load(rq, &p->j, e);
	if (!c)
		c = todo_of(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->t, e);
	if (c)
		return c;
	p->may = (rq->rel & REL_HOME) != 0;
	p->modes = NEW_ARRAY(rq->a, struct words2, p->t.n + 1);
	p->windows = NEW_ARRAY(rq->a, struct str, p->t.n + 1);
	for (size_t i = 0; i < p->t.n; i++) {
		p->modes[i] = journey_mode(rq, p->t.items[i].w.mode);
		p->windows[i] = journey_window(rq, &p->t.items[i].w);
	}
	return OK;
}

static enum code list(struct request *rq, struct reply *rp, struct err *e)
{
	struct steps_page p = {.back = "list"};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("my-list.csv");
		buf_z(&rp->body, "title,minutes,until,begin,steps,steps done\r\n");
		for (size_t i = 0; i < p.t.n; i++) {
			const struct todo *t = &p.t.items[i];
			buf_csv(&rp->body, t->w.title);
			buf_fmt(&rp->body, ",%d,", t->w.minutes);
			buf_csv(&rp->body, t->w.by_until);
			buf_byte(&rp->body, ',');
			buf_csv(&rp->body, t->steps.begin);
			buf_fmt(&rp->body, ",%zu,%zu\r\n", t->steps.n, t->steps.done);
		}
		return OK;
	}
	journey_page(rq, rp, &p.j, T(rq, "My list"), p.j.own ? "week" : NULL, "narrow");
	tpl_steps_list(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

enum code steps_simple(struct request *rq, struct reply *rp, struct err *e)
{
	struct steps_page p = {.back = "home"};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	while (p.t.n && p.now < p.t.items[0].steps.n && p.t.items[0].steps.list[p.now].done)
		p.now++;
	journey_page(rq, rp, &p.j, T(rq, "One step at a time"), p.j.own ? "home" : NULL, "narrow");
	tpl_steps_simple(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct tick { struct request *rq; struct work w; int64_t step; bool done; };

static enum code tick_fn(struct db *db, void *arg, struct err *e)
{
	struct tick *t = arg;
	return step_tick(db, t->rq->a, &t->rq->viewer, &t->w, t->step, t->done, e);
}

static enum code tick(struct request *rq, struct reply *rp, struct err *e)
{
	struct tick t = {.rq = rq, .done = !str_eqz(rq_form(rq, "done"), "0")};
	struct id id;
	enum code c = rq_id(rq, "work", &id, e);
	if (!c)
		c = work_load(rq->db, rq->a, id, LANG_EN, &t.w, e);
	if (!c && !id_eq(t.w.learner, rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	if (!c && !str_int(rq_form(rq, "step"), &t.step))
		t.step = -1;
	if (!c)
		c = rq_write(rq, tick_fn, &t, e);
	if (c == E_CONFLICT) { /* ticked on another device meanwhile: the page shows how it is */
		err_clear(e);
		c = OK;
	}
	if (c)
		return c;
	struct str back = rq_form(rq, "back");
	char text[ID_TEXT];
	return rp_redirect(rq, rp, str_eqz(back, "home") ? journey_path(rq, "/home") : str_eqz(back, "list") ? journey_path(rq, str_fmt(rq->a, "/list#w-%s", id_text(id, text)).p) : journey_path(rq, str_fmt(rq->a, "/work/%s", id_text(id, text)).p), S(""));
}

ROUTES(steps) = {
	{GET, "/learners/{learner}/list", list, REL_HOME | REL_TEAM, RT_LOW | RT_LEARNER_PAGE, .title = N_("My list")},
	{POST, "/learners/{learner}/work/{work}/step", tick, REL_HOME, RT_LOW | RT_LEARNER_PAGE, .title = N_("A step is done")},
	ROUTES_END,
};
