/* Auditing by groups: figures worked out by hand, nothing told of small groups, and that no model ever sees a group. */
#include "engine/mastery/audit.h"
#include "engine/mastery/metrics.h"
#include "engine/mastery/model.h"
#include "base/csv.h"
#include "base/file.h"
#include "support/near.h"
#include "support/test.h"
#include "templates.h"
#include "web/audit_page.h"
#include "web/http.h"

#include <stdio.h>
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

static struct responses read_log(struct str text)
{
	struct responses r;
	struct err e = {0};
	if (responses_read(mem, text, RESPONSES_ORDER, &r, &e) != OK)
		fail_msg("%s", e.text);
	return r;
}

static struct groups read_groups(struct str text, const struct responses *r)
{
	struct groups g;
	struct err e = {0};
	if (groups_read(mem, text, &r->learners, &g, &e) != OK)
		fail_msg("%s", e.text);
	return g;
}

static struct audit run(const struct responses *r, const double *p, const double *ready, const struct groups *g, uint32_t min_n, double from)
{
	struct audit_options o = audit_options_default();
	struct audit out;
	struct err e = {0};
	o.min_n = min_n;
	o.ready_from = from;
	o.replicates = 100;
	if (audit_run(mem, r, p, ready, g, &o, &out, &e) != OK)
		fail_msg("%s", e.text);
	return out;
}

static const struct audit_cell *find(const struct audit *a, uint32_t column, uint32_t group, uint32_t skill)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->cell[i].column == column && a->cell[i].group == group && a->cell[i].skill == skill)
			return &a->cell[i];
	return NULL;
}

/* Ten learners, one skill, three answers each; even ones belong to x, odd ones to y. Ready is said before the second
 * answer to everybody; the second answer of l0, l1 and l3 is wrong. */
static void figures_by_hand(void **unused)
{
	(void)unused;
	struct buf b = buf_new(mem, 100000), gb = buf_new(mem, 100000);
	buf_z(&b, "learner,item,skill,correct\n");
	buf_z(&gb, "learner,g\n");
	for (int l = 0; l < 10; l++) {
		bool wrong = l == 0 || l == 1 || l == 3;
		buf_fmt(&b, "l%d,i,s,1\nl%d,i,s,%d\nl%d,i,s,%d\n", l, l, !wrong, l, l % 2);
		buf_fmt(&gb, "l%d,%s\n", l, l % 2 ? "y" : "x");
	}
	struct responses r = read_log(buf_done(&b));
	struct groups g = read_groups(buf_done(&gb), &r);
	double p[30], ready[30];
	for (int i = 0; i < 30; i++) {
		p[i] = 0.7;
		ready[i] = i % 3 == 0 ? 0.2 : 0.95;
	}
	struct audit a = run(&r, p, ready, &g, 5, 0.9);
	assert_int_equal(a.hidden, 0);
	assert_int_equal(a.n, 6);
	const struct audit_cell *x = find(&a, 0, 0, AUDIT_ALL), *y = find(&a, 0, 1, AUDIT_ALL), *all = find(&a, AUDIT_ALL, AUDIT_ALL, 0);
	assert_int_equal(x->learners, 5);
	assert_int_equal(y->responses, 15);
	assert_near(x->of[AUDIT_FALSE].value, 0.2, 1e-12);
	assert_near(y->of[AUDIT_FALSE].value, 0.4, 1e-12);
	assert_near(x->of[AUDIT_TRIES].value, 1, 1e-12);
	assert_near(x->of[AUDIT_DECLARED].value, 1, 1e-12);
	assert_near(x->of[AUDIT_BIAS].value, 0.7 - 9 / 15.0, 1e-7);
	assert_near(y->of[AUDIT_BIAS].value, 0.7 - 13 / 15.0, 1e-7);
	assert_near(all->of[AUDIT_FALSE].value, 0.3, 1e-12);
	assert_near(all->of[AUDIT_AUC].value, 0.5, 1e-12);
	assert_true(isnan(all->of[AUDIT_ABROCA].value));
	assert_near(x->of[AUDIT_ABROCA].value, 0, 1e-12); /* all tied: both curves are the diagonal */
	assert_true(y->of[AUDIT_FALSE].low <= 0.4 && y->of[AUDIT_FALSE].high >= 0.4);
}

