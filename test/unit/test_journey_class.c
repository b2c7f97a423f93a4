/* Journeys of the adults around a class: the week is built and given, evidence is seen and decided on, everybody in their part. */
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

#define NEXT "2026-03-09"

/* General, special and English-learner educators see one class page with the same learners; each changes what is theirs. [R280] */
static void one_class_page(void **state)
{
	struct journey_school *s = *state;
	static const enum who all[] = {TEACHER, CASE, EL};
	for (size_t i = 0; i < 3; i++)
		WALK(s, {all[i], "/classes/{class}", NULL, 200, "Ana Ash|Ben Beech|R.8.1", "Cora Cedar"}, {all[i], "/learners/{ana}/plan", NULL, 200, NULL, NULL});
	WALK(s, {OTHER_TEACHER, "/classes/{class}", NULL, 403, NULL, NULL},
	     {CASE, "/r/plan_line", "learner={ana}&source=iep&kind=accommodation&text=More+time+on+tests", 303, NULL, NULL},
	     {EL, "/r/plan_line", "learner={ana}&source=el&kind=languageGoal&text=Say+why+in+two+sentences", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}", NULL, 200, "More time on tests", NULL},
	     {TEACHER, "/learners/{ana}/plan", NULL, 200, "More time on tests|Say why in two sentences", NULL},
	     {TEACHER, "/r/plan_line/{=select id from plan_line where source = 'iep'}", "version=1&kind=accommodation&text=Less+time", 403, NULL, NULL},
	     {EL, "/r/plan_line/{=select id from plan_line where source = 'iep'}", "version=1&kind=accommodation&text=Less+time", 403, NULL, NULL},
	     {EL, "/r/plan_line/{=select id from plan_line where source = 'el'}", "version=1&kind=languageGoal&text=Say+why+in+three+sentences&version_on=2026-03-03&version_why=The+team+met", 303, NULL, NULL},
	     {CASE, "/learners/{ana}/plan", NULL, 200, "More time on tests|Say why in three sentences", "Less time"},
	     {CASE, "/learners/{ben}/plan", NULL, 403, NULL, NULL});
}

