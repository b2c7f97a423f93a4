/* try_out.c - sign in, hand in, join a call: tried without anything at stake [R444]. */
#include "record/setting.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/community.h"

static enum code show(struct request *rq, struct reply *rp, struct try_out_page *p, struct err *e)
{
	p->id = id_str(rq->a, rq->learner);
	p->own = (rq->rel & REL_SELF) != 0;
	if (!setting_on(rq->db, "skills.check"))
		return err_set(e, E_NOTFOUND, "Your school does not offer this page. Ask a person to show you.");
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->who, e);
	if (!c)
		c = skills_said(rq->db, rq->a, rq->learner, rq->viewer.person, p->said, e);
	if (c)
		return c;
	p->right = rq_query(rq, "right");
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Try it out")), .nav = "home", .width = "narrow"});
	tpl_community_try(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct try_out_page p = {0};
	return show(rq, rp, &p, e);
}

/* The code of the page opens nothing. */
static bool same_code(struct str typed)
{
	char got[8];
	size_t n = 0;
	for (size_t i = 0; i < typed.n && n < sizeof got; i++)
		if (typed.p[i] != '-' && typed.p[i] != ' ')
			got[n++] = typed.p[i] >= 'a' && typed.p[i] <= 'z' ? (char)(typed.p[i] - 32) : typed.p[i];
	return n == 5 && str_eqz((struct str){got, n}, "SUN23");
}

static enum code say_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	return skill_say(db, rq->a, &rq->viewer, rq->learner, rq_form(rq, "skill"), rq_form(rq, "said"), e);
}

/* What is typed or chosen to practise is looked at and forgotten. */
static enum code practise(struct request *rq, struct reply *rp, struct err *e)
{
	struct try_out_page p = {0};
	struct str skill = rq_form(rq, "skill");
	if (!setting_on(rq->db, "skills.check"))
		return show(rq, rp, &p, e);
	if (rq_form(rq, "said").n) {
		enum code c = rq_write(rq, say_fn, rq, e);
		return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/try", S_ARG(id_str(rq->a, rq->learner))), str_z(T(rq, "Thank you. It counts for nothing but help.")));
	}
	if (str_eqz(skill, "signIn") && !same_code(rq_form(rq, "code")))
		p.error = str_z(T(rq, "Not yet. Look at the code once more: SUN-23. Large or small letters are the same."));
	else if (str_eqz(skill, "handIn") && !str_trim(rq_form(rq, "text")).n)
		p.error = str_z(T(rq, "Not yet. Write a word into the field, then send it."));
	if (p.error.n) {
		rp->status = 422;
		return show(rq, rp, &p, e);
	}
	const char *key = str_eqz(skill, "signIn") ? "signIn" : str_eqz(skill, "call") ? "call" : "handIn";
	return rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/try?right=%s#%s", S_ARG(id_str(rq->a, rq->learner)), key, key), S(""));
}

ROUTES(try_out) = {
	{GET, "/learners/{learner}/try", get, REL_HOME, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Try it out")},
	{POST, "/learners/{learner}/try", practise, REL_HOME, RT_LOW | RT_LEARNER_PAGE, .title = N_("Practise signing in, handing in and joining a call")},
	ROUTES_END,
};
