/* Needs resolved in one place: precedence, prohibition, what is assessed, dates, time, and that nothing vanishes. */
#include "engine/needs/needs.h"
#include "support/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TODAY 20500

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

static const struct need_context LESSON = {.day = TODAY};

static struct need_line line(enum need_source source, enum need_term term)
{
	return (struct need_line){.source = source, .term = term, .from = DAY_NONE, .until = DAY_NONE};
}

static struct need_line number(enum need_source source, enum need_term term, double value)
{
	struct need_line l = line(source, term);
	l.value.number = value;
	return l;
}

static struct need_line text(enum need_source source, enum need_term term, const char *value)
{
	struct need_line l = line(source, term);
	l.value.text = str_z(value);
	return l;
}

static struct need_line extra_time(enum need_source source, enum need_time kind, double value)
{
	struct need_line l = number(source, NEED_ADDITIONAL_TIME, value);
	l.value.time = kind;
	return l;
}

static struct need_line with(struct need_line l, enum need_set set)
{
	l.set = set;
	return l;
}

static struct need_line optional(struct need_line l)
{
	l.optional = true;
	return l;
}

static const struct needs *resolve(const struct need_line *lines, size_t n, struct need_context c)
{
	return needs_resolve(mem, lines, n, &c);
}
#define RESOLVE(context, ...) \
	resolve((const struct need_line[]){__VA_ARGS__}, \
		sizeof((const struct need_line[]){__VA_ARGS__}) / sizeof(struct need_line), context)

static void every_term_has_a_name_and_is_found_by_it(void **unused)
{
	(void)unused;
	/* The terms of Access for All PNP 3.0, as its information model writes them. */
	static const char *const afa[] = {"magnification", "invert-display-polarity", "high-contrast", "layout-single-column",
		"keyword-emphasis", "language-of-interface", "item-translation", "keyword-translation", "sign-language",
		"simplified-language-portions", "linguistic-guidance", "spoken", "captions", "transcript", "audio-description",
		"alternative-text", "long-description", "braille", "tactile", "simplified-graphics", "glossary-on-screen",
		"additional-directions", "keyboard-directions", "line-reader", "answer-masking", "calculator-on-screen",
		"dictionary-on-screen", "thesaurus-on-screen", "spell-checker-on-screen", "homophone-checker-on-screen",
		"note-taking-on-screen", "outliner-on-screen", "visual-organizer-on-screen", "peer-interaction-on-screen",
		"encouragement", "additional-testing-time", "environment", "input-requirements", "hazard-avoidance"};
	enum need_term t;
	for (size_t i = 0; i < sizeof afa / sizeof *afa; i++) {
		assert_true(need_term_parse(str_z(afa[i]), &t));
		assert_true(need_term_info(t)->afa);
	}
	for (unsigned i = 0; i < NEED_TERMS; i++) {
		const struct need_term_info *info = need_term_info((enum need_term)i);
		assert_non_null(info->name);
		assert_true(need_term_parse(str_z(info->name), &t));
		assert_int_equal(t, i);
		assert_int_equal(info->type == NEED_CHOICE, info->choices[0] != NULL);
		assert_int_equal(info->type == NEED_NUMBER, info->unit != NULL);
		if (info->many)
			assert_true(info->type == NEED_CHOICE || info->type == NEED_LANG);
	}
	assert_null(need_term_info(NEED_TERMS));
	assert_false(need_term_parse(S("font"), &t));
	for (unsigned i = 0; i < NEED_WHYS; i++)
		assert_non_null(need_why_name((enum need_why)i));
}

