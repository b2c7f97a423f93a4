/* Who is what to whom, from the school's own tables: the views of access.h over enrolments, guardians, named adults
 * and roles, and what a viewer is to a learner or a class on a day. On each database alike. */
#include "base/file.h"
#include "support/pg.h"
#include "support/ready.h"
#include "support/test.h"

#include "record/record.h"

#include <stdio.h>
#include <string.h>

static bool on_postgres;

#define must(code) must_((code), &e, __FILE__, __LINE__)
static void must_(enum code code, const struct err *e, const char *file, int line)
{
	if (code == OK)
		return;
	print_error("%s (%s)\n", e->text, code_name(code));
	_fail(file, line);
}

struct here {
	struct arena *a;
	struct store *s;
	struct viewer sys;
	struct id district, school, other, room, spare;
	const char *folder;
};

struct add {
	struct here *h;
	const char *type;
	struct input in[8];
	struct id id;
};

static enum code add_in(struct db *db, void *arg, struct err *e)
{
	struct add *x = arg;
	size_t n = 0;
	while (n < 8 && x->in[n].field != NULL)
		n++;
	return record_create(db, x->h->a, &x->h->sys, record_type_find(str_z(x->type)), ID_NIL, x->in, n, &x->id, NULL, e);
}

#define ADD(h, name, ...) add((struct add){(h), (name), {__VA_ARGS__}, {{0}}})
static struct id add(struct add x)
{
	struct err e = {0};
	must(store_write(x.h->s, add_in, &x, &e));
	return x.id;
}

static struct str idz(struct here *h, struct id id)
{
	return id_str(h->a, id);
}

static struct id person(struct here *h, const char *name)
{
	return ADD(h, "person", {"given_name", str_z(name)}, {"family_name", S("Sample")});
}

static void role(struct here *h, struct id who, struct id org, const char *what, const char *until)
{
	ADD(h, "role", {"person", idz(h, who)}, {"org", idz(h, org)}, {"role", str_z(what)}, {"begin_on", S("2026-08-01")}, {"end_on", str_z(until)});
}

static void enrol(struct here *h, struct id who, struct id room, const char *what, const char *from, const char *until)
{
	ADD(h, "enrolment", {"class", idz(h, room)}, {"person", idz(h, who)}, {"role", str_z(what)}, {"begin_on", str_z(from)}, {"end_on", str_z(until)});
}

static int setup(void **state)
{
	struct err e = {0};
	struct here *h = calloc(1, sizeof *h);
	char target[400];
	h->a = arena_new(0);
	assert_non_null(h->a);
	must(file_temp_dir(h->a, &h->folder, &e));
	snprintf(target, sizeof target, "%s/school.db", h->folder);
	ready_school(target);
	if (on_postgres)
		assert_true(pg_school(target, sizeof target));
	must(store_open(target, &(struct store_options){.create = true, .test_no_sync = true}, &h->s, &e));
	must(store_migrate(h->s, MIGRATIONS, MIGRATION_COUNT, &e));
	h->sys = viewer_system(h->s);
	h->district = ADD(h, "org", {"name", S("District")}, {"kind", S("district")});
	h->school = ADD(h, "org", {"name", S("School")}, {"kind", S("school")}, {"parent", idz(h, h->district)});
	h->other = ADD(h, "org", {"name", S("Other school")}, {"kind", S("school")}, {"parent", idz(h, h->district)});
	h->room = ADD(h, "class", {"title", S("Room 12")}, {"org", idz(h, h->school)});
	h->spare = ADD(h, "class", {"title", S("Room 14")}, {"org", idz(h, h->school)});
	*state = h;
	return 0;
}

static int teardown(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	store_close(h->s);
	(void)!file_remove_all(h->folder, &e);
	arena_free(h->a);
	free(h);
	return 0;
}

static struct viewer on(struct here *h, struct id who, const char *day)
{
	struct err e = {0};
	struct db *db;
	struct viewer v;
	day_t today;
	assert_true(day_parse(str_z(day), &today));
	must(store_read(h->s, &db, &e));
	must(viewer_load(db, who, today, &v, &e));
	store_read_end(db);
	return v;
}

static unsigned to(struct here *h, struct id who, struct id learner, const char *day)
{
	struct err e = {0};
	struct db *db;
	struct viewer v = on(h, who, day);
	unsigned rel;
	must(store_read(h->s, &db, &e));
	must(access_to_learner(db, &v, learner, &rel, &e));
	store_read_end(db);
	return rel & ~(unsigned)(REL_PUBLIC | REL_SIGNED_IN);
}

static unsigned to_class(struct here *h, struct id who, struct id room, const char *day)
{
	struct err e = {0};
	struct db *db;
	struct viewer v = on(h, who, day);
	unsigned rel;
	must(store_read(h->s, &db, &e));
	must(access_to_class(db, &v, room, &rel, &e));
	store_read_end(db);
	return rel & ~(unsigned)(REL_PUBLIC | REL_SIGNED_IN);
}

