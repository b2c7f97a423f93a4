/* Rosters: what lands, what is refused and where, what a second run does, what ends, what comes back. */
#include "support/import.h"

#include "interop/keyed.h"

static const char MANIFEST_11[] = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.academicSessions,bulk\nfile.classes,bulk\n"
	"file.courses,bulk\nfile.demographics,bulk\nfile.enrollments,bulk\nfile.orgs,bulk\nfile.users,bulk\n";
static const char ORGS[] = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
	"s1,active,2026-08-01T00:00:00.000Z,Sample School,school,100,d1\nd1,,,Sample District,district,1,\n"; /* the parent comes later */
static const char SESSIONS[] = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
	"t1,,,Autumn,term,2026-08-15,2026-12-20,y1,2027\ny1,,,School year,schoolYear,2026-08-15,2027-06-10,,2027\n";
static const char COURSES[] = "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n"
	"k1,,,y1,Mathematics 3,M3,03,s1,Mathematics,\n";
static const char CLASSES[] = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n"
	"c1,,,Room 12,\"3,04\",k1,M3-A,scheduled,12,s1,\"t1,y1\",Mathematics,,2\n";
#define USER_HEAD "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
static const char USERS[] = USER_HEAD
	"u1,,,true,s1,student,ada.sample,,Ada,Sample,,1001,,,,u4,3,\n"
	"u2,,,true,s1,student,ben.sample,,Ben,O'Sample,,1002,,,,\"u4,u5\",03,\n"
	"u3,,,true,s1,teacher,tess.sample,,Tess,Sample,,,tess@example.org,,,,,secret\n"
	"u4,,,true,s1,parent,,,Pat,Sample,,,pat@example.org,+15550100,,,,\n"
	"u5,,,true,s1,relative,,,Rae,Sample,,,,,,u2,,\n"
	"u6,,,true,d1,administrator,ida.sample,,Ida,Sample,,,,,,,,\n";
#define ENROL_HEAD "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
static const char ENROLMENTS[] = ENROL_HEAD
	"e1,,,c1,s1,u1,student,,2026-08-15,2027-06-10\ne2,,,c1,s1,u2,student,,2026-08-15,\ne3,,,c1,s1,u3,teacher,true,2026-08-15,2027-06-10\n";
static const char DEMOGRAPHICS[] = "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode\n"
	"u1,,,2018-02-03,female,false,true,false,false,false,false,true,US\nu2,,,2018-05-06,male,false,true,true,false,false,false,false,\n";

struct set { const char *manifest, *orgs, *sessions, *courses, *classes, *users, *enrolments, *demographics; };
static const struct set WHOLE = {MANIFEST_11, ORGS, SESSIONS, COURSES, CLASSES, USERS, ENROLMENTS, DEMOGRAPHICS};

static const char *put_set(struct school *k, const char *folder, struct set t)
{
	const struct { const char *name, *text; } files[] = {
		{"manifest.csv", t.manifest}, {"orgs.csv", t.orgs}, {"academicSessions.csv", t.sessions}, {"courses.csv", t.courses}, {"classes.csv", t.classes},
		{"users.csv", t.users}, {"enrollments.csv", t.enrolments}, {"demographics.csv", t.demographics}};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (files[i].text != NULL)
			(void)put_file(k, str_fmt(k->a, "%s/%s", folder, files[i].name).p, files[i].text);
	return file_join(k->a, k->folder, folder);
}

