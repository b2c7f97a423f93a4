/* gather.c - days on which families come: leadership team, school open to parents, workshops; and parents who help in
 * classes [R255] [R256] [R257] [R264]. */
#include "school/family/together.h"

#define FEEDBACK_MOST 40
#define DECIDES (REL_LEADER | REL_DISTRICT | REL_ADMIN)

static const struct choice kinds[] = {
	{"leadership", N_("Families' leadership team")}, {"bringParent", N_("Bring your parent to school")}, {"assembly", N_("Assembly open to families")},
	{"workshopFamilies", N_("Workshop for families")}, {"workshopEducators", N_("Workshop for educators")}, {"workshopBoth", N_("Workshop for families and educators")}, {NULL, NULL}};
static const struct choice gathering_states[] = {{"planned", N_("Planned")}, {"held", N_("Held")}, {"off", N_("Called off")}, {NULL, NULL}};

RECORD(gathering) = {
	.name = "gathering", .table = "gathering", .label = N_("Invitation"), .plural = N_("Invitations"),
	.help = N_("A day on which families come, with child care and languages; afterwards what was said and what the school answers."), .serves = "R255 R257 R264", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_STAFF | REL_ADMIN, .create = REL_STAFF | REL_ADMIN, .remove = DECIDES,
	.fields = FIELDS(
		{"title", N_("Invitation"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = kinds},
		{"on_date", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"begins", N_("From"), N_("Such as 08:30."), F_TEXT, FF_LIST, .max = 5},
		{"ends", N_("Until"), NULL, F_TEXT, FF_LIST, .max = 5},
		{"place", N_("Where"), NULL, F_TEXT, FF_LIST},
		{"agenda", N_("What happens"), NULL, F_LONG, FF_TRANSLATABLE},
		{"child_care", N_("Child care"), N_("Where, for what ages."), F_TEXT, FF_TRANSLATABLE},
		{"languages", N_("Languages"), N_("Which interpreters are there, and how to ask for another."), F_TEXT, FF_TRANSLATABLE},
		{"materials", N_("Papers and recordings"), NULL, F_LONG, FF_TRANSLATABLE},
		{"minutes", N_("What was said"), NULL, F_LONG, FF_TRANSLATABLE},
		{"answers", N_("What the school answers"), NULL, F_LONG, FF_TRANSLATABLE}),
	.states = gathering_states,
	.moves = MOVES({"planned", "held", N_("It was held"), REL_STAFF | REL_ADMIN}, {"planned", "off", N_("Call off"), REL_STAFF | REL_ADMIN}, {"off", "planned", N_("Plan again"), REL_STAFF | REL_ADMIN}),
	.title_field = "title", .order = "on_date"};

RECORD(sign_up) = {
	.name = "sign_up", .table = "sign_up", .label = N_("Sign-up"), .plural = N_("Sign-ups"),
	.help = N_("Who comes, with how many, and what they need to be able to come."), .serves = "R257 R264", .scope = SCOPE_ORG,
	.see = REL_STAFF | REL_ADMIN, .edit = REL_STAFF | REL_ADMIN, .create = REL_STAFF | REL_ADMIN, .remove = REL_STAFF | REL_ADMIN,
	.fields = FIELDS(
		{"gathering", N_("Invitation"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "gathering"},
		{"person", N_("Who comes"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"people", N_("How many people"), NULL, F_INT, FF_REQUIRED | FF_LIST, .min = 0, .max = 20, .initial = "1"},
		{"child_care", N_("Needs child care"), NULL, F_BOOL, FF_LIST},
		{"language", N_("Language"), NULL, F_LANG, FF_LIST, .initial = "en"},
		{"wishes", N_("Wishes"), NULL, F_LONG, 0},
		{"came", N_("Was there"), NULL, F_BOOL, FF_LIST},
		{"feedback", N_("What they say afterwards"), NULL, F_LONG, 0}),
	.title_field = "person", .order = "created_at"};

static const struct choice idea_states[] = {{"open", N_("Waits for an answer")}, {"answered", N_("Answered")}, {NULL, NULL}};

static enum code answer_has_words(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "answered") || str_trim(rec_t(c->now, "answer")).n)
		return OK;
	return err_set(e, E_INPUT, "Write the answer first.");
}

RECORD(family_idea) = {
	.name = "family_idea", .table = "family_idea", .label = N_("Suggestion of a family"), .plural = N_("Suggestions of families"),
	.help = N_("What a family suggests, and the school's answer. It is shown without the name."), .serves = "R255", .scope = SCOPE_ORG,
	.see = REL_STAFF | REL_ADMIN | REL_FAMILY, .edit = REL_STAFF | REL_ADMIN, .create = REL_FAMILY | REL_STAFF | REL_ADMIN, .remove = DECIDES,
	.fields = FIELDS(
		{"text", N_("Suggestion"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE | FF_FIXED, .max = 2000},
		{"language", N_("Language"), NULL, F_LANG, 0, .initial = "en"},
		{"answer", N_("What the school answers"), NULL, F_LONG, FF_LIST | FF_TRANSLATABLE, .edit = REL_STAFF | REL_ADMIN}),
	.states = idea_states,
	.moves = MOVES({"open", "answered", N_("Answered"), REL_STAFF | REL_ADMIN}),
	.checks = CHECKS({"an answer has words [R255]", answer_has_words}),
	.title_field = "text", .order = "-created_at"};

static const struct choice mentor_states[] = {{"asked", N_("Would like to help")}, {"ready", N_("Ready")}, {"stopped", N_("Stopped")}, {NULL, NULL}};

static enum code trained_and_checked(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "ready"))
		return OK;
	if (rec_t(c->now, "trained_on").n && rec_t(c->now, "checked_on").n)
		return OK;
	return err_set(e, E_INPUT, "Write the day of the training and the day on which the school checked this volunteer. Then the mentor is ready.");
}

