/* What rosters lack: files that a school fills in itself. */
#include "support/import.h"

static const char ROSTER_USERS[] = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
	"u1,,,true,s1,student,ada.sample,,Ada,Sample,,1001,,,,,3,\nu2,,,true,s1,student,ben.sample,,Ben,Sample,,1002,,,,,3,\n"
	"u3,,,true,s1,student,cy.one,,Cy,Twin,,1003,,,,,3,\nu4,,,true,s1,student,cy.two,,Cy,Twin,,1004,,,,,3,\nu9,,,true,s1,teacher,tess,,Tess,Sample,,9,tess@example.org,,,,,\n";

static void roster(struct school *k)
{
	(void)put_file(k, "r/orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\ns1,,,Sample School,school,,\n");
	(void)put_file(k, "r/users.csv", ROSTER_USERS);
	(void)put_file(k, "r/demographics.csv", "sourcedId,status,dateLastModified,birthDate\nu1,,,2018-02-03\nu2,,,2018-05-06\nu3,,,2018-01-01\nu4,,,2018-01-01\n");
	brought(k, "oneroster", (put_file(k, "r/manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\nfile.demographics,bulk\n"),
	                         file_join(k->a, k->folder, "r")));
}

#define L "learner_identifier,learner_username,learner_source_id,learner_given_name,learner_family_name,learner_birth_date,"
#define FAMILY L "adult_given_name,adult_family_name,email,phone,sms,relation,may_see,court_restriction,restriction_until,lives_with,language,reach_by,reach_note,begin_on,end_on,home_languages\n"

static void families_land_with_what_a_school_knows(void **state)
{
	struct school *k = *state;
	roster(k);
	const char *path = put_file(k, "f.csv", FAMILY
		"1001,,,,,,Pat,Sample,pat@example.org,+1 555 0100,,Mother,yes,,,yes,español,text;phone call,After six,,,\"Spanish, English\"\n"
		",ben.sample,,,,,Pat,Sample,pat@example.org,,,MOTHER,yes,,,yes,es,text,,,,\n"
		",,,Ada,SAMPLE,2018-02-03,Quin,Sample,,+1 555 0101,,father,,No contact by order of the court.,,no,en,paper,,,,\n");
	brought(k, "csv", path);
	assert_int_equal(rows_of(k, "select count(*) from guardian"), 3);
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Pat'"), 1); /* one mother of two */
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Pat' and language = 'es' and phone = '+1 555 0100'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from guardian where relation = 'mother' and language = 'es' and reach_by = 'text call' and lives_with = 1"), 1);
	/* a court order closes access, and with it the page */
	assert_int_equal(rows_of(k, "select count(*) from guardian where relation = 'father' and has_access = 0 and restriction is not null"), 1);
	assert_int_equal(rows_of(k, "select count(*) from relation r join person p on p.id = r.viewer where r.rel = 2 and p.given_name = 'Quin'"), 0);
	assert_int_equal(rows_of(k, "select count(*) from relation r join person p on p.id = r.viewer where r.rel = 2 and p.given_name = 'Pat'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Ada' and home_languages = 'Spanish, English' and version = 2"), 1);
	brought(k, "csv", path);
	assert_int_equal(k->r.added + k->r.changed, 0);
}

static void a_restriction_that_leaves_access_open_is_refused(void **state)
{
	struct school *k = *state;
	roster(k);
	assert_int_equal(bring(k, "csv", put_file(k, "f.csv", FAMILY "1001,,,,,,Quin,Sample,,,,father,yes,No contact.,,,,,,,,\n")), E_INPUT);
	assert_true(refused(k, "f.csv", 2, "", "court restriction"));
	assert_int_equal(rows_of(k, "select count(*) from guardian"), 0);
}