static void tables_are_as_declared(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct db *db;
	must(record_types_check(&e));
	must(store_read(h->s, &db, &e));
	must(record_schema_check(db, &e));
	store_read_end(db);
}

static void teaching_counts_while_both_are_there(void **state)
{
	struct here *h = *state;
	struct id ann = person(h, "Ann"), ben = person(h, "Ben"), teacher = person(h, "Teacher"), aide = person(h, "Aide");
	role(h, ann, h->school, "student", "");
	role(h, teacher, h->school, "teacher", "");
	enrol(h, teacher, h->room, "teacher", "2026-08-01", "2027-06-30");
	enrol(h, aide, h->room, "aide", "", "");
	enrol(h, ann, h->room, "student", "2026-09-01", "2026-12-18");
	enrol(h, ben, h->spare, "student", "", "");
	assert_int_equal(to(h, teacher, ann, "2026-08-31"), 0); /* not yet in the class */
	assert_int_equal(to(h, teacher, ann, "2026-09-01"), REL_TEACHER);
	assert_int_equal(to(h, teacher, ann, "2026-12-18"), REL_TEACHER);
	assert_int_equal(to(h, teacher, ann, "2026-12-19"), 0); /* left the class */
	assert_int_equal(to(h, teacher, ben, "2026-10-01"), 0);
	assert_int_equal(to(h, aide, ann, "2026-10-01"), REL_TEACHER);
	assert_int_equal(to(h, ann, ann, "2026-10-01"), REL_SELF);
	assert_int_equal(to(h, ann, teacher, "2026-10-01"), 0);
	assert_int_equal(to(h, ann, ben, "2026-10-01"), 0);
	assert_int_equal(to_class(h, teacher, h->room, "2026-10-01"), REL_TEACHER);
	assert_int_equal(to_class(h, teacher, h->room, "2027-07-01"), 0);
	assert_int_equal(to_class(h, teacher, h->spare, "2026-10-01"), 0);
	assert_int_equal(to_class(h, ann, h->room, "2026-10-01"), REL_SELF);
	assert_int_equal(to_class(h, ann, h->room, "2027-01-10"), 0);
	assert_int_equal(on(h, teacher, "2026-10-01").hats, REL_TEACHER | REL_PUBLIC | REL_SIGNED_IN);
	assert_true(id_eq(on(h, teacher, "2026-10-01").org, h->school));
	assert_int_equal(on(h, teacher, "2026-07-01").hats, REL_PUBLIC | REL_SIGNED_IN); /* the role begins in August */
	assert_int_equal(on(h, ID_NIL, "2026-10-01").hats, REL_PUBLIC);
}

static void a_court_order_closes_the_page(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id ann = person(h, "Ann"), mother = person(h, "Mother"), father = person(h, "Father"), uncle = person(h, "Uncle");
	enrol(h, ann, h->room, "student", "", "");
	ADD(h, "guardian", {"learner", idz(h, ann)}, {"adult", idz(h, mother)}, {"relation", S("mother")});
	ADD(h, "guardian", {"learner", idz(h, ann)}, {"adult", idz(h, father)}, {"relation", S("father")}, {"has_access", S("0")},
	    {"restriction", S("No contact.")});
	ADD(h, "guardian", {"learner", idz(h, ann)}, {"adult", idz(h, uncle)}, {"relation", S("relative")}, {"restriction", S("Until the hearing.")},
	    {"restriction_until", S("2026-10-15")});
	assert_int_equal(to(h, mother, ann, "2026-10-01"), REL_FAMILY);
	assert_int_equal(to_class(h, mother, h->room, "2026-10-01"), REL_FAMILY);
	assert_int_equal(on(h, mother, "2026-10-01").hats & REL_ALL, REL_FAMILY);
	assert_int_equal(to(h, father, ann, "2026-10-01"), 0);
	assert_int_equal(to_class(h, father, h->room, "2026-10-01"), 0);
	assert_int_equal(on(h, father, "2026-10-01").hats & REL_ALL, 0);
	assert_int_equal(to(h, uncle, ann, "2026-10-15"), 0);
	assert_int_equal(to_class(h, uncle, h->room, "2026-10-15"), 0);
	assert_int_equal(to(h, uncle, ann, "2026-10-16"), REL_FAMILY);
	/* an order without an end and access do not go together */
	struct add x = {h, "guardian", {{"learner", idz(h, ann)}, {"adult", idz(h, person(h, "Aunt"))}, {"relation", S("relative")},
	                                {"restriction", S("No contact.")}}, {{0}}};
	assert_int_equal(store_write(h->s, add_in, &x, &e), E_INPUT);
}

