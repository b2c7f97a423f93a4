/* builder.c - the week of a class [R055 R057 R059 R068 R095 R096 R104 R117 R141 R143 R419 R421 R422]: what the program suggests
 * and why, how the week is balanced, what clashes; nothing is in anybody's week until a person puts it there. */
#include "school/admin/calendar.h"
#include "web/pages/builder.h"
#include "school/admin/school.h"
#include "templates.h"

#include <string.h>

const char *mode_label(struct str mode)
{
	if (str_eqz(mode, "paper"))
		return N_("On paper");
	if (str_eqz(mode, "person"))
		return N_("With a person");
	if (str_eqz(mode, "group"))
		return N_("In a group");
	return str_eqz(mode, "handsOn") ? N_("With your hands") : N_("On a screen");
}

static day_t monday_asked(struct request *rq)
{
	day_t d;
	struct str s = rq->method == GET ? rq_query(rq, "monday") : rq_form(rq, "monday");
	return day_parse(s, &d) ? day_monday(d) : school_monday(rq->viewer.today);
}

static void sums(struct builder_page *p)
{
	struct balance *b = &p->balance;
	int n = 0;
	for (size_t i = 0; i < p->w.n; i++) {
		const struct week_of *k = &p->w.learners[i];
		p->n_offers += k->n_offers;
		p->warned += k->n_warnings > 0;
		p->low_rigor += k->low_rigor;
		p->later += k->later;
		n += k->n_pieces > 0;
		b->screen += k->balance.screen;
		b->paper += k->balance.paper + k->balance.hands;
		b->person += k->balance.person;
		b->group += k->balance.group;
		b->total += k->balance.total;
		b->shared += k->balance.shared;
	}
	if (n)
		*b = (struct balance){.screen = b->screen / n, .paper = b->paper / n, .person = b->person / n, .group = b->group / n, .total = b->total / n, .shared = b->shared / n};
}

static bool mine(const struct builder_page *p, struct id learner)
{
	for (size_t i = 0; i < p->w.n; i++)
		if (id_eq(p->w.learners[i].person.id, learner))
			return p->w.learners[i].mine;
	return false;
}

/* What learners say to their own adults: how they would like to work, and that they share what they know from home. */
static enum code said(struct request *rq, struct builder_page *p, struct err *e)
{
	size_t wished = 0, home = 0, chosen = 0;
	enum code c = works_wished(rq->db, rq->a, rq->class_id, p->monday, &p->wished, &wished, e);
	if (!c)
		c = choices_of_class(rq->db, rq->a, rq->lang, rq->class_id, p->monday, &p->chosen, &chosen, e);
	for (size_t i = 0; i < chosen && !c; i++)
		if (mine(p, p->chosen[i].learner))
			p->chosen[p->n_chosen++] = p->chosen[i];
	if (!c)
		c = shared_from_home(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &p->home, &home, e);
	for (size_t i = 0; i < wished && !c; i++)
		if (mine(p, p->wished[i].learner))
			p->wished[p->n_wished++] = p->wished[i];
	for (size_t i = 0; i < home && !c; i++)
		if (mine(p, p->home[i].learner))
			p->home[p->n_home++] = p->home[i];
	return c;
}

