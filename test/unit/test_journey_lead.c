/* Journeys of whoever leads a school: who is not reached yet, by group, and nobody can be picked out of a small one. */
#include "record/setting.h"
#include "school/admin/reach.h"
#include "support/journey.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

static int start(void **state)
{
	*state = journey_open();
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

static void held(struct journey_school *s, enum who who, const char *on)
{
	(void)JOURNEY_MAKE(s, "conference", {"learner", id_str(s->w->a, s->people[who])}, {"kind", S("studentLed")}, {"planned_on", str_z(on)}, {"held_on", str_z(on)}, {"agreed", S("Read on")});
	web_sql(s->w, "update conference set state = 'held' where held_on is not null");
}

/* Two conferences a year: one that was held in the last half year counts, an older or a planned one does not. [R017] */
static void who_is_due_a_conference(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {LEADER, "/lead?who=conference", NULL, 200, "Ana Ash|Ben Beech|Cora Cedar", NULL});
	held(s, ANA, "2026-02-20");
	held(s, BEN, "2025-08-20");
	(void)JOURNEY_MAKE(s, "conference", {"learner", id_str(s->w->a, s->people[CORA])}, {"kind", S("studentLed")}, {"planned_on", S("2026-03-20")});
	WALK(s, {LEADER, "/lead?who=conference", NULL, 200, "Ben Beech|Cora Cedar", "Ana Ash"}, {ANA, "/learners/{ana}/conference", NULL, 200, "1 conference held this school year", NULL},
	     {TEACHER, "/lead?who=conference", NULL, 403, NULL, NULL}, {MOTHER, "/lead", NULL, 403, NULL, NULL});
}

/* In a school of three every group is too small: no count by group is shown, on the page or in the file, and both say so. [R350] */
static void small_groups_are_hidden(void **state)
{
	struct journey_school *s = *state;
	(void)JOURNEY_MAKE(s, "program", {"learner", id_str(s->w->a, s->people[ANA])}, {"program", S("iep")}, {"begin_on", S("2025-09-01")});
	WALK(s, {LEADER, "/lead", NULL, 200, "hidden, so that no child can be recognized", "1 of 1|0 of 1"},
	     {LEADER, "/lead?format=csv", NULL, 200, "With a disability (IEP or 504),No complete profile,,,yes", "With a disability (IEP or 504),No complete profile,1"});
}

struct many { struct journey_school *s; };

/* Sixty more: every second has an IEP, every third learns English; every fifth has had a conference. */
static enum code many_fn(struct db *db, void *arg, struct err *e)
{
	struct many *m = arg;
	enum code c = OK;
	for (int i = 0; i < 60 && !c; i++) {
		struct id id = id_new();
		char name[20];
		snprintf(name, sizeof name, "Sample%02d", i);
		c = db_exec(db, e, "insert into person (id, district, version, created_at, updated_at, given_name, family_name, language, grade, active) values (?1, ?2, 1, 0, 0, 'Sam', ?3, 'en', '08', 1)",
		            "bdz", id, name);
		if (!c)
			c = db_exec(db, e, "insert into role (id, district, version, created_at, updated_at, person, org, role) values (?1, ?2, 1, 0, 0, ?3, ?4, 'student')", "bdbb", id_new(), id, m->s->w->org);
		if (!c && i % 2 == 0)
			c = db_exec(db, e, "insert into program (id, district, version, created_at, updated_at, learner, program) values (?1, ?2, 1, 0, 0, ?3, 'iep')", "bdb", id_new(), id);
		if (!c && i % 3 == 0)
			c = db_exec(db, e, "insert into program (id, district, version, created_at, updated_at, learner, program) values (?1, ?2, 1, 0, 0, ?3, 'el')", "bdb", id_new(), id);
		if (!c && i % 5 == 0)
			c = db_exec(db, e, "insert into conference (id, district, version, created_at, updated_at, state, learner, kind, planned_on, held_on)"
			                   " values (?1, ?2, 1, 0, 0, 'held', ?3, 'studentLed', '2026-02-01', '2026-02-01')", "bdb", id_new(), id);
		if (!c && i % 4 == 0)
			c = db_exec(db, e, "insert into program (id, district, version, created_at, updated_at, learner, program) values (?1, ?2, 1, 0, 0, ?3, 'mealAssistance')", "bdb", id_new(), id);
		if (!c)
			c = db_exec(db, e, "insert into demographics (id, district, version, created_at, updated_at, learner, race) values (?1, ?2, 1, 0, 0, ?3, ?4)", "bdbz", id_new(), id, i < 30 ? "hispanic" : "white");
	}
	return c;
}

