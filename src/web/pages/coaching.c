/* coaching.c - questions to colleagues: who asked what, the answer in time, visits, what came of it, and how much each carries [R284]. */
#include "templates.h"
#include "web/app.h"
#include "web/pages/chain.h"

static enum code load(struct request *rq, struct coaching_page *p, struct err *e)
{
	enum code c = coaching_of(rq->db, rq->a, rq->lang, rq->viewer.person, false, rq->viewer.today, &p->to_me, &p->n_to_me, e);
	p->leads = (rq->viewer.hats & REL_LEADER) != 0;
	if (!c)
		c = coaching_of(rq->db, rq->a, rq->lang, rq->viewer.person, true, rq->viewer.today, &p->by_me, &p->n_by_me, e);
	if (!c && p->leads)
		c = coaching_load(rq->db, rq->a, rq->viewer.person, rq->viewer.today, &p->load, &p->n_load, e);
	return c;
}

static enum code csv(struct reply *rp, const struct coaching_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("coaching.csv");
	buf_z(b, "learner,asked by,asked of,question,answer,state,late\r\n");
	for (int who = 0; who < 2; who++)
		for (size_t i = 0; i < (who ? p->n_by_me : p->n_to_me); i++) {
			const struct coach_asked *x = who ? &p->by_me[i] : &p->to_me[i];
			const struct str cells[] = {x->name, x->from_name, x->to_name, x->text, x->answer, x->state};
			for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
				buf_csv(b, cells[k]);
				buf_byte(b, ',');
			}
			buf_fmt(b, "%d\r\n", x->over);
		}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct coaching_page *p, struct err *e)
{
	enum code c = load(rq, p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rp, p);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Questions to colleagues")), .nav = "home"});
	tpl_chain_coaching(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code page(struct request *rq, struct reply *rp, struct err *e)
{
	struct coaching_page p = {0};
	return show(rq, rp, &p, e);
}

struct answering { struct request *rq; const struct coach_asked *x; struct input in[6]; size_t n; const char *to; };

static enum code answer_fn(struct db *db, void *arg, struct err *e)
{
	struct answering *w = arg;
	const struct record_type *t = record_type_find(S("coaching"));
	int64_t version = w->x->version;
	if (w->n) {
		enum code c = record_update(db, w->rq->a, &w->rq->viewer, t, w->x->id, version, w->in, w->n, NULL, e);
		if (c)
			return c;
		version++;
	}
	return str_eqz(w->x->state, w->to) ? OK : record_move(db, w->rq->a, &w->rq->viewer, t, w->x->id, version, str_z(w->to), e);
}

static const struct coach_asked *one_of(const struct coach_asked *list, size_t n, struct id id)
{
	for (size_t i = 0; i < n; i++)
		if (id_eq(list[i].id, id))
			return &list[i];
	return NULL;
}

/* What the form asks for, as fields and a state. */
static enum code wanted(struct request *rq, struct answering *w, bool mine, struct str text, struct err *e)
{
	struct str what = rq_form(rq, "what");
	day_t day;
	if (str_eqz(what, "answer")) {
		if (!text.n)
			return err_set(e, E_INPUT, "Write an answer, a few words are enough.");
		w->in[w->n++] = (struct input){"answer", text};
		w->in[w->n++] = (struct input){"answered_on", day_text(rq->a, rq->viewer.today)};
		if (day_parse(rq_form(rq, "follow_up_on"), &day))
			w->in[w->n++] = (struct input){"follow_up_on", day_text(rq->a, day)};
		w->to = "answered";
	} else if (str_eqz(what, "visit")) {
		if (!day_parse(rq_form(rq, "visit_on"), &day))
			return err_set(e, E_INPUT, "Choose the day of the visit.");
		w->in[w->n++] = (struct input){"visit_on", day_text(rq->a, day)};
		w->to = "visit";
	} else if (str_eqz(what, "works") && mine) {
		if (text.n)
			w->in[w->n++] = (struct input){"followed_up", text};
		w->to = "done";
	} else if (str_eqz(what, "again") && mine) {
		if (!text.n)
			return err_set(e, E_INPUT, "Say what does not work yet.");
		w->in[w->n++] = (struct input){"text", str_fmt(rq->a, "%.*s\n%.*s", S_ARG(w->x->text), S_ARG(text))};
		w->to = "open";
	} else
		return err_set(e, E_INPUT, "Say what is to be done with this question.");
	return OK;
}

/* Whoever was asked answers, plans a visit; whoever asked says that it works now, or asks again. */
static enum code deed(struct request *rq, struct reply *rp, struct err *e)
{
	struct coaching_page p = {0};
	struct answering w = {.rq = rq};
	struct id id;
	struct str text = str_trim(rq_form(rq, "text"));
	enum code c = rq_id(rq, "request", &id, e);
	if (!c)
		c = load(rq, &p, e);
	if (c)
		return c;
	const struct coach_asked *own = one_of(p.by_me, p.n_by_me, id);
	w.x = own ? own : one_of(p.to_me, p.n_to_me, id);
	if (!w.x)
		return err_set(e, E_NOTFOUND, "There is no such question.");
	c = wanted(rq, &w, own != NULL, text, e);
	if (!c)
		c = rq_write(rq, answer_fn, &w, e);
	if (c == E_INPUT) {
		struct coaching_page again = {.error = str_dup(rq->a, str_z(e->text)), .typed = text, .wrong = id};
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &again, e);
	}
	return c ? c : rp_redirect(rq, rp, S("/coaching"), str_z(T(rq, "Kept.")));
}

ROUTES(coaching) = {
	{GET, "/coaching", page, REL_TEAM | REL_LEADER, 0, .title = N_("Questions to colleagues")},
	{POST, "/coaching/{request}", deed, REL_TEAM, 0, .audit = "coaching", .title = N_("Answer a colleague")},
	ROUTES_END,
};