static void nobody_is_guessed(void **state)
{
	struct school *k = *state;
	roster(k);
	assert_int_equal(bring(k, "csv", put_file(k, "h.csv", L "device,connection\n,,,Cy,Twin,2018-01-01,own,good\n9999,,,,,,own,good\n,,,Ada,Sample,,own,good\n"
		"1001,ben.sample,,,,,own,good\n9,,,,,,own,good\n,,u2,Ada,Sample,2018-02-03,own,good\n,cy.one,,,,,spoon,good\n")), E_INPUT);
	assert_true(refused(k, "h.csv", 2, "learner_family_name", "More than one"));
	assert_true(refused(k, "h.csv", 3, "learner_identifier", "no such learner"));
	assert_true(refused(k, "h.csv", 4, "learner_identifier", "which learner"));
	assert_true(refused(k, "h.csv", 5, "learner_username", "another learner"));
	assert_true(refused(k, "h.csv", 6, "learner_identifier", "no such learner")); /* a teacher */
	assert_true(refused(k, "h.csv", 7, "learner_family_name", "another learner"));
	assert_true(refused(k, "h.csv", 8, "device", "spoon"));
	assert_int_equal(k->r.n_refused, 7);
}

#define SUPPORT L "plan,kind,support,value,text,used_in,frequency,duration,location,minutes_week,adult,begin_on,end_on,taken_from\n"