/* [R214] one effective set, whatever the sources */
static void sources_merge_into_one_set(void **unused)
{
	(void)unused;
	const struct needs *n = RESOLVE(LESSON, number(NEED_FROM_IEP, NEED_FONT_SIZE, 22),
		line(NEED_FROM_504, NEED_CAPTIONS), text(NEED_FROM_EL, NEED_KEYWORD_TRANSLATION, "es"),
		text(NEED_FROM_LEARNER, NEED_FONT_FACE, "Andika"), text(NEED_FROM_FAMILY, NEED_LANGUAGE_OF_INTERFACE, "es"),
		line(NEED_FROM_SCHOOL, NEED_LINE_READER), text(NEED_FROM_LEARNER, NEED_KEYWORD_TRANSLATION, "so"));
	assert_int_equal(n->n, 7);
	assert_int_equal(n->n_conflicts, 0);
	assert_int_equal(n->n_refused, 0);
	assert_near(needs_number(n, NEED_FONT_SIZE, 18), 22, 0);
	assert_true(needs_on(n, NEED_CAPTIONS));
	assert_true(str_eqz(needs_text(n, NEED_LANGUAGE_OF_INTERFACE), "es"));
	assert_non_null(needs_find(n, NEED_KEYWORD_TRANSLATION, S("es")));
	assert_int_equal(needs_find(n, NEED_KEYWORD_TRANSLATION, S("so"))->from->source, NEED_FROM_LEARNER);
	assert_null(needs_find(n, NEED_KEYWORD_TRANSLATION, S("ar")));
	assert_true(needs_find(n, NEED_FONT_SIZE, S(""))->required);
	assert_false(needs_find(n, NEED_FONT_FACE, S(""))->required);
	assert_false(needs_on(n, NEED_BRAILLE));
	assert_near(needs_number(n, NEED_LINE_HEIGHT, 1.5), 1.5, 0);
}

/* [R234] the learner turns supports on and off, except below what a plan requires */
static void learner_decides_above_the_floor(void **unused)
{
	(void)unused;
	const struct needs *n = RESOLVE(LESSON, with(line(NEED_FROM_LEARNER, NEED_SPOKEN), NEED_OFF),
		optional(text(NEED_FROM_504, NEED_SPOKEN, "computer-read-aloud")), line(NEED_FROM_SCHOOL, NEED_LINE_READER),
		with(line(NEED_FROM_LEARNER, NEED_LINE_READER), NEED_OFF));
	assert_false(needs_on(n, NEED_SPOKEN));
	assert_false(needs_on(n, NEED_LINE_READER));
	assert_int_equal(needs_find(n, NEED_SPOKEN, S(""))->set, NEED_OFF);
	assert_int_equal(n->n_conflicts, 1);
	assert_int_equal(n->conflicts[0].why, NEED_OWN_CHOICE);

	n = RESOLVE(LESSON, with(line(NEED_FROM_LEARNER, NEED_CAPTIONS), NEED_OFF), line(NEED_FROM_IEP, NEED_CAPTIONS));
	assert_true(needs_on(n, NEED_CAPTIONS));
	assert_int_equal(n->n_conflicts, 1);
	assert_int_equal(n->conflicts[0].why, NEED_REQUIRED_STAYS);
	assert_int_equal(n->conflicts[0].won->source, NEED_FROM_IEP);

	/* A larger size than the plan's is taken, a smaller one is not. */
	n = RESOLVE(LESSON, number(NEED_FROM_LEARNER, NEED_FONT_SIZE, 30), number(NEED_FROM_IEP, NEED_FONT_SIZE, 24));
	assert_near(needs_number(n, NEED_FONT_SIZE, 0), 30, 0);
	assert_int_equal(n->n_conflicts, 0);
	assert_true(n->list[0].required);
	n = RESOLVE(LESSON, number(NEED_FROM_LEARNER, NEED_FONT_SIZE, 20), number(NEED_FROM_IEP, NEED_FONT_SIZE, 24));
	assert_near(needs_number(n, NEED_FONT_SIZE, 0), 24, 0);
	assert_int_equal(n->conflicts[0].why, NEED_PLAN_ASKS_MORE);
	/* Fewer items a page support more. */
	n = RESOLVE(LESSON, number(NEED_FROM_LEARNER, NEED_ITEMS_PER_PAGE, 2), number(NEED_FROM_IEP, NEED_ITEMS_PER_PAGE, 4));
	assert_near(needs_number(n, NEED_ITEMS_PER_PAGE, 0), 2, 0);
	/* Taste is the learner's, whatever the plan says; what a plan fixes stays. */
	n = RESOLVE(LESSON, text(NEED_FROM_LEARNER, NEED_FONT_FACE, "OpenDyslexic"), text(NEED_FROM_IEP, NEED_FONT_FACE, "Andika"),
		text(NEED_FROM_LEARNER, NEED_CALCULATOR, "graphing"), text(NEED_FROM_IEP, NEED_CALCULATOR, "basic"));
	assert_true(str_eqz(needs_text(n, NEED_FONT_FACE), "OpenDyslexic"));
	assert_true(str_eqz(needs_text(n, NEED_CALCULATOR), "basic"));
	assert_int_equal(n->n_conflicts, 1);
	assert_int_equal(n->conflicts[0].why, NEED_PLAN_DECIDES);
}

