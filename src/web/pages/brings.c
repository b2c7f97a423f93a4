/* brings.c - what a family brings, and counting it as evidence [R025]. */
#include "school/family/brings.h"
#include "record/setting.h"
#include "web/app.h"
#include "web/pages/journey.h"

static enum code on(struct request *rq, struct err *e)
{
	return setting_on(rq->db, "family.brings") ? OK : err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
}

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	return brings_add(db, rq->a, &rq->viewer, rq->learner, rq_form(rq, "kind"), rq_form(rq, "text"), rq->lang, e);
}

static enum code back(struct request *rq, struct reply *rp, const char *words)
{
	return rp_redirect(rq, rp, journey_path(rq, "/family?open=brings#brings"), str_z(words));
}

static enum code add(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = on(rq, e);
	if (!c)
		c = rq_write(rq, add_fn, rq, e);
	return c ? c : back(rq, rp, T(rq, "Thank you. It stands here as a strength."));
}

static enum code count_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id brought, competency = ID_NIL;
	(void)id_parse(rq_form(rq, "competency"), &competency);
	enum code c = rq_id(rq, "brought", &brought, e);
	return c ? c : brings_count(db, rq->a, &rq->viewer, rq->learner, brought, competency, str_eqz(rq_form(rq, "seen"), "partly") ? 0.5 : 1, rq_form(rq, "words"), e);
}

static enum code count(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = on(rq, e);
	if (!c)
		c = rq_write(rq, count_fn, rq, e);
	return c ? c : back(rq, rp, T(rq, "Noted as evidence. It counts like any other."));
}

ROUTES(brings) = {
	{POST, "/learners/{learner}/brings", add, REL_HOME | REL_TEAM, RT_LEARNER_PAGE, .audit = "strength from home", .title = N_("What our family brings")},
	{POST, "/learners/{learner}/brings/{brought}/count", count, REL_TEAM, 0, .audit = "evidence from home", .title = N_("Count it as evidence")},
	ROUTES_END,
};
