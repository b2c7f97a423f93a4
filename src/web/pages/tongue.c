/* tongue.c - what was written, in every language it has: mended by people, asked of people with a day, said to be wrong or
 * understood by who reads it [R093 R429]. */
#include "web/pages/tongue.h"
#include "school/reach/channel.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

static const char *type_of(const struct request *rq)
{
	return str_eqz(rq_param(rq, "type"), "message") ? "message" : "note";
}

static enum code find(struct request *rq, struct translated *t, struct err *e)
{
	struct id record;
	if (!str_eqz(rq_param(rq, "type"), "note") && !str_eqz(rq_param(rq, "type"), "message"))
		return err_set(e, E_NOTFOUND, "This is not there any more.");
	enum code c = rq_id(rq, "record", &record, e);
	return c ? c : translated_load(rq->db, rq->a, type_of(rq), record, rq->learner, t, e);
}

static enum code render(struct request *rq, struct reply *rp, struct said_page *p, struct err *e)
{
	struct channels ch;
	p->id = id_str(rq->a, rq->learner);
	p->path = rq->path;
	if (str_ends(p->path, "/ask"))
		p->path.n -= 4;
	p->due = day_text(rq->a, rq->viewer.today + 3);
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->child, e);
	if (!c)
		c = adults_of(rq->db, rq->a, rq->learner, rq->viewer.today, &p->adults, &p->n_adults, e);
	if (!c)
		c = channels_load(rq->a, &ch, e);
	if (c)
		return c;
	p->engine = ch.translate_on;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "In other languages")), .nav = "home", .learner_name = p->child.name});
	tpl_tongue_said(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct said_page p = {0};
	enum code c = find(rq, &p.t, e);
	return c ? c : render(rq, rp, &p, e);
}

struct deed { struct request *rq; struct translated *t; enum lang lang; struct id owner; day_t due; bool wrong; };

static enum code put_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return translated_put(db, d->rq->a, &d->rq->viewer, d->t, d->lang, rq_form(d->rq, "text"), rq_form_has(d->rq, "read", "1") ? "reviewed" : "person", e);
}

static enum code ask_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return translated_ask(db, d->rq->a, &d->rq->viewer, d->t, d->lang, d->owner, d->due, S(""), e);
}

static enum code say_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return translated_say(db, d->rq->a, &d->rq->viewer, d->t, d->lang, d->wrong, rq_form(d->rq, "better"), e);
}

static enum code again(struct request *rq, struct reply *rp, struct said_page *p, struct deed *d, struct err *e)
{
	p->error = str_dup(rq->a, str_z(e->text));
	p->typed = rq_form(rq, "text");
	p->wrong = d->lang;
	err_clear(e);
	rp->status = 422;
	return render(rq, rp, p, e);
}

static enum code put(struct request *rq, struct reply *rp, struct err *e)
{
	struct said_page p = {0};
	struct deed d = {.rq = rq, .t = &p.t};
	enum code c = find(rq, &p.t, e);
	if (!c && !lang_parse(rq_form(rq, "language"), &d.lang))
		c = err_set(e, E_INPUT, "Choose a language.");
	else if (!c)
		c = rq_write(rq, put_fn, &d, e);
	if (c == E_INPUT)
		return again(rq, rp, &p, &d, e);
	return c ? c : rp_redirect(rq, rp, rq->path, str_z(T(rq, "Kept. It is read so from now on.")));
}

/* Only the learner's own adults at school are asked from here. */
static enum code ask(struct request *rq, struct reply *rp, struct err *e)
{
	struct said_page p = {0};
	struct deed d = {.rq = rq, .t = &p.t};
	bool theirs = false;
	enum code c = find(rq, &p.t, e);
	if (!c)
		c = adults_of(rq->db, rq->a, rq->learner, rq->viewer.today, &p.adults, &p.n_adults, e);
	if (!c && (!lang_parse(rq_form(rq, "language"), &d.lang) || !id_parse(rq_form(rq, "owner"), &d.owner) || !day_parse(str_trim(rq_form(rq, "due_on")), &d.due)))
		c = err_set(e, E_INPUT, "Choose a language, a person and a day.");
	for (size_t i = 0; i < p.n_adults; i++)
		theirs = theirs || id_eq(p.adults[i].adult.id, d.owner);
	if (!c && !theirs)
		c = err_set(e, E_INPUT, "Choose one of the adults of this learner.");
	if (!c)
		c = rq_write(rq, ask_fn, &d, e);
	if (c == E_INPUT)
		return again(rq, rp, &p, &d, e);
	struct str back = {rq->path.p, rq->path.n - 4};
	return c ? c : rp_redirect(rq, rp, back, str_z(T(rq, "Asked. It stands on that person's list with its day.")));
}

