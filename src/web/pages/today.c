/* today.c - the first page of every educator: who waits, which groups meet, what helps in the next lesson; the rest one tap
 * away [R295 R204]. */
#include "web/pages/today.h"
#include "school/admin/school.h"
#include "templates.h"

#define SOON 14 /* days */

const char *wait_kind(struct str kind)
{
	if (str_eqz(kind, "support"))
		return N_("asks for a support");
	if (str_eqz(kind, "meeting"))
		return N_("asks for a meeting");
	if (str_eqz(kind, "broken"))
		return N_("says: this does not work");
	if (str_eqz(kind, "break"))
		return N_("takes a break");
	return str_eqz(kind, "moveOn") ? N_("is ready to move on") : N_("needs help");
}

static enum code csv(struct reply *rp, const struct today_page *p, struct arena *a)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("today.csv");
	buf_z(b, "learner,profile complete,plan in use,plan review on,conference held or planned,planned for,week given,week confirmed\r\n");
	for (size_t i = 0; i < p->t.n; i++) {
		const struct mine *m = &p->t.learners[i];
		buf_csv(b, m->person.name);
		buf_fmt(b, ",%d,%d,", m->profile, m->plan);
		buf_str(b, m->review == DAY_NONE ? S("") : day_text(a, m->review));
		buf_fmt(b, ",%d,", m->conference);
		buf_str(b, m->meeting == DAY_NONE ? S("") : day_text(a, m->meeting));
		buf_fmt(b, ",%d,%d\r\n", !m->no_week, !m->no_week && !m->unconfirmed);
	}
	return OK;
}

/* Learners who need a person, not one more try. */
static enum code calls(struct request *rq, struct today_page *p, struct err *e)
{
	struct evidence_notice *list;
	size_t n;
	enum code c = evidence_notices_viewer(rq->db, rq->a, rq->lang, rq->viewer.person, rq->viewer.today, &list, &n, e);
	if (c)
		return c;
	p->calls = NEW_ARRAY(rq->a, struct evidence_notice, n + 1);
	p->call_names = NEW_ARRAY(rq->a, struct str, n + 1);
	for (size_t k = 0; k < p->t.n; k++) /* in the order of their names */
		for (size_t i = 0; i < n; i++)
			if (list[i].person && id_eq(list[i].learner, p->t.learners[k].person.id)) {
				p->call_names[p->n_calls] = p->t.learners[k].person.name;
				p->calls[p->n_calls++] = list[i];
			}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct today_page p = {0};
	day_t monday = school_monday(rq->viewer.today);
	enum code c = today_load(rq->db, rq->a, &rq->viewer, rq->lang, monday, &p.t, e);
	struct move_from *from = NULL;
	if (!c && rq->viewer.hats & REL_TEACHER)
		c = moves_coming(rq->db, rq->a, rq->viewer.person, rq->viewer.today, &from, &p.coming, e);
	if (!c)
		c = calls(rq, &p, e);
	if (c)
		return c;
	for (size_t i = 0; i < p.coming; i++)
		p.unread += from[i].unread > 0;
	p.date = tr_date(rq->a, rq->lang, rq->viewer.today);
	p.monday = day_text(rq->a, monday);
	p.waits = p.t.n_waits + p.t.n_talks + p.t.n_missed;
	int64_t asked = 0;
	if ((c = db_int(rq->db, e, &asked, "select count(*) from coaching where to_whom = ?1 and state in ('open', 'visit') and coalesce(answer, '') = ''", "b", rq->viewer.person)))
		return c;
	p.asked = (size_t)asked;
	for (size_t i = 0; i < p.t.n_waits; i++)
		p.over += p.t.waits[i].over;
	for (size_t i = 0; i < p.t.n; i++) {
		const struct mine *m = &p.t.learners[i];
		p.caseload += (m->rel & (REL_CASE | REL_EL)) != 0;
		p.unconfirmed += m->unconfirmed;
		p.no_week += m->no_week;
		p.plans_due += m->review != DAY_NONE && m->review <= rq->viewer.today + SOON;
		p.no_plan += !m->plan;
		p.no_profile += !m->profile;
		p.untouched += m->untouched;
		p.many += m->many;
		p.no_conference += !m->conference;
		p.meetings += m->meeting != DAY_NONE && m->meeting <= rq->viewer.today + SOON;
	}
	for (size_t i = 0; i < p.t.classes.n; i++)
		p.teaches = p.teaches || p.t.classes.items[i].rel & REL_TEACHER;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rp, &p, rq->a);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Today")), .nav = "home"});
	tpl_today_page(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(today) = {
	{GET, "/today", show, REL_TEAM, RT_KEPT, .title = N_("Today")},
	ROUTES_END,
};
