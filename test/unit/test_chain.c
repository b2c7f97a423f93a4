/* From a paper plan to the learner's table, in the same minute: what is entered once is in the timed task, in the packet and
 * on the class page; the family sees in its language that it was given; a missed one reaches a named person; no classmate
 * can tell. */
#include "interop/import.h"
#include "support/journey.h"
#include "support/test.h"
#include "web/app.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct journey_school *s;

static int start(void **unused)
{
	(void)unused;
	s = journey_open();
	web_sql(s->w, "update week_item set limit_minutes = 20 where title = 'Questions on bread'");
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	journey_close(s);
	return 0;
}

/* The smallest print of the packet in points, as pdftohtml, a program that is not ours, measures it; the foot with codes is
 * left out. -1 where it is not installed. */
static int smallest_print(const char *path, enum who who)
{
	struct reply rp = journey_get(s, who, path);
	assert_int_equal(rp.status, 200);
	assert_string_equal(rp.type, "application/pdf");
	if (system("command -v pdftohtml >/dev/null 2>&1") != 0)
		return -1;
	char file[] = "/tmp/trellis-chain-XXXXXX", command[300];
	static char out[400000];
	int fd = mkstemp(file), size[200] = {0}, font, n, top, left, wide, high, least = 1000;
	struct str bytes = web_body(s->w, &rp);
	assert_true(fd >= 0);
	assert_int_equal((size_t)write(fd, bytes.p, bytes.n), bytes.n);
	close(fd);
	snprintf(command, sizeof command, "pdftohtml -xml -zoom 1 -i -stdout %s", file);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	out[fread(out, 1, sizeof out - 1, f)] = 0;
	pclose(f);
	unlink(file);
	for (const char *at = out; (at = strstr(at, "<fontspec id=\"")); at += 10)
		if (sscanf(at, "<fontspec id=\"%d\" size=\"%d\"", &font, &n) == 2 && font >= 0 && font < 200)
			size[font] = n;
	for (const char *at = out; (at = strstr(at, "<text top=\"")); at += 10)
		if (sscanf(at, "<text top=\"%d\" left=\"%d\" width=\"%d\" height=\"%d\" font=\"%d\"", &top, &left, &wide, &high, &font) == 5 && top < 792 - 75)
			least = size[font] < least ? size[font] : least;
	return least;
}

#define ENTER(fields) {CASE, "/r/plan_line", "learner={ana}&source=iep&kind=accommodation&" fields, 303, NULL, NULL}

