/* Journeys of a learner through the pages, as a browser sends them: profile, goals, settings, week, work, conference. */
#include "support/journey.h"
#include "support/test.h"

#include <string.h>

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

/* Without a strength it cannot be complete, and until then the leader's page and the class page say who lacks one. [R001 R006] */
static void profile_is_complete_with_strengths(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {LEADER, "/lead?who=profile", NULL, 200, "Ana Ash|Ben Beech|Cora Cedar", NULL},
	     {ANA, "/learners/{ana}/profile/parts/helps", "version=0&needs=Long+texts&skills=Reading+maps", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/profile/complete", "", 422, "begins with strengths", NULL},
	     {ANA, "/learners/{ana}/profile/parts/strengths", "version=1&strengths=I+ask+good+questions&achievements=I+built+a+lamp", 303, NULL, NULL},
	     {LEADER, "/lead?who=profile", NULL, 200, "Ana Ash", NULL},
	     {ANA, "/learners/{ana}/profile/complete", "", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/profile", NULL, 200, "I ask good questions|I built a lamp|Complete", NULL},
	     {LEADER, "/lead?who=profile", NULL, 200, "Ben Beech|Cora Cedar", "Ana Ash"});
	/* the strengths stand before what is hard */
	struct reply rp = journey_get(s, MOTHER, "/learners/{ana}/profile");
	size_t first, second;
	assert_true(str_find(web_body(s->w, &rp), S("I ask good questions"), &first));
	assert_true(str_find(web_body(s->w, &rp), S("Long texts"), &second));
	assert_true(first < second);
}

/* What the learner likes is written by the learner; the teacher finds it by searching, another class's teacher does not. [R002] */
static void interests_are_found(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {BEN, "/learners/{ben}/profile/parts/interests", "version=0&interests=Guitar+and+dinosaurs&personality=Calm", 303, NULL, NULL},
	     {TEACHER, "/search?q=dinosaurs", NULL, 200, "Guitar and dinosaurs", NULL},
	     {TEACHER, "/search?q=volcano", NULL, 200, NULL, "Guitar and dinosaurs"},
	     {OTHER_TEACHER, "/search?q=dinosaurs", NULL, 200, NULL, "Guitar and dinosaurs"},
	     {BEN, "/learners/{ana}/profile", NULL, 403, NULL, NULL});
}

/* Needs, skills and interests are three parts: writing one leaves the others. [R007] */
static void three_parts_stay_apart(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {BEN, "/learners/{ben}/profile/parts/helps", "version=1&needs=Noise+is+hard&skills=Drawing+plans", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/profile/parts/helps", "version=2&needs=Noise+is+hard&skills=Drawing+maps", 303, NULL, NULL},
	     {TEACHER, "/learners/{ben}/profile", NULL, 200, "Noise is hard|Drawing maps|Guitar and dinosaurs", "Drawing plans"});
}

/* Adults remark beside the profile; they cannot write in it. Old versions say who and when, and stay readable. [R005 R011] */
static void own_words_stay_own(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/learners/{ben}/profile/parts/strengths", "version=3&strengths=Overwritten", 403, NULL, NULL},
	     {TEACHER, "/r/profile/{=select id from profile where interests like 'Guitar%'}", "version=3&interests=Overwritten", 403, NULL, NULL},
	     {CASE, "/learners/{ben}/profile", NULL, 403, NULL, NULL},
	     {TEACHER, "/learners/{ben}/family/notes", "part=strengths&kind=comment&text=He+helps+others+tune", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/profile", NULL, 200, "Guitar and dinosaurs|He helps others tune", "Overwritten"},
	     {BEN, "/learners/{ben}/profile/parts/interests", "version=3&interests=Only+guitar&personality=Calm", 303, NULL, NULL},
	     {FATHER, "/learners/{ben}/profile/history", NULL, 200, "Guitar and dinosaurs|Only guitar|Ben", NULL},
	     {MOTHER, "/learners/{ben}/profile/history", NULL, 403, NULL, NULL});
	/* the version that the form began with decides: an older form overwrites nothing */
	WALK(s, {BEN, "/learners/{ben}/profile/parts/interests", "version=1&interests=An+old+form", 422, "Somebody changed this in the meantime|Only guitar", NULL},
	     {BEN, "/learners/{ben}/profile", NULL, 200, "Only guitar", "An old form"});
}

