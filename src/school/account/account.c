#include "school/account/account.h"
#include "base/buf.h"
#include "school/account/session.h"

#include <string.h>

static enum code account_read(struct arena *a, struct rows *r, struct account *out, struct err *e)
{
	int got = rows_next(r, e);
	if (got < 0)
		return e ? e->code : E_DB;
	if (got == 0)
		return err_set(e, E_NOTFOUND, "There is no such account.");
	*out = (struct account){
		.id = rows_id(r, 0), .person = rows_id(r, 1), .login = str_dup(a, rows_t(r, 2)), .kind = str_dup(a, rows_t(r, 3)),
		.state = str_dup(a, rows_t(r, 4)), .name = str_dup(a, rows_t(r, 5)), .email = str_dup(a, rows_t(r, 7)),
		.password = str_dup(a, rows_t(r, 9)), .failures = rows_i(r, 10), .has_totp = rows_i(r, 11) > 0, .has_badge = rows_i(r, 12) > 0};
	out->full_name = str_fmt(a, "%.*s %.*s", S_ARG(out->name), S_ARG(rows_t(r, 6)));
	if (!lang_parse(rows_t(r, 8), &out->lang))
		out->lang = LANG_EN;
	rows_end(r);
	return OK;
}

#define ACCOUNT_COLUMNS \
	"select a.id, a.person, a.login, a.kind, a.state, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name," \
	" coalesce(p.email, ''), coalesce(p.language, ''), coalesce(c.secret, ''), coalesce(c.counter, 0)," \
	" (select count(*) from credential t where t.account = a.id and t.kind = 'totp')," \
	" (select count(*) from credential b where b.account = a.id and b.kind = 'badge')" \
	" from account a join person p on p.id = a.person left join credential c on c.account = a.id and c.kind = 'password'"

enum code account_by_login(struct db *db, struct arena *a, struct str login, struct account *out, struct err *e)
{
	struct rows *r;
	struct str folded = str_fold(a, str_trim(login));
	enum code c = db_query(db, e, &r, "" ACCOUNT_COLUMNS " where a.district = ?1 and a.login = ?2", "dt", folded);
	return c ? c : account_read(a, r, out, e);
}

enum code account_get(struct db *db, struct arena *a, struct id account, struct account *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "" ACCOUNT_COLUMNS " where a.district = ?1 and a.id = ?2", "db", account);
	return c ? c : account_read(a, r, out, e);
}

enum code account_of_person(struct db *db, struct arena *a, struct id person, struct account *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "" ACCOUNT_COLUMNS " where a.district = ?1 and a.person = ?2", "db", person);
	return c ? c : account_read(a, r, out, e);
}

enum code account_kind(struct db *db, struct id person, const char **out, struct err *e)
{
	struct viewer v;
	struct rows *r;
	*out = "family";
	enum code c = viewer_load(db, person, (day_t)(clock_now() / DAY), &v, e);
	if (c)
		return c;
	if (v.hats & (REL_STAFF | REL_ADMIN | REL_PARTNER)) {
		*out = "staff";
		return OK;
	}
	c = db_query(db, e, &r, "select 1 from role where person = ?1 and role = 'student'", "b", person);
	if (c)
		return c;
	int got = rows_next(r, e);
	rows_end(r);
	if (got < 0)
		return E_DB;
	if (got == 1)
		*out = "learner";
	return OK;
}

/* A login from the person's own fields; from the name with a number when that is taken. */
static enum code login_for(struct db *db, struct arena *a, struct id person, struct str *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select coalesce(username, ''), coalesce(email, ''), given_name, family_name from person where id = ?1 and district = ?2",
	                       "bd", person);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got != 1)
		return got < 0 ? E_DB : err_set(e, E_NOTFOUND, "There is no such person.");
	struct str given = str_fold(a, rows_t(r, 2)), family = str_fold(a, rows_t(r, 3));
	struct str username = str_fold(a, str_trim(rows_t(r, 0))), email = str_fold(a, str_trim(rows_t(r, 1)));
	rows_end(r);
	struct buf b = buf_new(a, 80);
	struct str parts[] = {given, family};
	for (int k = 0; k < 2; k++) {
		if (k)
			buf_byte(&b, '.');
		for (size_t i = 0; i < parts[k].n; i++)
			if (parts[k].p[i] != ' ' && parts[k].p[i] != '\'' && b.n < 40)
				buf_byte(&b, parts[k].p[i]);
	}
	struct str made = buf_done(&b);
	while (made.n && !utf8_valid(made))
		made.n--;
	struct str tries[] = {username, email, made};
	for (int i = 0; i < 1000; i++) {
		struct str t = i < 3 ? tries[i] : str_fmt(a, "%.*s%d", S_ARG(made), i - 1);
		int64_t n = 0;
		if (!t.n)
			continue;
		c = db_int(db, e, &n, "select count(*) from account where district = ?1 and login = ?2", "dt", t);
		if (c)
			return c;
		if (n == 0) {
			*out = t;
			return OK;
		}
	}
	return err_set(e, E_CONFLICT, "No free sign-in name was found. Give one.");
}

