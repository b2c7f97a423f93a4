/* buy.c - a curriculum or a tool before it is bought: is it open to everybody? Approved only when every question is answered, and
 * what is not open has somebody who mends it. The questions follow UDL's three principles and WCAG's four. */
#include "record/record.h"

#define DECIDES (REL_LEADER | REL_DISTRICT | REL_ADMIN)
#define QUESTION(name, label, help) {name, label, help, F_CHOICE, 0, .choices = answers}

static const struct choice answers[] = {{"yes", N_("Yes")}, {"part", N_("In part")}, {"no", N_("No")}, {NULL, NULL}};
static const char *const questions[] = {"choice", "taken_in", "shown", "keyboard", "reader", "captions", "sight", "time", "own_tools", "languages", "offline", "tried"};
enum { N_QUESTIONS = sizeof questions / sizeof *questions };

static enum code checklist_complete(const struct change *c, struct err *e)
{
	struct str open[N_QUESTIONS];
	size_t n = 0;
	bool mend = false;
	if (!c->now || !str_eqz(c->now->state, "approved"))
		return OK;
	for (int i = 0; i < N_QUESTIONS; i++) {
		struct str said = rec_t(c->now, questions[i]);
		if (!said.n)
			open[n++] = str_z(tr(c->viewer->lang, c->now->type->fields[field_index(c->now->type, questions[i])].label));
		mend = mend || str_eqz(said, "no") || str_eqz(said, "part");
	}
	if (n)
		return err_set(e, E_INPUT, "It cannot be approved yet. %d of %d questions have no answer, first: %s", (int)n, N_QUESTIONS, str_dupz(c->a, open[0]));
	if (mend && !str_trim(rec_t(c->now, "mend")).n)
		return err_set(e, E_INPUT, "It cannot be approved yet. Where the answer is no or in part, write what is done instead, who does it and until when.");
	return OK;
}

RECORD(purchase) = {
	.name = "purchase", .table = "purchase", .label = N_("Curriculum or tool to buy"), .plural = N_("Curricula and tools to buy"),
	.help = N_("Twelve questions on access and ways of learning. It can be approved only when all are answered."), .serves = "R223", .scope = SCOPE_ORG,
	.see = REL_STAFF | REL_ADMIN, .edit = REL_STAFF | REL_ADMIN, .create = REL_STAFF | REL_ADMIN, .remove = DECIDES,
	.fields = FIELDS(
		{"title", N_("What is to be bought"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = CHOICES({"curriculum", N_("Curriculum")}, {"tool", N_("Program or tool")}, {"device", N_("Device")})},
		{"seller", N_("From whom"), NULL, F_TEXT, FF_LIST},
		{"why", N_("What learners need it for"), NULL, F_LONG, FF_REQUIRED},
		QUESTION("choice", N_("Learners can choose in it: topic, tool, partner or how hard to begin"), NULL),
		QUESTION("taken_in", N_("What is to be learned can be taken in in more than one way"), N_("Read, heard, seen, touched.")),
		QUESTION("shown", N_("Learners can show what they know in more than one way"), NULL),
		QUESTION("keyboard", N_("All of it works with a keyboard or a switch alone"), NULL),
		QUESTION("reader", N_("A screen reader reads all of it; pictures have words"), NULL),
		QUESTION("captions", N_("Films have captions, sound has its text"), NULL),
		QUESTION("sight", N_("Letters can be made larger and wider; contrast is strong; colour never says it alone"), NULL),
		QUESTION("time", N_("Limits of time can be lengthened or turned off; nothing flashes"), NULL),
		QUESTION("own_tools", N_("It works with the supports and devices that learners have"), NULL),
		QUESTION("languages", N_("Learners of English and their families find their languages in it"), NULL),
		QUESTION("offline", N_("The same can be done without a device or a line"), NULL),
		QUESTION("tried", N_("Learners with disabilities and learners of English have tried it"), NULL),
		{"tried_said", N_("What they said about it"), N_("Without names."), F_LONG, 0},
		{"report", N_("Accessibility report of the seller"), N_("Its address or where it is kept, such as an ACR on the VPAT form."), F_TEXT, 0},
		{"mend", N_("Where the answer is no or in part: what is done instead, by whom, until when"), NULL, F_LONG, 0}),
	.states = CHOICES({"asked", N_("Being looked at")}, {"approved", N_("Approved")}, {"declined", N_("Not bought")}),
	.moves = MOVES({"asked", "approved", N_("Approve"), DECIDES}, {NULL, "declined", N_("Do not buy it"), DECIDES}, {NULL, "asked", N_("Look at it again"), DECIDES}),
	.checks = CHECKS({"the checklist is complete before it is approved [R223]", checklist_complete}),
	.title_field = "title", .order = "-created_at"};
