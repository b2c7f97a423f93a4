/* alignment.h - the personalized plan beside IEP, 504 and English-learner plans, line by line.
 *
 * Law: lines of a plan of record are shown as they are; the personalized plan stands beside them and never replaces
 * them. What the supports come to is asked of needs_load alone. Rights are the router's to have checked. */
#ifndef TRELLIS_ALIGNMENT_H
#define TRELLIS_ALIGNMENT_H

#include "school/plan/needs.h"
#include "school/plan/official.h"

struct align_line {
	struct id id;
	struct str source, kind, text, setting, adult, evidence, skill, steps, term, value, frequency, duration, location, source_note;
	struct str domain;                  /* of the uneven picture; empty: none */
	struct str version_on, version_why; /* of the plan it comes from, when that changed it */
	struct str begin_on, end_on;
	int64_t minutes_week;
	struct id requirement;   /* for graduation; nil: none named */
	struct id goal, competency; /* what it is linked to; nil: nothing */
	bool linked; /* to a goal or competency */
	struct str subject, context, unit, pace_reason, pace_review; /* subject, context: values of the choices */
	double baseline, target, standard;
	bool has_baseline, has_target, has_standard, prohibited;
	day_t finish;            /* DAY_NONE: none planned */
	day_t shown;             /* what shows it was accepted; DAY_NONE: not yet */
	struct align_level { day_t on; double level; } *levels; /* oldest first */
	size_t n_levels;
	bool decided, told;      /* a modification, or another pace: the team decided, the family was told */
};
struct align_plan {
	struct id id;            /* nil: there is no personalized plan yet */
	int64_t version;
	struct str title, state, begin_on, review_on, learner_says, family_hopes, well_being, drew_on, arts_focus;
	struct align_line *lines; /* all sources, by source, kind */
	size_t n;
	const struct needs *needs; /* in lessons, on a screen, today */
	struct needs_unknown *unknown;
	size_t n_unknown;
	struct align_way { struct id id; struct str title, counts; int lines; } *ways; /* requirements for graduation, as the district orders them */
	size_t n_ways;
	int minutes;             /* of staff, writing it */
	bool strengths;          /* the profile says what goes well */
	struct official of;
	struct align_place { struct id line, id; struct str place, mentor, mentor_is, supports, language, state, name, when; bool contact, checked, demanding; struct id rubric; struct str rubric_title, evidence; int64_t travel, study; } *places;
	size_t n_places;
	struct official_alike alike;
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
	ALIGN_SERVICE_PART,      /* an IEP service without start, frequency, location or duration */
	ALIGN_REVIEW,            /* yearly review of the IEP */
	ALIGN_REEVALUATION,
	ALIGN_OVER,              /* the IEP has ended and its lines go on, or lines stand there without any IEP in force */
	ALIGN_NO_GOAL,           /* an IEP with services and no goal */
	ALIGN_NO_SERVICE,        /* an IEP with goals and no service */
	ALIGN_NO_MEASURE,        /* an IEP goal without level at the start, or without level to reach */
	ALIGN_NO_WAY_TO_TELL,    /* an IEP goal that says not what will show it */
	ALIGN_NO_ADVOCACY,       /* no goal for speaking up, and no reason */
	ALIGN_SAME_LEVEL,        /* three years at the same level */
	ALIGN_UNDECIDED,         /* a modification that no team decided */
	ALIGN_UNTOLD,            /* the team decided it, the family was not told */
	ALIGN_LOWERED,           /* the personalized plan changes a standard: that is a team's to decide */
	ALIGN_DIFFER,            /* two plans of record give different values of the same support */
	ALIGN_AGAINST,           /* a plan gives what another forbids */
	ALIGN_TRANSITION,        /* goals for the time after school */
	ALIGN_RIGHTS,            /* rights that pass over */
	ALIGN_SHARE,             /* the share of the day in general classes is not known */
	ALIGN_SHARE_REASON,      /* time elsewhere without a reason */
	ALIGN_REPORTS,           /* how often the family hears about progress */
	ALIGN_NOBODY,            /* no case manager */
	ALIGN_STATE_TEST,        /* accommodations, none of them for state tests */
	ALIGN_NO_SUPPORT,        /* a 504 plan without anything to do */
	ALIGN_NOTICE,            /* letter to the family about the English program */
	ALIGN_NOTICE_PART,       /* a letter without all of its parts */
	ALIGN_NOTICE_DISABILITY, /* an English learner with an IEP: the letter says nothing of it */
	ALIGN_IDENTIFY,          /* later than the law gives */
	ALIGN_UNTESTED,          /* no test of English within the year */
	ALIGN_NO_LANGUAGE_GOAL,
	ALIGN_DECLINED,          /* the family said no, and nothing helps in class */
	ALIGN_NO_OWNER,          /* IEP and English-learner plan, and nobody decides clashes */
	ALIGN_MONITOR,           /* left the program: nobody looks again */
	ALIGN_PACE,              /* reached later than the grade's year without a reason or a day to look again */
	ALIGN_GRADUATION,        /* reached after the learner graduates */
	ALIGN_PLACE,             /* a place to learn that is not ready */
	ALIGN_RUBRIC,            /* one standard in several places, not one rubric */
	ALIGN_HELP_OPEN,         /* extra help without a day to look again */
	ALIGN_ALIKE,             /* nearly the same plan as classmates' */
	ALIGN_ISSUES
};
/* The law or rule behind an issue, as it is cited; "": good practice of this program. */
const char *align_source(enum align_issue issue);
/* The value of law that the issue counts with: LEGAL_RULES when it counts with none. */
enum legal_rule align_counts_with(enum align_issue issue);
struct align_check {
	enum align_issue issue;
	const struct align_line *line, *other; /* NULL: of no line */
};
/* At most one for each line and issue, in the order of the issues. */
size_t align_checks(struct arena *a, const struct align_plan *p, day_t today, struct align_check **out);
/* The goals of IEP and English-learner plan that share a goal or competency with this line of the personalized plan. */
bool align_same_aim(const struct align_line *own, const struct align_line *of_record);
/* One sentence for staff, in lang. */
struct str align_check_text(struct arena *a, enum lang lang, const struct align_plan *p, const struct align_check *c);
/* "now 84, to reach 121 (37 more), standard of the grade 140 (56 more) words a minute"; empty: nothing is measured [R080]. */
struct str align_distance(struct arena *a, enum lang lang, const struct align_line *x);
/* For alignment_checks.c: the rules on plans of record and on what surrounds lines. */
bool align_official(const struct align_plan *p, enum align_issue issue, day_t today);
bool align_line_official(const struct align_plan *p, enum align_issue issue, const struct align_line *x, day_t today, const struct align_line **other);
struct str align_official_text(struct arena *a, enum lang lang, const struct align_plan *p, const struct align_check *c);

#endif
