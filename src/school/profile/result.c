/* result.c - grades and results of tests, shown where goals and strengths stand and never alone [R004]. */
#include "school/profile/result.h"

static const struct choice kinds[] = {{"grade", N_("Grade")}, {"standardized", N_("Standardized test")}, {"other", N_("Another result")}, {NULL, NULL}};

RECORD(result) = {
	.name = "result", .table = "result", .label = N_("Grade or result"), .plural = N_("Grades and results"),
	.help = N_("One grade or one result of a test, as it was given. It stands beside goals and strengths."), .serves = "R004",
	.scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM | REL_LEADER, .create = REL_TEAM | REL_LEADER, .remove = REL_TEAM | REL_LEADER,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = kinds},
		{"name", N_("What"), N_("Such as: English, first half; state reading test."), F_TEXT, FF_REQUIRED | FF_LIST},
		{"value", N_("Result"), N_("As it was given: a letter, a number, a word."), F_TEXT, FF_REQUIRED | FF_LIST},
		{"scale", N_("On which scale"), NULL, F_TEXT, FF_LIST},
		{"taken_on", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"source", N_("Where this comes from"), NULL, F_TEXT, 0}),
	.title_field = "name", .order = "-taken_on"};

enum code results_of(struct db *db, struct arena *a, enum lang lang, struct id learner, struct result_list *out, struct err *e)
{
	struct rows *r;
	out->n = 0;
	enum code c = db_query(db, e, &r, "select name, value, scale, taken_on from result where learner = ?1 order by taken_on desc, id limit 12", "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && out->n < RESULTS_SHOWN) {
		day_t on;
		out->items[out->n++] = (struct result_line){str_dup(a, rows_t(r, 0)), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2)),
		                                            day_parse(rows_t(r, 3), &on) ? tr_date_short(a, lang, on) : S("")};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}
