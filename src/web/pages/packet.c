/* packet.c - a week of work on paper: of one learner, of a class, and spares without a name [R215 R415]. */
#include "web/pages/packet.h"
#include "base/arena_part.h"
#include "print/packet.h"
#include "school/admin/school.h"
#include "school/people/people.h"
#include "record/setting.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/supports.h"

SETTINGS(paper) = {
	{"paper.size", N_("Paper size"), N_("Of everything that is printed."), SET_CHOICE, "letter", .choices = (const char *const[]){"letter", "a4", NULL}},
	SETTINGS_END};

static bool letter(struct request *rq)
{
	struct err e = {0};
	struct str size;
	return !setting_text(rq->db, rq->a, "paper.size", &size, &e) && str_eqz(size, "letter");
}

static enum code ask_of(struct request *rq, struct packet_ask *x, struct err *e)
{
	struct str monday = rq_query(rq, "monday"), lang = rq_query(rq, "in"); /* not `lang`: that is what the pages speak from then on */
	*x = (struct packet_ask){.db = rq->db, .a = rq->a, .today = rq->viewer.today, .monday = school_monday(rq->viewer.today), .base = rq_absolute(rq, S("")),
	                         .lang = rq->lang, .letter = letter(rq)};
	if (monday.n && !day_parse(monday, &x->monday))
		return err_set(e, E_NOTFOUND, "There is no such week. Write the date as 2026-03-02.");
	x->monday = day_monday(x->monday);
	if (lang.n)
		x->lang_given = lang_parse(lang, &x->lang);
	return OK;
}

static enum code open_pdf(const struct packet_ask *x, struct arena *a, enum lang lang, struct pdf **p, struct err *e)
{
	return pdf_new(a, &(struct pdf_options){.lang = lang, .title = str_z(tr(lang, N_("My week on paper"))), .letter = x->letter, .date = x->monday}, p, e);
}

/* Codes are made once and only read afterwards: printing again changes nothing. */
static enum code codes_of(struct request *rq, struct arena *a, const struct week *w, struct str **codes, struct err *e)
{
	bool all;
	*codes = NEW_ARRAY(a, struct str, w->n + 1);
	struct paper_codes x = {.a = a, .v = &rq->viewer, .list = w->items, .n = w->n, .monday = w->monday, .class_id = w->class_id, .codes = *codes};
	enum code c = paper_codes_read(rq->db, &x, &all, e);
	return c || all ? c : store_write(rq->app->store, paper_codes_fn, &x, e);
}

/* Everything but the document itself lives in x->a. */
static enum code one(struct request *rq, const struct packet_ask *x, struct id learner, bool drafts, struct pdf **p, struct err *e)
{
	struct week w;
	struct str *codes;
	enum lang lang;
	enum code c = packet_language(x, learner, &lang, e);
	if (!c)
		c = week_load(rq->db, x->a, learner, x->monday, lang, &w, e);
	if (!c && str_eqz(w.state, "draft") && !drafts)
		c = err_set(e, E_NOTFOUND, "There is no work for that week yet.");
	if (!c)
		c = codes_of(rq, x->a, &w, &codes, e);
	if (!c && !*p)
		c = open_pdf(x, rq->a, lang, p, e);
	if (!c)
		c = packet_learner(x, *p, &w, codes, e);
	if (!c)
		supports_on_paper(rq, learner);
	return c;
}

/* Where the boxes stand, for the day when the pages come back; as with codes only what is new is written. */
static enum code layouts_keep(struct request *rq, const struct pdf *p, struct err *e)
{
	size_t missing;
	struct paper_layouts x = {0};
	const struct pdf_layout_text *l = pdf_layouts(p, &x.n);
	struct str *keys = NEW_ARRAY(rq->a, struct str, x.n + 1), *bodies = NEW_ARRAY(rq->a, struct str, x.n + 1);
	for (size_t i = 0; i < x.n; i++)
		keys[i] = l[i].key, bodies[i] = l[i].body;
	x.keys = keys, x.bodies = bodies;
	enum code c = paper_layouts_missing(rq->db, &x, &missing, e);
	return c || !missing ? c : store_write(rq->app->store, paper_layouts_fn, &x, e);
}

static enum code send_pdf(struct request *rq, struct reply *rp, struct pdf *p, struct str name, struct err *e)
{
	enum code c = pdf_done(p, &rp->bytes, e);
	if (!c)
		c = layouts_keep(rq, p, e);
	rp->type = "application/pdf";
	rp->file_name = name;
	return c;
}

