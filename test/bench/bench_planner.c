/* Weekly suggestions for a district, class by class of 25. Budget: 100,000 learners in 10 s. */
#include "base/clock.h"
#include "engine/planner/planner.h"
#include "support/budget.h"

#include <stdio.h>
#include <stdlib.h>

static uint64_t seed = 42;

static unsigned pick(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)((seed >> 20) % n);
}

enum { COMPETENCIES = 480, EDGES = 757, PER_COMPETENCY = 8, RESOURCES = COMPETENCIES * PER_COMPETENCY, CLASS = 25, STATES = 60 };

static struct plan_edge edges[EDGES];
static struct plan_resource res[RESOURCES];
static struct access_meta meta[4];

static void make_library(void)
{
	static const char *const langs[] = {"en", "en", "es", ""};
	for (size_t i = 0; i < EDGES; i++) {
		uint32_t after = 1 + pick(COMPETENCIES - 1), back = 1 + pick(after < 40 ? after : 40);
		edges[i] = (struct plan_edge){after - back, after};
	}
	for (size_t i = 0; i < 4; i++)
		meta[i] = (struct access_meta){.modes = ACCESS_TEXTUAL | ACCESS_VISUAL, .ways = {ACCESS_TEXTUAL}, .n_ways = i & 1,
			.features = (uint64_t)pick(1u << 20) << 8, .features_known = true, .safe = ACCESS_FLASHING};
	for (uint32_t i = 0; i < RESOURCES; i++) {
		res[i] = (struct plan_resource){.competency = i / PER_COMPETENCY, .group = i % PER_COMPETENCY < 3 ? i / PER_COMPETENCY : PLAN_NONE,
			.kind = i % PER_COMPETENCY < 3 ? PLAN_LESSON : (enum plan_kind)(1 + i % 5), .language = str_z(langs[pick(4)]),
			.level = 2 + pick(5), .interests = UINT64_C(1) << pick(30), .rigor = (unsigned char)(1 + pick(4)), .access = &meta[pick(4)]};
		res[i].minutes[pick(3)] = (unsigned short)(10 + 5 * pick(5));
		res[i].minutes[PLAN_SCREEN] = (unsigned short)(pick(2) ? 10 : 0);
	}
}

static void make_class(struct arena *a, struct plan_learner *who, struct plan_state *states, uint32_t around)
{
	for (size_t i = 0; i < CLASS; i++) {
		struct plan_language *l = NEW_ARRAY(a, struct plan_language, 2);
		l[0] = (struct plan_language){str_z(pick(5) ? "en" : "es"), 2 + pick(5)};
		l[1] = (struct plan_language){S("en"), 1 + pick(3)};
		uint32_t *goal = NEW(a, uint32_t);
		*goal = around;
		who[i] = (struct plan_learner){.states = states + i * STATES, .n_states = STATES, .goals = goal, .n_goals = 1,
			.interests = UINT64_C(1) << pick(30), .languages = l, .n_languages = 1 + pick(2)};
		for (uint32_t k = 0; k < STATES; k++)
			states[i * STATES + k] = (struct plan_state){(around + COMPETENCIES - k) % COMPETENCIES, pick(100) / 100.0, MASTERY_PRACTISING};
		if (pick(5) == 0) { /* one in five has needs */
			struct need_line *lines = NEW_ARRAY(a, struct need_line, 3);
			static const enum need_term terms[] = {NEED_CAPTIONS, NEED_FONT_SIZE, NEED_SPOKEN};
			for (size_t k = 0; k < 3; k++) {
				lines[k] = (struct need_line){.source = NEED_FROM_IEP, .term = terms[k], .from = DAY_NONE, .until = DAY_NONE};
				lines[k].value.number = 22;
				lines[k].value.text = S("computer-read-aloud");
			}
			struct need_context c = {.day = 20500};
			who[i].needs = needs_resolve(a, lines, 3, &c);
		}
	}
}

