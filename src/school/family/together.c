/* together.c - changes, decisions, checkpoints, the plan of who is asked and when: with families, in the open [R248-R253]. */
#include "school/family/together.h"

#include "record/setting.h"
#include "school/people/people.h"

#define DECIDES (REL_LEADER | REL_DISTRICT | REL_ADMIN)

SETTINGS(together) = {
	{.key = "family.owner", .label = N_("Who answers for the work with families"), .help = N_("Name and how to reach them. Families read it."), .type = SET_TEXT, .initial = "", .serves = "R248"},
	{.key = "family.survey", .label = N_("The survey of families that is open now"), .help = N_("Its name, such as Autumn 2026. Empty: no survey is open."), .type = SET_TEXT, .initial = "",
	 .serves = "R251"},
	{.key = "family.request_days", .label = N_("Days until a family's request is answered"), .help = N_("Counted from the day on which it is asked. Law may ask for less."), .type = SET_INT,
	 .initial = "10", .min = 1, .max = 45, .serves = "R260"},
	{.key = "family.honest", .label = N_("Say what is known and not known about personalized learning"), .help = N_("A part of the page on how we learn here."), .type = SET_BOOL, .initial = "0",
	 .inferred = true, .serves = "R278"},
	{.key = "family.known_poll", .label = N_("Ask families whether they know what personalized learning is"), .help = N_("One more question of the survey."), .type = SET_BOOL, .initial = "0",
	 .inferred = true, .serves = "R274"},
	SETTINGS_END};

static const struct choice initiative_states[] = {{"asking", N_("Families are asked")}, {"launched", N_("Launched")}, {"stopped", N_("Stopped")}, {NULL, NULL}};

static enum code families_came_first(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "launched"))
		return OK;
	if (rec_t(c->now, "asked_on").n && str_trim(rec_t(c->now, "families_said")).n && str_trim(rec_t(c->now, "answered")).n)
		return OK;
	return err_set(e, E_INPUT, "It cannot be launched yet. Write when families were asked, what they said, and what the school answered.");
}

