/* The predictors logistic and best: the solver against finite differences and a plain slow one; no look ahead; the same
 * bits for any threads; what was never seen; written and read again; hostile model files. */
#include "engine/mastery/best.h"
#include "engine/mastery/elo.h"
#include "engine/mastery/evaluate.h"
#include "engine/mastery/history.h"
#include "engine/mastery/lanes.h"
#include "engine/mastery/logistic.h"
#include "support/near.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double uniform(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return (double)(*s >> 11) * 0x1p-53;
}

/* ---- the solver ---- */

enum { N = 600, ITEMS = 25, SKILLS = 6, SETS = 8, DENSE = 5, OWN = 2 };

struct made {
	float x[N * DENSE], values[N * 2 * OWN], slope[N];
	size_t first[N];
	uint32_t item[N], set[N];
	uint8_t right[N], use[N];
};

static const uint32_t set_first[SETS + 1] = {0, 1, 2, 3, 4, 5, 6, 8, 10}, set_skill[10] = {0, 1, 2, 3, 4, 5, 0, 3, 4, 1};

static struct design make_design(struct made *m, unsigned slopes)
{
	uint64_t s = 11;
	size_t at = 0;
	for (uint32_t i = 0; i < N; i++) {
		m->item[i] = i * ITEMS / N;
		m->set[i] = m->item[i] * SETS / ITEMS;
		for (unsigned j = 0; j < DENSE; j++)
			m->x[i * DENSE + j] = j == 0 ? 1 : (float)(2 * uniform(&s) - 1);
		m->first[i] = at;
		for (uint32_t k = set_first[m->set[i]]; k < set_first[m->set[i] + 1]; k++)
			for (unsigned j = 0; j < OWN; j++)
				m->values[at++] = (float)(3 * uniform(&s));
		m->slope[i] = (float)(2 * uniform(&s) - 1);
		m->right[i] = uniform(&s) < 1 / (1 + exp(-(m->x[i * DENSE + 1] * 2 + (m->item[i] % 5) * 0.5 - 1 + m->slope[i])));
		m->use[i] = uniform(&s) < 0.8;
	}
	return (struct design){.n = N, .items = ITEMS, .sets = SETS, .skills = SKILLS, .dense = DENSE, .tail = 1, .own = OWN, .slopes = slopes, .x = m->x, .values = m->values,
		.value_first = m->first, .slope = m->slope, .item = m->item, .set = m->set, .set_first = set_first, .set_skill = set_skill, .right = m->right};
}

static double *coefficient(struct logistic *m, size_t j)
{
	size_t skills = (size_t)m->skills * (1 + m->own);
	return j < m->dense ? &m->beta[j] : j < m->dense + skills ? &m->skill[j - m->dense] : &m->item[j - m->dense - skills];
}

static void derivatives(void **state)
{
	(void)state;
	static struct made made;
	struct arena *a = arena_new(0);
	struct design d = make_design(&made, 1);
	struct logistic *m = logistic_new(a, &d);
	size_t n = DENSE + SKILLS * (1 + OWN) + (size_t)ITEMS * 2;
	uint64_t s = 3;
	m->penalty = (struct penalty){0.7, 1.7, 1.1, {2, 0.4}, 0.9, 3};
	for (size_t j = 0; j < n; j++)
		*coefficient(m, j) = uniform(&s) - 0.5;
	for (size_t j = 0; j < n; j++) {
		double *c = coefficient(m, j), was = *c, h = 1e-5;
		*c = was + h;
		double up = logistic_objective(m, &d, made.use);
		*c = was - h;
		double down = logistic_objective(m, &d, made.use);
		*c = was;
		assert_near(logistic_slope(m, &d, made.use, j), (up - down) / (2 * h), 1e-4);
	}
	arena_free(a);
}

