/* Passwords by NIST SP 800-63B-4. */
#include "base/buf.h"
#include "base/file.h"
#include "school/account/password.h"
#include "support/test.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

static struct arena *mem;
static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	return sodium_init() < 0 || !mem ? -1 : 0;
}
static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

static enum code judge(const char *text, size_t min)
{
	struct str context[] = {S("ada.quill"), S("Ada"), S("Quill"), S("Birch"), S("School")};
	struct err e = {0};
	return password_judge(mem, str_z(text), min, context, 5, &e);
}

static void length_counts_characters(void **unused)
{
	(void)unused;
	assert_int_equal(judge("otterlantern99", 15), E_INPUT);     /* 14 */
	assert_int_equal(judge("otterlantern991", 15), OK);
	assert_int_equal(judge("ñandú ríe añil!", 15), OK);          /* 15 characters, more bytes */
	assert_int_equal(judge("ottr lan", 8), OK);
	assert_int_equal(judge("ottr la", 8), E_INPUT);
	/* e and a combining accent are one character after NFKC */
	assert_int_equal(judge("x\xCC\x88quvzjkbw", 10), E_INPUT);
	char long_one[400];
	for (size_t i = 0; i < 128; i++)
		long_one[i] = (char)('!' + (i * 37 + i / 7) % 90);
	long_one[128] = '\0';
	assert_int_equal(judge(long_one, 15), OK);
	long_one[128] = 'k';
	long_one[129] = '\0';
	assert_int_equal(judge(long_one, 15), E_INPUT);
}

static void no_rules_of_composition(void **unused)
{
	(void)unused;
	assert_int_equal(judge("rainy kettle owl fern", 15), OK);   /* lower case and spaces only */
	assert_int_equal(judge("KETTLEOWLFERNRAIN", 15), OK);
	assert_int_equal(judge("928374650192837", 15), OK);          /* digits only, but not a row */
	assert_int_equal(judge("水壶 猫头鹰 蕨类 雨水 山羊 月亮", 15), OK);
}

static void easy_ones_are_refused(void **unused)
{
	static const char *const easy[] = {"passwordpassword", "Password12345678", "qwertyuiopasdfgh", "aaaaaaaaaaaaaaaaa", "abcabcabcabcabcabc",
		"123456789012345678", "iloveyouiloveyou", "BirchSchool2026!", "adaquillbirchschool", "Ada Quill Ada Quill", "welcome welcome 2026",
		"letmein letmein letmein", "PASSWORDpassword!!", "trellistrellistrellis", "Bienvenidos2026!!!"};
	(void)unused;
	for (size_t i = 0; i < sizeof easy / sizeof *easy; i++)
			assert_int_equal(judge(easy[i], 15), E_INPUT);
}

/* Words that stand high in published lists of leaked passwords; long enough beside a second step. */
static void often_chosen_are_refused(void **unused)
{
	static const char *const often[] = {"corvette", "trustno1", "mercedes", "q1w2e3r4", "Corvette", "1qaz2wsx3edc4rfv", "momsanaladventure"};
	(void)unused;
	for (size_t i = 0; i < sizeof often / sizeof *often; i++)
		assert_int_equal(judge(often[i], 8), E_INPUT);
	assert_int_equal(judge("corvettes in rain", 8), OK);
}

