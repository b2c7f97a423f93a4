/* cards.c - the sign-ins of a class. */
#include "web/pages/cards.h"
#include "base/qr.h"
#include "record/setting.h"
#include "templates.h"
#include "web/server.h"
#include "web/shell.h"

#define CLASS_MAX 400

static enum code people_read(struct request *rq, struct class_page *p, struct err *e)
{
	struct person_list list;
	enum code c = class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &list, e);
	if (c)
		return c;
	p->people = NEW_ARRAY(rq->a, struct class_person, list.n + 1);
	for (size_t i = 0; i < list.n && !c; i++) {
		struct class_person *row = &p->people[p->n++];
		struct account who;
		row->person = list.items[i];
		c = account_of_person(rq->db, rq->a, row->person.id, &who, e);
		if (c == E_NOTFOUND) {
			c = OK;
			continue;
		}
		if (!c)
			*row = (struct class_person){row->person, who.login, who.state, true, who.password.n > 0, who.has_badge};
	}
	return c;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct class_page p = {.badges = setting_on(rq->db, "badge.on")};
	enum code c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &p.row, e);
	if (!c)
		c = people_read(rq, &p, e);
	if (!c)
		c = db_int(rq->db, e, &p.devices, "select count(*) from device where class = ?1 and ends_at > ?2", "bi", rq->class_id, clock_now());
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_fmt(rq->a, T(rq, "Sign-ins of %s"), str_dupz(rq->a, p.row.title))});
	tpl_class_sign_ins(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* What is made for the learners who were ticked; only of this class. */
struct making {
	struct request *rq;
	struct person *people;
	size_t n;
	int64_t days;
	bool badges;
	struct account *accounts;
	char (*secrets)[BADGE_TEXT];
	char (*codes)[CODE_TEXT];
};

static enum code ticked(struct request *rq, struct making *m, struct err *e)
{
	struct person_list list;
	enum code c = class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &list, e);
	if (c)
		return c;
	m->people = NEW_ARRAY(rq->a, struct person, list.n + 1);
	for (size_t i = 0; i < list.n && m->n < CLASS_MAX; i++) {
		char id[ID_TEXT];
		if (rq_form_has(rq, "person", id_text(list.items[i].id, id)))
			m->people[m->n++] = list.items[i];
	}
	m->accounts = NEW_ARRAY(rq->a, struct account, m->n + 1);
	m->secrets = arena_array(rq->a, m->n + 1, sizeof *m->secrets);
	m->codes = arena_array(rq->a, m->n + 1, sizeof *m->codes);
	return OK;
}

static enum code making_fn(struct db *db, void *arg, struct err *e)
{
	struct making *m = arg;
	struct request *rq = m->rq;
	enum code c = OK;
	for (size_t i = 0; i < m->n && !c; i++) {
		struct account *who = &m->accounts[i];
		struct id made;
		c = account_of_person(db, rq->a, m->people[i].id, who, e);
		if (c == E_NOTFOUND) {
			c = account_make(db, rq->a, &rq->viewer, m->people[i].id, S(""), &made, e);
			if (!c)
				c = account_get(db, rq->a, made, who, e);
		}
		if (!c && (str_eqz(who->state, "disabled") || !str_eqz(who->kind, "learner")))
			c = err_set(e, E_INPUT, "The sign-in of %.*s cannot be made here. Ask whoever runs Trellis at your school.", S_ARG(who->full_name));
		if (!c)
			c = m->badges ? badge_make(db, &rq->viewer, who->id, m->secrets[i], e)
			              : invitation_make(db, &rq->viewer, who->id, m->days, m->codes[i], e);
	}
	return c;
}

static struct str back_to(struct request *rq)
{
	char id[ID_TEXT];
	return str_fmt(rq->a, "/classes/%s/sign-ins", id_text(rq->class_id, id));
}

static enum code card_make(struct request *rq, const struct account *who, const char *secret, struct str title, struct card *out, struct err *e)
{
	struct qr qr;
	*out = (struct card){.name = who->name, .class_title = title, .lang = who->lang};
	struct buf spaced = buf_new(rq->a, 64);
	for (size_t i = 0; secret[i]; i++)
		buf_fmt(&spaced, "%s%c", i && i % 4 == 0 ? " " : "", secret[i]);
	out->code = buf_done(&spaced);
	enum code c = qr_make(rq->a, rq_absolute(rq, str_fmt(rq->a, "/badge#%s", secret)), &qr, e);
	if (!c) {
		out->qr = qr_path(rq->a, &qr);
		out->qr_size = qr.size + 8;
	}
	return c;
}