static void a_roster_lands_whole(void **state)
{
	struct school *k = *state;
	brought(k, "oneroster", put_set(k, "r", WHOLE));
	assert_int_equal(k->r.rows, 2 + 2 + 1 + 1 + 6 + 3 + 2);
	assert_int_equal(rows_of(k, "select count(*) from person"), 6);
	assert_int_equal(rows_of(k, "select count(*) from org o join org p on p.id = o.parent where p.name = 'Sample District'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from class where grades = '03,04' and kind = 'scheduled' and session is not null and course is not null"), 1);
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Ada' and birth_date = '2018-02-03' and grade = '03' and active = 1 and version = 1"), 1);
	assert_int_equal(rows_of(k, "select count(*) from demographics where race = 'hispanic'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from demographics where race = 'twoOrMore'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from enrolment where role = 'student'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from enrolment where role = 'teacher' and is_primary = 1"), 1);
	assert_true(noted(k, "passwords are never read"));
	/* a teacher now teaches the two, and the search finds a name */
	assert_int_equal(rows_of(k, "select count(*) from relation x join person p on p.id = x.viewer where p.given_name = 'Tess' and x.rel = 4"), 2);
	struct viewer sys = viewer_system(k->s);
	struct search_hit *hits;
	struct db *db;
	size_t n;
	assert_int_equal(store_read(k->s, &db, &k->e), OK);
	assert_int_equal(record_search(db, k->a, &sys, S("o'sample"), 10, &hits, &n, &k->e), OK);
	store_read_end(db);
	assert_int_equal(n, 1);
}

/* Next year's class is in the roster already and its rows say no day: its teacher sees nothing of the learners until it begins. */
static void next_year_begins_when_it_begins(void **state)
{
	struct school *k = *state;
	struct set t = WHOLE;
	t.sessions = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
		"t1,,,Autumn,term,2096-08-15,2096-12-20,y1,2097\ny1,,,School year,schoolYear,2096-08-15,2097-06-10,,2097\n";
	t.enrolments = ENROL_HEAD "e1,,,c1,s1,u1,student,,,\ne2,,,c1,s1,u2,student,,2096-09-01,\ne3,,,c1,s1,u3,teacher,true,,\n";
	brought(k, "oneroster", put_set(k, "r", t));
	assert_int_equal(rows_of(k, "select count(*) from enrolment where begin_on = '2096-08-15'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from enrolment where begin_on = '2096-09-01'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from relation x join person p on p.id = x.viewer where p.given_name = 'Tess' and x.rel = 4 and x.begin_on >= '2096-08-15'"), 2);
	/* again: nothing has changed */
	brought(k, "oneroster", put_set(k, "r", t));
	assert_int_equal(rows_of(k, "select count(*) from enrolment where version > 1"), 0);
	/* a class of a year that runs already: no day is made up */
	t.sessions = SESSIONS;
	brought(k, "oneroster", put_set(k, "r", t));
	assert_int_equal(rows_of(k, "select count(*) from enrolment where begin_on = '2096-08-15'"), 0);
}

static void families_follow_from_agents(void **state)
{
	struct school *k = *state;
	brought(k, "oneroster", put_set(k, "r", WHOLE));
	assert_int_equal(rows_of(k, "select count(*) from guardian"), 3); /* u4 of u1 and u2; u5 of u2, said twice */
	assert_int_equal(rows_of(k, "select count(*) from guardian g join person p on p.id = g.adult where p.given_name = 'Rae' and g.relation = 'relative'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from guardian where has_access = 1 and lives_with is null"), 3);
}

static void no_roster_makes_an_administrator_of_the_program(void **state)
{
	struct school *k = *state;
	brought(k, "oneroster", put_set(k, "r", WHOLE));
	assert_int_equal(rows_of(k, "select count(*) from role where role = 'systemAdministrator'"), 0);
	assert_int_equal(rows_of(k, "select count(*) from role r join person p on p.id = r.person where p.given_name = 'Ida' and r.role = 'districtAdministrator'"), 1);
}

static void a_second_run_changes_nothing(void **state)
{
	struct school *k = *state;
	const char *path = put_set(k, "r", WHOLE);
	brought(k, "oneroster", path);
	int64_t added = k->r.added;
	brought(k, "oneroster", path);
	assert_int_equal(k->r.added + k->r.changed + k->r.removed, 0);
	assert_int_equal(k->r.unchanged, added);
	assert_true(id_nil(k->r.id));
	assert_int_equal(rows_of(k, "select count(*) from person_history"), 0);
}

