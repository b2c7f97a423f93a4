/* ours.c - promises, requests with a clock, sharing, and the person whom a family asks first [R248] [R260] [R275] [R279]. */
#include "school/family/ours.h"

#include "record/setting.h"

#include <string.h>

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}
#define OURS (REL_HOME | REL_TEAM | REL_LEADER)

static const struct choice who_promises[] = {{"school", N_("The school")}, {"family", N_("The family")}, {"learner", N_("The learner")}, {NULL, NULL}};
static const struct choice promise_states[] = {{"open", N_("Promised")}, {"kept", N_("Kept")}, {"notKept", N_("Not kept")}, {NULL, NULL}};

RECORD(promise) = {
	.name = "promise", .table = "promise", .label = N_("Promise"), .plural = N_("Promises"),
	.help = N_("Who does what by when, as agreed by family, learner and school; and later whether it was kept."), .serves = "R279", .scope = SCOPE_LEARNER, .about = "learner",
	.see = OURS, .edit = OURS, .create = OURS, .remove = REL_TEAM,
	.fields = FIELDS(
		LEARNER,
		{"what", N_("What is promised"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"who", N_("Who promises it"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = who_promises},
		{"by_name", N_("Name"), NULL, F_TEXT, FF_LIST},
		{"due_on", N_("Until"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"came", N_("What came of it"), NULL, F_LONG, FF_LIST}),
	.states = promise_states,
	.moves = MOVES({NULL, "kept", N_("It was kept"), OURS}, {NULL, "notKept", N_("It was not kept"), OURS}, {NULL, "open", N_("Still to do"), OURS}),
	.title_field = "what", .order = "-due_on"};

const struct choice REQUEST_KINDS[] = {
	{"meeting", N_("A meeting")}, {"evaluation", N_("To find out whether my child needs special help")}, {"interpreter", N_("An interpreter or a translation")}, {"disagree", N_("I do not agree with something")},
	{"other", N_("Something else")}, {NULL, NULL}};
static const struct choice request_states[] = {{"open", N_("Waits for an answer")}, {"answered", N_("Answered")}, {"clear", N_("It is clear now")}, {NULL, NULL}};

static enum code answer_is_there(const struct change *c, struct err *e)
{
	if (!c->now || str_eqz(c->now->state, "open") || str_trim(rec_t(c->now, "answer")).n)
		return OK;
	return err_set(e, E_INPUT, "Write the answer first.");
}

RECORD(rights_request) = {
	.name = "rights_request", .table = "rights_request", .label = N_("Request of a family"), .plural = N_("Requests of families"),
	.help = N_("What a family asks for by right, until when it is answered and by whom."), .serves = "R260", .scope = SCOPE_LEARNER, .about = "learner",
	.see = OURS, .edit = REL_TEAM | REL_LEADER, .create = OURS, .remove = 0,
	.fields = FIELDS(
		LEARNER,
		{"kind", N_("What is asked for"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .choices = REQUEST_KINDS},
		{"text", N_("In your own words"), NULL, F_LONG, FF_LIST | FF_FIXED},
		{"asked_on", N_("Asked on"), NULL, F_DATE, FF_LIST | FF_FIXED | FF_NO_FORM},
		{"due_on", N_("Answer by"), NULL, F_DATE, FF_LIST | FF_FILTER | FF_FIXED | FF_NO_FORM},
		{"owner", N_("Who answers"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "person"},
		{"answer", N_("Answer"), NULL, F_LONG, FF_LIST | FF_TRANSLATABLE},
		{"answered_on", N_("Answered on"), NULL, F_DATE, FF_LIST | FF_NO_FORM}),
	.states = request_states,
	.moves = MOVES({"open", "answered", N_("Answered"), REL_TEAM | REL_LEADER}, {"answered", "clear", N_("It is clear now"), REL_HOME}, {NULL, "open", N_("Ask again"), REL_HOME}),
	.checks = CHECKS({"an answer has words [R260]", answer_is_there}),
	.title_field = "kind", .order = "-created_at"};

const struct choice SHARING[] = {
	{"photo", N_("Photos in which my child can be seen, outside the school")}, {"directory", N_("Name and grade in lists that are given out")},
	{"research", N_("Research, without my child's name")}, {"offers", N_("Offers of groups outside the school")}, {NULL, NULL}};

RECORD(sharing_choice) = {
	.name = "sharing_choice", .table = "sharing_choice", .label = N_("Sharing that is not needed"), .plural = N_("Sharing that is not needed"),
	.help = N_("What a family allows or declines. Nothing that a child gets at school depends on it."), .serves = "R275", .scope = SCOPE_LEARNER, .about = "learner",
	.see = OURS | REL_ADMIN, .edit = REL_FAMILY, .create = REL_FAMILY, .remove = REL_FAMILY,
	.fields = FIELDS(
		LEARNER,
		{"what", N_("What"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .choices = SHARING},
		{"allowed", N_("Allowed"), NULL, F_BOOL, FF_REQUIRED | FF_LIST, .initial = "0"}),
	.title_field = "what", .order = "what"};

enum code family_contact(struct db *db, struct arena *a, struct id learner, day_t today, struct person *out, struct err *e)
{
	static const char *const first[] = {"adviser", "caseManager", "elSpecialist", "teacher", NULL};
	struct adult_row *adults;
	size_t n;
	*out = (struct person){0};
	enum code c = adults_of(db, a, learner, today, &adults, &n, e);
	for (int k = 0; !c && first[k] && id_nil(out->id); k++)
		for (size_t i = 0; i < n && id_nil(out->id); i++)
			if (str_eqz(adults[i].role, first[k]))
				*out = adults[i].adult;
	return c;
}

static enum code owner_of(struct db *db, struct arena *a, struct id learner, day_t today, struct id *out, struct err *e)
{
	static const char *const first[] = {"caseManager", "specialEducator", "elSpecialist", "adviser", NULL};
	struct adult_row *adults;
	struct rows *r;
	size_t n;
	*out = ID_NIL;
	enum code c = adults_of(db, a, learner, today, &adults, &n, e);
	for (int k = 0; !c && first[k] && id_nil(*out); k++)
		for (size_t i = 0; i < n && id_nil(*out); i++)
			if (str_eqz(adults[i].role, first[k]))
				*out = adults[i].adult.id;
	if (c || !id_nil(*out))
		return c;
	c = db_query(db, e, &r,
	             "select viewer from relation where learner = ?1 and rel = 64 and coalesce(begin_on, '0001-01-01') <= ?2 and coalesce(end_on, '9999-12-31') >= ?2 order by viewer limit 1",
	             "bt", learner, day_text(a, today));
	if (c)
		return c;
	if (rows_next(r, e) == 1)
		*out = rows_id(r, 0);
	rows_end(r);
	for (size_t i = 0; i < n && id_nil(*out); i++)
		*out = adults[i].adult.id;
	return OK;
}

enum code request_ask(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str kind, struct str text, struct id *out, struct err *e)
{
	struct viewer system = *v;
	struct id owner = ID_NIL;
	int64_t days = 10;
	system.hats |= REL_SYSTEM; /* day and owner are the program's to set */
	enum code c = setting_int(db, "family.request_days", &days, e);
	if (!c)
		c = owner_of(db, a, learner, v->today, &owner, e);
	if (c)
		return c;
	struct input in[] = {{"learner", id_str(a, learner)}, {"kind", kind}, {"text", str_trim(text)}, {"asked_on", day_text(a, v->today)}, {"due_on", day_text(a, v->today + (day_t)days)}, {"owner", id_nil(owner) ? S("") : id_str(a, owner)}};
	return record_create(db, a, &system, record_type_find(S("rights_request")), ID_NIL, in, sizeof in / sizeof *in, out, NULL, e);
}

enum code sharing_load(struct db *db, struct id learner, struct sharing_now out[8], size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	for (const struct choice *c = SHARING; c->value && *n < 8; c++)
		out[(*n)++] = (struct sharing_now){.what = c};
	enum code c = db_query(db, e, &r, "select what, allowed, id, version from sharing_choice where learner = ?1 order by created_at", "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		for (size_t i = 0; i < *n; i++)
			if (str_eqz(rows_t(r, 0), out[i].what->value)) {
				out[i].said = true;
				out[i].allowed = rows_i(r, 1) > 0;
				out[i].id = rows_id(r, 2);
				out[i].version = rows_i(r, 3);
			}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code sharing_say(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str what, bool allowed, struct err *e)
{
	const struct record_type *t = record_type_find(S("sharing_choice"));
	struct sharing_now now[8];
	struct id made;
	size_t n;
	struct input in[] = {{"allowed", allowed ? S("1") : S("0")}, {"learner", id_str(a, learner)}, {"what", what}};
	enum code c = sharing_load(db, learner, now, &n, e);
	for (size_t i = 0; i < n && !c; i++)
		if (now[i].said && str_eqz(what, now[i].what->value))
			return record_update(db, a, v, t, now[i].id, now[i].version, in, 1, NULL, e);
	return c ? c : record_create(db, a, v, t, ID_NIL, in, 3, &made, NULL, e);
}
