/* check_ins.c - how a project outside school goes: by photo or message, telephone, video or in person [R442]. */
#include "templates.h"
#include "web/app.h"
#include "web/pages/community.h"
#include "web/pages/files.h"
#include "web/pages/journey.h"

static enum code load(struct request *rq, struct check_ins_page *p, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	struct id work;
	int64_t draft = 0;
	p->id = id_str(rq->a, rq->learner);
	p->own = (rq->rel & REL_SELF) != 0;
	p->staff = (rq->rel & REL_TEAM) != 0;
	p->tz = str_dupz(rq->a, str_z(site.tz));
	enum code c = rq_id(rq, "work", &work, e);
	if (!c)
		c = work_load(rq->db, rq->a, work, rq->lang, &p->work, e);
	if (!c)
		c = db_int(rq->db, e, &draft, "select count(*) from week_plan where id = ?1 and state = 'draft'", "b", p->work.week);
	if (!c && (!id_eq(p->work.learner, rq->learner) || (draft && !p->staff)))
		c = err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	if (!c)
		c = person_get(rq->db, rq->a, rq->learner, &p->who, e);
	return c ? c : check_ins_of(rq->db, rq->a, rq->lang, work, &p->list, &p->n, e);
}

static enum code render(struct request *rq, struct reply *rp, struct check_ins_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Check-ins")), .nav = p->own ? "week" : "home", .learner_name = p->who.name, .width = "narrow"});
	tpl_community_check_ins(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct check_ins_page p = {0};
	enum code c = load(rq, &p, e);
	return c ? c : render(rq, rp, &p);
}

struct saying { struct request *rq; struct check_in_new x; };

static enum code say_fn(struct db *db, void *arg, struct err *e)
{
	struct saying *s = arg;
	return check_in_say(db, s->rq->a, &s->rq->viewer, &s->x, e);
}

static enum code say(struct request *rq, struct reply *rp, struct err *e)
{
	struct check_ins_page p = {0};
	struct taken files = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	p.typed = rq_form(rq, "text");
	struct saying s = {rq, {.learner = rq->learner, .work = p.work.id, .message = id_new(), .how = rq_form(rq, "how"), .text = p.typed, .lang = rq->lang, .files = &files,
	                        .title = str_fmt(rq->a, T(rq, "Check-in: %.*s"), S_ARG(p.work.title))}};
	c = files_take(rq, rq->learner, &files, e);
	if (files.n && !str_trim(s.x.text).n)
		s.x.text = str_z(T(rq, "See the file."));
	if (!c)
		c = rq_write(rq, say_fn, &s, e);
	if (c == E_INPUT || c == E_LIMIT) {
		p.error = journey_refused(rq, rp, e);
		err_clear(e);
		return render(rq, rp, &p);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/work/%.*s/check-ins", S_ARG(p.id), S_ARG(id_str(rq->a, p.work.id))), str_z(T(rq, "Kept. It counts as being on the way.")));
}

ROUTES(check_ins) = {
	{GET, "/learners/{learner}/work/{work}/check-ins", get, REL_HOME | REL_TEAM | REL_LEADER, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Check-ins")},
	{POST, "/learners/{learner}/work/{work}/check-ins", say, REL_HOME | REL_TEAM, RT_LOW | RT_LEARNER_PAGE | RT_UPLOAD, .body_max = UPLOAD_BODY, .audit = "check-in", .title = N_("Check in")},
	ROUTES_END,
};
