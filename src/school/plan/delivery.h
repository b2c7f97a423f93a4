/* delivery.h - what became of each support: offered, used, turned off, missed, and whether it helped.
 *
 * Law: rows are only added; a plan line that ends leaves them. One row for each learner, support, piece of work, day and
 * state: its id is made from these, so that a page opened again adds nothing. A missed support belongs to one named
 * person (case manager, else English-learner specialist, else teacher) until somebody says what was done. Rights of the
 * pages are the router's to have checked. */
#ifndef TRELLIS_DELIVERY_H
#define TRELLIS_DELIVERY_H

#include "school/plan/needs.h"

/* How a support reaches a learner; bits. 0: a detail of another support. */
enum { GIVEN_ON_SCREEN = 1, GIVEN_ON_PAPER = 2, GIVEN_AS_TIME = 4, GIVEN_BY_PERSON = 8 };
unsigned delivery_ways(enum need_term term); /* GIVEN_BY_PERSON for what this program cannot do by itself */

enum delivery_what { DELIVERED_OFFERED, DELIVERED_USED, DELIVERED_OFF, DELIVERED_MISSED, DELIVERED_HELPED, DELIVERED_ANSWERED, DELIVERED_KINDS };
const char *delivery_what_name(enum delivery_what w); /* "offered", "used", "turnedOff", "missed", "helped", "answered" */

struct delivered {
	struct id learner, work, line; /* work, line: may be nil; line: of the plan, given when there is no term */
	enum need_term term;           /* NEED_TERMS: in words only, of the line */
	const char *source;            /* "iep", "504", "el", "plp", "learner", "family", "school" */
	struct str value;
	enum delivery_what what;
	const char *channel;           /* "screen", "paper", "time", "person" */
	const char *why;               /* of missed: a word of the record type; NULL otherwise */
	const char *helped;            /* of helped: "yes" or "no" */
	struct str text;
	struct id by;                  /* nil: the program */
	struct id answers;             /* of answered: the missed row */
};

/* What the program itself does here for the needs in force: one row a support. Of plan lines for this piece of work; of
 * settings of learner, family and school once a day. Grows by at most needs->n. */
size_t delivery_of_needs(struct db *db, struct arena *a, struct id learner, struct id work, unsigned way, const struct needs *needs, struct delivered *out,
                         struct err *e);
/* Leaves in list what is not written yet. */
enum code delivery_fresh(struct db *db, struct arena *a, day_t day, struct delivered *list, size_t *n, struct err *e) MUST_USE;
/* Inside store_write: adds what is not there yet. */
enum code delivery_put(struct db *db, struct arena *a, day_t day, const struct delivered *list, size_t n, struct err *e) MUST_USE;
/* The person to whom a missed support comes; nil when the learner has no adult. */
enum code delivery_owner(struct db *db, struct arena *a, struct id learner, day_t day, struct id *owner, struct err *e) MUST_USE;
/* Inside store_write: what was done about a missed support. E_NOTFOUND, E_CONFLICT when it is answered. */
enum code delivery_answer(struct db *db, struct arena *a, struct id learner, struct id missed, struct id by, day_t day, struct str text, struct err *e) MUST_USE;

/* ---- supports that a person gives ---- */
struct by_hand {
	struct id learner, line;
	enum need_term term;   /* NEED_TERMS: in words only */
	struct str words, source, value;
	bool asked;            /* nothing in the plan is against it */
	bool given, missed;    /* noted today */
};
/* In lessons today, of one learner or of everybody in a class; by learner, then line. */
enum code delivery_hands(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t day, struct by_hand **out, size_t *n, struct err *e) MUST_USE;
enum code delivery_hands_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t day, struct by_hand **out, size_t *n, struct err *e) MUST_USE;

/* ---- a week ---- */
struct delivery_row {
	enum need_term term;
	struct id line;
	struct str words, from;     /* of the support; where it comes from. In the language asked for */
	bool planned;               /* in force today */
	bool by_person;
	int offered, used, off, missed, waiting; /* days and pieces of work; waiting: of missed, without an answer */
	struct str helped;          /* what the learner said last: "", "yes", "no" */
	struct str said;
};
struct delivery_wait {
	struct id id, learner, owner;
	struct str words, why, text, owner_name, name; /* name: of the learner, where the caller fills it in */
	day_t day;
};
struct delivery_week {
	struct delivery_row *rows;
	size_t n;
	struct delivery_wait *waits;  /* missed ones without an answer, of any week */
	size_t n_waits;
	int planned, offered, used, off, missed;
};
enum code delivery_week(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t monday, day_t today, struct delivery_week *out,
                        struct err *e) MUST_USE;
/* Missed supports that wait for this person. */
enum code delivery_waits(struct db *db, struct arena *a, enum lang lang, struct id person, struct delivery_wait **out, size_t *n, struct err *e) MUST_USE;
const char *delivery_why_label(struct str why); /* msgid */
extern const struct choice DELIVERY_WHYS[];

#endif
