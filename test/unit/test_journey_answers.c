/* Journeys of an exchange: what families said is counted beside what was sent to them, for whoever leads, and of no child. */
#include "support/journey.h"
#include "support/test.h"

#include <stdio.h>

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

struct making { struct journey_school *s; struct id second; };

static enum code note(struct db *db, struct id learner, const char *who, int64_t days_ago, struct err *e)
{
	return db_exec(db, e, "insert into note (id, district, version, created_at, updated_at, learner, kind, part, text, author_is) values (?1, ?2, 1, ?3, 0, ?4, 'comment', 'week', 'Word', ?5)",
	               "bdibz", id_new(), clock_now() - days_ago * DAY, learner, who);
}

static enum code message(struct db *db, struct id learner, struct id author, int64_t days_ago, struct err *e)
{
	return db_exec(db, e, "insert into message (id, district, version, created_at, updated_at, learner, thread, author, text) values (?1, ?2, 1, ?3, 0, ?4, ?5, ?6, 'Word')",
	               "bdibbb", id_new(), clock_now() - days_ago * DAY, learner, id_new(), author);
}

/* Twenty-six learners: the first twelve with an IEP, every second with Spanish at home, the first thirteen in one homeroom and
 * the others in another. The school wrote to all but every fifth; all but every third said something. */
static enum code make_fn(struct db *db, void *arg, struct err *e)
{
	struct making *m = arg;
	static const int heard[] = {1, 2, 4, 7, 8, 11, 13, 14, 16, 17};
	enum code c = OK;
	for (int i = 0; i < 26 && !c; i++) {
		struct id id = id_new();
		char name[20];
		snprintf(name, sizeof name, "Family%02d", i);
		c = db_exec(db, e, "insert into person (id, district, version, created_at, updated_at, given_name, family_name, language, home_languages, grade, active) values (?1, ?2, 1, 0, 0, 'Sam', ?3, 'en', ?4, '08', 1)",
		            "bdzz", id, name, i % 2 ? "en" : "es en");
		if (!c)
			c = db_exec(db, e, "insert into role (id, district, version, created_at, updated_at, person, org, role) values (?1, ?2, 1, 0, 0, ?3, ?4, 'student')", "bdbb", id_new(), id, m->s->w->org);
		if (!c)
			c = db_exec(db, e, "insert into enrolment (id, district, version, created_at, updated_at, class, person, role) values (?1, ?2, 1, 0, 0, ?3, ?4, 'student')", "bdbb", id_new(),
			            i < 13 ? m->s->class_id : m->second, id);
		if (!c && i < 12)
			c = db_exec(db, e, "insert into program (id, district, version, created_at, updated_at, learner, program) values (?1, ?2, 1, 0, 0, ?3, 'iep')", "bdb", id_new(), id);
		if (!c && i % 5)
			c = note(db, id, "staff", 30, e);
		if (!c && i == 1) { /* one family says it in a conversation, and is answered there */
			c = db_exec(db, e, "insert into guardian (id, district, version, created_at, updated_at, learner, adult, relation, has_access) values (?1, ?2, 1, 0, 0, ?3, ?4, 'mother', 1)", "bdbb",
			            id_new(), id, m->s->people[MOTHER]);
			if (!c)
				c = message(db, id, m->s->people[MOTHER], 20, e);
			if (!c)
				c = message(db, id, m->s->people[TEACHER], 10, e);
			continue;
		}
		if (!c && i % 3)
			c = note(db, id, "family", 20, e);
		else if (!c)
			c = note(db, id, "family", 100, e); /* before the time that is counted */
		for (size_t k = 0; k < sizeof heard / sizeof *heard && !c; k++)
			if (heard[k] == i)
				c = note(db, id, "staff", 10, e);
	}
	return c;
}

