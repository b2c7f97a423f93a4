/* given.c - who sees the record of a learner, what was given outside the school, and asking for the rest with one tap [R437 R438]. */
#include "web/pages/given.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

#define ANSWERS (REL_LEADER | REL_CASE)

const char *given_role(const struct request *rq, unsigned rel)
{
	if (rel & REL_FAMILY)
		return T(rq, "Family");
	if (rel & REL_TEACHER)
		return T(rq, "Teacher");
	if (rel & REL_CASE)
		return T(rq, "Helps the learner, or coordinates the plan");
	if (rel & REL_EL)
		return T(rq, "English-learner specialist");
	if (rel & REL_ADVISER)
		return T(rq, "Adviser");
	if (rel & REL_LEADER)
		return T(rq, "Leads the school");
	return rel & REL_DISTRICT ? T(rq, "Works for the district") : T(rq, "Invited for a time");
}

static struct str path_of(const struct request *rq)
{
	return str_fmt(rq->a, "/learners/%.*s/who-sees", S_ARG(id_str(rq->a, rq->learner)));
}

static enum code csv(struct reply *rp, const struct given_page *p, struct arena *a)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("given-outside.csv");
	buf_z(b, "when,to_whom,purpose,what,by\r\n");
	for (size_t i = 0; i < p->n; i++) {
		const struct str cells[] = {time_text(a, p->list[i].at), p->list[i].to_whom, p->list[i].purpose, p->list[i].what, p->list[i].by};
		for (size_t k = 0; k < 5; k++) {
			buf_csv(b, cells[k]);
			buf_z(b, k < 4 ? "," : "\r\n");
		}
	}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct given_page *p, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	bool tools = false;
	memcpy(p->tz, site.tz, sizeof p->tz);
	p->home = (rq->rel & REL_HOME) != 0;
	p->staff = (rq->rel & ANSWERS) != 0;
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->who, e);
	if (!c)
		c = seers_of(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->seers, &p->n_seers, e);
	if (!c)
		c = given_of(rq->db, rq->a, rq->learner, &p->list, &p->n, e);
	if (!c)
		c = record_asks(rq->db, rq->a, &rq->viewer, rq->learner, &p->asks, &p->n_asks, e);
	if (!c)
		c = tools_shown(rq->db, &tools, e);
	if (!c && tools)
		c = tools_of(rq->db, rq->a, &rq->viewer, rq->lang, rq->learner, &p->tools, &p->n_tools, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rp, p, rq->a);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Who sees the record")), .nav = "home", .learner_name = p->who.name});
	tpl_family_given(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code page(struct request *rq, struct reply *rp, struct err *e)
{
	struct given_page p = {0};
	return show(rq, rp, &p, e);
}

/* What was typed stays, with the sentence above. */
static enum code again(struct request *rq, struct reply *rp, struct err *e)
{
	struct given_page p = {.error = str_dup(rq->a, str_z(e->text)), .to_whom = rq_form(rq, "to_whom"), .purpose = rq_form(rq, "purpose"), .what = rq_form(rq, "what")};
	err_clear(e);
	rp->status = 422;
	return show(rq, rp, &p, e);
}

static enum code ask_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct viewer system = viewer_system(rq->app->store); /* who asks is set by code, from nobody's form */
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"kind", rq_form(rq, "kind")}, {"asked_by", id_str(rq->a, rq->viewer.person)}};
	return record_create(db, rq->a, &system, record_type_find(S("record_request")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code ask(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, ask_fn, rq, e);
	if (c == E_INPUT)
		return again(rq, rp, e);
	return c ? c : rp_redirect(rq, rp, path_of(rq), tr_careful(rq->a, rq->lang, N_("The school has your request. It answers within 45 days.")));
}

static enum code note_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	return disclosure_log(db, &rq->viewer, rq->learner, str_trim(rq_form(rq, "to_whom")), str_trim(rq_form(rq, "purpose")), str_trim(rq_form(rq, "what")), e);
}

