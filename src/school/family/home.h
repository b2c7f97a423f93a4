/* home.h - device, connection and help at home: what a family told, to mend what is missing.
 *
 * Law: seen by the family, the learner's own team and the school's leader. A school sees gaps as protected counts
 * (school/admin/reach.h), never as a list of names. One row per learner is shown: the newest. */
#ifndef TRELLIS_HOME_H
#define TRELLIS_HOME_H

#include "record/record.h"

struct home_access {
	struct id id;              /* nil: nobody has told yet */
	int64_t version, limit;
	struct str device, connection, help, source;
	bool paper;
};
enum code home_access_load(struct db *db, struct arena *a, struct id learner, struct home_access *out, struct err *e) MUST_USE;
/* Inside store_write: makes or changes it. in: fields of the record without the learner. */
enum code home_access_keep(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const struct input *in, size_t n, struct err *e) MUST_USE;

#endif