static void a_trial_changes_nothing_and_says_the_same(void **state)
{
	struct school *k = *state;
	const char *path = put_set(k, "r", WHOLE);
	assert_int_equal(bring_with(k, (struct import_options){.kind = "oneroster", .dry_run = true}, &path, 1), OK);
	int64_t would = k->r.added;
	assert_int_equal(rows_of(k, "select count(*) from person") + rows_of(k, "select count(*) from import_run"), 0);
	brought(k, "oneroster", path);
	assert_int_equal(k->r.added, would);
}

static void every_refused_row_is_named_and_nothing_lands(void **state)
{
	struct school *k = *state;
	struct set t = WHOLE;
	t.users = USER_HEAD "u1,,,true,s1,student,ada,,Ada,Sample,,,,,,,3,\nu1,,,true,s1,student,bea,,Bea,Sample,,,,,,,3,\n"
		"u2,,,true,s9,student,ben,,Ben,Sample,,,,,,,thirteenth,\nu3,,,maybe,s1,wizard,ada,,,Sample,,,,,,,,\n";
	t.enrolments = ENROL_HEAD "e1,,,c1,s1,u1,student,,2026-02-30,\ne2,,,c9,s1,u1,student,,2026-09-02,2026-09-01\ne3,gone,yesterday,c1,s1,u9,student,,,\n";
	t.demographics = "sourcedId,status,dateLastModified,birthDate,sex\nu1,,,2999-01-01,female\n";
	t.sessions = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
		"y1,,,School year,schoolYear,2026-08-15,2026-06-10,t1,2027\nt1,,,Term,term,2026-08-15,2026-12-20,y1,2027\n";
	assert_int_equal(bring(k, "oneroster", put_set(k, "r", t)), E_INPUT);
	assert_true(refused(k, "academicSessions.csv", 2, "endDate", "before the first"));
	assert_true(refused(k, "users.csv", 3, "sourcedId", "twice"));
	assert_true(refused(k, "users.csv", 4, "orgSourcedIds", "s9"));
	assert_true(refused(k, "users.csv", 4, "grades", "thirteenth"));
	assert_true(refused(k, "users.csv", 5, "enabledUser", "neither true nor false"));
	assert_true(refused(k, "users.csv", 5, "username", "twice"));
	assert_true(refused(k, "users.csv", 5, "givenName", "empty"));
	assert_true(refused(k, "users.csv", 5, "role", "wizard"));
	assert_true(refused(k, "enrollments.csv", 2, "beginDate", "2026-02-30"));
	assert_true(refused(k, "enrollments.csv", 3, "classSourcedId", "c9"));
	assert_true(refused(k, "enrollments.csv", 3, "endDate", "before the first"));
	assert_true(refused(k, "enrollments.csv", 4, "status", "gone"));
	assert_true(refused(k, "enrollments.csv", 4, "dateLastModified", "yesterday"));
	assert_true(refused(k, "enrollments.csv", 4, "userSourcedId", "u9"));
	assert_true(refused(k, "demographics.csv", 2, "birthDate", "living"));
	assert_int_equal(rows_of(k, "select (select count(*) from person) + (select count(*) from org) + (select count(*) from import_part) + (select count(*) from import_run)"), 0);
}

static void circles_are_refused(void **state)
{
	struct school *k = *state;
	struct set t = WHOLE;
	t.orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\ns1,,,Sample School,school,,d1\nd1,,,Sample District,district,,s1\n";
	assert_int_equal(bring(k, "oneroster", put_set(k, "r", t)), E_INPUT);
	assert_true(refused(k, "orgs.csv", 2, "parentSourcedId", "circle"));
	assert_true(refused(k, "orgs.csv", 3, "parentSourcedId", "circle"));
}

