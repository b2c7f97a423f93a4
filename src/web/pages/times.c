/* times.c - the stable week of a class with its times, and changes told ahead [R272]. */
#include "web/pages/times.h"
#include "record/setting.h"
#include "templates.h"
#include "web/app.h"

const char *times_day(int day)
{
	static const char *const names[] = {N_("Any day"), N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday")};
	return names[day >= 1 && day <= 5 ? day : 0];
}

static enum code render(struct request *rq, struct reply *rp, struct times_page *p, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	p->id = id_str(rq->a, rq->class_id);
	p->may = (rq->rel & REL_TEAM) != 0;
	enum code c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &p->row, e);
	if (!c)
		c = rhythm_load(rq->db, rq->a, rq->lang, site.tz, rq->class_id, ID_NIL, rq->viewer.today, &p->r, e);
	if (c)
		return c;
	rp->status = p->error.n ? 422 : 200;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Times of the week")), .nav = "home"});
	tpl_class_times(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct times_page p = {0};
	return render(rq, rp, &p, e);
}

struct adding { struct request *rq; const char *type; struct input in[6]; size_t n; };

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct adding *x = arg;
	struct id id;
	return record_create(db, x->rq->a, &x->rq->viewer, record_type_find(str_z(x->type)), ID_NIL, x->in, x->n, &id, NULL, e);
}

static enum code keep(struct request *rq, struct reply *rp, struct adding *x, struct times_page *p, struct str notice, struct err *e)
{
	enum code c = rq_write(rq, add_fn, x, e);
	if (c == E_INPUT) {
		p->error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		return render(rq, rp, p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/times", S_ARG(id_str(rq->a, rq->class_id))), notice);
}

static enum code time_add(struct request *rq, struct reply *rp, struct err *e)
{
	struct times_page p = {.day = rq_form(rq, "day"), .begins = str_trim(rq_form(rq, "begins")), .ends = str_trim(rq_form(rq, "ends")), .what = rq_form(rq, "what"), .place = rq_form(rq, "place")};
	struct adding x = {rq, "lesson_time", {{"class", id_str(rq->a, rq->class_id)}, {"day", p.day}, {"begins", p.begins}, {"ends", p.ends}, {"what", p.what}, {"place", p.place}}, 6};
	return keep(rq, rp, &x, &p, str_z(T(rq, "Saved. Families see it on their page.")), e);
}

static enum code change_add(struct request *rq, struct reply *rp, struct err *e)
{
	int64_t notice;
	day_t on;
	struct times_page p = {.on = str_trim(rq_form(rq, "on")), .instead = rq_form(rq, "instead_of"), .change = rq_form(rq, "what"), .reason = rq_form(rq, "reason")};
	struct adding x = {rq, "lesson_change", {{"class", id_str(rq->a, rq->class_id)}, {"on_date", p.on}, {"instead_of", p.instead}, {"what", p.change}, {"reason", p.reason}}, 5};
	struct str said = str_z(T(rq, "Saved. Families see it on their page."));
	enum code c = setting_int(rq->db, "family.notice_days", &notice, e);
	if (c)
		return c;
	if (day_parse(p.on, &on) && on - rq->viewer.today < notice)
		said = str_fmt(rq->a, T(rq, "Saved. It is sooner than the %d days that families count on: tell them in person too."), (int)notice);
	return keep(rq, rp, &x, &p, said, e);
}

struct gone { struct request *rq; struct id id; int64_t version, since, notice; struct rhythm_time to; day_t from; struct str reason; };

static enum code move_fn(struct db *db, void *arg, struct err *e)
{
	struct gone *x = arg;
	return rhythm_move(db, x->rq->a, &x->rq->viewer, x->id, x->from, &x->to, x->reason, e);
}

/* Another time from a day on, told ahead [R075]. */
static enum code time_move(struct request *rq, struct reply *rp, struct err *e)
{
	struct times_page p = {.moved = rq_form(rq, "reason"), .on_move = str_trim(rq_form(rq, "from"))};
	struct gone x = {.rq = rq, .reason = p.moved, .to = {.begins = str_trim(rq_form(rq, "begins")), .ends = str_trim(rq_form(rq, "ends")), .place = rq_form(rq, "place")}};
	int64_t here, day;
	enum code c = rq_id(rq, "time", &x.id, e);
	if (!c)
		c = db_int(rq->db, e, &here, "select count(*) from lesson_time where id = ?1 and class = ?2", "bb", x.id, rq->class_id);
	if (!c && !here)
		c = err_set(e, E_NOTFOUND, "There is no such time in this class.");
	if (c)
		return c;
	x.to.day = str_int(rq_form(rq, "day"), &day) && day >= 1 && day <= 5 ? (int)day : 0;
	p.wrong = x.id;
	if (!x.to.day || !day_parse(p.on_move, &x.from)) {
		p.error = str_z(T(rq, "Choose the day of the week, and from which date on."));
		return render(rq, rp, &p, e);
	}
	c = rq_write(rq, move_fn, &x, e);
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		return render(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/times", S_ARG(id_str(rq->a, rq->class_id))), str_z(T(rq, "Saved. Families see it on their page.")));
}

static enum code gone_fn(struct db *db, void *arg, struct err *e)
{
	struct gone *x = arg;
	if (clock_now() - x->since >= RHYTHM_MEND * HOUR) /* families rely on it: it ends with notice */
		return rhythm_move(db, x->rq->a, &x->rq->viewer, x->id, x->rq->viewer.today + (day_t)x->notice, NULL, str_z(T(x->rq, "It is not needed any more.")), e);
	return record_remove(db, x->rq->a, &x->rq->viewer, record_type_find(S("lesson_time")), x->id, x->version, e);
}

static enum code time_remove(struct request *rq, struct reply *rp, struct err *e)
{
	struct gone x = {.rq = rq};
	int64_t here;
	enum code c = rq_id(rq, "time", &x.id, e);
	if (!c)
		c = db_int(rq->db, e, &here, "select count(*) from lesson_time where id = ?1 and class = ?2", "bb", x.id, rq->class_id);
	if (!c && !here)
		c = err_set(e, E_NOTFOUND, "There is no such time in this class.");
	if (!c)
		c = db_int(rq->db, e, &x.version, "select version from lesson_time where id = ?1", "b", x.id);
	if (!c)
		c = db_int(rq->db, e, &x.since, "select created_at from lesson_time where id = ?1", "b", x.id);
	if (!c)
		c = setting_int(rq->db, "family.notice_days", &x.notice, e);
	if (!c)
		c = rq_write(rq, gone_fn, &x, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/times", S_ARG(id_str(rq->a, rq->class_id))), str_z(T(rq, "Removed.")));
}

ROUTES(times) = {
	{GET, "/classes/{class}/times", show, REL_TEAM | REL_LEADER, 0, .title = N_("Times of the week")},
	{POST, "/classes/{class}/times", time_add, REL_TEAM, 0, .audit = "time of the week", .title = N_("Add a time")},
	{POST, "/classes/{class}/times/{time}/remove", time_remove, REL_TEAM, 0, .audit = "time of the week removed", .title = N_("Take a time away")},
	{POST, "/classes/{class}/times/{time}/move", time_move, REL_TEAM, 0, .audit = "time of the week moved", .title = N_("Change a time from a day on")},
	{POST, "/classes/{class}/times/changes", change_add, REL_TEAM, 0, .audit = "change told", .title = N_("Tell of a change")},
	ROUTES_END,
};
