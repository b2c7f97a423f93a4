/* The page where a school fits its estimates: all staff may read it, administrators and the district office look, fit and go
 * back with one click; the work is done in the background; families and learners are not let in. */
#include "jobs/jobs.h"
#include "school/evidence/fold.h"
#include "support/test.h"
#include "support/web.h"

#include <string.h>

enum { LEARNERS = 48, SKILLS = 3, TRIES = 9 };

static struct web_test *w;
static struct id admin, office, teacher, leader, student;
static struct id learners[LEARNERS];
static uint64_t seed;

static double chance(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (double)(seed >> 11) * 0x1p-53;
}

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	struct evidence *list = NEW_ARRAY(w->a, struct evidence, LEARNERS * SKILLS * TRIES + 1);
	size_t n = 0;
	seed = 11;
	for (int i = 0; i < LEARNERS; i++)
		for (int k = 0; k < SKILLS; k++) {
			bool known = chance() < 0.5;
			for (int t = 0; t < TRIES; t++) {
				bool right = chance() < (known ? 0.72 : 0.38);
				known = known || chance() < 0.04;
				list[n++] = (struct evidence){.id = id_of("event", str_fmt(w->a, "%d %d %d", i, k, t)), .learner = learners[i],
					.competency = id_of("skill", str_fmt(w->a, "%d", k)), .kind = t % 2 ? "practice" : "check", .score = right,
					.happened_at = (20000 + t) * DAY, .context = "screen"};
			}
		}
	list[n++] = (struct evidence){.id = id_of("event", S("yes")), .learner = list[0].learner, .competency = list[0].competency, .kind = "confirm", .score = -1,
	                              .happened_at = 20004 * DAY, .context = "person"};
	return evidence_add(db, w->a, list, n, NULL, e);
}

static int start(void **unused)
{
	struct err e = {0};
	(void)unused;
	w = web_open(false);
	admin = web_person(w, "Ad", "Min", "systemAdministrator");
	office = web_person(w, "Dis", "Trict", "districtAdministrator");
	teacher = web_person(w, "Tea", "Cher", "teacher");
	leader = web_person(w, "Prin", "Cipal", "principal");
	student = web_person(w, "Stu", "Dent", "student");
	for (int i = 0; i < LEARNERS; i++)
		learners[i] = web_person(w, "Sam", str_fmt(w->a, "Ple%d", i).p, "student");
	return store_write(w->store, add_fn, NULL, &e) ? -1 : 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

static void work(void)
{
	struct err e = {0};
	for (bool ran = true; ran;)
		assert_int_equal(job_run_one(w->store, &ran, &e), OK);
}

static void post(const char *path, int status)
{
	struct reply rp = web_post(w, path, "");
	assert_int_equal(rp.status, status);
}

static bool shows(const char *text)
{
	struct reply rp = web_get(w, "/admin/mastery");
	assert_int_equal(rp.status, 200);
	return web_has(w, &rp, text);
}

static void who_is_let_in(void **unused)
{
	(void)unused;
	const struct { struct id *who; bool reads, does; } PEOPLE[] = {
		{&admin, true, true}, {&office, true, true}, {&teacher, true, false}, {&leader, true, false}, {&student, false, false}};
	for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++) {
		web_forget(w);
		web_sign_in(w, *PEOPLE[i].who);
		struct reply home = web_get(w, "/home"), rp = web_get(w, "/admin/mastery");
		(void)home;
		assert_int_equal(rp.status, PEOPLE[i].reads ? 200 : 403);
		if (PEOPLE[i].reads)
			assert_true(web_has(w, &rp, "As the program came") && web_has(w, &rp, "never who somebody is"));
		assert_true(web_has(w, &rp, "/admin/mastery/refit") == PEOPLE[i].does);
		if (!PEOPLE[i].does) {
			post("/admin/mastery/refit", 403);
			post("/admin/mastery/look", 403);
			post("/admin/mastery/back", 403);
		}
	}
	assert_int_equal(web_count(w, "select count(*) from job where kind = 'mastery'"), 0);
}

