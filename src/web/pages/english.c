/* english.c - the English-learner plan on one page: languages, levels with test and version, language goals by subject, supports,
 * the letter to the family and its clock, the first weeks, watching after the program, and one view together with an IEP [R053 R054 R087]. */
#include "web/pages/english.h"
#include "school/plan/need_words.h"
#include "templates.h"
#include "web/app.h"

static void needs_fill(struct request *rq, struct english_page *p)
{
	const struct needs *n = p->p.needs;
	p->needs = NEW_ARRAY(rq->a, struct english_need, n->n + 1);
	for (size_t i = 0; i < n->n; i++) {
		const struct need *x = &n->list[i];
		if (x->set != NEED_OFF)
			p->needs[p->n_needs++] = (struct english_need){str_z(tr(rq->lang, need_label(x->term))), need_value_words(rq->a, rq->lang, x->term, x->value),
			                                               str_z(tr(rq->lang, need_source_label(x->from->source)))};
	}
}

/* What is this plan's: its own rules, and where it meets another plan. */
static bool mine(const struct align_check *c)
{
	bool el = (c->line && str_eqz(c->line->source, "el")) || (c->other && str_eqz(c->other->source, "el"));
	return (c->issue >= ALIGN_NOTICE && c->issue <= ALIGN_MONITOR) || c->issue == ALIGN_EL_OVER || el;
}

static void says_fill(struct request *rq, struct english_page *p)
{
	struct align_check *checks;
	size_t n = align_checks(rq->a, &p->p, rq->viewer.today, &checks);
	p->says = NEW_ARRAY(rq->a, struct english_say, n + 1);
	for (size_t i = 0; i < n; i++) {
		enum legal_rule counts = align_counts_with(checks[i].issue);
		if (mine(&checks[i]))
			p->says[p->n_says++] = (struct english_say){align_check_text(rq->a, rq->lang, &p->p, &checks[i]), str_z(align_source(checks[i].issue)),
			                                            counts != LEGAL_RULES && !p->p.of.law.v[counts].confirmed};
	}
}

static void clocks_fill(struct request *rq, struct english_page *p)
{
	const struct official *o = &p->p.of;
	p->watched = o->el.exit != DAY_NONE ? legal_due(&o->law, LEGAL_EL_MONITOR, o->el.exit) : DAY_NONE;
	for (size_t i = 0; i < o->n_dates; i++)
		if (o->dates[i].rule == LEGAL_EL_NOTICE_START || o->dates[i].rule == LEGAL_EL_NOTICE_LATER) {
			p->notice_due = legal_date_text(rq->a, rq->lang, &o->dates[i]);
			p->notice_over = o->dates[i].over;
			p->notice_unconfirmed = !o->dates[i].confirmed;
		}
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct english_page p = {.id = id_str(rq->a, rq->learner), .rel = rq->rel};
	enum code c = person_get(rq->db, rq->a, rq->learner, &p.learner, e);
	if (!c)
		c = align_load(rq->db, rq->a, rq->learner, rq->viewer.today, rq->lang, &p.p, e);
	if (!c)
		c = newcomer_load(rq->db, rq->a, rq->learner, rq->viewer.today, &p.start, e);
	if (c)
		return c;
	const struct record_type *t = record_type_find(S("el_plan"));
	p.program = str_z(tr(rq->lang, choice_label(t->fields[field_index(t, "program")].choices, p.p.of.el.program)));
	needs_fill(rq, &p);
	says_fill(rq, &p);
	clocks_fill(rq, &p);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "English-learner plan")), .nav = "home", .learner_name = p.learner.name});
	tpl_plan_english(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(english) = {
	{GET, "/learners/{learner}/english", show, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .title = N_("English-learner plan")},
	ROUTES_END,
};
