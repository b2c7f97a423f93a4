/* class.c - one class for general, special and English-learner educators together [R280]; a note in two taps. */
#include "record/setting.h"
#include "web/pages/class.h"
#include "school/admin/school.h"
#include "school/people/two_languages.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

static day_t week_asked(struct request *rq)
{
	day_t d;
	return day_parse(rq_query(rq, "monday"), &d) ? day_monday(d) : school_monday(rq->viewer.today);
}

/* asked: the school asks learners whether their week is clear. */
static void count(struct board_page *p, bool asked)
{
	for (size_t i = 0; i < p->b.n; i++) {
		const struct board_learner *l = &p->b.learners[i];
		p->without_profile += !l->profile;
		p->without_plan += !l->plan;
		p->without_conference += !l->conference;
		p->unconfirmed += asked && str_eqz(l->week_state, "given");
	}
}

static enum code csv(struct request *rq, struct reply *rp, const struct board_page *p)
{
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("class.csv");
	struct buf *b = &rp->body;
	buf_z(b, "learner,week,work,done,profile,plan,conference");
	for (int k = 0; k < p->b.n_columns; k++) {
		buf_byte(b, ',');
		buf_csv(b, p->b.columns[k].code);
	}
	buf_z(b, "\r\n");
	for (size_t i = 0; i < p->b.n; i++) {
		const struct board_learner *l = &p->b.learners[i];
		buf_csv(b, l->person.name);
		buf_fmt(b, ",%.*s,%d,%d,%d,%d,%d", S_ARG(l->week_state), l->work, l->done, l->profile, l->plan, l->conference);
		for (int k = 0; k < p->b.n_columns; k++)
			buf_fmt(b, ",%s", mastery_word_name(l->cells[k].word));
		buf_z(b, "\r\n");
	}
	(void)rq;
	return OK;
}

/* Those who are time for a person first; learners by name within the rest of the order. */
static enum code notices(struct request *rq, struct board_page *p, struct err *e)
{
	struct evidence_notice *list;
	size_t n;
	enum code c = evidence_notices_class(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &list, &n, e);
	if (c)
		return c;
	p->notices = NEW_ARRAY(rq->a, struct evidence_notice, n + 1);
	p->notice_names = NEW_ARRAY(rq->a, struct str, n + 1);
	for (int person = 1; person >= 0; person--)
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < p->b.n && list[i].person == (person == 1); k++)
				if (id_eq(p->b.learners[k].person.id, list[i].learner)) {
					p->notice_names[p->n_notices] = p->b.learners[k].person.name;
					p->notices[p->n_notices++] = list[i];
					p->n_calls += person == 1;
				}
	return OK;
}

/* What learners said and what changed; the language of the lessons. */
static enum code voices(struct request *rq, struct board_page *p, day_t monday, struct err *e)
{
	int64_t days = 0;
	enum code c = setting_int(rq->db, "class.voice_days", &days, e);
	p->voices = days > 0;
	if (!c)
		c = voice_of_class(rq->db, rq->a, rq->class_id, rq->viewer.today, &p->said, &p->n_said, e);
	if (!c)
		c = voice_changes(rq->db, rq->a, rq->lang, rq->class_id, ID_NIL, rq->viewer.today, 20, &p->changes, &p->n_changes, e);
	if (!c)
		c = beside_load(rq->db, rq->a, rq->lang, rq->class_id, day_text(rq->a, monday), ID_NIL, &p->beside, &p->n_beside, e);
	return c ? c : two_languages_class(rq->db, rq->class_id, &p->second, &p->two, e);
}

