/* helpers.c - people from outside whom a family trusts, and teachers who walk a day with a family: by consent, limited, taken
 * back at any time; never against a court [R254] [R258]. */
#include "school/family/ours.h"

#include <string.h>

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}

const struct choice HELPER_PARTS[] = {
	{"week", N_("This week's work")}, {"tonight", N_("How to help tonight")}, {"times", N_("Times of the week and changes")}, {"meetings", N_("When conferences are")},
	{"write", N_("To write to the school for us")}, {NULL, NULL}};
static const struct choice helper_states[] = {{"asked", N_("Waits for the family")}, {"approved", N_("The family said yes")}, {"declined", N_("The family said no")}, {"ended", N_("Ended")}, {NULL, NULL}};

enum code kept_away(struct db *db, struct arena *a, struct id adult, struct id learner, day_t today, bool *out, struct err *e)
{
	int64_t n = 0;
	*out = true;
	enum code c = db_int(db, e, &n, "select count(*) from guardian where adult = ?1 and learner = ?2 and (has_access = 0 or coalesce(restriction_until, '0001-01-01') >= ?3)", "bbt", adult, learner,
	                     day_text(a, today));
	*out = c || n > 0;
	return c;
}

static enum code court_allows(const struct change *c, struct err *e)
{
	bool away;
	day_t until;
	if (!c->now || str_eqz(c->now->state, "declined") || str_eqz(c->now->state, "ended"))
		return OK;
	if (day_parse(rec_t(c->now, "until_on"), &until) && until < c->viewer->today)
		return err_set(e, E_INPUT, "The last day is over. Choose a later one.");
	enum code code = kept_away(c->db, c->a, rec_id(c->now, "adult"), rec_id(c->now, "learner"), c->viewer->today, &away, e);
	if (code || !away)
		return code;
	return err_set(e, E_INPUT, "This person cannot be given access to this learner. Ask the school's leader.");
}

/* The relation follows the family's word: begun with its yes, over with its no. */
static enum code relation_follows(const struct change *c, struct err *e)
{
	const struct record_type *role = record_type_find(S("support_role"));
	struct viewer system = *c->viewer;
	struct rows *r;
	int64_t version = 0;
	system.hats |= REL_SYSTEM;
	if (!c->now || (c->old && str_eq(c->old->state, c->now->state)))
		return OK;
	struct id id = id_of("helper role", id_str(c->a, c->now->id)), made;
	if (str_eqz(c->now->state, "approved")) {
		struct input in[] = {{"learner", id_str(c->a, rec_id(c->now, "learner"))}, {"adult", id_str(c->a, rec_id(c->now, "adult"))}, {"role", S("broker")},
		                     {"purpose", rec_t(c->now, "organisation")}, {"begin_on", day_text(c->a, c->viewer->today)}, {"end_on", rec_t(c->now, "until_on")}};
		enum code code = record_create(c->db, c->a, &system, role, id, in, sizeof in / sizeof *in, &made, NULL, e);
		return code ? code : disclosure_log(c->db, c->viewer, rec_id(c->now, "learner"), rec_t(c->now, "organisation"), S("help that the family chose"), rec_t(c->now, "parts"), e);
	}
	if (!str_eqz(c->now->state, "ended"))
		return OK;
	enum code code = db_query(c->db, e, &r, "select version from support_role where id = ?1", "b", id);
	if (code)
		return code;
	if (rows_next(r, e) == 1)
		version = rows_i(r, 0);
	rows_end(r);
	struct input end = {"end_on", day_text(c->a, c->viewer->today - 1)};
	return version ? record_update(c->db, c->a, &system, role, id, version, &end, 1, NULL, e) : OK;
}

RECORD(helper_access) = {
	.name = "helper_access", .table = "helper_access", .label = N_("Trusted helper"), .plural = N_("Trusted helpers"),
	.help = N_("Somebody of a group that the family trusts. The family says what they may see and until when."), .serves = "R254", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_FAMILY | REL_CASE | REL_EL | REL_ADVISER | REL_TEACHER | REL_LEADER | REL_ADMIN, .edit = REL_FAMILY, .create = REL_FAMILY | REL_LEADER | REL_ADMIN, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"organisation", N_("Group or organization"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_FIXED},
		{"adult", N_("Person"), N_("A person whom the school has entered."), F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"parts", N_("May see or do"), NULL, F_CHOICES, FF_REQUIRED | FF_LIST, .choices = HELPER_PARTS},
		{"until_on", N_("Until"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"reason", N_("What for"), NULL, F_TEXT, FF_LIST}),
	.states = helper_states,
	.moves = MOVES({"asked", "approved", N_("Yes, we want this"), REL_FAMILY}, {"asked", "declined", N_("No, thank you"), REL_FAMILY}, {"approved", "ended", N_("End it now"), REL_FAMILY | REL_LEADER}),
	.checks = CHECKS({"no court stands against it [R254]", court_allows}), .after = relation_follows,
	.title_field = "organisation", .order = "-created_at"};

