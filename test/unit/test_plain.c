/* Reading level and school words. Counts and values come from published examples. */
#include "engine/plain/plain.h"
#include "support/near.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

/* Wikipedia, "Flesch-Kincaid readability tests" (November 2026): the platypus (13 words, 24 syllables) is 37.5 and grade 11.3, the
 * sentence that proves a point is 69, the cat on the mat is 116. Green Eggs and Ham: 5.7 words a sentence and 1.02 syllables a
 * word are grade -1.3. A score printed by another program: 34 sentences, 432 words, 607 syllables are 75.1 and grade 5.9. */
static void formulas_of_english(void **state)
{
	(void)state;
	assert_near(plain_flesch(13, 1, 24), 37.5, 0.05);
	assert_near(plain_kincaid(13, 1, 24), 11.3, 0.05);
	assert_near(plain_flesch(16, 1, 23), 69, 0.5);
	assert_near(plain_flesch(6, 1, 6), 116, 0.5);
	assert_near(plain_kincaid(5700, 1000, 5814), -1.3, 0.05);
	assert_near(plain_flesch(432, 34, 607), 75.1, 0.05);
	assert_near(plain_kincaid(432, 34, 607), 5.9, 0.05);
}

/* Shorter sentences are easier, which the misprinted form of Fernandez Huerta turned round (G. Law 2011); bands of INFLESZ. */
static void formulas_of_spanish(void **state)
{
	(void)state;
	assert_near(plain_huerta(100, 10, 200), 206.84 - 120 - 10.2, 0.001);
	assert_near(plain_szigriszt(100, 10, 200), 206.835 - 124.6 - 10, 0.001);
	assert_true(plain_huerta(100, 20, 200) > plain_huerta(100, 10, 200));
	assert_true(plain_szigriszt(100, 20, 200) > plain_szigriszt(100, 10, 200));
	assert_int_equal(plain_inflesz(39.9), PLAIN_VERY_HARD);
	assert_int_equal(plain_inflesz(40), PLAIN_HARD);
	assert_int_equal(plain_inflesz(55), PLAIN_MIDDLE);
	assert_int_equal(plain_inflesz(66), PLAIN_EASY);
	assert_int_equal(plain_inflesz(81), PLAIN_VERY_EASY);
}

/* Syllables as dictionaries part the words (RAE for Spanish, Merriam-Webster for English). */
static void syllables(void **state)
{
	(void)state;
	static const struct { enum lang lang; const char *word; int n; } words[] = {
		{LANG_ES, "murci\u00e9lago", 4}, {LANG_ES, "a\u00e9reo", 4}, {LANG_ES, "construir", 2}, {LANG_ES, "pa\u00eds", 2}, {LANG_ES, "guitarra", 3},
		{LANG_ES, "averig\u00fc\u00e9is", 4}, {LANG_ES, "queso", 2}, {LANG_ES, "muy", 1}, {LANG_ES, "hoy", 1}, {LANG_ES, "r\u00edo", 2}, {LANG_ES, "escuela", 3},
		{LANG_ES, "MATEM\u00c1TICAS", 5}, {LANG_ES, "d\u00eda", 2}, {LANG_ES, "familia", 3}, {LANG_ES, "a\u00f1o", 2}, {LANG_ES, "le\u00f3n", 2},
		{LANG_EN, "the", 1}, {LANG_EN, "school", 1}, {LANG_EN, "reading", 2}, {LANG_EN, "table", 2}, {LANG_EN, "helped", 1}, {LANG_EN, "wanted", 2},
		{LANG_EN, "creature", 2}, {LANG_EN, "hybrid", 2}, {LANG_EN, "platypus", 3}, {LANG_EN, "mathematics", 4}, {LANG_EN, "radio", 3}, {LANG_EN, "being", 2},
		{LANG_EN, "home-made", 2}, {LANG_EN, "assessment", 3}, {LANG_EN, "names", 1}, {LANG_EN, "pages", 2}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		int n = plain_syllables(str_z(words[i].word), words[i].lang);
		if (n != words[i].n)
			fail_msg("%s has %d syllables, not %d", words[i].word, words[i].n, n);
	}
	assert_int_equal(plain_syllables(S("\u5b66\u6821"), LANG_ZH), 0);
}