/* Each piece has a day and what done looks like; nobody sees the week before a person gives it. [R055] */
static void a_week_is_built_and_given(void **state)
{
	struct journey_school *s = *state;
	const char *piece = "/classes/{class}/week/pieces/{=select id from week_item where title = 'Write a letter'}";
	WALK(s, {TEACHER, "/classes/{class}/week/aims", "monday=" NEXT "&competency={aim}", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week/add", "monday=" NEXT "&title=Write+a+letter&minutes=25&mode=paper&day=2&done=Three+sentences&why=&learner={ben}", 303, NULL, NULL},
	     {TEACHER, piece, "monday=" NEXT "&title=Write+a+letter&minutes=25&mode=paper&day=2&done=&why=", 422, "Write what done looks like", NULL},
	     {OTHER_TEACHER, piece, "monday=" NEXT "&title=Mine+now&minutes=25&mode=paper&day=2&done=x&why=", 403, NULL, NULL},
	     {BEN, "/learners/{ben}/week?monday=" NEXT, NULL, 200, NULL, "Write a letter"},
	     {FATHER, "/learners/{ben}/week?monday=" NEXT, NULL, 200, NULL, "Write a letter"},
	     {BEN, "/learners/{ben}/work/{=select id from week_item where title = 'Write a letter'}", NULL, 404, NULL, NULL},
	     {TEACHER, "/classes/{class}/week/give", "monday=" NEXT "&message=", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/week?monday=" NEXT, NULL, 200, "Write a letter|Three sentences|25 minutes", NULL},
	     {ANA, "/learners/{ana}/week?monday=" NEXT, NULL, 200, NULL, "Write a letter"});
	journey_counts(s, "select count(*) from week_item where title = 'Write a letter' and day = 2", 1);
}

/* What is sent after the week was given is counted, so that one plan a week stays the habit. [R057] */
static void later_pieces_are_counted(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/classes/{class}/week?monday=" NEXT, NULL, 200, NULL, "came after the week was given"});
	clock_set((int64_t)day_of(2026, 3, 5) * DAY + 16 * HOUR);
	WALK(s, {TEACHER, "/classes/{class}/week/add", "monday=" NEXT "&title=One+more&minutes=5&mode=paper&day=3&done=Done&why=&learner={ben}", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/week?monday=" NEXT, NULL, 200, "1 piece came after the week was given", NULL});
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR);
}

/* Only the adults who teach a learner make, change or give work. The program, families, leaders and learners cannot. [R421] */
static void no_class_without_a_teacher(void **state)
{
	struct journey_school *s = *state;
	static const enum who others[] = {ANA, MOTHER, LEADER, ADMIN, OTHER_TEACHER};
	int64_t pieces = web_count(s->w, "select count(*) from week_item"), plans = web_count(s->w, "select count(*) from week_plan");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		WALK(s, {others[i], "/classes/{class}/week/add", "monday=" NEXT "&title=X&minutes=5&mode=paper&day=3&done=Done&why=&learner={ana}", 403, NULL, NULL},
		     {others[i], "/classes/{class}/week/give", "monday=" NEXT, 403, NULL, NULL},
		     {others[i], "/classes/{class}/week/suggestions", "monday=" NEXT "&answer=use", 403, NULL, NULL});
	/* a month later nothing came by itself */
	clock_set((int64_t)day_of(2026, 4, 8) * DAY + 16 * HOUR);
	WALK(s, {ANA, "/learners/{ana}/home", NULL, 200, "Your teacher has not given this week yet", NULL});
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR);
	assert_int_equal(web_count(s->w, "select count(*) from week_item"), pieces);
	assert_int_equal(web_count(s->w, "select count(*) from week_plan"), plans);
}

static size_t place_of(struct journey_school *s, const struct reply *rp, const char *text)
{
	size_t at;
	if (!str_find(web_body(s->w, rp), str_z(text), &at))
		fail_msg("%s is not there", text);
	return at;
}

/* The last day moves for one learner or for all who have the piece, never without its reason, and learner and family read both; work
 * that comes late counts exactly as much as the same work in time. [R074] */
static void the_last_day_moves(void **state)
{
	struct journey_school *s = *state;
	web_sql(s->w, "delete from event");
	web_sql(s->w, "delete from mastery");
	web_sql(s->w, "delete from mastery_pace");
	web_sql(s->w, "delete from week_plan where learner <> (select id from person where family_name = 'Ash')");
	struct id week = JOURNEY_MAKE(s, "week_plan", {"learner", id_str(s->w->a, s->people[BEN])}, {"monday", str_z(s->monday)}, {"class", id_str(s->w->a, s->class_id)});
	struct id his = JOURNEY_MAKE(s, "week_item", {"learner", id_str(s->w->a, s->people[BEN])}, {"week", id_str(s->w->a, week)}, {"title", S("Questions on bread")}, {"resource", id_str(s->w->a, s->practice)},
	                             {"competency", id_str(s->w->a, s->aim)}, {"mode", S("screen")}, {"minutes", S("20")}, {"done_looks_like", S("All questions are tried.")}, {"by_from", str_z(s->monday)}, {"by_until", S("2026-03-07")});
	web_sql(s->w, "update week_plan set state = 'given', given_at = 1");
	const char *hers = "/classes/{class}/week/pieces/{questions}", *form = "monday=2026-03-02&window=1&title=Questions+on+bread&minutes=20&mode=screen&day=0&done=All+questions+are+tried.";
	const char *path = str_fmt(s->w->a, "/learners/{ben}/work/%.*s", S_ARG(id_str(s->w->a, his))).p;
	WALK(s, {TEACHER, hers, NULL, 200, "Late work counts the same.", NULL}, {TEACHER, hers, str_fmt(s->w->a, "%s&by_until=2026-03-12", form).p, 422, "Write why the last day moves", NULL},
	     {TEACHER, hers, str_fmt(s->w->a, "%s&by_until=soon&by_why=Flu", form).p, 422, "Write the last day as", NULL},
	     /* for one */
	     {TEACHER, hers, str_fmt(s->w->a, "%s&by_until=2026-03-12&by_why=She+was+ill", form).p, 303, NULL, NULL},
	     {ANA, "/learners/{ana}/week?lang=en", NULL, 200, "Monday, March 2 to Thursday, March 12|She was ill", NULL}, {MOTHER, "/learners/{ana}/week?lang=en", NULL, 200, "Thursday, March 12|She was ill", NULL},
	     {BEN, "/learners/{ben}/week", NULL, 200, "to Saturday, March 7", "She was ill|March 12"},
	     /* for all who have it: another reason, another day, gone by already */
	     {TEACHER, hers, str_fmt(s->w->a, "%s&by_until=2026-03-03&by_why=The+trip&all=1", form).p, 303, NULL, NULL}, {BEN, "/learners/{ben}/week", NULL, 200, "to Tuesday, March 3|The trip", NULL});
	/* hers in time again; the same answer of both, his late: the same standing to the last bit */
	WALK(s, {TEACHER, hers, str_fmt(s->w->a, "%s&by_until=2026-03-06&by_why=As+agreed", form).p, 303, NULL, NULL},
	     {ANA, "/learners/{ana}/work/{questions}/answer", "place=1&answer=4", 303, NULL, NULL}, {BEN, str_fmt(s->w->a, "%s/answer", path).p, "place=1&answer=4", 303, NULL, NULL});
	journey_counts(s, "select count(*) from event where kind = 'practice' and score = 1", 2);
	journey_counts(s, "select count(*) from mastery where competency = x'{=select lower(hex(id)) from competency where code = 'R.8.1'}'", 2);
	journey_counts(s, "select count(distinct state) from mastery where competency = x'{=select lower(hex(id)) from competency where code = 'R.8.1'}'", 1);
	web_sql(s->w, "delete from event");
	web_sql(s->w, "delete from mastery");
}

/* Where each one is with the competencies the teacher put into the week, by name, whoever is further. [R109] */
static void where_each_one_is(void **state)
{
	struct journey_school *s = *state;
	for (int i = 0; i < 4; i++)
		WALK(s, {TEACHER, "/classes/{class}/observe", "learner={ben}&competency={aim}&seen=yes&words=Explained+it+to+others", 303, NULL, NULL});
	WALK(s, {TEACHER, "/classes/{class}/observe", "learner={cora}&competency={aim}&seen=yes", 422, NULL, NULL},
	     {TEACHER, "/classes/{class}/observe", "learner={ben}&competency={aim}&seen=perhaps", 422, NULL, NULL},
	     {EL, "/classes/{class}/observe", "learner={ana}&competency={aim}&seen=not&words=Not+in+English+yet", 303, NULL, NULL});
	journey_counts(s, "select count(*) from event where kind = 'observation'", 5);
	struct reply rp = journey_get(s, TEACHER, "/classes/{class}");
	size_t ana = place_of(s, &rp, "Ana Ash</a></th>"), ben = place_of(s, &rp, "Ben Beech</a></th>");
	assert_true(ana < ben);
	struct str body = web_body(s->w, &rp), hers = {body.p + ana, ben - ana};
	size_t at;
	assert_true(str_find(hers, S("begun"), &at));
	assert_false(str_find(body, S("rank"), &at));
}

/* Evidence, rule and person behind a decision stand on one page; a named adult confirms with a reason. [R147 R151 R179] */
static void a_decision_can_be_opened(void **state)
{
	struct journey_school *s = *state;
	const char *page = "/learners/{ben}/competencies/{aim}", *confirm = "/learners/{ben}/competencies/{aim}/confirm";
	WALK(s, {FATHER, page, NULL, 200, "Nobody has confirmed it yet|Explained it to others|The rule, part by part|Tea Cher", "She told me"},
	     {MOTHER, page, NULL, 403, NULL, NULL},
	     {BEN, confirm, "level=3&way=talk&reason=I+can", 403, NULL, NULL},
	     {FATHER, confirm, "level=3&way=talk&reason=He+can", 403, NULL, NULL},
	     {TEACHER, confirm, "level=3&way=talk&reason=", 422, "Say in a sentence what you saw", NULL},
	     {TEACHER, confirm, "level=3&way=talk&reason=He+found+it+in+two+new+texts", 303, NULL, NULL},
	     {FATHER, page, NULL, 200, "He found it in two new texts|Tea Cher confirmed it|Shown by: talk", "Nobody has confirmed it yet"},
	     {BEN, "/learners/{ben}/progress", NULL, 200, "R.8.1|shown", NULL});
}

/* No estimate takes away what a person confirmed; only a person opens it again, and says why. [R151 R155] */
static void confirmed_stays_confirmed(void **state)
{
	struct journey_school *s = *state;
	for (int i = 0; i < 8; i++)
		WALK(s, {TEACHER, "/classes/{class}/observe", "learner={ben}&competency={aim}&seen=not&words=Not+today", 303, NULL, NULL});
	WALK(s, {BEN, "/learners/{ben}/progress", NULL, 200, "A person saw it. It stays shown.", NULL},
	     {FATHER, "/learners/{ben}/competencies/{aim}", NULL, 200, "Later work speaks otherwise. It stays shown", NULL},
	     {BEN, "/learners/{ben}/competencies/{aim}/reopen", "reason=x", 403, NULL, NULL},
	     {TEACHER, "/learners/{ben}/competencies/{aim}/reopen", "reason=We+look+at+longer+texts+now", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/progress", NULL, 200, NULL, "A person saw it. It stays shown."});
	journey_counts(s, "select count(*) from event where kind in ('confirm', 'reopen')", 2);
	journey_counts(s, "select count(*) from event where kind = 'observation' and competency = x'{=select lower(hex(id)) from competency where code = 'R.8.1'}'", 13);
}

/* A teacher's first page: groups of today, who needs a conference, whose plan is due, what helps in the next lesson. [R295] */
static void the_first_page(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/classes/{class}/groups", "name=Oak&purpose=Main+ideas&minutes=20&adult={teacher}&meets=Wednesday&learner={ana}&end_on=2026-03-20", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/groups", "name=Elm&purpose=Letters&minutes=20&adult={teacher}&meets=Thursday&learner={ben}&end_on=2026-03-20", 303, NULL, NULL},
	     {TEACHER, "/r/plan", "learner={ben}&title=Plan&begin_on=2026-01-01&review_on=2026-03-06", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/profile/parts/strengths", "version=0&strengths=I+fix+bicycles", 303, NULL, NULL}, /* a plan begins with strengths */
	     {TEACHER, "/r/plan/{=select id from plan}/state", "version=1&to=active", 303, NULL, NULL},
	     {TEACHER, "/today", NULL, 200, "Oak|More time on tests|2 learners need a conference|1 plan to look at again within two weeks", "Letters"},
	     {OTHER_TEACHER, "/today", NULL, 200, "1 learner needs a conference", "Oak|More time on tests|Ana Ash|Ben Beech"});
	struct reply csv = journey_get(s, TEACHER, "/today?format=csv");
	assert_true(web_has(s->w, &csv, "Ben Beech,") && web_has(s->w, &csv, "2026-03-06"));
}

/* A group has purpose, adult, place, time and an end, is offered again when it ended, and prints as a table. [R106] */
static void groups_are_formed_anew(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/classes/{class}/groups", NULL, 200, "Oak|Main ideas|Tea Cher|Wednesday", NULL},
	     {ANA, "/classes/{class}/groups", NULL, 403, NULL, NULL},
	     {TEACHER, "/classes/{class}/groups?format=csv", NULL, 200, "Oak,Main ideas,Tea Cher,|2026-03-20|Ana", NULL});
	clock_set((int64_t)day_of(2026, 3, 25) * DAY + 16 * HOUR);
	WALK(s, {TEACHER, "/classes/{class}", NULL, 200, "No group meets now", "Oak"},
	     {TEACHER, "/classes/{class}/groups", NULL, 200, "Form it anew|Oak", NULL},
	     {TEACHER, "/classes/{class}/groups?format=csv", NULL, 200, NULL, "2026-03-20"});
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR);
}

/* A group can come from what learners like as well as from what they need; it has an end all the same. [R106] */
static void groups_by_interest(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/profile/parts/interests", "version={=select coalesce(max(version), 0) || '' from profile where learner = (select id from person where family_name = 'Ash')}&interests=I+like+Kites+and+the+sea", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/groups", NULL, 200, NULL, "By what learners like"},
	     {BEN, "/learners/{ben}/profile/parts/interests", "version={=select coalesce(max(version), 0) || '' from profile where learner = (select id from person where family_name = 'Beech')}&interests=I+like+flying+kites", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/groups", NULL, 200, "By what learners like|kites|Why: 2 learners wrote it: Ana, Ben", "<h4>like</h4>"},
	     {TEACHER, "/classes/{class}/groups?interest=kites", NULL, 200, "What we like: kites", NULL},
	     {TEACHER, "/classes/{class}/groups", "name=Sky&purpose=What+we+like%3A+kites&minutes=20&adult={teacher}&meets=Friday&learner={ana}&learner={ben}&end_on=", 422, NULL, NULL},
	     {TEACHER, "/classes/{class}/groups", "name=Sky&purpose=What+we+like%3A+kites&minutes=20&adult={teacher}&meets=Friday&learner={ana}&learner={ben}&end_on=2026-04-03", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/groups", NULL, 200, "Sky|What we like: kites", NULL});
}

/* Requests that wait can be taken along as a table, by those who may answer them. */
static void waits_as_a_table(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, "/learners/{ana}/work/{work}/help", "kind=meeting&text=I+want+to+talk", 303, NULL, NULL},
	     {TEACHER, "/waits?format=csv", NULL, 200, "Ana Ash,|I want to talk", NULL},
	     {OTHER_TEACHER, "/waits?format=csv", NULL, 200, NULL, "I want to talk"},
	     {ANA, "/waits?format=csv", NULL, 403, NULL, NULL});
}

