/* outbox.c - bundling what waits, taking it for sending, noting what came of it. */
#include "school/reach/reach.h"
#include "school/reach/inside.h"
#include "school/admin/school.h"
#include "school/reach/sms.h"

#include <sodium.h>
#include <string.h>

#define LEASE (2 * MINUTE)
#define TRIES 6
#define GROUPS 200 /* in one write: others wait too */

/* Minutes after which it is tried again; then a person calls. */
static const int again_minutes[TRIES] = {1, 5, 15, 60, 240, 0};

enum code reach_due(struct db *db, bool *due, struct err *e)
{
	int64_t n = 0, now = clock_now();
	enum code c = db_int(db, e, &n, "select count(*) from (select 1 from notice where district = ?1 and bundle is null and wait_until <= ?2 limit 1) as one", "di", now);
	if (!c && !n)
		c = db_int(db, e, &n, "select count(*) from (select 1 from outgoing where district = ?1 and state in ('waiting', 'sending') and not_before <= ?2 and lease_until < ?3"
		           " and way in ('email', 'text') limit 1) as one", "dii", now, now);
	*due = !c && n > 0;
	return c;
}

static enum code adult_load(struct db *db, struct arena *a, struct id adult, struct id learner, struct adult *out, struct err *e)
{
	struct rows *r;
	*out = (struct adult){.adult = adult, .learner = learner};
	enum code c = db_query(db, e, &r,
	                       "select coalesce(g.reach_by, ''), coalesce(g.quiet_from, ''), coalesce(g.quiet_until, ''), coalesce(g.time_zone, ''), coalesce(g.most_a_day, 0),"
	                       " coalesce(g.language, p.language, 'en'), coalesce(p.email, ''), coalesce(p.sms, ''), coalesce(p.phone, '') from guardian g join person p on p.id = g.adult"
	                       " where g.adult = ?1 and g.learner = ?2 and g.has_access = 1 order by g.created_at desc limit 1", "bb", adult, learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		out->reach_by = str_dup(a, rows_t(r, 0));
		out->quiet_from = str_dup(a, rows_t(r, 1));
		out->quiet_until = str_dup(a, rows_t(r, 2));
		out->tz = str_dup(a, rows_t(r, 3));
		out->most = rows_i(r, 4);
		if (!lang_parse(rows_t(r, 5), &out->lang))
			out->lang = LANG_EN;
		out->email = str_dup(a, rows_t(r, 6));
		out->sms = str_dup(a, rows_t(r, 7));
		out->phone = str_dup(a, rows_t(r, 8));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static int minute_of(struct str s, int fallback)
{
	int64_t h = 0, m = 0;
	if (s.n != 5 || !str_int((struct str){s.p, 2}, &h) || !str_int((struct str){s.p + 3, 2}, &m) || h > 23 || m > 59)
		return fallback;
	return (int)(h * 60 + m);
}

enum code reach_awake(struct db *db, struct arena *a, const struct adult *x, int64_t now, int64_t *out, struct err *e)
{
	struct str from = x->quiet_from, until = x->quiet_until;
	const struct zone *z = NULL;
	enum code c = from.n ? OK : setting_text(db, a, "reach.quiet_from", &from, e);
	if (!c && !until.n)
		c = setting_text(db, a, "reach.quiet_until", &until, e);
	if (c)
		return c;
	if (!x->tz.n || zone_get(str_dupz(a, x->tz), &z, NULL))
		z = school_zone(db);
	int begin = minute_of(from, 20 * 60), end = minute_of(until, 7 * 60);
	struct civil t = civil_at(z, now);
	int at = t.hour * 60 + t.minute;
	bool quiet = begin < end ? at >= begin && at < end : begin > end && (at >= begin || at < end);
	*out = now;
	if (!quiet)
		return OK;
	struct civil wake = day_civil(day_of(t.year, t.month, t.day) + (at >= end ? 1 : 0));
	wake.hour = end / 60;
	wake.minute = end % 60;
	*out = civil_us(z, wake);
	return OK;
}

int64_t reach_midnight(const struct zone *z, int64_t now, int days)
{
	struct civil t = civil_at(z, now);
	return civil_us(z, day_civil(day_of(t.year, t.month, t.day) + days));
}

enum code reach_over_cap(struct db *db, const struct adult *x, int64_t now, bool *over, struct err *e)
{
	int64_t n = 0, most = x->most;
	enum code c = most > 0 ? OK : setting_int(db, "reach.most_a_day", &most, e);
	if (!c)
		c = db_int(db, e, &n, "select count(distinct bundle) from outgoing where adult = ?1 and made_at >= ?2 and way in ('email', 'text') and (learner is not null or tag = 'desk')", "bi", x->adult, reach_midnight(school_zone(db), now, 0));
	*over = !c && n >= most;
	return c;
}

static enum code stopped(struct db *db, const char *way, struct str address, bool *out, struct err *e)
{
	int64_t n = 0;
	enum code c = db_int(db, e, &n, "select count(*) from reach_stop where district = ?1 and way = ?2 and address = ?3", "dzt", way, address);
	*out = !c && n > 0;
	return c;
}

struct bundling { struct db *db; struct arena *a; const struct channels *ch; int64_t now; int *made; };

static enum code put(struct bundling *b, const struct adult *x, struct id bundle, const char *way, const char *state, struct str address, struct str why, struct err *e)
{
	char link[LINK_TEXT], hash[65], tag[8];
	unsigned char sum[32];
	struct id id = id_new();
	int64_t not_before = b->now, days = 14, children = 0;
	channel_link(b->ch, bundle, link);
	crypto_hash_sha256(sum, (const unsigned char *)link, strlen(link));
	sodium_bin2hex(hash, sizeof hash, sum, sizeof sum);
	bool machine = !strcmp(way, "email") || !strcmp(way, "text");
	enum code c = machine ? reach_awake(b->db, b->a, x, b->now, &not_before, e) : OK;
	if (!c)
		c = setting_int(b->db, "reach.link_days", &days, e);
	/* which of the adult's children: its place among them, so that the sign stays the same */
	if (!c)
		c = db_int(b->db, e, &children, "select count(distinct learner) from guardian where adult = ?1 and learner <= ?2", "bb", x->adult, x->learner);
	struct buf t = buf_fixed(tag, sizeof tag);
	buf_int(&t, children);
	if (!c)
		c = db_exec(b->db, e,
		            "insert into outgoing (id, district, bundle, learner, adult, way, state, language, address, link, tag, parts, cost, not_before, tries, lease_until, why, made_at,"
		            " sent_at, opened_at, opened, answered_at, done_at, done_by, ends_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, 0, ?12, 0, 0, ?13, ?14, 0, 0, 0, 0, 0, null, ?15)",
		            "bdbbbzzztzzitii", id, bundle, x->learner, x->adult, way, state, LANGS[x->lang].tag, address, hash, tag, not_before, why, b->now,
		            (not_before > b->now ? not_before : b->now) + days * DAY);
	++*b->made;
	return c;
}

/* By a machine, when it is switched on and the adult has an address there and did not stop it. */
static enum code put_machine(struct bundling *b, const struct adult *x, struct id bundle, const char *way, bool on, struct str address, int *done, struct err *e)
{
	bool stop = false;
	if (!on || !address.n || !choices_have(x->reach_by, way))
		return OK;
	enum code c = stopped(b->db, way, address, &stop, e);
	if (c || stop)
		return c;
	++*done;
	return put(b, x, bundle, way, "waiting", address, S(""), e);
}

/* One bundle by every way that the adult chose; a way that is not there becomes a call or a letter. */
static enum code put_ways(struct bundling *b, const struct adult *x, struct id bundle, struct err *e)
{
	char number[20] = "";
	bool wants_machine = choices_have(x->reach_by, "email") || choices_have(x->reach_by, "text");
	bool wants_call = choices_have(x->reach_by, "call") || choices_have(x->reach_by, "person") || choices_have(x->reach_by, "video");
	int done = 0;
	enum code c = put_machine(b, x, bundle, "email", b->ch->mail_on, x->email, &done, e);
	if (!c)
		c = put_machine(b, x, bundle, "text", b->ch->sms_on, sms_number(x->sms, number) ? str_z(number) : S(""), &done, e);
	if (!c && choices_have(x->reach_by, "paper") && ++done)
		c = put(b, x, bundle, "paper", "waiting", S(""), S(""), e);
	if (!c && wants_call && ++done)
		c = put(b, x, bundle, "call", "waiting", x->phone, S(""), e);
	if (c || done)
		return c;
	/* chosen, but not to be had: a person sees to it */
	if (wants_machine)
		return put(b, x, bundle, x->phone.n ? "call" : "paper", "waiting", x->phone, S("no other way works"), e);
	return put(b, x, bundle, "page", "page", S(""), S(""), e);
}

struct pair_of { struct id adult, learner; };

static enum code bundle_one(struct bundling *b, struct pair_of p, struct err *e)
{
	struct adult x;
	bool allowed = false, over = false;
	struct id bundle = id_new();
	enum code c = adult_load(b->db, b->a, p.adult, p.learner, &x, e);
	if (!c)
		c = reach_allowed(b->db, p.adult, p.learner, school_today(b->db), &allowed, e);
	if (!c && allowed)
		c = reach_over_cap(b->db, &x, b->now, &over, e);
	bool by_machine = choices_have(x.reach_by, "email") || choices_have(x.reach_by, "text");
	if (c)
		return c;
	if (over && by_machine)
		return db_exec(b->db, e, "update notice set wait_until = ?1 where district = ?2 and adult = ?3 and bundle is null", "idb", reach_midnight(school_zone(b->db), b->now, 1), p.adult);
	c = db_exec(b->db, e, "update notice set bundle = ?1 where district = ?2 and adult = ?3 and learner = ?4 and bundle is null", "bdbb", bundle, p.adult, p.learner);
	if (c)
		return c;
	return allowed ? put_ways(b, &x, bundle, e) : put(b, &x, bundle, "page", "withheld", S(""), S(""), e);
}

enum code reach_bundle(struct db *db, struct arena *a, const struct channels *ch, int *made, struct err *e)
{
	struct rows *r;
	struct pair_of pairs[GROUPS];
	size_t n = 0;
	int64_t now = clock_now();
	struct bundling b = {db, a, ch, now, made};
	*made = 0;
	enum code c = db_query(db, e, &r, "select adult, learner, min(wait_until) from notice where district = ?1 and bundle is null group by adult, learner having min(wait_until) <= ?2 order by 3, 1, 2 limit 1000",
	                       "di", now);
	if (c)
		return c;
	int got = 0;
	while (n < GROUPS && (got = rows_next(r, e)) == 1)
		pairs[n++] = (struct pair_of){rows_id(r, 0), rows_id(r, 1)};
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n && !c; i++)
		c = bundle_one(&b, pairs[i], e);
	return c;
}

static enum code withhold(struct db *db, struct id id, struct err *e)
{
	return db_exec(db, e, "update outgoing set state = 'withheld', lease_until = 0, done_at = ?1 where id = ?2", "ib", clock_now(), id);
}

static enum code take_one(struct db *db, struct outgoing *o, bool *mine, struct err *e)
{
	int64_t children = 0, now = clock_now();
	bool allowed = id_nil(o->learner);
	enum code c = allowed ? OK : reach_allowed(db, o->adult, o->learner, school_today(db), &allowed, e);
	*mine = false;
	if (!c && !allowed)
		return withhold(db, o->id, e);
	if (!c)
		c = db_int(db, e, &children, "select count(distinct learner) from guardian where adult = ?1", "b", o->adult);
	o->alone = children < 2;
	if (!c)
		c = db_exec(db, e, "update outgoing set state = 'sending', lease_until = ?1, tries = ?2 where id = ?3", "iib", now + LEASE, ++o->tries, o->id);
	*mine = !c;
	return c;
}

enum code reach_take(struct db *db, struct arena *a, struct outgoing *out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t found = 0;
	int64_t now = clock_now();
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select id, bundle, learner, adult, way, address, tag, language, tries, ends_at from outgoing where district = ?1 and state in ('waiting', 'sending')"
	                       " and way in ('email', 'text') and not_before <= ?2 and lease_until < ?3 order by not_before, id limit ?4", "diii", now, now, (int64_t)REACH_BATCH);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && found < REACH_BATCH) {
		struct outgoing *o = &out[found++];
		*o = (struct outgoing){.id = rows_id(r, 0), .bundle = rows_id(r, 1), .learner = rows_id(r, 2), .adult = rows_id(r, 3), .way = str_dup(a, rows_t(r, 4)),
		                       .address = str_dup(a, rows_t(r, 5)), .tag = str_dup(a, rows_t(r, 6)), .tries = rows_i(r, 8), .ends_at = rows_i(r, 9)};
		if (!lang_parse(rows_t(r, 7), &o->lang))
			o->lang = LANG_EN;
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < found && !c; i++) {
		bool mine = false;
		c = take_one(db, &out[i], &mine, e);
		if (mine)
			out[(*n)++] = out[i];
	}
	return c;
}

