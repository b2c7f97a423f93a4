/* shards_serve.c - trellis shards serve: a server for each district, and the door before them.
 *
 * Three kinds of process: this one, which starts the others and starts them again when they end; the door (web/door.h), which
 * can open nothing; and one `trellis serve` a district, in its own folder and behind its own walls, so that a fault in one
 * district's pages reaches no other's. */
#include "base/file.h"
#include "base/log.h"
#include "base/jail.h"
#include "cli/open.h"
#include "cli/shards.h"
#include "web/door.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const struct arg_option options[] = {
	{"--directory", ARG_TEXT, "FILE", "the directory of districts; shards.json by default", 0, 0, false},
	{"--port", ARG_INT, "PORT", "HTTP on this computer alone (127.0.0.1); 8080 by default, 0: none", 0, 65535, false},
	{"--https-port", ARG_INT, "PORT", "HTTPS for other devices; 8443 by default, 0: none", 0, 65535, false},
	{"--bind", ARG_TEXT, "ADDRESS", "where HTTPS listens; every address by default", 0, 0, false},
	{"--trusted-proxy", ARG_TEXT, "ADDRESS", "believe X-Forwarded-For and -Proto from this address; links then say https without a port", 0, 0, false},
	{"--http-everywhere", ARG_FLAG, NULL, "HTTP listens on --bind too: only behind a proxy on another machine", 0, 0, false},
	{"--threads", ARG_INT, "N", "requests at once in each district; four for each core by default", 1, 1024, false},
	{"--reach", ARG_TEXT, "HOSTS", "as `trellis serve` has it", 0, 0, false},
	{"--leaked", ARG_TEXT, "FILE", "as `trellis serve` has it; the whole path", 0, 0, false},
	{"--clamd", ARG_TEXT, "SOCKET", "as `trellis serve` has it; the whole path", 0, 0, false},
	{"--no-sandbox", ARG_FLAG, NULL, "as `trellis serve` has it", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"shards serve", NULL, 0, 0,
	"Serves every district of the directory until it is stopped (Ctrl-C or SIGTERM): each by a server of its own, found by the name that the\n"
	"browser asks for. SIGHUP reads the directory again: districts that are new, changed or gone are started, started anew or stopped.", options};

struct house {
	struct shard s;
	int to, from;
	pid_t pid;          /* 0: does not run */
	int64_t began, due; /* monotonic; when it is started again */
	int64_t wait;
};

struct street {
	struct arena *a;    /* words of the command; what is read anew has its own, kept until the end */
	struct args args;
	struct house *houses;
	size_t n;
	int http, https;
	pid_t door;
	sigset_t signals;
};

static volatile int told_to_stop;

static void stop_now(int number)
{
	(void)number;
	told_to_stop = 1;
}

/* The door: names and connections, nothing else. */
static _Noreturn void be_door(const struct street *st)
{
	struct door_house *houses = calloc(st->n + 1, sizeof *houses);
	struct jail_state state;
	struct err e = {0};
	sigset_t none;
	if (!houses)
		_exit(1);
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	(void)signal(SIGTERM, stop_now);
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	for (size_t i = 0; i < st->n; i++)
		houses[i] = (struct door_house){.hosts = st->houses[i].s.hosts, .n_hosts = st->houses[i].s.n_hosts, .to = st->houses[i].to};
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	if (!args_has(&st->args, "--no-sandbox") && jail_enter(&(struct jail_rules){0}, &state, &e)) {
		log_event(LOG_ERROR, "door", "error", e.text, NULL);
		_exit(1);
	}
#else
	(void)state, (void)e;
#endif
	door_run(&(struct door){.http = st->http, .https = st->https, .houses = houses, .n_houses = st->n}, &told_to_stop);
	free(houses);
	_exit(told_to_stop ? 0 : 1);
}

static const char *url_of(struct arena *a, const struct args *args, const struct shard *s)
{
	int port = (int)args_int(args, "--port", 8080), https = (int)args_int(args, "--https-port", 8443);
	if (args_has(args, "--trusted-proxy") || https == 443)
		return str_fmt(a, "https://%s", s->hosts[0]).p;
	return https ? str_fmt(a, "https://%s:%d", s->hosts[0], https).p : str_fmt(a, "http://%s:%d", s->hosts[0], port).p;
}

