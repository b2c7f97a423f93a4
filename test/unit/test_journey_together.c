/* Journeys of families and school together: changes, decisions, invitations, survey, promises, rights, helpers, walks. */
#include "support/journey.h"
#include "support/pg.h"
#include "support/test.h"

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

static void launched_after_families(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {LEADER, "/r/initiative", "title=Learning+by+steps&what=Groups+change+each+month&stays=The+goals+of+the+grade", 303, NULL, NULL},
	     {MOTHER, "/together", NULL, 200, "Learning by steps|Groups change each month", "/r/initiative"},
	     {MOTHER, TO("initiative", "1", "launched"), 403, NULL, NULL},
	     {LEADER, TO("initiative", "1", "launched"), 422, "It cannot be launched yet", NULL});
	journey_counts(s, "select count(*) from initiative where state = 'asking'", 1);
	WALK(s, {LEADER, "/r/initiative/" ID_OF("initiative"), "version=1&asked_on=2026-02-20&families_said=Will+my+child+keep+one+teacher", 303, NULL, NULL},
	     {LEADER, TO("initiative", "2", "launched"), 422, "It cannot be launched yet", NULL},
	     {LEADER, "/r/initiative/" ID_OF("initiative"), "version=2&answered=Yes+one+teacher+stays", 303, NULL, NULL},
	     {LEADER, TO("initiative", "3", "launched"), 303, NULL, NULL},
	     {MOTHER, "/together", NULL, 200, "Will my child keep one teacher|Yes one teacher stays", NULL},
	     /* what they said cannot be taken out afterwards */
	     {LEADER, "/r/initiative/" ID_OF("initiative"), "version=4&families_said=", 422, "It cannot be launched yet", NULL});
}

static void decided_in_the_open(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {LEADER, "/r/decision", "title=Later+bell&decided_on=2026-02-01&with_families=asked", 422, "Write what families said", NULL},
	     {LEADER, "/r/decision", "title=Later+bell&decided_on=2026-02-01&with_families=asked&families_said=Buses+are+early&outcome=The+bell+rings+at+nine", 303, NULL, NULL},
	     {LEADER, "/r/decision", "title=New+printer&decided_on=2026-02-02&with_families=without", 303, NULL, NULL},
	     {MOTHER, "/together", NULL, 200, "Later bell|Buses are early|The bell rings at nine|New printer", NULL},
	     {NOBODY, "/together/decisions", NULL, 200, "Later bell|Families were asked first|New printer|Without families", "/r/decision"},
	     {NOBODY, "/together/decisions?format=csv", NULL, 200, "Later bell,What came of it,The bell rings at nine", NULL},
	     {NOBODY, "/together", NULL, 303, NULL, NULL}, {MOTHER, "/r/decision", "title=Mine&decided_on=2026-02-02&with_families=without", 403, NULL, NULL});
}

static void checkpoints_tell_what_came(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {LEADER, "/r/checkpoint", "on_date=2026-03-01&about=Groups", 303, NULL, NULL}, {LEADER, TO("checkpoint", "1", "held"), 422, "what was changed or why not", NULL},
	     {LEADER, "/r/checkpoint/" ID_OF("checkpoint"), "version=1&families_said=Too+many+changes&not_changed=The+day+stays+since+buses+run+then", 303, NULL, NULL},
	     {LEADER, TO("checkpoint", "2", "held"), 303, NULL, NULL}, {MOTHER, "/together", NULL, 200, "Too many changes|The day stays since buses run then", NULL});
}

static void who_is_asked_and_by_whom(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {LEADER, "/r/engagement_step", "what=Calls+in+Spanish&families=english&how=call&by_whom={=select id from person where family_name = 'English'}&due_on=2026-04-01", 303, NULL, NULL},
	     {MOTHER, "/together", NULL, 200, "Calls in Spanish|Ella English", NULL},
	     {ADMIN, "/settings", "has=family.owner&family.owner=Lea+Leader,+room+4", 303, NULL, NULL}, {MOTHER, "/together", NULL, 200, "Lea Leader, room 4", NULL},
	     {MOTHER, ANA_PAGE "/family", NULL, 200, "Cass Case", NULL}); /* the named contact: who manages the case */
}

