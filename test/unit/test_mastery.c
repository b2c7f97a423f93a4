/* The mastery estimate: hand-calculated values, a brute-force sum over hidden paths, the rule and its reasons. */
#include "engine/mastery/bkt_pass.h"
#include "engine/mastery/mastery_inside.h"
#include "support/near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TODAY 20500

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

static struct mastery_model *model(double prior, double learn, double guess, double slip, double forget)
{
	struct mastery_params p = mastery_params_default();
	p.prior = prior, p.learn = learn, p.guess = guess, p.slip = slip, p.forget = forget;
	struct mastery_rule r = mastery_rule_default();
	struct mastery_model *m = NULL;
	struct err e = {0};
	assert_int_equal(mastery_model_new(mem, &p, &r, &m, &e), OK);
	return m;
}

static struct mastery_model *default_model(void)
{
	return model(0.25, 0.15, 0.20, 0.10, 0);
}

static void give(const struct mastery_model *m, struct mastery_state *s, enum mastery_kind kind, double score, int32_t day)
{
	struct mastery_event ev = mastery_evidence(kind, score, day);
	struct err e = {0};
	assert_int_equal(mastery_update(m, s, &ev, &e), OK);
}

static void tell(const struct mastery_model *m, struct mastery_state *s, enum mastery_event_type type)
{
	struct mastery_event ev = {.type = type, .day = TODAY};
	struct err e = {0};
	assert_int_equal(mastery_update(m, s, &ev, &e), OK);
}

static double p_of(const struct mastery_model *m, const struct mastery_state *s)
{
	return mastery_estimate(m, s, TODAY).p;
}

/* Corbett & Anderson's formulas on paper with P(L0) = 4/10, P(T) = 1/10, P(S) = 3/10, P(G) = 2/10:
 * wrong: 12/60, with learning 7/25; wrong: 7/55, with learning 59/275; right: 413/845, with learning 4562/8450. */
static void hand_calculation(void **unused)
{
	(void)unused;
	struct mastery_model *m = model(0.4, 0.1, 0.2, 0.3, 0);
	struct mastery_state s = mastery_start(m);
	assert_near(p_of(m, &s), 0.4, 1e-6);
	assert_near(mastery_estimate(m, &s, TODAY).next, 0.4 * 0.7 + 0.6 * 0.2, 1e-6);
	give(m, &s, MASTERY_PRACTICE, 0, TODAY);
	assert_near(p_of(m, &s), 7.0 / 25, 1e-6);
	give(m, &s, MASTERY_PRACTICE, 0, TODAY);
	assert_near(p_of(m, &s), 59.0 / 275, 1e-6);
	give(m, &s, MASTERY_PRACTICE, 1, TODAY);
	assert_near(p_of(m, &s), 4562.0 / 8450, 1e-6);
	assert_near(mastery_estimate(m, &s, TODAY).next, 4562.0 / 8450 * 0.7 + (1 - 4562.0 / 8450) * 0.2, 1e-6);
}

/* P(known after n pieces) by summing the probability of every path of hidden states. */
static double all_paths(const struct mastery_params *p, const double *score, const double *quality, int n)
{
	double known = 0, all = 0;
	for (unsigned path = 0; path < 1u << (n + 1); path++) {
		double q = path & 1 ? p->prior : 1 - p->prior;
		for (int i = 0; i < n; i++) {
			bool k = path >> i & 1, after = path >> (i + 1) & 1;
			double right = k ? 1 - p->slip : p->guess;
			q *= quality[i] * (score[i] * right + (1 - score[i]) * (1 - right)) + (1 - quality[i]) / 2;
			q *= k ? (after ? 1 - p->forget : p->forget) : (after ? p->learn : 1 - p->learn);
		}
		all += q;
		if (path >> n & 1)
			known += q;
	}
	return known / all;
}

static double any(double low, double high)
{
	return low + (high - low) * (rand() / (double)RAND_MAX);
}