static _Noreturn void be_house(const struct street *st, const struct house *h)
{
	const char *words[32] = {"trellis", "serve", "--db", h->s.db, "--public-url", url_of(st->a, &st->args, &h->s), "--passed", str_fmt(st->a, "%d", h->from).p,
	                         "--port", str_fmt(st->a, "%d", st->http >= 0).p, "--https-port", str_fmt(st->a, "%lld", (long long)args_int(&st->args, "--https-port", 8443)).p};
	static const char *const given[] = {"--trusted-proxy", "--threads", "--reach", "--leaked", "--clamd"};
	size_t n = 12;
	sigset_t none;
	for (size_t i = 0; i < sizeof given / sizeof *given; i++)
		if (args_has(&st->args, given[i])) {
			words[n++] = given[i];
			words[n++] = args_text(&st->args, given[i], "");
		}
	if (args_has(&st->args, "--no-sandbox"))
		words[n++] = "--no-sandbox";
	if (h->s.n_hosts > 1) {
		words[n++] = "--also";
		words[n++] = str_fmt(st->a, "%s", h->s.hosts[1]).p;
		for (size_t i = 2; i < h->s.n_hosts; i++)
			words[n - 1] = str_fmt(st->a, "%s,%s", words[n - 1], h->s.hosts[i]).p;
	}
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	if (chdir(h->s.folder) || fcntl(h->from, F_SETFD, 0)) {
		log_event(LOG_ERROR, "district", "name", h->s.name, "error", strerror(errno), NULL);
		_exit(1);
	}
	(void)unsetenv("TRELLIS_DB");
	execv("/proc/self/exe", (char *const *)(uintptr_t)words);
	_exit(1);
}

/* Forks; `h` NULL: the door. */
static pid_t start(const struct street *st, const struct house *h)
{
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0 && h)
		be_house(st, h);
	if (pid == 0)
		be_door(st);
	return pid > 0 ? pid : 0;
}

static void end(pid_t pid)
{
	if (pid > 0 && !kill(pid, SIGTERM))
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
}

static bool same(const struct shard *x, const struct shard *y)
{
	bool same = !strcmp(x->name, y->name) && !strcmp(x->db, y->db) && !strcmp(x->folder, y->folder) && x->n_hosts == y->n_hosts;
	for (size_t i = 0; i < x->n_hosts && same; i++)
		same = !strcmp(x->hosts[i], y->hosts[i]);
	return same;
}

/* The directory as it is now; what did not change goes on. */
static enum code read_again(struct street *st, struct err *e)
{
	struct shard_list l;
	enum code c = shards_read(st->a, &st->args, false, &l, e);
	struct house *now = c ? NULL : calloc(l.n + 1, sizeof *now);
	bool *fresh = NEW_ARRAY(st->a, bool, l.n + 1);
	if (!c && !now)
		c = err_set(e, E_MEMORY, "There is not enough memory.");
	for (size_t i = 0; i < l.n && !c; i++) {
		now[i].s = l.items[i];
		for (size_t k = 0; k < st->n; k++)
			if (same(&st->houses[k].s, &l.items[i]))
				now[i] = st->houses[k];
		fresh[i] = !now[i].from;
		if (fresh[i])
			c = door_pair(&now[i].to, &now[i].from, e);
	}
	for (size_t i = 0; i < l.n && c && now; i++)
		if (fresh[i] && now[i].from) {
			close(now[i].to);
			close(now[i].from);
		}
	if (c) {
		free(now); /* a fault in the directory leaves everything as it is */
		return c;
	}
	for (size_t i = 0; i < l.n; i++)
		for (size_t k = 0; k < st->n; k++)
			if (st->houses[k].from == now[i].from)
				st->houses[k].from = -1; /* taken over */
	for (size_t k = 0; k < st->n; k++)
		if (st->houses[k].from >= 0) {
			log_event(LOG_INFO, "district ends", "name", st->houses[k].s.name, NULL);
			end(st->houses[k].pid);
			close(st->houses[k].to);
			close(st->houses[k].from);
		}
	free(st->houses);
	st->houses = now;
	st->n = l.n;
	end(st->door);
	st->door = 0;
	return OK;
}

