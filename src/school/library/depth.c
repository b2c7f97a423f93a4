#include "school/library/depth.h"

#define VERSIONS_MOST 20
#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

RECORD(depth_check) = {
	.name = "depth_check", .table = "depth_check", .label = N_("Check of a digital lesson"), .plural = N_("Checks of digital lessons"),
	.help = N_("Four questions about depth and interaction, asked before a lesson is used on a screen. Kept with who and when."), .serves = "R431", .scope = SCOPE_ORG,
	.see = REL_STAFF, .create = REL_STAFF,
	.fields = FIELDS(
		{"resource", N_("Digital lesson"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "resource"},
		{"thinking", N_("Learners decide, explain or make something; finding the place to click is not enough"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"acting", N_("Learners answer, build or talk on the way; they do not only read or watch"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"telling", N_("What learners do gets an answer that helps them go on"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"adding", N_("The screen adds something that paper or a talk would not"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"source_rigor", N_("Depth of the lesson it came from"), N_("1 to 4. Empty: it came from none."), F_INT, FF_LIST, .min = 1, .max = 4},
		{"note", N_("What was changed, or is still thin"), NULL, F_LONG, 0}),
	.append_only = true, .title_field = "resource", .order = "-created_at"};

static enum code keeps_the_thinking(const struct change *c, struct err *e)
{
	int64_t original = 0, version = 0;
	if (!c->now)
		return OK;
	if (id_eq(rec_id(c->now, "original"), rec_id(c->now, "version_of")))
		return err_set(e, E_INPUT, "The accessible version is another resource than the original.");
	TRY(db_int(c->db, e, &original, "select coalesce(max(rigor), 0) from resource where id = ?1", "b", rec_id(c->now, "original")));
	TRY(db_int(c->db, e, &version, "select coalesce(max(rigor), 0) from resource where id = ?1", "b", rec_id(c->now, "version_of")));
	if (version >= original)
		return OK;
	return err_set(e, E_INPUT, "This version asks for less thinking (level %d) than the original (level %d). Change the way in, not the thinking; then name it.", (int)version, (int)original);
}

RECORD(access_version) = {
	.name = "access_version", .table = "access_version", .label = N_("Accessible version"), .plural = N_("Accessible versions"),
	.help = N_("Which resource opens another one to more learners. It keeps or raises the thinking asked for."), .serves = "R227", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_STAFF, .create = REL_STAFF, .remove = REL_STAFF,
	.fields = FIELDS(
		{"original", N_("Original"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "resource"},
		{"version_of", N_("Accessible version"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "resource"},
		{"opens", N_("What it opens, and how"), N_("Such as: sound beside the text."), F_TEXT, FF_LIST | FF_TRANSLATABLE}),
	.checks = CHECKS({"an accessible version keeps or raises the thinking [R227]", keeps_the_thinking}),
	.title_field = "version_of", .order = "-created_at"};

const char *const DEPTH_FIELDS[DEPTH_QUESTIONS] = {"thinking", "acting", "telling", "adding"};

const char *depth_question(int k)
{
	return record_depth_check.fields[field_index(&record_depth_check, DEPTH_FIELDS[k])].label;
}

bool depth_asked(struct str kind, int64_t minutes_screen)
{
	return str_eqz(kind, "link") || str_eqz(kind, "video") || ((str_eqz(kind, "lesson") || str_eqz(kind, "project")) && minutes_screen > 0);
}

enum code depth_newest(struct db *db, struct arena *a, struct id resource, struct depth *out, struct err *e)
{
	struct rows *r;
	*out = (struct depth){0};
	TRY(db_query(db, e, &r,
	             "select u.thinking, u.acting, u.telling, u.adding, coalesce(u.source_rigor, 0), coalesce(u.note, ''), u.created_at,"
	             " coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from depth_check u left join person p on p.id = u.created_by"
	             " where u.resource = ?1 order by u.created_at desc, u.id desc limit 1",
	             "b", resource));
	int got = rows_next(r, e);
	if (got == 1) {
		out->any = true;
		for (int k = 0; k < DEPTH_QUESTIONS; k++) {
			out->yes[k] = rows_i(r, k) != 0;
			out->n_yes += out->yes[k];
		}
		out->source = rows_i(r, 4);
		out->note = str_dup(a, rows_t(r, 5));
		out->at = rows_i(r, 6);
		out->by = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 7)), S_ARG(rows_t(r, 8))));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code versions_of(struct db *db, struct arena *a, struct id resource, struct access_version *original, struct access_version **versions, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*original = (struct access_version){0};
	*versions = NEW_ARRAY(a, struct access_version, VERSIONS_MOST);
	TRY(db_query(db, e, &r,
	             "select 0, o.id, o.title, coalesce(o.rigor, 0) from access_version v join resource o on o.id = v.original where v.version_of = ?1"
	             " union all select 1, o.id, o.title, coalesce(o.rigor, 0) from access_version v join resource o on o.id = v.version_of where v.original = ?1 order by 1, 3, 2",
	             "b", resource));
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct access_version x = {rows_id(r, 1), str_dup(a, rows_t(r, 2)), rows_i(r, 3)};
		if (!rows_i(r, 0))
			*original = x;
		else if (*n < VERSIONS_MOST)
			(*versions)[(*n)++] = x;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}
