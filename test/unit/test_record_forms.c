/* Records as JSON and CSV, the texts made from declarations, and the two logs, on each database alike. */
#include "support/record_school.h"

#include "base/csv.h"

/* ---- JSON, CSV, texts made from the declarations ---- */

static struct json *parse(struct here *h, struct str text)
{
	struct err e = {0};
	struct json *j = NULL;
	must(json_parse(h->a, text, &j, &e));
	return j;
}

static void json_goes_out_and_in(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct id id;
	must(make(h->s, h->a, &h->special, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("Say \"hi\"")}, {"minutes", S("5")},
		{"met_on", S("2026-09-01")}, {"share", S("0.5")}, {"done", S("1")}, {"areas", S("read count")}, {"team_only", S("t")}), &id, NULL, &e));
	struct buf b = buf_new(h->a, 100000);
	struct json_out o = json_to(&b);
	struct record r = get(h, &h->mother, &record_note, id);
	record_json(&o, h->a, &r);
	struct json *j = parse(h, buf_done(&b));
	is(json_str(j, "id"), idz(h, id).p);
	is(json_str(j, "title"), "Say \"hi\"");
	assert_int_equal(json_int(j, "minutes", -1), 5);
	assert_true(json_number(j, "share", -1) == 0.5 && json_bool(j, "done", false));
	assert_int_equal(json_get(j, "areas")->n, 2);
	is(json_str(j, "state"), "draft");
	assert_int_equal(json_get(j, "body")->type, JSON_NULL_T);
	assert_null(json_get(j, "team_only")); /* hidden is not there at all */
	assert_null(json_get(j, "health"));
	/* what was read can be sent back */
	struct input *in;
	size_t n;
	must(record_input_json(h->a, &record_note, parse(h, S("{\"id\": \"x\", \"version\": 1, \"title\": \"New\", \"minutes\": 7, \"share\": 0.25,"
		" \"done\": false, \"areas\": [\"write\", \"read\"], \"body\": null}")), &in, &n, &e));
	assert_int_equal(n, 6);
	must(change(h->s, h->a, &h->teacher, &record_note, id, 1, in, n, NULL, &e));
	r = get(h, &h->teacher, &record_note, id);
	is(rec_t(&r, "areas"), "read write");
	assert_true(rec_i(&r, "minutes") == 7 && rec_r(&r, "share") == 0.25 && rec_i(&r, "done") == 0);
	static const char *const BAD[] = {"[]", "{\"title\": {}}", "{\"areas\": [1]}", "{\"areas\": [\"read write\"]}", "{\"made\": \"x\"}"};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		assert_int_equal(record_input_json(h->a, &record_note, parse(h, str_z(BAD[i])), &in, &n, &e), E_INPUT);
	/* list and problem */
	struct record_list l;
	(void)note(h, "another");
	assert_int_equal(find(h, &h->mother, &record_note, (struct query){.limit = 1}, &l), OK);
	b = buf_new(h->a, 100000), o = json_to(&b);
	record_list_json(&o, h->a, &l);
	j = parse(h, buf_done(&b));
	assert_int_equal(json_get(j, "items")->n, 1);
	is(json_str(j, "next"), str_dupz(h->a, l.next));
	struct problems p = {(struct problem[]){{"title", S("Please fill this in.")}}, 1};
	b = buf_new(h->a, 100000), o = json_to(&b);
	record_problem_json(&o, E_INPUT, 422, "Title: Please fill this in.", &p);
	j = parse(h, buf_done(&b));
	assert_int_equal(json_int(j, "status", 0), 422);
	is(json_str(&json_get(j, "problems")->items[0], "field"), "title");
}

struct text_out {
	struct buf b;
	int calls;
};

static enum code gather_text(void *arg, struct str text, struct err *e)
{
	struct text_out *t = arg;
	(void)e;
	buf_str(&t->b, text);
	t->calls++;
	return OK;
}

static struct str export(struct here *h, const struct viewer *v, int *calls)
{
	struct err e = {0};
	struct db *db;
	struct text_out t = {.b = buf_new(h->a, 1 << 22)};
	must(store_read(h->s, &db, &e));
	must(record_csv(db, v, &record_note, NULL, gather_text, &t, &e));
	store_read_end(db);
	if (calls != NULL)
		*calls = t.calls;
	return buf_done(&t.b);
}

static void csv_goes_out(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	int calls;
	must(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", S("=HYPERLINK(\"x\")")}, {"body", S("a, \"b\"\nc")},
		{"minutes", S("5")}, {"met_on", S("2026-09-01")}, {"team_only", S("secret")}), NULL, NULL, &e));
	struct str out = export(h, &h->mother, &calls);
	assert_int_equal(calls, 1);
	assert_false(has(out, "secret"));
	const struct str *cells;
	size_t n;
	struct csv *c = csv_text(h->a, out, ',', 0);
	struct csv_head head;
	must(csv_head_read(c, h->a, &head, &e));
	assert_int_equal(csv_next(c, &cells, &n, &e), 1);
	is(csv_cell(cells, n, csv_col(&head, "title")), "'=HYPERLINK(\"x\")");
	is(csv_cell(cells, n, csv_col(&head, "body")), "a, \"b\"\nc");
	is(csv_cell(cells, n, csv_col(&head, "minutes")), "5");
	is(csv_cell(cells, n, csv_col(&head, "state")), "draft");
	assert_int_equal(csv_next(c, &cells, &n, &e), 0);
	/* streams by page */
	for (int i = 0; i < 510; i++)
		(void)note(h, "many");
	out = export(h, &h->teacher, &calls);
	assert_int_equal(calls, 2);
	size_t lines = 0;
	for (size_t i = 0; i + 1 < out.n; i++)
		lines += out.p[i] == '\r' && out.p[i + 1] == '\n';
	assert_int_equal(lines, 512);
}

