/* score.c - answers from paper: the code of a sheet opens its questions with the expected answers [R215 R415]. */
#include "web/pages/score.h"
#include "engine/itemgen/mathml.h"
#include "engine/itemgen/picture.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/files.h"

struct html score_math(struct request *rq, struct ig_text t)
{
	struct buf b = buf_new(rq->a, 1 << 20);
	math_html(rq->a, &b, t.text, t.lang, NULL);
	return (struct html){buf_done(&b)};
}

struct html score_picture(struct request *rq, const struct ig_picture *p)
{
	struct buf b = buf_new(rq->a, 1 << 20);
	pic_html(rq->a, &b, p);
	return (struct html){buf_done(&b)};
}

static enum code not_here(struct err *e)
{
	return err_set(e, E_NOTFOUND, "There is no sheet with this code. Look at the letters once more.");
}

/* What a machine read is a suggestion: the mark it would mean is chosen already, and a person keeps or changes it. */
static enum code scans_load(struct request *rq, struct score_page *p, struct err *e)
{
	enum code c = scan_of_sheet(rq->db, rq->a, p->s.code, &p->scans, e);
	p->read = NEW_ARRAY(rq->a, struct read_mark, p->p.n + 1);
	for (size_t i = 0; !c && i < p->p.n; i++) {
		const struct question *q = &p->p.questions[i];
		struct read_mark *r = &p->read[i];
		if ((q->kind != IG_CHOICE && q->kind != IG_CHOICES) || !scan_marked(rq->a, &p->scans, q->place, &r->keys) || !r->keys.n)
			continue;
		size_t at;
		if (q->kind == IG_CHOICE && str_find(r->keys, S(","), &at)) { /* two boxes where one was asked: a person decides */
			p->any_read = true;
			continue;
		}
		double score = question_score(rq->a, q, r->keys, rq->lang).score;
		r->mark = score >= 1 ? "right" : score > 0 ? "partly" : "not";
		p->any_read = true;
	}
	return c;
}

/* The sheet, for those alone who teach or support its learner, or the class of a spare. */
static enum code load(struct request *rq, struct score_page *p, struct err *e)
{
	unsigned rel = 0;
	enum code c = paper_find(rq->db, rq->a, rq_param(rq, "code"), rq->lang, &p->s, e);
	if (c)
		return c;
	p->spare = id_nil(p->s.learner);
	c = p->spare ? access_to_class(rq->db, &rq->viewer, p->s.class_id, &rel, e) : access_to_learner(rq->db, &rq->viewer, p->s.learner, &rel, e);
	if (!c && !(rel & REL_TEAM))
		return not_here(e);
	if (!c)
		c = p->spare ? class_learners(rq->db, rq->a, rq->lang, p->s.class_id, rq->viewer.today, &p->class_list, e)
		             : person_get(rq->db, rq->a, p->s.learner, &p->who, e);
	/* The numbers of the paper: without needs every option is there, under the letter it had on paper. */
	if (!c)
		c = practice_load(rq->db, rq->a, &p->s.as, rq->lang, NULL, S(""), &p->p, e);
	if (c)
		return c;
	p->tried = NEW_ARRAY(rq->a, struct tried, p->p.n + 1);
	p->code = paper_grouped(rq->a, p->s.code);
	p->path = str_fmt(rq->a, "/score/%.*s", S_ARG(p->s.code));
	c = scans_load(rq, p, e);
	if (c || p->spare)
		return c;
	c = practice_tried(rq->db, rq->a, p->s.work, p->tried, p->p.n, e);
	return c ? c : attachments_of_work(rq->db, rq->a, p->s.work, &p->files, e);
}

