/* moves.h - what of a profile moves on to next year's teacher: part by part, as the learner and the family approve.
 *
 * Laws: (1) Nothing moves without approval, and what moves is the words that were approved: written anew since, they
 * are asked about anew. (2) A learner below the school's young age is asked and the family decides; from then on both
 * agree; of age the learner alone decides (34 CFR 99.3 and 99.5). The rule that held is kept with each decision.
 * (3) Until somebody at school has read a part it can be taken back whole; afterwards it can be closed, and the page
 * says who read it. (4) A year is the one in which the next school year begins. Rights to the learner are the
 * caller's to have checked; next year's teacher is known by moves_reader alone. */
#ifndef TRELLIS_MOVES_H
#define TRELLIS_MOVES_H

#include "school/people/people.h"

#define MOVES_PARTS 11

enum moves_decides { MOVES_FAMILY, MOVES_BOTH, MOVES_LEARNER };

struct move_line { struct str label, text; };  /* in the reader's language; the text as it was written */
struct move_part {
	const char *key, *label;      /* label: msgid */
	struct id id;                 /* nil: nobody has decided anything yet */
	int64_t version;
	struct str state;             /* of profile_move; empty with a nil id */
	struct str words, sent;       /* as they stand now; as they were approved or asked about */
	struct move_line *lines, *sent_lines;
	size_t n, n_sent;
	bool changed;                 /* written anew since somebody decided */
	struct str learner_says, family_says; /* "yes", "no" or empty */
	struct str learner_by, family_by, seen_by; /* names */
	int64_t learner_at, family_at, seen_at;
};
struct moves {
	int64_t year;
	day_t ends;                   /* last day of this school year; DAY_NONE: not known */
	bool season;                  /* near enough to that day to be reminded */
	enum moves_decides decides;
	bool family;                  /* an adult of the family has access */
	struct move_part parts[MOVES_PARTS]; /* the learner's own words first; empty parts are left out */
	size_t n;
	size_t waiting, approved;
};
enum code moves_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct moves *out, struct err *e) MUST_USE;
/* The words of one part told apart, for the form: what was on the page when somebody decided. */
struct str moves_mark(struct arena *a, struct str words);

/* One answer, inside store_write. says: "yes", "no"; for a young learner asked tells what the child said ("" when it said
 * so itself). mark: moves_mark of the words that were read; E_CONFLICT when they are others now. */
enum code moves_say(struct db *db, struct arena *a, const struct viewer *v, unsigned rel, struct id learner, const char *part, struct str says,
                    struct str asked, struct str mark, struct err *e) MUST_USE;

/* ---- next year's teacher ---- */

/* Is viewer a teacher of a class of the school year that begins in *year, with this learner in it? That year is not over. */
enum code moves_reader(struct db *db, struct arena *a, struct id viewer, struct id learner, day_t today, bool *yes, int64_t *year, struct err *e) MUST_USE;
struct move_from { struct person learner; struct str class_title; int64_t parts, unread; };
/* Learners who come to viewer's classes of a coming school year, by name, with how many parts they send. */
enum code moves_coming(struct db *db, struct arena *a, struct id viewer, day_t today, struct move_from **out, size_t *n, struct err *e) MUST_USE;
/* Approved parts; with read_only_seen those alone that were opened, *unread counts the others. */
enum code moves_sent(struct db *db, struct arena *a, enum lang lang, struct id learner, int64_t year, bool seen_alone, struct moves *out, size_t *unread,
                     struct err *e) MUST_USE;
/* Opens every approved part for reader, inside store_write: who was first and when is kept. */
enum code moves_open(struct db *db, struct arena *a, struct id reader, struct id learner, int64_t year, struct err *e) MUST_USE;

/* Learners of a class about whose profile nobody has decided yet, or not everybody who must; nobody out of season. */
enum code moves_waiting(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct person_list *out, struct err *e) MUST_USE;

#endif
