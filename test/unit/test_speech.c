/* A voice for devices without one: what comes back is sound whose cue points are the words of the text, by a child that can
 * do nothing else. The sound itself is espeak-ng's; what is held here is ours: places, moments, limits, who shares what. */
#include "base/jail.h"
#include "base/clock.h"
#include "base/file.h"
#include "school/library/speech.h"
#include "base/sanitized.h"
#include "support/test.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

static enum code run(struct arena *a, const char *const *argv, struct str given, size_t most, int seconds, struct str *out, int *status)
{
	struct err e = {0};
	struct jail_run c = {.argv = argv, .given = given, .most = most, .seconds = seconds};
	return jail_run(a, &c, out, status, &e);
}

static void limits_hold(void **state)
{
	struct arena *a = arena_new(0);
	struct str out;
	int status;
	(void)state;
	assert_int_equal(run(a, (const char *const[]){"/bin/cat", NULL}, S("one text"), 100, 5, &out, &status), OK);
	assert_true(status == 0 && str_eqz(out, "one text"));
	assert_int_equal(run(a, (const char *const[]){"/bin/sleep", "20", NULL}, S(""), 100, 1, &out, &status), E_LIMIT);
	assert_int_equal(run(a, (const char *const[]){"/usr/bin/yes", NULL}, S(""), 1000, 5, &out, &status), E_LIMIT);
	assert_int_equal(run(a, (const char *const[]){"/nowhere/at/all", NULL}, S(""), 100, 5, &out, &status), E_NOTFOUND);
	const char *folder;
	struct err e = {0};
	assert_int_equal(file_temp_dir(a, &folder, &e), OK);
	const char *file = file_join(a, folder, "written");
	if (run(a, (const char *const[]){"/bin/sh", "-c", str_fmt(a, "echo x > %s", file).p, NULL}, S(""), 1000, 5, &out, &status) == OK)
		assert_true(SANITIZED || status != 0);
	struct stat st;
	assert_true(SANITIZED || stat(file, &st) != 0 || st.st_size == 0); /* nothing can be written */
	setenv("TRELLIS_SECRET_OF_OURS", "1", 1);
	assert_int_equal(run(a, (const char *const[]){"/usr/bin/env", NULL}, S(""), 1000, 5, &out, &status), OK);
	size_t at;
	assert_false(str_find(out, S("TRELLIS"), &at)); /* nor is anything told by the environment */
	assert_int_equal(file_remove_all(folder, &e), OK);
	arena_free(a);
}

/* A child never sees a file that we have open, a database for one. */
static void nothing_inherited(void **state)
{
	struct arena *a = arena_new(0);
	struct str out;
	int status, ours = dup(1);
	(void)state;
	assert_int_equal(run(a, (const char *const[]){"/bin/sh", "-c", str_fmt(a, "test -e /proc/self/fd/%d && echo there", ours).p, NULL}, S(""), 1000, 5, &out, &status), OK);
	close(ours);
	assert_int_equal(out.n, 0);
	arena_free(a);
}

static uint32_t u32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	return u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

/* The chunk of this name; its size in *n. */
static const char *chunk(struct str wav, const char *name, uint32_t *n)
{
	for (size_t at = 12; at + 8 <= wav.n; at += 8 + *n + *n % 2) {
		*n = u32(wav.p + at + 4);
		if (memcmp(wav.p + at, name, 4) == 0)
			return wav.p + at + 8;
	}
	return NULL;
}

static const char *program(struct arena *a)
{
	const char *build = getenv("TRELLIS_BUILD");
	return file_join(a, build ? build : "build", "house/trellis");
}

static struct speech_place place_of(struct arena *a, const char *folder)
{
	static unsigned char secret[32];
	struct speech_helper *helper;
	struct err e = {0};
	if (!file_exists(program(a)) || !speech_languages(a, program(a)).n) {
		printf("espeak-ng is not on this computer, or the program is not built: not tried\n");
		arena_free(a); /* skip does not come back */
		skip();
	}
	assert_int_equal(speech_start(a, program(a), &helper, &e), OK);
	return (struct speech_place){helper, folder, secret};
}