/* Newton's method on the whole matrix, solved by elimination with pivots: the textbook way. */
static void slow_newton(struct logistic *m, const struct design *d, const uint8_t *use)
{
	enum { P = DENSE + SKILLS * (1 + OWN) + ITEMS * 2 };
	static double h[P][P + 1], v[P];
	size_t skills = (size_t)SKILLS * (1 + OWN), n = DENSE + skills + (size_t)ITEMS * (1 + d->slopes);
	for (int step = 0; step < 40; step++) {
		memset(h, 0, sizeof h);
		for (size_t r = 0; r < N; r++) {
			if (use && !use[r])
				continue;
			memset(v, 0, sizeof v);
			for (unsigned j = 0; j < DENSE; j++)
				v[j] = d->x[r * DENSE + j];
			for (uint32_t k = set_first[d->set[r]], at = 0; k < set_first[d->set[r] + 1]; k++, at++) {
				v[DENSE + set_skill[k] * (1 + OWN)] = 1;
				for (unsigned j = 0; j < OWN; j++)
					v[DENSE + set_skill[k] * (1 + OWN) + 1 + j] = d->values[d->value_first[r] + (size_t)at * OWN + j];
			}
			v[DENSE + skills + d->item[r] * (1 + d->slopes)] = 1;
			if (d->slopes)
				v[DENSE + skills + d->item[r] * 2 + 1] = d->slope[r];
			double eta = 0;
			for (size_t j = 0; j < n; j++)
				eta += v[j] * *coefficient(m, j);
			double p = 1 / (1 + exp(-eta)), w = p * (1 - p);
			for (size_t i = 0; i < n; i++)
				for (size_t j = 0; j < n; j++)
					h[i][j] += w * v[i] * v[j];
		}
		for (size_t j = 0; j < n; j++) {
			double pen = j == 0 ? 0 : j < DENSE - 1 ? m->penalty.dense : j < DENSE ? m->penalty.tail : j < DENSE + skills ? ((j - DENSE) % (1 + OWN) ? m->penalty.own[(j - DENSE) % (1 + OWN) - 1] : m->penalty.skill)
				: d->slopes && (j - DENSE - skills) % 2 ? m->penalty.slope : m->penalty.item;
			h[j][j] += pen;
			h[j][n] = -logistic_slope(m, d, use, j);
		}
		for (size_t c = 0; c < n; c++) {
			size_t best = c;
			for (size_t i = c; i < n; i++)
				best = fabs(h[i][c]) > fabs(h[best][c]) ? i : best;
			for (size_t j = 0; j <= n; j++) {
				double t = h[c][j];
				h[c][j] = h[best][j];
				h[best][j] = t;
			}
			for (size_t i = 0; i < n; i++)
				if (i != c) {
					double f = h[i][c] / h[c][c];
					for (size_t j = c; j <= n; j++)
						h[i][j] -= f * h[c][j];
				}
		}
		for (size_t j = 0; j < n; j++)
			*coefficient(m, j) += h[j][n] / h[j][j];
	}
}

static void same_as_the_slow_way(void **state)
{
	(void)state;
	static struct made made;
	for (unsigned slopes = 0; slopes < 2; slopes++)
		for (int part = 0; part < 2; part++) {
			struct arena *a = arena_new(0);
			struct err e = {0};
			struct design d = make_design(&made, slopes);
			struct logistic *m = logistic_new(a, &d), *slow = logistic_new(a, &d);
			struct logistic_options o = {.penalty = {0.7, 1.7, 1.1, {2, 0.4}, 0.9, 3}, .tolerance = 1e-12, .use = part ? made.use : NULL};
			if (logistic_fit(a, &d, &o, m, &e) != OK)
				fail_msg("%s", e.text);
			assert_true(m->steps < 12);
			slow->penalty = o.penalty;
			slow_newton(slow, &d, o.use);
			size_t n = DENSE + SKILLS * (1 + OWN) + (size_t)ITEMS * (1 + slopes);
			for (size_t j = 0; j < n; j++) {
				assert_near(*coefficient(m, j), *coefficient(slow, j), 1e-6);
				assert_near(logistic_slope(m, &d, o.use, j), 0, 1e-4);
			}
			assert_near(m->objective, logistic_objective(m, &d, o.use), 1e-6);
			arena_free(a);
		}
}

/* Many items whose effects spread by 0.8: the penalty found is near 1 / 0.64. */
static void penalty_is_found(void **state)
{
	(void)state;
	enum { MANY = 400, EACH = 60 };
	struct arena *a = arena_new(0);
	struct err e = {0};
	size_t n = (size_t)MANY * EACH;
	float *x = NEW_ARRAY(a, float, n);
	uint32_t *item = NEW_ARRAY(a, uint32_t, n), *set = NEW_ARRAY(a, uint32_t, n);
	uint8_t *right = NEW_ARRAY(a, uint8_t, n);
	uint64_t s = 5;
	double effect = 0;
	for (size_t i = 0; i < n; i++) {
		x[i] = 1;
		item[i] = (uint32_t)(i / EACH);
		if (i % EACH == 0)
			effect = 0.8 * sqrt(-2 * log(1 - uniform(&s))) * cos(6.283185307 * uniform(&s));
		right[i] = uniform(&s) < 1 / (1 + exp(-0.5 - effect));
	}
	const uint32_t none[2] = {0, 0};
	struct design d = {.n = n, .items = MANY, .sets = 1, .dense = 1, .x = x, .item = item, .set = set, .set_first = none, .set_skill = none, .right = right};
	struct logistic *m = logistic_new(a, &d);
	struct logistic_options o = {.penalty = {.dense = 1, .skill = 1, .item = 20}, .learn_penalty = true};
	assert_int_equal(logistic_fit(a, &d, &o, m, &e), OK);
	assert_near(1 / sqrt(m->penalty.item), 0.8, 0.08);
	assert_near(m->beta[0], 0.5, 0.1);
	arena_free(a);
}

