/* live.h - a lesson over a line: what it offers so that everybody can take part.
 *
 * Law: Trellis sends no film; it keeps when and where, and holds a lesson back from the class until captions, chat, typed and spoken
 * answers and a camera that may stay off are all there. A recording is shared with captions alone. */
#ifndef TRELLIS_LIVE_H
#define TRELLIS_LIVE_H

#include "record/record.h"

struct live_lesson { struct id id; struct str title, at, address, recording, state, class_title; day_t on; };
/* Of the classes that a learner is in: told to the class and not over, or held and recorded in the last four weeks; by day. */
enum code live_of_learner(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct live_lesson **out, size_t *n, struct err *e) MUST_USE;
enum code live_of_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct live_lesson **out, size_t *n, struct err *e) MUST_USE; /* newest first */

#endif
