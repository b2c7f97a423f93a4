/* host.h - accommodations in places outside of class (internship, college course, community) as tasks for the host [R226].
 *
 * Laws: (1) Every accommodation in force of a plan of record becomes a task by itself when such a place is planned or its plan
 * changes (34 CFR 104.4(b)(4), 300.323(d)); the place does not start before each is ready there, or a person of the team says
 * why it is not needed there. (2) The host reads what to arrange and nothing else: no plan, no reason, no disability. */
#ifndef TRELLIS_HOST_H
#define TRELLIS_HOST_H

#include "record/record.h"

struct host_task { struct id id; int64_t version; struct str text, state, note, by; };
struct host_place {
	struct id id;
	struct str name, mentor, contact, begin_on, state;
	struct host_task *tasks;
	size_t n, open;
};
/* An internship, independent study, a college course, the community: others than the school's own people see to things there. */
bool host_outside(struct str place);
/* Inside store_write: adds the tasks that are not there yet. setting: a learning_setting as it is now. */
enum code host_tasks_make(struct db *db, struct arena *a, const struct record *setting, day_t today, struct err *e) MUST_USE;
/* What a plan line's record type calls after a change: a new accommodation becomes a task of every place that is planned. */
enum code host_line_changed(const struct change *c, struct err *e) MUST_USE;
/* Of a learner's place; E_NOTFOUND when it is not the learner's. */
enum code host_place_load(struct db *db, struct arena *a, struct id learner, struct id setting, struct host_place *out, struct err *e) MUST_USE;
/* How many tasks of it are not checked yet. */
enum code host_open(struct db *db, struct id setting, int64_t *n, struct err *e) MUST_USE;

#endif
