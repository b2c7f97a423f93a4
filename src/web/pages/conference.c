/* conference.c - the learner prepares and leads it: at least twice a year [R016] [R017]; with an
 * interpreter where the family wants one [R241]. */
#include "school/admin/school.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/learner.h"

#include <string.h>

const struct conference_part CONFERENCE_PARTS[8] = {
	{"opening", N_("How I begin"), N_("Welcome everybody and say what you will show."), false},
	{"proud_of", N_("What I am proud of"), N_("One piece of work, and why you chose it."), true},
	{"progress", N_("How I have come on"), N_("What could you not do in autumn that you can do now?"), true},
	{"work_shown", N_("Work I show"), N_("Which pieces will be on the table or on the screen?"), true},
	{"challenge", N_("What is hard"), N_("Say it as it is, and what helps."), true},
	{"questions", N_("What I want to ask"), NULL, true},
	{"family_says", N_("What the family says"), N_("Written at the conference, in the family's own language."), false},
	{"agreed", N_("What we agreed: who does what by when"), NULL, false}};

static enum code past(struct request *rq, struct conference_page *p, struct err *e)
{
	struct rows *r;
	p->rows = NEW_ARRAY(rq->a, struct conference_row, 20);
	enum code c = db_query(rq->db, e, &r,
	                       "select id, kind, state, planned_on, held_on, agreed from conference where learner = ?1 order by planned_on desc, id limit 20", "b", rq->learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct conference_row *x = &p->rows[p->n++];
		day_t on;
		*x = (struct conference_row){rows_id(r, 0), str_dup(rq->a, rows_t(r, 1)), str_dup(rq->a, rows_t(r, 2)), str_dup(rq->a, rows_t(r, 3)),
		                             str_dup(rq->a, rows_t(r, 4)), str_dup(rq->a, rows_t(r, 5))};
		if (str_eqz(x->state, "held") && day_parse(x->held_on, &on) && rq->viewer.today - on < 300)
			p->held_this_year++;
		if (str_eqz(x->state, "planned"))
			p->open = x->id;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* The parts of the profile that the learner chose to take along. */
static enum code chosen(struct request *rq, struct conference_page *p, struct err *e)
{
	const struct record_type *t = record_type_find(S("profile"));
	struct filter of = {"learner", '=', id_str(rq->a, rq->learner)};
	struct record_list l;
	enum code c = record_find(rq->db, rq->a, &rq->viewer, t, &(struct query){.filters = &of, .n_filters = 1}, &l, e);
	if (c || !l.n)
		return c;
	for (struct str list = rec_t(&l.items[0], "show_at_conference"); list.n && p->n_shown < CONFERENCE_SHOWN;) {
		int at = field_index(t, str_dupz(rq->a, str_cut(&list, ' ')));
		if (at < 0 || !rec_t(&l.items[0], t->fields[at].name).n)
			continue;
		p->shown[p->n_shown++] = (struct conference_shown){t->fields[at].label, rec_t(&l.items[0], t->fields[at].name)};
	}
	return OK;
}

static enum code load(struct request *rq, struct conference_page *p, struct err *e)
{
	struct record r;
	int64_t iep = 0;
	*p = (struct conference_page){.id = id_str(rq->a, rq->learner), .rel = rq->rel};
	enum code c = family_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->d, e);
	if (!c)
		c = past(rq, p, e);
	if (!c)
		c = chosen(rq, p, e);
	if (!c)
		c = moves_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->moves, e);
	p->learner = p->d.child;
	if (!c)
		c = db_int(rq->db, e, &iep, "select count(*) from plan_line where learner = ?1 and source = 'iep'", "b", rq->learner);
	p->iep = iep > 0;
	if (!c)
		c = interpret_load(rq->db, rq->a, rq->learner, rq->viewer.today, &p->interpreter, e);
	if (!c)
		p->paper = family_paper(rq, &p->d);
	if (c || id_nil(p->open))
		return c;
	c = record_get(rq->db, rq->a, &rq->viewer, record_type_find(S("conference")), p->open, &r, e);
	if (c)
		return c;
	p->version = r.version;
	p->of_iep = str_eqz(rec_t(&r, "kind"), "iepMeeting");
	p->planned_on = rec_t(&r, "planned_on");
	p->with_whom = rec_t(&r, "with_whom");
	for (int i = 0; i < 8; i++)
		p->parts[i] = rec_t(&r, CONFERENCE_PARTS[i].field);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct conference_page p;
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	bool leading = str_eqz(rq_query(rq, "lead"), "1") && !id_nil(p.open);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Conference")), .nav = "home", .learner_name = p.learner.name});
	if (leading)
		tpl_learner_conference_lead(rq, &rp->body, &p);
	else
		tpl_learner_conference(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct save {
	struct request *rq;
	struct id id;
	int64_t version;
	struct input in[12];
	size_t n;
	bool hold;
};

static enum code keep(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	const struct record_type *t = record_type_find(S("conference"));
	enum code c = record_update(db, s->rq->a, &s->rq->viewer, t, s->id, s->version, s->in, s->n, NULL, e);
	return c || !s->hold ? c : record_move(db, s->rq->a, &s->rq->viewer, t, s->id, s->version + 1, S("held"), e);
}

/* Somebody else was faster: what was written stays in the form, beside what stands there now. */
static enum code late(struct request *rq, struct reply *rp, struct err *e)
{
	struct conference_page p;
	struct str error = str_dup(rq->a, str_z(e->text));
	err_clear(e);
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	p.error = error;
	for (int i = 0; i < 8; i++)
		for (size_t k = 0; k < rq->n_form; k++)
			if (str_eqz(rq->form[k].name, CONFERENCE_PARTS[i].field)) {
				struct str typed = str_trim(rq->form[k].value);
				if (!str_eq(typed, p.parts[i]))
					p.there[i] = p.parts[i];
				p.parts[i] = typed;
			}
	rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Conference")), .nav = "home", .learner_name = p.learner.name});
	tpl_learner_conference(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code save(struct request *rq, struct reply *rp, struct err *e)
{
	struct conference_page p;
	struct save s = {.rq = rq, .hold = str_eqz(rq_form(rq, "deed"), "held")};
	enum code c = load(rq, &p, e);
	if (!c && id_nil(p.open))
		c = err_set(e, E_NOTFOUND, "No conference is being prepared. Plan one first.");
	if (!c && !str_int(rq_form(rq, "version"), &s.version))
		c = err_set(e, E_INPUT, "The form does not say which version it changes. Open the page again.");
	if (c)
		return c;
	s.id = p.open;
	for (int i = 0; i < 8; i++)
		for (size_t k = 0; k < rq->n_form; k++)
			if (str_eqz(rq->form[k].name, CONFERENCE_PARTS[i].field)) {
				s.in[s.n++] = (struct input){CONFERENCE_PARTS[i].field, rq->form[k].value};
				break;
			}
	if (s.hold)
		s.in[s.n++] = (struct input){"held_on", day_text(rq->a, rq->viewer.today)};
	c = rq_write(rq, keep, &s, e);
	if (c == E_CONFLICT && !rq->repeated)
		return late(rq, rp, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/conference", S_ARG(rq_param(rq, "learner"))),
	                           str_z(s.hold ? T(rq, "It was held. What you agreed stays here for everybody.") : T(rq, "Saved.")));
}

struct plan {
	struct request *rq;
	struct str on, with_whom, kind;
};

static enum code plan_fn(struct db *db, void *arg, struct err *e)
{
	struct plan *p = arg;
	struct id id;
	struct input in[] = {{"learner", id_str(p->rq->a, p->rq->learner)}, {"kind", p->kind}, {"planned_on", p->on}, {"with_whom", p->with_whom}};
	return record_create(db, p->rq->a, &p->rq->viewer, record_type_find(S("conference")), ID_NIL, in, 4, &id, NULL, e);
}

static enum code plan(struct request *rq, struct reply *rp, struct err *e)
{
	struct plan p = {rq, rq_form(rq, "planned_on"), rq_form(rq, "with_whom"), str_eqz(rq_form(rq, "kind"), "iepMeeting") ? S("iepMeeting") : S("studentLed")};
	enum code c = rq_write(rq, plan_fn, &p, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/conference", S_ARG(rq_param(rq, "learner"))), str_z(T(rq, "Planned.")));
}

/* ---- an interpreter ---- */

static enum code interpreter_refused(struct request *rq, struct reply *rp, enum code c, struct err *e)
{
	struct conference_page p;
	struct str error = str_dup(rq->a, str_z(e->text));
	if (c != E_INPUT)
		return c;
	err_clear(e);
	c = load(rq, &p, e);
	if (c)
		return c;
	p.interpreter_error = error;
	rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Conference")), .nav = "home", .learner_name = p.learner.name});
	tpl_learner_conference(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code interpreter_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"what", str_trim(rq_form(rq, "what"))}, {"on_date", rq_form(rq, "on_date")}, {"begins", str_trim(rq_form(rq, "begins"))},
	                     {"language", rq_form(rq, "language")}, {"way", rq_form(rq, "way")}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("interpreter")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code interpreter(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, interpreter_fn, rq, e);
	return c ? interpreter_refused(rq, rp, c, e)
	         : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/conference#interpreter", S_ARG(rq_param(rq, "learner"))), str_z(T(rq, "Asked for. Here you see when it is booked.")));
}

/* Staff book; family or staff say afterwards whether everything was understood. */
static enum code interpreted_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	const struct record_type *t = record_type_find(S("interpreter"));
	bool booked = str_eqz(rq_form(rq, "deed"), "booked");
	struct record r;
	struct id id;
	int64_t version;
	struct input book[] = {{"interpreter", str_trim(rq_form(rq, "interpreter"))}}, said[] = {{"clear", rq_form(rq, "clear")}, {"quality", str_trim(rq_form(rq, "quality"))}};
	enum code c = rq_id(rq, "meeting", &id, e);
	if (!c)
		c = record_get(db, rq->a, &rq->viewer, t, id, &r, e);
	if (!c && !id_eq(record_about(&r), rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such meeting of this learner.");
	if (!c)
		c = record_update(db, rq->a, &rq->viewer, t, id, r.version, booked ? book : said, booked ? 1 : 2, NULL, e);
	if (!c)
		c = db_int(db, e, &version, "select version from interpreter where id = ?1", "b", id);
	const char *to = booked ? "booked" : "held";
	return c || str_eqz(r.state, to) ? c : record_move(db, rq->a, &rq->viewer, t, id, version, str_z(to), e);
}

static enum code interpreted(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, interpreted_fn, rq, e);
	return c ? interpreter_refused(rq, rp, c, e)
	         : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/conference#interpreter", S_ARG(rq_param(rq, "learner"))), str_z(T(rq, "Saved.")));
}

ROUTES(conference) = {
	{GET, "/learners/{learner}/conference", show, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Conference")},
	{POST, "/learners/{learner}/conference", save, REL_HOME | REL_TEAM, RT_LEARNER_PAGE, .audit = "conference", .title = N_("Prepare the conference")},
	{POST, "/learners/{learner}/conference/plan", plan, REL_HOME | REL_TEAM, RT_LEARNER_PAGE, .audit = "conference", .title = N_("Plan a conference")},
	{POST, "/learners/{learner}/interpreter", interpreter, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .audit = "interpreter asked for", .title = N_("Ask for an interpreter")},
	{POST, "/learners/{learner}/interpreter/{meeting}", interpreted, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .audit = "interpreter", .title = N_("Interpreter for a meeting")},
	ROUTES_END,
};
