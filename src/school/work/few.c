#include "school/work/few.h"
#include "record/setting.h"

#define OURS (REL_HOME | REL_TEAM | REL_LEADER)
#define PLAN_DAYS 60 /* a plan without a last day is in use so long */

SETTINGS(few) = {
	{.key = "work.few_limit", .label = N_("Late pieces of work after which a teacher is asked to choose the few that matter"),
	 .help = N_("Learner and family then see a short list alone. 0: never."), .type = SET_INT, .initial = "6", .min = 0, .max = 100, .serves = "R199"},
	SETTINGS_END};

const struct choice FEW_AGREED[] = {{"page", N_("On the page")}, {"phone", N_("By phone")}, {"paper", N_("On paper")}, {"person", N_("In person")}, {NULL, NULL}};
static const struct choice states[] = {{"proposed", N_("The family is asked")}, {"agreed", N_("Agreed")}, {"done", N_("Done")}, {NULL, NULL}};

RECORD(short_plan) = {
	.name = "short_plan", .table = "short_plan", .label = N_("Short plan"), .plural = N_("Short plans"),
	.help = N_("Much is missing: the few pieces that matter, what can be let go, and whom to call."), .serves = "R199 R245", .scope = SCOPE_LEARNER, .about = "learner",
	.see = OURS, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"contact", N_("Whom to call"), NULL, F_REF, FF_LIST, .ref = "person"},
		{"words", N_("What we agree"), NULL, F_LONG, FF_LIST | FF_TRANSLATABLE},
		{"until", N_("Until"), NULL, F_DATE, FF_LIST},
		{"agreed_how", N_("Agreed"), NULL, F_CHOICE, FF_LIST, .choices = FEW_AGREED, .edit = OURS},
		{"agreed_on", N_("Agreed on"), NULL, F_DATE, FF_LIST | FF_NO_FORM, .edit = OURS}),
	.states = states,
	.moves = MOVES({"proposed", "agreed", N_("We agree"), REL_FAMILY | REL_TEAM}, {NULL, "proposed", N_("Ask the family again"), REL_TEAM}, {NULL, "done", N_("It is done"), REL_TEAM}),
	.title_field = "words", .order = "-created_at"};

enum code few_limit(struct db *db, int64_t *out, struct err *e)
{
	return setting_int(db, "work.few_limit", out, e);
}

static enum code plan(struct db *db, struct arena *a, struct id learner, day_t today, enum lang lang, struct few *out, int64_t *since, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select f.id, f.version, f.state, coalesce((select x.words from record_text x where x.id = f.id and x.field = 'words' and x.lang = ?1), f.words), f.until, f.agreed_how,"
	                       " f.contact, f.created_at, p.phone from short_plan f left join person p on p.id = f.contact where f.learner = ?2 and f.state <> 'done'"
	                       " and (f.until >= ?3 or (f.until is null and f.created_at >= ?4)) order by f.created_at desc, f.id desc limit 1",
	                       "zbti", LANGS[lang].tag, learner, day_text(a, today), (int64_t)(today - PLAN_DAYS) * DAY);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		out->plan = rows_id(r, 0);
		out->version = rows_i(r, 1);
		out->state = str_dup(a, rows_t(r, 2));
		out->words = str_dup(a, rows_t(r, 3));
		out->until = str_dup(a, rows_t(r, 4));
		out->agreed_how = str_dup(a, rows_t(r, 5));
		out->contact.id = rows_id(r, 6);
		*since = rows_i(r, 7);
		out->contact_phone = str_dup(a, rows_t(r, 8));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	return id_nil(out->contact.id) ? OK : person_get(db, a, out->contact.id, &out->contact, e);
}

/* Late work that was excused when the plan was made, or since. */
static enum code let_go(struct db *db, struct arena *a, struct id learner, enum lang lang, int64_t since, struct few *out, struct err *e)
{
	struct rows *r;
	out->let_go = NEW_ARRAY(a, struct str, 40);
	enum code c = db_query(db, e, &r,
	                       "select coalesce((select x.words from record_text x where x.id = w.id and x.field = 'title' and x.lang = ?1), w.title) from week_item w"
	                       " where w.learner = ?2 and w.state = 'excused' and w.updated_at >= ?3 order by w.by_until desc, w.id limit 40",
	                       "zbi", LANGS[lang].tag, learner, since);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		out->let_go[out->n_let_go++] = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code few_load(struct db *db, struct arena *a, struct id learner, day_t today, enum lang lang, struct few *out, struct err *e)
{
	int64_t limit = 0, since = 0;
	*out = (struct few){0};
	enum code c = few_limit(db, &limit, e);
	if (!c)
		c = plan(db, a, learner, today, lang, out, &since, e);
	if (!c)
		c = work_missing(db, a, learner, today, lang, id_nil(out->plan) ? FEW_SHOWN : FEW_MOST, &out->list, &out->n, &out->total, e);
	if (!c && !id_nil(out->plan))
		c = let_go(db, a, learner, lang, since, out, e);
	out->asked = limit > 0 && out->total > limit;
	out->on = out->asked || (!id_nil(out->plan) && (out->total > 0 || out->n_let_go > 0));
	return c;
}

static enum code move_to(struct db *db, const struct viewer *v, struct arena *a, const struct few *f, const char *to, struct err *e)
{
	int64_t version;
	enum code c = db_int(db, e, &version, "select version from short_plan where id = ?1", "b", f->plan);
	return c || str_eqz(f->state, to) ? c : record_move(db, a, v, record_type_find(S("short_plan")), f->plan, version, str_z(to), e);
}

enum code few_keep(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const struct input *in, size_t n, struct err *e)
{
	const struct record_type *t = record_type_find(S("short_plan"));
	struct few now = {0};
	struct input with[8] = {{"learner", id_str(a, learner)}};
	int64_t since = 0;
	bool agreed = false;
	enum code c = plan(db, a, learner, v->today, v->lang, &now, &since, e);
	for (size_t i = 0; i < n && i < 6; i++) {
		with[i + 1] = in[i];
		agreed = agreed || (str_eqz(str_z(in[i].field), "agreed_how") && in[i].text.n);
	}
	if (c)
		return c;
	if (agreed && n < 6)
		with[++n] = (struct input){"agreed_on", day_text(a, v->today)};
	if (id_nil(now.plan)) {
		c = record_create(db, a, v, t, ID_NIL, with, n + 1, &now.plan, NULL, e);
		now.state = S("proposed");
	} else {
		c = record_update(db, a, v, t, now.plan, now.version, with + 1, n, NULL, e);
	}
	return c ? c : move_to(db, v, a, &now, agreed ? "agreed" : "proposed", e);
}

enum code few_agree(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct err *e)
{
	const struct record_type *t = record_type_find(S("short_plan"));
	struct few now = {0};
	int64_t since = 0;
	struct input in[] = {{"agreed_how", S("page")}, {"agreed_on", day_text(a, v->today)}};
	enum code c = plan(db, a, learner, v->today, v->lang, &now, &since, e);
	if (!c && id_nil(now.plan))
		c = err_set(e, E_NOTFOUND, "There is no short plan now.");
	if (c || str_eqz(now.state, "agreed"))
		return c;
	c = record_update(db, a, v, t, now.plan, now.version, in, 2, NULL, e);
	return c ? c : move_to(db, v, a, &now, "agreed", e);
}
