/* Journeys of families as partners in learning: the few that matter, why a task is there, what learners say, languages, interpreters,
 * strengths from home, supports without internet. */
#include "support/journey.h"
#include "support/pg.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char database[400]; /* of PostgreSQL; empty: SQLite */

static int start(void **state)
{
	*state = journey_open_at(database[0] ? database : NULL);
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

#define ANA_PAGE "/learners/{ana}"
#define ID_OF(type) "{=select id from " type "}"
#define TO(type, version, to) "/r/" type "/" ID_OF(type) "/state", "version=" version "&to=" to

/* What stands on paper, with the breaks of its lines taken out; empty: there is no pdftotext here. */
static const char *on_paper(struct journey_school *s, enum who who, const char *path)
{
	char file[] = "/tmp/trellis-partners-XXXXXX", command[200];
	struct reply rp = journey_get(s, who, path);
	struct str bytes = web_body(s->w, &rp);
	struct buf b = buf_new(s->w->a, 1 << 20);
	if (system("command -v pdftotext >/dev/null 2>&1") != 0)
		return "";
	int fd = mkstemp(file), c;
	if (fd < 0 || write(fd, bytes.p, bytes.n) != (ssize_t)bytes.n)
		fail_msg("no room for %s", file);
	close(fd);
	snprintf(command, sizeof command, "pdftotext -raw %s - 2>/dev/null", file);
	FILE *f = popen(command, "r");
	while (f && (c = fgetc(f)) != EOF)
		buf_byte(&b, c == '\n' ? ' ' : (char)c);
	if (f)
		pclose(f);
	unlink(file);
	if (!b.n)
		fail_msg("%s: status %d, nothing to read", path, rp.status);
	return str_dupz(s->w->a, buf_done(&b));
}

static void paper_says(const char *paper, const char *words)
{
	if (*paper && !strstr(paper, words))
		fail_msg("the paper lacks \"%s\": %s", words, paper);
}

/* ---- much is missing ---- */

static void late_work(struct journey_school *s, int n)
{
	struct id week = JOURNEY_MAKE(s, "week_plan", {"learner", id_str(s->w->a, s->people[ANA])}, {"monday", S("2026-02-23")}, {"class", id_str(s->w->a, s->class_id)});
	for (int i = 1; i <= n; i++)
		(void)JOURNEY_MAKE(s, "week_item", {"learner", id_str(s->w->a, s->people[ANA])}, {"week", id_str(s->w->a, week)}, {"title", str_fmt(s->w->a, "Late piece %d", i)}, {"mode", S("paper")},
		                   {"done_looks_like", S("It is there.")}, {"by_until", str_fmt(s->w->a, "2026-02-%d", 19 + i)});
	web_sql(s->w, "update week_plan set state = 'given' where monday = '2026-02-23'");
}

#define LATE(i) "{=select id from week_item where title = 'Late piece " #i "'}"

static void the_few_that_matter(void **state)
{
	struct journey_school *s = *state;
	const char *seen = "seen=" LATE(1) "&seen=" LATE(2) "&seen=" LATE(3) "&seen=" LATE(4) "&seen=" LATE(5) "&seen=" LATE(6) "&seen=" LATE(7) "&seen=" LATE(8);
	late_work(s, 8);
	web_sql(s->w, "update person set phone = '555 0134' where family_name = 'Cher'");
	const char *kept = str_fmt(s->w->a, "%s&keep=" LATE(2) "&keep=" LATE(8) "&contact={teacher}&words=Two+pieces,+then+we+are+even&until=2026-03-20&agreed_how=", seen).p;
	WALK(s, {ANA, ANA_PAGE "/home", NULL, 200, "Late piece 8|A teacher is asked to choose", "And 5 more|Late piece 1<|Late piece 5<"}, {MOTHER, ANA_PAGE "/family?lang=en", NULL, 200, "Late piece 8|A teacher is asked to choose", "Late piece 1<"},
	     {TEACHER, "/today", NULL, 200, "1 learner with more late work than helps|/learners/{ana}/catch-up", NULL}, {MOTHER, ANA_PAGE "/catch-up", NULL, 403, NULL, NULL},
	     {TEACHER, ANA_PAGE "/catch-up", NULL, 200, "8 pieces of work are missing", NULL}, {MOTHER, ANA_PAGE "/catch-up/agree", "", 404, NULL, NULL},
	     {TEACHER, ANA_PAGE "/catch-up", kept, 303, NULL, NULL});
	journey_counts(s, "select count(*) from week_item where state = 'excused' and title like 'Late piece %'", 6);
	/* the same for a family that reads paper: what matters, what to let go, whom to call, and where to mark the answer */
	const char *paper = on_paper(s, TEACHER, ANA_PAGE "/family.pdf?in=en");
	paper_says(paper, "Two pieces, then we are even");
	paper_says(paper, "6 pieces need not be done any more");
	paper_says(paper, "Call or ask: Tea Cher, 555 0134");
	paper_says(paper, "We agree");
	WALK(s, {MOTHER, ANA_PAGE "/family?lang=en", NULL, 200, "Late piece 2|Late piece 8|Two pieces, then we are even|6 pieces need not be done any more|Call or ask: Tea Cher|555 0134|/catch-up/agree", NULL},
	     {TEACHER, "/today", NULL, 200, NULL, "more late work than helps"}, {FATHER, ANA_PAGE "/catch-up/agree", "", 403, NULL, NULL}, {ANA, ANA_PAGE "/catch-up/agree", "", 403, NULL, NULL}, {MOTHER, ANA_PAGE "/catch-up/agree", "", 303, NULL, NULL},
	     {ANA, ANA_PAGE "/home", NULL, 200, "Late piece 2|Two pieces, then we are even", "/catch-up/agree"}, {TEACHER, ANA_PAGE "/catch-up", NULL, 200, "Agreed with the family", NULL});
	journey_counts(s, "select count(*) from short_plan where state = 'agreed' and agreed_how = 'page' and agreed_on = '2026-03-04'", 1);
	/* agreed on the telephone: noted by the teacher */
	WALK(s, {TEACHER, ANA_PAGE "/catch-up", "seen=" LATE(2) "&seen=" LATE(8) "&keep=" LATE(2) "&contact={teacher}&words=One+is+enough&agreed_how=phone", 303, NULL, NULL}, {MOTHER, ANA_PAGE "/family?lang=en", NULL, 200, "One is enough|7 pieces need not", "Two pieces, then"});
	journey_counts(s, "select count(*) from short_plan where agreed_how = 'phone' and state = 'agreed'", 1);
}

static void each_task_says_why(void **state)
{
	struct journey_school *s = *state;
	const char *with_goal = "your goal “<bdi>To read a whole book</bdi>” and the standard R.8.1 “<bdi>I can find the main idea.</bdi>”, here because: <bdi>Everybody in class works on this.</bdi>";
	const char *without = "the standard R.8.1 “<bdi>I can find the main idea.</bdi>”, here because: <bdi>You like bread.</bdi>";
	(void)JOURNEY_MAKE(s, "goal", {"learner", id_str(s->w->a, s->people[ANA])}, {"text", S("To read a whole book")}, {"next_step", S("One page")}, {"check_in", S("2026-04-01")}, {"competency", id_str(s->w->a, s->aim)});
	WALK(s, {ANA, ANA_PAGE "/week", NULL, 200, with_goal, NULL}, {MOTHER, ANA_PAGE "/family?lang=en", NULL, 200, with_goal, NULL}, {ANA, ANA_PAGE "/work/{work}", NULL, 200, with_goal, NULL});
	paper_says(on_paper(s, ANA, ANA_PAGE "/packet.pdf?monday={monday}&in=en"), "For your goal “To read a whole book” and the standard R.8.1 “I can find the main idea.”, here because: Everybody in class works on this.");
	web_sql(s->w, "update goal set state = 'reached' where text = 'To read a whole book'");
	web_sql(s->w, "update week_item set why = 'You like bread.' where title = 'Poster about bread'");
	WALK(s, {ANA, ANA_PAGE "/work/{work}", NULL, 200, without, "To read a whole book"}, {MOTHER, ANA_PAGE "/week?lang=en", NULL, 200, without, NULL});
}

static void learners_say_and_it_changes(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, ANA_PAGE "/home", NULL, 200, "Two short questions about <bdi>English 8</bdi>", NULL}, {MOTHER, ANA_PAGE "/home?lang=en", NULL, 200, NULL, "Two short questions about"},
	     {ANA, ANA_PAGE "/voice", "class={class}&helped=+&better=", 422, NULL, NULL}, {ANA, ANA_PAGE "/voice", "class={other}&helped=Labs&better=", 422, NULL, NULL}, {MOTHER, ANA_PAGE "/voice", "class={class}&helped=Mine", 403, NULL, NULL},
	     {ANA, ANA_PAGE "/voice", "class={class}&helped=Reading+in+pairs&better=More+time+to+read", 303, NULL, NULL}, {ANA, ANA_PAGE "/home", NULL, 200, NULL, "Two short questions about"},
	     {TEACHER, "/classes/{class}", NULL, 200, "Reading in pairs|More time to read", NULL}, {TEACHER, "/r/class_voice", NULL, 200, NULL, "Reading in pairs"},
	     {TEACHER, "/classes/{class}/changed", "said=More+time&changed=", 422, NULL, NULL}, {OTHER_TEACHER, "/classes/{class}/changed", "said=More+time&changed=Yes", 403, NULL, NULL},
	     {TEACHER, "/classes/{class}/changed", "said=More+time+to+read&changed=Fridays+begin+with+quiet+reading", 303, NULL, NULL}, {TEACHER, "/classes/{class}", NULL, 200, "Fridays begin with quiet reading", NULL},
	     {BEN, "/learners/{ben}/home", NULL, 200, "More time to read|Fridays begin with quiet reading", "Reading in pairs"}, {CORA, "/learners/{cora}/home", NULL, 200, NULL, "Fridays begin"});
	/* asked again when the days that the school chose are over */
	web_sql(s->w, "update class_voice set on_day = '2026-02-18'");
	WALK(s, {ANA, ANA_PAGE "/home", NULL, 200, "Two short questions about", NULL}, {ADMIN, "/settings", "has=class.voice_days&class.voice_days=0", 303, NULL, NULL}, {ANA, ANA_PAGE "/home", NULL, 200, NULL, "Two short questions about"});
}