static void csv_comes_in_whole_or_not_at_all(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct csv_report rep;
	struct record_list l;
	struct str ann = idz(h, h->ann);
	struct str good = str_fmt(h->a, "Learner,TITLE,Minutes,Day,room\n%.*s,One,5,2026-09-01,R12\n%.*s,'=Two,,,\n", S_ARG(ann), S_ARG(ann));
	if (record_csv_import(h->s, h->a, &h->teacher, &record_note, good, true, &rep, &e) != OK)
		fail_msg("%s %.*s: %.*s", e.text, S_ARG(rep.problems[0].column), S_ARG(rep.problems[0].text));
	assert_true(rep.rows == 2 && rep.created == 2);
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 0); /* only tried */
	must(record_csv_import(h->s, h->a, &h->teacher, &record_note, good, false, &rep, &e));
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){.sort = "title"}, &l), OK);
	assert_int_equal(l.n, 2);
	is(rec_t(&l.items[0], "title"), "=Two");
	assert_true(id_eq(rec_id(&l.items[1], "room"), h->room)); /* by its code */
	/* export, change, import: the same records, changed */
	struct str back = export(h, &h->teacher, NULL);
	if (record_csv_import(h->s, h->a, &h->teacher, &record_note, back, false, &rep, &e) != OK)
		fail_msg("%.*s: %.*s", S_ARG(rep.problems[0].column), S_ARG(rep.problems[0].text));
	assert_true(rep.rows == 2 && rep.unchanged == 2 && rep.updated == 0 && rep.created == 0);
	/* every bad row is named; nothing lands */
	struct str bad = str_fmt(h->a, "learner,title,minutes,met_on\n%.*s,Three,5,2026-09-01\n%.*s,,5,2026-02-30\n%.*s,Four,x,\n%.*s,Five,5,\n%.*s,Six,,\n",
	                         S_ARG(ann), S_ARG(ann), S_ARG(ann), S_ARG(ann), S_ARG(idz(h, h->ben)));
	assert_int_equal(record_csv_import(h->s, h->a, &h->teacher, &record_note, bad, false, &rep, &e), E_INPUT);
	assert_true(rep.rows == 5 && rep.refused == 4);
	static const struct { size_t line; const char *column; } WANT[] = {{3, "met_on"}, {3, "title"}, {4, "minutes"}, {5, ""}, {6, ""}};
	assert_int_equal(rep.n_problems, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(rep.problems[i].line, WANT[i].line);
		is(rep.problems[i].column, WANT[i].column);
		assert_true(rep.problems[i].text.n > 0);
	}
	assert_int_equal(find(h, &h->teacher, &record_note, (struct query){0}, &l), OK);
	assert_int_equal(l.n, 2);
	assert_int_equal(record_csv_import(h->s, h->a, &h->teacher, &record_note, S("learner,nonsense\n"), false, &rep, &e), E_INPUT);
	assert_true(rep.n_problems == 1 && str_eqz(rep.problems[0].column, "nonsense") && rep.problems[0].line == 1);
	assert_int_equal(record_csv_import(h->s, h->a, &h->teacher, &record_note, S("learner,title\n\"open"), false, &rep, &e), E_INPUT);
}

static void texts_made_from_declarations(void **state)
{
	struct here *h = *state;
	struct json *j = parse(h, record_openapi(h->a, "https://school.example"));
	is(json_str(j, "openapi"), "3.1.0");
	const struct json *paths = json_get(j, "paths");
	for (size_t i = 0; RECORD_TYPES[i] != NULL; i++) {
		assert_non_null(json_get(paths, str_dupz(h->a, str_fmt(h->a, "/api/v1/%s", RECORD_TYPES[i]->name))));
		assert_non_null(json_get(paths, str_dupz(h->a, str_fmt(h->a, "/api/v1/%s/{id}/history", RECORD_TYPES[i]->name))));
	}
	const struct json *note_path = json_get(paths, "/api/v1/note"), *event = json_get(paths, "/api/v1/event/{id}");
	assert_non_null(json_get(note_path, "post"));
	assert_null(json_get(event, "patch")); /* events are only added */
	const struct json *schema = json_get(json_get(json_get(j, "components"), "schemas"), "note");
	for (const struct field *f = record_note.fields; f->name != NULL; f++)
		assert_non_null(json_get(json_get(schema, "properties"), f->name));
	struct str d = record_dictionary(h->a, LANG_EN);
	for (size_t i = 0; RECORD_TYPES[i] != NULL; i++)
		for (const struct field *f = RECORD_TYPES[i]->fields; f->name != NULL; f++)
			assert_true(has(d, str_dupz(h->a, str_fmt(h->a, "| `%s` |", f->name))));
	assert_true(has(d, "Look \\| see"));
}

