/* Ed-Fi interchange XML: what lands and says where from, what stays out and why, what is refused at which line, and that a second
 * run, a trial and an undo keep their word. */
#include "support/import.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define NS " xmlns=\"http://ed-fi.org/5.2.0\""
#define LEARNER(n) "<StudentReference><StudentIdentity><StudentUniqueId>" n "</StudentUniqueId></StudentIdentity></StudentReference>"

static const char ORGS[] = XML "<InterchangeEducationOrganization" NS ">\n"
	"<LocalEducationAgency><NameOfInstitution>Sample District</NameOfInstitution><LocalEducationAgencyId>9</LocalEducationAgencyId></LocalEducationAgency>\n"
	"<School><NameOfInstitution>Sample School</NameOfInstitution><SchoolId>91</SchoolId>"
	"<LocalEducationAgencyReference><LocalEducationAgencyIdentity><LocalEducationAgencyId>9</LocalEducationAgencyId></LocalEducationAgencyIdentity></LocalEducationAgencyReference></School>\n"
	"</InterchangeEducationOrganization>\n";
static const char STUDENTS[] = XML "<InterchangeStudent" NS ">\n"
	"<Student><StudentUniqueId>1</StudentUniqueId><Name><FirstName>Ada</FirstName><LastSurname>Sample &amp; Son</LastSurname></Name><BirthData><BirthDate>2014-02-03</BirthDate></BirthData></Student>\n"
	"<Student><StudentUniqueId>2</StudentUniqueId><Name><FirstName>Ben</FirstName><LastSurname>Sample</LastSurname></Name></Student>\n"
	"</InterchangeStudent>\n";
static const char ENROLMENT[] = XML "<InterchangeStudentEnrollment" NS "><StudentSchoolAssociation>" LEARNER("1")
	"<SchoolReference><SchoolIdentity><SchoolId>91</SchoolId></SchoolIdentity></SchoolReference><EntryDate>2026-08-17</EntryDate>"
	"<EntryGradeLevel>uri://ed-fi.org/GradeLevelDescriptor#Third grade</EntryGradeLevel></StudentSchoolAssociation></InterchangeStudentEnrollment>\n";
static const char PROGRAMS[] = XML "<InterchangeStudentProgram" NS ">\n"
	"<StudentSpecialEducationProgramAssociation>" LEARNER("1") "<BeginDate>2026-08-17</BeginDate><IEPBeginDate>2026-09-01</IEPBeginDate><IEPReviewDate>2026-08-28</IEPReviewDate>"
	"<LastEvaluationDate>2025-03-01</LastEvaluationDate><SpecialEducationHoursPerWeek>5.5</SpecialEducationHoursPerWeek><SchoolHoursPerWeek>30</SchoolHoursPerWeek>"
	"<Disability><Disability>uri://x#Second</Disability><OrderOfDisability>2</OrderOfDisability></Disability><Disability><Disability>uri://x#First</Disability><OrderOfDisability>1</OrderOfDisability></Disability>"
	"<SpecialEducationProgramService><SpecialEducationProgramService>uri://x#Speech</SpecialEducationProgramService></SpecialEducationProgramService>"
	"</StudentSpecialEducationProgramAssociation>\n"
	"<StudentLanguageInstructionProgramAssociation>" LEARNER("2") "<ProgramReference><ProgramIdentity><ProgramType>uri://x#English as a Second Language (ESL)</ProgramType></ProgramIdentity></ProgramReference>"
	"<BeginDate>2026-08-20</BeginDate></StudentLanguageInstructionProgramAssociation>\n"
	"<StudentHomelessProgramAssociation>" LEARNER("2") "<BeginDate>2026-08-20</BeginDate></StudentHomelessProgramAssociation>\n"
	"<StudentSection504ProgramAssociation>" LEARNER("2") "<BeginDate>2026-08-20</BeginDate><AccommodationPlan>1</AccommodationPlan><Section504MeetingDate>2026-08-19</Section504MeetingDate></StudentSection504ProgramAssociation>\n"
	"</InterchangeStudentProgram>\n";