/* SHA-1 of the two by `printf %s "seven tall herons wade" | sha1sum`; every line around them is no password. */
static void leaked_are_refused(void **unused)
{
	static const char heron[] = "B0159E80BEB6B10357A3ED1A48B8237E8E72F548", owl[] = "CA4249CE696511499CF2280E81637C7125FABE08";
	const char *folder;
	struct err e = {0};
	(void)unused;
	assert_int_equal(file_temp_dir(mem, &folder, &e), OK);
	const char *path = file_join(mem, folder, "leaked.txt");
	assert_int_equal(judge("seven tall herons wade", 15), OK);
	for (int crlf = 0; crlf < 2; crlf++) {
		struct buf b = buf_new(mem, 1 << 20);
		for (unsigned i = 0; i < 4096; i++) {
			buf_fmt(&b, "%03X0000000000000000000000000000000000000:%u%s", i, i * 977, crlf ? "\r\n" : "\n");
			if (i == 0xB01 || i == 0xCA4)
				buf_fmt(&b, "%s:%u%s", i == 0xB01 ? heron : owl, i, crlf ? "\r\n" : i == 0xCA4 ? "\n" : "\n");
		}
		assert_int_equal(file_write(path, buf_done(&b), 0600, &e), OK);
		assert_int_equal(password_leaked_configure(path, &e), OK);
		assert_int_equal(judge("seven tall herons wade", 15), E_INPUT);
		assert_int_equal(judge("rainy kettle owl fern", 15), E_INPUT);
		assert_int_equal(judge("Seven tall herons wade", 15), OK);
		for (int i = 0; i < 200; i++)
			assert_false(password_leaked(str_fmt(mem, "not there %d", i)));
	}
	/* the first and the last line, small letters, no line end */
	assert_int_equal(file_write(path, str_fmt(mem, "%s\nca4249ce696511499cf2280e81637c7125fabe08", heron), 0600, &e), OK);
	assert_int_equal(password_leaked_configure(path, &e), OK);
	assert_true(password_leaked(S("seven tall herons wade")) && password_leaked(S("rainy kettle owl fern")));
	/* what is no such list is said at the start, not passed over */
	assert_int_equal(file_write(path, S("password\n123456\n"), 0600, &e), OK);
	assert_int_equal(password_leaked_configure(path, &e), E_INPUT);
	assert_int_equal(password_leaked_configure(file_join(mem, folder, "none"), &e), E_IO);
	assert_int_equal(password_leaked_configure(NULL, &e), OK);
	assert_int_equal(judge("seven tall herons wade", 15), OK);
}

static void kept_and_found_right(void **unused)
{
	char hash[PASSWORD_HASH];
	struct err e = {0};
	bool right = false;
	(void)unused;
	assert_int_equal(password_hash(mem, S("rainy kettle owl fern"), hash, &e), OK);
	assert_non_null(strstr(hash, "$argon2id$v=19$m=19456,t=2,p=1$"));
	assert_int_equal(password_verify(mem, hash, S("rainy kettle owl fern"), &right, &e), OK);
	assert_true(right);
	assert_int_equal(password_verify(mem, hash, S("Rainy kettle owl fern"), &right, &e), OK);
	assert_false(right);
	assert_int_equal(password_verify(mem, hash, S("rainy kettle owl fern "), &right, &e), OK);
	assert_false(right);
	assert_int_equal(password_verify(mem, NULL, S("rainy kettle owl fern"), &right, &e), OK);
	assert_false(right);
	/* the same keys on another device: decomposed letters, wide digits */
	assert_int_equal(password_hash(mem, S("caf\xC3\xA9 river lantern 7"), hash, &e), OK);
	assert_int_equal(password_verify(mem, hash, S("cafe\xCC\x81 river lantern \xEF\xBC\x97"), &right, &e), OK);
	assert_true(right);
}

static void *verify_many(void *arg)
{
	struct arena *a = arena_new(0);
	struct err e = {0};
	bool right = false;
	for (int i = 0; i < 4; i++)
		if (password_verify(a, arg, S("rainy kettle owl fern"), &right, &e) || !right)
			return arg;
	arena_free(a);
	return NULL;
}

static void many_at_once(void **unused)
{
	char hash[PASSWORD_HASH];
	struct err e = {0};
	pthread_t threads[12];
	(void)unused;
	assert_int_equal(password_hash(mem, S("rainy kettle owl fern"), hash, &e), OK);
	for (int i = 0; i < 12; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, verify_many, hash), 0);
	for (int i = 0; i < 12; i++) {
		void *bad;
		pthread_join(threads[i], &bad);
		assert_null(bad);
	}
}

static void suggestions_pass(void **unused)
{
	(void)unused;
	for (int i = 0; i < 50; i++)
		assert_int_equal(judge(str_dupz(mem, password_suggest(mem)), 15), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a password's length counts characters after NFKC, 15 alone, 8 beside a second step, 128 at most", length_counts_characters),
		TEST("no rule asks for kinds of characters", no_rules_of_composition),
		TEST("common, repeated, keyboard and context passwords are refused", easy_ones_are_refused),
		TEST("passwords that very many people chose are refused, also the short ones beside a second step", often_chosen_are_refused),
		TEST("passwords of a list of leaked ones are refused, and a file that is none is said", leaked_are_refused),
		TEST("a password is kept as Argon2id at 19 MiB and is compared whole", kept_and_found_right),
		TEST("a dozen sign-ins at once all get their answer", many_at_once),
		TEST("suggested passwords are good ones", suggestions_pass),
	};
	return cmocka_run_group_tests_name("password", tests, start, stop);
}