static void from_the_form(void **state)
{
	(void)state;
	int before = smallest_print("/learners/{ana}/packet.pdf", TEACHER);
	WALK(s, {ANA, "/learners/{ana}/work/{questions}", NULL, 200, "20 minutes", "30 minutes"});
	int64_t minute = clock_now() / (60 * SECOND);
	WALK(s, ENTER("term=additional-testing-time&value=1.5&text=Half+as+much+time+again"), ENTER("term=print-size&value=18&text=Large+print"),
	     ENTER("term=human-reader&text=A+person+reads+to+her"));
	/* the timed task */
	WALK(s, {ANA, "/learners/{ana}/work/{questions}", NULL, 200, "30 minutes", NULL}, {ANA, "/learners/{ana}/work/{questions}/clock", "x=1", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{questions}", NULL, 200, "10:30", NULL});
	/* the packet */
	int after = smallest_print("/learners/{ana}/packet.pdf", TEACHER);
	if (after > 0) {
		assert_true(before < 18);
		assert_true(after >= 18);
	}
	/* the class page, and the lesson of today */
	WALK(s, {TEACHER, "/classes/{class}", NULL, 200, "Half as much time again|Large print|A person reads to her|Note what was given or missed", NULL},
	     {TEACHER, "/today", NULL, 200, "Half as much time again|Large print|A person reads to her", NULL},
	     {CASE, "/caseload", NULL, 200, "A person reads to her|Note what was given or missed", NULL});
	assert_int_equal(clock_now() / (60 * SECOND), minute);
}

static void the_family_sees_it(void **state)
{
	(void)state;
	WALK(s, {MOTHER, "/learners/{ana}/family", NULL, 200, "lang=\"es\"|Más tiempo: 1.5 veces el tiempo habitual|Letra grande en papel: 18 puntos", NULL},
	     {MOTHER, "/learners/{ana}/supports", NULL, 200, "Más tiempo: 1.5 veces el tiempo habitual", NULL});
	journey_counts(s, "select count(*) from delivery where what = 'offered' and term = 'additional-testing-time'", 1);
}

static void a_missed_one_reaches_a_person(void **state)
{
	(void)state;
	WALK(s, {CASE, "/today", NULL, 200, NULL, "missed a support"},
	     {TEACHER, "/learners/{ana}/supports/note", "what=missed&why=noAdult&line={=select id from plan_line where term = 'human-reader'}&back=/classes/{class}", 303, NULL, NULL},
	     {CASE, "/today", NULL, 200, "Ana Ash|missed a support|A person reads aloud", NULL},
	     {CASE, "/waits", NULL, 200, "A person reads aloud|No adult was free|Missed on", NULL}, {CASE, "/waits?format=csv", NULL, 200, "Ana Ash,missed support,A person reads aloud", NULL},
	     {CASE, "/caseload", NULL, 200, "missed a support", NULL}, {TEACHER, "/waits", NULL, 200, NULL, "Missed on"}, {EL, "/waits", NULL, 200, NULL, "Missed on"},
	     {CASE, "/learners/{ana}/supports/{=select id from delivery where what = 'missed'}/answer", "text=Read+together+at+two&back=/waits", 303, NULL, NULL},
	     {CASE, "/waits", NULL, 200, NULL, "Missed on"}, {CASE, "/today", NULL, 200, NULL, "missed a support"});
	/* without a case manager it is the English-learner specialist's, and without one the teacher's */
	web_sql(s->w, "update support_role set end_on = '2026-03-04' where role = 'caseManager'");
	clock_set((int64_t)day_of(2026, 3, 5) * DAY + 16 * HOUR);
	const char *missed = "what=missed&why=noTime&line={=select id from plan_line where term = 'human-reader'}";
	WALK(s, {TEACHER, "/learners/{ana}/supports/note", missed, 303, NULL, NULL}, {EL, "/waits", NULL, 200, "Missed on", NULL}, {TEACHER, "/waits", NULL, 200, NULL, "Missed on"});
	web_sql(s->w, "update support_role set end_on = '2026-03-04' where role = 'elSpecialist'");
	clock_set((int64_t)day_of(2026, 3, 6) * DAY + 16 * HOUR);
	WALK(s, {TEACHER, "/learners/{ana}/supports/note", missed, 303, NULL, NULL}, {TEACHER, "/waits", NULL, 200, "Missed on", NULL});
	web_sql(s->w, "update support_role set end_on = null");
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR);
}

/* The plan as a file from another system: the same minute, the same places. */
static void from_the_file(void **state)
{
	(void)state;
	struct import_report r;
	struct err e = {0};
	char file[] = "/tmp/trellis-chain-XXXXXX";
	const char *text = "learner_identifier,plan,kind,support,value\n900002,504,accommodation,Extended time,2\n900002,504,accommodation,Frequent breaks,\n";
	int fd = mkstemp(file);
	web_sql(s->w, "update person set identifier = '900002' where family_name = 'Beech'");
	assert_true(fd >= 0);
	assert_int_equal((size_t)write(fd, text, strlen(text)), strlen(text));
	close(fd);
	if (import_run(s->w->store, s->w->a, &(struct import_options){.kind = "csv", .paths = (const char *const[]){file}, .n_paths = 1}, &r, &e))
		fail_msg("%s", e.text);
	unlink(file);
	assert_int_equal(r.n_refused, 0);
	struct id week = JOURNEY_MAKE(s, "week_plan", {"learner", id_str(s->w->a, s->people[BEN])}, {"monday", str_z(s->monday)}, {"class", id_str(s->w->a, s->class_id)});
	(void)JOURNEY_MAKE(s, "week_item", {"learner", id_str(s->w->a, s->people[BEN])}, {"week", id_str(s->w->a, week)}, {"title", S("A timed one")}, {"mode", S("screen")},
	                   {"kind", S("class")}, {"resource", id_str(s->w->a, s->practice)}, {"minutes", S("20")}, {"done_looks_like", S("Done.")}, {"limit_minutes", S("20")});
	web_sql(s->w, "update week_plan set state = 'given'");
	WALK(s, {BEN, "/learners/{ben}/work/{=select id from week_item where title = 'A timed one'}", NULL, 200, "40 minutes", NULL},
	     {TEACHER, "/classes/{class}/supports", NULL, 200, "Ben Beech|Frequent breaks|More time", NULL}, {FATHER, "/learners/{ben}/family", NULL, 200, "More time: 2 times the usual time", NULL});
}

/* What a classmate sees beside the learner is what everybody sees. [R010 R225] */
static void no_classmate_can_tell(void **state)
{
	(void)state;
	static const char *const mine[] = {"/home", "/learners/{ben}/home", "/learners/{ben}/week", "/learners/{ben}/settings", "/learners/{ben}/supports", "/search?q=Ana", "/api/v1/delivery", "/api/v1/need", "/r/plan_line"};
	for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) {
		struct reply rp = journey_get(s, BEN, mine[i]);
		if (web_has(s->w, &rp, "Ana Ash") || web_has(s->w, &rp, "A person reads to her") || web_has(s->w, &rp, "Half as much time again") || web_has(s->w, &rp, journey_fill(s, "{ana}")))
			fail_msg("Ben sees something of Ana at %s", mine[i]);
	}
	WALK(s, {BEN, "/learners/{ana}/supports", NULL, 403, NULL, "Ana"}, {BEN, "/classes/{class}/supports", NULL, 403, NULL, "Ana"},
	     {BEN, "/learners/{ana}/work/{questions}", NULL, 403, NULL, NULL}, {BEN, "/learners/{ana}/packet.pdf", NULL, 403, NULL, NULL});
	/* on the learner's own screen no word names a plan or a disability */
	WALK(s, {ANA, "/learners/{ana}/work/{questions}", NULL, 200, NULL, "IEP|504 plan|ccommodation|isabilit"}, {ANA, "/learners/{ana}/supports", NULL, 200, "More time", "IEP|504 plan|ccommodation|isabilit"});
}

