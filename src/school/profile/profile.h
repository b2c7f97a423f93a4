/* profile.h - words of the profile that other rooms use too: areas of the uneven picture, ways of working. */
#ifndef TRELLIS_PROFILE_H
#define TRELLIS_PROFILE_H

#include "record/record.h"

extern const struct choice PROFILE_DOMAINS[]; /* reading, mathematics ... : each by itself, no level for the whole child */
extern const struct choice WORK_WAYS[];       /* alone, with a partner ... on paper, on a screen */

/* ---- how a learner would like to work on one piece (week_item.how_wished) ---- */

/* What was said for this piece, or in the profile; several values joined by spaces, empty: nothing. */
enum code work_wished(struct db *db, struct arena *a, struct id learner, struct id work, struct str *out, struct err *e) MUST_USE;
/* Inside store_write, by the learner. way: one of WORK_WAYS, empty: as it was planned. */
enum code work_wish(struct db *db, struct arena *a, const struct viewer *v, struct id work, struct str way, struct err *e) MUST_USE;
struct work_wished { struct id learner, work; struct str name, title, way, mode; };
/* Of a class's week, by name: wishes that are not the mode the piece has. */
enum code works_wished(struct db *db, struct arena *a, struct id class_id, struct str monday, struct work_wished **out, size_t *n, struct err *e) MUST_USE;

/* ---- what learners and families share from home ---- */

struct shared_home { struct id learner; struct str name; };
/* Learners of a class whose culture, identity and knowledge from home their teachers may see, by name: to be used. */
enum code shared_from_home(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct shared_home **out, size_t *n, struct err *e) MUST_USE;

#endif