static const char HELP[] = XML "<InterchangeStudentIntervention" NS "><Intervention><InterventionIdentificationCode>R1</InterventionIdentificationCode><BeginDate>2026-09-07</BeginDate></Intervention>"
	"<StudentInterventionAssociation>" LEARNER("2") "<InterventionReference><InterventionIdentity><InterventionIdentificationCode>R1</InterventionIdentificationCode></InterventionIdentity></InterventionReference>"
	"<Dosage>20</Dosage></StudentInterventionAssociation></InterchangeStudentIntervention>\n";
static const char DAYS[] = XML "<InterchangeStudentAttendance" NS "><StudentSchoolAttendanceEvent><AttendanceEvent><EventDate>2026-09-08</EventDate>"
	"<AttendanceEventCategory>uri://x#Excused Absence</AttendanceEventCategory><EventDuration>0.5</EventDuration></AttendanceEvent>" LEARNER("2")
	"<SchoolReference><SchoolIdentity><SchoolId>91</SchoolId></SchoolIdentity></SchoolReference></StudentSchoolAttendanceEvent></InterchangeStudentAttendance>\n";
static const char TESTS[] = XML "<InterchangeAssessmentMetadata" NS "><Assessment><AssessmentIdentifier>T</AssessmentIdentifier><AssessmentTitle>Sample Reading</AssessmentTitle><MaxRawScore>10.0</MaxRawScore></Assessment></InterchangeAssessmentMetadata>\n";
static const char RESULTS[] = XML "<InterchangeStudentAssessment" NS "><StudentAssessment><AdministrationDate>2026-09-28T15:00:00</AdministrationDate><ScoreResult><Result>8</Result>"
	"<AssessmentReportingMethod>uri://x#Raw score</AssessmentReportingMethod></ScoreResult>" LEARNER("1")
	"<AssessmentReference><AssessmentIdentity><AssessmentIdentifier>T</AssessmentIdentifier></AssessmentIdentity></AssessmentReference>"
	"</StudentAssessment></InterchangeStudentAssessment>\n";

static const char *put_set(struct school *k, const char *folder)
{
	/* names in an order in which learners come after what is said about them */
	const struct { const char *name, *text; } files[] = {{"Z_Student.xml", STUDENTS}, {"Z_Org.xml", ORGS}, {"A_Program.xml", PROGRAMS}, {"A_Enrol.xml", ENROLMENT}, {"B_Help.xml", HELP},
		{"B_Days.xml", DAYS}, {"B_Results.xml", RESULTS}, {"C_Tests.xml", TESTS}};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		(void)put_file(k, str_fmt(k->a, "%s/%s", folder, files[i].name).p, files[i].text);
	return file_join(k->a, k->folder, folder);
}

static void plans_land_with_source_and_date(void **state)
{
	struct school *k = *state;
	brought(k, "edfi", put_set(k, "e"));
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Ada' and family_name = 'Sample & Son' and grade = '03' and identifier = '1' and birth_date = '2014-02-03'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from role r join org o on o.id = r.org where r.role = 'student' and o.name = 'Sample School'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from org s join org d on d.id = s.parent where d.name = 'Sample District' and d.kind = 'district'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from program where program = 'iep' and category = 'First' and source = 'Ed-Fi, A_Program.xml'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_of_record where kind = 'iep' and begin_on = '2026-09-01' and met_on = '2026-08-28' and evaluated_on = '2025-03-01'"
	                            " and taken_from = 'Ed-Fi, A_Program.xml' and taken_on <> ''"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_of_record where kind = '504' and met_on = '2026-08-19'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where source = 'iep' and kind = 'service' and minutes_week = 330"), 1);
	/* how often, where, how long Ed-Fi does not tell: left open, not made up */
	assert_int_equal(rows_of(k, "select count(*) from plan_line where text = 'Speech' and begin_on = '2026-09-01' and frequency is null and location is null and duration is null"), 1);
	assert_int_equal(rows_of(k, "select count(*) from el_plan where program = 'esl' and placed_on = '2026-08-20'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where source = 'mtss' and begin_on = '2026-09-07' and duration = '20 min'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from attendance where what = 'excused' and part = 0.5 and missed_on = '2026-09-08'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from result where name = 'Sample Reading' and value = '8' and scale = 'Raw score, 0-10' and taken_on = '2026-09-28'"), 1);
}

