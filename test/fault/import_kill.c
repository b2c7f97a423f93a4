/* import_kill [ROUNDS]: a child process imports and is killed (SIGKILL): at random moments, and at chosen ones in the middle of
 * writing and of taking back. Afterwards the database is opened as the program opens it (import_resume) and must be whole by every
 * proof of `trellis verify`; there must be either nothing of the import or all of it; and the same import once more must
 * end with all of it. Every kind of import; the roster on PostgreSQL too. ROUNDS: argument, or TRELLIS_KILLS, or 2. */
#include "base/file.h"
#include "interop/import.h"
#include "school/evidence/fold.h"
#include "support/pg.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err e;
static struct arena *a;
static const char *folder;

static void must(enum code c, const char *what)
{
	if (c == OK)
		return;
	fprintf(stderr, "%s: %s\n", what, e.text);
	exit(1);
}

static void hold(bool good, const char *kind, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "%s: %s\n", kind, what);
	exit(1);
}

/* ---- files ---- */

static FILE *file(const char *name)
{
	FILE *f = fopen(file_join(a, folder, name), "we");
	if (f == NULL)
		exit(1);
	return f;
}

enum { LEARNERS = 420, ROOMS = 55 };

/* More changes than go into one transaction. */
static void roster(void)
{
	must(file_make_dir(file_join(a, folder, "roster"), 0700, &e), "folder");
	must(file_make_dir(file_join(a, folder, "edfi"), 0700, &e), "folder");
	FILE *f = file("roster/manifest.csv");
	fputs("propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.academicSessions,bulk\nfile.courses,bulk\nfile.classes,bulk\nfile.users,bulk\nfile.enrollments,bulk\n", f);
	fclose(f);
	f = file("roster/orgs.csv");
	fputs("sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Sample School,school,1,\n", f);
	fclose(f);
	f = file("roster/academicSessions.csv");
	fputs("sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\nyear,,,2026-27,schoolYear,2026-08-15,2027-06-10,,2027\n", f);
	fclose(f);
	f = file("roster/courses.csv");
	fputs("sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nk1,,,year,Sample,C,03,o1,Mathematics,\n", f);
	fclose(f);
	FILE *rooms = file("roster/classes.csv"), *users = file("roster/users.csv"), *enrol = file("roster/enrollments.csv");
	fputs("sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n", rooms);
	fputs("sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n", users);
	fputs("sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n", enrol);
	for (int i = 0; i < LEARNERS; i++)
		fprintf(users, "u%d,,,true,o1,student,sample.%d,,Sample%d,Learner,,%d,,,,,03,\n", i, i, i, 900000 + i);
	for (int r = 0; r < ROOMS; r++) {
		fprintf(rooms, "c%d,,,Room %d,03,k1,R%d,scheduled,,o1,year,Mathematics,,1\n", r, r, r);
		for (int i = 0; i < LEARNERS; i++)
			fprintf(enrol, "e%d-%d,,,c%d,o1,u%d,student,,2026-08-15,2027-06-10\n", r, i, r, i);
	}
	fclose(rooms);
	fclose(users);
	fclose(enrol);
}

static void others(void)
{
	FILE *f = file("people.csv"), *c = file("competencies.csv"), *k = file("case.json"), *i = file("items.jsonl"), *s = file("stories.jsonl"), *r = file("responses.csv");
	fputs("learner_identifier,device,connection,help_at_home\n", f);
	fputs("code,grade,domain,text\n", c);
	fputs("{\"CFDocument\":{\"identifier\":\"d1\",\"uri\":\"https://x.example/d1\",\"creator\":\"Sample board\",\"title\":\"Sample\",\"lastChangeDateTime\":\"2026-01-01T00:00:00Z\"},\"CFItems\":[", k);
	fputs("learner,item,skill,correct,time\n", r);
	for (int n = 0; n < LEARNERS; n++)
		fprintf(f, "%d,shared,slow,An aunt\n", 900000 + n);
	for (int n = 0; n < 600; n++) {
		fprintf(c, "3.S.%d,3,D,I can do thing %d.\n", n, n);
		fprintf(k, "%s{\"identifier\":\"i%d\",\"humanCodingScheme\":\"A.%d\",\"fullStatement\":\"Thing %d.\"}", n > 0 ? "," : "", n, n, n);
		fprintf(i, "{\"id\":\"p%d\",\"title\":\"Sample sum %d\",\"body\":\"Add:\",\"oer\":\"https://x.example/book <Sample Book>\",\"license\":\"https://x.example/by <CC BY 4.0>\",\"lesson\":\"1.1 Sums\","
		           "\"courseName\":\"Sample course\",\"steps\":[{\"id\":\"p%da\",\"stepAnswer\":[\"%d\"],\"problemType\":\"TextBox\",\"answerType\":\"arithmetic\",\"stepTitle\":\"%d + 1\",\"stepBody\":\"\","
		           "\"skills\":[\"add\"],\"tutoring\":[{\"id\":\"h\",\"type\":\"hint\",\"title\":\"T\",\"text\":\"Count on.\"}]}]}\n", n, n, n, n + 1, n);
		fprintf(s, "{\"id\":\"%d\",\"lang\":\"en\",\"level\":2,\"title\":\"A small goat %d\",\"author\":\"Sample Writer\",\"license\":\"CC-BY-3.0\",\"source\":\"sample shelf\",\"pages\":[\"One goat.\",\"Two goats.\"]}\n", n, n);
	}
	fputs("],\"CFAssociations\":[]}\n", k);
	for (int n = 0; n < 21000; n++)
		fprintf(r, "x%d,i%d,sample-skill-%d,%d,2026-09-%02dT%02d:%02d:%02dZ\n", n % 300, n / 300, n / 300 % 20, n % 3 != 0, 1 + n / 300 % 28, n / 3600 % 24, n / 60 % 60, n % 60);
	FILE *all[] = {f, c, k, i, s, r};
	for (size_t n = 0; n < sizeof all / sizeof *all; n++)
		fclose(all[n]);
}