/* [R234] what a plan gives as an option stays offered, and the learner switches it */
static void options_are_switched_by_the_learner(void **unused)
{
	(void)unused;
	struct need_line plan = with(text(NEED_FROM_IEP, NEED_SPOKEN, "computer-read-aloud"), NEED_OPTION);
	const struct needs *n = RESOLVE(LESSON, plan);
	assert_false(needs_on(n, NEED_SPOKEN));
	assert_int_equal(n->list[0].set, NEED_OPTION);
	n = RESOLVE(LESSON, plan, text(NEED_FROM_LEARNER, NEED_SPOKEN, "computer-read-aloud"));
	assert_true(needs_on(n, NEED_SPOKEN));
	assert_true(n->list[0].required);
	n = RESOLVE(LESSON, plan, with(line(NEED_FROM_LEARNER, NEED_SPOKEN), NEED_OFF));
	assert_int_equal(n->list[0].set, NEED_OPTION);
	assert_int_equal(n->n_conflicts, 0);
}

/* [R225] with no plan at all, every learner may use the tools */
static void tools_are_open_to_all(void **unused)
{
	(void)unused;
	static const enum need_term tools[] = {NEED_HUMAN_READER, NEED_DICTATION, NEED_CAPTIONS, NEED_LINE_READER,
		NEED_HIGH_CONTRAST, NEED_SPELL_CHECKER, NEED_DICTIONARY, NEED_ONE_STEP_AT_A_TIME};
	for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
		const struct needs *n = RESOLVE(LESSON, line(NEED_FROM_LEARNER, tools[i]));
		assert_true(needs_on(n, tools[i]));
		assert_int_equal(n->n_refused, 0);
	}
	const struct needs *n = RESOLVE(LESSON, text(NEED_FROM_LEARNER, NEED_SPOKEN, "computer-read-aloud"),
		number(NEED_FROM_LEARNER, NEED_PRINT_SIZE, 24));
	assert_int_equal(n->n, 2);
}

