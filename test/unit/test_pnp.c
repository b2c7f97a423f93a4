/* Files of AfA PNP 3.0: what is written is read again as the same; names of the standard are understood in both bindings;
 * hostile files are refused with a sentence. */
#include "interop/pnp.h"
#include "support/test.h"

#include <string.h>

static struct arena *a;

static int start(void **unused)
{
	(void)unused;
	a = arena_new(0);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	arena_free(a);
	return 0;
}

static const char *value_for(enum need_term t)
{
	const struct need_term_info *i = need_term_info(t);
	switch (i->type) {
	case NEED_FLAG: return "";
	case NEED_NUMBER: return i->max >= 2 && i->min <= 2 ? "2" : i->max <= 1 ? "0.5" : "60";
	case NEED_CHOICE: return i->choices[0];
	case NEED_COLOR: return "#00308f";
	case NEED_LANG: return "es";
	case NEED_TIME: return "1.5";
	case NEED_TEXT: return "noto";
	}
	return "";
}

static const struct pnp_line *find(const struct pnp *p, enum need_term t, const char *text)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->lines[i].term == t && (!text || str_eqz(p->lines[i].value.text, text)))
			return &p->lines[i];
	return NULL;
}

static void same(const struct pnp_line *lines, size_t n, struct str text, const char *what)
{
	struct pnp p;
	struct err e = {0};
	if (pnp_read(a, text, &p, &e))
		fail_msg("%s: %s\n%.*s", what, e.text, S_ARG(text));
	if (p.n_unknown || p.n != n)
		fail_msg("%s: %zu lines of %zu, %zu unknown (%.*s)\n%.*s", what, p.n, n, p.n_unknown, S_ARG(p.n_unknown ? p.unknown[0] : S("")), S_ARG(text));
	for (size_t i = 0; i < n; i++) {
		const struct pnp_line *x = find(&p, lines[i].term, need_term_info(lines[i].term)->many ? str_dupz(a, lines[i].value.text) : NULL);
		if (!x || x->set != lines[i].set || !str_eq(need_value_text(a, x->term, x->value), need_value_text(a, lines[i].term, lines[i].value)))
			fail_msg("%s: %s is another one\n%.*s", what, need_term_info(lines[i].term)->name, S_ARG(text));
	}
}

/* Every term, on, as an option, and forbidden: out and in again, as XML and as JSON. [R214] */
static void all_terms(void **state)
{
	(void)state;
	for (int set = NEED_ON; set <= NEED_PROHIBIT; set++) {
		struct pnp_line lines[NEED_TERMS];
		size_t n = 0;
		if (set == NEED_OFF)
			continue;
		for (int t = 0; t < NEED_TERMS; t++) {
			lines[n] = (struct pnp_line){.term = (enum need_term)t, .set = (enum need_set)set};
			if (set != NEED_PROHIBIT && !need_value_parse((enum need_term)t, str_z(value_for((enum need_term)t)), &lines[n].value))
				fail_msg("%s: no value", need_term_info((enum need_term)t)->name);
			n++;
		}
		struct buf xml = buf_new(a, 1 << 20), json = buf_new(a, 1 << 20);
		pnp_write_xml(a, &xml, lines, n);
		pnp_write_json(a, &json, lines, n);
		same(lines, n, buf_done(&xml), "XML");
		same(lines, n, buf_done(&json), "JSON");
	}
}

