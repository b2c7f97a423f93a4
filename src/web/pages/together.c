/* together.c - families and school together, on one page that every family reaches: changes, decisions, checkpoints, the plan of
 * who is asked, invitations, suggestions, mentors, times, worries from earlier programs [R248-R257] [R259] [R262] [R264]. */
#include "web/pages/together.h"
#include "record/setting.h"
#include "templates.h"
#include "web/app.h"

#define DECIDES (REL_LEADER | REL_DISTRICT | REL_ADMIN)

static enum code list_of(struct request *rq, const char *type, int limit, struct together_list *out, struct err *e)
{
	const struct record_type *t = record_type_find(str_z(type));
	*out = (struct together_list){.type = type, .may = (rq->viewer.hats & t->create) != 0};
	return shown_find(rq->db, rq->a, &rq->viewer, type, NULL, NULL, limit, &out->items, &out->n, e);
}

static enum code own_mentor(struct request *rq, struct together_page *p, struct err *e)
{
	struct rows *r;
	enum code c = db_query(rq->db, e, &r, "select state from parent_mentor where person = ?1 order by created_at desc limit 1", "b", rq->viewer.person);
	if (c)
		return c;
	if (rows_next(r, e) == 1)
		p->mentor = choice_label(record_type_find(S("parent_mentor"))->states, rows_t(r, 0));
	rows_end(r);
	return OK;
}

static enum code load(struct request *rq, struct together_page *p, struct err *e)
{
	p->staff = (rq->viewer.hats & (REL_STAFF | REL_ADMIN)) != 0;
	p->leads = (rq->viewer.hats & DECIDES) != 0;
	p->family = (rq->viewer.hats & REL_FAMILY) != 0;
	enum code c = list_of(rq, "initiative", 10, &p->changes, e);
	if (!c)
		c = list_of(rq, "engagement_step", 40, &p->steps, e);
	if (!c)
		c = list_of(rq, "checkpoint", 10, &p->checkpoints, e);
	if (!c)
		c = list_of(rq, "decision", 5, &p->decisions, e);
	if (!c && (p->staff || p->family))
		c = list_of(rq, "family_idea", 20, &p->ideas, e);
	if (!c && (p->staff || p->family))
		c = list_of(rq, "earlier_concern", 20, &p->concerns, e);
	p->times_on = setting_on(rq->db, "family.times");
	if (!c && p->times_on)
		c = family_times_load(rq->db, rq->a, rq->viewer.person, &p->times, e);
	if (!c && p->staff)
		c = list_of(rq, "parent_mentor", 50, &p->mentors, e);
	if (!c)
		c = gatherings_load(rq->db, rq->a, &rq->viewer, false, &p->coming, &p->n_coming, e);
	if (!c)
		c = gatherings_load(rq->db, rq->a, &rq->viewer, true, &p->past, &p->n_past, e);
	if (!c && p->family)
		c = own_mentor(rq, p, e);
	if (!c)
		c = survey_round(rq->db, rq->a, &p->survey, e);
	return c ? c : setting_text(rq->db, rq->a, "family.owner", &p->owner, e);
}

static enum code show(struct request *rq, struct reply *rp, struct together_page *p, struct err *e)
{
	enum code c = load(rq, p, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Families and school together")), .nav = "home"});
	tpl_together_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct together_page p = {0};
	return show(rq, rp, &p, e);
}

/* The form again with what was wrong; nothing was kept. */
static enum code refused(struct request *rq, struct reply *rp, enum code c, struct err *e)
{
	if (c != E_INPUT)
		return c;
	struct together_page p = {.error = str_dup(rq->a, str_z(e->text))};
	err_clear(e);
	rp->status = 422;
	return show(rq, rp, &p, e);
}

static enum code join_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id gathering;
	struct str people = str_trim(rq_form(rq, "people")), language = rq_form(rq, "language");
	struct input in[] = {{"people", people.n ? people : S("1")}, {"child_care", rq_form_has(rq, "child_care", "1") ? S("1") : S("0")},
	                     {"language", language.n ? language : str_z(LANGS[rq->lang].tag)}, {"wishes", rq_form(rq, "wishes")}};
	enum code c = rq_id(rq, "gathering", &gathering, e);
	return c ? c : gathering_join(db, rq->a, &rq->viewer, gathering, in, sizeof in / sizeof *in, e);
}

static enum code join(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, join_fn, rq, e);
	return c ? refused(rq, rp, c, e) : rp_redirect(rq, rp, S("/together#coming"), str_z(T(rq, "Thank you. We look forward to you. You can change it until the day.")));
}

static enum code idea_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"text", str_trim(rq_form(rq, "text"))}, {"language", str_z(LANGS[rq->lang].tag)}};
	if (!in[0].text.n)
		return err_set(e, E_INPUT, "Write a few words first, then send them.");
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("family_idea")), ID_NIL, in, 2, &id, NULL, e);
}

static enum code idea(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, idea_fn, rq, e);
	return c ? refused(rq, rp, c, e) : rp_redirect(rq, rp, S("/together#ideas"), str_z(T(rq, "Thank you. The answer will stand here, without your name.")));
}

static enum code concern_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"text", str_trim(rq_form(rq, "text"))}, {"program", rq_form(rq, "program")}, {"language", str_z(LANGS[rq->lang].tag)}};
	if (!in[0].text.n)
		return err_set(e, E_INPUT, "Write a few words first, then send them.");
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("earlier_concern")), ID_NIL, in, 3, &id, NULL, e);
}