static void prohibit_wins_over_all(void **unused)
{
	(void)unused;
	const struct needs *n = RESOLVE(LESSON, line(NEED_FROM_IEP, NEED_CAPTIONS), line(NEED_FROM_LEARNER, NEED_CAPTIONS),
		with(line(NEED_FROM_SCHOOL, NEED_CAPTIONS), NEED_PROHIBIT));
	assert_int_equal(n->n, 0);
	assert_int_equal(n->n_refused, 2);
	assert_int_equal(n->refused[0].why, NEED_PROHIBITED);
	assert_int_equal(n->refused[0].by->source, NEED_FROM_SCHOOL);
	assert_true(n->refused[0].settle); /* the IEP's line: people must know */
	assert_false(n->refused[1].settle);
	/* One language prohibited, the other stays; without a text all are. */
	struct need_line es = text(NEED_FROM_EL, NEED_KEYWORD_TRANSLATION, "es"), ar = text(NEED_FROM_EL, NEED_KEYWORD_TRANSLATION, "ar");
	n = RESOLVE(LESSON, es, ar, with(es, NEED_PROHIBIT));
	assert_int_equal(n->n, 1);
	assert_true(str_eqz(n->list[0].value.text, "ar"));
	n = RESOLVE(LESSON, es, ar, with(line(NEED_FROM_IEP, NEED_KEYWORD_TRANSLATION), NEED_PROHIBIT));
	assert_int_equal(n->n, 0);
	/* The learner's prohibit is a wish: it cannot take away what a plan requires. */
	n = RESOLVE(LESSON, line(NEED_FROM_IEP, NEED_CAPTIONS), with(line(NEED_FROM_LEARNER, NEED_CAPTIONS), NEED_PROHIBIT));
	assert_true(needs_on(n, NEED_CAPTIONS));
	assert_int_equal(n->conflicts[0].why, NEED_REQUIRED_STAYS);
	/* An expired prohibition prohibits nothing. */
	struct need_line old = with(line(NEED_FROM_SCHOOL, NEED_CAPTIONS), NEED_PROHIBIT);
	old.until = TODAY - 1;
	n = RESOLVE(LESSON, line(NEED_FROM_IEP, NEED_CAPTIONS), old);
	assert_true(needs_on(n, NEED_CAPTIONS));
}

static void what_is_assessed_is_not_done_for_the_learner(void **unused)
{
	(void)unused;
	static const struct {
		enum need_term term;
		const char *text;
		unsigned construct;
	} cases[] = {{NEED_SPOKEN, "computer-read-aloud", NEED_DECODING}, {NEED_HUMAN_READER, NULL, NEED_DECODING},
		{NEED_CALCULATOR, "basic", NEED_COMPUTATION}, {NEED_SPELL_CHECKER, NULL, NEED_SPELLING},
		{NEED_HOMOPHONE_CHECKER, NULL, NEED_SPELLING}, {NEED_DICTATION, NULL, NEED_SPELLING},
		{NEED_THESAURUS, NULL, NEED_VOCABULARY}, {NEED_GLOSSARY_ON_SCREEN, NULL, NEED_VOCABULARY},
		{NEED_CAPTIONS, NULL, NEED_LISTENING}, {NEED_ITEM_TRANSLATION, "es", NEED_THIS_LANGUAGE}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct need_line l = text(NEED_FROM_IEP, cases[i].term, cases[i].text);
		struct need_context test = {.day = TODAY, .setting = NEED_CLASS_TEST, .constructs = cases[i].construct};
		const struct needs *n = RESOLVE(test, l);
		assert_int_equal(n->n, 0);
		assert_int_equal(n->n_refused, 1);
		assert_int_equal(n->refused[0].why, NEED_ASSESSED);
		assert_int_equal(n->refused[0].construct, cases[i].construct);
		assert_true(n->refused[0].settle);
		/* The same support is there when something else is assessed. */
		test.constructs = cases[i].construct == NEED_COMPUTATION ? NEED_DECODING : NEED_COMPUTATION;
		assert_int_equal(RESOLVE(test, l)->n, 1);
	}
}

