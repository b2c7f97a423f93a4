/* ours.h - what one family and the school promised and asked each other, and who from outside may help.
 *
 * Law: a family says yes before anybody from outside sees a line or a teacher comes along, for what it chose, until a day, and
 * takes it back at any time. An adult whom a court keeps away is neither invited nor shown anything, whatever was agreed
 * before. Every request has a day and a named person. */
#ifndef TRELLIS_OURS_H
#define TRELLIS_OURS_H

#include "school/family/together.h"
#include "school/people/people.h"

/* ---- a request: a day and a person ---- */
extern const struct choice REQUEST_KINDS[];
/* Inside store_write. Owner: case manager, else another named adult at school, else a leader. */
enum code request_ask(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str kind, struct str text, struct id *out, struct err *e) MUST_USE;

/* ---- trusted helpers from outside ---- */
extern const struct choice HELPER_PARTS[]; /* what a family may open: week, tonight, times, meetings, write */
struct helper_access { struct id id, learner; struct str organisation, parts, name; day_t until; };
/* What is open to this person today, for one learner (nil: of all). Nothing when a court keeps the person from the learner. */
enum code helper_load(struct db *db, struct arena *a, struct id adult, struct id learner, day_t today, struct helper_access **out, size_t *n, struct err *e) MUST_USE;
/* Does a court keep this adult from this learner on a day? */
enum code kept_away(struct db *db, struct arena *a, struct id adult, struct id learner, day_t today, bool *out, struct err *e) MUST_USE;

/* ---- a walk together ---- */
struct walk { struct id id; int64_t version; struct str state, what, visitor, learned; day_t on; bool shared, mine; }; /* learned: "" unless the reader may read it */
enum code walks_load(struct db *db, struct arena *a, const struct viewer *v, unsigned rel, struct id learner, struct walk **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write, by the visitor alone, after the walk. */
enum code walk_learned(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id walk, struct str text, struct err *e) MUST_USE;

/* ---- sharing that is not needed for school ---- */
extern const struct choice SHARING[]; /* what may be asked for; nothing of it changes what a child gets */
struct sharing_now { const struct choice *what; bool said, allowed; struct id id; int64_t version; };
enum code sharing_load(struct db *db, struct id learner, struct sharing_now out[8], size_t *n, struct err *e) MUST_USE;
enum code sharing_say(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str what, bool allowed, struct err *e) MUST_USE;

/* The person whom a family asks first: a named adult, else the teacher of the first class. nil: nobody yet [R248]. */
enum code family_contact(struct db *db, struct arena *a, struct id learner, day_t today, struct person *out, struct err *e) MUST_USE;

#endif
