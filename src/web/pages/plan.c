/* plan.c - one plan from four sources, side by side, with what each is for [R043] and what the supports come to. */
#include "web/pages/plan.h"
#include "school/plan/iep.h"
#include "school/plan/need_words.h"
#include "school/plan/plan_time.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

static const struct plan_source SOURCES[PLAN_SOURCES] = {
	{"plp", N_("Personalized plan"), N_("For every learner: what I learn, where, with whom, and how I show it."), 0},
	{"iep", N_("IEP"), N_("By law, decided by a team with the family: special instruction, services and accommodations. It is never replaced by another plan."), 0},
	{"504", N_("504 plan"), N_("By law: equal access through aids and accommodations."), 0},
	{"el", N_("English-learner plan"), N_("By law: learning English and every subject at the same time, with support."), 0},
	{"mtss", N_("Extra help for a while"), N_("For anybody who needs it now: what was tried, for how long, and when it is looked at again. It delays no evaluation and takes away no plan."), 0}};

/* Why a line did not count, as a sentence with the term and its source. */
static struct str refused(struct request *rq, const struct need_refusal *x)
{
	const char *term = tr(rq->lang, need_label(x->line->term)), *from = tr(rq->lang, need_source_label(x->line->source));
	switch (x->why) {
	case NEED_PROHIBITED: return str_fmt(rq->a, T(rq, "%s (%s) is not given: a plan says that it must not be used."), term, from);
	case NEED_ASSESSED: return str_fmt(rq->a, T(rq, "%s (%s) is not given where it would do what is being checked."), term, from);
	case NEED_TEAM_ONLY: return str_fmt(rq->a, T(rq, "%s (%s) changes what is expected: only an IEP or 504 team decides that."), term, from);
	case NEED_PLAN_ONLY: return str_fmt(rq->a, T(rq, "%s (%s) comes from a plan on a test."), term, from);
	case NEED_BAD_VALUE: return str_fmt(rq->a, T(rq, "%s (%s) has a value that cannot be used. Please mend the line."), term, from);
	default: return str_fmt(rq->a, T(rq, "%s (%s) is not given here."), term, from);
	}
}

static void needs_fill(struct request *rq, struct plan_page *p)
{
	const struct needs *n = p->p.needs;
	p->on = NEW_ARRAY(rq->a, struct plan_need, n->n);
	p->conflicts = NEW_ARRAY(rq->a, struct str, n->n_conflicts + n->n_refused + p->p.n_unknown);
	for (size_t i = 0; i < n->n; i++) {
		const struct need *x = &n->list[i];
		if (x->set == NEED_OFF)
			continue;
		p->on[p->n_on++] = (struct plan_need){str_z(tr(rq->lang, need_label(x->term))), need_value_words(rq->a, rq->lang, x->term, x->value),
		                                      str_z(tr(rq->lang, need_source_label(x->from->source)))};
	}
	for (size_t i = 0; i < n->n_conflicts; i++)
		p->conflicts[p->n_conflicts++] = str_fmt(rq->a, T(rq, "Two sources differ about %s: %s counts, %s does not."), tr(rq->lang, need_label(n->conflicts[i].term)),
			tr(rq->lang, need_source_label(n->conflicts[i].won->source)), tr(rq->lang, need_source_label(n->conflicts[i].lost->source)));
	for (size_t i = 0; i < n->n_refused; i++)
		p->conflicts[p->n_conflicts++] = refused(rq, &n->refused[i]);
	for (size_t i = 0; i < p->p.n_unknown; i++)
		p->conflicts[p->n_conflicts++] = str_fmt(rq->a, T(rq, "\"%.*s\" is not a support that this program can give by itself. A person sees to it."), S_ARG(p->p.unknown[i].term));
}

/* Kinds of information that nobody has used for this plan yet [R014]. */
static void missing_fill(struct request *rq, struct plan_page *p)
{
	const struct record_type *t = record_type_find(S("plan"));
	struct str names[8];
	size_t n = 0;
	for (const struct choice *k = t->fields[field_index(t, "drew_on")].choices; k->value && n < 8; k++)
		if (!choices_have(p->p.drew_on, k->value))
			names[n++] = str_z(tr(rq->lang, k->label));
	if (n)
		p->missing = tr_list(rq->a, rq->lang, names, n);
}