/* [R224] a modification is another field: by a team, in the open, marked, and never on a state test */
static void modifications_are_marked(void **unused)
{
	(void)unused;
	struct need_context lesson = {.day = TODAY, .constructs = NEED_DECODING}, state = {.day = TODAY, .setting = NEED_STATE_TEST, .constructs = NEED_DECODING};
	struct need_line read = text(NEED_FROM_IEP, NEED_SPOKEN, "computer-read-aloud");
	read.kind = NEED_MODIFICATION;
	const struct needs *n = RESOLVE(lesson, read);
	assert_true(needs_on(n, NEED_SPOKEN));
	assert_true(n->list[0].changes_construct && n->changes_construct && n->modified);
	n = RESOLVE(state, read);
	assert_int_equal(n->refused[0].why, NEED_ASSESSED);
	state.constructs = 0;
	n = RESOLVE(state, number(NEED_FROM_IEP, NEED_SHORTER_WORK, 0.5));
	assert_int_equal(n->refused[0].why, NEED_NOT_ON_STATE_TEST);
	/* Shorter work called an accommodation is a modification all the same, and only a team's. */
	struct need_line shorter = number(NEED_FROM_504, NEED_SHORTER_WORK, 0.5);
	shorter.kind = NEED_ACCOMMODATION;
	n = RESOLVE(LESSON, shorter);
	assert_int_equal(n->list[0].kind, NEED_MODIFICATION);
	assert_true(n->modified);
	assert_false(n->changes_construct);
	static const enum need_source others[] = {NEED_FROM_EL, NEED_FROM_LEARNER, NEED_FROM_FAMILY, NEED_FROM_SCHOOL};
	for (size_t i = 0; i < 4; i++) {
		n = RESOLVE(LESSON, number(others[i], NEED_FEWER_CHOICES, 3));
		assert_int_equal(n->n, 0);
		assert_int_equal(n->refused[0].why, NEED_TEAM_ONLY);
	}
	/* An accommodation beside it changes nothing about the standard. */
	n = RESOLVE(LESSON, number(NEED_FROM_IEP, NEED_FONT_SIZE, 24));
	assert_false(n->modified);
}

static void tests_need_a_warrant(void **unused)
{
	(void)unused;
	struct need_context class_test = {.day = TODAY, .setting = NEED_CLASS_TEST}, state = {.day = TODAY, .setting = NEED_STATE_TEST};
	struct need_line own = extra_time(NEED_FROM_LEARNER, NEED_TIME_MULTIPLIER, 2);
	assert_int_equal(RESOLVE(LESSON, own)->n, 1);
	assert_int_equal(RESOLVE(class_test, own)->refused[0].why, NEED_PLAN_ONLY);
	assert_int_equal(RESOLVE(class_test, extra_time(NEED_FROM_SCHOOL, NEED_TIME_MULTIPLIER, 1.5))->n, 1);
	assert_int_equal(RESOLVE(state, extra_time(NEED_FROM_SCHOOL, NEED_TIME_MULTIPLIER, 1.5))->n_refused, 1);
	assert_int_equal(RESOLVE(state, extra_time(NEED_FROM_504, NEED_TIME_MULTIPLIER, 1.5))->n, 1);
	assert_int_equal(RESOLVE(state, line(NEED_FROM_LEARNER, NEED_LINE_READER))->n, 1);
	assert_int_equal(RESOLVE(state, line(NEED_FROM_LEARNER, NEED_HIGH_CONTRAST))->refused[0].why, NEED_PLAN_ONLY);
	assert_int_equal(RESOLVE(state, line(NEED_FROM_SCHOOL, NEED_HIGH_CONTRAST))->n, 1);
	assert_int_equal(RESOLVE(state, line(NEED_FROM_SCHOOL, NEED_SCRIBE))->n_refused, 1);
	/* A plan that calls it an accommodation keeps others from setting less on a state test. */
	struct need_line raised = line(NEED_FROM_SCHOOL, NEED_HIGH_CONTRAST);
	raised.kind = NEED_ACCOMMODATION;
	assert_int_equal(RESOLVE(state, raised)->n_refused, 1);
}

