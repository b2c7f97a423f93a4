#include "base/jail_inside.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/sanitized.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 30000 /* milliseconds */
#define MEMORY ((int64_t)1536 << 20)
#define SECONDS 120

struct jail {
	pid_t pid;
	int in, out; /* in: we write there */
};

/* ---- in the child ---- */

static void limit(int which, rlim_t n)
{
	struct rlimit l = {n, n};
	(void)setrlimit((__rlimit_resource_t)which, &l);
}

_Noreturn static void become(const char *path, char *const *argv, const struct jail_limits *o, const struct sock_fprog *filter, int in, int out)
{
	static char locale[] = "LC_ALL=C.UTF-8", path_of[] = "PATH=/usr/bin:/bin";
	char *const environment[] = {locale, path_of, NULL};
	int nothing = open("/dev/null", O_WRONLY);
	if (nothing < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0)
		_exit(126);
	(void)close_range(3, ~0U, 0);
	limit(RLIMIT_CPU, (rlim_t)(o->seconds > 0 ? o->seconds : SECONDS));
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 64);
	if (!SANITIZED) { /* their shadow of memory may be a file */
		limit(RLIMIT_FSIZE, 0);
		limit(RLIMIT_AS, (rlim_t)(o->memory > 0 ? o->memory : MEMORY));
	}
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	bool private = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	sigset_t none;
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)signal(SIGPIPE, SIG_DFL);
	if (private)
		jail_land(path);
	/* a kernel or a container without it: the other walls stand, and doctor says so */
	if (!SANITIZED && private)
		(void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter, 0, 0);
	execve(path, argv, environment);
	_exit(127);
}

/* ---- in the caller ---- */

/* Tests are other programs: for them the one that was built. */
static bool program_path(const char *name, char *out, size_t room)
{
	char self[4096];
	if (name[0] == '/')
		return snprintf(out, room, "%s", name) < (int)room && access(out, X_OK) == 0;
	if (strcmp(name, "trellis") == 0) {
		ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
		self[n > 0 ? n : 0] = 0;
		const char *last = strrchr(self, '/'), *built = getenv("TRELLIS_BUILD");
		if (last != NULL && strncmp(last + 1, "trellis", 7) == 0 && (last[8] == 0 || last[8] == ' '))
			return snprintf(out, room, "/proc/self/exe") > 0;
		return built != NULL && snprintf(out, room, "%s/house/trellis", built) > 0 && access(out, X_OK) == 0;
	}
	snprintf(out, room, "/usr/bin/%s", name);
	if (access(out, X_OK) == 0)
		return true;
	snprintf(out, room, "/bin/%s", name);
	return access(out, X_OK) == 0;
}

static enum code no_start(struct err *e)
{
	return err_set(e, E_IO, "The locked-away reader of files cannot be started: %s.", strerror(errno));
}

/* Two pipes, of which the first is not wanted when a file stands in its place. */
static bool pipes(int to[2], int from[2], int input)
{
	to[0] = to[1] = -1;
	if (input <= 0 && pipe2(to, O_CLOEXEC))
		return false;
	if (pipe2(from, O_CLOEXEC) == 0)
		return true;
	if (to[0] >= 0)
		close(to[0]), close(to[1]);
	return false;
}

enum code jail_start(const char *const *argv, const struct jail_limits *o, const char *missing, struct jail **out, struct err *e)
{
	static const struct jail_limits usual;
	char path[4200];
	int to[2], from[2];
	struct sock_filter room[JAIL_FILTER_MOST];
	struct sock_fprog filter = jail_filter(room);
	if (o == NULL)
		o = &usual;
	if (!program_path(argv[0], path, sizeof path))
		return err_set(e, E_NOTFOUND, "%s", missing);
	struct jail *j = malloc(sizeof *j);
	if (j == NULL)
		return err_set(e, E_MEMORY, "There is no memory to lock the reader of files away.");
	if (!pipes(to, from, o->input)) {
		free(j);
		return no_start(e);
	}
	if (to[1] >= 0)
		(void)fcntl(to[1], F_SETPIPE_SZ, 1 << 20);
	(void)fcntl(from[1], F_SETPIPE_SZ, 1 << 20);
	pid_t pid = fork();
	if (pid == 0)
		become(path, (char *const *)(uintptr_t)argv, o, &filter, o->input > 0 ? o->input : to[0], from[1]);
	if (to[0] >= 0)
		close(to[0]);
	close(from[1]);
	if (pid < 0) {
		if (to[1] >= 0)
			close(to[1]);
		close(from[0]);
		free(j);
		return no_start(e);
	}
	*j = (struct jail){pid, to[1], from[0]};
	if (j->in >= 0)
		(void)fcntl(j->in, F_SETFL, O_NONBLOCK);
	*out = j;
	return OK;
}