static void class_of(const char *title, int learners, const char *term)
{
	struct arena *a = s->w->a;
	struct id room = JOURNEY_MAKE(s, "class", {"title", str_z(title)}, {"kind", S("homeroom")}, {"org", id_str(a, s->w->org)});
	for (int i = 0; i < learners; i++) {
		struct id who = web_person(s->w, str_fmt(a, "%s%d", title, i).p, "Sample", "student");
		(void)JOURNEY_MAKE(s, "enrolment", {"class", id_str(a, room)}, {"person", id_str(a, who)}, {"role", S("student")});
		(void)JOURNEY_MAKE(s, "plan_line", {"learner", id_str(a, who)}, {"source", S("iep")}, {"kind", S("accommodation")}, {"term", str_z(term)}, {"value", S("")}, {"text", S("As the plan says")});
	}
}

/* What plans promise in a whole school and what was given, by class and kind, with what was missed by name and owner; a class with
 * one such learner never stands alone, nor can it be worked out from the others. */
static void a_leader_sees_the_school(void **state)
{
	(void)state;
	WALK(s, {LEADER, "/lead", NULL, 200, "/lead/supports", NULL}, {LEADER, "/lead/supports", NULL, 200, "counts would tell of one child|Supports of the school", "Willow"},
	     {TEACHER, "/lead/supports", NULL, 403, NULL, NULL}, {ANA, "/lead/supports", NULL, 403, NULL, NULL}, {MOTHER, "/lead/supports", NULL, 403, NULL, NULL});
	web_sql(s->w, "delete from plan_line");
	web_sql(s->w, "delete from delivery");
	class_of("Willow", 12, "human-reader");
	class_of("Aspen", 10, "captions");
	class_of("Linden", 1, "braille");
	int64_t before = web_count(s->w, "select count(*) from delivery");
	struct id line = JOURNEY_MAKE(s, "plan_line", {"learner", id_str(s->w->a, s->people[BEN])}, {"source", S("504")}, {"kind", S("accommodation")}, {"term", S("human-reader")}, {"text", S("Reads aloud")});
	WALK(s, {TEACHER, str_fmt(s->w->a, "/learners/%.*s/supports/note", S_ARG(id_str(s->w->a, s->people[BEN]))).p, str_fmt(s->w->a, "what=missed&why=noTime&line=%.*s", S_ARG(id_str(s->w->a, line))).p, 303, NULL, NULL},
	     {LEADER, "/lead/supports", NULL, 200, "Willow|3 classes with few such learners, together|2 kinds of support that few learners have, together|Ben Beech|It comes to Tea Cher.|missed, of 24 planned supports", "Aspen|Linden|Captions|Braille"},
	     {LEADER, "/lead/supports?format=csv", NULL, 200, "class,Willow,12,12,0,0,0,0,0,no|support,A person reads aloud,13,13,0,0,0,1,1,no", "Linden"});
	assert_int_equal(web_count(s->w, "select count(*) from delivery where what = 'missed'") - before, 1);
	/* one in words alone, in the words of the reader's language */
	struct id own = JOURNEY_MAKE(s, "plan_line", {"learner", id_str(s->w->a, s->people[BEN])}, {"source", S("504")}, {"kind", S("accommodation")}, {"text", S("Somebody comes by")});
	journey_translate(s, "plan_line", own, "text", "es", "Alguien se acerca");
	WALK(s, {TEACHER, str_fmt(s->w->a, "/learners/%.*s/supports/note", S_ARG(id_str(s->w->a, s->people[BEN]))).p, str_fmt(s->w->a, "what=missed&why=noTime&line=%.*s", S_ARG(id_str(s->w->a, own))).p, 303, NULL, NULL},
	     {LEADER, "/lead/supports", NULL, 200, "Somebody comes by", NULL}, {LEADER, "/lead/supports?lang=es", NULL, 200, "Alguien se acerca", "Somebody comes by"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("entered by hand it is in the timed task, the packet and the class page the same minute [R214]", from_the_form),
		TEST("the family sees in Spanish what was given", the_family_sees_it),
		TEST("a missed one comes to the case manager, else the English-learner specialist, else the teacher [R233]", a_missed_one_reaches_a_person),
		TEST("from a file of another system it is there just so [R214]", from_the_file),
		TEST("no classmate can tell [R010 R225]", no_classmate_can_tell),
		TEST("a leader sees what was planned, applied, used and missed in the school; small groups stand together, a missed one has its named owner [R233 R350]", a_leader_sees_the_school),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