/* The seven kinds of information that a plan drew on are counted, and those that are missing are named. [R014] */
static void what_a_plan_drew_on(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/r/plan/{=select id from plan}", "version=2&title=Plan&begin_on=2026-01-01&review_on=2026-03-06&drew_on=academic&drew_on=interests", 303, NULL, NULL},
	     {TEACHER, "/learners/{ben}/plan", NULL, 200, "This plan drew on 2 of 7 kinds|Not yet: Career, With others, Culture, Language, and Supports", NULL},
	     {TEACHER, "/r/plan/{=select id from plan}",
	      "version=3&title=Plan&begin_on=2026-01-01&review_on=2026-03-06&drew_on=academic&drew_on=interests&drew_on=career&drew_on=social&drew_on=culture&drew_on=language&drew_on=supports",
	      303, NULL, NULL},
	     {FATHER, "/learners/{ben}/plan", NULL, 200, "This plan drew on 7 of 7 kinds", "Not yet:"});
}

/* What a learner hopes to become stands beside the plan where lines are added. [R013] */
static void hopes_beside_new_lines(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {BEN, "/learners/{ben}/profile/parts/hopes", "version=1&aspirations=I+want+to+build+boats&careers=Carpenter", 303, NULL, NULL},
	     {TEACHER, "/learners/{ben}/plan", NULL, 200, "I want to build boats|Carpenter", NULL},
	     {TEACHER, "/learners/{ana}/plan", NULL, 200, NULL, "I want to build boats"});
}

