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

static enum code times_make_sense(const struct change *c, struct err *e)
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
		{"place", N_("Where"), NULL, F_TEXT, FF_LIST}),
	.checks = CHECKS({"times are times [R272]", times_make_sense}),
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
	                       " coalesce(x.place, ''), k.title from lesson_time x join class k on k.id = x.class where x.district = ?2 and" OF_CLASSES
	                       " order by x.day, x.begins, x.id limit 80",
	                       "zdbbtt", lang, class_id, learner, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && out->n_times < RHYTHM_TIMES) {
		int64_t day = 0;
		(void)str_int(rows_t(r, 2), &day);
		out->times[out->n_times++] = (struct rhythm_time){.id = rows_id(r, 0), .version = rows_i(r, 1), .day = (int)day, .begins = str_dup(a, rows_t(r, 3)),
		                                                  .ends = str_dup(a, rows_t(r, 4)), .what = str_dup(a, rows_t(r, 5)), .place = str_dup(a, rows_t(r, 6)),
		                                                  .class_title = str_dup(a, rows_t(r, 7))};
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