static enum code ended(struct err *e)
{
	return err_set(e, E_IO, "The reader of files ended early.");
}

/* A pipe has no MSG_NOSIGNAL: the signal is held back for this thread and taken away again. */
static ssize_t write_quietly(int fd, const char *p, size_t n)
{
	sigset_t pipe_only, was, waits;
	sigemptyset(&pipe_only);
	sigaddset(&pipe_only, SIGPIPE);
	sigemptyset(&waits);
	(void)sigpending(&waits);
	(void)pthread_sigmask(SIG_BLOCK, &pipe_only, &was);
	ssize_t m = write(fd, p, n);
	int why = errno;
	if (m < 0 && why == EPIPE && !sigismember(&waits, SIGPIPE))
		while (sigtimedwait(&pipe_only, NULL, &(struct timespec){0}) < 0 && errno == EINTR)
			;
	(void)pthread_sigmask(SIG_SETMASK, &was, NULL);
	errno = why;
	return m;
}

enum code jail_send(struct jail *j, const void *p, size_t n, struct err *e)
{
	const char *at = p;
	while (n > 0) {
		struct pollfd f = {j->in, POLLOUT, 0};
		int ready = poll(&f, 1, PATIENCE);
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0 || (f.revents & POLLERR))
			return ended(e);
		ssize_t sent = write_quietly(j->in, at, n);
		if (sent < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (sent <= 0)
			return ended(e);
		at += sent;
		n -= (size_t)sent;
	}
	return OK;
}

void jail_send_end(struct jail *j)
{
	if (j->in >= 0)
		close(j->in);
	j->in = -1;
}

enum code jail_take(struct jail *j, void *p, size_t n, size_t *got, struct err *e)
{
	struct pollfd f = {j->out, POLLIN, 0};
	for (;;) {
		int ready = poll(&f, 1, PATIENCE);
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return ended(e);
		ssize_t r = read(j->out, p, n);
		if (r < 0 && errno == EINTR)
			continue;
		*got = r > 0 ? (size_t)r : 0;
		return r < 0 ? ended(e) : OK;
	}
}

enum code jail_take_all(struct jail *j, void *p, size_t n, struct err *e)
{
	char *at = p;
	while (n > 0) {
		size_t got;
		enum code c = jail_take(j, at, n, &got, e);
		if (c != OK)
			return c;
		if (got == 0)
			return ended(e);
		at += got;
		n -= got;
	}
	return OK;
}

/* ---- both at once ---- */

#define ROOM (1 << 16)

/* What is ready to be given, of one room full. */
struct giving { char *room; size_t at, n; };

static void give_some(struct jail *j, const struct jail_talk *t, struct giving *g)
{
	if (g->at == g->n) {
		g->at = 0;
		g->n = t->give ? t->give(t->arg, g->room, ROOM) : 0;
	}
	if (g->n == 0) {
		jail_send_end(j);
		return;
	}
	ssize_t m = write_quietly(j->in, g->room + g->at, g->n - g->at);
	if (m > 0)
		g->at += (size_t)m;
	else if (m < 0 && errno != EAGAIN && errno != EINTR)
		jail_send_end(j); /* it does not listen any more; what it says is still taken */
}

