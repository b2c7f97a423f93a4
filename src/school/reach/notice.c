/* notice.c - what makes a notice, and for whom. */
#include "school/reach/reach.h"
#include "school/admin/school.h"

SETTINGS(reach) = {
	{.key = "reach.group_minutes", .label = N_("Minutes that news for a family waits for more"), .help = N_("What is written in this time goes out as one message."),
	 .type = SET_INT, .initial = "20", .min = 0, .max = 1440, .serves = "R436"},
	{.key = "reach.most_a_day", .label = N_("Messages to one adult a day, at most"), .help = N_("More waits until the next day. Each adult may choose fewer or more."), .type = SET_INT, .initial = "2",
	 .min = 1, .max = 20, .serves = "R436"},
	{.key = "reach.quiet_from", .label = N_("Quiet hours begin"), .help = N_("No message is sent from then on, such as 20:00. Each adult may choose other hours."), .type = SET_TEXT,
	 .initial = "20:00", .serves = "R436"},
	{.key = "reach.quiet_until", .label = N_("Quiet hours end"), .help = N_("Such as 07:00."), .type = SET_TEXT, .initial = "07:00", .serves = "R436"},
	{.key = "reach.link_days", .label = N_("Days that a link in a message works"), .help = N_("It opens without a password and shows only what the message is about."), .type = SET_INT, .initial = "14",
	 .min = 1, .max = 60, .serves = "R271"},
	{.key = "family.partnership", .label = N_("Guidance for open partnership with families"), .help = N_("Beside writing to a family: how to keep the talk open, and how usual good news is here."), .type = SET_BOOL,
	 .initial = "0", .inferred = true, .serves = "R261"},
	SETTINGS_END,
};

const struct choice REACH_TONES[] = {{"good", N_("Good news")}, {"plain", N_("A question or something to know")}, {"hard", N_("Something that is hard now")}, {NULL, NULL}};

enum code reach_allowed(struct db *db, struct id adult, struct id learner, day_t today, bool *out, struct err *e)
{
	char on[16];
	int64_t n = 0;
	struct civil d = day_civil(today);
	struct buf b = buf_fixed(on, sizeof on);
	buf_fmt(&b, "%04d-%02d-%02d", d.year, d.month, d.day);
	enum code c = db_int(db, e, &n,
	                     "select count(*) from relation r where r.viewer = ?1 and r.learner = ?2 and r.rel = 2 and coalesce(r.begin_on, '0001-01-01') <= ?3"
	                     " and coalesce(r.end_on, '9999-12-31') >= ?4", "bbzz", adult, learner, on, on);
	*out = !c && n > 0;
	return c;
}

#define ADULTS_MOST 20

enum code reach_notice(struct db *db, struct id learner, struct id about, const char *kind, const char *tone, struct id by, struct err *e)
{
	struct id adults[ADULTS_MOST];
	size_t n = 0;
	int64_t group = 20;
	struct rows *r;
	struct arena *a = arena_new(1 << 16);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory.");
	struct str on = day_text(a, school_today(db));
	enum code c = db_query(db, e, &r,
	                       "select distinct adult from guardian_access where learner = ?1 and coalesce(begin_on, '0001-01-01') <= ?2"
	                       " and coalesce(end_on, '9999-12-31') >= ?3", "btt", learner, on, on);
	int got = 0;
	while (!c && n < ADULTS_MOST && (got = rows_next(r, e)) == 1)
		adults[n++] = rows_id(r, 0);
	if (!c)
		rows_end(r);
	arena_free(a);
	if (!c && got < 0)
		c = e->code;
	if (!c)
		c = setting_int(db, "reach.group_minutes", &group, e);
	for (size_t i = 0; i < n && !c; i++)
		c = db_exec(db, e, "insert into notice (id, district, learner, adult, kind, tone, about, made_at, made_by, wait_until, bundle) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, null)"
		            " on conflict (about, adult, kind) do nothing", "bdbbzzbibi", id_new(), learner, adults[i], kind, tone, about, clock_now(), by, clock_now() + group * MINUTE);
	return c;
}

enum code reach_note_made(const struct change *c, struct err *e)
{
	if (c->old || !c->now || !str_eqz(rec_t(c->now, "author_is"), "staff") || str_eqz(rec_t(c->now, "kind"), "tried"))
		return OK;
	return reach_notice(c->db, rec_id(c->now, "learner"), c->now->id, "word", "plain", c->viewer->person, e);
}

enum code reach_week_given(const struct change *c, struct err *e)
{
	if (!c->old || !c->now || !str_eqz(c->now->state, "given") || str_eqz(c->old->state, "given"))
		return OK;
	return reach_notice(c->db, rec_id(c->now, "learner"), c->now->id, "week", "plain", c->viewer->person, e);
}

enum code reach_change_told(const struct change *c, struct err *e)
{
	struct id learners[200];
	size_t n = 0;
	struct rows *r;
	if (c->old || !c->now)
		return OK;
	struct str on = rec_t(c->now, "on_date");
	enum code code = db_query(c->db, e, &r,
	                          "select distinct person from enrolment where class = ?1 and role = 'student' and coalesce(begin_on, '0001-01-01') <= ?2 and coalesce(end_on, '9999-12-31') >= ?3",
	                          "btt", rec_id(c->now, "class"), on, on);
	int got = 0;
	while (!code && n < sizeof learners / sizeof *learners && (got = rows_next(r, e)) == 1)
		learners[n++] = rows_id(r, 0);
	if (!code)
		rows_end(r);
	if (!code && got < 0)
		code = e->code;
	for (size_t i = 0; i < n && !code; i++)
		code = reach_notice(c->db, learners[i], c->now->id, "change", "plain", c->viewer->person, e);
	return code;
}

enum code reach_meeting_planned(const struct change *c, struct err *e)
{
	if (c->old || !c->now)
		return OK;
	return reach_notice(c->db, rec_id(c->now, "learner"), c->now->id, "meeting", "plain", c->viewer->person, e);
}

enum code reach_tone(struct db *db, struct id about, struct str tone, struct err *e)
{
	if (!choice_label(REACH_TONES, tone)[0])
		return err_set(e, E_INPUT, "Say what kind of news it is: good news, something to know, or something hard.");
	return db_exec(db, e, "update notice set tone = ?1 where about = ?2", "tb", tone, about);
}
