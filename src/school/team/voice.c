#include "school/team/voice.h"

#include "record/setting.h"

#define SAID_DAYS 60
#define SAID_MOST 60

SETTINGS(voice) = {
	{.key = "class.voice_days", .label = N_("Days between two short questions to learners about a class"), .help = N_("What helped, what should change. 0: learners are not asked."), .type = SET_INT, .initial = "14",
	 .min = 0, .max = 200, .serves = "R015"},
	SETTINGS_END};

RECORD(class_voice) = {
	.name = "class_voice", .table = "class_voice", .label = N_("What a learner says about a class"), .plural = N_("What learners say about classes"),
	.help = N_("What helped and what should change. Teachers read it without the name."), .serves = "R015", .scope = SCOPE_LEARNER, .about = "learner", .append_only = true,
	.see = REL_SELF, .edit = 0, .create = REL_SELF, .remove = 0,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"on_day", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_NO_FORM},
		{"helped", N_("What helped me"), NULL, F_LONG, FF_LIST, .max = 1000},
		{"better", N_("What should change"), NULL, F_LONG, FF_LIST, .max = 1000}),
	.title_field = "on_day", .order = "-created_at"};

RECORD(class_change) = {
	.name = "class_change", .table = "class_change", .label = N_("Changed because learners said it"), .plural = N_("Changed because learners said it"),
	.help = N_("What learners said, and what was changed, or not and why."), .serves = "R015", .scope = SCOPE_CLASS, .about = "class",
	.see = REL_STAFF | REL_HOME, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"on_day", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"said", N_("What learners said"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"changed", N_("What changed, or why not"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE}),
	.title_field = "said", .order = "-on_day"};

enum code voice_due(struct db *db, struct arena *a, struct id learner, day_t today, struct voice_ask *out, struct err *e)
{
	struct rows *r;
	int64_t days = 0;
	*out = (struct voice_ask){ID_NIL, S("")};
	enum code c = setting_int(db, "class.voice_days", &days, e);
	if (c || !days)
		return c;
	c = db_query(db, e, &r,
	             "select k.id, k.title, (select max(v.on_day) from class_voice v where v.learner = ?1 and v.class = k.id) from enrolment n join class k on k.id = n.class"
	             " where n.person = ?1 and n.role = 'student' and coalesce(n.begin_on, '0001-01-01') <= ?2 and coalesce(n.end_on, '9999-12-31') >= ?2 order by coalesce("
	             "(select max(v.on_day) from class_voice v where v.learner = ?1 and v.class = k.id), ''), k.title, k.id limit 1",
	             "bt", learner, day_text(a, today));
	if (c)
		return c;
	day_t last;
	int got = rows_next(r, e);
	if (got == 1 && (!day_parse(rows_t(r, 2), &last) || today - last >= days))
		*out = (struct voice_ask){rows_id(r, 0), str_dup(a, rows_t(r, 1))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code voice_give(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id class_id, struct str helped, struct str better, struct err *e)
{
	struct viewer system = *v; /* a class record is not for learners to look up; that it is theirs is asked below */
	int64_t in_class = 0;
	struct id made;
	struct input in[] = {{"learner", id_str(a, learner)}, {"class", id_str(a, class_id)}, {"on_day", day_text(a, v->today)}, {"helped", str_trim(helped)}, {"better", str_trim(better)}};
	if (!in[3].text.n && !in[4].text.n)
		return err_set(e, E_INPUT, "Write a few words first, then send them.");
	enum code c = db_int(db, e, &in_class, "select count(*) from enrolment where person = ?1 and class = ?2 and role = 'student'", "bb", learner, class_id);
	if (!c && !in_class)
		c = err_set(e, E_INPUT, "Choose a class you are in.");
	system.hats |= REL_SYSTEM;
	return c ? c : record_create(db, a, &system, record_type_find(S("class_voice")), ID_NIL, in, 5, &made, NULL, e);
}

enum code voice_of_class(struct db *db, struct arena *a, struct id class_id, day_t today, struct voice_said **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct voice_said, SAID_MOST);
	enum code c = db_query(db, e, &r, "select helped, better from class_voice where class = ?1 and on_day >= ?2 order by on_day desc, id desc limit 60", "bt", class_id, day_text(a, today - SAID_DAYS));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < SAID_MOST)
		(*out)[(*n)++] = (struct voice_said){str_dup(a, rows_t(r, 0)), str_dup(a, rows_t(r, 1))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code voice_changes(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct id learner, day_t today, int limit, struct voice_change **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct voice_change, (size_t)limit + 1);
	enum code c = db_query(db, e, &r,
	                       "select g.id, k.title, coalesce((select x.words from record_text x where x.id = g.id and x.field = 'said' and x.lang = ?1), g.said),"
	                       " coalesce((select x.words from record_text x where x.id = g.id and x.field = 'changed' and x.lang = ?1), g.changed), g.on_day from class_change g join class k on k.id = g.class"
	                       " where (g.class = ?2 or (?3 = 1 and g.class in (select n.class from enrolment n where n.person = ?4 and n.role = 'student' and coalesce(n.end_on, '9999-12-31') >= ?6)))"
	                       " and g.on_day >= ?5 order by g.on_day desc, g.id desc limit ?7",
	                       "zbibtti", LANGS[lang].tag, class_id, (int64_t)id_nil(class_id), learner, day_text(a, today - 365), day_text(a, today), (int64_t)limit);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < (size_t)limit)
		(*out)[(*n)++] = (struct voice_change){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2)), str_dup(a, rows_t(r, 3)), str_dup(a, rows_t(r, 4))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}
