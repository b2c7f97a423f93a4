/* work_how.c - how a learner would like to work on a piece: alone, with a partner, with a teacher, on paper [R023]. A wish,
 * which the teacher sees where the week is built; nothing of the work changes by itself. */
#include "school/profile/profile.h"
#include "web/pages/player.h"

struct wishing { struct request *rq; struct id work; };

static enum code wish_fn(struct db *db, void *arg, struct err *e)
{
	struct wishing *w = arg;
	return work_wish(db, w->rq->a, &w->rq->viewer, w->work, rq_form(w->rq, "way"), e);
}

static enum code wish(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	enum code c = player_load(rq, &x, e);
	if (!c)
		c = rq_write(rq, wish_fn, &(struct wishing){rq, x.p.work.id}, e);
	return c ? c : rp_redirect(rq, rp, x.path, str_z(T(rq, "Kept. Your teacher sees how you would like to work.")));
}

ROUTES(work_how) = {
	{POST, "/learners/{learner}/work/{work}/how", wish, REL_SELF, RT_LOW | RT_LEARNER_PAGE, .title = N_("How I would like to work")},
	ROUTES_END,
};