/* A learner is advanced and supported at the same time: both are kept, neither shuts the other out. [R008] */
static void advanced_and_supported(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {CASE, "/r/program", "learner={ana}&program=advanced", 303, NULL, NULL},
	     {CASE, "/r/program", "learner={ana}&program=iep&category=Specific+learning+disability", 303, NULL, NULL},
	     {CASE, "/r/plan_line", "learner={ana}&source=iep&kind=accommodation&text=May+dictate+her+texts&term=dictation", 303, NULL, NULL},
	     {CASE, "/learners/{ana}?open=programs", NULL, 200, "Advanced learner|Individualized education program|May dictate her texts", NULL});
	journey_counts(s, "select count(distinct program) from program where learner = x'{=select lower(hex(id)) from person where family_name = 'Ash'}' and program in ('advanced', 'iep')", 2);
}

/* A disability is closed until somebody opens it on purpose, and that is noted; classmates and the class page never show it. [R010] */
static void programs_are_closed(void **state)
{
	struct journey_school *s = *state;
	int64_t before = web_count(s->w, "select count(*) from security_log");
	WALK(s, {TEACHER, "/learners/{ana}", NULL, 200, NULL, "Individualized education|learning disability"},
	     {TEACHER, "/classes/{class}", NULL, 200, "Ana Ash", "Individualized education|learning disability"},
	     {TEACHER, "/classes/{class}/groups", NULL, 200, "Ana Ash", "Individualized education|learning disability"},
	     {BEN, "/learners/{ana}", NULL, 403, NULL, NULL});
	int64_t closed = web_count(s->w, "select count(*) from security_log");
	WALK(s, {TEACHER, "/learners/{ana}?open=programs", NULL, 200, "Individualized education", NULL});
	int64_t opened = web_count(s->w, "select count(*) from security_log");
	assert_true(opened > closed);
	(void)before;
}

/* Everybody has the same profile page with the same parts; nobody is called typical or average. [R009] */
static void one_profile_for_all(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {CORA, "/learners/{cora}/profile/parts/strengths", "version=0&strengths=I+am+patient", 303, NULL, NULL});
	struct reply one = journey_get(s, LEADER, "/learners/{ana}/profile"), two = journey_get(s, LEADER, "/learners/{cora}/profile");
	struct str pages[] = {web_body(s->w, &one), web_body(s->w, &two)}, heads[2];
	for (int i = 0; i < 2; i++) {
		struct buf b = buf_new(s->w->a, 4000);
		struct str rest = pages[i];
		size_t at, n = 0;
		while (str_find(rest, S("<h2 "), &at)) {
			rest.p += at + 4;
			rest.n -= at + 4;
			(void)str_cut(&rest, '>');
			buf_str(&b, str_cut(&rest, '<'));
			buf_byte(&b, '\n');
			n++;
		}
		heads[i] = buf_done(&b);
		assert_true(n >= 8);
		assert_false(str_find(pages[i], S("typical"), &at) || str_find(pages[i], S("average"), &at));
	}
	if (!str_eq(heads[0], heads[1]))
		fail_msg("%.*s--- is not ---\n%.*s", S_ARG(heads[0]), S_ARG(heads[1]));
}

/* Each area stands by itself and no level for the whole child is made of them. [R039] */
static void uneven_picture(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/r/profile_domain", "learner={ana}&domain=reading&now=Reads+short+texts+in+English&next=Longer+ones", 303, NULL, NULL},
	     {EL, "/r/profile_domain", "learner={ana}&domain=mathematics&now=Solves+far+beyond+her+grade", 303, NULL, NULL},
	     {TEACHER, "/r/profile_domain", "learner={ana}&domain=everything&now=One+level", 422, NULL, NULL},
	     {MOTHER, "/learners/{ana}/profile", NULL, 200, "Reads short texts in English|Solves far beyond her grade|Longer ones", NULL},
	     {OTHER_TEACHER, "/r/profile_domain", "learner={ana}&domain=arts&now=Not+mine", 403, NULL, NULL});
}

