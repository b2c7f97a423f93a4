/* The second walls: the database keeps districts apart by itself, and the server's process has given up what it never needs. */
#include "base/clock.h"
#include "base/file.h"
#include "base/jail.h"
#include "base/sanitized.h"
#include "interop/mail_in.h"
#include "interop/pnp.h"
#include "interop/source.h"
#include "store/blob.h"
#include "support/journey.h"
#include "support/pg.h"
#include "support/proof.h"
#include "support/test.h"

#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int64_t asked(PGconn *c, const char *sql)
{
	PGresult *r = PQexec(c, sql);
	int64_t n = PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1 ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : PQresultStatus(r) == PGRES_COMMAND_OK ? 0 : -1;
	PQclear(r);
	return n;
}

/* The school runs on PostgreSQL as an account like any other; the same account without a district, or with another one, sees
 * nothing of it and makes nothing in it. */
static void the_database_keeps_districts_apart(void **unused)
{
	char target[400], plain[400], set[200];
	(void)unused;
	if (!pg_fresh(target, sizeof target)) {
		skip();
		return;
	}
	assert_true(pg_run("create role plain login; do $$ begin execute format('alter schema %I owner to plain', current_schema()); end $$"));
	const char *at = strstr(target, "user=postgres");
	assert_non_null(at);
	snprintf(plain, sizeof plain, "%.*suser=plain%s", (int)(at - target), target, at + 13);
	struct journey_school *here = journey_open_at(plain);
	journey_walk(here, (const struct row[]){{TEACHER, "/classes/{class}", NULL, 200, "Ben", NULL}, {ANA, "/learners/{ana}/home", NULL, 200, NULL, NULL}, {ANA, "/learners/{ana}/week", NULL, 200, "Poster", NULL},
	             {MOTHER, "/learners/{ana}/who-sees/ask", "kind=see", 303, NULL, NULL}, {LEADER, "/record-requests", NULL, 200, "Ana", NULL}}, 5);
	assert_true(web_count(here->w, "select count(*) from person") > 10);
	PGconn *c = PQconnectdb(plain);
	assert_int_equal(PQstatus(c), CONNECTION_OK);
	assert_true(asked(c, "select count(*) from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'district' where t.relnamespace = to_regnamespace(current_schema())"
	                  " and t.relkind = 'r'") > 100);
	assert_int_equal(asked(c, "select count(*) from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'district' where t.relnamespace = to_regnamespace(current_schema())"
	                       " and t.relkind = 'r' and not (t.relrowsecurity and t.relforcerowsecurity)"), 0);
	static const char *const looks[] = {"select count(*) from person", "select count(*) from relation", "select count(*) from hat", "select count(*) from security_log"};
	for (int other = 0; other < 2; other++) {
		for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
			assert_int_equal(asked(c, looks[i]), 0);
		assert_int_equal(asked(c, "with gone as (delete from person returning 1) select count(*) from gone"), 0);
		(void)asked(c, "select set_config('trellis.district', '00112233445566778899aabbccddeeff', false)");
	}
	snprintf(set, sizeof set, "insert into org (id, district, version, created_at, updated_at, name, kind) values (decode('00', 'hex'), decode('%s', 'hex'), 1, 0, 0, 'X', 'school')", "ffeeddccbbaa99887766554433221100");
	assert_int_equal(asked(c, set), -1);
	char *hex = str_dupz(here->w->a, str_fmt(here->w->a, "%.*s", S_ARG(id_str(here->w->a, store_district(here->w->store)))));
	snprintf(set, sizeof set, "select count(*) from (select set_config('trellis.district', replace('%s', '-', ''), false)) x", hex);
	assert_int_equal(asked(c, set), 1);
	assert_true(asked(c, "select count(*) from person") > 10);
	PQfinish(c);
	journey_close(here);
}

