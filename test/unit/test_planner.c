/* Each of the planner's rules on a small example made by hand: fractions in grade 4, one text, one project. */
#include "engine/planner/planner.h"
#include "support/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *mem;

static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	return mem ? 0 : -1;
}

static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

/* halves -> equal parts -> equivalence -> adding fractions -> mixed numbers; reading stands alone */
enum { HALVES, PARTS, EQUIVALENCE, ADDING, MIXED, READING, COMPETENCIES };
static const struct plan_edge EDGES[] = {{HALVES, PARTS}, {PARTS, EQUIVALENCE}, {EQUIVALENCE, ADDING}, {ADDING, MIXED}};

enum {
	LESSON_ADDING, LESSON_ADDING_ES, LESSON_ADDING_EASY, LESSON_ADDING_DULL, PRACTICE_ADDING, PRACTICE_PARTS, PRACTICE_EQUIVALENCE,
	CHECK_EQUIVALENCE, PROJECT_ADDING_PEERS, TASK_ADDING, TASK_EQUIVALENCE_MUSIC, PRACTICE_MIXED, STORY_EN, STORY_EN_EASY,
	STORY_SO, VIDEO_FLASH, VIDEO_QUIET, PRACTICE_HALVES, RESOURCES
};

static struct access_meta flashing = {.hazards = ACCESS_FLASHING, .features_known = true};
static struct access_meta quiet = {.safe = 7, .features_known = true};

static struct plan_resource RES[RESOURCES] = {
	[LESSON_ADDING] = {ADDING, 1, PLAN_LESSON, {0}, 5, 0, {10, 20, 20, 0, 30}, 3, NULL, false},
	[LESSON_ADDING_ES] = {ADDING, 1, PLAN_LESSON, {0}, 5, 0, {10, 20, 20, 0, 30}, 3, NULL, false},
	[LESSON_ADDING_EASY] = {ADDING, 1, PLAN_LESSON, {0}, 2, 0, {10, 20, 20, 0, 30}, 3, NULL, false},
	[LESSON_ADDING_DULL] = {ADDING, 1, PLAN_LESSON, {0}, 2, 1, {10, 20, 20, 0, 30}, 1, NULL, false},
	[PRACTICE_ADDING] = {ADDING, PLAN_NONE, PLAN_PRACTICE, {0}, 0, 0, {20, 0, 0, 20, 0}, 1, NULL, false},
	[PRACTICE_PARTS] = {PARTS, PLAN_NONE, PLAN_PRACTICE, {0}, 0, 0, {20, 0, 0, 0, 20}, 2, NULL, false},
	[PRACTICE_EQUIVALENCE] = {EQUIVALENCE, PLAN_NONE, PLAN_PRACTICE, {0}, 0, 0, {20, 0, 0, 20, 0}, 2, NULL, false},
	[CHECK_EQUIVALENCE] = {EQUIVALENCE, PLAN_NONE, PLAN_CHECK, {0}, 0, 0, {10, 0, 0, 0, 10}, 2, NULL, false},
	[PROJECT_ADDING_PEERS] = {ADDING, PLAN_NONE, PLAN_PROJECT, {0}, 0, 0, {0, 40, 0, 0, 0}, 4, NULL, false},
	[TASK_ADDING] = {ADDING, PLAN_NONE, PLAN_TASK, {0}, 0, 0, {30, 0, 0, 0, 30}, 3, NULL, false},
	[TASK_EQUIVALENCE_MUSIC] = {EQUIVALENCE, PLAN_NONE, PLAN_TASK, {0}, 0, 2, {30, 0, 0, 0, 30}, 3, NULL, false},
	[PRACTICE_MIXED] = {MIXED, PLAN_NONE, PLAN_PRACTICE, {0}, 0, 0, {20, 0, 0, 20, 0}, 2, NULL, false},
	[STORY_EN] = {READING, 2, PLAN_LESSON, {0}, 5, 0, {0, 30, 0, 0, 0}, 2, NULL, false},
	[STORY_EN_EASY] = {READING, 2, PLAN_LESSON, {0}, 2, 0, {0, 30, 0, 0, 0}, 2, NULL, false},
	[STORY_SO] = {READING, 2, PLAN_LESSON, {0}, 4, 0, {0, 30, 0, 0, 0}, 2, NULL, false},
	[VIDEO_FLASH] = {READING, 3, PLAN_LESSON, {0}, 0, 0, {0, 20, 0, 20, 0}, 2, &flashing, false},
	[VIDEO_QUIET] = {READING, 3, PLAN_LESSON, {0}, 0, 0, {0, 20, 0, 20, 0}, 2, &quiet, false},
	[PRACTICE_HALVES] = {HALVES, PLAN_NONE, PLAN_PRACTICE, {0}, 0, 0, {20, 0, 0, 0, 20}, 2, NULL, false},
};

