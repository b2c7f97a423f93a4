/* Items, readings, tasks and logs of answers. */
#include "school/evidence/fold.h"
#include "support/import.h"

#define ACCESS "\"access\":{\"accessMode\":[\"textual\"],\"accessModeSufficient\":[[\"textual\"],[\"auditory\",\"visual\"]],\"accessibilityFeature\":[\"readingOrder\"],\"accessibilityHazard\":[\"none\"]}"
#define MODEL(id, code) "{\"id\":\"" id "\",\"competency\":\"" code "\",\"grade\":\"3\",\"kind\":\"numeric\",\"rigor\":2,\"minutes\":2,\"construct\":\"computation\"," \
	"\"params\":[{\"name\":\"a\",\"int\":[2,9]}],\"stem\":{\"en\":\"What is {a} + 1?\",\"es\":\"¿Cuánto es {a} + 1?\"},\"answer\":{\"expr\":\"a+1\"},\"steps\":{\"en\":[\"Add.\"]}," \
	"\"hints\":{\"en\":[\"Count on.\"]},\"representations\":[{\"kind\":\"words\",\"text\":{\"en\":\"one more\"}}],\"author\":\"Sample author\",\"license\":\"CC-BY-4.0\"," ACCESS "}\n"

static void competencies(struct school *k)
{
	brought(k, "competencies", put_file(k, "c.csv", "code,grade,domain,text,text_es\n3.S.1,3,D,I can add one.,Puedo sumar uno.\nRL.3.1,3,R,I can retell.,Puedo contar.\n"));
}

static void item_models_land_with_their_practice(void **state)
{
	struct school *k = *state;
	competencies(k);
	const char *path = put_file(k, "i.jsonl", MODEL("g3-one-more", "3.S.1") "\n" MODEL("g3-two-more", "3.S.1"));
	brought(k, "items", path);
	assert_int_equal(rows_of(k, "select count(*) from item i join resource r on r.id = i.resource join competency c on c.id = i.competency where c.code = '3.S.1' and r.kind = 'practice'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from resource where title = 'I can add one.' and licence = 'CC BY 4.0' and access_sufficient = 'textual; auditory, visual' and state = 'checked'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from item where title = 'One more' and licence = 'Sample author, CC BY 4.0'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from alignment"), 1);
	brought(k, "items", path);
	assert_int_equal(k->r.added + k->r.changed, 0);
}

static void items_that_cannot_be_are_refused_by_line(void **state)
{
	struct school *k = *state;
	assert_int_equal(bring(k, "items", put_file(k, "i.jsonl", MODEL("g3-one-more", "3.S.1") "not json\n{\"id\":\"x\"}\n" MODEL("g3-one-more", "3.S.1")
		"{\"id\":\"p1\",\"title\":\"P\",\"license\":\"u <CC BY>\",\"oer\":\"u <B>\",\"courseName\":\"C\",\"steps\":[{\"id\":\"s1\",\"stepAnswer\":[]}]}\n"
		"{\"id\":\"p2\",\"title\":\"P\",\"license\":\"\",\"steps\":[{\"id\":\"s2\",\"stepAnswer\":[\"1\"]}]}\n")), E_INPUT);
	assert_true(refused(k, "i.jsonl", 2, "", "no JSON"));
	assert_true(refused(k, "i.jsonl", 3, "", "item model"));
	assert_true(refused(k, "i.jsonl", 4, "id", "twice"));
	assert_true(refused(k, "i.jsonl", 5, "steps", "no answer"));
	assert_true(refused(k, "i.jsonl", 6, "license", "licence"));
	assert_int_equal(rows_of(k, "select (select count(*) from item) + (select count(*) from resource) + (select count(*) from competency)"), 0);
}

static void unknown_competencies_are_said_and_joined_later(void **state)
{
	struct school *k = *state;
	const char *path = put_file(k, "i.jsonl", MODEL("g3-one-more", "3.S.1"));
	brought(k, "items", path);
	assert_true(noted(k, "3.S.1"));
	assert_int_equal(rows_of(k, "select count(*) from item where competency is null"), 1);
	competencies(k);
	brought(k, "items", path);
	assert_int_equal(rows_of(k, "select count(*) from item where competency is not null and version = 2"), 1);
	assert_int_equal(rows_of(k, "select count(*) from alignment"), 1);
}

