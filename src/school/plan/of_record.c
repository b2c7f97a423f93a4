#include "school/plan/of_record.h"

#include <string.h>

bool of_record(struct str source)
{
	return str_eqz(source, "iep") || str_eqz(source, "504") || str_eqz(source, "el");
}

static const char *plan_name(const struct change *c, struct str source)
{
	return tr(c->viewer->lang, str_eqz(source, "iep") ? N_("IEP") : str_eqz(source, "504") ? N_("504 plan") : N_("English-learner plan"));
}

/* What ties a line to this school's own pages; the rest is the plan of record's. */
static bool ours(const char *field)
{
	static const char *const free_[] = {"plan", "goal", "competency", "requirement", "domain", "shown_on", "version_on", "version_why", "subject", "grade_standard", "finish_on", "pace_reason",
	                                    "pace_review_on", NULL};
	for (int i = 0; free_[i]; i++)
		if (strcmp(field, free_[i]) == 0)
			return true;
	return false;
}

static bool same(const struct val *x, const struct val *y)
{
	if (x->type == 'n' || y->type == 'n' || x->type != y->type)
		return x->type == y->type;
	if (x->type == 't' || x->type == 'B')
		return str_eq(x->as.t, y->as.t);
	return x->type == 'b' ? id_eq(x->as.b, y->as.b) : x->type == 'r' ? !(x->as.r < y->as.r || x->as.r > y->as.r) : x->as.i == y->as.i;
}

static bool touched(const struct change *c)
{
	for (size_t i = 0; c->old->type->fields[i].name; i++)
		if (!ours(c->old->type->fields[i].name) && !same(&c->old->values[i], &c->now->values[i]))
			return true;
	return false;
}

enum code of_record_stands(const struct change *c, struct err *e)
{
	if (!c->old || !c->rel || (c->rel & REL_SYSTEM) || !of_record(rec_t(c->old, "source")))
		return OK;
	struct str source = rec_t(c->old, "source");
	unsigned team = str_eqz(source, "el") ? REL_EL | REL_CASE : REL_CASE;
	const char *plan = plan_name(c, source);
	if (!(c->rel & team))
		return err_set(e, E_DENIED, "This line comes from the learner's %s. Only the team of that plan changes it, by a new version of that plan; you may add a line beside it.", plan);
	if (!c->now)
		return err_set(e, E_DENIED,
		               "This line comes from the learner's %s, so it is not removed, by nobody. It ends when that plan says so: open the line, choose Change, and give the last day, the day of the plan's new version and the team's reason.",
		               plan);
	if (!touched(c))
		return OK;
	bool told = str_trim(rec_t(c->now, "version_on")).n && str_trim(rec_t(c->now, "version_why")).n;
	bool new_ = !str_eq(rec_t(c->now, "version_on"), rec_t(c->old, "version_on")) || !str_eq(rec_t(c->now, "version_why"), rec_t(c->old, "version_why"));
	if (told && new_)
		return OK;
	return err_set(e, E_INPUT,
	               "This line comes from the learner's %s and changes only when that plan does. Give the day of the plan's new version and the team's reason, below; both are kept with the old words.", plan);
}

static bool live(struct str begin, struct str end, struct str from, struct str until)
{
	return (!end.n || !from.n || str_cmp(end, from) >= 0) && (!until.n || !begin.n || str_cmp(begin, until) <= 0);
}

enum code of_record_not_forbidden(const struct change *c, struct err *e)
{
	struct rows *r;
	if (!c->now || of_record(rec_t(c->now, "source")) || !rec_i(c->now, "prohibited") || !rec_t(c->now, "term").n)
		return OK;
	enum code code = db_query(c->db, e, &r,
	                          "select source, coalesce(begin_on, ''), coalesce(end_on, '') from plan_line where learner = ?1 and term = ?2 and source in ('iep', '504', 'el')"
	                          " and coalesce(prohibited, 0) = 0 order by id",
	                          "bt", rec_id(c->now, "learner"), rec_t(c->now, "term"));
	if (code)
		return code;
	int got;
	const char *by = NULL;
	while (!by && (got = rows_next(r, e)) == 1)
		if (live(rows_t(r, 1), rows_t(r, 2), rec_t(c->now, "begin_on"), rec_t(c->now, "end_on")))
			by = plan_name(c, rows_t(r, 0));
	rows_end(r);
	if (!by && got < 0)
		return e->code;
	return by ? err_set(e, E_INPUT, "The learner's %s gives this support, so no other plan forbids it. Only a new version of that plan takes it away.", by) : OK;
}

/* 34 CFR 300.305(e)(1), 300.306; 300.305(e)(2); 300.300(b)(4). For English learners: the state's exit procedure, 20 USC 6823(b)(2). */
const struct choice ENTITLEMENT_ENDS[] = {
	{"notEligible", N_("Evaluated anew: the team decided that it is not needed any more")}, {"exited", N_("Reached the state's exit from English-learner services")},
	{"finished", N_("Graduated, or past the age of the state")}, {"consent", N_("The family took its consent back in writing")},
	{"moved", N_("Left this district; the next one takes over")}, {"mistake", N_("Was entered by mistake")}, {NULL, NULL}};

enum code entitlement_stands(const struct change *c, struct err *e)
{
	if (!c->old || (c->rel & REL_SYSTEM) || !of_record(rec_t(c->old, "program")))
		return OK;
	const char *plan = plan_name(c, rec_t(c->old, "program"));
	if (!c->now)
		return err_set(e, E_DENIED,
		               "This is the learner's %s, so it is not removed. A personalized plan stands beside it and never in its place. If it really ends, choose Change and give its last day and why it ends.", plan);
	if (!str_eq(rec_t(c->old, "program"), rec_t(c->now, "program")))
		return err_set(e, E_DENIED, "This is the learner's %s; it does not become something else. Add the other one beside it.", plan);
	struct str was = rec_t(c->old, "end_on"), is = rec_t(c->now, "end_on");
	bool sooner = is.n && (!was.n || str_cmp(is, was) < 0);
	if (sooner && !rec_t(c->now, "end_reason").n)
		return err_set(e, E_INPUT, "Say why the %s ends. That there is a personalized plan is no reason: it stands beside this one and never in its place.", plan);
	return OK;
}
