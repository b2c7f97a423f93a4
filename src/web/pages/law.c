/* law.c - what law counts, confirmed for this state by a person, and what is due after it for the learners one supports [R410]. */
#include "web/pages/law.h"
#include "school/people/people.h"
#include "school/plan/official.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/journey.h"

#include <stdlib.h>
#include <string.h>

#define CONFIRMS (REL_DISTRICT | REL_ADMIN | REL_LEADER)
#define LEARNERS_MOST 400

static enum code show(struct request *rq, struct reply *rp, struct law_page *p, struct err *e)
{
	enum code c = legal_load(rq->db, rq->a, rq->viewer.today, &p->l, e);
	if (c)
		return c;
	for (int i = 0; i < LEGAL_RULES; i++)
		p->confirmed += p->l.v[i].confirmed;
	p->may = (rq->viewer.hats & CONFIRMS) != 0;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What law counts")), .nav = "settings"});
	tpl_plan_law(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct law_page p = {.again = -1};
	return show(rq, rp, &p, e);
}

static enum code confirm_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"rule", rq_form(rq, "rule")}, {"us_state", str_trim(rq_form(rq, "us_state"))}, {"amount", str_trim(rq_form(rq, "amount"))},
	                     {"from_on", rq_form(rq, "from_on").n ? rq_form(rq, "from_on") : day_text(rq->a, rq->viewer.today)}, {"source", str_trim(rq_form(rq, "source"))}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("legal_value")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code confirm(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, confirm_fn, rq, e);
	if (c == E_INPUT) {
		struct law_page p = {.error = journey_refused(rq, rp, e), .again = -1};
		for (int i = 0; i < LEGAL_RULES; i++)
			if (str_eqz(rq_form(rq, "rule"), legal_rule_info((enum legal_rule)i)->key))
				p.again = i;
		err_clear(e);
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, S("/admin/law"), str_z(T(rq, "Confirmed for your state. The value before stays and counts for days before.")));
}

/* ---- dates ---- */

static int by_day(const void *x, const void *y)
{
	const struct due_row *a = x, *b = y;
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	int names = str_cmp(a->name, b->name);
	return names ? names : memcmp(a->id.b, b->id.b, sizeof a->id.b);
}

static enum code learner_dates(struct request *rq, struct dates_page *p, struct id learner, struct str name, struct str grade, struct err *e)
{
	struct official o;
	enum code c = official_load(rq->db, rq->a, learner, rq->viewer.today, &o, e);
	for (size_t i = 0; i < o.n_dates && !c; i++) {
		const struct legal_date *d = &o.dates[i];
		p->rows[p->n++] = (struct due_row){learner, name, grade, str_z(T(rq, legal_rule_info(d->rule)->label)), o.law.v[d->rule].source, d->due, d->over, d->confirmed};
		p->over += d->over;
	}
	return c;
}

/* Learners whom the viewer supports by name and who have such a plan. */
static enum code collect(struct request *rq, struct dates_page *p, struct err *e)
{
	struct rows *r;
	struct cared_for { struct id id; struct str name, grade; } *who = NEW_ARRAY(rq->a, struct cared_for, LEARNERS_MOST + 1);
	size_t n = 0;
	int64_t mask = REL_CASE | REL_EL;
	enum code c = db_query(rq->db, e, &r,
	                       "select distinct p.id, coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name, p.grade, p.family_name from relation x join person p on p.id = x.learner"
	                       " where x.viewer = ?1 and (x.rel & ?2) <> 0 and (x.begin_on is null or x.begin_on <= ?3) and (x.end_on is null or x.end_on >= ?3)"
	                       " and (exists (select 1 from plan_of_record o where o.learner = p.id) or exists (select 1 from el_plan o where o.learner = p.id)) order by p.family_name, p.id limit 400",
	                       "bit", rq->viewer.person, mask, day_text(rq->a, rq->viewer.today));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && n < LEARNERS_MOST) {
		who[n].id = rows_id(r, 0);
		who[n].name = str_dup(rq->a, rows_t(r, 1));
		who[n++].grade = str_dup(rq->a, rows_t(r, 2));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	p->rows = NEW_ARRAY(rq->a, struct due_row, n * LEGAL_RULES + 1);
	p->learners = (int)n;
	for (size_t i = 0; i < n && !c; i++)
		c = learner_dates(rq, p, who[i].id, who[i].name, who[i].grade, e);
	qsort(p->rows, p->n, sizeof *p->rows, by_day);
	return c;
}

static enum code dates(struct request *rq, struct reply *rp, struct err *e)
{
	struct dates_page p = {0};
	enum code c = collect(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("plan-dates.csv");
		buf_z(b, "due,learner,grade,what,source,confirmed\r\n");
		for (size_t i = 0; i < p.n; i++) {
			buf_str(b, day_text(rq->a, p.rows[i].due));
			const struct str cells[] = {p.rows[i].name, p.rows[i].grade, p.rows[i].text, p.rows[i].law};
			for (int k = 0; k < 4; k++) {
				buf_byte(b, ',');
				buf_csv(b, cells[k]);
			}
			buf_fmt(b, ",%d\r\n", p.rows[i].confirmed);
		}
		return OK;
	}
	p.date = tr_date(rq->a, rq->lang, rq->viewer.today);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Dates of plans")), .nav = "home"});
	tpl_plan_dates(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code changed(struct request *rq, struct reply *rp, struct err *e)
{
	struct changed_page p = {.date = tr_date(rq->a, rq->lang, rq->viewer.today)};
	struct id org = rq->viewer.hats & (REL_DISTRICT | REL_ADMIN) ? ID_NIL : rq->viewer.org;
	enum code c = changed_load(rq->db, org, day_text(rq->a, rq->viewer.today), day_text(rq->a, rq->viewer.today - 365), &p.c, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("changed-standards.csv");
		buf_fmt(&rp->body, "accommodations,learners with one,modifications,learners with one,decided,told,to modification,back,pace\r\n%lld,%lld,%lld,%lld,%lld,%lld,%lld,%lld,%lld\r\n", (long long)p.c.ways,
		        (long long)p.c.ways_of, (long long)p.c.standards, (long long)p.c.standards_of, (long long)p.c.decided, (long long)p.c.told, (long long)p.c.became, (long long)p.c.back, (long long)p.c.pace);
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Changed standards")), .nav = "lead"});
	tpl_plan_changed(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(law) = {
	{GET, "/admin/law", get, REL_STAFF | REL_LEADER | REL_ADMIN | REL_DISTRICT, 0, .title = N_("What law counts")},
	{POST, "/admin/law", confirm, CONFIRMS, 0, .audit = "value of law confirmed", .title = N_("Confirm a value of law")},
	{GET, "/caseload/dates", dates, REL_CASE | REL_EL, 0, .title = N_("Dates of plans")},
	{GET, "/lead/standards", changed, REL_LEADER | REL_DISTRICT | REL_ADMIN, 0, .title = N_("Changed standards")},
	ROUTES_END,
};