static const char PROBLEM[] = "{\"id\":\"p1\",\"title\":\"Sample sums\",\"body\":\"Add:\",\"oer\":\"https://x.example/book <Sample Book>\",\"license\":\"https://x.example/by <CC BY 4.0>\","
	"\"lesson\":\"1.1 Sums\",\"courseName\":\"Sample course\",\"steps\":["
	"{\"id\":\"p1a\",\"stepAnswer\":[\"$$\\\\frac{3}{4}$$\"],\"problemType\":\"TextBox\",\"answerType\":\"arithmetic\",\"stepTitle\":\"$$\\\\frac{1}{2}+\\\\frac{1}{4}$$\",\"stepBody\":\"\",\"skills\":[\"add_fractions\"],\"tutoring\":[{\"id\":\"h\",\"type\":\"hint\",\"title\":\"T\",\"text\":\"Quarters.\"}]},"
	"{\"id\":\"p1b\",\"stepAnswer\":[\"Yes\"],\"problemType\":\"MultipleChoice\",\"answerType\":\"string\",\"stepTitle\":\"Less than one?\",\"stepBody\":\"\",\"choices\":[\"Yes\",\"No\"],\"skills\":[\"compare_numbers\",\"add_fractions\"],\"tutoring\":[]}]}\n"
	"{\"id\":\"p2\",\"title\":\"Look\",\"body\":\"##figure1.gif##\",\"oer\":\"u <Sample Book>\",\"license\":\"u <CC BY 4.0>\",\"courseName\":\"Sample course\",\"steps\":[{\"id\":\"p2a\",\"stepAnswer\":[\"2\"],\"stepTitle\":\"How many?\",\"stepBody\":\"\",\"skills\":[\"add_fractions\"],\"tutoring\":[]}]}\n";

static void problems_become_resources_with_an_item_a_step(void **state)
{
	struct school *k = *state;
	brought(k, "items", put_file(k, "p.jsonl", PROBLEM));
	assert_int_equal(rows_of(k, "select count(*) from resource where author = 'Sample Book' and licence = 'CC BY 4.0' and credit like '%x.example/book%'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from item"), 3);
	assert_int_equal(rows_of(k, "select count(*) from item i join competency c on c.id = i.competency where c.text = 'Add fractions.' and i.skill = 'add_fractions'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from item where kind = 'choice' and skill = 'compare_numbers add_fractions' and title = 'Sample sums (2)'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from competency"), 2);
	assert_int_equal(rows_of(k, "select count(*) from alignment"), 3);
	/* one speaks of a picture that nobody has */
	assert_int_equal(rows_of(k, "select count(*) from resource where state = 'retired' and title = 'Look'"), 1);
	assert_true(noted(k, "pictures"));
	brought(k, "items", put_file(k, "p.jsonl", PROBLEM));
	assert_int_equal(k->r.added + k->r.changed, 0);
}

static const char STORIES[] =
	"{\"id\":\"0007\",\"lang\":\"en\",\"level\":2,\"title\":\"A small goat\",\"author\":\"Sample Writer\",\"illustrator\":\"Sample Painter\",\"translator\":null,\"license\":\"CC-BY-3.0\",\"source\":\"sample shelf\",\"pages\":[\"One goat.\",\"Two goats.\"]}\n"
	"{\"id\":\"0007\",\"lang\":\"zh\",\"level\":2,\"title\":\"\",\"author\":\"Sample Writer\",\"illustrator\":\"Sample Painter\",\"translator\":\"Sample Translator\",\"license\":\"CC-BY-3.0\",\"source\":\"sample shelf\",\"pages\":[\"一只山羊。\"]}\n";

