/* community.c - what partners offer to learners, and what families and partners say is needed, beside what is planned for it. */
#include "record/record.h"

#define DECIDES (REL_LEADER | REL_DISTRICT | REL_ADMIN)
#define OFFERS (REL_PARTNER | REL_STAFF | REL_ADMIN)

static const struct choice offer_kinds[] = {
	{"internship", N_("Internship")}, {"project", N_("Project")}, {"expertise", N_("Somebody who knows about it")}, {"visit", N_("A visit")}, {NULL, NULL}};
static const struct choice offer_states[] = {{"offered", N_("Offered, the school looks at it")}, {"open", N_("Open to learners")}, {"ended", N_("Ended")}, {NULL, NULL}};

/* Learners read of an offer when somebody at school stands for it. */
static enum code somebody_at_school(const struct change *c, struct err *e)
{
	if (!c->now || !str_eqz(c->now->state, "open") || !id_nil(rec_id(c->now, "staff_contact")))
		return OK;
	return err_set(e, E_INPUT, "Name the adult of the school whom learners ask. Then it can be opened.");
}

static enum code partners_keep_to_their_own(const struct change *c, struct err *e)
{
	if (!c->old || c->viewer->hats & (REL_STAFF | REL_ADMIN | REL_SYSTEM) || id_eq(c->old->created_by, c->viewer->person))
		return OK;
	return err_set(e, E_DENIED, "This offer is of another partner.");
}

RECORD(partner_offer) = {
	.name = "partner_offer", .table = "partner_offer", .label = N_("Offer of a partner"), .plural = N_("Offers of partners"),
	.help = N_("Internships, projects and expertise from outside, with what makes them easy or hard to take part in."), .serves = "R269", .scope = SCOPE_ORG,
	.see = OFFERS, .edit = OFFERS, .create = OFFERS, .remove = DECIDES,
	.fields = FIELDS(
		{"title", N_("What is offered"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = offer_kinds},
		{"organisation", N_("Group or organization"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"what", N_("What learners do there"), NULL, F_LONG, FF_TRANSLATABLE},
		{"access_notes", N_("Who can take part, and what helps"), N_("Steps, noise, the way there, tools that may be used, languages. Say also what is not known yet."), F_LONG, FF_REQUIRED | FF_TRANSLATABLE},
		{"languages", N_("Languages spoken there"), NULL, F_TEXT, FF_LIST},
		{"place", N_("Where"), NULL, F_TEXT, FF_LIST},
		{"places", N_("For how many learners"), NULL, F_INT, FF_LIST, .min = 1, .max = 1000},
		{"until_on", N_("Until"), NULL, F_DATE, FF_LIST | FF_FILTER},
		{"contact", N_("Whom the school reaches there"), N_("Name, telephone, e-mail. Learners do not see it."), F_TEXT, 0},
		{"staff_contact", N_("Whom learners ask at school"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "person", .edit = REL_STAFF | REL_ADMIN}),
	.states = offer_states,
	.moves = MOVES({"offered", "open", N_("Open it to learners"), REL_STAFF | REL_ADMIN}, {"ended", "open", N_("Open it again"), REL_STAFF | REL_ADMIN}, {NULL, "ended", N_("End it"), OFFERS}),
	.checks = CHECKS({"an adult of the school stands for it [R269]", somebody_at_school}, {"a partner changes its own alone", partners_keep_to_their_own}),
	.title_field = "title", .order = "title"};

static const struct choice from_whom[] = {{"families", N_("Families")}, {"partners", N_("Partners")}, {"learners", N_("Learners")}, {"staff", N_("Adults at school")}, {NULL, NULL}};
static const struct choice resources[] = {
	{"money", N_("Money")}, {"people", N_("People and time")}, {"things", N_("Things or rooms")}, {"partner", N_("Something a partner gives")}, {"none", N_("Nothing new is needed")}, {NULL, NULL}};
static const struct choice need_states[] = {{"gathered", N_("Waits for an answer")}, {"planned", N_("In the plan")}, {"done", N_("Done")}, {"declined", N_("Not now")}, {NULL, NULL}};

static enum code every_need_has_its_answer(const struct change *c, struct err *e)
{
	if (!c->now || str_eqz(c->now->state, "gathered"))
		return OK;
	if (!str_trim(rec_t(c->now, "response")).n)
		return err_set(e, E_INPUT, "Write the answer first: what is done, or why not now.");
	if (str_eqz(c->now->state, "planned") && (id_nil(rec_id(c->now, "owner")) || !rec_t(c->now, "due_on").n))
		return err_set(e, E_INPUT, "To put it into the plan, say who does it and until when.");
	return OK;
}

RECORD(community_need) = {
	.name = "community_need", .table = "community_need", .label = N_("Need of the community"), .plural = N_("Resource plan"),
	.help = N_("What families and partners say is needed, what is answered, and what is given for it."), .serves = "R276", .scope = SCOPE_ORG,
	.see = REL_FAMILY | REL_PARTNER | REL_STAFF | REL_ADMIN, .edit = DECIDES, .create = REL_FAMILY | REL_PARTNER | REL_STAFF | REL_ADMIN, .remove = DECIDES,
	.fields = FIELDS(
		{"need", N_("What is needed"), N_("In people's own words, without names."), F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"from_whom", N_("Who said it"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = from_whom},
		{"gathered_on", N_("Said on"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"response", N_("Answer"), NULL, F_LONG, FF_LIST | FF_TRANSLATABLE, .edit = DECIDES},
		{"resource", N_("What is given for it"), NULL, F_CHOICE, FF_LIST | FF_FILTER, .choices = resources, .edit = DECIDES},
		{"amount", N_("How much"), NULL, F_TEXT, FF_LIST, .edit = DECIDES},
		{"owner", N_("Who does it"), NULL, F_REF, FF_LIST | FF_FILTER, .ref = "person", .edit = DECIDES},
		{"due_on", N_("Until"), NULL, F_DATE, FF_LIST | FF_FILTER, .edit = DECIDES}),
	.states = need_states,
	.moves = MOVES({NULL, "planned", N_("Put it into the plan"), DECIDES}, {NULL, "declined", N_("Not now"), DECIDES}, {"planned", "done", N_("It is done"), DECIDES}),
	.checks = CHECKS({"every need has its answer [R276]", every_need_has_its_answer}),
	.title_field = "need", .order = "-gathered_on"};
