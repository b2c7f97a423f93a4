/* Records are kept as long as the school has confirmed, and go only when a person approves it by name: 34 CFR 300.624 (the
 * family is told first; a permanent record of name, grades, attendance and classes may stay), 99.32(a)(2) (disclosures stay with
 * the record), 99.10(e) (nothing goes while somebody's request is open). */
#include "base/file.h"
#include "jobs/jobs.h"
#include "record/erase.h"
#include "school/admin/backup.h"
#include "school/admin/erased.h"
#include "school/evidence/fold.h"
#include "support/journey.h"
#include "support/pg.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

static char database[400]; /* of PostgreSQL; empty: SQLite */
#define MUST(c) do { if ((c) != OK) fail_msg("%s", e.text); } while (0)

static int start(void **state)
{
	struct journey_school *s = journey_open_at(database[0] ? database : NULL);
	WALK(s, {CASE, "/r/program", "learner={ana}&program=iep&begin_on=2025-09-01", 303, NULL, NULL},
	     {CASE, "/r/plan_line", "learner={ana}&source=iep&kind=accommodation&text=Zebrafinch+half+as+much+time+again&term=additional-testing-time&value=1.5", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/plan/begin", "", 303, NULL, NULL},
	     {TEACHER, "/r/plan_line", "learner={ana}&source=plp&kind=experience&text=Zebrafinch+helps", 303, NULL, NULL},
	     {ANA, "/r/goal", "learner={ana}&text=Zebrafinch+goal&kind=academic&next_step=Zebrafinch&check_in=2026-03-11", 303, NULL, NULL},
	     {TEACHER, "/r/thread", "learner={ana}&subject=Zebrafinch", 303, NULL, NULL},
	     {BEN, "/r/goal", "learner={ben}&text=Woodpecker+goal&kind=academic&next_step=One&check_in=2026-03-11", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/plan", NULL, 200, "Zebrafinch", NULL});
	(void)JOURNEY_MAKE(s, "message", {"learner", id_str(s->w->a, s->people[ANA])}, {"thread", str_z(journey_fill(s, "{=select id from thread where subject = 'Zebrafinch'}"))},
	                   {"author", id_str(s->w->a, s->people[TEACHER])}, {"text", S("Zebrafinch words")}, {"language", S("en")});
	*state = s;
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

static void left_school(struct journey_school *s)
{
	web_sql(s->w, journey_fill(s, "update enrolment set end_on = '2020-06-01', begin_on = '2019-08-01' where person = (select id from person where given_name = 'Ana')"));
	web_sql(s->w, journey_fill(s, "update role set end_on = '2020-06-01', begin_on = '2019-08-01' where person = (select id from person where given_name = 'Ana')"));
}

#define PAGE "/admin/retention/{ana}"
#define ALL "learning=1&files=1&messages=1&special=1&sure=1"

static void nothing_goes_too_early(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {TEACHER, "/admin/retention", NULL, 403, NULL, NULL}, {LEADER, PAGE, NULL, 403, NULL, NULL}, {MOTHER, PAGE, ALL "&ground=asked&how=x", 403, NULL, NULL},
	     {ADMIN, "/admin/retention", NULL, 200, "not confirmed for your state|no number yet|Nobody whose records", "Ana"},
	     {ADMIN, PAGE, NULL, 200, "is at school", "Approve and erase"}, {ADMIN, PAGE, "learning=1&sure=1&ground=asked&how=By+letter", 422, "is at school", NULL});
	left_school(s);
	WALK(s, {ADMIN, "/admin/retention", NULL, 200, "Ana|nothing yet", NULL}, {ADMIN, PAGE, NULL, 200, "nobody has confirmed how long|34 CFR 300.624(b)|Approve and erase", NULL},
	     {ADMIN, PAGE, "learning=1&ground=schedule", 422, "Confirm that it may go", NULL}, {ADMIN, PAGE, "sure=1&ground=schedule", 422, "Say what shall be erased", NULL},
	     {ADMIN, PAGE, "learning=1&sure=1&ground=schedule", 422, "nobody has confirmed how long", NULL},
	     /* a number that was looked up, and then it is not yet time */
	     {ADMIN, "/admin/law", "rule=keep.learning&amount=7&us_state=MN&from_on=2020-01-01&source=A+sample+schedule", 303, NULL, NULL},
	     {ADMIN, PAGE, NULL, 200, "stays until", NULL}, {ADMIN, PAGE, "learning=1&sure=1&ground=schedule", 422, "The time to keep this has not ended", NULL},
	     {ADMIN, "/admin/law", "rule=keep.learning&amount=5&us_state=MN&from_on=2021-01-01&source=A+sample+schedule", 303, NULL, NULL},
	     {ADMIN, PAGE, NULL, 200, "may go since", NULL}, {ADMIN, "/admin/retention", NULL, 200, "1 kind of record", NULL},
	     /* plans of record: the family is told first */
	     {ADMIN, PAGE, "special=1&sure=1&ground=asked&how=By+letter", 422, "Say when the family was told", NULL},
	     {ADMIN, PAGE, "special=1&sure=1&ground=asked&told_on=2026-02-01", 422, "Say who asked", NULL},
	     /* somebody wants to see it first */
	     {ADMIN, "/r/record_hold", "learner={ana}&why=The+mother+asked+to+see+everything&begin_on=2026-01-01", 303, NULL, NULL},
	     {ADMIN, PAGE, NULL, 200, "The mother asked to see everything|stays: it is held", "Approve and erase"},
	     {ADMIN, PAGE, ALL "&ground=asked&how=By+letter&told_on=2026-02-01", 422, "holds the records", NULL});
	web_sql(s->w, "update record_hold set end_on = '2026-02-20'");
	/* the family asked for the record, and nobody has answered */
	(void)JOURNEY_MAKE(s, "record_request", {"learner", id_str(s->w->a, s->people[ANA])}, {"kind", S("copy")}, {"asked_by", id_str(s->w->a, s->people[MOTHER])});
	WALK(s, {ADMIN, PAGE, NULL, 200, "has not been answered yet|stays: it is held", "Approve and erase"},
	     {ADMIN, PAGE, ALL "&ground=asked&how=By+letter&told_on=2026-02-01", 422, "holds the records", NULL});
	web_sql(s->w, "update record_request set state = 'answered', answer = 'A copy was given'");
	journey_counts(s, "select count(*) from erasure", 0);
	journey_counts(s, "select count(*) from plan_line where text like 'Zebrafinch%'", 2);
}

static int64_t count(struct db *db, const char *sql, struct id learner)
{
	struct err e = {0};
	struct rows *r;
	const struct val v[1] = {{.type = 'b', .as.b = learner}};
	MUST(db_query_vals(db, &e, &r, sql, v, 1));
	assert_int_equal(rows_next(r, &e), 1);
	int64_t n = rows_i(r, 0);
	rows_end(r);
	return n;
}

/* What still speaks of the learner: every record type and its old versions; and tables that are none. */
static void nothing_left(struct journey_school *s, struct id learner)
{
	static const char *const STAYS[] = {"role", "attendance", "guardian", "record_hold", "record_request", "erasure", NULL};
	static const char *const MORE[] = {"mastery", "mastery_pace", "minutes", "paper_sheet", "notice", "outgoing", "incoming", NULL};
	struct err e = {0};
	struct db *db;
	MUST(store_read(s->w->store, &db, &e));
	for (size_t i = 0; RECORD_TYPES[i]; i++) {
		const struct record_type *t = RECORD_TYPES[i];
		const char *field = record_learner_field(t);
		bool stays = field == NULL;
		for (size_t k = 0; STAYS[k]; k++)
			stays |= strcmp(STAYS[k], t->name) == 0;
		if (stays)
			continue;
		if (count(db, str_fmt(s->w->a, "select count(*) from %s where %s = ?1", t->table, field).p, learner))
			fail_msg("%s is left", t->name);
		if (!t->append_only && count(db, str_fmt(s->w->a, "select count(*) from %s_history where %s = ?1", t->table, field).p, learner))
			fail_msg("old versions of %s are left", t->name);
	}
	for (size_t i = 0; MORE[i]; i++)
		if (count(db, str_fmt(s->w->a, "select count(*) from %s where learner = ?1", MORE[i]).p, learner))
			fail_msg("%s is left", MORE[i]);
	/* a table that nobody has thought of: named here or it fails */
	if (db_kind(db) == STORE_SQLITE) {
		static const char *const KNOWN[] = {"disclosure", "security_log_learner", "attendance", "guardian", "record_hold", "record_request", "erasure", NULL};
		struct rows *r;
		int got;
		MUST(db_query(db, &e, &r, "select t.name from pragma_table_list t where t.schema = 'main' and t.type = 'table' and exists (select 1 from pragma_table_info(t.name) c where c.name = 'learner')", ""));
		while ((got = rows_next(r, &e)) == 1) {
			const char *name = str_dupz(s->w->a, rows_t(r, 0));
			bool known = false;
			for (size_t k = 0; KNOWN[k]; k++)
				known |= strncmp(name, KNOWN[k], strlen(KNOWN[k])) == 0;
			if (!known && count(db, str_fmt(s->w->a, "select count(*) from %s where learner = ?1", name).p, learner))
				fail_msg("the table %s still speaks of the learner", name);
		}
		assert_int_equal(got, 0);
	}
	store_read_end(db);
}

static void proofs(struct journey_school *s)
{
	struct err e = {0};
	struct db *db;
	int64_t n, m;
	MUST(store_check(s->w->store, &e));
	MUST(store_read(s->w->store, &db, &e));
	MUST(record_refs_check(db, &n, &e));
	MUST(evidence_verify(db, &n, &m, &e));
	MUST(security_log_verify(db, &n, &e));
	MUST(disclosure_verify(db, &n, &e));
	store_read_end(db);
}

static enum code told_outside(struct db *db, void *arg, struct err *e)
{
	struct journey_school *s = arg;
	struct viewer v = viewer_system(s->w->store);
	return disclosure_log(db, &v, s->people[ANA], S("Another school"), S("She moved"), S("Grades"), e);
}

/* A backup made before: without the list it all comes back, with it nothing does, and whoever looks later finds why. */
static void restored(struct journey_school *s, const char *backup, const char *to, const char *list, struct id learner)
{
	struct journey_school there = *s;
	struct web_test w = *s->w;
	struct err e = {0};
	struct backup_facts f;
	struct str kept, text;
	int64_t n = 0;
	there.w = &w;
	MUST(file_read(w.a, list, 1 << 20, &text, &e));
	size_t at;
	assert_false(str_find(text, S("Ana"), &at) || str_find(text, S("letter"), &at)); /* ids alone */
	struct restore_options o = {.target = to, .until = INT64_MAX};
	MUST(backup_restore(w.a, backup, NULL, &o, &f, &kept, &e));
	MUST(store_open(to, NULL, &w.store, &e));
	journey_counts(&there, "select count(*) from plan_line where text like 'Zebrafinch%'", 2);
	store_close(w.store);
	o = (struct restore_options){.target = to, .until = INT64_MAX, .force = true, .erased = list, .again = &n};
	MUST(backup_restore(w.a, backup, NULL, &o, &f, &kept, &e));
	assert_int_equal(n, 1);
	MUST(store_open(to, NULL, &w.store, &e));
	nothing_left(&there, learner);
	journey_counts(&there, "select count(*) from search where title like '%Zebrafinch%'", 0);
	journey_counts(&there, "select count(*) from erasure where state = 'done' and gone > 5", 1);
	journey_counts(&there, "select count(*) from security_log where action = 'records erased again after a restore'", 1);
	journey_counts(&there, "select count(*) from goal where text = 'Woodpecker goal'", 1);
	proofs(&there);
	/* once is enough; a line that nobody can read stops it, half a line at the end does not */
	MUST(erased_again(w.store, w.a, list, &n, &e));
	assert_int_equal(n, 0);
	MUST(file_write(list, str_fmt(w.a, "%.*s{\"at\": \"20", S_ARG(text)), 0600, &e));
	MUST(erased_again(w.store, w.a, list, &n, &e));
	MUST(file_write(list, str_fmt(w.a, "nonsense\n%.*s", S_ARG(text)), 0600, &e));
	assert_int_equal(erased_again(w.store, w.a, list, &n, &e), E_INPUT);
	store_close(w.store);
}

static void goes_once_approved(void **state)
{
	struct journey_school *s = *state;
	struct err e = {0};
	bool ran = true;
	struct id ana = s->people[ANA];
	const char *folder, *list, *backup, *again;
	struct backup_facts facts;
	MUST(store_write(s->w->store, told_outside, s, &e));
	MUST(file_temp_dir(s->w->a, &folder, &e));
	list = file_join(s->w->a, folder, "school.db.erased"), backup = file_join(s->w->a, folder, "before.backup"), again = file_join(s->w->a, folder, "again.db");
	MUST(backup_write(s->w->store, s->w->a, backup, NULL, &(struct backup_places){NULL, NULL}, &facts, &e));
	erased_configure("/nowhere/at/all/list");
	WALK(s, {ADMIN, PAGE, ALL "&ground=asked&how=By+letter+of+the+mother&told_on=2026-02-01", 303, NULL, NULL},
	     {ADMIN, "/admin/retention", NULL, 200, "under way|Ada Admin", NULL});
	/* where it cannot be noted, nothing goes */
	MUST(job_run_one(s->w->store, &ran, &e));
	journey_counts(s, "select count(*) from plan_line where text like 'Zebrafinch%'", 2);
	erased_configure(list);
	web_sql(s->w, "update job set state = 'waiting', tries = 0 where kind = 'erasure'");
	ran = true;
	for (int i = 0; i < 20 && ran; i++)
		MUST(job_run_one(s->w->store, &ran, &e));
	erased_configure(NULL);
	journey_counts(s, "select count(*) from job where kind = 'erasure' and state = 'done'", 1);
	journey_counts(s, "select count(*) from erasure where state = 'done' and gone > 5 and told_on = '2026-02-01' and approved_by = (select id from person where given_name = 'Ada')", 1);
	nothing_left(s, ana);
	/* the permanent record, the disclosure, the log, and everybody else's */
	journey_counts(s, "select count(*) from person where given_name = 'Ana'", 1);
	journey_counts(s, "select count(*) from disclosure where to_whom = 'Another school'", 1);
	journey_counts(s, "select count(*) from security_log where action in ('erasure approved', 'records erased')", 2);
	journey_counts(s, "select count(*) from goal where text = 'Woodpecker goal'", 1);
	journey_counts(s, "select count(*) from enrolment x join person p on p.id = x.person where p.given_name = 'Ana'", 1);
	proofs(s);
	WALK(s, {ADMIN, "/admin/retention", NULL, 200, "records went|Ada Admin|The family or the adult learner asked", "under way"});
	/* the job again, as after a crash between its deed and its note: nothing more happens */
	web_sql(s->w, "update job set state = 'waiting', tries = 0 where kind = 'erasure'");
	journey_counts(s, "select count(*) from security_log where action = 'records erased'", 1);
	MUST(job_run_one(s->w->store, &ran, &e));
	journey_counts(s, "select count(*) from security_log where action = 'records erased'", 1);
	restored(s, backup, again, list, ana);
	MUST(file_remove_all(folder, &e));
	/* found nowhere */
	journey_counts(s, "select count(*) from search where title like '%Zebrafinch%'", 0);
}

int main(void)
{
#define TESTS(db) \
	const struct CMUnitTest tests_##db[] = { \
		{"nothing of a learner's records goes without a confirmed time, the family told, and no hold [R438]", nothing_goes_too_early, NULL, NULL, NULL}, \
		{"what a named person approved goes whole, stays gone when an older backup is restored, and what law keeps stays [R438]", goes_once_approved, NULL, NULL, NULL}}
	TESTS(sqlite);
	int failed = cmocka_run_group_tests_name("retention", tests_sqlite, start, stop);
	if (pg_fresh(database, sizeof database)) {
		TESTS(postgres);
		failed += cmocka_run_group_tests_name("retention on PostgreSQL", tests_postgres, start, stop);
	}
	return failed;
}