static void the_same_area_as_metrics(void **unused)
{
	(void)unused;
	enum { N = 400 };
	static uint8_t right[N];
	static float p[N];
	uint32_t learner[N], weight[N], x[N], y[N], twice[2 * N], order[N];
	size_t nx = 0, ny = 0, nt = 0;
	random_state = 11;
	for (uint32_t i = 0; i < N; i++) {
		p[i] = (float)((double)(int)(draw() * 40) / 40); /* many ties */
		right[i] = draw() < (double)p[i] * 0.6 + (i % 3 ? 0.3 : 0.1);
		learner[i] = i;
		weight[i] = 1;
		order[i] = i;
	}
	for (uint32_t i = 1; i < N; i++)
		for (uint32_t j = i; j > 0 && p[order[j]] > p[order[j - 1]]; j--) {
			uint32_t t = order[j];
			order[j] = order[j - 1];
			order[j - 1] = t;
		}
	for (uint32_t i = 0; i < N; i++)
		if (order[i] % 3)
			x[nx++] = order[i];
		else
			y[ny++] = order[i];
	assert_near(audit_abroca(mem, right, p, learner, weight, x, nx, y, ny), metrics_abroca(mem, right, p, x, nx, y, ny), 1e-12);
	for (size_t i = 0; i < nx; i++) {
		weight[x[i]] = (uint32_t)(i % 3); /* none, once, twice */
		for (uint32_t k = 0; k < i % 3; k++)
			twice[nt++] = x[i];
	}
	assert_near(audit_abroca(mem, right, p, learner, weight, x, nx, y, ny), metrics_abroca(mem, right, p, twice, nt, y, ny), 1e-12);
}

/* 60 learners; of column g 40 are a, 14 b, 6 c; of column h all are told, 30 and 30. */
static struct responses a_school(struct str *groups)
{
	struct buf b = buf_new(mem, 1u << 20), gb = buf_new(mem, 100000);
	random_state = 3;
	buf_z(&b, "learner,item,skill,correct\n");
	buf_z(&gb, "learner,g,h\n");
	for (int l = 0; l < 60; l++) {
		for (int k = 0; k < 3; k++)
			for (int t = 0; t < 6; t++)
				buf_fmt(&b, "l%d,i%d,s%d,%d\n", l, t, k, draw() < 0.7);
		buf_fmt(&gb, "l%d,%s,%s\n", l, l < 40 ? "a" : l < 54 ? "b" : "c", l % 2 ? "odd" : "even");
	}
	*groups = buf_done(&gb);
	return read_log(buf_done(&b));
}

/* [R350] A group of six is not shown, nor the one that would give it away, in no skill; and a hidden cell holds nothing. */
static void small_groups_stay_hidden(void **unused)
{
	(void)unused;
	struct str text;
	struct responses r = a_school(&text);
	struct groups g = read_groups(text, &r);
	double *p = NEW_ARRAY(mem, double, r.n);
	for (size_t i = 0; i < r.n; i++)
		p[i] = 0.5 + 0.4 * draw();
	struct audit a = run(&r, p, p, &g, 10, 0.85);
	for (uint32_t s = 0; s <= r.sets.n; s++) {
		uint32_t skill = s == 0 ? AUDIT_ALL : s - 1;
		assert_false(find(&a, AUDIT_ALL, AUDIT_ALL, skill)->hidden);
		assert_false(find(&a, 0, 0, skill)->hidden);
		assert_true(find(&a, 0, 1, skill)->hidden);
		assert_true(find(&a, 0, 2, skill)->hidden);
		assert_false(find(&a, 1, 0, skill)->hidden);
		assert_false(find(&a, 1, 1, skill)->hidden);
	}
	assert_int_equal(a.hidden, 2 * (r.sets.n + 1));
	static const struct audit_value nothing[AUDIT_MEASURES];
	for (size_t i = 0; i < a.n; i++) {
		if (!a.cell[i].hidden) {
			assert_true(a.cell[i].learners >= 10);
			continue;
		}
		assert_int_equal(a.cell[i].learners, 0);
		assert_int_equal(a.cell[i].responses, 0);
		assert_memory_equal(a.cell[i].of, nothing, sizeof nothing);
	}
	/* those whose group is not told are a group too, of those that are missing: here six */
	struct buf b = buf_new(mem, 100000);
	buf_z(&b, "learner,g\n");
	for (int l = 0; l < 54; l++)
		buf_fmt(&b, "l%d,%s\n", l, l < 40 ? "a" : "b");
	g = read_groups(buf_done(&b), &r);
	a = run(&r, p, p, &g, 10, 0.85);
	assert_true(find(&a, 0, 1, AUDIT_ALL)->hidden);
}