static void look_fit_and_one_click_back(void **unused)
{
	(void)unused;
	web_sign_in(w, office);
	assert_false(shows("Go back to the one before"));
	post("/admin/mastery/look", 303);
	struct reply rp = web_get(w, "/admin/mastery");
	assert_true(web_has(w, &rp, "It begins in a moment"));
	assert_true(web_reply_header(&rp, "refresh").n > 0);
	/* not twice at once */
	post("/admin/mastery/refit", 409);
	work();
	rp = web_get(w, "/admin/mastery");
	assert_int_equal(web_reply_header(&rp, "refresh").n, 0);
	assert_true(web_has(w, &rp, "What a new fit would change"));
	assert_true(web_has(w, &rp, "of 144 estimates get other words"));
	assert_int_equal(web_count(w, "select count(*) from mastery_model"), 0);
	assert_int_equal(web_count(w, "select count(*) from mastery where model is not null"), 0);
	/* into use */
	(void)shows("Fit to this school");
	post("/admin/mastery/refit", 303);
	work();
	assert_true(shows("Fitted to this school on"));
	assert_true(shows("Dis Trict"));
	assert_int_equal(web_count(w, "select count(*) from mastery_model where state = 'active' and made_by is not null"), 1);
	assert_int_equal(web_count(w, "select count(*) from mastery where model is null"), 0);
	assert_int_equal(web_count(w, "select count(*) from mastery where word = 'shown'"), 1);
	rp = web_get(w, "/admin/mastery?format=csv");
	assert_true(web_has(w, &rp, "Dis Trict,yes,48,1296,3,0,"));
	/* one click */
	assert_true(shows("Go back to the one before"));
	post("/admin/mastery/back", 303);
	work();
	assert_true(shows("As the program came"));
	assert_int_equal(web_count(w, "select count(*) from mastery where model is not null"), 0);
	assert_int_equal(web_count(w, "select count(*) from mastery where word = 'shown'"), 1);
	assert_int_equal(web_count(w, "select count(*) from security_log where action = 'fit of estimates taken back'"), 1);
}

/* A step out of what each event left: from the page as well, with before and after and the same way back; what is stale is folded first. */
static void one_step_from_the_page(void **unused)
{
	(void)unused;
	web_sign_in(w, office);
	assert_true(shows("Look what one step would change"));
	web_sql(w, "update mastery set model = x'01800000000070008000000000000000'");
	struct reply rp = web_post(w, "/admin/mastery/look", "step=1");
	assert_int_equal(rp.status, 303);
	work();
	rp = web_get(w, "/admin/mastery");
	assert_true(web_has(w, &rp, "What a new fit would change"));
	assert_true(web_has(w, &rp, "<th scope=\"col\" class=\"n\">Before</th><th scope=\"col\" class=\"n\">After</th>"));
	assert_false(web_has(w, &rp, "Nothing to gain"));
	assert_int_equal(web_count(w, "select count(*) from mastery where model is not null"), 0);
	assert_int_equal(web_count(w, "select count(*) from mastery_model"), 0);
	rp = web_post(w, "/admin/mastery/refit", "step=1");
	assert_int_equal(rp.status, 303);
	work();
	assert_true(shows("What the last fit changed"));
	assert_int_equal(web_count(w, "select count(*) from job where kind = 'mastery' and args like '%\"step\"%' and state = 'done'"), 1);
	assert_int_equal(web_count(w, "select count(*) from mastery_model where state = 'active' and made_by is not null"), 1);
	assert_int_equal(web_count(w, "select count(*) from mastery where model is null"), 0);
	post("/admin/mastery/back", 303);
	work();
	assert_true(shows("As the program came"));
	assert_int_equal(web_count(w, "select count(*) from mastery where model is not null"), 0);
}

struct program { int from, to; const char *name; };

static enum code program_fn(struct db *db, void *arg, struct err *e)
{
	const struct program *p = arg;
	enum code c = OK;
	for (int i = p->from; i < p->to && !c; i++)
		c = db_exec(db, e, "insert into program (id, district, version, created_at, updated_at, learner, program, begin_on) values (?1, ?2, 1, 0, 0, ?3, ?4, '2024-09-01')",
		            "bdbz", id_new(), learners[i], p->name);
	return c;
}

static enum code called_fn(struct db *db, void *arg, struct err *e)
{
	enum code c = OK;
	(void)arg;
	for (int i = 0; i < 39 && !c; i++)
		if (i < 12 || i >= 27)
			c = db_exec(db, e, "insert into sit_down (id, district, version, created_at, updated_at, state, learner, competency, owner, due_on) values (?1, ?2, 1, ?3, 0, ?4, ?5, ?6, ?7, '2026-01-01')",
			            "bdizbbb", id_new(), clock_now() - (int64_t)30 * DAY, i < 4 || i >= 36 ? "wrong" : "done", learners[i], id_of("skill", S("0")), teacher);
	return c;
}