static void equals_sum_over_all_paths(void **unused)
{
	(void)unused;
	srand(7);
	for (int round = 0; round < 200; round++) {
		struct mastery_model *m = model(any(0.02, 0.9), any(0.01, 0.5), any(0.02, 0.4), any(0.02, 0.4),
			round & 1 ? any(0, 0.2) : 0);
		struct mastery_state s = mastery_start(m);
		double score[12], quality[12];
		for (int n = 0; n < 12; n++) {
			score[n] = round & 2 ? any(0, 1) : rand() & 1;
			quality[n] = round & 4 ? any(0.1, 1) : 1;
			struct mastery_event ev = mastery_evidence(MASTERY_CHECK, score[n], TODAY);
			ev.quality = quality[n];
			assert_int_equal(mastery_update(m, &s, &ev, NULL), OK);
			assert_near(p_of(m, &s), all_paths(mastery_model_params(m), score, quality, n + 1), 2e-6);
		}
	}
}

static void band_is_around_the_estimate_and_narrows(void **unused)
{
	(void)unused;
	struct mastery_model *m = default_model();
	struct mastery_state s = mastery_start(m);
	struct mastery_estimate none = mastery_estimate(m, &s, TODAY);
	/* Without evidence only the prior's own spread is there: logit -1.0986, sd 1. */
	assert_near(none.low, 1 / (1 + exp(1.0986 + 1.6449)), 0.001);
	assert_near(none.high, 1 / (1 + exp(1.0986 - 1.6449)), 0.001);
	/* The first answer moves the estimate to the middle, where doubt is widest; from there each one narrows it. */
	give(m, &s, MASTERY_PRACTICE, 1, TODAY);
	double width = 1;
	for (int i = 0; i < 5; i++) {
		give(m, &s, MASTERY_PRACTICE, 1, TODAY);
		struct mastery_estimate e = mastery_estimate(m, &s, TODAY);
		assert_true(e.low <= e.p && e.p <= e.high);
		assert_true(e.high - e.low < width);
		width = e.high - e.low;
	}
	assert_true(width < 0.02);
	struct mastery_state mixed = mastery_start(m);
	for (int i = 0; i < 6; i++)
		give(m, &mixed, MASTERY_PRACTICE, i & 1, TODAY);
	struct mastery_estimate e = mastery_estimate(m, &mixed, TODAY);
	assert_true(e.high - e.low > 0.2); /* contradiction is doubt */
}

/* [R147] states by what was shown, [R154] and never by time used */
static void words_follow_evidence(void **unused)
{
	(void)unused;
	struct mastery_model *m = default_model();
	struct mastery_state s = mastery_start(m);
	assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_NO_EVIDENCE);
	give(m, &s, MASTERY_PRACTICE, 0, TODAY);
	assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_STARTED);
	give(m, &s, MASTERY_PRACTICE, 0, TODAY);
	give(m, &s, MASTERY_PRACTICE, 0, TODAY);
	assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_PRACTISING);
	give(m, &s, MASTERY_PRACTICE, 1, TODAY);
	give(m, &s, MASTERY_CHECK, 1, TODAY);
	give(m, &s, MASTERY_TASK, 1, TODAY);
	give(m, &s, MASTERY_TASK, 1, TODAY);
	assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_READY);
	/* The same work spread over months gives the same estimate: days never become a score. */
	struct mastery_state slow = mastery_start(m), quick = mastery_start(m);
	for (int i = 0; i < 5; i++) {
		give(m, &slow, MASTERY_CHECK, i > 1, TODAY - 170 + 40 * i);
		give(m, &quick, MASTERY_CHECK, i > 1, TODAY);
	}
	assert_near(p_of(m, &slow), p_of(m, &quick), 0);
}

/* [R149] one kind of evidence is not enough, any second kind is */
static void two_ways_to_show(void **unused)
{
	(void)unused;
	struct mastery_model *m = default_model();
	for (int k = 1; k < MASTERY_KINDS; k++) {
		struct mastery_state s = mastery_start(m);
		for (int i = 0; i < 10; i++)
			give(m, &s, MASTERY_PRACTICE, 1, TODAY);
		assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_PRACTISING);
		struct mastery_explanation x = mastery_explain(m, &s, TODAY);
		assert_true(x.next.one_would_tell);
		assert_true(x.next.kinds >> k & 1);
		assert_false(x.next.kinds & 1u << MASTERY_PRACTICE);
		give(m, &s, (enum mastery_kind)k, 1, TODAY);
		assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_READY);
	}
}

