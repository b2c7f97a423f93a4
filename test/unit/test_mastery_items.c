/* Questions: differential functioning against published figures, and on made-up logs what made them is found again. */
#include "base/buf.h"
#include "engine/mastery/items.h"
#include "support/near.h"
#include "support/test.h"

#include <string.h>

static struct arena *mem;

static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	return mem ? 0 : -1;
}

static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

static uint64_t random_state;

static double draw(void)
{
	uint64_t z = random_state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static double normal(void)
{
	double u = draw(), v = draw();
	return sqrt(-2 * log(1 - u)) * cos(6.283185307179586 * v);
}

/* Admissions to Berkeley by department (Bickel, Hammel & O'Connell 1975, Science 187:398-404), the classical example:
 * R's mantelhaen.test(UCBAdmissions) gives odds 0.9046968, 95 % 0.7719074 to 1.0603298, X2 1.4269 with the continuity
 * correction, p 0.2323. Reference: men. */
static const struct dif_table berkeley[] = {{512, 313, 89, 19}, {353, 207, 17, 8}, {120, 205, 202, 391}, {138, 279, 131, 244}, {53, 138, 94, 299}, {22, 351, 24, 317}};

static void mantel_haenszel_as_published(void **unused)
{
	(void)unused;
	struct dif_mh m = dif_mantel_haenszel(berkeley, 6);
	assert_near(m.odds, 0.9046968, 5e-8);
	assert_near(m.chi2, 1.4269, 5e-5);
	assert_near(m.p, 0.2323, 5e-5);
	assert_near(exp(log(m.odds) - 1.959963985 * m.se / 2.35), 0.7719074, 5e-7);
	assert_near(exp(log(m.odds) + 1.959963985 * m.se / 2.35), 1.0603298, 5e-7);
	assert_near(m.delta, -2.35 * log(0.9046968), 1e-6);
	assert_int_equal(m.class, 'A');
	/* a department that took everybody, and one that only men asked, say nothing */
	struct dif_table more[8];
	memcpy(more, berkeley, sizeof berkeley);
	more[6] = (struct dif_table){30, 0, 12, 0};
	more[7] = (struct dif_table){30, 11, 0, 0};
	assert_near(dif_mantel_haenszel(more, 8).odds, m.odds, 1e-15);
	assert_int_equal(dif_mantel_haenszel(more + 6, 2).class, '?');
}

/* Little, some, much, and what is large but not sure. */
static void classes(void **unused)
{
	(void)unused;
	const struct dif_table little = {600, 400, 560, 440}, some = {600, 400, 480, 520}, much = {600, 400, 400, 600}, unsure = {12, 8, 8, 12}, reversed = {400, 600, 600, 400};
	assert_int_equal(dif_mantel_haenszel(&little, 1).class, 'A');
	assert_int_equal(dif_mantel_haenszel(&some, 1).class, 'B');
	assert_int_equal(dif_mantel_haenszel(&much, 1).class, 'C');
	assert_true(dif_mantel_haenszel(&much, 1).delta < -1.5); /* harder for the focal group */
	assert_int_equal(dif_mantel_haenszel(&unsure, 1).class, 'A');
	assert_true(fabs(dif_mantel_haenszel(&unsure, 1).delta) > 1.5);
	assert_int_equal(dif_mantel_haenszel(&reversed, 1).class, 'C');
	assert_true(dif_mantel_haenszel(&reversed, 1).delta > 1.5);
}

static double part(double yes, double no)
{
	return yes * log(yes / (yes + no)) + no * log(no / (yes + no));
}

/* With two scores the first and the third model are saturated: their likelihoods and the cross term are known in closed
 * form from the four tables. */
static void logistic_against_closed_form(void **unused)
{
	(void)unused;
	static const double n[2][2][2] = {{{80, 120}, {50, 150}}, {{170, 30}, {90, 60}}}; /* score, focal, right/wrong */
	double score[2000];
	uint8_t focal[2000], right[2000];
	size_t at = 0;
	double third = 0, first = 0, yes = 0, all = 0;
	for (int s = 0; s < 2; s++) {
		for (int f = 0; f < 2; f++) {
			third += part(n[s][f][0], n[s][f][1]);
			for (int w = 0; w < 2; w++)
				for (int i = 0; i < (int)n[s][f][w]; i++) {
					score[at] = 10 * s + 3;
					focal[at] = (uint8_t)f;
					right[at++] = w == 0;
				}
			yes += n[s][f][0];
			all += n[s][f][0] + n[s][f][1];
		}
		first += part(n[s][0][0] + n[s][1][0], n[s][0][1] + n[s][1][1]);
	}
	struct dif_logistic d = dif_logistic(mem, score, focal, right, at);
	assert_true(d.done);
	assert_near(d.p_any, exp(-(third - first)), 1e-9);
	double none = part(yes, all - yes), r2 = (exp(2 * (none - first) / all) - exp(2 * (none - third) / all)) / (1 - exp(2 * none / all));
	assert_near(d.r2, r2, 1e-9);
	/* the cross term is the difference of the two log odds ratios, a score's standard deviation wide */
	double mean = 0, square = 0;
	for (size_t i = 0; i < at; i++) {
		mean += score[i] / (double)at;
		square += score[i] * score[i] / (double)at;
	}
	double low = log(50 * 120.0 / (150 * 80)), high = log(90 * 30.0 / (60 * 170));
	assert_near(d.cross, (high - low) / 10 * sqrt(square - mean * mean), 1e-6);
	assert_true(d.group < 0);
	/* completely parted answers have no maximum */
	for (size_t i = 0; i < at; i++)
		right[i] = score[i] > 5;
	assert_int_equal(dif_logistic(mem, score, focal, right, at).class, '?');
	memset(right, 1, sizeof right);
	assert_false(dif_logistic(mem, score, focal, right, at).done);
}

/* Benjamini & Hochberg 1995, section 4.1: fifteen tests, of which four count at .05. */
static void discoveries_as_published(void **unused)
{
	(void)unused;
	static const double p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0};
	double q[15], turned[16], r[16];
	dif_discovery(mem, p, 15, q);
	for (int i = 0; i < 15; i++) {
		assert_int_equal(q[i] <= 0.05, i < 4);
		turned[15 - i] = p[i];
	}
	assert_near(q[3], 0.0095 * 15 / 4, 1e-12);
	turned[0] = NAN;
	dif_discovery(mem, turned, 16, r);
	assert_true(isnan(r[0]));
	for (int i = 0; i < 15; i++)
		assert_near(r[15 - i], q[i], 1e-15);
}

