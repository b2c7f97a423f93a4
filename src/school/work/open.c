#include "school/work/open.h"

#include "engine/needs/needs.h"
#include "record/setting.h"

#define PLACES_MOST 40
#define CHOSEN_MOST 200
#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

SETTINGS(open) = {
	{.key = "class.open_options", .label = N_("Courses start with every option on"),
	 .help = N_("Choices, ways to answer and places are on in every class; taking one away needs a reason. Off: everything is on everywhere and nothing can be taken away."),
	 .type = SET_BOOL, .initial = "1", .inferred = true, .serves = "R237"},
	{.key = "class.places", .label = N_("Learners choose a place in the room"), .help = N_("Such as a quiet corner or a standing desk, as each class has them."), .type = SET_BOOL, .initial = "1",
	 .inferred = true, .serves = "R230"},
	SETTINGS_END};

const struct choice OPEN_OPTIONS[] = {
	{"topic", N_("Choose a topic or an example")}, {"partner", N_("Choose with whom")}, {"tool", N_("Choose the tool")}, {"level", N_("Choose how hard to begin")},
	{"spoken", N_("Answer by speaking")}, {"drawn", N_("Answer with a drawing")}, {"recorded", N_("Answer with a recording")}, {"paper", N_("Answer on paper")},
	{"place", N_("Choose a place in the room")}, {NULL, NULL}};
const struct choice OPEN_WAYS[] = {
	{"spoken", N_("I say it to a person")}, {"drawn", N_("I draw it")}, {"recorded", N_("I record it")}, {"paper", N_("I do it on paper")}, {NULL, NULL}};
const struct choice OPEN_TOOLS[] = {
	{"pencil", N_("Pencil and paper")}, {"computer", N_("Computer or tablet")}, {"build", N_("Things to build with")}, {"camera", N_("Camera or recorder")}, {"talk", N_("Talking it through")}, {NULL, NULL}};
const struct choice OPEN_LEVELS[] = {
	{"steps", N_("In smaller steps, with an example first")}, {"same", N_("As it is")}, {"further", N_("With something harder on top")}, {NULL, NULL}};

static enum code once_and_why(const struct change *c, struct err *e)
{
	int64_t there = 0;
	if (!c->now)
		return OK;
	if (str_trim(rec_t(c->now, "reason")).n < 10)
		return err_set(e, E_INPUT, "Say in a sentence why this class goes without it, so that colleagues and leaders can read it.");
	if (!c->old)
		TRY(db_int(c->db, e, &there, "select count(*) from option_taken where class = ?1 and taken = ?2 and id <> ?3", "btb", rec_id(c->now, "class"), rec_t(c->now, "taken"), c->now->id));
	return there ? err_set(e, E_INPUT, "This option is taken away already.") : OK;
}

RECORD(option_taken) = {
	.name = "option_taken", .table = "option_taken", .label = N_("Option taken away"), .plural = N_("Options taken away"),
	.help = N_("Every class starts with all choices and ways to answer. What one goes without stands here, with the reason."), .serves = "R237", .scope = SCOPE_CLASS, .about = "class",
	.see = REL_STAFF, .edit = REL_TEAM | REL_LEADER, .create = REL_TEAM | REL_LEADER, .remove = REL_TEAM | REL_LEADER,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"taken", N_("What is taken away"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .choices = OPEN_OPTIONS},
		{"reason", N_("Why"), NULL, F_LONG, FF_REQUIRED | FF_LIST}),
	.checks = CHECKS({"an option is taken away once, with a reason [R237]", once_and_why}),
	.title_field = "taken", .order = "-created_at"};

static const struct choice place_kinds[] = {
	{"quiet", N_("Quiet corner")}, {"light", N_("Softer light")}, {"standing", N_("Standing desk")}, {"floor", N_("On the floor")}, {"group", N_("Table for a group")},
	{"screen", N_("Place with a device")}, {"other", N_("Another place")}, {NULL, NULL}};

RECORD(room_option) = {
	.name = "room_option", .table = "room_option", .label = N_("Place in the room"), .plural = N_("Places in the room"),
	.help = N_("A place or station that learners of a class can choose for a piece of work."), .serves = "R230", .scope = SCOPE_CLASS, .about = "class",
	.see = REL_SELF | REL_FAMILY | REL_STAFF, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"name", N_("What it is called"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"kind", N_("What it is like"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = place_kinds, .initial = "quiet"},
		{"places", N_("Learners at the same time"), N_("0: as many as like."), F_INT, FF_LIST, .min = 0, .max = 60, .initial = "0"}),
	.title_field = "name", .order = "name"};

