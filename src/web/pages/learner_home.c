/* learner_home.c - what do I do next, what am I missing, who can help me [R018]. */
#include "web/pages/learner_home.h"
#include "school/plan/timetable.h"
#include "templates.h"
#include "web/pages/files.h"
#include "web/pages/steps.h"

#define MISSING_SHOWN 3

static enum code fill(struct request *rq, struct home_page *p, struct err *e)
{
	day_t today = rq->viewer.today;
	enum code c = journey_load(rq, &p->j, e);
	if (c)
		return c;
	c = week_load(rq->db, rq->a, rq->learner, day_monday(today), rq->lang, &p->week, e);
	if (c && c != E_NOTFOUND)
		return c;
	err_clear(e);
	p->has_week = !c && !str_eqz(p->week.state, "draft");
	if (p->has_week) {
		p->next = work_next(&p->week, today);
		for (size_t i = 0; i < p->week.n; i++)
			p->done += work_finished(&p->week.items[i]);
	}
	if (p->next) {
		p->next_mode = journey_mode(rq, p->next->mode);
		p->next_window = journey_window(rq, p->next);
		char id[ID_TEXT];
		p->link = journey_path(rq, str_fmt(rq->a, "/work/%s", id_text(p->next->id, id)).p);
	}
	c = work_missing(rq->db, rq->a, rq->learner, today, rq->lang, MISSING_SHOWN, &p->missing, &p->n_missing, &p->all_missing, e);
	if (!c && rq->rel & REL_SELF)
		c = voice_due(rq->db, rq->a, rq->learner, today, &p->voice, e);
	if (!c)
		c = voice_changes(rq->db, rq->a, rq->lang, ID_NIL, rq->learner, today, 3, &p->changes, &p->n_changes, e);
	if (!c)
		c = few_load(rq->db, rq->a, rq->learner, today, rq->lang, &p->few, e);
	p->few_part = (struct few_part){.few = &p->few, .learner = id_str(rq->a, rq->learner)};
	if (!c)
		c = journey_helpers(rq, &p->helpers, &p->n_helpers, e);
	int64_t since = clock_now() - 5 * DAY;
	p->talks = (struct talk_part){.j = &p->j, .back = S("home")};
	p->helps = (struct help_part){.j = &p->j};
	if (!c)
		c = talk_of(rq->db, rq->a, rq->lang, rq->learner, ID_NIL, rq->viewer.person, since, 3, &p->talks.talks, &p->talks.n, e);
	if (!c)
		c = help_of(rq->db, rq->a, rq->learner, since, 3, &p->helps.list, &p->helps.n, e);
	if (!c)
		c = timetable_ahead(rq->db, rq->a, rq->lang, p->j.tz, rq->learner, today, &p->ahead, &p->change, e);
	return c;
}

static enum code show(struct request *rq, struct reply *rp, struct home_page *p, struct err *e)
{
	enum code c = fill(rq, p, e);
	if (c)
		return c;
	journey_page(rq, rp, &p->j, T(rq, "Home"), p->j.own ? "home" : NULL, NULL);
	tpl_learner_home_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct home_page p = {0};
	const struct needs *needs;
	struct need_context here = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	if (rq->rel & REL_SELF && !str_eqz(rq_query(rq, "all"), "1")) {
		enum code c = needs_load(rq->db, rq->a, rq->learner, &here, &needs, e);
		if (c)
			return c;
		if (needs_on(needs, NEED_ONE_STEP_AT_A_TIME))
			return steps_simple(rq, rp, e);
	}
	return show(rq, rp, &p, e);
}

static enum code voice_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id class_id = ID_NIL;
	(void)id_parse(rq_form(rq, "class"), &class_id);
	return voice_give(db, rq->a, &rq->viewer, rq->learner, class_id, rq_form(rq, "helped"), rq_form(rq, "better"), e);
}

/* What helped and what should change in a class [R015]. */
static enum code voice(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, voice_fn, rq, e);
	if (c == E_INPUT) {
		struct home_page p = {.error = journey_refused(rq, rp, e)};
		err_clear(e);
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/home"), str_z(T(rq, "Thank you. What changes because of it will stand here.")));
}

struct asking {
	struct request *rq;
	struct talk_new t;
	struct taken files;
};

static enum code ask_fn(struct db *db, void *arg, struct err *e)
{
	struct asking *a = arg;
	enum code c = talk_say(db, a->rq->a, &a->rq->viewer, &a->t, e);
	return c ? c : attachments_keep(db, a->rq->a, &a->rq->viewer, a->rq->learner, OF_MESSAGE, a->t.message, &a->files, e);
}

/* A question to one adult, or the next line of a conversation. */
static enum code ask(struct request *rq, struct reply *rp, struct err *e)
{
	struct asking a = {.rq = rq, .t = {.learner = rq->learner, .text = rq_form(rq, "text"), .lang = rq->lang, .subject = str_z(T(rq, "A question")), .message = id_new()}};
	struct helper *helpers;
	size_t n;
	id_parse(rq_form(rq, "to"), &a.t.to);
	id_parse(rq_form(rq, "thread"), &a.t.thread);
	enum code c = journey_helpers(rq, &helpers, &n, e);
	if (c)
		return c;
	bool known = id_nil(a.t.to);
	for (size_t i = 0; i < n; i++)
		known = known || id_eq(helpers[i].id, a.t.to);
	if (!known)
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	c = files_take(rq, rq->learner, &a.files, e);
	if (a.files.n && !str_trim(a.t.text).n)
		a.t.text = str_z(T(rq, "See the file."));
	if (!c)
		c = rq_write(rq, ask_fn, &a, e);
	if (c == E_INPUT || c == E_LIMIT) {
		struct home_page p = {.error = journey_refused(rq, rp, e), .typed = a.t.text, .asked = a.t.to};
		return show(rq, rp, &p, e);
	}
	if (c)
		return c;
	return rp_redirect(rq, rp, journey_path(rq, str_eqz(rq_form(rq, "back"), "week") ? "/week" : "/home"), str_z(T(rq, "Sent. You find the answer here.")));
}

ROUTES(learner_home) = {
	{GET, "/learners/{learner}/home", get, REL_HOME | REL_TEAM, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("What do I do next?")},
	{POST, "/learners/{learner}/ask", ask, REL_HOME | REL_TEAM, RT_LOW | RT_LEARNER_PAGE | RT_UPLOAD, .body_max = UPLOAD_BODY, .title = N_("Ask somebody")},
	{POST, "/learners/{learner}/voice", voice, REL_SELF, RT_LOW | RT_LEARNER_PAGE, .title = N_("What helped, what should change")},
	ROUTES_END,
};
