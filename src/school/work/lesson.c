#include "school/work/lesson.h"

RECORD(lesson_held) = {
	.name = "lesson_held", .table = "lesson_held", .label = N_("Lesson held"), .plural = N_("Lessons held"),
	.help = N_("When a class was first taught something by a person. Practice that waits for it opens then."), .serves = "R108",
	.scope = SCOPE_CLASS, .about = "class", .see = REL_STAFF | REL_HOME, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"competency", N_("Competency"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "competency"},
		{"taught_on", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST}),
	.title_field = "taught_on", .order = "-taught_on"};

enum code lesson_held_on(struct db *db, struct arena *a, struct id class_id, struct id competency, struct str *out, struct err *e)
{
	struct rows *r;
	*out = S("");
	enum code c = db_query(db, e, &r, "select taught_on from lesson_held where class = ?1 and competency = ?2 order by taught_on limit 1", "bb", class_id, competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code lesson_held(struct db *db, struct arena *a, const struct viewer *v, struct id class_id, struct id competency, struct err *e)
{
	struct str on;
	struct id made;
	struct input in[] = {{"class", id_str(a, class_id)}, {"competency", id_str(a, competency)}, {"taught_on", day_text(a, v->today)}};
	enum code c = lesson_held_on(db, a, class_id, competency, &on, e);
	return c || on.n ? c : record_create(db, a, v, record_type_find(S("lesson_held")), ID_NIL, in, 3, &made, NULL, e);
}

enum code lesson_waited(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct str monday, struct lesson_wait **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct lesson_wait, 8);
	enum code c = db_query(db, e, &r,
	                       "select distinct k.id, k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text)"
	                       " from week_plan p join week_item w on w.week = p.id join competency k on k.id = w.competency where p.class = ?2 and p.monday = ?3"
	                       " and w.after_lesson = 1 and w.mode = 'screen' and not exists (select 1 from lesson_held h where h.class = ?2 and h.competency = k.id)"
	                       " and not exists (select 1 from class_target t where t.class = ?2 and t.monday = ?3 and t.competency = k.id) order by 2 limit 8",
	                       "zbt", LANGS[lang].tag, class_id, monday);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < 8)
		(*out)[(*n)++] = (struct lesson_wait){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}
