/* part.c - long text messages come in parts: they are joined, or what came is given with a note. */
#include "school/reach/reach.h"

#define WAIT (10 * MINUTE)
#define KNOWN (15 * MINUTE) /* a part that the gateway sends again */
#define MOST 2000           /* parts that wait, of all numbers */

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

/* The parts that are there in their order; a sign where one is missing. */
static enum code joined(struct db *db, struct arena *a, struct str sender, int64_t reference, int64_t parts, struct str *out, struct err *e)
{
	struct rows *r;
	struct buf b = buf_new(a, 1 << 18);
	int64_t next = 1;
	int got;
	TRY(db_query(db, e, &r, "select part, text from incoming_part where district = ?1 and sender = ?2 and reference = ?3 and parts = ?4 order by part", "dtii", sender, reference, parts));
	while ((got = rows_next(r, e)) == 1) {
		if (rows_i(r, 0) > next)
			buf_z(&b, "[\u2026] ");
		buf_str(&b, rows_t(r, 1));
		next = rows_i(r, 0) + 1;
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	if (next <= parts)
		buf_z(&b, " [\u2026]");
	*out = buf_done(&b);
	return db_exec(db, e, "update incoming_part set done_at = ?1 where district = ?2 and sender = ?3 and reference = ?4 and parts = ?5", "idtii", clock_now(), sender, reference, parts);
}

enum code reach_part(struct db *db, struct arena *a, const struct arrived_part *p, struct str *whole, struct err *e)
{
	int64_t now = clock_now(), waiting = 0, there = 0, done = 0, same = 0;
	*whole = p->text;
	TRY(db_exec(db, e, "delete from incoming_part where district = ?1 and done_at > 0 and done_at < ?2", "di", now - KNOWN));
	TRY(db_int(db, e, &waiting, "select count(*) from incoming_part where district = ?1 and done_at = 0", "d"));
	if (p->parts > REACH_PARTS || waiting >= MOST) { /* nothing is lost: each part by itself */
		*whole = str_fmt(a, "(%d/%d) %.*s", p->part, p->parts, S_ARG(p->text));
		return OK;
	}
	*whole = S("");
	TRY(db_int(db, e, &done, "select count(*) from incoming_part where district = ?1 and sender = ?2 and reference = ?3 and parts = ?4 and done_at > 0", "dtii", p->sender, (int64_t)p->reference, (int64_t)p->parts));
	TRY(db_int(db, e, &same, "select count(*) from incoming_part where district = ?1 and sender = ?2 and reference = ?3 and parts = ?4 and part = ?5 and text = ?6 and done_at > 0", "dtiiit", p->sender,
	           (int64_t)p->reference, (int64_t)p->parts, (int64_t)p->part, p->text));
	if (same) /* our yes was lost */
		return OK;
	if (done) /* the telephone begins its numbers anew, or a part came very late */
		TRY(db_exec(db, e, "delete from incoming_part where district = ?1 and sender = ?2 and reference = ?3 and parts = ?4", "dtii", p->sender, (int64_t)p->reference, (int64_t)p->parts));
	TRY(db_exec(db, e, "insert into incoming_part (district, sender, reference, parts, part, text, at, done_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)"
	            " on conflict (district, sender, reference, parts, part) do nothing", "dtiiiti", p->sender, (int64_t)p->reference, (int64_t)p->parts, (int64_t)p->part, p->text, now));
	TRY(db_int(db, e, &there, "select count(*) from incoming_part where district = ?1 and sender = ?2 and reference = ?3 and parts = ?4", "dtii", p->sender, (int64_t)p->reference, (int64_t)p->parts));
	return there < p->parts ? OK : joined(db, a, p->sender, p->reference, p->parts, whole, e);
}

enum code reach_part_late(struct db *db, struct arena *a, struct str *sender, struct str *text, bool *found, struct err *e)
{
	struct rows *r;
	int64_t reference = 0, parts = 0, there = 0;
	*sender = *text = S("");
	*found = false;
	TRY(db_exec(db, e, "delete from incoming_part where district = ?1 and done_at > 0 and done_at < ?2", "di", clock_now() - KNOWN));
	TRY(db_query(db, e, &r, "select sender, reference, parts, count(*) from incoming_part where district = ?1 and done_at = 0 group by sender, reference, parts having min(at) <= ?2 order by min(at), sender, reference limit 1",
	             "di", clock_now() - WAIT));
	int got = rows_next(r, e);
	if (got == 1) {
		*sender = str_dup(a, rows_t(r, 0));
		reference = rows_i(r, 1);
		parts = rows_i(r, 2);
		there = rows_i(r, 3);
		*found = true;
	}
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : OK;
	TRY(joined(db, a, *sender, reference, parts, text, e));
	*text = str_fmt(a, "%.*s (%d/%d)", S_ARG(*text), (int)there, (int)parts);
	return OK;
}