static struct plan_library *library(void)
{
	static const int english[] = {LESSON_ADDING, LESSON_ADDING_EASY, LESSON_ADDING_DULL, STORY_EN, STORY_EN_EASY};
	for (size_t i = 0; i < sizeof english / sizeof *english; i++)
		RES[english[i]].language = S("en");
	RES[LESSON_ADDING_ES].language = S("es");
	RES[STORY_SO].language = S("so");
	struct plan_library *lib = NULL;
	struct err e = {0};
	assert_int_equal(plan_library_new(mem, COMPETENCIES, EDGES, sizeof EDGES / sizeof *EDGES, RES, RESOURCES, &lib, &e), OK);
	return lib;
}

static struct plan_week week_of(const uint32_t *targets, size_t n)
{
	return (struct plan_week){.targets = targets, .n_targets = n, .language = S("en"), .limits = plan_limits_default(),
		.platform = access_platform_own()};
}

static const uint32_t ADDING_WEEK[] = {ADDING};

static const struct plan_result *one(struct plan_week w, struct plan_learner l)
{
	return &plan_class_week(mem, library(), &w, &l, 1)->learners[0];
}

static const struct plan_suggestion *of(const struct plan_result *r, uint32_t resource)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->suggestions[i].resource == resource)
			return &r->suggestions[i];
	}
	return NULL;
}

static const struct plan_suggestion *for_purpose(const struct plan_result *r, enum plan_purpose p)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->suggestions[i].purpose == p)
			return &r->suggestions[i];
	}
	return NULL;
}

static const struct plan_reason *why(const struct plan_suggestion *x, enum plan_why w)
{
	for (unsigned i = 0; x && i < x->n_reasons; i++) {
		if (x->reasons[i].why == w)
			return &x->reasons[i];
	}
	return NULL;
}

static const struct plan_warning *warned(const struct plan_result *r, enum plan_warn w)
{
	for (size_t i = 0; i < r->n_warnings; i++) {
		if (r->warnings[i].warn == w)
			return &r->warnings[i];
	}
	return NULL;
}

#define STATES(...) .states = (const struct plan_state[]){__VA_ARGS__}, \
	.n_states = sizeof((const struct plan_state[]){__VA_ARGS__}) / sizeof(struct plan_state)
#define LANGUAGES(...) .languages = (const struct plan_language[]){__VA_ARGS__}, \
	.n_languages = sizeof((const struct plan_language[]){__VA_ARGS__}) / sizeof(struct plan_language)

