/* The reader of logs of responses: what it reads, in which order, and the sentence for what it refuses. */
#include "base/buf.h"
#include "engine/mastery/bkt_log.h"
#include "support/test.h"

#include <string.h>

static struct responses read_ok(struct arena *a, const char *text, unsigned want)
{
	struct responses r;
	struct err e = {0};
	if (responses_read(a, str_dup(a, str_z(text)), want, &r, &e) != OK)
		fail_msg("%s", e.text);
	return r;
}

static void refused(const char *text, size_t n, unsigned want, const char *words)
{
	struct arena *a = arena_new(0);
	struct responses r;
	struct err e = {0};
	assert_int_equal(responses_read(a, str_dup(a, (struct str){text, n}), want, &r, &e), E_INPUT);
	if (!strstr(e.text, words))
		fail_msg("\"%s\" does not say \"%s\"", e.text, words);
	arena_free(a);
}

/* Long enough for the fast way and, with a quote in each row, the same through the slow one. */
static void two_ways(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct buf x = buf_new(a, 1 << 20), y = buf_new(a, 1 << 20);
	unsigned v = 7;
	buf_z(&x, "user_id\titem_id\ttimestamp\tcorrect\tskill_id\textra\n");
	buf_z(&y, "extra\titem_id\ttimestamp\tcorrect\tskill_id\tuser_id\r\n");
	for (int i = 0; i < 3000; i++) {
		v = v * 1664525u + 1013904223u;
		unsigned l = v >> 28, k = v >> 20 & 15, it = v >> 8 & 4095, t = i * 1000u;
		const char *right = v & 16 ? "1" : "0", *skill = k == 3 ? "7;b" : k == 4 ? "07" : k == 5 ? "123456789" : "7";
		buf_fmt(&x, "%u\t%u\t%u\t%s\t%s\tz\n", l, it * 2000, t, right, skill);
		buf_fmt(&y, "\"z\"\"\ny\"\t%u\t%u\t%s\t%s\t%u\r\n", it * 2000, t, right, skill, l);
	}
	struct responses p = read_ok(a, buf_done(&x).p, RESPONSES_ALL), q = read_ok(a, buf_done(&y).p, RESPONSES_ALL);
	assert_int_equal(p.n, 3000);
	assert_int_equal(q.n, 3000);
	assert_memory_equal(p.learner, q.learner, 3000 * 4);
	assert_memory_equal(p.item, q.item, 3000 * 4);
	assert_memory_equal(p.set, q.set, 3000 * 4);
	assert_memory_equal(p.right, q.right, 3000);
	assert_memory_equal(p.time, q.time, 3000 * 8);
	assert_memory_equal(p.by_learner, q.by_learner, 3000 * 4);
	assert_int_equal(p.sets.n, 4);
	assert_int_equal(p.skills.n, 4); /* 7, b, 07, 123456789 */
	assert_null(p.score);
	for (uint32_t i = 0; i < p.skills.n; i++)
		assert_true(str_eq(p.skills.of[i], q.skills.of[i]));
	for (size_t i = 0; i < p.n; i++)
		assert_true(p.learner[i] < p.learners.n && p.item[i] < p.items.n);
	arena_free(a);
}

static void columns(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct responses r = read_ok(a, "\xEF\xBB\xBFSkill, Learner ,correct\n\"a;b\",Zoë,1\n\nb; c ,Al,0.25\r\nb;b,Zoë,1.0", 0);
	assert_int_equal(r.n, 3);
	assert_int_equal(r.learner[0], 0);
	assert_int_equal(r.learner[1], 1);
	assert_int_equal(r.learner[2], 0);
	assert_true(str_eqz(r.skills.of[2], "c"));
	assert_int_equal(r.set_first[1] - r.set_first[0], 2);
	assert_int_equal(r.set_first[3] - r.set_first[2], 1);
	assert_int_equal(r.set_skill[r.set_first[1]], 1);
	assert_true(r.score && r.score[0] == 1 && r.score[1] == 0.25f && r.score[2] == 1);
	assert_int_equal(r.right[1], 0);
	assert_null(r.by_learner);
	assert_null(r.item);
	r = read_ok(a, "learner,skill,correct\n", RESPONSES_ORDER);
	assert_int_equal(r.n, 0);
	arena_free(a);
}

