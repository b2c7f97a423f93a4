/* plan_paper.c - an IEP, 504 or English-learner plan from the paper in two minutes: one page, each line with where from and
 * when [R041]. The document itself stays where it lives. */
#include "web/pages/plan_paper.h"
#include "school/plan/needs.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/journey.h"

#include <string.h>

struct str paper_name(struct arena *a, const char *part, int i)
{
	return str_fmt(a, "%s%d", part, i + 1);
}

static const struct choice *choices_of(const char *type, const char *field)
{
	const struct record_type *t = record_type_find(str_z(type));
	return t->fields[field_index(t, field)].choices;
}

static const char *kind_asked(struct str k)
{
	return str_eqz(k, "504") ? "504" : str_eqz(k, "el") ? "el" : "iep";
}

static unsigned may_write(const char *kind)
{
	return strcmp(kind, "el") == 0 ? REL_EL : REL_CASE;
}

static enum code show(struct request *rq, struct reply *rp, struct plan_paper_page *p, struct err *e)
{
	int64_t n = 0;
	p->id = id_str(rq->a, rq->learner);
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->learner, e);
	if (!c)
		c = db_int(rq->db, e, &n, "select count(*) from plan_line where learner = ?1 and source = ?2 and (end_on is null or end_on >= ?3)", "btt", rq->learner, p->kind, day_text(rq->a, rq->viewer.today));
	if (c)
		return c;
	p->older = n > 0;
	p->terms = choices_of("plan_line", "term");
	p->areas = choices_of("plan_line", "subject");
	p->programs = choices_of("el_plan", "program");
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "A plan from the paper")), .nav = "home", .learner_name = p->learner.name, .width = "narrow"});
	tpl_plan_paper(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code form(struct request *rq, struct reply *rp, struct err *e)
{
	struct str asked = rq_query(rq, "kind");
	struct plan_paper_page p = {.kind = asked.n || (rq->rel & REL_CASE) ? str_z(kind_asked(asked)) : S("el")}; /* without a kind: one of the viewer's own */
	if (!(rq->rel & may_write(kind_asked(p.kind))))
		return err_set(e, E_DENIED, "Only the team of that plan writes it in.");
	return show(rq, rp, &p, e);
}

struct taking { struct request *rq; const char *kind; struct str learner, from, note, begin, until; struct problems problems; int lines; };

static struct str typed(const struct taking *t, const char *part, int i)
{
	struct str name = paper_name(t->rq->a, part, i);
	return str_trim(rq_form(t->rq, name.p));
}

static enum code header(struct db *db, struct taking *t, struct err *e)
{
	struct request *rq = t->rq;
	struct id id;
	struct str today = day_text(rq->a, rq->viewer.today);
	if (strcmp(t->kind, "el") == 0) {
		struct input in[] = {{"learner", t->learner}, {"home_languages", str_trim(rq_form(rq, "home_languages"))}, {"enrolled_on", rq_form(rq, "enrolled_on")}, {"identified_on", rq_form(rq, "identified_on")},
			{"placed_on", t->begin}, {"program", rq_form(rq, "program")}, {"newcomer", rq_form(rq, "newcomer").n ? S("1") : S("0")}, {"review_on", rq_form(rq, "review_on")}, {"taken_from", t->from}, {"taken_on", today}};
		return record_create(db, rq->a, &rq->viewer, record_type_find(S("el_plan")), ID_NIL, in, sizeof in / sizeof *in, &id, &t->problems, e);
	}
	struct input in[] = {{"learner", t->learner}, {"kind", str_z(t->kind)}, {"begin_on", t->begin}, {"end_on", t->until}, {"met_on", rq_form(rq, "met_on")}, {"evaluated_on", rq_form(rq, "evaluated_on")},
		{"case_manager", rq_form(rq, "mine").n ? id_str(rq->a, rq->viewer.person) : S("")}, {"strengths", str_trim(rq_form(rq, "strengths"))}, {"regular_share", str_trim(rq_form(rq, "regular_share"))},
		{"share_reason", str_trim(rq_form(rq, "share_reason"))}, {"reports", str_trim(rq_form(rq, "reports"))}, {"taken_from", t->from}, {"taken_on", today}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("plan_of_record")), ID_NIL, in, sizeof in / sizeof *in, &id, &t->problems, e);
}

static enum code line(struct db *db, struct taking *t, const char *kind, const char *where, int i, const struct input *more, size_t n, struct err *e)
{
	struct request *rq = t->rq;
	struct id id;
	struct input in[20] = {{"learner", t->learner}, {"source", str_z(t->kind)}, {"kind", str_z(kind)}, {"source_note", t->note}, {"begin_on", t->begin}, {"end_on", t->until}};
	for (size_t k = 0; k < n && k < 14; k++)
		in[6 + k] = more[k];
	enum code c = record_create(db, rq->a, &rq->viewer, record_type_find(S("plan_line")), ID_NIL, in, 6 + n, &id, &t->problems, e);
	t->lines++;
	return c ? err_in(e, "%s %d", T(rq, where), i + 1) : OK;
}

