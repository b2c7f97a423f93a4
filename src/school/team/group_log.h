/* group_log.h - a small group met: who was there, and a short probe of what it is about, each with two taps.
 *
 * Law: one word a learner, group and day about being there; the later takes the place of the first. A probe is evidence like any
 * other: it is only added. */
#ifndef TRELLIS_GROUP_LOG_H
#define TRELLIS_GROUP_LOG_H

#include "record/record.h"

struct group_log_learner {
	struct id id;
	struct str name, here, probe; /* of today: "here", "away" or ""; "yes", "partly", "not" or "" */
	int64_t came, met;            /* days of this group on which the learner was there, of how many noted */
};
struct group_log {
	struct id id, competency;
	struct str name, purpose, place, meets, aim, aim_code; /* aim: text of the competency, in the reader's language */
	int64_t minutes;
	struct group_log_learner *items;
	size_t n;
};
/* E_NOTFOUND when the group is not of this class. */
enum code group_log_load(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct id group, day_t today, struct group_log *out, struct err *e) MUST_USE;
/* Inside store_write. here: "here" or "away". E_INPUT: not in the group. */
enum code group_came(struct db *db, struct arena *a, const struct viewer *v, const struct group_log *g, struct id learner, struct str here, day_t on, struct err *e) MUST_USE;
/* Inside store_write. seen: "yes", "partly", "not"; at: when (0: now). */
enum code group_probe(struct db *db, struct arena *a, const struct viewer *v, const struct group_log *g, struct id learner, struct str seen, int64_t at, struct err *e) MUST_USE;

#endif