/* [R151] ready is suggested from practice evidence, shown is a person's word and stays until a person reopens it */
static void shown_by_a_person_only(void **unused)
{
	(void)unused;
	struct mastery_model *m = default_model();
	struct mastery_state s = mastery_start(m);
	for (int i = 0; i < 200; i++)
		give(m, &s, (enum mastery_kind)(i % MASTERY_KINDS), 1, TODAY);
	assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_READY);
	tell(m, &s, MASTERY_CONFIRM);
	assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_SHOWN);
	for (int i = 0; i < 50; i++) {
		give(m, &s, MASTERY_PRACTICE, 0, TODAY + i);
		assert_int_equal(mastery_estimate(m, &s, TODAY + 5000).word, MASTERY_SHOWN);
	}
	struct mastery_explanation x = mastery_explain(m, &s, TODAY);
	assert_int_equal(x.reasons[x.n - 1].why, MASTERY_WHY_LATER_DOUBT);
	assert_false(x.next.one_would_tell);
	tell(m, &s, MASTERY_REOPEN);
	assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_PRACTISING);
	/* A person may also confirm what the model has no evidence for. */
	struct mastery_state none = mastery_start(m);
	tell(m, &none, MASTERY_CONFIRM);
	assert_int_equal(mastery_estimate(m, &none, TODAY).word, MASTERY_SHOWN);
	assert_int_equal(mastery_estimate(m, &none, TODAY).pieces, 0);
}

/* [R155] the best evidence counts: weak tries, before or after, take none of the rule's strong pieces away */
static void best_evidence_counts(void **unused)
{
	(void)unused;
	struct mastery_model *m = default_model();
	struct mastery_state s = mastery_start(m);
	for (int i = 0; i < 8; i++)
		give(m, &s, MASTERY_PRACTICE, 0.2, TODAY - 30);
	struct mastery_estimate weak = mastery_estimate(m, &s, TODAY);
	assert_int_equal(weak.strong, 0);
	assert_near(weak.best, 0.2, 0.003);
	for (int i = 0; i < 4; i++)
		give(m, &s, i & 1 ? MASTERY_TASK : MASTERY_CHECK, 1, TODAY - 3);
	struct mastery_estimate strong = mastery_estimate(m, &s, TODAY);
	assert_int_equal(strong.word, MASTERY_READY);
	assert_int_equal(strong.pieces, 12);
	assert_int_equal(strong.strong, 4);
	assert_near(strong.best, 1, 0);
	give(m, &s, MASTERY_PRACTICE, 0, TODAY);
	struct mastery_estimate later = mastery_estimate(m, &s, TODAY);
	assert_int_equal(later.strong, 4);
	assert_int_equal(later.strong_kinds, 1u << MASTERY_TASK | 1u << MASTERY_CHECK);
	assert_int_equal(later.strong_day, TODAY - 3);
	assert_int_equal(later.last_day, TODAY);
	assert_near(later.best, 1, 0);
}

static const struct mastery_reason *reason(const struct mastery_explanation *x, enum mastery_why why)
{
	for (size_t i = 0; i < x->n; i++) {
		if (x->reasons[i].why == why)
			return &x->reasons[i];
	}
	return NULL;
}

