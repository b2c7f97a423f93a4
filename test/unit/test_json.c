/* JSON: every corner of RFC 8259's grammar, the limits of json.h, and writing. */
#include "base/json.h"
#include "base/tr.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

static struct arena *mem;
static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	return mem != NULL ? 0 : -1;
}
static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

static struct json *read_ok(struct str text)
{
	struct json *j = NULL;
	struct err e = {0};

	if (json_parse(mem, text, &j, &e) != OK)
		fail_msg("%.*s was refused: %s", S_ARG(text), e.text);
	return j;
}

static void reads_what_the_grammar_allows(void **unused)
{
	static const char *const good[] = {
		"null", "true", "false", "0", "-0", "1", "-1", "10", "123456789", "0.5", "-0.5", "1.0", "1e0", "1E0", "1e+0",
		"1e-0", "1E+10", "0e1", "0.0e-1", "1.5e300", "\"\"", "\"a\"", "[]", "{}", "[ ]", "{ }", "[1]", "[1,2]",
		"[[]]", "[{}]", "[[],[]]", "{\"a\":1}", "{\"\":0}", "{\"a\":1,\"b\":2}", "{\"a\":{}}", "{\"a\":[]}",
		" 1 ", "\t\n\r 1\t\n\r ", "[\n1\t,\r2 ]", "{ \"a\" : 1 , \"b\" : 2 }",
		"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\u00e9\\u20AC\"", "\"\\uD83D\\uDE00\"", "\"\\u0000\"",
		"\"\x7F\"", "\"\xC2\x80\"", "\"\xEF\xBF\xBF\"", "\"\xF4\x8F\xBF\xBF\"", "\"\xE2\x80\xA8\"", "\xEF\xBB\xBF[1]",
		"[null,true,false,0,\"\",[],{}]", "1e-400", "-1e-400", "0.00000000000000000000000000000000001",
	};

	(void)unused;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		read_ok(str_z(good[i]));
}

static void refuses_what_it_does_not(void **unused)
{
	static const char *const bad[] = {
		"", " ", "\n", "nul", "nulll", "True", "NaN", "Infinity", "-Infinity", "undefined", "'a'", "a", "+1", "-", "--1",
		"01", "-01", "00", "1.", ".5", "-.5", "1.e1", "1e", "1e+", "1e-", "1E", "0x1", "1_000", "1 2", "1,", ",1",
		"\"", "\"a", "a\"", "\"\\\"", "\"\\", "\"\\x41\"", "\"\\u\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u 123\"", "\"\\a\"",
		"\"\n\"", "\"\t\"", "\"\x01\"", "\"\x1F\"",
		"[", "]", "[1", "[1,", "[1,]", "[,]", "[,1]", "[1,,2]", "[1 2]", "[1;2]", "[1]]", "[1}", "[\"a\":1]", "[1:2]",
		"{", "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{1:1}", "{\"a\" 1}",
		"{\"a\":1 \"b\":2}", "{\"a\",1}", "{\"a\"::1}", "{\"a\":}", "{\"a\":1]", "{null:1}", "{[]:1}",
		"\xC2\xA0" "1", "\x0C" "1", "\x0B" "1", "1\xEF\xBB\xBF", "// c\n1", "/* c */1", "[1]x", "{}{}", "[1]#", "\\u0031",
		"\"\\uD83D\"", "\"\\uDE00\"", "\"\\uDE00\\uD83D\"", "\"\\uD83D\\u0041\"", "\"\\uD83Dx\"", "\"\\uD83D\\",
		"\"\xFF\"", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"", "\"\xE2\x82\"", "[\xC3]",
		"1e400", "-1e400", "[1e999999999999]",
		"{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "[{\"b\":[{\"x\":1,\"y\":2,\"x\":3}]}]",
	};

	(void)unused;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct json *j = NULL;
		struct err e = {0};

		if (json_parse(mem, str_z(bad[i]), &j, &e) == OK)
			fail_msg("%s was taken", bad[i]);
		assert_null(j);
		assert_int_equal(e.code, E_INPUT);
		assert_non_null(strstr(e.text, "line "));
	}
	/* a NUL is no white space and ends nothing */
	struct json *j;
	assert_int_equal(json_parse(mem, (struct str){"1\0", 2}, &j, NULL), E_INPUT);
	assert_int_equal(json_parse(mem, (struct str){"[\0]", 3}, &j, NULL), E_INPUT);
	assert_int_equal(json_parse(mem, (struct str){"\"\0\"", 3}, &j, NULL), E_INPUT);
}

static void names_the_place(void **unused)
{
	static const struct {
		const char *text, *place;
	} rows[] = {{"[1,\n 2,\n x]", "line 3, column 2"}, {"", "line 1, column 1"}, {"{\"\xC3\xA9\xC3\xA9\": x}", "line 1, column 8"},
		    {"[\n\"\xFF\"]", "line 2, column 2"}, {"{\"a\": {\"k\":1,\n\"k\":2}}", "line 1, column 7 has the key \"k\" twice"}};
	struct json *j;
	struct err e = {0};

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(json_parse(mem, str_z(rows[i].text), &j, &e), E_INPUT);
		if (strstr(e.text, rows[i].place) == NULL)
			fail_msg("\"%s\" does not say %s", e.text, rows[i].place);
	}
	err_speak(&e, LANG_ES);
	assert_int_equal(json_parse(mem, S("[1"), &j, &e), E_INPUT);
	assert_non_null(strstr(e.text, "línea 1, columna 3"));
}

