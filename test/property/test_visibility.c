/* What a viewer gets from lists, reads, history, search and export equals what a plain walk over all bonds and notes
 * allows, in random schools. The walk here knows nothing of SQL: it is the other opinion. */
#include "support/record_school.h"

enum { PEOPLE = 14, BONDS = 45, NOTES = 60, QUESTIONS = 60 };

static const unsigned BITS[] = {REL_SELF, REL_FAMILY, REL_TEACHER, REL_CASE, REL_EL, REL_ADVISER, REL_LEADER, REL_PARTNER};
static const char *const WORDS[] = {"sun", "moon", "star", "rain", "leaf"};

struct note_row {
	struct id id;
	int learner, minutes; /* minutes -1: none */
	const char *title, *team, *health; /* NULL: none */
};

struct world {
	struct here h;
	struct id people[PEOPLE];
	struct { int viewer, learner; unsigned rel; day_t from, until; } bonds[BONDS];
	struct note_row notes[NOTES];
	uint64_t seed;
};

static uint64_t next(struct world *w)
{
	w->seed ^= w->seed << 13;
	w->seed ^= w->seed >> 7;
	w->seed ^= w->seed << 17;
	return w->seed;
}

static int below(struct world *w, int n)
{
	return (int)(next(w) % (uint64_t)n);
}

static const char *word(struct world *w)
{
	return WORDS[below(w, sizeof WORDS / sizeof *WORDS)];
}

static void build(struct world *w)
{
	struct err e = {0};
	struct here *h = &w->h;
	char target[400] = ":memory:";
	h->a = arena_new(0);
	if (school_on_postgres)
		assert_true(pg_fresh(target, sizeof target));
	h->s = school_open(target, h->a);
	h->sys = viewer_system(h->s);
	for (int i = 0; i < PEOPLE; i++)
		must(make(h->s, h->a, &h->sys, &record_person, ID_NIL, INPUTS({"name", str_fmt(h->a, "Person %d", i)}), &w->people[i], NULL, &e));
	for (int i = 0; i < BONDS; i++) {
		bool self = i < PEOPLE;
		w->bonds[i].viewer = self ? i : below(w, PEOPLE);
		w->bonds[i].learner = self ? i : below(w, PEOPLE / 2);
		w->bonds[i].rel = self ? REL_SELF : BITS[1 + below(w, 7)];
		w->bonds[i].from = self || below(w, 3) == 0 ? DAY_NONE : day_of(2026, 9, 1) + below(w, 60);
		w->bonds[i].until = self || below(w, 3) == 0 ? DAY_NONE : day_of(2026, 9, 20) + below(w, 60);
		tie(h->s, w->people[w->bonds[i].viewer], w->people[w->bonds[i].learner], w->bonds[i].rel,
		    w->bonds[i].from == DAY_NONE ? NULL : str_dupz(h->a, day_text(h->a, w->bonds[i].from)),
		    w->bonds[i].until == DAY_NONE ? NULL : str_dupz(h->a, day_text(h->a, w->bonds[i].until)));
	}
	for (int i = 0; i < NOTES; i++) {
		struct note_row *n = &w->notes[i];
		*n = (struct note_row){.learner = below(w, PEOPLE / 2), .minutes = below(w, 4) == 0 ? -1 : below(w, 5) * 10, .title = word(w),
		                       .team = below(w, 2) ? word(w) : NULL, .health = below(w, 2) ? word(w) : NULL};
		must(make(h->s, h->a, &h->sys, &record_note, ID_NIL, INPUTS({"learner", idz(h, w->people[n->learner])}, {"title", str_z(n->title)},
			{"minutes", n->minutes < 0 ? S("") : str_fmt(h->a, "%d", n->minutes)}, {"met_on", S("2026-09-01")}, {"team_only", str_z(n->team)},
			{"health", str_z(n->health)}), &n->id, NULL, &e));
	}
}

/* ---- the other opinion ---- */

static bool holds(const struct world *w, int b, day_t day)
{
	return (w->bonds[b].from == DAY_NONE || w->bonds[b].from <= day) && (w->bonds[b].until == DAY_NONE || day <= w->bonds[b].until);
}

