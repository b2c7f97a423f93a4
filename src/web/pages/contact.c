/* contact.c - how a family is reached, what was said lately, and whether good news goes out as readily as worries
 * [R242 R243 R267]; guidance for an open partnership [R261]; supports asked for and given by phone, on paper or in person [R185]. */
#include "record/setting.h"
#include "school/family/family.h"
#include "school/team/today.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/reach.h"

#include <string.h>

const char *reach_way(struct str way)
{
	static const struct choice ways[] = {{"email", N_("E-mail")}, {"text", N_("Text message")}, {"paper", N_("Letter on paper")}, {"call", N_("Phone call")}, {"page", N_("This page")}, {NULL, NULL}};
	return choice_label(ways, way);
}

const char *reach_state(struct str state)
{
	static const struct choice states[] = {
		{"waiting", N_("Waits")}, {"sending", N_("Is being sent")}, {"sent", N_("Sent")}, {"failed", N_("Could not be sent")}, {"done", N_("Done")}, {"page", N_("Stands on the page")},
		{"withheld", N_("Not sent: this adult may not see the page now")}, {"placed", N_("Came back")}, {"unclear", N_("Came back, not placed yet")}, {"stopped", N_("The family wrote STOP")},
		{"started", N_("The family wrote START")}, {"automatic", N_("An automatic answer")}, {"put away", N_("Put away")}, {NULL, NULL}};
	return choice_label(states, state);
}

static enum code render(struct request *rq, struct reply *rp, struct contact_page *p, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	memcpy(p->tz, site.tz, sizeof p->tz);
	p->id = id_str(rq->a, rq->learner);
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->child, e);
	if (!c)
		c = guardians_of(rq->db, rq->a, rq->learner, rq->viewer.today, &p->guardians, &p->n_guardians, e);
	if (!c)
		c = reach_history(rq->db, rq->a, rq->learner, &p->h, e);
	if (!c)
		c = asked_supports(rq->db, rq->a, rq->learner, &p->asked, &p->n_asked, e);
	p->guide = setting_on(rq->db, "family.partnership");
	if (!c && p->guide)
		c = reach_strengths(rq->db, rq->a, rq->viewer.person, rq->viewer.org, rq->viewer.today, &p->norm, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "In touch with the family")), .nav = "home", .learner_name = p->child.name});
	tpl_reach_contact(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code csv(struct request *rq, struct reply *rp, struct err *e)
{
	struct reach_history h;
	enum code c = reach_history(rq->db, rq->a, rq->learner, &h, e);
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("contact.csv");
	buf_z(&rp->body, "at,way,state,who,read,answered\r\n");
	for (size_t i = 0; !c && i < h.n; i++) {
		const struct reach_line *x = &h.rows[i];
		buf_fmt(&rp->body, "%.*s,%.*s,%.*s,", S_ARG(time_text(rq->a, x->at)), S_ARG(x->way), S_ARG(x->state));
		buf_csv(&rp->body, x->who);
		buf_fmt(&rp->body, ",%d,%d\r\n", x->opened_at > 0, x->answered_at > 0);
	}
	return c;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct contact_page p = {0};
	return str_eqz(rq_query(rq, "format"), "csv") ? csv(rq, rp, e) : render(rq, rp, &p, e);
}

struct say { struct request *rq; struct id note; };

static enum code say_fn(struct db *db, void *arg, struct err *e)
{
	struct say *s = arg;
	struct request *rq = s->rq;
	struct str tone = rq_form(rq, "tone");
	enum code c = family_say(db, rq->a, &rq->viewer, rq->rel, rq->learner, "reply", str_eqz(tone, "good") ? S("strengths") : S("week"), rq_form(rq, "text"), rq->lang, s->note, e);
	return c ? c : reach_tone(db, s->note, tone, e);
}

static enum code say(struct request *rq, struct reply *rp, struct err *e)
{
	struct say s = {rq, id_new()};
	enum code c = rq_write(rq, say_fn, &s, e);
	if (c == E_INPUT) {
		struct contact_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = rq_form(rq, "text")};
		err_clear(e);
		rp->status = 422;
		return render(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/contact", S_ARG(rq_param(rq, "learner"))), str_z(T(rq, "Said. It stands on the family's page and goes out as each adult chose.")));
}

static enum code refused(struct request *rq, struct reply *rp, enum code c, struct err *e)
{
	if (c != E_INPUT)
		return c;
	struct contact_page p = {.error = str_dup(rq->a, str_z(e->text))};
	err_clear(e);
	rp->status = 422;
	return render(rq, rp, &p, e);
}

static enum code asked_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	int64_t version;
	struct input in[] = {{"asked_how", rq_form(rq, "how")}};
	if (!str_trim(rq_form(rq, "text")).n)
		return err_set(e, E_INPUT, "Write a few words first, then send them.");
	enum code c = help_ask(db, rq->a, &rq->viewer, rq->learner, "support", rq_form(rq, "text"), ID_NIL, ID_NIL, S(""), &id, e);
	if (!c)
		c = db_int(db, e, &version, "select version from help_request where id = ?1", "b", id);
	return c ? c : record_update(db, rq->a, &rq->viewer, record_type_find(S("help_request")), id, version, in, 1, NULL, e);
}

/* A support that the family asked for by phone, on paper or in person: the same request, the same promise. */
static enum code asked(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, asked_fn, rq, e);
	return c ? refused(rq, rp, c, e) : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/contact#asked", S_ARG(rq_param(rq, "learner"))), str_z(T(rq, "Kept. It waits for an answer like one from the page.")));
}

static enum code given_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	int64_t version;
	struct input in[] = {{"given_how", rq_form(rq, "how")}};
	enum code c = rq_id(rq, "request", &id, e);
	if (!c && !str_trim(rq_form(rq, "text")).n)
		c = err_set(e, E_INPUT, "Write what was given or agreed.");
	if (!c)
		c = wait_answer(db, rq->a, &rq->viewer, rq->learner, id, rq_form(rq, "text"), e);
	if (!c)
		c = db_int(db, e, &version, "select version from help_request where id = ?1", "b", id);
	return c ? c : record_update(db, rq->a, &rq->viewer, record_type_find(S("help_request")), id, version, in, 1, NULL, e);
}

static enum code given(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, given_fn, rq, e);
	return c ? refused(rq, rp, c, e) : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/contact#asked", S_ARG(rq_param(rq, "learner"))), str_z(T(rq, "Kept. Learner and family read it on the learner's page.")));
}

ROUTES(contact) = {
	{GET, "/learners/{learner}/contact", show, REL_TEAM | REL_LEADER, 0, .title = N_("In touch with the family")},
	{POST, "/learners/{learner}/contact", say, REL_TEAM | REL_LEADER, 0, .audit = "note", .title = N_("In touch with the family")},
	{POST, "/learners/{learner}/contact/asked", asked, REL_TEAM | REL_LEADER, 0, .audit = "support asked for", .title = N_("A support that the family asked for")},
	{POST, "/learners/{learner}/contact/asked/{request}", given, REL_TEAM | REL_LEADER, 0, .audit = "support given", .title = N_("A support that was given")},
	ROUTES_END,
};
