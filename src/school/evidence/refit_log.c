#include "school/evidence/refit_log.h"
#include "school/evidence/fold.h"

#include <string.h>

#define LEAST_LEARNERS 10
#define LEAST_RESPONSES 100


static enum code count(struct db *db, int64_t *n, struct err *e)
{
	return db_int(db, e, n, "select count(*) from event where district = ?1 and competency is not null and score is not null", "d");
}

struct skills {
	struct arena *a;
	struct slot { struct id id; uint32_t n; } *slots; /* open addressing; n: number + 1 */
	size_t mask;
	struct id *of;
	uint32_t n, cap;
};

static uint32_t skill_number(struct skills *s, struct id id)
{
	size_t h;
	memcpy(&h, id.b + sizeof id.b - sizeof h, sizeof h);
	if ((s->n + 1) * 2 > s->mask) {
		size_t size = s->mask ? 2 * (s->mask + 1) : 256;
		s->mask = size - 1;
		s->slots = NEW_ARRAY(s->a, struct slot, size);
		for (uint32_t k = 0; k < s->n; k++) {
			size_t g;
			memcpy(&g, s->of[k].b + sizeof id.b - sizeof g, sizeof g);
			while (s->slots[g & s->mask].n)
				g++;
			s->slots[g & s->mask] = (struct slot){s->of[k], k + 1};
		}
	}
	for (; s->slots[h & s->mask].n; h++)
		if (id_eq(s->slots[h & s->mask].id, id))
			return s->slots[h & s->mask].n - 1;
	if (s->n == s->cap) {
		uint32_t cap = s->cap ? 2 * s->cap : 128;
		s->of = arena_grow(s->a, s->of, s->cap * sizeof *s->of, cap * sizeof *s->of);
		s->cap = cap;
	}
	s->slots[h & s->mask] = (struct slot){id, s->n + 1};
	s->of[s->n] = id;
	return s->n++;
}

/* Names are numbers of this log: nothing of a person goes any further. */
static struct names numbered(struct arena *a, uint32_t n)
{
	struct names x = {NEW_ARRAY(a, struct str, n + 1), n};
	for (uint32_t i = 0; i < n; i++)
		x.of[i] = str_fmt(a, "%u", i);
	return x;
}

static void close_log(struct arena *a, struct log *l, const struct skills *s, uint32_t learners, size_t *first)
{
	struct responses *r = &l->r;
	l->competency = s->of;
	r->skills = r->sets = numbered(a, s->n);
	r->learners = numbered(a, learners);
	r->set_first = NEW_ARRAY(a, uint32_t, s->n + 1);
	r->set_skill = NEW_ARRAY(a, uint32_t, s->n + 1);
	for (uint32_t k = 0; k <= s->n; k++)
		r->set_first[k] = r->set_skill[k] = k;
	r->first = first;
	first[learners] = r->n;
	l->learners = NEW_ARRAY(a, uint32_t, s->n + 1);
	l->pieces = NEW_ARRAY(a, int64_t, s->n + 1);
	for (size_t i = 0; i < r->n; i++) {
		l->pieces[r->set[i]]++;
		l->learners[r->set[i]] += i == 0 || r->set[i - 1] != r->set[i] || r->learner[i - 1] != r->learner[i];
	}
}

enum code refit_log_read(struct db *db, struct arena *a, struct log *l, struct err *e)
{
	struct rows *rows;
	struct skills s = {.a = a};
	struct responses *r = &l->r;
	int64_t most = 0;
	enum code c = count(db, &most, e);
	if (c)
		return c;
	size_t cap = (size_t)most, cap_learners = 1024, *first = NULL;
	if (cap > UINT32_MAX / 2)
		return err_set(e, E_INPUT, "There are %lld scored pieces of evidence, more than one fit can take.", (long long)most);
	r->learner = NEW_ARRAY(a, uint32_t, cap + 1);
	r->set = NEW_ARRAY(a, uint32_t, cap + 1);
	r->right = NEW_ARRAY(a, uint8_t, cap + 1);
	l->score = NEW_ARRAY(a, float, cap + 1);
	r->by_learner = NEW_ARRAY(a, uint32_t, cap + 1);
	l->quality = NEW_ARRAY(a, float, cap + 1);
	l->day = NEW_ARRAY(a, int32_t, cap + 1);
	l->kind = NEW_ARRAY(a, uint8_t, cap + 1);
	l->who = NEW_ARRAY(a, struct id, cap_learners + 1);
	first = NEW_ARRAY(a, size_t, cap_learners + 1);
	struct id learner = ID_NIL;
	uint32_t learners = 0;
	int got;
	c = db_query(db, e, &rows,
	             "select learner, competency, kind, score, quality, happened_at, id from event where district = ?1 and competency is not null and score is not null"
	             " order by learner, competency, happened_at, id",
	             "d");
	if (c)
		return c;
	while ((got = rows_next(rows, e)) == 1 && r->n < cap) {
		struct mastery_event ev;
		struct id who = rows_id(rows, 0);
		if (!evidence_event_of(rows_t(rows, 2), true, rows_r(rows, 3), rows_r(rows, 4), rows_i(rows, 5), &ev) || ev.type != MASTERY_EVIDENCE)
			continue;
		if (learners == 0 || !id_eq(who, learner)) {
			if (learners == cap_learners) {
				first = arena_grow(a, first, (cap_learners + 1) * sizeof *first, (2 * cap_learners + 1) * sizeof *first);
				l->who = arena_grow(a, l->who, (cap_learners + 1) * sizeof *l->who, (2 * cap_learners + 1) * sizeof *l->who);
				cap_learners *= 2;
			}
			l->who[learners] = who;
			first[learners++] = r->n;
			learner = who;
		}
		r->learner[r->n] = learners - 1;
		r->set[r->n] = skill_number(&s, rows_id(rows, 1));
		r->right[r->n] = evidence_right(rows_id(rows, 6), ev.score);
		l->score[r->n] = (float)ev.score;
		r->by_learner[r->n] = (uint32_t)r->n;
		l->day[r->n] = ev.day;
		l->kind[r->n] = (uint8_t)ev.kind;
		l->quality[r->n++] = (float)ev.quality;
	}
	rows_end(rows);
	if (got < 0)
		return e->code;
	close_log(a, l, &s, learners, first);
	if (learners < LEAST_LEARNERS || r->n < LEAST_RESPONSES)
		return err_set(e, E_INPUT, "There are %zu scored pieces of evidence of %u learners. A fit needs at least %d of %d: until then the estimates stay as they are.",
		               r->n, learners, LEAST_RESPONSES, LEAST_LEARNERS);
	return OK;
}
