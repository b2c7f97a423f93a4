/* plain_print.c - plan, profile, card, conference and family page in plain print, in the reader's language [R082] [R038]. */
#include "print/person.h"
#include "school/people/people.h"
#include "record/setting.h"
#include "web/app.h"

SETTINGS(card) = {
	{.key = "paper.card", .label = N_("A card: who I am and what helps me"),
	 .help = N_("One page in the learner's words, to hand to a substitute or a mentor."), .type = SET_BOOL, .initial = "0", .serves = "R038", .inferred = true},
	SETTINGS_END};

typedef enum code print_fn(const struct person_ask *x, struct str *bytes, struct err *e);

static enum code send(struct request *rq, struct reply *rp, print_fn *fn, struct str name, struct err *e)
{
	struct str size, lang = rq_query(rq, "in"); /* not `lang`: that is what the pages speak from then on */
	struct person_ask x = {.db = rq->db, .a = rq->a, .viewer = &rq->viewer, .learner = rq->learner, .lang = rq->lang, .today = rq->viewer.today};
	enum code c = setting_text(rq->db, rq->a, "paper.size", &size, e);
	if (c)
		return c;
	x.letter = str_eqz(size, "letter");
	if (lang.n && !lang_parse(lang, &x.lang))
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	rp->type = "application/pdf";
	rp->file_name = name;
	return fn(&x, &rp->bytes, e);
}

/* What goes home speaks the language in which the family writes, unless one is asked for. */
static enum code send_home(struct request *rq, struct reply *rp, print_fn *fn, struct str name, struct err *e)
{
	struct guardian_row *g;
	size_t n;
	enum lang keep = rq->lang;
	enum code c = guardians_of(rq->db, rq->a, rq->learner, rq->viewer.today, &g, &n, e);
	for (size_t i = 0; !c && !(rq->rel & REL_HOME) && i < n; i++)
		if (g[i].has_access && lang_parse(g[i].language, &rq->lang))
			break;
	if (!c)
		c = send(rq, rp, fn, name, e);
	rq->lang = keep;
	return c;
}

static enum code plan(struct request *rq, struct reply *rp, struct err *e)
{
	return send(rq, rp, print_plan, S("plan.pdf"), e);
}

static enum code profile(struct request *rq, struct reply *rp, struct err *e)
{
	return send(rq, rp, print_profile, S("profile.pdf"), e);
}

static enum code card(struct request *rq, struct reply *rp, struct err *e)
{
	if (!setting_on(rq->db, "paper.card"))
		return err_set(e, E_NOTFOUND, "This school does not print cards. An administrator turns them on under Settings.");
	return send(rq, rp, print_card, S("card.pdf"), e);
}

static enum code conference(struct request *rq, struct reply *rp, struct err *e)
{
	return send_home(rq, rp, print_conference, S("conference.pdf"), e);
}

static enum code family(struct request *rq, struct reply *rp, struct err *e)
{
	return send_home(rq, rp, print_family, S("family.pdf"), e);
}

#define MASK REL_HOME | REL_TEAM | REL_LEADER
ROUTES(plain_print) = {
	{GET, "/learners/{learner}/plan.pdf", plan, MASK, RT_LEARNER_PAGE, .title = N_("The plan on paper")},
	{GET, "/learners/{learner}/profile.pdf", profile, MASK, RT_LEARNER_PAGE, .title = N_("The profile on paper")},
	{GET, "/learners/{learner}/card.pdf", card, REL_HOME | REL_TEAM, RT_LEARNER_PAGE, .title = N_("Who I am and what helps me")},
	{GET, "/learners/{learner}/conference.pdf", conference, MASK, RT_LEARNER_PAGE, .title = N_("The conference on paper")},
	{GET, "/learners/{learner}/family.pdf", family, MASK, RT_LEARNER_PAGE, .title = N_("The family's page on paper")},
	ROUTES_END,
};