static enum code note(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, note_fn, rq, e);
	if (c == E_INPUT)
		return again(rq, rp, e);
	return c ? c : rp_redirect(rq, rp, path_of(rq), str_z(T(rq, "Kept. The family sees it here.")));
}

/* The tool in the form; twice is as good as once. */
static enum code end_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct tool_of *list;
	size_t n;
	struct id id;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"tool", rq_form(rq, "tool")}};
	enum code c = tools_of(db, rq->a, &rq->viewer, rq->lang, rq->learner, &list, &n, e);
	for (size_t i = 0; i < n && !c; i++)
		if (str_eq(id_str(rq->a, list[i].id), in[1].text))
			return list[i].ended ? OK : record_create(db, rq->a, &rq->viewer, record_type_find(S("tool_ended")), ID_NIL, in, 2, &id, NULL, e);
	return c ? c : err_set(e, E_NOTFOUND, "There is no such tool.");
}

static enum code end_tool(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, end_fn, rq, e);
	return c ? c : rp_redirect(rq, rp, path_of(rq), str_z(T(rq, "It is ended for your child. The school sees to the rest.")));
}

struct answering { struct request *rq; struct id id; };

static enum code answer_fn(struct db *db, void *arg, struct err *e)
{
	struct answering *x = arg;
	struct request *rq = x->rq;
	const struct record_type *t = record_type_find(S("record_request"));
	struct record r;
	enum code c = record_get(db, rq->a, &rq->viewer, t, x->id, &r, e);
	if (!c && !id_eq(rec_id(&r, "learner"), rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such request.");
	struct input in[] = {{"answer", str_trim(rq_form(rq, "answer"))}};
	if (!c && !in[0].text.n)
		c = err_set(e, E_INPUT, "Write what was shown, given or decided, and when. A few words are enough.");
	if (!c)
		c = record_update(db, rq->a, &rq->viewer, t, x->id, r.version, in, 1, NULL, e);
	return c || str_eqz(r.state, "answered") ? c : record_move(db, rq->a, &rq->viewer, t, x->id, r.version + 1, S("answered"), e);
}

static enum code answer(struct request *rq, struct reply *rp, struct err *e)
{
	struct answering x = {.rq = rq};
	enum code c = rq_id(rq, "request", &x.id, e);
	if (!c)
		c = rq_write(rq, answer_fn, &x, e);
	if (c == E_INPUT)
		return again(rq, rp, e);
	return c ? c : rp_redirect(rq, rp, path_of(rq), str_z(T(rq, "Answered.")));
}

static enum code open_asks(struct request *rq, struct reply *rp, struct err *e)
{
	struct given_page p = {0};
	enum code c = record_asks(rq->db, rq->a, &rq->viewer, ID_NIL, &p.asks, &p.n_asks, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Requests about records")), .nav = "home"});
	tpl_family_asks(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(given) = {
	{GET, "/learners/{learner}/who-sees", page, REL_HOME | ANSWERS, RT_LEARNER_PAGE, .title = N_("Who sees the record")},
	{POST, "/learners/{learner}/who-sees/ask", ask, REL_HOME, RT_LEARNER_PAGE, .audit = "asked for the record", .title = N_("Ask for the record")},
	{POST, "/learners/{learner}/who-sees/end", end_tool, REL_FAMILY, 0, .audit = "family ended a tool", .title = N_("End a tool for a child")},
	{POST, "/learners/{learner}/who-sees/given", note, ANSWERS, 0, .title = N_("Note what was given outside the school")},
	{POST, "/learners/{learner}/who-sees/{request}", answer, ANSWERS, 0, .audit = "request about the record answered", .title = N_("Answer a request about the record")},
	{GET, "/record-requests", open_asks, ANSWERS, 0, .title = N_("Requests about records")},
	ROUTES_END,
};
