/* group_log.c - attendance and probes of a small group. */
#include "school/team/group_log.h"
#include "school/evidence/fold.h"
#include "school/people/people.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

static const struct choice came[] = {{"here", N_("Was there")}, {"away", N_("Was not there")}, {NULL, NULL}};

RECORD(group_attendance) = {
	.name = "group_attendance", .table = "group_attendance", .label = N_("Who was in a small group"), .plural = N_("Who was in small groups"),
	.help = N_("One word a learner, group and day."), .serves = "R106", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"class_group", N_("Group"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class_group"},
		{"on_day", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"here", N_("Was there"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = came},
		{"minutes", N_("Minutes"), NULL, F_INT, FF_LIST, .min = 1, .max = 240}),
	.title_field = "here", .order = "-on_day"};

static enum code members(struct db *db, struct arena *a, day_t today, struct group_log *g, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	TRY(db_query(db, e, &r,
	             "select p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name,"
	             " coalesce((select t.here from group_attendance t where t.class_group = m.class_group and t.learner = m.learner and t.on_day = ?2 order by t.id limit 1), ''),"
	             " (select count(*) from group_attendance t where t.class_group = m.class_group and t.learner = m.learner and t.here = 'here'),"
	             " (select count(*) from group_attendance t where t.class_group = m.class_group and t.learner = m.learner),"
	             " (select v.score from event v where v.learner = m.learner and v.competency = ?3 and v.kind = 'check' and v.context = 'person' and v.happened_at >= ?4 and v.way = 'group' order by v.happened_at desc, v.id desc limit 1)"
	             " from group_member m join person p on p.id = m.learner where m.class_group = ?1 order by p.family_name, p.given_name, p.id limit 200",
	             "btbi", g->id, day_text(a, today), g->competency, clock_now() - 12 * HOUR));
	while ((got = rows_next(r, e)) == 1) {
		if (g->n == cap) {
			g->items = arena_grow(a, g->items, cap * sizeof *g->items, (cap + 16) * sizeof *g->items);
			cap += 16;
		}
		double score = rows_null(r, 6) ? -1 : rows_r(r, 6);
		g->items[g->n++] = (struct group_log_learner){rows_id(r, 0), str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 1)), S_ARG(rows_t(r, 2)))), str_dup(a, rows_t(r, 3)),
		                                              score < 0 ? S("") : score > 0.75 ? S("yes") : score > 0.25 ? S("partly") : S("not"), rows_i(r, 4), rows_i(r, 5)};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code group_log_load(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct id group, day_t today, struct group_log *out, struct err *e)
{
	struct rows *r;
	*out = (struct group_log){.id = group};
	TRY(db_query(db, e, &r,
	             "select g.name, g.purpose, coalesce(g.place, ''), coalesce(g.meets, ''), coalesce(g.minutes, 20), g.competency, coalesce(k.code, ''),"
	             " coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?3), k.text, '') from class_group g left join competency k on k.id = g.competency where g.id = ?1 and g.class = ?2",
	             "bbz", group, class_id, LANGS[lang].tag));
	int got = rows_next(r, e);
	if (got == 1) {
		out->name = str_dup(a, rows_t(r, 0));
		out->purpose = str_dup(a, rows_t(r, 1));
		out->place = str_dup(a, rows_t(r, 2));
		out->meets = str_dup(a, rows_t(r, 3));
		out->minutes = rows_i(r, 4);
		out->competency = rows_null(r, 5) ? ID_NIL : rows_id(r, 5);
		out->aim_code = str_dup(a, rows_t(r, 6));
		out->aim = str_dup(a, rows_t(r, 7));
	}
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such group in this class.");
	return members(db, a, today, out, e);
}

static bool in_group(const struct group_log *g, struct id learner)
{
	for (size_t i = 0; i < g->n; i++)
		if (id_eq(g->items[i].id, learner))
			return true;
	return false;
}

enum code group_came(struct db *db, struct arena *a, const struct viewer *v, const struct group_log *g, struct id learner, struct str here, day_t on, struct err *e)
{
	const struct record_type *t = record_type_find(S("group_attendance"));
	struct rows *r;
	struct id id = ID_NIL;
	int64_t version = 0;
	bool same = false;
	if (!in_group(g, learner))
		return err_set(e, E_INPUT, "This learner is not in the group any more. Open the page again.");
	TRY(db_query(db, e, &r, "select id, version, here from group_attendance where class_group = ?1 and learner = ?2 and on_day = ?3 order by id limit 1", "bbt", g->id, learner, day_text(a, on)));
	int got = rows_next(r, e);
	if (got == 1) {
		id = rows_id(r, 0);
		version = rows_i(r, 1);
		same = str_eq(rows_t(r, 2), here);
	}
	rows_end(r);
	if (got < 0 || same)
		return got < 0 ? e->code : OK;
	struct input in[] = {{"here", here}, {"minutes", str_eqz(here, "here") ? str_fmt(a, "%lld", (long long)g->minutes) : S("")}, {"learner", id_str(a, learner)}, {"class_group", id_str(a, g->id)}, {"on_day", day_text(a, on)}};
	return got == 1 ? record_update(db, a, v, t, id, version, in, 2, NULL, e) : record_create(db, a, v, t, ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

enum code group_probe(struct db *db, struct arena *a, const struct viewer *v, const struct group_log *g, struct id learner, struct str seen, int64_t at, struct err *e)
{
	double score = str_eqz(seen, "yes") ? 1 : str_eqz(seen, "partly") ? 0.5 : str_eqz(seen, "not") ? 0 : -1;
	struct evidence x = {.learner = learner, .actor = v->person, .competency = g->competency, .kind = "check", .context = "person", .way = S("group"), .score = score, .happened_at = at};
	if (!in_group(g, learner))
		return err_set(e, E_INPUT, "This learner is not in the group any more. Open the page again.");
	if (id_nil(g->competency))
		return err_set(e, E_INPUT, "Say first what the group is about: choose its competency under Change.");
	return score < 0 ? err_set(e, E_INPUT, "Say what you saw: yes, partly, or not yet.") : evidence_add(db, a, &x, 1, NULL, e);
}
