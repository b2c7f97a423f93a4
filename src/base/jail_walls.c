/* Landlock and seccomp: one way to each, for the server itself and for what is locked away. */
#include "base/jail_inside.h"
#include "base/sanitized.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Of later versions than the headers of Debian 12 know. */
#define FS_TRUNCATE (UINT64_C(1) << 14)
#define FS_IOCTL_DEV (UINT64_C(1) << 15)

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_CHANGE (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR | \
                   LANDLOCK_ACCESS_FS_MAKE_REG)
#define FS_NEVER (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | \
                  LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)
#define FS_ON_FILE (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE) /* what a single file can be given */

static const char *const READ_BY_ALL[] = {"/usr", "/lib", "/lib64", "/etc", "/proc", "/sys/devices/system/cpu", "/sys/fs/cgroup", "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random",
                                          "/var/cache/fontconfig", "/var/lib/ca-certificates", "/run/systemd/resolve", NULL};

/* Starting a program starts this first. Whoever runs code in the server already could have it load other programs: what they
 * reach is as walled in as the server. */
static const char *const LOADERS[] = {"/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-linux-armhf.so.3", NULL};

static bool starts_some(const struct jail_rules *r)
{
	bool some = r->programs;
	for (size_t i = 0; i < r->n; i++)
		some = some || r->places[i].run;
	return some;
}

static int landlock_version(void)
{
	long v = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
	return v > 0 ? (int)v : 0;
}

/* A filter that allows everything, put up by a process that ends at once: some containers have seccomp and refuse it. */
static bool seccomp_there(void)
{
	struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog all = {.len = 1, .filter = &allow};
	int status = 1;
	pid_t pid = fork();
	if (pid == 0)
		_exit(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all, 0, 0) != 0);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return pid > 0 && status == 0;
}

void jail_probe(struct jail_state *out)
{
	*out = (struct jail_state){.landlock = landlock_version(), .seccomp = seccomp_there()};
	if (!out->landlock)
		snprintf(out->why, sizeof out->why, "this kernel has no Landlock, or it is turned off: which files the server can reach is decided by its account alone");
	else if (!out->seccomp)
		snprintf(out->why, sizeof out->why, "this kernel or container has no seccomp: programs that open files of outsiders are limited in files, memory and time, not in calls");
}

/* ---- files ---- */

static int land_new(int version)
{
	uint64_t more = (version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0) | (version >= 3 ? FS_TRUNCATE : 0) | (version >= 5 ? FS_IOCTL_DEV : 0);
	struct landlock_ruleset_attr all = {.handled_access_fs = FS_READ | FS_CHANGE | FS_NEVER | more};
	return version > 0 ? (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0U) : -1;
}

/* Safe after a fork. What is not there cannot be reached; false: errno. */
static bool land_add(int rules, const char *path, uint64_t access)
{
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st)) {
		if (fd >= 0)
			close(fd);
		return true;
	}
	struct landlock_path_beneath_attr beneath = {.allowed_access = S_ISDIR(st.st_mode) ? access : access & FS_ON_FILE, .parent_fd = fd};
	long r = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0U);
	int why = errno;
	close(fd);
	errno = why;
	return r == 0;
}

static bool land_close(int rules)
{
	bool good = syscall(SYS_landlock_restrict_self, rules, 0U) == 0;
	int why = errno;
	close(rules);
	errno = why;
	return good;
}

void jail_land(const char *program)
{
	static const char *const folders[] = {"/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/var/cache/fontconfig"};
	static const char *const files[] = {"/etc/ld.so.cache", "/etc/ld.so.preload", "/dev/null"};
	int set = SANITIZED ? -1 : land_new(landlock_version());
	if (set < 0)
		return;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		(void)land_add(set, folders[i], LANDLOCK_ACCESS_FS_EXECUTE | FS_READ);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		(void)land_add(set, files[i], LANDLOCK_ACCESS_FS_READ_FILE);
	(void)land_add(set, program, LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE);
	(void)land_close(set);
}

static enum code allow(int rules, const char *path, uint64_t access, struct err *e)
{
	return land_add(rules, path, access) ? OK : err_set(e, E_IO, "The server cannot be limited to its own files (%s: %s).", path, strerror(errno));
}

