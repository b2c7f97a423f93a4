/* mode.c - at school, at home or both, under one plan [R432]. */
#include "school/plan/mode.h"
#include "school/family/rhythm.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

const struct choice MODE_PLACES[] = {{"school", N_("At school")}, {"hybrid", N_("Some days at home, some at school")}, {"home", N_("At home, with the school at a distance")}, {NULL, NULL}};
const struct choice MODE_DAYS[] = {{"1", N_("Monday")}, {"2", N_("Tuesday")}, {"3", N_("Wednesday")}, {"4", N_("Thursday")}, {"5", N_("Friday")}, {NULL, NULL}};

static enum code hybrid_has_its_days(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(rec_t(c->now, "place"), "hybrid") || rec_t(c->now, "home_days").n)
		return OK;
	return err_set(e, E_INPUT, "Choose the days at home.");
}

RECORD(learning_mode) = {
	.name = "learning_mode", .table = "learning_mode", .label = N_("Where the learner learns"), .plural = N_("Where learners learn"),
	.help = N_("At school, at home or both, from a day on. The plan, its goals, supports and routines stay."), .serves = "R432", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM | REL_LEADER, .create = REL_TEAM | REL_LEADER, .remove = REL_TEAM | REL_LEADER,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"place", N_("Where"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = MODE_PLACES},
		{"home_days", N_("Days at home"), NULL, F_CHOICES, FF_LIST, .choices = MODE_DAYS},
		{"from_on", N_("From"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"why", N_("Why"), NULL, F_TEXT, FF_LIST}),
	.checks = CHECKS({"a week of both says which days are at home [R432]", hybrid_has_its_days}),
	.title_field = "place", .order = "-from_on"};

enum code modes_load(struct db *db, struct arena *a, struct id learner, day_t today, struct mode *now, struct mode **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got;
	bool found = false;
	*n = 0;
	*now = (struct mode){.place = S("school"), .from = DAY_NONE};
	*out = NEW_ARRAY(a, struct mode, 20);
	TRY(db_query(db, e, &r, "select id, place, coalesce(home_days, ''), from_on, coalesce(why, '') from learning_mode where learner = ?1 order by from_on desc, id desc limit 20", "b", learner));
	while ((got = rows_next(r, e)) == 1) {
		struct mode *x = &(*out)[(*n)++];
		*x = (struct mode){.id = rows_id(r, 0), .place = str_dup(a, rows_t(r, 1)), .days = str_dup(a, rows_t(r, 2)), .why = str_dup(a, rows_t(r, 4)), .from = DAY_NONE};
		if (day_parse(rows_t(r, 3), &x->from) && x->from <= today && !found) {
			*now = *x;
			found = true;
		}
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

bool mode_at_home(const struct mode *m, int weekday)
{
	char day[2] = {(char)('0' + weekday), '\0'};
	return str_eqz(m->place, "home") || (str_eqz(m->place, "hybrid") && choices_have(m->days, day));
}

#define STAYS_MOST 60

static enum code texts(struct arena *a, struct rows *r, struct str **out, size_t *n, struct err *e)
{
	int got;
	*out = NEW_ARRAY(a, struct str, STAYS_MOST);
	while ((got = rows_next(r, e)) == 1 && *n < STAYS_MOST)
		(*out)[(*n)++] = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code mode_stays_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct mode_stays *out, struct err *e)
{
	struct rows *r;
	struct rhythm week = {0};
	*out = (struct mode_stays){0};
	TRY(db_query(db, e, &r, "select text from goal where learner = ?1 and state = 'active' order by check_in, id limit 60", "b", learner));
	TRY(texts(a, r, &out->goals, &out->n_goals, e));
	TRY(db_query(db, e, &r,
	             "select coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?3), n.text) from plan_line n where n.learner = ?1 and n.kind in ('support', 'accommodation', 'service')"
	             " and coalesce(n.begin_on, '0001-01-01') <= ?2 and coalesce(n.end_on, '9999-12-31') >= ?2 order by n.id limit 60",
	             "btz", learner, day_text(a, today), LANGS[lang].tag));
	TRY(texts(a, r, &out->supports, &out->n_supports, e));
	TRY(rhythm_load(db, a, lang, "UTC", ID_NIL, learner, today, &week, e));
	out->routines = NEW_ARRAY(a, struct str, week.n_times + 1);
	for (size_t i = 0; i < week.n_times; i++) {
		const struct rhythm_time *t = &week.times[i];
		const char *day = tr(lang, choice_label(RHYTHM_DAYS, str_fmt(a, "%d", t->day)));
		out->routines[out->n_routines++] = str_fmt(a, "%s %.*s: %.*s", day, S_ARG(t->begins), S_ARG(t->what.n ? t->what : t->class_title));
	}
	return OK;
}
