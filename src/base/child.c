#include "base/child.h"
#include "base/buf.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_PROGRAM 127

static void limit(int what, rlim_t most)
{
	struct rlimit r = {most, most};
	(void)setrlimit((__rlimit_resource_t)what, &r);
}

/* The child's side. Nothing here may take a lock: another thread may have held it when the process was copied. */
static _Noreturn void become(const struct child *c, int in, int out)
{
	static const char *const environment[] = {"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", NULL};
	sigset_t none;
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)signal(SIGPIPE, SIG_DFL);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	limit(RLIMIT_CPU, (rlim_t)c->seconds);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CORE, 0);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || (nowhere >= 0 && dup2(nowhere, 2) < 0))
		_exit(NO_PROGRAM);
	for (int fd = 3; fd < 1024; fd++) /* those of ours that were not marked to be closed */
		(void)close(fd);
	limit(RLIMIT_NOFILE, 64);
	execve(c->argv[0], (char *const *)(uintptr_t)c->argv, (char *const *)(uintptr_t)environment);
	_exit(NO_PROGRAM);
}

/* Gives and takes until the child closes its end. false: too long or too much. */
static bool talk(int to, int from, struct str given, struct buf *out, int64_t until)
{
	char part[1 << 14];
	for (;;) {
		struct pollfd fds[2] = {{.fd = from, .events = POLLIN}, {.fd = to, .events = POLLOUT}};
		int64_t left = (until - clock_monotonic()) / (SECOND / 1000);
		if (left <= 0)
			return false;
		if (given.n == 0 && to >= 0) {
			(void)shutdown(to, SHUT_WR);
			to = -1;
		}
		int n = poll(fds, to >= 0 ? 2 : 1, (int)left);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		if (to >= 0 && fds[1].revents) {
			ssize_t m = send(to, given.p, given.n, MSG_NOSIGNAL | MSG_DONTWAIT);
			if (m < 0 && errno != EAGAIN && errno != EINTR)
				given.n = 0; /* it does not listen any more; what it says is still taken */
			else if (m > 0)
				given = (struct str){given.p + m, given.n - (size_t)m};
		}
		if (fds[0].revents) {
			ssize_t m = read(from, part, sizeof part);
			if (m == 0)
				return true;
			if (m < 0 && errno != EINTR && errno != EAGAIN)
				return false;
			if (m > 0)
				buf_add(out, part, (size_t)m);
			if (out->over)
				return false;
		}
	}
}

enum code child_run(struct arena *a, const struct child *c, struct str *out, int *status, struct err *e)
{
	int in[2], back[2], how = 0;
	struct buf b = buf_new(a, c->most);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in))
		return err_set(e, E_IO, "No line to another program could be opened: %s.", strerror(errno));
	if (pipe2(back, O_CLOEXEC)) {
		close(in[0]);
		close(in[1]);
		return err_set(e, E_IO, "No line to another program could be opened: %s.", strerror(errno));
	}
	pid_t pid = fork();
	if (pid == 0)
		become(c, in[1], back[1]);
	close(in[1]);
	close(back[1]);
	bool good = pid > 0 && talk(in[0], back[0], c->given, &b, clock_monotonic() + c->seconds * SECOND);
	close(in[0]);
	close(back[0]);
	if (pid < 0)
		return err_set(e, E_IO, "The program %s could not be started.", c->argv[0]);
	if (!good)
		(void)kill(pid, SIGKILL);
	while (waitpid(pid, &how, 0) < 0 && errno == EINTR)
		;
	*out = buf_done(&b);
	*status = WIFEXITED(how) ? WEXITSTATUS(how) : 128;
	if (*status == NO_PROGRAM)
		return err_set(e, E_NOTFOUND, "There is no program %s on this computer.", c->argv[0]);
	return good && WIFEXITED(how) ? OK : err_set(e, E_LIMIT, "The program %s took too long, or said too much, and was ended.", c->argv[0]);
}