/* The report is split by disability, learning English, both, race and meal assistance, in one school; the numbers are those
 * counted here by hand. [R017 R322 R350] */
static void split_by_group(void **state)
{
	struct journey_school *s = *state;
	struct err e = {0};
	struct many m = {s};
	if (store_write(s->w->store, many_fn, &m, &e))
		fail_msg("%s", e.text);
	/* 30 even ones, six of them (0 10 20 30 40 50) with a conference, and Ana, who had one: 31, 24 lack it */
	WALK(s, {LEADER, "/lead?format=csv", NULL, 200, "With a disability (IEP or 504),No conference in half a year,31,24,no|Without,No conference in half a year,32,26,no", NULL});
	/* twenty divisible by three, four of them (0 15 30 45) with one; of the ten by six only two: too few to show */
	WALK(s, {LEADER, "/lead?format=csv", NULL, 200, "Learning English,No conference in half a year,20,16,no|Both,No conference in half a year,,,yes", NULL});
	/* 30 to 59: six of thirty; by four: fifteen, of whom 0 20 40. Of three learners the race is not known: they would be what is
	 * left of all after both thirties, so one of these is hidden with them [R350] */
	WALK(s, {LEADER, "/lead?format=csv", NULL, 200, "White,No conference in half a year,30,24,no|Hispanic of any race,No conference in half a year,,,yes|Meal assistance,No conference in half a year,15,12,no", NULL});
}

/* What was inferred and not asked for is off until a school turns it on, and says which requirement it serves. */
static void inferred_is_off(void **state)
{
	struct journey_school *s = *state;
	static const char *const access[] = {"class.live_lessons", "class.open_options", "class.places"}; /* setting.h: what protects access is on */
	size_t n = 0;
	for (const struct setting *const *t = SETTING_TABLES; *t; t++)
		for (const struct setting *x = *t; x->key; x++)
			if (x->inferred) {
				n++;
				bool on = false;
				for (size_t i = 0; i < sizeof access / sizeof *access; i++)
					on = on || !strcmp(x->key, access[i]);
				if (x->type != SET_BOOL || strcmp(x->initial, on ? "1" : "0") != 0 || !x->serves)
					fail_msg("%s", x->key);
				WALK(s, {ADMIN, "/settings", NULL, 200, x->key, NULL});
			}
	assert_true(n >= 5);
	WALK(s, {TEACHER, "/settings", NULL, 403, NULL, NULL}, {ANA, "/learners/{ana}/card.pdf", NULL, 404, NULL, NULL},
	     {ADMIN, "/settings", "has=paper.card&paper.card=1", 303, NULL, NULL}, {ANA, "/learners/{ana}/card.pdf", NULL, 200, "%PDF-", NULL},
	     {OTHER_TEACHER, "/learners/{ana}/card.pdf", NULL, 403, NULL, NULL});
}

/* In the learner's words, chosen by the learner, for a substitute to hold. */
static void the_card(void **state)
{
	struct journey_school *s = *state;
	const char *card = "/learners/{ana}/card";
	WALK(s, {ANA, "/learners/{ana}/profile/parts/strengths", "version=0&strengths=I+draw+maps", 303, NULL, NULL}, {ANA, "/learners/{ana}/profile/parts/helps", "version=1&needs=Noise+is+hard,+headphones+help", 303, NULL, NULL},
	     {ANA, card, NULL, 200, "I draw maps|headphones help|Choose what stands on my card", NULL}, {ANA, "/learners/{ana}/profile?part=card", NULL, 200, "Parts that stand on my card", NULL},
	     {TEACHER, "/learners/{ana}/profile/parts/card", "version=2&show_on_card=strengths", 403, NULL, NULL}, {ANA, "/learners/{ana}/profile/parts/card", "version=2&show_on_card=needs&show_on_card=best_time", 303, NULL, NULL},
	     {TEACHER, card, NULL, 200, "headphones help|In my own words", "I draw maps|Choose what stands"}, {ANA, card, NULL, 200, "headphones help", "I draw maps"},
	     {ANA, "/learners/{ana}/profile/parts/card", "version=3", 303, NULL, NULL}, {BEN, card, NULL, 403, NULL, "headphones"}, {OTHER_TEACHER, card, NULL, 403, NULL, "headphones"});
}

