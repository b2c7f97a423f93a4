/* Changes to records, made through one test-only type that has everything, on each database alike. */
#include "support/record_school.h"

static void every_kind_of_field_comes_back(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id id, file = id_new();
	h->special.trace = &(struct access_trace){.a = h->a, .purpose = "test"};
	must(make(h->s, h->a, &h->special, &record_note, ID_NIL, INPUTS(
		{"learner", idz(h, h->ann)}, {"title", S("  First talk ")}, {"body", S("One\r\ntwo\rthree")}, {"minutes", S("25")}, {"share", S("0.125")},
		{"done", S("yes")}, {"met_on", S("2026-02-28")}, {"met_at", S("2026-02-28T08:30:00.25-06:00")}, {"kind", S("look")},
		{"areas", S("count read")}, {"spoken", S("zh-Hans")}, {"room", idz(h, h->room)}, {"code", S("N-1")}, {"file", idz(h, file)},
		{"team_only", S("quiet")}, {"health", S("glasses")}), &id, NULL, &e));
	struct record r = get(h, &h->special, &record_note, id);
	assert_true(id_eq(rec_id(&r, "learner"), h->ann));
	is(rec_t(&r, "title"), "First talk");
	is(rec_t(&r, "body"), "One\ntwo\nthree");
	assert_int_equal(rec_i(&r, "minutes"), 25);
	assert_true(rec_r(&r, "share") == 0.125);
	assert_int_equal(rec_i(&r, "done"), 1);
	is(rec_t(&r, "met_on"), "2026-02-28");
	is(rec_show(h->a, &r, field_index(&record_note, "met_at")), "2026-02-28T14:30:00.250000Z");
	is(rec_t(&r, "kind"), "look");
	is(rec_t(&r, "areas"), "read count"); /* in the order of the declaration */
	assert_true(choices_have(rec_t(&r, "areas"), "count") && !choices_have(rec_t(&r, "areas"), "write"));
	is(rec_t(&r, "spoken"), "zh-Hans");
	assert_true(id_eq(rec_id(&r, "room"), h->room) && id_eq(rec_id(&r, "file"), file));
	is(rec_t(&r, "health"), "glasses");
	assert_true(rec_null(&r, "made"));
	is(r.state, "draft");
	assert_int_equal(r.version, 1);
	assert_true(id_eq(r.created_by, h->special.person) && r.created_at == r.updated_at);
	is(rec_title(h->a, &r), "First talk");
}

static void all_problems_are_said_at_once(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct problems p;
	assert_int_equal(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS(
		{"learner", idz(h, h->ann)}, {"body", S("a\x01z")}, {"minutes", S("601")}, {"share", S("nan")}, {"done", S("perhaps")},
		{"met_on", S("2026-02-29")}, {"met_at", S("noon")}, {"kind", S("shout")}, {"areas", S("read fly")}, {"spoken", S("e")},
		{"room", S("Room 12")}, {"file", S("x")}, {"nonsense", S("1")}), NULL, &p, &e), E_INPUT);
	static const char *const BAD[] = {"body", "minutes", "share", "done", "met_on", "met_at", "kind", "areas", "spoken", "room", "file", "title"};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		if (!problem_at(&p, BAD[i]))
			fail_msg("no problem said about %s", BAD[i]);
	assert_int_equal(p.n, 13); /* and the field that there is not */
	assert_true(e.text[0] != '\0');
	struct record_list l;
	assert_int_equal(find(h, &h->sys, &record_note, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 0);
}

