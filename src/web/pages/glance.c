/* glance.c - what one adult does, on one page: for a learner, for a class, for a shift [R046 R280 R314 R315]. Printed as it stands. */
#include "school/admin/school.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/chain.h"

static enum code learner_csv(struct reply *rp, const struct glance_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("at-a-glance.csv");
	buf_z(b, "support,how,from,by a person,changes what is expected\r\n");
	for (size_t i = 0; i < p->g.n_lines; i++) {
		const struct glance_line *x = &p->g.lines[i];
		buf_csv(b, x->words);
		buf_byte(b, ',');
		buf_csv(b, x->how);
		buf_byte(b, ',');
		buf_csv(b, x->source);
		buf_fmt(b, ",%d,%d\r\n", x->by_person, x->changes);
	}
	return OK;
}

static enum code learner_show(struct request *rq, struct reply *rp, struct glance_page *p, struct err *e)
{
	p->id = id_str(rq->a, rq->learner);
	p->team = (rq->rel & REL_TEAM) != 0;
	p->class_id = rq_query(rq, "class");
	enum code c = glance_load(rq->db, rq->a, rq->lang, rq->viewer.person, rq->learner, rq->viewer.today, &p->g, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return learner_csv(rp, p);
	page_open(rq, rp, &(struct page){.title = str_fmt(rq->a, T(rq, "%.*s at a glance"), S_ARG(p->g.learner.name)), .nav = "home", .learner_name = p->g.learner.name});
	tpl_chain_glance(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code learner_page(struct request *rq, struct reply *rp, struct err *e)
{
	struct glance_page p = {0};
	return learner_show(rq, rp, &p, e);
}

/* Those for whom there is something to do, by name. */
static enum code of_people(struct request *rq, struct id class_id, const struct person_list *people, struct glance **out, size_t *n, struct err *e)
{
	*n = 0;
	enum code c = glance_class(rq->db, rq->a, rq->lang, rq->viewer.person, class_id, people->items, people->n, rq->viewer.today, out, e);
	for (size_t i = 0; i < people->n && !c; i++)
		if ((*out)[i].n_lines || (*out)[i].n_services)
			(*out)[(*n)++] = (*out)[i];
	return c;
}

static enum code class_page(struct request *rq, struct reply *rp, struct err *e)
{
	struct class_glance_page p = {.id = id_str(rq->a, rq->class_id), .team = (rq->rel & REL_TEAM) != 0, .date = tr_date(rq->a, rq->lang, rq->viewer.today)};
	struct person_list people;
	enum code c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &p.row, e);
	if (!c)
		c = class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &people, e);
	if (!c)
		c = of_people(rq, rq->class_id, &people, &p.list, &p.n, e);
	if (!c)
		c = coaching_of_class(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &p.asked, &p.n_asked, e);
	if (c)
		return c;
	for (size_t i = 0; i < p.n; i++)
		p.unread += p.list[i].read_on == DAY_NONE || p.list[i].again;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("class-at-a-glance.csv");
		buf_z(b, "learner,support,how,from,read\r\n");
		for (size_t i = 0; i < p.n; i++)
			for (size_t k = 0; k < p.list[i].n_lines; k++) {
				const struct glance_line *x = &p.list[i].lines[k];
				buf_csv(b, p.list[i].learner.name);
				buf_byte(b, ',');
				buf_csv(b, x->words);
				buf_byte(b, ',');
				buf_csv(b, x->how);
				buf_byte(b, ',');
				buf_csv(b, x->source);
				buf_fmt(b, ",%d\r\n", p.list[i].read_on != DAY_NONE && !p.list[i].again);
			}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_fmt(rq->a, T(rq, "%.*s at a glance"), S_ARG(p.row.title)), .nav = "home"});
	tpl_chain_class(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static bool shown_before(const struct shift_page *p, struct id learner)
{
	for (size_t i = 0; i < p->n_rooms; i++)
		for (size_t k = 0; k < p->rooms[i].n; k++)
			if (id_eq(p->rooms[i].list[k].learner.id, learner))
				return true;
	return false;
}

static enum code shift(struct request *rq, struct reply *rp, struct err *e)
{
	struct shift_page p = {.date = tr_date(rq->a, rq->lang, rq->viewer.today)};
	enum code c = classes_of(rq->db, rq->a, rq->viewer.person, REL_TEACHER | REL_CASE | REL_EL, rq->viewer.today, &p.classes, e);
	p.rooms = arena_array(rq->a, p.classes.n + 1, sizeof *p.rooms);
	for (size_t i = 0; i < p.classes.n && !c; i++) {
		struct person_list people, mine;
		const struct class_row *row = &p.classes.items[i];
		if (!(row->rel & REL_TEACHER)) { /* of classes one only visits: the learners one is named for */
			c = learners_of(rq->db, rq->a, rq->lang, rq->viewer.person, REL_CASE | REL_EL, rq->viewer.today, &mine, e);
			if (!c)
				c = class_learners(rq->db, rq->a, rq->lang, row->id, rq->viewer.today, &people, e);
			size_t kept = 0;
			for (size_t k = 0; k < people.n && !c; k++)
				for (size_t m = 0; m < mine.n; m++)
					if (id_eq(people.items[k].id, mine.items[m].id)) {
						people.items[kept++] = people.items[k];
						break;
					}
			people.n = kept;
		} else
			c = class_learners(rq->db, rq->a, rq->lang, row->id, rq->viewer.today, &people, e);
		size_t fresh = 0; /* whoever is in two of these classes stands in the first */
		for (size_t k = 0; k < people.n && !c; k++)
			if (!shown_before(&p, people.items[k].id))
				people.items[fresh++] = people.items[k];
		people.n = c ? 0 : fresh;
		if (!c)
			c = of_people(rq, row->id, &people, &p.rooms[p.n_rooms].list, &p.rooms[p.n_rooms].n, e);
		for (size_t k = 0; k < people.n && !c; k++)
			c = hands_add(rq, people.items[k], &p.hands, e);
		p.rooms[p.n_rooms].row = *row;
		p.learners += c ? 0 : p.rooms[p.n_rooms].n;
		p.n_rooms += !c && p.rooms[p.n_rooms].n > 0;
	}
	if (c)
		return c;
	p.hands.back = S("/shift");
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "My shift")), .nav = "home"});
	tpl_chain_shift(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct deed { struct request *rq; struct id learner, class_id, line; struct str text; day_t lesson; };

static enum code confirm_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return glance_confirm(db, d->rq->a, &d->rq->viewer, d->learner, e);
}