static enum code load(struct request *rq, struct builder_page *p, struct err *e)
{
	day_t monday = monday_asked(rq);
	p->id = id_str(rq->a, rq->class_id);
	p->monday = day_text(rq->a, monday);
	p->monday_text = tr_date_short(rq->a, rq->lang, monday);
	p->before = day_text(rq->a, monday - 7);
	p->after = day_text(rq->a, monday + 7);
	(void)id_parse(rq_query(rq, "open"), &p->open);
	enum code c = suggest_load(rq->db, rq->a, &rq->viewer, rq->lang, rq->class_id, monday, &p->w, e);
	if (!c)
		c = suggest_targets(rq->db, rq->a, rq->lang, &p->w.class_row, &p->choices, &p->n_choices, e);
	if (!c)
		c = udl_unchecked(rq->db, rq->a, rq->class_id, p->monday, &p->unchecked, &p->n_unchecked, e);
	p->taught = NEW_ARRAY(rq->a, struct str, p->w.n_targets + 1);
	for (size_t i = 0; i < p->w.n_targets && !c; i++)
		c = lesson_held_on(rq->db, rq->a, rq->class_id, p->w.targets[i].competency, &p->taught[i], e);
	if (!c)
		c = lesson_waited(rq->db, rq->a, rq->lang, rq->class_id, p->monday, &p->waiting, &p->n_waiting, e);
	if (!c)
		c = school_closed(rq->db, rq->a, rq->lang, monday, 5, p->closed, e);
	if (!c)
		c = said(rq, p, e);
	for (int d = 0; !c && d < 5; d++)
		p->closed_name[d] = tr_date(rq->a, rq->lang, monday + d);
	if (!c)
		sums(p);
	return c;
}

static enum code csv(struct reply *rp, const struct builder_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("week.csv");
	buf_z(b, "learner,week,day,title,competency,how,minutes,shared,part of the mix,state,done looks like\r\n");
	for (size_t i = 0; i < p->w.n; i++)
		for (size_t k = 0; k < p->w.learners[i].n_pieces; k++) {
			const struct work *w = &p->w.learners[i].pieces[k].w;
			struct str cells[] = {p->w.learners[i].person.name, p->monday, S(""), w->title, w->competency_code, w->mode};
			for (size_t c = 0; c < sizeof(cells) / sizeof(*cells); c++) {
				if (c == 2)
					buf_int(b, w->day);
				else
					buf_csv(b, cells[c]);
				buf_byte(b, ',');
			}
			buf_fmt(b, "%d,%d,", w->minutes, w->shared);
			buf_csv(b, w->kind);
			buf_byte(b, ',');
			buf_csv(b, w->state);
			buf_byte(b, ',');
			buf_csv(b, w->done_looks_like);
			buf_z(b, "\r\n");
		}
	return OK;
}

static enum code render(struct request *rq, struct reply *rp, struct builder_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_fmt(rq->a, T(rq, "The week of %.*s"), S_ARG(p->w.class_row.title)), .nav = "home"});
	tpl_builder_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct builder_page p = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	return str_eqz(rq_query(rq, "format"), "csv") ? csv(rp, &p) : render(rq, rp, &p);
}

/* The same page with a sentence above it. */
static enum code refused(struct request *rq, struct reply *rp, struct err *e)
{
	struct builder_page p = {.error = str_dup(rq->a, str_z(e->text)), .message = rq_form(rq, "message")};
	err_clear(e);
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	rp->status = 422;
	return render(rq, rp, &p);
}

static enum code back(struct request *rq, struct reply *rp, const char *part, struct str notice)
{
	struct str learner = rq_form(rq, "learner"), monday = day_text(rq->a, monday_asked(rq)), id = id_str(rq->a, rq->class_id);
	struct id known;
	if (id_parse(learner, &known))
		return rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/week?monday=%.*s&open=%.*s#l-%.*s", S_ARG(id), S_ARG(monday), S_ARG(learner), S_ARG(learner)), notice);
	return rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/week?monday=%.*s%s", S_ARG(id), S_ARG(monday), part), notice);
}

/* ---- aims ---- */

struct aim {
	struct request *rq;
	struct id competency, remove;
	const struct class_week *keep; /* aims that followed from work and become chosen ones */
	struct str monday;
};

static enum code aim_add(struct db *db, struct aim *x, struct id competency, struct err *e)
{
	struct id id;
	struct arena *a = x->rq->a;
	struct input in[] = {{"class", id_str(a, x->rq->class_id)}, {"monday", x->monday}, {"competency", id_str(a, competency)}};
	return record_create(db, a, &x->rq->viewer, record_type_find(S("class_target")), ID_NIL, in, 3, &id, NULL, e);
}

