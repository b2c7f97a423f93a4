/* official.h - plans of record and the English-learner plan of one learner, and what is decided and measured around them.
 *
 * Law: what a plan of record says is shown as it was taken over, with where from and when; nothing here ends, weakens or
 * replaces it. A personalized plan may add. Days that law counts come from legal.h and say when nobody has confirmed them. */
#ifndef TRELLIS_OFFICIAL_H
#define TRELLIS_OFFICIAL_H

#include "school/plan/legal.h"

struct official_plan { /* an IEP or 504 plan kept elsewhere */
	struct id id, case_manager; /* id nil: there is none */
	day_t begin, end, met, evaluated, taken;
	struct str manager, strengths, share_reason, reports, no_advocacy, taken_from;
	int share;                 /* percent of the day in general classes; -1: not known */
	bool in_force;             /* begun, not over */
	bool rights_told;
};
struct official_el {
	struct id id, clash_owner;
	day_t enrolled, identified, placed, notice, declined, exit, review, taken;
	struct str languages, program, notice_language, told, exit_how, owner, buddy, taken_from; /* program: value of the choice */
	bool newcomer, in_force;   /* placed, not left */
	bool whole;                /* the letter has every part that it needs; notice_disability apart */
	bool told_disability;
};
extern const struct choice PLAN_AREAS[]; /* what a goal or a support is about */
struct official_level { struct str test, edition; day_t on; double of[5]; bool known[5]; }; /* listening speaking reading writing overall */
#define OFFICIAL_LEVELS 4
struct official {
	struct official_plan iep, s504;
	struct official_el el;
	struct official_level levels[OFFICIAL_LEVELS]; /* newest first */
	size_t n_levels;
	day_t born, year_begin, graduates; /* graduates: last day of the school year of grade 12, when the grade is known */
	struct str home_languages, first;
	struct legal_values law;
	struct legal_facts facts;
	struct legal_date dates[LEGAL_RULES];
	size_t n_dates;
};
enum code official_load(struct db *db, struct arena *a, struct id learner, day_t today, struct official *out, struct err *e) MUST_USE;

/* How many of the learner's classmates have a personalized plan that is nearly the same (four of five lines, names and numbers
 * apart), of how many that have one. Nothing is said of fewer than three lines. */
struct official_alike { int same, others; };
enum code official_alike(struct db *db, struct arena *a, struct id learner, day_t today, struct official_alike *out, struct err *e) MUST_USE;
/* The same of lists of lines; pure. */
bool plans_alike(struct arena *a, const struct str *x, size_t nx, const struct str *y, size_t ny);
struct str plan_line_bare(struct arena *a, struct str text, struct str first_name); /* folded, without the name and numbers */

#endif
