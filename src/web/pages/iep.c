/* iep.c - an IEP held here: its versions, one version whole, signed and locked after the meeting [R047]; the part of the meeting
 * that the learner leads, with the conference builder [R051]. */
#include "web/pages/iep.h"
#include "templates.h"
#include "web/app.h"

const char *const IEP_GROUPS[4][8] = {
	{"goal", "objective"}, {"special", "related", "aids", "personnel", "accommodation", "modification"}, {"stateTest"}, {"postSchool", "transition"}};

size_t iep_lines_in(const struct iep_page *p, int group)
{
	size_t n = 0;
	for (int k = 0; k < 8 && IEP_GROUPS[group][k]; k++)
		for (size_t i = 0; i < p->doc.lines.n; i++)
			n += str_eqz(rec_t(&p->doc.lines.items[i], "kind"), IEP_GROUPS[group][k]);
	return n;
}

static struct str back(const struct request *rq, struct id version)
{
	if (id_nil(version))
		return str_fmt(rq->a, "/learners/%.*s/iep", S_ARG(id_str(rq->a, rq->learner)));
	return str_fmt(rq->a, "/learners/%.*s/iep/%.*s", S_ARG(id_str(rq->a, rq->learner)), S_ARG(id_str(rq->a, version)));
}

static enum code common(struct request *rq, struct iep_page *p, struct err *e)
{
	struct person me;
	p->id = id_str(rq->a, rq->learner);
	p->on = iep_held_here(rq->db);
	p->team = (rq->rel & (REL_TEAM | REL_LEADER)) != 0;
	p->may = (rq->rel & REL_CASE) != 0;
	p->signs = (rq->rel & (REL_HOME | REL_TEAM | REL_LEADER)) != 0;
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->learner, e);
	if (!c)
		c = person_get(rq->db, rq->a, rq->viewer.person, &me, e);
	if (!c)
		p->my_name = me.name;
	if (!c)
		c = iep_unconfirmed(rq->db, rq->a, rq->lang, rq->viewer.today, &p->open, &p->n_open, e);
	if (!c && !(rq->rel & REL_HOME) && rq->viewer.trace)
		access_trace_add(rq->viewer.trace, "iep", rq->learner); /* a record of special education: each look is noted */
	return c;
}

static enum code list(struct request *rq, struct reply *rp, struct iep_page *p, struct err *e)
{
	enum code c = common(rq, p, e);
	if (!c)
		c = iep_versions(rq->db, rq->a, &rq->viewer, rq->learner, &p->versions, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "IEP")), .nav = "home", .learner_name = p->learner.name});
	tpl_plan_iep(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct iep_page p = {0};
	return list(rq, rp, &p, e);
}

/* The newest part of a meeting that the learner prepared or led. */
static enum code led(struct request *rq, struct iep_page *p, struct err *e)
{
	struct filter of[] = {{"learner", '=', p->id}, {"kind", '=', S("iepMeeting")}};
	struct record_list l;
	enum code c = record_find(rq->db, rq->a, &rq->viewer, record_type_find(S("conference")), &(struct query){.filters = of, .n_filters = 2, .limit = 1}, &l, e);
	p->lead = !c && l.n > 0;
	if (p->lead)
		p->conference = l.items[0];
	return c;
}

static enum code version(struct request *rq, struct reply *rp, struct iep_page *p, struct id id, struct err *e)
{
	enum code c = common(rq, p, e);
	if (!c)
		c = iep_load(rq->db, rq->a, &rq->viewer, id, &p->doc, e);
	if (!c && !id_eq(rec_id(&p->doc.iep, "learner"), rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	if (!c && p->doc.draft)
		c = iep_gaps(rq->db, rq->a, rq->lang, &p->doc, rq->viewer.today, &p->gaps, &p->n_gaps, e);
	if (!c)
		c = led(rq, p, e);
	if (c)
		return c;
	for (size_t i = 0; i < p->n_gaps; i++)
		p->n_must += p->gaps[i].must;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "IEP")), .nav = "home", .learner_name = p->learner.name});
	tpl_plan_iep_version(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show_version(struct request *rq, struct reply *rp, struct err *e)
{
	struct iep_page p = {0};
	struct id id;
	enum code c = rq_id(rq, "version", &id, e);
	return c ? c : version(rq, rp, &p, id, e);
}

struct doing { struct request *rq; struct id id, made; struct str kind, why; struct iep_sign sign; };

static enum code begin_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *x = arg;
	return iep_begin(db, x->rq->a, &x->rq->viewer, x->rq->learner, x->kind, x->why, &x->made, e);
}

