/* Reads of records: who sees which rows and fields, lists, search and translations, on each database alike. */
#include "support/record_school.h"

static void fields_are_seen_by_relationship(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id id;
	must(make(h->s, h->a, &h->special, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("t")}, {"team_only", S("team")},
		{"health", S("asthma")}), &id, NULL, &e));
	int team = field_index(&record_note, "team_only"), health = field_index(&record_note, "health");
	struct record r = get(h, &h->teacher, &record_note, id);
	is(rec_t(&r, "team_only"), "team");
	assert_true(r.hidden[health] && r.values[health].type == 'n' && !r.hidden[team]);
	/* protected: not opened, not shown, nothing to log */
	r = get(h, &h->special, &record_note, id);
	assert_true(r.hidden[health]);
	struct access_trace trace = {.a = h->a};
	h->special.trace = &trace;
	r = get(h, &h->special, &record_note, id);
	assert_true(r.hidden[health] && trace.n == 0);
	/* opened on purpose: shown, and traced once for the request */
	trace.purpose = "plan page";
	for (int i = 0; i < 3; i++)
		r = get(h, &h->special, &record_note, id);
	is(rec_t(&r, "health"), "asthma");
	assert_int_equal(trace.n, 1);
	assert_true(id_eq(trace.learners[0], h->ann));
	assert_string_equal(trace.types[0], "note");
	/* a purpose opens nothing for those who may not see it */
	struct access_trace other = {.a = h->a, .purpose = "curious"};
	h->teacher.trace = &other;
	r = get(h, &h->teacher, &record_note, id);
	assert_true(r.hidden[health] && other.n == 0);
	/* the family reads its own without a purpose, traced all the same */
	struct access_trace own = {.a = h->a};
	h->mother.trace = &own;
	r = get(h, &h->mother, &record_note, id);
	is(rec_t(&r, "health"), "asthma");
	assert_true(r.hidden[team] && own.n == 1);
	/* one row a request in the log */
	must(access_trace_log(h->s, &h->special, &e));
	must(access_trace_log(h->s, &h->special, &e));
	struct db *db;
	int64_t n, rows;
	must(store_read(h->s, &db, &e));
	must(db_int(db, &e, &n, "select count(*) from security_log where district = ?1", "d"));
	assert_int_equal(n, 1);
	must(db_int(db, &e, &n, "select count(*) from security_log_learner where learner = ?1", "b", h->ann));
	assert_int_equal(n, 1);
	must(security_log_verify(db, &rows, &e));
	store_read_end(db);
	assert_int_equal(rows, 1);
}