enum code account_make(struct db *db, struct arena *a, const struct viewer *v, struct id person, struct str login, struct id *out, struct err *e)
{
	const char *kind;
	struct str name = str_fold(a, str_trim(login));
	int64_t there = 0;
	enum code c = db_int(db, e, &there, "select count(*) from account where district = ?1 and person = ?2", "db", person);
	if (!c && there)
		c = err_set(e, E_CONFLICT, "This person has an account already.");
	if (!c)
		c = account_kind(db, person, &kind, e);
	if (!c && !name.n)
		c = login_for(db, a, person, &name, e);
	if (!c && (name.n > 100 || memchr(name.p, ' ', name.n)))
		c = err_set(e, E_INPUT, "A sign-in name has at most 100 letters and no spaces.");
	if (c)
		return c;
	*out = id_new();
	int64_t now = clock_now();
	c = db_exec(db, e,
	            "insert into account (id, district, person, login, kind, state, made_at, made_by, changed_at)"
	            " values (?1, ?2, ?3, ?4, ?5, 'invited', ?6, ?7, ?6)",
	            "bdbtzib", *out, person, name, kind, now, v->person);
	if (c == E_CONFLICT)
		return err_set(e, E_CONFLICT, "The sign-in name \"%.*s\" is taken. Give another one.", S_ARG(name));
	if (!c)
		c = security_log(db, v, "account made", "account", *out, NULL, 0, kind, e);
	return c;
}

static enum code set_state(struct db *db, struct id account, const char *state, struct err *e)
{
	enum code c = db_exec(db, e, "update account set state = ?1, changed_at = ?2 where id = ?3 and district = ?4", "zibd", state, clock_now(),
	                      account);
	if (!c && db_changes(db) == 0)
		c = err_set(e, E_NOTFOUND, "There is no such account.");
	return c;
}

enum code account_open(struct db *db, struct id account, struct err *e)
{
	return set_state(db, account, "active", e);
}

enum code account_disable(struct db *db, const struct viewer *v, struct id account, struct err *e)
{
	enum code c = set_state(db, account, "disabled", e);
	if (!c)
		c = session_end_all(db, account, ID_NIL, e);
	if (!c)
		c = db_exec(db, e, "delete from invitation where account = ?1", "b", account);
	return c ? c : security_log(db, v, "account disabled", "account", account, NULL, 0, NULL, e);
}

enum code account_enable(struct db *db, const struct viewer *v, struct id account, struct err *e)
{
	int64_t n = 0;
	enum code c = db_int(db, e, &n, "select count(*) from credential where account = ?1 and kind in ('password', 'badge')", "b", account);
	if (!c)
		c = set_state(db, account, n ? "active" : "invited", e);
	return c ? c : security_log(db, v, "account enabled", "account", account, NULL, 0, NULL, e);
}

static enum code credential_put(struct db *db, const struct viewer *v, struct id account, const char *kind, const char *secret, struct err *e)
{
	return db_exec(db, e,
	               "insert into credential (id, district, account, kind, secret, counter, made_at, made_by) values (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7)",
	               "bdbzzib", id_new(), account, kind, secret, clock_now(), v->person);
}

static enum code credential_drop(struct db *db, struct id account, const char *kind, struct err *e)
{
	return db_exec(db, e, "delete from credential where account = ?1 and kind = ?2", "bz", account, kind);
}

enum code account_password_set(struct db *db, const struct viewer *v, struct id account, const char *hash, struct err *e)
{
	enum code c = credential_drop(db, account, "password", e);
	if (!c)
		c = credential_put(db, v, account, "password", hash, e);
	return c ? c : security_log(db, v, "password set", "account", account, NULL, 0, NULL, e);
}

enum code account_failed(struct db *db, struct id account, bool unknown_device, struct err *e)
{
	if (!unknown_device)
		return OK;
	return db_exec(db, e, "update credential set counter = counter + 1 where account = ?1 and kind = 'password'", "b", account);
}

enum code account_worked(struct db *db, struct id account, struct err *e)
{
	return db_exec(db, e, "update credential set counter = 0, used_at = ?1 where account = ?2 and kind = 'password'", "ib", clock_now(), account);
}

enum code totp_drop(struct db *db, const struct viewer *v, struct id account, struct err *e)
{
	enum code c = credential_drop(db, account, "totp", e);
	if (!c)
		c = credential_drop(db, account, "recovery", e);
	return c ? c : security_log(db, v, "second step removed", "account", account, NULL, 0, NULL, e);
}

enum code first_hour(struct db *db, struct arena *a, const struct first_hour *f, struct id *account, struct err *e)
{
	int64_t n = 0, now = clock_now();
	struct id org = id_new(), person = id_new(), role = id_new();
	struct viewer v = {.person = person, .hats = REL_SYSTEM};
	enum code c = db_int(db, e, &n, "select count(*) from account where district = ?1", "d");
	if (!c && n)
		return err_set(e, E_CONFLICT, "This school has an administrator already. Ask them for an invitation.");
	if (!c)
		c = db_exec(db, e,
		            "insert into org (id, district, version, created_at, updated_at, name, kind) values (?1, ?2, 1, ?3, ?3, ?4, 'school')", "bdit",
		            org, now, f->school);
	if (!c)
		c = db_exec(db, e,
		            "insert into person (id, district, version, created_at, updated_at, given_name, family_name, email, language, active)"
		            " values (?1, ?2, 1, ?3, ?3, ?4, ?5, ?6, 'en', 1)",
		            "bdittt", person, now, f->given_name, f->family_name, f->email);
	if (!c)
		c = db_exec(db, e,
		            "insert into role (id, district, version, created_at, updated_at, person, org, role) values (?1, ?2, 1, ?3, ?3, ?4, ?5,"
		            " 'systemAdministrator')",
		            "bdibb", role, now, person, org);
	if (!c)
		c = account_make(db, a, &v, person, f->email, account, e);
	v.account = c ? ID_NIL : *account;
	if (c || !f->hash)
		return c;
	c = account_password_set(db, &v, *account, f->hash, e);
	return c ? c : set_state(db, *account, "active", e);
}
