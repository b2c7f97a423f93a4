/* day.c - the whole day in one timetable: program, advanced classes, the way there, supports, study and homework time [R072];
 * study time is counted as given or missed [R073]; demanding courses at the learner's best time are suggested [R020]. */
#include "web/pages/day.h"
#include "templates.h"
#include "web/app.h"

const char *day_note(const struct request *rq, const struct timetable_row *x)
{
	switch (x->note) {
	case TIME_TWICE: return T(rq, "Two things at the same time.");
	case TIME_SHORT_WAY: return str_fmt(rq->a, T(rq, "The way takes %1$d minutes, and there are %2$d."), x->travel, x->gap).p;
	default: return "";
	}
}

static enum code places(struct request *rq, struct day_page *p, struct err *e)
{
	struct rows *r;
	int got;
	enum code c = db_query(rq->db, e, &r, "select id, coalesce(name, '') from learning_setting where learner = ?1 and state <> 'done' order by id limit 20", "b", rq->learner);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		p->places[p->n_places].id = rows_id(r, 0);
		p->places[p->n_places++].name = str_dup(rq->a, rows_t(r, 1));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code csv(struct request *rq, struct reply *rp, const struct day_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("timetable.csv");
	buf_z(b, "day,from,until,what,kind,where,who,minutes on the way,demanding,supports,in place of\r\n");
	for (size_t i = 0; i < p->t.n; i++) {
		const struct timetable_row *x = &p->t.rows[i];
		const struct str cells[] = {x->begins, x->ends, x->what, x->kind, x->place, x->adult};
		buf_z(b, tr(rq->lang, choice_label(RHYTHM_DAYS, str_fmt(rq->a, "%d", x->day))));
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			buf_byte(b, ',');
			buf_csv(b, cells[k]);
		}
		buf_fmt(b, ",%d,%d,", x->travel, x->demanding);
		buf_csv(b, x->supports);
		buf_byte(b, ',');
		buf_csv(b, x->instead);
		buf_z(b, "\r\n");
	}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct day_page *p, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	p->id = id_str(rq->a, rq->learner);
	p->own = (rq->rel & REL_HOME) != 0;
	p->team = (rq->rel & REL_TEAM) != 0;
	p->today = day_weekday(rq->viewer.today);
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->learner, e);
	if (!c)
		c = timetable_load(rq->db, rq->a, rq->lang, site.tz, rq->learner, rq->viewer.today, &p->t, e);
	if (!c)
		c = services_load(rq->db, rq->a, rq->lang, rq->learner, day_monday(rq->viewer.today), rq->viewer.today, &p->s, e);
	if (!c && p->team)
		c = places(rq, p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, p);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Timetable")), .nav = "home", .learner_name = p->learner.name});
	tpl_plan_day(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code page(struct request *rq, struct reply *rp, struct err *e)
{
	struct day_page p = {0};
	return show(rq, rp, &p, e);
}

struct adding { struct request *rq; const struct timetable_new *n; struct id block; };

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct adding *x = arg;
	return timetable_add(db, x->rq->a, &x->rq->viewer, x->rq->learner, x->n, e);
}

static struct str back(const struct request *rq)
{
	return str_fmt(rq->a, "/learners/%.*s/day", S_ARG(id_str(rq->a, rq->learner)));
}

static enum code add(struct request *rq, struct reply *rp, struct err *e)
{
	struct day_page p = {0};
	struct timetable_new *n = &p.typed;
	*n = (struct timetable_new){.begins = rq_form(rq, "begins"), .ends = rq_form(rq, "ends"), .what = rq_form(rq, "what"), .kind = rq_form(rq, "kind"), .place = rq_form(rq, "place"), .adult = rq_form(rq, "adult"),
	                            .supports = rq_form(rq, "supports"), .travel = rq_form(rq, "travel"), .demanding = rq_form(rq, "demanding").n > 0};
	for (int d = 1; d <= 5; d++)
		n->days[d] = rq_form_has(rq, "day", str_fmt(rq->a, "%d", d).p);
	(void)id_parse(rq_form(rq, "line"), &n->line);
	(void)id_parse(rq_form(rq, "setting"), &n->setting);
	struct adding x = {.rq = rq, .n = n};
	enum code c = rq_write(rq, add_fn, &x, e);
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, back(rq), str_z(T(rq, "Added. Learner and family see it in their timetable.")));
}

static enum code remove_fn(struct db *db, void *arg, struct err *e)
{
	struct adding *x = arg;
	return timetable_remove(db, x->rq->a, &x->rq->viewer, x->rq->learner, x->block, e);
}

static enum code take_out(struct request *rq, struct reply *rp, struct err *e)
{
	struct adding x = {.rq = rq};
	enum code c = rq_id(rq, "block", &x.block, e);
	if (!c)
		c = rq_write(rq, remove_fn, &x, e);
	return c ? c : rp_redirect(rq, rp, back(rq), str_z(T(rq, "Removed.")));
}

ROUTES(day) = {
	{GET, "/learners/{learner}/day", page, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Timetable of a learner")},
	{POST, "/learners/{learner}/day", add, REL_TEAM, 0, .audit = "timetable", .title = N_("Add to the timetable")},
	{POST, "/learners/{learner}/day/{block}/remove", take_out, REL_TEAM, 0, .audit = "timetable", .title = N_("Take out of the timetable")},
	ROUTES_END,
};