static void who_is_missing_from_everything_ends(void **state)
{
	struct school *k = *state;
	struct set t = WHOLE;
	brought(k, "oneroster", put_set(k, "r", t));
	t.users = USER_HEAD "u1,,,true,s1,student,ada.sample,,Ada,Sample,,1001,,,,u4,3,\nu3,,,true,s1,teacher,tess.sample,,Tess,Sample,,,tess@example.org,,,,,\n"
		"u4,,,true,s1,parent,,,Pat,Sample,,,,,,,,\nu6,,,true,d1,administrator,ida.sample,,Ida,Sample,,,,,,,,\n";
	t.enrolments = ENROL_HEAD "x9,,,c1,s1,u1,student,,2026-08-15,2027-06-10\nx8,,,c1,s1,u3,teacher,true,2026-08-15,2027-06-10\n"; /* other ids, the same facts */
	t.demographics = "sourcedId,status,dateLastModified,birthDate\n";
	brought(k, "oneroster", put_set(k, "r2", t));
	assert_int_equal(rows_of(k, "select count(*) from person"), 6);
	assert_int_equal(rows_of(k, "select count(*) from person where active = 0"), 2); /* Ben and Rae */
	assert_int_equal(rows_of(k, "select count(*) from enrolment where end_on < '2026-12-31' and end_on is not null"), 1);
	assert_int_equal(rows_of(k, "select count(*) from enrolment where version > 1"), 1);
	assert_int_equal(rows_of(k, "select count(*) from role where end_on is not null"), 2);
	/* what an export leaves empty is not taken away */
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Pat' and email = 'pat@example.org'"), 1);
	int64_t removed = k->r.removed;
	assert_true(removed >= 5);
	brought(k, "oneroster", file_join(k->a, k->folder, "r2"));
	assert_int_equal(k->r.added + k->r.changed + k->r.removed, 0);
	/* and who comes back is the same person */
	brought(k, "oneroster", file_join(k->a, k->folder, "r"));
	assert_int_equal(rows_of(k, "select count(*) from person where active = 1"), 6);
	assert_int_equal(rows_of(k, "select count(*) from enrolment where role = 'student' and (end_on is null or end_on > '2027-01-01')"), 2);
}

static void a_file_that_empties_a_school_is_refused(void **state)
{
	struct school *k = *state;
	struct set t = WHOLE;
	struct buf users = buf_new(k->a, 1 << 16);
	buf_z(&users, USER_HEAD);
	for (int i = 0; i < 60; i++)
		buf_fmt(&users, "n%d,,,true,s1,student,,,Sample,Learner %d,,,,,,,3,\n", i, i);
	t.users = buf_done(&users).p;
	t.enrolments = ENROL_HEAD;
	t.demographics = NULL;
	t.manifest = "propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.academicSessions,bulk\nfile.courses,bulk\nfile.classes,bulk\nfile.users,bulk\nfile.enrollments,bulk\n";
	brought(k, "oneroster", put_set(k, "r", t));
	t.users = USER_HEAD "n1,,,true,s1,student,,,Sample,Learner 1,,,,,,,3,\n";
	const char *path = put_set(k, "r2", t);
	assert_int_equal(bring(k, "oneroster", path), E_INPUT);
	assert_true(refused(k, "users.csv", 0, "", "59 of 60 learners"));
	assert_int_equal(bring_with(k, (struct import_options){.kind = "oneroster", .many = true}, &path, 1), OK);
	assert_int_equal(rows_of(k, "select count(*) from person where active = 1"), 1);
}