static enum code aim_fn(struct db *db, void *arg, struct err *e)
{
	struct aim *x = arg;
	for (size_t i = 0; i < x->keep->n_targets; i++) {
		const struct target *t = &x->keep->targets[i];
		bool gone = id_eq(t->competency, x->remove), there = !id_nil(t->record);
		enum code c = OK;
		if (id_eq(t->competency, x->competency) && there)
			return OK;
		if (there && gone)
			c = record_remove(db, x->rq->a, &x->rq->viewer, record_type_find(S("class_target")), t->record, 1, e);
		else if (!there && !gone && !id_eq(t->competency, x->competency))
			c = aim_add(db, x, t->competency, e);
		if (c)
			return c;
	}
	return id_nil(x->competency) ? OK : aim_add(db, x, x->competency, e);
}

static enum code aims(struct request *rq, struct reply *rp, struct err *e)
{
	struct builder_page p = {0};
	struct aim x = {.rq = rq, .monday = day_text(rq->a, monday_asked(rq)), .keep = &p.w};
	bool add = id_parse(rq_form(rq, "competency"), &x.competency), remove = id_parse(rq_form(rq, "remove"), &x.remove);
	if (!add && !remove) {
		err_set(e, E_INPUT, "Choose what the class works on.");
		return refused(rq, rp, e);
	}
	enum code c = load(rq, &p, e);
	if (!c && add && p.w.n_targets >= 8) {
		err_set(e, E_INPUT, "A week holds eight aims at most. Take one away first.");
		return refused(rq, rp, e);
	}
	if (!c)
		c = rq_write(rq, aim_fn, &x, e);
	return c ? c : back(rq, rp, "#h-aims", S(""));
}

/* ---- lessons with a person ---- */

struct lesson { struct request *rq; struct id competency; };

static enum code taught_fn(struct db *db, void *arg, struct err *e)
{
	struct lesson *x = arg;
	return lesson_held(db, x->rq->a, &x->rq->viewer, x->rq->class_id, x->competency, e);
}

/* One tap: this was taught today, so practice that waited for it opens [R108]. */
static enum code taught(struct request *rq, struct reply *rp, struct err *e)
{
	struct lesson x = {.rq = rq};
	int64_t known = 0;
	if (id_parse(rq_form(rq, "competency"), &x.competency)) {
		enum code c = db_int(rq->db, e, &known, "select count(*) from competency where id = ?1", "b", x.competency);
		if (c)
			return c;
	}
	if (!known)
		return err_set(e, E_INPUT, "Choose what was taught.");
	enum code c = rq_write(rq, taught_fn, &x, e);
	return c ? c : back(rq, rp, "#h-aims", str_z(T(rq, "Logged. Practice that waited for this lesson is open now.")));
}

/* ---- suggestions ---- */

struct answer {
	struct request *rq;
	struct choice_of which;
	day_t monday;
	bool use;
	int added;
};

static enum code answer_fn(struct db *db, void *arg, struct err *e)
{
	struct answer *x = arg;
	struct class_week w;
	/* what is suggested now, not what was when the page was made */
	enum code c = suggest_load(db, x->rq->a, &x->rq->viewer, x->rq->lang, x->rq->class_id, x->monday, &w, e);
	if (c)
		return c;
	return x->use ? suggest_use(db, x->rq->a, &x->rq->viewer, &w, x->which, &x->added, e) : suggest_aside(db, x->rq->a, &x->rq->viewer, &w, x->which, e);
}

static enum code answer(struct request *rq, struct reply *rp, struct err *e)
{
	struct answer x = {.rq = rq, .monday = monday_asked(rq), .use = str_eqz(rq_form(rq, "answer"), "use")};
	if (!x.use && !str_eqz(rq_form(rq, "answer"), "no"))
		return err_set(e, E_INPUT, "Choose “Use it” or “No thanks”.");
	(void)id_parse(rq_form(rq, "learner"), &x.which.learner);
	(void)id_parse(rq_form(rq, "resource"), &x.which.resource);
	x.which.whole_class = id_nil(x.which.learner) && !id_nil(x.which.resource);
	enum code c = rq_write(rq, answer_fn, &x, e);
	if (c)
		return c;
	struct str notice = S("");
	if (x.use && !rq->repeated)
		notice = str_fmt(rq->a, trn(rq->lang, "%d piece of work is in the drafts. Nobody sees it before you give the week.",
		                            "%d pieces of work are in the drafts. Nobody sees them before you give the week.", x.added), x.added);
	return back(rq, rp, "#h-suggest", notice);
}