static enum code concern(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, concern_fn, rq, e);
	return c ? refused(rq, rp, c, e)
	         : rp_redirect(rq, rp, S("/together#earlier"), str_z(T(rq, "Thank you. How it is done here, and how it is checked, will stand here, without your name.")));
}

static enum code times_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct str times = S("");
	for (int k = 0; k < FAMILY_TIME_KINDS; k++)
		if (rq_form_has(rq, "times", FAMILY_TIMES[k].value))
			times = times.n ? str_fmt(rq->a, "%.*s %s", S_ARG(times), FAMILY_TIMES[k].value) : str_z(FAMILY_TIMES[k].value);
	return family_times_keep(db, rq->a, &rq->viewer, times, e);
}

static enum code times(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = setting_on(rq->db, "family.times") ? rq_write(rq, times_fn, rq, e) : err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	return c ? c : rp_redirect(rq, rp, S("/together#coming"), str_z(T(rq, "Thank you. The school plans with these times.")));
}

static enum code feedback_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id gathering;
	enum code c = rq_id(rq, "gathering", &gathering, e);
	return c ? c : gathering_feedback(db, rq->a, &rq->viewer, gathering, rq_form(rq, "text"), e);
}

static enum code feedback(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, feedback_fn, rq, e);
	return c ? refused(rq, rp, c, e) : rp_redirect(rq, rp, S("/together#coming"), str_z(T(rq, "Thank you. It helps to make the next one better.")));
}

static enum code mentor_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct viewer system = rq->viewer; /* families offer; the list is the school's */
	struct id id;
	int64_t there = 0;
	struct input in[] = {{"person", id_str(rq->a, rq->viewer.person)}, {"languages", rq_form(rq, "languages")}, {"wishes", rq_form(rq, "wishes")}};
	enum code c = db_int(db, e, &there, "select count(*) from parent_mentor where person = ?1", "b", rq->viewer.person);
	if (!c && there)
		c = err_set(e, E_INPUT, "You have offered this already. Thank you. The school will write to you.");
	system.hats |= REL_SYSTEM;
	return c ? c : record_create(db, rq->a, &system, record_type_find(S("parent_mentor")), ID_NIL, in, 3, &id, NULL, e);
}

static enum code mentor(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, mentor_fn, rq, e);
	return c ? refused(rq, rp, c, e) : rp_redirect(rq, rp, S("/together#mentors"), str_z(T(rq, "Thank you. First comes a training, then the school's check of volunteers, then a class.")));
}

static enum code decisions(struct request *rq, struct reply *rp, struct err *e)
{
	struct together_list l;
	enum code c = list_of(rq, "decision", 200, &l, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("decisions.csv");
		buf_z(&rp->body, "decision,what,words\r\n");
		for (size_t i = 0; i < l.n; i++)
			for (size_t k = 0; k < l.items[i].n; k++) {
				buf_csv(&rp->body, l.items[i].title);
				buf_byte(&rp->body, ',');
				buf_csv(&rp->body, str_z(T(rq, l.items[i].fields[k].label)));
				buf_byte(&rp->body, ',');
				buf_csv(&rp->body, l.items[i].fields[k].text);
				buf_z(&rp->body, "\r\n");
			}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What was decided, and with whom"))});
	tpl_together_decisions(rq, &rp->body, &l);
	page_close(rq, rp);
	return OK;
}

static enum code learning(struct request *rq, struct reply *rp, struct err *e)
{
	struct learning_page p = {.honest = setting_on(rq->db, "family.honest")};
	enum code c = rq->viewer.hats & REL_SIGNED_IN ? list_of(rq, "initiative", 10, &p.changes, e) : OK;
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "How we learn here")), .width = "narrow"});
	tpl_together_learning(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(together) = {
	{GET, "/together", get, REL_SIGNED_IN, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Families and school together")},
	{GET, "/together/decisions", decisions, REL_PUBLIC | REL_SIGNED_IN, RT_LEARNER_PAGE, .title = N_("What was decided, and with whom")},
	{GET, "/together/learning", learning, REL_PUBLIC | REL_SIGNED_IN, RT_LEARNER_PAGE, .title = N_("How we learn here")},
	{POST, "/together/gatherings/{gathering}", join, REL_FAMILY | REL_STAFF, RT_LEARNER_PAGE, .audit = "signed up", .title = N_("Sign up")},
	{POST, "/together/gatherings/{gathering}/feedback", feedback, REL_FAMILY | REL_STAFF, RT_LEARNER_PAGE, .audit = "said how it was", .title = N_("Say how it was")},
	{POST, "/together/times", times, REL_FAMILY, RT_LEARNER_PAGE, .audit = "times of a family", .title = N_("When we could come")},
	{POST, "/together/earlier", concern, REL_FAMILY, RT_LEARNER_PAGE, .audit = "worry of a family", .title = N_("A worry from an earlier program")},
	{POST, "/together/ideas", idea, REL_FAMILY, RT_LEARNER_PAGE, .audit = "suggestion of a family", .title = N_("Suggest something")},
	{POST, "/together/mentors", mentor, REL_FAMILY, RT_LEARNER_PAGE, .audit = "offer of a parent mentor", .title = N_("Offer to help in classes")},
	ROUTES_END,
};
