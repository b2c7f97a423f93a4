/* forms.c - which forms of the school ask what Trellis knows already or another form asks too, and taking them out of use [R394]. */
#include "web/pages/forms.h"
#include "templates.h"
#include "web/app.h"

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct forms_page p = {.leads = (rq->viewer.hats & (REL_LEADER | REL_DISTRICT)) != 0};
	enum code c = forms_load(rq->db, rq->a, &p.f, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("forms.csv");
		buf_z(&rp->body, "form,state,who,minutes,a year,questions,known already\r\n");
		for (size_t i = 0; i < p.f.n; i++) {
			const struct form_row *x = &p.f.list[i];
			int known = 0;
			for (int k = 0; k < FORM_ASKS; k++)
				known += x->ask[k] && *FORM_WHERE[k];
			buf_csv(&rp->body, x->name);
			buf_fmt(&rp->body, ",%.*s,", S_ARG(x->state));
			buf_csv(&rp->body, x->who);
			buf_fmt(&rp->body, ",%lld,%lld,%lld,%d\r\n", (long long)x->minutes, (long long)x->a_year, (long long)x->asks, known);
		}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Forms of the school")), .nav = "home"});
	tpl_lead_forms(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct removing { struct request *rq; struct id id; int64_t version; const char *to; };

static enum code move_fn(struct db *db, void *arg, struct err *e)
{
	struct removing *x = arg;
	return record_move(db, x->rq->a, &x->rq->viewer, record_type_find(S("school_form")), x->id, x->version, str_z(x->to), e);
}

static enum code move(struct request *rq, struct reply *rp, struct err *e)
{
	struct removing x = {.rq = rq, .to = str_eqz(rq_form(rq, "to"), "used") ? "used" : "removed"};
	enum code c = rq_id(rq, "form", &x.id, e);
	int64_t there = 0;
	if (!c)
		c = db_int(rq->db, e, &there, "select count(*) from school_form where id = ?1 and district = ?2", "bd", x.id);
	if (!c && !there)
		c = err_set(e, E_NOTFOUND, "There is no such form.");
	if (!c)
		c = db_int(rq->db, e, &x.version, "select version from school_form where id = ?1", "b", x.id);
	if (!c)
		c = rq_write(rq, move_fn, &x, e);
	return c ? c : rp_redirect(rq, rp, S("/forms"), str_z(T(rq, "Kept.")));
}

ROUTES(forms) = {
	{GET, "/forms", get, REL_STAFF, 0, .title = N_("Forms of the school")},
	{POST, "/forms/{form}", move, REL_LEADER | REL_DISTRICT, 0, .audit = "form taken out of use", .title = N_("Take a form out of use")},
	ROUTES_END,
};