static void time_is_exactly_one_of_three(void **unused)
{
	(void)unused;
	struct need_line half = extra_time(NEED_FROM_IEP, NEED_TIME_MULTIPLIER, 1.5);
	const struct needs *n = RESOLVE(LESSON, half);
	/* 1.5 means total time times 1.5, on the whole and on every part. */
	assert_near(needs_time_limit(n, 40, true), 60, 1e-12);
	assert_near(needs_time_limit(n, 10, false), 15, 1e-12);
	assert_true(isinf(needs_time_limit(n, 0, true))); /* no limit stays none */
	n = RESOLVE(LESSON, extra_time(NEED_FROM_504, NEED_TIME_MINUTES, 20));
	assert_near(needs_time_limit(n, 40, true), 60, 1e-12);
	assert_near(needs_time_limit(n, 10, false), 10, 1e-12); /* minutes extend the whole only */
	n = RESOLVE(LESSON, extra_time(NEED_FROM_504, NEED_TIME_UNLIMITED, 0), half);
	assert_true(isinf(needs_time_limit(n, 40, false)));
	assert_int_equal(n->n, 1);
	assert_int_equal(n->conflicts[0].why, NEED_MORE_SUPPORT);
	n = RESOLVE(LESSON, half, extra_time(NEED_FROM_504, NEED_TIME_MULTIPLIER, 2));
	assert_near(needs_time_limit(n, 40, true), 80, 1e-12);
	/* A factor and minutes cannot be compared: the IEP's stands, and people are asked. */
	n = RESOLVE(LESSON, extra_time(NEED_FROM_504, NEED_TIME_MINUTES, 90), half);
	assert_near(needs_time_limit(n, 40, true), 60, 1e-12);
	assert_int_equal(n->conflicts[0].why, NEED_SOURCE_ORDER);
	assert_true(n->conflicts[0].settle);
	assert_int_equal(RESOLVE(LESSON, extra_time(NEED_FROM_IEP, NEED_TIME_MULTIPLIER, 0.9))->refused[0].why, NEED_BAD_VALUE);
	assert_int_equal(RESOLVE(LESSON, extra_time(NEED_FROM_IEP, NEED_TIME_NONE, 1))->refused[0].why, NEED_BAD_VALUE);
	assert_near(needs_time_limit(RESOLVE(LESSON, with(half, NEED_OFF)), 40, true), 40, 0);
}

static void dates_settings_and_media(void **unused)
{
	(void)unused;
	struct need_line l = line(NEED_FROM_IEP, NEED_CAPTIONS);
	l.from = TODAY, l.until = TODAY;
	assert_int_equal(RESOLVE(LESSON, l)->n, 1);
	l.until = TODAY - 1, l.from = DAY_NONE;
	const struct needs *n = RESOLVE(LESSON, l);
	assert_int_equal(n->n, 0);
	assert_int_equal(n->aside[0].why, NEED_EXPIRED);
	l.until = DAY_NONE, l.from = TODAY + 1;
	assert_int_equal(RESOLVE(LESSON, l)->aside[0].why, NEED_NOT_YET);
	l.from = DAY_NONE, l.settings = 1u << NEED_STATE_TEST;
	assert_int_equal(RESOLVE(LESSON, l)->aside[0].why, NEED_OTHER_SETTING);
	l.settings = 0, l.media = 1u << NEED_PAPER;
	assert_int_equal(RESOLVE(LESSON, l)->aside[0].why, NEED_OTHER_MEDIUM);
	assert_int_equal(RESOLVE(((struct need_context){.day = TODAY, .medium = NEED_PAPER}), l)->n, 1);
}

static void values_out_of_range_are_refused(void **unused)
{
	(void)unused;
	struct need_line bad[] = {number(NEED_FROM_IEP, NEED_FONT_SIZE, 7), number(NEED_FROM_IEP, NEED_FONT_SIZE, NAN),
		text(NEED_FROM_IEP, NEED_CALCULATOR, "abacus"), text(NEED_FROM_IEP, NEED_FONT_COLOR, "red"),
		text(NEED_FROM_IEP, NEED_ITEM_TRANSLATION, "e"), text(NEED_FROM_IEP, NEED_ITEM_TRANSLATION, "es-"),
		text(NEED_FROM_IEP, NEED_KEYWORD_TRANSLATION, ""), text(NEED_FROM_IEP, NEED_FONT_FACE, ""),
		line(NEED_FROM_IEP, NEED_TERMS), line(NEED_SOURCES, NEED_CAPTIONS)};
	const struct needs *n = resolve(bad, sizeof bad / sizeof *bad, LESSON);
	assert_int_equal(n->n, 0);
	assert_int_equal(n->n_refused, sizeof bad / sizeof *bad);
	for (size_t i = 0; i < n->n_refused; i++)
		assert_int_equal(n->refused[i].why, NEED_BAD_VALUE);
	assert_int_equal(resolve(NULL, 0, LESSON)->n, 0);
}