RECORD(parent_mentor) = {
	.name = "parent_mentor", .table = "parent_mentor", .label = N_("Parent mentor"), .plural = N_("Parent mentors"),
	.help = N_("A parent who helps in classes: signs up, is trained and checked, and then is scheduled."), .serves = "R256", .scope = SCOPE_ORG,
	.see = REL_STAFF | REL_ADMIN, .edit = DECIDES, .create = DECIDES, .remove = DECIDES,
	.fields = FIELDS(
		{"person", N_("Parent"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED | FF_UNIQUE, .ref = "person"},
		{"languages", N_("Languages"), NULL, F_TEXT, FF_LIST},
		{"wishes", N_("When and how"), NULL, F_LONG, 0},
		{"trained_on", N_("Trained on"), NULL, F_DATE, FF_LIST},
		{"checked_on", N_("Checked as a volunteer on"), NULL, F_DATE, FF_LIST},
		{"checked_by", N_("Checked by"), NULL, F_REF, 0, .ref = "person"}),
	.states = mentor_states,
	.moves = MOVES({"asked", "ready", N_("Ready to help"), DECIDES}, {NULL, "stopped", N_("Stop"), DECIDES}, {"stopped", "asked", N_("Begin again"), DECIDES}),
	.checks = CHECKS({"trained and checked before a class is visited [R256]", trained_and_checked}),
	.title_field = "person", .order = "-created_at"};

static enum code mentor_is_ready(const struct change *c, struct err *e)
{
	int64_t ready = 0;
	if (!c->now || c->old)
		return OK;
	enum code code = db_int(c->db, e, &ready, "select count(*) from parent_mentor where id = ?1 and state = 'ready'", "b", rec_id(c->now, "mentor"));
	return code || ready ? code : err_set(e, E_INPUT, "This mentor is not trained and checked yet. The visit can be planned when both are done.");
}

RECORD(mentor_visit) = {
	.name = "mentor_visit", .table = "mentor_visit", .label = N_("Visit of a parent mentor"), .plural = N_("Visits of parent mentors"),
	.help = N_("When a parent mentor is in this class, and what for."), .serves = "R256", .scope = SCOPE_CLASS, .about = "class",
	.see = REL_TEAM | REL_LEADER, .edit = REL_TEAM | REL_LEADER, .create = REL_TEAM | REL_LEADER, .remove = REL_TEAM | REL_LEADER,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"mentor", N_("Parent mentor"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "parent_mentor"},
		{"on_date", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"begins", N_("From"), N_("Such as 08:30."), F_TEXT, FF_LIST, .max = 5},
		{"what", N_("What for"), NULL, F_TEXT, FF_LIST},
		{"came", N_("What came of it"), NULL, F_LONG, 0}),
	.checks = CHECKS({"only a mentor who is ready visits [R256]", mentor_is_ready}),
	.title_field = "on_date", .order = "-on_date"};