static void invited_with_care_and_language(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/r/gathering", "title=Come+and+see&kind=bringParent&on_date=2026-03-20&begins=09:00&child_care=Room+2,+from+age+3&languages=Spanish+interpreter", 303, NULL, NULL},
	     {TEACHER, "/r/gathering", "title=Long+ago&kind=leadership&on_date=2026-03-01&minutes=We+asked+for+later+buses&answers=The+district+is+asked", 303, NULL, NULL},
	     {MOTHER, "/together", NULL, 200, "Come and see|Room 2, from age 3|Spanish interpreter", "Long ago"},
	     {MOTHER, "/together/gatherings/{=select id from gathering where kind = 'bringParent'}", "people=3&child_care=1&language=es&wishes=Planta+baja", 303, NULL, NULL},
	     {MOTHER, "/together/gatherings/{=select id from gathering where kind = 'bringParent'}", "people=2&child_care=1&language=es", 303, NULL, NULL},
	     {MOTHER, "/together/gatherings/{=select id from gathering where kind = 'leadership'}", "people=2", 422, "Este día ya pasó", NULL},
	     {MOTHER, "/r/sign_up", NULL, 403, NULL, NULL}, {TEACHER, "/r/sign_up", NULL, 200, "Gwen Guard", NULL},
	     {TEACHER, "/r/gathering/{=select id from gathering where kind = 'leadership'}/state", "version=1&to=held", 303, NULL, NULL},
	     {MOTHER, "/together", NULL, 200, "We asked for later buses|The district is asked", NULL});
	journey_counts(s, "select count(*) from sign_up where people = 2 and child_care = 1 and language = 'es'", 1);
	WALK(s, {MOTHER, "/together/ideas", "text=Un+banco+en+el+patio", 303, NULL, NULL}, {MOTHER, "/together/ideas", "text=+", 422, NULL, NULL},
	     {FATHER, "/together", NULL, 200, "Un banco en el patio", "Gwen"}, {ANA, "/together", NULL, 200, NULL, "Un banco en el patio"},
	     {LEADER, "/r/family_idea/" ID_OF("family_idea") "/state", "version=1&to=answered", 422, "Write the answer first", NULL},
	     {LEADER, "/r/family_idea/" ID_OF("family_idea"), "version=1&answer=It+stands+in+May", 303, NULL, NULL}, {FATHER, "/together", NULL, 200, "It stands in May", NULL});
}

static void mentors_are_trained_and_checked(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {MOTHER, "/together/mentors", "languages=Spanish&wishes=Mornings", 303, NULL, NULL}, {MOTHER, "/together/mentors", "languages=Spanish", 422, NULL, NULL},
	     {LEADER, "/together", NULL, 200, "Gwen Guard", NULL}, {FATHER, "/together", NULL, 200, NULL, "Gwen Guard"},
	     {LEADER, TO("parent_mentor", "1", "ready"), 422, "the day of the training", NULL},
	     {TEACHER, "/r/mentor_visit", "class={class}&mentor=" ID_OF("parent_mentor") "&on_date=2026-03-20", 422, "not trained and checked yet", NULL},
	     {LEADER, "/r/parent_mentor/" ID_OF("parent_mentor"), "version=1&trained_on=2026-02-01&checked_on=2026-02-10", 303, NULL, NULL},
	     {LEADER, TO("parent_mentor", "2", "ready"), 303, NULL, NULL},
	     {TEACHER, "/r/mentor_visit", "class={class}&mentor=" ID_OF("parent_mentor") "&on_date=2026-03-20", 303, NULL, NULL});
	journey_counts(s, "select count(*) from mentor_visit", 1);
}