static void stories_keep_pages_licence_and_credit(void **state)
{
	struct school *k = *state;
	brought(k, "stories", put_file(k, "s.jsonl", STORIES));
	assert_int_equal(rows_of(k, "select count(*) from resource where kind = 'reading' and level = 2 and licence = 'CC BY 3.0' and same_goal = 'story/sample shelf/0007'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from resource where language = 'zh-Hans' and title = 'A small goat' and credit like '%Sample Translator%' and body like '%一只山羊%'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from resource where language = 'en' and credit = 'Text: Sample Writer. Pictures: Sample Painter. From: sample shelf.'"), 1);
	assert_true(noted(k, "no title"));
	brought(k, "stories", put_file(k, "s.jsonl", STORIES));
	assert_int_equal(k->r.added + k->r.changed, 0);
	assert_int_equal(bring(k, "stories", put_file(k, "b.jsonl", "{\"id\":\"1\",\"lang\":\"tlh\",\"pages\":[\"x\"],\"license\":\"CC-BY\"}\n{\"id\":\"2\",\"lang\":\"en\",\"pages\":\"x\",\"license\":\"CC-BY\"}\n{\"id\":\"3\",\"lang\":\"en\",\"pages\":[\"x\"]}\n{\"id\":\"4\"}\n")), E_INPUT);
	assert_true(refused(k, "b.jsonl", 1, "lang", "tlh"));
	assert_true(refused(k, "b.jsonl", 2, "pages", "list of pages"));
	assert_true(refused(k, "b.jsonl", 3, "license", "licence"));
	assert_true(refused(k, "b.jsonl", 4, "", "neither a story"));
}

#define READING(lang, title, stem, right, wrong) "{\"id\":\"goat-1-" lang "\",\"group\":\"goat\",\"level\":1,\"lang\":\"" lang "\",\"kind\":\"story\",\"grades\":[\"2\",\"3\"],\"title\":\"" title \
	"\",\"summary\":\"S\",\"pages\":[\"P\"],\"competencies\":[\"RL.3.1\"],\"interests\":[\"animals\"],\"minutes\":4,\"questions\":[{\"id\":\"q1\",\"kind\":\"choice\",\"competency\":\"RL.3.1\",\"rigor\":1,\"stem\":\"" stem \
	"\",\"options\":[{\"text\":\"" right "\",\"correct\":true},{\"text\":\"" wrong "\",\"correct\":false,\"feedback\":\"F\"}]}],\"glossary\":[],\"author\":\"Sample author\",\"license\":\"CC-BY-4.0\"," ACCESS "}\n"

static void readings_bring_their_questions(void **state)
{
	struct school *k = *state;
	competencies(k);
	brought(k, "stories", put_file(k, "r.jsonl", READING("es", "La cabra", "¿Quién?", "la cabra", "el gato") READING("en", "The goat", "Who?", "the goat", "the cat")));
	assert_int_equal(rows_of(k, "select count(*) from resource where kind = 'reading' and grade = '02' and interests = 'animals'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from item i join competency c on c.id = i.competency where c.code = 'RL.3.1' and i.kind = 'choice' and i.model like '%la cabra%' and i.model like '%the goat%'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from alignment"), 2);
}

static const char TASK[] = "{\"id\":\"t1\",\"type\":\"performance\",\"competency\":\"3.S.1\",\"grade\":\"3\",\"rigor\":3,\"title\":{\"en\":\"Lunch\",\"es\":\"Almuerzo\"},\"summary\":{\"en\":\"S\",\"es\":\"S\"},"
	"\"steps\":{\"en\":[\"A\"],\"es\":[\"B\"]},\"materials\":{\"en\":[\"m\"],\"es\":[\"m\"]},\"done\":{\"en\":[\"d\"],\"es\":[\"d\"]},\"ways\":{\"en\":[\"draw\",\"talk\"],\"es\":[\"dibuja\",\"habla\"]},"
	"\"minutes\":{\"screen\":0,\"alone\":10,\"peers\":20,\"adult\":5,\"group\":0},\"interests\":[\"cooking\"],\"rubric\":[{\"criterion\":{\"en\":\"The graph\",\"es\":\"La gráfica\"},\"levels\":{\"en\":[\"a\",\"b\",\"c\",\"d\"],\"es\":[\"e\",\"f\",\"g\",\"h\"]}}],"
	ACCESS ",\"author\":\"Sample author\",\"license\":\"CC-BY-4.0\"}\n";

