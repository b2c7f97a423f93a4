/* marking.h - answers on a screen that a person looks at: open ones, and those that were said, drawn, recorded or done on paper.
 *
 * Law: an answer waits until somebody of the learner's team marks it; the mark is evidence like any other, with the person's name,
 * and a word to the learner stands beside it. What the learner answered stays as it was. */
#ifndef TRELLIS_MARKING_H
#define TRELLIS_MARKING_H

#include "school/work/practice.h"

struct to_mark { struct id learner, work; struct str name, title, response; int64_t place, at; };
/* Of the learners of a class that v supports, work of the last eight weeks; the oldest first, 100 at most. */
enum code marks_waiting(struct db *db, struct arena *a, const struct viewer *v, struct id class_id, struct to_mark **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write. mark: right, partly, not; E_INPUT for anything else, or when the answer waits for nobody. */
enum code mark_put(struct db *db, struct arena *a, const struct viewer *v, const struct practice *p, const struct question *q, struct str mark, struct str words, struct err *e) MUST_USE;

#endif
