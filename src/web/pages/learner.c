/* learner.c - one learner for the staff: strengths first, then now, plans and supports, evidence. */
#include "web/pages/learner.h"
#include "school/admin/school.h"
#include "templates.h"
#include "web/app.h"

static enum code tried(struct request *rq, struct learner_page *p, struct err *e)
{
	struct rows *r;
	struct site site = app_site(rq->app, rq->db);
	p->tried = NEW_ARRAY(rq->a, struct str, 10);
	enum code c = db_query(rq->db, e, &r, "select n.text, n.created_at, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '') from note n left join person p on p.id = n.created_by where n.learner = ?1 and n.kind = 'tried' order by n.created_at desc limit 10", "b", rq->learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		p->tried[p->n_tried++] = str_fmt(rq->a, "%.*s (%.*s)", S_ARG(rows_t(r, 0)), S_ARG(str_trim(str_fmt(rq->a, "%.*s %.*s %.*s", S_ARG(tr_time(rq->a, rq->lang, site.tz, rows_i(r, 1))), S_ARG(rows_t(r, 2)), S_ARG(rows_t(r, 3))))));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Programs are closed by default; opening them is a read that the security log keeps [R010]. */
static enum code programs(struct request *rq, struct learner_page *p, struct err *e)
{
	struct filter f = {"learner", '=', id_str(rq->a, rq->learner)};
	struct query q = {.filters = &f, .n_filters = 1};
	struct record_list l;
	if (rq->viewer.trace)
		rq->viewer.trace->purpose = "learner page, opened";
	enum code c = record_find(rq->db, rq->a, &rq->viewer, record_type_find(S("program")), &q, &l, e);
	if (c)
		return c;
	p->programs = NEW_ARRAY(rq->a, struct str, l.n);
	for (size_t i = 0; i < l.n; i++) {
		int at = field_index(l.items[i].type, "program");
		const char *label = choice_label(l.items[i].type->fields[at].choices, rec_t(&l.items[i], "program"));
		struct str category = rec_t(&l.items[i], "category");
		if (*label)
			p->programs[p->n_programs++] = category.n ? str_fmt(rq->a, "%s: %.*s", tr(rq->lang, label), S_ARG(category)) : str_z(tr(rq->lang, label));
	}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct learner_page p = {.id = id_str(rq->a, rq->learner), .rel = rq->rel, .opened = str_eqz(rq_query(rq, "open"), "programs")};
	enum code c = family_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p.d, e);
	if (!c)
		c = work_missing(rq->db, rq->a, rq->learner, rq->viewer.today, rq->lang, 3, &p.missing, &p.n_missing, &p.n_missing_all, e);
	if (!c)
		c = tried(rq, &p, e);
	if (!c)
		c = results_of(rq->db, rq->a, rq->lang, rq->learner, &p.results, e);
	if (!c)
		c = attachments_of_learner(rq->db, rq->a, rq->learner, 4, &p.files, e);
	if (!c && p.opened)
		c = programs(rq, &p, e);
	if (c)
		return c;
	p.week_text = tr_date_short(rq->a, rq->lang, school_monday(rq->viewer.today));
	page_open(rq, rp, &(struct page){.title = p.d.child.name, .nav = "home", .learner_name = p.d.child.name});
	tpl_learner_staff(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct say {
	struct request *rq;
	struct str text;
};

static enum code keep(struct db *db, void *arg, struct err *e)
{
	struct say *s = arg;
	return family_say(db, s->rq->a, &s->rq->viewer, s->rq->rel, s->rq->learner, "tried", S("tried"), s->text, s->rq->lang, ID_NIL, e);
}

static enum code add_tried(struct request *rq, struct reply *rp, struct err *e)
{
	struct say s = {rq, rq_form(rq, "text")};
	enum code c = rq_write(rq, keep, &s, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s#tried", S_ARG(rq_param(rq, "learner"))), str_z(T(rq, "Noted.")));
}

ROUTES(learner) = {
	{GET, "/learners/{learner}", show, REL_TEAM | REL_LEADER, RT_PROTECTED, .title = N_("A learner")},
	{POST, "/learners/{learner}/tried", add_tried, REL_TEAM, 0, .audit = "note", .title = N_("What we tried")},
	ROUTES_END,
};
