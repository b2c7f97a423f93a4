/* Files: read with a cap, replaced whole or not at all, folders made and removed. */
#include "base/file.h"
#include "support/test.h"

#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena *mem;
static const char *folder;

static int start(void **unused)
{
	struct err e = {0};

	(void)unused;
	mem = arena_new(0);
	return mem != NULL && file_temp_dir(mem, &folder, &e) == OK ? 0 : -1;
}
static int stop(void **unused)
{
	struct err e = {0};
	int left;

	(void)unused;
	left = file_remove_all(folder, &e) != OK || file_exists(folder);
	arena_free(mem);
	return left;
}

static size_t count_files(void)
{
	DIR *d = opendir(folder);
	size_t n = 0;

	assert_non_null(d);
	for (struct dirent *f; (f = readdir(d)) != NULL;)
		n += f->d_name[0] != '.';
	closedir(d);
	return n;
}

static void what_is_written_is_read(void **unused)
{
	const char *path = file_join(mem, folder, "a");
	struct str got;
	struct stat st;
	struct err e = {0};
	struct str bytes = {"one\0two", 7};

	(void)unused;
	assert_int_equal(file_write(path, bytes, 0600, &e), OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(file_read(mem, path, 7, &got, &e), OK);
	assert_true(str_eq(got, bytes));
	assert_int_equal(got.p[got.n], '\0');
	assert_int_equal(file_read(mem, path, 6, &got, &e), E_LIMIT);
	assert_non_null(strstr(e.text, path));
	assert_int_equal(file_write(path, S(""), 0644, &e), OK);
	assert_int_equal(file_read(mem, path, 0, &got, &e), OK);
	assert_int_equal(got.n, 0);
	assert_int_equal(file_read(mem, "/proc/self/status", 1 << 20, &got, &e), OK); /* says its size is 0 */
	assert_true(str_starts(got, "Name:"));
	assert_int_equal(file_read(mem, "/proc/self/status", 10, &got, &e), E_LIMIT);
	assert_int_equal(file_read(mem, folder, 100, &got, &e), E_INPUT); /* a folder is no file */
	assert_int_equal(count_files(), 1);
}

static void failures_say_what_and_leave_the_old_file(void **unused)
{
	const char *path = file_join(mem, folder, "b"), *lost = file_join(mem, folder, "no/such/file");
	struct rlimit was, small = {4096, 4096};
	static char big[100000];
	struct str got;
	struct err e = {0};

	(void)unused;
	assert_int_equal(file_read(mem, lost, 10, &got, &e), E_NOTFOUND);
	assert_non_null(strstr(e.text, lost));
	assert_int_equal(file_write(lost, S("x"), 0600, &e), E_NOTFOUND);
	assert_int_equal(file_write(path, S("old"), 0600, &e), OK);
	/* the disk gives out while writing */
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small.rlim_max = was.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	enum code rc = file_write(path, (struct str){big, sizeof big}, 0600, &e);
	setrlimit(RLIMIT_FSIZE, &was);
	assert_int_equal(rc, E_IO);
	assert_int_equal(file_read(mem, path, 10, &got, &e), OK);
	assert_true(str_eqz(got, "old"));
	assert_int_equal(count_files(), 2); /* a and b, nothing half-written */
	assert_int_equal(file_write(folder, S("x"), 0600, &e), E_INPUT); /* a folder is in the way */
	assert_true(file_is_dir(folder));
}

static void a_file_too_big_for_the_arena_is_closed(void **unused)
{
	const char *path = file_join(mem, folder, "c");
	static char big[200000];
	struct err e = {0};
	volatile int caught = 0;
	int before, after;

	(void)unused;
	assert_int_equal(file_write(path, (struct str){big, sizeof big}, 0600, &e), OK);
	before = dup(0);
	close(before);
	struct arena *a = arena_new(50000);
	jmp_buf where;
	struct str got;
	if (setjmp(where) == 0) {
		arena_catch(a, &where);
		(void)!file_read(a, path, 1 << 20, &got, &e);
	} else {
		caught = 1;
	}
	assert_int_equal(caught, 1);
	arena_free(a);
	after = dup(0);
	close(after);
	assert_int_equal(after, before);
}

static void folders_come_and_go(void **unused)
{
	const char *deep = file_join(mem, folder, "x/y/z"), *outside = file_join(mem, folder, "kept");
	struct err e = {0};

	(void)unused;
	assert_int_equal(file_make_dir(deep, 0700, &e), OK);
	assert_int_equal(file_make_dir(deep, 0700, &e), OK);
	assert_true(file_is_dir(deep));
	assert_int_equal(file_write(file_join(mem, deep, "f"), S("1"), 0600, &e), OK);
	assert_int_equal(file_make_dir(file_join(mem, deep, "f"), 0700, &e), E_IO); /* a file is in the way */
	assert_int_equal(file_make_dir(outside, 0700, &e), OK);
	assert_int_equal(symlink(outside, file_join(mem, deep, "link")), 0);
	assert_int_equal(file_remove_all(file_join(mem, folder, "x"), &e), OK);
	assert_false(file_exists(deep));
	assert_true(file_is_dir(outside)); /* links are not followed */
	assert_int_equal(file_remove_all(deep, &e), OK);
	assert_string_equal(file_join(mem, "a/", "b"), "a/b");
	assert_string_equal(file_join(mem, "a", "b"), "a/b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("what is written is read, with a cap", what_is_written_is_read),
		TEST("a failed write leaves the old file and nothing beside it", failures_say_what_and_leave_the_old_file),
		TEST("a file too big for the arena is closed again", a_file_too_big_for_the_arena_is_closed),
		TEST("folders come and go, links are not followed", folders_come_and_go),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