/* How a learner likes to work and sit is seen where groups are formed. [R021] */
static void workspace_where_groups_form(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {BEN, "/learners/{ben}/profile/parts/work", "version=2&work_ways=pair&work_ways=paper&workspace=Standing+near+the+window", 303, NULL, NULL},
	     {TEACHER, "/classes/{class}/groups", NULL, 200, "Standing near the window|With a partner", NULL},
	     {OTHER_TEACHER, "/classes/{other}/groups", NULL, 200, NULL, "Standing near the window"});
}

/* A profile that nobody touched for four months comes up on the first page of its adults, until somebody touches it. [R005] */
static void untouched_profiles_come_up(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/today", NULL, 200, NULL, "nobody has touched for months"});
	clock_set((int64_t)day_of(2026, 7, 15) * DAY + 16 * HOUR);
	WALK(s, {TEACHER, "/today", NULL, 200, "1 profile that nobody has touched for months", NULL},
	     {OTHER_TEACHER, "/today", NULL, 200, NULL, "nobody has touched for months"},
	     {BEN, "/learners/{ben}/profile/parts/hopes", "version=3&aspirations=I+want+to+sail&careers=", 303, NULL, NULL},
	     {TEACHER, "/today", NULL, 200, NULL, "nobody has touched for months"});
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR);
}

