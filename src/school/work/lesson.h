/* lesson.h - what was first taught by a person, logged with one tap.
 *
 * Law: a row says that a class had its first lesson on a competency. Practice on a screen that a teacher marked so opens then
 * (struct work, waits); paper, people and services never wait, and unmarked work never does. */
#ifndef TRELLIS_LESSON_H
#define TRELLIS_LESSON_H

#include "record/record.h"

/* Inside store_write: today. A second tap changes nothing. */
enum code lesson_held(struct db *db, struct arena *a, const struct viewer *v, struct id class_id, struct id competency, struct err *e) MUST_USE;
/* YYYY-MM-DD of the first lesson; empty: none is logged. */
enum code lesson_held_on(struct db *db, struct arena *a, struct id class_id, struct id competency, struct str *out, struct err *e) MUST_USE;

/* Competencies that marked practice of a class's week waits for and that are no aims of it; eight at most. */
struct lesson_wait { struct id competency; struct str code, text; };
enum code lesson_waited(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct str monday, struct lesson_wait **out, size_t *n, struct err *e) MUST_USE;

#endif
