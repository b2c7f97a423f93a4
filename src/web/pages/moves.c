/* moves.c - what of a profile moves on to next year's teacher, part by part [R037]. */
#include "web/pages/moves.h"
#include "base/json.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/journey.h"

#include <string.h>

const char *moves_state(const struct request *rq, const struct move_part *p)
{
	if (str_eqz(p->state, "approved"))
		return p->changed ? T(rq, "The earlier words move on") : T(rq, "Moves on");
	if (str_eqz(p->state, "kept"))
		return T(rq, "Stays here");
	if (str_eqz(p->state, "withdrawn"))
		return T(rq, "Taken back before anybody read it");
	if (str_eqz(p->state, "closed"))
		return T(rq, "Closed after it was read");
	return p->learner_says.n || p->family_says.n ? T(rq, "Waits for the other answer") : T(rq, "Nobody has decided yet");
}

static void frame(struct request *rq, struct moves_page *p)
{
	struct site site = app_site(rq->app, rq->db);
	memcpy(p->tz, site.tz, sizeof p->tz);
	p->rel = rq->rel;
	p->own = (rq->rel & REL_SELF) != 0;
	if (p->m.ends != DAY_NONE)
		p->ends = tr_date_short(rq->a, rq->lang, p->m.ends);
	p->years = str_fmt(rq->a, "%lld", (long long)p->m.year);
}

static enum code load(struct request *rq, struct moves_page *p, struct err *e)
{
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->learner, e);
	if (!c)
		c = moves_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->m, e);
	frame(rq, p);
	p->path = journey_path(rq, "/moving");
	p->may = p->own || ((rq->rel & REL_FAMILY) && p->m.decides != MOVES_LEARNER);
	return c;
}

static enum code render(struct request *rq, struct reply *rp, struct moves_page *p)
{
	const char *title = p->own ? T(rq, "What moves on with me") : str_fmt(rq->a, T(rq, "What moves on with %s"), str_dupz(rq->a, p->learner.first)).p;
	page_open(rq, rp, &(struct page){.title = str_z(title), .nav = p->own ? "profile" : NULL, .learner_name = p->learner.name});
	tpl_moves_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct moves_page p = {0};
	enum code c = load(rq, &p, e);
	return c ? c : render(rq, rp, &p);
}

struct says {
	struct request *rq;
	const struct moves *m;
};

static struct str given(const struct request *rq, const char *what, const char *key)
{
	return rq_form(rq, str_fmt(rq->a, "%s-%s", what, key).p);
}

static enum code say_fn(struct db *db, void *arg, struct err *e)
{
	struct says *s = arg;
	struct request *rq = s->rq;
	enum code c = OK;
	for (size_t i = 0; i < s->m->n && !c; i++) {
		const char *key = s->m->parts[i].key;
		struct str says = given(rq, "say", key);
		if (says.n)
			c = moves_say(db, rq->a, &rq->viewer, rq->rel, rq->learner, key, says, given(rq, "ask", key), given(rq, "mark", key), e);
	}
	return c;
}

static enum code say(struct request *rq, struct reply *rp, struct err *e)
{
	struct moves_page p = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	c = rq_write(rq, say_fn, &(struct says){rq, &p.m}, e);
	if (c == E_INPUT || c == E_CONFLICT) {
		struct moves_page again = {.error = journey_refused(rq, rp, e)};
		err_clear(e);
		c = load(rq, &again, e);
		return c ? c : render(rq, rp, &again);
	}
	return c ? c : rp_redirect(rq, rp, p.path, str_z(T(rq, "Kept. Nothing else moves on.")));
}

static void json(struct request *rq, struct reply *rp, const struct moves_page *p)
{
	struct json_out o = json_to(&rp->body);
	rp->type = "application/json";
	rp->file_name = S("profile-parts.json");
	json_open(&o, '{');
	json_key(&o, "format");
	json_put_str(&o, S("trellis profile parts 1"));
	json_key(&o, "learner");
	json_put_str(&o, p->learner.name);
	json_key(&o, "into_school_year");
	json_put_int(&o, p->m.year);
	json_key(&o, "language");
	json_put_str(&o, str_z(LANGS[rq->lang].tag));
	json_key(&o, "made_on");
	json_put_str(&o, day_text(rq->a, rq->viewer.today));
	json_key(&o, "parts");
	json_open(&o, '[');
	for (size_t i = 0; i < p->m.n; i++) {
		const struct move_part *x = &p->m.parts[i];
		json_open(&o, '{');
		json_key(&o, "part");
		json_put_str(&o, str_z(x->key));
		json_key(&o, "title");
		json_put_str(&o, str_z(T(rq, x->label)));
		json_key(&o, "approved_by");
		json_open(&o, '[');
		if (str_eqz(x->learner_says, "yes"))
			json_put_str(&o, x->learner_by);
		if (str_eqz(x->family_says, "yes"))
			json_put_str(&o, x->family_by);
		json_close(&o, ']');
		json_key(&o, "lines");
		json_open(&o, '[');
		for (size_t k = 0; k < x->n_sent; k++) {
			json_open(&o, '{');
			json_key(&o, "label");
			json_put_str(&o, x->sent_lines[k].label);
			json_key(&o, "text");
			json_put_str(&o, x->sent_lines[k].text);
			json_close(&o, '}');
		}
		json_close(&o, ']');
		json_close(&o, '}');
	}
	json_close(&o, ']');
	json_close(&o, '}');
}

