/* JSON against jansson: random documents go through both writers and readers unchanged, and of broken ones both say
 * the same. */
#include "base/json.h"
#include "support/test.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define FLAGS (JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL)

static unsigned seed = 1;
static unsigned dice(unsigned n)
{
	return (unsigned)rand_r(&seed) % n;
}

static void random_text(struct buf *b)
{
	static const char *const letters[] = {"a", "\"", "\\", "/", "\n", "\t", "\x01", "\x7F", "\xC3\xA9", "\xE2\x82\xAC",
					      "\xF0\x9F\x98\x80", "\xEF\xBF\xBF", " ", "{", "]", ":"};

	for (unsigned n = dice(4) == 0 ? dice(100) : dice(6); n > 0; n--)
		buf_z(b, letters[dice(sizeof letters / sizeof *letters)]);
	if (dice(20) == 0)
		buf_byte(b, '\0');
}

static struct str text_of(struct arena *a)
{
	struct buf b = buf_new(a, 10000);

	random_text(&b);
	return buf_done(&b);
}

static void random_value(struct arena *a, struct json_out *o, int depth)
{
	static const double reals[] = {0.5, -1.25e-7, 1e300, 5e-324, 0.1, 123456.789, -2.5e22};
	unsigned kind = dice(depth > 5 ? 6 : 9);

	switch (kind) {
	case 0:
		json_put_null(o);
		break;
	case 1:
		json_put_bool(o, dice(2) == 0);
		break;
	case 2:
		json_put_int(o, dice(3) == 0 ? INT64_MIN + (int64_t)dice(5) : dice(3) == 0 ? INT64_MAX - (int64_t)dice(5) : (int64_t)dice(1000));
		break;
	case 3:
		json_put_real(o, reals[dice(7)]);
		break;
	case 4:
	case 5:
		json_put_str(o, text_of(a));
		break;
	case 6:
	case 7:
		json_open(o, '{');
		for (unsigned i = 0, n = dice(20); i < n; i++) {
			json_key_str(o, str_fmt(a, "k%u \"\\\xC3\xA9", i));
			random_value(a, o, depth + 1);
		}
		json_close(o, '}');
		break;
	default:
		json_open(o, '[');
		for (unsigned i = 0, n = dice(8); i < n; i++)
			random_value(a, o, depth + 1);
		json_close(o, ']');
	}
}

static void assert_same(const struct json *x, const json_t *y)
{
	switch (x->type) {
	case JSON_NULL_T:
		assert_true(json_is_null(y));
		break;
	case JSON_TRUE_T:
		assert_true(json_is_true(y));
		break;
	case JSON_FALSE_T:
		assert_true(json_is_false(y));
		break;
	case JSON_NUMBER_T:
		if (x->is_int)
			assert_true(json_is_integer(y) && json_integer_value(y) == x->integer);
		else
			assert_true(json_is_real(y) && json_real_value(y) == x->number);
		break;
	case JSON_STRING_T:
		assert_true(json_is_string(y));
		assert_int_equal(json_string_length(y), x->string.n);
		assert_memory_equal(json_string_value(y), x->string.p, x->string.n);
		break;
	case JSON_ARRAY_T:
		assert_true(json_is_array(y));
		assert_int_equal(json_array_size(y), x->n);
		for (size_t i = 0; i < x->n; i++)
			assert_same(&x->items[i], json_array_get(y, i));
		break;
	case JSON_OBJECT_T:
		assert_true(json_is_object(y));
		assert_int_equal(json_object_size(y), x->n);
		for (size_t i = 0; i < x->n; i++)
			assert_same(&x->items[i], json_object_get(y, x->keys[i].p));
		break;
	}
}

static void documents_survive_both(void **unused)
{
	struct arena *a = arena_new(0);

	(void)unused;
	for (int round = 0; round < 2000; round++) {
		struct buf b = buf_new(a, 8 << 20);
		struct json_out o = json_to(&b);
		struct json *mine;
		json_t *theirs;
		json_error_t je;
		struct err e = {0};
		char *dump;

		random_value(a, &o, 0);
		assert_false(b.over);
		theirs = json_loadb(b.p, b.n, FLAGS, &je);
		if (theirs == NULL)
			fail_msg("jansson refuses what we wrote: %s\n%s", je.text, b.p);
		assert_int_equal(json_parse(a, buf_done(&b), &mine, &e), OK);
		assert_same(mine, theirs);
		/* and what it writes, spread over lines and escaped to ASCII */
		dump = json_dumps(theirs, JSON_ENCODE_ANY | JSON_ENSURE_ASCII | JSON_INDENT(3));
		assert_non_null(dump);
		if (json_parse(a, str_z(dump), &mine, &e) != OK)
			fail_msg("%s\n%s", e.text, dump);
		assert_same(mine, theirs);
		free(dump);
		json_decref(theirs);
		arena_reset(a);
	}
	arena_free(a);
}

/* Longest run of digits: jansson refuses whole numbers beyond 64 bits, we read them as reals. */
static size_t digits_in(struct str s)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < s.n; i++) {
		run = s.p[i] >= '0' && s.p[i] <= '9' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static void both_refuse_the_same(void **unused)
{
	static const char bytes[] = "{}[]\",:\\/u0123456789eE+-.truefalsn \n\t\x01\x80\xC3\xA9\xED\xFF";
	struct arena *a = arena_new(0);
	int refused = 0, taken = 0;

	(void)unused;
	for (int round = 0; round < 60000; round++) {
		struct buf b = buf_new(a, 1 << 20);
		struct json_out o = json_to(&b);
		struct json *mine;
		json_t *theirs;
		json_error_t je;
		struct err e = {0};
		bool ok;

		random_value(a, &o, 4);
		for (unsigned k = 1 + dice(3); k > 0 && b.n > 0; k--) {
			size_t at = dice((unsigned)b.n);

			if (dice(3) == 0) { /* one byte less */
				memmove(b.p + at, b.p + at + 1, b.n - at - 1);
				b.n--;
			} else {
				b.p[at] = bytes[dice(sizeof bytes - 1)];
			}
		}
		if (digits_in(buf_done(&b)) < 19) {
			theirs = json_loadb(b.n > 0 ? b.p : "", b.n, FLAGS, &je);
			ok = json_parse(a, buf_done(&b), &mine, &e) == OK;
			/* jansson keeps "-0" a whole number; the value is the same */
			if (ok != (theirs != NULL))
				fail_msg("%s\nwe: %s, jansson: %s", b.p, ok ? "fine" : e.text, theirs != NULL ? "fine" : je.text);
			taken += ok;
			refused += !ok;
			json_decref(theirs);
		}
		arena_reset(a);
	}
	assert_true(taken > 3000 && refused > 3000); /* both ways were tried */
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("random documents survive us and jansson", documents_survive_both),
		TEST("of broken documents we and jansson refuse the same", both_refuse_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