static void language_beside_content(void **state)
{
	struct journey_school *s = *state;
	const char *form = "monday={monday}&competency={aim}&aim=Say+the+main+idea+in+one+sentence&words=main+idea,+detail&frames=The+text+is+mostly+about&home=idea+principal";
	WALK(s, {TEACHER, "/classes/{class}/coplan?monday={monday}", NULL, 200, "/classes/{class}/coplan/language", NULL}, {TEACHER, "/classes/{class}/coplan/language", "monday={monday}&competency={aim}&aim=", 422, NULL, NULL},
	     {MOTHER, "/classes/{class}/coplan/language", form, 403, NULL, NULL}, {EL, "/classes/{class}/coplan/language", form, 303, NULL, NULL},
	     {ANA, ANA_PAGE "/work/{work}", NULL, 200, "Say the main idea in one sentence|main idea, detail|The text is mostly about|idea principal", NULL},
	     {TEACHER, "/classes/{class}", NULL, 200, "Say the main idea in one sentence|The text is mostly about", NULL},
	     {TEACHER, "/classes/{class}/coplan/language", "monday={monday}&competency={aim}&aim=Ask+for+the+main+idea&words=main+idea&frames=&home=", 303, NULL, NULL},
	     {ANA, ANA_PAGE "/work/{work}", NULL, 200, "Ask for the main idea", "Say the main idea in one sentence"});
	journey_counts(s, "select count(*) from language_aim", 1);
}

