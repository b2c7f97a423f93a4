/* goals.c - my goals: own words, a next step, a day to look again [R003 R031 R033]. */
#include "web/pages/goals.h"
#include "templates.h"

static const struct record_type *type(void)
{
	return record_type_find(S("goal"));
}

const struct choice *goal_kind_list(void)
{
	return type()->fields[field_index(type(), "kind")].choices;
}

/* What was said each time the learner looked again. */
static enum code walked_load(struct request *rq, struct goal_row *g, struct err *e)
{
	struct record_list list;
	enum code c = record_history(rq->db, rq->a, &rq->viewer, type(), g->r.id, &list, e);
	if (c)
		return c;
	g->walked = NEW_ARRAY(rq->a, struct goal_step, list.n + 1);
	struct str last = S("");
	for (size_t i = list.n; i > 0; i--) {
		struct str far = rec_t(&list.items[i - 1], "how_far");
		if (!far.n || str_eq(far, last))
			continue;
		g->walked[g->n_walked++] = (struct goal_step){far, tr_time(rq->a, rq->lang, app_site(rq->app, rq->db).tz, list.items[i - 1].updated_at)};
		last = far;
	}
	return OK;
}

static enum code fill(struct request *rq, struct goals_page *p, struct err *e)
{
	char id[ID_TEXT];
	struct record_list list;
	struct filter of = {"learner", '=', str_z(id_text(rq->learner, id))};
	enum code c = journey_load(rq, &p->j, e);
	if (!c)
		c = record_find(rq->db, rq->a, &rq->viewer, type(), &(struct query){.filters = &of, .n_filters = 1}, &list, e);
	if (c)
		return c;
	p->may = (rq->rel & (REL_HOME | REL_TEAM)) != 0;
	p->own_words = (rq->rel & REL_HOME) != 0;
	p->soon = day_text(rq->a, rq->viewer.today + 14);
	p->rows = NEW_ARRAY(rq->a, struct goal_row, list.n + 1);
	for (size_t i = 0; i < list.n && !c; i++) {
		struct goal_row *g = &p->rows[p->n++];
		day_t on;
		g->r = list.items[i];
		g->how_far = rec_t(&g->r, "how_far");
		g->next_step = rec_t(&g->r, "next_step");
		if (id_eq(g->r.id, p->again)) {
			struct str far = str_trim(rq_form(rq, "how_far")), step = str_trim(rq_form(rq, "next_step"));
			if (!str_eq(far, g->how_far))
				g->there_far = p->late ? g->how_far : S("");
			if (!str_eq(step, g->next_step))
				g->there_step = p->late ? g->next_step : S("");
			g->how_far = far;
			g->next_step = step;
			g->due = true;
		}
		if (day_parse(rec_t(&g->r, "check_in"), &on)) {
			g->check_in = tr_date(rq->a, rq->lang, on);
			g->due = on <= rq->viewer.today;
		}
		c = walked_load(rq, g, e);
	}
	return c;
}

static enum code show(struct request *rq, struct reply *rp, struct goals_page *p, struct err *e)
{
	enum code c = fill(rq, p, e);
	if (c)
		return c;
	journey_page(rq, rp, &p->j, T(rq, "My goals"), p->j.own ? "goals" : NULL, "narrow");
	tpl_goals_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct goals_page p = {0};
	return show(rq, rp, &p, e);
}

struct doing {
	struct request *rq;
	struct record old;
	struct problems problems;
	const char *to;
};

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *d = arg;
	struct request *rq = d->rq;
	struct id id;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"text", str_trim(rq_form(rq, "text"))}, {"kind", rq_form(rq, "kind")}, {"why", str_trim(rq_form(rq, "why"))},
	                     {"next_step", str_trim(rq_form(rq, "next_step"))}, {"check_in", rq_form(rq, "check_in")}, {"helper", str_trim(rq_form(rq, "helper"))}};
	return record_create(db, rq->a, &rq->viewer, type(), ID_NIL, in, sizeof in / sizeof *in, &id, &d->problems, e);
}

static enum code again(struct request *rq, struct reply *rp, const struct doing *d, struct err *e)
{
	/* What was typed stays in the form; when somebody else was faster, both texts are shown. */
	struct goals_page p = {.problems = d->problems, .late = e->code == E_CONFLICT, .again = d->old.id, .error = journey_refused(rq, rp, e)};
	err_clear(e);
	return show(rq, rp, &p, e);
}

static enum code add(struct request *rq, struct reply *rp, struct err *e)
{
	struct doing d = {.rq = rq};
	enum code c = rq_write(rq, add_fn, &d, e);
	if (c == E_INPUT)
		return again(rq, rp, &d, e);
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/goals"), str_z(T(rq, "Your goal is kept.")));
}

static enum code goal_of(struct request *rq, struct record *out, struct err *e)
{
	struct id id;
	enum code c = rq_id(rq, "goal", &id, e);
	if (!c)
		c = record_get(rq->db, rq->a, &rq->viewer, type(), id, out, e);
	if (!c && !id_eq(rec_id(out, "learner"), rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	return c;
}

static enum code look_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *d = arg;
	struct request *rq = d->rq;
	int64_t version = d->old.version;
	str_int(rq_form(rq, "version"), &version);
	struct input in[] = {{"how_far", str_trim(rq_form(rq, "how_far"))}, {"next_step", str_trim(rq_form(rq, "next_step"))}, {"check_in", rq_form(rq, "check_in")}};
	return record_update(db, rq->a, &rq->viewer, type(), d->old.id, version, in, sizeof in / sizeof *in, &d->problems, e);
}

static enum code look(struct request *rq, struct reply *rp, struct err *e)
{
	struct doing d = {.rq = rq};
	enum code c = goal_of(rq, &d.old, e);
	if (!c)
		c = rq_write(rq, look_fn, &d, e);
	if (c == E_INPUT || (c == E_CONFLICT && !rq->repeated))
		return again(rq, rp, &d, e);
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/goals"), str_z(T(rq, "Kept. That is the distance you have walked.")));
}

static enum code move_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *d = arg;
	return record_move(db, d->rq->a, &d->rq->viewer, type(), d->old.id, d->old.version, str_z(d->to), e);
}

static enum code move(struct request *rq, struct reply *rp, struct err *e)
{
	struct doing d = {.rq = rq};
	struct str to = rq_form(rq, "to");
	d.to = str_eqz(to, "reached") ? "reached" : str_eqz(to, "changed") ? "changed" : "active";
	enum code c = goal_of(rq, &d.old, e);
	if (!c)
		c = rq_write(rq, move_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/goals"), str_z(T(rq, "Kept.")));
}

ROUTES(goals) = {
	{GET, "/learners/{learner}/goals", get, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("My goals")},
	{POST, "/learners/{learner}/goals", add, REL_HOME, RT_LEARNER_PAGE, .title = N_("Keep a goal")},
	{POST, "/learners/{learner}/goals/{goal}/look", look, REL_HOME | REL_TEAM, RT_LEARNER_PAGE, .title = N_("Look again at a goal")},
	{POST, "/learners/{learner}/goals/{goal}/move", move, REL_HOME | REL_TEAM, RT_LEARNER_PAGE, .title = N_("Reach or change a goal")},
	ROUTES_END,
};
