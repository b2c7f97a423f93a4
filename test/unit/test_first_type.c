/* The ten lines of CONTRIBUTING.md are compiled as they stand there and make a whole record type: table, form, list, history,
 * rights, API, search and CSV. Its table comes from what the program prints for it. */
#include "support/journey.h"
#include "support/test.h"

#include <string.h>

#define HOLD(code, e) do { if ((code) != OK) fail_msg("%s", (e)->text); } while (0)

static int start(void **state)
{
	struct err e = {0};
	struct journey_school *s = journey_open();
	struct migration *steps = NEW_ARRAY(s->w->a, struct migration, MIGRATION_COUNT + 1);
	memcpy(steps, MIGRATIONS, MIGRATION_COUNT * sizeof *steps);
	steps[MIGRATION_COUNT] = (struct migration){999, "visit", str_dupz(s->w->a, record_ddl(s->w->a, record_type_find(S("visit"))))};
	HOLD(store_migrate(s->w->store, steps, MIGRATION_COUNT + 1, &e), &e);
	*state = s;
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

static void declaration_and_table_agree(void **state)
{
	struct journey_school *s = *state;
	struct err e = {0};
	struct db *db;
	HOLD(record_types_check(&e), &e);
	HOLD(store_read(s->w->store, &db, &e), &e);
	HOLD(record_schema_check(db, &e), &e);
	store_read_end(db);
}

#define FORM "learner={ana}&visited_on=2026-03-03&text=She+explained+the+lighthouse"
#define ONE "{=select id from visit}"

static void form_and_list(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/r", NULL, 200, "/r/visit|Visits", NULL},
	     {TEACHER, "/r/visit/new?learner={ana}", NULL, 200, "name=\"visited_on\"|name=\"text\"|What was seen", NULL},
	     {TEACHER, "/r/visit", "learner={ana}&visited_on=&text=", 422, "id=\"errors\"", NULL},
	     {TEACHER, "/r/visit", "learner={ana}&visited_on=2026-02-30&text=x", 422, NULL, NULL},
	     {TEACHER, "/r/visit", FORM, 303, NULL, NULL},
	     {TEACHER, "/r/visit", NULL, 200, "Ash|/r/visit/" ONE, NULL},
	     {TEACHER, "/r/visit?f.visited_on=2026-03-04", NULL, 200, NULL, "/r/visit/" ONE});
	journey_counts(s, "select count(*) from visit where visited_on = '2026-03-03' and text = 'She explained the lighthouse'", 1);
}

static void rights(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {OTHER_TEACHER, "/r/visit", FORM, 403, NULL, NULL}, {MOTHER, "/r/visit", FORM, 403, NULL, NULL}, {NOBODY, "/r/visit", NULL, 303, NULL, NULL},
	     {MOTHER, "/r/visit/" ONE, NULL, 200, "She explained the lighthouse", NULL}, {BEN, "/r/visit/" ONE, NULL, 404, NULL, NULL},
	     {OTHER_TEACHER, "/r/visit", NULL, 200, NULL, "/r/visit/" ONE},
	     {MOTHER, "/r/visit/" ONE, "version=1&visited_on=2026-03-03&text=Changed", 403, NULL, NULL});
	journey_counts(s, "select count(*) from visit", 1);
}

static void search_and_csv(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/search?q=lighthouse", NULL, 200, "/r/visit/" ONE, NULL}, {OTHER_TEACHER, "/search?q=lighthouse", NULL, 200, NULL, "/r/visit/" ONE},
	     {TEACHER, "/r/visit?format=csv", NULL, 200, "2026-03-03|She explained the lighthouse", NULL},
	     {OTHER_TEACHER, "/r/visit?format=csv", NULL, 200, NULL, "lighthouse"});
}

static void interface(void **state)
{
	struct journey_school *s = *state;
	struct web_test *w = s->w;
	WALK(s, {TEACHER, "/api/v1/openapi.json", NULL, 200, "/api/v1/visit|visited_on", NULL}, {TEACHER, "/api/v1/visit", NULL, 200, "She explained the lighthouse", NULL},
	     {OTHER_TEACHER, "/api/v1/visit", NULL, 200, NULL, "lighthouse"});
	web_sign_in(w, s->people[CASE]);
	web_header(w, "X-CSRF-Token", str_dupz(w->a, w->csrf));
	struct reply rp = web_raw(w, "POST", "/api/v1/visit", "application/json",
	                          str_fmt(w->a, "{\"learner\": \"%.*s\", \"visited_on\": \"2026-03-04\", \"text\": \"A second visit\"}", S_ARG(id_str(w->a, s->people[ANA]))));
	assert_int_equal(rp.status, 201);
	journey_counts(s, "select count(*) from visit", 2);
	WALK(s, {TEACHER, "/r/visit", NULL, 200, "/r/visit/{=select id from visit where text = 'A second visit'}", NULL});
}

static void history(void **state)
{
	struct journey_school *s = *state;
	const char *page = "/r/visit/{=select id from visit where visited_on = '2026-03-03'}", *old = "/r/visit/{=select id from visit where visited_on = '2026-03-03'}/history";
	WALK(s, {TEACHER, page, "version=1&visited_on=2026-03-03&text=She+drew+the+lighthouse", 303, NULL, NULL},
	     {TEACHER, page, "version=1&visited_on=2026-03-03&text=An+older+form", 422, "Somebody changed this in the meantime", NULL},
	     {MOTHER, old, NULL, 200, "She explained the lighthouse|She drew the lighthouse|Tea Cher", "An older form"},
	     {TEACHER, "/search?q=explained", NULL, 200, NULL, "/r/visit/"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("declaration and table agree", declaration_and_table_agree), TEST("a form makes it and the list shows it", form_and_list),
		TEST("rights follow the relation", rights), TEST("search finds it and CSV holds it", search_and_csv),
		TEST("the JSON interface knows it", interface), TEST("old versions stay readable", history)};
	return cmocka_run_group_tests_name("the record type of ten lines", tests, start, stop);
}