static void bad_values_are_refused(void **state)
{
	struct here *h = *state;
	static const struct { const char *field; struct str text; bool good; } CASES[] = {
		{"title", {"\xC3\x28", 2}, false}, {"title", {"\xED\xA0\x80", 3}, false}, {"title", {"a\nb", 3}, false}, {"title", {"a\0b", 3}, false},
		{"title", {"\xE2\x80\xAE" "abc", 6}, false}, {"title", {"\xC2\x85" "abc", 5}, false},
		{"title", {"\xF0\x9F\x8C\xB1 \xE4\xBD\xA0\xE5\xA5\xBD", 11}, true},
		{"minutes", {"-1", 2}, false}, {"minutes", {"0", 1}, true}, {"minutes", {"600", 3}, true}, {"minutes", {"1.0", 3}, false},
		{"minutes", {"99999999999999999999", 20}, false}, {"share", {"1.01", 4}, false}, {"share", {"1e400", 5}, false}, {"share", {"1", 1}, true},
		{"met_on", {"2024-02-29", 10}, true}, {"met_on", {"2100-02-29", 10}, false}, {"met_on", {"2026-13-01", 10}, false}, {"met_on", {"1.2.2026", 8}, false},
		{"spoken", {"en-", 3}, false}, {"spoken", {"es-419", 6}, true}, {"spoken", {"english language", 16}, false},
		{"file", {"00000000-0000-0000-0000-000000000000", 36}, false},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct val v;
		struct str why = {NULL, 0};
		const struct field *f = &record_note.fields[field_index(&record_note, CASES[i].field)];
		bool good = value_parse(h->a, LANG_EN, f, CASES[i].text, &v, &why);
		if (good != CASES[i].good || good != (why.n == 0))
			fail_msg("case %zu (%s) was %s", i, CASES[i].field, good ? "taken" : "refused");
	}
	/* letters, not bytes: 60 Chinese letters fit where 60 letters fit */
	struct buf b = buf_new(h->a, 1000);
	for (int i = 0; i < 60; i++)
		buf_z(&b, "\xE5\xAD\xA6");
	struct val v;
	struct str why;
	assert_true(value_parse(h->a, LANG_EN, &record_note.fields[1], buf_done(&b), &v, &why));
	buf_z(&b, "\xE5\xAD\xA6");
	assert_false(value_parse(h->a, LANG_EN, &record_note.fields[1], buf_done(&b), &v, &why));
}

static void references_lead_somewhere(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct problems p;
	assert_int_equal(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("x")},
		{"room", idz(h, id_new())}), NULL, &p, &e), E_INPUT);
	assert_true(problem_at(&p, "room"));
	assert_int_equal(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"title", S("x")}), NULL, &p, &e), E_INPUT);
	assert_true(problem_at(&p, "learner"));
	/* about a learner the teacher does not teach, or who is not there: no */
	assert_int_equal(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ben)}, {"title", S("x")}), NULL, &p, &e), E_DENIED);
	assert_int_equal(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, id_new())}, {"title", S("x")}), NULL, &p, &e), E_DENIED);
	/* what is still referred to stays */
	struct record room = get(h, &h->admin, &record_room, h->room);
	must(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("x")}, {"room", idz(h, h->room)}), NULL, NULL, &e));
	assert_int_equal(drop(h->s, h->a, &h->admin, &record_room, h->room, room.version, &e), E_CONFLICT);
}

static void unique_stays_unique(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct problems p;
	struct id one, two = note(h, "two"), three = note(h, "three"); /* empty codes do not clash */
	(void)three;
	must(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("one")}, {"code", S("A")}), &one, NULL, &e));
	assert_int_equal(change(h->s, h->a, &h->teacher, &record_note, two, 1, INPUTS({"code", S("A")}), &p, &e), E_INPUT);
	assert_true(problem_at(&p, "code"));
	must(change(h->s, h->a, &h->teacher, &record_note, one, 1, INPUTS({"code", S("")}), NULL, &e));
	must(change(h->s, h->a, &h->teacher, &record_note, two, 1, INPUTS({"code", S("A")}), NULL, &e));
}

