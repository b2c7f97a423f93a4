/* The planner's law on random classes, restated without its code: every suggestion has a reason; nothing above the
 * frontier but shared work; no barrier for a required need, no hazard, nothing twice, nothing done; minutes hold; the
 * same input gives the same output; another way is equal in goal. */
#include "engine/planner/planner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 0xD1B54A32D192ED03u;

static unsigned pick(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)((seed >> 20) % n);
}

enum { MOST_C = 24, MOST_R = 90, MOST_L = 6 };

struct world {
	uint32_t nc;
	size_t ne, nr;
	struct plan_edge edges[3 * MOST_C];
	struct plan_resource res[MOST_R];
	struct access_meta meta[6];
	struct plan_library *lib;
	uint32_t targets[5], shared[4];
	struct plan_week week;
	struct plan_state states[MOST_L][MOST_C];
	uint32_t goals[MOST_L][3], done[MOST_L][4];
	struct plan_language langs[MOST_L][3];
	struct plan_mix past[MOST_L][3];
	struct plan_learner who[MOST_L];
	size_t nl;
};

static const char *const LANGS3[] = {"en", "es", "so"};

static void make_learner(struct arena *a, struct world *w, size_t i)
{
	struct plan_learner *l = &w->who[i];
	*l = (struct plan_learner){.states = w->states[i], .goals = w->goals[i], .done = w->done[i], .languages = w->langs[i], .past = w->past[i]};
	for (uint32_t c = 0; c < w->nc; c++) {
		if (pick(3) == 0)
			continue;
		enum mastery_word word = (enum mastery_word)pick(5);
		w->states[i][l->n_states++] = (struct plan_state){c, pick(100) / 100.0, word};
	}
	for (l->n_goals = 0; l->n_goals < pick(4); l->n_goals++)
		w->goals[i][l->n_goals] = pick(w->nc + 1);
	for (l->n_done = 0; l->n_done < pick(5); l->n_done++)
		w->done[i][l->n_done] = pick((unsigned)w->nr + 1);
	for (l->n_languages = 0; l->n_languages < pick(4); l->n_languages++)
		w->langs[i][l->n_languages] = (struct plan_language){str_z(LANGS3[(l->n_languages + i) % 3]), (double)pick(8) - 1};
	l->interests = pick(256);
	struct need_line *lines = NEW_ARRAY(a, struct need_line, 4);
	size_t n = pick(5);
	static const char *const hazards[] = {"flashing", "sound", "motion-simulation"};
	static const enum need_term terms[] = {NEED_CAPTIONS, NEED_ALTERNATIVE_TEXT, NEED_FONT_SIZE, NEED_HAZARD_AVOIDANCE};
	for (size_t k = 0; k < n; k++) {
		lines[k] = (struct need_line){.source = (enum need_source)pick(4), .term = terms[pick(4)], .from = DAY_NONE, .until = DAY_NONE};
		lines[k].value.number = 20;
		lines[k].value.text = str_z(hazards[pick(3)]);
	}
	struct need_context c = {.day = 20500};
	l->needs = pick(3) ? needs_resolve(a, lines, n, &c) : NULL;
}

static struct world *make_world(struct arena *a)
{
	struct world *w = NEW(a, struct world);
	w->nc = 1 + pick(MOST_C);
	for (uint32_t c = 1; c < w->nc; c++) {
		for (unsigned k = pick(3); k > 0; k--)
			w->edges[w->ne++] = (struct plan_edge){pick(c), c};
	}
	for (size_t i = 0; i < 6; i++)
		w->meta[i] = (struct access_meta){.modes = pick(16), .features = (uint64_t)pick(1u << 20) << 5, .features_known = pick(2),
			.hazards = pick(8), .safe = pick(8)};
	for (size_t i = 0; i < 6; i++)
		w->meta[i].safe &= ~w->meta[i].hazards;
	w->nr = pick(MOST_R);
	for (size_t i = 0; i < w->nr; i++) {
		struct plan_resource *r = &w->res[i];
		*r = (struct plan_resource){.competency = pick(w->nc), .kind = (enum plan_kind)pick(PLAN_KINDS), .rigor = (unsigned char)pick(5),
			.interests = pick(256) & pick(256), .level = pick(2) ? pick(9) : 0, .elsewhere = pick(4) == 0};
		r->group = pick(2) ? r->competency * 2 + pick(2) : PLAN_NONE;
		if (pick(3))
			r->language = str_z(LANGS3[pick(3)]);
		r->minutes[pick(3)] = (unsigned short)(5 * pick(9));
		r->minutes[pick(3)] = (unsigned short)(5 * pick(9));
		unsigned all = plan_minutes(r);
		r->minutes[PLAN_SCREEN] = (unsigned short)(all ? pick(all) : 0);
		r->minutes[PLAN_PAPER] = (unsigned short)(all - r->minutes[PLAN_SCREEN]);
		if (pick(3))
			r->access = &w->meta[pick(6)];
	}
	assert_int_equal(plan_library_new(a, w->nc, w->edges, w->ne, w->res, w->nr, &w->lib, NULL), OK);
	w->week = (struct plan_week){.targets = w->targets, .n_targets = pick(6), .shared = w->shared, .n_shared = pick(5),
		.language = S("en"), .limits = plan_limits_default()};
	for (size_t i = 0; i < 5; i++)
		w->targets[i] = pick(w->nc + 1);
	for (size_t i = 0; i < 4; i++)
		w->shared[i] = pick((unsigned)w->nr + 1);
	if (pick(2))
		w->week.platform = access_platform_own();
	w->week.limits.minutes = pick(2) ? 300 : pick(200);
	w->week.limits.enrichment = pick(4);
	w->nl = pick(MOST_L + 1);
	for (size_t i = 0; i < w->nl; i++)
		make_learner(a, w, i);
	return w;
}