static void beliefs_on_page_and_paper(void **state)
{
	struct journey_school *s = *state;
	(void)JOURNEY_MAKE(s, "program", {"learner", id_str(s->w->a, s->people[ANA])}, {"program", S("iep")});
	(void)JOURNEY_MAKE(s, "program", {"learner", id_str(s->w->a, s->people[ANA])}, {"program", S("el")});
	WALK(s, {MOTHER, "/together/survey", NULL, 200, NULL, "name=\"own_way\""}, {MOTHER, "/together/survey", "own_way=yes", 422, NULL, NULL},
	     {ADMIN, "/settings", "has=family.survey&family.survey=Spring+2026", 303, NULL, NULL},
	     {MOTHER, "/together", NULL, 200, "Spring 2026|/together/survey", NULL},
	     {MOTHER, "/together/survey?lang=es", NULL, 200, "name=\"own_way\"|name=\"screens\"", "name=\"knows\"|name=\"disability\""}, /* one more question is asked where the school wants it */
	     {MOTHER, "/together/survey", "own_way=yes&heard=no&words=Nadie+pregunta", 303, NULL, NULL},
	     {MOTHER, "/together/survey", "own_way=partly&heard=no&words=Nadie+pregunta", 303, NULL, NULL},
	     {MOTHER, "/together/survey", "words=+", 422, NULL, NULL},
	     {MOTHER, "/together/survey?paper=1", NULL, 200, "name=\"own_way\"|name=\"disability\"", NULL},
	     {TEACHER, "/together/survey", "own_way=yes&language=so&disability=1", 303, NULL, NULL},
	     {LEADER, "/lead/survey", NULL, 200, "Spring 2026|hidden", "Nadie pregunta|1 of 1|1 of 2"},
	     {TEACHER, "/lead/survey", NULL, 403, NULL, NULL}, {ADMIN, "/r/belief_answer", NULL, 403, NULL, NULL}, {LEADER, "/r/belief_answer", NULL, 403, NULL, NULL});
	/* the later answer took the place of the first; groups come from the child's records, paper has no person */
	journey_counts(s, "select count(*) from belief_answer", 2);
	journey_counts(s, "select count(*) from belief_answer where own_way = 'partly' and disability = 1 and english = 1 and created_by is null", 1);
	journey_counts(s, "select count(*) from belief_answer where on_paper = 1 and person is null and language = 'so'", 1);
	WALK(s, {ADMIN, "/settings", "has=family.known_poll&family.known_poll=1", 303, NULL, NULL}, {MOTHER, "/together/survey", NULL, 200, "name=\"knows\"", NULL});
	for (int i = 1; i <= 30; i++)
		(void)JOURNEY_MAKE(s, "belief_answer", {"survey", S("Spring 2026")}, {"on_paper", S("1")}, {"language", S("en")}, {"own_way", i <= 12 ? S("yes") : S("no")}, {"knows", S("no")},
		                   {"words", i == 3 ? S("More music") : S("")});
	/* thirty-two answered the first question, thirteen with yes; two groups are too small to be told of */
	WALK(s, {LEADER, "/lead/survey", NULL, 200, "More music|32", NULL}, {LEADER, "/lead/survey?format=csv", NULL, 200, ",13,32,no|Somali,Children learn well when each may go their own way to the same goal.,,,yes", NULL});
}

static void how_we_learn(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {NOBODY, "/together/learning", NULL, 200, "Personalized learning means|What stays as it is|Homework|Grades", "RAND"},
	     {ADMIN, "/settings", "has=family.honest&family.honest=1", 303, NULL, NULL}, {NOBODY, "/together/learning", NULL, 200, "RAND RR-1365|Not known", NULL});
}