/* A picture of numbers never stands alone: words beside it say what it means, and doubt is part of it. [R307] */
static void pictures_say_what_they_mean(void **state)
{
	struct journey_school *s = *state;
	static const struct { enum who who; const char *path; } pages[] = {
		{TEACHER, "/classes/{class}"}, {TEACHER, "/classes/{class}/week"}, {TEACHER, "/learners/{ana}"}, {TEACHER, "/learners/{ben}/competencies/{aim}"},
		{BEN, "/learners/{ben}/progress"}, {FATHER, "/learners/{ben}/family"}, {ANA, "/learners/{ana}/week"}, {TEACHER, "/learners/{ben}/progress"}};
	size_t drawn = 0;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct reply rp = journey_get(s, pages[i].who, pages[i].path);
		assert_int_equal(rp.status, 200);
		if (!web_has(s->w, &rp, "<svg class=\"mbar") && !web_has(s->w, &rp, "<svg class=\"minbar"))
			continue;
		drawn++;
		if (!web_has(s->w, &rp, "What this means:"))
			fail_msg("%s draws and does not say what it means", pages[i].path);
		if (web_has(s->w, &rp, "<svg class=\"mbar") && !web_has(s->w, &rp, "doubt") && !web_has(s->w, &rp, "not sure"))
			fail_msg("%s draws an estimate and says nothing of its doubt", pages[i].path);
	}
	assert_true(drawn >= 6);
}

/* Help stands inside the task that an educator is doing, with an example of two minutes; learners and families do not get it. [R286] */
static void help_inside_the_task(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/classes/{class}/week/add", NULL, 200, "(UDL)|learners of English|Two-minute example:", NULL},
	     {TEACHER, "/classes/{class}/week/pieces/{work}?monday=2026-03-02", NULL, 200, "(UDL)|Two-minute example:", NULL},
	     {TEACHER, "/classes/{class}/groups", NULL, 200, "(MTSS)|Two-minute example:", "(UDL)"},
	     {CASE, "/learners/{ana}/plan", NULL, 200, "accommodation or modification|Two-minute example:", NULL},
	     {MOTHER, "/learners/{ana}/plan", NULL, 200, NULL, "Two-minute example:"}, {ANA, "/learners/{ana}/plan", NULL, 200, NULL, "Two-minute example:"});
}

/* Grades and results of tests stand where goals and strengths stand; no page shows them alone. [R004] */
static void results_beside_the_rest(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {BEN, "/learners/{ben}/profile/parts/strengths", "version=9&strengths=I+keep+calm", 422, NULL, NULL},
	     {BEN, "/learners/{ben}/profile/parts/strengths", "version={=select cast(version as text) from profile where careers is not null or aspirations = 'I want to sail'}&strengths=I+keep+calm", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/goals", "text=I+want+to+read+a+novel&kind=academic&next_step=Ten+pages&check_in=2026-04-01", 303, NULL, NULL},
	     {TEACHER, "/r/result", "learner={ben}&kind=grade&name=English,+first+half&value=B&taken_on=2026-01-30", 303, NULL, NULL},
	     {TEACHER, "/r/result", "learner={ben}&kind=standardized&name=State+reading+test&value=412&taken_on=", 422, NULL, NULL},
	     {TEACHER, "/r/result", "learner={ben}&kind=standardized&name=State+reading+test&value=412&scale=300+to+600&taken_on=2026-02-10", 303, NULL, NULL},
	     {TEACHER, "/learners/{ben}", NULL, 200, "I keep calm|I want to read a novel|English, first half|State reading test|412|300 to 600", NULL},
	     {FATHER, "/learners/{ben}/profile", NULL, 200, "I keep calm|English, first half|State reading test", NULL},
	     {OTHER_TEACHER, "/r/result", NULL, 200, NULL, "State reading test"}, {FATHER, "/r/result", "learner={ben}&kind=grade&name=x&value=A&taken_on=2026-01-30", 403, NULL, NULL});
	/* strengths come first */
	struct reply rp = journey_get(s, FATHER, "/learners/{ben}/profile");
	assert_true(place_of(s, &rp, "I keep calm") < place_of(s, &rp, "State reading test"));
}

