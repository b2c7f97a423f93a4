/* waits.c - requests, conversations and weeks that wait for a person [R057 R058 R204 R243]: an answer, a word, a name who follows
 * up. Nothing is blocked meanwhile. */
#include "school/admin/school.h"
#include "school/work/week.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/today.h"

#include <string.h>

static enum code load(struct request *rq, struct waits_page *p, struct err *e)
{
	size_t n;
	struct site site = app_site(rq->app, rq->db);
	memcpy(p->tz, site.tz, sizeof(p->tz) < sizeof(site.tz) ? sizeof(p->tz) : sizeof(site.tz));
	p->tz[sizeof(p->tz) - 1] = 0;
	enum code c = today_learners(rq->db, rq->a, &rq->viewer, rq->lang, school_monday(rq->viewer.today), &p->t, e);
	if (!c)
		c = today_waits(rq->db, rq->a, &rq->viewer, &p->t, e);
	p->adults = arena_array(rq->a, p->t.n_waits, sizeof(*p->adults));
	for (size_t i = 0; i < p->t.n_waits && !c; i++)
		c = adults_of(rq->db, rq->a, p->t.waits[i].learner, rq->viewer.today, &p->adults[i].items, &p->adults[i].n, e);
	for (size_t i = 0; i < p->t.n_waits && !c; i++)
		c = attachments_add(rq->db, rq->a, p->t.waits[i].id, &p->files, e);
	p->talks = NEW_ARRAY(rq->a, struct talk, p->t.n_talks);
	for (size_t i = 0; i < p->t.n_talks && !c; i++) {
		struct talk *all;
		c = talk_of(rq->db, rq->a, rq->lang, p->t.talks[i].learner, ID_NIL, rq->viewer.person, INT64_MAX, 50, &all, &n, e);
		for (size_t k = 0; k < n && !c; k++)
			if (id_eq(all[k].id, p->t.talks[i].id))
				p->talks[i] = all[k];
	}
	for (size_t i = 0; i < p->t.n; i++)
		p->unconfirmed += p->t.learners[i].unconfirmed;
	return c;
}