static enum code begin(struct request *rq, struct reply *rp, struct err *e)
{
	struct doing x = {.rq = rq, .kind = rq_form(rq, "kind"), .why = rq_form(rq, "why")};
	enum code c = rq_write(rq, begin_fn, &x, e);
	if (c == E_INPUT || c == E_CONFLICT) {
		struct iep_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = x.why};
		err_clear(e);
		rp->status = 422;
		return list(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, back(rq, x.made), str_z(T(rq, "A draft is begun. Nothing of it counts until it is signed and locked.")));
}

/* Both deeds on a version come back to it with their sentence. */
static enum code deed(struct request *rq, struct reply *rp, struct doing *x, store_fn *fn, const char *said, struct err *e)
{
	struct record r;
	enum code c = rq_id(rq, "version", &x->id, e);
	if (!c)
		c = record_get(rq->db, rq->a, &rq->viewer, record_type_find(S("iep")), x->id, &r, e);
	if (!c && !id_eq(rec_id(&r, "learner"), rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	if (!c)
		c = rq_write(rq, fn, x, e);
	if (c == E_INPUT || c == E_DENIED) {
		struct iep_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = x->sign.name};
		err_clear(e);
		rp->status = 422;
		return version(rq, rp, &p, x->id, e);
	}
	return c ? c : rp_redirect(rq, rp, back(rq, x->id), str_z(said));
}

static enum code sign_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *x = arg;
	return iep_sign(db, x->rq->a, &x->rq->viewer, x->id, &x->sign, e);
}

static enum code put_name(struct request *rq, struct reply *rp, struct err *e)
{
	struct doing x = {.rq = rq, .sign = {rq_form(rq, "name"), rq_form(rq, "role"), rq_form(rq, "agrees"), rq_form(rq, "text"), rq_form(rq, "on_paper").n > 0}};
	return deed(rq, rp, &x, sign_fn, T(rq, "Signed. It stands under this version."), e);
}

static enum code lock_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *x = arg;
	return iep_lock(db, x->rq->a, &x->rq->viewer, x->id, e);
}

static enum code lock_it(struct request *rq, struct reply *rp, struct err *e)
{
	struct doing x = {.rq = rq};
	return deed(rq, rp, &x, lock_fn, T(rq, "Locked. Its lines stand in the plan now; what changes later is a new version."), e);
}

#define EVERYBODY REL_HOME | REL_TEAM | REL_LEADER
ROUTES(iep) = {
	{GET, "/learners/{learner}/iep", show, EVERYBODY, RT_LEARNER_PAGE | RT_PROTECTED, .title = N_("IEP")},
	{POST, "/learners/{learner}/iep", begin, REL_CASE, 0, .audit = "iep begun", .title = N_("Begin a version of the IEP")},
	{GET, "/learners/{learner}/iep/{version}", show_version, EVERYBODY, RT_LEARNER_PAGE | RT_PROTECTED, .title = N_("A version of the IEP")},
	{POST, "/learners/{learner}/iep/{version}/sign", put_name, EVERYBODY, RT_LEARNER_PAGE, .audit = "iep signed", .title = N_("Sign a version of the IEP")},
	{POST, "/learners/{learner}/iep/{version}/lock", lock_it, REL_CASE, 0, .audit = "iep locked", .title = N_("Lock a version of the IEP")},
	ROUTES_END,
};
