#include "base/jail.h"
#include "base/sanitized.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#define PATIENCE 30000 /* milliseconds */
#define MEMORY ((int64_t)1536 << 20)
#define SECONDS 120

struct jail {
	pid_t pid;
	int in, out; /* in: we write there */
};

/* ---- the filter, made before the fork: after it only simple calls are safe ---- */

static const int REFUSED[] = {
	SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(userfaultfd),
	SCMP_SYS(io_uring_setup), SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rename),
	SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(truncate), SCMP_SYS(ftruncate), SCMP_SYS(chmod), SCMP_SYS(fchmodat),
	SCMP_SYS(chown), SCMP_SYS(fchownat), SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(symlink), SCMP_SYS(symlinkat)};

static bool filter_make(struct sock_fprog *prog)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	int fd = memfd_create("filter", MFD_CLOEXEC);
	bool ok = ctx && fd >= 0;
	for (size_t i = 0; ok && i < sizeof REFUSED / sizeof *REFUSED; i++)
		ok = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), REFUSED[i], 0) == 0;
	/* threads yes, processes no; clone3 hides its flags, so that libraries must take clone */
	ok = ok && seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0;
	ok = ok && seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
	ok = ok && seccomp_export_bpf(ctx, fd) == 0;
	off_t n = ok ? lseek(fd, 0, SEEK_END) : 0;
	*prog = (struct sock_fprog){0};
	if (n > 0 && (prog->filter = malloc((size_t)n)) != NULL) {
		ok = pread(fd, prog->filter, (size_t)n, 0) == n;
		prog->len = (unsigned short)((size_t)n / sizeof *prog->filter);
	} else {
		ok = false;
	}
	if (fd >= 0)
		close(fd);
	seccomp_release(ctx);
	return ok;
}

/* ---- in the child ---- */

static void land_rule(int set, const char *path, uint64_t what)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = what, .parent_fd = open(path, O_PATH | O_CLOEXEC)};
	if (rule.parent_fd < 0)
		return;
	(void)syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
}

/* Best effort: kernels before 5.13 have no Landlock; files of the server then stay closed to it by their owner alone. */
static void land_lock(const char *program)
{
	static const char *const folders[] = {"/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.preload", "/var/cache/fontconfig", "/dev/null"};
	const uint64_t reads = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
	const uint64_t of_file = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
	struct landlock_ruleset_attr all = {.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
	int set = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (set < 0)
		return;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		land_rule(set, folders[i], i < 5 || i == 7 ? reads : of_file);
	land_rule(set, program, of_file);
	(void)syscall(SYS_landlock_restrict_self, set, 0);
	close(set);
}

static void limit(int which, rlim_t n)
{
	struct rlimit l = {n, n};
	(void)setrlimit(which, &l);
}

_Noreturn static void become(const char *path, char *const *argv, const struct jail_limits *o, const struct sock_fprog *filter, int in, int out)
{
	static char locale[] = "LC_ALL=C", path_of[] = "PATH=/usr/bin:/bin";
	char *const environment[] = {locale, path_of, NULL};
	int nothing = open("/dev/null", O_WRONLY);
	if (nothing < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0)
		_exit(126);
	(void)close_range(3, ~0U, 0);
	limit(RLIMIT_CPU, (rlim_t)(o->seconds > 0 ? o->seconds : SECONDS));
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, 64);
	if (!SANITIZED)
		limit(RLIMIT_AS, (rlim_t)(o->memory > 0 ? o->memory : MEMORY));
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0))
		_exit(126);
	sigset_t none;
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)signal(SIGPIPE, SIG_DFL);
	if (!SANITIZED)
		land_lock(path);
	if (!SANITIZED && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter, 0, 0))
		_exit(126);
	execve(path, argv, environment);
	_exit(127);
}

/* ---- in the caller ---- */

/* Tests are other programs: for them the one that was built. */
static bool program_path(const char *name, char *out, size_t room)
{
	char self[4096];
	if (strcmp(name, "trellis") == 0) {
		ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
		self[n > 0 ? n : 0] = 0;
		const char *last = strrchr(self, '/'), *built = getenv("TRELLIS_BUILD");
		if (last != NULL && strncmp(last + 1, "trellis", 7) == 0 && (last[8] == 0 || last[8] == ' '))
			return snprintf(out, room, "/proc/self/exe") > 0;
		return built != NULL && snprintf(out, room, "%s/trellis", built) > 0 && access(out, X_OK) == 0;
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

enum code jail_start(const char *const *argv, const struct jail_limits *o, const char *missing, struct jail **out, struct err *e)
{
	char path[4200];
	int to[2], from[2];
	struct sock_fprog filter;
	static const struct jail_limits usual;
	struct jail *j = malloc(sizeof *j);
	if (o == NULL)
		o = &usual;
	if (!program_path(argv[0], path, sizeof path)) {
		free(j);
		return err_set(e, E_NOTFOUND, "%s", missing);
	}
	if (j == NULL || !filter_make(&filter)) {
		free(j);
		return err_set(e, E_MEMORY, "There is no memory to lock the reader of files away.");
	}
	if (pipe2(to, O_CLOEXEC)) {
		free(filter.filter);
		free(j);
		return no_start(e);
	}
	if (pipe2(from, O_CLOEXEC)) {
		close(to[0]), close(to[1]);
		free(filter.filter);
		free(j);
		return no_start(e);
	}
	(void)fcntl(to[1], F_SETPIPE_SZ, 1 << 20);
	(void)fcntl(from[1], F_SETPIPE_SZ, 1 << 20);
	pid_t pid = fork();
	if (pid == 0)
		become(path, (char *const *)(uintptr_t)argv, o, &filter, to[0], from[1]);
	close(to[0]), close(from[1]);
	free(filter.filter);
	if (pid < 0) {
		close(to[1]), close(from[0]);
		free(j);
		return no_start(e);
	}
	*j = (struct jail){pid, to[1], from[0]};
	(void)fcntl(j->in, F_SETFL, O_NONBLOCK);
	*out = j;
	return OK;
}

static enum code ended(struct err *e)
{
	return err_set(e, E_IO, "The reader of files ended early.");
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
		ssize_t sent = write(j->in, at, n);
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

void jail_end(struct jail *j)
{
	if (j == NULL)
		return;
	jail_send_end(j);
	close(j->out);
	(void)kill(j->pid, SIGKILL);
	while (waitpid(j->pid, NULL, 0) < 0 && errno == EINTR)
		;
	free(j);
}

bool jail_locks(void)
{
	return !SANITIZED;
}

/* ---- in the other program ---- */

bool jail_tighten(void)
{
	if (SANITIZED) /* they look at their own maps and threads at the end */
		return true;
	static const int allowed[] = {
		SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(exit),
		SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack), SCMP_SYS(futex),
		SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
		SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(sched_yield)};
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool ok = ctx != NULL;
	for (size_t i = 0; ok && i < sizeof allowed / sizeof *allowed; i++)
		ok = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	ok = ok && seccomp_load(ctx) == 0;
	seccomp_release(ctx);
	return ok;
}