/* Every tag is closed where it was opened; each chart says where its numbers are; a hidden row holds the word alone. */
static void the_page_to_print(void **unused)
{
	(void)unused;
	struct str text;
	struct responses r = a_school(&text);
	struct groups g = read_groups(text, &r);
	double *p = NEW_ARRAY(mem, double, r.n);
	for (size_t i = 0; i < r.n; i++)
		p[i] = 0.5 + 0.4 * draw();
	struct audit a = run(&r, p, p, &g, 10, 0.85);
	struct audit_page page = {&a, &r, &g, 10, 0.85, "bkt", true};
	struct request rq = {.a = mem, .lang = LANG_EN};
	struct buf b = buf_new(mem, 1u << 24);
	tpl_audit(&rq, &b, &page);
	struct str left = buf_done(&b), open[64];
	size_t depth = 0, charts = 0, tables = 0, hidden = 0, at;
	while (str_find(left, S("<"), &at)) {
		left.p += at + 1;
		left.n -= at + 1;
		struct str tag = left;
		assert_true(str_find(left, S(">"), &at));
		tag.n = at;
		bool closes = str_starts(tag, "/");
		if (closes)
			str_cut(&tag, '/');
		struct str whole = tag, name = str_cut(&tag, ' ');
		if (str_starts(name, "!") || str_eqz(name, "meta"))
			continue;
		if (closes) {
			assert_true(depth > 0 && str_eq(open[--depth], name));
			continue;
		}
		assert_true(depth < 64);
		open[depth++] = name;
		if (str_eqz(name, "svg")) {
			charts++;
			assert_true(str_find(whole, S("role=\"img\""), &at) && str_find(whole, S("aria-label=\""), &at));
		}
		tables += str_eqz(name, "table");
		hidden += str_find(whole, S("colspan=\"9\""), &at);
	}
	assert_int_equal(depth, 0);
	assert_int_equal(charts, 2);
	assert_int_equal(tables, r.sets.n + 1);
	assert_int_equal(hidden, a.hidden);
	assert_true(str_find(buf_done(&b), S(">g: c</th><td colspan=\"9\">hidden</td></tr>"), &at));
}

/* A group of whom too much is expected shows it, and only that group. */
static void what_is_wrong_shows(void **unused)
{
	(void)unused;
	struct buf b = buf_new(mem, 1u << 20), gb = buf_new(mem, 100000);
	random_state = 8;
	buf_z(&b, "learner,item,skill,correct\n");
	buf_z(&gb, "learner,g\n");
	for (int l = 0; l < 400; l++) {
		for (int t = 0; t < 10; t++)
			buf_fmt(&b, "l%d,i,s,%d\n", l, draw() < (l % 4 ? 0.75 : 0.6));
		buf_fmt(&gb, "l%d,%s\n", l, l % 4 ? "most" : "some");
	}
	struct responses r = read_log(buf_done(&b));
	struct groups g = read_groups(buf_done(&gb), &r);
	double *p = NEW_ARRAY(mem, double, r.n);
	for (size_t i = 0; i < r.n; i++)
		p[i] = 0.75;
	struct audit a = run(&r, p, p, &g, 20, 0.9);
	const struct audit_value *most = &find(&a, 0, 0, AUDIT_ALL)->of[AUDIT_BIAS], *some = &find(&a, 0, 1, AUDIT_ALL)->of[AUDIT_BIAS];
	assert_true(most->low < 0.01 && most->high > -0.01);
	assert_true(some->low > 0.08 && some->value > 0.1 && some->high < 0.21);
	assert_true(isnan(find(&a, 0, 1, AUDIT_ALL)->of[AUDIT_FALSE].value)); /* nobody was declared */
	assert_near(find(&a, 0, 1, AUDIT_ALL)->of[AUDIT_DECLARED].value, 0, 0);
}