static enum code cards(struct request *rq, struct reply *rp, struct err *e)
{
	struct making m = {.rq = rq, .badges = true};
	struct cards_page p = {.back = back_to(rq)};
	struct class_row row;
	if (!setting_on(rq->db, "badge.on"))
		return err_set(e, E_DENIED, "Badge cards are off at this school. Whoever runs Trellis can turn them on.");
	enum code c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &row, e);
	if (!c)
		c = ticked(rq, &m, e);
	if (!c && !m.n)
		return rp_redirect(rq, rp, p.back, str_z(T(rq, "Tick the learners first.")));
	if (!c)
		c = rq_write(rq, making_fn, &m, e);
	p.items = NEW_ARRAY(rq->a, struct card, m.n + 1);
	for (size_t i = 0; i < m.n && !c; i++, p.n++)
		c = card_make(rq, &m.accounts[i], m.secrets[i], row.title, &p.items[i], e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Badge cards"))});
	tpl_cards(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code codes(struct request *rq, struct reply *rp, struct err *e)
{
	struct making m = {.rq = rq, .days = 14};
	struct letters_page p = {.back = back_to(rq), .mailed = false};
	enum code c = setting_int(rq->db, "account.invitation_days", &m.days, e);
	if (!c)
		c = ticked(rq, &m, e);
	if (!c && !m.n)
		return rp_redirect(rq, rp, p.back, str_z(T(rq, "Tick the learners first.")));
	if (!c)
		c = rq_write(rq, making_fn, &m, e);
	p.items = NEW_ARRAY(rq->a, struct letter, m.n + 1);
	for (size_t i = 0; i < m.n && !c; i++, p.n++)
		c = letter_make(rq, &m.accounts[i], m.codes[i], m.days, &p.items[i], e);
	return c ? c : letters_show(rq, rp, &p);
}

struct marking {
	struct request *rq;
	char token[TOKEN_TEXT];
};

static enum code marking_fn(struct db *db, void *arg, struct err *e)
{
	struct marking *m = arg;
	return device_make(db, &m->rq->viewer, m->rq->class_id, S("class device"), m->token, e);
}

static enum code device(struct request *rq, struct reply *rp, struct err *e)
{
	struct marking m = {.rq = rq};
	enum code c = rq_write(rq, marking_fn, &m, e);
	if (c)
		return c;
	rp_cookie(rq, rp, "device", str_dup(rq->a, str_z(m.token)), (int64_t)300 * 24 * 3600);
	return rp_redirect(rq, rp, back_to(rq), str_z(T(rq, "Cards of this class work on this device now. Sign out before you hand it over.")));
}

static enum code forget_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	enum code c = db_exec(db, e, "delete from device where class = ?1", "b", rq->class_id);
	return c ? c : security_log(db, &rq->viewer, "class devices forgotten", "class", rq->class_id, NULL, 0, NULL, e);
}

static enum code forget(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, forget_fn, rq, e);
	return c ? c : rp_redirect(rq, rp, back_to(rq), str_z(T(rq, "No device takes cards of this class now.")));
}

#define TEACHES (REL_TEACHER | REL_LEADER | REL_ADMIN)
ROUTES(cards) = {
	{GET, "/classes/{class}/sign-ins", get, TEACHES, 0, .title = N_("Sign-ins of a class")},
	{POST, "/classes/{class}/sign-ins/cards", cards, TEACHES, 0, .audit = "badge cards made", .title = N_("Badge cards")},
	{POST, "/classes/{class}/sign-ins/codes", codes, TEACHES, 0, .audit = "codes made", .title = N_("Codes for passwords")},
	{POST, "/classes/{class}/sign-ins/device", device, TEACHES, 0, .audit = "class device marked", .title = N_("Mark this device")},
	{POST, "/classes/{class}/sign-ins/forget", forget, TEACHES, 0, .audit = "class devices forgotten", .title = N_("Forget devices")},
	ROUTES_END,
};
