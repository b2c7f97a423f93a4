/* fits.c - what of the library fits whom, with its reason; what shuts learners out, whom it concerns in numbers, and who mends it by
 * when [R213 R236]; what people have to get ready. */
#include "web/pages/needs.h"
#include "school/plan/needs.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

#define REASONS 24
#define IN_USE_DAYS 60

static struct str *sentences(struct request *rq, const struct access_reason *why, size_t n, enum access_fit fit, size_t *kept)
{
	struct str *out = NEW_ARRAY(rq->a, struct str, n + 1);
	*kept = 0;
	for (size_t i = 0; i < n; i++)
		if (fit == ACCESS_FITS ? true : why[i].fit == fit || (fit == ACCESS_FITS_WITH_TOOL && why[i].fit <= fit))
			out[(*kept)++] = fit_say(rq->a, rq->lang, &why[i]);
	return out;
}

static enum code class_fits(struct request *rq, struct reply *rp, struct err *e)
{
	struct fits_page p = {.id = id_str(rq->a, rq->class_id)};
	struct resource_fit_of r;
	struct person_list people;
	struct id resource;
	struct need_context here = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	if (!id_parse(rq_query(rq, "resource"), &resource))
		return err_set(e, E_NOTFOUND, "There is no such resource.");
	enum code c = resource_access_load(rq->db, rq->a, resource, &r, e);
	if (!c)
		c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &p.row, e);
	if (!c)
		c = class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &people, e);
	if (c)
		return c;
	p.title = r.title;
	p.list = arena_array(rq->a, people.n + 1, sizeof *p.list);
	for (size_t i = 0; i < people.n; i++) {
		const struct needs *needs;
		struct access_reason why[REASONS];
		if ((c = needs_load(rq->db, rq->a, people.items[i].id, &here, &needs, e)))
			return c;
		struct access_verdict v = resource_match(&r, needs, why, REASONS);
		size_t n = v.n_reasons < REASONS ? v.n_reasons : REASONS;
		p.list[p.n].learner = people.items[i];
		p.list[p.n].fit = v.fit;
		p.list[p.n].why = sentences(rq, why, n, v.fit, &p.list[p.n].n_why);
		p.counts[v.fit]++;
		p.n++;
	}
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("fits.csv");
		buf_z(b, "learner,fit,why\r\n");
		for (size_t i = 0; i < p.n; i++) {
			buf_csv(b, p.list[i].learner.name);
			buf_fmt(b, ",%s,", access_fit_name(p.list[i].fit));
			buf_csv(b, tr_list(rq->a, rq->lang, p.list[i].why, p.list[i].n_why));
			buf_z(b, "\r\n");
		}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_fmt(rq->a, T(rq, "Whom “%.*s” fits"), S_ARG(p.title)), .nav = "home"});
	tpl_chain_fits(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* ---- access debt ---- */

static struct debt_row *row_of(struct request *rq, struct debt_page *p, size_t *cap, struct id resource)
{
	if (p->n && id_eq(p->list[p->n - 1].resource, resource))
		return &p->list[p->n - 1];
	if (p->n == *cap) {
		p->list = arena_grow(rq->a, p->list, *cap * sizeof *p->list, (*cap + 32) * sizeof *p->list);
		*cap += 32;
	}
	p->list[p->n] = (struct debt_row){.resource = resource, .due = DAY_NONE, .why = NEW_ARRAY(rq->a, struct str, 6)};
	return &p->list[p->n++];
}

static void why_add(struct debt_row *x, struct str said)
{
	for (size_t i = 0; i < x->n_why; i++)
		if (str_eq(x->why[i], said))
			return;
	if (x->n_why < 6)
		x->why[x->n_why++] = said;
}

struct used { struct id resource, learner; };
struct known { struct id learner; const struct needs *needs; };

static enum code used_load(struct request *rq, struct used **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	enum code c = db_query(rq->db, e, &r,
	                       "select distinct i.resource, i.learner from week_item i join week_plan w on w.id = i.week where w.state <> 'draft' and w.monday >= ?2 and i.resource is not null and i.state <> 'excused'"
	                       " and exists (select 1 from relation x where x.viewer = ?1 and x.learner = i.learner and x.rel = 64) order by i.resource, i.learner",
	                       "bt", rq->viewer.person, day_text(rq->a, rq->viewer.today - IN_USE_DAYS));
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(rq->a, *out, cap * sizeof **out, (cap + 256) * sizeof **out);
			cap += 256;
		}
		(*out)[(*n)++] = (struct used){rows_id(r, 0), rows_id(r, 1)};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Each learner's needs once. */
static enum code needs_of(struct request *rq, struct known **list, size_t *n, size_t *cap, struct id learner, const struct needs **out, struct err *e)
{
	struct need_context here = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	size_t low = 0, high = *n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int d = id_cmp((*list)[mid].learner, learner);
		if (!d) {
			*out = (*list)[mid].needs;
			return OK;
		}
		if (d < 0)
			low = mid + 1;
		else
			high = mid;
	}
	enum code c = needs_load(rq->db, rq->a, learner, &here, out, e);
	if (c)
		return c;
	if (*n == *cap) {
		*list = arena_grow(rq->a, *list, *cap * sizeof **list, (*cap + 256) * sizeof **list);
		*cap += 256;
	}
	memmove(&(*list)[low + 1], &(*list)[low], (*n - low) * sizeof **list);
	(*list)[low] = (struct known){learner, *out};
	(*n)++;
	return OK;
}