static void in_time(void **state)
{
	(void)state;
	struct arena *a = arena_new(0);
	struct responses r = read_ok(a, "learner,skill,correct,time\nx,s,1,2026-03-01T10:00:00Z\ny,s,1,2026-03-01\nx,s,0,2026-03-01T11:30:00+02:00\n"
		"y,s,1,2026-02-28 23:59\nx,s,0,2026-03-01T10:00:00Z\n", RESPONSES_ALL & ~RESPONSES_ITEM);
	const uint32_t want[] = {2, 0, 4, 3, 1};
	assert_memory_equal(r.by_learner, want, sizeof want);
	assert_int_equal(r.first[1], 3);
	assert_true(r.time[0] - r.time[2] == 1800);
	assert_true(r.time[1] - r.time[3] == 60);
	r = read_ok(a, "learner,skill,correct,time\nx,s,1,5\ny,s,1,5\nx,s,0,5\n", RESPONSES_TIME | RESPONSES_ORDER);
	const uint32_t rows[] = {0, 2, 1};
	assert_null(r.time);
	assert_memory_equal(r.by_learner, rows, sizeof rows);
	r = read_ok(a, "learner,skill,correct,time\nx,s,1,2.5\nx,s,1,-1e3\nx,s,0,12345678901234\n", RESPONSES_ORDER);
	const uint32_t late[] = {1, 0, 2};
	assert_null(r.time);
	assert_memory_equal(r.by_learner, late, sizeof late);
	arena_free(a);
}

static struct str shaped(struct arena *a, int shape, unsigned *x)
{
	struct buf b = buf_new(a, 1 << 20);
	buf_z(&b, "learner,skill,correct,time\n");
	for (int l = 0; l < 60; l++)
		for (int k = 0; k < 5; k++)
			for (unsigned t = 0; t < 4 + *x % 70; t++) {
				*x = *x * 1664525u + 1013904223u;
				int learner = shape == 2 && *x >> 27 == 0 ? l / 2 : l, skill = shape == 1 ? (int)(*x >> 20 & 7) : k;
				buf_fmt(&b, "%d,%s%d,%s,%u\n", learner, *x >> 26 == 3 && shape == 0 ? "s1;s" : "s", skill, shape == 4 && l == 50 && t == 2 ? "0.25" : *x >> 31 ? "1" : "0",
					shape == 3 && l == 30 && t == 3 ? 5 : 1000 + 100 * (unsigned)l + t + 80 * (unsigned)k);
			}
	return buf_done(&b);
}

/* Runs say what the rows say, and are given only for what lies in order; patterns made of them are the same. */
static void runs(void **state)
{
	(void)state;
	unsigned x = 5;
	for (int shape = 0; shape < 5; shape++) {
		struct arena *a = arena_new(0);
		struct responses r, q;
		struct bkt_log l, m;
		struct str text = shaped(a, shape, &x);
		assert_int_equal(responses_read(a, text, RESPONSES_ORDER, &r, NULL), OK);
		assert_int_equal(responses_read(a, text, RESPONSES_ORDER | RESPONSES_RUNS, &q, NULL), OK);
		assert_null(r.run);
		assert_int_equal(q.run != NULL, shape == 0);
		assert_int_equal(q.n, r.n);
		assert_memory_equal(q.right, r.right, r.n);
		for (size_t i = 0; i < q.n_runs; i++)
			for (size_t row = q.run[i].row; row < (i + 1 < q.n_runs ? q.run[i + 1].row : q.n); row++)
				assert_true(q.run[i].learner == r.learner[row] && q.run[i].set == r.set[row] && r.by_learner[row] == row);
		if (!q.run) {
			assert_memory_equal(q.learner, r.learner, r.n * sizeof *r.learner);
			assert_memory_equal(q.set, r.set, r.n * sizeof *r.set);
			assert_memory_equal(q.by_learner, r.by_learner, r.n * sizeof *r.by_learner);
			assert_memory_equal(q.first, r.first, (r.learners.n + 1) * sizeof *r.first);
		} else {
			assert_true(!q.learner && !q.set && !q.by_learner && !q.first);
		}
		assert_int_equal(bkt_log_make(a, &r, &l, NULL), OK);
		assert_int_equal(bkt_log_make(a, &q, &m, NULL), OK);
		assert_true(l.n_skills == m.n_skills && l.responses == m.responses && l.sequences == m.sequences);
		assert_memory_equal(l.first, m.first, (l.n_skills + 1) * sizeof *l.first);
		for (size_t i = 0; i < l.first[l.n_skills]; i++) {
			assert_true(l.pattern[i].n == m.pattern[i].n && l.pattern[i].times == m.pattern[i].times);
			assert_memory_equal(bkt_words(&l, &l.pattern[i]), bkt_words(&m, &m.pattern[i]), (l.pattern[i].n + 63) / 64 * 8);
		}
		arena_free(a);
	}
}

