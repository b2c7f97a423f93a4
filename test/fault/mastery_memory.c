/* Memory ends at any one allocation while a log is read, fitted and predicted: the engine says so or goes on, and never runs
 * into a pointer that is not there. Each allocation in turn fails in a process of its own. */
#include "engine/mastery/evaluate.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
#define REPLACED 0
#else
#define REPLACED 1
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

static atomic_long left = -1; /* allocations until one fails; below 0: none does */

static bool fails(void)
{
	if (atomic_load(&left) < 0 || atomic_fetch_sub(&left, 1) != 0)
		return false;
	errno = ENOMEM; /* as promised; the C library insists when it starts a thread */
	return true;
}

void *malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return fails() ? NULL : __libc_realloc(p, n);
}

static struct str generated(struct arena *a, int n)
{
	struct buf b = buf_new(a, 1 << 20);
	uint64_t x = 5;
	buf_z(&b, "learner,item,skill,correct,time\n");
	for (int i = 0; i < n; i++) {
		x = x * 6364136223846793005u + 1442695040888963407u;
		buf_fmt(&b, "l%d,i%d,%ss%d,%s,%d\n", i % 40, (int)(x >> 40) % 30, i % 9 ? "" : "both;", (int)(x >> 50) % 6, i % 13 ? (x >> 62 ? "1" : "0") : "0.5", i);
	}
	return buf_done(&b);
}

/* 0: done; 1: said that memory ended; 2: another failure */
static int work(const struct model_ops *ops, struct str text, unsigned threads)
{
	jmp_buf full;
	struct err e = {0};
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	if (setjmp(full))
		return 1;
	arena_catch_thread(&full);
	struct responses r;
	struct model *m;
	struct fit_options o = fit_options_default();
	o.threads = threads;
	enum code c = responses_read(a, text, RESPONSES_ALL, &r, &e);
	if (!c)
		c = model_fit(a, ops, &r, &o, &m, &e);
	if (!c) {
		double *p = NEW_ARRAY(a, double, r.n);
		c = model_predict(a, m, &r, threads, p, &e);
	}
	if (!c)
		(void)model_text(a, m);
	if (!c && threads > 1) { /* folds beside one another */
		struct evaluate_options v = {.fit = o, .folds = 2};
		float *p = NEW_ARRAY(a, float, r.n);
		uint32_t *fold = NEW_ARRAY(a, uint32_t, r.n);
		c = evaluate(ops, &r, &v, p, fold, &e);
	}
	arena_free(a);
	return c == OK ? 0 : c == E_MEMORY && e.text[0] ? 1 : 2;
}

/* How it ends when the n-th allocation fails; *told: it never came to that one. */
static int ending(const struct model_ops *ops, struct str text, unsigned threads, long n, bool *reached)
{
	int status;
	fflush(stdout);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(9);
		(void)signal(SIGABRT, SIG_DFL);
		atomic_store(&left, n);
		int result = work(ops, text, threads);
		_exit(result + (atomic_load(&left) >= 0 ? 0 : 10));
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	*reached = !WIFEXITED(status) || WEXITSTATUS(status) >= 10;
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status) % 10;
}

static void each_allocation(void **unused)
{
	(void)unused;
	struct arena *a = arena_new(0);
	struct str text = generated(a, 1500);
	for (int kind = 0; kind < MODEL_KINDS; kind++) {
		const struct model_ops *ops = model_ops_of((enum model_kind)kind);
		for (unsigned threads = 1; threads <= 3; threads += 2) {
			bool reached = true;
			long n = 0, said = 0;
			for (; reached && n < 20000; n += n < 40 ? 1 : 1 + n / 8) {
				int end = ending(ops, text, threads, n, &reached);
				if (end != 0 && end != 1) /* on helper threads too */
					fail_msg("%s on %u threads ended with %d when allocation %ld failed", ops->name, threads, end, n);
				said += end == 1;
			}
			assert_true(said > 0 && !reached); /* something failed, and the last run had nothing that could */
		}
	}
	arena_free(a);
}
#endif

int main(void)
{
#if REPLACED
	const struct CMUnitTest tests[] = {cmocka_unit_test(each_allocation)};
	return cmocka_run_group_tests(tests, NULL, NULL);
#else
	puts("skipped: allocation is not replaced in this build");
	return 0;
#endif
}