static void named_adults_until_their_day(void **state)
{
	struct here *h = *state;
	struct id ann = person(h, "Ann"), manager = person(h, "Manager"), el = person(h, "Specialist"), adviser = person(h, "Adviser"),
	          mentor = person(h, "Mentor");
	enrol(h, ann, h->room, "student", "", "");
	const struct { struct id who; const char *role, *until; } ROWS[] = {
		{manager, "caseManager", ""}, {el, "elSpecialist", ""}, {adviser, "adviser", ""}, {mentor, "mentor", "2026-11-30"}};
	for (size_t i = 0; i < 4; i++)
		ADD(h, "support_role", {"learner", idz(h, ann)}, {"adult", idz(h, ROWS[i].who)}, {"role", str_z(ROWS[i].role)}, {"purpose", S("Support")},
		    {"begin_on", S("2026-09-01")}, {"end_on", str_z(ROWS[i].until)});
	assert_int_equal(to(h, manager, ann, "2026-10-01"), REL_CASE);
	assert_int_equal(to(h, manager, ann, "2026-08-31"), 0);
	assert_int_equal(to(h, el, ann, "2026-10-01"), REL_EL);
	assert_int_equal(to(h, adviser, ann, "2026-10-01"), REL_ADVISER);
	assert_int_equal(to(h, mentor, ann, "2026-11-30"), REL_PARTNER);
	assert_int_equal(to(h, mentor, ann, "2026-12-01"), 0); /* invited until a date */
	assert_int_equal(to_class(h, manager, h->room, "2026-10-01"), REL_CASE);
	assert_int_equal(to_class(h, el, h->room, "2026-10-01"), REL_EL);
	assert_int_equal(to_class(h, mentor, h->room, "2026-10-01"), 0);
}

static void leaders_see_their_school_and_no_other(void **state)
{
	struct here *h = *state;
	struct id ann = person(h, "Ann"), ben = person(h, "Ben"), leader = person(h, "Leader"), office = person(h, "Office"), admin = person(h, "Admin");
	struct id away = ADD(h, "class", {"title", S("Away")}, {"org", idz(h, h->other)});
	role(h, ann, h->school, "student", "2026-12-18");
	role(h, ben, h->other, "student", "");
	role(h, leader, h->school, "principal", "");
	role(h, office, h->district, "districtAdministrator", "");
	role(h, admin, h->district, "systemAdministrator", "");
	assert_int_equal(to(h, leader, ann, "2026-10-01"), REL_LEADER);
	assert_int_equal(to(h, leader, ann, "2027-01-10"), 0); /* moved away */
	assert_int_equal(to(h, leader, ben, "2026-10-01"), 0);
	assert_int_equal(to_class(h, leader, h->room, "2026-10-01"), REL_LEADER);
	assert_int_equal(to_class(h, leader, away, "2026-10-01"), 0);
	assert_int_equal(to(h, office, ann, "2026-10-01") & REL_ALL, REL_DISTRICT);
	assert_int_equal(to_class(h, office, away, "2026-10-01") & REL_ALL, REL_DISTRICT);
	/* who runs the program has no right to learners' records by that */
	assert_int_equal(to(h, admin, ann, "2026-10-01"), REL_ADMIN);
	assert_int_equal(record_type_find(S("goal"))->see & REL_ADMIN, 0);
	/* who wears two hats acts where the wider one is */
	role(h, leader, h->other, "teacher", "");
	struct viewer v = on(h, leader, "2026-10-01");
	assert_int_equal(v.hats & REL_ALL, REL_LEADER | REL_TEACHER);
	assert_true(id_eq(v.org, h->school));
}

static void a_card_opens_one_s_own_work(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct db *db;
	unsigned rel;
	struct id ann = person(h, "Ann"), ben = person(h, "Ben");
	role(h, ann, h->district, "districtAdministrator", "");
	struct viewer v = on(h, ann, "2026-10-01");
	v.low = true;
	must(store_read(h->s, &db, &e));
	must(access_to_learner(db, &v, ann, &rel, &e));
	assert_int_equal(rel & ~(unsigned)(REL_PUBLIC | REL_SIGNED_IN), REL_SELF);
	must(access_to_learner(db, &v, ben, &rel, &e));
	assert_int_equal(rel & ~(unsigned)(REL_PUBLIC | REL_SIGNED_IN), 0);
	must(access_to_learner(db, &v, ID_NIL, &rel, &e));
	assert_int_equal(rel, 0);
	store_read_end(db);
}

static const struct CMUnitTest tests[] = {
	TEST_WITH("the school's tables are as its records declare", tables_are_as_declared, setup, teardown),
	TEST_WITH("teaching counts while both are in the class", teaching_counts_while_both_are_there, setup, teardown),
	TEST_WITH("a court order closes the page until its last day", a_court_order_closes_the_page, setup, teardown),
	TEST_WITH("named adults see until their day", named_adults_until_their_day, setup, teardown),
	TEST_WITH("leaders see their school and no other", leaders_see_their_school_and_no_other, setup, teardown),
	TEST_WITH("a card opens one's own work and nothing else", a_card_opens_one_s_own_work, setup, teardown),
};

int main(void)
{
	char target[400];
	int failed = cmocka_run_group_tests_name("relations on SQLite", tests, NULL, NULL);
	on_postgres = pg_fresh(target, sizeof target);
	if (on_postgres)
		failed += cmocka_run_group_tests_name("relations on PostgreSQL", tests, NULL, NULL);
	return failed;
}