/* [R141] the class's lesson comes first for everybody, and a week without it is flagged */
static void shared_work_first(void **unused)
{
	(void)unused;
	struct plan_learner class[3] = {{0}, {STATES({PARTS, 0.2, MASTERY_PRACTISING})}, {STATES({ADDING, 0.99, MASTERY_SHOWN})}};
	struct plan_week w = week_of(ADDING_WEEK, 1);
	const struct plan_class *c = plan_class_week(mem, library(), &w, class, 3);
	assert_int_equal(c->n_shared, 1);
	assert_int_equal(c->shared[0], LESSON_ADDING);
	for (size_t i = 0; i < 3; i++) {
		const struct plan_suggestion *x = &c->learners[i].suggestions[0];
		assert_int_equal(x->resource, LESSON_ADDING);
		assert_int_equal(x->purpose, PLAN_SHARED);
		assert_near(why(x, PLAN_WHY_CLASS_WORK)->have, 3, 0); /* suits 3 of 3 */
		assert_int_equal(why(x, PLAN_WHY_CLASS_TARGET)->competency, ADDING);
		assert_null(warned(&c->learners[i], PLAN_WARN_FEW_SHARED));
	}
	/* What the teacher chose stands. */
	const uint32_t chosen[] = {LESSON_ADDING_EASY};
	w.shared = chosen, w.n_shared = 1;
	c = plan_class_week(mem, library(), &w, class, 3);
	assert_int_equal(c->shared[0], LESSON_ADDING_EASY);
	assert_int_equal(c->n_shared, 1);
	/* A week of individual work alone is flagged. */
	struct plan_mix alone = plan_mix_of(library(), (const uint32_t[]){PRACTICE_ADDING, PRACTICE_PARTS}, NULL, 2);
	struct plan_warning out[PLAN_WARNS];
	size_t n = plan_mix_warnings(&alone, &w.limits, NULL, 0, out);
	bool few = false;
	for (size_t i = 0; i < n; i++)
		few = few || out[i].warn == PLAN_WARN_FEW_SHARED;
	assert_true(few);
}

/* [R059] [R104] the level and language of the text change, the standard and the rigor do not */
static void same_standard_other_text(void **unused)
{
	(void)unused;
	const uint32_t target[] = {READING}, story[] = {STORY_EN}, lesson[] = {LESSON_ADDING};
	struct plan_week w = week_of(target, 1);
	w.shared = story, w.n_shared = 1;
	const struct plan_result *r = one(w, (struct plan_learner){LANGUAGES({S("so"), 4}, {S("en"), -1})});
	const struct plan_suggestion *x = of(r, STORY_SO);
	assert_non_null(x);
	assert_int_equal(x->purpose, PLAN_OTHER_WAY);
	assert_int_equal(x->instead_of, STORY_EN);
	assert_int_equal(x->competency, READING);
	assert_non_null(why(x, PLAN_WHY_LANGUAGE));
	assert_null(of(r, STORY_EN));
	r = one(w, (struct plan_learner){LANGUAGES({S("en"), 2})});
	x = of(r, STORY_EN_EASY);
	assert_int_equal(x->instead_of, STORY_EN);
	assert_near(why(x, PLAN_WHY_LEVEL)->have, 2, 0);
	assert_near(why(x, PLAN_WHY_LEVEL)->need, 2, 0);
	assert_non_null(of(one(w, (struct plan_learner){LANGUAGES({S("en"), 4})}), STORY_EN)); /* one grade above is fine */
	/* Nothing equal in goal that can be read: the class's text, with a warning, hidden from nobody. */
	r = one(w, (struct plan_learner){LANGUAGES({S("vi"), 5})});
	assert_non_null(of(r, STORY_EN));
	assert_int_equal(warned(r, PLAN_WARN_READING)->resource, STORY_EN);
	/* The easy lesson of rigor 1 is not taken for the one of rigor 3, though an interest speaks for it. */
	w.shared = lesson;
	r = one(w, (struct plan_learner){LANGUAGES({S("en"), 2}), .interests = 1});
	assert_non_null(of(r, LESSON_ADDING_EASY));
	assert_null(of(r, LESSON_ADDING_DULL));
	assert_null(warned(r, PLAN_WARN_LOWER_RIGOR));
}

