/* chain_school.c - supports of a whole school in a week: planned, applied, used, missed; by class and by kind [R233 R046]. Small groups
 * are put together; what was missed stands with the person to whom it comes. */
#include "web/pages/chain_school.h"
#include "templates.h"

struct str chain_school_label(const struct request *rq, const struct delivery_sum *x, bool classes)
{
	if (x->label.n)
		return x->label;
	return str_fmt(rq->a, classes ? trn(rq->lang, "%d class with few such learners", "%d classes with few such learners, together", x->together)
	                              : trn(rq->lang, "%d kind of support that few learners have", "%d kinds of support that few learners have, together", x->together), x->together);
}

static void line(struct reply *rp, const char *by, struct str label, const struct delivery_sum *x)
{
	struct buf *b = &rp->body;
	buf_fmt(b, "%s,", by);
	buf_csv(b, label);
	if (x->learners < DELIVERY_LEAST) {
		buf_z(b, ",,,,,,,,yes\r\n");
		return;
	}
	buf_fmt(b, ",%lld,%lld,%lld,%lld,%lld,%lld,%lld,no\r\n", (long long)x->learners, (long long)x->planned, (long long)x->offered, (long long)x->used, (long long)x->off, (long long)x->missed,
	        (long long)x->waiting);
}

static enum code csv(struct request *rq, struct reply *rp, const struct chain_school_page *p)
{
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("supports-of-the-school.csv");
	buf_z(&rp->body, "by,group,learners,planned,applied,used,turned off,missed,missed without an answer,hidden\r\n");
	line(rp, "school", S(""), &p->s.all);
	for (size_t i = 0; i < p->s.n_classes; i++)
		line(rp, "class", chain_school_label(rq, &p->s.classes[i], true), &p->s.classes[i]);
	for (size_t i = 0; i < p->s.n_kinds; i++)
		line(rp, "support", chain_school_label(rq, &p->s.kinds[i], false), &p->s.kinds[i]);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct chain_school_page p = {0};
	day_t monday;
	struct id org = rq->viewer.hats & REL_DISTRICT ? ID_NIL : rq->viewer.org;
	if (!day_parse(rq_query(rq, "monday"), &monday))
		monday = rq->viewer.today;
	monday = day_monday(monday);
	enum code c = delivery_school(rq->db, rq->a, rq->lang, org, monday, rq->viewer.today, &p.s, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, &p);
	p.names = !id_nil(org);
	p.monday = day_text(rq->a, monday);
	p.monday_text = tr_date_short(rq->a, rq->lang, monday);
	p.before = day_text(rq->a, monday - 7);
	p.after = monday < day_monday(rq->viewer.today) ? day_text(rq->a, monday + 7) : S("");
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Supports of the school")), .nav = "home"});
	tpl_chain_school(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(chain_school) = {
	{GET, "/lead/supports", show, REL_LEADER | REL_DISTRICT, RT_KEPT, .title = N_("Supports of the school")},
	ROUTES_END,
};