static enum code count(struct request *rq, struct debt_page *p, struct err *e)
{
	struct used *used;
	struct known *known = NULL;
	size_t n, n_known = 0, cap_known = 0, cap = 0;
	struct resource_fit_of r = {0};
	enum code c = used_load(rq, &used, &n, e);
	for (size_t i = 0; i < n && !c; i++) {
		const struct needs *needs;
		struct access_reason why[REASONS];
		if (!i || !id_eq(used[i].resource, used[i - 1].resource))
			c = resource_access_load(rq->db, rq->a, used[i].resource, &r, e);
		if (c == E_NOTFOUND) {
			err_clear(e);
			c = OK;
			r = (struct resource_fit_of){0};
			continue;
		}
		if (!c)
			c = needs_of(rq, &known, &n_known, &cap_known, used[i].learner, &needs, e);
		if (c)
			break;
		struct debt_row *x = row_of(rq, p, &cap, used[i].resource);
		struct access_verdict v = resource_match(&r, needs, why, REASONS);
		size_t reasons = v.n_reasons < REASONS ? v.n_reasons : REASONS;
		x->title = r.title;
		x->said = r.meta.n_ways || r.meta.modes || r.meta.features_known;
		x->learners++;
		x->blocked += v.fit == ACCESS_BARRIER;
		x->unknown += v.fit == ACCESS_UNKNOWN;
		x->partly += v.fit == ACCESS_PARTLY;
		for (size_t k = 0; k < reasons; k++)
			if (v.fit >= ACCESS_PARTLY && why[k].fit == v.fit)
				why_add(x, fit_say(rq->a, rq->lang, &why[k]));
	}
	return c;
}

static enum code owners(struct request *rq, struct debt_page *p, struct err *e)
{
	for (size_t i = 0; i < p->n; i++) {
		struct rows *r;
		enum code c = db_query(rq->db, e, &r,
		                       "select coalesce(nullif(o.preferred_name, ''), o.given_name), o.family_name, x.text, x.due_on from access_repair x left join person o on o.id = x.owner"
		                       " where x.resource = ?1 and x.state = 'open' order by x.due_on, x.id limit 1",
		                       "b", p->list[i].resource);
		if (c)
			return c;
		int got = rows_next(r, e);
		if (got == 1) {
			p->list[i].owner = str_trim(str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 0)), S_ARG(rows_t(r, 1))));
			p->list[i].what = str_dup(rq->a, rows_t(r, 2));
			if (!day_parse(rows_t(r, 3), &p->list[i].due))
				p->list[i].due = DAY_NONE;
		}
		rows_end(r);
		if (got < 0)
			return e->code;
	}
	return OK;
}

