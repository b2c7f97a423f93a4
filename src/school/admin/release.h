/* release.h - something new in the program, tested before it is released by those for whom it is hardest.
 *
 * Law: a release note is published only with a test by learners with disabilities and one by learners of English, each with what
 * was changed. Nobody is named, and how many they were is for staff alone. */
#ifndef TRELLIS_RELEASE_H
#define TRELLIS_RELEASE_H

#include "record/record.h"

struct release_test { struct str who, with_what, found, changed; day_t on; int64_t people; };
struct release { struct id id; struct str title, what, state, lacks; day_t on; struct release_test *tests; size_t n; };
/* Newest first. all: those that are not released too, with what they lack in a sentence. */
enum code releases_load(struct db *db, struct arena *a, enum lang lang, bool all, struct release **out, size_t *n, struct err *e) MUST_USE;

#endif