static void a_class_in_two_languages(void **state)
{
	struct journey_school *s = *state;
	journey_translate(s, "week_item", s->work, "title", "es", "Cartel sobre el pan");
	WALK(s, {ANA, ANA_PAGE "/week", NULL, 200, "Poster about bread", "Cartel sobre el pan|two languages"}, {ADMIN, "/r/class/{class}", "version=1&second_language=es", 303, NULL, NULL},
	     {ANA, ANA_PAGE "/week", NULL, 200, "This class works in two languages|Poster about bread|Cartel sobre el pan", NULL}, {ANA, ANA_PAGE "/home", NULL, 200, "This class works in two languages|?lang=es", NULL},
	     {ANA, ANA_PAGE "/work/{questions}?q=1", NULL, 200, "How much is|¿Cuánto es", NULL}, {ANA, ANA_PAGE "/week?tasks=one", NULL, 200, "?tasks=both", "Cartel sobre el pan"},
	     {ANA, ANA_PAGE "/work/{questions}?q=1&tasks=one", NULL, 200, "How much is", "¿Cuánto es"}, {ANA, ANA_PAGE "/work/{questions}?q=1&tasks=one&lang=es", NULL, 200, "<html lang=\"es\"|¿Cuánto es", "How much is"},
	     {NOBODY, "/together/learning", NULL, 200, NULL, NULL}, {TEACHER, "/classes/{class}", NULL, 200, "This class works in two languages", NULL}, {TEACHER, "/classes/{class}?lang=es", NULL, 200, "<html lang=\"es\"", NULL},
	     {NOBODY, "/together/learning", NULL, 200, NULL, NULL}, {OTHER_TEACHER, "/classes/{other}", NULL, 200, NULL, "two languages"}, {CORA, "/learners/{cora}/home", NULL, 200, NULL, "two languages"});
	const char *paper = on_paper(s, ANA, ANA_PAGE "/packet.pdf?monday={monday}&in=en"); /* both languages on paper too */
	paper_says(paper, "How much is");
	paper_says(paper, "¿Cuánto es");
}

