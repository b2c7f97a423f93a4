#include "school/team/strategy.h"

#include "record/setting.h"

#define STRATEGIES_MOST 200
#define NOTES_MOST 50
#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

SETTINGS(strategies) = {
	{.key = "team.strategies", .label = N_("A bank of strategies"), .help = N_("Staff share what they tried against a barrier to learning, and comment on each other's ideas."), .type = SET_BOOL,
	 .initial = "0", .inferred = true, .serves = "R304"},
	SETTINGS_END};

const struct choice BARRIERS[] = {
	{"starting", N_("Getting started")}, {"attention", N_("Staying with it")}, {"memory", N_("Keeping steps in mind")}, {"decoding", N_("Reading the words")},
	{"meaning", N_("Understanding what is read or heard")}, {"language", N_("The language of the task")}, {"writing", N_("Getting it onto paper or screen")}, {"numbers", N_("Numbers and how much")},
	{"speaking", N_("Speaking up")}, {"calm", N_("Feeling calm and safe")}, {"together", N_("Working with others")}, {"senses", N_("Seeing, hearing, moving")}, {"time", N_("Time and planning")}, {NULL, NULL}};
const struct choice TRIED_HOW[] = {{"helped", N_("It helped")}, {"partly", N_("It helped in part")}, {"not", N_("It did not help here")}, {"idea", N_("Not tried, a thought")}, {NULL, NULL}};

RECORD(strategy) = {
	.name = "strategy", .table = "strategy", .label = N_("Strategy"), .plural = N_("Strategies"),
	.help = N_("Something that was tried against a barrier to learning, and what was seen. No names of learners, no labels."), .serves = "R304", .scope = SCOPE_ORG,
	.see = REL_STAFF, .edit = REL_STAFF, .create = REL_STAFF, .remove = REL_STAFF,
	.fields = FIELDS(
		{"title", N_("In a few words"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"barrier", N_("What is in the way"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = BARRIERS},
		{"what", N_("What to do"), N_("So that a colleague can do it tomorrow."), F_LONG, FF_REQUIRED | FF_SEARCH},
		{"evidence", N_("What was seen"), N_("With whom it was tried, how long, what changed. Without names."), F_LONG, FF_REQUIRED},
		{"source", N_("Where it comes from"), N_("A study, a colleague, an own idea."), F_TEXT, 0}),
	.title_field = "title", .order = "title"};

RECORD(strategy_note) = {
	.name = "strategy_note", .table = "strategy_note", .label = N_("Comment on a strategy"), .plural = N_("Comments on strategies"),
	.help = N_("What a colleague saw with it. It stays as it was written."), .serves = "R304", .scope = SCOPE_ORG, .see = REL_STAFF, .create = REL_STAFF,
	.fields = FIELDS(
		{"strategy", N_("Strategy"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "strategy"},
		{"how", N_("How it went"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = TRIED_HOW},
		{"text", N_("Comment"), NULL, F_LONG, FF_REQUIRED | FF_LIST}),
	.append_only = true, .title_field = "text", .order = "-created_at"};

static enum code notes_of(struct db *db, struct arena *a, struct strategy *x, struct err *e)
{
	struct rows *r;
	x->notes = NEW_ARRAY(a, struct tried_note, NOTES_MOST);
	TRY(db_query(db, e, &r,
	             "select n.how, n.text, n.created_at, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '') from strategy_note n"
	             " left join person p on p.id = n.created_by where n.strategy = ?1 order by n.created_at, n.id limit 50",
	             "b", x->id));
	int got;
	while ((got = rows_next(r, e)) == 1 && x->n < NOTES_MOST) {
		struct tried_note *t = &x->notes[x->n++];
		*t = (struct tried_note){str_dup(a, rows_t(r, 0)), str_dup(a, rows_t(r, 1)), str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 3)), S_ARG(rows_t(r, 4)))), rows_i(r, 2)};
		x->helped += str_eqz(t->how, "helped");
		x->tried += !str_eqz(t->how, "idea");
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code strategies_find(struct db *db, struct arena *a, struct str barrier, struct str words, struct strategy **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct strategy, STRATEGIES_MOST);
	struct str wanted = str_fold(a, str_trim(words));
	TRY(db_query(db, e, &r,
	             "select s.id, s.title, s.what, s.evidence, coalesce(s.source, ''), s.barrier, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '') from strategy s"
	             " left join person p on p.id = s.created_by where s.district = ?1 and (?2 = '' or s.barrier = ?2) order by s.title, s.id",
	             "dt", barrier));
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < STRATEGIES_MOST) {
		size_t at;
		struct str all = str_fold(a, str_fmt(a, "%.*s %.*s %.*s", S_ARG(rows_t(r, 1)), S_ARG(rows_t(r, 2)), S_ARG(rows_t(r, 3))));
		if (wanted.n && !str_find(all, wanted, &at))
			continue;
		(*out)[(*n)++] = (struct strategy){.id = rows_id(r, 0), .title = str_dup(a, rows_t(r, 1)), .what = str_dup(a, rows_t(r, 2)), .evidence = str_dup(a, rows_t(r, 3)), .source = str_dup(a, rows_t(r, 4)),
		                                   .barrier = str_dup(a, rows_t(r, 5)), .by = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 6)), S_ARG(rows_t(r, 7))))};
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < *n; i++)
		TRY(notes_of(db, a, &(*out)[i], e));
	return OK;
}