static void declarations_are_compared_with_tables(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct db *db;
	must(store_read(h->s, &db, &e));
	must(record_schema_check(db, &e));
	store_read_end(db);
	struct migration more[3];
	school_steps(h->a, more);
	more[2] = (struct migration){901, "one column too many", "alter table note add column extra text;\n"};
	must(store_migrate(h->s, more, 3, &e));
	must(store_read(h->s, &db, &e));
	assert_int_equal(record_schema_check(db, &e), E_DB);
	assert_non_null(strstr(e.text, "note"));
	store_read_end(db);
}

/* ---- the log ---- */

static enum code log_three(struct db *db, void *arg, struct err *e)
{
	struct here *h = arg;
	const struct id who[2] = {h->ann, h->ben};
	enum code c = security_log(db, &h->teacher, "sign-in", NULL, ID_NIL, NULL, 0, NULL, e);
	if (c == OK)
		c = security_log(db, &h->special, "read", "note", h->room, who, 2, "plan page", e);
	if (c == OK)
		c = security_log(db, &h->sys, "import", NULL, ID_NIL, who, 1, NULL, e);
	return c;
}

static enum code tamper(struct db *db, void *arg, struct err *e)
{
	switch (*(int *)arg) {
	case 0: return db_exec(db, e, "update security_log set at = at + 1 where number = 2", "");
	case 1: return db_exec(db, e, "update security_log set detail = 'nothing' where number = 2", "");
	case 2: return db_exec(db, e, "update security_log set person = null where number = 2", "");
	case 3: return db_exec(db, e, "update security_log set learners = ?1 where number = 2", "B", S(""));
	case 4: return db_exec(db, e, "delete from security_log where number = 2", "");
	case 5: return db_exec(db, e, "update security_log set object_type = 'not', detail = 'eplan page' where number = 2", "");
	case 6: return db_exec(db, e, "update security_log set hash = ?1 where number = 2", "B", S("12345678901234567890123456789012"));
	default: return db_exec(db, e, "update security_log set district = ?1 where number = 2", "b", id_new());
	}
}

static void tampering_shows(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct db *db;
	int64_t rows;
	int how;
	must(store_write(h->s, log_three, h, &e));
	must(store_read(h->s, &db, &e));
	must(security_log_verify(db, &rows, &e));
	store_read_end(db);
	assert_int_equal(rows, 3);
	/* each way to bend row 2, in a database of its own */
	for (how = 0; how < 8; how++) {
		void *again;
		if (how > 0) {
			(void)school_teardown((void **)&h);
			assert_int_equal(school_setup(&again), 0);
			h = again;
			must(store_write(h->s, log_three, h, &e));
		}
		must(store_write(h->s, tamper, &how, &e));
		must(store_read(h->s, &db, &e));
		assert_int_equal(security_log_verify(db, &rows, &e), E_DB);
		assert_non_null(strstr(e.text, "row 2"));
		store_read_end(db);
	}
	*state = h;
}

static enum code disclose(struct db *db, void *arg, struct err *e)
{
	struct here *h = arg;
	return disclosure_log(db, &h->leader, h->ann, S("County clinic"), S("Hearing test"), S("Plan of 2026"), e);
}

static enum code disclose_without_purpose(struct db *db, void *arg, struct err *e)
{
	struct here *h = arg;
	return disclosure_log(db, &h->leader, h->ann, S("County clinic"), S(" "), S("Plan"), e);
}

static void disclosures_say_to_whom_when_and_why(void **state)
{
	struct here *h = *state;
	struct err e = {0};
	struct db *db;
	int64_t n;
	must(store_write(h->s, disclose, h, &e));
	assert_int_equal(store_write(h->s, disclose_without_purpose, h, &e), E_INPUT);
	must(store_read(h->s, &db, &e));
	must(db_int(db, &e, &n, "select count(*) from disclosure where learner = ?1 and to_whom = 'County clinic' and purpose = 'Hearing test' and at > 0",
	            "b", h->ann));
	store_read_end(db);
	assert_int_equal(n, 1);
}

static const struct CMUnitTest tests[] = {
	DB_TEST("JSON goes out and in", json_goes_out_and_in),
	DB_TEST("CSV goes out, a page at a time, harmless to spreadsheets", csv_goes_out),
	DB_TEST("CSV comes in whole or not at all", csv_comes_in_whole_or_not_at_all),
	DB_TEST("OpenAPI and dictionary say what is declared", texts_made_from_declarations),
	DB_TEST("declarations are compared with the tables", declarations_are_compared_with_tables),
	DB_TEST("tampering with the security log shows", tampering_shows),
	DB_TEST("disclosures say to whom, when and why", disclosures_say_to_whom_when_and_why),
};

SCHOOL_MAIN("record forms", tests)
