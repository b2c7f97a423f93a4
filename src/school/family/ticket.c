/* ticket.c - a device or a connection that is missing or broken is a problem of the school, with a name and a day [R433]. */
#include "record/record.h"

static const struct choice ticket_kinds[] = {{"device", N_("No computer or tablet, or it is broken")}, {"connection", N_("No internet, or too slow")}, {"account", N_("Cannot sign in")},
                                             {"other", N_("Something else")}, {NULL, NULL}};
static const struct choice ticket_states[] = {{"open", N_("open")}, {"solved", N_("solved")}, {NULL, NULL}};

/* The day is a promise: a ticket that is made has one that is still to come. */
static enum code day_ahead(const struct change *c, struct err *e)
{
	day_t due, made = c->viewer->today;
	if (c->old || !c->now || !day_parse(rec_t(c->now, "due_on"), &due) || due >= made)
		return OK;
	return err_set(e, E_INPUT, "The day until which it is solved is over already. Choose one that is to come.");
}

RECORD(ticket) = {
	.name = "ticket", .table = "ticket", .label = N_("Ticket for a device or a connection"), .plural = N_("Tickets for devices and connections"),
	.help = N_("What is missing, who takes care of it and by when. Work on paper counts the same meanwhile, and nothing is late for it."), .serves = "R433", .scope = SCOPE_LEARNER,
	.about = "learner", .see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM | REL_LEADER, .create = REL_HOME | REL_TEAM | REL_LEADER, .remove = 0,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"kind", N_("What it is about"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = ticket_kinds},
		{"what", N_("In your words"), NULL, F_LONG, FF_SEARCH},
		{"owner", N_("Who takes care of it"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"due_on", N_("Until"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"came", N_("What came of it"), NULL, F_LONG, FF_LIST}),
	.states = ticket_states, .moves = MOVES({"open", "solved", N_("It is solved"), REL_TEAM | REL_LEADER}, {"solved", "open", N_("It is not solved"), REL_HOME | REL_TEAM | REL_LEADER}),
	.title_field = "kind", .order = "due_on", .checks = CHECKS({"a ticket has a day to come [R433]", day_ahead})};
