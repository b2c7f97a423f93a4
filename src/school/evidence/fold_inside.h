/* fold_inside.h - a learner's evidence in one domain while it is folded; for fold*.c alone.
 *
 * Law: what is kept is a function of the events in the order (happened_at, id), of the fit and of the switch for the pace. */
#ifndef TRELLIS_FOLD_INSIDE_H
#define TRELLIS_FOLD_INSIDE_H

#include "engine/mastery/bkt_online.h"
#include "school/evidence/fold.h"
#include "school/evidence/models.h"

/* One learner and competency. */
struct fold {
	struct id competency;
	const struct mastery_model *m;
	struct mastery_state state;
	struct evidence_watch watch;
	struct bkt_state online; /* what this learner adds to the population's sums of the competency (refit_step.c) */
	int64_t first_at, last_at;
	struct id last_event;
	bool stale;   /* kept under another fit, switch or subject, or bytes of another version: only a replay tells */
	bool touched; /* something was folded in */
	bool called;  /* a person was called before this */
};

/* One learner and subject, with the competencies that came up. */
struct fold_domain {
	struct arena *a;
	struct evidence_models *models;
	struct id learner;
	struct str subject;
	struct mastery_pace pace;
	int64_t last_at;
	struct id last_event;
	bool fresh; /* nothing is kept of the pace, or of another fit */
	struct fold *of;
	size_t n, cap;
};

struct fold_domain fold_domain_start(struct arena *a, struct evidence_models *models, struct id learner, struct str subject);
/* What is kept of the learner's pace; d->fresh when a replay is needed for it. */
enum code fold_domain_load(struct db *db, struct fold_domain *d, struct err *e) MUST_USE;
/* The competency's fold: as kept (load) or with nothing in it. */
enum code fold_of(struct db *db, struct fold_domain *d, struct id competency, bool load, struct fold **out, struct err *e) MUST_USE;
/* One event; ev of evidence_event_of. adult: it is another person's own judgement. */
enum code fold_step(struct fold_domain *d, struct fold *f, const struct mastery_event *ev, bool adult, int64_t at, struct id id, struct err *e) MUST_USE;
/* As kept: watch bytes to numbers and back. */
enum { WATCH_BYTES = 48 };
void fold_watch_pack(const struct evidence_watch *w, char out[WATCH_BYTES]);
bool fold_watch_unpack(struct str bytes, struct evidence_watch *w);
struct evidence_check fold_check(const struct evidence_watch *w);
/* Calls for a person (sit_down.c) that are due are made, those whose reason went are ended; what is kept is read, not d. */
enum code fold_calls(struct db *db, struct arena *a, struct id learner, struct err *e) MUST_USE;
/* Whether a call in this state, made after so many tries, answers for these tries too. */
bool fold_call_answered(struct str state, int64_t then, int64_t tries);
/* Whether an event is an adult's own judgement of the learner. */
bool fold_adult(struct str kind, struct id actor, struct id learner);

#endif