/* 1,200 learners, 20 questions, two groups of which the second is half a logit behind on all alike. Question 7 is .9
 * logits harder for it than for others of the same ability: that one is found, the others are left alone. */
static void one_question_is_another_for_a_group(void **unused)
{
	(void)unused;
	struct buf b = buf_new(mem, 1u << 22), gb = buf_new(mem, 1u << 20);
	struct responses r;
	struct groups g;
	struct items x;
	struct err e = {0};
	random_state = 77;
	buf_z(&b, "learner,item,skill,correct\n");
	buf_z(&gb, "learner,g,tiny\n");
	for (int l = 0; l < 1200; l++) {
		bool focal = l % 2;
		double ability = normal() - (focal ? 0.5 : 0);
		for (int k = 0; k < 20; k++) {
			double hard = (k - 9.5) / 6 + (k == 7 && focal ? 0.9 : 0);
			buf_fmt(&b, "l%d,q%d,s,%d\n", l, k, draw() < 1 / (1 + exp(hard - ability)));
		}
		buf_fmt(&gb, "l%d,%s,%s\n", l, focal ? "later" : "before", l < 12 ? "few" : "most");
	}
	assert_int_equal(responses_read(mem, buf_done(&b), RESPONSES_ALL, &r, &e), OK);
	assert_int_equal(groups_read(mem, buf_done(&gb), &r.learners, &g, &e), OK);
	assert_int_equal(items_run(mem, &r, &g, 20, &x, &e), OK);
	for (int k = 0; k < 20; k++) {
		double hard = (k - 9.5) / 6 + (k == 7 ? 0.45 : 0) - 0.45 / 20;
		assert_near(x.of[k].difficulty, hard, 0.3);
		assert_true(x.of[k].difficulty_se > 0.04 && x.of[k].difficulty_se < 0.12);
		assert_true(x.of[k].discrimination > 0.2 && x.of[k].discrimination < 0.6);
		assert_int_equal(x.of[k].learners, 1200);
		assert_int_equal(x.of[k].flags & (ITEM_FEW | ITEM_ALL_SAME | ITEM_AGAINST), 0);
	}
	assert_int_equal(x.n_dif, 20); /* of the column "tiny" nothing is said */
	for (size_t i = 0; i < x.n_dif; i++) {
		const struct item_dif *d = &x.dif[i];
		assert_int_equal(d->column, 0);
		if (d->item == 7) {
			assert_int_equal(d->mh.class, 'C');
			assert_true(d->mh.delta < -1.5 && d->q < 0.001 && d->logistic.p_uniform < 0.001 && !d->few);
			assert_true(str_eqz(g.column[0].value[d->focal], "later") == (d->focal == 1));
		} else {
			assert_int_equal(d->mh.class, 'A');
		}
	}
}

