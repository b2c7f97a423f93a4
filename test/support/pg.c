#include "support/pg.h"

#include "record/record.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64], bin[200];
static pid_t server, owner;
static unsigned fresh, schools;

/* The newest version Debian has put there. */
static bool find_binaries(void)
{
	glob_t g;

	if (glob("/usr/lib/postgresql/*/bin/initdb", 0, NULL, &g) != 0)
		return false;
	snprintf(bin, sizeof bin, "%s", g.gl_pathv[g.gl_pathc - 1]);
	*strrchr(bin, '/') = '\0';
	globfree(&g);
	return true;
}

/* In the child: the user that owns the server, and the parent's death ends it. */
static void become(pid_t parent)
{
	if (geteuid() == 0) {
		struct passwd *p = getpwnam("postgres");

		if (p == NULL || setgroups(0, NULL) != 0 || setgid(p->pw_gid) != 0 || setuid(p->pw_uid) != 0)
			_exit(126);
	}
	prctl(PR_SET_PDEATHSIG, SIGQUIT);
	if (getppid() != parent)
		_exit(126);
	if (chdir("/") != 0)
		_exit(126);
}

static pid_t start(const char *program, const char *const argv[])
{
	char path[300], log[100];
	pid_t parent = getpid(), pid;
	int fd;

	snprintf(path, sizeof path, "%s/%s", bin, program);
	snprintf(log, sizeof log, "%s/log", folder);
	pid = fork();
	if (pid != 0)
		return pid;
	become(parent);
	fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (fd >= 0) {
		dup2(fd, 1);
		dup2(fd, 2);
	}
	fd = open("/dev/null", O_RDONLY);
	if (fd >= 0)
		dup2(fd, 0);
	const char *args[24] = {path}; /* by its whole path: initdb looks for postgres beside itself, and Debian has neither among the commands */
	for (int i = 1; i < 23 && argv[i] != NULL; i++)
		args[i] = argv[i];
	execv(path, (char *const *)(uintptr_t)args);
	_exit(127);
}

static bool done_well(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static PGconn *admin(void)
{
	char text[200];

	snprintf(text, sizeof text, "host=%s user=postgres dbname=postgres connect_timeout=5", folder);
	return PQconnectdb(text);
}

static bool launch(void)
{
	char data[80];
	const char *const argv[] = {"postgres", "-D", data, "-k", folder,
	                "-c", "listen_addresses=", "-c", "max_connections=60", "-c", "shared_buffers=32MB",
	                "-c", "fsync=off", "-c", "full_page_writes=off", NULL}; /* pg_crash ends the server, not the computer */
	int i;

	snprintf(data, sizeof data, "%s/data", folder);
	server = start("postgres", argv);
	for (i = 0; i < 300; i++) {
		PGconn *c = admin();
		bool up = PQstatus(c) == CONNECTION_OK;

		PQfinish(c);
		if (up)
			return true;
		if (waitpid(server, NULL, WNOHANG) == server)
			break;
		usleep(50000);
	}
	server = 0;
	return false;
}

static int rm(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static void halt(int sig)
{
	if (server > 0) {
		kill(server, sig);
		done_well(server);
	}
	server = 0;
}

void pg_stop(void)
{
	if (owner != getpid()) /* a forked child of the test leaves it alone */
		return;
	halt(SIGINT);
	if (folder[0] != '\0')
		nftw(folder, rm, 16, FTW_DEPTH | FTW_PHYS);
	folder[0] = '\0';
}

static bool up(void)
{
	char data[80];
	const char *const argv[] = {"initdb", "-D", data, "-A", "trust",
	                "-U", "postgres", "-E", "UTF8",
	                "--locale=C.UTF-8", "--no-sync", NULL};
	static bool tried;

	if (server > 0)
		return true;
	if (tried)
		return false;
	tried = true;
	if (!find_binaries()) {
		fprintf(stderr, "No PostgreSQL here (/usr/lib/postgresql): these tests are skipped.\n");
		return false;
	}
	struct statvfs free;
	bool memory = statvfs("/dev/shm", &free) == 0 && (uint64_t)free.f_bavail * free.f_frsize > (uint64_t)2 << 30;
	snprintf(folder, sizeof folder, "%s/trellis-pg-XXXXXX", memory ? "/dev/shm" : "/tmp"); /* thousands of small files, soon gone */
	if (mkdtemp(folder) == NULL)
		return false;
	owner = getpid();
	atexit(pg_stop);
	if (geteuid() == 0) {
		struct passwd *p = getpwnam("postgres");

		if (p == NULL || chown(folder, p->pw_uid, p->pw_gid) != 0) {
			fprintf(stderr, "There is no user postgres: these tests are skipped.\n");
			return false;
		}
	}
	snprintf(data, sizeof data, "%s/data", folder);
	if (!done_well(start("initdb", argv)) || !launch()) {
		fprintf(stderr, "PostgreSQL did not start: these tests are skipped.\n");
		return false;
	}
	return true;
}

static bool tell(const char *sql)
{
	PGconn *c = admin();
	PGresult *r;
	char path[60];
	bool ok;

	snprintf(path, sizeof path, "set search_path = t%u", fresh);
	PQclear(PQexec(c, path));
	r = PQexec(c, sql);
	ok = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;

	if (!ok)
		fprintf(stderr, "%s", PQerrorMessage(c));
	PQclear(r);
	PQfinish(c);
	return ok;
}

bool pg_fresh(char *target, size_t n)
{
	char sql[60];

	if (!up())
		return false;
	fresh++;
	snprintf(sql, sizeof sql, "create schema t%u", fresh);
	if (!tell(sql))
		return false;
	snprintf(target, n, "host=%s user=postgres dbname=postgres options=-csearch_path=t%u", folder, fresh);
	return true;
}

/* The tables are made once, in a database that is copied from then on. */
static bool tables_made(void)
{
	char target[200];
	struct err e = {0};
	struct store *s = NULL;
	static bool made, tried;

	if (tried)
		return made;
	tried = true;
	if (!tell("create database tables"))
		return false;
	snprintf(target, sizeof target, "host=%s user=postgres dbname=tables", folder);
	made = store_open(target, &(struct store_options){.create = true, .test_no_sync = true}, &s, &e) == OK && store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e) == OK;
	store_close(s);
	if (!made)
		fprintf(stderr, "%s\n", e.text);
	return made;
}

bool pg_school(char *target, size_t n)
{
	char sql[80];

	if (!up() || !tables_made())
		return false;
	schools++;
	snprintf(sql, sizeof sql, "create database school%u template tables", schools);
	if (!tell(sql))
		return false;
	snprintf(target, n, "host=%s user=postgres dbname=school%u", folder, schools);
	return true;
}

bool pg_run(const char *sql)
{
	return tell(sql);
}

void pg_drop_sessions(void)
{
	tell("select pg_sleep(0.01)"); /* idle: asked whether they still live */
	tell("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'");
}

bool pg_crash(void)
{
	halt(SIGQUIT);
	return launch();
}
