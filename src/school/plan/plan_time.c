#include "school/plan/plan_time.h"

#include "engine/equity/equity.h"

#include <string.h>

RECORD(plan_sitting) = {
	.name = "plan_sitting", .table = "plan_sitting", .label = N_("Time for a plan"), .plural = N_("Time for plans"),
	.help = N_("From opening a form of a plan to saving it. Added up for the school; nobody is measured by it."), .serves = "R068",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_TEAM, .create = REL_TEAM,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"plan", N_("Plan"), NULL, F_REF, FF_REQUIRED | FF_FILTER | FF_FIXED | FF_NO_FORM, .ref = "plan"},
		{"seconds", N_("Seconds"), NULL, F_INT, FF_REQUIRED | FF_LIST | FF_NO_FORM, .min = 1, .max = SITTING_MOST}),
	.append_only = true, .title_field = "seconds", .order = "-created_at"};

/* The plan that a record belongs to and its learner; both nil when it is of another plan. */
static enum code plan_of(struct db *db, const char *type, struct id record, struct id *plan, struct id *learner, struct err *e)
{
	struct rows *r;
	enum code c = strcmp(type, "plan") == 0 ? db_query(db, e, &r, "select id, learner from plan where id = ?1", "b", record)
	                                        : db_query(db, e, &r,
	                                                   "select p.id, p.learner from plan_line l join plan p on p.id = coalesce(l.plan, (select q.id from plan q"
	                                                   " where q.learner = l.learner and q.state <> 'closed' order by q.begin_on desc, q.id desc limit 1))"
	                                                   " where l.id = ?1 and l.source = 'plp' and p.learner = l.learner", "b", record);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		*plan = rows_id(r, 0);
		*learner = rows_id(r, 1);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code plan_time_add(struct db *db, struct arena *a, const struct viewer *v, const char *type, struct id record, int64_t opened_at, struct err *e)
{
	struct id plan = ID_NIL, learner = ID_NIL, made;
	unsigned rel = 0;
	int64_t seconds = opened_at > 0 ? (clock_now() - opened_at) / 1000000 : 0, sum;
	if (seconds < 1)
		return OK;
	if (seconds > SITTING_MOST)
		seconds = SITTING_MOST;
	enum code c = plan_of(db, type, record, &plan, &learner, e);
	if (c || id_nil(plan))
		return c;
	c = record_rel(db, v, &record_plan_sitting, learner, &rel, e);
	if (c || !(rel & REL_TEAM))
		return c;
	struct input in[] = {{"learner", id_str(a, learner)}, {"plan", id_str(a, plan)}, {"seconds", str_fmt(a, "%lld", (long long)seconds)}};
	c = record_create(db, a, v, &record_plan_sitting, ID_NIL, in, sizeof in / sizeof *in, &made, NULL, e);
	if (!c)
		c = db_int(db, e, &sum, "select sum(seconds) from plan_sitting where plan = ?1", "b", plan);
	/* kept beside the plan's own words: adding it up is no new version of the plan */
	return c ? c : db_exec(db, e, "update plan set minutes_spent = ?1 where id = ?2", "ib", (sum + 59) / 60, plan);
}

static void add(struct plan_average *x, int64_t minutes)
{
	x->minutes = (x->minutes * (double)x->plans + (double)minutes) / (double)(x->plans + 1);
	x->plans++;
}

enum code plan_time_load(struct db *db, struct id org, struct str today, struct str year_ago, struct plan_times *out, struct err *e)
{
	struct rows *r;
	*out = (struct plan_times){.least = equity_policy_default().min_n};
	enum code c = db_query(db, e, &r,
	                       "select x.minutes_spent, (select count(*) from program g where g.learner = x.learner and g.program in ('iep', '504') and coalesce(g.end_on, '9999-12-31') >= ?1)"
	                       " from plan x where x.district = ?2 and x.minutes_spent > 0 and x.begin_on >= ?3 and exists (select 1 from role s where s.person = x.learner"
	                       " and s.role = 'student' and (s.org = ?4 or ?5 = 1))",
	                       "tdtbi", today, year_ago, org, (int64_t)id_nil(org));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		add(&out->all, rows_i(r, 0));
		add(rows_i(r, 1) > 0 ? &out->disability : &out->others, rows_i(r, 0));
	}
	rows_end(r);
	out->all.shown = out->all.plans >= out->least;
	out->disability.shown = out->others.shown = out->disability.plans >= out->least && out->others.plans >= out->least;
	return got < 0 ? e->code : OK;
}
