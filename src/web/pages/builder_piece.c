/* builder_piece.c - one piece of work in a class's week: by hand or from the library, for one, some or all; changed or
 * swapped for another that is equal in goal [R045 R055 R089 R104]. */
#include "school/admin/school.h"
#include "templates.h"
#include "web/pages/builder.h"
#include "school/team/ready.h"
#include "school/work/steps.h"
#include "school/work/practice.h"

#include <string.h>

#define LEARNERS_MAX 200

static day_t monday_asked(struct request *rq)
{
	day_t d;
	struct str s = rq->method == GET ? rq_query(rq, "monday") : rq_form(rq, "monday");
	return day_parse(s, &d) ? day_monday(d) : school_monday(rq->viewer.today);
}

static enum code resource_read(struct request *rq, struct id id, struct piece_page *p, struct err *e)
{
	struct record r;
	enum code c = record_get(rq->db, rq->a, &rq->viewer, record_type_find(S("resource")), id, &r, e);
	if (c)
		return c;
	int64_t alone = rec_i(&r, "minutes_alone"), peers = rec_i(&r, "minutes_peers"), adult = rec_i(&r, "minutes_adult"), screen = rec_i(&r, "minutes_screen");
	p->from_library = true;
	p->work.resource = id;
	p->work.title = rec_t(&r, "title");
	p->work.resource_kind = rec_t(&r, "kind");
	p->work.rigor = (int)rec_i(&r, "rigor");
	p->work.minutes = (int)(alone + peers + adult ? alone + peers + adult : screen ? screen : 20);
	p->work.mode = str_z(plan_mode_of(p->work.resource_kind, screen, alone, peers, adult));
	return OK;
}

