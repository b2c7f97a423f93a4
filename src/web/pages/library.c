/* library.c - searching the library, opening what is found with one click, giving it from there [R088 R089 R104]. */
#include "web/pages/library.h"
#include "school/reach/channel.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/player.h"

#include <string.h>

#define PAGE 30
#define QUESTIONS 5

const char *resource_kind(struct str kind)
{
	const struct record_type *t = record_type_find(S("resource"));
	return choice_label(t->fields[field_index(t, "kind")].choices, kind);
}

static void query_add(struct buf *b, const char *name, struct str value)
{
	if (!value.n)
		return;
	buf_fmt(b, "%s%s=", b->n ? "&" : "", name);
	buf_url(b, value);
}

static enum code csv(struct reply *rp, const struct found_list *l)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("library.csv");
	buf_z(b, "id,title,kind,language,level,grade,competencies,minutes,rigor,author,licence\r\n");
	for (size_t i = 0; i < l->n; i++) {
		const struct found *f = &l->items[i];
		char id[ID_TEXT];
		buf_z(b, id_text(f->id, id));
		struct str cells[] = {f->title, f->kind, f->language};
		for (int k = 0; k < 3; k++) {
			buf_byte(b, ',');
			buf_csv(b, cells[k]);
		}
		buf_fmt(b, ",%lld,", (long long)f->level);
		buf_csv(b, f->grade);
		buf_byte(b, ',');
		buf_csv(b, f->codes);
		buf_fmt(b, ",%lld,%lld,", (long long)f->minutes, (long long)f->rigor);
		buf_csv(b, f->author);
		buf_byte(b, ',');
		buf_csv(b, f->licence);
		buf_z(b, "\r\n");
	}
	return OK;
}