static unsigned plain_rel(const struct world *w, int viewer, const struct viewer *v, int learner)
{
	unsigned rel = 0;
	for (int b = 0; b < BONDS; b++)
		if (w->bonds[b].viewer == viewer && w->bonds[b].learner == learner && holds(w, b, v->today))
			rel |= w->bonds[b].rel;
	if (v->low)
		return rel & REL_SELF;
	return rel | (v->hats & REL_DISTRICT);
}

#define MAY_SEE (REL_ALL | REL_PARTNER)
#define MAY_SEE_TEAM REL_TEAM

struct question {
	int viewer;
	struct viewer v;
	struct filter filters[3];
	size_t n;
	int learner, minutes;   /* -1: not asked; -2: empty */
	const char *title, *team;
	const char *sort;
};

static bool plain_match(const struct world *w, const struct question *q, const struct note_row *n)
{
	unsigned rel = plain_rel(w, q->viewer, &q->v, n->learner);
	if (!(rel & MAY_SEE))
		return false;
	if (q->learner >= 0 && n->learner != q->learner)
		return false;
	if (q->minutes >= 0 && !(n->minutes >= 0 && n->minutes >= q->minutes))
		return false;
	if (q->minutes == -2 && n->minutes != -1)
		return false;
	if (q->title != NULL && strcmp(q->title, n->title) != 0)
		return false;
	return q->team == NULL || ((rel & MAY_SEE_TEAM) && n->team != NULL && strcmp(q->team, n->team) == 0);
}

static struct question ask(struct world *w)
{
	static const char *const SORTS[] = {NULL, "title", "-title", "minutes", "-minutes", "-created_at", "updated_at"};
	struct question q = {.viewer = below(w, PEOPLE), .learner = -1, .minutes = -1};
	struct here *h = &w->h;
	q.v = (struct viewer){.person = w->people[q.viewer], .hats = REL_SIGNED_IN | REL_PUBLIC, .today = day_of(2026, 8, 25) + below(w, 100)};
	for (int b = 0; b < BONDS; b++)
		if (w->bonds[b].viewer == q.viewer && holds(w, b, q.v.today))
			q.v.hats |= w->bonds[b].rel;
	if (below(w, 8) == 0)
		q.v.hats |= REL_DISTRICT;
	q.v.low = below(w, 8) == 0;
	if (below(w, 3) == 0) {
		q.learner = below(w, PEOPLE / 2);
		q.filters[q.n++] = (struct filter){"learner", '=', idz(h, w->people[q.learner])};
	}
	if (below(w, 3) == 0) {
		q.minutes = below(w, 3) == 0 ? -2 : below(w, 5) * 10;
		q.filters[q.n++] = (struct filter){"minutes", q.minutes == -2 ? '=' : '>', q.minutes == -2 ? S("") : str_fmt(h->a, "%d", q.minutes)};
	}
	if (below(w, 3) == 0) {
		q.title = word(w);
		q.filters[q.n++] = (struct filter){"title", '=', str_z(q.title)};
	} else if (below(w, 3) == 0 && (q.v.hats & MAY_SEE_TEAM)) {
		q.team = word(w);
		q.filters[q.n++] = (struct filter){"team_only", '=', str_z(q.team)};
	}
	q.sort = SORTS[below(w, sizeof SORTS / sizeof *SORTS)];
	return q;
}

static const struct note_row *row_of(const struct world *w, struct id id)
{
	for (int i = 0; i < NOTES; i++)
		if (id_eq(w->notes[i].id, id))
			return &w->notes[i];
	return NULL;
}

/* A record that came out: each field as it is, or hidden when the walk says so. */
static void check_fields(struct world *w, const struct question *q, const struct record *r)
{
	const struct note_row *n = row_of(w, r->id);
	assert_non_null(n);
	unsigned rel = plain_rel(w, q->viewer, &q->v, n->learner);
	assert_true(str_eqz(rec_t(r, "title"), n->title));
	bool team = (rel & MAY_SEE_TEAM) != 0;
	assert_int_equal(r->hidden[field_index(&record_note, "team_only")], !team);
	assert_true(str_eqz(rec_t(r, "team_only"), team && n->team != NULL ? n->team : ""));
	/* without a purpose: the learner and the family alone, of those who may */
	bool health = (rel & REL_HOME) && (rel & (REL_CASE | REL_HOME));
	assert_true(str_eqz(rec_t(r, "health"), health && n->health != NULL ? n->health : ""));
	if (health && n->health != NULL) {
		bool traced = false;
		for (size_t i = 0; i < q->v.trace->n; i++)
			traced |= id_eq(q->v.trace->learners[i], w->people[n->learner]);
		assert_true(traced);
	}
}