static void sent_twice_is_made_once(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id id = id_new(), out;
	for (int i = 0; i < 2; i++) {
		must(make(h->s, h->a, &h->teacher, &record_note, id, INPUTS({"learner", idz(h, h->ann)}, {"title", S("once")}), &out, NULL, &e));
		assert_true(id_eq(id, out));
	}
	assert_int_equal(make(h->s, h->a, &h->teacher, &record_note, id, INPUTS({"learner", idz(h, h->ann)}, {"title", S("other")}), NULL, NULL, &e), E_CONFLICT);
	/* also when it was changed since */
	must(change(h->s, h->a, &h->teacher, &record_note, id, 1, INPUTS({"title", S("now different")}), NULL, &e));
	must(make(h->s, h->a, &h->teacher, &record_note, id, INPUTS({"learner", idz(h, h->ann)}, {"title", S("once")}), NULL, NULL, &e));
	struct record r = get(h, &h->teacher, &record_note, id);
	assert_int_equal(r.version, 2);
	is(rec_t(&r, "title"), "now different");
	struct db *db;
	int64_t n;
	must(store_read(h->s, &db, &e));
	must(db_int(db, &e, &n, "select n from note_count where learner = ?1", "b", h->ann));
	store_read_end(db);
	assert_int_equal(n, 1); /* the fold ran once */
}

static void a_lost_race_is_told(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id id = note(h, "start");
	must(change(h->s, h->a, &h->teacher, &record_note, id, 1, INPUTS({"title", S("teacher's")}), NULL, &e));
	assert_int_equal(change(h->s, h->a, &h->special, &record_note, id, 1, INPUTS({"title", S("special's")}), NULL, &e), E_CONFLICT);
	struct record r = get(h, &h->teacher, &record_note, id);
	is(rec_t(&r, "title"), "teacher's");
	/* the same edit again, after its answer was lost, is no conflict and no new version */
	must(change(h->s, h->a, &h->teacher, &record_note, id, 1, INPUTS({"title", S("teacher's")}), NULL, &e));
	r = get(h, &h->teacher, &record_note, id);
	assert_int_equal(r.version, 2);
}

static void checks_and_folds_hold_together(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct problems p;
	assert_int_equal(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("x")}, {"minutes", S("5")}),
	                      NULL, &p, &e), E_INPUT);
	assert_true(p.n == 1 && p.items[0].field == NULL && has(p.items[0].text, "Minutes need the day"));
	assert_int_equal(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("burst")}), NULL, &p, &e), E_LIMIT);
	struct record_list l;
	assert_int_equal(find(h, &h->sys, &record_note, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 0); /* when the fold fails the record is not there either */
}

static void fixed_fields_and_rights_to_fields(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct problems p;
	struct id id = note(h, "n");
	tie(h->s, h->teacher.person, h->ben, REL_TEACHER, NULL, NULL);
	assert_int_equal(change(h->s, h->a, &h->teacher, &record_note, id, 1, INPUTS({"learner", idz(h, h->ben)}), &p, &e), E_INPUT);
	assert_true(problem_at(&p, "learner"));
	assert_int_equal(change(h->s, h->a, &h->teacher, &record_note, id, 1, INPUTS({"health", S("x")}), &p, &e), E_INPUT);
	assert_true(problem_at(&p, "health"));
	assert_int_equal(change(h->s, h->a, &h->mother, &record_note, id, 1, INPUTS({"title", S("x")}), &p, &e), E_DENIED);
	assert_int_equal(change(h->s, h->a, &h->stranger, &record_note, id, 1, INPUTS({"title", S("x")}), &p, &e), E_NOTFOUND);
	/* a family may add a note, but not write into the team's field */
	assert_int_equal(make(h->s, h->a, &h->mother, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("m")}, {"team_only", S("x")}),
	                      NULL, &p, &e), E_INPUT);
	assert_true(problem_at(&p, "team_only"));
	must(make(h->s, h->a, &h->mother, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("m")}), NULL, &p, &e));
}