/* What a process inside cannot do, each as the number of a bit. */
static int tried(const char *own_folder)
{
	int holes = 0, fd, n = 0;
	char path[200];
#define HOLE(can) do { if (can) holes |= 1 << n; n++; } while (0)
	snprintf(path, sizeof path, "%s/own", own_folder);
	fd = open(path, O_CREAT | O_RDWR, 0600);
	HOLE(fd < 0 || write(fd, "x", 1) != 1 || ftruncate(fd, 0) || unlink(path)); /* its own files it must have */
	HOLE(open("/var/tmp/trellis-outside", O_CREAT | O_RDWR, 0600) >= 0 || errno != EACCES);
	HOLE(open("/root", O_RDONLY | O_DIRECTORY) >= 0);
	HOLE(open("/etc/hostname", O_WRONLY) >= 0);
	HOLE(open("/etc/passwd", O_RDONLY) < 0); /* names of users are read by libraries */
	HOLE(execl("/bin/true", "true", (char *)NULL) != -1 || errno != EPERM);
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	HOLE(child >= 0);
	HOLE(socket(AF_PACKET, SOCK_RAW, 0) >= 0 || socket(AF_INET, SOCK_RAW, 1) >= 0);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	struct sockaddr to = {.sa_family = AF_INET};
	HOLE(fd < 0 || connect(fd, &to, sizeof to) == 0 || errno != EPERM);
	HOLE(mmap(NULL, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	HOLE(page == MAP_FAILED || mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
	HOLE(setuid(65534) == 0);
#undef HOLE
	return holes;
}

static void the_server_gives_up_what_it_never_needs(void **unused)
{
	char folder[] = "/tmp/trellis-inside-XXXXXX";
	struct jail_state state;
	int pipes[2], holes = -1;
	(void)unused;
	jail_probe(&state);
	if (!state.landlock || !state.seccomp) {
		print_message("%s: not tried here\n", state.why);
		skip();
		return;
	}
	if (SANITIZED) { /* ThreadSanitizer's own calls are not in the profile; the plain build tries it */
		skip();
		return;
	}
	assert_non_null(mkdtemp(folder));
	assert_int_equal(pipe(pipes), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct jail_place own_place = {.path = folder, .write = true};
		struct err e = {0};
		int got = jail_enter(&(struct jail_rules){.places = &own_place, .n = 1}, &state, &e) ? -2 : tried(folder);
		_exit(write(pipes[1], &got, sizeof got) == (ssize_t)sizeof got ? 0 : 1);
	}
	close(pipes[1]);
	assert_int_equal(read(pipes[0], &holes, sizeof holes), (ssize_t)sizeof holes);
	close(pipes[0]);
	waitpid(pid, NULL, 0);
	rmdir(folder);
	assert_int_equal(holes, 0);
}

static int ended_with(pid_t pid)
{
	int status = 0;
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* One program may be started, and what is started is inside the same walls. */
static void only_named_programs_start(void **unused)
{
	struct jail_state state;
	(void)unused;
	jail_probe(&state);
	if (!state.landlock || !state.seccomp) {
		skip();
		return;
	}
	pid_t pid = fork();
	if (pid == 0) {
		struct jail_place cat = {.path = "/usr/bin/cat", .run = true};
		struct err e = {0};
		if (jail_enter(&(struct jail_rules){.places = &cat, .n = 1}, &state, &e))
			_exit(9);
		for (int i = 0; i < 3; i++) {
			pid_t child = fork();
			if (child == 0) {
				(void)!freopen("/dev/null", "w", stdout);
				(void)!freopen("/dev/null", "w", stderr);
				(void)(i == 2 ? execl("/usr/bin/head", "head", "/etc/passwd", (char *)NULL) : execl("/usr/bin/cat", "cat", i ? "/root/.bashrc" : "/etc/passwd", (char *)NULL));
				_exit(errno == EACCES ? 7 : 8);
			}
			int want[] = {0, 1, 7};
			if (child < 0 || ended_with(child) != want[i])
				_exit(i + 1);
		}
		_exit(0);
	}
	assert_int_equal(ended_with(pid), 0);
}

/* ---- a program that works on what outsiders sent ---- */

static enum code tries(struct arena *a, const char *python, int seconds, size_t most, struct str *out, int *status, struct err *e)
{
	const char *const argv[] = {"python3", "-c", python, NULL};
	return jail_run(a, &(struct jail_run){.argv = argv, .most = most, .seconds = seconds}, out, status, e);
}

static void what_is_locked_away_reaches_nothing(void **unused)
{
	struct arena *a = arena_new(0);
	struct jail_state state;
	struct err e = {0};
	struct str out;
	int status;
	(void)unused;
	jail_probe(&state);
	if (access("/usr/bin/python3", X_OK) != 0 || SANITIZED || !state.landlock || !state.seccomp) {
		print_message("not tried here: %s\n", state.why);
		arena_free(a);
		skip();
		return;
	}
	setenv("TRELLIS_SECRET_OF_OURS", "1", 1);
	assert_int_equal(tries(a, "import socket,os,resource,mmap\n"
	                          "def t(f):\n try:\n  f(); return 'yes'\n except BaseException: return 'no'\n"
	                          "print(*[t(f) for f in (lambda: socket.socket(), lambda: socket.socketpair(), lambda: open('/etc/passwd').read(), lambda: open('/tmp/trellis-jail', 'w').write('x'),"
	                          " lambda: os.listdir('/root'), lambda: os.fork(), lambda: os.execv('/bin/true', ['true']) if os.fork() == 0 else 1, lambda: os.posix_spawn('/bin/true', ['true'], {}),"
	                          " lambda: os.kill(os.getppid(), 0), lambda: open('/proc/1/environ').read(), lambda: os.environ['TRELLIS_SECRET_OF_OURS'],"
	                          " lambda: bytearray(3 << 30), lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40)), lambda: os.unlink('/tmp/nothing-there') or 1)], t(lambda: 1))\n",
	                       20, 1000, &out, &status, &e), OK);
	assert_int_equal(status, 0);
	const char *answers = str_dupz(a, str_trim(out));
	int refused = 0;
	for (const char *p = answers; (p = strstr(p, "no")); p += 2)
		refused++;
	assert_string_equal(answers, "no no no no no no no no no no no no no no yes");
	proof("in", "ways out of the locked program that opens files of outsiders: 14 tried, %d worked (%s)", 14 - refused, "network, files, programs, processes, memory");
	arena_free(a);
}

static void what_is_locked_away_ends(void **unused)
{
	struct arena *a = arena_new(0);
	struct err e = {0};
	struct str out;
	int status;
	(void)unused;
	if (access("/usr/bin/python3", X_OK) != 0) {
		arena_free(a);
		skip();
		return;
	}
	int64_t from = clock_monotonic();
	assert_int_equal(tries(a, "while True: pass", 1, 1000, &out, &status, &e), E_LIMIT);
	assert_int_equal(tries(a, "import time; time.sleep(60)", 1, 1000, &out, &status, &e), E_LIMIT);
	assert_int_equal(tries(a, "while True: print('x' * 1000)", 20, 100000, &out, &status, &e), E_LIMIT);
	assert_int_equal(tries(a, "import ctypes; ctypes.string_at(0)", 20, 1000, &out, &status, &e), E_LIMIT);
	assert_int_equal(tries(a, "import sys; sys.exit(3)", 20, 1000, &out, &status, &e), OK);
	assert_int_equal(status, 3);
	assert_true(clock_monotonic() - from < 60 * SECOND);
	arena_free(a);
}

/* In place of the program that opens files stands one that breaks, or says nonsense: each is a sentence, and with the right one again all goes on. */
static void a_reader_that_breaks_is_a_sentence(void **unused)
{
	static const char *const BAD[] = {"#!/bin/sh\nexit 1\n", "#!/bin/sh\nprintf 'O\\377\\377\\377\\377'\n", "#!/bin/sh\nprintf 'NN\\0\\0\\0Z'\n", "#!/bin/sh\nprintf 'C\\2\\0\\0\\0aaaaaaaaa\\0'\n"};
	struct arena *a = arena_new(0);
	const char *folder, *built = getenv("TRELLIS_BUILD"), *zip;
	struct err e = {0};
	struct source *source;
	struct pnp pnp;
	struct str clean;
	struct media m;
	struct mail_in mail;
	(void)unused;
	if (!built) {
		arena_free(a);
		skip();
		return;
	}
	built = str_dupz(a, str_z(built));
	assert_int_equal(file_temp_dir(a, &folder, &e), OK);
	assert_int_equal(mkdir(file_join(a, folder, "house"), 0700), 0);
	zip = file_join(a, folder, "a.zip");
	assert_int_equal(file_write(zip, S("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), 0600, &e), OK);
	for (size_t i = 0; i <= sizeof BAD / sizeof *BAD; i++) {
		bool good = i == sizeof BAD / sizeof *BAD;
		if (!good)
			assert_int_equal(file_write(file_join(a, folder, "house/trellis"), str_z(BAD[i]), 0700, &e), OK);
		setenv("TRELLIS_BUILD", good ? built : folder, 1);
		e.text[0] = '\0';
		assert_int_equal(source_open(a, zip, &source, &e), good ? OK : E_IO);
		assert_true(good || e.text[0]);
		e.text[0] = '\0';
		assert_int_equal(pnp_read(a, S("<accessForAllPnp><captions/></accessForAllPnp>"), &pnp, &e), good ? OK : E_IO);
		assert_true(good || e.text[0]);
		e.text[0] = '\0';
		assert_int_equal(blob_accept_away(a, S("%PDF-1.7\n"), MEDIA_ANY, &clean, &m, &e), good ? OK : E_INPUT);
		assert_true(good || e.text[0]);
		e.text[0] = '\0';
		assert_int_equal(mail_in_read(a, S("From: Gwen <gwen@guard.example>\r\nTo: answers+abcdabcdabcdabcd@school.example\r\nContent-Type: text/plain; charset=iso-8859-2\r\n\r\nTak, \xb3" "adnie.\r\n"),
		                              S("answers+{}@school.example"), 16, &mail, &e), good ? OK : E_INPUT);
		assert_true(good ? str_eqz(mail.text, "Tak, \xc5\x82" "adnie.") && str_eqz(mail.code, "abcdabcdabcdabcd") && str_eqz(mail.from, "gwen@guard.example") : e.text[0] != 0);
		/* what it refuses, it refuses there, with the same sentence */
		assert_int_equal(blob_accept_away(a, S("MZ\x90"), MEDIA_ANY, &clean, &m, &e), E_INPUT);
		assert_true(!good || strstr(e.text, "Programs are not taken") != NULL);
	}
	assert_int_equal(file_remove_all(folder, &e), OK);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("on PostgreSQL the database itself keeps rows of another district away [R437]", the_database_keeps_districts_apart),
		TEST("inside the sandbox: own files, no others; no programs, processes, raw sockets, connections or written code", the_server_gives_up_what_it_never_needs),
		TEST("inside the sandbox only a named program starts, and reads nothing that the server does not", only_named_programs_start),
		TEST("what works on files of outsiders reaches no file, line, program, process or memory of others [R437]", what_is_locked_away_reaches_nothing),
		TEST("what works on files of outsiders ends: in time, in words, by itself", what_is_locked_away_ends),
		TEST("a reader that breaks or lies is a sentence to the person, and the next file is read", a_reader_that_breaks_is_a_sentence),
	};
	return cmocka_run_group_tests_name("walls", tests, NULL, NULL);
}
