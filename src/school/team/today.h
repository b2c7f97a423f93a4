/* today.h - an educator's day: who waits, which groups meet, what helps in the next lesson, what is due.
 *
 * Law: everything is of the learners whom the viewer works with (teaches, supports, advises) today; general, special and
 * EL educators get the same parts. A request shows to the learner's teachers and to whom it was passed; when its promised
 * time is over it shows to every adult of the learner's team. Lists stand by name or by time, never ranked. */
#ifndef TRELLIS_TODAY_H
#define TRELLIS_TODAY_H

#include "school/people/people.h"
#include "school/plan/delivery.h"
#include "school/work/talk.h"

struct mine {                    /* one learner and what is due */
	struct person person;
	unsigned rel;
	bool profile, plan, conference; /* complete; in use; held in the last half year or planned */
	day_t review, meeting;       /* of the plan; planned conference. DAY_NONE: none */
	bool unconfirmed;            /* this week was given and the learner has not said that it is clear */
	bool untouched;              /* the profile, for longer than a profile should be */
	bool many;                   /* so much is late that a person should choose the few that matter */
	bool no_week;                /* nothing given for this week */
};
struct wait {
	struct id id, learner, week_item;
	struct str name, kind, text, work, page;
	int64_t version, asked_at, due_at;
	bool over, passed;           /* the promised time is over; passed on to the viewer */
};
struct line_up {                 /* a conversation that waits for an answer */
	struct id id, learner;
	struct str name, subject;
	int64_t since;
	struct id follow_up;
	day_t until;
};
struct meets { struct id id, class_id; struct str name, purpose, adult, place, meets, members, class_title; day_t end; bool mine; };
struct helps { struct str text, names; };
struct lesson { struct class_row class_row; struct helps *helps; size_t n; };

struct today {
	day_t day, monday;
	struct class_list classes;
	struct mine *learners;
	size_t n;
	struct wait *waits;
	size_t n_waits;
	struct line_up *talks;
	size_t n_talks;
	struct delivery_wait *missed; /* supports that were missed and come to the viewer, until somebody says what was done */
	size_t n_missed;
	struct meets *groups;        /* that meet today, as far as their words say */
	size_t n_groups;
	struct lesson *lessons;      /* of classes the viewer teaches; of the caseload as one for others */
	size_t n_lessons;
};
enum code today_load(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, day_t monday, struct today *out, struct err *e) MUST_USE;
/* The parts alone. learners must be loaded for them. */
enum code today_learners(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, day_t monday, struct today *out, struct err *e) MUST_USE;
enum code today_waits(struct db *db, struct arena *a, const struct viewer *v, struct today *out, struct err *e) MUST_USE;

/* Does a group's text ("Tuesday and Thursday, 10:15") leave out this weekday? Only when it names weekdays, in English or Spanish. */
bool meets_on(struct str when, int weekday);

/* Inside store_write. Answers a request: answer, by whom, when, state. */
enum code wait_answer(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id request, struct str text, struct err *e) MUST_USE;
enum code wait_pass(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id request, struct id to, struct err *e) MUST_USE;
/* A line in a conversation and its state: "answered" by staff; closed: it is settled. Empty text only settles. */
enum code talk_answer(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id thread, struct str text, enum lang lang, bool closed, struct err *e) MUST_USE;

#endif