static void states_move_as_declared(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id id = note(h, "n");
	assert_int_equal(step(h->s, h->a, &h->teacher, &record_note, id, 1, "closed", &e), E_INPUT);
	assert_int_equal(step(h->s, h->a, &h->mother, &record_note, id, 1, "shared", &e), E_DENIED);
	must(step(h->s, h->a, &h->teacher, &record_note, id, 1, "shared", &e));
	must(step(h->s, h->a, &h->teacher, &record_note, id, 1, "shared", &e)); /* sent again */
	assert_int_equal(step(h->s, h->a, &h->teacher, &record_note, id, 2, "closed", &e), E_DENIED);
	assert_int_equal(step(h->s, h->a, &h->special, &record_note, id, 1, "closed", &e), E_CONFLICT);
	assert_int_equal(step(h->s, h->a, &h->special, &record_note, id, 2, "nowhere", &e), E_INPUT);
	must(step(h->s, h->a, &h->special, &record_note, id, 2, "closed", &e));
	must(step(h->s, h->a, &h->leader, &record_note, id, 3, "draft", &e)); /* from any */
	struct record r = get(h, &h->special, &record_note, id);
	assert_int_equal(r.version, 4);
	is(r.state, "draft");
	assert_true(record_may_move(&r, &record_note.moves[0]) && !record_may_move(&r, &record_note.moves[1]));
}

static void old_versions_stay_readable(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct db *db;
	struct record_list l;
	struct id id = note(h, "one");
	must(change(h->s, h->a, &h->special, &record_note, id, 1, INPUTS({"title", S("two")}, {"team_only", S("hm")}), NULL, &e));
	must(step(h->s, h->a, &h->teacher, &record_note, id, 2, "shared", &e));
	assert_int_equal(drop(h->s, h->a, &h->special, &record_note, id, 3, &e), E_INPUT); /* a check refuses */
	must(step(h->s, h->a, &h->special, &record_note, id, 3, "closed", &e));
	assert_int_equal(drop(h->s, h->a, &h->teacher, &record_note, id, 4, &e), E_DENIED);
	assert_int_equal(drop(h->s, h->a, &h->special, &record_note, id, 3, &e), E_CONFLICT);
	must(drop(h->s, h->a, &h->special, &record_note, id, 4, &e));
	assert_int_equal(get_code(h, &h->teacher, &record_note, id), E_NOTFOUND);
	assert_int_equal(bring_back(h->s, h->a, &h->teacher, &record_note, id, &e), E_DENIED);
	must(bring_back(h->s, h->a, &h->leader, &record_note, id, &e));
	must(bring_back(h->s, h->a, &h->leader, &record_note, id, &e)); /* again: it is there */

	must(store_read(h->s, &db, &e));
	must(record_history(db, h->a, &h->teacher, &record_note, id, &l, &e));
	static const struct { const char *change, *title, *state; int64_t version; } WANT[] = {
		{"restore", "two", "closed", 6}, {"remove", "two", "closed", 5}, {"move", "two", "closed", 4}, {"move", "two", "shared", 3},
		{"update", "two", "draft", 2}, {"create", "one", "draft", 1}};
	assert_int_equal(l.n, 6);
	for (size_t i = 0; i < 6; i++) {
		assert_string_equal(l.items[i].change, WANT[i].change);
		is(rec_t(&l.items[i], "title"), WANT[i].title);
		is(l.items[i].state, WANT[i].state);
		assert_int_equal(l.items[i].version, WANT[i].version);
	}
	/* who did it */
	assert_true(id_eq(l.items[0].updated_by, h->leader.person) && id_eq(l.items[1].updated_by, h->special.person));
	assert_true(id_eq(l.items[4].updated_by, h->special.person) && id_eq(l.items[5].updated_by, h->teacher.person));
	/* hidden fields are hidden in old versions too, and strangers see none */
	is(rec_t(&l.items[4], "team_only"), "hm");
	must(record_history(db, h->a, &h->mother, &record_note, id, &l, &e));
	assert_int_equal(l.n, 6);
	for (size_t i = 0; i < l.n; i++)
		assert_true(l.items[i].hidden[field_index(&record_note, "team_only")] && rec_t(&l.items[i], "team_only").n == 0);
	assert_int_equal(record_history(db, h->a, &h->stranger, &record_note, id, &l, &e), E_NOTFOUND);
	store_read_end(db);
}