static void words_have_moments(void **state)
{
	struct arena *a = arena_new(0);
	struct err e = {0};
	struct str wav;
	uint32_t n, sound;
	(void)state;
	struct speech_place p = place_of(a, NULL);
	/* Spanish with letters of two bytes: places are counted in characters, as a page counts them */
	assert_int_equal(speech_of(a, &p, S("one"), LANG_ES, 50, S("Ma\xc3\xb1""ana leemos otro libro."), &wav, &e), OK);
	const char *cues = chunk(wav, "cue ", &n);
	assert_non_null(chunk(wav, "data", &sound));
	assert_non_null(cues);
	static const uint32_t begins[] = {0, 7, 14, 19};
	assert_int_equal(u32(cues), 4);
	uint32_t before = 0;
	for (uint32_t i = 0; i < 4; i++) {
		uint32_t at = u32(cues + 4 + 24 * i + 4);
		assert_int_equal(u32(cues + 4 + 24 * i), begins[i]);
		assert_true(at < sound && (i == 0 || at > before));
		before = at;
	}
	/* every language that is promised gives sound for its own writing; Somali is promised to nobody */
	static const struct { enum lang lang; const char *text; } own[] = {{LANG_EN, "We read a book."}, {LANG_AR, "\xd9\x83\xd8\xaa\xd8\xa7\xd8\xa8"}, {LANG_ZH, "\xe4\xbb\x8a\xe5\xa4\xa9"},
	                                                                 {LANG_VI, "H\xc3\xb4m nay"}, {LANG_HT, "Jodi a nou li"}};
	struct str all = speech_languages(a, program(a));
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		size_t at;
		assert_true(str_find(all, str_z(LANGS[own[i].lang].tag), &at));
		assert_int_equal(speech_of(a, &p, S("one"), own[i].lang, 50, str_z(own[i].text), &wav, &e), OK);
		assert_true(chunk(wav, "data", &sound) && sound > 2000);
	}
	assert_null(speech_voice(LANG_SO));
	assert_int_equal(speech_of(a, &p, S("one"), LANG_SO, 50, S("Maanta"), &wav, &e), E_NOTFOUND);
	assert_int_equal(speech_of(a, &p, S("one"), LANG_EN, 50, S("  "), &wav, &e), E_INPUT);
	char *much = arena_alloc(a, SPEECH_TEXT_MAX + 1);
	memset(much, 'a', SPEECH_TEXT_MAX + 1);
	assert_int_equal(speech_of(a, &p, S("one"), LANG_EN, 50, (struct str){much, SPEECH_TEXT_MAX + 1}, &wav, &e), E_INPUT);
	speech_stop(p.helper);
	arena_free(a);
}

static int files_in(const char *folder)
{
	int n = 0;
	struct dirent *d;
	struct stat st;
	DIR *dir = opendir(folder);
	while (dir && (d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.') {
			assert_int_equal(fstatat(dirfd(dir), d->d_name, &st, 0), 0);
			assert_int_equal(st.st_mode & 077, 0);
			n++;
		}
	if (dir)
		closedir(dir);
	return n;
}

static void kept_for_one_listener(void **state)
{
	struct arena *a = arena_new(0);
	struct err e = {0};
	struct str first, again, other;
	const char *folder;
	(void)state;
	assert_int_equal(file_temp_dir(a, &folder, &e), OK);
	struct speech_place p = place_of(a, file_join(a, folder, "speech"));
	assert_int_equal(speech_of(a, &p, S("one"), LANG_EN, 50, S("A text that one listener hears twice."), &first, &e), OK);
	assert_int_equal(files_in(p.folder), 1);
	int64_t began = clock_monotonic();
	assert_int_equal(speech_of(a, &p, S("one"), LANG_EN, 50, S("A text that one listener hears twice."), &again, &e), OK);
	assert_true(str_eq(first, again) && clock_monotonic() - began < 5 * SECOND);
	assert_int_equal(files_in(p.folder), 1);
	assert_int_equal(speech_of(a, &p, S("two"), LANG_EN, 50, S("A text that one listener hears twice."), &other, &e), OK);
	assert_int_equal(files_in(p.folder), 2); /* another person's is made anew: its time tells nothing of the first */
	speech_stop(p.helper); /* what is kept needs nobody */
	p.helper = NULL;
	assert_int_equal(speech_of(a, &p, S("one"), LANG_EN, 50, S("A text that one listener hears twice."), &again, &e), OK);
	assert_int_not_equal(speech_of(a, &p, S("three"), LANG_EN, 50, S("A text that one listener hears twice."), &again, &e), OK);
	assert_int_equal(file_remove_all(folder, &e), OK);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("another program gets a text, little time and nothing else", limits_hold),
		TEST("another program inherits no file that is open here", nothing_inherited),
		TEST("a text is read in six languages with the moment of each word; Somali has no voice and gets none [R217]", words_have_moments),
		TEST("what was read aloud is kept for the one who listened", kept_for_one_listener),
	};
	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