static void tasks_bring_a_rubric_in_both_languages(void **state)
{
	struct school *k = *state;
	competencies(k);
	brought(k, "stories", put_file(k, "t.jsonl", TASK));
	assert_int_equal(rows_of(k, "select count(*) from resource where kind = 'task' and minutes_peers = 20 and minutes_alone = 10 and rigor = 3"), 1);
	assert_int_equal(rows_of(k, "select count(*) from rubric b join resource r on r.id = b.resource where b.title = 'Lunch' and b.ways like 'draw%talk'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from criterion where name = 'The graph' and level_1 = 'a' and level_4 = 'd'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from record_text where lang = 'es' and words in ('Almuerzo', 'La gráfica', 'e', 'h')"), 4);
	brought(k, "stories", put_file(k, "t.jsonl", TASK));
	assert_int_equal(k->r.added + k->r.changed, 0);
}

/* ---- answers ---- */

static void prove_evidence(struct school *k, int64_t events)
{
	struct db *db;
	int64_t n = 0, states = 0;
	assert_int_equal(store_read(k->s, &db, &k->e), OK);
	if (evidence_verify(db, &n, &states, &k->e) != OK)
		fail_msg("%s", k->e.text);
	store_read_end(db);
	assert_int_equal(n, events);
}

static enum code with_learners(struct school *k, const char *path)
{
	return bring_with(k, (struct import_options){.kind = "responses", .create_learners = true}, &path, 1);
}

static void answers_become_evidence_once(void **state)
{
	struct school *k = *state;
	competencies(k);
	const char *path = put_file(k, "a.csv", "learner,item,skill,correct,time\nx1,i1,3.S.1,1,2026-09-01T08:00:00Z\nx1,i1,3.S.1,1,2026-09-01T08:00:00Z\nx1,i2,other,0,2026-09-01 08:01:00\nx2,i1,3.S.1,0.5,1788249600\n");
	assert_int_equal(bring(k, "responses", path), E_INPUT);
	assert_int_equal(k->r.n_refused, 3); /* two learners and a skill, each once */
	assert_true(refused(k, "a.csv", 2, "learner", "x1"));
	assert_true(refused(k, "a.csv", 4, "skill", "other"));
	assert_int_equal(rows_of(k, "select (select count(*) from event) + (select count(*) from person)"), 0);
	assert_int_equal(with_learners(k, path), OK);
	assert_int_equal(rows_of(k, "select count(*) from event where context = 'import' and kind = 'practice'"), 4);
	assert_int_equal(rows_of(k, "select count(*) from person where given_name = 'Imported' and source_id like 'responses/%'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from role where role = 'student'"), 2);
	assert_int_equal(rows_of(k, "select count(*) from competency where code = 'imported-other' and kind = 'imported'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from event where score = 0.5"), 1);
	prove_evidence(k, 4);
	assert_int_equal(with_learners(k, path), OK);
	assert_int_equal(k->r.added, 0);
	/* a longer log adds what is new */
	assert_int_equal(with_learners(k, put_file(k, "a.csv", "user_id\titem_id\tskill_id\tcorrect\ttimestamp\nx1\ti1\t3.S.1\t1\t2026-09-01T08:00:00Z\nx1\ti1\t3.S.1\t1\t2026-09-01T08:00:00Z\n"
		"x1\ti2\tother\t0\t2026-09-01 08:01:00\nx2\ti1\t3.S.1\t0.5\t1788249600\nx2\ti3\t3.S.1\t1\t1788249700\n")), OK);
	assert_int_equal(k->r.added, 1);
	prove_evidence(k, 5);
}