static void an_interpreter_is_booked(void **state)
{
	struct journey_school *s = *state;
	const char *meeting = ANA_PAGE "/interpreter/" ID_OF("interpreter");
	WALK(s, {MOTHER, ANA_PAGE "/conference?lang=en", NULL, 200, "The school finds and pays the interpreter", NULL}, {MOTHER, ANA_PAGE "/interpreter?lang=en", "what=Conference&on_date=&language=es&way=person", 422, "Ask for an interpreter", NULL},
	     {MOTHER, ANA_PAGE "/interpreter", "what=Conference&on_date=2026-03-04&begins=15:00&language=es&way=person", 303, NULL, NULL}, {FATHER, meeting, "deed=held&clear=yes", 403, NULL, NULL},
	     {MOTHER, meeting, "deed=booked&interpreter=Me", 422, NULL, NULL}, {LEADER, "/calls", NULL, 200, "Ana Ash|Conference|15:00|/learners/{ana}/conference#interpreter", NULL}, {OTHER_TEACHER, "/calls", NULL, 200, NULL, "Ana Ash"}, {CASE, ANA_PAGE "/conference", NULL, 200, "Asked for|15:00|Spanish", NULL}, {CASE, meeting, "deed=booked&interpreter=+", 422, "Write who interprets", NULL},
	     {CASE, meeting, "deed=booked&interpreter=Casa+Language+Service", 303, NULL, NULL}, {MOTHER, ANA_PAGE "/conference?lang=en", NULL, 200, "Booked: Casa Language Service|Was everything understood?", NULL},
	     {LEADER, "/calls", NULL, 200, NULL, "#interpreter"},
	     {MOTHER, meeting, "deed=held&clear=partly&quality=The+names+of+tests", 303, NULL, NULL}, {CASE, ANA_PAGE "/conference", NULL, 200, "Everything was understood: Partly|The names of tests", NULL});
	journey_counts(s, "select count(*) from interpreter where state = 'held' and clear = 'partly'", 1);
	/* what the school writes stands in the family's language, with a note on the translation until a speaker has read it */
	WALK(s, {TEACHER, ANA_PAGE "/family/notes", "part=week&kind=reply&text=She+read+aloud", 303, NULL, NULL});
	struct id note = {{0}};
	assert_true(id_parse(str_z(journey_fill(s, "{=select id from note where text = 'She read aloud'}")), &note));
	journey_translate(s, "note", note, "text", "es", "Leyó en voz alta");
	web_sql(s->w, "update record_text set origin = 'machine' where words = 'Leyó en voz alta'");
	WALK(s, {MOTHER, ANA_PAGE "/family?lang=es", NULL, 200, "Leyó en voz alta|She read aloud", NULL}, {NOBODY, "/together/learning", NULL, 200, NULL, NULL});
}

