/* Words after a command: what is taken, what is refused and with which hint, and --help. */
#include "base/args.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *mem;
static char said[8192]; /* on standard output and error by the last call */

static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	unsetenv("TRELLIS_DB");
	return mem != NULL ? 0 : -1;
}
static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

static const struct arg_option OPTIONS[] = {
	{"--dry-run", ARG_FLAG, NULL, "show what would change", 0, 0, false},
	{"--port", ARG_INT, "PORT", "port to listen on", 1, 65535, false},
	{"--share", ARG_REAL, "X", "share of all", 0, 0, false},
	{"--day", ARG_DAY, "DATE", "as of this day", 0, 0, false},
	{"--name", ARG_TEXT, "TEXT", "name of the school", 0, 0, false},
	{0},
};
static const struct arg_spec SPEC = {"import things", "PATH [MORE]", 1, 2, "Takes things in.", OPTIONS};
static const struct arg_spec PLAIN = {"doctor", NULL, 0, 0, "Looks at the installation.", NULL};

/* Words parted by blanks. */
static int call(const struct arg_spec *spec, const char *line, struct args *out)
{
	char self[] = "x", *argv[32] = {self};
	int argc = 1, rc, old[2];
	struct str rest = str_z(line);
	char path[] = "/tmp/trellis_args_XXXXXX";
	int fd = mkstemp(path);
	ssize_t n;

	while (rest.n > 0)
		argv[argc++] = str_dupz(mem, str_cut(&rest, ' '));
	fflush(stdout);
	for (int i = 0; i < 2; i++) {
		old[i] = dup(i + 1);
		dup2(fd, i + 1);
	}
	rc = args_read(mem, spec, argc, argv, out);
	fflush(stdout);
	for (int i = 0; i < 2; i++) {
		dup2(old[i], i + 1);
		close(old[i]);
	}
	n = pread(fd, said, sizeof said - 1, 0);
	said[n > 0 ? n : 0] = '\0';
	close(fd);
	unlink(path);
	return rc;
}

static void takes_options_and_words(void **unused)
{
	struct args args;

	(void)unused;
	assert_int_equal(call(&SPEC, "a.zip --dry-run --port 8080 --share=0.25 --day 2026-09-01 --name=x=y b --json --db s.db", &args), -1);
	assert_string_equal(said, "");
	assert_int_equal(args.n_words, 2);
	assert_string_equal(args.words[0], "a.zip");
	assert_string_equal(args.words[1], "b");
	assert_true(args_has(&args, "--dry-run") && args.json);
	assert_int_equal(args_int(&args, "--port", 0), 8080);
	assert_true(args_real(&args, "--share", 0) == 0.25);
	assert_string_equal(args_text(&args, "--day", ""), "2026-09-01");
	assert_string_equal(args_text(&args, "--name", ""), "x=y");
	assert_string_equal(args.db, "s.db");
	assert_int_equal(call(&SPEC, "-- --port", &args), -1);
	assert_string_equal(args.words[0], "--port");
	assert_true(!args.json && args.db == NULL && !args_has(&args, "--dry-run"));
	assert_int_equal(args_int(&args, "--port", 77), 77);
	assert_string_equal(args_text(&args, "--name", "none"), "none");
	assert_int_equal(call(&SPEC, "-", &args), -1); /* a word of its own */
	setenv("TRELLIS_DB", "env.db", 1);
	assert_int_equal(call(&PLAIN, "", &args), -1);
	assert_string_equal(args.db, "env.db");
	assert_int_equal(call(&PLAIN, "--db other.db", &args), -1);
	assert_string_equal(args.db, "other.db");
	unsetenv("TRELLIS_DB");
}

static void refuses_with_a_hint(void **unused)
{
	static const struct {
		const char *line, *hint;
	} rows[] = {
		{"a --dry-rnu", "there is no option --dry-rnu. Did you mean --dry-run?"},
		{"a --dry", "Did you mean --dry-run?"},
		{"a --prot=1", "Did you mean --port?"},
		{"a --zzzzzzzz", "there is no option --zzzzzzzz.\n"},
		{"a -d", "options are written with two dashes"},
		{"a --port", "--port needs a value: --port PORT"},
		{"a --port --json", "--port needs a value"},
		{"a --port x", "--port takes a whole number, not \"x\""},
		{"a --port 0", "from 1 to 65535, not 0"},
		{"a --port=65536", "from 1 to 65535"},
		{"a --share much", "takes a number"},
		{"a --day 2026-02-30", "takes a date such as 2026-09-01"},
		{"a --name=", "--name needs a value"},
		{"a --json=1", "--json takes no value"},
		{"a --json --json", "--json is given twice"},
		{"", "something is missing: trellis import things PATH [MORE]"},
		{"a b c", "\"c\" is one word too many"},
	};
	struct args args;

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(call(&SPEC, rows[i].line, &args), 2);
		if (strstr(said, rows[i].hint) == NULL)
			fail_msg("\"%s\" gave \"%s\"", rows[i].line, said);
		assert_non_null(strstr(said, "See: trellis import things --help"));
	}
	assert_int_equal(call(&PLAIN, "what", &args), 2);
}

static void help_shows_everything(void **unused)
{
	struct args args;

	(void)unused;
	assert_int_equal(call(&SPEC, "--bad --help", &args), 0);
	assert_string_equal(said, "Usage: trellis import things [options] PATH [MORE]\n\nTakes things in.\n\nOptions:\n"
				  "  --dry-run    show what would change\n"
				  "  --port PORT  port to listen on\n"
				  "  --share X    share of all\n"
				  "  --day DATE   as of this day\n"
				  "  --name TEXT  name of the school\n"
				  "  --db FILE    database: a file, or postgresql://… (otherwise $TRELLIS_DB)\n"
				  "  --json       answer in JSON\n"
				  "  --help       show this\n");
	assert_int_equal(call(&PLAIN, "-h", &args), 0);
	assert_true(str_starts(str_z(said), "Usage: trellis doctor [options]\n\nLooks"));
}

static void near_names_are_found(void **unused)
{
	static const char *const names[] = {"import", "init", "serve", "sample", "verify"};

	(void)unused;
	assert_string_equal(args_nearest("imprt", names, 5), "import");
	assert_string_equal(args_nearest("sevre", names, 5), "serve");
	assert_string_equal(args_nearest("samples", names, 5), "sample");
	assert_null(args_nearest("xyzzy", names, 5));
	assert_null(args_nearest("", names, 0));
	assert_null(args_nearest("a word far longer than any option or command of this program", names, 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("options and words are taken", takes_options_and_words),
		TEST("what is wrong is refused with a hint", refuses_with_a_hint),
		TEST("--help shows everything", help_shows_everything),
		TEST("near names are found, far ones are not", near_names_are_found),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
