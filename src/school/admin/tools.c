#include "school/admin/tools.h"
#include "record/setting.h"

#include <string.h>

#define DECIDES (REL_LEADER | REL_DISTRICT | REL_ADMIN)
#define TOOLS_MOST 200

SETTINGS(tools) = {
	{.key = "tools.families", .label = N_("Show families which tools and partners get data"),
	 .help = N_("The page that says who sees the record lists them too, with what each gets, and a family can end it for its child."), .type = SET_BOOL, .initial = "0", .inferred = true, .serves = "R424"},
	SETTINGS_END};

static const struct choice kinds[] = {{"program", N_("Program or app")}, {"service", N_("Service on the internet")}, {"device", N_("Device")}, {"partner", N_("Partner or person outside")}, {NULL, NULL}};
static const struct choice access[] = {{"works", N_("Tried by people who need it: it works")}, {"gaps", N_("Tried: it works with gaps")}, {"told", N_("Its maker says it works; nobody tried")}, {"unknown", N_("Not looked at yet")}, {NULL, NULL}};
static const struct choice costs[] = {{"free", N_("Costs nothing")}, {"school", N_("The school pays")}, {"district", N_("The district pays")}, {NULL, NULL}};
static const struct choice data[] = {{"none", N_("Nothing about learners")}, {"name", N_("Names")}, {"contact", N_("Addresses and contacts")}, {"work", N_("Work and answers")}, {"grades", N_("Grades and results")},
                                     {"use", N_("When and how it is used")}, {"voice", N_("Voice, pictures, films")}, {"support", N_("Supports and needs")}, {NULL, NULL}};

static bool clean(const struct record *r)
{
	return rec_t(r, "gets").n && str_trim(rec_t(r, "data_use")).n && rec_i(r, "no_ads") && rec_i(r, "no_sale") && rec_i(r, "no_profile");
}

static enum code in_use_is_clean(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "used") || clean(c->now))
		return OK;
	return err_set(e, E_INPUT, "It cannot be used with learners yet. Write what it gets and what for, and confirm from its agreement that it shows no advertising, sells nothing about learners and builds no hidden profile.");
}

static enum code ended_says_what_became(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "ended") || (rec_t(c->now, "ended_on").n && str_trim(rec_t(c->now, "data_after")).n))
		return OK;
	return err_set(e, E_INPUT, "Write on which day it ended, and what became of the data: given back or deleted, and who confirmed it.");
}

RECORD(tool) = {
	.name = "tool", .table = "tool", .label = N_("Tool or partner"), .plural = N_("Tools and partners"),
	.help = N_("What schools use beside this program: what it is for, who it suits, whether everybody can use it, what it costs, what it gets of learners."), .serves = "R424 R434",
	.scope = SCOPE_ORG, .see = REL_SIGNED_IN, .edit = DECIDES, .create = DECIDES, .remove = DECIDES,
	.fields = FIELDS(
		{"name", N_("Name"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_UNIQUE},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = kinds},
		{"purpose", N_("What it is for"), N_("The goal first: what learners or teachers can do with it."), F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE, .max = 1000},
		{"suits", N_("Who it suits"), N_("Grades, needs, languages; and for whom it does not fit."), F_LONG, FF_REQUIRED | FF_SEARCH | FF_TRANSLATABLE, .max = 1000},
		{"access", N_("Can everybody use it?"), N_("With a keyboard, a screen reader, captions, large letters, switches."), F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = access},
		{"access_note", N_("What works and what does not"), NULL, F_LONG, FF_TRANSLATABLE, .max = 2000},
		{"cost", N_("Who pays"), N_("Families never do."), F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = costs},
		{"price", N_("How much"), N_("In a year, such as: 400 dollars for the school."), F_TEXT, 0},
		{"gets", N_("What it gets of learners"), NULL, F_CHOICES, FF_REQUIRED | FF_LIST, .choices = data},
		{"data_use", N_("What it does with it"), N_("In plain words: what for, where it lies, who else gets it, when it is deleted."), F_LONG, FF_TRANSLATABLE, .max = 2000},
		{"no_ads", N_("Its agreement says: no advertising"), NULL, F_BOOL, 0},
		{"no_sale", N_("Its agreement says: nothing about learners is sold"), NULL, F_BOOL, 0},
		{"no_profile", N_("Its agreement says: no hidden profile of a learner"), NULL, F_BOOL, 0},
		{"agreement", N_("Agreement"), N_("Its date, and where it lies."), F_TEXT, 0, .see = REL_STAFF | REL_ADMIN},
		{"ended_on", N_("Ended on"), NULL, F_DATE, 0},
		{"data_after", N_("What became of the data"), N_("Given back or deleted, and who confirmed it."), F_LONG, FF_TRANSLATABLE, .max = 1000}),
	.states = CHOICES({"asked", N_("Is looked at")}, {"used", N_("In use")}, {"ended", N_("Ended")}),
	.moves = MOVES({"asked", "used", N_("Use it"), DECIDES}, {NULL, "ended", N_("End it"), DECIDES}, {"ended", "asked", N_("Look at it again"), DECIDES}),
	.checks = CHECKS({"what is used with learners sells nothing, advertises nothing, hides nothing [R424]", in_use_is_clean}, {"an end says what became of the data [R424]", ended_says_what_became}),
	.title_field = "name", .order = "name"};

