/* said.c - what is said in a recording or film, in writing, for who cannot hear it [R219]. Whoever may see the file may read it; the
 * learner, the family and the team may write it. */
#include "web/pages/said.h"
#include "templates.h"
#include "web/app.h"

struct writing { struct request *rq; struct id id; int64_t version; struct str text; };

static enum code load(struct request *rq, struct transcript_page *p, struct writing *w, struct err *e)
{
	struct str bytes;
	struct record r;
	unsigned rel = 0;
	enum code c = rq_id(rq, "file", &w->id, e);
	if (!c)
		c = attachment_read(rq->db, rq->a, &rq->viewer, rq->app->blobs, w->id, &p->f, &bytes, e);
	if (!c)
		c = record_get(rq->db, rq->a, &rq->viewer, record_type_find(S("attachment")), w->id, &r, e);
	if (!c)
		c = access_to_learner(rq->db, &rq->viewer, rec_id(&r, "learner"), &rel, e);
	if (!c && (!(rel & (REL_HOME | REL_TEAM)) || !(str_eqz(p->f.kind, "audio") || str_eqz(p->f.kind, "video"))))
		c = err_set(e, E_NOTFOUND, "There is no such file, or it is not for you.");
	if (c)
		return c;
	w->version = r.version;
	p->typed = rec_t(&r, "said");
	p->back = str_fmt(rq->a, "/learners/%.*s", S_ARG(id_str(rq->a, rec_id(&r, "learner"))));
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct transcript_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What is said, in writing")), .width = "narrow"});
	tpl_parts_said_form(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct transcript_page p = {0};
	struct writing w = {.rq = rq};
	enum code c = load(rq, &p, &w, e);
	return c ? c : show(rq, rp, &p);
}

static enum code write_fn(struct db *db, void *arg, struct err *e)
{
	struct writing *w = arg;
	struct input in[] = {{"said", w->text}};
	return record_update(db, w->rq->a, &w->rq->viewer, record_type_find(S("attachment")), w->id, w->version, in, 1, NULL, e);
}

static enum code keep(struct request *rq, struct reply *rp, struct err *e)
{
	struct transcript_page p = {0};
	struct writing w = {.rq = rq};
	char id[ID_TEXT];
	enum code c = load(rq, &p, &w, e);
	if (c)
		return c;
	w.text = str_trim(rq_form(rq, "said"));
	c = rq_write(rq, write_fn, &w, e);
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		p.typed = w.text;
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/files/%s/said", id_text(w.id, id)), str_z(T(rq, "Kept. It stands below the recording.")));
}

ROUTES(said) = {
	{GET, "/files/{file}/said", get, REL_SIGNED_IN, RT_LOW | RT_LEARNER_PAGE, .title = N_("What is said, in writing")},
	{POST, "/files/{file}/said", keep, REL_SIGNED_IN, RT_LOW | RT_LEARNER_PAGE, .title = N_("Write what is said")},
	ROUTES_END,
};
