/* ours.c - what a family asks, agrees and allows: questions until they are clear [R268], promises [R279], rights with a clock
 * [R260], sharing [R275], trusted helpers [R254], walks together [R258]. */
#include "web/pages/ours.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/journey.h"
#include "school/team/today.h"

#include <string.h>

#define OURS (REL_HOME | REL_TEAM | REL_LEADER)

static enum code begin(struct request *rq, struct ours_page *p, struct err *e)
{
	p->id = id_str(rq->a, rq->learner);
	p->rel = rq->rel;
	p->tz = str_dupz(rq->a, str_z(app_site(rq->app, rq->db).tz));
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->child, e);
	return c ? c : family_contact(rq->db, rq->a, rq->learner, rq->viewer.today, &p->contact, e);
}

static enum code list_of(struct request *rq, const char *type, const struct ours_page *p, struct shown **out, size_t *n, struct err *e)
{
	struct filter of = {"learner", '=', p->id};
	return shown_find(rq->db, rq->a, &rq->viewer, type, NULL, &of, 40, out, n, e);
}

/* ---- questions and promises ---- */

static enum code show_promises(struct request *rq, struct reply *rp, struct ours_page *p, struct err *e)
{
	enum code c = begin(rq, p, e);
	if (!c)
		c = list_of(rq, "promise", p, &p->promises, &p->n_promises, e);
	if (!c)
		c = talk_of(rq->db, rq->a, rq->lang, rq->learner, ID_NIL, rq->viewer.person, 0, 20, &p->talks, &p->n_talks, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Questions and promises")), .nav = "home", .learner_name = p->child.name});
	tpl_ours_promises(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code promises(struct request *rq, struct reply *rp, struct err *e)
{
	struct ours_page p = {0};
	return show_promises(rq, rp, &p, e);
}

typedef enum code show_fn(struct request *rq, struct reply *rp, struct ours_page *p, struct err *e);

static enum code again(struct request *rq, struct reply *rp, enum code c, show_fn *fn, struct err *e)
{
	if (c != E_INPUT)
		return c;
	struct ours_page p = {.error = journey_refused(rq, rp, e), .typed = rq_form(rq, "text")};
	err_clear(e);
	return fn(rq, rp, &p, e);
}

static enum code ask_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct talk_new t = {.learner = rq->learner, .text = rq_form(rq, "text"), .subject = str_z(T(rq, "A question of the family")), .lang = rq->lang};
	struct person contact;
	int64_t mine = 1;
	enum code c = OK;
	if (id_parse(rq_form(rq, "thread"), &t.thread))
		c = db_int(db, e, &mine, "select count(*) from thread where id = ?1 and learner = ?2", "bb", t.thread, rq->learner);
	if (!c && !mine)
		c = err_set(e, E_NOTFOUND, "There is no such question.");
	if (!c)
		c = family_contact(db, rq->a, rq->learner, rq->viewer.today, &contact, e);
	if (c)
		return c;
	if (!id_nil(t.thread) && !(rq->rel & REL_HOME))
		return talk_answer(db, rq->a, &rq->viewer, rq->learner, t.thread, t.text, rq->lang, false, e);
	t.to = contact.id;
	return talk_say(db, rq->a, &rq->viewer, &t, e);
}

static enum code ask(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, ask_fn, rq, e);
	return c ? again(rq, rp, c, show_promises, e)
	         : rp_redirect(rq, rp, journey_path(rq, "/promises#questions"), str_z(T(rq, "Thank you. It stays open until you say that it is clear.")));
}

static enum code clear_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	int64_t version = 0;
	enum code c = rq_id(rq, "thread", &id, e);
	if (!c)
		c = db_int(db, e, &version, "select coalesce(max(version), 0) from thread where id = ?1 and learner = ?2", "bb", id, rq->learner);
	if (!c && !version)
		c = err_set(e, E_NOTFOUND, "There is no such question.");
	return c ? c : record_move(db, rq->a, &rq->viewer, record_type_find(S("thread")), id, version, S("closed"), e);
}

static enum code clear(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, clear_fn, rq, e);
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/promises#questions"), str_z(T(rq, "Good. You can always ask again.")));
}