static void inner_loops(void **state)
{
	(void)state;
	double eta[37], p[37], sum = 0;
	uint8_t right[37], use[37];
	uint64_t s = 9;
	for (int i = 0; i < 37; i++) {
		eta[i] = i == 0 ? 800 : i == 1 ? -800 : i == 2 ? 0 : 30 * uniform(&s) - 15;
		right[i] = uniform(&s) < 0.5;
		use[i] = i != 5 && i != 0 && i != 1;
		sum += use[i] ? log1p(exp(right[i] ? -eta[i] : eta[i])) : 0;
	}
	assert_near(lanes_logit(eta, right, use, p, 37), sum, 1e-12 * sum);
	for (int i = 0; i < 37; i++)
		assert_near(p[i], 1 / (1 + exp(-eta[i])), 1e-15);
	double a[9] = {4, 0, 0, 2, 5, 0, 2, 3, 6}, b[3] = {8, 10, 11}; /* [4 2 2; 2 5 3; 2 3 6] x = b: x = 1, 1, 1 */
	lanes_cholesky(a, 3);
	lanes_solve(a, 3, b);
	for (int i = 0; i < 3; i++)
		assert_near(b[i], 1, 1e-12);
}

/* ---- the models ---- */

/* A log of learners who differ, items that differ, skills that are learned; some rows are about two skills. */
static struct str make_log(struct arena *a, unsigned learners, unsigned rows, uint64_t s, bool time)
{
	struct buf b = buf_new(a, 1 << 24);
	buf_fmt(&b, "learner,item,skill,correct%s\n", time ? ",time" : "");
	for (unsigned l = 0; l < learners; l++) {
		double able = 2 * uniform(&s) - 1;
		unsigned tries[12] = {0};
		for (unsigned i = 0; i < rows; i++) {
			unsigned k = i / 9 % 12, item = (unsigned)(uniform(&s) * 8);
			double eta = able + 0.3 * tries[k]++ + (item % 4) * 0.6 - 1.4;
			buf_fmt(&b, "L%u,i%u-%u,k%u%s,%d", l, k, item, k, item == 7 ? ";k3" : "", uniform(&s) < 1 / (1 + exp(-eta)));
			if (time)
				buf_fmt(&b, ",%.0f", 1e6 * (i / 30) + i * 20 + l);
			buf_z(&b, "\n");
		}
	}
	assert_false(b.over);
	return buf_done(&b);
}

static struct responses parsed(struct arena *a, struct str text)
{
	struct responses r;
	struct err e = {0};
	if (responses_read(a, text, RESPONSES_ALL, &r, &e) != OK)
		fail_msg("%s", e.text);
	return r;
}

static struct model *fitted(struct arena *a, const char *kind, const struct responses *r, unsigned threads)
{
	struct fit_options o = fit_options_default();
	struct model *m = NULL;
	struct err e = {0};
	o.threads = threads;
	if (model_fit(a, model_ops_named(kind), r, &o, &m, &e) != OK)
		fail_msg("%s", e.text);
	return m;
}

static double *predicted(struct arena *a, const struct model *m, const struct responses *r)
{
	double *p = NEW_ARRAY(a, double, r->n);
	struct err e = {0};
	if (model_predict(a, m, r, 1, p, &e) != OK)
		fail_msg("%s", e.text);
	return p;
}

static const char *const kinds[] = {"logistic", "best"};