static enum code render(struct request *rq, struct reply *rp, struct waits_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Who waits")), .nav = "home"});
	tpl_today_waits(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static void csv_row(struct reply *rp, struct str name, const char *what, struct str text, struct str until)
{
	struct buf *b = &rp->body;
	buf_csv(b, name);
	buf_fmt(b, ",%s,", what);
	buf_csv(b, text);
	buf_byte(b, ',');
	buf_csv(b, until);
	buf_z(b, "\r\n");
}

static enum code csv(struct request *rq, struct reply *rp, const struct waits_page *p)
{
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("waits.csv");
	buf_z(&rp->body, "learner,what,text,until\r\n");
	for (size_t i = 0; i < p->t.n_waits; i++) {
		const struct wait *w = &p->t.waits[i];
		csv_row(rp, w->name, "request", w->text.n ? w->text : w->kind, w->due_at ? tr_time(rq->a, rq->lang, p->tz, w->due_at) : S(""));
	}
	for (size_t i = 0; i < p->t.n_talks; i++)
		csv_row(rp, p->t.talks[i].name, "conversation", p->t.talks[i].subject, p->t.talks[i].until == DAY_NONE ? S("") : day_text(rq->a, p->t.talks[i].until));
	for (size_t i = 0; i < p->t.n_missed; i++)
		csv_row(rp, p->t.missed[i].name, "missed support", p->t.missed[i].words, S(""));
	for (size_t i = 0; i < p->t.n; i++)
		if (p->t.learners[i].unconfirmed)
			csv_row(rp, p->t.learners[i].person.name, "week not clear yet", S(""), S(""));
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct waits_page p = {0};
	enum code c = load(rq, &p, e);
	if (!c && str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, &p);
	return c ? c : render(rq, rp, &p);
}

/* What was typed stays, with the sentence above. */
static enum code refused(struct request *rq, struct reply *rp, struct id form, struct err *e)
{
	struct waits_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = rq_form(rq, "text"), .wrong = form};
	err_clear(e);
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	rp->status = 422;
	return render(rq, rp, &p);
}

struct saying {
	struct request *rq;
	struct id about, to;
	struct str text;
	bool pass, closed;
};

static enum code request_fn(struct db *db, void *arg, struct err *e)
{
	struct saying *s = arg;
	struct request *rq = s->rq;
	return s->pass ? wait_pass(db, rq->a, &rq->viewer, rq->learner, s->about, s->to, e) : wait_answer(db, rq->a, &rq->viewer, rq->learner, s->about, s->text, e);
}

static enum code request(struct request *rq, struct reply *rp, struct err *e)
{
	struct saying s = {.rq = rq, .text = rq_form(rq, "text"), .pass = str_eqz(rq_form(rq, "deed"), "pass")};
	enum code c = rq_id(rq, "request", &s.about, e);
	if (c)
		return c;
	if (str_eqz(rq_form(rq, "deed"), "coming"))
		s.text = str_z(T(rq, "I am coming to you."));
	if (s.pass && !id_parse(rq_form(rq, "to"), &s.to))
		c = err_set(e, E_INPUT, "Choose to whom you pass it on.");
	else if (!s.pass && !str_trim(s.text).n)
		c = err_set(e, E_INPUT, "Write an answer, a word is enough.");
	else
		c = rq_write(rq, request_fn, &s, e);
	if (c == E_INPUT || c == E_CONFLICT)
		return refused(rq, rp, s.about, e);
	return c ? c : rp_redirect(rq, rp, S("/waits"), str_z(s.pass ? T(rq, "Passed on.") : T(rq, "Answered.")));
}

static enum code talk_fn(struct db *db, void *arg, struct err *e)
{
	struct saying *s = arg;
	struct request *rq = s->rq;
	return talk_answer(db, rq->a, &rq->viewer, rq->learner, s->about, s->text, rq->lang, s->closed, e);
}

static enum code talk(struct request *rq, struct reply *rp, struct err *e)
{
	struct saying s = {.rq = rq, .text = rq_form(rq, "text"), .closed = str_eqz(rq_form(rq, "deed"), "settled")};
	enum code c = rq_id(rq, "thread", &s.about, e);
	if (c)
		return c;
	c = rq_write(rq, talk_fn, &s, e);
	if (c == E_INPUT || c == E_CONFLICT)
		return refused(rq, rp, s.about, e);
	return c ? c : rp_redirect(rq, rp, S("/waits"), str_z(s.closed ? T(rq, "Settled.") : T(rq, "Answered.")));
}

static enum code clear_fn(struct db *db, void *arg, struct err *e)
{
	struct saying *s = arg;
	struct week w;
	enum code c = week_load(db, s->rq->a, s->rq->learner, school_monday(s->rq->viewer.today), s->rq->lang, &w, e);
	if (c)
		return c;
	return str_eqz(w.state, "given") ? week_confirm(db, s->rq->a, &s->rq->viewer, w.id, "person", e) : OK;
}

/* A person followed up: the learner said, signed or showed that the week is clear. */
static enum code made_clear(struct request *rq, struct reply *rp, struct err *e)
{
	struct saying s = {.rq = rq};
	enum code c = rq_write(rq, clear_fn, &s, e);
	return c ? c : rp_redirect(rq, rp, S("/waits#h-clear"), str_z(T(rq, "Noted.")));
}

ROUTES(waits) = {
	{GET, "/waits", show, REL_TEAM, 0, .title = N_("Who waits")},
	{POST, "/learners/{learner}/requests/{request}", request, REL_TEAM, 0, .audit = "request answered", .title = N_("Answer a request")},
	{POST, "/learners/{learner}/threads/{thread}", talk, REL_TEAM, 0, .audit = "conversation", .title = N_("Answer in a conversation")},
	{POST, "/learners/{learner}/made-clear", made_clear, REL_TEAM, 0, .audit = "week confirmed", .title = N_("The week was made clear in person")},
	ROUTES_END,
};
