/* coplan.c - planning together for a class: the agenda is made from the week [R280 R281 R282]; general, special and
 * English-learner educators write on the same page; time that was lost reaches the leader at once. */
#include "school/admin/school.h"
#include "school/plan/suggest.h"
#include "school/team/classroom.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/chain.h"

#include <string.h>

static day_t monday_asked(struct request *rq)
{
	day_t d;
	struct str s = rq->method == GET ? rq_query(rq, "monday") : rq_form(rq, "monday");
	return day_parse(s, &d) ? day_monday(d) : school_monday(rq->viewer.today);
}

/* In words: the reasons of one learner, gravest first. */
static struct str why_of(struct request *rq, const struct watch_one *x)
{
	struct str why[8];
	size_t n = 0;
	if (x->why & WATCH_OVER)
		why[n++] = str_z(T(rq, "an answer is overdue"));
	if (x->why & WATCH_CALLED)
		why[n++] = str_z(T(rq, "ten tries or more and no step further"));
	if (x->why & WATCH_MISSED)
		why[n++] = str_z(T(rq, "a support was missed"));
	if (x->why & WATCH_WAITS)
		why[n++] = str_fmt(rq->a, trn(rq->lang, "%d request waits", "%d requests wait", x->waiting), x->waiting);
	if (x->why & WATCH_NO_WEEK)
		why[n++] = str_z(T(rq, "the week is not given"));
	if (x->why & WATCH_NOT_YET)
		why[n++] = str_fmt(rq->a, trn(rq->lang, "not yet in %d aim", "not yet in %d aims", x->yet), x->yet);
	if (x->why & WATCH_NOTHING)
		why[n++] = str_z(T(rq, "no evidence yet of this week's aims"));
	return tr_list(rq->a, rq->lang, why, n);
}

/* Learners to look at: few, by name, with the reasons; what holds for many is said of the class (school/team/watch.h). */
static enum code watch(struct request *rq, struct coplan_page *p, const struct board *b, struct err *e)
{
	enum code c = watch_class(rq->db, rq->a, b, rq->viewer.today, clock_now(), &p->w, e);
	p->watch = NEW_ARRAY(rq->a, struct coplan_watch, p->w.n + 1);
	for (int named = 1; named >= 0 && !c; named--)
		for (size_t i = 0; i < p->w.n; i++)
			if (p->w.list[i].named == (named == 1))
				p->watch[p->n_watch++] = (struct coplan_watch){p->w.list[i].learner, p->w.list[i].name, why_of(rq, &p->w.list[i])};
	return c;
}

