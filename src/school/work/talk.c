#include "school/work/talk.h"
#include "school/admin/calendar.h"
#include "record/setting.h"

SETTINGS(help) = {
	{.key = "help.promised_minutes", .label = N_("Minutes until a request for help is answered"),
	 .help = N_("Minutes of school time. After so long without an answer another adult is asked."), .type = SET_INT, .initial = "240", .min = 5, .max = 10080, .serves = "R204"},
	SETTINGS_END,
};

static enum code lines_of(struct db *db, struct arena *a, enum lang lang, struct id viewer, struct talk *t, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	enum code c = db_query(db, e, &r,
	                       "select coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, m.text, m.language, m.author, m.created_at, m.id, x.words, x.origin"
	                       " from message m left join person p on p.id = m.author left join record_text x on x.id = m.id and x.field = 'text' and x.lang = ?2 where m.thread = ?1 order by m.created_at, m.id",
	                       "bz", t->id, LANGS[lang].tag);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (t->n == cap) {
			t->lines = arena_grow(a, t->lines, cap * sizeof *t->lines, (cap + 8) * sizeof *t->lines);
			cap += 8;
		}
		t->lines[t->n++] = (struct talk_line){.author = str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 0)), S_ARG(rows_t(r, 1))), .text = str_dup(a, rows_t(r, 2)),
		                                      .language = str_dup(a, rows_t(r, 3)), .mine = id_eq(rows_id(r, 4), viewer), .at = rows_i(r, 5), .id = rows_id(r, 6),
		                                      .said = str_dup(a, rows_t(r, 7)), .origin = str_dup(a, rows_t(r, 8))};
	}
	rows_end(r);
	c = got < 0 ? e->code : OK;
	for (size_t i = 0; i < t->n && !c; i++)
		c = attachments_of(db, a, t->lines[i].id, &t->lines[i].files, e);
	return c;
}

enum code talk_of(struct db *db, struct arena *a, enum lang lang, struct id learner, struct id week, struct id viewer, int64_t since, int limit, struct talk **out,
                  size_t *n, struct err *e)
{
	struct rows *r;
	*out = NEW_ARRAY(a, struct talk, (size_t)limit);
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select id, subject, state from thread where learner = ?1 and (?2 = 1 or week = ?3) and (state = 'open' or updated_at >= ?4)"
	                       " and state <> 'closed' order by updated_at desc, id limit ?5",
	                       "bibii", learner, (int64_t)id_nil(week), week, since, (int64_t)limit);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = (struct talk){.id = rows_id(r, 0), .subject = str_dup(a, rows_t(r, 1)), .state = str_dup(a, rows_t(r, 2))};
	rows_end(r);
	c = got < 0 ? e->code : OK;
	for (size_t i = 0; i < *n && !c; i++)
		c = lines_of(db, a, lang, viewer, &(*out)[i], e);
	return c;
}

static struct str id_text_or_empty(struct arena *a, struct id id)
{
	return id_nil(id) ? S("") : id_str(a, id);
}

/* Asks again in a conversation that is there; it waits for an answer from then on. */
static enum code reopen(struct db *db, struct arena *a, const struct viewer *v, const struct talk_new *t, struct err *e)
{
	int64_t open = 0, version = 0;
	enum code c = db_int(db, e, &version, "select version from thread where id = ?1 and learner = ?2", "bb", t->thread, t->learner);
	if (c == E_NOTFOUND)
		return err_set(e, E_NOTFOUND, "This conversation is not there any more.");
	if (!c)
		c = db_int(db, e, &open, "select count(*) from thread where id = ?1 and state = 'open'", "b", t->thread);
	return c || open ? c : record_move(db, a, v, record_type_find(S("thread")), t->thread, version, S("open"), e);
}

enum code talk_say(struct db *db, struct arena *a, const struct viewer *v, const struct talk_new *t, struct err *e)
{
	struct id thread = t->thread, id;
	struct str learner = id_str(a, t->learner);
	enum code c;
	if (!str_trim(t->text).n)
		return err_set(e, E_INPUT, "Write what you want to ask, a word is enough.");
	if (id_nil(thread)) {
		day_t until = v->today + (day_weekday(v->today) >= 5 ? 8 - day_weekday(v->today) : 1);
		struct input in[] = {{"learner", learner}, {"subject", t->subject}, {"week", id_text_or_empty(a, t->week)},
		                     {"week_item", id_text_or_empty(a, t->week_item)}, {"follow_up", id_text_or_empty(a, t->to)}, {"follow_up_on", day_text(a, until)}};
		c = record_create(db, a, v, record_type_find(S("thread")), ID_NIL, in, sizeof in / sizeof *in, &thread, NULL, e);
	} else {
		c = reopen(db, a, v, t, e);
	}
	if (c)
		return c;
	struct input in[] = {{"learner", learner}, {"thread", id_str(a, thread)}, {"author", id_str(a, v->person)}, {"text", str_trim(t->text)},
	                     {"language", str_z(LANGS[t->lang].tag)}};
	return record_create(db, a, v, record_type_find(S("message")), t->message, in, sizeof in / sizeof *in, &id, NULL, e);
}