/* Counted by hand from the rules above. [R243] */
static void answers_are_counted(void **state)
{
	struct journey_school *s = *state;
	struct making m = {s, JOURNEY_MAKE(s, "class", {"title", S("Homeroom B")}, {"kind", S("homeroom")}, {"org", id_str(s->w->a, s->w->org)})};
	struct err e = {0};
	web_sql(s->w, "delete from role where role = 'student'");
	if (store_write(s->w->store, make_fn, &m, &e))
		fail_msg("%s", e.text);
	/* multiples of five up to 25: 0 5 10 15 20 25; of three: nine of them, four among the first twelve */
	WALK(s, {LEADER, "/lead/answers?format=csv", NULL, 200, "All learners,School wrote to the family,20,26,no|All learners,Family answered or told something,17,26,no|All learners,Newest word of the family has an answer,10,17,no", NULL},
	     {LEADER, "/lead/answers?format=csv", NULL, 200, "With a disability (IEP or 504),Family answered or told something,8,12,no|Without,Family answered or told something,9,14,no|With a disability (IEP or 504),School wrote to the family,9,12,no", NULL},
	     {LEADER, "/lead/answers?format=csv", NULL, 200, "At home: English,Family answered or told something,9,13,no|At home: Spanish,Family answered or told something,8,13,no", NULL},
	     {LEADER, "/lead/answers?format=csv", NULL, 200, "English 8,Family answered or told something,8,13,no|Homeroom B,Family answered or told something,9,13,no", NULL},
	     /* eight who said something and have a disability are too few to be told of, and so is what is left of all */
	     {LEADER, "/lead/answers?format=csv", NULL, 200, "With a disability (IEP or 504),Newest word of the family has an answer,,,yes|Without,Newest word of the family has an answer,,,yes", NULL},
	     {LEADER, "/lead/answers", NULL, 200, "What families answer|17 of 26|10 of 17|hidden, so that no child can be recognized", "Family01|Sam Family0"},
	     {LEADER, "/lead", NULL, 200, "/lead/answers", NULL}, {TEACHER, "/lead/answers", NULL, 403, NULL, NULL}, {MOTHER, "/lead/answers", NULL, 403, NULL, NULL});
}

/* Who came to a day for families counts for the children of whoever came; income is a group too; who has nobody to ask is named. [R270] [R248] */
static void coming_is_counted(void **state)
{
	struct journey_school *s = *state;
	struct id day = JOURNEY_MAKE(s, "gathering", {"title", S("Open day")}, {"kind", S("bringParent")}, {"on_date", S("2026-02-20")});
	web_sql(s->w, "insert into guardian (id, district, version, created_at, updated_at, learner, adult, relation, has_access) select id, district, 1, 0, 0, id,"
	        " (select id from person where family_name = 'Home'), 'other', 1 from person where family_name in ('Family01', 'Family02', 'Family03', 'Family04', 'Family20', 'Family21', 'Family22', 'Family23')");
	web_sql(s->w, "insert into program (id, district, version, created_at, updated_at, learner, program) select id, district, 1, 0, 0, id, 'mealAssistance' from person where family_name >= 'Family13' and family_name < 'Family99'");
	(void)JOURNEY_MAKE(s, "sign_up", {"gathering", id_str(s->w->a, day)}, {"person", id_str(s->w->a, s->people[FATHER])}, {"people", S("2")}, {"came", S("1")});
	web_sql(s->w, "delete from enrolment where person = (select id from person where family_name = 'Family07')");
	WALK(s, {LEADER, "/lead/answers?format=csv", NULL, 200, "All learners,Came to a day for families,8,26,no|\nMeal assistance,Came to a day for families,4,13,no|No meal assistance,Came to a day for families,4,13,no|With a disability (IEP or 504),Came to a day for families,4,12,no", NULL},
	     {LEADER, "/lead/answers", NULL, 200, "Families with nobody to ask first|Sam Family07", "Sam Family08"});
}

/* In a school of three no count is told. [R243] */
static void few_are_not_told(void **state)
{
	struct journey_school *s = *state;
	web_sql(s->w, "delete from role where role = 'student' and person in (select id from person where family_name > 'Family02')");
	WALK(s, {LEADER, "/lead/answers", NULL, 200, "hidden", " of 3<|words of the school"}, {LEADER, "/lead/answers?format=csv", NULL, 200, "All learners,School wrote to the family,,,yes", NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("what families answered is counted beside what was sent, by disability, language at home and class, protected [R243]", answers_are_counted),
		TEST("who came to a day for families is counted by disability, language and income, and families without a contact are named [R270] [R248]", coming_is_counted),
		TEST("of a few families nothing is told [R243]", few_are_not_told)};
	return cmocka_run_group_tests_name("journeys of an exchange with families", tests, start, stop);
}
