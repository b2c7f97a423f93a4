/* Journeys of work that is looked at before learners get it, is open to everybody, and of work that waits for a lesson with a person. */
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

#define NEXT "2026-03-09"

/* A performance task has a shared rubric and is checked for access before use, with who and when; one that nobody has checked can be
 * given, and every page on the way says so. [R150] */
static void a_task_is_checked_before_use(void **state)
{
	struct journey_school *s = *state;
	const char *page = "/library/{task}", *give = "/classes/{class}/week/add?monday=" NEXT "&resource={task}";
	WALK(s, {TEACHER, page, NULL, 200, "not checked for access yet|It has no rubric yet|Check it now, five questions", "Checked by"},
	     {TEACHER, "/library/{practice}", NULL, 200, NULL, "Check it now, five questions"},
	     {TEACHER, give, NULL, 200, "Nobody has checked this task for access yet", NULL},
	     {TEACHER, "/classes/{class}/week/add?monday=" NEXT "&resource={practice}", NULL, 200, NULL, "Nobody has checked this task"},
	     {TEACHER, "/classes/{class}/week/add", "monday=" NEXT "&resource={task}&title=Make+a+poster&minutes=30&mode=paper&day=2&done=A+poster&why=&learner={ben}", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week?monday=" NEXT, NULL, 200, "not checked for access yet|Make a poster. You can give it all the same", NULL},
	     {TEACHER, "/r/rubric", "title=Posters&resource={task}&competency={aim}&ways=Draw%0ASay", 303, NULL, NULL},
	     {ANA, "/library/{task}/check", "choice=1", 403, NULL, NULL}, {MOTHER, "/library/{task}/check", "choice=1", 403, NULL, NULL},
	     {TEACHER, "/library/{task}/check", "choice=1&taken_in=1&shown=1&rubric_first=1&note=Needs+a+table+to+stand+at", 303, NULL, NULL},
	     {CASE, page, NULL, 200, "4 of 5 answered with yes|Checked by Tea Cher on|Nothing is in the way that is not part|Needs a table to stand at|Posters", "not checked for access yet"},
	     {TEACHER, give, NULL, 200, NULL, "Nobody has checked this task"},
	     {TEACHER, "/classes/{class}/week?monday=" NEXT, NULL, 200, NULL, "not checked for access yet"},
	     {CASE, "/library/{task}/check", "choice=1&taken_in=1&shown=1&rubric_first=1&no_barrier=1&note=", 303, NULL, NULL},
	     {TEACHER, page, NULL, 200, "5 of 5 answered with yes|Checked by Cass Case on", "Needs a table to stand at"});
	journey_counts(s, "select count(*) from udl_check", 2);
	WALK(s, {TEACHER, "/classes/{class}/week/give", "monday=" NEXT "&message=", 303, NULL, NULL}, {BEN, "/learners/{ben}/week?monday=" NEXT, NULL, 200, "Make a poster", NULL});
}

/* What is new is taught by a person: practice that a teacher marked so opens when the lesson is logged with one tap; until then the
 * learner has something else to do, and paper, staff and unmarked work never wait. [R108] */
static void practice_after_the_lesson(void **state)
{
	struct journey_school *s = *state;
	const char *item = "/learners/{ana}/work/{questions}", *piece = "/classes/{class}/week/pieces/{questions}";
	WALK(s, {ANA, item, NULL, 200, "How much is", "This opens after the lesson"},
	     {TEACHER, piece, NULL, 200, "Opens after the lesson with a person", "name=\"after_lesson\" value=\"1\" checked"},
	     {TEACHER, piece, "monday={monday}&version=1&title=Questions+on+bread&minutes=20&mode=screen&day=3&done=All+are+tried&why=&after_lesson=1", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/week", NULL, 200, "opens after the lesson|Poster about bread", NULL},
	     {ANA, item, NULL, 200, "This opens after the lesson|I can find the main idea|Until then you can do this|Poster about bread", "How much is"},
	     {MOTHER, item, NULL, 200, NULL, "How much is"}, {TEACHER, item, NULL, 200, "How much is", "This opens after"},
	     {ANA, "/learners/{ana}/packet.pdf", NULL, 200, "%PDF-", NULL},
	     {ANA, "/learners/{ana}/work/{work}", NULL, 200, NULL, "This opens after the lesson"},
	     {ANA, "/classes/{class}/week/taught", "monday={monday}&competency={aim}", 403, NULL, NULL},
	     {OTHER_TEACHER, "/classes/{class}/week/taught", "monday={monday}&competency={aim}", 403, NULL, NULL},
	     {TEACHER, "/classes/{class}/week?monday={monday}", NULL, 200, "Practice of this week waits for a lesson on|Taught today", "First taught on"},
	     {TEACHER, "/classes/{class}/week/taught", "monday={monday}&competency={next}", 303, NULL, NULL},
	     {ANA, item, NULL, 200, "This opens after the lesson", NULL},
	     {TEACHER, "/classes/{class}/week/taught", "monday={monday}&competency={aim}", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week/taught", "monday={monday}&competency={aim}", 303, NULL, NULL},
	     {ANA, item, NULL, 200, "How much is", "This opens after the lesson"},
	     {ANA, "/learners/{ana}/week", NULL, 200, NULL, "opens after the lesson"},
	     {TEACHER, "/classes/{class}/week?monday={monday}", NULL, 200, NULL, "Practice of this week waits"},
	     {TEACHER, "/classes/{class}/week/aims", "monday={monday}&competency={aim}", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week?monday={monday}", NULL, 200, "First taught on Mar 4, 2026", NULL});
	journey_counts(s, "select count(*) from lesson_held", 2);
	/* the same mark on paper holds nothing back, also before any lesson */
	web_sql(s->w, "delete from lesson_held");
	WALK(s, {ANA, item, NULL, 200, "This opens after the lesson", NULL});
	web_sql(s->w, "update week_item set mode = 'paper'");
	WALK(s, {ANA, item, NULL, 200, NULL, "This opens after the lesson"});
}

/* The editor of a piece of work shows the three questions of UDL about what stands in the form and says one small step; looking again keeps nothing. [R222] */
static void the_editor_asks_three_questions(void **state)
{
	struct journey_school *s = *state;
	const char *add = "/classes/{class}/week/add";
	int64_t before = web_count(s->w, "select count(*) from week_item");
	WALK(s, {TEACHER, "/classes/{class}/week/pieces/{questions}", NULL, 200,
	         "Do learners choose something that matters to them?|Can it be taken in in more than one way?|The library has it in more than one way|Can it be shown in more than one way?|One small step: Begin with two minutes of talk", NULL},
	     {TEACHER, add, "look=1&monday=" NEXT "&title=Talk+about+bread&minutes=20&day=2&why=&mode=paper&done=", 200, "So far it is words on a page or a screen alone|One small step: Give one more way in|Talk about bread", "The library has it in more than one way"},
	     {TEACHER, add, "look=1&monday=" NEXT "&title=Talk+about+bread&minutes=20&day=2&why=&mode=group&done=", 200, "People or things are part of it|One small step: Write what done looks like", "So far it is words"},
	     {TEACHER, add, "look=1&monday=" NEXT "&title=Talk+about+bread&minutes=20&day=2&why=&mode=group&limit=10&done=We+agree", 200, "One small step: Try it without the limit of time", "Write what done looks like in words"},
	     {TEACHER, add, "look=1&monday=" NEXT "&title=Talk+about+bread&minutes=20&day=2&why=&mode=group&done=We+agree", 200, "One small step: Ask one learner to try it first", "without the limit of time"},
	     {TEACHER, "/classes/{class}/week/pieces/{work}", "look=1&monday={monday}&version=1&title=Another+name&minutes=20&mode=group&day=0&done=We+agree&why=", 200, "Another name|People or things are part of it", NULL});
	assert_int_equal(web_count(s->w, "select count(*) from week_item"), before);
	journey_counts(s, "select count(*) from week_item where title = 'Another name'", 0);
}

/* A class starts with every option on; taking one away takes a deed and a reason, is seen with who and when, and giving it back is one tap. [R237] */
static void options_are_on_from_the_start(void **state)
{
	struct journey_school *s = *state;
	const char *page = "/classes/{class}/open", *item = "/learners/{ana}/work/{work}";
	WALK(s, {TEACHER, page, NULL, 200, "Open to everybody|Choose a topic or an example|Answer by speaking|Take it away", "taken away</span>"},
	     {OTHER_TEACHER, "/classes/{other}/open", NULL, 200, "Choose a topic or an example", "taken away</span>"},
	     {ANA, item, NULL, 200, "A topic or an example of my own", NULL},
	     {TEACHER, "/classes/{class}/open/take", "option=topic&reason=", 422, "Why", NULL}, {TEACHER, "/classes/{class}/open/take", "option=topic&reason=no", 422, "Say in a sentence why", NULL},
	     {ANA, "/classes/{class}/open/take", "option=topic&reason=I+do+not+like+to+choose", 403, NULL, NULL},
	     {OTHER_TEACHER, "/classes/{class}/open/take", "option=topic&reason=It+takes+too+long+for+us", 403, NULL, NULL},
	     {TEACHER, page, NULL, 200, NULL, "taken away</span>"}, {ANA, item, NULL, 200, "A topic or an example of my own", NULL},
	     {TEACHER, "/classes/{class}/open/take", "option=topic&reason=All+speak+about+the+same+trip+this+month", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/open/take", "option=topic&reason=All+speak+about+the+same+trip+this+month", 422, "taken away already", NULL},
	     {LEADER, page, NULL, 200, "taken away</span>|Tea Cher|All speak about the same trip this month", NULL},
	     {LEADER, "/r/option_taken", NULL, 200, "All speak about the same trip this month", NULL},
	     {ANA, item, NULL, 200, "How I would like to work", "A topic or an example of my own"},
	     {TEACHER, "/classes/{class}/open/back", "option=topic", 303, NULL, NULL}, {TEACHER, "/classes/{class}/open/back", "option=topic", 303, NULL, NULL},
	     {TEACHER, page, NULL, 200, NULL, "taken away</span>"}, {ANA, item, NULL, 200, "A topic or an example of my own", NULL});
	/* a class that is made today starts so too */
	struct id fresh = JOURNEY_MAKE(s, "class", {"title", S("New course")}, {"kind", S("scheduled")}, {"org", id_str(s->w->a, s->w->org)});
	(void)JOURNEY_MAKE(s, "enrolment", {"class", id_str(s->w->a, fresh)}, {"person", id_str(s->w->a, s->people[TEACHER])}, {"role", S("teacher")});
	WALK(s, {TEACHER, "/classes/{=select id from class where title = 'New course'}/open", NULL, 200, "Choose how hard to begin|Answer on paper", "taken away</span>"});
}

/* Each piece of work offers a choice of topic, partner, tool and how hard to begin; what is chosen stays and the teacher sees it where the week is built. [R211] */
static void every_task_has_a_choice(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/work/{questions}", NULL, 200, "On this piece of work|A topic or an example of my own|With what|How I begin", NULL},
	     {ANA, "/learners/{ana}/work/{work}", NULL, 200, "On this piece of work|With a partner|A topic or an example of my own|Things to build with|With something harder on top", "value=\"horses\""},
	     {ANA, "/learners/{ana}/work/{work}/how", "way=pair&topic=horses&tool=build&level=further", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{work}", NULL, 200, "value=\"horses\"|value=\"build\" selected|value=\"further\" selected", NULL},
	     {TEACHER, "/classes/{class}/week?monday={monday}", NULL, 200, "What learners chose|horses, Things to build with, and With something harder on top", NULL},
	     {ANA, "/learners/{ana}/work/{work}/how", "way=pair&topic=bread+of+my+town&tool=&level=", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week?monday={monday}", NULL, 200, "bread of my town", "horses"},
	     {BEN, "/learners/{ana}/work/{work}/how", "topic=cars", 403, NULL, NULL});
	journey_counts(s, "select count(*) from work_choice", 1);
}

/* An answer can be spoken, drawn, recorded or on paper as well as typed, on closed questions too, and waits for a person; where writing by oneself is
 * assessed the page says so and refuses; a plan's support stays when the class takes the way away. [R212] */
static void answers_in_five_ways(void **state)
{
	struct journey_school *s = *state;
	const char *q = "/learners/{ana}/work/{questions}?q=1", *to = "/learners/{ana}/work/{questions}/answer";
	WALK(s, {ANA, q, NULL, 200, "Your answer|Answer in another way|I say it to a person|I draw it|I record it|I do it on paper", NULL},
	     {ANA, "/learners/{ana}/work/{work}", NULL, 200, "You may type your answer, or choose another way|Say it: a recording|Take a photo", NULL},
	     {ANA, to, "place=1&began=0&by=recorded", 422, "Add the recording or a photo", NULL}, {ANA, to, "place=1&began=0&by=song", 422, "This way to answer is not open here", NULL});
	web_sql(s->w, "update resource set construct = 'transcription' where title = 'Main ideas'");
	WALK(s, {ANA, q, NULL, 200, "Here writing by yourself is what is looked at|I do it on paper", "I say it to a person|I draw it|I record it"}, {ANA, to, "place=1&began=0&by=spoken", 422, "This way to answer is not open here", NULL});
	web_sql(s->w, "update resource set construct = null where title = 'Main ideas'");
	WALK(s, {TEACHER, "/classes/{class}/open/take", "option=spoken&reason=There+is+no+second+adult+this+week", 303, NULL, NULL}, {ANA, q, NULL, 200, "Answer in another way", "I say it to a person"},
	     {ANA, to, "place=1&began=0&by=spoken", 422, "This way to answer is not open here", NULL},
	     {CASE, "/r/plan_line", "learner={ana}&source=iep&kind=accommodation&text=May+dictate+her+texts&term=dictation", 303, NULL, NULL}, {ANA, q, NULL, 200, "I say it to a person", NULL},
	     {TEACHER, "/classes/{class}/open/back", "option=spoken", 303, NULL, NULL}, {ANA, to, "place=1&began=0&by=spoken", 303, NULL, NULL}, {ANA, q, NULL, 200, "A person looks at it; it counts the same", "Not yet.|One way to do it"}, {ANA, "/learners/{ana}/work/{questions}?q=end", NULL, 200, "A person reads it", NULL});
	journey_counts(s, "select count(*) from event where week_item = (select id from week_item where title = 'Questions on bread') and score is null and response = 'I say it to a person'", 1);
	/* it reaches a person, whose mark counts like any other and comes back with a word */
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR + MINUTE); /* after the answer */
	const char *mark = "/learners/{ana}/work/{questions}/mark", *waiting = "/classes/{class}/answers";
	WALK(s, {TEACHER, waiting, NULL, 200, "Ana Ash|Questions on bread|Question 1|I say it to a person", NULL}, {OTHER_TEACHER, waiting, NULL, 403, NULL, NULL}, {ANA, q, NULL, 200, NULL, "Look at this answer"},
	     {TEACHER, q, NULL, 200, "Look at this answer|I say it to a person", NULL}, {MOTHER, mark, "place=1&mark=right", 403, NULL, NULL}, {TEACHER, mark, "place=1&mark=", 422, "yes, partly, or not yet", NULL},
	     {TEACHER, mark, "place=1&mark=right&words=You+counted+on+aloud", 303, NULL, NULL}, {ANA, q, NULL, 200, "Yes.|You counted on aloud", "A person looks at it"}, {TEACHER, waiting, NULL, 200, "No answer waits for you", "Ana Ash"},
	     {TEACHER, mark, "place=1&mark=not", 422, "waits for nobody", NULL});
	journey_counts(s, "select count(*) from event where way = 'q1' and score = 1 and context = 'person' and actor = (select id from person where given_name = 'Tea')", 1);
}

/* Learners choose a place of the room in their piece of work; one that is full on that day is said and refused; the teacher sees who is where. [R230] */
static void places_in_the_room(void **state)
{
	struct journey_school *s = *state;
	struct str ben = id_str(s->w->a, s->people[BEN]);
	struct id week = JOURNEY_MAKE(s, "week_plan", {"learner", ben}, {"monday", str_z(s->monday)}, {"class", id_str(s->w->a, s->class_id)});
	(void)JOURNEY_MAKE(s, "week_item", {"learner", ben}, {"week", id_str(s->w->a, week)}, {"title", S("Ben reads")}, {"mode", S("paper")}, {"minutes", S("20")}, {"done_looks_like", S("It is read.")}, {"kind", S("class")});
	web_sql(s->w, "update week_plan set state = 'given', given_at = 1");
#define BENS "/learners/{ben}/work/{=select id from week_item where title = 'Ben reads'}"
#define QUIET "{=select id from room_option where name = 'By the window'}"
	WALK(s, {ANA, "/learners/{ana}/work/{work}", NULL, 200, NULL, "At my usual place"}, {ANA, "/classes/{class}/open/place", "name=My+own&kind=quiet", 403, NULL, NULL},
	     {TEACHER, "/classes/{class}/open/place", "name=By+the+window&kind=quiet&places=1", 303, NULL, NULL}, {TEACHER, "/classes/{class}/open/place", "name=High+desk&kind=standing&places=", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{work}", NULL, 200, "At my usual place|By the window|High desk", "full on this day"}, {ANA, "/learners/{ana}/work/{work}/how", "place=" QUIET, 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week?monday={monday}", NULL, 200, "What learners chose|By the window", NULL}, {BEN, BENS, NULL, 200, "By the window (full on this day)|High desk", NULL},
	     {BEN, BENS "/how", "place=" QUIET, 422, "That place is full on this day", NULL}, {BEN, BENS "/how", "place={class}", 422, "Choose one of the places of this class", NULL},
	     {BEN, BENS "/how", "place={=select id from room_option where name = 'High desk'}", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{work}/how", "place=", 303, NULL, NULL}, {BEN, BENS "/how", "place=" QUIET, 303, NULL, NULL});
	web_sql(s->w, "insert into setting (district, key, value, changed_at) select district, 'class.places', '0', 0 from person limit 1");
	WALK(s, {BEN, BENS, NULL, 200, NULL, "At my usual place"}, {TEACHER, "/classes/{class}/open", NULL, 200, NULL, "Places in the room"});
	web_sql(s->w, "delete from setting where key = 'class.places'");
}

/* A live lesson is told to the class only with captions, chat, typed and spoken answers and a camera that may stay off; its recording keeps captions. [R231] */
static void live_lessons_for_everybody(void **state)
{
	struct journey_school *s = *state;
#define LESSON "/r/live_lesson/{=select id from live_lesson}"
	WALK(s, {ANA, "/r/live_lesson", "class={class}&title=Mine&on_day=2026-03-06&address=https://meet.example/a", 403, NULL, NULL},
	     {TEACHER, "/r/live_lesson", "class={class}&title=Yeast&on_day=2026-03-06&at_time=10:00&address=ftp://meet.example", 422, "https://", NULL},
	     {TEACHER, "/r/live_lesson", "class={class}&title=Yeast&on_day=2026-03-06&at_time=10:00&address=https://meet.example/yeast&captions=0&chat=1&typed=1&spoken=1&camera_off=0", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/week", NULL, 200, NULL, "Yeast"}, {TEACHER, LESSON "/state", "version=1&to=told", 422, "captions and a camera that may stay off", NULL}, {ANA, "/learners/{ana}/week", NULL, 200, NULL, "Yeast"},
	     {TEACHER, LESSON, "version=1&captions=1&camera_off=1", 303, NULL, NULL}, {TEACHER, LESSON "/state", "version=2&to=told", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/week", NULL, 200, "Yeast|10:00|Join the lesson|https://meet.example/yeast|read captions, write in the chat, and type or speak your answers. Your camera may stay off", NULL},
	     {MOTHER, "/learners/{ana}/week", NULL, 200, "Yeast", NULL}, {CORA, "/learners/{cora}/week", NULL, 200, NULL, "Yeast"},
	     {TEACHER, LESSON, "version=3&captions=0", 422, "captions", NULL}, {TEACHER, LESSON, "version=3&recording=https://meet.example/r", 422, "A recording is shared with its captions", NULL},
	     {TEACHER, LESSON, "version=3&recording=https://meet.example/r&recording_captions=1", 303, NULL, NULL}, {TEACHER, LESSON "/state", "version=4&to=held", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/week", NULL, 200, "Watch the recording, with captions|https://meet.example/r", "Join the lesson"}, {TEACHER, "/classes/{class}/open", NULL, 200, "Yeast|Held", NULL});
}

/* Strategies stand by barrier with what was seen; peers comment, nobody else's comment changes, learners and families do not see them. [R304] */
static void strategies_by_barrier(void **state)
{
	struct journey_school *s = *state;
#define FIRST "{=select id from strategy where title = 'Two-minute start'}"
	WALK(s, {TEACHER, "/strategies", NULL, 404, "switched the bank of strategies off", NULL}, {TEACHER, "/classes/{class}/coplan", NULL, 200, NULL, "Strategies by barrier"});
	web_sql(s->w, "insert into setting (district, key, value, changed_at) select district, 'team.strategies', '1', 0 from person limit 1");
	WALK(s, {TEACHER, "/classes/{class}/coplan", NULL, 200, "Strategies by barrier", NULL}, {TEACHER, "/strategies", NULL, 200, "Nothing is here yet|Getting started", NULL}, {TEACHER, "/strategies", "barrier=starting&title=Two-minute+start&what=Only+the+first+line+is+on+the+table&evidence=", 422, "Only the first line is on the table", NULL},
	     {TEACHER, "/strategies", "barrier=starting&title=Two-minute+start&what=Only+the+first+line+is+on+the+table&evidence=Three+weeks,+most+began+within+two+minutes&source=Own+idea", 303, NULL, NULL},
	     {CASE, "/strategies?barrier=starting", NULL, 200, "Two-minute start|most began within two minutes|Own idea|Tea Cher", NULL}, {CASE, "/strategies?barrier=memory", NULL, 200, "Nothing is here yet", "Two-minute start"},
	     {CASE, "/strategies?q=FIRST+line", NULL, 200, "Two-minute start", NULL}, {CASE, "/strategies/" FIRST "/note", "how=helped&text=", 422, NULL, NULL},
	     {CASE, "/strategies/" FIRST "/note", "how=helped&text=With+a+timer+it+went+better", 303, NULL, NULL}, {EL, "/strategies/" FIRST "/note", "how=not&text=The+words+were+too+hard", 303, NULL, NULL},
	     {TEACHER, "/strategies", NULL, 200, "1 of 2 colleagues who tried it say that it helped|With a timer it went better|Cass Case|It did not help here|The words were too hard", NULL},
	     {TEACHER, "/strategies?format=csv", NULL, 200, "Two-minute start,Getting started", NULL}, {MOTHER, "/strategies", NULL, 403, NULL, NULL}, {ANA, "/strategies", NULL, 403, NULL, NULL},
	     {TEACHER, "/r/strategy_note/{=select id from strategy_note where how = 'not'}", "version=1&text=All+is+well", 403, NULL, NULL});
	web_sql(s->w, "delete from setting where key = 'team.strategies'");
}

/* A purchase is approved by a leader only when all twelve questions of the checklist have an answer, and each no has what is done instead. [R223] */
static void nothing_is_bought_unchecked(void **state)
{
	struct journey_school *s = *state;
#define BUY "/r/purchase/{=select id from purchase}"
	WALK(s, {TEACHER, "/r/purchase", "title=Word+game&kind=tool&why=Words+of+science&choice=yes&taken_in=yes", 303, NULL, NULL}, {LEADER, BUY "/state", "version=1&to=approved", 422, "10 of 12 questions have no answer, first: Learners can show what they know", NULL},
	     {TEACHER, BUY, "version=1&shown=yes&keyboard=no&reader=part&captions=yes&sight=yes&time=yes&own_tools=yes&languages=yes&offline=yes", 303, NULL, NULL},
	     {LEADER, BUY "/state", "version=2&to=approved", 422, "1 of 12 questions have no answer, first: Learners with disabilities and learners of English have tried it", NULL},
	     {TEACHER, BUY, "version=2&tried=yes&tried_said=The+buttons+are+small", 303, NULL, NULL}, {LEADER, BUY "/state", "version=3&to=approved", 422, "write what is done instead, who does it and until when", NULL},
	     {TEACHER, BUY, "version=3&mend=Cards+on+paper+until+the+seller+mends+the+keys+in+May,+Tea+Cher", 303, NULL, NULL}, {TEACHER, BUY "/state", "version=4&to=approved", 403, NULL, NULL},
	     {LEADER, BUY "/state", "version=4&to=approved", 303, NULL, NULL}, {LEADER, BUY, NULL, 200, "Approved", NULL}, {TEACHER, BUY, "version=5&keyboard=", 422, "1 of 12 questions have no answer", NULL}, {MOTHER, BUY, NULL, 404, NULL, NULL});
}

/* Something new is released only after learners with disabilities and learners of English tested it; the public note says who tested and what changed, and how many to staff alone. [R232] */
static void tested_before_release(void **state)
{
	struct journey_school *s = *state;
#define NOTE "/r/release_note/{=select id from release_note}"
#define NOTE_ID "{=select id from release_note}"
	WALK(s, {TEACHER, "/r/release_note", "title=New+reader&what=Reads+aloud&on_day=2026-03-04", 403, NULL, NULL}, {LEADER, "/r/release_note", "title=New+reader&what=Reads+aloud&on_day=2026-03-04", 303, NULL, NULL},
	     {LEADER, NOTE "/state", "version=1&to=released", 422, "Learners with disabilities and learners of English have not tested it yet", NULL}, {NOBODY, "/releases", NULL, 200, "Nothing new has been released", "New reader"},
	     {CASE, "/r/feature_test", "release_note=" NOTE_ID "&testers=disability&people=4&on_day=2026-03-02&with_what=screen+reader&found=The+pause+key+was+missing&changed=", 422, NULL, NULL},
	     {CASE, "/r/feature_test", "release_note=" NOTE_ID "&testers=disability&people=4&on_day=2026-03-02&with_what=screen+reader&found=The+pause+key+was+missing&changed=It+is+there+now", 303, NULL, NULL},
	     {LEADER, "/releases", NULL, 200, "New reader|not released yet|Learners of English have not tested it yet", NULL}, {LEADER, NOTE "/state", "version=1&to=released", 422, "Learners of English have not tested it yet", NULL},
	     {EL, "/r/feature_test", "release_note=" NOTE_ID "&testers=english&people=11&on_day=2026-03-03&with_what=Spanish&found=Two+words+were+wrong&changed=A+speaker+mended+them", 303, NULL, NULL},
	     {LEADER, NOTE "/state", "version=1&to=released", 303, NULL, NULL},
	     {NOBODY, "/releases", NULL, 200, "New reader|Learners with disabilities|screen reader|The pause key was missing|It is there now|Learners of English|A speaker mended them", "11 people|not released yet"},
	     {ANA, "/releases", NULL, 200, "New reader", "4 people"}, {TEACHER, "/releases", NULL, 200, "11 people|4 people", NULL});
}

/* A version made for access is compared with its original: less thinking is refused, and said when it comes later. [R227] */
static void access_keeps_the_thinking(void **state)
{
	struct journey_school *s = *state;
	(void)JOURNEY_MAKE(s, "resource", {"title", S("Bread, easy")}, {"kind", S("reading")}, {"language", S("en")}, {"rigor", S("1")});
#define EASY "{=select id from resource where title = 'Bread, easy'}"
	WALK(s, {TEACHER, "/library/{reading}", NULL, 200, "Versions made for access|None is named", NULL}, {TEACHER, "/r/access_version", "original={reading}&version_of=" EASY "&opens=Sound", 422, "less thinking (level 1) than the original (level 2)", NULL},
	     {TEACHER, "/r/access_version", "original={reading}&version_of={pan}&opens=Spanish", 303, NULL, NULL}, {TEACHER, "/library/{reading}", NULL, 200, "Pan|keeps the thinking: level 2, the original 2", "asks for less thinking"},
	     {TEACHER, "/library/{pan}", NULL, 200, "This opens another one to more learners|keeps the thinking", NULL}, {TEACHER, "/r/resource/{pan}", "version=1&rigor=1", 303, NULL, NULL},
	     {TEACHER, "/library/{pan}", NULL, 200, "asks for less thinking: level 1, the original 2", "keeps the thinking"}, {TEACHER, "/library/{reading}", NULL, 200, "asks for less thinking", NULL}, {TEACHER, "/r/resource/{pan}", "version=2&rigor=3", 303, NULL, NULL},
	     {TEACHER, "/library/{reading}", NULL, 200, "keeps the thinking: level 3, the original 2", "asks for less thinking"});
}

/* A digital lesson is looked at for depth and interaction before use: unchecked, or thinner than what it came from, is said where it is given. [R431] */
static void digital_lessons_are_deep_enough(void **state)
{
	struct journey_school *s = *state;
	(void)JOURNEY_MAKE(s, "resource", {"title", S("Slides on bread")}, {"kind", S("lesson")}, {"language", S("en")}, {"rigor", S("2")}, {"minutes_screen", S("20")});
	(void)JOURNEY_MAKE(s, "resource", {"title", S("A talk on bread")}, {"kind", S("lesson")}, {"language", S("en")}, {"rigor", S("2")});
#define SLIDES "{=select id from resource where title = 'Slides on bread'}"
#define GIVE "/classes/{class}/week/add?monday=" NEXT "&resource=" SLIDES
	WALK(s, {TEACHER, "/library/" SLIDES, NULL, 200, "Deep enough for a screen?|not checked for depth yet", NULL}, {TEACHER, GIVE, NULL, 200, "Nobody has checked this lesson on a screen for depth yet", NULL},
	     {TEACHER, "/library/{=select id from resource where title = 'A talk on bread'}", NULL, 200, NULL, "Deep enough for a screen?"}, {ANA, "/library/" SLIDES "/depth", "thinking=1", 403, NULL, NULL},
	     {TEACHER, "/library/" SLIDES "/depth", "thinking=1&adding=1&source=3&note=Only+reading", 303, NULL, NULL},
	     {CASE, "/library/" SLIDES, NULL, 200, "2 of 4 answered with yes|Learners answer, build or talk on the way|level 2, before 3|Only reading|Checked by Tea Cher", "not checked for depth yet"},
	     {TEACHER, GIVE, NULL, 200, "this lesson on a screen is not deep enough yet", "Nobody has checked this lesson"},
	     {TEACHER, "/classes/{class}/week/add", "monday=" NEXT "&resource=" SLIDES "&title=Slides&minutes=20&mode=screen&day=2&done=Seen&why=&learner={ben}", 303, NULL, NULL},
	     {TEACHER, "/library/" SLIDES "/depth", "thinking=1&acting=1&telling=1&adding=1&source=2&note=Questions+added", 303, NULL, NULL}, {TEACHER, GIVE, NULL, 200, NULL, "on a screen is not deep enough|Nobody has checked this lesson"});
	journey_counts(s, "select count(*) from depth_check", 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("[R150] a performance task has a shared rubric and an access check with who and when; unchecked, it is said and can be given", a_task_is_checked_before_use),
		TEST("[R108] practice marked so opens when the lesson with a person is logged; until then there is something else to do", practice_after_the_lesson),
		TEST("[R222] the editor of work shows three UDL questions about what is typed and says one small step", the_editor_asks_three_questions),
		TEST("[R237] a class starts with every option on; taking one away takes a reason", options_are_on_from_the_start),
		TEST("[R211] each piece of work offers a choice of topic, partner, tool and how hard to begin", every_task_has_a_choice),
		TEST("[R230] learners choose a place of the room in their work; a full one is refused", places_in_the_room),
		TEST("[R212] answers are typed, spoken, drawn, recorded or on paper unless writing itself is assessed", answers_in_five_ways),
		TEST("[R231] a live lesson is told only when everybody can take part; recordings keep captions", live_lessons_for_everybody),
		TEST("[R304] strategies stand by barrier with evidence notes and peers' comments", strategies_by_barrier),
		TEST("[R223] a purchase is approved only with a complete checklist", nothing_is_bought_unchecked),
		TEST("[R232] something new is released only after those for whom it is hardest tested it", tested_before_release),
		TEST("[R227] a version made for access keeps or raises the thinking", access_keeps_the_thinking),
		TEST("[R431] digital lessons are looked at for depth and interaction before use", digital_lessons_are_deep_enough)};
	return cmocka_run_group_tests_name("journeys of work before it is given", tests, start, stop);
}