/* Every "estimate now NN" that the suggestions of a week rest on. */
static struct str estimates(struct journey_school *s, const char *path)
{
	struct reply rp = journey_get(s, TEACHER, path);
	struct str rest = web_body(s->w, &rp), word = S("estimate now ");
	struct buf b = buf_new(s->w->a, 1000);
	for (size_t at; str_find(rest, word, &at) && at + word.n + 3 <= rest.n; rest = (struct str){rest.p + at + word.n, rest.n - at - word.n})
		buf_str(&b, (struct str){rest.p + at + word.n, 3});
	return str_dup(s->w->a, buf_done(&b));
}

/* A question of this week's work is a short check: no window is opened, and the next page that anybody opens rests on it, the suggestion for
 * the coming week too. It says which competency, what went well, and what kind of thinking was behind the wrong answer. [R152 R153] */
static void checks_inside_normal_work(void **state)
{
	struct journey_school *s = *state;
#define WORK "/learners/{ana}/work/{=select id from week_item where title = 'Questions on bread'}"
	const char *plan = "/classes/{class}/week?monday=" NEXT, *answer = WORK "/answer", *end = WORK "?q=end";
	WALK(s, {TEACHER, "/classes/{class}/week/aims", "monday=" NEXT "&competency={aim}", 303, NULL, NULL}, {ANA, end, NULL, 200, NULL, "What this shows so far"});
	struct str was = estimates(s, plan);
	WALK(s, {ANA, answer, "place=1&answer=2", 303, NULL, NULL},
	     {ANA, end, NULL, 200, "What this shows so far|I can find the main idea.|R.8.1|What went well|question 1 is not there yet|That is one less.|pieces of evidence", NULL},
	     {CASE, end, NULL, 200, "I can find the main idea.|That is one less.", NULL}, {BEN, end, NULL, 403, NULL, NULL},
	     {TEACHER, "/learners/{ana}/competencies/{aim}", NULL, 200, "Practice: not yet", NULL});
	struct str then = estimates(s, plan);
	assert_true(was.n > 0 && !str_eq(was, then));
	WALK(s, {ANA, answer, "place=1&answer=4", 303, NULL, NULL}, {ANA, end, NULL, 200, "I can find the main idea.|you tried, and each try tells what comes next", "That is one less."},
	     {TEACHER, "/learners/{ana}/competencies/{aim}", NULL, 200, "Practice: right", NULL});
	assert_false(str_eq(then, estimates(s, plan)));
#undef WORK
}