/* What foretells a mean score is held to scores: .7 foretold where .7 and .5 come is right for the ones and .2 too much for the others. */
static void scores_are_held_to_scores(void **unused)
{
	(void)unused;
	struct buf b = buf_new(mem, 1u << 20), gb = buf_new(mem, 100000);
	buf_z(&b, "learner,item,skill,correct\n");
	buf_z(&gb, "learner,g\n");
	for (int l = 0; l < 60; l++) {
		for (int t = 0; t < 4; t++)
			buf_fmt(&b, "l%d,i,s,%s\n", l, l % 2 ? "0.5" : "0.7");
		buf_fmt(&gb, "l%d,%s\n", l, l % 2 ? "less" : "as foretold");
	}
	struct responses r = read_log(buf_done(&b));
	struct groups g = read_groups(buf_done(&gb), &r);
	double *p = NEW_ARRAY(mem, double, r.n);
	for (size_t i = 0; i < r.n; i++)
		p[i] = 0.7;
	struct audit_options o = audit_options_default();
	struct audit a;
	struct err e = {0};
	o.score = r.score;
	assert_int_equal(audit_run(mem, &r, p, p, &g, &o, &a, &e), OK);
	const struct audit_cell *as = find(&a, 0, 0, AUDIT_ALL), *less = find(&a, 0, 1, AUDIT_ALL);
	assert_near(as->of[AUDIT_BIAS].value, 0, 1e-6);
	assert_near(as->of[AUDIT_ECE].high, 0, 1e-6);
	assert_near(less->of[AUDIT_BIAS].value, 0.2, 1e-6);
	assert_near(less->of[AUDIT_ECE].value, 0.2, 1e-6);
	assert_near(less->of[AUDIT_ECE].low, 0.2, 1e-6);
	/* held to right answers, of which there are none but right ones here */
	o.score = NULL;
	assert_int_equal(audit_run(mem, &r, p, p, &g, &o, &a, &e), OK);
	assert_near(find(&a, 0, 0, AUDIT_ALL)->of[AUDIT_BIAS].value, -0.3, 1e-6);
}

/* [R355] The same log with and without columns that say who somebody is: the same bytes of model, the same predictions,
 * whatever is audited in between. */
static void groups_are_never_inputs(void **unused)
{
	(void)unused;
	struct buf plain = buf_new(mem, 1u << 20), told = buf_new(mem, 1u << 20);
	struct str groups;
	struct responses unused_log = a_school(&groups);
	(void)unused_log;
	random_state = 21;
	buf_z(&plain, "learner,item,skill,correct\n");
	buf_z(&told, "learner,disability,item,skill,correct,g\n");
	for (int l = 0; l < 60; l++)
		for (int k = 0; k < 3; k++)
			for (int t = 0; t < 6; t++) {
				int right = draw() < (l < 40 ? 0.8 : 0.4);
				buf_fmt(&plain, "l%d,i%d,s%d,%d\n", l, t, k, right);
				buf_fmt(&told, "l%d,%s,i%d,s%d,%d,%s\n", l, l < 40 ? "no" : "yes", t, k, right, l < 40 ? "a" : "b");
			}
	static const char *const kinds[] = {"bkt", "bkt-rate", "bkt-forget", "logistic", "best"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct model_ops *ops = model_ops_named(kinds[i]);
		if (ops == NULL)
			continue;
		struct responses r, s;
		struct model *m, *n;
		struct err e = {0};
		struct fit_options o = fit_options_default();
		assert_int_equal(responses_read(mem, buf_done(&plain), RESPONSES_ALL, &r, &e), OK);
		assert_int_equal(responses_read(mem, buf_done(&told), RESPONSES_ALL, &s, &e), OK);
		if (model_fit(mem, ops, &r, &o, &m, &e) != OK)
			fail_msg("%s", e.text);
		double *p = NEW_ARRAY(mem, double, r.n), *q = NEW_ARRAY(mem, double, r.n);
		assert_int_equal(model_predict(mem, m, &r, 1, p, &e), OK);
		struct groups g = read_groups(groups, &r);
		(void)run(&r, p, p, &g, 10, 0.85);
		assert_int_equal(model_fit(mem, ops, &s, &o, &n, &e), OK);
		assert_int_equal(model_predict(mem, n, &s, 1, q, &e), OK);
		assert_true(str_eq(model_text(mem, m), model_text(mem, n)));
		assert_memory_equal(p, q, r.n * sizeof *p);
	}
}

