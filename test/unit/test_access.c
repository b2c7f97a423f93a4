/* Matching a resource's access metadata with a learner's needs, case by case as schema.org and AfA define them. */
#include "engine/needs/access.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct arena *mem;
static const struct need_context LESSON = {.day = 20500};

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

/* Metadata from "property=value;property=value". */
static struct access_meta meta(const char *text)
{
	struct access_meta m = {0};
	struct str all = str_z(text);
	while (all.n) {
		struct str value = str_cut(&all, ';'), property = str_cut(&value, '=');
		static const char *const names[][2] = {{"mode", "accessMode"}, {"way", "accessModeSufficient"},
			{"f", "accessibilityFeature"}, {"hazard", "accessibilityHazard"}, {"control", "accessibilityControl"},
			{"lang", "inLanguage"}};
		bool done = false;
		for (size_t i = 0; i < 6; i++) {
			if (str_eqz(property, names[i][0]))
				done = access_add(&m, str_z(names[i][1]), value);
		}
		assert_true(done);
	}
	return m;
}

static struct access_reason first;

static enum access_fit fit_of(enum need_source source, enum need_term term, const char *text, struct access_meta m,
	struct access_platform p)
{
	struct need_line l = {.source = source, .term = term, .value.text = str_z(text), .from = DAY_NONE, .until = DAY_NONE};
	l.value.number = need_term_info(term)->min;
	if (term == NEED_ADDITIONAL_TIME)
		l.value = (struct need_value){.time = NEED_TIME_MULTIPLIER, .number = 2};
	const struct needs *n = needs_resolve(mem, &l, 1, &LESSON);
	assert_int_equal(n->n, 1);
	struct access_reason r[4] = {{0}};
	struct access_verdict v = access_match(&m, n, &p, ACCESS_SENSES, r, 4);
	assert_int_equal(v.n_reasons, 1);
	first = r[0];
	return v.fit;
}

static enum access_fit required(enum need_term term, const char *text, const char *m)
{
	return fit_of(NEED_FROM_IEP, term, text, meta(m), (struct access_platform){{0}});
}

static enum access_fit with_tools(enum need_term term, const char *text, const char *m)
{
	return fit_of(NEED_FROM_IEP, term, text, meta(m), access_platform_own());
}