static void keeps_values(void **unused)
{
	struct json *j = read_ok(S("{\"s\":\"a\\u0000b\\uD83D\\uDE00\",\"i\":-9223372036854775808,\"big\":9223372036854775808,"
				   "\"r\":1.5,\"whole\":3.0,\"t\":true,\"f\":false,\"n\":null,\"z\":-0,\"l\":[1,\"x\",[]],\"o\":{\"k\":\"v\"}}"));

	(void)unused;
	assert_int_equal(j->n, 11);
	assert_true(str_eqz(j->keys[0], "s") && str_eqz(j->keys[10], "o")); /* in the order given */
	assert_true(str_eq(json_str(j, "s"), (struct str){"a\0b\xF0\x9F\x98\x80", 7}));
	assert_true(json_int(j, "i", 0) == INT64_MIN && json_get(j, "i")->is_int);
	assert_false(json_get(j, "big")->is_int);
	assert_true(json_number(j, "big", 0) == 9223372036854775808.0);
	assert_int_equal(json_int(j, "big", -7), -7);
	assert_true(json_number(j, "r", 0) == 1.5);
	assert_int_equal(json_int(j, "r", -7), -7);
	assert_int_equal(json_int(j, "whole", -7), 3);
	assert_true(json_bool(j, "t", false) && !json_bool(j, "f", true) && json_bool(j, "n", true) && json_bool(j, "gone", true));
	assert_int_equal(json_get(j, "n")->type, JSON_NULL_T);
	assert_true(1 / json_number(j, "z", 1) < 0); /* minus zero stays one */
	assert_int_equal(json_get(j, "l")->n, 3);
	assert_true(str_eqz(json_get(j, "l")->items[1].string, "x"));
	assert_true(str_eqz(json_str(json_get(j, "o"), "k"), "v"));
	assert_null(json_get(j, "S"));
	assert_null(json_get(json_get(j, "l"), "k"));
	assert_null(json_get(NULL, "k"));
	assert_true(str_eqz(json_str(j, "i"), "") && json_int(j, "s", 5) == 5);
}

static void depth_has_an_end(void **unused)
{
	char text[400];
	struct json *j;
	struct err e = {0};

	(void)unused;
	for (int n = 63; n <= 66; n++) {
		memset(text, '[', (size_t)n);
		memset(text + n, ']', (size_t)n);
		assert_int_equal(json_parse(mem, (struct str){text, 2 * (size_t)n}, &j, &e), n <= 64 ? OK : E_INPUT);
	}
	/* a deep start without an end must not cost the stack either */
	static char deep[1000000];
	memset(deep, '[', sizeof deep);
	assert_int_equal(json_parse(mem, (struct str){deep, sizeof deep}, &j, &e), E_INPUT);
}

