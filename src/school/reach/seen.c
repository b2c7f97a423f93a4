/* seen.c - what went out and came back, for people to see; calls and letters done. */
#include "school/reach/reach.h"
#include "school/admin/school.h"

#include <string.h>

#define BALANCE_DAYS 90

enum code reach_done(struct db *db, struct arena *a, const struct viewer *v, struct id outgoing, const char *how, struct str said, struct err *e)
{
	struct rows *r;
	int64_t now = clock_now();
	unsigned rel = 0;
	bool allowed = false;
	enum code c = db_query(db, e, &r, "select learner, adult, bundle from outgoing where id = ?1 and district = ?2 and state = 'waiting' and way in ('call', 'paper')", "bd", outgoing);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct id learner = got == 1 ? rows_id(r, 0) : ID_NIL, adult = got == 1 ? rows_id(r, 1) : ID_NIL, bundle = got == 1 ? rows_id(r, 2) : ID_NIL;
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_CONFLICT, "Somebody else has done this already.");
	c = access_to_learner(db, v, learner, &rel, e);
	if (!c && !(rel & REL_STAFF))
		c = err_set(e, E_DENIED, "This is about a learner of others.");
	if (!c)
		c = reach_allowed(db, adult, learner, v->today, &allowed, e);
	if (!c && !allowed)
		return db_exec(db, e, "update outgoing set state = 'withheld', done_at = ?1, done_by = ?2 where id = ?3", "ibb", now, v->person, outgoing);
	if (!c && !strcmp(how, "missed"))
		return db_exec(db, e, "update outgoing set tries = tries + 1, not_before = ?1, why = 'not reached' where id = ?2", "ib", now + 20 * HOUR, outgoing);
	if (!c)
		c = db_exec(db, e, "update outgoing set state = 'done', done_at = ?1, done_by = ?2, sent_at = ?1 where id = ?3", "ibb", now, v->person, outgoing);
	if (!c && !strcmp(how, "reached"))
		c = db_exec(db, e, "update outgoing set opened_at = case when opened_at = 0 then ?1 else opened_at end where bundle = ?2", "ib", now, bundle);
	if (c || !str_trim(said).n)
		return c;
	struct id note;
	struct input in[] = {{"learner", id_str(a, learner)}, {"kind", S("comment")}, {"part", S("week")}, {"language", str_z(LANGS[v->lang].tag)}, {"author_is", S("family")},
	                     {"text", str_fmt(a, tr(v->lang, "By phone: %s"), str_dupz(a, str_trim(said)))}};
	c = record_create(db, a, v, record_type_find(S("note")), ID_NIL, in, sizeof in / sizeof *in, &note, NULL, e);
	return c ? c : db_exec(db, e, "update outgoing set answered_at = ?1 where bundle = ?2 and answered_at = 0", "ib", now, bundle);
}

static enum code balance(struct db *db, struct id learner, struct reach_balance *b, struct err *e)
{
	struct rows *r;
	int64_t since = clock_now() - BALANCE_DAYS * DAY;
	enum code c = db_query(db, e, &r, "select tone, count(distinct about) from notice where learner = ?1 and made_at >= ?2 and kind = 'word' group by tone", "bi", learner, since);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		*(str_eqz(rows_t(r, 0), "good") ? &b->good : str_eqz(rows_t(r, 0), "hard") ? &b->hard : &b->plain) = rows_i(r, 1);
	rows_end(r);
	if (got < 0)
		return e->code;
	c = db_int(db, e, &b->answers, "select count(*) from note where learner = ?1 and author_is = 'family' and created_at >= ?2", "bi", learner, since);
	return c ? c : db_int(db, e, &b->told, "select count(distinct bundle) from outgoing where learner = ?1 and made_at >= ?2 and state <> 'withheld'", "bi", learner, since);
}