/* What no machine could bring, a person tells. */
static enum code then_call(struct db *db, struct arena *a, struct id id, struct err *e)
{
	struct rows *r;
	struct adult x;
	enum code c = db_query(db, e, &r, "select learner, adult from outgoing o where id = ?1 and learner is not null and not exists"
	                       " (select 1 from outgoing x where x.bundle = o.bundle and x.way in ('call', 'paper'))", "b", id);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct id learner = got == 1 ? rows_id(r, 0) : ID_NIL, adult = got == 1 ? rows_id(r, 1) : ID_NIL;
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : OK;
	c = adult_load(db, a, adult, learner, &x, e);
	if (c)
		return c;
	const char *way = x.phone.n ? "call" : "paper";
	return db_exec(db, e,
	               "insert into outgoing (id, district, bundle, learner, adult, way, state, language, address, link, tag, parts, cost, not_before, tries, lease_until, why, made_at,"
	               " sent_at, opened_at, opened, answered_at, done_at, done_by, ends_at) select ?1, district, bundle, learner, adult, ?2, 'waiting', language, ?3, link, tag, 0, 0, ?4, 0, 0,"
	               " 'no other way works', ?5, 0, 0, 0, 0, 0, null, ends_at from outgoing where id = ?6", "bztiib", id_new(), way, x.phone, clock_now(), clock_now(), id);
}

