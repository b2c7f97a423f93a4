/* timetable.h - the whole day of one learner in one timetable: the times of the classes, and the learner's own blocks (a program,
 * an advanced class elsewhere, the way there, services, study, homework help) where the day is a mixed one.
 *
 * Law: an own block stands in the place of a class's time that it overlaps, and says so; nothing of a class is changed by it.
 * A block that is counted (service, study, homework help) is counted by its plan line alone, in service_session: there is one way
 * to count minutes. A line of a plan of record is never changed from here. The time when a learner works best is the learner's
 * own word (profile); what is said about demanding blocks is a suggestion, and only where the school switched it on.
 * "Early" begins before 10:00, "late" before 12:00, "afternoon" at 12:00 or later. */
#ifndef TRELLIS_TIMETABLE_H
#define TRELLIS_TIMETABLE_H

#include "school/family/rhythm.h"

#define TIMETABLE_MOST 120

enum timetable_note {
	TIME_FINE,
	TIME_TWICE,      /* overlaps another own block of the day */
	TIME_SHORT_WAY   /* the way there is longer than the time since the block before */
};
struct timetable_row {
	struct id id, line, setting;  /* id nil: a time of a class */
	int64_t version;
	int day;                      /* 1 Monday to 5 */
	int from, until;              /* minutes since midnight */
	struct str begins, ends, what, kind, place, adult, supports, class_title;
	struct str instead;           /* the time of the class in whose place it stands; empty: none */
	int travel, gap;              /* minutes on the way there; minutes that there are for it, -1: it is the first */
	bool demanding, counted, given_today, missed_today;
	enum timetable_note note;
};
struct timetable_tip { size_t hard, instead; bool has_instead; }; /* rows; instead: an own block that is not demanding, at the best time */
struct timetable {
	struct timetable_row *rows;   /* by day, time; times of classes that an own block replaces are left out */
	size_t n;
	bool own;                     /* there is at least one own block */
	struct str best;              /* "early" "late" "afternoon", as the learner says; empty: not said */
	bool tips_on;                 /* the school has switched suggestions on */
	struct timetable_tip *tips;
	size_t n_tips;
	struct rhythm rhythm;         /* times and changes of the classes */
	bool change_hard;             /* the plan asks for a story of what will be different */
	struct str helps;             /* what helps, in the learner's words */
	struct str *supports;         /* what goes along everywhere: supports in force of all plans, in plain words */
	size_t n_supports;
};
enum code timetable_load(struct db *db, struct arena *a, enum lang lang, const char *tz, struct id learner, day_t today, struct timetable *out, struct err *e) MUST_USE;
/* The next change of the coming eight days, for whom the plan says that change is hard: *there false: none, or not asked for. */
enum code timetable_ahead(struct db *db, struct arena *a, enum lang lang, const char *tz, struct id learner, day_t today, struct rhythm_change *out, bool *there, struct err *e) MUST_USE;
/* Value of the profile's best_time in which a time of day lies. */
const char *timetable_part(int minutes);
/* Fills note, gap, instead, tips of rows that are sorted by day and time: pure, for timetable_load and its test. */
void timetable_judge(struct arena *a, struct timetable *t);

/* What a form gives for one block on several days. */
struct timetable_new {
	bool days[6];                 /* [1] Monday to [5] */
	struct str begins, ends, what, kind, place, adult, supports, travel;
	bool demanding;
	struct id line, setting;      /* line nil and kind counted: a line of the personalized plan is made to count it */
};
bool timetable_counted(struct str kind); /* service, study, homework */
extern const struct choice TIMETABLE_KINDS[];
/* Inside store_write. E_INPUT in a sentence, and nothing is kept. */
enum code timetable_add(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const struct timetable_new *n, struct err *e) MUST_USE;
/* Takes one block out; a line made for it ends when no block of it is left. E_NOTFOUND: not of this learner. */
enum code timetable_remove(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id block, struct err *e) MUST_USE;

#endif
