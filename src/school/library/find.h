/* find.h - finding something to learn with: by words, subject, grade, competency, language, kind and how it can be reached.
 *
 * Law: the library belongs to everybody on the staff; nothing here is about a learner. Order: what says the words in its
 * title first, then by title. What does not say how it can be reached is not left out without being asked. */
#ifndef TRELLIS_LIBRARY_FIND_H
#define TRELLIS_LIBRARY_FIND_H

#include "record/record.h"

struct wanted {
	struct str words, subject, grade, competency, language, kind, feature; /* empty: any. competency: a code or its beginning */
	size_t from, most;
};
struct found {
	struct id id;
	struct str title, kind, language, grade, summary, licence, author, state, same_goal;
	int64_t level, rigor, minutes;
	struct str codes;           /* of the competencies it serves, the first of them */
	bool in_title;
};
struct found_list { struct found *items; size_t n, total; };
enum code library_find(struct db *db, struct arena *a, const struct wanted *w, struct found_list *out, struct err *e) MUST_USE;

/* What the library has to choose from: subjects and languages. */
struct library_words { struct str *subjects, *languages; size_t n_subjects, n_languages; };
enum code library_words(struct db *db, struct arena *a, struct library_words *out, struct err *e) MUST_USE;

struct serves { struct id id; struct str code, text; };
enum code library_serves(struct db *db, struct arena *a, enum lang lang, struct id resource, struct serves **out, size_t *n, struct err *e) MUST_USE;
/* Others with the same goal, by language and level. */
enum code library_equals(struct db *db, struct arena *a, struct id resource, struct str same_goal, struct found **out, size_t *n, struct err *e) MUST_USE;

/* Access features that staff can ask for: value of schema.org and what it means; ends with NULL. */
extern const struct choice LIBRARY_FEATURES[];

#endif
