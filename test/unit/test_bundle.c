/* Bundles on a stick: whole, for this school, from a trusted one, once; anything else is refused with a sentence. */
#include "support/test.h"
#include "interop/bundle.h"
#include "interop/stick.h"
#include "interop/update.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static struct arena *a;
static struct bundle_identity north, south, east;

static int start(void **unused)
{
	(void)unused;
	a = arena_new(0);
	assert_true(sodium_init() >= 0);
	bundle_identity_make((const unsigned char *)"north north north north north no", &north);
	bundle_identity_make((const unsigned char *)"south south south south south so", &south);
	bundle_identity_make((const unsigned char *)"east east east east east east ea", &east);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	arena_free(a);
	return 0;
}

static bool of_north(void *arg, const unsigned char signer[32])
{
	(void)arg;
	return memcmp(signer, north.sign_public, 32) == 0;
}

static struct str made(void)
{
	struct err e = {0};
	struct str out;
	struct bundle_entry entries[] = {{S("items.jsonl"), S("{\"id\": \"one\"}\n")}, {S("more.jsonl"), S("")}};
	const struct bundle b = {.id = id_new(), .kind = S("items"), .from = S("North"), .made_at = 7, .entries = entries, .n = 2};
	if (bundle_write(a, &b, &north, &south, &out, &e) != OK)
		fail_msg("%s", e.text);
	return out;
}

static void refused(struct str file, const struct bundle_identity *me, bundle_trusted *trusted, enum code code, const char *says)
{
	struct bundle b;
	struct err e = {0};
	assert_int_equal(bundle_read(a, file, me, trusted, NULL, &b, &e), code);
	if (!strstr(e.text, says))
		fail_msg("\"%s\" does not say \"%s\"", e.text, says);
}

static bool nobody(void *arg, const unsigned char signer[32])
{
	(void)arg, (void)signer;
	return false;
}

static void there_and_back(void **unused)
{
	(void)unused;
	struct bundle b;
	struct err e = {0};
	struct str file = made();
	assert_int_equal(bundle_read(a, file, &south, of_north, NULL, &b, &e), OK);
	assert_true(str_eqz(b.kind, "items") && str_eqz(b.from, "North") && b.made_at == 7 && b.n == 2);
	assert_true(str_eqz(b.entries[0].name, "items.jsonl") && str_eqz(b.entries[0].bytes, "{\"id\": \"one\"}\n") && b.entries[1].bytes.n == 0);
	/* nothing readable on the stick */
	size_t at;
	assert_false(str_find(file, S("items"), &at) || str_find(file, S("North"), &at));
}

static void others_are_refused(void **unused)
{
	(void)unused;
	struct str file = made();
	refused(file, &east, of_north, E_DENIED, "made for another school");
	refused(file, &south, nobody, E_DENIED, "not trusted here");
	refused(S("a letter"), &south, of_north, E_INPUT, "no bundle of Trellis");
	for (size_t n = 17; n < file.n; n += 7)
		refused((struct str){file.p, n}, &south, of_north, n < 49 ? E_INPUT : E_INPUT, "not whole");
	/* any byte changed after the signer's name */
	for (size_t i = 49; i < file.n; i += 5) {
		struct str other = str_dup(a, file);
		((char *)(uintptr_t)other.p)[i] ^= 4;
		refused(other, &south, of_north, E_INPUT, "not whole");
	}
	/* signed anew by somebody else: a stranger's signature, and then the old one under a stranger's name */
	struct str stolen = str_dup(a, file);
	memcpy((char *)(uintptr_t)stolen.p + 17, east.sign_public, 32);
	refused(stolen, &south, of_north, E_DENIED, "not trusted here");
}

static void names_stay_in_their_folder(void **unused)
{
	(void)unused;
	struct err e = {0};
	struct str out;
	static const char *const bad[] = {"../items", "a/b", ".hidden", "a\\b"};
	for (size_t i = 0; i < 4; i++) {
		struct bundle_entry entry = {str_z(bad[i]), S("x")};
		const struct bundle b = {.id = id_new(), .kind = S("items"), .entries = &entry, .n = 1};
		assert_int_equal(bundle_write(a, &b, &north, &south, &out, &e), OK);
		refused(out, &south, of_north, E_INPUT, "not whole");
	}
}

static void identities(void **unused)
{
	(void)unused;
	struct bundle_identity id;
	struct str text = bundle_identity_text(a, &south);
	assert_int_equal(text.n, 90);
	assert_true(bundle_identity_read(text, &id));
	assert_memory_equal(id.sign_public, south.sign_public, 32);
	assert_memory_equal(id.box_public, south.box_public, 32);
	for (size_t i = 0; i < text.n; i++) { /* one letter wrong is seen */
		struct str other = str_dup(a, text);
		((char *)(uintptr_t)other.p)[i] = text.p[i] == 'A' ? 'B' : 'A';
		if (i < 2 || i < text.n - 1)
			assert_false(bundle_identity_read(other, &id));
	}
}

/* ---- a new version of the program ---- */

#define PROGRAM 200001 /* several pieces, the last of them short */

