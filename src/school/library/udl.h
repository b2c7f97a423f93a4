/* udl.h - was a performance task looked at with every learner in mind before it was used?
 *
 * Law: a check is a row with who, when and five answers; a later one stands beside it and the newest is shown. A task
 * without one can be given: it is said, nothing is held back. The five questions follow the three principles of
 * Universal Design for Learning (CAST, udlguidelines.cast.org: engagement, representation, action and expression). */
#ifndef TRELLIS_UDL_H
#define TRELLIS_UDL_H

#include "record/record.h"

enum { UDL_QUESTIONS = 5 };
extern const char *const UDL_FIELDS[UDL_QUESTIONS];
const char *udl_question(int k); /* msgid */

struct udl {
	bool any;                    /* there is a check */
	bool yes[UDL_QUESTIONS];
	int n_yes;
	struct str by, note;         /* a name; words */
	int64_t at;
};
/* The newest check of a resource. */
enum code udl_newest(struct db *db, struct arena *a, struct id resource, struct udl *out, struct err *e) MUST_USE;
/* Titles of the performance tasks in a class's week that nobody has checked, by title; 20 at most. */
enum code udl_unchecked(struct db *db, struct arena *a, struct id class_id, struct str monday, struct str **out, size_t *n, struct err *e) MUST_USE;

/* The three questions of UDL about one piece of work as it stands in the editor, and one small thing that would open it more.
 * Nothing is kept and nothing held back; a stranger can tell from `why` what the answer rests on. */
struct udl_piece { struct id resource; struct str mode, done; int limit; unsigned open, constructs; /* open: bits of school/work/open.h */ };
struct udl_live { struct { bool yes; const char *ask, *why; } q[3]; const char *better; /* msgids */ };
enum code udl_live_load(struct db *db, const struct udl_piece *x, struct udl_live *out, struct err *e) MUST_USE;

#endif
