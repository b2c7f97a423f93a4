/* Bringing in data on the pages: a file is looked at first, lands only after a yes, as background work, and can be taken
 * back; what cannot be used is listed with file, line, column and reason; nobody but an administrator is let in. */
#include "support/test.h"
#include "support/web.h"
#include "interop/upload.h"

#include <string.h>

static struct web_test *w;
static struct id admin, teacher;

static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	admin = web_person(w, "Ad", "Min", "systemAdministrator");
	teacher = web_person(w, "Tea", "Cher", "teacher");
	web_sign_in(w, admin);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

struct sent { const char *name, *text; };

/* As a browser sends the form. */
static struct reply send_files(const char *kind, const struct sent *files, size_t n, const char *more)
{
	char key[ID_TEXT];
	struct buf b = buf_new(w->a, 1 << 20);
	const struct { const char *name; struct str value; } fields[] = {
		{"csrf", w->csrf}, {"_key", str_z(id_text(id_new(), key))}, {"kind", str_z(kind)}, {more, S("1")}};
	for (size_t i = 0; i < 4; i++)
		if (fields[i].name != NULL)
			buf_fmt(&b, "--xyz\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%.*s\r\n", fields[i].name, S_ARG(fields[i].value));
	for (size_t i = 0; i < n; i++)
		buf_fmt(&b, "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n", files[i].name, files[i].text);
	buf_z(&b, "--xyz--\r\n");
	assert_false(b.over);
	return web_raw(w, "POST", "/admin/import", "multipart/form-data; boundary=xyz", buf_done(&b));
}

static const char *sent_to(const struct reply *rp)
{
	assert_int_equal(rp->status, 303);
	return str_dupz(w->a, web_reply_header(rp, "location"));
}

static void work(void)
{
	struct err e = {0};
	for (bool ran = true; ran;)
		assert_int_equal(job_run_one(w->store, &ran, &e), OK);
}

static const char *at(const char *path, const char *rest)
{
	return str_fmt(w->a, "%s%s", path, rest).p;
}

static const struct sent ROSTER[] = {
	{"manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\n"},
	{"orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Sample School,school,1,\n"},
	{"users.csv", "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
	              "u1,,,true,o1,student,sample.one,,Sample,One,,900001,,,,,03,\nu2,,,true,o1,student,sample.two,,Sample,Two,,900002,,,,,04,\n"}};

static void a_roster_is_seen_then_brought_in_then_taken_back(void **unused)
{
	(void)unused;
	struct reply rp = web_get(w, "/admin/import");
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "Your school is empty"));
	int64_t before = web_count(w, "select count(*) from person");
	rp = send_files("oneroster", ROSTER, 3, NULL);
	const char *one = sent_to(&rp);
	rp = web_get(w, one);
	assert_true(web_has(w, &rp, "is being looked at"));
	assert_true(web_reply_header(&rp, "refresh").n > 0);
	work();
	rp = web_get(w, one);
	assert_true(web_has(w, &rp, "What would change"));
	assert_true(web_has(w, &rp, "Bring this in"));
	assert_int_equal(web_reply_header(&rp, "refresh").n, 0);
	/* looking changed nothing */
	assert_int_equal(web_count(w, "select count(*) from person"), before);
	assert_int_equal(web_count(w, "select count(*) from import_run"), 0);
	rp = web_post(w, at(one, "/apply"), "");
	assert_int_equal(rp.status, 303);
	rp = web_get(w, one);
	assert_true(web_has(w, &rp, "is being brought in"));
	work();
	rp = web_get(w, one);
	assert_true(web_has(w, &rp, "It is all there"));
	assert_int_equal(web_count(w, "select count(*) from person"), before + 2);
	/* the files are gone, the import is in the list with its name */
	assert_int_equal(web_count(w, "select count(*) from import_upload_part"), 0);
	rp = web_get(w, "/admin/import");
	assert_true(web_has(w, &rp, "manifest.csv, orgs.csv, users.csv"));
	rp = web_get(w, "/admin/import?format=csv");
	assert_true(web_has(w, &rp, ",done,"));
	/* again: nothing to do */
	rp = send_files("oneroster", ROSTER, 3, NULL);
	const char *two = sent_to(&rp);
	work();
	rp = web_get(w, two);
	assert_true(web_has(w, &rp, "Everything is there already"));
	assert_false(web_has(w, &rp, "Bring this in"));
	rp = web_post(w, at(two, "/drop"), "");
	assert_int_equal(rp.status, 303);
	assert_int_equal(web_get(w, two).status, 404);
	/* and back */
	rp = web_get(w, at(one, "/undo"));
	assert_true(web_has(w, &rp, "Take it back"));
	rp = web_post(w, at(one, "/undo"), "");
	assert_int_equal(rp.status, 303);
	work();
	rp = web_get(w, one);
	assert_true(web_has(w, &rp, "This import was taken back"));
	assert_int_equal(web_count(w, "select count(*) from person"), before);
	assert_int_equal(web_get(w, at(one, "/undo")).status, 409);
}