static enum code files(const struct jail_rules *r, int version, struct err *e)
{
	uint64_t refer = version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0, cut = version >= 3 ? FS_TRUNCATE : 0;
	int rules = land_new(version);
	if (rules < 0)
		return err_set(e, E_IO, "The server cannot be limited to its own files (%s).", strerror(errno));
	enum code c = OK;
	for (size_t i = 0; READ_BY_ALL[i] && c == OK; i++)
		c = allow(rules, READ_BY_ALL[i], FS_READ, e);
	/* libraries that are loaded later are mapped, not executed: reading them is enough */
	if (c == OK)
		c = allow(rules, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE, e);
	if (c == OK && r->programs)
		c = allow(rules, "/", FS_READ | LANDLOCK_ACCESS_FS_EXECUTE, e);
	for (size_t i = 0; LOADERS[i] && c == OK && starts_some(r); i++)
		c = allow(rules, LOADERS[i], LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE, e);
	for (size_t i = 0; i < r->n && c == OK; i++)
		if (r->places[i].path)
			c = allow(rules, r->places[i].path, r->places[i].run ? LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE : r->places[i].write ? FS_READ | FS_CHANGE | refer | cut : FS_READ, e);
	if (c != OK)
		close(rules);
	else if (!land_close(rules))
		c = err_set(e, E_IO, "The server cannot be limited to its own files (%s).", strerror(errno));
	return c;
}

/* ---- calls ---- */

/* Calls that a server of pages has no use for: other programs, other processes, the machine itself, and corners of the kernel
 * where most holes were found. Each fails with EPERM. */
static const int PROGRAMS[] = {SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork)};
static const int NEVER[] = {
	SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kcmp),
	SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_send_signal), SCMP_SYS(setns), SCMP_SYS(unshare), SCMP_SYS(chroot), SCMP_SYS(pivot_root), SCMP_SYS(mount), SCMP_SYS(umount2),
	SCMP_SYS(move_mount), SCMP_SYS(open_tree), SCMP_SYS(fsopen), SCMP_SYS(fsconfig), SCMP_SYS(fsmount), SCMP_SYS(fspick), SCMP_SYS(mount_setattr), SCMP_SYS(swapon), SCMP_SYS(swapoff),
	SCMP_SYS(reboot), SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module), SCMP_SYS(settimeofday), SCMP_SYS(clock_settime),
	SCMP_SYS(adjtimex), SCMP_SYS(clock_adjtime), SCMP_SYS(sethostname), SCMP_SYS(setdomainname), SCMP_SYS(acct), SCMP_SYS(quotactl), SCMP_SYS(syslog), SCMP_SYS(bpf), SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(keyctl), SCMP_SYS(personality),
	SCMP_SYS(iopl), SCMP_SYS(ioperm), SCMP_SYS(modify_ldt), SCMP_SYS(vmsplice), SCMP_SYS(name_to_handle_at), SCMP_SYS(open_by_handle_at), SCMP_SYS(fanotify_init), SCMP_SYS(lookup_dcookie),
	SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setreuid), SCMP_SYS(setregid), SCMP_SYS(setresuid), SCMP_SYS(setresgid), SCMP_SYS(setgroups), SCMP_SYS(setfsuid), SCMP_SYS(setfsgid),
	SCMP_SYS(capset), SCMP_SYS(mknod), SCMP_SYS(mknodat), SCMP_SYS(migrate_pages), SCMP_SYS(move_pages), SCMP_SYS(nfsservctl), SCMP_SYS(vhangup), SCMP_SYS(uselib), SCMP_SYS(ustat)};

static bool each(scmp_filter_ctx ctx, uint32_t what, const int *list, size_t n)
{
	bool ok = ctx != NULL;
	for (size_t i = 0; ok && i < n; i++)
		ok = seccomp_rule_add(ctx, what, list[i], 0) == 0;
	return ok;
}
#define EACH(ctx, what, list) each(ctx, what, list, sizeof(list) / sizeof *(list))

#define NO(call, ...) (rc = rc ? rc : seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(call), __VA_ARGS__))