static void a_delta_touches_only_what_it_names(void **state)
{
	struct school *k = *state;
	struct set t = {0};
	brought(k, "oneroster", put_set(k, "r", WHOLE));
	t.manifest = "propertyName,value\noneroster.version,1.1\nfile.users,delta\nfile.enrollments,delta\n";
	t.users = USER_HEAD "u2,active,2026-09-02T00:00:00Z,true,s1,student,ben.sample,,Benjamin,O'Sample,,1002,,,,,03,\n"
		"u5,tobedeleted,2026-09-02T00:00:00Z,true,s1,relative,,,Rae,Sample,,,,,,,,\nu7,active,2026-09-02T00:00:00Z,true,s1,student,cy.sample,,Cy,Sample,,,,,,,03,\n";
	t.enrolments = ENROL_HEAD "e1,tobedeleted,2026-09-02T00:00:00Z,c1,s1,u1,student,,,\ne9,active,2026-09-02T00:00:00Z,c1,s1,u7,student,,2026-09-02,\n";
	brought(k, "oneroster", put_set(k, "d", t));
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Benjamin' and version = 2"), 1);
	assert_int_equal(rows_of(k, "select count(*) from person_history where given_name = 'Ben'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from person where active = 0"), 1);
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Rae' and active = 0"), 1);
	assert_int_equal(rows_of(k, "select count(*) from enrolment where version = 2"), 1);
	assert_int_equal(rows_of(k, "select count(*) from enrolment"), 4);
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Tess' and active = 1"), 1);
}

/* The old row goes and a new one comes for the same class in one file, in either order: the learner stays in the class. */
static void who_is_enrolled_anew_stays(void **state)
{
	struct school *k = *state;
	struct set t = {0};
	brought(k, "oneroster", put_set(k, "r", WHOLE));
	t.manifest = "propertyName,value\noneroster.version,1.1\nfile.enrollments,delta\n";
	t.enrolments = ENROL_HEAD "e1,tobedeleted,,c1,s1,u1,student,,,\ne8,active,,c1,s1,u1,student,,2026-09-02,2027-06-10\n"
		"e9,active,,c1,s1,u2,student,,2026-09-02,2027-06-10\ne2,tobedeleted,,c1,s1,u2,student,,,\n";
	const char *path = put_set(k, "d", t);
	brought(k, "oneroster", path);
	assert_int_equal(k->r.removed, 0);
	assert_int_equal(rows_of(k, "select count(*) from enrolment where role = 'student' and end_on = '2027-06-10'"), 2);
	brought(k, "oneroster", path);
	assert_int_equal(k->r.added + k->r.changed + k->r.removed, 0);
}

struct edit {
	struct school *k;
	struct id id;
};

static enum code edit_name(struct db *db, void *arg, struct err *e)
{
	struct edit *x = arg;
	struct viewer sys = viewer_system(x->k->s);
	const struct input in = {"preferred_name", S("Benni")};
	return record_update(db, x->k->a, &sys, record_type_find(S("person")), x->id, 2, &in, 1, NULL, e);
}

static void undo_puts_back_what_nobody_changed_since(void **state)
{
	struct school *k = *state;
	struct set t = WHOLE;
	struct import_undone u;
	brought(k, "oneroster", put_set(k, "r", t));
	t.users = USER_HEAD "u1,,,true,s1,student,ada.sample,,Adele,Sample,,1001,,,,u4,3,\nu2,,,true,s1,student,ben.sample,,Benno,O'Sample,,1002,,,,\"u4,u5\",03,\n"
		"u3,,,true,s1,teacher,tess.sample,,Tess,Sample,,,tess@example.org,,,,,\nu4,,,true,s1,parent,,,Pat,Sample,,,pat@example.org,+15550100,,,,\n"
		"u5,,,true,s1,relative,,,Rae,Sample,,,,,,u2,,\nu6,,,true,d1,administrator,ida.sample,,Ida,Sample,,,,,,,,\nu8,,,true,s1,student,new.sample,,New,Sample,,,,,,,3,\n";
	brought(k, "oneroster", put_set(k, "r2", t));
	assert_int_equal(k->r.changed, 2);
	struct id id = k->r.id;
	/* somebody edits one of the two since */
	struct db *db;
	struct rows *rows;
	assert_int_equal(store_read(k->s, &db, &k->e), OK);
	assert_int_equal(db_query(db, &k->e, &rows, "select id from person where given_name = 'Benno'", ""), OK);
	assert_int_equal(rows_next(rows, &k->e), 1);
	struct id ben = rows_id(rows, 0);
	rows_end(rows);
	store_read_end(db);
	struct edit edit = {k, ben};
	assert_int_equal(store_write(k->s, edit_name, &edit, &k->e), OK);
	assert_int_equal(import_undo(k->s, k->a, id, NULL, &u, &k->e), OK);
	assert_int_equal(u.left, 1);
	assert_int_equal(u.n_notes, 1);
	assert_int_equal(u.restored, 1);
	assert_int_equal(u.removed, 2); /* the new learner and the role */
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Ada'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Benno' and preferred_name = 'Benni'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'New'"), 0);
	assert_int_equal(import_undo(k->s, k->a, id, NULL, &u, &k->e), E_INPUT);
}