/* [R179] every part of the rule is there, with what is had and what is needed */
static void explanation_opens_the_rule(void **unused)
{
	(void)unused;
	struct mastery_params p = mastery_params_default();
	struct mastery_rule r = mastery_rule_default();
	r.must = 1u << MASTERY_TASK;
	r.recent_days = 60;
	struct mastery_model *m = NULL;
	assert_int_equal(mastery_model_new(mem, &p, &r, &m, NULL), OK);
	struct mastery_state s = mastery_start(m);
	struct mastery_explanation x = mastery_explain(m, &s, TODAY);
	assert_non_null(reason(&x, MASTERY_WHY_NO_EVIDENCE));
	assert_near(reason(&x, MASTERY_WHY_RECENT)->have, -1, 0);
	assert_near(x.now.p, 0.25, 1e-6); /* and not 0 */
	assert_int_equal(x.next.kinds, 1u << MASTERY_TASK);
	for (int i = 0; i < 4; i++)
		give(m, &s, i & 1 ? MASTERY_CHECK : MASTERY_PRACTICE, 1, TODAY - 61);
	x = mastery_explain(m, &s, TODAY);
	assert_null(reason(&x, MASTERY_WHY_NO_EVIDENCE));
	assert_true(reason(&x, MASTERY_WHY_PIECES)->met);
	assert_near(reason(&x, MASTERY_WHY_PIECES)->have, 4, 0);
	assert_near(reason(&x, MASTERY_WHY_PIECES)->need, 3, 0);
	assert_true(reason(&x, MASTERY_WHY_KINDS)->met);
	assert_false(reason(&x, MASTERY_WHY_RECENT)->met);
	assert_near(reason(&x, MASTERY_WHY_RECENT)->have, 61, 0);
	assert_false(reason(&x, MASTERY_WHY_MUST_KIND)->met);
	assert_int_equal(reason(&x, MASTERY_WHY_MUST_KIND)->kind, MASTERY_TASK);
	assert_true(reason(&x, MASTERY_WHY_ESTIMATE)->met);
	assert_true(reason(&x, MASTERY_WHY_BAND)->met);
	assert_int_equal(x.now.word, MASTERY_PRACTISING);
	assert_true(x.next.one_would_tell);
	assert_int_equal(x.next.more, 1);
	give(m, &s, MASTERY_TASK, 1, TODAY);
	x = mastery_explain(m, &s, TODAY);
	for (size_t i = 0; i < x.n; i++)
		assert_true(x.reasons[i].met);
	assert_int_equal(x.now.word, MASTERY_READY);
	assert_int_equal(x.next.more, 0);
}

/* What is foretold is what then happens. */
static void look_ahead_is_true(void **unused)
{
	(void)unused;
	struct mastery_model *m = default_model();
	srand(3);
	for (int round = 0; round < 300; round++) {
		struct mastery_state s = mastery_start(m);
		for (int i = rand() % 8; i > 0; i--)
			give(m, &s, (enum mastery_kind)(rand() % 3), rand() % 3 / 2.0, TODAY - rand() % 300);
		struct mastery_explanation x = mastery_explain(m, &s, TODAY);
		if (x.now.word == MASTERY_READY) {
			assert_int_equal(x.next.more, 0);
			continue;
		}
		int more = 0;
		struct mastery_state t = s;
		for (struct mastery_explanation y = x; y.now.word != MASTERY_READY; y = mastery_explain(m, &t, TODAY)) {
			enum mastery_kind k = MASTERY_PRACTICE;
			while (!(y.next.kinds >> k & 1))
				k++;
			give(m, &t, k, 1, TODAY);
			if (more++ == 0) {
				struct mastery_estimate e = mastery_estimate(m, &t, TODAY);
				assert_near(e.p, x.next.p_right, 0);
				assert_near(e.low, x.next.low_right, 0);
				assert_int_equal(e.word == MASTERY_READY, x.next.one_would_tell);
			}
		}
		assert_int_equal(more, x.next.more);
		assert_true(x.next.p_wrong <= x.next.p_right);
	}
}

static void wrong_numbers_are_refused_and_change_nothing(void **unused)
{
	(void)unused;
	struct mastery_model *m = default_model();
	struct mastery_state s = mastery_start(m);
	give(m, &s, MASTERY_CHECK, 1, TODAY);
	struct mastery_state before = s;
	struct mastery_event bad[] = {mastery_evidence(MASTERY_CHECK, -0.1, TODAY), mastery_evidence(MASTERY_CHECK, 1.1, TODAY),
		mastery_evidence(MASTERY_CHECK, NAN, TODAY), mastery_evidence(MASTERY_KINDS, 1, TODAY),
		mastery_evidence(MASTERY_CHECK, 1, TODAY), {.type = (enum mastery_event_type)9}};
	bad[4].quality = 0;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = {0};
		assert_int_equal(mastery_update(m, &s, &bad[i], &e), E_INPUT);
		assert_true(strlen(e.text) > 20);
		assert_memory_equal(&s, &before, sizeof s);
		assert_int_equal(mastery_fold(m, &bad[i], 1, &s, &e), E_INPUT);
		assert_non_null(strstr(e.text, "1 of 1"));
		assert_memory_equal(&s, &before, sizeof s);
	}
	struct mastery_params p = mastery_params_default();
	struct mastery_rule r = mastery_rule_default();
	struct err e = {0};
	p.guess = 0.6, p.slip = 0.4;
	assert_int_equal(mastery_model_new(mem, &p, &r, &m, &e), E_INPUT);
	p = mastery_params_default();
	p.learn = NAN;
	assert_int_equal(mastery_model_new(mem, &p, &r, &m, &e), E_INPUT);
	p = mastery_params_default();
	r.kinds = 4;
	assert_int_equal(mastery_model_new(mem, &p, &r, &m, &e), E_INPUT);
}

