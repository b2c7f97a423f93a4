/* work_how.c - what a learner chooses in a piece: alone, with a partner, with a teacher, on paper [R023]; topic, tool, how hard
 * to begin, where in the room [R211 R230]. A wish,
 * which the teacher sees where the week is built; nothing of the work changes by itself. */
#include "school/profile/profile.h"
#include "web/pages/player.h"

struct wishing { struct request *rq; struct id work; };

static enum code wish_fn(struct db *db, void *arg, struct err *e)
{
	struct wishing *w = arg;
	struct request *rq = w->rq;
	struct work_choice x = {.topic = rq_form(rq, "topic"), .tool = rq_form(rq, "tool"), .level = rq_form(rq, "level")};
	if (!id_parse(rq_form(rq, "place"), &x.place))
		x.place = ID_NIL;
	enum code c = rq_form(rq, "way").n ? work_wish(db, rq->a, &rq->viewer, w->work, rq_form(rq, "way"), e) : OK;
	return c ? c : choice_put(db, rq->a, &rq->viewer, rq->learner, w->work, &x, e);
}

static enum code wish(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	enum code c = player_load(rq, &x, e);
	if (!c)
		c = rq_write(rq, wish_fn, &(struct wishing){rq, x.p.work.id}, e);
	if (c == E_INPUT) { /* a place that is full meanwhile */
		x.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return player_show(rq, rp, &x, e);
	}
	return c ? c : rp_redirect(rq, rp, x.path, str_z(T(rq, "Kept. Your teacher sees how you would like to work.")));
}

ROUTES(work_how) = {
	{POST, "/learners/{learner}/work/{work}/how", wish, REL_SELF, RT_LOW | RT_LEARNER_PAGE, .title = N_("How I would like to work")},
	ROUTES_END,
};