/* Support is for gaps that evidence shows and that rest on no other gap; beside the class's work, not in its place. */
static void support_at_the_frontier(void **unused)
{
	(void)unused;
	struct plan_week w = week_of(ADDING_WEEK, 1);
	const struct plan_result *r = one(w, (struct plan_learner){STATES({HALVES, 0.95, MASTERY_SHOWN},
		{PARTS, 0.3, MASTERY_PRACTISING}, {EQUIVALENCE, 0.2, MASTERY_PRACTISING})});
	const struct plan_suggestion *x = for_purpose(r, PLAN_SUPPORT);
	assert_int_equal(x->resource, PRACTICE_PARTS); /* not equivalence, which rests on it */
	assert_int_equal(why(x, PLAN_WHY_PREREQUISITE)->competency, ADDING);
	assert_near(why(x, PLAN_WHY_PREREQUISITE)->have, 0.3, 1e-6);
	assert_non_null(of(r, LESSON_ADDING));
	assert_null(for_purpose(r, PLAN_TARGET)); /* above the frontier: with the class only */
	assert_null(of(r, PRACTICE_ADDING));
	assert_null(of(r, PRACTICE_EQUIVALENCE));
	/* No evidence is no gap: a short check. */
	r = one(w, (struct plan_learner){0});
	assert_null(for_purpose(r, PLAN_SUPPORT));
	x = for_purpose(r, PLAN_FIND_OUT);
	assert_int_equal(x->resource, CHECK_EQUIVALENCE);
	assert_non_null(why(x, PLAN_WHY_NO_EVIDENCE));
	assert_int_equal(for_purpose(r, PLAN_TARGET)->competency, ADDING); /* and the target counts as within reach */
	/* A gap below what nothing is known about is found; below what is known it does not matter. */
	r = one(w, (struct plan_learner){STATES({PARTS, 0.3, MASTERY_PRACTISING})});
	assert_int_equal(for_purpose(r, PLAN_SUPPORT)->resource, PRACTICE_PARTS);
	r = one(w, (struct plan_learner){STATES({PARTS, 0.3, MASTERY_PRACTISING}, {EQUIVALENCE, 0.9, MASTERY_PRACTISING})});
	assert_null(for_purpose(r, PLAN_SUPPORT));
	assert_int_equal(for_purpose(r, PLAN_TARGET)->competency, ADDING);
	/* A gap for which the library has nothing is told. */
	RES[PRACTICE_PARTS].minutes[PLAN_ALONE] = 0;
	r = one(w, (struct plan_learner){STATES({PARTS, 0.3, MASTERY_PRACTISING})});
	assert_int_equal(warned(r, PLAN_WARN_NO_MATERIAL)->competency, PARTS);
	RES[PRACTICE_PARTS].minutes[PLAN_ALONE] = 20;
}

/* [R096] enrichment is there for who is ahead and for who has gaps; a week of gap work alone is flagged */
static void enrichment_for_everybody(void **unused)
{
	(void)unused;
	struct plan_week w = week_of(ADDING_WEEK, 1);
	const struct plan_result *r = one(w, (struct plan_learner){STATES({ADDING, 0.97, MASTERY_READY}, {EQUIVALENCE, 0.99, MASTERY_SHOWN})});
	const struct plan_suggestion *x = for_purpose(r, PLAN_DEEPER);
	assert_int_equal(x->competency, ADDING);
	assert_int_equal(why(x, PLAN_WHY_KNOWN)->competency, ADDING);
	assert_true(r->mix.enrichment > 0);
	/* Who is not there yet does the project with peers. */
	r = one(w, (struct plan_learner){STATES({EQUIVALENCE, 0.2, MASTERY_PRACTISING})});
	x = for_purpose(r, PLAN_DEEPER);
	assert_int_equal(x->resource, PROJECT_ADDING_PEERS);
	assert_non_null(why(x, PLAN_WHY_WITH_PEERS));
	assert_non_null(why(x, PLAN_WHY_CLASS_TARGET));
	assert_null(warned(r, PLAN_WARN_NO_ENRICHMENT));
	const uint32_t gaps[] = {PRACTICE_PARTS, PRACTICE_HALVES, LESSON_ADDING};
	const enum plan_purpose purposes[] = {PLAN_SUPPORT, PLAN_SUPPORT, PLAN_SHARED};
	struct plan_mix mix = plan_mix_of(library(), gaps, purposes, 2);
	struct plan_warning out[PLAN_WARNS];
	size_t n = plan_mix_warnings(&mix, &w.limits, NULL, 0, out);
	assert_int_equal(out[0].warn, PLAN_WARN_GAP_WORK);
	assert_near(out[0].have, 1, 0);
	assert_int_equal(out[1].warn, PLAN_WARN_NO_ENRICHMENT);
	assert_true(n >= 2);
	mix = plan_mix_of(library(), gaps, purposes, 3);
	assert_int_equal(mix.support, 40);
	assert_int_equal(mix.shared, 50);
	n = plan_mix_warnings(&mix, &w.limits, NULL, 0, out);
	assert_int_not_equal(out[0].warn, PLAN_WARN_GAP_WORK); /* 40 of 90 */
}

