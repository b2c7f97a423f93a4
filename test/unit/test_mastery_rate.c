/* The individual rate: against sums over all latent paths, on made-up logs, and that it stays in its domain. */
#include "engine/mastery/model.h"
#include "engine/mastery/rate.h"
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

/* One learner, two units (0 and 1) of one domain, in turn. */
#define N 8
static const uint32_t ROWS[N] = {0, 1, 2, 3, 4, 5, 6, 7}, UNITS[N] = {0, 1, 0, 0, 1, 0, 1, 1};
static const uint8_t RIGHT[N] = {0, 1, 0, 1, 1, 1, 0, 1};

static struct rate_log one_log(size_t n, const float *score)
{
	static size_t first[2];
	first[1] = n;
	return (struct rate_log){.n = n, .learners = 1, .units = 2, .domains = 1, .first = first, .row = ROWS, .unit = UNITS, .right = RIGHT, .score = score};
}

static struct rate_model *two_class(void)
{
	struct rate_model *m = NEW(mem, struct rate_model);
	m->classes = 2;
	m->n_units = 2;
	m->n_domains = 1;
	m->unit = NEW_ARRAY(mem, struct rate_unit, 2);
	m->domain = NEW_ARRAY(mem, uint32_t, 2);
	m->domains = NEW(mem, struct rate_domain);
	m->domains->share[0] = 0.3;
	m->domains->share[1] = 0.7;
	m->unit[0] = (struct rate_unit){.prior = 0.2, .guess = 0.25, .slip = 0.1, .learn = {0.05, 0.35}, .pooled = {0.2, 0.25, 0.1, 0.2}};
	m->unit[1] = (struct rate_unit){.prior = 0.4, .guess = 0.15, .slip = 0.2, .learn = {0.1, 0.5}, .pooled = {0.4, 0.15, 0.2, 0.3}};
	m->domains->typical = m->unit[0];
	return m;
}

/* P(the first n answers), by going through every class and every way of knowing: 2 x 2^n terms. known: bit u is set
 * when unit u must be known after all n and what was learned from the last of its answers; NULL: it does not matter. */
static double by_enumeration(const struct rate_model *m, size_t n, const float *score, const uint32_t *must_know)
{
	double total = 0;
	for (unsigned c = 0; c < 2; c++) {
		for (uint32_t way = 0; way < 1u << (n + 2); way++) { /* bits 0 and 1: known at first; bit 2 + i: known after answer i */
			bool known[2] = {way & 1, way & 2};
			double p = m->domains->share[c];
			for (unsigned u = 0; u < 2; u++)
				p *= known[u] ? m->unit[u].prior : 1 - m->unit[u].prior;
			for (size_t i = 0; i < n && p > 0; i++) {
				const struct rate_unit *u = &m->unit[UNITS[i]];
				double x = score ? (double)score[i] : RIGHT[i];
				double right = known[UNITS[i]] ? 1 - u->slip : u->guess;
				p *= pow(right, x) * pow(1 - right, 1 - x);
				bool then = way >> (2 + i) & 1;
				p *= known[UNITS[i]] ? (then ? 1 : 0) : (then ? u->learn[c] : 1 - u->learn[c]);
				known[UNITS[i]] = then;
			}
			if (must_know != NULL && !known[*must_know])
				p = 0;
			total += p;
		}
	}
	return total;
}

static void likelihood_is_the_sum_over_all_paths(void **unused)
{
	(void)unused;
	static const float scores[N] = {0, 0.75f, 0.5f, 1, 0.25f, 0.9f, 0, 1};
	struct rate_model *m = two_class();
	for (size_t n = 1; n <= N; n++) {
		for (int partial = 0; partial < 2; partial++) {
			struct rate_log data = one_log(n, partial ? scores : NULL);
			double want = by_enumeration(m, n, data.score, NULL);
			assert_near(rate_loglik(mem, m, &data), log(want), 1e-12);
		}
	}
}

