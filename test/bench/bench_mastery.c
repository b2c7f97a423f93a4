/* The mastery engine against its targets: reading and fitting of generated logs by the program itself, from text files;
 * one pass in each kind of processor; predicting; one event; lines through points; how time grows with the log; and what can be
 * measured of accuracy and fairness without a log that is not here. Last one table: every target, what came out, met or not.
 *
 *     bench_mastery [--most N]    logs of up to N responses (default 10^7, or $TRELLIS_BENCH_MOST where that is more; 10^8 takes a 1.6 GB file
 *                                 in $TMPDIR and 1.5 GB of memory)
 *
 * Seconds are of the processor (user and system), the least of several runs, so that others on the machine disturb less;
 * memory is the largest resident set, the mapped file taken off. */
#include "base/clock.h"
#include "base/file.h"
#include "engine/mastery/bkt.h"
#include "engine/mastery/bkt_online.h"
#include "engine/mastery/mastery.h"
#include "engine/trend/trend.h"
#include "support/budget.h"

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

/* Every target, for the table at the end. target 0: none, a limit alone; at_least: more is better. */
static struct line {
	char what[80];
	const char *unit;
	double got, target, limit;
	bool at_least;
} lines[64];
static size_t n_lines;

/* Not what could not be measured. */
static bool met(const struct line *x)
{
	return isnan(x->got) ? false : x->at_least ? x->got >= x->target : x->got <= x->target;
}

static void put(const struct line *x)
{
	char limit[40] = "";
	if (x->limit > 0)
		(void)snprintf(limit, sizeof limit, ", limit %.4g", x->limit);
	printf("%-62s %9.4g %-3s %s %.4g%s  %s\n", x->what, x->got, x->unit, x->at_least ? "at least" : "at most ", x->target, limit, isnan(x->got) ? "NOT MEASURED" : met(x) ? "met" : "MISSED");
}

static void target(const char *what, double got, double wanted, double limit, const char *unit, bool at_least)
{
	struct line x = {.unit = unit, .got = got, .target = wanted, .limit = limit, .at_least = at_least};
	(void)snprintf(x.what, sizeof x.what, "%s", what);
	put(&x);
	if (n_lines < sizeof lines / sizeof *lines)
		lines[n_lines++] = x;
}

