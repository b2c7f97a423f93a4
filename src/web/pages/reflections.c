/* reflections.c - after each piece of evidence: what went well and what was hard, in words, picture, voice or film [R019]. */
#include "web/pages/reflections.h"
#include "templates.h"

#define SHOWN 30

static enum code load(struct request *rq, struct reflections_page *p, struct err *e)
{
	p->may = (rq->rel & REL_HOME) != 0;
	p->path = journey_path(rq, "/reflections");
	p->chosen = rq_form(rq, "about").n ? rq_form(rq, "about") : rq_query(rq, "about");
	enum code c = journey_load(rq, &p->j, e);
	if (!c)
		c = reflections_of(rq->db, rq->a, rq->lang, rq->learner, SHOWN, &p->list, e);
	return c ? c : reflect_choices(rq->db, rq->a, rq->lang, rq->learner, &p->chosen, &p->choices, &p->n, e);
}

static enum code render(struct request *rq, struct reply *rp, struct reflections_page *p)
{
	journey_page(rq, rp, &p->j, p->j.own ? T(rq, "Looking back") : str_fmt(rq->a, T(rq, "%s looks back"), str_dupz(rq->a, p->j.who.first)).p, NULL, "narrow");
	tpl_reflections_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static void csv(struct request *rq, struct reply *rp, const struct reflections_page *p)
{
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("reflections.csv");
	buf_z(&rp->body, "when,about,went well,was hard,noted by\r\n");
	for (size_t i = 0; i < p->list.n; i++) {
		const struct reflection *x = &p->list.items[i];
		struct str cells[] = {time_text(rq->a, x->at), x->about, x->strength, x->challenge, x->by};
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			if (k)
				buf_byte(&rp->body, ',');
			buf_csv(&rp->body, cells[k]);
		}
		buf_z(&rp->body, "\r\n");
	}
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct reflections_page p = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		csv(rq, rp, &p);
		return OK;
	}
	return render(rq, rp, &p);
}

struct looking { struct request *rq; struct taken files; };

static enum code look_fn(struct db *db, void *arg, struct err *e)
{
	struct looking *l = arg;
	struct request *rq = l->rq;
	return reflect(db, rq->a, &rq->viewer, rq->learner, rq_form(rq, "about"), rq_form(rq, "strength"), rq_form(rq, "challenge"), &l->files, e);
}

static enum code look(struct request *rq, struct reply *rp, struct err *e)
{
	struct looking l = {.rq = rq};
	enum code c = files_take(rq, rq->learner, &l.files, e);
	if (!c)
		c = rq_write(rq, look_fn, &l, e);
	if (c == E_INPUT || c == E_LIMIT) {
		struct reflections_page p = {.error = journey_refused(rq, rp, e)};
		err_clear(e);
		c = load(rq, &p, e);
		return c ? c : render(rq, rp, &p);
	}
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/reflections"), str_z(T(rq, "Kept. Your family and your own teachers can read it.")));
}

ROUTES(reflections) = {
	{GET, "/learners/{learner}/reflections", show, REL_HOME | REL_TEAM, RT_LOW | RT_LEARNER_PAGE, .title = N_("Looking back")},
	{POST, "/learners/{learner}/reflections", look, REL_HOME, RT_LOW | RT_LEARNER_PAGE | RT_UPLOAD, .body_max = UPLOAD_BODY, .title = N_("Look back on a piece of work")},
	ROUTES_END,
};