static int rules_of(scmp_filter_ctx ctx, const struct jail_rules *r)
{
	int rc = EACH(ctx, SCMP_ACT_ERRNO(EPERM), NEVER) && (starts_some(r) || EACH(ctx, SCMP_ACT_ERRNO(EPERM), PROGRAMS)) ? 0 : -ENOMEM;
	/* a thread is welcome, a process is not; clone3 hides its flags behind a pointer, so the library uses clone */
	if (!starts_some(r))
		NO(clone, 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
	rc = rc ? rc : seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	/* internet, local sockets and (to ask for the machine's own addresses) netlink's routes, nothing else */
	NO(socket, 1, SCMP_A0(SCMP_CMP_GT, AF_NETLINK));
	for (int family = AF_UNSPEC; family < AF_NETLINK && rc == 0; family++)
		if (family != AF_UNIX && family != AF_INET && family != AF_INET6)
			NO(socket, 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)family));
	NO(socket, 2, SCMP_A0(SCMP_CMP_EQ, AF_NETLINK), SCMP_A2(SCMP_CMP_NE, 0));
	NO(socket, 2, SCMP_A0(SCMP_CMP_EQ, AF_INET), SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, SOCK_RAW));
	NO(socket, 2, SCMP_A0(SCMP_CMP_EQ, AF_INET6), SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, SOCK_RAW));
	if (!r->connect)
		NO(connect, 0);
	/* no memory that is written and then run */
	NO(mmap, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_WRITE | PROT_EXEC, PROT_WRITE | PROT_EXEC));
	NO(mprotect, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
	NO(pkey_mprotect, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
	/* what is typed into a terminal for others (TIOCSTI) */
	NO(ioctl, 1, SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffff, 0x5412));
	return rc;
}

static enum code calls(const struct jail_rules *r, struct err *e)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	if (!ctx)
		return err_set(e, E_MEMORY, "There is no memory left to limit the server.");
	int rc = rules_of(ctx, r);
	if (rc == 0)
		rc = seccomp_load(ctx);
	seccomp_release(ctx);
	return rc == 0 ? OK : err_set(e, E_IO, "The server's system calls cannot be limited (%s).", strerror(-rc));
}

enum code jail_enter(const struct jail_rules *r, struct jail_state *out, struct err *e)
{
	enum code c = OK;
	jail_probe(out);
	struct rlimit none = {0, 0};
	(void)setrlimit(RLIMIT_CORE, &none); /* children's records in a core file would lie about */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return err_set(e, E_IO, "The server cannot give up its rights (%s).", strerror(errno));
	if (out->landlock)
		c = files(r, out->landlock, e);
	if (c == OK && out->seccomp)
		c = calls(r, e);
	return c;
}

/* ---- of a program that is locked away ---- */

static const int REFUSED[] = {
	SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(userfaultfd),
	SCMP_SYS(io_uring_setup), SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rename),
	SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(truncate), SCMP_SYS(ftruncate), SCMP_SYS(chmod), SCMP_SYS(fchmodat),
	SCMP_SYS(chown), SCMP_SYS(fchownat), SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(symlink), SCMP_SYS(symlinkat)};

/* The filter is put together by hand, one jump a call: libseccomp 2.5 goes round for ever when an allocation fails in seccomp_export_bpf, and this
 * is asked for while the server works. */
struct sock_fprog jail_filter(struct sock_filter f[JAIL_FILTER_MOST])
{
	unsigned short n = 0;
	const uint32_t no = SECCOMP_RET_ERRNO | EPERM, flags_at = offsetof(struct seccomp_data, args) + (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
	f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, seccomp_arch_native(), 1, 0);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1); /* x32: the same calls by other numbers */
	f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
	for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
		if (REFUSED[i] < 0) /* this kind of processor has no such call */
			continue;
		f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)REFUSED[i], 0, 1);
		f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, no);
	}
	/* threads yes, processes no; clone3 hides its flags, so that libraries must take clone */
	f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)SCMP_SYS(clone3), 0, 1);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
	f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)SCMP_SYS(clone), 0, 3);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, flags_at);
	f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, no);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	return (struct sock_fprog){.len = n, .filter = f};
}
_Static_assert(13 + 2 * sizeof REFUSED / sizeof *REFUSED <= JAIL_FILTER_MOST, "there is room for the filter");

bool jail_tighten(const char *folder)
{
	static const int allowed[] = {
		SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(stat),
		SCMP_SYS(lseek), SCMP_SYS(access), SCMP_SYS(dup), SCMP_SYS(fcntl), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(brk),
		SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack), SCMP_SYS(futex),
		SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(sched_yield)};
	if (SANITIZED) /* they look at their own maps and threads at the end */
		return true;
	int version = landlock_version(), set = folder ? land_new(version) : -1;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return false;
	if (set >= 0 && (!land_add(set, folder, FS_READ) || !land_close(set)))
		return false;
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool ok = ctx != NULL && seccomp_attr_set(ctx, SCMP_FLTATR_CTL_TSYNC, 1) == 0; /* threads that a library keeps, too */
	ok = ok && EACH(ctx, SCMP_ACT_ALLOW, allowed);
	/* to read alone; where Landlock is, only below the folder */
	ok = ok && (!folder || seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY)) == 0);
	ok = ok && seccomp_load(ctx) == 0;
	seccomp_release(ctx);
	return ok || !seccomp_there();
}