static FILE *packed(const char *program, size_t n)
{
	struct err e = {0};
	FILE *in = tmpfile(), *out = tmpfile();
	assert_true(in && out && fwrite(program, 1, n, in) == n);
	rewind(in);
	const struct update u = {.id = id_new(), .from = S("North"), .package = S("trellis_0.2.0_amd64.deb"), .version = S("0.2.0"), .notes = S("Larger letters"), .made_at = 7, .size = (int64_t)n};
	if (update_write(a, &u, in, &north, &south, out, &e) != OK)
		fail_msg("%s", e.text);
	(void)fclose(in);
	rewind(out);
	return out;
}

static void update_refused(const char *bytes, size_t n, const struct bundle_identity *me, bundle_trusted *by, enum code code, const char *says)
{
	struct update u;
	struct err e = {0};
	FILE *f = tmpfile();
	assert_true(f && fwrite(bytes, 1, n, f) == n);
	rewind(f);
	assert_int_equal(update_read(a, f, me, by, NULL, NULL, &u, &e), code);
	if (!strstr(e.text, says))
		fail_msg("\"%s\" does not say \"%s\"", e.text, says);
	(void)fclose(f);
}

static void an_update_travels(void **unused)
{
	(void)unused;
	struct update u;
	struct err e = {0};
	char *program = arena_alloc(a, PROGRAM), *back = arena_alloc(a, PROGRAM);
	for (size_t i = 0; i < PROGRAM; i++)
		program[i] = (char)(i * 2654435761U >> 13);
	memcpy(program, "!<arch>\n", 8);
	FILE *file = packed(program, PROGRAM), *out = tmpfile();
	assert_non_null(out);
	assert_int_equal(update_read(a, file, &south, of_north, NULL, out, &u, &e), OK);
	assert_true(str_eqz(u.version, "0.2.0") && str_eqz(u.from, "North") && str_eqz(u.notes, "Larger letters") && str_eqz(u.package, "trellis_0.2.0_amd64.deb") && u.size == PROGRAM);
	assert_int_equal(ftell(out), PROGRAM);
	rewind(out);
	assert_int_equal(fread(back, 1, PROGRAM, out), PROGRAM);
	assert_memory_equal(back, program, PROGRAM);
	(void)fclose(out);
	/* the file itself */
	rewind(file);
	char *all = arena_alloc(a, PROGRAM + 4000);
	size_t n = fread(all, 1, PROGRAM + 4000, file);
	(void)fclose(file);
	assert_true(n > PROGRAM && n < PROGRAM + 1000);
	update_refused(all, n, &east, of_north, E_DENIED, "made for another school");
	update_refused(all, n, &south, nobody, E_DENIED, "not trusted here");
	update_refused("a letter", 8, &south, of_north, E_INPUT, "no bundle of Trellis");
	for (size_t k = 17; k < n; k += 5003)
		update_refused(all, k, &south, of_north, E_INPUT, "not whole");
	for (size_t k = 49; k < n; k += k < 400 ? 7 : 4001) {
		all[k] ^= 4;
		update_refused(all, n, &south, of_north, E_INPUT, "not whole");
		all[k] ^= 4;
	}
}

/* Debian Policy 5.6.12: "~" sorts before the end, the end before letters; numbers count as numbers; its own example of ~~, ~~a, ~, the end, a. */
static void versions_are_ordered(void **unused)
{
	(void)unused;
	static const char *const up[] = {"1.0~~", "1.0~~a", "1.0~", "1.0", "1.0-1", "1.0-1.1", "1.0-2", "1.0a", "1.0+b", "1.2", "1.10", "2"};
	struct str version;
	for (size_t i = 0; i < sizeof up / sizeof *up; i++)
		for (size_t k = 0; k < sizeof up / sizeof *up; k++) {
			int c = update_compare(str_z(up[i]), str_z(up[k]));
			if ((c < 0) != (i < k) || (c > 0) != (i > k))
				fail_msg("%s and %s: %d", up[i], up[k], c);
		}
	assert_int_equal(update_compare(S("0.01.0"), S("0.1.0")), 0);
	assert_true(update_name(S("trellis_0.2.0~rc1-1_amd64.deb"), &version) && str_eqz(version, "0.2.0~rc1-1"));
	static const char *const bad[] = {"trellis_.deb", "trellis_0.2.0.deb", "other_1_amd64.deb", "trellis_1/2_amd64.deb", "trellis_../1_amd64.deb", "trellis_1_amd64.deb.sh", "trellis_x_amd64.deb", "trellis_1__.deb"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (update_name(str_z(bad[i]), &version))
			fail_msg("%s", bad[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST("bundle: written here, read there, closed to everybody else", there_and_back),
	                                   TEST("bundle: another school's, a stranger's, a cut and a changed one are refused with a sentence", others_are_refused),
	                                   TEST("bundle: names of files lead nowhere else", names_stay_in_their_folder),
	                                   TEST("bundle: a wrong letter in an identity is seen", identities),
	                                   TEST("update: a new version travels whole, for one school, from one that may; anything else is refused with a sentence", an_update_travels),
	                                   TEST("update: versions are ordered as Debian orders them, and a name leads nowhere else", versions_are_ordered)};
	return cmocka_run_group_tests(tests, start, stop);
}
