/* codes.c - what is printed, typed or scanned: invitations, recovery codes, phone codes, badge cards, class devices. */
#include "school/account/account.h"
#include "school/account/session.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static enum code put(struct db *db, const struct viewer *v, struct id account, const char *kind, const char *secret, struct err *e)
{
	return db_exec(db, e,
	               "insert into credential (id, district, account, kind, secret, counter, made_at, made_by) values (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7)",
	               "bdbzzib", id_new(), account, kind, secret, clock_now(), v->person);
}

static enum code drop(struct db *db, struct id account, const char *kind, struct err *e)
{
	return db_exec(db, e, "delete from credential where account = ?1 and kind = ?2", "bz", account, kind);
}

/* Random bytes in groups of four letters. */
static void groups_make(unsigned char *bytes, size_t n, char *out)
{
	char text[RECOVERY_TEXT];
	size_t at = 0;
	randombytes_buf(bytes, n);
	base32_put(bytes, n, text);
	for (size_t i = 0; text[i]; i++) {
		if (i && i % 4 == 0)
			out[at++] = '-';
		out[at++] = text[i];
	}
	out[at] = '\0';
}

void code_make(char out[CODE_TEXT])
{
	unsigned char bytes[10];
	groups_make(bytes, sizeof bytes, out);
}

/* The code behind '#' when a whole address was scanned. */
static struct str code_of(struct str typed)
{
	size_t at;
	struct str rest = str_trim(typed);
	if (str_find(rest, S("#"), &at)) {
		rest.p += at + 1;
		rest.n -= at + 1;
	}
	return rest;
}

/* 0 and 1 are not among the letters: whoever reads them meant O and I. */
static bool bytes_of(struct str typed, unsigned char *out, size_t want)
{
	char text[64];
	struct str code = code_of(typed);
	size_t n = 0;
	if (code.n == 0 || code.n >= sizeof text)
		return false;
	for (size_t i = 0; i < code.n; i++)
		text[i] = code.p[i] == '0' ? 'O' : code.p[i] == '1' ? 'I' : code.p[i];
	return base32_get((struct str){text, code.n}, out, want, &n) && n == want;
}

static void hash_bytes(const unsigned char *p, size_t n, char out[65])
{
	secret_hash((struct str){(const char *)p, n}, out);
}

bool code_hash(struct str typed, char out[65])
{
	unsigned char bytes[10];
	if (!bytes_of(typed, bytes, sizeof bytes))
		return false;
	hash_bytes(bytes, sizeof bytes, out);
	return true;
}

enum code invitation_make(struct db *db, const struct viewer *v, struct id account, int64_t days, char code[CODE_TEXT], struct err *e)
{
	char hash[65];
	int64_t now = clock_now();
	code_make(code);
	(void)code_hash(str_z(code), hash);
	enum code c = db_exec(db, e, "delete from invitation where account = ?1", "b", account);
	if (!c)
		c = db_exec(db, e, "insert into invitation (id, district, account, code, made_at, made_by, ends_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		            "bdbzibi", id_new(), account, hash, now, v->person, now + days * DAY);
	return c ? c : security_log(db, v, "invitation made", "account", account, NULL, 0, NULL, e);
}

enum code invitation_find(struct db *db, struct arena *a, struct str code, struct id *invitation, struct account *out, struct err *e)
{
	static const char sentence[] = N_("This code is not known, was used already, or is too old. Ask the school for a new one.");
	char hash[65];
	struct rows *r;
	if (!code_hash(code, hash))
		return err_set(e, E_NOTFOUND, sentence);
	enum code c = db_query(db, e, &r,
	                       "select i.id, i.account from invitation i join account a on a.id = i.account where i.district = ?1 and i.code = ?2"
	                       " and i.used_at is null and i.ends_at > ?3 and a.state <> 'disabled'",
	                       "dzi", hash, clock_now());
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got != 1)
		return got < 0 ? E_DB : err_set(e, E_NOTFOUND, sentence);
	*invitation = rows_id(r, 0);
	struct id account = rows_id(r, 1);
	rows_end(r);
	return account_get(db, a, account, out, e);
}

