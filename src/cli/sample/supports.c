/* supports.c - what became of supports in this week of the sample school, so that its pages show how it looks. */
#include "cli/sample/sample.h"
#include "school/plan/delivery.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)
#define SHOWN 400 /* learners; the pages of a larger district fill as they are used */

static enum code one_line(struct sample *s, const struct sample_learner *l, int k, const struct rows *r, struct err *e)
{
	struct delivered d = {.learner = l->id, .line = rows_id(r, 0), .term = NEED_TERMS, .source = str_dupz(s->a, rows_t(r, 2)), .value = str_dup(s->a, rows_t(r, 3))};
	(void)need_term_parse(rows_t(r, 1), &d.term);
	unsigned ways = delivery_ways(d.term);
	day_t first = day_monday(s->today); /* on a Sunday too, the week that the pages show */
	bool person = d.term == NEED_TERMS || ways & GIVEN_BY_PERSON;
	d.channel = person ? "person" : ways & GIVEN_AS_TIME ? "time" : ways & GIVEN_ON_SCREEN ? "screen" : "paper";
	for (day_t day = first; day <= s->today && day < first + 5; day++) {
		int turn = (k + (int)(day - first)) % 7;
		d.what = person ? turn == 3 ? DELIVERED_MISSED : DELIVERED_USED : DELIVERED_OFFERED;
		d.why = d.what == DELIVERED_MISSED ? "noAdult" : NULL;
		d.by = ID_NIL;
		TRY(delivery_put(s->db, s->a, day, &d, 1, e));
		d.what = DELIVERED_USED;
		if (!person && turn % 2)
			TRY(delivery_put(s->db, s->a, day, &d, 1, e));
	}
	return OK;
}

enum code sample_supports(struct sample *s, struct err *e)
{
	for (int i = 0; i < s->n && i < SHOWN; i++) {
		const struct sample_learner *l = &s->learners[i];
		struct rows *r;
		int got, k = i;
		if (!l->iep && !l->s504 && !l->el)
			continue;
		TRY(db_query(s->db, e, &r, "select id, term, source, value from plan_line where learner = ?1 and kind in ('accommodation', 'support') and source <> 'plp' order by id", "b",
		             l->id));
		while ((got = rows_next(r, e)) == 1) {
			enum code c = one_line(s, l, k++, r, e);
			if (c) {
				rows_end(r);
				return c;
			}
		}
		rows_end(r);
		if (got < 0)
			return e->code;
	}
	return OK;
}