static enum code promise_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"what", str_trim(rq_form(rq, "text"))}, {"who", rq_form(rq, "who")}, {"by_name", rq_form(rq, "by_name")}, {"due_on", rq_form(rq, "due_on")}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("promise")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code promise(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, promise_fn, rq, e);
	return c ? again(rq, rp, c, show_promises, e) : rp_redirect(rq, rp, journey_path(rq, "/promises#promised"), str_z(T(rq, "Written down. All of you see it, and later whether it was kept.")));
}

/* A record of this learner moves to another state by a button: promise, request, helper, walk. */
struct moving { struct request *rq; const struct record_type *t; };

static enum code move_fn(struct db *db, void *arg, struct err *e)
{
	struct moving *m = arg;
	struct request *rq = m->rq;
	struct record r;
	struct id id;
	int64_t version;
	enum code c = rq_id(rq, "record", &id, e);
	if (!c)
		c = record_get(db, rq->a, &rq->viewer, m->t, id, &r, e);
	if (!c && !id_eq(record_about(&r), rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such record of this learner.");
	if (!c && !str_int(rq_form(rq, "version"), &version))
		version = c ? 0 : r.version;
	return c ? c : record_move(db, rq->a, &rq->viewer, m->t, id, version, rq_form(rq, "to"), e);
}

static enum code move(struct request *rq, struct reply *rp, struct err *e)
{
	static const struct { const char *name, *back; } types[] = {
		{"promise", "/promises#promised"}, {"rights_request", "/rights#asked"}, {"helper_access", "/sharing#helpers"}, {"empathy_walk", "/sharing#walks"}};
	struct moving m = {.rq = rq};
	size_t at = 0;
	while (at < 4 && !str_eqz(rq_param(rq, "kind"), types[at].name))
		at++;
	if (at == 4)
		return err_set(e, E_NOTFOUND, "There is no such page.");
	m.t = record_type_find(str_z(types[at].name));
	enum code c = rq_write(rq, move_fn, &m, e);
	return c ? c : rp_redirect(rq, rp, journey_path(rq, types[at].back), str_z(T(rq, "Saved.")));
}

/* ---- rights ---- */

static enum code show_rights(struct request *rq, struct reply *rp, struct ours_page *p, struct err *e)
{
	enum code c = begin(rq, p, e);
	if (!c)
		c = list_of(rq, "rights_request", p, &p->requests, &p->n_requests, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Your rights, and how to ask or disagree")), .nav = "home", .learner_name = p->child.name, .width = "narrow"});
	tpl_ours_rights(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code rights(struct request *rq, struct reply *rp, struct err *e)
{
	struct ours_page p = {0};
	return show_rights(rq, rp, &p, e);
}

static enum code request_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	return request_ask(db, rq->a, &rq->viewer, rq->learner, rq_form(rq, "kind"), rq_form(rq, "text"), &id, e);
}

static enum code request(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, request_fn, rq, e);
	return c ? again(rq, rp, c, show_rights, e) : rp_redirect(rq, rp, journey_path(rq, "/rights#asked"), str_z(T(rq, "Your request is kept. Below stands until when it is answered, and by whom.")));
}

static enum code answer_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	const struct record_type *t = record_type_find(S("rights_request"));
	struct viewer system = rq->viewer; /* the day of the answer is the program's to set */
	struct record r;
	struct id id;
	struct input in[] = {{"answer", str_trim(rq_form(rq, "text"))}, {"answered_on", day_text(rq->a, rq->viewer.today)}};
	system.hats |= REL_SYSTEM;
	enum code c = rq_id(rq, "request", &id, e);
	if (!c)
		c = record_get(db, rq->a, &rq->viewer, t, id, &r, e);
	if (!c && !id_eq(record_about(&r), rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such request of this family.");
	if (!c && !in[0].text.n)
		c = err_set(e, E_INPUT, "Write the answer first.");
	if (!c)
		c = record_update(db, rq->a, &system, t, id, r.version, in, 2, NULL, e);
	return c || !str_eqz(r.state, "open") ? c : record_move(db, rq->a, &rq->viewer, t, id, r.version + 1, S("answered"), e);
}

static enum code answer(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, answer_fn, rq, e);
	return c ? again(rq, rp, c, show_rights, e) : rp_redirect(rq, rp, journey_path(rq, "/rights#asked"), str_z(T(rq, "Kept. The family reads it here and says whether it is clear.")));
}

/* ---- sharing, helpers, walks ---- */

static enum code show_sharing(struct request *rq, struct reply *rp, struct ours_page *p, struct err *e)
{
	enum code c = begin(rq, p, e);
	if (!c)
		c = sharing_load(rq->db, rq->learner, p->sharing, &p->n_sharing, e);
	if (!c)
		c = adults_of(rq->db, rq->a, rq->learner, rq->viewer.today, &p->adults, &p->n_adults, e);
	if (!c && !(rq->rel & REL_SELF)) {
		c = list_of(rq, "helper_access", p, &p->helpers, &p->n_helpers, e);
		if (!c)
			c = walks_load(rq->db, rq->a, &rq->viewer, rq->rel, rq->learner, &p->walks, &p->n_walks, e);
	}
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Who sees what, and who helps")), .nav = "home", .learner_name = p->child.name});
	tpl_ours_sharing(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code sharing(struct request *rq, struct reply *rp, struct err *e)
{
	struct ours_page p = {0};
	return show_sharing(rq, rp, &p, e);
}

static enum code choose_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	enum code c = OK;
	for (const struct choice *x = SHARING; x->value && !c; x++) {
		struct str said = rq_form(rq, x->value);
		if (said.n)
			c = sharing_say(db, rq->a, &rq->viewer, rq->learner, str_z(x->value), str_eqz(said, "1"), e);
	}
	return c;
}

static enum code choose(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, choose_fn, rq, e);
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/sharing#choices"), str_z(T(rq, "Saved. Nothing that your child gets at school depends on it.")));
}

static enum code learned_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id walk;
	enum code c = rq_id(rq, "walk", &walk, e);
	return c ? c : walk_learned(db, rq->a, &rq->viewer, rq->learner, walk, rq_form(rq, "text"), e);
}

static enum code learned(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, learned_fn, rq, e);
	return c ? again(rq, rp, c, show_sharing, e) : rp_redirect(rq, rp, journey_path(rq, "/sharing#walks"), str_z(T(rq, "Kept. Who may read it is the family's to say.")));
}

static enum code walk_shared_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct record r;
	struct id walk;
	struct input in = {"shared", rq_form(rq, "shared")};
	const struct record_type *t = record_type_find(S("empathy_walk"));
	enum code c = rq_id(rq, "walk", &walk, e);
	if (!c)
		c = record_get(db, rq->a, &rq->viewer, t, walk, &r, e);
	if (!c && !id_eq(record_about(&r), rq->learner))
		c = err_set(e, E_NOTFOUND, "There is no such walk.");
	return c ? c : record_update(db, rq->a, &rq->viewer, t, walk, r.version, &in, 1, NULL, e);
}