static void row(const char *what, double got, double wanted, double limit, const char *unit)
{
	if (wanted > 0)
		target(what, got, wanted, limit, unit, false);
	else
		printf("%-62s %9.4g %-3s limit %.4g\n", what, got, unit, limit);
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
		return (struct cost){NAN, NAN};
	return (struct cost){(double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6,
		(double)u.ru_maxrss / 1024 * 1.048576};
}

static struct cost run_best(const char *const *argv, int times)
{
	struct cost best = run_once(argv);
	for (int i = 1; i < times && !isnan(best.seconds); i++) {
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
			if (access(program, X_OK) == 0 && generate(log, m))
				(void)remove(log); /* no room: what reads it fails, and the row says so */
			const char *fit[] = {program, "mastery", "fit", "--model", "bkt", "--in", log, "--out", model, NULL};
			const char *predict[] = {program, "mastery", "predict", "--model-file", model, "--in", log, "--out",
				out, NULL};
			/* the same verbs without the server's libraries, which take .02 s to load */
			const char *alone = str_fmt(a, "%s-mastery", program).p;
			const char *fit_alone[] = {alone, "fit", "--model", "bkt", "--in", log, "--out", model, NULL};
			const char *predict_alone[] = {alone, "predict", "--model-file", model, "--in", log, "--out", out, NULL};
			struct cost c = run_best(fit, m <= 5000000 ? 7 : 2);
			double beyond = c.megabytes - size_mb(a, log);
			if (m == 5000000) {
				row("fit BKT, 5 M responses, trellis mastery fit", c.seconds, 0.30, 0.18, "s");
				row("fit BKT, 5 M responses, trellis-mastery fit", run_best(fit_alone, 7).seconds, 0.30, 0.18, "s");
				row("  memory beyond the mapped file", beyond, 100, 0, "MB");
			} else if (m == 1000000) {
				row("fit BKT, 1 M responses, trellis-mastery fit", run_best(fit_alone, 7).seconds, 0.06, 0.032, "s");
				row("fit BKT, 1 M responses, trellis mastery fit", c.seconds, 0.06, 0.032, "s");
				row("predict 1 M responses, trellis-mastery predict", run_best(predict_alone, 7).seconds, 0.10, 0.004, "s");
				row("predict 1 M responses, trellis mastery predict", run_best(predict, 7).seconds, 0.10, 0.004, "s");
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

/* The least time of each kind of event; kinds take turns, learners begin anew now and then, so that one loud moment of the machine
 * spoils no row. What is told of an event is drawn as it comes: nobody foresees an answer. */
enum { STATES = 100000, ROUNDS = 40, TURNS = 8, ONLINE = 0, SUMMED, PLAIN, PACED, LEVELS, WAYS };

struct learners {
	struct bkt_online o;
	struct bkt_state *online;
	struct mastery_state *s;
	struct mastery_pace *pace;
	unsigned x;
};

static bool one_round(const struct mastery_model *m, struct learners *l, int way, int32_t day)
{
	enum code c = OK;
	for (int i = 0; i < STATES; i++) {
		l->x = l->x * 1664525u + 1013904223u;
		struct mastery_event ev = mastery_evidence((enum mastery_kind)(l->x >> 28 & 7), l->x >> 31, day);
		if (way == ONLINE)
			bkt_online_state(&l->o.p, &l->online[i], l->x >> 31);
		else if (way == SUMMED)
			bkt_online_event(&l->o, &l->online[i], l->x >> 31);
		else if (way == PLAIN)
			c |= mastery_update(m, &l->s[i], &ev, NULL);
		else if (way == PACED)
			c |= mastery_update_paced(m, &l->pace[i], &l->s[i], &ev, NULL);
		else {
			ev.score = (l->x >> 30) * (1.0 / 3);
			c |= mastery_update_paced(m, &l->pace[i], &l->s[i], &ev, NULL);
		}
	}
	return c == OK;
}

static int events(struct arena *a)
{
	struct mastery_params p = mastery_params_default();
	struct mastery_rule r = mastery_rule_default();
	struct mastery_model *m = NULL;
	if (mastery_model_new(a, &p, &r, &m, NULL))
		return 1;
	const struct bkt_params q = {0.3, 0.15, 0.2, 0.1, 0};
	const struct bkt_prior prior = {q, 10};
	struct learners l = {.online = NEW_ARRAY(a, struct bkt_state, STATES), .s = NEW_ARRAY(a, struct mastery_state, STATES), .pace = NEW_ARRAY(a, struct mastery_pace, STATES), .x = 1};
	double best[WAYS], sum = 0, t;
	for (int way = 0; way < WAYS; way++)
		best[way] = INFINITY;
	for (int turn = 0; turn < TURNS; turn++) {
		for (int way = 0; way < WAYS; way++) {
			l.o = bkt_online_start(&q, &prior);
			for (int i = 0; i < STATES; i++) {
				l.online[i] = (struct bkt_state){0};
				l.s[i] = mastery_start(m);
				l.pace[i] = mastery_pace_start();
			}
			for (int round = 0; round < ROUNDS; round++) {
				t = cpu();
				if (!one_round(m, &l, way, 20000 + round))
					return 1;
				t = cpu() - t;
				best[way] = t < best[way] ? t : best[way];
			}
		}
	}
	t = cpu();
	for (int i = 0; i < STATES; i++)
		sum += mastery_estimate(m, &l.s[i], 20100).low;
	t = cpu() - t;
	for (int way = 0; way < WAYS; way++)
		best[way] *= 1e9 / STATES;
	row("one new event online: a learner's 32 bytes on a skill", best[ONLINE], 25, 13, "ns");
	row("one new event of a learner in the program, band and rule too", best[PLAIN], 25, 13, "ns");
	row("  the same with what is learned of the pace", best[PACED], 25, 13, "ns");
	printf("  a rubric's level instead of right or wrong, pace too: %.1f ns; the population's sums kept with every event (the program adds them\n"
	       "  up when a step is asked for): %.1f ns; one estimate with its band %.0f ns [check %.3f]\n", best[LEVELS], best[SUMMED], t * 1e9 / STATES, sum / STATES);
	return 0;
}

/* Theil-Sen and least squares on 20 points, a new set each time. */
static void trends(void)
{
	enum { SETS = 256, POINTS = 20, TIMES = 20 };
	static double x[SETS][POINTS], y[SETS][POINTS], scratch[TREND_SCRATCH(POINTS)];
	double best[2] = {INFINITY, INFINITY}, sum = 0;
	uint64_t seed = 9;
	for (int i = 0; i < SETS; i++)
		for (int k = 0; k < POINTS; k++) {
			x[i][k] = 7.0 * k;
			y[i][k] = 30 + k + 12 * unit(&seed);
		}
	for (int round = 0; round < TIMES; round++)
		for (int which = 0; which < 2; which++) {
			struct trend t = {0};
			double begin = cpu();
			for (int i = 0; i < 20 * SETS; i++) {
				bool ok = which ? trend_ols(x[i % SETS], y[i % SETS], POINTS, &t) : trend_theil_sen(x[i % SETS], y[i % SETS], POINTS, scratch, &t);
				sum += ok ? t.slope : 0;
			}
			begin = (cpu() - begin) / (20 * SETS);
			best[which] = begin < best[which] ? begin : best[which];
		}
	row("Theil-Sen on 20 points, with its interval", best[0] * 1e6, 3, 2.3, "us");
	row("OLS on 20 points", best[1] * 1e9, 40, 28, "ns");
	printf("  [check %.3f]\n", sum / (2.0 * TIMES * 20 * SETS));
}

/* ---- what programs say ---- */

/* The number behind "key": in the first line of a command's output that has `in`; NAN when there is none. */
static double said(struct arena *a, const char *command, const char *in, const char *key)
{
	char line[4096];
	double v = NAN;
	FILE *f = popen(command, "r");
	const char *quoted = str_fmt(a, "\"%s\":", key).p;
	while (f && fgets(line, sizeof line, f)) {
		const char *at = isnan(v) && strstr(line, in) ? strstr(line, quoted) : NULL;
		if (at)
			v = strtod(at + strlen(quoted) + (at[strlen(quoted)] == '['), NULL);
	}
	return f && pclose(f) == 0 ? v : NAN;
}

static void fairness(struct arena *a, const char *program)
{
	const char *command = str_fmt(a, "%s mastery simulate --preset fast-slow --seed 1", program).p;
	static const char *const ours = "\"rule\":\"trellis\"";
	target("fairness, fast-slow: gap", said(a, command, ours, "gap"), .020, .002, "", false);
	target("fairness, fast-slow: truly mastered, fast", said(a, command, ours, "fast_true"), .96, .973, "", true);
	target("fairness, fast-slow: truly mastered, slow", said(a, command, ours, "slow_true"), .96, .971, "", true);
	target("fairness, fast-slow: practice, fast", said(a, command, ours, "fast_practice"), 7, 6, "", false);
}

/* The Spanish log, five learner-wise folds; without it the rows say so. */
static void accuracy(struct arena *a, const char *program)
{
	const char *shared = getenv("TRELLIS_SHARED"), *log = file_join(a, shared ? shared : "../shared", "data/learner/spanish/spanish-test.csv");
	static const char *const all = "\"fold\":\"all\"";
	if (access(log, R_OK) != 0)
		printf("%s is not there; TRELLIS_SHARED says where the Spanish log is\n", log);
	const char *base = str_fmt(a, "%s mastery evaluate --in %s --folds 5 --replicates 1 --threads 2 --model ", program, log).p;
	const char *best = str_fmt(a, "%sbest", base).p, *file = file_join(a, getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", "bench_mastery_best.json");
	const char *keep = str_fmt(a, "%s > %s; cat %s", best, file, file).p, *again = str_fmt(a, "cat %s", file).p;
	double auc = said(a, keep, all, "auc");
	/* a plain Best-LR with all penalties 1 has .8439 here (test/property/test_predictors_spanish.c computes it) */
	target("Spanish log, best: AUC above a plain Best-LR (.8439)", auc - .8439, .008, 0, "", true);
	target("Spanish log, best: ECE10", said(a, again, all, "ece10"), .010, 0, "", false);
	double forget = said(a, str_fmt(a, "%sbkt-forget", base).p, all, "auc"), plain = said(a, str_fmt(a, "%sbkt", base).p, all, "auc");
	target("Spanish log, bkt-forget: AUC above bkt", forget - plain, 0.0001, 0, "", true);
	(void)remove(file);
	printf("accuracy on H (AUC >= .780, RMSE <= .418, log loss <= .523, ECE10 <= .008): H is not here;\n  trellis mastery evaluate --model best --in H measures it\n");
}

/* Best-LR on a log of the size of H: bench_predictors, which stands beside this program. */
static void best_lr(struct arena *a, const char *self)
{
	char line[400];
	double v = NAN;
	const char *slash = strrchr(self, '/');
	FILE *f = slash ? popen(str_fmt(a, "%.*s/bench_predictors", (int)(slash - self), self).p, "r") : NULL;
	while (f && fgets(line, sizeof line, f)) {
		printf("  %s", line);
		if (strstr(line, "columns and fit, Best-LR"))
			v = strtod(line + strcspn(line, "R") + 1, NULL);
	}
	if (f)
		(void)pclose(f);
	row("Best-LR features and fit, 278,336 responses", v, 0.4, 0.38, "s");
}

static void table(void)
{
	size_t ok = 0, unknown = 0;
	printf("\nall targets that can be measured here; seconds swing with what else the machine does:\n");
	for (size_t i = 0; i < n_lines; i++) {
		put(&lines[i]);
		ok += met(&lines[i]);
		unknown += isnan(lines[i].got);
	}
	printf("%zu of %zu met, %zu missed, %zu not measured\n", ok, n_lines, n_lines - ok - unknown, unknown);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(0);
	struct err e = {0};
	const char *folder, *build = getenv("TRELLIS_BUILD");
	const char *asked = argc > 2 && !strcmp(argv[1], "--most") ? argv[2] : NULL, *env = getenv("TRELLIS_BENCH_MOST");
	long most = asked ? strtol(asked, NULL, 10) : budget_quick() ? 1000000 : 10000000;
	if (!asked && env && strtol(env, NULL, 10) > most) /* a million learners of the other benches is fewer than these responses */
		most = strtol(env, NULL, 10);
	if (!a || file_temp_dir(a, &folder, &e) != OK) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	printf("mastery engine, processor seconds, least of several runs\n");
	int status = events(a);
	passes(a, file_join(a, folder, "log.tsv"));
	const char *slash = strrchr(argv[0], '/'); /* the programs stand a folder above this one */
	const char *program = file_join(a, build ? build : slash ? str_fmt(a, "%.*s/..", (int)(slash - argv[0]), argv[0]).p : "..", "trellis");
	trends();
	best_lr(a, argv[0]);
	if (access(program, X_OK) != 0)
		printf("%s is not there: whole processes are not measured; TRELLIS_BUILD says where it is\n", program);
	fairness(a, program);
	accuracy(a, program);
	processes(a, program, folder, most);
	if (most < 100000000)
		printf("fit BKT, 10^8 responses: not run, it takes a file of 1.5 GB in $TMPDIR; TRELLIS_BENCH_MOST=100000000 runs it\n");
	table();
	(void)!file_remove_all(folder, &e);
	arena_free(a);
	return status;
}