static enum code render(struct request *rq, struct reply *rp, struct str error, struct err *e)
{
	struct board_page p = {.rel = rq->rel, .id = id_str(rq->a, rq->class_id), .error = error};
	day_t monday = week_asked(rq);
	enum code c = board_load(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, monday, &p.b, e);
	if (c)
		return c;
	struct person_list people = {.items = NEW_ARRAY(rq->a, struct person, p.b.n + 1), .n = p.b.n};
	for (size_t i = 0; i < p.b.n; i++)
		people.items[i] = p.b.learners[i].person;
	c = rq->rel & REL_TEAM ? hands_of_class(rq, rq->class_id, &people, &p.hands, e) : OK;
	if (!c && rq->rel & REL_TEAM)
		c = moves_waiting(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &p.moving, e);
	p.ways_on = setting_on(rq->db, "class.work_ways") && (rq->rel & REL_TEAM);
	if (!c && p.ways_on)
		c = ways_never(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &p.ways, &p.n_ways, e);
	if (!c)
		c = notices(rq, &p, e);
	if (!c)
		c = voices(rq, &p, monday, e);
	if (c)
		return c;
	p.monday = day_text(rq->a, monday);
	p.monday_text = tr_date_short(rq->a, rq->lang, monday);
	count(&p, setting_on(rq->db, "week.confirm"));
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, &p);
	page_open(rq, rp, &(struct page){.title = p.b.class_row.title, .nav = "home"});
	tpl_class_board(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	return render(rq, rp, S(""), e);
}

static enum code changed_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"class", id_str(rq->a, rq->class_id)}, {"on_day", day_text(rq->a, rq->viewer.today)}, {"said", str_trim(rq_form(rq, "said"))}, {"changed", str_trim(rq_form(rq, "changed"))}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("class_change")), ID_NIL, in, 4, &id, NULL, e);
}

/* What changed because of what learners said, or why not; they read it [R015]. */
static enum code changed(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, changed_fn, rq, e);
	if (c == E_INPUT) {
		struct str error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return render(rq, rp, error, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s#voices", S_ARG(rq_param(rq, "class"))), str_z(T(rq, "Kept. Learners read it on their page.")));
}

struct note {
	struct request *rq;
	struct evidence v;
};

static enum code keep_note(struct db *db, void *arg, struct err *e)
{
	struct note *n = arg;
	return evidence_add(db, n->rq->a, &n->v, 1, NULL, e);
}

static bool in_class(struct request *rq, struct id learner, struct err *e)
{
	struct person_list l;
	if (class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &l, e))
		return false;
	for (size_t i = 0; i < l.n; i++)
		if (id_eq(l.items[i].id, learner))
			return true;
	return false;
}

/* An adult saw it: evidence like any other, credited the same. */
static enum code observe(struct request *rq, struct reply *rp, struct err *e)
{
	struct note n = {.rq = rq, .v = {.actor = rq->viewer.person, .kind = "observation", .context = "person", .score = -1, .adult = 2, .happened_at = rq_done_at(rq)}};
	struct str seen = rq_form(rq, "seen");
	if (!id_parse(rq_form(rq, "learner"), &n.v.learner) || !in_class(rq, n.v.learner, e))
		return err_set(e, E_INPUT, "Choose a learner of this class.");
	if (!id_parse(rq_form(rq, "competency"), &n.v.competency))
		return err_set(e, E_INPUT, "Choose what you saw.");
	if (!str_eqz(seen, "yes") && !str_eqz(seen, "partly") && !str_eqz(seen, "not"))
		return err_set(e, E_INPUT, "Say what you saw: yes, partly, or not yet.");
	n.v.score = str_eqz(seen, "yes") ? 1 : str_eqz(seen, "partly") ? 0.5 : 0;
	n.v.response = rq_form(rq, "words");
	enum code c = rq_write(rq, keep_note, &n, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s", S_ARG(rq_param(rq, "class"))), str_z(T(rq, "Noted.")));
}

ROUTES(class) = {
	{GET, "/classes/{class}", show, REL_TEAM | REL_LEADER, RT_KEPT | RT_OFFLINE, .title = N_("A class")},
	{POST, "/classes/{class}/observe", observe, REL_TEAM, 0, .audit = "observation", .title = N_("Note what you saw")},
	{POST, "/classes/{class}/changed", changed, REL_TEAM, 0, .audit = "changed because of learners", .title = N_("What changed because learners said it")},
	ROUTES_END,
};