/* Ed-Fi: learners, their programs and the days they missed, in files whose order is not that of their sense. */
static void edfi(void)
{
	static const char HEAD[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", NS[] = " xmlns=\"http://ed-fi.org/5.2.0\"";
	static const char WHO[] = "<StudentReference><StudentIdentity><StudentUniqueId>%d</StudentUniqueId></StudentIdentity></StudentReference>";
	FILE *days = file("edfi/A_Days.xml"), *programs = file("edfi/B_Program.xml"), *orgs = file("edfi/Y_Org.xml"), *people = file("edfi/Z_Student.xml");
	fprintf(orgs, "%s<InterchangeEducationOrganization%s><School><NameOfInstitution>Sample School</NameOfInstitution><SchoolId>91</SchoolId></School></InterchangeEducationOrganization>\n", HEAD, NS);
	fprintf(days, "%s<InterchangeStudentAttendance%s>\n", HEAD, NS);
	fprintf(programs, "%s<InterchangeStudentProgram%s>\n", HEAD, NS);
	fprintf(people, "%s<InterchangeStudent%s>\n", HEAD, NS);
	for (int n = 1; n <= LEARNERS; n++) {
		fprintf(people, "<Student><StudentUniqueId>%d</StudentUniqueId><Name><FirstName>Sample%d</FirstName><LastSurname>Learner</LastSurname></Name></Student>\n", n, n);
		fputs("<StudentSection504ProgramAssociation>", programs);
		fprintf(programs, WHO, n);
		fputs("<BeginDate>2026-08-20</BeginDate><AccommodationPlan>1</AccommodationPlan></StudentSection504ProgramAssociation>\n", programs);
		for (int d = 1; d <= 6; d++) {
			fprintf(days, "<StudentSchoolAttendanceEvent><AttendanceEvent><EventDate>2026-09-%02d</EventDate><AttendanceEventCategory>uri://x#Excused Absence</AttendanceEventCategory></AttendanceEvent>", d + 7);
			fprintf(days, WHO, n);
			fputs("<SchoolReference><SchoolIdentity><SchoolId>91</SchoolId></SchoolIdentity></SchoolReference></StudentSchoolAttendanceEvent>\n", days);
		}
	}
	fputs("</InterchangeStudentAttendance>\n", days);
	fputs("</InterchangeStudentProgram>\n", programs);
	fputs("</InterchangeStudent>\n", people);
	FILE *all[] = {days, programs, orgs, people};
	for (size_t n = 0; n < sizeof all / sizeof *all; n++)
		fclose(all[n]);
}

/* ---- a school ---- */

static struct store *open_school(const char *target)
{
	struct store *s;
	const struct store_options o = {.create = true, .test_no_sync = true}; /* a killed process: the disk forgets nothing */
	must(store_open(target, &o, &s, &e), "open");
	must(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e), "migrate");
	return s;
}

struct way {
	const char *kind, *file;
	bool roster_first, postgres;
};

enum when { TO_THE_END, ANY_MOMENT, WRITING, UNDOING };

/* percent: of the changes that have been written; how many pieces they make depends on how fast the machine is */
struct dying { enum when when; int percent; };

