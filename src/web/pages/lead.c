/* lead.c - whom the school does not reach yet [R001] [R017]; counts by group with small groups protected [R322] [R350]. */
#include "web/pages/lead.h"
#include "record/setting.h"
#include "school/admin/school.h"
#include "templates.h"
#include "web/app.h"

const char *const REACH_LABELS[REACH_KINDS] = {
	[REACH_PROFILE] = N_("No complete profile"), [REACH_PLAN] = N_("No plan in use"), [REACH_CONFERENCE] = N_("No conference in half a year"),
	[REACH_WEEK] = N_("No week given"), [REACH_FAMILY] = N_("Family has not chosen how to be reached")};
const char *const HOME_LABELS[HOME_KINDS] = {
	[HOME_UNKNOWN] = N_("Not asked yet"), [HOME_DEVICE] = N_("No computer or tablet at home"), [HOME_LINE] = N_("No steady connection at home")};
static const char *const keys[REACH_KINDS] = {"profile", "plan", "conference", "week", "family"};

static enum code csv(struct request *rq, struct reply *rp, const struct lead_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("reach.csv");
	buf_z(b, "group,what,learners,without,hidden\r\n");
	for (size_t i = 0; i < p->r.n_rows; i++)
		for (int k = 0; k < REACH_KINDS + HOME_KINDS; k++) {
			int home = k - REACH_KINDS;
			const struct equity_public *x = home < 0 ? &p->r.rows[i].cell[k] : &p->r.rows[i].home[home];
			buf_csv(b, str_z(tr(rq->lang, p->r.rows[i].label)));
			buf_byte(b, ',');
			buf_csv(b, str_z(tr(rq->lang, home < 0 ? REACH_LABELS[k] : HOME_LABELS[home])));
			if (x->hidden)
				buf_z(b, ",,,yes\r\n");
			else
				buf_fmt(b, ",%lld,%lld,no\r\n", (long long)x->n, (long long)x->x);
		}
	return OK;
}

/* Time to plan together that went to something else: leaders see it at once [R281]. */
static enum code planning_lost(struct request *rq, struct lead_page *p, struct err *e)
{
	struct rows *r;
	int got;
	p->lost = arena_array(rq->a, 50, sizeof *p->lost);
	enum code c = db_query(rq->db, e, &r,
	                       "select n.class, k.title, n.on_day, n.why from planning_lost n join class k on k.id = n.class where exists (select 1 from class_relation x where x.viewer = ?1 and x.class = n.class"
	                       " and x.rel = 64) and n.on_day >= ?2 and coalesce(n.answer, '') = '' order by n.on_day desc, n.id limit 50",
	                       "bt", rq->viewer.person, day_text(rq->a, rq->viewer.today - 30));
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		p->lost[p->n_lost].id = id_str(rq->a, rows_id(r, 0));
		p->lost[p->n_lost].title = str_dup(rq->a, rows_t(r, 1));
		p->lost[p->n_lost].on = str_dup(rq->a, rows_t(r, 2));
		p->lost[p->n_lost++].why = str_dup(rq->a, rows_t(r, 3));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct lead_page p = {.list = -1};
	day_t monday = school_monday(rq->viewer.today);
	struct id org = rq->viewer.hats & REL_DISTRICT ? ID_NIL : rq->viewer.org;
	enum code c = reach_load(rq->db, rq->a, org, rq->viewer.today, monday, &p.r, e);
	if (!c)
		c = planning_lost(rq, &p, e);
	if (!c)
		c = plan_time_load(rq->db, org, day_text(rq->a, rq->viewer.today), day_text(rq->a, rq->viewer.today - 365), &p.times, e);
	if (!c)
		c = same_help_load(rq->db, rq->a, org, rq->viewer.today, monday, &p.same, e);
	p.agency_on = setting_on(rq->db, "lead.agency");
	if (!c && p.agency_on)
		c = agency_load(rq->db, rq->a, org, rq->viewer.today, &p.agency, e);
	if (c)
		return c;
	for (int k = 0; k < REACH_KINDS; k++)
		if (str_eqz(rq_query(rq, "who"), keys[k]))
			p.list = k;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, &p);
	p.week = tr_date_short(rq->a, rq->lang, monday);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Whom we do not reach yet")), .nav = "home"});
	tpl_lead_reach(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(lead) = {
	{GET, "/lead", show, REL_LEADER | REL_DISTRICT, 0, .title = N_("Whom we do not reach yet")},
	ROUTES_END,
};