static enum code kind_and_time(struct db *db, struct gathering *g, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select kind, coalesce(begins, '') from gathering where id = ?1", "b", g->what.id);
	if (c)
		return c;
	if (rows_next(r, e) == 1) {
		g->assembly = str_eqz(rows_t(r, 0), "assembly");
		g->time = family_time_of(rows_t(r, 1));
	}
	rows_end(r);
	return OK;
}

enum code gatherings_load(struct db *db, struct arena *a, const struct viewer *v, bool past, struct gathering **out, size_t *n, struct err *e)
{
	struct filter since = {"on_date", '>', day_text(a, past ? v->today - 365 : v->today)};
	struct shown *list;
	enum code c = shown_find(db, a, v, "gathering", past ? "held" : "planned", &since, 20, &list, n, e);
	if (c)
		return c;
	*out = NEW_ARRAY(a, struct gathering, *n + 1);
	for (size_t i = 0; i < *n && !c; i++) {
		struct gathering *g = &(*out)[i];
		struct rows *r;
		*g = (struct gathering){.what = list[past ? *n - 1 - i : i], .feedback = NEW_ARRAY(a, struct str, FEEDBACK_MOST), .time = -1};
		c = kind_and_time(db, g, e);
		if (!c)
			c = db_query(db, e, &r, "select person, people, coalesce(child_care, 0), language, coalesce(came, 0), id, feedback from sign_up where gathering = ?1 order by created_at, id", "b", g->what.id);
		if (c)
			return c;
		int got;
		while ((got = rows_next(r, e)) == 1) {
			g->people += rows_i(r, 1);
			g->came += rows_i(r, 4) > 0;
			if (rows_t(r, 6).n && g->n_feedback < FEEDBACK_MOST)
				g->feedback[g->n_feedback++] = str_dup(a, rows_t(r, 6));
			if (id_eq(rows_id(r, 0), v->person)) {
				g->mine = rows_id(r, 5);
				g->mine_people = str_fmt(a, "%lld", (long long)rows_i(r, 1));
				g->mine_care = rows_i(r, 2) > 0;
				g->mine_language = str_dup(a, rows_t(r, 3));
				g->mine_feedback = str_dup(a, rows_t(r, 6));
			}
		}
		rows_end(r);
		c = got < 0 ? e->code : OK;
	}
	return c;
}

enum code gathering_join(struct db *db, struct arena *a, const struct viewer *v, struct id gathering, const struct input *in, size_t n, struct err *e)
{
	const struct record_type *t = record_type_find(S("sign_up"));
	struct viewer system = *v; /* whoever signs up need not be one who reads the others' */
	struct rows *r;
	struct input with[8] = {{"gathering", id_str(a, gathering)}, {"person", id_str(a, v->person)}};
	struct id id = ID_NIL, made;
	int64_t version = 0, open = 0;
	system.hats |= REL_SYSTEM;
	enum code c = db_int(db, e, &open, "select count(*) from gathering where id = ?1 and state = 'planned' and on_date >= ?2", "bt", gathering, day_text(a, v->today));
	if (!c && !open)
		c = err_set(e, E_INPUT, "This day is over or called off.");
	if (!c)
		c = db_query(db, e, &r, "select id, version from sign_up where gathering = ?1 and person = ?2", "bb", gathering, v->person);
	if (c)
		return c;
	if (rows_next(r, e) == 1) {
		id = rows_id(r, 0);
		version = rows_i(r, 1);
	}
	rows_end(r);
	if (!id_nil(id))
		return record_update(db, a, &system, t, id, version, in, n, NULL, e);
	for (size_t i = 0; i < n && i < 6; i++)
		with[i + 2] = in[i];
	return record_create(db, a, &system, t, ID_NIL, with, n + 2 < 8 ? n + 2 : 8, &made, NULL, e);
}