enum code invitation_take(struct db *db, const struct viewer *v, struct id invitation, struct id account, const char *hash, struct err *e)
{
	int64_t now = clock_now();
	enum code c = db_exec(db, e, "update invitation set used_at = ?1 where id = ?2 and used_at is null and ends_at > ?1", "ib", now, invitation);
	if (!c && db_changes(db) != 1)
		c = err_set(e, E_CONFLICT, "This code was just used. Sign in, or ask the school for a new one.");
	if (!c)
		c = account_password_set(db, v, account, hash, e);
	if (!c)
		c = session_end_all(db, account, ID_NIL, e);
	if (!c)
		c = db_exec(db, e, "update account set state = 'active', changed_at = ?1 where id = ?2", "ib", now, account);
	return c;
}

/* TOTP: sealed, since it must be read again. */

enum code totp_put(struct db *db, const struct viewer *v, struct id account, const unsigned char secret[TOTP_SECRET],
                   const unsigned char key[32], struct err *e)
{
	unsigned char box[crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + TOTP_SECRET];
	char hex[2 * sizeof box + 1];
	randombytes_buf(box, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, secret, TOTP_SECRET, box, key);
	sodium_bin2hex(hex, sizeof hex, box, sizeof box);
	enum code c = drop(db, account, "totp", e);
	if (!c)
		c = put(db, v, account, "totp", hex, e);
	return c ? c : security_log(db, v, "second step set", "account", account, NULL, 0, NULL, e);
}

static bool totp_open(struct str hex, const unsigned char key[32], unsigned char secret[TOTP_SECRET])
{
	unsigned char box[crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + TOTP_SECRET];
	size_t n = 0;
	return sodium_hex2bin(box, sizeof box, hex.p, hex.n, NULL, &n, NULL) == 0 && n == sizeof box &&
	       crypto_secretbox_open_easy(secret, box + crypto_secretbox_NONCEBYTES, n - crypto_secretbox_NONCEBYTES, box, key) == 0;
}

enum code totp_take(struct db *db, struct id account, struct str code, const unsigned char key[32], struct err *e)
{
	unsigned char secret[TOTP_SECRET];
	struct rows *r;
	int64_t step = 0, last;
	enum code c = db_query(db, e, &r, "select id, secret, counter from credential where account = ?1 and kind = 'totp'", "b", account);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got != 1)
		return got < 0 ? E_DB : err_set(e, E_DENIED, "No phone is set up for this account.");
	struct id credential = rows_id(r, 0);
	bool open = totp_open(rows_t(r, 1), key, secret);
	last = rows_i(r, 2);
	rows_end(r);
	if (!open)
		return err_set(e, E_BUG, "The second step of this account cannot be opened with this server's key file. Set it up again.");
	bool right = totp_right(secret, sizeof secret, clock_now() / SECOND, code, last, &step);
	sodium_memzero(secret, sizeof secret);
	if (!right)
		return err_set(e, E_DENIED, "This code does not fit. Codes change every thirty seconds; take the one that shows now.");
	return db_exec(db, e, "update credential set counter = ?1, used_at = ?2 where id = ?3", "iib", step, clock_now(), credential);
}

enum code recovery_make(struct db *db, const struct viewer *v, struct id account, char codes[RECOVERY_CODES][RECOVERY_TEXT], struct err *e)
{
	enum code c = drop(db, account, "recovery", e);
	for (int i = 0; !c && i < RECOVERY_CODES; i++) {
		char hash[65];
		unsigned char bytes[15];
		groups_make(bytes, sizeof bytes, codes[i]);
		hash_bytes(bytes, sizeof bytes, hash);
		c = put(db, v, account, "recovery", hash, e);
	}
	return c ? c : security_log(db, v, "recovery codes made", "account", account, NULL, 0, NULL, e);
}

