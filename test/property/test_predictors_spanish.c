/* On a public log (Lindsey, Shroyer, Pashler & Mozer 2014: 37 learners of Spanish), whole learners held out: best against
 * a plain Best-LR (Gervet, Koedinger, Schneider & Mitchell 2020, JEDM 12(3)) that is written here; forgetting against none. */
#include "base/file.h"
#include "engine/mastery/evaluate.h"
#include "engine/mastery/logistic.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct tally {
	uint32_t all[2], *skill[2], *item[2]; /* tries, right ones */
};

/* Columns of Best-LR, by row: constant, log(1 + tries) and log(1 + right) of the learner and of the item; the same of each
 * skill, with a weight of its own. */
static void plain_columns(struct arena *a, const struct responses *r, float *x, float *own, const size_t *first)
{
	for (uint32_t l = 0; l < r->learners.n; l++) {
		struct tally t = {{0, 0}, {NEW_ARRAY(a, uint32_t, r->skills.n), NEW_ARRAY(a, uint32_t, r->skills.n)},
			{NEW_ARRAY(a, uint32_t, r->items.n), NEW_ARRAY(a, uint32_t, r->items.n)}};
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t row = r->by_learner[i], item = r->item[row];
			float *v = x + (size_t)row * 5, *o = own + first[row];
			v[0] = 1;
			for (int c = 0; c < 2; c++) {
				v[1 + c] = (float)log(1 + t.all[c]);
				v[3 + c] = (float)log(1 + t.item[c][item]);
			}
			for (uint32_t k = r->set_first[r->set[row]]; k < r->set_first[r->set[row] + 1]; k++)
				for (int c = 0; c < 2; c++)
					*o++ = (float)log(1 + t.skill[c][r->set_skill[k]]);
			for (int c = 0; c < 1 + r->right[row]; c++) {
				t.all[c]++;
				t.item[c][item]++;
				for (uint32_t k = r->set_first[r->set[row]]; k < r->set_first[r->set[row] + 1]; k++)
					t.skill[c][r->set_skill[k]]++;
			}
		}
	}
}

static struct metrics plain_best_lr(struct arena *a, const struct responses *r)
{
	uint32_t *order = logistic_order(a, r->item, r->items.n, r->set, r->sets.n, r->n), *item = NEW_ARRAY(a, uint32_t, r->n), *set = NEW_ARRAY(a, uint32_t, r->n);
	float *x = NEW_ARRAY(a, float, r->n * 5), *own = NEW_ARRAY(a, float, r->n * 8), *sx = NEW_ARRAY(a, float, r->n * 5), *so = NEW_ARRAY(a, float, r->n * 8);
	size_t *first = NEW_ARRAY(a, size_t, r->n), *sf = NEW_ARRAY(a, size_t, r->n), at = 0;
	uint8_t *right = NEW_ARRAY(a, uint8_t, r->n), *use = NEW_ARRAY(a, uint8_t, r->n);
	for (size_t i = 0; i < r->n; i++, at += 2 * (r->set_first[r->set[i - 1] + 1] - r->set_first[r->set[i - 1]]))
		first[i] = at;
	assert_true(at <= r->n * 8);
	plain_columns(a, r, x, own, first);
	at = 0;
	for (size_t i = 0; i < r->n; i++) {
		uint32_t row = order[i];
		size_t n = 2 * (r->set_first[r->set[row] + 1] - r->set_first[r->set[row]]);
		item[i] = r->item[row];
		set[i] = r->set[row];
		right[i] = r->right[row];
		memcpy(sx + i * 5, x + (size_t)row * 5, 5 * sizeof(float));
		memcpy(so + at, own + first[row], n * sizeof(float));
		sf[i] = at;
		at += n;
	}
	struct design d = {.n = r->n, .items = r->items.n, .sets = r->sets.n, .skills = r->skills.n, .dense = 5, .own = 2, .x = sx, .values = so,
		.value_first = sf, .item = item, .set = set, .set_first = r->set_first, .set_skill = r->set_skill, .right = right};
	float *p = NEW_ARRAY(a, float, r->n), *eta = NEW_ARRAY(a, float, r->n);
	for (unsigned fold = 0; fold < 5; fold++) {
		struct err e = {0};
		struct logistic *m = logistic_new(a, &d);
		for (size_t i = 0; i < r->n; i++)
			use[i] = r->learner[order[i]] % 5 != fold;
		/* weight 1 on each square, as libraries do by default */
		struct logistic_options o = {.penalty = {.dense = 1, .skill = 1, .own = {1, 1}, .item = 1}, .use = use};
		if (logistic_fit(a, &d, &o, m, &e) != OK)
			fail_msg("%s", e.text);
		logistic_predict(m, &d, eta);
		for (size_t i = 0; i < r->n; i++)
			if (!use[i])
				p[order[i]] = 1 / (1 + expf(-eta[i]));
	}
	return metrics_of(a, r->right, p, NULL, r->n);
}

static struct metrics held_out(struct arena *a, const char *kind, const struct responses *r)
{
	struct err e = {0};
	struct evaluate_options o = {.fit = fit_options_default(), .folds = 5};
	float *p = NEW_ARRAY(a, float, r->n);
	uint32_t *fold = NEW_ARRAY(a, uint32_t, r->n);
	o.fit.threads = 2;
	if (evaluate(model_ops_named(kind), r, &o, p, fold, &e) != OK)
		fail_msg("%s", e.text);
	return metrics_of(a, r->right, p, NULL, r->n);
}

static void spanish(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct err e = {0};
	struct str text;
	struct responses r;
	const char *shared = test_shared(), *path = file_join(a, shared ? shared : "../shared", "data/learner/spanish/spanish-test.csv");
	if (access(path, R_OK) != 0) {
		print_message("skipped: %s is not here\n", path);
		arena_free(a);
		skip();
	}
	if (file_read(a, path, 1 << 24, &text, &e) != OK || responses_read(a, text, RESPONSES_ALL, &r, &e) != OK)
		fail_msg("%s", e.text);
	assert_int_equal(r.learners.n, 37);
	assert_int_equal(r.n, 103561);
	struct metrics plain = plain_best_lr(a, &r), best = held_out(a, "best", &r), bkt = held_out(a, "bkt", &r), forget = held_out(a, "bkt-forget", &r);
	print_message("AUC, ECE10: plain Best-LR %.4f %.4f, best %.4f %.4f, bkt %.4f, bkt-forget %.4f\n", plain.auc, plain.ece, best.auc, best.ece, bkt.auc, forget.auc);
	assert_true(plain.auc > 0.84); /* an opponent that is no straw man: published .86 is with learners seen before */
	assert_true(best.auc > plain.auc + 0.008);
	assert_true(best.log_loss < plain.log_loss && best.rmse < plain.rmse);
	assert_true(best.ece <= 0.010);
	assert_true(forget.auc > bkt.auc && forget.log_loss < bkt.log_loss);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST("best beats a plain Best-LR on learners it has not seen and is calibrated; forgetting beats none", spanish)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