/* [R097] interests choose among what serves the same standard */
static void interests_count(void **unused)
{
	(void)unused;
	struct plan_week w = week_of((const uint32_t[]){EQUIVALENCE}, 1);
	const struct plan_result *r = one(w, (struct plan_learner){.interests = 2 | 8});
	const struct plan_suggestion *x = of(r, TASK_EQUIVALENCE_MUSIC);
	assert_non_null(x);
	assert_near(why(x, PLAN_WHY_INTEREST)->have, 1, 0);
	assert_null(why(of(one(w, (struct plan_learner){0}), TASK_EQUIVALENCE_MUSIC), PLAN_WHY_INTEREST));
}

static void ready_to_move_on(void **unused)
{
	(void)unused;
	struct plan_week w = week_of(ADDING_WEEK, 1);
	const struct plan_result *r = one(w, (struct plan_learner){STATES({ADDING, 0.97, MASTERY_READY})});
	const struct plan_suggestion *x = for_purpose(r, PLAN_NEXT);
	assert_int_equal(x->resource, PRACTICE_MIXED);
	assert_int_equal(why(x, PLAN_WHY_FOLLOWS)->competency, ADDING);
	assert_null(for_purpose(one(w, (struct plan_learner){STATES({ADDING, 0.5, MASTERY_PRACTISING})}), PLAN_NEXT));
}

static void goals_of_the_plan(void **unused)
{
	(void)unused;
	struct plan_week w = week_of((const uint32_t[]){READING}, 1);
	const uint32_t goals[] = {EQUIVALENCE};
	struct plan_learner l = {STATES({PARTS, 0.9, MASTERY_PRACTISING}, {EQUIVALENCE, 0.3, MASTERY_PRACTISING}), .goals = goals, .n_goals = 1};
	const struct plan_suggestion *x = for_purpose(one(w, l), PLAN_GOAL);
	assert_int_equal(x->competency, EQUIVALENCE);
	assert_int_equal(why(x, PLAN_WHY_GOAL)->competency, EQUIVALENCE);
	/* Beyond reach: its nearest gap. */
	const struct plan_state gap[] = {{HALVES, 0.9, MASTERY_SHOWN}, {PARTS, 0.3, MASTERY_PRACTISING}};
	l.states = gap;
	x = for_purpose(one(w, l), PLAN_GOAL);
	assert_int_equal(x->resource, PRACTICE_PARTS);
	assert_int_equal(why(x, PLAN_WHY_PREREQUISITE)->competency, EQUIVALENCE);
	/* Reached: nothing more of it. */
	const struct plan_state reached[] = {{EQUIVALENCE, 0.99, MASTERY_SHOWN}};
	l.states = reached, l.n_states = 1;
	assert_null(for_purpose(one(w, l), PLAN_GOAL));
}

