/* desk.c - a message to the adult of the school for whom something waits. */
#include "school/reach/reach.h"
#include "school/reach/inside.h"
#include "school/admin/school.h"
#include "school/reach/sms.h"

static enum code named(struct db *db, struct arena *a, const char *setting, struct adult *x, struct err *e)
{
	struct rows *r;
	struct viewer v;
	struct str address;
	*x = (struct adult){.lang = LANG_EN};
	enum code c = setting_text(db, a, setting, &address, e);
	if (c || !str_trim(address).n)
		return c;
	c = db_query(db, e, &r, "select id, coalesce(language, 'en'), coalesce(email, ''), coalesce(sms, '') from person where district = ?1 and lower(email) = lower(?2) order by id limit 1", "dt", str_trim(address));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		x->adult = rows_id(r, 0);
		if (!lang_parse(rows_t(r, 1), &x->lang))
			x->lang = LANG_EN;
		x->email = str_dup(a, rows_t(r, 2));
		x->sms = str_dup(a, rows_t(r, 3));
	}
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : OK;
	c = viewer_load(db, x->adult, school_today(db), &v, e);
	if (!c && !(v.hats & (REL_STAFF | REL_LEADER | REL_ADMIN | REL_DISTRICT))) /* left the school, or a family's address */
		x->adult = ID_NIL;
	return c;
}

static enum code when(struct db *db, struct arena *a, const struct adult *x, int64_t *at, struct err *e)
{
	int64_t group = 20, now = clock_now();
	bool over = false;
	enum code c = setting_int(db, "reach.group_minutes", &group, e);
	if (!c)
		c = reach_over_cap(db, x, now, &over, e);
	return c ? c : reach_awake(db, a, x, over ? reach_midnight(school_zone(db), now, 1) : now + group * MINUTE, at, e);
}

static enum code tell(struct db *db, struct arena *a, const char *setting, struct id by, struct err *e)
{
	struct adult x;
	struct channels ch;
	char number[20], link[ID_TEXT];
	int64_t waits = 0, at = 0;
	struct id id = id_new();
	enum code c = named(db, a, setting, &x, e);
	if (c || id_nil(x.adult) || id_eq(x.adult, by))
		return c;
	c = db_int(db, e, &waits, "select count(*) from outgoing where district = ?1 and adult = ?2 and tag = ?3 and state = 'waiting'", "dbz", x.adult, REACH_DESK);
	if (!c)
		c = channels_load(a, &ch, e);
	if (c || waits)
		return c;
	bool mail = ch.mail_on && x.email.n, text = !mail && ch.sms_on && sms_number(x.sms, number);
	if (!mail && !text)
		return OK;
	c = when(db, a, &x, &at, e);
	if (c)
		return c;
	return db_exec(db, e,
	               "insert into outgoing (id, district, bundle, learner, adult, way, state, language, address, link, tag, parts, cost, not_before, tries, lease_until, why, made_at,"
	               " sent_at, opened_at, opened, answered_at, done_at, done_by, ends_at) values (?1, ?2, ?3, null, ?4, ?5, 'waiting', ?6, ?7, ?8, ?9, 0, 0, ?10, 0, 0, '', ?11, 0, 0, 0, 0, 0, null, ?12)",
	               "bdbbzztzziii", id, id, x.adult, mail ? "email" : "text", LANGS[x.lang].tag, mail ? x.email : str_z(number), id_text(id, link), REACH_DESK, at, clock_now(), at);
}

enum code reach_desk(struct db *db, const char *setting, struct id by, struct err *e)
{
	struct arena *a = arena_new(1 << 20);
	struct err why = {0};
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory.");
	enum code c = tell(db, a, setting, by, &why);
	arena_free(a);
	if (c && c != E_INPUT) /* a file of addresses that is wrong is said on its own page: asking must not fail for it */
		*e = why;
	return c == E_INPUT ? OK : c;
}