enum code helper_load(struct db *db, struct arena *a, struct id adult, struct id learner, day_t today, struct helper_access **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct helper_access, 100);
	enum code c = db_query(db, e, &r,
	                       "select h.id, h.learner, h.organisation, h.parts, coalesce(nullif(p.preferred_name, ''), p.given_name), h.until_on from helper_access h join person p on p.id = h.learner"
	                       " where h.adult = ?1 and (h.learner = ?2 or ?3 = 1) and h.state = 'approved' and h.until_on >= ?4 and not exists (select 1 from guardian g where g.adult = h.adult"
	                       " and g.learner = h.learner and (g.has_access = 0 or coalesce(g.restriction_until, '0001-01-01') >= ?4)) order by p.given_name, h.id limit 100",
	                       "bbit", adult, learner, (int64_t)id_nil(learner), day_text(a, today));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct helper_access *x = &(*out)[(*n)++];
		*x = (struct helper_access){rows_id(r, 0), rows_id(r, 1), str_dup(a, rows_t(r, 2)), str_dup(a, rows_t(r, 3)), str_dup(a, rows_t(r, 4)), DAY_NONE};
		(void)day_parse(rows_t(r, 5), &x->until);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* ---- a walk together ---- */

static const struct choice walk_states[] = {{"asked", N_("Waits for the family")}, {"agreed", N_("The family said yes")}, {"declined", N_("The family said no")}, {"done", N_("It took place")}, {NULL, NULL}};
static const struct choice walk_sharing[] = {{"us", N_("Only we and whoever came along")}, {"team", N_("All adults of my child at school")}, {NULL, NULL}};

RECORD(empathy_walk) = {
	.name = "empathy_walk", .table = "empathy_walk", .label = N_("Walk with a family"), .plural = N_("Walks with families"),
	.help = N_("A teacher spends a day, or a part of one, with a learner and the family. The family says yes first, and who may read what was learned."), .serves = "R258",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_FAMILY | REL_TEAM | REL_LEADER, .edit = REL_FAMILY | REL_TEAM, .create = REL_TEAM | REL_LEADER, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"visitor", N_("Who comes along"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"on_date", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"what", N_("What we would do"), NULL, F_LONG, FF_LIST | FF_FIXED},
		{"shared", N_("Who may read what was learned"), NULL, F_CHOICE, FF_LIST, .choices = walk_sharing, .initial = "us", .edit = REL_FAMILY},
		{"learned", N_("What was learned about what moves this learner"), NULL, F_LONG, FF_NO_FORM, .see = REL_FAMILY, .edit = REL_SYSTEM}),
	.states = walk_states,
	.moves = MOVES({"asked", "agreed", N_("Yes, come along"), REL_FAMILY}, {"asked", "declined", N_("No, thank you"), REL_FAMILY}, {"agreed", "declined", N_("Not any more"), REL_FAMILY},
	               {"agreed", "done", N_("It took place"), REL_TEAM}),
	.title_field = "on_date", .order = "-on_date"};

enum code walks_load(struct db *db, struct arena *a, const struct viewer *v, unsigned rel, struct id learner, struct walk **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct walk, 20);
	enum code c = db_query(db, e, &r,
	                       "select w.id, w.version, w.state, coalesce(w.what, ''), coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, coalesce(w.learned, ''), w.on_date, w.shared, w.visitor"
	                       " from empathy_walk w join person p on p.id = w.visitor where w.learner = ?1 order by w.on_date desc, w.id limit 20",
	                       "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct walk *x = &(*out)[(*n)++];
		*x = (struct walk){.id = rows_id(r, 0), .version = rows_i(r, 1), .state = str_dup(a, rows_t(r, 2)), .what = str_dup(a, rows_t(r, 3)),
		                   .visitor = str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 4)), S_ARG(rows_t(r, 5))), .on = DAY_NONE, .shared = str_eqz(rows_t(r, 8), "team"), .mine = id_eq(rows_id(r, 9), v->person)};
		(void)day_parse(rows_t(r, 7), &x->on);
		if (rel & REL_FAMILY || x->mine || (x->shared && rel & REL_TEAM))
			x->learned = str_dup(a, rows_t(r, 6));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code walk_learned(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id walk, struct str text, struct err *e)
{
	const struct record_type *t = record_type_find(S("empathy_walk"));
	struct viewer system = *v; /* the visitor writes it and, if the family chose so, nobody else at school reads it */
	struct rows *r;
	struct str state = S("");
	int64_t version = 0;
	bool mine = false;
	system.hats |= REL_SYSTEM;
	enum code c = db_query(db, e, &r, "select version, visitor, state from empathy_walk where id = ?1 and learner = ?2", "bb", walk, learner);
	if (c)
		return c;
	if (rows_next(r, e) == 1) {
		version = rows_i(r, 0);
		mine = id_eq(rows_id(r, 1), v->person);
		state = str_dup(a, rows_t(r, 2));
	}
	rows_end(r);
	if (!version)
		return err_set(e, E_NOTFOUND, "There is no such walk.");
	if (!mine)
		return err_set(e, E_DENIED, "Whoever went along writes what was learned.");
	if (!str_eqz(state, "agreed") && !str_eqz(state, "done"))
		return err_set(e, E_INPUT, "The family has not said yes to this.");
	if (!str_trim(text).n)
		return err_set(e, E_INPUT, "Write a few words first, then keep them.");
	struct input in = {"learned", str_trim(text)};
	c = record_update(db, a, &system, t, walk, version, &in, 1, NULL, e);
	return c || str_eqz(state, "done") ? c : record_move(db, a, &system, t, walk, version + 1, S("done"), e);
}
