/* plan.h - the plan page. */
#ifndef TRELLIS_PAGES_PLAN_H
#define TRELLIS_PAGES_PLAN_H

#include "school/people/people.h"
#include "school/plan/alignment.h"
#include "school/plan/timetable.h"
#include "web/tpl.h"

#define PLAN_SOURCES 5
struct plan_check { struct str text, law; bool unconfirmed; }; /* law: its source */
struct plan_source { const char *source, *title, *what; size_t n; };
struct plan_need { struct str name, value, from; };
struct plan_page {
	struct person learner;
	struct align_plan p;
	struct str id;
	unsigned rel;
	struct plan_source sources[PLAN_SOURCES];
	struct plan_need *on;
	size_t n_on;
	struct str *conflicts;    /* sentences: what two sources disagree about, what was refused, what is not understood */
	size_t n_conflicts;
	struct plan_check *checks; /* what does not fit together yet */
	size_t n_checks;
	int kinds;                /* kinds of information the plan drew on, of seven */
	struct str missing;       /* the other kinds, as a list of words */
	struct plan_decision { struct str what, on, line, team, reason, told; } *decisions; /* newest first */
	size_t n_decisions;
	bool iep_here;            /* the IEP is held here */
	struct timetable times;   /* the whole week of the learner, hour by hour */
	struct str best;          /* when in the day the learner works best: a value of the profile */
	struct record_list areas; /* each area of the uneven picture by itself [R039] */
	struct id class_id;       /* a class of the learner that the reader works in, where a video meeting is planned; nil: none */
	struct str aspirations, careers; /* from the profile: each new line can be tied to them */
};

#endif