static void what_cannot_be_used_is_listed_and_lands_nothing(void **unused)
{
	(void)unused;
	const struct sent bad = {"home.csv", "learner_username,device,connection\nnobody.here,shared,slow\nsample.one,spaceship,slow\n"};
	struct reply rp = send_files("csv", &bad, 1, NULL);
	const char *one = sent_to(&rp);
	work();
	rp = web_get(w, one);
	assert_true(web_has(w, &rp, "Something to mend first"));
	assert_true(web_has(w, &rp, "spaceship"));
	assert_false(web_has(w, &rp, "Bring this in"));
	rp = web_get(w, at(one, "?format=csv"));
	assert_true(web_has(w, &rp, "file,line,column,reason"));
	assert_true(web_has(w, &rp, "home.csv,2,"));
	assert_true(web_has(w, &rp, "home.csv,3,device,"));
	/* and not by another way */
	assert_int_equal(web_post(w, at(one, "/apply"), "").status, 409);
	work();
	assert_int_equal(web_count(w, "select count(*) from home_access"), 0);
}

static void files_that_cannot_be_are_said_at_once(void **unused)
{
	(void)unused;
	const struct sent twice[] = {{"a.csv", "x\n"}, {"a.csv", "y\n"}}, empty = {"a.csv", ""}, named = {"../../etc/.hidden.csv", "learner_username,device\n"};
	struct reply rp = send_files("csv", NULL, 0, NULL);
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "Choose a file first"));
	rp = send_files("nothing", twice, 1, NULL);
	assert_int_equal(rp.status, 422);
	rp = send_files("csv", twice, 2, NULL);
	assert_true(web_has(w, &rp, "Give each its own name"));
	rp = send_files("csv", &empty, 1, NULL);
	assert_true(web_has(w, &rp, "is empty"));
	rp = send_files("case", (const struct sent[]){{"a.json", "{}"}, {"b.json", "{}"}}, 2, NULL);
	assert_true(web_has(w, &rp, "One file at a time"));
	/* a name never leads elsewhere */
	rp = send_files("csv", &named, 1, NULL);
	const char *one = sent_to(&rp);
	rp = web_get(w, one);
	assert_true(web_has(w, &rp, "_hidden.csv"));
	assert_false(web_has(w, &rp, "etc"));
	work();
}

static void templates_are_there_and_can_be_sent_back(void **unused)
{
	(void)unused;
	for (const struct template_kind *k = template_kinds; k->name; k++) {
		struct reply rp = web_get(w, str_fmt(w->a, "/admin/import/templates/%s.csv", k->name).p);
		assert_int_equal(rp.status, 200);
		const struct sent back = {str_fmt(w->a, "%s.csv", k->name).p, str_dupz(w->a, web_body(w, &rp))};
		rp = send_files("csv", &back, 1, NULL);
		const char *one = sent_to(&rp);
		work();
		rp = web_get(w, one);
		/* the sample line is left out, and that is said */
		assert_true(web_has(w, &rp, "the sample line was left out"));
	}
	assert_int_equal(web_get(w, "/admin/import/templates/nothing.csv").status, 404);
}