RECORD(work_choice) = {
	.name = "work_choice", .table = "work_choice", .label = N_("Choice in a piece of work"), .plural = N_("Choices in pieces of work"),
	.help = N_("What a learner chose: topic, tool, how hard to begin, place. The goal stays the same."), .serves = "R211 R230", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_SELF, .create = REL_SELF, .remove = REL_SELF | REL_TEAM,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"work", N_("Piece of work"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "week_item"},
		{"topic", N_("A topic or an example of my own"), NULL, F_TEXT, FF_LIST, .max = 200},
		{"tool", N_("With what"), NULL, F_CHOICE, FF_LIST, .choices = OPEN_TOOLS},
		{"level", N_("How I begin"), NULL, F_CHOICE, FF_LIST, .choices = OPEN_LEVELS},
		{"place", N_("Where"), NULL, F_REF, FF_FILTER | FF_LIST, .ref = "room_option"}),
	.title_field = "work", .order = "-created_at"};

enum code open_taken(struct db *db, struct arena *a, struct id class_id, struct taken_away *out, struct err *e)
{
	struct rows *r;
	for (int i = 0; i < OPEN_COUNT; i++)
		out[i] = (struct taken_away){0};
	TRY(db_query(db, e, &r,
	             "select o.taken, o.id, o.version, o.reason, o.created_at, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '') from option_taken o"
	             " left join person p on p.id = o.created_by where o.class = ?1 order by o.id",
	             "b", class_id));
	int got;
	while ((got = rows_next(r, e)) == 1)
		for (int i = 0; i < OPEN_COUNT; i++)
			if (str_eqz(rows_t(r, 0), OPEN_OPTIONS[i].value))
				out[i] = (struct taken_away){rows_id(r, 1), rows_i(r, 2), str_dup(a, rows_t(r, 3)), str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 5)), S_ARG(rows_t(r, 6)))), rows_i(r, 4)};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code bits_of(struct db *db, struct rows *r, unsigned *bits, struct err *e)
{
	int got;
	*bits = OPEN_BIT(OPEN_COUNT) - 1;
	while ((got = rows_next(r, e)) == 1)
		for (int i = 0; i < OPEN_COUNT; i++)
			if (str_eqz(rows_t(r, 0), OPEN_OPTIONS[i].value))
				*bits &= ~OPEN_BIT(i);
	rows_end(r);
	if (!setting_on(db, "class.open_options"))
		*bits = OPEN_BIT(OPEN_COUNT) - 1;
	if (!setting_on(db, "class.places"))
		*bits &= ~OPEN_BIT(OPEN_PLACE);
	return got < 0 ? e->code : OK;
}

enum code open_of_week(struct db *db, struct id week, unsigned *bits, struct err *e)
{
	struct rows *r;
	TRY(db_query(db, e, &r, "select o.taken from week_plan k join option_taken o on o.class = k.class where k.id = ?1", "b", week));
	return bits_of(db, r, bits, e);
}

enum code open_of_class(struct db *db, struct id class_id, unsigned *bits, struct err *e)
{
	struct rows *r;
	TRY(db_query(db, e, &r, "select taken from option_taken where class = ?1", "b", class_id));
	return bits_of(db, r, bits, e);
}

unsigned open_answers(unsigned bits, unsigned constructs)
{
	bits &= OPEN_ANSWERS;
	return constructs & (NEED_TRANSCRIPTION | NEED_SPELLING) ? bits & OPEN_BIT(OPEN_PAPER) : bits;
}

