/* alignment.h - the personalized plan beside IEP, 504 and English-learner plans, line by line.
 *
 * Law: lines of a plan of record are shown as they are; the personalized plan stands beside them and never replaces
 * them. What the supports come to is asked of needs_load alone. Rights are the router's to have checked. */
#ifndef TRELLIS_ALIGNMENT_H
#define TRELLIS_ALIGNMENT_H

#include "school/plan/needs.h"

struct align_line {
	struct id id;
	struct str source, kind, text, setting, adult, evidence, skill, steps, term, value, frequency, duration, location, source_note;
	struct str begin_on, end_on;
	int64_t minutes_week;
	bool linked; /* to a goal or competency */
};
struct align_plan {
	struct id id;            /* nil: there is no personalized plan yet */
	int64_t version;
	struct str title, state, begin_on, review_on, learner_says, family_hopes, well_being, drew_on;
	struct align_line *lines; /* all sources, by source, kind */
	size_t n;
	const struct needs *needs; /* in lessons, on a screen, today */
	struct needs_unknown *unknown;
	size_t n_unknown;
};
enum code align_load(struct db *db, struct arena *a, struct id learner, day_t today, enum lang lang, struct align_plan *out, struct err *e) MUST_USE;

/* Begins a plan from what is known: the year, the hopes written so far, a line for each of the learner's goals. Inside
 * store_write. A suggestion: every line can be changed or taken out. */
enum code align_begin(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id *out, struct err *e) MUST_USE;

#endif