static void state_is_32_bytes_and_knows_itself(void **unused)
{
	(void)unused;
	assert_int_equal(sizeof(struct mastery_state), 32);
	struct mastery_model *m = default_model();
	struct mastery_state s = mastery_start(m), zero = {{0}}, ones;
	memset(&ones, 0xFF, sizeof ones);
	assert_true(mastery_state_ok(&s));
	assert_false(mastery_state_ok(&zero));
	assert_false(mastery_state_ok(&ones));
	struct mastery_state t = s;
	assert_true(mastery_state_same(&s, &t));
	give(m, &t, MASTERY_CHECK, 1, TODAY);
	assert_false(mastery_state_same(&s, &t));
	for (int i = 0; i < 70000; i++)
		give(m, &t, MASTERY_CHECK, 1, TODAY);
	assert_true(mastery_state_ok(&t));
	assert_int_equal(mastery_estimate(m, &t, TODAY).pieces, 65535);
	assert_true(p_of(m, &t) < 1);
}

/* Laplace's rule on the two halves: by hand for a start (odds of prior .25 shifted by (2w - 1) on the logit); nothing seen changes
 * nothing; evidence of its own outweighs it; no count, no word moves by it. */
static void what_it_builds_on_moves_the_prior_alone(void **unused)
{
	(void)unused;
	struct mastery_model *m = default_model();
	struct mastery_state s = mastery_start(m);
	struct mastery_before none = {0, 0}, yes = {4, 4}, no = {4, 0};
	struct mastery_estimate plain = mastery_estimate(m, &s, TODAY), x = mastery_estimate_given(m, &s, TODAY, &none);
	assert_true(plain.p == x.p && plain.low == x.low && plain.high == x.high && plain.next == x.next && plain.pieces == x.pieces && plain.strong == x.strong &&
	            plain.strong_kinds == x.strong_kinds && plain.best == x.best && plain.last_day == x.last_day && plain.strong_day == x.strong_day && plain.word == x.word);
	double shift = 2 * (1 + 4.0) / (2 + 4.0) - 1;
	x = mastery_estimate_given(m, &s, TODAY, &yes);
	assert_near(x.p, 1 / (1 + 3 * exp(-shift)), 0.002);
	assert_true(x.word == MASTERY_NO_EVIDENCE && x.pieces == 0 && x.low <= x.p && x.high >= x.p);
	x = mastery_estimate_given(m, &s, TODAY, &no);
	assert_near(x.p, 1 / (1 + 3 * exp(shift)), 0.002);
	double apart = 1;
	for (int i = 0; i < 8; i++) {
		give(m, &s, i % 2 ? MASTERY_CHECK : MASTERY_PRACTICE, i != 2, TODAY);
		struct mastery_estimate a = mastery_estimate_given(m, &s, TODAY, &yes), b = mastery_estimate_given(m, &s, TODAY, &no);
		plain = mastery_estimate(m, &s, TODAY);
		assert_true(a.p >= plain.p && b.p <= plain.p);
		assert_true(a.word == plain.word && b.word == plain.word && a.strong == plain.strong);
		if (i == 0)
			apart = a.p - b.p;
	}
	assert_true(mastery_estimate_given(m, &s, TODAY, &yes).p - mastery_estimate_given(m, &s, TODAY, &no).p < apart / 5);
}

/* Where one kind is enough three good pieces of it make ready; the states are the same bytes. */
static void one_kind_where_no_rubric_asks_for_two(void **unused)
{
	(void)unused;
	struct mastery_model *m = default_model();
	const struct mastery_model *one = mastery_model_one_kind(m);
	struct mastery_state s = mastery_start(m), t = mastery_start(one);
	for (int i = 0; i < 6; i++) {
		give(m, &s, MASTERY_PRACTICE, 1, TODAY);
		give(one, &t, MASTERY_PRACTICE, 1, TODAY);
	}
	assert_memory_equal(&s, &t, sizeof s);
	assert_int_equal(mastery_estimate(m, &s, TODAY).word, MASTERY_PRACTISING);
	assert_int_equal(mastery_estimate(one, &s, TODAY).word, MASTERY_READY);
	assert_int_equal(mastery_model_rule(one)->kinds, 1);
	assert_int_equal(mastery_model_rule(m)->kinds, 2);
	assert_ptr_equal(mastery_model_one_kind(one), one);
}