/* Back after a long absence: everybody lacks something else of what the week builds on; each way is as short as what is shown allows. [R178] */
static void ways_after_long_absence(void **state)
{
	struct journey_school *s = *state;
	static const char *const code[] = {"R.5.1", "R.6.1", "R.7.1"}, *const text[] = {"I can name who acts.", "I can retell it.", "I can say why it happened."};
	struct id skill[4];
	for (int i = 0; i < 3; i++)
		skill[i] = JOURNEY_MAKE(s, "competency", {"framework", id_str(s->w->a, s->framework)}, {"code", str_z(code[i])}, {"grade", S("07")}, {"subject", S("english")}, {"text", str_z(text[i])});
	skill[3] = s->aim;
	for (int i = 0; i < 3; i++)
		(void)JOURNEY_MAKE(s, "association", {"origin", id_str(s->w->a, skill[i])}, {"kind", S("precedes")}, {"destination", id_str(s->w->a, skill[i + 1])});
	/* a circle in the library does not lead round for ever */
	(void)JOURNEY_MAKE(s, "association", {"origin", id_str(s->w->a, skill[2])}, {"kind", S("precedes")}, {"destination", id_str(s->w->a, skill[0])});
	struct id week = JOURNEY_MAKE(s, "week_plan", {"learner", id_str(s->w->a, s->people[BEN])}, {"monday", str_z(s->monday)}, {"class", id_str(s->w->a, s->class_id)}, {"given_by", id_str(s->w->a, s->people[TEACHER])});
	(void)JOURNEY_MAKE(s, "week_item", {"learner", id_str(s->w->a, s->people[BEN])}, {"week", id_str(s->w->a, week)}, {"title", S("Ben reads")}, {"competency", id_str(s->w->a, s->aim)},
	                   {"mode", S("paper")}, {"minutes", S("20")}, {"done_looks_like", S("Read.")}, {"by_from", str_z(s->monday)}, {"by_until", S("2026-03-07")}, {"kind", S("class")});
	web_sql(s->w, "update week_plan set state = 'given', given_at = 1 where state = 'draft'");
	for (int i = 0; i < 6; i++)
		(void)JOURNEY_MAKE(s, "attendance", {"learner", id_str(s->w->a, s->people[ANA])}, {"missed_on", day_text(s->w->a, day_of(2026, 2, 9) + i)}, {"what", S("excused")});
	WALK(s, {TEACHER, "/learners/{ana}/competencies/{=select id from competency where code = 'R.6.1'}/confirm", "level=3&way=talk&reason=Retold+it+to+me", 303, NULL, NULL},
	     {ANA, "/learners/{ana}/way", NULL, 200, "My way to this week|I can say why it happened.|I can find the main idea.|not seen yet", "I can retell it.|I can name who acts."},
	     {FATHER, "/learners/{ben}/way", NULL, 200, "I can name who acts.|I can retell it.|I can say why it happened.|I can find the main idea.", NULL},
	     {MOTHER, "/learners/{ben}/way", NULL, 403, NULL, NULL}, {FATHER, "/classes/{class}/ways", NULL, 403, NULL, NULL},
	     {TEACHER, "/classes/{class}/ways", NULL, 200, "6 days missed in two months|1 step before this week|3 steps before this week|1 was away for long", NULL},
	     {TEACHER, "/classes/{class}/ways?format=csv", NULL, 200, "Ana Ash,6,1,R.7.1|Ben Beech,0,1,R.5.1|Ben Beech,0,2,R.6.1|Ben Beech,0,3,R.7.1|Ben Beech,0,4,R.8.1", "R.6.1,I can retell it.,no,yes"});
	/* once it is shown the way is shorter */
	WALK(s, {TEACHER, "/learners/{ben}/competencies/{=select id from competency where code = 'R.7.1'}/confirm", "level=3&way=talk&reason=Said+why", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/way", NULL, 200, "I can find the main idea.", "I can say why it happened.|I can name who acts."});
}

/* Each support has something that is counted weekly or every two weeks, and a chart with the line to its goal, for team and family. [R181] */
static void whether_a_support_helps(void **state)
{
	struct journey_school *s = *state;
	const char *page = "/learners/{ben}/supports", *measure = "/learners/{ben}/supports/measure", *level = "/learners/{ben}/supports/level";
#define LINE "line={=select id from plan_line where text = 'Read with a partner'}"
	WALK(s, {TEACHER, "/r/plan_line", "learner={ben}&source=mtss&kind=support&text=Read+with+a+partner&begin_on=2026-02-02", 303, NULL, NULL},
	     {FATHER, page, NULL, 200, "Read with a partner|Nothing is counted for this support yet", "goal-line|Say what is counted"},
	     {TEACHER, page, NULL, 200, "Say what is counted", NULL},
	     {FATHER, measure, LINE "&what=Words+a+minute&every=week&baseline=60&target=90&begin_on=2026-02-02&goal_on=2026-04-13", 403, NULL, NULL},
	     {TEACHER, measure, LINE "&what=Words+a+minute&every=week&baseline=60&target=90&begin_on=2026-02-02&goal_on=2026-02-01", 422, "has to come after the first day", NULL},
	     {TEACHER, measure, "line={=select id from plan_line where source = 'iep'}&what=x&every=week&baseline=60&target=90&begin_on=2026-02-02&goal_on=2026-04-13", 404, NULL, NULL},
	     {TEACHER, measure, LINE "&what=Words+a+minute&every=week&baseline=60&target=90&begin_on=2026-02-02&goal_on=2026-04-13", 303, NULL, NULL},
	     {FATHER, level, LINE "&level=64&measured_on=2026-02-09", 403, NULL, NULL},
	     {TEACHER, level, LINE "&level=many&measured_on=2026-02-09", 422, NULL, NULL},
	     {TEACHER, level, LINE "&level=64&measured_on=2026-02-09&how=Tea+Cher", 303, NULL, NULL}, {TEACHER, level, LINE "&level=66&measured_on=2026-02-16", 303, NULL, NULL},
	     {FATHER, page, NULL, 200, "Read with a partner|Words a minute|every week|goal-line|goal 90|Show the numbers|64|66|The next number is due on", "class=\"trend\"|New number"},
	     {TEACHER, level, LINE "&level=71&measured_on=2026-02-23", 303, NULL, NULL},
	     {BEN, page, NULL, 200, "goal-line|71|class=\"trend\"", "New number"}, {MOTHER, page, NULL, 403, NULL, NULL}, {OTHER_TEACHER, page, NULL, 403, NULL, NULL});
	/* by hand: 57.6 to 92.4 on 156 units of height, 70 days on 345 of width; 64 after a week */
	WALK(s, {TEACHER, page, NULL, 200, "M40.0 157.2L385.0 22.8|cx=\"74.5\" cy=\"139.3\"|class=\"pt\"", NULL});
#undef LINE
}

/* What is known is entered once: one line of the IEP stands in the plan beside the others, at a glance, on the class page, in the agenda and in the family's, extra help
 * beside it in the same plan. A form that asks for it again is found, and taken out of use by the leader. [R394] */
static void entered_once(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {CASE, "/r/plan_line", "learner={ana}&source=iep&kind=accommodation&text=A+seat+by+the+window", 303, NULL, NULL}, {TEACHER, "/r/plan_line", "learner={ana}&source=mtss&kind=support&text=Reading+group+at+ten&end_on=2026-06-01", 303, NULL, NULL});
	journey_counts(s, "select count(*) from plan_line where text = 'A seat by the window'", 1);
	WALK(s, {CASE, "/learners/{ana}/plan", NULL, 200, "A seat by the window|Reading group at ten", NULL}, {TEACHER, "/learners/{ana}/glance?class={class}", NULL, 200, "A seat by the window", NULL},
	     {TEACHER, "/classes/{class}", NULL, 200, "A seat by the window", NULL}, {MOTHER, "/learners/{ana}/plan?lang=en", NULL, 200, "A seat by the window|Reading group at ten", NULL},
	     {TEACHER, "/classes/{class}/coplan", NULL, 200, "A seat by the window", NULL}, {ANA, "/learners/{ana}/plan", NULL, 200, "A seat by the window", NULL});
	/* three forms beside it: two ask only what is known, the third one thing of its own */
	WALK(s, {TEACHER, "/r/school_form", "name=Accommodation+checklist&who=Every+teacher&asks=name&asks=accommodations&asks=given&minutes=30&a_year=40", 303, NULL, NULL},
	     {CASE, "/r/school_form", "name=MTSS+intake&who=Special+educators&asks=name&asks=strengths&asks=extra&minutes=60&a_year=20", 303, NULL, NULL}, {TEACHER, "/r/school_form", "name=Trip+slip&who=Families&asks=own&minutes=2&a_year=300", 303, NULL, NULL},
	     {TEACHER, "/forms", NULL, 200, "3 forms are in use.|6 questions of them stand in Trellis already.|about 50 hours a year|Accommodation checklist|MTSS intake|asked again|asks nothing new|3 of 3 questions stand in Trellis already.|0 of 1 questions", "Take it out of use"},
	     {TEACHER, "/forms/{=select id from school_form where name = 'MTSS intake'}", "to=removed", 403, NULL, NULL}, {LEADER, "/forms/{=select id from school_form where name = 'MTSS intake'}", "to=removed", 303, NULL, NULL},
	     {LEADER, "/forms", NULL, 200, "2 forms are in use.|3 questions of them|1 form was taken out of use: about 20 hours a year less.|Taken out of use by Lea Leader.", NULL},
	     {LEADER, "/forms?format=csv", NULL, 200, "MTSS intake,removed,Special educators,60,20,3,3|Trip slip,used,Families,2,300,1,0", NULL}, {MOTHER, "/forms", NULL, 403, NULL, NULL});
	web_sql(s->w, "delete from plan_line where text in ('A seat by the window', 'Reading group at ten')");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_class_page), cmocka_unit_test(a_week_is_built_and_given), cmocka_unit_test(later_pieces_are_counted),
		cmocka_unit_test(no_class_without_a_teacher), cmocka_unit_test(where_each_one_is), cmocka_unit_test(a_decision_can_be_opened),
		cmocka_unit_test(confirmed_stays_confirmed), cmocka_unit_test(the_first_page), cmocka_unit_test(groups_are_formed_anew),
		cmocka_unit_test(waits_as_a_table), cmocka_unit_test(what_a_plan_drew_on), cmocka_unit_test(hopes_beside_new_lines),
		cmocka_unit_test(workspace_where_groups_form), cmocka_unit_test(untouched_profiles_come_up), cmocka_unit_test(pictures_say_what_they_mean),
		TEST("[R152 R153] short checks inside normal work feed the plan at once and say what was shown", checks_inside_normal_work),
		TEST("[R178] after a long absence each learner has the shortest way of their own to this week's work", ways_after_long_absence),
		TEST("[R181] a support has a measure and a chart with a goal line for team and family", whether_a_support_helps),
		cmocka_unit_test(help_inside_the_task), cmocka_unit_test(results_beside_the_rest),
		TEST("entered once and used everywhere; forms that ask again are found and taken out of use [R394]", entered_once),
		TEST("the last day moves for one or all, with its reason; late counts the same [R074]", the_last_day_moves),
		TEST("[R106] a group can come from what learners like, with an end like any other", groups_by_interest)};
	return cmocka_run_group_tests_name("journeys around a class", tests, start, stop);
}
