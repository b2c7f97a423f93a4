/* sticks.c - a week goes home on a stick and work comes back, without a line [R414]. */
#include "web/pages/sticks.h"
#include "print/packet.h"
#include "school/admin/school.h"
#include "templates.h"
#include "web/app.h"
#include "web/static.h"

static struct str letters_of(struct request *rq, const struct stick *s)
{
	unsigned char key[32];
	app_key(rq->app, "stick", key);
	return stick_letters(rq->a, key, s);
}

static enum code begin(struct request *rq, struct stick_made_page *p, struct err *e)
{
	p->learner = id_str(rq->a, rq->learner);
	p->monday = day_text(rq->a, school_monday(rq->viewer.today));
	return person_get(rq->db, rq->a, rq->learner, &p->who, e);
}

/* One of this learner's. */
static enum code stick_of(struct request *rq, struct stick_made_page *p, struct err *e)
{
	struct id id;
	enum code c = begin(rq, p, e);
	if (!c)
		c = rq_id(rq, "stick", &id, e);
	if (!c)
		c = stick_get(rq->db, id, &p->stick, e);
	if (!c && !id_eq(p->stick.learner, rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such week on a stick.");
	if (c)
		return c;
	p->made = true;
	p->monday = tr_date_short(rq->a, rq->lang, p->stick.monday);
	p->letters = letters_of(rq, &p->stick);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, const struct stick_made_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "The week on a stick")), .learner_name = p->who.name, .width = "narrow"});
	tpl_sticks_learner(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code home(struct request *rq, struct reply *rp, struct err *e)
{
	struct stick_made_page p = {0};
	enum code c = begin(rq, &p, e);
	return c ? c : show(rq, rp, &p);
}

static enum code one(struct request *rq, struct reply *rp, struct err *e)
{
	struct stick_made_page p = {0};
	enum code c = stick_of(rq, &p, e);
	return c ? c : show(rq, rp, &p);
}

struct making { struct request *rq; day_t monday; struct stick out; };

static enum code make_fn(struct db *db, void *arg, struct err *e)
{
	struct making *m = arg;
	return stick_add(db, m->rq->a, &m->rq->viewer, m->rq->learner, m->monday, &m->out, e);
}

static enum code make(struct request *rq, struct reply *rp, struct err *e)
{
	struct making m = {.rq = rq, .monday = school_monday(rq->viewer.today)};
	day_t wanted;
	if (rq_form(rq, "monday").n && day_parse(rq_form(rq, "monday"), &wanted))
		m.monday = day_monday(wanted);
	enum code c = rq_write(rq, make_fn, &m, e);
	if (c == E_NOTFOUND) {
		struct stick_made_page p = {.error = str_dup(rq->a, str_z(T(rq, "There is no work for that week yet.")))};
		err_clear(e);
		rp->status = 422;
		c = begin(rq, &p, e);
		return c ? c : show(rq, rp, &p);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/stick/%.*s", S_ARG(id_str(rq->a, rq->learner)), S_ARG(id_str(rq->a, m.out.id))), S(""));
}

static enum code file(struct request *rq, struct reply *rp, struct err *e)
{
	struct stick_made_page p = {0};
	enum lang lang;
	struct packet_ask x = {.db = rq->db, .a = rq->a, .today = rq->viewer.today, .lang = rq->lang};
	enum code c = stick_of(rq, &p, e);
	if (!c)
		c = packet_language(&x, rq->learner, &lang, e);
	if (!c)
		c = stick_page(rq->db, rq->a, &p.stick, p.letters, static_text("first.css"), static_text("home.js"), lang, &rp->bytes, e);
	rp->type = "text/html; charset=utf-8";
	rp->file_name = str_fmt(rq->a, "week-%.*s.html", S_ARG(day_text(rq->a, p.stick.monday)));
	return c;
}

/* ---- back ---- */

struct back_page { struct request *rq; struct stick s; struct stick_back file; struct str letters; struct stick_done done; };

static enum code back_show(struct request *rq, struct reply *rp, struct str error)
{
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Answers from a stick")), .width = "narrow"});
	tpl_sticks_back(rq, &rp->body, error);
	page_close(rq, rp);
	return OK;
}

static enum code back(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	return back_show(rq, rp, S(""));
}

static enum code take_fn(struct db *db, void *arg, struct err *e)
{
	struct back_page *b = arg;
	return stick_take(db, b->rq->a, &b->s, b->letters, b->file.data, b->rq->viewer.today, &b->done, e);
}

static enum code take(struct request *rq, struct reply *rp, struct err *e)
{
	struct back_page b = {.rq = rq};
	unsigned rel = 0;
	enum code c = rq->n_files && rq->files[0].bytes.n ? stick_file(rq->a, rq->files[0].bytes, &b.file, e) : err_set(e, E_INPUT, "%s", T(rq, "Choose a file first."));
	if (!c)
		c = stick_get(rq->db, b.file.stick, &b.s, e);
	if (!c)
		c = access_to_learner(rq->db, &rq->viewer, b.s.learner, &rel, e);
	if (!c && !(rel & (REL_TEAM | REL_HOME)))
		c = err_set(e, E_NOTFOUND, "This file comes from no stick of this school.");
	b.letters = c ? S("") : letters_of(rq, &b.s);
	if (!c)
		c = rq_write(rq, take_fn, &b, e);
	if (c == E_INPUT || c == E_NOTFOUND) {
		struct str error = str_z(tr(rq->lang, str_dupz(rq->a, str_z(e->text))));
		err_clear(e);
		return back_show(rq, rp, error);
	}
	if (c)
		return c;
	struct str says = str_fmt(rq->a, trn(rq->lang, "%d answer is kept. It counts the same as on a screen.", "%d answers are kept. They count the same as on a screen.", b.done.answers), b.done.answers);
	if (b.done.again)
		says = str_fmt(rq->a, "%.*s %s", S_ARG(says), str_fmt(rq->a, trn(rq->lang, "%d was here already.", "%d were here already.", b.done.again), b.done.again).p);
	if (b.done.left)
		says = str_fmt(rq->a, "%.*s %s", S_ARG(says), str_fmt(rq->a, trn(rq->lang, "%d belongs to no work of this learner and was left out.", "%d belong to no work of this learner and were left out.", b.done.left), b.done.left).p);
	return rp_redirect(rq, rp, S("/sticks"), says);
}

ROUTES(sticks) = {
	{GET, "/learners/{learner}/stick", home, REL_TEAM, 0, .title = N_("The week on a stick")},
	{POST, "/learners/{learner}/stick", make, REL_TEAM, 0, .audit = "week put on a stick", .title = N_("Put the week on a stick")},
	{GET, "/learners/{learner}/stick/{stick}", one, REL_TEAM, 0, .title = N_("The week on a stick")},
	{GET, "/learners/{learner}/stick/{stick}/week.html", file, REL_TEAM, 0, .title = N_("The file for the stick")},
	{GET, "/sticks", back, REL_TEAM | REL_HOME, RT_LEARNER_PAGE, .title = N_("Answers from a stick")},
	{POST, "/sticks", take, REL_TEAM | REL_HOME, RT_UPLOAD | RT_LEARNER_PAGE, .body_max = STICK_MOST + 65536, .rate = RATE_UPLOAD, .audit = "answers of a stick taken", .title = N_("Bring answers from a stick")},
	ROUTES_END,
};
