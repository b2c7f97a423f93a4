#include "school/account/session.h"

#include <sodium.h>
#include <string.h>

static const char *const stages[] = {"full", "code", "setup", "locked"};

void secret_make(char token[TOKEN_TEXT])
{
	unsigned char bytes[32];
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(token, TOKEN_TEXT, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
}

void secret_hash(struct str token, char out[HASH_TEXT])
{
	unsigned char h[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(h, (const unsigned char *)(token.n ? token.p : ""), token.n);
	sodium_bin2hex(out, HASH_TEXT, h, sizeof h);
}

enum code session_make(struct db *db, const struct session_new *n, char token[TOKEN_TEXT], struct id *out, struct err *e)
{
	unsigned char csrf[16];
	char csrf_hex[33], hash[HASH_TEXT], agent[121];
	int64_t now = clock_now();
	*out = id_new();
	secret_make(token);
	secret_hash(str_z(token), hash);
	randombytes_buf(csrf, sizeof csrf);
	sodium_bin2hex(csrf_hex, sizeof csrf_hex, csrf, sizeof csrf);
	size_t len = n->agent.n < 120 ? n->agent.n : 120;
	if (len)
		memcpy(agent, n->agent.p, len);
	while (len && !utf8_valid((struct str){agent, len}))
		len--;
	agent[len] = '\0';
	return db_exec(db, e,
	               "insert into session (id, district, token, account, person, stage, low, csrf, made_at, seen_at, ends_at, agent)"
	               " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
	               "bdzbbziziiiz", *out, hash, n->account, n->person, stages[n->stage], (int64_t)n->low, csrf_hex, now, now,
	               now + n->hours * HOUR, agent);
}

enum code session_find(struct db *db, struct arena *a, struct str token, int64_t now, int64_t idle_minutes, struct session *out,
                       struct err *e)
{
	char hash[HASH_TEXT];
	struct rows *r;
	*out = (struct session){0};
	if (token.n != TOKEN_TEXT - 1)
		return err_set(e, E_NOTFOUND, "You are not signed in.");
	secret_hash(token, hash);
	enum code c = db_query(db, e, &r,
	                       "select s.id, s.account, s.person, s.stage, s.low, s.csrf, s.made_at, s.seen_at, s.ends_at,"
	                       " coalesce(nullif(p.preferred_name, ''), p.given_name), a.kind, p.language, a.login"
	                       " from session s join account a on a.id = s.account join person p on p.id = s.person"
	                       " where s.token = ?1 and s.district = ?2 and a.state = 'active' and s.ends_at > ?3",
	                       "zdi", hash, now);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got < 0)
		return e->code;
	if (got == 0)
		return err_set(e, E_NOTFOUND, "You are not signed in.");
	out->stage = STAGE_LOCKED;
	out->id = rows_id(r, 0);
	out->account = rows_id(r, 1);
	out->person = rows_id(r, 2);
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (str_eqz(rows_t(r, 3), stages[i]))
			out->stage = (enum stage)i;
	out->low = rows_i(r, 4) != 0;
	struct str csrf = rows_t(r, 5);
	size_t csrf_n = 0;
	sodium_hex2bin(out->csrf, sizeof out->csrf, csrf.p, csrf.n, NULL, &csrf_n, NULL);
	out->made_at = rows_i(r, 6);
	out->seen_at = rows_i(r, 7);
	out->ends_at = rows_i(r, 8);
	out->name = str_dup(a, rows_t(r, 9));
	out->kind = str_dup(a, rows_t(r, 10));
	if (!lang_parse(rows_t(r, 11), &out->lang))
		out->lang = LANG_EN;
	out->login = str_dup(a, rows_t(r, 12));
	rows_end(r);
	if (out->stage == STAGE_FULL && idle_minutes > 0 && now - out->seen_at > idle_minutes * MINUTE)
		out->stage = STAGE_LOCKED;
	return OK;
}

enum code session_seen(struct db *db, struct id session, int64_t now, struct err *e)
{
	return db_exec(db, e, "update session set seen_at = ?1 where id = ?2 and seen_at < ?1", "ib", now, session);
}

enum code session_renew(struct db *db, struct id session, enum stage stage, int64_t now, char token[TOKEN_TEXT], struct err *e)
{
	char hash[HASH_TEXT];
	secret_make(token);
	secret_hash(str_z(token), hash);
	return db_exec(db, e, "update session set token = ?1, stage = ?2, seen_at = ?3 where id = ?4", "zzib", hash, stages[stage], now,
	               session);
}

enum code session_lock(struct db *db, struct id session, struct err *e)
{
	return db_exec(db, e, "update session set stage = 'locked' where id = ?1 and stage = 'full'", "b", session);
}

enum code session_end(struct db *db, struct id session, struct err *e)
{
	return db_exec(db, e, "delete from session where id = ?1", "b", session);
}

enum code session_end_own(struct db *db, struct id account, struct id session, struct err *e)
{
	int64_t there = 0;
	enum code c = db_int(db, e, &there, "select count(*) from session where id = ?1 and account = ?2", "bb", session, account);
	if (!c && !there)
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	return c ? c : session_end(db, session, e);
}

enum code session_end_all(struct db *db, struct id account, struct id keep, struct err *e)
{
	if (id_nil(keep))
		return db_exec(db, e, "delete from session where account = ?1", "b", account);
	return db_exec(db, e, "delete from session where account = ?1 and id <> ?2", "bb", account, keep);
}

enum code session_sweep(struct db *db, int64_t now, struct err *e)
{
	enum code c = db_exec(db, e, "delete from session where ends_at < ?1", "i", now);
	if (!c)
		c = db_exec(db, e, "delete from once where made_at < ?1", "i", now - ONCE_KEYS);
	if (!c)
		c = db_exec(db, e, "update once set status = null, location = null, type = null, body = null where made_at < ?1 and status is not null", "i", now - ONCE_ANSWERS);
	if (!c)
		c = db_exec(db, e, "delete from invitation where ends_at < ?1", "i", now - 30 * DAY);
	if (!c)
		c = db_exec(db, e, "delete from device where ends_at < ?1", "i", now);
	return c;
}

static void masked_text(const struct session *s, const unsigned char mask[16], char out[CSRF_TEXT])
{
	unsigned char masked[32];
	memcpy(masked, mask, 16);
	for (int i = 0; i < 16; i++)
		masked[16 + i] = masked[i] ^ s->csrf[i];
	sodium_bin2hex(out, CSRF_TEXT, masked, sizeof masked);
}

void csrf_text(const struct session *s, char out[CSRF_TEXT])
{
	unsigned char mask[16];
	randombytes_buf(mask, sizeof mask);
	masked_text(s, mask, out);
}

void csrf_page(struct session *s, char out[CSRF_TEXT])
{
	if (!s->masked)
		randombytes_buf(s->mask, sizeof s->mask);
	s->masked = true;
	masked_text(s, s->mask, out);
}

struct id form_key(struct session *s)
{
	unsigned n = s->forms++ & 0xFFFF;
	if (!n) /* the first; or more forms than two bytes count */
		s->form = id_new();
	struct id id = s->form;
	id.b[14] ^= (unsigned char)(n >> 8);
	id.b[15] ^= (unsigned char)n;
	return id;
}

bool csrf_right(const struct session *s, struct str text)
{
	unsigned char masked[32];
	size_t n = 0;
	if (text.n != CSRF_TEXT - 1 || sodium_hex2bin(masked, sizeof masked, text.p, text.n, NULL, &n, NULL) || n != sizeof masked)
		return false;
	for (int i = 0; i < 16; i++)
		masked[16 + i] ^= masked[i];
	return sodium_memcmp(masked + 16, s->csrf, 16) == 0;
}