static enum code say(struct request *rq, struct reply *rp, struct err *e)
{
	struct translated t;
	struct deed d = {.rq = rq, .t = &t, .lang = rq->lang, .wrong = str_eqz(rq_form(rq, "deed"), "wrong")};
	enum code c = find(rq, &t, e);
	if (!c)
		c = rq_write(rq, say_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/family", S_ARG(rq_param(rq, "learner"))),
	                           str_z(d.wrong ? T(rq, "Thank you. A person looks at it until a day that is written down.") : T(rq, "Thank you. The school knows that it arrived.")));
}

/* ---- tasks ---- */

static enum code tasks(struct request *rq, struct reply *rp, struct err *e)
{
	struct tasks_page p = {0};
	enum code c = tasks_of(rq->db, rq->a, &rq->viewer, &p.rows, &p.n, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Translations to do")), .nav = "home"});
	tpl_tongue_tasks(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code task_render(struct request *rq, struct reply *rp, struct task_page *p, struct translated *t)
{
	p->from = t->lang;
	p->now = t->in[p->t.lang].text;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Translate")), .nav = "home", .width = "narrow"});
	tpl_tongue_task(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code task_find(struct request *rq, struct task_page *p, struct translated *t, struct err *e)
{
	struct id id;
	enum code c = rq_id(rq, "task", &id, e);
	if (!c)
		c = task_get(rq->db, rq->a, &rq->viewer, id, &p->t, e);
	return c ? c : translated_load(rq->db, rq->a, str_eqz(p->t.type, "message") ? "message" : "note", p->t.record, ID_NIL, t, e);
}

static enum code task(struct request *rq, struct reply *rp, struct err *e)
{
	struct task_page p = {0};
	struct translated t;
	enum code c = task_find(rq, &p, &t, e);
	return c ? c : task_render(rq, rp, &p, &t);
}

static enum code task_done(struct request *rq, struct reply *rp, struct err *e)
{
	struct task_page p = {0};
	struct translated t;
	struct deed d = {.rq = rq, .t = &t};
	enum code c = task_find(rq, &p, &t, e);
	d.lang = p.t.lang;
	if (!c)
		c = rq_write(rq, put_fn, &d, e);
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		p.typed = rq_form(rq, "text");
		err_clear(e);
		rp->status = 422;
		return task_render(rq, rp, &p, &t);
	}
	return c ? c : rp_redirect(rq, rp, S("/translations"), str_z(T(rq, "Thank you. It is read so from now on.")));
}

#define STAFF (REL_TEAM | REL_LEADER)
ROUTES(tongue) = {
	{GET, "/learners/{learner}/said/{type}/{record}", show, STAFF, 0, .title = N_("In other languages")},
	{POST, "/learners/{learner}/said/{type}/{record}", put, STAFF, 0, .audit = "translation", .title = N_("In other languages")},
	{POST, "/learners/{learner}/said/{type}/{record}/ask", ask, STAFF, 0, .audit = "translation asked", .title = N_("In other languages")},
	{POST, "/learners/{learner}/said/{type}/{record}/read", say, REL_HOME, RT_LEARNER_PAGE, .audit = "translation read", .title = N_("In other languages")},
	{GET, "/translations", tasks, REL_SIGNED_IN, 0, .title = N_("Translations to do")},
	{GET, "/translations/{task}", task, REL_SIGNED_IN, 0, .title = N_("Translate")},
	{POST, "/translations/{task}", task_done, REL_SIGNED_IN, 0, .audit = "translation", .title = N_("Translate")},
	ROUTES_END,
};
