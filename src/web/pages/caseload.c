/* caseload.c - the learners one supports by name: plans of record, what helps in the next lesson, what is not there yet and
 * what waits, on one page [R295]. */
#include "web/pages/caseload.h"
#include "school/admin/school.h"
#include "templates.h"

const char *const CASE_KEYS[CASE_SHOWS] = {"", "waits", "ends", "profile", "plan", "conference", "week"};

bool case_shows(const struct cared *c, int show)
{
	bool ends = false;
	switch (show) {
	case CASE_WAITS: return c->waits > 0;
	case CASE_ENDS:
		for (int k = 0; k < RECORD_KINDS; k++)
			ends = ends || c->records[k].ended || c->records[k].soon;
		return ends;
	case CASE_PROFILE: return !c->m->profile;
	case CASE_PLAN: return !c->m->plan;
	case CASE_CONFERENCE: return !c->m->conference;
	case CASE_WEEK: return c->m->no_week;
	default: return true;
	}
}

static void cell_day(struct request *rq, struct buf *b, day_t on)
{
	buf_byte(b, ',');
	if (on != DAY_NONE)
		buf_str(b, day_text(rq->a, on));
}

static enum code csv(struct request *rq, struct reply *rp, const struct caseload_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("caseload.csv");
	buf_z(b, "learner,grade,IEP from,IEP until,504 plan from,504 plan until,English-learner plan from,English-learner plan until,supports in lessons,"
	         "minutes of services a week,profile complete,plan in use,plan review on,conference held or planned,planned for,week given,waits\r\n");
	for (size_t i = 0; i < p->c.n; i++) {
		const struct cared *c = &p->c.learners[i];
		struct buf helps = buf_new(rq->a, 1 << 16);
		if (!case_shows(c, p->show))
			continue;
		buf_csv(b, c->m->person.name);
		buf_byte(b, ',');
		buf_csv(b, c->m->person.grade);
		for (int k = 0; k < RECORD_KINDS; k++) {
			cell_day(rq, b, c->records[k].lines ? c->records[k].from : DAY_NONE);
			cell_day(rq, b, c->records[k].lines ? c->records[k].until : DAY_NONE);
		}
		for (size_t k = 0; k < c->n_helps; k++)
			buf_fmt(&helps, "%s%.*s", k ? "; " : "", S_ARG(c->helps[k]));
		buf_byte(b, ',');
		buf_csv(b, buf_done(&helps));
		buf_fmt(b, ",%lld,%d,%d", (long long)c->minutes, c->m->profile, c->m->plan);
		cell_day(rq, b, c->m->review);
		buf_fmt(b, ",%d", c->m->conference);
		cell_day(rq, b, c->m->meeting);
		buf_fmt(b, ",%d,%d\r\n", !c->m->no_week, c->waits);
	}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct caseload_page p = {.show = CASE_ALL};
	enum code c = caseload_load(rq->db, rq->a, &rq->viewer, rq->lang, school_monday(rq->viewer.today), &p.c, e);
	if (c)
		return c;
	for (int k = 1; k < CASE_SHOWS; k++)
		if (str_eqz(rq_query(rq, "show"), CASE_KEYS[k]))
			p.show = k;
	for (size_t i = 0; i < p.c.n; i++)
		for (int k = 0; k < CASE_SHOWS; k++)
			p.counts[k] += case_shows(&p.c.learners[i], k);
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, &p);
	for (size_t i = 0; i < p.c.n && !c; i++)
		c = hands_add(rq, p.c.learners[i].m->person, &p.hands, e);
	if (c)
		return c;
	p.hands.back = S("/caseload");
	p.date = tr_date(rq->a, rq->lang, rq->viewer.today);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "My caseload")), .nav = "home"});
	tpl_caseload_page(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(caseload) = {
	{GET, "/caseload", show, CASELOAD_RELS, 0, .title = N_("My caseload")},
	ROUTES_END,
};
