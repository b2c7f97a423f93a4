#include "school/work/beside.h"

#define BESIDE_MOST 24

RECORD(language_aim) = {
	.name = "language_aim", .table = "language_aim", .label = N_("Language beside a lesson"), .plural = N_("Language beside lessons"),
	.help = N_("What a lesson asks of language: an aim, words, ways to begin a sentence, help in the home language."), .serves = "R130", .scope = SCOPE_CLASS, .about = "class",
	.see = REL_STAFF | REL_HOME, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"monday", N_("Week of"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"competency", N_("Competency"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FIXED, .ref = "competency"},
		{"aim", N_("Language objective"), N_("What learners say, read, write or understand in this lesson."), F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"words", N_("Words of the lesson"), NULL, F_LONG, FF_TRANSLATABLE},
		{"frames", N_("Ways to begin a sentence"), NULL, F_LONG, FF_TRANSLATABLE},
		{"home", N_("Help in the home language"), N_("Words, a short explanation, or whom to ask."), F_LONG, FF_TRANSLATABLE}),
	.title_field = "aim", .order = "-monday"};

#define SAID(field) "coalesce((select x.words from record_text x where x.id = l.id and x.field = '" field "' and x.lang = ?1), l." field ")"

enum code beside_load(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct str monday, struct id competency, struct beside **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct beside, BESIDE_MOST);
	enum code c = db_query(db, e, &r,
	                       "select l.id, l.competency, l.version, k.code, " SAID("aim") ", " SAID("words") ", " SAID("frames") ", " SAID("home") ", l.aim from language_aim l join competency k on k.id = l.competency"
	                       " where l.class = ?2 and l.monday = ?3 and (l.competency = ?4 or ?5 = 1) order by k.code, l.id limit 24",
	                       "zbtbi", LANGS[lang].tag, class_id, monday, competency, (int64_t)id_nil(competency));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < BESIDE_MOST) {
		struct beside *x = &(*out)[(*n)++];
		*x = (struct beside){.id = rows_id(r, 0), .competency = rows_id(r, 1), .version = rows_i(r, 2), .code = str_dup(a, rows_t(r, 3)), .aim = str_dup(a, rows_t(r, 4)),
		                     .words = str_dup(a, rows_t(r, 5)), .frames = str_dup(a, rows_t(r, 6)), .home = str_dup(a, rows_t(r, 7))};
		if (!str_eq(x->aim, rows_t(r, 8)))
			x->aim2 = str_dup(a, rows_t(r, 8));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code beside_keep(struct db *db, struct arena *a, const struct viewer *v, struct id class_id, struct str monday, struct id competency, const struct input *in, size_t n, struct err *e)
{
	const struct record_type *t = record_type_find(S("language_aim"));
	struct beside *now;
	size_t there;
	struct id made;
	struct input with[8] = {{"class", id_str(a, class_id)}, {"monday", monday}, {"competency", id_str(a, competency)}};
	if (id_nil(competency))
		return err_set(e, E_INPUT, "Choose which lesson it belongs to.");
	enum code c = beside_load(db, a, v->lang, class_id, monday, competency, &now, &there, e);
	for (size_t i = 0; i < n && i < 5; i++)
		with[i + 3] = in[i];
	if (c)
		return c;
	return there ? record_update(db, a, v, t, now[0].id, now[0].version, with + 3, n, NULL, e) : record_create(db, a, v, t, ID_NIL, with, n + 3, &made, NULL, e);
}