static enum code notes(struct request *rq, struct coplan_page *p, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	enum code c = db_query(rq->db, e, &r,
	                       "select n.id, n.version, n.kind, n.text, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, n.by_on, n.done from coplan_note n left join person p on p.id = n.who"
	                       " where n.class = ?1 and (n.monday = ?2 or (n.kind = 'deed' and n.done = 0 and n.monday < ?2)) order by n.created_at, n.id",
	                       "bt", rq->class_id, p->monday);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (p->n_notes == cap) {
			p->notes = arena_grow(rq->a, p->notes, cap * sizeof *p->notes, (cap + 16) * sizeof *p->notes);
			cap += 16;
		}
		struct coplan_note *n = &p->notes[p->n_notes++];
		*n = (struct coplan_note){.id = rows_id(r, 0), .version = rows_i(r, 1), .kind = str_dup(rq->a, rows_t(r, 2)), .text = str_dup(rq->a, rows_t(r, 3)),
		                          .who = str_trim(str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 4)), S_ARG(rows_t(r, 5)))), .done = rows_i(r, 7) != 0};
		if (!day_parse(rows_t(r, 6), &n->by))
			n->by = DAY_NONE;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code times(struct request *rq, struct coplan_page *p, struct err *e)
{
	static const char *const days[] = {N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday")};
	struct rows *r;
	int got;
	p->times = arena_array(rq->a, 10, sizeof *p->times);
	p->lost = arena_array(rq->a, 10, sizeof *p->lost);
	enum code c = db_query(rq->db, e, &r, "select id, day, begins, ends, place from planning_time where class = ?1 order by day, begins limit 10", "b", rq->class_id);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		int64_t day;
		if (!str_int(rows_t(r, 1), &day) || day < 1 || day > 5)
			continue;
		p->times[p->n_times].id = rows_id(r, 0);
		p->times[p->n_times].when = str_fmt(rq->a, T(rq, "%1$s, %2$s to %3$s"), tr(rq->lang, days[day - 1]), str_dupz(rq->a, rows_t(r, 2)), str_dupz(rq->a, rows_t(r, 3)));
		p->times[p->n_times++].place = str_dup(rq->a, rows_t(r, 4));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	c = db_query(rq->db, e, &r, "select on_day, why, answer from planning_lost where class = ?1 and on_day >= ?2 order by on_day desc, id limit 10", "bt", rq->class_id, day_text(rq->a, rq->viewer.today - 30));
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		p->lost[p->n_lost].on = str_dup(rq->a, rows_t(r, 0));
		p->lost[p->n_lost].why = str_dup(rq->a, rows_t(r, 1));
		p->lost[p->n_lost++].answer = str_dup(rq->a, rows_t(r, 2));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Clashes of the week with plans, said once each. */
static enum code barriers(struct request *rq, struct coplan_page *p, day_t monday, struct err *e)
{
	struct class_week w;
	if (!p->team)
		return OK;
	enum code c = suggest_clashes(rq->db, rq->a, &rq->viewer, rq->lang, rq->class_id, monday, &w, e);
	size_t cap = 0;
	for (size_t i = 0; i < w.n && !c; i++)
		for (size_t k = 0; k < w.learners[i].n_pieces; k++) {
			const struct piece *x = &w.learners[i].pieces[k];
			if (!x->clash_text.n || !x->clash)
				continue;
			if (p->n_barriers == cap) {
				p->barriers = arena_grow(rq->a, p->barriers, cap * sizeof *p->barriers, (cap + 16) * sizeof *p->barriers);
				cap += 16;
			}
			struct str said = str_fmt(rq->a, "%.*s: %.*s", S_ARG(w.learners[i].person.name), S_ARG(x->clash_text));
			if (!p->n_barriers || !str_eq(p->barriers[p->n_barriers - 1], said)) /* two pieces with one text */
				p->barriers[p->n_barriers++] = said;
		}
	return c;
}

static enum code load(struct request *rq, struct coplan_page *p, struct err *e)
{
	day_t monday = monday_asked(rq);
	struct board b;
	p->id = id_str(rq->a, rq->class_id);
	p->team = (rq->rel & REL_TEAM) != 0;
	p->leads = (rq->rel & REL_LEADER) != 0;
	p->monday = day_text(rq->a, monday);
	p->monday_text = tr_date_short(rq->a, rq->lang, monday);
	p->before = day_text(rq->a, monday - 7);
	p->after = day_text(rq->a, monday + 7);
	enum code c = board_load(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, monday, &b, e);
	if (c)
		return c;
	p->row = b.class_row;
	p->aims = NEW_ARRAY(rq->a, struct str, BOARD_COLUMNS);
	p->lessons = arena_array(rq->a, BOARD_COLUMNS, sizeof *p->lessons);
	for (int k = 0; k < b.n_columns; k++) {
		p->lessons[p->n_lessons].id = b.columns[k].competency;
		p->lessons[p->n_lessons++].code = b.columns[k].code;
		p->aims[p->n_aims++] = str_fmt(rq->a, "%.*s: %.*s", S_ARG(b.columns[k].code), S_ARG(b.columns[k].text));
	}
	c = watch(rq, p, &b, e);
	if (c)
		return c;
	struct person *people = NEW_ARRAY(rq->a, struct person, b.n + 1);
	for (size_t i = 0; i < b.n; i++)
		people[i] = b.learners[i].person;
	c = glance_class(rq->db, rq->a, rq->lang, rq->viewer.person, rq->class_id, people, b.n, rq->viewer.today, &p->supports, e);
	for (size_t i = 0; i < b.n && !c; i++)
		if (p->supports[i].n_lines > 0)
			p->supports[p->n_supports++] = p->supports[i];
	if (!c)
		c = barriers(rq, p, monday, e);
	if (!c)
		c = notes(rq, p, e);
	if (!c)
		c = beside_load(rq->db, rq->a, rq->lang, rq->class_id, p->monday, ID_NIL, &p->beside, &p->n_beside, e);
	if (!c)
		c = times(rq, p, e);
	if (!c)
		c = coaching_of_class(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &p->asked, &p->n_asked, e);
	/* who can do something: everybody who teaches or supports here */
	struct rows *r;
	if (!c)
		c = db_query(rq->db, e, &r,
		             "select distinct p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from class_relation x join person p on p.id = x.viewer"
		             " where x.class = ?1 and (x.rel & 28) <> 0 and coalesce(x.begin_on, '0001-01-01') <= ?2 and coalesce(x.end_on, '9999-12-31') >= ?2 order by 3, 2, 1",
		             "bt", rq->class_id, day_text(rq->a, rq->viewer.today));
	if (c)
		return c;
	int got;
	size_t cap = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (p->adults.n == cap) {
			p->adults.items = arena_grow(rq->a, p->adults.items, cap * sizeof *p->adults.items, (cap + 16) * sizeof *p->adults.items);
			cap += 16;
		}
		p->adults.items[p->adults.n++] = (struct person){.id = rows_id(r, 0), .name = str_trim(str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 1)), S_ARG(rows_t(r, 2))))};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code show(struct request *rq, struct reply *rp, struct coplan_page *p, struct err *e)
{
	enum code c = load(rq, p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("planning.csv");
		buf_z(b, "kind,text,who,by,done\r\n");
		for (size_t i = 0; i < p->n_notes; i++) {
			buf_csv(b, p->notes[i].kind);
			buf_byte(b, ',');
			buf_csv(b, p->notes[i].text);
			buf_byte(b, ',');
			buf_csv(b, p->notes[i].who);
			buf_fmt(b, ",%.*s,%d\r\n", S_ARG(p->notes[i].by == DAY_NONE ? S("") : day_text(rq->a, p->notes[i].by)), p->notes[i].done);
		}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_fmt(rq->a, T(rq, "Plan together: %.*s"), S_ARG(p->row.title)), .nav = "home"});
	tpl_chain_coplan(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code page(struct request *rq, struct reply *rp, struct err *e)
{
	struct coplan_page p = {0};
	return show(rq, rp, &p, e);
}

struct writing { struct request *rq; const char *type; struct input in[6]; size_t n; struct id id; int64_t version; };

static enum code write_fn(struct db *db, void *arg, struct err *e)
{
	struct writing *w = arg;
	const struct record_type *t = record_type_find(str_z(w->type));
	struct id id;
	return id_nil(w->id) ? record_create(db, w->rq->a, &w->rq->viewer, t, ID_NIL, w->in, w->n, &id, NULL, e)
	                     : record_update(db, w->rq->a, &w->rq->viewer, t, w->id, w->version, w->in, w->n, NULL, e);
}

static enum code write_one(struct request *rq, struct reply *rp, struct writing *w, const char *part, struct err *e)
{
	enum code c = rq_write(rq, write_fn, w, e);
	if (c == E_INPUT) {
		struct coplan_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = rq_form(rq, "text"), .typed_kind = rq_form(rq, "kind")};
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/coplan?monday=%.*s%s", S_ARG(id_str(rq->a, rq->class_id)), S_ARG(day_text(rq->a, monday_asked(rq))), part), str_z(T(rq, "Kept.")));
}

static enum code add(struct request *rq, struct reply *rp, struct err *e)
{
	struct writing w = {rq, "coplan_note", {{"class", id_str(rq->a, rq->class_id)}, {"monday", day_text(rq->a, monday_asked(rq))}, {"kind", rq_form(rq, "kind")}, {"text", rq_form(rq, "text")},
	                                        {"who", rq_form(rq, "who")}, {"by_on", rq_form(rq, "by_on")}}, 6, ID_NIL, 0};
	return write_one(rq, rp, &w, "#h-who", e);
}

static enum code done(struct request *rq, struct reply *rp, struct err *e)
{
	struct writing w = {rq, "coplan_note", {{"done", S("1")}}, 1, ID_NIL, 0};
	enum code c = rq_id(rq, "note", &w.id, e);
	int64_t here = 0;
	if (!c)
		c = db_int(rq->db, e, &here, "select count(*) from coplan_note where id = ?1 and class = ?2", "bb", w.id, rq->class_id);
	if (!c && !here)
		c = err_set(e, E_NOTFOUND, "There is no such note of this class.");
	if (!c)
		c = db_int(rq->db, e, &w.version, "select version from coplan_note where id = ?1", "b", w.id);
	return c ? c : write_one(rq, rp, &w, "#h-who", e);
}

static enum code lost(struct request *rq, struct reply *rp, struct err *e)
{
	struct writing w = {rq, "planning_lost", {{"class", id_str(rq->a, rq->class_id)}, {"on_day", rq_form(rq, "on_day")}, {"why", rq_form(rq, "why")}}, 3, ID_NIL, 0};
	return write_one(rq, rp, &w, "#h-time", e);
}

static enum code protect(struct request *rq, struct reply *rp, struct err *e)
{
	struct writing w = {rq, "planning_time", {{"class", id_str(rq->a, rq->class_id)}, {"day", rq_form(rq, "day")}, {"begins", rq_form(rq, "begins")}, {"ends", rq_form(rq, "ends")}, {"place", rq_form(rq, "place")}}, 5, ID_NIL, 0};
	return write_one(rq, rp, &w, "#h-time", e);
}

static enum code beside_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id competency = ID_NIL;
	struct input in[] = {{"aim", str_trim(rq_form(rq, "aim"))}, {"words", str_trim(rq_form(rq, "words"))}, {"frames", str_trim(rq_form(rq, "frames"))}, {"home", str_trim(rq_form(rq, "home"))}};
	(void)id_parse(rq_form(rq, "competency"), &competency);
	return beside_keep(db, rq->a, &rq->viewer, rq->class_id, day_text(rq->a, monday_asked(rq)), competency, in, 4, e);
}