static void questions_until_clear(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {MOTHER, ANA_PAGE "/questions", "text=Que+es+IEP", 303, NULL, NULL}, {MOTHER, ANA_PAGE "/questions", "text=", 422, NULL, NULL}, {FATHER, ANA_PAGE "/questions", "text=Hola", 403, NULL, NULL},
	     {CASE, ANA_PAGE "/promises", NULL, 200, "Que es IEP", NULL}, {CASE, ANA_PAGE "/questions", "thread=" ID_OF("thread") "&text=A+plan+for+her", 303, NULL, NULL},
	     {MOTHER, ANA_PAGE "/promises", NULL, 200, "Que es IEP|A plan for her", NULL});
	journey_counts(s, "select count(*) from thread where state = 'answered'", 1);
	WALK(s, {CASE, ANA_PAGE "/questions/" ID_OF("thread") "/clear", "", 403, NULL, NULL},
	     {MOTHER, ANA_PAGE "/questions", "thread=" ID_OF("thread") "&text=Y+quien+lo+hace", 303, NULL, NULL});
	journey_counts(s, "select count(*) from thread where state = 'open'", 1);
	WALK(s, {FATHER, "/learners/{ben}/questions", "thread=" ID_OF("thread") "&text=Mine", 404, NULL, NULL},
	     {MOTHER, ANA_PAGE "/questions/" ID_OF("thread") "/clear", "", 303, NULL, NULL});
	journey_counts(s, "select count(*) from thread where state = 'closed'", 1);
}

static void promises_kept_or_not(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, ANA_PAGE "/promises", "text=A+quiet+table&who=school&by_name=Tea+Cher&due_on=2026-03-10", 303, NULL, NULL}, {MOTHER, ANA_PAGE "/promises", "text=Read+at+night&who=family&due_on=2026-03-12", 303, NULL, NULL},
	     {MOTHER, ANA_PAGE "/promises", "text=No+day&who=family&due_on=", 422, NULL, NULL},
	     {ANA, ANA_PAGE "/promises", NULL, 200, "A quiet table|Tea Cher|Read at night", NULL}, {MOTHER, ANA_PAGE "/family", NULL, 200, "A quiet table|Read at night", NULL},
	     {MOTHER, ANA_PAGE "/ours/promise/{=select id from promise where who = 'school'}", "version=1&to=notKept", 303, NULL, NULL},
	     {FATHER, "/learners/{ben}/ours/promise/{=select id from promise where who = 'school'}", "version=2&to=kept", 404, NULL, NULL},
	     {MOTHER, ANA_PAGE "/family", NULL, 200, "Read at night", "A quiet table"}, {TEACHER, ANA_PAGE "/promises", NULL, 200, "A quiet table|Not kept", NULL},
	     {MOTHER, ANA_PAGE "/conference", NULL, 200, "/learners/{ana}/promises#promised|id=\"invited\"|value=\"hope\"", NULL}, {TEACHER, ANA_PAGE "/conference", NULL, 200, NULL, "id=\"invited\""},
	     {FATHER, ANA_PAGE "/promises", NULL, 403, NULL, NULL}, {OTHER_TEACHER, ANA_PAGE "/promises", NULL, 403, NULL, NULL});
}

static void a_request_starts_a_clock(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {MOTHER, ANA_PAGE "/rights", NULL, 200, "value=\"meeting\"|value=\"disagree\"|/learners/{ana}/who-sees", NULL},
	     /* law in a translation that no speaker has reviewed stands in English beside it */
	     {MOTHER, ANA_PAGE "/rights?lang=es", NULL, 200, "(English: You may see all records of your child|lang=\"es\"", NULL}, {MOTHER, ANA_PAGE "/rights?lang=en", NULL, 200, "You may see all records of your child", "(English: "},
	     {MOTHER, ANA_PAGE "/rights", "kind=meeting&text=Sobre+el+plan", 303, NULL, NULL},
	     {MOTHER, ANA_PAGE "/rights", NULL, 200, "Sobre el plan|Cass Case", NULL}, {FATHER, ANA_PAGE "/rights", "kind=meeting", 403, NULL, NULL});
	/* ten days from Wednesday, 4 March, and the case manager by name */
	journey_counts(s, "select count(*) from rights_request where due_on = '2026-03-14' and owner = (select id from person where family_name = 'Case')", 1);
	WALK(s, {ADMIN, "/settings", "has=family.request_days&family.request_days=20", 303, NULL, NULL}, {MOTHER, ANA_PAGE "/rights", "kind=evaluation", 303, NULL, NULL},
	     {CASE, ANA_PAGE "/rights/{=select id from rights_request where kind = 'meeting'}", "text=", 422, NULL, NULL},
	     {CASE, ANA_PAGE "/rights/{=select id from rights_request where kind = 'meeting'}", "text=On+Monday+at+eight", 303, NULL, NULL},
	     {MOTHER, ANA_PAGE "/rights", NULL, 200, "On Monday at eight", NULL},
	     {CASE, ANA_PAGE "/ours/rights_request/{=select id from rights_request where kind = 'meeting'}", "version=3&to=clear", 403, NULL, NULL},
	     {MOTHER, ANA_PAGE "/ours/rights_request/{=select id from rights_request where kind = 'meeting'}", "version=3&to=clear", 303, NULL, NULL});
	journey_counts(s, "select count(*) from rights_request where state = 'clear' and answered_on = '2026-03-04'", 1);
	journey_counts(s, "select count(*) from rights_request where kind = 'evaluation' and due_on = '2026-03-24'", 1);
}