/* One learner's needs: an IEP of 12 lines, own settings that meet four of them. Budget: 20 us. */
static void needs_of_one(struct arena *a)
{
	static const struct { enum need_term term; enum need_source source; double number; const char *text; enum need_time time; } said[] = {
		{NEED_ADDITIONAL_TIME, NEED_FROM_IEP, 1.5, "", NEED_TIME_MULTIPLIER}, {NEED_PRINT_SIZE, NEED_FROM_IEP, 18, "", 0}, {NEED_SPOKEN, NEED_FROM_IEP, 0, "computer-read-aloud", 0},
		{NEED_FONT_SIZE, NEED_FROM_IEP, 24, "", 0}, {NEED_LINE_READER, NEED_FROM_IEP, 0, "", 0}, {NEED_ANSWER_MASKING, NEED_FROM_IEP, 0, "", 0},
		{NEED_CALCULATOR, NEED_FROM_IEP, 0, "standard", 0}, {NEED_HUMAN_READER, NEED_FROM_IEP, 0, "", 0}, {NEED_ENVIRONMENT, NEED_FROM_IEP, 0, "breaks", 0},
		{NEED_ITEMS_PER_PAGE, NEED_FROM_IEP, 3, "", 0}, {NEED_GLOSSARY_ON_SCREEN, NEED_FROM_EL, 0, "", 0}, {NEED_SECOND_LANGUAGE, NEED_FROM_EL, 0, "es", 0},
		{NEED_FONT_SIZE, NEED_FROM_LEARNER, 27, "", 0}, {NEED_SPOKEN, NEED_FROM_LEARNER, 0, "computer-read-aloud", 0}, {NEED_HIGH_CONTRAST, NEED_FROM_LEARNER, 0, "", 0},
		{NEED_REDUCED_MOTION, NEED_FROM_LEARNER, 0, "", 0}};
	enum { LINES = sizeof said / sizeof *said, ROUNDS = 100000 };
	struct need_line lines[LINES];
	size_t on = 0;
	for (size_t i = 0; i < LINES; i++)
		lines[i] = (struct need_line){.source = said[i].source, .term = said[i].term, .value = {said[i].number, str_z(said[i].text), said[i].time}, .from = DAY_NONE,
		                              .until = DAY_NONE, .kind = NEED_ACCOMMODATION, .optional = said[i].source == NEED_FROM_LEARNER};
	struct need_context c = {.day = 20500};
	int64_t t = clock_monotonic();
	for (int k = 0; k < ROUNDS; k++) {
		on += needs_resolve(a, lines, LINES, &c)->n;
		if (k % 64 == 63)
			arena_reset(a);
	}
	printf("needs: %d lines resolved in %.2f us (budget 20 us), %zu in force\n", LINES, (double)(clock_monotonic() - t) / ROUNDS, on / ROUNDS);
	arena_reset(a);
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = {1000, 10000, 100000};
	static struct plan_learner who[CLASS];
	static struct plan_state states[CLASS * STATES];
	struct arena *keep = arena_new(0), *a = arena_new(0);
	struct plan_library *lib = NULL;
	struct err e = {0};
	make_library();
	if (!keep || !a || plan_library_new(keep, COMPETENCIES, edges, EDGES, res, RESOURCES, &lib, &e)) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	needs_of_one(a);
	size_t upto = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : sizes[2];
	for (size_t s = 0; s < 3 && sizes[s] <= upto; s++) {
		size_t suggestions = 0, memory = 0;
		int64_t spent = 0;
		for (size_t done = 0; done < sizes[s]; done += CLASS) {
			uint32_t around = 100 + pick(COMPETENCIES - 104);
			const uint32_t targets[] = {around, around + 1, around + 2, around + 3};
			make_class(a, who, states, around);
			struct plan_week w = {.targets = targets, .n_targets = 4, .language = S("en"), .limits = plan_limits_default(),
				.platform = access_platform_own()};
			int64_t t = clock_monotonic();
			const struct plan_class *c = plan_class_week(a, lib, &w, who, CLASS);
			spent += clock_monotonic() - t;
			for (size_t i = 0; i < c->n; i++)
				suggestions += c->learners[i].n;
			if (arena_used(a) > memory)
				memory = arena_used(a);
			arena_reset(a);
		}
		printf("planner: %6zu learners in %.2f s (budget for 100000: 10 s), %.1f us each, %.1f suggestions each, %zu KB a class\n",
			sizes[s], (double)spent / 1e6, (double)spent / (double)sizes[s], (double)suggestions / (double)sizes[s], memory / 1024);
		char size[30];
		snprintf(size, sizeof size, "%zu", sizes[s]);
		budget_most("weekly suggestions (10 s for 100,000)", size, (double)spent / 1e6, "s", (double)sizes[s] / 10000);
	}
	arena_free(a);
	arena_free(keep);
	return 0;
}