static enum code ends_later(const struct change *c, struct err *e)
{
	if (!c->now || !rec_t(c->now, "end_on").n || str_cmp(rec_t(c->now, "end_on"), rec_t(c->now, "begin_on")) >= 0)
		return OK;
	return err_set(e, E_INPUT, "The last day is before the first. Look at the days again.");
}

RECORD(tool_use) = {
	.name = "tool_use", .table = "tool_use", .label = N_("School that uses a tool"), .plural = N_("Which schools use which tools"),
	.help = N_("Without a line here, a tool counts as used everywhere."), .serves = "R434",
	.scope = SCOPE_ORG, .see = REL_SIGNED_IN, .edit = DECIDES, .create = DECIDES, .remove = DECIDES,
	.fields = FIELDS(
		{"tool", N_("Tool or partner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "tool"},
		{"school", N_("School"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "org"},
		{"what_for", N_("Used there for"), NULL, F_TEXT, FF_LIST},
		{"begin_on", N_("From"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"end_on", N_("Until"), NULL, F_DATE, FF_LIST}),
	.checks = CHECKS({"it ends after it begins", ends_later}),
	.title_field = "what_for", .order = "begin_on"};

RECORD(tool_ended) = {
	.name = "tool_ended", .table = "tool_ended", .label = N_("Tool ended by a family"), .plural = N_("Tools ended by families"),
	.help = N_("The family wants a tool or partner to get nothing more about its child. It holds at once; the school sees to the rest."), .serves = "R424",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM | REL_LEADER, .create = REL_HOME | REL_CASE | REL_LEADER, .remove = REL_HOME,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"tool", N_("Tool or partner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FIXED, .ref = "tool"},
		{"seen_to", N_("What the school did"), N_("Account closed, data deleted or given back, and another way for the learner to do the same."), F_LONG, FF_LIST, .max = 1000}),
	.states = CHOICES({"ended", N_("Ended by the family")}, {"settled", N_("The school has seen to it")}),
	.moves = MOVES({"ended", "settled", N_("It is seen to"), REL_TEAM | REL_LEADER}),
	.title_field = "tool", .order = "-created_at"};

enum code tools_shown(struct db *db, bool *out, struct err *e)
{
	int64_t on = 0;
	enum code c = setting_int(db, "tools.families", &on, e);
	*out = on != 0;
	return c;
}

static enum code in_words(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct tool_of *x, struct err *e)
{
	const struct record_type *t = record_type_find(S("tool"));
	struct record r;
	struct str said[8], origin, gets;
	size_t k = 0;
	enum code c = record_get(db, a, v, t, x->id, &r, e);
	if (c)
		return c;
	x->name = rec_t(&r, "name");
	gets = rec_t(&r, "gets");
	while (gets.n && k < 8)
		said[k++] = str_z(tr(lang, choice_label(data, str_cut(&gets, ' '))));
	x->gets = tr_list(a, lang, said, k);
	c = record_text_get(db, a, t, &r, "purpose", lang, &x->purpose, &origin, e);
	return c ? c : record_text_get(db, a, t, &r, "data_use", lang, &x->use, &origin, e);
}

enum code tools_of(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct id learner, struct tool_of **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got;
	*n = 0;
	*out = NEW_ARRAY(a, struct tool_of, TOOLS_MOST);
	enum code c = db_query(db, e, &r,
	                       "select t.id, (select min(x.state) from tool_ended x where x.tool = t.id and x.learner = ?1) from tool t"
	                       " where t.district = ?2 and t.state = 'used' and t.gets <> 'none' and (not exists (select 1 from tool_use u where u.tool = t.id)"
	                       " or exists (select 1 from tool_use u join role s on s.org = u.school where u.tool = t.id and s.person = ?1 and s.role = 'student'"
	                       " and coalesce(u.begin_on, '0001-01-01') <= ?3 and coalesce(nullif(u.end_on, ''), '9999-12-31') >= ?3"
	                       " and coalesce(s.begin_on, '0001-01-01') <= ?3 and coalesce(s.end_on, '9999-12-31') >= ?3)) order by t.name, t.id limit 200",
	                       "bdt", learner, day_text(a, v->today));
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1 && *n < TOOLS_MOST)
		(*out)[(*n)++] = (struct tool_of){.id = rows_id(r, 0), .ended = rows_t(r, 1).n > 0, .settled = str_eqz(rows_t(r, 1), "settled")};
	rows_end(r);
	c = got < 0 ? e->code : OK;
	for (size_t i = 0; i < *n && !c; i++)
		c = in_words(db, a, v, lang, &(*out)[i], e);
	return c;
}
