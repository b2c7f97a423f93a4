#include "school/library/spoken.h"
#include "school/admin/calendar.h"
#include "school/plan/delivery.h"

#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)
#define DAYS_TO_READ 2 /* school days until a recording is there: a convention of this house */

RECORD(plain_text) = {
	.name = "plain_text", .table = "plain_text", .label = N_("Text in simpler words"), .plural = N_("Texts in simpler words"),
	.help = N_("The same text in shorter sentences and plainer words, written by a person. It is offered beside the original."), .serves = "R210 R235",
	.scope = SCOPE_ORG, .see = REL_SIGNED_IN, .edit = REL_STAFF, .create = REL_STAFF, .remove = REL_STAFF,
	.fields = FIELDS(
		{"resource", N_("Resource"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "resource"},
		{"language", N_("Language"), NULL, F_LANG, FF_REQUIRED | FF_LIST | FF_FILTER, .initial = "en"},
		{"text", N_("In simpler words"), N_("The goal stays the same. An empty line begins a new paragraph."), F_LONG, FF_REQUIRED | FF_SEARCH, .max = 40000}),
	.title_field = "language", .order = "language"};

RECORD(recording) = {
	.name = "recording", .table = "recording", .label = N_("Text read by a person"), .plural = N_("Texts read by a person"),
	.help = N_("A person of the school or the family reads a text aloud for a learner."), .serves = "R217", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = 0, .create = REL_FAMILY | REL_TEAM, .remove = REL_FAMILY | REL_TEAM,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"week_item", N_("Piece of work"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "week_item"},
		{"resource", N_("Resource"), NULL, F_REF, FF_FILTER | FF_FIXED, .ref = "resource"},
		{"language", N_("Language"), NULL, F_LANG, FF_REQUIRED | FF_LIST}),
	.title_field = "week_item", .order = "-created_at"};

static struct str name_of(struct arena *a, const struct rows *r, int at)
{
	return str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, at)), S_ARG(rows_t(r, at + 1))));
}

static void parts_of(struct arena *a, struct simpler *x, struct str text)
{
	size_t most = 1, at;
	for (size_t i = 0; i < text.n; i++)
		most += text.p[i] == '\n';
	x->parts = NEW_ARRAY(a, struct str, most);
	while (text.n) {
		struct str part = text;
		bool more = str_find(text, S("\n\n"), &at) || str_find(text, S("\n\r\n"), &at);
		if (more)
			part.n = at;
		text = more ? (struct str){text.p + at + 2, text.n - at - 2} : S("");
		if (str_trim(part).n)
			x->parts[x->n++] = str_trim(part);
	}
}