/* A goal is in the learner's own words, with a next step and a day; adults may look again, not rewrite it. [R003 R031] */
static void goals_in_own_words(void **state)
{
	struct journey_school *s = *state;
	const char *look = "/learners/{ana}/goals/{=select id from goal where text like 'I want to speak%'}/look";
	WALK(s, {ANA, "/learners/{ana}/goals", "text=I+want+to+speak+up+in+math&kind=habit&next_step=&check_in=2099-01-10", 422, NULL, NULL},
	     {ANA, "/learners/{ana}/goals", "text=I+want+to+speak+up+in+math&kind=habit&next_step=Ask+once+on+Monday&check_in=", 422, NULL, NULL},
	     {ANA, "/learners/{ana}/goals", "text=I+want+to+speak+up+in+math&kind=habit&next_step=Ask+once+on+Monday&check_in=2099-01-10", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/goals", "text=Not+my+words&kind=habit&next_step=x&check_in=2099-01-10", 403, NULL, NULL},
	     {BEN, "/learners/{ana}/goals", NULL, 403, NULL, NULL},
	     {ANA, look, "version=1&how_far=I+asked+twice&next_step=Ask+in+English&check_in=2099-02-10", 303, NULL, NULL},
	     {TEACHER, look, "version=2&how_far=Four+questions+this+week&next_step=Explain+an+answer&check_in=2099-03-10", 303, NULL, NULL},
	     {MOTHER, "/learners/{ana}/goals", NULL, 200, "I want to speak up in math|I asked twice|Four questions this week|Explain an answer", NULL});
	WALK(s, {TEACHER, "/r/goal/{=select id from goal where text like 'I want to speak%'}", "version=3&text=Other+words&next_step=x&check_in=2099-03-10&kind=habit", 422, "You may not change this", NULL},
	     {ANA, "/learners/{ana}/goals", NULL, 200, "I want to speak up in math", "Other words"});
}

/* A learner turns a support on and off, alone or with a note on what helped; nobody needs a plan for it. [R225 R234] */
static void own_settings(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {BEN, "/learners/{ben}/settings", "size=27&line=1", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/settings", "size=27&line=1&note-size=I+see+the+whole+line", 303, NULL, NULL},
	     {TEACHER, "/learners/{ben}/settings", NULL, 200, "I see the whole line", NULL},
	     {ANA, "/learners/{ben}/settings", "size=34", 403, NULL, NULL});
	journey_counts(s, "select count(*) from need where source = 'learner' and is_on = 1", 2);
	WALK(s, {BEN, "/learners/{ben}/settings", "size=27", 303, NULL, NULL});
	journey_counts(s, "select count(*) from need where source = 'learner' and is_on = 1", 1);
}

/* What was set on one page holds on every other page of that learner, and comes with every sign-in. [R214] */
static void settings_go_everywhere(void **state)
{
	struct journey_school *s = *state;
	static const char *const pages[] = {"/learners/{ben}/home", "/learners/{ben}/week", "/learners/{ben}/goals", "/learners/{ben}/profile", "/help"};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct reply rp = journey_get(s, BEN, pages[i]), other = journey_get(s, ANA, "/learners/{ana}/home");
		if (!web_has(s->w, &rp, "data-size=\"3\""))
			fail_msg("%s does not have the size", pages[i]);
		assert_false(web_has(s->w, &other, "data-size="));
	}
}