/* Two kinds of questions in each of three skills: easy to guess, easy to slip at. */
static void guess_and_slip_are_found_again(void **unused)
{
	(void)unused;
	struct buf b = buf_new(mem, 1u << 23);
	struct responses r;
	struct items x;
	struct err e = {0};
	random_state = 5;
	buf_z(&b, "learner,item,skill,correct\n");
	for (int l = 0; l < 1500; l++)
		for (int s = 0; s < 3; s++) {
			bool known = draw() < 0.3;
			for (int t = 0; t < 10; t++) {
				int kind = draw() < 0.5;
				double guess = kind ? 0.35 : 0.1, slip = kind ? 0.05 : 0.25;
				buf_fmt(&b, "l%d,q%d-%d,s%d,%d\n", l, s, kind, s, draw() < (known ? 1 - slip : guess));
				known |= draw() < 0.15;
			}
		}
	buf_z(&b, "x,once,lonely,1\ny,once,lonely,1\n");
	assert_int_equal(responses_read(mem, buf_done(&b), RESPONSES_ALL, &r, &e), OK);
	assert_int_equal(items_run(mem, &r, NULL, 20, &x, &e), OK);
	for (uint32_t k = 0; k < r.items.n; k++) {
		if (str_eqz(r.items.of[k], "once")) {
			assert_int_equal(x.of[k].flags & (ITEM_FEW | ITEM_ALL_SAME | ITEM_GUESS_UNSEEN), ITEM_FEW | ITEM_ALL_SAME | ITEM_GUESS_UNSEEN);
			assert_true(isnan(x.of[k].discrimination));
			continue;
		}
		bool kind = str_ends(r.items.of[k], "-1");
		assert_near(x.of[k].guess, kind ? 0.35 : 0.1, 0.04);
		assert_near(x.of[k].slip, kind ? 0.05 : 0.25, 0.03);
		assert_int_equal(x.of[k].flags & (ITEM_GUESS_UNSEEN | ITEM_SLIP_UNSEEN | ITEM_TELLS_NOTHING), 0);
	}
	for (uint32_t s = 0; s < r.sets.n; s++)
		assert_int_equal(x.skill[s].unsure, str_eqz(r.sets.of[s], "lonely"));
	assert_int_equal(x.n_dif, 0);
	assert_int_equal(items_run(mem, &r, NULL, 1, &x, &e), E_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("Mantel-Haenszel as published", mantel_haenszel_as_published),
		TEST("classes A, B and C", classes),
		TEST("logistic against closed form", logistic_against_closed_form),
		TEST("discoveries among many tests as published", discoveries_as_published),
		TEST("the one question that is another for a group is found", one_question_is_another_for_a_group),
		TEST("guess and slip of questions are found again", guess_and_slip_are_found_again),
	};
	return cmocka_run_group_tests_name("mastery_items", tests, start, stop);
}