static void many_keys_are_told_apart_fast(void **unused)
{
	struct buf b = buf_new(mem, 100 << 20);
	struct json *j;
	struct err e = {0};

	(void)unused;
	/* 200,000 keys with one beginning: comparing each with each would take minutes */
	buf_byte(&b, '{');
	for (int i = 0; i < 200000; i++)
		buf_fmt(&b, "\"the same long beginning of a key %d\":%d,", i, i);
	buf_z(&b, "\"last\":1");
	buf_byte(&b, '}');
	assert_int_equal(json_parse(mem, buf_done(&b), &j, &e), OK);
	assert_int_equal(j->n, 200001);
	b.n--;
	buf_z(&b, ",\"the same long beginning of a key 77777\":1}");
	assert_int_equal(json_parse(mem, buf_done(&b), &j, &e), E_INPUT);
	assert_non_null(strstr(e.text, "key 77777\" twice"));
	arena_reset(mem);
}

static void writes_with_commas_in_place(void **unused)
{
	struct buf b = buf_new(mem, 10000);
	struct json_out o = json_to(&b);

	(void)unused;
	json_open(&o, '{');
	json_key(&o, "a");
	json_open(&o, '[');
	json_put_int(&o, 1);
	json_put_real(&o, 2.5);
	json_put_bool(&o, false);
	json_put_null(&o);
	json_open(&o, '{');
	json_close(&o, '}');
	json_put_str(&o, S("x\"y"));
	json_close(&o, ']');
	json_key(&o, "b\n");
	json_put_real(&o, 1.0 / 0.0);
	json_key(&o, "c");
	json_open(&o, '[');
	json_close(&o, ']');
	json_close(&o, '}');
	assert_string_equal(b.p, "{\"a\":[1,2.5,false,null,{},\"x\\\"y\"],\"b\\n\":null,\"c\":[]}");
	/* what was read is written the same */
	struct buf again = buf_new(mem, 10000);
	o = json_to(&again);
	json_put(&o, read_ok(buf_done(&b)));
	assert_string_equal(again.p, b.p);
	/* deeper than can be read back */
	struct buf deep = buf_new(mem, 10000);
	o = json_to(&deep);
	for (int i = 0; i < 64; i++)
		json_open(&o, '[');
	assert_false(deep.over);
	json_open(&o, '[');
	assert_true(deep.over);
	for (int i = 0; i < 70; i++)
		json_close(&o, ']');
}

static void reads_real_standards(void **unused)
{
	const char *shared = test_shared();
	static const char *const names[] = {"ccss_ela_D10003FC.json", "ccss_math_D10003FB.json"};

	(void)unused;
	if (shared == NULL)
		skip();
	for (int i = 0; i < 2; i++) {
		char path[1000];
		FILE *f;
		char *text;
		size_t n;

		snprintf(path, sizeof path, "%s/data/standards/ccss-asn/%s", shared, names[i]);
		f = fopen(path, "rb");
		if (f == NULL)
			skip();
		text = arena_alloc(mem, 8 << 20);
		n = fread(text, 1, 8 << 20, f);
		fclose(f);
		assert_true(n > 1000000);
		read_ok((struct str){text, n});
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("reads what RFC 8259 allows", reads_what_the_grammar_allows),
		TEST("refuses what RFC 8259 does not allow", refuses_what_it_does_not),
		TEST("an error names line and column, in the reader's language", names_the_place),
		TEST("values keep type, order and every bit", keeps_values),
		TEST("nesting has an end", depth_has_an_end),
		TEST("doubled keys are found among very many, fast", many_keys_are_told_apart_fast),
		TEST("writing puts commas and escapes in place", writes_with_commas_in_place),
		TEST("reads the published standards whole", reads_real_standards),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