static void what_stays_out_is_said_with_its_reason(void **state)
{
	struct school *k = *state;
	brought(k, "edfi", put_set(k, "e"));
	assert_true(noted(k, "StudentHomelessProgramAssociation (1): where and how a family lives"));
	assert_int_equal(rows_of(k, "select count(*) from program where program not in ('iep', 'el', '504')"), 0);
}

static void again_changes_nothing_and_a_trial_says_the_same(void **state)
{
	struct school *k = *state;
	const char *path = put_set(k, "e");
	assert_int_equal(bring_with(k, (struct import_options){.kind = "edfi", .dry_run = true}, &path, 1), OK);
	int64_t would = k->r.added;
	assert_int_equal(rows_of(k, "select count(*) from person"), 0);
	brought(k, "edfi", path);
	assert_int_equal(k->r.added, would);
	brought(k, "edfi", path);
	assert_int_equal(k->r.added + k->r.changed + k->r.removed, 0);
	assert_int_equal(k->r.unchanged, would);
}

static void it_can_be_taken_back(void **state)
{
	struct school *k = *state;
	struct import_undone u;
	brought(k, "edfi", put_set(k, "e"));
	assert_int_equal(import_undo(k->s, k->a, k->r.id, NULL, &u, &k->e), OK);
	assert_int_equal(u.left, 0);
	assert_int_equal(rows_of(k, "select (select count(*) from person) + (select count(*) from plan_line) + (select count(*) from plan_of_record) + (select count(*) from attendance) + (select count(*) from org)"), 0);
}

/* Learners whom a roster brought are found by their number and stay as the roster says. */
static void a_roster_keeps_its_learners(void **state)
{
	struct school *k = *state;
	(void)put_file(k, "r/orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\ns1,,,Sample School,school,91,\n");
	(void)put_file(k, "r/classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n");
	(void)put_file(k, "r/enrollments.csv", "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n");
	(void)put_file(k, "r/users.csv", "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
		"u1,,,true,s1,student,ada,,Adelaide,Roster,,1,,,,,3,\n");
	brought(k, "oneroster", file_join(k->a, k->folder, "r"));
	brought(k, "edfi", put_set(k, "e"));
	assert_int_equal(rows_of(k, "select count(*) from person where identifier = '1'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from plan_of_record p join person x on x.id = p.learner where x.given_name = 'Adelaide' and p.kind = 'iep'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from org where name = 'Sample School'"), 1);
	assert_true(noted(k, "already here from a roster"));
}

static void every_refusal_has_file_and_line_and_nothing_lands(void **state)
{
	struct school *k = *state;
	(void)put_set(k, "e");
	(void)put_file(k, "e/X_Bad.xml", XML "<InterchangeStudentProgram" NS ">\n<StudentSection504ProgramAssociation>" LEARNER("2") "\n<BeginDate>2026-02-30</BeginDate></StudentSection504ProgramAssociation>\n"
		"<StudentLanguageInstructionProgramAssociation>" LEARNER("77") "<BeginDate>2026-08-20</BeginDate></StudentLanguageInstructionProgramAssociation>\n</InterchangeStudentProgram>\n");
	assert_int_equal(bring(k, "edfi", file_join(k->a, k->folder, "e")), E_INPUT);
	assert_true(refused(k, "X_Bad.xml", 4, "BeginDate", "2026-02-30"));
	assert_true(refused(k, "X_Bad.xml", 5, "StudentReference/StudentIdentity/StudentUniqueId", "no learner 77"));
	assert_int_equal(rows_of(k, "select count(*) from person"), 0);
}