static void roles_of_version_12(void **state)
{
	struct school *k = *state;
	struct set t = WHOLE;
	t.manifest = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.academicSessions,bulk\nfile.classes,bulk\nfile.courses,bulk\n"
		"file.enrollments,bulk\nfile.orgs,bulk\nfile.roles,bulk\nfile.users,bulk\nfile.userProfiles,bulk\n";
	t.users = "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,pronouns,metadata.x\n"
		"u1,,,true,ada,,Ada,Sample,,,,,,u4,03,,,Addie,she/her,1\nu3,,,true,tess,,Tess,Sample,,,,,,,,,,,,\nu4,,,true,,,Pat,Sample,,,,,,,,,,,,\n";
	t.demographics = NULL;
	t.enrolments = ENROL_HEAD "e1,,,c1,s1,u1,student,,,\ne3,,,c1,s1,u3,teacher,true,,\n";
	(void)put_file(k, "r/roles.csv", "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
		"r1,,,u1,primary,student,2026-08-15,,s1,\nr2,,,u3,primary,teacher,,,s1,\nr3,,,u3,secondary,principal,2026-08-15,2027-06-30,s1,\nr4,,,u4,primary,guardian,,,s1,\n");
	(void)put_file(k, "r/userProfiles.csv", "sourcedId,status,dateLastModified,userSourcedId,profileType,vendorId,applicationId,description,credentialType,username,password\n"
		"p1,,,u1,x,v,a,,,ada,hidden\n");
	brought(k, "oneroster", put_set(k, "r", t));
	assert_int_equal(rows_of(k, "select count(*) from role"), 4);
	assert_int_equal(rows_of(k, "select count(*) from role where role = 'principal' and begin_on = '2026-08-15' and end_on = '2027-06-30'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from person where preferred_name = 'Addie' and pronouns = 'she/her'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from guardian where relation = 'guardian'"), 1);
	assert_true(noted(k, "metadata.x"));
	assert_true(noted(k, "userProfiles.csv"));
}

static enum code make_by_hand(struct db *db, void *arg, struct err *e)
{
	struct school *k = arg;
	struct viewer sys = viewer_system(k->s);
	const struct input tess[] = {{"given_name", S("Tess")}, {"family_name", S("SAMPLE")}, {"username", S("tess.sample")}};
	const struct input ben[] = {{"given_name", S("Other")}, {"family_name", S("Person")}, {"username", S("ben.sample")}};
	enum code c = record_create(db, k->a, &sys, record_type_find(S("person")), ID_NIL, tess, 3, NULL, NULL, e);
	return c ? c : record_create(db, k->a, &sys, record_type_find(S("person")), ID_NIL, ben, 3, NULL, NULL, e);
}