static void supports_are_known_by_the_names_people_use(void **state)
{
	struct school *k = *state;
	roster(k);
	const char *path = put_file(k, "s.csv", SUPPORT
		"1001,,,,,,iep,accommodation,Extended time,150 %,Half as much time again,classroomTest;State tests,,,,,,2026-08-15,2027-08-14,IEP of 2026-08-15\n"
		"1001,,,,,,IEP,accommodation,spoken,,,,,,,,,,,\n"
		"1002,,,,,,504 plan,accommodation,Large print,20,,,,,,,,,,\n"
		"1002,,,,,,el,accommodation,Bilingual dictionary,Spanish,,,,,,,,,,\n"
		"1002,,,,,,el,service,,,English lessons in a group of four,,Four times a week,30 minutes,Room 5,120,Ms. Sample,2026-08-20,,\n");
	assert_int_equal(bring(k, "csv", path), E_INPUT);
	assert_true(refused(k, "s.csv", 3, "value", "computer-read-aloud")); /* a term alone says not enough */
	path = put_file(k, "s.csv", SUPPORT
		"1001,,,,,,iep,accommodation,Extended time,150 %,Half as much time again,classroomTest;State tests,,,,,,2026-08-15,2027-08-14,IEP of 2026-08-15\n"
		"1001,,,,,,IEP,accommodation,Text-to-speech,,,,,,,,,,,\n"
		"1002,,,,,,504 plan,accommodation,Large print,20,,,,,,,,,,\n"
		"1002,,,,,,el,accommodation,Bilingual dictionary,Spanish,,,,,,,,,,\n"
		"1002,,,,,,el,service,,,English lessons in a group of four,,Four times a week,30 minutes,Room 5,120,Ms. Sample,2026-08-20,,\n");
	brought(k, "csv", path);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where term = 'additional-testing-time' and value = '1.5' and source = 'iep' and context = 'classroomTest stateTest'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where term = 'spoken' and value = 'computer-read-aloud' and text = 'Text-to-speech'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where term = 'print-size' and value = '20' and source = '504'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where term = 'keyword-translation' and value = 'es'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where kind = 'service' and frequency = 'Four times a week' and minutes_week = 120"), 1);
	brought(k, "csv", path);
	assert_int_equal(k->r.added + k->r.changed, 0);
	/* a corrected value changes the line */
	brought(k, "csv", put_file(k, "s2.csv", SUPPORT "1001,,,,,,iep,accommodation,Extended time,2,Twice the time,,,,,,,,,\n"));
	assert_int_equal(k->r.changed, 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where term = 'additional-testing-time' and value = '2' and version = 2"), 1);
}

static void supports_that_cannot_be_are_refused(void **state)
{
	struct school *k = *state;
	roster(k);
	assert_int_equal(bring(k, "csv", put_file(k, "s.csv", SUPPORT "1001,,,,,,iep,accommodation,Extended time,0.5,,,,,,,,,,\n1001,,,,,,iep,accommodation,Large print,200,,,,,,,,,,\n"
		"1001,,,,,,iep,accommodation,Magic wand,,,,,,,,,,,\n1001,,,,,,plp,goal,,,Read,,,,,,,,,\n1001,,,,,,iep,service,,,Speech therapy,,weekly,,,,,,,\n1001,,,,,,iep,accommodation,,,,,,,,,,,,\n")), E_INPUT);
	assert_true(refused(k, "s.csv", 2, "value", "additional-testing-time"));
	assert_true(refused(k, "s.csv", 3, "value", "10 to 96"));
	assert_true(refused(k, "s.csv", 4, "support", "Magic wand"));
	assert_true(refused(k, "s.csv", 5, "plan", "plans of record"));
	assert_true(refused(k, "s.csv", 6, "", "four things"));
	assert_true(refused(k, "s.csv", 7, "text", "words"));
}

static void levels_programs_and_home_land(void **state)
{
	struct school *k = *state;
	roster(k);
	const char *paths[] = {
		put_file(k, "e.csv", L "test,test_version,tested_on,listening,speaking,reading,writing,overall,source\n1001,,,,,,WIDA ACCESS,2025-26,2026-02-10,3.5,3.1,2.8,2.6,2.8,Report\n1001,,,,,,wida,2024-25,2025-02-11,2.5,2.1,1.8,1.6,1.8,\n"),
		put_file(k, "p.csv", L "program,category,begin_on,end_on,source\n1001,,,,,,English learner,,2025-08-15,,Survey\n1001,,,,,,iep,,2025-08-15,,\n1002,,,,,,504,,,,\n"),
		put_file(k, "h.csv", "Learner identifier,Learner username,Learner source id,Learner given name,Learner family name,Learner birth date,Device,Connection,Help at home,Paper,Screen limit\n1001,,,,,,Uno compartido,slow,\"Grandmother, in Spanish\",yes,45\n")};
	assert_int_equal(bring_with(k, (struct import_options){.kind = "csv"}, paths, 2), OK);
	assert_int_equal(rows_of(k, "select count(*) from english_level where test = 'wida' and overall = 2.8 and test_version = '2025-26'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from english_level"), 2);
	assert_int_equal(rows_of(k, "select count(*) from program"), 3);
	if (bring(k, "csv", paths[2]) != OK) /* the Spanish label, when it is translated already */
		paths[2] = put_file(k, "h.csv", L "device,connection,help_at_home,paper,screen_limit\n1001,,,,,,shared,slow,\"Grandmother, in Spanish\",yes,45\n");
	assert_int_equal(bring_with(k, (struct import_options){.kind = "csv"}, paths, 3), OK);
	assert_int_equal(rows_of(k, "select count(*) from home_access where device = 'shared' and paper = 1 and screen_limit = 45"), 1);
	assert_int_equal(rows_of(k, "select count(*) from home_access"), 1);
}

static void every_template_is_read_back_without_its_sample_line(void **state)
{
	struct school *k = *state;
	int n = 0;
	for (const struct template_kind *t = template_kinds; t->name != NULL; t++, n++) {
		struct str text;
		assert_int_equal(template_csv(k->a, str_z(t->name), LANG_EN, &text, &k->e), OK);
		brought(k, "csv", put_file(k, "t.csv", str_dupz(k->a, text)));
		assert_true(noted(k, "sample line"));
		assert_int_equal(k->r.added, 0);
	}
	assert_int_equal(n, 6);
	assert_int_equal(bring(k, "csv", put_file(k, "x.csv", "a,b\n1,2\n")), E_INPUT);
	assert_true(refused(k, "x.csv", 1, "", "template"));
}

/* Goals with their numbers, services with their four parts, and the plan with its dates and case manager. */
static void plans_of_record_land(void **state)
{
	struct school *k = *state;
	roster(k);
	const char *plans = put_file(k, "p.csv", L "plan,begin_on,end_on,met_on,evaluated_on,manager_email,manager_given_name,manager_family_name,strengths,regular_share,share_reason,reports,taken_from,taken_on\n"
		"1001,,,,,,IEP,2026-08-15,2027-08-14,2026-08-10,2025-03-01,tess@example.org,Tess,Sample,Tells stories,80,Small group,Each quarter,IEP of August,2026-09-01\n"
		"1002,,,,,,504,2026-08-20,,,,,,,,,,,504 plan of August,2026-09-01\n");
	brought(k, "csv", plans);
	assert_int_equal(rows_of(k, "select count(*) from plan_of_record o join person m on m.id = o.case_manager where o.kind = 'iep' and m.given_name = 'Tess' and o.met_on = '2026-08-10' and o.regular_share = 80"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_of_record where kind = '504' and case_manager is null and taken_from = '504 plan of August' and taken_on = '2026-09-01'"), 1);
	brought(k, "csv", plans);
	assert_int_equal(k->r.added + k->r.changed, 0);
	brought(k, "csv", put_file(k, "g.csv", L "plan,kind,support,text,frequency,duration,location,begin_on,taken_from,area,level_now,level_to_reach,grade_standard,unit,measured_by\n"
		"1001,,,,,,iep,goal,,Reads 110 words,,,,2026-08-15,IEP of August,reading,84,110,140,words a minute,Two passages a week\n"
		"1001,,,,,,iep,service,,Reading help,3 a week,30 min,in class,2026-08-15,IEP of August,,,,,,\n"));
	assert_int_equal(rows_of(k, "select count(*) from plan_line where kind = 'goal' and subject = 'reading' and baseline = 84 and target = 110 and grade_standard = 140 and unit = 'words a minute' and evidence = 'Two passages a week'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where kind = 'service' and frequency = '3 a week' and duration = '30 min' and location = 'in class'"), 1);
	assert_int_equal(bring(k, "csv", put_file(k, "bad.csv", L "plan,begin_on,manager_email,manager_given_name,manager_family_name,taken_from,taken_on,regular_share\n"
		"1001,,,,,,iep,2026-08-15,nobody@example.org,No,Body,x,2026-09-01,180\n")), E_INPUT);
	assert_true(refused(k, "bad.csv", 2, "manager_email", "Nobody here"));
}

static void undo_takes_a_file_back(void **state)
{
	struct school *k = *state;
	struct import_undone u;
	roster(k);
	brought(k, "csv", put_file(k, "f.csv", FAMILY "1001,,,,,,Pat,Sample,pat@example.org,,,mother,yes,,,yes,es,text,,,,\n"));
	assert_int_equal(import_undo(k->s, k->a, k->r.id, NULL, &u, &k->e), OK);
	assert_int_equal(u.left, 0);
	assert_int_equal(rows_of(k, "select (select count(*) from guardian) + (select count(*) from person where given_name = 'Pat')"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("families land with restriction, language and how to be reached", families_land_with_what_a_school_knows, school_begin, school_end),
		TEST_WITH("a court restriction that leaves access open is refused", a_restriction_that_leaves_access_open_is_refused, school_begin, school_end),
		TEST_WITH("nobody is guessed: two that fit, or none, are refused", nobody_is_guessed, school_begin, school_end),
		TEST_WITH("accommodations are known by the names people use", supports_are_known_by_the_names_people_use, school_begin, school_end),
		TEST_WITH("supports that cannot be are refused with what they want", supports_that_cannot_be_are_refused, school_begin, school_end),
		TEST_WITH("English levels, programs and access at home land", levels_programs_and_home_land, school_begin, school_end),
		TEST_WITH("every template is read back, and its sample line is left out", every_template_is_read_back_without_its_sample_line, school_begin, school_end),
		TEST_WITH("IEP and 504 plans land with dates, case manager, goals in numbers and services in four parts [R041]", plans_of_record_land, school_begin, school_end),
		TEST_WITH("undo takes a file back", undo_takes_a_file_back, school_begin, school_end),
	};
	return RUN_ON_BOTH(tests);
}