static enum code lines(struct db *db, struct taking *t, struct err *e)
{
	struct request *rq = t->rq;
	enum code c = OK;
	bool el = strcmp(t->kind, "el") == 0;
	for (int i = 0; i < PAPER_GOALS && !c; i++) {
		struct input in[] = {{"text", typed(t, "goal", i)}, {"subject", typed(t, "goal_area", i)}, {"baseline", typed(t, "goal_now", i)}, {"target", typed(t, "goal_to", i)}, {"unit", typed(t, "goal_unit", i)},
			{"evidence", typed(t, "goal_how", i)}};
		if (in[0].text.n)
			c = line(db, t, el ? "languageGoal" : "goal", N_("Goal"), i, in, sizeof in / sizeof *in, e);
	}
	for (int i = 0; i < PAPER_HELPS && !c; i++) {
		struct input in[] = {{"text", typed(t, "help", i)}, {"term", typed(t, "help_term", i)}, {"value", typed(t, "help_value", i)}};
		enum need_term term;
		struct need_value value;
		if (!in[0].text.n && !in[1].text.n)
			continue;
		if (in[1].text.n && need_term_parse(in[1].text, &term) && !need_value_parse(term, in[2].text, &value))
			return err_set(e, E_INPUT, "Support %d needs a value, such as 1.5 for half as much time again.", i + 1);
		if (!in[0].text.n)
			in[0].text = str_z(tr(rq->lang, choice_label(choices_of("plan_line", "term"), in[1].text)));
		bool changed = rq_form_has(rq, paper_name(rq->a, "help_kind", i).p, "modification");
		c = line(db, t, el ? "support" : changed ? "modification" : "accommodation", N_("Support"), i, in, sizeof in / sizeof *in, e);
	}
	for (int i = 0; i < PAPER_SERVICES && !c; i++) {
		struct input in[] = {{"text", typed(t, "service", i)}, {"frequency", typed(t, "service_often", i)}, {"duration", typed(t, "service_long", i)}, {"location", typed(t, "service_where", i)},
			{"minutes_week", typed(t, "service_minutes", i).n ? typed(t, "service_minutes", i) : S("0")}, {"adult", typed(t, "service_who", i)}};
		if (in[0].text.n)
			c = line(db, t, "service", N_("Service"), i, in, sizeof in / sizeof *in, e);
	}
	return c;
}

/* Lines of the earlier version end the day before the new one begins, and say so. */
static enum code end_older(struct db *db, struct taking *t, struct err *e)
{
	struct request *rq = t->rq;
	struct rows *r;
	struct { struct id id; int64_t version; } old[200];
	size_t n = 0;
	day_t begin;
	if (!rq_form(rq, "ends_older").n || !day_parse(t->begin, &begin))
		return OK;
	struct str last = day_text(rq->a, begin - 1);
	enum code c = db_query(db, e, &r, "select id, version from plan_line where learner = ?1 and source = ?2 and (end_on is null or end_on > ?3) and (begin_on is null or begin_on <= ?3) order by id limit 200", "bzt", rq->learner, t->kind, last);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && n < 200) {
		old[n].id = rows_id(r, 0);
		old[n++].version = rows_i(r, 1);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n && !c; i++) {
		struct input in[] = {{"end_on", last}, {"version_on", t->begin}, {"version_why", str_fmt(rq->a, "%.*s", S_ARG(t->note))}};
		c = record_update(db, rq->a, &rq->viewer, record_type_find(S("plan_line")), old[i].id, old[i].version, in, 3, NULL, e);
	}
	return c;
}

static enum code take_fn(struct db *db, void *arg, struct err *e)
{
	struct taking *t = arg;
	enum code c = end_older(db, t, e);
	if (!c)
		c = header(db, t, e);
	return c ? c : lines(db, t, e);
}

static enum code take(struct request *rq, struct reply *rp, struct err *e)
{
	struct taking t = {.rq = rq, .kind = kind_asked(rq_form(rq, "kind")), .learner = id_str(rq->a, rq->learner), .from = str_trim(rq_form(rq, "taken_from")), .begin = rq_form(rq, "begin_on"),
	                   .until = rq_form(rq, "end_on")};
	if (!(rq->rel & may_write(t.kind)))
		return err_set(e, E_DENIED, "Only the team of that plan writes it in.");
	t.note = str_fmt(rq->a, "%.*s (%.*s)", S_ARG(t.from), S_ARG(day_text(rq->a, rq->viewer.today)));
	enum code c = rq_write(rq, take_fn, &t, e);
	if (c == E_INPUT) {
		struct plan_paper_page p = {.kind = str_z(t.kind), .error = journey_refused(rq, rp, e)};
		err_clear(e);
		return show(rq, rp, &p, e);
	}
	if (c)
		return c;
	struct str notice = str_fmt(rq->a, T(rq, "Taken over with %d lines, each with where from and when. They count from their first day on, on screen, on paper and in time."), t.lines);
	return rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/%s", S_ARG(rq_param(rq, "learner")), strcmp(t.kind, "el") == 0 ? "english" : "plan"), notice);
}

ROUTES(plan_paper) = {
	{GET, "/learners/{learner}/plans/paper", form, REL_CASE | REL_EL, 0, .title = N_("A plan from the paper")},
	{POST, "/learners/{learner}/plans/paper", take, REL_CASE | REL_EL, 0, .body_max = 400000, .audit = "plan taken from paper", .title = N_("Take a plan over from the paper")},
	ROUTES_END,
};
