/* services.c - what a plan promised in minutes: given, missed, why, made up; two taps for whoever gives it, or a sheet of paper
 * [R049 R078]; the share of the week in general education with its reasons [R079]. */
#include "school/admin/school.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/chain.h"

#define BACK_DAYS 42 /* six weeks */

static day_t from_asked(const struct request *rq)
{
	day_t d;
	return day_parse(rq_query(rq, "from"), &d) && d <= rq->viewer.today && d > rq->viewer.today - 400 ? d : day_monday(rq->viewer.today) - BACK_DAYS;
}

static enum code show(struct request *rq, struct reply *rp, struct services_page *p, struct err *e)
{
	day_t from = from_asked(rq);
	p->id = id_str(rq->a, rq->learner);
	p->own = (rq->rel & REL_HOME) != 0;
	p->team = (rq->rel & REL_TEAM) != 0;
	p->may_outside = (rq->rel & REL_CASE) != 0;
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->learner, e);
	if (!c)
		c = services_load(rq->db, rq->a, rq->lang, rq->learner, from, rq->viewer.today, &p->s, e);
	if (c)
		return c;
	p->from_text = tr_date_short(rq->a, rq->lang, day_monday(from));
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("services.csv");
		buf_z(b, "service,day,what,minutes,why,made up,by\r\n");
		for (size_t i = 0; i < p->s.n_seen; i++) {
			const struct service_seen *x = &p->s.seen[i];
			buf_csv(b, x->words);
			buf_fmt(b, ",%.*s,%.*s,%lld,%.*s,%d,", S_ARG(x->day == DAY_NONE ? S("") : day_text(rq->a, x->day)), S_ARG(x->what), (long long)x->minutes, S_ARG(x->why), x->made_up);
			buf_csv(b, x->by);
			buf_z(b, "\r\n");
		}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Services")), .nav = "home", .learner_name = p->learner.name});
	tpl_chain_services(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code page(struct request *rq, struct reply *rp, struct err *e)
{
	struct services_page p = {0};
	return show(rq, rp, &p, e);
}

/* Everybody whom the viewer serves by name, with the two taps. */
static enum code mine(struct request *rq, struct reply *rp, struct err *e)
{
	struct my_services_page p = {.date = tr_date(rq->a, rq->lang, rq->viewer.today)};
	struct person_list people;
	enum code c = learners_of(rq->db, rq->a, rq->lang, rq->viewer.person, rq->viewer.hats & (REL_CASE | REL_EL) ? REL_CASE | REL_EL : REL_TEACHER, rq->viewer.today, &people, e);
	p.list = arena_array(rq->a, people.n + 1, sizeof *p.list);
	for (size_t i = 0; i < people.n && !c; i++) {
		p.list[p.n].learner = people.items[i];
		c = services_load(rq->db, rq->a, rq->lang, people.items[i].id, from_asked(rq), rq->viewer.today, &p.list[p.n].s, e);
		const struct services *s = &p.list[p.n].s;
		for (size_t k = 0; k < s->n && !c; k++) {
			p.promised += s->rows[k].promised;
			p.given += s->rows[k].given;
			p.missed += s->rows[k].missed;
			p.made_up += s->rows[k].made_up;
		}
		p.n += !c && s->n > 0;
	}
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("my-services.csv");
		buf_z(b, "learner,service,minutes promised,given,missed,made up\r\n");
		for (size_t i = 0; i < p.n; i++)
			for (size_t k = 0; k < p.list[i].s.n; k++) {
				const struct service_row *x = &p.list[i].s.rows[k];
				buf_csv(b, p.list[i].learner.name);
				buf_byte(b, ',');
				buf_csv(b, x->s.words);
				buf_fmt(b, ",%lld,%lld,%lld,%lld\r\n", (long long)x->promised, (long long)x->given, (long long)x->missed, (long long)x->made_up);
			}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Services")), .nav = "home"});
	tpl_chain_my_services(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct noting { struct request *rq; struct service_note n; };

static enum code note_fn(struct db *db, void *arg, struct err *e)
{
	struct noting *x = arg;
	return service_put(db, x->rq->a, &x->rq->viewer, x->rq->learner, &x->n, e);
}

static enum code note(struct request *rq, struct reply *rp, struct err *e)
{
	struct noting x = {.rq = rq, .n = {.given = str_eqz(rq_form(rq, "what"), "given"), .text = rq_form(rq, "text"), .on = rq_done_on(rq), .why = str_dupz(rq->a, rq_form(rq, "why"))}};
	(void)id_parse(rq_form(rq, "line"), &x.n.line);
	(void)id_parse(rq_form(rq, "makes_up"), &x.n.makes_up);
	if (!str_int(rq_form(rq, "minutes"), &x.n.minutes))
		x.n.minutes = 0;
	enum code c = rq_write(rq, note_fn, &x, e);
	if (c == E_INPUT || c == E_CONFLICT) {
		struct services_page p = {.error = str_dup(rq->a, str_z(e->text))};
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p, e);
	}
	struct str back = str_eqz(rq_form(rq, "back"), "/services") ? S("/services")
	                                                            : str_fmt(rq->a, "/learners/%.*s/%s", S_ARG(id_str(rq->a, rq->learner)), str_eqz(rq_form(rq, "back"), "/day") ? "day" : "services");
	return c ? c : rp_redirect(rq, rp, back, str_z(x.n.given ? T(rq, "Noted: given.") : T(rq, "Noted: missed. It can be made up for here.")));
}

struct outside { struct request *rq; };

static enum code outside_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = ((struct outside *)arg)->rq;
	struct id id;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"minutes_week", rq_form(rq, "minutes")}, {"what", rq_form(rq, "what")}, {"reason", rq_form(rq, "reason")}, {"inside", rq_form(rq, "inside")},
	                     {"begin_on", day_text(rq->a, rq->viewer.today)}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("time_outside")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code outside(struct request *rq, struct reply *rp, struct err *e)
{
	struct outside x = {rq};
	enum code c = rq_write(rq, outside_fn, &x, e);
	if (c == E_INPUT) {
		struct services_page p = {.error = str_dup(rq->a, str_z(e->text))};
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/services#h-inside", S_ARG(id_str(rq->a, rq->learner))), str_z(T(rq, "Kept.")));
}

ROUTES(services) = {
	{GET, "/services", mine, REL_TEAM, RT_OFFLINE, .title = N_("Services")},
	{GET, "/learners/{learner}/services", page, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Services of a learner")},
	{POST, "/learners/{learner}/services/note", note, REL_TEAM, 0, .audit = "service noted", .title = N_("A service was given or missed")},
	{POST, "/learners/{learner}/services/outside", outside, REL_CASE, 0, .audit = "time outside", .title = N_("Time outside of general education")},
	ROUTES_END,
};
