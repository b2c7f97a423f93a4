#include "school/plan/host.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

static const struct choice states[] = {{"open", N_("To be checked")}, {"ready", N_("Ready there")}, {"notNeeded", N_("Not needed there")}, {NULL, NULL}};

static enum code not_needed_says_why(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "notNeeded") || str_trim(rec_t(c->now, "note")).n)
		return OK;
	return err_set(e, E_INPUT, "Write why this is not needed there. Only what is needed nowhere may be left out.");
}

RECORD(host_task) = {
	.name = "host_task", .table = "host_task", .label = N_("Task for a host"), .plural = N_("Tasks for a host"),
	.help = N_("An accommodation of a plan in a place outside of class, checked before the start."), .serves = "R226", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_CASE,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"setting", N_("Place to learn"), NULL, F_REF, FF_REQUIRED | FF_FILTER | FF_FIXED, .ref = "learning_setting"},
		{"line", N_("Plan line"), NULL, F_REF, FF_FIXED, .ref = "plan_line"},
		{"text", N_("What to arrange"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"note", N_("How, or why it is not needed"), NULL, F_LONG, FF_LIST}),
	.states = states,
	.moves = MOVES({"open", "ready", N_("It is ready there"), REL_TEAM}, {"open", "notNeeded", N_("Not needed there"), REL_TEAM}, {NULL, "open", N_("Check it again"), REL_TEAM}),
	.checks = CHECKS({"what is not needed has its reason [R226]", not_needed_says_why}),
	.title_field = "text", .order = "created_at"};

bool host_outside(struct str place)
{
	return str_eqz(place, "internship") || str_eqz(place, "independent") || str_eqz(place, "dual") || str_eqz(place, "community");
}

/* An accommodation without words of its own is known by its term; plans always have words (plan_line.text is required). */
enum code host_tasks_make(struct db *db, struct arena *a, const struct record *setting, day_t today, struct err *e)
{
	struct viewer program = {.hats = REL_SYSTEM, .today = today};
	struct id learner = rec_id(setting, "learner"), lines[60], id;
	struct str texts[60], from = rec_t(setting, "begin_on"), on;
	struct rows *r;
	size_t n = 0;
	int got;
	if (!host_outside(rec_t(setting, "place")))
		return OK;
	on = from.n ? from : day_text(a, today);
	TRY(db_query(db, e, &r,
	             "select l.id, l.text from plan_line l where l.learner = ?1 and l.kind = 'accommodation' and l.source in ('iep', '504', 'el') and coalesce(l.prohibited, 0) = 0"
	             " and coalesce(l.begin_on, '0001-01-01') <= ?2 and coalesce(l.end_on, '9999-12-31') >= ?2"
	             " and not exists (select 1 from host_task t where t.setting = ?3 and t.line = l.id) order by l.id limit 60",
	             "btb", learner, on, setting->id));
	while ((got = rows_next(r, e)) == 1 && n < 60) {
		lines[n] = rows_id(r, 0);
		texts[n++] = str_dup(a, rows_t(r, 1));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n; i++) {
		struct input in[] = {{"learner", id_str(a, learner)}, {"setting", id_str(a, setting->id)}, {"line", id_str(a, lines[i])}, {"text", texts[i]}};
		TRY(record_create(db, a, &program, record_type_find(S("host_task")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e));
	}
	return OK;
}

enum code host_line_changed(const struct change *c, struct err *e)
{
	struct viewer program = {.hats = REL_SYSTEM};
	struct id places[20];
	struct record setting;
	struct rows *r;
	size_t n = 0;
	int got;
	if (!c->now || !str_eqz(rec_t(c->now, "kind"), "accommodation"))
		return OK;
	TRY(db_query(c->db, e, &r, "select id from learning_setting where learner = ?1 and state = 'planned' order by id limit 20", "b", rec_id(c->now, "learner")));
	while ((got = rows_next(r, e)) == 1 && n < 20)
		places[n++] = rows_id(r, 0);
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n; i++) {
		TRY(record_get(c->db, c->a, &program, record_type_find(S("learning_setting")), places[i], &setting, e));
		TRY(host_tasks_make(c->db, c->a, &setting, c->viewer->today, e));
	}
	return OK;
}

enum code host_open(struct db *db, struct id setting, int64_t *n, struct err *e)
{
	return db_int(db, e, n, "select count(*) from host_task where setting = ?1 and state = 'open'", "b", setting);
}

enum code host_place_load(struct db *db, struct arena *a, struct id learner, struct id setting, struct host_place *out, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	*out = (struct host_place){.id = setting};
	TRY(db_query(db, e, &r,
	             "select coalesce(x.name, ''), coalesce(x.mentor, ''), coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, ''), coalesce(x.begin_on, ''), x.state"
	             " from learning_setting x left join person p on p.id = x.contact where x.id = ?1 and x.learner = ?2", "bb", setting, learner));
	got = rows_next(r, e);
	if (got == 1) {
		out->name = str_dup(a, rows_t(r, 0));
		out->mentor = str_dup(a, rows_t(r, 1));
		out->contact = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 2)), S_ARG(rows_t(r, 3))));
		out->begin_on = str_dup(a, rows_t(r, 4));
		out->state = str_dup(a, rows_t(r, 5));
	}
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such place of this learner.");
	TRY(db_query(db, e, &r,
	             "select t.id, t.version, t.text, t.state, coalesce(t.note, ''), coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '')"
	             " from host_task t left join person p on p.id = t.updated_by where t.setting = ?1 order by t.created_at, t.id", "b", setting));
	while ((got = rows_next(r, e)) == 1) {
		if (out->n == cap) {
			out->tasks = arena_grow(a, out->tasks, cap * sizeof *out->tasks, (cap + 8) * sizeof *out->tasks);
			cap += 8;
		}
		struct host_task *t = &out->tasks[out->n++];
		*t = (struct host_task){.id = rows_id(r, 0), .version = rows_i(r, 1), .text = str_dup(a, rows_t(r, 2)), .state = str_dup(a, rows_t(r, 3)), .note = str_dup(a, rows_t(r, 4)),
		                        .by = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 5)), S_ARG(rows_t(r, 6))))};
		out->open += str_eqz(t->state, "open");
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}