static void check_list(struct world *w, struct question *q, struct db *db)
{
	struct err e = {0};
	struct record_list l;
	bool seen[NOTES] = {false};
	struct query page = {.filters = q->filters, .n_filters = q->n, .sort = q->sort, .limit = 1 + below(w, 20)};
	do {
		must(record_find(db, w->h.a, &q->v, &record_note, &page, &l, &e));
		for (size_t i = 0; i < l.n; i++) {
			const struct note_row *n = row_of(w, l.items[i].id);
			assert_non_null(n);
			if (!plain_match(w, q, n) || seen[n - w->notes])
				fail_msg("a note came that must not");
			seen[n - w->notes] = true;
			check_fields(w, q, &l.items[i]);
		}
		page.after = l.next;
	} while (l.next.n > 0);
	for (int i = 0; i < NOTES; i++)
		if (seen[i] != plain_match(w, q, &w->notes[i]))
			fail_msg("a note did not come that should");
}

static void check_reads(struct world *w, struct question *q, struct db *db)
{
	struct err e = {0};
	struct record r;
	struct record_list l;
	struct search_hit *hits;
	size_t n;
	const struct note_row *row = &w->notes[below(w, NOTES)];
	bool visible = (plain_rel(w, q->viewer, &q->v, row->learner) & MAY_SEE) != 0;
	assert_int_equal(record_get(db, w->h.a, &q->v, &record_note, row->id, &r, &e), visible ? OK : E_NOTFOUND);
	if (visible)
		check_fields(w, q, &r);
	assert_int_equal(record_history(db, w->h.a, &q->v, &record_note, row->id, &l, &e), visible ? OK : E_NOTFOUND);
	/* search: a word of the title for those who see the note, of the team's field for the team */
	const char *what = word(w);
	must(record_search(db, w->h.a, &q->v, str_z(what), 100, &hits, &n, &e));
	for (int i = 0; i < NOTES; i++) {
		unsigned rel = plain_rel(w, q->viewer, &q->v, w->notes[i].learner);
		bool want = ((rel & MAY_SEE) && strcmp(w->notes[i].title, what) == 0) ||
		            ((rel & MAY_SEE_TEAM) && w->notes[i].team != NULL && strcmp(w->notes[i].team, what) == 0);
		bool got = false;
		for (size_t k = 0; k < n; k++)
			got |= id_eq(hits[k].id, w->notes[i].id);
		if (want != got)
			fail_msg("search %s a note it should%s", got ? "gave" : "kept back", got ? " not" : " give");
	}
}

static void lists_equal_the_walk(void **state)
{
	const char *rounds_text = getenv("TRELLIS_ROUNDS");
	int rounds = rounds_text != NULL ? atoi(rounds_text) : 4;
	(void)state;
	for (int round = 0; round < rounds; round++) {
		struct err e = {0};
		struct world w = {.seed = 0x9E3779B97F4A7C15u * (uint64_t)(round + 1)};
		build(&w);
		for (int i = 0; i < QUESTIONS; i++) {
			struct db *db;
			struct question q = ask(&w);
			q.v.trace = &(struct access_trace){.a = w.h.a};
			must(store_read(w.h.s, &db, &e));
			check_list(&w, &q, db);
			check_reads(&w, &q, db);
			store_read_end(db);
		}
		store_close(w.h.s);
		arena_free(w.h.a);
	}
}

static const struct CMUnitTest tests[] = {
	TEST("lists, reads, history and search give what a plain walk over all bonds allows [R437]", lists_equal_the_walk),
};

SCHOOL_MAIN("visibility", tests)
