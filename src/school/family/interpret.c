#include "school/family/interpret.h"
#include "record/setting.h"
#include "school/reach/reach.h"

#define OURS (REL_HOME | REL_TEAM | REL_LEADER)
#define STAFF_HERE (REL_TEAM | REL_LEADER)

const struct choice INTERPRET_WAYS[] = {{"person", N_("In person")}, {"phone", N_("By phone")}, {"video", N_("Video call")}, {NULL, NULL}};
const struct choice INTERPRET_CLEAR[] = {{"yes", N_("Yes")}, {"partly", N_("Partly")}, {"no", N_("No")}, {NULL, NULL}};
static const struct choice states[] = {{"asked", N_("Asked for")}, {"booked", N_("Booked")}, {"held", N_("It was held")}, {"off", N_("Not needed")}, {NULL, NULL}};

static enum code has_a_name(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "booked") || str_trim(rec_t(c->now, "interpreter")).n)
		return OK;
	return err_set(e, E_INPUT, "Write who interprets, or which service. Then it is booked.");
}

SETTINGS(interpreter) = {
	{.key = "family.interpreters", .label = N_("Who books interpreters"), .help = N_("The e-mail address of an adult of the school. When one is asked for, they get a message; it says nothing of the child."), .type = SET_TEXT,
	 .initial = "", .serves = "R241"},
	SETTINGS_END,
};

/* Whoever books them hears that one is asked for, unless they asked themselves. */
static enum code desk_told(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "asked") || (c->old && str_eqz(c->old->state, "asked")))
		return OK;
	return reach_desk(c->db, "family.interpreters", c->viewer->person, e);
}

RECORD(interpreter) = {
	.name = "interpreter", .table = "interpreter", .label = N_("Interpreter for a meeting"), .plural = N_("Interpreters for meetings"),
	.help = N_("For which meeting, in which language, who interprets, and whether everything was understood."), .serves = "R241", .scope = SCOPE_LEARNER, .about = "learner",
	.see = OURS, .edit = OURS, .create = OURS, .remove = STAFF_HERE,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"what", N_("For which meeting"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"on_date", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"begins", N_("From"), N_("Such as 08:30."), F_TEXT, FF_LIST, .max = 5},
		{"language", N_("Language"), NULL, F_LANG, FF_REQUIRED | FF_LIST},
		{"way", N_("How"), NULL, F_CHOICE, FF_LIST, .choices = INTERPRET_WAYS, .initial = "person"},
		{"interpreter", N_("Who interprets"), NULL, F_TEXT, FF_LIST, .edit = STAFF_HERE},
		{"clear", N_("Was everything understood?"), NULL, F_CHOICE, FF_LIST, .choices = INTERPRET_CLEAR, .edit = OURS},
		{"quality", N_("What was missing or wrong"), NULL, F_LONG, 0, .edit = OURS}),
	.states = states,
	.moves = MOVES({"asked", "booked", N_("It is booked"), STAFF_HERE}, {NULL, "held", N_("It was held"), OURS}, {NULL, "off", N_("It is not needed"), OURS}, {"off", "asked", N_("Ask again"), OURS}),
	.checks = CHECKS({"who interprets has a name [R241]", has_a_name}),
	.after = desk_told, .title_field = "what", .order = "-on_date"};

enum code interpret_load(struct db *db, struct arena *a, struct id learner, day_t today, struct interpreting *out, struct err *e)
{
	struct rows *r;
	*out = (struct interpreting){0};
	enum code c = db_query(db, e, &r,
	                       "select id, version, state, what, on_date, begins, language, way, interpreter, clear, quality from interpreter where learner = ?1 and state <> 'off' and on_date >= ?2"
	                       " order by case when on_date >= ?3 then 0 else 1 end, on_date, id limit 1",
	                       "btt", learner, day_text(a, today - 14), day_text(a, today));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = (struct interpreting){.id = rows_id(r, 0), .version = rows_i(r, 1), .state = str_dup(a, rows_t(r, 2)), .what = str_dup(a, rows_t(r, 3)), .on_date = str_dup(a, rows_t(r, 4)),
		                             .begins = str_dup(a, rows_t(r, 5)), .language = str_dup(a, rows_t(r, 6)), .way = str_dup(a, rows_t(r, 7)), .interpreter = str_dup(a, rows_t(r, 8)),
		                             .clear = str_dup(a, rows_t(r, 9)), .quality = str_dup(a, rows_t(r, 10))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}
