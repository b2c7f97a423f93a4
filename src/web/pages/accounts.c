/* accounts.c - everybody's sign-ins, for those who run the school's Trellis: invite, end, open again, new code. */
#include "record/setting.h"
#include "templates.h"
#include "web/pages/account_pages.h"
#include "web/shell.h"

#include <string.h>

#define PAGE_ROWS 100
#define LETTERS_MAX 200

static enum code rows_read(struct request *rq, struct accounts_page *p, struct err *e)
{
	struct rows *r;
	int got;
	struct str words = str_fold(rq->a, p->words);
	enum code c = db_query(
		rq->db, e, &r,
		"select a.id, p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, coalesce(a.login, ''), coalesce(a.kind, ''),"
		" coalesce(a.state, ''), coalesce(p.email, ''),"
		" (select count(*) from credential t where t.account = a.id and t.kind = 'totp'),"
		" (select count(*) from credential b where b.account = a.id and b.kind = 'badge'),"
		" (select count(*) from invitation i where i.account = a.id and i.used_at is null)"
		" from person p left join account a on a.person = p.id where p.district = ?1 and coalesce(p.active, 1) = 1"
		" and (?2 = '' or (?2 = 'without' and a.id is null) or a.state = ?2)"
		" and (?3 = '' or lower(p.given_name || ' ' || p.family_name || ' ' || coalesce(a.login, '')) like '%' || ?3 || '%')"
		" and p.family_name || ' ' || p.given_name > ?4"
		" order by p.family_name || ' ' || p.given_name, p.id limit 101",
		"dttt", p->show, words, p->next);
	if (c)
		return c;
	p->rows = NEW_ARRAY(rq->a, struct account_row, PAGE_ROWS);
	p->next = S("");
	struct str last = S("");
	while ((got = rows_next(r, e)) == 1) {
		if (p->n == PAGE_ROWS) {
			p->next = last;
			continue;
		}
		struct account_row *row = &p->rows[p->n++];
		*row = (struct account_row){.account = rows_id(r, 0), .person = rows_id(r, 1), .login = str_dup(rq->a, rows_t(r, 4)),
		                            .kind = str_dup(rq->a, rows_t(r, 5)), .state = str_dup(rq->a, rows_t(r, 6)), .email = str_dup(rq->a, rows_t(r, 7)),
		                            .totp = rows_i(r, 8) > 0, .badge = rows_i(r, 9) > 0, .invited = rows_i(r, 10) > 0};
		row->name = str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 2)), S_ARG(rows_t(r, 3)));
		last = str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 3)), S_ARG(rows_t(r, 2)));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct accounts_page p = {.words = str_trim(rq_query(rq, "q")), .show = rq_query(rq, "show"), .next = rq_query(rq, "after"),
	                          .mail = rq->app->o.mail_folder != NULL};
	enum code c = rows_read(rq, &p, e);
	if (!c)
		c = db_int(rq->db, e, &p.without,
		           "select count(*) from person p where p.district = ?1 and coalesce(p.active, 1) = 1 and not exists"
		           " (select 1 from account a where a.person = p.id)",
		           "d");
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Sign-ins")), .nav = "accounts"});
	tpl_accounts(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct invite {
	struct request *rq;
	struct id *people;
	size_t n;
	int64_t days;
	struct account *accounts;
	char (*codes)[CODE_TEXT];
};

static enum code invite_fn(struct db *db, void *arg, struct err *e)
{
	struct invite *s = arg;
	struct arena *a = s->rq->a;
	enum code c = OK;
	for (size_t i = 0; i < s->n && !c; i++) {
		struct account *who = &s->accounts[i];
		struct id made;
		c = account_of_person(db, a, s->people[i], who, e);
		if (c == E_NOTFOUND) {
			c = account_make(db, a, &s->rq->viewer, s->people[i], S(""), &made, e);
			if (!c)
				c = account_get(db, a, made, who, e);
		}
		if (!c && str_eqz(who->state, "disabled"))
			c = err_set(e, E_INPUT, "The sign-in of %.*s has ended. Open it again first.", S_ARG(who->full_name));
		if (!c)
			c = invitation_make(db, &s->rq->viewer, who->id, s->days, s->codes[i], e);
	}
	return c;
}

/* One letter for each person ticked. */
static enum code invite(struct request *rq, struct reply *rp, struct err *e)
{
	struct invite s = {.rq = rq, .days = 14};
	struct letters_page p = {.back = S("/accounts"), .mailed = rq->app->o.mail_folder != NULL};
	s.people = NEW_ARRAY(rq->a, struct id, LETTERS_MAX);
	for (size_t i = 0; i < rq->n_form; i++) {
		if (!str_eqz(rq->form[i].name, "person"))
			continue;
		if (s.n == LETTERS_MAX)
			return err_set(e, E_LIMIT, "At most %d letters are made at once.", LETTERS_MAX);
		if (!id_parse(rq->form[i].value, &s.people[s.n++]))
			return err_set(e, E_INPUT, "One of the people is not known. Load the page again.");
	}
	if (!s.n)
		return rp_redirect(rq, rp, S("/accounts"), str_z(T(rq, "Tick whom to invite first.")));
	s.accounts = NEW_ARRAY(rq->a, struct account, s.n);
	s.codes = arena_array(rq->a, s.n, sizeof *s.codes);
	p.items = NEW_ARRAY(rq->a, struct letter, s.n);
	enum code c = setting_int(rq->db, "account.invitation_days", &s.days, e);
	if (!c)
		c = rq_write(rq, invite_fn, &s, e);
	for (size_t i = 0; i < s.n && !c; i++, p.n++)
		c = letter_make(rq, &s.accounts[i], s.codes[i], s.days, &p.items[i], e);
	return c ? c : letters_show(rq, rp, &p);
}

struct deed {
	struct request *rq;
	struct id account;
	enum code (*fn)(struct db *, const struct viewer *, struct id, struct err *);
};

static enum code deed_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return d->fn(db, &d->rq->viewer, d->account, e);
}

static enum code deed(struct request *rq, struct reply *rp, struct err *e)
{
	static const struct {
		const char *name, *said;
		enum code (*fn)(struct db *, const struct viewer *, struct id, struct err *);
	} deeds[] = {{"disable", N_("This sign-in has ended. Nobody is signed in with it any more."), account_disable},
	             {"enable", N_("This sign-in is open again."), account_enable},
	             {"no-second-step", N_("The second step is off. It is set up again at the next sign-in."), totp_drop},
	             {"no-badge", N_("The card has ended."), badge_drop}};
	struct deed d = {.rq = rq};
	const char *said = NULL;
	enum code c = rq_id(rq, "account", &d.account, e);
	if (c)
		return c;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		if (str_eqz(rq_param(rq, "deed"), deeds[i].name)) {
			d.fn = deeds[i].fn;
			said = deeds[i].said;
		}
	}
	if (!d.fn)
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	if (d.fn == account_disable && id_eq(d.account, rq->viewer.account))
		return err_set(e, E_INPUT, "You cannot end your own sign-in. Ask another administrator.");
	c = rq_write(rq, deed_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, S("/accounts"), str_z(tr(rq->lang, said)));
}

ROUTES(accounts) = {
	{GET, "/accounts", get, REL_ADMIN, 0, .title = N_("Sign-ins")},
	{POST, "/accounts/invite", invite, REL_ADMIN, 0, .audit = "invited", .title = N_("Invite")},
	{POST, "/accounts/{account}/{deed}", deed, REL_ADMIN, 0, .audit = "sign-in changed", .title = N_("Change a sign-in")},
	ROUTES_END,
};