enum code simpler_of(struct db *db, struct arena *a, struct id resource, enum lang lang, struct simpler **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got;
	*out = NEW_ARRAY(a, struct simpler, LANG_COUNT);
	*n = 0;
	if (id_nil(resource))
		return OK;
	TRY(db_query(db, e, &r,
	             "select t.id, t.language, t.text, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from plain_text t left join person p on p.id = t.created_by"
	             " where t.resource = ?1 order by case when t.language = ?2 then 0 else 1 end, t.language, t.created_at desc, t.id",
	             "bz", resource, LANGS[lang].tag));
	while ((got = rows_next(r, e)) == 1 && *n < LANG_COUNT) {
		struct simpler x = {.id = rows_id(r, 0), .by = name_of(a, r, 3)};
		if (!lang_parse(rows_t(r, 1), &x.lang))
			continue;
		parts_of(a, &x, str_dup(a, rows_t(r, 2)));
		(*out)[(*n)++] = x;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code recordings_of(struct db *db, struct arena *a, const struct work *w, struct recording **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got;
	*out = NEW_ARRAY(a, struct recording, 10);
	*n = 0;
	TRY(db_query(db, e, &r,
	             "select x.id, x.language, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from recording x left join person p on p.id = x.created_by"
	             " where x.learner = ?1 and (x.week_item = ?2 or x.resource = ?3) order by x.created_at desc, x.id limit 10",
	             "bbb", w->learner, w->id, w->resource));
	while ((got = rows_next(r, e)) == 1 && *n < 10)
		(*out)[(*n)++] = (struct recording){.id = rows_id(r, 0), .language = str_dup(a, rows_t(r, 1)), .by = name_of(a, r, 2)};
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < *n; i++)
		TRY(attachments_of(db, a, (*out)[i].id, &(*out)[i].files, e));
	return OK;
}

/* ---- recording ---- */

static enum code wishes_ready(struct db *db, struct arena *a, struct id work, struct err *e)
{
	struct rows *r;
	struct { struct id id; int64_t version; } list[20];
	size_t n = 0;
	int got;
	struct viewer system = {.hats = REL_SYSTEM | REL_TEAM};
	TRY(db_query(db, e, &r, "select id, version from access_task where work = ?1 and term = 'human-reader' and state = 'open' order by id limit 20", "b", work));
	while ((got = rows_next(r, e)) == 1 && n < 20) {
		list[n].id = rows_id(r, 0);
		list[n++].version = rows_i(r, 1);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n; i++)
		TRY(record_move(db, a, &system, record_type_find(S("access_task")), list[i].id, list[i].version, S("ready"), e));
	return OK;
}

static enum code keep_one(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id work, struct id resource, enum lang lang,
                          const struct taken *files, struct err *e)
{
	struct id id;
	struct input in[] = {{"learner", id_str(a, learner)}, {"week_item", id_str(a, work)}, {"language", str_z(LANGS[lang].tag)}, {"resource", id_nil(resource) ? S("") : id_str(a, resource)}};
	TRY(record_create(db, a, v, record_type_find(S("recording")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e));
	TRY(attachments_keep(db, a, v, learner, OF_RECORDING, id, files, e));
	return wishes_ready(db, a, work, e);
}

/* The same text in the same week, of learners whom the viewer teaches or looks after. */
static enum code keep_others(struct db *db, struct arena *a, const struct viewer *v, const struct work *w, enum lang lang, const struct taken *files, int *made, struct err *e)
{
	struct rows *r;
	struct { struct id learner, work; } *list = NULL;
	size_t n = 0, cap = 0;
	int got;
	TRY(db_query(db, e, &r,
	             "select i.learner, i.id from week_item i join week_plan p on p.id = i.week join week_item o on o.id = ?1 join week_plan q on q.id = o.week"
	             " where i.resource = ?2 and p.monday = q.monday and i.learner <> ?3 and i.state in ('planned', 'started') order by i.id limit 400",
	             "bbb", w->id, w->resource, w->learner));
	while ((got = rows_next(r, e)) == 1) {
		if (n == cap) {
			list = arena_grow(a, list, cap * sizeof *list, (cap + 40) * sizeof *list);
			cap += 40;
		}
		list[n].learner = rows_id(r, 0);
		list[n++].work = rows_id(r, 1);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n; i++) {
		unsigned rel = 0;
		TRY(access_to_learner(db, v, list[i].learner, &rel, e));
		if (!(rel & REL_TEAM))
			continue;
		TRY(keep_one(db, a, v, list[i].learner, list[i].work, w->resource, lang, files, e));
		++*made;
	}
	return OK;
}

enum code recording_keep(struct db *db, struct arena *a, const struct viewer *v, const struct work *w, enum lang lang, const struct taken *files, bool for_all, int *made,
                         struct err *e)
{
	bool sound = files->n > 0;
	*made = 0;
	for (size_t i = 0; i < files->n; i++)
		sound = sound && (files->items[i].media.kind & (MEDIA_AUDIO | MEDIA_VIDEO)) != 0;
	if (!sound)
		return err_set(e, E_INPUT, "Add a recording: a sound, or a film with sound.");
	TRY(keep_one(db, a, v, w->learner, w->id, w->resource, lang, files, e));
	*made = 1;
	return for_all && !id_nil(w->resource) ? keep_others(db, a, v, w, lang, files, made, e) : OK;
}

enum code recording_played(struct db *db, struct arena *a, struct id learner, struct id file, day_t day, struct err *e)
{
	static const char *const names[NEED_SOURCES] = {"iep", "504", "el", "learner", "family", "school"};
	struct need_context here = {.day = day, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	const struct needs *needs;
	struct rows *r;
	struct delivered d = {.learner = learner, .term = NEED_HUMAN_READER, .what = DELIVERED_USED, .channel = "person", .source = "learner", .by = learner};
	TRY(db_query(db, e, &r, "select x.week_item, x.language from attachment t join recording x on x.id = t.recording where t.id = ?1 and x.learner = ?2", "bb", file, learner));
	int got = rows_next(r, e);
	if (got == 1) {
		d.work = rows_id(r, 0);
		d.value = str_dup(a, rows_t(r, 1));
	}
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : OK;
	TRY(needs_load(db, a, learner, &here, &needs, e));
	const struct need *x = needs_find(needs, NEED_HUMAN_READER, S(""));
	if (x && x->from) {
		d.source = names[x->from->source];
		d.line = x->from->source <= NEED_FROM_EL ? x->from->id : ID_NIL;
	}
	return delivery_put(db, a, day, &d, 1, e);
}

/* ---- wishing ---- */

enum code reader_wish_of(struct db *db, struct arena *a, struct id work, struct reader_wish *out, struct err *e)
{
	struct rows *r;
	*out = (struct reader_wish){.due = DAY_NONE};
	TRY(db_query(db, e, &r,
	             "select t.due_on, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from access_task t left join person p on p.id = t.owner"
	             " where t.work = ?1 and t.term = 'human-reader' and t.state = 'open' order by t.due_on, t.id limit 1",
	             "b", work));
	int got = rows_next(r, e);
	if (got == 1) {
		out->open = true;
		out->owner = name_of(a, r, 1);
		if (!day_parse(rows_t(r, 0), &out->due))
			out->due = DAY_NONE;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* A day of school some days from now. */
static enum code due_on(struct db *db, struct arena *a, day_t today, day_t *out, struct err *e)
{
	struct calendar c;
	TRY(school_calendar(db, a, today, today + 60, &c, e));
	*out = calendar_add(&c, today, DAYS_TO_READ);
	if (*out == DAY_NONE)
		*out = today + DAYS_TO_READ;
	return OK;
}

/* The language in which the owner reads these pages. */
static enum code speaks(struct db *db, struct id person, enum lang *out, struct err *e)
{
	struct rows *r;
	*out = LANG_EN;
	TRY(db_query(db, e, &r, "select language from person where id = ?1", "b", person));
	int got = rows_next(r, e);
	if (got == 1 && !lang_parse(rows_t(r, 0), out))
		*out = LANG_EN;
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code reader_ask(struct db *db, struct arena *a, const struct viewer *v, const struct work *w, enum lang lang, struct err *e)
{
	struct reader_wish had;
	struct id owner, id;
	enum lang theirs;
	day_t due;
	struct viewer system = {.hats = REL_SYSTEM | REL_TEAM, .today = v->today};
	TRY(reader_wish_of(db, a, w->id, &had, e));
	if (had.open)
		return err_set(e, E_CONFLICT, "A person is asked already.");
	TRY(delivery_owner(db, a, w->learner, v->today, &owner, e));
	if (id_nil(owner))
		return err_set(e, E_INPUT, "No adult is named for this learner yet. Ask the person who is in the room.");
	TRY(speaks(db, owner, &theirs, e));
	TRY(due_on(db, a, v->today, &due, e));
	struct str text = str_fmt(a, tr(theirs, N_("Read aloud and record, in %.*s: %.*s")), S_ARG(tr_language_name(a, theirs, str_z(LANGS[lang].tag))), S_ARG(w->title));
	struct input in[] = {{"learner", id_str(a, w->learner)}, {"term", S("human-reader")}, {"monday", day_text(a, day_monday(v->today))}, {"work", id_str(a, w->id)},
	                     {"text", text}, {"owner", id_str(a, owner)}, {"due_on", day_text(a, due)}};
	return record_create(db, a, &system, record_type_find(S("access_task")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}
