/* Journeys of a profile into the next school year: learner and family decide part by part, next year's teacher reads what was
 * approved and nothing else, and it is said plainly who has read it. */
#include "school/profile/moves.h"
#include "support/journey.h"
#include "support/test.h"

#include <string.h>

static struct id next_class;

static int start(void **state)
{
	struct journey_school *s = journey_open();
	struct str org = id_str(s->w->a, s->w->org), ana = id_str(s->w->a, s->people[ANA]), otto = id_str(s->w->a, s->people[OTHER_TEACHER]);
	(void)JOURNEY_MAKE(s, "academic_session", {"title", S("This year")}, {"kind", S("schoolYear")}, {"begin_on", S("2025-08-20")}, {"end_on", S("2026-06-05")});
	struct id next = JOURNEY_MAKE(s, "academic_session", {"title", S("Next year")}, {"kind", S("schoolYear")}, {"begin_on", S("2026-08-20")}, {"end_on", S("2027-06-04")});
	struct id term = JOURNEY_MAKE(s, "academic_session", {"title", S("Spring of next year")}, {"kind", S("semester")}, {"begin_on", S("2027-01-11")}, {"end_on", S("2027-06-04")}, {"parent", id_str(s->w->a, next)});
	/* a class of the spring term belongs to the school year that begins in 2026 */
	next_class = JOURNEY_MAKE(s, "class", {"title", S("English 9")}, {"kind", S("homeroom")}, {"org", org}, {"session", id_str(s->w->a, term)});
	(void)JOURNEY_MAKE(s, "enrolment", {"class", id_str(s->w->a, next_class)}, {"person", otto}, {"role", S("teacher")}, {"begin_on", S("2026-08-20")});
	(void)JOURNEY_MAKE(s, "enrolment", {"class", id_str(s->w->a, next_class)}, {"person", ana}, {"role", S("student")}, {"begin_on", S("2026-08-20")});
	WALK(s, {ANA, "/learners/{ana}/profile/parts/strengths", "version=0&strengths=I+draw+what+I+think", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/profile/parts/know", "version=1&teachers_know=Ask+me+first+when+I+am+quiet", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/profile/parts/helps", "version=2&needs=Loud+rooms&skills=Typing", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/profile/parts/languages", "version=3&languages=Spanish&culture=We+weave+at+home&culture_seen=0", 303, NULL, NULL});
	*state = s;
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

#define MOVING "/learners/{ana}/moving"
#define NEXT "/next-year/{ana}"

/* What the page of that person carries for a part, and the answers in a form's words. */
static const char *form(struct journey_school *s, enum who who, const char *page, const char *answers)
{
	struct reply rp = journey_get(s, who, page);
	struct str body = {rp.body.p, rp.body.n}, rest = body;
	struct buf b = buf_new(s->w->a, 4000);
	buf_z(&b, answers);
	for (size_t at; str_find(rest, S("name=\"mark-"), &at);) {
		rest = (struct str){rest.p + at + 11, rest.n - at - 11};
		struct str left = rest, key = str_cut(&left, '"');
		size_t v;
		assert_true(str_find(left, S("value=\""), &v));
		left = (struct str){left.p + v + 7, left.n - v - 7};
		struct str mark = str_cut(&left, '"');
		buf_fmt(&b, "&mark-%.*s=%.*s", S_ARG(key), S_ARG(mark));
	}
	return str_dupz(s->w->a, buf_done(&b));
}

static void nobody_yet(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, MOVING, NULL, 200, "What I want my teachers to know|Ask me first when I am quiet|Nobody has decided yet|Jun 5, 2026", NULL},
	     {OTHER_TEACHER, NEXT, NULL, 200, "Nothing has been approved yet", "I draw|Ask me first|Loud rooms|We weave"},
	     {OTHER_TEACHER, "/learners/{ana}/profile", NULL, 403, NULL, NULL},
	     /* who is no teacher of a coming class is told that there is no such page */
	     {TEACHER, NEXT, NULL, 404, NULL, "Ana"}, {LEADER, NEXT, NULL, 403, NULL, NULL}, {MOTHER, NEXT, NULL, 403, NULL, NULL},
	     {OTHER_TEACHER, "/next-year/{ben}", NULL, 404, NULL, "Ben"}, {FATHER, MOVING, NULL, 403, NULL, NULL}, {OTHER_TEACHER, MOVING, NULL, 403, NULL, NULL});
}

static void one_yes_is_not_enough(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, MOVING, form(s, ANA, MOVING, "say-know=yes&say-strengths=yes&say-helps=no&say-culture=yes"), 303, NULL, NULL},
	     {ANA, MOVING, NULL, 200, "Waits for the other answer", NULL},
	     {OTHER_TEACHER, NEXT, NULL, 200, "Nothing has been approved yet", "I draw|Ask me first"});
	/* the family agrees to three, and keeps culture at home */
	WALK(s, {MOTHER, MOVING, form(s, MOTHER, MOVING, "say-know=yes&say-strengths=yes&say-helps=yes&say-culture=no"), 303, NULL, NULL});
	journey_counts(s, "select count(*) from profile_move where state = 'approved' and part in ('know', 'strengths')", 2);
	journey_counts(s, "select count(*) from profile_move where state = 'kept' and part in ('helps', 'culture')", 2);
	/* who, when and under which rule is kept, also what stood before */
	journey_counts(s, "select count(*) from profile_move m join person p on p.id = m.family_by join person q on q.id = m.learner_by where m.decides = 'both'"
	                  " and p.family_name = 'Guard' and q.family_name = 'Ash' and m.family_at > 0 and m.learner_at > 0", 4);
	journey_counts(s, "select count(*) from profile_move_history where part = 'know' and learner_says = 'yes' and family_says is null", 1);
}

