/* access.h - who may see what. The one place.
 *
 * Law: rights come from a relationship to the learner that holds today, never from a role alone. Records,
 * pages, API, exports, search and print all ask here. What is not allowed is denied.
 *
 * The relationships are rows of three SQL views that school/people defines. Dates are text YYYY-MM-DD, both ends
 * included; begin_on null: since ever; end_on null: open. `rel` is one REL_ bit a row (several rows, several bits).
 *
 *   relation(district, viewer, learner, rel, begin_on, end_on)
 *       viewer and learner are persons. Rows for SELF (everybody to themselves, adults too), FAMILY (a guardian whom a
 *       court restricts has no row from that day), TEACHER, CASE, EL, ADVISER, PARTNER, LEADER (to the learners and the
 *       staff of the school). No rows for DISTRICT, ADMIN: those come from the hats.
 *   class_relation(district, viewer, class, rel, begin_on, end_on)
 *       SELF (is in it), TEACHER, CASE and EL (support somebody in it), FAMILY (a child is in it), LEADER (of its school).
 *   hat(district, viewer, rel, org, begin_on, end_on)
 *       every hat somebody wears, org null when it is of no school: LEADER, DISTRICT, ADMIN, TEACHER, FAMILY, SELF ...
 *
 * The views must be quick for one viewer, and for one viewer and one learner (index the columns they join on);
 * union all of plain joins is, grouping is not. Ids are the same in no two districts, and rows join within one:
 * so these views are not asked for the district again (on SQLite that would only lead to the wrong index). */
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
	REL_SYSTEM = 1 << 16,   /* imports, jobs, the command line: acts for the school; sees and edits everything */
};
#define REL_TEAM (REL_TEACHER | REL_CASE | REL_EL | REL_ADVISER)
#define REL_STAFF (REL_TEAM | REL_LEADER | REL_DISTRICT)
#define REL_HOME (REL_SELF | REL_FAMILY)
#define REL_ALL (REL_HOME | REL_STAFF)
/* Hats that hold for every record of the district, when a mask names them. */
#define REL_HATS (REL_DISTRICT | REL_ADMIN | REL_PUBLIC | REL_SIGNED_IN | REL_SYSTEM)

/* What protected fields a request has read (R437). Web makes one a request, in its arena; with a purpose (a page
 * that needs them, or a person who tapped "open") protected fields are shown to those who may see them, without one
 * only to the learner and the family themselves. No trace: nobody but the system gets them.
 * Before the reply leaves, access_trace_log writes one row for all that was read; when that fails nothing is sent. */
struct access_trace {
	struct arena *a;
	const char *purpose;   /* msgid-free short text for the log: "plan page"; NULL: not opened */
	struct id *learners;   /* whose protected fields were read */
	const char **types;    /* of what */
	size_t n, cap;
};

/* Who is asking. Made by web (from the session) or by cli/jobs (viewer_system). */
struct viewer {
	struct id person;      /* nil for nobody and for the system */
	struct id account;
	struct id org;         /* the school the person acts in */
	unsigned hats;         /* REL_ bits the person has to anyone today, with REL_SIGNED_IN */
	enum lang lang;
	day_t today;           /* in the school's zone */
	bool low;              /* low-privilege session (badge card): own work only, SELF is all that counts */
	struct access_trace *trace; /* NULL: no protected field is read */
};
struct viewer viewer_system(struct store *s);
/* Fills person, hats (from the view `hat`) and org (of the widest hat); lang is English, account nil, trace NULL.
 * A nil person is nobody: REL_PUBLIC. */
enum code viewer_load(struct db *db, struct id person, day_t today, struct viewer *out, struct err *e) MUST_USE;

/* Relations of v to a learner today (0: none), with those of REL_HATS that v wears. */
enum code access_to_learner(struct db *db, const struct viewer *v, struct id learner, unsigned *rel, struct err *e) MUST_USE;
/* Relations of v to a class today: REL_TEACHER, REL_SELF (is in it), REL_CASE/REL_EL (supports someone in it),
 * REL_LEADER, REL_DISTRICT, REL_FAMILY (a child is in it). */
enum code access_to_class(struct db *db, const struct viewer *v, struct id class_id, unsigned *rel, struct err *e) MUST_USE;

/* Writes what the viewer's trace holds, if anything, by store_write, and empties it. */
enum code access_trace_log(struct store *s, const struct viewer *v, struct err *e) MUST_USE;
void access_trace_add(struct access_trace *t, const char *type, struct id learner);

/* The logs. Both are appended inside store_write. */
/* One row: who, when, what was done, to which learners; hash-chained (SHA-256 over the row and the last hash). */
enum code security_log(struct db *db, const struct viewer *v, const char *action, const char *object_type, struct id object,
                       const struct id *learners, size_t n, const char *detail, struct err *e) MUST_USE;
/* 34 CFR 99.32 and IDEA 300.614: a disclosure outside the school: to whom, when, purpose; with a row of the security log. */
enum code disclosure_log(struct db *db, const struct viewer *v, struct id learner, struct str to_whom, struct str purpose,
                         struct str what, struct err *e) MUST_USE;
/* Each disclosure is told of, word for word, by the chain, and each that the chain tells of is there. */
enum code disclosure_verify(struct db *db, int64_t *rows, struct err *e) MUST_USE;
/* Walks the chain; fails with the number of the first row that does not fit. */
enum code security_log_verify(struct db *db, int64_t *rows, struct err *e) MUST_USE;

#endif
