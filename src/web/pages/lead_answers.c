/* lead_answers.c - what families answered, beside what was sent to them [R243]. */
#include "web/pages/lead_answers.h"
#include "templates.h"

static enum code csv(struct request *rq, struct reply *rp, const struct answers *x)
{
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("family-answers.csv");
	buf_z(&rp->body, "group,what,families,of,hidden\r\n");
	for (size_t i = 0; i < x->n; i++)
		for (int k = 0; k < ANSWERS_KINDS; k++) {
			const struct equity_public *c = &x->rows[i].cell[k];
			buf_csv(&rp->body, answers_label(rq, &x->rows[i]));
			buf_byte(&rp->body, ',');
			buf_csv(&rp->body, str_z(T(rq, ANSWERS_LABELS[k])));
			if (c->hidden)
				buf_z(&rp->body, ",,,yes\r\n");
			else
				buf_fmt(&rp->body, ",%lld,%lld,no\r\n", (long long)c->x, (long long)c->n);
		}
	return OK;
}

const char *const ANSWERS_LABELS[ANSWERS_KINDS] = {
	[ANSWERS_SENT] = N_("School wrote to the family"), [ANSWERS_SAID] = N_("Family answered or told something"), [ANSWERS_HEARD] = N_("Newest word of the family has an answer"), [ANSWERS_CAME] = N_("Came to a day for families")};

struct str answers_label(const struct request *rq, const struct answers_row *r)
{
	return r->label ? str_z(T(rq, r->label)) : r->name;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct answers_page p = {0};
	struct id org = rq->viewer.hats & REL_DISTRICT ? ID_NIL : rq->viewer.org;
	enum code c = answers_load(rq->db, rq->a, rq->lang, org, rq->viewer.today, &p.x, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, &p.x);
	c = answers_no_contact(rq->db, rq->a, org, rq->viewer.today, &p.without, &p.n_without, e);
	if (c)
		return c;
	p.since = tr_date_short(rq->a, rq->lang, p.x.since);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What families answer")), .nav = "home"});
	tpl_lead_answers(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(lead_answers) = {
	{GET, "/lead/answers", show, REL_LEADER | REL_DISTRICT, 0, .title = N_("What families answer")},
	ROUTES_END,
};
