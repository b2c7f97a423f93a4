/* How a family is reached: chosen by the family on its page, or brought in from a file that the school filled in; staff see it. */
#include "interop/import.h"
#include "base/file.h"
#include "support/journey.h"
#include "support/test.h"

static int start(void **state)
{
	*state = journey_open();
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

static void the_family_chooses_and_staff_see_it(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/learners/{ana}", NULL, 200, "Family, reached as they chose", "After six only"},
	     {MOTHER, "/learners/{ana}/family/reach", "reach_by=call&reach_by=paper&reach_note=After+six+only", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}", NULL, 200, "Family, reached as they chose|After six only", NULL},
	     {CASE, "/learners/{ana}", NULL, 200, "After six only", NULL},
	     /* nobody else's business, and nobody else's choice */
	     {FATHER, "/learners/{ana}/family", NULL, 403, NULL, "After six only"},
	     {FATHER, "/learners/{ana}/family/reach", "reach_by=text&reach_note=Changed", 403, NULL, NULL},
	     {TEACHER, "/learners/{ana}", NULL, 200, "After six only", "Changed"});
}

static void a_file_of_the_school_says_it_too(void **state)
{
	struct journey_school *s = *state;
	struct arena *a = s->w->a;
	const char *folder, *path;
	struct err e = {0};
	struct import_report r;
	web_sql(s->w, "update person set username = 'ben.sample' where given_name = 'Ben'");
	assert_int_equal(file_temp_dir(a, &folder, &e), OK);
	path = file_join(a, folder, "families.csv");
	assert_int_equal(file_write(path, S("learner_username,adult_given_name,adult_family_name,relation,may_see,language,reach_by,reach_note\n"
	                                    "ben.sample,Sample,Aunt,relative,yes,es,text;person,At the gate\n"), 0600, &e), OK);
	const struct import_options o = {.kind = "csv", .paths = &path, .n_paths = 1};
	if (import_run(s->w->store, a, &o, &r, &e) != OK)
		fail_msg("%.*s", S_ARG(import_report_text(a, &r, LANG_EN)));
	assert_int_equal(file_remove_all(folder, &e), OK);
	WALK(s, {TEACHER, "/learners/{ben}", NULL, 200, "Sample Aunt|At the gate", NULL}, {MOTHER, "/learners/{ben}", NULL, 403, NULL, "At the gate"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a family chooses how to be reached and staff see it [R242]", the_family_chooses_and_staff_see_it),
		TEST("how a family is reached comes with the school's own file, and staff see it [R242]", a_file_of_the_school_says_it_too),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