static void hostile_groups(void **unused)
{
	(void)unused;
	struct responses r = read_log(S("learner,item,skill,correct\na,i,s,1\nb,i,s,0\n7,i,s,0\n"));
	static const struct {
		const char *text;
		const char *says;
	} bad[] = {{"", "empty"}, {"item,g\na,x\n", "learner"}, {"learner\na\n", "no column beside"}, {"learner,g\na,x\na,y\n", "twice"},
		{"learner,g\na\n", "Line 2"}, {"learner,g\na,x\n,y\n", "Line 3"}, {"learner,g\na,\xff\n", "UTF-8"}, {"learner,g,g\na,x,y\n", "twice"},
		{"learner,g,\na,x,y\n", "no name"}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct groups g;
		struct err e = {0};
		if (groups_read(mem, str_z(bad[i].text), &r.learners, &g, &e) != E_INPUT)
			fail_msg("%zu is taken", i);
		if (strstr(e.text, bad[i].says) == NULL)
			fail_msg("%zu says: %s", i, e.text);
	}
	struct groups g = read_groups(S("user_id\tg\th\r\nb\ty\t\r\nnobody\tz\tw\r\n7\tx\t\"q\tr\"\r\n"), &r);
	assert_int_equal(g.n, 2);
	assert_int_equal(g.matched, 2);
	assert_int_equal(g.column[0].of[0], GROUP_NONE);
	assert_true(str_eqz(g.column[0].value[g.column[0].of[1]], "y"));
	assert_true(str_eqz(g.column[0].value[g.column[0].of[2]], "x"));
	assert_int_equal(g.column[1].of[1], GROUP_NONE);
	assert_true(str_eqz(g.column[1].value[g.column[1].of[2]], "q\tr"));
	struct buf b = buf_new(mem, 100000);
	buf_z(&b, "learner,name\n");
	for (int i = 0; i < 300; i++)
		buf_fmt(&b, "p%d,n%d\n", i, i);
	struct err e = {0};
	assert_int_equal(groups_read(mem, buf_done(&b), &r.learners, &g, &e), E_LIMIT);
}

/* ---- real groups ---- */

static struct str rewrite_oulad(const char *folder, const char *name, const char *wanted[], size_t n, const char *header)
{
	struct str text;
	struct err e = {0};
	struct csv_head head;
	const struct str *cells;
	size_t width;
	struct buf b = buf_new(mem, 1u << 26);
	if (file_read(mem, file_join(mem, folder, name), 1u << 26, &text, &e) != OK)
		fail_msg("%s", e.text);
	struct csv *c = csv_text(mem, text, ',', 0);
	assert_int_equal(csv_head_read(c, mem, &head, &e), OK);
	buf_z(&b, header);
	while (csv_next(c, &cells, &width, &e) == 1) {
		for (size_t i = 0; i < n; i++) {
			buf_z(&b, i ? "," : "");
			buf_csv(&b, csv_cell(cells, width, csv_col(&head, wanted[i])));
		}
		buf_byte(&b, '\n');
	}
	return buf_done(&b);
}

/* The Open University's learners: 996 of the 11,745 in this part declared a disability (counted with another program);
 * of 407 the deprivation band is not told. */
