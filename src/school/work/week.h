/* week.h - a learner's week as pages, print and planner need it.
 *
 * Law: reading functions do not check rights (the router has); changes go through the record layer, which does.
 * A week belongs to one learner and one Monday; there is at most one. */
#ifndef TRELLIS_WEEK_H
#define TRELLIS_WEEK_H

#include "record/record.h"

struct work {
	struct id id, learner, week, resource, item, competency, goal;
	int64_t version;
	int day, position, minutes, rigor;
	struct str title, mode, kind, state; /* words of the record type week_item */
	struct str title_lang;               /* when the title is that of a resource and stands in its own language: which; else "" */
	struct str done_looks_like, why;
	struct str by_from, by_until;        /* YYYY-MM-DD or empty */
	struct str goal_text;                /* of the goal it serves: its own, or the learner's active one for the same competency; or empty */
	struct str resource_kind, resource_language, competency_code, competency_text; /* joined in when read */
	bool shared;
	bool after_lesson;                   /* opens after the lesson with a person */
	bool waits;                          /* it is practice on a screen and that lesson is not logged yet */
	int64_t seed, handed_at;
	int limit;                           /* minutes for everybody; 0: none. What it is for the learner: needs_time_limit */
	struct str begin_with, steps, by_why; /* how to begin; steps, one a line; why the last day was moved */
	int64_t steps_done;                  /* bits of those lines */
	int64_t break_from, break_taken;     /* a break that goes on, since when (0: none); microseconds of those before */
	int64_t started_at;                  /* when the time of work with a limit began; 0: not yet */
};

/* Why a piece of this kind is in a week, for all that nobody wrote: a msgid. */
const char *work_kind_why(struct str kind);

struct week {
	struct id id, learner, class_id, given_by;
	int64_t version, given_at, confirmed_at;
	struct str monday, state, message, confirmed_how;
	struct work *items; /* by day (any day last), position */
	size_t n;
};

/* E_NOTFOUND when the learner has no week then. Texts in lang where a translation is there. */
enum code week_load(struct db *db, struct arena *a, struct id learner, day_t monday, enum lang lang, struct week *out, struct err *e) MUST_USE;
enum code work_load(struct db *db, struct arena *a, struct id work, enum lang lang, struct work *out, struct err *e) MUST_USE;
/* Given work of earlier weeks and days that is not handed in, done or excused; at most `limit`, most recent first. */
enum code work_missing(struct db *db, struct arena *a, struct id learner, day_t today, enum lang lang, int limit, struct work **out, size_t *n,
                       int64_t *total, struct err *e) MUST_USE;

/* Inside store_write: adds a piece of work to the learner's week (made as a draft when it is not there). seed 0: made from the id. */
enum code week_add(struct db *db, struct arena *a, const struct viewer *v, day_t monday, struct id class_id, const struct work *w, struct id *out, struct err *e) MUST_USE;
/* What would keep a week from being given: a piece of work whose resource is retired, was removed or has no address. Sentences. */
enum code week_problems(struct db *db, struct arena *a, const struct week *w, struct str **out, size_t *n, struct err *e) MUST_USE;
enum code week_give(struct db *db, struct arena *a, const struct viewer *v, struct id week, struct err *e) MUST_USE;
/* The learner (or somebody for them) says that it is clear. how: "tap", "voice", "reply", "person". */
enum code week_confirm(struct db *db, struct arena *a, const struct viewer *v, struct id week, const char *how, struct err *e) MUST_USE;
/* Moves a piece of work to a state ("started", "handed", "done", "excused", "planned"); the same state again is fine. */
enum code work_move(struct db *db, struct arena *a, const struct viewer *v, struct id work, const char *to, struct err *e) MUST_USE;

/* Inside store_write: the time of work with a limit begins at this time (0: now); once it has begun nothing changes it. */
enum code work_clock_start(struct db *db, struct arena *a, const struct viewer *v, struct id work, int64_t at, struct err *e) MUST_USE;

/* Inside store_write: a break begins, or ends. Twice the same changes nothing. What the breaks so far add to the time: work_breaks. */
enum code work_break(struct db *db, struct arena *a, const struct viewer *v, struct id work, bool begin, struct err *e) MUST_USE;
int64_t work_breaks(const struct work *w, int64_t now); /* microseconds */

/* Minutes of a week by how they are spent, as planned. */
struct balance { int64_t screen, paper, person, group, hands, total, shared; };
struct balance week_balance(const struct week *w);

#endif
