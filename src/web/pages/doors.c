/* doors.c - eight people of a sample school, each entered with one click. Not there in any other school. */
#include "templates.h"
#include "web/pages/start.h"
#include "web/shell.h"

#include <string.h>

static const struct door known[] = {
	{.key = "teacher", .title = N_("A teacher"), .text = N_("Sees one class, builds its week, gives help"), .icon = "class"},
	{.key = "learner", .title = N_("A learner"), .text = N_("Opens the week, works, asks for help"), .icon = "leaf"},
	{.key = "special", .title = N_("A special educator"), .text = N_("Plans with teachers, sees what helps"), .icon = "hand"},
	{.key = "language", .title = N_("An English-learner specialist"), .text = N_("Brings languages into the work"), .icon = "language"},
	{.key = "aide", .title = N_("An aide"), .text = N_("Sees what to do for whom in this shift, notes what was given"), .icon = "hand"},
	{.key = "family", .title = N_("A family member"), .text = N_("Sees one child's week, answers, helps"), .icon = "family"},
	{.key = "helper", .title = N_("A helper whom a family trusts"), .text = N_("Sees what the family opened, once it said yes"), .icon = "group"},
	{.key = "leader", .title = N_("A school leader"), .text = N_("Sees whom the school does not reach yet"), .icon = "check"},
};

_Static_assert(sizeof known / sizeof *known <= sizeof ((struct doors_page *)0)->doors / sizeof *((struct doors_page *)0)->doors, "every door has its place on the page");

static enum code door_load(struct request *rq, struct door *d, struct err *e)
{
	struct str text;
	struct rows *r;
	enum code c = store_meta_get(rq->db, rq->a, str_fmt(rq->a, "door.%s", d->key).p, &text, e);
	if (c || !id_parse(text, &d->person))
		return c;
	c = db_query(rq->db, e, &r, "select coalesce(nullif(preferred_name, ''), given_name), family_name from person where id = ?1 and district = ?2",
	             "bd", d->person);
	if (c)
		return c;
	if (rows_next(r, e) == 1)
		d->name = str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 0)), S_ARG(rows_t(r, 1)));
	rows_end(r);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct doors_page p = {0};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct door d = known[i];
		enum code c = door_load(rq, &d, e);
		if (c)
			return c;
		if (d.name.n)
			p.doors[p.n++] = d;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Come in"))});
	tpl_doors(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct enter {
	struct request *rq;
	struct id person, account;
	struct account who;
};

static enum code enter_fn(struct db *db, void *arg, struct err *e)
{
	struct enter *s = arg;
	struct viewer v = {.person = s->person, .hats = REL_SYSTEM};
	enum code c = account_of_person(db, s->rq->a, s->person, &s->who, e);
	if (c == E_NOTFOUND) {
		c = account_make(db, s->rq->a, &v, s->person, S(""), &s->account, e);
		if (!c)
			c = account_open(db, s->account, e);
		if (!c)
			c = account_get(db, s->rq->a, s->account, &s->who, e);
	}
	return c;
}

static enum code enter(struct request *rq, struct reply *rp, struct err *e)
{
	struct enter s = {.rq = rq};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct door d = known[i];
		if (!str_eqz(rq_param(rq, "door"), d.key))
			continue;
		enum code c = door_load(rq, &d, e);
		if (c)
			return c;
		s.person = d.person;
	}
	if (id_nil(s.person))
		return err_set(e, E_NOTFOUND, "Nobody lives behind this door.");
	enum code c = store_write(rq->app->store, enter_fn, &s, e);
	bool aide = str_eqz(rq_param(rq, "door"), "aide"); /* begins with the shift, not with a class of one's own */
	return c ? c : sign_in_complete(rq, rp, &s.who, STAGE_FULL, false, aide ? S("/shift") : S("/"), "entered the sample school", e);
}

ROUTES(doors) = {
	{GET, "/doors", get, REL_PUBLIC, RT_SAMPLE_ONLY | RT_LOW | RT_LEARNER_PAGE, .title = N_("Come in")},
	{POST, "/doors/{door}", enter, REL_PUBLIC, RT_SAMPLE_ONLY | RT_LOW | RT_LEARNER_PAGE, .rate = RATE_PAGE, .title = N_("Come in")},
	ROUTES_END,
};