/* Turning one answer round changes no prediction up to and with it, none of other learners, and some later one. */
static void nothing_looks_ahead(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	for (int time = 0; time < 2; time++) {
		struct responses train = parsed(a, make_log(a, 30, 60, 1, time)), r = parsed(a, make_log(a, 6, 60, 2, time));
		for (size_t k = 0; k < 2; k++) {
			struct model *m = fitted(a, kinds[k], &train, 1);
			double *before = predicted(a, m, &r);
			for (size_t at = 0; at < r.n; at += 7) {
				bool later = false;
				r.right[at] ^= 1;
				double *after = predicted(a, m, &r);
				r.right[at] ^= 1;
				bool past = true;
				for (uint32_t l = 0; l < r.learners.n; l++, past = true)
					for (size_t i = r.first[l]; i < r.first[l + 1]; i++) {
						uint32_t row = r.by_learner[i];
						if (past || l != r.learner[at])
							assert_true(before[row] == after[row]);
						else
							later |= before[row] != after[row];
						past &= row != at;
					}
				assert_true(later || r.by_learner[r.first[r.learner[at] + 1] - 1] == at);
			}
		}
	}
	arena_free(a);
}

static void same_for_any_threads(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct responses r = parsed(a, make_log(a, 40, 60, 1, true));
	for (size_t k = 0; k < 2; k++) {
		struct str one = model_text(a, fitted(a, kinds[k], &r, 1));
		for (unsigned t = 2; t < 9; t += 3)
			assert_true(str_eq(one, model_text(a, fitted(a, kinds[k], &r, t))));
		/* the file gives the same model: the same text, the same predictions */
		struct model *m = fitted(a, kinds[k], &r, 1), *back = NULL;
		struct err e = {0};
		if (model_read(a, one, &back, &e) != OK)
			fail_msg("%s", e.text);
		assert_true(str_eq(one, model_text(a, back)));
		assert_memory_equal(predicted(a, m, &r), predicted(a, back, &r), r.n * sizeof(double));
	}
	arena_free(a);
}

/* Sets of skills are taken by several threads where there are rows enough; the bits are the same. */
static void same_for_any_threads_on_many_rows(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct responses r = parsed(a, make_log(a, 220, 108, 5, true));
	assert_true(r.n > 20000);
	struct str one = model_text(a, fitted(a, "logistic", &r, 1));
	for (unsigned t = 2; t < 9; t += 3)
		assert_true(str_eq(one, model_text(a, fitted(a, "logistic", &r, t))));
	arena_free(a);
}

static struct metrics held_out(struct arena *a, const char *kind, const struct best_plan *plan, const struct responses *r, unsigned threads)
{
	struct err e = {0};
	struct evaluate_options o = {.fit = fit_options_default(), .plan = plan, .folds = 4};
	float *p = NEW_ARRAY(a, float, r->n);
	uint32_t *fold = NEW_ARRAY(a, uint32_t, r->n);
	o.fit.threads = threads;
	if (evaluate(model_ops_named(kind), r, &o, p, fold, &e) != OK)
		fail_msg("%s", e.text);
	return metrics_of(a, r->right, p, NULL, r->n);
}

/* Logs of eight to forty learners: on average `best` foretells those it has not seen better than its own counts alone (Best-LR) and
 * than knowledge tracing; and folds beside one another give the same numbers. (With ability and knowledge fitted on the learners
 * themselves it lost .06 of AUC there.) */
static void few_learners(void **state)
{
	(void)state;
	static const int learners[] = {8, 8, 12, 20, 40, 10, 10, 10, 10}, rows[] = {108, 108, 108, 108, 108, 35, 35, 35, 35};
	const struct best_plan plain = {.groups = HISTORY_COUNTS, .fixed = true}; /* Best-LR as published, penalties of 1 */
	double auc[4] = {0}, loss[4] = {0};
	struct best_plan counts = best_plan_of(MODEL_LOGISTIC);
	counts.groups = HISTORY_COUNTS;
	for (size_t i = 0; i < sizeof learners / sizeof *learners; i++) {
		struct arena *a = arena_new(0);
		struct responses r = parsed(a, make_log(a, learners[i], rows[i], 20 + i, false));
		const struct metrics m[4] = {held_out(a, "best", NULL, &r, 1), held_out(a, "logistic", &counts, &r, 1), held_out(a, "bkt", NULL, &r, 1), held_out(a, "logistic", &plain, &r, 1)};
		for (int k = 0; k < 4; k++) {
			auc[k] += rows[i] > 100 ? m[k].auc : 0; /* of 350 responses chance decides it */
			loss[k] += m[k].log_loss;
		}
		if (i == 0) {
			const struct metrics again = held_out(a, "best", NULL, &r, 3);
			assert_true(again.auc == m[0].auc && again.log_loss == m[0].log_loss);
		}
		arena_free(a);
	}
	print_message("sums of AUC, log loss: best %.4f %.4f, counts alone %.4f %.4f, bkt %.4f %.4f, Best-LR %.4f %.4f\n", auc[0], loss[0], auc[1], loss[1], auc[2], loss[2], auc[3], loss[3]);
	assert_true(auc[0] > auc[1] && auc[0] > auc[2]);
	assert_true(loss[0] < loss[1] && loss[0] < loss[2] && loss[0] < loss[3]);
}