static void strengths_are_normal_contact(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, ANA_PAGE "/contact", NULL, 200, NULL, "How to keep the talk open"}, {ADMIN, "/settings", "has=family.partnership&family.partnership=1", 303, NULL, NULL});
	web_sql(s->w, "delete from notice");
	WALK(s, {TEACHER, ANA_PAGE "/contact", NULL, 200, "How to keep the talk open|families of 0 of 3 learners of the school heard something good. Of yours: 0 of 2.", NULL},
	     {TEACHER, ANA_PAGE "/contact", "tone=good&text=She+helped+a+classmate", 303, NULL, NULL}, {TEACHER, ANA_PAGE "/contact", NULL, 200, "families of 1 of 3 learners of the school heard something good. Of yours: 1 of 2.", NULL},
	     {MOTHER, ANA_PAGE "/contact", NULL, 403, NULL, NULL}, {MOTHER, ANA_PAGE "/family?lang=en", NULL, 200, "She helped a classmate", NULL});
}

static void worries_from_earlier_programs(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {MOTHER, "/together/earlier", "text=+", 422, NULL, NULL}, {MOTHER, "/together/earlier", "text=They+put+her+alone+before+a+screen&program=Other+school,+2023", 303, NULL, NULL}, {TEACHER, "/together/earlier", "text=Mine", 403, NULL, NULL},
	     {FATHER, "/together", NULL, 200, "They put her alone before a screen|Waits for an answer", "Gwen"}, {ANA, "/together", NULL, 200, NULL, "They put her alone"},
	     {LEADER, TO("earlier_concern", "1", "answered"), 422, "how it is checked and by whom", NULL}, {TEACHER, "/r/earlier_concern/" ID_OF("earlier_concern"), "version=1&differs=Not+so", 403, NULL, NULL},
	     {LEADER, "/r/earlier_concern/" ID_OF("earlier_concern"), "version=1&differs=A+teacher+begins+each+topic&checked=Minutes+alone+are+counted,+each+month,+by+Lea+Leader", 303, NULL, NULL},
	     {LEADER, TO("earlier_concern", "2", "answered"), 303, NULL, NULL}, {MOTHER, "/together?lang=en", NULL, 200, "A teacher begins each topic|Minutes alone are counted, each month, by Lea Leader", NULL});
}

static void assemblies_at_times_families_can(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {MOTHER, "/together/times", "times=morning", 404, NULL, NULL}, {ADMIN, "/settings", "has=family.times&family.times=1", 303, NULL, NULL}, {MOTHER, "/together/times", "times=morning&times=evening", 303, NULL, NULL},
	     {FATHER, "/together/times", "times=evening", 303, NULL, NULL}, {TEACHER, "/together/times", "times=noon", 403, NULL, NULL},
	     {TEACHER, "/r/gathering", "title=Morning+circle&kind=assembly&on_date=2026-03-04&begins=09:00", 303, NULL, NULL}, {TEACHER, "/r/gathering", "title=Evening+circle&kind=assembly&on_date=2026-03-24&begins=18:00", 303, NULL, NULL},
	     {FATHER, "/together", NULL, 200, "This time is good for 1 of 2 adults of families|This time is good for 2 of 2 adults of families", NULL},
	     {MOTHER, "/together/gatherings/{=select id from gathering where title = 'Morning circle'}", "people=1&language=es", 303, NULL, NULL});
	web_sql(s->w, "update sign_up set came = 1 where gathering = (select id from gathering where title = 'Morning circle')");
	WALK(s, {TEACHER, "/r/gathering/{=select id from gathering where title = 'Morning circle'}/state", "version=1&to=held", 303, NULL, NULL},
	     {LEADER, "/together", NULL, 200, "1 signed-up family was there. 2 adults of families can be invited.", NULL}, {MOTHER, "/r/family_time", NULL, 403, NULL, NULL});
}

