/* safe.c - "somebody is left out or hurt": said in one minute, seen by few, followed up until it has stopped [R197]. */
#include "web/pages/safe.h"
#include "templates.h"

#define COLUMNS \
	"s.id, s.learner, s.version, s.kind, s.text, s.state, s.plan, coalesce(nullif(l.preferred_name, ''), l.given_name), l.family_name, coalesce(nullif(o.preferred_name, ''), o.given_name), o.family_name, s.look_on" \
	" from safety_report s join person l on l.id = s.learner left join person o on o.id = s.owner"

static enum code read_all(struct request *rq, struct rows *r, struct safe_page *p, struct err *e)
{
	size_t cap = 0;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (p->n == cap) {
			p->list = arena_grow(rq->a, p->list, cap * sizeof *p->list, (cap + 16) * sizeof *p->list);
			cap += 16;
		}
		struct safe_report *x = &p->list[p->n++];
		*x = (struct safe_report){.id = rows_id(r, 0), .learner = rows_id(r, 1), .version = rows_i(r, 2), .kind = str_dup(rq->a, rows_t(r, 3)), .text = str_dup(rq->a, rows_t(r, 4)),
		                          .state = str_dup(rq->a, rows_t(r, 5)), .plan = str_dup(rq->a, rows_t(r, 6)), .name = str_trim(str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 7)), S_ARG(rows_t(r, 8)))),
		                          .owner = str_trim(str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 9)), S_ARG(rows_t(r, 10))))};
		if (!day_parse(rows_t(r, 11), &x->look))
			x->look = DAY_NONE;
		x->late = !str_eqz(x->state, "safe") && x->look != DAY_NONE && x->look < rq->viewer.today;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Before the school has named who is told, there is nothing to say it to. */
static enum code is_open(struct request *rq, struct safety *told, struct err *e)
{
	enum code c = safety_of_school(rq->db, rq->a, told, e);
	return c || told->open ? c : safety_closed(rq->a, e);
}

static enum code show_own(struct request *rq, struct reply *rp, struct safe_page *p, struct err *e)
{
	struct rows *r;
	enum code c = is_open(rq, &p->told, e);
	if (!c)
		c = journey_load(rq, &p->j, e);
	p->own = (rq->rel & REL_SELF) != 0;
	if (!c && p->own) { /* a family sees here only the form */
		c = db_query(rq->db, e, &r, "select " COLUMNS " where s.learner = ?1 order by s.created_at desc, s.id limit 20", "b", rq->learner);
		if (!c)
			c = read_all(rq, r, p, e);
	}
	if (c)
		return c;
	journey_page(rq, rp, &p->j, T(rq, "Somebody is left out or hurt"), NULL, "narrow");
	tpl_chain_safe(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code page(struct request *rq, struct reply *rp, struct err *e)
{
	struct safe_page p = {0};
	return show_own(rq, rp, &p, e);
}

static enum code say_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"kind", rq_form(rq, "kind")}, {"text", str_trim(rq_form(rq, "text"))}, {"said_by", id_str(rq->a, rq->viewer.person)},
	                     {"look_on", day_text(rq->a, rq->viewer.today + 1)}};
	struct viewer system = viewer_system(rq->app->store); /* who may say it need not be one who may read what others said */
	return record_create(db, rq->a, &system, record_type_find(S("safety_report")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code say(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, say_fn, rq, e);
	if (c == E_INPUT) {
		struct safe_page p = {.error = journey_refused(rq, rp, e), .typed = rq_form(rq, "text"), .typed_kind = rq_form(rq, "kind")};
		err_clear(e);
		return show_own(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/safe"), tr_careful(rq->a, rq->lang, N_("Thank you for saying it. If you are in danger now, go to any adult or call 911.")));
}

static enum code team(struct request *rq, struct reply *rp, struct err *e)
{
	struct safe_page p = {0};
	struct rows *r;
	enum code c = db_query(rq->db, e, &r,
	                       "select " COLUMNS " where exists (select 1 from relation x where x.viewer = ?1 and x.learner = s.learner and x.rel in (8, 32, 64) and coalesce(x.begin_on, '0001-01-01') <= ?2"
	                       " and coalesce(x.end_on, '9999-12-31') >= ?2) and (s.state <> 'safe' or s.updated_at >= ?3) order by s.state = 'safe', s.look_on, s.id limit 200",
	                       "bti", rq->viewer.person, day_text(rq->a, rq->viewer.today), ((int64_t)rq->viewer.today - 30) * DAY);
	if (!c)
		c = read_all(rq, r, &p, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Left out or hurt")), .nav = "home"});
	tpl_chain_safe_team(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct following { struct request *rq; struct id id; int64_t version; struct str state; };

static enum code follow_fn(struct db *db, void *arg, struct err *e)
{
	struct following *f = arg;
	struct request *rq = f->rq;
	const struct record_type *t = record_type_find(S("safety_report"));
	bool safe = str_eqz(rq_form(rq, "what"), "safe");
	struct str text = str_trim(rq_form(rq, "text")), to = safe ? S("safe") : S("plan");
	day_t look;
	if (!safe && !text.n)
		return err_set(e, E_INPUT, "Write what is done, a few words are enough.");
	struct input in[] = {{"owner", id_str(rq->a, rq->viewer.person)}, {"plan", text}, {"look_on", day_parse(rq_form(rq, "look_on"), &look) ? day_text(rq->a, look) : day_text(rq->a, rq->viewer.today + 7)}};
	enum code c = record_update(db, rq->a, &rq->viewer, t, f->id, f->version, in, text.n ? 3 : 1, NULL, e);
	return c || str_eq(f->state, to) ? c : record_move(db, rq->a, &rq->viewer, t, f->id, f->version + 1, to, e);
}

static enum code follow(struct request *rq, struct reply *rp, struct err *e)
{
	struct following f = {.rq = rq};
	struct rows *r;
	enum code c = rq_id(rq, "report", &f.id, e);
	if (!c)
		c = db_query(rq->db, e, &r, "select version, state from safety_report where id = ?1 and learner = ?2", "bb", f.id, rq->learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	f.version = got == 1 ? rows_i(r, 0) : 0;
	f.state = got == 1 ? str_dup(rq->a, rows_t(r, 1)) : S("");
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such report.");
	c = rq_write(rq, follow_fn, &f, e);
	return c ? c : rp_redirect(rq, rp, S("/safe"), str_z(T(rq, "Kept. The learner sees that there is a plan.")));
}

ROUTES(safe) = {
	{GET, "/learners/{learner}/safe", page, REL_HOME, RT_LOW | RT_LEARNER_PAGE, .title = N_("Somebody is left out or hurt")},
	{POST, "/learners/{learner}/safe", say, REL_HOME, RT_LOW | RT_LEARNER_PAGE, .title = N_("Say that somebody is left out or hurt")},
	{GET, "/safe", team, REL_CASE | REL_ADVISER | REL_LEADER, 0, .title = N_("Left out or hurt")},
	{POST, "/learners/{learner}/safe/{report}", follow, REL_CASE | REL_ADVISER | REL_LEADER, 0, .audit = "safety report followed up", .title = N_("Follow up on a report")},
	ROUTES_END,
};
