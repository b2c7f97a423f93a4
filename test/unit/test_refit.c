/* A school fits the parameters of its estimates on its own evidence: they predict learners who were held out better than
 * before or are not taken; going back gives the same states bit for bit; what a person confirmed stays; who a learner is
 * never enters. The evidence is drawn here, from parameters far from the defaults. */
#include "school/evidence/models.h"
#include "school/evidence/refit.h"
#include "support/pg.h"
#include "support/test.h"
#include "support/web.h"

#include <stdio.h>
#include <string.h>

enum { LEARNERS = 80, SKILLS = 6, TRIES = 9, FEW = 6, EASY = 7, ALL = 8 };

static struct web_test *w;
static char database[500]; /* empty: SQLite */
static uint64_t seed;

static double chance(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (double)(seed >> 11) * 0x1p-53;
}

static struct id learner(int i)
{
	return id_of("refit-learner", str_fmt(w->a, "%d", i));
}

static struct id skill(int k)
{
	return id_of("refit-skill", str_fmt(w->a, "%d", k));
}

struct many {
	struct evidence *list;
	size_t n;
};

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	const struct many *m = arg;
	return evidence_add(db, w->a, m->list, m->n, NULL, e);
}

static void add(struct evidence *list, size_t n)
{
	struct err e = {0};
	struct many m = {list, n};
	if (store_write(w->store, add_fn, &m, &e))
		fail_msg("%s", e.text);
}

/* Known at first by half, learned slowly, guessed and slipped at often; FEW: of four learners; EASY: all right. */
static void draw(void)
{
	struct evidence *list = NEW_ARRAY(w->a, struct evidence, LEARNERS * ALL * TRIES);
	size_t n = 0;
	seed = 7;
	for (int i = 0; i < LEARNERS; i++)
		for (int k = 0; k < ALL; k++) {
			bool known = chance() < 0.5;
			for (int t = 0; t < TRIES; t++) {
				bool right = chance() < (known ? 0.72 : 0.38);
				known = known || chance() < 0.04;
				if (k == FEW && i >= 4)
					continue;
				list[n++] = (struct evidence){.id = id_of("refit-event", str_fmt(w->a, "%d %d %d", i, k, t)), .learner = learner(i), .competency = skill(k),
					.kind = t % 3 ? "practice" : "check", .score = k == EASY || right, .happened_at = (20000 + t) * DAY, .context = "screen"};
			}
		}
	add(list, n);
	/* a person confirmed what nobody would guess from the answers, and one more after later doubts */
	struct evidence yes[2];
	for (int i = 0; i < 2; i++)
		yes[i] = (struct evidence){.learner = learner(i), .competency = skill(i), .kind = "confirm", .score = -1, .happened_at = 20004 * DAY, .context = "person"};
	add(yes, 2);
}

