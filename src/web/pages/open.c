/* open.c - how a class is open to everybody: options that are on or were taken away with a reason, places in the room, live lessons
 * [R230 R231 R237]. */
#include "web/pages/open.h"
#include "record/setting.h"
#include "school/admin/school.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

static enum code load(struct request *rq, struct open_page *p, struct err *e)
{
	struct class_row row;
	const struct record_type *t = record_type_find(S("room_option"));
	day_t today = rq->viewer.today;
	p->id = id_str(rq->a, rq->class_id);
	p->may = (rq->rel & REL_TEAM) != 0;
	p->options_on = setting_on(rq->db, "class.open_options");
	p->places_on = setting_on(rq->db, "class.places");
	p->live_on = setting_on(rq->db, "class.live_lessons");
	p->kinds = t->fields[field_index(t, "kind")].choices;
	struct site site = app_site(rq->app, rq->db);
	memcpy(p->tz, site.tz, sizeof p->tz);
	enum code c = class_get(rq->db, rq->a, rq->class_id, today, &row, e);
	if (!c)
		c = open_taken(rq->db, rq->a, rq->class_id, p->taken, e);
	if (!c && p->places_on)
		c = places_of(rq->db, rq->a, rq->lang, rq->class_id, ID_NIL, day_text(rq->a, school_monday(today)), (int)(today - school_monday(today)) + 1, &p->places, &p->n_places, e);
	if (!c && p->live_on)
		c = live_of_class(rq->db, rq->a, rq->lang, rq->class_id, &p->lessons, &p->n_lessons, e);
	if (!c)
		p->title = row.title;
	return c;
}

static enum code show(struct request *rq, struct reply *rp, struct open_page *p, struct err *e)
{
	enum code c = load(rq, p, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Open to everybody")), .nav = "home"});
	tpl_open_class(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct open_page p = {.refused = -1};
	return show(rq, rp, &p, e);
}

static enum code back_to(struct request *rq, struct reply *rp, const char *notice)
{
	return rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/open", S_ARG(id_str(rq->a, rq->class_id))), str_z(notice));
}

static enum code refused(struct request *rq, struct reply *rp, enum code c, struct open_page *p, struct err *e)
{
	if (c != E_INPUT)
		return c;
	p->error = str_dup(rq->a, str_z(e->text));
	err_clear(e);
	rp->status = 422;
	return show(rq, rp, p, e);
}

static int option_asked(struct request *rq)
{
	for (int i = 0; i < OPEN_COUNT; i++)
		if (str_eqz(rq_form(rq, "option"), OPEN_OPTIONS[i].value))
			return i;
	return -1;
}

static enum code make_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct str class_id = id_str(rq->a, rq->class_id);
	if (option_asked(rq) >= 0) {
		struct input in[] = {{"class", class_id}, {"taken", rq_form(rq, "option")}, {"reason", str_trim(rq_form(rq, "reason"))}};
		return record_create(db, rq->a, &rq->viewer, record_type_find(S("option_taken")), ID_NIL, in, 3, &id, NULL, e);
	}
	struct str places = str_trim(rq_form(rq, "places"));
	struct input in[] = {{"class", class_id}, {"name", str_trim(rq_form(rq, "name"))}, {"kind", rq_form(rq, "kind")}, {"places", places.n ? places : S("0")}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("room_option")), ID_NIL, in, 4, &id, NULL, e);
}

static enum code take(struct request *rq, struct reply *rp, struct err *e)
{
	struct open_page p = {.refused = option_asked(rq), .typed = rq_form(rq, "reason")};
	enum code c = p.refused < 0 || !setting_on(rq->db, "class.open_options") ? err_set(e, E_NOTFOUND, "There is no such option.") : rq_write(rq, make_fn, rq, e);
	return c ? refused(rq, rp, c, &p, e) : back_to(rq, rp, T(rq, "Taken away. The reason stands here with your name."));
}

struct giving { struct request *rq; struct taken_away x; };

static enum code back_fn(struct db *db, void *arg, struct err *e)
{
	struct giving *g = arg;
	return record_remove(db, g->rq->a, &g->rq->viewer, record_type_find(S("option_taken")), g->x.id, g->x.version, e);
}

static enum code give_back(struct request *rq, struct reply *rp, struct err *e)
{
	struct open_page p = {.refused = -1};
	int at = option_asked(rq);
	enum code c = load(rq, &p, e);
	if (!c && (at < 0 || id_nil(p.taken[at].id)))
		return back_to(rq, rp, T(rq, "It is on."));
	if (!c)
		c = rq_write(rq, back_fn, &(struct giving){rq, p.taken[at]}, e);
	return c ? c : back_to(rq, rp, T(rq, "It is on again."));
}

static enum code place(struct request *rq, struct reply *rp, struct err *e)
{
	struct open_page p = {.refused = -1};
	enum code c = setting_on(rq->db, "class.places") ? rq_write(rq, make_fn, rq, e) : err_set(e, E_NOTFOUND, "This school does not use places.");
	return c ? refused(rq, rp, c, &p, e) : back_to(rq, rp, T(rq, "Kept. Learners can choose it in each piece of work."));
}

ROUTES(open) = {
	{GET, "/classes/{class}/open", get, REL_TEAM | REL_LEADER, 0, .title = N_("Open to everybody")},
	{POST, "/classes/{class}/open/take", take, REL_TEAM | REL_LEADER, 0, .audit = "option taken away", .title = N_("Take an option away")},
	{POST, "/classes/{class}/open/back", give_back, REL_TEAM | REL_LEADER, 0, .audit = "option given back", .title = N_("Give an option back")},
	{POST, "/classes/{class}/open/place", place, REL_TEAM, 0, .audit = "place in the room", .title = N_("Add a place")},
	ROUTES_END,
};