static void sharing_is_declined_without_loss(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {MOTHER, ANA_PAGE "/sharing", NULL, 200, "name=\"photo\"|name=\"research\"|Tea Cher", NULL}, {MOTHER, ANA_PAGE "/sharing", "photo=1&research=0", 303, NULL, NULL},
	     {MOTHER, ANA_PAGE "/sharing", "photo=0", 303, NULL, NULL}, {TEACHER, ANA_PAGE "/sharing", "photo=1", 403, NULL, NULL}, {ANA, ANA_PAGE "/sharing", "photo=1", 403, NULL, NULL},
	     {TEACHER, ANA_PAGE "/sharing", NULL, 200, NULL, "name=\"photo\""});
	journey_counts(s, "select count(*) from sharing_choice where allowed = 0", 2);
	WALK(s, {MOTHER, ANA_PAGE "/sharing", NULL, 200, "/learners/{ana}/who-sees", NULL}, {FATHER, ANA_PAGE "/sharing", NULL, 403, NULL, NULL});
}

#define HELPER "learner={ana}&organisation=Casa+Sample&adult={=select id from person where family_name = 'Home'}&parts=week&until_on=2026-06-01"
#define HELPER_TO(to, version) ANA_PAGE "/ours/helper_access/" ID_OF("helper_access"), "version=" version "&to=" to

/* Hal Home is the father of another child here: for Ana he is an outsider whom the family may trust. */
static void helpers_see_what_the_family_opened(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {FATHER, ANA_PAGE "/helper", NULL, 403, NULL, NULL}, {TEACHER, "/r/helper_access", HELPER, 403, NULL, NULL}, {LEADER, "/r/helper_access", HELPER, 303, NULL, NULL},
	     {FATHER, ANA_PAGE "/helper", NULL, 403, NULL, NULL}, /* the school alone opens nothing */
	     {LEADER, HELPER_TO("approved", "1"), 403, NULL, NULL}, {MOTHER, ANA_PAGE "/sharing", NULL, 200, "Casa Sample|value=\"approved\"", NULL}, {MOTHER, HELPER_TO("approved", "1"), 303, NULL, NULL},
	     {FATHER, "/helping", NULL, 200, "/learners/{ana}/helper", NULL}, {FATHER, ANA_PAGE "/helper", NULL, 200, "Poster about bread", "id=\"tonight\"|id=\"write\"|name=\"text\""},
	     {FATHER, ANA_PAGE "/helper", "text=Mine", 403, NULL, NULL}, {FATHER, ANA_PAGE "/family", NULL, 403, NULL, NULL}, {FATHER, ANA_PAGE, NULL, 403, NULL, NULL},
	     {MOTHER, ANA_PAGE "/family", NULL, 200, "Casa Sample", NULL}, {MOTHER, ANA_PAGE "/who-sees", NULL, 200, "Casa Sample|Hal Home", NULL},
	     {MOTHER, "/r/helper_access/" ID_OF("helper_access"), "version=2&parts=week&parts=write", 303, NULL, NULL}, {FATHER, ANA_PAGE "/helper", "text=Gwen+asks+for+paper", 303, NULL, NULL},
	     {TEACHER, ANA_PAGE "/family", NULL, 200, "Gwen asks for paper|Casa Sample", NULL});
	/* a court keeps him away: at once, whatever was agreed; and it cannot be agreed anew */
	struct id order = JOURNEY_MAKE(s, "guardian", {"learner", id_str(s->w->a, s->people[ANA])}, {"adult", id_str(s->w->a, s->people[FATHER])}, {"relation", S("relative")}, {"has_access", S("0")},
	                               {"restriction", S("A sample order.")});
	(void)order;
	WALK(s, {FATHER, ANA_PAGE "/helper", NULL, 403, NULL, NULL}, {FATHER, "/helping", NULL, 200, NULL, "/learners/{ana}/helper"}, {FATHER, ANA_PAGE "/helper", "text=Again", 403, NULL, NULL},
	     {LEADER, "/r/helper_access", HELPER, 422, "cannot be given access", NULL});
	web_sql(s->w, "delete from guardian where relation = 'relative'");
	WALK(s, {FATHER, ANA_PAGE "/helper", NULL, 200, "Poster about bread", NULL}, {MOTHER, HELPER_TO("ended", "3"), 303, NULL, NULL}, {FATHER, ANA_PAGE "/helper", NULL, 403, NULL, NULL});
	journey_counts(s, "select count(*) from disclosure where to_whom = 'Casa Sample'", 1);
}

