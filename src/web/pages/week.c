/* week.c - one learner's week: each piece of work opens with one tap; the learner says that it is clear, or asks [R055 R056 R057 R058 R426]. */
#include "record/setting.h"
#include "school/admin/calendar.h"
#include "web/pages/week.h"
#include "web/server.h"
#include "templates.h"
#include "web/pages/files.h"

const char *week_state_label(const struct request *rq, const struct week_piece *p)
{
	if (str_eqz(p->w->state, "excused"))
		return T(rq, "Not needed");
	if (str_eqz(p->w->state, "handed"))
		return T(rq, "Handed in");
	return T(rq, "Done");
}

const char *week_kind_label(const struct request *rq, struct str kind)
{
	return tr(rq->lang, work_kind_why(kind));
}

static const char *state_of(const struct week_page *p, const struct work *w, const struct work *next)
{
	if (work_finished(w))
		return "done";
	for (size_t i = 0; i < p->helps.n; i++)
		if (id_eq(p->helps.list[i].week_item, w->id) && str_eqz(p->helps.list[i].state, "open"))
			return "help";
	return w == next ? "now" : "todo";
}

static enum code days_fill(struct request *rq, struct week_page *p, struct err *e)
{
	enum lang second;
	if (p->week.n && lang_parse(p->j.look.second_language, &second) && second != rq->lang) {
		enum code c = week_load(rq->db, rq->a, rq->learner, p->monday, second, &p->second, e);
		if (c)
			return c;
	}
	const struct work *next = work_next(&p->week, rq->viewer.today);
	for (int d = 0; d < 6; d++) {
		struct week_day *day = &p->days[d];
		day->pieces = NEW_ARRAY(rq->a, struct week_piece, p->week.n + 1);
		day->name = d ? tr_date(rq->a, rq->lang, p->monday + d - 1) : str_z(T(rq, "Any day"));
		day->today = d && p->monday + d - 1 == rq->viewer.today;
		for (size_t i = 0; i < p->week.n; i++) {
			const struct work *w = &p->week.items[i];
			if ((w->day >= 1 && w->day <= 5 ? w->day : 0) == d)
				day->pieces[day->n++] = (struct week_piece){w, state_of(p, w, next), journey_mode(rq, w->mode), journey_window(rq, w), i < p->second.n ? &p->second.items[i] : NULL, p->j.look.second_language.p};
		}
	}
	return OK;
}

static enum code fill(struct request *rq, struct week_page *p, struct err *e)
{
	day_t day = rq->viewer.today;
	struct str wanted = rq_query(rq, "monday");
	if (!wanted.n)
		wanted = rq_form(rq, "monday");
	if (wanted.n && !day_parse(wanted, &day))
		return err_set(e, E_NOTFOUND, "There is no such week. Write the date as 2026-03-02.");
	p->monday = day_monday(day);
	p->monday_text = day_text(rq->a, p->monday);
	p->before = day_text(rq->a, p->monday - 7);
	p->after = day_text(rq->a, p->monday + 7);
	p->title = str_fmt(rq->a, T(rq, "The week of %s"), str_dupz(rq->a, tr_date_short(rq->a, rq->lang, p->monday)));
	p->may_confirm = setting_on(rq->db, "week.confirm") && (rq->rel & (REL_HOME | REL_TEAM)) != 0;
	enum code c = journey_load(rq, &p->j, e);
	if (!c)
		c = calls_of_learner(rq->db, rq->a, rq->learner, p->monday, p->monday + 6, &p->calls, &p->n_calls, e);
	if (!c)
		c = live_of_learner(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->lessons, &p->n_lessons, e);
	if (!c)
		c = week_load(rq->db, rq->a, rq->learner, p->monday, rq->lang, &p->week, e);
	if (c && c != E_NOTFOUND)
		return c;
	p->has_week = !c;
	err_clear(e);
	p->draft = p->has_week && str_eqz(p->week.state, "draft");
	if (!p->has_week)
		return OK;
	p->talks = (struct talk_part){.j = &p->j, .back = S("week")};
	p->helps = (struct help_part){.j = &p->j};
	c = help_of(rq->db, rq->a, rq->learner, clock_now() - 7 * DAY, 20, &p->helps.list, &p->helps.n, e);
	if (!c)
		c = talk_of(rq->db, rq->a, rq->lang, rq->learner, p->week.id, rq->viewer.person, 0, 5, &p->talks.talks, &p->talks.n, e);
	if (!c && !id_nil(p->week.given_by) && person_get(rq->db, rq->a, p->week.given_by, &p->given_by, e))
		err_clear(e);
	if (c)
		return c;
	if (p->draft && !(rq->rel & REL_TEAM))
		p->week.n = 0;
	p->balance = week_balance(&p->week);
	p->alone = p->balance.paper + p->balance.hands;
	p->people = p->balance.person + p->balance.group;
	struct str why[5];
	c = days_fill(rq, p, e);
	if (!c)
		c = screen_week_load(rq->db, rq->learner, p->monday, rq->viewer.today, &p->screen, e);
	if (!c)
		c = school_closed(rq->db, rq->a, rq->lang, p->monday, 5, why, e);
	for (int d = 1; !c && d < 6; d++)
		p->days[d].closed = why[d - 1];
	return c;
}

