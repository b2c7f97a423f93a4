/* Records of a district on SQLite: making and importing them, and the reads that pages are made of. Argument:
 * learners (10000). Durable commits are on; the disk's own share is in bench_store. */
#include "record/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CLASS_SIZE = 25 };

static struct store *store;
static struct viewer sys;
static struct err e;
static struct id *learners, *teachers, *rooms, school;
static size_t n_learners, n_rooms;

static void must(enum code c)
{
	if (c == OK)
		return;
	fprintf(stderr, "%s\n", e.text);
	exit(1);
}

static const struct record_type *type(const char *name)
{
	return record_type_find(str_z(name));
}

static enum code make(struct db *db, struct arena *a, const char *what, const struct input *in, size_t n, struct id *out, struct err *err)
{
	return record_create(db, a, &sys, type(what), ID_NIL, in, n, out, NULL, err);
}

#define MAKE(what, out, ...) \
	make(db, a, what, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input), out, err)

static enum code person(struct db *db, struct arena *a, const char *role, struct id *out, struct err *err)
{
	enum code c = MAKE("person", out, {"given_name", S("Sample")}, {"family_name", S("Person")});
	return c != OK ? c : MAKE("role", NULL, {"person", id_str(a, *out)}, {"org", id_str(a, school)}, {"role", str_z(role)});
}

static enum code enrol(struct db *db, struct arena *a, struct id who, struct id room, const char *role, struct err *err)
{
	return MAKE("enrolment", NULL, {"class", id_str(a, room)}, {"person", id_str(a, who)}, {"role", str_z(role)}, {"begin_on", S("2026-08-01")});
}

/* One class with its teacher and learners. */
static enum code fill_room(struct db *db, void *arg, struct err *err)
{
	size_t i = *(size_t *)arg;
	struct arena *a = arena_new(0);
	enum code c = OK;
	if (i % 20 == 0) /* a school has twenty classes */
		c = MAKE("org", &school, {"name", S("School")}, {"kind", S("school")});
	if (c == OK)
		c = MAKE("class", &rooms[i], {"title", S("Class")}, {"org", id_str(a, school)});
	if (c == OK)
		c = person(db, a, "teacher", &teachers[i], err);
	if (c == OK)
		c = enrol(db, a, teachers[i], rooms[i], "teacher", err);
	for (size_t k = i * CLASS_SIZE; c == OK && k < (i + 1) * CLASS_SIZE; k++) {
		c = person(db, a, "student", &learners[k], err);
		if (c == OK)
			c = enrol(db, a, learners[k], rooms[i], "student", err);
		if (c == OK)
			c = MAKE("goal", NULL, {"learner", id_str(a, learners[k])}, {"text", S("I want to read a whole book.")}, {"next_step", S("Choose one")}, {"check_in", S("2026-11-01")});
	}
	arena_free(a);
	return c;
}

static enum code hundred_events(struct db *db, void *arg, struct err *err)
{
	struct arena *a = arena_new(0);
	enum code c = OK;
	for (int i = 0; c == OK && i < 100; i++)
		c = MAKE("note", NULL, {"learner", id_str(a, learners[(size_t)rand() % n_learners])}, {"part", S("week")}, {"text", S("Reads aloud with joy today.")});
	(void)arg;
	arena_free(a);
	return c;
}

static struct viewer viewer(struct db *db, struct id who)
{
	struct viewer v;
	must(viewer_load(db, who, day_of(2026, 10, 1), &v, &e));
	return v;
}

static void timed(const char *what, struct db *db, const struct viewer *v, int rounds, void (*fn)(struct db *, struct arena *, const struct viewer *, int))
{
	struct arena *a = arena_new(0);
	int64_t t = clock_monotonic();
	for (int i = 0; i < rounds; i++) {
		fn(db, a, v, i);
		arena_reset(a);
	}
	printf("record: %-58s %8.1f us\n", what, (double)(clock_monotonic() - t) / rounds);
	arena_free(a);
}

