/* One-time codes against the tables of RFC 4226 appendix D and RFC 6238 appendix B, base 32 against RFC 4648 section 10. */
#include "school/account/totp.h"
#include "support/test.h"

#include <string.h>

static const unsigned char key[] = "12345678901234567890";

static void hotp_table(void **unused)
{
	static const uint32_t rows[] = {755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489};
	(void)unused;
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(hotp(key, 20, i, 6), rows[i]);
}

static void totp_table(void **unused)
{
	static const struct { int64_t t; uint32_t code; } rows[] = {{59, 94287082}, {1111111109, 7081804}, {1111111111, 14050471},
		{1234567890, 89005924}, {2000000000, 69279037}, {INT64_C(20000000000), 65353130}};
	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(hotp(key, 20, (uint64_t)rows[i].t / 30, 8), rows[i].code);
}

static void a_code_is_taken_once(void **unused)
{
	int64_t step = 0;
	(void)unused;
	/* RFC 6238: at 59 s the code is 287082 (six digits) */
	assert_true(totp_right(key, 20, 59, S("287082"), 0, &step));
	assert_int_equal(step, 1);
	assert_false(totp_right(key, 20, 59, S("287082"), step, &step));
	assert_true(totp_right(key, 20, 89, S("287 082"), 0, &step));   /* one step late */
	assert_true(totp_right(key, 20, 29, S("287082"), 0, &step));    /* one step early */
	assert_false(totp_right(key, 20, 121, S("287082"), 0, &step));  /* two late */
	static const char *const wrong[] = {"", "28708", "2870821", "28708a", "287083", "-87082", "      "};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(totp_right(key, 20, 59, str_z(wrong[i]), 0, &step));
}

static void base32_table(void **unused)
{
	static const struct { const char *plain, *text; } rows[] = {{"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"},
		{"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[32];
		unsigned char back[32];
		size_t n;
		base32_put((const unsigned char *)rows[i].plain, strlen(rows[i].plain), text);
		assert_string_equal(text, rows[i].text);
		assert_true(base32_get(str_z(rows[i].text), back, sizeof back, &n));
		assert_int_equal(n, strlen(rows[i].plain));
		assert_memory_equal(back, rows[i].plain, n);
	}
	unsigned char out[2];
	size_t n;
	assert_true(base32_get(S("mz xq"), out, 2, &n));
	assert_false(base32_get(S("MZXW6"), out, 2, &n)); /* too long for the place */
	assert_false(base32_get(S("M1"), out, 2, &n));
}

static void address_for_apps(void **unused)
{
	struct arena *a = arena_new(0);
	(void)unused;
	struct str s = totp_address(a, key, 20, S("Birch & Co"), S("ada@example.org"));
	assert_true(str_eqz(s, "otpauth://totp/Birch%20%26%20Co:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Birch%20%26%20Co"));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("HOTP gives the values of RFC 4226 appendix D", hotp_table),
		TEST("TOTP gives the values of RFC 6238 appendix B", totp_table),
		TEST("a code fits its half minute and its neighbours, once", a_code_is_taken_once),
		TEST("base 32 as in RFC 4648 section 10", base32_table),
		TEST("the address for authenticator apps is escaped", address_for_apps),
	};
	return cmocka_run_group_tests_name("totp", tests, NULL, NULL);
}
