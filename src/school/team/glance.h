/* glance.h - what one adult does for one learner, on one page: strengths, goals, what to do this week, who is asked.
 *
 * Law: it is made from the plan lines and the needs engine as they are today; nothing of it is stored. What an adult confirmed
 * counts until a line changes. Disability and evaluations are not in it (34 CFR 300.323(d): each is told of their own duties).
 * Rights are the router's to have checked. */
#ifndef TRELLIS_GLANCE_H
#define TRELLIS_GLANCE_H

#include "school/plan/delivery.h"
#include "school/people/people.h"

struct glance_line {
	struct id id;
	enum need_term term;        /* NEED_TERMS: in words only */
	struct str words, how, source, steps; /* how: one plain step for the adult; steps: of the plan itself, if it has any */
	bool by_person, changes;    /* changes: a modification, what is expected is another thing */
	int64_t changed;
};
struct glance_service { struct id line; struct str words, adult, place, how_often; int64_t minutes_week; };
struct glance {
	struct person learner;
	struct str strengths, helps; /* in the learner's words */
	struct str *goals;           /* of plans of record, then the learner's own */
	size_t n_goals;
	struct glance_line *lines;
	size_t n_lines;
	struct glance_service *services;
	size_t n_services;
	struct id ask;               /* who is asked; nil: nobody is named */
	struct str ask_name;
	day_t read_on;               /* when this adult confirmed; DAY_NONE: not yet */
	bool again;                  /* something changed since then */
};
enum code glance_load(struct db *db, struct arena *a, enum lang lang, struct id adult, struct id learner, day_t today, struct glance *out, struct err *e) MUST_USE;
/* The same of these learners of one class, asked at once: (*out)[i] is people[i]'s. Who is asked is named for those alone for whom
 * there is something to do. */
enum code glance_class(struct db *db, struct arena *a, enum lang lang, struct id adult, struct id class_id, const struct person *people, size_t n, day_t today,
                       struct glance **out, struct err *e) MUST_USE;
/* Inside store_write: this adult read it and says that it can be done. */
enum code glance_confirm(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct err *e) MUST_USE;
const char *glance_source(struct str source); /* msgid of where a line comes from */
/* One plain step for the adult in the room: msgid. */
const char *need_how(enum need_term term);

/* ---- questions to a colleague ---- */
struct coach_asked {
	struct id id, learner, class_id, asked_by, to;
	int64_t version;
	struct str name, text, about, from_name, to_name, answer, state, followed_up;
	day_t due, lesson, visit, follow_up, asked_on, answered_on;
	bool over;                   /* the promised day is over */
};
struct coach_load { struct id who; struct str name; int open, over, visits, answered; };
/* "I don't know how to do this": goes to whoever carries the plan, with a day for the answer. Inside store_write.
 * class_id, line: may be nil; lesson: DAY_NONE when it is of no lesson. */
enum code coaching_ask(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id class_id, struct id line, struct str text, day_t lesson, struct err *e) MUST_USE;
/* Of a person: asked of them (mine false) or by them (mine true), newest first; done ones of the last 30 days too. */
enum code coaching_of(struct db *db, struct arena *a, enum lang lang, struct id person, bool mine, day_t today, struct coach_asked **out, size_t *n, struct err *e) MUST_USE;
/* Of a class: what waits. */
enum code coaching_of_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct coach_asked **out, size_t *n, struct err *e) MUST_USE;
/* How much each colleague carries, of learners of the viewer's school; by name. */
enum code coaching_load(struct db *db, struct arena *a, struct id viewer, day_t today, struct coach_load **out, size_t *n, struct err *e) MUST_USE;

/* ---- services: promised, given, missed, made up ---- */
struct service_row {
	struct glance_service s;
	int64_t promised, given, missed, made_up; /* minutes in the weeks asked about */
	bool today_given, today_missed;
	int each;                    /* minutes of one session, as the plan says; 0: not said */
};
struct service_seen { struct id id, line; struct str words, why, what, text, by; day_t day; int64_t minutes; bool made_up; };
struct services {
	struct service_row *rows;
	size_t n;
	struct service_seen *seen;   /* newest first */
	size_t n_seen;
	int64_t outside, week;       /* minutes a week outside of general education; minutes of a school week */
	struct { struct str what, reason, inside; int64_t minutes; } *out;
	size_t n_out;
};
enum code services_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t from, day_t today, struct services *out, struct err *e) MUST_USE;
/* Share of the school week inside general education, 0 to 1 (domain: (week - outside) / week; 80 % is inside, 79.9 is not). */
double services_inside(const struct services *s);
struct service_note { struct id line, makes_up; bool given; int64_t minutes; const char *why; struct str text; day_t on; /* the day it was; 0: today */ };
/* Inside store_write. E_INPUT in a sentence. */
enum code service_put(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const struct service_note *n, struct err *e) MUST_USE;
extern const struct choice SERVICE_WHYS[];

#endif