static enum code talk(struct jail *j, const struct jail_talk *t, char *room, bool *heard_all, struct err *e)
{
	struct giving g = {.room = room + ROOM};
	for (;;) {
		struct pollfd fds[2] = {{.fd = j->out, .events = POLLIN}, {.fd = j->in, .events = POLLOUT}};
		int64_t left = t->until ? (t->until - clock_monotonic()) / 1000 : PATIENCE;
		int n = left > 0 ? poll(fds, j->in >= 0 ? 2 : 1, (int)(left < PATIENCE ? left : PATIENCE)) : 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return err_set(e, E_LIMIT, "The reader of files took too long and was ended.");
		if (j->in >= 0 && fds[1].revents)
			give_some(j, t, &g);
		if (!fds[0].revents)
			continue;
		ssize_t m = read(j->out, room, ROOM);
		if (m < 0 && errno == EINTR)
			continue;
		if (m <= 0) {
			*heard_all = m == 0;
			return m < 0 ? ended(e) : OK;
		}
		if (!t->take(t->arg, room, (size_t)m))
			return OK;
	}
}

enum code jail_talk(struct jail *j, const struct jail_talk *t, bool *heard_all, struct err *e)
{
	char *room = malloc((size_t)2 * ROOM);
	*heard_all = false;
	enum code c = room ? talk(j, t, room, heard_all, e) : err_set(e, E_MEMORY, "There is no memory to lock the reader of files away.");
	free(room);
	return c;
}

/* ---- its end ---- */

static int gone(struct jail *j, int how)
{
	close(j->out);
	free(j);
	return WIFEXITED(how) ? WEXITSTATUS(how) : 128;
}

int jail_finish(struct jail *j)
{
	int how = 0;
	jail_send_end(j);
	for (int i = 0; i < 400; i++) {
		pid_t got = waitpid(j->pid, &how, WNOHANG);
		if (got == j->pid)
			return gone(j, how);
		if (got < 0 && errno != EINTR)
			break;
		(void)nanosleep(&(struct timespec){.tv_nsec = i < 20 ? 250000 : 5000000}, NULL);
	}
	(void)kill(j->pid, SIGKILL);
	while (waitpid(j->pid, &how, 0) < 0 && errno == EINTR)
		;
	return gone(j, how);
}

void jail_end(struct jail *j)
{
	if (j == NULL)
		return;
	(void)kill(j->pid, SIGKILL);
	(void)jail_finish(j);
}

/* ---- one text ---- */

struct running { struct str given; struct buf out; };

static size_t give_text(void *arg, char *room, size_t n)
{
	struct running *r = arg;
	size_t m = r->given.n < n ? r->given.n : n;
	if (m == 0)
		return 0;
	memcpy(room, r->given.p, m);
	r->given = (struct str){r->given.p + m, r->given.n - m};
	return m;
}

static bool take_text(void *arg, const char *p, size_t n)
{
	struct running *r = arg;
	buf_add(&r->out, p, n);
	return !r->out.over;
}

enum code jail_run(struct arena *a, const struct jail_run *run, struct str *out, int *status, struct err *e)
{
	struct running r = {run->given, buf_new(a, run->most)};
	struct jail *j;
	bool all;
	*status = 0;
	*out = S("");
	enum code c = jail_start(run->argv, &(struct jail_limits){.seconds = run->seconds}, "", &j, e);
	if (c == E_NOTFOUND)
		return err_set(e, E_NOTFOUND, "There is no program %s on this computer.", run->argv[0]);
	if (c)
		return c;
	c = jail_talk(j, &(struct jail_talk){give_text, take_text, &r, clock_monotonic() + run->seconds * SECOND}, &all, e);
	*out = buf_done(&r.out);
	if (c || !all) {
		jail_end(j);
		return c && c != E_LIMIT ? c : err_set(e, E_LIMIT, "The program %s took too long, or said too much, and was ended.", run->argv[0]);
	}
	*status = jail_finish(j);
	return *status < 128 ? OK : err_set(e, E_LIMIT, "The program %s took too long, or said too much, and was ended.", run->argv[0]);
}
