/* coaching.c - "I don't know how to do this": a colleague who carries the plan answers by a day that was promised. */
#include "record/setting.h"
#include "school/team/glance.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

SETTINGS(coaching) = {
	{.key = "coaching.promised_days", .label = N_("Days until a question between colleagues is answered"),
	 .help = N_("Weekends do not count. After that it is said to be late."), .type = SET_INT, .initial = "2", .min = 1, .max = 14, .serves = "R284 R315"},
	SETTINGS_END,
};

static day_t after_days(day_t day, int64_t days)
{
	while (days > 0 || day_weekday(day) > 5) {
		day++;
		days -= day_weekday(day) <= 5;
	}
	return day;
}

enum code coaching_ask(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id class_id, struct id line, struct str text, day_t lesson, struct err *e)
{
	struct id to, id;
	int64_t days = 2, known = 1;
	if (!str_trim(text).n)
		return err_set(e, E_INPUT, "Say what is not clear, a few words are enough.");
	TRY(setting_int(db, "coaching.promised_days", &days, e));
	TRY(delivery_owner(db, a, learner, v->today, &to, e));
	if (!id_nil(line))
		TRY(db_int(db, e, &known, "select count(*) from plan_line where id = ?1 and learner = ?2", "bb", line, learner));
	if (!known)
		return err_set(e, E_NOTFOUND, "There is no such line in this learner's plan.");
	if (id_nil(to))
		return err_set(e, E_INPUT, "Nobody is named who carries this learner's plan. Ask your school's leader to name somebody.");
	day_t due = after_days(v->today, days);
	if (lesson != DAY_NONE && lesson > v->today && lesson < due)
		due = lesson; /* an answer after the lesson is no answer */
	struct input in[] = {{"learner", id_str(a, learner)}, {"class", id_nil(class_id) ? S("") : id_str(a, class_id)}, {"line", id_nil(line) ? S("") : id_str(a, line)},
	                     {"asked_by", id_str(a, v->person)}, {"to_whom", id_str(a, to)}, {"text", str_trim(text)}, {"lesson_on", lesson == DAY_NONE ? S("") : day_text(a, lesson)},
	                     {"due_on", day_text(a, due)}};
	return record_create(db, a, v, record_type_find(S("coaching")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

/* ?1 language. */
#define COLUMNS \
	"c.id, c.learner, c.class, c.asked_by, c.to_whom, c.version, c.text, c.answer, c.state, c.due_on, c.lesson_on, c.visit_on, c.follow_up_on, c.answered_on, c.created_at, c.followed_up," \
	" coalesce(nullif(l.preferred_name, ''), l.given_name), l.family_name, coalesce(nullif(f.preferred_name, ''), f.given_name), f.family_name," \
	" coalesce(nullif(t.preferred_name, ''), t.given_name), t.family_name," \
	" coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text)" \
	" from coaching c join person l on l.id = c.learner left join person f on f.id = c.asked_by left join person t on t.id = c.to_whom left join plan_line n on n.id = c.line"

static day_t day_or_none(struct str s)
{
	day_t d;
	return day_parse(s, &d) ? d : DAY_NONE;
}

static struct str full(struct arena *a, const struct rows *r, int at)
{
	return str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, at)), S_ARG(rows_t(r, at + 1))));
}

static enum code asked_rows(struct rows *r, struct arena *a, day_t today, struct coach_asked **out, size_t *n, struct err *e)
{
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 16) * sizeof **out);
			cap += 16;
		}
		struct coach_asked *x = &(*out)[(*n)++];
		*x = (struct coach_asked){.id = rows_id(r, 0), .learner = rows_id(r, 1), .class_id = rows_id(r, 2), .asked_by = rows_id(r, 3), .to = rows_id(r, 4), .version = rows_i(r, 5),
		                          .text = str_dup(a, rows_t(r, 6)), .answer = str_dup(a, rows_t(r, 7)), .state = str_dup(a, rows_t(r, 8)), .due = day_or_none(rows_t(r, 9)),
		                          .lesson = day_or_none(rows_t(r, 10)), .visit = day_or_none(rows_t(r, 11)), .follow_up = day_or_none(rows_t(r, 12)),
		                          .answered_on = day_or_none(rows_t(r, 13)), .asked_on = (day_t)(rows_i(r, 14) / DAY), .followed_up = str_dup(a, rows_t(r, 15)),
		                          .name = full(a, r, 16), .from_name = full(a, r, 18), .to_name = full(a, r, 20), .about = str_dup(a, rows_t(r, 22))};
		x->over = (str_eqz(x->state, "open") || str_eqz(x->state, "visit")) && !x->answer.n && x->due != DAY_NONE && x->due < today;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code coaching_of(struct db *db, struct arena *a, enum lang lang, struct id person, bool mine, day_t today, struct coach_asked **out, size_t *n, struct err *e)
{
	struct rows *r;
	int64_t since = ((int64_t)today - 30) * DAY;
	if (mine)
		TRY(db_query(db, e, &r, "select " COLUMNS " where c.asked_by = ?2 and (c.state <> 'done' or c.updated_at >= ?3) order by c.state = 'done', c.due_on, c.id", "zbi", LANGS[lang].tag, person, since));
	else
		TRY(db_query(db, e, &r, "select " COLUMNS " where c.to_whom = ?2 and (c.state <> 'done' or c.updated_at >= ?3) order by c.state = 'done', c.due_on, c.id", "zbi", LANGS[lang].tag, person, since));
	return asked_rows(r, a, today, out, n, e);
}

enum code coaching_of_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct coach_asked **out, size_t *n, struct err *e)
{
	struct rows *r;
	TRY(db_query(db, e, &r, "select " COLUMNS " where c.class = ?2 and c.state <> 'done' order by c.due_on, c.id", "zb", LANGS[lang].tag, class_id));
	return asked_rows(r, a, today, out, n, e);
}

enum code coaching_load(struct db *db, struct arena *a, struct id viewer, day_t today, struct coach_load **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	struct str on = day_text(a, today);
	*out = NULL;
	*n = 0;
	TRY(db_query(db, e, &r,
	             "select p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, sum(case when c.state in ('open', 'visit') then 1 else 0 end),"
	             " sum(case when c.state in ('open', 'visit') and coalesce(c.answer, '') = '' and c.due_on < ?2 then 1 else 0 end), sum(case when c.visit_on is not null and c.visit_on <> '' then 1 else 0 end),"
	             " sum(case when c.answered_on is not null and c.answered_on <> '' then 1 else 0 end)"
	             " from coaching c join person p on p.id = c.to_whom where exists (select 1 from relation x where x.viewer = ?1 and x.learner = c.learner and x.rel = 64)"
	             " and (c.state <> 'done' or c.updated_at >= ?3) group by p.id, p.preferred_name, p.given_name, p.family_name order by p.family_name, p.given_name, p.id",
	             "bti", viewer, on, ((int64_t)today - 30) * DAY));
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 16) * sizeof **out);
			cap += 16;
		}
		(*out)[(*n)++] = (struct coach_load){rows_id(r, 0), full(a, r, 1), (int)rows_i(r, 3), (int)rows_i(r, 4), (int)rows_i(r, 5), (int)rows_i(r, 6)};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}