static void a_person_of_the_same_name_is_taken_over(void **state)
{
	struct school *k = *state;
	assert_int_equal(store_write(k->s, make_by_hand, k, &k->e), OK);
	brought(k, "oneroster", put_set(k, "r", WHOLE));
	assert_int_equal(rows_of(k, "select count(*) from person where username = 'tess.sample'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from person where username = 'tess.sample' and source_id = 'u3' and version = 2"), 1);
	assert_true(noted(k, "ben.sample")); /* somebody else's */
	assert_int_equal(rows_of(k, "select count(*) from person where family_name = 'O''Sample' and username is null"), 1);
}

static void what_is_not_oneroster_is_said(void **state)
{
	struct school *k = *state;
	(void)put_file(k, "sds1/School.csv", "SIS ID,Name\n");
	(void)put_file(k, "sds1/Student.csv", "SIS ID,School SIS ID\n");
	(void)put_file(k, "sds1/Section.csv", "SIS ID,School SIS ID\n");
	assert_int_equal(bring(k, "oneroster", file_join(k->a, k->folder, "sds1")), E_INPUT);
	assert_true(refused(k, "Student.csv", 0, "", "School Data Sync"));
	(void)put_file(k, "sds2/orgs.csv", "sourcedId,name,type,parentSourcedId\n");
	(void)put_file(k, "sds2/users.csv", "sourcedId,orgSourcedIds,givenName,familyName,username,password,role,grade\n");
	(void)put_file(k, "sds2/enrollments.csv", "classSourcedId,userSourcedId,role\n");
	(void)put_file(k, "sds2/classes.csv", "sourcedId,orgSourcedId,title\n");
	assert_int_equal(bring(k, "oneroster", file_join(k->a, k->folder, "sds2")), E_INPUT);
	assert_true(refused(k, "enrollments.csv", 0, "", "School Data Sync 2,"));
	(void)put_file(k, "sds2/roles.csv", "userSourcedId,orgSourcedId,role\n");
	assert_int_equal(bring(k, "oneroster", file_join(k->a, k->folder, "sds2")), E_INPUT);
	assert_true(refused(k, "enrollments.csv", 0, "", "School Data Sync 2.1"));
	(void)put_file(k, "nothing/readme.txt", "x");
	assert_int_equal(bring(k, "oneroster", file_join(k->a, k->folder, "nothing")), E_INPUT);
	assert_int_equal(k->r.n_refused, 1);
	assert_int_equal(bring(k, "oneroster", file_join(k->a, k->folder, "not there")), E_NOTFOUND);
}

static void an_announced_file_must_be_there(void **state)
{
	struct school *k = *state;
	struct set t = WHOLE;
	t.courses = NULL;
	assert_int_equal(bring(k, "oneroster", put_set(k, "r", t)), E_INPUT);
	assert_true(refused(k, "manifest.csv", 0, "file.courses", "courses.csv"));
	t.courses = COURSES;
	t.manifest = "propertyName,value\noneroster.version,0.9\nfile.users,sometimes\n";
	assert_int_equal(bring(k, "oneroster", put_set(k, "r", t)), E_INPUT);
	assert_true(refused(k, "manifest.csv", 2, "value", "0.9"));
	assert_true(refused(k, "manifest.csv", 3, "value", "sometimes"));
}

static void the_real_sets_land(void **state)
{
	struct school *k = *state;
	const char *k12 = shared_file(k, "data/rosters/oneroster-gen/k12-demo"), *k5 = shared_file(k, "data/rosters/oneroster-gen/k5-demo");
	const char *sds = shared_file(k, "data/rosters/sds-csv/CSV Samples/SDS v2.1");
	if (k12 == NULL || k5 == NULL || sds == NULL)
		skip();
	brought(k, "oneroster", k12);
	assert_int_equal(rows_of(k, "select count(*) from role where role = 'student'"), 455);
	assert_int_equal(rows_of(k, "select count(*) from enrolment"), 3367);
	brought(k, "oneroster", k5);
	assert_int_equal(rows_of(k, "select count(*) from role where role = 'student'"), 455 + 72);
	assert_int_equal(rows_of(k, "select count(*) from enrolment"), 3367 + 546);
	assert_int_equal(rows_of(k, "select count(*) from person where active = 1"), 479 + 79); /* one roster does not end the other */
	assert_int_equal(bring(k, "oneroster", sds), E_INPUT);
	assert_true(refused(k, "enrollments.csv", 0, "", "School Data Sync 2.1"));
}