/* The example sentences as text: the words are those published, the grade within one of it. */
static void measured_from_text(void **state)
{
	(void)state;
	struct plain p = plain_measure(S("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."), LANG_EN);
	assert_int_equal(p.words, 13);
	assert_int_equal(p.sentences, 1);
	assert_near(p.grade, 11.3, 1);
	assert_int_equal(p.band, PLAIN_UNKNOWN); /* too few words to say anything */
	p = plain_measure(S("This sentence, taken as a reading passage unto itself, is being used to prove a point."), LANG_EN);
	assert_int_equal(p.words, 16);
	assert_near(p.ease, 69, 6);
	p = plain_measure(S("We pay 3.50 today. It's free at 8:30! Ready?"), LANG_EN);
	assert_int_equal(p.sentences, 3);
	assert_int_equal(p.longest, 4 + 1);
}

/* The right formula or none; a level only from 100 words on. */
static void formula_by_language(void **state)
{
	(void)state;
	static const char *const texts[LANG_COUNT] = {"The cat sat on the mat. ", "El gato duerme. ", "\u0627\u0644\u0642\u0637 \u064a\u0646\u0627\u0645. ", "\u732b\u5728\u7761\u89c9\u3002",
	                                             "Con m\u00e8o ng\u1ee7. ", "Bisadu way hurudda. ", "Chat la ap d\u00f2mi. "};
	static char text[20000];
	for (enum lang lang = LANG_EN; lang < LANG_COUNT; lang++) {
		text[0] = 0;
		for (int i = 0; i < 60; i++)
			strcat(text, texts[lang]);
		struct plain p = plain_measure(str_z(text), lang);
		assert_int_equal(p.sentences, 60);
		assert_true(p.words >= 120);
		assert_int_equal(p.formula, lang == LANG_EN ? PLAIN_FLESCH : lang == LANG_ES ? PLAIN_SZIGRISZT : PLAIN_NONE);
		assert_int_equal(p.band != PLAIN_UNKNOWN, lang == LANG_EN || lang == LANG_ES);
		assert_true(lang == LANG_EN || lang == LANG_ES || (p.ease == 0 && p.grade == 0 && p.huerta == 0));
	}
	struct plain none = plain_measure(S(" \n.,;"), LANG_EN);
	assert_true(none.words == 0 && none.sentences == 0 && none.ease == 0);
}

/* Words whole, whatever their case; Chinese has no spaces. */
static void school_words(void **state)
{
	(void)state;
	size_t at;
	assert_true(plain_has(S("The IEP team looks at Formative Assessments."), S("formative assessment|formative assessments"), &at));
	assert_int_equal(at, 22);
	assert_true(plain_has(S("The iep."), S("IEP"), &at));
	assert_false(plain_has(S("recipe, reaps"), S("IEP|rea"), &at));
	assert_true(plain_has(S("La EVALUACI\u00d3N fue ayer"), S("evaluaci\u00f3n"), &at));
	assert_true(plain_has(S("\u6211\u4eec\u7528\u8bc4\u4f30\u6765\u770b"), S("\u8bc4\u4f30"), &at));
	assert_false(plain_has(S(""), S("x"), &at));
	assert_false(plain_has(S("x"), S("|"), &at));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("formulas of English give the published values", formulas_of_english),
		TEST("formulas of Spanish, and shorter is easier", formulas_of_spanish),
		TEST("syllables as dictionaries part them", syllables),
		TEST("published sentences are measured from their text", measured_from_text),
		TEST("each language has its own formula or none [R240]", formula_by_language),
		TEST("school words are found whole", school_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