#define WALK_TO(to, version) ANA_PAGE "/ours/empathy_walk/" ID_OF("empathy_walk"), "version=" version "&to=" to

static void walks_only_with_consent(void **state)
{
	struct journey_school *s = *state;
	const char *say = ANA_PAGE "/walks/" ID_OF("empathy_walk");
	WALK(s, {TEACHER, "/r/empathy_walk", "learner={ana}&visitor={=select id from person where family_name = 'Cher'}&on_date=2026-03-11&what=The+way+home", 303, NULL, NULL},
	     {TEACHER, say, "text=She+sings+on+the+way", 422, NULL, NULL}, {TEACHER, WALK_TO("agreed", "1"), 403, NULL, NULL}, {MOTHER, ANA_PAGE "/sharing", NULL, 200, "The way home", NULL},
	     {MOTHER, WALK_TO("agreed", "1"), 303, NULL, NULL}, {CASE, say, "text=Not+mine", 403, NULL, NULL}, {TEACHER, say, "text=She+sings+on+the+way", 303, NULL, NULL},
	     {MOTHER, ANA_PAGE "/sharing", NULL, 200, "She sings on the way", NULL}, {TEACHER, ANA_PAGE "/sharing", NULL, 200, "She sings on the way", NULL},
	     {CASE, ANA_PAGE "/sharing", NULL, 200, "The way home", "She sings on the way"}, {LEADER, "/r/empathy_walk/" ID_OF("empathy_walk"), NULL, 200, NULL, "She sings on the way"},
	     {LEADER, "/r/empathy_walk/" ID_OF("empathy_walk") "/history", NULL, 200, NULL, "She sings on the way"},
	     {CASE, say, "text=Let+me+read", 403, NULL, NULL}, {TEACHER, ANA_PAGE "/walks/" ID_OF("empathy_walk") "/shared", "shared=team", 403, NULL, NULL},
	     {MOTHER, ANA_PAGE "/walks/" ID_OF("empathy_walk") "/shared", "shared=team", 303, NULL, NULL}, {CASE, ANA_PAGE "/sharing", NULL, 200, "She sings on the way", NULL});
}

/* What a tool gets is written and its agreement confirmed before learners use it; a family reads it and ends it for its child, and the school
 * can end it for all and must say what became of the data. [R424] */
