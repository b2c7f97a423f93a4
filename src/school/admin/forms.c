#include "school/admin/forms.h"

/* FORM_WHERE in the same order. */
const struct choice FORM_ASK[FORM_ASKS + 1] = {
	{"name", N_("Name, birthday, grade")}, {"contacts", N_("Family, phone, how to reach them")}, {"languages", N_("Languages at home")}, {"strengths", N_("Strengths and interests")},
	{"levels", N_("What the learner can do now")}, {"goals", N_("Goals")}, {"services", N_("Services and minutes")}, {"accommodations", N_("Accommodations")}, {"given", N_("What was given and missed")},
	{"attendance", N_("Attendance")}, {"tests", N_("Test results")}, {"extra", N_("Extra help and how it went")}, {"family", N_("What the family says")}, {"own", N_("Something that only this form needs")}, {NULL, NULL}};
const char *const FORM_WHERE[FORM_ASKS] = {
	N_("Records, from the roster"), N_("Family page"), N_("Profile and roster"), N_("Profile; flows into IEP, plan and conference"), N_("Progress, from evidence"),
	N_("Plan: IEP, 504, English and own goals in one place"), N_("Services"), N_("Plan; at a glance for every teacher"), N_("Supports this week"), N_("Attendance, from the roster"), N_("Results"),
	N_("Plan; what we tried and what happened"), N_("Family page and conference"), ""};
static const struct choice states[] = {{"used", N_("In use")}, {"removed", N_("Taken out of use")}, {NULL, NULL}};

RECORD(school_form) = {
	.name = "school_form", .table = "school_form", .label = N_("Form of the school"), .plural = N_("Forms of the school"),
	.help = N_("A form that people fill in beside Trellis, and what it asks."), .serves = "R394", .scope = SCOPE_ORG,
	.see = REL_STAFF, .edit = REL_STAFF, .create = REL_STAFF, .remove = REL_LEADER,
	.fields = FIELDS(
		{"name", N_("Name of the form"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"who", N_("Who fills it in"), NULL, F_TEXT, FF_LIST},
		{"asks", N_("What it asks"), NULL, F_CHOICES, FF_REQUIRED, .choices = FORM_ASK},
		{"minutes", N_("Minutes for one"), NULL, F_INT, FF_LIST, .min = 0, .max = 600, .initial = "10"},
		{"a_year", N_("How many a year"), NULL, F_INT, FF_LIST, .min = 0, .max = 100000, .initial = "0"}),
	.states = states,
	.moves = MOVES({"used", "removed", N_("Take it out of use"), REL_LEADER | REL_DISTRICT}, {"removed", "used", N_("Use it again"), REL_LEADER | REL_DISTRICT}),
	.title_field = "name", .order = "name"};

enum code forms_load(struct db *db, struct arena *a, struct forms *out, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	*out = (struct forms){0};
	enum code c = db_query(db, e, &r,
	                       "select f.id, f.version, f.name, coalesce(f.who, ''), f.asks, coalesce(f.minutes, 0), coalesce(f.a_year, 0), f.state, f.updated_at, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '')"
	                       " from school_form f left join person p on p.id = f.updated_by where f.district = ?1 order by f.name, f.id limit 400", "d");
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (out->n == cap) {
			out->list = arena_grow(a, out->list, cap * sizeof *out->list, (cap + 16) * sizeof *out->list);
			cap += 16;
		}
		struct form_row *x = &out->list[out->n++];
		*x = (struct form_row){.id = rows_id(r, 0), .version = rows_i(r, 1), .name = str_dup(a, rows_t(r, 2)), .who = str_dup(a, rows_t(r, 3)), .minutes = rows_i(r, 5), .a_year = rows_i(r, 6),
		                       .state = str_dup(a, rows_t(r, 7)), .changed_at = rows_i(r, 8), .removed_by = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 9)), S_ARG(rows_t(r, 10))))};
		bool used = str_eqz(x->state, "used");
		for (int k = 0; k < FORM_ASKS; k++) {
			x->ask[k] = choices_have(rows_t(r, 4), FORM_ASK[k].value);
			x->asks += x->ask[k];
			out->times[k] += used && x->ask[k];
			out->again += used && x->ask[k] && *FORM_WHERE[k];
		}
		*(used ? &out->hours : &out->saved) += x->minutes * x->a_year;
		*(used ? &out->used : &out->removed) += 1;
	}
	rows_end(r);
	out->hours /= 60;
	out->saved /= 60;
	return got < 0 ? e->code : OK;
}