static void hostile(void **state)
{
	(void)state;
	static const struct { const char *text, *words; } t[] = {
		{"", "empty"},
		{"learner,skill\n", "\"correct\""},
		{"learner,user_id,skill,correct\n", "twice"},
		{"learner,skill,correct\na,b,NaN\n", "Line 2, column \"correct\""},
		{"learner,skill,correct\na,b,1\na,b,2\n", "Line 3"},
		{"learner,skill,correct\na,b,-0.1\n", "Line 2"},
		{"learner,skill,correct\na,b,\n", "Line 2"},
		{"learner,skill,correct\na,,1\n", "column \"skill\""},
		{"learner,skill,correct\na,b;,1\n", "column \"skill\""},
		{"learner,skill,correct\n,b,1\n", "column \"learner\""},
		{"learner,skill,correct\na,b,1,x\n", "4 cells and the header 3"},
		{"learner,skill,correct\na,b\n", "2 cells"},
		{"learner,skill,correct\n\"a,b,1\n", "never closed"},
		{"learner,skill,correct\n\"a\"x,b,1\n", "after a closing quote"},
		{"learner,skill,correct\n\xff,b,1\n", "Line 2 is not UTF-8"},
		{"learner,skill,c\xc3rrect\n", "Line 1 is not UTF-8"},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		refused(t[i].text, strlen(t[i].text), RESPONSES_ORDER, t[i].words);
	refused("learner,skill,correct\na\0b,c,1\n", 29, 0, "control character");
	refused("learner,skill,correct\na,b,1\n", 28, RESPONSES_ITEM, "\"item\"");
	refused("learner,skill,correct,time\na,b,1,soon\n", 38, RESPONSES_ORDER, "column \"time\"");
	/* the same in the middle of a long file, where rows are cut fast */
	struct arena *a = arena_new(0);
	struct buf b = buf_new(a, 1 << 20);
	buf_z(&b, "learner\tskill\tcorrect\n");
	for (int i = 0; i < 500; i++)
		buf_fmt(&b, "%d\t%d\t1\n", i, i % 7);
	size_t n = b.n;
	static const char *const bad[] = {"1\t\t1\n", "1\t2\tx\n", "1\t2\n", "1\t2\t1\t1\n", "\t2\t1\n", "1\t\xc3\t1\n"};
	for (size_t i = 0; i < 6; i++) {
		b.n = n;
		buf_z(&b, bad[i]);
		for (int j = 0; j < 50; j++)
			buf_z(&b, "1\t1\t1\n");
		refused(b.p, b.n, RESPONSES_ORDER, "Line 502");
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a log reads the same by the fast way and by the long way", two_ways),
		TEST("columns are found by either name, skills of a response are told apart, scores are kept", columns),
		TEST("responses are put into the order of time, rows of one time stay in the order of the file", in_time),
		TEST("runs of rows say what the rows say, and give the same patterns", runs),
		TEST("what breaks the contract is refused with line and column", hostile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