static enum code learner_packet(struct request *rq, struct reply *rp, struct err *e)
{
	struct packet_ask x;
	struct pdf *p = NULL;
	enum code c = ask_of(rq, &x, e);
	if (!c)
		c = one(rq, &x, rq->learner, (rq->rel & REL_TEAM) != 0, &p, e);
	return c ? c : send_pdf(rq, rp, p, str_fmt(rq->a, "week-%.*s.pdf", S_ARG(day_text(rq->a, x.monday))), e);
}

static enum code class_packets(struct request *rq, struct reply *rp, struct err *e)
{
	struct packet_ask x;
	struct person_list list;
	struct pdf *p = NULL;
	enum code c = ask_of(rq, &x, e);
	if (!c)
		c = class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &list, e);
	x.a = arena_part(rq->a); /* one learner after another: a class takes the memory of one, and of its document */
	for (size_t i = 0; !c && i < list.n; i++) {
		arena_reset(x.a);
		c = one(rq, &x, list.items[i].id, true, &p, e);
		if (c == E_NOTFOUND) { /* no week of their own: the others are printed */
			err_clear(e);
			c = OK;
		}
	}
	if (!c && !p)
		c = err_set(e, E_NOTFOUND, "Nobody in this class has work for that week yet.");
	return c ? c : send_pdf(rq, rp, p, str_fmt(rq->a, "class-week-%.*s.pdf", S_ARG(day_text(rq->a, x.monday))), e);
}

/* Where paper for a class begins: everybody's packets, and spares. */
static enum code class_paper(struct request *rq, struct reply *rp, struct err *e)
{
	struct paper_page p = {.id = id_str(rq->a, rq->class_id), .may_spare = (rq->rel & (REL_TEACHER | REL_CASE | REL_EL)) != 0};
	struct packet_ask x;
	enum code c = ask_of(rq, &x, e);
	if (!c)
		c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &p.row, e);
	if (!c)
		c = db_int(rq->db, e, &p.ready,
		           "select count(distinct w.learner) from enrolment l join week_plan w on w.learner = l.person and w.monday = ?1 join week_item i on i.week = w.id"
		           " where l.class = ?2 and l.role = 'student'",
		           "tb", day_text(rq->a, x.monday), rq->class_id);
	if (c)
		return c;
	p.monday = day_text(rq->a, x.monday);
	p.monday_text = tr_date_short(rq->a, rq->lang, x.monday);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "On paper")), .nav = "home"});
	tpl_class_paper(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* A POST, since each spare is new: its own numbers, its own codes. */
static enum code spares(struct request *rq, struct reply *rp, struct err *e)
{
	struct packet_ask x;
	struct pdf *p;
	int64_t n = 1;
	enum code c = ask_of(rq, &x, e);
	if (c)
		return c;
	if (rq_form(rq, "in").n)
		x.lang_given = lang_parse(rq_form(rq, "in"), &x.lang);
	if (rq_form(rq, "monday").n && day_parse(rq_form(rq, "monday"), &x.monday))
		x.monday = day_monday(x.monday);
	if (!str_int(rq_form(rq, "n"), &n) || n < 1 || n > 40)
		return err_set(e, E_INPUT, "Write how many spare packets you need, from 1 to 40.");
	struct paper_spares s = {.a = rq->a, .v = &rq->viewer, .class_id = rq->class_id, .monday = x.monday, .n = (int)n};
	c = rq_write(rq, paper_spares_fn, &s, e);
	if (c)
		return c;
	struct db *db = NULL; /* the snapshot of this request is older than the spares */
	c = store_read(rq->app->store, &db, e);
	if (c)
		return c;
	x.db = db;
	c = open_pdf(&x, rq->a, x.lang, &p, e);
	for (int i = 0; i < s.n && !c; i++) {
		struct sheet *list;
		size_t count;
		c = paper_packet(db, rq->a, s.packets[i], x.lang, &list, &count, e);
		if (!c)
			c = packet_spare(&x, p, list, count, e);
	}
	store_read_end(db);
	return c ? c : send_pdf(rq, rp, p, S("spare-packets.pdf"), e);
}

ROUTES(packet) = {
	{GET, "/learners/{learner}/packet.pdf", learner_packet, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .title = N_("My week on paper")},
	{GET, "/classes/{class}/paper", class_paper, REL_TEACHER | REL_CASE | REL_EL | REL_LEADER, .title = N_("A class on paper")},
	{GET, "/classes/{class}/packets.pdf", class_packets, REL_TEACHER | REL_CASE | REL_EL | REL_LEADER, .title = N_("The week of a class on paper")},
	{POST, "/classes/{class}/spares.pdf", spares, REL_TEACHER | REL_CASE | REL_EL, .title = N_("Spare packets without a name")},
	ROUTES_END,
};
