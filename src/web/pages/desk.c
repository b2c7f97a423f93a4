/* desk.c - what people do themselves to reach families: calls, letters, answers that no machine could place [R242 R271]. */
#include "base/qr.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/reach.h"

#include <string.h>

/* Interpreters that somebody asked for and nobody has booked [R241]. */
static enum code interpreters(struct request *rq, struct reach_desk *p, struct err *e)
{
	struct filter asked[] = {{"state", '=', S("asked")}, {"on_date", '>', day_text(rq->a, rq->viewer.today)}};
	struct record_list list;
	struct person who;
	enum code c = record_find(rq->db, rq->a, &rq->viewer, record_type_find(S("interpreter")), &(struct query){.filters = asked, .n_filters = 2, .sort = "on_date", .limit = 100}, &list, e);
	if (c)
		return c;
	p->interpret = NEW_ARRAY(rq->a, struct to_interpret, list.n + 1);
	for (size_t i = 0; i < list.n && !c; i++) {
		const struct record *r = &list.items[i];
		day_t on;
		c = person_get(rq->db, rq->a, rec_id(r, "learner"), &who, e);
		p->interpret[p->n_interpret++] = (struct to_interpret){who.id, who.name, rec_t(r, "what"), day_parse(rec_t(r, "on_date"), &on) ? tr_date_short(rq->a, rq->lang, on) : S(""), rec_t(r, "begins"),
		                                                       tr_language_name(rq->a, rq->lang, rec_t(r, "language"))};
	}
	return c;
}

static enum code load(struct request *rq, struct reach_desk *p, struct err *e)
{
	struct reach_bundle_view *letters;
	size_t n = 0;
	struct site site = app_site(rq->app, rq->db);
	memcpy(p->tz, site.tz, sizeof p->tz);
	p->may_place = (rq->viewer.hats & (REL_LEADER | REL_DISTRICT)) != 0;
	enum code c = reach_waiting(rq->db, rq->a, &rq->viewer, "call", &p->calls, &p->n_calls, e);
	if (!c)
		c = reach_waiting(rq->db, rq->a, &rq->viewer, "paper", &letters, &n, e);
	p->letters = (int64_t)n;
	if (!c)
		c = interpreters(rq, p, e);
	if (!c && p->may_place)
		c = reach_unclear(rq->db, rq->a, &rq->viewer, &p->unclear, &p->n_unclear, e);
	if (!c && p->n_unclear)
		c = learners_of(rq->db, rq->a, rq->lang, rq->viewer.person, REL_LEADER, rq->viewer.today, &p->learners, e);
	return c;
}

static enum code csv(struct request *rq, struct reply *rp, const struct reach_desk *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("calls.csv");
	buf_z(b, "adult,phone,language,child,since,wishes\r\n");
	for (size_t i = 0; i < p->n_calls; i++) {
		const struct reach_bundle_view *v = &p->calls[i];
		const struct str cells[] = {v->adult_name, v->phone, str_z(LANGS[v->o.lang].tag), v->child, time_text(rq->a, v->made_at), v->note};
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			if (k)
				buf_byte(b, ',');
			buf_csv(b, cells[k]);
		}
		buf_z(b, "\r\n");
	}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct reach_desk p = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, &p);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Calls and letters")), .nav = "home"});
	tpl_reach_desk(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct deed { struct request *rq; struct id id, learner; const char *how; };

static enum code called_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return reach_done(db, d->rq->a, &d->rq->viewer, d->id, d->how, rq_form(d->rq, "said"), e);
}

static enum code called(struct request *rq, struct reply *rp, struct err *e)
{
	struct deed d = {.rq = rq, .how = str_eqz(rq_form(rq, "deed"), "missed") ? "missed" : "reached"};
	enum code c = rq_id(rq, "call", &d.id, e);
	if (!c)
		c = rq_write(rq, called_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, S("/calls"), str_z(!strcmp(d.how, "missed") ? T(rq, "Noted. It comes again tomorrow.") : T(rq, "Noted. What the family said stands on the child's page.")));
}