static enum code tell(void *arg, const struct import_progress *p, struct err *why)
{
	const struct dying *d = arg;
	(void)why;
	if ((d->when == WRITING && strcmp(p->step, "Writing") == 0 && p->done * 100 >= p->total * d->percent) || (d->when == UNDOING && strcmp(p->step, "Taking back") == 0))
		(void)raise(SIGKILL);
	return OK;
}

static enum code bring(struct store *s, const struct way *w, struct dying *d, struct import_report *r)
{
	const char *path = file_join(a, folder, w->file);
	struct import_options o = {.kind = w->kind, .paths = &path, .n_paths = 1, .create_learners = true, .progress = tell, .arg = d};
	return import_run(s, a, &o, r, &e);
}

static enum code one_more(void *arg, const struct record *r, struct err *why)
{
	(void)r, (void)why;
	++*(int64_t *)arg;
	return OK;
}

/* How many records there are of each type: nothing and everything differ, and so does anything between. */
struct state { int64_t n[200]; };

static struct state state_of(struct store *s)
{
	struct state st = {{0}};
	struct db *db;
	size_t i = 0;
	must(store_read(s, &db, &e), "read");
	for (const struct record_type *const *t = RECORD_TYPES; *t != NULL; t++, i++)
		must(record_scan(db, *t, one_more, &st.n[i], &e), (*t)->name);
	store_read_end(db);
	return st;
}

static bool same(const struct state *x, const struct state *y)
{
	return memcmp(x, y, sizeof *x) == 0;
}

static void verify(struct store *s, const char *kind)
{
	struct db *db;
	int64_t n = 0, m = 0;
	must(store_check(s, &e), kind);
	must(store_read(s, &db, &e), kind);
	must(record_schema_check(db, &e), kind);
	must(record_refs_check(db, &n, &e), kind);
	must(evidence_verify(db, &n, &m, &e), kind);
	must(security_log_verify(db, &n, &e), kind);
	must(db_int(db, &e, &n, "select count(*) from import_run where state in ('staging', 'applying', 'undoing')", ""), kind);
	must(db_int(db, &e, &m, "select count(*) from import_part p where not exists (select 1 from import_run r where r.id = p.import)", ""), kind);
	store_read_end(db);
	hold(n == 0 && m == 0, kind, "an import is left half-done");
}

static void begin(const struct way *w, char *target, size_t size)
{
	static int number;
	struct import_report r;
	struct dying d = {TO_THE_END, 0};
	if (w->postgres)
		hold(pg_fresh(target, size), w->kind, "no schema");
	else
		(void)snprintf(target, size, "%s/s%d.db", folder, number++);
	struct store *s = open_school(target);
	if (w->roster_first)
		must(bring(s, &(struct way){"oneroster", "roster"}, &d, &r), "roster");
	store_close(s);
}

/* Runs in a child that dies; microseconds until then, or by itself. True: it was killed. */
static bool child(const struct way *w, const char *target, struct dying d, int64_t us)
{
	fflush(stdout);
	pid_t pid = fork();
	int status = 0;
	if (pid == 0) {
		struct import_report r;
		struct store *s = open_school(target);
		enum code c = OK;
		if (d.when == UNDOING) {
			struct import_options o = {.progress = tell, .arg = &d};
			struct import_undone u;
			struct import_row *rows;
			struct db *db;
			size_t n = 0;
			must(store_read(s, &db, &e), "read");
			must(import_list(db, a, 1, &rows, &n, &e), "list");
			store_read_end(db);
			c = import_undo(s, a, rows[0].id, &o, &u, &e);
		} else {
			c = bring(s, w, &d, &r);
		}
		store_close(s);
		if (c != OK)
			fprintf(stderr, "%s\n", e.text);
		_exit(c == OK ? 0 : 1);
	}
	if (pid < 0)
		exit(1);
	if (us > 0) {
		(void)usleep((useconds_t)us);
		(void)kill(pid, SIGKILL);
	}
	if (waitpid(pid, &status, 0) != pid || (WIFEXITED(status) && WEXITSTATUS(status) != 0))
		hold(false, w->kind, "the child failed");
	return WIFSIGNALED(status);
}

struct seen { int nothing, everything, resumed, killed; };