/* The competency that the resource serves: an aim of this week where there is one. */
static enum code competency_of(struct request *rq, struct piece_page *p, struct err *e)
{
	struct rows *r;
	enum code c = db_query(rq->db, e, &r, "select competency from alignment where resource = ?1 order by id", "b", p->work.resource);
	if (c)
		return c;
	int got;
	bool aim = false;
	while ((got = rows_next(r, e)) == 1) {
		struct id k = rows_id(r, 0);
		for (size_t i = 0; i < p->w.n_targets && !aim; i++)
			aim = id_eq(p->w.targets[i].competency, k);
		if (aim || id_nil(p->work.competency))
			p->work.competency = k;
		if (aim)
			break;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code groups_read(struct request *rq, struct piece_page *p, struct err *e)
{
	struct rows *r;
	enum code c = db_query(rq->db, e, &r, "select id, name from class_group where class = ?1 and end_on >= ?2 order by name, id limit 16", "bt", rq->class_id,
	                       day_text(rq->a, rq->viewer.today));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && p->n_groups < 16) {
		p->groups[p->n_groups].id = rows_id(r, 0);
		p->groups[p->n_groups++].name = str_dup(rq->a, rows_t(r, 1));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Others for the same goal: equal in goal first, then for the same competency. */
static enum code others_read(struct request *rq, struct piece_page *p, struct err *e)
{
	struct rows *r;
	if (id_nil(p->work.competency))
		return OK;
	p->others = NEW_ARRAY(rq->a, struct offer, 20);
	enum code c = db_query(rq->db, e, &r,
	                       "select r.id, r.title, r.language, r.kind, case when coalesce(r.same_goal, '') <> '' and r.same_goal = (select o.same_goal from resource o where o.id = ?1) then 1 else 0 end"
	                       " from alignment x join resource r on r.id = x.resource where x.competency = ?2 and r.id <> ?1 and r.state <> 'retired'"
	                       " order by 5 desc, r.language, r.title, r.id limit 20",
	                       "bb", p->work.resource, p->work.competency);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && p->n_others < 20)
		p->others[p->n_others++] = (struct offer){.resource = rows_id(r, 0), .title = str_dup(rq->a, rows_t(r, 1)), .language = str_dup(rq->a, rows_t(r, 2)),
		                                          .kind = str_dup(rq->a, rows_t(r, 3)), .fit = rows_i(r, 4) ? ACCESS_FITS : ACCESS_UNKNOWN};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* A digital lesson is looked at for depth and interaction before it is used; if not, or if it is thin, the page says so [R431]. */
static enum code thin_read(struct request *rq, struct piece_page *p, struct err *e)
{
	int64_t screen = 0, rigor = 0;
	struct depth d;
	if (id_nil(p->work.resource))
		return OK;
	enum code c = db_int(rq->db, e, &screen, "select coalesce(max(minutes_screen), 0) from resource where id = ?1", "b", p->work.resource);
	if (c || !depth_asked(p->work.resource_kind, screen))
		return c;
	c = db_int(rq->db, e, &rigor, "select coalesce(max(rigor), 0) from resource where id = ?1", "b", p->work.resource);
	if (!c)
		c = depth_newest(rq->db, rq->a, p->work.resource, &d, e);
	if (c)
		return c;
	p->thin_any = d.any;
	p->thin = !d.any || d.n_yes < DEPTH_QUESTIONS || d.source > rigor;
	return OK;
}

/* The three questions about what stands in the form now, kept or not [R222]. */
static enum code live_read(struct request *rq, struct piece_page *p, struct err *e)
{
	struct udl_piece x = {.resource = p->work.resource, .mode = p->work.mode, .done = p->work.done_looks_like, .limit = p->work.limit};
	enum code c = open_of_class(rq->db, rq->class_id, &x.open, e);
	if (!c)
		c = practice_constructs(rq->db, &p->work, &x.constructs, e);
	return c ? c : udl_live_load(rq->db, &x, &p->live, e);
}

/* A performance task is looked at for access before it is used; if not, the page says so and holds nothing back [R150]. */
static enum code check_read(struct request *rq, struct piece_page *p, struct err *e)
{
	struct udl u = {.any = true};
	enum code c = id_nil(p->work.resource) || !str_eqz(p->work.resource_kind, "task") ? OK : udl_newest(rq->db, rq->a, p->work.resource, &u, e);
	p->unchecked = !u.any;
	return c ? c : thin_read(rq, p, e);
}

static enum code load(struct request *rq, struct piece_page *p, struct err *e)
{
	day_t monday = monday_asked(rq);
	p->class_id = id_str(rq->a, rq->class_id);
	p->monday = day_text(rq->a, monday);
	p->monday_text = tr_date_short(rq->a, rq->lang, monday);
	enum code c = suggest_load(rq->db, rq->a, &rq->viewer, rq->lang, rq->class_id, monday, &p->w, e);
	if (!c)
		c = groups_read(rq, p, e);
	p->checked = NEW_ARRAY(rq->a, bool, p->w.n);
	return c;
}

/* What was typed stays. */
static void typed(struct request *rq, struct piece_page *p)
{
	int64_t n;
	p->work.title = rq_form(rq, "title");
	p->work.mode = rq_form(rq, "mode");
	p->work.done_looks_like = rq_form(rq, "done");
	p->work.why = rq_form(rq, "why");
	p->work.after_lesson = rq_form_has(rq, "after_lesson", "1");
	p->work.begin_with = str_trim(rq_form(rq, "begin_with"));
	p->work.steps = str_trim(rq_form(rq, "steps"));
	if (rq_form_has(rq, "window", "1")) {
		p->work.by_until = str_trim(rq_form(rq, "by_until"));
		p->work.by_why = str_trim(rq_form(rq, "by_why"));
	}
	p->minutes = rq_form(rq, "minutes");
	p->work.minutes = str_int(str_trim(p->minutes), &n) && n >= 1 && n <= 600 ? (int)n : 0;
	p->limit = str_trim(rq_form(rq, "limit"));
	p->work.limit = !p->limit.n ? 0 : str_int(p->limit, &n) && n >= 0 && n <= 600 ? (int)n : -1;
	p->work.day = str_int(rq_form(rq, "day"), &n) && n >= 0 && n <= 5 ? (int)n : 0;
}

static struct str wrong(struct request *rq, const struct piece_page *p, bool some)
{
	struct str list[6];
	size_t n = 0;
	day_t until;
	struct err steps = {0};
	if (steps_check(p->work.steps, &steps))
		list[n++] = str_dup(rq->a, str_z(steps.text));
	if (p->work.by_until.n && !day_parse(p->work.by_until, &until))
		list[n++] = str_z(T(rq, "Write the last day as 2026-03-02, or leave it empty."));
	if (!str_trim(p->work.title).n)
		list[n++] = str_z(T(rq, "Write what there is to do."));
	if (p->work.minutes < 1)
		list[n++] = str_z(T(rq, "Give the minutes as a number from 1 to 600."));
	if (p->work.limit < 0)
		list[n++] = str_z(T(rq, "Give the time limit as a number of minutes, or leave it empty."));
	if (!some)
		list[n++] = str_z(T(rq, "Choose for whom it is."));
	struct buf b = buf_new(rq->a, 2000);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_byte(&b, ' ');
		buf_str(&b, list[i]);
	}
	return n ? buf_done(&b) : S("");
}

static enum code render(struct request *rq, struct reply *rp, struct piece_page *p, struct err *e)
{
	enum code c = live_read(rq, p, e);
	if (c)
		return c;
	if (!p->minutes.n)
		p->minutes = str_fmt(rq->a, "%d", p->work.minutes);
	if (!p->limit.n && p->work.limit > 0)
		p->limit = str_fmt(rq->a, "%d", p->work.limit);
	if (p->error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = p->id.n ? p->work.title : str_z(T(rq, "Add work")), .nav = "home"});
	tpl_builder_piece(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code to_week(struct request *rq, struct reply *rp, const struct piece_page *p, struct id learner, struct str notice)
{
	struct str at = str_fmt(rq->a, "/classes/%.*s/week?monday=%.*s", S_ARG(p->class_id), S_ARG(p->monday));
	if (!id_nil(learner))
		at = str_fmt(rq->a, "%.*s&open=%.*s#l-%.*s", S_ARG(at), S_ARG(id_str(rq->a, learner)), S_ARG(id_str(rq->a, learner)));
	return rp_redirect(rq, rp, at, notice);
}

/* ---- a new piece ---- */

static enum code add_form(struct request *rq, struct reply *rp, struct err *e)
{
	struct piece_page p = {.work = {.minutes = 20, .mode = S("paper")}};
	struct id id;
	enum code c = load(rq, &p, e);
	if (!c && id_parse(rq_query(rq, "resource"), &id))
		c = resource_read(rq, id, &p, e);
	if (!c && p.from_library)
		c = competency_of(rq, &p, e);
	if (!c)
		c = check_read(rq, &p, e);
	if (c)
		return c;
	bool one = id_parse(rq_query(rq, "learner"), &id);
	for (size_t i = 0; i < p.w.n; i++)
		p.checked[i] = one ? id_eq(p.w.learners[i].person.id, id) : p.from_library;
	return render(rq, rp, &p, e);
}

struct adding {
	struct request *rq;
	struct piece_page *p;
	struct id learners[LEARNERS_MAX];
	size_t n;
	int added;
};

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct adding *x = arg;
	return suggest_add(db, x->rq->a, &x->rq->viewer, &x->p->w, &x->p->work, x->learners, x->n, &x->added, e);
}

static bool has(const struct adding *x, struct id id)
{
	for (size_t i = 0; i < x->n; i++)
		if (id_eq(x->learners[i], id))
			return true;
	return false;
}

/* Everybody, members of groups, and those with a check, each once; only learners the person works with. */
static enum code for_whom(struct request *rq, struct adding *x, struct err *e)
{
	bool all = rq_form_has(rq, "for", "all");
	for (size_t i = 0; i < x->p->w.n && x->n < LEARNERS_MAX; i++) {
		const struct week_of *k = &x->p->w.learners[i];
		x->p->checked[i] = rq_form_has(rq, "learner", id_str(rq->a, k->person.id).p);
		if (k->mine && (all || x->p->checked[i]))
			x->learners[x->n++] = k->person.id;
	}
	for (size_t g = 0; g < x->p->n_groups && !all; g++) {
		struct rows *r;
		if (!rq_form_has(rq, "group", id_str(rq->a, x->p->groups[g].id).p))
			continue;
		enum code c = db_query(rq->db, e, &r, "select learner from group_member where class_group = ?1 order by learner", "b", x->p->groups[g].id);
		if (c)
			return c;
		int got;
		while ((got = rows_next(r, e)) == 1) {
			const struct week_of *k = suggest_learner(&x->p->w, rows_id(r, 0));
			if (k && k->mine && !has(x, k->person.id) && x->n < LEARNERS_MAX)
				x->learners[x->n++] = k->person.id;
		}
		rows_end(r);
		if (got < 0)
			return e->code;
	}
	x->p->work.shared = all;
	return OK;
}

static enum code add(struct request *rq, struct reply *rp, struct err *e)
{
	struct piece_page p = {0};
	struct adding x = {.rq = rq, .p = &p};
	struct id resource;
	enum code c = load(rq, &p, e);
	if (!c && id_parse(rq_form(rq, "resource"), &resource))
		c = resource_read(rq, resource, &p, e);
	if (!c && p.from_library)
		c = competency_of(rq, &p, e);
	if (!c)
		c = for_whom(rq, &x, e);
	if (!c)
		c = check_read(rq, &p, e);
	if (c)
		return c;
	typed(rq, &p);
	p.work.kind = p.work.shared ? S("class") : S("");
	if (rq_form_has(rq, "look", "1")) /* the three questions again, nothing is kept */
		return render(rq, rp, &p, e);
	p.error = wrong(rq, &p, x.n > 0);
	if (p.error.n)
		return render(rq, rp, &p, e);
	c = rq_write(rq, add_fn, &x, e);
	if (c)
		return c;
	struct str notice = rq->repeated ? S("") : str_fmt(rq->a, trn(rq->lang, "It is in the draft of %d learner.", "It is in the drafts of %d learners.", x.added), x.added);
	if (p.unchecked && notice.n)
		notice = str_fmt(rq->a, "%.*s %s", S_ARG(notice), T(rq, "Nobody has checked this task for access yet."));
	if (p.thin && notice.n)
		notice = str_fmt(rq->a, "%.*s %s", S_ARG(notice), p.thin_any ? T(rq, "The check says that this lesson on a screen is not deep enough yet.") : T(rq, "Nobody has checked this lesson on a screen for depth yet."));
	return to_week(rq, rp, &p, x.n == 1 ? x.learners[0] : ID_NIL, notice);
}

/* ---- one that is there ---- */

static enum code piece_load(struct request *rq, struct piece_page *p, struct err *e)
{
	struct id id;
	enum code c = rq_id(rq, "work", &id, e);
	if (!c)
		c = load(rq, p, e);
	if (!c)
		c = work_load(rq->db, rq->a, id, LANG_EN, &p->work, e);
	if (c)
		return c;
	const struct week_of *k = suggest_learner(&p->w, p->work.learner);
	if (!k || !k->mine)
		return err_set(e, E_NOTFOUND, "There is no such piece of work in this class.");
	p->id = id_str(rq->a, id);
	p->clash = NEW_ARRAY(rq->a, struct str, 1);
	for (size_t i = 0; i < k->n_pieces; i++)
		if (id_eq(k->pieces[i].w.id, id) && k->pieces[i].clash_text.n)
			p->clash[p->n_clash++] = k->pieces[i].clash_text;
	for (size_t i = 0; i < k->n_pieces && !c; i++)
		if (id_eq(k->pieces[i].w.id, id) && k->pieces[i].shut) {
			bool named = false;
			c = ready_named(rq->db, id, &named, e);
			p->shut = !named;
			if (!c && p->shut)
				c = adults_of(rq->db, rq->a, p->work.learner, rq->viewer.today, &p->adults, &p->n_adults, e);
		}
	if (c)
		return c;
	for (size_t i = 0; i < p->w.n; i++)
		for (size_t n = 0; n < p->w.learners[i].n_pieces; n++) {
			const struct work *w = &p->w.learners[i].pieces[n].w;
			p->same += p->w.learners[i].mine && !id_eq(w->id, id) && str_eq(w->title, p->work.title) && id_eq(w->resource, p->work.resource);
		}
	c = check_read(rq, p, e);
	return c ? c : others_read(rq, p, e);
}

static enum code edit_form(struct request *rq, struct reply *rp, struct err *e)
{
	struct piece_page p = {0};
	enum code c = piece_load(rq, &p, e);
	return c ? c : render(rq, rp, &p, e);
}

struct editing {
	struct request *rq;
	struct piece_page *p;
	struct work was;
	struct id swap;
	struct str swap_title;
	int64_t version;
	bool all;
};

static enum code edit_one(struct db *db, struct editing *x, const struct work *w, int64_t version, struct err *e)
{
	const struct work *now = &x->p->work;
	struct arena *a = x->rq->a;
	bool swap = !id_nil(x->swap);
	struct input in[] = {{"title", swap && str_eq(now->title, x->was.title) ? x->swap_title : now->title}, {"mode", now->mode}, {"minutes", str_fmt(a, "%d", now->minutes)},
	                     {"day", str_fmt(a, "%d", now->day)}, {"done_looks_like", now->done_looks_like}, {"why", now->why},
	                     {"by_from", day_text(a, x->p->w.monday + (now->day ? now->day - 1 : 0))}, {"limit_minutes", now->limit > 0 ? str_fmt(a, "%d", now->limit) : S("")},
	                     {"after_lesson", now->after_lesson ? S("1") : S("0")}, {"begin_with", now->begin_with}, {"steps", now->steps},
	                     {"steps_done", str_eq(now->steps, w->steps) ? str_fmt(a, "%lld", (long long)w->steps_done) : S("0")},
	                     {"by_until", now->by_until}, {"by_why", now->by_why},
	                     {"resource", swap ? id_str(a, x->swap) : S("")}};
	return record_update(db, a, &x->rq->viewer, record_type_find(S("week_item")), w->id, version, in, swap ? 15 : 14, NULL, e);
}

static enum code edit_fn(struct db *db, void *arg, struct err *e)
{
	struct editing *x = arg;
	enum code c = edit_one(db, x, &x->was, x->version, e);
	for (size_t i = 0; i < x->p->w.n && x->all; i++)
		for (size_t n = 0; n < x->p->w.learners[i].n_pieces && !c; n++) {
			const struct work *w = &x->p->w.learners[i].pieces[n].w;
			if (x->p->w.learners[i].mine && !id_eq(w->id, x->was.id) && str_eq(w->title, x->was.title) && id_eq(w->resource, x->was.resource))
				c = edit_one(db, x, w, w->version, e);
		}
	return c;
}

static enum code edit(struct request *rq, struct reply *rp, struct err *e)
{
	struct piece_page p = {0};
	enum code c = piece_load(rq, &p, e);
	if (c)
		return c;
	struct editing x = {.rq = rq, .p = &p, .was = p.work, .all = rq_form_has(rq, "all", "1")};
	typed(rq, &p);
	if (rq_form_has(rq, "look", "1"))
		return render(rq, rp, &p, e);
	p.error = wrong(rq, &p, true);
	if (!p.error.n && !str_trim(p.work.done_looks_like).n)
		p.error = str_z(T(rq, "Write what done looks like, so that the learner can tell."));
	if (!p.error.n && !str_eq(p.work.by_until, x.was.by_until) && !p.work.by_why.n)
		p.error = str_z(T(rq, "Write why the last day moves, so that the learner and the family know."));
	if (!str_int(rq_form(rq, "version"), &x.version))
		x.version = x.was.version;
	if (p.error.n)
		return render(rq, rp, &p, e);
	if (id_parse(rq_form(rq, "swap"), &x.swap)) {
		bool known = false;
		for (size_t i = 0; i < p.n_others; i++)
			if (id_eq(p.others[i].resource, x.swap)) {
				known = true;
				x.swap_title = p.others[i].title;
			}
		if (!known)
			return err_set(e, E_NOTFOUND, "That resource is not one of those offered here.");
	}
	c = rq_write(rq, edit_fn, &x, e);
	if (c == E_CONFLICT) {
		/* both texts: what somebody else kept stands above, what was typed in the form */
		struct work now;
		if (work_load(rq->db, rq->a, x.was.id, LANG_EN, &now, e))
			return e->code;
		p.error = str_fmt(rq->a, T(rq, "Somebody changed this meanwhile. It is now: %.*s, %d minutes, done when: %.*s. Your words are below; save again to keep them."),
		                  S_ARG(now.title), now.minutes, S_ARG(now.done_looks_like));
		p.work.version = now.version;
		err_clear(e);
		return render(rq, rp, &p, e);
	}
	return c ? c : to_week(rq, rp, &p, x.was.learner, str_z(T(rq, "Saved.")));
}

ROUTES(builder_piece) = {
	{GET, "/classes/{class}/week/add", add_form, REL_TEAM, 0, .title = N_("Add work to a week")},
	{POST, "/classes/{class}/week/add", add, REL_TEAM, 0, .audit = "work added", .title = N_("Add work to a week")},
	{GET, "/classes/{class}/week/pieces/{work}", edit_form, REL_TEAM, 0, .title = N_("A piece of work in a week")},
	{POST, "/classes/{class}/week/pieces/{work}", edit, REL_TEAM, 0, .audit = "work changed", .title = N_("Change a piece of work")},
	ROUTES_END,
};