/* Far more skills than rows about any of them: a fit in the time and memory of one of few, and probabilities. */
static void very_many_skills(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct buf b = buf_new(a, 1 << 24);
	buf_z(&b, "learner,item,skill,correct\n");
	for (unsigned i = 0; i < 60000; i++)
		buf_fmt(&b, "%u,%u,%u,%d\n", i % 500, i % 40, i < 8000 ? i % 4 : i, (i * 2654435761u >> 13) % 3 != 0);
	struct responses r = parsed(a, buf_done(&b));
	assert_int_equal(r.skills.n, 52004);
	struct model *m = fitted(a, "logistic", &r, 2);
	double *p = predicted(a, m, &r);
	for (size_t i = 0; i < r.n; i++)
		assert_true(p[i] > 0 && p[i] < 1);
	assert_true(arena_used(a) < 400000000);
	arena_free(a);
}

/* Learners, items and skills that were never seen: probabilities near what they turn out to be. */
static void never_seen(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct responses train = parsed(a, make_log(a, 80, 108, 1, false));
	struct buf b = buf_new(a, 1 << 24);
	/* the same people, other names for everything */
	struct str text = make_log(a, 80, 108, 3, false);
	for (size_t i = 0; i < text.n; i++) {
		buf_byte(&b, text.p[i]);
		if ((text.p[i] == 'i' && text.p[i - 1] == ',' && i > 30) || (text.p[i] == 'k' && i > 30))
			buf_z(&b, "new");
	}
	struct responses other = parsed(a, buf_done(&b));
	for (size_t k = 0; k < 2; k++) {
		struct model *m = fitted(a, kinds[k], &train, 1);
		double *p = predicted(a, m, &other), sum = 0, right = 0;
		float *f = NEW_ARRAY(a, float, other.n);
		for (size_t i = 0; i < other.n; i++) {
			assert_true(p[i] > 0 && p[i] < 1);
			f[i] = (float)p[i];
			sum += p[i];
			right += other.right[i];
		}
		struct metrics q = metrics_of(a, other.right, f, NULL, other.n);
		assert_near(sum / (double)other.n, right / (double)other.n, 0.04);
		assert_true(q.auc > 0.65);
		assert_true(q.ece < 0.06);
	}
	/* one learner, one item, one row: the population of one */
	struct responses tiny = parsed(a, S("learner,item,skill,correct\na,b,c,1\n"));
	for (size_t k = 0; k < 2; k++) {
		struct model *m = fitted(a, kinds[k], &tiny, 1);
		double *p = predicted(a, m, &other);
		assert_true(p[0] > 0 && p[0] < 1);
	}
	arena_free(a);
}

static void hostile_files(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct responses r = parsed(a, make_log(a, 12, 40, 1, true));
	for (size_t k = 0; k < 2; k++) {
		struct str text = model_text(a, fitted(a, kinds[k], &r, 1));
		static const char *const swaps[][2] = {{"\"base_rate\":0.", "\"base_rate\":7"}, {"\"columns\":{", "\"columns\":{\"x\":1},\"y\":{"},
			{"\"skills\":[[", "\"skills\":[[7,"}, {"\"items\":[", "\"items\":[3,"}, {"\"item_penalty\":", "\"item_penalty\":0,\"q\":"}, {"\"skill_drift\":", "\"skill_drift\":-1,\"q\":"},
			{"\"constant\":", "\"constant\":1e300,\"q\":"},
			{"\"part\":[", "\"part\":[-1,"}};
		for (size_t i = 0; i < sizeof swaps / sizeof swaps[0]; i++) {
			size_t at = 0;
			struct str tail = text;
			if (k == 0 && !strcmp(swaps[i][0], "\"part\":["))
				continue; /* best alone has it */
			assert_true(str_find(text, str_z(swaps[i][0]), &at));
			tail.p += at + strlen(swaps[i][0]);
			tail.n -= at + strlen(swaps[i][0]);
			/* the model itself has a "skills" too: the list is meant */
			struct str bad = str_fmt(a, "%.*s%s%.*s", (int)at, text.p, swaps[i][1], (int)tail.n, tail.p);
			struct model *m;
			struct err e = {0};
			assert_int_equal(model_read(a, bad, &m, &e), E_INPUT);
			assert_true(strlen(e.text) > 20);
		}
	}
	arena_free(a);
}