static void what_tools_get_and_their_end(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ADMIN, "/settings", "has=tools.families&tools.families=1", 303, NULL, NULL}, {TEACHER, "/r/tool", "name=Word+river&kind=service&purpose=Short+readings&suits=Grades+5+to+8&access=gaps&cost=school&gets=name+work", 403, NULL, NULL},
	     {LEADER, "/r/tool", "name=Word+river&kind=service&purpose=Short+readings&suits=Grades+5+to+8&access=gaps&cost=school&gets=name+work", 303, NULL, NULL},
	     {LEADER, TO("tool", "1", "used"), 422, "It cannot be used with learners yet", NULL},
	     {MOTHER, ANA_PAGE "/who-sees", NULL, 200, NULL, "Word river"},
	     {LEADER, "/r/tool/" ID_OF("tool"), "version=1&data_use=Kept+for+a+year+then+deleted&no_ads=1&no_sale=1&no_profile=0", 303, NULL, NULL},
	     {LEADER, TO("tool", "2", "used"), 422, "builds no hidden profile", NULL},
	     {LEADER, "/r/tool/" ID_OF("tool"), "version=2&no_profile=1", 303, NULL, NULL}, {LEADER, TO("tool", "3", "used"), 303, NULL, NULL},
	     {MOTHER, ANA_PAGE "/who-sees?lang=en", NULL, 200, "Word river|Short readings|It gets: Names|Kept for a year then deleted|End it for our child", NULL},
	     {FATHER, ANA_PAGE "/who-sees/end", "tool=" ID_OF("tool"), 403, NULL, NULL}, {ANA, ANA_PAGE "/who-sees/end", "tool=" ID_OF("tool"), 403, NULL, NULL},
	     {MOTHER, ANA_PAGE "/who-sees/end", "tool={ana}", 404, NULL, NULL},
	     {MOTHER, ANA_PAGE "/who-sees/end", "tool=" ID_OF("tool"), 303, NULL, NULL}, {MOTHER, ANA_PAGE "/who-sees/end", "tool=" ID_OF("tool"), 303, NULL, NULL},
	     {MOTHER, ANA_PAGE "/who-sees?lang=en", NULL, 200, "Ended by the family", "End it for our child"}, {FATHER, "/learners/{ben}/who-sees", NULL, 200, "End it for our child", NULL});
	journey_counts(s, "select count(*) from tool_ended", 1);
	WALK(s, {LEADER, "/r/tool_ended/" ID_OF("tool_ended"), "version=1&seen_to=Account+closed+and+deleted", 303, NULL, NULL}, {LEADER, TO("tool_ended", "2", "settled"), 303, NULL, NULL},
	     {MOTHER, ANA_PAGE "/who-sees?lang=en", NULL, 200, "The school has seen to it", NULL},
	     {LEADER, TO("tool", "4", "ended"), 422, "what became of the data", NULL},
	     {LEADER, "/r/tool/" ID_OF("tool"), "version=4&ended_on=2026-03-04&data_after=Deleted,+letter+of+March+4", 303, NULL, NULL}, {LEADER, TO("tool", "5", "ended"), 303, NULL, NULL},
	     {FATHER, "/learners/{ben}/who-sees", NULL, 200, NULL, "Word river"});
}

/* The catalogue says what each is for, who it suits, whether all can use it, cost, data use and which schools use it; families of other
 * schools are not told that they use it. [R434] */
static void the_catalogue_of_tools(void **state)
{
	struct journey_school *s = *state;
	(void)JOURNEY_MAKE(s, "org", {"name", S("Hill School")}, {"kind", S("school")});
	WALK(s, {LEADER, "/r/tool", "name=Number+hill&kind=program&purpose=Practice+of+fractions&suits=Grades+3+to+6,+also+with+switches&access=works&access_note=Tried+with+a+screen+reader"
	         "&cost=free&price=0&gets=work&data_use=Stays+in+the+district&no_ads=1&no_sale=1&no_profile=1", 303, NULL, NULL}, {LEADER, "/r/tool/{=select id from tool where name = 'Number hill'}/state", "version=1&to=used", 303, NULL, NULL},
	     {LEADER, "/r/tool_use", "tool={=select id from tool where name = 'Number hill'}&school={=select id from org where name = 'Hill School'}&what_for=After+school&begin_on=2026-01-10", 303, NULL, NULL},
	     {TEACHER, "/r/tool", NULL, 200, "Number hill|Practice of fractions|it works|Costs nothing|Work and answers", NULL},
	     {TEACHER, "/r/tool/{=select id from tool where name = 'Number hill'}", NULL, 200, "Grades 3 to 6|Tried with a screen reader|Stays in the district", NULL},
	     {TEACHER, "/r/tool_use", NULL, 200, "Hill School|After school", NULL}, {MOTHER, ANA_PAGE "/who-sees", NULL, 200, NULL, "Number hill"});
}

