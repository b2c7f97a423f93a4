#include "web/pages/journey.h"
#include "web/server.h"
#include "school/people/two_languages.h"

#include <string.h>

enum code journey_load(struct request *rq, struct journey *j, struct err *e)
{
	const struct needs *needs;
	struct need_context context = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	*j = (struct journey){.own = (rq->rel & REL_SELF) != 0};
	struct site site = app_site(rq->app, rq->db);
	memcpy(j->tz, site.tz, sizeof j->tz);
	enum code c = person_get(rq->db, rq->a, rq->learner, &j->who, e);
	if (!c)
		c = needs_load(rq->db, rq->a, rq->learner, &context, &needs, e);
	if (!c)
		c = two_languages_learner(rq->db, rq->a, rq->learner, rq->viewer.today, &j->second, &j->two, e);
	if (c)
		return c;
	j->look = needs_look(needs);
	struct str tasks = rq_query(rq, "tasks").n ? rq_query(rq, "tasks") : rq_our_cookie(rq, "tasks");
	j->both = j->two && !str_eqz(tasks, "one");
	if (j->both && !j->look.second_language.n) /* what learner or plan say comes first */
		j->look.second_language = str_z(LANGS[rq->lang == j->second ? LANG_EN : j->second].tag);
	struct str g = j->who.grade;
	j->hear = j->look.spoken;
	j->small = str_eqz(g, "KG") || str_eqz(g, "PK") || str_eqz(g, "TK") || str_eqz(g, "01") || str_eqz(g, "02");
	j->hear = j->hear || j->small;
	return OK;
}

void journey_page(struct request *rq, struct reply *rp, const struct journey *j, const char *title, const char *nav, const char *width)
{
	page_open(rq, rp, &(struct page){.title = str_z(title), .nav = nav, .learner_name = j->who.name, .simple = j->small && j->own, .width = width,
	                                 .script = width && !strcmp(width, "player") ? "tools.js" : NULL});
}

struct str journey_path(const struct request *rq, const char *rest)
{
	char id[ID_TEXT];
	return str_fmt(rq->a, "/learners/%s%s", id_text(rq->learner, id), rest);
}

struct str journey_refused(struct request *rq, struct reply *rp, const struct err *e)
{
	rp->status = 422;
	return str_dup(rq->a, str_z(e->text));
}

struct words2 journey_mode(const struct request *rq, struct str mode)
{
	if (str_eqz(mode, "paper"))
		return (struct words2){"paper", T(rq, "On paper")};
	if (str_eqz(mode, "person"))
		return (struct words2){"person", T(rq, "With a person")};
	if (str_eqz(mode, "group"))
		return (struct words2){"group", T(rq, "In a group")};
	if (str_eqz(mode, "handsOn"))
		return (struct words2){"hand", T(rq, "With your hands")};
	return (struct words2){"screen", T(rq, "On a screen")};
}

const char *journey_role(const struct request *rq, struct str role)
{
	if (str_eqz(role, "teacher"))
		return T(rq, "Teacher");
	if (str_eqz(role, "aide"))
		return T(rq, "Helps in class");
	if (str_eqz(role, "elSpecialist"))
		return T(rq, "Helps with languages");
	if (str_eqz(role, "adviser") || str_eqz(role, "counselor"))
		return T(rq, "Somebody to talk to");
	return T(rq, "Helps you learn");
}

const char *journey_help_kind(const struct request *rq, struct str kind)
{
	if (str_eqz(kind, "support"))
		return T(rq, "You asked for a support.");
	if (str_eqz(kind, "meeting"))
		return T(rq, "You asked for a meeting.");
	if (str_eqz(kind, "broken"))
		return T(rq, "You said that something does not work.");
	return T(rq, "You asked for help.");
}

struct str journey_window(const struct request *rq, const struct work *w)
{
	day_t from, until;
	if (!day_parse(w->by_until, &until))
		return str_z(T(rq, "No last day"));
	struct str to = tr_date(rq->a, rq->lang, until);
	if (day_parse(w->by_from, &from) && from < until)
		return str_fmt(rq->a, T(rq, "%1$s to %2$s"), str_dupz(rq->a, tr_date(rq->a, rq->lang, from)), str_dupz(rq->a, to));
	return str_fmt(rq->a, T(rq, "Until %s"), str_dupz(rq->a, to));
}

enum code journey_helpers(struct request *rq, struct helper **out, size_t *n, struct err *e)
{
	struct adult_row *rows;
	size_t count;
	enum code c = adults_of(rq->db, rq->a, rq->learner, rq->viewer.today, &rows, &count, e);
	*n = 0;
	*out = NEW_ARRAY(rq->a, struct helper, count + 1);
	for (size_t i = 0; i < count && !c; i++) {
		size_t k = 0;
		while (k < *n && !id_eq((*out)[k].id, rows[i].adult.id))
			k++;
		if (k == *n)
			(*out)[(*n)++] = (struct helper){rows[i].adult.id, rows[i].adult.name, str_z(journey_role(rq, rows[i].role))};
	}
	return c;
}