static enum code list(struct request *rq, struct reply *rp, struct err *e)
{
	int64_t page = 1;
	struct library_page p = {.class_id = rq_query(rq, "class"), .monday = rq_query(rq, "monday")};
	bool whole = str_eqz(rq_query(rq, "format"), "csv");
	struct id id;
	if (!id_parse(p.class_id, &id))
		p.class_id = S("");
	if (!str_int(rq_query(rq, "page"), &page) || page < 1 || page > 100000)
		page = 1;
	p.page = (size_t)page;
	p.w = (struct wanted){.words = rq_query(rq, "q"), .subject = rq_query(rq, "subject"), .grade = rq_query(rq, "grade"), .competency = str_trim(rq_query(rq, "competency")),
	                      .language = rq_query(rq, "language"), .kind = rq_query(rq, "kind"), .feature = rq_query(rq, "feature"), .from = whole ? 0 : (p.page - 1) * PAGE,
	                      .most = whole ? 5000 : PAGE};
	struct buf b = buf_new(rq->a, 4000);
	const char *const names[] = {"q", "subject", "grade", "competency", "language", "kind", "feature"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		query_add(&b, names[i], rq_query(rq, names[i]));
	p.asked = b.n > 0;
	query_add(&b, "class", p.class_id);
	query_add(&b, "monday", p.monday);
	p.query = buf_done(&b);
	enum code c = library_find(rq->db, rq->a, &p.w, &p.found, e);
	if (!c && whole)
		return csv(rp, &p.found);
	if (!c)
		c = library_words(rq->db, rq->a, &p.words, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Library")), .nav = "library"});
	tpl_library_list(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static struct str *words_of(struct arena *a, struct str list, size_t *n)
{
	struct str *out = NEW_ARRAY(a, struct str, list.n / 2 + 1);
	*n = 0;
	while (list.n) {
		struct str w = str_trim(str_cut(&list, ' '));
		if (w.n)
			out[(*n)++] = w;
	}
	return out;
}

/* The work as a learner would have it, made with one fixed seed. */
static void look(struct request *rq, struct resource_page *p)
{
	struct err why = {0};
	struct work w = {.resource = p->r.id, .seed = 1, .title = p->title, .kind = S("class")};
	enum lang lang = rq->lang, own;
	/* staff see the text in its own language */
	if (lang_parse(rec_t(&p->r, "language"), &own) && str_eqz(rec_t(&p->r, "kind"), "reading"))
		lang = own;
	p->shown = practice_load(rq->db, rq->a, &w, lang, NULL, S(""), &p->p, &why) == OK;
	if (!p->shown)
		p->cannot = str_dup(rq->a, str_z(why.text));
	p->n_questions = p->p.n < QUESTIONS ? p->p.n : QUESTIONS;
}

static enum code rubrics_of(struct request *rq, struct id resource, struct resource_page *p, struct err *e)
{
	struct rows *r;
	p->rubrics = NEW_ARRAY(rq->a, struct rubric_of, 8);
	enum code c = db_query(rq->db, e, &r, "select b.id, b.title, (select count(*) from criterion k where k.rubric = b.id) from rubric b where b.resource = ?1 order by b.title, b.id limit 8",
	                       "b", resource);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && p->n_rubrics < 8)
		p->rubrics[p->n_rubrics++] = (struct rubric_of){rows_id(r, 0), str_dup(rq->a, rows_t(r, 1)), rows_i(r, 2)};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code show_with(struct request *rq, struct reply *rp, struct str error, struct err *e)
{
	struct resource_page p = {.class_id = rq_query(rq, "class"), .monday = rq_query(rq, "monday")};
	struct id id, class_id;
	enum code c = rq_id(rq, "resource", &id, e);
	if (!c)
		c = record_get(rq->db, rq->a, &rq->viewer, record_type_find(S("resource")), id, &p.r, e);
	if (!c)
		c = library_serves(rq->db, rq->a, rq->lang, id, &p.serves, &p.n_serves, e);
	if (!c)
		c = library_equals(rq->db, rq->a, id, rec_t(&p.r, "same_goal"), &p.equals, &p.n_equals, e);
	if (!c)
		c = classes_of(rq->db, rq->a, rq->viewer.person, REL_TEACHER | REL_CASE | REL_EL, rq->viewer.today, &p.classes, e);
	if (!c)
		c = udl_newest(rq->db, rq->a, id, &p.udl, e);
	if (!c)
		c = rubrics_of(rq, id, &p, e);
	if (!c)
		c = depth_newest(rq->db, rq->a, id, &p.depth, e);
	if (!c)
		c = versions_of(rq->db, rq->a, id, &p.original, &p.versions, &p.n_versions, e);
	enum lang own = LANG_EN;
	if (!c && !lang_parse(rec_t(&p.r, "language"), &own))
		own = LANG_EN;
	if (!c)
		c = simpler_of(rq->db, rq->a, id, own, &p.simpler, &p.n_simpler, e);
	struct channels ch = {0};
	if (!c)
		c = said_in_of(rq->db, rq->a, id, false, &p.said, &p.n_said, e);
	size_t n_own = 0;
	if (!c && p.n_said)
		c = said_parts(rq->db, rq->a, id, &own, &p.own_parts, &n_own, e);
	if (!c && channels_load(rq->a, &ch, e))
		err_clear(e); /* the settings page says what is wrong there */
	if (c)
		return c;
	p.own = own;
	p.engine = ch.translate_on;
	p.error = error;
	if (error.n)
		rp->status = 422;
	if (!id_parse(p.class_id, &class_id))
		p.class_id = S("");
	p.id = id_str(rq->a, id);
	p.title = rec_t(&p.r, "title");
	p.task = str_eqz(rec_t(&p.r, "kind"), "task");
	p.digital = depth_asked(rec_t(&p.r, "kind"), rec_i(&p.r, "minutes_screen"));
	struct site site = app_site(rq->app, rq->db);
	memcpy(p.tz, site.tz, sizeof p.tz);
	p.features = words_of(rq->a, rec_t(&p.r, "access_features"), &p.n_features);
	p.hazards = words_of(rq->a, rec_t(&p.r, "access_hazards"), &p.n_hazards);
	look(rq, &p);
	page_open(rq, rp, &(struct page){.title = p.title, .nav = "library"});
	tpl_library_resource(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	return show_with(rq, rp, S(""), e);
}

/* One more language, by the engine; or that one away again. */
static enum code said_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct record r;
	struct id id;
	enum lang lang;
	enum code c = rq_id(rq, "resource", &id, e);
	if (!c)
		c = record_get(db, rq->a, &rq->viewer, record_type_find(S("resource")), id, &r, e);
	if (!c && !lang_parse(rq_form(rq, "language"), &lang))
		c = err_set(e, E_INPUT, "Choose a language.");
	if (c)
		return c;
	if (str_eqz(rq_form(rq, "deed"), "right")) {
		int64_t place = -1;
		if (!str_int(rq_form(rq, "part"), &place))
			return err_set(e, E_NOTFOUND, "This is not in the library any more.");
		return said_in_right(db, &rq->viewer, id, lang, place, rq_form(rq, "text"), e);
	}
	return str_eqz(rq_form(rq, "deed"), "off") ? said_in_off(db, id, lang, e) : said_in_ask(db, rq->a, &rq->viewer, id, lang, e);
}

static enum code said(struct request *rq, struct reply *rp, struct err *e)
{
	struct channels ch;
	bool off = str_eqz(rq_form(rq, "deed"), "off"), right = str_eqz(rq_form(rq, "deed"), "right");
	enum code c = channels_load(rq->a, &ch, e);
	if (!c && !off && !right && !ch.translate_on)
		c = err_set(e, E_INPUT, "No translation engine is switched on. An administrator names one under Messages to families.");
	if (!c)
		c = rq_write(rq, said_fn, rq, e);
	if (c == E_INPUT) {
		struct str error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		return show_with(rq, rp, error, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/library/%.*s#said", S_ARG(rq_param(rq, "resource"))), str_z(off ? T(rq, "It is taken away.") : right ? T(rq, "Saved.") : T(rq, "Asked for. It stands here when all of it is there.")));
}

struct checking { struct request *rq; struct input in[UDL_QUESTIONS + 3]; };

static enum code check_fn(struct db *db, void *arg, struct err *e)
{
	struct checking *x = arg;
	struct id id;
	return record_create(db, x->rq->a, &x->rq->viewer, record_type_find(S("udl_check")), ID_NIL, x->in, UDL_QUESTIONS + 2, &id, NULL, e);
}

/* Who looked at a task before it is used, what they found and when [R150]. */
static enum code check(struct request *rq, struct reply *rp, struct err *e)
{
	struct checking x = {.rq = rq};
	struct record r;
	struct id id;
	enum code c = rq_id(rq, "resource", &id, e);
	if (!c)
		c = record_get(rq->db, rq->a, &rq->viewer, record_type_find(S("resource")), id, &r, e);
	if (c)
		return c;
	for (int k = 0; k < UDL_QUESTIONS; k++)
		x.in[k] = (struct input){UDL_FIELDS[k], rq_form_has(rq, UDL_FIELDS[k], "1") ? S("1") : S("0")};
	x.in[UDL_QUESTIONS] = (struct input){"note", rq_form(rq, "note")};
	x.in[UDL_QUESTIONS + 1] = (struct input){"resource", id_str(rq->a, id)};
	c = rq_write(rq, check_fn, &x, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/library/%.*s#udl", S_ARG(id_str(rq->a, id))), str_z(T(rq, "The check is kept with your name and the day.")));
}

static enum code depth_fn(struct db *db, void *arg, struct err *e)
{
	struct checking *x = arg;
	struct id id;
	return record_create(db, x->rq->a, &x->rq->viewer, record_type_find(S("depth_check")), ID_NIL, x->in, DEPTH_QUESTIONS + 3, &id, NULL, e);
}

/* Is a digital lesson more than the same on a screen? Who looked, what they found and when [R431]. */
static enum code depth_check(struct request *rq, struct reply *rp, struct err *e)
{
	struct checking x = {.rq = rq};
	struct record r;
	struct id id;
	int64_t source;
	enum code c = rq_id(rq, "resource", &id, e);
	if (!c)
		c = record_get(rq->db, rq->a, &rq->viewer, record_type_find(S("resource")), id, &r, e);
	if (c)
		return c;
	for (int k = 0; k < DEPTH_QUESTIONS; k++)
		x.in[k] = (struct input){DEPTH_FIELDS[k], rq_form_has(rq, DEPTH_FIELDS[k], "1") ? S("1") : S("0")};
	x.in[DEPTH_QUESTIONS] = (struct input){"note", rq_form(rq, "note")};
	x.in[DEPTH_QUESTIONS + 1] = (struct input){"resource", id_str(rq->a, id)};
	x.in[DEPTH_QUESTIONS + 2] = (struct input){"source_rigor", str_int(rq_form(rq, "source"), &source) && source >= 1 && source <= 4 ? str_fmt(rq->a, "%d", (int)source) : S("")};
	c = rq_write(rq, depth_fn, &x, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/library/%.*s#depth", S_ARG(id_str(rq->a, id))), str_z(T(rq, "The check is kept with your name and the day.")));
}

ROUTES(library) = {
	{GET, "/library", list, REL_STAFF, 0, .title = N_("Library")},
	{GET, "/library/{resource}", show, REL_STAFF, 0, .title = N_("Something to learn with")},
	{POST, "/library/{resource}/said", said, REL_STAFF, 0, .audit = "library translated", .title = N_("Ask for a text in one more language")},
	{POST, "/library/{resource}/check", check, REL_STAFF, 0, .audit = "task checked", .title = N_("Check before use (UDL)")},
	{POST, "/library/{resource}/depth", depth_check, REL_STAFF, 0, .audit = "digital lesson checked", .title = N_("Check of a digital lesson")},
	ROUTES_END,
};