static void groups_are_looked_at_and_small_ones_hidden(void **unused)
{
	struct err e = {0};
	struct program half = {0, 24, "iep"}, few = {24, 27, "el"};
	(void)unused;
	assert_int_equal(store_write(w->store, program_fn, &half, &e), OK);
	assert_int_equal(store_write(w->store, program_fn, &few, &e), OK);
	assert_int_equal(store_write(w->store, called_fn, NULL, &e), OK);
	web_sign_in(w, admin);
	assert_true(shows("Nobody has looked yet"));
	/* by itself, once a term */
	static const char *const looks = "select count(*) from job where kind = 'mastery'";
	int added = 0;
	int64_t before = web_count(w, looks);
	assert_int_equal(job_add_due(w->store, &added, &e), OK);
	assert_int_equal(web_count(w, looks), before + 1);
	work();
	assert_int_equal(job_add_due(w->store, &added, &e), OK);
	assert_int_equal(web_count(w, looks), before + 1);
	assert_true(shows("Wrong after ready"));
	web_sql(w, "update job set made_at = made_at - 101 * 86400000000");
	assert_int_equal(job_add_due(w->store, &added, &e), OK);
	assert_int_equal(web_count(w, looks), before + 2);
	work();
	/* and when somebody wants to know */
	post("/admin/mastery/audit", 303);
	work();
	/* all staff of the district read it */
	web_forget(w);
	web_sign_in(w, teacher);
	struct reply rp = web_get(w, "/admin/mastery");
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "<th scope=\"row\">All learners</th><td class=\"n\">48</td>"));
	assert_true(web_has(w, &rp, "<th scope=\"row\">With a disability (IEP or 504)</th><td class=\"n\">24</td>"));
	assert_true(web_has(w, &rp, "<th scope=\"row\">Without</th><td class=\"n\">24</td>"));
	/* calls for a person, and those of them that an adult called wrong, by group */
	assert_true(web_has(w, &rp, "Of these called wrongly"));
	assert_int_equal(web_count(w, "select count(*) from job where kind = 'mastery' and result like '%{\"group\":\"All learners\",\"hidden\":false,\"called\":24,\"wrong\":7,%'"), 3);
	assert_int_equal(web_count(w, "select count(*) from job where kind = 'mastery' and result like '%{\"group\":\"With a disability (IEP or 504)\",\"hidden\":false,\"called\":12,\"wrong\":4,%'"), 3);
	assert_int_equal(web_count(w, "select count(*) from job where kind = 'mastery' and result like '%{\"group\":\"Without\",\"hidden\":false,\"called\":12,\"wrong\":3,%'"), 3);
	/* three who learn English, and the others from whom they could be worked out */
	assert_true(web_has(w, &rp, "<th scope=\"row\">Learning English</th><td colspan=\"5\"><span class=\"soft\">hidden"));
	assert_true(web_has(w, &rp, "<th scope=\"row\">Not learning English</th><td colspan=\"5\"><span class=\"soft\">hidden"));
	assert_int_equal(web_count(w, "select count(*) from job where kind = 'mastery' and result like '%\"learners\":3,%'"), 0);
	assert_false(web_has(w, &rp, "/admin/mastery/audit"));
	post("/admin/mastery/audit", 403);
}

static void too_little_evidence_is_said(void **unused)
{
	(void)unused;
	web_sql(w, "delete from event");
	web_sign_in(w, admin);
	(void)shows("As the program came");
	post("/admin/mastery/refit", 303);
	work();
	assert_true(shows("A fit needs at least 100"));
	assert_int_equal(web_count(w, "select count(*) from mastery_model"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("staff read how estimates are made; administrators and the district office fit and go back; others are not let in", who_is_let_in, start, stop),
		TEST_WITH("a fit is looked at, taken into use in the background, and taken back with one click", look_fit_and_one_click_back, start, stop),
		TEST_WITH("one step from single events is looked at, taken and taken back on the page", one_step_from_the_page, start, stop),
		TEST_WITH("whom the estimates serve is looked at each term by itself, read by all staff, small groups are hidden, and wrong calls are counted by group [R355 R208]", groups_are_looked_at_and_small_ones_hidden, start, stop),
		TEST_WITH("too little evidence is said on the page", too_little_evidence_is_said, start, stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