static void the_next_teacher_reads_that_alone(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {OTHER_TEACHER, "/today", NULL, 200, "/next-year|sends you parts of the profile", NULL},
	     {OTHER_TEACHER, "/next-year", NULL, 200, "Ana Ash|English 9|2 parts of the profile", "Ben Beech"},
	     /* opened on purpose: until then no word of it */
	     {OTHER_TEACHER, NEXT, NULL, 200, "2 parts wait to be read", "I draw|Ask me first"},
	     {ANA, MOVING, NULL, 200, "Nobody has read it yet.", "Otto Other has read it"},
	     {OTHER_TEACHER, NEXT, "", 303, NULL, NULL},
	     {OTHER_TEACHER, NEXT, NULL, 200, "Ask me first when I am quiet|I draw what I think|Gwen Guard", "Loud rooms|Typing|We weave|wait to be read"},
	     {ANA, MOVING, NULL, 200, "Otto Other has read it", NULL}, {MOTHER, MOVING "?lang=en", NULL, 200, "Otto Other has read it", NULL});
	struct reply rp = journey_get(s, OTHER_TEACHER, NEXT);
	struct str body = {rp.body.p, rp.body.n};
	size_t know = 0, strengths = 0;
	assert_true(str_find(body, S("Ask me first"), &know) && str_find(body, S("I draw what"), &strengths));
	assert_true(know < strengths);
	/* reading it is in the log, by whom and about whom */
	journey_counts(s, "select count(*) from security_log where action = 'parts of a profile opened'", 1);
}

static void taking_back(void **state)
{
	struct journey_school *s = *state;
	/* one that nobody has read goes back as if it had never moved */
	WALK(s, {ANA, MOVING, form(s, ANA, MOVING, "say-languages=yes"), 303, NULL, NULL}, {MOTHER, MOVING, form(s, MOTHER, MOVING, "say-languages=yes"), 303, NULL, NULL},
	     {OTHER_TEACHER, NEXT, NULL, 200, "1 part waits to be read", "Spanish</dd>"},
	     {ANA, MOVING, form(s, ANA, MOVING, "say-languages=no"), 303, NULL, NULL},
	     {OTHER_TEACHER, NEXT, NULL, 200, NULL, "waits to be read|Spanish</dd>"});
	journey_counts(s, "select count(*) from profile_move where part = 'languages' and state = 'withdrawn'", 1);
	/* one that was read is closed; the page had said so before */
	WALK(s, {ANA, MOVING, NULL, 200, "Close it from now on|that cannot be undone", NULL});
	WALK(s, {ANA, MOVING, form(s, ANA, MOVING, "say-strengths=no"), 303, NULL, NULL},
	     {ANA, MOVING, NULL, 200, "Closed after it was read", NULL}, {OTHER_TEACHER, NEXT, NULL, 200, "Ask me first", "I draw what I think"});
	journey_counts(s, "select count(*) from profile_move where part = 'strengths' and state = 'closed' and seen_at > 0", 1);
}

static void new_words_ask_anew(void **state)
{
	struct journey_school *s = *state;
	const char *old = form(s, ANA, MOVING, "say-know=yes");
	WALK(s, {ANA, "/learners/{ana}/profile/parts/know", "version=4&teachers_know=Something+quite+new", 303, NULL, NULL},
	     {OTHER_TEACHER, NEXT, NULL, 200, "Ask me first", "Something quite new"},
	     {ANA, MOVING, NULL, 200, "The earlier words move on|written anew since|Something quite new", NULL},
	     /* whoever had the page open decides about what was read, not about what came after */
	     {ANA, MOVING, old, 422, "wrote this part anew", NULL});
	WALK(s, {ANA, MOVING, form(s, ANA, MOVING, "say-know=yes"), 303, NULL, NULL}, {OTHER_TEACHER, NEXT, NULL, 200, NULL, "Ask me first|Something quite new"},
	     {MOTHER, MOVING, form(s, MOTHER, MOVING, "say-know=yes"), 303, NULL, NULL}, {OTHER_TEACHER, NEXT, NULL, 200, "1 part waits to be read", "Something quite new"});
}