/* The update for this processor against the portable one: right, wrong, levels, help, saturated counts, days before and after the
 * range, a person's word, with and without forgetting. Everything is drawn, so that kinds of event follow one another. */
static void any_processor_gives_the_same_bytes(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	uint32_t x = 7;
	if (bkt_simd_best() < BKT_AVX2)
		print_message("this processor has no AVX2: the portable update is compared with itself\n");
	for (int forget = 0; forget < 2; forget++) {
		struct mastery_params p = mastery_params_default();
		struct mastery_rule r = mastery_rule_default();
		struct mastery_model *m;
		struct err e = {0};
		p.forget = forget ? 0.02 : 0;
		assert_int_equal(mastery_model_new(a, &p, &r, &m, &e), OK);
		size_t plain = 0;
		for (int learner = 0; learner < 300; learner++) {
			struct mastery_state here = mastery_start(m), there = here;
			struct mastery_pace mine = mastery_pace_start(), other = mine;
			uint32_t easy = learner % 4; /* some nearly always right or nearly always wrong: odds at their ends */
			int many = learner == 0 ? 70000 : 400;
			for (int i = 0; i < many; i++) {
				x = x * 1664525u + 1013904223u;
				bool right = easy == 1 ? (x >> 24) != 0 : easy == 2 ? (x >> 24) == 0 : x >> 31;
				struct mastery_event ev = mastery_evidence((enum mastery_kind)(x >> 8 & 7), right, (int32_t)(x >> 12 & 0x1FFFF) - 1000);
				if (learner != 0 && (x >> 20 & 7) == 0) {
					ev.score = (x >> 16 & 15) / 15.0;
					ev.quality = ((x >> 4 & 3) + 1) / 4.0;
					if ((x >> 28 & 3) == 0) /* as a float it is 1, or right or wrong */
						ev.quality = ev.score = 1 - 1e-12;
				} else if (learner != 0 && (x >> 20 & 0xFF) == 1) {
					ev.type = right ? MASTERY_CONFIRM : MASTERY_REOPEN;
				}
				plain += ev.type == MASTERY_EVIDENCE && ev.quality == 1 && (ev.score == 0 || ev.score == 1);
				if (learner % 2) {
					assert_int_equal(mastery_update_paced(m, &mine, &here, &ev, &e), OK);
					assert_int_equal(mastery_paced_portable(m, &other, &there, &ev, &e), OK);
				} else {
					assert_int_equal(mastery_update(m, &here, &ev, &e), OK);
					assert_int_equal(mastery_update_portable(m, &there, &ev, &e), OK);
				}
				assert_memory_equal(&here, &there, sizeof here);
				assert_memory_equal(&mine, &other, sizeof mine);
			}
			assert_true(mastery_state_ok(&here) && mastery_pace_ok(&mine));
		}
		assert_true(plain > 100000);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hand_calculation),
		cmocka_unit_test(any_processor_gives_the_same_bytes),
		cmocka_unit_test(equals_sum_over_all_paths),
		cmocka_unit_test(band_is_around_the_estimate_and_narrows),
		cmocka_unit_test(words_follow_evidence),
		cmocka_unit_test(two_ways_to_show),
		cmocka_unit_test(shown_by_a_person_only),
		cmocka_unit_test(best_evidence_counts),
		cmocka_unit_test(explanation_opens_the_rule),
		cmocka_unit_test(look_ahead_is_true),
		cmocka_unit_test(wrong_numbers_are_refused_and_change_nothing),
		cmocka_unit_test(state_is_32_bytes_and_knows_itself),
		cmocka_unit_test(what_it_builds_on_moves_the_prior_alone),
		cmocka_unit_test(one_kind_where_no_rubric_asks_for_two),
	};
	return cmocka_run_group_tests_name("mastery", tests, start, stop);
}
