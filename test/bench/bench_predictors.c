/* The predictors of the next answer on a generated log of the size and shape of a public one (278,336 responses, about
 * 3,100 learners, 149 skills, 17,000 items): columns and fit, and prediction. Seconds are of the processor. */
#include "engine/mastery/best.h"
#include "engine/mastery/history.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

static double cpu(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double unit(uint64_t *x)
{
	uint64_t z = (*x += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static struct str generate(struct arena *a, long n)
{
	enum { SKILLS = 149, ITEMS = 115 };
	struct buf b = buf_new(a, (size_t)n * 32 + 100);
	uint64_t x = 42;
	buf_z(&b, "learner\titem\tskill\tcorrect\n");
	for (long made = 0, learner = 0; made < n; learner++) {
		double able = unit(&x) + unit(&x) + unit(&x) - 1.5;
		long rows = 1 + (long)(-90 * log(1 - unit(&x)));
		unsigned k = (unsigned)(unit(&x) * SKILLS), tries = 0;
		for (long i = 0; i < rows && made < n; i++, made++) {
			if (unit(&x) < 0.12) {
				k = (unsigned)(unit(&x) * SKILLS);
				tries = 0;
			}
			unsigned item = k * ITEMS + (unsigned)(unit(&x) * ITEMS);
			double eta = 1.5 * able + 0.15 * tries++ - (double)(item * 2654435761u >> 22) / 300 + 1.7;
			buf_fmt(&b, "%ld\t%u\t%u\t%d\n", learner, item, k, unit(&x) < 1 / (1 + exp(-eta)));
		}
	}
	return buf_done(&b);
}

static double fit(struct arena *a, const struct model_ops *ops, const struct best_plan *plan, const struct responses *r, int rounds, struct model **out)
{
	double least = INFINITY;
	for (int round = 0; round < rounds; round++) {
		const struct fit_options o = fit_options_default();
		struct model *m = NEW(a, struct model);
		struct err e = {0};
		double t = cpu();
		m->ops = ops;
		m->responses = r->n;
		if (best_fit(a, plan, r, &o, m, &e) != OK) {
			fprintf(stderr, "%s\n", e.text);
			return NAN;
		}
		t = cpu() - t;
		least = t < least ? t : least;
		*out = m;
	}
	return least;
}

int main(void)
{
	struct arena *a = arena_new(0);
	struct responses r, million;
	struct err e = {0};
	struct model *m = NULL;
	if (!a || responses_read(a, generate(a, 278336), RESPONSES_ALL, &r, &e) != OK || responses_read(a, generate(a, 1000000), RESPONSES_ALL, &million, &e) != OK)
		return 1;
	printf("%zu responses, %u learners, %u items, %u skills\n", r.n, r.learners.n, r.items.n, r.skills.n);
	struct best_plan plan = best_plan_of(MODEL_LOGISTIC), counts = plan;
	counts.groups = HISTORY_COUNTS;
	printf("%-50s %6.3f s, target 0.4, limit 0.38\n", "columns and fit, Best-LR", fit(a, model_ops_of(MODEL_LOGISTIC), &counts, &r, 9, &m));
	printf("%-50s %6.2f s\n", "columns and fit, logistic", fit(a, model_ops_of(MODEL_LOGISTIC), &plan, &r, 3, &m));
	plan = best_plan_of(MODEL_BEST);
	printf("%-50s %6.2f s\n", "all steps of best", fit(a, model_ops_of(MODEL_BEST), &plan, &r, 3, &m));
	double *p = NEW_ARRAY(a, double, million.n), t = cpu();
	if (model_predict(a, m, &million, 1, p, &e) != OK)
		return 1;
	printf("%-50s %6.2f s\n", "predict 1,000,000 with best", cpu() - t);
	arena_free(a);
	return 0;
}