static void real_learners(void **unused)
{
	(void)unused;
	const char *shared = test_shared();
	if (shared == NULL)
		skip();
	const char *folder = file_join(mem, shared, "data/learner/oulad");
	if (!file_exists(file_join(mem, folder, "studentInfo.csv"))) {
		print_message("no OULAD here\n");
		skip();
	}
	/* the module of an assessment is its skill; a score of 100 counts as 1 */
	struct str tests = rewrite_oulad(folder, "assessments.csv", (const char *[]){"id_assessment", "code_module"}, 2, "\n");
	struct str taken = rewrite_oulad(folder, "studentAssessment-subset36k.csv", (const char *[]){"id_student", "id_assessment", "score", "date_submitted"}, 4, "");
	struct buf b = buf_new(mem, 1u << 26), gb = buf_new(mem, 1u << 26);
	struct str line;
	buf_z(&b, "learner,item,skill,correct,time\n");
	while (taken.n > 0) {
		line = str_cut(&taken, '\n');
		struct str who = str_cut(&line, ','), what = str_cut(&line, ','), score = str_cut(&line, ',');
		size_t at;
		double points;
		if (!str_real(score, &points))
			continue;
		struct str key = str_fmt(mem, "\n%.*s,", S_ARG(what));
		assert_true(str_find(tests, key, &at));
		struct str rest = {tests.p + at + key.n, tests.n - at - key.n};
		struct str module = str_cut(&rest, '\n');
		buf_fmt(&b, "%.*s,%.*s,%.*s,%.2f,%.*s\n", S_ARG(who), S_ARG(what), S_ARG(module), points / 100, S_ARG(line));
	}
	struct responses r = read_log(buf_done(&b));
	struct str info = rewrite_oulad(folder, "studentInfo.csv", (const char *[]){"id_student", "disability", "imd_band"}, 3, "");
	uint8_t *seen = NEW_ARRAY(mem, uint8_t, 4000000);
	buf_z(&gb, "learner,disability,imd_band\n");
	while (info.n > 0) {
		line = str_cut(&info, '\n');
		struct str rest = line, who = str_cut(&rest, ',');
		int64_t id;
		assert_true(str_int(who, &id) && id >= 0 && id < 4000000);
		if (!seen[id]++)
			buf_fmt(&gb, "%.*s\n", str_ends(line, "?") ? (int)line.n - 1 : (int)line.n, line.p);
	}
	struct groups g = read_groups(buf_done(&gb), &r);
	assert_int_equal(r.learners.n, 11745);
	assert_int_equal(g.matched, 11745);
	struct model *m;
	struct err e = {0};
	struct fit_options o = fit_options_default();
	assert_int_equal(model_fit(mem, model_ops_named("bkt-rate"), &r, &o, &m, &e), OK);
	double *p = NEW_ARRAY(mem, double, r.n), *known = NEW_ARRAY(mem, double, r.n);
	assert_int_equal(model_predict(mem, m, &r, 1, p, &e), OK);
	m->ops->known(mem, m, &r, known);
	struct audit_options ao = audit_options_default();
	struct audit a;
	ao.replicates = 40;
	ao.skills = false;
	assert_int_equal(audit_run(mem, &r, p, known, &g, &ao, &a, &e), OK);
	const struct audit_cell *no = find(&a, 0, 0, AUDIT_ALL), *yes = find(&a, 0, 1, AUDIT_ALL);
	assert_int_equal(no->learners, 10749);
	assert_int_equal(yes->learners, 996);
	assert_true(no->of[AUDIT_AUC].value > 0.6 && yes->of[AUDIT_AUC].value > 0.55);
	/* more is expected of learners with a declared disability than of the others, beyond chance: the audit is there to say so */
	assert_true(yes->of[AUDIT_BIAS].low > no->of[AUDIT_BIAS].high);
	size_t bands = 0;
	uint32_t told = 0;
	for (size_t i = 0; i < a.n; i++)
		if (a.cell[i].column == 1) {
			bands++;
			told += a.cell[i].learners;
		}
	assert_true(bands >= 10);
	assert_int_equal(told, 11745 - 407);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("figures worked out by hand", figures_by_hand),
		TEST("the area between curves with weights", the_same_area_as_metrics),
		TEST("small groups stay hidden, with those that would give them away [R350]", small_groups_stay_hidden),
		TEST("the page to print is whole, and hidden rows are empty [R350]", the_page_to_print),
		TEST("where too much is expected of a group it shows", what_is_wrong_shows),
		TEST("a kind that foretells scores is held to scores", scores_are_held_to_scores),
		TEST("groups are never inputs of a model [R355]", groups_are_never_inputs),
		TEST("groups that break the contract", hostile_groups),
		TEST("real learners by disability and deprivation", real_learners),
	};
	return cmocka_run_group_tests_name("mastery_audit", tests, start, stop);
}
