#include "school/admin/release.h"

#define DECIDES (REL_LEADER | REL_DISTRICT | REL_ADMIN)
#define RELEASES_MOST 100
#define TESTS_MOST 40
#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

static const struct choice testers[] = {
	{"disability", N_("Learners with disabilities")}, {"english", N_("Learners of English")}, {"both", N_("Learners with disabilities who learn English")}, {"other", N_("Others")}, {NULL, NULL}};

/* Which of the two groups has not tested it yet; NULL: none. */
static enum code lacking(struct db *db, struct id release, const char **out, struct err *e)
{
	int64_t disability = 0, english = 0;
	TRY(db_int(db, e, &disability, "select count(*) from feature_test where release_note = ?1 and testers in ('disability', 'both')", "b", release));
	TRY(db_int(db, e, &english, "select count(*) from feature_test where release_note = ?1 and testers in ('english', 'both')", "b", release));
	*out = !disability && !english ? N_("Learners with disabilities and learners of English have not tested it yet.")
	       : !disability           ? N_("Learners with disabilities have not tested it yet.")
	       : !english              ? N_("Learners of English have not tested it yet.")
	                               : NULL;
	return OK;
}

static enum code tested_first(const struct change *c, struct err *e)
{
	const char *lacks = NULL;
	if (!c->now || !str_eqz(c->now->state, "released"))
		return OK;
	TRY(lacking(c->db, c->now->id, &lacks, e));
	return lacks ? err_set(e, E_INPUT, "%s", tr(c->viewer->lang, lacks)) : OK;
}

RECORD(release_note) = {
	.name = "release_note", .table = "release_note", .label = N_("Release note"), .plural = N_("Release notes"),
	.help = N_("Something new in the program. It is released after learners with disabilities and learners of English tested it."), .serves = "R232", .scope = SCOPE_ORG,
	.see = REL_STAFF | REL_ADMIN, .edit = DECIDES, .create = DECIDES, .remove = DECIDES,
	.fields = FIELDS(
		{"title", N_("What is new"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"what", N_("What it does, and for whom"), NULL, F_LONG, FF_REQUIRED | FF_TRANSLATABLE},
		{"on_day", N_("From"), NULL, F_DATE, FF_REQUIRED | FF_LIST}),
	.states = CHOICES({"testing", N_("Being tested")}, {"released", N_("Released")}, {"stopped", N_("Stopped")}),
	.moves = MOVES({"testing", "released", N_("Release it"), DECIDES}, {NULL, "stopped", N_("Stop it"), DECIDES}, {"stopped", "testing", N_("Test it again"), DECIDES}),
	.checks = CHECKS({"learners with disabilities and learners of English tested it first [R232]", tested_first}),
	.title_field = "title", .order = "-on_day"};

RECORD(feature_test) = {
	.name = "feature_test", .table = "feature_test", .label = N_("Test by learners"), .plural = N_("Tests by learners"),
	.help = N_("Who tried something new before its release, what they found, and what was changed."), .serves = "R232", .scope = SCOPE_ORG,
	.see = REL_STAFF | REL_ADMIN, .edit = REL_STAFF | REL_ADMIN, .create = REL_STAFF | REL_ADMIN, .remove = DECIDES,
	.fields = FIELDS(
		{"release_note", N_("What was tested"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "release_note"},
		{"testers", N_("Who tested"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = testers},
		{"people", N_("How many"), NULL, F_INT, FF_REQUIRED | FF_LIST, .min = 1, .max = 1000},
		{"on_day", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"with_what", N_("With what"), N_("Such as: keyboard, screen reader, Spanish, on paper. Nothing by which one learner could be told."), F_TEXT, FF_LIST},
		{"found", N_("What they found"), N_("Without names."), F_LONG, FF_REQUIRED},
		{"changed", N_("What was changed because of it, or why not"), NULL, F_LONG, FF_REQUIRED}),
	.title_field = "testers", .order = "-on_day"};

static enum code tests_of(struct db *db, struct arena *a, enum lang lang, struct release *x, struct err *e)
{
	struct rows *r;
	x->tests = NEW_ARRAY(a, struct release_test, TESTS_MOST);
	TRY(db_query(db, e, &r, "select testers, coalesce(with_what, ''), found, changed, on_day, people from feature_test where release_note = ?1 order by on_day, id limit 40", "b", x->id));
	int got;
	while ((got = rows_next(r, e)) == 1 && x->n < TESTS_MOST) {
		struct release_test *t = &x->tests[x->n++];
		*t = (struct release_test){.who = str_z(tr(lang, choice_label(testers, rows_t(r, 0)))), .with_what = str_dup(a, rows_t(r, 1)), .found = str_dup(a, rows_t(r, 2)),
		                           .changed = str_dup(a, rows_t(r, 3)), .people = rows_i(r, 5)};
		if (!day_parse(rows_t(r, 4), &t->on))
			t->on = DAY_NONE;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code releases_load(struct db *db, struct arena *a, enum lang lang, bool all, struct release **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct release, RELEASES_MOST);
	TRY(db_query(db, e, &r,
	             "select r.id, coalesce((select x.words from record_text x where x.id = r.id and x.field = 'title' and x.lang = ?1), r.title),"
	             " coalesce((select x.words from record_text x where x.id = r.id and x.field = 'what' and x.lang = ?1), r.what), r.state, r.on_day from release_note r"
	             " where r.district = ?2 and (r.state = 'released' or ?3 = 1) order by r.on_day desc, r.id limit 100",
	             "zdi", LANGS[lang].tag, (int64_t)all));
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < RELEASES_MOST) {
		struct release *x = &(*out)[(*n)++];
		*x = (struct release){.id = rows_id(r, 0), .title = str_dup(a, rows_t(r, 1)), .what = str_dup(a, rows_t(r, 2)), .state = str_dup(a, rows_t(r, 3))};
		if (!day_parse(rows_t(r, 4), &x->on))
			x->on = DAY_NONE;
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < *n; i++) {
		const char *lacks = NULL;
		TRY(tests_of(db, a, lang, &(*out)[i], e));
		TRY(lacking(db, (*out)[i].id, &lacks, e));
		(*out)[i].lacks = lacks ? str_z(tr(lang, lacks)) : S("");
	}
	return OK;
}