/* What is predicted and what is believed, step by step, against the same sums. */
static void filter_is_the_exact_posterior(void **unused)
{
	(void)unused;
	struct rate_model *m = two_class();
	double p[N];
	struct rate_log log = one_log(N, NULL);
	rate_predict(mem, m, &log, NULL, p);
	struct rate_learner l = rate_learner_start(m, 0);
	struct rate_state s[2] = {rate_start(m, 0, 0), rate_start(m, 0, 1)};
	for (uint32_t i = 0; i < N; i++) {
		double before = i ? by_enumeration(m, i, NULL, NULL) : 1, after = by_enumeration(m, i + 1, NULL, NULL);
		assert_near(RIGHT[i] ? p[i] : 1 - p[i], after / before, 1e-12);
		rate_update(m, 0, UNITS[i], RIGHT[i], &l, &s[UNITS[i]]);
		/* the other unit's estimate moves too, though nothing was asked of it: the belief about the rate is shared */
		for (uint32_t u = 0; u < 2; u++)
			assert_near(rate_known(m, &l, &s[u]), by_enumeration(m, i + 1, NULL, &u) / after, 1e-12);
	}
}

static void caution_takes_the_side_of_the_slower(void **unused)
{
	(void)unused;
	struct rate_model *m = two_class();
	struct rate_learner l = rate_learner_start(m, 0);
	struct rate_state s = rate_start(m, 0, 0);
	for (int i = 0; i < 3; i++) {
		rate_update(m, 0, 0, 1, &l, &s);
		double known = rate_known(m, &l, &s), last = known;
		assert_near(rate_cautious(m, &l, &s, 1), known, 1e-12);
		for (double c = 0.9; c > 0.05; c -= 0.1) {
			double now = rate_cautious(m, &l, &s, c);
			assert_true(now <= last + 1e-15);
			last = now;
		}
		assert_true(last < known);
	}
	assert_near(rate_threshold(19), 0.95, 1e-15);
	assert_near(rate_threshold(RATE_TRIES), 16.0 / 17, 1e-15);
}

/* ---- fits ---- */

static uint64_t random_state;

