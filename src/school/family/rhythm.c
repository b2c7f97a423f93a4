#include "school/family/rhythm.h"
#include "school/reach/reach.h"

#include "record/setting.h"

const struct choice RHYTHM_DAYS[] = {{"1", N_("Monday")}, {"2", N_("Tuesday")}, {"3", N_("Wednesday")}, {"4", N_("Thursday")}, {"5", N_("Friday")}, {NULL, NULL}};

int rhythm_minutes(struct str s)
{
	if (s.n != 5 || s.p[2] != ':' || s.p[0] < '0' || s.p[0] > '2' || s.p[1] < '0' || s.p[1] > '9' || s.p[3] < '0' || s.p[3] > '5' || s.p[4] < '0' || s.p[4] > '9' || (s.p[0] == '2' && s.p[1] > '3'))
		return -1;
	return ((s.p[0] - '0') * 10 + s.p[1] - '0') * 60 + (s.p[3] - '0') * 10 + s.p[4] - '0';
}

enum code rhythm_times_fit(const struct change *c, struct err *e)
{
	if (!c->now)
		return OK;
	int from = rhythm_minutes(rec_t(c->now, "begins")), until = rhythm_minutes(rec_t(c->now, "ends"));
	if (from < 0 || until < 0)
		return err_set(e, E_INPUT, "Write times as 08:30, with two digits each.");
	if (from >= until)
		return err_set(e, E_INPUT, "It ends before it begins. Look at the times again.");
	return OK;
}

/* Families rely on a time that has stood for a day: it moves with notice (rhythm_move), not by being overwritten [R075]. */
static enum code moves_with_notice(const struct change *c, struct err *e)
{
	static const char *const fields[] = {"day", "begins", "ends"};
	bool moved = false;
	if (!c->old || (c->rel & REL_SYSTEM) || clock_now() - c->old->created_at < RHYTHM_MEND * HOUR)
		return OK;
	for (size_t i = 0; i < sizeof fields / sizeof *fields && c->now; i++)
		moved = moved || !str_eq(rec_t(c->old, fields[i]), rec_t(c->now, fields[i]));
	if (c->now && !moved)
		return OK;
	return err_set(e, E_INPUT, "Families rely on this time. Change it from a day on, with notice and the reason: class page, Times of the week.");
}

RECORD(lesson_time) = {
	.name = "lesson_time", .table = "lesson_time", .label = N_("Time of the week"), .plural = N_("Times of the week"),
	.help = N_("When something happens every week, so that families and learners can rely on it."), .serves = "R272 R075",
	.scope = SCOPE_CLASS, .about = "class", .see = REL_STAFF | REL_HOME, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"day", N_("Day"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = RHYTHM_DAYS},
		{"begins", N_("From"), N_("Such as 08:30."), F_TEXT, FF_REQUIRED | FF_LIST, .max = 5},
		{"ends", N_("Until"), NULL, F_TEXT, FF_REQUIRED | FF_LIST, .max = 5},
		{"what", N_("What"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"place", N_("Where"), NULL, F_TEXT, FF_LIST},
		{"from_on", N_("From the day"), NULL, F_DATE, FF_NO_FORM},
		{"until_on", N_("Until the day"), NULL, F_DATE, FF_NO_FORM}),
	.checks = CHECKS({"times are times [R272]", rhythm_times_fit}, {"a time that families rely on moves with notice [R075]", moves_with_notice}),
	.title_field = "what", .order = "day"};

RECORD(lesson_change) = {
	.name = "lesson_change", .table = "lesson_change", .label = N_("Change of the week"), .plural = N_("Changes of the week"),
	.help = N_("What is different on one day, why, and when families were told."), .serves = "R272 R070",
	.scope = SCOPE_CLASS, .about = "class", .see = REL_STAFF | REL_HOME, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"on_date", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"instead_of", N_("Instead of"), NULL, F_TEXT, FF_LIST | FF_TRANSLATABLE},
		{"what", N_("What happens then"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"reason", N_("Why"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE}),
	.after = reach_change_told, .title_field = "what", .order = "-on_date"};

SETTINGS(rhythm) = {
	{.key = "family.notice_days", .label = N_("Days of notice for a change"),
	 .help = N_("Families are told of a change so many days ahead. A later one is shown with how late it was told."), .type = SET_INT, .initial = "7", .min = 1, .max = 60, .serves = "R272"},
	SETTINGS_END,
};

