/* School words in plain words, better words from families, and a look at a text before it goes to a family. */
#include "support/journey.h"
#include "support/test.h"

static struct id iep;

static int start(void **state)
{
	struct journey_school *s = journey_open();
	iep = JOURNEY_MAKE(s, "term", {"term", S("formative assessment|formative assessments")}, {"plain", S("A look at what a child has learned so far.")}, {"source_id", S("formative")});
	journey_translate(s, "term", iep, "term", "es", "evaluaci\u00f3n formativa");
	journey_translate(s, "term", iep, "plain", "es", "Mirar lo que se ha aprendido hasta ahora.");
	*state = s;
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

/* Staff have their words looked at: the school word is explained, a long sentence is named, nothing is kept or held back; then they
 * send it as it is. [R240] */
static void words_are_checked(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/learners/{ana}/family", NULL, 200, "Check the words|/learners/{ana}/family/check", NULL},
	     {MOTHER, "/learners/{ana}/family", NULL, 200, NULL, "Check the words"},
	     {TEACHER, "/learners/{ana}/family/check", "part=week&kind=reply&text=We+gave+Formative+Assessments+today.", 200,
	      "A look at what a child has learned so far.|We gave Formative Assessments today.|too few to measure", "One sentence has"},
	     {TEACHER, "/learners/{ana}/family/check", "part=week&kind=reply&text=one+two+three+four+five+six+seven+eight+nine+ten+one+two+three+four+five+six+seven+eight+nine+ten+one+two+three+four+five+six", 200,
	      "One sentence has 26 words|None that we know of", NULL},
	     {MOTHER, "/learners/{ana}/family/check", "part=week&kind=reply&text=Hola", 403, NULL, NULL});
	journey_counts(s, "select count(*) from note", 0);
	WALK(s, {TEACHER, "/learners/{ana}/family/notes", "part=week&kind=reply&text=We+gave+Formative+Assessments+today.", 303, NULL, NULL});
	journey_counts(s, "select count(*) from note", 1);
}

/* A family reads the word in its language, says it better, a person of the school takes it, and everybody reads it so. [R240] */
static void families_say_it_better(void **state)
{
	struct journey_school *s = *state;
	const char *path = str_fmt(s->w->a, "/words/%.*s", S_ARG(id_str(s->w->a, iep))).p;
	WALK(s, {MOTHER, "/words?lang=es", NULL, 200, "evaluaci\u00f3n formativa|Mirar lo que se ha aprendido hasta ahora.|formative assessment", NULL},
	     {MOTHER, path, "plain=", 422, NULL, NULL}, {NOBODY, "/words", NULL, 303, NULL, NULL},
	     {MOTHER, path, "plain=Ver+que+sabe+ya", 303, NULL, NULL},
	     {MOTHER, "/words?lang=es", NULL, 200, "Mirar lo que se ha aprendido", "Ver que sabe ya"},
	     {TEACHER, "/words?lang=en", NULL, 200, "Ver que sabe ya|Better words from families", NULL},
	     {MOTHER, "/words/wishes/{=select id from term_suggestion}", "deed=take", 403, NULL, NULL},
	     {TEACHER, "/words/wishes/{=select id from term_suggestion}", "deed=take", 303, NULL, NULL},
	     {MOTHER, "/words?lang=es", NULL, 200, "Ver que sabe ya", "Mirar lo que se ha aprendido"},
	     {TEACHER, "/words?lang=en&format=csv", NULL, 200, "A look at what a child has learned so far.", NULL});
	journey_counts(s, "select count(*) from record_text where words = 'Ver que sabe ya' and origin = 'person'", 1);
	journey_counts(s, "select count(*) from term_suggestion where state = 'taken'", 1);
}

/* In English the word itself changes, with its history; what is left as it is changes nothing. */
static void in_english_too(void **state)
{
	struct journey_school *s = *state;
	const char *path = str_fmt(s->w->a, "/words/%.*s?lang=en", S_ARG(id_str(s->w->a, iep))).p;
	WALK(s, {MOTHER, "/words?lang=en", NULL, 200, "formative assessment", NULL}, {MOTHER, path, "plain=To+see+what+is+known", 303, NULL, NULL}, {MOTHER, path, "plain=No+idea", 303, NULL, NULL},
	     {TEACHER, "/words/wishes/{=select id from term_suggestion where plain = 'No idea'}", "deed=keep", 303, NULL, NULL},
	     {TEACHER, "/words/wishes/{=select id from term_suggestion where plain <> 'No idea'}", "deed=take", 303, NULL, NULL},
	     {TEACHER, "/words/wishes/{=select id from term_suggestion where plain = 'No idea'}", "deed=take", 422, NULL, NULL},
	     {MOTHER, "/words?lang=en", NULL, 200, "To see what is known", "No idea"});
	journey_counts(s, "select count(*) from term_history where plain like 'A look%'", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("words for a family are checked, never held back [R240]", words_are_checked, start, stop),
		TEST_WITH("families say a school word better, a person takes it [R240]", families_say_it_better, start, stop),
		TEST_WITH("in English the word itself changes", in_english_too, start, stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