/* Starts what does not run and may. */
static void keep_going(struct street *st)
{
	int64_t now = clock_monotonic();
	for (size_t i = 0; i < st->n; i++) {
		struct house *h = &st->houses[i];
		if (h->pid || now < h->due)
			continue;
		h->began = now;
		h->pid = start(st, h);
		log_event(LOG_INFO, "district starts", "name", h->s.name, NULL);
	}
	if (!st->door)
		st->door = start(st, NULL);
}

static void bury(struct street *st)
{
	int status;
	pid_t pid;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == st->door) {
			log_event(LOG_ERROR, "door ended", NULL);
			st->door = 0;
		}
		for (size_t i = 0; i < st->n; i++) {
			struct house *h = &st->houses[i];
			if (h->pid != pid)
				continue;
			int64_t now = clock_monotonic();
			/* one that ends at once is tried again more and more seldom; the connections wait or are told to come back */
			h->wait = now - h->began > MINUTE || !h->wait ? SECOND : h->wait > 15 * SECOND ? 30 * SECOND : 2 * h->wait;
			h->due = now + h->wait;
			h->pid = 0;
			log_event(LOG_ERROR, "district ended", "name", h->s.name, NULL);
		}
	}
}

static enum code open_doors(struct street *st, struct err *e)
{
	const char *bind = args_text(&st->args, "--bind", NULL), *wide = bind ? bind : "::";
	enum code c = door_listen((int)args_int(&st->args, "--port", 8080), args_has(&st->args, "--http-everywhere") ? wide : NULL, &st->http, e);
	if (!c)
		c = door_listen((int)args_int(&st->args, "--https-port", 8443), wide, &st->https, e);
	if (c && !bind && st->https < 0 && args_int(&st->args, "--https-port", 8443)) {
		err_clear(e); /* a machine without IPv6 */
		c = door_listen((int)args_int(&st->args, "--https-port", 8443), "0.0.0.0", &st->https, e);
	}
	return c ? c : read_again(st, e);
}

static void run(struct street *st)
{
	struct err e = {0};
	for (int got = 0; got != SIGTERM && got != SIGINT;) {
		bury(st);
		if (got == SIGHUP && read_again(st, &e))
			log_event(LOG_ERROR, "directory", "error", e.text, NULL);
		keep_going(st);
		got = sigtimedwait(&st->signals, NULL, &(struct timespec){.tv_sec = 1});
	}
	end(st->door);
	for (size_t i = 0; i < st->n; i++)
		if (st->houses[i].pid)
			(void)kill(st->houses[i].pid, SIGTERM);
	for (size_t i = 0; i < st->n; i++)
		end(st->houses[i].pid);
}

int shards_serve(int argc, char **argv)
{
	struct street st = {.http = -1, .https = -1};
	struct err e = {0};
	st.a = arena_new(0);
	if (!st.a)
		return 1;
	int status = args_read(st.a, &spec, argc, argv, &st.args);
	if (status >= 0) {
		arena_free(st.a);
		return status;
	}
	sigemptyset(&st.signals);
	sigaddset(&st.signals, SIGTERM);
	sigaddset(&st.signals, SIGINT);
	sigaddset(&st.signals, SIGHUP);
	sigaddset(&st.signals, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &st.signals, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	enum code c = open_doors(&st, &e);
	if (!c) {
		for (size_t i = 0; i < st.n && !st.args.json; i++)
			printf("%-16s %s\n", st.houses[i].s.name, url_of(st.a, &st.args, &st.houses[i].s));
		if (st.args.json)
			printf("{\"districts\":%zu}\n", st.n);
		fflush(stdout);
		run(&st);
	}
	for (size_t i = 0; i < st.n; i++) {
		close(st.houses[i].to);
		close(st.houses[i].from);
	}
	free(st.houses);
	if (st.http >= 0)
		close(st.http);
	if (st.https >= 0)
		close(st.https);
	arena_free(st.a);
	return c ? open_failed(&st.args, &e) : 0;
}
