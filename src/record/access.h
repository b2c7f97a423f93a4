/* access.h - who may see what. The one place.
 *
 * Law: rights come from a relationship to the learner that holds today, never from a role alone. Records,
 * pages, API, exports, search and print all ask here. What is not allowed is denied.
 *
 * The relationships are rows of the SQL view `relation(viewer, learner, rel, begin_on, end_on)` that
 * school/people defines over enrolments, guardian relations, support assignments and organisation roles;
 * begin_on and end_on are 'YYYY-MM-DD' and already hold court restrictions (a restricted guardian has no row). */
#ifndef TRELLIS_ACCESS_H
#define TRELLIS_ACCESS_H

#include "base/tr.h"
#include "store/store.h"

/* What a viewer is to a learner (bits of `rel`); the same bits say what hats a person wears at all. */
enum {
	REL_SELF = 1 << 0,      /* the learner */
	REL_FAMILY = 1 << 1,    /* guardian with access */
	REL_TEACHER = 1 << 2,   /* teaches a class the learner is in now */
	REL_CASE = 1 << 3,      /* special educator, case manager or provider named for the learner */
	REL_EL = 1 << 4,        /* English-learner specialist named for the learner */
	REL_ADVISER = 1 << 5,   /* named trusted adult */
	REL_LEADER = 1 << 6,    /* leads the learner's school */
	REL_DISTRICT = 1 << 7,  /* district office */
	REL_PARTNER = 1 << 8,   /* mentor, coach, broker: invited until a date */
	REL_ADMIN = 1 << 9,     /* runs the program; no right to learners' records by itself */
	REL_CLASSMATE = 1 << 10,/* same class; used only to say what must not be shown */
	REL_PUBLIC = 1 << 14,   /* anybody, signed in or not */
	REL_SIGNED_IN = 1 << 15,
	REL_SYSTEM = 1 << 16,   /* imports, jobs, the command line: acts for the school */
};
#define REL_TEAM (REL_TEACHER | REL_CASE | REL_EL | REL_ADVISER)
#define REL_STAFF (REL_TEAM | REL_LEADER | REL_DISTRICT)
#define REL_HOME (REL_SELF | REL_FAMILY)
#define REL_ALL (REL_HOME | REL_STAFF)

/* Who is asking. Made by web (from the session) or by cli/jobs (viewer_system). */
struct viewer {
	struct id person;      /* nil for nobody and for the system */
	struct id account;
	struct id org;         /* the school the person acts in */
	unsigned hats;         /* REL_ bits the person has to anyone today, with REL_SIGNED_IN */
	enum lang lang;
	day_t today;           /* in the school's zone */
	bool low;              /* low-privilege session (badge card): own work only */
};
struct viewer viewer_system(struct store *s);
/* Fills hats from the relation view, enrolments and organisation roles. */
enum code viewer_load(struct db *db, struct id person, day_t today, struct viewer *out, struct err *e) MUST_USE;

/* Relations of v to a learner today (0: none). REL_SIGNED_IN and hats are not among them. */
enum code access_to_learner(struct db *db, const struct viewer *v, struct id learner, unsigned *rel, struct err *e) MUST_USE;
/* Relations of v to a class today: REL_TEACHER, REL_SELF (is in it), REL_CASE/REL_EL (supports someone in it),
 * REL_LEADER, REL_DISTRICT, REL_FAMILY (a child is in it). */
enum code access_to_class(struct db *db, const struct viewer *v, struct id class_id, unsigned *rel, struct err *e) MUST_USE;

/* The logs. Both are appended inside store_write. */
/* One row: who, when, what was done, to which learners; hash-chained (SHA-256 over the row and the last hash). */
enum code security_log(struct db *db, const struct viewer *v, const char *action, const char *object_type, struct id object,
                       const struct id *learners, size_t n, const char *detail, struct err *e) MUST_USE;
/* 34 CFR 99.32 and IDEA 300.614: a disclosure outside the school: to whom, when, purpose. */
enum code disclosure_log(struct db *db, const struct viewer *v, struct id learner, struct str to_whom, struct str purpose,
                         struct str what, struct err *e) MUST_USE;
/* Walks the chain; fails with the number of the first row that does not fit. */
enum code security_log_verify(struct db *db, int64_t *rows, struct err *e) MUST_USE;

#endif
