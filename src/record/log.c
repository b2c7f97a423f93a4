#include "record/inside.h"

#include <sodium.h>
#include <string.h>

#define HASH crypto_hash_sha256_BYTES

/* The row as bytes that can be read in one way only: each part after its length. */
static void part(crypto_hash_sha256_state *h, const void *p, size_t n)
{
	unsigned char len[8];
	for (int i = 0; i < 8; i++)
		len[i] = (unsigned char)((uint64_t)n >> (56 - 8 * i));
	(void)crypto_hash_sha256_update(h, len, sizeof len);
	(void)crypto_hash_sha256_update(h, p, n);
}

static void part_int(crypto_hash_sha256_state *h, int64_t v)
{
	unsigned char b[8];
	for (int i = 0; i < 8; i++)
		b[i] = (unsigned char)((uint64_t)v >> (56 - 8 * i));
	part(h, b, sizeof b);
}

struct log_row {
	int64_t number, at;
	struct id district, account, person, object;
	struct str action, object_type, learners, detail;
};

static void hash_row(struct str last, const struct log_row *r, unsigned char out[HASH])
{
	crypto_hash_sha256_state h;
	(void)crypto_hash_sha256_init(&h);
	part(&h, last.p != NULL ? last.p : "", last.n);
	part_int(&h, r->number);
	part_int(&h, r->at);
	part(&h, r->district.b, 16);
	part(&h, r->account.b, 16);
	part(&h, r->person.b, 16);
	part(&h, r->object.b, 16);
	const struct str *texts[] = {&r->action, &r->object_type, &r->learners, &r->detail};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		part(&h, texts[i]->n > 0 ? texts[i]->p : "", texts[i]->n);
	(void)crypto_hash_sha256_final(&h, out);
}

static enum code last_row(struct db *db, int64_t *number, unsigned char hash[HASH], struct err *e)
{
	struct rows *r;
	*number = 0;
	enum code c = db_query(db, e, &r, "select number, hash from security_log where district = ?1 order by number desc limit 1", "d");
	if (c != OK)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		struct str h = rows_t(r, 1);
		*number = rows_i(r, 0);
		bool whole = h.n == HASH;
		if (whole)
			memcpy(hash, h.p, HASH);
		rows_end(r);
		if (!whole)
			return err_set(e, E_DB, "Row %lld of the security log has no whole hash; run trellis verify.", (long long)*number);
	}
	return got < 0 ? E_DB : OK;
}

enum code security_log(struct db *db, const struct viewer *v, const char *action, const char *object_type, struct id object,
                       const struct id *learners, size_t n, const char *detail, struct err *e)
{
	unsigned char last[HASH], now[HASH];
	int64_t number;
	if (!db_writing(db))
		return err_set(e, E_BUG, "security_log outside of store_write");
	enum code c = last_row(db, &number, last, e);
	if (c != OK)
		return c;
	struct log_row row = {
		.number = number + 1, .at = clock_now(), .district = db_district(db), .account = v->account, .person = v->person,
		.object = object, .action = str_z(action), .object_type = str_z(object_type != NULL ? object_type : ""),
		.learners = {(const char *)learners, n * sizeof *learners}, .detail = str_z(detail != NULL ? detail : ""),
	};
	if (n == 0)
		row.learners = S("");
	hash_row((struct str){number > 0 ? (const char *)last : "", number > 0 ? HASH : 0}, &row, now);
	c = db_later(db, e, "insert into security_log (district, number, at, account, person, action, object_type, object, learners, detail, hash)"
	            " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", "diibbttbBtB", row.number, row.at, row.account, row.person,
	            row.action, row.object_type, row.object, row.learners, row.detail, (struct str){(const char *)now, HASH});
	for (size_t i = 0; c == OK && i < n; i++)
		c = db_later(db, e, "insert into security_log_learner (district, learner, number) values (?1, ?2, ?3) on conflict do nothing",
		            "dbi", learners[i], row.number);
	return c;
}