enum code places_of(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct id learner, struct str monday, int day, struct place **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct place, PLACES_MOST);
	TRY(db_query(db, e, &r,
	             "select o.id, coalesce((select x.words from record_text x where x.id = o.id and x.field = 'name' and x.lang = ?1), o.name), o.kind, coalesce(o.places, 0),"
	             " (select count(distinct c.learner) from work_choice c join week_item w on w.id = c.work join week_plan k on k.id = w.week where c.place = o.id and k.monday = ?2"
	             " and w.day = ?3 and c.learner <> ?4) from room_option o where o.class = ?5 order by o.name, o.id limit 40",
	             "ztibb", LANGS[lang].tag, monday, (int64_t)day, id_nil(learner) ? class_id : learner, class_id)); /* a class is no learner: nobody is left out */
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < PLACES_MOST) {
		struct place *p = &(*out)[(*n)++];
		*p = (struct place){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2)), rows_i(r, 3), rows_i(r, 4), false};
		p->full = p->places > 0 && p->taken >= p->places;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code choice_of(struct db *db, struct arena *a, struct id work, struct work_choice *out, struct err *e)
{
	struct rows *r;
	*out = (struct work_choice){0};
	TRY(db_query(db, e, &r, "select id, version, place, coalesce(topic, ''), coalesce(tool, ''), coalesce(level, '') from work_choice where work = ?1 order by id limit 1", "b", work));
	int got = rows_next(r, e);
	if (got == 1)
		*out = (struct work_choice){.id = rows_id(r, 0), .version = rows_i(r, 1), .place = rows_id(r, 2), .topic = str_dup(a, rows_t(r, 3)), .tool = str_dup(a, rows_t(r, 4)),
		                            .level = str_dup(a, rows_t(r, 5))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* The place is one of the class that gave the week, and not full on that day. */
static enum code place_free(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id work, struct id place, struct err *e)
{
	struct rows *r;
	struct place *list;
	size_t n;
	TRY(db_query(db, e, &r, "select k.class, k.monday, w.day from week_item w join week_plan k on k.id = w.week where w.id = ?1", "b", work));
	int got = rows_next(r, e);
	struct id class_id = got == 1 ? rows_id(r, 0) : ID_NIL;
	struct str monday = got == 1 ? str_dup(a, rows_t(r, 1)) : S("");
	int day = got == 1 ? (int)rows_i(r, 2) : 0;
	rows_end(r);
	if (got < 0)
		return e->code;
	TRY(places_of(db, a, v->lang, class_id, learner, monday, day, &list, &n, e));
	for (size_t i = 0; i < n; i++)
		if (id_eq(list[i].id, place))
			return list[i].full ? err_set(e, E_INPUT, "That place is full on this day. Choose another one, or another day with your teacher.") : OK;
	return err_set(e, E_INPUT, "Choose one of the places of this class.");
}

enum code choice_put(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id work, const struct work_choice *x, struct err *e)
{
	const struct record_type *t = record_type_find(S("work_choice"));
	struct work_choice was;
	struct id id;
	TRY(choice_of(db, a, work, &was, e));
	bool some = str_trim(x->topic).n || x->tool.n || x->level.n || !id_nil(x->place);
	if (!some && id_nil(was.id))
		return OK;
	if (!id_nil(x->place) && !id_eq(x->place, was.place))
		TRY(place_free(db, a, v, learner, work, x->place, e));
	struct input in[] = {{"topic", str_trim(x->topic)}, {"tool", x->tool}, {"level", x->level}, {"place", id_nil(x->place) ? S("") : id_str(a, x->place)},
	                     {"learner", id_str(a, learner)}, {"work", id_str(a, work)}};
	return id_nil(was.id) ? record_create(db, a, v, t, ID_NIL, in, 6, &id, NULL, e) : record_update(db, a, v, t, was.id, was.version, in, 4, NULL, e);
}

enum code choices_of_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct str monday, struct chosen **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct chosen, CHOSEN_MOST);
	TRY(db_query(db, e, &r,
	             "select w.learner, w.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, w.title, coalesce(c.topic, ''), coalesce(c.tool, ''), coalesce(c.level, ''),"
	             " coalesce((select x.words from record_text x where x.id = o.id and x.field = 'name' and x.lang = ?1), o.name, '') from week_plan k join week_item w on w.week = k.id"
	             " join work_choice c on c.work = w.id join person p on p.id = w.learner left join room_option o on o.id = c.place where k.class = ?2 and k.monday = ?3"
	             " and w.state in ('planned', 'started') order by p.family_name, p.given_name, w.learner, w.day, w.id limit 200",
	             "zbt", LANGS[lang].tag, class_id, monday));
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < CHOSEN_MOST) {
		struct str words[4];
		size_t k = 0;
		if (rows_t(r, 5).n)
			words[k++] = str_dup(a, rows_t(r, 5));
		if (rows_t(r, 6).n)
			words[k++] = str_z(tr(lang, choice_label(OPEN_TOOLS, rows_t(r, 6))));
		if (rows_t(r, 7).n)
			words[k++] = str_z(tr(lang, choice_label(OPEN_LEVELS, rows_t(r, 7))));
		if (rows_t(r, 8).n)
			words[k++] = str_dup(a, rows_t(r, 8));
		if (k)
			(*out)[(*n)++] = (struct chosen){rows_id(r, 0), rows_id(r, 1), str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 2)), S_ARG(rows_t(r, 3)))), str_dup(a, rows_t(r, 4)), tr_list(a, lang, words, k)};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}