enum code reach_sent(struct db *db, struct arena *a, const struct sent *s, struct err *e)
{
	int64_t now = clock_now();
	enum code c;
	if (s->ok)
		return db_exec(db, e, "update outgoing set state = 'sent', lease_until = 0, sent_at = ?1, parts = ?2, cost = ?3, why = '', gateway_id = nullif(?6, '') where id = ?4 and state = 'sending' and tries = ?5",
		               "iiibit", now, (int64_t)s->parts, s->cost, s->id, s->tries, s->gateway_id);
	bool again = s->again && s->tries < TRIES;
	c = db_exec(db, e, "update outgoing set state = ?1, lease_until = 0, not_before = ?2, why = ?3 where id = ?4 and state = 'sending' and tries = ?5", "zitbi", again ? "waiting" : "failed",
	            again ? now + again_minutes[s->tries - 1] * MINUTE : now, s->why, s->id, s->tries);
	return c || again || db_changes(db) == 0 ? c : then_call(db, a, s->id, e);
}

enum code reach_receipt(struct db *db, struct arena *a, struct str gateway_id, bool arrived, struct str why, struct err *e)
{
	struct rows *r;
	if (!gateway_id.n)
		return OK;
	enum code c = db_query(db, e, &r, "select id from outgoing where district = ?1 and gateway_id = ?2 and way = 'text' and state = 'sent' order by sent_at desc, id limit 1", "dt", gateway_id);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct id id = got == 1 ? rows_id(r, 0) : ID_NIL;
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : OK;
	if (arrived)
		return db_exec(db, e, "update outgoing set arrived_at = ?1 where id = ?2 and arrived_at is null", "ib", clock_now(), id);
	c = db_exec(db, e, "update outgoing set state = 'failed', why = ?1 where id = ?2 and arrived_at is null", "tb", why, id);
	return c || db_changes(db) == 0 ? c : then_call(db, a, id, e);
}

enum code reach_test(struct db *db, const struct viewer *v, const char *way, struct str address, struct err *e)
{
	char number[20], link[ID_TEXT];
	if (!strcmp(way, "text") && !sms_number(address, number))
		return err_set(e, E_INPUT, "Write the number with its country, such as +1 402 555 0142.");
	if (!strcmp(way, "text"))
		address = str_z(number);
	struct id id = id_new();
	return db_exec(db, e,
	               "insert into outgoing (id, district, bundle, learner, adult, way, state, language, address, link, tag, parts, cost, not_before, tries, lease_until, why, made_at,"
	               " sent_at, opened_at, opened, answered_at, done_at, done_by, ends_at) values (?1, ?2, ?3, null, ?4, ?5, 'waiting', ?6, ?7, ?8, '', 0, 0, ?9, 0, 0, '', ?10, 0, 0, 0, 0, 0, null, ?11)",
	               "bdbbzztziii", id, id, v->person, way, LANGS[v->lang].tag, address, id_text(id, link), clock_now(), clock_now(), clock_now());
}
