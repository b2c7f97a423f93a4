/* marking.c - answers that wait for a person, of a class; one is marked where it stands, with a word to the learner [R212]. */
#include "web/pages/marking.h"
#include "school/people/people.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/player.h"

#include <string.h>

static enum code list(struct request *rq, struct reply *rp, struct err *e)
{
	struct class_row row;
	struct marking_page p = {.id = id_str(rq->a, rq->class_id)};
	struct site site = app_site(rq->app, rq->db);
	memcpy(p.tz, site.tz, sizeof p.tz);
	enum code c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &row, e);
	if (!c)
		c = marks_waiting(rq->db, rq->a, &rq->viewer, rq->class_id, &p.list, &p.n, e);
	if (c)
		return c;
	p.title = row.title;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Answers to look at")), .nav = "home"});
	tpl_class_marking(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code mark_fn(struct db *db, void *arg, struct err *e)
{
	struct player *x = arg;
	struct request *rq = x->rq;
	return mark_put(db, rq->a, &rq->viewer, &x->p, x->q, rq_form(rq, "mark"), rq_form(rq, "words"), e);
}

static enum code mark(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {.rq = rq};
	int64_t place = 0;
	enum code c = player_load(rq, &x, e);
	if (!c && (!str_int(rq_form(rq, "place"), &place) || place < 1))
		c = err_set(e, E_NOTFOUND, "There is no such question in this piece of work.");
	if (!c)
		c = player_question(rq, &x, (size_t)place, e);
	if (!c)
		c = rq_write(rq, mark_fn, &x, e);
	if (c == E_INPUT) {
		x.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return player_show(rq, rp, &x, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "%.*s?q=%d", S_ARG(x.path), (int)place), str_z(T(rq, "Kept. The learner sees it.")));
}

ROUTES(marking) = {
	{GET, "/classes/{class}/answers", list, REL_TEAM, 0, .title = N_("Answers to look at")},
	{POST, "/learners/{learner}/work/{work}/mark", mark, REL_TEAM, 0, .audit = "answer marked", .title = N_("Look at this answer")},
	ROUTES_END,
};
