/* coming.c - when families can come, and what they bring along from earlier programs [R259] [R262]. */
#include "record/setting.h"
#include "school/family/together.h"

#define DECIDES (REL_LEADER | REL_DISTRICT | REL_ADMIN)

SETTINGS(coming) = {
	{.key = "family.times", .label = N_("Ask families at which times they could come"),
	 .help = N_("Beside an assembly stands how many families said that its time is good for them; afterwards how many came."), .type = SET_BOOL, .initial = "0", .inferred = true, .serves = "R259"},
	SETTINGS_END};

const struct choice FAMILY_TIMES[FAMILY_TIME_KINDS + 1] = {
	{"early", N_("Before school, until 8:30")}, {"morning", N_("In the morning, 8:30 to 11:30")}, {"noon", N_("Around noon, 11:30 to 13:30")}, {"afternoon", N_("In the afternoon, 13:30 to 17:00")},
	{"evening", N_("In the evening, from 17:00")}, {NULL, NULL}};

RECORD(family_time) = {
	.name = "family_time", .table = "family_time", .label = N_("When a family can come"), .plural = N_("When families can come"),
	.help = N_("Times of a school day at which an adult of a family could come. Shown as counts."), .serves = "R259", .scope = SCOPE_ORG,
	.see = REL_SYSTEM, .edit = REL_SYSTEM, .create = REL_SYSTEM, .remove = REL_SYSTEM,
	.fields = FIELDS(
		{"person", N_("Who"), NULL, F_REF, FF_REQUIRED | FF_FILTER | FF_FIXED | FF_UNIQUE, .ref = "person"},
		{"times", N_("Times"), NULL, F_CHOICES, FF_LIST, .choices = FAMILY_TIMES}),
	.title_field = "times", .order = "-created_at"};

int family_time_of(struct str begins)
{
	int64_t hour = 0, minute = 0;
	struct str rest = begins, h = str_cut(&rest, ':');
	if (!str_int(h, &hour) || hour < 0 || hour > 23 || (rest.n && !str_int(rest, &minute)))
		return -1;
	int64_t at = hour * 60 + minute;
	return at < 510 ? 0 : at < 690 ? 1 : at < 810 ? 2 : at < 1020 ? 3 : 4;
}

enum code family_times_load(struct db *db, struct arena *a, struct id person, struct family_times *out, struct err *e)
{
	struct rows *r;
	*out = (struct family_times){0};
	enum code c = db_query(db, e, &r, "select person, times, id, version from family_time where district = ?1", "d");
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct str times = rows_t(r, 1);
		out->families += times.n > 0;
		for (int k = 0; k < FAMILY_TIME_KINDS; k++)
			out->can[k] += choices_have(times, FAMILY_TIMES[k].value);
		if (id_eq(rows_id(r, 0), person)) {
			out->id = rows_id(r, 2);
			out->version = rows_i(r, 3);
			out->mine = str_dup(a, times);
		}
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	return db_int(db, e, &out->all, "select count(distinct adult) from guardian where district = ?1 and has_access = 1", "d");
}

enum code family_times_keep(struct db *db, struct arena *a, const struct viewer *v, struct str times, struct err *e)
{
	const struct record_type *t = record_type_find(S("family_time"));
	struct viewer system = *v; /* families tell; the school reads counts */
	struct family_times now;
	struct id made;
	struct input in[] = {{"times", times}, {"person", id_str(a, v->person)}};
	system.hats |= REL_SYSTEM;
	enum code c = family_times_load(db, a, v->person, &now, e);
	if (c)
		return c;
	return id_nil(now.id) ? record_create(db, a, &system, t, ID_NIL, in, 2, &made, NULL, e) : record_update(db, a, &system, t, now.id, now.version, in, 1, NULL, e);
}

enum code gathering_feedback(struct db *db, struct arena *a, const struct viewer *v, struct id gathering, struct str text, struct err *e)
{
	const struct record_type *t = record_type_find(S("sign_up"));
	struct viewer system = *v; /* whoever was there need not be one who reads what others say */
	struct id id = ID_NIL;
	struct rows *r;
	int64_t version = 0, held = 0;
	struct input in[] = {{"feedback", str_trim(text)}, {"came", S("1")}, {"gathering", id_str(a, gathering)}, {"person", id_str(a, v->person)}, {"language", str_z(LANGS[v->lang].tag)}};
	system.hats |= REL_SYSTEM;
	if (!in[0].text.n)
		return err_set(e, E_INPUT, "Write a few words first, then send them.");
	enum code c = db_int(db, e, &held, "select count(*) from gathering where id = ?1 and state <> 'off' and on_date <= ?2", "bt", gathering, day_text(a, v->today));
	if (!c && !held)
		c = err_set(e, E_INPUT, "This day has not been yet. Tell us afterwards how it was.");
	if (!c)
		c = db_query(db, e, &r, "select id, version from sign_up where gathering = ?1 and person = ?2", "bb", gathering, v->person);
	if (c)
		return c;
	if (rows_next(r, e) == 1) {
		id = rows_id(r, 0);
		version = rows_i(r, 1);
	}
	rows_end(r);
	return id_nil(id) ? record_create(db, a, &system, t, ID_NIL, in, 5, &id, NULL, e) : record_update(db, a, &system, t, id, version, in, 2, NULL, e);
}

/* ---- earlier programs ---- */

static const struct choice concern_states[] = {{"open", N_("Waits for an answer")}, {"answered", N_("Answered")}, {NULL, NULL}};

static enum code answer_says_both(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "answered") || (str_trim(rec_t(c->now, "differs")).n && str_trim(rec_t(c->now, "checked")).n))
		return OK;
	return err_set(e, E_INPUT, "Write how this program differs, and how it is checked and by whom. Then it is answered.");
}

RECORD(earlier_concern) = {
	.name = "earlier_concern", .table = "earlier_concern", .label = N_("Worry from an earlier program"), .plural = N_("Worries from earlier programs"),
	.help = N_("What went wrong for a family before, how this program differs and how that is checked. It is shown without the name."), .serves = "R262", .scope = SCOPE_ORG,
	.see = REL_STAFF | REL_ADMIN | REL_FAMILY, .edit = DECIDES, .create = REL_FAMILY | REL_STAFF | REL_ADMIN, .remove = DECIDES,
	.fields = FIELDS(
		{"text", N_("What happened before"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE | FF_FIXED, .max = 2000},
		{"program", N_("Which program, when"), NULL, F_TEXT, FF_LIST | FF_TRANSLATABLE | FF_FIXED},
		{"language", N_("Language"), NULL, F_LANG, 0, .initial = "en"},
		{"differs", N_("How this program differs"), NULL, F_LONG, FF_LIST | FF_TRANSLATABLE},
		{"checked", N_("How it is checked, when and by whom"), NULL, F_LONG, FF_LIST | FF_TRANSLATABLE},
		{"found", N_("What the check showed"), NULL, F_LONG, FF_LIST | FF_TRANSLATABLE}),
	.states = concern_states,
	.moves = MOVES({"open", "answered", N_("Answered"), DECIDES}),
	.checks = CHECKS({"an answer says how it differs and how it is checked [R262]", answer_says_both}),
	.title_field = "text", .order = "-created_at"};