enum code help_of(struct db *db, struct arena *a, struct id learner, int64_t since, int limit, struct help **out, size_t *n, struct err *e)
{
	struct rows *r;
	*out = NEW_ARRAY(a, struct help, (size_t)limit);
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select h.id, h.week_item, h.kind, h.state, h.text, h.answer, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name,"
	                       " h.created_at, h.due_at, h.answered_at from help_request h left join person p on p.id = h.answered_by"
	                       " where h.learner = ?1 and h.kind not in ('moveOn', 'break') and (h.state = 'open' or h.answered_at >= ?2) order by h.created_at desc, h.id limit ?3",
	                       "bii", learner, since, (int64_t)limit);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = (struct help){.id = rows_id(r, 0), .week_item = rows_id(r, 1), .kind = str_dup(a, rows_t(r, 2)), .state = str_dup(a, rows_t(r, 3)),
		                               .text = str_dup(a, rows_t(r, 4)), .answer = str_dup(a, rows_t(r, 5)),
		                               .by = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 6)), S_ARG(rows_t(r, 7)))), .asked_at = rows_i(r, 8),
		                               .due_at = rows_i(r, 9), .answered_at = rows_i(r, 10)};
	rows_end(r);
	c = got < 0 ? e->code : OK;
	for (size_t i = 0; i < *n && !c; i++)
		c = attachments_of(db, a, (*out)[i].id, &(*out)[i].files, e);
	return c;
}

enum code help_ask(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const char *kind, struct str text, struct id week_item,
                   struct id class_id, struct str page, struct id *out, struct err *e)
{
	const struct record_type *t = record_type_find(S("help_request"));
	struct rows *r;
	int64_t minutes = 240, version = 0, due = 0;
	struct id id = ID_NIL;
	enum code c = setting_int(db, "help.promised_minutes", &minutes, e);
	if (!c)
		c = school_due(db, a, clock_now(), minutes, &due, e);
	if (!c)
		c = db_query(db, e, &r, "select id, version from help_request where learner = ?1 and kind = ?2 and state = 'open' and (week_item = ?3 or (week_item is null and ?4 = 1)) limit 1",
		             "bzbi", learner, kind, week_item, (int64_t)id_nil(week_item));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		id = rows_id(r, 0);
		version = rows_i(r, 1);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	if (got == 1 && out)
		*out = id;
	if (got == 1) {
		struct input more[] = {{"text", str_trim(text)}};
		return str_trim(text).n ? record_update(db, a, v, t, id, version, more, 1, NULL, e) : OK;
	}
	struct input in[] = {{"learner", id_str(a, learner)}, {"kind", str_z(kind)}, {"text", str_trim(text)}, {"week_item", id_text_or_empty(a, week_item)},
	                     {"class", id_text_or_empty(a, class_id)}, {"page", page}, {"due_at", time_text(a, due)}};
	c = record_create(db, a, v, t, ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
	if (out)
		*out = id;
	return c;
}

enum code help_over(struct db *db, struct arena *a, const struct viewer *system, struct id learner, struct id week_item, const char *kind, const char *answer,
                    struct err *e)
{
	const struct record_type *t = record_type_find(S("help_request"));
	struct rows *r;
	enum code c = db_query(db, e, &r, "select id, version from help_request where learner = ?1 and week_item = ?2 and kind = ?3 and state = 'open' order by id limit 1", "bbz", learner,
	                       week_item, kind);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct id id = got == 1 ? rows_id(r, 0) : ID_NIL;
	int64_t version = got == 1 ? rows_i(r, 1) : 0;
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : OK;
	struct input in[] = {{"answer", str_z(answer)}, {"answered_at", time_text(a, clock_now())}};
	c = record_update(db, a, system, t, id, version, in, 2, NULL, e);
	return c ? c : record_move(db, a, system, t, id, version + 1, S("answered"), e);
}