static void plans_that_differ_are_reported(void **unused)
{
	(void)unused;
	struct need_line iep = number(NEED_FROM_IEP, NEED_FONT_SIZE, 20), s504 = number(NEED_FROM_504, NEED_FONT_SIZE, 28);
	const struct needs *n = RESOLVE(LESSON, iep, s504);
	assert_near(needs_number(n, NEED_FONT_SIZE, 0), 28, 0);
	assert_int_equal(n->n_conflicts, 1);
	assert_int_equal(n->conflicts[0].why, NEED_MORE_SUPPORT);
	assert_int_equal(n->conflicts[0].lost->source, NEED_FROM_IEP);
	struct need_line old = text(NEED_FROM_IEP, NEED_ITEM_TRANSLATION, "es"), new = text(NEED_FROM_IEP, NEED_ITEM_TRANSLATION, "ar");
	old.changed = 1, new.changed = 2;
	n = RESOLVE(LESSON, old, new);
	assert_true(str_eqz(needs_text(n, NEED_ITEM_TRANSLATION), "ar"));
	assert_int_equal(n->conflicts[0].why, NEED_LATER_LINE);
	assert_true(n->conflicts[0].settle);
	n = RESOLVE(LESSON, text(NEED_FROM_EL, NEED_ITEM_TRANSLATION, "so"), new);
	assert_true(str_eqz(needs_text(n, NEED_ITEM_TRANSLATION), "ar"));
	assert_int_equal(n->conflicts[0].why, NEED_SOURCE_ORDER);
	/* Family and learner: the learner's own setting. Family and an optional line: the plan. */
	n = RESOLVE(LESSON, text(NEED_FROM_FAMILY, NEED_LANGUAGE_OF_INTERFACE, "so"), text(NEED_FROM_LEARNER, NEED_LANGUAGE_OF_INTERFACE, "en"));
	assert_true(str_eqz(needs_text(n, NEED_LANGUAGE_OF_INTERFACE), "en"));
	assert_int_equal(n->conflicts[0].why, NEED_OWN_CHOICE);
	n = RESOLVE(LESSON, with(line(NEED_FROM_FAMILY, NEED_CAPTIONS), NEED_OFF), optional(line(NEED_FROM_EL, NEED_CAPTIONS)));
	assert_true(needs_on(n, NEED_CAPTIONS));
	assert_int_equal(n->conflicts[0].why, NEED_PLAN_FIRST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_term_has_a_name_and_is_found_by_it),
		cmocka_unit_test(sources_merge_into_one_set),
		cmocka_unit_test(learner_decides_above_the_floor),
		cmocka_unit_test(options_are_switched_by_the_learner),
		cmocka_unit_test(tools_are_open_to_all),
		cmocka_unit_test(prohibit_wins_over_all),
		cmocka_unit_test(what_is_assessed_is_not_done_for_the_learner),
		cmocka_unit_test(modifications_are_marked),
		cmocka_unit_test(tests_need_a_warrant),
		cmocka_unit_test(time_is_exactly_one_of_three),
		cmocka_unit_test(dates_settings_and_media),
		cmocka_unit_test(values_out_of_range_are_refused),
		cmocka_unit_test(plans_that_differ_are_reported),
	};
	return cmocka_run_group_tests_name("needs", tests, start, stop);
}
