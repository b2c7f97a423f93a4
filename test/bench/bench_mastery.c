/* The mastery engine against its targets: reading and fitting of generated logs by the program itself, from text files;
 * one pass in each kind of processor; predicting; one event; how time grows with the log.
 *
 *     bench_mastery [--most N]    logs of up to N responses (default 10^7; 10^8 takes a 1.6 GB file in $TMPDIR)
 *
 * Seconds are of the processor (user and system), the least of several runs, so that others on the machine disturb less;
 * memory is the largest resident set, the mapped file taken off. */
#include "base/clock.h"
#include "base/file.h"
#include "engine/mastery/bkt.h"
#include "engine/mastery/bkt_online.h"
#include "engine/mastery/mastery.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double cpu(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void row(const char *what, double got, double target, double limit, const char *unit)
{
	printf("%-58s %9.4g %-4s target %8.4g, limit %8.4g  %s\n", what, got, unit, target, limit, target <= 0 || got <= target ? "" : "MISSED");
}

/* ---- generated logs: 100 skills, known parameters, SplitMix64; written as they are drawn ---- */

static uint64_t next(uint64_t *x)
{
	uint64_t z = (*x += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static double unit(uint64_t *x)
{
	return (double)(next(x) >> 11) * 0x1p-53;
}

static int generate(const char *path, long n)
{
	enum { SKILLS = 100 };
	uint64_t x = 42;
	struct bkt_params p[SKILLS];
	FILE *f = fopen(path, "w");
	long made = 0;
	if (!f)
		return 1;
	for (int k = 0; k < SKILLS; k++)
		p[k] = (struct bkt_params){.1 + .5 * unit(&x), .05 + .25 * unit(&x), .10 + .20 * unit(&x), .05 + .15 * unit(&x), 0};
	fputs("user_id\titem_id\tskill_id\tcorrect\n", f);
	for (long l = 0; made < n; l++) {
		int start = (int)(unit(&x) * SKILLS);
		for (int j = 0; j < 10 && made < n; j++) {
			int k = (start + 7 * j) % SKILLS, many = 5 + (int)(unit(&x) * 11);
			bool knows = unit(&x) < p[k].prior;
			for (int t = 0; t < many && made < n; t++, made++) {
				int item = k * 20 + (int)(unit(&x) * 20);
				fprintf(f, "%ld\t%d\t%d\t%d\n", l, item, k, unit(&x) < (knows ? 1 - p[k].slip : p[k].guess));
				knows |= unit(&x) < p[k].learn;
			}
		}
	}
	return fclose(f);
}

/* ---- the program as a process ---- */

struct cost {
	double seconds, megabytes;
};

static struct cost run_once(const char *const *argv)
{
	struct rusage u;
	int status;
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(127);
		execv(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &u) != pid || status != 0)
		return (struct cost){-1, -1};
	return (struct cost){(double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6,
		(double)u.ru_maxrss / 1024 * 1.048576};
}

static struct cost run_best(const char *const *argv, int times)
{
	struct cost best = run_once(argv);
	for (int i = 1; i < times && best.seconds >= 0; i++) {
		struct cost c = run_once(argv);
		best.seconds = c.seconds < best.seconds ? c.seconds : best.seconds;
		best.megabytes = c.megabytes < best.megabytes ? c.megabytes : best.megabytes;
	}
	return best;
}

static double size_mb(struct arena *a, const char *path)
{
	struct str text;
	return file_map(a, path, &text, NULL) == OK ? (double)text.n * 1e-6 : 0;
}

static void processes(struct arena *a, const char *program, const char *folder, long most)
{
	const char *model = file_join(a, folder, "model.json"), *out = file_join(a, folder, "p.csv");
	double last_n = 0, last_s = 0;
	for (long n = 100000; n <= most; n *= 10) {
		for (int half = 0; half < 2; half++) {
			long m = half ? n / 2 * 10 : n;
			if (m > most || (half && n != 1000000))
				continue;
			const char *log = file_join(a, folder, "log.tsv");
			if (generate(log, m))
				return;
			const char *fit[] = {program, "mastery", "fit", "--model", "bkt", "--in", log, "--out", model, NULL};
			const char *predict[] = {program, "mastery", "predict", "--model-file", model, "--in", log, "--out",
				out, NULL};
			struct cost c = run_best(fit, m <= 5000000 ? 7 : 2);
			double beyond = c.megabytes - size_mb(a, log);
			if (m == 5000000) {
				row("fit BKT, 5 M responses, whole process, 1 thread", c.seconds, 0.30, 0.18, "s");
				row("  memory beyond the mapped file", beyond, 100, 0, "MB");
			} else if (m == 1000000) {
				row("fit BKT, 1 M responses", c.seconds, 0.06, 0.032, "s");
				row("predict 1 M responses, table to table", run_best(predict, 7).seconds, 0.10, 0.004, "s");
			} else {
				printf("fit BKT, %ld responses: %.3f s, %.0f MB beyond the file\n", m, c.seconds, beyond);
			}
			if (!half && last_n > 0)
				printf("  from %.0e to %.0e responses time grows with the power %.2f\n", last_n, (double)m, log10(c.seconds / last_s) / log10((double)m / last_n));
			if (!half) {
				last_n = (double)m;
				last_s = c.seconds;
			}
		}
	}
}

/* ---- inside ---- */

static void passes(struct arena *a, const char *log)
{
	struct str text;
	struct responses r;
	struct bkt_log l;
	static const char *const names[] = {"one pass, portable, per response", "one pass, AVX2, per response", "one pass, AVX-512, per response"};
	static const double target[] = {0, 0.9, 0.45}, limit[] = {0, 0, 0.33};
	if (generate(log, 1000000) || file_map(a, log, &text, NULL) || responses_read(a, text, RESPONSES_ORDER, &r, NULL) || bkt_log_make(a, &r, &l, NULL))
		return;
	struct bkt_plan *plan = NEW_ARRAY(a, struct bkt_plan, l.n_skills);
	for (uint32_t k = 0; k < l.n_skills; k++) {
		char *m = arena_alloc(a, bkt_plan_size(&l, l.first[k], l.first[k + 1]) + 64);
		bkt_plan_make(&l, l.first[k], l.first[k + 1], m + (64 - (uintptr_t)m % 64) % 64, &plan[k]);
	}
	double *scratch = NEW_ARRAY(a, double, 8 * 4096), kept = (double)l.first[l.n_skills];
	for (int forget = 0; forget < 2; forget++) {
		struct bkt_params p = {0.3, 0.15, 0.2, 0.1, forget ? 0.02 : 0};
		for (int k = (int)bkt_simd_best(); k >= 0; k--) {
			double best = INFINITY;
			for (int round = 0; round < 40; round++) {
				struct bkt_sums s;
				double t = cpu();
				for (uint32_t i = 0; i < l.n_skills; i++)
					bkt_pass(&plan[i], &p, (enum bkt_simd)k, scratch, &s);
				t = cpu() - t;
				best = t < best ? t : best;
			}
			if (forget)
				printf("  with forgetting, %s: %.2f ns\n", k == 2 ? "AVX-512" : k == 1 ? "AVX2" : "portable", best * 1e9 / (double)r.n);
			else
				row(names[k], best * 1e9 / (double)r.n, target[k], limit[k], "ns");
		}
	}
	printf("  (the same patterns of a skill are passed over once: %.2f learners a pattern)\n", (double)l.sequences / kept);
	struct fit_options o = fit_options_default();
	struct model *m;
	if (model_fit(a, model_ops_of(MODEL_BKT), &r, &o, &m, NULL))
		return;
	double *p = NEW_ARRAY(a, double, r.n), best = INFINITY;
	for (int round = 0; round < 7; round++) {
		double t = cpu();
		if (model_predict(a, m, &r, 1, p, NULL))
			return;
		t = cpu() - t;
		best = t < best ? t : best;
	}
	row("  predict 1 M responses, compute alone", best, 0, 0.004, "s");
}

static int events(struct arena *a)
{
	enum { STATES = 100000, ROUNDS = 50 };
	struct mastery_params p = mastery_params_default();
	struct mastery_rule r = mastery_rule_default();
	struct mastery_model *m = NULL;
	if (mastery_model_new(a, &p, &r, &m, NULL))
		return 1;
	struct mastery_state *s = NEW_ARRAY(a, struct mastery_state, STATES);
	for (int i = 0; i < STATES; i++)
		s[i] = mastery_start(m);
	unsigned x = 1;
	double update = INFINITY, sum = 0, t;
	for (int round = 0; round < ROUNDS; round++) {
		t = cpu();
		for (int i = 0; i < STATES; i++) {
			x = x * 1664525u + 1013904223u;
			struct mastery_event ev = mastery_evidence((enum mastery_kind)(x >> 28 & 7), x >> 31, 20000 + round);
			if (mastery_update(m, &s[i], &ev, NULL))
				return 1;
		}
		t = cpu() - t;
		update = t < update ? t : update;
	}
	t = cpu();
	for (int i = 0; i < STATES; i++)
		sum += mastery_estimate(m, &s[i], 20100).low;
	struct bkt_state *b = NEW_ARRAY(a, struct bkt_state, STATES);
	struct bkt_params q = {0.3, 0.15, 0.2, 0.1, 0};
	struct bkt_prior prior = {q, 10};
	struct bkt_online o = bkt_online_start(&q, &prior);
	double online = INFINITY;
	for (int round = 0; round < ROUNDS; round++) {
		double begin = cpu();
		for (int i = 0; i < STATES; i++) {
			x = x * 1664525u + 1013904223u;
			bkt_online_event(&o, &b[i], x >> 31);
		}
		begin = cpu() - begin;
		online = begin < online ? begin : online;
	}
	row("one new event online, with its part of the population's sums", online * 1e9 / STATES, 25, 13, "ns");
	row("one new event of a learner in the program, in memory", update * 1e9 / STATES, 25, 13, "ns");
	printf("  one estimate with its band %.0f ns [check %.3f]\n", (cpu() - t) * 1e9 / STATES, sum / STATES);
	return 0;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(0);
	struct err e = {0};
	const char *folder, *build = getenv("TRELLIS_BUILD");
	long most = argc > 2 && !strcmp(argv[1], "--most") ? strtol(argv[2], NULL, 10) : 10000000;
	if (!a || file_temp_dir(a, &folder, &e) != OK) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	printf("mastery engine, processor seconds, least of several runs\n");
	int status = events(a);
	passes(a, file_join(a, folder, "log.tsv"));
	const char *program = file_join(a, build ? build : "build", "trellis");
	if (access(program, X_OK) == 0)
		processes(a, program, folder, most);
	else
		printf("%s is not there: whole processes are not measured\n", program);
	(void)!file_remove_all(folder, &e);
	arena_free(a);
	return status;
}