/* A file as another program writes it (element names of the 1EdTech information model). */
static void of_others(void **state)
{
	(void)state;
	struct pnp p;
	struct err e = {0};
	const char *xml = "<?xml version=\"1.0\"?><access-for-all-pnp xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imsafa3p0pnp_v1p0\"><language-of-interface xml:lang=\"es\"/>"
	                  "<magnification><zoom-amount>2</zoom-amount></magnification><spoken><reading-type>computer-read-aloud</reading-type><speech-rate>120</speech-rate></spoken>"
	                  "<text-appearance><font-size>24</font-size><line-height>2</line-height></text-appearance><additional-testing-time><time-multiplier>1.5</time-multiplier></additional-testing-time>"
	                  "<keyword-translation xml:lang=\"ar\"/><keyword-translation xml:lang=\"so\"/><moon-light/><activate-as-option-set><line-reader/></activate-as-option-set>"
	                  "<prohibit-set><calculator-on-screen/></prohibit-set></access-for-all-pnp>";
	const char *json = "{\"languageOfInterface\": {\"lang\": \"es\"}, \"magnification\": {\"zoomAmount\": 2}, \"spoken\": {\"readingType\": \"computer-read-aloud\", \"speechRate\": 120},"
	                   " \"textAppearance\": {\"fontSize\": 24, \"lineHeight\": 2}, \"additionalTestingTime\": {\"timeMultiplier\": 1.5}, \"keywordTranslation\": [{\"lang\": \"ar\"}, {\"lang\": \"so\"}],"
	                   " \"moonLight\": true, \"captions\": false, \"activateAsOptionSet\": [\"lineReader\"], \"prohibitSet\": [\"calculatorOnScreen\"]}";
	for (int i = 0; i < 2; i++) {
		if (pnp_read(a, str_z(i ? json : xml), &p, &e))
			fail_msg("%s", e.text);
		assert_true(str_eqz(find(&p, NEED_LANGUAGE_OF_INTERFACE, NULL)->value.text, "es"));
		assert_true(find(&p, NEED_MAGNIFICATION, NULL)->value.number == 2);
		assert_true(find(&p, NEED_SPEECH_RATE, NULL)->value.number == 120);
		assert_non_null(find(&p, NEED_SPOKEN, "computer-read-aloud"));
		assert_true(find(&p, NEED_FONT_SIZE, NULL)->value.number == 24 && find(&p, NEED_LINE_HEIGHT, NULL)->value.number == 2);
		assert_true(find(&p, NEED_ADDITIONAL_TIME, NULL)->value.time == NEED_TIME_MULTIPLIER && find(&p, NEED_ADDITIONAL_TIME, NULL)->value.number == 1.5);
		assert_non_null(find(&p, NEED_KEYWORD_TRANSLATION, "ar"));
		assert_non_null(find(&p, NEED_KEYWORD_TRANSLATION, "so"));
		assert_int_equal(find(&p, NEED_LINE_READER, NULL)->set, NEED_OPTION);
		assert_int_equal(find(&p, NEED_CALCULATOR, NULL)->set, NEED_PROHIBIT);
		assert_null(find(&p, NEED_CAPTIONS, NULL));
		assert_int_equal(p.n_unknown, 1);
		assert_true(str_eqz(p.unknown[0], "moon-light"));
	}
}

/* Exactly one of multiplier, minutes, no limit; entities, depth and other roots are refused. */
static void refused(void **state)
{
	(void)state;
	struct pnp p;
	static const char *const bad[] = {"", "{", "[]", "<a", "<other/>", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><access-for-all-pnp>&a;</access-for-all-pnp>", "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}",
		"<access-for-all-pnp><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></access-for-all-pnp>"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = {0};
		if (pnp_read(a, str_z(bad[i]), &p, &e) != E_INPUT || !e.text[0])
			fail_msg("taken: %s", bad[i]);
	}
	struct err e = {0};
	assert_int_equal(pnp_read(a, S("{\"additionalTestingTime\": {\"timeMultiplier\": 2, \"unlimited\": true}}"), &p, &e), OK);
	assert_int_equal(p.n, 0);
	assert_int_equal(p.n_unknown, 1);
	assert_int_equal(pnp_read(a, S("{\"additionalTestingTime\": {\"timeMultiplier\": 0.5}}"), &p, &e), OK);
	assert_int_equal(p.n, 0); /* less time is no support */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("every term goes out and comes in again, in both bindings [R214]", all_terms),
		TEST("a file of another program is understood, and what is not is said", of_others),
		TEST("what is no profile of needs is refused with a sentence", refused),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