/* Help from the page of a task: in own words, answered by a person, whose name and time the learner sees. [R012 R204] */
static void help_is_asked_and_answered(void **state)
{
	struct journey_school *s = *state;
	const char *answer = "/learners/{ana}/requests/{=select id from help_request where kind = 'support'}";
	WALK(s, {ANA, "/learners/{ana}/work/{work}/help", "kind=support&text=More+time+helps+me+to+read+it+twice", 303, NULL, NULL},
	     {TEACHER, "/waits", NULL, 200, "Ana Ash|More time helps me to read it twice", NULL},
	     {OTHER_TEACHER, "/waits", NULL, 200, NULL, "More time helps me"},
	     {OTHER_TEACHER, answer, "deed=answer&text=x", 403, NULL, NULL},
	     {TEACHER, answer, "deed=answer&text=Take+until+Friday", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/home", NULL, 200, "Take until Friday|Tea Cher", NULL},
	     {TEACHER, "/waits", NULL, 200, NULL, "More time helps me"});
	journey_counts(s, "select count(*) from help_request where state = 'answered' and answered_at > 0 and due_at > created_at", 1);
}

/* Every page leads to asking for a support, and the answer is promised by a time. [R012 R204] */
static void asked_from_any_page(void **state)
{
	struct journey_school *s = *state;
	static const char *const pages[] = {"home", "week", "list", "goals", "profile", "settings", "progress", "day", "supports", "work/{work}"};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		WALK(s, {BEN, str_fmt(s->w->a, "/learners/%s/%s", i == 9 ? "{ana}" : "{ben}", pages[i]).p, NULL, i == 9 ? 403 : 200, "href=\"/help\"", NULL});
	WALK(s, {BEN, "/help", NULL, 200, "Ask for something|Something that makes it easier to do", NULL}, {TEACHER, "/help", NULL, 200, NULL, "Ask for something"}, {NOBODY, "/help", NULL, 200, NULL, "Ask for something"},
	     {BEN, "/learners/{ben}/ask-for", "kind=support&text=", 422, "Write in a few words", NULL}, {BEN, "/learners/{ana}/ask-for", "kind=support&text=x", 403, NULL, NULL},
	     {BEN, "/learners/{ben}/ask-for", "kind=support&text=A+quiet+place+when+we+read", 303, NULL, NULL}, {BEN, "/learners/{ben}/home?all=1", NULL, 200, "A quiet place when we read|The answer is promised by", NULL},
	     {TEACHER, "/waits", NULL, 200, "Ben Beech|A quiet place when we read", NULL});
	journey_counts(s, "select count(*) from help_request where kind = 'support' and text like 'A quiet place%' and due_at > created_at", 1);
}

/* One tap says that it does not work: the last day goes away, and other ways are offered. [R427] */
static void a_broken_thing_pauses(void **state)
{
	struct journey_school *s = *state;
	journey_counts(s, "select count(*) from week_item where title = 'Questions on bread' and by_until is not null", 1);
	WALK(s, {ANA, "/learners/{ana}/work/{questions}/broken", "", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{questions}", NULL, 200, "There is no last day for this now", NULL},
	     {TEACHER, "/waits", NULL, 200, "this does not work", NULL});
	journey_counts(s, "select count(*) from week_item where title = 'Questions on bread' and by_until is null", 1);
	journey_counts(s, "select count(*) from week_item where title = 'Poster about bread' and by_until is not null", 1);
}

/* The learner says that the week is clear, in a tap; until then a person sees that it is not. Nothing is blocked. [R058] */
static void a_week_is_confirmed(void **state)
{
	struct journey_school *s = *state;
	const char *clear = "/learners/{ana}/week?monday={monday}";
	/* inferred, so a school turns it on */
	WALK(s, {ANA, clear, NULL, 200, NULL, "Is it clear what to do?"}, {ANA, "/learners/{ana}/week/confirm", "monday={monday}&how=tap", 404, NULL, NULL},
	     {ADMIN, "/settings", "has=week.confirm&week.confirm=1", 303, NULL, NULL}, {TEACHER, "/settings", "has=week.confirm", 403, NULL, NULL},
	     {ANA, clear, NULL, 200, "Is it clear what to do?", NULL});
	WALK(s, {TEACHER, "/waits", NULL, 200, "Weeks that are not clear yet|Ana Ash", NULL},
	     {ANA, "/learners/{ana}/work/{work}", NULL, 200, "The poster names the main idea.", NULL},
	     {BEN, "/learners/{ana}/week/confirm", "monday={monday}", 403, NULL, NULL},
	     {ANA, "/learners/{ana}/week/confirm", "monday={monday}&how=tap", 303, NULL, NULL});
	journey_counts(s, "select count(*) from week_plan where state = 'confirmed' and confirmed_how = 'tap' and confirmed_at > 0", 1);
}

/* A short thread about the week: the learner asks, the teacher answers, both read it, and a person is named until a day. [R057] */
static void a_thread_about_the_week(void **state)
{
	struct journey_school *s = *state;
	const char *thread = "/learners/{ana}/threads/{=select thread from message where text = 'How long is the poster?'}";
	WALK(s, {ANA, "/learners/{ana}/week/ask", "monday={monday}&text=How+long+is+the+poster?", 303, NULL, NULL},
	     {TEACHER, "/waits", NULL, 200, "How long is the poster?", NULL},
	     {OTHER_TEACHER, thread, "deed=answer&text=x", 403, NULL, NULL},
	     {TEACHER, thread, "deed=answer&text=One+page+is+enough", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/week?monday={monday}", NULL, 200, "How long is the poster?|One page is enough", NULL},
	     {BEN, "/learners/{ben}/week?monday={monday}", NULL, 200, NULL, "One page is enough"});
	journey_counts(s, "select count(*) from thread where follow_up is not null and follow_up_on is not null", 1);
}

/* Each piece opens from the week itself, on the learner's own page, and nobody else's account opens it. [R056 R426] */
static void work_opens_in_one_tap(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/week?monday={monday}", NULL, 200, "href=\"/learners/{ana}/work/{work}\"|href=\"/learners/{ana}/work/{questions}\"|Done when:", NULL},
	     {ANA, "/learners/{ana}/work/{questions}?q=1", NULL, 200, "How much is 3 and one more?", NULL},
	     {BEN, "/learners/{ben}/work/{questions}?q=1", NULL, 404, NULL, NULL},
	     {BEN, "/learners/{ana}/work/{questions}?q=1", NULL, 403, NULL, NULL});
}

/* After a piece of work: one thing that went well and one that was hard, for the team to read, not for classmates. [R019] */
static void looking_back(void **state)
{
	struct journey_school *s = *state;
	const char *one = "/r/reflection/{=select id from reflection}";
	WALK(s, {ANA, "/learners/{ana}/work/{work}/hand-in", "text=My+poster+hangs+on+the+wall&way=person&strength=I+drew+the+oven&challenge=The+long+words", 303, NULL, NULL},
	     {TEACHER, one, NULL, 200, "I drew the oven|The long words", NULL},
	     {BEN, one, NULL, 404, NULL, NULL},
	     {OTHER_TEACHER, one, NULL, 404, NULL, NULL});
	journey_counts(s, "select count(*) from week_item where title = 'Poster about bread' and state = 'handed'", 1);
}

/* Wrong first, then right after another try: both stay in the record, and the count of tries is no score. [R155] */
static void trying_again(void **state)
{
	struct journey_school *s = *state;
	const char *to = "/learners/{ana}/work/{questions}/answer";
	WALK(s, {ANA, to, "place=1&answer=2", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{questions}?q=1", NULL, 200, "Not yet.|That is one less.|Check again", NULL},
	     {ANA, to, "place=1&answer=4", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{questions}?q=1", NULL, 200, "Yes.", NULL},
	     {TEACHER, "/learners/{ana}/competencies/{aim}", NULL, 200, "Evidence, newest first", NULL});
	journey_counts(s, "select count(*) from event where kind = 'practice' and response in ('2', '4')", 2);
	/* an answer is the learner's: an adult looks on, and cannot send one */
	WALK(s, {TEACHER, to, "place=1&answer=4", 403, NULL, NULL});
}

/* A learner with evidence enough goes on at once; the page that follows is like any other. Without it the teacher is told. [R110] */
static void ready_to_move_on(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/work/{questions}/move-on", "", 303, NULL, NULL});
	journey_counts(s, "select count(*) from week_item where title = 'Questions on bread' and state = 'handed'", 0);
	journey_counts(s, "select count(*) from help_request where kind = 'moveOn' and state = 'open'", 1);
	WALK(s, {TEACHER, "/waits", NULL, 200, "is ready to move on", NULL},
	     {TEACHER, "/learners/{ana}/competencies/{aim}/confirm", "level=3&way=talk&reason=She+explained+it+to+me", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/home", NULL, 200, NULL, "move on"});
}

/* The learner prepares, leads, and what was agreed stays for everybody of the learner. Adults cannot write the learner's parts. [R016] */
static void a_conference_is_led(void **state)
{
	struct journey_school *s = *state;
	const char *page = "/learners/{ana}/conference";
	WALK(s, {ANA, "/learners/{ana}/conference/plan", "planned_on=2099-03-01&with_whom=Mama", 303, NULL, NULL},
	     {ANA, page, "version=1&proud_of=My+poster&challenge=Speaking+in+class&questions=May+I+use+Spanish?", 303, NULL, NULL},
	     {TEACHER, page, "version=2&proud_of=Changed+by+an+adult", 422, "You may not change this", NULL},
	     {ANA, "/learners/{ana}/conference?lead=1", NULL, 200, "My poster|Speaking in class|May I use Spanish?", NULL},
	     {ANA, page, "version=2&deed=held&family_says=We+are+proud&agreed=Ana+and+Tea+meet+on+Friday", 303, NULL, NULL},
	     {MOTHER, page, NULL, 200, "Ana and Tea meet on Friday", NULL},
	     {TEACHER, page, NULL, 200, "Ana and Tea meet on Friday", NULL},
	     {FATHER, page, NULL, 403, NULL, NULL});
	journey_counts(s, "select count(*) from conference where state = 'held' and held_on is not null and proud_of = 'My poster'", 1);
}

/* One list, short and in order: how long, how to begin, step by step; what is ticked stays ticked and hands nothing in. [R071] */
static void one_tidy_list(void **state)
{
	struct journey_school *s = *state;
	const char *form = "monday=2026-03-02&title=Poster+about+bread&minutes=30&mode=paper&day=0&done=The+poster+names+the+main+idea.";
	web_sql(s->w, "delete from week_item where title not in ('Poster about bread', 'Questions on bread')");
	web_sql(s->w, "update week_item set state = 'planned', by_until = '2026-03-07'");
	WALK(s, {ANA, "/learners/{ana}/home?lang=en&all=1", NULL, 200, "/list\"", NULL},
	     /* without a word of a teacher there is a beginning and an end */
	     {ANA, "/learners/{ana}/list", NULL, 200, "2 things, about 50 minutes in all|Lay the paper and a pencil in front of you.|Work on it for about 30 minutes.|Open the page of this work.", NULL},
	     {TEACHER, "/classes/{class}/week/pieces/{work}", str_fmt(s->w->a, "%s&begin_with=Write+your+name&steps=Read+page+one%%0ADraw+the+bread%%0AWrite+one+sentence", form).p, 303, NULL, NULL},
	     {ANA, "/learners/{ana}/list", NULL, 200, "Begin like this:|Write your name|Read page one|Draw the bread|Write one sentence|about 30 minutes", "Lay the paper"},
	     {ANA, "/learners/{ana}/work/{work}", NULL, 200, "Step by step|Draw the bread", NULL},
	     {ANA, "/learners/{ana}/work/{work}/step", "step=0&back=list", 303, NULL, NULL}, {ANA, "/learners/{ana}/work/{work}/step", "step=2&back=list", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{work}/step", "step=2&done=0", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{work}/step", "step=7", 422, "There is no such step", NULL}, {BEN, "/learners/{ana}/work/{work}/step", "step=1", 403, NULL, NULL},
	     {BEN, "/learners/{ben}/work/{work}/step", "step=1", 404, NULL, NULL},
	     {MOTHER, "/learners/{ana}/list?lang=en", NULL, 200, "The list of Ana Ash|Draw the bread", NULL}, {TEACHER, "/learners/{ana}/list?format=csv", NULL, 200, "Poster about bread,30,2026-03-07,Write your name,3,1", NULL});
	journey_counts(s, "select steps_done from week_item where title = 'Poster about bread'", 1);
	journey_counts(s, "select count(*) from week_item where state = 'planned' and title = 'Poster about bread'", 1);
	journey_counts(s, "select count(*) from event where week_item = (select id from week_item where title = 'Poster about bread') and score is not null", 0);
	/* other steps are other steps: nothing is ticked of them */
	WALK(s, {TEACHER, "/classes/{class}/week/pieces/{work}", str_fmt(s->w->a, "%s&steps=Read+page+one%%0ADraw+the+bread", form).p, 303, NULL, NULL});
	journey_counts(s, "select steps_done from week_item where title = 'Poster about bread'", 0);
}

/* The simple view: one step, icons, plain words, nothing beside it; the piece, its goal and what done looks like are the same, and the
 * learner goes to and fro. [R221] */
static void one_step_and_nothing_else(void **state)
{
	struct journey_school *s = *state;
	int64_t version = web_count(s->w, "select version from week_item where title = 'Poster about bread'");
	WALK(s, {ANA, "/learners/{ana}/settings", "size=", 303, NULL, NULL}, {ANA, "/learners/{ana}/home", NULL, 200, "What am I missing?|Who can help me?", NULL}, {ANA, "/learners/{ana}/settings", "step=1", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/home", NULL, 200, "Poster about bread|Step 1 of 2|Read page one|svg#paper|I need help|Done when: <bdi>The poster names the main idea.", "Draw the bread|Questions on bread|What am I missing?|Who can help me?"},
	     {ANA, "/learners/{ana}/work/{work}/step", "step=0&back=home", 303, NULL, NULL}, {ANA, "/learners/{ana}/home", NULL, 200, "Step 2 of 2|Draw the bread", "Read page one"},
	     {ANA, "/learners/{ana}/work/{work}/step", "step=1&back=home", 303, NULL, NULL}, {ANA, "/learners/{ana}/home", NULL, 200, "All steps are done|Hand it in", NULL},
	     {ANA, "/learners/{ana}/home?all=1", NULL, 200, "What am I missing?", "Step 1 of"}, {MOTHER, "/learners/{ana}/home?lang=en", NULL, 200, "What am I missing?", NULL},
	     {ANA, "/learners/{ana}/settings", "size=", 303, NULL, NULL}, {ANA, "/learners/{ana}/home", NULL, 200, "What am I missing?", "All steps are done"});
	journey_counts(s, "select count(*) from week_item where title = 'Poster about bread' and state = 'planned' and done_looks_like = 'The poster names the main idea.'", 1);
	journey_counts(s, "select version from week_item where title = 'Poster about bread'", version + 2); /* two ticks, nothing else */
}

/* Size, contrast, calm colours and no motion are every learner's to choose, with no plan at all; a break is told after the minutes the
 * learner chose, once, and five minutes away count as one. [R216] */
static void comfort_is_for_everybody(void **state)
{
	struct journey_school *s = *state;
	int64_t nine = (int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR;
	journey_counts(s, "select count(*) from plan_line where learner = x'{=select lower(hex(id)) from person where family_name = 'Beech'}'", 0);
	WALK(s, {BEN, "/learners/{ben}/settings", NULL, 200, "Size of letters|Stronger contrast|Calm, without glare|No motion|A reminder to take a break", NULL}, {BEN, "/learners/{ben}/home", NULL, 200, NULL, "data-rest"},
	     {BEN, "/learners/{ben}/settings", "size=27&ground=%23f3ead7&contrast=1&motion=1&rest=15", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/home", NULL, 200, "data-size=\"3\"|data-theme=\"calm\"|data-contrast=\"more\"|data-motion=\"reduce\"|data-rest=\"15\" hidden", NULL});
	/* one browser, signed in all the time */
	const char *page = journey_fill(s, "/learners/{ben}/week");
	struct reply rp = journey_get(s, BEN, page);
	for (int m = 4; m < 15; m += 4) {
		clock_set(nine + m * 60 * SECOND);
		rp = web_get(s->w, page);
		if (!web_has(s->w, &rp, str_fmt(s->w->a, "data-rest=\"%d\" hidden", 15 - m).p))
			fail_msg("after %d minutes", m);
	}
	clock_set(nine + 16 * 60 * SECOND);
	rp = web_get(s->w, page);
	assert_true(web_has(s->w, &rp, "data-rest=\"0\"") && !web_has(s->w, &rp, "data-rest=\"0\" hidden") && web_has(s->w, &rp, "Time for a break"));
	rp = web_get(s->w, page);
	assert_true(web_has(s->w, &rp, "data-rest=\"15\" hidden")); /* said once */
	clock_set(nine + 20 * 60 * SECOND);
	rp = web_get(s->w, page);
	assert_true(web_has(s->w, &rp, "data-rest=\"11\" hidden"));
	clock_set(nine + 30 * 60 * SECOND); /* ten minutes away: that was one */
	rp = web_get(s->w, page);
	assert_true(web_has(s->w, &rp, "data-rest=\"15\" hidden"));
	WALK(s, {BEN, "/learners/{ben}/settings", "size=", 303, NULL, NULL}, {BEN, "/learners/{ben}/home", NULL, 200, NULL, "data-rest|data-contrast|data-motion"});
	clock_set(nine);
}

/* The pages speak the home language, or both at once; each way has its picture, and each line can be heard by who cannot read it. [R228] */
static void in_the_home_language_or_both(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/home?lang=es", NULL, 200, "<html lang=\"es\"|Mi semana|svg#week", ">My week<"}, {ANA, "/learners/{ana}/home?lang=en", NULL, 200, "My week", "Mi semana"},
	     {ANA, "/learners/{ana}/settings?lang=en", "second=es&listen=computer-read-aloud", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/home?lang=en", NULL, 200, "My week <span class=\"small\" lang=\"es\" dir=\"ltr\">Mi semana</span>|svg#week|svg#goals|data-read=\"line\"|<html lang=\"en\"", NULL},
	     /* both languages are the learner's alone */
	     {TEACHER, "/learners/{ana}/week", NULL, 200, NULL, "lang=\"es\" dir=\"ltr\">Mi semana"}, {ANA, "/learners/{ana}/settings?lang=en", "second=", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/home?lang=en", NULL, 200, NULL, "Mi semana|data-read=\"line\""});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(profile_is_complete_with_strengths), cmocka_unit_test(interests_are_found), cmocka_unit_test(three_parts_stay_apart),
		cmocka_unit_test(own_words_stay_own), cmocka_unit_test(advanced_and_supported), cmocka_unit_test(programs_are_closed),
		cmocka_unit_test(one_profile_for_all), cmocka_unit_test(uneven_picture), cmocka_unit_test(goals_in_own_words), cmocka_unit_test(own_settings),
		cmocka_unit_test(settings_go_everywhere), cmocka_unit_test(help_is_asked_and_answered), TEST("a support is asked for from any page, with a promised answer [R012 R204]", asked_from_any_page), cmocka_unit_test(a_broken_thing_pauses),
		cmocka_unit_test(a_week_is_confirmed), cmocka_unit_test(a_thread_about_the_week), cmocka_unit_test(work_opens_in_one_tap),
		cmocka_unit_test(looking_back), cmocka_unit_test(trying_again), cmocka_unit_test(ready_to_move_on), cmocka_unit_test(a_conference_is_led),
		TEST("one tidy list with time, beginning and steps [R071]", one_tidy_list),
		TEST("size, contrast, calm colours, no motion and breaks for every learner [R216]", comfort_is_for_everybody),
		TEST("pages in the home language or in both, with pictures and to hear [R228]", in_the_home_language_or_both),
		TEST("the simple view shows one step and changes no goal [R221]", one_step_and_nothing_else)};
	return cmocka_run_group_tests_name("journeys of a learner", tests, start, stop);
}