static enum code walk_shared(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, walk_shared_fn, rq, e);
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/sharing#walks"), str_z(T(rq, "Saved.")));
}

/* ---- the helper's own pages ---- */

static enum code helping(struct request *rq, struct reply *rp, struct err *e)
{
	struct helping_page p = {0};
	enum code c = helper_load(rq->db, rq->a, rq->viewer.person, ID_NIL, rq->viewer.today, &p.list, &p.n, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Families whom you help")), .nav = "home"});
	tpl_ours_helping(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* What the family opened, and no more; nothing at all when it ended or a court stands against it. */
static enum code allowed(struct request *rq, struct helper_access *out, struct err *e)
{
	struct helper_access *list;
	size_t n;
	enum code c = helper_load(rq->db, rq->a, rq->viewer.person, rq->learner, rq->viewer.today, &list, &n, e);
	if (!c && !n)
		c = err_set(e, E_DENIED, "There is no such page, or it is not for you.");
	struct buf parts = buf_new(rq->a, 400);
	for (size_t i = 0; i < n && !c; i++)
		buf_fmt(&parts, "%.*s ", S_ARG(list[i].parts));
	if (c)
		return c;
	*out = list[0];
	out->parts = str_trim(buf_done(&parts));
	return OK;
}

static enum code show_helper(struct request *rq, struct reply *rp, struct helper_page *p, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	enum code c = allowed(rq, &p->may, e);
	if (!c)
		c = family_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->d, e);
	if (!c)
		c = rhythm_load(rq->db, rq->a, rq->lang, site.tz, ID_NIL, rq->learner, rq->viewer.today, &p->rhythm, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = p->d.child.first, .nav = "home"});
	tpl_ours_helper(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code helper(struct request *rq, struct reply *rp, struct err *e)
{
	struct helper_page p = {0};
	return show_helper(rq, rp, &p, e);
}

static enum code helper_says_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct viewer system = rq->viewer; /* notes are family's and staff's; the family opened this way */
	struct id id;
	struct helper_access may;
	enum code c = allowed(rq, &may, e);
	if (!c && !choices_have(may.parts, "write"))
		c = err_set(e, E_DENIED, "The family has not asked you to write for them.");
	if (!c && !str_trim(rq_form(rq, "text")).n)
		c = err_set(e, E_INPUT, "Write a few words first, then send them.");
	if (c)
		return c;
	system.hats |= REL_SYSTEM;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"kind", S("comment")}, {"part", S("next")}, {"language", str_z(LANGS[rq->lang].tag)}, {"author_is", S("helper")},
	                     {"text", str_fmt(rq->a, "%.*s\n(%.*s)", S_ARG(str_trim(rq_form(rq, "text"))), S_ARG(may.organisation))}};
	return record_create(db, rq->a, &system, record_type_find(S("note")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code helper_says(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, helper_says_fn, rq, e);
	if (c == E_INPUT) {
		struct helper_page p = {.error = journey_refused(rq, rp, e)};
		err_clear(e);
		return show_helper(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/helper"), str_z(T(rq, "Sent. The family and the school see it on the family's page.")));
}

ROUTES(ours) = {
	{GET, "/learners/{learner}/promises", promises, OURS, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Questions and promises")},
	{POST, "/learners/{learner}/promises", promise, OURS, RT_LEARNER_PAGE, .audit = "promise", .title = N_("Write down a promise")},
	{POST, "/learners/{learner}/questions", ask, OURS, RT_LEARNER_PAGE, .audit = "question of a family", .title = N_("Ask a question")},
	{POST, "/learners/{learner}/questions/{thread}/clear", clear, REL_HOME, RT_LEARNER_PAGE, .audit = "question is clear", .title = N_("It is clear now")},
	{GET, "/learners/{learner}/rights", rights, OURS, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Your rights, and how to ask or disagree")},
	{POST, "/learners/{learner}/rights", request, OURS, RT_LEARNER_PAGE, .audit = "request of a family", .title = N_("Ask by right")},
	{POST, "/learners/{learner}/rights/{request}", answer, REL_TEAM | REL_LEADER, 0, .audit = "request answered", .title = N_("Answer a request")},
	{GET, "/learners/{learner}/sharing", sharing, OURS, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Who sees what, and who helps")},
	{POST, "/learners/{learner}/sharing", choose, REL_FAMILY, RT_LEARNER_PAGE, .audit = "sharing chosen", .title = N_("Allow or decline sharing")},
	{POST, "/learners/{learner}/walks/{walk}", learned, REL_TEAM | REL_LEADER, 0, .audit = "what a walk taught", .title = N_("What was learned on the way")},
	{POST, "/learners/{learner}/walks/{walk}/shared", walk_shared, REL_FAMILY, RT_LEARNER_PAGE, .audit = "who reads of a walk", .title = N_("Who may read what was learned")},
	{POST, "/learners/{learner}/ours/{kind}/{record}", move, OURS, RT_LEARNER_PAGE, .audit = "agreed with the family", .title = N_("Say yes, no or done")},
	{GET, "/helping", helping, REL_PARTNER, RT_LEARNER_PAGE, .title = N_("Families whom you help")},
	{GET, "/learners/{learner}/helper", helper, REL_PARTNER, RT_LEARNER_PAGE, .title = N_("What a family opened to a helper")},
	{POST, "/learners/{learner}/helper", helper_says, REL_PARTNER, RT_LEARNER_PAGE, .audit = "helper wrote for a family", .title = N_("Write to the school for a family")},
	ROUTES_END,
};
