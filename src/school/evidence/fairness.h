/* fairness.h - whom this school's estimates and suggestions serve, group by group [R355].
 *
 * Law: groups are read after everything has been estimated, and go nowhere but into counts; nothing is said of a small
 * group, nor of others from which it could be worked out (engine/mastery/audit.h). */
#ifndef TRELLIS_FAIRNESS_H
#define TRELLIS_FAIRNESS_H

#include "base/tr.h"
#include "engine/mastery/audit.h"
#include "store/store.h"

struct fairness_row {
	struct str label;   /* msgid */
	bool hidden;
	int64_t learners, responses;
	struct audit_value of[AUDIT_MEASURES];
	int64_t called, wrong; /* learners of the last year for whom a person was called; of these with a call that an adult called wrong [R208]; -1: hidden */
};
struct fairness {
	struct fairness_row *rows; /* everybody first */
	size_t n;
	int64_t hidden;
};

/* Each answer is foretold from what came before it, with the parameters in use; "ready" is the
 * whole rule. E_INPUT with a sentence where there is too little evidence. */
enum code fairness_run(struct db *db, struct arena *a, day_t today, struct fairness *out, struct err *e) MUST_USE;
/* Calls alone, for whoever has too little evidence for the rest: one row for everybody and for each group, in the order of the above. */
enum code fairness_calls(struct db *db, struct arena *a, day_t today, struct fairness *out, struct err *e) MUST_USE;
struct str fairness_json(struct arena *a, const struct fairness *f);
bool fairness_read(struct arena *a, struct str json, struct fairness *out);

#endif