/* Plans as a table from another system: seen first, then they stand, each with where it comes from. [R041] */
static void plans_are_seen_before_they_land(void **unused)
{
	(void)unused;
	(void)web_person(w, "Sam", "Planned", "student");
	web_sql(w, "update person set identifier = '7001' where family_name = 'Planned'");
	static const struct sent plan = {"supports.csv", "learner_identifier,plan,kind,support,value,text,begin_on,taken_from\n"
		"7001,iep,accommodation,Extended time,150 %,Half as much time again,2026-08-15,IEP of August\n"};
	struct reply rp = send_files("csv", &plan, 1, NULL);
	const char *one = sent_to(&rp);
	work();
	rp = web_get(w, one);
	assert_true(web_has(w, &rp, "What would change"));
	assert_int_equal(web_count(w, "select count(*) from plan_line"), 0);
	assert_int_equal(web_post(w, at(one, "/apply"), "").status, 303);
	work();
	assert_int_equal(web_count(w, "select count(*) from plan_line where term = 'additional-testing-time' and value = '1.5' and source_note = 'IEP of August'"), 1);
}

/* A worker that died in the middle: the work is taken up again, and lands once. */
static void work_that_was_interrupted_lands_once(void **unused)
{
	(void)unused;
	int64_t before = web_count(w, "select count(*) from person");
	struct reply rp = send_files("oneroster", ROSTER, 3, NULL);
	const char *one = sent_to(&rp);
	work();
	assert_int_equal(web_post(w, at(one, "/apply"), "").status, 303);
	work();
	assert_int_equal(web_count(w, "select count(*) from person"), before + 2);
	int64_t runs = web_count(w, "select count(*) from import_run");
	web_sql(w, "update job set state = 'running', lease_until = 1, tries = 1 where made_at = (select max(made_at) from job)");
	web_sql(w, "update import_upload set state = 'applying'");
	work();
	assert_int_equal(web_count(w, "select count(*) from person"), before + 2);
	assert_int_equal(web_count(w, "select count(*) from import_run"), runs);
	rp = web_get(w, one);
	assert_true(web_has(w, &rp, "It is all there"));
}

/* A long list lands in pieces: staff are told as long as it lasts. */
static void staff_are_told_while_a_long_list_lands(void **unused)
{
	(void)unused;
	struct reply rp = web_get(w, "/settings");
	assert_false(web_has(w, &rp, "Data is being brought in."));
	web_sql(w, "update import_run set state = 'applying'");
	rp = web_get(w, "/settings");
	assert_true(web_has(w, &rp, "Data is being brought in."));
	web_sql(w, "update import_run set state = 'done'");
	rp = web_get(w, "/settings");
	assert_false(web_has(w, &rp, "Data is being brought in."));
}

static void nobody_else_is_let_in(void **unused)
{
	(void)unused;
	web_sign_in(w, teacher);
	assert_int_equal(web_get(w, "/admin/import").status, 403);
	assert_true(send_files("oneroster", ROSTER, 3, NULL).status >= 400);
	web_forget(w);
	assert_int_equal(web_get(w, "/admin/import").status, 303);
	web_sign_in(w, admin);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a roster is seen, then brought in, then taken back", a_roster_is_seen_then_brought_in_then_taken_back),
		TEST("what cannot be used is listed with file, line, column and reason, and lands nothing", what_cannot_be_used_is_listed_and_lands_nothing),
		TEST("files that cannot be are said at once, and names lead nowhere", files_that_cannot_be_are_said_at_once),
		TEST("templates for families, supports, English levels, programs and access at home can be downloaded and sent back", templates_are_there_and_can_be_sent_back),
		TEST("plans as a table are seen before they land [R041]", plans_are_seen_before_they_land),
		TEST("work that was interrupted lands once", work_that_was_interrupted_lands_once),
		TEST("staff are told while a long list lands", staff_are_told_while_a_long_list_lands),
		TEST("nobody but an administrator is let in", nobody_else_is_let_in),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
