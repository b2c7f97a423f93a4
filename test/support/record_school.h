/* record_school.h - a small school of test-only record types, for the tests of record/. Include it in one file of a
 * test program: it defines RECORD_TYPES, so that these types take the place of the real ones. Relations are rows
 * of plain tables here: the tests say who is what to whom. */
#ifndef TRELLIS_TEST_RECORD_SCHOOL_H
#define TRELLIS_TEST_RECORD_SCHOOL_H

#include "support/pg.h"
#include "support/test.h"

#include "record/inside.h"

#include <stdio.h>
#include <string.h>

#define must(code) must_((code), &e, __FILE__, __LINE__)
static inline void must_(enum code code, const struct err *e, const char *file, int line)
{
	if (code == OK)
		return;
	print_error("%s (%s)\n", e->text, code_name(code));
	_fail(file, line);
}

RECORD(person) = {
	.name = "person", .table = "person", .label = "Person", .plural = "People", .scope = SCOPE_PERSON,
	.see = REL_ALL | REL_ADMIN, .edit = REL_ADMIN | REL_SELF, .create = REL_ADMIN, .remove = REL_ADMIN,
	.fields = FIELDS(
		{"name", "Name", NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
		{"login", "User name", NULL, F_TEXT, FF_UNIQUE, .see = REL_SELF | REL_TEACHER | REL_ADMIN, .edit = REL_ADMIN},
		{"born_on", "Date of birth", NULL, F_DATE, FF_PROTECTED, .see = REL_HOME | REL_CASE | REL_ADMIN}),
	.title_field = "name", .order = "name"};

RECORD(room) = {
	.name = "room", .table = "room", .label = "Class", .plural = "Classes", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_ADMIN, .create = REL_ADMIN, .remove = REL_ADMIN,
	.fields = FIELDS({"title", "Title", NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH},
	                 {"code", "Code", NULL, F_TEXT, FF_UNIQUE}),
	.title_field = "title", .order = "title"};

RECORD(lesson) = {
	.name = "lesson", .table = "lesson", .label = "Lesson", .plural = "Lessons", .scope = SCOPE_CLASS, .about = "room",
	.see = REL_SELF | REL_FAMILY | REL_STAFF, .edit = REL_TEACHER, .create = REL_TEACHER, .remove = REL_TEACHER,
	.fields = FIELDS({"room", "Class", NULL, F_REF, FF_REQUIRED | FF_FIXED, .ref = "room"},
	                 {"title", "Title", NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH}),
	.title_field = "title"};

RECORD(event) = {
	.name = "event", .table = "event", .label = "Event", .plural = "Events", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_ALL, .create = REL_TEACHER | REL_SELF, .append_only = true,
	.fields = FIELDS({"learner", "Learner", NULL, F_REF, FF_REQUIRED, .ref = "person"}, {"score", "Score", NULL, F_INT, FF_FILTER})};

static enum code minutes_need_a_day(const struct change *c, struct err *e)
{
	if (c->now != NULL && !rec_null(c->now, "minutes") && rec_null(c->now, "met_on"))
		return err_set(e, E_INPUT, "Minutes need the day they were spent on.");
	return OK;
}

static enum code no_removal_when_shared(const struct change *c, struct err *e)
{
	if (c->now == NULL && str_eqz(c->old->state, "shared"))
		return err_set(e, E_INPUT, "What is shared stays.");
	return OK;
}

/* A fold kept in the same transaction: how many notes a learner has. The title "burst" makes it fail. */
static enum code count_notes(const struct change *c, struct err *e)
{
	const struct record *r = c->now != NULL ? c->now : c->old;
	int64_t by = c->old == NULL ? 1 : c->now == NULL ? -1 : 0;
	if (c->now != NULL && str_eqz(rec_t(c->now, "title"), "burst"))
		return err_set(e, E_LIMIT, "The fold failed.");
	return db_exec(c->db, e, "insert into note_count (learner, district, n) values (?1, ?3, ?2) on conflict (learner) do update set"
	               " n = note_count.n + excluded.n", "bid", rec_id(r, "learner"), by);
}

RECORD(note) = {
	.name = "note", .table = "note", .label = "Note", .plural = "Notes", .help = "A note about a learner, with everything a type can have.",
	.serves = "R005 R437", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_ALL | REL_PARTNER, .edit = REL_TEAM, .create = REL_TEAM | REL_FAMILY, .remove = REL_CASE | REL_LEADER,
	.fields = FIELDS(
		{"learner", "Learner", NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"title", "Title", "What it is about.", F_TEXT, FF_REQUIRED | FF_LIST | FF_FILTER | FF_SEARCH, .max = 60},
		{"body", "Text", NULL, F_LONG, FF_SEARCH | FF_TRANSLATABLE},
		{"minutes", "Minutes", NULL, F_INT, FF_LIST | FF_FILTER, .min = 0, .max = 600},
		{"share", "Share", NULL, F_REAL, FF_LIST, .min = 0, .max = 1},
		{"done", "Done", NULL, F_BOOL, FF_FILTER, .initial = "0"},
		{"met_on", "Day", NULL, F_DATE, FF_LIST | FF_FILTER},
		{"met_at", "Time", NULL, F_TIME, 0},
		{"kind", "Kind", NULL, F_CHOICE, FF_FILTER, .choices = CHOICES({"talk", "Talk"}, {"look", "Look | see"}), .initial = "talk"},
		{"areas", "Areas", NULL, F_CHOICES, FF_FILTER, .choices = CHOICES({"read", "Reading"}, {"write", "Writing"}, {"count", "Counting"})},
		{"spoken", "Language", NULL, F_LANG, 0},
		{"room", "Class", NULL, F_REF, FF_FILTER, .ref = "room"},
		{"code", "Code", NULL, F_TEXT, FF_UNIQUE},
		{"file", "File", NULL, F_FILE, 0},
		{"team_only", "For the team", NULL, F_TEXT, FF_LIST | FF_FILTER | FF_SEARCH, .see = REL_TEAM},
		{"health", "Health", NULL, F_TEXT, FF_PROTECTED, .see = REL_CASE | REL_HOME, .edit = REL_CASE},
		{"made", "Made by the program", NULL, F_TEXT, FF_NO_FORM}),
	.states = CHOICES({"draft", "Draft"}, {"shared", "Shared"}, {"closed", "Closed"}),
	.moves = MOVES({"draft", "shared", "Share it", REL_TEAM}, {"shared", "closed", "Close it", REL_CASE}, {NULL, "draft", "Open again", REL_LEADER}),
	.checks = CHECKS({"minutes with their day", minutes_need_a_day}, {"shared notes stay", no_removal_when_shared}),
	.after = count_notes, .title_field = "title", .order = "title"};

const struct record_type *const RECORD_TYPES[] = {&record_person, &record_room, &record_lesson, &record_event, &record_note, NULL};

static const char LINKS[] =
	"create table note_count (learner blob primary key, district blob not null, n integer not null) strict;\n"
	"create table bond (district blob not null, viewer blob not null, learner blob not null, rel integer not null, begin_on text, end_on text) strict;\n"
	"create index bond_viewer on bond (viewer, learner);\n"
	"create table room_bond (district blob not null, viewer blob not null, room blob not null, rel integer not null, begin_on text, end_on text) strict;\n"
	"create view relation as select district, viewer, learner, rel, begin_on, end_on from bond;\n"
	"create view class_relation as select district, viewer, room as class, rel, begin_on, end_on from room_bond;\n"
	"create view hat as select district, viewer, rel, learner as org, begin_on, end_on from bond;\n";

/* The house's tables, those of the test types, and room for one step more. */
static inline void school_steps(struct arena *a, struct migration m[3])
{
	struct buf b = buf_new(a, 256 * 1024);
	for (size_t i = 0; i < MIGRATION_COUNT; i++)
		if (MIGRATIONS[i].number == 1)
			m[0] = MIGRATIONS[i];
	for (size_t i = 0; RECORD_TYPES[i] != NULL; i++)
		buf_str(&b, record_ddl(a, RECORD_TYPES[i]));
	buf_z(&b, LINKS);
	m[1] = (struct migration){900, "test types", str_dupz(a, buf_done(&b))};
}

/* An empty database with these tables. */
static inline struct store *school_open(const char *target, struct arena *a)
{
	struct err e = {0};
	struct store *s;
	struct migration m[3];
	school_steps(a, m);
	must(store_open(target, &(struct store_options){.create = true, .test_no_sync = true}, &s, &e));
	must(store_migrate(s, m, 2, &e));
	return s;
}

struct bond {
	struct id viewer, to;
	unsigned rel;
	const char *from, *until;
};

static enum code put_bond(struct db *db, void *arg, struct err *e)
{
	const struct bond *b = arg;
	return db_exec(db, e, "insert into bond (district, viewer, learner, rel, begin_on, end_on) values (?1, ?2, ?3, ?4, ?5, ?6)", "dbbizz",
	               b->viewer, b->to, (int64_t)b->rel, b->from, b->until);
}

static enum code put_room_bond(struct db *db, void *arg, struct err *e)
{
	const struct bond *b = arg;
	return db_exec(db, e, "insert into room_bond (district, viewer, room, rel, begin_on, end_on) values (?1, ?2, ?3, ?4, ?5, ?6)", "dbbizz",
	               b->viewer, b->to, (int64_t)b->rel, b->from, b->until);
}

static inline void tie(struct store *s, struct id viewer, struct id to, unsigned rel, const char *from, const char *until)
{
	struct err e = {0};
	struct bond b = {viewer, to, rel, from, until};
	must(store_write(s, put_bond, &b, &e));
}

static inline void tie_room(struct store *s, struct id viewer, struct id to, unsigned rel)
{
	struct err e = {0};
	struct bond b = {viewer, to, rel, NULL, NULL};
	must(store_write(s, put_room_bond, &b, &e));
}

/* One change by a record function, as a write of its own. */
struct act {
	struct arena *a;
	const struct viewer *v;
	const struct record_type *t;
	enum { CREATE, UPDATE, MOVE, REMOVE, RESTORE } what;
	struct id id;
	int64_t version;
	const struct input *in;
	size_t n;
	struct str to;
	struct problems problems;
};

static inline enum code act_in(struct db *db, void *arg, struct err *e)
{
	struct act *x = arg;
	switch (x->what) {
	case CREATE: return record_create(db, x->a, x->v, x->t, x->id, x->in, x->n, &x->id, &x->problems, e);
	case UPDATE: return record_update(db, x->a, x->v, x->t, x->id, x->version, x->in, x->n, &x->problems, e);
	case MOVE: return record_move(db, x->a, x->v, x->t, x->id, x->version, x->to, e);
	case REMOVE: return record_remove(db, x->a, x->v, x->t, x->id, x->version, e);
	case RESTORE: return record_restore(db, x->a, x->v, x->t, x->id, e);
	}
	return E_BUG;
}

#define INPUTS(...) (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input)

static inline enum code make(struct store *s, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                             const struct input *in, size_t n, struct id *out, struct problems *p, struct err *e)
{
	struct act x = {.a = a, .v = v, .t = t, .what = CREATE, .id = id, .in = in, .n = n};
	enum code c = store_write(s, act_in, &x, e);
	if (out != NULL)
		*out = x.id;
	if (p != NULL)
		*p = x.problems;
	return c;
}

static inline enum code change(struct store *s, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                               int64_t version, const struct input *in, size_t n, struct problems *p, struct err *e)
{
	struct act x = {.a = a, .v = v, .t = t, .what = UPDATE, .id = id, .version = version, .in = in, .n = n};
	enum code c = store_write(s, act_in, &x, e);
	if (p != NULL)
		*p = x.problems;
	return c;
}

static inline enum code step(struct store *s, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                             int64_t version, const char *to, struct err *e)
{
	struct act x = {.a = a, .v = v, .t = t, .what = MOVE, .id = id, .version = version, .to = str_z(to)};
	return store_write(s, act_in, &x, e);
}

static inline enum code drop(struct store *s, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                             int64_t version, struct err *e)
{
	struct act x = {.a = a, .v = v, .t = t, .what = REMOVE, .id = id, .version = version};
	return store_write(s, act_in, &x, e);
}

static inline enum code bring_back(struct store *s, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                                   struct err *e)
{
	struct act x = {.a = a, .v = v, .t = t, .what = RESTORE, .id = id};
	return store_write(s, act_in, &x, e);
}

/* ---- a few people in it ---- */

static bool school_on_postgres; /* this round */

struct here {
	struct arena *a;
	struct store *s;
	struct viewer sys, teacher, special, mother, self, stranger, leader, admin;
	struct id ann, ben, room;
};

static inline struct viewer viewer_of(struct id person, unsigned hats)
{
	return (struct viewer){.person = person, .hats = hats | REL_SIGNED_IN | REL_PUBLIC, .today = day_of(2026, 10, 1)};
}

static inline struct id person(struct here *h, const char *name)
{
	struct err e = {0};
	struct id id;
	must(make(h->s, h->a, &h->sys, &record_person, ID_NIL, INPUTS({"name", str_z(name)}), &id, NULL, &e));
	tie(h->s, id, id, REL_SELF, NULL, NULL);
	return id;
}

static inline int school_setup(void **state)
{
	struct err e = {0};
	struct here *h = calloc(1, sizeof *h);
	h->a = arena_new(0);
	char target[400] = ":memory:";
	if (school_on_postgres)
		assert_true(pg_fresh(target, sizeof target));
	h->s = school_open(target, h->a);
	h->sys = viewer_system(h->s);
	h->ann = person(h, "Ann");
	h->ben = person(h, "Ben");
	h->teacher = viewer_of(person(h, "Teacher"), REL_TEACHER);
	h->special = viewer_of(person(h, "Special"), REL_CASE);
	h->mother = viewer_of(person(h, "Mother"), REL_FAMILY);
	h->leader = viewer_of(person(h, "Leader"), REL_LEADER);
	h->admin = viewer_of(person(h, "Admin"), REL_ADMIN);
	h->stranger = viewer_of(person(h, "Stranger"), REL_TEACHER);
	h->self = viewer_of(h->ann, REL_SELF);
	must(make(h->s, h->a, &h->sys, &record_room, ID_NIL, INPUTS({"title", S("Room 12")}, {"code", S("R12")}), &h->room, NULL, &e));
	tie(h->s, h->teacher.person, h->ann, REL_TEACHER, "2026-08-01", "2027-06-30");
	tie(h->s, h->special.person, h->ann, REL_CASE, "2026-08-01", NULL);
	tie(h->s, h->mother.person, h->ann, REL_FAMILY, NULL, NULL);
	tie(h->s, h->leader.person, h->ann, REL_LEADER, NULL, NULL);
	tie(h->s, h->leader.person, h->ben, REL_LEADER, NULL, NULL);
	tie(h->s, h->stranger.person, h->ben, REL_TEACHER, NULL, NULL);
	*state = h;
	return 0;
}

static inline int school_teardown(void **state)
{
	struct here *h = *state;
	store_close(h->s);
	arena_free(h->a);
	free(h);
	return 0;
}

static inline struct str idz(struct here *h, struct id id)
{
	return id_str(h->a, id);
}

static inline struct id note(struct here *h, const char *title)
{
	struct err e = {0};
	struct id id;
	must(make(h->s, h->a, &h->teacher, &record_note, ID_NIL, INPUTS({"learner", idz(h, h->ann)}, {"title", str_z(title)}), &id, NULL, &e));
	return id;
}

static inline struct record get(struct here *h, const struct viewer *v, const struct record_type *t, struct id id)
{
	struct err e = {0};
	struct db *db;
	struct record r;
	must(store_read(h->s, &db, &e));
	must(record_get(db, h->a, v, t, id, &r, &e));
	store_read_end(db);
	return r;
}

static inline enum code get_code(struct here *h, const struct viewer *v, const struct record_type *t, struct id id)
{
	struct err e = {0};
	struct db *db;
	struct record r;
	must(store_read(h->s, &db, &e));
	enum code c = record_get(db, h->a, v, t, id, &r, &e);
	store_read_end(db);
	return c;
}

static inline enum code find(struct here *h, const struct viewer *v, const struct record_type *t, struct query q, struct record_list *l)
{
	struct err e = {0};
	struct db *db;
	must(store_read(h->s, &db, &e));
	enum code c = record_find(db, h->a, v, t, &q, l, &e);
	store_read_end(db);
	return c;
}

static inline bool has(struct str text, const char *piece)
{
	return str_find(text, str_z(piece), &(size_t){0});
}

static inline bool problem_at(const struct problems *p, const char *field)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->items[i].field != NULL && strcmp(p->items[i].field, field) == 0)
			return p->items[i].text.n > 0;
	return false;
}

#define is(s, z) assert_true(str_eqz((s), (z)))

#define DB_TEST(text, fn) TEST_WITH(text, fn, school_setup, school_teardown)

/* All tests on SQLite, then on PostgreSQL where there is one (pg_fresh says why there is none). */
#define SCHOOL_MAIN(name, tests) \
	int main(void) \
	{ \
		char target[400]; \
		int failed = cmocka_run_group_tests_name(name " on SQLite", tests, NULL, NULL); \
		school_on_postgres = pg_fresh(target, sizeof target); \
		if (school_on_postgres) \
			failed += cmocka_run_group_tests_name(name " on PostgreSQL", tests, NULL, NULL); \
		return failed; \
	}

#endif