/* A day of the core with nothing beside it: no tool is listed, no channel outside is set, every deed is a plain form that any browser sends
 * without a script, and no page asks another host for anything. [R440] */
static void the_core_needs_nothing_else(void **state)
{
	struct journey_school *s = *state;
	static const struct { enum who who; const char *path; } pages[] = {{ANA, ANA_PAGE "/home"}, {ANA, ANA_PAGE "/week"}, {ANA, ANA_PAGE "/work/{work}"}, {ANA, ANA_PAGE "/profile"}, {TEACHER, "/classes/{class}"},
		{TEACHER, ANA_PAGE}, {MOTHER, ANA_PAGE "/family"}, {CASE, "/caseload"}, {LEADER, "/lead"}};
	web_sql(s->w, "delete from tool_use");
	web_sql(s->w, "delete from tool_ended");
	web_sql(s->w, "delete from tool");
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		static const char *const outside[] = {"src=\"http", "src=\"//", "action=\"http", "url(http", "@import", "rel=\"stylesheet\" href=\"http", "<iframe", "<object"};
		struct reply rp = journey_get(s, pages[i].who, pages[i].path);
		struct str page = buf_done(&rp.body);
		size_t at;
		assert_int_equal(rp.status ? rp.status : 200, 200);
		for (size_t k = 0; k < sizeof outside / sizeof *outside; k++)
			if (str_find(page, str_z(outside[k]), &at))
				fail_msg("%s asks another host: %s", pages[i].path, outside[k]);
	}
	WALK(s, {ANA, ANA_PAGE "/work/{work}", NULL, 200, "<form method=\"post\"", NULL}, {TEACHER, "/classes/{class}/observe", "learner={ana}&competency={aim}&seen=yes&words=On+an+old+laptop", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/evidence", NULL, 200, "On an old laptop", NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a change is launched only after families were asked and answered [R250]", launched_after_families),
		TEST("decisions with and without families stand in the open [R253]", decided_in_the_open),
		TEST("a checkpoint tells what families said and what came of it [R252]", checkpoints_tell_what_came),
		TEST("the plan names families, way, day and person; an owner and a contact are named [R248] [R249]", who_is_asked_and_by_whom),
		TEST("invitations with child care and languages; the leadership team's minutes and answers; suggestions are answered [R255] [R257] [R264]", invited_with_care_and_language),
		TEST("a parent mentor is trained and checked before a class is visited [R256]", mentors_are_trained_and_checked),
		TEST("beliefs are asked on page and paper and told in groups alone [R251] [R274]", beliefs_on_page_and_paper),
		TEST("what personalized learning is, what stays, and honestly what is known [R246] [R263] [R278]", how_we_learn),
		TEST("a question stays open until the family says that it is clear [R268]", questions_until_clear),
		TEST("promises have a name and a day, and later say whether they were kept [R266] [R279]", promises_kept_or_not),
		TEST("a request starts a clock with a day and a named person [R260]", a_request_starts_a_clock),
		TEST("a family sees who got what and declines what is optional [R275]", sharing_is_declined_without_loss),
		TEST("a trusted helper sees what the family opened, until it ends or a court stands against it [R254]", helpers_see_what_the_family_opened),
		TEST("a walk takes place by consent and is read as the family allows [R258]", walks_only_with_consent),
		TEST("what tools and partners get is listed, never sold, and a family or the school ends it [R424]", what_tools_get_and_their_end),
		TEST("the catalogue tells what a tool is for, for whom, access, cost, data and schools [R434]", the_catalogue_of_tools),
		TEST("the core works with plain pages and nothing that must be bought [R440]", the_core_needs_nothing_else)};
	int failed = cmocka_run_group_tests_name("journeys of families and school together", tests, start, stop);
	if (pg_fresh(database, sizeof database))
		failed += cmocka_run_group_tests_name("journeys of families and school together, on PostgreSQL", tests, start, stop);
	return failed;
}