static const struct plan_state *state(const struct plan_learner *l, uint32_t c)
{
	for (size_t i = 0; i < l->n_states; i++) {
		if (l->states[i].competency == c && l->states[i].word != MASTERY_NO_EVIDENCE)
			return &l->states[i];
	}
	return NULL;
}

static bool known(const struct plan_learner *l, uint32_t c)
{
	const struct plan_state *s = state(l, c);
	return s && (s->word >= MASTERY_READY || s->p >= 0.8);
}

static bool beyond(const struct world *w, const struct plan_learner *l, uint32_t c)
{
	for (size_t i = 0; i < w->ne; i++) {
		uint32_t b = w->edges[i].before;
		if (w->edges[i].after != c || known(l, b))
			continue;
		if (state(l, b) || beyond(w, l, b))
			return true;
	}
	return false;
}

static bool has_reason(const struct plan_suggestion *x, enum plan_why why)
{
	for (unsigned i = 0; i < x->n_reasons; i++) {
		if (x->reasons[i].why == why)
			return true;
	}
	return false;
}

static bool is_target(const struct world *w, uint32_t c)
{
	for (size_t i = 0; i < w->week.n_targets; i++) {
		if (w->targets[i] == c)
			return true;
	}
	return false;
}

static void check_one(const struct world *w, const struct plan_class *c, const struct plan_learner *l, const struct plan_suggestion *x)
{
	const struct plan_resource *r = &w->res[x->resource];
	assert_true(x->resource < w->nr);
	assert_int_equal(x->competency, r->competency);
	assert_int_equal(x->minutes, plan_minutes(r));
	assert_true(x->n_reasons >= 1 && x->n_reasons <= PLAN_REASONS);
	assert_true(x->fit != ACCESS_BARRIER);
	if (l->needs) {
		static const struct access_meta nothing;
		static const struct access_platform none;
		struct access_verdict v = access_match(r->access ? r->access : &nothing, l->needs, r->elsewhere ? &none : &w->week.platform, 0, NULL, 0);
		assert_int_equal(v.fit, x->fit);
		for (size_t k = 0; k < l->needs->n; k++) {
			const struct need *n = &l->needs->list[k];
			if (n->term != NEED_HAZARD_AVOIDANCE || !r->access)
				continue;
			unsigned h = str_eqz(n->value.text, "flashing") ? ACCESS_FLASHING : str_eqz(n->value.text, "sound") ? ACCESS_SOUND : ACCESS_MOTION_SIMULATION;
			assert_false(r->access->hazards & h);
		}
	}
	for (size_t k = 0; k < l->n_done; k++)
		assert_true(x->resource != l->done[k]);
	bool shared = x->purpose == PLAN_SHARED || x->purpose == PLAN_OTHER_WAY;
	if (!known(l, x->competency) && beyond(w, l, x->competency))
		assert_true(shared || (is_target(w, x->competency) && has_reason(x, PLAN_WHY_CLASS_TARGET) && has_reason(x, PLAN_WHY_WITH_PEERS)));
	uint32_t class_one = x->purpose == PLAN_OTHER_WAY ? x->instead_of : x->resource;
	if (shared) {
		bool there = false;
		for (size_t k = 0; k < c->n_shared; k++)
			there = there || c->shared[k] == class_one;
		assert_true(there && has_reason(x, PLAN_WHY_CLASS_WORK));
	} else {
		assert_int_equal(x->instead_of, PLAN_NONE);
	}
	if (x->purpose == PLAN_OTHER_WAY) {
		assert_int_equal(w->res[class_one].group, r->group);
		assert_true(r->group != PLAN_NONE);
		assert_int_equal(w->res[class_one].competency, r->competency);
	}
	if (x->purpose == PLAN_SUPPORT || x->purpose == PLAN_GOAL || x->purpose == PLAN_TARGET || x->purpose == PLAN_NEXT)
		assert_false(known(l, x->competency));
	if (x->purpose == PLAN_SUPPORT)
		assert_true(state(l, x->competency) && has_reason(x, PLAN_WHY_PREREQUISITE));
	if (x->purpose == PLAN_FIND_OUT)
		assert_true(!state(l, x->competency) && r->kind == PLAN_CHECK);
	if (x->purpose == PLAN_TARGET)
		assert_true(is_target(w, x->competency));
}