static void after(const struct way *w, const char *target, const struct state *none, const struct state *all, struct seen *seen)
{
	struct import_report r;
	struct dying d = {TO_THE_END, 0};
	int resumed = 0;
	struct store *s = open_school(target);
	must(import_resume(s, &resumed, &e), "resume");
	seen->resumed += resumed > 0;
	verify(s, w->kind);
	struct state now = state_of(s);
	bool nothing = same(&now, none), everything = same(&now, all);
	hold(nothing || everything, w->kind, "a part of the import is there");
	seen->nothing += nothing;
	seen->everything += everything;
	must(bring(s, w, &d, &r), "once more");
	now = state_of(s);
	hold(same(&now, all), w->kind, "once more did not end with all of it");
	hold(nothing || r.added + r.changed + r.removed == 0, w->kind, "all of it was there, and still something changed");
	store_close(s);
	if (!w->postgres) {
		must(file_remove_all(target, &e), "remove");
		must(file_remove_all(str_fmt(a, "%s-wal", target).p, &e), "remove");
		must(file_remove_all(str_fmt(a, "%s-shm", target).p, &e), "remove");
	}
}

static void rounds(const struct way *w, int n, unsigned *seed)
{
	char target[400];
	struct seen seen = {0};
	struct dying whole = {TO_THE_END, 0};
	struct import_report r;
	begin(w, target, sizeof target);
	struct store *s = open_school(target);
	struct state none = state_of(s);
	int64_t from = clock_monotonic();
	must(bring(s, w, &whole, &r), w->kind);
	int64_t us = clock_monotonic() - from;
	struct state all = state_of(s);
	hold(!same(&none, &all), w->kind, "the import brings nothing");
	store_close(s);
	for (int i = 0; i < n; i++) {
		begin(w, target, sizeof target);
		seen.killed += child(w, target, (struct dying){ANY_MOMENT, 0}, 2000 + (int64_t)((double)us * 1.2 * (rand_r(seed) % 1000) / 1000));
		after(w, target, &none, &all, &seen);
	}
	/* in the middle of writing: what was begun is finished at opening */
	if (r.added > IMPORT_AT_ONCE)
		for (int i = 0; i < 2; i++) {
			struct seen one = {0};
			begin(w, target, sizeof target);
			hold(child(w, target, (struct dying){WRITING, i * 50}, 0), w->kind, "it was not killed while it wrote");
			after(w, target, &none, &all, &one);
			hold(one.resumed == 1 && one.everything == 1, w->kind, "what was begun was not finished at opening");
			seen.killed++;
			seen.resumed++;
			seen.everything++;
		}
	printf("%s%s: %d times killed: %d times nothing was there, %d times everything (%d of them finished at opening)\n", w->kind, w->postgres ? " on postgres" : "",
	       seen.killed, seen.nothing, seen.everything, seen.resumed);
	fflush(stdout);
}

/* Killed while it was taken back: at opening the rest is taken back too. */
static void taken_back(const struct way *w)
{
	char target[400];
	struct dying whole = {TO_THE_END, 0};
	struct import_report r;
	int resumed = 0;
	begin(w, target, sizeof target);
	struct store *s = open_school(target);
	struct state none = state_of(s);
	must(bring(s, w, &whole, &r), w->kind);
	store_close(s);
	hold(child(w, target, (struct dying){UNDOING, 0}, 0), w->kind, "it was not killed while it took back");
	s = open_school(target);
	must(import_resume(s, &resumed, &e), "resume");
	hold(resumed == 1, w->kind, "nothing was resumed");
	verify(s, w->kind);
	struct state now = state_of(s);
	hold(same(&now, &none), w->kind, "not all was taken back");
	store_close(s);
	printf("%s: killed while it was taken back: all is taken back\n", w->kind);
}

int main(int argc, char **argv)
{
	static const struct way WAYS[] = {{"oneroster", "roster"}, {"edfi", "edfi"}, {"csv", "people.csv", true}, {"competencies", "competencies.csv"}, {"case", "case.json"},
	                                  {"items", "items.jsonl"}, {"stories", "stories.jsonl"}, {"responses", "responses.csv"}};
	const char *wanted = argc > 1 ? argv[1] : getenv("TRELLIS_KILLS");
	int n = wanted != NULL ? (int)strtol(wanted, NULL, 10) : 2;
	unsigned seed = (unsigned)getpid();
	char probe[400];
	a = arena_new(0);
	if (n < 1 || a == NULL)
		return 1;
	must(file_temp_dir(a, &folder, &e), "folder");
	roster();
	others();
	edfi();
	for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++)
		rounds(&WAYS[i], n, &seed);
	taken_back(&WAYS[0]);
	if (pg_fresh(probe, sizeof probe))
		rounds(&(struct way){"oneroster", "roster", .postgres = true}, (n + 3) / 4, &seed);
	must(file_remove_all(folder, &e), "remove");
	arena_free(a);
	return 0;
}