#define OF_CLASSES \
	" (x.class = ?3 or x.class in (select n.class from enrolment n where n.person = ?4 and n.role = 'student'" \
	" and coalesce(n.begin_on, '0001-01-01') <= ?5 and coalesce(n.end_on, '9999-12-31') >= ?6))"

static enum code times(struct db *db, struct arena *a, const char *lang, struct id class_id, struct id learner, struct str on, struct rhythm *out, struct err *e)
{
	struct rows *r;
	out->times = NEW_ARRAY(a, struct rhythm_time, RHYTHM_TIMES);
	enum code c = db_query(db, e, &r,
	                       "select x.id, x.version, x.day, x.begins, x.ends, coalesce((select t.words from record_text t where t.id = x.id and t.field = 'what' and t.lang = ?1), x.what),"
	                       " coalesce(x.place, ''), k.title, coalesce(x.from_on, ''), coalesce(x.until_on, '') from lesson_time x join class k on k.id = x.class where x.district = ?2 and" OF_CLASSES
	                       " and coalesce(x.until_on, '9999-12-31') >= ?7 order by x.day, coalesce(x.from_on, ''), x.begins, x.id limit 80",
	                       "zdbbttt", lang, class_id, learner, on, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && out->n_times < RHYTHM_TIMES) {
		int64_t day = 0;
		(void)str_int(rows_t(r, 2), &day);
		out->times[out->n_times++] = (struct rhythm_time){.id = rows_id(r, 0), .version = rows_i(r, 1), .day = (int)day, .begins = str_dup(a, rows_t(r, 3)),
		                                                  .ends = str_dup(a, rows_t(r, 4)), .what = str_dup(a, rows_t(r, 5)), .place = str_dup(a, rows_t(r, 6)),
		                                                  .class_title = str_dup(a, rows_t(r, 7))};
		struct rhythm_time *x = &out->times[out->n_times - 1];
		if (!day_parse(rows_t(r, 8), &x->from))
			x->from = DAY_NONE;
		if (!day_parse(rows_t(r, 9), &x->until))
			x->until = DAY_NONE;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static day_t day_at(const char *tz, int64_t at)
{
	const struct zone *z;
	struct err e = {0};
	if (zone_get(tz, &z, &e))
		return (day_t)(at / DAY);
	struct civil c = civil_at(z, at);
	return day_of(c.year, c.month, c.day);
}

enum code rhythm_load(struct db *db, struct arena *a, enum lang lang, const char *tz, struct id class_id, struct id learner, day_t today, struct rhythm *out, struct err *e)
{
	struct rows *r;
	const char *tag = LANGS[lang].tag;
	struct str on = day_text(a, today);
	*out = (struct rhythm){.changes = NEW_ARRAY(a, struct rhythm_change, RHYTHM_CHANGES)};
	enum code c = setting_int(db, "family.notice_days", &out->notice, e);
	if (!c)
		c = times(db, a, tag, class_id, learner, on, out, e);
	if (!c)
		c = db_query(db, e, &r,
		             "select x.id, x.on_date, coalesce((select t.words from record_text t where t.id = x.id and t.field = 'instead_of' and t.lang = ?1), x.instead_of, ''),"
		             " coalesce((select t.words from record_text t where t.id = x.id and t.field = 'what' and t.lang = ?1), x.what),"
		             " coalesce((select t.words from record_text t where t.id = x.id and t.field = 'reason' and t.lang = ?1), x.reason), x.created_at, k.title"
		             " from lesson_change x join class k on k.id = x.class where x.district = ?2 and" OF_CLASSES " and x.on_date >= ?7 order by x.on_date, x.id limit 30",
		             "zdbbttt", tag, class_id, learner, on, on, day_text(a, day_monday(today)));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && out->n_changes < RHYTHM_CHANGES) {
		struct rhythm_change *x = &out->changes[out->n_changes++];
		*x = (struct rhythm_change){.id = rows_id(r, 0), .instead_of = str_dup(a, rows_t(r, 2)), .what = str_dup(a, rows_t(r, 3)), .reason = str_dup(a, rows_t(r, 4)),
		                            .class_title = str_dup(a, rows_t(r, 6))};
		(void)day_parse(rows_t(r, 1), &x->on);
		x->told = day_at(tz, rows_i(r, 5));
		x->ahead = (int)(x->on - x->told);
		x->late = x->ahead < out->notice;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* The same sentence in every language that has it: families read theirs at once. */
static struct str every_week(struct arena *a, enum lang lang, const struct rhythm_time *x, struct str what, bool from_now)
{
	struct str time = str_fmt(a, "%s %.*s-%.*s %.*s", tr(lang, choice_label(RHYTHM_DAYS, str_fmt(a, "%d", x->day))), S_ARG(x->begins), S_ARG(x->ends), S_ARG(what));
	return from_now ? str_fmt(a, tr(lang, N_("From now on every week: %.*s")), S_ARG(time)) : time;
}

static enum code in_all(struct db *db, struct arena *a, const struct viewer *v, struct id change, const struct rhythm_time *was, const struct rhythm_time *to, struct str what, struct err *e)
{
	const struct record_type *t = record_type_find(S("lesson_change"));
	enum code c = OK;
	for (enum lang lang = LANG_ES; lang < LANG_COUNT && !c; lang++) {
		if (tr(lang, N_("From now on every week: %.*s")) == tr(LANG_EN, "From now on every week: %.*s"))
			continue; /* nobody has translated it: the English stands, as English */
		struct str tag = str_z(LANGS[lang].tag), then = to ? every_week(a, lang, to, what, true) : str_z(tr(lang, N_("No more from this day on.")));
		c = record_text_put(db, v, t, change, "instead_of", tag, every_week(a, lang, was, what, false), "machine", e);
		if (!c)
			c = record_text_put(db, v, t, change, "what", tag, then, "machine", e);
	}
	return c;
}

enum code rhythm_move(struct db *db, struct arena *a, const struct viewer *v, struct id time, day_t from, const struct rhythm_time *to, struct str reason, struct err *e)
{
	const struct record_type *type = record_type_find(S("lesson_time"));
	struct viewer program = *v;
	struct record was;
	struct id id;
	int64_t notice, day = 0;
	enum code c = setting_int(db, "family.notice_days", &notice, e);
	program.hats |= REL_SYSTEM;
	if (!c)
		c = record_get(db, a, &program, type, time, &was, e);
	if (c)
		return c;
	if (clock_now() - was.created_at < RHYTHM_MEND * HOUR)
		notice = 0;
	if (from < v->today + notice)
		return err_set(e, E_INPUT, "Families count on %lld days of notice: the earliest day is %s. For one day that cannot wait, tell of a change below.", (long long)notice, day_text(a, v->today + (day_t)notice).p);
	if (!str_trim(reason).n)
		return err_set(e, E_INPUT, "Write why the time changes, so that families know.");
	(void)str_int(rec_t(&was, "day"), &day);
	struct rhythm_time old = {.day = (int)day, .begins = rec_t(&was, "begins"), .ends = rec_t(&was, "ends")};
	struct str what = rec_t(&was, "what");
	struct input end[] = {{"until_on", day_text(a, from - 1)}};
	c = record_update(db, a, &program, type, time, was.version, end, 1, NULL, e);
	if (!c && to) {
		struct input in[] = {{"class", id_str(a, rec_id(&was, "class"))}, {"day", str_fmt(a, "%d", to->day)}, {"begins", to->begins}, {"ends", to->ends}, {"what", what},
		                     {"place", to->place.n ? to->place : rec_t(&was, "place")}, {"from_on", day_text(a, from)}};
		c = record_create(db, a, &program, type, ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
		for (enum lang lang = LANG_ES; lang < LANG_COUNT && !c; lang++) { /* it is called what it was called */
			struct str said, origin;
			c = record_text_get(db, a, type, &was, "what", lang, &said, &origin, e);
			if (!c && said.n && !str_eq(said, what))
				c = record_text_put(db, v, type, id, "what", str_z(LANGS[lang].tag), said, "machine", e);
		}
	}
	struct input told[] = {{"class", id_str(a, rec_id(&was, "class"))}, {"on_date", day_text(a, from)}, {"instead_of", every_week(a, LANG_EN, &old, what, false)},
	                       {"what", to ? every_week(a, LANG_EN, to, what, true) : S("No more from this day on.")}, {"reason", reason}};
	if (!c)
		c = record_create(db, a, v, record_type_find(S("lesson_change")), ID_NIL, told, sizeof told / sizeof *told, &id, NULL, e);
	return c ? c : in_all(db, a, v, id, &old, to, what, e);
}