static void workshops_with_feedback(void **state)
{
	struct journey_school *s = *state;
	const char *workshop = "/together/gatherings/{=select id from gathering where kind = 'workshopBoth'}";
	const char *feedback = "/together/gatherings/{=select id from gathering where kind = 'workshopBoth'}/feedback";
	WALK(s, {TEACHER, "/r/gathering", "title=Reading+at+home&kind=workshopBoth&on_date=2026-03-04&begins=17:30&materials=A+sheet+and+a+recording+in+the+office", 303, NULL, NULL},
	     {MOTHER, workshop, "people=1&language=es", 303, NULL, NULL}, {TEACHER, workshop, "people=1&language=en", 303, NULL, NULL},
	     {TEACHER, "/r/gathering/{=select id from gathering where kind = 'workshopBoth'}/state", "version=1&to=held", 303, NULL, NULL}, {MOTHER, "/together?lang=en", NULL, 200, "A sheet and a recording in the office|I was there, and I would like to say how it was", NULL},
	     {MOTHER, feedback, "text=+", 422, NULL, NULL}, {MOTHER, feedback, "text=Mas+despacio,+por+favor", 303, NULL, NULL}, {MOTHER, "/together?lang=en", NULL, 200, "You said how it was|Mas despacio, por favor", NULL},
	     {FATHER, "/together", NULL, 200, NULL, "Mas despacio"}, {TEACHER, "/together", NULL, 200, "Mas despacio, por favor|1 signed-up family was there", NULL}, {FATHER, feedback, "text=I+came+too", 303, NULL, NULL});
	journey_counts(s, "select count(*) from sign_up where feedback like 'Mas despacio%' and came = 1", 1);
	journey_counts(s, "select count(*) from sign_up where feedback = 'I came too' and came = 1", 1);
}

static void what_a_family_brings_counts(void **state)
{
	struct journey_school *s = *state;
	const char *count = ANA_PAGE "/brings/" ID_OF("home_asset") "/count";
	WALK(s, {MOTHER, ANA_PAGE "/brings", "kind=language&text=Habla+mixteco", 404, NULL, NULL}, {ADMIN, "/settings", "has=family.brings&family.brings=1", 303, NULL, NULL}, {MOTHER, ANA_PAGE "/brings", "kind=role&text=+", 422, NULL, NULL},
	     {MOTHER, ANA_PAGE "/brings", "kind=role&text=Lee+cartas+para+los+vecinos", 303, NULL, NULL}, {FATHER, ANA_PAGE "/brings", "kind=role&text=Mine", 403, NULL, NULL},
	     {TEACHER, ANA_PAGE "/family", NULL, 200, "A role in the family or the community|Lee cartas para los vecinos|Count it as evidence", NULL}, {MOTHER, ANA_PAGE "/family?lang=en", NULL, 200, "Lee cartas para los vecinos", "Count it as evidence"},
	     {MOTHER, count, "competency={aim}&words=Mine&seen=yes", 403, NULL, NULL}, {TEACHER, count, "competency={aim}&words=&seen=yes", 422, NULL, NULL}, {TEACHER, "/learners/{ben}/brings/" ID_OF("home_asset") "/count", "competency={aim}&words=x&seen=yes", 404, NULL, NULL},
	     {TEACHER, count, "competency={aim}&words=She+told+me+what+a+letter+was+about&seen=yes", 303, NULL, NULL}, {MOTHER, ANA_PAGE "/family?lang=en", NULL, 200, "Counts as evidence for R.8.1", NULL});
	journey_counts(s, "select count(*) from event where kind = 'outside' and score = 1 and response = 'She told me what a letter was about'", 1);
	journey_counts(s, "select count(*) from mastery where competency = (select id from competency where code = 'R.8.1')", 1);
}