/* Places in the table and tags beside it come from few bits of a key: here both meet, for all keys. */
static void keys_that_nearly_meet_are_told_apart(void **state)
{
	enum { SAME = 500, MANY = 3000 };
	struct keyed t = {0};
	bool made;
	(void)state;
	for (uint64_t i = 0; i < MANY; i++) {
		struct slot *s = keyed_put(&t, i < SAME ? i << 32 : i, &made);
		assert_non_null(s);
		assert_true(made);
		s->line = (uint32_t)i;
	}
	assert_int_equal(keyed_count(&t), MANY);
	for (uint64_t i = 0; i < MANY; i++) {
		struct slot *s = keyed_find(&t, i < SAME ? i << 32 : i);
		assert_non_null(s);
		assert_int_equal(s->line, i);
		assert_int_equal(keyed_number(&t, s), i);
		assert_ptr_equal(keyed_put(&t, s->key, &made), s);
		assert_false(made);
		assert_null(keyed_find(&t, (i + 1) << 32 | 1));
	}
	keyed_free(&t);
	assert_null(keyed_find(&t, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("keys that nearly meet are told apart", keys_that_nearly_meet_are_told_apart),
		TEST_WITH("a OneRoster 1.1 set lands whole, in any order of rows", a_roster_lands_whole, school_begin, school_end),
		TEST_WITH("an enrolment without a day begins with its class: next year's teacher sees nothing before [R037]", next_year_begins_when_it_begins, school_begin, school_end),
		TEST_WITH("guardians follow from agentSourcedIds, once each", families_follow_from_agents, school_begin, school_end),
		TEST_WITH("no roster makes an administrator of the program", no_roster_makes_an_administrator_of_the_program, school_begin, school_end),
		TEST_WITH("a second run changes nothing", a_second_run_changes_nothing, school_begin, school_end),
		TEST_WITH("a trial changes nothing and says the same numbers", a_trial_changes_nothing_and_says_the_same, school_begin, school_end),
		TEST_WITH("every refused row is named with file, line and column, and nothing lands", every_refused_row_is_named_and_nothing_lands, school_begin, school_end),
		TEST_WITH("parents in a circle are refused", circles_are_refused, school_begin, school_end),
		TEST_WITH("who is missing from a whole set ends, and is the same person when back", who_is_missing_from_everything_ends, school_begin, school_end),
		TEST_WITH("a file that would empty a school is refused", a_file_that_empties_a_school_is_refused, school_begin, school_end),
		TEST_WITH("a delta touches only what it names", a_delta_touches_only_what_it_names, school_begin, school_end),
		TEST_WITH("who is enrolled anew in one file stays in the class, and a second run changes nothing", who_is_enrolled_anew_stays, school_begin, school_end),
		TEST_WITH("undo puts back what nobody changed since and says what it left", undo_puts_back_what_nobody_changed_since, school_begin, school_end),
		TEST_WITH("OneRoster 1.2: roles, preferred names, profiles", roles_of_version_12, school_begin, school_end),
		TEST_WITH("a person of the same user name and family name is taken over", a_person_of_the_same_name_is_taken_over, school_begin, school_end),
		TEST_WITH("what is not OneRoster is refused with its name", what_is_not_oneroster_is_said, school_begin, school_end),
		TEST_WITH("a file that the manifest announces must be there", an_announced_file_must_be_there, school_begin, school_end),
		TEST_WITH("the generated sets of 455 and 72 learners land beside each other", the_real_sets_land, school_begin, school_end),
	};
	return RUN_ON_BOTH(tests);
}
