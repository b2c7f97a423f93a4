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
	struct str version_on, version_why; /* of the plan it comes from, when that changed it */
	struct str begin_on, end_on;
	int64_t minutes_week;
	struct id requirement;   /* for graduation; nil: none named */
	struct id goal, competency; /* what it is linked to; nil: nothing */
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
	struct align_way { struct id id; struct str title, counts; int lines; } *ways; /* requirements for graduation, as the district orders them */
	size_t n_ways;
	int minutes;             /* of staff, writing it */
	bool strengths;          /* the profile says what goes well */
	int timed;               /* pieces of work with a time limit that the learner was given from four weeks ago on */
};
enum code align_load(struct db *db, struct arena *a, struct id learner, day_t today, enum lang lang, struct align_plan *out, struct err *e) MUST_USE;

/* Begins a plan from what is known: the year, the hopes written so far, a line for each of the learner's goals. Inside
 * store_write. A suggestion: every line can be changed or taken out. */
enum code align_begin(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id *out, struct err *e) MUST_USE;

/* What does not fit together yet, for people to talk about; nothing is changed or refused by it. Pure: the plan says all. */
enum align_issue {
	ALIGN_NO_STRENGTHS,      /* no strengths are written */
	ALIGN_TIME_UNUSED,       /* a plan gives more time (or forbids a limit), and no work has a limit */
	ALIGN_EL_OVER,           /* everything the English-learner plan teaches has ended, a support of it still counts */
	ALIGN_UNLINKED,          /* a goal of the personalized plan that is linked to no goal or competency */
	ALIGN_NOT_TAKEN_UP,      /* a goal of IEP or English-learner plan that no line of the personalized plan shares */
	ALIGN_NO_STEPS,          /* a goal of the personalized plan without a skill or steps */
	ALIGN_TWICE,             /* two plans of record give the same support */
	ALIGN_ISSUES
};
struct align_check {
	enum align_issue issue;
	const struct align_line *line, *other; /* NULL: of no line */
};
/* At most one for each line and issue, in the order of the issues. */
size_t align_checks(struct arena *a, const struct align_plan *p, day_t today, struct align_check **out);
/* The goals of IEP and English-learner plan that share a goal or competency with this line of the personalized plan. */
bool align_same_aim(const struct align_line *own, const struct align_line *of_record);
/* One sentence for staff, in lang. */
struct str align_check_text(struct arena *a, enum lang lang, const struct align_check *c);

#endif