/* A hazard to avoid excludes; the class's resource gives way to one equal in goal, or people are told. */
static void hazards_are_never_suggested(void **unused)
{
	(void)unused;
	struct need_line l = {.source = NEED_FROM_LEARNER, .term = NEED_HAZARD_AVOIDANCE, .value.text = S("flashing"), .from = DAY_NONE, .until = DAY_NONE};
	struct need_context c = {.day = 20500};
	const uint32_t video[] = {VIDEO_FLASH};
	struct plan_week w = week_of((const uint32_t[]){READING}, 1);
	w.shared = video, w.n_shared = 1;
	struct plan_learner who = {.needs = needs_resolve(mem, &l, 1, &c)};
	const struct plan_result *r = one(w, who);
	assert_null(of(r, VIDEO_FLASH));
	const struct plan_suggestion *x = of(r, VIDEO_QUIET);
	assert_int_equal(x->instead_of, VIDEO_FLASH);
	assert_int_equal(why(x, PLAN_WHY_BARRIER)->resource, VIDEO_FLASH);
	RES[VIDEO_QUIET].group = PLAN_NONE;
	r = one(w, who);
	assert_null(of(r, VIDEO_FLASH));
	assert_int_equal(warned(r, PLAN_WARN_ACCESS_GAP)->resource, VIDEO_FLASH);
	RES[VIDEO_QUIET].group = 3;
	assert_non_null(of(one(w, (struct plan_learner){0}), VIDEO_FLASH));
}

/* [R117] a week of low rigor needs a reason; [R143] time with peers and adults, and its drop; [R419] alone on screen */
static void balance_is_shown_and_warned_about(void **unused)
{
	(void)unused;
	struct plan_limits l = plan_limits_default();
	struct plan_warning out[PLAN_WARNS];
	const uint32_t low[] = {PRACTICE_ADDING, PRACTICE_ADDING, PRACTICE_PARTS};
	struct plan_mix m = plan_mix_of(library(), low, NULL, 3);
	assert_int_equal(m.minutes, 60);
	assert_int_equal(m.rigor[1], 40);
	assert_int_equal(m.rigor[2], 20);
	assert_int_equal(m.mode[PLAN_SCREEN], 40);
	assert_int_equal(m.mode[PLAN_PAPER], 20);
	assert_int_equal(m.alone_screen, 40);
	l.alone_screen = 30;
	size_t n = plan_mix_warnings(&m, &l, NULL, 0, out);
	unsigned seen = 0;
	for (size_t i = 0; i < n; i++) {
		seen |= 1u << out[i].warn;
		if (out[i].warn == PLAN_WARN_LOW_RIGOR)
			assert_near(out[i].have, 2.0 / 3, 1e-12);
		if (out[i].warn == PLAN_WARN_ALONE_SCREEN)
			assert_near(out[i].have, 40, 0);
	}
	assert_true(seen >> PLAN_WARN_LOW_RIGOR & seen >> PLAN_WARN_ALONE_SCREEN & seen >> PLAN_WARN_FEW_PEERS & seen >> PLAN_WARN_FEW_ADULT & 1);
	struct plan_mix past[3] = {{.mode[PLAN_PEERS] = 60, .mode[PLAN_ADULT] = 20}, {.mode[PLAN_PEERS] = 40, .mode[PLAN_ADULT] = 20}, {.mode[PLAN_PEERS] = 30, .mode[PLAN_ADULT] = 18}};
	struct plan_mix full = {.minutes = 100, .shared = 50, .enrichment = 20, .mode = {30, 40, 30, 0, 0}, .rigor = {0, 0, 100}};
	n = plan_mix_warnings(&full, &l, past, 3, out);
	assert_int_equal(n, 1);
	assert_int_equal(out[0].warn, PLAN_WARN_PEERS_DROP);
	assert_near(out[0].have, 30, 0);
	assert_near(out[0].need, 50, 0);
	/* Where peers are lacking, work with peers is found and says so. */
	struct plan_week w = week_of(ADDING_WEEK, 1);
	w.limits.enrichment = 0;
	w.limits.peers = 50;
	const struct plan_result *r = one(w, (struct plan_learner){0});
	const struct plan_suggestion *x = of(r, PROJECT_ADDING_PEERS);
	assert_int_equal(x->purpose, PLAN_BALANCE);
	assert_near(why(x, PLAN_WHY_MORE_PEERS)->have, 20, 0);
	assert_near(why(x, PLAN_WHY_MORE_PEERS)->need, 50, 0);
}