enum code recovery_take(struct db *db, struct id account, struct str code, struct err *e)
{
	unsigned char bytes[15];
	char hash[65];
	if (bytes_of(code, bytes, sizeof bytes))
		hash_bytes(bytes, sizeof bytes, hash);
	else if (!code_hash(code, hash)) /* those of earlier versions have sixteen letters */
		return err_set(e, E_DENIED, "This recovery code is not known or was used already.");
	enum code c = db_exec(db, e, "delete from credential where account = ?1 and kind = 'recovery' and secret = ?2", "bz", account, hash);
	if (!c && db_changes(db) != 1)
		c = err_set(e, E_DENIED, "This recovery code is not known or was used already.");
	return c;
}

/* Badge cards */

enum code badge_make(struct db *db, const struct viewer *v, struct id account, char secret[BADGE_TEXT], struct err *e)
{
	unsigned char bytes[16];
	char hash[65];
	randombytes_buf(bytes, sizeof bytes);
	base32_put(bytes, sizeof bytes, secret);
	hash_bytes(bytes, sizeof bytes, hash);
	enum code c = drop(db, account, "badge", e);
	if (!c)
		c = put(db, v, account, "badge", hash, e);
	if (!c)
		c = db_exec(db, e, "delete from session where account = ?1 and low = 1", "b", account);
	if (!c)
		c = db_exec(db, e, "update account set state = 'active', changed_at = ?1 where id = ?2 and state = 'invited'", "ib", clock_now(), account);
	return c ? c : security_log(db, v, "badge card made", "account", account, NULL, 0, NULL, e);
}

enum code badge_drop(struct db *db, const struct viewer *v, struct id account, struct err *e)
{
	enum code c = drop(db, account, "badge", e);
	if (!c)
		c = db_exec(db, e, "delete from session where account = ?1 and low = 1", "b", account);
	return c ? c : security_log(db, v, "badge card ended", "account", account, NULL, 0, NULL, e);
}

enum code badge_find(struct db *db, struct arena *a, struct str secret, struct account *out, struct err *e)
{
	static const char sentence[] = N_("This card is not known any more. Ask your teacher for a new one.");
	unsigned char bytes[16];
	char hash[65];
	struct rows *r;
	if (!bytes_of(secret, bytes, sizeof bytes))
		return err_set(e, E_NOTFOUND, sentence);
	hash_bytes(bytes, sizeof bytes, hash);
	enum code c = db_query(db, e, &r, "select account from credential where district = ?1 and kind = 'badge' and secret = ?2", "dz", hash);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got != 1)
		return got < 0 ? E_DB : err_set(e, E_NOTFOUND, sentence);
	struct id account = rows_id(r, 0);
	rows_end(r);
	c = account_get(db, a, account, out, e);
	if (!c && (!str_eqz(out->state, "active") || !str_eqz(out->kind, "learner")))
		c = err_set(e, E_NOTFOUND, sentence);
	return c;
}

enum code device_make(struct db *db, const struct viewer *v, struct id class_id, struct str label, char token[44], struct err *e)
{
	char hash[HASH_TEXT];
	int64_t now = clock_now();
	secret_make(token);
	secret_hash(str_z(token), hash);
	enum code c = db_exec(db, e, "insert into device (id, district, token, label, class, made_at, made_by, ends_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	                      "bdztbibi", id_new(), hash, label, class_id, now, v->person, now + 300 * DAY);
	return c ? c : security_log(db, v, "class device marked", "class", class_id, NULL, 0, NULL, e);
}

enum code device_fits(struct db *db, struct str token, struct id learner, day_t today, bool *fits, struct err *e)
{
	char hash[HASH_TEXT];
	int64_t n = 0;
	struct civil c = day_civil(today);
	*fits = false;
	if (!token.n)
		return OK;
	secret_hash(token, hash);
	char day[24];
	snprintf(day, sizeof day, "%04d-%02d-%02d", c.year, c.month, c.day);
	enum code code = db_int(db, e, &n,
	                        "select count(*) from device d join enrolment e on e.class = d.class where d.token = ?1 and d.district = ?2 and d.ends_at > ?3"
	                        " and e.person = ?4 and e.role = 'student' and coalesce(e.begin_on, '') <= ?5 and coalesce(e.end_on, '9999') >= ?5",
	                        "zdibz", hash, clock_now(), learner, day);
	*fits = !code && n > 0;
	return code;
}
