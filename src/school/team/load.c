#include "school/team/load.h"
#include "school/family/ours.h"
#include "school/work/talk.h"

const struct choice LOAD_SAYS[] = {{"light", N_("I could do more")}, {"right", N_("It is right")}, {"much", N_("It is a lot")}, {"tooMuch", N_("It is too much for me")}, {NULL, NULL}};

SETTINGS(load) = {
	{.key = "load.check", .label = N_("Learners can say how the load of work feels"), .help = N_("It opens only when two adults and the rule below are named too."), .type = SET_BOOL, .initial = "0",
	 .serves = "R022", .inferred = true},
	{.key = "load.adults", .label = N_("Adults who are told when the load is too much"), .help = N_("At least two names, with a comma between. The learner reads them."), .type = SET_TEXT, .initial = "",
	 .serves = "R022"},
	{.key = "load.rule", .label = N_("When and how they are told of a load"), .help = N_("One or two sentences, as the learner reads them."), .type = SET_TEXT, .initial = "", .serves = "R022"},
	SETTINGS_END};

enum code load_of_school(struct db *db, struct arena *a, struct safety *out, struct err *e)
{
	*out = (struct safety){0};
	enum code c = setting_text(db, a, "load.adults", &out->adults, e);
	if (!c)
		c = setting_text(db, a, "load.rule", &out->rule, e);
	if (c)
		return c;
	int names = 0;
	for (struct str rest = out->adults; rest.n;)
		names += str_trim(str_cut(&rest, ',')).n > 0;
	out->open = setting_on(db, "load.check") && names >= 2 && str_trim(out->rule).n > 0;
	return OK;
}

/* Whichever way it is made: page, form of records, API. */
static enum code somebody_is_told(const struct change *c, struct err *e)
{
	struct safety told;
	if (c->old)
		return OK;
	enum code code = load_of_school(c->db, c->a, &told, e);
	return code || told.open ? code : safety_closed(c->a, e);
}

RECORD(load_answer) = {
	.name = "load_answer", .table = "load_answer", .label = N_("How the load feels"), .plural = N_("How the load feels"),
	.help = N_("A learner says how much the work is. Several high answers open a talk."), .serves = "R022", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_SELF | REL_ADVISER | REL_CASE | REL_LEADER, .edit = 0, .create = REL_SELF, .remove = 0, .append_only = true,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"how", N_("How is the load?"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = LOAD_SAYS},
		{"text", N_("In your own words"), NULL, F_LONG, FF_LIST, .max = 2000}),
	.checks = CHECKS({"two adults and a rule are named [R022]", somebody_is_told}),
	.title_field = "how", .order = "-created_at"};

enum code load_say(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str how, struct str text, enum lang lang, bool *talk, struct err *e)
{
	int64_t high = 0, open = 0, since = clock_now() - LOAD_DAYS * DAY;
	struct person contact;
	struct id id;
	struct input in[] = {{"learner", id_str(a, learner)}, {"how", how}, {"text", str_trim(text)}};
	const char *subject = tr(lang, N_("The work feels like too much: talk, and move days if it helps"));
	*talk = false;
	if (!how.n)
		return err_set(e, E_INPUT, "Choose one of the answers.");
	enum code c = record_create(db, a, v, record_type_find(S("load_answer")), ID_NIL, in, 3, &id, NULL, e);
	if (!c)
		c = db_int(db, e, &high, "select count(*) from load_answer where learner = ?1 and how in ('much', 'tooMuch') and created_at >= ?2", "bi", learner, since);
	if (!c)
		c = db_int(db, e, &open, "select count(*) from thread where learner = ?1 and about = 'load' and created_at >= ?2", "bi", learner, since);
	if (c || high < LOAD_HIGH || open)
		return c;
	c = family_contact(db, a, learner, v->today, &contact, e);
	struct viewer system = *v;
	system.hats |= REL_SYSTEM;
	struct id thread = ID_NIL;
	struct input about[] = {{"learner", id_str(a, learner)}, {"subject", str_z(subject)}, {"about", S("load")}, {"follow_up", id_nil(contact.id) ? S("") : id_str(a, contact.id)},
	                        {"follow_up_on", day_text(a, v->today + 1)}};
	if (!c)
		c = record_create(db, a, &system, record_type_find(S("thread")), ID_NIL, about, sizeof about / sizeof *about, &thread, NULL, e);
	struct talk_new t = {.learner = learner, .thread = thread, .text = str_trim(text).n ? text : str_z(tr(lang, choice_label(LOAD_SAYS, how))), .lang = lang};
	*talk = !c;
	return c ? c : talk_say(db, a, v, &t, e);
}