/* Those that shut most out first: this is a list of things to mend, not of people. */
static void keep_debts(struct debt_page *p)
{
	size_t kept = 0;
	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].blocked || p->list[i].unknown || p->list[i].partly)
			p->list[kept++] = p->list[i];
	p->n = kept;
	for (size_t i = 1; i < p->n; i++)
		for (size_t k = i; k > 0 && p->list[k].blocked * 10000 + p->list[k].unknown > p->list[k - 1].blocked * 10000 + p->list[k - 1].unknown; k--) {
			struct debt_row x = p->list[k];
			p->list[k] = p->list[k - 1];
			p->list[k - 1] = x;
		}
	for (size_t i = 0; i < p->n; i++)
		p->blocked += p->list[i].blocked > 0;
}

static enum code staff_of(struct request *rq, struct debt_page *p, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	enum code c = db_query(rq->db, e, &r,
	                       "select distinct p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from hat h join person p on p.id = h.viewer where (h.rel & 252) <> 0"
	                       " and exists (select 1 from relation x where x.viewer = ?1 and x.learner = p.id and x.rel in (1, 64)) order by 3, 2, 1",
	                       "b", rq->viewer.person);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (p->staff.n == cap) {
			p->staff.items = arena_grow(rq->a, p->staff.items, cap * sizeof *p->staff.items, (cap + 32) * sizeof *p->staff.items);
			cap += 32;
		}
		p->staff.items[p->staff.n++] = (struct person){.id = rows_id(r, 0), .name = str_trim(str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 1)), S_ARG(rows_t(r, 2))))};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code debt_show(struct request *rq, struct reply *rp, struct debt_page *p, struct err *e)
{
	enum code c = count(rq, p, e);
	if (!c) {
		keep_debts(p);
		c = owners(rq, p, e);
	}
	if (!c)
		c = staff_of(rq, p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("access-debt.csv");
		buf_z(b, "resource,learners who have it,shut out,not known,in part,why,who mends it,by\r\n");
		for (size_t i = 0; i < p->n; i++) {
			const struct debt_row *x = &p->list[i];
			buf_csv(b, x->title);
			buf_fmt(b, ",%d,%d,%d,%d,", x->learners, x->blocked, x->unknown, x->partly);
			buf_csv(b, tr_list(rq->a, rq->lang, x->why, x->n_why));
			buf_byte(b, ',');
			buf_csv(b, x->owner);
			buf_fmt(b, ",%.*s\r\n", S_ARG(x->due == DAY_NONE ? S("") : day_text(rq->a, x->due)));
		}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What shuts learners out")), .nav = "home"});
	tpl_chain_debt(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code debt(struct request *rq, struct reply *rp, struct err *e)
{
	struct debt_page p = {0};
	return debt_show(rq, rp, &p, e);
}

static enum code repair_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"resource", rq_form(rq, "resource")}, {"text", str_trim(rq_form(rq, "text"))}, {"owner", rq_form(rq, "owner")}, {"due_on", rq_form(rq, "due_on")}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("access_repair")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code repair(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, repair_fn, rq, e);
	if (c == E_INPUT) {
		struct debt_page p = {.error = str_dup(rq->a, str_z(e->text))};
		err_clear(e);
		rp->status = 422;
		return debt_show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, S("/access"), str_z(T(rq, "Kept.")));
}

/* ---- to get ready ---- */

static enum code ready(struct request *rq, struct reply *rp, struct err *e)
{
	struct ready_page p = {.date = tr_date(rq->a, rq->lang, rq->viewer.today)};
	enum code c = ready_of(rq->db, rq->a, rq->viewer.person, rq->viewer.today, &p.list, &p.n, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("to-get-ready.csv");
		buf_z(b, "learner,what,by\r\n");
		for (size_t i = 0; i < p.n; i++) {
			buf_csv(b, p.list[i].name);
			buf_byte(b, ',');
			buf_csv(b, p.list[i].text);
			buf_fmt(b, ",%.*s\r\n", S_ARG(p.list[i].due == DAY_NONE ? S("") : day_text(rq->a, p.list[i].due)));
		}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "To get ready")), .nav = "home"});
	tpl_chain_ready(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct moving { struct request *rq; struct id task; int64_t version; const char *to; };

static enum code move_fn(struct db *db, void *arg, struct err *e)
{
	struct moving *m = arg;
	return record_move(db, m->rq->a, &m->rq->viewer, record_type_find(S("access_task")), m->task, m->version, str_z(m->to), e);
}

static enum code ready_done(struct request *rq, struct reply *rp, struct err *e)
{
	struct moving m = {.rq = rq, .to = str_eqz(rq_form(rq, "what"), "ready") ? "ready" : "notNeeded"};
	int64_t here = 0;
	enum code c = rq_id(rq, "task", &m.task, e);
	if (!c)
		c = db_int(rq->db, e, &here, "select count(*) from access_task where id = ?1 and learner = ?2 and state = 'open'", "bb", m.task, rq->learner);
	if (!c && !here)
		c = err_set(e, E_NOTFOUND, "There is nothing like this to get ready.");
	if (!c)
		c = db_int(rq->db, e, &m.version, "select version from access_task where id = ?1", "b", m.task);
	if (!c)
		c = rq_write(rq, move_fn, &m, e);
	return c ? c : rp_redirect(rq, rp, S("/to-prepare"), str_z(T(rq, "Kept.")));
}

struct naming { struct request *rq; struct work work; struct id owner; day_t due; };

static enum code name_fn(struct db *db, void *arg, struct err *e)
{
	struct naming *n = arg;
	return ready_name(db, n->rq->a, &n->rq->viewer, &n->work, rq_form(n->rq, "text"), n->owner, n->due, e);
}

/* Work that somebody could not do as it is: who gets another way ready by when. Then the week can be given. */
static enum code other_way(struct request *rq, struct reply *rp, struct err *e)
{
	struct naming n = {.rq = rq, .due = DAY_NONE};
	struct id work;
	unsigned rel = 0;
	enum code c = rq_id(rq, "work", &work, e);
	if (!c)
		c = work_load(rq->db, rq->a, work, rq->lang, &n.work, e);
	if (!c)
		c = access_to_learner(rq->db, &rq->viewer, n.work.learner, &rel, e);
	if (!c && !(rel & REL_TEAM))
		c = err_set(e, E_NOTFOUND, "There is no such piece of work in this class.");
	(void)id_parse(rq_form(rq, "owner"), &n.owner);
	if (!day_parse(rq_form(rq, "due_on"), &n.due))
		n.due = DAY_NONE;
	if (!c)
		c = rq_write(rq, name_fn, &n, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/week?monday=%.*s", S_ARG(id_str(rq->a, rq->class_id)), S_ARG(rq_form(rq, "monday"))), str_z(T(rq, "Named. The week can be given now.")));
}

ROUTES(fits) = {
	{GET, "/classes/{class}/fits", class_fits, REL_TEAM, 0, .title = N_("Whom something of the library fits")},
	{POST, "/classes/{class}/week/pieces/{work}/other-way", other_way, REL_TEAM, 0, .audit = "other way named", .title = N_("Name who gets another way ready")},
	{GET, "/access", debt, REL_LEADER | REL_DISTRICT, 0, .title = N_("What shuts learners out")},
	{POST, "/access", repair, REL_LEADER | REL_DISTRICT, 0, .audit = "access repair", .title = N_("Name who mends it")},
	{GET, "/to-prepare", ready, REL_TEAM, 0, .title = N_("To get ready")},
	{POST, "/learners/{learner}/ready/{task}", ready_done, REL_TEAM, 0, .audit = "got ready", .title = N_("It is ready")},
	ROUTES_END,
};