static void without_times_the_order_stays(void **state)
{
	struct school *k = *state;
	struct buf b = buf_new(k->a, 1 << 20);
	buf_z(&b, "user_id,item_id,timestamp,correct,skill_id\n");
	for (int i = 0; i < 300; i++)
		buf_fmt(&b, "1,%d,0,%d,a\n", i % 7, i >= 150);
	assert_int_equal(with_learners(k, put_file(k, "a.csv", buf_done(&b).p)), OK);
	assert_true(noted(k, "does not say when"));
	assert_int_equal(rows_of(k, "select count(*) from event"), 300);
	/* wrong ones first */
	assert_int_equal(rows_of(k, "select count(*) from event a join event b on b.happened_at > a.happened_at where a.score = 1 and b.score = 0"), 0);
	prove_evidence(k, 300);
	assert_int_equal(with_learners(k, put_file(k, "a.csv", buf_done(&b).p)), OK);
	assert_int_equal(k->r.added, 0);
}

static void bad_answers_are_refused(void **state)
{
	struct school *k = *state;
	assert_int_equal(with_learners(k, put_file(k, "a.csv", "learner,item,skill,correct,time\nx,i,s,2,\nx,i,s,1,yesterday\nx,i,s,,\n,i,s,1,\n")), E_INPUT);
	assert_true(refused(k, "a.csv", 2, "correct", "neither"));
	assert_true(refused(k, "a.csv", 3, "time", "yesterday"));
	assert_true(refused(k, "a.csv", 4, "correct", "empty"));
	assert_true(refused(k, "a.csv", 5, "learner", "empty"));
	assert_int_equal(with_learners(k, put_file(k, "b.csv", "who,correct\nx,1\n")), E_INPUT);
	assert_int_equal(rows_of(k, "select (select count(*) from event) + (select count(*) from person)"), 0);
}

static void evidence_is_not_taken_back(void **state)
{
	struct school *k = *state;
	struct import_undone u;
	assert_int_equal(with_learners(k, put_file(k, "a.csv", "learner,item,skill,correct\nx,i,s,1\n")), OK);
	assert_int_equal(import_undo(k->s, k->a, k->r.id, NULL, &u, &k->e), OK);
	assert_true(u.left >= 2); /* the event, and who it speaks of */
	assert_int_equal(rows_of(k, "select count(*) from event"), 1);
	prove_evidence(k, 1);
}

static void the_public_sets_land(void **state)
{
	struct school *k = *state;
	const char *problems = shared_file(k, "data/content/oatutor/elementary_algebra.jsonl"), *stories = shared_file(k, "data/content/stories/parallel7_ccby.jsonl");
	if (problems == NULL || stories == NULL)
		skip();
	brought(k, "items", problems);
	assert_int_equal(rows_of(k, "select count(*) from resource"), 2032);
	assert_int_equal(rows_of(k, "select count(*) from competency"), 201);
	brought(k, "stories", stories);
	assert_int_equal(rows_of(k, "select count(*) from resource where kind = 'reading'"), 29 * 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("item models land with their practice, access and licence", item_models_land_with_their_practice, school_begin, school_end),
		TEST_WITH("items that cannot be are refused by line, and nothing lands", items_that_cannot_be_are_refused_by_line, school_begin, school_end),
		TEST_WITH("unknown competencies are said, and joined by a later run", unknown_competencies_are_said_and_joined_later, school_begin, school_end),
		TEST_WITH("problems become resources with an item a step and a skill each", problems_become_resources_with_an_item_a_step, school_begin, school_end),
		TEST_WITH("stories keep pages, licence and credit in each language", stories_keep_pages_licence_and_credit, school_begin, school_end),
		TEST_WITH("readings bring their questions in both languages", readings_bring_their_questions, school_begin, school_end),
		TEST_WITH("tasks bring a rubric in both languages", tasks_bring_a_rubric_in_both_languages, school_begin, school_end),
		TEST_WITH("answers become evidence once, whoever is missing is told once", answers_become_evidence_once, school_begin, school_end),
		TEST_WITH("without times the order of the log stays", without_times_the_order_stays, school_begin, school_end),
		TEST_WITH("answers that cannot be are refused", bad_answers_are_refused, school_begin, school_end),
		TEST_WITH("undo says that evidence is not taken back", evidence_is_not_taken_back, school_begin, school_end),
		TEST_WITH("the public sets land: 2,032 problems, 201 skills, 29 stories in 7 languages", the_public_sets_land, school_begin, school_end),
	};
	return RUN_ON_BOTH(tests);
}