static void check_class(const struct world *w, const struct plan_class *c)
{
	assert_int_equal(c->n, w->nl);
	for (size_t i = 0; i < c->n; i++) {
		const struct plan_result *r = &c->learners[i];
		const struct plan_learner *l = &w->who[i];
		unsigned shared = 0, all = 0, count[PLAN_PURPOSES] = {0};
		bool began_own = false;
		for (size_t k = 0; k < r->n; k++) {
			const struct plan_suggestion *x = &r->suggestions[k];
			check_one(w, c, l, x);
			all += x->minutes;
			count[x->purpose]++;
			bool is_shared = x->purpose == PLAN_SHARED || x->purpose == PLAN_OTHER_WAY;
			shared += is_shared ? x->minutes : 0;
			assert_false(is_shared && began_own); /* class work comes first */
			began_own = began_own || !is_shared;
			for (size_t j = 0; j < k; j++)
				assert_true(r->suggestions[j].resource != x->resource);
		}
		assert_int_equal(all, r->mix.minutes);
		assert_int_equal(shared, r->mix.shared);
		assert_true(all <= w->week.limits.minutes || all == shared);
		assert_true(count[PLAN_DEEPER] <= w->week.limits.enrichment && count[PLAN_SUPPORT] + count[PLAN_FIND_OUT] <= w->week.limits.support
			&& count[PLAN_GOAL] <= w->week.limits.goals && count[PLAN_NEXT] <= w->week.limits.next);
		/* No class resource is dropped without a word. */
		for (size_t k = 0; k < c->n_shared; k++) {
			bool told = false;
			for (size_t j = 0; j < r->n; j++)
				told = told || r->suggestions[j].resource == c->shared[k] || r->suggestions[j].instead_of == c->shared[k];
			for (size_t j = 0; j < r->n_warnings; j++)
				told = told || r->warnings[j].resource == c->shared[k];
			for (size_t j = 0; j < l->n_done; j++)
				told = told || l->done[j] == c->shared[k];
			assert_true(told);
		}
		/* No target is passed over without a word. */
		for (size_t k = 0; k < w->week.n_targets; k++) {
			uint32_t t = w->targets[k];
			bool told = t >= w->nc || known(l, t);
			for (size_t j = 0; j < r->n; j++)
				told = told || r->suggestions[j].competency == t;
			for (size_t j = 0; j < r->n_warnings; j++)
				told = told || r->warnings[j].competency == t;
			assert_true(told);
		}
	}
}

static void laws_hold(void **unused)
{
	(void)unused;
	struct arena *a = arena_new(0);
	for (int round = 0; round < 20000; round++) {
		struct world *w = make_world(a);
		const struct plan_class *c = plan_class_week(a, w->lib, &w->week, w->who, w->nl);
		check_class(w, c);
		const struct plan_class *again = plan_class_week(a, w->lib, &w->week, w->who, w->nl);
		assert_int_equal(c->n_shared, again->n_shared);
		for (size_t i = 0; i < c->n; i++) {
			assert_int_equal(c->learners[i].n, again->learners[i].n);
			assert_int_equal(c->learners[i].n_warnings, again->learners[i].n_warnings);
			for (size_t k = 0; k < c->learners[i].n; k++)
				assert_int_equal(c->learners[i].suggestions[k].resource, again->learners[i].suggestions[k].resource);
		}
		arena_reset(a);
	}
	arena_free(a);
}

/* [R422] declining costs nothing: a learner for whom something is marked done still gets the rest; and one learner's
 * suggestions do not depend on who else is in the class when the teacher chose the shared work. */
static void learners_do_not_depend_on_each_other(void **unused)
{
	(void)unused;
	struct arena *a = arena_new(0);
	for (int round = 0; round < 4000; round++) {
		struct world *w = make_world(a);
		if (!w->nl)
			continue;
		w->week.n_targets = 0;
		const struct plan_class *all = plan_class_week(a, w->lib, &w->week, w->who, w->nl);
		for (size_t i = 0; i < w->nl; i++) {
			const struct plan_result *alone = &plan_class_week(a, w->lib, &w->week, &w->who[i], 1)->learners[0];
			assert_int_equal(alone->n, all->learners[i].n);
			for (size_t k = 0; k < alone->n; k++)
				assert_int_equal(alone->suggestions[k].resource, all->learners[i].suggestions[k].resource);
		}
		arena_reset(a);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(laws_hold),
		cmocka_unit_test(learners_do_not_depend_on_each_other),
	};
	return cmocka_run_group_tests_name("planner laws", tests, NULL, NULL);
}
