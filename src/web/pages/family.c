/* family.c - the family's page of a child: read, answer, say what we know, choose how to be reached. */
#include "record/setting.h"
#include "web/pages/family.h"
#include "record/setting.h"
#include "school/admin/school.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/class.h"
#include "web/pages/files.h"
#include "web/pages/learner.h"

#include <string.h>

enum lang family_paper(const struct request *rq, const struct family_page_data *d)
{
	enum lang lang = rq->lang;
	for (size_t i = 0; !(rq->rel & REL_HOME) && i < d->n_guardians; i++)
		if (d->guardians[i].has_access && lang_parse(d->guardians[i].language, &lang))
			break;
	return lang;
}

/* The first words, whole. */
struct str family_gist(struct arena *a, struct str text)
{
	struct str rest = text;
	size_t end = 0;
	for (int letters = 0; rest.n && letters < 60; letters++) {
		int32_t cp = utf8_next(&rest);
		if (cp == '\n' || cp == '\r')
			break;
		if (cp == ' ' || cp == '.')
			end = text.n - rest.n;
	}
	return rest.n ? str_fmt(a, "%.*s…", S_ARG(str_trim((struct str){text.p, end ? end : text.n - rest.n}))) : text;
}

static enum code children(struct request *rq, struct reply *rp, struct err *e)
{
	struct family_children p = {0};
	enum code c = learners_of(rq->db, rq->a, rq->lang, rq->viewer.person, REL_FAMILY, rq->viewer.today, &p.list, e);
	if (c)
		return c;
	if (p.list.n == 1)
		return rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/family", S_ARG(id_str(rq->a, p.list.items[0].id))), S(""));
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "My children")), .nav = "home"});
	tpl_family_children(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* Competencies that a strength can be counted for: those of this week and those with evidence. */
static enum code brings(struct request *rq, struct family_page *p, struct err *e)
{
	p->brings_on = setting_on(rq->db, "family.brings") && rq->rel & (REL_HOME | REL_TEAM | REL_LEADER);
	if (!p->brings_on)
		return OK;
	p->aims = NEW_ARRAY(rq->a, struct family_standing, p->d.n_standings + p->d.week.n + 1);
	for (size_t i = 0; i < p->d.n_standings; i++)
		p->aims[p->n_aims++] = p->d.standings[i];
	for (size_t i = 0; i < p->d.week.n; i++) {
		const struct work *w = &p->d.week.items[i];
		bool there = id_nil(w->competency);
		for (size_t k = 0; k < p->n_aims && !there; k++)
			there = id_eq(p->aims[k].competency, w->competency);
		if (!there)
			p->aims[p->n_aims++] = (struct family_standing){.competency = w->competency, .code = w->competency_code, .text = w->competency_text};
	}
	return brings_load(rq->db, rq->a, rq->lang, rq->learner, &p->brings, &p->n_brings, e);
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct family_page p = {.id = id_str(rq->a, rq->learner), .rel = rq->rel};
	enum code c = family_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p.d, e);
	if (!c)
		c = delivery_week(rq->db, rq->a, rq->lang, rq->learner, day_monday(rq->viewer.today), rq->viewer.today, &p.given, e);
	for (size_t i = 0; i < p.d.n_notes && !c; i++)
		c = attachments_add(rq->db, rq->a, p.d.notes[i].id, &p.files, e);
	if (!c)
		c = home_access_load(rq->db, rq->a, rq->learner, &p.home, e);
	if (!c)
		c = moves_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p.moves, e);
	if (!c)
		c = family_means_load(rq->db, rq->a, &p.d, rq->viewer.today, &p.means, e);
	if (!c)
		c = family_screen_load(rq->db, rq->a, rq->learner, rq->viewer.today, p.screen, &p.n_screen, e);
	if (!c)
		c = family_contact(rq->db, rq->a, rq->learner, rq->viewer.today, &p.contact, e);
	if (!c)
		c = few_load(rq->db, rq->a, rq->learner, rq->viewer.today, rq->lang, &p.few, e);
	p.few_part = (struct few_part){.few = &p.few, .learner = p.id, .family = true};
	if (!c)
		c = brings(rq, &p, e);
	struct filter of = {"learner", '=', p.id};
	if (!c)
		c = shown_find(rq->db, rq->a, &rq->viewer, "promise", "open", &of, 20, &p.promises, &p.n_promises, e);
	if (!c && !(rq->rel & REL_SELF))
		c = shown_find(rq->db, rq->a, &rq->viewer, "helper_access", "approved", &of, 20, &p.helpers, &p.n_helpers, e);
	p.opened = rq_query(rq, "open");
	p.may_try = setting_on(rq->db, "skills.check") && (rq->rel & REL_HOME) != 0;
	struct site site = app_site(rq->app, rq->db);
	memcpy(p.tz, site.tz, sizeof p.tz);
	if (!c && rq->rel & (REL_HOME | REL_TEAM))
		c = reflections_of(rq->db, rq->a, rq->lang, rq->learner, 3, &p.said, e);
	if (!c)
		c = rhythm_load(rq->db, rq->a, rq->lang, site.tz, ID_NIL, rq->learner, rq->viewer.today, &p.rhythm, e);
	if (c)
		return c;
	const struct record_type *t = record_type_find(S("home_access"));
	p.devices = t->fields[field_index(t, "device")].choices;
	p.connections = t->fields[field_index(t, "connection")].choices;
	for (size_t i = 0; i < p.d.n_guardians; i++)
		if (id_eq(p.d.guardians[i].adult.id, rq->viewer.person))
			p.me = &p.d.guardians[i];
	p.paper = family_paper(rq, &p.d);
	p.week_text = tr_date_short(rq->a, rq->lang, school_monday(rq->viewer.today));
	page_open(rq, rp, &(struct page){.title = p.d.child.name, .nav = "home", .learner_name = p.d.child.name});
	tpl_family_child(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct say {
	struct request *rq;
	const char *kind;
	struct str part, text;
	struct id note;
	struct taken files;
};

static enum code keep(struct db *db, void *arg, struct err *e)
{
	struct say *s = arg;
	enum code c = family_say(db, s->rq->a, &s->rq->viewer, s->rq->rel, s->rq->learner, s->kind, s->part, s->text, s->rq->lang, s->note, e);
	return c ? c : attachments_keep(db, s->rq->a, &s->rq->viewer, s->rq->learner, OF_NOTE, s->note, &s->files, e);
}

static enum code say(struct request *rq, struct reply *rp, struct err *e)
{
	static const char *const kinds[] = {"comment", "know", "hope", "reply", "dispute", "used", NULL};
	struct say s = {.rq = rq, .kind = "comment", .part = rq_form(rq, "part"), .text = rq_form(rq, "text"), .note = id_new()};
	for (int i = 0; kinds[i]; i++)
		if (str_eqz(rq_form(rq, "kind"), kinds[i]))
			s.kind = kinds[i];
	/* what the school used, the school says */
	if (str_eqz(str_z(s.kind), "used") && rq->rel & REL_HOME)
		s.kind = "comment";
	enum code c = files_take(rq, rq->learner, &s.files, e);
	if (s.files.n && !str_trim(s.text).n)
		s.text = str_z(T(rq, "See the file."));
	if (!c)
		c = rq_write(rq, keep, &s, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/family?open=%.*s#%.*s", S_ARG(rq_param(rq, "learner")), S_ARG(s.part), S_ARG(s.part)),
	                           str_z(T(rq, "Thank you. The school reads it and answers here.")));
}

struct reach {
	struct request *rq;
	struct id guardian;
	struct input in[7], own[3];
	size_t n, n_own;
};

/* A field that the form does not have stays as it is. */
static size_t sent(const struct request *rq, const char *name, struct input *in)
{
	for (size_t i = 0; i < rq->n_form; i++)
		if (str_eqz(rq->form[i].name, name)) {
			*in = (struct input){name, str_trim(rq->form[i].value)};
			return 1;
		}
	return 0;
}

static enum code keep_reach(struct db *db, void *arg, struct err *e)
{
	struct reach *r = arg;
	int64_t version;
	const struct viewer *v = &r->rq->viewer;
	enum code c = db_int(db, e, &version, "select version from guardian where id = ?1", "b", r->guardian);
	if (!c)
		c = record_update(db, r->rq->a, v, record_type_find(S("guardian")), r->guardian, version, r->in, r->n, NULL, e);
	if (c || !r->n_own)
		return c;
	c = db_int(db, e, &version, "select version from person where id = ?1", "b", v->person);
	return c ? c : record_update(db, r->rq->a, v, record_type_find(S("person")), v->person, version, r->own, r->n_own, NULL, e);
}

/* The adult chooses; staff keep to it. */
static enum code reach(struct request *rq, struct reply *rp, struct err *e)
{
	struct guardian_row *list;
	size_t n;
	struct reach r = {.rq = rq};
	enum code c = guardians_of(rq->db, rq->a, rq->learner, rq->viewer.today, &list, &n, e);
	for (size_t i = 0; !c && i < n; i++)
		if (id_eq(list[i].adult.id, rq->viewer.person))
			r.guardian = list[i].id;
	if (!c && id_nil(r.guardian))
		c = err_set(e, E_DENIED, "Each adult of the family chooses this alone.");
	if (c)
		return c;
	struct buf by = buf_new(rq->a, 1000);
	for (size_t i = 0; i < rq->n_form; i++)
		if (str_eqz(rq->form[i].name, "reach_by") && rq->form[i].value.n) {
			if (by.n)
				buf_byte(&by, ' ');
			buf_str(&by, rq->form[i].value);
		}
	r.in[0] = (struct input){"reach_by", buf_done(&by)};
	r.in[1] = (struct input){"reach_note", rq_form(rq, "reach_note")};
	r.in[2] = (struct input){"language", rq_form(rq, "language")};
	static const char *const more[] = {"quiet_from", "quiet_until", "time_zone", "most_a_day"}, *const own[] = {"email", "sms", "phone"};
	r.n = 3;
	for (size_t i = 0; i < 4; i++)
		r.n += sent(rq, more[i], &r.in[r.n]);
	for (size_t i = 0; i < 3; i++)
		r.n_own += sent(rq, own[i], &r.own[r.n_own]);
	c = rq_write(rq, keep_reach, &r, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/family?open=reach#reach", S_ARG(rq_param(rq, "learner"))), str_z(T(rq, "Saved.")));
}

struct home { struct request *rq; struct input in[6]; };

static enum code keep_home(struct db *db, void *arg, struct err *e)
{
	struct home *h = arg;
	return home_access_keep(db, h->rq->a, &h->rq->viewer, h->rq->learner, h->in, 6, e);
}

/* Device, connection and help at home, told by the family or by staff for them [R416]. */
static enum code home(struct request *rq, struct reply *rp, struct err *e)
{
	struct home h = {.rq = rq, .in = {{"device", rq_form(rq, "device")}, {"connection", rq_form(rq, "connection")}, {"help_at_home", rq_form(rq, "help_at_home")},
	                 {"paper", rq_form_has(rq, "paper", "1") ? S("1") : S("0")}, {"screen_limit", str_trim(rq_form(rq, "screen_limit")).n ? str_trim(rq_form(rq, "screen_limit")) : S("0")},
	                 {"source", rq->rel & REL_FAMILY ? S("family") : S("staff")}}};
	enum code c = rq_write(rq, keep_home, &h, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/family?open=home#home", S_ARG(rq_param(rq, "learner"))), str_z(T(rq, "Saved. Only you, your child's own adults at school and the leader see it.")));
}

ROUTES(family) = {
	{GET, "/family", children, REL_FAMILY, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("My children")},
	{GET, "/learners/{learner}/family", show, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("The family's page")},
	{POST, "/learners/{learner}/family/notes", say, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE | RT_UPLOAD, .body_max = UPLOAD_BODY, .audit = "note", .title = N_("Answer or tell")},
	{POST, "/learners/{learner}/family/reach", reach, REL_FAMILY, RT_LEARNER_PAGE, .audit = "how to be reached", .title = N_("How to reach me")},
	{POST, "/learners/{learner}/family/home", home, REL_FAMILY | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .audit = "access at home", .title = N_("Access at home")},
	ROUTES_END,
};
