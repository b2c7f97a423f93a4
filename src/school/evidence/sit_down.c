/* sit_down.c - ten tries without a step call a person: who sits down with the learner, by when, and what came of it.
 *
 * Law: a call is made and ended in the transaction of the evidence that makes or ends it; a person ends it too, by hand. It has
 * an owner by name and a day, blocks nothing, and says nothing about the learner. */
#include "school/admin/school.h"
#include "school/evidence/fold_inside.h"

#define CALL_DAYS 7    /* until somebody has sat down */
#define RECENT_DAYS 30 /* what nobody tried for longer calls nobody: an import of old evidence is no alarm */

static const struct choice states[] = {{"open", N_("To sit down")}, {"done", N_("We sat down")}, {"gone", N_("Went by itself")}, {"wrong", N_("The call was wrong")}, {NULL, NULL}};

/* A call that was wrong teaches something only with its reason; wrong ones are counted by group (fairness.h). */
static enum code wrong_has_a_reason(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "wrong") || str_trim(rec_t(c->now, "wrong_why")).n)
		return OK;
	return err_set(e, E_INPUT, "Write first why the call was wrong, under \"Why the call was wrong\". Wrong calls are counted, so that the program is mended and not the learner.");
}

RECORD(sit_down) = {
	.name = "sit_down", .table = "sit_down", .label = N_("To sit down with"), .plural = N_("To sit down with"),
	.help = N_("After ten tries without a step further a person is called: who, by when, and what came of it. It goes by itself when a step is seen or an adult noted what was seen or talked about."),
	.serves = "R206 R208", .scope = SCOPE_LEARNER, .about = "learner", .see = REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = 0,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"competency", N_("Competency"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "competency"},
		{"tries", N_("Tries without a step further"), NULL, F_INT, FF_LIST | FF_NO_FORM, .min = 0, .max = 65535, .initial = "0"},
		{"owner", N_("Who"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "person"},
		{"due_on", N_("By"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"came_of_it", N_("What came of it"), NULL, F_LONG, 0},
		{"wrong_why", N_("Why the call was wrong"), N_("Only when it was: such as work done together, a broken task, another language."), F_LONG, 0}),
	.states = states,
	.moves = MOVES({"open", "done", N_("We sat down"), REL_TEAM}, {"open", "gone", N_("Not needed"), REL_TEAM}, {"open", "wrong", N_("The call was wrong"), REL_TEAM},
		{NULL, "open", N_("Open again"), REL_TEAM}),
	.checks = CHECKS({"a wrong call is called wrong with its reason [R208]", wrong_has_a_reason}),
	.title_field = "due_on", .order = "due_on"};

struct call {
	struct id id, competency;
	struct str state;
	int64_t version, tries;
};

struct stuck {
	struct id competency;
	int64_t tries;
};

/* The newest call of each competency. */
static enum code calls_read(struct db *db, struct arena *a, struct id learner, struct call **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r, "select id, competency, state, version, tries from sit_down where learner = ?1 order by competency, created_at desc, id desc", "b", learner);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (*n && id_eq((*out)[*n - 1].competency, rows_id(r, 1)))
			continue;
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 8) * sizeof **out);
			cap += 8;
		}
		(*out)[(*n)++] = (struct call){rows_id(r, 0), rows_id(r, 1), str_dup(a, rows_t(r, 2)), rows_i(r, 3), rows_i(r, 4)};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code stuck_read(struct db *db, struct arena *a, struct id learner, struct stuck **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r, "select competency, in_vain from mastery where learner = ?1 and in_vain >= ?2 and last_at >= ?3 and word not in ('ready', 'shown') order by competency",
	                       "bii", learner, (int64_t)STRIVING_TRIES, clock_now() - RECENT_DAYS * (int64_t)DAY);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 8) * sizeof **out);
			cap += 8;
		}
		(*out)[(*n)++] = (struct stuck){rows_id(r, 0), rows_i(r, 1)};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* After somebody sat down: ten more tries, or a step and ten tries after it. */
bool fold_call_answered(struct str state, int64_t then, int64_t tries)
{
	return (str_eqz(state, "done") || str_eqz(state, "wrong")) && tries >= then && tries < then + STRIVING_TRIES;
}

enum code fold_calls(struct db *db, struct arena *a, struct id learner, struct err *e)
{
	const struct record_type *t = record_type_find(S("sit_down"));
	const struct viewer program = {.hats = REL_SYSTEM, .today = school_today(db)};
	struct call *calls;
	struct stuck *stuck;
	struct id owner = ID_NIL;
	struct str name;
	size_t n, k;
	enum code c = calls_read(db, a, learner, &calls, &n, e);
	if (!c)
		c = stuck_read(db, a, learner, &stuck, &k, e);
	for (size_t i = 0; i < n && !c; i++) {
		bool still = false;
		for (size_t j = 0; j < k; j++)
			still |= id_eq(stuck[j].competency, calls[i].competency);
		if (!still && str_eqz(calls[i].state, "open"))
			c = record_move(db, a, &program, t, calls[i].id, calls[i].version, S("gone"), e);
	}
	if (!c && k)
		c = evidence_person(db, a, learner, program.today, &owner, &name, e);
	for (size_t j = 0; j < k && !c && !id_nil(owner); j++) {
		bool there = false;
		for (size_t i = 0; i < n; i++)
			there |= id_eq(stuck[j].competency, calls[i].competency) && (str_eqz(calls[i].state, "open") || fold_call_answered(calls[i].state, calls[i].tries, stuck[j].tries));
		struct input in[] = {{"learner", id_str(a, learner)}, {"competency", id_str(a, stuck[j].competency)}, {"tries", str_fmt(a, "%lld", (long long)stuck[j].tries)},
		                     {"owner", id_str(a, owner)}, {"due_on", day_text(a, program.today + CALL_DAYS)}};
		struct id made;
		if (!there)
			c = record_create(db, a, &program, t, ID_NIL, in, sizeof in / sizeof *in, &made, NULL, e);
	}
	return c;
}
