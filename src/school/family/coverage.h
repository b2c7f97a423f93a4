/* coverage.h - how much is there in each language, and who made it.
 *
 * Law: counted where it is read: the program's sentences in its tables, the school's in the database. "reviewed" is said
 * by a person who reads the language, never by the program. */
#ifndef TRELLIS_COVERAGE_H
#define TRELLIS_COVERAGE_H

#include "record/record.h"

struct coverage {
	enum lang lang;
	const char *what; /* "program", or the name of a record type */
	int64_t all, machine, person, reviewed;
};
/* By language (without English), then program, competency, phrase, term. */
enum code coverage_of(struct db *db, struct arena *a, struct coverage **out, size_t *n, struct err *e) MUST_USE;

#endif
