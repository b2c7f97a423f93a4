/* Zips that mean harm: what grows, what leads elsewhere, too many files, what is locked. Each is refused with a sentence,
 * nothing lands, and nothing is written beside the database. */
#include "interop/source.h"
#include "support/import.h"

#include <zip.h>

static const char HEAD[] = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n";
static const char ORG[] = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Sample School,school,1,\n";
static const char MANIFEST[] = "propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\n";

static zip_t *zip_new(struct school *k, const char **path)
{
	*path = file_join(k->a, k->folder, "roster.zip");
	zip_t *z = zip_open(*path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(z);
	return z;
}

static zip_int64_t add(zip_t *z, const char *name, const void *bytes, size_t n)
{
	zip_source_t *s = zip_source_buffer(z, bytes, n, 0);
	assert_non_null(s);
	zip_int64_t i = zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
	assert_true(i >= 0);
	return i;
}

static void put(zip_t *z, const char *name, const char *text)
{
	(void)add(z, name, text, strlen(text));
}

static void refuses(struct school *k, const char *path, const char *words)
{
	size_t at;
	assert_int_not_equal(bring(k, "oneroster", path), OK);
	bool said = str_find(str_z(k->e.text), str_z(words), &at);
	for (size_t i = 0; i < k->r.n_listed; i++)
		said |= str_find(k->r.refused[i].reason, str_z(words), &at);
	if (!said)
		fail_msg("%s (%lld refused)", k->e.text, (long long)k->r.n_refused);
	assert_int_equal(rows_of(k, "select (select count(*) from org) + (select count(*) from import_run) + (select count(*) from import_part)"), 0);
}

static void a_good_zip_lands(void **state)
{
	struct school *k = *state;
	const char *path;
	zip_t *z = zip_new(k, &path);
	put(z, "export/manifest.csv", MANIFEST);
	put(z, "export/orgs.csv", ORG);
	assert_int_equal(zip_close(z), 0);
	brought(k, "oneroster", path);
	assert_int_equal(rows_of(k, "select count(*) from org where name = 'Sample School'"), 1);
}

/* 96 MB of empty lines in some kilobytes. */
static void what_grows_is_stopped(void **state)
{
	struct school *k = *state;
	const char *path;
	size_t n = (size_t)96 << 20;
	char *bomb = malloc(n);
	assert_non_null(bomb);
	memset(bomb, '\n', n);
	memcpy(bomb, HEAD, sizeof HEAD - 1);
	zip_t *z = zip_new(k, &path);
	put(z, "manifest.csv", MANIFEST);
	(void)add(z, "orgs.csv", bomb, n);
	assert_int_equal(zip_close(z), 0);
	free(bomb);
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size < 1 << 20);
	refuses(k, path, "grows");
}

static void names_that_lead_elsewhere_are_refused(void **state)
{
	struct school *k = *state;
	static const char *const NAMES[] = {"../orgs.csv", "/tmp/orgs.csv", "a/../../orgs.csv", "..\\orgs.csv"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		const char *path;
		zip_t *z = zip_new(k, &path);
		put(z, "manifest.csv", MANIFEST);
		put(z, NAMES[i], ORG);
		assert_int_equal(zip_close(z), 0);
		refuses(k, path, "leads elsewhere");
		assert_false(file_exists(file_join(k->a, k->folder, "../orgs.csv")));
		assert_false(file_exists("/tmp/orgs.csv"));
	}
}

static void too_many_files_are_refused(void **state)
{
	struct school *k = *state;
	const char *path;
	zip_t *z = zip_new(k, &path);
	put(z, "manifest.csv", MANIFEST);
	for (int i = 0; i < SOURCE_FILES + 1; i++)
		put(z, str_fmt(k->a, "f%d.csv", i).p, ORG);
	assert_int_equal(zip_close(z), 0);
	refuses(k, path, "200");
}

static void what_is_locked_is_refused(void **state)
{
	struct school *k = *state;
	const char *path;
	zip_t *z = zip_new(k, &path);
	put(z, "manifest.csv", MANIFEST);
	zip_int64_t i = add(z, "orgs.csv", ORG, sizeof ORG - 1);
	if (zip_file_set_encryption(z, (zip_uint64_t)i, ZIP_EM_AES_256, "sample") != 0) {
		print_message("this libzip cannot lock files\n");
		zip_discard(z);
		skip();
	}
	assert_int_equal(zip_close(z), 0);
	refuses(k, path, "locked with a password");
}

/* Bytes of a good zip turned or cut: refused or read, never a crash, never half of it. */
static void damaged_zips_are_survived(void **state)
{
	struct school *k = *state;
	const char *path;
	struct str whole;
	zip_t *z = zip_new(k, &path);
	put(z, "manifest.csv", MANIFEST);
	put(z, "orgs.csv", ORG);
	assert_int_equal(zip_close(z), 0);
	assert_int_equal(file_read(k->a, path, 1 << 20, &whole, &k->e), OK);
	int bad = 0;
	for (size_t i = 0; i < whole.n; i += 31) {
		char *copy = arena_copy(k->a, whole.p, whole.n);
		copy[i] = (char)(copy[i] ^ 0x41);
		assert_int_equal(file_write(path, (struct str){copy, i % 2 ? whole.n : i}, 0600, &k->e), OK);
		const char *one = path;
		bad += bring_with(k, (struct import_options){.kind = "oneroster", .dry_run = true}, &one, 1) != OK;
	}
	assert_true(bad > (int)(whole.n / 62));
	assert_int_equal(rows_of(k, "select count(*) from org"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("a zip whose files lie in one folder lands", a_good_zip_lands, school_begin, school_end),
		TEST_WITH("a zip that grows too much is stopped", what_grows_is_stopped, school_begin, school_end),
		TEST_WITH("names that lead elsewhere are refused", names_that_lead_elsewhere_are_refused, school_begin, school_end),
		TEST_WITH("too many files are refused", too_many_files_are_refused, school_begin, school_end),
		TEST_WITH("a locked file is refused", what_is_locked_is_refused, school_begin, school_end),
		TEST_WITH("damaged zips are survived", damaged_zips_are_survived, school_begin, school_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
