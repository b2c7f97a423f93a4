/* community.c - what partners offer [R269], and the resource plan: what families and partners say is needed, with its answer [R276]. */
#include "web/pages/community.h"
#include "templates.h"
#include "web/app.h"

#define DECIDES (REL_LEADER | REL_DISTRICT | REL_ADMIN)
#define LIST_MOST 200

static enum code load(struct request *rq, struct community_page *p, struct err *e)
{
	struct viewer reader = rq->viewer; /* open offers are everybody's to read, without whom the school reaches there */
	unsigned hats = rq->viewer.hats;
	p->decides = (hats & DECIDES) != 0;
	p->may_offer = (hats & (REL_PARTNER | REL_STAFF | REL_ADMIN)) != 0;
	p->may_say = (hats & (REL_FAMILY | REL_PARTNER | REL_STAFF | REL_ADMIN)) != 0;
	reader.hats |= REL_SYSTEM;
	enum code c = shown_find(rq->db, rq->a, p->may_offer ? &rq->viewer : &reader, "partner_offer", "open", NULL, LIST_MOST, &p->open, &p->n_open, e);
	if (!c && p->may_offer)
		c = shown_find(rq->db, rq->a, &rq->viewer, "partner_offer", "offered", NULL, LIST_MOST, &p->waiting, &p->n_waiting, e);
	if (!c && p->may_say)
		c = shown_find(rq->db, rq->a, &rq->viewer, "community_need", NULL, NULL, LIST_MOST, &p->needs, &p->n_needs, e);
	const char *outside = record_type_find(S("partner_offer"))->fields[field_index(record_type_find(S("partner_offer")), "contact")].label;
	for (size_t i = 0; i < p->n_open && !p->may_offer; i++) {
		struct shown *x = &p->open[i];
		size_t kept = 0;
		for (size_t k = 0; k < x->n; k++)
			if (x->fields[k].label != outside)
				x->fields[kept++] = x->fields[k];
		x->n = kept;
		x->may_edit = false;
	}
	return c;
}

static void csv(struct request *rq, struct reply *rp, const struct shown *list, size_t n, const char *name)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = str_z(name);
	buf_z(b, "what,state,part,text\r\n");
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < list[i].n; k++) {
			buf_csv(b, list[i].title);
			buf_byte(b, ',');
			buf_csv(b, str_z(list[i].state_label ? tr(rq->lang, list[i].state_label) : ""));
			buf_byte(b, ',');
			buf_csv(b, str_z(tr(rq->lang, list[i].fields[k].label)));
			buf_byte(b, ',');
			buf_csv(b, list[i].fields[k].text);
			buf_z(b, "\r\n");
		}
}

static enum code show(struct request *rq, struct reply *rp, struct community_page *p, struct err *e)
{
	enum code c = load(rq, p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		if (str_eqz(rq_query(rq, "list"), "needs"))
			csv(rq, rp, p->needs, p->n_needs, "resource-plan.csv");
		else
			csv(rq, rp, p->open, p->n_open, "offers.csv");
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Partners and the resource plan")), .nav = "home"});
	tpl_community_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct community_page p = {0};
	return show(rq, rp, &p, e);
}

static enum code say_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	unsigned hats = rq->viewer.hats;
	struct id id;
	struct input in[] = {{"need", str_trim(rq_form(rq, "need"))}, {"gathered_on", day_text(rq->a, rq->viewer.today)},
	                     {"from_whom", hats & REL_PARTNER ? S("partners") : hats & REL_STAFF && !(hats & REL_FAMILY) ? S("staff") : S("families")}};
	if (!in[0].text.n)
		return err_set(e, E_INPUT, "Write a few words first, then send them.");
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("community_need")), ID_NIL, in, 3, &id, NULL, e);
}

static enum code say(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, say_fn, rq, e);
	if (c == E_INPUT) {
		struct community_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = rq_form(rq, "need")};
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, S("/together/community#needs"), str_z(T(rq, "Thank you. The answer will stand here, without your name.")));
}

ROUTES(community) = {
	{GET, "/together/community", get, REL_SIGNED_IN, RT_LEARNER_PAGE, .title = N_("Partners and the resource plan")},
	{POST, "/together/community/needs", say, REL_FAMILY | REL_PARTNER | REL_STAFF | REL_ADMIN, RT_LEARNER_PAGE, .audit = "need of the community", .title = N_("Say what is needed")},
	ROUTES_END,
};