/* An answer that was expected moves the estimate little, a surprise much; doubt falls; nobody sees another's. */
static void ratings(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct responses r = parsed(a, S("learner,item,skill,correct\na,x,k,1\na,y,k,1\na,z,k,0\nb,x,k,0\nb,y,k,1\n"));
	const struct elo_params p = {.learner = 1, .skill = 0.5, .item = 0};
	const float base[5] = {0};
	float out[5][ELO_COLUMNS];
	double nll = elo_run(a, &r, &p, base, NULL, NULL, out[0], ELO_COLUMNS);
	for (int c = 0; c < 4; c++)
		assert_near(out[0][c], 0, 0);
	assert_near(out[0][4], 1.5, 1e-6);
	/* by hand: w = 1/4, V = 1.5: learner 1 * .5 / (1 + .375), skill .5 * .5 / 1.375; learner's variance 1 - .25 / 1.375 */
	assert_near(out[1][0], 0.5 / 1.375, 1e-6);
	assert_near(out[1][1], 0.25 / 1.375, 1e-6);
	assert_near(out[1][4], 1 - 0.25 / 1.375 + 0.5 - 0.25 * 0.25 / 1.375, 1e-6);
	assert_near(out[1][3], (0.75 / 1.375) / sqrt(1 + 0.392699081698724 * out[1][4]), 1e-6);
	assert_true(out[2][0] > out[1][0] && out[2][4] < out[1][4]);
	for (int c = 0; c < 4; c++)
		assert_near(out[3][c], 0, 0);
	assert_true(out[4][0] < 0);
	double sum = 0;
	for (int i = 0; i < 5; i++) {
		double q = 1 / (1 + exp(-(double)out[i][3]));
		sum -= log(r.right[i] ? q : 1 - q);
	}
	assert_near(nll, sum, 1e-5);
	arena_free(a);
}

static void folds_are_of_learners(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct err e = {0};
	struct responses r = parsed(a, make_log(a, 23, 40, 1, false));
	float *p = NEW_ARRAY(a, float, r.n), *q = NEW_ARRAY(a, float, r.n);
	uint32_t *fold = NEW_ARRAY(a, uint32_t, r.n);
	struct evaluate_options o = {.fit = fit_options_default(), .folds = 5};
	assert_int_equal(evaluate(model_ops_named("logistic"), &r, &o, p, fold, &e), OK);
	for (size_t i = 0; i < r.n; i++)
		assert_int_equal(fold[i], r.learner[i] % 5);
	/* other answers of a fold's learners change nothing for another learner of that fold */
	for (size_t i = 0; i < r.n; i++)
		r.right[i] ^= r.learner[i] == 2;
	assert_int_equal(evaluate(model_ops_named("logistic"), &r, &o, q, fold, &e), OK);
	for (size_t i = 0; i < r.n; i++)
		if (r.learner[i] == 7 || r.learner[i] == 12)
			assert_true(p[i] == q[i]);
	o.folds = 24;
	assert_int_equal(evaluate(model_ops_named("logistic"), &r, &o, q, fold, &e), E_INPUT);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("the derivatives agree with finite differences", derivatives),
		TEST("the fit is that of Newton's method on the whole matrix", same_as_the_slow_way),
		TEST("the penalty that is learned is that of the spread of items", penalty_is_found),
		TEST("the inner loops compute what they say", inner_loops),
		TEST("ability moves as computed by hand", ratings),
		TEST("no present or future answer changes a prediction", nothing_looks_ahead),
		TEST("any number of threads gives the same bits, and so does the file", same_for_any_threads),
		TEST("many rows on many threads give the same bits", same_for_any_threads_on_many_rows),
		TEST("few learners are foretold better than by counts alone and by knowledge tracing", few_learners),
		TEST("far more skills than answers about any of them", very_many_skills),
		TEST("who and what was never seen gets honest values", never_seen),
		TEST("a model file with a wrong value is refused with a sentence", hostile_files),
		TEST("folds are of whole learners", folds_are_of_learners),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
