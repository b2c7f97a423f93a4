/* strategies.c - the bank of strategies by barrier, with evidence notes and colleagues' comments [R304]; releases tested by those
 * for whom they are hardest [R232]. */
#include "web/pages/open.h"
#include "record/setting.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

static enum code csv(struct request *rq, struct reply *rp, const struct strategies_page *p)
{
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("strategies.csv");
	buf_z(&rp->body, "strategy,barrier,what to do,what was seen,source,by,tried,helped\r\n");
	for (size_t i = 0; i < p->n; i++) {
		const struct strategy *s = &p->list[i];
		const struct str cells[] = {s->title, str_z(tr(rq->lang, choice_label(BARRIERS, s->barrier))), s->what, s->evidence, s->source, s->by};
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			buf_csv(&rp->body, cells[k]);
			buf_byte(&rp->body, ',');
		}
		buf_fmt(&rp->body, "%lld,%lld\r\n", (long long)s->tried, (long long)s->helped);
	}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct strategies_page *p, struct err *e)
{
	if (!setting_on(rq->db, "team.strategies"))
		return err_set(e, E_NOTFOUND, "This school has switched the bank of strategies off.");
	p->barrier = rq_query(rq, "barrier");
	if (!*choice_label(BARRIERS, p->barrier))
		p->barrier = S("");
	p->words = rq_query(rq, "q");
	struct site site = app_site(rq->app, rq->db);
	memcpy(p->tz, site.tz, sizeof p->tz);
	enum code c = strategies_find(rq->db, rq->a, p->barrier, p->words, &p->list, &p->n, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, p);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Strategies by barrier")), .nav = "home"});
	tpl_open_strategies(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct strategies_page p = {0};
	return show(rq, rp, &p, e);
}

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"title", str_trim(rq_form(rq, "title"))}, {"barrier", rq_form(rq, "barrier")}, {"what", str_trim(rq_form(rq, "what"))}, {"evidence", str_trim(rq_form(rq, "evidence"))},
	                     {"source", str_trim(rq_form(rq, "source"))}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("strategy")), ID_NIL, in, 5, &id, NULL, e);
}

static enum code note_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id, of;
	struct input in[] = {{"strategy", rq_param(rq, "strategy")}, {"how", rq_form(rq, "how")}, {"text", str_trim(rq_form(rq, "text"))}};
	enum code c = rq_id(rq, "strategy", &of, e);
	return c ? c : record_create(db, rq->a, &rq->viewer, record_type_find(S("strategy_note")), ID_NIL, in, 3, &id, NULL, e);
}

static enum code keep(struct request *rq, struct reply *rp, store_fn *fn, struct strategies_page *p, const char *notice, struct err *e)
{
	enum code c = setting_on(rq->db, "team.strategies") ? rq_write(rq, fn, rq, e) : err_set(e, E_NOTFOUND, "This school has switched the bank of strategies off.");
	if (c == E_INPUT) {
		p->error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, p, e);
	}
	return c ? c : rp_redirect(rq, rp, p->note_of.n ? str_fmt(rq->a, "/strategies#s-%.*s", S_ARG(p->note_of)) : str_fmt(rq->a, "/strategies?barrier=%.*s", S_ARG(rq_form(rq, "barrier"))), str_z(notice));
}

static enum code add(struct request *rq, struct reply *rp, struct err *e)
{
	struct strategies_page p = {.title = rq_form(rq, "title"), .what = rq_form(rq, "what"), .evidence = rq_form(rq, "evidence"), .source = rq_form(rq, "source"), .of = rq_form(rq, "barrier")};
	return keep(rq, rp, add_fn, &p, T(rq, "Shared. Colleagues find it by what is in the way."), e);
}

static enum code note(struct request *rq, struct reply *rp, struct err *e)
{
	struct strategies_page p = {.note = rq_form(rq, "text"), .note_of = rq_param(rq, "strategy")};
	return keep(rq, rp, note_fn, &p, T(rq, "Thank you. Your comment stands with the strategy."), e);
}

static enum code releases(struct request *rq, struct reply *rp, struct err *e)
{
	struct releases_page p = {.staff = (rq->viewer.hats & (REL_STAFF | REL_ADMIN)) != 0, .decides = (rq->viewer.hats & (REL_LEADER | REL_DISTRICT | REL_ADMIN)) != 0};
	enum code c = releases_load(rq->db, rq->a, rq->lang, p.staff, &p.list, &p.n, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What is new, and who tested it")), .width = "narrow"});
	tpl_open_releases(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(strategies) = {
	{GET, "/strategies", get, REL_STAFF, 0, .title = N_("Strategies by barrier")},
	{POST, "/strategies", add, REL_STAFF, 0, .audit = "strategy shared", .title = N_("Share a strategy")},
	{POST, "/strategies/{strategy}/note", note, REL_STAFF, 0, .audit = "comment on a strategy", .title = N_("Comment on a strategy")},
	{GET, "/releases", releases, REL_PUBLIC | REL_SIGNED_IN, RT_LEARNER_PAGE, .title = N_("What is new, and who tested it")},
	ROUTES_END,
};
