/* search.c - full-text search over everything that one may see: profiles, goals, plans, the library [R002]. */
#include "web/pages/records.h"
#include "school/people/people.h"
#include "templates.h"
#include "web/shell.h"

#define MOST 50

/* A person, and a record about a learner, stand under the name. */
static struct str title_of(struct request *rq, const struct search_hit *h)
{
	struct person who;
	struct err e = {0};
	bool person = h->type->scope == SCOPE_PERSON;
	if ((!person && h->type->scope != SCOPE_LEARNER) || person_get(rq->db, rq->a, person ? h->id : h->about, &who, &e))
		return h->title;
	return who.name;
}

static enum code search(struct request *rq, struct reply *rp, struct err *e)
{
	struct search_page p = {.words = str_trim(rq_query(rq, "q"))};
	struct search_hit *hits = NULL;
	enum code c = p.words.n ? record_search(rq->db, rq->a, &rq->viewer, p.words, MOST, &hits, &p.n, e) : OK;
	if (c)
		return c;
	p.rows = NEW_ARRAY(rq->a, struct search_row, p.n + 1);
	/* by kind, in the order in which the kinds were found: the best first */
	size_t n = 0;
	bool *placed = NEW_ARRAY(rq->a, bool, p.n + 1);
	for (size_t i = 0; i < p.n; i++)
		for (size_t k = i; k < p.n; k++) {
			if (placed[k] || hits[k].type != hits[i].type)
				continue;
			placed[k] = true;
			p.rows[n++] = (struct search_row){str_fmt(rq->a, "/r/%s/%.*s", hits[k].type->name, S_ARG(id_str(rq->a, hits[k].id))), title_of(rq, &hits[k]),
			                                  hits[k].excerpt, hits[k].type->plural};
		}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Search")), .nav = "records", .width = "narrow"});
	tpl_records_search(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(search) = {
	{GET, "/search", search, REL_SIGNED_IN, 0, .title = N_("Search")},
	ROUTES_END,
};