/* Language objective, words, sentence beginnings and help in the home language beside one lesson [R130]. */
static enum code beside(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, beside_fn, rq, e);
	if (c == E_INPUT) {
		struct coplan_page p = {.error = str_dup(rq->a, str_z(e->text))};
		err_clear(e);
		rp->status = 422;
		return show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/coplan?monday=%.*s#h-beside", S_ARG(id_str(rq->a, rq->class_id)), S_ARG(day_text(rq->a, monday_asked(rq)))), str_z(T(rq, "Kept.")));
}

ROUTES(coplan) = {
	{GET, "/classes/{class}/coplan", page, REL_TEAM | REL_LEADER, 0, .title = N_("Plan together")},
	{POST, "/classes/{class}/coplan", add, REL_TEAM, 0, .audit = "planned together", .title = N_("Add to the plan")},
	{POST, "/classes/{class}/coplan/{note}/done", done, REL_TEAM, 0, .audit = "planned together", .title = N_("It is done")},
	{POST, "/classes/{class}/coplan/language", beside, REL_TEAM, 0, .audit = "language beside a lesson", .title = N_("Language beside the content")},
	{POST, "/classes/{class}/coplan/lost", lost, REL_TEAM | REL_LEADER, 0, .audit = "planning time lost", .title = N_("Planning time was lost")},
	{POST, "/classes/{class}/coplan/times", protect, REL_LEADER, 0, .audit = "planning time protected", .title = N_("Protect a time to plan together")},
	ROUTES_END,
};