static int start(void **unused)
{
	(void)unused;
	w = database[0] ? web_open_at(database, false) : web_open(false);
	draw();
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

static struct refit *look(void)
{
	struct err e = {0};
	struct db *db;
	struct refit *f = NULL;
	assert_int_equal(store_read(w->store, &db, &e), OK);
	if (refit_look(db, w->a, 20010, NULL, NULL, &f, &e))
		fail_msg("%s", e.text);
	store_read_end(db);
	return f;
}

static enum code keep_fn(struct db *db, void *arg, struct err *e)
{
	return refit_keep(db, w->a, id_new(), ID_NIL, arg, e);
}

static enum code back_fn(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return refit_back(db, e);
}

static int64_t rebuild(void)
{
	struct err e = {0};
	int64_t n = 0;
	if (evidence_rebuild(w->store, NULL, NULL, &n, &e))
		fail_msg("%s", e.text);
	return n;
}

static enum code verify(struct err *e)
{
	struct db *db;
	int64_t events, states;
	assert_int_equal(store_read(w->store, &db, e), OK);
	enum code c = evidence_verify(db, &events, &states, e);
	store_read_end(db);
	return c;
}

/* All that is kept of all states, byte by byte. */
static struct str snapshot(void)
{
	struct err e = {0};
	struct db *db;
	struct rows *r;
	struct buf b = buf_new(w->a, 1 << 20);
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(db_query(db, &e, &r, "select state, p, low, high, word, pieces, last_event, model from mastery order by learner, competency", ""), OK);
	while (rows_next(r, &e) == 1) {
		double v[3] = {rows_r(r, 1), rows_r(r, 2), rows_r(r, 3)};
		buf_str(&b, rows_t(r, 0));
		buf_str(&b, (struct str){(const char *)v, sizeof v});
		buf_str(&b, rows_t(r, 4));
		buf_fmt(&b, "%lld", (long long)rows_i(r, 5));
		buf_str(&b, rows_t(r, 6));
		buf_str(&b, rows_t(r, 7));
	}
	rows_end(r);
	store_read_end(db);
	assert_false(b.over);
	return buf_done(&b);
}

static const struct refit_one *of(const struct refit *f, int k)
{
	for (size_t i = 0; i < f->n; i++)
		if (id_eq(f->of[i].competency, skill(k)))
			return &f->of[i];
	fail_msg("skill %d is not there", k);
	return NULL;
}

static void a_fit_predicts_better(void **unused)
{
	(void)unused;
	struct str before = snapshot();
	const struct refit *f = look();
	assert_int_equal(f->learners, LEARNERS);
	assert_int_equal(f->responses, LEARNERS * (ALL - 1) * TRIES + 4 * TRIES);
	assert_true(f->better && f->after > f->before + 0.01);
	/* the drawn values, within what 80 learners tell */
	for (int k = 0; k < SKILLS; k++) {
		assert_true(of(f, k)->own);
		assert_true(of(f, k)->p.slip > 0.12 && of(f, k)->p.slip < 0.45);
		assert_true(of(f, k)->p.guess > 0.2 && of(f, k)->p.guess < 0.5);
	}
	assert_int_equal(f->shown, 2);
	/* looking changes nothing */
	assert_true(str_eq(before, snapshot()));
	assert_int_equal(web_count(w, "select count(*) from mastery_model"), 0);
}

/* What the states in the tables say now, by words as the report counts them. */
static void said_now(int64_t out[REFIT_WORDS])
{
	struct err e = {0};
	struct db *db;
	struct rows *r;
	struct evidence_models *models;
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(evidence_models(db, w->a, &models, &e), OK);
	assert_int_equal(evidence_models_all(db, models, &e), OK);
	assert_true(evidence_models_paced(models));
	memset(out, 0, REFIT_WORDS * sizeof *out);
	assert_int_equal(db_query(db, &e, &r, "select competency, state from mastery", ""), OK);
	while (rows_next(r, &e) == 1) {
		const struct mastery_model *m;
		struct mastery_state s;
		struct id k = rows_id(r, 0);
		memcpy(&s, rows_t(r, 1).p, sizeof s);
		assert_int_equal(evidence_model_of(db, models, k, &m, &e), OK);
		struct mastery_estimate x = mastery_estimate(m, &s, 20010);
		out[x.word == MASTERY_SHOWN ? REFIT_SHOWN : (size_t)mastery_likely(&x) * 3 + mastery_sure(&x)]++;
	}
	rows_end(r);
	store_read_end(db);
}

/* Before and after are what pages say, how fast somebody learns taken into account, not another estimate's words. */
static void before_and_after_are_what_pages_say(void **unused)
{
	(void)unused;
	int64_t now[REFIT_WORDS];
	const struct refit *f = look();
	struct err e = {0};
	said_now(now);
	for (size_t i = 0; i < REFIT_WORDS; i++) {
		int64_t from = 0;
		for (size_t k = 0; k < REFIT_WORDS; k++)
			from += f->moves[i][k];
		assert_int_equal(from, now[i]);
	}
	if (store_write(w->store, keep_fn, (void *)(uintptr_t)f, &e))
		fail_msg("%s", e.text);
	rebuild();
	said_now(now);
	for (size_t i = 0; i < REFIT_WORDS; i++) {
		int64_t to = 0;
		for (size_t k = 0; k < REFIT_WORDS; k++)
			to += f->moves[k][i];
		assert_int_equal(to, now[i]);
	}
}

static void what_cannot_be_told_gets_the_common_ones(void **unused)
{
	(void)unused;
	const struct refit *f = look();
	assert_false(of(f, FEW)->own);
	assert_string_equal(of(f, FEW)->why, "few-responses");
	assert_false(of(f, EASY)->own);
	assert_string_equal(of(f, EASY)->why, "all-the-same");
	assert_true(of(f, FEW)->p.prior == of(f, EASY)->p.prior && of(f, FEW)->p.slip == of(f, EASY)->p.slip);
}

static void keep(void)
{
	struct err e = {0};
	if (store_write(w->store, keep_fn, look(), &e))
		fail_msg("%s", e.text);
}

static void back_is_bit_for_bit(void **unused)
{
	(void)unused;
	struct err e = {0};
	struct str before = snapshot();
	assert_int_equal(verify(&e), OK);
	keep();
	/* until it is folded again the check says so */
	assert_int_equal(verify(&e), E_CONFLICT);
	assert_int_equal(rebuild(), LEARNERS * (ALL - 1) + 4);
	assert_int_equal(rebuild(), 0);
	err_clear(&e);
	if (verify(&e))
		fail_msg("%s", e.text);
	assert_false(str_eq(before, snapshot()));
	assert_int_equal(store_write(w->store, back_fn, NULL, &e), OK);
	(void)rebuild();
	assert_true(str_eq(before, snapshot()));
	assert_int_equal(verify(&e), OK);
	/* nothing lies before the defaults; the fit is kept */
	assert_int_equal(store_write(w->store, back_fn, NULL, &e), E_NOTFOUND);
	assert_int_equal(web_count(w, "select count(*) from mastery_model where state = 'kept'"), 1);
}

static void a_worse_fit_is_not_taken(void **unused)
{
	(void)unused;
	struct err e = {0};
	struct refit *f = look();
	f->better = false;
	assert_int_equal(store_write(w->store, keep_fn, f, &e), E_CONFLICT);
	assert_int_equal(web_count(w, "select count(*) from mastery_model"), 0);
}

static void confirmed_stays(void **unused)
{
	(void)unused;
	struct err e = {0};
	assert_int_equal(web_count(w, "select count(*) from mastery where word = 'shown'"), 2);
	keep();
	(void)rebuild();
	assert_int_equal(web_count(w, "select count(*) from mastery where word = 'shown'"), 2);
	struct evidence wrong[5];
	for (int i = 0; i < 5; i++)
		wrong[i] = (struct evidence){.learner = learner(0), .competency = skill(0), .kind = "check", .score = 0, .happened_at = (20020 + i) * DAY, .context = "screen"};
	add(wrong, 5);
	assert_int_equal(web_count(w, "select count(*) from mastery where word = 'shown'"), 2);
	assert_int_equal(verify(&e), OK);
}

static struct refit *look_step(void)
{
	struct err e = {0};
	struct db *db;
	struct refit *f = NULL;
	assert_int_equal(store_read(w->store, &db, &e), OK);
	if (refit_look_step(db, w->a, 20010, NULL, NULL, &f, &e))
		fail_msg("%s", e.text);
	store_read_end(db);
	return f;
}

static struct str online_bytes(void)
{
	struct err e = {0};
	struct db *db;
	struct rows *r;
	struct buf b = buf_new(w->a, 1 << 20);
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(db_query(db, &e, &r, "select online from mastery order by learner, competency", ""), OK);
	while (rows_next(r, &e) == 1) {
		assert_int_equal(rows_t(r, 0).n, 32);
		buf_str(&b, rows_t(r, 0));
	}
	rows_end(r);
	store_read_end(db);
	return buf_done(&b);
}

/* Incremental expectation maximisation: steps out of what each event left climb, towards what a whole fit finds; the event log gives
 * the same bytes and the same step; what is kept is only taken when held-out learners are foretold better; one click goes back. */
static void steps_without_a_fit(void **unused)
{
	(void)unused;
	struct err e = {0};
	struct str states = snapshot(), bytes = online_bytes();
	const struct refit *whole = look(), *one = look_step();
	assert_true(one->better && one->after > one->before);
	assert_true(one->after < whole->after + 1e-9);
	assert_float_equal(one->before, whole->before, 1e-12);
	assert_int_equal(one->responses, whole->responses);
	for (int k = 0; k < SKILLS; k++) {
		const struct mastery_params d = mastery_params_default();
		assert_true(of(one, k)->own);
		/* from the default towards the fit */
		assert_true((of(one, k)->p.slip - d.slip) * (of(whole, k)->p.slip - d.slip) > 0);
		assert_true((of(one, k)->p.guess - d.guess) * (of(whole, k)->p.guess - d.guess) > 0);
	}
	assert_false(of(one, FEW)->own);
	assert_false(of(one, EASY)->own);
	if (store_write(w->store, keep_fn, (void *)(uintptr_t)one, &e))
		fail_msg("%s", e.text);
	/* while states wait to be folded again there is no step */
	struct db *db;
	struct refit *none;
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(refit_look_step(db, w->a, 20010, NULL, NULL, &none, &e), E_CONFLICT);
	store_read_end(db);
	err_clear(&e);
	(void)rebuild();
	if (verify(&e))
		fail_msg("%s", e.text);
	const struct refit *two = look_step();
	/* a step further on the way, on learners who were held out; what is in use has seen them, and only what is better than that is taken */
	assert_true(two->after > one->after && two->after < whole->after + 1e-9);
	assert_int_equal(store_write(w->store, keep_fn, (void *)(uintptr_t)two, &e), two->better ? OK : E_CONFLICT);
	err_clear(&e);
	(void)rebuild();
	/* events in any order of coming: what was folded as they came is what a replay gives, to the last bit */
	struct evidence late[3];
	for (int i = 0; i < 3; i++)
		late[i] = (struct evidence){.id = id_of("refit-late", str_fmt(w->a, "%d", i)), .learner = learner(i), .competency = skill(i), .kind = "check", .score = i == 1 ? 0.5 : 1,
			.happened_at = (20002 + i) * DAY + 7, .context = "screen"};
	add(late, 3);
	if (verify(&e))
		fail_msg("%s", e.text);
	struct str json = refit_json(w->a, look_step());
	web_sql(w, "update mastery set online = null");
	assert_int_equal(verify(&e), E_CONFLICT);
	(void)rebuild();
	assert_true(str_eq(json, refit_json(w->a, look_step())));
	web_sql(w, "delete from event where happened_at in (20002 * 86400000000 + 7, 20003 * 86400000000 + 7, 20004 * 86400000000 + 7)");
	assert_int_equal(store_write(w->store, back_fn, NULL, &e), OK);
	(void)rebuild();
	assert_true(str_eq(states, snapshot()) && str_eq(bytes, online_bytes()));
}

/* New evidence on a state that was folded with other parameters: the state is replayed, never mixed. */
static void an_event_between_the_two_steps(void **unused)
{
	(void)unused;
	struct err e = {0};
	keep();
	struct evidence one = {.learner = learner(3), .competency = skill(1), .kind = "check", .score = 1, .happened_at = 20030 * DAY, .context = "screen"};
	add(&one, 1);
	assert_int_equal(rebuild(), LEARNERS * (ALL - 1) + 4 - ALL); /* all of the domain was replayed with it */
	if (verify(&e))
		fail_msg("%s", e.text);
}

/* The same evidence, and half of the learners now have a program, a language and a need that the school wrote down: the
 * same fit to the last digit. */
static void who_a_learner_is_never_enters(void **unused)
{
	(void)unused;
	struct str before = refit_json(w->a, look());
	for (int i = 0; i < LEARNERS; i += 2) {
		char hex[33];
		struct id id = learner(i);
		for (int k = 0; k < 16; k++)
			(void)snprintf(hex + 2 * k, 3, "%02x", id.b[k]);
		web_sql(w, str_fmt(w->a,
		                   "insert into person (id, district, version, created_at, updated_at, given_name, family_name, language, grade, active)"
		                   " select x'%s', district, 1, 0, 0, 'Sam', 'Ple', 'es', '08', 1 from event limit 1", hex).p);
		web_sql(w, str_fmt(w->a,
		                   "insert into program (id, district, version, created_at, updated_at, learner, program, begin_on)"
		                   " select x'%s', district, 1, 0, 0, x'%s', 'iep', '2024-09-01' from event limit 1", hex, hex).p);
	}
	assert_int_equal(web_count(w, "select count(*) from program"), LEARNERS / 2);
	assert_true(str_eq(before, refit_json(w->a, look())));
}

static void too_little_is_said(void **unused)
{
	(void)unused;
	struct err e = {0};
	struct db *db;
	struct refit *f;
	web_sql(w, "delete from event where score is not null and happened_at > 20000 * 86400000000");
	web_sql(w, "delete from event where competency <> (select competency from event order by competency limit 1)");
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(refit_look(db, w->a, 20010, NULL, NULL, &f, &e), E_INPUT);
	assert_non_null(strstr(e.text, "A fit needs at least 100"));
	store_read_end(db);
}

/* One more piece of evidence settles more where little is known; words go with the numbers. */
static void what_one_more_piece_is_worth(void **unused)
{
	(void)unused;
	struct mastery_model *m;
	struct err e = {0};
	struct db *db;
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(evidence_model(db, w->a, &m, &e), OK);
	store_read_end(db);
	struct mastery_state s = mastery_start(m);
	struct mastery_event right = mastery_evidence(MASTERY_CHECK, 1, 20000);
	double first = mastery_gain(m, &s, 20000), width[2];
	/* the same by hand */
	struct mastery_estimate x = mastery_estimate(m, &s, 20000);
	for (int k = 0; k < 2; k++) {
		struct mastery_state t = s;
		struct mastery_event ev = mastery_evidence(MASTERY_CHECK, k, 20000);
		assert_int_equal(mastery_update(m, &t, &ev, &e), OK);
		struct mastery_estimate y = mastery_estimate(m, &t, 20000);
		width[k] = y.high - y.low;
	}
	assert_float_equal(first, x.high - x.low - x.next * width[1] - (1 - x.next) * width[0], 1e-12);
	assert_string_equal(mastery_phrase(w->a, LANG_EN, &x).p, "nothing seen yet");
	for (int i = 0; i < 3; i++)
		assert_int_equal(mastery_update(m, &s, &right, &e), OK);
	x = mastery_estimate(m, &s, 20000);
	assert_true(x.p > 0.95 && x.pieces == 3);
	assert_int_equal(strncmp(mastery_phrase(w->a, LANG_EN, &x).p, "3 pieces of evidence, very likely, ", 35), 0);
	for (int i = 0; i < 6; i++)
		assert_int_equal(mastery_update(m, &s, &right, &e), OK);
	assert_true(mastery_gain(m, &s, 20000) < first + 0.5 && mastery_gain(m, &s, 20000) < 0.01);
	x = mastery_estimate(m, &s, 20000);
	assert_string_equal(mastery_phrase(w->a, LANG_EN, &x).p, "9 pieces of evidence, very likely, sure");
}

static enum code again(int i, int k, struct evidence_check *out, struct err *e)
{
	struct db *db;
	assert_int_equal(store_read(w->store, &db, e), OK);
	enum code c = evidence_check_again(db, learner(i), skill(k), out, e);
	store_read_end(db);
	return c;
}

/* What was shown is worth another look after a while, sooner after a check that failed; it stays shown. */
static void when_to_look_again(void **unused)
{
	(void)unused;
	struct err e = {0};
	struct evidence_check x, y, none;
	assert_int_equal(again(0, EASY, &x, &e), OK);
	assert_true(x.any && !x.again && x.due > 20000 + TRIES);
	struct evidence wrong = {.learner = learner(0), .competency = skill(0), .kind = "check", .score = 0, .happened_at = 20040 * DAY, .context = "screen"};
	add(&wrong, 1);
	assert_int_equal(again(0, 0, &y, &e), OK);
	assert_true(y.any && y.again && y.due > 20040 && y.due - 20040 < x.due - (20000 + TRIES - 1));
	assert_int_equal(web_count(w, "select count(*) from mastery where word = 'shown'"), 2);
	assert_int_equal(again(LEARNERS - 1, FEW, &none, &e), OK);
	assert_false(none.any);
}

static void the_same_on_postgresql(void **unused)
{
	a_fit_predicts_better(unused);
	back_is_bit_for_bit(unused);
	confirmed_stays(unused);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("parameters fitted on the school's evidence predict held-out learners better, and looking changes nothing", a_fit_predicts_better, start, stop),
		TEST_WITH("before and after of a fit are the words that pages say, the pace included", before_and_after_are_what_pages_say, start, stop),
		TEST_WITH("a competency whose evidence cannot tell its parameters gets those of all together, with the reason", what_cannot_be_told_gets_the_common_ones, start, stop),
		TEST_WITH("going back gives the same states bit for bit", back_is_bit_for_bit, start, stop),
		TEST_WITH("what does not predict better is not taken", a_worse_fit_is_not_taken, start, stop),
		TEST_WITH("what a person confirmed stays shown under any parameters", confirmed_stays, start, stop),
		TEST_WITH("an event between a new fit and its folding is replayed, not mixed", an_event_between_the_two_steps, start, stop),
		TEST_WITH("steps out of what each event left climb without a fit, are rebuilt bit for bit, and go back", steps_without_a_fit, start, stop),
		TEST_WITH("who a learner is never enters a fit", who_a_learner_is_never_enters, start, stop),
		TEST_WITH("what was shown is worth another look after a while and stays shown", when_to_look_again, start, stop),
		TEST_WITH("too little evidence is said", too_little_is_said, start, stop),
		TEST_WITH("what one more piece of evidence is worth, and the words for an estimate", what_one_more_piece_is_worth, start, stop),
	};
	const struct CMUnitTest pg[] = {TEST_WITH("a fit, its way back and what was confirmed are the same on PostgreSQL", the_same_on_postgresql, start, stop)};
	int failed = cmocka_run_group_tests_name("refit on SQLite", tests, NULL, NULL);
	if (pg_fresh(database, sizeof database))
		failed += cmocka_run_group_tests_name("refit on PostgreSQL", pg, NULL, NULL);
	return failed;
}