static enum code hopes(struct request *rq, struct plan_page *p, struct err *e)
{
	struct rows *r;
	enum code c = db_query(rq->db, e, &r, "select coalesce(aspirations, ''), coalesce(careers, ''), coalesce(best_time, '') from profile where learner = ?1 order by id limit 1", "b", rq->learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		p->aspirations = str_dup(rq->a, rows_t(r, 0));
		p->careers = str_dup(rq->a, rows_t(r, 1));
		p->best = str_dup(rq->a, rows_t(r, 2));
	}
	rows_end(r);
	if (got < 0 || !(rq->rel & REL_TEAM))
		return got < 0 ? e->code : OK;
	c = db_query(rq->db, e, &r, "select l.class from enrolment l join class_relation c on c.class = l.class and c.viewer = ?2 where l.person = ?1 and l.role = 'student' and c.rel in (4, 8, 16) order by l.id limit 1", "bb",
	             rq->learner, rq->viewer.person);
	if (c)
		return c;
	got = rows_next(r, e);
	if (got == 1)
		p->class_id = rows_id(r, 0);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

#define AROUND_MOST 30

/* Decisions of the team, newest first. */
static enum code around(struct request *rq, struct plan_page *p, struct err *e)
{
	struct rows *r;
	int got;
	p->decisions = NEW_ARRAY(rq->a, struct plan_decision, AROUND_MOST);
	enum code c = db_query(rq->db, e, &r, "select d.what, d.decided_on, coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?2), n.text), d.team, d.reason, d.family_told_on from team_decision d left join plan_line n on n.id = d.line where d.learner = ?1 order by d.decided_on desc, d.id desc limit 30", "bz", rq->learner, LANGS[rq->lang].tag);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1 && p->n_decisions < AROUND_MOST) {
		struct plan_decision *d = &p->decisions[p->n_decisions++];
		struct str *const texts[] = {&d->what, &d->on, &d->line, &d->team, &d->reason, &d->told};
		for (int i = 0; i < 6; i++)
			*texts[i] = str_dup(rq->a, rows_t(r, i));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct plan_page p = {.id = id_str(rq->a, rq->learner), .rel = rq->rel};
	enum code c = person_get(rq->db, rq->a, rq->learner, &p.learner, e);
	if (!c)
		c = align_load(rq->db, rq->a, rq->learner, rq->viewer.today, rq->lang, &p.p, e);
	if (!c)
		c = hopes(rq, &p, e);
	if (!c)
		c = around(rq, &p, e);
	struct site site = app_site(rq->app, rq->db);
	if (!c)
		c = timetable_load(rq->db, rq->a, rq->lang, site.tz, rq->learner, rq->viewer.today, &p.times, e);
	struct filter of = {"learner", '=', id_str(rq->a, rq->learner)};
	if (!c)
		c = record_find(rq->db, rq->a, &rq->viewer, record_type_find(S("profile_domain")), &(struct query){.filters = &of, .n_filters = 1}, &p.areas, e);
	p.iep_here = iep_held_here(rq->db);
	if (c)
		return c;
	memcpy(p.sources, SOURCES, sizeof(SOURCES));
	for (size_t i = 0; i < p.p.n; i++)
		for (int k = 0; k < PLAN_SOURCES; k++)
			p.sources[k].n += str_eqz(p.p.lines[i].source, p.sources[k].source);
	for (struct str rest = p.p.drew_on; rest.n; p.kinds++)
		str_cut(&rest, ' ');
	needs_fill(rq, &p);
	struct align_check *checks;
	p.n_checks = align_checks(rq->a, &p.p, rq->viewer.today, &checks);
	p.checks = NEW_ARRAY(rq->a, struct plan_check, p.n_checks + 1);
	for (size_t i = 0; i < p.n_checks; i++) {
		enum legal_rule counts = align_counts_with(checks[i].issue);
		p.checks[i] = (struct plan_check){align_check_text(rq->a, rq->lang, &p.p, &checks[i]), str_z(align_source(checks[i].issue)),
		                                  counts != LEGAL_RULES && !p.p.of.law.v[counts].confirmed};
	}
	missing_fill(rq, &p);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Plan")), .nav = "home", .learner_name = p.learner.name});
	tpl_plan_plan(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct begin { struct request *rq; struct id made; };

static enum code begin_fn(struct db *db, void *arg, struct err *e)
{
	struct begin *b = arg;
	enum code c = align_begin(db, b->rq->a, &b->rq->viewer, b->rq->learner, &b->made, e);
	return c ? c : plan_time_add(db, b->rq->a, &b->rq->viewer, "plan", b->made, rq_opened_at(b->rq), e);
}

static enum code begin(struct request *rq, struct reply *rp, struct err *e)
{
	struct begin b = {.rq = rq};
	enum code c = rq_write(rq, begin_fn, &b, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/plan", S_ARG(rq_param(rq, "learner"))),
	                           str_z(T(rq, "Begun from the profile and the goals. Change or take out any line.")));
}

ROUTES(plan) = {
	{GET, "/learners/{learner}/plan", show, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Plan")},
	{POST, "/learners/{learner}/plan/begin", begin, REL_HOME | REL_TEAM, RT_LEARNER_PAGE, .audit = "plan begun", .title = N_("Begin a plan")},
	ROUTES_END,
};