static enum code letters(struct request *rq, struct reply *rp, struct err *e)
{
	struct home_letters p = {0};
	struct reach_bundle_view *list;
	struct channels ch;
	enum code c = reach_waiting(rq->db, rq->a, &rq->viewer, "paper", &list, &p.n, e);
	if (!c)
		c = channels_load(rq->a, &ch, e);
	if (!c)
		c = help_lines(rq->db, rq->a, rq->lang, &p.lines, &p.n_lines, e);
	if (c)
		return c;
	p.items = NEW_ARRAY(rq->a, struct home_letter, p.n + 1);
	for (size_t i = 0; i < p.n && !c; i++) {
		struct home_letter *l = &p.items[i];
		struct qr qr;
		l->v = list[i];
		l->address = reach_address(rq->a, &l->v.o, &ch);
		if (l->address.n && !(c = qr_make(rq->a, l->address, &qr, e))) {
			l->qr = qr_path(rq->a, &qr);
			l->qr_size = qr.size + 8;
		}
	}
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Letters for families"))});
	tpl_reach_letters(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code printed_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	enum code c = OK;
	for (size_t i = 0; i < rq->n_form && !c; i++) {
		struct id id;
		if (!str_eqz(rq->form[i].name, "letter") || !id_parse(rq->form[i].value, &id))
			continue;
		c = reach_done(db, rq->a, &rq->viewer, id, "printed", S(""), e);
		if (c == E_CONFLICT) {
			err_clear(e); /* a colleague printed it meanwhile */
			c = OK;
		}
	}
	return c;
}

static enum code printed(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, printed_fn, rq, e);
	return c ? c : rp_redirect(rq, rp, S("/calls"), str_z(T(rq, "Noted: these letters are on their way.")));
}

static enum code place_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	unsigned rel = 0;
	enum code c = id_nil(d->learner) ? OK : access_to_learner(db, &d->rq->viewer, d->learner, &rel, e);
	if (!c && !id_nil(d->learner) && !(rel & (REL_LEADER | REL_DISTRICT)))
		c = err_set(e, E_DENIED, "This is about a learner of others.");
	return c ? c : reach_place(db, d->rq->a, &d->rq->viewer, d->id, d->learner, e);
}

static enum code place(struct request *rq, struct reply *rp, struct err *e)
{
	struct deed d = {.rq = rq};
	enum code c = rq_id(rq, "incoming", &d.id, e);
	if (!c && !str_eqz(rq_form(rq, "deed"), "away") && !id_parse(rq_form(rq, "learner"), &d.learner))
		c = err_set(e, E_INPUT, "Choose whose child it is about, or put it away.");
	if (!c)
		c = rq_write(rq, place_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, S("/calls"), str_z(id_nil(d.learner) ? T(rq, "Put away. It stays kept.") : T(rq, "It stands on the child's page now.")));
}

ROUTES(desk) = {
	{GET, "/calls", show, REL_TEAM | REL_LEADER | REL_DISTRICT, 0, .title = N_("Calls and letters")},
	{POST, "/calls/{call}", called, REL_TEAM | REL_LEADER | REL_DISTRICT, 0, .audit = "family called", .title = N_("Calls and letters")},
	{GET, "/calls/letters", letters, REL_TEAM | REL_LEADER | REL_DISTRICT, 0, .title = N_("Letters for families")},
	{POST, "/calls/letters", printed, REL_TEAM | REL_LEADER | REL_DISTRICT, 0, .audit = "letters printed", .title = N_("Letters for families")},
	{POST, "/calls/arrived/{incoming}", place, REL_LEADER | REL_DISTRICT, 0, .audit = "answer placed", .title = N_("Calls and letters")},
	ROUTES_END,
};
