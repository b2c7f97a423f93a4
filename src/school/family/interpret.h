/* interpret.h - an interpreter for a meeting with a family: asked for, booked, and whether everything was understood [R241].
 *
 * Law: a child never interprets; asking costs the family nothing. Rights are the record's. */
#ifndef TRELLIS_INTERPRET_H
#define TRELLIS_INTERPRET_H

#include "record/record.h"

extern const struct choice INTERPRET_WAYS[];
extern const struct choice INTERPRET_CLEAR[];
struct interpreting {
	struct id id;               /* nil: none is asked for */
	int64_t version;
	struct str state, what, on_date, begins, language, way, interpreter, clear, quality;
};
/* The latest of a learner that is not over for longer than two weeks. */
enum code interpret_load(struct db *db, struct arena *a, struct id learner, day_t today, struct interpreting *out, struct err *e) MUST_USE;

#endif
