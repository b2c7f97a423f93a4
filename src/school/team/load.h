/* load.h - "how is the load?": a learner says in one tap that the work is too much, and an adult talks with them [R022].
 *
 * Law: off until the school names two adults and the rule by which they are told. Several high answers open a talk, never a
 * measure. Nobody promises secrecy from parents. */
#ifndef TRELLIS_LOAD_H
#define TRELLIS_LOAD_H

#include "school/team/safety.h"

#define LOAD_HIGH 3  /* so many high answers ... */
#define LOAD_DAYS 21 /* ... within so many days open a talk */
extern const struct choice LOAD_SAYS[];
/* As a school has set it; open only with the switch, two adults and the rule. */
enum code load_of_school(struct db *db, struct arena *a, struct safety *out, struct err *e) MUST_USE;
/* Inside store_write. *talk: a talk was opened by this answer. E_INPUT: nothing chosen. */
enum code load_say(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str how, struct str text, enum lang lang, bool *talk, struct err *e) MUST_USE;

#endif