static void events_are_only_added(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id id, at = id_new();
	must(make(h->s, h->a, &h->self, &record_event, at, INPUTS({"learner", idz(h, h->ann)}, {"score", S("3")}), &id, NULL, &e));
	must(make(h->s, h->a, &h->self, &record_event, at, INPUTS({"learner", idz(h, h->ann)}, {"score", S("3")}), &id, NULL, &e));
	assert_int_equal(change(h->s, h->a, &h->teacher, &record_event, id, 1, INPUTS({"score", S("4")}), NULL, &e), E_DENIED);
	assert_int_equal(drop(h->s, h->a, &h->sys, &record_event, id, 1, &e), E_DENIED);
	struct record_list l;
	struct db *db;
	must(store_read(h->s, &db, &e));
	must(record_history(db, h->a, &h->teacher, &record_event, id, &l, &e));
	store_read_end(db);
	assert_int_equal(l.n, 1);
	assert_string_equal(l.items[0].change, "create");
}

static void memory_that_ends_leaves_nothing_half_done(void **state)
{
	struct here *h = *state;
	struct record_list l;
	struct id id = id_new();
	enum code c = E_MEMORY;
	unsigned n = 0;
	while (c == E_MEMORY && n < 1000) {
		struct arena *a = arena_new(0);
		struct err e = {0};
		struct input in[] = {{"learner", idz(h, h->ann)}, {"title", S("Only once")}, {"body", S("words to search")}, {"code", S("N-9")}};
		arena_fail_after(a, ++n);
		c = make(h->s, a, &h->teacher, &record_note, id, in, 4, NULL, NULL, &e);
		arena_free(a);
		assert_int_equal(find(h, &h->teacher, &record_note, (struct query){0}, &l), OK);
		assert_int_equal(l.n, c == OK ? 1 : 0);
	}
	assert_int_equal(c, OK);
	assert_true(n > 10);
}

static void the_declarations_can_work(void **state)
{
	struct err e = {0};
	(void)state;
	must(record_types_check(&e));
	assert_false(name_ok("order") || name_ok("Name") || name_ok("a-b") || name_ok("1a") || name_ok("") || name_ok("x; drop") || name_ok("id"));
	assert_true(name_ok("title2") && name_ok("begin_on"));
}

static const struct CMUnitTest tests[] = {
	TEST("declarations are checked", the_declarations_can_work),
	DB_TEST("every kind of field comes back as it was given", every_kind_of_field_comes_back),
	DB_TEST("all problems are said at once", all_problems_are_said_at_once),
	DB_TEST("values that cannot be are refused", bad_values_are_refused),
	DB_TEST("references lead to what is there and may be seen", references_lead_somewhere),
	DB_TEST("unique stays unique", unique_stays_unique),
	DB_TEST("sent twice is made once", sent_twice_is_made_once),
	DB_TEST("a lost race is told, a lost answer does no harm", a_lost_race_is_told),
	DB_TEST("checks refuse, folds land with the record or not at all", checks_and_folds_hold_together),
	DB_TEST("fixed fields and rights to fields", fixed_fields_and_rights_to_fields),
	DB_TEST("states move as declared", states_move_as_declared),
	DB_TEST("each change shows who and when, and old versions stay readable [R005]", old_versions_stay_readable),
	DB_TEST("events are only added", events_are_only_added),
	DB_TEST("each allocation failing in turn leaves nothing half done", memory_that_ends_leaves_nothing_half_done),
};

SCHOOL_MAIN("record", tests)