/* Each row of the table of needs and what satisfies them: met, partly, missing, not said. */
static void table_of_needs(void **unused)
{
	(void)unused;
	static const struct {
		enum need_term term;
		const char *text, *meta;
		enum access_fit fit;
	} rows[] = {
		{NEED_CAPTIONS, NULL, "mode=auditory;f=closedCaptions", ACCESS_FITS},
		{NEED_CAPTIONS, NULL, "mode=auditory;f=openCaptions", ACCESS_FITS},
		{NEED_CAPTIONS, NULL, "mode=auditory;f=captions", ACCESS_FITS}, /* deprecated spelling */
		{NEED_CAPTIONS, NULL, "mode=auditory;f=transcript", ACCESS_PARTLY},
		{NEED_CAPTIONS, NULL, "mode=auditory;f=none", ACCESS_BARRIER},
		{NEED_CAPTIONS, NULL, "mode=auditory", ACCESS_UNKNOWN},
		{NEED_CAPTIONS, NULL, "mode=textual;f=none", ACCESS_FITS}, /* no sound, nothing to caption */
		{NEED_TRANSCRIPT, NULL, "mode=auditory;f=closedCaptions", ACCESS_PARTLY},
		{NEED_SIGN_LANGUAGE, "ase", "mode=auditory;f=none", ACCESS_BARRIER},
		{NEED_SIGN_LANGUAGE, "ase", "f=signLanguage", ACCESS_UNKNOWN}, /* which one is not said */
		{NEED_AUDIO_DESCRIPTION, NULL, "mode=visual;f=audioDescription", ACCESS_FITS},
		{NEED_AUDIO_DESCRIPTION, NULL, "mode=visual;way=textual", ACCESS_FITS},
		{NEED_AUDIO_DESCRIPTION, NULL, "mode=visual;f=ARIA", ACCESS_BARRIER},
		{NEED_ALTERNATIVE_TEXT, NULL, "mode=chartOnVisual;f=alternativeText", ACCESS_FITS},
		{NEED_ALTERNATIVE_TEXT, NULL, "mode=visual;f=none", ACCESS_BARRIER},
		{NEED_LONG_DESCRIPTION, NULL, "mode=visual;f=alternativeText", ACCESS_PARTLY},
		{NEED_BRAILLE, "refreshable", "mode=visual;way=textual", ACCESS_FITS},
		{NEED_BRAILLE, "embossed", "mode=visual;way=textual;f=ARIA", ACCESS_BARRIER},
		{NEED_BRAILLE, "embossed", "f=braille", ACCESS_FITS},
		{NEED_BRAILLE, "refreshable", "mode=mathOnVisual;way=textual", ACCESS_PARTLY},
		{NEED_BRAILLE, "refreshable", "mode=mathOnVisual;way=textual;f=MathML", ACCESS_FITS},
		{NEED_FONT_SIZE, NULL, "mode=textual;f=displayTransformability", ACCESS_FITS},
		{NEED_FONT_SIZE, NULL, "mode=textOnVisual;f=displayTransformability", ACCESS_PARTLY},
		{NEED_FONT_SIZE, NULL, "mode=textual;f=none", ACCESS_BARRIER},
		{NEED_FONT_SIZE, NULL, "mode=textual", ACCESS_UNKNOWN},
		{NEED_HIGH_CONTRAST, NULL, "f=highContrastDisplay/7", ACCESS_FITS},
		{NEED_ADDITIONAL_TIME, NULL, "f=timingControl", ACCESS_FITS},
		{NEED_ADDITIONAL_TIME, NULL, "f=none", ACCESS_UNKNOWN}, /* nobody says that it is timed */
		{NEED_INPUT, "keyboard", "control=fullKeyboardControl", ACCESS_FITS},
		{NEED_INPUT, "switch", "control=fullKeyboardControl", ACCESS_BARRIER},
		{NEED_INPUT, "switch", "", ACCESS_UNKNOWN},
		{NEED_HAZARD_AVOIDANCE, "flashing", "hazard=noFlashingHazard", ACCESS_FITS},
		{NEED_HAZARD_AVOIDANCE, "flashing", "hazard=none", ACCESS_FITS},
		{NEED_HAZARD_AVOIDANCE, "flashing", "hazard=flashing", ACCESS_BARRIER},
		{NEED_HAZARD_AVOIDANCE, "flashing", "hazard=flashingHazard", ACCESS_BARRIER},
		{NEED_HAZARD_AVOIDANCE, "flashing", "hazard=noSoundHazard", ACCESS_UNKNOWN},
		{NEED_HAZARD_AVOIDANCE, "flashing", "hazard=unknownFlashingHazard", ACCESS_UNKNOWN},
		{NEED_ITEM_TRANSLATION, "es", "lang=en;lang=es", ACCESS_FITS},
		{NEED_ITEM_TRANSLATION, "es", "lang=en", ACCESS_BARRIER},
		{NEED_ITEM_TRANSLATION, "es", "", ACCESS_UNKNOWN},
		{NEED_SPOKEN, "computer-read-aloud", "mode=textual;f=synchronizedAudioText", ACCESS_FITS},
		{NEED_SPOKEN, "computer-read-aloud", "mode=textual;way=textual", ACCESS_BARRIER}, /* nobody there to read */
		{NEED_SPOKEN, "screen-reader", "mode=textual;way=textual", ACCESS_FITS},
		{NEED_SPOKEN, "screen-reader", "mode=textOnVisual;way=visual", ACCESS_BARRIER},
		{NEED_LINE_READER, NULL, "f=none", ACCESS_UNKNOWN},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum access_fit got = required(rows[i].term, rows[i].text, rows[i].meta);
		if (got != rows[i].fit)
			fail_msg("row %zu (%s, %s): %s, not %s", i, need_term_info(rows[i].term)->name, rows[i].meta,
				access_fit_name(got), access_fit_name(rows[i].fit));
		assert_int_equal(first.fit, got);
		assert_non_null(access_why_name(first.why));
	}
}

static void tools_of_the_platform_count(void **unused)
{
	(void)unused;
	assert_int_equal(with_tools(NEED_SPOKEN, "computer-read-aloud", "way=textual"), ACCESS_FITS_WITH_TOOL);
	assert_int_equal(with_tools(NEED_FONT_SIZE, NULL, "mode=textual"), ACCESS_FITS_WITH_TOOL);
	assert_int_equal(with_tools(NEED_FONT_SIZE, NULL, "mode=textOnVisual"), ACCESS_PARTLY);
	assert_int_equal(first.why, ACCESS_WHY_IMAGE_TEXT);
	assert_int_equal(with_tools(NEED_CAPTIONS, NULL, "mode=auditory;f=none"), ACCESS_BARRIER); /* no tool makes captions */
	assert_int_equal(with_tools(NEED_ADDITIONAL_TIME, NULL, ""), ACCESS_FITS_WITH_TOOL);
	struct access_platform p = {{0}};
	access_platform_add(&p, NEED_LINE_READER);
	assert_int_equal(fit_of(NEED_FROM_IEP, NEED_LINE_READER, NULL, meta(""), p), ACCESS_FITS_WITH_TOOL);
}