enum code security_log_verify(struct db *db, int64_t *rows, struct err *e)
{
	struct rows *r;
	unsigned char last[HASH], want[HASH];
	*rows = 0;
	enum code c = db_query(db, e, &r, "select number, at, account, person, action, object_type, object, learners, detail, hash"
	                       " from security_log where district = ?1 order by number", "d");
	if (c != OK)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct log_row row = {
			.number = rows_i(r, 0), .at = rows_i(r, 1), .district = db_district(db), .account = rows_id(r, 2),
			.person = rows_id(r, 3), .action = rows_t(r, 4), .object_type = rows_t(r, 5), .object = rows_id(r, 6),
			.learners = rows_t(r, 7), .detail = rows_t(r, 8),
		};
		hash_row((struct str){*rows > 0 ? (const char *)last : "", *rows > 0 ? HASH : 0}, &row, want);
		struct str have = rows_t(r, 9);
		if (row.number != *rows + 1 || have.n != HASH || memcmp(have.p, want, HASH) != 0) {
			rows_end(r);
			return err_set(e, E_DB, "The security log was changed: row %lld does not fit the rows before it.", (long long)(*rows + 1));
		}
		memcpy(last, want, HASH);
		*rows += 1;
	}
	return got < 0 ? E_DB : OK;
}

/* The words of a disclosure as one hash, which the chain of the security log keeps. */
static void disclosed(int64_t at, struct str to_whom, struct str purpose, struct str what, char out[2 * HASH + 1])
{
	unsigned char hash[HASH];
	crypto_hash_sha256_state h;
	const struct str *texts[] = {&to_whom, &purpose, &what};
	(void)crypto_hash_sha256_init(&h);
	part_int(&h, at);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		part(&h, texts[i]->n > 0 ? texts[i]->p : "", texts[i]->n);
	(void)crypto_hash_sha256_final(&h, hash);
	sodium_bin2hex(out, 2 * HASH + 1, hash, sizeof hash);
}

enum code disclosure_log(struct db *db, const struct viewer *v, struct id learner, struct str to_whom, struct str purpose,
                         struct str what, struct err *e)
{
	char words[2 * HASH + 1];
	if (!db_writing(db))
		return err_set(e, E_BUG, "disclosure_log outside of store_write");
	if (id_nil(learner) || str_trim(to_whom).n == 0 || str_trim(purpose).n == 0 || str_trim(what).n == 0)
		return err_set(e, E_INPUT, "A disclosure needs the learner, to whom, for what purpose, and what was shown.");
	struct id id = id_new();
	int64_t at = clock_now();
	enum code c = db_later(db, e, "insert into disclosure (id, district, learner, at, made_by, to_whom, purpose, what)"
	                      " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", "bdbibttt", id, learner, at, v->person, to_whom, purpose, what);
	disclosed(at, to_whom, purpose, what, words);
	return c != OK ? c : security_log(db, v, "disclosed", "disclosure", id, &learner, 1, words, e);
}

enum code disclosure_verify(struct db *db, int64_t *rows, struct err *e)
{
	struct rows *r;
	char want[2 * HASH + 1];
	int got;
	enum code c = db_query(db, e, &r, "select l.number, d.at, coalesce(d.to_whom, ''), coalesce(d.purpose, ''), coalesce(d.what, ''), l.detail from security_log l"
	                       " left join disclosure d on d.id = l.object and d.district = l.district where l.district = ?1 and l.action = 'disclosed' order by l.number", "d");
	*rows = 0;
	if (c != OK)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		disclosed(rows_i(r, 1), rows_t(r, 2), rows_t(r, 3), rows_t(r, 4), want);
		if (!str_eqz(rows_t(r, 5), want)) {
			long long number = (long long)rows_i(r, 0);
			rows_end(r);
			return err_set(e, E_DB, "The disclosure that row %lld of the security log tells of was changed or is gone.", number);
		}
		*rows += 1;
	}
	if (got < 0)
		return E_DB;
	int64_t loose = 0;
	c = db_int(db, e, &loose, "select count(*) from disclosure d where d.district = ?1 and not exists (select 1 from security_log l where l.district = d.district and l.action = 'disclosed' and l.object = d.id)", "d");
	return c != OK || loose == 0 ? c : err_set(e, E_DB, "%lld disclosures are in no row of the security log.", (long long)loose);
}