static void week_csv(struct request *rq, struct reply *rp, const struct week_page *p)
{
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = str_fmt(rq->a, "week-%.*s.csv", S_ARG(p->monday_text));
	buf_z(&rp->body, "day,title,how,minutes,from,until,done,state,competency\r\n");
	for (size_t i = 0; i < p->week.n; i++) {
		const struct work *w = &p->week.items[i];
		struct str cells[] = {w->day ? day_text(rq->a, p->monday + w->day - 1) : S(""), w->title, w->mode, str_fmt(rq->a, "%d", w->minutes), w->by_from,
		                      w->by_until, w->done_looks_like, w->state, w->competency_code};
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			if (k)
				buf_byte(&rp->body, ',');
			buf_csv(&rp->body, cells[k]);
		}
		buf_z(&rp->body, "\r\n");
	}
}

static enum code show(struct request *rq, struct reply *rp, struct week_page *p, struct err *e)
{
	enum code c = fill(rq, p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		week_csv(rq, rp, p);
		return OK;
	}
	journey_page(rq, rp, &p->j, p->title.p, p->j.own ? "week" : NULL, NULL);
	tpl_week_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct week_page p = {0};
	struct str tasks = rq_query(rq, "tasks");
	if (str_eqz(tasks, "one") || str_eqz(tasks, "both")) /* kept for the next pages, as the language is */
		rp_cookie(rq, rp, "tasks", tasks, 365 * 24 * 3600);
	return show(rq, rp, &p, e);
}

struct saying {
	struct request *rq;
	struct id week;
	const char *how;
	struct talk_new t;
	struct taken files;
};

static enum code confirm_fn(struct db *db, void *arg, struct err *e)
{
	struct saying *s = arg;
	return week_confirm(db, s->rq->a, &s->rq->viewer, s->week, s->how, e);
}

static enum code ask_fn(struct db *db, void *arg, struct err *e)
{
	struct saying *s = arg;
	enum code c = talk_say(db, s->rq->a, &s->rq->viewer, &s->t, e);
	return c ? c : attachments_keep(db, s->rq->a, &s->rq->viewer, s->rq->learner, OF_MESSAGE, s->t.message, &s->files, e);
}

/* The week that the form speaks of, given and of this learner. */
static enum code week_of_form(struct request *rq, struct week *w, struct err *e)
{
	day_t monday;
	if (!day_parse(rq_form(rq, "monday"), &monday))
		return err_set(e, E_NOTFOUND, "There is no such week. Write the date as 2026-03-02.");
	return week_load(rq->db, rq->a, rq->learner, day_monday(monday), rq->lang, w, e);
}

static struct str back_to(struct request *rq, const struct week *w)
{
	return journey_path(rq, str_fmt(rq->a, "/week?monday=%.*s", S_ARG(w->monday)).p);
}

static enum code confirm(struct request *rq, struct reply *rp, struct err *e)
{
	struct week w;
	struct saying s = {.rq = rq, .how = str_eqz(rq_form(rq, "how"), "person") ? "person" : "tap"};
	enum code c = week_of_form(rq, &w, e);
	if (!c && !setting_on(rq->db, "week.confirm"))
		c = err_set(e, E_NOTFOUND, "This school does not ask whether a week is clear.");
	if (c)
		return c;
	s.week = w.id;
	if (str_eqz(w.state, "given"))
		c = rq_write(rq, confirm_fn, &s, e);
	else if (str_eqz(w.state, "draft"))
		c = err_set(e, E_NOTFOUND, "There is no work for that week yet.");
	return c ? c : rp_redirect(rq, rp, back_to(rq, &w), str_z(T(rq, "Good. Your teacher sees that it is clear.")));
}

static enum code ask(struct request *rq, struct reply *rp, struct err *e)
{
	struct week w;
	struct saying s = {.rq = rq};
	enum code c = week_of_form(rq, &w, e);
	if (c)
		return c;
	s.t = (struct talk_new){.learner = rq->learner, .week = w.id, .to = w.given_by, .text = rq_form(rq, "text"), .lang = rq->lang,
	                        .subject = str_z(T(rq, "My week")), .message = id_new()};
	c = files_take(rq, rq->learner, &s.files, e);
	if (s.files.n && !str_trim(s.t.text).n)
		s.t.text = str_z(T(rq, "See the file."));
	if (!c)
		c = rq_write(rq, ask_fn, &s, e);
	if (c == E_INPUT || c == E_LIMIT) {
		struct week_page p = {.error = journey_refused(rq, rp, e), .typed = s.t.text};
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, back_to(rq, &w), str_z(T(rq, "Sent. You find the answer here.")));
}

ROUTES(week) = {
	{GET, "/learners/{learner}/week", get, REL_HOME | REL_TEAM | REL_LEADER, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("My week")},
	{POST, "/learners/{learner}/week/confirm", confirm, REL_HOME | REL_TEAM, RT_LOW | RT_LEARNER_PAGE, .title = N_("I know what to do")},
	{POST, "/learners/{learner}/week/ask", ask, REL_HOME | REL_TEAM, RT_LOW | RT_LEARNER_PAGE | RT_UPLOAD, .body_max = UPLOAD_BODY, .title = N_("Ask about the week")},
	ROUTES_END,
};