static void preferences_score_and_do_not_exclude(void **unused)
{
	(void)unused;
	struct access_platform none = {{0}};
	assert_int_equal(fit_of(NEED_FROM_LEARNER, NEED_CAPTIONS, NULL, meta("mode=auditory;f=none"), none), ACCESS_FITS);
	assert_int_equal(first.fit, ACCESS_BARRIER); /* and the reason is there */
	assert_false(first.required);
	/* A hazard is no preference, whoever named it. */
	assert_int_equal(fit_of(NEED_FROM_LEARNER, NEED_HAZARD_AVOIDANCE, "flashing", meta("hazard=flashing"), none), ACCESS_BARRIER);
	struct need_line lines[] = {
		{.source = NEED_FROM_LEARNER, .term = NEED_CAPTIONS, .from = DAY_NONE, .until = DAY_NONE},
		{.source = NEED_FROM_LEARNER, .term = NEED_TRANSCRIPT, .from = DAY_NONE, .until = DAY_NONE},
		{.source = NEED_FROM_LEARNER, .term = NEED_TACTILE, .set = NEED_OFF, .from = DAY_NONE, .until = DAY_NONE},
	};
	struct access_meta m = meta("mode=auditory;f=transcript");
	struct access_verdict v = access_match(&m, needs_resolve(mem, lines, 3, &LESSON), &none, 0, NULL, 5);
	assert_int_equal(v.wished, 2);
	assert_int_equal(v.met, 1);
	assert_int_equal(v.n_reasons, 2);
}

static void ways_through_are_lists_of_lists(void **unused)
{
	(void)unused;
	const struct needs *n = needs_resolve(mem, NULL, 0, &LESSON);
	struct access_platform none = {{0}};
	static const struct {
		const char *meta;
		unsigned senses;
		enum access_fit fit;
	} rows[] = {
		{"way=textual,visual;way=auditory", ACCESS_AUDITORY | ACCESS_TEXTUAL, ACCESS_FITS},
		{"way=textual,visual;way=auditory", ACCESS_TEXTUAL | ACCESS_TACTILE, ACCESS_BARRIER}, /* half of each is no way */
		{"way=textual", ACCESS_TEXTUAL | ACCESS_TACTILE, ACCESS_FITS}, /* text asks for no sight */
		{"", ACCESS_TEXTUAL, ACCESS_UNKNOWN},
		{"mode=visual", ACCESS_TEXTUAL, ACCESS_UNKNOWN},
		{"mode=textual", ACCESS_TEXTUAL, ACCESS_FITS},
		{"mode=auditory;mode=visual;f=closedCaptions", ACCESS_TEXTUAL | ACCESS_VISUAL, ACCESS_FITS},
		{"", ACCESS_SENSES, ACCESS_FITS}, /* who has every sense needs no particular way */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct access_meta m = meta(rows[i].meta);
		assert_int_equal(access_match(&m, n, &none, rows[i].senses, NULL, 0).fit, rows[i].fit);
	}
	/* Without senses given, required needs tell: a required braille line means not by eye alone. */
	struct need_line braille = {.source = NEED_FROM_IEP, .term = NEED_BRAILLE, .value.text = S("refreshable"), .from = DAY_NONE, .until = DAY_NONE};
	struct access_meta picture = meta("mode=visual;way=visual;f=none");
	struct access_reason r[4];
	struct access_verdict v = access_match(&picture, needs_resolve(mem, &braille, 1, &LESSON), &none, 0, r, 4);
	assert_int_equal(v.fit, ACCESS_BARRIER);
	assert_int_equal(r[0].term, NEED_TERMS);
	assert_int_equal(r[0].why, ACCESS_WHY_NO_WAY);
}

static void unknown_words_are_refused(void **unused)
{
	(void)unused;
	struct access_meta m = {0};
	assert_false(access_add(&m, S("accessMode"), S("smell")));
	assert_false(access_add(&m, S("accessModeSufficient"), S("textual,smell")));
	assert_false(access_add(&m, S("accessModeSufficient"), S("")));
	assert_false(access_add(&m, S("accessibilityFeature"), S("sparkles")));
	assert_false(access_add(&m, S("colour"), S("red")));
	assert_int_equal(m.modes, 0);
	assert_int_equal(m.n_ways, 0);
	assert_false(m.features_known);
	assert_true(access_add(&m, S("accessibilityFeature"), S("unknown")));
	assert_false(m.features_known);
	for (unsigned f = 0; f < ACCESS_FEATURES; f++)
		assert_true(access_add(&m, S("accessibilityFeature"), str_z(access_feature_name((enum access_feature)f))));
	assert_true(m.features == (UINT64_C(1) << ACCESS_FEATURES) - 1);
	assert_true(access_add(&m, S("accessMode"), S("chartOnVisual")));
	assert_true(m.modes & ACCESS_VISUAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table_of_needs),
		cmocka_unit_test(tools_of_the_platform_count),
		cmocka_unit_test(preferences_score_and_do_not_exclude),
		cmocka_unit_test(ways_through_are_lists_of_lists),
		cmocka_unit_test(unknown_words_are_refused),
	};
	return cmocka_run_group_tests_name("access", tests, start, stop);
}