static enum code show(struct request *rq, struct reply *rp, struct score_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Answers from paper")), .learner_name = p->who.name, .width = "narrow"});
	tpl_score_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

/* The learner and the family scan the same code: for them it opens the work, where a photo hands it in. */
static enum code home_of(struct request *rq, struct str *path, struct err *e)
{
	struct sheet s;
	unsigned rel = 0;
	char learner[ID_TEXT], work[ID_TEXT];
	enum code c = paper_find(rq->db, rq->a, rq_param(rq, "code"), rq->lang, &s, e);
	if (!c && !id_nil(s.learner))
		c = access_to_learner(rq->db, &rq->viewer, s.learner, &rel, e);
	if (c)
		return c;
	if ((rel & REL_HOME) && !(rel & REL_TEAM))
		*path = str_fmt(rq->a, "/learners/%s/work/%s?q=end", id_text(s.learner, learner), id_text(s.work, work));
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct score_page p = {0};
	struct str home = S("");
	enum code c = home_of(rq, &home, e);
	if (!c && home.n)
		return rp_redirect(rq, rp, home, S(""));
	if (!c)
		c = load(rq, &p, e);
	return c ? c : show(rq, rp, &p);
}

/* The code typed by hand. */
static enum code ask(struct request *rq, struct reply *rp, struct err *e)
{
	struct score_page p = {0};
	struct sheet s;
	struct str typed = rq_query(rq, "code");
	if (typed.n && !paper_find(rq->db, rq->a, typed, rq->lang, &s, e))
		return rp_redirect(rq, rp, str_fmt(rq->a, "/score/%.*s", S_ARG(s.code)), S(""));
	if (typed.n) {
		if (e->code != E_NOTFOUND)
			return e->code;
		p.error = str_dup(rq->a, str_z(e->text));
		p.code = typed;
		err_clear(e);
		rp->status = 422;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Answers from paper")), .width = "narrow"});
	tpl_score_ask(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* ---- entering ---- */

struct entering {
	struct request *rq;
	struct score_page *p;
	struct evidence *list;
	size_t n;
	struct taken files;
	struct id photo;              /* event of what was photographed */
	size_t n_scans;               /* pages that came by scanner and are among the files */
	bool by_code;                 /* one of them came as a photo by the code of the sheet: the work is handed in already */
};

/* "right", "partly", "not": what a mark is worth. */
static bool mark_score(struct str mark, double *score)
{
	if (str_eqz(mark, "right"))
		*score = 1;
	else if (str_eqz(mark, "partly"))
		*score = 0.5;
	else if (str_eqz(mark, "not"))
		*score = 0;
	else
		return false;
	return true;
}

static struct evidence on_paper(const struct entering *x)
{
	const struct work *w = &x->p->s.as;
	return (struct evidence){.learner = x->p->s.learner, .actor = x->rq->viewer.person, .competency = w->competency, .item = w->item, .resource = w->resource,
	                         .week_item = x->p->s.work, .kind = "practice", .score = -1, .quality = 1, .rigor = w->rigor, .context = "paper"};
}

static void marks_read(struct entering *x)
{
	struct request *rq = x->rq;
	const struct practice *q = &x->p->p;
	int64_t minutes, level;
	bool timed = str_int(rq_form(rq, "minutes"), &minutes) && minutes > 0 && minutes <= 600;
	x->list = NEW_ARRAY(rq->a, struct evidence, q->n + 3);
	for (size_t i = 0; i < q->n; i++) {
		double score;
		if (!mark_score(rq_form(rq, str_fmt(rq->a, "q%d", q->questions[i].place).p), &score))
			continue;
		struct evidence *v = &x->list[x->n++];
		*v = on_paper(x);
		if (!id_nil(q->questions[i].competency))
			v->competency = q->questions[i].competency;
		v->item = q->questions[i].item;
		v->rigor = q->questions[i].rigor;
		v->way = str_fmt(rq->a, "q%d", q->questions[i].place);
		v->score = score;
		/* a second try counts half, as on a screen */
		v->quality = x->p->tried[i].tries ? 0.5 : 1;
		v->response = str_trim(rq_form(rq, str_fmt(rq->a, "r%d", q->questions[i].place).p));
		if (v->response.n > 500)
			v->response.n = 0;
	}
	if (str_int(rq_form(rq, "level"), &level) && level >= 1 && level <= 4) {
		struct evidence *v = &x->list[x->n++];
		*v = on_paper(x);
		v->kind = "task";
		v->level = (int)level;
		v->rubric = q->rubric;
		v->way = S("paper");
	}
	if (x->n && timed)
		x->list[0].alone = (double)minutes;
}

/* The paper itself, to look at later. Alone it hands the work in; a person marks it when there is time. */
static void photo_read(struct entering *x)
{
	if (!x->files.n)
		return;
	if (x->by_code) { /* with what was handed in when it came */
		x->photo = paper_photo_event(x->p->s.code);
		return;
	}
	struct evidence *v = &x->list[x->n++];
	*v = on_paper(x);
	x->photo = v->id = id_new();
	v->kind = "product";
	v->way = S("paper");
	v->response = str_trim(rq_form(x->rq, "note"));
	v->attachment = attachment_id(x->rq->a, v->id, &x->files.items[0]);
}

static enum code enter_fn(struct db *db, void *arg, struct err *e)
{
	struct entering *x = arg;
	struct work now;
	enum code c = evidence_add(db, x->rq->a, x->list, x->n, NULL, e);
	if (!c)
		c = attachments_keep(db, x->rq->a, &x->rq->viewer, x->p->s.learner, OF_EVENT, x->photo, &x->files, e);
	if (!c)
		c = work_load(db, x->rq->a, x->p->s.work, x->rq->lang, &now, e);
	for (size_t i = 0; i < x->n_scans && !c; i++)
		c = scan_end(db, &x->rq->viewer, x->p->scans.items[i].id, "kept", e);
	if (c || work_finished(&now))
		return c;
	return work_move(db, x->rq->a, &x->rq->viewer, now.id, "handed", e);
}

/* What is in the form, and the pages that came by scanner: they go with the hand-in. */
static enum code all_files(struct entering *x, struct err *e)
{
	struct request *rq = x->rq;
	struct sent_file *files = NEW_ARRAY(rq->a, struct sent_file, rq->n_files + FILES_AT_ONCE + 1);
	size_t n = 0;
	enum code c = OK;
	for (size_t i = 0; i < rq->n_files; i++)
		if (rq->files[i].bytes.n || rq->files[i].filename.n)
			files[n++] = (struct sent_file){rq->files[i].filename, rq->files[i].bytes};
	while (!c && x->n_scans < x->p->scans.n && n < FILES_AT_ONCE) {
		struct scan_page page;
		const struct scan_page *s = &x->p->scans.items[x->n_scans];
		struct str image;
		c = scan_get(rq->db, rq->a, &rq->viewer, s->id, &page, &image, e);
		if (c)
			break;
		if (image.n)
			files[n++] = (struct sent_file){str_fmt(rq->a, s->by_code ? "photo-by-code-%d.jpg" : "page-%d.jpg", s->page > 0 ? s->page : (int)x->n_scans + 1), image};
		x->by_code = x->by_code || s->by_code;
		x->n_scans++;
	}
	return c ? c : attachments_take(rq->app->blobs, rq->db, rq->a, x->p->s.learner, files, n, &x->files, e);
}

static enum code enter(struct request *rq, struct reply *rp, struct err *e)
{
	struct score_page p = {0};
	struct entering x = {.rq = rq, .p = &p};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (p.spare)
		return err_set(e, E_CONFLICT, "Say first whose sheet this is.");
	marks_read(&x);
	c = rq_form(rq, "look").n || !p.scans.n ? all_files(&x, e) : err_set(e, E_INPUT, "%s", T(rq, "Look at the scanned pages first, then say that you did."));
	if (c && c != E_INPUT && c != E_LIMIT)
		return c;
	photo_read(&x);
	if (c || (!x.n && !x.files.n)) {
		p.error = c ? str_dup(rq->a, str_z(e->text)) : str_z(T(rq, "Nothing is marked yet. Mark at least one answer, or take a photo of the sheet."));
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p);
	}
	c = rq_write(rq, enter_fn, &x, e);
	return c ? c : rp_redirect(rq, rp, S("/score"), str_fmt(rq->a, T(rq, "Kept for %s. It counts the same as on a screen. Scan the next sheet, or type its code."), str_dupz(rq->a, p.who.name)));
}

struct matching { struct request *rq; struct score_page *p; struct id learner; };

static enum code match_fn(struct db *db, void *arg, struct err *e)
{
	struct matching *m = arg;
	return paper_match(db, m->rq->a, &m->rq->viewer, &m->p->s, m->learner, e);
}

static enum code match(struct request *rq, struct reply *rp, struct err *e)
{
	struct score_page p = {0};
	struct matching m = {rq, &p, ID_NIL};
	bool there = false;
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (!p.spare)
		return err_set(e, E_CONFLICT, "Somebody has said already whose sheet this is.");
	if (id_parse(rq_form(rq, "learner"), &m.learner))
		for (size_t i = 0; i < p.class_list.n; i++)
			there |= id_eq(p.class_list.items[i].id, m.learner);
	if (!there) {
		p.error = str_z(T(rq, "Choose a learner of this class."));
		rp->status = 422;
		return show(rq, rp, &p);
	}
	c = rq_write(rq, match_fn, &m, e);
	return c ? c : rp_redirect(rq, rp, p.path, str_z(T(rq, "The whole packet is this learner's now.")));
}

ROUTES(score) = {
	{GET, "/score", ask, REL_TEAM, 0, .title = N_("Answers from paper")},
	{GET, "/score/{code}", get, REL_TEAM | REL_HOME, 0, .title = N_("Answers from one sheet")},
	{POST, "/score/{code}", enter, REL_TEAM, RT_UPLOAD, .body_max = UPLOAD_BODY, .audit = "paper answers entered", .title = N_("Keep answers from paper")},
	{POST, "/score/{code}/match", match, REL_TEAM, 0, .audit = "spare packet matched", .title = N_("Say whose spare packet it is")},
	ROUTES_END,
};
