/* safety.c - somebody is left out or hurt: said safely, followed up by a named adult with a day [R197]. What a learner says here is
 * not shown to classmates or other teachers. */
#include "school/team/safety.h"

static const struct choice states[] = {{"open", N_("Nobody has answered yet")}, {"plan", N_("There is a plan")}, {"safe", N_("It has stopped")}, {NULL, NULL}};
const struct choice SAFE_KINDS[] = {{"leftOut", N_("I am left out")}, {"words", N_("Hurting words")}, {"hurt", N_("I am hurt or threatened")}, {"online", N_("It happens online")}, {"other", N_("Something else")}, {NULL, NULL}};

SETTINGS(safety) = {
	{.key = "safety.report", .label = N_("Learners and families can report that somebody is left out or hurt"),
	 .help = N_("It opens only when two adults and the rule below are named too."), .type = SET_BOOL, .initial = "0", .serves = "R197", .inferred = true},
	{.key = "safety.adults", .label = N_("Adults who are told of a report"), .help = N_("At least two names, with a comma between. Whoever reports reads them."), .type = SET_TEXT,
	 .initial = "", .serves = "R197"},
	{.key = "safety.rule", .label = N_("When and how they are told"), .help = N_("One or two sentences, as whoever reports reads them."), .type = SET_TEXT, .initial = "", .serves = "R197"},
	SETTINGS_END};

enum code safety_of_school(struct db *db, struct arena *a, struct safety *out, struct err *e)
{
	*out = (struct safety){0};
	enum code c = setting_text(db, a, "safety.adults", &out->adults, e);
	if (!c)
		c = setting_text(db, a, "safety.rule", &out->rule, e);
	if (c)
		return c;
	int names = 0;
	for (struct str rest = out->adults; rest.n;)
		names += str_trim(str_cut(&rest, ',')).n > 0;
	out->open = setting_on(db, "safety.report") && names >= 2 && str_trim(out->rule).n > 0;
	return OK;
}

enum code safety_closed(struct arena *a, struct err *e)
{
	enum lang lang = e && e->translate ? (enum lang)((const struct lang_info *)e->translate_arg - LANGS) : LANG_EN; /* as err_speak keeps it */
	struct str both = tr_careful(a, lang, N_("Your school has not opened this page. Tell any adult whom you trust."));
	return err_set(e, E_NOTFOUND, "%.*s", S_ARG(both));
}

/* Whichever way it is made: page, form of records, API. */
static enum code somebody_is_told(const struct change *c, struct err *e)
{
	struct safety told;
	if (c->old)
		return OK;
	enum code code = safety_of_school(c->db, c->a, &told, e);
	return code || told.open ? code : safety_closed(c->a, e);
}

RECORD(safety_report) = {
	.name = "safety_report", .table = "safety_report", .label = N_("Somebody is left out or hurt"), .plural = N_("Reports that somebody is left out or hurt"),
	.help = N_("A learner or family says it; a named adult makes a plan and looks again until it has stopped."), .serves = "R197",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_SELF | REL_ADVISER | REL_CASE | REL_LEADER, .edit = REL_ADVISER | REL_CASE | REL_LEADER,
	.create = REL_SELF | REL_FAMILY | REL_ADVISER | REL_CASE | REL_LEADER, .remove = 0,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"kind", N_("What happens"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = SAFE_KINDS},
		{"text", N_("In your own words"), NULL, F_LONG, FF_REQUIRED | FF_LIST},
		{"said_by", N_("Said by"), NULL, F_REF, FF_NO_FORM, .ref = "person"},
		{"owner", N_("Who follows up"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "person"},
		{"plan", N_("What is done"), NULL, F_LONG, FF_LIST},
		{"look_on", N_("Look again on"), NULL, F_DATE, FF_LIST | FF_FILTER}),
	.checks = CHECKS({"two adults and a rule are named [R197]", somebody_is_told}),
	.states = states,
	.moves = MOVES({NULL, "plan", N_("Make a plan"), REL_ADVISER | REL_CASE | REL_LEADER}, {NULL, "safe", N_("It has stopped"), REL_SELF | REL_ADVISER | REL_CASE | REL_LEADER}, {NULL, "open", N_("It happens again"), REL_SELF | REL_ADVISER | REL_CASE | REL_LEADER}),
	.title_field = "kind", .order = "-created_at"};