static void rows_are_seen_by_relationship(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id id = note(h, "Ann's"), bens;
	struct record_list l;
	must(make(h->s, h->a, &h->stranger, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ben)}, {"title", S("Ben's")}), &bens, NULL, &e));
	const struct { const struct viewer *v; bool ann, ben; } WHO[] = {
		{&h->teacher, true, false}, {&h->special, true, false}, {&h->mother, true, false}, {&h->self, true, false}, {&h->stranger, false, true},
		{&h->leader, true, true}, {&h->admin, false, false}, {&h->sys, true, true}};
	for (size_t i = 0; i < sizeof WHO / sizeof *WHO; i++) {
		assert_int_equal(get_code(h, WHO[i].v, &record_note, id) == OK, WHO[i].ann);
		assert_int_equal(get_code(h, WHO[i].v, &record_note, bens) == OK, WHO[i].ben);
		assert_int_equal(find(h, WHO[i].v, &record_note, (struct query){0}, &l), OK);
		assert_int_equal(l.n, (size_t)WHO[i].ann + WHO[i].ben);
	}
	/* next school year the teacher is no longer Ann's teacher */
	h->teacher.today = day_of(2027, 7, 1);
	assert_int_equal(get_code(h, &h->teacher, &record_note, id), E_NOTFOUND);
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 0);
	/* nobody */
	struct viewer nobody = {.hats = REL_PUBLIC, .today = day_of(2026, 10, 1)};
	assert_int_equal(get_code(h, &nobody, &record_note, id), E_NOTFOUND);
	assert_int_equal(find(h, &nobody, &record_note, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 0);
	assert_int_equal(find(h, &nobody, &record_room, (struct query){0}, &l), E_DENIED);
	/* a card opens the learner's own and nothing else, whatever else the person is */
	struct viewer card = h->self;
	card.low = true;
	tie(h->s, card.person, h->ben, REL_TEACHER, NULL, NULL);
	card.hats |= REL_TEACHER | REL_DISTRICT;
	assert_int_equal(find(h, &card, &record_note, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 1);
	assert_int_equal(get_code(h, &card, &record_note, bens), E_NOTFOUND);
}

static void class_records_follow_the_class(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id id;
	struct record_list l;
	tie_room(h->s, h->teacher.person, h->room, REL_TEACHER);
	tie_room(h->s, h->ann, h->room, REL_SELF);
	assert_int_equal(make(h->s, h->a, &h->self, &record_lesson, ID_NIL, INPUTS({"room", idz(h, h->room)}, {"title", S("x")}), NULL, NULL, &e), E_DENIED);
	must(make(h->s, h->a, &h->teacher, &record_lesson, ID_NIL, INPUTS({"room", idz(h, h->room)}, {"title", S("Fractions")}), &id, NULL, &e));
	assert_int_equal(get_code(h, &h->self, &record_lesson, id), OK);
	assert_int_equal(get_code(h, &h->stranger, &record_lesson, id), E_NOTFOUND);
	assert_int_equal(find(h, &h->self, &record_lesson, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 1);
	assert_int_equal(find(h, &h->stranger, &record_lesson, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 0);
}

static void filters_say_nothing_that_is_hidden(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct record_list l;
	must(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("t")}, {"team_only", S("sad")}), NULL, NULL, &e));
	struct filter by_team = {"team_only", '=', S("sad")}, by_health = {"health", '=', S("x")}, by_body = {"body", '~', S("x")};
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.filters = &by_team, .n_filters = 1}, &l), OK);
	assert_int_equal(l.n, 1);
	assert_int_equal(find(h, &h->mother, &record_note, (struct query){.filters = &by_team, .n_filters = 1}, &l), E_DENIED);
	assert_int_equal(find(h, &h->mother, &record_note, (struct query){.sort = "team_only"}, &l), E_DENIED);
	assert_int_equal(find(h, &h->special, &record_note, (struct query){.filters = &by_health, .n_filters = 1}, &l), E_DENIED);
	assert_int_equal(find(h, &h->special, &record_note, (struct query){.filters = &by_body, .n_filters = 1}, &l), E_INPUT);
	/* a teacher elsewhere who is Ann's mother here: the hat would let her ask, the row does not answer */
	struct viewer both = h->mother;
	both.hats |= REL_TEACHER;
	assert_int_equal(find(h, &both, &record_note, (struct query){.filters = &by_team, .n_filters = 1}, &l), OK);
	assert_int_equal(l.n, 0);
	assert_int_equal(find(h, &both, &record_note, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 1);
	assert_int_equal(find(h, &both, &record_note, (struct query){.sort = "team_only"}, &l), E_DENIED);
	/* nor with the learner in the filter */
	struct filter two[2] = {by_team, {"learner", '=', idz(h, h->ann)}};
	assert_int_equal(find(h, &both, &record_note, (struct query){.filters = two, .n_filters = 2}, &l), OK);
	assert_int_equal(l.n, 0);
}