static void relation(struct db *db, struct arena *a, const struct viewer *v, int i)
{
	unsigned rel;
	(void)a;
	must(access_to_learner(db, v, learners[(size_t)i % n_learners], &rel, &e));
}

static void load(struct db *db, struct arena *a, const struct viewer *v, int i)
{
	struct viewer again;
	(void)a, (void)i;
	must(viewer_load(db, v->person, v->today, &again, &e));
}

static void goals(struct db *db, struct arena *a, const struct viewer *v, int i)
{
	struct record_list l;
	(void)i;
	must(record_find(db, a, v, type("goal"), &(struct query){.limit = 30}, &l, &e));
	if (l.n != CLASS_SIZE && l.n != 30)
		exit(1);
}

static void of_learner(struct db *db, struct arena *a, const struct viewer *v, int i)
{
	struct record_list l;
	struct filter f = {"learner", '=', id_str(a, learners[(size_t)i % CLASS_SIZE])};
	must(record_find(db, a, v, type("goal"), &(struct query){.filters = &f, .n_filters = 1}, &l, &e));
}

static void people(struct db *db, struct arena *a, const struct viewer *v, int i)
{
	struct record_list l;
	(void)i;
	must(record_find(db, a, v, type("person"), &(struct query){.limit = 50}, &l, &e));
}

static void search(struct db *db, struct arena *a, const struct viewer *v, int i)
{
	struct search_hit *hits;
	size_t n;
	(void)i;
	must(record_search(db, a, v, S("whole book"), 20, &hits, &n, &e));
}

int main(int argc, char **argv)
{
	char file[64];
	struct db *db;
	n_rooms = (argc > 1 ? (size_t)atol(argv[1]) : 10000) / CLASS_SIZE;
	n_learners = n_rooms * CLASS_SIZE;
	struct arena *a = arena_new(0);
	learners = NEW_ARRAY(a, struct id, n_learners), teachers = NEW_ARRAY(a, struct id, n_rooms), rooms = NEW_ARRAY(a, struct id, n_rooms);
	(void)snprintf(file, sizeof file, "/tmp/bench_record_%d.db", (int)getpid());
	must(store_open(file, &(struct store_options){.create = true}, &store, &e));
	must(store_migrate(store, MIGRATIONS, MIGRATION_COUNT, &e));
	sys = viewer_system(store);
	int64_t t = clock_monotonic();
	for (size_t i = 0; i < n_rooms; i++)
		must(store_write(store, fill_room, &i, &e));
	double s = (double)(clock_monotonic() - t) / 1e6;
	size_t made = n_learners * 4 + n_rooms * 4;
	printf("record: %zu learners, %zu records of four types made and checked, %.0f/s\n", n_learners, made, (double)made / s);
	t = clock_monotonic();
	for (int i = 0; i < 50; i++)
		must(store_write(store, hundred_events, NULL, &e));
	printf("record: notes with search, 100 a commit, %.0f/s\n", 5000 / ((double)(clock_monotonic() - t) / 1e6));
	must(store_read(store, &db, &e));
	struct viewer teacher = viewer(db, teachers[0]), office = {.person = teachers[0], .today = teacher.today};
	office.hats = REL_SIGNED_IN | REL_DISTRICT;
	timed("what a teacher is to a learner", db, &teacher, 2000, relation);
	timed("a viewer is loaded", db, &teacher, 2000, load);
	timed("a class's goals, for its teacher", db, &teacher, 500, goals);
	timed("one learner's goals, for the teacher", db, &teacher, 500, of_learner);
	timed("people of a class, for its teacher", db, &teacher, 200, people);
	timed("people of the district, first page, for its office", db, &office, 200, people);
	timed("search for a word that every learner wrote, for a teacher", db, &teacher, 20, search);
	store_read_end(db);
	store_close(store);
	arena_free(a);
	static const char *const ENDS[] = {"", "-wal", "-shm", ".lock"};
	for (size_t i = 0; i < 4; i++) {
		char name[80];
		(void)snprintf(name, sizeof name, "%s%s", file, ENDS[i]);
		(void)unlink(name);
	}
	return 0;
}