static struct str back_of(struct request *rq)
{
	struct str back = rq_form(rq, "back");
	bool known = str_starts(back, "/classes/") || str_eqz(back, "/shift");
	return known ? back : str_fmt(rq->a, "/learners/%.*s/glance", S_ARG(id_str(rq->a, rq->learner)));
}

static enum code confirm(struct request *rq, struct reply *rp, struct err *e)
{
	struct deed d = {.rq = rq, .learner = rq->learner};
	enum code c = rq_write(rq, confirm_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, back_of(rq), str_z(T(rq, "Noted: read, and it can be done.")));
}

static enum code ask_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return coaching_ask(db, d->rq->a, &d->rq->viewer, d->learner, d->class_id, d->line, d->text, d->lesson, e);
}

static enum code ask(struct request *rq, struct reply *rp, struct err *e)
{
	struct deed d = {.rq = rq, .learner = rq->learner, .text = str_trim(rq_form(rq, "text")), .lesson = DAY_NONE};
	(void)id_parse(rq_form(rq, "line"), &d.line);
	if (id_parse(rq_form(rq, "class"), &d.class_id)) {
		unsigned rel = 0;
		if (access_to_class(rq->db, &rq->viewer, d.class_id, &rel, e))
			return e->code;
		if (!(rel & REL_TEAM))
			d.class_id = ID_NIL;
	}
	if (!day_parse(rq_form(rq, "lesson_on"), &d.lesson))
		d.lesson = DAY_NONE;
	enum code c = rq_write(rq, ask_fn, &d, e);
	if (c == E_INPUT) {
		struct glance_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = d.text, .wrong = d.line};
		err_clear(e);
		rp->status = 422;
		return learner_show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, back_of(rq), str_z(T(rq, "Asked. You see under “Questions to colleagues” who answers and by when.")));
}

ROUTES(glance) = {
	{GET, "/learners/{learner}/glance", learner_page, REL_TEAM | REL_LEADER, 0, .title = N_("A learner at a glance")},
	{POST, "/learners/{learner}/glance/read", confirm, REL_TEAM, 0, .audit = "plan read", .title = N_("Read, and it can be done")},
	{POST, "/learners/{learner}/glance/ask", ask, REL_TEAM, 0, .audit = "colleague asked", .title = N_("I don't know how to do this")},
	{GET, "/classes/{class}/glance", class_page, REL_TEAM | REL_LEADER, 0, .title = N_("A class at a glance")},
	{GET, "/shift", shift, REL_TEAM, 0, .title = N_("My shift")},
	ROUTES_END,
};