static void lists_filter_sort_and_page(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct record_list l;
	enum { N = 53 };
	for (int i = 0; i < N; i++) {
		struct str title = str_fmt(h->a, "note %d", i % 7), minutes = str_fmt(h->a, "%d", i % 5 * 10);
		must(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", title}, {"met_on", S("2026-09-01")},
			{"minutes", i % 11 == 0 ? S("") : minutes}, {"areas", i % 2 ? S("read write") : S("write")}), NULL, NULL, &e));
	}
	static const char *const SORTS[] = {NULL, "title", "-title", "minutes", "-minutes", "share", "created_at", "-created_at", "-updated_at", "met_on"};
	for (size_t s = 0; s < sizeof SORTS / sizeof *SORTS; s++) {
		/* pages joined are the whole, each once, in order */
		struct query q = {.sort = SORTS[s], .limit = 10};
		struct record seen[N + 1];
		size_t n = 0;
		do {
			assert_int_equal(find(h, &h->teacher, &record_note, q, &l), OK);
			assert_true(l.n <= 10 && n + l.n <= N);
			for (size_t i = 0; i < l.n; i++)
				seen[n++] = l.items[i];
			q.after = l.next;
		} while (l.next.n > 0);
		assert_int_equal(n, N);
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < i; j++)
				assert_false(id_eq(seen[i].id, seen[j].id));
		if (SORTS[s] != NULL && strcmp(SORTS[s], "-minutes") == 0)
			for (size_t i = 1; i < n; i++)
				assert_true(rec_null(&seen[i], "minutes") || rec_i(&seen[i - 1], "minutes") >= rec_i(&seen[i], "minutes"));
		if (SORTS[s] != NULL && strcmp(SORTS[s], "title") == 0)
			for (size_t i = 1; i < n; i++)
				assert_true(str_cmp(rec_t(&seen[i - 1], "title"), rec_t(&seen[i], "title")) <= 0);
	}
	const struct { struct filter f; size_t n; } FILTERS[] = {
		{{"title", '=', S("note 3")}, 8}, {{"title", '~', S("NOTE 3")}, 8}, {{"title", '~', S("%")}, 0}, {{"minutes", '>', S("30")}, 18},
		{{"minutes", '<', S("0")}, 10}, {{"minutes", '=', S("")}, 5}, {{"areas", '=', S("read")}, 26}, {{"areas", '=', S("write")}, N},
		{{"state", '=', S("draft")}, N}, {{"state", '=', S("closed")}, 0}, {{"done", '=', S("no")}, N}, {{"learner", '=', idz(h, h->ann)}, N},
		{{"learner", '=', idz(h, h->ben)}, 0}, {{"met_on", '>', S("2026-09-02")}, 0}};
	for (size_t i = 0; i < sizeof FILTERS / sizeof *FILTERS; i++) {
		assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.filters = &FILTERS[i].f, .n_filters = 1, .limit = 500}, &l), OK);
		if (l.n != FILTERS[i].n)
			fail_msg("%s %c %s: %zu", FILTERS[i].f.field, FILTERS[i].f.op, FILTERS[i].f.text.p, l.n);
	}
	const struct filter BAD[] = {{"nothing", '=', S("1")}, {"title; drop table note", '=', S("1")}, {"minutes", '=', S("x")}, {"minutes", '~', S("1")},
	                             {"minutes", '!', S("1")}, {"state", '=', S("gone")}, {"state", '>', S("draft")}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.filters = &BAD[i], .n_filters = 1}, &l), E_INPUT);
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.sort = "body"}, &l), E_INPUT);
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.sort = "id; --"}, &l), E_INPUT);
}

static void a_cursor_cannot_be_bent(void **state)
{
	struct here *h = *state;
	struct record_list l;
	for (int i = 0; i < 3; i++)
		(void)note(h, i == 0 ? "a" : i == 1 ? "b" : "c");
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.sort = "title", .limit = 1}, &l), OK);
	struct str next = str_dup(h->a, l.next);
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.sort = "title", .limit = 1, .after = next}, &l), OK);
	is(rec_t(&l.items[0], "title"), "b");
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.sort = "-title", .after = next}, &l), E_INPUT);
	assert_int_equal(find(h, &h->teacher, &record_event, (struct query){.after = next}, &l), E_INPUT);
	for (size_t i = 0; i < next.n; i++) {
		char *bent = str_dupz(h->a, next);
		bent[i] = bent[i] == 'A' ? 'B' : 'A';
		assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.sort = "title", .after = str_z(bent)}, &l), E_INPUT);
		assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.sort = "title", .after = {next.p, i == 0 ? 1 : i}}, &l), E_INPUT);
	}
}

/* ---- search and translations ---- */

static size_t search(struct here *h, const struct viewer *v, const char *words, struct search_hit **hits)
{
	struct err e = {0};
	struct db *db;
	size_t n;
	must(store_read(h->s, &db, &e));
	must(record_search(db, h->a, v, str_z(words), 20, hits, &n, &e));
	store_read_end(db);
	return n;
}

