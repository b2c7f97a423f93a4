#include "school/family/brings.h"

#include "record/setting.h"
#include "school/evidence/fold.h"

SETTINGS(brings) = {
	{.key = "family.brings", .label = N_("Families write down languages, roles and skills that count"),
	 .help = N_("A part of the family's page. Adults of the team may count a piece of it as evidence of learning."), .type = SET_BOOL, .initial = "0", .inferred = true, .serves = "R025"},
	SETTINGS_END};

const struct choice BRINGS[] = {{"language", N_("A language of the home")}, {"role", N_("A role in the family or the community")}, {"skill", N_("A skill that is learned at home")}, {NULL, NULL}};

RECORD(home_asset) = {
	.name = "home_asset", .table = "home_asset", .label = N_("What the family brings"), .plural = N_("What families bring"),
	.help = N_("Languages, roles in the community and skills. Strengths; an adult of the team may count them as evidence."), .serves = "R025", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_HOME, .create = REL_HOME | REL_TEAM, .remove = REL_HOME,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = BRINGS},
		{"text", N_("What it is, and what the learner does with it"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE, .max = 2000},
		{"language", N_("Language"), NULL, F_LANG, 0, .initial = "en"}),
	.title_field = "text", .order = "created_at"};

/* The way of an event that counts a piece: its id, so that the page can say what it was counted for. */
static struct str way_of(struct arena *a, struct id brought)
{
	return str_fmt(a, "home:%.*s", S_ARG(id_str(a, brought)));
}

static enum code counted(struct db *db, struct arena *a, struct id learner, struct brought *list, size_t n, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select distinct v.way, k.code from event v join competency k on k.id = v.competency where v.learner = ?1 and v.kind = 'outside' and v.way like 'home:%' order by k.code", "b",
	                       learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		for (size_t i = 0; i < n; i++)
			if (str_eq(rows_t(r, 0), way_of(a, list[i].id)))
				list[i].counts_for = list[i].counts_for.n ? str_fmt(a, "%.*s, %.*s", S_ARG(list[i].counts_for), S_ARG(rows_t(r, 1))) : str_dup(a, rows_t(r, 1));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code brings_load(struct db *db, struct arena *a, enum lang lang, struct id learner, struct brought **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 40;
	*n = 0;
	*out = NEW_ARRAY(a, struct brought, cap);
	enum code c = db_query(db, e, &r,
	                       "select h.id, h.version, h.kind, h.text, h.language, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), x.words, x.origin from home_asset h"
	                       " left join person p on p.id = h.created_by left join record_text x on x.id = h.id and x.field = 'text' and x.lang = ?1 where h.learner = ?2 order by h.created_at, h.id limit 40",
	                       "zb", LANGS[lang].tag, learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < cap)
		(*out)[(*n)++] = (struct brought){.id = rows_id(r, 0), .version = rows_i(r, 1), .kind = str_dup(a, rows_t(r, 2)), .text = str_dup(a, rows_t(r, 3)), .language = str_dup(a, rows_t(r, 4)),
		                                  .by = str_dup(a, rows_t(r, 5)), .said = str_dup(a, rows_t(r, 6)), .origin = str_dup(a, rows_t(r, 7))};
	rows_end(r);
	return got < 0 ? e->code : counted(db, a, learner, *out, *n, e);
}

enum code brings_add(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str kind, struct str text, enum lang lang, struct err *e)
{
	struct id id;
	struct input in[] = {{"learner", id_str(a, learner)}, {"kind", kind}, {"text", str_trim(text)}, {"language", str_z(LANGS[lang].tag)}};
	if (!in[2].text.n)
		return err_set(e, E_INPUT, "Write a few words first, then send them.");
	return record_create(db, a, v, record_type_find(S("home_asset")), ID_NIL, in, 4, &id, NULL, e);
}

enum code brings_count(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id brought, struct id competency, double score, struct str words, struct err *e)
{
	int64_t there = 0, known = 0;
	enum code c = db_int(db, e, &there, "select count(*) from home_asset where id = ?1 and learner = ?2", "bb", brought, learner);
	if (!c && !there)
		return err_set(e, E_NOTFOUND, "There is no such strength of this learner.");
	if (!c)
		c = db_int(db, e, &known, "select count(*) from competency where id = ?1", "b", competency);
	if (!c && !known)
		return err_set(e, E_INPUT, "Choose which competency it shows.");
	if (!c && !str_trim(words).n)
		return err_set(e, E_INPUT, "Write what you saw or heard. A few words are enough.");
	struct evidence v1 = {.learner = learner, .actor = v->person, .competency = competency, .kind = "outside", .context = "person", .score = score, .way = way_of(a, brought), .response = str_trim(words)};
	return c ? c : evidence_add(db, a, &v1, 1, NULL, e);
}
