/* ready.h - what a program cannot do by itself: made for a named person with a day.
 *
 * Law: when a week is given, each support in it that only a person can prepare or give has its task, once a week and line. Work
 * that somebody could not do at all is given only when a person is named who gets another way ready (R213); nothing else stops it. */
#ifndef TRELLIS_READY_H
#define TRELLIS_READY_H

#include "school/people/people.h"
#include "school/work/week.h"

/* Inside store_write, when a week is given to a learner. */
enum code ready_make(struct db *db, struct arena *a, const struct viewer *v, struct id learner, day_t monday, const struct work *works, size_t n, struct err *e) MUST_USE;
/* Is somebody named who gets another way for this piece ready? */
enum code ready_named(struct db *db, struct id work, bool *yes, struct err *e) MUST_USE;
/* Inside store_write. E_INPUT in a sentence. */
enum code ready_name(struct db *db, struct arena *a, const struct viewer *v, const struct work *work, struct str text, struct id owner, day_t due, struct err *e) MUST_USE;

struct ready_task { struct id id, learner, owner, work; int64_t version; struct str name, text, owner_name; day_t due; bool over; };
/* That wait for this person, by day. */
enum code ready_of(struct db *db, struct arena *a, struct id person, day_t today, struct ready_task **out, size_t *n, struct err *e) MUST_USE;
/* Of the learners of a class, whoever gets it ready. */
enum code ready_of_class(struct db *db, struct arena *a, struct id class_id, day_t today, struct ready_task **out, size_t *n, struct err *e) MUST_USE;

#endif
