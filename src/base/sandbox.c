#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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

static bool starts_some(const struct sandbox_rules *r)
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

static bool seccomp_there(void)
{
	return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

void sandbox_probe(struct sandbox_state *out)
{
	*out = (struct sandbox_state){.landlock = landlock_version(), .seccomp = seccomp_there()};
	if (!out->landlock)
		snprintf(out->why, sizeof out->why, "this kernel has no Landlock, or it is turned off: which files the server can reach is decided by its account alone");
	else if (!out->seccomp)
		snprintf(out->why, sizeof out->why, "this kernel has no seccomp");
}

/* ---- files ---- */

static enum code allow(int rules, const char *path, uint64_t access, struct err *e)
{
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st)) {
		if (fd >= 0)
			close(fd);
		return OK; /* nothing there to be reached */
	}
	struct landlock_path_beneath_attr beneath = {.allowed_access = S_ISDIR(st.st_mode) ? access : access & FS_ON_FILE, .parent_fd = fd};
	long r = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0U);
	int why = errno;
	close(fd);
	return r == 0 ? OK : err_set(e, E_IO, "The server cannot be limited to its own files (%s: %s).", path, strerror(why));
}

static enum code files(const struct sandbox_rules *r, int version, struct err *e)
{
	uint64_t refer = version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0, cut = version >= 3 ? FS_TRUNCATE : 0, device = version >= 5 ? FS_IOCTL_DEV : 0;
	struct landlock_ruleset_attr all = {.handled_access_fs = FS_READ | FS_CHANGE | FS_NEVER | refer | cut | device};
	long rules = syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0U);
	if (rules < 0)
		return err_set(e, E_IO, "The server cannot be limited to its own files (%s).", strerror(errno));
	enum code c = OK;
	for (size_t i = 0; READ_BY_ALL[i] && c == OK; i++)
		c = allow((int)rules, READ_BY_ALL[i], FS_READ, e);
	/* libraries that are loaded later are mapped, not executed: reading them is enough */
	if (c == OK)
		c = allow((int)rules, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE, e);
	if (c == OK && r->programs)
		c = allow((int)rules, "/", FS_READ | LANDLOCK_ACCESS_FS_EXECUTE, e);
	for (size_t i = 0; LOADERS[i] && c == OK && starts_some(r); i++)
		c = allow((int)rules, LOADERS[i], LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE, e);
	for (size_t i = 0; i < r->n && c == OK; i++)
		if (r->places[i].path)
			c = allow((int)rules, r->places[i].path, r->places[i].run ? LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE : r->places[i].write ? FS_READ | FS_CHANGE | refer | cut : FS_READ, e);
	if (c == OK && syscall(SYS_landlock_restrict_self, (int)rules, 0U) != 0)
		c = err_set(e, E_IO, "The server cannot be limited to its own files (%s).", strerror(errno));
	close((int)rules);
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

#define NO(call, ...) (rc = rc ? rc : seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(call), __VA_ARGS__))

static int rules_of(scmp_filter_ctx ctx, const struct sandbox_rules *r)
{
	int rc = 0;
	for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER && rc == 0; i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), NEVER[i], 0);
	for (size_t i = 0; i < sizeof PROGRAMS / sizeof *PROGRAMS && rc == 0 && !starts_some(r); i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), PROGRAMS[i], 0);
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

static enum code calls(const struct sandbox_rules *r, struct err *e)
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

enum code sandbox_enter(const struct sandbox_rules *r, struct sandbox_state *out, struct err *e)
{
	enum code c = OK;
	sandbox_probe(out);
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