static const struct equity_public *line_of(const struct reach *r, const char *label, enum reach_kind k)
{
	for (size_t i = 0; i < r->n_rows; i++)
		if (!strcmp(r->rows[i].label, label))
			return &r->rows[i].cell[k];
	fail_msg("no line %s", label);
	return NULL;
}

/* Districts give counts and no names. One alone gives its own report; twice the same school is twice every shown number, and a
 * group that is small in each is shown when both together are not. */
static void districts_are_added_up(void **state)
{
	struct journey_school *s = *state;
	struct reach one, merged, both;
	struct reach_part *parts = NEW_ARRAY(s->w->a, struct reach_part, 2);
	struct err e = {0};
	struct db *db;
	day_t monday = 0;
	assert_true(day_parse(S("2026-03-02"), &monday));
	assert_int_equal(store_read(s->w->store, &db, &e), OK);
	assert_int_equal(reach_load(db, s->w->a, ID_NIL, monday + 2, monday, &one, &e), OK);
	assert_int_equal(reach_part_load(db, s->w->a, monday + 2, monday, &parts[0], &e), OK);
	store_read_end(db);
	assert_int_equal(reach_merge(s->w->a, parts, 1, &merged, &e), OK);
	assert_int_equal(merged.n, one.n);
	assert_null(merged.learners);
	assert_int_equal(merged.hidden, one.hidden);
	for (size_t i = 0; i < one.n_rows; i++)
		for (int k = 0; k < REACH_KINDS; k++) {
			const struct equity_public *x = &one.rows[i].cell[k], *y = &merged.rows[i].cell[k];
			assert_true(x->there == y->there && x->hidden == y->hidden && x->n == y->n && x->x == y->x);
		}
	parts[1] = parts[0];
	assert_int_equal(reach_merge(s->w->a, parts, 2, &both, &e), OK);
	const struct equity_public *small = line_of(&one, "With a disability (IEP or 504)", REACH_CONFERENCE), *large = line_of(&both, "With a disability (IEP or 504)", REACH_CONFERENCE);
	assert_false(small->hidden); /* 31 of 63: six of them have had one */
	assert_int_equal(large->n, 2 * small->n);
	assert_int_equal(large->x, 2 * small->x);
	/* five of the one, five of the other: neither may tell of its five, both together may of ten */
	memset(parts, 0, 2 * sizeof *parts);
	parts[0].n[0] = parts[1].n[0] = 40;
	parts[0].n[256] = parts[1].n[256] = 5;
	parts[0].lacks[REACH_PLAN][0] = parts[1].lacks[REACH_PLAN][0] = 20;
	parts[0].lacks[REACH_PLAN][256] = parts[1].lacks[REACH_PLAN][256] = 2;
	assert_int_equal(reach_merge(s->w->a, parts, 1, &one, &e), OK);
	assert_int_equal(reach_merge(s->w->a, parts, 2, &both, &e), OK);
	assert_true(line_of(&one, "With a disability (IEP or 504)", REACH_PLAN)->hidden);
	large = line_of(&both, "With a disability (IEP or 504)", REACH_PLAN);
	assert_false(large->hidden);
	assert_int_equal(large->n, 10);
	assert_int_equal(large->x, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_due_a_conference), cmocka_unit_test(small_groups_are_hidden), cmocka_unit_test(split_by_group), cmocka_unit_test(districts_are_added_up),
		TEST("[R038] what was inferred is off until a school turns it on; then a card is printed", inferred_is_off),
		TEST("[R038] the card is in the learner's words, and the learner chooses what stands on it", the_card)};
	return cmocka_run_group_tests_name("journeys of a leader", tests, start, stop);
}