static void print_and_file(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, MOVING "/sheet", NULL, 200, "For my next teachers|Something quite new", "Loud rooms|We weave|I draw what"},
	     {MOTHER, MOVING "/sheet?format=json", NULL, 200, "\"part\":\"know\"|Something quite new|\"into_school_year\":2026|Gwen Guard", "Loud rooms|We weave|I draw what"},
	     {TEACHER, MOVING "/sheet", NULL, 403, NULL, NULL}, {LEADER, MOVING "/sheet?format=json", NULL, 403, NULL, NULL},
	     /* this year's adults see what waits, and the words only where they stand: in the profile */
	     {TEACHER, MOVING, NULL, 200, "Stays here", "We weave"});
}

static void nobody_else_answers(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, MOVING, "say-helps=yes", 403, NULL, NULL}, {CASE, MOVING, "say-helps=yes", 403, NULL, NULL}, {LEADER, MOVING, "say-helps=yes", 403, NULL, NULL});
	/* a state cannot be pushed past the answers by the side door either */
	struct viewer ana = {.person = s->people[ANA], .hats = REL_SELF | REL_SIGNED_IN, .today = day_of(2026, 3, 4)};
	struct err e = {0};
	struct db *db;
	struct filter f[] = {{"part", '=', S("helps")}};
	struct record_list l;
	assert_int_equal(store_read(s->w->store, &db, &e), OK);
	assert_int_equal(record_find(db, s->w->a, &ana, record_type_find(S("profile_move")), &(struct query){.filters = f, .n_filters = 1}, &l, &e), OK);
	store_read_end(db);
	assert_int_equal(l.n, 1);
	WALK(s, {ANA, str_fmt(s->w->a, "/r/profile_move/%.*s/state", S_ARG(id_str(s->w->a, l.items[0].id))).p,
	         str_fmt(s->w->a, "version=%lld&to=approved", (long long)l.items[0].version).p, 422, NULL, NULL});
	journey_counts(s, "select count(*) from profile_move where part = 'helps' and state = 'kept'", 1);
}

static void reminders(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {BEN, "/learners/{ben}/profile/parts/strengths", "version=0&strengths=I+fix+bikes", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}", NULL, 200, NULL, "Before the school year ends"}, {BEN, "/learners/{ben}/conference", NULL, 200, NULL, "Before the school year ends"},
	     {ADMIN, "/settings", "has=moves.weeks&moves.weeks=20", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}", NULL, 200, "Before the school year ends|/learners/{ben}/moving", NULL},
	     {BEN, "/learners/{ben}/conference", NULL, 200, "1 part of the profile waits", NULL}, {FATHER, "/learners/{ben}/family", NULL, 200, "1 part of the profile waits", NULL});
}

/* Ages: 7, the family decides and the child is asked; 18, the learner alone (34 CFR 99.3, 99.5). */
static void young_and_of_age(void **state)
{
	struct journey_school *s = *state;
	const char *ben = "/learners/{ben}/moving";
	web_sql(s->w, "update person set birth_date = '2018-05-01' where family_name = 'Beech'");
	WALK(s, {FATHER, ben, NULL, 200, "The child is asked, and the family decides", NULL},
	     {FATHER, ben, form(s, FATHER, ben, "say-strengths=yes"), 422, "Ask your child first", NULL},
	     {FATHER, ben, form(s, FATHER, ben, "say-strengths=yes&ask-strengths=yes"), 303, NULL, NULL}, {BEN, ben, NULL, 200, "Your family decides|Moves on", NULL});
	journey_counts(s, "select count(*) from profile_move m join person p on p.id = m.learner_by where m.decides = 'family' and m.state = 'approved' and m.learner_says = 'yes' and p.family_name = 'Home'", 1);
	web_sql(s->w, "update person set birth_date = '2008-03-04' where family_name = 'Beech'"); /* eighteen today */
	WALK(s, {FATHER, ben, NULL, 200, "Ben decides this alone", "name=\"say-strengths\""}, {FATHER, ben, "say-strengths=no", 403, NULL, NULL},
	     {BEN, "/learners/{ben}/profile/parts/know", "version=1&teachers_know=I+work+in+the+evening", 303, NULL, NULL});
	WALK(s, {BEN, ben, form(s, BEN, ben, "say-know=yes"), 303, NULL, NULL});
	journey_counts(s, "select count(*) from profile_move where decides = 'learner' and part = 'know' and state = 'approved' and family_says is null", 1);
	web_sql(s->w, "update person set birth_date = '2008-03-05' where family_name = 'Beech'"); /* tomorrow */
	WALK(s, {BEN, ben, NULL, 200, "Learner and family decide together", NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("nothing of a profile moves on unasked [R037]", nobody_yet), TEST("learner and family both say yes, part by part [R037]", one_yes_is_not_enough),
		TEST("next year's teacher reads the approved parts alone, the learner's words first [R037]", the_next_teacher_reads_that_alone),
		TEST("unread it is taken back, read it is closed and said so [R037]", taking_back), TEST("new words are asked about anew [R037]", new_words_ask_anew),
		TEST("approved parts go on paper and into a file [R037]", print_and_file), TEST("nobody else answers for them [R037]", nobody_else_answers),
		TEST("the class page and the conference recall what waits [R037]", reminders), TEST("the family decides for the young, learners of age alone [R037]", young_and_of_age)};
	return cmocka_run_group_tests_name("journeys of what moves on", tests, start, stop);
}