/* ---- taking out, giving ---- */

struct piece_out { struct request *rq; struct id work, learner; int64_t version; };

static enum code out_fn(struct db *db, void *arg, struct err *e)
{
	struct piece_out *x = arg;
	return record_remove(db, x->rq->a, &x->rq->viewer, record_type_find(S("week_item")), x->work, x->version, e);
}

static enum code take_out(struct request *rq, struct reply *rp, struct err *e)
{
	struct piece_out x = {.rq = rq};
	struct work w;
	struct person_list in;
	bool here = false;
	enum code c = rq_id(rq, "work", &x.work, e);
	if (!c)
		c = work_load(rq->db, rq->a, x.work, rq->lang, &w, e);
	if (!c)
		c = class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &in, e);
	for (size_t i = 0; !c && i < in.n; i++)
		here = here || id_eq(in.items[i].id, w.learner);
	if (!c && !here)
		c = err_set(e, E_NOTFOUND, "There is no such piece of work in this class.");
	if (c)
		return c;
	x.version = w.version;
	c = rq_write(rq, out_fn, &x, e);
	return c ? c : back(rq, rp, "", str_z(T(rq, "Taken out of the week.")));
}

struct giving {
	struct request *rq;
	struct give got;
	struct str message;
	day_t monday;
};

static enum code give_fn(struct db *db, void *arg, struct err *e)
{
	struct giving *x = arg;
	struct class_week w;
	enum code c = suggest_load(db, x->rq->a, &x->rq->viewer, x->rq->lang, x->rq->class_id, x->monday, &w, e);
	return c ? c : suggest_give(db, x->rq->a, &x->rq->viewer, &w, x->message, &x->got, e);
}

static enum code give(struct request *rq, struct reply *rp, struct err *e)
{
	struct giving x = {.rq = rq, .message = rq_form(rq, "message"), .monday = monday_asked(rq)};
	enum code c = rq_write(rq, give_fn, &x, e);
	if (c)
		return c;
	if (rq->repeated)
		return back(rq, rp, "#h-give", S(""));
	struct str said = str_fmt(rq->a, trn(rq->lang, "%d learner has the week now.", "%d learners have the week now.", x.got.given), x.got.given);
	if (!x.got.n_problems)
		return back(rq, rp, "#h-give", said);
	/* those without a problem have theirs; the page says who waits for what */
	err_set(e, E_INPUT, "%.*s Work that cannot be opened holds these back: %.*s. Change or take out that work, then give again.", S_ARG(said),
	        S_ARG(tr_list(rq->a, rq->lang, x.got.problems, x.got.n_problems)));
	return refused(rq, rp, e);
}

ROUTES(builder) = {
	{GET, "/classes/{class}/week", show, REL_TEAM, RT_KEPT, .title = N_("The week of a class")},
	{POST, "/classes/{class}/week/aims", aims, REL_TEAM, 0, .audit = "class aims", .title = N_("Choose what the class works on")},
	{POST, "/classes/{class}/week/suggestions", answer, REL_TEAM, 0, .audit = "suggestion", .title = N_("Use a suggestion or not")},
	{POST, "/classes/{class}/week/pieces/{work}/remove", take_out, REL_TEAM, 0, .audit = "work removed", .title = N_("Take work out of a week")},
	{POST, "/classes/{class}/week/give", give, REL_TEAM, 0, .audit = "week given", .title = N_("Give the week")},
	{POST, "/classes/{class}/week/taught", taught, REL_TEAM, 0, .audit = "lesson held", .title = N_("This was taught")},
	ROUTES_END,
};