/* What was approved and nothing else: to print, or as a file for another school. */
static enum code sheet(struct request *rq, struct reply *rp, struct err *e)
{
	struct moves_page p = {0}, now = {0};
	enum code c = load(rq, &now, e);
	if (!c)
		c = moves_sent(rq->db, rq->a, rq->lang, rq->learner, now.m.year, false, &p.m, &p.unread, e);
	if (c)
		return c;
	p.learner = now.learner;
	frame(rq, &p);
	p.path = now.path;
	if (str_eqz(rq_query(rq, "format"), "json")) {
		json(rq, rp, &p);
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "For my next teachers")), .nav = p.own ? "profile" : NULL, .learner_name = p.learner.name, .width = "narrow"});
	tpl_moves_sheet(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* ---- next year's teacher ---- */

static enum code coming(struct request *rq, struct reply *rp, struct err *e)
{
	struct moves_page p = {0};
	struct move_from *list;
	enum code c = moves_coming(rq->db, rq->a, rq->viewer.person, rq->viewer.today, &list, &p.n_coming, e);
	if (c)
		return c;
	p.coming = list;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("next-year.csv");
		buf_z(&rp->body, "learner,class,parts,not read yet\r\n");
		for (size_t i = 0; i < p.n_coming; i++) {
			buf_csv(&rp->body, list[i].learner.name);
			buf_byte(&rp->body, ',');
			buf_csv(&rp->body, list[i].class_title);
			buf_fmt(&rp->body, ",%lld,%lld\r\n", (long long)list[i].parts, (long long)list[i].unread);
		}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Learners who come to you")), .nav = "home"});
	tpl_moves_coming(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* Who is no teacher of a coming class of this learner is told that there is no such page. */
static enum code reader(struct request *rq, struct id *who, int64_t *year, struct err *e)
{
	bool yes = false;
	enum code c = rq_id(rq, "who", who, e);
	if (!c)
		c = moves_reader(rq->db, rq->a, rq->viewer.person, *who, rq->viewer.today, &yes, year, e);
	return c || yes ? c : err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
}

static enum code read_one(struct request *rq, struct reply *rp, struct err *e)
{
	struct moves_page p = {0};
	struct id who;
	int64_t year = 0;
	enum code c = reader(rq, &who, &year, e);
	if (!c)
		c = person_get(rq->db, rq->a, who, &p.learner, e);
	if (!c)
		c = moves_sent(rq->db, rq->a, rq->lang, who, year, true, &p.m, &p.unread, e);
	if (c)
		return c;
	frame(rq, &p);
	p.path = str_fmt(rq->a, "/next-year/%.*s", S_ARG(id_str(rq->a, who)));
	if (p.m.n && rq->viewer.trace)
		access_trace_add(rq->viewer.trace, "profile_move", who);
	page_open(rq, rp, &(struct page){.title = p.learner.name, .nav = "home", .learner_name = p.learner.name, .width = "narrow"});
	tpl_moves_read(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct opening { struct request *rq; struct id who; int64_t year; };

static enum code open_fn(struct db *db, void *arg, struct err *e)
{
	struct opening *o = arg;
	return moves_open(db, o->rq->a, o->rq->viewer.person, o->who, o->year, e);
}

static enum code open_all(struct request *rq, struct reply *rp, struct err *e)
{
	struct opening o = {.rq = rq};
	enum code c = reader(rq, &o.who, &o.year, e);
	if (!c)
		c = rq_write(rq, open_fn, &o, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/next-year/%.*s", S_ARG(id_str(rq->a, o.who))), S(""));
}

ROUTES(moves) = {
	{GET, "/learners/{learner}/moving", show, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .title = N_("What moves on")},
	{POST, "/learners/{learner}/moving", say, REL_HOME, RT_LEARNER_PAGE, .audit = "parts of a profile decided", .title = N_("Decide what moves on")},
	{GET, "/learners/{learner}/moving/sheet", sheet, REL_HOME, RT_LEARNER_PAGE, .title = N_("For my next teachers")},
	{GET, "/next-year", coming, REL_TEACHER, 0, .title = N_("Learners who come to you")},
	{GET, "/next-year/{who}", read_one, REL_TEACHER, RT_PROTECTED, .title = N_("What a learner sends you")},
	{POST, "/next-year/{who}", open_all, REL_TEACHER, 0, .audit = "parts of a profile opened", .title = N_("Read what a learner sends you")},
	ROUTES_END,
};
