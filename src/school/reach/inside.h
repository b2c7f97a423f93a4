/* inside.h - what the files of this folder share: how one adult is reached, and when. */
#ifndef TRELLIS_REACH_INSIDE_H
#define TRELLIS_REACH_INSIDE_H

#include "school/reach/reach.h"

/* How one adult is reached about one learner. */
struct adult {
	struct id adult, learner;
	struct str reach_by, quiet_from, quiet_until, tz, email, sms, phone;
	int64_t most;
	enum lang lang;
};
/* now, or when the adult's quiet hours end. */
enum code reach_awake(struct db *db, struct arena *a, const struct adult *x, int64_t now, int64_t *out, struct err *e) MUST_USE;
/* As many bundles went to this adult since midnight of the school as one adult gets in a day. */
enum code reach_over_cap(struct db *db, const struct adult *x, int64_t now, bool *over, struct err *e) MUST_USE;
int64_t reach_midnight(const struct zone *z, int64_t now, int days);

#endif