/* Entities that grow (CVE-2003-1564) and files from elsewhere (XXE): refused at the line, whatever they hold. */
static void nothing_expands_and_nothing_is_fetched(void **state)
{
	struct school *k = *state;
	const char *grow = put_file(k, "grow.xml", XML "<!DOCTYPE lol [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n<InterchangeStudent><Student><StudentUniqueId>&b;</StudentUniqueId></Student></InterchangeStudent>");
	assert_int_equal(bring(k, "edfi", grow), E_INPUT);
	assert_true(refused(k, "grow.xml", 2, "", "document type"));
	const char *fetch = put_file(k, "fetch.xml", XML "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">\n<InterchangeStudent/>");
	assert_int_equal(bring(k, "edfi", fetch), E_INPUT);
	assert_true(refused(k, "fetch.xml", 2, "", "document type"));
	struct buf deep = buf_new(k->a, 1 << 16);
	buf_z(&deep, "<InterchangeStudent>");
	for (int i = 0; i < 60; i++)
		buf_z(&deep, "\n<a>");
	assert_int_equal(bring(k, "edfi", put_file(k, "deep.xml", buf_done(&deep).p)), E_INPUT);
	assert_true(refused(k, "deep.xml", 33, "", "too deep"));
	struct buf wide = buf_new(k->a, 4 << 20);
	buf_z(&wide, "<InterchangeStudent><Student><StudentUniqueId>");
	for (int i = 0; i < 300000; i++)
		buf_byte(&wide, 'x');
	assert_int_equal(bring(k, "edfi", put_file(k, "wide.xml", buf_done(&wide).p)), E_INPUT);
	assert_true(refused(k, "wide.xml", 1, "", "more text"));
	assert_int_equal(bring(k, "edfi", put_file(k, "torn.xml", "<InterchangeStudent>\n<Student>\n<StudentUniqueId>1</Stu")), E_INPUT);
	assert_true(refused(k, "torn.xml", 3, "", "no XML"));
}

/* The counts are those of the files themselves, counted with another parser. */
static void the_public_sample_lands_whole(void **state)
{
	struct school *k = *state;
	const char *path = shared_file(k, "data/rosters/edfi-sample-xml");
	if (path == NULL)
		skip();
	brought(k, "edfi", path);
	assert_int_equal(rows_of(k, "select count(*) from person"), 960);
	assert_int_equal(rows_of(k, "select count(*) from program where program = 'iep'"), 97);
	assert_int_equal(rows_of(k, "select count(*) from program where program = '504'"), 3);
	assert_int_equal(rows_of(k, "select count(*) from program where program = 'el'"), 38);
	assert_int_equal(rows_of(k, "select count(*) from program where program = 'advanced'"), 86);
	assert_int_equal(rows_of(k, "select count(*) from plan_of_record where kind = 'iep' and met_on = '2021-08-27' and begin_on = '2021-09-01'"), 97);
	assert_int_equal(rows_of(k, "select count(*) from plan_line where source = 'mtss'"), 25);
	assert_int_equal(rows_of(k, "select count(*) from attendance"), 1917);
	assert_int_equal(rows_of(k, "select count(*) from attendance where what = 'unexcused'"), 773);
	assert_int_equal(rows_of(k, "select count(*) from result where name like '3rd Grade Reading%'"), 160);
	assert_int_equal(rows_of(k, "select count(*) from result where value like '%(Met Standard)' and scale not like 'Raw%'"), 0);
	int64_t added = k->r.added;
	brought(k, "edfi", path);
	assert_int_equal(k->r.added + k->r.changed + k->r.removed, 0);
	assert_int_equal(k->r.unchanged, added);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("special education, 504, English learners, help, days missed and results come from Ed-Fi with source and date [R041]", plans_land_with_source_and_date, school_begin, school_end),
		TEST_WITH("what stays out is said with its reason", what_stays_out_is_said_with_its_reason, school_begin, school_end),
		TEST_WITH("a trial says what would come; a second run changes nothing", again_changes_nothing_and_a_trial_says_the_same, school_begin, school_end),
		TEST_WITH("an Ed-Fi import can be taken back", it_can_be_taken_back, school_begin, school_end),
		TEST_WITH("a roster keeps its learners", a_roster_keeps_its_learners, school_begin, school_end),
		TEST_WITH("every refusal has its file and line, and nothing lands", every_refusal_has_file_and_line_and_nothing_lands, school_begin, school_end),
		TEST_WITH("entities, document types, depth and size are refused", nothing_expands_and_nothing_is_fetched, school_begin, school_end),
		TEST_WITH("the public sample of 960 learners lands whole", the_public_sample_lands_whole, school_begin, school_end),
	};
	return RUN_ON_BOTH(tests);
}