enum code reach_strengths(struct db *db, struct arena *a, struct id adult, struct id org, day_t today, struct reach_strengths *out, struct err *e)
{
	struct str on = day_text(a, today);
	int64_t since = clock_now() - BALANCE_DAYS * DAY;
	*out = (struct reach_strengths){0};
	enum code c = db_int(db, e, &out->mine,
	                     "select count(distinct learner) from relation where viewer = ?1 and (rel & 60) <> 0 and coalesce(begin_on, '0001-01-01') <= ?2 and coalesce(end_on, '9999-12-31') >= ?2", "bt", adult, on);
	if (!c)
		c = db_int(db, e, &out->mine_good,
		           "select count(distinct n.learner) from relation x join notice n on n.learner = x.learner and n.kind = 'word' and n.tone = 'good' and n.made_at >= ?3"
		           " where x.viewer = ?1 and (x.rel & 60) <> 0 and coalesce(x.begin_on, '0001-01-01') <= ?2 and coalesce(x.end_on, '9999-12-31') >= ?2",
		           "bti", adult, on, since);
	if (!c)
		c = db_int(db, e, &out->school,
		           "select count(distinct s.person) from role s where s.district = ?1 and s.role = 'student' and (s.org = ?2 or ?3 = 1) and coalesce(s.begin_on, '0001-01-01') <= ?4 and coalesce(s.end_on, '9999-12-31') >= ?4",
		           "dbit", org, (int64_t)id_nil(org), on);
	if (!c)
		c = db_int(db, e, &out->school_good,
		           "select count(distinct s.person) from role s join notice n on n.learner = s.person and n.kind = 'word' and n.tone = 'good' and n.made_at >= ?5"
		           " where s.district = ?1 and s.role = 'student' and (s.org = ?2 or ?3 = 1) and coalesce(s.begin_on, '0001-01-01') <= ?4 and coalesce(s.end_on, '9999-12-31') >= ?4",
		           "dbiti", org, (int64_t)id_nil(org), on, since);
	return c;
}

#define ROWS 100

enum code reach_history(struct db *db, struct arena *a, struct id learner, struct reach_history *out, struct err *e)
{
	struct rows *r;
	*out = (struct reach_history){.rows = NEW_ARRAY(a, struct reach_line, ROWS)};
	enum code c = db_query(db, e, &r,
	                       "select * from (select o.way, o.state, coalesce(nullif(p.preferred_name, ''), p.given_name, '') || ' ' || coalesce(p.family_name, '') as who, o.why, o.made_at as at, o.opened_at, o.answered_at,"
	                       " 0 as came, '' as said, coalesce(o.arrived_at, 0) as arrived from outgoing o left join person p on p.id = o.adult where o.learner = ?1 union all"
	                       " select i.way, i.state, coalesce(nullif(p.preferred_name, ''), p.given_name, '') || ' ' || coalesce(p.family_name, ''), '', i.at, 0, 0, 1, i.text, 0 from incoming i"
	                       " left join person p on p.id = i.adult where i.learner = ?2) as x order by 5 desc limit 100", "bb", learner, learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && out->n < ROWS)
		out->rows[out->n++] = (struct reach_line){.way = str_dup(a, rows_t(r, 0)), .state = str_dup(a, rows_t(r, 1)), .who = str_trim(str_dup(a, rows_t(r, 2))), .why = str_dup(a, rows_t(r, 3)),
		                                         .at = rows_i(r, 4), .opened_at = rows_i(r, 5), .answered_at = rows_i(r, 6), .in = rows_i(r, 7) != 0, .text = str_dup(a, rows_t(r, 8)), .arrived_at = rows_i(r, 9)};
	rows_end(r);
	return got < 0 ? e->code : balance(db, learner, &out->b, e);
}

enum code reach_counts(struct db *db, struct reach_counts *out, struct err *e)
{
	int64_t now = clock_now();
	const struct zone *z = school_zone(db);
	struct civil t = civil_at(z, now);
	int64_t month = civil_us(z, day_civil(day_of(t.year, t.month, 1)));
	*out = (struct reach_counts){0};
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select sum(case when state in ('waiting', 'sending') and way in ('email', 'text') then 1 else 0 end), sum(case when state = 'failed' and made_at >= ?1 then 1 else 0 end),"
	                       " sum(case when state in ('waiting', 'sending') and way in ('email', 'text') and not_before < ?2 then 1 else 0 end), sum(case when sent_at >= ?3 and way in ('email', 'text') then 1 else 0 end),"
	                       " sum(case when sent_at >= ?4 then parts else 0 end), sum(case when sent_at >= ?5 then cost else 0 end), sum(case when state = 'waiting' and way = 'call' then 1 else 0 end),"
	                       " sum(case when state = 'waiting' and way = 'paper' then 1 else 0 end) from outgoing where district = ?6 and (made_at >= ?7 or state in ('waiting', 'sending'))",
	                       "iiiiidi", month, now - DAY, month, month, month, month - 60 * DAY);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = (struct reach_counts){.waiting = rows_i(r, 0), .failed = rows_i(r, 1), .late = rows_i(r, 2), .sent_month = rows_i(r, 3), .parts_month = rows_i(r, 4), .cost_month = rows_i(r, 5),
		                             .calls = rows_i(r, 6), .letters = rows_i(r, 7)};
	rows_end(r);
	return got < 0 ? e->code : db_int(db, e, &out->unclear, "select count(*) from incoming where district = ?1 and state = 'unclear'", "d");
}