static void supports_by_phone_and_paper(void **state)
{
	struct journey_school *s = *state;
	const char *given = ANA_PAGE "/contact/asked/{=select id from help_request where kind = 'support'}";
	WALK(s, {TEACHER, ANA_PAGE "/contact/asked", "how=phone&text=+", 422, NULL, NULL}, {MOTHER, ANA_PAGE "/contact/asked", "how=phone&text=Mine", 403, NULL, NULL}, {TEACHER, ANA_PAGE "/contact/asked", "how=phone&text=Large+print+at+home", 303, NULL, NULL},
	     {TEACHER, "/waits", NULL, 200, "Large print at home", NULL}, {TEACHER, ANA_PAGE "/contact", NULL, 200, "Large print at home|By phone", NULL}, {TEACHER, given, "how=paper&text=", 422, NULL, NULL},
	     {TEACHER, given, "how=paper&text=A+packet+in+18+points+goes+home+today", 303, NULL, NULL}, {TEACHER, ANA_PAGE "/contact", NULL, 200, "Given: On paper", NULL}, {MOTHER, ANA_PAGE "/home?lang=en", NULL, 200, "A packet in 18 points goes home today", NULL});
	/* the same promise as from the page, and how it was asked and given */
	journey_counts(s, "select count(*) from help_request where asked_how = 'phone' and given_how = 'paper' and state = 'answered' and due_at > 0", 1);
	for (int i = 0; i < 90; i++) { /* the last thirty have told nothing about their home */
		struct id who = web_person(s->w, "Sample", str_fmt(s->w->a, "Learner %d", i).p, "student");
		if (i < 60)
			(void)JOURNEY_MAKE(s, "home_access", {"learner", id_str(s->w->a, who)}, {"device", i % 2 ? S("none") : S("own")}, {"connection", i % 2 ? S("none") : S("good")}, {"source", S("family")});
		if (i % 2 ? i < 30 || i > 75 : i < 48 || i > 70)
			(void)JOURNEY_MAKE(s, "help_request", {"learner", id_str(s->w->a, who)}, {"kind", S("support")}, {"text", S("Time")}, {"asked_how", i % 2 ? S("person") : S("page")});
	}
	/* of thirty with internet twenty-four asked, of thirty without it fifteen */
	WALK(s, {LEADER, "/lead", NULL, 200, "The same help without internet?|Without internet at home, or on paper|15 of 30|24 of 30", NULL}, {TEACHER, "/lead", NULL, 403, NULL, NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("each task says in a sentence which goal and standard it serves and why it is there [R030]", each_task_says_why),
		TEST("too much late work: a teacher chooses the few, the family sees a short plan, what to let go and whom to call [R199] [R245]", the_few_that_matter),
		TEST("learners say what helped, and the class page lists what changed [R015]", learners_say_and_it_changes),
		TEST("language objectives and supports stand beside a content lesson [R130]", language_beside_content),
		TEST("a class in two languages: pages in either, tasks in one or both [R131]", a_class_in_two_languages),
		TEST("an interpreter is asked for, booked and judged; translations carry their note [R241]", an_interpreter_is_booked),
		TEST("staff find guidance, and that telling of strengths is usual [R261]", strengths_are_normal_contact),
		TEST("worries from earlier programs are answered with how it differs and how it is checked [R262]", worries_from_earlier_programs),
		TEST("assemblies stand beside the times families said they can come, and how many came [R259]", assemblies_at_times_families_can),
		TEST("workshops have sign-up, materials, attendance, and feedback that families enter themselves [R264]", workshops_with_feedback),
		TEST("what a family brings is a strength that a teacher may count as evidence [R025]", what_a_family_brings_counts),
		TEST("a support is asked for and given by phone and on paper, and the report compares [R185]", supports_by_phone_and_paper)};
	int failed = cmocka_run_group_tests_name("journeys of families as partners", tests, start, stop);
	if (pg_fresh(database, sizeof database))
		failed += cmocka_run_group_tests_name("journeys of families as partners, on PostgreSQL", tests, start, stop);
	return failed;
}