static double draw(void)
{
	uint64_t z = random_state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* learners x units x tries answers; rates[domain of the unit][learner % 2] */
static struct rate_log made_up(uint32_t learners, uint32_t units, uint32_t tries, const double rates[2][2], uint64_t seed)
{
	size_t n = 0;
	uint32_t *unit = NEW_ARRAY(mem, uint32_t, (size_t)learners * units * tries), *row = NEW_ARRAY(mem, uint32_t, (size_t)learners * units * tries);
	uint32_t *domain = NEW_ARRAY(mem, uint32_t, units);
	uint8_t *right = NEW_ARRAY(mem, uint8_t, (size_t)learners * units * tries);
	size_t *first = NEW_ARRAY(mem, size_t, (size_t)learners + 1);
	random_state = seed;
	for (uint32_t u = 0; u < units; u++)
		domain[u] = u >= units / 2;
	for (uint32_t l = 0; l < learners; l++) {
		for (uint32_t u = 0; u < units; u++) {
			bool known = draw() < 0.2;
			for (uint32_t t = 0; t < tries; t++) {
				unit[n] = u;
				row[n] = (uint32_t)n;
				right[n++] = draw() < (known ? 0.9 : 0.25);
				known |= draw() < rates[domain[u]][(domain[u] ? l / 2 : l) % 2];
			}
		}
		first[l + 1] = n;
	}
	return (struct rate_log){.n = n, .learners = learners, .units = units, .domains = 2, .first = first, .row = row, .unit = unit,
		.right = right, .domain = domain};
}

static void fit_finds_what_made_the_log(void **unused)
{
	(void)unused;
	static const double rates[2][2] = {{0.05, 0.4}, {0.1, 0.1}};
	struct rate_log log = made_up(1500, 8, 12, rates, 5);
	struct rate_options o = rate_options_default();
	struct rate_model *m;
	struct err e = {0};
	o.classes = 2;
	assert_int_equal(rate_fit(mem, &log, &o, &m, &e), OK);
	assert_true(m->done);
	assert_true(m->loglik > m->loglik_one);
	assert_near(m->domains[0].share[0], 0.5, 0.05);
	for (uint32_t u = 0; u < 4; u++) {
		assert_near(m->unit[u].prior, 0.2, 0.04);
		assert_near(m->unit[u].guess, 0.25, 0.03);
		assert_near(m->unit[u].slip, 0.1, 0.02);
		assert_near(m->unit[u].learn[0], 0.05, 0.02);
		assert_near(m->unit[u].learn[1], 0.4, 0.06);
		assert_false(m->unit[u].unsure);
	}
	for (uint32_t u = 4; u < 8; u++) /* nobody differs there: the pooled rate is right */
		assert_near(m->unit[u].pooled[3], 0.1, 0.02);
}

/* Parts of the log are summed in their own order, whoever sums them. */
static void threads_change_no_bit(void **unused)
{
	(void)unused;
	static const double rates[2][2] = {{0.05, 0.4}, {0.1, 0.1}};
	struct rate_log log = made_up(800, 8, 4, rates, 5);
	struct rate_options o = rate_options_default();
	struct rate_model *m[2];
	struct err e = {0};
	o.classes = 2;
	o.max_steps = 6;
	for (int i = 0; i < 2; i++) {
		o.threads = i ? 3 : 1;
		assert_int_equal(rate_fit(mem, &log, &o, &m[i], &e), OK);
	}
	assert_true(m[0]->loglik == m[1]->loglik && m[0]->steps == m[1]->steps);
	for (uint32_t u = 0; u < 8; u++)
		assert_true(m[0]->unit[u].prior == m[1]->unit[u].prior && m[0]->unit[u].guess == m[1]->unit[u].guess && m[0]->unit[u].slip == m[1]->unit[u].slip
			&& m[0]->unit[u].learn[0] == m[1]->unit[u].learn[0] && m[0]->unit[u].learn[1] == m[1]->unit[u].learn[1]);
}

/* What is seen in one domain never moves an estimate in another. */
static void no_domain_hears_of_another(void **unused)
{
	(void)unused;
	static const double rates[2][2] = {{0.05, 0.4}, {0.05, 0.4}};
	struct rate_log log = made_up(300, 4, 10, rates, 9);
	struct rate_options o = rate_options_default();
	struct rate_model *m;
	struct err e = {0};
	o.classes = 2;
	assert_int_equal(rate_fit(mem, &log, &o, &m, &e), OK);
	double *p = NEW_ARRAY(mem, double, log.n), *q = NEW_ARRAY(mem, double, log.n);
	rate_predict(mem, m, &log, NULL, p);
	uint8_t *turned = arena_copy(mem, log.right, log.n);
	for (size_t i = 0; i < log.n; i++)
		if (log.domain[log.unit[i]] == 0)
			turned[i] = !turned[i];
	log.right = turned;
	rate_predict(mem, m, &log, NULL, q);
	size_t moved = 0;
	for (size_t i = 0; i < log.n; i++) {
		if (log.domain[log.unit[i]] == 1)
			assert_near(p[i], q[i], 0);
		else
			moved += p[i] != q[i];
	}
	assert_true(moved > log.n / 4);
	/* and the fit of one domain is the same without the other's answers */
	struct rate_model *again;
	assert_int_equal(rate_fit(mem, &log, &o, &again, &e), OK);
	for (uint32_t u = 2; u < 4; u++)
		for (unsigned c = 0; c < 2; c++)
			assert_near(m->unit[u].learn[c], again->unit[u].learn[c], 0.003);
}

static void switched_off_is_plain_tracing(void **unused)
{
	(void)unused;
	struct rate_model *m = rate_without(mem, two_class());
	struct rate_learner l = rate_learner_start(m, 0);
	struct rate_state s = rate_start(m, 0, 1);
	double k = 0.4;
	for (int i = 0; i < N; i++) {
		double right = k * 0.8 + (1 - k) * 0.15;
		assert_near(rate_next(m, 0, 1, &l, &s), right, 1e-14);
		k = RIGHT[i] ? k * 0.8 / right : k * 0.2 / (1 - right);
		k += (1 - k) * 0.3;
		rate_update(m, 0, 1, RIGHT[i], &l, &s);
		assert_near(rate_known(m, &l, &s), k, 1e-14);
		assert_near(rate_cautious(m, &l, &s, RATE_CAUTION), k, 1e-14);
	}
}

static void one_rate_needs_no_second_class(void **unused)
{
	(void)unused;
	static const double same[2][2] = {{0.15, 0.15}, {0.15, 0.15}}, apart[2][2] = {{0.04, 0.4}, {0.04, 0.4}};
	struct rate_options o = rate_options_default();
	struct rate_model *m;
	struct err e = {0};
	struct rate_log log = made_up(600, 6, 10, same, 3);
	assert_int_equal(rate_fit(mem, &log, &o, &m, &e), OK);
	assert_int_equal(m->classes, 1);
	log = made_up(600, 6, 10, apart, 3);
	assert_int_equal(rate_fit(mem, &log, &o, &m, &e), OK);
	assert_true(m->classes >= 2);
}

/* Skills that are learned at unlike rates by learners who are all alike: no class of learners comes out of that. */
static void unlike_skills_make_no_classes(void **unused)
{
	(void)unused;
	enum { L = 1500, U = 12, T = 6 };
	uint32_t *unit = NEW_ARRAY(mem, uint32_t, L * U * T), *row = NEW_ARRAY(mem, uint32_t, L * U * T);
	uint8_t *right = NEW_ARRAY(mem, uint8_t, L * U * T);
	size_t *first = NEW_ARRAY(mem, size_t, L + 1), n = 0;
	random_state = 31;
	for (uint32_t l = 0; l < L; l++) {
		for (uint32_t u = 0; u < U; u++) {
			if (draw() < 0.5) /* each meets other skills */
				continue;
			bool known = draw() < 0.1 + 0.04 * u;
			for (uint32_t t = 0; t < T; t++) {
				unit[n] = u;
				row[n] = (uint32_t)n;
				right[n++] = draw() < (known ? 0.88 : 0.22);
				known |= draw() < (u % 3 == 0 ? 0.04 : u % 3 == 1 ? 0.15 : 0.5);
			}
		}
		first[l + 1] = n;
	}
	struct rate_log data = {.n = n, .learners = L, .units = U, .domains = 1, .first = first, .row = row, .unit = unit, .right = right};
	struct rate_options o = rate_options_default();
	struct rate_model *m;
	struct err e = {0};
	assert_int_equal(rate_fit(mem, &data, &o, &m, &e), OK);
	assert_int_equal(m->classes, 1);
	/* and when two are asked for, they differ by the same amount in every skill, in one order */
	o.classes = 2;
	assert_int_equal(rate_fit(mem, &data, &o, &m, &e), OK);
	double apart = log(m->unit[0].learn[1] / (1 - m->unit[0].learn[1])) - log(m->unit[0].learn[0] / (1 - m->unit[0].learn[0]));
	for (uint32_t u = 1; u < U; u++)
		assert_near(log(m->unit[u].learn[1] / (1 - m->unit[u].learn[1])) - log(m->unit[u].learn[0] / (1 - m->unit[u].learn[0])), apart, 1e-6);
}

static void odd_logs(void **unused)
{
	(void)unused;
	struct rate_options o = rate_options_default();
	struct rate_model *m;
	struct err e = {0};
	struct rate_log log = one_log(N, NULL);
	log.n = 0;
	assert_int_equal(rate_fit(mem, &log, &o, &m, &e), E_INPUT);
	log = one_log(1, NULL);
	assert_int_equal(rate_fit(mem, &log, &o, &m, &e), OK);
	assert_true(m->unit[0].unsure && m->unit[1].unsure);
	o.classes = RATE_CLASSES + 1;
	assert_int_equal(rate_fit(mem, &log, &o, &m, &e), E_INPUT);
	/* 100,000 answers of one learner, all wrong: nothing under- or overflows */
	uint8_t *wrong = NEW_ARRAY(mem, uint8_t, 100000);
	uint32_t *rows = NEW_ARRAY(mem, uint32_t, 100000), *zero = NEW_ARRAY(mem, uint32_t, 100000);
	const size_t first[2] = {0, 100000};
	for (uint32_t i = 0; i < 100000; i++)
		rows[i] = i;
	log = (struct rate_log){.n = 100000, .learners = 1, .units = 1, .domains = 1, .first = first, .row = rows, .unit = zero, .right = wrong};
	o.classes = 2;
	assert_int_equal(rate_fit(mem, &log, &o, &m, &e), OK);
	assert_true(isfinite(m->loglik));
	double *p = NEW_ARRAY(mem, double, log.n);
	rate_predict(mem, m, &log, NULL, p);
	assert_true(p[99999] > 0 && p[99999] < 0.05);
}

/* As a model: what is written reads back as the same, and a skill never seen is an average one. */
static void as_a_model(void **unused)
{
	(void)unused;
	struct buf b = buf_new(mem, 1u << 20);
	struct responses r, other;
	struct model *m, *again;
	struct err e = {0};
	struct fit_options o = fit_options_default();
	buf_z(&b, "learner,item,skill,correct\n");
	random_state = 4;
	for (int l = 0; l < 200; l++) {
		for (int k = 0; k < 4; k++) {
			bool known = draw() < 0.2;
			for (int t = 0; t < 8; t++) {
				buf_fmt(&b, "l%d,i%d,\"s%d\",%d\n", l, t, k, draw() < (known ? 0.9 : 0.2));
				known |= draw() < (l % 2 ? 0.4 : 0.05);
			}
		}
	}
	assert_int_equal(responses_read(mem, buf_done(&b), RESPONSES_ORDER, &r, &e), OK);
	assert_int_equal(model_fit(mem, model_ops_named("bkt-rate"), &r, &o, &m, &e), OK);
	assert_true(m->log_likelihood < 0 && isfinite(m->log_likelihood));
	assert_int_equal(model_read(mem, model_text(mem, m), &again, &e), OK);
	double *p = NEW_ARRAY(mem, double, r.n), *q = NEW_ARRAY(mem, double, r.n);
	assert_int_equal(model_predict(mem, m, &r, 1, p, &e), OK);
	assert_int_equal(model_predict(mem, again, &r, 2, q, &e), OK);
	assert_memory_equal(p, q, r.n * sizeof *p);
	double sum = 0;
	for (size_t i = 0; i < r.n; i++)
		sum += r.right[i] ? log(p[i]) : log1p(-p[i]);
	assert_near(sum, m->log_likelihood, 1e-6 * fabs(sum));
	/* switched off in the file it predicts as the fit without rates does, and stays off when written again */
	struct str on = model_text(mem, m), off = str_dup(mem, on);
	size_t at;
	assert_true(str_find(off, S("\"individual_rate\":true"), &at));
	memcpy((char *)(uintptr_t)off.p + at, "\"individual_rate\":null", 22);
	assert_int_equal(model_read(mem, off, &again, &e), OK);
	assert_true(str_eq(model_text(mem, again), on)); /* null is no "false" */
	off = str_fmt(mem, "%.*s\"individual_rate\":false%.*s", (int)at, on.p, (int)(on.n - at - 22), on.p + at + 22);
	assert_int_equal(model_read(mem, off, &again, &e), OK);
	assert_true(str_eq(model_text(mem, again), off));
	assert_int_equal(model_predict(mem, again, &r, 1, q, &e), OK);
	double sum_off = 0;
	for (size_t i = 0; i < r.n; i++)
		sum_off += r.right[i] ? log(q[i]) : log1p(-q[i]);
	struct json *written;
	assert_int_equal(json_parse(mem, on, &written, &e), OK);
	assert_near(sum_off, json_number(json_get(written, "parameters"), "log_likelihood_without_rates", 0), 1e-6 * fabs(sum_off));
	assert_true(sum_off < sum);
	assert_int_equal(responses_read(mem, S("learner,item,skill,correct\nx,i,never seen,1\nx,i,s1,1\n"), RESPONSES_ORDER, &other, &e), OK);
	assert_int_equal(model_predict(mem, m, &other, 1, p, &e), OK);
	assert_true(p[0] > 0.2 && p[0] < 0.6 && p[1] > 0.2 && p[1] < 0.7);
	static const char *const bad[] = {"{\"classes\":4}", "{\"classes\":2,\"share\":[0.5,0.4]}", "{\"classes\":2,\"share\":[0.5,0.5],\"all\":{}}", "[]"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct str text = str_fmt(mem, "{\"trellis_mastery\":1,\"model\":\"bkt-rate\",\"responses\":1,\"learners\":1,\"skills\":1,"
			"\"log_likelihood\":-1,\"warnings\":[],\"n_warnings\":0,\"parameters\":%s}", bad[i]);
		assert_int_equal(model_read(mem, text, &again, &e), E_INPUT);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("the likelihood is the sum over all classes and paths", likelihood_is_the_sum_over_all_paths),
		TEST("prediction and belief after each answer are exact", filter_is_the_exact_posterior),
		TEST("caution takes the side of the slower possibility", caution_takes_the_side_of_the_slower),
		TEST("the fit finds what made the log", fit_finds_what_made_the_log),
		TEST("any number of threads gives the same bits", threads_change_no_bit),
		TEST("evidence of one domain moves nothing in another", no_domain_hears_of_another),
		TEST("switched off it is plain knowledge tracing", switched_off_is_plain_tracing),
		TEST("where all learn alike no second rate is seen", one_rate_needs_no_second_class),
		TEST("unlike skills make no classes of learners", unlike_skills_make_no_classes),
		TEST("as a model it reads back as the same", as_a_model),
		TEST("odd logs: none, one answer, 100,000 wrong ones", odd_logs),
	};
	return cmocka_run_group_tests_name("mastery_rate", tests, start, stop);
}
