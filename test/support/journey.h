/* journey.h - a small school in a test, and journeys through it written as rows: who goes where, sends what, and finds what.
 *
 * Law: a row is a request as a browser makes it, through the gate, as the person it names. Everything a row needs is made by
 * rows before it or is part of the school below; nothing is read from the shared data. Words in braces in a path, a form or an
 * expected text are filled in: {ana} {ben} {class} {aim} ... are ids; {=select ...} is the first value of that query (16 bytes
 * are read as an id). Every text belongs to the arena of the web_test.
 *
 * The school: Ana (grade 08, learns English, has an IEP and is an advanced learner) and Ben (grade 08) in one class of Tea Cher;
 * Cora is in another class of Otto Other. It is Wednesday, 2026-03-04. Gwen Guard is Ana's mother, Hal Home is Ben's father. Cass Case is Ana's case manager,
 * Ella English her English-learner specialist, Lea Leader leads the school, Ada Admin runs the program. */
#ifndef TRELLIS_TEST_JOURNEY_H
#define TRELLIS_TEST_JOURNEY_H

#include "support/web.h"

enum who { NOBODY, ANA, BEN, CORA, TEACHER, OTHER_TEACHER, CASE, EL, MOTHER, FATHER, LEADER, ADMIN, WHO_COUNT };

struct journey_school {
	struct web_test *w;
	struct id people[WHO_COUNT];
	struct id class_id, other_class, framework, aim, next_aim, week, work, done_work; /* week: Ana's, given this Monday; work: a task; done_work: questions */
	struct id reading, pan, task, practice;                                       /* resources; pan is the reading in Spanish, equal in goal */
	const char *monday;
};

struct row {
	enum who who;
	const char *path;
	const char *form;   /* NULL: GET */
	int status;
	const char *has;    /* texts that the page must show, separated by | ; NULL: none */
	const char *lacks;  /* texts that it must not show, separated by | */
};

/* One query that must give this number. */
struct count_row { const char *sql; int64_t n; };

struct journey_school *journey_open(void);
struct journey_school *journey_open_at(const char *target); /* on a database of the caller's, such as one of pg_fresh; NULL: as journey_open */
void journey_close(struct journey_school *s);
/* Fails the test at the first row that does not hold and says which. */
void journey_walk(struct journey_school *s, const struct row *rows, size_t n);
#define WALK(s, ...) journey_walk(s, (const struct row[]){__VA_ARGS__}, sizeof((const struct row[]){__VA_ARGS__}) / sizeof(struct row))
const char *journey_fill(struct journey_school *s, const char *text);
void journey_counts(struct journey_school *s, const char *sql, int64_t n);
struct id journey_make(struct journey_school *s, const char *type, const struct input *in, size_t n);
#define JOURNEY_MAKE(s, type, ...) journey_make(s, type, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input))
/* A translation that a person wrote. */
void journey_translate(struct journey_school *s, const char *type, struct id id, const char *field, const char *lang, const char *text);
/* The page as that person sees it. */
struct reply journey_get(struct journey_school *s, enum who who, const char *path);

#endif
