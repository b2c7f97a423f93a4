/* gaps.c - what each learner lacks of what this week builds on, and the shortest way to it [R178]. */
#include "web/pages/gaps.h"
#include "templates.h"

static enum code learner_page(struct request *rq, struct reply *rp, struct err *e)
{
	struct gaps_page p = {0};
	enum code c = journey_load(rq, &p.j, e);
	if (!c)
		c = gaps_learner(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p.way, e);
	if (c)
		return c;
	journey_page(rq, rp, &p.j, T(rq, "The way to this week's work"), NULL, NULL);
	tpl_gaps_learner(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code csv(struct request *rq, struct reply *rp, const struct gaps_class_page *p)
{
	struct buf *b = &rp->body;
	(void)rq;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("way.csv");
	buf_z(b, "learner,days_missed,place,code,competency,this_week,seen\r\n");
	for (size_t i = 0; i < p->people.n; i++)
		for (size_t k = 0; k < p->ways[i].n; k++) {
			const struct gap_step *x = &p->ways[i].steps[k];
			buf_csv(b, p->people.items[i].name);
			buf_fmt(b, ",%d,%zu,", p->ways[i].away, k + 1);
			buf_csv(b, x->code);
			buf_byte(b, ',');
			buf_csv(b, x->text);
			buf_fmt(b, ",%s,%s\r\n", x->aim ? "yes" : "no", x->seen ? "yes" : "no");
		}
	return OK;
}

static enum code class_page(struct request *rq, struct reply *rp, struct err *e)
{
	struct gaps_class_page p = {.id = id_str(rq->a, rq->class_id)};
	enum code c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &p.row, e);
	if (!c)
		c = class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &p.people, e);
	p.ways = NEW_ARRAY(rq->a, struct gap_way, p.people.n + 1);
	for (size_t i = 0; i < p.people.n && !c; i++) {
		c = gaps_learner(rq->db, rq->a, rq->lang, p.people.items[i].id, rq->viewer.today, &p.ways[i], e);
		p.n_ways += p.ways[i].missing > 0;
		p.n_away += p.ways[i].away >= GAPS_LONG;
	}
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, &p);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Ways to this week's work")), .nav = "home"});
	tpl_gaps_class(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(gaps) = {
	{GET, "/learners/{learner}/way", learner_page, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("The way to this week's work")},
	{GET, "/classes/{class}/ways", class_page, REL_TEAM | REL_LEADER, 0, .title = N_("Ways to this week's work")},
	ROUTES_END,
};