RECORD(initiative) = {
	.name = "initiative", .table = "initiative", .label = N_("Change at school"), .plural = N_("Changes at school"),
	.help = N_("Something new. It is launched only after families were asked and answered."), .serves = "R250 R253", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = DECIDES, .create = DECIDES, .remove = DECIDES,
	.fields = FIELDS(
		{"title", N_("Change"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"what", N_("What changes"), NULL, F_LONG, FF_REQUIRED | FF_TRANSLATABLE},
		{"why", N_("Why"), NULL, F_LONG, FF_TRANSLATABLE},
		{"stays", N_("What stays as it is"), NULL, F_LONG, FF_TRANSLATABLE},
		{"asked_on", N_("Families were asked on"), NULL, F_DATE, FF_LIST},
		{"families_said", N_("What families said"), NULL, F_LONG, FF_TRANSLATABLE},
		{"answered", N_("What the school answered"), NULL, F_LONG, FF_TRANSLATABLE}),
	.states = initiative_states,
	.moves = MOVES({"asking", "launched", N_("Launch it"), DECIDES}, {NULL, "stopped", N_("Stop it"), DECIDES}, {"stopped", "asking", N_("Ask again"), DECIDES}),
	.checks = CHECKS({"families were asked and answered before the launch [R250]", families_came_first}),
	.title_field = "title", .order = "-created_at"};

static const struct choice with[] = {{"withUs", N_("Families decided with the school")}, {"asked", N_("Families were asked first")}, {"without", N_("Without families")}, {NULL, NULL}};

static enum code said_what_they_said(const struct change *c, struct err *e)
{
	if (!c->now || str_eqz(rec_t(c->now, "with_families"), "without") || str_trim(rec_t(c->now, "families_said")).n)
		return OK;
	return err_set(e, E_INPUT, "Write what families said, or choose that it was decided without them.");
}

RECORD(decision) = {
	.name = "decision", .table = "decision", .label = N_("Decision"), .plural = N_("Decisions"),
	.help = N_("What was decided, with whom, what families said, what came of it. Everybody can read it."), .serves = "R253", .scope = SCOPE_ORG,
	.see = REL_PUBLIC | REL_SIGNED_IN, .edit = DECIDES, .create = DECIDES, .remove = DECIDES,
	.fields = FIELDS(
		{"title", N_("Decision"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"decided_on", N_("Decided on"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"with_families", N_("With whom"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = with},
		{"reason", N_("Why"), NULL, F_LONG, FF_TRANSLATABLE},
		{"families_said", N_("What families said"), N_("In their words, without names."), F_LONG, FF_TRANSLATABLE},
		{"outcome", N_("What came of it"), NULL, F_LONG, FF_TRANSLATABLE},
		{"initiative", N_("Belongs to the change"), NULL, F_REF, FF_FILTER, .ref = "initiative", .see = REL_STAFF}),
	.checks = CHECKS({"what families said stands beside it [R253]", said_what_they_said}),
	.title_field = "title", .order = "-decided_on"};

static const struct choice checkpoint_states[] = {{"planned", N_("Planned")}, {"held", N_("Held")}, {NULL, NULL}};

static enum code tells_what_came(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "held"))
		return OK;
	if (str_trim(rec_t(c->now, "families_said")).n && (str_trim(rec_t(c->now, "changed")).n || str_trim(rec_t(c->now, "not_changed")).n))
		return OK;
	return err_set(e, E_INPUT, "Write what families said, and what was changed or why not. Then it counts as held.");
}

RECORD(checkpoint) = {
	.name = "checkpoint", .table = "checkpoint", .label = N_("Checkpoint with families"), .plural = N_("Checkpoints with families"),
	.help = N_("A day on which families say how it goes, and what the school changed or did not change and why."), .serves = "R252", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = DECIDES, .create = DECIDES, .remove = DECIDES,
	.fields = FIELDS(
		{"on_date", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"about", N_("About"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"initiative", N_("Belongs to the change"), NULL, F_REF, FF_FILTER, .ref = "initiative", .see = REL_STAFF},
		{"families_said", N_("What families said"), NULL, F_LONG, FF_TRANSLATABLE},
		{"changed", N_("What the school changed"), NULL, F_LONG, FF_TRANSLATABLE},
		{"not_changed", N_("What it did not change, and why"), NULL, F_LONG, FF_TRANSLATABLE}),
	.states = checkpoint_states,
	.moves = MOVES({"planned", "held", N_("It was held"), DECIDES}),
	.checks = CHECKS({"a checkpoint tells what came of it [R252]", tells_what_came}),
	.title_field = "about", .order = "-on_date"};

static const struct choice groups[] = {
	{"all", N_("All families")}, {"disability", N_("Families of learners with disabilities")}, {"english", N_("Families of learners of English")},
	{"offline", N_("Families without internet")}, {"quiet", N_("Families from whom we have not heard")}, {NULL, NULL}};
static const struct choice ways[] = {
	{"page", N_("This page")}, {"email", N_("E-mail")}, {"text", N_("Text message")}, {"call", N_("Phone call")},
	{"paper", N_("Letter on paper")}, {"person", N_("In person")}, {"video", N_("Video call")}, {NULL, NULL}};

RECORD(engagement_step) = {
	.name = "engagement_step", .table = "engagement_step", .label = N_("Step of the plan with families"), .plural = N_("Plan with families"),
	.help = N_("Who is asked or told, when, how and by whom."), .serves = "R249", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_STAFF | REL_ADMIN, .create = DECIDES, .remove = DECIDES,
	.fields = FIELDS(
		{"what", N_("What"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"families", N_("Which families"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = groups, .initial = "all"},
		{"how", N_("How"), N_("More than one way reaches more families."), F_CHOICES, FF_REQUIRED | FF_LIST, .choices = ways},
		{"by_whom", N_("By whom"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "person"},
		{"due_on", N_("Until"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"initiative", N_("Belongs to the change"), NULL, F_REF, FF_FILTER, .ref = "initiative", .see = REL_STAFF},
		{"done_on", N_("Done on"), NULL, F_DATE, FF_LIST},
		{"came", N_("What came back"), NULL, F_LONG, FF_TRANSLATABLE}),
	.title_field = "what", .order = "due_on"};

/* ---- as people read a record ---- */

static enum code field_words(struct db *db, struct arena *a, const struct viewer *v, const struct record *r, int at, struct shown_field *out, struct err *e)
{
	const struct field *f = &r->type->fields[at];
	struct str text = rec_t(r, f->name), words[16];
	size_t n = 0;
	day_t on;
	*out = (struct shown_field){.label = f->label};
	if (r->hidden[at] || rec_null(r, f->name))
		return OK;
	if (f->flags & FF_TRANSLATABLE) {
		struct str origin = S("");
		enum code c = record_text_get(db, a, r->type, r, f->name, v->lang, &out->text, &origin, e);
		out->machine = str_eqz(origin, "machine");
		return c;
	}
	if (f->type == F_DATE)
		out->text = day_parse(text, &on) ? tr_date_short(a, v->lang, on) : text;
	else if (f->type == F_CHOICE)
		out->text = str_z(tr(v->lang, choice_label(f->choices, text)));
	else if (f->type == F_CHOICES) {
		for (const struct choice *c = f->choices; c->value && n < 16; c++)
			if (choices_have(text, c->value))
				words[n++] = str_z(tr(v->lang, c->label));
		out->text = n ? tr_list(a, v->lang, words, n) : S("");
	} else if (f->type == F_REF && str_eqz(str_z(f->ref), "person")) {
		struct person who;
		enum code c = person_get(db, a, rec_id(r, f->name), &who, e);
		if (c && c != E_NOTFOUND)
			return c;
		out->text = c ? S("") : who.name;
		err_clear(e);
	} else if (f->type == F_BOOL)
		out->text = str_z(tr(v->lang, rec_i(r, f->name) ? N_("yes") : N_("no")));
	else if (f->type == F_LANG)
		out->text = tr_language_name(a, v->lang, text);
	else if (f->type != F_REF)
		out->text = rec_show(a, r, at);
	return OK;
}

enum code shown_find(struct db *db, struct arena *a, const struct viewer *v, const char *type, const char *state, const struct filter *also, int limit,
                     struct shown **out, size_t *n, struct err *e)
{
	const struct record_type *t = record_type_find(str_z(type));
	struct filter filters[2];
	struct query q = {.filters = filters, .limit = limit};
	struct record_list list;
	*n = 0;
	if (state && *state)
		filters[q.n_filters++] = (struct filter){"state", '=', str_z(state)};
	if (also)
		filters[q.n_filters++] = *also;
	enum code c = record_find(db, a, v, t, &q, &list, e);
	if (c)
		return c;
	*out = NEW_ARRAY(a, struct shown, list.n + 1);
	for (size_t i = 0; i < list.n && !c; i++) {
		const struct record *r = &list.items[i];
		struct shown *x = &(*out)[(*n)++];
		*x = (struct shown){.id = r->id, .version = r->version, .state = r->state, .state_label = t->states ? choice_label(t->states, r->state) : NULL,
		                    .fields = NEW_ARRAY(a, struct shown_field, field_count(t) + 1), .may_edit = record_may_edit(r, -1)};
		for (size_t k = 0; k < field_count(t) && !c; k++) {
			struct shown_field one;
			c = field_words(db, a, v, r, (int)k, &one, e);
			if (c || !one.text.n)
				continue;
			if (str_eqz(str_z(t->fields[k].name), t->title_field))
				x->title = one.text;
			else
				x->fields[x->n++] = one;
		}
	}
	return c;
}
