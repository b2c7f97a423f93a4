/* two_languages.h - classes that teach in two languages [R131].
 *
 * Law: a class has English and one more; its learners' pages are read in either, and tasks stand in one or both. What a
 * learner's own settings or plan say about languages comes first. */
#ifndef TRELLIS_TWO_LANGUAGES_H
#define TRELLIS_TWO_LANGUAGES_H

#include "record/record.h"

/* The second language of a class; *any false: it has one language. */
enum code two_languages_class(struct db *db, struct id class_id, enum lang *second, bool *any, struct err *e) MUST_USE;
/* Of the first of a learner's classes that has two. */
enum code two_languages_learner(struct db *db, struct arena *a, struct id learner, day_t today, enum lang *second, bool *any, struct err *e) MUST_USE;

#endif
