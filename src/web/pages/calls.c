/* calls.c - video meetings of a class: one learner, a group, everybody; from the plan, with their length, who was there and what was
 * agreed [R430]. Nothing is streamed or recorded here. */
#include "web/pages/calls.h"
#include "templates.h"
#include "web/app.h"

#define BACK_DAYS 42

static enum code groups(struct request *rq, struct calls_page *p, struct err *e)
{
	struct rows *r;
	int got;
	p->groups = NEW_ARRAY(rq->a, struct call_group, 60);
	enum code c = db_query(rq->db, e, &r, "select id, name from class_group where class = ?1 and end_on >= ?2 order by name, id limit 60", "bt", rq->class_id, day_text(rq->a, rq->viewer.today));
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1)
		p->groups[p->n_groups++] = (struct call_group){rows_id(r, 0), str_dup(rq->a, rows_t(r, 1))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code load(struct request *rq, struct calls_page *p, struct err *e)
{
	p->id = id_str(rq->a, rq->class_id);
	p->today = day_text(rq->a, rq->viewer.today);
	p->team = (rq->rel & REL_TEAM) != 0;
	enum code c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &p->class_row, e);
	if (!c)
		c = class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &p->learners, e);
	if (!c)
		c = calls_of_class(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today - BACK_DAYS, rq->viewer.today, &p->list, &p->n, e);
	if (!c)
		c = groups(rq, p, e);
	(void)id_parse(rq_query(rq, "learner"), &p->learner);
	return c ? c : call_most(rq->db, rq->class_id, &p->most, e);
}

static void csv(struct reply *rp, const struct calls_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("video-meetings.csv");
	buf_z(b, "day,begins,minutes,kind,with,what,state,learner,there\r\n");
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->list[i].n; k++) {
			const struct call *x = &p->list[i];
			buf_fmt(b, "%.*s,%.*s,%lld,%.*s,", S_ARG(x->on == DAY_NONE ? S("") : day_text(b->a, x->on)), S_ARG(x->begins), (long long)x->minutes, S_ARG(x->kind));
			buf_csv(b, x->who);
			buf_byte(b, ',');
			buf_csv(b, x->what);
			buf_fmt(b, ",%.*s,", S_ARG(x->state));
			buf_csv(b, x->learners[k].name);
			buf_fmt(b, ",%.*s\r\n", S_ARG(x->learners[k].here));
		}
}

static enum code show(struct request *rq, struct reply *rp, struct calls_page *p, struct err *e)
{
	enum code c = load(rq, p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		csv(rp, p);
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Video meetings")), .nav = "home"});
	tpl_calls_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct calls_page p = {0};
	return show(rq, rp, &p, e);
}

static enum code refused(struct request *rq, struct reply *rp, enum code c, struct err *e)
{
	if (c != E_INPUT)
		return c;
	struct calls_page p = {.error = str_dup(rq->a, str_z(e->text)), .form = rq};
	err_clear(e);
	rp->status = 422;
	return show(rq, rp, &p, e);
}

static enum code plan_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct str with = rq_form(rq, "with");
	bool group = str_starts(with, "group-"), one = str_starts(with, "one-");
	struct str who = group ? (struct str){with.p + 6, with.n - 6} : one ? (struct str){with.p + 4, with.n - 4} : S("");
	struct id id;
	struct input in[] = {{"class", id_str(rq->a, rq->class_id)}, {"kind", group ? S("group") : one ? S("one") : S("class")}, {"learner", one ? who : S("")}, {"class_group", group ? who : S("")},
	                     {"what", str_trim(rq_form(rq, "what"))}, {"on_day", rq_form(rq, "on_day")}, {"begins", str_trim(rq_form(rq, "begins"))}, {"minutes", rq_form(rq, "minutes")}, {"link", str_trim(rq_form(rq, "link"))},
	                     {"captions", rq_form(rq, "captions")}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("video_call")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code plan(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, plan_fn, rq, e);
	return c ? refused(rq, rp, c, e) : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/calls", S_ARG(id_str(rq->a, rq->class_id))), str_z(T(rq, "Planned. Whoever is asked finds it in the week.")));
}

static enum code came_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id call, learner;
	enum code c = rq_id(rq, "call", &call, e);
	if (!c && !id_parse(rq_form(rq, "learner"), &learner))
		c = err_set(e, E_INPUT, "Choose a learner of this class.");
	return c ? c : call_came(db, rq->a, &rq->viewer, rq->class_id, call, learner, rq_form(rq, "here"), e);
}

static enum code came(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, came_fn, rq, e);
	return c ? refused(rq, rp, c, e) : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/calls#c-%.*s", S_ARG(id_str(rq->a, rq->class_id)), S_ARG(rq_param(rq, "call"))), S(""));
}

/* Notes, and that it was held. */
static enum code held_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	const struct record_type *t = record_type_find(S("video_call"));
	struct record r;
	struct id id;
	struct input in = {"notes", str_trim(rq_form(rq, "notes"))};
	enum code c = rq_id(rq, "call", &id, e);
	if (!c)
		c = record_get(db, rq->a, &rq->viewer, t, id, &r, e);
	if (!c && !id_eq(record_about(&r), rq->class_id))
		c = err_set(e, E_NOTFOUND, "There is no such meeting of this class.");
	if (!c)
		c = record_update(db, rq->a, &rq->viewer, t, id, r.version, &in, 1, NULL, e);
	if (!c)
		c = record_get(db, rq->a, &rq->viewer, t, id, &r, e);
	struct str to = rq_form(rq, "to");
	return c || !str_eqz(r.state, "planned") || !to.n ? c : record_move(db, rq->a, &rq->viewer, t, id, r.version, to, e);
}

static enum code held(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, held_fn, rq, e);
	return c ? refused(rq, rp, c, e) : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/calls", S_ARG(id_str(rq->a, rq->class_id))), str_z(T(rq, "Kept.")));
}

ROUTES(calls) = {
	{GET, "/classes/{class}/calls", get, REL_TEAM | REL_LEADER, RT_OFFLINE, .title = N_("Video meetings")},
	{POST, "/classes/{class}/calls", plan, REL_TEAM, 0, .audit = "video meeting planned", .title = N_("Plan a video meeting")},
	{POST, "/classes/{class}/calls/{call}/came", came, REL_TEAM, 0, .audit = "video meeting attended", .title = N_("Who was at a video meeting")},
	{POST, "/classes/{class}/calls/{call}/held", held, REL_TEAM, 0, .audit = "video meeting held", .title = N_("What was agreed in a video meeting")},
	ROUTES_END,
};