static void search_finds_what_one_may_see(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct search_hit *hit;
	struct id id;
	must(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("Lecture à voix haute")},
		{"body", S("Él lee despacio. 她喜欢数学作业和画画。 يحب الرياضيات. Nó thích đọc sách 3 lần.")}, {"team_only", S("worried about sleep")}), &id, NULL, &e));
	static const char *const FOUND[] = {"lecture", "LECTURE", "lectur", "voix haute", "a voix", "el lee", "Despacio", "数学", "作业", "学作", "喜欢数学作业",
	                                    "الرياضيات", "doc sach", "đọc", "3 lan", "lecture*)"};
	for (size_t i = 0; i < sizeof FOUND / sizeof *FOUND; i++)
		if (search(h, &h->mother, FOUND[i], &hit) != 1)
			fail_msg("not found: %s", FOUND[i]);
	assert_true(id_eq(hit[0].id, id) && id_eq(hit[0].about, h->ann) && hit[0].type == &record_note);
	is(hit[0].title, "Lecture à voix haute");
	assert_int_equal(search(h, &h->mother, "数学画画", &hit), 0); /* both are there, but not side by side */
	assert_int_equal(search(h, &h->mother, "lecture banana", &hit), 0);
	assert_int_equal(search(h, &h->stranger, "lecture", &hit), 0);
	assert_int_equal(search(h, &h->leader, "lecture", &hit), 1);
	assert_int_equal(search(h, &h->sys, "lecture", &hit), 1);
	/* words of a field that is not hers are not found by her */
	assert_int_equal(search(h, &h->mother, "worried", &hit), 0);
	assert_int_equal(search(h, &h->teacher, "worried sleep", &hit), 1);
	assert_true(has(hit[0].excerpt, "worried about"));
	/* words that mean something to the databases are only words */
	static const char *const ODD[] = {"\"", "lecture OR banana", "NOT", "a & | ! b", ":*", "((", "'; drop table note; --", "", "   "};
	for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++)
		assert_int_equal(search(h, &h->mother, ODD[i], &hit), 0);
	/* follows change and removal */
	must(change(h->s, h->a, &h->teacher, &record_note, id, 1, INPUTS({"title", S("Silent reading")}, {"body", S("")}), NULL, &e));
	assert_int_equal(search(h, &h->mother, "lecture", &hit), 0);
	assert_int_equal(search(h, &h->mother, "silent", &hit), 1);
	assert_int_equal(search(h, &h->teacher, "sleep", &hit), 1);
	must(drop(h->s, h->a, &h->special, &record_note, id, 2, &e));
	assert_int_equal(search(h, &h->teacher, "silent", &hit), 0);
	must(bring_back(h->s, h->a, &h->special, &record_note, id, &e));
	assert_int_equal(search(h, &h->teacher, "silent", &hit), 1);
	assert_int_equal(search(h, &h->teacher, "room", &hit), 1); /* school-wide */
}

struct put_text {
	const struct viewer *v;
	struct id id;
	const char *field;
	struct str lang, text;
	const char *origin;
};

static enum code put_text(struct db *db, void *arg, struct err *e)
{
	struct put_text *p = arg;
	return record_text_put(db, p->v, &record_note, p->id, p->field, p->lang, p->text, p->origin, e);
}

static void translations_belong_to_their_text(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct db *db;
	struct str text, origin;
	struct id id;
	must(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("t")}, {"body", S("Good work")}), &id, NULL, &e));
	struct put_text p = {&h->teacher, id, "body", S("es-MX"), S("Buen trabajo"), "machine"};
	must(store_write(h->s, put_text, &p, &e));
	p.text = S("Muy buen trabajo"), p.origin = "reviewed";
	must(store_write(h->s, put_text, &p, &e));
	struct record r = get(h, &h->mother, &record_note, id);
	must(store_read(h->s, &db, &e));
	must(record_text_get(db, h->a, &record_note, &r, "body", LANG_ES, &text, &origin, &e));
	is(text, "Muy buen trabajo");
	is(origin, "reviewed");
	must(record_text_get(db, h->a, &record_note, &r, "body", LANG_AR, &text, &origin, &e));
	is(text, "Good work");
	is(origin, "original");
	store_read_end(db);
	p.v = &h->mother;
	assert_int_equal(store_write(h->s, put_text, &p, &e), E_DENIED);
	p.v = &h->stranger;
	assert_int_equal(store_write(h->s, put_text, &p, &e), E_NOTFOUND);
	/* another original: the old translation no longer speaks for it */
	must(change(h->s, h->a, &h->teacher, &record_note, id, 1, INPUTS({"body", S("Not yet")}), NULL, &e));
	r = get(h, &h->mother, &record_note, id);
	must(store_read(h->s, &db, &e));
	must(record_text_get(db, h->a, &record_note, &r, "body", LANG_ES, &text, &origin, &e));
	is(text, "Not yet");
	store_read_end(db);
}

static const struct CMUnitTest tests[] = {
	DB_TEST("sensitive fields have tighter rules and each view is logged [R437]", fields_are_seen_by_relationship),
	DB_TEST("rows are seen by a relationship that holds today", rows_are_seen_by_relationship),
	DB_TEST("records of a class follow the class", class_records_follow_the_class),
	DB_TEST("filters and order tell nothing that is hidden", filters_say_nothing_that_is_hidden),
	DB_TEST("lists filter, sort and page", lists_filter_sort_and_page),
	DB_TEST("a cursor cannot be bent", a_cursor_cannot_be_bent),
	DB_TEST("search finds words of all scripts and only what one may see", search_finds_what_one_may_see),
	DB_TEST("translations belong to their text", translations_belong_to_their_text),
};

SCHOOL_MAIN("record reads", tests)