/* [R422] every suggestion has its reason; the result is suggestions and nothing else */
static void minutes_hold(void **unused)
{
	(void)unused;
	struct plan_week w = week_of(ADDING_WEEK, 1);
	w.limits.minutes = 75;
	const struct plan_result *r = one(w, (struct plan_learner){0});
	assert_true(r->mix.minutes <= 75);
	assert_int_equal(r->suggestions[0].purpose, PLAN_SHARED);
	w.limits.minutes = 20; /* shared work alone is more: it stays, and people are told */
	r = one(w, (struct plan_learner){0});
	assert_int_equal(r->n, 1);
	assert_near(warned(r, PLAN_WARN_OVER_TIME)->have, 50, 0);
	const uint32_t done[] = {PRACTICE_ADDING, LESSON_ADDING, RESOURCES + 5};
	w.limits.minutes = 300;
	r = one(w, (struct plan_learner){.done = done, .n_done = 3});
	assert_null(of(r, PRACTICE_ADDING));
	assert_null(of(r, LESSON_ADDING));
}

static void library_is_checked(void **unused)
{
	(void)unused;
	struct plan_library *lib = NULL;
	struct err e = {0};
	const struct plan_edge circle[] = {{0, 1}, {1, 2}, {2, 0}, {2, 3}}, beyond[] = {{0, 9}};
	assert_int_equal(plan_library_new(mem, 4, circle, 4, NULL, 0, &lib, &e), E_INPUT);
	assert_non_null(strstr(e.text, "circle"));
	assert_int_equal(plan_library_new(mem, 4, beyond, 1, NULL, 0, &lib, &e), E_INPUT);
	struct plan_resource r[] = {{.competency = 0, .group = 1}, {.competency = 1, .group = 1}};
	assert_int_equal(plan_library_new(mem, 2, NULL, 0, r, 2, &lib, &e), E_INPUT);
	assert_non_null(strstr(e.text, "equal in goal"));
	r[1].competency = 9;
	assert_int_equal(plan_library_new(mem, 2, NULL, 0, r, 2, &lib, &e), E_INPUT);
	assert_int_equal(plan_library_new(mem, 0, NULL, 0, NULL, 0, &lib, &e), OK);
	struct plan_week w = week_of(ADDING_WEEK, 1);
	struct plan_learner who = {0};
	assert_int_equal(plan_class_week(mem, lib, &w, &who, 1)->learners[0].n, 0);
	for (unsigned i = 0; i < PLAN_WHYS; i++)
		assert_non_null(plan_why_name((enum plan_why)i));
	for (unsigned i = 0; i < PLAN_WARNS; i++)
		assert_non_null(plan_warn_name((enum plan_warn)i));
	for (unsigned i = 0; i < PLAN_PURPOSES; i++)
		assert_non_null(plan_purpose_name((enum plan_purpose)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shared_work_first),
		cmocka_unit_test(same_standard_other_text),
		cmocka_unit_test(support_at_the_frontier),
		cmocka_unit_test(enrichment_for_everybody),
		cmocka_unit_test(interests_count),
		cmocka_unit_test(ready_to_move_on),
		cmocka_unit_test(goals_of_the_plan),
		cmocka_unit_test(hazards_are_never_suggested),
		cmocka_unit_test(balance_is_shown_and_warned_about),
		cmocka_unit_test(minutes_hold),
		cmocka_unit_test(library_is_checked),
	};
	return cmocka_run_group_tests_name("planner", tests, start, stop);
}
